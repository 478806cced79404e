/** When a merchant is reviewed. What they bring to it are the anchors: joining, a date of their own, or their last change on a ladder. */
import { lastAnniversary, lastReview, nextAnniversary, nextReview } from '../plan/calendar.js'
import type { Anchor, Plan, ReviewPlan } from '../plan/plan.js'
import type { Value } from '../plan/operations.js'
import { fieldAt, type Merchant } from './merchant.js'
import type { State } from './state.js'

/** When a ladder last changed; null before it ever did. */
export type ChangedMs = (ladder: string) => number | null
export const changedIn =
  (state: State): ChangedMs =>
  (ladder) =>
    state.ladders[ladder]?.change?.atMs ?? null

/** The instant that anniversaries are counted from; null where the date is unknown. A ladder that never changed is counted from joining. */
export const anchorMsOf = (
  anchor: Anchor,
  plan: Plan,
  merchant: Merchant,
  changedMs: ChangedMs,
  moment: { atMs: number; inclusive: boolean },
): Value => {
  if (anchor.from === 'field') return fieldAt(plan, merchant, anchor.id, moment)
  return (anchor.from === 'ladder' ? changedMs(anchor.key) : null) ?? merchant.joinedMs
}

// A fold asks for the same review again and again until it has come.
const nexts = new WeakMap<ReviewPlan, { afterMs: number; nextMs: number }>()

/** The first occurrence of a review strictly after an instant, as things stand there; null for one that has none: it is continuous, or counted from a date that is unknown. */
export const nextReviewOf = (
  review: ReviewPlan,
  plan: Plan,
  merchant: Merchant,
  state: State,
  afterMs: number,
): number | null => {
  const { rule, zone, since } = review
  if (rule === 'continuous') return null
  if (since !== null) {
    const anchorMs = anchorMsOf(since, plan, merchant, changedIn(state), { atMs: afterMs, inclusive: true })
    return anchorMs === null ? null : nextAnniversary(rule.every, zone, anchorMs, afterMs)
  }
  const last = nexts.get(review)
  if (last && last.afterMs <= afterMs && afterMs < last.nextMs) return last.nextMs
  const nextMs = nextReview(rule, zone, afterMs)
  nexts.set(review, { afterMs, nextMs })
  return nextMs
}

/** The last occurrence of a review at or before an instant, as things stood just before it; null where there was none yet. */
export const lastReviewOf = (
  review: ReviewPlan,
  plan: Plan,
  merchant: Merchant,
  state: State,
  atMs: number,
): number | null => {
  const { rule, zone, since } = review
  if (rule === 'continuous') return null
  if (since === null) return lastReview(rule, zone, atMs)
  const anchorMs = anchorMsOf(since, plan, merchant, changedIn(state), { atMs, inclusive: false })
  return anchorMs === null ? null : lastAnniversary(rule.every, zone, anchorMs, atMs)
}

/** Whether a review falls on an instant. */
export const isDue = (
  review: ReviewPlan,
  plan: Plan,
  merchant: Merchant,
  state: State,
  atMs: number,
): boolean =>
  // What the calendar alone says is asked as the fold asks for what comes next.
  (review.since === null
    ? nextReviewOf(review, plan, merchant, state, atMs - 1)
    : lastReviewOf(review, plan, merchant, state, atMs)) === atMs

/**
 * Whether a review fell on an instant that has passed. What has been decided there is remembered; else its dates say it, as far as they
 * are still counted from where they were.
 */
export const fellOn = (
  review: ReviewPlan,
  plan: Plan,
  merchant: Merchant,
  state: State,
  atMs: number,
): boolean =>
  state.decisions.some((one) => one.review === review.id && Date.parse(one.at) === atMs) ||
  isDue(review, plan, merchant, state, atMs)
