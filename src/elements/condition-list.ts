/** A rule as a list of its conditions: each with what is there, what is asked, how far it has come, and the dates it counts. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Evidence } from '../schema/standing.js'
import {
  progressOf,
  sayCounted,
  sayEvidence,
  sayLeftOut,
  sayWindow,
  type Said,
  type SayContext,
} from '../words/say.js'
import type { LadderWords } from '../words/tier-ladder.js'
import { bar, type BarTone } from './bar.js'
import { icon, type IconName } from './icons.js'

export interface ConditionPlan {
  readonly conditions: readonly Evidence[]
  readonly ctx: SayContext
  readonly word: LadderWords
  /** At most so many are shown, those that fail first; the rest opens. */
  readonly rows: number
  /** The dates that the heading names: a condition that counts others says so. */
  readonly counts: string
  /** Stands behind what is missing of the score: what tasks would add. Empty: nothing does. */
  readonly tasks: string
}

/** `close`: met, but little would break it; `over`: past a limit. */
type Condition = 'met' | 'close' | 'unmet' | 'over' | 'unknown'
const looks: Readonly<Record<Condition, { icon: IconName; color: string; bar: BarTone }>> = {
  met: { icon: 'ok', color: 'good', bar: 'good' },
  close: { icon: 'warn', color: 'warn', bar: 'warn' },
  unmet: { icon: 'clock', color: 'accent', bar: 'plain' },
  over: { icon: 'warn', color: 'bad', bar: 'bad' },
  unknown: { icon: 'hourglass', color: 'subtle', bar: 'muted' },
}

/** The conditions of a rule that all have to hold, also those of rules within it. */
export const conditionsOf = (rule: Evidence): Evidence[] =>
  rule.kind === 'atLeast' && rule.n === rule.of.length && !rule.name
    ? ([] as Evidence[]).concat(...rule.of.map(conditionsOf))
    : [rule]

export function conditionList(plan: ConditionPlan): TemplateResult {
  const { conditions, rows, word } = plan
  const order = conditions.length > rows ? failingFirst(conditions) : conditions
  const cut = conditions.length > rows ? Math.max(1, rows - 1) : conditions.length
  const rest = order.slice(cut)
  return html`<ul part="conditions">
      ${order.slice(0, cut).map((one) => html`<li class="row cond" part="condition">${condition(plan, one)}</li>`)}
    </ul>
    ${
      rest.length > 0
        ? html`<details class="rest" part="rest">
            <summary part="rest-summary">
              ${icon('right', 'turns')}<span>${word.others(rest.length)}</span>
            </summary>
            <ul>
              ${rest.map((one) => html`<li class="row cond" part="condition">${condition(plan, one)}</li>`)}
            </ul>
          </details>`
        : nothing
    }`
}

const failingFirst = (conditions: readonly Evidence[]): Evidence[] =>
  conditions.slice().sort((a, b) => Number(a.met === true) - Number(b.met === true))

function condition({ ctx, word, counts, tasks }: ConditionPlan, evidence: Evidence): TemplateResult {
  const said = sayEvidence(evidence, ctx)
  const state = stateOf(evidence, said)
  const look = looks[state]
  const reason = reasonOf(state, said.hint, word)
  const onScore = evidence.kind === 'compare' && evidence.subject.kind === 'score' && state === 'unmet'
  const text = onScore && tasks ? word.toGoBy(reason, tasks) : reason
  const window =
    evidence.kind === 'compare' && evidence.subject.window ? sayWindow(evidence.subject.window, ctx) : ''
  return html`${icon(look.icon, look.color)}
    <div>
      <div class="line">
        <span part="condition-name">${said.label}</span
        ><span part="condition-value">${state === 'unknown' ? said.need : said.line}</span>
      </div>
      ${state === 'met' ? nothing : barOf(evidence, look.bar)}
      <p class="s1 ${colored.indexOf(state) < 0 ? '' : look.color}" part="condition-reason">
        ${window && window !== counts ? word.counts(text, window) : text}
      </p>
      ${leftOut(evidence, ctx)}
    </div>`
}

/** What a merchant would look for and not find: orders that were undone, or came too late. */
function leftOut(evidence: Evidence, ctx: SayContext): TemplateResult | typeof nothing {
  if (evidence.kind !== 'compare' || !sayLeftOut(evidence.subject, ctx)) return nothing
  return html`<p class="s1" part="condition-counted">${sayCounted(evidence.subject, ctx)}</p>`
}

/** None allowed and none there: that one would be too many is what the rule says, and no warning. */
const isNone = (evidence: Evidence): boolean =>
  evidence.kind === 'compare' && evidence.have === 0 && evidence.need === 0

const colored: readonly Condition[] = ['met', 'close', 'over']

function stateOf(evidence: Evidence, { met, hint }: Said): Condition {
  if (met === null) return 'unknown'
  if (met) return hint && !isNone(evidence) ? 'close' : 'met'
  return evidence.kind === 'compare' && (evidence.is === 'lte' || evidence.is === 'lt') ? 'over' : 'unmet'
}

function reasonOf(state: Condition, hint: string, word: LadderWords): string {
  if (state === 'met') return word.met
  return state === 'close' ? word.metBut(hint) : word.sentence(hint) || word.unmet
}

/** Under a limit the bar shows the value against it: the limit's mark stands at three quarters. */
function barOf(evidence: Evidence, tone: BarTone): TemplateResult | typeof nothing {
  if (evidence.kind === 'rank' || evidence.kind === 'times')
    return evidence.have === null || evidence.need === null ? nothing : bar(progressOf(evidence), tone)
  if (evidence.kind !== 'compare' || evidence.have === null || evidence.need === null || evidence.haveName)
    return nothing
  const { have, need, is } = evidence
  if (is === 'gte' || is === 'gt') return bar(progressOf(evidence), tone)
  if (is !== 'lte' && is !== 'lt') return nothing
  if (need <= 0) return have > 0 ? bar(1, tone) : nothing
  const share = (have / need) * 0.75
  return bar(Math.min(1, share), tone, 0.75)
}
