let last: Promise<unknown> = Promise.resolve()

/** Resolves in a task of its own, after all who asked before: between two of them the page can answer to its user, and paint. */
export const ownTask = (): Promise<unknown> =>
  (last = last.then(() => new Promise((start) => setTimeout(start))))
