import { expect } from '@open-wc/testing'
import { TkTierLadder } from '../../src/elements/tier-ladder.js'
import type { LadderStanding, Standing } from '../../src/schema/standing.js'
import { compare, day, subjects } from './lotus/said.js'
import { pretend, pretendNothing } from './media.js'
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
import { justPromoted, lotusKitchen, movedDown } from './standings.js'

customElements.define('t-reasons', class extends TkTierLadder {})
const show = (standing: Standing, stage?: Stage) =>
  staged<TkTierLadder>('t-reasons', { standing, compare: true }, stage)
const opened = async (standing: Standing, stage?: Stage) => {
  const element = await show(standing, stage)
  one(element, '.opens-reasons').click()
  await drawn(element)
  return element
}
const sheet = (element: TkTierLadder) => one(element, '.reasons')
const isSeen = (found: HTMLElement): boolean => getComputedStyle(found).display !== 'none'

/** A rise that is no news any more: the note tells of something else. */
function risenLongAgo(more: Partial<LadderStanding> = {}): Standing {
  const standing = lotusKitchen()
  const because = [compare(subjects.score, 561, 'gte', 550)]
  const lastChange = { at: day('2026-09-01'), from: 'silver', to: 'gold', because }
  return { ...standing, ladders: [{ ...standing.ladders[0]!, lastChange, ...more }] }
}

describe('the statement of reasons', () => {
  it('opens from the note that tells of the change, and closes again', async () => {
    const element = await show(movedDown())
    const button = press(element, 'See why')
    expect(button.closest('[part="note"]')).to.not.equal(null)
    expect(button.getAttribute('aria-controls')).to.equal(sheet(element).id)
    expect([button.getAttribute('aria-expanded'), isSeen(sheet(element))]).to.deep.equal(['false', false])
    button.click()
    await drawn(element)
    expect([button.getAttribute('aria-expanded'), isSeen(sheet(element))]).to.deep.equal(['true', true])
    button.click()
    await drawn(element)
    expect([button.getAttribute('aria-expanded'), isSeen(sheet(element))]).to.deep.equal(['false', false])
  })
  it('says of a fall which rule failed, by which value, over which dates, and when it is reviewed next', async () => {
    const element = await opened(movedDown())
    expect(textOf(one(element, '[part="reasons-title"]'))).to.equal('Moved from Gold to Silver on 1 Nov 2026')
    expect(textOf(one(element, '[part="reasons-rule"]'))).to.equal('What Gold asks to stay, and was not met')
    expect(texts(element, '[part="reasons-reason"] span, [part="reasons-reason"] p')).to.deep.equal([
      'Refund rate',
      '3.2%, at most 3.0%',
      '27 refunds of 840 orders',
      'Counted over 1–31 Oct',
    ])
    expect(texts(element, '[part="reasons-facts"] > div')).to.deep.equal([
      'Decided 1 Nov 2026, Monthly review',
      'Next review 1 Dec 2026, covers 1–30 Nov, Shanghai time',
      'Beside it Merchant Plus, paid membership, until 31 Mar 2027',
      'Merchant Lotus Kitchen (100482)',
      'Program Store growth, version 2026-11',
      'As of 2026-11-21 09:30 (Shanghai time)',
    ])
  })
  it('says of a rise what was met', async () => {
    const element = await opened(justPromoted(), { lang: 'zh-CN' })
    expect(textOf(one(element, '[part="reasons-title"]'))).to.equal('2026年11月1日由白银升至黄金')
    expect(textOf(one(element, '[part="reasons-rule"]'))).to.equal('已满足的黄金升级条件')
    expect(all(element, '[part="reasons-reason"]')).to.have.length(2)
  })
  it('names what was not counted', async () => {
    const standing = movedDown()
    const ladder = standing.ladders[0]!
    const [failed] = ladder.lastChange!.because
    if (failed?.kind !== 'compare') throw new Error('a comparison')
    const subject = { ...failed.subject, excluded: [{ why: 'undone' as const, count: 3 }] }
    const lastChange = { ...ladder.lastChange!, because: [{ ...failed, subject }] }
    const element = await opened({ ...standing, ladders: [{ ...ladder, lastChange }] })
    expect(textOf(one(element, '[part="reasons-reason"]'))).to.contain('not counted: 3 undone')
  })
  it('leaves the review out that nobody remembers', async () => {
    const standing = movedDown()
    const element = await opened({ ...standing, score: { ...standing.score!, history: [] } })
    expect(texts(element, '[part="reasons-facts"] > div')[0]).to.equal('Decided 1 Nov 2026')
  })
  it('opens beside the date of a change that is no news any more', async () => {
    const element = await opened(risenLongAgo())
    const button = press(element, 'See why')
    expect(button.closest('[part="stand"]')).to.not.equal(null)
    expect(textOf(one(element, '[part="tier-since"]'))).to.equal('since 1 Sep 2026')
    expect(textOf(one(element, '[part="reasons-title"]'))).to.equal(
      'Moved up from Silver to Gold on 1 Sep 2026',
    )
    expect(sheet(element).previousElementSibling).to.equal(one(element, '.stand'))
  })
  it('is not offered where nothing has changed, or nothing was asked', async () => {
    const at = day('2026-09-01')
    for (const lastChange of [null, { at, from: null, to: 'basic', because: [] }]) {
      const element = await show(risenLongAgo({ lastChange }))
      expect(all(element, '.opens-reasons, .reasons')).to.have.length(0)
    }
  })
  it('is open on paper, where nothing can be pressed', async function () {
    const element = await show(movedDown())
    await pretend(this, { media: 'print' })
    try {
      expect(isSeen(sheet(element))).to.equal(true)
      for (const button of all(element, 'button')) expect(button.offsetHeight, textOf(button)).to.equal(0)
    } finally {
      await pretendNothing()
    }
    expect(isSeen(sheet(element))).to.equal(false)
  })
  for (const lang of languages) {
    for (const theme of themes) {
      it(`is accessible in ${lang}, ${theme}`, async () => {
        for (const standing of [movedDown(), justPromoted(), risenLongAgo()])
          await expect(await opened(standing, { lang, theme, width: 390 })).to.be.accessible()
      }).timeout(150_000)
    }
    for (const width of [240, 320, 390, 560, 720, 1100]) {
      it(`keeps everything inside at ${width} px in ${lang}`, async () => {
        for (const standing of [movedDown(), justPromoted(), risenLongAgo()])
          expectInside(await opened(standing, { lang, width }))
      })
    }
  }
})
