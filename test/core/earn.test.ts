import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import {
  accountAt,
  at,
  both,
  day,
  drink,
  lotsAt,
  planWith,
  posted,
  program as planProgram,
  record,
  sale,
  undo,
  type Told,
} from './account.js'
import { planOf } from './programs.js'

const fine = (date: string, more: object = {}): Told => ({ type: 'fine', at: day(date), ...more })
const earnSales = { on: 'sale', points: { give: 1, every: 1, of: 'amount' } }
const withFines = (points: unknown = -8, over: Record<string, unknown> = {}, rule: object = {}) =>
  planWith({ earn: [earnSales, { on: 'fine', points, ...rule }], ...over })

describe('a rule below 0', () => {
  test('takes oldest first, and an undo gives back the same lots with the same dates', () => {
    const plan = withFines(-8, { expires: { months: 2 } })
    const facts = [sale('2025-01-10', 5), sale('2025-01-20', 9), fine('2025-02-01')]
    expect(posted(plan, facts, '2025-02-02')).toEqual([
      '01-10 earn 5 -> 5',
      '01-20 earn 9 -> 14',
      '02-01 adjust 8 -> 6',
    ])
    expect(lotsAt(plan, facts, '2025-02-02')).toEqual(['0 2025-03-10', '6 2025-03-20'])
    const undone = [...facts, undo('2025-02-03', 'f2')]
    expect(posted(plan, undone, '2025-02-04').slice(3)).toEqual(['02-03 return 8 -> 14'])
    expect(lotsAt(plan, undone, '2025-02-04')).toEqual(['5 2025-03-10', '9 2025-03-20'])
    expect(accountAt(plan, undone, '2025-02-04').taken).toEqual({})
  })
  test('posts between the right sides, in the rule’s own name', () => {
    const plan = withFines(-8, {}, { name: both('Late') })
    const { entries } = advance(
      plan,
      record([sale('2025-01-10', 9), fine('2025-01-11'), undo('2025-01-12', 'f1')]),
      at(day('2025-01-13')),
    )
    expect(entries.slice(1)).toMatchObject([
      { kind: 'adjust', from: 'available', to: 'clawedBack', name: both('Late'), fact: 'f1' },
      { kind: 'return', from: 'clawedBack', to: 'available', name: both('Refund'), fact: 'f2' },
    ])
    expect(entries.map(({ id }) => id.split('/')[0])).toEqual(['stars', 'stars', 'stars'])
  })
  test('takes no more than there is, and undone it gives back what it took: 3 and not 8', () => {
    expect(
      posted(
        withFines(),
        [sale('2025-01-10', 3), fine('2025-01-11'), undo('2025-01-12', 'f1')],
        '2025-01-13',
      ),
    ).toEqual(['01-10 earn 3 -> 3', '01-11 adjust 3 -> 0', '01-12 return 3 -> 3'])
  })
  test('stops at a least above 0', () => {
    expect(
      posted(withFines(-8, { start: 2, min: 2 }), [sale('2025-01-10', 3), fine('2025-01-11')], '2025-01-13'),
    ).toEqual(['01-01 start 2 -> 2', '01-10 earn 3 -> 5', '01-11 adjust 3 -> 2'])
  })
  test('that takes nothing posts nothing, and nothing comes back', () => {
    expect(posted(withFines(), [fine('2025-01-11'), undo('2025-01-12', 'f0')], '2025-01-13')).toEqual([])
  })
  test('gives back nothing of lots that lapsed meanwhile', () => {
    const plan = withFines(-8, { expires: { months: 2 } })
    const facts = [sale('2025-01-10', 5), sale('2025-01-20', 9), fine('2025-02-01')]
    expect(posted(plan, [...facts, undo('2025-03-15', 'f2')], '2025-03-16').slice(3)).toEqual([
      '03-15 return 3 -> 9',
    ])
    expect(posted(plan, [...facts, undo('2025-03-25', 'f2')], '2025-03-26').slice(3)).toEqual([
      '03-20 expire 6 -> 0',
    ])
  })
  test('gives back a part in proportion where a part is undone: what was taken last comes first', () => {
    const plan = withFines({ give: -1, every: 10, of: 'amount' })
    const facts = [
      sale('2025-01-10', 6),
      sale('2025-01-11', 20),
      fine('2025-01-12', { amount: 105 }),
      undo('2025-01-13', 'f2', { amount: 35 }),
      undo('2025-01-14', 'f2', { amount: 35 }),
      undo('2025-01-15', 'f2', { amount: 35 }),
      undo('2025-01-16', 'f2', { amount: 35 }),
    ]
    expect(posted(plan, facts, '2025-01-17').slice(2)).toEqual([
      '01-12 adjust 10 -> 16',
      '01-13 return 4 -> 20', // 6 of 10 stay for 70 of 105
      '01-14 return 3 -> 23', // 3 stay for 35
      '01-15 return 3 -> 26',
    ])
    expect(lotsAt(plan, facts.slice(0, 4), '2025-01-14')).toEqual(['0 never', '20 never'])
    expect(lotsAt(plan, facts.slice(0, 5), '2025-01-15')).toEqual(['3 never', '20 never'])
  })
  test('that lapses comes back when its term ends, once', () => {
    const plan = withFines(-8, {}, { expires: { days: 10 } })
    const facts = [sale('2025-01-10', 20), fine('2025-01-11')]
    expect(posted(plan, facts, '2025-02-01').slice(1)).toEqual([
      '01-11 adjust 8 -> 12',
      '01-21 return 8 -> 20',
    ])
    expect(accountAt(plan, facts, '2025-01-20')).toMatchObject({
      taken: { 'stars.1/f1': { until: '2025-01-21T00:00:00.000Z' } },
    })
    // Undone before, there is nothing left to come back; undone after, nothing to undo.
    expect(posted(plan, [...facts, undo('2025-01-15', 'f1')], '2025-02-01').slice(2)).toEqual([
      '01-15 return 8 -> 20',
    ])
    expect(posted(plan, [...facts, undo('2025-01-25', 'f1')], '2025-02-01').slice(2)).toEqual([
      '01-21 return 8 -> 20',
    ])
  })
  test('that lapses comes back less what was undone of it before', () => {
    const plan = withFines({ give: -1, every: 10, of: 'amount' }, {}, { expires: { days: 10 } })
    const facts = [
      sale('2025-01-10', 20),
      fine('2025-01-11', { amount: 100 }),
      undo('2025-01-12', 'f1', { amount: 40 }),
    ]
    expect(posted(plan, facts, '2025-02-01').slice(1)).toEqual([
      '01-11 adjust 10 -> 10',
      '01-12 return 4 -> 14',
      '01-21 return 6 -> 20',
    ])
  })
  test('learned when its term is over takes nothing; one instant before, it does', () => {
    const plan = withFines(-8, {}, { expires: { days: 10 } })
    const late = (seen: string): Told[] => [sale('2025-01-10', 20), { ...fine('2025-01-11'), seen }]
    expect(posted(plan, late('2025-01-21T00:00:00Z'), '2025-02-01')).toHaveLength(1)
    expect(posted(plan, late('2025-01-20T23:59:59Z'), '2025-02-01').slice(1)).toEqual([
      '01-20 adjust 8 -> 12',
      '01-21 return 8 -> 20',
    ])
  })
  test('gives back no more than the account’s most', () => {
    const plan = withFines(-8, { max: 10 })
    const facts = [
      sale('2025-01-10', 10),
      fine('2025-01-11'),
      sale('2025-01-12', 5),
      undo('2025-01-13', 'f1'),
    ]
    expect(posted(plan, facts, '2025-01-14').slice(2)).toEqual(['01-12 earn 5 -> 7', '01-13 return 3 -> 10'])
  })
  test('at a review is no activity that anything undoes, and comes back when it says so', () => {
    const plan = planWith({ start: 50, earn: [{ at: 'monthly', points: -4, expires: { days: 3 } }] })
    expect(posted(plan, [], '2025-02-10')).toEqual([
      '01-01 start 50 -> 50',
      '02-01 adjust 4 -> 46',
      '02-04 return 4 -> 50',
    ])
    const forGood = planWith({ start: 50, earn: [{ at: 'monthly', points: -4 }] })
    expect(posted(forGood, [], '2025-02-10')).toEqual(['01-01 start 50 -> 50', '02-01 adjust 4 -> 46'])
    expect(accountAt(forGood, [], '2025-02-10').taken).toEqual({})
  })
  test('is cut to whole points towards 0, and its multiplier counts', () => {
    expect(
      posted(
        withFines(-2, {}, { multiply: 1.25 }),
        [sale('2025-01-10', 9), fine('2025-01-11')],
        '2025-01-12',
      )[1],
    ).toBe('01-11 adjust 2 -> 7')
    expect(posted(withFines(-2.9), [sale('2025-01-10', 9), fine('2025-01-11')], '2025-01-12')[1]).toBe(
      '01-11 adjust 2 -> 7',
    )
  })
})

describe('an account that may fall below 0', () => {
  const owing = (over: Record<string, unknown> = {}) => withFines(-8, { min: -10, ...over })
  test('owes down to its least', () => {
    const facts = [sale('2025-01-10', 3), fine('2025-01-11'), fine('2025-01-12'), fine('2025-01-13')]
    expect(posted(owing(), facts, '2025-01-14').slice(1)).toEqual([
      '01-11 adjust 8 -> -5',
      '01-12 adjust 5 -> -10',
    ])
    expect(accountAt(owing(), facts, '2025-01-14')).toMatchObject({ balancePoints: -10, debtPoints: 10 })
  })
  test('pays what it owes first: the entry says all, the lot holds the rest', () => {
    const facts = [fine('2025-01-11'), sale('2025-01-12', 5), sale('2025-01-13', 5)]
    const { entries, held } = advance(owing(), record(facts), at(day('2025-01-14')))
    expect(
      entries.map(({ amountPoints, lots }) => [amountPoints, lots.map((lot) => lot.amountPoints)]),
    ).toEqual([
      [8, []],
      [5, [0]],
      [5, [2]],
    ])
    expect(held.accounts['stars']).toMatchObject({
      balancePoints: 2,
      debtPoints: 0,
      lots: [
        { amountPoints: 5, leftPoints: 0 },
        { amountPoints: 5, leftPoints: 2 },
      ],
    })
  })
  test('undoing lowers the debt, and what of it was paid meanwhile comes back as a lot that never lapses', () => {
    const plan = owing({ expires: { months: 1 } })
    const facts = [sale('2025-01-10', 3), fine('2025-01-11'), sale('2025-01-12', 4), undo('2025-01-13', 'f1')]
    expect(posted(plan, facts, '2025-01-14').slice(1)).toEqual([
      '01-11 adjust 8 -> -5',
      '01-12 earn 4 -> -1',
      '01-13 return 8 -> 7',
    ])
    expect(lotsAt(plan, facts, '2025-01-14')).toEqual(['3 2025-02-10', '0 2025-02-12', '4 never'])
  })
  test('what comes back pays other debt first', () => {
    const plan = withFines(-8, { min: -100 })
    const facts = [
      sale('2025-01-10', 6),
      sale('2025-01-11', 1),
      fine('2025-01-12'), // 7 from lots, 1 owed
      fine('2025-01-13'), // 8 owed
      undo('2025-01-14', 'f2'),
    ]
    expect(posted(plan, facts, '2025-01-15').slice(2)).toEqual([
      '01-12 adjust 8 -> -1',
      '01-13 adjust 8 -> -9',
      '01-14 return 8 -> -1',
    ])
    expect(accountAt(plan, facts, '2025-01-15')).toMatchObject({ debtPoints: 1, balancePoints: -1 })
    const more = [...facts, undo('2025-01-16', 'f3')]
    expect(posted(plan, more, '2025-01-17').slice(5)).toEqual(['01-16 return 8 -> 7'])
    expect(accountAt(plan, more, '2025-01-17')).toMatchObject({ debtPoints: 0, balancePoints: 7 })
  })
  test('where only a part pays debt, the older lots pay it and the newer stay whole', () => {
    const plan = withFines(-8, { min: -100 })
    const facts = [
      sale('2025-01-10', 3),
      sale('2025-01-11', 5),
      fine('2025-01-12'), // both lots, nothing owed
      { ...fine('2025-01-13'), id: 'x' }, // 8 owed
      sale('2025-01-14', 4), // 4 owed
      undo('2025-01-15', 'f2'), // 8 come in, 4 pay
    ]
    expect(lotsAt(plan, facts, '2025-01-16')).toEqual(['0 never', '4 never', '0 never'])
  })
  test('a claw-back beyond what is left is owed too', () => {
    expect(
      posted(
        planWith({ min: -100 }),
        [sale('2025-01-10', 130), drink('2025-01-11'), undo('2025-01-12', 'f0')],
        '2025-01-13',
      ),
    ).toEqual(['01-10 earn 130 -> 130', '01-11 spend 125 -> 5', '01-12 clawBack 105 -> -100'])
  })
  test('needs facts of any age: what is owed does not lapse with the lots', () => {
    const lapsing = { expires: { days: 30 } }
    expect(withFines(-8, lapsing).lookback).not.toBeNull()
    expect(owing(lapsing).lookback).toBeNull()
    expect(withFines(-8, { ...lapsing, start: 3, min: 3 }).lookback).toBeNull()
  })
  test('starts below 0 where it says so', () => {
    const plan = planWith({ start: -7, min: -10 })
    const { entries } = advance(plan, record([sale('2025-01-10', 9)]), at(day('2025-01-11')))
    expect(entries).toMatchObject([
      { kind: 'start', from: 'available', to: 'issued', amountPoints: 7, balancePoints: -7 },
      { kind: 'earn', amountPoints: 9, balancePoints: 2 },
    ])
  })
})

describe('a rule that counts in total', () => {
  const total = (points: object = {}, over: Record<string, unknown> = {}, rule: object = {}) =>
    planWith({
      earn: [
        { on: 'sale', points: { give: 4, every: 200, of: 'amount', each: 'total', ...points }, ...rule },
      ],
      ...over,
    })
  test('gives as the total crosses each whole, and a rule that counts each event does not', () => {
    const facts = [
      sale('2025-01-10', 150),
      sale('2025-01-11', 49),
      sale('2025-01-12', 1),
      sale('2025-01-13', 401),
    ]
    expect(posted(total(), facts, '2025-01-14')).toEqual(['01-12 earn 4 -> 4', '01-13 earn 8 -> 12'])
    expect(posted(total({ each: 'event' }), facts, '2025-01-14')).toEqual(['01-13 earn 8 -> 8'])
    expect(accountAt(total(), facts, '2025-01-14').counted).toEqual({
      'stars.0': { amount: 601, points: 12 },
    })
  })
  test('takes back when an undo lowers the total under a whole, and gives again when it rises', () => {
    const facts = [
      sale('2025-01-10', 150),
      sale('2025-01-11', 60),
      undo('2025-01-12', 'f0', { amount: 5 }), // 205
      undo('2025-01-13', 'f0', { amount: 10 }), // 195
      sale('2025-01-14', 5), // 200
      undo('2025-01-15', 'f1'), // 140
      undo('2025-01-16', 'f1'), // nothing left of it
    ]
    expect(posted(total(), facts, '2025-01-17')).toEqual([
      '01-11 earn 4 -> 4',
      '01-13 clawBack 4 -> 0',
      '01-14 earn 4 -> 4',
      '01-15 clawBack 4 -> 0',
    ])
  })
  test('counts events where it names no field, and each review once', () => {
    const plan = planWith({ earn: [{ on: 'sale', points: { give: 5, every: 3, each: 'total' } }] })
    const facts = [1, 2, 3, 4, 5, 6].map((nth) => sale(`2025-01-1${nth}`, 1))
    expect(posted(plan, [...facts, undo('2025-01-20', 'f1')], '2025-01-21')).toEqual([
      '01-13 earn 5 -> 5',
      '01-16 earn 5 -> 10',
      '01-20 clawBack 5 -> 5',
    ])
    const reviews = planWith({ earn: [{ at: 'monthly', points: { give: 5, every: 2, each: 'total' } }] })
    expect(posted(reviews, [], '2025-06-02')).toEqual(['03-01 earn 5 -> 5', '05-01 earn 5 -> 10'])
  })
  test('what was undone before it arrived is not counted, nor taken back', () => {
    const facts = [
      { ...sale('2025-01-10', 150), seen: day('2025-01-20') },
      undo('2025-01-11', 'f0', { amount: 100 }), // 50 arrive
      sale('2025-01-21', 149), // 199
      sale('2025-01-22', 1), // 200
      undo('2025-01-23', 'f0', { amount: 50 }), // 150
    ]
    expect(posted(total(), facts, '2025-01-24')).toEqual(['01-22 earn 4 -> 4', '01-23 clawBack 4 -> 0'])
  })
  test('an undo takes nothing of what the rule did not count', () => {
    const plan = total({}, {}, { where: { amount: { gte: 100 } }, when: { value: { gte: 1 } } })
    const values = { fields: { value: [{ from: '2025-01-05', value: 1 }] } }
    const facts = [
      sale('2025-01-03', 150), // before the condition held
      sale('2025-01-10', 90), // too small
      sale('2025-01-11', 200),
      undo('2025-01-12', 'f0'),
      undo('2025-01-12', 'f1'),
    ]
    expect(posted(plan, facts, '2025-01-13', values)).toEqual(['01-11 earn 4 -> 4'])
    expect(posted(plan, [...facts, undo('2025-01-14', 'f2')], '2025-01-15', values)).toEqual([
      '01-11 earn 4 -> 4',
      '01-14 clawBack 4 -> 0',
    ])
  })
  test('multiplies what it gives and what it takes back', () => {
    const plan = total({}, {}, { multiply: 2.5 })
    const facts = [sale('2025-01-10', 200), undo('2025-01-11', 'f0')]
    expect(posted(plan, facts, '2025-01-12')).toEqual(['01-10 earn 10 -> 10', '01-11 clawBack 10 -> 0'])
  })
  test('below 0 takes as the total crosses, and gives back what the undone event took, then the latest', () => {
    const plan = planWith({
      start: 20,
      earn: [{ on: 'fine', points: { give: -6, every: 2, each: 'total' } }],
    })
    const fines = [1, 2, 3, 4].map((nth) => fine(`2025-01-1${nth}`))
    expect(posted(plan, fines, '2025-01-15').slice(1)).toEqual([
      '01-12 adjust 6 -> 14',
      '01-14 adjust 6 -> 8',
    ])
    const undone = [...fines, undo('2025-01-16', 'f0'), undo('2025-01-17', 'f1'), undo('2025-01-18', 'f2')]
    expect(posted(plan, undone, '2025-01-19').slice(3)).toEqual([
      '01-16 return 6 -> 14',
      '01-18 return 6 -> 20',
    ])
    expect(accountAt(plan, undone.slice(0, 5), '2025-01-17').taken).toHaveProperty('stars.0/f1')
    expect(accountAt(plan, undone.slice(0, 5), '2025-01-17').taken).not.toHaveProperty('stars.0/f3')
  })
  test('takes back no more than its limit had let it give', () => {
    const plan = total({ give: 4, every: 1, of: undefined }, {}, { limit: { points: 10, each: 'month' } })
    const facts = [1, 2, 3, 4].map((nth) => sale(`2025-01-1${nth}`, 1))
    expect(posted(plan, facts, '2025-01-15')).toEqual([
      '01-11 earn 4 -> 4',
      '01-12 earn 4 -> 8',
      '01-13 earn 2 -> 10',
    ])
    const undone = [...facts, ...[0, 1, 2, 3].map((nth) => undo(`2025-01-2${nth}`, `f${nth}`))]
    expect(posted(plan, undone, '2025-01-25').slice(3)).toEqual([
      '01-20 clawBack 3 -> 7', // 10 for 4, 7 for 3, floored
      '01-21 clawBack 3 -> 4',
      '01-22 clawBack 2 -> 2',
      '01-23 clawBack 2 -> 0',
    ])
  })
  test('counts nothing of an event with an amount below 0 or none', () => {
    const facts = [sale('2025-01-10', -400), { type: 'sale', at: day('2025-01-11') }, sale('2025-01-12', 200)]
    expect(posted(total(), facts, '2025-01-13')).toEqual(['01-12 earn 4 -> 4'])
    expect(posted(total({ each: 'event' }), facts, '2025-01-13')).toEqual(['01-12 earn 4 -> 4'])
  })
  test('of cents with decimals adds up', () => {
    const plan = planWith(
      { earn: [{ on: 'trip', points: { give: 1, every: 1, of: 'length', each: 'total' } }] },
      { events: { trip: { name: both('Trip'), fields: { length: 'number' } } }, benefits: [] },
    )
    const facts = Array.from({ length: 10 }, (_, nth) => ({
      type: 'trip',
      at: day('2025-01-10', nth),
      length: 0.1,
    }))
    expect(posted(plan, facts, '2025-01-11')).toEqual(['01-10 earn 1 -> 1'])
  })
})

describe('a rule that counts in total in an account that begins anew', () => {
  const plan = planWith({
    reset: 'quarterly',
    earn: [{ on: 'sale', points: { give: 50, every: 2, each: 'total' } }],
  })
  const sales = (...dates: string[]) => dates.map((date) => sale(date, 1))
  test('counts on and on: one sale before and one after give for both', () => {
    expect(posted(plan, sales('2025-03-31', '2025-04-01'), '2025-04-02')).toEqual(['04-01 earn 50 -> 50'])
  })
  test('is taken nothing for what is undone of what went with the old account', () => {
    const facts = [...sales('2025-03-01', '2025-03-02', '2025-04-05', '2025-04-06'), undo('2025-04-07', 'f0')]
    // 3 of 4 are left, so 50 of 100 go; 50 of the 100 went at the reset, and the other 50 are there
    expect(posted(plan, facts, '2025-04-08').slice(2)).toEqual([
      '04-06 earn 50 -> 50',
      '04-07 clawBack 50 -> 0',
    ])
    const gone = [...sales('2025-03-01', '2025-03-02'), undo('2025-04-07', 'f0'), undo('2025-04-08', 'f1')]
    expect(posted(plan, gone, '2025-04-09').slice(2)).toEqual([])
  })
  test('never takes back more than it has given since, and gives again as the total rises again', () => {
    const facts = [
      ...sales('2025-03-01', '2025-03-02', '2025-04-02', '2025-04-03'),
      ...['f0', 'f1', 'f2'].map((ref, nth) => undo(`2025-04-0${5 + nth}`, ref)),
      sale('2025-04-10', 1),
    ]
    // 4 counted, 1 left; the 50 of April go with the first undo, and come again with the second sale that counts
    expect(posted(plan, facts, '2025-04-11').slice(2)).toEqual([
      '04-03 earn 50 -> 50',
      '04-05 clawBack 50 -> 0',
      '04-10 earn 50 -> 50',
    ])
  })
  test('goes on from a state that was held', () => {
    const facts = [...sales('2025-03-31', '2025-04-02', '2025-04-03', '2025-04-04'), undo('2025-04-07', 'f0')]
    const all = advance(plan, record(facts), at(day('2025-04-08')))
    const { held } = advance(plan, record(facts), at(day('2025-04-01', 60)))
    expect(advance(plan, record(facts, { held }), at(day('2025-04-08'))).held).toEqual(all.held)
    expect(all.held.accounts['stars']!.balancePoints).toBe(50)
  })
})

describe('a rule that reads the standing after its event', () => {
  const ladders = [
    {
      id: 'level',
      main: true,
      name: both('Level'),
      transition: { promote: 'atOnce', demote: 'never' },
      tiers: [
        { id: 'low', name: both('Low') },
        { id: 'high', name: both('High'), enter: { spent: { gte: 350 } } },
      ],
    },
  ]
  const metrics = { spent: { sum: 'sale.amount', window: 'lifetime', name: both('Spent') } }
  const earning = (after: object) =>
    planWith(
      {
        earn: [
          {
            on: 'sale',
            points: { give: 1, every: 1, of: 'amount' },
            multiply: { by: 'level', use: { high: 1.25 }, else: 1 },
            ...after,
          },
        ],
      },
      { ladders, metrics },
    )
  const facts = [sale('2025-01-10', 300), sale('2025-01-11', 100), sale('2025-01-12', 100)]
  test('earns at the new rate with the event that lifts; without it at the old one', () => {
    expect(posted(earning({}), facts, '2025-01-13').map((line) => line.split(' ')[2])).toEqual([
      '300',
      '100',
      '125',
    ])
    expect(posted(earning({ after: true }), facts, '2025-01-13').map((line) => line.split(' ')[2])).toEqual([
      '300',
      '125',
      '125',
    ])
  })
  test.each(['sale', 'monthly'])(
    'what one account earns is nothing another is asked for at once: %s',
    (when) => {
      const earns = { ...(when === 'sale' ? { on: 'sale' } : { at: 'monthly' }), points: 5 }
      const account = (id: string, more: object) => ({
        id,
        name: both(id),
        earn: [{ ...earns, ...more }],
        spend: 'oldestFirst',
        undo: 'sameLots',
      })
      const accounts = [account('first', {}), account('second', { when: { first: { eq: 0 } } })]
      const held = advance(
        planOf(planProgram({}, { accounts, benefits: [] })),
        record([sale('2025-02-10', 1)]),
        at('2025-02-20'),
      ).held
      expect(
        Object.values(held.accounts).map((one) => one.lots.reduce((sum, lot) => sum + lot.leftPoints, 0)),
      ).toEqual([5, 5])
    },
  )
  test('at a review goes by the tier that it has decided', () => {
    const earn = (after: object) => [
      { at: 'monthly', points: { by: 'level', use: { high: 100 }, else: 1 }, ...after },
    ]
    const values = { fields: { value: [{ from: '2025-01-15', value: 90 }] } }
    expect(posted(planWith({ earn: earn({}) }), [], '2025-02-02', values)).toEqual(['02-01 earn 1 -> 1'])
    expect(posted(planWith({ earn: earn({ after: true }) }), [], '2025-02-02', values)).toEqual([
      '02-01 earn 100 -> 100',
    ])
  })
  test('goes by the version in force on the event’s own date', () => {
    const first = planProgram({ earn: [{ on: 'sale', points: 1, after: true }] })
    const second = {
      ...planProgram({ earn: [{ on: 'sale', points: 100, after: true }] }),
      version: '2',
      inForce: '2025-02-01',
    }
    const late = [{ ...sale('2025-01-31', 1), seen: day('2025-02-03') }, sale('2025-02-04', 1)]
    expect(posted(planOf(first, second), late, '2025-02-05')).toEqual([
      '02-03 earn 1 -> 1',
      '02-04 earn 100 -> 101',
    ])
  })
})
