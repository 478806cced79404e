import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { TkTierLadder } from '../../src/elements/tier-ladder.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Evidence, LadderStanding, Standing } from '../../src/schema/standing.js'
import { all as every, compare, subjects } from './lotus/said.js'
import {
  all,
  drawn,
  expectInside,
  languages,
  one,
  sourceOf,
  staged,
  textOf,
  texts,
  themes,
  type Stage,
} from './stage.js'
import {
  atRisk,
  blocked,
  empty,
  justPromoted,
  lotusKitchen,
  movedDown,
  noScore,
  protectedHold,
  sanctioned,
  topTier,
  variants,
} from './standings.js'

customElements.define('t-ladder', class extends TkTierLadder {})
const show = (set: Partial<TkTierLadder> = {}, stage?: Stage) => staged<TkTierLadder>('t-ladder', set, stage)
const lost = issueAt('unreachable', [], {})
const noteOf = (element: TkTierLadder) => ({
  head: textOf(one(element, '[part="note-head"]')),
  text: textOf(one(element, '[part="note-reason"]')),
  tone: one(element, '.note').className.replace('note', '').trim(),
})

/** The same merchant with another main ladder. */
function withMain(change: Partial<LadderStanding>, more: Partial<Standing> = {}): Standing {
  const standing = { ...lotusKitchen(), ...more }
  return { ...standing, ladders: [{ ...standing.ladders[0]!, ...change }, ...standing.ladders.slice(1)] }
}

describe('the way to the next tier', () => {
  it('ends where the card does beside the tier, and begins with it below', async () => {
    const edges = async (width: number, dir: 'ltr' | 'rtl') => {
      document.documentElement.dir = dir
      try {
        const element = await show({}, { source: sourceOf(lotusKitchen()), width })
        const [gap, hint] = ['gap', 'gap-hint'].map((part) => {
          const range = document.createRange()
          range.selectNodeContents(one(element, `[part="${part}"]`))
          return range.getBoundingClientRect()
        })
        return { left: gap!.left - hint!.left, right: gap!.right - hint!.right }
      } finally {
        document.documentElement.dir = ''
      }
    }
    expect((await edges(1100, 'ltr')).right).to.be.closeTo(0, 1)
    expect((await edges(1100, 'rtl')).left).to.be.closeTo(0, 1)
    expect((await edges(390, 'ltr')).left).to.be.closeTo(0, 1)
    expect((await edges(390, 'rtl')).right).to.be.closeTo(0, 1)
  })
})

describe('the ladder in its states', () => {
  it('is busy while loading', async () => {
    const element = await show()
    expect(element.state).to.equal('loading')
    expect(all(element, '.skeleton .rung')).to.have.length(5)
  })
  it('is called as the program calls it, and before that is known by a plain word', async () => {
    const element = await show()
    expect(textOf(one(element, '[part="title"]'))).to.equal('Tier')
    element.standing = withMain({ name: { en: 'Growth level', 'zh-CN': '成长等级' } })
    await drawn(element)
    expect(textOf(one(element, '[part="title"]'))).to.equal('Growth level')
  })
  it('shows the tier when ready, and keeps it when stale', async () => {
    for (const issue of [null, lost]) {
      const element = await show({ standing: lotusKitchen(), issue })
      expect(element.state).to.equal(issue ? 'stale' : 'ready')
      expect(textOf(one(element, '[part="tier"]'))).to.equal('Gold')
    }
  })
  it('says so when the program has no tiers', async () => {
    const element = await show({ standing: empty() })
    expect(element.state).to.equal('empty')
    expect(textOf(one(element, '[part="empty"]'))).to.contain('No tiers in this program')
  })
  it('says what failed', async () => {
    const element = await show({ issue: lost })
    expect(textOf(one(element, '[role="alert"]'))).to.contain('Couldn’t load your tier')
  })
})

describe('the rungs', () => {
  it('are an ordered list, and the tier held is the current step', async () => {
    const element = await show({ standing: lotusKitchen() }, { width: 698 })
    const list = one<HTMLOListElement>(element, 'ol.rungs')
    expect(list.getAttribute('aria-label')).to.equal('Tiers')
    expect(texts(element, '[part="rung-name"]')).to.deep.equal([
      'Basic',
      'Silver',
      'Gold',
      'Platinum',
      'Diamond',
    ])
    const current = one(element, '[aria-current="step"]')
    expect(textOf(current)).to.equal(
      'Gold , your tier, from 550 and one more condition 14% commission, search boosts, photo session',
    )
    expect(all(element, '.rung.passed')).to.have.length(2)
    expect(all(element, '.rung.above')).to.have.length(2)
  })

  it('stand with the highest on top where there is no room to lie', async () => {
    const narrow = await show({ standing: lotusKitchen() }, { width: 390 })
    const list = one<HTMLOListElement>(narrow, 'ol.rungs')
    expect(list.reversed).to.equal(true)
    expect(texts(narrow, '[part="rung-name"]')[0]).to.equal('Diamond')
    const [first, second] = all(narrow, '.rung').map((rung) => rung.getBoundingClientRect())
    expect(second!.top).to.be.at.least(first!.bottom)
    const wide = await show({ standing: lotusKitchen() }, { width: 698 })
    const [left, right] = all(wide, '.rung').map((rung) => rung.getBoundingClientRect())
    expect(right!.left).to.be.at.least(left!.right)
    expect(one<HTMLOListElement>(wide, 'ol.rungs').reversed).to.equal(false)
  })

  it('lie down and stand up as the element’s own width changes', async () => {
    const element = await show({ standing: lotusKitchen() }, { width: 698 })
    element.parentElement!.style.width = '400px'
    await new Promise((later) => setTimeout(later, 100))
    await drawn(element)
    expect(one(element, 'ol.rungs').classList.contains('standing')).to.equal(true)
    element.parentElement!.style.width = '800px'
    await new Promise((later) => setTimeout(later, 100))
    await drawn(element)
    expect(one(element, 'ol.rungs').classList.contains('lying')).to.equal(true)
  })

  it('are joined by a rail that is filled as far as the score has come', async () => {
    const element = await show({ standing: lotusKitchen() }, { width: 698 })
    // (662 - 550) of (700 - 550)
    expect(one(element, '.rung.here .rail .way').getAttribute('width')).to.equal('74.7%')
    const standing = await show({ standing: lotusKitchen() }, { width: 390 })
    expect(all(standing, '.rail .way')[1]!.getAttribute('height')).to.equal('74.7%')
    expect(all(standing, '.rail .way')[1]!.getAttribute('y')).to.equal('25.3%')
  })

  it('say how much more each asks where none opens anything, in the room that is kept', async () => {
    const shownMore = async (standing: Standing) => {
      const element = await show({ standing }, { width: 900 })
      const more = all(element, '.more').map((part) => getComputedStyle(part).display)
      return [new Set(more), one(element, '[part="rungs"]').offsetHeight]
    }
    const { tiers } = lotusKitchen().ladders[0]!
    const [hidden, height] = await shownMore(lotusKitchen())
    expect(hidden).to.deep.equal(new Set(['none']))
    const bare = withMain({ tiers: tiers.map((tier) => ({ ...tier, opens: [] })) })
    expect(await shownMore(bare)).to.deep.equal([new Set(['inline']), height])
  })
  it('say, where no score decides, what the one below does not ask as well', async () => {
    const { tiers } = lotusKitchen().ladders[0]!
    const fees = compare(subjects.violations, 0, 'lte', 0)
    const sales = compare(subjects.orders, 640, 'gte', 600)
    const place = (need: number): Evidence => ({
      ...{ kind: 'rank', subject: subjects.score, side: 'best', have: 30, need, size: 100 },
      ...{ as: 'percent', met: need >= 30 },
    })
    const rules = [
      null,
      every(fees),
      every(every(fees), place(55)),
      every(every(fees), sales, place(20)),
      null,
    ]
    const standing = withMain({
      tiers: tiers.map((tier, nth) => ({ ...tier, scoreFrom: null, enter: rules[nth]!, keep: rules[nth]! })),
      held: 'platinum',
      next: null,
    })
    const element = await show({ standing }, { width: 390 })
    expect(texts(element, '[part="rung-rule"]').slice(1, 4)).to.deep.equal([
      'orders at least 600; store score among the best 20',
      'store score among the best 55',
      'food-safety violations at most 0',
    ])
    expect(all(element, '[part="rung-rule"] > span')[0]!.title).to.equal(
      'food-safety violations at most 0; orders at least 600; store score among the best 20',
    )
    // and below, what keeps it is a row for each condition
    expect(texts(element, '[part="condition-name"]')).to.have.length(3)
  })
  it('keep the whole rule where only a part of it is seen', async () => {
    const element = await show({ standing: lotusKitchen() }, { width: 390 })
    const rule = all(element, '[part="rung-rule"] > span')[0]!
    expect(rule.title).to.equal(
      'store score from 850; refund rate at most 3%; orders at least 600; food-safety violations at most 0',
    )
  })
})

describe('the way up', () => {
  const wayOf = (element: TkTierLadder) => [
    textOf(one(element, '[part="gap"]')),
    textOf(one(element, '[part="gap-hint"]')),
  ]
  const rows: [string, () => Standing, string, string][] = [
    [
      'what is missing, and that tasks bring it',
      lotusKitchen,
      '38 to Platinum',
      'all of it can come from your tasks',
    ],
    [
      'its mark, where tasks do not reach it',
      () => ({ ...lotusKitchen(), path: null }),
      '38 to Platinum',
      'its mark is 700',
    ],
    ['that a condition bars it', blocked, 'Platinum blocked', 'the score suffices, one condition does not'],
    ['that it is reached and when that counts', movedDown, 'Gold reached', 'the 1 Dec review decides'],
    ['that there is none', topTier, 'Top tier', 'there is none above'],
    ['its mark, while there is no score', noScore, 'Next: Silver', 'its mark is 400'],
    [
      'what was earned, where a sanction holds it back',
      sanctioned,
      'Earned: Gold',
      'held back by: benefits on hold',
    ],
  ]
  for (const [name, make, gap, hint] of rows) {
    it(`says ${name}`, async () => {
      expect(wayOf(await show({ standing: make() }))).to.deep.equal([gap, hint])
    })
  }
  it('counts conditions where a tier has no mark', async () => {
    const ladder = lotusKitchen().ladders[0]!
    const tiers = ladder.tiers.map((tier) => ({ ...tier, scoreFrom: null }))
    const element = await show({ standing: withMain({ tiers, next: { ...ladder.next!, scoreGap: null } }) })
    expect(wayOf(element)).to.deep.equal(['3 of 4 for Platinum', 'conditions met'])
    expect(all(element, '.rail .way')[1]!.getAttribute('height')).to.equal('75%')
  })
})

describe('the note', () => {
  const rows: [string, () => Standing, ReturnType<typeof noteOf>][] = [
    [
      'a rule that is near its mark',
      lotusKitchen,
      {
        head: 'Gold is at risk: refund rate 2.8%, at most 3.0%',
        text: 'Two more refunds would break it; then the 1 Dec review would move you to Silver.',
        tone: 'warn',
      },
    ],
    [
      'a rule that fails',
      atRisk,
      {
        head: 'Gold would be lost: refund rate 3.4%, at most 3.0%',
        text: 'Met after 94 more orders with no new refunds. As things stand, the 1 Dec review moves you to Silver.',
        tone: 'warn',
      },
    ],
    [
      'a protection',
      protectedHold,
      {
        head: 'Gold is held until 31 Mar 2027 by Merchant Plus',
        text: 'Without it, today’s values would give Silver. Refund rate 3.4%, at most 3.0%: 22 refunds of 640 orders, 1–30 Nov.',
        tone: 'good',
      },
    ],
    [
      'a fall',
      movedDown,
      {
        head: 'Moved from Gold to Silver on 1 Nov',
        text: 'Refund rate 3.2%, at most 3.0%: 27 refunds of 840 orders, 1–31 Oct. Next review 1 Dec.',
        tone: 'bad',
      },
    ],
    [
      'a rise',
      justPromoted,
      {
        head: 'You reached Gold on 1 Nov',
        text: 'Store score 662, at least 550; refund rate 2.8%, at most 3.0%. Next review 1 Dec.',
        tone: 'good',
      },
    ],
    [
      'a sanction',
      sanctioned,
      {
        head: 'Benefits on hold: Basic for now',
        text: 'An order dispute is being checked. Since 10 Nov. It ends when: open disputes at most 0',
        tone: 'bad',
      },
    ],
    [
      'that all is well',
      topTier,
      {
        head: 'Diamond is safe as things stand',
        text: 'Its rules are met. The next review is on 1 Dec.',
        tone: '',
      },
    ],
    [
      'a decision that takes effect later',
      () => withMain({ atRisk: null, pending: { tier: 'platinum', at: '2026-12-05T00:00:00+08:00' } }),
      { head: 'Platinum from 5 Dec', text: 'The review has decided; it takes effect then.', tone: 'accent' },
    ],
    [
      'that the next tier is within reach',
      () => withMain({ atRisk: null, earned: 'diamond', ifReviewed: 'platinum' }),
      {
        head: 'Platinum is within reach: its conditions are met',
        text: 'The 1 Dec review decides. Keep them met until then.',
        tone: 'accent',
      },
    ],
    [
      'that nothing is decided yet',
      () =>
        withMain({ atRisk: null, held: null, computed: null, earned: null, ifReviewed: null, since: null }),
      { head: 'Your tier is not decided yet', text: 'The first review is on 1 Dec.', tone: '' },
    ],
  ]
  for (const [name, make, note] of rows) {
    it(`tells of ${name}`, async () => {
      expect(noteOf(await show({ standing: make() }))).to.deep.equal(note)
    })
  }
  it('tells of it in Chinese', async () => {
    expect(noteOf(await show({ standing: lotusKitchen() }, { lang: 'zh-CN' }))).to.deep.equal({
      head: '黄金有降级风险：退款率 2.8%，不高于 3.0%',
      text: '退款订单再增加 2 即不达标，12月1日评定将降为白银。',
      tone: 'warn',
    })
  })
  it('stands beside an icon, never color alone', async () => {
    for (const [, make] of rows) {
      const element = await show({ standing: make() })
      expect(all(element, '.note > svg.i path')[0]!.getAttribute('d')).to.match(/^M/)
    }
  })
  it('fills the room that is kept for it, however short it is', async () => {
    for (const width of [240, 390, 900]) {
      const element = await show({ standing: topTier() }, { width })
      expect(one(element, '.note').offsetHeight).to.equal(one(element, '.status').offsetHeight)
      const text = one(element, '.what').getBoundingClientRect()
      const note = one(element, '.note').getBoundingClientRect()
      expect(text.top - note.top - (note.bottom - text.bottom)).to.be.closeTo(0, 2)
    }
  })
  it('holds a link of the page', async () => {
    const element = await show({ standing: lotusKitchen() })
    element.innerHTML = '<a slot="note-action" href="#refunds">See the 18 refunds</a>'
    const { left, right } = element.firstElementChild!.getBoundingClientRect()
    expect(right - left).to.be.above(20)
  })
  it('forgets a rise after a month', async () => {
    const change = { at: '2026-10-01T00:00:00+08:00', from: 'silver', to: 'gold', because: [] }
    expect(noteOf(await show({ standing: withMain({ atRisk: null, lastChange: change }) })).head).to.equal(
      'Gold is safe as things stand',
    )
  })
})

describe('what the next tier asks', () => {
  it('is a list of conditions with values, marks and what is missing', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(textOf(one(element, '[part="conditions-head"]'))).to.equal(
      'What Platinum asks, 1–30 Nov 3 of 4 met',
    )
    expect(texts(element, '[part="condition"]')).to.deep.equal([
      'Store score662, at least 700 38 to go; three tasks add 38',
      'Refund rate2.8%, at most 3.0% Met, but two more refunds would break it',
      'Orders640, at least 600 Met',
      'Food-safety violations0, at most 0 Met; counts 23 Aug–20 Nov',
    ])
  })
  it('names dates of two years in the heading only where they have room', async () => {
    const standing = lotusKitchen()
    const counts = {
      kind: 'rolling' as const,
      start: '2025-10-31T16:00:00Z',
      end: '2026-10-31T16:00:00Z',
      zone: 'Asia/Shanghai',
    }
    standing.reviews = standing.reviews.map((review) => ({ ...review, counts }))
    for (const [width, said] of [
      [390, 'What Platinum asks'],
      [900, 'What Platinum asks, 1 Nov 2025–31 Oct 2026'],
    ] as const) {
      const element = await show({ standing }, { width })
      expect(textOf(one(element, '[part="conditions-head"] .name'))).to.equal(said)
    }
  })
  it('draws a limit at three quarters, and the value against it', async () => {
    const element = await show({ standing: lotusKitchen() })
    const limit = all(element, '.cond .bar')[1]!
    expect(limit.querySelector('.mark')!.getAttribute('x')).to.equal('75%')
    expect(limit.querySelector('.value')!.getAttribute('width')).to.equal('70.3%')
  })
  it('tells a limit that is passed from a mark not reached', async () => {
    const element = await show({ standing: atRisk() })
    const looks = all(element, '.cond > .i').map(({ classList }) =>
      ['good', 'warn', 'bad', 'accent'].find((look) => classList.contains(look)),
    )
    expect(looks).to.deep.equal(['accent', 'bad', 'good', 'good'])
  })
  it('says only what is asked while a value is not known', async () => {
    const element = await show({ standing: noScore() })
    expect(texts(element, '[part="condition"]')).to.deep.equal(['Store scoreat least 400 Not known yet'])
  })
  it('is at the top what keeping it asks', async () => {
    const element = await show({ standing: topTier() })
    expect(textOf(one(element, '[part="conditions-head"]'))).to.equal(
      'What Diamond asks to stay, 1–30 Nov 4 of 4 met',
    )
  })
  it('shows those that fail first, and opens to the rest', async () => {
    const element = await show({ standing: atRisk(), rows: 3 })
    const rest = one<HTMLDetailsElement>(element, 'details.rest')
    expect(textOf(rest.querySelector('summary')!)).to.equal('two more')
    expect(texts(element, '[part="conditions"] [part="condition-name"]')).to.deep.equal([
      'Store score',
      'Refund rate',
    ])
    one(element, 'details.rest summary').focus()
    await sendKeys({ press: 'Enter' })
    expect(rest.open).to.equal(true)
  })
})

describe('beside the ladder', () => {
  it('stand the next review with its dates and zone, and what it would give today', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(texts(element, '[part="review"] > li')).to.deep.equal([
      '1 Dec 2026, in 10 days Covers 1–30 Nov, Shanghai time',
      'If reviewed today: Gold The rules to keep it are met',
    ])
  })
  it('stands a paid membership under a heading of its own, not on the ladder', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(textOf(one(element, '[part="overrides-head"]'))).to.equal('Beside your tier')
    expect(texts(element, '[part="overrides"] > li')).to.deep.equal([
      'Merchant Plus, paid membership Until 31 Mar 2027. Your tier is separate',
    ])
  })
  it('says why a review would give less', async () => {
    const element = await show({ standing: atRisk() })
    expect(textOf(one(element, '[part="review-today"]'))).to.equal(
      'If reviewed today: Silver Refund rate 3.4%, at most 3.0%: 22 refunds of 640 orders, 1–30 Nov',
    )
  })
  it('says what the values would give where a protection keeps the tier', async () => {
    const element = await show({ standing: protectedHold() })
    expect(textOf(one(element, '[part="review-today"]'))).to.equal(
      'If reviewed today: Gold Today’s values would give Silver; the tier is held until 31 Mar 2027',
    )
  })
  it('does not call beside it what acts on the tier', async () => {
    for (const standing of [sanctioned(), protectedHold()]) {
      const element = await show({ standing })
      expect(textOf(one(element, '[part="overrides-head"]'))).to.equal('In force')
    }
    const lifted = await show({ standing: withMain({ computed: 'silver' }) })
    expect(textOf(one(lifted, '[part="overrides-head"]'))).to.equal('In force')
  })
  it('leaves out overrides that have ended', async () => {
    const standing = lotusKitchen()
    const element = await show({
      standing: { ...standing, overrides: standing.overrides.map((one) => ({ ...one, active: false })) },
    })
    expect(all(element, '[part~="override"], [part~="overrides-head"]')).to.have.length(0)
  })
  it('says what today’s values would give, and what keeps a review from giving it', async () => {
    const steps = { why: 'steps', until: null, by: null, steps: 1 } as const
    const review = { why: 'review', until: '2026-12-01T00:00:00+08:00', by: null } as const
    const element = await show({
      standing: withMain({ earned: 'diamond', ifReviewed: 'platinum', heldBack: [steps, review] }),
    })
    expect(textOf(one(element, '[part="review-today"]'))).to.equal(
      'If reviewed today: Platinum Today’s values would give Diamond; one decision moves at most 1 tier',
    )
    const hold = { why: 'hold', until: '2027-04-01T00:00:00+08:00', by: null } as const
    const held = await show({ standing: withMain({ earned: 'silver', heldBack: [hold] }) })
    expect(textOf(one(held, '[part="review-today"]'))).to.equal(
      'If reviewed today: Gold Today’s values would give Silver; the tier is held until 31 Mar 2027',
    )
  })
  it('stand the badges, those held first', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(textOf(one(element, '[part="badges-head"]'))).to.equal('Badges: specialist 2 of 3 held')
    expect(texts(element, '[part="badge"]')).to.deep.equal([
      'Noodles , held',
      'Hot pot , held',
      'Breakfast 60 to go',
    ])
    const without = await show({ standing: lotusKitchen(), noBadges: true })
    expect(all(without, '[part="badge"]')).to.have.length(0)
  })
  it('shows badges alone where a program has no other ladder', async () => {
    const standing = lotusKitchen()
    const element = await show({ standing: { ...standing, ladders: standing.ladders.slice(1) } })
    expect(element.state).to.equal('ready')
    expect(all(element, '[part="badge"]')).to.have.length(3)
  })
  it('shows another ladder by its id', async () => {
    const standing = lotusKitchen()
    const other = { ...standing.ladders[0]!, id: 'care', main: false, held: 'silver', computed: 'silver' }
    const element = await show({
      standing: { ...standing, ladders: [...standing.ladders, other] },
      ladder: 'care',
    })
    expect(textOf(one(element, '[part="tier"]'))).to.equal('Silver')
    element.ladder = 'nowhere'
    element.noBadges = true
    await drawn(element)
    expect(element.state).to.equal('empty')
  })
})

describe('the ladder for everyone', () => {
  for (const lang of languages) {
    for (const theme of themes) {
      it(`is accessible in ${lang}, ${theme}, in every variant`, async () => {
        for (const name of Object.keys(variants)) {
          const width = name === 'ready' ? 698 : 390
          await expect(
            await show({ standing: variants[name]!(), compare: true }, { lang, theme, width }),
            name,
          ).to.be.accessible()
        }
        await expect(await show({ issue: lost }, { lang, theme })).to.be.accessible()
        await expect(
          await show({ standing: lotusKitchen(), issue: lost }, { lang, theme }),
        ).to.be.accessible()
        await expect(await show({}, { lang, theme })).to.be.accessible()
      }).timeout(300_000)
    }
    for (const width of [240, 320, 390, 480, 560, 620, 720, 1100]) {
      it(`keeps everything inside at ${width} px in ${lang}`, async () => {
        for (const name of Object.keys(variants)) {
          for (const issue of [null, lost]) {
            expectInside(await show({ standing: variants[name]!(), compare: true, issue }, { lang, width }))
          }
        }
      })
    }
  }
})
