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
  for (let row = 0; row < count; row++) {
    out.values[row] = from.values[row]!
    out.nulls[row] = from.nulls[row]!
  }
}

// A loop each, since one loop that calls a comparison would call it for every cell.
const below: Loop = (left, right, out, count) => {
  for (let row = 0; row < count; row++) {
    out.values[row] = left.values[row]! < right.values[row]! ? 1 : 0
    out.nulls[row] = left.nulls[row]! | right.nulls[row]!
  }
}
const upTo: Loop = (left, right, out, count) => {
  for (let row = 0; row < count; row++) {
    out.values[row] = left.values[row]! <= right.values[row]! ? 1 : 0
    out.nulls[row] = left.nulls[row]! | right.nulls[row]!
  }
}
const equal: Loop = (left, right, out, count) => {
  for (let row = 0; row < count; row++) {
    out.values[row] = left.values[row]! === right.values[row]! ? 1 : 0
    out.nulls[row] = left.nulls[row]! | right.nulls[row]!
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
  const first = knots[0]!
  const last = knots[knots.length - 1]!
  for (let row = 0; row < count; row++) {
    const at = x.values[row]!
    out.nulls[row] = x.nulls[row]!
    if (at <= first[0]) out.values[row] = first[1]
    else if (!(at <= last[0])) out.values[row] = last[1]
    else {
      let place = 1
      while (at > knots[place]![0]) place++
      const [fromX, fromY] = knots[place - 1]!
      const [toX, toY] = knots[place]!
      out.values[row] = at === toX ? toY : fromY + ((at - fromX) * (toY - fromY)) / (toX - fromX)
    }
  }
}

const steps = ({ knots, shape, beyond }: NodeOf<'curve'>, x: Column, out: Column, count: number): void => {
  for (let row = 0; row < count; row++) {
    const at = x.values[row]!
    let points = beyond
    if (shape === 'upTo') {
      for (let place = knots.length - 1; place >= 0 && at <= knots[place]![0]; place--)
        points = knots[place]![1]
    } else
      for (let place = 0; place < knots.length && !(at < knots[place]![0]); place++) points = knots[place]![1]
    out.values[row] = points
    out.nulls[row] = x.nulls[row]!
  }
}

export const kernels: { readonly [O in Op]: Kernel<O> } = {
  value: (node, _read, out, count) => {
    begin(out, count, node.value ?? 0)
    if (node.value === null) out.nulls.fill(1, 0, count)
  },
  leaf: (_node, _read, out, count) => out.nulls.fill(1, 0, count), // a leaf with a column reads that instead
  micro: (node, read, out, count) => {
    const x = read(node.x)
    for (let row = 0; row < count; row++) {
      out.values[row] = microOf(x.values[row]!)
      out.nulls[row] = x.nulls[row]!
    }
  },
  sum: (node, read, out, count) => {
    begin(out, count, 0)
    for (let place = 0; place < node.of.length; place++) {
      const { values, nulls } = read(node.of[place]!)
      const weight = node.weights[place]!
      for (let row = 0; row < count; row++) {
        out.values[row]! += weight * values[row]!
        out.nulls[row]! |= nulls[row]!
      }
    }
  },
  grid: (node, read, out, count) => {
    const x = read(node.x)
    const over = read(node.over)
    for (let row = 0; row < count; row++) {
      const parts = over.values[row]!
      out.values[row] = Math.floor(x.values[row]! / parts + 0.5) / 1e6
      out.nulls[row] = x.nulls[row]! | over.nulls[row]! | (parts === 0 ? 1 : 0)
    }
  },
  product: (node, read, out, count) => {
    begin(out, count, 1)
    for (const id of node.of) {
      const { values, nulls } = read(id)
      for (let row = 0; row < count; row++) {
        out.values[row]! *= values[row]!
        out.nulls[row]! |= nulls[row]!
      }
    }
    for (let row = 0; row < count; row++) out.values[row]! /= node.per
  },
  min: (node, read, out, count) => {
    begin(out, count, Infinity)
    for (const id of node.of) {
      const { values, nulls } = read(id)
      for (let row = 0; row < count; row++) {
        if (values[row]! < out.values[row]!) out.values[row] = values[row]!
        out.nulls[row]! |= nulls[row]!
      }
    }
  },
  max: (node, read, out, count) => {
    begin(out, count, -Infinity)
    for (const id of node.of) {
      const { values, nulls } = read(id)
      for (let row = 0; row < count; row++) {
        if (values[row]! > out.values[row]!) out.values[row] = values[row]!
        out.nulls[row]! |= nulls[row]!
      }
    }
  },
  ratio: (node, read, out, count) => {
    const num = read(node.num)
    const den = read(node.den)
    for (let row = 0; row < count; row++) {
      const over = den.values[row]!
      out.values[row] = (node.per * num.values[row]!) / over
      out.nulls[row] = num.nulls[row]! | den.nulls[row]! | (over === 0 ? 1 : 0)
    }
  },
  curve: (node, read, out, count) => (node.shape === 'line' ? line : steps)(node, read(node.x), out, count),
  compare: (node, read, out, count) => comparisons[node.is](read(node.left), read(node.right), out, count),
  atLeast: (node, read, out, count) => {
    const met = new Uint16Array(count)
    const open = new Uint16Array(count)
    for (const id of node.of) {
      const { values, nulls } = read(id)
      for (let row = 0; row < count; row++) {
        if (nulls[row] === 1) open[row]! += 1
        else if (values[row] === 1) met[row]! += 1
      }
    }
    for (let row = 0; row < count; row++) {
      out.values[row] = met[row]! >= node.n ? 1 : 0
      out.nulls[row] = met[row]! < node.n && met[row]! + open[row]! >= node.n ? 1 : 0
    }
  },
  not: (node, read, out, count) => {
    const x = read(node.x)
    for (let row = 0; row < count; row++) {
      out.values[row] = 1 - x.values[row]!
      out.nulls[row] = x.nulls[row]!
    }
  },
  known: (node, read, out, count) => {
    const { nulls } = read(node.x)
    for (let row = 0; row < count; row++) {
      out.values[row] = 1 - nulls[row]!
      out.nulls[row] = 0
    }
  },
  pick: (node, read, out, count) => {
    copy(read(node.otherwise), out, count)
    // from the last arm to the first, so that the first one that holds stays
    for (let place = node.arms.length - 1; place >= 0; place--) {
      const [whenId, useId] = node.arms[place]!
      const when = read(whenId)
      const use = read(useId)
      for (let row = 0; row < count; row++) {
        if (when.nulls[row] === 1 || when.values[row] !== 1) continue
        out.values[row] = use.values[row]!
        out.nulls[row] = use.nulls[row]!
      }
    }
  },
}
