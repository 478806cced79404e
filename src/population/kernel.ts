/**
 * The table: an operation -> its work on one block of rows. The same rows, in the same order of arithmetic, as plan/operations.ts, which
 * says what each one means; a test crosses the two. A kernel writes `count` cells of `out` and reads its operands' cells. What is
 * unknown is NaN, which arithmetic hands on by itself; where it would not, a row says so.
 */
import { microOf } from '../plan/operations.js'
import type { Comparison, Id, NodeOf, Op } from '../plan/plan.js'
import { isKnown, type Column } from './columns.js'

type Read = (id: Id) => Column
type Kernel<O extends Op> = (node: NodeOf<O>, read: Read, out: Column, count: number) => void
type Loop = (left: Column, right: Column, out: Column, count: number) => void

// A loop each, since one loop that calls a comparison would call it for every cell. What is not known is in no order.
const below: Loop = (left, right, out, count) => {
  for (let row = 0; row < count; row++) {
    const [from, to] = [left[row]!, right[row]!]
    out[row] = from < to ? 1 : from >= to ? 0 : NaN
  }
}
const upTo: Loop = (left, right, out, count) => {
  for (let row = 0; row < count; row++) {
    const [from, to] = [left[row]!, right[row]!]
    out[row] = from <= to ? 1 : from > to ? 0 : NaN
  }
}
const equal: Loop = (left, right, out, count) => {
  for (let row = 0; row < count; row++) {
    const [one, other] = [left[row]!, right[row]!]
    out[row] = one === other ? 1 : isKnown(one) && isKnown(other) ? 0 : NaN
  }
}
const comparisons: Readonly<Record<Comparison, Loop>> = {
  lt: below,
  lte: upTo,
  eq: equal,
  gt: (left, right, out, count) => below(right, left, out, count),
  gte: (left, right, out, count) => upTo(right, left, out, count),
}

const line = ({ knots }: NodeOf<'curve'>, x: Column, out: Column, count: number): void => {
  const ats = Float64Array.from(knots, ([at]) => at)
  const points = Float64Array.from(knots, ([, y]) => y)
  const last = ats.length - 1
  for (let row = 0; row < count; row++) {
    const at = x[row]!
    if (at <= ats[0]!) out[row] = points[0]!
    else if (at > ats[last]!) out[row] = points[last]!
    else if (!isKnown(at)) out[row] = NaN
    else {
      let place = 1
      while (at > ats[place]!) place++
      const fromX = ats[place - 1]!
      const fromY = points[place - 1]!
      const toX = ats[place]!
      const toY = points[place]!
      out[row] = at === toX ? toY : fromY + ((at - fromX) * (toY - fromY)) / (toX - fromX)
    }
  }
}

const steps = ({ knots, shape, beyond }: NodeOf<'curve'>, x: Column, out: Column, count: number): void => {
  for (let row = 0; row < count; row++) {
    const at = x[row]!
    let points = isKnown(at) ? beyond : NaN
    if (shape === 'upTo')
      for (let place = knots.length - 1; place >= 0 && at <= knots[place]![0]; place--)
        points = knots[place]![1]
    else
      for (let place = 0; place < knots.length && at >= knots[place]![0]; place++) points = knots[place]![1]
    out[row] = points
  }
}

export const kernels: { readonly [O in Op]: Kernel<O> } = {
  value: (node, _read, out, count) => void out.fill(node.value ?? NaN, 0, count),
  leaf: (_node, _read, out, count) => void out.fill(NaN, 0, count), // a leaf with a column reads that instead
  micro: (node, read, out, count) => {
    const x = read(node.x)
    for (let row = 0; row < count; row++) out[row] = microOf(x[row]!)
  },
  sum: (node, read, out, count) => {
    out.fill(0, 0, count)
    for (let place = 0; place < node.of.length; place++) {
      const part = read(node.of[place]!)
      const weight = node.weights[place]!
      for (let row = 0; row < count; row++) out[row]! += weight * part[row]!
    }
  },
  grid: (node, read, out, count) => {
    const x = read(node.x)
    const over = read(node.over)
    for (let row = 0; row < count; row++) {
      const parts = over[row]!
      out[row] = parts === 0 ? NaN : Math.floor(x[row]! / parts + 0.5) / 1e6
    }
  },
  product: (node, read, out, count) => {
    out.fill(1, 0, count)
    for (const id of node.of) {
      const part = read(id)
      for (let row = 0; row < count; row++) out[row]! *= part[row]!
    }
    for (let row = 0; row < count; row++) out[row]! /= node.per
  },
  // what is unknown stays, whatever comes after it
  min: (node, read, out, count) => {
    out.fill(Infinity, 0, count)
    for (const id of node.of) {
      const part = read(id)
      for (let row = 0; row < count; row++) {
        const value = part[row]!
        if (value < out[row]! || !isKnown(value)) out[row] = value
      }
    }
  },
  max: (node, read, out, count) => {
    out.fill(-Infinity, 0, count)
    for (const id of node.of) {
      const part = read(id)
      for (let row = 0; row < count; row++) {
        const value = part[row]!
        if (value > out[row]! || !isKnown(value)) out[row] = value
      }
    }
  },
  ratio: (node, read, out, count) => {
    const num = read(node.num)
    const den = read(node.den)
    for (let row = 0; row < count; row++) {
      const over = den[row]!
      out[row] = over === 0 ? NaN : (node.per * num[row]!) / over
    }
  },
  curve: (node, read, out, count) => (node.shape === 'line' ? line : steps)(node, read(node.x), out, count),
  compare: (node, read, out, count) => comparisons[node.is](read(node.left), read(node.right), out, count),
  atLeast: (node, read, out, count) => {
    const met = new Uint16Array(count)
    const open = new Uint16Array(count)
    for (const id of node.of) {
      const part = read(id)
      for (let row = 0; row < count; row++) {
        const value = part[row]!
        if (value === 1) met[row]! += 1
        else if (!isKnown(value)) open[row]! += 1
      }
    }
    const { n } = node
    for (let row = 0; row < count; row++) out[row] = met[row]! >= n ? 1 : met[row]! + open[row]! < n ? 0 : NaN
  },
  not: (node, read, out, count) => {
    const x = read(node.x)
    for (let row = 0; row < count; row++) out[row] = 1 - x[row]!
  },
  known: (node, read, out, count) => {
    const x = read(node.x)
    for (let row = 0; row < count; row++) out[row] = isKnown(x[row]!) ? 1 : 0
  },
  pick: (node, read, out, count) => {
    out.set(read(node.otherwise).subarray(0, count))
    // from the last arm to the first, so that the first one that holds stays
    for (let place = node.arms.length - 1; place >= 0; place--) {
      const [whenId, useId] = node.arms[place]!
      const when = read(whenId)
      const use = read(useId)
      for (let row = 0; row < count; row++) if (when[row] === 1) out[row] = use[row]!
    }
  },
}
