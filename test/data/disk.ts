/**
 * A storage that dies, or fails, at a write that is chosen, under the code that keeps a log in the browser. What a transaction wrote is on
 * the disk as a whole or not at all, and is there once `write` has resolved; what was only begun is gone.
 */
import { Failure } from '../../src/data/adapter.js'
import type { Head, Rows, Seen, RowStore, Witness } from '../../src/data/rows.js'
import { issueAt } from '../../src/schema/issues.js'

/** The process is dead: nothing of it goes on. */
export class Death extends Error {}

/** What is left when the process is dead. */
interface Kept {
  head: unknown
  facts: unknown[]
  entries: unknown[]
}
export interface Strike {
  /** Before which write from now on, counting from 0; the beginning and the end of a commit count as writes. */
  readonly at: number
  readonly how: 'die' | 'fail'
}
/** Ways in which a disk may be worse than it says: what must be noticed by whoever checks. */
export type Lie = 'tears' | 'forgets' | 'loses' | 'none'

/** What happens to a machine, counted over all that it writes to. */
export class Fate {
  private strike: Strike | null = null
  private writes = 0
  private isDead = false
  /** What was being written when it died. */
  victim: Disk | null = null

  /** Says at which write something happens; null: at none. */
  arm(strike: Strike | null): void {
    this.strike = strike
    this.writes = 0
  }

  /** Whether what was to happen has happened. */
  get hasStruck(): boolean {
    return this.strike !== null && this.writes > this.strike.at
  }

  revive(): void {
    this.isDead = false
    this.strike = null
  }

  live(): void {
    if (this.isDead) throw new Death('dead')
  }

  /** Counts a write, and lets happen what is to happen at it. What is committed can fail no more. */
  struck(disk: Disk | null, isCommitted = false): 'fail' | null {
    this.live()
    const isNow = this.strike !== null && this.writes === this.strike.at
    this.writes += 1
    if (!isNow) return null
    if (this.strike!.how === 'fail') return isCommitted ? null : 'fail'
    this.isDead = true
    this.victim = disk
    throw new Death('dead')
  }
}

export class Disk implements RowStore {
  private kept: Kept = { head: undefined, facts: [], entries: [] }
  private seen: Seen | null = null
  private readonly before: (Seen | null)[] = [null] // what the witness has been
  private flushed: Kept = this.kept
  private line: Promise<unknown> = Promise.resolve()
  private readonly fate: Fate
  private readonly lie: Lie

  constructor(fate: Fate, lie: Lie = 'none') {
    this.fate = fate
    this.lie = lie
  }

  /** What is on the disk. */
  get rows(): Kept {
    return this.kept
  }

  /** Starts again. A small memory is flushed late: `age` says how far back what it remembers is, where it was not. */
  revive(age: number): void {
    this.line = Promise.resolve()
    if (this.lie === 'forgets') this.kept = this.flushed
    this.seen = this.before[Math.max(0, this.before.length - 1 - age)]!
  }

  /** Comes back empty, as a browser's database does that was damaged. */
  lose(): void {
    this.kept = { head: undefined, facts: [], entries: [] }
    this.flushed = this.kept
  }

  read<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    return this.turn(() => work(this.open(this.kept, () => undefined)))
  }

  write<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    return this.turn(() => this.transacted(work))
  }

  /** The small memory beside it. */
  readonly witness: Witness = {
    read: () => {
      this.fate.live()
      return this.seen
    },
    write: (seen) => {
      if (this.fate.struck(null) === 'fail') return
      this.seen = seen
      this.before.push(seen)
      this.fate.struck(null)
    },
  }

  private async transacted<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    let isFull = false
    const draft: Kept = { ...this.kept, facts: this.kept.facts.slice(), entries: this.kept.entries.slice() }
    const target = this.lie === 'tears' ? this.kept : draft
    const result = await work(
      this.open(target, () => {
        if (this.fate.struck(this) === 'fail') isFull = true
      }),
    )
    if (this.fate.struck(this) === 'fail') isFull = true
    if (isFull) throw new Failure(issueAt('storageFull', [], {}))
    if (this.lie === 'forgets') this.flushed = this.kept
    this.kept = target
    this.fate.struck(this, true)
    return result
  }

  private open(kept: Kept, writing: () => void): Rows {
    return {
      head: () => this.answer(kept.head),
      range: (store, first, last) => this.answer(kept[store].slice(first, last + 1)),
      countUntil: (atMs) =>
        this.answer(kept.entries.filter((row) => (row as { atMs: number }).atMs <= atMs).length),
      putHead: (head: Head) => {
        writing()
        kept.head = copied(head)
      },
      add: (store, place, row) => {
        writing()
        if (kept[store].length !== place)
          throw new Failure(issueAt('storageFailed', [], { reason: 'ConstraintError' }))
        kept[store].push(copied(row))
      },
      clear: () => {
        writing()
        Object.assign(kept, { head: undefined, facts: [], entries: [] })
      },
    }
  }

  private answer<T>(value: T): Promise<T> {
    this.fate.live()
    return Promise.resolve(value)
  }

  private turn<T>(run: () => Promise<T>): Promise<T> {
    const next = this.line.then(() => {
      this.fate.live()
      return run()
    })
    this.line = next.catch(() => undefined)
    return next
  }
}

/** Rows are frozen by who made them, and a disk gives others. */
function copied<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
