/** The worked cases of published programs about points, by their numbers in the collection of programs. */
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
  program,
  record,
  sale,
  undo,
  type Told,
} from './account.js'
import { minimal, planOf } from './programs.js'

const balance = (plan: ReturnType<typeof planOf>, facts: readonly Told[], until: string): number =>
  accountAt(plan, facts, until)?.balancePoints ?? 0

describe('account health, 0 to 1000, from 200 (2.3)', () => {
  const health = planOf(
    minimal({
      events: {
        orders: { name: both('Orders'), fields: { amount: 'integer' } },
        violation: { name: both('Violation'), undoneBy: 'addressed' },
        addressed: { name: both('Addressed') },
      },
      accounts: [
        {
          id: 'stars',
          name: both('Health'),
          start: 200,
          min: 0,
          max: 1000,
          earn: [
            { on: 'orders', points: { give: 4, every: 200, of: 'amount', each: 'total' } },
            { on: 'violation', points: -8, expires: { days: 180 } },
          ],
          spend: 'oldestFirst',
          undo: 'sameLots',
        },
      ],
      ladders: [
        {
          id: 'health',
          main: true,
          name: both('Health'),
          transition: { promote: 'atOnce', demote: 'atOnce' },
          tiers: [
            { id: 'unhealthy', name: both('Unhealthy') },
            { id: 'atRisk', name: both('At risk'), enter: { stars: { gte: 100 } } },
            { id: 'healthy', name: both('Healthy'), enter: { stars: { gte: 200 } } },
          ],
        },
      ],
    }),
  )
  const orders = (amount: number, date = '2025-01-10'): Told => ({ type: 'orders', at: day(date), amount })
  test.each([
    [0, 200],
    [199, 200],
    [200, 204],
    [401, 208],
    [40_000, 1000],
    [50_000, 1000],
  ])('Z1, Z2: %d orders make %d', (amount, points) => {
    expect(balance(health, [orders(amount)], '2025-01-11')).toBe(points)
    // In one report or in many.
    const [half, rest] = [Math.floor(amount / 2), Math.ceil(amount / 2)]
    expect(balance(health, [orders(half), orders(rest, '2025-01-11')], '2025-01-12')).toBe(points)
  })
  test('Z3, Z4: 204, after a violation 196 at risk, addressed 204 again', () => {
    const facts: Told[] = [
      orders(200),
      { type: 'violation', at: day('2025-01-11') },
      { type: 'addressed', at: day('2025-01-12'), ref: 'f1' },
    ]
    const at = (count: number) => {
      const { held } = advance(health, record(facts.slice(0, count)), Date.parse(day('2025-01-13')))
      return [held.accounts['stars']!.balancePoints, held.ladders['health']!.tier]
    }
    expect([at(0), at(1), at(2), at(3)]).toEqual([
      [200, 'healthy'],
      [204, 'healthy'],
      [196, 'atRisk'],
      [204, 'healthy'],
    ])
  })
  test('Z5: a violation with 4 points left takes 4, and addressing it gives back 4, not 8', () => {
    const violations = Array.from({ length: 26 }, (_, nth): Told => ({
      type: 'violation',
      at: day('2025-01-10', nth),
    }))
    expect(balance(health, violations.slice(0, 25), '2025-01-11')).toBe(0)
    const few = [
      ...violations.slice(0, 25),
      orders(200, '2025-01-11'),
      { type: 'violation', at: day('2025-01-12') },
    ]
    expect(balance(health, few.slice(0, 26), '2025-01-13')).toBe(4)
    expect(balance(health, few, '2025-01-13')).toBe(0)
    expect(
      balance(health, [...few, { type: 'addressed', at: day('2025-01-13'), ref: 'f26' }], '2025-01-14'),
    ).toBe(4)
  })
  test('what a violation took comes back after 180 days', () => {
    const facts: Told[] = [{ type: 'violation', at: day('2025-01-10') }]
    expect(balance(health, facts, '2025-07-08')).toBe(192)
    expect(balance(health, facts, '2025-07-09')).toBe(200)
  })
})

describe('penalty points of a quarter (2.5)', () => {
  const penalties = planOf(
    minimal({
      inForce: '2018-01-01',
      events: {
        breach: { name: both('Breach'), fields: { points: 'integer' }, undoneBy: 'appeal' },
        appeal: { name: both('Appeal') },
      },
      fields: { late: { type: 'number', name: both('Late') } },
      reviews: {
        weekly: { every: 'week', weekday: 'monday' },
        reset: { every: 'quarter', weekday: 'monday', nth: 1 },
      },
      accounts: [
        {
          id: 'stars',
          name: both('Penalties'),
          reset: 'reset',
          earn: [
            { on: 'breach', points: { give: 1, every: 1, of: 'points' } },
            { at: 'weekly', when: { late: { gte: 15 } }, points: 1 },
          ],
          spend: 'oldestFirst',
          undo: 'sameLots',
        },
      ],
      ladders: [
        {
          id: 'marks',
          main: true,
          name: both('Marks'),
          transition: { promote: 'atOnce', demote: 'atOnce' },
          tiers: [
            { id: 'none', name: both('None') },
            { id: 't1', name: both('T1'), enter: { stars: { gte: 3 } } },
            { id: 't2', name: both('T2'), enter: { stars: { gte: 6 } } },
            { id: 't5', name: both('T5'), enter: { stars: { gte: 15 } } },
          ],
        },
      ],
    }),
  )
  const joined = { joinedAt: '2018-12-01T00:00:00Z' }
  const breach = (date: string, points: number): Told => ({ type: 'breach', at: day(date), points })
  test.each([
    [2, 'none'],
    [3, 't1'],
    [5, 't1'],
    [6, 't2'],
    [15, 't5'],
  ])('S1: %d points are %s', (points, tier) => {
    const { held } = advance(penalties, record([breach('2019-01-14', points)], joined), at(day('2019-01-15')))
    expect(held.ladders['marks']!.tier).toBe(tier)
  })
  test('S3, S5: on the first Monday of the quarter points are reset, then the week’s points come', () => {
    const late = { ...joined, fields: { late: [{ from: '2019-03-28', value: 20 }] } }
    expect(posted(penalties, [breach('2019-03-04', 3)], '2019-04-02', late)).toEqual([
      '03-04 earn 3 -> 3',
      '04-01 reset 3 -> 0',
      '04-01 earn 1 -> 1',
    ])
  })
  test('an appeal after the reset takes nothing of the new points', () => {
    const facts = [
      breach('2019-03-04', 3),
      breach('2019-04-02', 2),
      { type: 'appeal', at: day('2019-04-03'), ref: 'f0' },
    ]
    expect(posted(penalties, facts, '2019-04-04', joined)).toEqual([
      '03-04 earn 3 -> 3',
      '04-01 reset 3 -> 0',
      '04-02 earn 2 -> 2',
    ])
  })
})

describe('beans with two kinds of expiry (2.13)', () => {
  const before = program({ expires: { endOf: 'year', after: { years: 1 } } }, { inForce: '2010-01-01' })
  const beans = planOf(before, {
    ...program({ expires: { days: 180 } }),
    version: '2',
    inForce: '2026-01-01',
  })
  const joined = { joinedAt: '2013-01-01T00:00:00Z' }
  const end = (date: string): string =>
    advance(beans, record([sale(date, 10)], joined), at(day('2026-01-02'))).held.accounts['stars']!.lots[0]!
      .expiresAt!
  test('J2: earned in 2014 they hold through 2015', () => {
    const facts = [sale('2014-01-01', 1), sale('2014-12-31', 1)]
    expect(posted(beans, facts, '2016-01-01', joined)).toEqual([
      '01-01 earn 1 -> 1',
      '12-31 earn 1 -> 2',
      '01-01 expire 2 -> 0',
    ])
    const through = advance(beans, record(facts, joined), at('2015-12-31T23:59:59Z'))
    expect(through.held.accounts['stars']!.balancePoints).toBe(2)
  })
  test('J5: earned on 31 December 2025 they hold to the end of 2026, a day later 180 days', () => {
    expect(end('2025-12-31')).toBe('2027-01-01T00:00:00.000Z')
    expect(end('2026-01-01')).toBe('2026-06-30T00:00:00.000Z') // last usable on 29 June
  })
  test('J3, J4: returned with 10 days left two days later they have 8; after their end they stay gone', () => {
    const facts = [sale('2026-01-01', 125), drink('2026-06-20')]
    expect(lotsAt(beans, [...facts, undo('2026-06-22', 'f1')], '2026-06-22')).toEqual(['125 2026-06-30'])
    expect(posted(beans, [...facts, undo('2026-06-30', 'f1')], '2026-07-01').slice(2)).toEqual([])
  })
})

describe('base points and a tier’s bonus (2.14)', () => {
  const stay = planWith(
    {
      earn: [
        { on: 'sale', points: { give: 5, every: 1, of: 'amount' } },
        {
          on: 'sale',
          points: { give: 5, every: 1, of: 'amount' },
          multiply: { by: 'level', use: { high: 0.3 }, else: 0 },
        },
      ],
    },
    {},
  )
  test('H5: the highest tier gets 1000 and 300 for a stay of 200', () => {
    const top = { fields: { value: [{ from: '2025-01-02', value: 90 }] } }
    expect(posted(stay, [sale('2025-02-10', 200)], '2025-02-11', top)).toEqual([
      '02-10 earn 1000 -> 1000',
      '02-10 earn 300 -> 1300',
    ])
    expect(posted(stay, [sale('2025-02-10', 200)], '2025-02-11')).toEqual(['02-10 earn 1000 -> 1000'])
  })
})

describe('points by tier that lapse without activity (2.15)', () => {
  const insider = planWith(
    {
      earn: [
        {
          on: 'sale',
          points: { give: 1, every: 1, of: 'amount' },
          multiply: { by: 'level', use: { vib: 1.25, rouge: 1.5 }, else: 1 },
        },
      ],
      expires: { idle: { months: 12 } },
    },
    {
      windows: { year: { current: 'year' } },
      metrics: { spent: { sum: 'sale.amount', window: 'year', name: both('Spent') } },
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'atOnce', demote: 'never' },
          tiers: [
            { id: 'low', name: both('Insider') },
            { id: 'vib', name: both('VIB'), enter: { spent: { gte: 350 } } },
            { id: 'rouge', name: both('Rouge'), enter: { spent: { gte: 1000 } } },
          ],
        },
      ],
    },
  )
  test('P3, P4: 100 spent are 100, 125 and 150 points; the purchase that crosses a mark earns at the old rate', () => {
    const facts = [
      sale('2025-01-10', 300),
      sale('2025-01-11', 100),
      sale('2025-01-12', 100),
      sale('2025-01-13', 500),
      sale('2025-01-14', 100),
    ]
    expect(posted(insider, facts, '2025-01-15').map((line) => line.split(' ')[2])).toEqual([
      '300',
      '100',
      '125',
      '625',
      '150',
    ])
  })
  test('all points lapse twelve months after the last that were earned or spent', () => {
    const facts = [sale('2025-01-10', 100), sale('2025-06-10', 150), drink('2025-09-10')]
    expect(posted(insider, facts.slice(0, 1), '2026-06-01')).toEqual([
      '01-10 earn 100 -> 100',
      '01-10 expire 100 -> 0',
    ])
    expect(lotsAt(insider, facts, '2025-09-11')).toEqual(['0 2026-09-10', '125 2026-09-10'])
    expect(posted(insider, facts, '2026-09-10').slice(3)).toEqual(['09-10 expire 125 -> 0'])
  })
})

describe('stars that lapse six months after their month (2.16)', () => {
  const stars = planWith({ expires: { endOf: 'month', after: { months: 6 } } })
  test.each([
    ['2020-12-15', '2021-07-01'],
    ['2025-01-10', '2025-08-01'],
    ['2025-06-10', '2026-01-01'],
  ])('R1, R2: earned on %s they are gone on %s', (earned, gone) => {
    const joined = { joinedAt: '2020-02-01T00:00:00Z' }
    const lines = posted(stars, [sale(earned, 10)], gone, joined)
    expect(lines[1]).toBe(`${gone.slice(5)} expire 10 -> 0`)
  })
  test('R3, R4, R5: three rewards of 465, oldest first, and a refund restores the lots with their dates', () => {
    const few = [sale('2025-01-10', 465), drink('2025-01-11'), drink('2025-01-12'), drink('2025-01-13')]
    expect(balance(stars, few, '2025-01-14')).toBe(90)
    const facts = [sale('2025-01-10', 100), sale('2025-02-10', 100), drink('2025-03-10')]
    expect(lotsAt(stars, facts, '2025-03-11')).toEqual(['0 2025-08-01', '75 2025-09-01'])
    expect(lotsAt(stars, [...facts, undo('2025-04-01', 'f2')], '2025-04-02')).toEqual([
      '100 2025-08-01',
      '100 2025-09-01',
    ])
  })
})

describe('reputation with a day’s cap (2.17)', () => {
  const reputation = planWith({
    start: 1,
    min: 1,
    earn: [
      { on: 'up', points: 10 },
      { on: 'accept', points: 15 },
      { on: 'down', points: -2 },
    ],
    limits: [{ points: 200, each: 'day', zone: 'UTC', exempt: ['accept'] }],
  })
  const votes = (...runs: [type: string, count: number][]): Told[] =>
    runs
      .flatMap(([type, count]) => Array.from({ length: count }, () => type))
      .map((type, nth) => ({ type, at: day('2025-01-10', nth) }))
  const gained = (...runs: [string, number][]): number =>
    balance(reputation, votes(...runs), '2025-01-11') - 1
  test.each<[string, number, [string, number][]]>([
    ['Q1: 25 upvotes', 200, [['up', 25]]],
    [
      'Q2: 25 upvotes and an accepted answer',
      215,
      [
        ['up', 25],
        ['accept', 1],
      ],
    ],
    [
      'Q3: 21 upvotes and then a downvote',
      198,
      [
        ['up', 21],
        ['down', 1],
      ],
    ],
    [
      'Q3: a downvote among the first 20, and then enough upvotes',
      200,
      [
        ['up', 10],
        ['down', 1],
        ['up', 15],
      ],
    ],
    ['Q4: a downvote alone', 0, [['down', 1]]],
  ])('%s: %d', (_, gain, runs) => {
    expect(gained(...runs)).toBe(gain)
  })
  test('Q5: the last second of a day and the first of the next are two days', () => {
    const late: Told[] = [...votes(['up', 20]), { type: 'up', at: '2025-01-10T23:59:59Z' }]
    expect(balance(reputation, late, '2025-01-12')).toBe(201)
    expect(balance(reputation, [...late, { type: 'up', at: '2025-01-11T00:00:00Z' }], '2025-01-12')).toBe(211)
  })
  test('Q6: a privilege is lost when reputation falls under its mark', () => {
    const plan = planWith(
      {
        start: 1,
        min: 1,
        earn: [
          { on: 'up', points: 14 },
          { on: 'down', points: -2 },
        ],
      },
      {
        benefits: [
          { id: 'vote', kind: 'added', name: both('Vote'), requires: { stars: { gte: 15 } }, cost: 1 },
        ],
      },
    )
    const state = (runs: [string, number][]) =>
      evaluate(plan, record(votes(...runs)), at(day('2025-01-11'))).benefits[0]!.state
    expect(state([['up', 1]])).toBe('available')
    expect(
      state([
        ['up', 1],
        ['down', 1],
      ]),
    ).toBe('locked')
  })
})

describe('what lies above a mark is carried over (2.20)', () => {
  const miles = planWith(
    {},
    {
      reviews: { yearly: { every: 'year', day: 1 } },
      benefits: [],
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'yearly', demote: 'yearly', carry: ['stars'] },
          tiers: [
            { id: 'low', name: both('Member') },
            { id: 'platinum', name: both('Platinum'), enter: { stars: { gte: 75_000 } } },
            { id: 'diamond', name: both('Diamond'), enter: { stars: { gte: 125_000 } } },
          ],
        },
      ],
    },
  )
  test.each([
    [250_000, 'diamond', 125_000],
    [124_999, 'platinum', 49_999],
    [10, 'low', 0],
  ])('V2, V3: %d miles are %s, and %d go on', (amount, tier, carried) => {
    const { held } = advance(miles, record([sale('2025-05-10', amount)]), at(day('2026-01-02')))
    expect([held.ladders['level']!.tier, held.accounts['stars']!.balancePoints]).toEqual([tier, carried])
  })
  test('the oldest go, and the undone event takes back only what is left of its own', () => {
    const facts = [sale('2025-05-10', 100_000), sale('2025-06-10', 60_000)]
    expect(posted(miles, [...facts, undo('2026-02-01', 'f0')], '2026-02-02')).toEqual([
      '05-10 earn 100000 -> 100000',
      '06-10 earn 60000 -> 160000',
      '01-01 reset 125000 -> 35000',
    ])
    expect(posted(miles, [...facts, undo('2026-02-01', 'f1')], '2026-02-02').slice(3)).toEqual([
      '02-01 clawBack 35000 -> 0',
    ])
  })
})
