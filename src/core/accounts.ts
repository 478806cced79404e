/** Accounts as a merchant reads them: the balance, its lots by expiry, and the limits of the running period. */
import { endOf, isoOf } from '../plan/calendar.js'
import type { AccountPlan, Plan } from '../plan/plan.js'
import type { AccountStanding, LimitStanding } from '../schema/standing.js'
import { runningLimits } from './limits.js'
import { nextReviewOf } from './reviews.js'
import { balanceOf, type AccountState, type State } from './state.js'
import { termOf } from './tasks.js'
import type { Values } from './values.js'

/** Every account's standing, in the program's order. */
export const accountStandings = (state: State, { plan, merchant }: Values): AccountStanding[] => {
  const open = Object.values(state.benefits).flatMap(({ redemptions }) =>
    redemptions.filter(({ usedMs }) => usedMs === null),
  )
  return plan.clockwork.accounts.map((rule): AccountStanding => {
    const reset = plan.clockwork.reviews.find(({ id }) => id === rule.reset)
    const resetsMs = reset ? nextReviewOf(reset, plan, merchant, state, state.atMs) : null
    const account = state.accounts[rule.id]
    const held = open.reduce((sum, { points }) => sum + (points[rule.id] ?? 0), 0)
    const balancePoints = balanceOf(account)
    // A term of its own that the reset comes before says nothing any more.
    const ownEnd = (endMs: number | null): number | null =>
      endMs !== null && resetsMs !== null && endMs >= resetsMs ? null : endMs
    const lots = [...(account?.lots ?? [])]
      .filter(({ leftPoints }) => leftPoints > 0)
      .map((lot) => ({ ...lot, expiresMs: ownEnd(lot.expiresMs) }))
    const firstMs = lots[0]?.expiresMs ?? null
    const lapsing = lots.filter(({ expiresMs }) => expiresMs === firstMs)
    return {
      id: rule.id,
      name: rule.name,
      ...(rule.note && { note: rule.note }),
      balancePoints,
      pendingPoints: 0,
      ...(held > 0 && { heldPoints: held }),
      lots: lots.map(({ id, amountPoints, leftPoints, earnedMs, expiresMs, name }) => ({
        id,
        amountPoints,
        leftPoints,
        earnedAt: isoOf(earnedMs),
        expiry: expiresMs === null ? null : termOf(expiresMs),
        name,
      })),
      nextLapse:
        firstMs === null
          ? null
          : { amountPoints: lapsing.reduce((sum, lot) => sum + lot.leftPoints, 0), ...termOf(firstMs) },
      ...(resetsMs !== null && { resetsAt: isoOf(resetsMs) }),
      limits: limitStandings(account, rule, plan, state.atMs),
      worth: rule.worth && {
        money: Math.floor((balancePoints * rule.worth.money) / rule.worth.points),
        perPoints: rule.worth.points,
        perMoney: rule.worth.money,
      },
    }
  })
}

const limitStandings = (
  account: AccountState | undefined,
  rule: AccountPlan,
  { clockwork }: Plan,
  atMs: number,
): LimitStanding[] =>
  runningLimits(account, rule, atMs).map(({ earn, limit, points }) => ({
    name:
      earn && (earn.name ?? (earn.on === null ? rule.name : (clockwork.eventNames[earn.on] ?? rule.name))),
    points: limit.points,
    each: limit.each,
    counted: points,
    left: Math.max(0, limit.points - points),
    renewsAt: isoOf(endOf(limit.zone, atMs, limit.each)),
  }))
