/**
 * The rungs: an ordered list of the tiers with what each asks and what it opens. Lying, the lowest comes first; standing,
 * the highest, so that up is up for the eye and for who listens. The rail between two rungs is filled as far as one has come.
 */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Evidence, LadderStanding, Standing, TierStanding } from '../schema/standing.js'
import { isBrief, textOf, type Locale } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { sayRule, type SayContext } from '../words/say.js'
import type { LadderWords } from '../words/tier-ladder.js'
import { conditionsOf } from './condition-list.js'

export interface RungPlan {
  readonly standing: Standing
  readonly ladder: LadderStanding
  readonly ctx: SayContext
  readonly word: LadderWords
  readonly lying: boolean
  /** Whether what a tier opens has two lines where others have three. */
  readonly brief: boolean
}

/** A lying rung needs so many px. */
const rungWidth = 112
export const liesIn = (width: number, rungs: number): boolean => width >= rungs * rungWidth
/** Chinese needs fewer lines, and so does a wide rung. It asks for no number of tiers, which a skeleton does not know. */
export const briefIn = (width: number, locale: Locale): boolean => isBrief(locale) || width >= 850

export function ladderRungs(plan: RungPlan): TemplateResult {
  const { ladder, lying, brief, word } = plan
  const tiers = ladder.tiers.slice().sort((a, b) => (lying ? a.place - b.place : b.place - a.place))
  const bare = tiers.every(({ opens }) => opens.length === 0)
  return html`<ol
    class="rungs ${lying ? 'lying' : 'standing'} ${brief ? 'brief' : ''} ${bare ? 'bare' : ''}"
    part="rungs"
    ?reversed=${!lying}
    aria-label=${word.rungs}
  >
    ${tiers.map((tier) => rung(plan, tier))}
  </ol>`
}

function rung(plan: RungPlan, tier: TierStanding): TemplateResult {
  const { ctx, word } = plan
  const here = tier.state === 'here'
  return html`<li
    class="rung ${tier.state}"
    part="rung rung-${tier.state}"
    aria-current=${here ? 'step' : nothing}
  >
    <div class="spine" aria-hidden="true">${node(tier.state)}${rail(plan, tier)}</div>
    <div class="says">
      <div class="names">
        <span class="name" part="rung-name">${textOf(tier.name, ctx.locale)}</span>
        <span class="sr">, ${word.states[tier.state]}, </span>
        <span class="rule" part="rung-rule">${ruleOf(plan, tier)}</span>
      </div>
      ${opensOf(plan, tier)}
    </div>
  </li>`
}

const nodes = {
  passed: svg`<circle class="disc" cx="8" cy="8" r="8"></circle><path class="tick" d="M4.8 8.3l2.2 2.2 4.2-4.7"></path>`,
  here: svg`<circle class="disc" cx="8" cy="8" r="8"></circle><circle class="hole" cx="8" cy="8" r="3"></circle>`,
  above: svg`<circle class="disc" cx="8" cy="8" r="7.75"></circle><circle class="hole" cx="8" cy="8" r="6.25"></circle>`,
}

function node(state: TierStanding['state']): TemplateResult {
  return html`<svg class="node" part="node" width="16" height="16" viewBox="0 0 16 16">${nodes[state]}</svg>`
}

/** The rail from this rung towards the next in the list; none after the last. */
function rail({ standing, ladder, lying }: RungPlan, tier: TierStanding): TemplateResult | typeof nothing {
  // lying, it leads up from this tier; standing, it leads up to it
  const low = lying ? tier : ladder.tiers.find(({ place }) => place === tier.place - 1)
  const high = lying ? ladder.tiers.find(({ place }) => place === tier.place + 1) : tier
  if (!low || !high) return nothing
  const come = comeFrom(standing, ladder, low, high)
  const share = `${Math.round(come * 1000) / 10}%`
  const look = high.state === 'above' ? 'way' : 'done'
  return lying
    ? html`<svg class="rail bar" part="rail" height="2">
        <rect class="track" width="100%" height="2"></rect>
        <rect class=${look} width=${share} height="2"></rect>
      </svg>`
    : html`<svg class="rail" part="rail" width="2">
        <rect class="track" width="2" height="100%"></rect>
        <rect class=${look} width="2" y=${`${Math.round((1 - come) * 1000) / 10}%`} height=${share}></rect>
      </svg>`
}

/** How far one has come from a tier to the next, 0..1: by the score where both have a mark, else by conditions met. */
function comeFrom(standing: Standing, ladder: LadderStanding, low: TierStanding, high: TierStanding): number {
  if (high.state !== 'above') return 1
  if (low.state !== 'here') return 0
  const score = standing.score?.value ?? null
  const next = ladder.next
  if (score !== null && high.scoreFrom !== null) {
    const from = low.scoreFrom ?? standing.score?.min ?? 0
    return high.scoreFrom > from ? Math.min(1, Math.max(0, (score - from) / (high.scoreFrom - from))) : 1
  }
  return next && next.conditions.length > 0 ? next.metCount / next.conditions.length : 0
}

/**
 * Short where a score decides: "from 700 and three more conditions"; else only what the rung below does not ask as well. The whole rule is
 * in its title.
 */
function ruleOf({ ladder, ctx, word }: RungPlan, { enter, scoreFrom, place }: TierStanding): TemplateResult {
  if (enter === null)
    return html`${scoreFrom === null ? word.open : word.from(formatNumber(scoreFrom, 'score', ctx))}`
  const conditions = conditionsOf(enter)
  const whole = sayRule(allOf(conditions), ctx)
  if (scoreFrom === null) {
    const below = ladder.tiers.find((tier) => tier.place === place - 1)?.enter
    const asked = below ? conditionsOf(below).map((one) => sayRule(one, ctx)) : []
    const own = conditions.filter((one) => asked.indexOf(sayRule(one, ctx)) < 0)
    if (own.length === 0 || own.length === conditions.length) return html`${whole}`
    return html`<span title=${whole}>${sayRule(allOf(own), ctx)}</span>`
  }
  const others = conditions.length - 1
  return html`<span title=${others > 0 ? whole : nothing}
    >${word.from(formatNumber(scoreFrom, 'score', ctx))}${others > 0 ? html`<span class="more"> ${word.more(others)}</span>` : nothing}</span
  >`
}

const allOf = (of: Evidence[]): Evidence => ({ kind: 'atLeast', n: of.length, of, met: null })

/** At most three by name, and as many as some three lines hold. */
function opensOf({ ctx, word, lying }: RungPlan, { opens }: TierStanding): TemplateResult {
  const names = opens.map(({ name }) => textOf(name, ctx.locale))
  let room = (lying ? 44 : 64) / (isBrief(ctx.locale) ? 2 : 1)
  let count = 0
  while (count < Math.min(3, names.length) && (count === 0 || names[count]!.length <= room))
    room -= names[count++]!.length
  const shown = word.opens(names.slice(0, count))
  const text = names.length > count ? word.andOthers(shown, names.length - count) : shown
  return html`<p
    class="s1 opens"
    part="rung-opens"
    title=${names.length > count ? word.opens(names) : nothing}
  >
    ${text}
  </p>`
}
