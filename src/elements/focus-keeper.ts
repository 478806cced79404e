import type { ReactiveController, ReactiveElement } from 'lit'

/**
 * Keeps the keyboard where it is when an update takes away the control that has the focus: it goes on in the same place
 * (a row, a notice), and to the title where that is gone too. Nobody who stands elsewhere is moved.
 */
export class FocusKeeper implements ReactiveController {
  private place: string | null = null

  /** `placeOf` gives a selector of the place that a control belongs to; null where its focus is not kept. */
  constructor(
    private readonly element: ReactiveElement,
    private readonly placeOf: (focused: Element) => string | null,
  ) {
    element.addController(this)
  }

  hostUpdate(): void {
    const focused = this.element.shadowRoot?.activeElement
    this.place = focused ? this.placeOf(focused) : null
  }

  hostUpdated(): void {
    const { place } = this
    const root = this.element.shadowRoot
    if (place === null || !root || root.activeElement) return
    const found = root.querySelector<HTMLElement>(place)
    // the first control there is, else the place itself, else the title
    for (const goal of [found?.querySelector<HTMLElement>('.btn'), found, root.getElementById('title')]) {
      goal?.focus({ preventScroll: true })
      if (root.activeElement) return
    }
  }
}
