import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meaningOf, microOf, operations, type Value } from '../../src/plan/operations.js'
import type { Node } from '../../src/plan/plan.js'

/** The node's value over operands given by place. */
const run = (node: Node, ...operands: Value[]): Value => meaningOf(node, (id) => operands[id] ?? null)
const knots: [number, number][] = [
  [0, 0],
  [10, 100],
  [20, 150],
]

test.each<[string, Node, Value[], Value]>([
  ['a value is itself', { op: 'value', value: 3 }, [], 3],
  ['an unknown value is null', { op: 'value', value: null }, [], null],
  ['micro-points are rounded half up', { op: 'micro', x: 0 }, [0.0000005], 1],
  ['negative half micro-points are rounded up too', { op: 'micro', x: 0 }, [-0.0000015], -1],
  ['a sum weighs its operands', { op: 'sum', of: [0, 1], weights: [2, -1] }, [5, 3], 7],
  ['a sum with an unknown operand is unknown', { op: 'sum', of: [0, 1], weights: [1, 1] }, [5, null], null],
  ['the grid divides once and rounds half up', { op: 'grid', x: 0, over: 1 }, [1_000_001, 2], 0.500001],
  ['a grid over no weight is unknown', { op: 'grid', x: 0, over: 1 }, [0, 0], null],
  ['a product is divided once by its per', { op: 'product', of: [0, 1], per: 100 }, [250, 25], 62.5],
  ['the least', { op: 'min', of: [0, 1] }, [4, 3], 3],
  ['the most', { op: 'max', of: [0, 1] }, [4, 3], 4],
  ['the least of something unknown is unknown', { op: 'min', of: [0, 1] }, [4, null], null],
  [
    'a ratio is per times numerator over denominator',
    { op: 'ratio', num: 0, den: 1, per: 100 },
    [19, 20],
    95,
  ],
  ['a ratio over nothing is unknown', { op: 'ratio', num: 0, den: 1, per: 100 }, [0, 0], null],
  ['a line before its first knot', { op: 'curve', x: 0, knots, shape: 'line', beyond: 0 }, [-5], 0],
  ['a line on a knot', { op: 'curve', x: 0, knots, shape: 'line', beyond: 0 }, [10], 100],
  [
    'a line on a knot that no division comes to',
    { op: 'curve', x: 0, knots: [[0, 0.1], [3, 0.9]], shape: 'line', beyond: 0 },
    [3],
    0.9,
  ], // prettier-ignore
  ['a line between knots', { op: 'curve', x: 0, knots, shape: 'line', beyond: 0 }, [12], 110],
  ['a line after its last knot', { op: 'curve', x: 0, knots, shape: 'line', beyond: 0 }, [99], 150],
  [
    'a band from its lower edge, inclusive',
    { op: 'curve', x: 0, knots, shape: 'from', beyond: -1 },
    [10],
    100,
  ],
  ['under the first band from', { op: 'curve', x: 0, knots, shape: 'from', beyond: -1 }, [-0.1], -1],
  [
    'a band up to its upper edge, inclusive',
    { op: 'curve', x: 0, knots, shape: 'upTo', beyond: -1 },
    [10],
    100,
  ],
  ['over the last band up to', { op: 'curve', x: 0, knots, shape: 'upTo', beyond: -1 }, [20.1], -1],
  [
    'the points of something unknown are unknown',
    { op: 'curve', x: 0, knots, shape: 'upTo', beyond: -1 },
    [null],
    null,
  ],
  ['at least, met at the mark', { op: 'compare', is: 'gte', left: 0, right: 1 }, [70, 70], 1],
  ['more than, not met at the mark', { op: 'compare', is: 'gt', left: 0, right: 1 }, [250, 250], 0],
  ['at most, met at the mark', { op: 'compare', is: 'lte', left: 0, right: 1 }, [1, 1], 1],
  ['less than, not met at the mark', { op: 'compare', is: 'lt', left: 0, right: 1 }, [1, 1], 0],
  ['equal', { op: 'compare', is: 'eq', left: 0, right: 1 }, [1, 1], 1],
  [
    'a comparison with something unknown is unknown',
    { op: 'compare', is: 'gte', left: 0, right: 1 },
    [null, 70],
    null,
  ],
  ['all, met', { op: 'atLeast', n: 2, of: [0, 1] }, [1, 1], 1],
  ['all, one unknown: unknown', { op: 'atLeast', n: 2, of: [0, 1] }, [1, null], null],
  ['all, one failed: failed whatever is unknown', { op: 'atLeast', n: 2, of: [0, 1] }, [0, null], 0],
  ['any, one met: met whatever is unknown', { op: 'atLeast', n: 1, of: [0, 1] }, [1, null], 1],
  ['any, none met and one unknown: unknown', { op: 'atLeast', n: 1, of: [0, 1] }, [0, null], null],
  ['nothing asked is met', { op: 'atLeast', n: 0, of: [] }, [], 1],
  ['not', { op: 'not', x: 0 }, [0], 1],
  ['not of something unknown is unknown', { op: 'not', x: 0 }, [null], null],
  ['known', { op: 'known', x: 0 }, [0], 1],
  ['unknown is not known', { op: 'known', x: 0 }, [null], 0],
  [
    'a pick takes the first arm that holds',
    {
      op: 'pick',
      arms: [
        [0, 1],
        [2, 3],
      ],
      otherwise: 4,
    },
    [1, 10, 1, 20, 30],
    10,
  ],
  [
    'a pick passes over an arm that is unknown',
    {
      op: 'pick',
      arms: [
        [0, 1],
        [2, 3],
      ],
      otherwise: 4,
    },
    [null, 10, 1, 20, 30],
    20,
  ],
  ['a pick without an arm that holds', { op: 'pick', arms: [[0, 1]], otherwise: 2 }, [0, 10, 30], 30],
])('%s', (_, node, operands, is) => {
  expect(run(node, ...operands)).toBe(is)
})

test('every operation of the table is named by a case above', () => {
  expect(Object.keys(operations).sort()).toEqual([
    'atLeast',
    'compare',
    'curve',
    'grid',
    'known',
    'leaf',
    'max',
    'micro',
    'min',
    'not',
    'pick',
    'product',
    'ratio',
    'sum',
    'value',
  ])
})

describe('the grid', () => {
  const points = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((n) => n / 1e6)
  const weight = fc.integer({ min: 1, max: 100 })

  test('equals exact half-up arithmetic, in any order of summation', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(points, weight), { minLength: 1, maxLength: 12 }), (parts) => {
        const over = parts.reduce((sum, [, one]) => sum + one, 0)
        const score = (order: typeof parts): Value => {
          const micro = order.map(([one]) => microOf(one))
          const sum = run(
            { op: 'sum', of: order.map((_, place) => place), weights: order.map(([, one]) => one) },
            ...micro,
          )
          return run({ op: 'grid', x: 0, over: 1 }, sum, over)
        }
        // floor(n / d + 1/2) = floor((2n + d) / 2d), on integers without limit
        const exact = parts.reduce((sum, [one, w]) => sum + BigInt(microOf(one)) * BigInt(w), 0n)
        const top = 2n * exact + BigInt(over)
        const bottom = 2n * BigInt(over)
        const floor = top / bottom - (top % bottom < 0n ? 1n : 0n)
        expect(score(parts)).toBe(Number(floor) / 1e6)
        expect(score([...parts].reverse())).toBe(score(parts))
      }),
      { numRuns: 1000 },
    )
  })

  test('makes 0.7 + 0.1 pass a mark of 0.8, and 69.94 fail a mark of 70', () => {
    const onGrid = (x: number) => run({ op: 'grid', x: 0, over: 1 }, microOf(x), 1)
    expect(onGrid(0.7 + 0.1)).toBe(0.8)
    expect(run({ op: 'compare', is: 'gte', left: 0, right: 1 }, onGrid(69.94), 70)).toBe(0)
  })
})
