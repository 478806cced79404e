import { ladder as en, type LadderWords } from './en/tier-ladder.js'
import { wordsIn, type Locale } from './locale.js'
import { ladder as zhCN } from './zh-CN/tier-ladder.js'

/** The words of the tier ladder in one language. */
export function ladderWords(locale: Locale): LadderWords {
  return wordsIn('tier-ladder', { en, 'zh-CN': zhCN }, locale)
}

export type { LadderWords }
