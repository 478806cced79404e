import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { meaningOf, microOf, operations, type Value } from '../../src/plan/operations.js'
import type { Comparison, Id, Node, NodeOf, Op } from '../../src/plan/plan.js'
import { cellOf, columnOf, type Column } from '../../src/population/columns.js'
import { kernels } from '../../src/population/kernel.js'
import { javascript, type Machine } from '../../src/population/machine.js'
import { webassembly } from '../../src/population/wasm/machine.js'
import { kernelModule } from '../../tools/kernel.mjs'
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

const wasm = webassembly()!
/** A node on a machine, as a column. */
function worked<Cells>(
  machine: Machine<Cells>,
  node: Node,
  columns: readonly Column[],
  count: number,
): Column {
  const size = columns[0]!.length
  const cells = columns.map((column) => machine.holding(column))
  const out = machine.holding(new Float64Array(size).fill(7)) // what an earlier block left behind must not show
  machine.prepared(node)((id) => cells[id]!, out, count)
  const found = machine.column(out, size).slice()
  for (const one of [...cells, out]) machine.free(one, size)
  machine.forget()
  return found
}
type Work = (node: Node, columns: readonly Column[], count: number) => Column
const machines: [string, Work][] = [
  ['javascript', (...node) => worked(javascript, ...node)],
  ['webassembly', (...node) => worked(wasm, ...node)],
]

describe.each(machines)('a kernel in %s gives the bits of the operation it is a row of', (_name, work) => {
  test.each(Object.keys(operations) as Op[])('%s', (op) => {
    for (let turn = 0; turn < 100; turn++) {
      const node: Node = drawn[op].node()
      const rows = ROWS - (turn % 2) // cells are worked on in pairs
      const cells = OPERANDS.map(() => Array.from({ length: rows }, () => oneOf(random, drawn[op].of)()))
      const out = work(node, cells.map(columnOf), rows)
      for (let row = 0; row < rows; row++) {
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

  test('and writes no further than it is asked to', () => {
    const node: Node = { op: 'sum', of: [0], weights: [2] }
    expect([...work(node, [columnOf([1, 2, 3, 4])], 2)]).toEqual([2, 4, 7, 7])
  })
})

test('a curve and its micro-points at once are what they are one after the other', () => {
  let times = 0
  for (let turn = 0; turn < 300; turn++) {
    const curve = drawn.curve.node()
    const cells = Array.from({ length: ROWS }, () => oneOf(random, values)())
    const x = wasm.holding(columnOf(cells))
    const out = wasm.cells(ROWS)
    const work = wasm.preparedMicro(curve)
    if (work === null) continue
    times += 1
    work(() => x, out, ROWS)
    const found = wasm.column(out, ROWS)
    for (let row = 0; row < ROWS; row++) {
      const points = meaningOf(curve, () => cells[row]!)
      const meant = points === null ? null : microOf(points)
      if (!Object.is(cellOf(found, row), meant))
        expect({ curve, x: cells[row], found: cellOf(found, row) }).toBe(meant)
    }
    for (const one of [x, out]) wasm.free(one, ROWS)
  }
  expect(times).toBeGreaterThan(50)
})

test('there is no kernel without an operation', () => {
  expect(Object.keys(kernels).sort()).toEqual(Object.keys(operations).sort())
})

test('the kernel in WebAssembly is what its source says: npm run kernel', async () => {
  const text = readFileSync(new URL('../../src/population/wasm/bytes.ts', import.meta.url), 'utf8')
  expect(text).toBe(await kernelModule())
})
