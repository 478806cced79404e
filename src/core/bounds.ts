/**
 * What a node can be at all, while leaves may lie anywhere in a range: the operations' meanings once more, over ranges. Wider than the
 * truth at times, never narrower: so what is out of range is proven to be impossible, and what is within is not proven to be possible.
 */
import { microOf } from '../plan/operations.js'
import type { Id, Node, NodeOf, Op } from '../plan/plan.js'

/** Every known value lies in `lo..hi`; none is possible where `lo > hi`. `nul`: it may be unknown. */
export interface Range {
  lo: number
  hi: number
  nul: boolean
}
type Read = (id: Id) => Range
type Bounds<O extends Op> = (node: NodeOf<O>, read: Read) => Range

const unknown: Range = { lo: Infinity, hi: -Infinity, nul: true }
/** Of what nothing is known. */
export const anything: Range = { lo: -Infinity, hi: Infinity, nul: true }

/** The range of one value. */
export const only = (value: number | null): Range =>
  value === null ? unknown : { lo: value, hi: value, nul: false }
/** Where either may hold. */
export const either = (left: Range, right: Range): Range => ({
  lo: Math.min(left.lo, right.lo),
  hi: Math.max(left.hi, right.hi),
  nul: left.nul || right.nul,
})

const isEmpty = ({ lo, hi }: Range): boolean => lo > hi
/** The range of a function that only rises or only falls in each of its arguments: what it gives at the corners. */
const corners = (left: Range, right: Range, at: (x: number, y: number) => number): Range => {
  const nul = left.nul || right.nul
  if (isEmpty(left) || isEmpty(right)) return { ...unknown, nul }
  const all = [at(left.lo, right.lo), at(left.lo, right.hi), at(left.hi, right.lo), at(left.hi, right.hi)]
  // 0 times infinity: nothing is known of the product
  if (all.some((one) => one !== one)) return { lo: -Infinity, hi: Infinity, nul }
  return { lo: Math.min(...all), hi: Math.max(...all), nul }
}
const mapped = ({ lo, hi, nul }: Range, at: (x: number) => number): Range => ({ lo: at(lo), hi: at(hi), nul })

/** Quotients: nothing is divided by 0, and near it they have no bound. */
const quotient = (num: Range, den: Range, at: (x: number, y: number) => number): Range => {
  const nul = num.nul || den.nul || (den.lo <= 0 && den.hi >= 0)
  const away = den.lo > 0 || den.hi < 0
  if (away) return { ...corners(num, den, at), nul }
  if (isEmpty(num) || (den.lo === 0 && den.hi === 0)) return { ...unknown, nul }
  // by what is never below 0, what is not below 0 stays so
  if (den.lo === 0 && num.lo >= 0) return { lo: at(num.lo, den.hi), hi: num.hi === 0 ? 0 : Infinity, nul }
  return { lo: -Infinity, hi: Infinity, nul }
}

const SLACK = 1e-9 // between two knots a line may round past their points

const onLine = ({ knots }: NodeOf<'curve'>, { lo, hi }: Range): { lo: number; hi: number } => {
  let least = Infinity
  let most = -Infinity
  const add = (points: number): void => {
    least = Math.min(least, points)
    most = Math.max(most, points)
  }
  const last = knots.length - 1
  if (lo <= knots[0]![0]) add(knots[0]![1])
  if (hi >= knots[last]![0]) add(knots[last]![1])
  for (let place = 1; place <= last; place++) {
    const [fromX, fromY] = knots[place - 1]!
    const [toX, toY] = knots[place]!
    if (hi < fromX || lo > toX) continue
    for (const end of [Math.max(lo, fromX), Math.min(hi, toX)]) {
      const points = fromY + ((end - fromX) * (toY - fromY)) / (toX - fromX)
      const slack = SLACK * Math.max(1, Math.abs(points))
      add(points - slack)
      add(points + slack)
    }
  }
  return { lo: least, hi: most }
}

const onSteps = (
  { knots, shape, beyond }: NodeOf<'curve'>,
  { lo, hi }: Range,
): { lo: number; hi: number } => {
  // Each step holds from one mark to the next: those that the range touches.
  const marks = knots.map(([at]) => at)
  const steps = shape === 'from' ? [beyond, ...knots.map(([, points]) => points)] : [...knots.map(([, points]) => points), beyond] // prettier-ignore
  const touched = steps.filter((_, place) => {
    const from = marks[place - 1] ?? -Infinity
    const to = marks[place] ?? Infinity
    return shape === 'from' ? hi >= from && lo < to : hi > from && lo <= to
  })
  return { lo: Math.min(...touched), hi: Math.max(...touched) }
}

/** 1 where it can hold, 0 where it can fail. */
const truth = (canHold: boolean, canFail: boolean, nul: boolean): Range => ({
  lo: canFail ? 0 : canHold ? 1 : Infinity,
  hi: canHold ? 1 : canFail ? 0 : -Infinity,
  nul,
})
const can = (value: 0 | 1, { lo, hi }: Range): boolean => lo <= value && value <= hi

const compared = (node: NodeOf<'compare'>, left: Range, right: Range): Range => {
  const nul = left.nul || right.nul
  if (isEmpty(left) || isEmpty(right)) return { ...unknown, nul }
  switch (node.is) {
    case 'gte':
      return truth(left.hi >= right.lo, left.lo < right.hi, nul)
    case 'gt':
      return truth(left.hi > right.lo, left.lo <= right.hi, nul)
    case 'lte':
      return truth(left.lo <= right.hi, left.hi > right.lo, nul)
    case 'lt':
      return truth(left.lo < right.hi, left.hi >= right.lo, nul)
    case 'eq': {
      const isPoint = left.lo === left.hi && right.lo === right.hi && left.lo === right.lo
      return truth(left.lo <= right.hi && right.lo <= left.hi, !isPoint, nul)
    }
  }
}

const folded = (of: readonly Id[], read: Read, step: (total: Range, part: Range) => Range): Range =>
  of.map(read).reduce(step)

const bounds: { readonly [O in Op]: Bounds<O> } = {
  value: (node) => only(node.value),
  leaf: () => unknown, // ranges of leaves are given
  micro: (node, read) => mapped(read(node.x), microOf),
  sum: (node, read) =>
    node.of.reduce<Range>((total, id, place) => {
      const weight = node.weights[place]!
      return corners(total, read(id), (sum, value) => sum + weight * value)
    }, only(0)),
  grid: (node, read) =>
    quotient(read(node.x), read(node.over), (x, over) => Math.floor(x / over + 0.5) / 1e6),
  product: (node, read) =>
    mapped(
      node.of.reduce<Range>(
        (total, id) => corners(total, read(id), (product, value) => product * value),
        only(1),
      ),
      (product) => product / node.per,
    ),
  min: (node, read) => folded(node.of, read, (left, right) => corners(left, right, Math.min)),
  max: (node, read) => folded(node.of, read, (left, right) => corners(left, right, Math.max)),
  ratio: (node, read) => quotient(read(node.num), read(node.den), (num, den) => (node.per * num) / den),
  curve: (node, read) => {
    const x = read(node.x)
    if (isEmpty(x)) return x
    return { ...(node.shape === 'line' ? onLine(node, x) : onSteps(node, x)), nul: x.nul }
  },
  compare: (node, read) => compared(node, read(node.left), read(node.right)),
  atLeast: (node, read) => {
    const parts = node.of.map(read)
    const canHold = parts.filter((part) => can(1, part)).length
    const canFail = parts.filter((part) => can(0, part)).length
    return truth(canHold >= node.n, canFail > parts.length - node.n, parts.some(({ nul }) => nul)) // prettier-ignore
  },
  not: (node, read) => {
    const { lo, hi, nul } = read(node.x)
    return { lo: 1 - hi, hi: 1 - lo, nul }
  },
  known: (node, read) => {
    const x = read(node.x)
    return truth(!isEmpty(x), x.nul, false)
  },
  pick: (node, read) => {
    let range: Range = { lo: Infinity, hi: -Infinity, nul: false }
    for (const [when, use] of node.arms) {
      const asked = read(when)
      if (can(1, asked)) range = either(range, read(use))
      if (asked.lo === 1 && !asked.nul) return range
    }
    return either(range, read(node.otherwise))
  },
}

/** The range of one node by the ranges of its operands. */
export const rangeOf = (node: Node, read: Read): Range => (bounds[node.op] as Bounds<Op>)(node as never, read)

/** Whether a condition can hold at all. */
export const canHold = (range: Range): boolean => can(1, range)
