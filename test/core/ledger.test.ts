import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
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

/** The entries of a program without expiry, as lines. */
const posted = (program: Record<string, unknown>, facts: Told[], until: string): string[] =>
  lines(advance(planOf(program), record(facts), at(until)).entries)
const kept = (over: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
  stars({ expires: undefined, ...over }, rest)

describe('what is posted', () => {
  test('a fact that stands in the log twice has one effect', () => {
    expect(
      posted(
        kept(),
        [
          { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 10, id: 'x' },
          { type: 'sale', at: '2025-01-11T00:00:00Z', amount: 10, id: 'x' },
        ],
        '2025-02-01T00:00:00Z',
      ),
    ).toEqual(['2025-01-10 earn 10 -> 10'])
  })
  test('a fact may have any type and undo any id', () => {
    expect(
      posted(
        kept(),
        [
          { type: 'constructor', at: '2025-01-10T00:00:00Z', task: 'drink', benefit: 'drink' },
          { type: '__proto__', at: '2025-01-10T00:00:00Z' },
          { type: 'refund', at: '2025-01-11T00:00:00Z', ref: 'constructor' },
          { type: 'refund', at: '2025-01-11T00:00:00Z', ref: '__proto__' },
          { type: 'sale', at: '2025-01-12T00:00:00Z', amount: 5, id: 'constructor' },
        ],
        '2025-02-01T00:00:00Z',
      ),
    ).toEqual([])
  })
  test('lots that one rule gives at several reviews are told apart', () => {
    const { held } = advance(
      planOf(kept({ earn: [{ at: 'monthly', points: 5 }] })),
      record([]),
      at('2020-04-02T00:00:00Z'),
    )
    const ids = held.accounts['stars']!.lots.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })
  test('a late fact does not open the limit of the running period anew', () => {
    expect(
      posted(
        kept({ earn: [{ on: 'visit', points: 5, limit: { points: 5, each: 'day' } }] }),
        [
          { type: 'visit', at: '2025-01-11T10:00:00Z' },
          { type: 'visit', at: '2025-01-10T10:00:00Z', seen: '2025-01-11T11:00:00Z' },
          { type: 'visit', at: '2025-01-10T11:00:00Z', seen: '2025-01-11T11:30:00Z' },
          { type: 'visit', at: '2025-01-11T12:00:00Z' },
        ],
        '2025-01-12T00:00:00Z',
      ),
    ).toEqual(['2025-01-11 earn 5 -> 5', '2025-01-11 earn 5 -> 10'])
  })
  test('each rule of an event is taken back by its own measure', () => {
    expect(
      posted(
        kept({
          earn: [
            { on: 'sale', points: 7 },
            { on: 'sale', points: { give: 1, every: 1, of: 'amount' } },
          ],
        }),
        [
          { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 100 },
          { type: 'refund', at: '2025-01-11T00:00:00Z', ref: 'f0', amount: 40 },
        ],
        '2025-01-12T00:00:00Z',
      ),
    ).toEqual(['2025-01-10 earn 7 -> 7', '2025-01-10 earn 100 -> 107', '2025-01-11 clawBack 47 -> 60'])
  })
  test('undone twice takes back no more than was undone, also when the points were spent', () => {
    expect(
      posted(
        kept(),
        [
          { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 300 },
          { type: 'sale', at: '2025-01-11T00:00:00Z', amount: 500 },
          { type: 'tk.useBenefit', at: '2025-01-12T00:00:00Z', benefit: 'drink' },
          { type: 'tk.useBenefit', at: '2025-01-12T00:00:00Z', benefit: 'drink' },
          { type: 'tk.useBenefit', at: '2025-01-12T00:00:00Z', benefit: 'drink' },
          { type: 'refund', at: '2025-01-13T00:00:00Z', ref: 'f0', amount: 100 },
          { type: 'refund', at: '2025-01-14T00:00:00Z', ref: 'f0', amount: 100 },
          { type: 'refund', at: '2025-01-15T00:00:00Z', ref: 'f0', amount: 100 },
          { type: 'refund', at: '2025-01-16T00:00:00Z', ref: 'f0', amount: 100 },
        ],
        '2025-01-17T00:00:00Z',
      ).slice(5),
    ).toEqual([
      '2025-01-13 clawBack 100 -> 325',
      '2025-01-14 clawBack 100 -> 225',
      '2025-01-15 clawBack 100 -> 125',
    ])
  })
  test('what was undone before it arrived earns only the rest', () => {
    expect(
      posted(
        kept({
          earn: [
            { on: 'sale', points: 7 },
            { on: 'sale', points: { give: 1, every: 1, of: 'amount' } },
          ],
        }),
        [
          { type: 'sale', at: '2025-01-10T00:00:00Z', amount: 100, seen: '2025-01-20T00:00:00Z' },
          { type: 'refund', at: '2025-01-11T00:00:00Z', ref: 'f0', amount: 40 },
          { type: 'refund', at: '2025-01-21T00:00:00Z', ref: 'f0', amount: 30 },
        ],
        '2025-01-22T00:00:00Z',
      ),
    ).toEqual(['2025-01-20 earn 60 -> 60', '2025-01-21 clawBack 30 -> 30'])
  })
  test('a multiplier of 1.15 makes 115 of 100', () => {
    expect(
      posted(
        kept({ earn: [{ on: 'sale', points: { give: 1, every: 1, of: 'amount' }, multiply: 1.15 }] }),
        [{ type: 'sale', at: '2025-01-10T00:00:00Z', amount: 100 }],
        '2025-01-12T00:00:00Z',
      ),
    ).toEqual(['2025-01-10 earn 115 -> 115'])
  })
  test('a price with a fraction takes whole points', () => {
    const program = kept(
      { start: 10 },
      {
        benefits: [
          {
            id: 'drink',
            kind: 'price',
            name: both('Drink'),
            requires: { level: { gte: 'low' } },
            takes: { stars: 2.5 },
            cost: 1,
          },
        ],
      },
    )
    expect(
      posted(
        program,
        [{ type: 'tk.useBenefit', at: '2025-01-10T00:00:00Z', benefit: 'drink' }],
        '2025-01-12T00:00:00Z',
      )[1],
    ).toBe('2025-01-10 spend 2 -> 8')
    expect(
      evaluate(planOf(program), record([]), at('2025-01-12T00:00:00Z')).benefits[0]!.price[0]!.amountPoints,
    ).toBe(2)
  })
  test('a fact dated before the first version earns nothing, however late it comes', () => {
    expect(
      posted(
        kept(),
        [{ type: 'sale', at: '2019-12-31T00:00:00Z', amount: 100, seen: '2020-02-01T00:00:00Z' }],
        '2025-01-12T00:00:00Z',
      ),
    ).toEqual([])
  })
  test('what a review gives goes by the tier held before it', () => {
    const earn = [{ at: 'monthly', points: { by: 'level', use: { high: 100 }, else: 1 } }]
    const merchant = { ...record([]), fields: { value: [{ from: '2020-01-15', value: 90 }] } }
    expect(lines(advance(planOf(kept({ earn })), merchant, at('2020-03-02T00:00:00Z')).entries)).toEqual([
      '2020-02-01 earn 1 -> 1',
      '2020-03-01 earn 100 -> 101',
    ])
  })
  test('an account that a later version adds begins with its start, and a ladder with its lowest tier', () => {
    const later = { ...kept({ start: 3 }), version: '2', inForce: '2025-02-01' }
    const first = { ...kept({ start: 3 }), accounts: [], benefits: [] }
    const { entries, held } = advance(planOf(first, later), record([]), at('2025-02-02T00:00:00Z'))
    expect(lines(entries)).toEqual(['2025-02-01 start 3 -> 3'])
    expect(held.ladders['level']!.tier).toBe('low')
  })
})
