/**
 * Files to tables: bytes to text, text to rows of cells. It knows CSV and nothing of merchants; columns.ts and mapping.ts say what the
 * cells mean. No row is dropped but blank lines: a row that cannot be read is an Issue with its line and column, and stays in its place.
 */
import Papa from 'papaparse'
import type { Issue } from '../schema/issues.js'
import { cellPlaces, type CellPlace } from './cell-place.js'

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
  readonly placeOf: CellPlace
  readonly numberOf: (row: number) => number
}

const quoteCodes: Readonly<Record<string, 'openQuote' | 'strayQuote'>> = {
  MissingQuotes: 'openQuote',
  InvalidQuotes: 'strayQuote',
}

const separators = [',', '\t', ';', '|']

/** The separator that stands most often in the first line with something in it, what is quoted left out. */
const separatorOf = (text: string): string => {
  const first = (/[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => first.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}

/** A CSV text as a table: parted by commas, tabs, semicolons or bars, whichever its first row has; the first row names the columns. */
export const tableOf = (text: string): Table => {
  const separator = separatorOf(text)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator })
  const broken = new Map<number, 'openQuote' | 'strayQuote'>()
  for (const { code, row } of errors) {
    const fault = quoteCodes[code]
    if (fault && row !== undefined && !broken.has(row)) broken.set(row, fault)
  }
  // `at`: which of the text's rows a row of the table is
  const at: number[] = []
  data.forEach((cells, row) => {
    if (cells.length > 1 || (cells[0] ?? '').trim() !== '' || broken.has(row)) at.push(row)
  })
  const [first = 0, ...others] = at
  const header = (at.length === 0 ? [] : data[first]!).map((name) => name.trim())
  const place = cellPlaces(text, separator)
  const placeOf: CellPlace = (row, cell) => place(row < 0 ? first : others[row]!, cell)
  const issues: Issue[] = []
  if (broken.has(first))
    issues.push({ code: broken.get(first)!, path: [], params: {}, place: placeOf(-1, 0) })
  const rows = others.map((row, i) => {
    const cells = data[row]!
    const fault = broken.get(row)
    if (!fault && cells.length === header.length) return cells
    issues.push(
      fault
        ? {
            code: fault,
            path: [i],
            params: {},
            place: placeOf(i, fault === 'openQuote' ? cells.length - 1 : 0),
          }
        : {
            code: 'wrongCells',
            path: [i],
            params: { found: cells.length, expected: header.length },
            place: placeOf(i, Math.min(cells.length, header.length)),
          },
    )
    return null
  })
  return { header, rows, issues, placeOf, numberOf: (row) => others[row]! + 1 }
}
