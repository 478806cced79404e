/** Timers as a page has them, replaceable by a test. Delays are at most `longestDelayMs`. */
export interface Timer {
  readonly set: (run: () => void, delayMs: number) => unknown
  readonly clear: (handle: unknown) => void
}

/** Browsers fire a longer timer at once. */
export const longestDelayMs = 2 ** 31 - 1

export const pageTimer: Timer = {
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (handle) => clearTimeout(handle as number),
}

/** `most` keeps a page from being forgotten, `first` is how long the first wait is at most. Both in ms. */
export interface Backoff {
  readonly firstMs: number
  readonly mostMs: number
}

/**
 * How long to wait before the next try, in ms, after `tries` failures: anything up to a bound that doubles with each (full jitter, so that
 * the pages of a server that was down do not come back all at once), and at least what the server asked for, with some jitter on it.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function waitMs(
  tries: number,
  { firstMs, mostMs }: Backoff,
  random: () => number,
  askedMs: number | null = null,
): number {
  const bound = Math.min(mostMs, firstMs * 2 ** Math.min(Math.max(tries - 1, 0), 30))
  const jitter = Math.floor(random() * bound)
  return Math.min(askedMs === null ? jitter : askedMs + jitter, longestDelayMs)
}
