import type { Timer } from '../../src/data/store.js'

/** A clock that moves when told to, and the timers that go by it. */
export class FakeClock implements Timer {
  atMs: number
  /** Every delay that was asked for, in order. */
  readonly delays: number[] = []
  private next = 0
  private readonly due = new Map<number, { atMs: number; run: () => void }>()

  constructor(at: string) {
    this.atMs = Date.parse(at)
  }

  readonly now = (): number => this.atMs

  readonly set = (run: () => void, delayMs: number): number => {
    this.delays.push(delayMs)
    this.due.set(++this.next, { atMs: this.atMs + delayMs, run })
    return this.next
  }

  readonly clear = (handle: unknown): void => {
    this.due.delete(handle as number)
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.due.size
  }

  /** Moves on, and runs what falls due on the way, each with its answers. */
  async pass(ms: number): Promise<void> {
    const end = this.atMs + ms
    for (;;) {
      const [handle, first] = [...this.due].sort((a, b) => a[1].atMs - b[1].atMs)[0] ?? []
      if (handle === undefined || !first || first.atMs > end) break
      this.due.delete(handle)
      this.atMs = first.atMs
      first.run()
      await settled()
    }
    this.atMs = end
    await settled()
  }
}

/** When every promise that can settle has. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
