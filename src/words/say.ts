/**
 * Evidence as sentences: what a condition asks, what the merchant has, what is missing. Everything said is read from the
 * evidence; nothing is decided here. It knows no layout and writes no capital letters that the program's names do not have.
 */
import type { Evidence, Ranked, Repeated, Subject, WindowDates } from '../schema/standing.js'
import { formatRange, zoneName, type Moment } from './date.js'
import { say as en, type Is, type MarkKind, type SayWords } from './en/say.js'
import { textOf, wordsIn, type Locale } from './locale.js'
import { dash, digitsApart, formatNumber } from './number.js'
import { say as zhCN } from './zh-CN/say.js'

/** `currency` and `zone` are the program's; `at` is the standing's instant. */
export interface SayContext {
  readonly locale: Locale
  readonly zone: string
  readonly currency: string
  readonly at: Moment
  /** Figures that stand alone are short: 12.3M, 1,234.6万. What is said in a sentence never is. */
  readonly shortFigures?: boolean
}

/**
 * One condition in pieces. `have` is "–" where nothing is known; `line` is `have` and `need` as one phrase, with words
 * instead of the dash; `hint` says what is missing, or how near a met rule is to breaking: empty when there is nothing
 * to say. `met` null: unknown.
 */
export interface Said {
  readonly label: string
  readonly have: string
  readonly need: string
  readonly line: string
  readonly hint: string
  readonly met: boolean | null
}

type Compare = Extract<Evidence, { kind: 'compare' }>
type Group = Extract<Evidence, { kind: 'atLeast' }>

/** A condition with its values, as words. */
export function sayEvidence(evidence: Evidence, ctx: SayContext): Said {
  switch (evidence.kind) {
    case 'compare':
      return saidCompare(evidence, evidence.is, evidence.met, ctx)
    case 'known':
      return saidKnown(evidence.subject, evidence.met, true, ctx)
    case 'rank':
      return saidRank(evidence, ctx)
    case 'times':
      return saidTimes(evidence, ctx)
    case 'not':
      return saidNot(evidence, ctx)
    case 'atLeast':
      return saidGroup(evidence, ctx)
  }
}

/** A condition without its values: "score from 550; refund rate at most 3%". A condition of no parts gives an empty string. */
export function sayRule(evidence: Evidence, ctx: SayContext): string {
  return ruleOf(evidence, ctx, 'alone')
}

/** How far a condition has come, 0 to 1: 1 only when met; unknown is 0; of several parts the least that it needs. */
export function progressOf(evidence: Evidence): number {
  if (evidence.met === true) return 1
  if (evidence.kind === 'atLeast') {
    const parts = evidence.of.map(progressOf).sort((a, b) => b - a)
    return parts[Math.max(0, evidence.n - 1)] ?? 0
  }
  if (evidence.kind === 'known' || evidence.kind === 'not') return 0
  if (evidence.have === null || evidence.need === null) return 0
  if (evidence.kind === 'rank') return sharePart(evidence.need / evidence.have)
  if (evidence.kind === 'times') return sharePart(evidence.have / evidence.need)
  if (markKind(evidence.subject) === 'name' || markKind(evidence.subject) === 'date') return 0
  const rising = evidence.is === 'gte' || evidence.is === 'gt'
  if (evidence.is === 'eq') return 0
  return sharePart(rising ? evidence.have / evidence.need : evidence.need / evidence.have)
}

/** An unmet rule is never shown full; 0 of "more than 0" and negative marks have no share. */
function sharePart(share: number): number {
  return share > 0 ? Math.min(share, 0.99) : 0
}

/** The two halves of a ratio, which a merchant can check: "18 refunds of 640 orders". Empty for what is no ratio. */
export function sayBasis(subject: Subject, ctx: SayContext): string {
  const { num, den } = subject
  if (!num || !den || num.value === null || den.value === null) return ''
  return words(ctx).basis(
    formatNumber(num.value, num.unit, ctx),
    textOf(num.name, ctx.locale),
    formatNumber(den.value, den.unit, ctx),
    textOf(den.name, ctx.locale),
  )
}

/** What was not counted within a number's dates, and why: "not counted: 3 undone, 1 after the cut-off". `all`: also what its rule never asks for. */
export function sayLeftOut({ excluded, num, den }: Subject, ctx: SayContext, all = false): string {
  const word = words(ctx)
  const shown: string[] = []
  for (const { why, count } of [excluded, num?.excluded, den?.excluded].flatMap((part) => part ?? [])) {
    const said = word.excluded[why](formatNumber(count, 'integer', ctx))
    if ((all || why !== 'where') && shown.indexOf(said) < 0) shown.push(said)
  }
  return shown.length > 0 ? word.leftOut(shown) : ''
}

/** What a number was made of, as far as a merchant can check it: the halves of a ratio, else how many facts; then what was left out. */
export function sayCounted(subject: Subject, ctx: SayContext, all = false): string {
  const { counted, unit } = subject
  const facts = counted === undefined || unit === 'integer' ? '' : words(ctx).counted(formatNumber(counted, 'integer', ctx)) // prettier-ignore
  return [sayBasis(subject, ctx) || facts, sayLeftOut(subject, ctx, all)]
    .filter(Boolean)
    .join(words(ctx).parts)
}

/** The days that a metric counts: "1–30 Nov", "since joining"; in another zone than the program's "1–30 Nov, Apia time". */
export function sayWindow({ kind, start, end, zone }: WindowDates, ctx: SayContext): string {
  if (kind === 'lifetime' || start === null) return words(ctx).sinceJoining
  const days = formatRange(start, end, { locale: ctx.locale, zone, now: ctx.at })
  return zone === ctx.zone ? days : words(ctx).line(days, zoneName(zone, ctx.locale))
}

function words({ locale }: SayContext): SayWords {
  return wordsIn('say', { en, 'zh-CN': zhCN }, locale)
}

const opposite: Readonly<Record<Is, Is>> = { gte: 'lt', gt: 'lte', lte: 'gt', lt: 'gte', eq: 'ne', ne: 'eq' }

function markKind({ kind, unit }: Subject): MarkKind {
  if (kind === 'score' || unit === 'score') return 'score'
  return kindOfUnit[unit] ?? 'amount'
}
const kindOfUnit: Readonly<Partial<Record<Subject['unit'], MarkKind>>> = {
  integer: 'count', days: 'count', months: 'count', minutes: 'count', points: 'count',
  date: 'date', tier: 'rank', choice: 'name', flag: 'name',
} // prettier-ignore

function isFlag({ kind, unit }: Subject): boolean {
  return unit === 'flag' || kind === 'override' || kind === 'segment'
}

function digitsOf(
  { have, need, subject }: Compare,
  is: Is,
  met: boolean | null,
  ctx: SayContext,
): number | undefined {
  if (have === null || need === null) return undefined
  return digitsApart(have, need, subject.unit, met !== true || is === 'gt' || is === 'lt', ctx.currency)
}

function valueOf(evidence: Compare, side: 'have' | 'need', ctx: SayContext, digits?: number): string {
  const name = side === 'have' ? evidence.haveName : evidence.needName
  const value = evidence[side]
  if (name && value !== null) return textOf(name, ctx.locale)
  return formatNumber(value, evidence.subject.unit, {
    ...ctx,
    now: ctx.at,
    ...(digits === undefined ? {} : { digits }),
  })
}

function saidCompare(evidence: Compare, is: Is, met: boolean | null, ctx: SayContext): Said {
  const word = words(ctx)
  const { subject, exempt } = evidence
  if (isFlag(subject)) return saidFlag(evidence, wantsFlag(evidence, is), met, ctx)
  const digits = digitsOf(evidence, is, met, ctx)
  const need =
    evidence.need === null
      ? noMark(evidence, ctx)
      : word.need[markKind(subject)][is](valueOf(evidence, 'need', ctx, digits))
  const have = exempt ? dash : valueOf(evidence, 'have', ctx, digits)
  const spoken = exempt ? word.exempt : evidence.have === null ? word.unknown : have
  const hint = hintOf(evidence, is, met, ctx, digits)
  return { label: textOf(subject.name, ctx.locale), have, need, line: word.line(spoken, need), hint, met }
}

/** Why there is no mark: what it goes by is not known, or has none for what it is. */
function noMark({ needBy }: Compare, ctx: SayContext): string {
  const word = words(ctx)
  if (!needBy) return word.unknown
  const { locale } = ctx
  return needBy.valueName
    ? word.noMarkFor(textOf(needBy.valueName, locale))
    : word.markUnknown(textOf(needBy.name, locale))
}

function wantsFlag({ need }: Compare, is: Is): boolean {
  return (is === 'eq' || is === 'gte') === (need !== 0) && is !== 'lte'
}

function saidFlag({ subject, have }: Compare, wanted: boolean, met: boolean | null, ctx: SayContext): Said {
  const word = words(ctx)
  const state = subject.kind === 'override' ? [word.inactive, word.active] : [word.no, word.yes]
  const need = wanted ? word.mustHold : word.mustNotHold
  const spoken = have === null ? word.unknown : state[have ? 1 : 0]!
  return {
    label: textOf(subject.name, ctx.locale),
    have: have === null ? dash : spoken,
    need,
    line: word.line(spoken, need),
    hint: have === null ? word.unknown : '',
    met,
  }
}

function saidKnown(subject: Subject, known: boolean | null, wanted: boolean, ctx: SayContext): Said {
  const word = words(ctx)
  const have = known ? word.known : word.unknown
  const need = wanted ? word.mustBeKnown : word.mustBeUnknown
  const met = known === null ? null : known === wanted
  const line = met ? have : word.line(have, need)
  return { label: textOf(subject.name, ctx.locale), have, need, line, hint: '', met }
}

/** A place among peers: "3 of 200, among the best 10". */
function saidRank(evidence: Ranked, ctx: SayContext): Said {
  const word = words(ctx)
  const { subject, side, have, need, size, met } = evidence
  const count = (of: number): string => formatNumber(of, 'integer', ctx)
  const place = have === null ? dash : word.place(count(have), size === null ? null : count(size))
  const mark = need === null ? word.unknown : word.places(side, count(need))
  const gap = have === null || need === null ? 0 : have - need
  return {
    label: textOf(subject.name, ctx.locale),
    have: place,
    need: mark,
    line: word.line(have === null ? word.unknown : place, mark),
    hint: met === null ? word.unknown : gap > 0 ? word.placesToGo(gap, count(gap)) : '',
    met,
  }
}

/** A rule over past decisions: the rule is the label, the decisions are what is counted. */
function saidTimes(evidence: Repeated, ctx: SayContext): Said {
  const word = words(ctx)
  const { of, have, need, ofLast, review, met } = evidence
  const count = (number: number): string => formatNumber(number, 'integer', ctx)
  const name = review.name && textOf(review.name, ctx.locale)
  const spoken = have === null ? word.unknown : word.timesHeld(count(have))
  const mark = need === null ? word.unknown : word.timesNeeded(need, ofLast, name)
  const gap = have === null || need === null ? 0 : need - have
  return {
    label: ruleOf(of, ctx, 'alone'),
    have: have === null ? dash : spoken,
    need: mark,
    line: word.line(spoken, mark),
    hint: met === null ? word.unknown : gap > 0 ? word.timesToGo(gap) : '',
    met,
  }
}

function saidNot(evidence: Extract<Evidence, { kind: 'not' }>, ctx: SayContext): Said {
  const { of, met } = evidence
  if (of.kind === 'compare') return saidCompare(of, opposite[of.is], met, ctx)
  if (of.kind === 'known') return saidKnown(of.subject, of.met, false, ctx)
  if (of.kind === 'not') return sayEvidence(of.of, ctx)
  if (of.kind === 'atLeast' && of.name) return saidNamed(of, textOf(of.name, ctx.locale), false, ctx)
  const rule = ruleOf(evidence, ctx, 'alone')
  const { have } = sayEvidence(of, ctx)
  return { label: rule, have, need: '', line: have, hint: '', met }
}

/** A segment: its name stands for the rule, and the rule is its reason. */
function saidNamed(evidence: Group, label: string, wanted: boolean, ctx: SayContext): Said {
  const word = words(ctx)
  const have = evidence.met === null ? word.unknown : evidence.met ? word.yes : word.no
  const need = wanted ? word.mustHold : word.mustNotHold
  const rule = ruleOf({ ...evidence, name: undefined }, ctx, 'alone')
  const met = evidence.met === null ? null : evidence.met === wanted
  return {
    label,
    have,
    need,
    line: word.because(have, rule),
    hint: wanted && !met ? missingOf(evidence, ctx) : '',
    met,
  }
}

function saidGroup(evidence: Group, ctx: SayContext): Said {
  const word = words(ctx)
  const { of, n, name, met } = evidence
  if (name) return saidNamed(evidence, textOf(name, ctx.locale), true, ctx)
  if (of.length === 1 && n === 1) return sayEvidence(of[0]!, ctx)
  const label = n === of.length ? word.all : n === 1 ? word.any : word.some(String(n))
  const have = word.metOf(String(of.filter((part) => part.met === true).length), String(of.length))
  const need = word.needOf(String(n), String(of.length))
  const line = ruleOf(evidence, ctx, 'alone')
  return { label, have, need, line, hint: met === true ? '' : missingOf(evidence, ctx), met }
}

function missingOf({ of, n }: Group, ctx: SayContext): string {
  const word = words(ctx)
  const missing = of.filter((part) => part.met !== true)
  if (n === of.length)
    return missing.length > 0 ? word.missing(missing.map((part) => ruleOf(part, ctx, 'inside'))) : ''
  // of several ways to meet a rule none is the missing one: each says how far it is
  const said = missing.map((part) => {
    const { label, line } = sayEvidence(part, ctx)
    return part.kind === 'atLeast' && !part.name ? line : word.partOf(label, line)
  })
  return said.join(word.parts)
}

/** `alone`: a rule by itself; `inside`: part of a list, so that a list of its own needs brackets. */
function ruleOf(evidence: Evidence, ctx: SayContext, where: 'alone' | 'inside'): string {
  const word = words(ctx)
  if (evidence.kind === 'compare') return compareRule(evidence, evidence.is, ctx)
  if (evidence.kind === 'known') return word.isKnown(textOf(evidence.subject.name, ctx.locale), true)
  if (evidence.kind === 'rank') return rankRule(evidence, ctx)
  if (evidence.kind === 'times') return timesRule(evidence, ctx)
  if (evidence.kind === 'not') {
    const { of } = evidence
    if (of.kind === 'compare') return compareRule(of, opposite[of.is], ctx)
    if (of.kind === 'known') return word.isKnown(textOf(of.subject.name, ctx.locale), false)
    if (of.kind === 'not') return ruleOf(of.of, ctx, where)
    return of.kind === 'atLeast' && of.name
      ? word.holds(textOf(of.name, ctx.locale), false)
      : word.not(ruleOf(of, ctx, 'alone'))
  }
  if (evidence.name) return word.holds(textOf(evidence.name, ctx.locale), true)
  const { of, n } = evidence
  if (of.length === 1 && n === 1) return ruleOf(of[0]!, ctx, where)
  const parts = of.map((part) => ruleOf(part, ctx, 'inside'))
  if (n === of.length) return where === 'alone' ? word.rules(parts) : word.allInside(parts)
  return n === 1 ? word.anyOf(parts) : word.someOf(String(n), parts)
}

function compareRule(evidence: Compare, is: Is, ctx: SayContext): string {
  const word = words(ctx)
  const { subject, need } = evidence
  const name = textOf(subject.name, ctx.locale)
  if (isFlag(subject)) return word.holds(name, wantsFlag(evidence, is))
  return word.rule(name, is, need === null ? word.unknown : valueOf(evidence, 'need', ctx), markKind(subject))
}

function rankRule({ subject, side, need }: Ranked, ctx: SayContext): string {
  const word = words(ctx)
  const mark = need === null ? word.unknown : word.places(side, formatNumber(need, 'integer', ctx))
  return word.ranked(textOf(subject.name, ctx.locale), mark)
}

function timesRule({ of, need, ofLast, review }: Repeated, ctx: SayContext): string {
  const word = words(ctx)
  const rule = ruleOf(of, ctx, 'inside')
  const name = review.name && textOf(review.name, ctx.locale)
  return word.repeated(rule, need ?? ofLast, ofLast, name)
}

function hintOf(
  evidence: Compare,
  is: Is,
  met: boolean | null,
  ctx: SayContext,
  digits: number | undefined,
): string {
  const word = words(ctx)
  const { subject, have, need, exempt } = evidence
  if (exempt) return subject.den ? word.exemptOver(textOf(subject.den.name, ctx.locale)) : word.exempt
  if (have === null || need === null || met === null) return word.unknown
  const kind = markKind(subject)
  if (kind === 'name' || kind === 'rank' || kind === 'date' || is === 'eq' || is === 'ne') return ''
  const rising = is === 'gte' || is === 'gt'
  if (met) return rising ? '' : breakHint(evidence, is, ctx)
  const counted = ratioHint(evidence, rising, is, ctx)
  if (counted) return counted
  // of whole things, "more than 3" is one beyond the mark
  const beyond = kind === 'count' && (is === 'gt' || is === 'lt') ? 1 : 0
  const gap = Math.abs(need - have) + beyond
  if (gap === 0) return ''
  const options = { ...ctx, ...(digits === undefined ? {} : { digits }) }
  const shown =
    subject.unit === 'percent'
      ? word.percentPoints(formatNumber(gap, 'number', options))
      : formatNumber(gap, subject.unit, options)
  return rising ? word.toGo(shown, kind) : word.over(shown, kind)
}

interface Halves {
  readonly num: number
  readonly den: number
  readonly per: number
  readonly numName: string
  readonly denName: string
}

/** The halves of a ratio, where both are whole counts that give the value shown; else null. */
function halvesOf({ subject, have }: Compare, { locale }: SayContext): Halves | null {
  const { num, den, unit } = subject
  if (!num || !den || num.value === null || den.value === null || have === null) return null
  if (num.unit !== 'integer' || den.unit !== 'integer' || den.value <= 0) return null
  const counts = { num: num.value, den: den.value }
  // past these sizes one event moves nothing that the grid can see
  if (counts.num < 0 || counts.den > 1e9) return null
  const per =
    counts.num === 0
      ? unit === 'percent'
        ? 100
        : 0
      : pers.find((of) => grid((of * counts.num) / counts.den) === grid(have))
  return per ? { ...counts, per, numName: textOf(num.name, locale), denName: textOf(den.name, locale) } : null
}
const pers = [100, 1, 1000, 10_000, 10, 100_000, 1_000_000]

/** Engines compare on a grid of 1e-6; so do hints that count. */
function grid(value: number): number {
  return Math.floor(value * 1e6 + 0.5)
}

function holds({ per }: Halves, num: number, den: number, is: Is, need: number): boolean {
  const [have, mark] = [grid((per * num) / den), grid(need)]
  return {
    gte: have >= mark,
    gt: have > mark,
    lte: have <= mark,
    lt: have < mark,
    eq: have === mark,
    ne: have !== mark,
  }[is]
}

/** The first whole number from 1 on that passes a test which, once passed, stays passed; an estimate saves the search. */
function firstThat(estimate: number, passes: (n: number) => boolean): number {
  let n = Math.max(1, Math.floor(estimate))
  while (n > 1 && passes(n - 1)) n--
  while (!passes(n)) n++
  return n
}

/** How few more events break a rule that holds by little: at most two, or a tenth of what there is. */
function breakHint(evidence: Compare, is: Is, ctx: SayContext): string {
  const [have, need] = [evidence.have!, evidence.need!]
  const halves = halvesOf(evidence, ctx)
  if (!halves && evidence.subject.unit !== 'integer') return ''
  const more = halves
    ? firstThat(
        (need * halves.den) / halves.per - halves.num,
        (n) => !holds(halves, halves.num + n, halves.den, is, need),
      )
    : need - have + (is === 'lt' ? 0 : 1)
  const near = Math.max(2, Math.ceil((halves?.num ?? have) / 10))
  return more >= 1 && more <= near ? words(ctx).wouldBreak(more, halves?.numName ?? null) : ''
}

/** What an unmet ratio needs, counted in events: so many short among those there are, or so many more to dilute it. */
function ratioHint(evidence: Compare, rising: boolean, is: Is, ctx: SayContext): string {
  const halves = halvesOf(evidence, ctx)
  const need = evidence.need!
  if (!halves || need <= 0) return ''
  const { num, den, per, numName, denName } = halves
  const count = (of: number): string => formatNumber(of, 'integer', ctx)
  if (!rising) {
    const about = (per * num) / need - den
    if (about > 1e6) return '' // no advice
    const more = firstThat(about, (n) => holds(halves, num, den + n, is, need))
    return words(ctx).dilute(count(more), denName, numName)
  }
  if (!holds(halves, den, den, is, need)) return '' // not even all of them suffice
  const short = firstThat((need * den) / per - num, (n) => holds(halves, num + n, den, is, need))
  return words(ctx).moreOf(count(short), count(den), denName)
}
