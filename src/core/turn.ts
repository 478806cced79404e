/**
 * The smallest change of values that turns a decision. One value alone is looked for first, each on its own grid (whole units, or a
 * millionth), as near as possible to what it was: halves in which nothing can turn are left out by `bounds`, so the nearest value is found
 * and not guessed. Where no value alone turns it, the fewest of the moves that each turn one comparison of the rule, or bring it as far as
 * one value can; then each of them is made as small as the others allow.
 */
import type { Value } from '../plan/operations.js'
import type { Id, Name } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import type { Unit } from '../schema/text.js'
import { only, type Range } from './bounds.js'
import { Probe } from './probe.js'
import { leafKey, type Given, type Values } from './values.js'

/** A value that a rule reads and that can be another: `id` is its named node, `key` what a what-if sets. */
export interface Input {
  id: Id
  key: string
  name: Name
}
export interface Move {
  input: Input
  from: Value
  to: number
}
/** What is asked: whether the decision is turned with other values, and whether it can be while they lie in ranges. */
export interface Question {
  holds: (given: Given) => boolean
  canHold: (ranges: Readonly<Record<string, Range>>) => boolean
}

/** The values under some nodes, first those read first. Ranks, tiers and overrides are not among them: nothing a merchant has by itself. */
export const inputsUnder = (values: Values, roots: readonly Id[]): Input[] => {
  const { nodes, names } = values.plan
  const found = new Map<string, Input>()
  const seen = new Set<Id>()
  const visit = (id: Id): void => {
    if (seen.has(id)) return
    seen.add(id)
    const name = names[id]
    const key = name && keyOf(values, id, name)
    if (key === undefined) operandsOf(nodes[id]!).forEach(visit)
    else if (!found.has(key)) found.set(key, { id, key, name: name! })
  }
  roots.forEach(visit)
  return [...found.values()]
}

const inputs: readonly Name['kind'][] = ['metric', 'field', 'balance']
/** What sets a named node: its own leaf, or the leaf of the value that may be given in its place. */
const keyOf = ({ plan }: Values, id: Id, { kind }: Name): string | undefined => {
  if (inputs.indexOf(kind) < 0) return undefined
  const node = plan.nodes[id]!
  const leaf = node.op === 'pick' ? plan.nodes[node.arms[0]![1]]! : node
  return (leaf.op === 'leaf' && leafKey(leaf.leaf)) || undefined
}

const DAY = 86_400_000
const MOST_STEPS = 1e12 // of a whole unit; of millionths a thousand times as many
const MOST_DAYS = 1e8 // as far from 1970 as dates go, either way
const MOST_ASKED = 4000 // questions for one value: with bounds that say little the nearest value is not looked for further

/** The values that an input can have, as numbered steps. */
interface Grid {
  first: number
  last: number
  at: (step: number) => number
  stepOf: (value: number) => number
}
const isNamed = ({ unit }: Name): boolean => unit === 'flag' || unit === 'choice'
const fractions: readonly Unit[] = ['percent', 'number', 'score']
const gridOf = ({ name }: Input, from: Value): Grid => {
  if (isNamed(name)) {
    const last = name.values ? name.values.length - 1 : 1
    return { first: 0, last, at: (step) => step, stepOf: (value) => value }
  }
  const isDate = name.unit === 'date'
  const goesBelow = from !== null && (from < 0 || isDate)
  const isFraction = fractions.indexOf(name.unit) >= 0
  const last = isDate ? MOST_DAYS : isFraction ? MOST_STEPS * 1000 : MOST_STEPS
  const [size, parts] = [isDate ? DAY : 1, isFraction ? 1e6 : 1]
  return {
    first: goesBelow ? -last : 0,
    last,
    at: (step) => (step * size) / parts,
    stepOf: (value) => (value * parts) / size,
  }
}

/** Everything that an input can be. */
const wholeOf = (input: Input, values: Values): Range => {
  const grid = gridOf(input, values.get(input.id))
  return { lo: grid.at(grid.first), hi: grid.at(grid.last), nul: false }
}

/** How large a move is: of the larger of the two values; 1 where one was not known, or is a name and no amount. */
const sizeOf = ({ input, from, to }: Move): number =>
  from === null || isNamed(input.name) ? 1 : Math.abs(to - from) / Math.max(Math.abs(from), Math.abs(to))

/** The nearest other value of one input that answers a question, upwards or downwards; null where none does. */
const nearest = (
  input: Input,
  from: Value,
  { holds, canHold }: Question,
  others: Given,
  direction: 1 | -1,
): Move | null => {
  const grid = gridOf(input, from)
  const ranges = pointsOf(others)
  let asked = 0
  /** From the nearer step to the farther one. */
  const search = (near: number, far: number): number | null => {
    const [lo, hi] = [grid.at(Math.min(near, far)), grid.at(Math.max(near, far))]
    if (++asked > MOST_ASKED || !canHold({ ...ranges, [input.key]: { lo, hi, nul: false } })) return null
    if (near === far) return holds({ ...others, [input.key]: lo }) ? near : null
    const middle = near + Math.trunc((far - near) / 2)
    return search(near, middle) ?? search(middle + direction, far)
  }
  const at = from === null ? grid.first - 1 : grid.stepOf(from)
  const end = direction > 0 ? grid.last : grid.first
  const begin = direction > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1
  // Near steps first, then twice as many, and so on: most turns are near.
  for (let near = begin, many = 1; (end - near) * direction >= 0; many *= 2) {
    const far = direction > 0 ? Math.min(end, near + many - 1) : Math.max(end, near - many + 1)
    const step = search(near, far)
    if (step !== null) return { input, from, to: grid.at(step) }
    near = far + direction
  }
  return null
}

const pointsOf = (given: Given): Record<string, Range> => {
  const ranges: Record<string, Range> = {}
  for (const key of Object.keys(given)) ranges[key] = only(given[key]!)
  return ranges
}

const smallest = (moves: readonly Move[]): Move | null =>
  moves.reduce<Move | null>(
    (best, move) => (best === null || sizeOf(move) < sizeOf(best) ? move : best),
    null,
  )

/** The nearest moves of one input that answer a question, up and down. */
const bothWays = (values: Values, input: Input, question: Question, others: Given): Move[] =>
  ([1, -1] as const).flatMap(
    (direction) => nearest(input, values.get(input.id), question, others, direction) ?? [],
  )

/** Every input's nearest moves that answer a question. */
const movesFor = (values: Values, question: Question, of: readonly Input[]): Move[] =>
  of.flatMap((input) => bothWays(values, input, question, {}))

const givenBy = (moves: readonly Move[]): Given => {
  const given: Record<string, Value> = {}
  for (const { input, to } of moves) given[input.key] = to
  return given
}

/** A question about one comparison: that it turns, or that its value goes as far as a bound says that it may. */
const turning = (values: Values, id: Id, of: readonly Input[]): Question[] => {
  const keys = new Set(of.map(({ key }) => key))
  const probe = new Probe(values, [id], (key) => keys.has(key))
  const node = values.plan.nodes[id]!
  if (node.op !== 'compare') return []
  const wanted = values.get(id) === 1 ? 0 : 1
  const turned: Question = {
    holds: (given) => probe.at(given)(id) === wanted,
    canHold: (ranges) => {
      const { lo, hi } = probe.within(ranges)(id)
      return lo <= wanted && wanted <= hi
    },
  }
  const isUp = (node.is === 'gte' || node.is === 'gt') === (wanted === 1)
  if (node.is === 'eq') return [turned]
  const bound = (range: Range): number => (isUp ? range.hi : -range.lo)
  const value = (given: Given): number => (isUp ? 1 : -1) * (probe.at(given)(node.left) ?? -Infinity)
  // As far as one input brings the value: for each by itself, since what it can do at most differs.
  const farthest = of.map((input): Question => {
    const most = bound(probe.within({ [input.key]: wholeOf(input, values) })(node.left))
    const isFarther = Number.isFinite(most) && most > value({})
    return {
      holds: (given) => value(given) >= most - 1e-6,
      canHold: (ranges) =>
        isFarther && ranges[input.key] !== undefined && bound(probe.within(ranges)(node.left)) >= most - 1e-6,
    }
  })
  return [turned, ...farthest]
}

const MOST_TOGETHER = 4
const MOST_MOVES = 24 // candidates, the smallest first

/** Sets of moves of so many different inputs. */
const together = (moves: readonly Move[], count: number): Move[][] => {
  if (count === 0) return [[]]
  return moves.flatMap((move, place) =>
    together(
      moves.slice(place + 1).filter(({ input }) => input.key !== move.input.key),
      count - 1,
    ).map((others) => [move, ...others]),
  )
}

const total = (moves: readonly Move[]): number => moves.reduce((sum, move) => sum + sizeOf(move), 0)

/** Each move made as small as the others allow, the largest first. */
const shrunk = (moves: readonly Move[], question: Question): Move[] => {
  const done = [...moves]
  for (const move of [...moves].sort((left, right) => sizeOf(right) - sizeOf(left))) {
    const direction = move.from === null || move.to > move.from ? 1 : -1
    done[done.indexOf(move)] = nearest(move.input, move.from, question, givenBy(done), direction) ?? move
  }
  return done
}

/**
 * The smallest change that answers a question about the rules at `roots`: one value, else the fewest and of those the smallest; null
 * where no change of values does. `comparisons`: those of the rules.
 */
export const smallestChange = (
  values: Values,
  roots: readonly Id[],
  comparisons: readonly Id[],
  question: Question,
): Move[] | null => {
  const of = inputsUnder(values, roots)
  const alone = smallest(movesFor(values, question, of))
  if (alone) return [alone]
  const moves = new Map<string, Move>()
  for (const id of comparisons)
    for (const asked of turning(values, id, inputsUnder(values, [id])))
      for (const move of movesFor(values, asked, inputsUnder(values, [id])))
        moves.set(`${move.input.key} ${move.to}`, move)
  const some = [...moves.values()].sort((left, right) => sizeOf(left) - sizeOf(right)).slice(0, MOST_MOVES)
  for (let count = 2; count <= Math.min(MOST_TOGETHER, some.length); count++) {
    const sets = together(some, count).filter((set) => question.holds(givenBy(set)))
    if (sets.length === 0) continue
    return shrunk(
      sets.reduce((best, set) => (total(set) < total(best) ? set : best)),
      question,
    )
  }
  return oneByOne(values, of, question)
}

/**
 * One value after the other, where no such set does: those that can stay as they are do, and each of the others goes as far as it must for
 * those after it to be able to bring the rest.
 */
const oneByOne = (values: Values, of: readonly Input[], question: Question): Move[] | null => {
  let ranges: Record<string, Range> = {}
  for (const input of of) ranges[input.key] = wholeOf(input, values)
  if (!question.canHold(ranges)) return null
  const moved: Input[] = []
  for (const input of of) {
    const stays = { ...ranges, [input.key]: only(values.get(input.id)) }
    if (question.canHold(stays)) ranges = stays
    else moved.push(input)
  }
  const moves: Move[] = []
  moved.forEach((input, place) => {
    const canHold = (more: Readonly<Record<string, Range>>): boolean =>
      question.canHold({ ...ranges, ...more })
    const isLast = place === moved.length - 1
    const asked: Question = {
      canHold,
      holds: (given) => (isLast ? question.holds(given) : canHold(pointsOf(given))),
    }
    const move = smallest(bothWays(values, input, asked, givenBy(moves)))
    if (move) moves.push(move)
  })
  return question.holds(givenBy(moves)) ? shrunk(moves, question) : null
}
