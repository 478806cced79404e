import { expect, fixture, html } from '@open-wc/testing'
import { html as lit, type TemplateResult } from 'lit'
import { TkElement, type CardTexts } from '../../src/elements/element.js'
import type { TkErrorEvent } from '../../src/elements/events.js'
import { defineTag, type TagRegistry, type Versioned } from '../../src/elements/registry.js'
import { version } from '../../src/elements/version.js'
import about from '../../package.json' with { type: 'json' }
import * as kit from '../../src/index.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import { all, drawn, one, press, provide, sourceOf, staged, textOf } from './stage.js'
import { lotusKitchen } from './standings.js'
import { until } from './until.js'

/** The least an element can be: it shows the merchant's name in a tall box, and breaks when told to. */
class Plain extends TkElement {
  protected override texts(): CardTexts {
    return { title: 'Plain', emptyTitle: 'Nothing', emptyHint: 'at all', errorTitle: 'It failed' }
  }
  protected override isEmpty({ tasks }: Standing): boolean {
    return tasks.length === 0
  }
  protected override renderAside(): TemplateResult {
    return lit`<button class="link s1">Compare tiers</button>`
  }
  protected override renderReady({ merchant }: Standing): TemplateResult {
    if (merchant.id === 'broken') throw new Error('cannot be drawn')
    return lit`<p class="who">${merchant.name!.en}</p><svg width="1" height="300"></svg>`
  }
  tell(text: string): void {
    this.say(text)
  }
  protected override renderSkeleton(): TemplateResult {
    return lit`<span class="bone"></span>`
  }
}
customElements.define('e-plain', Plain)
const lost = issueAt('unreachable', [], {})

/** Values that a page could hand over by mistake. */
const wrong: Record<string, () => unknown> = {
  'a text': () => 'standing',
  'a number': () => 5,
  'a list': () => [],
  'an empty object': () => ({}),
  'another version': () => ({ ...lotusKitchen(), tierkit: 2 }),
  'a standing without lists': () => ({ ...lotusKitchen(), ladders: null }),
  'a number that is none': () => ({ ...lotusKitchen(), score: { ...lotusKitchen().score, value: NaN } }),
  'a value that contains itself': () => {
    const standing: Record<string, unknown> = { ...lotusKitchen() }
    standing.score = standing
    return standing
  },
}

describe('an element', () => {
  it('is loading before there is anything', async () => {
    const element = await staged<Plain>('e-plain')
    expect(element.state).to.equal('loading')
    expect(textOf(one(element, '.head [role="status"]'))).to.equal('Loading')
  })

  it('works alone with a standing', async () => {
    const element = await staged<Plain>('e-plain', { standing: lotusKitchen() })
    expect(element.state).to.equal('ready')
    expect(textOf(one(element, '.who'))).to.equal('Lotus Kitchen')
    expect(textOf(one(element, '.asof'))).to.equal('as of 21 Nov, 09:30')
  })

  it('keeps a property that was set before its class was there', async () => {
    const early = document.createElement('e-late') as Plain
    early.standing = lotusKitchen()
    early.heading = 'Mine'
    const box = await fixture(html`<div></div>`)
    box.append(early)
    customElements.define('e-late', class extends Plain {})
    await drawn(early)
    expect(early.state).to.equal('ready')
    expect(textOf(one(early, '.title'))).to.equal('Mine')
    early.heading = 'Changed'
    await early.updateComplete
    expect(textOf(one(early, '.title'))).to.equal('Changed')
  })

  for (const [first, second] of [
    ['provider', 'plain'],
    ['plain', 'provider'],
  ] as const) {
    it(`finds its provider when the ${first} is upgraded first`, async () => {
      const prefix = `up-${first}`
      const classes = { provider: class extends kit.TkProvider {}, plain: class extends Plain {} }
      const box = await fixture<HTMLElement>(html`<div></div>`)
      box.innerHTML = `<${prefix}-provider><main><${prefix}-plain></${prefix}-plain></main></${prefix}-provider>`
      const provider = box.firstElementChild as kit.TkProvider
      const element = box.querySelector<Plain>(`${prefix}-plain`)!
      // as JSON has it, without keys that hold undefined
      provider.standing = JSON.parse(JSON.stringify({ ...lotusKitchen(), nextMomentAt: null }))
      customElements.define(`${prefix}-${first}`, classes[first])
      await new Promise((later) => setTimeout(later, 20))
      customElements.define(`${prefix}-${second}`, classes[second])
      await new Promise((later) => setTimeout(later, 50))
      await drawn(element)
      expect(element.state).to.equal('ready')
    })
  }

  it('is drawn over its skeleton in a task of its own, so that a page with several can answer between them', async () => {
    const elements = await Promise.all([1, 2, 3].map(() => staged<Plain>('e-plain')))
    const ready = (): number => elements.filter(({ state }) => state === 'ready').length
    const drawnBy = elements.map(
      (element) =>
        new Promise<number>((done) =>
          element.addEventListener('tk-load', async () => {
            // all that one task leads to
            for (let more = 0; more < 50; more++) await Promise.resolve()
            done(ready())
          }),
        ),
    )
    for (const element of elements) element.standing = lotusKitchen()
    for (let more = 0; more < 50; more++) await Promise.resolve()
    expect(ready()).to.equal(0)
    expect(await Promise.all(drawnBy)).to.deep.equal([1, 2, 3])
    // what it shows changes at once
    const first = elements[0]!
    first.standing = { ...lotusKitchen(), merchant: { id: 'next', name: { en: 'Next', 'zh-CN': '下家' } } }
    await Promise.resolve().then(() => Promise.resolve())
    expect(textOf(one(first, '.who'))).to.equal('Next')
  })

  it('keeps what it shows when a refresh fails, and says from when it is', async () => {
    const element = await staged<Plain>(
      'e-plain',
      {},
      { source: sourceOf(lotusKitchen(), { have: 'stale', issue: lost }) },
    )
    expect(element.state).to.equal('stale')
    expect(textOf(one(element, '.who'))).to.equal('Lotus Kitchen')
    expect(textOf(one(element, '.asof'))).to.equal('from 21 Nov, 09:30')
    expect(press(element, 'Retry').getAttribute('aria-label')).to.equal('Retry: Plain')
  })

  it('has a head of one height, and room for its title, in every state and width', async () => {
    for (const width of [240, 320, 390, 560]) {
      const heights: number[] = []
      for (const source of [
        sourceOf(null),
        sourceOf(lotusKitchen()),
        sourceOf(lotusKitchen(), { have: 'stale', issue: lost }),
      ]) {
        const element = await staged<Plain>('e-plain', { heading: 'Store score' }, { width, source })
        const title = one(element, '.title')
        heights.push(
          one(element, '.head').offsetHeight,
          title.getBoundingClientRect().top - element.getBoundingClientRect().top,
        )
        expect(title.scrollWidth, `${element.state} at ${width} px`).to.be.at.most(title.clientWidth)
        expect(one(element, '.head').scrollHeight).to.be.at.most(one(element, '.head').clientHeight + 1)
      }
      expect(heights.filter((_, index) => index % 2 === 0).every((height) => height === heights[0])).to.equal(
        true,
      )
      expect(
        heights.filter((_, index) => index % 2 === 1).every((top) => Math.abs(top - heights[1]!) <= 4),
        String(heights),
      ).to.equal(true)
    }
  })

  it('says what failed and what to do about it', async () => {
    const element = await staged<Plain>('e-plain', { issue: lost })
    expect(element.state).to.equal('error')
    const alert = textOf(one(element, '[role="alert"]'))
    expect(alert).to.contain('It failed')
    expect(alert).to.contain('Check the connection')
    expect(all(element, '[role="alert"]')[0]!.hidden).to.equal(false)
  })

  it('asks to read again, and the provider does unless the page takes over', async () => {
    let reads = 0
    const source = sourceOf(null, { issue: lost }, { retry: () => void reads++ })
    const element = await staged<Plain>('e-plain', {}, { source })
    press(element, 'Retry').click()
    expect(reads).to.equal(1)
    element.addEventListener('tk-retry', (event) => event.preventDefault(), { once: true })
    press(element, 'Retry').click()
    expect(reads).to.equal(1)
  })

  it('says it is empty when nothing of the standing is for it', async () => {
    const element = await staged<Plain>('e-plain', { standing: { ...lotusKitchen(), tasks: [] } })
    expect(element.state).to.equal('empty')
    expect(textOf(one(element, '[part="empty"]'))).to.equal('Nothing at all')
  })

  it('shows the page’s own content in its states', async () => {
    const element = await staged<Plain>('e-plain', { issue: lost })
    element.innerHTML = '<p slot="error">Ours</p>'
    const slot = one<HTMLSlotElement>(element, 'slot[name="error"]')
    expect(slot.assignedElements().map(textOf)).to.deep.equal(['Ours'])
    expect(element.firstElementChild!.getBoundingClientRect().height).to.be.above(0)
  })

  it('keeps its height when a message takes the place of content', async () => {
    const element = await staged<Plain>('e-plain', { standing: lotusKitchen() })
    const { offsetHeight } = element
    element.standing = null
    element.issue = lost
    await element.updateComplete
    expect(element.state).to.equal('error')
    expect(element.offsetHeight).to.equal(offsetHeight)
    element.issue = null
    await element.updateComplete
    expect(element.state).to.equal('loading')
    expect(element.offsetHeight).to.equal(offsetHeight)
  })

  it('tells once that it shows a standing and that it failed, to itself alone', async () => {
    const heard: string[] = []
    const box = await fixture<HTMLElement>(html`<div></div>`)
    const element = document.createElement('e-plain') as Plain
    for (const name of ['tk-load', 'tk-error']) {
      element.addEventListener(name, ({ type }) => heard.push(type))
      box.addEventListener(name, ({ type }) => heard.push(`${type} bubbled`))
    }
    box.append(element)
    element.standing = lotusKitchen()
    await element.updateComplete
    element.standing = { ...lotusKitchen() }
    await element.updateComplete
    element.standing = null
    element.issue = lost
    await element.updateComplete
    element.issue = null
    element.standing = lotusKitchen()
    await element.updateComplete
    expect(heard).to.deep.equal(['tk-load', 'tk-error', 'tk-load'])
  })
})

describe('what every element has', () => {
  it('keeps every property that was set before its class was there', async () => {
    const classes = [
      kit.TkProvider,
      kit.TkScoreGauge,
      kit.TkTierLadder,
      kit.TkTaskChecklist,
      kit.TkBenefitWallet,
      kit.TkPointsLedger,
    ]
    /** Of a kind that the element can go on with; all else is another value than the one it begins with. */
    const fitting: Record<string, unknown> = {
      standing: lotusKitchen(),
      issue: lost,
      adapter: {},
      pending: [],
    }
    fitting['now'] = () => Date.parse(lotusKitchen().at)
    const otherThan = (name: PropertyKey, value: unknown): unknown => {
      if (typeof value === 'number') return value + 1
      if (typeof value === 'boolean') return !value
      return fitting[String(name)] ?? (typeof value === 'string' ? `other ${value}` : [])
    }
    const box = await fixture<HTMLElement>(html`<div></div>`)
    for (let at = 0; at < classes.length; at++) {
      const Class = classes[at] as typeof kit.TkScoreGauge
      customElements.define(`e-begins-${at}`, class extends Class {})
      type Bag = kit.TkElement & Record<PropertyKey, unknown>
      const begins = document.createElement(`e-begins-${at}`) as Bag
      const early = document.createElement(`e-early-${at}`) as Bag
      const declared = [...Class.elementProperties].filter(([, { state }]) => !state)
      const set = declared.map(([name]) => [name, otherThan(name, begins[name])] as const)
      for (const [name, value] of set) Reflect.set(early, name, value)
      expect(set.length).to.be.above(5)
      box.append(early)
      customElements.define(`e-early-${at}`, class extends Class {})
      expect(early).to.be.instanceOf(Class)
      await early.updateComplete
      for (const [name, value] of set) {
        expect(early[name], `${Class.name} ${String(name)}`).to.equal(value)
        expect(Object.prototype.hasOwnProperty.call(early, name), 'no own property hides it').to.equal(false)
      }
    }
  })

  it('reads again when the page says so: by its provider, else by an event', async () => {
    let reads = 0
    const heard: string[] = []
    const inside = await staged<Plain>(
      'e-plain',
      {},
      {
        source: sourceOf(lotusKitchen(), {}, { retry: () => void reads++ }),
      },
    )
    const alone = await staged<Plain>('e-plain', { standing: lotusKitchen() })
    for (const element of [inside, alone]) {
      element.addEventListener('tk-retry', () => heard.push(element === alone ? 'alone' : 'inside'))
    }
    inside.refresh()
    expect([reads, heard]).to.deep.equal([1, []])
    inside.retry()
    expect([reads, heard]).to.deep.equal([2, ['inside']])
    inside.addEventListener('tk-retry', (event) => event.preventDefault(), { once: true })
    inside.retry()
    expect(reads, 'the page took over').to.equal(2)
    alone.refresh()
    alone.retry()
    expect(heard.slice(2)).to.deep.equal(['alone', 'alone'])
  })

  it('has room for what a page adds at its head and foot, in every state, and none where it adds nothing', async () => {
    for (const set of [{}, { standing: lotusKitchen() }, { issue: lost }]) {
      const element = await staged<Plain>('e-plain', set)
      const { offsetHeight } = element
      for (const part of ['header', 'footer']) {
        expect(one(element, `[part="${part}"]`).offsetHeight).to.equal(0)
      }
      element.innerHTML = '<p slot="header">Above</p><p slot="footer">Below</p>'
      await drawn(element)
      const [above, below] = [...element.children].map((child) => child.getBoundingClientRect())
      const [head, body] = ['.head', '.body'].map((part) => one(element, part).getBoundingClientRect())
      expect(above!.top).to.be.at.least(head!.bottom)
      expect(above!.bottom).to.be.at.most(body!.top)
      expect(below!.top).to.be.at.least(body!.bottom)
      expect(below!.bottom).to.be.at.most(one(element, '.card').getBoundingClientRect().bottom)
      expect(element.offsetHeight, element.state).to.equal(offsetHeight + 20 + 16 + 20 + 12)
    }
  })

  it('keeps the keyboard at its title when Retry goes, and moves nobody else', async () => {
    const element = await staged<Plain>('e-plain', {}, { source: sourceOf(null, { issue: lost }) })
    press(element, 'Retry').focus()
    provide(element, sourceOf(null, { asking: true }))
    await drawn(element)
    expect(element.shadowRoot!.activeElement).to.equal(one(element, '.title'))
    // the title itself: Firefox lets a host that is blurred keep the focus inside
    one(element, '.title').blur()
    provide(element, sourceOf(lotusKitchen()))
    await drawn(element)
    expect(element.shadowRoot!.activeElement).to.equal(null)
  })

  it('says a change once, empties its region, and says the same again', async () => {
    const element = await staged<Plain>('e-plain', { standing: lotusKitchen() })
    const region = one(element, '.card > [role="status"]')
    expect(region.textContent).to.equal('')
    element.tell('Copied')
    await drawn(element)
    expect(region.textContent).to.equal('Copied')
    element.standing = { ...lotusKitchen() }
    await drawn(element)
    expect(region.textContent).to.equal('Copied')
    element.tell('Copied')
    await drawn(element)
    expect(textOf(region)).to.equal('Copied')
    expect(region.textContent, 'another text, so that it is heard').to.not.equal('Copied')
    element.remove()
    document.body.append(element)
    await drawn(element)
    element.requestUpdate()
    await drawn(element)
    expect(one(element, '.card > [role="status"]').textContent).to.equal('')
    element.remove()
  })
})

describe('a value that is no standing', () => {
  for (const name of Object.keys(wrong)) {
    it(`becomes the error state: ${name}`, async () => {
      const element = await staged<Plain>('e-plain', { standing: wrong[name]!() as Standing })
      expect(element.state).to.equal('error')
      // said when the words for what is wrong with documents have come
      await until(() => textOf(one(element, '[role="alert"]')).length > 30)
    })
  }

  it('becomes the error state when it cannot be drawn, and the next one is shown', async () => {
    const errors: TkErrorEvent[] = []
    const broken = { ...lotusKitchen(), merchant: { id: 'broken', name: null } }
    const element = await staged<Plain>('e-plain', {})
    element.addEventListener('tk-error', (event) => errors.push(event))
    element.standing = broken
    await drawn(element)
    expect(element.state).to.equal('error')
    expect((errors[0]!.detail.cause as Error).message).to.equal('cannot be drawn')
    element.standing = lotusKitchen()
    await drawn(element)
    expect(element.state).to.equal('ready')
  })
})

describe('a realm that refuses constructed style sheets', () => {
  it('gets plain ones, with the page’s nonce', async () => {
    const own = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets')!
    const page = window as { litNonce?: string | undefined }
    page.litNonce = 'abc'
    Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', {
      configurable: true,
      get: () => [],
      set() {
        throw new DOMException('Sharing constructed stylesheets is not allowed', 'NotAllowedError')
      },
    })
    try {
      const element = await staged<Plain>('e-plain', { standing: lotusKitchen() })
      const styles = [...element.renderRoot.querySelectorAll('style')]
      expect(styles.length).to.be.above(0)
      expect(styles.every(({ nonce }) => nonce === 'abc')).to.equal(true)
      expect(getComputedStyle(one(element, '.card')).display).to.equal('flex')
      expect(textOf(one(element, '.who'))).to.equal('Lotus Kitchen')
    } finally {
      Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', own)
      delete page.litNonce
    }
  })
})

describe('the language', () => {
  const title = (element: Plain) => textOf(one(element, '.asof'))

  it('is that of the nearest ancestor, and follows it', async () => {
    const element = await staged<Plain>('e-plain', { standing: lotusKitchen() }, { lang: 'zh-CN' })
    expect(title(element)).to.equal('截至 11月21日 09:30')
    expect(one(element, '.card').lang).to.equal('zh-CN')
    element.parentElement!.lang = 'en-GB'
    await drawn(element)
    expect(title(element)).to.equal('as of 21 Nov, 09:30')
    element.lang = 'zh-TW'
    await drawn(element)
    expect(title(element)).to.equal('截至 11月21日 09:30')
  })

  it('is English where it is neither, and crosses shadow roots', async () => {
    const host = await fixture<HTMLElement>(html`<div lang="fr"></div>`)
    const element = document.createElement('e-plain') as Plain
    element.standing = lotusKitchen()
    host.attachShadow({ mode: 'open' }).append(element)
    await drawn(element)
    expect(title(element)).to.equal('as of 21 Nov, 09:30')
    host.lang = 'zh'
    await drawn(element)
    expect(title(element)).to.equal('截至 11月21日 09:30')
  })
})

describe('tags', () => {
  class Registry implements TagRegistry {
    readonly tags: Record<string, CustomElementConstructor> = {}
    get(tag: string) {
      return this.tags[tag]
    }
    define(tag: string, element: CustomElementConstructor) {
      if (this.tags[tag] || Object.values(this.tags).includes(element)) throw new Error('NotSupportedError')
      this.tags[tag] = element
    }
  }

  it('are six, under any prefix, and twice is no mistake', () => {
    const registry = new Registry()
    kit.define('tk', registry)
    kit.define('tk', registry)
    kit.define('shop', registry)
    const names = [
      'provider',
      'score-gauge',
      'tier-ladder',
      'task-checklist',
      'benefit-wallet',
      'points-ledger',
    ]
    expect(Object.keys(registry.tags)).to.deep.equal([
      ...names.map((name) => `tk-${name}`),
      ...names.map((name) => `shop-${name}`),
    ])
  })

  it('of another version stay as they are, with one warning', () => {
    const said: string[] = []
    const own = console.warn
    console.warn = (text: string) => said.push(text)
    try {
      const registry = new Registry()
      const other = class extends HTMLElement {
        static version = '0.0.9'
      }
      registry.define('tk-a', other)
      registry.define('tk-b', class extends HTMLElement {})
      const ours = class extends Plain {} as unknown as Versioned
      defineTag('tk-a', ours, registry)
      defineTag('tk-b', ours, registry)
      expect(registry.tags['tk-a']).to.equal(other)
      expect(said).to.deep.equal([
        `tierkit: <tk-a> is already defined by version 0.0.9; version ${version} leaves it as it is`,
      ])
    } finally {
      console.warn = own
    }
  })

  it('carry the version of the package', () => {
    expect(version).to.equal(about.version)
    expect(Plain.version).to.equal(about.version)
  })
})
