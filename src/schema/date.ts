/** Days and instants as ISO 8601 text. */
import * as z from 'zod/mini'
import { breaks } from './rule.js'

const daysOf = (month: number, year: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].indexOf(month) >= 0
      ? 30
      : 31

/** True for a day that exists, written `2026-11-21`, years 0001 to 9999. */
export function isDate(found: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(found)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year)
}

export const date = z.string().check((payload) => {
  if (!isDate(payload.value)) breaks(payload, 'badDate', { found: payload.value })
})

const instantForm = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-](\d\d):(\d\d)))?$/

/** True for an instant with its offset, or a day. */
export function isInstant(found: string): boolean {
  const match = instantForm.exec(found)
  const [, day = '', hour = '0', minute = '0', second = '0', offsetHour = '0', offsetMinute = '0'] =
    match ?? []
  const isClock = +hour < 24 && +minute < 60 && +second < 60 && +offsetHour < 15 && +offsetMinute < 60
  return match !== null && isDate(day) && isClock
}

/** Refuses what is neither an instant with its offset nor a day. */
export const instantRule = (payload: z.core.ParsePayload<string>): void => {
  const found = payload.value
  if (isInstant(found)) return
  const [, day] = instantForm.exec(found) ?? []
  if (day !== undefined && !isDate(day)) breaks(payload, 'badDate', { found: day })
  else breaks(payload, 'badInstant', { found })
}
