/** Texts in columns of equal width, as terminals and printers draw them: Chinese signs are two wide. */

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += wide.test(sign) ? 2 : 1
  return width
}

/** As much of a text as so many columns hold, with an ellipsis where that is not all of it. */
export function shortened(text: string, columns: number): string {
  if (text.length <= columns / 2 || widthOf(text) <= columns) return text
  // a text of the other direction stays set apart
  return `${cut(text, columns - 1).trimEnd()}…${text.charAt(0) === '\u2068' ? '\u2069' : ''}`
}

/** Columns of texts side by side; those in `right` end together. The last column is never filled up with spaces. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((text, at) => (widths[at] = Math.max(widths[at] ?? 0, widthOf(text))))
  return rows
    .map((row) =>
      row
        .map((text, at) => {
          const space = ' '.repeat(widths[at]! - widthOf(text))
          return right.indexOf(at) >= 0 ? space + text : text + space
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

// No line begins with a sign that closes, nor ends with one that opens.
const closing = /[，。；：、！？）】》”’,.;:!?)\]}%]/
const opening = /[（【《“‘([{]/

const LEAST = 8 // columns of a cell, however narrow the table

/** Rows in columns, of at most `width` altogether: the widest columns give way and their texts go on below. Those in `right` end together. */
export function tableOf(
  rows: readonly (readonly string[])[],
  { right = [], width }: { right?: readonly number[]; width: number },
): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((text, at) => (widths[at] = Math.max(widths[at] ?? 0, widthOf(text))))
  const total = (): number => widths.reduce((sum, one) => sum + one + 2, -2)
  while (total() > width && Math.max(...widths) > LEAST) widths[widths.indexOf(Math.max(...widths))]! -= 1
  return rows
    .flatMap((row) => {
      const cells = row.map((text, at) => wrapped(text, widths[at]!).split('\n'))
      const lines: string[] = []
      for (let line = 0; cells.some((cell) => line < cell.length); line++)
        lines.push(
          cells
            .map((cell, at) => {
              const text = cell[line] ?? ''
              const space = ' '.repeat(Math.max(0, widths[at]! - widthOf(text)))
              return right.indexOf(at) >= 0 ? space + text : text + space
            })
            .join('  ')
            .trimEnd(),
        )
      return lines
    })
    .join('\n')
}

/** A text in lines of at most `width` columns; lines after the first begin with `indent`. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  const limit = (): number => width - (lines.length > 0 ? widthOf(indent) : 0)
  for (const word of wordsOf(text)) {
    if (line !== '' && widthOf((line + word).trimEnd()) > limit()) {
      lines.push(line.trimEnd())
      line = ''
    }
    let rest = line === '' ? word.trimStart() : word
    // a word that is wider than a line is broken anywhere
    while (line === '' && widthOf(rest.trimEnd()) > limit()) {
      const head = cut(rest, limit())
      lines.push(head)
      rest = rest.slice(head.length)
    }
    line += rest
  }
  lines.push(line.trimEnd())
  return lines.map((one, at) => (at === 0 ? one : indent + one)).join('\n')
}

/** As much of a word as a line holds: at least one sign. */
function cut(word: string, width: number): string {
  let head = ''
  for (const sign of word) {
    if (head !== '' && widthOf(head + sign) > width) break
    head += sign
  }
  return head
}

/** The pieces between which a line may break: words with the space before them, and single Chinese signs. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let last = ''
  for (const sign of text) {
    const breaks = sign === ' ' || ((wide.test(sign) || wide.test(last)) && last !== ' ' && !closing.test(sign) && !opening.test(last)) // prettier-ignore
    if (breaks || words.length === 0) words.push(sign)
    else words[words.length - 1] += sign
    last = sign
  }
  return words
}
