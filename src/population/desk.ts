/**
 * The border between a screen and the population's engine: requests that ask, replies that answer, and the desk that takes the ones and
 * gives the others, in slices. It stands in a worker, or, where a page allows none, in the page itself.
 */
import type { Issue } from '../schema/issues.js'
import type { Program } from '../schema/program.js'
import type { Subject } from '../plan/asked.js'
import type { Column } from './columns.js'
import { Session, type Answer, type Everybody, type Wish } from './session.js'
import { sliced } from './slices.js'

/** Raised with every change of what is below, so that a page does not talk to a worker of another version. */
export const PROTOCOL = 2

/** A population without ids, which only the screen needs. */
export interface Cells {
  readonly size: number
  readonly columns: readonly (readonly [name: string, cells: Column])[]
  readonly subjects: readonly Subject[]
}

/** `nth` comes back in every reply to a request. An `ask` ends the one before it once who moves is answered. */
export type Request =
  | { readonly kind: 'load'; readonly nth: number; readonly cells: Cells; readonly atMs: number }
  | { readonly kind: 'begin'; readonly nth: number; readonly published: Program; readonly ladder: string | undefined } // prettier-ignore
  | { readonly kind: 'ask'; readonly nth: number; readonly wish: Wish }
  | {
      readonly kind: 'marks'
      readonly nth: number
      readonly draft: Program
      readonly shares: readonly number[]
    }
  | { readonly kind: 'everybody'; readonly nth: number; readonly wish: Wish }
  | { readonly kind: 'stop'; readonly nth: number }

/** `tookMs`: since the request was taken up. `ended`: by a later request, before all was answered. */
export type Reply =
  | { readonly kind: 'ready'; readonly protocol: number }
  | { readonly kind: 'answer'; readonly nth: number; readonly answer: Answer; readonly tookMs: number }
  | { readonly kind: 'done'; readonly nth: number; readonly value: Done; readonly ended: boolean }
  | { readonly kind: 'failed'; readonly nth: number; readonly message: string }
export type Done = readonly Issue[] | readonly (number | null)[] | Everybody | null

export interface DeskHost {
  readonly reply: (reply: Reply) => void
  readonly now: () => number
  readonly rest: () => Promise<void>
  /** Whether it has a thread of its own, where nobody waits for a long step. */
  readonly isApart: boolean
}

export class Desk {
  private session: Session | null = null
  private readonly queue: Exclude<Request, { kind: 'stop' }>[] = []
  private running: { readonly nth: number; isAnswered: boolean; isOver: boolean } | null = null

  constructor(private readonly host: DeskHost) {}

  take(request: Request): void {
    if (request.kind === 'stop') {
      const at = this.queue.findIndex(({ nth }) => nth === request.nth)
      if (at >= 0) this.end(this.queue.splice(at, 1)[0]!.nth)
      else if (this.running?.nth === request.nth) this.running.isOver = true
      return
    }
    if (request.kind === 'ask') {
      // of drafts that wait only the newest matters
      for (let at = this.queue.length - 1; at >= 0; at--)
        if (this.queue[at]!.kind === 'ask') this.end(this.queue.splice(at, 1)[0]!.nth)
      this.count(request)
    }
    this.queue.push(request)
    if (this.running === null) void this.work()
  }

  /** What is known at once is told at once, whatever is under way. */
  private count({ nth, wish }: Extract<Request, { kind: 'ask' }>): void {
    const { now, reply } = this.host
    // of other merchants, or another published program, nothing is known yet
    if (this.session === null || this.queue.some(({ kind }) => kind === 'load' || kind === 'begin')) return
    const began = now()
    const answer = this.session.countsOf(wish.draft)
    if (answer) reply({ kind: 'answer', nth, answer, tookMs: now() - began })
  }

  private prepare(draft: Program): void {
    if (this.host.isApart && this.queue.length === 0) this.session?.prepare(draft)
  }

  private end(nth: number): void {
    this.host.reply({ kind: 'done', nth, value: null, ended: true })
  }

  private async work(): Promise<void> {
    for (let request = this.queue.shift(); request; request = this.queue.shift()) {
      this.running = { nth: request.nth, isAnswered: false, isOver: false }
      const { nth } = request
      try {
        const done = await this.answer(request)
        this.host.reply({ kind: 'done', nth, value: done?.value ?? null, ended: done === null })
        if (done && request.kind === 'ask') this.prepare(request.wish.draft)
      } catch (error) {
        this.host.reply({ kind: 'failed', nth, message: String(error) })
      }
      this.running = null
    }
  }

  private async answer(request: (typeof this.queue)[number]): Promise<{ readonly value: Done } | null> {
    const { now, rest, reply } = this.host
    const running = this.running!
    const isOver = (): boolean => running.isOver || (running.isAnswered && this.queue.length > 0)
    if (request.kind === 'load') {
      const { size, columns, subjects } = request.cells
      // ids stay with the screen: here they are as many as there are merchants, and all alike
      const ids = new Array<string>(size).fill('')
      this.session = new Session({ ids, columns: new Map(columns) }, subjects, request.atMs)
      return { value: [] }
    }
    const { session } = this
    if (session === null) return { value: null }
    if (request.kind === 'begin') return { value: session.begin(request.published, request.ladder) }
    if (request.kind === 'marks')
      return sliced(session.marksFor(request.draft, request.shares), { now, rest, isOver })
    if (request.kind === 'everybody') return sliced(session.everybody(request.wish), { now, rest, isOver })
    const began = now()
    const { nth } = request
    const onStep = (answer: Answer | null): void => {
      if (answer === null) return
      running.isAnswered = true
      reply({ kind: 'answer', nth, answer, tookMs: now() - began })
    }
    const done = await sliced(session.ask(request.wish), { now, rest, isOver, onStep })
    return done && { value: null }
  }
}
