/**
 * Long work in slices: it rests often enough that a page answers in between, says how far it is, and stops when it is no longer wanted.
 * The same work runs in a worker or in Node, where a rest costs next to nothing.
 */

import { turn } from './turn.js'

/** Long enough that resting is a small part of the work, short enough for two slices in what a person feels as at once. */
const SLICE_MS = 24

/** What a host may ask of long work. `progress` hears a share, 0 to 1. */
export interface PaceWishes {
  readonly signal?: AbortSignal | undefined
  readonly progress?: ((share: number) => void) | undefined
}

export class Pace {
  private sinceMs = performance.now()
  constructor(private readonly wishes: PaceWishes = {}) {}

  /** True when it is time to rest. */
  isDue(): boolean {
    return performance.now() - this.sinceMs > SLICE_MS
  }

  /** Gives way to whatever waits. Throws an AbortError where the work is no longer wanted. */
  async rest(share?: number): Promise<void> {
    this.stop()
    if (share !== undefined) this.wishes.progress?.(Math.min(1, share))
    await turn()
    this.stop()
    this.sinceMs = performance.now()
  }

  private stop(): void {
    if (this.wishes.signal?.aborted) throw new DOMException('no longer wanted', 'AbortError')
  }
}

/** True for what is thrown by work that was no longer wanted. */
export const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error as { name: string }).name === 'AbortError'
