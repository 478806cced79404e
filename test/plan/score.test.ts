/** What a score is made of: the points that its factors can give, how they combine, and where its bounds are said. */
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import type { Value } from '../../src/plan/operations.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'
import { valueOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const line = (low: number, high: number) => ({ line: [[0, low], [1, high]] }) // prettier-ignore
const factor = (id: string, scale: unknown, over: Record<string, unknown> = {}) => ({
  ...{ id: `${id}Points`, name: both(id), metric: id, scale },
  ...over,
})
const document = (factors: unknown[], over: Record<string, unknown> = {}) =>
  minimal({
    fields: { one: 'number', two: 'number', open: 'flag' },
    ladders: [
      {
        ...{ id: 'level', name: both('Level'), transition: { promote: 'monthly', demote: 'monthly' } },
        tiers: [{ id: 'low', name: both('Low') }, { id: 'high', name: both('High'), enter: { open: true } }],
      },
    ],
    score: { name: both('Score'), combine: 'sum', factors, ...over },
  }) // prettier-ignore
const planWith = (factors: unknown[], over?: Record<string, unknown>) => planOf(document(factors, over))
const rangeOf = (factors: unknown[], over?: Record<string, unknown>): [number, number] => {
  const { min, max } = planWith(factors, over).score!.group
  return [min, max]
}

const ranges = [factor('one', line(0, 10)), factor('two', line(-5, 20))]
const exempt = { guard: { needs: { open: true }, else: 'exempt' } }
describe('the range of a score', () => {
  test.each<[string, unknown[], Record<string, unknown>, [number, number]]>([
    ['a sum', ranges, {}, [-5, 30]],
    ['the least', ranges, { combine: 'min' }, [-5, 10]],
    ['the most', ranges, { combine: 'max' }, [0, 20]],
    ['a product of points on either side of 0', [factor('one', line(-2, 3)), factor('two', line(4, 5))], { combine: 'product' }, [-10, 15]],
    ['a product per 10', [factor('one', line(-2, 3)), factor('two', line(4, 5))], { combine: 'product', per: 10 }, [-1, 1.5]],
    ['a mean', [factor('one', line(0, 10), { weight: 3 }), factor('two', line(-8, 30))], { combine: 'weightedSum' }, [-2, 15]],
    ['a mean of which a part may be left out', [factor('one', line(0, 10), { weight: 3 }), factor('two', line(-8, 30), exempt)], { combine: 'weightedSum' }, [-8, 30]],
    ['points instead', [factor('one', line(0, 10), { guard: { needs: { open: true }, else: { points: -7 } } })], {}, [-7, 10]],
    ['more points instead', [factor('one', line(0, 10), { guard: { needs: { open: true }, else: { points: 17 } } })], {}, [0, 17]],
    ['a scale that is looked up, or not', [factor('one', { by: 'level', use: { high: line(0, 10) }, else: line(-1, 90) })], {}, [-1, 90]],
    ['a scale that is looked up', [factor('one', { by: 'level', use: { low: line(2, 5), high: line(0, 10) } })], {}, [0, 10]],
  ])('%s', (_, factors, over, expected) => {
    expect(rangeOf(factors, over)).toEqual(expected)
  }) // prettier-ignore
})

test.each<[string, Record<string, Value>, Value]>([
  ['min', { 'field:one': 0.5, 'field:two': 1, 'field:open': 1 }, 5],
  ['min', { 'field:one': 0.5, 'field:two': 0, 'field:open': 1 }, -5],
  ['min', { 'field:one': 0.5, 'field:two': 0, 'field:open': 0 }, 5],
  ['max', { 'field:one': 0.5, 'field:two': 1, 'field:open': 1 }, 20],
  ['max', { 'field:one': 0.5, 'field:two': 1, 'field:open': 0 }, 5],
])('what is left out counts for nothing in the %s of %o', (combine, leaves, expected) => {
  const plan = planWith([ranges[0], { ...ranges[1], ...exempt }], { combine })
  expect(valueOf(plan, plan.score!.value, leaves)).toBe(expected)
})

test('a factor says what it is, with a note or without', () => {
  const group = {
    ...{ id: 'whole', name: both('Whole'), note: both('Why'), combine: 'sum' },
    factors: [factor('one', line(0, 10))],
  }
  const [made] = planWith([group]).score!.group.factors
  const common = { present: null, weight: null, pointsMin: 0, pointsMax: 10, guard: null }
  expect(made).toStrictEqual({
    ...{ id: 'whole', name: both('Whole'), note: both('Why'), path: ['score', 'factors', 0], ...common },
    ...{ points: expect.any(Number), metric: null, fullAt: null, fullIs: 'gte', group: expect.any(Object) },
  })
  expect(made!.group!.factors[0]).toStrictEqual({
    ...{ id: 'onePoints', name: both('one'), path: ['score', 'factors', 0, 'factors', 0], ...common },
    ...{ points: expect.any(Number), metric: expect.any(Number), fullAt: 1, fullIs: 'gte', group: null },
  })
})

test('the bounds of a score come from where they are said', () => {
  const { nodes, origin } = planWith(ranges, { min: -3.25, max: 12.5 })
  const originOf = (value: number) =>
    origin[nodes.findIndex((node) => node.op === 'value' && node.value === value)]
  expect([originOf(-3.25), originOf(12.5)]).toEqual([
    ['score', 'min'],
    ['score', 'max'],
  ])
})

test('weights are too large where the greatest that may be chosen is', () => {
  const weight = { by: 'level', use: { low: 1, high: 10_000_000 } }
  const { issues } = compile([schema.parse(document([factor('one', line(0, 1000), { weight })], { combine: 'weightedSum' }))])
  expect(issues.map(({ code, path, params }) => [code, path, params])).toEqual([
    ['tooLarge', ['score'], { what: 'weights', found: 1e16, limit: Number.MAX_SAFE_INTEGER }],
  ])
}) // prettier-ignore
