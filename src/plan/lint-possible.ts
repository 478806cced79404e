/**
 * Whether a condition can hold at all, and whether one makes another hold: a search through the ways in which it can, where each
 * comparison with a fixed mark bounds what it compares. It errs on one side only: what it calls impossible is.
 */
import { isEmpty, justAbove, justBelow, Ranges, type Bounds, type Grounds } from './lint-range.js'
import type { Comparison, Id, Leaf, Node, NodeOf, Plan } from './plan.js'
import { microOf } from './operations.js'

interface Bound {
  readonly low: number
  readonly high: number
}
interface Goal {
  readonly id: Id
  readonly is: 1 | 0
}
/** How a search ends: whether what it has taken for granted will do. */
type Accepts = (ranges: Ranges) => boolean

/** Past so many steps a search gives up, and what it looks for counts as possible. */
const patience = 3000

/** Whether all these conditions can be met at one time, where `given` holds. A condition that is null is always met. */
export const canHold = (
  grounds: Grounds,
  conditions: readonly (Id | null)[],
  given: Bounds = new Map(),
): boolean => new Search(grounds, () => true).finds(goalsOf(conditions, 1), given)

/** Whether `right` is met wherever `left` is. */
export const implies = (grounds: Grounds, left: Id | null, right: Id | null): boolean => {
  if (right === null || left === right) return true
  const goals = goalsOf([left], 1)
  const fails = new Search(grounds, () => true).finds([...goals, { id: right, is: 0 }], new Map())
  return !fails && !new Search(grounds, (ranges) => ranges.of(right).unknown).finds(goals, new Map())
}

const goalsOf = (conditions: readonly (Id | null)[], is: 1 | 0): Goal[] =>
  conditions.flatMap((id) => (id === null ? [] : [{ id, is }]))

class Search {
  private steps = 0
  /** What holds whatever is taken for granted. */
  private readonly always: Ranges

  constructor(
    private readonly grounds: Grounds,
    private readonly accepts: Accepts,
  ) {
    this.always = new Ranges(grounds)
  }

  private get plan(): Plan {
    return this.grounds.plan
  }

  /** Whether the goals can be reached together; `open` are comparisons of which neither side is fixed. */
  finds(goals: readonly Goal[], bounds: Bounds, open: readonly Goal[] = []): boolean {
    if (++this.steps > patience) return true
    const [goal, ...rest] = goals
    if (!goal) return this.holds(bounds, open)
    if (this.grounds.unsure.has(goal.id)) return this.finds(rest, bounds, open)
    const node = this.plan.nodes[goal.id]!
    switch (node.op) {
      case 'value':
        return node.value === goal.is && this.finds(rest, bounds, open)
      case 'not':
        return this.finds([{ id: node.x, is: goal.is === 1 ? 0 : 1 }, ...rest], bounds, open)
      case 'atLeast':
        return this.some(node, goal, rest, bounds, open)
      case 'pick':
        return this.oneArm(node, goal, rest, bounds, open)
      case 'compare': {
        const bound = this.boundOf(node, goal.is)
        if (bound === null) return this.finds(rest, bounds, [...open, goal])
        const more = narrowed(this.plan.nodes, bounds, node.left, bound)
        return this.leavesRoom(node.left, more) && this.finds(rest, more, open)
      }
      default:
        return this.finds(rest, bounds, [...open, goal])
    }
  }

  /** Every way to choose those of a list that are met, or that are not. */
  private some(
    node: NodeOf<'atLeast'>,
    { is }: Goal,
    rest: readonly Goal[],
    bounds: Bounds,
    open: readonly Goal[],
  ): boolean {
    const need = is === 1 ? node.n : node.of.length - node.n + 1
    const choose = (from: number, chosen: readonly Goal[]): boolean => {
      if (chosen.length === need) return this.finds([...chosen, ...rest], bounds, open)
      for (let place = from; place <= node.of.length - (need - chosen.length); place++)
        if (choose(place + 1, [...chosen, { id: node.of[place]!, is }])) return true
      return false
    }
    return choose(0, [])
  }

  private oneArm(
    node: NodeOf<'pick'>,
    { is }: Goal,
    rest: readonly Goal[],
    bounds: Bounds,
    open: readonly Goal[],
  ): boolean {
    // an arm is taken where those before it are not met: false, or unknown, of which nothing follows
    const failing: Goal[] = []
    for (const [when, use] of node.arms) {
      if (this.finds([...failing, { id: when, is: 1 }, { id: use, is }, ...rest], bounds, open)) return true
      if (!this.always.of(when).unknown) failing.push({ id: when, is: 0 })
    }
    return this.finds([...failing, { id: node.otherwise, is }, ...rest], bounds, open)
  }

  /** What a comparison with a fixed mark says of its left side; null where the mark is not fixed, or leaves a gap. */
  private boundOf({ is, left, right }: NodeOf<'compare'>, wanted: 1 | 0): Bound | null {
    const mark = this.always.of(right)
    if (mark.low !== mark.high) return null
    const step = this.grounds.unsure.has(left) ? null : stepOf(this.plan, left)
    const asked = wanted === 1 ? is : opposite[is]
    return asked === null ? null : bounding[asked](mark.low, step)
  }

  /** Whether a node has a value within its bounds: asked at once, so that a search turns back early. */
  private leavesRoom(id: Id, bounds: Bounds): boolean {
    const { low, high } = bounds.get(id)!
    const range = this.always.of(id)
    return Math.max(low, range.low) <= Math.min(high, range.high)
  }

  private holds(bounds: Bounds, open: readonly Goal[]): boolean {
    const ranges = new Ranges(this.grounds, bounds)
    for (const id of bounds.keys()) if (isEmpty(ranges.of(id))) return false
    const met = ({ id, is }: Goal): boolean => {
      const { low, high } = ranges.of(id)
      return low <= is && is <= high
    }
    return open.every(met) && this.accepts(ranges)
  }
}

const opposite: Readonly<Record<Comparison, Comparison | null>> = {
  gte: 'lt',
  gt: 'lte',
  lte: 'gt',
  lt: 'gte',
  eq: null, // all but one value is no range
}
const bounding: Readonly<Record<Comparison, (mark: number, step: Step) => Bound>> = {
  gte: (mark) => ({ low: mark, high: Infinity }),
  gt: (mark, step) => ({ low: step === null ? justAbove(mark) : after(mark, step), high: Infinity }),
  lte: (mark) => ({ low: -Infinity, high: mark }),
  lt: (mark, step) => ({ low: -Infinity, high: step === null ? justBelow(mark) : before(mark, step) }),
  eq: (mark) => ({ low: mark, high: mark }),
}
const after = (mark: number, step: number): number =>
  step === 1 ? Math.floor(mark) + 1 : (Math.floor(mark * 1e6 + 1e-3) + 1) / 1e6
const before = (mark: number, step: number): number =>
  step === 1 ? Math.ceil(mark) - 1 : (Math.ceil(mark * 1e6 - 1e-3) - 1) / 1e6

/** The bounds with one more; what is rounded to the grid bounds what it rounds. */
const narrowed = (nodes: readonly Node[], bounds: Bounds, id: Id, bound: Bound): Bounds => {
  const more = new Map(bounds)
  const put = (at: Id, { low, high }: Bound): void => {
    const known = more.get(at)
    more.set(at, {
      low: Math.max(low, known?.low ?? -Infinity),
      high: Math.min(high, known?.high ?? Infinity),
    })
  }
  put(id, bound)
  const grid = nodes[id]!
  if (grid.op !== 'grid') return more
  const [micro, by] = [nodes[grid.x]!, nodes[grid.over]!]
  if (micro.op === 'micro' && by.op === 'value' && by.value === 1)
    put(micro.x, { low: bound.low - 1e-6, high: bound.high + 1e-6 })
  return more
}

/** What a node's values are multiples of: 1, the grid's 1e-6, or null where that is not known. */
const stepOf = (plan: Plan, id: Id): Step => {
  const node = plan.nodes[id]!
  switch (node.op) {
    case 'value':
      return node.value === null || Number.isInteger(node.value)
        ? 1
        : microOf(node.value) / 1e6 === node.value
          ? 1e-6
          : null
    case 'grid':
      return 1e-6
    case 'min':
    case 'max':
      return finest(plan, node.of)
    case 'sum':
      return node.weights.every(Number.isInteger) && finest(plan, node.of) === 1 ? 1 : null
    case 'pick': {
      // a metric's: what may be given in place of its facts is of the same kind
      const made = plan.names[id]?.kind === 'metric' ? plan.nodes[node.otherwise]! : null
      if (made?.op === 'leaf') return leafStep(plan, made.leaf, id)
      return finest(plan, made ? [node.otherwise] : [...node.arms.map(([, use]) => use), node.otherwise])
    }
    case 'leaf':
      return leafStep(plan, node.leaf, id)
    default:
      return null
  }
}
type Step = 1 | 1e-6 | null
const finest = (plan: Plan, of: readonly Id[]): Step => {
  const steps = of.map((one) => stepOf(plan, one))
  return steps.every((step) => step === 1) ? 1 : steps.every((step) => step !== null) ? 1e-6 : null
}

const wholeUnits = ['money', 'integer', 'days', 'months', 'points', 'flag', 'date', 'choice', 'tier']
/** `named`: the node that bears the name of what the leaf holds. */
const leafStep = ({ names }: Plan, leaf: Leaf, named: Id): Step => {
  if (leaf.from === 'held' || leaf.from === 'moment') return 1
  if (leaf.from === 'peers') return leaf.what === 'cut' ? null : 1
  if (leaf.from === 'facts') {
    if (leaf.take === 'avg') return null
    if (leaf.take === 'count' || leaf.take === 'days' || leaf.take === 'distinct') return 1
  }
  return wholeUnits.indexOf(names[named]?.unit ?? '') >= 0 ? 1 : null
}
