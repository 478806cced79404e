/**
 * One review, read and not held: the score and what each ladder would give, with the reasons, and nothing of what stands beside. The log
 * is folded once; each question after that reads nodes only. It is for those who ask often: a server that scores many, a slider.
 */
import type { Plan } from '../plan/plan.js'
import type { MerchantRecord } from '../schema/record.js'
import type { Evidence } from '../schema/standing.js'
import { folded } from './advance.js'
import { evidenceOf } from './evidence.js'
import type { Values } from './values.js'
import { givenBy, type Changes } from './what-if.js'

/** A ladder at a review: the tier earned, and what each tier asks; null where everybody may. */
export interface ReviewedLadder {
  readonly key: string
  readonly earned: string | null
  readonly tiers: readonly {
    readonly id: string
    readonly enter: Evidence | null
    readonly keep: Evidence | null
  }[]
}
/** The score on the grid, null where there is none, with the points of its outermost factors; and the ladders in the order of deciding. */
export interface Review {
  readonly score: number | null
  readonly factors: readonly { readonly id: string; readonly points: number | null }[]
  readonly ladders: readonly ReviewedLadder[]
}

/** Reviews of one merchant at an instant, as things stand or with other values of metrics and fields. Throws as `evaluate` does. */
export const reviewer = (
  plan: Plan,
  record: MerchantRecord,
  atMs: number,
): ((changes?: Changes) => Review) => {
  const fold = folded(plan, record, atMs, null, false)
  const values = fold.now(fold.state.atMs)
  return (changes) => readReview(changes ? values.with(givenBy(fold.plan, changes)) : values)
}

const readReview = (values: Values): Review => {
  const { score, clockwork } = values.plan
  return {
    score: score && values.get(score.value),
    factors: (score?.group.factors ?? []).map(({ id, points }) => ({ id, points: values.get(points) })),
    ladders: clockwork.ladders.map(({ key, earned, tiers }) => ({
      key,
      earned: tiers[values.get(earned) ?? -1]?.id ?? null,
      tiers: tiers.map(({ id, enter, keep }) => {
        const entry = enter === null ? null : evidenceOf(values, enter)
        return {
          id,
          enter: entry,
          keep: keep === enter ? entry : keep === null ? null : evidenceOf(values, keep),
        }
      }),
    })),
  }
}
