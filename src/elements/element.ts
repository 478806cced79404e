/**
 * What all elements share: where a standing comes from (a provider's View, or the page's own `.standing`), which of the
 * five states follows from it, and the card that shows them without moving. It does not know what a standing says: that
 * is each element's own. An element renders and sends requests; it reads no data, and of the page it writes nothing but
 * attributes on itself (around.ts).
 */
import { ContextConsumer } from '@lit/context'
import { LitElement, html, isServer, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import type { Command } from '../schema/command.js'
import type { Issue } from '../schema/issues.js'
import type { Standing } from '../schema/standing.js'
import { base } from '../theme/base.js'
import type { Theme } from '../theme/scheme.js'
import { formatDate } from '../words/date.js'
import { elementWords } from '../words/element.js'
import type { Locale } from '../words/locale.js'
import type { SaidIssue } from '../words/said-issue.js'
import type { SayContext } from '../words/say.js'
import { Announcer } from './announcer.js'
import { OwnLook, type Appearance } from './appearance.js'
import { Around, type ElementSize } from './around.js'
import { checkAttribute, checkAttributes, type Choices } from './attribute-check.js'
import { providerReady, viewContext, type ViewSource } from './context.js'
import { TkErrorEvent, TkLoadEvent, TkRetryEvent } from './events.js'
import { FocusKeeper } from './focus-keeper.js'
import { icon, type IconName } from './icons.js'
import { canSay, issueWords, sayIssueNow } from './issue-words.js'
import { onKey } from './keys.js'
import { failure, message, notices } from './messages.js'
import { isFirst, isPressed, markPressed, Teller, type Moment, type News } from './news.js'
import { ownTask } from './own-task.js'
import { hearPage } from './page-event.js'
import { warnPage } from './page-warning.js'
import { dress } from './sheets.js'
import { standingIssue } from './standing-check.js'
import { version } from './version.js'

export type { ElementSize }
// so that whoever has an element's types has those of its events
export type { TkErrorEvent, TkLoadEvent, TkRetryEvent }

/** `stale` shows the standing as `ready` does, and says that it is older. */
export type ElementState = 'loading' | 'ready' | 'empty' | 'error' | 'stale'

/** The few texts that the card itself shows, in the element's own words. */
export interface CardTexts {
  readonly title: string
  readonly emptyTitle: string
  readonly emptyHint: string
  readonly errorTitle: string
}

/** What is shown now, worked out once an update. `empty`: there is a standing, and nothing of it for this element. */
interface Shown {
  readonly state: ElementState
  readonly standing: Standing | null
  readonly issue: Issue | null
  readonly empty: boolean
}
const loading: Shown = { state: 'loading', standing: null, issue: null, empty: false }
const failed = (issue: Issue): Shown => ({ state: 'error', standing: null, issue, empty: false })
const holds = ({ state, empty }: Shown): boolean => (state === 'ready' || state === 'stale') && !empty

/** How long an element may stand without data or a provider before those who make the page are told. */
const aloneMs = 5_000
/** What attributes of every element may say. */
export const choices: Choices = { theme: 'auto, light or dark', 'heading-level': '2, 3, 4 or 5' }

/**
 * @slot empty - in place of the message where there is nothing to show
 * @slot error - in place of the message of a failure and the Retry button
 * @slot loading - in place of the skeleton
 * @slot header - below the title, in every state
 * @slot footer - at the end of the card, in every state
 *
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, date, Retry
 * @csspart title - the title
 * @csspart as-of - when the numbers held
 * @csspart body - everything between head and foot
 * @csspart content - what a ready element shows
 * @csspart skeleton - while loading
 * @csspart empty - the message where there is nothing to show
 * @csspart error - the message of a failure
 * @csspart message - the first line of a message
 * @csspart reason - its second line
 * @csspart fix - what to do about it
 * @csspart path - where in the data it is
 * @csspart button - a button
 * @csspart retry - the Retry button
 * @csspart icon - an icon
 */
export abstract class TkElement extends LitElement {
  static readonly version: string = version
  static override styles = base

  /** The standing to show, for a page without a provider; it wins over the provider's. Null and undefined: not there yet. */
  @property({ attribute: false }) standing: Standing | null | undefined

  /** Why the last read failed, for a page without a provider: beside a standing the state is stale, without one error. */
  @property({ attribute: false }) issue: Issue | null | undefined

  /** `light`, `dark`, or `auto` (the page's own). */
  @property() theme: Theme = 'auto'

  /**
   * The look as JSON: a theme, and tokens by name, each checked. It wins over a provider's and over tokens set on ancestors; set again, it
   * replaces the last one. As an attribute, its JSON. Null: nothing is set. What cannot be taken is left out, with a warning in the console.
   */
  @property() appearance: Appearance | string | null = null

  /**
   * Figures that stand alone (a score, a balance, points) are short from 10,000 on: 12.3M, 1,234.6万. The whole number is in their title and
   * in what is read aloud; sentences, prices and the marks of tiers keep it. A provider's holds for all elements inside.
   */
  @property({ type: Boolean, attribute: 'compact-numbers' }) compactNumbers = false

  /** A title in place of the element's own. */
  @property() heading: string | null = null

  /** The title's level, 2 to 5; the sections inside are one level below. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3

  /** Something is being read or sent; what is shown stays. */
  @property({ type: Boolean }) busy = false

  private shown: Shown = loading
  private announced: ElementState = 'loading'
  private readonly teller = new Teller()
  private cause: unknown
  private checked: { readonly standing: Standing; readonly wrong: Issue | null } | null = null
  /** The height of the last content: a message in its place keeps it, so that nothing below jumps. 0: none yet. */
  private keptHeight = 0
  /** The same, as the body has it. */
  private heldHeight = 0
  private readonly ownLook = new OwnLook()
  /** What the provider's appearance was when the page was last looked at. */
  private seenLook: unknown
  private readonly around = new Around(this, () =>
    this.theme === 'light' || this.theme === 'dark' ? this.theme : this.ownLook.theme,
  )
  private readonly announcer = new Announcer(this)
  private endHearing?: () => void
  /** A provider around has answered since the element stands where it does. */
  private isProvided = false
  private aloneTimer: ReturnType<typeof setTimeout> | undefined
  private readonly consumer = new ContextConsumer(this, {
    context: viewContext,
    subscribe: true,
    callback: () => (this.isProvided = true),
  })
  protected readonly focusKeeper = new FocusKeeper(this, (focused) => this.placeOf(focused))

  /** The element's own texts of the card. `standing` is null before there is one. */
  protected abstract texts(standing: Standing | null): CardTexts
  /** Whether the standing has nothing that this element could show. */
  protected abstract isEmpty(standing: Standing): boolean
  /** The content. What it throws becomes the error state. */
  protected abstract renderReady(standing: Standing): TemplateResult
  /** As tall as the content will be. */
  protected abstract renderSkeleton(): TemplateResult

  /** What stands in the head beside the title: a count, a link. */
  protected renderAside(_standing: Standing): TemplateResult | typeof nothing {
    return nothing
  }
  /** The foot's one or two texts, each in an element; null before there is a standing. Always `nothing`: no foot. */
  protected renderFoot(_standing: Standing | null): TemplateResult | typeof nothing {
    return nothing
  }
  protected readonly emptyIcon: IconName = 'steps'
  /** What attributes may say. */
  protected readonly choices: Choices = choices
  /** What a command was about, by name, for an element that commands come from; null for others'. */
  protected aboutOf?(command: Command, standing: Standing): string | null
  /** What is new between two moments of one merchant, to be said to those who do not see it. */
  protected newsOf?(before: Moment, now: Moment): readonly News[]

  /** What the provider gives: entries, whether sending is offered, what is pending. Undefined outside of one. */
  protected get source(): ViewSource | undefined {
    return this.standing ? undefined : this.consumer.value
  }
  /** Where a control belongs whose focus is to be kept when an update takes the control away, as a selector; else null. */
  protected placeOf(focused: Element): string | null {
    return focused.closest('.notice') ? '.notice' : focused.closest('[part~="retry"]') ? '#title' : null
  }
  /** Says a change to those who do not see it, once. */
  protected say(text: string): void {
    this.announcer.say(text, elementWords(this.locale).besides)
  }
  /** Escape was pressed: closes what the element alone knows how to close. Whether there was something. */
  protected leave(_from: Element): boolean {
    return false
  }
  /** What is sent and not read back. */
  protected get commands(): readonly Command[] {
    return this.source?.view.pending ?? []
  }
  /** The standing whose content is shown; null in a state that shows none. */
  protected get current(): Standing | null {
    return holds(this.shown) ? this.shown.standing : null
  }

  /** Reads again: asks the provider to; without one it sends `tk-retry`, for the page to act on. What is shown stays meanwhile. */
  refresh(): void {
    const source = this.consumer.value
    markPressed(this.shown.issue)
    if (source) source.retry()
    else this.dispatchEvent(new TkRetryEvent())
  }
  /** Reads again after a failure, as the Retry button does: sends `tk-retry`, and a provider around reads unless it is canceled. */
  retry(): void {
    this.onRetry()
  }

  /** Which of the five states is shown: `loading`, `ready`, `empty`, `error` or `stale`. */
  get state(): ElementState {
    return this.shown.state
  }
  protected get locale(): Locale {
    return this.around.locale
  }
  protected get rtl(): boolean {
    return this.around.rtl
  }
  protected get size(): ElementSize {
    return this.around.size
  }
  /** The element's width in px, down to the last full 20; 0 while it is not drawn. */
  protected get width(): number {
    return this.around.width
  }
  /** Room for three columns. */
  protected get wide(): boolean {
    return this.around.width >= 1200
  }
  /** Room for two short columns beside a button, and no more. */
  protected get snug(): boolean {
    return this.around.width < 380
  }
  /** The level of a heading inside the card. */
  protected get sectionLevel(): number {
    return this.titleLevel + 1
  }
  private get titleLevel(): number {
    return Math.min(5, Math.max(2, Math.round(this.headingLevel) || 3))
  }
  /** The page's address, by which links are read; null on a server. */
  protected get base(): string | null {
    return isServer ? null : this.ownerDocument.baseURI
  }
  /** How numbers, dates and evidence are said for a standing. */
  protected contextOf(standing: Standing): SayContext {
    const { zone, currency } = standing.program
    const shortFigures = this.compactNumbers || this.consumer.value?.compactNumbers === true
    return { locale: this.locale, zone, currency, at: standing.at, ...(shortFigures && { shortFigures }) }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.endHearing = hearPage(this, providerReady, this.askAgain)
    checkAttributes(this, this.choices)
    this.aloneTimer = setTimeout(() => this.warnAlone(), aloneMs)
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.teller.forget()
    this.endHearing?.()
    this.isProvided = false
    clearTimeout(this.aloneTimer)
  }
  private warnAlone(): void {
    if (this.isProvided || this.standing !== undefined || this.issue || this.busy) return
    warnPage(
      `<${this.localName}> has no data: put it into a <tk-provider> whose script is loaded, or set its standing (null while it is read)`,
      'alone',
    )
  }

  /** A provider that was upgraded after this element: it did not hear the first request. */
  private readonly askAgain = (): void => {
    this.consumer.hostDisconnected()
    this.consumer.hostConnected()
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir']
  }
  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after)
    // an element of a page that was there before its class hears of its attributes first
    if (!this.isConnected || !(this.renderRoot as Node | undefined)) return
    if (name === 'lang' || name === 'dir') this.around.look()
    else if (after !== null) checkAttribute(this, name, this.choices)
  }

  /** In a page of another realm (a sandbox's iframe) constructed style sheets are refused: plain ones stand in. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      return super.createRenderRoot()
    } catch (error) {
      const root = this.shadowRoot
      if (!root || (error as Error).name !== 'NotAllowedError') throw error
      dress(root, (this.constructor as typeof LitElement).elementStyles)
      return root
    }
  }

  /** Moved to another page, whose roots take no sheets of this one. */
  protected adoptedCallback(): void {
    if (!this.shadowRoot) return
    dress(this.shadowRoot, (this.constructor as typeof LitElement).elementStyles)
    this.ownLook.writeAnew(this.shadowRoot)
  }

  /**
   * What takes a skeleton's place is long to draw, and all elements of a page hear of a standing at once: each draws it in a task of its
   * own. A first drawing waits for nothing, lest the page jump, and neither does what changes later.
   */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const isFilled = this.hasUpdated && !holds(this.shown) && (this.standing ?? this.source?.view.standing)
    return isFilled ? ownTask().then(() => super.scheduleUpdate()) : super.scheduleUpdate()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.takeLook(changed)
    const before = this.shown
    this.shown = this.work()
    if (holds(this.shown)) this.keptHeight = 0
    else if (holds(before)) this.keptHeight = this.bodyElement?.offsetHeight ?? 0
    this.sayNews(before)
  }

  /** Says what is new in a standing, and that a refresh failed or works again. */
  private sayNews(before: Shown): void {
    const { state, issue, standing } = this.shown
    const word = elementWords(this.locale)
    const change = this.teller.ofState(before.state, state, issue)
    // a failure is told once for all elements that a provider tells of it
    if (change && (!this.source || this.tells(change.about, change.of)))
      this.say(change.of === 'failed' ? word.stale : word.again)
    if (!standing || !this.newsOf || !holds(this.shown)) return
    const now = { standing, pending: this.commands }
    const past = this.teller.since(now)
    try {
      for (const { of, text } of past ? this.newsOf(past, now) : []) {
        if (this.tells(standing, of)) this.say(text)
      }
    } catch {
      // a standing that cannot be drawn either: the error state tells
    }
  }

  /** Whether this element is the one to tell: it is drawn, and no other has. */
  protected tells(about: object, of: string): boolean {
    return this.around.drawn && isFirst(about, of)
  }

  private takeLook(changed: PropertyValues<this>): void {
    this.around.begin()
    const look = this.consumer.value?.look
    const isFirst = !this.hasUpdated
    const isNew =
      changed.has('appearance') && !(isFirst && this.appearance === null) && this.shadowRoot !== null
    if (isNew) this.ownLook.set(this.appearance, this.shadowRoot!, this.locale)
    const isOther = !isFirst && (changed.has('theme') || look !== this.seenLook)
    if (isNew || isOther) this.around.look()
    this.seenLook = look
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (this.heldHeight !== this.keptHeight) {
      this.heldHeight = this.keptHeight
      const body = this.bodyElement
      if (body) body.style.minHeight = this.keptHeight > 0 ? `${this.keptHeight}px` : ''
    }
    this.announce()
  }

  protected override render(): TemplateResult {
    this.cause = undefined
    try {
      return this.card(this.shown)
    } catch (cause) {
      // a standing that passed the check and still cannot be drawn: the page goes on, and `tk-error` tells why
      this.cause = cause
      this.shown = failed({ code: 'wrongType', path: [], params: { found: 'object', expected: 'Standing' } })
      return this.card(this.shown)
    }
  }

  private work(): Shown {
    const { standing, issue } = this
    if (standing !== null && standing !== undefined) {
      if (this.checked?.standing !== standing) this.checked = { standing, wrong: standingIssue(standing) }
      const { wrong } = this.checked
      return wrong ? failed(wrong) : this.holding(standing, issue ?? null, Boolean(issue))
    }
    if (issue) return failed(issue)
    const view = this.consumer.value?.view
    if (view?.standing) return this.holding(view.standing, view.issue, view.have === 'stale')
    // an attempt that nobody asked for is not shown: a failure stays until there is something else
    return view?.issue && !(view.asking && isPressed(view.issue)) ? failed(view.issue) : loading
  }

  private holding(standing: Standing, issue: Issue | null, stale: boolean): Shown {
    const empty = this.isEmpty(standing)
    return { state: stale ? 'stale' : empty ? 'empty' : 'ready', standing, issue, empty }
  }

  private announce(): void {
    const { state, issue } = this.shown
    const before = this.announced
    if (state === before) return
    this.announced = state
    const shows = (of: ElementState): boolean => of !== 'loading' && of !== 'error'
    if (state === 'error' && issue) this.dispatchEvent(new TkErrorEvent(issue, this.cause))
    if (shows(state) && !shows(before)) this.dispatchEvent(new TkLoadEvent())
  }

  private readonly onKey = (event: KeyboardEvent): void =>
    onKey(event, { root: this.renderRoot, rtl: this.rtl, leave: (from) => this.leave(from) })

  private readonly onRetry = (): void => {
    markPressed(this.shown.issue)
    if (this.dispatchEvent(new TkRetryEvent())) this.consumer.value?.retry()
  }

  private readonly said = (issue: Issue): SaidIssue => {
    if (!canSay(issue)) void issueWords().then(() => this.requestUpdate())
    return sayIssueNow(issue, this.locale)
  }

  private get bodyElement(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.body')
  }

  private card(shown: Shown): TemplateResult {
    const { state, standing, empty } = shown
    const texts = this.texts(standing)
    const content = holds(shown) ? standing : null
    const busy = this.busy || state === 'loading' || this.consumer.value?.view.asking === true
    const foot = this.renderFoot(content)
    const { source } = this
    return html`<section
      class="card ${this.size} ${this.wide ? 'xl' : this.snug ? 'snug' : ''} ${this.rtl ? 'rtl' : ''}"
      part="card"
      lang=${this.locale}
      dir=${this.rtl ? 'rtl' : 'ltr'}
      aria-labelledby="title"
      aria-busy=${busy ? 'true' : 'false'}
      @keydown=${this.onKey}
    >
      <i class="probe"></i>
      ${this.head(shown, this.heading ?? texts.title)}
      <div class="extra" part="header"><slot name="header"></slot></div>
      ${content && source && this.aboutOf ? notices(source, (command) => this.aboutOf!(command, content), this.locale, this.said) : nothing}
      <div class="body" part="body">
        ${content ? html`<div part="content">${this.renderReady(content)}</div>` : nothing}
        <div
          class="skeleton ${state === 'loading' ? '' : 'under'}"
          part="skeleton"
          aria-hidden="true"
          ?hidden=${content !== null || (this.keptHeight > 0 && state !== 'loading')}
        >
          <slot name="loading">${content ? nothing : this.renderSkeleton()}</slot>
        </div>
        <div class="fill" part="empty" ?hidden=${!empty}>
          <slot name="empty"
            >${empty ? message(this.emptyIcon, texts.emptyTitle, texts.emptyHint) : nothing}</slot
          >
        </div>
        <div
          class="fill bad"
          part="error"
          role="alert"
          aria-busy=${shown.issue && !canSay(shown.issue) ? 'true' : 'false'}
          ?hidden=${state !== 'error'}
        >
          <slot name="error"
            >${state === 'error' ? failure(shown.issue, texts.errorTitle, this.onRetry, this.locale, this.said) : nothing}</slot
          >
        </div>
      </div>
      ${foot === nothing ? nothing : html`<footer class="foot" part="foot"><div>${foot}</div></footer>`}
      <div class="extra last" part="footer"><slot name="footer"></slot></div>
      <p class="sr" role="status">${this.announcer.text}</p>
    </section>`
  }

  private head({ state, standing, empty }: Shown, title: string): TemplateResult {
    const word = elementWords(this.locale)
    // a narrow card that says how old it is, and offers to read again, has no room for more
    const crowded = state === 'stale' && (this.size === 'xs' || this.size === 's')
    return html`<header class="head" part="head">
      <div class="title" part="title" id="title" role="heading" aria-level=${this.titleLevel} tabindex="-1">
        ${title}
      </div>
      ${state === 'loading' ? html`<span class="sr" role="status">${word.loading}</span>` : nothing}
      ${standing && !empty && !crowded ? this.renderAside(standing) : nothing}
      ${standing ? this.asOf(standing, state === 'stale') : nothing}
      ${
        state === 'stale'
          ? html`<button
              class="btn"
              part="button retry"
              type="button"
              aria-label=${word.retryOf(title)}
              @click=${this.onRetry}
            >
              ${word.retry}
            </button>`
          : nothing
      }
    </header>`
  }

  private asOf(standing: Standing, stale: boolean): TemplateResult {
    const word = elementWords(this.locale)
    const { zone } = standing.program
    const date = formatDate(standing.at, { locale: this.locale, zone, now: standing.at, style: 'dayTime' })
    return stale
      ? html`<span class="asof stale" part="as-of" title=${word.stale}
          >${icon('warn')}<span>${word.from(date)}</span></span
        >`
      : html`<span class="asof" part="as-of">${word.asOf(date)}</span>`
  }
}
