/** Days and instants in a cell, the year first in all of them, so that no day is taken for a month. */
import { instantMsOf } from '../plan/calendar.js'

/** The forms of a day, by the name that people are told. */
const forms = {
  dash: /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  slash: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  dot: /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  digits: /^((?:19|20)\d\d)(\d\d)(\d\d)$/,
  chinese: /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/,
} as const
export type DateForm = keyof typeof forms | 'instant' | 'time'

const instant = /^(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/
/** A day and a time without an offset: a time of the program's zone. */
const local = /^(\S+?) +(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/

interface Day {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly form: DateForm
}
const dayOf = (text: string): Day | null => {
  for (const form of Object.keys(forms) as (keyof typeof forms)[]) {
    const [, year, month, day] = forms[form].exec(text) ?? []
    if (year !== undefined) return { year, month: month!, day: day!, form }
  }
  return null
}

/** The form that a text is a date in; null where it is none. */
export const dateFormOf = (text: string): DateForm | null => {
  if (instant.test(text)) return 'instant'
  const day = dayOf(text)
  if (day !== null) return day.form
  return local.test(text) && dayOf(local.exec(text)![1]!) ? 'time' : null
}

const exists = ({ year, month, day }: Pick<Day, 'year' | 'month' | 'day'>): boolean => {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

// Files say the same few thousand days again and again.
const known = new Map<string, number>()
let knownZone = ''

/** The instant of a text, a bare day where it begins in a zone; NaN where the text is no date, or the day does not exist. */
export const dateOf = (text: string, zone: string): number => {
  if (zone !== knownZone || known.size > 20_000) {
    known.clear()
    knownZone = zone
  }
  let atMs = known.get(text)
  if (atMs === undefined) known.set(text, (atMs = readDate(text, zone)))
  return atMs
}

const readDate = (text: string, zone: string): number => {
  const [, year, month, dayInMonth] = instant.exec(text) ?? []
  if (year !== undefined)
    return exists({ year, month: month!, day: dayInMonth! }) ? Date.parse(text.replace(' ', 'T')) : NaN
  const day = dayOf(text)
  if (day !== null) return startOf(day, zone)
  const [, date = '', hour = '', minute = '', second = '0'] = local.exec(text) ?? []
  const own = dayOf(date)
  if (own === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return NaN
  return startOf(own, zone) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
}

const startOf = (day: Day, zone: string): number =>
  exists(day) ? instantMsOf(`${day.year}-${two(day.month)}-${two(day.day)}`, zone) : NaN

const two = (digits: string): string => digits.padStart(2, '0')

/** The days that spreadsheets count to: from 1955 to 2119. Fewer or more are another number. */
const SERIALS = { from: 20_000, to: 80_000 }
export const isSerial = (days: number): boolean => days >= SERIALS.from && days <= SERIALS.to

/** The instant of a day as spreadsheets count them, 1 January 1900 being 1; parts of a day are its time. */
export const serialDateOf = (text: string, zone: string): number => {
  const days = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || !isSerial(days)) return dateOf(text, zone)
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000)
  return instantMsOf(date.toISOString().slice(0, 10), zone) + Math.round((days % 1) * 86_400_000)
}
