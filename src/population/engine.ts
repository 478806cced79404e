/**
 * The population's engine as a screen asks it: promises and answers. It works in a worker that has said in time which protocol it speaks,
 * and where none does (a page that forbids workers, an old copy of the file) in the page itself, in slices.
 */
import type { Issue } from '../schema/issues.js'
import type { Program } from '../schema/program.js'
import type { Subject } from '../plan/asked.js'
import type { Population } from './columns.js'
import { Desk, PROTOCOL, type Done, type Reply, type Request } from './desk.js'
import type { Answer, Everybody, Wish } from './session.js'
import { turn } from './turn.js'

/** How long a worker has for its first word. */
const HANDSHAKE_MS = 4000

export type Place = 'worker' | 'page'

interface Waiting {
  readonly onAnswer?: ((answer: Answer, tookMs: number) => void) | undefined
  readonly resolve: (done: { readonly value: Done; readonly ended: boolean }) => void
  readonly reject: (error: Error) => void
}
/** The part of a Worker that is used. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent) => unknown) | null
  onerror: ((event: ErrorEvent) => unknown) | null
  onmessageerror: ((event: MessageEvent) => unknown) | null
  postMessage(message: unknown, transfer: Transferable[]): void
  terminate(): void
}

type Body<Kind extends Request['kind']> = Omit<Extract<Request, { kind: Kind }>, 'kind' | 'nth'>

export class PopulationEngine {
  private last = 0
  private readonly waiting = new Map<number, Waiting>()
  private worker: WorkerLike | null = null

  private constructor(
    /** Where it works. */
    readonly place: Place,
    private readonly send: (request: Request, transfer: Transferable[]) => void,
  ) {}

  /** `start` makes the worker; null, or a throw, or one that is silent or speaks another protocol: the page does the work. */
  static async open(start: (() => WorkerLike) | null): Promise<PopulationEngine> {
    const worker = start && (await greeted(start))
    if (!worker) {
      let engine: PopulationEngine | null = null
      const desk = new Desk({
        reply: (reply) => engine!.hear(reply),
        now: () => performance.now(),
        rest: turn,
        isApart: false,
      })
      engine = new PopulationEngine('page', (request) => desk.take(request))
      return engine
    }
    const engine = new PopulationEngine('worker', (request, transfer) =>
      worker.postMessage(request, transfer),
    )
    engine.worker = worker
    worker.onmessage = ({ data }) => engine.hear(data as Reply)
    worker.onerror = (event) => engine.fail(event.message || 'the worker of the population stopped')
    return engine
  }

  /** The worker is ended; whatever was asked is refused. */
  close(): void {
    this.worker?.terminate()
    this.fail('closed')
  }

  /**
   * Another population, in the terms of the program that is published next. `give`: its columns go over to the worker, and are empty here
   * afterwards; else they are copied.
   */
  async load(
    { ids, columns }: Population,
    subjects: readonly Subject[],
    atMs: number,
    give = false,
  ): Promise<void> {
    const cells = { size: ids.length, columns: [...columns], subjects }
    const buffers = give && this.worker ? [...columns.values()].map(({ buffer }) => buffer) : []
    await this.request('load', { cells, atMs }, [...new Set(buffers)] as Transferable[])
  }

  /** The program that drafts are set beside; its faults, if it has any. */
  async begin(published: Program, ladder?: string): Promise<readonly Issue[]> {
    const { value } = await this.request('begin', { published, ladder })
    return value as readonly Issue[]
  }

  /** What a draft does, part by part. Resolves with false where a later draft ended it. */
  async ask(wish: Wish, onAnswer: (answer: Answer, tookMs: number) => void): Promise<boolean> {
    const { ended } = await this.request('ask', { wish }, [], onAnswer)
    return !ended
  }

  /** The marks on the score that give each tier its share, the lowest first; null without a score. */
  async marksFor(draft: Program, shares: readonly number[]): Promise<readonly (number | null)[] | null> {
    return (await this.request('marks', { draft, shares })).value as readonly (number | null)[] | null
  }

  /** Where everybody moves, and why. Null where the draft is refused. */
  async everybody(wish: Wish): Promise<Everybody | null> {
    return (await this.request('everybody', { wish })).value as Everybody | null
  }

  private request<Kind extends Exclude<Request['kind'], 'stop'>>(
    kind: Kind,
    body: Body<Kind>,
    transfer: Transferable[] = [],
    onAnswer?: Waiting['onAnswer'],
  ): Promise<{ readonly value: Done; readonly ended: boolean }> {
    const nth = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(nth, { onAnswer, resolve, reject })
      this.send({ kind, nth, ...body } as unknown as Request, transfer)
    })
  }

  private hear(reply: Reply): void {
    if (reply.kind === 'ready') return
    const waiting = this.waiting.get(reply.nth)
    if (!waiting) return
    if (reply.kind === 'answer') return waiting.onAnswer?.(reply.answer, reply.tookMs)
    this.waiting.delete(reply.nth)
    if (reply.kind === 'failed') waiting.reject(new Error(reply.message))
    else waiting.resolve(reply)
  }

  private fail(message: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(message))
    this.waiting.clear()
  }
}

/** A worker whose first word, in time, is our protocol; else null, and it is ended. */
const greeted = (start: () => WorkerLike): Promise<WorkerLike | null> =>
  new Promise((resolve) => {
    let worker: WorkerLike
    try {
      worker = start()
    } catch {
      resolve(null)
      return
    }
    const late = setTimeout(() => settle(false), HANDSHAKE_MS)
    const settle = (isGood: boolean): void => {
      clearTimeout(late)
      worker.onmessage = worker.onerror = worker.onmessageerror = null
      if (!isGood) worker.terminate()
      resolve(isGood ? worker : null)
    }
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      settle(data.kind === 'ready' && data.protocol === PROTOCOL)
    worker.onerror = worker.onmessageerror = () => settle(false)
  })
