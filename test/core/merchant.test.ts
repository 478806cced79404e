import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
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
const heldOn = (program: Record<string, unknown>, record: MerchantRecord, ...days: string[]) =>
  days.map((day) => advance(planOf(program), record, at(`${day}T12:00:00Z`)).held.ladders['level']!.tier)

describe('what comes with the record', () => {
  test('fields and metrics as of a review’s instant are both seen by it', () => {
    const program = minimal({
      metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
      ladders: [
        ladder(
          {},
          {
            tiers: [
              { id: 'blue', name: both('Blue') },
              { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 }, sales: { gte: 3 } } },
            ],
          },
        ),
      ],
    })
    const plan = planOf(program)
    const { held } = advance(plan, { id: 'm', joinedAt: '2025-01-01', facts: [] }, at('2025-05-15T00:00:00Z'))
    const record = {
      id: 'm',
      joinedAt: '2025-01-01',
      held,
      asOf: '2025-06-01',
      fields: { value: 95 },
      metrics: { sales: 3 },
    }
    expect(advance(plan, record, at('2025-06-01T00:00:00Z')).held.ladders['level']!.tier).toBe('gold')
    expect(
      advance(plan, { ...record, asOf: '2025-06-01T00:00:01Z' }, at('2025-06-02T00:00:00Z')).held.ladders[
        'level'
      ]!.tier,
    ).toBe('blue')
  })
  test('a task that a given metric fulfills is done as of the record’s date', () => {
    const program = minimal({
      metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
      accounts: [{ id: 'coins', name: both('Coins'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }],
      tasks: [
        {
          id: 'three',
          area: 'x',
          name: both('Three'),
          done: { sales: { gte: 3 } },
          effortMinutes: 1,
          moves: {},
          reward: { coins: 5 },
        },
      ],
    })
    const plan = planOf(program)
    const { held } = advance(plan, { id: 'm', joinedAt: '2025-01-01', facts: [] }, at('2025-05-15T00:00:00Z'))
    const record = {
      id: 'm',
      joinedAt: '2025-01-01',
      held,
      asOf: '2025-05-20T09:00:00Z',
      metrics: { sales: 3 },
    }
    expect(evaluate(plan, record, at('2025-05-20T10:00:00Z'))).toMatchObject({
      tasks: [{ state: 'done', doneAt: '2025-05-20T09:00:00.000Z' }],
      accounts: [{ balancePoints: 5 }],
    })
  })
  test('a word in the place of a number is unknown and never a date', () => {
    const standing = evaluate(
      planOf(minimal()),
      { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { value: '2012' } },
      at('2025-05-20T10:00:00Z'),
    )
    expect(standing.ladders[0]!.tiers[1]!.enter).toMatchObject({ have: null })
  })
  test('what lies after the data cut-off does not count at the review', () => {
    const program = minimal({
      windows: { month: { current: 'month' } },
      reviews: { monthly: { every: 'month', day: 1, cutOff: { days: 2 } } },
      metrics: { sales: { count: 'sale', window: 'month', name: both('Sales') } },
      ladders: [
        ladder(
          {},
          {
            tiers: [
              { id: 'blue', name: both('Blue') },
              { id: 'gold', name: both('Gold'), enter: { sales: { gte: 2 } } },
            ],
          },
        ),
      ],
    })
    const sales = (...days: string[]): MerchantRecord => ({
      id: 'm',
      joinedAt: '2025-01-01',
      facts: days.map(
        (day, place) =>
          ({ id: `f${place}`, type: 'sale', at: `2025-01-${day}T12:00:00Z`, amount: 1 }) as Fact,
      ),
    })
    expect(heldOn(program, sales('10', '29'), '2025-02-01')).toEqual(['gold'])
    expect(heldOn(program, sales('10', '30'), '2025-02-01')).toEqual(['blue'])
  })
})

test('a record without an instant of joining is a programmer’s mistake and throws', () => {
  const plan = planOf(minimal())
  expect(() => advance(plan, { id: 'm' } as MerchantRecord, NaN)).toThrow(RangeError)
  expect(() => advance(plan, { id: 'm', joinedAt: 'soon' }, at('2025-01-01T00:00:00Z'))).toThrow(RangeError)
})
