/** Benefits that are given, once or again and again, and then kept to their own end whatever the tier does: when each grant is made, used and over. */
import { startOf, termEnd } from '../plan/calendar.js'
import type { BenefitPlan } from '../plan/plan.js'
import type { BenefitState } from './state.js'

export type Grant = BenefitState['given'][number]

const KEPT_GRANTS = 24 // and all that can still be used

/** When a grant is over, exclusive: at its own end, or with the time to choose in; null: never. */
export const grantEnd = (zone: string, { choose }: BenefitPlan, { atMs, untilMs }: Grant): number | null => {
  const chosenMs = choose ? termEnd(zone, atMs, choose.within) : Infinity
  const endMs = Math.min(untilMs ?? Infinity, chosenMs)
  return endMs === Infinity ? null : endMs
}

/** The grants that can be used at an instant, the soonest to lapse first. */
export const openGrants = (
  zone: string,
  rule: BenefitPlan,
  one: BenefitState | undefined,
  atMs: number,
): Grant[] => {
  const endMs = (grant: Grant): number => grantEnd(zone, rule, grant) ?? Infinity
  return (one?.given ?? [])
    .filter((grant) => grant.usedMs === null && endMs(grant) > atMs)
    .sort((left, right) => {
      const [leftMs, rightMs] = [endMs(left), endMs(right)]
      return leftMs === rightMs ? left.atMs - right.atMs : leftMs - rightMs
    })
}

/** Makes a grant. */
export const grant = (zone: string, rule: BenefitPlan, one: BenefitState, atMs: number): void => {
  one.given.push({ atMs, untilMs: rule.lasts ? termEnd(zone, atMs, rule.lasts) : null, usedMs: null })
  if (one.given.length <= KEPT_GRANTS) return
  const open = openGrants(zone, rule, one, atMs)
  one.given = one.given.filter(
    (given, place) => place >= one.given.length - KEPT_GRANTS || open.indexOf(given) >= 0,
  )
}

/** Whether a benefit that is given once, or once a period, has yet to be given at an instant. */
export const isOwed = (zone: string, rule: BenefitPlan, one: BenefitState, atMs: number): boolean => {
  if (!rule.given || !('each' in rule.given)) return false
  const { each } = rule.given
  const last = one.given[one.given.length - 1]
  return !last || (each !== 'once' && last.atMs < startOf(zone, atMs, each))
}
