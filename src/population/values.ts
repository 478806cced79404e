/**
 * The values of a plan's nodes for every merchant, computed once, in JavaScript. It knows no peers: what is computed over everybody comes
 * in as columns, by node.
 */
import { elapsed } from '../plan/calendar.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import { columnNameOf, defaultOf } from '../plan/asked.js'
import { emptyColumn, isKnown, type Column, type PartColumn, type Population } from './columns.js'
import { Graph, type Place, type Reading } from './graph.js'
import { javascript } from './machine.js'
import { run } from './run.js'
import { drained } from './slices.js'

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
  const graph = new Graph()
  const placeOf = graph.placesOf(plan.nodes, roots, readingsOf(plan, population, atMs, known))
  const kept = new Map<Place, Column>()
  const values = new Map<Id, Column>()
  for (const id of roots) {
    const place = placeOf(id)
    const column = graph.columnAt(place)
    const whole = column && !('parts' in column) ? column : (kept.get(place) ?? emptyColumn(size))
    values.set(id, whole)
    if (whole !== column) kept.set(place, whole)
  }
  drained(run(javascript, graph, size, kept, new Map(), new Map(), (column) => column))
  return values
}

/** What a plan's leaves read of a population at a review; null for a node that is computed. */
export const readingsOf =
  (
    plan: Plan,
    population: Population,
    atMs: number,
    known: ReadonlyMap<Id, Column | PartColumn>,
  ): ((id: Id) => Reading | null) =>
  (id) => {
    const column = known.get(id)
    if (column) return { name: `known ${id}`, column: () => column }
    const node = plan.nodes[id]!
    return node.op === 'leaf' ? leafReading(plan, population, node.leaf, atMs) : null
  }

const leafReading = (plan: Plan, population: Population, leaf: Leaf, atMs: number): Reading => {
  if (leaf.from === 'peers') throw new Error(`The peers of cohort ${leaf.cohort} were not computed.`)
  const name = columnNameOf(leaf)
  const column = name === null ? undefined : population.columns.get(name)
  if (name === null || column === undefined) {
    const instead = leaf.from === 'moment' ? null : defaultOf(plan, leaf)
    return { value: instead ?? null }
  }
  if (leaf.from === 'held') return { name, column: () => column }
  const known = (): Column => knownBy(population, name, column, atMs)
  // a population without dates is known at any time
  if (leaf.from !== 'moment')
    return { name: population.columns.has('asOf') ? `${name} at ${atMs}` : name, column: known }
  const { zone } = plan.clockwork
  return {
    name: `${leaf.unit} since ${name} at ${atMs} in ${zone}`,
    column: () => elapsedColumn(plan, known(), leaf, atMs),
  }
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
