/** The words that every element has, in English. */
export const element = {
  asOf: (date: string) => `as of ${date}`,
  /** Older data, kept because a refresh failed. */
  from: (date: string) => `from ${date}`,
  loading: 'Loading',
  retry: 'Retry',
  /** A button's name for those who hear it without its card. */
  retryOf: (title: string) => `Retry: ${title}`,
  stale: 'The last refresh failed; this is older data',
}

export type ElementWords = typeof element
