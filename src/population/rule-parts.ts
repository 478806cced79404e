/** What a tier asks, part by part: the conditions of which all have to hold, what each is about, and the mark of one that compares. */
import type { Comparison, Id, LadderPlan, Plan } from '../plan/plan.js'
import { peersLeafOf } from '../plan/asked.js'

/** `enter` is asked of who stands lower, `keep` of who holds the tier or a higher one. */
export type RuleName = 'enter' | 'keep'

/** A value against a mark, both nodes. */
export interface Compared {
  readonly is: Comparison
  readonly left: Id
  readonly right: Id
}

/** The parts of a rule, in the program's order, each of which has to hold; none where everybody may. */
export const partsOf = (plan: Plan, rule: Id | null): Id[] => {
  if (rule === null) return []
  const node = plan.nodes[rule]!
  return node.op === 'atLeast' && node.n === node.of.length
    ? node.of.flatMap((part) => partsOf(plan, part))
    : [rule]
}

/** By tier, the parts of its rules. */
export const tierParts = (plan: Plan, { tiers }: LadderPlan): Readonly<Record<RuleName, Id[]>>[] =>
  tiers.map(({ enter, keep }) => ({ enter: partsOf(plan, enter), keep: partsOf(plan, keep) }))

/** What a part compares; who is exempt from it apart. Null where it is no comparison. */
export const comparedIn = (plan: Plan, part: Id): Compared | null => {
  const node = plan.nodes[part]!
  if (node.op === 'compare') return node
  return node.op === 'pick' && node.arms.length === 1 ? comparedIn(plan, node.otherwise) : null
}

/** The mark of a part, where it is the same for everybody. */
export const markIn = (plan: Plan, part: Id): number | null => {
  const compared = comparedIn(plan, part)
  const right = compared && plan.nodes[compared.right]!
  return right?.op === 'value' ? right.value : null
}

/** What a comparison of the score reads it from: the score, or a place by the score. Null for a comparison of anything else. */
export const scoreIn = (plan: Plan, { left }: Compared): Id | null => {
  const leaf = peersLeafOf(plan, left)
  const of = leaf?.what === 'rank' ? leaf.of : left
  return plan.names[of]?.kind === 'score' || of === plan.score?.value ? of : null
}
