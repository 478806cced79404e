/**
 * Which language is spoken, and where its words come from: the kit's own two, and those that a page registers while it
 * runs. It knows no words; each owner's accessor asks `wordsIn` for its own.
 */
import type { Text } from '../schema/text.js'

/** The languages that the kit speaks by itself. Every text of a valid document is in both. */
export type Language = 'en' | 'zh-CN'

/** A language tag (BCP 47): one of the kit's own, or one that was registered. */
export type Locale = string

/** What a page has registered for a tag: words by owner, and where the others come from. */
export interface Registered {
  readonly locale: Locale
  readonly words: Readonly<Record<string, object | undefined>>
  readonly fallback: Locale
  /** The tag that `Intl` formats numbers and dates by. */
  readonly intl: string
  readonly rtl: boolean
}

const registered = new Map<string, Registered>() // by the tag in lower case
const spoken = new Map<object, Map<Locale, object>>() // merged words by the English ones and locale
const told = new Set<string>()
const listeners = new Set<() => void>()

/** Adds a language, or replaces what was registered under its tag, and tells those who show words. */
export function register(language: Registered): void {
  registered.set(language.locale.toLowerCase(), language)
  spoken.clear()
  listeners.forEach((listener) => listener())
}

export function registeredAs(locale: Locale): Registered | undefined {
  return registered.size > 0 ? registered.get(locale.toLowerCase()) : undefined
}

/** Calls back at each registration, until the function that is returned is called. */
export function whenRegistered(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * The language to speak for a `lang` value (BCP 47, or an older `zh_CN`): the registered one that is nearest (`de-AT` is
 * `de` where only that is there, `zh-HK` is `zh-TW`), else Chinese of any kind is `zh-CN`, and everything else, empty and
 * absent included, `en`.
 */
export function localeOf(lang: string | null | undefined): Locale {
  const tag = (lang ?? '').replace(/_/g, '-').toLowerCase()
  if (registered.size > 0) {
    for (let at = tag; at; at = at.slice(0, Math.max(0, at.lastIndexOf('-')))) {
      if (at === 'en' || at === 'zh-cn') break
      const found = registered.get(at)
      if (found) return found.locale
    }
    if (traditional.test(tag)) {
      let other = ''
      registered.forEach(({ locale }) => (other = other || (traditional.test(locale) ? locale : '')))
      if (other) return other
    }
  }
  return /^zh\b/.test(tag) ? 'zh-CN' : 'en'
}
const traditional = /^zh-(hant|tw|hk|mo)\b/i

export function isOurs(locale: Locale): locale is Language {
  return locale === 'en' || locale === 'zh-CN'
}

/** Which of the kit's own languages stands in for one: a registered language says so by its fallback. */
export function languageOf(locale: Locale): Language {
  if (isOurs(locale)) return locale
  const own = registeredAs(locale)
  return own ? languageOf(own.fallback) : /^zh\b/i.test(locale) ? 'zh-CN' : 'en'
}

/** A language whose texts are short and whose signs are twice as wide. */
export function isBrief(locale: Locale): boolean {
  return /^(zh|ja|ko)\b/i.test(locale)
}

/** Whether a language is written from right to left. */
export function isRtl(locale: Locale): boolean {
  return registeredAs(locale)?.rtl === true
}

/** The tag that `Intl` formats numbers and dates by. */
export function intlOf(locale: Locale): string {
  return registeredAs(locale)?.intl ?? locale
}

/**
 * A document's text in one language. Where that language is empty, what it falls back to is better than nothing. Signs
 * that would turn what stands beside the text round are taken off, and a text of the other direction is set apart.
 * A text that a standing lacks, which passed no schema, is empty.
 */
export function textOf(text: Text, locale: Locale): string {
  return text ? apart(ownText(text, locale), locale) : ''
}

function ownText(text: Text, locale: Locale): string {
  const own = (text as Readonly<Record<string, string>>)[locale]
  if (own) return own
  const { fallback } = registeredAs(locale) ?? {}
  return fallback && fallback !== locale
    ? ownText(text, fallback)
    : text[languageOf(locale)] || text.en || text['zh-CN']
}

/** Embeddings, overrides and isolates, which reach past the end of a text. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/
const leftToRight = /[A-Za-z\u00c0-\u024f\u0370-\u0580]/

/** A text from outside as it may stand among words of ours: it moves none of them. */
export function apart(text: string, locale: Locale): string {
  const plain = text.replace(turning, '')
  const other = isRtl(locale) ? leftToRight : rightToLeft
  return other.test(plain) ? `\u2068${plain}\u2069` : plain
}

/** One of two values by language: `pick({ en, 'zh-CN': zhCN }, locale)`. */
export function pick<T>(of: Readonly<Record<Language, T>>, locale: Locale): T {
  return of[languageOf(locale)]
}

/** An owner's words in a language. What a registered one lacks comes from its fallback, and is warned of once. */
export function wordsIn<T extends object>(
  owner: string,
  of: Readonly<Record<Language, T>>,
  locale: Locale,
): T {
  const own = registeredAs(locale)
  if (!own) return pick(of, locale)
  // an owner may have several tables, of which not all are loaded
  const merges = spoken.get(of.en) ?? new Map<Locale, object>()
  spoken.set(of.en, merges)
  let words = merges.get(locale)
  if (!words) merges.set(locale, (words = merged(owner, of, own)))
  return words as T
}

function merged<T extends object>(owner: string, of: Readonly<Record<Language, T>>, own: Registered): T {
  const { locale, fallback } = own
  const isOurs = fallback === locale
  const below = isOurs ? pick(of, locale) : wordsIn(owner, of, fallback)
  const missing: string[] = []
  const words = overlaid(below, own.words[owner], owner, missing)
  const news = missing.filter((name) => !told.has(`${locale} ${name}`))
  news.forEach((name) => told.add(`${locale} ${name}`))
  // who changes some of our own words means the others to stay
  if (news.length > 0 && !isOurs) console.warn(`tierkit: no words in ${locale}, so ${fallback} is shown: ${news.join(', ')}`) // prettier-ignore
  return words as T
}

type Words = Readonly<Record<string, unknown>>

/** The words above where they are of the same kind as those below, key by key; `missing` gathers the others' names. */
function overlaid(below: object, above: unknown, path: string, missing: string[]): object {
  if (typeof above !== 'object' || above === null) {
    missing.push(path)
    return below
  }
  const words: Record<string, unknown> = {}
  for (const key of Object.keys(below)) {
    const [base, own, name] = [(below as Words)[key], (above as Words)[key], `${path}.${key}`]
    if (typeof base === 'object' && base !== null) words[key] = overlaid(base, own, name, missing)
    else if (typeof own === typeof base) words[key] = own
    else {
      words[key] = base
      missing.push(name)
    }
  }
  return words
}
