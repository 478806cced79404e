/**
 * A plan's nodes over columns, block by block. What is asked twice is computed once, constants once for all blocks, and a column is read
 * where it lies. It knows no peers: what is computed over everybody comes in as columns, by node.
 */
import { elapsed } from '../plan/calendar.js'
import type { Id, Leaf, Node, NodeOf, Op, Plan } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import { columnNameOf, defaultOf } from './asked.js'
import { emptyColumn, isKnown, spread, type Column, type PartColumn, type Population } from './columns.js'
import { kernels } from './kernel.js'

/** Rows of a block: small enough that a plan's blocks stay in a processor's cache. */
const BLOCK = 1024

/** A node while its blocks are run. `column`: what it reads; `isConstant`: the same in every block; `kept`: where the whole of it goes. */
interface Step {
  readonly id: Id
  readonly node: Node
  readonly column: Column | PartColumn | null
  readonly isConstant: boolean
  readonly kept: Column | null
}

/**
 * The values of some nodes for every merchant. `known`: columns of nodes that were computed before, read where they stand; among them
 * must be all that peers make.
 */
export const valuesOf = (
  plan: Plan,
  population: Population,
  atMs: number,
  roots: readonly Id[],
  known: ReadonlyMap<Id, Column | PartColumn> = new Map(),
): Map<Id, Column> => {
  const size = population.ids.length
  const values = new Map<Id, Column>()
  for (const id of roots) {
    const whole = known.get(id)
    values.set(id, whole && !('parts' in whole) ? whole : emptyColumn(size))
  }
  const steps = computedFor(plan, [...values.keys()], known).map((id): Step => {
    const node = plan.nodes[id]!
    const column =
      known.get(id) ?? (node.op === 'leaf' ? leafColumn(plan, population, node.leaf, atMs) : null)
    const isConstant = node.op === 'value' || (node.op === 'leaf' && column === null)
    const whole = values.get(id)
    return { id, node, column, isConstant, kept: whole === undefined || whole === column ? null : whole }
  })
  const cells = workspace(steps)
  const read = (id: Id): Column => cells[id]!
  for (let start = 0; start < size; start += BLOCK) {
    const end = Math.min(size, start + BLOCK)
    for (const { id, node, column, isConstant, kept: whole } of steps) {
      if (column && !('parts' in column)) cells[id] = column.subarray(start, end)
      else if (column) spread(column, start, end - start, cells[id]!)
      else if (!isConstant) run(node, read, cells[id]!, end - start)
      whole?.set(cells[id]!.subarray(0, end - start), start)
    }
  }
  return values
}

/** The nodes that make some roots, each once, operands first; under what is known already nothing is entered. */
const computedFor = (plan: Plan, roots: readonly Id[], known: ReadonlyMap<Id, unknown>): Id[] => {
  const seen = new Set<Id>()
  const open = [...roots]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const node = plan.nodes[id]!
    if (!known.has(id) && node.op !== 'leaf') open.push(...operandsOf(node))
  }
  return [...seen].sort((left, right) => left - right)
}

/** A block of cells for each node that computes; one that no later node reads is handed on, so that few stay in the cache. */
const workspace = (steps: readonly Step[]): Column[] => {
  const lastUse = new Map<Id, Id>()
  for (const { id, node } of steps) for (const operand of operandsOf(node)) lastUse.set(operand, id)
  const cells: Column[] = []
  const free: Column[] = []
  const lent = new Set<Id>()
  for (const { id, node, column, isConstant } of steps) {
    if (column) {
      if ('parts' in column) cells[id] = emptyColumn(BLOCK)
      continue
    }
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
  if (leaf.from === 'peers') throw new Error(`The peers of cohort ${leaf.cohort} were not computed.`)
  const name = columnNameOf(leaf)
  const column = name === null ? undefined : population.columns.get(name)
  if (leaf.from === 'moment')
    return column === undefined
      ? null
      : elapsedColumn(plan, knownBy(population, leaf.since, column, atMs), leaf, atMs)
  if (column) return leaf.from === 'held' ? column : knownBy(population, name!, column, atMs)
  const instead = defaultOf(plan, leaf) ?? null
  if (instead === null) return null
  return new Float64Array(population.ids.length).fill(instead)
}

/** A column without the cells that are dated after the review: what was not known then. */
const knownBy = (population: Population, name: string, column: Column, atMs: number): Column => {
  const dates = population.columns.get('asOf')
  if (!dates || name === 'joinedAt') return column
  let known: Column | null = null
  for (let row = 0; row < dates.length; row++) {
    if (!(dates[row]! > atMs)) continue
    known ??= column.slice()
    known[row] = NaN
  }
  return known ?? column
}

const elapsedColumn = (
  plan: Plan,
  values: Column,
  leaf: Extract<Leaf, { from: 'moment' }>,
  atMs: number,
): Column => {
  const out = emptyColumn(values.length)
  for (let row = 0; row < values.length; row++) {
    if (isKnown(values[row]!)) out[row] = elapsed(plan.clockwork.zone, values[row]!, atMs, leaf.unit)
  }
  return out
}
