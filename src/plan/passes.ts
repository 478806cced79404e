/** Peers wait for what they rank: in which order an engine that computes ranks itself runs the nodes. */
import type { CohortPlan, Id, Node } from './plan.js'
import { operandsOf } from './reach.js'

/**
 * Node ids by pass, each in ascending order. A node is in the last of its operands' passes; what reads peers is one pass behind what is
 * ranked and behind what parts and picks the members.
 */
export const passesOf = (nodes: readonly Node[], cohorts: Readonly<Record<string, CohortPlan>>): Id[][] => {
  const passes: Id[][] = []
  const level: number[] = []
  const last = (ids: readonly Id[]): number => ids.reduce((most, id) => Math.max(most, level[id]!), 0)
  nodes.forEach((node, id) => {
    const own = node.op === 'leaf' && node.leaf.from === 'peers' ? node.leaf : null
    level[id] = own
      ? 1 + last([...rankedBy(cohorts[own.cohort]!), ...('of' in own ? [own.of] : [])])
      : last(operandsOf(node))
    ;(passes[level[id]!] ??= []).push(id)
  })
  return passes
}

/** The nodes that a cohort's ranks depend on beside what is ranked. */
export const rankedBy = ({ members, by, ties }: CohortPlan): Id[] => [
  ...(members === null ? [] : [members]),
  ...by,
  ...(typeof ties === 'object' ? [ties.by] : []),
]
