import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { TkElement } from '../../src/elements/element.js'
import { pretend, pretendNothing } from './media.js'
import { faultsIn, played, sceneNames, shareOf, statesOf } from './scenes.js'
import { cutTexts, outside, overlaps } from './seen.js'
import { all, languages, textOf, themes, widths } from './stage.js'

const named = (found: Element): string =>
  `${found.tagName.toLowerCase()}.${found.getAttribute('class') ?? ''} "${textOf(found as HTMLElement).slice(0, 30)}"`
const isSeen = (found: Element): boolean => found.checkVisibility({ visibilityProperty: true })

const pressable = 'a[href], button, summary, input, select, [role="slider"], [role="tab"]'

/** What a pointer must hit: the label stands for the box in it. */
const hit = (control: Element): Element => control.closest('label') ?? control

/** Controls that 24 px around their middle do not belong to; a link in a sentence has the height of its line. */
function small(element: TkElement): string[] {
  return all<Element>(element, pressable)
    .filter(isSeen)
    .flatMap((control) => {
      if (control.matches('a') && getComputedStyle(control).display === 'inline') return []
      const target = hit(control)
      target.scrollIntoView({ block: 'center' })
      const { left, right, top, bottom } = target.getBoundingClientRect()
      const [x, y] = [(left + right) / 2, (top + bottom) / 2]
      const reach = 11.5
      const isHit = ([dx, dy]: readonly number[]): boolean => {
        const at = (element.renderRoot as ShadowRoot).elementFromPoint(x + dx!, y + dy!)
        return at !== null && (target.contains(at) || at === control)
      }
      const missed = [
        [-reach, 0],
        [reach, 0],
        [0, -reach],
        [0, reach],
      ].filter((way) => !isHit(way))
      return missed.length > 0 ? [`${named(control)} misses ${missed.join(' and ')}`] : []
    })
}

/** English is the longer one. */
const statesIn = (name: string, lang: string): readonly string[] =>
  lang === 'en' ? statesOf(name) : shareOf(name, ['ready', 'movedDown'])

/** One column of 320 px is what 1,280 px become at 400 %. */
const zoomed = 320

describe('a control', () => {
  for (const name of sceneNames)
    it(`of ${name} is hit 24 px wide and high`, async function () {
      this.timeout(300_000)
      for (const width of widths)
        expect(
          await faultsIn(name, shareOf(name, ['ready', 'stale']), { width }, small),
          `at ${width} px`,
        ).to.equal('')
    })
})

describe('enlarged', () => {
  for (const name of sceneNames)
    it(`to 400 %, ${name} keeps all texts and lays none on another`, async function () {
      this.timeout(300_000)
      for (const lang of languages)
        expect(
          await faultsIn(name, statesIn(name, lang), { width: zoomed, lang }, (element) => [
            ...outside(element),
            ...overlaps(element),
            // of the grid of all entries a row opens to its whole text, and the rest is scrolled to
            ...(name === 'ledger, all' ? [] : cutTexts(element)),
          ]),
          lang,
        ).to.equal('')
    })
  // rows that are drawn where the list is scrolled to have a height of their own: there a page is enlarged as a whole
  for (const name of sceneNames.filter((one) => one !== 'ledger, all'))
    it(`in its text alone to 200 %, ${name} keeps all texts and lays none on another`, async function () {
      this.timeout(300_000)
      expect(
        await faultsIn(name, ['ready', 'stale', 'movedDown'], { width: 560 }, async (element) => {
          enlargeText(element)
          await new Promise(requestAnimationFrame)
          return [...outside(element), ...overlaps(element)]
        }),
      ).to.equal('')
    })
})

/** As a browser does that enlarges text only: each size and each line's height that is set in px, twice. */
function enlargeText(element: TkElement): void {
  const texts = all(element, '.card, .card *').filter((found) => !found.closest('svg'))
  const sizes = texts
    .map((found) => getComputedStyle(found))
    .map(({ fontSize, lineHeight }) => [fontSize, lineHeight])
  texts.forEach((found, place) => {
    const [size, line] = sizes[place]!.map(parseFloat)
    found.style.setProperty('font-size', `${size! * 2}px`, 'important')
    if (line) found.style.setProperty('line-height', `${line * 2}px`, 'important')
  })
}

describe('by keyboard', () => {
  for (const name of sceneNames)
    it(`each control of ${name} is reached in order, seen where the focus is, and left again`, async function () {
      this.timeout(300_000)
      const element = await played(name, 'ready')
      const root = element.renderRoot as ShadowRoot
      const after = element.parentElement!.appendChild(document.createElement('button'))
      const stops: Element[] = []
      const unseen: string[] = []
      const before = element.parentElement!.insertBefore(document.createElement('button'), element)
      before.focus()
      for (let step = 0; step < 120; step++) {
        await sendKeys({ press: 'Tab' })
        if (document.activeElement === after) break
        const at = root.activeElement
        if (!at) continue
        stops.push(at)
        // its ring is around the thumb, whose style no script can read
        if (at.matches('[type="range"]')) continue
        const ring = [getComputedStyle(at), getComputedStyle(hit(at))]
        if (
          !ring.some(
            ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
          )
        )
          unseen.push(named(at))
      }
      expect(document.activeElement, `the focus stays in ${stops.slice(-3).map(named).join()}`).to.equal(
        after,
      )
      expect(unseen.join(), 'without a ring').to.equal('')
      const inOrder = stops.slice().sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1))
      expect(stops.map(named)).to.deep.equal(inOrder.map(named))
      const reached = new Set(stops)
      const groups = new Set(
        stops.map((stop) => (stop as HTMLInputElement).type === 'radio' && (stop as HTMLInputElement).name),
      )
      const missed = all<HTMLInputElement>(element, pressable).filter(
        (control) =>
          isSeen(control) &&
          control.tabIndex >= 0 &&
          !control.disabled &&
          !reached.has(control) &&
          !(control.type === 'radio' && groups.has(control.name)),
      )
      expect(missed.map(named), 'never reached').to.deep.equal([])
    })
})

describe('on paper', () => {
  before(async function () {
    await pretend(this, { media: 'print' })
  })
  after(pretendNothing)
  for (const name of sceneNames)
    it(`${name} has nothing to press and hides nothing`, async function () {
      this.timeout(300_000)
      expect(
        await faultsIn(
          name,
          shareOf(name, ['ready', 'stale', 'movedDown', 'failed']),
          { width: 560 },
          (element) => {
            const buttons = all(
              element,
              'button:not(.price):not(.tab[aria-pressed="true"]), [type="range"], [type="search"]',
            )
            const left = buttons.filter((found) => found.checkVisibility()).map(named)
            const clipped = all(element, '.card *').filter((found) => {
              const { overflowY } = getComputedStyle(found)
              // of a list without an end the page prints what is in view
              if (found.matches('.region')) return false
              return /auto|scroll/.test(overflowY) && found.scrollHeight > found.clientHeight + 1
            })
            return [...left, ...clipped.map((found) => `${named(found)} is cut`)]
          },
        ),
      ).to.equal('')
    })
})

describe('axe finds nothing', () => {
  for (const name of sceneNames)
    for (const lang of languages)
      for (const theme of themes)
        it(`in ${name}, ${lang}, ${theme}`, async function () {
          this.timeout(300_000)
          const element = await played(name, 'ready', { lang, theme })
          await expect(element).to.be.accessible()
        })
})
