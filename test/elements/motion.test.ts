// What moves: nothing at first, nothing for long, and nothing where motion is not wanted.
import { expect } from '@open-wc/testing'
import { LitElement, html } from 'lit'
import type { BarLook } from '../../src/elements/chart.js'
import type { TkElement } from '../../src/elements/element.js'
import { MonthChart } from '../../src/elements/month-chart.js'
import type { Standing } from '../../src/schema/standing.js'
import { pretend, pretendNothing } from './media.js'
import { played, sceneNames, scenes } from './scenes.js'
import { all, drawn, provide, sourceOf, staged } from './stage.js'
import { entries, lotusKitchen } from './standings.js'
import { until } from './until.js'

const moving = (element: TkElement): Animation[] => (element.renderRoot as ShadowRoot).getAnimations()
const described = (element: TkElement): string[] =>
  moving(element).map((animation) => {
    const { target } = animation.effect as KeyframeEffect
    return `${animation.constructor.name} of ${target?.className ?? ''}`
  })
const frame = () => new Promise(requestAnimationFrame)

/** The next tier, and every task done. */
function better(): Standing {
  const standing = lotusKitchen()
  return {
    ...standing,
    score: { ...standing.score!, value: 712 },
    ladders: standing.ladders.map((ladder) => (ladder.main ? { ...ladder, held: 'platinum' } : ladder)),
    tasks: standing.tasks.map((task) => ({ ...task, state: 'done' as const })),
  }
}

/** Whatever moves from a change on, looked at in each of its first frames. */
async function movedBy(element: TkElement, change: () => void): Promise<Animation[]> {
  const seen = new Set<Animation>()
  change()
  await element.updateComplete
  for (let turn = 0; turn < 5; turn++) {
    for (const animation of moving(element)) seen.add(animation)
    await frame()
  }
  return [...seen]
}

describe('at first nothing moves', () => {
  for (const name of sceneNames)
    it(`in ${name}, loading or ready`, async () => {
      const { tag, set } = scenes[name]!
      for (const standing of [null, lotusKitchen()]) {
        const box = document.body.appendChild(document.createElement('div'))
        const element = document.createElement(tag) as TkElement
        Object.assign(element, set, { standing })
        box.append(element)
        await element.updateComplete
        expect(described(element), 'before the first frame').to.deep.equal([])
        await frame()
        expect(described(element), 'after it').to.deep.equal([])
        box.remove()
      }
    })

  it('in a chart, which moves when what it shows is another', async () => {
    const looks: boolean[] = []
    const drawing = {
      update: (_: unknown, look: BarLook) => void looks.push(look.animate),
      destroy: () => undefined,
    }
    const code = {
      tokensOf: () => ({}),
      drawBars: (_canvas: unknown, _bars: unknown, look: BarLook) => {
        looks.push(look.animate)
        return drawing
      },
    }
    class Charted extends LitElement {
      readonly chart = new MonthChart(this, () => Promise.resolve(code as never))
      protected override render() {
        return html`<canvas></canvas>`
      }
    }
    customElements.define('m-charted', Charted)
    const host = new Charted()
    const bars = (value: number) => ({
      labels: ['a'],
      series: [{ values: [value], token: '--x' }],
      reversed: false,
    })
    host.chart.show(bars(1))
    document.body.append(host)
    await until(() => looks.length === 1)
    host.chart.show(bars(2))
    host.requestUpdate()
    await until(() => looks.length === 2)
    expect(looks).to.deep.equal([false, true])
    host.remove()
  })
})

describe('what moves', () => {
  for (const name of sceneNames)
    it(`in ${name} takes at most 250 ms, once`, async function () {
      this.timeout(150_000)
      const element = await played(name, 'ready')
      const seen = await movedBy(element, () => provide(element, sourceOf(better())))
      for (const button of all(element, 'button:not([aria-disabled="true"])').slice(0, 12))
        for (const one of await movedBy(element, () => button.click())) seen.push(one)
      for (const { effect } of seen) {
        const { duration, iterations } = effect!.getTiming()
        expect(duration, (effect as KeyframeEffect).target?.className).to.be.at.most(250)
        expect(iterations).to.equal(1)
      }
      if (name === 'checklist') expect(seen.length, 'the celebration').to.be.above(3)
    })
})

describe('with reduced motion nothing moves', () => {
  before(async function () {
    await pretend(this, { reducedMotion: 'reduce' })
  })
  after(pretendNothing)

  for (const name of sceneNames)
    it(`in ${name}, whatever changes`, async function () {
      this.timeout(150_000)
      const loading = await staged<TkElement>(scenes[name]!.tag, scenes[name]!.set ?? {})
      expect(described(loading), 'loading').to.deep.equal([])
      const element = await played(name, 'ready')
      expect(await movedBy(element, () => provide(element, sourceOf(better())))).to.deep.equal([])
      for (const button of all(element, 'button:not([aria-disabled="true"])').slice(0, 12))
        expect(await movedBy(element, () => button.click())).to.deep.equal([])
    })

  it('and a chart draws what is new at once', async () => {
    const element = await staged<TkElement>('tk-points-ledger', {
      standing: lotusKitchen(),
      entries,
    } as never)
    await drawn(element)
    const canvas = all<HTMLCanvasElement>(element, 'canvas')[0]!
    const { Chart } = await import('chart.js')
    await until(() => Chart.getChart(canvas) !== undefined)
    expect(Chart.getChart(canvas)!.options.animation).to.equal(false)
  })
})
