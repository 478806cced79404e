/**
 * Where one merchant's commands are kept while they wait: their form as text, which tab may send, and whether what was put there is still
 * there. It knows nothing of sending.
 */
import { issueAt, type Issue } from '../schema/issues.js'
import { kept as keptSchema } from '../schema/kept.js'
import { documentOf } from './document.js'
import { unkeptBy, type KeyValueStore, type Unkept, type WebStorage } from './key-value-store.js'
import { toldIssue } from './told.js'
import type { Timer } from './timer.js'
import { nameOf, type Waiting } from './waiting.js'

export interface CommandStoreOptions {
  readonly storage: KeyValueStore
  readonly witness: WebStorage | null
  /** Whose, and where they go. */
  readonly merchantId: string
  readonly origin: string
  /** Another one in every tab, and at every reload. */
  readonly tab: string
  readonly timer: Timer
  readonly now: () => number
}

/** A storage that has not answered by then is as good as none, and is asked again after a while. */
const patienceMs = 3_000
const restMs = 60_000

/** What a text of it says, or why it cannot be read. */
interface Read {
  readonly waiting: Waiting | null
  readonly unread: Unkept | null
}

function readBack(text: unknown): Read {
  const { value } = documentOf(String(text), keptSchema)
  if (value) {
    const { v: _v, ...rest } = value
    return { waiting: { ...rest, issue: toldIssue(value.issue) }, unread: null }
  }
  // left as it is: who wrote it may still read it
  const version = /^\{"v":(\d{1,6})/.exec(String(text))?.[1]
  return { waiting: null, unread: Number(version) > 1 ? 'newer' : 'failed' }
}

export class CommandStore {
  private trouble: Unkept | null = null // with the last question what is in it
  private reason: Unkept = 'failed' // of the last failure
  private readonly unkept = new Map<string, Unkept>() // what never got there, and why
  private names = new Set<string>() // what did
  private readings = new Map<unknown, Read>() // by its text, as of the last `load`: most of it is the same at the next
  private unread: Unkept | null = null // what is in it and cannot be read
  private emptied = false
  private marked: string | null = null
  private restsUntilMs = -Infinity
  private counted: number | null = null
  private lease: string | null = null
  private line: Promise<unknown> = Promise.resolve()
  private readonly prefix: string

  constructor(private readonly options: CommandStoreOptions) {
    this.prefix = `1/${encodeURIComponent(options.origin)}/${encodeURIComponent(options.merchantId)}/`
  }

  /** Whether the last `load` found that all of it had gone behind our back. */
  isLost = false

  /** Why what waits would not survive a reload, or null. */
  get issue(): Issue | null {
    const [never = null] = this.unkept.values()
    const reason = this.emptied ? 'emptied' : (this.unread ?? this.trouble ?? never)
    return reason && issueAt('notKept', [], { reason })
  }

  /** All that is in it, by name; null where nobody can tell. */
  async load(): Promise<ReadonlyMap<string, Waiting> | null> {
    const kept = await this.asked((storage) => storage.list(this.prefix))
    this.trouble = kept ? null : this.reason
    if (!kept) return null
    this.names = new Set(kept.map(([key]) => key.slice(this.prefix.length)))
    const found = new Map<string, Waiting>()
    let mark: string | null = null
    this.unread = null
    this.lease = null
    const before = this.readings
    this.readings = new Map()
    for (const [key, text] of kept) {
      const name = key.slice(this.prefix.length)
      if (name === 'mark') mark = text
      else if (name === 'lease') this.lease = text
      else {
        const read = before.get(text) ?? readBack(text)
        this.readings.set(text, read)
        if (read.waiting) found.set(name, read.waiting)
        else this.unread = read.unread
      }
    }
    this.isLost = this.marked === null ? mark === null && this.expected() > found.size : mark !== this.marked
    if (this.isLost) this.emptied = true
    // who puts one at the same moment may be the last to: whose it is shows at the next look
    this.marked = mark
    if (mark === null) await this.put('mark', this.options.tab)
    return found
  }

  /** True when it is there and would survive a crash; where that fails, what was there of it stays. */
  async keep(waiting: Waiting): Promise<boolean> {
    const name = nameOf(waiting)
    const isKept = await this.put(name, JSON.stringify({ v: 1, ...waiting }))
    if (isKept) {
      this.names.add(name)
      this.unkept.delete(name)
    } else if (!this.names.has(name)) this.unkept.set(name, this.reason)
    return isKept
  }

  async drop(name: string): Promise<void> {
    this.unkept.delete(name)
    await this.asked((storage) => storage.delete(this.prefix + name))
  }

  /** Tells the witness how many are still to be settled, or to be told of. */
  count(open: number): void {
    if (open === this.counted) return
    this.counted = open
    try {
      this.options.witness?.setItem(`tierkit-outbox/${this.prefix}`, String(open))
    } catch {
      // it only makes a loss be told
    }
  }

  /** How long another tab may still send, in ms; 0 when it is this tab's turn, as of the last `load`. A lease ends by itself: a tab that froze stops nobody. */
  leasedMs(tab: string, leaseMs: number): number {
    const [holder, until] = (this.lease ?? '').split(' ')
    const leftMs = Number(until) - this.options.now()
    // one that ends later than any could was written by another clock
    return holder === tab || !(leftMs > 0) || leftMs > leaseMs ? 0 : leftMs
  }

  async takeLease(tab: string, leaseMs: number): Promise<void> {
    const until = this.options.now() + leaseMs
    await this.put('lease', `${tab} ${until}`)
  }

  async endLease(): Promise<void> {
    await this.asked((storage) => storage.delete(`${this.prefix}lease`))
  }

  /** How many the witness saw waiting when it last looked. */
  private expected(): number {
    try {
      return Number(this.options.witness?.getItem(`tierkit-outbox/${this.prefix}`)) || 0
    } catch {
      return 0 // nobody remembers
    }
  }

  /** True when it is kept. */
  private async put(name: string, text: string): Promise<boolean> {
    const put = async (storage: KeyValueStore): Promise<true> => {
      await storage.put(this.prefix + name, text)
      return true
    }
    return (await this.asked(put)) === true
  }

  /** What the storage answers; null when it fails, which is told, or takes too long. */
  private asked<T>(work: (storage: KeyValueStore) => Promise<T> | T): Promise<T | null> {
    // one after the other: a storage may finish them in another order than it was asked
    const answer = this.line.then(() => this.answered(work))
    this.line = answer
    return answer
  }

  private async answered<T>(work: (storage: KeyValueStore) => Promise<T> | T): Promise<T | null> {
    const { storage, timer, now } = this.options
    if (now() < this.restsUntilMs) return null
    let alarm: unknown
    let isLate = false
    const late = new Promise<never>((_resolve, reject) => {
      alarm = timer.set(() => {
        // a page that was frozen finds the alarm due and the answer there: the answer may be the second
        alarm = timer.set(() => {
          isLate = true
          reject(new Error('no answer'))
        }, 100)
      }, patienceMs)
    })
    try {
      return await Promise.race([work(storage), late])
    } catch (error) {
      if (isLate) this.restsUntilMs = now() + restMs
      this.reason = unkeptBy(error)
      return null
    } finally {
      timer.clear(alarm)
    }
  }
}
