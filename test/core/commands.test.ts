/** Who may ask for what, what each command requires, and which of several reasons is told. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { commands, decide } from '../../src/core/commands.js'
import { evaluate } from '../../src/core/evaluate.js'
import { compile } from '../../src/plan/compile.js'
import { command as commandSchema, sender, type Command, type Sender } from '../../src/schema/command.js'
import type { Issue, IssueCode } from '../../src/schema/issues.js'
import type { Program } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const NOON = at('2025-03-01T12:00:00Z')
const account = (id: string, over: object = {}) => ({
  id,
  name: both(id),
  earn: [],
  start: 100,
  spend: 'oldestFirst',
  undo: 'sameLots',
  ...over,
})
const benefit = (id: string, over: object = {}) => ({
  id,
  kind: 'price',
  name: both(id),
  requires: { value: { gte: 1 } },
  cost: 1,
  ...over,
})
const task = (id: string, over: object = {}) => ({
  id,
  area: 'x',
  name: both(id),
  done: { value: { gte: 1 } },
  effortMinutes: 1,
  moves: {},
  reward: { stars: 5 },
  given: 'claimed',
  ...over,
})
const plan = planOf(
  minimal({
    accounts: [account('stars'), account('kept', { min: 60 }), account('few', { start: 20 })],
    tasks: [task('ready'), task('open', { done: { value: { gte: 9 } } })],
    benefits: [
      benefit('drink', { takes: { stars: 30 } }),
      benefit('dear', { takes: { stars: 1000 } }),
      benefit('keeper', { takes: { kept: 41 } }),
      benefit('room', { takes: { stars: 40 }, hold: { days: 3 }, quota: { times: 1, each: 'month' } }),
      benefit('table', { takes: { stars: 10 }, hold: { days: 1 } }),
      benefit('shut', { requires: { value: { gte: 9 } } }),
      benefit('pair', {
        choose: {
          options: ['p', 'q', 's'].map((id) => ({ id, name: both(id) })),
          pick: 2,
          within: { days: 300 },
        },
      }),
      benefit('pick', {
        choose: {
          options: [
            { id: 'a', name: both('A') },
            { id: 'b', name: both('B') },
          ],
          pick: 1,
          within: { days: 300 },
        },
      }),
    ],
  }),
)
const fresh: MerchantRecord = {
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { value: 1 },
  revision: 7,
}
/** The log after commands, a minute apart. */
const after = (...asked: [Command, Sender?][]): MerchantRecord => {
  let record = fresh
  asked.forEach(([command, by], place) => {
    const fact = decide(plan, record, command, NOON + place * 60_000, by)
    if ('code' in fact) throw new Error(JSON.stringify(fact))
    record = { ...record, facts: [...record.facts!, fact as Fact] }
  })
  return record
}
const later = at('2025-03-01T13:00:00Z')
const codeOf = (answer: Fact | Issue): unknown => ('code' in answer ? answer.code : 'taken')
const asked = (command: Command, by?: Sender, record = fresh): unknown =>
  codeOf(decide(plan, record, command, later, by))

const reason = both('Because')
const redeemed: [Command, Sender?] = [{ command: 'redeemBenefit', key: 'r', benefit: 'room' }]
const used: [Command, Sender?] = [{ command: 'useBenefit', key: 'u', benefit: 'drink' }]
const captured: [Command, Sender?] = [
  { command: 'useBenefit', key: 'c', benefit: 'room', redemption: 'r', voucher: 'XY-1' },
  'operator',
]
/** One of each that is taken by a log where `redeemed` and `used` have been. */
const samples: { readonly [N in Command['command']]: Extract<Command, { command: N }> } = {
  claimTask: { command: 'claimTask', key: 'k', task: 'ready' },
  dismissTask: { command: 'dismissTask', key: 'k', task: 'open' },
  restoreTask: { command: 'restoreTask', key: 'k', task: 'open' },
  useBenefit: { command: 'useBenefit', key: 'k', benefit: 'drink' },
  redeemBenefit: { command: 'redeemBenefit', key: 'k', benefit: 'table' },
  releaseBenefit: { command: 'releaseBenefit', key: 'k', benefit: 'room', redemption: 'r' },
  chooseBenefit: { command: 'chooseBenefit', key: 'k', benefit: 'pick', options: ['b'] },
  spendPoints: { command: 'spendPoints', key: 'k', account: 'stars', amountPoints: 10 },
  adjustPoints: { command: 'adjustPoints', key: 'k', account: 'stars', points: -10, reason },
  reverse: { command: 'reverse', key: 'k', fact: 'u' },
}
const dismissed: [Command, Sender?] = [{ command: 'dismissTask', key: 'd', task: 'open' }]
const ready = (name: string): MerchantRecord =>
  name === 'restoreTask' ? after(redeemed, used, dismissed) : after(redeemed, used)

describe.each(Object.values(samples))('$command', (sample) => {
  const name = sample.command
  test.each([...sender.options])('from %s: only who is in the table may send it', (by) => {
    const isAllowed = commands[name].by.includes(by)
    expect(asked(sample, by, ready(name))).toBe(isAllowed ? 'taken' : 'notYours')
  })
  test('passes its own schema, and nothing beside it does', () => {
    expect(readValue(sample, commandSchema).issues).toEqual([])
    expect(readValue({ ...sample, score: 100 }, commandSchema).issues).not.toEqual([])
    expect(readValue({ ...sample, key: '' }, commandSchema).issues).not.toEqual([])
    expect(readValue({ ...sample, key: 'k'.repeat(201) }, commandSchema).issues).not.toEqual([])
    expect(readValue({ ...sample, revision: -1 }, commandSchema).issues).not.toEqual([])
  })
  test('a key in the log is that very fact again, whatever the log has become, and no other', () => {
    const by = commands[name].by[commands[name].by.length - 1]
    const record = ready(name)
    const fact = decide(plan, record, sample, later, by) as Fact
    const grown = { ...record, facts: [...record.facts!, fact], revision: 99 }
    expect(decide(plan, grown, { ...sample, revision: 7 }, later + 1, by)).toBe(fact)
    const [field = ''] = Object.keys(sample).filter((key) => key !== 'command' && key !== 'key')
    const other = { ...sample, [field]: 'other' } as Command
    expect(asked(other, by, grown)).toBe('reusedKey')
  })
  test('by a revision that has passed it is refused', () => {
    const by = commands[name].by[commands[name].by.length - 1]
    expect(asked({ ...sample, revision: 6 }, by, ready(name))).toBe('staleRevision')
    expect(asked({ ...sample, revision: 7 }, by, ready(name))).toBe('taken')
  })
})

const no = (code: IssueCode, params: Issue['params'] = {}): Issue => ({ code, path: [], params })
const unknown = (name: string, what: string): Issue => no('unknownTarget', { name, what })
const inState = (state: string): Issue => no('wrongState', { state })

// prettier-ignore
test.each<[string, Command, Sender, Issue, MerchantRecord?]>([
  ['a task that is not there', { ...samples.claimTask, task: 'no' }, 'merchant', unknown('no', 'task')],
  ['a task that is not done', { ...samples.claimTask, task: 'open' }, 'merchant', inState('open')],
  ['a task that is done, dismissed', { ...samples.dismissTask, task: 'ready' }, 'merchant', inState('claimable')],
  ['a task that was not dismissed', samples.restoreTask, 'merchant', inState('open')],
  ['a benefit that is not there', { ...samples.useBenefit, benefit: 'no' }, 'merchant', unknown('no', 'benefit')],
  ['a benefit that is locked', { ...samples.useBenefit, benefit: 'shut' }, 'merchant', inState('locked')],
  ['a price above the balance', { ...samples.useBenefit, benefit: 'dear' }, 'merchant', no('notEnoughPoints', { need: 1000, have: 100 })],
  ['a price of an account that has to keep some', { ...samples.useBenefit, benefit: 'keeper' }, 'merchant', no('notEnoughPoints', { need: 41, have: 40 })],
  ['two steps in one', { ...samples.useBenefit, benefit: 'room' }, 'merchant', no('redeemFirst')],
  ['one step in two', { ...samples.redeemBenefit, benefit: 'drink' }, 'merchant', no('useAtOnce')],
  ['a locked one in two steps', { ...samples.redeemBenefit, benefit: 'shut' }, 'merchant', inState('locked')],
  ['one step in two, above the balance', { ...samples.redeemBenefit, benefit: 'dear' }, 'merchant', no('useAtOnce')],
  ['one whose quota is used up', { ...samples.redeemBenefit, benefit: 'room' }, 'merchant', no('usedUp', { times: 1 }), after(redeemed)],
  ['a redemption of nobody', { ...samples.releaseBenefit, redemption: 'no' }, 'merchant', unknown('no', 'redemption')],
  ['one that is not the one held', { ...samples.releaseBenefit, redemption: 'no' }, 'merchant', unknown('no', 'redemption'), after(redeemed)],
  ['another benefit’s', { ...samples.releaseBenefit, benefit: 'drink' }, 'merchant', unknown('r', 'redemption'), after(redeemed)],
  ['one that is captured', samples.releaseBenefit, 'merchant', inState('used'), after(redeemed, captured)],
  ['too many options', { ...samples.chooseBenefit, options: ['a', 'b'] }, 'merchant', no('wrongChoice', { found: 'a, b', pick: 1 })],
  ['an option twice', { ...samples.chooseBenefit, options: ['a', 'a'] }, 'merchant', no('wrongChoice', { found: 'a, a', pick: 1 })],
  ['an option that is not offered', { ...samples.chooseBenefit, options: ['c'] }, 'merchant', no('wrongChoice', { found: 'c', pick: 1 })],
  ['one of two twice', { ...samples.chooseBenefit, benefit: 'pair', options: ['p', 'p'] }, 'merchant', no('wrongChoice', { found: 'p, p', pick: 2 })],
  ['one of two that is not offered', { ...samples.chooseBenefit, benefit: 'pair', options: ['p', 'x'] }, 'merchant', no('wrongChoice', { found: 'p, x', pick: 2 })],
  ['what has been chosen', { ...samples.chooseBenefit, options: ['a'] }, 'merchant', inState('used'), after([{ ...samples.chooseBenefit, key: 'x' }])],
  ['an account that is not there', { ...samples.spendPoints, account: 'no' }, 'operator', unknown('no', 'account')],
  ['more than there is', { ...samples.spendPoints, amountPoints: 101 }, 'operator', no('notEnoughPoints', { need: 101, have: 100 })],
  ['more than there is of another account', { ...samples.spendPoints, account: 'few', amountPoints: 21 }, 'operator', no('notEnoughPoints', { need: 21, have: 20 })],
  ['what has to be kept', { ...samples.spendPoints, account: 'kept', amountPoints: 41 }, 'operator', no('notEnoughPoints', { need: 41, have: 40 })],
  ['an account to adjust that is not there', { ...samples.adjustPoints, account: 'no' }, 'operator', unknown('no', 'account')],
  ['nothing to take back', { ...samples.reverse, fact: 'no' }, 'operator', unknown('no', 'fact')],
  ['nothing to take back where there is no log', { ...samples.reverse, fact: 'no' }, 'operator', unknown('no', 'fact'), { id: 'm', joinedAt: '2025-01-01' }],
  ['nothing to take back in an empty log', { ...samples.reverse, revision: 3 }, 'operator', no('staleRevision', { expected: 3, found: 0 }), { id: 'm', joinedAt: '2025-01-01', fields: { value: 1 } }],
  ['what was let go', { ...samples.reverse, fact: 'r' }, 'operator', no('notReversible', { fact: 'r' }), after(redeemed, [{ ...samples.releaseBenefit, key: 'x' }])],
  ['what was put aside', { ...samples.reverse, fact: 'd' }, 'operator', no('notReversible', { fact: 'd' }), after(dismissed)],
  ['what is not theirs to send', samples.spendPoints, 'merchant', no('notYours', { sender: 'merchant', command: 'spendPoints' })],
  ['a key of another request', { ...samples.restoreTask, key: 'd' }, 'merchant', no('reusedKey', { key: 'd' }), after(dismissed)],
  ['a revision that has passed', { ...samples.claimTask, revision: 6 }, 'merchant', no('staleRevision', { expected: 6, found: 7 })],
])('%s is refused, and why', (_title, command, by, issue, record = fresh) => {
  expect(decide(plan, record, command, later, by)).toEqual(issue)
})

test.each<[string, Command, Sender, MerchantRecord?]>([
  ['all but what has to be kept', { ...samples.spendPoints, account: 'kept', amountPoints: 40 }, 'operator'],
  ['two of three', { ...samples.chooseBenefit, benefit: 'pair', options: ['s', 'p'] }, 'merchant'],
  [
    'a use that an event refers to, which takes nothing back',
    samples.reverse,
    'operator',
    {
      ...after(used),
      facts: [...after(used).facts!, { id: 'e', type: 'visit', at: '2025-03-01T12:30:00Z', ref: 'u' }],
    },
  ],
])('%s is taken', (_title, command, by, record = fresh) => {
  expect(asked(command, by, record)).toBe('taken')
})

test('a key is known by what was asked, in whatever order a log tells it and whatever is left out', () => {
  const record = after([{ ...samples.spendPoints, key: 'x' }, 'operator'], used)
  const facts = record.facts!.map((fact) => Object.fromEntries(Object.entries(fact).reverse()) as Fact)
  const turned = { ...record, facts }
  expect(decide(plan, turned, { ...samples.spendPoints, key: 'x' }, later, 'operator')).toBe(facts[0])
  const again = { ...used[0], redemption: undefined } as Command
  expect(decide(plan, turned, again, later)).toBe(facts[1])
})

describe('what a command posts is named', () => {
  const namesOf = (record: MerchantRecord, of = plan): string[] =>
    advance(of, record, later).entries.flatMap(({ kind, name }) => (kind === 'start' ? [] : [name.en]))
  const back = (fact: string): [Command, Sender] => [{ command: 'reverse', key: 'b', fact }, 'operator']
  test.each<[string, [Command, Sender?], string]>([
    ['a reward', [samples.claimTask], 'ready'],
    ['a use', [samples.useBenefit], 'drink'],
    ['a spend without a reason', [samples.spendPoints, 'operator'], 'stars'],
    ['a spend from another account', [{ ...samples.spendPoints, account: 'few' }, 'operator'], 'few'],
    ['a spend with one', [{ ...samples.spendPoints, reason }, 'operator'], 'Because'],
    ['a fine', [samples.adjustPoints, 'operator'], 'Because'],
  ])('%s, and what takes it back', (_title, command, name) => {
    expect(namesOf(after(command, back('k')))).toEqual([name, name])
  })
  test('by its own subject, though it belongs to another fact', () => {
    const { facts, ...record } = after(
      [samples.claimTask],
      [{ ...samples.spendPoints, key: 's' }, 'operator'],
    )
    const belonging = facts!.map((fact) => (fact.id === 's' ? { ...fact, ref: 'k' } : fact))
    expect(namesOf({ ...record, facts: belonging })).toEqual(['ready', 'stars'])
  })
  test('by the program where a later version knows its subject no more', () => {
    const base = minimal({ accounts: [account('stars')], tasks: [task('ready')] })
    const { value: versions } = compile([
      { ...base, version: '1', inForce: '2020-01-01' },
      { ...base, version: '2', inForce: '2025-03-01T12:00:30Z', tasks: [] },
    ] as Program[])
    const record = after([samples.claimTask], back('k'))
    expect(namesOf(record, versions!)).toEqual(['ready', plan.program.name.en])
  })
})

describe('while a version is still to come', () => {
  const version = (name: string, inForce: string, accounts: object[], benefits: object[]) => ({
    ...minimal({ accounts, benefits }),
    ...{ version: name, inForce },
  })
  const price = { takes: { stars: 30 } }
  const versions = planOf(
    version(
      '1',
      '2025-01-01',
      [account('stars'), account('old')],
      [benefit('room', { ...price, hold: { days: 3 } }), benefit('drink', price)],
    ),
    version(
      '2',
      '2025-04-01',
      [account('stars', { min: 60 }), account('new')],
      [benefit('room', price), benefit('drink', { ...price, hold: { days: 3 } })],
    ),
  )
  const spend = { ...samples.spendPoints, amountPoints: 41 }
  test.each<[Command, unknown, unknown]>([
    [{ ...samples.redeemBenefit, benefit: 'room' }, 'taken', 'useAtOnce'],
    [{ ...samples.useBenefit, benefit: 'room' }, 'redeemFirst', 'taken'],
    [{ ...samples.redeemBenefit, benefit: 'drink' }, 'useAtOnce', 'taken'],
    [{ ...samples.useBenefit, benefit: 'drink' }, 'taken', 'redeemFirst'],
    [{ ...spend, account: 'stars' }, 'taken', 'notEnoughPoints'],
    [{ ...spend, account: 'old' }, 'taken', 'unknownTarget'],
    [{ ...spend, account: 'new' }, 'unknownTarget', 'taken'],
    [{ ...samples.adjustPoints, account: 'old' }, 'taken', 'unknownTarget'],
    [{ ...samples.adjustPoints, account: 'new' }, 'unknownTarget', 'taken'],
  ])('%j is decided by the one in force', (command, before, after) => {
    const answerAt = (iso: string) => codeOf(decide(versions, fresh, command, at(iso), 'operator'))
    expect(answerAt('2025-03-31T23:59:59.999Z')).toBe(before)
    expect(answerAt('2025-04-01T00:00:00Z')).toBe(after)
  })
})

describe('of several reasons the first is told:', () => {
  const wrong: Command = { command: 'spendPoints', key: 'u', account: 'no', amountPoints: 1e6, revision: 1 }
  test.each<[string, Command, Sender, unknown]>([
    ['the sender', wrong, 'merchant', 'notYours'],
    ['the key', wrong, 'operator', 'reusedKey'],
    ['the revision', { ...wrong, key: 'k' }, 'operator', 'staleRevision'],
    ['the target', { ...wrong, key: 'k', revision: 7 }, 'operator', 'unknownTarget'],
    ['the price', { ...wrong, key: 'k', revision: 7, account: 'stars' }, 'operator', 'notEnoughPoints'],
  ])('%s', (_title, command, by, code) => {
    expect(asked(command, by, after(used))).toBe(code)
  })
  test('the quota before the price', () => {
    const record = after(redeemed, captured)
    const poor = after(redeemed, captured, [
      { ...samples.spendPoints, key: 's', amountPoints: 60 },
      'operator',
    ])
    expect(asked({ ...samples.redeemBenefit, benefit: 'room' }, 'merchant', record)).toBe('usedUp')
    expect(asked({ ...samples.redeemBenefit, benefit: 'room' }, 'merchant', poor)).toBe('usedUp')
  })
  test('the steps before the quota', () => {
    expect(asked({ ...samples.useBenefit, benefit: 'room' }, 'merchant', after(redeemed))).toBe('redeemFirst')
  })
})

describe('a redemption', () => {
  const roomAt = (record: MerchantRecord, atMs: number) => {
    const { benefits, accounts } = evaluate(plan, record, atMs)
    const { state, redemptions, quota } = benefits.find(({ id }) => id === 'room')!
    const { balancePoints, heldPoints } = accounts[0]!
    return { state, left: quota!.left, redemptions, balancePoints, heldPoints }
  }
  const kinds = (record: MerchantRecord, atMs: number) =>
    advance(plan, record, atMs).entries.flatMap(({ kind, from, to, amountPoints, account: of }) =>
      of === 'stars' && kind !== 'start' ? [`${kind} ${amountPoints} ${from} -> ${to}`] : [],
    )

  test('holds its price and its use until it is captured, and shows the code then', () => {
    const record = after(redeemed)
    expect(roomAt(record, later)).toEqual({
      state: 'used',
      left: 0,
      redemptions: [
        {
          id: 'r',
          at: '2025-03-01T12:00:00.000Z',
          until: { at: '2025-03-04T12:00:00.000Z', validThrough: '2025-03-04T11:59:59.999Z' },
          usedAt: null,
          voucher: null,
        },
      ],
      balancePoints: 60,
      heldPoints: 40,
    })
    const given = after(redeemed, captured)
    expect(roomAt(given, later)).toMatchObject({
      left: 0,
      redemptions: [{ id: 'r', usedAt: '2025-03-01T12:01:00.000Z', voucher: 'XY-1' }],
      balancePoints: 60,
      heldPoints: undefined,
    })
    expect(kinds(given, later)).toEqual(['hold 40 available -> held', 'capture 40 held -> redeemed'])
    expect(kinds(given, at('2025-03-20'))).toEqual(kinds(given, later))
    // nothing is due when it would have lapsed
    const next = (of: MerchantRecord) => evaluate(plan, of, at('2025-03-04T01:00:00Z')).nextMomentAt
    expect([next(record), next(given)]).toEqual(['2025-03-04T12:00:00.000Z', '2025-03-05T00:00:00.000Z'])
  })
  test('stands at what is redeemed in two steps, and there alone', () => {
    const holds = evaluate(plan, fresh, later).benefits.flatMap(({ id, hold }) => (hold ? [id] : []))
    expect(holds).toEqual(['room', 'table'])
    expect(evaluate(plan, fresh, later).benefits[0]).not.toHaveProperty('hold')
  })
  test('is captured by the platform only, and resolved once', () => {
    expect(asked({ ...(captured[0] as Command), key: 'k' } as Command, 'merchant', after(redeemed))).toBe(
      'notYours',
    )
    const capture = { ...captured[0], key: 'k' } as Command
    expect(asked(capture, 'operator', after(redeemed, captured))).toBe('wrongState')
    expect(asked(samples.releaseBenefit, 'merchant', after(redeemed, captured))).toBe('wrongState')
    const released = after(redeemed, [{ ...samples.releaseBenefit, key: 'x' }])
    expect(asked(capture, 'operator', released)).toBe('unknownTarget')
    expect(asked(samples.releaseBenefit, 'merchant', released)).toBe('unknownTarget')
  })
  test('that is released gives points and use back', () => {
    const released = after(redeemed, [{ ...samples.releaseBenefit, key: 'x' }])
    expect(roomAt(released, later)).toMatchObject({ state: 'available', left: 1, balancePoints: 100 })
    expect(kinds(released, later)).toEqual(['hold 40 available -> held', 'release 40 held -> available'])
  })
  test('that nobody captures comes back by itself at its end', () => {
    const record = after(redeemed)
    expect(roomAt(record, at('2025-03-04T11:59:59.999Z'))).toMatchObject({ left: 0, balancePoints: 60 })
    expect(roomAt(record, at('2025-03-04T12:00:00Z'))).toMatchObject({ left: 1, balancePoints: 100 })
    expect(evaluate(plan, record, at('2025-03-04T01:00:00Z')).nextMomentAt).toBe('2025-03-04T12:00:00.000Z')
  })
  test('of a benefit that a later version has no more is released with that version', () => {
    const program = (version: string, inForce: string, benefits: object[]) => ({
      ...minimal({ accounts: [account('stars')], benefits }),
      version,
      inForce,
    })
    const room = benefit('room', { takes: { stars: 40 }, hold: { days: 3 } })
    const { value: versions } = compile([
      program('1', '2020-01-01', [room]),
      program('2', '2025-03-02', []),
    ] as Program[])
    const record = after(redeemed)
    const starsAt = (atMs: number) => evaluate(versions!, record, atMs).accounts[0]!
    expect(starsAt(at('2025-03-01T23:59:59Z'))).toMatchObject({ balancePoints: 60, heldPoints: 40 })
    expect(starsAt(at('2025-03-02T00:00:00Z'))).toMatchObject({ balancePoints: 100 })
    expect(starsAt(at('2025-03-02T00:00:00Z')).heldPoints).toBeUndefined()
    const { entries } = advance(versions!, record, at('2025-03-20'))
    expect(entries.slice(1).map(({ kind, at: when, name }) => [kind, when, name.en])).toEqual([
      ['hold', '2025-03-01T12:00:00.000Z', 'room'],
      ['release', '2025-03-02T00:00:00.000Z', 'room'],
    ])
  })
  test('of benefits that a later version has no more: all that are held, by their names, and none that is captured', () => {
    const program = (version: string, inForce: string, benefits: object[]) => ({
      ...minimal({ accounts: [account('stars')], benefits }),
      version,
      inForce,
    })
    const held = (id: string) => benefit(id, { takes: { stars: 10 }, hold: { days: 30 } })
    const { value: versions } = compile([
      program('1', '2020-01-01', [held('zoo'), held('bar')]),
      program('2', '2025-03-02', [benefit('drink')]),
    ] as Program[])
    let record = fresh
    const asks: [Command, Sender?][] = [
      [{ command: 'redeemBenefit', key: 'z1', benefit: 'zoo' }],
      [{ command: 'redeemBenefit', key: 'z2', benefit: 'zoo' }],
      [{ command: 'redeemBenefit', key: 'b1', benefit: 'bar' }],
      [{ command: 'useBenefit', key: 'c1', benefit: 'zoo', redemption: 'z1' }, 'operator'],
    ]
    asks.forEach(([command, by], place) => {
      const fact = decide(versions!, record, command, NOON + place * 60_000, by) as Fact
      record = { ...record, facts: [...record.facts!, fact] }
    })
    const released = advance(versions!, record, at('2025-04-20')).entries.filter(
      ({ kind }) => kind === 'release',
    )
    expect(released.map(({ name, amountPoints, at: when }) => [name.en, amountPoints, when])).toEqual([
      ['bar', 10, '2025-03-02T00:00:00.000Z'],
      ['zoo', 10, '2025-03-02T00:00:00.000Z'],
    ])
  })
  test('that is taken back leaves the others of its benefit', () => {
    const [one, two] = ['t1', 't2'].map((key): [Command, Sender?][] => [
      [{ command: 'redeemBenefit', key, benefit: 'table' }],
      [{ command: 'useBenefit', key: `c-${key}`, benefit: 'table', redemption: key }, 'operator'],
    ])
    const back: [Command, Sender?] = [{ command: 'reverse', key: 'b', fact: 't1' }, 'operator']
    const idsOf = (record: MerchantRecord) =>
      evaluate(plan, record, later)
        .benefits.find(({ id }) => id === 'table')!
        .redemptions?.map(({ id }) => id)
    expect(idsOf(after(...one!, ...two!))).toEqual(['t1', 't2'])
    expect(idsOf(after(...one!, ...two!, back))).toEqual(['t2'])
  })
  test('that is held is not taken back though another is captured, nor is what was used because another was', () => {
    const table: [Command, Sender?] = [{ ...samples.redeemBenefit, key: 't' }]
    expect(asked({ ...samples.reverse, fact: 't' }, 'operator', after(redeemed, captured, table))).toBe(
      'notReversible',
    )
    const spent: [Command, Sender?] = [{ ...samples.spendPoints, key: 's' }, 'operator']
    const back: [Command, Sender?] = [{ ...samples.reverse, key: 'b', fact: 'u' }, 'operator']
    expect(asked({ ...samples.reverse, fact: 's' }, 'operator', after(used, spent, back))).toBe('taken')
  })
  test('is taken back only once it is captured, and only once', () => {
    const reverse: Command = { command: 'reverse', key: 'k', fact: 'r' }
    expect(asked(reverse, 'operator', after(redeemed))).toBe('notReversible')
    expect(asked({ ...reverse, fact: 'c' }, 'operator', after(redeemed, captured))).toBe('notReversible')
    const back = after(redeemed, captured, [{ ...reverse, key: 'b' }, 'operator'])
    expect(roomAt(back, later)).toMatchObject({ state: 'available', left: 1, balancePoints: 100 })
    expect(kinds(back, later)[2]).toBe('return 40 redeemed -> available')
    expect(asked(reverse, 'operator', back)).toBe('notReversible')
  })
})

describe('what is taken back', () => {
  const starsOf = (record: MerchantRecord) => evaluate(plan, record, later).accounts[0]!
  const back = (key: string): [Command, Sender] => [{ command: 'reverse', key: 'b', fact: key }, 'operator']
  test.each<[string, [Command, Sender?], number]>([
    ['a spend', [{ ...samples.spendPoints, key: 'x' }, 'operator'], 90],
    ['a fine', [{ ...samples.adjustPoints, key: 'x' }, 'operator'], 90],
    ['a gift', [{ ...samples.adjustPoints, key: 'x', points: 25 }, 'operator'], 125],
    ['a reward', [{ ...samples.claimTask, key: 'x' }], 105],
    ['a use', [{ ...samples.useBenefit, key: 'x' }], 70],
  ])('%s leaves the lots as they were', (_title, command, balancePoints) => {
    expect(starsOf(after(command)).balancePoints).toBe(balancePoints)
    const then = starsOf(after(command, back('x')))
    expect(then.balancePoints).toBe(100)
    expect(then.lots.filter(({ leftPoints }) => leftPoints > 0)).toEqual(starsOf(fresh).lots)
  })
  test('a choice waits to be made again; one of an earlier opening leaves what was chosen since', () => {
    const pickOf = (record: MerchantRecord) => {
      const { state, choose } = evaluate(plan, record, later).benefits.find(({ id }) => id === 'pick')!
      return { state, chosen: choose!.chosen }
    }
    const choice: [Command] = [{ ...samples.chooseBenefit, key: 'x' }]
    expect(pickOf(after(choice))).toEqual({ state: 'used', chosen: ['b'] })
    expect(pickOf(after(choice, back('x')))).toEqual({ state: 'choose', chosen: [] })
    const again: [Command] = [{ ...samples.chooseBenefit, key: 'y', options: ['a'] }]
    expect(pickOf(after(choice, back('x'), again))).toEqual({ state: 'used', chosen: ['a'] })

    const shut = [
      { from: '2025-01-01', value: 1 },
      { from: '2025-03-01T12:00:30Z', value: 0 },
      { from: '2025-03-01T12:01:00Z', value: 1 },
    ]
    const reopened = { ...after(choice, back('x'), again), fields: { value: shut } }
    const late = { ...reopened, facts: reopened.facts!.map((fact) => (fact.id === 'b' ? { ...fact, at: '2025-03-01T12:30:00Z' } : fact)) } // prettier-ignore
    expect(pickOf(late)).toEqual({ state: 'used', chosen: ['a'] })
  })
  test('is named as what it takes back, and says which entry', () => {
    const { entries } = advance(
      plan,
      after([{ ...samples.spendPoints, key: 'x', reason }, 'operator'], back('x')),
      later,
    )
    const [spent, returned] = entries.slice(-2)
    expect(spent).toMatchObject({ kind: 'spend', name: reason, fact: 'x' })
    expect(returned).toMatchObject({ kind: 'return', name: reason, fact: 'b', reverses: spent!.id })
  })
  test('a fact says who sent it, unless the merchant did', () => {
    const [own, theirs] = after(used, [{ ...samples.spendPoints, key: 'x' }, 'operator']).facts!
    expect([own!['by'], theirs!['by']]).toEqual([undefined, 'operator'])
  })
})
