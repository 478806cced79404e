import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { arcSizes } from '../../src/elements/gauge-arc.js'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { issueAt } from '../../src/schema/issues.js'
import type { FactorStanding, Standing } from '../../src/schema/standing.js'
import { subjects } from './lotus/said.js'
import {
  all,
  drawn,
  expectInside,
  languages,
  one,
  press,
  staged,
  textOf,
  texts,
  themes,
  type Stage,
} from './stage.js'
import {
  atRisk,
  blocked,
  defaultScore,
  empty,
  lotusKitchen,
  noScore,
  sanctioned,
  topTier,
  variants,
} from './standings.js'

customElements.define('t-gauge', class extends TkScoreGauge {})
const show = (set: Partial<TkScoreGauge> = {}, stage?: Stage) => staged<TkScoreGauge>('t-gauge', set, stage)
const replyRate = subjects.replies
const lost = issueAt('unreachable', [], {})
const meterOf = (element: TkScoreGauge) => one(element, '.meter')
const said = (element: TkScoreGauge) => meterOf(element).getAttribute('aria-valuetext') ?? ''
const number = (text: string | undefined) => Number((text ?? '').replace(/[^\d.-]/g, ''))

/** The same merchant with a score of our own making. */
function scored(change: Partial<NonNullable<Standing['score']>>): Standing {
  const standing = lotusKitchen()
  return { ...standing, score: { ...standing.score!, ...change } }
}
function factor(id: string, share: number | null, more: Partial<FactorStanding> = {}): FactorStanding {
  const name = { en: `Part ${id}`, 'zh-CN': `项目 ${id}` }
  return {
    id,
    name,
    state: 'scored',
    points: share,
    pointsMax: 100,
    share,
    shareMax: 100,
    gain: share === null ? null : 100 - share,
    ...more,
  }
}

describe('the gauge in its states', () => {
  it('is busy while loading', async () => {
    const element = await show()
    expect(element.state).to.equal('loading')
    expect(one(element, '.card').getAttribute('aria-busy')).to.equal('true')
    expect(all(element, '[role="meter"]')).to.have.length(0)
  })
  it('shows the score when ready, and keeps it when stale', async () => {
    for (const issue of [null, lost]) {
      const element = await show({ standing: lotusKitchen(), issue })
      expect(element.state).to.equal(issue ? 'stale' : 'ready')
      expect(textOf(one(element, '[part~="score"]'))).to.equal('662')
    }
  })
  it('says so when the program has no score', async () => {
    const element = await show({ standing: empty() })
    expect(element.state).to.equal('empty')
    expect(textOf(one(element, '[part="empty"]'))).to.contain('No score in this program')
  })
  it('says what failed', async () => {
    const element = await show({ issue: lost })
    expect(textOf(one(element, '[role="alert"]'))).to.contain('Couldn’t load the score')
  })

  it('is no wider than its place, down to 200 px', async () => {
    for (const standing of [lotusKitchen(), noScore()]) {
      const element = await show({ standing }, { width: 200 })
      expect(element.parentElement!.scrollWidth).to.equal(200)
    }
  })

  it('says that a sanction holds the tier back, and promises no review', async () => {
    const element = await show({ standing: sanctioned() })
    const [way] = texts(element, '[part="fact"]')
    expect(way).to.equal('Blocked Benefits on hold')
    expect(one(element, '.meter').getAttribute('aria-valuetext')).to.contain('. Benefits on hold.')
    const chinese = await show({ standing: sanctioned() }, { lang: 'zh-CN' })
    expect(texts(chinese, '[part="fact"]')[0]).to.equal('受限 权益暂停')
  })

  it('keeps its height while the score is missing, a default, or blocked', async () => {
    const heights = []
    for (const standing of [lotusKitchen(), noScore(), defaultScore(), blocked()]) {
      heights.push((await show({ standing }, { width: 390 })).offsetHeight)
    }
    for (const height of heights) expect(Math.abs(height - heights[0]!), String(heights)).to.be.at.most(4)
  })
})

describe('the meter', () => {
  it('says the numbers of the picture', async () => {
    const element = await show({ standing: lotusKitchen() })
    const meter = meterOf(element)
    expect(meter.getAttribute('aria-valuenow')).to.equal('662')
    expect(meter.getAttribute('aria-valuemin')).to.equal('0')
    expect(meter.getAttribute('aria-valuemax')).to.equal('1000')
    expect(said(element)).to.equal('662 of 1,000, Gold. 38 to Platinum at 700. Up 14 since 1 Nov.')
    const drawnTexts = texts(element, '.ring text')
    for (const text of ['Gold', '662', 'of 1,000', '400', '550', '700', '850', '0', '1,000'])
      expect(drawnTexts).to.include(text)
    expect(texts(element, '[part~="fact-number"]')).to.deep.equal(['38', '+14'])
  })
  it('says them in Chinese', async () => {
    const element = await show({ standing: lotusKitchen() }, { lang: 'zh-CN' })
    expect(said(element)).to.equal(
      '662 分，满分 1,000，黄金。距铂金 700 分还差 38 分。较 11月1日上升 14 分。',
    )
  })
  it('is a picture with a text while there is no score', async () => {
    const element = await show({ standing: noScore() })
    const meter = meterOf(element)
    expect(meter.getAttribute('role')).to.equal('img')
    expect(meter.getAttribute('aria-label')).to.equal(
      'Store score: No score yet. Settled orders: 12, at least 30.',
    )
    expect(all(element, '.needle, .ring .fill, .ring .passed')).to.have.length(0)
    expect(textOf(one(element, '[part~="score"]'))).to.equal('No score yet')
  })
  it('names the values that a score waits for', async () => {
    const why = { kind: 'unknown', subjects: [subjects.refunds, subjects.onTime] } as const
    const standing = {
      ...noScore(),
      score: { ...noScore().score!, why: { ...why, subjects: [...why.subjects] } },
    }
    const element = await show({ standing })
    expect(meterOf(element).getAttribute('aria-label')).to.equal(
      'Store score: No score yet. Not known yet: refund rate, prepared on time.',
    )
  })
  it('says that a score is a default, and draws it as one', async () => {
    const element = await show({ standing: defaultScore() })
    expect(said(element)).to.equal('450 of 1,000, Silver. A default score. Settled orders: 12, at least 30.')
    expect(one(element, '.ring').classList.contains('muted')).to.equal(true)
    expect(texts(element, '[part~="fact-number"]')[0]).to.equal('18 to go')
  })
  it('says which condition bars the tier that the score would reach', async () => {
    const element = await show({ standing: blocked() })
    expect(said(element)).to.contain(
      '742 is enough for Platinum (striped), but food-safety violations: 1, at most 0.',
    )
    expect(textOf(all(element, '[part~="fact"]')[0])).to.contain('Blocked')
  })
  it('says a fall as a fall', async () => {
    const change = { since: '2026-11-01T00:00:00+08:00', by: -9.5, most: null }
    const element = await show({ standing: scored({ change }) })
    expect(said(element)).to.contain('Down 9.5 since 1 Nov.')
    expect(texts(element, '[part~="fact-number"]')[1]).to.equal('−9.5')
    expect(all(element, '.fact .n3.bad')).to.have.length(1)
  })
  it('says when there is nothing above', async () => {
    const element = await show({ standing: topTier() })
    expect(said(element)).to.contain('Diamond is the highest.')
    expect(textOf(all(element, '[part~="fact"]')[0])).to.equal('Top tier 62 above the mark of Diamond, 850')
  })
})

describe('the ring', () => {
  /** The length of a drawn arc as a share of the whole ring. */
  const shareOf = (element: TkScoreGauge, selector: string) => {
    const whole = Math.PI * arcSizes.m.radius
    return (
      all<SVGPathElement>(element, `.ring ${selector}`).reduce(
        (sum, path) => sum + (path as unknown as SVGPathElement).getTotalLength(),
        0,
      ) / whole
    )
  }
  it('is filled as far as the score, and striped as far as the tasks', async () => {
    const element = await show({ standing: lotusKitchen() })
    const gaps = 3 * (2.5 / (Math.PI * arcSizes.m.radius))
    expect(shareOf(element, '.passed') + shareOf(element, '.fill')).to.be.closeTo(0.662, gaps)
    expect(shareOf(element, '.stripes')).to.be.closeTo(0.038, gaps / 2)
    expect(shareOf(element, '.track')).to.be.closeTo(1, 2 * gaps)
  })
  it('is striped from the mark that a gate bars', async () => {
    const element = await show({ standing: blocked() })
    expect(shareOf(element, '.stripes')).to.be.closeTo(0.042, 0.005)
    expect(shareOf(element, '.passed') + shareOf(element, '.fill')).to.be.closeTo(0.7, 0.02)
  })
  it('leaves the comma of a large score clear of the line below', async () => {
    for (const width of [240, 560]) {
      const element = await show({ standing: scored({ value: 9460, max: 10_000 }) }, { width })
      const number = one<SVGTextElement>(element, '[part="score"]')
      expect(textOf(number)).to.equal('9,460')
      const comma = Number(number.getAttribute('y')) + parseFloat(getComputedStyle(number).fontSize) * 0.17
      // capitals and figures are some 0.74 of a size high
      const top = Number(one(element, 'text.of').getAttribute('y')) - 12 * 0.74
      expect(top - comma, `${width} px`).to.be.above(2)
    }
  })
  it('clamps a score outside its range', async () => {
    const element = await show({ standing: scored({ value: 1200, max: 1000 }) })
    expect(shareOf(element, '.passed') + shareOf(element, '.fill')).to.be.at.most(1)
  })
  it('runs from right to left where the page does', async () => {
    const element = await show({ standing: lotusKitchen() })
    const needle = () => {
      const { left, width } = one(element, '.needle').getBoundingClientRect()
      return left + width / 2 - one(element, '.ring').getBoundingClientRect().left
    }
    const before = needle()
    element.dir = 'rtl'
    await drawn(element)
    expect(needle()).to.be.closeTo(arcSizes.m.width - before, 2)
    expect(before).to.be.above(arcSizes.m.width / 2)
  })
  it('leaves no two labels on one another, however close the marks', async () => {
    const standing = lotusKitchen()
    const tiers = standing.ladders[0]!.tiers.map((tier, index) => ({
      ...tier,
      scoreFrom: [0, 640, 660, 680, 700][index]!,
    }))
    const crowded = { ...standing, ladders: [{ ...standing.ladders[0]!, tiers }] }
    for (const width of [240, 560, 1300]) {
      const element = await show({ standing: crowded }, { width })
      const boxes = all(element, '.ring text.mark').map((text) => text.getBoundingClientRect())
      boxes.forEach((a, i) =>
        boxes.slice(i + 1).forEach((b) => {
          const meet = a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom
          expect(meet, `two labels meet at ${width} px`).to.equal(false)
        }),
      )
      expect(texts(element, '.ring .mark.next').join(' ')).to.contain('680')
    }
  })
})

describe('why the score is what it is', () => {
  const pointsOf = (element: TkScoreGauge) => texts(element, '.factors > .factor .points b').map(number)

  it('lists the part with most to gain first, and the parts sum to the score', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(texts(element, '[part~="factor-name"]')).to.deep.equal([
      'Service capability',
      'Platform contribution',
      'Product richness',
      'Information richness',
    ])
    const points = pointsOf(element)
    expect(points.reduce((sum, one) => sum + one, 0)).to.equal(662)
    expect(textOf(one(element, '[part~="total"]'))).to.equal('Sum of the four 662 / 1,000 338')
  })

  it('sums in every variant that has a score of its own', async () => {
    for (const make of [lotusKitchen, blocked, atRisk, topTier]) {
      const standing = make()
      const element = await show({ standing })
      expect(pointsOf(element).reduce((sum, one) => sum + one, 0)).to.equal(standing.score!.value)
    }
  })

  it('shows a cap as a part of its own', async () => {
    const factors = [factor('a', 70), factor('b', 60.5)]
    const element = await show({ standing: scored({ value: 100, max: 100, capShare: -30.5, factors }) })
    expect(textOf(one(element, '[part~="cap"]'))).to.contain('−30.5')
    const cap = number(textOf(one(element, '[part~="cap"] .points')).replace('−', '-'))
    expect(pointsOf(element).reduce((sum, one) => sum + one, cap)).to.equal(100)
  })

  it('puts what has no row into one that opens, and still sums', async () => {
    const factors = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => factor(id, 10 + index))
    const element = await show({ standing: scored({ value: 75, max: 600, factors }), rows: 4 })
    expect(all(element, '.factors > .factor')).to.have.length(4)
    const rest = one<HTMLDetailsElement>(element, '[part~="rest"]')
    expect(textOf(rest.querySelector('.fname')!)).to.equal('3 more')
    expect(
      pointsOf(element)
        .slice(0, 4)
        .reduce((sum, one) => sum + one, 0),
    ).to.equal(75)
    rest.open = true
    expect(rest.querySelectorAll('.factor')).to.have.length(3)
  })

  it('opens a part to its metrics: value, mark, counts, points', async () => {
    const element = await show({ standing: lotusKitchen() })
    const part = all<HTMLDetailsElement>(element, 'details.factor')[0]!
    expect(part.open).to.equal(false)
    part.querySelector('summary')!.click()
    await drawn(element)
    expect(part.open).to.equal(true)
    const metrics = [...part.querySelectorAll('.metric')].map(textOf)
    expect(metrics[0]).to.equal(
      'Replies within 24 h 82% · full from 90% · 41 replies of 50 reviews 64 / 80 16 to gain',
    )
    expect(metrics[2]).to.contain('2.8% · full up to 1.0% · 18 refunds of 640 orders')
  })

  it('says how much a part weighs among the others, and what its own most cuts', async () => {
    const parts = [
      factor('c', null, { points: 60, weight: 1 }),
      factor('d', null, { points: 90, weight: 3, capped: { from: 95, to: 90 } }),
    ]
    const factors = [
      factor('a', 20, { weight: 60, combine: 'weightedSum', factors: parts, capped: { from: 4, to: 10 } }),
      factor('b', 30, {
        weight: 20,
        note: { en: 'Its note', 'zh-CN': '说明' },
        metric: replyRate,
        value: 82,
      }),
      factor('e', 40, { weight: 20 }),
    ]
    const standing = scored({ value: 90, max: 100, combine: 'weightedSum', factors })
    const element = await show({ standing, openFirst: true })
    expect(texts(element, '[part="factor-note"]')).to.have.members([
      'weight 60% · raised from 4 to the floor of 10',
      'Its note · weight 20%',
    ])
    expect(texts(element, '[part="metric-reason"]')).to.have.members([
      'weight 25%',
      'weight 75% · 95, capped at 90',
      '82% · 41 replies of 50 reviews',
    ])
    const zh = await show({ standing, openFirst: true }, { lang: 'zh-CN' })
    expect(texts(zh, '[part="factor-note"]')[0]).to.equal('权重 60% · 原 4，补至下限 10')
  })

  it('says no weight where parts are summed as they are', async () => {
    const factors = [factor('a', 20, { weight: 60, metric: replyRate, value: 82 })]
    const element = await show({ standing: scored({ value: 20, max: 100, combine: 'sum', factors }) })
    expect(all(element, '[part="factor-note"]')).to.have.length(0)
  })

  it('says which facts within the dates did not count', async () => {
    const excluded = [{ why: 'undone' as const, count: 3 }]
    const metric = { ...replyRate, num: undefined, den: undefined, excluded }
    const factors = [factor('a', 20, { metric, value: 82 })]
    const element = await show({ standing: scored({ value: 20, max: 100, factors }) })
    expect(texts(element, '[part="metric-reason"]')[0]).to.equal('82% · not counted: 3 undone')
  })

  it('stays open when the numbers change', async () => {
    const element = await show({ standing: lotusKitchen() })
    all<HTMLDetailsElement>(element, 'details.factor')[1]!.open = true
    element.standing = { ...lotusKitchen(), at: '2026-11-22T09:30:00+08:00' }
    await drawn(element)
    expect(all<HTMLDetailsElement>(element, 'details.factor').map(({ open }) => open)).to.deep.equal([
      false,
      true,
      false,
      false,
    ])
  })

  it('opens the first part from the start where asked to', async () => {
    const element = await show({ standing: lotusKitchen(), openFirst: true })
    expect(all<HTMLDetailsElement>(element, 'details.factor').map(({ open }) => open)).to.deep.equal([
      true,
      false,
      false,
      false,
    ])
  })

  it('names who decides where parts do not sum', async () => {
    const factors = [factor('a', null, { points: 40, decides: true }), factor('b', null, { points: 90 })]
    const element = await show({ standing: scored({ value: 40, max: 100, combine: 'min', factors }) })
    expect(textOf(one(element, '[part~="total"]'))).to.equal('the lowest decides')
    expect(textOf(one(element, '[part~="tag"]'))).to.equal('decides')
    expect(texts(element, '[part~="factor-points"]')).to.deep.equal(['40 / 100', '90 / 100'])
  })

  it('tells what would count while there is no score', async () => {
    const element = await show({ standing: noScore() })
    expect(textOf(one(element, '[part~="factors-head"] .name'))).to.equal('What counts')
    expect(texts(element, '[part~="factor-points"]')).to.include('up to 350')
  })

  it('opens by the keyboard', async () => {
    const element = await show({ standing: lotusKitchen() })
    one(element, '.link').focus()
    await sendKeys({ press: 'Tab' })
    const summary = element.shadowRoot!.activeElement as HTMLElement
    expect(summary.localName).to.equal('summary')
    await sendKeys({ press: 'Enter' })
    expect(summary.closest('details')!.open).to.equal(true)
  })
})

describe('past reviews', () => {
  it('stand below the line with the numbers of the line', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(texts(element, '[part="history-values"] li')).to.deep.equal([
      '5241 Jul',
      '5381 Aug',
      '5711 Sep',
      '6291 Oct',
      '6481 Nov',
      '662now',
    ])
    expect(all(element, '.spark circle:not(.hole)')).to.have.length(6)
  })
  it('are a table on demand', async () => {
    const element = await show({ standing: lotusKitchen() })
    press(element, 'Table').click()
    await drawn(element)
    expect(all(element, '.spark')).to.have.length(0)
    expect(texts(element, 'table.data tbody tr').slice(0, 2)).to.deep.equal([
      'now Gold 662',
      '1 Nov 2026 Gold 648',
    ])
    expect(all(element, 'table.data tbody tr')).to.have.length(6)
    press(element, 'Chart').click()
    await drawn(element)
    expect(all(element, '.spark')).to.have.length(1)
  })
  it('break the line where there was no score', async () => {
    const history = lotusKitchen().score!.history.map((one, index) =>
      index === 2 ? { ...one, score: null } : one,
    )
    const element = await show({ standing: scored({ history }) })
    expect(all(element, '.spark polyline')).to.have.length(2)
    expect(texts(element, '[part="history-values"] li')[2]).to.equal('–1 Sep')
  })
})

describe('the gauge for everyone', () => {
  for (const lang of languages) {
    for (const theme of themes) {
      it(`is accessible in ${lang}, ${theme}, in every variant`, async () => {
        for (const name of Object.keys(variants)) {
          const element = await show({ standing: variants[name]!(), openFirst: true }, { lang, theme })
          await expect(element, name).to.be.accessible()
        }
        await expect(await show({ issue: lost }, { lang, theme })).to.be.accessible()
        await expect(
          await show({ standing: lotusKitchen(), issue: lost }, { lang, theme }),
        ).to.be.accessible()
        await expect(await show({}, { lang, theme })).to.be.accessible()
      }).timeout(300_000)
    }
    for (const width of [240, 320, 390, 480, 560, 720, 1100, 1300]) {
      it(`keeps everything inside at ${width} px in ${lang}`, async () => {
        for (const name of Object.keys(variants)) {
          expectInside(await show({ standing: variants[name]!(), openFirst: true }, { lang, width }))
        }
      })
    }
  }
})
