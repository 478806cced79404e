/** Dates and numbers of a language that is not the kit's own, by `Intl` alone. Formatters are kept: making one is slow. */
import { intlOf, type Locale } from './locale.js'

type Parts = Intl.DateTimeFormatOptions
const day = { day: 'numeric', month: 'short' } as const
const year = { year: 'numeric' } as const
const ofStyle = {
  day,
  dayYear: { ...day, ...year },
  dayTime: { ...day, hour: '2-digit', minute: '2-digit' },
  weekday: { ...day, weekday: 'short' },
  month: { month: 'long', ...year },
  monthYear: { month: 'short', ...year },
  monthShort: { month: 'short' },
} as const satisfies Readonly<Record<string, Parts>>
type Style = keyof typeof ofStyle
const ownYear = ['day', 'dayTime', 'weekday']

const kept = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, zone: string, style: Style, sameYear: boolean) {
  const key = [locale, intlOf(locale), zone, style, sameYear].join(' ')
  let found = kept.get(key)
  if (!found) {
    const parts: Parts = ofStyle[style]
    const said = !sameYear && ownYear.indexOf(style) >= 0 ? { ...parts, ...year } : parts
    kept.set(key, (found = new Intl.DateTimeFormat(intlOf(locale), { ...said, timeZone: zone })))
  }
  return found
}

/** An instant in a zone that `Intl` knows. */
export function intlDate(ms: number, style: Style, sameYear: boolean, locale: Locale, zone: string): string {
  return formatter(locale, zone, style, sameYear).format(ms)
}

/** Two instants of different days. Older browsers know no ranges. */
export function intlRange(from: number, to: number, sameYear: boolean, locale: Locale, zone: string): string {
  const format = formatter(locale, zone, 'day', sameYear)
  return 'formatRange' in format
    ? format.formatRange(from, to)
    : `${intlDate(from, 'day', sameYear, locale, zone)} – ${intlDate(to, 'day', sameYear, locale, zone)}`
}

/** So many days from now: "tomorrow", "in 10 days". */
export function intlDays(days: number, locale: Locale): string {
  return new Intl.RelativeTimeFormat(intlOf(locale), { numeric: 'auto' }).format(days, 'day')
}
