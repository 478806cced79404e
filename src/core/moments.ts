/** What happens next: the instants at which something can change, so that the fold visits those and no others. */
import { endOf } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { nextEndMs } from './lots.js'
import type { Merchant } from './merchant.js'
import { nextReviewOf } from './reviews.js'
import type { State } from './state.js'
import { wiringOf } from './wiring.js'

/** A kind of moment: the first one strictly after `afterMs`, or Infinity. */
type Next = (plan: Plan, merchant: Merchant, state: State, afterMs: number, upto: number) => number

const least = (numbers: Iterable<number | null | undefined>, afterMs: number): number => {
  let first = Infinity
  for (const number of numbers)
    if (number !== null && number !== undefined && number > afterMs && number < first) first = number
  return first
}

export const moments: Readonly<Record<string, Next>> = {
  begin: (_plan, { startMs }, _state, afterMs) => (startMs > afterMs ? startMs : Infinity),
  facts: (_plan, { facts }, _state, afterMs, upto) => {
    const next = facts[upto]
    return next && next.seenMs > afterMs ? next.seenMs : Infinity
  },
  fields: (_plan, { record, asOfMs, dated }, _state, afterMs) =>
    least(
      [
        record.asOf === undefined ? null : asOfMs,
        ...[...dated.values()].flatMap((values) => values.map(({ fromMs }) => fromMs)),
      ],
      afterMs,
    ),
  peers: (_plan, { peers }, _state, afterMs) =>
    least(
      peers.map(({ fromMs }) => fromMs),
      afterMs,
    ),
  reviews: (plan, merchant, state, afterMs) =>
    least(
      plan.clockwork.reviews.map((review) => nextReviewOf(review, plan, merchant, state, afterMs)),
      afterMs,
    ),
  // What is given once a period is given on its first day, where it may be.
  periods: ({ clockwork }, _merchant, _state, afterMs) =>
    least(
      clockwork.benefits.map(({ given }) =>
        given && 'each' in given && given.each !== 'once' ? endOf(clockwork.zone, afterMs, given.each) : null,
      ),
      afterMs,
    ),
  expiries: (_plan, _merchant, { accounts }, afterMs) =>
    least(
      Object.values(accounts).map((account) => nextEndMs(account, afterMs)),
      afterMs,
    ),
  terms: (_plan, _merchant, { overrides }, afterMs) =>
    least(
      Object.values(overrides).map(({ untilMs, endedMs }) => (endedMs === null ? untilMs : null)),
      afterMs,
    ),
  pending: (_plan, _merchant, { ladders }, afterMs) =>
    least(
      Object.values(ladders).map(({ pending }) => pending?.atMs),
      afterMs,
    ),
  versions: (plan, _merchant, _state, afterMs) => {
    let first = Infinity
    for (let one: Plan | null = plan; one; one = one.earlier)
      if (one.inForceMs > afterMs) first = Math.min(first, one.inForceMs)
    return first
  },
  midnights: (plan, _merchant, _state, afterMs) =>
    wiringOf(plan).between.length > 0 ? endOf(plan.clockwork.zone, afterMs, 'day') : Infinity,
}

/** The next instant at which something can happen, strictly after `afterMs`; Infinity when nothing ever will. `plan` is the newest version. */
export const nextMoment = (
  plan: Plan,
  merchant: Merchant,
  state: State,
  afterMs: number,
  upto: number,
): number => {
  const inForce = planAt(plan, afterMs)
  let first = Infinity
  for (const kind of Object.keys(moments)) {
    const asked = kind === 'versions' || inForce === null ? plan : inForce
    first = Math.min(first, moments[kind]!(asked, merchant, state, afterMs, upto))
  }
  return first
}
