import { describe, expect, test } from 'vitest'
import { meaningOf, operations, type Value } from '../../src/plan/operations.js'
import type { Comparison, Id, Node, NodeOf, Op } from '../../src/plan/plan.js'
import { cellOf, columnOf, emptyColumn } from '../../src/population/columns.js'
import { kernels } from '../../src/population/kernel.js'
import { oneOf, randomOf } from './random.js'

const random = randomOf(20_250_915)
const ROWS = 200
const OPERANDS: readonly Id[] = [0, 1, 2, 3, 4]

/** Values that operations meet: marks and their neighbors, points on the grid and off it, zeros, conditions, far ends, nothing. */
const marks = [0, 1, 2, 5, 10, 69.94, 70, 0.1 + 0.7, 0.8, 99.999999, 100]
const values: readonly (() => Value)[] = [
  () => oneOf(random, marks),
  () => oneOf(random, marks) + oneOf(random, [-1e-6, 1e-6, -4e-7, 5e-7, -Number.EPSILON]),
  () => Math.floor(random() * 1e6) / 1e6,
  () => (random() - 0.5) * 2e9,
  () => Math.floor((random() - 0.5) * 2 * Number.MAX_SAFE_INTEGER),
  () => oneOf(random, [0, 1]),
  () => oneOf(random, [1e-320, -1e-320, 1e308, Number.MIN_VALUE]),
  () => null,
]
const conditions: readonly (() => Value)[] = [() => 1, () => 0, () => null]

const some = (least: number): Id[] => {
  const count = least + Math.floor(random() * (OPERANDS.length - least + 1))
  return OPERANDS.slice(0, count).map(() => oneOf(random, OPERANDS))
}
const operand = (): Id => oneOf(random, OPERANDS)
const knots = (): [number, number][] => {
  const at = [...new Set(Array.from({ length: 1 + Math.floor(random() * 5) }, () => oneOf(random, marks)))]
  return at
    .sort((left, right) => left - right)
    .map((x): [number, number] => [x, Math.floor(random() * 1e4) / 10])
}

/** An operation -> nodes of it, and what its operands hold. An operation without a row here does not compile. */
const drawn: { readonly [O in Op]: { node: () => NodeOf<O>; of: readonly (() => Value)[] } } = {
  value: { node: () => ({ op: 'value', value: oneOf(random, values)() }), of: values },
  leaf: { node: () => ({ op: 'leaf', leaf: { from: 'metric', id: 'orders' } }), of: values },
  micro: { node: () => ({ op: 'micro', x: operand() }), of: values },
  sum: {
    node: () => {
      const of = some(1)
      return { op: 'sum', of, weights: of.map(() => oneOf(random, [1, -1, 3, 25, 1000])) }
    },
    of: values,
  },
  grid: { node: () => ({ op: 'grid', x: operand(), over: operand() }), of: values },
  product: { node: () => ({ op: 'product', of: some(1), per: oneOf(random, [1, 100, 3]) }), of: values },
  min: { node: () => ({ op: 'min', of: some(1) }), of: values },
  max: { node: () => ({ op: 'max', of: some(1) }), of: values },
  ratio: {
    node: () => ({ op: 'ratio', num: operand(), den: operand(), per: oneOf(random, [1, 100, 1000]) }),
    of: values,
  },
  curve: {
    node: () => {
      const shape = oneOf(random, ['line', 'from', 'upTo'] as const)
      return { op: 'curve', x: operand(), knots: knots(), shape, beyond: oneOf(random, [0, -5, 12.5]) }
    },
    of: values,
  },
  compare: {
    node: () => {
      const is = oneOf<Comparison>(random, ['gte', 'gt', 'lte', 'lt', 'eq'])
      return { op: 'compare', is, left: operand(), right: operand() }
    },
    of: values,
  },
  atLeast: {
    node: () => {
      const of = some(1)
      return { op: 'atLeast', n: 1 + Math.floor(random() * of.length), of }
    },
    of: conditions,
  },
  not: { node: () => ({ op: 'not', x: operand() }), of: conditions },
  known: { node: () => ({ op: 'known', x: operand() }), of: values },
  pick: {
    node: () => ({
      op: 'pick',
      arms: some(1).map((when): [Id, Id] => [when, operand()]),
      otherwise: operand(),
    }),
    of: [...conditions, ...values],
  },
}

describe('a kernel gives the bits of the operation it is a row of', () => {
  test.each(Object.keys(operations) as Op[])('%s', (op) => {
    for (let turn = 0; turn < 100; turn++) {
      const node: Node = drawn[op].node()
      const cells = OPERANDS.map(() => Array.from({ length: ROWS }, () => oneOf(random, drawn[op].of)()))
      const columns = cells.map(columnOf)
      const out = emptyColumn(ROWS)
      out.fill(turn % 2 === 0 ? NaN : 7) // what an earlier block left behind must not show
      const kernel = kernels[op] as (
        node: Node,
        read: (id: Id) => typeof out,
        to: typeof out,
        count: number,
      ) => void
      kernel(node, (id) => columns[id]!, out, ROWS)
      for (let row = 0; row < ROWS; row++) {
        const value = meaningOf(node, (id) => cells[id]![row]!)
        // 0 times what overflowed; the compiler bounds every plan, so that none comes to this
        const meant = Number.isNaN(value) ? null : value
        const found = cellOf(out, row)
        // Object.is tells 0 from -0; the test runner's own comparison would take most of the time
        if (!Object.is(found, meant))
          expect({ node, operands: cells.map((column) => column[row]), found }).toBe(meant)
      }
    }
  })

  test('and there is no kernel without an operation', () => {
    expect(Object.keys(kernels).sort()).toEqual(Object.keys(operations).sort())
  })
})

test('a kernel writes no further than it is asked to', () => {
  const out = emptyColumn(4)
  out.fill(7)
  kernels.sum({ op: 'sum', of: [0], weights: [2] }, () => columnOf([1, 2, 3, 4]), out, 2)
  expect([...out]).toEqual([2, 4, 7, 7])
})
