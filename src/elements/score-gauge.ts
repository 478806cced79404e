import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { LadderStanding, Standing } from '../schema/standing.js'
import type { AskWhatIf } from '../schema/what-if.js'
import { formatRange, zoneName } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { sentences } from '../words/element.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { gaugeWords, type GaugeWords } from '../words/score-gauge.js'
import { bar } from './bar.js'
import { TkElement, type CardTexts } from './element.js'
import { Estimator } from './estimator.js'
import { factorBones, factorList } from './factor-list.js'
import { figureOf } from './figure.js'
import { factBones, footBones } from './gauge-bones.js'
import { heldFrom, marksOf } from './gauge-marks.js'
import { arcSizes, gaugeArc, gaugeBone, type ArcPlan } from './gauge-arc.js'
import { icon, type IconName } from './icons.js'
import type { Moment, News } from './news.js'
import { estimateOf, type Estimate } from './score-estimate.js'
import { changeFact, scoreNews, stripesOf, wayFact, type Fact, type FactsPlan } from './score-facts.js'
import { styles } from './score-gauge.styles.js'
import { historyBone, scoreHistory } from './score-history.js'
import { scoreWhatIf, spokenOf, whatIfBone } from './score-what-if.js'
import { whatIfStyles } from './score-what-if.styles.js'

/**
 * @summary A merchant's score on a half ring of tier bands: what is missing to the next tier, what changed, and why.
 * @tag tk-score-gauge
 *
 * @slot header - below the title, in every state
 * @slot footer - at the end of the card, in every state
 * @slot empty - in place of the message of a program without a score
 * @slot error - in place of the message and the Retry button
 * @slot loading - in place of the skeleton
 *
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, date, Retry
 * @csspart title - the score's name
 * @csspart as-of - when the numbers held
 * @csspart header - around the slot of that name
 * @csspart footer - around the slot of that name
 * @csspart body - everything between head and foot
 * @csspart content - what a ready element shows
 * @csspart meter - the ring with its text for screen readers
 * @csspart gauge - the drawing
 * @csspart band-track - a band of the ring
 * @csspart band-passed - what is reached of the bands below the tier held
 * @csspart band-fill - what is reached of the band of the tier held
 * @csspart band-soft - the ground under the stripes
 * @csspart band-stripes - what tasks would add, or a score whose tier is blocked
 * @csspart tick - the line at a tier's mark
 * @csspart mark - a number at the ring
 * @csspart needle - where the score stands
 * @csspart gauge-tier - the tier's name inside the ring
 * @csspart score - the score
 * @csspart gauge-layout - ring, facts, history and factors
 * @csspart ghost - where the score would stand with the values of the sliders
 * @csspart gauge-estimate - that score inside the ring, marked as an estimate
 * @csspart what-if - the sliders and what they would give
 * @csspart what-if-summary - the row that opens them
 * @csspart estimate - the score and the tier that their values would give
 * @csspart estimate-number - that score, and by how much it differs
 * @csspart estimate-text - the tier, and what is missing then; before a slider is moved, what they are for
 * @csspart reset - the button that takes all sliders back
 * @csspart levers - the sliders
 * @csspart lever - one of them with its texts
 * @csspart lever-name - what it moves
 * @csspart lever-value - its value
 * @csspart lever-note - the value now, with tasks done, and from where it is full
 * @csspart slider - the slider itself
 * @csspart rail - the line that it runs on
 * @csspart facts - the two facts beside the ring
 * @csspart fact - one of them
 * @csspart fact-number - its number
 * @csspart fact-text - what it means
 * @csspart history - the score at each review
 * @csspart history-head - its heading
 * @csspart history-values - the numbers below the line
 * @csspart history-table - all of them as a table
 * @csspart sparkline - the line
 * @csspart link - a button that looks like a link
 * @csspart factors - why the score is what it is
 * @csspart factors-head - its heading
 * @csspart factor - one part of the score
 * @csspart rest - the row that stands for further parts
 * @csspart factor-summary - the row that opens it
 * @csspart factor-name - its name
 * @csspart factor-note - its note
 * @csspart factor-points - its points
 * @csspart factor-gain - what is still to be won there
 * @csspart tag - marks the part that decides
 * @csspart metrics - what a part opens to
 * @csspart metric - one metric
 * @csspart metric-name - its name
 * @csspart metric-reason - its value, its mark and the counts behind it
 * @csspart metric-points - its points
 * @csspart metric-gain - what is still to be won there
 * @csspart bar - a bar
 * @csspart cap - what a cap or floor takes or adds
 * @csspart total - the sum
 * @csspart foot - dates and zone
 * @csspart skeleton - while loading
 * @csspart empty - the message of a program without a score
 * @csspart error - the message of a failure
 * @csspart message - its first line
 * @csspart reason - its second line
 * @csspart fix - what to do about it
 * @csspart path - where in the data it is
 * @csspart button - a button
 * @csspart retry - the Retry button
 * @csspart icon - an icon
 *
 * @cssproperty [--tk-gauge-fill=var(--tk-color-accent)] - reached, in the band of the tier held
 * @cssproperty [--tk-gauge-passed=var(--tk-color-accent-mid)] - reached, in the bands below
 * @cssproperty [--tk-gauge-path=var(--tk-color-accent-line)] - the ground under the stripes
 * @cssproperty [--tk-gauge-track=var(--tk-color-line)] - what is not reached
 * @cssproperty [--tk-gauge-width=14px] - the ring's width
 * @cssproperty [--tk-bar-fill=var(--tk-color-accent)] - the filled part of a bar
 * @cssproperty [--tk-bar-track=var(--tk-color-line)] - the rest of it
 */
export class TkScoreGauge extends TkElement {
  static override styles = [TkElement.styles, styles, whatIfStyles]

  /** How many parts of the score have a row; of more, the last row stands for the rest. The skeleton is as tall. */
  @property({ type: Number }) rows = 4

  /** The part with most to gain stands open from the start. */
  @property({ type: Boolean, attribute: 'open-first' }) openFirst = false

  /**
   * Sliders for what open tasks move show what the score would be. Offered where somebody can be asked: inside a provider whose page
   * evaluates by itself, or where `askWhatIf` is given.
   */
  @property({ type: Boolean, attribute: 'whatif' }) whatif = false

  /** Who is asked for estimates, for a page without an engine; it wins over the provider's. A rejection shows that there is none. */
  @property({ attribute: false }) askWhatIf: AskWhatIf | null = null

  @state() private asTable = false
  private readonly estimator = new Estimator(this)

  protected override readonly emptyIcon: IconName = 'steps'

  protected override texts(standing: Standing | null): CardTexts {
    const word = this.word
    const name = standing?.score ? textOf(standing.score.name, this.locale) : word.title
    return {
      title: name,
      emptyTitle: word.emptyTitle,
      emptyHint: word.emptyHint,
      errorTitle: word.errorTitle,
    }
  }

  protected override isEmpty(standing: Standing): boolean {
    return standing.score === null
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    const standing = this.standing ?? this.source?.view.standing ?? null
    this.estimator.hear(standing, this.asks)
  }

  /** What a retry in the panel brings takes its place: on at what opens it. */
  protected override placeOf(focused: Element): string | null {
    return focused.closest('.what-if-body') ? '.what-if > summary' : super.placeOf(focused)
  }

  protected override newsOf(before: Moment, { standing }: Moment): News[] {
    const text = scoreNews(before.standing, this.plan(standing))
    return text ? [{ of: 'score', text }] : []
  }

  protected override renderReady(standing: Standing): TemplateResult {
    const plan = this.plan(standing)
    const { estimate: then } = this.estimator
    const estimate = then && this.asks ? estimateOf(plan, then) : null
    const score = standing.score!
    const { ctx, word, ladder } = plan
    const history = scoreHistory({
      score,
      ladder,
      ctx,
      word,
      columns: { xs: 3, s: 5, m: 6, l: 6 }[this.size],
      explains: this.size === 'm' || this.size === 'l',
      asTable: this.asTable,
      toggle: () => (this.asTable = !this.asTable),
      rtl: this.rtl,
      headingLevel: this.sectionLevel,
    })
    const factors = factorList({
      score,
      ctx,
      word,
      rows: this.rowCount,
      openFirst: this.openFirst,
      tight: this.tight,
      counts: this.counts(standing),
      headingLevel: this.sectionLevel,
    })
    const whatIf = this.asks
      ? scoreWhatIf({
          ...plan,
          estimator: this.estimator,
          estimate,
          headingLevel: this.sectionLevel,
          rtl: this.rtl,
        })
      : nothing
    const twoFacts = [wayFact(plan), changeFact(plan)] as const
    return this.layout(this.meter(plan, estimate, twoFacts), facts(twoFacts), history, factors, whatIf)
  }

  protected override renderSkeleton(): TemplateResult {
    return this.layout(
      html`<div class="meter">${gaugeBone(this.arcSize)}</div>`,
      factBones(this.locale),
      historyBone(),
      factorBones(this.rowCount, this.openFirst ? 3 : 0, this.tight, this.locale),
      this.asks ? whatIfBone() : nothing,
    )
  }

  protected override renderFoot(standing: Standing | null): TemplateResult {
    if (!standing) return footBones(this.locale)
    const { ctx, word, ladder } = this.plan(standing)
    const review = reviewOf(standing, ladder)
    const counts = this.counts(standing)
    const zone = zoneName(ctx.zone, ctx.locale)
    const note =
      standing.score?.value === null
        ? word.noScoreIsNotZero
        : review?.next
          ? word.estimate(sayDay(review.next, ctx))
          : ''
    return html`<span>${counts ? word.counts(counts, zone) : word.inZone(zone)}</span
      >${note ? html`<span>${note}</span>` : nothing}`
  }

  private get word(): GaugeWords {
    return gaugeWords(this.locale)
  }
  private get asks(): AskWhatIf | null {
    return this.whatif ? (this.askWhatIf ?? this.source?.whatIf ?? null) : null
  }
  private get rowCount(): number {
    return Math.max(1, Math.round(this.rows) || 4)
  }
  private get tight(): boolean {
    return this.width < 360
  }
  private get arcSize(): (typeof arcSizes)[keyof typeof arcSizes] {
    return this.wide ? arcSizes.l : arcSizes[this.size === 'l' ? 'm' : this.size]
  }

  private plan(standing: Standing): FactsPlan {
    const ladder = standing.ladders.find(({ main }) => main) ?? null
    return { standing, ladder, ctx: this.contextOf(standing), word: this.word }
  }

  /** The dates that the values shown count, in words; empty where the metrics do not share them. */
  private counts(standing: Standing): string {
    const { ctx, ladder } = this.plan(standing)
    const counts = reviewOf(standing, ladder)?.counts
    return counts ? formatRange(counts.start, counts.end, { ...ctx, now: ctx.at }) : ''
  }

  /** Side by side where there is room; in one column what stands first is read first. */
  private layout(
    meter: TemplateResult,
    twoFacts: TemplateResult,
    history: TemplateResult,
    factors: TemplateResult,
    whatIf: TemplateResult | typeof nothing,
  ): TemplateResult {
    if (this.wide) {
      return html`<div class="gauge" part="gauge-layout">
        ${meter}
        <div class="middle">${twoFacts} ${history}</div>
        ${factors} ${whatIf}
      </div>`
    }
    if (this.size === 'l') {
      return html`<div class="gauge" part="gauge-layout">
        <div class="top">${meter} ${twoFacts}</div>
        ${factors} ${whatIf} ${history}
      </div>`
    }
    return html`<div class="gauge" part="gauge-layout">
      <div class="top">${meter} ${twoFacts}</div>
      ${whatIf} ${history} ${factors}
    </div>`
  }

  /** The ring, and the same in words: the number, the tier, the gap, the change. */
  private meter(
    plan: FactsPlan,
    estimate: Estimate | null,
    [way, change]: readonly [Fact | null, Fact | null],
  ): TemplateResult {
    const { standing, word, ctx } = plan
    const score = standing.score!
    const arc = this.arc(plan, estimate)
    const ring = gaugeArc(arc, this.arcSize)
    const label = textOf(score.name, ctx.locale)
    const asked = estimate ? spokenOf(plan, estimate) : ''
    const marks = arc.marks.map(({ name, label }) => [name, label] as const)
    const described = marks.length > 0 ? html`<p class="sr">${word.spokenMarks(marks)}</p>` : nothing
    if (score.value === null) {
      const text = `${label}: ${word.noScore}${word.stop} ${way?.spoken ?? ''} ${asked}`.trim()
      return html`<div class="meter" part="meter" role="img" aria-label=${text}>${ring}</div>
        ${described}`
    }
    const text = [
      word.spoken(
        arc.number.whole ?? arc.number.text,
        formatNumber(score.max, 'score', ctx),
        arc.tier || null,
      ),
      score.isDefault ? word.spokenDefault : '',
      way?.spoken ?? '',
      change?.spoken ?? '',
      asked,
    ]
    return html`<div
        class="meter"
        part="meter"
        role="meter"
        aria-label=${label}
        aria-valuemin=${score.min}
        aria-valuemax=${score.max}
        aria-valuenow=${score.value}
        aria-valuetext=${sentences(text, ctx.locale)}
      >
        ${ring}
      </div>
      ${described}`
  }

  private arc(plan: FactsPlan, estimate: Estimate | null): ArcPlan {
    const { standing, ladder, ctx, word } = plan
    const score = standing.score!
    const say = (value: number): string => formatNumber(value, 'score', ctx)
    const most = figureOf(score.max, 'score', ctx)
    const ofMost = score.isDefault ? word.ofDefault : word.of
    const held = ladder?.tiers.find(({ id }) => id === ladder.held)
    const stripes = stripesOf(plan)
    return {
      min: score.min,
      max: score.max,
      value: score.value,
      heldFrom: heldFrom(ladder, score.value ?? score.min, score.min),
      stripes: stripes?.range ?? null,
      ghost: ghostOf(estimate, word),
      marks: marksOf(ladder, score.min, score.max, (value) => say(value), ctx.locale),
      ends: [figureOf(score.min, 'score', ctx), most],
      tier: held && score.value !== null ? textOf(held.name, ctx.locale) : '',
      number:
        score.value === null ? { text: word.noScore, whole: null } : figureOf(score.value, 'score', ctx),
      of: { text: ofMost(most.text), whole: most.whole && ofMost(most.whole) },
      muted: score.isDefault,
      rtl: this.rtl,
    }
  }
}

/** A score that there would still not be has no place on the ring. */
function ghostOf(estimate: Estimate | null, word: GaugeWords): ArcPlan['ghost'] {
  if (estimate?.value == null) return null
  return { value: estimate.value, text: word.estimateOf(estimate.number) }
}

function reviewOf(
  standing: Standing,
  ladder: LadderStanding | null,
): Standing['reviews'][number] | undefined {
  return standing.reviews.find(({ id }) => id === ladder?.review) ?? standing.reviews[0]
}

const trends = { up: 'good', down: 'bad' } as const

function facts(all: readonly (Fact | null)[]): TemplateResult {
  return html`<div class="facts" part="facts">
    ${all.map((fact) =>
      fact
        ? html`<div class="fact" part="fact">
            <p class="n3 ${fact.trend ? trends[fact.trend] : ''}" part="fact-number">
              ${fact.trend ? icon(fact.trend === 'up' ? 'rise' : 'fall', 'turns') : nothing}<span
                >${fact.number}</span
              >
            </p>
            ${fact.share === undefined ? nothing : bar(fact.share)}
            <p class="s1" part="fact-text">${fact.text}</p>
          </div>`
        : nothing,
    )}
  </div>`
}

declare global {
  interface HTMLElementTagNameMap {
    'tk-score-gauge': TkScoreGauge
  }
}
