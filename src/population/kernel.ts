/**
 * The table: an operation -> its work on one block of rows. The same rows, in the same order of arithmetic, as plan/operations.ts, which
 * says what each one means; a test crosses the two. A kernel writes `count` cells of `out` and reads its operands' cells; what it writes
 * as a value where it writes a null means nothing.
 */
import { microOf } from '../plan/operations.js'
import type { Comparison, Id, NodeOf, Op } from '../plan/plan.js'
import type { Column } from './columns.js'

type Read = (id: Id) => Column
type Kernel<O extends Op> = (node: NodeOf<O>, read: Read, out: Column, count: number) => void
type Loop = (left: Column, right: Column, out: Column, count: number) => void

const begin = (out: Column, count: number, value: number): void => {
  out.values.fill(value, 0, count)
  out.nulls.fill(0, 0, count)
}

const copy = (from: Column, out: Column, count: number): void => {
  const { values, nulls } = out
  const { values: fromValues, nulls: fromNulls } = from
  for (let row = 0; row < count; row++) {
    values[row] = fromValues[row]!
    nulls[row] = fromNulls[row]!
  }
}

/** A null where any operand is one. */
const nullsOfBoth = (left: Column, right: Column, out: Column, count: number): void => {
  const { nulls } = out
  const { nulls: lefts } = left
  const { nulls: rights } = right
  for (let row = 0; row < count; row++) nulls[row] = lefts[row]! | rights[row]!
}
const nullsOf = (x: Column, out: Column, count: number): void => {
  const { nulls } = out
  const { nulls: from } = x
  for (let row = 0; row < count; row++) nulls[row] = from[row]!
}
const addNulls = (x: Column, out: Column, count: number): void => nullsOfBoth(out, x, out, count)

// A loop each, since one loop that calls a comparison would call it for every cell.
const below: Loop = (left, right, out, count) => {
  const { values } = out
  const { values: lefts } = left
  const { values: rights } = right
  for (let row = 0; row < count; row++) values[row] = lefts[row]! < rights[row]! ? 1 : 0
  nullsOfBoth(left, right, out, count)
}
const upTo: Loop = (left, right, out, count) => {
  const { values } = out
  const { values: lefts } = left
  const { values: rights } = right
  for (let row = 0; row < count; row++) values[row] = lefts[row]! <= rights[row]! ? 1 : 0
  nullsOfBoth(left, right, out, count)
}
const equal: Loop = (left, right, out, count) => {
  const { values } = out
  const { values: lefts } = left
  const { values: rights } = right
  for (let row = 0; row < count; row++) values[row] = lefts[row]! === rights[row]! ? 1 : 0
  nullsOfBoth(left, right, out, count)
}
const comparisons: Readonly<Record<Comparison, Loop>> = {
  lt: below,
  lte: upTo,
  eq: equal,
  gt: (left, right, out, count) => below(right, left, out, count),
  gte: (left, right, out, count) => upTo(right, left, out, count),
}

const line = ({ knots }: NodeOf<'curve'>, x: Column, out: Column, count: number): void => {
  const { values } = out
  const { values: xs } = x
  const ats = Float64Array.from(knots, ([at]) => at)
  const points = Float64Array.from(knots, ([, y]) => y)
  const last = ats.length - 1
  for (let row = 0; row < count; row++) {
    const at = xs[row]!
    if (at <= ats[0]!) values[row] = points[0]!
    else if (!(at <= ats[last]!)) values[row] = points[last]!
    else {
      let place = 1
      while (at > ats[place]!) place++
      const fromX = ats[place - 1]!
      const fromY = points[place - 1]!
      const toX = ats[place]!
      const toY = points[place]!
      values[row] = at === toX ? toY : fromY + ((at - fromX) * (toY - fromY)) / (toX - fromX)
    }
  }
  nullsOf(x, out, count)
}

const steps = ({ knots, shape, beyond }: NodeOf<'curve'>, x: Column, out: Column, count: number): void => {
  const { values } = out
  const { values: xs } = x
  for (let row = 0; row < count; row++) {
    const at = xs[row]!
    let points = beyond
    if (shape === 'upTo')
      for (let place = knots.length - 1; place >= 0 && at <= knots[place]![0]; place--)
        points = knots[place]![1]
    else
      for (let place = 0; place < knots.length && !(at < knots[place]![0]); place++) points = knots[place]![1]
    values[row] = points
  }
  nullsOf(x, out, count)
}

export const kernels: { readonly [O in Op]: Kernel<O> } = {
  value: (node, _read, out, count) => {
    begin(out, count, node.value ?? 0)
    if (node.value === null) out.nulls.fill(1, 0, count)
  },
  leaf: (_node, _read, out, count) => out.nulls.fill(1, 0, count), // a leaf with a column reads that instead
  micro: (node, read, out, count) => {
    const x = read(node.x)
    const { values } = out
    const { values: xs } = x
    for (let row = 0; row < count; row++) values[row] = microOf(xs[row]!)
    nullsOf(x, out, count)
  },
  sum: (node, read, out, count) => {
    begin(out, count, 0)
    const { values } = out
    for (let place = 0; place < node.of.length; place++) {
      const part = read(node.of[place]!)
      const { values: parts } = part
      const weight = node.weights[place]!
      for (let row = 0; row < count; row++) values[row]! += weight * parts[row]!
      addNulls(part, out, count)
    }
  },
  grid: (node, read, out, count) => {
    const x = read(node.x)
    const over = read(node.over)
    const { values, nulls } = out
    const { values: xs } = x
    const { values: overs } = over
    nullsOfBoth(x, over, out, count)
    for (let row = 0; row < count; row++) {
      const parts = overs[row]!
      values[row] = Math.floor(xs[row]! / parts + 0.5) / 1e6
      if (parts === 0) nulls[row] = 1
    }
  },
  product: (node, read, out, count) => {
    begin(out, count, 1)
    const { values } = out
    for (const id of node.of) {
      const part = read(id)
      const { values: parts } = part
      for (let row = 0; row < count; row++) values[row]! *= parts[row]!
      addNulls(part, out, count)
    }
    for (let row = 0; row < count; row++) values[row]! /= node.per
  },
  min: (node, read, out, count) => {
    begin(out, count, Infinity)
    const { values } = out
    for (const id of node.of) {
      const part = read(id)
      const { values: parts } = part
      for (let row = 0; row < count; row++) if (parts[row]! < values[row]!) values[row] = parts[row]!
      addNulls(part, out, count)
    }
  },
  max: (node, read, out, count) => {
    begin(out, count, -Infinity)
    const { values } = out
    for (const id of node.of) {
      const part = read(id)
      const { values: parts } = part
      for (let row = 0; row < count; row++) if (parts[row]! > values[row]!) values[row] = parts[row]!
      addNulls(part, out, count)
    }
  },
  ratio: (node, read, out, count) => {
    const num = read(node.num)
    const den = read(node.den)
    const { values, nulls } = out
    const { values: nums } = num
    const { values: dens } = den
    nullsOfBoth(num, den, out, count)
    for (let row = 0; row < count; row++) {
      const over = dens[row]!
      values[row] = (node.per * nums[row]!) / over
      if (over === 0) nulls[row] = 1
    }
  },
  curve: (node, read, out, count) => (node.shape === 'line' ? line : steps)(node, read(node.x), out, count),
  compare: (node, read, out, count) => comparisons[node.is](read(node.left), read(node.right), out, count),
  atLeast: (node, read, out, count) => {
    const met = new Uint16Array(count)
    const open = new Uint16Array(count)
    for (const id of node.of) {
      const { values: parts, nulls: unknown } = read(id)
      for (let row = 0; row < count; row++) {
        if (unknown[row] === 1) open[row]! += 1
        else if (parts[row] === 1) met[row]! += 1
      }
    }
    const { values, nulls } = out
    const { n } = node
    for (let row = 0; row < count; row++) {
      values[row] = met[row]! >= n ? 1 : 0
      nulls[row] = met[row]! < n && met[row]! + open[row]! >= n ? 1 : 0
    }
  },
  not: (node, read, out, count) => {
    const x = read(node.x)
    const { values } = out
    const { values: xs } = x
    for (let row = 0; row < count; row++) values[row] = 1 - xs[row]!
    nullsOf(x, out, count)
  },
  known: (node, read, out, count) => {
    const { nulls: unknown } = read(node.x)
    const { values, nulls } = out
    for (let row = 0; row < count; row++) values[row] = 1 - unknown[row]!
    nulls.fill(0, 0, count)
  },
  pick: (node, read, out, count) => {
    copy(read(node.otherwise), out, count)
    const { values, nulls } = out
    // from the last arm to the first, so that the first one that holds stays
    for (let place = node.arms.length - 1; place >= 0; place--) {
      const [whenId, useId] = node.arms[place]!
      const { values: whens, nulls: unknown } = read(whenId)
      const { values: uses, nulls: nones } = read(useId)
      for (let row = 0; row < count; row++) {
        if (unknown[row] === 1 || whens[row] !== 1) continue
        values[row] = uses[row]!
        nulls[row] = nones[row]!
      }
    }
  },
}
