/**
 * Ranks that are read for nothing but a quota ("the best 20 %"): whoever is at or above the value at the quota's end is in it, so that one
 * value is looked for and nobody has to be ranked. It says which comparisons are such, and where their ends are; it computes no column.
 */
import { meaningOf, type Value } from '../plan/operations.js'
import type { Comparison, Id, Plan } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import { comparedBy, peersLeafOf, type PeersLeaf } from '../plan/asked.js'

type RankLeaf = Extract<PeersLeaf, { what: 'rank' }>

/** A comparison of a rank with what depends on the cohort's size alone. */
export interface Quota {
  readonly id: Id
  readonly is: Comparison
  readonly leaf: RankLeaf
  readonly limit: Id
}

/** Who is in: those whose value `is` so to the mark; or everybody ranked, or nobody. */
export type Cut = { readonly is: 'gte' | 'gt' | 'lte' | 'lt'; readonly place: number } | 'all' | 'none'

/**
 * The quotas under some roots, those that others' values depend on first; null where ranks, sizes or cuts are read in another way too. In
 * one cohort without parts, whose ties are not decided by a second value.
 */
export const quotasOf = (plan: Plan, roots: readonly Id[]): Quota[] | null => {
  const quotas: Quota[] = []
  const seen = new Set<Id>()
  let isPlain = true
  const enter = (id: Id): void => {
    if (seen.has(id) || !isPlain) return
    seen.add(id)
    const quota = quotaAt(plan, id)
    if (quota) {
      comparedBy(plan, quota.leaf).forEach(enter)
      quotas.push(quota)
      return
    }
    if (peersLeafOf(plan, id)) isPlain = false
    else operandsOf(plan.nodes[id]!).forEach(enter)
  }
  roots.forEach(enter)
  return isPlain ? quotas : null
}

/** Quotas of the same values in the same cohort together, in their order. */
export const togetherOf = (quotas: readonly Quota[]): Quota[][] => {
  const together: Quota[][] = []
  for (const quota of quotas) {
    const { of, cohort } = quota.leaf
    const alike = together.find(([one]) => one!.leaf.of === of && one!.leaf.cohort === cohort)
    if (alike) alike.push(quota)
    else together.push([quota])
  }
  return together
}

const quotaAt = (plan: Plan, id: Id): Quota | null => {
  const node = plan.nodes[id]!
  if (node.op !== 'compare' || node.is === 'eq') return null
  const leaf = peersLeafOf(plan, node.left)
  if (leaf?.what !== 'rank') return null
  const { by, ties } = plan.cohorts[leaf.cohort]!
  if (by.length > 0 || typeof ties === 'object' || !isOfSize(plan, node.right, leaf.cohort)) return null
  return { id, is: node.is, leaf, limit: node.right }
}

/** Whether a node reads nothing but the size of a cohort. */
const isOfSize = (plan: Plan, id: Id, cohort: string): boolean => {
  const node = plan.nodes[id]!
  if (node.op !== 'leaf') return operandsOf(node).every((one) => isOfSize(plan, one, cohort))
  return node.leaf.from === 'peers' && node.leaf.what === 'size' && node.leaf.cohort === cohort
}

/** What a quota's limit is in a cohort of so many members. */
const limitOf = (plan: Plan, id: Id, size: number): Value => {
  const node = plan.nodes[id]!
  return node.op === 'leaf' ? size : meaningOf(node, (one) => limitOf(plan, one, size))
}

/**
 * Where a quota ends among `count` ranked values of a cohort of `size` members: at the value at `place`, the lowest being 0. Null where its
 * limit is unknown.
 */
export const cutAt = (plan: Plan, { is, leaf, limit }: Quota, size: number, count: number): Cut | null => {
  const most = limitOf(plan, limit, size)
  if (most === null) return null
  // ranks are whole: `rank < 2.5` are those up to 2, `rank >= 2.5` all others
  const isIn = is === 'lte' || is === 'lt'
  const last = is === 'lte' || is === 'gt' ? Math.floor(most) : Math.ceil(most) - 1
  const best = Math.max(0, Math.min(count, last))
  return bestOf(best, count, leaf.better, plan.cohorts[leaf.cohort]!.ties === 'better', isIn)
}

/**
 * Those whose rank is at most `best`; or, where not `isIn`, all the others. Where ties take the better rank, so it is for all who are at
 * least as good as the one at that place; where they take the worse one, for all who are better than the next.
 */
const bestOf = (
  best: number,
  count: number,
  better: 'high' | 'low',
  isTieIn: boolean,
  isIn: boolean,
): Cut => {
  if (best === 0) return isIn ? 'none' : 'all'
  if (best >= count) return isIn ? 'all' : 'none'
  const nth = isTieIn ? best : best + 1 // from the best, counted from 1
  const place = better === 'high' ? count - nth : nth - 1
  const [isAtLeast, isAbove, isAtMost, isBelow] =
    better === 'high' ? (['gte', 'gt', 'lte', 'lt'] as const) : (['lte', 'lt', 'gte', 'gt'] as const)
  const is = isIn ? (isTieIn ? isAtLeast : isAbove) : isTieIn ? isBelow : isAtMost
  return { is, place }
}
