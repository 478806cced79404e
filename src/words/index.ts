/** Words: a Standing's numbers, dates and evidence as sentences, in both languages. For hosts that show a standing in their own way. */
export { localeOf, pick, textOf, type Locale } from './locale.js'
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
