/**
 * The merchants of a file into columns, row by row as the file is read: what is held is the columns and the ids, whatever the file's size.
 * A row that cannot be read is left out, counted by its reason, and the rest is kept.
 */
import type { Issue } from '../schema/issues.js'
import { cellText, readCell, type Cell, type CellKind } from './cell.js'
import type { Column, Population } from './columns.js'
import type { FileRow, MerchantFile } from './merchant-file.js'
import type { Mapped } from './mapping.js'
import type { Pace } from './pace.js'

/** What is read of a file. `id`: the column of merchants' ids; a choice without values takes every text that comes as one. */
export interface FileReading {
  readonly id: number
  readonly mapped: readonly Mapped[]
  readonly zone: string
  readonly digits: number // decimals of the currency's main unit
}

/** Rows left out for one reason. `column`: null where it is the row. `first`: the first of them; `found`: what stands there. */
export interface SkippedGroup {
  readonly code: Issue['code']
  readonly column: string | null
  readonly count: number
  readonly first: Issue & { readonly number: number; readonly found: string }
  readonly numbers: readonly number[] // of the first rows
}

/** A row that was left out, as it stands in the file; of Parquet, as a CSV would have it. */
export interface SkippedRow {
  readonly number: number
  readonly issue: Issue
  readonly raw: string
}

/** `skipped`: how many rows were left out; `rows`: the first of them, at most `MOST_ROWS`. */
export interface LoadedFile {
  readonly population: Population
  readonly mapped: readonly Mapped[] // a choice with the values that came
  readonly all: number
  readonly skipped: number
  readonly groups: readonly SkippedGroup[]
  readonly rows: readonly SkippedRow[]
}

/** Rows that are kept to be shown and saved. */
export const MOST_ROWS = 100_000
/** Values of a choice that is made up of what comes. More are no segments. */
export const MOST_VALUES = 500
const FIRST_NUMBERS = 5

/** The merchants of a file. Throws an AbortError where they are no longer wanted. */
export const loadedFile = async (
  file: MerchantFile,
  reading: FileReading,
  pace: Pace,
): Promise<LoadedFile> => {
  const load = new Load(file, reading)
  for await (const { rows, done } of file.batches()) {
    for (let nth = 0; nth < rows.length; nth++) {
      load.add(rows[nth]!, done)
      if ((nth & 511) === 511 && pace.isDue()) await pace.rest(done)
    }
    if (pace.isDue()) await pace.rest(done)
  }
  return load.done()
}

class Load {
  private readonly ids: string[] = []
  private readonly firsts = new Map<string, number>()
  private readonly columns: Column[]
  private readonly kinds: CellKind[]
  private readonly values: (Map<string, number> | null)[]
  private readonly groups = new Map<string, SkippedGroup & { count: number; numbers: number[] }>()
  private readonly rows: SkippedRow[] = []
  private capacity = 4096
  private all = 0

  constructor(
    private readonly file: MerchantFile,
    private readonly reading: FileReading,
  ) {
    const { mapped, zone, digits } = reading
    this.columns = mapped.map(() => new Float64Array(this.capacity))
    this.kinds = mapped.map(({ subject, written }) => ({ subject, zone, written, digits }))
    this.values = mapped.map(({ subject }) =>
      subject.reading === 'choice' && subject.values.length === 0 ? new Map() : null,
    )
  }

  add(row: FileRow, done: number): void {
    this.all += 1
    if (row.cells === null) {
      this.skip(row, row.fault!, null)
      return
    }
    const { id, mapped } = this.reading
    const text = cellText(row.cells[id]!)
    const wrong = this.idFault(text)
    let isKept = wrong === null
    if (wrong) this.skip(row, wrong, id)
    const at = this.ids.length
    if (at === this.capacity) this.grow(done)
    for (let place = 0; isKept && place < mapped.length; place++) {
      const { column } = mapped[place]!
      const value = this.valueOf(row.cells[column]!, place)
      if (typeof value === 'object' && value !== null) {
        this.skip(row, value, column)
        isKept = false
      } else this.columns[place]![at] = value ?? NaN
    }
    if (!isKept) return
    const own = copied(text)
    this.firsts.set(own, row.number)
    this.ids.push(own)
  }

  private idFault(text: string): Pick<Issue, 'code' | 'params'> | null {
    if (text === '') return { code: 'missingKey', params: { key: 'id' } }
    // a spreadsheet has taken the id for a number, and its last digits are gone
    if (/^\d\.\d+e\+\d+$/i.test(text)) return { code: 'unsafeInteger', params: { found: text } }
    const first = this.firsts.get(text)
    return first === undefined ? null : { code: 'repeatedMerchant', params: { id: text, row: first } }
  }

  private valueOf(cell: Cell, place: number): ReturnType<typeof readCell> {
    const values = this.values[place]
    if (!values) return readCell(cell, this.kinds[place]!)
    const text = cellText(cell)
    if (text === '') return null
    const known = values.get(text)
    if (known !== undefined) return known
    if (values.size >= MOST_VALUES) return null
    values.set(copied(text), values.size)
    return values.size - 1
  }

  private skip(row: FileRow, { code, params }: Pick<Issue, 'code' | 'params'>, column: number | null): void {
    const { number, raw, cells } = row
    const name = column === null ? null : this.file.header[column]!
    const place = row.placeOf(column ?? 0)
    const issue: Issue = {
      ...{ code, params, path: name === null ? [number] : [number, name] },
      ...(place && { place }),
    }
    const key = `${code} ${name ?? ''}`
    const group = this.groups.get(key)
    if (group === undefined) {
      const found = column === null ? copied(raw.slice(0, 80)) : copied(cellText(cells![column]!))
      const first = { ...issue, number, found }
      this.groups.set(key, { code, column: name, count: 1, first, numbers: [number] })
    } else {
      group.count += 1
      if (group.numbers.length < FIRST_NUMBERS) group.numbers.push(number)
    }
    if (this.rows.length < MOST_ROWS)
      this.rows.push({ number, issue, raw: raw === '' ? lineOf(cells ?? []) : copied(raw) })
  }

  /** Room for as many as the rest of the file will bring, going by what it brought. */
  private grow(done: number): void {
    const expected = done > 0 ? Math.ceil((this.ids.length / done) * 1.02) : 0
    this.capacity = Math.max(expected, Math.ceil(this.capacity * 1.5))
    this.columns.forEach((column, place) => {
      const larger = new Float64Array(this.capacity)
      larger.set(column)
      this.columns[place] = larger
    })
  }

  done(): LoadedFile {
    const { ids, all } = this
    const mapped = this.reading.mapped.map((one, place) => {
      const values = this.values[place]
      if (!values) return one
      return {
        ...one,
        subject: { ...one.subject, values: [...values.keys()].map((id) => ({ id, name: null })) },
      }
    })
    const columns = new Map(
      mapped.map(({ subject }, place) => {
        const column = this.columns[place]!
        // what was held too much goes back, unless it is little
        const fits = column.length - ids.length < ids.length / 16
        return [subject.id, fits ? column.subarray(0, ids.length) : column.slice(0, ids.length)]
      }),
    )
    const groups = [...this.groups.values()].sort((left, right) => right.count - left.count)
    return { population: { ids, columns }, mapped, all, skipped: all - ids.length, groups, rows: this.rows }
  }
}

/** A text of its own: a part of another keeps all of it in memory, and an id would keep its file. */
const copied = (text: string): string =>
  text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('')

const lineOf = (cells: readonly Cell[]): string => cells.map((cell) => quoted(cellText(cell))).join(',')
/** A cell as a CSV writes it. */
export const quoted = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
