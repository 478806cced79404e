/**
 * Texts to tables: bytes to text, text to rows of cells, all at once, for what is small. It knows CSV and nothing of merchants; cell.ts
 * and mapping.ts say what the cells mean. No row is dropped but blank lines: a row that cannot be read is an Issue with its line and
 * column, and stays in its place. Files of any size and kind are merchant-file.ts's.
 */
import type { Issue, Place } from '../schema/issues.js'
import { cellPlace } from './cell-place.js'
import { CsvRows, separatorOf, type CsvRow } from './csv.js'

/** A text, and how its bytes were read. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'gb18030'
}

/** The text of a file: UTF-8, else GB18030 as Excel writes it in Chinese; UTF-16 where it says so. Null when it is none of them. */
export const decoded = (bytes: Uint8Array): { value: Decoded | null; issues: Issue[] } => {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe
  for (const encoding of marked ? (['utf-16le'] as const) : (['utf-8', 'gb18030'] as const)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // no text has this character, and files of other kinds have many
      if (text.indexOf('\u0000') < 0) return { value: { text, encoding }, issues: [] }
    } catch {
      // not in this encoding
    }
  }
  return { value: null, issues: [{ code: 'notText', path: [], params: {} }] }
}

/**
 * A table. `rows[i]` has as many cells as the header, or is null where it is broken and an issue says why; `issues` have the path
 * `[i, column]` or `[i]`. `placeOf(i, cell)`: where a cell stands in the text; row -1 is the header. `numberOf(i)`: the number that a
 * spreadsheet shows beside the row, the first row of the text being 1.
 */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[] | null)[]
  readonly issues: readonly Issue[]
  readonly placeOf: (row: number, cell: number) => Place
  readonly numberOf: (row: number) => number
}

/** True for a row that a spreadsheet shows empty. */
export const isBlank = ({ cells, fault }: CsvRow): boolean =>
  cells.length === 1 && fault === null && cells[0]!.trim() === ''

/** What is wrong with a row of a table with so many columns, and with which of its cells; null: nothing. */
export const rowFault = (
  { cells, fault }: CsvRow,
  columns: number,
): { code: Issue['code']; params: Issue['params']; cell: number } | null => {
  if (fault === 'openQuote') {
    const open = cells.findIndex((cell) => cell.startsWith('"') && !/^""$|[^"]"$/.test(cell))
    return { code: fault, params: {}, cell: Math.max(0, open) }
  }
  if (fault !== null) return { code: fault, params: {}, cell: 0 }
  if (cells.length === columns) return null
  return {
    code: 'wrongCells',
    params: { found: cells.length, expected: columns },
    cell: Math.min(cells.length, columns),
  }
}

/** A CSV text as a table: parted by commas, tabs, semicolons or bars, whichever its first row has; the first row names the columns. */
export const tableOf = (text: string): Table => {
  const separator = separatorOf(text)
  // `at`: which of the text's rows a row of the table is
  const all = new CsvRows(separator).rowsIn(text, true)
  const at = all.flatMap((row, nth) => (isBlank(row) ? [] : [nth]))
  const [first = 0, ...others] = at
  const header = at.length === 0 ? [] : all[first]!.cells.map((name) => name.trim())
  const placeOf = (row: number, cell: number): Place => {
    const found = all[row < 0 ? first : others[row]!]
    return found ? cellPlace(found.raw, found.line, cell, separator) : { line: 1, column: 1 }
  }
  const issues: Issue[] = []
  const broken = all[first]?.fault
  if (broken) issues.push({ code: broken, path: [], params: {}, place: placeOf(-1, 0) })
  const rows = others.map((nth, i) => {
    const row = all[nth]!
    const wrong = rowFault(row, header.length)
    if (wrong === null) return row.cells
    issues.push({ code: wrong.code, path: [i], params: wrong.params, place: placeOf(i, wrong.cell) })
    return null
  })
  return { header, rows, issues, placeOf, numberOf: (row) => others[row]! + 1 }
}
