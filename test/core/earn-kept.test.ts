/** What earning leaves behind: the names of entries, what is counted in limits, and what is remembered for an undo. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import {
  at,
  both,
  day,
  planWith,
  posted,
  record,
  sale,
  undo,
  type HeldAccount,
  type Told,
} from './account.js'

type Over = Record<string, unknown>
const bySale = { on: 'sale', points: { give: 1, every: 1, of: 'amount' } }
const fine = (date: string, more: object = {}): Told => ({ type: 'fine', at: day(date), ...more })
const heldOf = (account: Over, facts: readonly Told[], until: string, rest: Over = {}): HeldAccount =>
  advance(planWith(account, rest), record(facts), at(day(until))).held.accounts['stars']!
/** The same events, none of which anything undoes. */
const forGood = {
  events: {
    sale: { name: both('Sale'), fields: { amount: 'money' } },
    fine: { name: both('Fine'), fields: { amount: 'money' } },
  },
}

test('a rule goes by a mark that differs by merchant', () => {
  const plan = planWith({ earn: [{ ...bySale, where: { amount: { gte: { cases: [{ when: { value: { gte: 1 } }, use: 50 }], else: 200 } } } }] }) // prettier-ignore
  const facts = [sale('2025-01-10', 40), sale('2025-01-11', 100)]
  expect(posted(plan, facts, '2025-01-12', { fields: { value: 1 } })).toEqual(['01-11 earn 100 -> 100'])
  expect(posted(plan, facts, '2025-01-12', { fields: { value: 0 } })).toEqual([])
})

test('an account may earn by some rules before its event and by others after it', () => {
  const plan = planWith({
    earn: [
      { ...bySale, name: both('Before') },
      { ...bySale, name: both('After'), after: true },
    ],
  })
  const { entries } = advance(plan, record([sale('2025-01-10', 5)]), at(day('2025-01-11')))
  expect(entries.map(({ name, balancePoints }) => [name.en, balancePoints])).toEqual([
    ['Before', 5],
    ['After', 10],
  ])
})

test('what a review gives goes by the rule’s name, or by the account’s', () => {
  const names = (more: object): unknown =>
    advance(
      planWith({ earn: [{ at: 'monthly', points: 5, ...more }] }),
      record([]),
      at(day('2025-02-02')),
    ).entries.map(({ name, fact }) => [name, fact])
  expect(names({ name: both('Monthly gift') })).toEqual([[both('Monthly gift'), null]])
  expect(names({})).toEqual([[both('Stars'), null]])
})

describe('a limit counts nothing', () => {
  const limit = { points: 10, each: 'month' }
  test('where a full account takes nothing in', () => {
    const facts = [sale('2025-01-10', 8), sale('2025-02-10', 5)]
    expect(heldOf({ max: 8, earn: [{ ...bySale, limit }] }, facts, '2025-02-11').limits).toStrictEqual({
      'stars.0/2025-01-01T00:00:00.000Z': { periodStart: day('2025-01-01'), points: 8 },
    })
  })
  test('where an empty account has nothing to be taken', () => {
    const earn = [bySale, { on: 'fine', points: -4, limit }]
    const facts = [sale('2025-01-10', 3), fine('2025-01-11'), fine('2025-02-11')]
    expect(heldOf({ earn }, facts, '2025-02-12').limits).toStrictEqual({
      'stars.1.taken/2025-01-01T00:00:00.000Z': { periodStart: day('2025-01-01'), points: 3 },
    })
  })
})

describe('for an undo', () => {
  const fined = { earn: [bySale, { on: 'fine', points: -4 }] }
  const total = { earn: [{ on: 'sale', points: { give: 1, every: 10, of: 'amount', each: 'total' } }] }
  const facts = [sale('2025-01-10', 9), fine('2025-01-11')]
  test('is remembered from which lots a rule took', () => {
    expect(heldOf(fined, facts, '2025-01-12').taken).toStrictEqual({
      'stars.1/f1': {
        parts: [{ lot: 'stars/earn/stars.0/f0', amountPoints: 4 }],
        debtPoints: 0,
        until: null,
      },
    })
  })
  test('is remembered which events a rule counted in total, with nothing taken for them', () => {
    const none = { parts: [], debtPoints: 0, until: null }
    const { taken } = heldOf(total, [sale('2025-01-10', 9), sale('2025-01-11', 4)], '2025-01-12')
    expect(Object.keys(taken)).toHaveLength(2)
    expect(Object.values(taken)).toStrictEqual([none, none])
  })
  test('is not remembered what counted for nothing', () => {
    const { taken, counted } = heldOf(total, [sale('2025-01-10', 0)], '2025-01-12')
    expect([taken, counted]).toStrictEqual([{}, { 'stars.0': { amount: 0, points: 0 } }])
  })
  test('is remembered nothing in a program in which nothing can be undone', () => {
    expect(heldOf(fined, facts, '2025-01-12', forGood).taken).toStrictEqual({})
    expect(heldOf(total, facts, '2025-01-12', forGood).taken).toStrictEqual({})
    expect(heldOf(fined, facts, '2025-01-12', forGood).balancePoints).toBe(5)
  })
  test('of something that nobody knows, nothing changes', () => {
    const plan = planWith(fined)
    expect(posted(plan, [...facts, undo('2025-01-12', 'other')], '2025-01-13')).toEqual([
      '01-10 earn 9 -> 9',
      '01-11 adjust 4 -> 5',
    ])
  })
})
