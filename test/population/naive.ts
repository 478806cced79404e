/**
 * Peers by the words of their definition: everybody compared with everybody, decimals as whole numbers of any size; and the nodes of a plan
 * merchant by merchant, by the table of operations. Slow; tests hold the engine to it.
 */
import { meaningOf } from '../../src/plan/operations.js'
import type { Id, Leaf, Plan } from '../../src/plan/plan.js'

export type Cell = number | null
export type Ties = 'better' | 'worse' | { by: readonly Cell[]; better: 'high' | 'low' }

/** `keys`: by row, one value a key. */
export interface Cohort {
  readonly members: readonly (1 | 0 | null)[]
  readonly keys: readonly (readonly Cell[])[]
}

const isOfPart = ({ keys }: Cohort, row: number): boolean => keys[row]!.every((key) => key !== null)
/** The rows of the members who are in the part of a row; null where the row is in none. */
const fellowsOf = (cohort: Cohort, row: number): number[] | null => {
  if (!isOfPart(cohort, row)) return null
  return cohort.members.flatMap((member, other) =>
    member === 1 && cohort.keys[row]!.every((key, place) => key === cohort.keys[other]![place])
      ? [other]
      : [],
  )
}

export const sizeOf = (cohort: Cohort, row: number): number | null => fellowsOf(cohort, row)?.length ?? null

export const rankOf = (
  cohort: Cohort,
  values: readonly Cell[],
  row: number,
  better: 'high' | 'low',
  ties: Ties,
): number | null => {
  const value = values[row]!
  const fellows = fellowsOf(cohort, row)
  if (cohort.members[row] !== 1 || value === null || fellows === null) return null
  const comesBefore = (one: number, other: number, side: 'high' | 'low'): boolean =>
    side === 'high' ? one > other : one < other
  let rank = 1
  for (const fellow of fellows) {
    const other = values[fellow]!
    if (other === null || fellow === row) continue
    if (comesBefore(other, value, better)) rank += 1
    else if (other === value && ties === 'worse') rank += 1
    else if (other === value && typeof ties === 'object') {
      const [its, own] = [ties.by[fellow]!, ties.by[row]!]
      if (its !== null && (own === null || comesBefore(its, own, ties.better))) rank += 1
    }
  }
  return rank
}

/** A decimal as a whole number of millionths. */
const millionths = (decimal: number): bigint => BigInt(Math.round(decimal * 1e6))

export const cutOf = (
  cohort: Cohort,
  values: readonly Cell[],
  row: number,
  percentile: number,
  how: 'nearestRank' | 'linear',
): number | null => {
  const fellows = fellowsOf(cohort, row)
  if (fellows === null) return null
  const known = fellows
    .map((fellow) => values[fellow]!)
    .filter((value): value is number => value !== null)
    .sort((left, right) => left - right)
  if (known.length === 0) return null
  const whole = 100_000_000n
  const parts = millionths(percentile) * BigInt(how === 'linear' ? known.length - 1 : known.length)
  if (how === 'nearestRank') return known[Number((parts + whole - 1n) / whole) - 1]!
  const low = known[Number(parts / whole)]!
  const rest = Number(parts % whole)
  return rest === 0 ? low : low + ((known[Number(parts / whole) + 1]! - low) * rest) / 1e8
}

/** The value of any node for any row. `read`: the leaves that are not over peers. */
export const naiveValues = (
  plan: Plan,
  rows: number,
  read: (leaf: Leaf, row: number) => Cell,
): ((id: Id, row: number) => Cell) => {
  const done: Cell[][] = []
  const valueOf = (id: Id, row: number): Cell => {
    const column = (done[id] ??= [])
    if (column[row] !== undefined) return column[row]
    const node = plan.nodes[id]!
    return (column[row] =
      node.op !== 'leaf'
        ? meaningOf(node, (operand) => valueOf(operand, row))
        : node.leaf.from === 'peers'
          ? peersValue(node.leaf, row)
          : read(node.leaf, row))
  }
  const listOf = (id: Id): Cell[] => Array.from({ length: rows }, (_, row) => valueOf(id, row))
  const peersValue = (leaf: Extract<Leaf, { from: 'peers' }>, row: number): Cell => {
    const { members, by, ties, percentiles } = plan.cohorts[leaf.cohort]!
    const keys = by.map(listOf)
    const cohort: Cohort = {
      members: members === null ? Array<1>(rows).fill(1) : (listOf(members) as (1 | 0 | null)[]),
      keys: Array.from({ length: rows }, (_, one) => keys.map((key) => key[one]!)),
    }
    if (leaf.what === 'size') return sizeOf(cohort, row)
    const values = listOf(leaf.of)
    if (leaf.what === 'cut') return cutOf(cohort, values, row, leaf.per, percentiles)
    const order = typeof ties === 'object' ? { by: listOf(ties.by), better: ties.better } : ties
    return rankOf(cohort, values, row, leaf.better, order)
  }
  return valueOf
}
