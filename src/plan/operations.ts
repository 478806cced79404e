/**
 * The table: an operation -> its one meaning. Every engine prints or runs these rows and no others, and one test crosses them.
 * Each meaning takes its node and a reader of operand values; null operands make null unless the row says otherwise.
 */
import type { Comparison, Id, Node, NodeOf, Op } from './plan.js'

export type Value = number | null
type Read = (id: Id) => Value
type Meaning<O extends Op> = (node: NodeOf<O>, read: Read) => Value

/** Points on the micro grid: an integer, half up. */
export const microOf = (points: number): number => Math.floor(points * 1e6 + 0.5)

/** What a comparison says of two known numbers. */
export const compared: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  gte: (left, right) => left >= right,
  gt: (left, right) => left > right,
  lte: (left, right) => left <= right,
  lt: (left, right) => left < right,
  eq: (left, right) => left === right,
}

const fold = (
  ids: readonly Id[],
  read: Read,
  step: (total: number, value: number, place: number) => number,
  start: number,
): Value => {
  let total = start
  for (let place = 0; place < ids.length; place++) {
    const value = read(ids[place]!)
    if (value === null) return null
    total = step(total, value, place)
  }
  return total
}

const lineAt = (knots: NodeOf<'curve'>['knots'], x: number): number => {
  const first = knots[0]!
  if (x <= first[0]) return first[1]
  for (let place = 1; place < knots.length; place++) {
    const [toX, toY] = knots[place]!
    if (x > toX) continue
    if (x === toX) return toY // the knot itself, exactly
    const [fromX, fromY] = knots[place - 1]!
    return fromY + ((x - fromX) * (toY - fromY)) / (toX - fromX)
  }
  return knots[knots.length - 1]![1]
}

const stepAt = ({ knots, shape, beyond }: NodeOf<'curve'>, x: number): number => {
  if (shape === 'upTo') {
    for (const [upTo, points] of knots) if (x <= upTo) return points
    return beyond
  }
  let points = beyond
  for (const [from, value] of knots) {
    if (x < from) break
    points = value
  }
  return points
}

export const operations: { readonly [O in Op]: Meaning<O> } = {
  value: (node) => node.value,
  leaf: () => null, // read from the record before the list runs
  micro: (node, read) => {
    const x = read(node.x)
    return x === null ? null : microOf(x)
  },
  sum: (node, read) => fold(node.of, read, (total, value, place) => total + node.weights[place]! * value, 0),
  grid: (node, read) => {
    const x = read(node.x)
    const over = read(node.over)
    return x === null || over === null || over === 0 ? null : Math.floor(x / over + 0.5) / 1e6
  },
  product: (node, read) => {
    const product = fold(node.of, read, (total, value) => total * value, 1)
    return product === null ? null : product / node.per
  },
  min: (node, read) => fold(node.of, read, (least, value) => (value < least ? value : least), Infinity),
  max: (node, read) => fold(node.of, read, (most, value) => (value > most ? value : most), -Infinity),
  ratio: (node, read) => {
    const num = read(node.num)
    const den = read(node.den)
    return num === null || den === null || den === 0 ? null : (node.per * num) / den
  },
  curve: (node, read) => {
    const x = read(node.x)
    if (x === null) return null
    return node.shape === 'line' ? lineAt(node.knots, x) : stepAt(node, x)
  },
  compare: (node, read) => {
    const left = read(node.left)
    const right = read(node.right)
    return left === null || right === null ? null : compared[node.is](left, right) ? 1 : 0
  },
  atLeast: (node, read) => {
    let met = 0
    let open = 0
    for (const id of node.of) {
      const value = read(id)
      if (value === null) open += 1
      else if (value === 1) met += 1
    }
    return met >= node.n ? 1 : met + open < node.n ? 0 : null
  },
  not: (node, read) => {
    const x = read(node.x)
    return x === null ? null : 1 - x
  },
  known: (node, read) => (read(node.x) === null ? 0 : 1),
  pick: (node, read) => {
    for (const [when, use] of node.arms) if (read(when) === 1) return read(use)
    return read(node.otherwise)
  },
}

/** The value of one node by the table. */
export const meaningOf = (node: Node, read: Read): Value =>
  (operations[node.op] as Meaning<Op>)(node as never, read)
