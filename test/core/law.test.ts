import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { held as heldSchema } from '../../src/schema/record.js'
import { everything, planOf } from './programs.js'

const DAY = 86_400_000
const START = Date.parse('2011-11-20T00:00:00Z') // the year in which Apia skipped 30 December
const SPAN = 120 * DAY
const runs = Number(process.env['TIERKIT_RUNS'] ?? 60)

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
const record: fc.Arbitrary<MerchantRecord> = fc
  .record({
    facts: fc.array(fc.tuple(fact, late), { maxLength: 40, size: 'max' }),
    risk: fc.array(fc.tuple(instant, fc.constantFrom('clear', 'fraud')), { maxLength: 3 }),
    profile: fc.array(fc.tuple(instant, fc.integer({ min: 0, max: 4 })), { maxLength: 2 }),
    joined: fc.integer({ min: -10, max: 10 }),
  })
  .map(({ facts, risk, profile, joined }) => ({
    id: 'm1',
    joinedAt: new Date(START + joined * DAY).toISOString(),
    fields: {
      riskNow: risk.map(([from, value]) => ({ from, value })),
      profile: profile.map(([from, value]) => ({ from, value })),
    },
    facts: facts.map(([one, delay], place) => ({
      id: `f${place}`,
      ...one,
      ...(delay === null ? {} : { seen: new Date(Date.parse(one.at) + delay).toISOString() }),
    })) as MerchantRecord['facts'],
  }))

describe.each(['Asia/Shanghai', 'Pacific/Apia'])('the fold in %s', (zone) => {
  const plan = planOf(everything(zone))

  test('comes to the same bytes whether it stops on the way or not', () => {
    fc.assert(
      fc.property(
        record,
        fc.integer({ min: -15 * DAY, max: SPAN }),
        fc.integer({ min: 0, max: 40 * DAY }),
        (merchant, cut, rest) => {
          const t1 = START + cut
          const t2 = t1 + rest
          const whole = advance(plan, merchant, t2)
          const first = advance(plan, merchant, t1)
          // The state crosses the wire between two spans.
          const held = heldSchema.parse(JSON.parse(JSON.stringify(first.held)))
          const second = advance(plan, { ...merchant, held }, t2)
          expect(JSON.stringify(second.held)).toBe(JSON.stringify(whole.held))
          expect(JSON.stringify([...first.entries, ...second.entries])).toBe(JSON.stringify(whole.entries))
        },
      ),
      { numRuns: runs },
    )
  })

  test('goes on the same from a state with the facts of the plan’s lookback alone', () => {
    fc.assert(
      fc.property(
        record,
        fc.integer({ min: 80 * DAY, max: SPAN + 60 * DAY }),
        fc.integer({ min: 0, max: 90 * DAY }),
        (merchant, cut, rest) => {
          const t1 = START + cut
          const log = merchant.facts!
          // Nothing is undone before it happened.
          const whole = log.filter(
            ({ type, at, ref }) => type !== 'refund' || at >= (log.find(({ id }) => id === ref)?.at ?? at),
          )
          const sinceMs = t1 - plan.lookback!.days * DAY
          const facts = whole.filter(({ at, seen }) => Date.parse(seen ?? at) >= sinceMs)
          const { held } = advance(plan, { ...merchant, facts: whole }, t1)
          const until = t1 + rest
          expect(JSON.stringify(advance(plan, { ...merchant, facts, held }, until))).toBe(
            JSON.stringify(advance(plan, { ...merchant, facts: whole, held }, until)),
          )
        },
      ),
      { numRuns: runs },
    )
  })

  test('keeps balance, lots and entries in agreement', () => {
    fc.assert(
      fc.property(record, (merchant) => {
        const { held, entries } = advance(plan, merchant, START + SPAN)
        let balance = 0
        const ids = new Set<string>()
        for (const entry of entries) {
          balance +=
            (entry.to === 'available' ? 1 : 0) * entry.amountPoints -
            (entry.from === 'available' ? 1 : 0) * entry.amountPoints
          expect(entry.balancePoints).toBe(balance)
          expect(entry.lots.reduce((sum, lot) => sum + lot.amountPoints, 0)).toBe(entry.amountPoints)
          expect(ids.has(entry.id)).toBe(false)
          ids.add(entry.id)
        }
        const account = held.accounts['beans']
        expect(account?.balancePoints ?? 0).toBe(balance)
        for (const lot of account?.lots ?? []) {
          expect(lot.leftPoints).toBeGreaterThanOrEqual(0)
          expect(lot.leftPoints).toBeLessThanOrEqual(lot.amountPoints)
        }
        expect(balance).toBeLessThanOrEqual(3000)
      }),
      { numRuns: runs },
    )
  })
})

test('the generated merchants move: the law is not tested on standstill', () => {
  const plan = planOf(everything('Asia/Shanghai'))
  const seen = new Set<string>()
  for (const merchant of fc.sample(record, { numRuns: 120, seed: 7 })) {
    const { held, entries } = advance(plan, merchant, START + SPAN)
    for (const { kind } of entries) seen.add(kind)
    for (const [key, { tier, change }] of Object.entries(held.ladders)) if (change) seen.add(`${key}:${tier}`)
    if (held.overrides['hold']?.since) seen.add('hold')
  }
  for (const what of [
    'start',
    'earn',
    'reward',
    'spend',
    'return',
    'expire',
    'clawBack',
    'level:silver',
    'level:gold',
    'warmth:warm',
    'warmth:cold',
    'live:on',
    'live:off',
    'fans@tea:fan',
    'hold',
  ]) {
    expect([...seen], what).toContain(what)
  }
})
