const documents = {
  program: 'the program',
  merchant: 'the merchant’s record',
  standing: 'the standing',
  entries: 'the points log',
}

/** The words that every element has, in English. */
export const element = {
  asOf: (date: string) => `as of ${date}`,
  /** Older data, kept because a refresh failed. */
  from: (date: string) => `from ${date}`,
  loading: 'Loading',
  retry: 'Retry',
  /** A button's name for those who hear it without its card. */
  retryOf: (title: string) => `Retry: ${title}`,
  /** What is wrong with a document, and where in its text. */
  inDocument: (
    of: keyof typeof documents,
    place: { line: number; column: number } | undefined,
    what: string,
  ) =>
    place
      ? `In ${documents[of]}, line ${place.line}, column ${place.column}: ${what}`
      : `${documents[of].replace('the', 'The')}: ${what}`,
  /** What is wrong with a document where the sentences for that could not be loaded. */
  wrongData: (code: string) => `The data is not as it must be (${code}).`,
  /** For the console of a page whose provider was given nothing to show. */
  noSource:
    'tk-provider has no source: add standing="…", or program="…" and merchant="…", or set its adapter.',
  stale: 'The last refresh failed; this is older data',
  /** After a failure. */
  again: 'Up to date again',
  /** Two things that are said at once. */
  besides: (first: string, second: string) => `${first}; ${second}`,
  /** What a person asked for and did not get. */
  refused: (name: string) => `Not done: ${name}`,
  /** What a person asked for, and nobody knows whether it was done. */
  unsure: (name: string) => `No answer: ${name}`,
  /** Requests that would not survive a reload. */
  unkept: 'Your requests are not saved',
  /** One sentence after another. */
  then: (first: string, second: string) => `${first} ${second}`,
  seen: 'Got it',
  seenOf: (title: string) => `Got it: ${title}`,
}

export type ElementWords = typeof element
