import { expect, fixture, html } from '@open-wc/testing'
import { TkProvider } from '../../src/elements/provider.js'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { TkTaskChecklist } from '../../src/elements/task-checklist.js'
import { readAppearance, tokenOf, variableKinds, type Appearance } from '../../src/theme/appearance.js'
import { contrastOf, rgbaOf } from '../../src/theme/contrast.js'
import { drawn, one, staged } from './stage.js'
import { lotusKitchen } from './standings.js'

customElements.define('ap-provider', class extends TkProvider {})
customElements.define('ap-gauge', class extends TkScoreGauge {})
customElements.define('ap-tasks', class extends TkTaskChecklist {})

/** What the console is told while `act` runs. */
async function toldBy(act: () => unknown): Promise<string[]> {
  const { warn } = console
  const said: string[] = []
  console.warn = (text: string) => void said.push(text)
  try {
    await act()
  } finally {
    console.warn = warn
  }
  return said
}
const cardOf = (element: Element) => getComputedStyle(element.shadowRoot!.querySelector('.card')!)
const attributesOf = (element: Element) => [...element.attributes].map(({ name }) => name).sort()
const gaugeWith = (appearance: Appearance | string | null, standing = lotusKitchen()) =>
  staged<TkScoreGauge>('ap-gauge', { standing, appearance })

/** Values by what a token takes: those that are taken, and those that are not. */
const values = {
  color: {
    taken: [
      '#c2410c',
      '#fff',
      '#11223344',
      'rgb(1, 2, 3)',
      'rgb(1 2 3 / 50%)',
      'hsl(120deg 50% 40%)',
      'teal',
      ' #ABC ',
    ],
    refused: [
      ...[
        'url(https://example.com/x.png)',
        'var(--x)',
        'expression(alert(1))',
        'red; color: blue',
        'red } * {',
        '',
      ],
      ...[
        'inherit',
        'initial',
        'currentColor',
        'reddish',
        '#12',
        'rgb(calc(1), 2, 3)',
        'image-set("x.png" 1x)',
      ],
      ...['color-mix(in srgb, red, blue)', 'r\\65 d', 'red/**/', 'linear-gradient(red, blue)', '<b>red</b>'],
    ],
  },
  length: {
    taken: ['0', '12px', '0.5rem', '1.25em', '999px'],
    refused: [
      '12',
      '-4px',
      '50%',
      'calc(1px + 2px)',
      '9999px',
      '1e3px',
      '12px 4px',
      'thick',
      'var(--x)',
      '100vw',
      '',
    ],
  },
  font: {
    taken: [
      'Inter',
      'Inter, sans-serif',
      '"PingFang SC", Arial',
      "'微软雅黑', sans-serif",
      'Source Han Sans',
    ],
    refused: [
      ...[
        'url(x.woff)',
        'Inter; color: red',
        'Inter, ',
        '"Inter',
        'Inter}',
        '"a\\"b"',
        'inherit',
        'var(--f)',
        '',
      ],
      ...['"x</style>"', 'Inter !important', '12px Inter/2'],
    ],
  },
} as const
const nameOf = { color: 'colorAccent', length: 'radius', font: 'fontFamily' } as const

describe('an appearance', () => {
  for (const kind of ['color', 'length', 'font'] as const) {
    for (const value of values[kind].taken)
      it(`takes ${value} as a ${kind}`, () => {
        const { tokens, refused } = readAppearance({ variables: { [nameOf[kind]]: value } })
        expect(refused).to.deep.equal([])
        expect(tokens).to.deep.equal([[tokenOf(nameOf[kind]), value === '0' ? '0px' : value.trim()]])
      })
    for (const value of values[kind].refused)
      it(`refuses ${value || 'nothing'} as a ${kind}`, () => {
        const { tokens, refused } = readAppearance({ variables: { [nameOf[kind]]: value } })
        expect(tokens).to.deep.equal([])
        expect(refused).to.deep.equal([{ why: kind, name: nameOf[kind], value }])
      })
  }

  it('takes no number for a length, and no object for a color', () => {
    const { tokens, refused } = readAppearance({ variables: { radius: 12, colorAccent: { r: 1 } } })
    expect(tokens).to.deep.equal([])
    expect(refused.map(({ why }) => why)).to.deep.equal(['length', 'color'])
  })

  it('names the nearest token for one that there is not', () => {
    const nearest = (name: string) => readAppearance({ variables: { [name]: '#fff' } }).refused[0]
    expect(nearest('colourAccent')).to.deep.equal({
      why: 'unknown',
      name: 'colourAccent',
      nearest: 'colorAccent',
    })
    expect(nearest('--tk-color-text-muted')).to.include({ nearest: 'colorTextMuted' })
    expect(nearest('borderRadius')).to.include({ why: 'unknown' })
    expect(nearest('zzzzzzzzzz')).to.include({ nearest: '' })
  })

  it('reads no name from a prototype', () => {
    const given = JSON.parse(
      '{"variables": {"__proto__": {"colorAccent": "#fff"}, "constructor": "#fff"}}',
    ) as object
    expect(readAppearance(given).tokens).to.deep.equal([])
  })

  it('is nothing where it is absent, and told of where it is no object', () => {
    for (const nothing of [null, undefined, '']) expect(readAppearance(nothing).refused).to.deep.equal([])
    for (const wrong of ['{', '[]', '"dark"', 7, []])
      expect(readAppearance(wrong).refused).to.deep.equal([{ why: 'unread' }])
  })

  it('may set every token that a style sheet of ours reads, and no other', async () => {
    const files = ['theme/tokens', 'theme/base', 'elements/points-ledger.styles']
    const texts = await Promise.all(files.map(async (file) => (await fetch(`/src/${file}.ts`)).text()))
    const read = new Set(texts.join('').match(/(?<=var\(\s*)--tk-[\w-]+/g))
    expect([...variableKinds.keys()].map(tokenOf).sort()).to.deep.equal([...read].sort())
  })
})

describe('the appearance of an element', () => {
  it('sets tokens live, and takes back what the next one does not say', async () => {
    const gauge = await gaugeWith({ variables: { colorSurface: 'rgb(250, 240, 230)', radius: '12px' } })
    expect(cardOf(gauge).backgroundColor).to.equal('rgb(250, 240, 230)')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('12px')
    gauge.appearance = { variables: { radius: '2px' } }
    await gauge.updateComplete
    expect(cardOf(gauge).backgroundColor).to.equal('rgb(255, 255, 255)')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('2px')
    gauge.appearance = null
    await gauge.updateComplete
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('8px')
  })

  it('leaves the host’s attributes and its style alone', async () => {
    const plain = await gaugeWith(null)
    const gauge = await gaugeWith({ theme: 'dark', variables: { radius: '12px' } })
    expect(attributesOf(gauge)).to.deep.equal(attributesOf(plain))
    expect(gauge.style.length).to.equal(0)
  })

  it('says light or dark, where the element’s own attribute does not', async () => {
    const gauge = await gaugeWith({ theme: 'dark' })
    expect(gauge.dataset.scheme).to.equal('dark')
    expect(cardOf(gauge).backgroundColor).to.equal('rgb(22, 25, 31)')
    gauge.theme = 'light'
    await gauge.updateComplete
    expect(gauge.dataset.scheme).to.equal('light')
    gauge.theme = 'auto'
    gauge.appearance = {}
    await gauge.updateComplete
    expect(gauge.dataset.scheme).to.equal('light')
  })

  it('is JSON in an attribute', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    box.innerHTML = `<ap-gauge appearance='{"theme":"dark","variables":{"radius":"3px"}}'></ap-gauge>`
    const gauge = box.querySelector<TkScoreGauge>('ap-gauge')!
    await drawn(gauge)
    expect(gauge.dataset.scheme).to.equal('dark')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('3px')
    gauge.setAttribute('appearance', '{"variables":{"radius":"5px"}}')
    await gauge.updateComplete
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('5px')
  })

  it('is safe to set before the element is known', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    const early = document.createElement('ap-later') as TkScoreGauge
    early.appearance = { variables: { radius: '7px' } }
    box.append(early)
    customElements.define('ap-later', class extends TkScoreGauge {})
    await drawn(early)
    expect(cardOf(early).borderTopLeftRadius).to.equal('7px')
  })

  it('wins over what ancestors set, and gives way to what a page sets on the element itself', async () => {
    const gauge = await gaugeWith({ variables: { radius: '12px' } })
    gauge.parentElement!.style.setProperty('--tk-radius', '1px')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('12px')
    gauge.style.setProperty('--tk-radius', '2px')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('2px')
  })

  it('keeps an accent that is too light readable, as text and under text, at once', async () => {
    const tasks = await staged<TkTaskChecklist>('ap-tasks', {
      standing: lotusKitchen(),
      appearance: { variables: { colorAccent: '#ffd43b' } },
    })
    const link = getComputedStyle(one(tasks, '.link, .btn.quiet'))
    const surface = rgbaOf(cardOf(tasks).backgroundColor)!
    expect(contrastOf(rgbaOf(link.color)!, surface)).to.be.at.least(4.5)
    tasks.appearance = { variables: { colorAccent: '#14532d' } }
    await tasks.updateComplete
    expect(tasks.dataset.accent).not.to.contain('text')
    expect(getComputedStyle(one(tasks, '.link, .btn.quiet')).color).to.equal('rgb(20, 83, 45)')
  })

  it('tells of what it leaves out once, by name, with a fix', async () => {
    const wrong = { theme: 'night', variables: { colourGood: '#080', colorBad: 'url(x)', radius: '12px' } }
    const said = await toldBy(async () => {
      const gauge = await gaugeWith(wrong as Appearance)
      expect(cardOf(gauge).borderTopLeftRadius).to.equal('12px')
      gauge.appearance = { ...wrong } as Appearance
      await gauge.updateComplete
      await gaugeWith(wrong as Appearance)
    })
    expect(said).to.have.lengthOf(3)
    expect(said[0]).to.contain('theme “night”').and.contain('"dark"')
    expect(said[1]).to.contain('“colourGood”').and.contain('did you mean “colorGood”?')
    expect(said[2]).to.contain('colorBad “url(x)”').and.contain('#c2410c')
  })

  it('uses a style sheet of its own where a page refuses constructed ones', async () => {
    const gauge = document.createElement('ap-gauge') as TkScoreGauge
    const box = await fixture<HTMLElement>(html`<div></div>`)
    box.append(gauge)
    Object.defineProperty(gauge.shadowRoot!, 'adoptedStyleSheets', {
      get: () => [],
      set: () => {
        throw new DOMException('', 'NotAllowedError')
      },
    })
    gauge.appearance = { variables: { radius: '12px' } }
    await drawn(gauge)
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('12px')
    gauge.appearance = { variables: { radius: '4px' } }
    await gauge.updateComplete
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('4px')
    expect(gauge.shadowRoot!.querySelectorAll('style')).to.have.lengthOf(1)
  })
})

describe('the appearance of a provider', () => {
  const around = async (appearance: Appearance | null) => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    box.dataset.theme = 'light'
    const provider = document.createElement('ap-provider') as TkProvider
    provider.standing = lotusKitchen()
    provider.appearance = appearance
    const inner = document.createElement('div')
    const gauge = document.createElement('ap-gauge') as TkScoreGauge
    inner.append(gauge)
    provider.append(inner)
    box.append(provider)
    await drawn(gauge)
    return { provider, gauge }
  }

  it('reaches the elements inside, at once and live', async () => {
    const { provider, gauge } = await around({
      theme: 'dark',
      variables: { radius: '12px', colorAccent: '#ffd43b' },
    })
    expect(gauge.dataset.scheme).to.equal('dark')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('12px')
    expect(attributesOf(provider)).to.deep.equal([])
    provider.appearance = { variables: { colorAccent: '#fff3bf' } }
    await drawn(gauge)
    expect(gauge.dataset.scheme).to.equal('light')
    expect(gauge.dataset.accent).to.contain('text-')
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('8px')
    provider.appearance = null
    await drawn(gauge)
    expect(gauge.dataset.accent).to.equal('')
  })

  it('gives way, token by token, to an element’s own', async () => {
    const { gauge } = await around({ variables: { radius: '12px', cardPadding: '9px' } })
    gauge.appearance = { variables: { radius: '1px' } }
    await drawn(gauge)
    expect(cardOf(gauge).borderTopLeftRadius).to.equal('1px')
    expect(cardOf(gauge).paddingTop).to.equal('9px')
  })
})
