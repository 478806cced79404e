/** The most points of a period: what a rule and its account still allow, and what counts towards it. */
import { isoOf, startOf } from '../plan/calendar.js'
import type { AccountPlan, EarnPlan, LimitPlan } from '../plan/plan.js'
import type { AccountState } from './state.js'

/** A limit, and under which name its periods are counted. */
interface Counter {
  id: string
  limit: LimitPlan
}
/** What points are for, or taken for: an event type (null: a review), and the instant whose period they count in, however late they come. */
export interface Occasion {
  event: string | null
  atMs: number
}

const none: Counter[] = []
const GIVEN = ''
const TAKEN = '.taken'
const ownLimit = ({ limit, key }: EarnPlan, suffix: typeof GIVEN | typeof TAKEN): Counter[] =>
  limit === null ? none : [{ id: `${key}${suffix}`, limit }]
const accountLimits = ({ id, limits }: AccountPlan, event: string | null): Counter[] =>
  limits.length === 0
    ? none
    : limits
        .map((limit, place) => ({ id: `${id}.limits.${place}`, limit }))
        .filter(({ limit }) => event === null || !limit.exempt.includes(event))

// The last key that was made for a limit: a period is asked for again and again.
const lastKeys = new WeakMap<LimitPlan, { id: string; periodMs: number; key: string }>()
const keyOf = ({ id, limit }: Counter, atMs: number): string => {
  const periodMs = startOf(limit.zone, atMs, limit.each)
  const last = lastKeys.get(limit)
  if (last?.periodMs === periodMs && last.id === id) return last.key
  const key = `${id}/${isoOf(periodMs)}`
  lastKeys.set(limit, { id, periodMs, key })
  return key
}

const least = (account: AccountState, counters: Counter[], points: number, atMs: number): number =>
  counters.reduce((allowed, one) => {
    const counted = account.limits[keyOf(one, atMs)]?.points ?? 0
    return Math.max(0, Math.min(allowed, one.limit.points - counted))
  }, points)

const givenUnder = (rule: AccountPlan, earn: EarnPlan, event: string | null): Counter[] =>
  rule.limits.length === 0 ? ownLimit(earn, GIVEN) : [...ownLimit(earn, GIVEN), ...accountLimits(rule, event)]

/** Cuts what a rule would give to what its own limit and all of the account's still allow. */
export const allowedToGive = (
  account: AccountState,
  rule: AccountPlan,
  earn: EarnPlan,
  points: number,
  { event, atMs }: Occasion,
): number => least(account, givenUnder(rule, earn, event), points, atMs)

/** Cuts what a rule would take to what its own limit still allows; an account's limits hold back no taking. */
export const allowedToTake = (
  account: AccountState,
  earn: EarnPlan,
  points: number,
  { atMs }: Occasion,
): number => least(account, ownLimit(earn, TAKEN), points, atMs)

const KEPT_PERIODS = 31 // by limit: a fact that comes later than so many periods meets a limit of its own

const count = (account: AccountState, counter: Counter, points: number, atMs: number): void => {
  const { id, limit } = counter
  const { limits } = account
  const key = keyOf(counter, atMs)
  const counted = limits[key]
  if (counted) {
    counted.points += points
    return
  }
  limits[key] = { periodMs: startOf(limit.zone, atMs, limit.each), points }
  const own = Object.keys(limits).filter((one) => one.startsWith(`${id}/`))
  if (own.length > KEPT_PERIODS)
    delete limits[own.reduce((first, one) => (limits[one]!.periodMs < limits[first]!.periodMs ? one : first))]
}

/** Counts what a rule gave. */
export const countGiven = (
  account: AccountState,
  rule: AccountPlan,
  earn: EarnPlan,
  points: number,
  { event, atMs }: Occasion,
): void => {
  for (const one of givenUnder(rule, earn, event)) count(account, one, points, atMs)
}

/** Counts what was taken: it makes room again in the account's limits, but for those that count gross. */
export const countTaken = (
  account: AccountState,
  rule: AccountPlan,
  earn: EarnPlan | null,
  points: number,
  { event, atMs }: Occasion,
): void => {
  for (const one of earn === null ? [] : ownLimit(earn, TAKEN)) count(account, one, points, atMs)
  for (const one of accountLimits(rule, event)) if (!one.limit.gross) count(account, one, -points, atMs)
}

/** Every limit with what counts in the period that runs at an instant: the rules' own, then the account's (`earn` null). */
export const runningLimits = (
  account: AccountState | undefined,
  rule: AccountPlan,
  atMs: number,
): { earn: EarnPlan | null; limit: LimitPlan; points: number }[] => {
  const pointsOf = (one: Counter): number => account?.limits[keyOf(one, atMs)]?.points ?? 0
  return [
    ...rule.earn.flatMap((earn) =>
      // A rule gives or takes; only one of the two is ever counted.
      ownLimit(earn, GIVEN).map((one) => ({
        earn,
        limit: one.limit,
        points: pointsOf(one) || ownLimit(earn, TAKEN).reduce((sum, other) => sum + pointsOf(other), 0),
      })),
    ),
    ...accountLimits(rule, null).map((one) => ({ earn: null, limit: one.limit, points: pointsOf(one) })),
  ]
}
