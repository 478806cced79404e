/** Where a distribution is drawn from and to, in how many bins, and by how much a slider over it steps. */
import type { Unit } from '../schema/text.js'

/** `from + bins * step` is the end; all that lies beyond it is in the last bin. */
export interface Axis {
  readonly from: number
  readonly step: number
  readonly bins: number
  readonly slide: number // the slider's step
}

const whole: Readonly<Partial<Record<Unit, true>>> = {
  ...{ integer: true, days: true, months: true, points: true, money: true },
}
const rounds = [1, 2, 2.5, 5, 10]
const BINS = 45
const SLIDES = 1000

/** The least round number (1, 2, 2.5 or 5 times a power of ten) that is not under a number. */
export const roundUp = (number: number): number => {
  const power = 10 ** Math.floor(Math.log10(number))
  return exact((rounds.find((round) => round * power >= number * (1 - 1e-9)) ?? 10) * power)
}
const exact = (number: number): number => Number(number.toPrecision(12))

/**
 * The axis of sorted values that also holds some marks. A score has its own range; other values leave out a long tail at either end:
 * 1 % at most, and none that is short. `most`: bins.
 */
export const axisOf = (
  sorted: Float64Array,
  unit: Unit,
  marks: readonly number[],
  range: { min: number; max: number } | null,
  most = BINS,
): Axis => {
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const tailed = { min: Math.min(at(0.01), ...marks), max: Math.max(at(0.99), ...marks) }
  const spread = tailed.max - tailed.min || Math.abs(tailed.max) || 1
  const ends = range ?? {
    min: at(0) > tailed.min - spread / 6 ? Math.min(at(0), tailed.min) : tailed.min,
    max: at(1) < tailed.max + spread / 6 ? Math.max(at(1), tailed.max) : tailed.max,
  }
  const low = ends.min > 0 && ends.min < (ends.max - ends.min) / 3 ? 0 : ends.min
  const least = whole[unit] ? 1 : 0
  const step = Math.max(least, roundUp((ends.max - low || 1) / most))
  const from = exact(Math.floor(low / step + 1e-9) * step)
  // a value on the end of the range needs a bin of its own, unless the range says that it is the end
  const reach = (ends.max - from) / step
  const bins = range ? Math.ceil(reach - 1e-9) : Math.floor(reach + 1e-9) + 1
  const slide = Math.max(least, roundUp((step * bins) / SLIDES))
  return { from, step, bins, slide }
}
/** The value at the end of an axis. */
export const endOf = ({ from, step, bins }: Axis): number => exact(from + step * bins)

/** Round values along an axis, at most so many, for its labels. */
export const ticksOf = (axis: Axis, most: number): number[] => {
  const end = endOf(axis)
  const step = roundUp((end - axis.from) / most)
  const ticks: number[] = []
  for (let at = Math.ceil(axis.from / step - 1e-9); at * step <= end + 1e-9 * step; at++)
    ticks.push(exact(at * step))
  return ticks
}
