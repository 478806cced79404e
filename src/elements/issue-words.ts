/** An issue's sentences in a page: those about requests at once, those about documents when their file has come. */
import type { Issue } from '../schema/issues.js'
import { elementWords } from '../words/element.js'
import { wordsIn, type Locale } from '../words/locale.js'
import { requestIssues } from '../words/request-issues.js'
import { pathText, saidIssue, type SaidIssue } from '../words/said-issue.js'

type Tables = typeof import('../words/document-issues.js')

let tables: Tables['documentIssues'] | 'missing' | undefined
let coming: Promise<void> | undefined

/** Whether an issue can be said now. */
export function canSay({ code }: Issue): boolean {
  return tables !== undefined || code in requestIssues.en
}

/** Until then `issueWords` has to be waited for. Where the file cannot be loaded, the code has to do. */
export function sayIssueNow(issue: Issue, locale: Locale): SaidIssue {
  const { code, path } = issue
  if (code in requestIssues.en) return saidIssue(issue, wordsIn('issues', requestIssues, locale), locale)
  const where = pathText(path)
  if (!tables) return { text: '', fix: '', path: where }
  if (tables === 'missing') return { text: elementWords(locale).wrongData(code), fix: '', path: where }
  return saidIssue(issue, wordsIn('issues', tables, locale), locale)
}

/** Comes when every issue can be said; it never fails. */
export function issueWords(): Promise<void> {
  coming ??= import('../words/document-issues.js').then(
    ({ documentIssues }) => void (tables = documentIssues),
    () => void (tables = 'missing'),
  )
  return coming
}
