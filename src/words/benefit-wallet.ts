import { benefits as en, type BenefitWords } from './en/benefit-wallet.js'
import { wordsIn, type Locale } from './locale.js'
import { benefits as zhCN } from './zh-CN/benefit-wallet.js'

/** The words of the benefit wallet in one language. */
export function benefitWords(locale: Locale): BenefitWords {
  return wordsIn('benefit-wallet', { en, 'zh-CN': zhCN }, locale)
}

export type { BenefitWords }
