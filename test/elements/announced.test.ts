// What is put into a live region, each change once: a screen reader reads aloud whatever comes into one.
import { expect } from '@open-wc/testing'
import '../../src/define.js'
import { pageOf } from '../../src/data/pages.js'
import type { TkElement } from '../../src/elements/element.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing, TaskStanding } from '../../src/schema/standing.js'
import type { FailedCommand } from '../../src/schema/view.js'
import { drawn, languages, one, press, provide, sourceOf, staged, tags } from './stage.js'
import { entries, lotusKitchen } from './standings.js'

const live = '[role="status"], [role="alert"], [aria-live]'
/** A no-break space at its end makes a text another one, and is not heard. */
const folded = (text: string | null): string => (text ?? '').replace(/[ \n\t]+/g, ' ').replace(/^ | $/g, '')

/** Everything that comes into live regions from now on, in order. */
function heardFrom(...elements: TkElement[]): string[] {
  const heard: string[] = []
  for (const element of elements) {
    const last = new Map<Element, string>()
    const listen = (): void => {
      for (const region of element.renderRoot.querySelectorAll(live)) {
        const text = region.closest('[hidden]') ? '' : folded(region.textContent)
        if (text && text !== last.get(region)) heard.push(text.trim())
        last.set(region, text)
      }
    }
    for (const region of element.renderRoot.querySelectorAll(live))
      last.set(region, region.closest('[hidden]') ? '' : folded(region.textContent))
    new MutationObserver(listen).observe(element.renderRoot, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['hidden', 'role'],
    })
  }
  return heard
}

const read = (log = entries) => ({
  entries: (query: Parameters<typeof pageOf>[1]) => Promise.resolve(pageOf(log.slice().reverse(), query)),
})
const shown = (tag: string, standing: Standing | null = lotusKitchen(), lang = 'en') =>
  staged<TkElement>(tag, {}, { lang, source: sourceOf(standing, {}, read()) })

const withTask = (id: string, more: Partial<TaskStanding>): Standing => {
  const standing = lotusKitchen()
  return { ...standing, tasks: standing.tasks.map((task) => (task.id === id ? { ...task, ...more } : task)) }
}
const scored = (value: number): Standing => {
  const standing = lotusKitchen()
  return { ...standing, score: { ...standing.score!, value } }
}
const held = (tier: string): Standing => {
  const standing = lotusKitchen()
  return {
    ...standing,
    ladders: standing.ladders.map((ladder) => (ladder.main ? { ...ladder, held: tier } : ladder)),
  }
}
const withBalance = (by: number): Standing => {
  const standing = lotusKitchen()
  const [account] = standing.accounts
  return { ...standing, accounts: [{ ...account!, balancePoints: account!.balancePoints + by }] }
}
const usedVoucher = (): Standing => {
  const standing = lotusKitchen()
  return {
    ...standing,
    benefits: standing.benefits.map((benefit) =>
      benefit.id === 'vouchers'
        ? {
            ...benefit,
            quota: { ...benefit.quota!, used: benefit.quota!.used + 1, left: benefit.quota!.left - 1 },
          }
        : benefit,
    ),
  }
}

interface Change {
  readonly of: string
  readonly tag: (typeof tags)[number]
  readonly to: () => Standing
  readonly says: Readonly<Record<(typeof languages)[number], string>>
}
const changes: readonly Change[] = [
  {
    of: 'a score that rises',
    tag: 'tk-score-gauge',
    to: () => scored(678.26),
    says: { en: 'Store score: 678.3, up 16.3', 'zh-CN': '门店经营分：678.3，上升 16.3 分' },
  },
  {
    of: 'a score that falls',
    tag: 'tk-score-gauge',
    to: () => scored(640),
    says: { en: 'Store score: 640, down 22', 'zh-CN': '门店经营分：640，下降 22 分' },
  },
  {
    of: 'a tier that rises',
    tag: 'tk-tier-ladder',
    to: () => held('platinum'),
    says: { en: 'You’ve reached Platinum', 'zh-CN': '恭喜升至铂金' },
  },
  {
    of: 'a tier that falls',
    tag: 'tk-tier-ladder',
    to: () => held('silver'),
    says: { en: 'Your tier is now Silver', 'zh-CN': '等级变更为白银' },
  },
  {
    of: 'a task that is done',
    tag: 'tk-task-checklist',
    to: () => withTask('dishPhotos', { state: 'done' }),
    says: { en: 'Done: Add photos to 6 dishes', 'zh-CN': '已完成：为 6 道菜补充图片' },
  },
  {
    of: 'a benefit that is used',
    tag: 'tk-benefit-wallet',
    to: usedVoucher,
    says: { en: 'Used: Free delivery vouchers', 'zh-CN': '已使用：免配送费券' },
  },
  {
    of: 'points that are spent',
    tag: 'tk-points-ledger',
    to: () => withBalance(-500),
    says: { en: 'Points: now 11,980 (−500)', 'zh-CN': '积分余额 11,980（−500）' },
  },
]

describe('what changes is announced once', () => {
  for (const { of, tag, to, says } of changes)
    for (const lang of languages)
      it(`${of}, in ${lang}`, async () => {
        const element = await shown(tag, lotusKitchen(), lang)
        const heard = heardFrom(element)
        provide(element, sourceOf(to(), {}, read()))
        await drawn(element)
        expect(heard).to.deep.equal([says[lang]])
        // the same once more, and whatever else is drawn anew
        provide(element, sourceOf(to(), {}, read()))
        await drawn(element)
        element.requestUpdate()
        element.heading = 'Another'
        await drawn(element)
        expect(heard).to.deep.equal([says[lang]])
      })

  for (const tag of tags)
    it(`nothing is, where ${tag} is told the same again, at first, or of another merchant`, async () => {
      const element = await shown(tag)
      const heard = heardFrom(element)
      provide(element, sourceOf(lotusKitchen(), { asking: true }, read()))
      await drawn(element)
      provide(element, sourceOf({ ...lotusKitchen(), at: '2026-11-21T10:30:00+08:00' }, {}, read()))
      await drawn(element)
      const other = {
        ...scored(900),
        merchant: { id: 'other', name: null },
        accounts: withBalance(9).accounts,
      }
      provide(element, sourceOf(other, {}, read()))
      await drawn(element)
      expect(heard).to.deep.equal([])
    })
})

/** Elements under one provider, each told the same. */
async function together(names: readonly string[]): Promise<{
  elements: TkElement[]
  heard: string[]
  give: (...source: Parameters<typeof sourceOf>) => Promise<void>
}> {
  const first = await shown(names[0]!)
  const elements = [first]
  for (const name of names.slice(1)) {
    const element = document.createElement(name) as TkElement
    first.parentElement!.append(element)
    elements.push(element)
  }
  for (const element of elements) await drawn(element)
  const give = async (...source: Parameters<typeof sourceOf>): Promise<void> => {
    provide(first, sourceOf(source[0], source[1], { ...read(), ...source[2] }))
    for (const element of elements) await drawn(element)
  }
  return { elements, heard: heardFrom(...elements), give }
}

describe('of several elements one tells', () => {
  it('of a tier that rises, the ladder or the checklist, and each of what is its own', async () => {
    const { heard, give } = await together(['tk-tier-ladder', 'tk-task-checklist', 'tk-score-gauge'])
    await give({ ...held('platinum'), score: scored(701).score })
    expect(heard).to.deep.equal(['You’ve reached Platinum', 'Store score: 701, up 39'])
  })

  it('of a tier that rises, where the checklist is alone', async () => {
    const { heard, give } = await together(['tk-task-checklist'])
    await give(held('platinum'))
    expect(heard).to.deep.equal(['You’ve reached Platinum'])
  })

  it('of what is not drawn another one', async () => {
    const { elements, heard, give } = await together(['tk-tier-ladder', 'tk-task-checklist'])
    elements[0]!.style.display = 'none'
    await drawn(elements[0]!)
    await new Promise((later) => setTimeout(later, 100))
    await give(held('platinum'))
    expect(heard).to.deep.equal(['You’ve reached Platinum'])
    expect(one(elements[1]!, '.card > [role="status"]').textContent).to.equal('You’ve reached Platinum')
  })

  it('of a refresh that failed, again where somebody asked for it, and that it works again', async () => {
    const { elements, heard, give } = await together(tags)
    const lost = () => ({ have: 'stale' as const, issue: issueAt('unreachable', [], {}) })
    const failed = 'The last refresh failed; this is older data'
    const view = lost()
    await give(lotusKitchen(), view)
    expect(heard).to.deep.equal([failed])
    // attempts of its own
    await give(lotusKitchen(), { ...view, asking: true })
    await give(lotusKitchen(), lost())
    expect(heard).to.deep.equal([failed])
    press(elements[0]!, 'Retry').click()
    await give(lotusKitchen(), lost())
    expect(heard).to.deep.equal([failed, failed])
    await give(lotusKitchen())
    expect(heard).to.deep.equal([failed, failed, 'Up to date again'])
    await give(lotusKitchen())
    await give(lotusKitchen(), lost())
    expect(heard).to.deep.equal([failed, failed, 'Up to date again', failed])
  })
})

describe('a first read that fails', () => {
  it('is told by each element that has nothing to show, and not again by attempts that nobody asked for', async () => {
    const element = await shown('tk-points-ledger', null)
    const heard = heardFrom(element)
    const gone = () => issueAt('unreachable', [], {})
    const issue = gone()
    provide(element, sourceOf(null, { issue }))
    await drawn(element)
    expect(heard.length).to.equal(1)
    expect(heard[0]).to.match(/^Couldn’t load your points/)
    press(element, 'Retry').focus()
    provide(element, sourceOf(null, { issue, asking: true }))
    await drawn(element)
    expect([element.state, one(element, '.card').getAttribute('aria-busy')]).to.deep.equal(['error', 'true'])
    provide(element, sourceOf(null, { issue: gone() }))
    await drawn(element)
    expect(heard.length).to.equal(1)
    expect(element.shadowRoot!.activeElement, 'the keyboard stays').to.equal(press(element, 'Retry'))
    // a press shows that something happens, and tells how it ended
    const next = gone()
    provide(element, sourceOf(null, { issue: next }))
    await drawn(element)
    press(element, 'Retry').click()
    provide(element, sourceOf(null, { issue: next, asking: true }))
    await drawn(element)
    expect(element.state).to.equal('loading')
    provide(element, sourceOf(null, { issue: gone() }))
    await drawn(element)
    expect(heard.slice(1).map((text) => text.slice(0, 14))).to.deep.equal(['Loading', 'Couldn’t load '])
    provide(element, sourceOf(lotusKitchen(), {}, read()))
    await drawn(element)
    expect(heard.slice(3)).to.include('Up to date again')
  })
})

describe('a request', () => {
  const use = { command: 'useBenefit', key: 'k1', benefit: 'vouchers' } as const
  const claim = { command: 'claimTask', key: 'k2', task: 'dishPhotos' } as const
  const other = { ...claim, key: 'k3', task: 'replyMore' }
  const refused = (command: FailedCommand['command']): FailedCommand => ({
    command,
    state: 'rejected',
    issue: issueAt('unreachable', [], {}),
  })

  it('is told when it is sent and when it is answered', async () => {
    const { heard, give } = await together(['tk-benefit-wallet', 'tk-task-checklist'])
    await give(lotusKitchen(), { pending: [use] })
    await give(lotusKitchen(), { pending: [use] })
    await give(usedVoucher())
    expect(heard).to.deep.equal([
      'Sent; waiting for the answer: Free delivery vouchers',
      'Used: Free delivery vouchers',
    ])
  })

  it('that is refused is told once, and not when another one is waved away', async () => {
    const { heard, give } = await together(['tk-task-checklist'])
    const all = [claim, other].map(refused)
    await give(lotusKitchen(), { pending: [claim, other] })
    heard.length = 0
    await give(lotusKitchen(), {}, { failed: all })
    expect(heard.length).to.equal(2)
    await give(lotusKitchen(), {}, { failed: all.slice() })
    await give(lotusKitchen(), {}, { failed: all.slice(1) })
    expect(heard.length).to.equal(2)
  })
})
