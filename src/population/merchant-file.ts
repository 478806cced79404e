/**
 * START HERE for files. A file of merchants, whatever it is: CSV, JSON, a JSON object a line, Parquet, told apart by their bytes and not by
 * their names. It is opened once and its rows are read as often as they are asked for, a slice at a time; it is never held whole. It knows
 * rows and cells; what they mean is told by profile.ts, guess.ts and load-file.ts.
 */
import type { Issue, Place } from '../schema/issues.js'
import type { Bytes } from './bytes.js'
import type { Cell } from './cell.js'
import { cellPlace } from './cell-place.js'
import { CsvRows, separatorOf, type CsvRow } from './csv.js'
import { decodingOf, textsOf, type Decoding, type Encoding } from './encoding.js'
import { isBlank, rowFault } from './import.js'
import { cellsOf } from './json-cells.js'
import { JsonItems } from './json-items.js'
import type { Pace } from './pace.js'
import { parquetOf, type Parquet } from './parquet.js'

export type FileFormat = 'csv' | 'json' | 'parquet'

/**
 * One row. `number`: as a spreadsheet shows it, or of a JSON file or Parquet the place among all, from 1. `cells` are null where the row is
 * broken, and `fault` says why. `raw`: as it stands in the file; empty for Parquet. `placeOf`: of a cell in a text.
 */
export interface FileRow {
  readonly number: number
  readonly cells: readonly Cell[] | null
  readonly fault: Pick<Issue, 'code' | 'params'> | null
  readonly raw: string
  readonly placeOf: (cell: number) => Place | undefined
}

/** Rows that were read together; `done`: which share of the file has been read with them. */
export interface Batch {
  readonly rows: readonly FileRow[]
  readonly done: number
}

export interface MerchantFile {
  readonly name: string
  readonly size: number // bytes
  readonly format: FileFormat
  readonly decoding: Decoding | null // null for Parquet
  readonly separator: string | null // of a CSV
  readonly header: readonly string[]
  readonly count: number | null // rows, where the file says it
  readonly batches: () => AsyncGenerator<Batch>
}

/** What may be said of a file beforehand. `zone` and `atMs`: for fields of records that changed over time. */
export interface FileWishes {
  readonly encoding?: Encoding | undefined
  readonly separator?: string | undefined
  readonly zone?: string | undefined
  readonly atMs?: number | undefined
}

type Opened = { value: MerchantFile | null; issues: Issue[] }

/** First bytes of files that are often mistaken for tables, and what people call them. */
const others: readonly [name: string, ...start: number[]][] = [
  ['xlsx', 0x50, 0x4b, 0x03, 0x04],
  ['xls', 0xd0, 0xcf, 0x11, 0xe0],
  ['pdf', 0x25, 0x50, 0x44, 0x46],
  ['gzip', 0x1f, 0x8b],
  ['zstd', 0x28, 0xb5, 0x2f, 0xfd],
  ['sqlite', 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
]

const refused = (code: Issue['code'], params: Issue['params'] = {}): Opened => ({
  value: null,
  issues: [{ code, path: [], params }],
})

/** A file opened, or why it cannot be. Throws an AbortError where it is no longer wanted. */
export const openedFile = async (bytes: Bytes, pace: Pace, wishes: FileWishes = {}): Promise<Opened> => {
  const head = await bytes.part(0, 4096)
  const other = others.find(([, ...start]) => start.every((byte, at) => head[at] === byte))
  if (other) return refused('otherFile', { found: other[0] })
  if (String.fromCharCode(...head.subarray(0, 4)) === 'PAR1') return openedParquet(bytes)
  const found = wishes.encoding
    ? { value: { encoding: wishes.encoding, failed: null }, issues: [] }
    : await decodingOf(bytes, pace)
  if (found.value === null) return { value: null, issues: found.issues }
  try {
    let first = ''
    for await (const { text } of textsOf(bytes, found.value.encoding)) {
      first = text
      if (/\S/.test(text)) break
    }
    if (/^\s*<(!doctype|html|\?xml)/i.test(first)) return refused('otherFile', { found: 'html' })
    return /^\ufeff?\s*[[{]/.test(first)
      ? await openedJson(bytes, found.value, pace, wishes)
      : await openedCsv(bytes, found.value, wishes.separator ?? separatorOf(first))
  } catch (error) {
    // an encoding that was asked for, and is not the file's
    if (error instanceof TypeError) return refused('notText')
    throw error
  }
}

const openedCsv = async (bytes: Bytes, decoding: Decoding, separator: string): Promise<Opened> => {
  // the first row with anything in it names the columns
  let first: CsvRow | null = null
  const all = async function* (): AsyncGenerator<{ rows: [number, CsvRow][]; done: number }> {
    const scanner = new CsvRows(separator)
    let number = 0
    for await (const { text, isLast, done } of textsOf(bytes, decoding.encoding)) {
      const numbered = scanner.rowsIn(text, isLast).map((row): [number, CsvRow] => [++number, row])
      yield { rows: numbered.filter(([, row]) => !isBlank(row)), done }
    }
  }
  for await (const { rows } of all()) if ((first = rows[0]?.[1] ?? null)) break
  if (first === null) return refused('emptyFile')
  const place = cellPlace(first.raw, first.line, 0, separator)
  if (first.fault) return { value: null, issues: [{ code: first.fault, path: [], params: {}, place }] }
  const header = first.cells.map((name) => name.trim())
  const rowOf = ([number, row]: [number, CsvRow]): FileRow => {
    const { raw, line, cells } = row
    const wrong = rowFault(row, header.length)
    const placeOf = (cell: number): Place => cellPlace(raw, line, wrong ? wrong.cell : cell, separator)
    return { number, cells: wrong ? null : cells, fault: wrong, raw, placeOf }
  }
  const batches = async function* (): AsyncGenerator<Batch> {
    let isHeaderRead = false
    for await (const { rows, done } of all()) {
      const own = isHeaderRead ? rows : rows.slice(1)
      isHeaderRead ||= rows.length > 0
      yield { rows: own.map(rowOf), done }
    }
  }
  const { name, size } = bytes
  return {
    value: { name, size, format: 'csv', decoding, separator, header, count: null, batches },
    issues: [],
  }
}

const openedJson = async (
  bytes: Bytes,
  decoding: Decoding,
  pace: Pace,
  { zone = 'UTC', atMs = Infinity }: FileWishes,
): Promise<Opened> => {
  const names = new Set<string>()
  let count = 0
  const rows = async function* (): AsyncGenerator<Batch> {
    const scanner = new JsonItems()
    const header = [...names]
    let number = 0
    for await (const { text, isLast, done } of textsOf(bytes, decoding.encoding)) {
      const batch = scanner.itemsIn(text, isLast).map(({ value, text: raw, line }): FileRow => {
        number += 1
        const about = { number, raw, placeOf: () => ({ line, column: 1 }) }
        if (value === null) return { ...about, cells: null, fault: { code: 'notObject', params: {} } }
        const { cells, hasLog } = cellsOf(value, zone, atMs)
        return hasLog
          ? { ...about, cells: null, fault: { code: 'notYetSupported', params: { what: 'facts' } } }
          : { ...about, cells: header.map((name) => cells.get(name) ?? null), fault: null }
      })
      yield { rows: batch, done }
    }
  }
  // any object may have a key that none before it had
  const scanner = new JsonItems()
  for await (const { text, isLast, done } of textsOf(bytes, decoding.encoding)) {
    for (const { value } of scanner.itemsIn(text, isLast)) {
      count += 1
      if (value) for (const name of cellsOf(value, zone, atMs).cells.keys()) names.add(name)
    }
    if (pace.isDue()) await pace.rest(done)
  }
  if (names.size === 0) return refused('emptyFile')
  const { name, size } = bytes
  return {
    value: {
      name,
      size,
      format: 'json',
      decoding,
      separator: null,
      header: [...names],
      count,
      batches: rows,
    },
    issues: [],
  }
}

/** Rows of Parquet that become objects at a time: columns of a run are read together, and given out in slices. */
const SLICE_ROWS = 4096

const openedParquet = async (bytes: Bytes): Promise<Opened> => {
  const { value: parquet, issues } = await parquetOf(bytes)
  if (parquet === null) return { value: null, issues }
  const { header, size: count } = parquet
  const batches = (): AsyncGenerator<Batch> => parquetRows(parquet)
  const { name, size } = bytes
  return {
    value: { name, size, format: 'parquet', decoding: null, separator: null, header, count, batches },
    issues: [],
  }
}

async function* parquetRows({ runs, columns, size }: Parquet): AsyncGenerator<Batch> {
  for (const { rowStart, rowEnd } of runs) {
    const cells = await columns(rowStart, rowEnd)
    for (let start = rowStart; start < rowEnd; start += SLICE_ROWS) {
      const end = Math.min(rowEnd, start + SLICE_ROWS)
      const rows: FileRow[] = []
      for (let row = start; row < end; row++)
        rows.push({
          number: row + 1,
          cells: cells.map((column) => column[row - rowStart] ?? null),
          fault: null,
          raw: '',
          placeOf: () => undefined,
        })
      yield { rows, done: end / size }
    }
  }
}
