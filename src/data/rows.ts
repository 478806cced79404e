/** The port of a log: what it stands on to be kept, whatever that is. See `Log` for what the rows hold. */
import type { Entry } from '../schema/entry.js'
import type { Fact, Held } from '../schema/record.js'

/** What a transaction sees. All rows are as they were when it began, and none of what it writes is there before it ends. */
export interface Rows {
  /** The head, undefined where nothing was ever stored. */
  head(): Promise<unknown>
  /** The rows from a place to another, both included, in order. */
  range(store: 'facts' | 'entries', first: number, last: number): Promise<readonly unknown[]>
  /** How many entries were posted at an instant or before it. */
  countUntil(atMs: number): Promise<number>
  putHead(head: Head): void
  /** Adds a row; the whole transaction fails where there is one at the place. */
  add(store: 'facts' | 'entries', place: number, row: Fact | EntryRow): void
  clear(): void
}

/**
 * Where rows are kept. `write` resolves when everything is on the disk, and rejects with nothing written, as it does when `work` does.
 * Transactions that write go one after the other, over all tabs.
 */
export interface RowStore {
  read<T>(work: (rows: Rows) => Promise<T>): Promise<T>
  write<T>(work: (rows: Rows) => Promise<T>): Promise<T>
}

/** What a place outside the storage remembers of it, so that a storage that came back empty is not taken for a new one. */
export interface Witness {
  read(): Seen | null
  write(seen: Seen | null): void
}
export interface Seen {
  readonly id: string
  readonly revision: number
}

export interface Head {
  readonly id: string // of this log; one that is begun anew has another
  readonly merchant: string
  readonly revision: number
  readonly facts: number
  readonly entries: number
  readonly hash: string | null // of the last entry
  readonly held: Held | null
  readonly opening: { readonly held: Held | null; readonly entries: number } // what it began with
}
export interface EntryRow {
  readonly atMs: number
  readonly entry: Entry
}
