/** One step of a ladder at a decision: how far it may move, what holds it back, what it posts, and why it moved. */
import { shifted, termEnd, type Span } from '../plan/calendar.js'
import type { LadderPlan, When } from '../plan/plan.js'
import type { Evidence } from '../schema/standing.js'
import { evidenceOf, rowsOf, unmetOf } from './evidence.js'
import type { Fold, Step } from './fold.js'
import { keepOnly, resetAccount, spend } from './ledger.js'
import { isFrozen, protects } from './overrides.js'
import { balanceOf, ladderState, placeOf } from './state.js'
import type { Values } from './values.js'

/**
 * Decides one ladder from values: the tier earned against the tier that reviews gave, never against an overridden one. Says the place
 * that was decided, be it that it takes effect later; null where a sanction froze the ladder and nothing was.
 */
export const decideTier = (
  fold: Fold,
  ladder: LadderPlan,
  values: Values,
  atMs: number,
  step: Step,
): number | null => {
  fold.seen?.(fold, ladder, values, atMs, step)
  const state = ladderState(fold.state, ladder.key)
  const held = placeOf(fold.state, ladder)
  const earned = values.get(ladder.earned) ?? -1
  if (earned >= held && state.pending?.why === 'grace') state.pending = null // kept again within the grace
  if (isFrozen(fold, ladder)) return null
  if (earned > held) {
    const to = step.rise ? risePlace(fold.state.accounts, ladder, values, held) : held
    if (to > held) arrive(fold, ladder, to, values, atMs, step.takesEffect)
    return to
  }
  if (earned === held || !step.fall) return held
  if (state.untilMs !== null && atMs < state.untilMs) return held // held until then
  if (ladder.grace && state.pending) return held // the grace runs, or has run out and the fall is decided
  if (protects(fold, ladder, atMs)) return held
  const to = values.get(ladder.fall) ?? held
  if (!ladder.grace) {
    arrive(fold, ladder, to, values, atMs, step.takesEffect)
    return to
  }
  const endMs = termEnd(fold.zone, atMs, ladder.grace)
  state.pending = { tier: idOf(ladder, to), atMs: endMs, why: 'grace', because: [] }
  return held
}

/**
 * How far a rise goes. Where tiers are climbed one by one, each in between has to be met, with the balance that the steps before it have
 * left; nothing is posted yet.
 */
export const risePlace = (
  accounts: Fold['state']['accounts'],
  ladder: LadderPlan,
  values: Values,
  held: number,
): number => {
  const most = values.get(ladder.rise) ?? held
  if (!ladder.climb) return most
  const { accounts: rules } = values.plan.clockwork
  for (let place = held; place < most; place++) {
    const given: Record<string, number> = { [`computed:${ladder.key}`]: place }
    for (const { account, amountPoints } of ladder.takes) {
      const min = rules.find(({ id }) => id === account)?.min ?? 0
      const balance = balanceOf(accounts[account])
      given[`balance:${account}`] = Math.min(balance, Math.max(min, balance - amountPoints * (place - held)))
    }
    const { enter } = ladder.tiers[place + 1]!
    if (enter !== null && values.with(given).get(enter) !== 1) return place
  }
  return most
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

/** Sets the tier, how long a rise is held, and takes what every step up costs. */
const move = (fold: Fold, ladder: LadderPlan, to: number, atMs: number, because: unknown[]): void => {
  const state = ladderState(fold.state, ladder.key)
  const from = placeOf(fold.state, ladder)
  if (from === to) return
  state.change = { atMs, from: idOf(ladder, from), to: idOf(ladder, to), because }
  state.tier = idOf(ladder, to)
  state.sinceMs = atMs
  state.untilMs = to > from && ladder.hold ? termEnd(fold.zone, atMs, ladder.hold) : null
  state.pending = null
  fold.state.moves += 1
  for (let place = from + 1; place <= to; place++)
    for (const { account, amountPoints } of ladder.takes)
      spend(fold, account, amountPoints, atMs, ladder.name, `${ladder.key}/${ladder.tiers[place]!.id}`)
  if (postsAt(fold, ladder) === null) postDecided(fold, ladder, to, fold.now(atMs), atMs)
}

/** The review at which a ladder's accounts carry over or begin anew: the one that lowers, else the one that raises; null: at every move. */
export const postsAt = (fold: Fold, { demote, promote }: LadderPlan): string | null => {
  const named = (when: When): string | null => {
    if (typeof when !== 'object') return null
    const review = fold.plan.clockwork.reviews.find(({ id }) => id === when.review)
    return !review || review.rule === 'continuous' ? null : review.id
  }
  return named(demote) ?? named(promote)
}

/** What a decision posts: what lies above the mark of the tier decided is carried over and the rest goes, or all of it and the account begins anew. */
export const postDecided = (
  fold: Fold,
  ladder: LadderPlan,
  place: number,
  values: Values,
  atMs: number,
): void => {
  for (const { account, marks } of ladder.carry) {
    const mark = marks[place] ?? null
    const needed = mark === null ? null : values.get(mark)
    const kept = needed === null ? 0 : Math.max(0, balanceOf(fold.state.accounts[account]) - needed)
    keepOnly(fold, account, kept, atMs, ladder.key)
  }
  for (const account of ladder.reset) resetAccount(fold, account, atMs, ladder.key)
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
    const step: Step = { rise: false, fall: true, takesEffect: delayOf(fold, ladder), afterGrace: decided }
    fold.seen?.(fold, ladder, values, atMs, step)
    const held = placeOf(fold.state, ladder)
    const to = Math.max(decided, values.get(ladder.fall) ?? -1)
    if (to < held) arrive(fold, ladder, to, values, atMs, delayOf(fold, ladder))
  }
}

/** How much later a fall takes effect. */
const delayOf = (fold: Fold, { demote }: LadderPlan): Span | null =>
  (typeof demote === 'object' &&
    fold.plan.clockwork.reviews.find(({ id }) => id === demote.review)?.takesEffect) ||
  null

/** The lowest tier that asks nothing is everybody's from the beginning. */
export const beginLadders = (fold: Fold, atMs: number): void => {
  for (const ladder of fold.plan.clockwork.ladders) {
    const state = ladderState(fold.state, ladder.key)
    if (state.tier !== null || !ladder.tiers[0] || ladder.tiers[0].enter !== null) continue
    state.tier = ladder.tiers[0].id
    state.sinceMs = atMs
    fold.state.moves += 1
  }
}
