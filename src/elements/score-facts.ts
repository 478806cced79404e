/**
 * What a score means for its merchant in two facts: what is missing to the next tier (or why there is no way there yet),
 * and what has changed since the last review. Read off the standing; said once for the eye and once for the meter.
 */
import type { Evidence, LadderStanding, Standing, Subject } from '../schema/standing.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { dash, formatNumber } from '../words/number.js'
import { progressOf, sayEvidence, type SayContext } from '../words/say.js'
import type { GaugeWords } from '../words/score-gauge.js'
import { activeOf } from './ladder-note.js'

export interface Fact {
  readonly number: string
  readonly text: string
  /** A bar below, 0..1. */
  readonly share?: number
  /** How the number is meant; an arrow stands beside it. */
  readonly trend?: 'up' | 'down'
  /** The same as a sentence for the meter; empty where the number and the text are one. */
  readonly spoken: string
}

export interface FactsPlan {
  readonly standing: Standing
  readonly ladder: LadderStanding | null
  readonly ctx: SayContext
  readonly word: GaugeWords
}

/** Stripes on the ring: from where to where, and what for. */
export function stripesOf({
  standing,
  ladder,
}: FactsPlan): { range: readonly [number, number]; tasks: number } | null {
  const value = standing.score?.value ?? null
  if (value === null || !ladder) return null
  const barred = barredFrom(ladder)
  if (barred !== null && barred < value) return { range: [barred, value], tasks: 0 }
  const { path } = standing
  if (!path || !path.reaches || path.gain <= 0 || standing.score?.isDefault) return null
  return { range: [value, path.scoreTo ?? value + path.gain], tasks: path.tasks.length }
}

/** The mark of the tier that the score suffices for and a gate bars. */
function barredFrom(ladder: LadderStanding): number | null {
  if (ladder.blockedBy.length === 0 || !ladder.next) return null
  const { tier } = ladder.next
  return ladder.tiers.find(({ id }) => id === tier)?.scoreFrom ?? null
}

/** The fact about the way up. Null where the standing says nothing about it. */
export function wayFact(plan: FactsPlan): Fact | null {
  const { standing, ladder, word } = plan
  const score = standing.score
  if (!score) return null
  if (score.value === null && score.why?.kind === 'unknown') return unknownFact(plan, score.why.subjects)
  if (score.value === null) return neededFact(plan, score.why?.kind === 'guard' ? score.why.needs : null)
  if (score.isDefault) return neededFact(plan, score.guard ?? null)
  if (!ladder || ladder.tiers.length === 0) return null
  return ladder.next ? nextFact(plan, ladder, ladder.next) : topFact(plan, ladder, score.value, word)
}

/** Values that the score waits for. */
function unknownFact({ ctx, word }: FactsPlan, subjects: readonly Subject[]): Fact | null {
  if (subjects.length === 0) return null
  const text = word.notKnown(subjects.map(({ name }) => textOf(name, ctx.locale)))
  return { number: dash, text, spoken: `${text}${word.stop}` }
}

function neededFact({ ctx, word }: FactsPlan, guard: Evidence | null): Fact | null {
  if (!guard) return null
  const { label, line, hint } = sayEvidence(guard, ctx)
  const text = word.needed(label, line)
  return {
    number: hint || line,
    text: hint ? text : label,
    share: progressOf(guard),
    spoken: `${text}${word.stop}`,
  }
}

function nextFact(
  { standing, ctx, word }: FactsPlan,
  ladder: LadderStanding,
  next: NonNullable<LadderStanding['next']>,
): Fact {
  const say = (value: number): string => formatNumber(value, 'score', ctx)
  const tier = textOf(next.name, ctx.locale)
  const from = ladder.tiers.find(({ id }) => id === next.tier)?.scoreFrom ?? null
  const value = standing.score!.value!
  // what holds the tier back is said, and not a review that would raise it
  const sanction = ladder.held === ladder.computed ? undefined : activeOf({ standing }, 'sanction')
  if (sanction || ladder.blockedBy.length > 0) {
    const reasons = ladder.blockedBy.map((one) => reasonOf(one, ctx, word))
    const text = sanction ? textOf(sanction.name, ctx.locale) : word.blockedBy(say(value), tier, reasons)
    return { number: word.blocked, text, spoken: `${text}${word.stop}` }
  }
  if (next.scoreGap === null || from === null) {
    const number = word.conditionsMet(next.metCount, next.conditions.length)
    return {
      number,
      text: word.conditionsOf(tier),
      spoken: `${number} ${word.conditionsOf(tier)}${word.stop}`,
    }
  }
  if (next.scoreGap === 0) {
    const review = standing.reviews.find(({ id }) => id === ladder.review)
    const text = review?.next
      ? word.reachedDecides(say(from), sayDay(review.next, ctx))
      : word.reachedSoon(say(from))
    return { number: word.reached(tier), text, spoken: `${word.reached(tier)}${word.stop}` }
  }
  const stripes = stripesOf({ standing, ladder, ctx, word })
  return {
    number: say(next.scoreGap),
    text: word.gapTo(tier, say(from), stripes?.tasks ?? 0),
    spoken: word.spokenGap(say(next.scoreGap), tier, say(from)),
  }
}

function reasonOf(evidence: Evidence, ctx: SayContext, word: GaugeWords): string {
  const { label, line } = sayEvidence(evidence, ctx)
  return word.needed(label, line)
}

function topFact({ ctx }: FactsPlan, ladder: LadderStanding, value: number, word: GaugeWords): Fact | null {
  const top = ladder.tiers.find(({ id }) => id === ladder.held)
  if (!top) return null
  const name = textOf(top.name, ctx.locale)
  const from = top.scoreFrom
  const text =
    from !== null && value >= from
      ? word.topAbove(name, formatNumber(value - from, 'score', ctx), formatNumber(from, 'score', ctx))
      : word.topPlain(name)
  return { number: word.top, text, spoken: `${word.topPlain(name)}${word.stop}` }
}

/** The fact about the last review; before the first one, its date. Null where no review is known. */
export function changeFact({ standing, ladder, ctx, word }: FactsPlan): Fact | null {
  const change = standing.score?.change
  if (!change) {
    const review = standing.reviews.find(({ id }) => id === ladder?.review) ?? standing.reviews[0]
    if (!review?.next || (standing.score?.history.length ?? 0) > 0) return null
    return { number: sayDay(review.next, ctx), text: word.firstReview, spoken: '' }
  }
  const date = sayDay(change.since, ctx)
  const signed = (by: number): string => formatNumber(by, 'score', { ...ctx, signed: true })
  const { most, by } = change
  if (by === 0 && !most) return { number: signed(0), text: word.unchanged(date), spoken: '' }
  const text = most
    ? word.changeMost(date, textOf(most.name, ctx.locale), signed(most.by))
    : word.changeSince(date)
  const fact = { number: signed(by), text }
  if (by === 0) return { ...fact, spoken: '' }
  const spoken = word.spokenChange(formatNumber(Math.abs(by), 'score', ctx), by > 0, date)
  return { ...fact, trend: by > 0 ? 'up' : 'down', spoken }
}

/** From one score to another, with as many decimals as scores show: the difference is that of the two numbers seen. */
export const apartAsShown = (from: number, to: number): number =>
  Math.round(to * 10) / 10 - Math.round(from * 10) / 10

/** What the score has become since a standing before, and by how much, as both are shown; empty where that is the same. */
export function scoreNews(before: Standing, { standing, ctx, word }: FactsPlan): string {
  const { score } = standing
  if (!score || !before.score) return ''
  const say = (value: number | null): string =>
    value === null ? word.noScore : formatNumber(value, 'score', ctx)
  const [from, to] = [before.score.value, score.value]
  if (say(from) === say(to)) return ''
  const by = from === null || to === null ? 0 : apartAsShown(from, to)
  const said = by === 0 ? '' : formatNumber(Math.abs(by), 'score', ctx)
  return word.news(textOf(score.name, ctx.locale), say(to), said, by > 0)
}
