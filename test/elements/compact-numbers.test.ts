import { expect, fixtureCleanup } from '@open-wc/testing'
import '../../src/define.js'
import type { TkPointsLedger } from '../../src/elements/points-ledger.js'
import type { TkProvider } from '../../src/elements/provider.js'
import type { TkScoreGauge } from '../../src/elements/score-gauge.js'
import type { TkTierLadder } from '../../src/elements/tier-ladder.js'
import type { TkElement } from '../../src/elements/element.js'
import type { FactorStanding, Standing } from '../../src/schema/standing.js'
import { seenTexts } from './seen.js'
import { all, drawn, expectInside, one, sourceOf, staged, textOf, widths } from './stage.js'
import { lotusKitchen } from './standings.js'

const times = 18_700

/** Lotus Kitchen on a scale of 18.7 million: 12,379,400 of 18,700,000. */
function large(): Standing {
  const standing = lotusKitchen()
  const score = standing.score!
  const more = (value: number | null): number | null => (value === null ? null : value * times)
  const factor = (part: FactorStanding): FactorStanding => ({
    ...part,
    points: more(part.points),
    pointsMax: part.pointsMax * times,
    share: more(part.share),
    shareMax: more(part.shareMax),
    gain: more(part.gain),
    factors: part.factors?.map(factor),
  })
  const [account] = standing.accounts
  return {
    ...standing,
    score: {
      ...score,
      value: more(score.value),
      max: score.max * times,
      factors: score.factors.map(factor),
      history: score.history.map((past) => ({ ...past, score: more(past.score) })),
      change: undefined,
    },
    ladders: standing.ladders.map((ladder) => ({
      ...ladder,
      tiers: ladder.tiers.map((tier) => ({ ...tier, scoreFrom: more(tier.scoreFrom) })),
      next: ladder.next && { ...ladder.next, scoreGap: more(ladder.next.scoreGap) },
    })),
    accounts: [
      {
        ...account!,
        balancePoints: 12_345_678,
        pendingPoints: 9_999,
        lots: account!.lots.map((lot) => ({ ...lot, leftPoints: lot.leftPoints * 1000 })),
      },
    ],
  }
}

/** A figure as it is seen, its title, and what is read in its place. */
function figureIn(inside: Element): { seen: string; title: string | null; read: string } {
  const seen = inside.querySelector('[aria-hidden][title]')
  return {
    seen: textOf((seen ?? inside) as HTMLElement),
    title: seen?.getAttribute('title') ?? null,
    read: textOf((inside.querySelector('.sr') ?? inside) as HTMLElement),
  }
}
/** The figure of a drawing, and its title. */
function drawnIn(element: TkElement, selector: string): [seen: string, title: string | undefined] {
  const found = one<SVGTextElement>(element, selector)
  const own = [...found.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
  return [own.map((node) => node.textContent?.trim()).join(''), found.querySelector('title')?.textContent]
}
const seenOf = (element: TkElement): string[] => seenTexts(element).map(({ text }) => text)

afterEach(() => fixtureCleanup())

for (const { lang, score, most, end, balance, lot, part } of [
  { lang: 'en', score: '12.4M', most: 'of 18.7M', end: '18.7M', balance: '12.3M', lot: '1.3M', part: '4M' },
  {
    lang: 'zh-CN',
    score: '1,237.9万',
    most: '满分 1,870万',
    end: '1,870万',
    balance: '1,234.6万',
    lot: '128万',
    part: '400.2万',
  },
] as const)
  // prettier-ignore
  describe(`compact numbers in ${lang}`, () => {
    it('shorten the score, the ends of its scale and its past, with the whole in titles and in what is read', async () => {
      const gauge = await staged<TkScoreGauge>('tk-score-gauge', { standing: large(), compactNumbers: true }, { lang }) // prettier-ignore
      expect(drawnIn(gauge, '[part="score"]')).to.deep.equal([score, '12,379,400'])
      expect(drawnIn(gauge, '.ring .of')[0]).to.equal(most)
      expect(drawnIn(gauge, '.ring .of')[1]).to.contain('18,700,000')
      const titles = all(gauge, '[part="mark"] title').map((title) => textOf(title))
      expect(titles).to.deep.equal(['18,700,000'])
      expect(seenOf(gauge)).to.include(end)
      const meter = one(gauge, '[part="meter"]').getAttribute('aria-valuetext')
      expect(meter).to.contain('12,379,400').and.contain('18,700,000').and.not.contain(score)
      const past = all(gauge, '[part="history-values"] b').map(figureIn)
      expect(past[past.length - 1]).to.deep.equal({ seen: score, title: '12,379,400', read: '12,379,400' })
    })

    it('shorten the points of factors, and leave the marks of tiers and sentences whole', async () => {
      const gauge = await staged<TkScoreGauge>('tk-score-gauge', { standing: large(), compactNumbers: true }, { lang, width: 1100 }) // prettier-ignore
      const points = all(gauge, '[part="factor-points"] b').map(figureIn)
      expect(points).to.deep.include({ seen: part, title: '4,001,800', read: '4,001,800' })
      const gains = all(gauge, '[part="factor-gain"]')
      for (const gain of gains.filter((found) => textOf(found)))
        expect(figureIn(gain).seen).to.match(/^[\d.,]+[KM万]$/)
      const said = all(gauge, '.name, [part="fact"], [part="mark"]').map(textOf).join(' ')
      expect(said).to.contain('13,090,000').and.contain('12,379,400')
      expect(said.replace(end, '')).not.to.match(/\d[KM万]/)
    })

    it('shorten the balance and its lots, and neither what is below 10,000 nor what a rate says', async () => {
      const ledger = await staged<TkPointsLedger>('tk-points-ledger', { standing: large(), compactNumbers: true }, { lang }) // prettier-ignore
      expect(figureIn(one(ledger, '[part="balance"]'))).to.deep.equal({
        seen: balance,
        title: '12,345,678',
        read: '12,345,678',
      })
      expect(figureIn(one(ledger, '[part="pending"] b'))).to.deep.equal({
        seen: '9,999',
        title: null,
        read: '9,999',
      })
      expect(figureIn(all(ledger, '[part="lot"] b')[0]!)).to.deep.equal({
        seen: lot,
        title: '1,280,000',
        read: '1,280,000',
      })
      expect(seenOf(ledger).join(' ')).to.contain('¥124.80').and.contain('¥1')
    })

    it('show no number twice in a card of any width', async () => {
      for (const width of widths) {
        const gauge = await staged<TkScoreGauge>('tk-score-gauge', { standing: large(), compactNumbers: true }, { lang, width }) // prettier-ignore
        for (const whole of all(gauge, '[title][aria-hidden] + .sr')) {
          // in a narrow card the gain stands in words, in place of the figure
          if (whole.closest('[part="factor-gain"]')) continue
          expect(whole.getBoundingClientRect().width, `${textOf(whole)} at ${width} px`).to.be.at.most(1)
        }
        expectInside(gauge)
      }
    })

    it('change nothing where nobody asks for them', async () => {
      const gauge = await staged<TkScoreGauge>('tk-score-gauge', { standing: large() }, { lang })
      const ledger = await staged<TkPointsLedger>('tk-points-ledger', { standing: large() }, { lang })
      expect(drawnIn(gauge, '[part="score"]')).to.deep.equal(['12,379,400', undefined])
      expect(textOf(one(ledger, '[part="balance"]'))).to.equal('12,345,678')
      expect(all(gauge, '.ring title')).to.have.length(0)
    })

    it('leave the rules and marks of the ladder whole', async () => {
      const long = await staged<TkTierLadder>('tk-tier-ladder', { standing: large() }, { lang })
      const short = await staged<TkTierLadder>('tk-tier-ladder', { standing: large(), compactNumbers: true }, { lang }) // prettier-ignore
      expect(seenOf(short)).to.deep.equal(seenOf(long))
    })
  })

describe('compact numbers of a provider', () => {
  it('hold for elements inside, also for those with a standing of their own', async () => {
    const source = sourceOf(large(), {}, { compactNumbers: true })
    const inside = await staged<TkPointsLedger>('tk-points-ledger', {}, { source })
    const own = await staged<TkPointsLedger>('tk-points-ledger', { standing: large() }, { source })
    for (const ledger of [inside, own])
      expect(figureIn(one(ledger, '[part="balance"]')).seen).to.equal('12.3M')
  })

  it('are set and unset while the page runs, by attribute', async () => {
    const ledger = await staged<TkPointsLedger>('tk-points-ledger')
    const provider = document.createElement('tk-provider') as TkProvider
    provider.standing = JSON.parse(JSON.stringify({ ...large(), nextMomentAt: null })) as Standing
    const box = ledger.parentElement!
    box.appendChild(provider)
    provider.appendChild(ledger)
    const loaded = new Promise((resolve) => ledger.addEventListener('tk-load', resolve, { once: true }))
    await loaded
    await drawn(ledger)
    expect(figureIn(one(ledger, '[part="balance"]')).seen).to.equal('12,345,678')
    provider.setAttribute('compact-numbers', '')
    await provider.updateComplete
    await drawn(ledger)
    expect(figureIn(one(ledger, '[part="balance"]')).seen).to.equal('12.3M')
    provider.removeAttribute('compact-numbers')
    await provider.updateComplete
    await drawn(ledger)
    expect(figureIn(one(ledger, '[part="balance"]')).seen).to.equal('12,345,678')
  })
})
