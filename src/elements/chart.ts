/**
 * Bars on a canvas: histories and distributions. The only file that imports chart.js, and it is reached by `import()` alone,
 * when a chart is first shown. It knows no points, merchants or languages: it draws numbers and calls back with the place
 * that the pointer is on. A table with the same numbers stands behind every chart, so a canvas is never the only way to read them.
 */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js'

Chart.register(BarController, BarElement, CategoryScale, LinearScale)

/** One colored run of bars. `values` has one number for each label, above or below zero; null draws no bar. */
export interface BarSeries {
  readonly values: readonly (number | null)[]
  /** Any CSS color a canvas can paint, resolved: no `var()`. */
  readonly color: string
}

/** What is drawn. Series are stacked, what is above zero upwards, what is below downwards. */
export interface Bars {
  readonly labels: readonly string[]
  readonly series: readonly BarSeries[]
  /** The text of a value on the vertical axis; absent: no vertical axis. */
  readonly sayValue?: (value: number) => string
  /** Called with the place of the label under the pointer, and with null when it leaves. */
  readonly onPoint?: (place: number | null) => void
  /** The first label stands at the right, for lines read from right to left. */
  readonly reversed?: boolean
  /** Bars touch, as those of a distribution do, and the page writes the horizontal axis itself: see `onArea`. */
  readonly dense?: boolean
  /** Another run of numbers, drawn as one stepped line over the bars: what they are compared with. */
  readonly outline?: readonly number[]
  /** Called with where bars stand, in px of the canvas, when drawn first and whenever that changes. */
  readonly onArea?: (area: BarArea) => void
}

/** Where bars stand in a canvas, in CSS px. */
export interface BarArea {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** How everything that is not a bar looks: resolved colors, and a font family. */
export interface BarLook {
  readonly text: string
  readonly baseline: string
  readonly font: string
  /** The color of the outline. */
  readonly outline?: string
  /** Bars grow when drawn or changed; false under reduced motion. */
  readonly animate: boolean
}

/** A chart on a canvas. `update` redraws with other data or colors; `destroy` lets go of the canvas and is safe to call twice. */
export interface DrawnBars {
  update(bars: Bars, look: BarLook): void
  destroy(): void
}

/**
 * Draws bars on a canvas that is in the document: a canvas that is not would never get a size.
 * The canvas fills its parent, which must have a height and `position: relative`.
 */
export function drawBars(canvas: HTMLCanvasElement, bars: Bars, look: BarLook): DrawnBars {
  let drawn = bars
  let drawnLook = look
  // chart.js tells when the pointer moves over the bars, not when it leaves them
  const leave = (): void => drawn.onPoint?.(null)
  canvas.addEventListener('mouseleave', leave)
  let chart: BarChart | null = new Chart(canvas, {
    ...configuration(bars, look),
    plugins: [
      areaPlugin(() => drawn),
      outlinePlugin(
        () => drawn,
        () => drawnLook,
      ),
    ],
  })
  return {
    update(nextBars, nextLook) {
      if (!chart) return
      drawn = nextBars
      drawnLook = nextLook
      const { data, options } = configuration(nextBars, nextLook)
      chart.data = data
      chart.options = options ?? {}
      chart.update()
    },
    destroy() {
      canvas.removeEventListener('mouseleave', leave)
      chart?.destroy()
      chart = null
    },
  }
}

/** The values of custom properties on an element, by name, as the browser resolves them there: a canvas knows no `var()`. */
export function tokensOf<Name extends string>(
  element: Element,
  names: readonly Name[],
): Record<Name, string> {
  const style = getComputedStyle(element)
  const found = {} as Record<Name, string>
  for (const name of names) found[name] = style.getPropertyValue(name).trim()
  return found
}

/** How far the stacked bars reach below and above zero; never nothing, so that zero has a place. */
function reachOf({ labels, series }: Bars): { min: number; max: number } {
  let [min, max] = [0, 0]
  labels.forEach((_, place) => {
    let [down, up] = [0, 0]
    for (const { values } of series) {
      const value = values[place] ?? 0
      if (value < 0) down += value
      else up += value
    }
    min = Math.min(min, down)
    max = Math.max(max, up)
  })
  return min === max ? { min: 0, max: 1 } : { min, max }
}

/** An outline above all bars needs room too. */
const outlineReach = ({ outline }: Bars): number =>
  (outline ?? []).reduce((most, one) => Math.max(most, one), 0)

type BarChart = Chart<'bar', (number | null)[], string>

/** Tells where bars stand, once and after every change. */
function areaPlugin(bars: () => Bars): Plugin<'bar'> {
  let told = ''
  return {
    id: 'area',
    afterLayout({ chartArea: { left, right, top, bottom } }) {
      const area = { left, right, top, bottom }
      const now = JSON.stringify(area)
      if (now === told) return
      told = now
      bars().onArea?.(area)
    },
  }
}

/** Draws the outline over the bars, a step a bar. */
function outlinePlugin(bars: () => Bars, look: () => BarLook): Plugin<'bar'> {
  return {
    id: 'outline',
    afterDatasetsDraw({ ctx, chartArea: { left, right }, scales }) {
      const { outline } = bars()
      const y = scales['y']
      if (!outline || !y) return
      const width = (right - left) / outline.length
      ctx.save()
      ctx.strokeStyle = look().outline ?? look().text
      ctx.lineWidth = 1.25
      ctx.beginPath()
      outline.forEach((value, bin) => {
        ctx.lineTo(left + bin * width, y.getPixelForValue(value))
        ctx.lineTo(left + (bin + 1) * width, y.getPixelForValue(value))
      })
      ctx.stroke()
      ctx.restore()
    },
  }
}

type BarConfiguration = ChartConfiguration<'bar', (number | null)[], string>

function configuration(bars: Bars, look: BarLook): BarConfiguration {
  const { sayValue, onPoint, dense } = bars
  const font = { family: look.font, size: 11, lineHeight: 16 / 11 }
  return {
    type: 'bar',
    data: {
      labels: [...bars.labels],
      datasets: bars.series.map(({ values, color }) => ({
        data: [...values],
        backgroundColor: color,
        hoverBackgroundColor: color,
        categoryPercentage: 1,
        // bars that touch keep a hair between them, which keeps them countable
        ...(dense ? { barPercentage: 0.96 } : { barPercentage: 0.56, maxBarThickness: 40, borderRadius: 2 }),
        borderSkipped: 'start' as const,
      })),
    },
    options: {
      animation: look.animate ? { duration: 240 } : false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      events: onPoint ? ['mousemove', 'touchstart', 'touchmove'] : [],
      onHover: (_, found) => onPoint?.(found[0]?.index ?? null),
      scales: {
        x: {
          stacked: true,
          reverse: bars.reversed === true,
          border: { display: false },
          grid: { display: false },
          ticks: dense
            ? { display: false }
            : { color: look.text, font, maxRotation: 0, autoSkip: true, padding: 2 },
        },
        y: {
          stacked: true,
          // without an axis the one line that stays is zero
          ...(sayValue ? {} : { afterBuildTicks: (axis) => void (axis.ticks = [{ value: 0 }]) }),
          // without an axis there are no round numbers to reach for: the bars have the whole height
          ...(sayValue ? { suggestedMax: outlineReach(bars) } : reachOf(bars)),
          border: { display: false },
          grid: {
            color: ({ tick }) => (sayValue || tick.value === 0 ? look.baseline : 'transparent'),
            drawTicks: false,
          },
          ticks: sayValue
            ? {
                color: look.text,
                font,
                maxTicksLimit: 5,
                padding: 8,
                callback: (value) => sayValue(Number(value)),
              }
            : { display: false },
        },
      },
    },
  }
}
