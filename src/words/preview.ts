import { preview as en, type PreviewWords } from './en/preview.js'
import { wordsIn, type Locale } from './locale.js'
import { preview as zhCN } from './zh-CN/preview.js'

/** The words of a preview in one language. */
export function previewWords(locale: Locale): PreviewWords {
  return wordsIn('preview', { en, 'zh-CN': zhCN }, locale)
}

export type { PreviewWords }
