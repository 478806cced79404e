/**
 * A merchant's Standing at an instant: what the fold left, and what a review would say now. It knows no text, no layout and no clock.
 *
 *   record --1 fold--> state --2 values--> nodes
 *                        |                  |
 *                        3 score  4 ladders  5 tasks and path  6 benefits  7 points  8 what stands beside  9 when to read again
 */
import { endOf, isoOf, shifted } from '../plan/calendar.js'
import type { LadderPlan, Plan } from '../plan/plan.js'
import { whole, type Steps } from '../plan/steps.js'
import type { Entry } from '../schema/entry.js'
import type { Held, MerchantRecord } from '../schema/record.js'
import type { OverrideStanding, ReviewStanding, Standing } from '../schema/standing.js'
import { accountStandings } from './accounts.js'
import { folded, folding } from './advance.js'
import { benefitStandings } from './benefits.js'
import { evidenceOf, windowDates } from './evidence.js'
import type { Fold } from './fold.js'
import { nextMoment } from './moments.js'
import { effectivePlace, isActive } from './overrides.js'
import { gainOf, pathStanding } from './path.js'
import { lastReviewOf, nextReviewOf } from './reviews.js'
import { scoreStanding } from './score.js'
import { closed, deepFrozen, placeOf, type State } from './state.js'
import { taskStandings } from './tasks.js'
import { ladderStandings } from './tiers.js'
import type { Given, Values } from './values.js'

const SHOWN_AFTER_END_MS = 365 * 86_400_000

/** What holds of a merchant at `atMs`, and "if reviewed now". Frozen. A record whose state is later than `atMs` is read at its state. */
export const evaluate = (plan: Plan, record: MerchantRecord, atMs: number): Standing =>
  whole(standing(plan, folded(plan, record, atMs, null, false), {}))

/** What may be asked differently: leaves set by hand, and another tier to find a path to. */
export interface Asked {
  given?: Given
  tier?: string
  ladder?: string // its key, or its id; the main one unless said
}

interface Read {
  standing: Standing
  held: Held
  entries: Entry[]
}

/** The standing with the state and the entries that the fold came by on the way. */
export const readOf = (newest: Plan, record: MerchantRecord, untilMs: number, asked: Asked = {}): Read =>
  whole(reading(newest, record, untilMs, asked))

/** The same, part by part. */
export function* reading(newest: Plan, record: MerchantRecord, untilMs: number, asked: Asked): Steps<Read> {
  const fold = yield* folding(newest, record, untilMs)
  const found = yield* standing(newest, fold, asked)
  return {
    standing: found,
    held: closed(fold.plan, fold.state, fold.state.atMs),
    entries: deepFrozen(fold.entries ?? []),
  }
}

function* standing(newest: Plan, fold: Fold, { given = {}, tier, ladder: asked }: Asked): Steps<Standing> {
  // 1, 2
  const { plan, state } = fold
  const { record } = fold.merchant
  const { atMs } = state
  const values = fold.now(atMs).with(given)
  const { clockwork, program } = plan
  const main =
    clockwork.ladders.find((ladder) => ladder.main) ?? clockwork.ladders.find(({ badge }) => !badge) ?? null
  yield
  // 3
  const decided = main === null ? [] : state.decisions.filter(({ tiers }) => main.key in tiers)
  const score = plan.score ? scoreStanding(values, plan.score, decided, main?.key ?? null) : null
  yield
  // 4
  const ladders = ladderStandings(state, values)
  yield
  // 5
  const tasks = taskStandings(state, values, (rule) => gainOf(values, rule))
  yield
  const climbed =
    asked === undefined
      ? main
      : (clockwork.ladders.find(({ key }) => key === asked) ??
        clockwork.ladders.find(({ id }) => id === asked) ??
        null)
  const path = climbed && pathStanding(values, climbed, wayTo(state, plan, climbed, tier), tasks)
  yield
  // 6
  const benefits = benefitStandings(state, values)
  yield
  const found: Standing = {
    tierkit: 1,
    program: {
      id: program.id,
      version: program.version,
      name: program.name,
      ...(program.note && { note: program.note }),
      currency: program.currency,
      zone: clockwork.zone,
    },
    merchant: { id: record.id, name: record.name ? { ...record.name } : null },
    at: isoOf(atMs),
    score,
    ladders,
    overrides: overrideStandings(state, values),
    path,
    tasks,
    benefits,
    // 7
    accounts: accountStandings(state, values),
    // 8, 9
    reviews: reviewStandings(state, values),
    nextMomentAt: readAgainAt(newest, fold, [
      ...tasks.map(({ deadline }) => deadline),
      ...benefits.flatMap(({ choose, given }) => [choose?.by ?? null, given?.until ?? null]),
    ]),
  }
  return deepFrozen(found)
}

/** From the tier held to the one that is asked for, else to the next. */
const wayTo = (
  state: State,
  plan: Plan,
  ladder: LadderPlan,
  tier: string | undefined,
): { held: number; target: number } => {
  const held = placeOf(state, ladder)
  const target =
    tier === undefined
      ? Math.max(held, effectivePlace(plan, state, ladder)) + 1
      : ladder.tiers.findIndex(({ id }) => id === tier)
  return { held, target }
}

/** Overrides that hold, and those that ended within a year. */
export const overrideStandings = (state: State, values: Values): OverrideStanding[] =>
  values.plan.clockwork.overrides.flatMap((rule): OverrideStanding[] => {
    const one = state.overrides[rule.id]
    const active = isActive(state, rule.id)
    if (!one || one.sinceMs === null) return []
    if (!active && values.moment.atMs - (one.endedMs ?? 0) > SHOWN_AFTER_END_MS) return []
    return [
      {
        id: rule.id,
        kind: rule.kind,
        name: rule.name,
        ...(rule.note && { note: rule.note }),
        active,
        since: isoOf(one.sinceMs),
        until: active ? (one.untilMs === null ? null : isoOf(one.untilMs)) : isoOf(one.endedMs!),
        ends: rule.ends === null ? null : evidenceOf(values, rule.ends, true),
      },
    ]
  })

const reviewStandings = (state: State, values: Values): ReviewStanding[] => {
  const { plan, merchant, moment } = values
  const { atMs } = moment
  return plan.clockwork.reviews.map((review): ReviewStanding => {
    const { id, name, rule, zone, cutOff, covers } = review
    const counts = covers === null ? null : windowDates(values, covers)
    if (rule === 'continuous')
      return { id, name, every: 'continuous', last: isoOf(atMs), next: null, counts, covers: counts }
    const lastMs = lastReviewOf(review, plan, merchant, state, atMs)
    const nextMs = nextReviewOf(review, plan, merchant, state, atMs)
    const covered = (): ReviewStanding['covers'] => {
      if (covers === null || nextMs === null) return null
      const countMs = cutOff === null ? nextMs : shifted(zone, nextMs, cutOff, -1)
      return windowDates(values.at({ atMs: nextMs, countMs, inclusive: false }), covers)
    }
    return {
      id,
      name,
      every: rule.every,
      last: lastMs === null ? null : isoOf(lastMs),
      next: nextMs === null ? null : isoOf(nextMs),
      counts,
      covers: covered(),
    }
  })
}

/** The next moment of the fold, the next deadline, or the next local midnight, when windows read differently. */
const readAgainAt = (
  newest: Plan,
  { merchant, state, upto, zone }: Fold,
  terms: readonly ({ at: string } | null)[],
): string => {
  const deadlines = terms.flatMap((term) => (term === null ? [] : [Date.parse(term.at)]))
  return isoOf(
    Math.min(
      nextMoment(newest, merchant, state, state.atMs, upto),
      endOf(zone, state.atMs, 'day'),
      ...deadlines.filter((deadlineMs) => deadlineMs > state.atMs),
    ),
  )
}
