import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { benefitsOf, nextToOpen } from '../../src/elements/benefit-groups.js'
import { TkBenefitWallet } from '../../src/elements/benefit-wallet.js'
import type {
  TkBenefitChooseEvent,
  TkBenefitRedeemEvent,
  TkBenefitReleaseEvent,
  TkBenefitUseEvent,
} from '../../src/elements/events.js'
import { issueAt } from '../../src/schema/issues.js'
import type { BenefitStanding } from '../../src/schema/standing.js'
import type { Standing } from '../../src/schema/standing.js'
import {
  all,
  drawn,
  expectInside,
  languages,
  nextEvent,
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
import { empty, lotusKitchen, sanctioned } from './standings.js'

customElements.define('t-wallet', class extends TkBenefitWallet {})
const show = (set: Partial<TkBenefitWallet> = {}, stage?: Stage) =>
  staged<TkBenefitWallet>('t-wallet', set, stage)
const lost = issueAt('unreachable', [], {})

/** The merchant with one benefit changed. */
function withBenefit(id: string, more: Partial<BenefitStanding>): Standing {
  const standing = lotusKitchen()
  return {
    ...standing,
    benefits: standing.benefits.map((benefit) => (benefit.id === id ? { ...benefit, ...more } : benefit)),
  }
}
const row = (element: TkBenefitWallet, id: string) => one(element, `li[data-benefit="${id}"]`)
const buttonOf = (element: TkBenefitWallet, id: string) =>
  one<HTMLButtonElement>(element, `[data-benefit="${id}"] .act .btn`)
/** Words that begin on one line and end on the next. */
function brokenWords(element: Element): string[] {
  const broken: string[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { 0: word, index } of node.textContent!.matchAll(/\S+/g)) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word)
    }
  }
  return broken
}
async function open(element: TkBenefitWallet, tab: RegExp) {
  press(element, tab).click()
  await drawn(element)
}

describe('the benefit wallet in its states', () => {
  it('is busy and shows bones while loading', async () => {
    const element = await show()
    expect(element.state).to.equal('loading')
    expect(one(element, '.card').getAttribute('aria-busy')).to.equal('true')
    expect(all(element, '.skeleton .list > *').length).to.equal(5)
  })
  it('shows benefits when ready, and keeps them when stale', async () => {
    for (const issue of [null, lost]) {
      const element = await show({ standing: lotusKitchen(), issue })
      expect(element.state).to.equal(issue ? 'stale' : 'ready')
      expect(all(element, '.list li.benefit').length).to.equal(4)
    }
  })
  it('says so when there are no benefits', async () => {
    const element = await show({ standing: empty() })
    expect(element.state).to.equal('empty')
    expect(textOf(one(element, '[part="empty"]'))).to.contain('No benefits yet')
  })
  it('says what failed, with a way to try again', async () => {
    const element = await show({ issue: lost })
    expect(textOf(one(element, '[part="error"]'))).to.contain('Couldn’t load your benefits')
    const asked = nextEvent(element, 'tk-retry')
    press(element, 'Retry').click()
    await asked
  })
  for (const lang of languages)
    for (const theme of themes)
      it(`is accessible in ${lang}, ${theme}`, async () => {
        for (const standing of [lotusKitchen(), sanctioned(), empty()]) {
          const element = await show({ standing }, { lang, theme })
          await expect(element).to.be.accessible()
          if (standing.benefits.length === 0) continue
          for (const tab of all(element, '[part="tabs"] .tab')) {
            tab.click()
            await drawn(element)
            await expect(element).to.be.accessible()
          }
        }
        const asking = await show({ standing: lotusKitchen() }, { lang, theme })
        buttonOf(asking, 'boost').click()
        all(asking, '.option input')[0]!.click()
        await drawn(asking)
        await expect(asking).to.be.accessible()
        await expect(await show({}, { lang, theme })).to.be.accessible()
      })
  for (const lang of languages)
    it(`keeps everything inside 240 px in ${lang}`, async () => {
      const element = await show({ standing: lotusKitchen() }, { width: 240, lang })
      buttonOf(element, 'boost').click()
      all(element, '.option input')[0]!.click()
      await drawn(element)
      expectInside(element)
      expectInside(await show({ standing: sanctioned() }, { width: 240, lang }))
    })
})

describe('what the benefit wallet shows', () => {
  it('counts every benefit under exactly one tab', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(texts(element, '.tab')).to.deep.equal(['Available 5', 'Locked 2', 'Used 1', 'Expired 1'])
  })
  it('puts choices first, then what runs out soonest', () => {
    expect(benefitsOf(lotusKitchen().benefits, 'available').map(({ id }) => id)).to.deep.equal([
      'goldGift',
      'vouchers',
      'boost',
      'photoSession',
      'commission',
    ])
    const used = withBenefit('vouchers', {
      quota: { times: 20, used: 20, left: 0, each: 'month', renewsAt: '2026-12-01T00:00:00+08:00' },
    })
    expect(benefitsOf(used.benefits, 'available').map(({ id }) => id)).to.deep.equal([
      'goldGift',
      'boost',
      'photoSession',
      'vouchers',
      'commission',
    ])
  })
  it('tells kind, value, what is left and when it renews', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(textOf(row(element, 'vouchers'))).to.equal(
      'Free delivery vouchers Logistics · ¥6 off a delivery 8 of 20 left renews 1 Dec Use',
    )
    expect(one(element, '[data-benefit="vouchers"] .bar .value').getAttribute('width')).to.equal('40%')
    expect(textOf(row(element, 'boost')))
      .to.contain('3 of 4 left')
      .and.to.contain('500 points')
    expect(textOf(row(element, 'commission'))).to.contain('Active')
  })
  it('tells when one was given, and until when it is kept', async () => {
    const given = { at: '2026-10-01T00:00:00+08:00', left: 1 }
    const until = { at: '2026-12-31T16:00:00.000Z', validThrough: '2026-12-31T15:59:59.999Z' }
    const lineOf = async (more: Partial<BenefitStanding>, lang: 'en' | 'zh-CN' = 'en') => {
      const element = await show({ standing: withBenefit('vouchers', { quota: null, ...more }) }, { lang })
      return texts(element, '[data-benefit="vouchers"] [part="given"]')
    }
    expect(await lineOf({})).to.deep.equal([])
    expect(await lineOf({ given: { ...given, until } })).to.deep.equal([
      'Given 1 Oct, one use until 31 Dec, also at a lower tier',
    ])
    expect(await lineOf({ given: { ...given, until } }, 'zh-CN')).to.deep.equal([
      '10月1日发放 1 次，有效期至12月31日，降级不失效',
    ])
    expect(await lineOf({ given: { ...given, until: null } })).to.deep.equal([
      'Given 1 Oct, one use, yours to keep',
    ])
  })

  it('puts what was given before what runs out later, and says when it ran out', async () => {
    const until = { at: '2026-11-24T16:00:00.000Z', validThrough: '2026-11-24T15:59:59.999Z' }
    const given = { at: '2026-10-01T00:00:00+08:00', left: 1, until }
    const order = benefitsOf(withBenefit('vouchers', { quota: null, given }).benefits, 'available')
    const plain = order.filter(({ state }) => state === 'available').map(({ id }) => id)
    expect(plain[0]).to.equal('vouchers')
    const element = await show({
      standing: withBenefit('vouchers', { quota: null, given, state: 'expired' }),
    })
    await open(element, /Expired/)
    expect(textOf(row(element, 'vouchers'))).to.contain('expired 24 Nov')
  })

  it('says a value that neither the name nor the note says', async () => {
    const element = await show({
      standing: withBenefit('vouchers', { value: 1250, note: { en: 'A delivery', 'zh-CN': '每单' } }),
    })
    expect(textOf(row(element, 'vouchers'))).to.contain('Logistics · ¥12.50 · A delivery')
  })
  it('shows what opens next, nearest first, and leads to the rest', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(texts(element, '.next li')).to.deep.equal([
      'Homepage banner, 1 week Added value · opens at Platinum, 38 away',
      'Same-day settlement Price · opens at Diamond, 188 away',
    ])
    expect(nextToOpen(lotusKitchen().benefits, 1).map(({ id }) => id)).to.deep.equal(['banner'])
    press(element, 'See all').click()
    await drawn(element)
    expect(press(element, /^Locked/).getAttribute('aria-pressed')).to.equal('true')
    expect(textOf(one(element, '.foot'))).to.contain('Nearest to open first')
  })
  it('says why a benefit cannot be used', async () => {
    const standing = withBenefit('boost', { state: 'outOfStock', stock: { total: 200 } })
    standing.benefits[1] = {
      ...standing.benefits[1]!,
      state: 'suspended',
      suspendedBy: { en: 'Benefits on hold', 'zh-CN': '权益暂停' },
    }
    const element = await show({ standing })
    expect(textOf(one(element, '[part="suspended"]'))).to.equal(
      'One benefit is suspended by Benefits on hold See which',
    )
    await open(element, /^Locked/)
    expect(textOf(row(element, 'boost')))
      .to.contain('none of 200 left in stock')
      .and.to.contain('Out of stock')
    expect(textOf(row(element, 'vouchers'))).to.contain('suspended by: Benefits on hold')
    await open(element, /^Used/)
    expect(textOf(row(element, 'menuReview')))
      .to.contain('0 of 1 left renews 1 Jan 2027')
      .and.to.contain('Used up')
    await open(element, /^Expired/)
    expect(textOf(row(element, 'summerFlyers'))).to.contain('expired 31 Aug · nothing was chosen')
  })
  it('says why benefits are suspended and when they are back, where they are missed and beside them', async () => {
    const standing = sanctioned()
    const hold = standing.overrides[0]!
    const noteWith = async (more: Partial<typeof hold>, lang: 'en' | 'zh-CN' = 'en') => {
      const overrides = [{ ...hold, ...more }]
      const element = await show({ standing: { ...standing, overrides } }, { lang })
      return textOf(one(element, '[part="suspended-reason"]'))
    }
    expect(await noteWith({})).to.equal(
      'An order dispute is being checked. Back when: open disputes at most 0.',
    )
    expect(await noteWith({ ends: null, until: '2026-12-05T00:00:00+08:00' })).to.equal(
      'An order dispute is being checked. Back on 5 Dec.',
    )
    expect(await noteWith({ ends: null, note: undefined })).to.equal('No end has been set.')
    expect(await noteWith({}, 'zh-CN')).to.equal('订单争议核查中。恢复条件：未结争议须为 0。')
    const until = { ...hold, until: '2026-12-05T00:00:00+08:00' }
    const element = await show({ standing: { ...standing, overrides: [until] } })
    await open(element, /^Locked/)
    expect(textOf(one(element, '[part="suspended"]'))).to.contain('Back on 5 Dec')
    expect(all(element, '[part="suspended"] button')).to.have.length(0)
    expect(textOf(row(element, 'vouchers'))).to.contain('suspended by: Benefits on hold, until 4 Dec')
  })
  it('says by which of several a benefit is suspended', async () => {
    const standing = sanctioned()
    const [hold] = standing.overrides
    const second = { ...hold!, id: 'second', name: { en: 'Late fees', 'zh-CN': '欠费' }, note: undefined }
    standing.overrides.push(second)
    standing.benefits[0] = { ...standing.benefits[0]!, suspendedBy: second.name }
    expect(texts(await show({ standing }), '[part="suspended-reason"]')).to.deep.equal([
      'Late fees: Back when: open disputes at most 0.',
      'Benefits on hold: An order dispute is being checked. Back when: open disputes at most 0.',
    ])
  })
  it('says what opens next when nothing can be used', async () => {
    const standing = lotusKitchen()
    standing.benefits = standing.benefits.filter(({ state }) => state === 'locked')
    const element = await show({ standing })
    expect(textOf(one(element, '.none'))).to.equal(
      'Nothing to use right now Platinum opens Homepage banner, 1 week; 38 to go.',
    )
  })
  it('pages a long list', async () => {
    const element = await show({ standing: sanctioned() })
    await open(element, /^Locked/)
    expect(all(element, '.list li.benefit').length).to.equal(5)
    await open(element, /^Show 4 more/)
    expect(all(element, '.list li.benefit').length).to.equal(9)
  })
})

describe('what can be asked of the benefit wallet', () => {
  it('asks once more before points are spent, and says what is left', async () => {
    const element = await show({ standing: lotusKitchen() })
    let used = 0
    element.addEventListener('tk-benefit-use', () => used++)
    buttonOf(element, 'boost').click()
    await drawn(element)
    expect(used).to.equal(0)
    const note = one(element, '[part="confirm"]')
    expect(textOf(note)).to.contain('Redeem 500 points?')
    expect(textOf(note)).to.contain('12,480 becomes 11,980. Drawn first from the 1,280 that lapse on 1 Dec.')
    expect(textOf(element.shadowRoot!.activeElement!), 'the focus is on the way back').to.equal('Cancel')
    const asked = nextEvent<TkBenefitUseEvent>(element, 'tk-benefit-use')
    press(element, 'Redeem').click()
    const event = await asked
    expect(event.detail).to.deep.equal({ benefit: 'boost' })
    expect(event.cancelable && event.bubbles && event.composed).to.equal(true)
    await drawn(element)
    expect(all(element, '[part="confirm"]').length).to.equal(0)
    expect(textOf(row(element, 'boost')), 'nothing is changed here').to.contain('3 of 4 left')
  })
  it('redeems in two steps what is held first, shows what is held and gives it up, and then the voucher', async () => {
    const standing = lotusKitchen()
    const boost = standing.benefits.find(({ id }) => id === 'boost')!
    const at = '2026-11-20T02:00:00.000Z'
    const until = { at: '2026-11-25T02:00:00.000Z', validThrough: '2026-11-25T01:59:59.999Z' }
    const given = { id: 'r0', at, until: null, usedAt: '2026-11-18T02:00:00.000Z', voucher: 'LK-204' }
    Object.assign(boost, {
      hold: true,
      redemptions: [given, { id: 'r1', at, until, usedAt: null, voucher: null }],
    })
    const element = await show({ standing })
    const own = row(element, 'boost')
    expect(textOf(own.querySelector('[part="redemption"]')!)).to.contain(
      'Redeemed 20 Nov; the points come back 25 Nov if you have not received it',
    )
    expect(textOf(own.querySelector('[part="voucher"]')!)).to.equal('Voucher from 18 Nov: LK-204 Copy')
    buttonOf(element, 'boost').click()
    await drawn(element)
    const redeemed = nextEvent<TkBenefitRedeemEvent>(element, 'tk-benefit-redeem')
    press(element, 'Redeem').click()
    expect((await redeemed).detail).to.deep.equal({ benefit: 'boost' })
    const released = nextEvent<TkBenefitReleaseEvent>(element, 'tk-benefit-release')
    own.querySelector<HTMLButtonElement>('[part~="release-button"]')!.click()
    expect((await released).detail).to.deep.equal({ benefit: 'boost', redemption: 'r1' })
  })
  it('asks before a quota is used, too', async () => {
    const element = await show({ standing: lotusKitchen() })
    buttonOf(element, 'vouchers').click()
    await drawn(element)
    expect(textOf(one(element, '[part="confirm"]'))).to.contain('Use one now?')
    expect(textOf(one(element, '[part="confirm"]'))).to.contain('7 left after that, until 1 Dec.')
  })
  it('goes back by Escape, to where it came from', async () => {
    const element = await show({ standing: lotusKitchen() })
    buttonOf(element, 'boost').focus()
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    await sendKeys({ press: 'Escape' })
    await drawn(element)
    expect(all(element, '[part="confirm"]').length).to.equal(0)
    expect(element.shadowRoot!.activeElement).to.equal(buttonOf(element, 'boost'))
  })
  it('says how many points are missing, and asks nothing then', async () => {
    const price = [
      {
        account: 'points',
        name: { en: 'Points', 'zh-CN': '积分' },
        amountPoints: 20_000,
        missingPoints: 7_520,
      },
    ]
    const element = await show({ standing: withBenefit('boost', { price }) })
    const button = buttonOf(element, 'boost')
    expect(button.getAttribute('aria-disabled')).to.equal('true')
    expect(button.getAttribute('aria-label')).to.equal('20,000 points: Search boost, 1 day; 7,520 short')
    expect(textOf(row(element, 'boost'))).to.contain('7,520 short')
    button.click()
    await drawn(element)
    expect(all(element, '[part="confirm"]').length).to.equal(0)
  })
  it('sends a choice only when it is whole and confirmed', async () => {
    const choose = { ...lotusKitchen().benefits[0]!.choose!, pick: 2 }
    const element = await show({ standing: withBenefit('goldGift', { choose }) })
    expect(textOf(one(element, 'legend'))).to.equal('Choose 2 of 3: Gold gift')
    expect(textOf(one(element, '[part="choice-by"]'))).to.equal('by 30 Nov, 9 days left')
    const inputs = all<HTMLInputElement>(element, '.option input')
    expect(inputs.map(({ type }) => type)).to.deep.equal(['checkbox', 'checkbox', 'checkbox'])
    inputs[2]!.click()
    await drawn(element)
    expect((press(element, 'Confirm') as HTMLButtonElement).disabled).to.equal(true)
    inputs[0]!.click()
    await drawn(element)
    expect(inputs[1]!.disabled, 'no third').to.equal(true)
    const asked = nextEvent<TkBenefitChooseEvent>(element, 'tk-benefit-choose')
    press(element, 'Confirm').click()
    expect((await asked).detail).to.deep.equal({
      benefit: 'goldGift',
      options: ['tableCodes', 'tenVouchers'],
    })
  })
  it('stacks the options of a choice where it is narrow, and breaks no word of them', async () => {
    for (const lang of languages) {
      for (const width of [240, 390, 480, 560]) {
        const element = await show({ standing: lotusKitchen() }, { width, lang })
        const options = all(element, '.option')
        const tops = new Set(options.map((option) => option.offsetTop))
        if (width < 480) expect(tops.size, `rows at ${width} px`).to.equal(options.length)
        for (const option of options) {
          expect(option.scrollWidth).to.be.at.most(option.clientWidth)
          if (lang === 'en') expect(brokenWords(option), `${width} px`).to.deep.equal([])
        }
      }
    }
  })
  it('lets one option replace another where one is to be picked', async () => {
    const element = await show({ standing: lotusKitchen() })
    for (const input of all(element, '.option input')) input.click()
    await drawn(element)
    expect(all<HTMLInputElement>(element, '.option input').map(({ checked }) => checked)).to.deep.equal([
      false,
      false,
      true,
    ])
    const asked = nextEvent<TkBenefitChooseEvent>(element, 'tk-benefit-choose')
    press(element, 'Confirm').click()
    expect((await asked).detail.options).to.deep.equal(['tableCodes'])
  })
  it('shows what is sent as pending, and changes no number', async () => {
    const standing = lotusKitchen()
    const pending = [
      { command: 'useBenefit' as const, benefit: 'boost', key: 'a' },
      { command: 'chooseBenefit' as const, benefit: 'goldGift', options: ['translation'], key: 'b' },
    ]
    const element = await show({}, { source: sourceOf(standing, { pending }) })
    expect(textOf(row(element, 'boost')))
      .to.contain('Confirming')
      .and.to.contain('3 of 4 left')
    expect(row(element, 'boost').querySelector('button')).to.equal(null)
    expect(one<HTMLFieldSetElement>(element, 'fieldset').disabled).to.equal(true)
    expect(all<HTMLInputElement>(element, '.option input').map(({ checked }) => checked)).to.deep.equal([
      false,
      true,
      false,
    ])
  })
  it('says in words what was asked and not done, of its own commands only, until the person has seen it', async () => {
    const seen: (string | undefined)[] = []
    const failed = [
      { command: { command: 'useBenefit', benefit: 'boost', key: 'a' }, state: 'rejected', issue: issueAt('notEnoughPoints', [], { need: 300, have: 120 }) },
      { command: { command: 'claimTask', task: 'photos', key: 'b' }, state: 'rejected', issue: issueAt('usedUp', [], { times: 1 }) },
      { command: { command: 'useBenefit', benefit: 'gone', key: 'c' }, state: 'unknown', issue: issueAt('unknownFate', [], { hours: 24 }) },
    ] as const // prettier-ignore
    const unkept = issueAt('notKept', [], { reason: 'full' })
    const standing = lotusKitchen()
    const rest = { failed, unkept, seen: (key?: string) => void seen.push(key) }
    for (const lang of languages) {
      const element = await show({}, { lang, width: 240, source: sourceOf(standing, {}, rest) })
      const said = texts(element, '[part="notice"]')
      expect(said).to.have.length(3)
      const [refused, unknown, kept] = said as [string, string, string]
      if (lang === 'en') {
        expect(refused).to.match(/^Not done: Search boost, 1 day /)
        expect(refused).to.contain('300').and.to.contain('120')
        expect(unknown).to.match(/^No answer: gone /)
        expect(kept).to.match(/^Your requests are not saved /)
      } else expect(refused).to.contain('。还差')
      expectInside(element)
      await expect(element).to.be.accessible()
      for (const button of all(element, '[part~="notice-button"]')) button.click()
    }
    expect(seen).to.deep.equal(['a', 'c', undefined, 'a', 'c', undefined])
    const quiet = await show({}, { source: sourceOf(standing) })
    expect(all(quiet, '[part="notice"]')).to.have.length(0)
  })

  it('keeps the keyboard where it is when a notice has been seen: at the next one, then at the title', async () => {
    const standing = lotusKitchen()
    const issue = issueAt('usedUp', [], { times: 1 })
    let failed = ['a', 'c'].map((key) => ({
      command: { command: 'useBenefit' as const, benefit: 'boost', key },
      state: 'rejected' as const,
      issue,
    }))
    const source = () => sourceOf(standing, {}, { failed, seen })
    const seen = (key?: string) => {
      failed = failed.filter(({ command }) => command.key !== key)
      provide(element, source())
    }
    const element = await show({}, { source: source() })
    const focused = () => element.shadowRoot!.activeElement as HTMLElement | null
    all(element, '.notice .btn')[0]!.focus()
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    expect(all(element, '.notice')).to.have.length(1)
    expect(focused()).to.equal(one(element, '.notice .btn'))
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    expect(all(element, '.notice')).to.have.length(0)
    expect(focused()).to.equal(one(element, '[part="title"]'))
    // the title is no stop of its own
    expect(one(element, '[part="title"]').tabIndex).to.equal(-1)
    await sendKeys({ press: 'Tab' })
    expect(focused()).to.equal(all(element, '.tab')[0])
    await expect(element).to.be.accessible()
    // nobody who stands elsewhere is moved
    failed = [{ command: { command: 'useBenefit', benefit: 'boost', key: 'd' }, state: 'rejected', issue }]
    provide(element, source())
    await drawn(element)
    all(element, '.list .btn')[0]!.focus()
    const before = focused()
    seen('d')
    await drawn(element)
    expect(focused()).to.equal(before)
  })

  it('shows prices without buttons where nothing can be sent', async () => {
    const element = await show({}, { source: sourceOf(lotusKitchen(), {}, { can: { send: false } }) })
    expect(all(element, '.list .act .btn').length).to.equal(0)
    expect(textOf(row(element, 'boost'))).to.contain('500 points')
  })
  it('works by keyboard alone', async () => {
    const element = await show({ standing: lotusKitchen() })
    one(element, '.tab[aria-pressed="true"]').focus()
    for (let turn = 0; turn < 4; turn++) await sendKeys({ press: 'Tab' })
    await sendKeys({ press: ' ' })
    await drawn(element)
    const asked = nextEvent<TkBenefitChooseEvent>(element, 'tk-benefit-choose')
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Enter' })
    expect((await asked).detail).to.deep.equal({ benefit: 'goldGift', options: ['tenVouchers'] })
  })
})

const said = (element: TkBenefitWallet) => textOf(one(element, '.card > [role="status"]'))
const focused = (element: TkBenefitWallet) => element.shadowRoot!.activeElement as HTMLElement | null

describe('a code that copies', () => {
  const at = '2026-11-18T02:00:00.000Z'
  const given = (id: string, voucher: string) => ({ id, at, until: null, usedAt: at, voucher })
  const withCodes = (...codes: string[]) =>
    withBenefit('boost', { hold: true, redemptions: codes.map((code, place) => given(`r${place}`, code)) })

  /** What the page has in place of the clipboard while a test runs. */
  async function withClipboard(clipboard: unknown, run: () => Promise<void>): Promise<void> {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard })
    try {
      await run()
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard')
    }
  }
  const settled = async (element: TkBenefitWallet) => {
    await new Promise((later) => setTimeout(later, 20))
    await drawn(element)
  }

  it('is in the clipboard at a press, which its button and the live region say', async () => {
    const written: string[] = []
    const writeText = (text: string) => Promise.resolve(void written.push(text))
    await withClipboard({ writeText }, async () => {
      const element = await show({ standing: withCodes('LK-204') })
      expect(press(element, 'Copy').getAttribute('aria-label')).to.equal('Copy: LK-204')
      press(element, 'Copy').focus()
      await sendKeys({ press: 'Enter' })
      await settled(element)
      expect(written).to.deep.equal(['LK-204'])
      expect(textOf(focused(element)!), 'the focus stays').to.equal('Copied')
      expect(said(element)).to.equal('Copied: LK-204')
      press(element, 'Copied').click()
      await settled(element)
      expect(written.length, 'and once more').to.equal(2)
      await expect(element).to.be.accessible()
    })
  })
  it('is selected where there is no clipboard, and copied by the old command', async () => {
    const own = Reflect.get(document, 'execCommand') as unknown
    for (const works of [true, false]) {
      let selected = ''
      const execCommand = () => {
        selected = String(document.getSelection())
        return works
      }
      Object.assign(document, { execCommand })
      try {
        await withClipboard(undefined, async () => {
          const element = await show({ standing: withCodes('LK-204') })
          press(element, 'Copy').click()
          await settled(element)
          expect(selected).to.equal('LK-204')
          const hint = 'Selected; copy it with your keyboard'
          expect(textOf(one(element, '[part="voucher"]')).indexOf(hint) >= 0).to.equal(!works)
          expect(said(element)).to.equal(works ? 'Copied: LK-204' : hint)
        })
      } finally {
        if (Reflect.get(document, 'execCommand') !== own) Reflect.deleteProperty(document, 'execCommand')
      }
    }
  })
  it('is one of the last three, newest first, and a link where it is one', async () => {
    const codes = ['A-1', 'B-2', 'javascript:alert(1)', 'https://shop.example/v/4']
    for (const width of [240, 560]) {
      const element = await show({ standing: withCodes(...codes) }, { width })
      expect(texts(element, '[part="code"]')).to.deep.equal([...codes].reverse().slice(0, 3))
      expect(all<HTMLAnchorElement>(element, '[part="code"] a').map(({ href }) => href)).to.deep.equal([
        codes[3],
      ])
      expectInside(element)
    }
  })
})

describe('a stock', () => {
  it('says what is left for all, and when that is little', async () => {
    const stockOf = async (stock: BenefitStanding['stock'], lang?: 'zh-CN') => {
      const element = await show({ standing: withBenefit('boost', { stock }) }, lang && { lang })
      return texts(element, '[data-benefit="boost"] [part="stock"]')[0] ?? null
    }
    expect(await stockOf({ total: 2000, left: 1200 })).to.equal('1,200 of 2,000 in stock')
    expect(await stockOf({ total: 200, left: 12 })).to.equal('Only 12 of 200 left in stock')
    expect(await stockOf({ total: 200 })).to.equal('200 for all merchants')
    expect(await stockOf({ total: 200, left: 12 }, 'zh-CN')).to.equal('库存仅剩 12/200')
    expect(await stockOf(null)).to.equal(null)
  })
  it('is said beside a choice as well', async () => {
    const element = await show({ standing: withBenefit('goldGift', { stock: { total: 50, left: 40 } }) })
    expect(textOf(one(element, '.choice [part="stock"]'))).to.equal('40 of 50 in stock')
  })
})

describe('the focus in the wallet', () => {
  it('stays in its row when what was pressed is sent', async () => {
    const standing = lotusKitchen()
    const element = await show({}, { source: sourceOf(standing) })
    buttonOf(element, 'boost').focus()
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    press(element, 'Redeem').focus()
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    expect(focused(element)).to.equal(buttonOf(element, 'boost'))
    provide(element, sourceOf(standing, { pending: [{ command: 'useBenefit', benefit: 'boost', key: 'k' }] }))
    await drawn(element)
    expect(focused(element)).to.equal(row(element, 'boost'))
  })
})

describe('what a page adds to the benefit wallet', () => {
  it('stands in the row, or the choice, of its benefit', async () => {
    const element = await show({ standing: lotusKitchen() })
    element.innerHTML = '<em slot="benefit-boost">Ours</em><em slot="benefit-goldGift">Ours</em>'
    await drawn(element)
    const places = [row(element, 'boost'), one(element, '.choice')]
    for (let at = 0; at < 2; at++) {
      const [outer, inner] = [
        places[at]!.getBoundingClientRect(),
        element.children[at]!.getBoundingClientRect(),
      ]
      expect(inner.height).to.be.above(0)
      expect(inner.top >= outer.top && inner.bottom <= outer.bottom).to.equal(true)
    }
  })
})
