/**
 * The values that a node can have, whatever a merchant's are: interval arithmetic over the plan's nodes. A range is never too narrow: a
 * value outside it cannot happen, one inside it perhaps can. Bounds that are taken for granted at some nodes narrow what stands on them.
 */
import { operations } from './operations.js'
import type { Id, Leaf, Node, NodeOf, Op, Plan } from './plan.js'

/** From `low` to `high`, both inclusive; `low` above `high` where no number is possible. */
interface Ends {
  readonly low: number
  readonly high: number
}
/** `unknown`: whether it can be null. */
export interface Range extends Ends {
  readonly unknown: boolean
}
/** What is taken for granted, by node. A node that has bounds is known. */
export type Bounds = ReadonlyMap<Id, Ends>

/** A plan, and the nodes in it of which nothing may be taken for granted. */
export interface Grounds {
  readonly plan: Plan
  readonly unsure: ReadonlySet<Id>
}

export const isEmpty = ({ low, high }: Ends): boolean => low > high

const nothing: Range = { low: Infinity, high: -Infinity, unknown: true }
const anything: Range = { low: -Infinity, high: Infinity, unknown: true }
const between = (low: number, high: number, unknown: boolean): Range =>
  low > high ? { ...nothing, unknown } : { low, high, unknown }

/** 0 * Infinity is 0 here: an end of a range is never reached, only approached. */
const times = (left: number, right: number): number => (left === 0 || right === 0 ? 0 : left * right)

const cornersOf = (left: Ends, right: Ends): number[] => [
  times(left.low, right.low),
  times(left.low, right.high),
  times(left.high, right.low),
  times(left.high, right.high),
]
const least = (numbers: readonly number[]): number => Math.min(...numbers)
const most = (numbers: readonly number[]): number => Math.max(...numbers)

/** The ranges of one plan's nodes under some bounds, each computed once. */
export class Ranges {
  private readonly known = new Map<Id, Range>()

  constructor(
    private readonly grounds: Grounds,
    private readonly bounds: Bounds = new Map(),
  ) {}

  of(id: Id): Range {
    const known = this.known.get(id)
    if (known) return known
    let range = this.made(id)
    const bound = this.bounds.get(id)
    if (bound) range = between(Math.max(range.low, bound.low), Math.min(range.high, bound.high), false)
    this.known.set(id, range)
    return range
  }

  private made(id: Id): Range {
    const { plan, unsure } = this.grounds
    if (unsure.has(id)) return anything
    const node = plan.nodes[id]!
    return (rules[node.op] as Rule<Op>)(node as never, (one) => this.of(one), plan, id)
  }
}

type Rule<O extends Op> = (node: NodeOf<O>, of: (id: Id) => Range, plan: Plan, id: Id) => Range

/** Ends by a rising function; what is unknown stays so. */
const rising = (range: Range, of: (value: number) => number): Range =>
  isEmpty(range) ? range : { low: of(range.low), high: of(range.high), unknown: range.unknown }

const combined = (
  node: { readonly of: readonly Id[] },
  of: (id: Id) => Range,
  ends: (ranges: readonly Range[]) => readonly [low: number, high: number],
): Range => {
  const ranges = node.of.map(of)
  const unknown = ranges.some((range) => range.unknown)
  if (ranges.some(isEmpty)) return { ...nothing, unknown }
  const [low, high] = ends(ranges)
  return { low, high, unknown }
}

const condition = (can1: boolean, can0: boolean, unknown: boolean): Range =>
  between(can0 ? 0 : 1, can1 ? 1 : 0, unknown)

const quotient = (num: Range, den: Range, per: number): Range => {
  const unknown = num.unknown || den.unknown || (den.low <= 0 && den.high >= 0)
  if (isEmpty(num) || isEmpty(den)) return { ...nothing, unknown }
  // a denominator of either sign can make any number
  if (den.low < 0 || per < 0) return { ...anything, unknown }
  const ends = [num.low, num.high].flatMap((one) => [over(one, den.low, per), over(one, den.high, per)])
  return { low: least(ends), high: most(ends), unknown }
}
const over = (num: number, den: number, per: number): number => {
  if (num === 0) return 0
  if (den === 0) return num * Infinity
  return den === Infinity ? 0 : (per * num) / den
}

/** Every mark at which the points of a curve can turn, within a range. */
const curved = (node: NodeOf<'curve'>, range: Range): Range => {
  if (isEmpty(range)) return range
  const points = (x: number): number => operations.curve(node, () => x)!
  const turns = node.knots.flatMap(([at]) => [justBelow(at), at, justAbove(at)])
  const inside = turns.filter((at) => at > range.low && at < range.high)
  const found = [range.low, range.high, ...inside].map(points)
  return { low: least(found), high: most(found), unknown: range.unknown }
}
const nextTo = (value: number): number => Math.abs(value) * Number.EPSILON || Number.MIN_VALUE
/** The next number up, or the one after it. */
export const justAbove = (value: number): number => value + nextTo(value)
export const justBelow = (value: number): number => value - nextTo(value)

const rules: { readonly [O in Op]: Rule<O> } = {
  value: ({ value }) => (value === null ? nothing : { low: value, high: value, unknown: false }),
  leaf: ({ leaf }, of, plan, id) => leafRange(leaf, of, plan, id),
  micro: ({ x }, of) => rising(of(x), (value) => Math.floor(value * 1e6 + 0.5)),
  sum: (node, of) =>
    combined(node, of, (ranges) => {
      const ends = ranges.map((range, place) => {
        const weight = node.weights[place]!
        const both = [times(weight, range.low), times(weight, range.high)]
        return [least(both), most(both)] as const
      })
      return [ends.reduce((sum, [low]) => sum + low, 0), ends.reduce((sum, [, high]) => sum + high, 0)]
    }),
  grid: ({ x, over: by }, of) => rising(quotient(of(x), of(by), 1), (value) => Math.floor(value + 0.5) / 1e6),
  product: (node, of) =>
    combined(node, of, (ranges) => {
      const all = ranges.reduce<Ends>(
        (product, range) => {
          const corners = cornersOf(product, range)
          return { low: least(corners), high: most(corners) }
        },
        { low: 1, high: 1 },
      )
      return [all.low / node.per, all.high / node.per]
    }),
  min: (node, of) =>
    combined(node, of, (ranges) => [
      least(ranges.map(({ low }) => low)),
      least(ranges.map(({ high }) => high)),
    ]),
  max: (node, of) =>
    combined(node, of, (ranges) => [
      most(ranges.map(({ low }) => low)),
      most(ranges.map(({ high }) => high)),
    ]),
  ratio: ({ num, den, per }, of) => quotient(of(num), of(den), per),
  curve: (node, of) => curved(node, of(node.x)),
  compare: ({ is, left, right }, of) => {
    const [a, b] = [of(left), of(right)]
    const unknown = a.unknown || b.unknown
    if (isEmpty(a) || isEmpty(b)) return { ...nothing, unknown }
    const [can1, can0] = compared[is](a, b)
    return condition(can1, can0, unknown)
  },
  atLeast: ({ n, of: ids }, of) => {
    const parts = ids.map(of)
    const can1 = parts.filter(({ high }) => high >= 1).length
    const must1 = parts.filter(({ low, unknown }) => low === 1 && !unknown).length
    const can0 = parts.filter(({ low }) => low <= 0).length
    return condition(can1 >= n, ids.length - can0 < n, must1 < n && parts.some(({ unknown }) => unknown))
  },
  not: ({ x }, of) => {
    const { low, high, unknown } = of(x)
    return between(1 - high, 1 - low, unknown)
  },
  known: ({ x }, of) => {
    const range = of(x)
    return condition(!isEmpty(range), range.unknown, false)
  },
  pick: (node, of, plan) => picked(node, of, plan),
}

type Compared = (left: Range, right: Range) => [can1: boolean, can0: boolean]
const compared: Readonly<Record<NodeOf<'compare'>['is'], Compared>> = {
  gte: (left, right) => [left.high >= right.low, left.low < right.high],
  gt: (left, right) => [left.high > right.low, left.low <= right.high],
  lte: (left, right) => [left.low <= right.high, left.high > right.low],
  lt: (left, right) => [left.low < right.high, left.high >= right.low],
  eq: (left, right) => [
    left.low <= right.high && right.low <= left.high,
    !(left.low === left.high && right.low === right.high && left.low === right.low),
  ],
}

const picked = (node: NodeOf<'pick'>, of: (id: Id) => Range, { nodes }: Plan): Range => {
  const given = isGiven(node, nodes)
  // a value that is given stands for what the facts would have made, and has their range
  if (given && !isEmpty(of(node.otherwise))) return of(node.otherwise)
  const uses: Range[] = []
  for (const [when, use] of node.arms) {
    const { low, high, unknown } = of(when)
    if (high >= 1) uses.push(of(use))
    if (low === 1 && !unknown) return joined(uses)
  }
  return joined([...uses, of(node.otherwise)])
}
const joined = (ranges: readonly Range[]): Range =>
  between(
    least(ranges.map(({ low }) => low)),
    most(ranges.map(({ high }) => high)),
    ranges.some(({ unknown }) => unknown),
  )

/** Whether a pick takes the value of a metric that is given with the record, where there is one. */
const isGiven = ({ arms }: NodeOf<'pick'>, nodes: readonly Node[]): boolean => {
  const [condition, use] = arms[0]!
  const [when, leaf] = [nodes[condition]!, nodes[use]!]
  return leaf.op === 'leaf' && leaf.leaf.from === 'metric' && when.op === 'known' && when.x === use
}

const leafRange = (leaf: Leaf, of: (id: Id) => Range, plan: Plan, id: Id): Range => {
  switch (leaf.from) {
    case 'facts':
      if (leaf.take === 'count' || leaf.take === 'days' || leaf.take === 'distinct')
        return { low: 0, high: Infinity, unknown: true }
      return placesOf(plan, `${leaf.event}.${leaf.of}`, leaf.take === 'latest')
    case 'field':
      return fieldRange(leaf.id, plan, id)
    case 'metric':
      return anything
    case 'held':
      return heldRange(leaf, plan)
    case 'peers':
      if (leaf.what === 'rank') return { low: 1, high: Infinity, unknown: true }
      if (leaf.what === 'size') return { low: 0, high: Infinity, unknown: true }
      return { ...of(leaf.of), unknown: true }
    case 'moment':
      // a day that a field holds may lie ahead
      return { ...anything, low: isField(plan, leaf.since) ? -Infinity : 0 }
  }
}

const isField = ({ clockwork }: Plan, since: string): boolean =>
  since !== 'joinedAt' && !Object.prototype.hasOwnProperty.call(clockwork.eventNames, since)

/** Places among the values of a choice. */
const placesOf = ({ clockwork: { choices } }: Plan, name: string, isPlace: boolean): Range => {
  const values = isPlace && Object.prototype.hasOwnProperty.call(choices, name) ? choices[name] : undefined
  return values ? { low: 0, high: values.length - 1, unknown: true } : anything
}

const fieldRange = (name: string, plan: Plan, id: Id): Range =>
  plan.names[id]?.unit === 'flag' ? { low: 0, high: 1, unknown: true } : placesOf(plan, name, true)

const heldRange = (leaf: Extract<Leaf, { from: 'held' }>, { clockwork }: Plan): Range => {
  const known = (low: number, high: number): Range => ({ low, high, unknown: false })
  switch (leaf.what) {
    case 'active':
      return known(0, 1)
    case 'times':
      return known(0, leaf.ofLast)
    case 'streak':
      return known(0, Infinity)
    case 'balance': {
      const account = clockwork.accounts.find(({ id }) => id === leaf.id)
      return account && !account.outside ? known(account.min, account.max) : { ...anything, unknown: false }
    }
    default: {
      const ladder = clockwork.ladders.find(({ key }) => key === leaf.id)
      return known(-1, ladder ? ladder.tiers.length - 1 : Infinity)
    }
  }
}
