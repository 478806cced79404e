import { expect } from '@open-wc/testing'
import '../../src/define.js'
import { pageOf } from '../../src/data/pages.js'
import type { TkElement } from '../../src/elements/element.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import type { EntryQuery, View } from '../../src/schema/view.js'
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
/** From the narrowest that is promised; closer together where a column is narrow, and where an element lays itself out anew. */
const widths: readonly number[] = [
  ...[200, 220, 240, 260, 280, 300, 319, 320, 344, 360, 380, 390, 430, 479, 480, 520, 560, 600, 640, 698],
  ...[719, 720, 760, 780, 840, 900, 1000, 1100, 1199, 1200, 1280, 1300, 1400, 1600],
]

/** Resolves when an element has taken up the width of its place. */
async function fitted(element: TkElement, width: number): Promise<number> {
  element.parentElement!.style.width = `${width}px`
  await new Promise(requestAnimationFrame)
  await new Promise((later) => setTimeout(later))
  await drawn(element)
  return element.offsetHeight
}

describe('an element', () => {
  for (const [tag, set] of views)
    for (const lang of languages)
      it(`${tag} ${JSON.stringify(set)} is as tall loading and failed as ready, at each width from 200 px up, in ${lang}`, async function () {
        this.timeout(600_000)
        const entriesOf = { entries: (query: EntryQuery) => Promise.resolve(pageOf(oldestFirst, query)) }
        const show = (standing: Standing | null, more: Partial<View> = {}) =>
          staged<TkElement>(tag, set, { width: 200, lang, source: sourceOf(standing, more, entriesOf) })
        const ready = await show(lotusKitchen())
        const loading = await show(null, { asking: true })
        const failed = await show(null, { issue: issueAt('unreachable', [], {}) })
        expect([ready, loading, failed].map(({ state }) => state)).to.deep.equal([
          'ready',
          'loading',
          'error',
        ])
        const apart: string[] = []
        for (const width of widths) {
          const tall = await fitted(ready, width)
          for (const other of [loading, failed]) {
            const height = await fitted(other, width)
            if (Math.abs(height - tall) > 4)
              apart.push(`at ${width} px ${tall} ready, ${height} ${other.state}`)
          }
        }
        expect(apart.join('\n')).to.equal('')
      })
})

describe('a skeleton', () => {
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
