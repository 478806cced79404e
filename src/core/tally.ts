/**
 * The facts that one leaf can count, found once for a merchant and kept with running totals: a fold asks at every fact what a window
 * holds, and must not go through the log each time. What arrived late, or is undone, stands apart and is looked at one by one.
 */
import { dayNumberOf } from '../plan/calendar.js'
import type { Value } from '../plan/operations.js'
import type { LogFact } from './merchant.js'

/** A fact, the value that the leaf takes of it, and the facts that undo it where that counts. */
export interface Row {
  log: LogFact
  value: Value
  undone: readonly LogFact[]
}

export interface Tally {
  rows: readonly Row[] // by date
  others: readonly Row[] // of them those that arrived late, or that something undoes
  // Of the rest, by date: when each happened, its place in the log, and how much there was before it.
  atMs: readonly number[]
  order: readonly number[]
  sums: readonly number[] | null // null where fractions would show the order of summation
  known: readonly number[]
  days: readonly number[]
}

/** Facts of `startMs <= at < untilMs` before a place in the log. */
export interface Range {
  startMs: number | null // null: since ever
  untilMs: number
  upto: number
}

/** The tally of rows in order of date. `field`: the one that is counted; `zone`: whose days, null where no days are counted. */
export const tallyOf = (rows: readonly Row[], field: string | undefined, zone: string | null): Tally => {
  const others: Row[] = []
  const atMs: number[] = []
  const order: number[] = []
  const sums = [0]
  const known = [0]
  const days = [0]
  let day: number | null = null
  for (const row of rows) {
    const { log, value, undone } = row
    if (log.seenMs !== log.atMs || undone.length > 0) {
      others.push(row)
      continue
    }
    const place = atMs.length
    const own = zone === null ? null : dayNumberOf(zone, log.atMs)
    atMs.push(log.atMs)
    order.push(log.order)
    sums.push(sums[place]! + (value ?? 0))
    known.push(known[place]! + (value === null ? 0 : 1))
    days.push(days[place]! + (own === day ? 0 : 1))
    day = own
  }
  const isWhole =
    sums.every(Number.isSafeInteger) &&
    others.every(({ value, undone }) =>
      [value, ...undone.map(({ fact }) => (field === undefined ? null : fact[field]))].every(
        (one) => typeof one !== 'number' || Number.isInteger(one),
      ),
    )
  return {
    rows,
    others,
    atMs,
    order,
    sums: isWhole ? sums : null,
    known,
    days,
  }
}

/** The first place in a list of rising numbers at which a number is reached; the list's length where none is. */
export const placeIn = (numbers: readonly number[], reached: number): number => {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < reached) low = middle + 1
    else high = middle
  }
  return low
}

/** What running totals say of a range: how many facts, how many of them with a value, the sum of those, and on how many days they lay. */
export const totalsIn = (
  { atMs, order, sums, known, days }: Tally,
  { startMs, untilMs, upto }: Range,
): { count: number; known: number; sum: number | null; days: number } => {
  const from = startMs === null ? 0 : placeIn(atMs, startMs)
  const to = Math.max(from, Math.min(placeIn(atMs, untilMs), placeIn(order, upto)))
  return {
    count: to - from,
    known: known[to]! - known[from]!,
    sum: sums && sums[to]! - sums[from]!,
    // The first of them may lie on the day of the one before it: it counts as a day of its own.
    days: to > from ? days[to]! - days[from + 1]! + 1 : 0,
  }
}

/** The rows of a range, in order. */
export const within = (rows: readonly Row[], { startMs, untilMs, upto }: Range): Row[] =>
  rows.filter(
    ({ log }) => log.order < upto && log.atMs < untilMs && (startMs === null || log.atMs >= startMs),
  )
