import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
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

describe('since when a tier is held', () => {
  const grant = { kind: 'grant', on: 'paid', lasts: { months: 6 }, floor: { level: 'high' } }
  const sinceOf = (record: MerchantRecord, now: string, held?: ReturnType<typeof advance>['held']) => {
    const { held: tier, since } = evaluate(plan(grant), { ...record, ...(held && { held }) }, at(now))
      .ladders[0]!
    return `${tier} ${day(since)}`
  }
  // granted in January; by its values high in February, low from April on, high again in May and to the end
  const record = merchant(
    { '2025-01-01': 0, '2025-02-01': 20, '2025-04-01': 0, '2025-05-01': 20, '2025-09-01': 0 },
    '2025-01-10',
  )
  const days = [
    '2025-01-05',
    '2025-01-20',
    '2025-02-20',
    '2025-04-20',
    '2025-05-20',
    '2025-07-20',
    '2025-09-05',
  ]

  test('does not change as grants and values take turns to give it', () => {
    expect(days.map((now) => sinceOf(record, now))).toEqual([
      'low 2025-01-01',
      ...days.slice(1, 6).map(() => 'high 2025-01-10'),
      'low 2025-09-01',
    ])
  })
  test('is the same read on from a state that was held', () => {
    const { held } = advance(plan(grant), record, at('2025-04-20'))
    expect(sinceOf(record, '2025-05-20', held)).toBe('high 2025-01-10')
  })
  test('begins when a grant ends that alone gave the higher tier', () => {
    expect(sinceOf(merchant({ '2025-01-01': 10 }, '2025-01-10'), '2025-08-01')).toBe('middle 2025-07-10')
  })
  test('begins when a sanction lowers the tier, and anew when it is over', () => {
    const ban = plan({ kind: 'sanction', on: 'paid', lasts: { days: 9 }, cap: { level: 'low' } })
    const banned = merchant({ '2025-01-01': 10 }, '2025-02-10')
    const told = ['2025-02-09', '2025-02-12', '2025-02-20'].map((now) => {
      const { held, since } = evaluate(ban, banned, at(now)).ladders[0]!
      return `${held} ${day(since)}`
    })
    expect(told).toEqual(['middle 2025-01-01', 'low 2025-02-10', 'middle 2025-02-19'])
  })
  test('of a state that does not say it is that of the computed tier', () => {
    const { held } = advance(plan(grant), merchant({ '2025-01-01': 10 }), at('2025-02-01'))
    const { effective: _, ...level } = held.ladders['level']!
    const old = { ...held, ladders: { level } }
    expect(sinceOf(merchant({ '2025-01-01': 10 }), '2025-02-05', old)).toBe('middle 2025-01-01')
  })
})
