/** What was scored, as a table for people, or as JSON or CSV for tools. */
import { isoOf } from '../plan/calendar.js'
import type { LadderPlan } from '../plan/plan.js'
import { tierCounts } from '../population/movement.js'
import { nearestOf } from '../schema/nearest.js'
import type { CliWords } from '../words/cli.js'
import { aligned } from '../words/columns.js'
import { formatDate } from '../words/date.js'
import { pick, textOf, type Locale } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { agreementOf, precisionOf, recallOf, type Confusion, type Share } from './confusion.js'
import type { Forgotten } from '../plan/forgotten.js'
import type { Scored } from './scored.js'

export interface ReportContext {
  readonly locale: Locale
  readonly words: CliWords
  readonly atMs: number
}

/** The table of merchants, the counts by tier, and the comparison where there is one. */
export const tableReport = (scored: Scored, confusion: Confusion | null, context: ReportContext): string => {
  const { plan, ladder, merchants, saysHeld } = scored
  const { locale, words, atMs } = context
  const { zone } = plan.clockwork
  const at = `${formatDate(atMs, { locale, zone, style: 'sheet' })} (${zone})`
  const program = `${textOf(plan.program.name, locale)} ${plan.program.version}`
  const tier = (place: number): string => tierName(ladder, place, context)
  const hasScore = plan.score !== null
  const rows = merchants.map(({ id, score, held, earned, lacks }) => [
    id,
    ...(hasScore ? [score === null ? '–' : String(score)] : []),
    ...(saysHeld ? [tier(held)] : []),
    tier(earned),
    lacks.map(({ name }) => textOf(name, locale)).join(pick({ en: ', ', 'zh-CN': '、' }, locale)),
  ])
  const header = [
    words.merchant,
    ...(hasScore ? [words.score] : []),
    ...(saysHeld ? [words.held] : []),
    words.earned,
    words.lacks,
  ]
  return [
    words.reviewedAt(program, textOf(ladder.name, locale), at),
    '',
    aligned([header, ...rows], hasScore ? [1] : []),
    '',
    countsTable(scored, context),
    ...(confusion ? ['', confusionTable(scored, confusion, context)] : []),
    '',
  ].join('\n')
}

const tierName = ({ tiers }: LadderPlan, place: number, { locale, words }: ReportContext): string =>
  place < 0 ? words.none : textOf(tiers[place]!.name, locale)

/** Counts by place, of those earned and, where merchants come with one, of those held; the highest first. */
const countsOf = ({
  merchants,
  ladder,
  saysHeld,
}: Scored): { place: number; earned: number; held: number }[] => {
  const count = (places: number[]): Map<number, number> => {
    const { none, tiers } = tierCounts(Int16Array.from(places), ladder.tiers.length)
    return new Map([[-1, none], ...tiers.map((many, place): [number, number] => [place, many])])
  }
  const earned = count(merchants.map((one) => one.earned))
  const held = count(saysHeld ? merchants.map((one) => one.held) : [])
  return [...ladder.tiers.map((_, place) => place).reverse(), -1]
    .map((place) => ({ place, earned: earned.get(place)!, held: held.get(place)! }))
    .filter(({ place, earned: some, held: others }) => place >= 0 || some + others > 0)
}

const countsTable = (scored: Scored, context: ReportContext): string => {
  const { locale, words } = context
  const { merchants, saysHeld } = scored
  const all = merchants.length
  const number = (value: number): string => formatNumber(value, 'integer', { locale })
  const cells = (earned: number, held: number): string[] => [
    ...(saysHeld ? [number(held)] : []),
    number(earned),
    all === 0 ? '–' : percent({ part: earned, whole: all }, locale),
  ]
  return aligned(
    [
      [words.merchants(number(all)), ...(saysHeld ? [words.held] : []), words.earned, words.share],
      ...countsOf(scored).map(({ place, earned, held }) => [
        tierName(scored.ladder, place, context),
        ...cells(earned, held),
      ]),
    ],
    [1, 2, 3],
  )
}

const percent = ({ part, whole }: Share, locale: Locale): string =>
  whole === 0 ? '–' : formatNumber((100 * part) / whole, 'percent', { locale, digits: 1 })

const confusionTable = (
  { ladder, merchants }: Scored,
  confusion: Confusion,
  context: ReportContext,
): string => {
  const { locale, words } = context
  const { column, from, classes, counts, known } = confusion
  const number = (value: number): string => formatNumber(value, 'integer', { locale })
  const mark = from === null ? '' : tierName(ladder, from, context)
  const givenNames =
    from === null
      ? classes.map((place) => tierName(ladder, place, context))
      : [words.givenYes(column), words.givenNo(column)]
  const earnedNames =
    from === null
      ? classes.map((place) => words.earnedTier(tierName(ladder, place, context)))
      : [words.earnedTier(mark), words.notEarned(mark)]
  const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)
  const table = [
    ['', ...givenNames, words.all],
    ...classes.map((_, at) => [earnedNames[at]!, ...counts[at]!.map(number), number(sum(counts[at]!))]),
    [words.all, ...classes.map((_, at) => number(sum(counts.map((row) => row[at]!)))), number(known)],
  ]
  const share = (name: string, value: Share): string[] => [
    name,
    percent(value, locale),
    words.of(number(value.part), number(value.whole)),
  ]
  const classShares = (at: number, of: string): string[][] => [
    share(`${words.precision}${of}`, precisionOf(confusion, at)),
    share(`${words.recall}${of}`, recallOf(confusion, at)),
  ]
  const shares =
    from === null
      ? classes.flatMap((place, at) => classShares(at, ` (${tierName(ladder, place, context)})`))
      : classShares(0, '')
  return [
    words.against(column, number(known), number(merchants.length)),
    aligned(table, table[0]!.map((_, at) => at).slice(1)),
    '',
    aligned([share(words.agreement, agreementOf(confusion)), ...shares], [1]),
  ].join('\n')
}

/** One JSON document, a merchant a line. Unknown is null; `lacks` has the ids of what the next tier asks and is not met. */
export const jsonReport = (scored: Scored, confusion: Confusion | null, { atMs }: ReportContext): string => {
  const { plan, ladder, merchants, saysHeld } = scored
  const idOf = (place: number): string | null => ladder.tiers[place]?.id ?? null
  const lines = merchants.map(({ id, score, held, earned, lacks }) =>
    JSON.stringify({
      id,
      ...(plan.score && { score }),
      ...(saysHeld && { held: idOf(held) }),
      earned: idOf(earned),
      lacks: lacks.map((name) => name.id),
    }),
  )
  const head = {
    program: plan.program.id,
    version: plan.program.version,
    at: isoOf(atMs),
    ladder: ladder.key,
    tiers: countsOf(scored).map(({ place, earned, held }) => ({
      tier: idOf(place),
      ...(saysHeld && { held }),
      earned,
    })),
    ...(confusion && { against: jsonConfusion(confusion, idOf) }),
  }
  return `${JSON.stringify(head).slice(0, -1)},"merchants":[\n${lines.join(',\n')}\n]}\n`
}

const jsonConfusion = (confusion: Confusion, idOf: (place: number) => string | null): object => {
  const { column, from, classes, counts, known, unknown } = confusion
  const share = ({ part, whole }: Share): object => ({
    part,
    whole,
    percent: whole === 0 ? null : (100 * part) / whole,
  })
  const nameOf = (place: number): string | null => (from === null ? idOf(place) : place === 1 ? 'yes' : 'no')
  return {
    column,
    ...(from !== null && { yes: idOf(from) }),
    known,
    unknown,
    counts: classes.flatMap((earned, row) =>
      classes.map((given, at) => ({
        earned: nameOf(earned),
        given: nameOf(given),
        merchants: counts[row]![at]!,
      })),
    ),
    agreement: share(agreementOf(confusion)),
    classes: (from === null ? classes : [1]).map((place, at) => ({
      class: nameOf(place),
      precision: share(precisionOf(confusion, at)),
      recall: share(recallOf(confusion, at)),
    })),
  }
}

/** A row a merchant; unknown is empty, what is lacking is parted by spaces. */
export const csvReport = ({ plan, ladder, merchants, saysHeld }: Scored): string => {
  const idOf = (place: number): string => ladder.tiers[place]?.id ?? ''
  const rows = merchants.map(({ id, score, held, earned, lacks }) => [
    id,
    ...(plan.score ? [score === null ? '' : String(score)] : []),
    ...(saysHeld ? [idOf(held)] : []),
    idOf(earned),
    lacks.map((name) => name.id).join(' '),
  ])
  const header = ['id', ...(plan.score ? ['score'] : []), ...(saysHeld ? ['held'] : []), 'earned', 'lacks']
  return [header, ...rows].map((row) => row.map(csvCell).join(',') + '\n').join('')
}

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)

/** Which columns were read as what, for people, and what the score lacks. `against`: the column that was compared with. */
export const columnNotes = (
  { columns, unscored, forgotten, unranked }: Scored,
  { words, locale }: ReportContext,
  against: string | null,
): string => {
  const list = (parts: readonly string[]): string => parts.join(pick({ en: ', ', 'zh-CN': '、' }, locale))
  const warnings = unscored.length > 0 ? [`${words.unscored(list(unscored))}\n`] : []
  if (columns === null) return [...warnings, unrankedNote(unranked, words, locale)].join('')
  const { mapped, missing, likeFractions } = columns
  const unused = columns.unused.filter((name) => name !== against)
  const lines: [string, string][] = [
    [words.columns, list(mapped.map(({ name, subject }) => words.read(name, subject.id)))],
    [words.unknown, list(missing.map(({ id }) => id))],
    [words.unused, list(unused)],
  ]
  const wanted = missing.map(({ id }) => id)
  const hints = unused.flatMap((name) => {
    const nearest = nearestOf(name, wanted)
    return nearest === '' ? [] : [words.meant(name, nearest)]
  })
  return [
    ...lines.filter(([, what]) => what !== '').map(([about, what]) => `${about}: ${what}\n`),
    ...[...hints, ...likeFractions.map(words.looksLikeFraction)].map((line) => `${line}\n`),
    ...warnings,
    forgottenNote(forgotten, words, locale),
  ].join('')
}

/** That nothing is counted of past reviews, and of which rules; empty where none asks. */
export const forgottenNote = (forgotten: readonly Forgotten[], words: CliWords, locale: Locale): string => {
  const list = (parts: readonly string[]): string => parts.join(pick({ en: ', ', 'zh-CN': '、' }, locale))
  const ruleOf = ({ names, review, ofLast }: Forgotten): string =>
    words.pastRule(
      list(names.map((name) => textOf(name.name, locale))),
      review.name ? textOf(review.name, locale) : review.id,
      ofLast === null ? null : String(ofLast),
    )
  return forgotten.length === 0 ? '' : `${words.forgotten(list(forgotten.map(ruleOf)))}\n`
}

/** That places in some cohorts are unknown, and why; empty where there are none. */
export const unrankedNote = (cohorts: readonly string[], words: CliWords, locale: Locale): string =>
  cohorts.length === 0 ? '' : `${words.unranked(cohorts.join(pick({ en: ', ', 'zh-CN': '、' }, locale)))}\n`
