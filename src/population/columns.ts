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

/** Numbers in the plan's own terms: a flag 1 or 0, a choice or tier its place (-1: no tier), a date its instant in ms. */
export interface Column {
  readonly values: Float64Array
  /** 1 where nothing is known; what `values` holds there means nothing. */
  readonly nulls: Uint8Array
}

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
export const emptyColumn = (size: number): Column => ({
  values: new Float64Array(size),
  nulls: new Uint8Array(size).fill(1),
})

/** A column of a list; null and NaN are unknown. */
export const columnOf = (cells: ArrayLike<number | null>): Column => {
  const column = emptyColumn(cells.length)
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]!
    if (cell === null || cell !== cell) continue
    column.values[row] = cell
    column.nulls[row] = 0
  }
  return column
}

/** One cell; null is unknown. */
export const cellOf = (column: Column, row: number): number | null =>
  column.nulls[row] === 0 ? column.values[row]! : null

/** One cell of a column by part. */
export const partCellOf = ({ parts, cells }: PartColumn, row: number): number | null =>
  parts[row]! < 0 ? null : cellOf(cells, parts[row]!)

/** Writes `count` rows of a column by part, from the row `start` on, as cells by row. */
export const spread = ({ parts, cells }: PartColumn, start: number, count: number, out: Column): void => {
  const { values, nulls } = out
  for (let row = 0; row < count; row++) {
    const part = parts[start + row]!
    values[row] = part < 0 ? 0 : cells.values[part]!
    nulls[row] = part < 0 ? 1 : cells.nulls[part]!
  }
}
