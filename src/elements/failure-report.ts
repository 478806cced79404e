/** A failed read for the console, where those who build the page look: what is wrong with which document, where, and what to do. */
import type { Issue, IssueDocument } from '../schema/issues.js'
import type { Locale } from '../words/locale.js'
import { sayIssueNow } from './issue-words.js'

/** A line an issue: document, URL where one is known, line and column, path, sentence and fix. */
export function failureReport(
  issues: readonly Issue[],
  urls: Readonly<Partial<Record<IssueDocument, unknown>>>,
  locale: Locale,
): string {
  const lines = issues.map((issue) => {
    const { document, place } = issue
    const url = document && urls[document]
    const { text, fix, path } = sayIssueNow(issue, locale)
    const where = [document, typeof url === 'string' && url, place && `${place.line}:${place.column}`, path]
    return ['tk-provider:', ...where.filter(Boolean), text, fix].join(' ')
  })
  return lines.join('\n')
}
