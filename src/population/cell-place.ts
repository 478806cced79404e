/** Where a cell of a CSV stands in its text. The text is gone through once, when the first place is asked for: most tables have no faults. */
import type { Place } from '../schema/issues.js'

/** The place of a cell by the number of its row in the text, blank lines counted, and of the cell in the row; past its end, the row's end. */
export type CellPlace = (row: number, cell: number) => Place

/** Places in a text whose cells are parted by `separator`. Rows end with LF, CR or both; inside quotes nothing ends. */
export const cellPlaces = (text: string, separator: string): CellPlace => {
  let starts: { offsets: number[]; lines: number[] } | null = null
  return (row, cell) => {
    starts ??= rowStarts(text, separator)
    const offset = starts.offsets[row] ?? text.length
    let at = offset
    for (let passed = 0; passed < cell; passed++) {
      const end = cellEnd(text, at, separator)
      if (!text.startsWith(separator, end)) {
        at = end
        break
      }
      at = end + separator.length
    }
    // a cell before this one may hold line ends of its own
    let line = starts.lines[row] ?? 1
    let lineStart = offset
    for (let end = text.indexOf('\n', offset); end >= 0 && end < at; end = text.indexOf('\n', lineStart)) {
      line += 1
      lineStart = end + 1
    }
    return { line, column: at - lineStart + 1 }
  }
}

/** The offset after a cell: of its separator, of its line end, or of the text's end. */
const cellEnd = (text: string, start: number, separator: string): number => {
  let at = start
  if (text[at] === '"') {
    for (at += 1; at < text.length; at++) {
      if (text[at] !== '"') continue
      if (text[at + 1] !== '"') break
      at += 1
    }
    at = Math.min(text.length, at + 1)
  }
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r' && !text.startsWith(separator, at)) at++
  return at
}

const rowStarts = (text: string, separator: string): { offsets: number[]; lines: number[] } => {
  const offsets = [0]
  const lines = [1]
  let line = 1
  for (let start = 0, at = 0; at < text.length; start = at) {
    at = cellEnd(text, start, separator)
    for (let end = text.indexOf('\n', start); end >= 0 && end < at; end = text.indexOf('\n', end + 1))
      line += 1
    if (text.startsWith(separator, at)) {
      at += separator.length
      continue
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    line += 1
    offsets.push(at)
    lines.push(line)
  }
  return { offsets, lines }
}
