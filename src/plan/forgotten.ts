/** What rules remember of past reviews: a review of columns knows it only where a column gives it. */
import { columnNameOf, nodesUnder } from './asked.js'
import type { Id, Leaf, Name, Plan, ReviewPlan } from './plan.js'
import { namesUnder } from './rules.js'

/** `names`: what is asked, as people call it; `review`: at which; `ofLast`: of how many, null for all in a row. */
export interface Forgotten {
  readonly names: readonly Name[]
  readonly review: ReviewPlan
  readonly ofLast: number | null
}
type WatchLeaf = Extract<Leaf, { from: 'held' }>

/** What rules read of past reviews, where no column gives it. */
export const watchedUnder = (
  plan: Plan,
  roots: (plan: Plan) => readonly Id[],
  given: ReadonlySet<string>,
): WatchLeaf[] =>
  nodesUnder(plan, roots(plan), given).flatMap((id) => {
    const node = plan.nodes[id]!
    if (node.op !== 'leaf' || node.leaf.from !== 'held') return []
    const { what } = node.leaf
    return (what === 'times' || what === 'streak') && !given.has(columnNameOf(node.leaf)!) ? [node.leaf] : []
  })

export const forgottenOf = (plan: Plan, leaf: WatchLeaf): Forgotten => {
  const watch = plan.clockwork.watches.find(({ key }) => key === leaf.id)!
  return {
    names: namesUnder(plan, watch.condition),
    review: plan.clockwork.reviews.find(({ id }) => id === watch.review)!,
    ofLast: leaf.what === 'times' ? leaf.ofLast : null,
  }
}
