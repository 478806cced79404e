/** What the engine says of the draft, as it comes: who moves first, then why and at what cost, then what would mend it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Subject } from '../plan/asked.js'
import type { Population } from '../population/columns.js'
import { PopulationEngine, type WorkerLike } from '../population/engine.js'
import type { TierCounts } from '../population/movement.js'
import type { Answer, DetailAnswer, Everybody, FixesAnswer, MovesAnswer, RefusedAnswer, Wish } from '../population/session.js' // prettier-ignore
import type { Program } from '../schema/program.js'

/** What is counted over. */
export interface Counted {
  readonly published: Program
  readonly population: Population
  readonly subjects: readonly Subject[]
  readonly atMs: number
}

export class Counting implements ReactiveController {
  moves: MovesAnswer | null = null
  /** Of each tier, where it is known before `moves` of this draft are. */
  counts: TierCounts | null = null
  /** Of the draft before, while those of this one are not there: see `isOld`. */
  details: DetailAnswer | null = null
  fixes: FixesAnswer | null = null
  refused: RefusedAnswer | null = null
  /** Something was asked that is not answered whole. */
  asking = false
  /** Whether `details` and `fixes` are of an earlier draft than `moves`. */
  isOld = false
  /** Why nothing is counted any more. */
  stopped: string | null = null
  /** How long the first answer took, in ms. */
  tookMs = 0
  /** Whether it counts in the page, since no worker may. */
  inPage = false
  private engine: Promise<PopulationEngine> | null = null
  private loaded: Promise<PopulationEngine> | null = null
  private turn = 0

  /** `wish`: what is asked of the draft now. `heard`: an answer came. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly wish: () => Wish,
    private readonly heard: (answer: Answer) => void,
  ) {
    host.addController(this)
  }

  hostDisconnected(): void {
    void this.engine?.then((engine) => engine.close())
    this.engine = this.loaded = null
    this.turn += 1
  }

  /** Other merchants, or another published program: all that was said is forgotten. `start`: makes the worker; null: none. */
  load({ published, population, subjects, atMs }: Counted, start: (() => WorkerLike) | null): void {
    this.forget()
    this.asking = true
    this.engine ??= PopulationEngine.open(start)
    const loaded = this.engine.then(async (engine) => {
      this.inPage = engine.place === 'page'
      await engine.load(population, subjects, atMs)
      await engine.begin(published)
      return engine
    })
    this.loaded = loaded
    void this.ask()
  }

  forget(): void {
    this.moves = this.counts = this.details = this.fixes = this.refused = null
    this.stopped = null
    this.isOld = this.asking = false
    this.loaded = null
    this.turn += 1
  }

  /** Asks anew; what was asked before is not waited for any more. */
  async ask(): Promise<void> {
    const { loaded } = this
    if (!loaded) return
    const turn = ++this.turn
    this.asking = this.isOld = true
    try {
      const engine = await loaded
      if (turn !== this.turn) return
      const isWhole = await engine.ask(this.wish(), (answer, tookMs) => this.hear(answer, tookMs, loaded))
      if (!isWhole || turn !== this.turn) return
    } catch (error) {
      // one that was closed on purpose has nothing to say
      if (loaded !== this.loaded) return
      this.stopped = String(error)
    }
    this.asking = false
    this.host.requestUpdate()
  }

  private hear(answer: Answer, tookMs: number, loaded: Promise<PopulationEngine>): void {
    if (loaded !== this.loaded) return
    if (answer.part === 'counts') {
      if (answer.counts.tiers.length === this.moves?.draft.counts.tiers.length) this.counts = answer.counts
    } else if (answer.part === 'refused') {
      this.refused = answer
      this.counts = null
      this.details = this.fixes = null
    } else if (answer.part === 'moves') {
      this.refused = null
      this.moves = answer
      this.counts = null
      this.tookMs = tookMs
    } else if (answer.part === 'details') {
      this.details = answer
      this.fixes = null
      this.isOld = false
    } else this.fixes = answer
    this.host.requestUpdate()
    this.heard(answer)
  }

  /** The marks that give each tier its share; null where nothing is loaded, or there is no score. */
  async marksFor(draft: Program, shares: readonly number[]): Promise<readonly (number | null)[] | null> {
    return (await (await this.loaded)?.marksFor(draft, shares)) ?? null
  }

  async everybody(): Promise<Everybody | null> {
    return (await (await this.loaded)?.everybody(this.wish())) ?? null
  }
}
