/**
 * The distribution: bars on a canvas, flags where tiers begin, the slider that moves one of them, an axis, and the same numbers as a table.
 * The slider lies under the bars on the same scale, so that its thumb stands where the mark is.
 */
import type { BarArea, DrawnBars } from '../../src/elements/chart.js'
import type { LadderPlan } from '../../src/plan/plan.js'
import { edgeOf, type Histogram } from '../../src/population/cuts.js'
import { formatNumber } from '../../src/words/number.js'
import { endOf, ticksOf, type Axis } from '../../src/population/axis.js'
import { byId, element, fill } from './dom.js'
import { tierName, type Saying } from './tables.js'

/** What is drawn. `flags`: marks on the same values; `moved` is the one that the slider moves, `before` where that is published. */
export interface Plotted {
  readonly axis: Axis
  readonly spread: Histogram
  readonly ladder: LadderPlan
  readonly flags: readonly { readonly value: number; readonly kind: 'moved' | 'before' | 'other' }[]
  readonly say: (value: number) => string
}

const THUMB = 16 // px: a native thumb's center stays half of it from the slider's ends
const LABEL = 72 // px: what a label of the axis takes
const FLAG = 48 // px: what a flag's label takes

export class Plot {
  private drawn: DrawnBars | null = null
  private turn = 0
  private area: BarArea | null = null
  private plotted: Plotted | null = null
  private readonly canvas = byId<HTMLCanvasElement>('bars')
  private readonly over = byId('flags')
  private readonly axis = byId('axis')
  private readonly slider = byId<HTMLInputElement>('slider')

  /** Draws, now or when the chart has been loaded; a later call before that takes the earlier one's place. */
  async show(plotted: Plotted, { look, locale }: Saying): Promise<void> {
    this.plotted = plotted
    const turn = ++this.turn
    const { drawBars } = await import('../../src/elements/chart.js')
    if (turn !== this.turn) return
    const { bins } = plotted.spread
    const bars = {
      labels: bins[0]!.map((_, bin) => String(bin)),
      series: bins.map((values, at) => ({ values, color: look.tier(at - 1, plotted.ladder.tiers.length) })),
      sayValue: (value: number) =>
        Number.isInteger(value) ? formatNumber(value, 'integer', { locale }) : '',
      dense: true,
      onArea: (area: BarArea) => {
        this.area = area
        this.place()
      },
    }
    const how = { text: look.text, baseline: look.rule, font: look.font, animate: false }
    if (this.drawn) this.drawn.update(bars, how)
    else this.drawn = drawBars(this.canvas, bars, how)
    this.place()
  }

  /** Puts the slider, the flags and the axis where the bars are. */
  private place(): void {
    const { area, plotted } = this
    if (!area || !plotted) return
    const { axis, flags, say } = plotted
    const width = area.right - area.left
    const at = (value: number): number =>
      area.left + width * Math.min(1, Math.max(0, (value - axis.from) / (endOf(axis) - axis.from)))
    this.slider.style.marginLeft = `${area.left - THUMB / 2}px`
    this.slider.style.width = `${width + THUMB}px`
    const labeled = flagsWithRoom(flags.map((flag) => ({ ...flag, x: at(flag.value) })))
    fill(
      this.over,
      ...labeled.map(({ value, kind, x, hasRoom }) => {
        const flag = element(
          'span',
          { class: `flag is-${kind}` },
          hasRoom ? element('span', {}, say(value)) : null,
        )
        flag.style.left = `${x}px`
        flag.style.height = `${area.bottom}px`
        return flag
      }),
    )
    const ticks = ticksOf(axis, Math.max(3, Math.floor(width / LABEL)))
    fill(
      this.axis,
      ...ticks.map((value) => {
        const tick = element(
          'span',
          { class: at(value) > area.right - LABEL / 4 ? 'is-last' : null },
          say(value),
        )
        tick.style.left = `${at(value)}px`
        return tick
      }),
    )
  }
}

/** Flags in the order in which they are drawn, the moved one over all; the labels of others give way to it and to each other. */
function flagsWithRoom<Flag extends { kind: 'moved' | 'before' | 'other'; x: number }>(
  flags: readonly Flag[],
): (Flag & { hasRoom: boolean })[] {
  const placed: (Flag & { hasRoom: boolean })[] = []
  for (const kind of ['moved', 'before', 'other'])
    for (const flag of flags)
      if (flag.kind === kind)
        placed.push({
          ...flag,
          hasRoom: placed.every((one) => !one.hasRoom || Math.abs(one.x - flag.x) >= FLAG),
        })
  return placed.reverse()
}

/** The same numbers as a table: a row a bin with somebody in it. */
export function binsTable({ axis, spread, ladder, say }: Plotted, saying: Saying): HTMLTableElement {
  const { words, locale } = saying
  const number = (value: number): string => formatNumber(value, 'integer', { locale })
  const shown = spread.bins
    .map((_, at) => at)
    .filter((at) => at > 0 || spread.bins[0]!.some((many) => many > 0))
  const rows = spread.bins[0]!.flatMap((_, bin) => {
    const total = spread.bins.reduce((sum, row) => sum + row[bin]!, 0)
    if (total === 0) return []
    const [from, to] = [bin, bin + 1].map((place) => say(edgeOf(axis.from, axis.step, place))) as [
      string,
      string,
    ]
    const isOpen = bin === axis.bins - 1 && spread.above > 0
    return [
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, isOpen ? words.andMore(from) : words.range(from, to)),
        ...shown.map((at) => element('td', { class: 'num' }, number(spread.bins[at]![bin]!))),
        element('td', { class: 'num strong' }, number(total)),
      ),
    ]
  })
  return element(
    'table',
    { class: 'data' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('td', {}),
        ...shown.map((at) => element('th', { scope: 'col', class: 'num' }, tierName(ladder, at - 1, saying))),
        element('th', { scope: 'col', class: 'num' }, words.all),
      ),
    ),
    element('tbody', {}, ...rows),
  )
}
