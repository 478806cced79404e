/** From a quota to the mark that fills it, and back. Counts are by integers, so that 7 percent of 100 are 7. */
import { microOf } from '../plan/operations.js'

/** Percents as whole parts, on the grid of 1e-6. */
const WHOLE = 100e6

/** How many of so many merchants a percent is, from 0 to 100, rounded down. */
export const countOf = (merchants: number, percent: number): number => {
  const parts = merchants * microOf(percent)
  return (parts - (parts % WHOLE)) / WHOLE
}

/**
 * The mark that so many percent of all merchants reach, by the known values, sorted lowest first; who ties with the last of them reaches it
 * too, and who has no value reaches none. Null where that is nobody.
 */
export const markFor = (sorted: Float64Array, percent: number, merchants = sorted.length): number | null => {
  const best = Math.min(sorted.length, countOf(merchants, percent))
  return best === 0 ? null : sorted[sorted.length - best]!
}

/** The marks between tiers, lowest first, that give each tier its share of all merchants in percent: one less than there are shares. */
export const marksFor = (
  sorted: Float64Array,
  shares: readonly number[],
  merchants = sorted.length,
): (number | null)[] => {
  const marks: (number | null)[] = []
  let above = 0
  for (let tier = shares.length - 1; tier > 0; tier--) {
    // the shares above it, added as whole numbers: 0.1 and 0.2 are 0.3
    above += microOf(shares[tier]!)
    marks.unshift(markFor(sorted, above / 1e6, merchants))
  }
  return marks
}

/** How many of sorted values are at or above a mark. */
export const reaching = (sorted: Float64Array, mark: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! >= mark) high = middle
    else low = middle + 1
  }
  return sorted.length - low
}
