import { html, nothing, svg, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import type { LadderStanding, Standing } from '../schema/standing.js'
import { formatRange } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { isBrief, textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { ladderWords, type LadderWords } from '../words/tier-ladder.js'
import { conditionBones, conditionList, conditionsOf } from './condition-list.js'
import { TkElement, type CardTexts } from './element.js'
import { TkTierCompareEvent } from './events.js'
import { icon } from './icons.js'
import { badgeBones, ladderBadges } from './ladder-badges.js'
import {
  activeOf,
  ladderNote,
  lastDay,
  nextReviewOf,
  placeOf,
  tierName,
  type NotePlan,
} from './ladder-note.js'
import { ladderReview, reviewBones } from './ladder-review.js'
import { briefIn, ladderRungs, liesIn, rungBones } from './ladder-rungs.js'
import { styles } from './tier-ladder.styles.js'

/**
 * @summary The tier a merchant holds, the tiers around it, what the next one asks, when it is decided, and what puts it at risk.
 * @tag tk-tier-ladder
 *
 * @slot empty - in place of the message of a program without tiers
 * @slot error - in place of the message and the Retry button
 * @slot loading - in place of the skeleton
 * @slot note-action - a link or button of the page in the note about the tier, e.g. to the refunds that put it at risk
 *
 * @fires {CustomEvent<{ladder: string}>} tk-tier-compare - the person wants to compare the tiers; only with `compare`
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, date, Retry
 * @csspart title - the ladder's name
 * @csspart as-of - when all of it held
 * @csspart body - everything below the head
 * @csspart content - what a ready element shows
 * @csspart stand - the tier held and the way to the next
 * @csspart tier - the tier held
 * @csspart pips - its place among the tiers, as bars
 * @csspart tier-since - since when, or until when
 * @csspart gap - what is missing to the next tier
 * @csspart gap-hint - how to get there
 * @csspart rungs - the list of tiers
 * @csspart rung - one tier
 * @csspart rung-passed - a tier below the one held
 * @csspart rung-here - the tier held
 * @csspart rung-above - a tier above
 * @csspart node - its mark on the rail
 * @csspart rail - the rail to the next
 * @csspart rung-name - its name
 * @csspart rung-rule - what it asks
 * @csspart rung-opens - what it opens
 * @csspart note - risk, protection, a move, or that all is well
 * @csspart note-head - what it is
 * @csspart note-reason - why, by when, and what follows
 * @csspart conditions-head - the heading of what the next tier asks
 * @csspart conditions - the list of it
 * @csspart condition - one condition
 * @csspart condition-name - what it is about
 * @csspart condition-value - the value and its mark
 * @csspart condition-reason - what is missing, or that it is met
 * @csspart condition-counted - what the number was made of, where something was left out
 * @csspart rest - further conditions
 * @csspart rest-summary - the line that opens them
 * @csspart bar - a bar
 * @csspart review-head - the heading of the next review
 * @csspart review - the list below it
 * @csspart review-date - when it is, and the dates it counts
 * @csspart review-today - what it would give today
 * @csspart override - what changes the tier for a time
 * @csspart override-grant - a paid or given tier
 * @csspart override-sanction - a sanction
 * @csspart override-protect - a protection
 * @csspart badges - badges held and on the way
 * @csspart badges-head - their heading
 * @csspart badge - one of them
 * @csspart link - a button that looks like a link
 * @csspart skeleton - while loading
 * @csspart empty - the message of a program without tiers
 * @csspart error - the message of a failure
 * @csspart message - its first line
 * @csspart reason - its second line
 * @csspart fix - what to do about it
 * @csspart path - where in the data it is
 * @csspart button - a button
 * @csspart retry - the Retry button
 * @csspart icon - an icon
 *
 * @cssproperty [--tk-ladder-here=var(--tk-color-accent)] - the tier held, and the way one has come from it
 * @cssproperty [--tk-ladder-node=var(--tk-color-line-strong)] - a tier not reached
 * @cssproperty [--tk-ladder-line=var(--tk-color-line)] - the rail
 * @cssproperty [--tk-gauge-passed=var(--tk-color-accent-mid)] - tiers passed, and the rail between them
 * @cssproperty [--tk-bar-fill=var(--tk-color-accent)] - the filled part of a bar
 * @cssproperty [--tk-bar-track=var(--tk-color-line)] - the rest of it
 */
export class TkTierLadder extends TkElement {
  static override styles = [TkElement.styles, styles]

  /** The id of the ladder to show, where a program has several. Null: the main one. */
  @property() ladder: string | null = null

  /** How many conditions have a row; more open on demand. The skeleton is as tall. */
  @property({ type: Number }) rows = 4

  /** How many tiers the skeleton stands for. */
  @property({ type: Number }) rungs = 5

  /** Offers to compare the tiers: the page answers `tk-tier-compare`. */
  @property({ type: Boolean }) compare = false

  /** Leaves the badges out. */
  @property({ type: Boolean, attribute: 'no-badges' }) noBadges = false

  protected override texts(standing: Standing | null): CardTexts {
    const { title, emptyTitle, emptyHint, errorTitle } = this.word
    const ladder = standing && this.ladderOf(standing)
    return { title: ladder ? textOf(ladder.name, this.locale) : title, emptyTitle, emptyHint, errorTitle }
  }

  protected override isEmpty(standing: Standing): boolean {
    return this.ladderOf(standing) === null && this.badgesOf(standing).length === 0
  }

  protected override renderAside(standing: Standing): TemplateResult | typeof nothing {
    const ladder = this.ladderOf(standing)
    if (!this.compare || !ladder) return nothing
    return html`<button
      class="link s1"
      part="link"
      type="button"
      @click=${() => this.dispatchEvent(new TkTierCompareEvent(ladder.id))}
    >
      ${this.word.compare}
    </button>`
  }

  protected override renderReady(standing: Standing): TemplateResult {
    const ladder = this.ladderOf(standing)
    const [ctx, word, headingLevel] = [this.contextOf(standing), this.word, this.sectionLevel]
    const badges = ladderBadges({ badges: this.badgesOf(standing), ctx, word, headingLevel })
    if (!ladder) return html`<div class="ladder">${badges}</div>`
    const plan: NotePlan = { standing, ladder, ctx, word }
    const lying = liesIn(this.room, ladder.tiers.length)
    const brief = briefIn(this.room, this.locale)
    return this.layout(
      html`${this.stand(plan)} ${ladderRungs({ ...plan, lying, brief })} ${note(plan)}`,
      this.conditions(plan),
      html`${ladderReview({ ...plan, headingLevel })} ${badges}`,
    )
  }

  protected override renderSkeleton(): TemplateResult {
    const rungs = Math.max(1, Math.round(this.rungs) || 5)
    const wordy = !isBrief(this.locale)
    const [lying, brief] = [liesIn(this.room, rungs), briefIn(this.room, this.locale)]
    return this.layout(
      html`<div class="stand">
          <div>
            <p class="n4"><span class="bone n4 w45"></span></p>
            <p class="s1"><span class="bone text w60"></span></p>
          </div>
          <div class="gap">
            <p class="n3"><span class="bone n3 w85"></span></p>
            <p class="s1"><span class="bone text w100"></span></p>
          </div>
        </div>
        ${rungBones(rungs, { lying, brief, tight: this.tight && wordy })}
        <div class="status"><div class="bone"></div></div>`,
      html`<div class="main">
        <div class="h">
          <div class="name"><span class="bone text w45"></span></div>
        </div>
        ${conditionBones(this.rowCount, this.size === 'xs')}
      </div>`,
      html`${reviewBones(3, this.size === 'xs' && wordy)} ${this.noBadges ? nothing : badgeBones()}`,
    )
  }

  /** Conditions and review stand beside one another from 584 px on. */
  private layout(
    top: TemplateResult,
    conditions: TemplateResult | typeof nothing,
    side: TemplateResult,
  ): TemplateResult {
    return html`<div class="ladder ${this.room >= 584 ? 'beside' : this.tight ? 'tight' : ''}">
      ${top}
      <div class="two">
        ${conditions}
        <div class="side">${side}</div>
      </div>
    </div>`
  }

  private get word(): LadderWords {
    return ladderWords(this.locale)
  }
  private get rowCount(): number {
    return Math.max(1, Math.round(this.rows) || 4)
  }
  /** The width inside the card; before it is known, enough for a column. */
  private get room(): number {
    return this.width - (this.size === 'xs' ? 34 : 42)
  }

  private get tight(): boolean {
    return this.width < 360
  }

  private ladderOf({ ladders }: Standing): LadderStanding | null {
    const tiered = ladders.filter(({ badge, tiers }) => !badge && tiers.length > 0)
    if (this.ladder) return tiered.find(({ id }) => id === this.ladder) ?? null
    return tiered.find(({ main }) => main) ?? tiered[0] ?? null
  }
  private badgesOf({ ladders }: Standing): LadderStanding[] {
    return this.noBadges ? [] : ladders.filter(({ badge }) => badge)
  }

  private stand(plan: NotePlan): TemplateResult {
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
        <p class="s1" part="tier-since">${since}</p>
      </div>
      <div class="gap">
        <p class="n3" part="gap">${gap}</p>
        <p class="s1" part="gap-hint">${hint}</p>
      </div>
    </div>`
  }

  /** What the next tier asks; at the top, what keeping it asks. */
  private conditions(plan: NotePlan): TemplateResult | typeof nothing {
    const { ladder, word, ctx } = plan
    const held = ladder.tiers.find(({ id }) => id === ladder.held)
    const conditions = ladder.next ? ladder.next.conditions : held?.keep ? conditionsOf(held.keep) : []
    if (conditions.length === 0) return nothing
    const counts = nextReviewOf(plan)?.counts
    const range = counts
      ? formatRange(counts.start, counts.end, { locale: ctx.locale, zone: ctx.zone, now: ctx.at })
      : ''
    // in a narrow column the heading has one line: a long range goes to the rows
    const long = this.size === 's' && range.length > 16
    const shown = this.size === 'xs' || long ? '' : range
    const heading = ladder.next
      ? word.asks(textOf(ladder.next.name, ctx.locale), shown)
      : word.asksToStay(tierName(ladder.held, plan), shown)
    const met = conditions.filter((one) => one.met === true).length
    return html`<div class="main">
      <div class="h" part="conditions-head">
        <div class="name" role="heading" aria-level=${this.sectionLevel}>${heading}</div>
        <span>${word.metOf(met, conditions.length)}</span>
      </div>
      ${conditionList({
        conditions,
        ctx,
        word,
        rows: this.rowCount,
        counts: long ? '' : range,
        tasks: tasksTo(plan),
      })}
    </div>`
  }
}

function note(plan: NotePlan): TemplateResult {
  const { tone, icon: name, head, text } = ladderNote(plan)
  return html`<div class="status">
    <div class="note ${tone}" part="note" role="note">
      ${icon(name)}
      <div>
        <p class="what"><b part="note-head">${head}</b><span class="s1" part="note-reason">${text}</span></p>
        <slot name="note-action"></slot>
      </div>
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
function tasksTo({ standing, ladder, ctx, word }: NotePlan): string {
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
