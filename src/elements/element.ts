/**
 * What all elements share: where a standing comes from (a provider's View, or the page's own `.standing`), which of the
 * five states follows from it, the card that shows them without moving, and the page around it (scheme, language,
 * direction, width). It does not know what a standing says: that is each element's own. An element renders and sends
 * requests; it reads no data and writes nothing to the page but attributes on itself (`data-scheme`, `data-accent`,
 * `data-font`) that its own styles answer to.
 */
import { ContextConsumer } from '@lit/context'
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Issue } from '../schema/issues.js'
import type { Standing } from '../schema/standing.js'
import type { ViewSource } from '../schema/view.js'
import { base } from '../theme/base.js'
import { accentAdvice, rgbaOf } from '../theme/contrast.js'
import { parentOf, schemeOf, type Theme } from '../theme/scheme.js'
import { watchSurroundings } from '../theme/surroundings.js'
import { formatDate } from '../words/date.js'
import { elementWords } from '../words/element.js'
import { localeOf, type Locale } from '../words/locale.js'
import type { SayContext } from '../words/say.js'
import { providerReady, viewContext } from './context.js'
import { TkErrorEvent, TkLoadEvent, TkRetryEvent } from './events.js'
import { icon, type IconName } from './icons.js'
import { standingIssue } from './standing-check.js'
import { version } from './version.js'

/** `stale` shows the standing as `ready` does, and says that it is older. */
export type ElementState = 'loading' | 'ready' | 'empty' | 'error' | 'stale'

/** The card's width in steps: under 320 px, under 480, under 720, and from there on. A class of the card. */
export type ElementSize = 'xs' | 's' | 'm' | 'l'

/** The few texts that the card itself shows, in the element's own words. */
export interface CardTexts {
  readonly title: string
  readonly emptyTitle: string
  readonly emptyHint: string
  readonly errorTitle: string
}

/** What is shown now, worked out once an update. */
interface Shown {
  readonly state: ElementState
  readonly standing: Standing | null
  readonly issue: Issue | null
  readonly empty: boolean
}

const loading: Shown = { state: 'loading', standing: null, issue: null, empty: false }

/**
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 */
export abstract class TkElement extends LitElement {
  static readonly version: string = version
  static override styles = base

  /** The standing to show, for a page without a provider. It wins over the provider's. Null and undefined: not there yet. */
  @property({ attribute: false }) standing: Standing | null | undefined

  /** Why the last read failed, for a page without a provider: with a standing it is shown as stale, without as an error. */
  @property({ attribute: false }) issue: Issue | null | undefined

  /** `light`, `dark`, or `auto` (the page's own). */
  @property() theme: Theme = 'auto'

  /** A title in place of the element's own. */
  @property() heading: string | null = null

  /** The title's level, 2 to 5; the sections inside are one level below. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3

  /** Something is being read or sent: what is shown stays. */
  @property({ type: Boolean }) busy = false

  @state() private around: { locale: Locale; rtl: boolean } = { locale: 'en', rtl: false }
  @state() private step: ElementSize = 'm'
  @state() private broken: { issue: Issue; cause: unknown } | null = null

  private shown: Shown = loading
  private announced: ElementState = 'loading'
  private keptHeight = 0
  private unwatch: (() => void) | null = null
  private frame = 0
  private readonly widths =
    typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.resizeSoon())
  private readonly consumer = new ContextConsumer(this, { context: viewContext, subscribe: true })

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
  /** The foot's one or two texts, each an element; null before there is a standing. `nothing` always: no foot. */
  protected renderFoot(_standing: Standing | null): TemplateResult | typeof nothing {
    return nothing
  }
  protected readonly emptyIcon: IconName = 'steps'

  /** What the provider gives: entries, whether sending is offered, what is pending. Undefined outside of one. */
  protected get source(): ViewSource | undefined {
    return this.standing ? undefined : this.consumer.value
  }
  /** Which of the five states is shown. */
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
    return this.step
  }
  /** How numbers, dates and evidence are said for a standing. */
  protected contextOf(standing: Standing): SayContext {
    const { zone, currency } = standing.program
    return { locale: this.locale, zone, currency, at: standing.at }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.lookAround()
    this.measure()
    this.widths?.observe(this)
    const language = ancestorOf(this, (at) => at.hasAttribute('lang'))
    const direction = ancestorOf(this, (at) => at.hasAttribute('dir'))
    const nearby = [language, direction].filter((at): at is Element => at !== null && at !== this)
    this.unwatch = watchSurroundings(this, () => this.lookAround(), nearby)
    this.ownerDocument.addEventListener(providerReady, this.askAgain)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.widths?.disconnect()
    this.unwatch?.()
    this.unwatch = null
    cancelAnimationFrame(this.frame)
    this.frame = 0
    this.ownerDocument.removeEventListener(providerReady, this.askAgain)
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir']
  }
  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after)
    if ((name === 'lang' || name === 'dir') && this.isConnected) this.lookAround()
  }

  /** In a page of another realm (a sandbox's iframe) constructed style sheets are refused: plain ones stand in. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      return super.createRenderRoot()
    } catch (error) {
      const root = this.shadowRoot
      if (!root || (error as Error).name !== 'NotAllowedError') throw error
      const nonce = (window as { litNonce?: string }).litNonce
      for (const { cssText } of (this.constructor as typeof LitElement).elementStyles as readonly {
        cssText: string
      }[]) {
        const style = this.ownerDocument.createElement('style')
        if (nonce) style.setAttribute('nonce', nonce)
        style.textContent = cssText
        root.appendChild(style)
      }
      this.renderOptions.renderBefore = root.firstChild
      return root
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('theme')) this.lookAround()
    if (!changed.has('broken' as never)) this.broken = null
    const before = this.shown
    this.shown = this.work()
    const [had, has] = [showsStanding(before), showsStanding(this.shown)]
    if (had && !has) this.keptHeight = this.bodyElement?.offsetHeight ?? 0
    if (has) this.keptHeight = 0
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const body = this.bodyElement
    if (body) body.style.minHeight = this.keptHeight > 0 ? `${this.keptHeight}px` : ''
    if (!this.hasAttribute('data-font')) this.readPaint()
    this.announce()
  }

  protected override render(): TemplateResult {
    try {
      return this.card(this.shown)
    } catch (cause) {
      const issue: Issue = { code: 'wrongType', path: [], params: { found: 'object', expected: 'Standing' } }
      this.broken = { issue, cause }
      this.shown = { state: 'error', standing: null, issue, empty: false }
      return this.card(this.shown)
    }
  }

  // state

  private work(): Shown {
    if (this.broken) return { state: 'error', standing: null, issue: this.broken.issue, empty: false }
    if (this.standing !== null && this.standing !== undefined) {
      const wrong = standingIssue(this.standing)
      if (wrong) return { state: 'error', standing: null, issue: wrong, empty: false }
      return this.holding(this.standing, this.issue ?? null)
    }
    if (this.issue) return { state: 'error', standing: null, issue: this.issue, empty: false }
    const view = this.consumer.value?.view
    if (!view) return loading
    if (view.standing)
      return this.holding(view.standing, view.have === 'stale' ? view.issue : null, view.have === 'stale')
    if (view.issue && !view.asking) return { state: 'error', standing: null, issue: view.issue, empty: false }
    return loading
  }

  private holding(standing: Standing, issue: Issue | null, stale = issue !== null): Shown {
    const empty = this.isEmpty(standing)
    return { state: stale ? 'stale' : empty ? 'empty' : 'ready', standing, issue, empty }
  }

  private announce(): void {
    const { state, issue } = this.shown
    const before = this.announced
    if (state === before) return
    this.announced = state
    if (state === 'error' && issue) this.dispatchEvent(new TkErrorEvent(issue, this.broken?.cause))
    const loads = (of: ElementState): boolean => of === 'loading' || of === 'error'
    if (loads(before) && !loads(state)) this.dispatchEvent(new TkLoadEvent())
  }

  private readonly retry = (): void => {
    this.broken = null
    if (this.dispatchEvent(new TkRetryEvent())) this.consumer.value?.retry()
  }

  private readonly askAgain = (): void => {
    this.consumer.hostDisconnected()
    this.consumer.hostConnected()
  }

  // the page around

  private lookAround(): void {
    const scheme = this.theme === 'light' || this.theme === 'dark' ? this.theme : schemeOf(this)
    if (this.getAttribute('data-scheme') !== scheme) this.setAttribute('data-scheme', scheme)
    const locale = localeOf(ancestorOf(this, (at) => at.hasAttribute('lang'))?.getAttribute('lang'))
    const rtl = getComputedStyle(this).direction === 'rtl'
    if (locale !== this.around.locale || rtl !== this.around.rtl) this.around = { locale, rtl }
    if (this.hasUpdated) this.readPaint()
  }

  /** What the page's own tokens turn out to be: an accent that cannot be read, a font that nobody chose. */
  private readPaint(): void {
    const probe = this.renderRoot.querySelector('.probe')
    if (!probe) return
    const { color, backgroundColor, borderTopColor, outlineColor } = getComputedStyle(probe)
    const [accent, surface, onAccent, strong] = [color, backgroundColor, borderTopColor, outlineColor].map(
      rgbaOf,
    )
    const advice =
      accent && surface && onAccent && strong ? accentAdvice({ accent, surface, onAccent, strong }) : ''
    if (this.getAttribute('data-accent') !== advice) this.setAttribute('data-accent', advice)
    // the font of a page that chose none
    const font = getComputedStyle(parentOf(this) ?? this).fontFamily
    const own = /^("?Times( New Roman)?"?|serif|initial|)$/.test(font) ? 'own' : 'page'
    if (this.getAttribute('data-font') !== own) this.setAttribute('data-font', own)
  }

  private resizeSoon(): void {
    // in a later frame: a height that changes inside the observer's own turn is reported as an error of the page
    if (this.frame) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.measure()
    })
  }

  private measure(): void {
    const width = this.getBoundingClientRect().width
    if (width === 0) return // not drawn: the last step stays
    const scale = width / (this.offsetWidth || width) // a transform around us
    const own = width / scale
    const step: ElementSize = own < 320 ? 'xs' : own < 480 ? 's' : own < 720 ? 'm' : 'l'
    if (step === this.step) return
    this.step = step
    this.keptHeight = 0
  }

  // the card

  private get bodyElement(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.body')
  }

  private card(shown: Shown): TemplateResult {
    const { state, standing, empty } = shown
    const texts = this.texts(standing)
    const holds = showsStanding(shown)
    const busy = this.busy || state === 'loading' || this.consumer.value?.view.asking === true
    const foot = this.renderFoot(standing && !empty ? standing : null)
    return html`<section
      class="card ${this.step} ${this.rtl ? 'rtl' : ''}"
      part="card"
      lang=${this.locale}
      aria-labelledby="title"
      aria-busy=${busy ? 'true' : 'false'}
    >
      <i class="probe" hidden></i>
      ${this.head(shown, this.heading ?? texts.title)}
      <div class="body" part="body">
        ${
          holds
            ? html`<div part="content">${this.renderReady(standing!)}</div>`
            : html`<div
                class="skeleton ${state === 'loading' ? '' : 'under'}"
                part="skeleton"
                aria-hidden="true"
                ?hidden=${this.keptHeight > 0 && state !== 'loading'}
              >
                ${this.renderSkeleton()}
              </div>`
        }
        <div ?hidden=${state !== 'loading'}><slot name="loading"></slot></div>
        <div class="fill" part="empty" ?hidden=${!empty}>
          <slot name="empty"
            >${empty ? this.message(this.emptyIcon, texts.emptyTitle, texts.emptyHint) : nothing}</slot
          >
        </div>
        <div class="fill bad" part="error" role="alert" ?hidden=${state !== 'error'}>
          <slot name="error">${state === 'error' ? this.failure(shown, texts) : nothing}</slot>
        </div>
      </div>
      ${foot === nothing ? nothing : html`<footer class="foot" part="foot"><div>${foot}</div></footer>`}
    </section>`
  }

  private head({ state, standing, empty }: Shown, title: string): TemplateResult {
    const word = elementWords(this.locale)
    const level = Math.min(5, Math.max(2, Math.round(this.headingLevel) || 3))
    const date = standing
      ? formatDate(standing.at, {
          locale: this.locale,
          zone: standing.program.zone,
          now: standing.at,
          style: 'dayTime',
        })
      : ''
    const stale = state === 'stale'
    return html`<header class="head" part="head">
      <div class="title" part="title" id="title" role="heading" aria-level=${level}>${title}</div>
      ${state === 'loading' ? html`<span class="sr" role="status">${word.loading}</span>` : nothing}
      ${standing && !empty ? this.renderAside(standing) : nothing}
      ${
        standing
          ? html`<span class="asof ${stale ? 'stale' : ''}" part="as-of" title=${stale ? word.stale : nothing}
              >${stale ? icon('warn') : nothing}<span
                >${stale ? word.from(date) : word.asOf(date)}</span
              ></span
            >`
          : nothing
      }
      ${
        stale
          ? html`<button
              class="btn"
              part="button retry"
              type="button"
              aria-label=${word.retryOf(title)}
              @click=${this.retry}
            >
              ${word.retry}
            </button>`
          : nothing
      }
    </header>`
  }

  private message(name: IconName, title: string, hint: string): TemplateResult {
    return html`${icon(name, 'big')}
      <p class="strong" part="message">${title}</p>
      <p class="s1" part="reason">${hint}</p>`
  }

  private failure({ issue }: Shown, texts: CardTexts): TemplateResult {
    const word = elementWords(this.locale)
    return html`${this.message('warn', texts.errorTitle, issue ? sayProblem(issue, this.locale) : '')}
      <button class="btn" part="button retry" type="button" @click=${this.retry}>${word.retry}</button>`
  }
}

function showsStanding({ state, empty }: Shown): boolean {
  return (state === 'ready' || state === 'stale') && !empty
}

/** The nearest element, itself included, that passes a test; shadow roots are no border. */
function ancestorOf(element: Element, passes: (at: Element) => boolean): Element | null {
  for (let at: Element | null = element; at; at = parentOf(at)) if (passes(at)) return at
  return null
}

function sayProblem(issue: Issue, locale: Locale): string {
  return locale === 'zh-CN' ? `错误 ${issue.code}` : `Error ${issue.code}`
}
