/**
 * The store: the only mutable state in a page, one View a merchant. It asks the adapter, has the engine evaluate what
 * came (or takes the standing a server sent), and keeps both what it holds and whether it is asking, so that data survives
 * a failed refresh. It knows no element, no URL and no word, and decides nothing: numbers change only when read.
 *
 *   subscribe -> 1 ask the adapter -> 2 read or evaluate -> 3 write the View -> 4 wait for the next moment -> 2 again
 */
import { receipt } from '../schema/command.js'
import { entryPage, type Entry, type EntryPage } from '../schema/entry.js'
import { issueAt, type Issue, type IssueDocument } from '../schema/issues.js'
import { standing as standingSchema, type Standing } from '../schema/standing.js'
import type { Text } from '../schema/text.js'
import type { Command, EntryQuery, View } from '../schema/view.js'
import { Failure, failureOf, isUnsure, type Adapter, type AdapterContext, type Answer } from './adapter.js'
import { pageOf } from './pages.js'
import { about, documentOf } from './document.js'

type Engine = typeof import('./engine.js')

/** Timers as a page has them, replaceable by a test. Delays are at most `longestDelayMs`. */
export interface Timer {
  readonly set: (run: () => void, delayMs: number) => unknown
  readonly clear: (handle: unknown) => void
}

export interface StoreOptions {
  readonly adapter: Adapter
  /** Handed to the adapter; null where the source knows whose page it is. */
  readonly merchantId?: string | null
  readonly locale?: () => keyof Text
  /** What time it is, in ms. It may be another clock than the machine's. */
  readonly now?: () => number
  readonly timer?: Timer
  /** Where the engine comes from; asked only when the adapter gives programs and records. */
  readonly engine?: () => Promise<Engine>
}

/** Browsers fire a longer timer at once. */
export const longestDelayMs = 2 ** 31 - 1
/** A moment that is already past (clocks differ) must not make a page ask without pause; while nothing new comes, each pause is twice the last. */
const pauseMs = { evaluate: 1_000, read: 30_000 }
const mostDoublings = 7

const engineFile = 'tierkit-engine.min.js'
const loadEngine = (): Promise<Engine> => import('./engine.js')
const pageTimer: Timer = {
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (handle) => clearTimeout(handle as number),
}

/** What one read came to. `posted`: the points log, null where the engine did not make it. */
interface Outcome {
  readonly standing: Standing | null
  readonly issues: readonly Issue[]
  readonly posted: readonly Entry[] | null
  readonly documents: Documents | null
  readonly revision: number | null
}
interface Documents {
  readonly programs: unknown
  readonly merchant: unknown
  readonly revision: number | null
}
/** A command on its way. `revision`: its receipt's; `at`: how many reads had begun when the receipt came. Both null before. */
interface Sent {
  readonly command: Command
  revision: number | null
  at: number | null
}

const nothing: View = Object.freeze({ standing: null, have: 'none', asking: false, issue: null, pending: [] })

export class Store {
  /** All that was wrong with the last read; the View carries the first of it. Empty after a good one. */
  issues: readonly Issue[] = []
  /** Pages of the points log, newest first; rejects with a `Failure`. Undefined where nobody has the log. */
  readonly entries: ((query: EntryQuery, signal?: AbortSignal) => Promise<EntryPage>) | undefined

  private current: View = nothing
  private readonly listeners = new Set<() => void>()
  private readonly adapter: Adapter
  private readonly now: () => number
  private readonly timer: Timer
  private readonly engine: () => Promise<Engine>
  private readonly merchantId: string | null
  private readonly locale: () => keyof Text

  private request: AbortController | null = null // the read under way
  private reads = 0
  private again = false // something changed while a read was under way
  private settled: Promise<void> = Promise.resolve()
  private documents: Documents | null = null
  private posted: readonly Entry[] | null = null
  private revision: number | null = null
  private sent: Sent[] = []
  private line: Promise<unknown> = Promise.resolve() // commands go one at a time
  private receipt = -1 // the newest revision that a receipt told of
  private readonly unsure = new Map<string, string>() // a command whose fate is unknown -> its key
  private alarm: unknown = null
  private idleReads = 0 // how many times in a row the same standing has come
  private unwatch: (() => void) | null = null

  constructor({
    adapter,
    merchantId = null,
    locale = () => 'en',
    now = Date.now,
    timer = pageTimer,
    engine = loadEngine,
  }: StoreOptions) {
    this.adapter = adapter
    this.merchantId = merchantId
    this.locale = locale
    this.now = now
    this.timer = timer
    this.engine = engine
    if (adapter.entries) this.entries = (query, signal) => this.askedPage(query, signal)
    else if (!adapter.standing && adapter.program && adapter.merchant)
      this.entries = (query) => this.postedPage(query)
  }

  get view(): View {
    return this.current
  }

  /** Whether commands can be sent at all. */
  get canSend(): boolean {
    return this.adapter.send !== undefined
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
    if (this.listeners.size > 0 && !this.request) this.arm()
  }

  /**
   * Sends a command; the View lists it as pending until what it did has been read back. Null when it was taken, else why not.
   * The same command while one is on its way counts as that one; sent again after its answer was lost it goes under its old key.
   */
  async send(command: Command): Promise<Issue | null> {
    if (!this.adapter.send) return issueAt('notOffered', [], { what: 'send' })
    const asked = bodyOf(command)
    if (this.sent.some((other) => other.at === null && bodyOf(other.command) === asked)) return null
    const key = this.unsure.get(asked) ?? command.key
    const sent: Sent = { command: { ...command, key }, revision: null, at: null }
    this.sent.push(sent)
    this.write({ pending: this.sent.map((one) => one.command) })
    // one after the other: each is decided on what the one before it left
    const turn = this.line.then(() => this.post(sent))
    this.line = turn
    return turn
  }

  /** Never rejects. */
  private async post(sent: Sent): Promise<Issue | null> {
    const { command } = sent
    const asked = bodyOf(command)
    const revision = Math.max(this.revision ?? -1, this.receipt)
    const told = this.revision === null ? command : { ...command, revision }
    let issue: Issue | null = null
    let answered = false
    try {
      const answer = await this.ask(this.adapter.send!, [told], new AbortController().signal)
      answered = true
      const { value, issues } = documentOf(answer.data, receipt)
      if (!value) throw new Failure(issues[0]!)
      this.receipt = Math.max(this.receipt, value.revision)
      sent.revision = value.revision
      sent.at = this.reads
    } catch (error) {
      issue = failureOf(error)
      this.sent = this.sent.filter((one) => one !== sent)
      this.write({ pending: this.sent.map((one) => one.command) })
    }
    // an answer that cannot be read is no refusal
    if (issue && (answered || isUnsure(issue))) this.unsure.set(asked, command.key)
    else this.unsure.delete(asked)
    this.refresh()
    return issue
  }

  private start(): void {
    const changed = (revision?: number): void => {
      if (revision !== undefined && this.revision !== null && revision <= this.revision) return
      if (this.request) this.again = true
      else this.refresh()
    }
    this.unwatch = this.adapter.watch?.(changed, this.context(new AbortController().signal)) ?? null
    this.settled = this.read()
  }

  private stop(): void {
    this.request?.abort()
    this.request = null
    this.again = false
    this.unwatch?.()
    this.unwatch = null
    this.timer.clear(this.alarm)
    if (this.current.asking) this.write({ asking: false })
  }

  /** 1 to 4 of the file's head. Only the newest read may write: an aborted or older one is dropped when its answer comes late. */
  private async read(): Promise<void> {
    this.request?.abort()
    const request = (this.request = new AbortController())
    const begun = ++this.reads
    this.timer.clear(this.alarm)
    this.write({ asking: true })
    const outcome = await this.outcomeOf(request.signal)
    if (this.request !== request) return
    this.request = null
    this.take(outcome, begun)
    if (this.again) {
      this.again = false
      this.refresh()
    } else this.arm()
  }

  private async outcomeOf(signal: AbortSignal): Promise<Outcome> {
    try {
      const { program, merchant, standing } = this.adapter
      if (standing) return standingRead(await this.ask(standing, [], signal, 'standing'))
      if (!program || !merchant) {
        const what = program ? 'merchant' : merchant ? 'program' : 'standing'
        return failed([issueAt('missingSource', [], { what })])
      }
      const engine = this.loaded() // meanwhile, so that it costs no round trip of its own
      const [programs, record] = await Promise.all([
        this.ask(program, [], signal, 'program'),
        this.ask(merchant, [], signal, 'merchant'),
      ])
      return await this.evaluated(
        { programs: programs.data, merchant: record.data, revision: record.revision ?? null },
        engine,
      )
    } catch (error) {
      return failed([failureOf(error)])
    }
  }

  private async evaluated(documents: Documents, loading: Promise<Engine>): Promise<Outcome> {
    const engine = await loading
    try {
      const { standing, entries, issues, revision } = engine.standingOf({ ...documents, at: this.now() })
      return { standing, issues, posted: entries, documents, revision: documents.revision ?? revision }
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

  /** Calls one function of the adapter; whatever it does wrong becomes a rejection, with the document that was asked for. */
  private async ask<A extends unknown[]>(
    call: (...told: [...A, AdapterContext]) => Promise<Answer>,
    args: A,
    signal: AbortSignal,
    document?: IssueDocument,
  ): Promise<Answer> {
    try {
      const answer = (await call.call(this.adapter, ...args, this.context(signal))) as
        Answer | null | undefined
      return answer ?? { data: null }
    } catch (error) {
      throw document ? new Failure(about(document, [failureOf(error)])[0]!) : error
    }
  }

  private context(signal: AbortSignal): AdapterContext {
    return { signal, merchantId: this.merchantId, locale: this.locale() }
  }

  private take({ standing, issues, posted, documents, revision }: Outcome, begun: number): void {
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
    this.sent = this.sent.filter((one) => !isReadBack(one, revision, begun))
    const pending = this.sent.map((one) => one.command)
    this.write({ standing, have: 'ready', asking: false, issue: null, pending })
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
    const delayMs = Math.min(Math.max(next - this.now(), least), longestDelayMs)
    this.alarm = this.timer.set(() => {
      if (this.now() < next) this.arm()
      else if (evaluates) void this.evaluateAgain()
      else this.refresh()
    }, delayMs)
  }

  private async evaluateAgain(): Promise<void> {
    const { documents, reads } = this
    if (!documents || this.request) return
    const outcome = await this.evaluated(documents, this.loaded()).catch((error: unknown) =>
      failed([failureOf(error)]),
    )
    // a read that began meanwhile knows better
    if (this.reads !== reads || this.listeners.size === 0) return
    this.take({ ...outcome, revision: this.revision }, 0)
    this.arm()
  }

  private async askedPage(query: EntryQuery, signal = new AbortController().signal): Promise<EntryPage> {
    const answer = await this.ask(this.adapter.entries!, [query], signal, 'entries')
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

function failed(issues: readonly Issue[]): Outcome {
  return { standing: null, issues, posted: null, documents: null, revision: null }
}

function standingRead({ data, revision }: Answer): Outcome {
  const { value, issues } = documentOf(data, standingSchema, 'standing')
  return { ...failed(issues), standing: value && frozen(value), revision: revision ?? null }
}

/** Whether a read shows what a command did: by revisions where both count, else by having begun after the receipt. */
function isReadBack(sent: Sent, revision: number | null, begun: number): boolean {
  if (sent.at === null) return false
  if (sent.revision !== null && revision !== null) return revision >= sent.revision
  return begun > sent.at
}

/** What a command asks, whatever its key and revision. */
function bodyOf(command: Command): string {
  return JSON.stringify({ ...command, key: '', revision: 0 })
}

// the reader has bounded its depth
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value as object)) frozen(inner)
  }
  return value
}
