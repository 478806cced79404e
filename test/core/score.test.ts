import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { apportioned } from '../../src/core/score.js'
import type { FactorStanding } from '../../src/schema/standing.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const NOW = Date.parse('2025-06-15T12:00:00Z')
const ids = ['a', 'b', 'c', 'd']
const fields = Object.fromEntries(ids.map((id) => [id, { type: 'number', name: both(id) }]))
const factor = (id: string, over: Record<string, unknown> = {}) => ({
  id: `f${id.toUpperCase()}`,
  name: both(id),
  metric: id,
  scale: {
    line: [
      [0, 0],
      [100, 100],
    ],
  },
  ...over,
})
const scored = (score: Record<string, unknown>, values: Record<string, number>) =>
  evaluate(
    planOf(
      minimal({
        fields: { ...fields, value: { type: 'number', name: both('Value') } },
        score: { name: both('Score'), ...score },
      }),
    ),
    { id: 'm', joinedAt: '2025-01-01', facts: [], fields: values },
    NOW,
  ).score!

/** In tenths, so that the sum is exact. */
const sumOf = (factors: readonly FactorStanding[]): number =>
  factors.reduce((sum, { share }) => sum + Math.round(share! * 10), 0)
const values = fc.record(
  Object.fromEntries(ids.map((id) => [id, fc.double({ min: 0, max: 100, noNaN: true })])) as Record<
    string,
    fc.Arbitrary<number>
  >,
)
const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 })

describe('the shown parts', () => {
  test('sum exactly to the shown whole, and nested parts to their part', () => {
    fc.assert(
      fc.property(values, weights, (at, weighing) => {
        const group = {
          id: 'fGroup',
          name: both('Group'),
          combine: 'weightedSum',
          weight: weighing[2],
          factors: [factor('c', { weight: weighing[3] }), factor('d', { weight: 3 })],
        }
        const score = scored(
          {
            combine: 'weightedSum',
            factors: [factor('a', { weight: weighing[0] }), factor('b', { weight: weighing[1] }), group],
          },
          at,
        )
        expect(sumOf(score.factors) + Math.round(score.capShare * 10)).toBe(
          Math.floor(score.value! * 10 + 0.5),
        )
        expect(sumOf(score.factors[2]!.factors!)).toBe(Math.round(score.factors[2]!.share! * 10))
      }),
      { numRuns: 200 },
    )
  })
  test('leave what a cap took to a part of its own', () => {
    const score = scored({ combine: 'sum', max: 150, factors: [factor('a'), factor('b')] }, { a: 100, b: 90 })
    expect([score.value, sumOf(score.factors) / 10, score.capShare]).toEqual([150, 190, -40])
  })
  test('are none where a least decides: the decider carries all', () => {
    const score = scored({ combine: 'min', factors: [factor('a'), factor('b')] }, { a: 92, b: 89.9 })
    expect([score.value, score.factors.map(({ share, decides }) => [share, decides])]).toEqual([
      89.9,
      [
        [null, undefined],
        [null, true],
      ],
    ])
  })
  test('say what each could still give', () => {
    const score = scored(
      { combine: 'weightedSum', factors: [factor('a', { weight: 60 }), factor('b', { weight: 40 })] },
      { a: 50, b: 100 },
    )
    expect(
      score.factors.map(({ share, shareMax, gain, fullAt, fullIs }) => [
        share,
        shareMax,
        gain,
        fullAt,
        fullIs,
      ]),
    ).toEqual([
      [30, 60, 30, 100, 'gte'],
      [40, 40, 0, 100, 'gte'],
    ])
  })
})

test('a whole is split by largest remainder, ties to the earlier part', () => {
  expect(apportioned(10, [3.3, 3.3, 3.3])).toEqual([4, 3, 3])
  expect(apportioned(10, [2.5, 2.5, 5])).toEqual([3, 2, 5])
  expect(apportioned(-3, [-1.5, -1.5])).toEqual([-1, -2])
  expect(apportioned(0, [])).toEqual([])
})

describe('combining', () => {
  test.each([
    [
      'a weighted sum is the weighted mean',
      {
        combine: 'weightedSum',
        factors: [factor('a', { weight: 50 }), factor('b', { weight: 30 }), factor('c', { weight: 20 })],
      },
      { a: 90, b: 80, c: 70 },
      83,
    ],
    ['the least decides', { combine: 'min', factors: [factor('a'), factor('b')] }, { a: 60, b: 99 }, 60],
    ['the most decides', { combine: 'max', factors: [factor('a'), factor('b')] }, { a: 60, b: 99 }, 99],
    [
      'a product is divided once',
      { combine: 'product', per: 100, factors: [factor('a'), factor('b')] },
      { a: 50, b: 25 },
      12.5,
    ],
    [
      'a floor holds after deductions',
      {
        combine: 'sum',
        min: 50,
        max: 100,
        factors: [factor('a'), factor('b', { scale: { perUnit: -3, max: -15 } })],
      },
      { a: 55, b: 9 },
      50,
    ],
    [
      'a deduction is a negative part, clamped',
      { combine: 'sum', factors: [factor('a'), factor('b', { scale: { perUnit: -3, max: -15 } })] },
      { a: 83, b: 6 },
      68,
    ],
    [
      'a weight may be chosen by a condition',
      {
        combine: 'weightedSum',
        factors: [
          factor('a', { weight: { cases: [{ when: { c: { gte: 1 } }, use: 3 }], else: 1 } }),
          factor('b', { weight: 1 }),
        ],
      },
      { a: 100, b: 0, c: 1 },
      75,
    ],
    [
      'a scale may be chosen by a condition',
      {
        combine: 'sum',
        factors: [
          factor('a', {
            scale: {
              cases: [{ when: { c: { gte: 1 } }, use: { perUnit: 2, max: 500 } }],
              else: { perUnit: 1, max: 500 },
            },
          }),
        ],
      },
      { a: 30, c: 1 },
      60,
    ],
    [
      'steps from',
      {
        combine: 'sum',
        factors: [
          factor('a', {
            scale: {
              steps: [
                { from: 60, points: 400 },
                { from: 80, points: 1000 },
              ],
              else: 7,
            },
          }),
        ],
      },
      { a: 59.9999999 },
      400,
    ],
    [
      'steps up to',
      {
        combine: 'sum',
        factors: [
          factor('a', {
            scale: {
              steps: [
                { upTo: 5, points: 1000 },
                { upTo: 15, points: 400 },
              ],
              else: 7,
            },
          }),
        ],
      },
      { a: 5 },
      1000,
    ],
  ])('%s', (_, score, at, is) => {
    expect(scored(score, at).value).toBe(is)
  })
})

describe('a benchmark', () => {
  const plan = planOf(
    minimal({
      cohorts: { near: { min: 20, else: 'everyone' }, everyone: {} },
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [
          factor('sales', { metric: 'value', scale: { benchmark: 100, percentile: 80, among: 'near' } }),
          factor('returns', {
            metric: 'value',
            scale: { benchmark: 100, percentile: 20, among: 'near', better: 'low' },
          }),
        ],
      },
    }),
  )
  const factors = (value: number, size: number) =>
    evaluate(
      plan,
      {
        id: 'm',
        joinedAt: '2025-01-01',
        facts: [],
        fields: { value },
        peers: {
          '2025-06-01T00:00:00Z': {
            near: { size, cuts: { value: { '80': 200, '20': 40 } } },
            everyone: { size: 500, cuts: { value: { '80': 250, '20': 20 } } },
          },
        },
      },
      NOW,
    ).score!.factors.map(({ points, fullAt, fullIs }) => [points, fullAt, fullIs])
  test('is full from the value of the peers, or down to it where less is better', () => {
    expect(factors(100, 20)).toEqual([
      [50, 200, 'gte'],
      [40, 40, 'lte'],
    ])
  })
  test('of too few peers is full at the value of those who stand in', () => {
    expect(factors(100, 19)).toEqual([
      [40, 250, 'gte'],
      [20, 20, 'lte'],
    ])
  })
})
