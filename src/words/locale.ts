import type { Text } from '../schema/text.js'

/** The languages that the kit speaks. Every text of a valid document is in both. */
export type Locale = 'en' | 'zh-CN'

/**
 * The language to speak for a `lang` value (BCP 47, or an older `zh_CN`): Chinese of any kind is `zh-CN`,
 * everything else, empty and absent included, is `en`.
 */
export function localeOf(lang: string | null | undefined): Locale {
  return /^zh\b/i.test((lang ?? '').replace(/_/g, '-')) ? 'zh-CN' : 'en'
}

/** A document's text in one language. Where that language is empty the other one is better than nothing. */
export function textOf(text: Text, locale: Locale): string {
  return text[locale] || text.en || text['zh-CN']
}

/** One of two values by language: `pick({ en, 'zh-CN': zhCN }, locale)`. */
export function pick<T>(of: Readonly<Record<Locale, T>>, locale: Locale): T {
  return of[locale]
}
