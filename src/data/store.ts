/**
 * The store: the only mutable state in a page, one View a merchant. It asks the adapter, has the engine evaluate what
 * came (or takes the standing a server sent), and keeps both what it holds and whether it is asking, so that data survives
 * a failed refresh. It knows no element, no URL and no word, and decides nothing: numbers change only when read.
 *
 *   subscribe -> 1 ask the adapter -> 2 read or evaluate -> 3 write the View -> 4 wait for the next moment -> 2 again
 */
import { entryPage, type Entry, type EntryPage } from '../schema/entry.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Standing } from '../schema/standing.js'
import type { Text } from '../schema/text.js'
import type { Command, EntryQuery, View } from '../schema/view.js'
import type { AskWhatIf, Changes, WhatIf } from '../schema/what-if.js'
import { Failure, type Adapter } from './adapter.js'
import { documentOf } from './document.js'
import type { KeyValueStore, WebStorage } from './key-value-store.js'
import { failed, failedBy, standingRead, type Documents, type Outcome } from './outcome.js'
import { pageOf } from './pages.js'
import { Sending } from './sending.js'
import { Source } from './source.js'
import { longestDelayMs, pageTimer, waitMs, type Backoff, type Timer } from './timer.js'

export { longestDelayMs, type Timer } from './timer.js'

type Module = typeof import('./engine.js')
interface Engine extends Pick<Module, 'askerOf'> {
  readonly standingOf: (
    documents: Parameters<Module['standingOf']>[0],
  ) => ReturnType<Module['standingOf']> | ReturnType<Module['standingInTasks']>
}

export interface StoreOptions {
  readonly adapter: Adapter
  /** Handed to the adapter; null where the source knows whose page it is. */
  readonly merchantId?: string | null
  readonly locale?: () => keyof Text
  /** What time it is, in ms. It may be another clock than the machine's. */
  readonly now?: () => number
  /** Whether `now` is the host's word, which no server's clock corrects. */
  readonly trustsNow?: () => boolean
  readonly timer?: Timer
  /** Where the engine comes from; asked only when the adapter gives programs and records. */
  readonly engine?: () => Promise<Engine>
  /**
   * Where commands are kept until their effect has been read: `pageStorage()`, or any of three methods. Absent: they are forgotten with
   * the page, by choice. Null: there is no storage, and the View says so.
   */
  readonly storage?: KeyValueStore | null
  /** Remembers outside of the storage that something waits in it. */
  readonly witness?: WebStorage | null
  /** For how long the authority is sure to know a command's key, in ms. */
  readonly keyLifeMs?: number
  /** From 0 to below 1. */
  readonly random?: () => number
}

/** A moment that is already past (clocks differ) must not make a page ask without pause; while nothing new comes, each pause is twice the last. */
const pauseMs = { evaluate: 1_000, read: 30_000 }
const mostDoublings = 7
/** Between reads that fail, or that do not show yet what is known to be there. */
const backoff: Backoff = { firstMs: 1_000, mostMs: 300_000 }
/** So many reads in a row may show less than a receipt or an event told of; then nobody counts as we thought. */
const mostLate = 8
const engineFile = 'tierkit-engine.min.js'
const loadEngine = async (): Promise<Engine> => {
  const { standingInTasks: standingOf, askerOf } = await import('./engine.js')
  return { standingOf, askerOf }
}

const nothing: View = Object.freeze({ standing: null, have: 'none', asking: false, issue: null, pending: [] })

export class Store {
  /** All that was wrong with the last read; the View carries the first of it. Empty after a good one. */
  issues: readonly Issue[] = []
  /** Pages of the points log, newest first; rejects with a `Failure`. Undefined where nobody has the log. */
  readonly entries: ((query: EntryQuery, signal?: AbortSignal) => Promise<EntryPage>) | undefined
  /** The standing if metrics or fields had other values; rejects with a `Failure` before there is one. Undefined where the page does not evaluate. */
  readonly whatIf: AskWhatIf | undefined

  private current: View = nothing
  private readonly listeners = new Set<() => void>()
  private readonly source: Source
  private readonly timer: Timer
  private readonly engine: () => Promise<Engine>
  private readonly merchantId: string | null

  private request: AbortController | null = null // the read under way
  private reads = 0
  private again = false // something changed while a read was under way
  private settled: Promise<void> = Promise.resolve()
  private documents: Documents | null = null
  private posted: readonly Entry[] | null = null
  private asker: { readonly standing: Standing; readonly ask: (changes: Changes) => WhatIf } | null = null
  private revision: number | null = null
  private wanted = -1 // the newest revision that a receipt or a watcher told of
  private tries = 0 // failed reads in a row
  private late = 0 // reads in a row that did not show what was wanted
  private readonly sending: Sending | null
  private readonly random: () => number
  private alarm: unknown = null
  private retryAlarm: unknown = null
  private idleReads = 0 // how many times in a row the same standing has come
  private unwatch: (() => void) | null = null

  constructor(options: StoreOptions) {
    const { adapter, merchantId = null, locale = () => 'en', now = Date.now } = options
    const { timer = pageTimer, engine = loadEngine, trustsNow = () => false, random = Math.random } = options
    this.source = new Source({ adapter, merchantId, locale, now, trustsNow })
    this.merchantId = merchantId
    this.timer = timer
    this.engine = engine
    this.random = random
    this.sending = adapter.send ? this.sendingBy(options) : null
    if (adapter.entries) this.entries = (query, signal) => this.askedPage(query, signal)
    else if (!adapter.standing && adapter.program && adapter.merchant)
      this.entries = (query) => this.postedPage(query)
    if (!adapter.standing && adapter.program && adapter.merchant)
      this.whatIf = (changes) => this.estimated(changes)
  }

  get view(): View {
    return this.current
  }

  /** Whether commands can be sent at all. */
  get canSend(): boolean {
    return this.source.adapter.send !== undefined
  }

  /** Calls `listener` after every change of the View. The first subscriber starts the reading, the last one stops it. */
  subscribe(listener: () => void): () => void {
    const own = (): void => listener()
    this.listeners.add(own)
    if (this.listeners.size === 1) this.start()
    return () => {
      if (this.listeners.delete(own) && this.listeners.size === 0) this.stop()
    }
  }

  /** Asks anew, now; an older question is dropped. Nothing happens while nobody subscribes. */
  refresh(): void {
    if (this.listeners.size > 0) this.settled = this.read()
  }

  /** Works the standing out again for the time it is now, from what was read; asks again where a server works it out. */
  evaluate(): void {
    if (this.documents && !this.request) void this.evaluateAgain()
    else this.refresh()
  }

  /** For when time may have passed unseen (a page that slept): does what the alarm would have done. */
  wake(): void {
    if (this.listeners.size === 0 || this.request) return
    if (this.tries > 0) this.refresh()
    else this.arm()
  }

  /**
   * Sends a command; the View lists it as pending until what it did has been read back. Resolves when its first try has come to something:
   * null when it was taken, else why not; where that is a lost answer, it goes on by itself under its key. The same command while one is
   * waiting counts as that one.
   */
  async send(command: Command): Promise<Issue | null> {
    if (!this.sending) return issueAt('notOffered', [], { what: 'send' })
    return this.sending.send(command)
  }

  /** Whether a command goes on by itself, at this very moment: the View is told a little later. */
  waits(key: string): boolean {
    return this.sending?.waits(key) === true
  }

  /** How long to wait before a read that has failed so often is asked again, in ms; null where no waiting changes what it failed with. */
  againMs(error: unknown, tries: number): number | null {
    const { retry } = failedBy(error)
    return retry && waitMs(tries, backoff, this.random, retry.askedMs)
  }

  /** Of a command in `view.failed`: the merchant has been told of it. */
  async forget(key: string): Promise<void> {
    await this.sending?.forget(key)
  }

  private sendingBy(options: StoreOptions): Sending {
    const { storage, witness = null, keyLifeMs, adapter, now = Date.now, trustsNow } = options
    const { source } = this
    const signal = new AbortController().signal
    return new Sending({
      send: (command) => source.ask(adapter.send!, [command], signal),
      receipt: adapter.receipt && ((key) => source.ask(adapter.receipt!, [key], signal)),
      ...(storage !== undefined && adapter.origin !== null && { storage }),
      witness,
      origin: adapter.origin ?? '',
      lifeMs: keyLifeMs,
      // a host's clock may stand still, and nothing would ever be sent again
      now: () => (trustsNow?.() ? Date.now() : now()),
      timer: this.timer,
      random: this.random,
      revision: () => this.revision,
      reads: () => this.reads,
      changed: () => this.write(this.sending?.view ?? {}),
      received: (revision) => (this.wanted = Math.max(this.wanted, revision)),
      tried: () => this.refresh(),
      elsewhere: () => this.refresh(),
    })
  }

  private start(): void {
    const changed = (revision?: number): void => {
      if (revision !== undefined && this.revision !== null && revision <= this.revision) return
      if (typeof revision === 'number') this.wanted = Math.max(this.wanted, revision)
      if (this.request) this.again = true
      else this.refresh()
    }
    this.unwatch = this.source.watch(changed, (unwatched) => {
      if (unwatched !== (this.current.unwatched ?? null)) this.write({ unwatched })
    })
    this.settled = this.read()
    this.sending?.resume()
  }

  private stop(): void {
    this.sending?.pause()
    this.request?.abort()
    this.request = null
    this.again = false
    this.unwatch?.()
    this.unwatch = null
    this.timer.clear(this.alarm)
    this.timer.clear(this.retryAlarm)
    if (this.current.asking) this.write({ asking: false })
  }

  /** 1 to 4 of the file's head. Only the newest read may write: an aborted or older one is dropped when its answer comes late. */
  private async read(): Promise<void> {
    this.request?.abort()
    const request = (this.request = new AbortController())
    const begun = ++this.reads
    this.timer.clear(this.alarm)
    this.timer.clear(this.retryAlarm)
    this.write({ asking: true })
    const outcome = await this.outcomeOf(request.signal)
    if (this.request !== request) return
    this.request = null
    this.take(outcome, begun)
    if (this.again) {
      this.again = false
      this.refresh()
    } else {
      this.arm()
      this.armRetry(outcome)
    }
  }

  private async outcomeOf(signal: AbortSignal): Promise<Outcome> {
    const { source } = this
    try {
      const { program, merchant, standing } = source.adapter
      if (standing) return standingRead(source.heard(await source.ask(standing, [], signal, 'standing')))
      if (!program || !merchant) {
        const what = program ? 'merchant' : merchant ? 'program' : 'standing'
        return failed([issueAt('missingSource', [], { what })])
      }
      const engine = this.loaded() // meanwhile, so that it costs no round trip of its own
      const [programs, record] = await Promise.all([
        source.ask(program, [], signal, 'program'),
        source.ask(merchant, [], signal, 'merchant'),
      ])
      return await this.evaluated(
        { programs: programs.data, merchant: record.data, revision: source.heard(record).revision ?? null },
        engine,
      )
    } catch (error) {
      return failedBy(error)
    }
  }

  private async evaluated(documents: Documents, loading: Promise<Engine>): Promise<Outcome> {
    const engine = await loading
    try {
      const { standing, entries, issues, revision } = await engine.standingOf({
        ...documents,
        at: this.source.now(),
      })
      return {
        ...failed(issues),
        standing,
        posted: entries,
        documents,
        revision: documents.revision ?? revision,
      }
    } catch (error) {
      // a fault of ours, never the data's: it must be seen, and it must not leave a page loading for ever
      console.error(error)
      return failed([issueAt('engineFailed', [], { message: String(error) })])
    }
  }

  private loaded(): Promise<Engine> {
    const engine = this.engine().catch(() =>
      Promise.reject(new Failure(issueAt('engineMissing', [], { file: engineFile }))),
    )
    engine.catch(() => undefined) // heard later, or not at all when the adapter fails first
    return engine
  }

  private take(read: Outcome, begun: number): void {
    const { standing, issues, posted, documents, revision } = this.believed(read)
    this.issues = issues
    if (!standing) {
      const have = this.current.standing ? 'stale' : 'none'
      this.write({ have, asking: false, issue: issues[0] ?? null })
      return
    }
    this.idleReads = standing.at === this.current.standing?.at ? this.idleReads + 1 : 0
    this.documents = documents
    this.posted = posted
    this.revision = revision
    this.sending?.belongsTo(standing.merchant.id)
    this.sending?.readBack(revision, begun)
    this.write({ standing, have: 'ready', asking: false, issue: null, ...this.sending?.view })
  }

  /** An answer for somebody else, or older than what is shown, is none. */
  private believed(read: Outcome): Outcome {
    const { standing, revision } = read
    const found = standing?.merchant.id
    if (found === undefined) return read
    if (this.merchantId !== null && found !== this.merchantId)
      return failed([issueAt('otherMerchant', [], { found, expected: this.merchantId })])
    const isSame = found === this.current.standing?.merchant.id
    if (!isSame || revision === null || this.revision === null || revision >= this.revision) return read
    return failed([issueAt('olderRevision', [], { found: revision, expected: this.revision })])
  }

  /** Asks again by itself after a failure that passes, and where a read does not show yet what is known to be there. */
  private armRetry({ standing, retry }: Outcome): void {
    const isOlder = this.issues[0]?.code === 'olderRevision'
    this.tries = retry || isOlder ? this.tries + 1 : 0
    const isLate = standing !== null && this.revision !== null && this.revision < this.wanted
    this.late = isLate ? this.late + 1 : 0
    if (this.late > mostLate) this.wanted = this.late = 0
    const times = Math.max(this.tries, this.late)
    if (times === 0 || this.listeners.size === 0) return
    const delayMs = waitMs(times, backoff, this.random, retry?.askedMs ?? null)
    this.retryAlarm = this.timer.set(() => this.refresh(), delayMs)
  }

  private arm(): void {
    this.timer.clear(this.alarm)
    this.alarm = null
    const { standing, have } = this.current
    const next = standing?.nextMomentAt ? Date.parse(standing.nextMomentAt) : NaN
    if (!(next === next) || this.listeners.size === 0) return
    // what is known to be old is read again, not made to look new
    const evaluates = this.documents !== null && have === 'ready'
    const least = evaluates ? pauseMs.evaluate : pauseMs.read * 2 ** Math.min(this.idleReads, mostDoublings)
    const delayMs = Math.min(Math.max(next - this.source.now(), least), longestDelayMs)
    this.alarm = this.timer.set(() => {
      if (this.source.now() < next) this.arm()
      else if (evaluates) void this.evaluateAgain()
      else this.refresh()
    }, delayMs)
  }

  private async evaluateAgain(): Promise<void> {
    const { documents, reads } = this
    if (!documents || this.request) return
    const outcome = await this.evaluated(documents, this.loaded()).catch(failedBy)
    // a read that began meanwhile knows better
    if (this.reads !== reads || this.listeners.size === 0) return
    this.take({ ...outcome, revision: this.revision }, -1)
    this.arm()
  }

  /** By the documents that the standing shown was made of, and for its instant. */
  private async estimated(changes: Changes): Promise<WhatIf> {
    const { documents } = this
    const { standing, issue } = this.current
    const engine = await this.loaded()
    if (!standing || !documents) throw new Failure(issue ?? issueAt('notOffered', [], { what: 'whatIf' }))
    if (this.asker?.standing !== standing) {
      const ask = engine.askerOf({ ...documents, at: Date.parse(standing.at) })
      this.asker = ask && { standing, ask }
    }
    if (!this.asker) throw new Failure(issueAt('notOffered', [], { what: 'whatIf' }))
    return this.asker.ask(changes)
  }

  private async askedPage(query: EntryQuery, signal = new AbortController().signal): Promise<EntryPage> {
    const answer = await this.source.ask(this.source.adapter.entries!, [query], signal, 'entries')
    const { value, issues } = documentOf(answer.data, entryPage, 'entries')
    if (!value) throw new Failure(issues[0]!)
    return value
  }

  private async postedPage(query: EntryQuery): Promise<EntryPage> {
    // asked for by a listener, the read that it was told of is only about to begin
    await Promise.resolve()
    while (this.request) await this.settled
    if (!this.posted) throw new Failure(this.current.issue ?? issueAt('notOffered', [], { what: 'entries' }))
    return pageOf(this.posted, query)
  }

  /** The only place that changes the View. */
  private write(change: Partial<View>): void {
    this.current = Object.freeze({ ...this.current, ...change })
    for (const listener of [...this.listeners]) listener()
  }
}
