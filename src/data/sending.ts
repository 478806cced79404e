/**
 * What a store knows of its commands: an outbox for whoever the page shows, and its share of the View. It decides when what a command
 * did has been read back; when and how it is sent is the outbox's.
 */
import { issueAt, type Issue } from '../schema/issues.js'
import type { Command, View } from '../schema/view.js'
import type { Answer } from './adapter.js'
import { Outbox, type OutboxOptions } from './outbox.js'
import { nameOf, type Waiting } from './waiting.js'

export interface SendingOptions extends Omit<OutboxOptions, 'changed' | 'send' | 'revision'> {
  readonly send: (command: Command) => Promise<Answer>
  /** The revision that is shown, or null. */
  readonly revision: () => number | null
  /** How many reads have begun. */
  readonly reads: () => number
  /** The share of the View is another. */
  readonly changed: () => void
  /** Another tab, or an earlier page, has had a command taken that this one has not shown yet. */
  readonly elsewhere: () => void
  /** A receipt has come for a command at a revision: what is shown should be at least that. */
  readonly received: (revision: number) => void
}

export class Sending {
  private merchantId: string | null = null
  private outbox: Outbox
  /** Command -> how many reads had begun when its receipt came; -1 for what an earlier page sent, since any read is a later one. */
  private readonly receivedAt = new Map<string, number>()
  private readonly sinceMs: number
  private last: readonly [revision: number | null, begun: number] | null = null

  constructor(private readonly options: SendingOptions) {
    this.sinceMs = options.now()
    this.outbox = this.made()
  }

  get view(): Required<Pick<View, 'pending' | 'failed' | 'unkept'>> {
    const { pending, failed, issue } = this.outbox
    return {
      pending: pending.map(({ command }) => command),
      failed: failed.map(({ command, state, issue: why }) => ({
        command,
        state: state === 'unknown' ? state : 'rejected',
        issue: why ?? issueAt('serverFailed', [], { status: 0 }),
      })),
      unkept: issue,
    }
  }

  send(command: Command): Promise<Issue | null> {
    return this.outbox.send(command)
  }

  waits(key: string): boolean {
    return this.outbox.pending.some(({ command }) => command.key === key)
  }

  forget(key: string): Promise<void> {
    return this.outbox.forget(key)
  }

  pause(): void {
    this.outbox.pause()
  }

  resume(): void {
    this.outbox.resume()
  }

  /** Whose page it is. Where it becomes another's, what waits is kept for the one before and sent by nobody else. */
  belongsTo(merchantId: string): void {
    if (this.merchantId !== null && this.merchantId !== merchantId) {
      this.outbox.close(issueAt('otherMerchant', [], { found: merchantId, expected: this.merchantId }))
      this.receivedAt.clear()
      this.last = null
      this.outbox = this.made()
    }
    if (this.merchantId === merchantId) return
    this.merchantId = merchantId
    this.outbox.keepFor(merchantId)
  }

  /** A read has come: by revisions where both count, else by having begun after the receipt, it shows what a command did. */
  readBack(revision: number | null, begun: number): void {
    this.last = [revision, begun]
    void this.outbox.readBack((one) => {
      if (one.receipt !== null && revision !== null) return revision >= one.receipt
      return begun > (this.receivedAt.get(nameOf(one)) ?? -1)
    })
  }

  private made(): Outbox {
    const made: Outbox = new Outbox({
      ...this.options,
      changed: () => {
        if (made !== this.outbox) return
        const acknowledged = made.pending.filter(({ state }) => state === 'acknowledged')
        const news = acknowledged.filter((one) => this.note(one))
        this.options.changed()
        if (news.length === 0 || !this.last) return
        // what was read before this was known may show it already
        this.readBack(...this.last)
        if (made.pending.some((one) => news.indexOf(one) >= 0 && !made.isOwn(one))) this.options.elsewhere()
      },
    })
    return made
  }

  /** True when its receipt was not known. */
  private note(one: Waiting): boolean {
    if (this.receivedAt.has(nameOf(one))) return false
    const isEarlier = one.endedMs !== null && one.endedMs < this.sinceMs
    this.receivedAt.set(nameOf(one), isEarlier ? -1 : this.options.reads())
    if (one.receipt !== null) this.options.received(one.receipt)
    return true
  }
}
