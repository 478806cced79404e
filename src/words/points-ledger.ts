import { points as en, type PointsWords } from './en/points-ledger.js'
import { wordsIn, type Locale } from './locale.js'
import { points as zhCN } from './zh-CN/points-ledger.js'

/** The words of the points ledger in one language. */
export function pointsWords(locale: Locale): PointsWords {
  return wordsIn('points-ledger', { en, 'zh-CN': zhCN }, locale)
}

export type { PointsWords }
