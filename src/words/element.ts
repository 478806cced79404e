import { element as en, type ElementWords } from './en/element.js'
import { pick, type Locale } from './locale.js'
import { element as zhCN } from './zh-CN/element.js'

/** The words that every element has, in one language. */
export function elementWords(locale: Locale): ElementWords {
  return pick({ en, 'zh-CN': zhCN }, locale)
}
