/** Where a cell of a CSV stands in its file, worked out when it is asked for: most tables have no faults. */
import type { Place } from '../schema/issues.js'

/** The place of a row's cell by the row as it stands in the file; past its end, the row's end. Inside quotes nothing ends. */
export const cellPlace = (raw: string, line: number, cell: number, separator: string): Place => {
  let at = 0
  for (let passed = 0; passed < cell; passed++) {
    const end = cellEnd(raw, at, separator)
    if (!raw.startsWith(separator, end)) {
      at = end
      break
    }
    at = end + separator.length
  }
  // a cell before this one may hold line ends of its own
  const before = raw.slice(0, at).split(/\r\n|\r|\n/)
  return { line: line + before.length - 1, column: before[before.length - 1]!.length + 1 }
}

/** The offset after a cell: of its separator, or of the row's end. */
const cellEnd = (raw: string, start: number, separator: string): number => {
  let at = start
  if (raw[at] === '"') {
    for (at += 1; at < raw.length; at++) {
      if (raw[at] !== '"') continue
      if (raw[at + 1] !== '"') break
      at += 1
    }
    at = Math.min(raw.length, at + 1)
  }
  const end = raw.indexOf(separator, at)
  return end < 0 ? raw.length : end
}
