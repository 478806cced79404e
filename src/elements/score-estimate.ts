/** What an estimate says: the score, by how much it differs from the true one, the tier, and what is then missing to the next. */
import type { Standing } from '../schema/standing.js'
import { sentences } from '../words/element.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { sayEvidence } from '../words/say.js'
import { apartAsShown, wayFact, type FactsPlan } from './score-facts.js'

export interface Estimate {
  /** Null: there would still be no score. */
  readonly value: number | null
  readonly number: string
  /** Signed; empty where it cannot be told. */
  readonly by: string
  readonly trend: 'up' | 'down' | null
  /** What a review now would give; empty where there is no ladder or no tier. */
  readonly tier: string
  /** Full sentences: the tier, and what is missing. */
  readonly text: string
}

/** `plan` is of the standing that holds. */
export function estimateOf(plan: FactsPlan, then: Standing): Estimate {
  const { standing, ctx, word } = plan
  const ladder = then.ladders.find(({ main }) => main) ?? null
  const after: FactsPlan = { ...plan, standing: then, ladder }
  const [now, value] = [standing.score?.value ?? null, then.score?.value ?? null]
  const by = now === null || value === null ? null : apartAsShown(now, value)
  return {
    value,
    number: value === null ? word.noScore : formatNumber(value, 'score', ctx),
    by: by === null ? '' : formatNumber(by, 'score', { ...ctx, signed: true }),
    trend: by === null || by === 0 ? null : by > 0 ? 'up' : 'down',
    tier: tierName(after, ladder?.ifReviewed),
    text: sentences([tierText(after), wayText(after)].filter(Boolean), ctx.locale),
  }
}

function tierName({ ladder, ctx }: FactsPlan, id: string | null | undefined): string {
  const tier = ladder?.tiers.find((one) => one.id === id)
  return tier ? textOf(tier.name, ctx.locale) : ''
}

function tierText(after: FactsPlan): string {
  const { ladder, word } = after
  const tier = tierName(after, ladder?.ifReviewed)
  const earned = tierName(after, ladder?.earned)
  if (!tier) return ''
  const isHeldBack = ladder!.earned !== ladder!.ifReviewed && earned !== ''
  return isHeldBack
    ? word.tierHeldBack(earned, tier)
    : word.tierIfReviewed(tier, ladder!.held === ladder!.ifReviewed)
}

/** What bars the next tier, else how far the one above the estimate's is. */
function wayText(after: FactsPlan): string {
  const { standing, ladder, ctx, word } = after
  const value = standing.score?.value ?? null
  if (value === null || standing.score?.isDefault) return wayFact(after)?.spoken ?? ''
  if (!ladder) return ''
  if (ladder.blockedBy.length > 0 && ladder.next) {
    const reasons = ladder.blockedBy.map((one) => {
      const { label, line } = sayEvidence(one, ctx)
      return word.needed(label, line)
    })
    return word.tierBarred(textOf(ladder.next.name, ctx.locale), reasons)
  }
  const place = ladder.tiers.find(({ id }) => id === ladder.ifReviewed)?.place ?? -1
  const above = ladder.tiers.find((tier) => tier.place === place + 1)
  if (!above || above.scoreFrom === null || above.scoreFrom <= value) return ''
  const say = (score: number): string => formatNumber(score, 'score', ctx)
  return word.spokenGap(say(above.scoreFrom - value), textOf(above.name, ctx.locale), say(above.scoreFrom))
}
