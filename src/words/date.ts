/**
 * Instants as people read them. `Intl` tells the day in a zone; the words are ours, so that every browser, old or new,
 * says "1 Sep" (some say "Sept") and the pictures of two machines agree. A registered language's dates are all by `Intl`.
 */
import { date as en, type DateWords } from './en/date.js'
import { intlDate, intlDays, intlRange } from './intl.js'
import { isOurs, wordsIn, type Language, type Locale } from './locale.js'
import { date as zhCN } from './zh-CN/date.js'

/** An instant: ISO text, or milliseconds since 1970. */
export type Moment = string | number

/**
 * `day` 30 Nov, with its year unless that is the year of `now`; `dayYear` 30 Nov 2026; `dayTime` 21 Nov, 09:30;
 * `weekday` Mon 23 Nov; `month` November 2026; `monthYear` Nov 2026; `monthShort` Nov; `time` 09:30;
 * `sheet` 2026-11-21 09:30, as spreadsheets read it, in any language.
 */
export type DateStyle =
  'day' | 'dayYear' | 'dayTime' | 'weekday' | 'month' | 'monthYear' | 'monthShort' | 'time' | 'sheet'

export interface DateOptions {
  readonly locale: Locale
  /** IANA name. An unknown one is read as UTC. */
  readonly zone: string
  /** Whose year need not be said. Absent: the year is always said. */
  readonly now?: Moment
}

function dateWords(locale: Locale): DateWords {
  return wordsIn('date', { en, 'zh-CN': zhCN }, locale)
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const weekdaysZh = '日一二三四五六'

/** A date or a time in words. Absent, or no date at all, gives "–". */
export function formatDate(
  moment: Moment | null | undefined,
  options: DateOptions & { readonly style: DateStyle },
): string {
  const { locale, style, zone } = options
  const day = dayOf(moment, zone)
  if (!day) return '–'
  const sameYear = yearOf(options) === day.year
  if (isOurs(locale)) return styles[style][locale](day, sameYear)
  if (style === 'time' || style === 'sheet') return styles[style].en(day, sameYear)
  return intlDate(msOf(moment)!, style, sameYear, locale, safeZone(zone))
}

/**
 * The days of `[start, end)`, named by the first and the last that belong to it: "1–30 Nov", "11月1日–30日".
 * Without a start: "until 30 Nov". No end gives "–".
 */
export function formatRange(
  start: Moment | null,
  endExclusive: Moment | null | undefined,
  options: DateOptions,
): string {
  const endMs = msOf(endExclusive)
  const last = dayOf(endMs === null ? null : endMs - 1, options.zone)
  if (!last) return '–'
  const { locale, zone } = options
  const first = dayOf(start, zone)
  const year = yearOf(options)
  const end = formatDate(endMs! - 1, { ...options, style: 'day' })
  if (!first) return dateWords(locale).until(end)
  if (first.year === last.year && first.month === last.month && first.day === last.day) return end
  if (isOurs(locale)) return rangeOf(first, last, year, locale, end)
  const sameYear = first.year === last.year && last.year === year
  return intlRange(msOf(start)!, endMs! - 1, sameYear, locale, safeZone(zone))
}

function rangeOf(first: Day, last: Day, year: number | undefined, locale: Language, end: string): string {
  const zh = locale === 'zh-CN'
  const { day, dayYear } = styles
  if (first.year !== last.year) return `${dayYear[locale](first, false)}–${dayYear[locale](last, false)}`
  const sameMonth = first.month === last.month
  if (zh) return `${dayZh(first, last.year === year)}–${sameMonth ? '' : `${last.month}月`}${last.day}日`
  return `${sameMonth ? first.day : day.en(first, true)}–${end}`
}

/** Midnights between now and a moment, counted in the zone's days: 0 is today, negative is past, null is no date. */
export function daysUntil(moment: Moment | null | undefined, now: Moment, zone: string): number | null {
  const [to, from] = [dayOf(moment, zone), dayOf(now, zone)]
  if (!to || !from) return null
  return Math.round(
    (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / 86_400_000,
  )
}

/** What is left until the last day something holds (`validThrough`): "9 days left", "last day", "over". No date gives an empty string. */
export function daysLeft(
  moment: Moment | null | undefined,
  now: Moment,
  zone: string,
  locale: Locale,
): string {
  const days = daysUntil(moment, now, zone)
  if (days === null) return ''
  const word = dateWords(locale)
  return days > 0 ? word.daysLeft(days) : days === 0 ? word.lastDay : word.over
}

/** How far off a day is: "in 10 days", "tomorrow", "today", "3 days ago". No date gives an empty string. */
export function inDays(moment: Moment | null | undefined, now: Moment, zone: string, locale: Locale): string {
  const days = daysUntil(moment, now, zone)
  if (days === null) return ''
  if (!isOurs(locale)) return intlDays(days, locale)
  const near = { '-1': ['yesterday', '昨天'], '0': ['today', '今天'], '1': ['tomorrow', '明天'] }[
    String(days)
  ]
  if (locale === 'zh-CN') return near?.[1] ?? (days > 0 ? `${days} 天后` : `${-days} 天前`)
  return near?.[0] ?? (days > 0 ? `in ${days} days` : `${-days} days ago`)
}

/** The month a moment falls in, in the zone's calendar: `year * 12 + month`, January being 0, so that neighbors differ by 1. Null is no date. */
export function monthOf(moment: Moment | null | undefined, zone: string): number | null {
  const day = dayOf(moment, zone)
  return day ? day.year * 12 + day.month - 1 : null
}

/** The last millisecond of a day of a zone, as milliseconds since 1970. `day`: 2026-11-21; anything else is null. */
export function endOfDay(day: string, zone: string): number | null {
  const startMs = /^\d{4}-\d\d-\d\d$/.test(day) ? msOf(`${day}T00:00:00Z`) : null
  if (startMs === null) return null
  const isAfter = (ms: number): boolean => {
    const at = dayOf(ms, zone)
    return !at || Date.UTC(at.year, at.month - 1, at.day) > startMs
  }
  // no zone is further than that from UTC
  let [low, high] = [startMs - 86_400_000, startMs + 3 * 86_400_000]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isAfter(middle)) high = middle
    else low = middle
  }
  return low
}

/** In whose time the dates are meant: "Shanghai time", "上海时间". */
export function zoneName(zone: string, locale: Locale): string {
  const safe = safeZone(zone)
  const word = dateWords(locale)
  return safe === 'UTC' ? word.utc : word.zone(safe.slice(safe.lastIndexOf('/') + 1).replace(/_/g, ' '))
}

/** The place of a moment in a zone's calendar. */
interface Day { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number; readonly time: string } // prettier-ignore

type Said = (day: Day, sameYear: boolean) => string
const month3 = (day: Day): string => months[day.month - 1]!.slice(0, 3)
const dayEn: Said = (day, sameYear) => `${day.day} ${month3(day)}${sameYear ? '' : ` ${day.year}`}`
const dayZh: Said = (day, sameYear) => `${sameYear ? '' : `${day.year}年`}${day.month}月${day.day}日`

const two = (number: number): string => String(number).padStart(2, '0')
const sheet: Said = ({ year, month, day, time }) => `${year}-${two(month)}-${two(day)} ${time}`

const styles: Readonly<Record<DateStyle, Readonly<Record<Language, Said>>>> = {
  day: { en: dayEn, 'zh-CN': dayZh },
  dayYear: { en: (day) => dayEn(day, false), 'zh-CN': (day) => dayZh(day, false) },
  dayTime: {
    en: (day, same) => `${dayEn(day, same)}, ${day.time}`,
    'zh-CN': (day, same) => `${dayZh(day, same)} ${day.time}`,
  },
  weekday: {
    en: (day, same) => `${weekdays[day.weekday]} ${dayEn(day, same)}`,
    'zh-CN': (day, same) => `${dayZh(day, same)}（周${weekdaysZh[day.weekday]}）`,
  },
  month: {
    en: (day) => `${months[day.month - 1]} ${day.year}`,
    'zh-CN': (day) => `${day.year}年${day.month}月`,
  },
  monthYear: { en: (day) => `${month3(day)} ${day.year}`, 'zh-CN': (day) => `${day.year}年${day.month}月` },
  monthShort: { en: month3, 'zh-CN': (day) => `${day.month}月` },
  time: { en: (day) => day.time, 'zh-CN': (day) => day.time },
  sheet: { en: sheet, 'zh-CN': sheet },
}

function msOf(moment: Moment | null | undefined): number | null {
  if (moment === null || moment === undefined) return null
  const ms = typeof moment === 'number' ? moment : Date.parse(moment)
  return Math.abs(ms) <= 8.64e15 ? ms : null
}

function yearOf({ now, zone }: DateOptions): number | undefined {
  return dayOf(now, zone)?.year
}

/** Days said last, by zone and instant: a page says the same few many times, and `Intl` takes long for each. */
const days = new Map<string, Map<number, Day>>()
const daysKept = 500

function dayOf(moment: Moment | null | undefined, zone: string): Day | null {
  const ms = msOf(moment)
  if (ms === null) return null
  let kept = days.get(zone)
  if (!kept || kept.size >= daysKept) days.set(zone, (kept = new Map<number, Day>()))
  let day = kept.get(ms)
  if (!day) kept.set(ms, (day = dayAt(ms, zone)))
  return day
}

function dayAt(ms: number, zone: string): Day {
  const part: Record<string, string> = {}
  for (const { type, value } of clockOf(zone).formatToParts(ms)) part[type] = value
  const [year, month, day] = [Number(part.year), Number(part.month), Number(part.day)]
  // older browsers call midnight 24
  const time = `${String(Number(part.hour) % 24).padStart(2, '0')}:${part.minute}`
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), time }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (!clock) {
    const timeZone = safeZone(zone)
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit',
    }) // prettier-ignore
    clocks.set(zone, clock)
  }
  return clock
}

const zones = new Map<string, string>()

/** The zone itself, or UTC where the browser does not know it: a wrong name in the data must not blank a page. */
function safeZone(zone: string): string {
  let safe = zones.get(zone)
  if (safe === undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      safe = zone
    } catch {
      safe = 'UTC'
    }
    zones.set(zone, safe)
  }
  return safe
}
