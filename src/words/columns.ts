/** Texts in columns of equal width, as terminals and printers draw them: Chinese signs are two wide. */

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += wide.test(sign) ? 2 : 1
  return width
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

/** A text in lines of at most `width` columns; lines after the first begin with `indent`. A single word that is wider stands alone. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  const limit = (): number => width - (lines.length > 0 ? widthOf(indent) : 0)
  for (const word of wordsOf(text)) {
    if (line !== '' && widthOf((line + word).trimEnd()) > limit()) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? word.trimStart() : word
  }
  lines.push(line.trimEnd())
  return lines.map((one, at) => (at === 0 ? one : indent + one)).join('\n')
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
