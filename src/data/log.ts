/**
 * One merchant's log, kept in rows by a storage that has transactions: the authority where there is no server. Whatever it decides, it
 * reads, decides and writes in one transaction, so that a tab, a crash or a full disk can come between no two of these. It knows no
 * browser; what it stands on are a `Storage` and a `Witness` beside it.
 *
 *   head     one row: the state, the revision, how many facts and entries there are, the last hash
 *   facts    a row each, by its place in the log      entries  a row each, by its place, found by date too
 *
 * What the platform says of the merchant (fields, peers, stock) is not kept: it comes anew with every page.
 */
import type { Command, Receipt, Sender } from '../schema/command.js'
import type { Entry, EntryPage } from '../schema/entry.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Fact, Held, MerchantRecord } from '../schema/record.js'
import type { EntryQuery } from '../schema/view.js'
import { Failure } from './adapter.js'
import { accept, auditOf, informed, settled, type Difference, type Step } from './authority.js'
import { brokenAt } from './chain.js'
import { planOf, readBy } from './engine.js'
import { placesOf } from './places.js'

/** What a transaction sees. All rows are as they were when it began, and none of what it writes is there before it ends. */
export interface Rows {
  /** The head, undefined where nothing was ever stored. */
  head(): Promise<unknown>
  /** The rows from a place to another, both included, in order. */
  range(shelf: 'facts' | 'entries', first: number, last: number): Promise<readonly unknown[]>
  /** How many entries were posted at an instant or before it. */
  countUntil(atMs: number): Promise<number>
  putHead(head: Head): void
  /** Adds a row; the whole transaction fails where there is one at the place. */
  add(shelf: 'facts' | 'entries', place: number, row: Fact | EntryRow): void
  clear(): void
}

/**
 * Where rows are kept. `write` resolves when everything is on the disk, and rejects with nothing written, as it does when `work` does.
 * Transactions that write go one after the other, over all tabs.
 */
export interface Storage {
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

export interface LogOptions {
  readonly storage: Storage
  readonly witness: Witness
  /** A program or all its versions, and the merchant's record: JSON text or ready values. */
  readonly program: unknown
  readonly merchant: unknown
  readonly now: () => number
  /** Who sends what comes here. */
  readonly sender: Sender
}

/** What is known of the log. `record`: with all facts, and the last entry alone once it is stored. */
interface Known {
  readonly head: Head | null // null while nothing is stored
  readonly record: MerchantRecord
}

export class Log {
  private readonly options: LogOptions
  private readonly plan: ReturnType<typeof planOf>
  private known: Known | null = null
  private platform: MerchantRecord | null = null

  constructor(options: LogOptions) {
    this.options = options
    this.plan = planOf(options.program)
  }

  /** The merchant's id, as the platform's record says it. Throws a `Failure` where the documents cannot be read. */
  get merchantId(): string {
    return this.given().id
  }

  /** The revision that was last read or written here; null before. */
  get knownRevision(): number | null {
    return this.known?.head?.revision ?? null
  }

  /** Decides a command and stores what follows from it. Rejects with a `Failure`: refused, or not stored; then nothing has changed. */
  async send(command: Command): Promise<Receipt> {
    const { now, sender } = this.options
    const { record } = await this.stepped((known) => accept(this.planned(), known, command, now(), sender))
    return { key: command.key, revision: record.revision ?? 0 }
  }

  /** What became of a command: its receipt, null where the log does not know its key. */
  async receipt(key: string): Promise<Receipt | null> {
    const seen = this.options.witness.read()
    const { record } = await this.options.storage.read((rows) => this.load(rows, seen))
    const isKnown = record.facts?.some(({ id }) => id === key)
    return isKnown ? { key, revision: record.revision ?? 0 } : null
  }

  /**
   * The record as of now: what has come due is posted first, and what the platform has learned arrives. Where that cannot be stored, the
   * record as it is stored. Its entries are not in it.
   */
  async merchant(): Promise<MerchantRecord> {
    const { entries: _entries, ...record } = (await this.current()).record
    return record
  }

  /** Takes in facts that the platform has learned; those that the log has, by their ids, count no second time. */
  async inform(facts: readonly Fact[]): Promise<number> {
    // through the schema, like the platform's record
    const { record, issues } = readBy(this.plan, { ...this.given(), facts, held: undefined })
    if (!record) throw new Failure(issues[0]!)
    const step = (known: MerchantRecord): Step =>
      informed(this.planned(), known, record.facts ?? [], this.options.now())
    return (await this.stepped(step)).record.revision ?? 0
  }

  /** A page of entries, newest first, in time that depends on the page alone. */
  async page(query: EntryQuery): Promise<EntryPage> {
    const found = await this.readPage(query)
    if (found) return found
    // nothing is stored yet, so what is due was never posted
    await this.current()
    return (await this.readPage(query)) ?? { entries: [], before: null, after: null, total: 0 }
  }

  /** Where the stored log is not what its facts make it; see `auditOf`. Reads all of it. */
  async audit(): Promise<readonly Difference[]> {
    const seen = this.options.witness.read()
    return this.options.storage.read(async (rows) => {
      const { head, record } = await this.load(rows, seen)
      if (!head) return []
      const entries = await entriesOf(rows, 0, head.entries - 1)
      const { held, entries: began } = head.opening
      const opening = { entries: entries.slice(0, began), ...(held && { held }) }
      return auditOf(this.planned(), { ...record, entries }, opening)
    })
  }

  /** The stored revision; null while nothing is stored. */
  revision(): Promise<number | null> {
    return this.options.storage.read(async (rows) => headOf(await rows.head(), null)?.revision ?? null)
  }

  /** Forgets all that is stored, or that was lost, and begins with the platform's record. */
  async startAnew(): Promise<void> {
    const { storage, witness } = this.options
    // first, so that an end in between leaves no word of a log that is gone
    witness.write(null)
    await storage.write(async (rows) => {
      await rows.head()
      rows.clear()
    })
    this.known = null
  }

  private async current(): Promise<Known> {
    const { now, storage, witness } = this.options
    const given = this.given().facts ?? []
    try {
      return await this.stepped((record) => {
        const step = informed(this.planned(), record, given, now())
        return step.record === record ? settled(this.planned(), record, now()) : step
      })
    } catch (error) {
      if (!(error instanceof Failure) || !unwritable[error.issue.code]) throw error
      const seen = witness.read()
      return storage.read((rows) => this.load(rows, seen))
    }
  }

  /** One transaction: reads, changes and writes, or writes nothing. */
  private async stepped(change: (record: MerchantRecord) => Step | Issue): Promise<Known> {
    const { storage, witness } = this.options
    // before the transaction begins: what it sees is at least as new
    const seen = witness.read()
    const known = await storage.write(async (rows) => {
      const before = await this.load(rows, seen)
      const step = change(before.record)
      if (!('record' in step)) throw new Failure(step)
      return step.record === before.record ? before : this.store(rows, before, step)
    })
    this.known = known
    const { head } = known
    if (head && (seen?.id !== head.id || seen.revision < head.revision))
      witness.write({ id: head.id, revision: head.revision })
    return known
  }

  private store(rows: Rows, { head, record: before }: Known, { record, posted }: Step): Known {
    const { facts = [], held = null, entries = [], revision = 0 } = record
    const began = head?.opening ?? { held: before.held ?? null, entries: before.entries?.length ?? 0 }
    const firstFact = head?.facts ?? 0
    for (let place = firstFact; place < facts.length; place++) rows.add('facts', place, facts[place]!)
    const firstEntry = head?.entries ?? 0
    const added = head ? posted : entries
    for (let nth = 0; nth < added.length; nth++) {
      const entry = added[nth]!
      rows.add('entries', firstEntry + nth, { atMs: Date.parse(entry.at), entry })
    }
    const last = entries.slice(-1)
    const next: Head = {
      id: head?.id ?? newId(this.options.now()),
      merchant: record.id,
      revision,
      facts: facts.length,
      entries: firstEntry + added.length,
      hash: last[0]?.hash ?? null,
      held,
      opening: began,
    }
    rows.putHead(next)
    return { head: next, record: { ...record, entries: last } }
  }

  /** The log as a transaction sees it; from what is known, where nobody has written since. */
  private async load(rows: Rows, seen: Seen | null): Promise<Known> {
    const given = this.given()
    const head = headOf(await rows.head(), seen)
    if (!head) return { head, record: given }
    if (head.merchant !== given.id)
      throw new Failure(issueAt('otherMerchant', [], { found: head.merchant, expected: given.id }))
    const { known } = this
    if (known?.head?.id === head.id && known.head.revision === head.revision) return known
    const same = known?.head?.id === head.id ? (known.record.facts ?? []) : []
    const fresh = await rows.range('facts', same.length, head.facts)
    if (same.length + fresh.length !== head.facts) throw damaged(`facts[${same.length + fresh.length}]`)
    const entries = await entriesOf(rows, head.entries - 1, head.entries)
    if (entries.length !== Math.min(1, head.entries) || (entries[0]?.hash ?? null) !== head.hash)
      throw damaged(`entries[${Math.max(0, head.entries - 1)}]`)
    const { record, issues } = readBy(this.plan, {
      ...given,
      facts: fresh,
      held: head.held ?? undefined,
      entries,
      revision: head.revision,
    })
    if (!record) throw new Failure(issues[0]!)
    return { head, record: { ...record, facts: [...same, ...(record.facts ?? [])] } }
  }

  private readPage(query: EntryQuery): Promise<EntryPage | null> {
    const seen = this.options.witness.read()
    return this.options.storage.read(async (rows) => {
      const head = headOf(await rows.head(), seen)
      if (!head) return null
      const until =
        typeof query.from === 'object' && 'date' in query.from ? Date.parse(query.from.date) : null
      const count = until === null ? 0 : await rows.countUntil(until)
      const places = placesOf(query, head.entries, count)
      if (!places) return { entries: [], before: null, after: null, total: head.entries }
      const entries = await entriesOf(rows, places.first, places.last)
      const broken =
        brokenAt(entries) ?? (entries.length === places.last - places.first + 1 ? null : entries.length)
      if (broken !== null) throw damaged(`entries[${places.first + broken}]`)
      const { before, after } = places
      return { entries: entries.reverse(), before, after, total: head.entries }
    })
  }

  /** The platform's record, read once. */
  private given(): MerchantRecord {
    if (this.platform) return this.platform
    const { record, issues } = readBy(this.plan, this.options.merchant)
    if (!record) throw new Failure(issues[0]!)
    return (this.platform = record)
  }

  private planned(): NonNullable<ReturnType<typeof planOf>['value']> {
    if (!this.plan.value) throw new Failure(this.plan.issues[0]!)
    return this.plan.value
  }
}

/** Why nothing can be written although there may be something to read. */
const unwritable: Readonly<Record<string, true>> = {
  storageFull: true,
  storageNewer: true,
  storageFailed: true,
}

/** The head as it is stored; null where nothing is, and nothing was. */
function headOf(row: unknown, seen: Seen | null): Head | null {
  const lost = new Failure(issueAt('historyLost', [], {}))
  if (row === undefined) {
    if (seen) throw lost
    return null
  }
  const head = row as Head | null
  const isWhole =
    typeof head === 'object' &&
    head !== null &&
    typeof head.id === 'string' &&
    [head.revision, head.facts, head.entries].every((count) => Number.isSafeInteger(count) && count >= 0)
  if (!isWhole) throw damaged('head')
  if (seen && (seen.id !== head.id || seen.revision > head.revision)) throw lost
  return head
}

async function entriesOf(rows: Rows, first: number, last: number): Promise<Entry[]> {
  if (last < 0) return []
  const found = (await rows.range('entries', Math.max(0, first), last)) as (EntryRow | null)[]
  return found.map((row, nth) => {
    if (typeof row?.entry !== 'object' || row.entry === null)
      throw damaged(`entries[${Math.max(0, first) + nth}]`)
    return row.entry
  })
}

function damaged(where: string): Failure {
  return new Failure(issueAt('storageDamaged', [], { where }))
}

/** Unlike any other that this browser has made; nothing depends on its being a secret. */
function newId(atMs: number): string {
  return `${atMs.toString(36)}-${Math.random().toString(36).slice(2)}`
}
