/**
 * The statement of reasons: why the tier rose or fell, as a sheet that opens on demand and is always part of a print. It says what the
 * standing has kept of the decision: the rules, each value against its mark, the dates it counted, and when it is decided again.
 */
import { html, nothing, type TemplateResult } from 'lit'
import type { Evidence, LadderStanding } from '../schema/standing.js'
import { formatDate, formatRange, zoneName } from '../words/date.js'
import { textOf } from '../words/locale.js'
import { reasonsWords } from '../words/reasons.js'
import { sayCounted, sayEvidence, sayWindow } from '../words/say.js'
import { icon } from './icons.js'
import { lastDay, nextReviewOf, placeOf, tierName, type NotePlan } from './ladder-note.js'

export interface ReasonsPlan extends NotePlan {
  readonly headingLevel: number
  readonly open: boolean
  readonly onToggle: () => void
}
type Change = NonNullable<LadderStanding['lastChange']>

/** The change that can be explained: one between two places, with rules. A first placing without a rule has nothing to say. */
export function explained({ lastChange }: LadderStanding): Change | null {
  return lastChange && lastChange.from !== lastChange.to && lastChange.because.length > 0 ? lastChange : null
}

/** Opens and closes the statement. `look`: a button in a note, a link in a line. */
export function reasonsButton(
  { word, open, onToggle }: ReasonsPlan,
  look: 'btn' | 'link s1',
): TemplateResult {
  return html`<button
    class="${look} opens-reasons"
    part="${look === 'btn' ? 'button' : 'link'} reasons-button"
    type="button"
    aria-expanded=${open ? 'true' : 'false'}
    aria-controls="reasons"
    @click=${onToggle}
  >
    ${word.why}${look === 'btn' ? icon(open ? 'up' : 'down') : nothing}
  </button>`
}

export function ladderReasons(plan: ReasonsPlan): TemplateResult | typeof nothing {
  const { standing, ladder, ctx, word, open } = plan
  const change = explained(ladder)
  if (!change) return nothing
  const say = reasonsWords(ctx.locale)
  const options = { locale: ctx.locale, zone: ctx.zone }
  const date = (at: string): string => formatDate(at, { ...options, style: 'dayYear' })
  const fell = placeOf(change.to, ladder) < placeOf(change.from, ladder)
  const [from, to] = [tierName(change.from, plan), tierName(change.to, plan)]
  const { program, merchant } = standing
  const rows: readonly (readonly [string, string])[] = [
    [say.decided, decidedBy(plan, change)],
    [say.nextReview, reviewed(plan)],
    ...standing.overrides
      .filter(({ active }) => active)
      .map(({ name, until }): [string, string] => [
        say.beside,
        word.beside(textOf(name, ctx.locale), until && lastDay(until, ctx)),
      ]),
    [say.merchant, merchant.name ? say.marked(textOf(merchant.name, ctx.locale), merchant.id) : merchant.id],
    [say.program, say.version(textOf(program.name, ctx.locale), program.version)],
    [
      say.asOf,
      say.marked(formatDate(standing.at, { ...options, style: 'sheet' }), zoneName(ctx.zone, ctx.locale)),
    ],
  ]
  return html`<section
    class="reasons ${open ? 'open' : ''}"
    part="reasons"
    id="reasons"
    aria-labelledby="reasons-title"
  >
    <div class="told">
      <p class="s1" part="reasons-kind">${say.title}</p>
      <div class="n3" part="reasons-title" id="reasons-title" role="heading" aria-level=${plan.headingLevel}>
        ${fell ? word.movedDown(from, to, date(change.at)) : word.rose(from, to, date(change.at))}
      </div>
      <p class="what strong" part="reasons-rule">${fell ? word.brokeRule(from) : word.metRule(to)}</p>
      <ul part="reasons-list">
        ${change.because.map((one) => reason(plan, one, fell))}
      </ul>
    </div>
    <dl part="reasons-facts">
      ${rows
        .filter(([, text]) => text !== '')
        .map(
          ([label, text]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
    </dl>
  </section>`
}

/** One rule: the value against its mark, what it was made of, and the dates it counted. */
function reason({ ctx, word }: ReasonsPlan, evidence: Evidence, fell: boolean): TemplateResult {
  const { label, line } = sayEvidence(evidence, ctx)
  const subject = evidence.kind === 'compare' || evidence.kind === 'rank' ? evidence.subject : null
  const window = subject?.window ? word.countedOver(sayWindow(subject.window, ctx)) : ''
  const basis = subject ? sayCounted(subject, ctx) : ''
  const more = [basis, window].filter(Boolean)
  return html`<li class="row" part="reasons-reason">
    ${icon(fell ? 'warn' : 'ok', fell ? 'bad' : 'good')}
    <div>
      <div class="line"><span>${label}</span><span>${line}</span></div>
      ${more.map((one) => html`<p class="s1">${one}</p>`)}
    </div>
  </li>`
}

/** When, and by which review: the one whose result was kept at that instant. */
function decidedBy({ standing, ctx }: ReasonsPlan, { at }: Change): string {
  const day = formatDate(at, { locale: ctx.locale, zone: ctx.zone, style: 'dayYear' })
  const past = (standing.score?.history ?? []).find((one) => Date.parse(one.at) === Date.parse(at))
  const review = standing.reviews.find(({ id }) => id === past?.review)
  return review?.name ? reasonsWords(ctx.locale).decidedBy(day, textOf(review.name, ctx.locale)) : day
}

function reviewed(plan: ReasonsPlan): string {
  const { ctx, word } = plan
  const review = nextReviewOf(plan)
  if (!review?.next) return ''
  const options = { locale: ctx.locale, zone: ctx.zone }
  const day = formatDate(review.next, { ...options, style: 'dayYear' })
  const zone = zoneName(ctx.zone, ctx.locale)
  const { covers } = review
  return word.reviewCovers(
    day,
    covers ? formatRange(covers.start, covers.end, { ...options, now: ctx.at }) : '',
    zone,
  )
}
