/**
 * Rows of a CSV as its text comes, part by part (RFC 4180, and what spreadsheets write). A quote that is never closed, or that closes too
 * early, breaks the line it stands on and no other: reading goes on with the next line. Lines end with LF, CR or both, mixed as they may be.
 */

export type QuoteFault = 'openQuote' | 'strayQuote'

/** `raw`: the row as it stands in the file; `line`: where it begins, from 1. `cells` of a broken row are what its line would be without quotes. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly raw: string
  readonly line: number
  readonly fault: QuoteFault | null
}

export const separators: readonly string[] = [',', '\t', ';', '|']

/** The separator that stands most often in the first line with something in it, what is quoted left out. */
export const separatorOf = (text: string): string => {
  const first = (/[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => first.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}

/** A cell longer than this, in characters, is a quote that was never closed. */
const LONGEST = 1 << 18

export class CsvRows {
  private rest = ''
  private line = 1
  private width = 0 // cells of the first row with any: of a row over several lines, none else is right

  constructor(private readonly separator: string) {}

  /** The rows that end in the next part of the text. */
  rowsIn(part: string, isLast: boolean): CsvRow[] {
    const text = this.rest + part
    const rows: CsvRow[] = []
    let at = 0
    let quote = text.indexOf('"')
    let lf = text.indexOf('\n')
    let cr = text.indexOf('\r')
    while (at < text.length) {
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
      if (lf >= 0 && lf < at) lf = text.indexOf('\n', at)
      if (cr >= 0 && cr < at) cr = text.indexOf('\r', at)
      const end = lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr)
      const hasEnd = end >= 0 && (isLast || text[end] === '\n' || end + 1 < text.length)
      if (!hasEnd && !isLast) break
      const stop = hasEnd ? end : text.length
      const next = hasEnd ? stop + (text[stop] === '\r' && text[stop + 1] === '\n' ? 2 : 1) : stop
      if (quote < 0 || quote >= stop) {
        const raw = text.slice(at, stop)
        this.add(rows, { cells: raw.split(this.separator), raw, line: this.line, fault: null })
        this.line += 1
        at = next
        continue
      }
      const row = this.quotedRow(text, at, isLast)
      if (row === null) break
      this.add(rows, row.fault === null ? row : this.brokenLine(text.slice(at, stop), row.fault))
      this.line += row.fault === null ? row.lines : 1
      at = row.fault === null ? row.next : next
    }
    this.rest = at === 0 ? text : text.slice(at)
    return rows
  }

  private add(rows: CsvRow[], row: CsvRow): void {
    if (this.width === 0 && (row.cells.length > 1 || row.cells[0]!.trim() !== ''))
      this.width = row.cells.length
    rows.push(row)
  }

  private brokenLine(raw: string, fault: QuoteFault): CsvRow {
    return { cells: raw.split(this.separator), raw, line: this.line, fault }
  }

  /** A row with quotes in it; null where its end is not there yet. */
  private quotedRow(
    text: string,
    start: number,
    isLast: boolean,
  ): (CsvRow & { fault: null; next: number; lines: number }) | { fault: QuoteFault } | null {
    const { separator } = this
    const cells: string[] = []
    let lines = 1
    for (let at = start; ;) {
      let end: number
      if (text[at] === '"') {
        const close = closingQuote(text, at)
        if (close < 0) return isLast || text.length - start > LONGEST ? { fault: 'openQuote' } : null
        end = close + 1
        while (text[end] === ' ' && separator !== ' ') end += 1
        if (end === text.length && !isLast) return null // another quote may follow
        const over = linesIn(text, at, close)
        lines += over
        if (end < text.length && !isEnd(text, end, separator))
          return { fault: lines > 1 ? 'openQuote' : 'strayQuote' }
        cells.push(text.slice(at + 1, close).replace(/""/g, '"'))
      } else {
        end = at
        while (end < text.length && !isEnd(text, end, separator)) end += 1
        cells.push(text.slice(at, end))
      }
      if (text[end] === separator) {
        at = end + 1
        continue
      }
      const isOver = end === text.length || (text[end] === '\r' && end + 1 === text.length)
      if (isOver && !isLast) return null
      // a quote that was meant as an inch or a ditto mark swallows lines until the next one
      if (lines > 1 && this.width > 0 && cells.length !== this.width) return { fault: 'openQuote' }
      const next = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
      return { cells, raw: text.slice(start, end), line: this.line, fault: null, next, lines }
    }
  }
}

const isEnd = (text: string, at: number, separator: string): boolean => {
  const letter = text[at]
  return letter === separator || letter === '\n' || letter === '\r'
}

const closingQuote = (text: string, open: number): number => {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at
  return -1
}

const linesIn = (text: string, start: number, end: number): number => {
  let lines = 0
  for (let at = start; at < end; at++)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) lines += 1
  return lines
}
