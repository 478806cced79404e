import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { accept, auditOf, informed, inReach, settled, type Step } from '../../src/data/authority.js'
import { brokenAt } from '../../src/data/chain.js'
import { reducedOf } from '../../src/data/reduction.js'
import type { Command } from '../../src/schema/command.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { compile } from '../../src/plan/compile.js'
import type { Program } from '../../src/schema/program.js'
import { barOpensMs, barPlan, barProgram, barRecord } from './bar.js'

const plan = barPlan()
const dayMs = 86_400_000
const opened = barOpensMs + dayMs

function taken(record: MerchantRecord, command: Command, atMs = opened): Step {
  const step = accept(plan, record, command, atMs, 'operator')
  if ('code' in step) throw new Error(step.code)
  return step
}
const spend = (key: string, amountPoints: number): Command => ({
  command: 'spendPoints',
  account: 'corks',
  amountPoints,
  key,
})
const reason = { en: 'Because', 'zh-CN': '原因' }
const balanceOf = ({ held }: MerchantRecord): number => held!.accounts['corks']!.balancePoints

describe('a command that is taken', () => {
  it('adds a fact and chained entries, one revision on', () => {
    const first = taken(barRecord, spend('a', 30))
    expect(first.record).toMatchObject({ revision: 1, facts: [{ id: 'a', type: 'tk.spendPoints' }] })
    expect(first.posted.map(({ kind, amountPoints }) => [kind, amountPoints])).toEqual([
      ['start', 100],
      ['spend', 30],
    ])
    const second = taken(first.record, spend('b', 20))
    expect(second.record.entries).toEqual([...first.posted, ...second.posted])
    expect(brokenAt(second.record.entries!, null)).toBeNull()
    expect(balanceOf(second.record)).toBe(50)
  })

  it('needs only the last of the entries to go on from', () => {
    const { record } = taken(barRecord, spend('a', 30))
    const whole = taken(record, spend('b', 20))
    const part = taken({ ...record, entries: record.entries!.slice(-1) }, spend('b', 20))
    expect(part.posted).toEqual(whole.posted)
  })

  it('chains entries that came without hashes', () => {
    const { record } = taken(barRecord, spend('a', 30))
    const bare = record.entries!.map(({ hash: _hash, ...entry }) => entry)
    expect(taken({ ...record, entries: bare }, spend('b', 20)).record.entries).toEqual(
      taken(record, spend('b', 20)).record.entries,
    )
  })

  it('counts once under its key, and another under it is refused', () => {
    const { record } = taken(barRecord, spend('a', 30))
    expect(taken(record, spend('a', 30))).toEqual({ record, posted: [] })
    expect(accept(plan, record, spend('a', 31), opened, 'operator')).toMatchObject({ code: 'reusedKey' })
  })

  it('by a clock that went back is never older than the state', () => {
    const { record } = taken(barRecord, spend('a', 30))
    const back = taken(record, spend('b', 20), opened - 20 * dayMs)
    expect(Date.parse(back.record.facts![1]!.at)).toBe(opened + 1)
    expect(Date.parse(back.record.held!.at)).toBe(opened + 1)
    expect(auditOf(plan, back.record)).toEqual([])
  })
})

describe('a command of whom nobody says that they send it', () => {
  it('is the merchant’s', () => {
    const use: Command = { command: 'useBenefit', benefit: 'boost', key: 'u' }
    expect(accept(plan, barRecord, use, opened)).toStrictEqual(
      accept(plan, barRecord, use, opened, 'merchant'),
    )
    expect(accept(plan, barRecord, spend('a', 30), opened)).toMatchObject({ code: 'notYours' })
  })
})

describe('time alone', () => {
  it('posts what has lapsed, one revision on, and nothing the second time', () => {
    const { record } = taken(barRecord, spend('a', 30))
    const late = barOpensMs + 50 * dayMs
    const step = settled(plan, record, late)
    expect(step.posted.map(({ kind, amountPoints }) => [kind, amountPoints])).toEqual([['expire', 70]])
    expect(step.record.revision).toBe(2)
    expect(settled(plan, step.record, late)).toEqual({ record: step.record, posted: [] })
  })

  it('that changes nothing leaves the record as it is', () => {
    const { record } = taken(barRecord, spend('a', 30))
    expect(settled(plan, record, opened + 60_000)).toStrictEqual({ record, posted: [] })
    expect(settled(plan, record, opened + 60_000).record).toBe(record)
    expect(settled(plan, record, opened - dayMs).record).toBe(record)
  })

  it('that a review decided by is a step, though no points moved', () => {
    const { record } = settled(plan, barRecord, opened)
    const step = settled(plan, record, Date.parse('2026-03-01T00:00:00+08:00'))
    expect(step.posted).toEqual([])
    expect(step.record.revision).toBe(2)
    expect(step.record.held!.decisions.map(({ review }) => review)).toEqual(['monthly'])
  })

  it('is a step by a newer version of the program only after the instant of the state', () => {
    const { record } = settled(plan, barRecord, opened)
    const newer = { ...barProgram, version: '2026-02', inForce: '2026-02-01' }
    const { value: versions } = compile([barProgram, newer] as unknown as Program[])
    expect(settled(versions!, record, opened - dayMs).record).toBe(record)
    expect(settled(versions!, record, opened).record).toBe(record)
    const { record: next } = settled(versions!, record, opened + 1)
    expect(next).toMatchObject({ revision: 2, held: { programVersion: '2026-02' } })
  })

  it('begins a log that has no state yet', () => {
    const step = settled(plan, barRecord, opened)
    expect(step.record).toMatchObject({ revision: 1 })
    expect(balanceOf(step.record)).toBe(100)
  })

  it('gives back what a redemption held, at its end', () => {
    const { record } = taken(barRecord, { command: 'redeemBenefit', benefit: 'bottle', key: 'r' })
    expect(balanceOf(record)).toBe(70)
    const over = settled(plan, record, opened + 11 * dayMs).record
    expect(balanceOf(over)).toBe(100)
    expect(auditOf(plan, over)).toEqual([])
  })
})

describe('facts that the platform has learned', () => {
  const glass = (id: string, at: string) => ({ id, type: 'glass', at })

  it('earn, once each', () => {
    const { record } = settled(plan, barRecord, opened)
    const late = opened + dayMs
    const facts = [glass('g1', '2026-02-02T10:00:00+08:00'), glass('g2', '2026-02-02T11:00:00+08:00')]
    const step = informed(plan, record, facts, late)
    expect(balanceOf(step.record)).toBe(120)
    expect(step.record.revision).toBe(2)
    expect(informed(plan, step.record, facts, late + 1)).toEqual({ record: step.record, posted: [] })
    expect(auditOf(plan, step.record)).toEqual([])
  })

  it('that lie before the state arrive after it, and the audit finds the same again', () => {
    const { record } = taken(barRecord, spend('a', 30), opened + 5 * dayMs)
    const step = informed(plan, record, [glass('g1', '2026-02-02T10:00:00+08:00')], opened)
    expect(balanceOf(step.record)).toBe(80)
    expect(Date.parse(step.record.facts![1]!.seen!)).toBe(opened + 5 * dayMs + 1)
    expect(auditOf(plan, step.record)).toEqual([])
  })

  it('keep their own instants where the log has no state, or none as late', () => {
    const first = glass('g1', '2026-02-02T10:00:00+08:00')
    expect(informed(plan, barRecord, [first], opened + dayMs).record.facts).toStrictEqual([first])
    const { record } = settled(plan, barRecord, opened)
    const facts = [
      glass('before', new Date(opened - 1).toISOString()),
      glass('at', new Date(opened).toISOString()),
      glass('after', new Date(opened + 1).toISOString()),
      { ...glass('late', '2026-02-01T10:00:00+08:00'), seen: '2026-02-03T10:00:00+08:00' },
    ]
    const seen = new Date(opened + 2 * dayMs).toISOString()
    expect(informed(plan, record, facts, opened + 2 * dayMs).record.facts).toStrictEqual([
      { ...facts[0], seen },
      { ...facts[1], seen },
      facts[2],
      facts[3],
    ])
  })

  it('may undo a redemption that is still held: what it holds comes back to its lots, once', () => {
    const { record } = taken(barRecord, { command: 'redeemBenefit', benefit: 'bottle', key: 'r' })
    const broken = (id: string) => ({ id, type: 'broken', at: '2026-02-03T10:00:00+08:00', ref: 'r' })
    const { record: back, posted } = informed(plan, record, [broken('b1'), broken('b2')], opened + 2 * dayMs)
    expect(posted.map(({ kind, from, to, amountPoints }) => [kind, from, to, amountPoints])).toEqual([
      ['release', 'held', 'available', 30],
    ])
    expect(back.held!.benefits['bottle']).toMatchObject({ uses: [], redemptions: [] })
    expect(balanceOf(back)).toBe(100)
    expect(auditOf(plan, back)).toEqual([])
  })

  it('given twice in one list count once', () => {
    const fact = glass('g1', '2026-02-02T10:00:00+08:00')
    expect(balanceOf(informed(plan, barRecord, [fact, fact], opened + dayMs).record)).toBe(110)
  })
})

describe('a record that is only evaluated', () => {
  const { record } = settled(plan, barRecord, barOpensMs + 60 * dayMs)
  const heldMs = Date.parse(record.held!.at)
  const fromMs = heldMs - plan.lookback!.days * dayMs
  const glass = (id: string, atMs: number, seenMs?: number) => ({
    ...{ id, type: 'glass', at: new Date(atMs).toISOString() },
    ...(seenMs !== undefined && { seen: new Date(seenMs).toISOString() }),
  })
  const facts = [
    glass('old', fromMs - 1),
    glass('first', fromMs),
    glass('oldSeen', fromMs - 1, heldMs),
    glass('oldUnseen', fromMs - 1, heldMs + 1),
    glass('new', heldMs + 1),
  ]

  it('goes without what nothing counts any more beside its state, and stays else as it is', () => {
    expect(inReach(plan, { ...record, facts })).toStrictEqual({
      ...record,
      facts: [facts[1], facts[3], facts[4]],
    })
  })

  it('stands where it stood with all of the log', () => {
    const { held, facts: all } = lived([
      ...Array.from({ length: 9 }, (): Act => ({ act: 'glass', passMs: 10 * dayMs })),
      { act: 'settle', passMs: 1 },
    ]).record
    const whole = { ...barRecord, held: held!, facts: all! }
    const part = inReach(plan, whole)
    expect(part.facts!.length).toBeLessThan(whole.facts.length)
    const later = Date.parse(held!.at) + 3 * dayMs
    expect(evaluate(plan, part, later)).toEqual(evaluate(plan, whole, later))
  })

  it('needs all of its log without a state, and where the program counts since ever', () => {
    const { held: _held, ...stateless } = { ...record, facts }
    expect(inReach(plan, stateless)).toBe(stateless)
    expect(inReach(plan, record)).toBe(record)
    const [corks] = barProgram.accounts
    const { expires: _expires, ...lasting } = corks!
    const { value: forEver } = compile([{ ...barProgram, accounts: [lasting] }] as unknown as Program[])
    const whole = { ...record, facts }
    expect(inReach(forEver!, whole)).toBe(whole)
  })
})

/** What happens to a log in a random life of it. */
type Act =
  | { act: 'spend' | 'adjust'; points: number; passMs: number }
  | {
      act: 'boost' | 'redeem' | 'capture' | 'release' | 'reverse' | 'glass' | 'break' | 'settle'
      passMs: number
    }
const passMs = fc.oneof(
  fc.integer({ min: -3_600_000, max: 3_600_000 }),
  fc.integer({ min: 0, max: 20 * dayMs }),
)
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constantFrom('spend' as const, 'adjust' as const),
      points: fc.integer({ min: 1, max: 60 }),
      passMs,
    }),
    fc.record({
      act: fc.constantFrom(
        ...(['boost', 'redeem', 'capture', 'release', 'reverse', 'glass', 'break', 'settle'] as const),
      ),
      passMs,
    }),
  ),
  { maxLength: 25 },
)

/** What an event of the platform may undo: an event, or a command of any kind. */
const undoable = ['glass', 'tk.redeemBenefit', 'tk.useBenefit', 'tk.spendPoints', 'tk.adjustPoints']

function lived(life: readonly Act[]): { record: MerchantRecord; refused: number } {
  let record: MerchantRecord = barRecord
  let atMs = opened
  let refused = 0
  for (const [nth, one] of life.entries()) {
    atMs += one.passMs
    const key = `k${nth}`
    const facts = record.facts ?? []
    const lastOf = (type: string): string => facts.filter((fact) => fact.type === type).pop()?.id ?? 'none'
    const redemption = lastOf('tk.redeemBenefit')
    const at = new Date(atMs).toISOString()
    const commands: Record<string, Command> = {
      spend: spend(key, 'points' in one ? one.points : 1),
      adjust: {
        ...{ command: 'adjustPoints', account: 'corks', key, reason: { en: 'Sorry', 'zh-CN': '致歉' } },
        points: 'points' in one ? one.points - 30 || 1 : 1,
      },
      boost: { command: 'useBenefit', benefit: 'boost', key },
      redeem: { command: 'redeemBenefit', benefit: 'bottle', key },
      capture: { command: 'useBenefit', benefit: 'bottle', redemption, voucher: 'C1', key },
      release: { command: 'releaseBenefit', benefit: 'bottle', redemption, key },
      reverse: { command: 'reverse', fact: lastOf(nth % 2 ? 'tk.spendPoints' : 'tk.useBenefit'), key },
    }
    const command = commands[one.act]
    const step = command
      ? accept(plan, record, command, atMs, 'operator')
      : one.act === 'settle'
        ? settled(plan, record, atMs)
        : informed(
            plan,
            record,
            [
              one.act === 'glass'
                ? { id: key, type: 'glass', at }
                : { id: key, type: 'broken', at, ref: lastOf(undoable[nth % undoable.length]!) },
            ],
            atMs,
          )
    if ('code' in step) refused += 1
    else record = step.record
  }
  return { record, refused }
}

describe('the audit', () => {
  it('finds nothing in any log that was kept rightly', () => {
    let kinds = new Set<string>()
    fc.assert(
      fc.property(acts, (life) => {
        const { record } = lived(life)
        expect(auditOf(plan, record)).toEqual([])
        expect(brokenAt(record.entries ?? [], null)).toBeNull()
        for (const { kind } of record.entries ?? []) kinds.add(kind)
      }),
      { numRuns: Number(process.env['TIERKIT_RUNS'] ?? 300), seed: 4 },
    )
    kinds = new Set([...kinds].sort())
    if (!process.env['TIERKIT_RUNS'])
      expect([...kinds]).toEqual(
        expect.arrayContaining(['adjust', 'capture', 'clawBack', 'earn', 'expire', 'hold', 'release', 'return', 'spend', 'start']), // prettier-ignore
      )
  })

  const { record } = lived([
    { act: 'spend', points: 10, passMs: 1 },
    { act: 'glass', passMs: dayMs },
    { act: 'redeem', passMs: dayMs },
    { act: 'spend', points: 5, passMs: dayMs },
  ])
  const whats = (changed: MerchantRecord): string[] =>
    auditOf(plan, changed).map(({ of, where }) => `${of} ${where}`)

  it.each<[string, Command, number, string]>([
    [
      'released',
      { command: 'releaseBenefit', key: 'x', benefit: 'bottle', redemption: 'r' },
      1,
      'release 30',
    ],
    ['captured', { command: 'useBenefit', key: 'x', benefit: 'bottle', redemption: 'r' }, 1, 'capture 30'],
    ['let go at its end', { command: 'adjustPoints', key: 'x', account: 'new', points: 1, reason }, 11, 'release 30'], // prettier-ignore
  ])(
    'finds nothing where what is %s was held of an account that the program has no more',
    (_how, command, days, last) => {
      const [account] = barProgram.accounts
      const benefits = barProgram.benefits.filter(({ id }) => id === 'bottle')
      const later = {
        ...{ ...barProgram, version: '2026-02', inForce: '2026-02-05' },
        accounts: [{ ...account, id: 'new' }],
        benefits: benefits.map((one) => ({ ...one, takes: { new: 30 } })),
      }
      const { value: versions } = compile([{ ...barProgram, benefits }, later] as unknown as Program[])
      const asked = (record: MerchantRecord, one: Command, atMs: number): Step => {
        const step = accept(versions!, record, one, atMs, 'operator')
        if ('code' in step) throw new Error(step.code)
        return step
      }
      const redeemed = asked(barRecord, { command: 'redeemBenefit', key: 'r', benefit: 'bottle' }, opened)
      const { record } = asked(redeemed.record, command, Date.parse('2026-02-05') + days * dayMs)
      const own = record.entries!.filter((entry) => entry.account === 'corks')
      expect(own.map(({ kind, amountPoints }) => `${kind} ${amountPoints}`).pop()).toBe(last)
      expect(auditOf(versions!, record)).toEqual([])
    },
  )

  it('says which entry was changed, and where the chain and the sums break', () => {
    const entries = record.entries!.map((entry, place) =>
      place === 1 ? { ...entry, amountPoints: 11 } : entry,
    )
    expect(whats({ ...record, entries })).toEqual([
      'entries entries[1]',
      'chain entries[1].hash',
      'accounts corks.balancePoints',
      'accounts corks.debtPoints',
    ])
  })

  it('says that an entry is missing', () => {
    expect(whats({ ...record, entries: record.entries!.slice(0, -1) })).toEqual([
      `entries entries[${record.entries!.length - 1}]`,
      'accounts corks.balancePoints',
      'accounts corks.lots',
    ])
  })

  it('says that a balance was changed', () => {
    const corks = { ...record.held!.accounts['corks']!, balancePoints: 1_000 }
    expect(whats({ ...record, held: { ...record.held!, accounts: { corks } } })).toEqual([
      'held held.accounts',
      'accounts corks.balancePoints',
    ])
  })

  it('says that a fact was taken out', () => {
    const facts = record.facts!.slice(1)
    expect(whats({ ...record, facts })[0]).toBe('entries entries[1]')
  })

  it('goes from the state that the log began with', () => {
    const whole = lived([
      { act: 'spend', points: 10, passMs: 1 },
      { act: 'glass', passMs: dayMs },
    ]).record
    const opening = { held: whole.held! }
    const next = taken({ ...barRecord, held: whole.held! }, spend('later', 20), opened + 9 * dayMs).record
    expect(auditOf(plan, next, opening)).toEqual([])
    expect(auditOf(plan, next)).not.toEqual([])
  })

  it('has nothing to say of a record without a state', () => {
    expect(auditOf(plan, barRecord)).toEqual([])
  })
})

describe('the sums of a log', () => {
  it('tell where every point is', () => {
    const { record } = lived([
      { act: 'redeem', passMs: 1 },
      { act: 'capture', passMs: 1 },
      { act: 'redeem', passMs: 1 },
      { act: 'spend', points: 5, passMs: 1 },
    ])
    const { corks } = reducedOf(record.entries!)
    expect(corks!.buckets).toEqual({
      issued: -100,
      available: 35,
      held: 30,
      redeemed: 35,
      expired: 0,
      clawedBack: 0,
    })
    expect(Object.values(corks!.lots)).toEqual([35])
    expect(corks!.debtPoints).toBe(0)
  })
})
