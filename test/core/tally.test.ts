/** Running totals say what going through the log says, for every way of counting. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumberOf } from '../../src/plan/calendar.js'
import type { Leaf, Plan } from '../../src/plan/plan.js'
import { factsValue } from '../../src/core/leaves.js'
import { tallyOf, totalsIn, within, type Row } from '../../src/core/tally.js'
import { merchantOf, type LogFact, type Merchant } from '../../src/core/merchant.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const HOUR = 3_600_000
const START = Date.parse('2025-01-01T00:00:00Z')
const ZONE = 'Asia/Shanghai'
const plan: Plan = planOf(
  minimal({
    events: {
      sale: { name: both('Sale'), fields: { amount: 'number', shop: 'integer' }, undoneBy: 'back' },
      back: { name: both('Back'), fields: { amount: 'number' } },
    },
  }),
)
type FactsLeaf = Extract<Leaf, { from: 'facts' }>
type Take = FactsLeaf['take']
const takes: Take[] = ['count', 'days', 'sum', 'avg', 'min', 'max', 'latest', 'distinct']

/** By the rules as they are written, one fact after the other. */
const plainly = (
  merchant: Merchant,
  { take, net, where }: FactsLeaf,
  { startMs, untilMs, upto }: { startMs: number | null; untilMs: number; upto: number },
): number | null => {
  const inIt = (merchant.byType.get('sale') ?? []).filter(
    ({ order, atMs, fact }) =>
      order < upto &&
      atMs < untilMs &&
      (startMs === null || atMs >= startMs) &&
      (!where || (fact['shop'] as number) >= 2),
  )
  const back = ({ id }: LogFact): LogFact[] =>
    net ? merchant.facts.filter(({ ref, type, order }) => type === 'back' && ref === id && order < upto) : []
  const whole = inIt.filter((log) => back(log).length === 0)
  const amount = ({ fact }: LogFact): number | null =>
    typeof fact['amount'] === 'number' ? fact['amount'] : null
  const known = whole.map(amount).filter((one): one is number => one !== null)
  if (take === 'count') return whole.length
  if (take === 'days') return new Set(whole.map(({ atMs }) => dayNumberOf(ZONE, atMs))).size
  if (take === 'distinct') return new Set(known).size
  if (take === 'sum') {
    let sum = 0
    for (const log of inIt) {
      const value = amount(log)
      if (value === null) continue
      const undone = back(log)
      const gone = undone.reduce((total, one) => total + (amount(one) ?? value), 0)
      sum += undone.length === 0 ? value : value - Math.min(gone, value)
    }
    return sum
  }
  if (known.length === 0) return null
  if (take === 'avg') return known.reduce((sum, one) => sum + one, 0) / known.length
  return take === 'min' ? Math.min(...known) : take === 'max' ? Math.max(...known) : known[known.length - 1]!
}

const hours = fc.integer({ min: 0, max: 200 })
const amounts = (parts: number) =>
  fc.option(
    fc.integer({ min: 0, max: 40 }).map((n) => n / parts),
    { freq: 6 },
  )
const log = (parts: number) =>
  fc.array(
    fc.record({
      type: fc.constantFrom('sale', 'sale', 'sale', 'back'),
      at: hours,
      late: fc.option(fc.integer({ min: -20, max: 60 }), { freq: 4 }),
      amount: amounts(parts),
      shop: fc.integer({ min: 1, max: 3 }),
      ref: fc.integer({ min: 0, max: 24 }),
    }),
    { maxLength: 25, size: 'max' },
  )
const iso = (hour: number): string => new Date(START + hour * HOUR).toISOString()

test.each(takes)('%s', (take) => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 10).chain(log),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.tuple(fc.option(hours), hours, fc.integer({ min: 0, max: 25 })), {
        minLength: 3,
        maxLength: 3,
      }),
      (facts, net, narrow, ranges) => {
        const record = {
          id: 'm',
          joinedAt: iso(0),
          facts: facts.map(({ type, at, late, amount, shop, ref }, place) => ({
            id: `f${place}`,
            type,
            at: iso(at),
            ...(late !== null && { seen: iso(at + late) }),
            ...(amount !== null && { amount }),
            ...(type === 'sale' ? { shop } : { ref: `f${ref}` }),
          })),
        } as MerchantRecord
        const merchant = merchantOf(plan, record, START)
        const leaf: FactsLeaf = {
          from: 'facts',
          event: 'sale',
          take,
          window: 'lifetime',
          net,
          ...(take !== 'count' && take !== 'days' && { of: 'amount' }),
          ...(narrow && { where: { field: 'shop', is: 'gte', value: 2 } }),
        }
        for (const [from, until, upto] of ranges) {
          const startMs = from === null ? null : START + from * HOUR
          const untilMs = START + until * HOUR
          const dates = { startMs, endMs: untilMs, untilMs, zone: ZONE, isKnown: true }
          expect(factsValue(plan, merchant, leaf, dates, upto, () => null)).toBe(
            plainly(merchant, leaf, { startMs, untilMs, upto }),
          )
        }
      },
    ),
    { numRuns: Number(process.env['TIERKIT_RUNS'] ?? 150) },
  )
})

test('fractions are summed in the order of their dates, and never by differences', () => {
  const record = {
    id: 'm',
    joinedAt: iso(0),
    facts: [0.1, 0.2, 0.3].map((amount, place) => ({
      id: `f${place}`,
      type: 'sale',
      at: iso(place),
      amount,
    })),
  } as MerchantRecord
  const leaf: FactsLeaf = {
    from: 'facts',
    event: 'sale',
    take: 'sum',
    of: 'amount',
    window: 'lifetime',
    net: false,
  }
  const dates = { startMs: START + HOUR, endMs: Infinity, untilMs: Infinity, zone: ZONE, isKnown: true }
  expect(factsValue(plan, merchantOf(plan, record, START), leaf, dates, 3, () => null)).toBe(0.2 + 0.3)
})

test('nothing is known without a log, or of dates that are not', () => {
  const leaf: FactsLeaf = { from: 'facts', event: 'sale', take: 'count', window: 'lifetime', net: false }
  const dates = { startMs: null, endMs: START, untilMs: START, zone: ZONE, isKnown: true }
  const merchant = (facts?: []) =>
    merchantOf(plan, { id: 'm', joinedAt: iso(0), ...(facts && { facts }) }, START)
  expect(factsValue(plan, merchant([]), leaf, dates, 0, () => null)).toBe(0)
  expect(factsValue(plan, merchant(), leaf, dates, 0, () => null)).toBeNull()
  expect(factsValue(plan, merchant([]), leaf, { ...dates, isKnown: false }, 0, () => null)).toBeNull()
})

describe('a tally', () => {
  const row = (
    order: number,
    hour: number,
    value: number | null,
    late = 0,
    undone: (number | null)[] = [],
  ): Row => {
    const log = (at: number, amount: number | null): LogFact => ({
      id: `f${order}`,
      type: 'sale',
      order,
      atMs: START + at * HOUR,
      seenMs: START + (at + late) * HOUR,
      ref: null,
      fact: { id: `f${order}`, type: 'sale', at: iso(at), ...(amount !== null && { amount }) },
    })
    return { log: log(hour, value), value, undone: undone.map((amount) => log(hour, amount)) }
  }
  const range = (from: number | null, until: number, upto = 99) => ({
    startMs: from === null ? null : START + from * HOUR,
    untilMs: START + until * HOUR,
    upto,
  })
  test('says how many there are, how many with a value, their sum and their days', () => {
    // Hours 10 and 15 of UTC are of one day in Shanghai, 16 begins the next
    const rows = [row(0, 10, 4), row(1, 15, null), row(2, 16, 7), row(3, 40, 9)]
    const tally = tallyOf(rows, 'amount', ZONE)
    expect(totalsIn(tally, range(null, 99))).toStrictEqual({ count: 4, known: 3, sum: 20, days: 3 })
    expect(totalsIn(tally, range(15, 40))).toStrictEqual({ count: 2, known: 1, sum: 7, days: 2 })
    expect(totalsIn(tally, range(16, 41))).toStrictEqual({ count: 2, known: 2, sum: 16, days: 2 })
    expect(totalsIn(tally, range(10, 99, 2))).toStrictEqual({ count: 2, known: 1, sum: 4, days: 1 })
    expect(totalsIn(tally, range(41, 99))).toStrictEqual({ count: 0, known: 0, sum: 0, days: 0 })
    expect(totalsIn(tally, range(40, 10))).toStrictEqual({ count: 0, known: 0, sum: 0, days: 0 })
  })
  test('keeps what came late, or is undone, apart', () => {
    const rows = [row(2, 1, 4, 9), row(0, 2, 5), row(1, 3, 6, 0, [6])]
    const tally = tallyOf(rows, 'amount', null)
    expect(tally.others).toStrictEqual([rows[0], rows[2]])
    expect(totalsIn(tally, range(null, 99))).toMatchObject({ count: 1, known: 1, sum: 5 })
  })
  test.each<[string, Row[], number | null]>([
    ['whole numbers', [row(0, 1, 4), row(1, 2, 5)], 9],
    ['whole numbers, with whole ones apart', [row(0, 1, 4), row(2, 2, 5, 9), row(1, 3, 6, 0, [2, null])], 4],
    ['nothing known apart', [row(0, 1, 4), row(1, 2, null, 9)], 4],
    ['a fraction', [row(0, 1, 4.5), row(1, 2, 5.5)], null],
    ['a fraction that came late', [row(0, 1, 4), row(1, 2, 0.5, 9)], null],
    ['a fraction among those that came late', [row(0, 1, 4), row(1, 2, 0.5, 9), row(2, 3, 5, 9)], null],
    ['a fraction that is taken back', [row(0, 1, 4), row(1, 2, 5, 0, [0.5])], null],
    ['a fraction among those that are taken back', [row(0, 1, 4), row(1, 2, 5, 0, [1, 0.5])], null],
    ['more than can be counted', [row(0, 1, Number.MAX_SAFE_INTEGER), row(1, 2, 5)], null],
  ])('has a running sum of %s', (_, rows, sum) => {
    expect(totalsIn(tallyOf(rows, 'amount', null), range(null, 99)).sum).toBe(sum)
  })
  test('since ever begins before every fact, be it older than 1970', () => {
    const rows = [row(0, -600_000, 1), row(1, 1, 2)]
    expect(totalsIn(tallyOf(rows, 'amount', null), range(null, 99))).toMatchObject({ count: 2, sum: 3 })
    expect(within(rows, range(null, 99))).toHaveLength(2)
  })
  test('of no field has nothing that could be a fraction', () => {
    const rows = [row(0, 1, null), row(1, 2, null, 0, [0.5])]
    expect(totalsIn(tallyOf(rows, undefined, null), range(null, 99)).sum).toBe(0)
  })
  test('finds rows from the beginning of a range to before its end', () => {
    const rows = [row(0, 1, 1), row(1, 2, 2), row(2, 3, 3)]
    const found = (...of: Parameters<typeof range>) => within(rows, range(...of)).map(({ value }) => value)
    expect([found(null, 9), found(2, 9), found(1, 3), found(1, 9, 1)]).toEqual([
      [1, 2, 3],
      [2, 3],
      [1, 2],
      [1],
    ])
  })
})
