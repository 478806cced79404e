/** Overrides stand beside the computed tier: they start when their condition turns true or their event comes, and end by term or condition. */
import { termEnd } from '../plan/calendar.js'
import { holds } from '../plan/filter.js'
import type { LadderPlan, OverridePlan, Plan } from '../plan/plan.js'
import type { Fold } from './fold.js'
import { fieldReader } from './leaves.js'
import type { LogFact } from './merchant.js'
import { ladderState, placeOf, type OverrideState, type State } from './state.js'
import { wiringOf } from './wiring.js'

const overrideState = (state: State, id: string): OverrideState =>
  (state.overrides[id] ??= { met: null, sinceMs: null, untilMs: null, endedMs: null, used: false })

/** Whether an override holds now. */
export const isActive = (state: State, id: string): boolean => {
  const one = state.overrides[id]
  return one !== undefined && one.sinceMs !== null && one.endedMs === null
}

/** The tier a merchant has: the computed one, raised by grants, then lowered by sanctions, which beat them. */
export const effectivePlace = (plan: Plan, state: State, ladder: LadderPlan): number => {
  let place = placeOf(state, ladder)
  const bounds = wiringOf(plan).overrides.get(ladder.id) ?? []
  for (const { id, floor } of bounds)
    if (isActive(state, id)) place = Math.max(place, floor[ladder.id] ?? place)
  for (const { id, cap } of bounds) if (isActive(state, id)) place = Math.min(place, cap[ladder.id] ?? place)
  return place
}

/** At the end of a moment: since when a merchant has each tier without a break, whatever gives it. */
export const noteTiers = (fold: Fold, atMs: number): void => {
  for (const ladder of fold.plan.clockwork.ladders) {
    const one = ladderState(fold.state, ladder.key)
    const tier = ladder.tiers[effectivePlace(fold.plan, fold.state, ladder)]?.id ?? null
    if (one.effective.tier !== tier) one.effective = { tier, sinceMs: atMs }
  }
}

/**
 * A running override that starts again ends when it would have anyway, or by the term counted from now, whichever is later. A grant for a
 * span that an event starts is a renewal: it runs on from its end, so that a member who renews early loses nothing.
 */
const start = (fold: Fold, rule: OverridePlan, atMs: number): void => {
  const one = overrideState(fold.state, rule.id)
  if (isActive(fold.state, rule.id)) one.untilMs = extendedMs(fold.zone, rule, one.untilMs, atMs)
  else {
    one.sinceMs = atMs
    one.untilMs = rule.lasts && termEnd(fold.zone, atMs, rule.lasts)
  }
  one.endedMs = null
  one.used = false
  fold.state.moves += 1
}

/** When a running override ends that starts again, exclusive; null: never. */
const extendedMs = (
  zone: string,
  { kind, on, lasts }: OverridePlan,
  untilMs: number | null,
  atMs: number,
): number | null => {
  if (lasts === null || untilMs === null) return null
  const renews = kind === 'grant' && on !== null && !('endOf' in lasts)
  return renews ? termEnd(zone, untilMs, lasts) : Math.max(untilMs, termEnd(zone, atMs, lasts))
}

const end = (fold: Fold, one: OverrideState, atMs: number): void => {
  one.endedMs = atMs
  fold.state.moves += 1
}

/** Phase 1: terms that end at this instant. */
export const endOverrides = (fold: Fold, atMs: number): void => {
  for (const one of Object.values(fold.state.overrides)) {
    if (one.endedMs === null && one.untilMs !== null && one.untilMs <= atMs) end(fold, one, one.untilMs)
  }
}

/** Phase 3: conditions that turned true or false. */
export const turnOverrides = (fold: Fold, atMs: number): void => {
  for (const rule of fold.plan.clockwork.overrides) {
    const one = overrideState(fold.state, rule.id)
    if (rule.starts !== null) {
      const met = fold.now(atMs).get(rule.starts) === 1
      if (met && one.met !== true) start(fold, rule, atMs)
      one.met = met
    }
    if (rule.ends !== null && isActive(fold.state, rule.id) && fold.now(atMs).get(rule.ends) === 1)
      end(fold, one, atMs)
  }
}

/** Phase 4: an event that starts overrides. */
export const startByEvent = (fold: Fold, log: LogFact, atMs: number): void => {
  const read = fieldReader(fold.merchant.zone, log)
  for (const rule of fold.plan.clockwork.overrides) {
    if (rule.on !== log.type) continue
    if (rule.where && holds(rule.where, read, (mark) => fold.now(atMs).get(mark)) !== true) continue
    start(fold, rule, atMs)
  }
}

/** Whether a protection cancels a fall on a ladder; it is used up by doing so. */
export const protects = (fold: Fold, ladder: LadderPlan, atMs: number): boolean => {
  for (const rule of fold.plan.clockwork.overrides) {
    if (rule.kind !== 'protect' || !isActive(fold.state, rule.id)) continue
    if (rule.ladders !== null && !rule.ladders.includes(ladder.id)) continue
    const one = overrideState(fold.state, rule.id)
    one.used = true
    end(fold, one, atMs)
    return true
  }
  return false
}

/** Whether an active sanction freezes a ladder. */
export const isFrozen = (fold: Fold, ladder: LadderPlan): boolean =>
  fold.plan.clockwork.overrides.some(
    ({ id, freeze }) => freeze.includes(ladder.id) && isActive(fold.state, id),
  )
