/**
 * The entries that a points ledger has read so far, newest first, and how to read more of them. A controller: it starts
 * when its element gets a source and stops with it. It knows pages and cursors, no accounts and no words. What was read
 * survives a failed read; a newer standing reads the newest page again and keeps the older ones it still fits. A failure that passes by
 * itself is tried again by itself.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Entry, EntryPage } from '../schema/entry.js'
import type { ViewSource } from './context.js'

type Read = NonNullable<ViewSource['entries']>

/** Entries in one answer. A page of the list is shorter: pressing on rarely has to wait. */
const pageCount = 100

export class EntryReader implements ReactiveController {
  /** Newest first, each once. */
  entries: readonly Entry[] = []
  /** `none`: nobody offers entries; `reading`: none are read yet; `ready`: some are; `failed`: none could be read. */
  state: 'none' | 'reading' | 'ready' | 'failed' = 'none'
  /** Whether older ones are being read. */
  busy = false
  /** Whether the last read failed; what was read before stays. */
  failed = false
  /** How many entries there are, read or not; null: nobody says. */
  total: number | null = null

  private read: Read | null = null
  private againMs: ViewSource['againMs']
  private standing: unknown = null
  /** Towards older; null: the oldest is read. */
  private after: string | null = null
  private running: AbortController | null = null
  private alarm: ReturnType<typeof setTimeout> | undefined
  private tries = 0 // of the newest page, since it last came or the standing was another

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  /** Where entries are read from; null: all are here. */
  get source(): Pick<ViewSource, 'entries' | 'againMs'> | null {
    return this.read && { entries: this.read, ...(this.againMs && { againMs: this.againMs }) }
  }

  /** The cursor towards what is older than all that was read; null: nothing is. */
  get cursor(): string | null {
    return this.after
  }

  /** Whether the log goes on beyond what was read. */
  get hasOlder(): boolean {
    return this.after !== null
  }

  /** All entries at once, in either order: there is nothing to read. */
  hold(entries: readonly Entry[]): void {
    this.stop()
    this.read = null
    this.after = null
    this.failed = false
    this.state = 'ready'
    const [first, last] = [entries[0], entries[entries.length - 1]]
    const oldestFirst = first && last && Date.parse(first.at) < Date.parse(last.at)
    this.entries = oldestFirst ? [...entries].reverse() : entries
    this.total = entries.length
  }

  /** Reads from a source; again when its standing is another. No source, or one without entries: nothing is offered. */
  follow(source: ViewSource | undefined): void {
    const standing = source?.view.standing ?? null
    this.read = source?.entries ?? null
    this.againMs = source?.againMs
    if (!this.read) {
      this.stop()
      this.state = 'none'
      this.entries = []
      this.standing = this.after = this.total = null
      return
    }
    if (standing === null || standing === this.standing) return
    this.standing = standing
    this.tries = 0
    if (this.state !== 'ready') this.state = 'reading'
    void this.readNewest()
  }

  hostDisconnected(): void {
    this.stop()
    // what comes back asks again
    this.standing = null
  }

  /** Reads the newest page. A page that meets what was read before goes before it, else it stands alone. */
  async readNewest(): Promise<void> {
    await this.ask('first', (page) => {
      const known = new Set(page.entries.map(({ id }) => id))
      const meets = this.entries.some(({ id }) => known.has(id))
      if (!meets) this.after = page.after
      this.entries = meets
        ? [...page.entries, ...this.entries.filter(({ id }) => !known.has(id))]
        : page.entries
    })
  }

  /** Reads the next page towards older. Resolves to whether it came. */
  async readOlder(): Promise<boolean> {
    const { after } = this
    if (after === null) return false
    return this.ask({ cursor: after }, (page) => {
      const known = new Set(this.entries.map(({ id }) => id))
      this.entries = [...this.entries, ...page.entries.filter(({ id }) => !known.has(id))]
      // a page that leads to itself would never end
      this.after = page.after === after ? null : page.after
    })
  }

  /** Reads on until nothing older is left, or `most` entries are there. Resolves to whether it got so far. */
  async readAll(most: number): Promise<boolean> {
    while (this.hasOlder && this.entries.length < most) if (!(await this.readOlder())) return false
    return true
  }

  /** Asks for a page and hands it on, unless another question has taken its place. Resolves to whether it came. */
  private async ask(from: 'first' | { cursor: string }, take: (page: EntryPage) => void): Promise<boolean> {
    if (!this.read) return false
    this.stop()
    const running = (this.running = new AbortController())
    this.busy = true
    this.host.requestUpdate()
    let page: EntryPage | null = null
    let error: unknown
    try {
      page = await this.read({ from, count: pageCount }, running.signal)
    } catch (caught) {
      error = caught
    }
    // another read has begun, or the element is gone
    if (this.running !== running) return false
    this.running = null
    this.busy = false
    this.failed = page === null
    if (page) {
      take(page)
      this.total = page.total
      this.state = 'ready'
      this.tries = 0
    } else {
      if (this.state === 'reading') this.state = 'failed'
      // older ones are asked for by a press, which can be repeated
      const waitMs = from === 'first' ? this.againMs?.(error, ++this.tries) : null
      if (typeof waitMs === 'number') this.alarm = setTimeout(() => void this.readNewest(), waitMs)
    }
    this.host.requestUpdate()
    return page !== null
  }

  private stop(): void {
    clearTimeout(this.alarm)
    this.running?.abort()
    this.running = null
    this.busy = false
  }
}
