import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Command } from '../schema/command.js'
import type { Entry } from '../schema/entry.js'
import type { Standing } from '../schema/standing.js'
import { endOfDay, monthOf } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { pointsWords } from '../words/points-ledger.js'
import { TkElement, choices, type CardTexts } from './element.js'
import { entryBones, monthBones, pointsBones, type PointsBones } from './points-bones.js'
import { sayWhere } from './points-day.js'
import { EntryReader } from './entry-reader.js'
import { TkPointsExportEvent } from './events.js'
import type { IconName } from './icons.js'
import { MonthChart } from './month-chart.js'
import type { Moment, News } from './news.js'
import { rowsOf } from './paging.js'
import { csvOfLong } from './points-csv.js'
import type { EntryFilter, MonthBar } from './points-flow.js'
import { styles } from './points-ledger.styles.js'
import { pointsHistory, type LogView, type Saving } from './points-history.js'
import { csvHead, csvRow, pendingRows } from './points-log.js'
import { AccountLog } from './points-account.js'
import { barsOf, monthsBlock } from './points-months.js'
import type { EntryPlaces } from './points-pages.js'
import type { Found } from './points-passes.js'
import { LogPlaces } from './points-places.js'
import { EntryScroller } from './points-scroller.js'
import { balanceBlock, lotsBlock, type Account, type Summary } from './points-summary.js'
import { scrollPlan, type Picked } from './points-whole.js'
import { saveText } from './save-text.js'

const ownRows = 8
/** Months in the chart, and how many entries are read for it at most. */
const chartMonths = 6
const chartEntries = 500
/** Entries in a file at most: beyond it, ask the platform. */
const fileEntries = 50_000

/**
 * What a merchant has in points and where it went: the balance and what it is worth, when each part lapses, and the log
 * behind it. Nothing here is optimistic: what is sent or not yet posted is shown as pending and counted nowhere.
 *
 * @summary The points account of a merchant, with lots and history.
 * @tag tk-points-ledger
 *
 * @slot header - below the title, in every state
 * @slot footer - at the end of the card, in every state
 * @slot empty - in place of the message of a program without points
 * @slot error - in place of the message and the Retry button
 * @slot loading - in place of the skeleton
 *
 * @fires {CustomEvent<{account: string, name: string, csv: string}>} tk-points-export - the log is to be saved as a file; canceled, nothing is downloaded
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, date, Retry
 * @csspart title - the account's name
 * @csspart as-of - when the numbers held
 * @csspart header - around the slot of that name
 * @csspart footer - around the slot of that name
 * @csspart body - everything between head and foot
 * @csspart content - what a ready element shows
 * @csspart accounts - the accounts, where there are several
 * @csspart balance - what can be spent now
 * @csspart worth - what it is worth
 * @csspart pending - what is on its way
 * @csspart lots - what lapses when
 * @csspart lot-bars - the drawing of it
 * @csspart lot - one date
 * @csspart last-day - the last day to use what lapses next
 * @csspart months - the log by month
 * @csspart chart - its drawing
 * @csspart legend - the numbers of one month
 * @csspart months-table - all of them as a table
 * @csspart tools - filters, search, file
 * @csspart tabs - the filters
 * @csspart tab - one of them
 * @csspart search - the search field
 * @csspart entries - the log
 * @csspart month - the heading of a month
 * @csspart month-sums - what the month comes to
 * @csspart entry - one row
 * @csspart entry-reason - its kind and its lots
 * @csspart entry-points - its points
 * @csspart entry-balance - the balance after it
 * @csspart whole-list - the whole log as one list that scrolls
 * @csspart in-view - the month at its top, and which entries are in view
 * @csspart scroll-region - what scrolls of it
 * @csspart entry-details - the entry in it that has the focus, in full
 * @csspart entry-lot - a lot that the entry made or drew from
 * @csspart go-to-date - the way to a day of the log
 * @csspart date-field - its field
 * @csspart coverage - how far a filter or a search has looked
 * @csspart button - a button
 * @csspart download - the button that saves the log
 * @csspart more - the button that shows more rows, or goes back to pages
 * @csspart whole - the button that shows the whole log as one list
 * @csspart link - a button that looks like a link
 * @csspart icon - an icon
 * @csspart foot - how the balance comes about, and the rate
 * @csspart skeleton - while loading
 * @csspart empty - the message of a program without points
 * @csspart error - the message of a failure
 * @csspart message - the first line of a message
 * @csspart reason - its second line
 * @csspart retry - the Retry button
 *
 * @cssproperty [--tk-ledger-list-height=528px] - how high the list of all entries is, at most four fifths of the window
 * @cssproperty [--tk-ledger-in=var(--tk-color-good)] - points that came in
 * @cssproperty [--tk-ledger-out=var(--tk-color-text)] - points that were spent
 * @cssproperty [--tk-ledger-lapse=var(--tk-color-warn)] - what lapses next, and what has lapsed
 * @cssproperty [--tk-ledger-earned=var(--tk-color-accent)] - bars of what was earned
 * @cssproperty [--tk-ledger-spent=var(--tk-color-accent-mid)] - bars of what was spent
 */
export class TkPointsLedger extends TkElement {
  static override styles = [TkElement.styles, styles]

  /** Which account, by id; absent or unknown: the first. */
  @property() account: string | null = null

  /** How many entries are shown at first, and how many more at each press; from 1. */
  @property({ type: Number }) rows = ownRows

  /** The log, newest or oldest first, for a page without a provider; it wins over the provider's. */
  @property({ attribute: false }) entries: readonly Entry[] | null | undefined

  /** The log by `pages` of `rows`, or `all` of it in one list that scrolls, however long. A person may change it. */
  @property() view: LogView = 'pages'
  protected override readonly choices = { ...choices, view: 'pages or all' }

  /** Commands that are sent and not read back, for a page without a provider. They show as pending and change no number. */
  @property({ attribute: false }) pending: readonly Command[] | null | undefined

  @state() private filter: EntryFilter = 'all'
  @state() private query = ''
  @state() private pages = 1
  @state() private allLots = false
  @state() private asTable = false
  @state() private saving: Saving = 'no'
  @state() private picked: Picked | null = null
  /** The day that is looked for. */
  @state() private seeks: { readonly day: string } | null = null

  private readonly reader = new EntryReader(this)
  private readonly log = new AccountLog(this, this.reader)
  private readonly scroller = new EntryScroller(this)
  private readonly places = new LogPlaces(this, this.reader, (by) => this.scroller.moved(by))
  private readonly chart = new MonthChart(this)

  protected override readonly emptyIcon: IconName = 'coin'

  protected override texts(standing: Standing | null): CardTexts {
    const word = pointsWords(this.locale)
    const account = standing ? this.accountOf(standing) : undefined
    return {
      title: account ? textOf(account.name, this.locale) : word.title,
      emptyTitle: word.noAccount,
      emptyHint: word.noAccountHint,
      errorTitle: word.errorTitle,
    }
  }

  protected override isEmpty({ accounts }: Standing): boolean {
    return accounts.length === 0
  }

  protected override renderFoot(standing: Standing | null): TemplateResult {
    const account = standing ? this.accountOf(standing) : undefined
    if (!standing || !account) {
      return html`<span class="bone text w45"></span>`
    }
    const word = pointsWords(this.locale)
    const ctx = this.contextOf(standing)
    const count = account.lots.filter(({ leftPoints }) => leftPoints > 0).length
    const { worth } = account
    return html`<div>${count > 0 ? word.sumOf(count) : nothing}</div>
      ${
        worth
          ? html`<div>
              ${word.rate(
                formatNumber(worth.perPoints, 'points', ctx),
                textOf(account.name, this.locale),
                formatNumber(worth.perMoney, 'money', ctx),
              )}
            </div>`
          : nothing
      }`
  }

  protected override leave(from: Element): boolean {
    if (from.closest('.search') && this.query) this.look({ query: '' })
    else if (this.picked && from.closest('.details, .row')) {
      const { place } = this.picked
      this.picked = null
      this.scroller.goTo(place)
    } else return false
    return true
  }

  /** What was posted shows in the balance, which is there before the entries are read. */
  protected override newsOf(before: Moment, { standing }: Moment): News[] {
    const account = this.accountOf(standing)
    const past = before.standing.accounts.find(({ id }) => id === account?.id)
    if (!account || !past || past.balancePoints === account.balancePoints) return []
    const ctx = this.contextOf(standing)
    const [balance, by] = [account.balancePoints, account.balancePoints - past.balancePoints]
    const text = pointsWords(this.locale).news(
      textOf(account.name, this.locale),
      formatNumber(balance, 'points', ctx),
      formatNumber(by, 'points', { ...ctx, signed: true }),
    )
    return [{ of: `balance ${account.id}`, text }]
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.entries) {
      if (changed.has('entries')) this.reader.hold(this.entries)
    } else this.reader.follow(this.source)
    super.willUpdate(changed)
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    this.readForChart()
  }

  protected override renderReady(standing: Standing): TemplateResult {
    const account = this.accountOf(standing)!
    const log = this.log.of(account)
    const months = this.log.barsOf(standing, log, chartMonths)
    this.chart.show(
      months.length > 0 && !this.asTable ? barsOf(months, this.contextOf(standing), this.rtl) : null,
    )
    const holds =
      this.reader.state === 'reading' || (log.length >= rowsOf(this.rows, ownRows) && this.view !== 'all')
    return html`<div class="stack">
      ${holds ? html`<div class="hold skeleton under" aria-hidden="true">${this.renderSkeleton()}</div>` : nothing}
      <div class="ledger">
        ${this.renderSummary(standing, account, months)}
        <div class="log">${this.renderHistory(standing, account, log)}</div>
      </div>
    </div>`
  }

  protected override renderSkeleton(): TemplateResult {
    return pointsBones(this.bones)
  }

  private get bones(): PointsBones {
    return { locale: this.locale, rows: rowsOf(this.rows, ownRows), whole: this.view === 'all' }
  }

  private renderSummary(standing: Standing, account: Account, months: readonly MonthBar[]): TemplateResult {
    const word = pointsWords(this.locale)
    const ctx = this.contextOf(standing)
    const summary: Summary = {
      account,
      ctx,
      word,
      level: this.sectionLevel,
      allLots: this.allLots,
      onAllLots: () => void (this.allLots = !this.allLots),
    }
    return html`<div class="sum">
      <div class="top">${this.renderAccounts(standing, account)} ${balanceBlock(summary)}</div>
      ${lotsBlock(summary)}
      ${
        months.length > 0
          ? monthsBlock({
              months,
              ctx,
              word,
              level: this.sectionLevel,
              asTable: this.asTable,
              chartWorks: !this.chart.failed,
              pointed: this.chart.pointed,
              onToggle: () => void (this.asTable = !this.asTable),
            })
          : this.reader.state === 'reading' || this.log.isAdding
            ? html`<div class="months skeleton" aria-hidden="true">${monthBones(this.locale)}</div>`
            : nothing
      }
    </div>`
  }

  private renderAccounts({ accounts }: Standing, account: Account): TemplateResult | typeof nothing {
    if (accounts.length < 2) return nothing
    return html`<div
      class="tabs"
      part="accounts"
      role="group"
      aria-label=${pointsWords(this.locale).accounts}
    >
      ${accounts.map(
        ({ id, name }) =>
          html`<button
            class="tab"
            part="tab"
            type="button"
            aria-pressed=${id === account.id ? 'true' : 'false'}
            @click=${() => this.look({ account: id })}
          >
            ${textOf(name, this.locale)}
          </button>`,
      )}
    </div>`
  }

  private renderHistory(standing: Standing, account: Account, log: readonly Entry[]): TemplateResult {
    const { filter, query, reader } = this
    const word = pointsWords(this.locale)
    const ctx = this.contextOf(standing)
    const name = textOf(account.name, this.locale)
    const rows = rowsOf(this.rows, ownRows)
    const found = this.log.foundIn(log, filter, query, ctx, word)
    const places = this.view === 'all' && reader.state === 'ready' ? this.placesOf(standing, found) : null
    this.scroller.show(
      places &&
        scrollPlan(places, this.size, { ctx, word, account: name }, (entry, place) => {
          this.picked = entry && { entry, place }
        }),
    )
    return pointsHistory({
      ctx,
      word,
      level: this.sectionLevel,
      account: name,
      reader,
      log,
      found,
      total: standing.accounts.length === 1 ? reader.total : null,
      months: this.log.monthsOf(log, ctx, chartMonths, rows * this.pages),
      pending: pendingRows(standing, this.commands, account.id, filter, ctx, word),
      view: this.view,
      places,
      picked: this.picked,
      failed: this.places.failed,
      filter,
      query,
      rows,
      bones: entryBones(this.bones),
      pages: this.pages,
      saving: this.saving,
      onLook: (to) => this.look(to),
      onSave: () => void this.save(standing, account),
      onOlder: () => void this.readOlder(),
      onRetry: () => (this.places.failed ? this.places.retry() : void reader.readOlder()),
      onPages: (pages) => void (this.pages = pages),
      seeks: this.seeks !== null,
      onDay: (day) => void this.goToDay(day, standing),
    })
  }

  /** The rows of the one list: any place of the log, where it has one account's entries and all of them. */
  private placesOf({ accounts }: Standing, { entries }: Found): EntryPlaces {
    const plain = this.filter === 'all' && !this.query.trim()
    return (plain && accounts.length === 1 ? this.places.ofAll() : null) ?? this.places.of(entries, plain)
  }

  protected override get commands(): readonly Command[] {
    return this.source?.view.pending ?? this.pending ?? []
  }

  private accountOf({ accounts }: Standing): Account | undefined {
    return accounts.find(({ id }) => id === this.account) ?? accounts[0]
  }

  /** Reads on while the chart lacks months, within reason. */
  private readForChart(): void {
    const { reader } = this
    const standing = this.standing ?? this.source?.view.standing
    if (
      !standing ||
      reader.busy ||
      reader.failed ||
      !reader.hasOlder ||
      reader.entries.length >= chartEntries
    )
      return
    const { zone } = standing.program
    const oldest = monthOf(reader.entries[reader.entries.length - 1]?.at, zone)
    const wanted = monthOf(standing.at, zone)! - chartMonths
    if (oldest !== null && oldest > wanted) void reader.readOlder()
  }

  private async readOlder(): Promise<void> {
    if (await this.reader.readOlder()) this.pages++
  }

  private look(to: { filter?: EntryFilter; query?: string; account?: string; view?: LogView }): void {
    if (to.filter !== undefined) this.filter = to.filter
    if (to.query !== undefined) this.query = to.query
    if (to.account !== undefined) this.account = to.account
    if (to.view !== undefined) this.view = to.view
    this.pages = 1
    this.picked = this.seeks = null
    this.scroller.reset()
    this.places.forget()
  }

  /** Goes in the one list to the newest entry of a day, or before it. */
  private async goToDay(day: string, standing: Standing): Promise<void> {
    const [ctx, word] = [this.contextOf(standing), pointsWords(this.locale)]
    const endMs = endOfDay(day, ctx.zone)
    if (endMs === null) return
    if (this.view !== 'all' || this.filter !== 'all' || this.query)
      this.look({ view: 'all', filter: 'all', query: '' })
    const seeks = (this.seeks = { day })
    await this.updateComplete
    const place = await this.places.find(endMs)
    if (this.seeks !== seeks) return
    this.seeks = null
    await this.updateComplete
    const entry = place === null ? null : this.scroller.leadWith(place)
    if (entry) this.say(sayWhere(day, entry, ctx, word))
  }

  /** All entries of the account, whatever is filtered: the file is the log. */
  private async save(standing: Standing, account: Account): Promise<void> {
    this.saving = 'reads'
    const { reader } = this
    if (!(await reader.readAll(fileEntries))) {
      this.saving = 'failed'
      return
    }
    const word = pointsWords(this.locale)
    const ctx = this.contextOf(standing)
    const head = csvHead(textOf(account.name, this.locale), word)
    const csv = await csvOfLong(head, this.log.of(account), (entry) => csvRow(entry, ctx, word))
    this.saving = reader.hasOlder ? 'part' : 'no'
    const name = `${word.csvName}-${sayDay(standing.at, ctx, 'sheet').slice(0, 10)}.csv`
    if (this.dispatchEvent(new TkPointsExportEvent(account.id, name, csv))) {
      saveText(this.ownerDocument, name, csv, 'text/csv;charset=utf-8')
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tk-points-ledger': TkPointsLedger
  }
}
