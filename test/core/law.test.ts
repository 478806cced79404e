import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance, folded, folding } from '../../src/core/advance.js'
import type { Fold } from '../../src/core/fold.js'
import { held as heldSchema } from '../../src/schema/record.js'
import { wholeLanguage } from './language.js'
import { planOf } from './programs.js'
import { DAY, record, SPAN, START } from './random-merchant.js'

const runs = Number(process.env['TIERKIT_RUNS'] ?? 24)

/** Anywhere, and at the instants themselves: midnights of both zones, with reviews, and a moment around them. */
const cut = fc.oneof(
  fc.integer({ min: -15 * DAY, max: SPAN }),
  fc
    .tuple(fc.integer({ min: -15, max: 120 }), fc.constantFrom(10, 16), fc.integer({ min: -1, max: 1 }))
    .map(([day, hour, ms]) => day * DAY + hour * 3_600_000 + ms),
)

describe.each(['Asia/Shanghai', 'Pacific/Apia'])('the fold in %s', (zone) => {
  const plan = planOf(wholeLanguage(zone))
  const forgetful = planOf(wholeLanguage(zone, true))

  test('comes to the same bytes whether it stops on the way or not', () => {
    fc.assert(
      fc.property(record, cut, fc.integer({ min: 0, max: 40 * DAY }), (merchant, cutMs, rest) => {
        const t1 = START + cutMs
        const t2 = t1 + rest
        const whole = advance(plan, merchant, t2)
        const first = advance(plan, merchant, t1)
        // The state crosses the wire between two spans.
        const held = heldSchema.parse(JSON.parse(JSON.stringify(first.held)))
        const second = advance(plan, { ...merchant, held }, t2)
        expect(JSON.stringify(second.held)).toBe(JSON.stringify(whole.held))
        expect(JSON.stringify([...first.entries, ...second.entries])).toBe(JSON.stringify(whole.entries))
      }),
      { numRuns: runs },
    )
  })

  test('comes to the same bytes when it is left alone at every moment for another that goes on', () => {
    fc.assert(
      fc.property(record, record, cut, (one, other, cutMs) => {
        const untilMs = START + cutMs
        const bytes = ({ state, entries }: Fold): string => JSON.stringify([state, entries])
        const alone = [one, other].map((merchant) => bytes(folded(plan, merchant, untilMs)))
        const running = [one, other].map((merchant) => folding(plan, merchant, untilMs))
        const ended = running.map((): string | null => null)
        while (ended.includes(null))
          running.forEach((steps, place) => {
            const step = ended[place] === null ? steps.next() : null
            if (step?.done) ended[place] = bytes(step.value)
          })
        expect(ended).toEqual(alone)
      }),
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
          const byId = new Map(log.map((one) => [one.id, one]))
          const whole = log.filter(({ type, at, ref }) => {
            const origin = ref === undefined ? undefined : byId.get(ref)
            // Nothing is undone before it happened, and a refund undoes orders: not the use of a benefit long ago.
            return type !== 'refund' || (at >= (origin?.at ?? at) && !origin?.type.startsWith('tk.'))
          })
          const sinceMs = t1 - forgetful.lookback!.days * DAY
          const facts = whole.filter(({ at, seen }) => Date.parse(seen ?? at) >= sinceMs)
          const { held } = advance(forgetful, { ...merchant, facts: whole }, t1)
          const until = t1 + rest
          expect(JSON.stringify(advance(forgetful, { ...merchant, facts, held }, until))).toBe(
            JSON.stringify(advance(forgetful, { ...merchant, facts: whole, held }, until)),
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
        const balances: Record<string, number> = {}
        const ids = new Set<string>()
        for (const entry of entries) {
          const sign = (entry.to === 'available' ? 1 : 0) - (entry.from === 'available' ? 1 : 0)
          const balance = (balances[entry.account] ?? 0) + sign * entry.amountPoints
          balances[entry.account] = balance
          expect(entry.balancePoints).toBe(balance)
          expect(entry.lots.reduce((sum, lot) => sum + lot.amountPoints, 0)).toBe(entry.amountPoints)
          expect(ids.has(entry.id), entry.id).toBe(false)
          ids.add(entry.id)
        }
        for (const [id, account] of Object.entries(held.accounts)) {
          expect(account.balancePoints).toBe(balances[id] ?? 0)
          expect(account.balancePoints).toBeGreaterThanOrEqual(0)
          for (const lot of account.lots) {
            expect(lot.leftPoints).toBeGreaterThanOrEqual(0)
            expect(lot.leftPoints).toBeLessThanOrEqual(lot.amountPoints)
          }
        }
        expect(balances['beans'] ?? 0).toBeLessThanOrEqual(3000)
      }),
      { numRuns: runs },
    )
  })
})

test('the generated merchants move: the law is not tested on standstill', () => {
  const plan = planOf(wholeLanguage('Asia/Shanghai'))
  const seen = new Set<string>()
  for (const merchant of fc.sample(record, { numRuns: 120, seed: 7 })) {
    const { held, entries } = advance(plan, merchant, START + SPAN)
    for (const { kind } of entries) seen.add(kind)
    for (const [key, { tier, change }] of Object.entries(held.ladders)) if (change) seen.add(`${key}:${tier}`)
    for (const [id, one] of Object.entries(held.overrides)) {
      if (one.since) seen.add(id)
      if (one.used) seen.add(`${id} used`)
    }
    for (const { streak } of Object.values(held.memory)) if (streak > 1) seen.add('streak')
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
    'streak',
    'reset',
    'steady:t1',
    'steady:t2',
    'topOfAll:t1',
    'topAtReview:t1',
    'climbing:t1',
    'climbing:t2',
    'climbing:t3',
    'climbingAtOnce:t1',
    'climbingAtOnce:t2',
    'carried:t1',
    'carried:t2',
    'widest:t1',
    'widest:t2',
    'local:t1',
    'local:t2',
    'shield used',
    'veteran',
  ]) {
    expect([...seen], what).toContain(what)
  }
})
