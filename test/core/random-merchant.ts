/** Random merchants for the laws of the fold. */
import fc from 'fast-check'
import type { MerchantRecord } from '../../src/schema/record.js'

export const DAY = 86_400_000
export const START = Date.parse('2011-11-20T00:00:00Z') // the year in which Apia skipped 30 December
export const SPAN = 120 * DAY

const instant = fc.integer({ min: START, max: START + SPAN }).map((ms) => new Date(ms).toISOString())
const fact = fc.oneof(
  fc.record({
    type: fc.constant('order'),
    at: instant,
    amount: fc.integer({ min: 0, max: 60_000 }),
    category: fc.constantFrom('tea', 'books'),
  }),
  fc.record({ type: fc.constant('visit'), at: instant }),
  fc.record({ type: fc.constant('visit'), at: instant }),
  fc.record({
    type: fc.constant('refund'),
    at: instant,
    ref: fc.integer({ min: 0, max: 30 }).map((n) => `f${n}`),
    amount: fc.integer({ min: 1, max: 60_000 }),
  }),
  fc.record({ type: fc.constant('plusPaid'), at: instant }),
  fc.record({ type: fc.constant('tk.useBenefit'), at: instant, benefit: fc.constant('coupon') }),
  fc.record({
    type: fc.constant('tk.chooseBenefit'),
    at: instant,
    benefit: fc.constant('gift'),
    options: fc.constant(['giftTea']),
  }),
)
const late = fc.option(fc.integer({ min: 0, max: 20 * DAY }), { freq: 3 })
const place = (size: number) => fc.option(fc.integer({ min: 1, max: size }), { nil: null })
const standing = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    ranks: fc.record({ score: fc.record({ high: place(size) }), spend: fc.record({ high: place(size) }) }),
  }),
)
/** How a merchant stood among peers, at any instants and at those of a review. */
const peers = (joinedMs: number) =>
  fc
    .array(
      fc.tuple(
        fc.oneof(
          fc.integer({ min: 0, max: SPAN }).map((ms) => START + ms),
          fc.integer({ min: 1, max: 17 }).map((weeks) => joinedMs + weeks * 7 * DAY),
        ),
        fc.record({ newest: standing, reviewed: standing }, { requiredKeys: [] }),
      ),
      { maxLength: 8 },
    )
    .map((dated) => Object.fromEntries(dated.map(([ms, cohorts]) => [new Date(ms).toISOString(), cohorts])))

const joined = (days: number): number => START + days * DAY
/** Merchants of the program of everything: their facts, some late, their fields, and how they stood among peers. */
export const record: fc.Arbitrary<MerchantRecord> = fc
  .record({
    facts: fc.array(fc.tuple(fact, late), { maxLength: 40, size: 'max' }),
    risk: fc.array(fc.tuple(instant, fc.constantFrom('clear', 'fraud')), { maxLength: 3 }),
    profile: fc.array(fc.tuple(instant, fc.integer({ min: 0, max: 4 })), { maxLength: 2 }),
    birth: fc.array(fc.tuple(instant, instant), { maxLength: 2 }),
    zone: fc.option(fc.constantFrom('America/New_York', 'Asia/Kathmandu'), { nil: undefined }),
    joining: fc
      .integer({ min: -10, max: 10 })
      .chain((days) => fc.record({ days: fc.constant(days), peers: peers(joined(days)) })),
  })
  .map(({ facts, risk, profile, birth, zone, joining }) => ({
    id: 'm1',
    joinedAt: new Date(joined(joining.days)).toISOString(),
    ...(zone !== undefined && { zone }),
    peers: joining.peers,
    fields: {
      birth: birth.map(([from, value]) => ({ from, value })),
      riskNow: risk.map(([from, value]) => ({ from, value })),
      profile: profile.map(([from, value]) => ({ from, value })),
    },
    facts: facts.map(([one, delay], place) => ({
      id: `f${place}`,
      ...one,
      ...(delay === null ? {} : { seen: new Date(Date.parse(one.at) + delay).toISOString() }),
    })) as MerchantRecord['facts'],
  }))
