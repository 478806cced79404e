/** Chance that can be repeated: mulberry32, a small generator of 32 bits that is good enough to choose test cases. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }
  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  /** A whole number from `from` to `to`, both inclusive. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!
  }
  /** Up to `n` different ones, at least one where there is any. */
  some<T>(list: readonly T[], n: number): T[] {
    const open = [...list]
    const taken: T[] = []
    for (let times = this.int(1, n); times > 0 && open.length > 0; times--)
      taken.push(...open.splice(Math.floor(this.next() * open.length), 1))
    return taken
  }
  /** What `make` makes, `from` to `to` times. */
  times<T>(from: number, to: number, make: (place: number) => T): T[] {
    const made: T[] = []
    for (let place = 0, n = this.int(from, to); place < n; place++) made.push(make(place))
    return made
  }
  /** An object's part, or nothing. */
  maybe<T extends object>(share: number, make: () => T): T | Record<string, never> {
    return this.chance(share) ? make() : {}
  }
  /** Another generator, so that what one case asks does not move the next. */
  seed(): number {
    return Math.floor(this.next() * 4294967296)
  }
}
