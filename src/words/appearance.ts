import { appearance as en, type AppearanceWords } from './en/appearance.js'
import { pick, type Locale } from './locale.js'
import { appearance as zhCN } from './zh-CN/appearance.js'

/** What the console is told of an appearance, in one language. */
export function appearanceWords(locale: Locale): AppearanceWords {
  return pick({ en, 'zh-CN': zhCN }, locale)
}
