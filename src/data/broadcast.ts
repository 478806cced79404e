/**
 * How the tabs of one browser tell each other that a log has moved on: by a BroadcastChannel, else by the storage event that the witness's
 * own writing makes in other tabs, else each asks now and then.
 */
export interface Broadcast {
  /** Tells the other tabs, and who listens in this one. */
  tell(revision: number): void
  /** Calls `heard` whenever the log may have moved on; returns what ends it. */
  listen(heard: (revision: number) => void): () => void
  close(): void
}

export interface BroadcastOptions {
  /** The channel's, and the witness's key, for the storage event. */
  readonly name: string
  /** The revision now, for those who can only ask. */
  readonly ask: () => Promise<number | null>
}

const askEveryMs = 5_000

export function broadcastOf(options: BroadcastOptions): Broadcast {
  const listeners = new Set<(revision: number) => void>()
  const hear = (revision: number): void => {
    for (const heard of [...listeners]) heard(revision)
  }
  let channel: BroadcastChannel | null = null
  let stop: (() => void) | null = null
  const opened = (): BroadcastChannel | null => {
    if (!channel && typeof BroadcastChannel === 'function') channel = new BroadcastChannel(options.name)
    return channel
  }
  const start = (): (() => void) => {
    const heard = opened()
    if (!heard) return canHearStorage() ? onStorage(options.name, hear) : asking(options.ask, hear)
    heard.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'number') hear(data)
    }
    return () => close()
  }
  const close = (): void => {
    channel?.close()
    channel = null
  }
  return {
    tell(revision) {
      opened()?.postMessage(revision)
      // one that nobody in this tab listens by need not stay open
      if (listeners.size === 0) close()
      hear(revision)
    },
    listen(heard) {
      const own = (revision: number): void => heard(revision)
      listeners.add(own)
      if (listeners.size === 1) stop = start()
      return () => {
        if (!listeners.delete(own) || listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
    close() {
      listeners.clear()
      stop?.()
      stop = null
      close()
    },
  }
}

function canHearStorage(): boolean {
  try {
    return typeof addEventListener === 'function' && localStorage !== null
  } catch {
    return false
  }
}

function onStorage(key: string, hear: (revision: number) => void): () => void {
  const changed = (event: StorageEvent): void => {
    if (event.key !== key || event.newValue === null) return
    try {
      const { revision } = JSON.parse(event.newValue) as { revision: unknown }
      if (typeof revision === 'number') hear(revision)
    } catch {
      // no word of ours
    }
  }
  addEventListener('storage', changed)
  return () => removeEventListener('storage', changed)
}

function asking(ask: () => Promise<number | null>, hear: (revision: number) => void): () => void {
  let last: number | null = null
  const look = (): void => {
    ask().then(
      (revision) => {
        if (revision !== null && last !== null && revision !== last) hear(revision)
        last = revision
      },
      () => undefined,
    )
  }
  // at once: what changes before the first wait is over must be told as well
  look()
  const timer = setInterval(look, askEveryMs)
  return () => clearInterval(timer)
}
