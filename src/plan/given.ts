/** Metrics as nodes: the value that came with a record, where there is one, else what is derived. */
import type { Id, Plan } from './plan.js'

/** The name by which a record or a column gives a metric: in a scope `id@value`. */
export const givenName = ({ id, scope }: { id: string; scope?: { value: string } | undefined }): string =>
  scope ? `${id}@${scope.value}` : id

/** A metric's node, which takes the value given where there is one: the name of that value, and what is derived `otherwise`. Null for any other node. */
export const metricAt = (plan: Plan, id: Id): { column: string; given: Id[]; otherwise: Id } | null => {
  const node = plan.nodes[id]!
  if (node.op !== 'pick' || node.arms.length !== 1) return null
  const [when, use] = node.arms[0]!
  const known = plan.nodes[when]!
  const value = plan.nodes[use]!
  if (known.op !== 'known' || known.x !== use || value.op !== 'leaf' || value.leaf.from !== 'metric')
    return null
  return { column: givenName(value.leaf), given: [when, use], otherwise: node.otherwise }
}
