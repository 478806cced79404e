/**
 * The distribution: bars by chart.js in the colors of tiers, the published one as a line over them, and the marks of tiers as handles that
 * pointer and keys move. The same numbers stand behind it as a table.
 */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { endOf, ticksOf } from '../population/axis.js'
import { edgeOf } from '../population/cuts.js'
import type { Spread } from '../population/session.js'
import type { BarArea, DrawnBars } from '../elements/chart.js'
import { tiersOf } from './editable.js'
import { oneOf, panel, plainTable, tableButton } from './panel.js'
import type { Screen } from './screen.js'
import type { Mark } from './marks.js'

/** A mark that can be moved on what is drawn. */
interface Handle {
  readonly mark: Mark
  readonly name: string // of the tier
  readonly place: number
  readonly label: string
  readonly value: number
  readonly was: number | null
}

const handlesOf = ({ draft, say, words, changed }: Screen, id: string): Handle[] =>
  tiersOf(draft).flatMap(({ name, place, enter, gates }) =>
    [enter, ...gates].flatMap((mark): Handle[] => {
      if (!mark || mark.rule !== 'enter' || mark.subject !== id || mark.place) return []
      const tier = say.text(name)
      return [
        { mark, place, name: tier, label: words.handleOf(tier), value: mark.value, was: changed(mark.path) },
      ]
    }),
  )

/** Bins of the table: a few rows that can be read, whatever is drawn. */
const ROWS = 12

export class Distribution implements ReactiveController {
  private drawn: DrawnBars | null = null
  private drawnOn: HTMLCanvasElement | null = null
  private area: BarArea | null = null
  /** What was drawn last, and how. */
  private spread: Spread | null = null
  private shown = ''
  private turn = 0
  private screen: Screen | null = null

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.drawn?.destroy()
    this.drawn = this.drawnOn = null
  }

  hostUpdated(): void {
    void this.draw()
  }

  render(screen: Screen): TemplateResult {
    this.screen = screen
    const { words, say, moves, numbers, shown, act, tables, draft } = screen
    const spread = moves?.spread ?? null
    const scoreName = draft.score ? [{ id: 'score', name: say.text(draft.score.name) }] : []
    const choices = [
      ...scoreName,
      ...numbers.map(({ id, names }) => ({ id, name: names[0] ? say.text(names[0]) : id })),
    ]
    return panel({
      ...{ id: 'distribution', title: words.distribution, sub: words.distributionSub, look: 'distribution' },
      aside: html`${choices.length > 1 ? oneOf(words.shownOf, choices, shown, act.show) : nothing}${tableButton(screen, 'distribution')}`,
      body:
        !moves || !spread
          ? html`<div class="wait"></div>`
          : tables.has('distribution')
            ? this.table(screen, spread)
            : this.picture(screen, spread),
    })
  }

  private picture(screen: Screen, spread: Spread): TemplateResult {
    const { words, say, moves } = screen
    const { unit, axis, draft } = spread
    const { ladder } = moves!.draft
    const counts = screen.counts!
    const held = moves!.heldBack.map((count, place) => ({ count, place })).filter(({ count }) => count > 0)
    const handles = handlesOf(screen, spread.id)
    const beyond = [
      draft.below > 0 ? words.below_(say.value(draft.below), say.value(axis.from, unit)) : '',
      draft.above > 0 ? words.above_(say.value(draft.above), say.value(endOf(axis), unit)) : '',
      draft.unknown > 0 ? words.unknown(say.value(draft.unknown)) : '',
      ...held.map(({ count, place }) =>
        words.heldBack(say.value(count), say.text(ladder.tiers[place]!.name)),
      ),
    ].filter(Boolean)
    return html`
      <ul class="legend">
        ${ladder.tiers.map(({ name }, place) => html`<li><span class="sw t${place}"></span>${say.text(name)} <b>${say.share(counts.tiers[place]!, moves!.merchants)}</b> <span class="mute">${say.value(counts.tiers[place])}</span></li>`)}
        ${counts.none > 0 ? html`<li><span class="sw tx"></span>${words.noTier} <span class="mute">${say.value(counts.none)}</span></li>` : nothing}
        <li class="mute"><span class="line"></span>${words.publishedLine}</li>
      </ul>
      <div class="plot">
        <div class="canvas">
          <canvas role="img" aria-label=${`${words.distribution}, ${say.text(spread.name)}`}></canvas>
        </div>
        <div class="over">${handles.map((handle) => this.handle(screen, spread, handle))}</div>
        <div class="axis" aria-hidden="true"></div>
      </div>
      ${beyond.length > 0 || handles.length > 0 ? html`<p class="fine">${[...beyond, ...(handles.length > 0 ? [words.keysHint] : [])].join(' · ')}</p>` : nothing}
    `
  }

  private handle(
    screen: Screen,
    { axis, unit }: Spread,
    { mark, label, value, was, place }: Handle,
  ): TemplateResult {
    const { words, say, counts, act } = screen
    const merchants = counts?.tiers[place] ?? 0
    const set = (next: number): void => {
      const rounded = Number((Math.round(next / axis.slide) * axis.slide).toPrecision(12))
      act.set(mark.path, Math.min(endOf(axis), Math.max(axis.from, rounded)))
    }
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -10,
      PageUp: 10,
    }
    const key = (event: KeyboardEvent): void => {
      const step = steps[event.key]
      if (step !== undefined) set(value + step * axis.slide * (event.shiftKey ? 10 : 1))
      else if (event.key === 'Home') set(axis.from)
      else if (event.key === 'End') set(endOf(axis))
      else if (event.key === 'Escape' && was !== null) act.set(mark.path, was)
      else return
      event.preventDefault()
    }
    const move = (event: PointerEvent): void => {
      const target = event.currentTarget as HTMLElement
      if (!target.hasPointerCapture(event.pointerId) || !this.area) return
      const { left, right } = this.area
      const box = target.parentElement!.getBoundingClientRect()
      set(axis.from + ((event.clientX - box.left - left) / (right - left)) * (endOf(axis) - axis.from))
    }
    const grab = (event: PointerEvent): void => {
      ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
      ;(event.currentTarget as HTMLElement).focus()
      event.preventDefault()
    }
    return html`
      ${was === null ? nothing : html`<span class="ghost" data-at=${was}></span>`}
      <span
        class="handle"
        role="slider"
        tabindex="0"
        data-at=${value}
        aria-label=${label}
        aria-valuemin=${axis.from}
        aria-valuemax=${endOf(axis)}
        aria-valuenow=${value}
        aria-valuetext=${words.handleValue(say.mark(value, unit), say.value(merchants), was === null ? '' : say.mark(was, unit))}
        @keydown=${key}
        @pointerdown=${grab}
        @pointermove=${move}
        ><span class="chip">${say.mark(value, unit)}</span></span
      >
    `
  }

  private table({ words, say, moves }: Screen, { axis, unit, draft, published }: Spread): TemplateResult {
    const { tiers } = moves!.draft.ladder
    const every = Math.ceil(axis.bins / ROWS)
    const rows: string[][] = []
    for (let bin = 0; bin < axis.bins; bin += every) {
      const sum = (list: readonly number[]): number =>
        list.slice(bin, bin + every).reduce((all, one) => all + one, 0)
      const by = tiers.map((_, place) => sum(draft.bins[place + 1]!))
      rows.push([
        say.value(edgeOf(axis.from, axis.step, bin), unit),
        say.value(sum(published)),
        say.value(by.reduce((all, one) => all + one, sum(draft.bins[0]!))),
        ...by.map((count) => say.value(count)),
      ])
    }
    return plainTable(
      [words.from, words.published, words.draft, ...tiers.map(({ name }) => say.text(name))],
      rows,
      words.distribution,
    )
  }

  private async draw(): Promise<void> {
    const canvas = this.host.shadowRoot?.querySelector<HTMLCanvasElement>('.plot canvas') ?? null
    const spread = this.screen?.moves?.spread
    if (!canvas || !spread || !this.screen) {
      this.drawn?.destroy()
      this.drawn = this.drawnOn = null
      return
    }
    const turn = ++this.turn
    const { drawBars, tokensOf } = await import('../elements/chart.js')
    if (turn !== this.turn || !canvas.isConnected) return
    if (this.drawnOn !== canvas) {
      this.drawn?.destroy()
      this.drawn = null
      this.drawnOn = canvas
    }
    const { say, moves } = this.screen
    const colorOf = (place: number): string => {
      const swatch = this.host.shadowRoot!.querySelector(`.legend .t${place < 0 ? 'x' : place}`)
      return swatch ? getComputedStyle(swatch).backgroundColor : 'gray'
    }
    const { bins } = spread.draft
    const bars = {
      labels: spread.published.map((_, bin) => String(bin)),
      series: [...moves!.draft.ladder.tiers.map((_, place) => place), -1].map((place) => ({
        values: bins[place + 1]!,
        color: colorOf(place),
      })),
      outline: spread.published,
      sayValue: (value: number) => (Number.isInteger(value) ? say.short(value) : ''),
      dense: true,
      onArea: (area: BarArea) => {
        this.area = area
        this.place()
      },
    }
    const tokens = tokensOf(this.host, ['--_text-subtle', '--_line', '--_text'])
    const look = {
      text: tokens['--_text-subtle'] || 'gray',
      baseline: tokens['--_line'] || 'silver',
      outline: tokens['--_text'] || 'black',
      font: getComputedStyle(this.host).fontFamily,
      animate: false,
    }
    const shown = JSON.stringify([look, bars.series.map(({ color }) => color), say.locale])
    if (!this.drawn) this.drawn = drawBars(canvas, bars, look)
    else if (this.spread !== spread || this.shown !== shown) this.drawn.update(bars, look)
    this.spread = spread
    this.shown = shown
    this.place()
  }

  /** Handles, ghosts and the axis stand where the bars are. */
  private place(): void {
    const { area, screen } = this
    const spread = screen?.moves?.spread
    const root = this.host.shadowRoot
    if (!area || !spread || !root) return
    const { axis, unit } = spread
    const end = endOf(axis)
    const x = (value: number): number =>
      area.left + (area.right - area.left) * Math.min(1, Math.max(0, (value - axis.from) / (end - axis.from)))
    const over = root.querySelectorAll<HTMLElement>('.over [data-at]')
    let last = -Infinity
    over.forEach((one) => {
      const at = x(Number(one.dataset['at']))
      one.style.left = `${at}px`
      one.style.height = `${area.bottom}px`
      if (!one.classList.contains('handle')) return
      // chips that would lie on each other take turns in two rows
      one.classList.toggle('low', at - last < 56 && !one.previousElementSibling?.classList.contains('low'))
      last = at
    })
    const line = root.querySelector<HTMLElement>('.plot .axis')
    if (!line) return
    const ticks = ticksOf(axis, Math.max(3, Math.floor((area.right - area.left) / 72)))
    line.replaceChildren(
      ...ticks.map((value) => {
        const tick = document.createElement('span')
        tick.textContent = screen.say.short(value, unit)
        tick.style.left = `${x(value)}px`
        return tick
      }),
    )
  }
}
