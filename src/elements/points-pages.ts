/**
 * A log of known length of which only what is looked at has been read. The port has cursors, both ends and dates, no
 * places: so pages are kept in runs of neighbors, each at its place among all entries. The first run begins the log, the
 * last one ends it; one between them, read by a date, stands where the dates around it suggest until it meets another:
 * then it is known where it stands, and whoever looks at it is told by how many rows it has moved. One read at a time.
 */
import type { Entry, EntryPage } from '../schema/entry.js'
import type { EntryQuery } from '../schema/view.js'
import type { ViewSource } from './context.js'

/** Entries by their place in a list, newest first. */
export interface EntryPlaces {
  /** How many places there are, those not read yet included. */
  readonly count: number
  /** Whether that is all there will be. */
  readonly whole: boolean
  /** The entry at a place; null: not read yet. */
  readonly at: (place: number) => Entry | null
  /** What is looked at, first and last place: what is missing there is read. */
  want(first: number, last: number): void
}

interface Run {
  start: number
  entries: Entry[]
  /** Towards newer; null: the log begins here. */
  before: string | null
  /** Towards older; null: the log ends here. */
  after: string | null
}

type From = EntryQuery['from']

/** Entries in one answer; within so many of what is there, cursors lead to what is missing. */
const pageCount = 100
/** A scroll bar that is being dragged asks for nothing. */
const dragMs = 90

const endOf = ({ start, entries }: Run): number => start + entries.length

export class EntryPages implements EntryPlaces {
  count = 0
  readonly whole = true
  /** The last read failed; `retry` asks again. */
  failed = false

  private runs: Run[] = []
  private wanted: readonly [number, number] = [0, -1]
  private running: AbortController | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private tries = 0
  /** Dates lead nowhere new here: on by cursor, however far. */
  private blind = false

  /** `onChange` is called when entries came, with the number of places by which those looked at have moved; and on a failure. */
  constructor(
    private readonly source: Pick<ViewSource, 'entries' | 'againMs'>,
    private readonly onChange: (moved: number) => void,
  ) {}

  readonly at = (place: number): Entry | null => {
    for (const { start, entries } of this.runs) {
      const entry = entries[place - start]
      if (entry) return entry
    }
    return null
  }

  /**
   * The newest entries as they are known now, how to read on from them, and how many there are in all. New ones at the
   * top move the others down. By how many places, or null where nothing of what was known is among them.
   */
  begin(newest: readonly Entry[], after: string | null, total: number): number | null {
    const [head] = this.runs
    const first = head?.entries[0]
    const added = first ? newest.findIndex(({ id }) => id === first.id) : -1
    const count = Math.max(total, newest.length)
    if (!head || added < 0) {
      this.stop()
      this.runs = [{ start: 0, entries: newest.slice(), before: null, after }]
      this.count = count
      return null
    }
    this.count = Math.max(count, this.count + added)
    this.runs.forEach((run) => (run.start += added))
    this.runs.unshift({ start: 0, entries: newest.slice(), before: null, after })
    this.settle()
    return added
  }

  /**
   * The place of the newest entry at an instant or before it, read by its date where it is not here; where nothing is so old, that of the
   * oldest one. Null where it could not be read.
   */
  async find(atMs: number): Promise<number | null> {
    const isBy = (entry: Entry | null | undefined): boolean => !!entry && Date.parse(entry.at) <= atMs
    // the newest ones are always here
    if (isBy(this.at(0))) return 0
    if (this.endsUnread) await this.ask('last', this.count - 1)
    for (const { start, entries, before } of this.runs) {
      const at = entries.findIndex(isBy)
      if (at > 0 || (at === 0 && before === null)) return start + at
    }
    const end = this.runs[this.runs.length - 1]
    if (this.endsUnread || !end) return null
    if (!isBy(end.entries[end.entries.length - 1])) return this.count - 1
    const page = await this.ask({ date: new Date(atMs).toISOString() }, this.guessOf(atMs))
    const [found] = page?.entries ?? []
    return found ? this.placeOf(found.id) : null
  }

  want(first: number, last: number): void {
    this.wanted = [first, last]
    if (!this.running && !this.failed) this.look()
  }

  retry(): void {
    clearTimeout(this.timer)
    this.failed = false
    this.onChange(0)
    this.look()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.running?.abort()
    this.running = null
  }

  /** Asks for what is missing among what is wanted. */
  private look(): void {
    clearTimeout(this.timer)
    const [first, last] = this.wanted
    for (let place = Math.max(0, first); place <= last && place < this.count; place++) {
      if (this.at(place)) continue
      const near = this.nearTo(place)
      if (near) void this.ask(near, place)
      else this.timer = setTimeout(() => void this.ask(this.farOf(place), place), dragMs)
      return
    }
  }

  /** The way to a place from what is there beside it. */
  private nearTo(place: number): From | null {
    const reach = this.blind ? Infinity : pageCount
    let best: { cursor: string } | 'last' | null = null
    let least = reach
    const offer = (from: { cursor: string } | 'last', distance: number): void => {
      if (distance < 0 || distance >= least) return
      best = from
      least = distance
    }
    for (const run of this.runs) {
      if (run.after !== null) offer({ cursor: run.after }, place - endOf(run))
      if (run.before !== null) offer({ cursor: run.before }, run.start - 1 - place)
    }
    if (this.endsUnread) offer('last', this.count - 1 - place)
    return best
  }

  /** To guess a date, both ends must be known. */
  private farOf(place: number): From {
    if (this.endsUnread) return 'last'
    let [left, right] = [this.runs[0]!, this.runs[this.runs.length - 1]!]
    for (const run of this.runs) {
      if (endOf(run) <= place) left = run
      if (run.start > place && run.start < right.start) right = run
    }
    const [newerMs, olderMs] = [left.entries[left.entries.length - 1], right.entries[0]].map((entry) =>
      Date.parse(entry?.at ?? ''),
    ) as [number, number]
    const share = (place - endOf(left) + 1) / (right.start - endOf(left) + 1)
    return { date: new Date(newerMs - (newerMs - olderMs) * share).toISOString() }
  }

  /** About where an instant is among what is not here. */
  private guessOf(atMs: number): number {
    const isBy = ({ at }: Entry): boolean => Date.parse(at) <= atMs
    const after = this.runs.findIndex(({ entries }) => entries.some(isBy))
    const [left, right] = [this.runs[after - 1]!, this.runs[after]!]
    const newerMs = Date.parse(left.entries[left.entries.length - 1]!.at)
    const share = (newerMs - atMs) / (newerMs - Date.parse(right.entries[0]!.at) || 1)
    return endOf(left) + Math.floor(Math.min(1, Math.max(0, share)) * (right.start - 1 - endOf(left)))
  }

  private get endsUnread(): boolean {
    return this.runs.every(({ after }) => after !== null)
  }

  private async ask(from: From, place: number): Promise<EntryPage | null> {
    this.stop()
    const running = (this.running = new AbortController())
    let page: EntryPage | null = null
    let waitMs: number | null = null
    try {
      page = (await this.source.entries?.({ from, count: pageCount }, running.signal)) ?? null
    } catch (error) {
      waitMs = this.source.againMs?.(error, ++this.tries) ?? null
    }
    // another read has begun, or nobody looks any more
    if (this.running !== running) return null
    this.running = null
    this.failed = page === null
    if (page) this.tries = 0
    if (waitMs !== null) this.timer = setTimeout(() => this.retry(), waitMs)
    this.onChange(page ? this.take(page, from, place) : 0)
    if (page) this.look()
    return page
  }

  /** Puts a page in its place. By how many places what is looked at has moved. */
  private take(page: EntryPage, from: From, place: number): number {
    const before = this.read
    const seen = this.at(this.wanted[0])
    const entries = page.entries.slice()
    let mark: { id: string; place: number } | null = seen ? { id: seen.id, place: this.wanted[0] } : null
    if (typeof from === 'object' && 'cursor' in from) {
      const run = this.runs.filter(({ before, after }) => before === from.cursor || after === from.cursor)[0]
      if (!run) return 0
      const [edge] = run.entries
      mark = mark ?? (edge ? { id: edge.id, place: run.start } : null)
      extend(run, page, from.cursor)
    } else {
      const start = from === 'last' ? this.count - entries.length : place
      const [edge] = entries
      if (from !== 'last') mark = mark ?? (edge ? { id: edge.id, place: start } : null)
      // what begins the list is known as such already: a page in its midst that says so knows better
      if (entries.length > 0)
        this.runs.push({ start, entries, before: page.before, after: from === 'last' ? null : page.after })
    }
    this.settle()
    this.blind = this.read === before
    const now = mark ? this.placeOf(mark.id) : null
    return mark && now !== null ? now - mark.place : 0
  }

  /** How many entries have been read. */
  private get read(): number {
    return this.runs.reduce((sum, { entries }) => sum + entries.length, 0)
  }

  private placeOf(id: string): number | null {
    for (const { start, entries } of this.runs) {
      const found = placeIn(entries, id)
      if (found >= 0) return start + found
    }
    return null
  }

  /** Ends stand at the ends, runs that meet become one, and those that would overlap stand apart. */
  private settle(): void {
    const before = this.runs.length
    for (const run of this.runs) {
      if (run.before === null) run.start = 0
      else if (run.after === null) run.start = Math.max(1, this.count - run.entries.length)
    }
    const sorted = this.runs.sort((a, b) => a.start - b.start || endOf(a) - endOf(b))
    const settled: Run[] = []
    for (const run of sorted) {
      const last = settled[settled.length - 1]
      const joined = last ? joinedOf(last, run) : null
      if (joined) settled[settled.length - 1] = joined
      else {
        // one place between them, which asks for what is missing there
        if (last && run.start <= endOf(last)) run.start = endOf(last) + 1
        settled.push(run)
      }
    }
    this.runs = settled
    // what has met an end stands elsewhere now
    if (settled.length < before) return this.settle()
    const end = settled[settled.length - 1]
    if (end) this.count = end.after === null ? endOf(end) : Math.max(this.count, endOf(end) + 1)
  }
}

/** Adds a page to a run, at the end that its cursor stood for. */
function extend(run: Run, page: EntryPage, cursor: string): void {
  const known = new Set(run.entries.map(({ id }) => id))
  const fresh = page.entries.filter(({ id }) => !known.has(id))
  // a page that leads to itself would never end
  if (run.after === cursor) {
    run.entries = run.entries.concat(fresh)
    run.after = fresh.length > 0 && page.after !== cursor ? page.after : null
  } else {
    run.entries = fresh.concat(run.entries)
    run.start -= fresh.length
    run.before = fresh.length > 0 && page.before !== cursor ? page.before : null
  }
}

/** Two runs as one, where an entry of one is in the other: the one that is the newer keeps its place. */
function joinedOf(a: Run, b: Run): Run | null {
  const inA = placeIn(a.entries, b.entries[0]?.id)
  if (inA >= 0) return spliced(a, b, inA)
  const inB = placeIn(b.entries, a.entries[0]?.id)
  return inB >= 0 ? spliced({ ...b, start: a.start - inB }, a, inB) : null
}

/** `newer` with `older` from its entry at `place` on. */
function spliced(newer: Run, older: Run, place: number): Run {
  const extra = place + older.entries.length - newer.entries.length
  if (extra <= 0) return newer
  const entries = newer.entries.slice(0, place).concat(older.entries)
  return { start: newer.start, entries, before: newer.before, after: older.after }
}

function placeIn(entries: readonly Entry[], id: string | undefined): number {
  for (let place = entries.length - 1; place >= 0; place--) if (entries[place]!.id === id) return place
  return -1
}
