/**
 * Goes once through a log, newest first, without holding up the page: the first entries at once, so that what is short is
 * ready when asked, the others a few milliseconds at a time. Knows nothing of what is done with an entry.
 */
import type { Entry } from '../schema/entry.js'

const atOnce = 2_000
const batch = 500
const sliceMs = 6

export class LogPass {
  /** How many entries it has gone through. */
  place = 0

  private timer: ReturnType<typeof setTimeout> | undefined
  private enough: () => boolean = () => true

  /** `onSlice` is called after each part that did not come at once. */
  constructor(
    readonly log: readonly Entry[],
    private readonly take: (entry: Entry, place: number) => void,
    private readonly onSlice: () => void,
  ) {}

  get isOver(): boolean {
    return this.place >= this.log.length
  }

  /** Goes on until that is enough, or all. */
  until(enough: () => boolean): void {
    this.enough = enough
    if (this.place < atOnce) this.go(atOnce)
    this.goOn()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private get rests(): boolean {
    return this.isOver || this.enough()
  }

  private goOn(): void {
    if (this.timer !== undefined || this.rests) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      const from = performance.now()
      while (!this.rests && performance.now() - from < sliceMs) this.go(this.place + batch)
      this.goOn()
      this.onSlice()
    })
  }

  private go(until: number): void {
    const end = Math.min(until, this.log.length)
    while (this.place < end) {
      // as far as was asked, when little was
      if (this.place % 50 === 0 && this.enough()) return
      this.take(this.log[this.place]!, this.place)
      this.place++
    }
  }
}
