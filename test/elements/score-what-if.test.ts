import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { sliderRange } from '../../src/elements/slider-range.js'
import type { LadderStanding, Standing } from '../../src/schema/standing.js'
import type { AskWhatIf, Changes, Lever, WhatIf } from '../../src/schema/what-if.js'
import { subjects } from './lotus/said.js'
import { refunds as oneTask, replies } from './lotus/what-if.js'
import {
  all,
  drawn,
  expectInside,
  languages,
  one,
  press,
  provide,
  sourceOf,
  staged,
  textOf,
  texts,
  themes,
  type Stage,
} from './stage.js'
import { defaultScore, lotusKitchen, noScore, variants } from './standings.js'
import { until } from './until.js'

customElements.define('w-gauge', class extends TkScoreGauge {})
const show = (set: Partial<TkScoreGauge> = {}, stage?: Stage) =>
  staged<TkScoreGauge>('w-gauge', { whatif: true, ...set }, stage)

const refunds: Lever = { ...oneTask, tasks: ['a', 'b'] }
const seats: Lever = {
  id: 'seats', kind: 'field', subject: { ...subjects.sets, id: 'seats', kind: 'field' }, have: null, together: 8, tasks: ['c'],
} // prettier-ignore
const levers = [replies, refunds, seats]

/** Two points for each percent of replies: 90 % give 678, 94 % give 686, and from 700 it is Platinum. */
function standingFor({ metrics = {} }: Changes): Standing {
  const standing = lotusKitchen()
  const value =
    662 + 2 * ((metrics['replyRate'] ?? 82) - 82) + 20 * (2.8125 - (metrics['refundRate'] ?? 2.8125))
  const tier = value >= 700 ? 'platinum' : 'gold'
  const ladders = standing.ladders.map((one): LadderStanding =>
    one.main ? { ...one, earned: tier, ifReviewed: tier } : one,
  )
  return { ...standing, ladders, score: { ...standing.score!, value } }
}
const asked = () => {
  const changes: Changes[] = []
  const ask: AskWhatIf = (of) => {
    changes.push(of)
    return Promise.resolve({ standing: standingFor(of), levers })
  }
  return { changes, ask }
}

const panel = (element: TkScoreGauge) => one<HTMLDetailsElement>(element, 'details.what-if')
const sliders = (element: TkScoreGauge) => all<HTMLInputElement>(element, 'input[type="range"]')
async function opened(element: TkScoreGauge): Promise<TkScoreGauge> {
  panel(element).querySelector('summary')!.click()
  await new Promise((resolve) => setTimeout(resolve, 20))
  await drawn(element)
  return element
}
async function move(element: TkScoreGauge, place: number, value: number): Promise<void> {
  const slider = sliders(element)[place]!
  slider.value = String(value)
  slider.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise((resolve) => setTimeout(resolve, 20))
  await drawn(element)
}
const said = (element: TkScoreGauge) => one(element, '.meter').getAttribute('aria-valuetext')!

describe('what if is offered', () => {
  it('only where it is asked for and somebody can answer', async () => {
    const { ask } = asked()
    const standing = lotusKitchen()
    const panelsOf = async (set: Partial<TkScoreGauge>, stage?: Stage) =>
      all(await show(set, stage), 'details.what-if').length
    expect(await panelsOf({ standing, askWhatIf: ask })).to.equal(1)
    expect(await panelsOf({ standing })).to.equal(0)
    expect(await panelsOf({ standing, askWhatIf: ask, whatif: false })).to.equal(0)
    expect(await panelsOf({}, { source: sourceOf(standing) })).to.equal(0)
    expect(await panelsOf({}, { source: sourceOf(standing, {}, { whatIf: ask }) })).to.equal(1)
  })

  it('and asks nothing before it is opened', async () => {
    const { changes, ask } = asked()
    const element = await show({ standing: lotusKitchen(), askWhatIf: ask })
    expect(changes).to.deep.equal([])
    await opened(element)
    expect(changes).to.deep.equal([{ metrics: {}, fields: {} }])
    expect(texts(element, '[part="lever-name"]')).to.deep.equal([
      'Replies within 24 h',
      'Refund rate',
      'Set menus',
    ])
  })

  it('as tall loading as ready', async () => {
    const { ask } = asked()
    for (const width of [240, 390, 560, 1100, 1300]) {
      const heights = []
      for (const standing of [lotusKitchen(), null]) {
        const source = sourceOf(standing, {}, { whatIf: ask })
        heights.push((await show({}, { width, source })).offsetHeight)
      }
      expect(Math.abs(heights[0]! - heights[1]!), `${heights.join(' and ')} at ${width} px`).to.be.at.most(4)
    }
  })

  it('and opens no sooner than it has what to show, so that it never grows while it is open', async () => {
    for (const width of [240, 390, 560, 1100, 1300]) {
      let answer = (): void => undefined
      const ask: AskWhatIf = (of) =>
        new Promise((resolve) => (answer = () => resolve({ standing: standingFor(of), levers })))
      const element = await show({ standing: lotusKitchen(), askWhatIf: ask }, { width })
      const closed = element.offsetHeight
      const summary = one(element, '.what-if > summary')
      summary.click()
      await drawn(element)
      expect(element.offsetHeight, `waiting at ${width} px`).to.equal(closed)
      expect(textOf(summary)).to.equal('What if Loading')
      const heights: number[] = []
      const seen = new ResizeObserver(() => panel(element).open && heights.push(element.offsetHeight))
      seen.observe(element)
      answer()
      await until(() => sliders(element).length === 3 && panel(element).open)
      await drawn(element)
      seen.disconnect()
      expect(textOf(summary)).to.equal('What if')
      expect([...new Set(heights)], `open at ${width} px`).to.deep.equal([element.offsetHeight])
    }
  })

  it('and stays closed where the person thought better of it', async () => {
    let answer = (): void => undefined
    const ask: AskWhatIf = (of) =>
      new Promise((resolve) => (answer = () => resolve({ standing: standingFor(of), levers })))
    const element = await show({ standing: lotusKitchen(), askWhatIf: ask })
    const summary = one(element, '.what-if > summary')
    summary.click()
    summary.click()
    answer()
    await drawn(element)
    expect(panel(element).open).to.equal(false)
    summary.click()
    await drawn(element)
    expect(panel(element).open).to.equal(true)
  })

  it('and says so where no task moves the score', async () => {
    const askWhatIf = () => Promise.resolve({ standing: lotusKitchen(), levers: [] })
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf }))
    expect(textOf(one(element, '.what-if-body'))).to.equal('No open task moves this score.')
  })
})

describe('a slider', () => {
  it('says its name, its value in words, the value now and where tasks bring it', async () => {
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: asked().ask }))
    const [first, second, third] = sliders(element)
    expect(first!.labels![0]!.textContent).to.equal('Replies within 24 h')
    expect(first!.getAttribute('aria-valuetext')).to.equal('82%, as now')
    expect(texts(element, '[part="lever-note"]')).to.deep.equal([
      'now 82% · 90% with its task, then full',
      'now 2.8% · 2% with its two tasks · full up to 1%',
      'not known now · 8 with its task',
    ])
    expect(second!.getAttribute('aria-valuetext')).to.equal('2.8%, as now')
    expect(third!.getAttribute('aria-valuetext')).to.equal('not known now')
    await move(element, 0, 90)
    expect(first!.getAttribute('aria-valuetext')).to.equal('90%, now 82%')
  })

  it('goes by the arrow keys', async () => {
    const { changes, ask } = asked()
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: ask }))
    sliders(element)[0]!.focus()
    await sendKeys({ press: 'ArrowRight' })
    await drawn(element)
    const to = 82 + Number(sliders(element)[0]!.step)
    expect(Number(sliders(element)[0]!.value)).to.equal(to)
    expect(changes[changes.length - 1]).to.deep.equal({ metrics: { replyRate: to }, fields: {} })
    expect(element.shadowRoot!.activeElement).to.equal(sliders(element)[0])
  })

  it('back at the value now asks for nothing, though that lies between two steps', async () => {
    const { changes, ask } = asked()
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: ask }))
    const home = Number(sliders(element)[1]!.value)
    expect(home).to.equal(2.8)
    await move(element, 1, 1)
    await move(element, 1, home)
    expect(changes[changes.length - 1]).to.deep.equal({ metrics: {}, fields: {} })
    expect(all(element, '.ghost')).to.have.length(0)
  })

  it('is drawn from the right where the page is', async () => {
    const element = await show({ standing: lotusKitchen(), askWhatIf: asked().ask })
    element.dir = 'rtl'
    await drawn(element)
    await opened(element)
    await move(element, 0, Number(sliders(element)[0]!.max))
    const rect = one<SVGRectElement>(element, '.rail .moved')
    expect(parseFloat(rect.getAttribute('x')!)).to.equal(0)
  })
})

describe('an estimate', () => {
  it('stands beside the score and is marked as one, in the picture and in words', async () => {
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: asked().ask }))
    await move(element, 0, 90)
    expect(textOf(one(element, '[part~="score"]'))).to.equal('662')
    expect(one(element, '.meter').getAttribute('aria-valuenow')).to.equal('662')
    expect(textOf(one(element, '[part="gauge-estimate"]'))).to.equal('Estimate 678')
    expect(all(element, '[part="ghost"]')).to.have.length(1)
    expect(textOf(one(element, '[part="estimate-number"]'))).to.equal('Estimate678+16')
    expect(said(element)).to.equal(
      '662 of 1,000, Gold. 38 to Platinum at 700. Up 14 since 1 Nov. ' +
        'Estimate: 678 (+16). Still Gold if reviewed now. 22 to Platinum at 700.',
    )
  })

  it('says them in Chinese', async () => {
    const stage = { lang: 'zh-CN' } as const
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: asked().ask }, stage))
    await move(element, 0, 90)
    await move(element, 1, 1)
    expect(textOf(one(element, '[part="gauge-estimate"]'))).to.equal('预估 714.3')
    expect(said(element)).to.contain(
      '预估 714.3 分（+52.3）。若现在评定，等级为铂金。距钻石 850 分还差 135.8 分。',
    )
  })

  it('is said aloud once, after a pause', async () => {
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: asked().ask }))
    const status = () => textOf(one(element, '.what-if + [role="status"]'))
    await move(element, 0, 88)
    await move(element, 0, 90)
    expect(status()).to.equal('')
    await new Promise((resolve) => setTimeout(resolve, 700))
    await drawn(element)
    expect(status()).to.equal('Estimate: 678 (+16). Still Gold if reviewed now. 22 to Platinum at 700.')
  })

  it('goes with a press on Reset', async () => {
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: asked().ask }))
    const before = said(element)
    expect(press(element, 'Reset').getAttribute('aria-disabled')).to.equal('true')
    await move(element, 0, 90)
    press(element, 'Reset').focus()
    press(element, 'Reset').click()
    await drawn(element)
    expect(said(element)).to.equal(before)
    expect(sliders(element)[0]!.value).to.equal('82')
    expect(textOf(element.shadowRoot!.activeElement as HTMLElement)).to.equal('Reset')
  })

  it('of all tasks sets what they bring everything to', async () => {
    const { changes, ask } = asked()
    const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: ask }))
    press(element, 'Try all tasks').click()
    await drawn(element)
    expect(changes[changes.length - 1]).to.deep.equal({
      metrics: { replyRate: 90, refundRate: 2 },
      fields: { seats: 8 },
    })
  })

  it('is that of the last question, whatever comes late', async () => {
    const answers: (() => void)[] = []
    const ask: AskWhatIf = (of) =>
      new Promise<WhatIf>((resolve) => answers.push(() => resolve({ standing: standingFor(of), levers })))
    const element = await show({ standing: lotusKitchen(), askWhatIf: ask })
    panel(element).querySelector('summary')!.click()
    await drawn(element)
    const answer = async () => {
      answers.shift()!()
      await new Promise((resolve) => setTimeout(resolve, 20))
      await drawn(element)
    }
    await answer()
    await move(element, 0, 84)
    await move(element, 0, 86)
    await move(element, 0, 90)
    expect(answers).to.have.length(1)
    await answer()
    await answer()
    expect(answers).to.have.length(0)
    expect(textOf(one(element, '[part="gauge-estimate"]'))).to.equal('Estimate 678')
  })

  it('is asked anew when the true numbers change, and never of another merchant', async () => {
    const { changes, ask } = asked()
    const stage = { source: sourceOf(lotusKitchen(), {}, { whatIf: ask }) }
    const element = await opened(await show({}, stage))
    await move(element, 0, 90)
    const before = changes.length
    provide(element, sourceOf({ ...lotusKitchen(), at: '2026-11-22T09:30:00+08:00' }, {}, { whatIf: ask }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await drawn(element)
    expect(changes.slice(before)).to.deep.equal([{ metrics: { replyRate: 90 }, fields: {} }])
    const other = { ...lotusKitchen(), merchant: { id: '2', name: null } }
    provide(element, sourceOf(other, {}, { whatIf: ask }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await drawn(element)
    expect(changes[changes.length - 1]).to.deep.equal({ metrics: {}, fields: {} })
    expect(all(element, '[part="gauge-estimate"]')).to.have.length(0)
  })

  it('that cannot be made says so and leaves the score as it is', async () => {
    const silenced = console.error
    console.error = () => undefined
    try {
      let fails = false
      const { ask } = asked()
      const askWhatIf: AskWhatIf = (of) => (fails ? Promise.reject(new Error('gone')) : ask(of))
      const element = await opened(await show({ standing: lotusKitchen(), askWhatIf }))
      fails = true
      await move(element, 0, 90)
      expect(element.state).to.equal('ready')
      expect(textOf(one(element, '.estimate-text'))).to.contain('Couldn’t work out the estimate')
      expect(all(element, '[part="ghost"]')).to.have.length(0)
      const wrong = { standing: {} as Standing, levers: [{ id: 7 } as never] }
      const odd = await opened(
        await show({ standing: lotusKitchen(), askWhatIf: () => Promise.resolve(wrong) }),
      )
      expect(odd.state).to.equal('ready')
      expect(textOf(one(odd, '.what-if-body'))).to.contain('Couldn’t work out the estimate')
    } finally {
      console.error = silenced
    }
  })

  it('that cannot be made is said aloud once, and once more where a retry fails too', async () => {
    const silenced = console.error
    console.error = () => undefined
    try {
      let fails = true
      const { ask } = asked()
      const askWhatIf: AskWhatIf = (of) => {
        if (fails) throw new Error('refused')
        return ask(of)
      }
      const element = await opened(await show({ standing: lotusKitchen(), askWhatIf }))
      const status = one(element, '.what-if + [role="status"]')
      const heard: string[] = [textOf(status)]
      new MutationObserver(() => heard.push(textOf(status))).observe(status, {
        subtree: true,
        childList: true,
        characterData: true,
      })
      const failed = 'Couldn’t work out the estimate.'
      expect(heard, 'there are no sliders yet').to.deep.equal([failed])
      press(element, 'Retry').focus()
      await sendKeys({ press: 'Enter' })
      await until(() => heard.length > 2)
      expect(heard.slice(1)).to.deep.equal(['', failed])
      expect(element.shadowRoot!.activeElement).to.equal(press(element, 'Retry'))
      fails = false
      await sendKeys({ press: 'Enter' })
      await until(() => sliders(element).length === 3)
      expect(element.shadowRoot!.activeElement, 'where Retry was opened').to.equal(
        one(element, '.what-if > summary'),
      )
      heard.length = 0
      fails = true
      await move(element, 0, 88)
      await move(element, 0, 90)
      expect(heard.filter(Boolean)).to.deep.equal([failed])
      expect(textOf(one(element, '.estimate-text'))).to.equal(`${failed} Retry`)
      fails = false
      press(element, 'Retry').click()
      await until(() => all(element, '[part="ghost"]').length === 1)
      expect(all(element, '[part~="retry"]')).to.have.length(0)
    } finally {
      console.error = silenced
    }
  })

  it('says what bars the tier, or that a review would give less than is earned', async () => {
    const answers =
      (main: Partial<LadderStanding>): AskWhatIf =>
      (of) => {
        const standing = standingFor(of)
        const ladders = standing.ladders.map((one) => (one.main ? { ...one, ...main } : one))
        return Promise.resolve({ standing: { ...standing, ladders }, levers })
      }
    const textFor = async (main: Partial<LadderStanding>) => {
      const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: answers(main) }))
      await move(element, 0, 90)
      return textOf(one(element, 'p[part="estimate-text"]'))
    }
    const blockedBy = [
      { kind: 'compare', subject: subjects.violations, have: 1, is: 'lte', need: 0, met: false } as const,
    ]
    expect(await textFor({ blockedBy })).to.equal(
      'Still Gold if reviewed now. What keeps you from Platinum: food-safety violations: 1, at most 0.',
    )
    expect(await textFor({ earned: 'platinum', ifReviewed: 'gold' })).to.equal(
      'Enough for Platinum; a review now would give Gold. 22 to Platinum at 700.',
    )
  })

  it('stands alone on the ring while there is no score yet', async () => {
    const element = await opened(await show({ standing: noScore(), askWhatIf: asked().ask }))
    await move(element, 0, 90)
    expect(all(element, '.needle')).to.have.length(0)
    expect(all(element, '[part="ghost"]')).to.have.length(1)
    expect(one(element, '.meter').getAttribute('aria-label')).to.contain('Estimate: 678.')
    const still: AskWhatIf = () => Promise.resolve({ standing: noScore(), levers })
    const none = await opened(await show({ standing: noScore(), askWhatIf: still }))
    await move(none, 0, 90)
    expect(all(none, '[part="ghost"], [part="gauge-estimate"]')).to.have.length(0)
    expect(one(none, '.meter').getAttribute('aria-label')).to.contain('Estimate: still no score.')
  })
})

describe('a slider goes', () => {
  const rangeOf = (lever: Partial<Lever>, unit: Lever['subject']['unit'], standing = defaultScore()) =>
    sliderRange(
      { ...replies, id: 'x', ...lever, subject: { ...subjects.replies, id: 'x', unit } },
      standing,
      100,
    )

  it('over the value now, what tasks bring it to, and the marks of the score', () => {
    const { min, max, step, home, full } = sliderRange(replies, lotusKitchen(), 100)
    expect({ home, full }).to.deep.equal({ home: 82, full: { at: 90, rising: true } })
    expect(min).to.be.below(82)
    expect(max).to.be.within(90.1, 100)
    expect(8 / step).to.be.closeTo(Math.round(8 / step), 1e-9)
    expect(sliderRange(refunds, lotusKitchen(), 100)).to.include({ min: 0, step: 0.1, home: 2.8 })
  })
  it('in steps of one where things are counted, of one yuan where money is', () => {
    expect(rangeOf({ have: 0, together: 2 }, 'integer')).to.include({ min: 0, max: 3, step: 1, home: 0 })
    expect(rangeOf({ have: 150, together: 50 }, 'money')).to.include({ min: 0, max: 200, step: 100 })
    expect(rangeOf({ have: 616_000, together: 916_000 }, 'money').step).to.be.oneOf([2000, 5000, 10_000])
  })
  it('to 100 where it is a share, and further where more than that is asked', () => {
    expect(rangeOf({ have: 95, together: 99 }, 'percent').max).to.equal(100)
    expect(rangeOf({ have: 95, together: 120 }, 'percent').max).to.be.above(120)
  })
  it('from no to yes for a flag, and through 0 where a value may be below', () => {
    expect(rangeOf({ have: 0, together: 1 }, 'flag')).to.include({ min: 0, max: 1, step: 1, home: 0 })
    expect(rangeOf({ have: -20, together: 10 }, 'integer').min).to.be.below(-20)
  })
  it('nowhere for long: no range is empty, none is endless', () => {
    for (const have of [null, 0, 1, 7, 0.1, 1e9]) {
      for (const together of [0, 1, 3.3333333333, 1e9]) {
        for (const unit of ['integer', 'percent', 'number', 'money', 'days'] as const) {
          const { min, max, step, home } = rangeOf({ have, together }, unit)
          expect(max, `${have} to ${together} ${unit}`).to.be.above(min)
          expect((max - min) / step).to.be.within(1, 1000)
          expect(home === null || (home >= min && home <= max)).to.equal(true)
          expect(together >= min && together <= max, `${together} in ${min}..${max}`).to.equal(true)
        }
      }
    }
  })
})

describe('what if for everyone', () => {
  for (const lang of languages) {
    for (const theme of themes) {
      it(`is accessible in ${lang}, ${theme}`, async () => {
        const stage = { lang, theme }
        const element = await opened(await show({ standing: lotusKitchen(), askWhatIf: asked().ask }, stage))
        await expect(element).to.be.accessible()
        await move(element, 0, 90)
        await expect(element).to.be.accessible()
      }).timeout(150_000)
    }
    for (const width of [240, 320, 390, 560, 720, 1100, 1300]) {
      it(`keeps everything inside at ${width} px in ${lang}`, async () => {
        for (const name of Object.keys(variants)) {
          const standing = variants[name]!()
          if (!standing.score) continue
          const element = await opened(await show({ standing, askWhatIf: asked().ask }, { lang, width }))
          await move(element, 0, 90)
          expectInside(element)
        }
      }).timeout(150_000)
    }
  }
})
