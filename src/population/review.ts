/**
 * One review of a population: a plan's nodes over its columns, block by block. What is asked twice is computed once, constants once for
 * all blocks, and a column is read where it lies. It posts nothing and moves nobody: it says what is earned "if reviewed now".
 */
import { elapsed } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import type { Id, LadderPlan, Leaf, Node, NodeOf, Op, Plan } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import type { Issue } from '../schema/issues.js'
import { columnNameOf, defaultOf, mainLadderOf, nodesUnder, refusalsOf, rootsOf } from './asked.js'
import { columnOf, emptyColumn, type Column, type Population } from './columns.js'
import { kernels } from './kernel.js'

/** What was asked of a review. Places on the ladder are -1 where no tier is earned. */
export interface Reviewed {
  readonly plan: Plan // the version in force
  readonly ladder: LadderPlan
  readonly score: Column | null // null: the program has none
  readonly earned: Int16Array
  readonly held: Int16Array
  readonly values: ReadonlyMap<Id, Column> // the nodes that were asked for besides
}

/** Rows of a block: small enough that a plan's blocks stay in a processor's cache. */
const BLOCK = 1024

/** A review at an instant, of the main ladder unless another is named by its key. Null, with issues, where columns cannot hold what is asked. */
export const reviewed = (
  newest: Plan,
  population: Population,
  atMs: number,
  also: { ladder?: string; nodes?: (plan: Plan) => readonly Id[] } = {},
): { value: Reviewed | null; issues: Issue[] } => {
  const plan = planAt(newest, atMs) ?? oldest(newest)
  const ladder =
    (also.ladder === undefined ? null : plan.clockwork.ladders.find(({ key }) => key === also.ladder)) ??
    mainLadderOf(plan)
  const more = also.nodes?.(plan) ?? []
  const roots = [...rootsOf(plan, ladder), ladder.held, ...more]
  const issues = refusalsOf(plan, roots, new Set(population.columns.keys()))
  if (issues.length > 0) return { value: null, issues }
  const values = valuesOf(plan, population, atMs, roots)
  return {
    value: {
      plan,
      ladder,
      score: plan.score ? values.get(plan.score.value)! : null,
      earned: placesOf(values.get(ladder.earned)!),
      held: placesOf(values.get(ladder.held)!),
      values: new Map(more.map((id) => [id, values.get(id)!])),
    },
    issues,
  }
}

const oldest = (plan: Plan): Plan => (plan.earlier ? oldest(plan.earlier) : plan)

const placesOf = ({ values, nulls }: Column): Int16Array => {
  const places = new Int16Array(values.length)
  for (let row = 0; row < places.length; row++) places[row] = nulls[row] === 1 ? -1 : values[row]!
  return places
}

/** A node while its blocks are run. `column`: what it reads; `isConstant`: the same in every block; `kept`: where the whole of it goes. */
interface Step {
  readonly id: Id
  readonly node: Node
  readonly column: Column | null
  readonly isConstant: boolean
  readonly kept: Column | null
}

/** The values of some nodes for every merchant. */
export const valuesOf = (
  plan: Plan,
  population: Population,
  atMs: number,
  roots: readonly Id[],
): Map<Id, Column> => {
  const size = population.ids.length
  const kept = new Map<Id, Column>(roots.map((id) => [id, emptyColumn(size)]))
  const steps = nodesUnder(plan, roots).map((id): Step => {
    const node = plan.nodes[id]!
    const column = node.op === 'leaf' ? leafColumn(plan, population, node.leaf, atMs) : null
    const isConstant = node.op === 'value' || (node.op === 'leaf' && column === null)
    return { id, node, column, isConstant, kept: kept.get(id) ?? null }
  })
  const cells = workspace(steps)
  const read = (id: Id): Column => cells[id]!
  for (let start = 0; start < size; start += BLOCK) {
    const end = Math.min(size, start + BLOCK)
    for (const { id, node, column, isConstant, kept: whole } of steps) {
      if (column) {
        cells[id] = { values: column.values.subarray(start, end), nulls: column.nulls.subarray(start, end) }
      } else if (!isConstant) run(node, read, cells[id]!, end - start)
      if (!whole) continue
      whole.values.set(cells[id]!.values.subarray(0, end - start), start)
      whole.nulls.set(cells[id]!.nulls.subarray(0, end - start), start)
    }
  }
  return kept
}

/** A block of cells for each node that computes; one that no later node reads is handed on, so that few stay in the cache. */
const workspace = (steps: readonly Step[]): Column[] => {
  const lastUse = new Map<Id, Id>()
  for (const { id, node } of steps) for (const operand of operandsOf(node)) lastUse.set(operand, id)
  const cells: Column[] = []
  const free: Column[] = []
  const lent = new Set<Id>()
  for (const { id, node, column, isConstant } of steps) {
    if (column) continue
    cells[id] = (isConstant ? undefined : free.pop()) ?? emptyColumn(BLOCK)
    if (isConstant) run(node, (operand) => cells[operand]!, cells[id], BLOCK)
    else lent.add(id)
    for (const operand of operandsOf(node)) {
      if (lastUse.get(operand) !== id || !lent.delete(operand)) continue
      free.push(cells[operand]!)
    }
  }
  return cells
}

const run = (node: Node, read: (id: Id) => Column, out: Column, count: number): void =>
  (kernels[node.op] as (node: NodeOf<Op>, read: (id: Id) => Column, out: Column, count: number) => void)(
    node,
    read,
    out,
    count,
  )

/** The column a leaf reads, as it stands at the review; null where nothing is known of anybody. */
const leafColumn = (plan: Plan, population: Population, leaf: Leaf, atMs: number): Column | null => {
  const name = columnNameOf(leaf)
  const column = name === null ? undefined : population.columns.get(name)
  if (leaf.from === 'moment')
    return column === undefined
      ? null
      : elapsedColumn(plan, knownBy(population, leaf.since, column, atMs), leaf, atMs)
  if (column) return leaf.from === 'held' ? column : knownBy(population, name!, column, atMs)
  const instead = defaultOf(plan, leaf) ?? null
  if (instead === null) return null
  return columnOf(new Float64Array(population.ids.length).fill(instead))
}

/** A column without the cells that are dated after the review: what was not known then. */
const knownBy = (population: Population, name: string, column: Column, atMs: number): Column => {
  const dates = population.columns.get('asOf')
  if (!dates || name === 'joinedAt') return column
  let nulls: Uint8Array | null = null
  for (let row = 0; row < dates.values.length; row++) {
    if (dates.nulls[row] === 1 || dates.values[row]! <= atMs) continue
    nulls ??= column.nulls.slice()
    nulls[row] = 1
  }
  return nulls ? { values: column.values, nulls } : column
}

const elapsedColumn = (
  plan: Plan,
  { values, nulls }: Column,
  leaf: Extract<Leaf, { from: 'moment' }>,
  atMs: number,
): Column => {
  const out = emptyColumn(values.length)
  for (let row = 0; row < values.length; row++) {
    if (nulls[row] === 1) continue
    out.values[row] = elapsed(plan.clockwork.zone, values[row]!, atMs, leaf.unit)
    out.nulls[row] = 0
  }
  return out
}
