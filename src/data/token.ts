/**
 * The token of a session, asked from the host and kept in a closure: nothing here stores it, logs it or hands it to anything but
 * the request that carries it.
 */

/** Gives a token, or null where requests go without one. It is asked when there is none yet, and once more when one is refused. */
export type GetToken = () => Promise<string | null | undefined> | string | null | undefined

export interface TokenKeeper {
  /** The token to send, asked once however many wait for it. Rejects as `getToken` does. */
  current(): Promise<string | null>
  /** Another one in place of `refused`. Who comes late finds it renewed already, and it is not asked again. */
  renewed(refused: string | null): Promise<string | null>
}

/** A host that has not answered by then is asked anew: what it waits for may never come. */
const patienceMs = 30_000

export function tokenKeeper(getToken: GetToken): TokenKeeper {
  let held: Promise<string | null> | null = null
  let waitsSinceMs = Infinity
  const isStuck = (): boolean => Date.now() - waitsSinceMs >= patienceMs
  const ask = (): Promise<string | null> => {
    const asked = Promise.resolve()
      .then(getToken)
      .then((token) => token || null)
    held = asked
    waitsSinceMs = Date.now()
    asked.then(
      () => {
        if (held === asked) waitsSinceMs = Infinity
      },
      () => {
        // a failure is told to those who wait, and not kept
        if (held === asked) held = null
      },
    )
    return asked
  }
  return {
    current: () => (held && !isStuck() ? held : ask()),
    renewed: async (refused) => {
      const now = held
      if (!now || isStuck()) return ask()
      const token = await now
      if (token !== refused) return token
      // somebody else may have asked while this one waited
      return held === now || !held ? ask() : held
    },
  }
}
