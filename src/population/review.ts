/**
 * One review of a population: what a plan's score and one of its ladders say of everybody, ranks and quotas among all of them included.
 * It posts nothing and moves nobody: it says what is earned "if reviewed now".
 */
import type { Id, LadderPlan, Plan } from '../plan/plan.js'
import type { Issue } from '../schema/issues.js'
import type { Column, Population } from './columns.js'
import { javascript } from './machine.js'
import { Scorer, type ReviewWishes } from './scorer.js'

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
  also: Pick<ReviewWishes, 'ladder' | 'nodes'> = {},
): { value: Reviewed | null; issues: Issue[] } => {
  const { value, issues } = new Scorer(javascript, population).review(newest, atMs, also)
  if (value === null) return { value, issues }
  const { plan, ladder, earned, held, column } = value
  const more = also.nodes?.(plan) ?? []
  return {
    value: {
      ...{ plan, ladder, earned: earned.rows, held: held.rows },
      score: plan.score && column(plan.score.value),
      values: new Map(more.map((id) => [id, column(id)])),
    },
    issues,
  }
}
