/** What a scale can give, and from which value it gives the most: what a page says of a factor before anything is counted. */
import { expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { FactorPlan } from '../../src/plan/plan.js'
import { minimal, planOf } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const planWith = (scale: object) =>
  planOf(
    minimal({
      cohorts: { everyone: {} },
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [{ id: 'f', name: both('F'), metric: 'value', scale }],
      },
    }),
  )
const factorOf = (scale: object): FactorPlan => planWith(scale).score!.group.factors[0]!
const rises = [
  [2, 10],
  [5, 40],
  [9, 40],
]
const falls = [
  [2, 40],
  [5, 40],
  [9, 10],
]

test.each<[string, object, number, number, number | null, 'gte' | 'lte']>([
  ['points per unit', { perUnit: 2, max: 30 }, 0, 30, 15, 'gte'],
  ['points taken per unit', { perUnit: -2, max: -30 }, -30, 0, 0, 'lte'],
  ['a negative rate up to points', { perUnit: -2, max: 30 }, 0, 30, -15, 'lte'],
  ['a rate down to points below 0', { perUnit: 2, max: -30 }, -30, 0, 0, 'gte'],
  ['a rate of nothing', { perUnit: 0, max: 30 }, 0, 30, null, 'gte'],
  ['a line that rises', { line: rises }, 10, 40, 5, 'gte'],
  ['a line that falls', { line: falls }, 10, 40, 5, 'lte'],
  ['a level line', { line: [[2, 7], [5, 7]] }, 7, 7, 2, 'gte'], // prettier-ignore
  ['steps up', { steps: [{ from: 1, points: 10 }, { from: 3, points: 20 }], else: 5 }, 5, 20, 3, 'gte'], // prettier-ignore
  ['steps up to', { steps: [{ upTo: 3, points: 20 }, { upTo: 6, points: 10 }], else: 5 }, 5, 20, 3, 'lte'], // prettier-ignore
  ['steps up to, the best twice', { steps: [{ upTo: 3, points: 20 }, { upTo: 6, points: 20 }], else: 5 }, 5, 20, 6, 'lte'], // prettier-ignore
  ['steps whose rest is the best', { steps: [{ from: 3, points: 2 }], else: 5 }, 2, 5, null, 'gte'], // prettier-ignore
  ['a benchmark', { benchmark: 30, percentile: 80, among: 'everyone' }, 0, 30, null, 'gte'],
  ['quantiles', { quantile: [[20, 5], [100, 30]], among: 'everyone' }, 5, 30, null, 'gte'], // prettier-ignore
])('%s', (_title, scale, pointsMin, pointsMax, fullAt, fullIs) => {
  expect(factorOf(scale)).toMatchObject({ pointsMin, pointsMax, fullAt, fullIs })
})

test('scales that a merchant’s case chooses among lie in the range of all, and say no value that is enough', () => {
  const scale = {
    cases: [{ when: { value: { gte: 1 } }, use: { perUnit: -1, max: -10 } }],
    else: { perUnit: 1, max: 50 },
  }
  expect(factorOf(scale)).toMatchObject({ pointsMin: -10, pointsMax: 50, fullAt: null, fullIs: 'gte' })
})

test.each([
  [{ perUnit: 2, max: 30 }, 15],
  [{ perUnit: -2, max: -30 }, 0],
  [{ perUnit: -2, max: 30 }, -15],
  [{ perUnit: 2, max: -30 }, 0],
  [{ line: rises }, 5],
  [{ line: falls }, 5],
  [{ steps: [{ from: 3, points: 20 }], else: 5 }, 3],
  [{ steps: [{ upTo: 3, points: 20 }], else: 5 }, 3],
])('%o gives the most at the very value that is said, and no more beyond it', (scale, at) => {
  const { pointsMax, fullIs } = factorOf(scale)
  const pointsAt = (value: number) =>
    evaluate(
      planWith(scale),
      { id: 'm', joinedAt: '2024-01-01', fields: { value } },
      Date.parse('2025-01-01'),
    ).score!.factors[0]!.points
  const [beyond, short] = fullIs === 'gte' ? [at + 7, at - 0.5] : [at - 7, at + 0.5]
  expect([pointsAt(at), pointsAt(beyond)]).toEqual([pointsMax, pointsMax])
  expect(pointsAt(short)).toBeLessThan(pointsMax)
})
