// Stands in for lit's base class, decorators and context where the elements' own functions are run without it: they give texts and nodes,
// and nothing of what keeps an element up to date. What a template becomes is decided by markup.ts and react.ts.
import type { ViewSource } from '../../src/elements/context.js'

export const nothing = Symbol('nothing')
export const isServer = false

/** What the provider of the page gives. */
export const given: { source: ViewSource | undefined } = { source: undefined }

export class LitElement {
  static styles: unknown
  static get observedAttributes(): string[] {
    return []
  }
  hasUpdated = true
  isConnected = true
  shadowRoot = null
  ownerDocument = document
  renderRoot = { querySelector: () => null }
  addController(): void {}
  requestUpdate(): void {}
}
export const ReactiveElement = LitElement

export const property = () => () => undefined
export const state = property
export const createContext = (key: unknown): unknown => key
export class ContextConsumer {
  readonly value = given.source
}
export const live = <Value>(value: Value): Value => value
export const repeat = <Item>(
  items: readonly Item[],
  _key: (item: Item, index: number) => unknown,
  template: (item: Item, index: number) => unknown,
): unknown[] => items.map(template)

/** The element's page: known from the start, and the width is the stage's. */
export class Around {
  readonly locale = 'en'
  readonly rtl = false
  readonly size = 'm'
  readonly width = 560
  begin(): void {}
  look(): void {}
}

/** A style sheet of the elements, as text. */
export interface Style {
  readonly cssText: string
}
export function css(strings: readonly string[], ...values: readonly Style[]): Style {
  return { cssText: strings.reduce((all, string, index) => all + values[index - 1]!.cssText + string) }
}
/** The styles of an element's class, in order, each once, as lit takes them. */
export function stylesOf(styles: unknown): Style[] {
  const flat = (Array.isArray(styles) ? styles.flat(Infinity) : [styles]) as Style[]
  return [...new Set(flat.reverse())].reverse()
}
