// 100 gauges three ways in one page. `gauges` is what ../gauges.mjs asks for.
import { ArcElement, Chart, DoughnutController } from 'chart.js'
import type { LitElement } from 'lit'
import type { Standing } from '../../src/schema/standing.js'
import { sayOf, seenIn, type Seen } from '../plain/equal.js'
import { defineHandGauge } from './hand.js'
import { standingWith } from './standings.js'

Chart.register(DoughnutController, ArcElement)

const count = 100
/** Any score but the very low ones, where a bar would be empty; the same sequence in each run. */
const scores: number[] = []
for (let seed = 7; scores.length < 4_000;) {
  seed = (seed * 48_271) % 2_147_483_647
  scores.push(50 + (seed % 950))
}
type Gauge = HTMLElement & { standing: Standing }
interface Way {
  mount(stage: HTMLElement): unknown
  update(given: readonly (Standing | number)[]): unknown
}
function elements(tag: string): Way & { all: Gauge[] } {
  const all: Gauge[] = []
  const settle = () => Promise.all(all.map((one) => (one as unknown as LitElement).updateComplete))
  return {
    all,
    mount(stage) {
      for (let index = 0; index < count; index++) {
        const gauge = document.createElement(tag) as Gauge
        gauge.standing = standingWith(scores[index]!)
        all.push(stage.appendChild(gauge))
      }
      return settle()
    },
    update(given) {
      all.forEach((gauge, index) => (gauge.standing = given[index] as Standing))
      return tag === 'hand-gauge' ? undefined : settle()
    },
  }
}

const charts: Chart<'doughnut'>[] = []
const doughnuts: Way = {
  mount(stage) {
    for (let index = 0; index < count; index++) {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 240
      stage.appendChild(canvas)
      const data = { datasets: [{ data: [0, 0], backgroundColor: ['#2557d6', '#e3e6eb'], borderWidth: 0 }] }
      const options = { circumference: 180, rotation: -90, cutout: '85%', animation: false, responsive: false, events: [] } as const // prettier-ignore
      charts.push(new Chart(canvas, { type: 'doughnut', data, options: { ...options, events: [] } }))
    }
    this.update(scores.slice(0, count))
  },
  update(given) {
    charts.forEach((chart, index) => {
      const score = given[index] as number
      chart.data.datasets[0]!.data = [score, 1000 - score]
      chart.update('none')
    })
  },
}

const { elementStyles } = customElements.get('tk-score-gauge') as typeof LitElement
defineHandGauge(elementStyles.map((style) => (style as { styleSheet: CSSStyleSheet }).styleSheet))

const [ours, hand] = [elements('tk-score-gauge'), elements('hand-gauge')]
const ways: Record<string, Way> = { ours, hand, chart: doughnuts }
const stages: Record<string, HTMLElement> = {}

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
const painted = () => frame().then(() => new Promise<void>((resolve) => setTimeout(resolve)))

let turn = 0
let scoresNow: readonly number[] = []
let standingsNow: readonly Standing[] = []

const gauges = {
  async mount(): Promise<void> {
    for (const [name, way] of Object.entries(ways)) {
      const stage = (stages[name] = document.body.appendChild(document.createElement('div')))
      stage.className = 'stage'
      await way.mount(stage)
    }
  },
  /** Shows one of the stages; all keep their place. */
  async show(name: string): Promise<void> {
    for (const [other, stage] of Object.entries(stages)) stage.classList.toggle('shown', other === name)
    await painted()
    await painted()
  },
  /** New scores for the next update of every way. */
  next(): void {
    const from = (++turn * count) % (scores.length - count)
    scoresNow = scores.slice(from, from + count)
    standingsNow = scoresNow.map(standingWith)
  },
  /** All of a way's gauges get their new score: how long until they are laid out, in ms; resolves when painted. */
  async update(name: string): Promise<number> {
    const start = performance.now()
    const pending = ways[name]?.update(name === 'chart' ? scoresNow : standingsNow)
    if (pending) await pending
    void stages[name]?.offsetHeight
    const ms = performance.now() - start
    await painted()
    return ms
  },
  nodes: (name: 'ours' | 'hand'): string[] =>
    ({ ours, hand })[name].all.map(({ shadowRoot }) => sayOf(shadowRoot!)),
  seen: (name: 'ours' | 'hand'): Seen[][] =>
    ({ ours, hand })[name].all.slice(0, 3).map(({ shadowRoot }) => seenIn(shadowRoot!)),
}
declare global {
  interface Window {
    gauges?: typeof gauges
  }
}
window.gauges = gauges
