/** When points go: idle accounts, what a least above 0 keeps, accounts that begin anew, and what is carried over. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import {
  accountAt,
  at,
  both,
  day,
  drink,
  lotsAt,
  planWith,
  posted,
  record,
  sale,
  undo,
  type Told,
} from './account.js'

const task = {
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
      reward: { stars: 30 },
    },
  ],
}

describe('points that lapse when idle', () => {
  const idle = (over: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
    planWith({ expires: { idle: { days: 10 } }, ...over }, rest)
  const until = (plan: ReturnType<typeof idle>, facts: Told[], date: string): (string | null)[] =>
    accountAt(plan, facts, date).lots.map(({ expiresAt }) => expiresAt && expiresAt.slice(0, 10))

  test('live on with every earning, reward and spending, all of them, in the order in which they were earned', () => {
    const facts = [sale('2025-01-10', 200), sale('2025-01-18', 5), drink('2025-01-20')]
    expect(until(idle(), facts, '2025-01-11')).toEqual(['2025-01-20'])
    expect(until(idle(), facts, '2025-01-19')).toEqual(['2025-01-28', '2025-01-28'])
    expect(lotsAt(idle(), facts, '2025-01-21')).toEqual(['75 2025-01-30', '5 2025-01-30'])
    expect(accountAt(idle(), facts, '2025-01-21').activeAt).toBe('2025-01-20T00:00:00.000Z')
    expect(posted(idle(), facts, '2025-02-01').slice(3)).toEqual(['01-30 expire 80 -> 0'])
    const rewarded = idle({ earn: [{ on: 'fine', points: 4 }] }, task)
    const late: Told[] = [{ type: 'fine', at: day('2025-01-10') }, sale('2025-01-15', 1)]
    expect(until(rewarded, late, '2025-01-16')).toEqual(['2025-01-25', '2025-01-25'])
  })
  test('begin with their start', () => {
    expect(posted(idle({ start: 9 }), [], '2025-02-01')).toEqual([
      '01-01 start 9 -> 9',
      '01-11 expire 9 -> 0',
    ])
  })
  test('are not kept alive by what is taken, by an undo, or by what earned nothing', () => {
    const plan = idle({
      earn: [
        { on: 'sale', points: { give: 1, every: 10, of: 'amount' } },
        { on: 'fine', points: -1 },
      ],
    })
    const facts: Told[] = [
      sale('2025-01-10', 90),
      { type: 'fine', at: day('2025-01-15') },
      sale('2025-01-16', 9),
      undo('2025-01-17', 'f1'),
    ]
    expect(posted(plan, facts, '2025-02-01').slice(1)).toEqual([
      '01-15 adjust 1 -> 8',
      '01-17 return 1 -> 9',
      '01-20 expire 9 -> 0',
    ])
  })
  test('count from the event’s own date, and an event that comes late moves no end back', () => {
    const late = (date: string, seen: string): Told => ({ ...sale(date, 5), seen: day(seen) })
    expect(until(idle(), [sale('2025-01-10', 1), late('2025-01-08', '2025-01-12')], '2025-01-13')).toEqual([
      '2025-01-20',
      '2025-01-20',
    ])
    expect(posted(idle(), [late('2025-01-10', '2025-01-20')], '2025-02-01')).toEqual([])
    expect(posted(idle(), [late('2025-01-10', '2025-01-19')], '2025-02-01')).toEqual([
      '01-19 earn 5 -> 5',
      '01-20 expire 5 -> 0',
    ])
  })
  test('leave alone what a rule gave a term of its own', () => {
    const plan = idle({
      earn: [
        { on: 'sale', points: 1 },
        { on: 'fine', points: 7, expires: { days: 12 } },
      ],
    })
    const facts: Told[] = [
      { type: 'fine', at: day('2025-01-10') },
      sale('2025-01-11', 1),
      sale('2025-01-19', 1),
    ]
    expect(lotsAt(plan, facts, '2025-01-12')).toEqual(['1 2025-01-21', '7 2025-01-22'])
    expect(lotsAt(plan, facts, '2025-01-20')).toEqual(['7 2025-01-22', '1 2025-01-29', '1 2025-01-29'])
    // The order in which they are spent goes with the ends.
    const cheap = [
      {
        id: 'drink',
        kind: 'price',
        name: both('Drink'),
        requires: { level: { gte: 'low' } },
        takes: { stars: 8 },
        cost: 1,
      },
    ]
    const spending = planWith(
      {
        expires: { idle: { days: 10 } },
        earn: [
          { on: 'sale', points: 1 },
          { on: 'fine', points: 7, expires: { days: 12 } },
        ],
      },
      { benefits: cheap },
    )
    expect(lotsAt(spending, [...facts, drink('2025-01-20')], '2025-01-21')).toEqual([
      '0 2025-01-22',
      '0 2025-01-30',
      '1 2025-01-30',
    ])
  })
  test('come back with the end that the account has now', () => {
    const facts = [
      sale('2025-01-10', 130),
      drink('2025-01-11'),
      sale('2025-01-18', 1),
      undo('2025-01-19', 'f1'),
    ]
    expect(lotsAt(idle(), facts, '2025-01-20')).toEqual(['130 2025-01-28', '1 2025-01-28'])
  })
  test('a fold that stops on the way goes on with the same ends', () => {
    const plan = idle()
    const facts = [sale('2025-01-10', 130), sale('2025-01-18', 1), drink('2025-01-20'), sale('2025-01-25', 2)]
    const whole = advance(plan, record(facts), at(day('2025-01-26')))
    const { held } = advance(plan, record(facts), at(day('2025-01-19')))
    expect(advance(plan, { ...record(facts), held }, at(day('2025-01-26'))).held).toEqual(whole.held)
  })
})

describe('a least above 0', () => {
  const least = { start: 3, min: 3 }
  test('is kept when the rest lapses, and lapses no more', () => {
    const plan = planWith({ ...least, expires: { days: 10 } })
    expect(posted(plan, [sale('2025-01-05', 4)], '2025-02-01')).toEqual([
      '01-01 start 3 -> 3',
      '01-05 earn 4 -> 7',
      '01-11 expire 3 -> 4',
      '01-15 expire 1 -> 3',
    ])
    expect(lotsAt(plan, [sale('2025-01-05', 4)], '2025-02-01')).toEqual(['3 never'])
    expect(posted(plan, [sale('2025-02-05', 4)], '2025-03-01')).toEqual([
      '01-01 start 3 -> 3',
      '02-05 earn 4 -> 7',
      '02-15 expire 4 -> 3',
    ])
  })
  test('cannot be spent: what a price would leave has to be as much', () => {
    const plan = planWith({ ...least, earn: [{ on: 'sale', points: { give: 1, every: 1, of: 'amount' } }] })
    const missing = (amount: number): number =>
      evaluate(plan, record([sale('2025-01-05', amount)]), at(day('2025-01-06'))).benefits[0]!.price[0]!
        .missingPoints
    expect([missing(100), missing(124), missing(125)]).toEqual([25, 1, 0])
    expect(posted(plan, [sale('2025-01-05', 124), drink('2025-01-06')], '2025-01-07')[2]).toBe(
      '01-06 spend 124 -> 3',
    )
  })
  test('nothing is bought on credit where an account may fall below 0', () => {
    const plan = planWith({ min: -500 })
    const { price } = evaluate(plan, record([sale('2025-01-05', 124)]), at(day('2025-01-06'))).benefits[0]!
    expect(price[0]!.missingPoints).toBe(1)
  })
})

describe('an account that begins anew', () => {
  const anew = (over: Record<string, unknown> = {}) => planWith({ start: 10, reset: 'quarterly', ...over })
  test('lets everything go at its review, and starts again', () => {
    expect(posted(anew(), [sale('2025-02-05', 30)], '2025-07-02')).toEqual([
      '01-01 start 10 -> 10',
      '02-05 earn 30 -> 40',
      '04-01 reset 40 -> 0',
      '04-01 start 10 -> 10',
      '07-01 reset 10 -> 0',
      '07-01 start 10 -> 10',
    ])
    const { entries } = advance(anew(), record([]), at(day('2025-07-02')))
    expect(entries[1]).toMatchObject({ from: 'available', to: 'expired', fact: null })
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  })
  test('says no later end of its points than its own', () => {
    const account = (over: Record<string, unknown>) =>
      evaluate(anew(over), record([sale('2025-02-05', 30)]), at(day('2025-02-06'))).accounts[0]!
    const ends = (over: Record<string, unknown>) =>
      account(over).lots.map(({ leftPoints, expiry }) => `${leftPoints} ${expiry && expiry.at.slice(0, 10)}`)
    expect(ends({})).toEqual(['10 null', '30 null'])
    expect(account({})).toMatchObject({ nextLapse: null, resetsAt: '2025-04-01T00:00:00.000Z' })
    expect(ends({ expires: { days: 50 } })).toEqual(['10 2025-02-20', '30 2025-03-27'])
    expect(ends({ expires: { days: 80 } })).toEqual(['10 2025-03-22', '30 null'])
  })
  test('owes nothing any more', () => {
    const plan = anew({ start: 0, min: -100, earn: [{ on: 'fine', points: -7 }] })
    const { entries, held } = advance(
      plan,
      record([{ type: 'fine', at: day('2025-02-05') }]),
      at(day('2025-04-02')),
    )
    expect(entries).toMatchObject([
      { kind: 'adjust', balancePoints: -7 },
      { kind: 'reset', from: 'issued', to: 'available', amountPoints: 7, balancePoints: 0, lots: [] },
    ])
    expect(held.accounts['stars']).toMatchObject({ debtPoints: 0, taken: {} })
  })
  test('undoing what came before takes nothing and gives nothing back; only a total that is counted on and on falls with it', () => {
    const plan = anew({
      earn: [
        { on: 'sale', points: { give: 1, every: 1, of: 'amount' } },
        { on: 'fine', points: -7 },
        { on: 'up', points: { give: 6, every: 2, each: 'total' } },
      ],
    })
    const facts: Told[] = [
      sale('2025-02-05', 30),
      { type: 'fine', at: day('2025-02-06') },
      { type: 'up', at: day('2025-02-07') },
      { type: 'up', at: day('2025-04-05') }, // the second of all
      undo('2025-04-06', 'f0'),
      undo('2025-04-07', 'f1'),
      undo('2025-04-08', 'f2'),
      { type: 'up', at: day('2025-04-09') },
    ]
    expect(posted(plan, facts, '2025-04-10').slice(3)).toEqual([
      '04-01 reset 33 -> 0',
      '04-01 start 10 -> 10',
      '04-05 earn 6 -> 16',
      '04-08 clawBack 6 -> 10',
      '04-09 earn 6 -> 16',
    ])
  })
  test('begins anew before the review’s own points, and at no other review', () => {
    const plan = anew({
      reset: 'monthly',
      earn: [
        { at: 'monthly', points: 2 },
        { at: 'quarterly', points: 5 },
      ],
    })
    expect(posted(plan, [], '2025-04-02').slice(1)).toEqual([
      '02-01 reset 10 -> 0',
      '02-01 start 10 -> 10',
      '02-01 earn 2 -> 12',
      '03-01 reset 12 -> 0',
      '03-01 start 10 -> 10',
      '03-01 earn 2 -> 12',
      '04-01 reset 12 -> 0',
      '04-01 start 10 -> 10',
      '04-01 earn 2 -> 12',
      '04-01 earn 5 -> 17',
    ])
  })
  test('from below 0 starts there again', () => {
    expect(posted(anew({ start: -4, min: -10 }), [sale('2025-02-05', 6)], '2025-04-02')).toEqual([
      '01-01 start 4 -> -4',
      '02-05 earn 6 -> 2',
      '04-01 reset 2 -> 0',
      '04-01 start 4 -> -4',
    ])
  })
})

describe('what a decision carries over', () => {
  const carrying = (
    account: Record<string, unknown> = {},
    transition: object = { promote: 'quarterly', demote: 'quarterly' },
  ) =>
    planWith(account, {
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { ...transition, carry: ['stars'] },
          tiers: [
            { id: 'low', name: both('Low') },
            { id: 'high', name: both('High'), enter: { stars: { gte: 100 } } },
          ],
        },
      ],
    })
  test('goes out oldest first, and what was taken from lots that stay comes back', () => {
    const plan = carrying({
      earn: [
        { on: 'sale', points: { give: 1, every: 1, of: 'amount' } },
        { on: 'fine', points: -20 },
      ],
    })
    const facts: Told[] = [
      sale('2025-02-05', 90),
      { type: 'fine', at: day('2025-02-06') },
      sale('2025-02-07', 60),
    ]
    expect(posted(plan, facts, '2025-04-02').slice(3)).toEqual(['04-01 reset 100 -> 30'])
    expect(lotsAt(plan, facts, '2025-04-02')).toEqual(['0 never', '30 never'])
    // Of the first lot only the 20 that were fined are left to come back.
    expect(posted(plan, [...facts, undo('2025-04-05', 'f1')], '2025-04-06').slice(4)).toEqual([
      '04-05 return 20 -> 50',
    ])
    // An undone sale takes back no more than was carried of it.
    expect(posted(plan, [...facts, undo('2025-04-05', 'f2', { amount: 30 })], '2025-04-06').slice(4)).toEqual(
      ['04-05 clawBack 15 -> 15'],
    )
  })
  test('keeps the account’s least', () => {
    expect(posted(carrying({ start: 5, min: 5 }), [sale('2025-02-05', 20)], '2025-04-02')).toEqual([
      '01-01 start 5 -> 5',
      '02-05 earn 20 -> 25',
      '04-01 reset 20 -> 5',
    ])
  })
  test('changes nothing of what is owed', () => {
    const plan = carrying({ min: -50, earn: [{ on: 'fine', points: -20 }] })
    expect(posted(plan, [{ type: 'fine', at: day('2025-02-06') }], '2025-04-02')).toEqual([
      '02-06 adjust 20 -> -20',
    ])
  })
})
