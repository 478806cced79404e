/** What happens next: the instants at which something can change, so that the fold visits those and no others. */
import { endOf } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { nextEndMs } from './lots.js'
import type { Merchant } from './merchant.js'
import { nextReviewOf } from './reviews.js'
import type { State } from './state.js'
import { placeIn } from './tally.js'
import { wiringOf } from './wiring.js'

/** A kind of moment: the first one strictly after `afterMs`, or Infinity. */
type Next = (plan: Plan, merchant: Merchant, state: State, afterMs: number, upto: number) => number

/** The lesser of two, of the second only where it comes after `afterMs`. */
const sooner = (first: number, atMs: number | null | undefined, afterMs: number): number =>
  atMs !== null && atMs !== undefined && atMs > afterMs && atMs < first ? atMs : first

export const moments: Readonly<Record<string, Next>> = {
  begin: (_plan, { startMs }, _state, afterMs) => sooner(Infinity, startMs, afterMs),
  facts: (_plan, { facts }, _state, afterMs, upto) => sooner(Infinity, facts[upto]?.seenMs, afterMs),
  /** Dated fields, the record's own date, and places among peers. */
  changes: (_plan, { changesMs }, _state, afterMs) => changesMs[placeIn(changesMs, afterMs + 1)] ?? Infinity,
  reviews: (plan, merchant, state, afterMs) => {
    let first = Infinity
    for (const review of plan.clockwork.reviews)
      first = sooner(first, nextReviewOf(review, plan, merchant, state, afterMs), afterMs)
    return first
  },
  /** What is given once a period is given on its first day, where it may be; a task of a period may be done as it begins. */
  periods: (plan, _merchant, _state, afterMs) => {
    let first = Infinity
    for (const period of wiringOf(plan).periods)
      first = sooner(first, endOf(plan.clockwork.zone, afterMs, period), afterMs)
    return first
  },
  expiries: (_plan, _merchant, { accounts }, afterMs) => {
    let first = Infinity
    for (const id of Object.keys(accounts)) first = Math.min(first, nextEndMs(accounts[id]!, afterMs))
    return first
  },
  /** When what redemptions hold comes back by itself. */
  redemptions: (_plan, _merchant, { benefits }, afterMs) => {
    let first = Infinity
    for (const id of Object.keys(benefits))
      for (const { usedMs, untilMs } of benefits[id]!.redemptions)
        if (usedMs === null) first = sooner(first, untilMs, afterMs)
    return first
  },
  terms: (_plan, _merchant, { overrides }, afterMs) => {
    let first = Infinity
    for (const id of Object.keys(overrides)) {
      const { untilMs, endedMs } = overrides[id]!
      if (endedMs === null) first = sooner(first, untilMs, afterMs)
    }
    return first
  },
  /** Tiers decided that take effect later, and the ends of holds. */
  ladders: (_plan, _merchant, { ladders }, afterMs) => {
    let first = Infinity
    for (const key of Object.keys(ladders)) {
      const { pending, untilMs } = ladders[key]!
      first = sooner(sooner(first, pending?.atMs, afterMs), untilMs, afterMs)
    }
    return first
  },
  versions: (plan, _merchant, _state, afterMs) => {
    let first = Infinity
    for (let one: Plan | null = plan; one; one = one.earlier) first = sooner(first, one.inForceMs, afterMs)
    return first
  },
  /** Where what moves between reviews can change by time alone. */
  midnights: (plan, _merchant, _state, afterMs) =>
    wiringOf(plan).isDaily ? endOf(plan.clockwork.zone, afterMs, 'day') : Infinity,
}
const kinds = Object.keys(moments)
/** While no version is in force facts only arrive, and nothing else happens. */
const beforehand = ['facts', 'versions']

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
  for (const kind of inForce === null ? beforehand : kinds) {
    const asked = kind === 'versions' || inForce === null ? plan : inForce
    first = Math.min(first, moments[kind]!(asked, merchant, state, afterMs, upto))
  }
  return first
}
