/**
 * Peers by the words of their definition: everybody compared with everybody, decimals as whole numbers of any size. Slow, and written
 * without a look at the engine; tests hold the engine to it.
 */
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
