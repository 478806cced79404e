/** What the audit says of a log, to the last text: what it found, and what should be there. */
import { describe, expect, it } from 'vitest'
import { accept, auditOf, settled } from '../../src/data/authority.js'
import { canonical, chained } from '../../src/data/chain.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Command } from '../../src/schema/command.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Held, MerchantRecord } from '../../src/schema/record.js'
import { planWith } from '../core/account.js'
import { barOpensMs, barPlan, barRecord } from './bar.js'

const plan = barPlan()
const dayMs = 86_400_000
const opened = barOpensMs + dayMs
const reason = { en: 'Because', 'zh-CN': '原因' }

/** The log after an operator's commands, a day apart. */
const after = (record: MerchantRecord, commands: readonly Command[], of: Plan = plan): MerchantRecord =>
  commands.reduce((known, command, nth) => {
    const step = accept(of, known, command, opened + nth * dayMs, 'operator')
    if ('code' in step) throw new Error(step.code)
    return step.record
  }, record)
const spend = (key: string, amountPoints: number, account = 'corks'): Command => ({
  ...{ command: 'spendPoints', account, amountPoints, key },
})
const redeem = (key: string): Command => ({ command: 'redeemBenefit', benefit: 'bottle', key })
const release = (key: string, redemption: string): Command => ({
  ...{ command: 'releaseBenefit', benefit: 'bottle', redemption, key },
})
const bare = (entry: Entry | undefined): string => canonical({ ...entry, hash: undefined })
const whats = (record: MerchantRecord, of = plan, opening = {}): string[] =>
  auditOf(of, record, opening).map(({ of: what, where }) => `${what} ${where}`)

const record = after(barRecord, [spend('a', 10), redeem('r'), spend('b', 5)])
const held = record.held!
const entries = record.entries!

describe('a log', () => {
  it('of time alone, without a fact, is right', () => {
    expect(auditOf(plan, settled(plan, barRecord, opened).record)).toEqual([])
  })

  it('that has lost its entries lacks the first of them, and all that its accounts hold', () => {
    const empty = { ...record, entries: [] }
    const { entries: _entries, ...none } = record
    const lot = `{"${held.accounts['corks']!.lots[0]!.id}":55}`
    for (const lost of [empty, none])
      expect(auditOf(plan, lost)).toStrictEqual([
        { of: 'entries', where: 'entries[0]', found: '', expected: bare(entries[0]) },
        { of: 'accounts', where: 'corks.balancePoints', found: '55', expected: '0' },
        { of: 'accounts', where: 'corks.lots', found: lot, expected: '{}' },
        { of: 'accounts', where: 'corks: held by redemptions', found: '30', expected: '0' },
      ])
  })

  it('that has lost an account holds nothing of what its entries say', () => {
    const lost = { ...record, held: { ...held, accounts: {} } }
    const lot = `{"${held.accounts['corks']!.lots[0]!.id}":55}`
    expect(auditOf(plan, lost)).toStrictEqual([
      { of: 'held', where: 'held.accounts', found: '{}', expected: canonical(held.accounts) },
      { of: 'accounts', where: 'corks.balancePoints', found: '0', expected: '55' },
      { of: 'accounts', where: 'corks.lots', found: '{}', expected: lot },
    ])
  })

  it('with an entry too many, and one too few, is told of the first that is another', () => {
    const twice = chained([...entries.slice(0, 2), entries[1]!, ...entries.slice(2)], null)
    const found = (changed: MerchantRecord) => auditOf(plan, changed).filter(({ of }) => of === 'entries')
    expect(found({ ...record, entries: twice })).toStrictEqual([
      { of: 'entries', where: 'entries[2]', found: bare(entries[1]), expected: bare(entries[2]) },
    ])
    const fewer = chained([...entries.slice(0, 1), ...entries.slice(2)], null)
    expect(found({ ...record, entries: fewer })).toStrictEqual([
      { of: 'entries', where: 'entries[1]', found: bare(entries[2]), expected: bare(entries[1]) },
    ])
    const longer = [...entries, entries[3]!]
    expect(found({ ...record, entries: longer })).toStrictEqual([
      { of: 'entries', where: 'entries[4]', found: bare(entries[3]), expected: '' },
    ])
  })

  it('that was never chained is right, and has no chain to break', () => {
    const unchained = entries.map(({ hash: _hash, ...entry }) => entry)
    expect(auditOf(plan, { ...record, entries: unchained })).toEqual([])
  })

  it('with points in a place that there is none of does not add up', () => {
    const lost = chained(
      entries.map((entry, place) => (place === 1 ? { ...entry, to: 'pocket' as Entry['to'] } : entry)),
      null,
    )
    expect(auditOf(plan, { ...record, entries: lost })).toStrictEqual([
      { of: 'entries', where: 'entries[1]', found: bare(lost[1]), expected: bare(entries[1]) },
      { of: 'accounts', where: 'corks: all buckets', found: 'null', expected: '0' },
    ])
  })

  it('whose redemption holds other points than were put aside for it is told so', () => {
    const bottle = held.benefits['bottle']!
    const redemptions = bottle.redemptions.map((one) => ({ ...one, points: { corks: 31 } }))
    const benefits = { ...held.benefits, bottle: { ...bottle, redemptions } }
    expect(auditOf(plan, { ...record, held: { ...held, benefits } })).toStrictEqual([
      { of: 'held', where: 'held.benefits', found: canonical(benefits), expected: canonical(held.benefits) },
      { of: 'accounts', where: 'corks: held by redemptions', found: '31', expected: '30' },
    ])
  })

  it('in debt is right, and told where what is owed is another', () => {
    const owing = planWith({ min: -100, start: 20, earn: [] })
    const fine: Command = { command: 'adjustPoints', account: 'stars', points: -50, key: 'f', reason }
    const debt = after(barRecord, [fine], owing)
    expect(debt.held!.accounts['stars']).toMatchObject({ balancePoints: -30, debtPoints: 30 })
    expect(auditOf(owing, debt)).toEqual([])
    const stars = { ...debt.held!.accounts['stars']!, debtPoints: 29 }
    const less = { ...debt, held: { ...debt.held!, accounts: { stars } } }
    expect(whats(less, owing)).toEqual(['held held.accounts', 'accounts stars.debtPoints'])
  })
})

describe('a log that began with a state', () => {
  const opening: { held: Held; entries: Entry[] } = { held, entries }

  const next = (began: MerchantRecord, command: Command): MerchantRecord => {
    const step = accept(plan, began, command, opened + 5 * dayMs, 'operator')
    if ('code' in step) throw new Error(step.code)
    return step.record
  }

  it.each<[string, Command]>([
    ['goes on holding what was held then', spend('c', 5)],
    ['holds more than was held then', redeem('r2')],
    ['lets go of what was held then', release('x', 'r')],
  ])('is right where it %s', (_title, command) => {
    expect(auditOf(plan, next({ ...barRecord, held }, command), { held })).toEqual([])
  })

  it('is right with the entries that it began with, which count in the chain and not in the sums', () => {
    const gone = next({ ...barRecord, held, entries }, spend('c', 5))
    expect(gone.entries).toHaveLength(entries.length + 1)
    expect(auditOf(plan, gone, opening)).toEqual([])
    const changed = gone.entries!.map((entry, nth) => (nth === 0 ? { ...entry, fact: 'a' } : entry))
    expect(whats({ ...gone, entries: changed }, plan, opening)).toEqual([
      'entries entries[0]',
      'chain entries[0].hash',
    ])
  })
})
