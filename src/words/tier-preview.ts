import { tierPreview as en, type TierPreviewWords } from './en/tier-preview.js'
import { wordsIn, type Locale } from './locale.js'
import { tierPreview as zhCN } from './zh-CN/tier-preview.js'

/** The words of the operators' screen in one language. */
export function tierPreviewWords(locale: Locale): TierPreviewWords {
  return wordsIn('tierPreview', { en, 'zh-CN': zhCN }, locale)
}

export type { TierPreviewWords }
