/**
 * "What if": the metrics that open tasks move as sliders, and above them the score and the tier that their values would give, marked as
 * an estimate. It draws what the estimator holds and hands it what a person sets; the true score is another's.
 */
import { html, nothing, svg, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { live } from 'lit/directives/live.js'
import type { Lever } from '../schema/what-if.js'
import { elementWords } from '../words/element.js'
import { textOf } from '../words/locale.js'
import { formatNumber, unitOfMoney } from '../words/number.js'
import type { Estimator } from './estimator.js'
import { leverKey } from './estimator.js'
import { icon } from './icons.js'
import type { Estimate } from './score-estimate.js'
import type { FactsPlan } from './score-facts.js'
import { sliderRange, type SliderRange } from './slider-range.js'

export interface WhatIfPlan extends FactsPlan {
  readonly estimator: Estimator
  readonly estimate: Estimate | null
  readonly headingLevel: number
  readonly rtl: boolean
}

const trends = { up: 'good', down: 'bad' } as const

export function scoreWhatIf(plan: WhatIfPlan): TemplateResult {
  const { estimator, estimate, word } = plan
  const waits = estimator.isWaiting
  // it opens with what there is to show: a panel that grew under the pointer would push the page down twice
  const pressed = (event: Event): void => {
    if (!estimator.isWaiting) return
    event.preventDefault()
    estimator.open(!estimator.isOpen)
  }
  const toggled = (event: Event): void => {
    const { open } = event.currentTarget as HTMLDetailsElement
    // a search in the page opens it without a press; while it waits, it is closed by us
    if (open || !estimator.isWaiting) estimator.open(open)
  }
  const spoken = hasFailed(estimator)
    ? word.noEstimate
    : estimate && estimator.isSettled
      ? spokenOf(plan, estimate)
      : ''
  return html`<details class="what-if" part="what-if" ?open=${estimator.isOpen && !waits} @toggle=${toggled}>
      <summary class="summary" part="what-if-summary" @click=${pressed}>
        ${icon('right', 'turns')}<span class="fname" role="heading" aria-level=${plan.headingLevel}
          >${word.whatIf}</span
        >
        ${estimate ? html`<span class="tag accent" part="tag">${word.estimateOf(estimate.number)}</span>` : nothing}
        ${estimator.isOpen && waits ? html`<span class="s1">${elementWords(plan.ctx.locale).loading}</span>` : nothing}
      </summary>
      <div class="what-if-body">${bodyOf(plan)}</div>
    </details>
    <span class="sr" role="status">${spoken}</span>`
}

/** A row of the same height. */
export function whatIfBone(): TemplateResult {
  return html`<div class="what-if">
    <div class="summary">
      <span class="i"></span><span class="fname"><span class="bone line w30"></span></span>
    </div>
  </div>`
}

/** The same as the picture, for screen readers. */
export function spokenOf({ word }: FactsPlan, { value, number, by, text }: Estimate): string {
  return word.spokenEstimate(value === null ? null : number, by, text)
}

function bodyOf(plan: WhatIfPlan): TemplateResult | typeof nothing {
  const { estimator, word } = plan
  const { levers } = estimator
  if (levers === null) return estimator.isFailed ? failure(plan) : nothing
  if (levers.length === 0) return html`<p class="s1" part="estimate-text">${word.noLevers}</p>`
  return html`${result(plan)}
    <div class="levers" part="levers">
      ${repeat(levers, leverKey, (lever, index) => row(plan, lever, index))}
    </div>`
}

function result(plan: WhatIfPlan): TemplateResult {
  const { estimator, estimate, word } = plan
  const isIdle = !estimator.isChanged
  const all = (): void => estimator.change((estimator.levers ?? []).map((lever) => [lever, lever.together]))
  return html`<div class="estimate" part="estimate">
    <div class="estimate-text" aria-hidden=${estimate ? 'true' : 'false'}>
      ${
        estimate
          ? html`<p class="estimate-line" part="estimate-number">
                <span class="tag accent" part="tag">${word.estimated}</span
                ><b class="n3">${estimate.number}</b
                >${estimate.by ? html`<span class=${estimate.trend ? trends[estimate.trend] : 'subtle'}>${estimate.by}</span>` : nothing}
              </p>
              <p class="s1" part="estimate-text">${estimate.text}</p>`
          : estimator.isFailed
            ? failure(plan)
            : html`<p class="s1" part="estimate-text">${word.whatIfHint}</p>`
      }
    </div>
    <div class="estimate-acts">
      <button class="btn" part="button" type="button" @click=${all}>${word.allTasks}</button>
      <button
        class="btn quiet"
        part="button reset"
        type="button"
        aria-disabled=${isIdle ? 'true' : 'false'}
        @click=${() => isIdle || estimator.reset()}
      >
        ${word.reset}
      </button>
    </div>
  </div>`
}

/** That there is no estimate, and once more; while it is asked again, the words and the button wait where they are. */
function failure({ estimator, word, ctx }: WhatIfPlan): TemplateResult {
  const waits = estimator.isRetrying
  return html`<p class="s1 bad" part="estimate-text">
    ${word.noEstimate}
    <button
      class="link s1"
      part="link retry"
      type="button"
      aria-disabled=${waits ? 'true' : 'false'}
      @click=${() => waits || estimator.retry()}
    >
      ${elementWords(ctx.locale).retry}
    </button>
  </p>`
}

/** While it is asked once more nothing is said, so that the next failure is heard. */
const hasFailed = ({ isFailed, isRetrying }: Estimator): boolean => isFailed && !isRetrying

function row(plan: WhatIfPlan, lever: Lever, index: number): TemplateResult {
  const { estimator, standing, ctx, word } = plan
  const range = sliderRange(lever, standing, unitOfMoney(ctx.currency))
  const say = (value: number | null): string =>
    formatNumber(value, lever.subject.unit, { ...ctx, now: ctx.at })
  const have = lever.have === null ? null : say(lever.have)
  const set = estimator.valueOf(lever)
  const value = set ?? lever.have
  const isSet = set !== undefined
  const note = [
    word.have(have),
    word.withTasks(say(lever.together), lever.tasks.length, lever.together === range.full?.at),
    range.full && range.full.at !== lever.together ? word.mark(say(range.full.at), range.full.rising) : '',
  ]
  const moved = (event: Event): void => {
    const at = Number((event.target as HTMLInputElement).value)
    estimator.change([[lever, at === range.home ? null : at]])
  }
  return html`<div class="lever" part="lever">
    <div class="lever-head">
      <label for="lever-${index}" part="lever-name">${textOf(lever.subject.name, ctx.locale)}</label>
      <b class=${isSet ? 'accent' : ''} part="lever-value" aria-hidden="true">${say(value)}</b>
    </div>
    <div class="slide">
      ${rail(range, lever, value ?? range.min, plan.rtl)}
      <input
        type="range"
        id="lever-${index}"
        part="slider"
        min=${range.min}
        max=${range.max}
        step=${range.step}
        .value=${live(String(value === null ? range.min : snapped(range, value)))}
        aria-valuetext=${isSet ? word.slider(say(value), have) : word.asNow(have)}
        aria-describedby="lever-note-${index}"
        @input=${moved}
      />
    </div>
    <p class="s1" id="lever-note-${index}" part="lever-note">${note.filter(Boolean).join(' · ')}</p>
  </div>`
}

/** What a browser makes of a value that lies between two steps: said here, so that nothing is set again at every update. */
function snapped({ min, max, step }: SliderRange, value: number): number {
  const place = Math.round((Math.min(max, Math.max(min, value)) - min) / step)
  return Number(Math.min(max, min + place * step).toFixed(6))
}

/** The line that the thumb runs on: from the value now (a stroke) to the one set, and a dot where tasks bring it. A picture only. */
function rail(range: SliderRange, { have, together }: Lever, value: number, rtl: boolean): TemplateResult {
  const share = (of: number): number => {
    const at = Math.min(1, Math.max(0, (of - range.min) / (range.max - range.min || 1)))
    return (rtl ? 1 - at : at) * 100
  }
  const [from, to] = [share(have ?? range.min), share(value)]
  const percent = (of: number): string => `${of.toFixed(2)}%`
  return html`<svg class="rail" part="rail" height="16" aria-hidden="true">
    <rect class="track" y="6" width="100%" height="4" rx="2"></rect>
    ${
      from === to
        ? nothing
        : svg`<rect class="moved" x=${percent(Math.min(from, to))} y="6" width=${percent(Math.abs(to - from))} height="4"></rect>`
    }
    <circle class="goal" cx=${percent(share(together))} cy="8" r="3"></circle>
    ${have === null ? nothing : svg`<line class="have" x1=${percent(from)} x2=${percent(from)} y1="2" y2="14"></line>`}
  </svg>`
}
