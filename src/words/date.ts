/**
 * Instants as people read them. `Intl` tells the day in a zone; the words are ours, so that every browser, old or new,
 * says "1 Sep" (some say "Sept") and the pictures of two machines agree.
 */
import type { Locale } from './locale.js'

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

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const weekdaysZh = '日一二三四五六'

/** A date or a time in words. Absent, or no date at all, gives "–". */
export function formatDate(
  moment: Moment | null | undefined,
  options: DateOptions & { readonly style: DateStyle },
): string {
  const day = dayOf(moment, options.zone)
  return day ? styles[options.style][options.locale](day, yearOf(options) === day.year) : '–'
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
  const zh = options.locale === 'zh-CN'
  const said = yearOf(options)
  const end = styles.day[options.locale](last, last.year === said)
  const first = dayOf(start, options.zone)
  if (!first) return zh ? `截至 ${end}` : `until ${end}`
  if (first.year !== last.year)
    return `${styles.dayYear[options.locale](first, false)}–${styles.dayYear[options.locale](last, false)}`
  if (first.month !== last.month) {
    return zh
      ? `${styles.day[options.locale](first, last.year === said)}–${last.month}月${last.day}日`
      : `${styles.day[options.locale](first, true)}–${end}`
  }
  if (first.day === last.day) return end
  return zh ? `${styles.day[options.locale](first, last.year === said)}–${last.day}日` : `${first.day}–${end}`
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
  if (locale === 'zh-CN') return days > 0 ? `还有 ${days} 天` : days === 0 ? '今天截止' : '已截止'
  return days > 1 ? `${days} days left` : days === 1 ? '1 day left' : days === 0 ? 'last day' : 'over'
}

/** How far off a day is: "in 10 days", "tomorrow", "today", "3 days ago". No date gives an empty string. */
export function inDays(moment: Moment | null | undefined, now: Moment, zone: string, locale: Locale): string {
  const days = daysUntil(moment, now, zone)
  if (days === null) return ''
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

const cities: Readonly<Record<string, string>> = {
  Shanghai: '上海', Chongqing: '重庆', Urumqi: '乌鲁木齐', Hong_Kong: '香港', Macau: '澳门', Taipei: '台北',
  Singapore: '新加坡', Kuala_Lumpur: '吉隆坡', Bangkok: '曼谷', Jakarta: '雅加达', Manila: '马尼拉', Ho_Chi_Minh: '胡志明市',
  Tokyo: '东京', Seoul: '首尔', Sydney: '悉尼', Dubai: '迪拜', London: '伦敦', Paris: '巴黎', Berlin: '柏林',
  New_York: '纽约', Chicago: '芝加哥', Los_Angeles: '洛杉矶', Apia: '阿皮亚',
} // prettier-ignore

/** In whose time the dates are meant: "Shanghai time", "上海时间". */
export function zoneName(zone: string, locale: Locale): string {
  const safe = safeZone(zone)
  if (safe === 'UTC') return locale === 'zh-CN' ? 'UTC 时间' : 'UTC'
  const city = safe.slice(safe.lastIndexOf('/') + 1)
  if (locale !== 'zh-CN') return `${city.replace(/_/g, ' ')} time`
  return cities[city] ? `${cities[city]}时间` : `${city.replace(/_/g, ' ')} 时间`
}

/** The place of a moment in a zone's calendar. */
interface Day { year: number; month: number; day: number; weekday: number; time: string } // prettier-ignore

type Said = (day: Day, sameYear: boolean) => string
const month3 = (day: Day): string => months[day.month - 1]!.slice(0, 3)
const dayEn: Said = (day, sameYear) => `${day.day} ${month3(day)}${sameYear ? '' : ` ${day.year}`}`
const dayZh: Said = (day, sameYear) => `${sameYear ? '' : `${day.year}年`}${day.month}月${day.day}日`

const two = (number: number): string => String(number).padStart(2, '0')
const sheet: Said = ({ year, month, day, time }) => `${year}-${two(month)}-${two(day)} ${time}`

const styles: Readonly<Record<DateStyle, Readonly<Record<Locale, Said>>>> = {
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

function dayOf(moment: Moment | null | undefined, zone: string): Day | null {
  const ms = msOf(moment)
  if (ms === null) return null
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
