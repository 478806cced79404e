import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const valued = (...dated: [string, number | null][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { value: dated.map(([from, value]) => ({ from, value })) },
})
const ladder = (transition: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: { promote: 'monthly', demote: 'monthly', ...transition },
  tiers: [
    { id: 'blue', name: both('Blue') },
    { id: 'silver', name: both('Silver'), enter: { value: { gte: 60 } } },
    { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
  ],
  ...over,
})
const level = (transition: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  minimal({ ladders: [ladder(transition)], ...rest })
const heldOn = (program: Record<string, unknown>, record: MerchantRecord, ...days: string[]) =>
  days.map((day) => advance(planOf(program), record, at(`${day}T12:00:00Z`)).held.ladders['level']!.tier)

describe('rise and fall', () => {
  const daily = (takesEffect: unknown) => ({
    ...level({ promote: 'daily', demote: 'daily' }),
    reviews: { daily: { every: 'day', takesEffect } },
  })
  test('a decision that every review repeats takes effect when the first one said', () => {
    expect(heldOn(daily({ days: 3 }), valued(['2025-01-10', 95]), '2025-01-13', '2025-01-14')).toEqual([
      'blue',
      'gold',
    ])
  })
  test('a decision that takes effect later is explained by the values it was made on', () => {
    const later = { ...level({}), reviews: { monthly: { every: 'month', day: 1, takesEffect: { days: 7 } } } }
    const { lastChange } = evaluate(
      planOf(later),
      valued(['2025-01-10', 95], ['2025-02-05', 0]),
      at('2025-02-09T00:00:00Z'),
    ).ladders[0]!
    expect(lastChange).toMatchObject({ to: 'gold', because: [{ have: 95, met: true }] })
  })
  test('who is back when the grace ends stays, though no review lay within it', () => {
    const program = level({ grace: { days: 20 } })
    const back = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-10', 95])
    expect(heldOn(program, back, '2025-03-20', '2025-03-22')).toEqual(['gold', 'gold'])
    const partly = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-10', 60])
    expect(heldOn(program, partly, '2025-03-20', '2025-03-22')).toEqual(['gold', 'silver'])
    const { pending, lastChange } = evaluate(planOf(program), back, at('2025-03-22T00:00:00Z')).ladders[0]!
    expect([pending, lastChange!.to]).toEqual([null, 'gold'])
  })
  test('who joins at a review is reviewed at the next one', () => {
    const record = { id: 'm', joinedAt: '2025-01-01', fields: { value: 95 } }
    expect(heldOn(level({}), { ...record, facts: [] }, '2025-01-01', '2025-02-01')).toEqual(['blue', 'gold'])
    expect(evaluate(planOf(level({})), record, at('2025-06-01T00:00:00Z')).ladders[0]!.held).toBe('blue')
  })
  test('a ladder that names another reads what the same review decided there, whichever comes first', () => {
    const club = {
      id: 'club',
      name: both('Club'),
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        { id: 'out', name: both('Out') },
        { id: 'in', name: both('In'), enter: { level: { gte: 'gold' } } },
      ],
    }
    for (const ladders of [
      [ladder({}), club],
      [club, ladder({})],
    ]) {
      const { held } = advance(
        planOf(minimal({ ladders })),
        valued(['2025-01-10', 95]),
        at('2025-02-02T00:00:00Z'),
      )
      expect(held.ladders['club']!.tier).toBe('in')
    }
  })
  test('a ladder that moves at once moves when a grant it names begins', () => {
    const program = level(
      {},
      {
        events: { paid: { name: both('Paid') } },
        overrides: [{ id: 'plus', kind: 'grant', name: both('Plus'), on: 'paid', lasts: { days: 10 } }],
        ladders: [
          ladder({}),
          {
            id: 'club',
            name: both('Club'),
            transition: { promote: 'atOnce', demote: 'atOnce' },
            tiers: [
              { id: 'out', name: both('Out') },
              { id: 'in', name: both('In'), enter: { plus: true } },
            ],
          },
        ],
      },
    )
    const record = { ...valued(), facts: [{ id: 'p', type: 'paid', at: '2025-01-10T10:00:00Z' }] }
    expect(evaluate(planOf(program), record, at('2025-01-10T10:00:00Z')).ladders[1]!.held).toBe('in')
    expect(evaluate(planOf(program), record, at('2025-01-20T10:00:00Z')).ladders[1]!.held).toBe('out')
  })
  test('a protection that was used up is over', () => {
    const program = level(
      {},
      {
        events: { paid: { name: both('Paid') } },
        overrides: [{ id: 'shield', kind: 'protect', name: both('Shield'), on: 'paid', lasts: { years: 1 } }],
      },
    )
    const record = {
      ...valued(['2025-01-10', 95], ['2025-02-10', 0]),
      facts: [{ id: 'p', type: 'paid', at: '2025-01-10T10:00:00Z' }],
    }
    expect(evaluate(planOf(program), record, at('2025-03-02T00:00:00Z')).overrides[0]).toMatchObject({
      active: false,
      until: '2025-03-01T00:00:00.000Z',
    })
  })
})
