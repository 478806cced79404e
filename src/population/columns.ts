/**
 * START HERE. Many merchants as columns: one number a merchant, or nothing. Population runs a plan's nodes over them in blocks of rows
 * and says the same tier and the same score as core, to the last bit; it knows one review of values that are given, never a log, an
 * account or a fold.
 *
 * A column has the name of what it gives, in the program's one namespace: a metric (`orders`, or `orders@books` for one value of a
 * scope), a field, a ladder (the tier held), an override (whether it is active), an account (the balance); and `joinedAt`, `asOf`. What is
 * remembered of past decisions has the key of its watch (`...#16`: how often in the last 16, `...#streak`). Ranks among peers are never
 * given: over a population they are computed.
 */

/**
 * Numbers in the plan's own terms: a flag 1 or 0, a choice or tier its place (-1: no tier), a date its instant in ms; NaN where nothing is
 * known. So an unknown needs no place of its own, and goes through arithmetic as it should.
 */
export type Column = Float64Array

/** Cells by part in place of by row, where all of a part have the same: `parts` says which part a row is in, -1 none, of which nothing is known. */
export interface PartColumn {
  readonly parts: Int32Array
  readonly cells: Column
}

/** `ids` has one id a merchant, all different; every column has as many cells. */
export interface Population {
  readonly ids: readonly string[]
  readonly columns: ReadonlyMap<string, Column>
}

/** A column of so many cells in which nothing is known. */
export const emptyColumn = (size: number): Column => new Float64Array(size).fill(NaN)

/** A column of a list; null and NaN are unknown. */
export const columnOf = (cells: ArrayLike<number | null>): Column => {
  const column = new Float64Array(cells.length)
  for (let row = 0; row < cells.length; row++) column[row] = cells[row] ?? NaN
  return column
}

/** One cell; null is unknown. */
export const cellOf = (column: Column, row: number): number | null => {
  const value = column[row]!
  return isKnown(value) ? value : null
}

/** Whether a cell is known. */
export const isKnown = (value: number): boolean => value === value

/** One cell of a column by part. */
export const partCellOf = ({ parts, cells }: PartColumn, row: number): number | null =>
  parts[row]! < 0 ? null : cellOf(cells, parts[row]!)

/** Writes `count` rows of a column by part, from the row `start` on, as cells by row. */
export const spread = ({ parts, cells }: PartColumn, start: number, count: number, out: Column): void => {
  for (let row = 0; row < count; row++) {
    const part = parts[start + row]!
    out[row] = part < 0 ? NaN : cells[part]!
  }
}
