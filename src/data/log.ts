/**
 * One merchant's log, kept in rows by a storage that has transactions: the authority where there is no server. Whatever it decides, it
 * reads, decides and writes in one transaction, so that a tab, a crash or a full disk can come between no two of these. It knows no
 * browser; what it stands on are a `RowStore` and a `Witness` beside it.
 *
 *   head     one row: the state, the revision, how many facts and entries there are, the last hash
 *   facts    a row each, by its place in the log      entries  a row each, by its place, found by date too
 *
 * What the platform says of the merchant (fields, peers, stock) is not kept: it comes anew with every page.
 */
import type { Command, Receipt, Sender } from '../schema/command.js'
import type { Entry, EntryPage } from '../schema/entry.js'
import { issueAt, type Issue } from '../schema/issues.js'
import { authorityLimits, defaultLimits } from '../schema/limits.js'
import type { Fact, MerchantRecord } from '../schema/record.js'
import type { EntryQuery } from '../schema/view.js'
import { Failure } from './adapter.js'
import { accept, auditOf, inReach, informed, settled, type Difference, type Step } from './authority.js'
import { brokenAt } from './chain.js'
import { planOf, readBy } from './engine.js'
import { catchUp, mirror, restore, type Added } from './mirror.js'
import { placesOf } from './places.js'
import type { EntryRow, Head, Rows, Seen, RowStore, Witness } from './rows.js'

export interface LogOptions {
  readonly storage: RowStore
  /** Where a second copy is kept, which brings the log back where the storage comes back empty; null: nowhere. */
  readonly copy?: RowStore | null
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
  private copy: RowStore | null
  private copied = -1 // the revision that the copy is known to hold
  private begun: Promise<void> | null = null
  /** The revision that was last written here; null before. */
  writtenRevision: number | null = null
  private beyond = 0 // the revision of a log that was given up: the next one goes on from it, since pages show nothing older

  constructor(options: LogOptions) {
    this.options = options
    this.copy = options.copy ?? null
    this.plan = planOf(options.program)
  }

  /** The merchant's id, as the platform's record says it. Throws a `Failure` where the documents cannot be read. */
  get merchantId(): string {
    return this.given().id
  }

  /** Decides a command and stores what follows from it. Rejects with a `Failure`: refused, or not stored; then nothing has changed. */
  async send(command: Command): Promise<Receipt> {
    const { now, sender } = this.options
    const { record } = await this.stepped((known) => accept(this.planned(), known, command, now(), sender))
    return { key: command.key, revision: record.revision ?? 0 }
  }

  /** What became of a command: its receipt, null where the log does not know its key. */
  async receipt(key: string): Promise<Receipt | null> {
    const { record } = await this.read((rows, seen) => this.load(rows, seen))
    const isKnown = record.facts?.some(({ id }) => id === key)
    return isKnown ? { key, revision: record.revision ?? 0 } : null
  }

  /**
   * The record as of now: what has come due is posted first, and what the platform has learned arrives. Where that cannot be stored, the
   * record as it is stored. Its entries are not in it, nor facts so old that no window reaches them.
   */
  async merchant(): Promise<MerchantRecord> {
    const { entries: _entries, ...record } = inReach(this.planned(), (await this.current()).record)
    return record
  }

  /** Takes in facts that the platform has learned; those that the log has, by their ids, count no second time. */
  async inform(facts: readonly Fact[]): Promise<number> {
    // through the schema, like the platform's record
    const learned: Fact[] = []
    for (let from = 0; from < facts.length; from += factsAtOnce) {
      const part = facts.slice(from, from + factsAtOnce)
      learned.push(...(this.checked({ ...this.given(), facts: part, held: undefined }).facts ?? []))
    }
    const step = (known: MerchantRecord): Step => informed(this.planned(), known, learned, this.options.now())
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
    return this.read(async (rows, seen) => {
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
    return this.read(async (rows) => headOf(await rows.head(), null)?.revision ?? null)
  }

  /** Forgets all that is stored, or that was lost, and begins with the platform's record. */
  async startAnew(): Promise<void> {
    const { storage, witness } = this.options
    const gone = Math.max(this.known?.head?.revision ?? 0, witness.read()?.revision ?? 0)
    // first, so that an end in between leaves no word of a log that is gone
    witness.write(null)
    await this.begin().catch(() => undefined)
    await this.copy?.write(emptied).catch((error: unknown) => {
      if (!isOf(error, copyless)) throw error
    })
    await storage.write(emptied)
    this.known = null
    this.copied = -1
    this.beyond = gone
  }

  private async current(): Promise<Known> {
    const { now } = this.options
    const given = this.given().facts ?? []
    try {
      return await this.stepped((record) => {
        const step = informed(this.planned(), record, given, now())
        return step.record === record ? settled(this.planned(), record, now()) : step
      })
    } catch (error) {
      if (!isOf(error, unwritable)) throw error
      return this.read((rows, seen) => this.load(rows, seen))
    }
  }

  /** One transaction: reads, changes and writes, or writes nothing. */
  private async stepped(change: (record: MerchantRecord) => Step | Issue): Promise<Known> {
    const { storage, witness } = this.options
    const { known, added, seen } = await this.found(async () => {
      // before the transaction begins: what it sees is at least as new
      const remembered = witness.read()
      const outcome = await storage.write(async (rows) => {
        const before = await this.load(rows, remembered)
        const step = change(before.record)
        if (!('record' in step)) throw new Failure(step)
        return step.record === before.record ? { known: before, added: null } : this.store(rows, before, step)
      })
      return { ...outcome, seen: remembered }
    })
    this.known = known
    const { head } = known
    if (!head) return known
    if (added) this.writtenRevision = head.revision
    await this.copyOf(head, added)
    // last: what it remembers must be there, in the storage or in its copy
    if (seen?.id !== head.id || seen.revision < head.revision)
      witness.write({ id: head.id, revision: head.revision })
    return known
  }

  private async read<T>(work: (rows: Rows, seen: Seen | null) => Promise<T>): Promise<T> {
    return this.found(() => {
      const seen = this.options.witness.read()
      return this.options.storage.read((rows) => work(rows, seen))
    })
  }

  /** A transaction after the copy has been asked for what is lost: before the first one, and where it is lost while the page is open. */
  private async found<T>(transact: () => Promise<T>): Promise<T> {
    await this.begin()
    try {
      return await transact()
    } catch (error) {
      if (!(error instanceof Gone)) throw error
      this.known = this.begun = null
      this.copied = -1
      await this.begin()
      return transact()
    }
  }

  private async head(rows: Rows, seen: Seen | null): Promise<Head | null> {
    const row = await rows.head()
    if (row === undefined && this.copy && this.known?.head) throw new Gone(issueAt('historyLost', [], {}))
    return headOf(row, seen)
  }

  /** Before anything else: a storage that came back empty is filled from its copy. */
  private begin(): Promise<void> {
    if (!this.copy) return Promise.resolve()
    this.begun ??= restore(this.options.storage, this.copy).catch((error: unknown) => {
      this.begun = null
      if (!isOf(error, copyless)) throw error
      this.copy = null
    })
    return this.begun
  }

  /** Nothing is said to be done before the copy has it; one that cannot be written to is no reason to refuse what is done. */
  private async copyOf(head: Head, added: Added | null): Promise<void> {
    if (!this.copy || this.copied === head.revision) return
    try {
      if (added) await mirror(this.options.storage, this.copy, added)
      else await catchUp(this.options.storage, this.copy)
      this.copied = head.revision
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }

  private store(rows: Rows, before: Known, { record, posted }: Step): { known: Known; added: Added } {
    const { head } = before
    const { facts = [], held = null, entries = [], revision = 0 } = record
    const [firstFact, firstEntry] = head ? [head.facts, head.entries] : [0, 0]
    const fresh = facts.slice(firstFact)
    const rowsOf = (head ? posted : entries).map((entry) => ({ atMs: Date.parse(entry.at), entry }))
    for (let nth = 0; nth < fresh.length; nth++) rows.add('facts', firstFact + nth, fresh[nth]!)
    for (let nth = 0; nth < rowsOf.length; nth++) rows.add('entries', firstEntry + nth, rowsOf[nth]!)
    const last = entries.slice(-1)
    const next: Head = {
      id: head?.id ?? newId(this.options.now()),
      merchant: record.id,
      revision,
      facts: facts.length,
      entries: firstEntry + rowsOf.length,
      hash: last[0]?.hash ?? null,
      held,
      opening: head?.opening ?? {
        held: before.record.held ?? null,
        entries: before.record.entries?.length ?? 0,
      },
    }
    rows.putHead(next)
    return {
      known: { head: next, record: { ...record, entries: last } },
      added: { before: head, head: next, facts: fresh, entries: rowsOf },
    }
  }

  /** The log as a transaction sees it; from what is known, where nobody has written since. */
  private async load(rows: Rows, seen: Seen | null): Promise<Known> {
    const given = this.given()
    const head = await this.head(rows, seen)
    if (!head)
      return {
        head,
        record: this.beyond > 0 ? { ...given, revision: Math.max(given.revision ?? 0, this.beyond) } : given,
      }
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
    const state = { held: head.held ?? undefined, entries, revision: head.revision }
    const record = this.checked({ ...given, ...state, facts: [] }, authorityLimits)
    const facts = same.slice()
    // in parts, since a document has a size at most, and a log has none
    for (let from = 0; from < fresh.length; from += factsAtOnce) {
      const part = fresh.slice(from, from + factsAtOnce)
      facts.push(...(this.checked({ ...given, facts: part }).facts ?? []))
    }
    return { head, record: { ...record, facts } }
  }

  private checked(data: unknown, limits = defaultLimits): MerchantRecord {
    const { record, issues } = readBy(this.plan, data, limits)
    if (!record) throw new Failure(issues[0]!)
    return record
  }

  private readPage(query: EntryQuery): Promise<EntryPage | null> {
    return this.read(async (rows, seen) => {
      const head = await this.head(rows, seen)
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
    return (this.platform = this.checked(this.options.merchant))
  }

  private planned(): NonNullable<ReturnType<typeof planOf>['value']> {
    if (!this.plan.value) throw new Failure(this.plan.issues[0]!)
    return this.plan.value
  }
}

/** What was there a while ago is not: there may be a copy. */
class Gone extends Failure {}

async function emptied(rows: Rows): Promise<void> {
  await rows.head()
  rows.clear()
}

/** As many facts as lie within a document's size, whatever their fields. */
const factsAtOnce = 500

/** Why nothing can be written although there may be something to read. */
const unwritable = ['storageFull', 'storageNewer', 'storageFailed']
/** Why there is no copy in this browser. */
const copyless = ['storageMissing', 'storageRefused']

function isOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Failure && codes.indexOf(error.issue.code) >= 0
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
