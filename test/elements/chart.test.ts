import { expect, fixture, html } from '@open-wc/testing'
import { until } from './until.js'
import { sendMouse } from '@web/test-runner-commands'
import { LitElement } from 'lit'
import { drawBars, tokensOf, type BarLook, type Bars } from '../../src/elements/chart.js'
import { MonthChart } from '../../src/elements/month-chart.js'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import { all, drawn, one, staged, textOf } from './stage.js'
import { entries, lotusKitchen } from './standings.js'

customElements.define('t-charted', class extends TkPointsLedger {})
const ledger = (theme?: 'light' | 'dark') =>
  staged<TkPointsLedger>('t-charted', { standing: lotusKitchen(), entries }, theme ? { theme } : {})

const look: BarLook = { text: '#000000', baseline: '#00ff00', font: 'Arial', animate: false }
const bars: Bars = {
  labels: ['a', 'b'],
  series: [
    { values: [4, 8], color: '#ff0000' },
    { values: [-2, null], color: '#0000ff' },
  ],
}

async function canvasIn(width: number, height: number): Promise<HTMLCanvasElement> {
  const box = await fixture<HTMLElement>(html`<div><canvas></canvas></div>`)
  box.style.cssText = `position: relative; width: ${width}px; height: ${height}px`
  return box.querySelector('canvas')!
}

/** How many pixels of each strong color a canvas has. */
function painted(canvas: HTMLCanvasElement): { red: number; green: number; blue: number; any: number } {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  const found = { red: 0, green: 0, blue: 0, any: 0 }
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue, alpha] = [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!]
    if (alpha < 128) continue
    found.any++
    if (red > 200 && green < 60 && blue < 60) found.red++
    if (green > 200 && red < 60 && blue < 60) found.green++
    if (blue > 200 && red < 60 && green < 60) found.blue++
  }
  return found
}
const colorsOf = (canvas: HTMLCanvasElement): string => {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  const seen = new Map<string, number>()
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3]! < 255) continue
    const color = `${data[at]},${data[at + 1]},${data[at + 2]}`
    seen.set(color, (seen.get(color) ?? 0) + 1)
  }
  return [...seen.entries()].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}
const shows = (element: TkPointsLedger) => {
  const [canvas] = all<HTMLCanvasElement>(element, 'canvas')
  return canvas !== undefined && canvas.width > 0 && painted(canvas).any > 200
}

/** Moves the pointer to a place of a canvas, from beside it, until that has been heard: of WebKit's driver a move gets lost now and then. */
const pointAt = (canvas: Element, x: number, y: number, isHeard: () => boolean): Promise<void> =>
  until(async () => {
    const { left, top } = canvas.getBoundingClientRect()
    for (const step of [1, 0])
      await sendMouse({
        type: 'move',
        position: [Math.max(0, Math.round(left + x + step)), Math.max(0, Math.round(top + y))],
      })
    return isHeard()
  })

describe('bars on a canvas', () => {
  it('are as large as their numbers, above and below the zero line', async () => {
    const canvas = await canvasIn(200, 140)
    const chart = drawBars(canvas, bars, look)
    const { red, blue, green } = painted(canvas)
    expect(red / blue, '12 up to 2 down').to.be.closeTo(6, 0.8)
    expect(green, 'the zero line').to.be.above(50)
    chart.destroy()
  })
  it('take other numbers and colors', async () => {
    const canvas = await canvasIn(200, 140)
    const chart = drawBars(canvas, bars, look)
    chart.update({ labels: ['a'], series: [{ values: [1], color: '#0000ff' }] }, look)
    expect(painted(canvas).red).to.equal(0)
    expect(painted(canvas).blue).to.be.above(200)
    chart.destroy()
  })
  it('draw nothing for null and for no numbers at all', async () => {
    const canvas = await canvasIn(200, 140)
    const chart = drawBars(canvas, { labels: ['a'], series: [{ values: [null], color: '#ff0000' }] }, look)
    expect(painted(canvas).red).to.equal(0)
    chart.update({ labels: [], series: [] }, look)
    expect(painted(canvas).red).to.equal(0)
    chart.destroy()
  })
  it('say their values on an axis when asked to', async () => {
    const canvas = await canvasIn(240, 160)
    const said: number[] = []
    const chart = drawBars(canvas, { ...bars, sayValue: (value) => (said.push(value), `${value}!`) }, look)
    expect(said).to.include(0)
    expect(Math.max(...said)).to.be.at.least(8)
    chart.destroy()
  })
  it('tell the place under the pointer', async () => {
    const canvas = await canvasIn(200, 140)
    const places: (number | null)[] = []
    const chart = drawBars(canvas, { ...bars, onPoint: (place) => places.push(place) }, look)
    await pointAt(canvas, 150, 40, () => places.includes(1))
    await pointAt(canvas, -20, -20, () => places[places.length - 1] === null)
    chart.destroy()
  })
  it('let go of the canvas, once or twice, and another may take it', async () => {
    const canvas = await canvasIn(200, 140)
    const chart = drawBars(canvas, bars, look)
    chart.destroy()
    chart.destroy()
    chart.update(bars, look)
    expect(painted(canvas).any).to.equal(0)
    const again = drawBars(canvas, bars, look)
    expect(painted(canvas).red).to.be.above(200)
    again.destroy()
  })
  it('get their colors as the browser resolves them', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`)
    box.style.cssText = '--a: #123456; --b: var(--a); --c: var(--none, var(--b))'
    expect(tokensOf(box, ['--b', '--c', '--nothing'])).to.deep.equal({
      '--b': '#123456',
      '--c': '#123456',
      '--nothing': '',
    })
  })
})

describe('the chart of a ledger', () => {
  it('is drawn when it is seen', async () => {
    const element = await ledger()
    await until(() => shows(element), 'nothing was drawn')
    expect(one(element, 'canvas').getAttribute('aria-label')).to.equal('Points by month, the last 6')
  })
  it('follows the theme', async () => {
    const element = await ledger('light')
    await until(() => shows(element), 'nothing was drawn')
    const canvas = one<HTMLCanvasElement>(element, 'canvas')
    await until(() => colorsOf(canvas) === '37,87,214', 'the light accent')
    element.theme = 'dark'
    await drawn(element)
    await until(() => colorsOf(canvas) === '134,168,255', 'the dark accent')
  })
  it('lets go when the element leaves, and is drawn again when it comes back', async () => {
    const element = await ledger()
    await until(() => shows(element), 'nothing was drawn')
    const canvas = one<HTMLCanvasElement>(element, 'canvas')
    const box = element.parentElement!
    element.remove()
    expect(painted(canvas).any, 'chart.js clears a canvas that it leaves').to.equal(0)
    box.appendChild(element)
    await until(() => shows(element), 'nothing was drawn')
  })
  it('tells the numbers of the month under the pointer', async () => {
    const element = await ledger()
    await until(() => shows(element), 'nothing was drawn')
    expect(textOf(one(element, '[part="legend"]')))
      .to.contain('November 2026')
      .and.to.contain('earned 1,200')
    const legend = (): string => textOf(one(element, '[part="legend"]'))
    await pointAt(one(element, 'canvas'), 12, 30, () => legend().includes('June 2026'))
    expect(legend()).to.contain('earned 900')
    await pointAt(one(element, 'canvas'), 12, -300, () => legend().includes('November 2026'))
  })
  it('is let go when the table takes its place', async () => {
    const element = await ledger()
    await until(() => shows(element), 'nothing was drawn')
    const canvas = one<HTMLCanvasElement>(element, 'canvas')
    one(element, '.months .link').click()
    await drawn(element)
    expect(painted(canvas).any).to.equal(0)
  })
})

describe('a chart whose code cannot be loaded', () => {
  class Host extends LitElement {
    readonly chart = new MonthChart(this, () => Promise.reject(new Error('no file beside the script')))
    override render() {
      this.chart.show({ reversed: false, labels: ['a'], series: [{ values: [1], token: '--x' }] })
      return this.chart.failed ? html`<p>the table alone</p>` : html`<canvas></canvas>`
    }
  }
  customElements.define('t-no-chart', Host)

  it('says so, once, and throws nothing', async () => {
    const host = await fixture<Host>(html`<t-no-chart></t-no-chart>`)
    await until(() => host.shadowRoot!.textContent!.includes('the table alone'))
    expect(host.chart.failed).to.equal(true)
  })
})
