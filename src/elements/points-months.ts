/** What came in, went out and lapsed by month: a chart, and the table behind it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { DateStyle } from '../words/date.js'
import { formatDate } from '../words/date.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import { figure } from './figure.js'
import type { MonthBars } from './month-chart.js'
import type { MonthBar } from './points-flow.js'

type Series = keyof PointsWords['series']

/** Series -> the property that holds its color; a key of the legend carries the same name as a class. */
const tokens: Readonly<Record<Series, string>> = {
  earned: '--_chart-earned',
  spent: '--_chart-spent',
  lapsed: '--_chart-lapsed',
  adjusted: '--_chart-adjusted',
}

/** The series worth showing: a correction is rare, so it has a place only where there is one. */
function seriesOf(months: readonly MonthBar[]): Series[] {
  const shown: Series[] = ['earned', 'spent', 'lapsed']
  return months.some(({ adjusted }) => adjusted !== 0) ? [...shown, 'adjusted'] : shown
}

/** A month's name; months are numbered as `year * 12 + month`. Noon of its middle is the same month in every zone. */
export function sayMonth(month: number, ctx: SayContext, style: DateStyle): string {
  return formatDate(Date.UTC(Math.floor(month / 12), month % 12, 15, 12), {
    locale: ctx.locale,
    zone: ctx.zone,
    style,
  })
}

/** What the canvas is to show. */
export function barsOf(months: readonly MonthBar[], ctx: SayContext, reversed: boolean): MonthBars {
  return {
    reversed,
    labels: months.map(({ month }) => sayMonth(month, ctx, 'monthShort')),
    series: seriesOf(months).map((series) => ({
      values: months.map((month) => month[series]),
      token: tokens[series],
    })),
  }
}

export interface Months {
  readonly months: readonly MonthBar[]
  readonly ctx: SayContext
  readonly word: PointsWords
  readonly level: number
  /** The table instead of the chart. */
  readonly asTable: boolean
  /** Whether there is a chart to go back to. */
  readonly chartWorks: boolean
  /** The month that the legend tells the numbers of. */
  readonly pointed: number | null
  readonly onToggle: () => void
}

export function monthsBlock(plan: Months): TemplateResult {
  const { months, word, level, asTable, chartWorks, onToggle, ctx } = plan
  const table = asTable || !chartWorks
  return html`<div class="months" part="months">
    <div class="h">
      <span class="name" role="heading" aria-level=${level}>${word.byMonth}</span>
      ${
        chartWorks
          ? html`<button class="link" part="link" type="button" @click=${onToggle}>
              ${asTable ? word.asChart : word.asTable}
            </button>`
          : nothing
      }
    </div>
    ${
      table
        ? monthTable(plan)
        : html`<div class="chart" part="chart">
              <canvas role="img" aria-label=${word.chartOf(months.length)}
                >${sentences(months, ctx, word)}</canvas
              >
            </div>
            ${legend(plan)}`
    }
  </div>`
}

/** What came in or went out, as an amount; a month that gave back more than was spent goes the other way, and says so. */
function amountOf(value: number, series: Series): number {
  const amount = series === 'spent' || series === 'lapsed' ? -value : value
  return amount === 0 ? 0 : amount
}

function shown(value: number, series: Series, ctx: SayContext): string {
  return formatNumber(amountOf(value, series), 'points', { ...ctx, signed: series === 'adjusted' })
}

function legend({ months, ctx, word, pointed }: Months): TemplateResult {
  const month = months[pointed ?? months.length - 1]
  if (!month) return html``
  return html`<div class="legend" part="legend">
    <p class="s1">${sayMonth(month.month, ctx, 'month')}</p>
    <ul class="keys" role="list">
      ${seriesOf(months).map(
        (series) =>
          html`<li>
            <i class=${series}></i><span>${word.series[series]}</span>
            <b>${figure(amountOf(month[series], series), 'points', ctx, series === 'adjusted')}</b>
          </li>`,
      )}
    </ul>
  </div>`
}

/** What a screen reader without pictures reads in the canvas's place. */
function sentences(months: readonly MonthBar[], ctx: SayContext, word: PointsWords): string {
  const series = seriesOf(months)
  return months
    .map((month) => {
      const values = series.map((one) => word.flow(word.series[one], shown(month[one], one, ctx)))
      return `${word.monthSeries(sayMonth(month.month, ctx, 'month'))} ${values.join(', ')}`
    })
    .join('; ')
}

function monthTable({ months, ctx, word }: Months): TemplateResult {
  const series = seriesOf(months)
  const newestFirst = [...months].reverse()
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${word.byMonth}>
    <table class="data" part="months-table">
      <thead>
        <tr>
          <th scope="col">${word.month}</th>
          ${series.map((one) => html`<th scope="col" class="num">${word.series[one]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${newestFirst.map(
          (month) =>
            html`<tr>
              <th scope="row">${sayMonth(month.month, ctx, 'monthYear')}</th>
              ${series.map((one) => html`<td class="num">${shown(month[one], one, ctx)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
