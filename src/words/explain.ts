import { explain as en, type ExplainWords } from './en/explain.js'
import { wordsIn, type Locale } from './locale.js'
import { explain as zhCN } from './zh-CN/explain.js'

/** The words of a merchant's report in one language. */
export function explainWords(locale: Locale): ExplainWords {
  return wordsIn('explain', { en, 'zh-CN': zhCN }, locale)
}

export type { ExplainWords }
