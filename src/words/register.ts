/** Another language, from outside and while the page runs. */
import type { DateWords } from './en/date.js'
import type { NumberWords } from './en/number.js'
import type { BenefitWords } from './en/benefit-wallet.js'
import type { ElementWords } from './en/element.js'
import type { DocumentIssueSentences } from './en/document-issues.js'
import type { PointsWords } from './en/points-ledger.js'
import type { ReasonsWords } from './en/reasons.js'
import type { RequestIssueSentences } from './en/request-issues.js'
import type { SayWords } from './en/say.js'
import type { GaugeWords } from './en/score-gauge.js'
import type { TaskWords } from './en/task-checklist.js'
import type { LadderWords } from './en/tier-ladder.js'
import { register, registeredAs, type Locale } from './locale.js'

/** As many of the words as there are: tables are filled key by key, functions as a whole. */
export type Some<T> = { readonly [Key in keyof T]?: T[Key] extends (...given: never[]) => unknown ? T[Key] : T[Key] extends object ? Some<T[Key]> : T[Key] } // prettier-ignore

/** The words of a language by who says them. `src/words/en/` holds each table with what its functions are given. */
export interface LocaleWords {
  readonly 'score-gauge'?: Some<GaugeWords>
  readonly 'tier-ladder'?: Some<LadderWords>
  readonly 'task-checklist'?: Some<TaskWords>
  readonly 'benefit-wallet'?: Some<BenefitWords>
  readonly 'points-ledger'?: Some<PointsWords>
  /** What every card says: loading, retry, as of. */
  readonly element?: Some<ElementWords>
  /** Conditions and their evidence. */
  readonly say?: Some<SayWords>
  /** What `Intl` does not say of dates. */
  readonly date?: Some<DateWords>
  /** What `Intl` does not say of numbers. */
  readonly number?: Some<NumberWords>
  /** The statement of reasons. */
  readonly reasons?: Some<ReasonsWords>
  /** What is wrong with a document or a request, and what to do. */
  readonly issues?: Some<DocumentIssueSentences & RequestIssueSentences>
}

export interface LocaleOptions {
  /** Whose words stand where this language has none, and in whose language a program's texts are shown: `en` unless said, a registered tag, or `zh-CN`. */
  readonly fallback?: Locale
  /** Written from right to left; by itself so for Arabic, Hebrew, Persian, Urdu and others of their scripts. */
  readonly rtl?: boolean
  /** The tag that `Intl` formats by, where it is another: `fa-u-ca-gregory`. */
  readonly intl?: string
}

/**
 * Speaks another language from now on, wherever a `lang` asks for it: elements that are on the page render again. A key
 * that is missing is shown in the fallback's words and warned of by name, once. Registering a tag again replaces its
 * words; registering `en` or `zh-CN` changes some of ours.
 * Throws a RangeError for what is no language tag, and an Error for fallbacks that lead back to where they began.
 */
export function registerLocale(
  locale: Locale,
  words: LocaleWords,
  { fallback = 'en', rtl = isRtlTag(locale), intl = locale }: LocaleOptions = {},
): void {
  const [tag, format] = [Intl.getCanonicalLocales(locale)[0]!, Intl.getCanonicalLocales(intl)[0]!]
  const isOurs = tag === 'en' || tag === 'zh-CN'
  const below = isOurs ? tag : Intl.getCanonicalLocales(fallback)[0]!
  for (let at: Locale | undefined = isOurs ? undefined : below; at; at = nextOf(at))
    if (at.toLowerCase() === tag.toLowerCase())
      throw new Error(`tierkit: the fallbacks of ${tag} lead back to it`)
  register({
    locale: tag,
    words: words as Readonly<Record<string, object>>,
    fallback: below,
    intl: format,
    rtl,
  })
}

function nextOf(at: Locale): Locale | undefined {
  const next = registeredAs(at)?.fallback
  return next === at ? undefined : next
}

const rtlTag = /^(ar|arc|ckb|dv|fa|he|iw|ps|sd|syr|ug|ur|yi)\b|-(arab|hebr|syrc|thaa|nkoo|adlm)\b/i

function isRtlTag(locale: Locale): boolean {
  return rtlTag.test(locale) && !/-latn\b/i.test(locale)
}
