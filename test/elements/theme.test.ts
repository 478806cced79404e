import { expect, fixture, html } from '@open-wc/testing'
import { accentAdvice, contrastOf, luminanceOf, rgbaOf, type Rgba } from '../../src/theme/contrast.js'
import { schemeOf } from '../../src/theme/scheme.js'
import { watchSurroundings } from '../../src/theme/surroundings.js'
import type { TkElement } from '../../src/elements/element.js'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { TkTaskChecklist } from '../../src/elements/task-checklist.js'
import { TkTierLadder } from '../../src/elements/tier-ladder.js'
import { all, drawn, one, staged } from './stage.js'
import { lotusKitchen } from './standings.js'
import { until } from './until.js'

customElements.define('th-gauge', class extends TkScoreGauge {})
customElements.define('th-ladder', class extends TkTierLadder {})
customElements.define('th-tasks', class extends TkTaskChecklist {})
const root = document.documentElement
const frames = (count: number) =>
  new Promise<void>((done) => {
    const next = (left: number) => (left > 0 ? requestAnimationFrame(() => next(left - 1)) : done())
    next(count)
  })

/** Markup around a probe, and the scheme it says. */
const around: Record<string, [string, string]> = {
  'nothing says anything': ['<i></i>', 'light'],
  'an ancestor says data-theme': ['<div data-theme="dark"><i></i></div>', 'dark'],
  'an ancestor says theme-mode, as TDesign does': ['<div theme-mode="dark"><i></i></div>', 'dark'],
  'a nearer ancestor says otherwise': [
    '<div data-theme="dark"><p data-theme="light"><i></i></p></div>',
    'light',
  ],
  'a word means nothing to us': ['<div data-theme="corporate"><i></i></div>', 'light'],
  'the color scheme is dark': ['<div class="scheme"><i></i></div>', 'dark'],
  'what is behind is black': ['<div class="night"><p><i></i></p></div>', 'dark'],
  'what is behind is white on black': ['<div class="night"><p class="day"><i></i></p></div>', 'light'],
  'a transparent box lies between': ['<div class="night"><p class="glass"><i></i></p></div>', 'dark'],
}

describe('the color scheme', () => {
  afterEach(() => {
    root.className = ''
    root.removeAttribute('theme-mode')
  })

  for (const name of Object.keys(around)) {
    it(`is ${around[name]![1]} when ${name}`, async () => {
      const box = await fixture<HTMLElement>(html`<div></div>`)
      box.innerHTML = `<style>.scheme { color-scheme: dark } .night { background: #111 } .day { background: #fff } .glass { background: rgba(255, 255, 255, 0.1) }</style>${around[name]![0]}`
      expect(schemeOf(box.querySelector('i')!)).to.equal(around[name]![1])
    })
  }

  it('follows a class on the root, as Element Plus sets it', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    const gauge = document.createElement('th-gauge') as TkScoreGauge
    box.append(gauge)
    await drawn(gauge)
    expect(gauge.dataset.scheme).to.equal('light')
    const before = getComputedStyle(one(gauge, '.card')).backgroundColor
    root.classList.add('dark')
    await frames(3)
    expect(gauge.dataset.scheme).to.equal('dark')
    expect(getComputedStyle(one(gauge, '.card')).backgroundColor).not.to.equal(before)
    root.setAttribute('theme-mode', 'light')
    await frames(3)
    expect(gauge.dataset.scheme).to.equal('light')
  })

  it('is what the element itself says, whatever the page is', async () => {
    const gauge = await staged<TkScoreGauge>('th-gauge', { theme: 'dark' }, { theme: 'light' })
    expect(gauge.dataset.scheme).to.equal('dark')
    gauge.theme = 'auto'
    await drawn(gauge)
    expect(gauge.dataset.scheme).to.equal('light')
  })
})

describe('what is around', () => {
  it('is watched from the first who asks to the last', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    const told: string[] = []
    const first = watchSurroundings(box, () => told.push('first'))
    const second = watchSurroundings(box, () => told.push('second'), [box])
    box.lang = 'zh'
    await frames(2)
    expect(told).to.deep.equal(['first', 'second'])
    second()
    root.classList.toggle('x')
    await frames(2)
    expect(told).to.deep.equal(['first', 'second', 'first'])
    first()
    root.classList.toggle('x')
    await new Promise((later) => setTimeout(later, 450))
    expect(told).to.deep.equal(['first', 'second', 'first'])
  })

  it('is not read anew where a page writes what was there', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    const { lang, className } = root
    root.lang = 'en'
    root.className = 'x'
    await frames(2)
    let told = 0
    const end = watchSurroundings(box, () => told++)
    root.lang = 'en'
    root.className = 'x'
    await new Promise((later) => setTimeout(later, 450))
    expect(told).to.equal(0)
    root.className = 'y'
    root.className = 'x'
    await frames(2)
    expect(told).to.equal(1)
    end()
    root.lang = lang
    root.className = className
  })

  it('is read once more when a fade between two themes has ended', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    let told = 0
    const end = watchSurroundings(box, () => told++)
    root.classList.toggle('x')
    await frames(2)
    expect(told).to.equal(1)
    await new Promise((later) => setTimeout(later, 450))
    expect(told).to.equal(2)
    root.classList.toggle('x')
    end()
  })
})

describe('contrast', () => {
  const white: Rgba = [255, 255, 255, 1]
  const black: Rgba = [0, 0, 0, 1]

  it('reads colors as browsers write them', () => {
    expect(rgbaOf('rgb(1, 2, 3)')).to.deep.equal([1, 2, 3, 1])
    expect(rgbaOf('rgba(1, 2, 3, 0.5)')).to.deep.equal([1, 2, 3, 0.5])
    expect(rgbaOf('rgb(1 2 3 / 50%)')).to.deep.equal([1, 2, 3, 0.5])
    expect(rgbaOf('color(srgb 1 0 0.2)')).to.deep.equal([255, 0, 51, 1])
    expect(rgbaOf('color(srgb 0.4 1e-7 0 / 0.5)')).to.deep.equal([102, 0.0000255, 0, 0.5])
    expect(rgbaOf('color(display-p3 1 0 0)')).to.equal(null)
    expect(rgbaOf('url(https://example.com/x.png)')).to.equal(null)
  })

  it('is 21 between black and white, and 1 of a color with itself', () => {
    expect(contrastOf(white, black)).to.equal(21)
    expect(contrastOf([9, 90, 200, 1], [9, 90, 200, 1])).to.equal(1)
    expect(luminanceOf(white)).to.be.closeTo(1, 1e-12)
  })

  const accents: [string, Rgba, Rgba, string][] = [
    ['our own blue needs nothing', [37, 87, 214, 1], [28, 70, 179, 1], ''],
    [
      'Ant Design’s blue gives way to its active one',
      [22, 119, 255, 1],
      [9, 88, 217, 1],
      'text-strong fill-strong',
    ],
    [
      'Element Plus’s blue gets dark text',
      [64, 158, 255, 1],
      [51, 126, 204, 1],
      'text-plain on-dark draw-strong',
    ],
    ['yellow gets dark text', [250, 200, 0, 1], [230, 180, 0, 1], 'text-plain on-dark draw-mixed'],
    ['of one that is its own stronger one nothing is mixed', [40, 90, 40, 1], [40, 90, 40, 1], 'alone'],
  ]
  for (const [name, accent, strong, advice] of accents) {
    it(`advises: ${name}`, () => {
      expect(accentAdvice({ accent, strong, surface: white, onAccent: white })).to.equal(advice)
    })
  }

  it('advises: in the dark, an accent that white can be read on gets white, as in design systems', () => {
    const [surface, strong]: Rgba[] = [
      [20, 20, 20, 1],
      [63, 139, 133, 1],
    ]
    const advice = (accent: Rgba): string =>
      accentAdvice({ accent, strong: strong!, surface: surface!, onAccent: surface! })
    expect(advice([15, 118, 110, 1])).to.equal('text-strong on-light')
    expect(advice([79, 209, 197, 1])).to.equal('')
  })

  it('of an accent that a page gives is mended where it is shown', async () => {
    const gauge = await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() })
    gauge.parentElement!.style.setProperty('--tk-color-accent', '#ffcc00')
    gauge.parentElement!.style.setProperty('--tk-color-accent-strong', '#eebb00')
    root.classList.toggle('x')
    await frames(3)
    root.classList.toggle('x')
    expect(gauge.dataset.accent).to.equal('text-plain on-dark draw-mixed')
    expect(getComputedStyle(one(gauge, '.link')).color).to.equal('rgb(20, 23, 31)')
  })
})

describe('drawings', () => {
  const pale = {
    'nothing is seen of it': { '--tk-color-accent': '#ffffff' },
    'it is yellow': { '--tk-color-accent': '#ffd43b' },
    'it is Element Plus’s blue': { '--el-color-primary': '#409eff', '--el-color-primary-dark-2': '#337ecc' },
  }
  for (const name of Object.keys(pale) as (keyof typeof pale)[])
    it(`stand out from the card by 3 : 1 when ${name}`, async () => {
      const box = await fixture<HTMLElement>(html`<div></div>`)
      for (const [token, value] of Object.entries(pale[name])) box.style.setProperty(token, value)
      const gauge = document.createElement('th-gauge') as TkScoreGauge
      gauge.standing = lotusKitchen()
      box.append(gauge)
      await drawn(gauge)
      const surface = rgbaOf(getComputedStyle(one(gauge, '.card')).backgroundColor)!
      const fill = rgbaOf(getComputedStyle(one(gauge, '.ring .fill')).color)!
      expect(contrastOf(fill, surface)).to.be.at.least(3)
      const passed = rgbaOf(getComputedStyle(all(gauge, '.ring .passed')[0]!).color)!
      expect(contrastOf(passed, surface)).to.be.at.least(2)
    })
})

/** What a private blue comes out as. */
function shown(element: Element, step: string): string {
  const hex = getComputedStyle(element).getPropertyValue(`--_blue-${step}`).trim()
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
  return `rgb(${channels.join(', ')})`
}
/** Every color in an element's drawing and writing. */
const colorsIn = (element: TkElement): string[] =>
  [...element.renderRoot.querySelectorAll('.card, .card *')].flatMap((node) => {
    const { color, backgroundColor, borderTopColor } = getComputedStyle(node)
    return [color, backgroundColor, borderTopColor]
  })

describe('tokens', () => {
  it('leave the page its font, where Element Plus names one that its own components do not take', async () => {
    const box = await fixture<HTMLElement>(
      html`<div style="--el-font-family: Impact; font-family: Georgia"></div>`,
    )
    const gauge = document.createElement('th-gauge') as TkScoreGauge
    box.append(gauge)
    await drawn(gauge)
    expect(getComputedStyle(gauge).fontFamily).to.equal('Georgia')
    box.style.fontFamily = 'serif'
    root.classList.toggle('x')
    await until(() => getComputedStyle(gauge).fontFamily === 'Impact', 'without one, it is Element Plus’s')
    root.classList.toggle('x')
  })

  const surfaceIn = async (tokens: Record<string, string>) => {
    const gauge = await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() })
    for (const name of Object.keys(tokens)) gauge.parentElement!.style.setProperty(name, tokens[name]!)
    return getComputedStyle(one(gauge, '.card')).backgroundColor
  }

  it('fall from ours to Ant Design’s, Element Plus’s, TDesign’s and our default', async () => {
    const names = [
      '--tk-color-surface',
      '--ant-color-bg-container',
      '--el-bg-color-overlay',
      '--el-bg-color',
      '--td-bg-color-container',
    ]
    const colors = ['rgb(1, 1, 1)', 'rgb(2, 2, 2)', 'rgb(3, 3, 3)', 'rgb(4, 4, 4)', 'rgb(5, 5, 5)']
    for (let from = 0; from < names.length; from++) {
      const given = Object.fromEntries(names.slice(from).map((name, index) => [name, colors[from + index]!]))
      expect(await surfaceIn(given)).to.equal(colors[from])
    }
    expect(await surfaceIn({})).to.equal('rgb(255, 255, 255)')
  })

  for (const scheme of ['light', 'dark'] as const) {
    it(`leave nothing blue when a page sets its accent alone, in ${scheme}`, async () => {
      const elements = [
        await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() }, { theme: scheme }),
        await staged<TkTierLadder>('th-ladder', { standing: lotusKitchen() }, { theme: scheme }),
        await staged<TkTaskChecklist>('th-tasks', { standing: lotusKitchen() }, { theme: scheme }),
      ]
      const blues = new Set(['50', '200', '400', '600', '700'].map((step) => shown(elements[0]!, step)))
      const blueParts = () => elements.map((element) => colorsIn(element).filter((color) => blues.has(color)))
      for (const parts of blueParts()) expect(new Set(parts).size).to.be.above(1)
      for (const { parentElement } of elements) {
        parentElement!.style.setProperty('--tk-color-accent', 'rgb(190, 60, 10)')
        parentElement!.style.setProperty('--ant-color-primary-border', shown(elements[0]!, '200'))
      }
      root.classList.toggle('x')
      await frames(3)
      root.classList.toggle('x')
      expect(blueParts()).to.deep.equal([[], [], []])
      const [gauge] = elements
      expect(getComputedStyle(one(gauge!, '.ring .fill')).color).to.equal('rgb(190, 60, 10)')
      const [red, green, blue] = rgbaOf(getComputedStyle(all(gauge!, '.ring .passed')[0]!).color)!
      expect(red - Math.max(green, blue)).to.be.above(50)
    })
  }

  it('take the steps of a design system where only it names an accent', async () => {
    const gauge = await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() })
    const page = gauge.parentElement!.style
    const passed = () => getComputedStyle(all(gauge, '.ring .passed')[0]!).color
    page.setProperty('--ant-color-primary', 'rgb(190, 60, 10)')
    const mixed = rgbaOf(passed())!
    expect(mixed[0] - mixed[2]).to.be.above(50)
    page.setProperty('--ant-color-primary-border-hover', 'rgb(1, 2, 3)')
    expect(passed()).to.equal('rgb(1, 2, 3)')
    page.setProperty('--tk-color-accent-mid', 'rgb(4, 5, 6)')
    expect(passed()).to.equal('rgb(4, 5, 6)')
  })

  it('request nothing, whatever a page writes in them', async () => {
    const gauge = await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() })
    const names = new Set(
      [...gauge.renderRoot.querySelectorAll('*')].length > 0
        ? (gauge.renderRoot as ShadowRoot).adoptedStyleSheets.flatMap((sheet) =>
            [...sheet.cssRules].flatMap(({ cssText }) => cssText.match(/--tk-[\w-]+/g) ?? []),
          )
        : [],
    )
    expect(names.size).to.be.above(30)
    for (const name of names) gauge.parentElement!.style.setProperty(name, `url(/never-${name}.png)`)
    await drawn(gauge)
    await new Promise((later) => setTimeout(later, 100))
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/never-'))
    expect(asked.map(({ name }) => name)).to.deep.equal([])
  })

  it('keep the apostrophe of English narrow in a Chinese font, and leave Chinese as it is', async () => {
    for (const [lang, width] of [
      ['en', 'proportional-width'],
      ['zh-CN', 'normal'],
    ] as const) {
      const gauge = await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() }, { lang })
      const title = one(gauge, '[part="title"]')
      expect(getComputedStyle(title).fontVariantEastAsian).to.equal(width)
    }
  })

  it('give a page without a font ours, and leave a page its own', async () => {
    const gauge = await staged<TkScoreGauge>('th-gauge', { standing: lotusKitchen() })
    const fonts = getComputedStyle(one(gauge, '.card')).fontFamily.split(', ')
    expect(fonts).to.include.members(['"PingFang SC"', '"Microsoft YaHei"', '"Noto Sans CJK SC"'])
    // a Chinese font before a Latin one draws the apostrophe of "couldn’t" as wide as a letter
    const chinese = fonts.findIndex((font) => /PingFang|Hiragino|YaHei|Noto/.test(font))
    expect(fonts.indexOf('Arial')).to.be.within(0, chinese - 1)
    expect(fonts[fonts.length - 1]).to.equal('sans-serif')
    expect(fonts).not.to.include('system-ui')
    const box = await fixture<HTMLElement>(html`<div></div>`)
    box.style.fontFamily = 'Georgia'
    const other = document.createElement('th-gauge') as TkScoreGauge
    box.append(other)
    await drawn(other)
    expect(getComputedStyle(one(other, '.card')).fontFamily).to.equal('Georgia')
  })
})
