/** Chance that is the same for a seed: fast enough for a hundred million draws. */

/** Chance in [0, 1), the same sequence for a seed (mulberry32). */
export const chanceOf = (seed: number): (() => number) => {
  const whole = wholeChanceOf(seed)
  return () => whole() / 4294967296
}

/** Whole numbers from 0 to 2^32 - 1, the same sequence for a seed. */
export const wholeChanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

const STEPS = 1 << 16
let bell: Float32Array | null = null

/** The bell curve's values at so many equal shares of it: a draw is one of them, two from one whole number. */
const bellTable = (): Float32Array => {
  if (bell) return bell
  bell = new Float32Array(STEPS)
  for (let step = 0; step < STEPS; step++) bell[step] = normalAt((step + 0.5) / STEPS)
  return bell
}

/** Fills a list with draws from the bell curve. */
export const fillNormal = (out: Float32Array, count: number, whole: () => number): void => {
  const table = bellTable()
  for (let at = 0; at < count; at += 2) {
    const two = whole()
    out[at] = table[two >>> 16]!
    out[at + 1] = table[two & 0xffff]!
  }
}

/** The value below which a share of the bell curve lies, by halving on its series (Abramowitz and Stegun 26.2.17 is too coarse for tails). */
const normalAt = (share: number): number => {
  if (share > 0.5) return -normalAt(1 - share)
  let low = -6
  let high = 0
  while (high - low > 1e-7) {
    const middle = (low + high) / 2
    if (below(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The share of the bell curve below a value under 0: a continued fraction far out, a series near the middle. */
const below = (value: number): number => {
  const density = Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)
  if (value > -2.5) {
    let term = value
    let sum = value
    for (let nth = 1; nth < 40; nth++) {
      term *= (value * value) / (2 * nth + 1)
      sum += term
    }
    return 0.5 + density * sum
  }
  let rest = 0
  for (let nth = 40; nth > 0; nth--) rest = nth / (-value + rest)
  return density / (-value + rest)
}
