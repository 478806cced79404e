import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { AccountStanding } from '../../src/schema/standing.js'
import { at, both, day, drink, planWith, record, sale, type Told } from './account.js'

const monthsAfter = { endOf: 'month', after: { months: 6 } }
const standingOf = (
  account: Record<string, unknown>,
  facts: readonly Told[],
  until: string,
): AccountStanding => evaluate(planWith(account), record(facts), at(day(until))).accounts[0]!
const term = (end: string) => ({
  at: day(end),
  validThrough: new Date(at(day(end)) - 1).toISOString(),
})
const lot = (id: string, points: number, earned: string, end: string, name: string) => ({
  id,
  amountPoints: points,
  leftPoints: points,
  earnedAt: day(earned),
  expiry: term(end),
  name: both(name),
})

describe('how an account stands', () => {
  test('says what is left lot by lot, what lapses next, what is still allowed and what it is worth', () => {
    const account = {
      note: both('For sales'),
      earn: [
        { on: 'sale', points: { give: 1, every: 1, of: 'amount' }, limit: { points: 1000, each: 'month' } },
        { at: 'monthly', points: 5, limit: { points: 5, each: 'year' } },
        { on: 'up', name: both('Praise'), points: 1, limit: { points: 10, each: 'day' } },
      ],
      limits: [{ points: 2000, each: 'quarter' }],
      expires: monthsAfter,
      worth: { points: 3, money: 10 },
    }
    const facts = [
      sale('2025-01-10', 125),
      sale('2025-01-20', 50),
      sale('2025-01-25', 30),
      sale('2025-02-05', 24),
      drink('2025-02-06'),
    ]
    expect(standingOf(account, facts, '2025-02-07')).toStrictEqual({
      id: 'stars',
      name: both('Stars'),
      note: both('For sales'),
      balancePoints: 109,
      pendingPoints: 0,
      lots: [
        lot('stars/earn/stars.0/f1', 50, '2025-01-20', '2025-08-01', 'Sale'),
        lot('stars/earn/stars.0/f2', 30, '2025-01-25', '2025-08-01', 'Sale'),
        lot(`stars/earn/stars.1/monthly/${day('2025-02-01')}`, 5, '2025-02-01', '2025-09-01', 'Stars'),
        lot('stars/earn/stars.0/f3', 24, '2025-02-05', '2025-09-01', 'Sale'),
      ],
      nextLapse: { amountPoints: 80, ...term('2025-08-01') },
      limits: [
        { name: both('Sale'), points: 1000, each: 'month', counted: 24, left: 976, renewsAt: day('2025-03-01') },
        { name: both('Stars'), points: 5, each: 'year', counted: 5, left: 0, renewsAt: day('2026-01-01') },
        { name: both('Praise'), points: 10, each: 'day', counted: 0, left: 10, renewsAt: day('2025-02-08') },
        { name: null, points: 2000, each: 'quarter', counted: 234, left: 1766, renewsAt: day('2025-04-01') },
      ],
      worth: { money: 363, perPoints: 3, perMoney: 10 },
    })
  }) // prettier-ignore
  test('says the least where nothing was earned, lapses or is worth anything', () => {
    expect(standingOf({}, [], '2025-02-07')).toStrictEqual({
      id: 'stars',
      name: both('Stars'),
      balancePoints: 0,
      pendingPoints: 0,
      lots: [],
      nextLapse: null,
      limits: [],
      worth: null,
    })
  })
  test('says nothing of a next lapse where points are kept for ever', () => {
    const { lots, nextLapse } = standingOf({}, [sale('2025-02-05', 7)], '2025-02-07')
    expect([lots.map(({ expiry }) => expiry), nextLapse]).toStrictEqual([[null], null])
  })
  test.each([
    ['before it, lapses by its own end', { days: 24 }, '2025-02-28'],
    ['with it, has no end of its own', { days: 25 }, null],
    ['after it, has no end of its own', { days: 26 }, null],
  ])('a lot of an account that begins anew, which would lapse %s', (_when, expires, end) => {
    // Earned on 4 February; the account begins anew with March.
    const account = standingOf({ expires, reset: 'monthly' }, [sale('2025-02-04', 7)], '2025-02-07')
    expect(account.resetsAt).toBe(day('2025-03-01'))
    expect(account.lots[0]!.expiry).toStrictEqual(end && term(end))
    expect(account.nextLapse).toStrictEqual(end && { amountPoints: 7, ...term(end) })
  })
})
