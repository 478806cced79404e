/**
 * Windows, reviews and terms as instants: integer milliseconds, computed in an IANA zone. It knows dates and nothing of merchants.
 * The one place that asks `Intl` for a zone's offset. Local wall times that a zone skips (a gap) mean the first instant after the gap;
 * times that occur twice mean the earlier one. Months and years clamp to the month's end (31 January plus a month is 28 or 29 February).
 */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'
/** A calendar length; exactly one of the four is set. Days and weeks are calendar days in the zone, not 24 hours. */
export type Span = { days: number } | { weeks: number } | { months: number } | { years: number }
/** An end: so long after a moment, or the end of the period the moment lies in, and so long `after` that end. */
export type Term = Span | { endOf: Period; after?: Span | undefined }

/** Where a zone's clocks stand: month 1..12, ms since local midnight. */
export interface Local {
  year: number
  month: number
  day: number
  ms: number
}
const DAY = 86_400_000

const formats: Record<string, Intl.DateTimeFormat> = {}
const formatOf = (zone: string): Intl.DateTimeFormat =>
  (formats[zone] ??= new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }))

/** Whether the zone is known to this runtime. */
export const isZone = (zone: string): boolean => {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

const readOffset = (zone: string, atMs: number): number => {
  const part: Record<string, string> = {}
  for (const { type, value } of formatOf(zone).formatToParts(atMs)) part[type] = value
  const year = part['era']?.[0] === 'B' ? 1 - Number(part['year']) : Number(part['year'])
  const local =
    utcOf(year, Number(part['month']), Number(part['day'])) +
    ((Number(part['hour']) * 60 + Number(part['minute'])) * 60 + Number(part['second'])) * 1000
  return local - Math.floor(atMs / 1000) * 1000
}

// What a day begins with is read once: it ends the day before.
const atMidnights: Record<string, Map<number, number>> = {}
const offsetAtMidnight = (zone: string, day: number): number => {
  const read = (atMidnights[zone] ??= new Map())
  let offset = read.get(day)
  if (offset === undefined) {
    if (read.size > 20_000) read.clear()
    read.set(day, (offset = readOffset(zone, day * DAY)))
  }
  return offset
}

// Offsets by zone and UTC day; null marks a day in which the offset changes, where each instant is asked anew.
const offsets: Record<string, Map<number, number | null>> = {}
const offsetOf = (zone: string, atMs: number): number => {
  if (zone === 'UTC') return 0
  const days = (offsets[zone] ??= new Map())
  const day = Math.floor(atMs / DAY)
  let known = days.get(day)
  if (known === undefined) {
    const first = offsetAtMidnight(zone, day)
    known = first === offsetAtMidnight(zone, day + 1) ? first : null
    if (days.size > 20_000) days.clear()
    days.set(day, known)
  }
  return known ?? readOffset(zone, atMs)
}

const utcOf = (year: number, month: number, day: number): number => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day) // Date.UTC would take years 0..99 for 1900..1999
  return date.getTime()
}

/** The wall time of an instant. */
export const localOf = (zone: string, atMs: number): Local => {
  const shifted = atMs + offsetOf(zone, atMs)
  const date = new Date(shifted)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    ms: shifted - Math.floor(shifted / DAY) * DAY,
  }
}

const instantOf = (zone: string, year: number, month: number, day: number, ms = 0): number => {
  const wall = utcOf(year, month, day) + ms
  // Try the offsets a day before and after: the true instant uses one of them, or the wall time lies in a gap.
  const before = offsetOf(zone, wall - DAY)
  const after = offsetOf(zone, wall + DAY)
  const early = wall - Math.max(before, after)
  const late = wall - Math.min(before, after)
  if (early + offsetOf(zone, early) === wall) return early
  if (late + offsetOf(zone, late) === wall) return late
  // A gap: find the change by bisection between the two candidates.
  let low = early
  let high = late
  const offset = offsetOf(zone, low)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetOf(zone, middle) === offset) low = middle
    else high = middle
  }
  return high
}

const daysIn = (year: number, month: number): number => new Date(utcOf(year, month + 1, 1) - DAY).getUTCDate()

/** The instant of an ISO text: with an offset or Z as it says; a bare date is that day's start in the zone. NaN when it is neither. */
export const instantMsOf = (iso: string, zone: string): number => {
  if (iso[10] === 'T' && iso[4] === '-') return Date.parse(iso)
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) // `Date.parse` would read "70" as a year
  return date ? instantOf(zone, Number(date[1]), Number(date[2]), Number(date[3])) : NaN
}
// What happens at one instant is written down many times.
const isoTexts = new Map<number, string>()
/** ISO text in UTC of an instant. */
export const isoOf = (atMs: number): string => {
  let iso = isoTexts.get(atMs)
  if (iso === undefined) {
    iso = new Date(atMs).toISOString()
    if (isoTexts.size > 10_000) isoTexts.clear()
    isoTexts.set(atMs, iso)
  }
  return iso
}

/** The calendar day of an instant as a whole number: equal for two instants of one local day, one apart for neighbors. */
export const dayNumberOf = (zone: string, atMs: number): number =>
  Math.floor((atMs + offsetOf(zone, atMs)) / DAY)
/** The local hour, 0..23. */
export const hourOf = (zone: string, atMs: number): number => Math.floor(localOf(zone, atMs).ms / 3_600_000)
/** The local weekday, 0 Sunday .. 6 Saturday. */
export const weekdayOf = (zone: string, atMs: number): number => (((dayNumberOf(zone, atMs) + 4) % 7) + 7) % 7

const inMonths = (span: Span): number =>
  'months' in span ? span.months : 'years' in span ? span.years * 12 : 0
const inDays = (span: Span): number => ('days' in span ? span.days : 'weeks' in span ? span.weeks * 7 : 0)

/** `times` spans after a local day, at a time of that day. */
const moved = (zone: string, { year, month, day }: Local, span: Span, times: number, ms: number): number => {
  const months = month + inMonths(span) * times
  const toDay = inMonths(span) === 0 ? day : Math.min(day, daysIn(year, months))
  return instantOf(zone, year, months, toDay + inDays(span) * times, ms)
}
/** `times` spans after an instant, at the same local time of day; negative goes back. */
export const shifted = (zone: string, atMs: number, span: Span, times = 1): number => {
  const local = localOf(zone, atMs)
  return moved(zone, local, span, times, local.ms)
}

const startAt = (zone: string, atMs: number, period: Period): number => {
  const { year, month, day } = localOf(zone, atMs)
  switch (period) {
    case 'day':
      return instantOf(zone, year, month, day)
    case 'week':
      return instantOf(zone, year, month, day - ((weekdayOf(zone, atMs) + 6) % 7))
    case 'month':
      return instantOf(zone, year, month, 1)
    case 'quarter':
      return instantOf(zone, year, month - ((month - 1) % 3), 1)
    case 'year':
      return instantOf(zone, year, 1, 1)
  }
}
const oneOf: Readonly<Record<Period, Span>> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
}
/** The start of the day so many spans after the day of an instant. Not `shifted`: where clocks skip midnight a day starts at one o'clock, the next one does not. */
const dayShifted = (zone: string, atMs: number, span: Span, times = 1): number =>
  moved(zone, localOf(zone, atMs), span, times, 0)

// The period last asked for, by zone and kind: a fold asks for the same one again and again.
const lastPeriods: Record<string, Partial<Record<Period, { startMs: number; endMs: number }>>> = {}
const periodOf = (zone: string, atMs: number, period: Period): { startMs: number; endMs: number } => {
  const own = (lastPeriods[zone] ??= {})
  const last = own[period]
  if (last && last.startMs <= atMs && atMs < last.endMs) return last
  const startMs = startAt(zone, atMs, period)
  return (own[period] = { startMs, endMs: dayShifted(zone, startMs, oneOf[period]) })
}
/** The start of the period an instant lies in. Weeks begin on Monday (ISO 8601), quarters with January, April, July, October. */
export const startOf = (zone: string, atMs: number, period: Period): number =>
  periodOf(zone, atMs, period).startMs
/** The end, exclusive, of the period an instant lies in. */
export const endOf = (zone: string, atMs: number, period: Period): number =>
  periodOf(zone, atMs, period).endMs
/** The start of the period before the one an instant lies in. */
export const startBefore = (zone: string, atMs: number, period: Period): number =>
  startOf(zone, startOf(zone, atMs, period) - 1, period)

// The last end of a term that hangs on the end of a period, by the term.
const lastEnds = new WeakMap<Term, { zone: string; endMs: number; afterMs: number }>()
/** When a term that begins at an instant ends, exclusive. */
export const termEnd = (zone: string, fromMs: number, term: Term): number => {
  if (!('endOf' in term)) return shifted(zone, fromMs, term)
  const endMs = endOf(zone, fromMs, term.endOf)
  if (!term.after) return endMs
  const last = lastEnds.get(term)
  if (last?.endMs === endMs && last.zone === zone) return last.afterMs
  // `after` counts whole periods from the end, which is a period's first day: months never clamp short here.
  const afterMs = dayShifted(zone, endMs, term.after)
  lastEnds.set(term, { zone, endMs, afterMs })
  return afterMs
}

/** Whole months or days from one instant to another, floored; negative before it. */
export const elapsed = (zone: string, fromMs: number, toMs: number, unit: 'days' | 'months'): number => {
  if (unit === 'days') return dayNumberOf(zone, toMs) - dayNumberOf(zone, fromMs)
  const from = localOf(zone, fromMs)
  const to = localOf(zone, toMs)
  const months = (to.year - from.year) * 12 + to.month - from.month
  return shifted(zone, fromMs, { months }) <= toMs ? months : months - 1
}

/** A window of a program, compiled. `dates`: two days, the second exclusive. */
export type WindowRule =
  | { kind: 'dates'; from: string; to: string }
  | { kind: 'past'; span: Span; withCurrent: boolean }
  | { kind: 'current'; period: Period; from: string | null } // from: a day that periods are counted from, e.g. a year that starts in April
  | { kind: 'rolling'; span: Span }
  | { kind: 'anniversary'; span: Span }
  | { kind: 'lifetime' }

/** The dates a window covers when asked at an instant: `[startMs, endMs)`; startMs null means since ever. `anchorMs`: what anniversaries are counted from. */
export const windowOf = (
  rule: WindowRule,
  zone: string,
  atMs: number,
  anchorMs: number,
): { startMs: number | null; endMs: number } => {
  switch (rule.kind) {
    case 'dates':
      return { startMs: instantMsOf(rule.from, zone), endMs: instantMsOf(rule.to, zone) }
    case 'past': {
      // Whole calendar units of the span's own kind, so that "12 months" asked on the 1st ends there.
      const unit = unitOf(rule.span)
      const start = startOf(zone, atMs, unit)
      const endMs = rule.withCurrent ? endOf(zone, start, unit) : start
      return { startMs: dayShifted(zone, endMs, rule.span, -1), endMs }
    }
    case 'current':
      return periodFrom(rule.period, rule.from, zone, atMs)
    case 'rolling':
      return { startMs: shifted(zone, atMs, rule.span, -1), endMs: atMs }
    case 'anniversary':
      return turnOf(rule.span, zone, atMs, anchorMs, shifted)
    case 'lifetime':
      return { startMs: null, endMs: atMs }
  }
}

const unitOf = (span: Span): Period =>
  'days' in span ? 'day' : 'weeks' in span ? 'week' : 'months' in span ? 'month' : 'year'

/** Until when a window that was asked at an instant keeps its dates, exclusive; Infinity: for ever, or up to the instant asked. A rolling one keeps none. */
export const windowTurn = (rule: WindowRule, zone: string, atMs: number, anchorMs: number): number => {
  switch (rule.kind) {
    case 'past':
      return endOf(zone, atMs, unitOf(rule.span))
    case 'current':
    case 'anniversary':
      return windowOf(rule, zone, atMs, anchorMs).endMs
    case 'rolling':
      return atMs
    case 'dates':
    case 'lifetime':
      return Infinity
  }
}

interface Turn {
  startMs: number
  endMs: number
}

/** The one of the spans counted on and on from an anchor that an instant lies in. `step` is `shifted`, or `dayShifted` from the start of a day. */
const turnOf = (span: Span, zone: string, atMs: number, anchorMs: number, step: typeof shifted): Turn => {
  const isMonths = inMonths(span) > 0
  const passed = elapsed(zone, anchorMs, atMs, isMonths ? 'months' : 'days')
  let times = Math.floor(passed / (isMonths ? inMonths(span) : inDays(span)))
  // The time of day may not have come yet; and where a zone skipped a day, two spans end together.
  while (step(zone, anchorMs, span, times) > atMs) times -= 1
  while (step(zone, anchorMs, span, times + 1) <= atMs) times += 1
  return { startMs: step(zone, anchorMs, span, times), endMs: step(zone, anchorMs, span, times + 1) }
}

/** The period an instant lies in: the calendar's own, or counted on and on from a day. */
const periodFrom = (period: Period, from: string | null, zone: string, atMs: number): Turn =>
  from === null
    ? periodOf(zone, atMs, period)
    : turnOf(oneOf[period], zone, atMs, instantMsOf(from, zone), dayShifted)

/**
 * When a review happens. `from`: the day that its periods are counted from, null for the calendar's own. `nth` and `weekday` (0 Sunday)
 * name e.g. the first Monday of a period, -1 the last; `day` counts from the period's first, 1. Past the period's end both mean the last one.
 */
export interface ReviewRule {
  every: Period
  from: string | null
  day: number
  nth: number | null
  weekday: number | null
}

const inPeriod = (rule: ReviewRule, zone: string, { startMs, endMs }: Turn): number => {
  const { year, month, day } = localOf(zone, startMs)
  const lastMs = endMs - 1
  const last = localOf(zone, lastMs)
  const isLate = (atMs: number): boolean => atMs > lastMs
  if (rule.weekday === null) {
    const atMs = instantOf(zone, year, month, day + rule.day - 1)
    return isLate(atMs) ? instantOf(zone, last.year, last.month, last.day) : atMs
  }
  const toFirst = (rule.weekday - weekdayOf(zone, startMs) + 7) % 7
  const fromLast = (weekdayOf(zone, lastMs) - rule.weekday + 7) % 7
  const nth = rule.nth ?? 1
  const atMs = instantOf(zone, year, month, day + toFirst + (nth - 1) * 7)
  return nth < 0 || isLate(atMs)
    ? instantOf(zone, last.year, last.month, last.day - fromLast + (Math.min(nth, -1) + 1) * 7)
    : atMs
}

/** The first review strictly after an instant. */
export const nextReview = (rule: ReviewRule, zone: string, afterMs: number): number => {
  const turnAt = (atMs: number): Turn => periodFrom(rule.every, rule.from, zone, atMs)
  for (let turn = turnAt(afterMs); ; turn = turnAt(turn.endMs)) {
    const atMs = inPeriod(rule, zone, turn)
    if (atMs > afterMs) return atMs
  }
}
/** The last review at or before an instant. */
export const lastReview = (rule: ReviewRule, zone: string, atMs: number): number => {
  const turnAt = (ms: number): Turn => periodFrom(rule.every, rule.from, zone, ms)
  for (let turn = turnAt(atMs); ; turn = turnAt(turn.startMs - 1)) {
    const lastMs = inPeriod(rule, zone, turn)
    if (lastMs <= atMs) return lastMs
  }
}

/** The first anniversary of an anchor strictly after an instant: one every period counted on from it. The anchor itself is none. */
export const nextAnniversary = (every: Period, zone: string, anchorMs: number, afterMs: number): number =>
  turnOf(oneOf[every], zone, Math.max(anchorMs, afterMs), anchorMs, shifted).endMs
/** The last anniversary of an anchor at or before an instant; null before the first. */
export const lastAnniversary = (
  every: Period,
  zone: string,
  anchorMs: number,
  atMs: number,
): number | null => {
  const { startMs } = turnOf(oneOf[every], zone, atMs, anchorMs, shifted)
  return startMs > anchorMs ? startMs : null
}
