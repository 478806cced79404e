/** How values lie: bins for a chart, and the value at which a share of the merchants is reached. */
import { microOf } from '../plan/operations.js'
import { isKnown, type Column } from './columns.js'

/** Values in equal bins `[from + i * step, + step)`, by the tier of each merchant. */
export interface Histogram {
  readonly from: number
  readonly step: number
  /** `bins[place + 1]![bin]!`: how many of a tier, -1 being no tier, lie in a bin. */
  readonly bins: readonly (readonly number[])[]
  readonly below: number // under `from`; in no bin
  readonly above: number // at or over the last bin's end, counted in that bin as well
  readonly unknown: number
}

/** The histogram of a column; the last bin also holds all that lies beyond it. `size`: how many tiers there are. */
export const histogram = (
  values: Column,
  places: Int16Array,
  size: number,
  { from, step, count }: { from: number; step: number; count: number },
): Histogram => {
  const bins = Array.from({ length: size + 1 }, () => new Array<number>(count).fill(0))
  let below = 0
  let above = 0
  let unknown = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (!isKnown(value)) {
      unknown += 1
      continue
    }
    if (value < from) {
      below += 1
      continue
    }
    if (value >= edgeOf(from, step, count)) above += 1
    bins[places[row]! + 1]![binOf(value, from, step, count)]! += 1
  }
  return { from, step, bins, below, above, unknown }
}

/** Where a bin begins, as it is written: 3 steps of 0.1 are 0.3, of which a double's sum would miss a hair. */
export const edgeOf = (from: number, step: number, bin: number): number =>
  Math.round((from + step * bin) * 1e9) / 1e9

const binOf = (value: number, from: number, step: number, count: number): number => {
  const bin = Math.min(count - 1, Math.max(0, Math.floor((value - from) / step)))
  if (bin + 1 < count && value >= edgeOf(from, step, bin + 1)) return bin + 1
  return bin > 0 && value < edgeOf(from, step, bin) ? bin - 1 : bin
}

/** The known values, lowest first. */
export const sortedValues = (values: Column): Float64Array => values.filter(isKnown).sort()

/**
 * The value at which the best `percent` of sorted values begins: as many are at or above it as an integer cut allows
 * (`floor(n * percent / 100)`; ties at the mark come beside). Null where that is nobody.
 */
export const cutOf = (sorted: Float64Array, percent: number): number | null => {
  const best = Math.floor((sorted.length * percent) / 100)
  return best === 0 ? null : sorted[sorted.length - best]!
}

/** Percents as whole parts, on the grid of 1e-6, so that a place is counted by integers. */
const WHOLE = 100e6

/**
 * The value at a percentile, above 0 and up to 100, of `count` values, of which `at` gives the lowest at 0; null of nothing. `nearestRank`:
 * the value at place `ceil(percentile * count / 100)`, counted from 1, by integers (in doubles `ceil(0.07 * 100)` is 8). `linear`: between
 * the two values around `(count - 1) * percentile / 100`, counted from 0, in proportion (type 7 of Hyndman and Fan, 1996).
 */
export const percentileOf = (
  count: number,
  at: (place: number) => number,
  percentile: number,
  how: 'nearestRank' | 'linear',
): number | null => {
  if (count === 0) return null
  const parts = microOf(percentile) * (how === 'linear' ? count - 1 : count)
  const rest = parts % WHOLE
  const place = (parts - rest) / WHOLE
  if (how === 'nearestRank') return at(rest > 0 ? place : place - 1)
  const low = at(place)
  return rest === 0 ? low : low + ((at(place + 1) - low) * rest) / WHOLE
}
