/** The set of tasks with the least effort that reaches a tier, found by trying sets in order of effort, so that the first that fits is the least. */
import { isoOf } from '../plan/calendar.js'
import { microOf } from '../plan/operations.js'
import type { LadderPlan, TaskPlan } from '../plan/plan.js'
import type { PathStanding, TaskStanding } from '../schema/standing.js'
import { evidenceOf, unmetOf } from './evidence.js'
import { movesOf } from './tasks.js'
import type { Values } from './values.js'

const MOST_TRIED = 20_000 // sets; with more than 14 useful tasks the search may stop without an answer

/** Score with some tasks done; null where there is none. */
const scoreWith = (values: Values, rules: readonly TaskPlan[]): number | null => {
  const { score } = values.plan
  return score === null ? null : values.with(movesOf(rules, values)).get(score.value)
}

/** What one task alone would add to the score now; null where there is no score. */
export const gainOf = (values: Values, rule: TaskPlan): number | null => {
  const now = scoreWith(values, [])
  const then = scoreWith(values, [rule])
  return now === null || then === null ? null : microOf(then - now) / 1e6
}

/** Sets of tasks in order of total effort, the empty one first: each set leads to its last task's successor added, or put in its place. */
function* byEffort(rules: readonly TaskPlan[]): Generator<TaskPlan[]> {
  const sorted = [...rules].sort((left, right) => left.effortMinutes - right.effortMinutes)
  const open: { minutes: number; places: number[] }[] = [{ minutes: 0, places: [] }]
  const add = (places: number[]): void => {
    const minutes = places.reduce((sum, place) => sum + sorted[place]!.effortMinutes, 0)
    let at = open.length
    while (at > 0 && open[at - 1]!.minutes < minutes) at -= 1
    open.splice(at, 0, { minutes, places })
  }
  for (let next = open.pop(); next; next = open.pop()) {
    const { places } = next
    yield places.map((place) => sorted[place]!)
    const last = places[places.length - 1] ?? -1
    if (last + 1 >= sorted.length) continue
    add([...places, last + 1])
    if (places.length > 0) add([...places.slice(0, -1), last + 1])
  }
}

/** The path to the tier at `target`, or null where there is none. Tasks that are open and move something are tried. */
export const pathStanding = (
  values: Values,
  ladder: LadderPlan,
  target: number,
  standings: readonly TaskStanding[],
): PathStanding | null => {
  const tier = ladder.tiers[target]
  if (!tier) return null
  const { enter } = tier
  const openIds = new Set(standings.filter(({ state }) => state === 'open').map(({ id }) => id))
  const usable = values.plan.clockwork.tasks.filter(({ id, moves }) => openIds.has(id) && moves.length > 0)
  const scoreFrom = scoreWith(values, [])
  let found: TaskPlan[] | null = null
  let tried = 0
  for (const set of byEffort(usable)) {
    if (enter === null || values.with(movesOf(set, values)).get(enter) === 1) {
      found = set
      break
    }
    if (++tried >= MOST_TRIED) break
  }
  // Where no set reaches the tier, those that bring it nearer at all.
  const done =
    found ?? usable.filter((rule) => scoreFrom === null || (scoreWith(values, [rule]) ?? 0) > scoreFrom)
  const { ordered, gain } = inOrder(values, done)
  const after = values.with(movesOf(done, values))
  const deadlines = done
    .map(({ id }) => standings.find((one) => one.id === id)?.deadline?.at)
    .filter((at): at is string => at !== undefined)
  return {
    tier: tier.id,
    name: tier.name,
    reaches: found !== null,
    tasks: ordered,
    gain,
    scoreFrom,
    scoreTo: scoreWith(values, done),
    effortMinutes: done.reduce((sum, { effortMinutes }) => sum + effortMinutes, 0),
    by: deadlines.length === 0 ? null : isoOf(Math.min(...deadlines.map((at) => Date.parse(at)))),
    blockedBy: found || enter === null ? [] : unmetOf(evidenceOf(after, enter)),
  }
}

/** The order in which each next task adds most, with what it adds there, so that the gains sum to the whole gain. */
const inOrder = (
  values: Values,
  rules: readonly TaskPlan[],
): { ordered: PathStanding['tasks']; gain: number } => {
  const ordered: PathStanding['tasks'] = []
  const chosen: TaskPlan[] = []
  let score = scoreWith(values, [])
  const start = score
  while (chosen.length < rules.length) {
    let best: { rule: TaskPlan; score: number | null } | null = null
    for (const rule of rules) {
      if (chosen.includes(rule)) continue
      const then = scoreWith(values, [...chosen, rule])
      if (!best || (then ?? -Infinity) > (best.score ?? -Infinity)) best = { rule, score: then }
    }
    chosen.push(best!.rule)
    const gain = best!.score === null || score === null ? null : microOf(best!.score - score) / 1e6
    ordered.push({ id: best!.rule.id, gain })
    score = best!.score
  }
  return {
    ordered,
    gain: start === null || score === null ? 0 : microOf(score - start) / 1e6,
  }
}
