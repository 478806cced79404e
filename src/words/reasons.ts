/** A statement of reasons as a plain text that can be printed: at most 100 columns wide, in either language. Nothing is decided here. */
import type { Decided, ReasonInput, Reasons, Turned } from '../schema/reasons.js'
import type { Evidence, FactorStanding, OverrideStanding } from '../schema/standing.js'
import type { Text } from '../schema/text.js'
import { widthOf, wrapped } from './columns.js'
import { formatDate, zoneName } from './date.js'
import { reasons as en, type ReasonsWords } from './en/reasons.js'
import { pathText } from './said-issue.js'
import { textOf, wordsIn, type Locale } from './locale.js'
import { digitsApart, formatNumber } from './number.js'
import { sayCounted, sayEvidence, sayRule, sayWindow, type SayContext } from './say.js'
import { reasons as zhCN } from './zh-CN/reasons.js'

const WIDTH = 100
const INDENT = '  '

/** The words that reports and statements share, in one language. */
export function reasonsWords(locale: Locale): ReasonsWords {
  return wordsIn('reasons', { en, 'zh-CN': zhCN }, locale)
}

type Named = { name: Text } | null

/** The whole document; it ends with a line end. */
export function sayReasons(reasons: Reasons, locale: Locale): string {
  const word = reasonsWords(locale)
  const { program, merchant, ladder, held, computed, change, last, nextReviewAt } = reasons
  const ctx: SayContext = { locale, zone: program.zone, currency: program.currency, at: reasons.at }
  const tier = nameOf(held, ctx)
  const own = nameOf(computed, ctx)
  const head = fields([
    [word.merchant, merchant.name ? word.marked(textOf(merchant.name, locale), merchant.id) : merchant.id],
    [word.program, word.version(textOf(program.name, locale), program.version)],
    [word.ladder, [ladder.name, ladder.scope].filter((one) => one !== null).map((one) => textOf(one, locale)).join(' · ')], // prettier-ignore
    [word.asOf, word.marked(sheet(reasons.at, ctx), zoneName(program.zone, locale))],
    [word.tier, tier === own ? tier : word.tierBeside(tier, own)],
    ...reasons.beside.map((one): Field => [word.beside, sayOverride(one, ctx)]),
    [word.nextReview, nextReviewAt === null ? '' : sheet(nextReviewAt, ctx)],
  ])
  const decisions = [change, last].filter((one): one is Decided => one !== null)
  const said = decisions.map((one) => sayDecision(one, ctx))
  return `${[word.title, head, ...(said.length > 0 ? said : [word.none])].join('\n\n')}\n`
}

type Field = readonly [label: string, text: string]
/** Labels and texts in two columns; a text that is too long goes on below itself, and one that is empty is left out. */
function fields(rows: readonly Field[]): string {
  const some = rows.filter(([, text]) => text !== '')
  const width = Math.max(0, ...some.map(([label]) => widthOf(label)))
  const indent = ' '.repeat(width + 2)
  return some
    .map(([label, text]) => {
      const lines = wrapped(text, WIDTH - width - 2).split('\n')
      return `${label}${' '.repeat(width + 2 - widthOf(label))}${lines.join(`\n${indent}`)}`
    })
    .join('\n')
}

function sheet(instant: string, { locale, zone }: SayContext): string {
  return formatDate(instant, { locale, zone, style: 'sheet' })
}

function nameOf(tier: Named, { locale }: SayContext): string {
  return tier ? textOf(tier.name, locale) : reasonsWords(locale).noTier
}

/** An override with its dates. */
export function sayOverride({ name, since, until }: OverrideStanding, ctx: SayContext): string {
  const { override } = reasonsWords(ctx.locale)
  return override(
    textOf(name, ctx.locale),
    since === null ? '' : sheet(since, ctx),
    until && sheet(until, ctx),
  )
}

/** One decision: what came of it, when and by which rule, every value against its mark, and what would have turned it. */
export function sayDecision(decision: Decided, ctx: SayContext): string {
  const word = reasonsWords(ctx.locale)
  const [from, to] = [nameOf(decision.from, ctx), nameOf(decision.to, ctx)]
  const title = decision.outcome === 'stay' ? word.stay(to) : word[decision.outcome](from, to)
  const { review, score } = decision
  const decided = sheet(decision.decidedAt, ctx)
  const limited = decision.heldBack.map(({ why, until, by, steps }) =>
    word.heldBack[why](until && sheet(until, ctx), by && textOf(by, ctx.locale), steps ?? 1),
  )
  const values = decision.inputs.map((input) => inputLine(input, ctx))
  const parts = score ? partsOf(score.factors, ctx) : []
  const block = (label: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${label}\n${lines.map((line) => INDENT + wrapped(line, WIDTH - 2, INDENT).split('\n').join(`\n${INDENT}`)).join('\n')}`] // prettier-ignore
  return [
    title,
    fields([
      [
        word.decided,
        review ? word.decidedBy(decided, review.name ? textOf(review.name, ctx.locale) : review.id) : decided,
      ],
      [word.takesEffect, decision.takesEffectAt === null ? '' : sheet(decision.takesEffectAt, ctx)],
      [word.byVersion, decision.version],
      ...decision.rules.map(({ asks, tier, rule, path }): Field => {
        const said = sayRule(rule, ctx) || word.everybody
        return [
          word[asks](textOf(tier.name, ctx.locale)),
          path.length > 0 ? word.at(said, pathText(path)) : said,
        ]
      }),
      [word.earned, limited.length > 0 ? nameOf(decision.earned, ctx) : ''],
      ...limited.map((line): Field => [word.because, line]),
      ...decision.beside.map((one): Field => [word.beside, sayOverride(one, ctx)]),
    ]),
    ...block(word.values, values),
    ...block(word.scoreParts, parts),
    ...block(word.turn, [sayTurn(decision, ctx)]),
  ].join('\n\n')
}

/** What would have turned a decision, as one phrase. */
export function sayTurn({ turn, turnsTo, seen }: Decided, ctx: SayContext): string {
  const word = reasonsWords(ctx.locale)
  if (turn === null) return seen ? word.noTurn : word.notSeen
  return word.turnsTo(
    turn.map((one) => sayTurned(one, ctx)),
    nameOf(turnsTo, ctx),
  )
}

function sayTurned({ subject, from, to, fromName, toName }: Turned, ctx: SayContext): string {
  const word = reasonsWords(ctx.locale)
  const digits = from === null ? undefined : digitsApart(from, to, subject.unit, true, ctx.currency)
  const value = (of: number, name: Text | undefined): string =>
    name
      ? textOf(name, ctx.locale)
      : formatNumber(of, subject.unit, { ...ctx, now: ctx.at, ...(digits !== undefined && { digits }) })
  // Rounded away from what it was: what is said is never on the wrong side.
  const away =
    from === null || digits === undefined || subject.unit === 'money' ? to : beyond(from, to, digits)
  return word.turned(
    textOf(subject.name, ctx.locale),
    value(away, toName),
    from === null ? word.unknownValue : value(from, fromName),
  )
}

function beyond(from: number, to: number, digits: number): number {
  const shown = Number(to.toFixed(digits))
  const isShort = to > from ? shown < to : shown > to
  return isShort ? Number((shown + Math.sign(to - from) * 10 ** -digits).toFixed(digits)) : shown
}

/** A value with its marks, then the dates and facts that it comes from. */
function inputLine({ subject, value, valueName, marks }: ReasonInput, ctx: SayContext): string {
  const word = reasonsWords(ctx.locale)
  const name = textOf(subject.name, ctx.locale)
  const state = (met: boolean | null): string => (met === null ? word.unknown : met ? word.met : word.unmet)
  const said = marks.map((mark) => {
    const evidence: Evidence = { kind: 'compare', subject, have: value, ...mark, haveName: valueName }
    return word.marked(sayEvidence(evidence, ctx).line, state(mark.met))
  })
  const plain = valueName
    ? textOf(valueName, ctx.locale)
    : value === null
      ? word.unknownValue
      : formatNumber(value, subject.unit, { ...ctx, now: ctx.at })
  const line = word.valueOf(name, said.length > 0 ? said.join(word.parts) : plain)
  const from = [subject.window ? sayWindow(subject.window, ctx) : '', sayCounted(subject, ctx, true)]
  return [line, ...from].filter(Boolean).join(' · ')
}

/** What each factor put into the score; one that was left out or has default points says so. */
function partsOf(factors: readonly FactorStanding[], ctx: SayContext): string[] {
  const word = reasonsWords(ctx.locale)
  return factors.map(({ name, share, shareMax, points, state }) => {
    const label = textOf(name, ctx.locale)
    const score = (of: number | null): string => formatNumber(of, 'score', ctx)
    const part =
      share !== null && shareMax !== null
        ? word.part(label, score(share), score(shareMax))
        : word.partAlone(label, score(points))
    if (state === 'exempt') return word.valueOf(label, word.exempt)
    return state === 'default' ? word.marked(part, word.default) : part
  })
}
