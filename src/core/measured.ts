/** A merchant's log as numbers: what the population engine compares, which reads no facts. */
import { planAt } from '../plan/compile.js'
import { metricAt } from '../plan/given.js'
import { reachOf } from '../plan/reach.js'
import type { Id, Plan } from '../plan/plan.js'
import type { MerchantRecord } from '../schema/record.js'
import { folded } from './advance.js'

/**
 * The record with the values of its metrics as a review at an instant sees them: facts strictly before it, windows counted up to `countMs`,
 * which is earlier where the review has a data cut-off. Only what facts make is added, one of a scope as `id@value`; what the record gives
 * stays, and so does everything else in it. What peers make is left to the population engine. Null: not known.
 */
export const measured = (
  newest: Plan,
  record: MerchantRecord,
  atMs: number,
  countMs = atMs,
): MerchantRecord => {
  if (!record.facts) return record
  const fold = folded(newest, record, atMs - 1, null, false)
  fold.plan = planAt(newest, atMs) ?? fold.plan
  const { plan } = fold
  const values = fold.review(atMs, countMs)
  const metrics: Record<string, number | null> = {}
  plan.nodes.forEach((_, id) => {
    const metric = metricAt(plan, id)
    if (metric && isOfLog(plan, metric.otherwise)) metrics[metric.column] = values.get(id)
  })
  return { ...record, metrics: { ...metrics, ...record.metrics } }
}

/** Whether facts make a value, and peers have no part in it. */
const isOfLog = (plan: Plan, id: Id): boolean => {
  const leaves = reachOf(plan.nodes, [id]).flatMap((under) => {
    const node = plan.nodes[under]!
    return node.op === 'leaf' ? [node.leaf] : []
  })
  const isLog = leaves.some(
    (leaf) =>
      leaf.from === 'facts' ||
      (leaf.from === 'moment' && plan.clockwork.eventNames[leaf.since] !== undefined),
  )
  return isLog && leaves.every(({ from }) => from !== 'peers')
}
