/**
 * A table as the text of a CSV file that spreadsheets open without harm: UTF-8 with a byte order mark (Excel takes it for
 * GB18030 or Windows-1252 otherwise), CRLF, every text quoted. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers stay numbers, minus included.
 * Source: RFC 4180; OWASP, CSV Injection.
 */
export type Cell = string | number | null

/** One line a row, the byte order mark before the first. Empty cells for null. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `${mark}${rows.map(lineOf).join('')}`
}

/** The same of a list that may be long: the page has its turn between two parts. */
export async function csvOfLong<Item>(
  head: readonly Cell[],
  items: readonly Item[],
  rowOf: (item: Item) => readonly Cell[],
): Promise<string> {
  const parts = [mark, lineOf(head)]
  for (let from = 0; from < items.length; from += part) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve))
    for (const item of items.slice(from, from + part)) parts.push(lineOf(rowOf(item)))
  }
  return parts.join('')
}

const mark = '\uFEFF'
const part = 500
const lineOf = (row: readonly Cell[]): string => `${row.map(cellOf).join(',')}\r\n`

// what opens a formula, in full width too (an input method writes it, Excel reads it), and blanks that hide it
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return `"${safe.replace(/"/g, '""')}"`
}
