/** How much of a metric's total the best bring. What is unknown brings nothing and is nobody here; whole numbers add up exactly. */
import { sortedValues } from './cuts.js'
import type { Column } from './columns.js'
import { countOf } from './targets.js'

/** `best`: so many merchants, which are `percent` of all rounded down, bring `sum`. */
export interface Share {
  readonly percent: number
  readonly best: number
  readonly sum: number
}

export interface Concentration {
  readonly merchants: number // of whom the metric is known
  readonly total: number
  readonly shares: readonly Share[]
}

/** What the best of some percents bring. Sums are from the greatest value down, so they are the same in any order of merchants. */
export const concentrationOf = (values: Column, percents: readonly number[]): Concentration => {
  const sorted = sortedValues(values)
  const sums = sumsOf(sorted)
  const shares = percents.map((percent): Share => {
    const best = countOf(sorted.length, percent)
    return { percent, best, sum: sums[best]! }
  })
  return { merchants: sorted.length, total: sums[sorted.length]!, shares }
}

/** The fewest of the best who bring at least so many percent of the total; null where the total is not above zero. */
export const bringing = (values: Column, percent: number): number | null => {
  const sums = sumsOf(sortedValues(values))
  const total = sums[sums.length - 1]!
  if (!(total > 0)) return null
  let best = 0
  while (best < sums.length - 1 && sums[best]! * 100 < percent * total) best += 1
  return best
}

/** What the best so many bring. */
const sumsOf = (sorted: Float64Array): Float64Array => {
  const sums = new Float64Array(sorted.length + 1)
  for (let best = 1; best <= sorted.length; best++)
    sums[best] = sums[best - 1]! + sorted[sorted.length - best]!
  return sums
}
