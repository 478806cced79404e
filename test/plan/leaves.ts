/** Runs a plan's nodes over leaves that a test gives by name: `field:value`, `rank:all:score:high`, `facts:count sale lifetime`. */
import { meaningOf, type Value } from '../../src/plan/operations.js'
import type { Id, Leaf, Plan } from '../../src/plan/plan.js'

/** What a test calls a leaf. */
export const leafName = (leaf: Leaf): string => {
  switch (leaf.from) {
    case 'field':
      return `field:${leaf.id}`
    case 'metric':
      return `metric:${leaf.id}${leaf.scope ? `@${leaf.scope.value}` : ''}`
    case 'facts':
      return `facts:${leaf.take} ${leaf.event}${leaf.of === undefined ? '' : `.${leaf.of}`} ${leaf.window}`
    case 'moment':
      return `elapsed:${leaf.which} ${leaf.since} ${leaf.unit}`
    case 'held':
      return leaf.what === 'times' ? `times:${leaf.id} ${leaf.ofLast}` : `${leaf.what}:${leaf.id}`
    case 'peers':
      if (leaf.what === 'size') return `size:${leaf.cohort}`
      return leaf.what === 'rank'
        ? `rank:${leaf.cohort}:${leaf.key}:${leaf.better}`
        : `cut:${leaf.cohort}:${leaf.key}:${leaf.per}`
  }
}

/** The value of a node where the leaves have these values and every other leaf is unknown. */
export const valueOf = (plan: Plan, id: Id, leaves: Record<string, Value>): Value => {
  const node = plan.nodes[id]!
  return node.op === 'leaf'
    ? (leaves[leafName(node.leaf)] ?? null)
    : meaningOf(node, (operand) => valueOf(plan, operand, leaves))
}

/** The names of all leaves of a plan. */
export const leavesOf = (plan: Plan): string[] =>
  plan.nodes.flatMap((node) => (node.op === 'leaf' ? [leafName(node.leaf)] : []))

/** The node that bears a name. */
export const namedNode = (plan: Plan, id: string): Id => {
  const found = Object.keys(plan.names).find((node) => plan.names[Number(node)]!.id === id)
  if (found === undefined) throw new Error(`Nothing is named ${id}.`)
  return Number(found)
}
