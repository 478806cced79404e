/** What windows cover at a review, as two instants that a query holds as constants: the calendar is asked here, once, and never by a database. */
import { shifted, windowOf } from '../plan/calendar.js'
import type { LadderPlan, Plan } from '../plan/plan.js'

/** A review as a count of events sees it: what arrived strictly before `atMs` and happened strictly before `countMs`. */
export interface Count {
  readonly atMs: number
  readonly countMs: number
}
/** What counts: `startMs <= at < untilMs`; null is since ever. */
export interface Covered {
  readonly startMs: number | null
  readonly untilMs: number
}

/** The count of a review at an instant: with the data cut-off of the review at which merchants rise on a ladder, else at which they fall. */
export const countOf = (
  { clockwork: { reviews } }: Plan,
  { promote, demote }: LadderPlan,
  atMs: number,
): Count => {
  const named = [promote, demote].flatMap((when) => (typeof when === 'object' ? [when.review] : []))
  const review = reviews.find(({ id }) => id === named[0])
  const countMs =
    review === undefined || review.cutOff === null ? atMs : shifted(review.zone, atMs, review.cutOff, -1)
  return { atMs, countMs }
}

/** Null where the dates differ by merchant: they are in the merchant's own zone, or counted from a day of theirs. */
export const coveredBy = (
  { clockwork: { windows } }: Plan,
  window: string,
  { countMs }: Count,
): Covered | null => {
  const { rule, zone, cutOff } = windows[window]!
  if (zone === null || rule.kind === 'anniversary') return null
  const untilMs = cutOff === null ? countMs : shifted(zone, countMs, cutOff, -1)
  const { startMs, endMs } = windowOf(rule, zone, untilMs, NaN)
  return { startMs, untilMs: Math.min(endMs, untilMs) }
}
