/**
 * Benefits in the order a person reads them: what can be used now and runs out soonest first. Pure: it knows no words and
 * no page. A benefit that is there but cannot be used now (suspended, out of stock) stands with the locked ones and says why.
 */
import type { BenefitStanding } from '../schema/standing.js'

export type BenefitState = BenefitStanding['state']
export type BenefitTab = 'available' | 'locked' | 'used' | 'expired'
export const benefitTabs: readonly BenefitTab[] = ['available', 'locked', 'used', 'expired']

/** State -> the tab it is found under, and its place there. */
const rules: Readonly<Record<BenefitState, { readonly tab: BenefitTab; readonly place: number }>> = {
  choose: { tab: 'available', place: 0 },
  available: { tab: 'available', place: 1 },
  pending: { tab: 'available', place: 2 },
  suspended: { tab: 'locked', place: 0 },
  outOfStock: { tab: 'locked', place: 1 },
  locked: { tab: 'locked', place: 2 },
  used: { tab: 'used', place: 0 },
  expired: { tab: 'expired', place: 0 },
}

/** How many benefits each tab holds. */
export function benefitCounts(benefits: readonly BenefitStanding[]): Record<BenefitTab, number> {
  const counts: Record<BenefitTab, number> = { available: 0, locked: 0, used: 0, expired: 0 }
  for (const { state } of benefits) counts[rules[state].tab]++
  return counts
}

/** What a tab shows, in order: the choices first, then by when it runs out; the locked ones by how near they are. */
export function benefitsOf(benefits: readonly BenefitStanding[], tab: BenefitTab): BenefitStanding[] {
  const order = tab === 'locked' ? distanceOf : endOf
  // sort is stable: the program's own order decides what is left equal
  return benefits
    .filter(({ state }) => rules[state].tab === tab)
    .sort((a, b) => rules[a.state].place - rules[b.state].place || compared(order(a), order(b)))
}

/** The locked ones that the next tiers open, nearest first. */
export function nextToOpen(benefits: readonly BenefitStanding[], count: number): BenefitStanding[] {
  return benefitsOf(benefits, 'locked')
    .filter(({ state, opensAt }) => state === 'locked' && opensAt !== null)
    .slice(0, count)
}

/** The instant from which it cannot be used as it can now: the end of a choice, of what was given, or of a quota with something left. Else never. */
function endOf({ choose, given, quota }: BenefitStanding): number {
  const end = choose?.by?.at ?? given?.until?.at ?? (quota && quota.left > 0 ? quota.renewsAt : null)
  return end === null ? Infinity : Date.parse(end)
}

function distanceOf({ opensAt }: BenefitStanding): number {
  return opensAt?.scoreGap ?? Infinity
}

/** Two of which both may be infinite: their difference would be no number. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
