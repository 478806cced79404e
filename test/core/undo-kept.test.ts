/** What an undone event leaves behind: in totals and limits, in what is remembered, and in the entries themselves. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import {
  accountAt,
  at,
  both,
  day,
  planWith,
  posted,
  program,
  record,
  sale,
  undo,
  type HeldAccount,
  type Told,
} from './account.js'
import { planOf } from './programs.js'

type Over = Record<string, unknown>
const bySale = { on: 'sale', points: { give: 1, every: 1, of: 'amount' } }
const told = (type: string, date: string, more: object = {}): Told => ({ type, at: day(date), ...more })
const fine = (date: string, amount: number): Told => told('fine', date, { amount })
const keysAt = (plan: ReturnType<typeof planWith>, facts: readonly Told[], until: string): string[] =>
  Object.keys(accountAt(plan, facts, until).taken)
/** What is held at a day and what happens from then on, without the log before it. */
const since = (
  plan: ReturnType<typeof planWith>,
  before: readonly Told[],
  date: string,
  facts: readonly object[],
): MerchantRecord => ({
  ...record([]),
  facts: [...facts] as Fact[],
  held: advance(plan, record(before), at(day(date))).held,
})

describe('the total of a rule', () => {
  const plan = planWith({
    reset: 'quarterly',
    earn: [
      { on: 'sale', points: { give: 1, every: 10, of: 'amount', each: 'total' } },
      { on: 'up', points: 5 },
    ],
  })
  const before = [sale('2025-02-05', 40)] // 4 points, which go at the review
  const after = [sale('2025-04-05', 20), told('up', '2025-04-06')] // 2 and 5
  const countedAt = (facts: readonly Told[], until: string) =>
    accountAt(plan, facts, until).counted['stars.0']

  test.each([
    [5, { amount: 55, points: 1, gone: 40 }, 1],
    [10, { amount: 50, points: 1, gone: 40 }, 1],
    [11, { amount: 49, points: 0, gone: 40 }, 2],
    [20, { amount: 40, points: 0, gone: 40 }, 2],
    [25, { amount: 35, points: 0, gone: 35 }, 2],
    [40, { amount: 20, points: 0, gone: 20 }, 2],
  ])(
    'that went on through a new beginning falls by %d, and takes only what came since',
    (amount, total, back) => {
      const facts = [...before, ...after, undo('2025-04-07', 'f0', { amount })]
      expect(countedAt(facts, '2025-04-08')).toStrictEqual(total)
      expect(posted(plan, facts, '2025-04-08').slice(-1)).toEqual([`04-07 clawBack ${back} -> ${7 - back}`])
    },
  )
  test('takes nothing where all that it had given went with the new beginning, and gives anew from there', () => {
    const facts = [...before, undo('2025-04-02', 'f0', { amount: 15 })]
    expect(countedAt(facts, '2025-04-03')).toStrictEqual({ amount: 25, points: 0, gone: 25 })
    const more = [...facts, sale('2025-04-05', 20), undo('2025-04-06', 'f2', { amount: 10 })]
    expect(countedAt(more, '2025-04-07')).toStrictEqual({ amount: 35, points: 1, gone: 25 })
    expect(posted(plan, more, '2025-04-07').slice(2)).toEqual(['04-05 earn 2 -> 2', '04-06 clawBack 1 -> 1'])
  })
  test('never begun anew says nothing of what is gone', () => {
    const facts = [sale('2025-02-05', 40), undo('2025-02-06', 'f0', { amount: 15 })]
    expect(countedAt(facts, '2025-02-07')).toStrictEqual({ amount: 25, points: 2 })
  })
  test('keeps an event that it counted until all of it is undone', () => {
    const facts = [sale('2025-02-05', 40), undo('2025-02-06', 'f0', { amount: 15 })]
    expect(keysAt(plan, facts, '2025-02-07')).toEqual(['counted/stars.0/f0'])
    const whole = [...facts, undo('2025-02-07', 'f0', { amount: 25 })]
    expect(keysAt(plan, whole, '2025-02-08')).toEqual([])
    expect(posted(plan, [...whole, undo('2025-02-09', 'f0')], '2025-02-10').slice(1)).toEqual([
      '02-06 clawBack 2 -> 2',
      '02-07 clawBack 2 -> 0',
    ])
  })
  test('is not raised by an undo of less than nothing', () => {
    const facts = [sale('2025-02-05', 40), undo('2025-02-06', 'f0', { amount: -15 })]
    expect(posted(plan, facts, '2025-02-07')).toEqual(['02-05 earn 4 -> 4'])
    expect(countedAt(facts, '2025-02-07')).toStrictEqual({ amount: 55, points: 4 })
  })
  test('stays where it is when the log no longer has the event', () => {
    const log = [undo('2025-02-07', 'f0', { id: 'u' })]
    const { held, entries } = advance(plan, since(plan, before, '2025-02-06', log), at(day('2025-02-08')))
    expect(entries).toEqual([])
    expect(held.accounts['stars']!.counted['stars.0']).toStrictEqual({ amount: 40, points: 4 })
  })
  test('that took comes to nothing, not to less', () => {
    const taking = planWith({
      start: 50,
      earn: [
        {
          on: 'fine',
          points: { give: -1, every: 10, of: 'amount', each: 'total' },
          limit: { points: 1, each: 'month' },
        },
      ],
    })
    const facts = [fine('2025-02-05', 40), undo('2025-02-06', 'f0', { amount: 20 })]
    expect(posted(taking, facts, '2025-02-07').slice(1)).toEqual([
      '02-05 adjust 1 -> 49',
      '02-06 return 1 -> 50',
    ])
    expect(accountAt(taking, facts, '2025-02-07').counted).toStrictEqual({
      'stars.0': { amount: 20, points: 0 },
    })
  })
})

describe('what a rule took as its total rose', () => {
  const rule = { on: 'fine', points: { give: -6, every: 2, of: 'amount', each: 'total' } }
  test('comes back of the undone event first, though others took later', () => {
    const plan = planWith({ start: 50, earn: [rule] })
    const fines = [fine('2025-01-11', 2), fine('2025-01-12', 2), fine('2025-01-13', 2)]
    const undone = [...fines, undo('2025-01-14', 'f1')]
    expect(keysAt(plan, undone, '2025-01-15').filter((key) => !key.startsWith('counted/'))).toEqual([
      'stars.0/f0',
      'stars.0/f2',
    ])
    const { entries } = advance(plan, record(undone), at(day('2025-01-15')))
    expect(entries.at(-1)).toStrictEqual({
      id: `stars/${day('2025-01-14')}/return/stars.0/f1/f3`,
      account: 'stars',
      at: day('2025-01-14'),
      kind: 'return',
      from: 'clawedBack',
      to: 'available',
      amountPoints: 6,
      balancePoints: 38,
      lots: [{ lot: 'stars/start/start', amountPoints: 6, expiresAt: null }],
      name: both('Refund'),
      fact: 'f3',
      reverses: null,
    })
  })
  test('comes back of others that it took for, where the undone event took less, the latest first', () => {
    const limit = { points: 12, each: 'month' }
    const points = { give: -6, every: 4, of: 'amount', each: 'total' }
    const plan = planWith({ start: 50, earn: [{ ...rule, points, limit }] })
    const facts = [fine('2025-01-10', 4), fine('2025-01-11', 5), fine('2025-01-12', 3)]
    // Of three wholes, which took 12 in all, one is left.
    const undone = [...facts, undo('2025-01-13', 'f1')]
    expect(posted(plan, undone, '2025-01-14').slice(1)).toEqual([
      '01-10 adjust 6 -> 44',
      '01-11 adjust 6 -> 38',
      '01-13 return 6 -> 44',
      '01-13 return 2 -> 46',
    ])
    expect(keysAt(plan, undone, '2025-01-14')).toEqual([
      'counted/stars.0/f0',
      'counted/stars.0/f2',
      'stars.0/f0',
    ])
  })
  test('comes back of nothing that another rule took, and nothing else is forgotten', () => {
    const plan = planWith({ start: 50, earn: [rule, { on: 'down', points: -3 }] })
    const facts = [fine('2025-01-10', 1), fine('2025-01-11', 1), told('down', '2025-01-12')]
    expect(keysAt(plan, [...facts, undo('2025-01-13', 'f0')], '2025-01-14')).toEqual([
      'counted/stars.0/f1',
      'stars.1/f2',
    ])
  })
  test('comes back from what is owed for it first, and what is left is remembered of lots and debt', () => {
    const plan = planWith({ min: -50, earn: [bySale, rule] })
    const facts = [sale('2025-01-10', 6), sale('2025-01-11', 4), fine('2025-01-12', 6)]
    const takenAt = (...undone: readonly Told[]) =>
      accountAt(plan, [...facts, ...undone], '2025-01-20').taken['stars.1/f2']
    const [first, second] = ['stars/earn/stars.0/f0', 'stars/earn/stars.0/f1']
    const six = { lot: first, amountPoints: 6 }
    const four = { lot: second, amountPoints: 4 }
    expect(takenAt()).toStrictEqual({ parts: [six, four], debtPoints: 8, until: null })
    const part = undo('2025-01-13', 'f2', { amount: 2 })
    expect(takenAt(part)).toStrictEqual({ parts: [six, four], debtPoints: 2, until: null })
    const more = undo('2025-01-14', 'f2', { amount: 2 })
    expect(takenAt(part, more)).toStrictEqual({ parts: [six], debtPoints: 0, until: null })
    expect(posted(plan, [...facts, part, more], '2025-01-20').slice(2)).toEqual([
      '01-12 adjust 18 -> -8',
      '01-13 return 6 -> -2',
      '01-14 return 6 -> 4',
    ])
  })
})

describe('an undone event', () => {
  test('says in its entry what it takes back, and of which lots', () => {
    const plan = planWith({ earn: [bySale] })
    const facts = [sale('2025-01-10', 9), sale('2025-01-11', 5), undo('2025-01-14', 'f1')]
    const { entries } = advance(plan, record(facts), at(day('2025-01-15')))
    expect(entries.at(-1)).toStrictEqual({
      id: `stars/${day('2025-01-14')}/clawBack/f2`,
      account: 'stars',
      at: day('2025-01-14'),
      kind: 'clawBack',
      from: 'available',
      to: 'clawedBack',
      amountPoints: 5,
      balancePoints: 9,
      lots: [{ lot: 'stars/earn/stars.0/f1', amountPoints: 5, expiresAt: null }],
      name: both('Refund'),
      fact: 'f2',
      reverses: null,
    })
  })
  test('goes by the version that it earned by, whichever is in force when it is undone', () => {
    const plan = planOf(program(), {
      ...program({ earn: [{ on: 'sale', points: 7 }] }),
      version: '2',
      inForce: '2025-02-01',
    })
    const facts = [sale('2025-01-10', 100), sale('2025-02-10', 100)]
    const half = (date: string, ref: string): Told => undo(date, ref, { amount: 40 })
    expect(
      posted(plan, [...facts, half('2025-02-11', 'f0'), half('2025-02-12', 'f1')], '2025-02-13'),
    ).toEqual([
      '01-10 earn 100 -> 100',
      '02-10 earn 7 -> 107',
      '02-11 clawBack 40 -> 67',
      '02-12 clawBack 7 -> 60',
    ])
  })
  test('goes in each account by the account’s own rules', () => {
    const first = program({ earn: [{ on: 'sale', points: 7 }] })
    const accounts = first['accounts'] as object[]
    const plan = planOf({
      ...first,
      accounts: [...accounts, { ...accounts[0], id: 'miles', earn: [bySale] }],
    })
    const facts = [sale('2025-01-10', 100), undo('2025-01-11', 'f0', { amount: 40 })]
    const { held } = advance(plan, record(facts), at(day('2025-01-12')))
    expect([held.accounts['stars']!.balancePoints, held.accounts['miles']!.balancePoints]).toEqual([0, 60])
  })
  test('from before the account is none of its', () => {
    const first = program()
    const accounts = first['accounts'] as { id: string }[]
    const plan = planOf(first, {
      ...first,
      accounts: [...accounts, { ...accounts[0]!, id: 'miles', start: 5 }],
      version: '2',
      inForce: '2025-02-01',
    })
    const facts = [sale('2025-01-10', 9), undo('2025-02-11', 'f0')]
    const { held } = advance(plan, record(facts), at(day('2025-02-12')))
    expect([held.accounts['stars']!.balancePoints, held.accounts['miles']!.balancePoints]).toEqual([0, 5])
  })
  test('that the log no longer has goes whole, and what it took comes back whole', () => {
    const plan = planWith({
      limits: [{ points: 100, each: 'month' }],
      earn: [bySale, { on: 'fine', points: { give: -1, every: 1, of: 'amount' } }],
    })
    const facts = [sale('2025-01-10', 30), fine('2025-01-11', 4)]
    const undoing = (ref: string) => [undo('2025-02-02', ref, { id: 'u', amount: 1 })]
    const after = (ref: string) =>
      advance(plan, since(plan, facts, '2025-02-01', undoing(ref)), at(day('2025-02-03')))
    expect(after('f0').entries).toMatchObject([{ kind: 'clawBack', amountPoints: 26, balancePoints: 0 }])
    expect(after('f1').entries).toMatchObject([
      {
        id: `stars/${day('2025-02-02')}/return/stars.1/f1/u`,
        kind: 'return',
        amountPoints: 4,
        balancePoints: 30,
      },
    ])
    // It counted in the limit of its own month, and makes room there.
    expect(after('f0').held.accounts['stars']!.limits).toStrictEqual({
      'stars.limits.0/2025-01-01T00:00:00.000Z': { periodStart: day('2025-01-01'), points: 0 },
    })
  })
  test.each([[0], [undefined]])('whose amount the log now says to be %j goes whole', (amount) => {
    const plan = planWith()
    const now = [
      { ...sale('2025-01-10', 0), amount, id: 'f0' },
      undo('2025-02-02', 'f0', { id: 'u', amount: 1 }),
    ]
    const { entries } = advance(
      plan,
      since(plan, [sale('2025-01-10', 30)], '2025-02-01', now),
      at(day('2025-02-03')),
    )
    expect(entries).toMatchObject([{ kind: 'clawBack', amountPoints: 30, balancePoints: 0 }])
  })
})

describe('in the limits of an account', () => {
  const january = 'stars.limits.0/2025-01-01T00:00:00.000Z'
  const limitsAt = (facts: readonly Told[], rest: Over = {}): HeldAccount['limits'] =>
    accountAt(
      planWith(
        {
          limits: [{ points: 100, each: 'month', exempt: ['up'] }],
          earn: [bySale, { on: 'up', points: 5 }],
        },
        rest,
      ),
      facts,
      '2025-03-01',
    ).limits
  const points = (count: number): HeldAccount['limits'] => ({
    [january]: { periodStart: day('2025-01-01'), points: count },
  })
  const facts = [sale('2025-01-10', 30), told('up', '2025-01-11')]
  test('what is undone makes room in the period of its event', () => {
    expect(limitsAt(facts)).toStrictEqual(points(30))
    expect(limitsAt([...facts, undo('2025-02-10', 'f0', { amount: 12 })])).toStrictEqual(points(18))
  })
  test('what falls with a total makes room, though the undone event made no lot', () => {
    const earn = [{ on: 'sale', points: { give: 1, every: 20, of: 'amount', each: 'total' } }]
    const plan = planWith({ limits: [{ points: 100, each: 'month' }], earn })
    const log = [sale('2025-01-10', 10), sale('2025-01-11', 10)]
    expect(accountAt(plan, log, '2025-02-01').limits).toStrictEqual(points(1))
    expect(accountAt(plan, [...log, undo('2025-01-12', 'f0')], '2025-02-01').limits).toStrictEqual(points(0))
  })
  test('what is exempt makes none', () => {
    expect(limitsAt([...facts, undo('2025-02-10', 'f1')])).toStrictEqual(points(30))
  })
  test('what could not be taken back makes none, in no period', () => {
    const visit = told('down', '2025-02-11')
    expect(limitsAt([...facts, visit, undo('2025-02-12', 'f2')])).toStrictEqual(points(30))
    expect(limitsAt([...facts, undo('2025-02-12', 'nobody')])).toStrictEqual(points(30))
  })
  test('what an operator gave, or a task, makes none', () => {
    const rest = {
      areas: { selling: both('Selling') },
      metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
      tasks: [
        {
          id: 'first',
          area: 'selling',
          name: both('First'),
          done: { sales: { gte: 1 } },
          effortMinutes: 1,
          moves: { sales: 1 },
          reward: { stars: 8 },
          given: 'claimed',
        },
      ],
    }
    for (const given of [
      told('tk.adjustPoints', '2025-01-12', { account: 'stars', points: 8 }),
      told('tk.claimTask', '2025-01-12', { task: 'first' }),
    ]) {
      const log = [...facts, given, told('tk.reverse', '2025-01-14', { ref: 'f2' })]
      expect(posted(planWith({ earn: [bySale] }, rest), log, '2025-03-01').slice(1)).toEqual([
        expect.stringContaining(' 8 -> 38'),
        '01-14 clawBack 8 -> 30',
      ])
      expect(limitsAt(log.slice(0, 3), rest)).toStrictEqual(points(30))
      expect(limitsAt(log, rest)).toStrictEqual(points(30))
    }
  })
})

describe('what was taken for a time', () => {
  const taking = (earn: Over, rest: Over = {}) =>
    planWith({ earn: [bySale, { expires: { days: 5 }, ...earn }] }, rest)
  const perAmount = { give: -1, every: 1, of: 'amount' }
  const facts = [sale('2025-01-10', 10), fine('2025-01-12', 4)]
  const last = (plan: ReturnType<typeof planWith>, log: readonly Told[], until: string) =>
    advance(plan, record(log), at(day(until))).entries.at(-1)!

  test.each([
    ['total', { ...perAmount, each: 'total' }],
    ['event', perAmount],
  ])('and undone in part comes back for the rest, by %s', (_name, points) => {
    const plan = taking({ on: 'fine', points })
    const undone = [...facts, undo('2025-01-13', 'f1', { amount: 1 })]
    expect(posted(plan, undone, '2025-01-16').slice(2)).toEqual(['01-13 return 1 -> 7'])
    expect(posted(plan, undone, '2025-02-01').slice(3)).toEqual(['01-17 return 3 -> 10'])
  })
  test('is named by its event, and for a review by the account', () => {
    const byEvent = last(taking({ on: 'fine', points: perAmount }), facts, '2025-01-17')
    expect(byEvent).toStrictEqual({
      id: `stars/${day('2025-01-17')}/return/stars.1/f1`,
      account: 'stars',
      at: day('2025-01-17'),
      kind: 'return',
      from: 'clawedBack',
      to: 'available',
      amountPoints: 4,
      balancePoints: 10,
      lots: [{ lot: 'stars/earn/stars.0/f0', amountPoints: 4, expiresAt: null }],
      name: both('Fine'),
      fact: null,
      reverses: null,
    })
    const byReview = taking({ at: 'monthly', points: -3 })
    expect(last(byReview, facts.slice(0, 1), '2025-02-06')).toMatchObject({
      id: `stars/${day('2025-02-06')}/return/stars.1/monthly/${day('2025-02-01')}`,
      amountPoints: 3,
      balancePoints: 10,
      name: both('Stars'),
    })
  })
  test('comes back, too, when a later version no longer has its rule', () => {
    const first = program({ earn: [bySale, { at: 'monthly', points: -3, expires: { days: 5 } }] })
    const plan = planOf(first, { ...program(), version: '2', inForce: '2025-02-03' })
    expect(posted(plan, facts.slice(0, 1), '2025-02-07').slice(1)).toEqual([
      '02-01 adjust 3 -> 7',
      '02-06 return 3 -> 10',
    ])
  })
  test('makes no account of one that nothing was posted to', () => {
    const { held } = advance(taking({ on: 'fine', points: perAmount }), record([]), at(day('2025-02-01')))
    expect(held.accounts).toStrictEqual({})
  })
})
