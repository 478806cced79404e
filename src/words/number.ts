import type { Unit } from '../schema/text.js'
import { formatDate, type Moment } from './date.js'
import { number as en, type NumberWords } from './en/number.js'
import { intlOf, isOurs, wordsIn, type Locale } from './locale.js'
import { number as zhCN } from './zh-CN/number.js'

/** How a number is shown. `currency` (ISO 4217) is read for money, `zone` and `now` for dates. */
export interface NumberOptions {
  readonly locale: Locale
  readonly currency?: string
  readonly zone?: string
  readonly now?: Moment
  /** 12.5K, 1.2万: for axes and narrow places, never beside a mark. */
  readonly compact?: boolean
  /** A plus before what is above zero. */
  readonly signed?: boolean
  /** Decimals as `digitsApart` gives them: exactly so many for percent and money, at most so many for the rest. Absent: as many as the unit usually has. */
  readonly digits?: number
}

/** What stands where nothing is known. A picture of nothing: put `missing` beside it for screen readers. */
export const dash = '–'

function numberWords(locale: Locale): NumberWords {
  return wordsIn('number', { en, 'zh-CN': zhCN }, locale)
}

/** The words for a value that is not known. */
export function missing(locale: Locale): string {
  return numberWords(locale).missing
}

/**
 * A number as people read it: `12,480`, `¥124.80`, `2.8%`, `9 days`. `value` is in the unit's own terms: money in
 * the currency's smallest unit, percent 3 for 3 %, date in ms, flag 1 or 0. Null, absent and NaN give "–".
 * Points, scores, choices and tiers are the bare number: their names stand elsewhere.
 * Exact up to 7e13 of the currency's main unit.
 */
export function formatNumber(value: number | null | undefined, unit: Unit, options: NumberOptions): string {
  if (value === null || value === undefined || value !== value) return dash
  const { locale } = options
  switch (unit) {
    case 'money':
      return money(value, options)
    case 'date':
      return formatDate(value, {
        locale,
        zone: options.zone ?? 'UTC',
        style: 'day',
        ...(options.now === undefined ? {} : { now: options.now }),
      })
    case 'flag':
      return value ? numberWords(locale).yes : numberWords(locale).no
    case 'percent':
      return isOurs(locale) ? `${plain(value, unit, options)}%` : plain(value, unit, options, 'percent')
    case 'days':
    case 'months':
    case 'minutes':
      return isOurs(locale)
        ? counted(plain(value, unit, options), value, unit, locale)
        : plain(value, unit, options, unit.slice(0, -1))
    default:
      return plain(value, unit, options)
  }
}

/** An effort in words: "about 65 min", from 90 minutes on in hours and halves: "about 3 h". Zero or less gives an empty string. */
export function formatMinutes(minutes: number, locale: Locale): string {
  if (!(minutes > 0)) return ''
  const word = numberWords(locale)
  if (minutes < 90) return word.aboutMinutes(plain(Math.max(1, Math.round(minutes)), 'minutes', { locale }))
  return word.aboutHours(plain(Math.round(minutes / 30) / 2, 'number', { locale }))
}

/** The decimals that one number of this unit usually shows, at most. */
const usual: Readonly<Record<Unit, number>> = {
  money: 0, integer: 0, number: 2, percent: 1, days: 0, months: 0, minutes: 0, points: 0, score: 1,
  flag: 0, date: 0, choice: 0, tier: 0,
} // prettier-ignore

/** The grid that engines compare on is 1e-6: beyond it nothing is told apart. */
const most = 6

function usualDigits(value: number, unit: Unit): number {
  // a share under 1 % keeps a second digit: 0.05 % must not read 0.1 %
  return unit === 'percent' && value !== 0 && Math.abs(value) < 1 ? 2 : usual[unit]
}

function neededDigits(value: number, max: number): number {
  const decimals = /\.(\d*?)0*$/.exec(value.toFixed(max))
  return decimals ? decimals[1]!.length : 0
}

/**
 * How many decimals a value and its mark need, both shown with the same: 2.8 and 3.0. With `apart` (the value fails, or
 * must be strictly on one side) the two never look equal, and the gap read off them is right within a quarter:
 * 69.94 against 70 needs 2, since 69.9 would say that a tenth is missing.
 */
export function digitsApart(
  value: number,
  mark: number,
  unit: Unit,
  apart: boolean,
  currency?: string,
): number {
  const scale = unit === 'money' ? 10 ** currencyDigits(currency) : 1
  const [have, need] = [value / scale, mark / scale]
  const own = (of: number): number => (unit === 'money' ? currencyDigits(currency) : usualDigits(of, unit))
  let digits = Math.max(neededDigits(have, own(have)), neededDigits(need, own(need)))
  if (unit === 'money' && digits > 0) digits = currencyDigits(currency)
  if (!apart || have === need) return digits
  const gap = Math.abs(have - need)
  while (digits < most) {
    const shown = Math.abs(Number(have.toFixed(digits)) - Number(need.toFixed(digits)))
    if (shown > 0 && Math.abs(shown - gap) <= gap / 4) break
    digits++
  }
  return digits
}

/** `measure`: the unit's name for `Intl`, where that says it too. */
function plain(value: number, unit: Unit, options: NumberOptions, measure?: string): string {
  const { locale, compact, signed, digits } = options
  const max = digits ?? usualDigits(value, unit)
  const exact = digits !== undefined && unit === 'percent'
  return decimal(value, max, { locale, compact, signed, exact, ...(measure && { measure }) })
}

interface Shape {
  locale: Locale
  compact: boolean | undefined
  signed: boolean | undefined
  exact: boolean
  currency?: string
  measure?: string
}

function decimal(value: number, max: number, shape: Shape): string {
  const short = shape.compact === true && Math.abs(value) >= 10_000
  // rounded here first: what digitsApart found different stays different in every browser. `+ 0` takes the sign off -0
  const rounded = short ? value : Number(value.toFixed(max)) + 0
  const { format, said } = formatter(max, shape, short)
  let text = said.get(rounded)
  if (text === undefined) {
    if (said.size >= saidAtMost) said.clear()
    said.set(rounded, (text = format.format(rounded).replace('-', '−')))
  }
  return text
}

function money(value: number, { locale, currency, compact, signed, digits }: NumberOptions): string {
  const own = currencyDigits(currency)
  const amount = value / 10 ** own
  const max = digits ?? (neededDigits(amount, own) > 0 ? own : 0)
  const shape: Shape = { locale, compact, signed, exact: true }
  if (currency && ownDigits(currency) !== null) return decimal(amount, max, { ...shape, currency })
  return currency ? `${decimal(amount, max, shape)} ${currency}` : decimal(amount, max, shape)
}

function counted(number: string, value: number, unit: 'days' | 'months' | 'minutes', locale: Locale): string {
  if (locale === 'zh-CN') return `${number} ${{ days: '天', months: '个月', minutes: '分钟' }[unit]}`
  if (unit === 'minutes') return `${number} min`
  return `${number} ${{ days: 'day', months: 'month' }[unit]}${Math.abs(value) === 1 ? '' : 's'}`
}

/** A way of writing numbers, and those it wrote last: a page says the same few many times, and `Intl` takes long for each. */
interface Formatter {
  readonly format: Intl.NumberFormat
  readonly said: Map<number, string>
}
const formatters = new Map<string, Formatter>()
const saidAtMost = 500

function formatter(max: number, shape: Shape, short: boolean): Formatter {
  const { exact, signed, currency = '', measure = '' } = shape
  const locale = intlOf(shape.locale)
  const key = `${locale} ${max} ${exact} ${short} ${signed === true} ${currency} ${measure}`
  let found = formatters.get(key)
  if (!found) {
    const format = new Intl.NumberFormat(locale, optionsOf(max, shape, short))
    formatters.set(key, (found = { format, said: new Map() }))
  }
  return found
}

function optionsOf(
  max: number,
  { exact, signed, currency, measure }: Shape,
  short: boolean,
): Intl.NumberFormatOptions {
  return {
    minimumFractionDigits: exact ? max : 0,
    maximumFractionDigits: max,
    ...(currency ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}),
    ...(measure
      ? { style: 'unit', unit: measure, unitDisplay: /^(min|per)/.test(measure) ? 'short' : 'long' }
      : {}),
    ...(short
      ? { notation: 'compact', useGrouping: true, minimumFractionDigits: 0, maximumFractionDigits: 1 }
      : {}),
    ...(signed ? { signDisplay: 'exceptZero' } : {}),
  }
}

const digitsByCurrency = new Map<string, number | null>()

/** The decimals of a currency's main unit: 2 for CNY, 0 for JPY; null for what is no currency code. */
function ownDigits(currency: string): number | null {
  let digits = digitsByCurrency.get(currency)
  if (digits === undefined) {
    try {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', {
        style: 'currency',
        currency,
      }).resolvedOptions()
      digits = maximumFractionDigits ?? 2
    } catch {
      digits = null // Intl throws, a page must not
    }
    digitsByCurrency.set(currency, digits)
  }
  return digits
}

/** One of a currency's main unit in its smallest: 100 for CNY, 1 for JPY. */
export function unitOfMoney(currency: string): number {
  return 10 ** currencyDigits(currency)
}

function currencyDigits(currency: string | undefined): number {
  return currency ? (ownDigits(currency) ?? 2) : 2
}
