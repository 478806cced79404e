/**
 * Lots in the order in which they are spent, in runs of a few hundred: one that comes in among a million moves only those of its run.
 * It knows no rules; lots.ts alone changes it.
 */
import type { Text } from '../schema/text.js'

export interface Lot {
  id: string
  amountPoints: number
  leftPoints: number
  earnedMs: number
  expiresMs: number | null
  name: Text | null
  fact: string | null
  ownTerm?: true // in an account whose points lapse when idle: one whose rule gave it a term of its own
}

/** Below 0 where the left one comes first. */
export type Order = (left: Lot, right: Lot) => number

const RUN = 512

export class LotList implements Iterable<Lot> {
  private runs: Lot[][] = [] // none is empty
  private count = 0
  // nothing is left in what lies before this place
  private run = 0
  private place = 0

  /** Lots that are in order. */
  static of(lots: readonly Lot[]): LotList {
    const list = new LotList()
    list.fill(lots)
    return list
  }

  get length(): number {
    return this.count
  }
  get first(): Lot | undefined {
    return this.runs[0]?.[0]
  }

  *[Symbol.iterator](): Iterator<Lot> {
    for (const run of this.runs) yield* run
  }

  /** Puts a lot where the order places it: before what does not come before it. */
  add(lot: Lot, order: Order): void {
    const isBefore = (one: Lot): boolean => order(one, lot) < 0
    const at = Math.min(this.runOf(isBefore), Math.max(0, this.runs.length - 1))
    const run = this.runs[at]
    this.count += 1
    if (!run) {
      this.runs.push([lot])
      return
    }
    const place = firstNot(run, isBefore)
    run.splice(place, 0, lot)
    this.rewind(at, place)
    if (run.length < 2 * RUN) return
    this.runs.splice(at + 1, 0, run.splice(RUN))
    this.rewind(at, 0)
  }

  /** Goes through the lots that may have something left, in order, until there is no more to do. */
  eachLeft(draw: (lot: Lot) => void, isDone: () => boolean): void {
    for (let at = this.run; at < this.runs.length; at++) {
      const run = this.runs[at]!
      for (let place = at === this.run ? this.place : 0; place < run.length; place++) {
        if (isDone()) return
        draw(run[place]!)
      }
    }
  }

  /** What has been spent to nothing at the front is not looked at again. */
  skipEmpty(): void {
    for (let run = this.runs[this.run]; run; run = this.runs[++this.run]) {
      while (this.place < run.length && run[this.place]!.leftPoints === 0) this.place += 1
      if (this.place < run.length) return
      this.place = 0
    }
  }

  /** A lot in the list has something left again. */
  refilled(lot: Lot, order: Order): void {
    const isBefore = (one: Lot): boolean => order(one, lot) < 0
    const at = this.runOf(isBefore)
    const run = this.runs[at]
    if (run) this.rewind(at, firstNot(run, isBefore))
  }

  /** Takes out the lots at the front for which this is so. */
  takeFirst(isOver: (lot: Lot) => boolean): Lot[] {
    const over: Lot[] = []
    let run = this.runs[0]
    while (run) {
      const count = firstNot(run, isOver)
      const isWhole = count === run.length
      for (const lot of isWhole ? run : run.splice(0, count)) over.push(lot)
      if (this.run === 0) this.place = Math.max(0, this.place - count)
      if (!isWhole) break
      this.runs.shift()
      if (this.run === 0) this.place = 0
      else this.run -= 1
      run = this.runs[0]
    }
    this.count -= over.length
    return over
  }

  /** The first lot after all those for which this is so, which stand before all others; undefined where there is none. */
  firstAfter(isBefore: (lot: Lot) => boolean): Lot | undefined {
    const run = this.runs[this.runOf(isBefore)]
    return run?.[firstNot(run, isBefore)]
  }

  /** Takes these out, wherever they lie. */
  remove(gone: ReadonlySet<Lot>): void {
    this.fill([...this].filter((lot) => !gone.has(lot)))
  }

  sort(order: Order): void {
    this.fill([...this].sort(order))
  }

  private fill(lots: readonly Lot[]): void {
    this.runs = []
    for (let from = 0; from < lots.length; from += RUN) this.runs.push(lots.slice(from, from + RUN))
    this.count = lots.length
    this.rewind(0, 0)
  }

  /** The first run that holds a lot for which this is not so. */
  private runOf(isBefore: (lot: Lot) => boolean): number {
    return firstNot(this.runs, (run) => isBefore(run[run.length - 1]!))
  }

  private rewind(run: number, place: number): void {
    if (run > this.run || (run === this.run && place >= this.place)) return
    this.run = run
    this.place = place
  }
}

/** The first place of what this is not so for, in a list in which all for which it is so come first. */
const firstNot = <T>(list: readonly T[], isBefore: (one: T) => boolean): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(list[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
