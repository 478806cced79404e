/**
 * Keeps a chart on the canvas of an element: loads the drawing code when the canvas first comes into view, draws when the
 * numbers or the page's colors change, and lets go when the canvas or the element goes. It knows no numbers of its own.
 */
import type { ReactiveController, ReactiveElement } from 'lit'
import { mediaOf } from '../theme/scheme.js'
import { watchSurroundings } from '../theme/surroundings.js'
import type { BarLook, Bars, DrawnBars } from './chart.js'

type ChartModule = typeof import('./chart.js')

/** A run of bars, whose color is the name of a custom property. */
export interface TokenSeries {
  readonly values: readonly (number | null)[]
  readonly token: string
}
export interface MonthBars {
  readonly labels: readonly string[]
  readonly series: readonly TokenSeries[]
  /** From right to left. */
  readonly reversed: boolean
}

export class MonthChart implements ReactiveController {
  /** The drawing code could not be loaded: a table stands alone. */
  failed = false
  /** The label under the pointer; null: none. */
  pointed: number | null = null

  private bars: MonthBars | null = null
  private code: ChartModule | null = null
  private loading = false
  private drawn: DrawnBars | null = null
  private canvas: HTMLCanvasElement | null = null
  private painted = ''
  private unwatch: (() => void) | null = null
  private watcher: IntersectionObserver | null = null

  constructor(
    private readonly host: ReactiveElement,
    private readonly load: () => Promise<ChartModule> = () => import('./chart.js'),
  ) {
    host.addController(this)
  }

  /** What the canvas shows from the next update on; null: nothing. */
  show(bars: MonthBars | null): void {
    this.bars = bars
  }

  hostConnected(): void {
    this.unwatch = watchSurroundings(this.host, () => this.paint())
    // a canvas that was let go is drawn anew
    if (this.host.hasUpdated) this.host.requestUpdate()
  }

  hostDisconnected(): void {
    this.unwatch?.()
    this.unwatch = null
    this.release()
  }

  hostUpdated(): void {
    const canvas = this.host.renderRoot.querySelector('canvas')
    if (canvas !== this.canvas) this.release()
    if (!canvas || !this.bars || !this.host.isConnected) return
    if (this.canvas === canvas) return this.paint()
    this.canvas = canvas
    this.whenSeen(canvas)
  }

  private whenSeen(canvas: HTMLCanvasElement): void {
    if (typeof IntersectionObserver === 'undefined' || this.code) return void this.begin()
    this.watcher = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return
        this.watcher?.disconnect()
        this.watcher = null
        void this.begin()
      },
      // somewhat before it is seen, so that it is there by then
      { rootMargin: '600px' },
    )
    this.watcher.observe(canvas)
  }

  private async begin(): Promise<void> {
    if (!this.code && !this.loading) {
      this.loading = true
      try {
        this.code = await this.load()
      } catch {
        this.failed = true
        this.host.requestUpdate()
      }
      this.loading = false
    }
    this.paint()
  }

  private paint(): void {
    const { canvas, code, bars } = this
    if (!canvas || !code || !bars || !canvas.isConnected) return
    const colors = code.tokensOf(this.host, [
      ...bars.series.map(({ token }) => token),
      '--_text-subtle',
      '--_line-strong',
    ])
    const look: BarLook = {
      text: colors['--_text-subtle']!,
      baseline: colors['--_line-strong']!,
      font: getComputedStyle(this.host).fontFamily,
      animate: !mediaOf('(prefers-reduced-motion: reduce)')?.matches,
    }
    const said = JSON.stringify([bars, look, colors])
    if (said === this.painted) return
    this.painted = said
    const drawing: Bars = {
      labels: bars.labels,
      reversed: bars.reversed,
      series: bars.series.map(({ values, token }) => ({ values, color: colors[token]! })),
      onPoint: (place) => {
        if (place === this.pointed) return
        this.pointed = place
        this.host.requestUpdate()
      },
    }
    if (this.drawn) this.drawn.update(drawing, look)
    // what comes into view stands still: only what changes there moves
    else this.drawn = code.drawBars(canvas, drawing, { ...look, animate: false })
  }

  private release(): void {
    this.watcher?.disconnect()
    this.watcher = null
    this.drawn?.destroy()
    this.drawn = null
    this.canvas = null
    this.painted = ''
    this.pointed = null
  }
}
