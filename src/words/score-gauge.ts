import { gauge as en, type GaugeWords } from './en/score-gauge.js'
import { wordsIn, type Locale } from './locale.js'
import { gauge as zhCN } from './zh-CN/score-gauge.js'

/** The words of the score gauge in one language. */
export function gaugeWords(locale: Locale): GaugeWords {
  return wordsIn('score-gauge', { en, 'zh-CN': zhCN }, locale)
}

export type { GaugeWords }
