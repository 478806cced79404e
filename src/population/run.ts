/**
 * Places of a graph over all rows, block by block, on a machine. Constants are filled once for all blocks, a column is read where it lies, and
 * few cells of a block are in use at a time, so that they stay in a processor's cache.
 */
import type { Node } from '../plan/plan.js'
import { spread, type Column, type PartColumn } from './columns.js'
import { placesIn, type Graph, type Place } from './graph.js'
import type { Machine, Run } from './machine.js'

/** Rows of a block: few enough that a plan's blocks stay in a processor's cache. */
export const BLOCK = 1024

/** Cells of one block, which begins at a row; they are another's afterwards. */
export type See<Cells> = (cells: Cells, start: number, count: number) => void

interface Step<Cells> {
  readonly place: Place
  readonly run: Run<Cells> | null // null: read where it lies
  readonly parts: PartColumn | null
  readonly whole: Cells | null // of all rows: what is read, or what is to be kept
}

/**
 * Fills the cells in `kept`, of all rows, for each place that is wanted, and shows each block of those in `seen`. `known`: the cells of those that are computed already. `loaded`: a
 * column's own. `instead`: nodes that come to the same as the graph's, with less to do. Yields how many rows are done after each block; what is lent is given back where
 * nobody asks for the next.
 */
export function* run<Cells>(
  machine: Machine<Cells>,
  graph: Graph,
  size: number,
  kept: ReadonlyMap<Place, Cells>,
  seen: ReadonlyMap<Place, See<Cells>>,
  known: ReadonlyMap<Place, Cells>,
  loaded: (column: Column) => Cells,
  instead: ReadonlyMap<Place, Node> = new Map(),
): Generator<number, void> {
  const steps: Step<Cells>[] = []
  const cells: Cells[] = []
  const lent: Cells[] = []
  const read = (place: Place): Cells => cells[place]!
  const block = (): Cells => {
    const one = machine.cells(BLOCK)
    lent.push(one)
    return one
  }
  const operandsOf = (place: Place): Place[] =>
    known.has(place) ? [] : placesIn(instead.get(place) ?? graph.nodeAt(place))
  const order = placesUnder([...kept.keys(), ...seen.keys()], operandsOf)
  const lastUse = new Map<Place, Place>()
  const uses = new Map<Place, number>()
  for (const place of order)
    for (const operand of operandsOf(place)) {
      lastUse.set(operand, place)
      uses.set(operand, (uses.get(operand) ?? 0) + 1)
    }
  for (const place of seen.keys()) lastUse.delete(place) // read when the block is done
  // a curve that is read for its micro-points alone is worked out with them
  const together = new Map<Place, Run<Cells>>()
  const skipped = new Set<Place>()
  for (const place of order) {
    const node = instead.get(place) ?? graph.nodeAt(place)
    if (node.op !== 'micro' || known.has(place) || graph.constantAt(place) !== undefined) continue
    const curve = graph.nodeAt(node.x)
    const isOwn = uses.get(node.x) === 1 && !known.has(node.x) && !kept.has(node.x) && !seen.has(node.x)
    const work = isOwn && curve.op === 'curve' ? machine.preparedMicro(curve) : null
    if (work === null) continue
    together.set(place, work)
    skipped.add(node.x)
  }
  const free: Cells[] = []
  const inUse = new Set<Place>()
  for (const place of order) {
    if (skipped.has(place)) continue
    const node = instead.get(place) ?? graph.nodeAt(place)
    const column = graph.columnAt(place)
    const parts = column && 'parts' in column ? column : null
    const there = known.get(place) ?? (column && !parts ? loaded(column as Column) : null)
    const to = kept.get(place) ?? null
    if (there !== null) steps.push({ place, run: null, parts: null, whole: there })
    else if (graph.constantAt(place) !== undefined) {
      const work = machine.prepared(node)
      cells[place] = block()
      work(read, cells[place], BLOCK)
      if (to !== null) steps.push({ place, run: work, parts: null, whole: to })
    } else {
      if (to === null) {
        cells[place] = free.pop() ?? block()
        inUse.add(place)
      }
      const work = parts ? null : (together.get(place) ?? machine.prepared(node))
      steps.push({ place, run: work, parts, whole: to })
      for (const operand of operandsOf(place))
        if (lastUse.get(operand) === place && inUse.delete(operand)) free.push(cells[operand]!)
    }
  }
  try {
    for (let start = 0; start < size; start += BLOCK) {
      const count = Math.min(BLOCK, size - start)
      for (const { place, run: work, parts, whole } of steps) {
        if (whole !== null) cells[place] = machine.from(whole, start)
        if (parts) spread(parts, start, count, machine.column(cells[place]!, count))
        else if (work) work(read, cells[place]!, count)
      }
      for (const [place, see] of seen) see(cells[place]!, start, count)
      yield start + count
    }
  } finally {
    for (const one of lent) machine.free(one, BLOCK)
    machine.forget()
  }
}

/** The places that make some roots, each once, operands first. */
const placesUnder = (roots: readonly Place[], operandsOf: (place: Place) => Place[]): Place[] => {
  const order: Place[] = []
  const seen = new Set<Place>()
  const enter = (place: Place): void => {
    if (seen.has(place)) return
    seen.add(place)
    operandsOf(place).forEach(enter)
    order.push(place)
  }
  roots.forEach(enter)
  return order
}
