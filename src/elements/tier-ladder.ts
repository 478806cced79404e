import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { LadderStanding, Standing } from '../schema/standing.js'
import { formatRange } from '../words/date.js'
import { isBrief, textOf } from '../words/locale.js'
import { ladderWords, type LadderWords } from '../words/tier-ladder.js'
import { conditionList, conditionsOf } from './condition-list.js'
import { TkElement, choices, type CardTexts } from './element.js'
import { TkTierCompareEvent } from './events.js'
import { icon } from './icons.js'
import { ladderBadges } from './ladder-badges.js'
import { ladderBones } from './ladder-bones.js'
import { ladderNote, nextReviewOf, placeOf, tierName, type NotePlan } from './ladder-note.js'
import { explained, ladderReasons, reasonsButton, type ReasonsPlan } from './ladder-reasons.js'
import { reasonsStyles } from './ladder-reasons.styles.js'
import { ladderReview } from './ladder-review.js'
import { briefIn, ladderRungs, liesIn } from './ladder-rungs.js'
import { ladderStand, tasksTo } from './ladder-stand.js'
import type { Moment, News } from './news.js'
import { styles } from './tier-ladder.styles.js'
import { fitIn, tableBones, tierTable, tierWidth } from './tier-table.js'
import { tableStyles } from './tier-table.styles.js'

export type LadderView = 'ladder' | 'compare'

/**
 * @summary The tier a merchant holds, the tiers around it, what the next one asks, when it is decided, and what puts it at risk.
 * @tag tk-tier-ladder
 *
 * @slot header - below the title, in every state
 * @slot footer - at the end of the card, in every state
 * @slot empty - in place of the message of a program without tiers
 * @slot error - in place of the message and the Retry button
 * @slot loading - in place of the skeleton
 * @slot note-action - a link or button of the page in the note about the tier, e.g. to the refunds that put it at risk
 *
 * @fires {CustomEvent<{ladder: string}>} tk-tier-compare - the person wants to compare the tiers, and sees the table unless it is canceled: for a page that shows a comparison of its own
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, date, Retry
 * @csspart title - the ladder's name
 * @csspart as-of - when all of it held
 * @csspart header - around the slot of that name
 * @csspart footer - around the slot of that name
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
 * @csspart reasons-button - opens and closes the statement of reasons
 * @csspart reasons - the statement of reasons of the last change; always part of a print
 * @csspart reasons-kind - what it is
 * @csspart reasons-title - the change and its date
 * @csspart reasons-rule - whose rules decided
 * @csspart reasons-list - those rules
 * @csspart reasons-reason - one of them, with value, mark and dates
 * @csspart reasons-facts - when, by which review, what stands beside it, and when it is decided again
 * @csspart rest - further conditions
 * @csspart rest-summary - the line that opens them
 * @csspart bar - a bar
 * @csspart review-head - the heading of the next review
 * @csspart review - the list below it
 * @csspart review-date - when it is, and the dates it counts
 * @csspart review-today - what it would give today
 * @csspart overrides-head - the heading of what stands beside the tier
 * @csspart overrides - the list below it
 * @csspart override - what changes the tier for a time
 * @csspart override-grant - a paid or given tier
 * @csspart override-sanction - a sanction
 * @csspart override-protect - a protection
 * @csspart badges - badges held and on the way
 * @csspart badges-head - their heading
 * @csspart badge - one of them
 * @csspart compare-button - opens the table of the tiers
 * @csspart compare - that table and the way back
 * @csspart compare-back - the way back
 * @csspart compare-scroll - scrolls it where it is wider than the card
 * @csspart compare-table - the table
 * @csspart compare-tier - the head of a tier's column
 * @csspart compare-here - the head of the tier held
 * @csspart compare-rule - a row of rules
 * @csspart compare-kind - the benefits of a kind
 * @csspart compare-benefit - a benefit's row
 * @csspart compare-cell - what a tier gives of it
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
 * @cssproperty [--tk-compare-top=0] - where the table's head stays while the page scrolls: the height of a fixed bar of the page
 * @cssproperty [--tk-bar-fill=var(--tk-color-accent)] - the filled part of a bar
 * @cssproperty [--tk-bar-track=var(--tk-color-line)] - the rest of it
 */
export class TkTierLadder extends TkElement {
  static override styles = [TkElement.styles, styles, reasonsStyles, tableStyles]

  /** The id of the ladder to show, where a program has several. Null: the main one. */
  @property() ladder: string | null = null

  /** How many conditions have a row; more open on demand. The skeleton is as tall. */
  @property({ type: Number }) rows = 4

  /** How many tiers the skeleton stands for. */
  @property({ type: Number }) rungs = 5

  /** Offers to compare the tiers. Pressed, the element sends `tk-tier-compare` and shows the table, unless the page cancels it. */
  @property({ type: Boolean }) compare = false

  /** `ladder`, or `compare`: all tiers against what they ask and give, as a table with a way back. A person changes it too. */
  @property() view: LadderView = 'ladder'
  protected override readonly choices = { ...choices, view: 'ladder or compare' }

  /** Leaves the badges out. */
  @property({ type: Boolean, attribute: 'no-badges' }) noBadges = false

  @state() private whyOpen = false
  /** What a press has to be followed by when its view is drawn: the keyboard in place, the tier held in sight. */
  private turned = false
  /** The table that was brought to the tier held: a person who has scrolled it since is left alone. */
  private scrolled: HTMLElement | null = null

  protected override texts(standing: Standing | null): CardTexts {
    const { title, emptyTitle, emptyHint, errorTitle } = this.word
    const ladder = standing && this.ladderOf(standing)
    return { title: ladder ? textOf(ladder.name, this.locale) : title, emptyTitle, emptyHint, errorTitle }
  }

  protected override isEmpty(standing: Standing): boolean {
    return this.ladderOf(standing) === null && this.badgesOf(standing).length === 0
  }

  protected override leave(from: Element): boolean {
    // a table that a page shows by itself stays
    if (!this.compare || !from.closest('.compare')) return false
    this.turn('ladder')
    return true
  }

  protected override newsOf(before: Moment, { standing }: Moment): News[] {
    const ladder = this.ladderOf(standing)
    const past = before.standing.ladders.find(({ id }) => id === ladder?.id)
    if (!ladder || !past || past.held === ladder.held) return []
    const tier = ladder.tiers.find(({ id }) => id === ladder.held)
    const up = placeOf(ladder.held, ladder) > placeOf(past.held, ladder)
    const text = this.word.news(tier ? textOf(tier.name, this.locale) : null, up)
    return [{ of: `tier ${ladder.id}`, text }]
  }

  protected override renderAside(standing: Standing): TemplateResult | typeof nothing {
    const ladder = this.ladderOf(standing)
    if (!this.compare || !ladder || this.comparing) return nothing
    return html`<button
      class="link s1 compares"
      part="link compare-button"
      type="button"
      @click=${() => this.onCompare(ladder)}
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
    if (this.comparing) {
      const fit = fitIn(this.room, ladder.tiers.length)
      return tierTable({ ...plan, fit, onBack: () => this.turn('ladder') })
    }
    return this.layout(
      this.top(plan),
      this.conditions(plan),
      html`${ladderReview({ ...plan, headingLevel })} ${badges}`,
    )
  }

  /** The statement of reasons opens where it is asked for: in the note about a change, else below the tier. */
  private top(plan: NotePlan): TemplateResult {
    const { ladder } = plan
    const lying = liesIn(this.room, ladder.tiers.length)
    const brief = briefIn(this.room, this.locale)
    const why: ReasonsPlan = {
      ...plan,
      headingLevel: this.sectionLevel,
      open: this.whyOpen,
      onToggle: () => (this.whyOpen = !this.whyOpen),
    }
    const asked = explained(ladder) !== null
    const inNote = asked && ladderNote(plan).change === true
    const aside = asked && !inNote
    return html`${ladderStand(plan, aside ? reasonsButton(why, 'link s1') : nothing)}
    ${aside ? ladderReasons(why) : nothing} ${ladderRungs({ ...plan, lying, brief })}
    ${note(plan, inNote ? reasonsButton(why, 'btn') : nothing)} ${inNote ? ladderReasons(why) : nothing}`
  }

  protected override renderSkeleton(): TemplateResult {
    const rungs = Math.max(1, Math.round(this.rungs) || 5)
    const wordy = !isBrief(this.locale)
    if (this.comparing) {
      const columns = Math.min(rungs, Math.max(1, Math.floor(this.room / tierWidth) - 1))
      return tableBones(columns, fitIn(this.room, rungs), wordy && this.room < 1190)
    }
    const bones = ladderBones({
      locale: this.locale,
      rungs,
      rows: this.rowCount,
      lying: liesIn(this.room, rungs),
      brief: briefIn(this.room, this.locale),
      dated: this.size !== 'xs',
      badges: !this.noBadges,
    })
    return this.layout(...bones)
  }

  /** Conditions and review stand beside one another from 584 px on. */
  private layout(
    top: TemplateResult,
    conditions: TemplateResult | typeof nothing,
    side: TemplateResult,
  ): TemplateResult {
    return html`<div class="ladder ${this.besides}">
      ${top}
      <div class="two">
        ${conditions}
        <div class="side">${side}</div>
      </div>
    </div>`
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    if (!this.comparing) this.scrolled = null
    const region = this.renderRoot.querySelector<HTMLElement>('.scrolls')
    if (region && this.scrolled !== region) {
      this.scrolled = region
      bringHere(region, this.rtl)
    }
    if (!this.turned) return
    this.turned = false
    const next = this.renderRoot.querySelector<HTMLElement>(this.comparing ? '.back .link' : '.compares')
    ;(next ?? this.renderRoot.querySelector<HTMLElement>('#title'))?.focus()
  }

  private get comparing(): boolean {
    return this.view === 'compare'
  }
  private onCompare(ladder: LadderStanding): void {
    if (this.dispatchEvent(new TkTierCompareEvent(ladder.id))) this.turn('compare')
  }
  private turn(view: LadderView): void {
    this.turned = true
    this.view = view
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

  private get besides(): string {
    return this.room >= 584 ? 'beside' : ''
  }

  private ladderOf({ ladders }: Standing): LadderStanding | null {
    const tiered = ladders.filter(({ badge, tiers }) => !badge && tiers.length > 0)
    if (this.ladder) return tiered.find(({ id }) => id === this.ladder) ?? null
    return tiered.find(({ main }) => main) ?? tiered[0] ?? null
  }
  private badgesOf({ ladders }: Standing): LadderStanding[] {
    return this.noBadges ? [] : ladders.filter(({ badge }) => badge)
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

function note(plan: NotePlan, why: TemplateResult | typeof nothing): TemplateResult {
  const { tone, icon: name, head, text } = ladderNote(plan)
  return html`<div class="status">
    <div class="note ${tone}" part="note" role="note">
      ${icon(name)}
      <div>
        <p class="what"><b part="note-head">${head}</b><span class="s1" part="note-reason">${text}</span></p>
        ${why}<slot name="note-action"></slot>
      </div>
    </div>
  </div>`
}

/** Scrolls a table until the tier held stands beside the names, where it is not in sight already. */
function bringHere(region: HTMLElement, rtl: boolean): void {
  const [corner, here] = [region.querySelector('.corner'), region.querySelector('thead .here')]
  if (!corner || !here) return
  const [names, tier] = [corner.getBoundingClientRect(), here.getBoundingClientRect()]
  const seen = region.getBoundingClientRect()
  if (rtl ? tier.left >= seen.left : tier.right <= seen.right) return
  region.scrollLeft += rtl ? tier.right - names.left : tier.left - names.right
}

declare global {
  interface HTMLElementTagNameMap {
    'tk-tier-ladder': TkTierLadder
  }
}
