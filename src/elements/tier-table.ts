/** The tiers side by side: what each asks, and what it gives by kind. A table, so that each cell is read with its benefit and its tier. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Evidence, TierBenefit, TierStanding } from '../schema/standing.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { sayRule } from '../words/say.js'
import { conditionsOf } from './condition-list.js'
import { icon } from './icons.js'
import type { NotePlan } from './ladder-note.js'
import { offerGroups, type OfferGroup, type OfferRow } from './tier-offers.js'

export interface TablePlan extends NotePlan {
  readonly fit: TableFit
  readonly onBack: () => void
}

/**
 * How it stands in its card. Where columns are so narrow that texts wrap, nobody knows how high it gets before it is read: it is boxed, as
 * high as the window lets it be, and scrolls in its box; where not even that is enough, sideways too.
 */
type TableFit = '' | 'boxed' | 'boxed scrolls'

/** The first column and one of a tier need so many px; both are in the styles too. */
const nameWidth = 152
export const tierWidth = 104
export const fitIn = (width: number, tiers: number): TableFit =>
  width < nameWidth + tiers * tierWidth ? 'boxed scrolls' : width < nameWidth * (1 + tiers) ? 'boxed' : ''

export function tierTable(plan: TablePlan): TemplateResult {
  const { standing, word, ctx, fit } = plan
  const tiers = plan.ladder.tiers.slice().sort((a, b) => a.place - b.place)
  const ladder = { ...plan.ladder, tiers }
  const groups = offerGroups(standing, ladder)
  const name = word.compareOf(textOf(ladder.name, ctx.locale))
  return html`<div class="compare" part="compare">
    <p class="back">
      <button class="link s1" part="link compare-back" type="button" @click=${plan.onBack}>
        ${icon('right', 'turns')}<span>${word.back}</span>
      </button>
    </p>
    <div
      class="scroll ${fit}"
      part="compare-scroll"
      role=${fit ? 'region' : nothing}
      aria-label=${fit ? name : nothing}
      tabindex=${fit ? '0' : nothing}
    >
      <table class="tiers" part="compare-table" aria-label=${name}>
        <thead>
          <tr>
            <td class="corner"></td>
            ${tiers.map((tier) => head(plan, tier))}
          </tr>
        </thead>
        <tbody>
          ${asking({ ...plan, ladder }, 'enter')} ${asking({ ...plan, ladder }, 'keep')}
        </tbody>
        ${groups.map((group) => groupRows({ ...plan, ladder }, group))}
      </table>
    </div>
    ${groups.length > 0 ? nothing : html`<p class="s1 none">${word.noOffers}</p>`}
  </div>`
}

const hereClass = ({ state }: TierStanding): string => (state === 'here' ? 'here' : '')

function head({ word, ctx }: TablePlan, tier: TierStanding): TemplateResult {
  const here = tier.state === 'here'
  return html`<th
    scope="col"
    class=${hereClass(tier)}
    part="compare-tier ${here ? 'compare-here' : ''}"
    aria-current=${here ? 'true' : nothing}
  >
    <span class="name">${textOf(tier.name, ctx.locale)}</span>
    ${here ? html`<span class="s1 yours">${word.yours}</span>` : nothing}
  </th>`
}

/** A row of rules. What keeping asks is told only where it differs from what entering asks. */
function asking(plan: TablePlan, asks: 'enter' | 'keep'): TemplateResult | typeof nothing {
  const { word, ctx } = plan
  const { tiers } = plan.ladder
  const linesOf = (rule: Evidence | null): string[] =>
    rule === null ? [] : conditionsOf(rule).map((one) => sayRule(one, ctx)).filter(Boolean) // prettier-ignore
  const same = (tier: TierStanding): boolean =>
    linesOf(tier.keep).join('\n') === linesOf(tier.enter).join('\n')
  if (asks === 'keep' && tiers.every(same)) return nothing
  const none = asks === 'enter' ? word.openToAll : word.asksNothing
  return html`<tr class="rules" part="compare-rule">
    <th scope="row">${asks === 'enter' ? word.toEnter : word.toKeep}</th>
    ${tiers.map((tier) => {
      const lines = linesOf(tier[asks])
      return html`<td class=${hereClass(tier)}>
        ${lines.length === 0 ? none : html`<ul>${lines.map((line) => html`<li>${word.sentence(line)}</li>`)}</ul>`}
      </td>`
    })}
  </tr>` // prettier-ignore
}

function groupRows(plan: TablePlan, { kind, rows }: OfferGroup): TemplateResult {
  const { word, ladder } = plan
  return html`<tbody part="compare-kind">
    <tr class="kind">
      <th scope="rowgroup"><span>${word.offerKinds[kind]}</span></th>
      ${ladder.tiers.map((tier) => html`<td class=${hereClass(tier)}></td>`)}
    </tr>
    ${rows.map((row) => offerRow(plan, row))}
  </tbody>`
}

function offerRow(plan: TablePlan, row: OfferRow): TemplateResult {
  const { ctx, word, ladder } = plan
  const also = row.also.map((one) => sayRule(one, ctx))
  return html`<tr part="compare-benefit">
    <th scope="row">
      <span class="name">${textOf(row.name, ctx.locale)}</span>
      ${row.note ? html`<span class="s1 aside">${textOf(row.note, ctx.locale)}</span>` : nothing}
      ${also.length > 0 ? html`<span class="s1">${word.also(also)}</span>` : nothing}
    </th>
    ${ladder.tiers.map(
      (tier, index) =>
        html`<td class=${hereClass(tier)} part="compare-cell">
          ${offerCell(plan, row, row.offers[index]!)}
        </td>`,
    )}
  </tr>`
}

/** The value, then how often; a check where neither is a number. */
function offerCell({ ctx, word }: TablePlan, row: OfferRow, offer: TierBenefit | null): TemplateResult {
  if (!offer) {
    return html`<span class="none" aria-hidden="true">–</span><span class="sr">${word.notIncluded}</span>`
  }
  const hasValue = offer.value !== null && row.unit !== null && row.unit !== 'flag'
  const value = hasValue ? formatNumber(offer.value, row.unit!, ctx) : ''
  const times =
    offer.times !== null && row.each ? word.quota(formatNumber(offer.times, 'integer', ctx), row.each) : ''
  const first = value || times
  const rest = [value && times ? times : '', offer.further ? word.further : ''].filter(Boolean)
  return html`${
    first
      ? html`<span class="given">${first}</span>`
      : html`<span class="given check">${icon('check')}<span class="sr">${word.included}</span></span>`
  }${rest.map((line) => html`<span class="s1"><span class="sr">, </span>${line}</span>`)}`
}

/**
 * Bones: the head, what is asked, and the benefits of six kinds, the last ones of one line. In a wordy language what is asked takes a line
 * more.
 */
export function tableBones(tiers: number, fit: TableFit, wordy: boolean): TemplateResult {
  const cells = Array(tiers).fill(0) as number[]
  const bone = html`<span><span class="bone line"></span></span>`
  const row = (look: string): TemplateResult =>
    html`<div class="bone-row ${look}">${bone}${look === 'kind' ? nothing : cells.map(() => bone)}</div>`
  const [one, two] = [
    html`${row('kind')}${row('double')}`,
    html`${row('kind')}${row('double')}${row('double')}`,
  ]
  return html`<div class="compare">
    <p class="back"><span class="bone text w30"></span></p>
    <div class="scroll ${fit}">
      ${row('top')}${row(wordy ? 'tall wordy' : 'tall')}${two}${one}${two}${two}${one}${row('kind')}${row('')}${row('')}
    </div>
  </div>`
}
