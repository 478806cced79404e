/** Which lines of a query are in no other one, in order: the longest lines that both have stay, all else is changed. */
export interface Change {
  /** Where it begins in the newer query, counted from 0, and how many lines it takes there; 0 where lines only went. */
  readonly at: number
  readonly count: number
  readonly before: readonly string[]
}

/** The changes from one list of lines to another. */
export const changesBetween = (before: readonly string[], after: readonly string[]): Change[] => {
  const [rows, columns] = [before.length + 1, after.length + 1]
  const least = new Uint16Array(rows * columns)
  for (let row = rows - 2; row >= 0; row--)
    for (let column = columns - 2; column >= 0; column--) {
      const at = row * columns + column
      least[at] =
        before[row] === after[column]
          ? least[at + columns + 1]! + 1
          : Math.max(least[at + columns]!, least[at + 1]!)
    }
  const changes: Change[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      row += 1
      column += 1
      continue
    }
    const at = column
    const gone: string[] = []
    while (row < before.length || column < after.length) {
      if (row < before.length && column < after.length && before[row] === after[column]) break
      const place = row * columns + column
      const takes =
        column < after.length && (row >= before.length || least[place + 1]! >= least[place + columns]!)
      if (takes) column += 1
      else gone.push(before[row++]!)
    }
    changes.push({ at, count: column - at, before: gone })
  }
  return changes
}

/** What a change of as many lines says in numbers: `30` to `25`; null where more than a number differs. */
export const numberChange = (before: string, after: string): { from: string; to: string } | null => {
  const split = (line: string): string[] => line.split(/(\d+(?:\.\d+)?)/)
  const [left, right] = [split(before), split(after)]
  if (left.length !== right.length) return null
  const differing = left.flatMap((part, place) => (part === right[place] ? [] : [place]))
  const [place] = differing
  if (differing.length !== 1 || place! % 2 === 0) return null
  return { from: left[place!]!, to: right[place!]! }
}
