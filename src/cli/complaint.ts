/** What is wrong with a file, as a compiler says it: the file, line and column, the code, what is wrong; below it where, and the fix. */
import type { Issue } from '../schema/issues.js'
import type { CliWords } from '../words/cli.js'
import { sayIssue } from '../words/issues.js'
import type { Locale } from '../words/locale.js'

/** Input that is refused. `rowNumber`: for a table, the number a spreadsheet shows beside the i-th row of merchants. */
export class BadInput extends Error {
  constructor(
    readonly file: string,
    readonly issues: readonly Issue[],
    readonly rowNumber: ((row: number) => number) | null = null,
  ) {
    super(`${file}: ${issues.map(({ code }) => code).join(', ')}`)
  }
}

/** Two lines an issue, and how many there are. */
export const saidBadInput = (bad: BadInput, words: CliWords, locale: Locale): string =>
  [...saidIssues(bad, words, locale), words.nothingScored(String(bad.issues.length)), ''].join('\n')

/** Two lines an issue. */
export const saidIssues = (
  { file, issues, rowNumber }: BadInput,
  words: CliWords,
  locale: Locale,
): string[] =>
  issues.flatMap((issue) => {
    const { text, fix, path } = sayIssue(issue, locale)
    const [row, column] = issue.path
    const where =
      rowNumber === null || typeof row !== 'number'
        ? path
        : column === undefined
          ? words.inRow(String(rowNumber(row)))
          : words.at(String(rowNumber(row)), String(column))
    const place = issue.place ? `:${issue.place.line}:${issue.place.column}` : ''
    return [`${file}${place} ${issue.code} ${text}`, `    ${words.fixAt(where, fix)}`]
  })
