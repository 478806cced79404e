import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const stars = (over: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
  minimal({
    events: {
      sale: { name: both('Sale'), fields: { amount: 'money' }, undoneBy: 'refund' },
      refund: { name: both('Refund'), fields: { amount: 'money' } },
      visit: { name: both('Visit') },
    },
    accounts: [
      {
        id: 'stars',
        name: both('Stars'),
        earn: [{ on: 'sale', points: { give: 1, every: 1, of: 'amount' } }],
        expires: { endOf: 'month', after: { months: 6 } },
        spend: 'oldestFirst',
        undo: 'sameLots',
        ...over,
      },
    ],
    benefits: [
      {
        id: 'drink',
        kind: 'price',
        name: both('Drink'),
        requires: { level: { gte: 'low' } },
        takes: { stars: 125 },
        cost: 1,
      },
    ],
    ...rest,
  })
type Told = { type: string; at: string } & Record<string, string | number>
const record = (facts: Told[], joinedAt = '2020-01-01'): MerchantRecord => ({
  id: 'm',
  joinedAt,
  facts: facts.map((one, place) => ({ id: `f${place}`, ...one }) as Fact),
})
const at = (iso: string): number => Date.parse(iso)
const lines = (entries: readonly Entry[]): string[] =>
  entries.map(
    ({ at: when, kind, amountPoints, balancePoints }) =>
      `${when.slice(0, 10)} ${kind} ${amountPoints} -> ${balancePoints}`,
  )

describe('lots', () => {
  test.each([
    ['2020-12-15T12:00:00Z', '2021-07-01'],
    ['2025-01-10T00:00:00Z', '2025-08-01'],
    ['2025-06-30T23:59:59Z', '2026-01-01'],
  ])('earned on %s are gone on %s: six months after the calendar month of earning', (earned, gone) => {
    const plan = planOf(stars())
    const merchant = record([{ type: 'sale', at: earned, amount: 10 }])
    expect(advance(plan, merchant, at(`${gone}T00:00:00Z`) - 1).held.accounts['stars']!.balancePoints).toBe(
      10,
    )
    const { held, entries } = advance(plan, merchant, at(`${gone}T00:00:00Z`))
    expect(held.accounts['stars']!.balancePoints).toBe(0)
    expect(entries[1]).toMatchObject({
      kind: 'expire',
      from: 'available',
      to: 'expired',
      amountPoints: 10,
      at: `${gone}T00:00:00.000Z`,
    })
  })

  test('are spent oldest first, and come back the same when the spend is undone', () => {
    const plan = planOf(stars())
    const spent: Told[] = [
      { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 100 },
      { type: 'sale', at: '2025-02-10T00:00:00Z', amount: 100 },
      { type: 'tk.useBenefit', at: '2025-03-10T00:00:00Z', benefit: 'drink' },
    ]
    const march = advance(plan, record(spent), at('2025-03-11T00:00:00Z')).held.accounts['stars']!
    expect(march.lots.map(({ leftPoints, expiresAt }) => [leftPoints, expiresAt!.slice(0, 10)])).toEqual([
      [0, '2025-08-01'],
      [75, '2025-09-01'],
    ])
    const back = advance(
      plan,
      record([...spent, { type: 'refund', at: '2025-04-01T00:00:00Z', ref: 'f2' }]),
      at('2025-04-02T00:00:00Z'),
    )
    expect(
      back.held.accounts['stars']!.lots.map(({ leftPoints, expiresAt }) => [
        leftPoints,
        expiresAt!.slice(0, 10),
      ]),
    ).toEqual([
      [100, '2025-08-01'],
      [100, '2025-09-01'],
    ])
    expect(lines(back.entries)).toEqual([
      '2025-01-10 earn 100 -> 100',
      '2025-02-10 earn 100 -> 200',
      '2025-03-10 spend 125 -> 75',
      '2025-04-01 return 125 -> 200',
    ])
  })

  test('that lapsed while they were spent stay gone when the spend is undone', () => {
    const merchant = record([
      { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 100 },
      { type: 'sale', at: '2025-02-10T00:00:00Z', amount: 100 },
      { type: 'tk.useBenefit', at: '2025-03-10T00:00:00Z', benefit: 'drink' },
      { type: 'refund', at: '2025-08-05T00:00:00Z', ref: 'f2' },
    ])
    expect(lines(advance(planOf(stars()), merchant, at('2025-08-06T00:00:00Z')).entries).slice(2)).toEqual([
      '2025-03-10 spend 125 -> 75',
      '2025-08-05 return 25 -> 100',
    ])
  })

  test('465 stars buy three drinks at 125 and leave 90', () => {
    const use = (day: number): Told => ({
      type: 'tk.useBenefit',
      at: `2025-01-${day}T00:00:00Z`,
      benefit: 'drink',
    })
    const merchant = record([
      { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 465 },
      use(11),
      use(12),
      use(13),
    ])
    expect(
      advance(planOf(stars()), merchant, at('2025-01-14T00:00:00Z')).held.accounts['stars']!.balancePoints,
    ).toBe(90)
  })
})

describe('earning', () => {
  const earned = (points: unknown, amount: number, over: Record<string, unknown> = {}): number => {
    const plan = planOf(stars({ earn: [{ on: 'sale', points, ...over }] }))
    return (
      advance(
        plan,
        record([{ type: 'sale', at: '2025-01-10T00:00:00Z', amount }]),
        at('2025-01-11T00:00:00Z'),
      ).held.accounts['stars']?.balancePoints ?? 0
    )
  }
  test.each([
    [{ give: 1, every: 1000, of: 'amount' }, 999, {}, 0],
    [{ give: 1, every: 1000, of: 'amount' }, 1000, {}, 1],
    [{ give: 4, every: 200, of: 'amount' }, 401, {}, 8],
    [{ give: 1, every: 1000, of: 'amount' }, 2999, { multiply: 10 }, 20],
    [{ give: 1, every: 100, of: 'amount' }, 100, { multiply: 1.25 }, 1],
    [5, 1, {}, 5],
    [5, 1, { where: { amount: { gte: 2 } } }, 0],
    [5, 1, { when: { level: 'high' } }, 0],
  ])('%j of %d with %j gives %d', (points, amount, over, gives) => {
    expect(earned(points, amount, over)).toBe(gives)
  })

  test('stops at its limit a day, in the zone of the limit', () => {
    const plan = planOf(
      stars({ earn: [{ on: 'visit', points: 5, limit: { points: 12, each: 'day', zone: 'UTC' } }] }),
    )
    const visits = ['10:00:00', '11:00:00', '12:00:00', '23:59:59'].map((time) => ({
      type: 'visit',
      at: `2025-01-10T${time}Z`,
    }))
    const merchant = record([...visits, { type: 'visit', at: '2025-01-11T00:00:00Z' }])
    expect(lines(advance(plan, merchant, at('2025-01-12T00:00:00Z')).entries)).toEqual([
      '2025-01-10 earn 5 -> 5',
      '2025-01-10 earn 5 -> 10',
      '2025-01-10 earn 2 -> 12',
      '2025-01-11 earn 5 -> 17',
    ])
  })

  test('stops at the account’s most, and an account begins with its start', () => {
    const plan = planOf(stars({ start: 200, max: 205, expires: undefined }))
    const merchant = record([{ type: 'sale', at: '2025-01-10T00:00:00Z', amount: 9 }])
    expect(lines(advance(plan, merchant, at('2025-01-12T00:00:00Z')).entries)).toEqual([
      '2020-01-01 start 200 -> 200',
      '2025-01-10 earn 5 -> 205',
    ])
  })

  test('is taken back in proportion when a part is undone, and never below nothing', () => {
    const plan = planOf(stars())
    const half = record([
      { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 300 },
      { type: 'refund', at: '2025-01-12T00:00:00Z', ref: 'f0', amount: 100 },
    ])
    expect(lines(advance(plan, half, at('2025-01-13T00:00:00Z')).entries)[1]).toBe(
      '2025-01-12 clawBack 100 -> 200',
    )
    const spent = record([
      { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 150 },
      { type: 'tk.useBenefit', at: '2025-01-11T00:00:00Z', benefit: 'drink' },
      { type: 'refund', at: '2025-01-12T00:00:00Z', ref: 'f0' },
    ])
    expect(lines(advance(plan, spent, at('2025-01-13T00:00:00Z')).entries)[2]).toBe(
      '2025-01-12 clawBack 25 -> 0',
    )
  })

  test('goes by the event’s own date across versions, and by the standing held before the event', () => {
    const first = stars({ earn: [{ on: 'sale', points: 1 }] })
    const second = { ...stars({ earn: [{ on: 'sale', points: 100 }] }), version: '2', inForce: '2025-02-01' }
    const merchant = record([
      { type: 'sale', at: '2025-01-31T23:59:59Z', seen: '2025-02-03T00:00:00Z', amount: 1 },
      { type: 'sale', at: '2025-02-01T00:00:00Z', amount: 1 },
    ])
    expect(lines(advance(planOf(first, second), merchant, at('2025-02-04T00:00:00Z')).entries)).toEqual([
      '2025-02-01 earn 100 -> 100',
      '2025-02-03 earn 1 -> 101',
    ])
  })
})
