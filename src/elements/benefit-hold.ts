/** What holds benefits back for a time, said where a merchant looks for them: which override, why, and until when. */
import { html, nothing, type TemplateResult } from 'lit'
import type { BenefitStanding, OverrideStanding, Standing } from '../schema/standing.js'
import type { Text } from '../schema/text.js'
import type { BenefitWords } from '../words/benefit-wallet.js'
import { sayDay } from '../words/day.js'
import { sentences } from '../words/element.js'
import { textOf } from '../words/locale.js'
import { sayRule, type SayContext } from '../words/say.js'
import { icon } from './icons.js'

export interface HoldPlan {
  readonly standing: Standing
  readonly ctx: SayContext
  readonly word: BenefitWords
  /** Leads to the benefits themselves; nothing where they are in sight. */
  readonly see: TemplateResult | typeof nothing
}

/** The override that a benefit says it is suspended by. Benefits know its name alone. */
export const holdOf = (
  { suspendedBy }: BenefitStanding,
  { overrides }: Standing,
): OverrideStanding | undefined =>
  overrides.find(({ active, name }) => active && suspendedBy !== null && isSame(name, suspendedBy))

const isSame = (a: Text, b: Text): boolean => a.en === b.en && a['zh-CN'] === b['zh-CN']

/** Nothing where no benefit is suspended. */
export function holdNote({ standing, ctx, word, see }: HoldPlan): TemplateResult | typeof nothing {
  const held = standing.benefits.filter(
    ({ state, suspendedBy }) => state === 'suspended' && suspendedBy !== null,
  )
  if (held.length === 0) return nothing
  const by = new Map<string, string>()
  for (const one of held) {
    const name = textOf(one.suspendedBy!, ctx.locale)
    if (!by.has(name)) by.set(name, sayHold(holdOf(one, standing), ctx, word))
  }
  const why = [...by].map(([name, text]) => (by.size > 1 && text ? word.ofBenefit(name, text) : text))
  return html`<div class="note warn suspended" part="suspended">
    ${icon('ban')}
    <div>
      <p class="what">
        <b>${word.suspendedHead(held.length, [...by.keys()].join(', '))}</b>
        ${why.filter(Boolean).map((text) => html`<span class="s1" part="suspended-reason">${text}</span>`)}
      </p>
      ${see}
    </div>
  </div>`
}

/** Why, and when they are back: on a day, once a rule is met, or nobody has said. */
function sayHold(hold: OverrideStanding | undefined, ctx: SayContext, word: BenefitWords): string {
  if (!hold) return ''
  const { note, until, ends } = hold
  const back = [
    until ? word.backOn(sayDay(until, ctx)) : '',
    ends ? word.backWhen(sayRule(ends, ctx)) : '',
    until || ends ? '' : word.backOpen,
  ]
  return sentences([note ? word.holdWhy(textOf(note, ctx.locale)) : '', ...back], ctx.locale)
}
