/**
 * Where the rows of the long list come from: from a log that is at hand or read from its newest entry on, or, where a log
 * is long, read by pages and of known length, from any place in it. A controller: what it reads ends with its element.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Entry } from '../schema/entry.js'
import type { EntryReader } from './entry-reader.js'
import { EntryPages, type EntryPlaces } from './points-pages.js'

export class LogPlaces implements ReactiveController {
  private pages: EntryPages | null = null
  private newest: readonly Entry[] | null = null
  private read: unknown = null
  private held: readonly Entry[] = []
  /** Whether what is shown is any place of the whole log. */
  private isAll = false

  /** `onMoved` is told by how many places the rows have moved down. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly reader: EntryReader,
    private readonly onMoved: (by: number) => void,
  ) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.pages?.stop()
    this.pages = this.newest = this.read = null
  }

  /** Another list begins: what is shown next has nothing to do with what was. */
  forget(): void {
    this.held = []
  }

  /** Whether a page could not be read. */
  get failed(): boolean {
    return this.pages?.failed ?? false
  }

  retry(): void {
    this.pages?.retry()
  }

  /** The place of the newest entry at an instant or before it, else of the oldest one; null where it could not be read. */
  async find(atMs: number): Promise<number | null> {
    const { pages, reader } = this
    if (pages && this.isAll) return pages.find(atMs)
    for (;;) {
      const { held } = this
      const place = placeBy(held, atMs)
      if (place < held.length) return place
      if (!reader.hasOlder) return held.length - 1
      if (!(await reader.readOlder())) return null
      // which makes a list of what came
      await this.host.updateComplete
      if (this.held.length <= held.length) return null
    }
  }

  /** Any place of the whole log; null where it is not read by pages, or nobody says how long it is. */
  ofAll(): EntryPlaces | null {
    const { source, entries, cursor, total } = this.reader
    this.isAll = source !== null && total !== null && entries.length > 0
    if (!source || total === null || entries.length === 0) return null
    if (!this.pages || this.read !== source.entries) {
      this.pages?.stop()
      this.read = source.entries
      this.newest = null
      this.pages = new EntryPages(source, (by) => {
        this.onMoved(by)
        this.host.requestUpdate()
      })
    }
    if (this.newest !== entries) {
      this.newest = entries
      const added = this.pages.begin(entries, cursor, total)
      if (added) this.onMoved(added)
    }
    return this.pages
  }

  /** The entries that are at hand; `grows`: older ones are read when the end comes into view. */
  of(entries: readonly Entry[], grows: boolean): EntryPlaces {
    const { reader, held } = this
    this.isAll = false
    this.held = entries
    const added = entries.length - held.length
    if (added > 0 && held[0] && entries[added]?.id === held[0].id) this.onMoved(added)
    const more = grows && reader.hasOlder
    return {
      count: entries.length + (more ? 1 : 0),
      whole: !reader.hasOlder,
      at: (place) => entries[place] ?? null,
      want: (_, last) => {
        if (more && last >= entries.length && !reader.busy && !reader.failed) void reader.readOlder()
      },
    }
  }
}

/** Of entries from the newest on, the first at an instant or before it; their number where there is none. */
function placeBy(entries: readonly Entry[], atMs: number): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (Date.parse(entries[middle]!.at) <= atMs) high = middle
    else low = middle + 1
  }
  return low
}
