import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`)
const day = (instant: string | null): string | null => instant && instant.slice(0, 10)

/** A ladder on a value, and one override. */
const program = (override: Record<string, unknown>, transition = {}) =>
  minimal({
    events: { paid: { name: both('Paid') } },
    overrides: [{ id: 'plus', name: both('Plus'), ...override }],
    ladders: [
      {
        id: 'level',
        main: true,
        name: both('Level'),
        transition: { promote: 'atOnce', demote: 'atOnce', ...transition },
        tiers: ['low', 'middle', 'high'].map((id, place) => ({
          id,
          name: both(id),
          ...(place > 0 && { enter: { value: { gte: place * 10 } } }),
        })),
      },
    ],
  })
const plan = (override: Record<string, unknown>, transition = {}) => planOf(program(override, transition))
const merchant = (values: Record<string, number>, ...paid: string[]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  fields: { value: Object.entries(values).map(([from, value]) => ({ from, value })) },
  facts: paid.map((when, place) => ({ id: `f${place}`, type: 'paid', at: `${when}T00:00:00Z` })),
})

describe('an override that starts again while it runs', () => {
  const untilOf = (override: Record<string, unknown>, record: MerchantRecord, now: string) =>
    day(evaluate(plan(override), record, at(now)).overrides[0]!.until)
  const paidTwice = merchant({ '2025-01-01': 0 }, '2025-01-10', '2025-02-10')
  const turnedTwice = merchant({ '2025-01-10': 5, '2025-02-01': 0, '2025-02-10': 5 })
  const starts = { value: { gte: 5 } }
  const quarter = { endOf: 'quarter', after: { months: 3 } }

  test('is a renewal where it is a grant for a span that an event starts: it runs on from its end', () => {
    const grant = { kind: 'grant', on: 'paid', floor: { level: 'high' } }
    expect(untilOf({ ...grant, lasts: { months: 3 } }, paidTwice, '2025-02-20')).toBe('2025-07-10')
  })
  test('ends with the term counted from now where that ends with a period', () => {
    const grant = { kind: 'grant', on: 'paid', floor: { level: 'high' } }
    expect(untilOf({ ...grant, lasts: quarter }, paidTwice, '2025-02-20')).toBe('2025-07-01')
  })
  test('ends with the term counted from now where a condition starts it', () => {
    const grant = { kind: 'grant', starts, floor: { level: 'high' } }
    expect(untilOf({ ...grant, lasts: quarter }, turnedTwice, '2025-02-20')).toBe('2025-07-01')
    expect(untilOf({ ...grant, lasts: { months: 3 } }, turnedTwice, '2025-02-20')).toBe('2025-05-10')
  })
  test('ends with the term counted from now where it is a sanction or a protection', () => {
    const lasts = { months: 3 }
    const sanction = { kind: 'sanction', on: 'paid', cap: { level: 'low' }, lasts }
    expect(untilOf(sanction, paidTwice, '2025-02-20')).toBe('2025-05-10')
    expect(untilOf({ kind: 'protect', on: 'paid', lasts }, paidTwice, '2025-02-20')).toBe('2025-05-10')
  })
  test('never ends earlier for it, where a later version gives less', () => {
    const sanction = { kind: 'sanction', on: 'paid', cap: { level: 'low' } }
    const versions = planOf(program({ ...sanction, lasts: { months: 3 } }), {
      ...program({ ...sanction, lasts: { days: 5 } }),
      version: '2',
      inForce: '2025-02-01',
    })
    expect(day(evaluate(versions, paidTwice, at('2025-02-11')).overrides[0]!.until)).toBe('2025-04-10')
  })
  test('goes on for ever where it has no term', () => {
    expect(untilOf({ kind: 'protect', on: 'paid' }, paidTwice, '2026-01-01')).toBeNull()
  })
})
