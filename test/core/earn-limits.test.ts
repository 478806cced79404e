import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import { accountAt, at, both, day, drink, lines, planWith, posted, record, sale, undo, type Told } from './account.js' // prettier-ignore

const many = (count: number, type: string, date = '2025-01-10', from = 0): Told[] =>
  Array.from({ length: count }, (_, nth) => ({ type, at: day(date, from + nth) }))
const votes = [
  { on: 'up', points: 10 },
  { on: 'accept', points: 15 },
  { on: 'down', points: -2 },
]
const gain = (plan: ReturnType<typeof planWith>, facts: Told[], until = '2025-01-20'): number =>
  accountAt(plan, facts, until).balancePoints

describe('a limit of the account', () => {
  const daily = (over: object = {}, account: Record<string, unknown> = {}) =>
    planWith({ earn: votes, limits: [{ points: 200, each: 'day', zone: 'UTC', ...over }], ...account })

  test('cuts the event that passes it, and those after it', () => {
    expect(gain(daily(), many(19, 'up'))).toBe(190)
    expect(gain(daily(), many(20, 'up'))).toBe(200)
    expect(gain(daily(), many(25, 'up'))).toBe(200)
    expect(
      posted(daily({ points: 25 }), many(4, 'up'), '2025-01-11').map((line) => line.split(' ')[2]),
    ).toEqual(['10', '10', '5'])
  })
  test('counts net: what a later event takes is lost, what an earlier one takes makes room again', () => {
    expect(gain(daily(), [...many(21, 'up'), ...many(1, 'down', '2025-01-10', 60)])).toBe(198)
    expect(
      gain(daily(), [
        ...many(5, 'up'),
        ...many(1, 'down', '2025-01-10', 30),
        ...many(20, 'up', '2025-01-10', 60),
      ]),
    ).toBe(200)
  })
  test('counts what is given alone where it says gross', () => {
    const facts = [
      ...many(5, 'up'),
      ...many(1, 'down', '2025-01-10', 30),
      ...many(20, 'up', '2025-01-10', 60),
    ]
    expect(gain(daily({ gross: true }), facts)).toBe(198)
  })
  test('leaves exempt events out: they are not cut and do not count, nor makes room what they take', () => {
    const exempt = daily({ exempt: ['accept', 'down'] })
    expect(gain(exempt, [...many(25, 'up'), ...many(1, 'accept', '2025-01-10', 60)])).toBe(215)
    expect(gain(exempt, [...many(1, 'accept'), ...many(25, 'up', '2025-01-10', 60)])).toBe(215)
    expect(
      gain(exempt, [
        ...many(5, 'up'),
        ...many(1, 'down', '2025-01-10', 30),
        ...many(20, 'up', '2025-01-10', 60),
      ]),
    ).toBe(198)
    expect(gain(daily(), [...many(1, 'accept'), ...many(25, 'up', '2025-01-10', 60)])).toBe(200)
  })
  test('only makes room for what was really taken', () => {
    const facts = [...many(1, 'down'), ...many(25, 'up', '2025-01-10', 60)]
    expect(gain(daily(), facts)).toBe(200)
    const below = accountAt(daily({}, { min: -2 }), facts, '2025-01-11')
    expect(below.balancePoints).toBe(200)
    expect(below.limits).toMatchObject({ 'stars.limits.0/2025-01-10T00:00:00.000Z': { points: 200 } })
  })
  test('holds a period in its own zone: the last second and the first are two days', () => {
    const facts = [
      { type: 'up', at: '2025-01-10T23:59:59Z' },
      { type: 'up', at: '2025-01-11T00:00:00Z' },
    ]
    expect(gain(daily({ points: 10 }), facts)).toBe(20)
    expect(gain(daily({ points: 10, zone: 'Asia/Shanghai' }), facts)).toBe(10)
  })
  test('counts an event that comes late in the period of its own date', () => {
    const facts = [
      ...many(2, 'up', '2025-01-11'),
      { type: 'up', at: day('2025-01-10'), seen: day('2025-01-11', 60) },
      { type: 'up', at: day('2025-01-10'), seen: day('2025-01-11', 61) },
    ]
    expect(posted(daily({ points: 10 }), facts, '2025-01-12')).toEqual([
      '01-11 earn 10 -> 10',
      '01-11 earn 10 -> 20',
    ])
  })
  test('gets room again from the undone event of its own day, and from no other', () => {
    const plan = daily({ points: 20 })
    const undone = (ref: string): Told[] => [
      ...many(2, 'up', '2025-01-10'),
      ...many(2, 'up', '2025-01-11'),
      { type: 'refund', at: day('2025-01-11', 60), ref },
      ...many(1, 'up', '2025-01-11', 90),
    ]
    expect(gain(plan, undone('f2'))).toBe(40)
    expect(gain(plan, undone('f0'))).toBe(30)
    // An undone event that was exempt never counted.
    expect(
      gain(daily({ points: 20, exempt: ['accept'] }), [
        ...many(1, 'accept'),
        ...many(2, 'up', '2025-01-10', 10),
        { type: 'refund', at: day('2025-01-10', 60), ref: 'f0' },
        ...many(1, 'up', '2025-01-10', 90),
      ]),
    ).toBe(20)
  })
  test('takes no part in what returns, lapses, is spent or is a reward', () => {
    const plan = planWith(
      {
        earn: [
          { on: 'sale', points: { give: 1, every: 1, of: 'amount' } },
          { on: 'down', points: -5 },
        ],
        limits: [{ points: 200, each: 'month' }],
        expires: { days: 5 },
        start: 50,
      },
      {
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
        areas: { selling: both('Selling') },
        metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
      },
    )
    const facts = [
      sale('2025-01-10', 150),
      drink('2025-01-11'),
      undo('2025-01-12', 'f1'),
      sale('2025-01-18', 100),
      { type: 'down', at: day('2025-01-19') },
      undo('2025-01-20', 'f4'),
      sale('2025-01-21', 100),
    ]
    expect(posted(plan, facts, '2025-01-22')).toEqual([
      '01-01 start 50 -> 50',
      '01-06 expire 50 -> 0',
      '01-10 earn 150 -> 150',
      '01-10 reward 30 -> 180',
      '01-11 spend 125 -> 55',
      '01-12 return 125 -> 180',
      '01-15 expire 180 -> 0',
      '01-18 earn 50 -> 50',
      '01-19 adjust 5 -> 45',
      '01-20 return 5 -> 50',
      '01-21 earn 5 -> 55',
    ])
  })
  test('holds together with others and with the rules’ own: the least room decides', () => {
    const plan = planWith({
      earn: [
        { on: 'up', points: 10, limit: { points: 35, each: 'week' } },
        { on: 'accept', points: 15 },
      ],
      limits: [
        { points: 30, each: 'day' },
        { points: 60, each: 'month' },
      ],
    })
    const facts = [
      ...many(4, 'up', '2025-01-06'), // 30 of the day
      ...many(2, 'up', '2025-01-07'), // 5 of the week
      ...many(3, 'accept', '2025-01-08'), // 25 of the month
    ]
    expect(posted(plan, facts, '2025-01-09').map((line) => line.split(' ')[2])).toEqual([
      '10',
      '10',
      '10',
      '5',
      '15',
      '10',
    ])
  })
  test('counts what reviews give, and only what the account’s most let in', () => {
    const plan = planWith({
      earn: [
        { at: 'monthly', points: 8 },
        { on: 'up', points: 10 },
        { on: 'down', points: -9 },
      ],
      limits: [{ points: 20, each: 'month' }],
      max: 12,
    })
    expect(
      posted(
        plan,
        [...many(1, 'up', '2025-02-02'), ...many(1, 'down', '2025-02-03'), ...many(2, 'up', '2025-02-04')],
        '2025-02-05',
      ),
    ).toEqual(['02-01 earn 8 -> 8', '02-02 earn 4 -> 12', '02-03 adjust 9 -> 3', '02-04 earn 9 -> 12'])
  })
})

describe('a rule’s own limit', () => {
  test('caps what a rule below 0 takes in a period', () => {
    const plan = planWith({
      earn: [
        { on: 'sale', points: 100 },
        { on: 'down', points: -6, limit: { points: 15, each: 'month' } },
      ],
    })
    const facts = [sale('2025-01-09', 1), ...many(5, 'down'), ...many(1, 'down', '2025-02-01')]
    expect(posted(plan, facts, '2025-02-02').slice(1)).toEqual([
      '01-10 adjust 6 -> 94',
      '01-10 adjust 6 -> 88',
      '01-10 adjust 3 -> 85',
      '02-01 adjust 6 -> 79',
    ])
  })
  test('gets no room again when its event is undone', () => {
    const plan = planWith({ earn: [{ on: 'up', points: 5, limit: { points: 5, each: 'day' } }] })
    const facts = [
      ...many(1, 'up'),
      { type: 'refund', at: day('2025-01-10', 5), ref: 'f0' },
      ...many(1, 'up', '2025-01-10', 9),
    ]
    expect(posted(plan, facts, '2025-01-11')).toEqual(['01-10 earn 5 -> 5', '01-10 clawBack 5 -> 0'])
  })
  test.each([
    ['', {}, {}],
    [
      ', beside a limit of the account',
      { limits: [{ points: 100, each: 'month' }] },
      {
        'stars.limits.0/2025-01-01T00:00:00.000Z': { periodStart: '2025-01-01T00:00:00.000Z', points: 0 },
      },
    ],
  ])('holds what a rule gives and what it takes apart, where it does both%s', (_, account, counted) => {
    const plan = planWith({
      earn: [
        {
          on: 'up',
          points: { cases: [{ when: { value: { gte: 1 } }, use: 10 }], else: -4 },
          limit: { points: 15, each: 'month' },
        },
      ],
      start: 50,
      ...account,
    })
    const facts = [...many(2, 'up'), ...many(5, 'up', '2025-01-20'), ...many(1, 'up', '2025-01-25')]
    const value = [10, 15, 25].map((date, place) => ({ from: `2025-01-${date}`, value: place === 1 ? 0 : 1 }))
    const { held, entries } = advance(plan, record(facts, { fields: { value } }), at(day('2025-01-26')))
    expect(lines(entries)).toEqual([
      '01-01 start 50 -> 50',
      '01-10 earn 10 -> 60',
      '01-10 earn 5 -> 65',
      '01-20 adjust 4 -> 61',
      '01-20 adjust 4 -> 57',
      '01-20 adjust 4 -> 53',
      '01-20 adjust 3 -> 50',
    ])
    const january = { periodStart: '2025-01-01T00:00:00.000Z', points: 15 }
    expect(held.accounts['stars']!.limits).toStrictEqual({
      'stars.0/2025-01-01T00:00:00.000Z': january,
      'stars.0.taken/2025-01-01T00:00:00.000Z': january,
      ...counted,
    })
  })
  const daysOf = (plan: ReturnType<typeof planWith>, facts: Told[]) =>
    Object.keys(accountAt(plan, facts, '2025-03-01').limits).map((key) => key.slice(0, -14))
  const from = (start: number, count: number, name = 'stars.0') =>
    Array.from(
      { length: count },
      (_, nth) => `${name}/${day('2025-01-01', (start + nth) * 1440).slice(0, 10)}`,
    )
  const daily = (count: number, type = 'up'): Told[] =>
    Array.from({ length: count }, (_, nth) => ({ type, at: day('2025-01-01', (10 + nth) * 1440) }))
  test('remembers the latest thirty-one periods, in whatever order they come', () => {
    const plan = planWith({ earn: [{ on: 'up', points: 5, limit: { points: 5, each: 'day' } }] })
    expect(daysOf(plan, daily(31))).toEqual(from(10, 31))
    expect(daysOf(plan, daily(40))).toEqual(from(19, 31))
    const late = [5, 6].map((date) => ({
      type: 'up',
      at: day('2025-01-01', date * 1440),
      seen: day('2025-02-15', date),
    }))
    expect(daysOf(plan, [...daily(31), ...late])).toEqual(from(10, 31))
    const lateFirst = [{ type: 'up', at: day('2025-01-01', 30 * 1440), seen: day('2025-02-15') }]
    const shuffled = [...daily(40).filter(({ at: when }) => when !== lateFirst[0]!.at), ...lateFirst]
    expect(daysOf(plan, shuffled).sort()).toEqual(from(19, 31))
  })
  test('remembers the periods of every limit by themselves', () => {
    const plan = planWith({
      earn: [
        { on: 'up', points: 5, limit: { points: 5, each: 'day' } },
        { on: 'accept', points: 5, limit: { points: 5, each: 'day' } },
      ],
    })
    expect(daysOf(plan, [...daily(20), ...daily(20, 'accept')]).sort()).toEqual([
      ...from(10, 20),
      ...from(10, 20, 'stars.1'),
    ])
  })
})

describe('the standing of an account', () => {
  const limitsAt = (facts: Told[], until: string, start?: number) => {
    const plan = planWith({
      earn: [
        { on: 'up', points: 10, limit: { points: 30, each: 'month' } },
        { on: 'down', points: -6, limit: { points: 15, each: 'day' } },
        { on: 'accept', points: 3 },
      ],
      limits: [{ points: 100, each: 'year', exempt: ['accept'] }],
      ...(start !== undefined && { start }),
    })
    const { limits } = evaluate(plan, record(facts), at(day(until))).accounts[0]!
    return limits.map(({ name, ...rest }) => ({ name: name?.en ?? null, ...rest }))
  }
  const limit = (name: string | null, points: number, each: string, counted: number, renews: string) => ({
    name,
    points,
    each,
    counted,
    left: points - counted,
    renewsAt: day(renews),
  })
  test('says what counts in each limit, of what was given and of what was taken', () => {
    const facts = [...many(2, 'up'), ...many(3, 'down'), ...many(1, 'accept')]
    expect(limitsAt(facts, '2025-01-10', 0)).toStrictEqual([
      limit('Up', 30, 'month', 10, '2025-02-01'),
      limit('Down', 15, 'day', 6, '2025-01-11'),
      limit(null, 100, 'year', 4, '2026-01-01'),
    ])
    const more = [...facts, ...many(4, 'up', '2025-01-11'), ...many(2, 'down', '2025-01-11', 9)]
    expect(limitsAt(more, '2025-01-11', 100).map(({ counted }) => counted)).toEqual([30, 0, 15])
    expect(limitsAt(more, '2025-01-12', 100).map(({ counted }) => counted)).toEqual([30, 0, 3])
  })
  test('has all the room as long as nothing has come', () => {
    expect(limitsAt([], '2025-01-10')).toStrictEqual([
      limit('Up', 30, 'month', 0, '2025-02-01'),
      limit('Down', 15, 'day', 0, '2025-01-11'),
      limit(null, 100, 'year', 0, '2026-01-01'),
    ])
  })
})
