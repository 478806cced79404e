/** <studio-sql>: the draft as a query that can be read, checked and taken along. It asks for no data; what it shows is printed as it is asked. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Program } from '../../src/schema/program.js'
import type { Issue } from '../../src/schema/issues.js'
import { clickhouse } from '../../src/sql/clickhouse.js'
import type { Dialect } from '../../src/sql/dialect.js'
import { duckdb } from '../../src/sql/duckdb.js'
import { postgresql } from '../../src/sql/postgresql.js'
import { sayIssue } from '../../src/words/issues.js'
import { textOf, type Locale } from '../../src/words/locale.js'
import { changedPanel, checkPanel, columnsPanels, readsPanel, sizePanel, stepsPanel } from './sql-panels.js'
import { drawing } from './sql-drawing.js'
import { reviewDay, shownOf, type CountedTier, type Shown, type Wanted } from './sql-query.js'
import { sqlSays, type SqlSays } from './sql-says.js'
import { tokensOf } from './sql-tokens.js'

export const dialects: readonly Dialect[] = [postgresql, duckdb, clickhouse]

/**
 * @summary The draft as SQL: the query by database, its steps, what differs from the published version, and how to check it.
 * @tag studio-sql
 */
export class StudioSql extends LitElement {
  @property() locale: Locale = 'en'
  @property({ attribute: false }) published: Program | null = null
  @property({ attribute: false }) draft: Program | null = null
  /** What the preview counted, the lowest tier first; null where nothing is previewed. */
  @property({ attribute: false }) tiers: readonly CountedTier[] | null = null
  /** A guard rail that the draft breaks, in words, which the query says in its first line. */
  @property({ attribute: false }) broken: string | null = null
  /** What the query is saved as. */
  @property() file = 'tiers.sql'
  /** Now, which says when the next review is. */
  @property({ attribute: false }) nowMs = Date.now()

  @state() private dialect: Dialect = duckdb
  @state() private from: Wanted['from'] = 'merchants'
  @state() private merchants = 'merchants'
  @state() private events = 'events'
  @state() private day: string | null = null
  @state() private columns: readonly string[] = []
  @state() private line: number | null = null
  @state() private said = ''
  private shown: { value: Shown | null; issues: Issue[] } | null = null

  protected override createRenderRoot(): this {
    return this
  }

  private get wanted(): Wanted {
    const { dialect, from, merchants, events, columns, locale } = this
    return { dialect, from, merchants, events, columns, locale, day: this.dayShown }
  }
  private get dayShown(): string {
    return this.day ?? reviewDay(this.draft!, this.nowMs)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft') && changed.get('draft') !== undefined) this.line = null
    if (!this.draft || !this.published) this.shown = null
    else if (this.shown === null || [...changed.keys()].some((key) => !aside.has(key))) {
      const says = sqlSays(this.locale)
      const broken = this.broken === null ? null : says.brokenFirst(this.broken)
      this.shown = shownOf(this.draft, this.published, this.wanted, broken)
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { draft, published, shown } = this
    if (draft === null || published === null || shown === null) return nothing
    const says = sqlSays(this.locale)
    const { value } = shown
    const asks = { says, locale: this.locale, jump: this.jump, line: this.line }
    return html`<div class="sql${value ? '' : ' bare'}" lang=${this.locale}>
      <div class="sql-side">
        ${value ? stepsPanel(value, asks) : nothing} ${value ? changedPanel(value, asks) : nothing}
        ${readsPanel(
          {
            ...{ from: this.from, merchants: this.merchants, events: this.events, day: this.dayShown },
            ...{ columns: this.columns, set: this.set },
          },
          says,
        )}
      </div>
      <div class="sql-main">
        ${this.bar(says)}
        <div
          class="sql-paper"
          role="tabpanel"
          id="sql-paper"
          aria-labelledby="sql-tab-${this.dialect.id}"
          tabindex="-1"
        >
          ${value ? this.code(value, says) : this.refused(shown.issues, says)}
        </div>
      </div>
      ${
        value
          ? html`<div class="sql-side sql-facts">
              ${checkPanel(value, { ...asks, ...this.checked })}
              ${columnsPanels(value, { ...asks, dialect: this.dialect, from: this.from })}
              ${sizePanel(value, says)}
            </div>`
          : nothing
      }
      ${this.foot(says)}
    </div>`
  }

  private get checked(): Pick<Parameters<typeof checkPanel>[1], 'tiers' | 'table' | 'dialect' | 'copy'> {
    const table = this.file.replace(/\.sql$/i, '').replace(/[^\w.]+/g, '_') || 'tiers'
    return { tiers: this.tiers, table, dialect: this.dialect, copy: this.copy }
  }

  private bar(says: SqlSays): TemplateResult {
    const version = `${textOf(this.published!.name, this.locale)} ${this.published!.version}`
    const tabs = dialects.map(({ id, name }) => {
      const isOn = this.dialect.id === id
      return html`<button
        type="button"
        role="tab"
        class="sql-tab"
        id="sql-tab-${id}"
        aria-selected=${isOn ? 'true' : 'false'}
        aria-controls="sql-paper"
        tabindex=${isOn ? 0 : -1}
        @click=${() => this.choose(id)}
        @keydown=${this.keyed}
      >
        ${name}
      </button>`
    })
    const changed = this.shown?.value?.changed.length ?? 0
    return html`<div class="sql-bar">
      <div class="sql-tabs" role="tablist" aria-label=${says.dialect}>${tabs}</div>
      ${changed > 0 ? html`<p class="sql-marked"><ins></ins>${says.marked(version)}</p>` : nothing}
    </div>`
  }

  private code({ lines, changed }: Shown, says: SqlSays): TemplateResult {
    const marked = new Set(
      changed.flatMap(({ line, count }) => Array.from({ length: count }, (_, nth) => line + nth)),
    )
    const drawn = lines.map((text, at) => {
      const pieces = tokensOf(text).map((token) =>
        token.kind === 'plain' ? token.text : html`<span class="sql-${token.kind}">${token.text}</span>`,
      )
      const line = at + 1
      const isHere = this.line === line
      const is = `sql-line${isHere ? ' here' : ''}`
      const end = at < lines.length - 1 ? '\n' : ''
      // prettier-ignore
      return marked.has(line)
        ? html`<ins class=${is} id="sql-line-${line}" tabindex=${isHere ? -1 : nothing}>${pieces}${end}</ins>`
        : html`<span class=${is} id="sql-line-${line}" tabindex=${isHere ? -1 : nothing}>${pieces}${end}</span>`
    })
    // prettier-ignore
    return html`<pre class="sql-code" role="region" tabindex="0" aria-label=${says.query(this.dialect.name)}><code>${drawn}</code></pre>`
  }

  private refused(issues: readonly Issue[], says: SqlSays): TemplateResult {
    const names = [
      ...new Set(issues.flatMap(({ code, params }) => (isLack(code) ? [String(params['name'])] : []))),
    ]
    const told = issues.slice(0, 12).map((issue) => {
      const { text, fix } = sayIssue(issue, this.locale)
      return html`<li><strong>${text}</strong> ${isLack(issue.code) ? nothing : fix}</li>`
    })
    return html`<div class="sql-refused" role="status">
      <h2>${drawing('stop')}${says.refused}</h2>
      ${
        names.length === 0
          ? html`<p>${says.invalid}</p>`
          : html`<p>${says.refusedHint}</p>
              <p class="sql-has">
                ${names.map(
                  (name) =>
                    html`<button
                      type="button"
                      class="button"
                      @click=${() => (this.columns = [...this.columns, name])}
                    >
                      ${says.has(name)}
                    </button>`,
                )}
              </p>`
      }
      <ul>
        ${told}
      </ul>
    </div>`
  }

  private foot(says: SqlSays): TemplateResult {
    const value = this.shown?.value ?? null
    return html`<div class="sql-foot">
      <p class="sql-lines">
        <strong>${textOf(this.draft!.name, this.locale)} ${this.draft!.version}</strong>
        ${value ? says.lines(value.lines.length) : nothing}
      </p>
      ${
        value && this.broken !== null
          ? html`<p class="sql-broken">${drawing('stop')}<span>${says.broken}</span></p>`
          : nothing
      }
      <p class="sql-said" role="status">${this.said}</p>
      <button
        type="button"
        class="button"
        ?disabled=${value === null}
        @click=${() => void this.copy(value!.text)}
      >
        ${drawing('copy')}${says.copy}
      </button>
      <button type="button" class="button sql-save" ?disabled=${value === null} @click=${this.save}>
        ${drawing('save')}${says.save(this.file)}
      </button>
    </div>`
  }

  private readonly set = (
    values: Partial<Pick<Wanted, 'from' | 'merchants' | 'events' | 'day' | 'columns'>>,
  ): void => {
    this.line = null
    if (values.from !== undefined) this.from = values.from
    if (values.merchants !== undefined) this.merchants = values.merchants
    if (values.events !== undefined) this.events = values.events
    if (values.day !== undefined) this.day = values.day
    if (values.columns !== undefined) this.columns = values.columns
  }

  private choose(id: Dialect['id']): void {
    this.dialect = dialects.find((one) => one.id === id)!
    this.line = null
  }

  /** Arrow keys, Home and End go from tab to tab. */
  private readonly keyed = (event: KeyboardEvent): void => {
    const at = dialects.indexOf(this.dialect)
    const last = dialects.length - 1
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    this.choose(dialects[to]!.id)
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`#sql-tab-${dialects[to]!.id}`)?.focus(),
    )
  }

  /** Goes to a line of the query, and shows which it is. */
  private readonly jump = (line: number): void => {
    this.line = line
    void this.updateComplete.then(() => {
      const place = this.querySelector<HTMLElement>(`#sql-line-${line}`)
      place?.focus({ preventScroll: true })
      place?.scrollIntoView({ block: 'center' })
    })
  }

  private readonly copy = async (text: string): Promise<void> => {
    const says = sqlSays(this.locale)
    try {
      await navigator.clipboard.writeText(text)
      this.tell(says.copied)
    } catch {
      this.tell(says.notCopied)
    }
  }

  private readonly save = (): void => {
    const url = URL.createObjectURL(new Blob([this.shown!.value!.text], { type: 'application/sql' }))
    const link = document.createElement('a')
    link.href = url
    link.download = this.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
    this.tell(sqlSays(this.locale).saved(this.file))
  }

  /** Said once more where it is said again: an empty moment between makes it news. */
  private tell(text: string): void {
    this.said = ''
    void this.updateComplete.then(() => (this.said = text))
  }
}

/** What the query does not depend on. */
const aside: ReadonlySet<PropertyKey> = new Set(['line', 'said', 'tiers', 'file'])

const isLack = (code: Issue['code']): boolean => code === 'missingColumn' || code === 'countFirst'

/** Its styles come with it, since the page is loaded when it is first opened. */
const styles = document.createElement('link')
styles.rel = 'stylesheet'
styles.href = new URL('./sql-page.css', import.meta.url).href
document.head.append(styles)
if (!customElements.get('studio-sql')) customElements.define('studio-sql', StudioSql)
