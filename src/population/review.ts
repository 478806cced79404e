/**
 * One review of a population: what a plan's score and one of its ladders say of everybody, ranks and quotas among all of them included.
 * It posts nothing and moves nobody: it says what is earned "if reviewed now".
 */
import { planFor } from '../plan/compile.js'
import type { Id, LadderPlan, Plan } from '../plan/plan.js'
import type { Issue } from '../schema/issues.js'
import { mainLadderOf, refusalsOf, rootsOf } from './asked.js'
import { isKnown, type Column, type Population } from './columns.js'
import { peersOf } from './peers.js'
import { valuesOf } from './values.js'

/** What was asked of a review. Places on the ladder are -1 where no tier is earned. */
export interface Reviewed {
  readonly plan: Plan // the version in force
  readonly ladder: LadderPlan
  readonly score: Column | null // null: the program has none
  readonly earned: Int16Array
  readonly held: Int16Array
  readonly values: ReadonlyMap<Id, Column> // the nodes that were asked for besides
}

/** A review at an instant, of the main ladder unless another is named by its key. Null, with issues, where columns cannot hold what is asked. */
export const reviewed = (
  newest: Plan,
  population: Population,
  atMs: number,
  also: { ladder?: string; nodes?: (plan: Plan) => readonly Id[] } = {},
): { value: Reviewed | null; issues: Issue[] } => {
  const plan = planFor(newest, atMs)
  const ladder =
    (also.ladder === undefined ? null : plan.clockwork.ladders.find(({ key }) => key === also.ladder)) ??
    mainLadderOf(plan)
  const more = also.nodes?.(plan) ?? []
  const roots = [...rootsOf(plan, ladder), ladder.held, ...more]
  const issues = refusalsOf(plan, roots, new Set(population.columns.keys()))
  if (issues.length > 0) return { value: null, issues }
  const { values: ranked } = peersOf(plan, population, atMs, roots)
  const values = valuesOf(plan, population, atMs, roots, ranked)
  return {
    value: {
      plan,
      ladder,
      score: plan.score ? values.get(plan.score.value)! : null,
      earned: placesOf(values.get(ladder.earned)!),
      held: placesOf(values.get(ladder.held)!),
      values: new Map(more.map((id) => [id, values.get(id)!])),
    },
    issues,
  }
}

const placesOf = (values: Column): Int16Array => {
  const places = new Int16Array(values.length)
  for (let row = 0; row < places.length; row++) places[row] = isKnown(values[row]!) ? values[row]! : -1
  return places
}
