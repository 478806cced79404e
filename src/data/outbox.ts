/**
 * The outbox: a merchant's commands on their way to the authority, in order, each under the key made at the click. A command is kept
 * before it is sent, and is sent again under its own key until there is an answer, by whichever tab has the turn; that it takes effect
 * once is the key's doing, not ours. It changes no number and reads no document but receipts.
 *
 *   queued -> sent -> acknowledged -> (read back) gone
 *               |---> rejected      the authority said why; told, then gone
 *               `---> unknown       no answer for as long as the key is known: a person has to look
 */
import { issueAt, type Issue } from '../schema/issues.js'
import type { Command } from '../schema/view.js'
import { failureOf, isBare, isUnsure, retryAfterMsOf, type Answer } from './adapter.js'
import { CommandStore } from './command-store.js'
import { bodyOf, inTime, isFurther, mayHaveBeen, receivedRevision } from './fate.js'
import type { KeyValueStore, WebStorage } from './key-value-store.js'
import { waitMs, type Backoff, type Timer } from './timer.js'
import { isOver, isUntold, nameOf, type Waiting } from './waiting.js'

export interface OutboxOptions {
  readonly send: (command: Command) => Promise<Answer>
  /** What became of a key, where the authority can say: a receipt, or `data: null`. */
  readonly receipt?: ((key: string) => Promise<Answer>) | undefined
  /** Absent: by choice nothing is kept. Null: something should be, and there is no storage. */
  readonly storage?: KeyValueStore | null | undefined
  readonly witness?: WebStorage | null
  readonly origin: string
  /** What time it is on the machine, in ms. */
  readonly now: () => number
  readonly timer: Timer
  /** From 0 to below 1. */
  readonly random: () => number
  /** The newest revision that is known, or null where nobody counts. */
  readonly revision: () => number | null
  /** Something is in another state than before. */
  readonly changed: () => void
  /** A command has been sent, and its answer, or that there is none, is known. */
  readonly tried?: () => void
  /** For how long the authority is sure to know a key, from the click on, in ms. */
  readonly lifeMs?: number | undefined
  /** How long a tab has the turn without saying so again, in ms. */
  readonly leaseMs?: number
  readonly backoff?: Backoff
}

const hourMs = 3_600_000
/** A clock may be put back by so much before what it said counts as nothing. */
const slackMs = 300_000
/** How long the tab that made a command has to tell of its end before others do. */
const graceMs = 60_000

type Told = (issue: Issue | null) => void

export class Outbox {
  private readonly tab: string
  private readonly lifeMs: number
  private readonly leaseMs: number
  private readonly shyMs: number // how long other tabs' commands are left to them
  private holdsLease = false
  private readonly backoff: Backoff
  private readonly all = new Map<string, Waiting>()
  private readonly waiters = new Map<string, Told[]>()
  private readonly shown = new Set<string>() // acknowledged and read back
  private readonly gone = new Set<string>() // ended here: whatever a storage that failed to forget them says
  private store: CommandStore | null = null
  private newestReceipt = -1
  private reason: unknown // of `issue`, as it was last told
  private running = false
  private again = false
  private paused = false
  private closed = false
  private alarm: unknown = null

  constructor(private readonly options: OutboxOptions) {
    this.lifeMs = options.lifeMs ?? 24 * hourMs
    this.leaseMs = options.leaseMs ?? 15_000
    this.shyMs = Math.floor(this.leaseMs * (1 + options.random()))
    this.backoff = options.backoff ?? { firstMs: 1_000, mostMs: 300_000 }
    this.tab = `${options.random()}-${options.random()}`
  }

  /** All that waits, in the order of their turns. */
  get waiting(): readonly Waiting[] {
    return [...this.all.keys()].sort().map((name) => this.all.get(name)!)
  }

  /** What is on its way, done and not read back yet, or refused and another tab's to tell. */
  get pending(): readonly Waiting[] {
    return this.waiting.filter((one) => !one.told && !this.hasFailed(one) && !this.shown.has(nameOf(one)))
  }

  /** What has ended otherwise than well, and nobody has been told. */
  get failed(): readonly Waiting[] {
    return this.waiting.filter((one) => this.hasFailed(one))
  }

  /** Why commands would not survive a reload, or null. */
  get issue(): Issue | null {
    if (this.options.storage === null) return issueAt('notKept', [], { reason: 'missing' })
    return this.store?.issue ?? null
  }

  /** Whose these are is known: from now on they are kept, and what was kept before is sent. */
  keepFor(merchantId: string): void {
    const { storage, witness = null, origin, timer, now } = this.options
    if (!storage || this.store || this.closed) return
    this.store = new CommandStore({ storage, witness, merchantId, origin, tab: this.tab, timer, now })
    void this.run()
  }

  /**
   * Sends a command in its turn. Resolves when its first try has come to something: null when it was taken, else why not. One whose
   * answer was lost goes on by itself. The same command while one is waiting counts as that one, and has it sent at once; null at once where
   * somebody waits for that one's first try already, and is told.
   */
  send(command: Command): Promise<Issue | null> {
    const asked = bodyOf(command)
    const same = this.pending.find((one) => !isOver(one) && bodyOf(one.command) === asked)
    if (same) {
      if (this.waiters.has(nameOf(same))) return Promise.resolve(null)
      this.set({ ...same, retryAtMs: 0 })
      return this.told(nameOf(same))
    }
    const nowMs = this.options.now()
    const last = this.waiting[this.all.size - 1]
    const waiting: Waiting = {
      command,
      state: 'queued',
      place: Math.max(nowMs, (last?.place ?? 0) + 1),
      tab: this.tab,
      queuedMs: nowMs,
      revision: this.options.revision(),
      tries: 0,
      retryAtMs: 0,
      receipt: null,
      endedMs: null,
      issue: null,
      told: false,
    }
    // at once: its turn may be long in coming
    void this.keep(waiting)
    this.countOpen()
    return this.told(nameOf(waiting))
  }

  /** What was read shows these: they wait no more. */
  async readBack(isShown: (waiting: Waiting) => boolean): Promise<void> {
    const shown = this.pending.filter((one) => one.state === 'acknowledged' && isShown(one))
    for (const one of shown) this.shown.add(nameOf(one))
    if (shown.length > 0) this.options.changed()
    if (this.store) await this.run()
    else await this.clear()
  }

  /** Forgets what has been read back, once the tab that made it has had the time to hear of it. */
  private async clear(): Promise<void> {
    for (const one of this.waiting) {
      const isOld = one.told && this.options.now() - one.queuedMs >= this.lifeMs
      if (isOld || (this.shown.has(nameOf(one)) && this.isOurs(one))) await this.remove(one)
    }
  }

  /** A person has seen what became of a command, or has looked: it is told no more. */
  async forget(key: string): Promise<void> {
    for (const one of this.failed.filter(({ command }) => command.key === key)) await this.leave(one)
    this.countOpen()
    this.options.changed()
  }

  /** Nobody looks. What is kept waits; what is not goes on, since nothing else remembers it. */
  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    void this.run()
  }

  /** This page is no longer the merchant's: nothing more is sent from it. What is kept waits for the next one. */
  close(issue: Issue): void {
    this.closed = true
    this.options.timer.clear(this.alarm)
    for (const name of [...this.waiters.keys()]) this.tell(name, issue)
  }

  /** Whether it was made in this tab, since the page was loaded. */
  isOwn({ tab }: Waiting): boolean {
    return tab === this.tab
  }

  private told(name: string): Promise<Issue | null> {
    const promise = new Promise<Issue | null>((resolve) => {
      this.waiters.set(name, [...(this.waiters.get(name) ?? []), resolve])
    })
    this.options.changed()
    void this.run()
    return promise
  }

  /** True when somebody was waiting for it. */
  private tell(name: string, issue: Issue | null): boolean {
    const waiters = this.waiters.get(name) ?? []
    this.waiters.delete(name)
    for (const told of waiters) told(issue)
    return waiters.length > 0
  }

  private set(waiting: Waiting): Waiting {
    this.all.set(nameOf(waiting), waiting)
    return waiting
  }

  /** Of what is to be sent or told. */
  private countOpen(): void {
    this.store?.count(this.waiting.filter((one) => !isOver(one) || isUntold(one)).length)
  }

  /** True when it is kept. */
  private async keep(waiting: Waiting): Promise<boolean> {
    this.set(waiting)
    const isKept = await this.store?.keep(waiting)
    this.tellIssue()
    return isKept === true
  }

  private tellIssue(): void {
    const reason = this.issue?.params.reason
    if (reason === this.reason) return
    this.reason = reason
    this.options.changed()
  }

  private async remove(waiting: Waiting): Promise<void> {
    this.all.delete(nameOf(waiting))
    this.gone.add(nameOf(waiting))
    await this.store?.drop(nameOf(waiting))
  }

  /** Its end has been told. Where other tabs may still hold it, what became of it stays for as long as they could send it. */
  private async leave(waiting: Waiting): Promise<void> {
    const told = this.set({ ...waiting, told: true })
    // without room for that, at least what could still be sent is taken away
    if (!(await this.store?.keep(told))) await this.remove(told)
  }

  private hasFailed(waiting: Waiting): boolean {
    return isUntold(waiting) && (waiting.state === 'unknown' || this.isOurs(waiting))
  }

  /** Whether this tab is to tell of a command's end: it made it, or whoever did has had the time. */
  private isOurs({ tab, endedMs }: Waiting): boolean {
    return tab === this.tab || Math.abs(this.options.now() - (endedMs ?? 0)) >= graceMs
  }

  /** Sends what can be sent, one after the other; never more than one run at a time. Never rejects. */
  private async run(): Promise<void> {
    this.again = true
    if (this.running) return
    this.running = true
    while (this.again) {
      this.again = false
      try {
        await this.turns()
      } catch (error) {
        // a listener's fault: it must be seen, and it must not keep what comes after it from being sent
        console.error(error)
        this.wakeIn(this.backoff.firstMs)
      }
      // not between two commands: another tab would step in; and not what another has taken since this page was frozen
      if (this.holdsLease && this.leasedMs() === 0) await this.store?.endLease()
      this.holdsLease = false
    }
    this.running = false
  }

  private async turns(): Promise<void> {
    this.options.timer.clear(this.alarm)
    for (;;) {
      await this.sync()
      if (this.closed) return
      this.tellIssue()
      await this.clear()
      const next = this.waiting.find((one) => !isOver(one))
      this.countOpen()
      const rests = this.paused && this.store !== null && this.waiters.size === 0
      if (!next || rests) return this.rest()
      const waitsMs = Math.max(this.turnMs(next), this.leasedMs())
      if (waitsMs > 0) return this.wakeIn(waitsMs)
      await this.attempt(next)
    }
  }

  /**
   * How long until it may be sent from here, in ms. The tab that made it comes first, and others, each after a time of its own, only where
   * that one has let its turn pass: two that send at once do no harm but may be told different things.
   */
  private turnMs(waiting: Waiting): number {
    const nowMs = this.options.now()
    const { queuedMs, retryAtMs } = waiting
    // what lies too far ahead was written by a clock that has been put back since
    const since = (ms: number): number => (ms - nowMs > this.lifeMs ? 0 : ms)
    if (this.isOwn(waiting)) return since(retryAtMs) - nowMs
    return Math.max(since(queuedMs > nowMs ? 0 : queuedMs), since(retryAtMs)) + this.shyMs - nowMs
  }

  /** Nothing to send. Other tabs may leave something behind, and what they have not told of in time is told here. */
  private rest(): void {
    if (!this.store || this.paused) return
    const isTheirs = this.waiting.some((one) => !one.told && !this.isOurs(one))
    this.wakeIn(graceMs, isTheirs)
  }

  private wakeIn(delayMs: number, changes = false): void {
    const { timer } = this.options
    timer.clear(this.alarm)
    this.alarm = timer.set(() => {
      if (changes) this.options.changed()
      void this.run()
    }, delayMs)
  }

  /** Takes over what other tabs have done, and what an earlier page has left. */
  private async sync(): Promise<void> {
    const kept = await this.store?.load()
    if (!kept) return
    let isOther = false
    for (const [name, theirs] of kept) {
      const mine = this.all.get(name)
      if (this.gone.has(name)) {
        await this.store?.drop(name)
        continue
      }
      if (mine && !isFurther(theirs, mine)) {
        // its end could not be noted at the time
        if (isUntold(mine) && !isOver(theirs)) await this.store?.keep(mine)
        continue
      }
      isOther = true
      // what the page has said in the meantime of when to try again stands
      this.all.set(name, theirs)
      this.newestReceipt = Math.max(this.newestReceipt, theirs.receipt ?? -1)
      if (!isOver(theirs)) continue
      const wasTold = this.tell(name, theirs.issue)
      if (wasTold && theirs.state === 'rejected') await this.leave(theirs)
    }
    for (const mine of this.waiting) {
      if (kept.has(nameOf(mine))) continue
      // ours, and never got there, or all was lost there: under its key it may be sent again. Others' are settled.
      const isOpen = !isOver(mine) || isUntold(mine)
      if (this.store?.isLost || (mine.tab === this.tab && isOpen)) await this.store?.keep(mine)
      else if (mine.tab !== this.tab) {
        isOther = this.all.delete(nameOf(mine)) || isOther
        // refusals stay: what is gone was taken, and read back
        this.tell(nameOf(mine), null)
      }
    }
    if (isOther) this.options.changed()
  }

  private async attempt(waiting: Waiting): Promise<void> {
    const ageMs = this.options.now() - waiting.queuedMs
    const isPast = ageMs >= this.lifeMs || ageMs < -slackMs
    const sinceMs = this.options.now()
    // a page that was frozen meanwhile has lost its turn, and others may have come to an end with it
    const isOut = (): boolean => this.store !== null && this.options.now() - sinceMs >= this.leaseMs
    await this.store?.takeLease(this.tab, this.leaseMs)
    this.holdsLease = true
    if (isOut() || (await this.isTaken())) return
    const now = this.all.get(nameOf(waiting))
    if (!now || isOver(now)) return
    const stop = this.renewing()
    try {
      if (isPast) await this.reconcile(now)
      else await this.sent(now, isOut)
    } finally {
      stop()
      this.options.tried?.()
    }
  }

  /** Whether another tab has taken the turn at the same moment: who wrote last has it. */
  private async isTaken(): Promise<boolean> {
    await this.sync()
    this.holdsLease = this.leasedMs() === 0
    return !this.holdsLease
  }

  /** How long another tab has the turn, as of the last look, in ms. */
  private leasedMs(): number {
    return this.store?.leasedMs(this.tab, this.leaseMs) ?? 0
  }

  private async sent(waiting: Waiting, isOut: () => boolean): Promise<void> {
    const { options } = this
    const isAgain = waiting.tries > 0
    // fixed by the first try: a late copy of it can then never be taken once a later one was refused for its revision
    const revision = isAgain ? waiting.revision : this.revisionFor(waiting)
    const sent: Waiting = { ...waiting, state: 'sent', revision, tries: waiting.tries + 1 }
    // of another tab's, what cannot be noted here that tab would not hear of, and might yet have taken what was refused here
    const isKnown = (await this.keep(sent)) || this.isOwn(sent)
    if (this.closed || isOut()) return
    try {
      const { command } = sent
      const told: Command = revision === null ? command : { ...command, revision }
      await this.acknowledge(sent, await inTime(options.send(told), options.timer))
    } catch (error) {
      const issue = failureOf(error)
      const mayBeOut = isAgain || this.isAnyones(waiting)
      if (!isKnown || mayHaveBeen(error, issue, mayBeOut))
        return this.postpone(sent, issue, retryAfterMsOf(error))
      // another tab's copy goes by a revision of its own, and may be taken yet
      const isOpen = mayBeOut && (isBare(issue) || (!isAgain && issue.code === 'staleRevision'))
      await this.end(sent, isOpen ? 'unknown' : 'rejected', issue)
    }
  }

  /** Whether another tab may have sent it by now, without having been able to say so: what it did not make, and what waited for longer than a turn lasts. */
  private isAnyones(waiting: Waiting): boolean {
    const ageMs = this.options.now() - waiting.queuedMs
    const isPast = ageMs < 0 || ageMs >= this.leaseMs
    return this.store !== null && (!this.isOwn(waiting) || isPast)
  }

  private revisionFor({ revision }: Waiting): number | null {
    const known = this.options.revision()
    if (known === null && revision === null) return null
    return Math.max(known ?? -1, revision ?? -1, this.newestReceipt)
  }

  /** Rejects with what makes the answer no receipt of this command: it decides nothing. */
  private async acknowledge(waiting: Waiting, answer: Answer): Promise<void> {
    const receipt = receivedRevision(answer, waiting.command.key)
    this.newestReceipt = Math.max(this.newestReceipt, receipt)
    const endedMs = this.options.now()
    await this.keep({ ...waiting, state: 'acknowledged', receipt, endedMs, issue: null })
    this.tell(nameOf(waiting), null)
    this.options.changed()
  }

  /** Whether another tab has come to an end with it while this one waited: that stands. */
  private async isSettled(waiting: Waiting): Promise<boolean> {
    await this.sync()
    const now = this.all.get(nameOf(waiting))
    return now === undefined || isOver(now)
  }

  private async postpone(waiting: Waiting, issue: Issue, askedMs: number | null): Promise<void> {
    if (await this.isSettled(waiting)) return
    const { random, now } = this.options
    // whatever is asked, no later than its key lives: what lies further ahead counts as another clock's word, and would be sent at once
    const delayMs = Math.min(waitMs(waiting.tries, this.backoff, random, askedMs), this.lifeMs)
    const retryAtMs = now() + delayMs
    await this.keep({ ...waiting, issue, retryAtMs })
    this.tell(nameOf(waiting), issue)
    this.options.changed()
  }

  private async end(waiting: Waiting, state: 'rejected' | 'unknown', issue: Issue): Promise<void> {
    if (await this.isSettled(waiting)) return
    const ended: Waiting = { ...waiting, state, issue, endedMs: this.options.now() }
    const wasTold = this.tell(nameOf(waiting), issue)
    if (wasTold && state === 'rejected') await this.leave(ended)
    else if (!(await this.keep(ended)) && state === 'rejected' && this.store) {
      // who finds the command as it was sends it, and it may be taken by then: ours must not be found, and another tab's is open until that
      // tab can know
      if (this.isOwn(ended)) await this.store.drop(nameOf(ended))
      else return this.postpone(this.set(waiting), issue, null)
    }
    this.options.changed()
  }

  /** Past its key's life a command is never sent: where the authority can say what became of it, it is asked. */
  private async reconcile(waiting: Waiting): Promise<void> {
    const { key } = waiting.command
    const hours = Math.round(this.lifeMs / hourMs)
    const unknown = issueAt('unknownFate', [], { hours })
    if (!this.options.receipt) return this.end(waiting, 'unknown', unknown)
    try {
      const answer = await inTime(this.options.receipt(key), this.options.timer)
      if (answer.data === null) await this.end(waiting, 'unknown', unknown)
      else await this.acknowledge(waiting, answer)
    } catch (error) {
      const issue = failureOf(error)
      const tried = { ...waiting, tries: waiting.tries + 1 }
      if (isUnsure(issue)) await this.postpone(tried, issue, retryAfterMsOf(error))
      else await this.end(waiting, 'unknown', unknown)
    }
  }

  /** Says again and again that this tab has the turn, for as long as an answer takes. */
  private renewing(): () => void {
    const { store, leaseMs } = this
    const { timer } = this.options
    if (!store) return () => undefined
    let isOver = false
    let alarm: unknown
    const renew = (): void => {
      alarm = timer.set(() => {
        if (this.closed) return
        void store.takeLease(this.tab, leaseMs).then(() => {
          if (!isOver) renew()
        })
      }, leaseMs / 3)
    }
    renew()
    return () => {
      isOver = true
      timer.clear(alarm)
    }
  }
}
