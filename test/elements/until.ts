import { waitUntil } from '@open-wc/testing'

/** Waits until something is so, as long as a busy machine may need: how long it takes is no test's matter. */
export const until = (met: () => unknown, otherwise?: string): Promise<void> =>
  waitUntil(met, otherwise, { timeout: 8_000, interval: 10 })
