import { expect } from '@open-wc/testing'
import '../../src/define.js'
import { pageOf } from '../../src/data/pages.js'
import type { TkElement } from '../../src/elements/element.js'
import { drawn, languages, sourceOf, staged } from './stage.js'
import { entries, lotusKitchen } from './standings.js'

const oldestFirst = entries.slice().reverse()
const views: readonly (readonly [tag: string, set: object])[] = [
  ['tk-score-gauge', {}],
  ['tk-tier-ladder', {}],
  ['tk-tier-ladder', { view: 'compare' }],
  ['tk-task-checklist', {}],
  ['tk-benefit-wallet', {}],
  ['tk-points-ledger', {}],
  ['tk-points-ledger', { view: 'all' }],
]
/** From the narrowest that is promised; where an element lays itself out anew, closer together. */
const widths: number[] = []
for (let width = 200; width <= 1600; width += width < 800 ? 20 : 80) widths.push(width)

/** Resolves when an element has taken up the width of its place. */
async function fitted(element: TkElement, width: number): Promise<number> {
  element.parentElement!.style.width = `${width}px`
  await new Promise(requestAnimationFrame)
  await new Promise((later) => setTimeout(later))
  await drawn(element)
  return element.offsetHeight
}

describe('a skeleton', () => {
  for (const [tag, set] of views)
    for (const lang of languages)
      it(`of ${tag} ${JSON.stringify(set)} is as tall as what takes its place, at each width from 200 px up, in ${lang}`, async function () {
        this.timeout(120_000)
        const show = (standing: ReturnType<typeof lotusKitchen> | null) =>
          staged<TkElement>(tag, set, {
            ...{ width: widths[0]!, lang },
            source: sourceOf(
              standing,
              { asking: standing === null },
              { entries: (query) => Promise.resolve(pageOf(oldestFirst, query)) },
            ),
          })
        const [ready, loading] = [await show(lotusKitchen()), await show(null)]
        expect([ready.state, loading.state]).to.deep.equal(['ready', 'loading'])
        const apart: string[] = []
        for (const width of widths) {
          const [tall, bones] = [await fitted(ready, width), await fitted(loading, width)]
          if (Math.abs(bones - tall) > 4) apart.push(`at ${width} px ${tall} ready, ${bones} loading`)
        }
        expect(apart.join('\n')).to.equal('')
      })

  it('says nothing: not to who listens, nor to who searches the page', async () => {
    for (const [tag] of views) {
      const element = await staged<TkElement>(tag, {}, { source: sourceOf(null, { asking: true }) })
      const skeleton = element.renderRoot.querySelector<HTMLElement>('.skeleton')!
      expect(skeleton.getAttribute('aria-hidden')).to.equal('true')
      expect(skeleton.querySelectorAll('.flow').length).to.be.greaterThan(5)
      expect(skeleton.textContent!.trim()).to.equal('')
    }
  })
})
