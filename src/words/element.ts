import { element as en, type ElementWords } from './en/element.js'
import { wordsIn, type Locale } from './locale.js'
import { element as zhCN } from './zh-CN/element.js'

/** The words that every element has, in one language. */
export function elementWords(locale: Locale): ElementWords {
  return wordsIn('element', { en, 'zh-CN': zhCN }, locale)
}

/** Sentences one after the other; empty ones are left out. */
export function sentences(said: readonly string[], locale: Locale): string {
  const { then } = elementWords(locale)
  const [first = '', ...others] = said.filter(Boolean)
  return others.reduce(then, first)
}
