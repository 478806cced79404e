/**
 * One merchant in memory: an adapter for demos, tests and trials, with knobs for latency and failure. It is the
 * authority of its own log, so what is claimed stays claimed until the page goes. It keeps nothing.
 */
import type { Sender } from '../schema/command.js'
import type { Issue } from '../schema/issues.js'
import type { Command, EntryQuery } from '../schema/view.js'
import { Failure, type Adapter, type AdapterContext, type Answer } from './adapter.js'
import { accept } from './authority.js'
import { readBoth, standingOf } from './engine.js'
import { pageOf } from './pages.js'

export interface MemoryOptions {
  /** A program or all its versions, and a record: JSON text or ready values, right or wrong. They are handed over as they are. */
  readonly program: unknown
  readonly merchant: unknown
  /** What time it is, in ms. */
  readonly now?: () => number
  readonly latencyMs?: number
  /** Who sends what comes here: the merchant, unless the page is an operator's. */
  readonly sender?: Sender
}

interface Fault {
  readonly issue: Issue
  readonly when: 'before' | 'after'
  times: number
}

export class MemoryAdapter implements Adapter {
  readonly origin = null
  /** How long every answer takes. May be set at any time. */
  latencyMs: number
  private readonly programs: unknown
  private readonly now: () => number
  private readonly sender: Sender
  private data: unknown
  private fault: Fault | null = null
  private readonly watchers = new Set<(revision?: number) => void>()

  constructor({ program, merchant, now = Date.now, latencyMs = 0, sender = 'merchant' }: MemoryOptions) {
    this.sender = sender
    this.programs = program
    this.data = merchant
    this.now = now
    this.latencyMs = latencyMs
  }

  /**
   * Makes the next `times` calls reject with `issue`; null lets all succeed again. `after`: what was asked is done all the
   * same, and only the answer is lost.
   */
  fail(issue: Issue | null, times = Infinity, when: Fault['when'] = 'before'): void {
    this.fault = issue && times > 0 ? { issue, when, times } : null
  }

  /** Puts another record in the place of the one held, and tells who watches. */
  put(merchant: unknown): void {
    this.data = merchant
    this.tell()
  }

  program({ signal }: AdapterContext): Promise<Answer> {
    return this.answered(signal, () => ({ data: this.programs }))
  }

  merchant({ signal }: AdapterContext): Promise<Answer> {
    return this.answered(signal, () => ({ data: this.data }))
  }

  /** Pages of what is posted and of what has come due by now, which the next command posts. */
  entries(query: EntryQuery, { signal }: AdapterContext): Promise<Answer> {
    return this.answered(signal, () => {
      const documents = { programs: this.programs, merchant: this.data, at: this.now() }
      const { standing, entries, issues } = standingOf(documents)
      if (!standing) throw new Failure(issues[0]!)
      return { data: pageOf(entries, query) }
    })
  }

  receipt(key: string, { signal }: AdapterContext): Promise<Answer> {
    return this.answered(signal, () => {
      const { record, issues } = readBoth(this.programs, this.data)
      if (!record) throw new Failure(issues[0]!)
      const isKnown = record.facts?.some(({ id }) => id === key)
      return { data: isKnown ? { key, revision: record.revision ?? 0 } : null }
    })
  }

  send(command: Command, { signal }: AdapterContext): Promise<Answer> {
    return this.answered(signal, () => {
      const { plan, record, issues } = readBoth(this.programs, this.data)
      if (!plan || !record) throw new Failure(issues[0]!)
      const accepted = accept(plan, record, command, this.now(), this.sender)
      if ('code' in accepted) throw new Failure(accepted)
      const changed = accepted.record !== record
      this.data = accepted.record
      const revision = accepted.record.revision ?? 0
      if (changed) this.tell(revision)
      return { data: { key: command.key, revision }, revision }
    })
  }

  watch(changed: (revision?: number) => void): () => void {
    this.watchers.add(changed)
    return () => {
      this.watchers.delete(changed)
    }
  }

  private tell(revision?: number): void {
    for (const changed of [...this.watchers]) changed(revision)
  }

  private async answered(signal: AbortSignal, answer: () => Answer): Promise<Answer> {
    await passed(this.latencyMs, signal)
    const fault = this.fault
    if (fault && --fault.times <= 0) this.fault = null
    if (fault?.when === 'before') throw new Failure(fault.issue)
    const given = answer()
    if (fault) throw new Failure(fault.issue)
    return given
  }
}

function passed(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new Error('aborted'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, delayMs)
    signal.addEventListener('abort', stop)
  })
}
