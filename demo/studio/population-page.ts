/**
 * The studio's Population page: a file of merchants, or made-up ones, becomes the population in use. Steps: the file, its columns, loading.
 * Everything is read where the page is, in slices between which it answers, and can be left at any moment.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Subject } from '../../src/plan/asked.js'
import { bytesOfBlob } from '../../src/population/bytes.js'
import type { Population } from '../../src/population/columns.js'
import type { Encoding } from '../../src/population/encoding.js'
import { generated } from '../../src/population/generate.js'
import { loadedFile, type LoadedFile } from '../../src/population/load-file.js'
import { openedFile } from '../../src/population/merchant-file.js'
import { isAbort, Pace } from '../../src/population/pace.js'
import { profilesOf } from '../../src/population/profile.js'
import type { Program } from '../../src/schema/program.js'
import { languageOf } from '../../src/words/locale.js'
import { sayIssue } from '../../src/words/issues.js'
import { columnsTable } from './population-columns.js'
import { firstRowsOf } from './population-first.js'
import { firstTable, footer, summary } from './population-frame.js'
import { forget, keep } from './population-kept.js'
import {
  askedBy,
  openQuestions,
  readingOf,
  sessionOf,
  withAnswer,
  withGoesTo,
  type Asked,
  type Session,
} from './population-session.js'
import { fileInput, side } from './population-side.js'
import { skippedCsv, skippedPanel } from './population-skipped.js'
import { spreadsOf } from './population-spread.js'
import { count, wordsOf, type Acts, type Result, type View, type Work } from './population-view.js'
import { hasSample, sampleInSlices } from './sample.js'

/** What a host hears of when a population is confirmed. */
export interface PopulationDetail {
  readonly name: string
  readonly population: Population
  readonly subjects: readonly Subject[]
  readonly skipped: number
  readonly all: number
}
export class PopulationEvent extends CustomEvent<PopulationDetail> {
  constructor(detail: PopulationDetail) {
    super('studio-population', { detail, bubbles: true, composed: true })
  }
}

/** Made-up merchants of the published programs have shapes of their own, which take longer. */
const MOST_SAMPLED = 1_000_000

export class StudioPopulation extends LitElement {
  @property() locale = 'en'
  @property({ attribute: false }) program: Program | null = null
  /** What is in use. */
  @property({ attribute: false }) loaded: { readonly name: string; readonly population: Population } | null =
    null

  @state() private session: Session | null = null
  @state() private made: View['made'] = null
  @state() private result: Result | null = null
  @state() private work: Work = null
  @state() private refused: View['refused'] = null
  @state() private done: string | null = null
  @state() private isOver = false
  private asked: Asked | null = null
  private chosen: File | null = null
  private leaving: AbortController | null = null
  private wishes: { encoding?: string; separator?: string } = {}

  protected override createRenderRoot(): this {
    return this
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.leaving?.abort()
    this.work = null
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('program')) return
    this.asked = this.program && askedBy(this.program)
    // what was read for another program is read again
    if (this.session && this.asked) {
      const { file, profiles } = this.session
      this.session = sessionOf(file, profiles, this.asked)
      void this.check()
    } else if (this.made) this.generate(this.made.size, this.made.seed)
  }

  /** Work that is left when other work begins. `null` where it was. */
  private async doing<Done>(
    work: (pace: Pace) => Promise<Done>,
    kind: NonNullable<Work>['kind'],
  ): Promise<Done | null> {
    this.leaving?.abort()
    const controller = new AbortController()
    this.leaving = controller
    this.work = { kind, share: 0 }
    let shown = 0
    const progress = (share: number): void => {
      // a bar of a hundred steps
      if (share < shown + 0.01 || controller.signal.aborted) return
      shown = share
      this.work = { kind, share }
    }
    try {
      const pace = new Pace({ signal: controller.signal, progress })
      await pace.rest(0) // so that what was asked shows at once
      return await work(pace)
    } catch (error) {
      if (isAbort(error)) return null
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error
      this.refused = { name: this.chosen?.name ?? '', issues: null }
      return null
    } finally {
      if (this.leaving === controller) {
        this.leaving = null
        this.work = null
      }
    }
  }

  private async open(file: File): Promise<void> {
    const { asked } = this
    if (asked === null) return
    this.chosen = file
    this.refused = this.result = this.done = this.made = this.session = null
    const found = await this.doing(async (pace) => {
      const wishes = {
        ...{ zone: asked.program.zone, atMs: Date.now(), separator: this.wishes.separator },
        encoding: this.wishes.encoding as Encoding | undefined,
      }
      const { value, issues } = await openedFile(bytesOfBlob(file.name, file), pace, wishes)
      if (value === null) return { issues }
      return { session: sessionOf(value, await profilesOf(value, pace), asked) }
    }, 'looking')
    if (found === null) return
    if (found.session === undefined) {
      this.refused = { name: file.name, issues: found.issues }
      return
    }
    this.session = found.session
    await this.check()
  }

  /** Reads all of the file as it is mapped now. */
  private async check(): Promise<void> {
    const { session, asked } = this
    this.result = this.done = null
    const reading = session && asked && readingOf(session, asked)
    if (!reading) {
      this.leaving?.abort()
      return
    }
    const result = await this.doing(async (pace) => {
      const loaded = await loadedFile(session.file, reading, pace)
      return this.resultOf(loaded, loaded.mapped.map(({ subject }) => subject), asked, pace) // prettier-ignore
    }, 'reading')
    if (result) this.result = result
  }

  private async resultOf(
    loaded: LoadedFile,
    subjects: readonly Subject[],
    asked: Asked,
    pace: Pace,
  ): Promise<Result> {
    const spreads = await spreadsOf(loaded.population, subjects, pace)
    return { loaded, subjects, spreads, first: firstRowsOf(loaded.population, subjects, asked, Date.now()) }
  }

  private generate(size: number, seed: number): void {
    const { asked } = this
    if (asked === null) return
    this.refused = this.result = this.done = this.session = this.chosen = null
    this.made = { size, seed }
    void this.doing(async (pace) => {
      const { plan, ladder, program, subjects } = asked
      const isSample = hasSample(program.program) && size <= MOST_SAMPLED
      const population = isSample
        ? await sampleInSlices(program.program, size, seed, pace)
        : await generated(plan, { ladder, size, seed, atMs: Date.now() }, pace)
      const own = subjects.filter(({ id }) => population.columns.has(id))
      const loaded = { population, mapped: [], all: size, skipped: 0, groups: [], rows: [] }
      return this.resultOf(loaded, own, asked, pace)
    }, 'making').then((result) => {
      if (result) this.result = result
    })
  }

  private cancel(): void {
    this.leaving?.abort()
    this.work = null
    this.session = this.made = this.result = this.refused = this.done = this.chosen = null
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#population-file')?.focus())
  }

  private confirm(): void {
    const { session, made, result, asked } = this
    if (!result || !asked) return
    const [question] = session ? openQuestions(session) : []
    if (question !== undefined) {
      this.querySelector<HTMLElement>(`[data-column="${question}"] .answers button`)?.focus()
      return
    }
    const { population, skipped, all } = result.loaded
    const name = session ? session.file.name : wordsOf(languageOf(this.locale)).madeName(String(made!.seed))
    if (session) {
      const columns = session.choices.map(({ goesTo, written, isLenient }) => ({
        goesTo,
        written,
        isLenient,
      }))
      keep(asked.program.program, session.file.header, columns)
      this.session = { ...session, isKept: true }
    }
    this.done = name
    this.loaded = { name, population }
    this.dispatchEvent(new PopulationEvent({ name, population, subjects: result.subjects, skipped, all }))
  }

  private save(view: View): void {
    if (!this.result) return
    const url = URL.createObjectURL(new Blob([skippedCsv(this.result.loaded, view)], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${this.session?.file.name.replace(/\.[^.]*$/, '') ?? 'merchants'}-skipped.csv`
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 1000)
  }

  private actsOf(view: View): Acts {
    const changed = (session: Session): void => {
      this.session = session
      void this.check()
    }
    return {
      open: (file) => {
        this.wishes = {}
        void this.open(file)
      },
      generate: (size, seed) => this.generate(size, seed),
      reopen: (wishes) => {
        this.wishes = { ...this.wishes, ...wishes }
        if (this.chosen) void this.open(this.chosen)
      },
      goesTo: (column, to) => changed(withGoesTo(this.session!, column, to, this.asked!)),
      answer: (column, answer) => changed(withAnswer(this.session!, column, answer)),
      save: () => this.save(view),
      forget: () => {
        forget(this.asked!.program.program, this.session!.file.header)
        changed(sessionOf(this.session!.file, this.session!.profiles, this.asked!))
      },
      cancel: () => this.cancel(),
      confirm: () => this.confirm(),
    }
  }

  private view(asked: Asked): View {
    const locale = languageOf(this.locale)
    const { session, made, result, work, refused, done, loaded } = this
    return {
      ...{ locale, words: wordsOf(locale), asked, session, made, result, work, refused, done },
      inUse: loaded && { name: loaded.name, count: loaded.population.ids.length },
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.asked === null) return nothing
    const view = this.view(this.asked)
    const acts = this.actsOf(view)
    const hasSource = this.session !== null || this.made !== null
    return html`
      <div
        class="pop ${this.session ? '' : 'alone'} ${this.isOver ? 'over' : ''}"
        @dragover=${(event: DragEvent) => this.drag(event, true)}
        @dragleave=${(event: DragEvent) => this.drag(event, false)}
        @drop=${(event: DragEvent) => this.drop(event, acts)}
      >
        <div class="pop-left">${side(view, acts)}</div>
        <div class="pop-middle">
          ${
            hasSource
              ? html`${summary(view)} ${columnsTable(view, acts)} ${firstTable(view)}`
              : this.welcome(view, acts)
          }
        </div>
        <div class="pop-right" ?hidden=${this.session === null}>
          ${this.session ? skippedPanel(view, acts) : nothing}
        </div>
      </div>
      ${footer(view, acts)}
      <p class="sr" role="status">${this.said(view)}</p>
    `
  }

  /** Said to screen readers: what is done, and what came of it. */
  private said(view: View): string {
    const { words, work, result, done, inUse } = view
    if (work) return work.kind === 'looking' ? words.looking : ''
    if (done !== null && inUse) return words.done(count(inUse.count, view), done)
    if (result && this.session)
      return words.checked(count(result.loaded.all, view), count(this.session.file.header.length, view))
    return result ? words.madeRows(count(result.loaded.all, view)) : ''
  }

  private welcome(view: View, acts: Acts): TemplateResult {
    const { words, refused, work, locale } = view
    return html`<div class="welcome">
      ${
        refused
          ? html`<div class="refused" role="alert">
              <strong>${words.refused}: ${refused.name}</strong>
              ${
                refused.issues === null
                  ? html`<p>${words.failed}</p>`
                  : refused.issues.map((issue) => {
                      const { text, fix } = sayIssue(issue, locale)
                      return html`<p>${text} ${fix}</p>`
                    })
              }
            </div>`
          : nothing
      }
      <div class="drop-here">
        <h2>${work ? words.looking : words.dropHere}</h2>
        <p class="quiet">${words.dropHint}</p>
        ${fileInput(view, acts, words.choose, true)}
      </div>
    </div>`
  }

  private drag(event: DragEvent, isOver: boolean): void {
    if ([...(event.dataTransfer?.types ?? [])].indexOf('Files') < 0) return
    event.preventDefault()
    this.isOver = isOver
  }

  private drop(event: DragEvent, acts: Acts): void {
    this.isOver = false
    const [file] = event.dataTransfer?.files ?? []
    if (!file) return
    event.preventDefault()
    acts.open(file)
  }
}

customElements.define('studio-population', StudioPopulation)
