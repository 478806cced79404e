import { expect } from '@open-wc/testing'
import type { TkTierCompareEvent } from '../../src/elements/events.js'
import { TkTierLadder } from '../../src/elements/tier-ladder.js'
import { issueAt } from '../../src/schema/issues.js'
import type { LadderStanding, Standing } from '../../src/schema/standing.js'
import { all as every, compare, subjects, tierAtLeast } from './lotus/said.js'
import {
  all,
  drawn,
  expectInside,
  languages,
  nextEvent,
  one,
  press,
  staged,
  textOf,
  texts,
  themes,
  widths,
  type Stage,
} from './stage.js'
import { lotusKitchen, variants } from './standings.js'

customElements.define('t-compare', class extends TkTierLadder {})
const show = (set: Partial<TkTierLadder> = {}, stage?: Stage) =>
  staged<TkTierLadder>('t-compare', { standing: lotusKitchen(), ...set }, stage)
const table = (set: Partial<TkTierLadder> = {}, stage?: Stage) => show({ view: 'compare', ...set }, stage)
const wide: Stage = { width: 1100 }

/** The same merchant with another main ladder. */
function withMain(change: Partial<LadderStanding>, more: Partial<Standing> = {}): Standing {
  const standing = { ...lotusKitchen(), ...more }
  return { ...standing, ladders: [{ ...standing.ladders[0]!, ...change }, ...standing.ladders.slice(1)] }
}
/** The cells of a benefit, lowest tier first, as a screen reader says them. */
function cellsOf(element: TkTierLadder, benefit: string): string[] {
  const rows = all<HTMLTableRowElement>(element, '[part="compare-benefit"]')
  const row = rows.find((one) => textOf(one.cells[0]).indexOf(benefit) === 0)
  if (!row) throw new Error(`no row of ${benefit}`)
  return [...row.cells].slice(1).map((cell) => {
    const heard = cell.cloneNode(true) as HTMLElement
    heard.querySelectorAll('[aria-hidden="true"]').forEach((hidden) => hidden.remove())
    return textOf(heard)
  })
}

describe('while the standing is read', () => {
  for (const lang of languages)
    for (const width of [...widths, 720, 760, 800, 840, 880, 920, 960, 1000, 1300, 1600])
      it(`the table is as high as it will be, at ${width} px in ${lang}`, async () => {
        const heights = []
        for (const standing of [null, lotusKitchen()])
          heights.push((await table({ standing }, { width, lang })).offsetHeight)
        expect(heights[0]).to.be.closeTo(heights[1]!, 4)
      })
})

describe('the way to the table and back', () => {
  it('is offered only where the page asks for it', async () => {
    expect(all(await show(), '.link')).to.have.length(0)
    expect(texts(await show({ compare: true }), '.link')).to.deep.equal(['Compare tiers'])
  })
  it('asks the page, and shows the table', async () => {
    const element = await show({ compare: true })
    const heard = nextEvent<TkTierCompareEvent>(element, 'tk-tier-compare')
    press(element, 'Compare tiers').click()
    const event = await heard
    expect(event.detail).to.deep.equal({ ladder: 'level' })
    expect([event.bubbles, event.composed, event.cancelable]).to.deep.equal([true, true, true])
    await drawn(element)
    expect(element.view).to.equal('compare')
    expect(all(element, 'table')).to.have.length(1)
    expect(all(element, '.rungs')).to.have.length(0)
  })
  it('stays with the ladder where the page shows a comparison of its own', async () => {
    const element = await show({ compare: true })
    const heard = nextEvent(element, 'tk-tier-compare', true)
    press(element, 'Compare tiers').click()
    await heard
    await drawn(element)
    expect(element.view).to.equal('ladder')
    expect(all(element, 'table')).to.have.length(0)
  })
  it('takes the keyboard along, there and back', async () => {
    const element = await show({ compare: true })
    press(element, 'Compare tiers').click()
    await drawn(element)
    expect(textOf(element.shadowRoot!.activeElement as HTMLElement)).to.equal('Back to your tier')
    press(element, 'Back to your tier').click()
    await drawn(element)
    expect(element.view).to.equal('ladder')
    expect(textOf(element.shadowRoot!.activeElement as HTMLElement)).to.equal('Compare tiers')
  })
  it('leads to the title where the page opened the table itself', async () => {
    const element = await table()
    expect(document.activeElement).to.not.equal(element)
    press(element, 'Back to your tier').click()
    await drawn(element)
    expect(element.shadowRoot!.activeElement!.id).to.equal('title')
  })
  it('is a way back also in a narrow card that is stale', async () => {
    const element = await table({ issue: issueAt('unreachable', [], {}) }, { width: 320 })
    expect(element.state).to.equal('stale')
    expect(press(element, 'Back to your tier').offsetHeight).to.be.above(0)
  })
  it('shows the ladder for a view that it does not know', async () => {
    expect(all(await show({ view: 'other' as never }), '.rungs')).to.have.length(1)
  })
})

describe('the table of tiers', () => {
  it('has a head for every tier and one for every row', async () => {
    const element = await table({}, wide)
    expect(texts(element, 'thead th[scope="col"]')).to.deep.equal([
      'Basic',
      'Silver',
      'Gold Your tier',
      'Platinum',
      'Diamond',
    ])
    expect(texts(element, 'th[scope="rowgroup"]')).to.deep.equal([
      'Price',
      'Logistics',
      'Service',
      'Added value',
      'Traffic',
      'Further benefits',
    ])
    for (const row of all<HTMLTableRowElement>(element, 'tbody tr:not(.kind)')) {
      expect(row.cells[0]!.getAttribute('scope')).to.equal('row')
      expect(row.cells).to.have.length(6)
    }
  })
  it('marks the tier held by more than a color', async () => {
    const element = await table({}, wide)
    expect(textOf(one(element, '[aria-current="true"]'))).to.equal('Gold Your tier')
    const nowhere = await table({
      standing: withMain({
        held: null,
        tiers: lotusKitchen().ladders[0]!.tiers.map((tier) => ({ ...tier, state: 'above' })),
      }),
    })
    expect(all(nowhere, '[aria-current], .here')).to.have.length(0)
  })
  it('says what each tier asks in whole', async () => {
    const row = one<HTMLTableRowElement>(await table({}, wide), '[part="compare-rule"]')
    const rules = [...row.cells].map((cell) => [...cell.querySelectorAll('li')].map(textOf).join(' '))
    expect([textOf(row.cells[0]), textOf(row.cells[1]), ...rules.slice(2)]).to.deep.equal([
      'To enter',
      'Open to all',
      'Store score from 400',
      'Store score from 550 Refund rate at most 3%',
      'Store score from 700 Refund rate at most 3% Orders at least 600 Food-safety violations at most 0',
      'Store score from 850 Refund rate at most 3% Orders at least 600 Food-safety violations at most 0',
    ])
  })
  it('says what keeping a tier asks only where it is another rule', async () => {
    const tiers = lotusKitchen().ladders[0]!.tiers.map((tier, place) =>
      place === 2 ? { ...tier, keep: compare(subjects.score, 662, 'gte', 500) } : { ...tier, keep: null },
    )
    const element = await table({ standing: withMain({ tiers }) }, wide)
    const [, row] = all<HTMLTableRowElement>(element, '[part="compare-rule"]')
    expect([...row!.cells].map(textOf)).to.deep.equal([
      'To keep',
      'Asks nothing',
      'Asks nothing',
      'Store score from 500',
      'Asks nothing',
      'Asks nothing',
    ])
  })
  it('gives a value, a quota, or the word that it is included, and says where it is not', async () => {
    const element = await table({}, wide)
    expect(cellsOf(element, 'Free delivery vouchers')).to.deep.equal([
      'Not included',
      '¥6, 10 a month',
      '¥6, 20 a month',
      '¥6, 30 a month',
      '¥8, 40 a month',
    ])
    expect(cellsOf(element, 'Photo session').slice(1)).to.deep.equal([
      'Not included',
      '1 a quarter',
      '1 a quarter',
      '2 a quarter',
    ])
    expect(cellsOf(element, 'Homepage banner').slice(2)).to.deep.equal(['Not included', 'Included', 'Included'])
    expect(cellsOf(element, 'Store page')).to.deep.equal(['Included', 'Included', 'Included', 'Included', 'Included'])
  }) // prettier-ignore
  it('says the same in Chinese', async () => {
    const element = await table({}, { ...wide, lang: 'zh-CN' })
    expect(cellsOf(element, '免配送费券').slice(0, 2)).to.deep.equal(['不享有', '¥6, 每月 10 次'])
    expect(textOf(one(element, '[aria-current="true"]'))).to.equal('黄金 当前等级')
  })
  it('names what is asked beside the tier', async () => {
    const { benefits, ladders } = lotusKitchen()
    const gold = { en: 'Gold', 'zh-CN': '黄金' }
    const standing = withMain(
      {
        tiers: ladders[0]!.tiers.map((tier) => ({
          ...tier,
          gives: tier.place < 2 ? [] : [{ id: 'banner', value: null, times: null, further: true as const }],
        })),
      },
      {
        benefits: benefits.map((one) => ({
          ...one,
          requires: every(tierAtLeast(2, gold, 2, gold), compare(subjects.orders, 640, 'gte', 900)),
        })),
      },
    )
    const element = await table({ standing }, wide)
    const row = one<HTMLTableRowElement>(element, '[part="compare-benefit"]')
    expect(textOf(row.cells[0])).to.equal('Homepage banner, 1 week In your district Also asks: orders at least 900')
    expect(cellsOf(element, 'Homepage banner')[3]).to.equal('Included, on a condition')
  }) // prettier-ignore
  it('tells by what first opens where a standing does not say what tiers give', async () => {
    const tiers = lotusKitchen().ladders[0]!.tiers.map(({ gives: _, ...tier }) => tier)
    const element = await table({ standing: withMain({ tiers }) }, wide)
    expect(cellsOf(element, 'Free delivery vouchers')).to.deep.equal([
      'Not included',
      'Included',
      '¥6, 20 a month',
      'Included',
      'Included',
    ])
  })
  it('leaves to the main ladder what all of another have', async () => {
    const standing = lotusKitchen()
    const other = { ...standing.ladders[0]!, id: 'care', main: false }
    const element = await table({ standing: { ...standing, ladders: [other] } }, wide)
    expect(() => cellsOf(element, 'Store page')).to.throw('no row')
    expect(cellsOf(element, 'Homepage banner')[4]).to.equal('Included')
  })
  it('says so where no benefit depends on a tier', async () => {
    const tiers = lotusKitchen().ladders[0]!.tiers.map((tier) => ({ ...tier, gives: [], opens: [] }))
    const element = await table({ standing: withMain({ tiers }) }, wide)
    expect(textOf(one(element, '.compare > .none'))).to.equal('No benefit depends on the tier.')
  })
})

describe('the table in its room', () => {
  it('scrolls within a region that has a name and takes the keyboard, where it is wider than the card', async () => {
    const region = one(await table({}, { width: 390 }), '.scroll')
    expect(region.scrollWidth).to.be.above(region.clientWidth)
    expect(region.tabIndex).to.equal(0)
    expect([region.getAttribute('role'), region.getAttribute('aria-label')]).to.deep.equal([
      'region',
      'Tier: what each asks and gives',
    ])
  })
  it('stands in a region of bounded height where texts wrap, with all tiers in equal columns', async () => {
    const element = await table({}, { width: 800 })
    const region = one(element, '.scroll')
    expect(region.scrollWidth).to.equal(region.clientWidth)
    expect(region.scrollHeight).to.be.above(region.clientHeight)
    expect([region.getAttribute('role'), region.tabIndex]).to.deep.equal(['region', 0])
    const columns = all(element, 'thead th').map(({ offsetWidth }) => offsetWidth)
    expect(Math.max(...columns) - Math.min(...columns)).to.be.at.most(1)
    region.scrollTop = 300
    const head = one(element, 'thead .here').getBoundingClientRect()
    expect(Math.abs(head.top - region.getBoundingClientRect().top)).to.be.at.most(2)
  })
  it('needs no region where all of it is seen', async () => {
    const region = one(await table({}, wide), '.scroll')
    expect(region.scrollWidth).to.equal(region.clientWidth)
    expect([region.hasAttribute('role'), region.hasAttribute('tabindex')]).to.deep.equal([false, false])
  })
  it('keeps heads and names in sight', async () => {
    const element = await table({}, { width: 390 })
    const region = one(element, '.scroll')
    region.scrollTop = 300
    region.scrollLeft = 150
    const box = region.getBoundingClientRect()
    const [corner, name] = [one(element, '.corner'), all(element, 'tbody th')[5]!]
    const near = (value: number, mark: number): void => {
      expect(Math.abs(value - mark)).to.be.at.most(2)
    }
    near(corner.getBoundingClientRect().top, box.top)
    near(corner.getBoundingClientRect().left, box.left)
    near(name.getBoundingClientRect().left, box.left)
    near(one(element, 'thead .here').getBoundingClientRect().top, box.top)
  })
  it('keeps its head in sight while the page scrolls, below a bar of the page', async () => {
    const element = await table({}, wide)
    element.style.setProperty('--tk-compare-top', '40px')
    const head = one(element, 'thead .here')
    window.scrollBy(0, head.getBoundingClientRect().top + 120)
    expect(Math.abs(head.getBoundingClientRect().top - 40)).to.be.at.most(1)
    window.scrollTo(0, 0)
  })
  for (const dir of ['ltr', 'rtl'] as const) {
    it(`begins at the tier held, ${dir}, and leaves a person alone who has scrolled`, async () => {
      document.documentElement.dir = dir
      try {
        const element = await table({}, { width: 390 })
        const [corner, here] = [one(element, '.corner'), one(element, 'thead .here')]
        const gap = (): number =>
          dir === 'ltr'
            ? here.getBoundingClientRect().left - corner.getBoundingClientRect().right
            : corner.getBoundingClientRect().left - here.getBoundingClientRect().right
        expect(Math.abs(gap())).to.be.at.most(1)
        one(element, '.scroll').scrollLeft += 40
        const moved = one(element, '.scroll').scrollLeft
        element.standing = lotusKitchen()
        await drawn(element)
        expect(one(element, '.scroll').scrollLeft).to.equal(moved)
      } finally {
        document.documentElement.dir = ''
      }
    })
  }
})

describe('the table for everyone', () => {
  for (const lang of languages) {
    for (const theme of themes) {
      it(`is accessible in ${lang}, ${theme}`, async () => {
        for (const width of [390, 1100])
          await expect(await table({ compare: true }, { lang, theme, width })).to.be.accessible()
      }).timeout(150_000)
    }
    for (const width of [240, 320, 390, 560, 720, 800, 1100, 1600]) {
      it(`keeps everything inside at ${width} px in ${lang}`, async () => {
        for (const name of Object.keys(variants))
          expectInside(await table({ standing: variants[name]!() }, { lang, width }))
      })
    }
  }
})
