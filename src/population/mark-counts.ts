/**
 * How many merchants each tier has for marks on one subject at any place, without going through the merchants again: they are grouped once by
 * all else that the ladder asks, and each group is put in order of the subject. A mark then cuts each group at one place.
 */
import { compared, meaningOf, type Value } from '../plan/operations.js'
import type { Id, Node, Plan } from '../plan/plan.js'
import { nodesUnder } from '../plan/asked.js'
import { operandsOf } from '../plan/reach.js'
import type { Column } from './columns.js'
import { placesIn, type Graph, type Place } from './graph.js'

/** What marks are counted over: a population's nodes and their columns. */
export interface Source {
  readonly graph: () => Graph
  /** The places of a plan's nodes. */
  readonly placesFor: (plan: Plan, atMs: number, ids: readonly Id[]) => (id: Id) => Place
  /** Their columns, computed. They are good until the next are asked for. */
  readonly columnsAt: (places: readonly Place[]) => Column[]
}

/** Merchants who are alike in all but the subject. */
interface Group {
  readonly values: ReadonlyMap<Place, Value>
  readonly sorted: Float64Array // the subject's known values, lowest first
  readonly unknown: number
}

/** More groups, or more values of one condition, and it is no faster than a review. */
const MOST_GROUPS = 512
const MOST_VALUES = 32

export class MarkCounts {
  private constructor(
    private readonly steps: readonly Step[],
    private readonly subject: Place,
    private readonly groups: readonly Group[],
  ) {}

  /** Null where the ladder reads the subject in another way than beside marks, or more else than can be grouped. */
  static over(source: Source, plan: Plan, atMs: number, subject: Id, earned: Id): MarkCounts | null {
    const ids = nodesUnder(plan, [earned])
    const placeOf = source.placesFor(plan, atMs, [subject, ...ids])
    const graph = source.graph()
    const [at, root] = [placeOf(subject), placeOf(earned)]
    const others = othersUnder(graph, root, at)
    if (others === null) return null
    const [values, ...columns] = source.columnsAt([at, ...others])
    const groups = groupsOf(values!, others, columns)
    const marks = ids.filter((id) => plan.nodes[id]!.op === 'compare')
    const idAt = new Map(marks.map((id) => [placeOf(id), id] as const))
    return groups && new MarkCounts(stepsUnder(graph, root, at, others, idAt), at, groups)
  }

  /** The comparisons that are marks on the subject, by their nodes in the plan, and where they are. */
  get marks(): ReadonlyMap<Id, number> {
    return new Map(this.steps.flatMap(({ id, mark }) => (mark === null || id < 0 ? [] : [[id, mark]])))
  }

  /** How many have each of so many tiers where some marks are elsewhere, those without a tier first. */
  counts(tiers: number, moved: ReadonlyMap<Id, number> = new Map()): number[] {
    const steps = this.steps.map((step) => ({ ...step, mark: moved.get(step.id) ?? step.mark }))
    const marks = new Set(steps.flatMap(({ mark }) => (mark === null ? [] : [mark])))
    const rising = [...marks].sort((left, right) => left - right)
    const counts = new Array<number>(tiers + 1).fill(0)
    for (const { values, sorted, unknown } of this.groups) {
      let from = 0
      const add = (to: number): void => {
        if (to <= from) return
        counts[this.tierAt(steps, values, sorted[from]!) + 1]! += to - from
        from = to
      }
      // between two marks all are alike; those at a mark are by themselves
      for (const mark of rising) {
        add(firstAtLeast(sorted, mark))
        add(firstAbove(sorted, mark, from))
      }
      add(sorted.length)
      if (unknown > 0) counts[this.tierAt(steps, values, null) + 1]! += unknown
    }
    return counts
  }

  private tierAt(steps: readonly Step[], others: ReadonlyMap<Place, Value>, value: Value): number {
    const found: Value[] = []
    found[this.subject] = value
    const read = (place: Place): Value => {
      const own = found[place]
      return own === undefined ? others.get(place)! : own
    }
    let last: Value = null
    for (const { place, node, mark } of steps) {
      last =
        mark === null || node.op !== 'compare'
          ? meaningOf(node, read)
          : value === null
            ? null
            : (node.left === this.subject ? compared[node.is](value, mark) : compared[node.is](mark, value))
              ? 1
              : 0
      found[place] = last
    }
    return last ?? -1
  }
}

/**
 * Where another plan has those marks: by node what it compares with, for those that moved. Null where something else under the ladder's place
 * differs, so that counts would not be that plan's.
 */
export const marksMoved = (
  from: Plan,
  to: Plan,
  earned: Id,
  marks: ReadonlyMap<Id, number>,
): Map<Id, number> | null => {
  if (JSON.stringify(from.cohorts) !== JSON.stringify(to.cohorts)) return null
  const ids = nodesUnder(from, [earned])
  const elsewhere = new Map<Id, Value>()
  for (const id of ids) {
    const [node, other] = [from.nodes[id]!, to.nodes[id]]
    if (node.op === 'value' && other?.op === 'value') {
      if (node.value !== other.value) elsewhere.set(id, other.value)
    } else if (JSON.stringify(node) !== JSON.stringify(other)) return null
  }
  const moved = new Map<Id, number>()
  for (const id of ids) {
    const read = operandsOf(from.nodes[id]!).filter((one) => elsewhere.has(one))
    if (read.length === 0) continue
    const mark = elsewhere.get(read[0]!)!
    if (!marks.has(id) || mark === null) return null
    moved.set(id, mark)
  }
  return moved
}

/** A node of the ladder. `id`: in the plan, -1 where it is none of its marks; `mark`: what it compares the subject with. */
interface Step {
  readonly id: Id
  readonly place: Place
  readonly node: Node
  readonly mark: number | null
}

/** What is to be worked out for each group, operands first, the ladder's place last. */
const stepsUnder = (
  graph: Graph,
  root: Place,
  subject: Place,
  others: readonly Place[],
  idAt: ReadonlyMap<Place, Id>,
): Step[] => {
  const steps: Step[] = []
  const seen = new Set<Place>([subject, ...others])
  const enter = (place: Place): void => {
    if (seen.has(place)) return
    seen.add(place)
    const mark = markAt(graph, place, subject)
    if (mark === null) placesIn(graph.nodeAt(place)).forEach(enter)
    steps.push({ id: idAt.get(place) ?? -1, place, node: graph.nodeAt(place), mark })
  }
  enter(root)
  return steps
}

const markAt = (graph: Graph, place: Place, subject: Place): number | null => {
  const node = graph.nodeAt(place)
  if (node.op !== 'compare') return null
  const other = node.left === subject ? node.right : node.right === subject ? node.left : null
  return other === null ? null : (graph.constantAt(other) ?? null)
}

/** What a ladder asks beside marks on a subject; null where it reads the subject in another way. */
const othersUnder = (graph: Graph, root: Place, subject: Place): Place[] | null => {
  const reads = new Map<Place, boolean>([[subject, true]])
  const readsSubject = (place: Place): boolean => {
    let found = reads.get(place)
    if (found === undefined) {
      found = placesIn(graph.nodeAt(place)).some(readsSubject)
      reads.set(place, found)
    }
    return found
  }
  const others = new Set<Place>()
  const seen = new Set<Place>()
  const isPlain = (place: Place): boolean => {
    if (seen.has(place) || graph.constantAt(place) !== undefined) return true
    seen.add(place)
    if (!readsSubject(place)) {
      others.add(place)
      return true
    }
    if (place === subject) return false
    const { op } = graph.nodeAt(place)
    if (markAt(graph, place, subject) !== null) return true
    const isLogic = op === 'atLeast' || op === 'not' || op === 'pick' || op === 'known'
    return (
      isLogic &&
      placesIn(graph.nodeAt(place)).every((one) => (op === 'known' && one === subject) || isPlain(one))
    )
  }
  return readsSubject(root) && isPlain(root) ? [...others] : null
}

const groupsOf = (subject: Column, others: readonly Place[], columns: readonly Column[]): Group[] | null => {
  const size = subject.length
  const codes = new Uint16Array(size)
  let keys: (readonly number[])[] = [[]] // of each code, the values of the columns so far
  for (const column of columns) {
    const parted = partedBy(column, codes, keys)
    if (parted === null) return null
    keys = parted
  }
  const counts = new Uint32Array(keys.length)
  const known = new Uint32Array(keys.length)
  for (let row = 0; row < size; row++) {
    counts[codes[row]!]! += 1
    if (subject[row] === subject[row]) known[codes[row]!]! += 1
  }
  const sorted = keys.map((_, code) => new Float64Array(known[code]!))
  const ends = new Uint32Array(keys.length)
  for (let row = 0; row < size; row++) {
    const code = codes[row]!
    if (subject[row] === subject[row]) sorted[code]![ends[code]!++] = subject[row]!
  }
  return keys.map((values, code) => ({
    values: new Map(others.map((place, nth) => [place, valueOf(values[nth]!)] as const)),
    sorted: sorted[code]!.sort(),
    unknown: counts[code]! - known[code]!,
  }))
}
const valueOf = (cell: number): Value => (cell === cell ? cell : null)

/** Parts every group by one more column, in place; null where there are too many. */
const partedBy = (
  column: Column,
  codes: Uint16Array,
  keys: readonly (readonly number[])[],
): (readonly number[])[] | null => {
  const places = new Map<number, number>() // of the column's values; a map finds NaN, too
  const parted: (readonly number[])[] = []
  const byPair = new Int32Array(keys.length * MOST_VALUES).fill(-1)
  for (let row = 0; row < codes.length; row++) {
    const value = column[row]!
    let place = places.get(value)
    if (place === undefined) {
      if (places.size === MOST_VALUES) return null
      places.set(value, (place = places.size))
    }
    const pair = codes[row]! * MOST_VALUES + place
    if (byPair[pair]! < 0) {
      if (parted.length === MOST_GROUPS) return null
      byPair[pair] = parted.push([...keys[codes[row]!]!, value]) - 1
    }
    codes[row] = byPair[pair]!
  }
  return parted
}

/** The first place whose value is not below. */
const firstAtLeast = (sorted: Float64Array, value: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
const firstAbove = (sorted: Float64Array, value: number, from: number): number => {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
