/** Words: a Standing's numbers, dates and evidence as sentences, in both languages. For hosts that show a standing in their own way. */
export { languageOf, localeOf, pick, textOf, type Language, type Locale } from './locale.js'
export { registerLocale, type LocaleOptions, type LocaleWords } from './register.js'
export { digitsApart, formatMinutes, formatNumber, missing, type NumberOptions } from './number.js'
export {
  daysLeft,
  daysUntil,
  formatDate,
  formatRange,
  inDays,
  zoneName,
  type DateOptions,
  type DateStyle,
  type Moment,
} from './date.js'
export {
  progressOf,
  sayBasis,
  sayCounted,
  sayEvidence,
  sayLeftOut,
  sayRule,
  sayWindow,
  type Said,
  type SayContext,
} from './say.js'
export { sayReasons } from './reasons.js'
export { sayFinding } from './findings.js'
