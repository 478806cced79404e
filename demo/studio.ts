/**
 * The studio: the operators' element among what it needs of a page. It chooses the program, loads or makes up the merchants, takes the draft
 * as text, as SQL and as a file, and shows one merchant before and after. What is on screen stands in the address.
 */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { state } from 'lit/decorators.js'
import '../src/define.js'
import '../src/define/tier-preview.js'
import { mainLadderOf, type Subject } from '../src/plan/asked.js'
import { compile } from '../src/plan/compile.js'
import type { Population } from '../src/population/columns.js'
import { generated } from '../src/population/generate.js'
import type { PreviewFound } from '../src/preview/events.js'
import type { TkTierPreview } from '../src/preview/tier-preview.js'
import type { Program } from '../src/schema/program.js'
import { languageOf, textOf, type Language } from '../src/words/locale.js'
import { formatNumber } from '../src/words/number.js'
import { Pace } from '../src/population/pace.js'
import { growthSample } from './studio/growth-sample.js'
import { hasSample, samplePopulation } from './studio/sample.js'
import { embedLines, exported, movementsCsv, nextVersion } from './studio/exports.js'
import { merchantView, standingOf } from './studio/merchant-view.js'
import './studio/program-page.js'
import { programKeys, programs, type ProgramKey } from './studio/programs.js'
import { saveFile } from './studio/save-file.js'
import { studioWords, type StudioWords } from './studio/says.js'

const pages = ['preview', 'population', 'program', 'sql'] as const
type Page = (typeof pages)[number]
/** So many merchants are made one by one, with shapes of the program's own. */
const SMALL = 100_000
const themes = ['auto', 'light', 'dark'] as const

/** Merchants in use. */
interface Loaded {
  readonly name: string
  readonly population: Population
  readonly subjects: readonly Subject[]
}

const oneOf = <T extends string>(list: readonly T[], found: string | null): T | undefined =>
  list.find((one) => one === found)

class StudioDesk extends LitElement {
  private readonly query = new URLSearchParams(location.search)
  @state() private locale: Language = languageOf(this.query.get('lang') ?? navigator.language)
  @state() private theme = oneOf(themes, this.query.get('theme')) ?? 'auto'
  @state() private page: Page = oneOf(pages, location.hash.slice(1)) ?? 'preview'
  @state() private key: ProgramKey = oneOf(programKeys, this.query.get('program')) ?? programKeys[0]
  @state() private draft: Program = programs[this.key]
  @state() private loaded: Loaded | null = null
  @state() private found: PreviewFound | null = null
  @state() private dialog: 'embed' | 'export' | { readonly row: number } | null = null
  @state() private copied = false
  private readonly size = Number(this.query.get('size') ?? 20_000)
  private readonly seed = Number(this.query.get('seed') ?? 1)
  private readonly atMs = Date.now()

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('hashchange', this.onHash)
    void this.make()
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('hashchange', this.onHash)
  }
  private readonly onHash = (): void => {
    this.page = oneOf(pages, location.hash.slice(1)) ?? 'preview'
  }

  private get words(): StudioWords {
    return studioWords[this.locale]
  }
  private get published(): Program {
    return programs[this.key]
  }
  private get element(): TkTierPreview | null {
    return this.querySelector('tk-tier-preview')
  }

  /** Merchants made up for the program. */
  private async make(): Promise<void> {
    const { value: plan } = compile([this.published])
    const ladder = mainLadderOf(plan!)
    const { published, size, seed, atMs } = this
    const pace = new Pace()
    const population =
      this.key === 'merchant-growth'
        ? await growthSample(size, seed, atMs, pace)
        : hasSample(published.program) && size <= SMALL
          ? samplePopulation(published.program, size, seed)
          : await generated(plan!, { ladder, size, seed, atMs }, pace)
    if (published === this.published)
      this.loaded = { name: this.words.madeUp(String(seed)), population, subjects: [] }
  }

  protected override willUpdate(changed: PropertyValues): void {
    document.title = `${this.words.pages[this.page]} · ${this.words.title}`
    if (this.page === 'population') void import('./studio/population-page.js')
    if (this.page === 'sql') void import('./studio/sql-page.js')
    if (!['locale', 'theme', 'key'].some((name) => changed.has(name))) return
    const { documentElement } = document
    documentElement.lang = this.locale
    if (this.theme === 'auto') delete documentElement.dataset['theme']
    else documentElement.dataset['theme'] = this.theme
    this.query.set('program', this.key)
    this.query.set('lang', this.locale)
    if (this.theme === 'auto') this.query.delete('theme')
    else this.query.set('theme', this.theme)
    history.replaceState(null, '', `?${this.query.toString()}${location.hash}`)
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  private readonly onProgram = (event: Event): void => {
    this.key = (event.target as HTMLSelectElement).value as ProgramKey
    this.draft = this.published
    this.loaded = this.found = null
    void this.make()
  }

  protected override render(): TemplateResult {
    const { words, locale, loaded, page } = this
    return html`
      <a class="skip" href="#preview">${words.skip}</a>
      <header class="desk-bar">
        <span class="maker"
          ><svg class="mark" viewBox="0 0 16 16" aria-hidden="true"><use href="/icons.svg#steps" /></svg
          >Tierkit</span
        >
        <label class="pick"
          ><span class="sr">${words.program}</span
          ><select id="program" @change=${this.onProgram}>
            ${programKeys.map((key) => html`<option value=${key} ?selected=${key === this.key}>${textOf(programs[key].name, locale)}</option>`)}
          </select></label
        >
        <nav aria-label=${words.studio}>
          ${pages.map((one) => html`<a href="#${one}" aria-current=${one === page ? 'page' : nothing}>${words.pages[one]}</a>`)}
        </nav>
        <span class="about"
          >${loaded ? [words.merchants(formatNumber(loaded.population.ids.length, 'integer', { locale })), loaded.name].filter(Boolean).join(' · ') : words.making}</span
        >
        ${this.choices()} ${this.publishButton()}
      </header>
      <main id="preview" tabindex="-1">${this.preview()} ${this.otherPage()}</main>
      ${this.dialogNow()}
    `
  }

  private choices(): TemplateResult {
    const { words, locale } = this
    return html`<label class="pick"
        ><span class="sr">${words.language}</span
        ><select
          id="lang"
          @change=${(event: Event) => (this.locale = languageOf((event.target as HTMLSelectElement).value))}
        >
          <option value="en" ?selected=${locale === 'en'}>English</option>
          <option value="zh-CN" ?selected=${locale === 'zh-CN'}>中文</option>
        </select></label
      >
      <label class="pick"
        ><span class="sr">${words.theme}</span
        ><select
          id="theme"
          @change=${(event: Event) => (this.theme = oneOf(themes, (event.target as HTMLSelectElement).value) ?? 'auto')}
        >
          ${themes.map((one) => html`<option value=${one} ?selected=${one === this.theme}>${words.themes[one]}</option>`)}
        </select></label
      >
      <a class="quiet" href="/?lang=${locale}">${words.merchantsPage}</a>`
  }

  private publishButton(): TemplateResult {
    const { words, found, draft, published } = this
    const isBroken = found?.holds === false
    return html`<button
      class="button ${isBroken ? 'blocked' : 'primary'}"
      type="button"
      id="publish"
      ?disabled=${draft === published || found?.holds == null}
      title=${isBroken ? words.publishBlocked : nothing}
      @click=${() => (this.dialog = 'export')}
    >
      ${words.publish(nextVersion(published.version))}
    </button>`
  }

  private preview(): TemplateResult {
    const { words, loaded } = this
    const isShown = this.page === 'preview'
    return html`<tk-tier-preview
      class="page"
      ?hidden=${!isShown}
      theme=${this.theme}
      .published=${this.published}
      .draft=${this.draft}
      .population=${loaded?.population ?? null}
      .subjects=${loaded?.subjects ?? []}
      at=${new Date(this.atMs).toISOString()}
      @tk-preview-change=${(event: CustomEvent<{ draft: Program }>) => (this.draft = event.detail.draft)}
      @tk-preview-answer=${(event: CustomEvent<PreviewFound>) => (this.found = event.detail)}
      @tk-preview-merchant=${(event: CustomEvent<{ row: number }>) => (this.dialog = { row: event.detail.row })}
    >
      <button
        slot="actions"
        class="button"
        type="button"
        @click=${() => saveFile(`${this.draft.program}.json`, `${JSON.stringify(this.draft, null, 2)}\n`, 'application/json')}
      >
        ${words.programJson}
      </button>
      <a slot="actions" class="button" href="#sql">SQL</a>
      <button slot="actions" class="button" type="button" id="movements" @click=${this.saveMovements}>
        ${words.movements}
      </button>
      <button slot="actions" class="button" type="button" @click=${() => (this.dialog = 'embed')}>
        ${words.embed}
      </button>
    </tk-tier-preview>`
  }

  private otherPage(): TemplateResult | typeof nothing {
    const { locale, page, found, loaded, draft, published } = this
    if (page === 'population')
      return html`<studio-population
        class="page"
        locale=${locale}
        .program=${published}
        .loaded=${loaded}
        @studio-population=${(event: CustomEvent<Loaded>) => {
          this.loaded = event.detail
          location.hash = '#preview'
        }}
      ></studio-population>`
    if (page === 'program')
      return html`<studio-program
        class="page"
        locale=${locale}
        .published=${published}
        .draft=${draft}
        @studio-draft=${(event: CustomEvent<{ draft: Program }>) => (this.draft = event.detail.draft)}
      ></studio-program>`
    if (page !== 'sql') return nothing
    const tiers = found?.moves.draft.ladder.tiers.map(({ name }, place) => ({
      name: textOf(name, locale),
      merchants: found.moves.draft.counts.tiers[place] ?? 0,
    }))
    return html`<studio-sql
      class="page"
      locale=${locale}
      .published=${published}
      .draft=${draft}
      .tiers=${tiers ?? null}
      .broken=${found?.holds === false ? this.words.publishBlocked : null}
      file="${draft.program}.sql"
      .nowMs=${this.atMs}
    ></studio-sql>`
  }

  private readonly saveMovements = async (): Promise<void> => {
    const everybody = await this.element?.everybody()
    if (!everybody || !this.loaded) return
    const { words, locale, draft } = this
    const csv = movementsCsv(everybody, this.loaded.population.ids, {
      words,
      locale,
      currency: draft.currency,
    })
    saveFile(`${draft.program}-movements.csv`, csv, 'text/csv')
  }

  // ---- dialogs ----

  private readonly close = (): void => {
    this.dialog = null
    this.copied = false
  }

  private dialogNow(): TemplateResult | typeof nothing {
    const { dialog, words } = this
    if (dialog === null) return nothing
    const [title, body] =
      dialog === 'embed'
        ? [words.embedTitle, this.embed()]
        : dialog === 'export'
          ? [words.exportTitle, this.exporting()]
          : this.merchant(dialog.row)
    return html`<dialog
      class=${typeof dialog === 'object' ? 'large' : ''}
      aria-labelledby="dialog-title"
      @close=${this.close}
    >
      <header>
        <h2 id="dialog-title">${title}</h2>
        <button class="button" type="button" @click=${this.close}>${words.close}</button>
      </header>
      ${body}
    </dialog>`
  }

  private embed(): TemplateResult {
    const lines = embedLines(this.published, this.locale)
    const copy = async (): Promise<void> => {
      await navigator.clipboard.writeText(lines)
      this.copied = true
    }
    return html`<pre tabindex="0">${lines}</pre>
      <p>
        <button class="button primary" type="button" @click=${copy}>
          ${this.copied ? this.words.copied : this.words.copy}
        </button>
      </p>`
  }

  private exporting(): TemplateResult {
    const { words, found, draft, published } = this
    const isBroken = found?.holds === false
    const submit = (event: Event): void => {
      event.preventDefault()
      const data = new FormData(event.target as HTMLFormElement)
      const text = (name: string): string => String(data.get(name) ?? '')
      const [version, inForce, why] = [text('version'), text('inForce'), text('why')]
      saveFile(
        `${draft.program}-${version}.json`,
        exported(draft, { version, inForce, why }),
        'application/json',
      )
      this.close()
    }
    const next = new Date(this.atMs + 31 * 86_400_000).toISOString().slice(0, 8)
    return html`<form @submit=${submit}>
      <label
        >${words.version}<input name="version" required .value=${nextVersion(published.version)}
      /></label>
      <label>${words.inForce}<input name="inForce" type="date" required .value=${`${next}01`} /></label>
      ${isBroken ? html`<label class="why"><span>${words.brokenNote}</span><textarea name="why" required rows="3" aria-label=${words.why}></textarea></label>` : nothing}
      <button class="button primary">${words.download}</button>
    </form>`
  }

  private merchant(row: number): [string, TemplateResult] {
    const { words, loaded, published, draft, atMs, locale } = this
    const { population } = loaded!
    const sides = [
      [words.before, standingOf(published, population, row, atMs)],
      [words.after, standingOf(draft, population, row, atMs)],
    ] as const
    return [words.merchant(population.ids[row] ?? ''), merchantView(words, sides, locale)]
  }
}
customElements.define('studio-desk', StudioDesk)
