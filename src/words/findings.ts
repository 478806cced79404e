/** A Finding as sentences. Everything said is in its code and params. */
import type { Finding } from '../schema/findings.js'
import { sentences } from './element.js'
import { findings as en } from './en/findings.js'
import type { Sentence } from './en/sentence.js'
import { wordsIn, type Locale } from './locale.js'
import { pathText, type SaidIssue } from './said-issue.js'
import { findings as zhCN } from './zh-CN/findings.js'

/** What is found, why it matters and what to do, in one language. */
export function sayFinding(finding: Finding, locale: Locale): SaidIssue {
  const say = wordsIn('findings', { en, 'zh-CN': zhCN }, locale)[finding.code] as (
    params: Finding['params'],
  ) => Sentence
  const [found, why, fix] = say(finding.params)
  return { text: sentences([found, why], locale), fix, path: pathText(finding.path) }
}
