import { expect } from '@open-wc/testing'
import '../../src/define.js'
import { pageOf } from '../../src/data/pages.js'
import type { TkElement } from '../../src/elements/element.js'
import { registerLocale } from '../../src/index.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import { foreign, pseudo, pseudoWords, retold } from './pseudo.js'
import { brokenWords, cutTexts, overlaps, saidTexts } from './seen.js'
import { all, drawn, expectInside, sourceOf, staged, tags, widths } from './stage.js'
import { entries, lotusKitchen, variants } from './standings.js'

const told = <Document>(document: Document): Document => retold(document, foreign)
const oldestFirst = told(entries).slice().reverse()
const lost = issueAt('unreachable', [], {})

/** By what an element is given. */
const states: Record<string, () => { standing: Standing | null; more?: object }> = {
  loading: () => ({ standing: null, more: { asking: true } }),
  failed: () => ({ standing: null, more: { issue: lost } }),
  stale: () => ({ standing: told(lotusKitchen()), more: { have: 'stale', issue: lost } }),
}
for (const name of Object.keys(variants)) states[name] = () => ({ standing: told(variants[name]!()) })

async function show(tag: string, state: string, width: number): Promise<TkElement> {
  const { standing, more } = states[state]!()
  const source = sourceOf(standing, more, { entries: (query) => Promise.resolve(pageOf(oldestFirst, query)) })
  return staged(tag, {}, { width, lang: 'en-XA', source })
}

/** A plain word that no table of ours holds, a text that is cut, and a text on another one. */
function faultsOf(element: TkElement, state: string): string[] {
  expectInside(element)
  const plain = saidTexts(element).filter((text) => /[A-Za-z]{2,}/.test(text))
  // in the narrowest card a long word may take two lines
  const broken = element.offsetWidth < 320 ? [] : brokenWords(element)
  const faults = { plain, cut: cutTexts(element), overlap: overlaps(element), broken }
  return Object.entries(faults).flatMap(([kind, found]) => found.map((text) => `${state}: ${kind} ${text}`))
}

describe('in a language that is accented, 40 % longer and in brackets', () => {
  before(() => registerLocale('en-XA', pseudoWords, { intl: 'ru' }))

  it('words are longer and none of them is plain', () => {
    expect(pseudo('Three tasks')).to.equal('⟦Ţħŕéééé ţàšķššš⟧'.replace('éééé', 'éééé'))
    expect(pseudo('12 %')).to.equal('12 %')
  })

  for (const tag of tags)
    for (const width of widths)
      it(`${tag} at ${width} px says all in it, cuts nothing and lays nothing on another text`, async function () {
        this.timeout(300_000)
        const wrong: string[] = []
        for (const state of Object.keys(states)) {
          const element = await show(tag, state, width)
          wrong.push(...faultsOf(element, state))
          if (state === 'ready') {
            for (const found of all<HTMLDetailsElement>(element, 'details')) found.open = true
            for (const button of all(element, '[aria-expanded="false"]')) button.click()
            const choices = all(element, '[aria-pressed="false"]').length
            for (let choice = 0; choice <= choices; choice++) {
              await drawn(element)
              wrong.push(...faultsOf(element, `choice ${choice}`))
              all(element, '[aria-pressed]')[choice]?.click()
            }
          }
          element.parentElement!.remove()
        }
        expect([...new Set(wrong)].slice(0, 12).join('\n')).to.equal('')
      })
})
