/** A merchant's standing as a report to read: what the widgets show, in text, with the reasons of the last change. Nothing is decided here. */
import type { Reasons } from '../schema/reasons.js'
import type {
  AccountStanding,
  BenefitStanding,
  Evidence,
  FactorStanding,
  LadderStanding,
  PathStanding,
  ReviewStanding,
  ScoreStanding,
  Standing,
  TaskStanding,
} from '../schema/standing.js'
import type { Text } from '../schema/text.js'
import { tableOf, widthOf, wrapped } from '../words/columns.js'
import { formatDate, zoneName } from '../words/date.js'
import { explainWords, type ExplainWords } from '../words/explain.js'
import { pick, textOf, type Locale } from '../words/locale.js'
import { formatMinutes, formatNumber } from '../words/number.js'
import { reasonsWords, sayDecision, sayOverride } from '../words/reasons.js'
import { sayCounted, sayEvidence, sayRule, sayWindow, type SayContext } from '../words/say.js'

const WIDTH = 100
const INDENT = '  '

interface Context extends SayContext {
  readonly word: ExplainWords
}

/** The whole report; it ends with a line end. */
export const explained = (standing: Standing, reasons: Reasons | null, locale: Locale): string => {
  const { program } = standing
  const ctx: Context = { locale, zone: program.zone, currency: program.currency, at: standing.at, word: explainWords(locale) } // prettier-ignore
  const blocks = [
    head(standing, ctx),
    standing.score ? scoreBlock(standing.score, ctx) : '',
    ...standing.ladders.map((ladder) => ladderBlock(standing, ladder, ctx)),
    standing.path ? pathBlock(standing, standing.path, ctx) : '',
    taskBlock(standing.tasks, ctx),
    benefitBlock(standing.benefits, ctx),
    accountBlock(standing.accounts, ctx),
    overrideBlock(standing, ctx),
    reviewBlock(standing.reviews, ctx),
    reasonsBlock(reasons, ctx),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

const name = (text: Text, { locale }: SayContext): string => textOf(text, locale)
const day = (instant: string, { locale, zone, at }: SayContext): string =>
  formatDate(instant, { locale, zone, now: at, style: 'day' })
const sheet = (instant: string, { locale, zone }: SayContext): string =>
  formatDate(instant, { locale, zone, style: 'sheet' })
const count = (value: number | null, ctx: SayContext): string => formatNumber(value, 'integer', ctx)
const points = (value: number | null, ctx: SayContext): string => formatNumber(value, 'score', ctx)
const parts = (texts: readonly string[], { locale }: SayContext): string =>
  texts.filter((text) => text !== '').join(pick({ en: '; ', 'zh-CN': '；' }, locale))

/** A title, and below it lines and tables, each set in. */
const block = (title: string, lines: readonly string[]): string => {
  const some = lines.filter((line) => line !== '')
  return some.length === 0 ? '' : [title, ...some.map((line) => INDENT + line.split('\n').join(`\n${INDENT}`))].join('\n') // prettier-ignore
}
const table = (rows: readonly (readonly string[])[], right: readonly number[] = []): string =>
  rows.length === 0 ? '' : tableOf(rows, { right, width: WIDTH - INDENT.length })
/** A table with a heading, without the columns in which nothing stands. */
const headed = (
  [heading, ...rows]: readonly (readonly string[])[],
  right: readonly number[] = [],
): string => {
  const kept = heading!.map((_, at) => at).filter((at) => at === 0 || rows.some((row) => row[at] !== ''))
  return table(
    [heading!, ...rows].map((row) => kept.map((at) => row[at]!)),
    right.map((at) => kept.indexOf(at)),
  )
}
type Field = readonly [label: string, text: string]
const fields = (rows: readonly Field[]): string => table(rows.filter(([, text]) => text !== ''))

const head = ({ merchant, program, at }: Standing, ctx: Context): string => {
  const word = reasonsWords(ctx.locale)
  return tableOf(
    [
      [word.merchant, merchant.name ? word.marked(name(merchant.name, ctx), merchant.id) : merchant.id],
      [word.program, word.version(name(program.name, ctx), program.version)],
      [word.asOf, word.marked(sheet(at, ctx), zoneName(program.zone, ctx.locale))],
    ],
    { width: WIDTH },
  )
}

const scoreBlock = (score: ScoreStanding, ctx: Context): string => {
  const { word } = ctx
  const whole = score.value === null ? whyNoScore(score, ctx) : word.of(points(score.value, ctx), points(score.max, ctx)) // prettier-ignore
  const { change } = score
  const moved =
    change && change.by !== 0
      ? word.change(
          formatNumber(change.by, 'score', { ...ctx, signed: true }),
          day(change.since, ctx),
          change.most && name(change.most.name, ctx),
        )
      : ''
  const rows = score.factors.flatMap((factor) => factorRows(factor, '', ctx))
  const cap = score.capShare === 0 ? [] : [[word.cap, formatNumber(score.capShare, 'score', { ...ctx, signed: true }), '', '']] // prettier-ignore
  return block(name(score.name, ctx), [
    parts([whole, moved, score.isDefault ? reasonsWords(ctx.locale).default : ''], ctx),
    headed([[word.factor, word.share, word.most, word.value], ...rows, ...cap], [1, 2]),
  ])
}

const whyNoScore = ({ why }: ScoreStanding, ctx: Context): string => {
  const { word } = ctx
  if (why?.kind === 'guard') return word.needs(sayRule(why.needs, ctx))
  const names = (why?.subjects ?? []).map((subject) => name(subject.name, ctx))
  return names.length === 0 ? word.noScore : word.unknownBecause(names.join(pick({ en: ', ', 'zh-CN': '、' }, ctx.locale))) // prettier-ignore
}

/** A factor's row, and set in below it those of its group. */
const factorRows = (factor: FactorStanding, indent: string, ctx: Context): string[][] => {
  const { word } = ctx
  const { metric, value, fullAt, fullIs, state, capped } = factor
  const number = (of: number): string => formatNumber(of, metric!.unit, { ...ctx, now: ctx.at })
  const said = [
    metric && value !== undefined ? (value === null ? word.noScore : number(value)) : '',
    metric && fullAt !== undefined && fullAt !== null && factor.gain !== 0 ? word.fullAt[fullIs ?? 'gte'](number(fullAt)) : '', // prettier-ignore
    metric ? sayCounted(metric, ctx) : '',
    state === 'exempt' || state === 'default' ? reasonsWords(ctx.locale)[state] : '',
    factor.guard ? sayEvidence(factor.guard, ctx).line : '',
    factor.decides ? word.decides : '',
    capped ? word.capped(points(capped.from, ctx), points(capped.to, ctx)) : '',
  ]
  const row = [
    indent + name(factor.name, ctx),
    // With no share in the whole, its own points of its own range.
    points(factor.share ?? factor.points, ctx),
    points(factor.share === null || factor.shareMax === null ? factor.pointsMax : factor.shareMax, ctx),
    parts(said, ctx),
  ]
  return [row, ...(factor.factors ?? []).flatMap((inner) => factorRows(inner, `${indent}· `, ctx))]
}

/** The parts of a rule that all have to hold. */
const rowsOf = (rule: Evidence): Evidence[] =>
  rule.kind === 'atLeast' && rule.n === rule.of.length ? rule.of.flatMap(rowsOf) : [rule]

const conditionRows = (rule: Evidence | null, ctx: Context): string[][] =>
  (rule === null ? [] : rowsOf(rule)).map((row) => {
    const { word } = ctx
    const { label, have, need, hint, met } = sayEvidence(row, ctx)
    const state = met === null ? 'unknown' : met ? 'met' : 'unmet'
    const subject = 'subject' in row ? row.subject : null
    const dates = subject?.window ? sayWindow(subject.window, ctx) : ''
    return [
      word.condition[state],
      label,
      have,
      need,
      parts([met === null && subject ? '' : hint, dates, subject ? sayCounted(subject, ctx) : ''], ctx),
    ]
  })

const ladderBlock = (standing: Standing, ladder: LadderStanding, ctx: Context): string => {
  const { word } = ctx
  const tierName = (id: string | null): string => {
    const tier = ladder.tiers.find((one) => one.id === id)
    return tier ? name(tier.name, ctx) : reasonsWords(ctx.locale).noTier
  }
  const { held, computed, ifReviewed, pending, atRisk, next } = ladder
  const here = ladder.tiers.find(({ id }) => id === computed)
  const { heldBack } = reasonsWords(ctx.locale)
  const title = [ladder.name, ...(ladder.scope ? [ladder.scope.name] : [])]
    .map((one) => name(one, ctx))
    .join(' · ')
  const risk = atRisk && (atRisk.falls ? word.falls(tierName(atRisk.to), atRisk.at && day(atRisk.at, ctx)) : word.near(tierName(atRisk.to))) // prettier-ignore
  const rows: Field[] = [
    [computed === held ? '' : word.computed, tierName(computed)],
    [word.ifReviewed, tierName(ifReviewed)],
    [word.decidedFor, pending ? word.pending(tierName(pending.tier), day(pending.at, ctx)) : ''],
    [word.hold, ladder.until ? word.heldUntil(day(ladder.until, ctx)) : ''],
    ...ladder.heldBack.map(({ why, until, by, steps }): Field => [word.heldBack, heldBack[why](until && day(until, ctx), by && name(by, ctx), steps ?? 1)]), // prettier-ignore
    [word.atRisk, risk ?? ''],
  ]
  const keep = conditionRows(here?.keep ?? null, ctx)
  const enter = conditionRows(next ? (ladder.tiers.find(({ id }) => id === next.tier)?.enter ?? null) : null, ctx) // prettier-ignore
  return [
    block(`${title}${pick({ en: ': ', 'zh-CN': '：' }, ctx.locale)}${word.held(tierName(held), ladder.since && day(ladder.since, ctx))}`, [fields(rows.filter(([label]) => label !== ''))]), // prettier-ignore
    here ? block(word.keeps(name(here.name, ctx)), [table(keep)]) : '',
    next ? block(word.enters(name(next.name, ctx)), [table(enter)]) : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const pathBlock = (standing: Standing, path: PathStanding, ctx: Context): string => {
  const { word } = ctx
  const proof = word.proof[path.proof]
  const certain = typeof proof === 'string' ? proof : proof(path.tried)
  const effort = formatMinutes(path.effortMinutes, ctx.locale)
  const rows = path.tasks.map(({ id, gain }) => {
    const task = standing.tasks.find((one) => one.id === id)!
    return [
      name(task.name, ctx),
      gain === null || gain === 0 ? '' : word.adds(formatNumber(gain, 'score', { ...ctx, signed: true })),
      formatMinutes(task.effortMinutes, ctx.locale),
      task.deadline ? word.by(day(task.deadline.validThrough, ctx)) : '',
    ]
  })
  if (standing.tasks.length === 0)
    return path.reaches ? block(word.path(name(path.name, ctx)), [word.reached]) : ''
  const isDone = path.reaches && path.tasks.length === 0
  const summary = isDone ? word.reached : parts([path.reaches ? word.reaches(path.tasks.length, effort) : '', certain], ctx) // prettier-ignore
  return block(word.path(name(path.name, ctx)), [
    wrapped(summary, WIDTH - INDENT.length),
    table(rows, [1]),
    ...(path.blockedBy.length > 0
      ? [word.blockedBy, table(path.blockedBy.flatMap((row) => conditionRows(row, ctx)))]
      : []),
  ])
}

const taskBlock = (tasks: readonly TaskStanding[], ctx: Context): string => {
  const { word } = ctx
  return block(word.tasks, [
    table(
      tasks.map((task) => [
        name(task.name, ctx),
        word.states[task.state],
        task.progress === null || task.progress === 1 ? '' : formatNumber(Math.floor(task.progress * 100), 'percent', ctx), // prettier-ignore
        parts(
          [
            task.why ? sayRule(task.why, ctx) : '',
            task.state === 'open' ? sayEvidence(task.done, ctx).line : '',
            task.gain !== null && task.gain !== 0 ? word.adds(formatNumber(task.gain, 'score', { ...ctx, signed: true })) : '', // prettier-ignore
            ...task.reward.map((one) => word.reward(formatNumber(one.amountPoints, 'points', { ...ctx, signed: true }), name(one.name, ctx))), // prettier-ignore
            task.deadline ? word.by(day(task.deadline.validThrough, ctx)) : '',
          ],
          ctx,
        ),
      ]),
      [2],
    ),
  ])
}

const benefitBlock = (benefits: readonly BenefitStanding[], ctx: Context): string => {
  const { word } = ctx
  return block(word.benefits, [
    table(
      benefits.map((benefit) => [
        name(benefit.name, ctx),
        word.benefitStates[benefit.state],
        parts(
          [
            benefit.value !== null && benefit.unit ? formatNumber(benefit.value, benefit.unit, { ...ctx, now: ctx.at }) : '', // prettier-ignore
            benefit.quota ? word.left(count(benefit.quota.left, ctx), count(benefit.quota.times, ctx)) : '',
            benefit.opensAt ? word.opensAt(name(benefit.opensAt.name, ctx)) : '',
            benefit.givenNext ? word.givenNext(day(benefit.givenNext, ctx)) : '',
            benefit.suspendedBy ? word.suspendedBy(name(benefit.suspendedBy, ctx)) : '',
            benefit.given?.until ? word.by(day(benefit.given.until.validThrough, ctx)) : '',
          ],
          ctx,
        ),
      ]),
    ),
  ])
}

/** Points by the day after which they lapse, next first; the lots come in that order. */
const lotRows = ({ lots, resetsAt }: AccountStanding, ctx: Context): string[][] => {
  const byDay = new Map<string, { left: number; lots: number }>()
  const kept = resetsAt ? ctx.word.untilReset(day(resetsAt, ctx)) : ctx.word.never
  for (const { leftPoints, expiry } of lots) {
    const label = expiry ? ctx.word.by(day(expiry.validThrough, ctx)) : kept
    const one = byDay.get(label) ?? { left: 0, lots: 0 }
    byDay.set(label, { left: one.left + leftPoints, lots: one.lots + 1 })
  }
  return [...byDay].map(([label, one]) => [formatNumber(one.left, 'points', ctx), label, ctx.word.lots(one.lots)]) // prettier-ignore
}

const accountBlock = (accounts: readonly AccountStanding[], ctx: Context): string =>
  accounts
    .map((account) => {
      const { word } = ctx
      const { nextLapse, worth } = account
      return block(name(account.name, ctx), [
        parts(
          [
            formatNumber(account.balancePoints, 'points', ctx),
            worth ? word.worth(formatNumber(worth.money, 'money', ctx)) : '',
            nextLapse ? word.lapses(formatNumber(nextLapse.amountPoints, 'points', ctx), day(nextLapse.validThrough, ctx)) : '', // prettier-ignore
          ],
          ctx,
        ),
        table(lotRows(account, ctx), [0]),
        ...account.limits.map((limit) => {
          const label = limit.name ? name(limit.name, ctx) : name(account.name, ctx)
          const said = word.limit(label, count(limit.counted, ctx), count(limit.points, ctx), limit.each)
          return wrapped(parts([said, limit.left === 0 ? word.limitReached : ''], ctx), WIDTH - 2)
        }),
      ])
    })
    .join('\n\n')

const overrideBlock = ({ overrides }: Standing, ctx: Context): string =>
  block(ctx.word.overrides, [
    table(overrides.map((one) => [sayOverride(one, ctx), one.active ? ctx.word.active : ctx.word.ended])),
  ])

const reviewBlock = (reviews: readonly ReviewStanding[], ctx: Context): string => {
  const { word } = ctx
  const dates = (window: ReviewStanding['counts']): string => (window ? sayWindow(window, ctx) : '')
  return block(word.reviews, [
    headed([
      [word.review, word.last, word.next, word.counts, word.nextCounts],
      ...reviews.map(({ id, name: text, every, last, next, counts, covers }) => [
        text ? name(text, ctx) : id,
        every === 'continuous' ? word.continuous : last ? sheet(last, ctx) : '',
        next ? sheet(next, ctx) : '',
        dates(counts),
        dates(covers),
      ]),
    ]),
  ])
}

const reasonsBlock = (reasons: Reasons | null, ctx: Context): string => {
  if (!reasons) return ''
  const { change, last } = reasons
  const rule = (title: string): string => `${title}\n${'-'.repeat(widthOf(title))}`
  return [
    ...(change ? [rule(ctx.word.reasons), sayDecision(change, ctx)] : []),
    ...(last ? [rule(last.review ? ctx.word.reasonsLast : ctx.word.reasonsNow), sayDecision(last, ctx)] : []),
  ].join('\n\n')
}
