/** How the values of a loaded column lie: how many are known, and a tiny histogram between the outermost hundredths. */
import type { Subject } from '../../src/plan/asked.js'
import type { Population } from '../../src/population/columns.js'
import type { Pace } from '../../src/population/pace.js'

export interface Spread {
  readonly known: number
  readonly ones: number // of a flag
  readonly min: number
  readonly max: number
  readonly median: number
  readonly bins: readonly number[]
}

const BINS = 24
/** Values that quantiles are taken of, evenly out of all. */
const SAMPLED = 20_000

export const spreadsOf = async (
  { columns }: Population,
  subjects: readonly Subject[],
  pace: Pace,
): Promise<Map<string, Spread>> => {
  const spreads = new Map<string, Spread>()
  for (const { id } of subjects) {
    const column = columns.get(id)
    if (column) spreads.set(id, spreadOf(column))
    if (pace.isDue()) await pace.rest()
  }
  return spreads
}

const spreadOf = (column: Float64Array): Spread => {
  let known = 0
  let ones = 0
  let min = Infinity
  let max = -Infinity
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!
    if (value !== value) continue
    known += 1
    if (value === 1) ones += 1
    if (value < min) min = value
    if (value > max) max = value
  }
  const step = Math.max(1, Math.floor(column.length / SAMPLED))
  const sample: number[] = []
  for (let row = 0; row < column.length; row += step) if (column[row] === column[row]) sample.push(column[row]!) // prettier-ignore
  sample.sort((left, right) => left - right)
  const at = (share: number): number => sample[Math.floor(share * (sample.length - 1))] ?? NaN
  const [low, high] = [at(0.01), at(0.99)]
  const bins = new Array<number>(BINS).fill(0)
  for (const value of sample)
    if (value >= low && value <= high)
      bins[high > low ? Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS)) : BINS >> 1]! +=
        1
  return { known, ones, min, max, median: at(0.5), bins }
}
