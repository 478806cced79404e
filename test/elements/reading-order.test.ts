import { expect } from '@open-wc/testing'
import type { TkElement } from '../../src/elements/element.js'
import { faultsIn, sceneNames, shareOf, statesOf } from './scenes.js'
import { painted, seenTexts } from './seen.js'
import { languages, widths } from './stage.js'

interface Box {
  text: string
  left: number
  right: number
  top: number
  bottom: number
}

/** What a text runs along with: a picture is one, and so is a paragraph with all that stands in its lines. */
function runOf(node: Element): Element {
  const picture = node.closest('[role="img"], [role="meter"], svg')
  if (picture) return picture
  let at = node
  while (at.parentElement && /^(inline|contents)/.test(getComputedStyle(at).display)) at = at.parentElement
  return at
}

/** What is read, in the order of the document: each run of text, as much as is seen of it. */
function readBoxes(element: TkElement): Box[] {
  const card = element.renderRoot.querySelector('.card')!
  const runs = new Map<Element, Box & { first: Element }>()
  for (const { text, node, boxes } of seenTexts(element)) {
    const run = runOf(node)
    const frames = run.matches('[role="img"], [role="meter"], svg') ? [run.getBoundingClientRect()] : boxes
    for (const frame of frames) {
      const box = painted(frame, node, card)
      if (!box) continue
      const sum = runs.get(run) ?? { text: text.slice(0, 40), first: node, ...sidesOf(box) }
      sum.left = Math.min(sum.left, box.left)
      sum.right = Math.max(sum.right, box.right)
      sum.top = Math.min(sum.top, box.top)
      sum.bottom = Math.max(sum.bottom, box.bottom)
      runs.set(run, sum)
    }
  }
  return [...runs.values()].sort((a, b) => (a.first.compareDocumentPosition(b.first) & 4 ? -1 : 1))
}
const sidesOf = ({ left, right, top, bottom }: DOMRect) => ({ left, right, top, bottom })

/** Whether an eye that goes by rows, and down a column before the next, comes to `b` before `a`. */
function isBefore(b: Box, a: Box, rtl: boolean): boolean {
  const startsFirst = rtl ? b.left >= a.right - 2 : b.right <= a.left + 2
  const sameColumn = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const sameRow = shared > Math.min(a.bottom - a.top, b.bottom - b.top) * 0.6
  return sameRow ? startsFirst : b.bottom <= a.top + 3 && (sameColumn || startsFirst)
}

function misread(element: TkElement): string[] {
  const boxes = readBoxes(element)
  const rtl = element.dir === 'rtl'
  return boxes.flatMap((a, place) => {
    const b = boxes.slice(place + 1).find((later) => isBefore(later, a, rtl))
    return b ? [`"${b.text}" is seen before "${a.text}" and read after it`] : []
  })
}

describe('what is read in the order of the document is seen in that order', () => {
  for (const name of sceneNames)
    for (const width of widths)
      it(`${name} at ${width} px, from either side and in both languages`, async function () {
        this.timeout(300_000)
        const states = width === 240 ? statesOf(name) : shareOf(name, ['ready', 'movedDown'])
        expect(await faultsIn(name, states, { width }, misread)).to.equal('')
        for (const lang of languages)
          expect(
            await faultsIn(name, shareOf(name, ['ready']), { width, lang, dir: 'rtl' }, misread),
          ).to.equal('')
      })
})
