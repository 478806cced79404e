/** The tier held, since when, and the way to the next: what a merchant reads first. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { LadderStanding } from '../schema/standing.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { activeOf, lastDay, nextReviewOf, placeOf, tierName, type NotePlan } from './ladder-note.js'

/** `why` opens the reasons of the last change, where the note does not. */
export function ladderStand(plan: NotePlan, why: TemplateResult | typeof nothing): TemplateResult {
  const { ladder, ctx, word } = plan
  const held = ladder.tiers.find(({ id }) => id === ladder.held)
  const next = nextReviewOf(plan)?.next
  const since = ladder.until
    ? word.heldUntil(lastDay(ladder.until, ctx))
    : ladder.since
      ? word.since(sayDay(ladder.since, ctx, 'dayYear'))
      : !held && next
        ? word.firstReview(sayDay(next, ctx))
        : ''
  const [gap, hint] = wayUp(plan)
  return html`<div class="stand" part="stand">
    <div>
      <p class="n4 held" part="tier">
        ${pips(ladder)}<span>${held ? textOf(held.name, ctx.locale) : word.noTier}</span>
      </p>
      <p class="s1">
        <span part="tier-since">${since}</span
        >${why === nothing ? nothing : html`<span class="why">${why}</span>`}
      </p>
    </div>
    <div class="gap">
      <p class="n3" part="gap">${gap}</p>
      <p class="s1" part="gap-hint">${hint}</p>
    </div>
  </div>`
}

/** What is missing to the next tier, and a word on the way there. */
function wayUp(plan: NotePlan): readonly [string, string] {
  const { standing, ladder, ctx, word } = plan
  const { next } = ladder
  const changed = changedBy(plan)
  if (changed) return changed
  if (!next) return [word.top, word.topHint]
  const say = (value: number): string => formatNumber(value, 'score', ctx)
  const tier = textOf(next.name, ctx.locale)
  if (ladder.blockedBy.length > 0) return [word.blocked(tier), word.blockedBy(ladder.blockedBy.length)]
  const mark = ladder.tiers.find(({ id }) => id === next.tier)?.scoreFrom ?? null
  if (mark === null) {
    return [word.conditionsFor(next.metCount, next.conditions.length, tier), word.conditionsMet]
  }
  if (next.scoreGap === null) return [word.next(tier), word.atMark(say(mark))]
  if (next.scoreGap === 0) {
    const review = nextReviewOf(plan)?.next
    return [word.reached(tier), review ? word.decidedOn(sayDay(review, ctx)) : word.decidedSoon]
  }
  const byTasks = standing.path?.reaches === true && standing.path.tier === next.tier
  return [word.gapTo(say(next.scoreGap), tier), byTasks ? word.byTasks : word.atMark(say(mark))]
}

/** Where an override stands between what reviews gave and what is held: the former, and by what. */
function changedBy(plan: NotePlan): readonly [string, string] | null {
  const { ladder, ctx, word } = plan
  const [held, computed] = [placeOf(ladder.held, ladder), placeOf(ladder.computed, ladder)]
  if (held === computed) return null
  const by = activeOf(plan, held < computed ? 'sanction' : 'grant')
  const name = by ? textOf(by.name, ctx.locale) : ''
  const hint = !name ? '' : held < computed ? word.heldBack(name) : word.lifted(name)
  return [word.earned(tierName(ladder.computed, plan)), hint]
}

/** What the path's tasks add to the score, where they reach the next tier. */
export function tasksTo({ standing, ladder, ctx, word }: NotePlan): string {
  const { path } = standing
  if (!path?.reaches || path.gain <= 0 || path.tier !== ladder.next?.tier) return ''
  return word.tasksAdd(path.tasks.length, formatNumber(path.gain, 'score', ctx))
}

/** The place of a tier among all, as bars that rise: a mark of its own for every ladder, and no color needed to read it. */
function pips({ tiers, held }: LadderStanding): TemplateResult {
  const place = tiers.find(({ id }) => id === held)?.place ?? -1
  const step = 20 / tiers.length
  const width = Math.max(1.5, step - 1.25)
  return html`<svg class="pips" part="pips" width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">
    ${tiers.map((tier, index) => {
      const height = 5 + (tiers.length > 1 ? (index / (tiers.length - 1)) * 12 : 12)
      return svg`<rect class=${tier.place <= place ? 'on' : ''} x=${Math.round(index * step * 100) / 100} y=${18 - height} width=${width} height=${height} rx="1"></rect>`
    })}
  </svg>`
}
