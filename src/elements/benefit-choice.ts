/** A choice of some of several options, as a fieldset: picked first, then confirmed. */
import { html, nothing, type TemplateResult } from 'lit'
import type { BenefitStanding } from '../schema/standing.js'
import type { BenefitWords } from '../words/benefit-wallet.js'
import { daysLeft } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import type { SayContext } from '../words/say.js'
import { stockLine } from './benefit-row.js'
import { icon } from './icons.js'

export interface Choice {
  readonly ctx: SayContext
  readonly word: BenefitWords
  readonly offered: boolean
  /** What is picked here and not confirmed. */
  readonly picked: readonly string[]
  /** What was confirmed and is not read back; null: nothing was. */
  readonly sent: readonly string[] | null
  readonly onPick: (option: string, on: boolean) => void
  readonly onConfirm: () => void
}

/** Nothing for a benefit without a choice. */
export function benefitChoice(benefit: BenefitStanding, choice: Choice): TemplateResult | typeof nothing {
  const { choose } = benefit
  if (!choose) return nothing
  const { ctx, word, sent } = choice
  const on = sent ?? choice.picked
  const one = choose.pick === 1
  const name = textOf(benefit.name, ctx.locale)
  return html`<fieldset
    class="choice"
    part="choice"
    data-benefit=${benefit.id}
    ?disabled=${!choice.offered || sent !== null}
  >
    <legend class="sr">${word.choose(choose.pick, choose.options.length, name)}</legend>
    <div class="choice-head" aria-hidden="true">
      <span class="strong">${word.choose(choose.pick, choose.options.length, name)}</span>
    </div>
    ${
      choose.by
        ? html`<p class="s1 by" part="choice-by">
            ${word.by(sayDay(choose.by.validThrough, ctx), daysLeft(choose.by.validThrough, ctx.at, ctx.zone, ctx.locale))}
          </p>`
        : nothing
    }
    <div class="options">
      ${choose.options.map((option) => {
        const checked = on.indexOf(option.id) >= 0
        return html`<label class="option ${checked ? 'on' : ''}" part="option">
          <input
            type=${one ? 'radio' : 'checkbox'}
            name="choice-${benefit.id}"
            .checked=${checked}
            ?disabled=${!one && !checked && on.length >= choose.pick}
            @change=${(event: Event) => choice.onPick(option.id, (event.target as HTMLInputElement).checked)}
          />
          <span
            >${textOf(option.name, ctx.locale)}${
              option.note ? html`<span class="s1">${textOf(option.note, ctx.locale)}</span>` : nothing
            }</span
          >
        </label>`
      })}
    </div>
    ${stockLine(benefit, choice)} ${foot(choose.pick, choice)}
    <slot name="benefit-${benefit.id}"></slot>
  </fieldset>`
}

function foot(pick: number, { word, sent, picked, onConfirm }: Choice): TemplateResult | typeof nothing {
  if (sent !== null) {
    return html`<p class="choice-foot">
      <span class="tag accent" part="tag">${icon('clock')}${word.chooseSent}</span>
    </p>`
  }
  if (picked.length === 0) return nothing
  return html`<div class="choice-foot">
    <span class="s1" role="status">${word.picked(picked.length, pick)}</span>
    <button
      class="btn primary"
      part="button confirm-button"
      type="button"
      ?disabled=${picked.length !== pick}
      @click=${onConfirm}
    >
      ${word.confirm}
    </button>
  </div>`
}
