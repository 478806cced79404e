/** Chance that is the same at every run. */
export interface Random {
  whole(from: number, to: number): number
  of<T>(list: readonly T[]): T
}
export const randomOf = (seed: number): Random => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return state / 4_294_967_296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return { whole, of: (list) => list[whole(0, list.length - 1)]! }
}
