/**
 * Some rows of a population as a population of their own: a run of them, which copies no cell, or any of them in the order given. What is
 * true of everybody is so asked of a segment, and what is too large for everybody at once is done piece by piece.
 */
import type { Id, Plan } from '../plan/plan.js'
import type { Column, PartColumn, Population } from './columns.js'
import { peersOf } from './peers.js'
import { valuesOf } from './values.js'

/** Rows of a piece: few enough that dozens of columns of it are a few megabytes. */
export const PIECE = 65_536

/** Takes some rows of anything that has one cell a row. */
export interface Rows {
  readonly size: number
  readonly of: <T extends Float64Array | Int32Array | Int16Array>(cells: T) => T
  readonly ids: (ids: readonly string[]) => readonly string[]
}

/** The rows from `start` up to, and not with, `end`. */
export const runOf = (start: number, end: number): Rows => ({
  size: end - start,
  of: <T extends Float64Array | Int32Array | Int16Array>(cells: T) => cells.subarray(start, end) as T,
  ids: (ids) => ids.slice(start, end),
})

/** The rows of a list. */
export const rowsOf = (rows: Uint32Array): Rows => ({
  size: rows.length,
  of: <T extends Float64Array | Int32Array | Int16Array>(cells: T) => {
    const taken = new (cells.constructor as new (size: number) => T)(rows.length)
    for (let nth = 0; nth < rows.length; nth++) taken[nth] = cells[rows[nth]!]!
    return taken
  },
  ids: (ids) => {
    const taken: string[] = []
    for (const row of rows) taken.push(ids[row]!)
    return taken
  },
})

/** The population of some rows. */
export const populationOf = ({ ids, columns }: Population, rows: Rows): Population => {
  const taken = new Map<string, Column>()
  for (const [name, column] of columns) taken.set(name, rows.of(column))
  return { ids: rows.ids(ids), columns: taken }
}

/** Runs of at most a piece's rows that are all of `size`, in order. */
export const piecesOf = (size: number): Rows[] => {
  const pieces: Rows[] = []
  for (let start = 0; start < size; start += PIECE) pieces.push(runOf(start, Math.min(size, start + PIECE)))
  return pieces
}

/**
 * The values of some nodes for some rows, asked for piece by piece. What is ranked is ranked among everybody, once. `instead`: columns of
 * nodes that are not to be computed.
 */
export const piecewise = (
  plan: Plan,
  population: Population,
  atMs: number,
  roots: readonly Id[],
): ((rows: Rows, instead?: ReadonlyMap<Id, Column>) => Map<Id, Column>) => {
  const { values } = peersOf(plan, population, atMs, roots)
  return (rows, instead = new Map()) => {
    const known = new Map<Id, Column | PartColumn>(instead)
    for (const [id, column] of values) if (!instead.has(id)) known.set(id, takenOf(column, rows))
    return valuesOf(plan, populationOf(population, rows), atMs, roots, known)
  }
}

const takenOf = (column: Column | PartColumn, rows: Rows): Column | PartColumn =>
  'parts' in column ? { parts: rows.of(column.parts), cells: column.cells } : rows.of(column)
