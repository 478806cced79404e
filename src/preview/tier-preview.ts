/**
 * The operators' element: a program, a draft of it, and what the draft does to every merchant. It holds the draft and its history; what
 * everybody earns is counted by the population's engine, in a worker where there may be one. It loads no data and publishes nothing: the page
 * gives the merchants, and takes the draft.
 */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { compile } from '../plan/compile.js'
import { lint } from '../plan/lint.js'
import { instantMsOf } from '../plan/calendar.js'
import { mainLadderOf, subjectsOf, type Subject } from '../plan/asked.js'
import type { Plan } from '../plan/plan.js'
import { changesOf, withNumber, type Changes } from '../population/changes.js'
import type { Population } from '../population/columns.js'
import type { WorkerLike } from '../population/engine.js'
import { allHold, type Limits } from '../population/guards.js'
import type { Answer, DetailAnswer, Everybody, Wish } from '../population/session.js'
import { previewRoots } from '../population/versions.js'
import type { Finding } from '../schema/findings.js'
import type { Program } from '../schema/program.js'
import { host } from '../theme/base.js'
import { controls } from '../theme/controls.js'
import type { Theme } from '../theme/scheme.js'
import { tokens } from '../theme/tokens.js'
import { elementWords } from '../words/element.js'
import { sayIssue } from '../words/issues.js'
import { tierPreviewWords } from '../words/tier-preview.js'
import { Announcer } from '../elements/announcer.js'
import { Around } from '../elements/around.js'
import { version } from '../elements/version.js'
import { answers, verdictOf } from './answers.js'
import { consequences } from './consequences.js'
import { Counting } from './counting.js'
import { Distribution } from './distribution.js'
import { asksScore, mainLadderIn, numberAt, withQuotas, withTiers, type Path } from './editable.js'
import { TkPreviewAnswerEvent, TkPreviewChangeEvent, TkPreviewMerchantEvent } from './events.js'
import { frame } from './frame.styles.js'
import { History } from './history.js'
import { icon } from './icons.js'
import { inspector } from './inspector.js'
import { panels } from './panels.styles.js'
import { matrix, pyramid } from './pyramid.js'
import { scenarioBar } from './scenario-bar.js'
import { keepScenarios, keptScenarios, type Kept, type Scenario } from './scenarios.js'
import { Saying, type Acts, type Drawn, type Screen } from './screen.js'
import { segmentChoicesOf } from './segment-choices.js'
import { segmentsPanel } from './segments-panel.js'

/** The textbook split of tiers by how many there are, the lowest first. */
const TARGETS: Readonly<Record<number, readonly number[]>> = {
  3: [45, 35, 20],
  4: [45, 30, 17, 8],
  5: [40, 25, 18, 12, 5],
}
/** What is asked of a draft where the page says nothing. */
const LIMITS: Limits = { maxDemoted: 3, maxCost: { percent: 6 } }
const TOLERANCE = 1.5

/**
 * @summary What a change of a program does to every merchant, before it is made.
 * @tag tk-tier-preview
 *
 * @slot actions - at the end of the bar below: what a page does with the draft
 *
 * @fires {CustomEvent<{draft: Program, changes: number}>} tk-preview-change - the draft is another
 * @fires {CustomEvent<{moves: MovesAnswer, details: DetailAnswer | null, holds: boolean | null}>} tk-preview-answer - something was found of the draft; `holds`: whether all rails do, null before that is known
 * @fires {CustomEvent<{id: string, row: number}>} tk-preview-merchant - a merchant is to be shown
 *
 * @cssproperty [--tk-preview-rise=#006b5b] - who rises
 * @cssproperty [--tk-preview-fall=#a04000] - who falls, and what breaks a rail
 *
 * @csspart inspector - the program's numbers
 * @csspart consequences - rails, reasons, costs
 * @csspart verdict - may I publish
 * @csspart panel - a panel
 * @csspart bar - the bar below
 */
export class TkTierPreview extends LitElement {
  static readonly version: string = version
  static override styles = [tokens, host, controls, frame, panels]

  /** The program that merchants stand under now. */
  @property({ attribute: false }) published: Program | null = null
  /** The draft; the published program where none is given. Turned here, it is another object: read it again, or hear `tk-preview-change`. */
  @property({ attribute: false }) draft: Program | null = null
  /** All merchants, as columns in the published program's terms. */
  @property({ attribute: false }) population: Population | null = null
  /** What columns mean that no program asks for. */
  @property({ attribute: false }) subjects: readonly Subject[] = []
  /** The day or instant of the review (ISO); now where it is not given. */
  @property() at: string | null = null
  /** Guard rails; what is not given is not asked. */
  @property({ attribute: false }) limits: Limits | null = null
  /** Shares of tiers to aim at, in percent, the lowest first; by the number of tiers where none are given. */
  @property({ attribute: false }) target: readonly number[] | null = null
  /** `light`, `dark`, or `auto` (the page's own). */
  @property() theme: Theme = 'auto'
  /** Works in the page, in slices. */
  @property({ type: Boolean, attribute: 'no-worker' }) noWorker = false
  /** Makes the worker; the file beside this one where it is not given. */
  @property({ attribute: false }) startWorker: (() => WorkerLike) | null = null
  /** Where named drafts are kept; the browser's own storage where it is not given. */
  @property({ attribute: false }) storage: Kept | null = null

  @state() private open: ReadonlySet<string> = new Set()
  @state() private tables: ReadonlySet<Drawn> = new Set()
  @state() private shown = ''
  @state() private by: string | undefined
  @state() private segment = ''
  @state() private edgeAt = 0
  @state() private scenarios: readonly Scenario[] = []
  @state() private scenario: string | null = null
  private ownLimits: Limits | null = null
  private compiled: { readonly of: Program; readonly plan: Plan | null; readonly findings: readonly Finding[] } | null = null // prettier-ignore
  private compared: { readonly of: Program; readonly changes: Changes } | null = null
  private readonly history = new History()
  private readonly around = new Around(this, () => this.theme)
  private readonly announcer = new Announcer(this)
  private readonly distribution = new Distribution(this)
  private readonly counting = new Counting(
    this,
    () => this.wish(),
    (answer) => this.heard(answer),
  )

  /** Where everybody stands before and after, and why, for a list of movements; null where the draft is no program. */
  async everybody(): Promise<Everybody | null> {
    return this.counting.everybody()
  }
  /** The draft of before the last turn, where there is one. */
  undo(): void {
    this.take(this.history.undo(this.now), null)
  }
  /** The draft that was taken back last. */
  redo(): void {
    this.take(this.history.redo(this.now), null)
  }
  /** The published program again. */
  reset(): void {
    if (this.published) this.take(this.published, 'reset')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated && this.population) this.load()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.around.begin()
    if (changed.has('published') && this.published) {
      if (!changed.has('draft')) this.draft = null
      this.history.forget()
      this.scenarios = keptScenarios(this.kept, this.published)
      this.scenario = null
      this.shown = ''
      this.by = undefined
      this.segment = ''
      this.edgeAt = 0
      this.ownLimits = null
    }
    if (changed.has('limits')) this.ownLimits = null
    if (
      ['published', 'population', 'subjects', 'at', 'noWorker'].some((name) =>
        changed.has(name as keyof TkTierPreview),
      )
    )
      this.load()
    else if (changed.has('draft')) void this.counting.ask()
  }

  // ---- the draft ----

  private get now(): Program {
    return this.draft ?? this.published!
  }
  private get kept(): Kept | null {
    if (this.storage) return this.storage
    try {
      return localStorage
    } catch {
      return null // a page that may store nothing
    }
  }
  private compiledNow(): { plan: Plan | null; findings: readonly Finding[] } {
    const { now } = this
    if (this.compiled?.of !== now) {
      const { value: plan } = compile([now])
      this.compiled = { of: now, plan, findings: plan ? lint(now, plan) : [] }
    }
    return this.compiled
  }
  private changesNow(): Changes {
    const { now } = this
    if (this.compared?.of !== now) this.compared = { of: now, changes: changesOf(this.published, now) }
    return this.compared.changes
  }

  /** Another draft. `what` was turned; null: the history knows already. */
  private take(next: Program, what: string | null): void {
    if (next === this.now) return
    if (what !== null) this.history.changed(this.now, what, performance.now())
    this.draft = next
    const { numbers, others } = changesOf(this.published, next)
    this.dispatchEvent(new TkPreviewChangeEvent({ draft: next, changes: numbers.length + others.length }))
  }

  private readonly setNumber = (path: Path, value: number): void => {
    if (numberAt(this.now, path) !== value) this.take(withNumber(this.now, path, value), path.join('.'))
  }

  private get rails(): Limits {
    const own = this.ownLimits ?? this.limits
    if (own) return own
    const target = this.aim
    return target ? { ...LIMITS, target: { shares: target, tolerance: TOLERANCE } } : LIMITS
  }
  private get aim(): readonly number[] | null {
    const { length } = mainLadderIn(this.now).tiers
    return this.target?.length === length ? this.target : (TARGETS[length] ?? null)
  }

  // ---- the engine ----

  private load(): void {
    const { published, population, subjects } = this
    if (!published || !population || !this.isConnected) return this.counting.forget()
    const atMs = this.at === null ? Date.now() : instantMsOf(this.at, published.zone)
    const start = this.noWorker ? null : (this.startWorker ?? besideThis)
    this.counting.load({ published, population, subjects, atMs }, start)
  }

  private wish(): Wish {
    const segment = this.segmentNow()
    const target = this.rails.target
    const fits = target?.shares.length === mainLadderIn(this.now).tiers.length
    return {
      draft: this.now,
      limits: target && !fits ? { ...this.rails, target: undefined } : this.rails,
      shown: this.shownNow(),
      by: this.by,
      segments: segment?.wish,
    }
  }

  private heard(answer: Answer): void {
    if (answer.part === 'moves') return this.tell(null)
    if (answer.part !== 'details') return
    this.tell(allHold(answer.rails))
    this.keepFound(answer)
    if (!this.draft) return
    const { locale } = this.around
    const { words, say, moves } = this.screen()
    const { risen, fallen } = moves!.movement
    const { title } = verdictOf({ words, refused: null, details: answer, moves, changes: 1 })
    const text = words.says(say.value(risen), say.value(fallen), title)
    this.announcer.say(text, elementWords(locale).besides)
  }
  private tell(holds: boolean | null): void {
    const { moves, details } = this.counting
    this.dispatchEvent(
      new TkPreviewAnswerEvent({ moves: moves!, details: holds === null ? null : details, holds }),
    )
  }

  // ---- scenarios ----

  private keepFound({ cost, rails }: DetailAnswer): void {
    const at = this.scenarios.findIndex(
      ({ name, program }) => name === this.scenario && program === this.draft,
    )
    const { moves } = this.counting
    if (at < 0 || !moves) return
    const { movement, merchants } = moves
    const found = {
      fallenPercent: merchants === 0 ? 0 : (100 * movement.fallen) / merchants,
      costPercent: cost.before === 0 ? null : (100 * (cost.after - cost.before)) / cost.before,
      holds: allHold(rails),
    }
    this.scenarios = this.scenarios.map((one, nth) => (nth === at ? { ...one, found } : one))
    keepScenarios(this.kept, this.published!, this.scenarios)
  }

  private readonly save = (name: string, program: Program = this.now): void => {
    const others = this.scenarios.filter((one) => one.name !== name)
    this.scenarios = [...others, { name, program, found: null }]
    keepScenarios(this.kept, this.published!, this.scenarios)
    this.scenario = name
    const { details, isOld } = this.counting
    if (this.draft === program && details && !isOld) this.keepFound(details)
    this.take(program, `scenario ${name}`)
    this.open = new Set([...this.open].filter((one) => one !== 'name'))
  }

  /** A scenario with so many tiers, cut where each has its textbook share. */
  private async cut(count: number): Promise<void> {
    const words = tierPreviewWords(this.around.locale)
    const marks = await this.counting.marksFor(this.now, TARGETS[count]!)
    if (!marks) return
    const nameOf = (nth: number) => ({
      en: tierPreviewWords('en').newTier(String(nth)),
      'zh-CN': tierPreviewWords('zh-CN').newTier(String(nth)),
    })
    this.save(words.tryTiers(String(count)), withTiers(this.now, count, marks, nameOf))
  }

  /** Shares of tiers become the marks that give them. */
  private async cutShares(shares: readonly number[]): Promise<void> {
    const marks = await this.counting.marksFor(this.now, shares)
    if (!marks) return
    const { tiers } = mainLadderIn(this.now)
    const cuts = marks.map((mark, nth) => (asksScore(tiers[nth + 1]!) ? mark : null))
    this.take(
      withTiers(this.now, tiers.length, cuts, () => tiers[0]!.name),
      'shares',
    )
  }

  // ---- the screen ----

  private allSubjects(): readonly Subject[] {
    const { plan } = this.compiledNow()
    if (!plan) return this.subjects
    const ladder = mainLadderOf(plan)
    const own = subjectsOf(plan, previewRoots({ plan, ladder }))
    return [...own, ...this.subjects.filter(({ id }) => own.every((one) => one.id !== id))]
  }
  private numbers(): readonly Subject[] {
    const { population } = this
    return this.allSubjects().filter(({ id, reading }) => reading === 'number' && population?.columns.has(id))
  }
  /** Whose distribution is drawn: what was chosen, else the score, else the first number that the program asks for. */
  private shownNow(): string {
    return this.shown || (this.now.score ? 'score' : (this.numbers()[0]?.id ?? ''))
  }
  private segmentNow(): Screen['segments'] {
    const choices = this.choices()
    return choices.find(({ id }) => id === this.segment) ?? choices[0] ?? null
  }
  private choices(): Screen['segmentChoices'] {
    if (!this.population || !this.published) return []
    const { locale } = this.around
    const say = new Saying(locale, this.published.currency, this.published.zone)
    return segmentChoicesOf(
      this.allSubjects(),
      this.population,
      mainLadderIn(this.now).id,
      tierPreviewWords(locale),
      say,
    )
  }

  private screen(): Screen {
    const { locale } = this.around
    const published = this.published!
    const { plan, findings } = this.compiledNow()
    const { numbers, others } = this.changesNow()
    const { moves, details, fixes, refused, tookMs, inPage } = this.counting
    const was = new Map(numbers.map(({ path, before }) => [path.join('.'), before]))
    return {
      words: tierPreviewWords(locale),
      say: new Saying(locale, published.currency, published.zone),
      ...{ published, draft: this.now, plan, findings },
      ...{ moves, details, fixes, refused, tookMs, inPage },
      counts: this.counting.counts ?? moves?.draft.counts ?? null,
      ...{ limits: this.rails, target: this.aim },
      changed: (path) => was.get(path.join('.')) ?? null,
      changes: numbers.length + others.length,
      numbers: this.numbers(),
      ...{ shown: this.shownNow(), by: this.by, segments: this.segmentNow(), segmentChoices: this.choices() },
      ...{ scenarios: this.scenarios, scenario: this.scenario, open: this.open, tables: this.tables },
      edgeAt: this.edgeAt,
      idOf: (row) => this.population?.ids[row] ?? '',
      act: this.acts(),
    }
  }

  private acts(): Acts {
    const again = (set: () => void): void => {
      set()
      void this.counting.ask()
    }
    return {
      set: this.setNumber,
      reset: () => this.reset(),
      undo: () => this.undo(),
      redo: () => this.redo(),
      canUndo: this.history.canUndo,
      canRedo: this.history.canRedo,
      limit: (limits) => again(() => (this.ownLimits = limits)),
      show: (id) => again(() => (this.shown = id)),
      countBy: (id) => again(() => (this.by = id)),
      part: (id) => again(() => (this.segment = id)),
      toggle: (what) => (this.open = toggled(this.open, what)),
      table: (which) => (this.tables = toggled(this.tables, which)),
      edge: (at) => (this.edgeAt = at),
      share: (shares) => void this.cutShares(shares),
      quotas: (best) => this.take(withQuotas(this.now, best), 'quotas'),
      cut: (tiers) => void this.cut(tiers),
      scenario: (name) => {
        const found = this.scenarios.find((one) => one.name === name)
        this.scenario = found ? found.name : null
        this.take(found ? found.program : this.published!, `scenario ${name}`)
      },
      save: (name) => this.save(name),
      remove: (name) => {
        this.scenarios = this.scenarios.filter((one) => one.name !== name)
        keepScenarios(this.kept, this.published!, this.scenarios)
      },
      merchant: (row) =>
        this.dispatchEvent(new TkPreviewMerchantEvent({ id: this.population?.ids[row] ?? '', row })),
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    if ((event.composedPath()[0] as HTMLElement).tagName === 'INPUT') return // its own text comes first
    event.preventDefault()
    if (event.shiftKey) this.redo()
    else this.undo()
  }

  protected override render(): TemplateResult {
    const words = tierPreviewWords(this.around.locale)
    const { width } = this.around
    const look = width >= 1300 ? 'wide roomy' : width >= 1100 ? 'wide' : width >= 720 ? 'mid' : 'narrow'
    if (!this.published || !this.population || this.population.ids.length === 0)
      return html`<div class="app ${look}">
        <div class="nothing">
          <b>${words.empty}</b>
          <p>${words.emptyHint}</p>
        </div>
      </div>`
    const { stopped, asking, isOld, moves } = this.counting
    if (stopped !== null)
      return html`<div class="app ${look}">
        <div class="nothing" role="alert">
          <b>${words.failed}</b>
          <p>${stopped}</p>
        </div>
      </div>`
    const screen = this.screen()
    const tiers = moves?.draft.ladder.tiers.length ?? mainLadderIn(this.now).tiers.length
    return html`<div
        class="app ${look} of${Math.min(8, tiers)} ${isOld ? 'old' : ''}"
        aria-busy=${String(asking)}
        @keydown=${this.onKey}
      >
        ${inspector(screen)}
        <div class="col center">
          ${answers(screen)} ${this.refusal(screen)} ${this.distribution.render(screen)}
          <div class="two">${pyramid(screen)} ${matrix(screen)}</div>
          ${segmentsPanel(screen)}
        </div>
        ${consequences(screen)}
      </div>
      ${scenarioBar(screen)}
      <p class="sr" role="status">${this.announcer.text}</p>`
  }

  private refusal({ refused, words, say }: Screen): TemplateResult | typeof nothing {
    if (!refused) return nothing
    return html`<div class="refusal" role="alert">
      ${icon('stop')}
      <div>
        <b>${refused.side === 'draft' ? words.refused : words.cannot}</b> ${refused.issues
          .slice(0, 4)
          .map((issue) => {
            const { text, fix, path } = sayIssue(issue, say.locale)
            return html`<p>${text} ${fix} <code>${path}</code></p>`
          })}
      </div>
    </div>`
  }
}

const toggled = <One>(some: ReadonlySet<One>, one: One): ReadonlySet<One> => {
  const next = new Set(some)
  if (!next.delete(one)) next.add(one)
  return next
}

/** The worker's file lies beside this one. */
const besideThis = (): WorkerLike =>
  new Worker(new URL('../population/worker.js', import.meta.url), { type: 'module' }) as WorkerLike

// so that whoever has the element's types has those of its events
export type { TkPreviewAnswerEvent, TkPreviewChangeEvent, TkPreviewMerchantEvent }

declare global {
  interface HTMLElementTagNameMap {
    'tk-tier-preview': TkTierPreview
  }
}
