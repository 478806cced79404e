/** The way to a tier: the open tasks with the least effort that reach it, or which conditions stay in the way whatever is done. */
import { isoOf } from '../plan/calendar.js'
import { microOf } from '../plan/operations.js'
import type { Id, LadderPlan, TaskPlan } from '../plan/plan.js'
import type { Evidence, PathStanding, TaskStanding } from '../schema/standing.js'
import { evidenceOf, progressOf, rowsOf, unmetOf } from './evidence.js'
import { leastSet, movesOf } from './least-set.js'
import type { Values } from './values.js'

/** Score with some tasks done; null where there is none. */
const scoreWith = (values: Values, rules: readonly TaskPlan[]): number | null => {
  const { score } = values.plan
  return score === null ? null : withTasks(values, rules).get(score.value)
}

const withTasks = (values: Values, rules: readonly TaskPlan[]): Values =>
  rules.length === 0 ? values : values.with(movesOf(rules, values))

/** What one task alone would add to the score now; null where there is no score. */
export const gainOf = (values: Values, rule: TaskPlan): number | null => {
  const now = scoreWith(values, [])
  const then = scoreWith(values, [rule])
  return now === null || then === null ? null : microOf(then - now) / 1e6
}

/** What must hold to come to a tier: its entry rule; where a ladder is climbed tier by tier, also those of the tiers between. */
const rulesTo = (values: Values, ladder: LadderPlan, held: number, target: number): Id[] => {
  const from = ladder.climb && held < target ? held + 1 : target
  return ladder.tiers.slice(from, target + 1).flatMap(({ enter }) => (enter === null ? [] : [enter]))
}

/** The path to the tier at `target`, or null where there is none. Tasks that are open and move something are tried. */
export const pathStanding = (
  values: Values,
  ladder: LadderPlan,
  { held, target }: { held: number; target: number },
  standings: readonly TaskStanding[],
): PathStanding | null => {
  const tier = ladder.tiers[target]
  if (!tier) return null
  const rules = rulesTo(values, ladder, held, target)
  const openIds = new Set(standings.filter(({ state }) => state === 'open').map(({ id }) => id))
  const usable = values.plan.clockwork.tasks.filter(({ id, moves }) => openIds.has(id) && moves.length > 0)
  const found = leastSet(values, rules, usable)
  const reaches = found.tasks !== null
  const done = found.tasks ?? usable.filter((rule) => isNearer(values, rules, rule))
  const { ordered, gain } = inOrder(values, done)
  const after = withTasks(values, done)
  const deadlines = done
    .map(({ id }) => standings.find((one) => one.id === id)?.deadline?.at)
    .filter((at): at is string => at !== undefined)
  return {
    tier: tier.id,
    name: tier.name,
    ladder: ladder.key,
    reaches,
    proof: found.proof,
    tried: found.tried,
    tasks: ordered,
    gain,
    scoreFrom: scoreWith(values, []),
    scoreTo: scoreWith(values, done),
    effortMinutes: done.reduce((sum, { effortMinutes }) => sum + effortMinutes, 0),
    by: deadlines.length === 0 ? null : isoOf(Math.min(...deadlines.map((at) => Date.parse(at)))),
    blockedBy: reaches ? [] : rules.flatMap((rule) => unmetOf(evidenceOf(after, rule))),
  }
}

/** Whether a task alone brings an unmet condition nearer. */
const isNearer = (values: Values, rules: readonly Id[], task: TaskPlan): boolean => {
  const then = withTasks(values, [task])
  const progress = (at: Values): number[] =>
    rules.flatMap((rule) => rowsOf(evidenceOf(at, rule))).map((row: Evidence) => progressOf(row) ?? 0)
  const before = progress(values)
  return progress(then).some((share, place) => share > before[place]!)
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
