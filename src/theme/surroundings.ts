/**
 * What happens around the elements of a document that may change how they look: its root's and body's classes, themes,
 * languages and directions, and the system's color scheme. One observer for all elements of a document; the first
 * subscriber starts it, the last one stops it. It knows neither scheme nor language: who is told reads anew.
 */
import { mediaOf } from './scheme.js'

const attributeFilter = ['class', 'style', 'theme', 'theme-mode', 'data-theme', 'lang', 'dir']

/** Long enough for the usual fade between two themes, whose colors are read once more at its end. */
const fadeMs = 400

class Surroundings {
  private readonly told = new Map<() => void, readonly Element[]>()
  private readonly media = mediaOf('(prefers-color-scheme: dark)')
  // a page that draws itself anew writes what was there, and styles are dear to read
  private readonly observer = new MutationObserver((written) => {
    if (written.some(isOther)) this.tell()
  })
  /** The root and the body while something is watched: wujie takes them away before what stood in them has gone. */
  private roots: readonly (Element | null)[] = []
  private frame = 0
  private timer = 0

  constructor(private readonly page: Document) {}

  add(changed: () => void, nearby: readonly Element[]): void {
    if (this.told.size === 0) this.media?.addEventListener('change', this.tell)
    this.told.set(changed, nearby)
    this.observe(nearby)
    if (this.told.size > 1) return
    this.roots = [this.page.documentElement, this.page.body]
    this.observe(this.roots)
  }

  remove(changed: () => void): void {
    if (!this.told.delete(changed)) return
    this.observer.disconnect()
    if (this.told.size === 0) {
      this.media?.removeEventListener('change', this.tell)
      cancelAnimationFrame(this.frame)
      clearTimeout(this.timer)
      this.frame = this.timer = 0
      return
    }
    this.observe(this.roots)
    this.told.forEach((nearby) => this.observe(nearby))
  }

  private observe(elements: readonly (Element | null)[]): void {
    for (const element of elements)
      if (element) this.observer.observe(element, { attributeOldValue: true, attributeFilter })
  }

  readonly tell = (): void => {
    if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0
        this.told.forEach((_, changed) => changed())
      })
    }
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.told.forEach((_, changed) => changed()), fadeMs)
  }
}

/** Whether an attribute says something else than it did before it was written. */
const isOther = ({ target, attributeName, oldValue }: MutationRecord): boolean =>
  (target as Element).getAttribute(attributeName!) !== oldValue

const pages = new WeakMap<Document, Surroundings>()

/**
 * Calls `changed`, at most once a frame, when something around `element` changes that its look may depend on.
 * `nearby` are further ancestors to watch, e.g. the one that gives the language. Returns the end of it.
 */
export function watchSurroundings(
  element: Element,
  changed: () => void,
  nearby: readonly Element[] = [],
): () => void {
  const page = element.ownerDocument
  let surroundings = pages.get(page)
  if (!surroundings) pages.set(page, (surroundings = new Surroundings(page)))
  const watched = surroundings
  watched.add(changed, nearby)
  return () => watched.remove(changed)
}

/** Has all elements of a document read anew, for a change that one of them saw and no attribute of root or body tells. */
export function tellSurroundings(element: Element): void {
  pages.get(element.ownerDocument)?.tell()
}
