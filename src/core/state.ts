/** The fold's own draft: what `Held` says, with instants in milliseconds. `opened` copies a Held once, `closed` freezes the end. */
import { instantMsOf, isoOf } from '../plan/calendar.js'
import type { LadderPlan, Plan } from '../plan/plan.js'
import type { Held } from '../schema/record.js'
import { LotList } from './lot-list.js'

export interface LadderState {
  tier: string | null
  sinceMs: number | null
  untilMs: number | null
  effective: { tier: string | null; sinceMs: number | null } // after overrides, and since when without a break
  pending: { tier: string | null; atMs: number; why: 'takesEffect' | 'grace'; because: unknown[] } | null
  change: { atMs: number; from: string | null; to: string | null; because: unknown[] } | null
}
export interface OverrideState {
  met: boolean | null
  sinceMs: number | null
  untilMs: number | null
  endedMs: number | null
  used: boolean
}
export interface AccountState {
  lots: LotList // by expiry, then earned, then id: the order in which they are spent; only lots.ts changes them
  leftPoints: number // what is left of all of them
  limits: Record<string, { periodMs: number; points: number }>
  debtPoints: number
  taken: Record<string, Taken>
  counted: Held['accounts'][string]['counted']
  activeMs: number | null
}
/** What a fact spent or was fined: the lots it drew from, and what an account that may fall below 0 owes for it. */
export interface Taken {
  parts: { lot: string; amountPoints: number }[]
  debtPoints: number
  untilMs: number | null
}
export interface TaskState {
  doneMs: number | null
  periodMs: number | null
  claimedMs: number | null
  dismissedMs: number | null
  streak: number
  lastPeriodMs: number | null
}
export interface BenefitState {
  usesMs: number[]
  chosen: string[]
  openSinceMs: number | null
  given: { atMs: number; untilMs: number | null; usedMs: number | null }[]
  redemptions: Redemption[] // oldest first
}
/** A redemption in two steps: `usedMs` null while its price is held. */
export interface Redemption {
  id: string // its fact's
  atMs: number
  untilMs: number | null
  usedMs: number | null
  voucher: string | null
  points: Record<string, number> // by account: what it holds, or held
}
export interface Memory {
  last: (boolean | null)[]
  streak: number
}
export interface State {
  atMs: number
  ladders: Record<string, LadderState>
  overrides: Record<string, OverrideState>
  accounts: Record<string, AccountState>
  tasks: Record<string, TaskState>
  benefits: Record<string, BenefitState>
  memory: Record<string, Memory>
  decisions: Held['decisions']
  totals: Held['totals']
  moves: number // of ladders, overrides and memory since it was opened: with `totals.entries` it tells whether anything that nodes read has changed
}

const nullMs = (iso: string | null, zone: string): number | null =>
  iso === null ? null : instantMsOf(iso, zone)
const nullIso = (ms: number | null): string | null => (ms === null ? null : isoOf(ms))
const mapped = <T, U>(from: Readonly<Record<string, T>>, make: (value: T) => U): Record<string, U> => {
  const to: Record<string, U> = {}
  for (const key of Object.keys(from)) to[key] = make(from[key]!)
  return to
}

/** A state in which nothing has happened, just before an instant. */
export const emptyState = (atMs: number): State => ({
  atMs,
  ladders: {},
  overrides: {},
  accounts: {},
  tasks: {},
  benefits: {},
  memory: {},
  decisions: [],
  totals: { facts: 0, entries: 0 },
  moves: 0,
})

/** The draft of a Held. */
export const opened = (given: Held, zone: string): State => {
  const held = JSON.parse(JSON.stringify(given)) as Held // nothing that was given is shared, or frozen at the end
  const ms = (iso: string | null): number | null => nullMs(iso, zone)
  return {
    atMs: instantMsOf(held.at, zone),
    ladders: mapped(held.ladders, (one) => ({
      tier: one.tier,
      sinceMs: ms(one.since),
      untilMs: ms(one.until),
      effective: one.effective
        ? { tier: one.effective.tier, sinceMs: ms(one.effective.since) }
        : { tier: one.tier, sinceMs: ms(one.since) },
      pending: one.pending && {
        tier: one.pending.tier,
        atMs: instantMsOf(one.pending.at, zone),
        why: one.pending.why,
        because: one.pending.because ?? [],
      },
      change: one.change && {
        atMs: instantMsOf(one.change.at, zone),
        from: one.change.from,
        to: one.change.to,
        because: one.change.because,
      },
    })),
    overrides: mapped(held.overrides, (one) => ({
      met: one.met,
      sinceMs: ms(one.since),
      untilMs: ms(one.until),
      endedMs: ms(one.ended),
      used: one.used,
    })),
    accounts: mapped(held.accounts, (one) => ({
      lots: LotList.of(
        one.lots.map((lot) => ({
          id: lot.id,
          amountPoints: lot.amountPoints,
          leftPoints: lot.leftPoints,
          earnedMs: instantMsOf(lot.earnedAt, zone),
          expiresMs: ms(lot.expiresAt),
          name: lot.name,
          fact: lot.fact,
          ...(lot.ownTerm && { ownTerm: lot.ownTerm }),
        })),
      ),
      leftPoints: one.lots.reduce((sum, { leftPoints }) => sum + leftPoints, 0),
      limits: mapped(one.limits, ({ periodStart, points }) => ({
        periodMs: instantMsOf(periodStart, zone),
        points,
      })),
      debtPoints: one.debtPoints,
      taken: mapped(one.taken, ({ parts, debtPoints, until }) => ({ parts, debtPoints, untilMs: ms(until) })),
      counted: one.counted,
      activeMs: ms(one.activeAt),
    })),
    tasks: mapped(held.tasks, (one) => ({
      doneMs: ms(one.doneAt),
      periodMs: ms(one.period),
      claimedMs: ms(one.claimedAt),
      dismissedMs: ms(one.dismissedAt),
      streak: one.streak,
      lastPeriodMs: ms(one.lastPeriod),
    })),
    benefits: mapped(held.benefits, (one) => ({
      usesMs: one.uses.map((iso) => instantMsOf(iso, zone)),
      chosen: one.chosen,
      openSinceMs: ms(one.openSince),
      given: one.given.map((grant) => ({
        atMs: instantMsOf(grant.at, zone),
        untilMs: ms(grant.until),
        usedMs: ms(grant.usedAt),
      })),
      redemptions: one.redemptions.map(({ id, at, until, usedAt, voucher, points }) => ({
        id,
        atMs: instantMsOf(at, zone),
        untilMs: ms(until),
        usedMs: ms(usedAt),
        voucher,
        points,
      })),
    })),
    memory: held.memory,
    decisions: held.decisions,
    totals: held.totals,
    moves: 0,
  }
}

/** The frozen Held of a draft. */
export const closed = (plan: Plan, state: State, atMs: number): Held =>
  deepFrozen({
    at: isoOf(atMs),
    programVersion: plan.program.version,
    ladders: mapped(state.ladders, (one) => ({
      tier: one.tier,
      since: nullIso(one.sinceMs),
      until: nullIso(one.untilMs),
      effective: { tier: one.effective.tier, since: nullIso(one.effective.sinceMs) },
      pending: one.pending && {
        tier: one.pending.tier,
        at: isoOf(one.pending.atMs),
        why: one.pending.why,
        because: one.pending.because,
      },
      change: one.change && {
        at: isoOf(one.change.atMs),
        from: one.change.from,
        to: one.change.to,
        because: one.change.because,
      },
    })),
    overrides: mapped(state.overrides, (one) => ({
      met: one.met,
      since: nullIso(one.sinceMs),
      until: nullIso(one.untilMs),
      ended: nullIso(one.endedMs),
      used: one.used,
    })),
    accounts: mapped(state.accounts, (one) => ({
      balancePoints: balanceOf(one),
      lots: [...one.lots].map((lot) => ({
        id: lot.id,
        amountPoints: lot.amountPoints,
        leftPoints: lot.leftPoints,
        earnedAt: isoOf(lot.earnedMs),
        expiresAt: nullIso(lot.expiresMs),
        name: lot.name,
        fact: lot.fact,
        ...(lot.ownTerm && { ownTerm: lot.ownTerm }),
      })),
      limits: mapped(one.limits, ({ periodMs, points }) => ({ periodStart: isoOf(periodMs), points })),
      debtPoints: one.debtPoints,
      taken: mapped(one.taken, ({ parts, debtPoints, untilMs }) => ({
        parts,
        debtPoints,
        until: nullIso(untilMs),
      })),
      counted: one.counted,
      activeAt: nullIso(one.activeMs),
    })),
    tasks: mapped(state.tasks, (one) => ({
      doneAt: nullIso(one.doneMs),
      period: nullIso(one.periodMs),
      claimedAt: nullIso(one.claimedMs),
      dismissedAt: nullIso(one.dismissedMs),
      streak: one.streak,
      lastPeriod: nullIso(one.lastPeriodMs),
    })),
    benefits: mapped(state.benefits, (one) => ({
      uses: one.usesMs.map(isoOf),
      chosen: one.chosen,
      openSince: nullIso(one.openSinceMs),
      given: one.given.map(({ atMs: givenMs, untilMs, usedMs }) => ({
        at: isoOf(givenMs),
        until: nullIso(untilMs),
        usedAt: nullIso(usedMs),
      })),
      redemptions: one.redemptions.map(({ id, atMs: redeemedMs, untilMs, usedMs, voucher, points }) => ({
        id,
        at: isoOf(redeemedMs),
        until: nullIso(untilMs),
        usedAt: nullIso(usedMs),
        voucher,
        points,
      })),
    })),
    memory: state.memory,
    decisions: state.decisions,
    totals: state.totals,
  })

/** Points that can be spent: what is left of all lots; below 0 where more was taken than they held. */
export const balanceOf = (account: AccountState | undefined): number =>
  account ? account.leftPoints - account.debtPoints : 0

/** Freezes plain data all the way down and returns it. */
export const deepFrozen = <T>(value: T): T => {
  if (Object.isFrozen(value)) return value // as every text, number and null is
  Object.freeze(value)
  for (const part of Object.values(value as object)) deepFrozen(part)
  return value
}

/** A ladder's state before anything was decided. */
export const ladderState = (state: State, key: string): LadderState =>
  (state.ladders[key] ??= {
    tier: null,
    sinceMs: null,
    untilMs: null,
    effective: { tier: null, sinceMs: null },
    pending: null,
    change: null,
  })
/** The place of the tier that reviews gave, -1 for none. */
export const placeOf = (state: State, ladder: LadderPlan): number => {
  const tier = state.ladders[ladder.key]?.tier
  return ladder.tiers.findIndex(({ id }) => id === tier)
}
