/** What the tiers of a ladder give, to compare them: each benefit is asked as if a tier were held, with all else as it is. */
import type { Id, LadderPlan } from '../plan/plan.js'
import type { TierBenefit } from '../schema/standing.js'
import type { Values } from './values.js'

/** In the program's order, those that a tier gives, or gives under conditions that are not about this ladder. */
export const benefitsAt = (values: Values, ladder: LadderPlan, place: number): TierBenefit[] => {
  const there = values.with({ [`tier:${ladder.id}`]: place })
  return there.plan.clockwork.benefits.flatMap((rule): TierBenefit[] => {
    const decided = decidedBy(there, ladder.id, rule.requires)
    if (decided === 0) return []
    return [
      {
        id: rule.id,
        value: rule.value === null ? null : there.get(rule.value),
        times: rule.quota ? (there.get(rule.quota.times) ?? 0) : null,
        ...(decided === null && { further: true as const }),
      },
    ]
  })
}

/** What a ladder alone says of a condition: 1 it holds whatever else is, 0 it does not, null where something else decides. */
const decidedBy = (values: Values, ladder: string, id: Id): 0 | 1 | null => {
  const { nodes } = values.plan
  const node = nodes[id]!
  switch (node.op) {
    case 'compare': {
      const left = nodes[node.left]!
      const isTier =
        left.op === 'leaf' &&
        left.leaf.from === 'held' &&
        left.leaf.what === 'tier' &&
        left.leaf.id === ladder
      return isTier ? (values.get(id) === 1 ? 1 : 0) : null
    }
    case 'value':
      return node.value === 1 ? 1 : 0
    case 'not': {
      const inner = decidedBy(values, ladder, node.x)
      return inner === null ? null : inner === 1 ? 0 : 1
    }
    case 'atLeast': {
      const parts = node.of.map((part) => decidedBy(values, ladder, part))
      if (parts.filter((part) => part === 1).length >= node.n) return 1
      return parts.filter((part) => part !== 0).length < node.n ? 0 : null
    }
    default:
      return null
  }
}
