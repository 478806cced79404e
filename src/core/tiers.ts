/** Ladders as a merchant reads them: the tier held, earned and next, what the next one asks, and what puts this one at risk. */
import { isoOf } from '../plan/calendar.js'
import type { LadderPlan, OverridePlan, When } from '../plan/plan.js'
import type { Evidence, HeldBack, LadderStanding, TierStanding } from '../schema/standing.js'
import { gapTo, opensAtPlace } from './benefits.js'
import { evidenceOf, rowsOf, unmetOf } from './evidence.js'
import { effectivePlace, isActive } from './overrides.js'
import { nextReviewOf } from './reviews.js'
import { placeOf, type State } from './state.js'
import { benefitsAt } from './tier-benefits.js'
import { risePlace } from './transition.js'
import type { Values } from './values.js'

const NEAR_PERCENT = 0.1 // a rate is near its mark within a tenth of the room that it has
const NEAR_SCORE = 0.02 // a score, within 2 % of its range
const NEAR_PLACES = 0.05 // a place, within a twentieth of those that the quota has

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
  const sinceMs = one?.effective.sinceMs ?? null
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
    ifReviewed: idOf(reviewedPlace(state, values, ladder)),
    since: sinceMs === null ? null : isoOf(sinceMs),
    until: one?.untilMs == null || one.untilMs <= values.moment.atMs ? null : isoOf(one.untilMs),
    pending: one?.pending ? { tier: one.pending.tier, at: isoOf(one.pending.atMs) } : null,
    heldBack: heldBackBy(state, values, ladder, computed),
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

/**
 * The tier that a review now would leave: the earned one within the steps it may take. A sanction that freezes the ladder leaves all as it
 * is; a fall also waits for the end of a hold and for a grace to run out, and a protection cancels it.
 */
const reviewedPlace = (state: State, values: Values, ladder: LadderPlan): number =>
  decidedPlace(state, values, ladder, {
    rise: ladder.promote !== 'never',
    fall: ladder.demote !== 'never' && ladder.grace === null,
  })

/** The tier that a decision leaves which may move a ladder this way or that. It changes nothing, and reads the state as it is. */
export const decidedPlace = (
  state: State,
  values: Values,
  ladder: LadderPlan,
  { rise, fall }: { rise: boolean; fall: boolean },
): number => {
  const held = placeOf(state, ladder)
  const earned = values.get(ladder.earned) ?? -1
  if (earned === held || freezerOf(state, values, ladder)) return held
  if (earned > held) return rise ? risePlace(state.accounts, ladder, values, held) : held
  const stays =
    !fall || holdEndsMs(state, values, ladder) !== null || protectorOf(state, values, ladder) !== null
  return stays ? held : (values.get(ladder.fall) ?? held)
}

const activeRule = (
  state: State,
  values: Values,
  applies: (rule: OverridePlan) => boolean,
): OverridePlan | null =>
  values.plan.clockwork.overrides.find((rule) => isActive(state, rule.id) && applies(rule)) ?? null

export const freezerOf = (state: State, values: Values, ladder: LadderPlan): OverridePlan | null =>
  activeRule(state, values, ({ freeze }) => freeze.includes(ladder.id))

/** The protection that would cancel the next fall: one that is not used up. */
const protectorOf = (state: State, values: Values, ladder: LadderPlan): OverridePlan | null =>
  activeRule(
    state,
    values,
    ({ id, kind, ladders }) =>
      kind === 'protect' && !state.overrides[id]!.used && (ladders === null || ladders.includes(ladder.id)),
  )

/** Until when no fall is possible, exclusive; null where none is barred. */
const holdEndsMs = (state: State, { moment }: Values, ladder: LadderPlan): number | null => {
  const untilMs = state.ladders[ladder.key]?.untilMs ?? null
  return untilMs !== null && moment.atMs < untilMs ? untilMs : null
}

/** What keeps a ladder from the tier earned, and a decided move from taking effect; in the order in which a decision asks. */
export const heldBackBy = (state: State, values: Values, ladder: LadderPlan, held: number): HeldBack[] => {
  const earned = values.get(ladder.earned) ?? -1
  const pending = state.ladders[ladder.key]?.pending ?? null
  const list: HeldBack[] = []
  const add = (why: HeldBack['why'], untilMs: number | null, by: OverridePlan | null = null): void => {
    list.push({ why, until: untilMs === null ? null : isoOf(untilMs), by: by && by.name })
  }
  const addSteps = (to: number): void => {
    list.push({ why: 'steps', until: null, by: null, steps: Math.abs(to - held) })
  }
  const endOf = (rule: OverridePlan): number | null => state.overrides[rule.id]!.untilMs
  const freezer = freezerOf(state, values, ladder)
  if (freezer && earned !== held) add('frozen', endOf(freezer), freezer)
  if (pending?.why === 'takesEffect') add('takesEffect', pending.atMs)
  if (earned === held) return list
  const when = earned > held ? ladder.promote : ladder.demote
  if (when === 'never') add('never', null)
  else if (earned > held) {
    const to = risePlace(state.accounts, ladder, values, held)
    if (to < (values.get(ladder.rise) ?? held)) add('climb', null)
    else if (to < earned) addSteps(to)
  } else {
    const holdMs = holdEndsMs(state, values, ladder)
    if (holdMs !== null) add('hold', holdMs)
    if (pending?.why === 'grace') add('grace', pending.atMs)
    const protector = protectorOf(state, values, ladder)
    if (protector) add('protected', endOf(protector), protector)
    const to = values.get(ladder.fall) ?? held
    if (to > earned) addSteps(to)
  }
  const decidesMs = decidesAtMs(state, values, ladder, earned > held ? 'promote' : 'demote')
  if (decidesMs !== null && !pending) add('review', decidesMs)
  return list
}

const tierStanding = (values: Values, ladder: LadderPlan, place: number, held: number): TierStanding => {
  const tier = ladder.tiers[place]!
  const { benefits } = values.plan.clockwork
  const isBeside = Boolean(ladder.scope) || ladder.badge
  return {
    id: tier.id,
    name: tier.name,
    ...(tier.note && { note: tier.note }),
    place,
    enter: tier.enter === null ? null : evidenceOf(values, tier.enter, true),
    keep: tier.keep === null ? null : evidenceOf(values, tier.keep, true),
    scoreFrom: tier.scoreFrom,
    state: place < held ? 'passed' : place === held ? 'here' : 'above',
    opens: isBeside
      ? []
      : benefits
          .filter((benefit) => opensAtPlace(benefit, ladder, values) === place)
          .map(({ id, name }) => ({ id, name })),
    ...(!isBeside && benefits.length > 0 && { gives: benefitsAt(values, ladder, place) }),
  }
}

const nextOf = (values: Values, ladder: LadderPlan, place: number): LadderStanding['next'] => {
  const tier = ladder.tiers[place + 1]
  if (!tier) return null
  const conditions = tier.enter === null ? [] : rowsOf(evidenceOf(values, tier.enter, true))
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
 * Whether the tier held falls at the next review as things stand, or is kept with little to spare. Only rates, places and the score
 * can be near: a count in a running period does not fall. A tier that nobody can lose is not at risk.
 */
const riskOf = (state: State, values: Values, ladder: LadderPlan, held: number): LadderStanding['atRisk'] => {
  const tier = ladder.tiers[held]
  if (!tier || tier.keep === null || ladder.demote === 'never') return null
  const keep = evidenceOf(values, tier.keep, true)
  // Held beyond the next decision, nothing can fall there.
  const holdMs = holdEndsMs(state, values, ladder)
  const nextMs = reviewAfter(state, values, ladder.demote, values.moment.atMs)
  if (holdMs !== null && (nextMs === null || nextMs < holdMs)) return null
  const falls = (values.get(ladder.earned) ?? -1) < held
  const because = falls ? unmetOf(keep) : rowsOf(keep).filter((row) => isNear(values, row))
  if (because.length === 0) return null
  const below = falls ? (values.get(ladder.fall) ?? -1) : held - 1
  const atMs = decidesAtMs(state, values, ladder, 'demote')
  return {
    to: ladder.tiers[below]?.id ?? null,
    at: atMs === null ? null : isoOf(atMs),
    falls,
    because,
  }
}

const isNear = (values: Values, row: Evidence): boolean => {
  if (row.kind === 'rank')
    return row.met === true && row.have !== null && row.need! - row.have <= NEAR_PLACES * row.need!
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

/** When a tier can be given or taken next: at the next review, for a fall the first at or after the end of a hold; at the end of a running grace. Null between reviews. */
export const decidesAtMs = (
  state: State,
  values: Values,
  ladder: LadderPlan,
  way: 'promote' | 'demote',
): number | null => {
  const when = ladder[way]
  const pending = state.ladders[ladder.key]?.pending ?? null
  if (way === 'demote' && pending?.why === 'grace') return pending.atMs
  const holdMs = way === 'demote' ? holdEndsMs(state, values, ladder) : null
  return reviewAfter(state, values, when, holdMs === null ? values.moment.atMs : holdMs - 1)
}

const reviewAfter = (
  state: State,
  { plan, merchant }: Values,
  when: When,
  afterMs: number,
): number | null => {
  if (typeof when !== 'object') return null
  const review = plan.clockwork.reviews.find(({ id }) => id === when.review)!
  return nextReviewOf(review, plan, merchant, state, afterMs)
}
