/** Laws of the ledger, over accounts with any of their options together and any log. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import type { Entry } from '../../src/schema/entry.js'
import { held as heldSchema, type Held, type MerchantRecord } from '../../src/schema/record.js'
import { at, both, day, planWith, record, type Told } from './account.js'

const runs = Number(process.env['TIERKIT_RUNS'] ?? 150)
const DAYS = 100
const MINUTES = DAYS * 24 * 60

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const term = fc.constantFrom(
  { days: 5 },
  { days: 30 },
  { months: 1 },
  { endOf: 'month' },
  { endOf: 'week', after: { weeks: 1 } },
)
const limit = fc.record({
  points: fc.integer({ min: 0, max: 60 }),
  each: fc.constantFrom('day', 'week', 'month'),
  zone: fc.constantFrom('UTC', 'Asia/Shanghai'),
})
const counted = (give: fc.Arbitrary<number>) =>
  fc.record({
    give,
    every: fc.integer({ min: 1, max: 12 }),
    of: fc.constant('amount'),
    each: fc.constantFrom('event', 'total'),
  })
const rule = (on: string, sign: 1 | -1) =>
  fc.record(
    {
      on: fc.constant(on),
      points: fc.oneof(
        fc.integer({ min: 1, max: 9 }).map((points) => points * sign),
        counted(fc.integer({ min: 1, max: 5 }).map((points) => points * sign)),
      ),
      multiply: fc.constantFrom(1, 1.5, 2),
      limit,
      expires: term,
      after: fc.constant(true),
      when: fc.constant({ level: 'high' }),
    },
    { requiredKeys: ['on', 'points'] },
  )
const bounds = fc
  .record({
    min: fc.constantFrom(0, 0, -20, 3),
    start: fc.integer({ min: 0, max: 20 }),
    room: fc.integer({ min: 0, max: 80 }),
  })
  .map(({ min, start, room }) => ({ min, start: Math.max(min, start), max: Math.max(min, start) + room }))
const account = fc
  .record({
    bounds: maybe(bounds),
    earn: fc.tuple(
      rule('sale', 1),
      rule('sale', 1),
      rule('fine', -1),
      rule('fine', -1),
      fc.integer({ min: -9, max: 9 }),
    ),
    limits: maybe(
      fc.array(
        fc.tuple(limit, fc.boolean(), fc.boolean()).map(([one, gross, isExempt]) => ({
          ...one,
          ...(gross && { gross: true }),
          ...(isExempt && { exempt: ['fine'] }),
        })),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    expires: maybe(fc.oneof(term, fc.constantFrom({ idle: { days: 9 } }, { idle: { months: 1 } }))),
    reset: fc.option(fc.constant('monthly'), { nil: undefined, freq: 4 }),
  })
  .map(({ bounds: within, earn: [a, b, c, d, monthly], ...rest }) => ({
    ...within,
    ...rest,
    earn: [a, b, c, d, { at: 'monthly', points: monthly, expires: { days: 20 } }],
  }))
  .map((one) => JSON.parse(JSON.stringify(one)) as Record<string, unknown>) // without what is undefined

const moment = fc.integer({ min: 0, max: MINUTES })
/** An event or a use, perhaps late, and what undoes it, all of it or in parts. */
const fact = fc.record({
  type: fc.constantFrom('sale', 'sale', 'fine', 'tk.useBenefit'),
  minute: moment,
  late: fc.option(fc.integer({ min: 0, max: 30 * 24 * 60 }), { freq: 4 }),
  amount: fc.integer({ min: 0, max: 40 }),
  undone: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 15 * 24 * 60 }),
      amount: fc.option(fc.integer({ min: 0, max: 40 })),
    }),
    { maxLength: 3 },
  ),
})
const log = fc
  .record({ facts: fc.array(fact, { minLength: 4, maxLength: 20, size: 'max' }), high: maybe(moment) })
  .map(({ facts, high }) => {
    const told = facts.flatMap(({ type, minute, late, amount, undone }, nth): Told[] => [
      {
        id: `f${nth}`,
        type,
        at: day('2025-01-02', minute),
        ...(late !== null && { seen: day('2025-01-02', minute + late) }),
        ...(type === 'tk.useBenefit' ? { benefit: 'drink' } : { amount }),
      },
      ...undone.map((one, place) => ({
        id: `f${nth}-${place}`,
        type: 'refund',
        at: day('2025-01-02', minute + one.after),
        ref: `f${nth}`,
        ...(one.amount !== null && { amount: one.amount }),
      })),
    ])
    return record(
      told,
      high === undefined ? {} : { fields: { value: [{ from: day('2025-01-02', high), value: 90 }] } },
    )
  })
const planOf = (one: Record<string, unknown>) =>
  planWith(one, {
    benefits: [
      {
        id: 'drink',
        kind: 'price',
        name: both('Drink'),
        requires: { level: { gte: 'low' } },
        takes: { stars: 7 },
        cost: 1,
      },
    ],
  })
const END = at(day('2025-01-02', MINUTES))

/** The entries alone, added up: what lies in which lot, what is owed, and the balance. */
const reduced = (entries: readonly Entry[]) => {
  const left = new Map<string, number>()
  let balance = 0
  let debt = 0
  for (const { from, to, amountPoints, lots } of entries) {
    expect([from, to].filter((bucket) => bucket === 'available')).toHaveLength(1)
    const sign = to === 'available' ? 1 : -1
    balance += sign * amountPoints
    for (const { lot, amountPoints: part } of lots) {
      left.set(lot, (left.get(lot) ?? 0) + sign * part)
      debt += sign * part
      expect(left.get(lot)).toBeGreaterThanOrEqual(0)
    }
    debt -= sign * amountPoints
    expect(debt).toBeGreaterThanOrEqual(0)
  }
  return { balance, debt, left: [...left].filter(([, points]) => points > 0).sort() }
}
const heldOf = (held: Held) => {
  const stars = held.accounts['stars']
  return {
    balance: stars?.balancePoints ?? 0,
    debt: stars?.debtPoints ?? 0,
    left: (stars?.lots ?? [])
      .filter(({ leftPoints }) => leftPoints > 0)
      .map(({ id, leftPoints }) => [id, leftPoints])
      .sort(),
  }
}

describe('whatever an account says and whatever happens', () => {
  test('the entries alone add up to what is held', () => {
    fc.assert(
      fc.property(account, log, (one, merchant) => {
        const { held, entries } = advance(planOf(one), merchant, END)
        expect(heldOf(held)).toEqual(reduced(entries))
        let balance = 0
        for (const entry of entries) {
          balance += (entry.to === 'available' ? 1 : -1) * entry.amountPoints
          expect(entry.balancePoints).toBe(balance)
          expect(entry.amountPoints).toBeGreaterThan(0)
          expect(Number.isSafeInteger(entry.amountPoints)).toBe(true)
        }
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
      }),
      { numRuns: runs },
    )
  })

  test('the balance stays within its bounds, and nobody owes who has points', () => {
    fc.assert(
      fc.property(account, log, (one, merchant) => {
        const { held, entries } = advance(planOf(one), merchant, END)
        const { min = 0, max = Infinity } = one as { min?: number; max?: number }
        entries.forEach(({ kind, balancePoints }) => {
          if (kind !== 'reset') expect(balancePoints).toBeGreaterThanOrEqual(min)
          expect(balancePoints).toBeLessThanOrEqual(max)
        })
        const stars = held.accounts['stars']
        for (const lot of stars?.lots ?? []) {
          expect(lot.leftPoints).toBeGreaterThanOrEqual(0)
          expect(lot.leftPoints).toBeLessThanOrEqual(lot.amountPoints)
          if (stars!.debtPoints > 0) expect(lot.leftPoints).toBe(0)
          if (lot.expiresAt !== null) expect(Date.parse(lot.expiresAt)).toBeGreaterThan(END)
        }
        const order = (stars?.lots ?? []).map(
          ({ expiresAt, earnedAt, id }) => `${expiresAt ?? 'z'} ${earnedAt} ${id}`,
        )
        expect(order).toEqual([...order].sort())
      }),
      { numRuns: runs },
    )
  })

  test('the fold comes to the same bytes whether it stops on the way or not', () => {
    fc.assert(
      fc.property(account, log, moment, (one, merchant, cut) => {
        const plan = planOf(one)
        const whole = advance(plan, merchant, END)
        const first = advance(plan, merchant, at(day('2025-01-02', cut)))
        const held = heldSchema.parse(JSON.parse(JSON.stringify(first.held)))
        const second = advance(plan, { ...merchant, held }, END)
        expect(JSON.stringify(second.held)).toBe(JSON.stringify(whole.held))
        expect(JSON.stringify([...first.entries, ...second.entries])).toBe(JSON.stringify(whole.entries))
      }),
      { numRuns: runs },
    )
  })

  test('once everything is undone, in any order and by any parts, an account without bounds is where it began', () => {
    const parts = fc.array(fc.tuple(fc.nat(29), fc.integer({ min: 1, max: 40 })), { maxLength: 20 })
    const order = fc.array(fc.nat(), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(account, log, parts, order, (one, merchant, some, keys) => {
        const free = { ...one, min: -1_000_000, max: 1_000_000 } as Record<string, unknown>
        for (const key of ['expires', 'reset', 'limits']) delete free[key]
        free['earn'] = (one['earn'] as Record<string, unknown>[])
          .filter(({ on }) => on !== undefined)
          .map((earn) => ({ ...earn, expires: undefined }))
          .map((earn) => JSON.parse(JSON.stringify(earn)) as unknown)
        const done = merchant.facts!.filter(({ type }) => type !== 'refund')
        const ids = done.map(({ id }) => id)
        const inPart = some.flatMap(([nth, amount], place) => {
          const origin = done[nth]
          const isPart = origin && origin.type !== 'tk.useBenefit'
          return isPart
            ? [{ id: `p${place}`, type: 'refund', at: day('2025-06-01', place), ref: origin.id, amount }]
            : []
        })
        const whole = ids
          .map((ref, nth) => ({ ref, key: keys[nth]! }))
          .sort((left, right) => left.key - right.key)
          .map(({ ref }, nth) => ({ id: `u${nth}`, type: 'refund', at: day('2025-07-01', nth), ref }))
        const undone: MerchantRecord = { ...merchant, facts: [...done, ...inPart, ...whole] }
        const { held, entries } = advance(planOf(free), undone, at(day('2025-08-01')))
        const start = (free['start'] as number | undefined) ?? 0
        expect(held.accounts['stars']?.balancePoints ?? 0).toBe(start)
        expect(heldOf(held)).toEqual(reduced(entries))
      }),
      { numRuns: runs },
    )
  })

  test('these logs move: the laws are not held to standstill', () => {
    const seen = new Map<string, number>()
    fc.sample(fc.tuple(account, log), { numRuns: 150, seed: 11 }).forEach(([one, merchant]) => {
      const { held, entries } = advance(planOf(one), merchant, END)
      for (const { kind } of entries) seen.set(kind, (seen.get(kind) ?? 0) + 1)
      if ((held.accounts['stars']?.debtPoints ?? 0) > 0) seen.set('debt', (seen.get('debt') ?? 0) + 1)
    })
    for (const what of ['start', 'earn', 'adjust', 'spend', 'return', 'expire', 'clawBack', 'reset', 'debt'])
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(5)
  })
})
