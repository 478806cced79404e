/** An Issue as sentences. Everything said is in its code and params; a place in the text is the caller's to show. */
import type { Issue, IssuePath } from '../schema/issues.js'
import { sentences } from './element.js'
import { issues as en, type Sentence } from './en/issues.js'
import { wordsIn, type Locale } from './locale.js'
import { issues as zhCN } from './zh-CN/issues.js'

/** `text`: what is wrong and the rule; `fix`: what to do; `path`: where, as `score.factors[2].weight`, empty for the document itself. */
export interface SaidIssue {
  readonly text: string
  readonly fix: string
  readonly path: string
}

/** What is wrong, the rule and the fix, in one language. */
export function sayIssue(issue: Issue, locale: Locale): SaidIssue {
  const say = wordsIn('issues', { en, 'zh-CN': zhCN }, locale)[issue.code] as (
    params: Issue['params'],
  ) => Sentence
  const { first } = issue.params
  // a path among the params is joined with dots; ids hold none
  const params =
    issue.code === 'duplicateId'
      ? { ...issue.params, first: pathText(String(first).split('.')) }
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
