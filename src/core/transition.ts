/** One step of a ladder at a decision: how far it may move, what holds it back, and why it moved. */
import { shifted, termEnd, type Span } from '../plan/calendar.js'
import type { LadderPlan } from '../plan/plan.js'
import type { Evidence } from '../schema/standing.js'
import { evidenceOf, rowsOf, unmetOf } from './evidence.js'
import type { Fold } from './fold.js'
import { isFrozen, protects } from './overrides.js'
import { ladderState, placeOf } from './state.js'
import type { Values } from './values.js'

/** Which ways a decision may move a ladder, and how much later it takes effect. */
export interface Step {
  rise: boolean
  fall: boolean
  takesEffect: Span | null
}

/** Decides one ladder from values: the tier earned against the tier that reviews gave, never against an overridden one. */
export const decideTier = (
  fold: Fold,
  ladder: LadderPlan,
  values: Values,
  atMs: number,
  step: Step,
): void => {
  const state = ladderState(fold.state, ladder.key)
  const held = placeOf(fold.state, ladder)
  const earned = values.get(ladder.earned) ?? -1
  if (earned >= held && state.pending?.why === 'grace') state.pending = null // kept again within the grace
  if (isFrozen(fold, ladder)) return
  if (earned > held && step.rise) {
    arrive(fold, ladder, values.get(ladder.rise) ?? held, values, atMs, step.takesEffect)
    return
  }
  if (earned >= held || !step.fall) return
  if (state.untilMs !== null && atMs < state.untilMs) return // held until then
  if (state.pending?.why === 'grace') return // the grace runs
  if (protects(fold, atMs)) return
  const to = values.get(ladder.fall) ?? held
  if (ladder.grace)
    state.pending = {
      tier: idOf(ladder, to),
      atMs: termEnd(fold.zone, atMs, ladder.grace),
      why: 'grace',
      because: [],
    }
  else arrive(fold, ladder, to, values, atMs, step.takesEffect)
}

const idOf = (ladder: LadderPlan, place: number): string | null => ladder.tiers[place]?.id ?? null

const arrive = (
  fold: Fold,
  ladder: LadderPlan,
  to: number,
  values: Values,
  atMs: number,
  takesEffect: Span | null,
): void => {
  const state = ladderState(fold.state, ladder.key)
  const because = becauseOf(ladder, placeOf(fold.state, ladder), to, values)
  const tier = idOf(ladder, to)
  if (takesEffect === null) move(fold, ladder, to, atMs, because)
  // Decided again before it took effect, it takes effect when the first decision said.
  else if (state.pending?.tier !== tier)
    state.pending = { tier, atMs: shifted(fold.zone, atMs, takesEffect), why: 'takesEffect', because }
}

/** A rise is explained by the entry rule of the tier reached, a fall by the rules that failed for the tiers lost. */
const becauseOf = (ladder: LadderPlan, from: number, to: number, values: Values): Evidence[] => {
  if (to > from) {
    const enter = ladder.tiers[to]?.enter ?? null
    return enter === null ? [] : rowsOf(evidenceOf(values, enter))
  }
  const keep = ladder.tiers[from]?.keep ?? null
  return keep === null ? [] : unmetOf(evidenceOf(values, keep))
}

/** Sets the tier, and how long a rise is held. */
const move = (fold: Fold, ladder: LadderPlan, to: number, atMs: number, because: unknown[]): void => {
  const state = ladderState(fold.state, ladder.key)
  const from = placeOf(fold.state, ladder)
  if (from === to) return
  state.change = { atMs, from: idOf(ladder, from), to: idOf(ladder, to), because }
  state.tier = idOf(ladder, to)
  state.sinceMs = atMs
  state.untilMs = to > from && ladder.hold ? termEnd(fold.zone, atMs, ladder.hold) : null
  state.pending = null
}

/** Phase 1: decided moves whose time has come. When a grace runs out, the fall goes no further than what fails then, and that explains it. */
export const settlePending = (fold: Fold, atMs: number): void => {
  for (const ladder of fold.plan.clockwork.ladders) {
    const pending = fold.state.ladders[ladder.key]?.pending
    if (!pending || pending.atMs > atMs) continue
    ladderState(fold.state, ladder.key).pending = null
    const decided = ladder.tiers.findIndex(({ id }) => id === pending.tier)
    if (decided < 0 && pending.tier !== null) continue // this version has no such tier
    if (pending.why === 'takesEffect') {
      move(fold, ladder, decided, atMs, pending.because)
      continue
    }
    const values = fold.review(atMs, atMs)
    const held = placeOf(fold.state, ladder)
    const to = Math.max(decided, values.get(ladder.fall) ?? -1)
    if (to < held) move(fold, ladder, to, atMs, becauseOf(ladder, held, to, values))
  }
}

/** The lowest tier that asks nothing is everybody's from the beginning. */
export const beginLadders = (fold: Fold, atMs: number): void => {
  for (const ladder of fold.plan.clockwork.ladders) {
    const state = ladderState(fold.state, ladder.key)
    if (state.tier !== null || !ladder.tiers[0] || ladder.tiers[0].enter !== null) continue
    state.tier = ladder.tiers[0].id
    state.sinceMs = atMs
  }
}
