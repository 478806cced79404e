// What a person sees of an element's texts: where each one stands, what is cut off, and what lies on something else.
import type { TkElement } from '../../src/elements/element.js'

export interface SeenText {
  readonly text: string
  readonly node: Element
  readonly boxes: readonly DOMRect[]
}

const attributes = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt']

/** Every text of an element, those that only screen readers say and those of attributes included. */
export function saidTexts(element: TkElement): string[] {
  const texts: string[] = []
  for (const node of element.renderRoot.querySelectorAll('*')) {
    if (node.closest('style')) continue
    for (const name of attributes) texts.push(node.getAttribute(name) ?? '')
    for (const child of node.childNodes)
      if (child.nodeType === Node.TEXT_NODE) texts.push(child.textContent ?? '')
  }
  return texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean)
}

/** The texts that are painted, each with its lines' boxes. */
export function seenTexts(element: TkElement): SeenText[] {
  const seen: SeenText[] = []
  for (const node of element.renderRoot.querySelectorAll('*')) {
    if (node.closest('style, .sr, canvas, [hidden]')) continue
    if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    for (const child of node.childNodes) {
      if (child.nodeType !== Node.TEXT_NODE || !child.textContent?.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(child)
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
      if (boxes.length > 0) seen.push({ text: child.textContent.replace(/\s+/g, ' ').trim(), node, boxes })
    }
  }
  return seen
}

/** Texts of which a part is not painted: outside of the card, or of something around them that hides what overflows. */
export function cutTexts(element: TkElement): string[] {
  const card = element.renderRoot.querySelector('.card')!
  const cut: string[] = []
  for (const { text, node, boxes } of seenTexts(element)) {
    for (let at: Element | null = node; at; at = at === card ? null : at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at)
      if (/auto|scroll/.test(overflowX)) break
      if (at !== card && overflowX === 'visible' && overflowY === 'visible' && !isSvg(at)) continue
      const hides = at === card || isSvg(at) || overflowX === 'hidden' || overflowX === 'clip'
      const frame = at.getBoundingClientRect()
      // what is shortened to an ellipsis says the rest elsewhere
      const over = boxes.find(({ left, right, top, bottom }) => left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 4 || bottom > frame.bottom + 4) // prettier-ignore
      if (hides && over) {
        cut.push(
          `${nameOf(node)} "${text.slice(0, 60)}" leaves ${nameOf(at)}: ${describe(over)} of ${describe(frame)}`,
        )
        break
      }
    }
  }
  return cut
}

/** Single words of which one line holds a part: there was no room for the whole. */
export function brokenWords(element: TkElement): string[] {
  return seenTexts(element)
    .filter(
      ({ text, boxes }) =>
        !/[\s\u00ad\u200b-]/.test(text) && boxes[boxes.length - 1]!.top > boxes[0]!.bottom - 4,
    )
    .map(({ text, node }) => `${nameOf(node)} "${text}"`)
}

const isSvg = (node: Element): boolean =>
  node.tagName === 'svg' && getComputedStyle(node).overflow !== 'visible'

/** Texts of which a part is painted outside of the card; what something around them hides is not painted. */
export function outside(element: TkElement): string[] {
  const card = element.renderRoot.querySelector('.card')!
  const frame = card.getBoundingClientRect()
  return seenTexts(element).flatMap(({ text, node, boxes }) => {
    const over = boxes.map((box) => painted(box, node, card)).find((box) => box && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 4)) // prettier-ignore
    return over
      ? [`${nameOf(node)} "${text.slice(0, 40)}" is at ${describe(over)} of ${describe(frame)}`]
      : []
  })
}

/** What is left of a box by everything around it that hides or scrolls; null for nothing. */
export function painted(box: DOMRect, node: Element, card: Element): DOMRect | null {
  let { left, right, top, bottom } = box
  for (let at: Element | null = node; at && at !== card; at = at.parentElement) {
    const style = getComputedStyle(at)
    if (style.display === 'inline' || (style.overflowX === 'visible' && style.overflowY === 'visible'))
      continue
    const frame = at.getBoundingClientRect()
    ;[left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)]
    ;[top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)]
  }
  return right - left > 0 && bottom - top > 0 ? new DOMRect(left, top, right - left, bottom - top) : null
}

/** Pairs of texts of which one lies on the other. Lines' boxes are taller than what is drawn in them. */
export function overlaps(element: TkElement): string[] {
  const card = element.renderRoot.querySelector('.card')!
  const lines = seenTexts(element).flatMap(({ text, node, boxes }) =>
    boxes
      .map((box) => painted(box, node, card))
      .filter((box) => box !== null)
      .map(({ left, right, top, bottom }) => {
        const slack = (bottom - top) * 0.22
        return { text, node, left: left + 1, right: right - 1, top: top + slack, bottom: bottom - slack }
      }),
  )
  const found: string[] = []
  for (const [at, a] of lines.entries())
    for (const b of lines.slice(at + 1)) {
      if (a.node === b.node) continue
      const over =
        Math.min(a.right, b.right) > Math.max(a.left, b.left) &&
        Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top)
      if (over)
        found.push(
          `${nameOf(a.node)} "${a.text.slice(0, 40)}" and ${nameOf(b.node)} "${b.text.slice(0, 40)}"`,
        )
    }
  return [...new Set(found)]
}

const nameOf = (node: Element): string =>
  `${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''}[${node.getAttribute('part') ?? ''}]`
const describe = ({ left, right, top, bottom }: DOMRect): string =>
  [left, right, top, bottom].map(Math.round).join(' ')
