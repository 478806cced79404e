/** How an Issue becomes sentences, whichever table has them. */
import type { Issue, IssuePath } from '../schema/issues.js'
import { sentences } from './element.js'
import type { Sentence } from './en/sentence.js'
import type { Locale } from './locale.js'

/** `text`: what is wrong and the rule; `fix`: what to do; `path`: where, as `score.factors[2].weight`, empty for the document itself. */
export interface SaidIssue {
  readonly text: string
  readonly fix: string
  readonly path: string
}

/** What is wrong, the rule and the fix, in the words of a table that has the issue's code. */
export function saidIssue(issue: Issue, words: object, locale: Locale): SaidIssue {
  const say = (words as Readonly<Record<string, (params: Issue['params']) => Sentence>>)[issue.code]!
  // a path among the params is joined with dots; ids hold none
  const params =
    issue.code === 'duplicateId'
      ? { ...issue.params, first: pathText(String(issue.params['first']).split('.')) }
      : issue.params
  const [wrong, rule, fix] = say(params)
  return { text: sentences([wrong, rule], locale), fix, path: pathText(issue.path) }
}

/** A path as people read it: `score.factors[2].weight`, `name["zh-CN"]`. */
export function pathText(path: IssuePath): string {
  let text = ''
  for (const key of path) {
    if (/^\d+$/.test(String(key))) text += `[${key}]`
    else if (/^[A-Za-z_$][\w$]*$/.test(String(key))) text += text === '' ? key : `.${key}`
    else text += `[${JSON.stringify(key)}]`
  }
  return text
}
