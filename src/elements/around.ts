/**
 * The page around one element: its color scheme, language, direction, the element's own width, and what the page's
 * tokens come out as. A controller: it starts and stops with its element, and asks for an update when something of it
 * changes. What styles answer to it writes as attributes of the element (`data-scheme`, `data-accent`, `data-font`).
 */
import type { ReactiveController, ReactiveElement } from 'lit'
import { accentAdvice, rgbaOf } from '../theme/contrast.js'
import { parentOf, schemeOf, type Theme } from '../theme/scheme.js'
import { watchSurroundings } from '../theme/surroundings.js'
import { isRtl, localeOf, whenRegistered, type Locale } from '../words/locale.js'

/** The element's width in steps: under 320 px, under 480, under 720, and from there on. */
export type ElementSize = 'xs' | 's' | 'm' | 'l'

export class Around implements ReactiveController {
  /** Of the nearest ancestor with a `lang`, the element itself included. */
  locale: Locale = 'en'
  /** Whether lines are read from right to left: as the page says, else as the language is written. */
  rtl = false
  size: ElementSize = 'm'
  /** The element's width, down to the last full 20 px; 0 while it is not drawn. */
  width = 0

  private unwatch: (() => void) | null = null
  private unlisten: (() => void) | null = null
  private frame = 0
  private readonly widths =
    typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.measureSoon())

  /** `theme` gives what the element's own attribute says. */
  constructor(
    private readonly element: ReactiveElement,
    private readonly theme: () => Theme,
  ) {
    element.addController(this)
  }

  hostConnected(): void {
    this.look()
    this.measure()
    this.widths?.observe(this.element)
    this.unwatch = watchSurroundings(this.element, this.look, this.watched())
    this.unlisten = whenRegistered(() => {
      this.look()
      // the same language may have other words now
      this.element.requestUpdate()
    })
  }

  hostDisconnected(): void {
    this.widths?.disconnect()
    this.unwatch?.()
    this.unlisten?.()
    this.unwatch = this.unlisten = null
    cancelAnimationFrame(this.frame)
    this.frame = 0
  }

  hostUpdated(): void {
    if (!this.element.hasAttribute('data-font')) this.readPaint()
  }

  /** Reads the page anew. */
  readonly look = (): void => {
    const { element } = this
    const theme = this.theme()
    write(element, 'data-scheme', theme === 'light' || theme === 'dark' ? theme : schemeOf(element))
    const locale = localeOf(nearest(element, 'lang')?.getAttribute('lang'))
    const rtl =
      getComputedStyle(element).direction === 'rtl' || (isRtl(locale) && nearest(element, 'dir') === null)
    if (locale !== this.locale || rtl !== this.rtl) {
      this.locale = locale
      this.rtl = rtl
      element.requestUpdate()
    }
    if (element.hasUpdated) this.readPaint()
  }

  /** The ancestors that give language and direction. Root and body are watched anyway. */
  private watched(): Element[] {
    const found = [nearest(this.element, 'lang'), nearest(this.element, 'dir')]
    return found.filter((at): at is Element => at !== null && at !== this.element)
  }

  /** An accent that cannot be read is answered by styles, and a page that chose no font gets ours. */
  private readPaint(): void {
    const probe = this.element.renderRoot.querySelector('.probe')
    if (!probe) return
    const style = getComputedStyle(probe)
    const accent = rgbaOf(style.color)
    const surface = rgbaOf(style.backgroundColor)
    const onAccent = rgbaOf(style.borderTopColor)
    const strong = rgbaOf(style.outlineColor)
    const known = accent && surface && onAccent && strong
    write(this.element, 'data-accent', known ? accentAdvice({ accent, surface, onAccent, strong }) : '')
    const font = getComputedStyle(parentOf(this.element) ?? this.element).fontFamily
    write(this.element, 'data-font', browsersOwn.test(font) ? 'own' : 'page')
  }

  private measureSoon(): void {
    // in a later frame: a height that changes inside the observer's own turn is reported as an error of the page
    if (this.frame) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      if (this.measure()) this.element.requestUpdate()
    })
  }

  /** Whether anything has changed. Not drawn (no width): the last one stays. `offsetWidth` sees no transform around. */
  private measure(): boolean {
    const width = (this.element as unknown as HTMLElement).offsetWidth
    if (width === 0) return false
    const size: ElementSize = width < 320 ? 'xs' : width < 480 ? 's' : width < 720 ? 'm' : 'l'
    const step = Math.floor(width / 20) * 20
    const changed = step !== this.width
    this.size = size
    this.width = step
    return changed
  }
}

/** What browsers use where a page says nothing. */
const browsersOwn = /^(-webkit-standard|"?Times( New Roman)?"?|serif|initial|)$/

/** The nearest element with an attribute, itself included; shadow roots are no border. */
function nearest(element: Element, attribute: string): Element | null {
  for (let at: Element | null = element; at; at = parentOf(at)) if (at.hasAttribute(attribute)) return at
  return null
}

function write(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
