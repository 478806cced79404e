// Where an element under test stands: a box of a width, in a language and a theme, with what it is told before it is connected.
import { expect, fixture, html } from '@open-wc/testing'
import { ContextProvider } from '@lit/context'
import { viewContext, type ViewSource } from '../../src/elements/context.js'
import type { TkElement } from '../../src/elements/element.js'
import type { Standing } from '../../src/schema/standing.js'
import type { View } from '../../src/schema/view.js'

export interface Stage {
  width?: number
  lang?: string
  theme?: 'light' | 'dark'
  /** What a provider around the element gives; absent: none is there. */
  source?: ViewSource
}

export const tags = [
  'tk-score-gauge',
  'tk-tier-ladder',
  'tk-task-checklist',
  'tk-benefit-wallet',
  'tk-points-ledger',
] as const
export const languages = ['en', 'zh-CN'] as const
export const themes = ['light', 'dark'] as const
export const widths = [240, 390, 560, 1100] as const

const providers = new WeakMap<Element, ContextProvider<typeof viewContext>>()

/** An element on its stage, drawn and measured. */
export async function staged<Element extends TkElement>(
  tag: string,
  set: Partial<Element> = {},
  { width = 560, lang = 'en', theme = 'light', source }: Stage = {},
): Promise<Element> {
  const box = await fixture<HTMLElement>(html`<div></div>`)
  box.style.width = `${width}px`
  box.lang = lang
  box.dataset.theme = theme
  box.style.background = theme === 'dark' ? '#16191f' : '#ffffff'
  if (source) providers.set(box, new ContextProvider(box, { context: viewContext, initialValue: source }))
  const element = document.createElement(tag) as Element
  Object.assign(element, set)
  box.appendChild(element)
  await drawn(element)
  return element
}

/** What the provider around a staged element gives from now on. */
export function provide(element: TkElement, source: ViewSource): void {
  providers.get(element.parentElement!)!.setValue(source)
}

/** Resolves when an element has rendered, measured itself and rendered what follows from it. */
export async function drawn(element: TkElement): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await element.updateComplete
    await new Promise(requestAnimationFrame)
  }
  await element.updateComplete
}

/** What a provider would give. */
export function sourceOf(
  standing: Standing | null,
  more: Partial<View> = {},
  rest: Partial<ViewSource> = {},
): ViewSource {
  const view: View = {
    standing,
    have: standing ? 'ready' : 'none',
    asking: false,
    issue: null,
    pending: [],
    ...more,
  }
  const none = { failed: [], unkept: null, seen: () => undefined }
  return { view, can: { send: true }, retry: () => undefined, ...none, ...rest }
}

export const all = <Found extends Element = HTMLElement>(element: TkElement, selector: string): Found[] =>
  [...element.renderRoot.querySelectorAll<Found>(selector)].filter((found) => !found.closest('.hold'))

export function one<Found extends Element = HTMLElement>(element: TkElement, selector: string): Found {
  const found = all<Found>(element, selector)
  if (found.length !== 1) throw new Error(`${found.length} of ${selector}`)
  return found[0]!
}

/** The text of an element as a person reads it: hidden parts left out, blanks folded. */
export const textOf = (found: Element | undefined): string =>
  (found?.textContent ?? '').replace(/\s+/g, ' ').trim()
export const texts = (element: TkElement, selector: string): string[] => all(element, selector).map(textOf)

/** A button or tab by its text. */
export function press(element: TkElement, text: string | RegExp): HTMLElement {
  const fits = (found: HTMLElement) =>
    typeof text === 'string' ? textOf(found) === text : text.test(textOf(found))
  const found = all(element, 'button, a.btn').filter(fits)
  if (found.length !== 1)
    throw new Error(`${found.length} buttons say ${String(text)}: ${texts(element, 'button').join(' | ')}`)
  return found[0]!
}

/** Everything that is painted stays inside the card. */
export function expectInside(element: TkElement): void {
  const card = element.renderRoot.querySelector('.card')!.getBoundingClientRect()
  for (const found of all<Element>(element, '.card *')) {
    if (found.closest('.sr, svg, .scroll') || getComputedStyle(found).visibility === 'hidden') continue
    const { left, right, width } = found.getBoundingClientRect()
    if (width === 0 || getComputedStyle(found).position === 'absolute') continue
    expect(left, `${found.className} starts left of the card`).to.be.at.least(card.left - 0.5)
    expect(right, `${found.className} "${textOf(found).slice(0, 40)}" ends right of the card`).to.be.at.most(
      card.right + 0.5,
    )
  }
}

/** The next event of a name, with what it carried; by default it is let through. */
export function nextEvent<Found extends Event>(
  element: Element,
  name: string,
  cancel = false,
): Promise<Found> {
  return new Promise((resolve) =>
    document.addEventListener(
      name,
      (event) => {
        if (cancel) event.preventDefault()
        resolve(event as Found)
      },
      { once: true },
    ),
  )
}
