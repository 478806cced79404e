/**
 * The set of tasks with the least effort that makes a condition hold, or the proof that none does: branch and bound. A branch is left
 * when even the best of what is still open in it cannot make the condition hold (by `bounds`), or when it cannot become better than
 * what is found. Of equal effort the set with fewer tasks, then the one whose tasks come first in the program.
 */
import type { Value } from '../plan/operations.js'
import type { Id, TaskPlan } from '../plan/plan.js'
import { canHold, either, only, type Range } from './bounds.js'
import { Probe } from './probe.js'
import type { Given, Values } from './values.js'

/** With up to so many useful tasks every set is decided; past it the search stops after so many steps. */
const ALWAYS_DECIDED = 20
const MOST_STEPS = 200_000

/**
 * `least`: no set with less effort reaches it; `allTasks`: not even all that can be moved together; `searched`: none of the sets does;
 * `tried`: too many tasks to know, what is found may not be the least. `tried`: how many sets were tried or ruled out one by one.
 */
export interface LeastSet {
  tasks: TaskPlan[] | null
  proof: 'least' | 'allTasks' | 'searched' | 'tried'
  tried: number
}

interface Move {
  task: number // place among the rules
  by: number | null
  to: number | null
}
/** Everything that moves one leaf: `unmoved` is the leaf, `base` the value that moves begin from. */
interface Moved {
  unmoved: Value
  base: Value
  moves: Move[]
}
/** What is decided of a task. */
const OUT = 0
const IN = 1
const OPEN = 2
type Choice = typeof OUT | typeof IN | typeof OPEN

/** The leaf that a task's move sets, by name. */
export const moveKey = (values: Values, { metric, node }: TaskPlan['moves'][number]): string => {
  const kind = values.plan.names[node]?.kind ?? 'metric'
  return `${kind}:${metric}`
}

const movedBy = (values: Values, rules: readonly TaskPlan[]): Map<string, Moved> => {
  const moved = new Map<string, Moved>()
  rules.forEach((rule, task) => {
    for (const move of rule.moves) {
      const key = moveKey(values, move)
      let one = moved.get(key)
      if (!one) moved.set(key, (one = { unmoved: null, base: values.get(move.node), moves: [] }))
      one.moves.push({ task, by: move.by, to: move.to })
    }
  })
  return moved
}

/** Where one leaf can be while some tasks are done and others still open: first what adds, then what brings to a value, never back from it. */
const movedTo = ({ unmoved, base, moves }: Moved, choices: readonly Choice[]): Range => {
  let range: Range = only(base)
  let isSure = false
  let isOpen = false
  const apply = (move: Move): void => {
    const choice = choices[move.task]!
    if (choice === OUT) return
    const reached = brought(move, range, base)
    range = choice === IN ? reached : either(range, reached)
    if (choice === IN) isSure = true
    else isOpen = true
  }
  for (const move of moves) if (move.by !== null) apply(move)
  for (const move of moves) if (move.to !== null) apply(move)
  if (isSure) return range
  return isOpen ? either(only(unmoved), range) : only(unmoved)
}

/** A range after one move. What is unknown counts as 0 for what adds, and lets itself be brought to a value. */
const brought = ({ by, to }: Move, range: Range, base: Value): Range => {
  if (by !== null) {
    const from = range.nul ? either(range, only(0)) : range
    return { lo: from.lo + by, hi: from.hi + by, nul: false }
  }
  const mark = to!
  const from = range.nul ? either(range, only(mark)) : range
  return (base ?? 0) <= mark
    ? { lo: Math.max(from.lo, mark), hi: Math.max(from.hi, mark), nul: false }
    : { lo: Math.min(from.lo, mark), hi: Math.min(from.hi, mark), nul: false }
}

/** What tasks done together set, for a what-if: the metric's value moved by n, or to n. */
export const movesOf = (rules: readonly TaskPlan[], values: Values): Given => {
  const given: Record<string, number> = {}
  const all = rules.map((): Choice => IN)
  movedBy(values, rules).forEach((moved, key) => (given[key] = movedTo(moved, all).lo))
  return given
}

/** The conditions as a function of what is decided. */
class Goal {
  private readonly probe: Probe
  private readonly moved: Map<string, Moved>

  constructor(
    values: Values,
    private readonly roots: readonly Id[],
    rules: readonly TaskPlan[],
  ) {
    const moved = movedBy(values, rules)
    this.probe = new Probe(values, roots, (key) => moved.has(key))
    this.moved = new Map()
    this.probe.leaves.forEach((leaf, key) =>
      this.moved.set(key, { ...moved.get(key)!, unmoved: values.get(leaf) }),
    )
  }

  /** Whether a task moves anything that the conditions read. */
  reads(values: Values, { moves }: TaskPlan): boolean {
    return moves.some((move) => this.moved.has(moveKey(values, move)))
  }

  /** Whether all hold with just the tasks that are in. */
  holds(choices: readonly Choice[]): boolean {
    const sure = choices.map((choice): Choice => (choice === IN ? IN : OUT))
    const given: Record<string, Value> = {}
    this.moved.forEach((moved, key) => {
      const { lo, hi } = movedTo(moved, sure)
      given[key] = lo > hi ? null : lo
    })
    const read = this.probe.at(given)
    return this.roots.every((root) => read(root) === 1)
  }

  /** Whether all can hold with any of the tasks that are open, beside those that are in. */
  canHold(choices: readonly Choice[]): boolean {
    const ranges: Record<string, Range> = {}
    this.moved.forEach((moved, key) => (ranges[key] = movedTo(moved, choices)))
    const read = this.probe.within(ranges)
    return this.roots.every((root) => canHold(read(root)))
  }
}

interface Found {
  places: number[] // ascending
  minutes: number
}

/** Which of two sets comes first: by effort, by number, by the program's order. */
const isBefore = (left: Found, right: Found): boolean => {
  if (left.minutes !== right.minutes) return left.minutes < right.minutes
  if (left.places.length !== right.places.length) return left.places.length < right.places.length
  for (let place = 0; place < left.places.length; place++) {
    const [mine, other] = [left.places[place]!, right.places[place]!]
    if (mine !== other) return mine < other
  }
  return false
}

class Search {
  private best: Found | null = null
  private tried = 0
  private isCut = false
  private readonly choices: Choice[]
  private readonly order: number[] // the dearest first: without them sets are cheap
  private readonly follows: (number | null)[] // by task: one that does the same and may only come after it
  private readonly mostSteps: number

  constructor(
    private readonly goal: Goal,
    private readonly rules: readonly TaskPlan[],
  ) {
    this.choices = rules.map((): Choice => OPEN)
    const effort = (place: number): number => rules[place]!.effortMinutes
    // of equal effort the later ones are left out first
    this.order = rules
      .map((_, place) => place)
      .sort((left, right) => effort(right) - effort(left) || right - left)
    this.follows = followersOf(rules)
    this.mostSteps = rules.length <= ALWAYS_DECIDED ? Infinity : MOST_STEPS
  }

  run(): LeastSet {
    if (!this.goal.canHold(this.choices)) return { tasks: null, proof: 'allTasks', tried: this.tried }
    this.greedy()
    this.branch(0, 0, 0)
    const tasks = this.best && this.best.places.map((place) => this.rules[place]!)
    return { tasks, proof: this.isCut ? 'tried' : tasks ? 'least' : 'searched', tried: this.tried }
  }

  private all(choice: Choice): Choice[] {
    return this.rules.map(() => choice)
  }

  /** A set to begin with, so that dearer ones need no look: all tasks, less what it does without. */
  private greedy(): void {
    const choices = this.all(IN)
    if (!this.asked(choices)) return
    for (const place of this.order) {
      choices[place] = OUT
      if (!this.asked(choices)) choices[place] = IN
    }
  }

  /** Whether a set reaches the goal; the best of those that do is kept. */
  private asked(choices: readonly Choice[]): boolean {
    this.tried += 1
    if (!this.goal.holds(choices)) return false
    const places: number[] = []
    let minutes = 0
    choices.forEach((choice, place) => {
      if (choice !== IN) return
      places.push(place)
      minutes += this.rules[place]!.effortMinutes
    })
    const found = { places, minutes }
    if (this.best === null || isBefore(found, this.best)) this.best = found
    return true
  }

  /** Decides the tasks from one in the order on. `minutes` and `count`: of those that are in. */
  private branch(at: number, minutes: number, count: number): void {
    if (this.tried >= this.mostSteps) this.isCut = true
    if (this.isCut) return
    // A set that reaches the goal is never better with more tasks.
    if ((at === 0 || this.choices[this.order[at - 1]!] === IN) && this.asked(this.choices)) return
    if (!this.canImprove(at, minutes, count)) return
    const place = this.order[at]
    if (place === undefined) return
    const follower = this.follows[place]!
    if (follower === null || this.choices[follower] !== IN) {
      this.choices[place] = OUT
      this.branch(at + 1, minutes, count)
    }
    this.choices[place] = IN
    this.branch(at + 1, minutes + this.rules[place]!.effortMinutes, count + 1)
    this.choices[place] = OPEN
  }

  /** Whether more of the open tasks can reach the goal with less than what is found. What is too dear by itself is left out of the question. */
  private canImprove(at: number, minutes: number, count: number): boolean {
    const { best } = this
    const choices = this.choices.slice()
    let isAny = false
    for (const place of this.order.slice(at)) {
      const then = minutes + this.rules[place]!.effortMinutes
      const isDear =
        best !== null && (then > best.minutes || (then === best.minutes && count + 1 > best.places.length))
      if (isDear) choices[place] = OUT
      else isAny = true
    }
    return isAny && this.goal.canHold(choices)
  }
}

/** Of tasks that do the same the cheapest comes first, else the first of the program: by task the next one, which is decided before it. */
const followersOf = (rules: readonly TaskPlan[]): (number | null)[] => {
  const kinds = new Map<string, number[]>()
  rules.forEach(({ moves }, place) => {
    const key = JSON.stringify(moves)
    const same = kinds.get(key)
    if (same) same.push(place)
    else kinds.set(key, [place])
  })
  const follows: (number | null)[] = rules.map(() => null)
  kinds.forEach((places) => {
    places.sort((left, right) => rules[left]!.effortMinutes - rules[right]!.effortMinutes)
    places.forEach((place, turn) => (follows[place] = places[turn + 1] ?? null))
  })
  return follows
}

/** The tasks with the least effort, of those given in the program's order, that make all of these conditions hold. */
export const leastSet = (values: Values, roots: readonly Id[], rules: readonly TaskPlan[]): LeastSet => {
  const goal = new Goal(values, roots, rules)
  const useful = rules.filter((rule) => goal.reads(values, rule))
  return new Search(new Goal(values, roots, useful), useful).run()
}
