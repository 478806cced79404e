/**
 * The page around one element: its color scheme, language, direction, the element's own width, and what the page's
 * tokens come out as. A controller: it starts and stops with its element, and asks for an update when something of it
 * changes. What styles answer to it writes as attributes of the element (`data-scheme`, `data-accent`, `data-font`).
 */
import { isServer, type ReactiveController, type ReactiveElement } from 'lit'
import { accentAdvice, rgbaOf } from '../theme/contrast.js'
import { parentOf, schemeOf, type Theme } from '../theme/scheme.js'
import { tellSurroundings, watchSurroundings } from '../theme/surroundings.js'
import { isRtl, localeOf, whenRegistered, type Locale } from '../words/locale.js'
import { hearPage } from './page-event.js'

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
  /** Whether it is drawn at all. */
  drawn = false

  /** Its inside came with the page, rendered on a server, and lit has not taken it over yet. */
  private isRendered = false
  private unwatch: (() => void) | null = null
  private unlisten: (() => void) | null = null
  private unmeasure: (() => void) | null = null
  private frame = 0

  /** `theme` gives what the element's own attribute says. */
  constructor(
    private readonly element: ReactiveElement,
    private readonly theme: () => Theme,
  ) {
    element.addController(this)
  }

  hostConnected(): void {
    if (this.element.hasUpdated) this.lookAgain()
    else if (!(this.isRendered = isRendered(this.element.renderRoot))) waiting.add(this)
    this.unmeasure = this.watchWidth()
    this.element.renderRoot.addEventListener('transitionrun', this.feel)
    this.unwatch = watchSurroundings(this.element, this.look, this.watched())
    this.unlisten = whenRegistered(() => {
      this.look()
      // the same language may have other words now
      this.element.requestUpdate()
    })
  }

  hostDisconnected(): void {
    waiting.delete(this)
    this.unmeasure?.()
    this.unwatch?.()
    this.unlisten?.()
    this.unwatch = this.unlisten = this.unmeasure = null
    cancelAnimationFrame(this.frame)
    this.frame = 0
  }

  hostUpdated(): void {
    if (!this.isRendered) return
    this.isRendered = false
    this.lookAgain()
  }

  /**
   * To be called before an element is drawn for the first time: looks for all that wait to be, at once. On a server there is no page to
   * look at, and what came from one is first drawn as it was drawn there: in the language of the element's own `lang`.
   */
  begin(): void {
    if (this.isRendered || isServer) this.locale = localeOf(this.element.getAttribute('lang'))
    if (!waiting.has(this)) return
    const all = [...waiting]
    waiting.clear()
    Around.lookFrom(all)
  }

  private lookAgain(): void {
    this.look()
    if (this.measure()) this.element.requestUpdate()
  }

  /** Reads the page anew. */
  readonly look = (): void => {
    // what waits is looked for when it begins, and what came from a server when lit has it
    if (!waiting.has(this) && !this.isRendered) Around.lookFrom([this])
  }

  /** A color came out as another one, whatever it was that changed it. It is told to all, so that all read at once. */
  private readonly feel = (event: Event): void => {
    if ((event.target as Element).className === 'probe') tellSurroundings(this.element)
  }

  /** Reading and writing by turns would have the browser work out the page's styles for each element anew. */
  private static lookFrom(all: readonly Around[]): void {
    const said = all.map((one) => one.said())
    const probes = all.map((one, index) => one.write(said[index]!))
    const seen = all.map((one, index) => one.seen(probes[index]!))
    all.forEach((one, index) => one.take(seen[index]!, probes[index]!))
  }

  /** The ancestors that give language and direction. Root and body are watched anyway. */
  private watched(): Element[] {
    const found = [nearest(this.element, 'lang'), nearest(this.element, 'dir')]
    return found.filter((at): at is Element => at !== null && at !== this.element)
  }

  /** What the page around says, as attributes. A page that chose no font gets ours. */
  private said(): Readonly<Record<string, string>> {
    const { element } = this
    const theme = this.theme()
    const font = getComputedStyle(parentOf(element) ?? element).fontFamily
    return {
      'data-scheme': theme === 'light' || theme === 'dark' ? theme : schemeOf(element),
      'data-accent': element.getAttribute('data-accent') ?? '',
      'data-font': browsersOwn.test(font) ? 'own' : 'page',
    }
  }

  /** Writes that, and gives what shows how the element's colors come out. */
  private write(said: Readonly<Record<string, string>>): Element {
    const { element } = this
    for (const name of Object.keys(said)) write(element, name, said[name]!)
    return element.renderRoot.querySelector('.probe') ?? probeIn(element.renderRoot)
  }

  /** How it comes out. An accent that cannot be read is answered by styles. */
  private seen(probe: Element): { readonly rtl: boolean; readonly advice: string } {
    const style = getComputedStyle(probe)
    const accent = rgbaOf(style.color)
    const surface = rgbaOf(style.backgroundColor)
    const onAccent = rgbaOf(style.borderTopColor)
    const strong = rgbaOf(style.outlineColor)
    const known = accent && surface && onAccent && strong
    const rtl = getComputedStyle(this.element).direction === 'rtl'
    if (!this.element.hasUpdated) this.measure()
    return { rtl, advice: known ? accentAdvice({ accent, surface, onAccent, strong }) : '' }
  }

  private take({ rtl, advice }: { readonly rtl: boolean; readonly advice: string }, probe: Element): void {
    const { element } = this
    if (!element.hasUpdated) probe.remove()
    write(element, 'data-accent', advice)
    const locale = localeOf(nearest(element, 'lang')?.getAttribute('lang'))
    const isRightToLeft = rtl || (isRtl(locale) && nearest(element, 'dir') === null)
    if (locale === this.locale && isRightToLeft === this.rtl) return
    this.locale = locale
    this.rtl = isRightToLeft
    element.requestUpdate()
  }

  /** By an observer of the page that the element stands in: another page's looks at the wrong time, and reports an error there. */
  private watchWidth(): () => void {
    const page = (this.element.ownerDocument.defaultView ?? window) as Partial<typeof globalThis> & Window
    if (!page.ResizeObserver) return hearPage(this.element, 'resize', this.measureSoon, page)
    const widths = new page.ResizeObserver(this.measureSoon)
    widths.observe(this.element)
    return () => widths.disconnect()
  }

  private readonly measureSoon = (): void => {
    // in a later frame: a height that changes inside the observer's own turn is reported as an error of the page
    if (this.frame) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      const wasDrawn = this.drawn
      if (this.measure()) this.element.requestUpdate()
      // nothing is felt where nothing is drawn: the page may have changed meanwhile
      if (this.drawn && !wasDrawn) this.look()
    })
  }

  /** Whether anything has changed. Not drawn (no width): the last one stays. `offsetWidth` sees no transform around. */
  private measure(): boolean {
    const width = (this.element as unknown as HTMLElement).offsetWidth
    this.drawn = width > 0
    if (!this.drawn) return false
    const size: ElementSize = width < 320 ? 'xs' : width < 480 ? 's' : width < 720 ? 'm' : 'l'
    const step = Math.floor(width / 20) * 20
    const changed = step !== this.width
    this.size = size
    this.width = step
    return changed
  }
}

/** Whether a root holds what lit rendered on a server. */
function isRendered(root: Node): boolean {
  for (let at = root.firstChild; at; at = at.nextSibling)
    if (at.nodeType === Node.COMMENT_NODE && at.nodeValue!.startsWith('lit-part')) return true
  return false
}

/** Connected, and not drawn yet. */
const waiting = new Set<Around>()

function probeIn(root: Node): Element {
  const probe = root.ownerDocument!.createElement('i')
  probe.className = 'probe'
  return root.appendChild(probe)
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
