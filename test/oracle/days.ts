/**
 * Dates, told a second time: periods, spans, windows and reviews as instants in milliseconds. Temporal knows the zones; nothing here is
 * the kit's own. A wall time that a zone skips is the first instant after the gap, one that occurs twice is the earlier.
 */
import { Temporal } from 'temporal-polyfill'
import type { Period, Review, Span, Term } from '../../src/schema/program.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const QUARTER_HOUR = HOUR / 4

/** What is asked again and again, by a key of its own kind. */
const memory = <T>(make: (zone: string, atMs: number) => T): ((zone: string, atMs: number) => T) => {
  const zones = new Map<string, Map<number, T>>()
  return (zone, atMs) => {
    let known = zones.get(zone)
    if (!known) zones.set(zone, (known = new Map()))
    let value = known.get(atMs)
    if (value === undefined) {
      if (known.size > 50_000) known.clear()
      known.set(atMs, (value = make(zone, atMs)))
    }
    return value
  }
}

// No zone has changed its clocks within a quarter of an hour of the clock since 1972.
const offsetAt = memory((zone, quarter) => {
  const instant = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_HOUR)
  return instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
})
const offsetMs = (zone: string, atMs: number): number =>
  zone === 'UTC' ? 0 : offsetAt(zone, Math.floor(atMs / QUARTER_HOUR))

/** The wall's clock as the milliseconds that it would be in UTC. */
const wallOf = (zone: string, atMs: number): number => atMs + offsetMs(zone, atMs)

/** The instant of a wall clock's reading. */
const instantOfWall = memory((zone, wallMs): number => {
  if (zone === 'UTC') return wallMs
  const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO('UTC').toPlainDateTime()
  const early = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (early.toPlainDateTime().equals(wall)) return early.epochMilliseconds
  return early.getTimeZoneTransition('next')!.epochMilliseconds
})

/** A calendar day as a number: days since 1970-01-01. */
const dayOf = (wallMs: number): number => Math.floor(wallMs / DAY)
export interface Date3 {
  year: number
  month: number // 1..12
  day: number
}
const dates = new Map<number, Date3>()
const dateOf = (day: number): Date3 => {
  let known = dates.get(day)
  if (!known) {
    const date = Temporal.Instant.fromEpochMilliseconds(day * DAY).toZonedDateTimeISO('UTC')
    dates.set(day, (known = { year: date.year, month: date.month, day: date.day }))
  }
  return known
}
const numbers = new Map<number, number>()
/** The number of a day; months below 1 and above 12 are other years', days beyond a month's end the next month's. */
const numberOf = (year: number, month: number, day: number): number => {
  const months = year * 12 + month - 1
  let first = numbers.get(months)
  if (first === undefined) {
    const year4 = Math.floor(months / 12)
    const date = Temporal.PlainDate.from({ year: year4, month: months - year4 * 12 + 1, day: 1 })
    first = date.toZonedDateTime('UTC').epochMilliseconds / DAY
    numbers.set(months, first)
  }
  return first + day - 1
}
const monthLength = (year: number, month: number): number =>
  numberOf(year, month + 1, 1) - numberOf(year, month, 1)
const startOfDay = (zone: string, day: number): number => instantOfWall(zone, day * DAY)

/** The local calendar day, as a number. */
export const dayAt = (zone: string, atMs: number): number => dayOf(wallOf(zone, atMs))
/** The local hour, 0 to 23. */
export const hourAt = (zone: string, atMs: number): number =>
  Math.floor((wallOf(zone, atMs) - dayAt(zone, atMs) * DAY) / HOUR)
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
/** 0 is Monday. 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
export const weekdayAt = (zone: string, atMs: number): string => names[weekdayOf(dayAt(zone, atMs))]!

/** An instant as the documents write it; a bare day begins in the zone. */
export const instantOf = (text: string, zone: string): number => {
  if (text.length > 10) return Temporal.Instant.from(text).epochMilliseconds
  const { year, month, day } = Temporal.PlainDate.from(text)
  return startOfDay(zone, numberOf(year, month, day))
}
export const textOf = (atMs: number): string => new Date(atMs).toISOString()

const lengthOf = (span: Span): { months: number; days: number } => {
  if ('days' in span) return { months: 0, days: span.days }
  if ('weeks' in span) return { months: 0, days: span.weeks * 7 }
  return { months: 'months' in span ? span.months : span.years * 12, days: 0 }
}
/** The day so many spans from a day; a month's end clamps. */
const dayAfter = (day: number, span: Span, times: number): number => {
  const { months, days } = lengthOf(span)
  if (months === 0) return day + days * times
  const from = dateOf(day)
  const month = from.month + months * times
  return numberOf(from.year, month, Math.min(from.day, monthLength(from.year, month)))
}
/** So many spans from an instant, at the same time of the day on the wall. */
export const spanAfter = (zone: string, atMs: number, span: Span, times = 1): number => {
  const wall = wallOf(zone, atMs)
  const day = dayOf(wall)
  return instantOfWall(zone, dayAfter(day, span, times) * DAY + (wall - day * DAY))
}

/** One period as a span. */
export const spanOf = (period: Period): Span => ofPeriod[period]
const ofPeriod: Record<Period, Span> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
}
/** The first day of the period that a day lies in. Weeks begin on Monday. */
const firstDay = (day: number, period: Period): number => {
  const { year, month } = dateOf(day)
  if (period === 'day') return day
  if (period === 'week') return day - weekdayOf(day)
  if (period === 'month') return numberOf(year, month, 1)
  return period === 'quarter' ? numberOf(year, month - ((month - 1) % 3), 1) : numberOf(year, 1, 1)
}
const nextDay = (first: number, period: Period): number => dayAfter(first, ofPeriod[period], 1)

export const periodStart = (zone: string, atMs: number, period: Period): number =>
  startOfDay(zone, firstDay(dayAt(zone, atMs), period))
export const periodEnd = (zone: string, atMs: number, period: Period): number =>
  startOfDay(zone, nextDay(firstDay(dayAt(zone, atMs), period), period))

/** When a term that begins at an instant is over. `after` counts from the period's end. */
export const termEnd = (zone: string, fromMs: number, term: Term): number => {
  if (!('endOf' in term)) return spanAfter(zone, fromMs, term)
  const end = nextDay(firstDay(dayAt(zone, fromMs), term.endOf), term.endOf)
  return startOfDay(zone, term.after ? dayAfter(end, term.after, 1) : end)
}

/** Whole days (of the calendar) or whole months between two instants. */
export const elapsed = (zone: string, fromMs: number, toMs: number, unit: 'days' | 'months'): number => {
  if (unit === 'days') return dayAt(zone, toMs) - dayAt(zone, fromMs)
  const [from, to] = [dateOf(dayAt(zone, fromMs)), dateOf(dayAt(zone, toMs))]
  let months = (to.year - from.year) * 12 + to.month - from.month
  while (spanAfter(zone, fromMs, { months }, 1) > toMs) months -= 1
  return months
}

/** The spans that are counted on and on from an anchor: the one that an instant lies in. */
export const turnAt = (
  zone: string,
  anchorMs: number,
  span: Span,
  atMs: number,
): { startMs: number; endMs: number } => {
  const { months, days } = lengthOf(span)
  let turn = Math.floor((atMs - anchorMs) / DAY / (months * 30.44 + days)) - 1
  while (spanAfter(zone, anchorMs, span, turn + 1) <= atMs) turn += 1
  while (spanAfter(zone, anchorMs, span, turn) > atMs) turn -= 1
  return {
    startMs: spanAfter(zone, anchorMs, span, turn),
    endMs: spanAfter(zone, anchorMs, span, turn + 1),
  }
}

/** Whole calendar units of the span's own kind, up to the running one's start, or with it. */
export const pastWindow = (
  zone: string,
  atMs: number,
  span: Span,
  withCurrent: boolean,
): { startMs: number; endMs: number } => {
  const unit: Period = 'days' in span ? 'day' : 'weeks' in span ? 'week' : 'months' in span ? 'month' : 'year'
  const running = firstDay(dayAt(zone, atMs), unit)
  const end = withCurrent ? nextDay(running, unit) : running
  return { startMs: startOfDay(zone, dayAfter(end, span, -1)), endMs: startOfDay(zone, end) }
}

type Timed = Exclude<Review, { continuous: true }>

/** The review of the period that begins with a day and ends before another. */
const reviewDay = (review: Timed, first: number, end: number): number => {
  if (review.weekday === undefined) return Math.min(first + (review.day ?? 1) - 1, end - 1)
  const weekday = names.indexOf(review.weekday)
  const days: number[] = []
  for (let day = first; day < end; day++) if (weekdayOf(day) === weekday) days.push(day)
  const nth = review.nth ?? 1
  return nth < 0 ? days[days.length + nth]! : days[Math.min(nth, days.length) - 1]!
}

/** The periods of a review around an instant, by their first days. */
const periodsAround = (review: Timed, zone: string, atMs: number): number[] => {
  const day = dayAt(zone, atMs)
  if (review.from === undefined) {
    const first = firstDay(day, review.every)
    const next = nextDay(first, review.every)
    return [firstDay(first - 1, review.every), first, next, nextDay(next, review.every), -1].slice(0, 4)
  }
  const { year, month, day: nth } = Temporal.PlainDate.from(review.from)
  const anchor = numberOf(year, month, nth)
  const { months, days } = lengthOf(ofPeriod[review.every])
  let turn = Math.floor((day - anchor) / (months * 30.44 + days)) - 2
  while (dayAfter(anchor, ofPeriod[review.every], turn + 1) <= day) turn += 1
  return [-1, 0, 1, 2].map((more) => dayAfter(anchor, ofPeriod[review.every], turn + more))
}

/** The reviews of the periods before, at and after an instant, in order. `anchorMs` is what anniversaries are counted from. */
const reviewsAround = (review: Timed, zone: string, atMs: number, anchorMs: number | null): number[] => {
  if (review.since !== undefined) {
    if (anchorMs === null) return []
    const { startMs, endMs } = turnAt(zone, anchorMs, ofPeriod[review.every], Math.max(atMs, anchorMs))
    return [startMs, endMs].filter((one) => one > anchorMs)
  }
  const firsts = periodsAround(review, zone, atMs)
  return firsts
    .slice(0, -1)
    .map((first, place) => startOfDay(zone, reviewDay(review, first, firsts[place + 1]!)))
}

/** The first review after an instant; null where it never comes. */
export const reviewAfter = (
  review: Timed,
  zone: string,
  atMs: number,
  anchorMs: number | null,
): number | null => reviewsAround(review, zone, atMs, anchorMs).find((one) => one > atMs) ?? null
/** Whether a review falls at an instant. */
export const isReviewAt = (review: Timed, zone: string, atMs: number, anchorMs: number | null): boolean =>
  reviewsAround(review, zone, atMs, anchorMs).includes(atMs)
