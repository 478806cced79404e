/** What stands beside the ladder: the next review and its dates, what it would give today, and what changes the tier for a time. */
import { html, nothing, type TemplateResult } from 'lit'
import type { OverrideStanding } from '../schema/standing.js'
import { formatDate, formatRange, inDays, zoneName } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { reasonsWords } from '../words/reasons.js'
import { icon, type IconName } from './icons.js'
import { lastDay, nextReviewOf, sayReason, tierName, type NotePlan } from './ladder-note.js'

export interface ReviewPlan extends NotePlan {
  readonly headingLevel: number
}

export function ladderReview(plan: ReviewPlan): TemplateResult {
  const { standing, word } = plan
  const overrides = standing.overrides.filter(({ active }) => active)
  return html`<div class="h" part="review-head">
      <div class="name" role="heading" aria-level=${plan.headingLevel}>${word.review}</div>
    </div>
    <ul part="review">
      ${when(plan)} ${today(plan)}
    </ul>
    ${
      overrides.length === 0
        ? nothing
        : html`<div class="h apart" part="overrides-head">
              <div class="name" role="heading" aria-level=${plan.headingLevel}>
                ${isBeside(plan, overrides) ? word.besideTier : word.inForce}
              </div>
            </div>
            <ul part="overrides">
              ${overrides.map((one) => override(plan, one))}
            </ul>`
    }`
}

/** A paid membership that leaves the tier as it is stands beside it; what lifts, lowers or protects the tier does not. */
const isBeside = ({ ladder }: ReviewPlan, overrides: readonly OverrideStanding[]): boolean =>
  ladder.held === ladder.computed && overrides.every(({ kind }) => kind === 'grant')

function fact(name: IconName, head: string, text: string, part: string): TemplateResult {
  return html`<li class="row" part=${part}>
    ${icon(name)}
    <div>
      <p>${head}</p>
      ${text ? html`<p class="s1">${text}</p>` : nothing}
    </div>
  </li>`
}

function when(plan: ReviewPlan): TemplateResult {
  const { ctx, word } = plan
  const review = nextReviewOf(plan)
  const zone = zoneName(ctx.zone, ctx.locale)
  const options = { locale: ctx.locale, zone: ctx.zone }
  const range = review?.covers
    ? formatRange(review.covers.start, review.covers.end, { ...options, now: ctx.at })
    : ''
  const text = range ? word.covers(range, zone) : word.inZone(zone)
  const head = review?.next
    ? word.reviewOn(
        formatDate(review.next, { ...options, style: 'dayYear' }),
        inDays(review.next, ctx.at, ctx.zone, ctx.locale),
      )
    : word.continuous
  return fact('calendar', head, text, 'review-date')
}

/** What a review would leave now, and why it differs from what is held. */
function today(plan: ReviewPlan): TemplateResult {
  const { ladder, word } = plan
  return fact('steps', word.today(tierName(ladder.ifReviewed, plan)), whyToday(plan), 'review-today')
}

function whyToday(plan: ReviewPlan): string {
  const { ladder, word } = plan
  const place = (id: string | null): number => ladder.tiers.find((tier) => tier.id === id)?.place ?? -1
  const [reviewed, computed] = [place(ladder.ifReviewed), place(ladder.computed)]
  const back = ladder.earned === ladder.ifReviewed ? [] : sayHeldBack(plan)
  if (back.length > 0) return word.todayBut(tierName(ladder.earned, plan), back)
  if (reviewed > computed) return word.todayHigher
  if (reviewed < computed) {
    const reasons = (ladder.atRisk?.falls ? ladder.atRisk.because : []).map((one) => sayReason(one, plan))
    return reasons.length > 0 ? word.todayLower(reasons) : word.todayLowerPlain
  }
  if (place(ladder.earned) < computed)
    return word.todayKept(tierName(ladder.earned, plan), ladder.until && lastDay(ladder.until, plan.ctx))
  return ladder.ifReviewed === null ? '' : word.todaySame
}

/** What keeps a review from leaving what is earned; that there has to be a review at all is said above. */
function sayHeldBack({ ladder, ctx }: ReviewPlan): string[] {
  const say = reasonsWords(ctx.locale).heldBack
  return ladder.heldBack
    .filter(({ why }) => why !== 'review')
    .map(({ why, until, by, steps }) =>
      say[why](
        until && (why === 'takesEffect' ? sayDay(until, ctx) : lastDay(until, ctx)),
        by && textOf(by, ctx.locale),
        steps ?? 1,
      ),
    )
}

const icons: Readonly<Record<OverrideStanding['kind'], IconName>> = {
  grant: 'card',
  sanction: 'ban',
  protect: 'shield',
}

function override(
  { ctx, word }: ReviewPlan,
  { kind, name, note, until, since }: OverrideStanding,
): TemplateResult {
  const dates = until ? word.until(lastDay(until, ctx)) : since ? word.sinceOpen(sayDay(since, ctx)) : ''
  const text = note
    ? dates
      ? word.withNote(dates, textOf(note, ctx.locale))
      : textOf(note, ctx.locale)
    : dates
  return fact(icons[kind], textOf(name, ctx.locale), text, `override override-${kind}`)
}
