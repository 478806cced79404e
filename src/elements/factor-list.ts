/**
 * "Why 662": the parts of a score, the one with most to gain first, each opening to the metrics behind it. The shares
 * shown sum to the score shown, a cap being a part of its own. It says what the standing holds and computes no score.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { FactorStanding, ScoreStanding } from '../schema/standing.js'
import type { GaugeWords } from '../words/score-gauge.js'
import { digitsApart, formatNumber } from '../words/number.js'
import { textOf, type Locale } from '../words/locale.js'
import { sayBasis, sayEvidence, sayLeftOut, sayWindow, type SayContext } from '../words/say.js'
import { bar } from './bar.js'
import { figure, figureOf } from './figure.js'
import { totalBone } from './gauge-bones.js'
import { icon } from './icons.js'

export interface FactorListPlan {
  readonly score: ScoreStanding
  readonly ctx: SayContext
  readonly word: GaugeWords
  /** At most so many rows: of more, the last one stands for the rest and opens to them. */
  readonly rows: number
  readonly openFirst: boolean
  /** A row has two lines. */
  readonly tight: boolean
  /** The dates that the foot names: a metric that counts others says so. */
  readonly counts: string
  readonly headingLevel: number
}

/** What parts stand in: the score, or one of its parts. */
type Group = Pick<FactorStanding, 'combine' | 'factors'>

/** Its parts do not sum when the least, the greatest or the product decides. */
const sums = ({ combine }: ScoreStanding): boolean => combine === 'sum' || combine === 'weightedSum'

export function factorList(plan: FactorListPlan): TemplateResult {
  const { score, word } = plan
  const sorted = score.factors.slice().sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1))
  const cut = sorted.length > plan.rows ? Math.max(1, plan.rows - 1) : sorted.length
  const [shown, rest] = [sorted.slice(0, cut), sorted.slice(cut)]
  const scored = score.value !== null && !score.isDefault
  const look = `${scored ? '' : 'plain'} ${plan.tight ? 'tight' : ''} ${columnsOf(plan)}`
  return html`<div class="factors ${look}" part="factors">
    <div class="h" part="factors-head">
      <div class="name" role="heading" aria-level=${plan.headingLevel}>
        ${scored ? word.why(say(plan, score.value)) : word.whatCounts}
      </div>
      <span class="points">${word.points}</span
      ><span class="gain" aria-hidden="true">${scored ? word.toGain : ''}</span>
    </div>
    ${repeat(
      shown,
      ({ id }) => id,
      (factor, index) => factorRow(plan, factor, plan.openFirst && index === 0),
    )}
    ${rest.length > 0 ? restRow(plan, rest) : nothing} ${totalRow(plan, scored)}
  </div>`
}

/** Bones of the same heights; `open`: how many metrics the first row stands open with. */
export function factorBones(rows: number, open: number, tight: boolean, locale: Locale): TemplateResult {
  const lines = Array(rows).fill(0) as number[]
  return html`<div class="factors points-1 gain-1 ${tight ? 'tight' : ''}">
    <div class="h">
      <div class="name"><span class="bone text w30"></span></div>
    </div>
    ${lines.map(
      (_, index) =>
        html`<div class="factor">
          <div class="summary">
            <span class="i"></span><span class="fname"><span class="bone line w60"></span></span>
            <span class="points"><span class="bone line w60"></span></span>
          </div>
          ${index === 0 && open > 0 ? metricBones(open) : nothing}
        </div>`,
    )}
    ${totalBone(locale)}
  </div>`
}

function metricBones(count: number): TemplateResult {
  const metrics = Array(count).fill(0) as number[]
  return html`<div class="metrics">
    ${metrics.map(
      () =>
        html`<div class="metric">
          <div>
            <p><span class="bone line w45"></span></p>
            <p class="s1"><span class="bone text w60"></span></p>
          </div>
        </div>`,
    )}
  </div>`
}

/** Classes for how wide the columns of numbers are, so that the bars of all rows begin in one line. */
function columnsOf(plan: FactorListPlan): string {
  let [points, gain] = [0, 0]
  for (const factor of plan.score.factors) {
    const [have, most] = partOf(plan, factor)
    const length = (value: number | null): number => figureOf(value, 'score', plan.ctx).text.length
    points = Math.max(points, length(have) + 3 + length(most))
    gain = Math.max(gain, length(factor.gain))
  }
  return `points-${points <= 9 ? 1 : points <= 11 ? 2 : points <= 13 ? 3 : 4} gain-${gain <= 5 ? 1 : 2}`
}

/** What a factor gives and could give: its share where shares sum, else its own points. */
const partOf = (
  { score }: FactorListPlan,
  factor: FactorStanding,
): readonly [number | null, number | null] =>
  sums(score) ? [factor.share, factor.shareMax] : [factor.points, factor.pointsMax]

const say = ({ ctx }: FactorListPlan, value: number | null): string => formatNumber(value, 'score', ctx)
/** The same where it stands alone. */
const shown = ({ ctx }: FactorListPlan, value: number | null) => figure(value, 'score', ctx)

function factorRow(plan: FactorListPlan, factor: FactorStanding, open: boolean): TemplateResult {
  const inner = insideOf(plan, factor)
  const row = html`${rowIcon(inner !== nothing)}
    <span class="fname" part="factor-name"
      >${textOf(factor.name, plan.ctx.locale)}${deciderTag(plan, factor)}</span
    >
    ${numbers(plan, factor)}`
  return inner === nothing
    ? html`<div class="factor" part="factor"><div class="summary">${row}</div></div>`
    : html`<details class="factor" part="factor" ?open=${open}>
        <summary class="summary" part="factor-summary">${row}</summary>
        ${inner}
      </details>`
}

function rowIcon(opens: boolean): TemplateResult {
  return opens ? icon('right', 'turns') : html`<span class="i"></span>`
}

function deciderTag({ word }: FactorListPlan, { decides }: FactorStanding): TemplateResult | typeof nothing {
  return decides ? html` <span class="tag accent" part="tag">${word.decider}</span>` : nothing
}

/** What is there, of how much, and what is still to be won. */
function numbers(plan: FactorListPlan, factor: FactorStanding): TemplateResult {
  const { word } = plan
  const [have, most] = partOf(plan, factor)
  const share = have !== null && most ? have / most : 0
  const none = { text: '', whole: null }
  const gain = factor.gain === null ? none : figureOf(factor.gain, 'score', plan.ctx)
  return html`<span class="fbar">${bar(share)}</span>
    <span class="points" part="factor-points"
      >${
        have === null && most !== null
          ? html`<span>${word.upTo(say(plan, most))}</span>`
          : html`<b>${shown(plan, have)}</b
              >${most === null ? nothing : html` <span>/ ${shown(plan, most)}</span>`}`
      }</span
    >
    <span class="gain" part="factor-gain"
      ><span aria-hidden="true" title=${gain.whole ?? nothing}>${gain.text}</span
      >${gain.text ? html`<span class="sr">${word.gainOf(gain.whole ?? gain.text)}</span>` : nothing}</span
    >`
}

/** What a factor opens to: its parts, or its own metric. */
function insideOf(plan: FactorListPlan, factor: FactorStanding): TemplateResult | typeof nothing {
  const { ctx } = plan
  const parts = factor.factors ?? []
  const own = parts.length === 0 && (factor.metric || factor.guard)
  if (parts.length === 0 && !own && !factor.note) return nothing
  const note = factor.note ? textOf(factor.note, ctx.locale) : ''
  const said = [note, ...measureOf(plan, factor, plan.score)].filter(Boolean)
  return html`<div class="metrics" part="metrics">
    ${said.length > 0 ? html`<p class="s1" part="factor-note">${said.join(' · ')}</p>` : nothing}
    ${own ? metricRow(plan, factor, null) : parts.map((part) => metricRow(plan, part, factor))}
  </div>`
}

/** How much a part counts among those beside it, and what its own least or most made of it. */
function measureOf({ ctx, word }: FactorListPlan, factor: FactorStanding, group: Group): string[] {
  const { weight, capped } = factor
  const whole = (group.factors ?? []).reduce((sum, one) => sum + (one.weight ?? 0), 0)
  const said: string[] = []
  if (group.combine === 'weightedSum' && weight !== undefined && whole > 0)
    said.push(word.weight(formatNumber((100 * weight) / whole, 'percent', ctx)))
  if (capped) {
    const points = (value: number): string => formatNumber(value, 'score', ctx)
    said.push(word.cappedTo(points(capped.from), points(capped.to), capped.to > capped.from))
  }
  return said
}

/** One metric: its value, the value from which it is full, the counts behind it; what it gives and what it could. `group` null: the one metric of its part. */
function metricRow(plan: FactorListPlan, factor: FactorStanding, group: Group | null): TemplateResult {
  const { ctx, word } = plan
  const alone = group === null
  const parts = factor.factors ?? []
  const name = alone && factor.metric ? factor.metric.name : factor.name
  const gain = factor.gain === null ? '' : factor.gain > 0 ? word.gainOf(say(plan, factor.gain)) : word.full
  const [have, most] =
    factor.share === null ? [factor.points, factor.pointsMax] : [factor.share, factor.shareMax]
  return html`<div class="metric" part="metric">
      <div>
        <p part="metric-name">${textOf(name, ctx.locale)}</p>
        <p class="s1" part="metric-reason">${reasonOf(plan, factor, group)}</p>
      </div>
      <div>
        ${
          alone
            ? nothing
            : html`<p part="metric-points">
                <b>${have === null ? '' : shown(plan, have)}</b>
                <span class="s1 subtle"
                  >${most === null ? '' : have === null ? word.upTo(say(plan, most)) : html`/ ${shown(plan, most)}`}</span
                >
              </p>`
        }
        <p class="s1" part="metric-gain">${gain}</p>
      </div>
    </div>
    ${parts.length > 0 ? html`<div class="metrics">${parts.map((part) => metricRow(plan, part, factor))}</div>` : nothing}`
}

/** "82% · full from 90% · 41 replies of 50 reviews · weight 40%", or why there is no value. */
function reasonOf(plan: FactorListPlan, factor: FactorStanding, group: Group | null): string {
  const { ctx, word } = plan
  const { metric, value = null, fullAt = null, fullIs, guard, state } = factor
  const said: string[] = []
  if (state !== 'scored') said.push(word.states[state])
  if (guard) {
    const { label, line } = sayEvidence(guard, ctx)
    said.push(word.needed(label, line))
  }
  if (metric && state !== 'exempt') {
    const digits =
      value !== null && fullAt !== null
        ? digitsApart(value, fullAt, metric.unit, true, ctx.currency)
        : undefined
    const options = digits === undefined ? { ...ctx, now: ctx.at } : { ...ctx, now: ctx.at, digits }
    if (value !== null) said.push(formatNumber(value, metric.unit, options))
    if (fullAt !== null) said.push(word.mark(formatNumber(fullAt, metric.unit, options), fullIs !== 'lte'))
    const basis = value === null ? '' : sayBasis(metric, ctx)
    if (basis) said.push(basis)
    const leftOut = sayLeftOut(metric, ctx)
    if (leftOut) said.push(leftOut)
    const window = metric.window ? sayWindow(metric.window, ctx) : ''
    if (window && window !== plan.counts) said.push(window)
  }
  if (group) said.push(...measureOf(plan, factor, group))
  return said.join(' · ')
}

/** The rest in one row, so that the shown parts still sum; it opens to them. */
function restRow(plan: FactorListPlan, rest: readonly FactorStanding[]): TemplateResult {
  const { word } = plan
  const total = (of: (factor: FactorStanding) => number | null): number | null =>
    rest.reduce<number | null>((sum, factor) => {
      const part = of(factor)
      return sum === null || part === null ? null : sum + part
    }, 0)
  const group: FactorStanding = {
    id: '', name: rest[0]!.name, state: 'scored',
    points: null, pointsMax: 0,
    share: total(({ share }) => share), shareMax: total(({ shareMax }) => shareMax), gain: total(({ gain }) => gain),
  } // prettier-ignore
  return html`<details class="factor" part="factor rest">
    <summary class="summary" part="factor-summary">
      ${rowIcon(true)}<span class="fname" part="factor-name">${word.others(rest.length)}</span>
      ${sums(plan.score) ? numbers(plan, group) : nothing}
    </summary>
    <div class="others">${rest.map((factor) => factorRow(plan, factor, false))}</div>
  </details>`
}

function totalRow(plan: FactorListPlan, scored: boolean): TemplateResult | typeof nothing {
  const { score, word } = plan
  if (!sums(score)) {
    const how = word.decides[score.combine as 'min' | 'max' | 'product']
    return html`<div class="total" part="total"><span>${how}</span></div>`
  }
  const gains = score.factors.map(({ gain }) => gain)
  const gain = gains.every((one): one is number => one !== null)
    ? gains.reduce((sum, one) => sum + one, 0)
    : null
  const cap = score.capShare
  return html`${
      cap === 0 || !scored
        ? nothing
        : html`<div class="total" part="cap">
            <span>${cap > 0 ? word.cap.up : word.cap.down}</span>
            <span class="points">${figure(cap, 'score', plan.ctx, true)}</span><span class="gain"></span>
          </div>`
    }
    <div class="total" part="total">
      <span>${word.sum(score.factors.length)}</span>
      <span class="points"
        >${
          scored
            ? html`<b>${shown(plan, score.value)}</b> <span>/ ${shown(plan, score.max)}</span>`
            : html`<span>${word.upTo(say(plan, score.max))}</span>`
        }</span
      >
      <span class="gain">${gain === null || !scored ? '' : shown(plan, gain)}</span>
    </div>`
}
