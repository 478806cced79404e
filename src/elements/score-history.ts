/** The score at each review: a line with its numbers below, or all of it as a table. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LadderStanding, ScoreStanding } from '../schema/standing.js'
import { formatDate } from '../words/date.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { SayContext } from '../words/say.js'
import type { GaugeWords } from '../words/score-gauge.js'
import { figure } from './figure.js'
import { sparkline } from './sparkline.js'

export interface HistoryPlan {
  readonly score: ScoreStanding
  readonly ladder: LadderStanding | null
  readonly ctx: SayContext
  readonly word: GaugeWords
  /** How many columns have room, today's included. */
  readonly columns: number
  /** Whether the dashed line can be explained in the heading. */
  readonly explains: boolean
  readonly asTable: boolean
  readonly toggle: () => void
  readonly rtl: boolean
  readonly headingLevel: number
}

/** One decision, or today's standing (`at` null). */
interface Column {
  readonly at: string | null
  readonly score: number | null
  readonly tier: string | null
}

export function scoreHistory(plan: HistoryPlan): TemplateResult {
  const { score, ladder, word, ctx } = plan
  const columns: Column[] = score.history.map(({ at, score: value, tier }) => ({ at, score: value, tier }))
  const past = columns.length > 0
  if (score.value !== null) columns.push({ at: null, score: score.value, tier: ladder?.held ?? null })
  const shown = columns.slice(-plan.columns)
  const held = ladder?.tiers.find(({ id }) => id === ladder.held)
  const level = held?.scoreFrom ?? null
  const dashed = past && level !== null && level > score.min ? level : null
  return html`<div class="hist" part="history">
    <div class="h" part="history-head">
      <div class="name" role="heading" aria-level=${plan.headingLevel}>${word.history}</div>
      ${
        dashed !== null && held && plan.explains && !plan.asTable
          ? html`<span
              >${word.level(textOf(held.name, ctx.locale), formatNumber(dashed, 'score', ctx))}</span
            >`
          : nothing
      }
      ${
        past
          ? html`<button
              class="link"
              part="link"
              type="button"
              aria-pressed=${plan.asTable}
              @click=${plan.toggle}
            >
              ${plan.asTable ? word.asChart : word.asTable}
            </button>`
          : nothing
      }
    </div>
    ${past ? (plan.asTable ? table(plan, columns) : chart(plan, shown, dashed)) : none(plan)}
  </div>`
}

/** Bones of the same height. */
export function historyBone(): TemplateResult {
  return html`<div class="hist">
    <div class="h">
      <div class="name"><span class="bone text w30"></span></div>
    </div>
    <div class="chart"><span class="bone block"></span></div>
  </div>`
}

function none({ word }: HistoryPlan): TemplateResult {
  return html`<p class="chart none s1">${word.noHistory}</p>`
}

function chart(plan: HistoryPlan, shown: readonly Column[], level: number | null): TemplateResult {
  const values = shown.map(({ score }) => score)
  return html`<div class="chart">
    ${sparkline({ values, level, rtl: plan.rtl })}
    <ol part="history-values">
      ${shown.map(
        ({ at, score }) =>
          html`<li>
            <b>${figure(score, 'score', plan.ctx)}</b
            ><span>${at === null ? plan.word.now : dayOf(plan, at)}</span>
          </li>`,
      )}
    </ol>
  </div>`
}

/** Without a year: a column is narrow, and the table has it. */
function dayOf({ ctx }: HistoryPlan, at: string): string {
  return formatDate(at, { locale: ctx.locale, zone: ctx.zone, now: at, style: 'day' })
}

function table(plan: HistoryPlan, columns: readonly Column[]): TemplateResult {
  const { ladder, ctx, word } = plan
  const tierOf = (id: string | null): string => {
    const tier = ladder?.tiers.find((one) => one.id === id)
    return tier ? textOf(tier.name, ctx.locale) : ''
  }
  return html`<table class="data" part="history-table">
    <thead>
      <tr>
        <th scope="col">${word.date}</th>
        ${ladder ? html`<th scope="col">${word.tier}</th>` : nothing}
        <th scope="col" class="num">${word.score}</th>
      </tr>
    </thead>
    <tbody>
      ${columns
        .slice()
        .reverse()
        .map(
          ({ at, score, tier }) =>
            html`<tr>
              <th scope="row">
                ${at === null ? word.now : formatDate(at, { locale: ctx.locale, zone: ctx.zone, style: 'dayYear' })}
              </th>
              ${ladder ? html`<td>${tierOf(tier)}</td>` : nothing}
              <td class="num">${formatNumber(score, 'score', ctx)}</td>
            </tr>`,
        )}
    </tbody>
  </table>`
}
