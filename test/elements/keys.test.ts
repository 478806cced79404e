// Keys beyond Tab: what closes and where the focus is then, and how sliders, choices and rows are gone through.
import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type { TkElement } from '../../src/elements/element.js'
import type { Standing } from '../../src/schema/standing.js'
import { faultsIn, played, sceneNames, statesOf } from './scenes.js'
import { all, drawn, one, provide, sourceOf, staged, textOf } from './stage.js'
import { entries, lotusKitchen } from './standings.js'

const focused = (element: TkElement) => (element.renderRoot as ShadowRoot).activeElement as HTMLElement
async function keys(element: TkElement, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await sendKeys({ press: key })
  await drawn(element)
}
/** Opens by the keyboard what a control opens; the control. */
async function openedBy(element: TkElement, opener: HTMLElement): Promise<HTMLElement> {
  opener.focus()
  await keys(element, 'Enter')
  return opener
}
const shown = (tag: string, set: object = {}) =>
  staged<TkElement>(tag, { standing: lotusKitchen(), ...set } as never)

/** A choice of one, which is a group of radio buttons. */
function choosing(): Standing {
  const standing = lotusKitchen()
  return {
    ...standing,
    benefits: standing.benefits.map((benefit) =>
      benefit.choose ? { ...benefit, choose: { ...benefit.choose, pick: 1, chosen: [] } } : benefit,
    ),
  }
}

describe('Escape closes what was opened, and the focus is where it was opened from', () => {
  it('the question before a benefit is redeemed or used, from either button', async () => {
    const element = await shown('tk-benefit-wallet')
    for (const id of ['boost', 'vouchers'])
      for (const steps of [['Escape'], ['Tab', 'Escape'], ['Enter']]) {
        const opener = one(element, `[data-benefit="${id}"] [part~="action"]`)
        await openedBy(element, opener)
        expect(textOf(focused(element)), 'what changes nothing comes first').to.equal('Cancel')
        await keys(element, ...steps)
        expect(all(element, '[part="confirm"]')).to.have.length(0)
        expect(focused(element)).to.equal(one(element, `[data-benefit="${id}"] [part~="action"]`))
      }
  })

  it('what if, from a slider or a button in it', async () => {
    const element = await played('gauge, sliders', 'ready')
    const panel = one<HTMLDetailsElement>(element, 'details.what-if')
    for (const inside of ['[type="range"]', '.btn']) {
      panel.open = true
      await drawn(element)
      panel.querySelector<HTMLElement>(inside)!.focus()
      await keys(element, 'Escape')
      expect(panel.open).to.equal(false)
      expect(focused(element)).to.equal(panel.querySelector('summary'))
    }
  })

  it('a part of the score, further conditions, the statement of reasons, all dates of the points', async () => {
    for (const [tag, opener, set] of [
      ['tk-score-gauge', '.factor > summary', {}],
      ['tk-tier-ladder', '.rest > summary', { rows: 2 }],
      ['tk-points-ledger', '[aria-expanded]', { entries }],
    ] as const) {
      const element = await shown(tag, set)
      const control = await openedBy(element, all(element, opener)[0]!)
      const isOpen = () =>
        control.getAttribute('aria-expanded') === 'true' || control.closest('details')?.open === true
      expect(isOpen(), opener).to.equal(true)
      await keys(element, 'Escape')
      expect(isOpen(), opener).to.equal(false)
      expect(focused(element)).to.equal(control)
    }
    const element = await played('ladder', 'movedDown')
    const control = await openedBy(element, one(element, '[aria-controls="reasons"]'))
    expect(all(element, '.reasons.open')).to.have.length(1)
    await keys(element, 'Escape')
    expect(all(element, '.reasons.open')).to.have.length(0)
    expect(focused(element)).to.equal(control)
  })

  it('the comparison of tiers, where it was opened from the ladder', async () => {
    const element = await shown('tk-tier-ladder', { compare: true })
    await openedBy(element, one(element, '.compares'))
    expect(focused(element)).to.equal(one(element, '.back .link'))
    await keys(element, 'Escape')
    expect(focused(element)).to.equal(one(element, '.compares'))
    const alone = await shown('tk-tier-ladder', { view: 'compare' })
    one(alone, '.back .link').focus()
    await keys(alone, 'Escape')
    expect(all(alone, '.tiers'), 'a page that shows the table alone keeps it').to.have.length(1)
  })

  it('the entry in full, whose row has the focus then, and Enter opens it again', async () => {
    const element = await played('ledger, all', 'ready')
    all(element, '.row[data-entry]')[0]!.focus()
    await keys(element, 'ArrowDown')
    const row = focused(element)
    const details = () => all(element, '.details')
    details()[0]!.focus()
    await keys(element, 'Escape')
    expect([details().length, focused(element) === row]).to.deep.equal([0, true])
    await keys(element, 'Enter')
    expect(details().length).to.equal(1)
    await keys(element, 'Escape')
    expect([details().length, focused(element) === row]).to.deep.equal([0, true])
    await keys(element, 'ArrowDown')
    expect(details().length).to.equal(1)
  })

  it('a search', async () => {
    const element = await shown('tk-points-ledger', { entries })
    const search = one<HTMLInputElement>(element, '.search input')
    search.focus()
    await sendKeys({ type: 'zz' })
    await drawn(element)
    expect(all(element, '[data-entry]')).to.have.length(0)
    await keys(element, 'Escape')
    expect([search.value, all(element, '[data-entry]').length > 0]).to.deep.equal(['', true])
    expect(focused(element)).to.equal(search)
  })

  it('what was said of a code that could not be copied', async () => {
    const standing = lotusKitchen()
    const at = '2026-11-18T02:00:00.000Z'
    const redemptions = [{ id: 'r0', at, until: null, usedAt: at, voucher: 'LK-204' }]
    const element = await shown('tk-benefit-wallet', {
      standing: {
        ...standing,
        benefits: standing.benefits.map((one) =>
          one.id === 'boost' ? { ...one, hold: true, redemptions } : one,
        ),
      },
    })
    const copy = all(element, '[part~="copy-button"]')[0]!
    await openedBy(element, copy)
    await new Promise((later) => setTimeout(later, 50))
    await drawn(element)
    const said = textOf(copy)
    await keys(element, 'Escape')
    expect(all(element, '[part="copy-hint"]')).to.have.length(0)
    expect(focused(element)).to.equal(copy)
    expect(textOf(copy)).to.equal('Copy')
    expect(said === 'Copied' || said === 'Copy').to.equal(true)
  })
})

describe('a key that an element has no use for', () => {
  it('reaches the page, and what a page has put into a slot keeps its own', async () => {
    const element = await shown('tk-score-gauge')
    const field = document.createElement('input')
    field.slot = 'footer'
    element.append(field)
    const passed: string[] = []
    const note = (event: KeyboardEvent): void => void (event.defaultPrevented || passed.push(event.key))
    document.addEventListener('keydown', note)
    all(element, '.factor > summary')[0]!.focus()
    await keys(element, 'Escape')
    await openedBy(element, all(element, '.factor > summary')[0]!)
    field.focus()
    await keys(element, 'Escape', 'ArrowRight')
    document.removeEventListener('keydown', note)
    expect(passed).to.deep.equal(['Escape', 'Enter', 'Escape', 'ArrowRight'])
    expect(all<HTMLDetailsElement>(element, '.factor')[0]!.open).to.equal(true)
  })
})

describe('along a row of choices', () => {
  for (const tag of ['tk-task-checklist', 'tk-benefit-wallet', 'tk-points-ledger'])
    it(`of ${tag} the arrows go on and round, Home and End to its ends, and nothing is chosen by that`, async () => {
      for (const dir of ['ltr', 'rtl'] as const) {
        const element = await shown(tag, { entries, dir })
        const choices = all(element, '[part="tabs"] button')
        const [on, back] = dir === 'ltr' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
        const last = choices.length - 1
        choices[0]!.focus()
        const way: number[] = []
        for (const key of [on, on, back, 'End', on, back, 'Home']) {
          await keys(element, key)
          way.push(choices.indexOf(focused(element)))
        }
        expect(way, dir).to.deep.equal([1, 2, 1, last, 0, last, 0])
        expect(choices[0]!.getAttribute('aria-pressed')).to.equal('true')
        await keys(element, on, 'Enter')
        expect(all(element, '[part="tabs"] button')[1]!.getAttribute('aria-pressed')).to.equal('true')
        element.parentElement!.remove()
      }
    })

  it('of a choice of one benefit they choose, as radio buttons do', async () => {
    const element = await shown('tk-benefit-wallet', { standing: choosing() })
    const options = all<HTMLInputElement>(element, '[type="radio"]')
    expect(options.length).to.be.above(1)
    options[0]!.focus()
    await keys(element, ' ')
    expect(options[0]!.checked).to.equal(true)
    await keys(element, 'ArrowDown')
    expect([options[0]!.checked, options[1]!.checked]).to.deep.equal([false, true])
    expect(focused(element)).to.equal(options[1])
    await keys(element, 'ArrowUp')
    expect(options[0]!.checked).to.equal(true)
  })
})

describe('a slider', () => {
  it('goes by steps, by pages and to its ends, and stays where the focus is', async () => {
    const element = await played('gauge, sliders', 'ready')
    const slider = () => all<HTMLInputElement>(element, '[type="range"]')[0]!
    const { min, max, step } = slider()
    const value = () => Number(slider().value)
    slider().focus()
    await keys(element, 'Home')
    expect(value()).to.equal(Number(min))
    await keys(element, 'ArrowRight', 'ArrowUp')
    expect(value()).to.be.closeTo(Number(min) + 2 * Number(step), 1e-6)
    const before = value()
    await keys(element, 'PageUp')
    expect(value()).to.be.above(before + Number(step))
    await keys(element, 'PageDown')
    expect(value()).to.be.closeTo(before, 1e-6)
    await keys(element, 'End')
    expect(value()).to.be.closeTo(Number(max), Number(step))
    await keys(element, 'ArrowLeft')
    expect(value()).to.be.below(Number(max))
    expect(focused(element)).to.equal(slider())
  })
})

describe('what can have the focus can be seen', () => {
  const stops = 'a[href], button, summary, input, select, [tabindex="0"]'
  const hidden = (element: TkElement): string[] =>
    all<HTMLElement>(element, stops)
      .filter((found) => found.tabIndex >= 0 && !(found as HTMLButtonElement).disabled)
      // in the order of Tab only what is drawn takes part
      .filter((found) => found.checkVisibility({ visibilityProperty: true }))
      .filter((found) => {
        // some are shown where the pointer or the focus is
        found.focus({ preventScroll: true })
        const { width, height } = found.getBoundingClientRect()
        const clear = found.checkVisibility({ opacityProperty: true }) || found.matches('[type="range"]')
        return (
          width < 1 || height < 1 || !clear || found.closest('[aria-hidden="true"], .sr, [inert]') !== null
        )
      })
      .map((found) => `${found.tagName}.${found.className} "${textOf(found).slice(0, 30)}"`)

  for (const name of sceneNames)
    it(`in ${name}, in every state`, async function () {
      this.timeout(300_000)
      expect(await faultsIn(name, statesOf(name), { width: 390 }, hidden)).to.equal('')
    })

  it('while it is read anew, too, and what it holds for its height has none', async () => {
    const element = await staged<TkElement>('tk-points-ledger', {}, { source: sourceOf(null) })
    expect(hidden(element)).to.deep.equal([])
    provide(element, sourceOf(lotusKitchen()))
    await drawn(element)
    const held = [
      ...element.renderRoot.querySelectorAll<HTMLElement>('.skeleton a, .skeleton button, .skeleton input'),
    ]
    expect(held).to.deep.equal([])
  })
})
