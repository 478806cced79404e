/** An Issue as sentences. Everything said is in its code and params; a place in the text is the caller's to show. */
import type { Issue } from '../schema/issues.js'
import { documentIssues } from './document-issues.js'
import { wordsIn, type Locale } from './locale.js'
import { requestIssues } from './request-issues.js'
import { saidIssue, type SaidIssue } from './said-issue.js'

/** What is wrong, the rule and the fix, in one language. */
export function sayIssue(issue: Issue, locale: Locale): SaidIssue {
  const words =
    issue.code in requestIssues.en
      ? wordsIn('issues', requestIssues, locale)
      : wordsIn('issues', documentIssues, locale)
  return saidIssue(issue, words, locale)
}
