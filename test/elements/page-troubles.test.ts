// What goes wrong on a page around the elements: they work, or the console is told once what is missing and what to do.
import { expect, fixture, html } from '@open-wc/testing'
import { indexedDbAdapter } from '../../src/data/indexeddb.js'
import type { Answer } from '../../src/data/adapter.js'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import { TkProvider } from '../../src/elements/provider.js'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { TkTaskChecklist } from '../../src/elements/task-checklist.js'
import { TkTierLadder } from '../../src/elements/tier-ladder.js'
import type { TkElement } from '../../src/elements/element.js'
import { at, cafeProgram, cafeRecord } from '../data/cafe.js'
import { lotusKitchen } from './standings.js'
import { drawn } from './stage.js'
import { until } from './until.js'

customElements.define('pt-provider', class extends TkProvider {})
customElements.define('pt-gauge', class extends TkScoreGauge {})
customElements.define('pt-ladder', class extends TkTierLadder {})
customElements.define('pt-ledger', class extends TkPointsLedger {})
customElements.define('pt-tasks', class extends TkTaskChecklist {})

// as JSON has it, without keys that hold undefined
const standing = (id = 'm-1') =>
  JSON.parse(
    JSON.stringify({
      ...lotusKitchen(),
      nextMomentAt: null,
      merchant: { id, name: { en: id, 'zh-CN': id } },
    }),
  ) as ReturnType<typeof lotusKitchen>
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const own = { warn: console.warn, error: console.error }
let warned: string[] = []
let failures: string[] = []
const onError = (event: ErrorEvent) => failures.push(event.message)
const onRejection = (event: PromiseRejectionEvent) => failures.push(String(event.reason))

beforeEach(() => {
  warned = []
  failures = []
  console.warn = (...said: unknown[]) => warned.push(said.join(' '))
  window.addEventListener('error', onError)
  window.addEventListener('unhandledrejection', onRejection)
})
afterEach(() => {
  Object.assign(console, own)
  window.removeEventListener('error', onError)
  window.removeEventListener('unhandledrejection', onRejection)
  const heard = failures
  failures = []
  if (heard.length > 0) throw new Error(`the page heard of errors: ${heard.join('; ')}`)
})

/** A box with markup in it. */
async function page(markup: string): Promise<HTMLElement> {
  const box = await fixture<HTMLElement>(html`<div style="width: 560px"></div>`)
  box.innerHTML = markup
  return box
}
const gaugeIn = (box: ParentNode) => box.querySelector<TkScoreGauge>('pt-gauge')!
const providerIn = (box: ParentNode) => box.querySelector<TkProvider>('pt-provider')!
const cardOf = (element: TkElement) => element.shadowRoot!.querySelector<HTMLElement>('.card')!

/** Takes a global away while something is done. */
async function without(name: 'ResizeObserver' | 'matchMedia' | 'indexedDB', work: () => Promise<void>) {
  const had = Object.getOwnPropertyDescriptor(window, name)!
  Object.defineProperty(window, name, { configurable: true, writable: true, value: undefined })
  try {
    await work()
  } finally {
    Object.defineProperty(window, name, had)
  }
}

/** A page of its own inside this one. */
async function frame(policy = ''): Promise<Document> {
  const box = await fixture<HTMLIFrameElement>(html`<iframe width="600" height="400"></iframe>`)
  const meta = policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : ''
  await new Promise((loaded) => {
    box.addEventListener('load', loaded, { once: true })
    box.srcdoc = `<!doctype html>${meta}<body></body>`
  })
  return box.contentDocument!
}

describe('an element without data', () => {
  it('is told of once in the console after five seconds, whatever their number, with what to do', async () => {
    const box = await page(
      '<pt-gauge></pt-gauge><pt-gauge></pt-gauge><pt-ladder></pt-ladder>' +
        '<pt-tasks id="read"></pt-tasks><pt-provider><pt-ledger></pt-ledger></pt-provider>',
    )
    box.querySelector<TkTaskChecklist>('#read')!.standing = null
    providerIn(box).standing = standing()
    await wait(3_000)
    expect(warned).to.deep.equal([])
    await until(() => warned.length > 0)
    await wait(500)
    expect(warned).to.deep.equal([
      'tierkit: <pt-gauge> has no data: put it into a <tk-provider> whose script is loaded, or set its standing (null while it is read)',
    ])
    expect(gaugeIn(box).state).to.equal('loading')
    gaugeIn(box).standing = standing()
    await until(() => gaugeIn(box).state === 'ready')
  }).timeout(100_000)

  it('is no trouble of the console when it goes, is given data or stands in a provider in time', async () => {
    const box = await page('<pt-gauge></pt-gauge><pt-ladder></pt-ladder><pt-tasks></pt-tasks>')
    gaugeIn(box).remove()
    box.querySelector<TkTierLadder>('pt-ladder')!.standing = standing()
    const provider = document.createElement('pt-provider') as TkProvider
    provider.standing = standing()
    box.append(provider)
    provider.append(box.querySelector('pt-tasks')!)
    await wait(5_500)
    expect(warned).to.deep.equal([])
  }).timeout(100_000)

  it('is told of with its provider where that has an empty address, once however often it moves', async () => {
    const box = await page('<pt-provider program="" merchant=""><pt-gauge></pt-gauge></pt-provider>')
    const provider = providerIn(box)
    await until(() => warned.length > 0)
    box.append(document.createElement('p'), provider)
    await wait(2_500)
    expect(warned).to.deep.equal([
      'tk-provider has no source: add standing="…", or program="…" and merchant="…", or set its adapter.',
    ])
  }).timeout(100_000)
})

describe('an attribute', () => {
  it('that says a word it may not say is left aside and told of once', async () => {
    const box = await page(
      '<pt-gauge theme="drak" heading-level="9"></pt-gauge><pt-gauge theme="drak"></pt-gauge>' +
        '<pt-ladder view="x" rows="ten"></pt-ladder><pt-ledger view="compare"></pt-ledger>',
    )
    for (const element of box.children) (element as TkElement).standing = standing()
    await drawn(gaugeIn(box))
    expect(gaugeIn(box).state).to.equal('ready')
    expect(gaugeIn(box).shadowRoot!.querySelector('#title')!.getAttribute('aria-level')).to.equal('5')
    expect(gaugeIn(box).dataset.scheme).to.equal('light')
    expect(warned).to.deep.equal([
      'tierkit: <pt-gauge theme="drak">: write auto, light or dark',
      'tierkit: <pt-gauge heading-level="9">: write 2, 3, 4 or 5',
      'tierkit: <pt-ladder view="x">: write ladder or compare',
      'tierkit: <pt-ladder rows="ten">: write a number from 1',
      'tierkit: <pt-ledger view="compare">: write pages or all',
    ])
  })

  it('that is wrong from now on is told of too, and a good one is not', async () => {
    const box = await page('<pt-gauge theme="dark" heading-level="2" rows="3" lang="en"></pt-gauge>')
    const gauge = gaugeIn(box)
    gauge.standing = standing()
    await drawn(gauge)
    gauge.setAttribute('theme', 'light')
    gauge.removeAttribute('rows')
    gauge.setAttribute('theme', '')
    expect(warned).to.deep.equal([])
    gauge.setAttribute('theme', 'night')
    expect(warned).to.have.lengthOf(1)
    expect(warned[0]).to.contain('<pt-gauge theme="night">')
    await drawn(gauge)
    expect(gauge.state).to.equal('ready')
  })

  it('that says "false" to a yes is told of, as is one that is spelled as its property', async () => {
    const box = await page(
      '<pt-ladder compare="false"></pt-ladder><pt-gauge headinglevel="2" open_first askwhatif="ask"></pt-gauge>' +
        '<pt-provider merchantid="7" adapter="mine"></pt-provider>',
    )
    expect(warned).to.deep.equal([
      'tierkit: <pt-ladder compare="false">: leave it out for no',
      'tierkit: <pt-gauge headinglevel="2">: write heading-level',
      'tierkit: <pt-gauge open_first="">: write open-first',
      'tierkit: <pt-gauge askwhatif="ask">: set the property askWhatIf',
      'tierkit: <pt-provider merchantid="7">: write merchant-id',
      'tierkit: <pt-provider adapter="mine">: set the property adapter',
    ])
    box.remove()
  })

  it('of the page’s own is none of ours', async () => {
    await page(
      '<pt-gauge class="a" id="g" data-theme="x" aria-label="y" slot="z" title="t" v-x="1" style=""></pt-gauge>',
    )
    expect(warned).to.deep.equal([])
  })
})

describe('a script that comes late', () => {
  it('finds attributes and properties that were set before it, and throws at none', async () => {
    const box = await page(
      '<pt-late-provider lang="zh-CN"><pt-late-gauge lang="en" dir="ltr" theme="dark"></pt-late-gauge></pt-late-provider>',
    )
    const gauge = box.querySelector<TkScoreGauge>('pt-late-gauge')!
    Object.assign(box.firstElementChild!, { standing: standing() })
    customElements.define('pt-late-gauge', class extends TkScoreGauge {})
    customElements.define('pt-late-provider', class extends TkProvider {})
    await until(() => gauge.state === 'ready')
    expect(cardOf(gauge).lang).to.equal('en')
    expect(warned).to.deep.equal([])
  })
})

describe('a node that moves', () => {
  it('from one provider to another shows the other merchant, and its events go there', async () => {
    const box = await page('<pt-provider><pt-gauge></pt-gauge></pt-provider><pt-provider></pt-provider>')
    const [first, second] = box.querySelectorAll<TkProvider>('pt-provider') as unknown as [
      TkProvider,
      TkProvider,
    ]
    const gauge = gaugeIn(box)
    let reads = 0
    first.adapter = { standing: () => Promise.resolve({ data: standing('one') }) }
    second.adapter = { standing: () => (reads++, Promise.resolve({ data: standing('two') })) }
    const idOf = () =>
      (gauge as unknown as { current: { merchant: { id: string } } | null }).current?.merchant.id
    await until(() => idOf() === 'one')
    let clicks = 0
    gauge.addEventListener('click', () => clicks++)
    gauge.heading = 'Mine'
    second.append(gauge)
    await until(() => idOf() === 'two')
    gauge.refresh()
    await until(() => reads > 1)
    first.standing = standing('nobody')
    await wait(50)
    expect(idOf()).to.equal('two')
    gauge.click()
    expect([clicks, cardOf(gauge).querySelector('#title')!.textContent.trim()]).to.deep.equal([1, 'Mine'])
    first.append(gauge)
    await until(() => idOf() === 'one' || idOf() === 'nobody')
    expect(warned).to.deep.equal([])
  })

  it('into another document and back keeps its styles, look, state and listeners', async () => {
    const box = await page('<pt-gauge lang="en"></pt-gauge>')
    const gauge = gaugeIn(box)
    gauge.standing = standing()
    gauge.appearance = { variables: { radius: '13px' } }
    gauge.theme = 'light'
    let clicks = 0
    gauge.addEventListener('click', () => clicks++)
    await drawn(gauge)
    const look = () => {
      const { display, borderTopLeftRadius, paddingTop } = getComputedStyle(cardOf(gauge))
      return { display, borderTopLeftRadius, paddingTop, host: getComputedStyle(gauge).display }
    }
    const before = look()
    expect(before).to.include({ display: 'flex', borderTopLeftRadius: '13px', host: 'block' })
    const count = gauge.shadowRoot!.adoptedStyleSheets.length
    const other = await frame()
    for (const to of [other.body, box, other.body, box]) {
      to.appendChild(gauge)
      await drawn(gauge)
      expect(gauge.ownerDocument).to.equal(to.ownerDocument)
      expect(look()).to.deep.equal(before)
      expect(gauge.shadowRoot!.adoptedStyleSheets.length).to.equal(count)
      expect(gauge.shadowRoot!.querySelectorAll('style')).to.have.lengthOf(0)
      expect(gauge.state).to.equal('ready')
      gauge.heading = `in ${to.localName}`
      await gauge.updateComplete
      expect(cardOf(gauge).querySelector('#title')!.textContent).to.contain(`in ${to.localName}`)
    }
    gauge.click()
    expect(clicks).to.equal(1)
  })

  it('with its provider into another document reads nothing twice, and lets go of this one', async () => {
    const box = await page('<pt-provider><pt-gauge></pt-gauge></pt-provider>')
    const provider = providerIn(box)
    const gauge = gaugeIn(box)
    let reads = 0
    provider.adapter = { standing: () => (reads++, Promise.resolve({ data: standing() })) }
    await until(() => gauge.state === 'ready')
    const other = await frame()
    const left: string[] = []
    const { removeEventListener } = document
    document.removeEventListener = function (
      this: Document,
      ...given: Parameters<typeof removeEventListener>
    ) {
      left.push(given[0])
      removeEventListener.apply(this, given)
    }
    try {
      other.body.appendChild(provider)
    } finally {
      document.removeEventListener = removeEventListener
    }
    await drawn(gauge)
    expect(left).to.include.members(['tk-provider-ready', 'visibilitychange'])
    expect([gauge.state, reads]).to.deep.equal(['ready', 1])
    expect(getComputedStyle(provider).display).to.equal('contents')
    provider.refresh()
    await until(() => reads === 2)
    await until(() => gauge.state === 'ready')
  })

  it('through a document that shows nothing, as a template’s, comes back as it was', async () => {
    const box = await page('<pt-gauge></pt-gauge>')
    const gauge = gaugeIn(box)
    gauge.standing = standing()
    gauge.appearance = { variables: { radius: '13px' } }
    await drawn(gauge)
    document.createElement('template').content.appendChild(gauge)
    box.append(gauge)
    await drawn(gauge)
    expect(getComputedStyle(cardOf(gauge)).borderTopLeftRadius).to.equal('13px')
    expect(getComputedStyle(cardOf(gauge)).display).to.equal('flex')
    expect(gauge.shadowRoot!.querySelectorAll('style')).to.have.lengthOf(0)
    expect(warned).to.deep.equal([])
  })

  it('is styled in a document that allows no style element', async () => {
    const box = await page('<pt-gauge></pt-gauge>')
    const gauge = gaugeIn(box)
    gauge.standing = standing()
    await drawn(gauge)
    const strict = await frame("style-src 'none'")
    strict.body.appendChild(gauge)
    await drawn(gauge)
    expect(getComputedStyle(cardOf(gauge)).display).to.equal('flex')
    expect(warned).to.deep.equal([])
  })
})

describe('a page that refuses every style sheet', () => {
  it('shows the numbers all the same, and its makers are told once of the nonce', async () => {
    const strict = await frame("style-src 'none'")
    // in Firefox a root is of the page it stands in, in other engines of the one that made it
    const roots = [window, strict.defaultView as unknown as typeof globalThis].map(
      (realm) => realm.ShadowRoot.prototype,
    )
    const sheets = roots.map((root) => Object.getOwnPropertyDescriptor(root, 'adoptedStyleSheets')!)
    for (const root of roots)
      Object.defineProperty(root, 'adoptedStyleSheets', {
        configurable: true,
        get: () => [],
        set() {
          throw new DOMException('Sharing constructed stylesheets is not allowed', 'NotAllowedError')
        },
      })
    try {
      for (let count = 0; count < 2; count++) {
        const gauge = document.createElement('pt-gauge') as TkScoreGauge
        gauge.standing = standing()
        strict.body.appendChild(gauge)
        await drawn(gauge)
        expect(gauge.state).to.equal('ready')
        expect(cardOf(gauge).textContent).to.contain('662')
      }
    } finally {
      roots.forEach((root, nth) => Object.defineProperty(root, 'adoptedStyleSheets', sheets[nth]!))
    }
    expect(warned).to.deep.equal([
      'tierkit: this page refuses style sheets: set window.litNonce to the nonce of its Content-Security-Policy',
    ])
  })
})

describe('a browser without', () => {
  it('ResizeObserver measures elements when they come and when the window has another size', async () => {
    await without('ResizeObserver', async () => {
      const box = await page('<pt-gauge></pt-gauge><pt-ledger view="all"></pt-ledger>')
      for (const element of box.children) (element as TkElement).standing = standing()
      await drawn(gaugeIn(box))
      expect(cardOf(gaugeIn(box)).classList.contains('m')).to.equal(true)
      box.style.width = '300px'
      window.dispatchEvent(new Event('resize'))
      await drawn(gaugeIn(box))
      expect(cardOf(gaugeIn(box)).classList.contains('xs')).to.equal(true)
      expect(box.querySelector<TkPointsLedger>('pt-ledger')!.state).to.equal('ready')
    })
    expect(warned).to.deep.equal([])
  })

  it('media queries draws elements in the light, or as the page says', async () => {
    const other = await frame()
    await without('matchMedia', async () => {
      const gauge = document.createElement('pt-gauge') as TkScoreGauge
      gauge.standing = standing()
      // a document whose surroundings nobody has watched yet
      other.body.appendChild(gauge)
      await drawn(gauge)
      expect([gauge.state, gauge.dataset.scheme]).to.deep.equal(['ready', 'light'])
      other.documentElement.style.colorScheme = 'light dark'
      other.documentElement.className = 'dark'
      await until(() => gauge.dataset.scheme === 'dark')
      gauge.remove()
    })
  })

  it('IndexedDB shows what is read, and sends what is asked for', async () => {
    await without('indexedDB', async () => {
      const sent: string[] = []
      const box = await page('<pt-provider><pt-gauge></pt-gauge></pt-provider>')
      providerIn(box).adapter = {
        origin: null,
        standing: () => Promise.resolve({ data: standing() }),
        send: (command) => {
          sent.push(command.command)
          return Promise.resolve({ data: { key: command.key, revision: 1 } })
        },
      }
      await until(() => gaugeIn(box).state === 'ready')
      gaugeIn(box).dispatchEvent(
        new CustomEvent('tk-task-dismiss', { bubbles: true, composed: true, detail: { task: 'photos' } }),
      )
      await until(() => sent.length === 1)
    })
  })

  for (const [how, databases] of [
    ['is not there', () => undefined],
    [
      'throws at the mere question',
      () => {
        throw new DOMException('denied', 'SecurityError')
      },
    ],
  ] as const)
    it(`IndexedDB, where it ${how}, is told in the element of a page that keeps its log there`, async () => {
      const had = Object.getOwnPropertyDescriptor(window, 'indexedDB')!
      Object.defineProperty(window, 'indexedDB', { configurable: true, get: databases })
      try {
        const box = await page('<pt-provider><pt-gauge></pt-gauge></pt-provider>')
        console.error = () => undefined
        providerIn(box).now = () => Date.parse(at)
        providerIn(box).adapter = indexedDbAdapter({
          name: `none-${how}`,
          program: cafeProgram,
          merchant: cafeRecord,
        })
        await until(() => gaugeIn(box).state === 'error')
        const fix = () => gaugeIn(box).shadowRoot!.querySelector('[part=fix]')?.textContent ?? ''
        await until(() => fix() !== '')
        expect(providerIn(box).view.issue!.code).to.match(/^storage/)
      } finally {
        Object.defineProperty(window, 'indexedDB', had)
      }
    })
})

describe('a page that is offline', () => {
  it('says so in the element, and reads again as soon as there is a network', async () => {
    console.error = () => undefined
    const { fetch } = window
    let isOnline = false
    window.fetch = () =>
      isOnline
        ? Promise.resolve(
            new Response(JSON.stringify(standing()), { headers: { 'content-type': 'application/json' } }),
          )
        : Promise.reject(new TypeError('Failed to fetch'))
    try {
      const box = await page('<pt-provider standing="/me/standing.json"><pt-gauge></pt-gauge></pt-provider>')
      const gauge = gaugeIn(box)
      await until(() => gauge.state === 'error')
      expect(providerIn(box).view.issue!.code).to.equal('unreachable')
      isOnline = true
      window.dispatchEvent(new Event('online'))
      await until(() => gauge.state === 'ready')
      expect(warned).to.deep.equal([])
    } finally {
      window.fetch = fetch
    }
  })
})

describe('an element that goes while something is read', () => {
  it('hears nothing more, and shows the answer when it is back', async () => {
    const box = await page('<pt-provider><pt-gauge></pt-gauge></pt-provider>')
    const provider = providerIn(box)
    const gauge = gaugeIn(box)
    let answer: (of: Answer) => void = () => undefined
    provider.adapter = { standing: () => new Promise((resolve) => (answer = resolve)) }
    await until(() => provider.view.asking)
    gauge.remove()
    answer({ data: standing() })
    await until(() => provider.view.standing)
    await wait(20)
    expect(gauge.state).to.equal('loading')
    provider.append(gauge)
    await until(() => gauge.state === 'ready')
  })

  it('with its provider ends the reading, and begins it anew when both are back', async () => {
    const box = await page('<pt-provider><pt-gauge></pt-gauge></pt-provider>')
    const provider = providerIn(box)
    const signals: AbortSignal[] = []
    let isSlow = true
    provider.adapter = {
      standing: ({ signal }) => {
        signals.push(signal)
        return isSlow ? new Promise(() => undefined) : Promise.resolve({ data: standing() })
      },
    }
    await until(() => signals.length === 1)
    provider.remove()
    await until(() => signals[0]!.aborted)
    isSlow = false
    box.append(provider)
    await until(() => gaugeIn(box).state === 'ready')
    expect(warned).to.deep.equal([])
  })
})
