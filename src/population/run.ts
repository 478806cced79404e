/**
 * Places of a graph over all rows, block by block, on a machine. Constants are filled once for all blocks, a column is read where it lies, and
 * few cells of a block are in use at a time, so that they stay in a processor's cache.
 */
import type { Node, NodeOf } from '../plan/plan.js'
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
  const { together, skipped } = joinedWork(machine, graph, order, {
    nodeAt: (place) => instead.get(place) ?? graph.nodeAt(place),
    isOwn: (place) =>
      uses.get(place) === 1 &&
      !known.has(place) &&
      !kept.has(place) &&
      !seen.has(place) &&
      graph.constantAt(place) === undefined,
    isDone: (place) => known.has(place) || graph.constantAt(place) !== undefined,
  })
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

interface Joins {
  readonly nodeAt: (place: Place) => Node
  readonly isOwn: (place: Place) => boolean // that one other place reads it and nobody else
  readonly isDone: (place: Place) => boolean
}

/**
 * Work that takes over that of what it alone reads: a curve that is read for its micro-points is worked out with them, and a sum of such is
 * worked out curve by curve, so that no block of them is ever written. `skipped`: what needs no work of its own then.
 */
const joinedWork = <Cells>(
  machine: Machine<Cells>,
  graph: Graph,
  order: readonly Place[],
  { nodeAt, isOwn, isDone }: Joins,
): { together: Map<Place, Run<Cells>>; skipped: Set<Place> } => {
  const together = new Map<Place, Run<Cells>>()
  const skipped = new Set<Place>()
  const curveUnder = (place: Place): NodeOf<'curve'> | null => {
    const node = nodeAt(place)
    if (node.op !== 'micro' || isDone(place)) return null
    const curve = graph.nodeAt(node.x)
    return curve.op === 'curve' && isOwn(node.x) ? curve : null
  }
  for (const place of order) {
    const node = nodeAt(place)
    if (node.op !== 'sum' || isDone(place) || node.of.length < 2) continue
    const curves = node.of.map((one) => (isOwn(one) ? curveUnder(one) : null))
    // what is known may come first, as it is: a sum that differs from it by a few curves
    const start = curves[0] === null && node.weights[0] === 1 ? node.of[0]! : null
    const parts = start === null ? curves : curves.slice(1)
    const weights = start === null ? node.weights : node.weights.slice(1)
    if (parts.length === 0 || parts.some((curve) => curve === null)) continue
    const work = machine.preparedSum(parts as NodeOf<'curve'>[], weights, start)
    if (work === null) continue
    together.set(place, work)
    for (const one of node.of) if (one !== start) skipped.add(one).add((nodeAt(one) as NodeOf<'micro'>).x)
  }
  for (const place of order) {
    const curve = skipped.has(place) ? null : curveUnder(place)
    const work = curve && machine.preparedMicro(curve)
    if (work === null) continue
    together.set(place, work)
    skipped.add((nodeAt(place) as NodeOf<'micro'>).x)
  }
  return { together, skipped }
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
