import { expect } from '@open-wc/testing'
import type { TkElement } from '../../src/elements/element.js'
import { faultsIn, sceneNames, shareOf, statesOf } from './scenes.js'
import { seenTexts } from './seen.js'
import { languages, widths } from './stage.js'

const labels = ['aria-label', 'aria-valuetext', 'aria-description', 'title'] as const
/** What an assistive technology says by itself of a meter and of a grid's rows. */
const counts = ['aria-valuemin', 'aria-valuemax', 'aria-valuenow']
const rows = ['aria-rowcount', 'aria-rowindex']
/** A picture is one object: nothing within it is heard but its name. */
const mute = '[aria-hidden="true"], svg, canvas, [role="img"] *, [role="meter"] *, [role="slider"] *'

function heard(element: TkElement): string {
  const said: string[] = []
  for (const node of element.renderRoot.querySelectorAll('*')) {
    if (node.closest(mute) || !node.checkVisibility({ visibilityProperty: true })) continue
    for (const label of [...labels, ...counts]) said.push(node.getAttribute(label) ?? '')
    // a grid counts its head, a person does not
    for (const label of rows)
      if (node.hasAttribute(label)) said.push(String(Number(node.getAttribute(label)) - 1))
    if (node.matches('[role="img"], [role="meter"]')) continue
    for (const child of node.childNodes)
      if (child.nodeType === Node.TEXT_NODE) said.push(child.textContent ?? '')
  }
  return said.join(' \n ')
}

const numbersOf = (text: string): string[] =>
  (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => number.replace(/,/g, '').replace(/\.0+$/, ''))

/** Numbers that are painted where no screen reader comes, and said nowhere. */
function unsaid(element: TkElement): string[] {
  const said = new Set(numbersOf(heard(element)))
  return seenTexts(element)
    .filter(({ node }) => node.closest(mute))
    .flatMap(({ text, node }) =>
      numbersOf(text)
        .filter((number) => !said.has(number))
        .map((number) => `${number} of "${text}" in .${node.getAttribute('class') ?? node.tagName}`),
    )
}

describe('every number of a picture is in the text beside it', () => {
  for (const name of sceneNames)
    for (const lang of languages)
      it(`${name}, in ${lang}`, async function () {
        this.timeout(300_000)
        for (const width of widths) {
          const states = width === 560 && lang === 'en' ? statesOf(name) : shareOf(name, ['ready'])
          expect(await faultsIn(name, states, { width, lang }, unsaid), `at ${width} px`).to.equal('')
        }
      })
})
