/** Ladders as a merchant reads them: the tier held, earned and next, what the next one asks, and what puts this one at risk. */
import { isoOf, nextReview } from '../plan/calendar.js'
import type { LadderPlan } from '../plan/plan.js'
import type { Evidence, LadderStanding, TierStanding } from '../schema/standing.js'
import { gapTo, opensAtPlace } from './benefits.js'
import { evidenceOf, rowsOf, unmetOf } from './evidence.js'
import { effectivePlace, overriddenSinceMs } from './overrides.js'
import { placeOf, type State } from './state.js'
import type { Values } from './values.js'

const NEAR_PERCENT = 0.1 // a rate is near its mark within a tenth of the room that it has
const NEAR_SCORE = 0.02 // a score, within 2 % of its range

/** Every ladder's standing: the main one first, badges last. */
export const ladderStandings = (state: State, values: Values): LadderStanding[] =>
  [...values.plan.clockwork.ladders]
    .sort((left, right) => rank(left) - rank(right))
    .map((ladder) => ladderStanding(state, values, ladder))

const rank = (ladder: LadderPlan): number => (ladder.main ? 0 : ladder.badge ? 2 : 1)

const ladderStanding = (state: State, values: Values, ladder: LadderPlan): LadderStanding => {
  const one = state.ladders[ladder.key]
  const computed = placeOf(state, ladder)
  const effective = effectivePlace(values.plan, state, ladder)
  const idOf = (place: number): string | null => ladder.tiers[place]?.id ?? null
  const next = nextOf(values, ladder, Math.max(computed, effective))
  const overriddenMs = effective === computed ? null : overriddenSinceMs(values.plan, state, ladder)
  const sinceMs = overriddenMs ?? one?.sinceMs ?? null
  return {
    id: ladder.id,
    name: ladder.name,
    ...(ladder.note && { note: ladder.note }),
    main: ladder.main,
    badge: ladder.badge,
    ...(ladder.scope && { scope: { value: ladder.scope.value, name: ladder.scope.name } }),
    tiers: ladder.tiers.map((_, place) => tierStanding(values, ladder, place, effective)),
    held: idOf(effective),
    computed: idOf(computed),
    earned: idOf(values.get(ladder.earned) ?? -1),
    ifReviewed: idOf(reviewedPlace(state, values, ladder, computed)),
    since: sinceMs === null ? null : isoOf(sinceMs),
    until: one?.untilMs == null || one.untilMs <= values.moment.atMs ? null : isoOf(one.untilMs),
    pending: one?.pending ? { tier: one.pending.tier, at: isoOf(one.pending.atMs) } : null,
    atRisk: riskOf(state, values, ladder, computed),
    next,
    blockedBy: next && next.scoreGap === 0 ? next.conditions.filter(({ met }) => met !== true) : [],
    lastChange: one?.change
      ? {
          at: isoOf(one.change.atMs),
          from: one.change.from,
          to: one.change.to,
          because: one.change.because as Evidence[],
        }
      : null,
    review:
      typeof ladder.demote === 'object'
        ? ladder.demote.review
        : typeof ladder.promote === 'object'
          ? ladder.promote.review
          : null,
  }
}

/** The tier that a review now would leave: the earned one within the steps it may take, and no fall while a hold runs. */
const reviewedPlace = (state: State, values: Values, ladder: LadderPlan, held: number): number => {
  const earned = values.get(ladder.earned) ?? -1
  if (earned > held) return ladder.promote === 'never' ? held : (values.get(ladder.rise) ?? held)
  const untilMs = state.ladders[ladder.key]?.untilMs ?? null
  const isHeld = ladder.demote === 'never' || (untilMs !== null && values.moment.atMs < untilMs)
  return earned < held && !isHeld ? (values.get(ladder.fall) ?? held) : held
}

const tierStanding = (values: Values, ladder: LadderPlan, place: number, held: number): TierStanding => {
  const tier = ladder.tiers[place]!
  return {
    id: tier.id,
    name: tier.name,
    ...(tier.note && { note: tier.note }),
    place,
    enter: tier.enter === null ? null : evidenceOf(values, tier.enter),
    keep: tier.keep === null ? null : evidenceOf(values, tier.keep),
    scoreFrom: tier.scoreFrom,
    state: place < held ? 'passed' : place === held ? 'here' : 'above',
    opens:
      ladder.scope || ladder.badge
        ? []
        : values.plan.clockwork.benefits
            .filter((benefit) => opensAtPlace(benefit, ladder, values) === place)
            .map(({ id, name }) => ({ id, name })),
  }
}

const nextOf = (values: Values, ladder: LadderPlan, place: number): LadderStanding['next'] => {
  const tier = ladder.tiers[place + 1]
  if (!tier) return null
  const conditions = tier.enter === null ? [] : rowsOf(evidenceOf(values, tier.enter))
  const score = values.plan.score ? values.get(values.plan.score.value) : null
  return {
    tier: tier.id,
    name: tier.name,
    scoreGap: tier.scoreFrom === null || score === null ? null : gapTo(tier.scoreFrom, score),
    conditions,
    metCount: conditions.filter(({ met }) => met === true).length,
  }
}

/**
 * Whether the tier held falls at the next review as things stand, or is kept with little to spare. Only rates and the score can be
 * near: a count in a running period does not fall. A tier that nobody can lose is not at risk.
 */
const riskOf = (state: State, values: Values, ladder: LadderPlan, held: number): LadderStanding['atRisk'] => {
  const tier = ladder.tiers[held]
  if (!tier || tier.keep === null || ladder.demote === 'never') return null
  const keep = evidenceOf(values, tier.keep)
  const falls = (values.get(ladder.earned) ?? -1) < held
  const because = falls ? unmetOf(keep) : rowsOf(keep).filter((row) => isNear(values, row))
  if (because.length === 0) return null
  const below = falls ? (values.get(ladder.fall) ?? -1) : held - 1
  return { to: ladder.tiers[below]?.id ?? null, at: decidesAt(state, values, ladder), falls, because }
}

const isNear = (values: Values, row: Evidence): boolean => {
  if (row.kind !== 'compare' || row.met !== true || row.have === null || row.need === null) return false
  const slack = Math.abs(row.have - row.need)
  const isCeiling = row.is === 'lte' || row.is === 'lt'
  if (row.subject.unit === 'percent') return slack <= NEAR_PERCENT * (isCeiling ? row.need : 100 - row.need)
  const score = values.plan.score
  return (
    row.subject.kind === 'score' &&
    score !== null &&
    !isCeiling &&
    slack <= NEAR_SCORE * (score.group.max - score.group.min)
  )
}

/** The review that could take the tier away: the next one, or the first at or after the end of a hold. */
const decidesAt = (state: State, values: Values, ladder: LadderPlan): string | null => {
  const { demote } = ladder
  if (typeof demote !== 'object') return null
  const review = values.plan.clockwork.reviews.find(({ id }) => id === demote.review)!
  if (review.rule === 'continuous') return null
  const untilMs = state.ladders[ladder.key]?.untilMs ?? null
  const fromMs = untilMs !== null && untilMs - 1 > values.moment.atMs ? untilMs - 1 : values.moment.atMs
  return isoOf(nextReview(review.rule, review.zone, fromMs))
}
