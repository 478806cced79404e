/**
 * The adapter as the store asks it: whatever it does wrong becomes a rejection, its clock is heard, and it is asked in one merchant's name.
 * It keeps nothing that was read.
 */
import type { Issue, IssueDocument } from '../schema/issues.js'
import type { Text } from '../schema/text.js'
import {
  Failure,
  failureOf,
  retryAfterMsOf,
  type Adapter,
  type AdapterContext,
  type Answer,
} from './adapter.js'
import { about } from './document.js'

/** Clocks this close are the same: a server tells its own in whole seconds. */
const inStepMs = 2_000

export interface SourceOptions {
  readonly adapter: Adapter
  /** Handed to the adapter; null where the source knows whose page it is. */
  readonly merchantId: string | null
  readonly locale: () => keyof Text
  /** What time it is, in ms. It may be another clock than the machine's. */
  readonly now: () => number
  /** Whether `now` is the host's word, which no server's clock corrects. */
  readonly trustsNow: () => boolean
}

export class Source {
  private aheadMs = 0 // how far its clock is ahead of ours

  constructor(private readonly options: SourceOptions) {}

  get adapter(): Adapter {
    return this.options.adapter
  }

  /** What time it is by the clock of whoever keeps the log: a page whose own is years off evaluates for now all the same. */
  now(): number {
    const { now, trustsNow } = this.options
    return now() + (trustsNow() ? 0 : this.aheadMs)
  }

  /** Notes by an answer how far its clock is from ours. */
  heard(answer: Answer): Answer {
    const aheadMs = Date.parse(answer.asOf ?? '') - this.options.now()
    if (aheadMs === aheadMs) this.aheadMs = Math.abs(aheadMs) < inStepMs ? 0 : aheadMs
    return answer
  }

  /** Calls one function of the adapter; whatever it does wrong becomes a rejection, with the document that was asked for. */
  async ask<A extends unknown[]>(
    call: (...told: [...A, AdapterContext]) => Promise<Answer>,
    args: A,
    signal: AbortSignal,
    document?: IssueDocument,
  ): Promise<Answer> {
    try {
      const answer = (await call.call(this.adapter, ...args, this.context(signal))) as
        Answer | null | undefined
      return answer ?? { data: null }
    } catch (error) {
      throw document ? new Failure(about(document, [failureOf(error)])[0]!, retryAfterMsOf(error)) : error
    }
  }

  /**
   * Has the adapter tell of changes until the function that is returned is called. `say` hears why that cannot be, null at first: a host
   * whose `watch` throws or fails later is not watched, and what it has is read all the same.
   */
  watch(changed: (revision?: number) => void, say: (unwatched: Issue | null) => void): () => void {
    let isOver = false
    const failed = (error: unknown): void => {
      if (!isOver) say(failureOf(error))
    }
    let stop: (() => void) | undefined
    say(null)
    try {
      stop = this.adapter.watch?.(changed, this.context(new AbortController().signal), failed)
    } catch (error) {
      failed(error)
    }
    return () => {
      isOver = true
      try {
        stop?.()
      } catch (error) {
        // the page goes on without it, and its makers should know
        console.error(error)
      }
    }
  }

  private context(signal: AbortSignal): AdapterContext {
    const { merchantId, locale } = this.options
    return { signal, merchantId, locale: locale() }
  }
}
