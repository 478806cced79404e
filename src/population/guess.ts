/**
 * What each column of a file is for, guessed and explained: by its name, by other names of the same, by what stands in it. A guess is sure
 * where nothing else can be meant; where two readings give other numbers it is asked, and never chosen in silence.
 */
import { asOf, joinedAt, type Subject } from '../plan/asked.js'
import { aliases, bare, bareNames, likeness, plain, tierAliases } from './alike.js'
import { readCell, type CellKind, type Written } from './cell.js'
import { isSerial } from './cell-date.js'
import type { ColumnProfile } from './profile.js'
import type { Scale } from './scales.js'

/** Why a column is taken for something: the one thing that decided. */
export type Why =
  | { readonly why: 'sameId' | 'sameName' | 'alias' | 'alikeName' | 'values' | 'chosen' | 'kept' }
  | { readonly why: 'fewValues' | 'freeText' | 'otherNumber' | 'otherDate' | 'empty' | 'repeatedName' }
  | { readonly why: 'second'; readonly to: string; readonly first: string }

/** What has to be asked of a column: readings that give other numbers. */
export type Question = 'percentOrFraction' | 'mainOrSmallest' | 'serialDate' | 'alikeName'

/** `goesTo`: a subject's id, `id`, `number` or `segment` for a column of its own, or null. */
export interface Guess {
  readonly column: number
  readonly goesTo: string | null
  readonly written: Written
  readonly why: Why
  readonly asks: Question | null
}

/** What a guess may use. `scales`: the ranges that the program expects, by subject. */
export interface GuessContext {
  readonly subjects: readonly Subject[]
  readonly scales: ReadonlyMap<string, Scale>
  readonly zone: string
  readonly digits: number
}

/** The subjects that columns may give, besides the id: what the program asks, and what every population may have. */
export const subjectsFor = (subjects: readonly Subject[]): Subject[] =>
  [...subjects, joinedAt, asOf].filter(
    (subject, place, all) => all.findIndex(({ id }) => id === subject.id) === place,
  )

interface Candidate {
  readonly column: number
  readonly to: string
  readonly why: 'sameId' | 'sameName' | 'alias' | 'alikeName' | 'values'
  readonly rank: number
}

const RANKS = { sameId: 5, sameName: 4, alias: 3, alikeName: 1, values: 0.5 }
/** Names less alike than this are not; from the second on, nothing else is meant. */
const ALIKE = 0.5
const SURELY_ALIKE = 0.75
/** Of the cells looked at so many must read as what a column is taken for. */
const FITS = 0.9

/** A guess a column, in the order of the file. */
export const guessesOf = (profiles: readonly ColumnProfile[], context: GuessContext): Guess[] => {
  const known = subjectsFor(context.subjects)
  const candidates = profiles.flatMap((profile) => candidatesOf(profile, known, context))
  candidates.sort((left, right) => right.rank - left.rank || left.column - right.column)
  const taken = new Map<string, Candidate>()
  const given = new Map<number, Candidate>()
  for (const candidate of candidates) {
    if (taken.has(candidate.to) || given.has(candidate.column)) continue
    taken.set(candidate.to, candidate)
    given.set(candidate.column, candidate)
  }
  return profiles.map((profile) => {
    const own = given.get(profile.column)
    if (own) return guessFor(profile, own, known, context)
    const second = candidates.find(({ column }) => column === profile.column)
    const why: Why = second
      ? { why: 'second', to: second.to, first: profiles[taken.get(second.to)!.column]!.name }
      : unusedWhy(profile, profiles)
    const goesTo = why.why === 'fewValues' ? 'segment' : null
    return { column: profile.column, goesTo, written: 'plain', why, asks: null }
  })
}

const candidatesOf = (
  profile: ColumnProfile,
  known: readonly Subject[],
  context: GuessContext,
): Candidate[] => {
  const { column } = profile
  const name = plain(profile.name)
  const found: Candidate[] = []
  const idRank = aliases['id']!.indexOf(name)
  if (idRank >= 0) found.push({ column, to: 'id', why: 'sameName', rank: RANKS.sameName - idRank / 100 })
  for (const subject of known) {
    const to = subject.id
    const fit = fitOf(profile, subject, context)
    const add = (why: Candidate['why'], more: number): void => {
      // an id that is the program's own counts even where no cell reads: the rows then say why
      if (fit < FITS && why !== 'sameId' && why !== 'sameName') return
      found.push({ column, to, why, rank: RANKS[why] + more + (fit < FITS ? -0.9 : 0) })
    }
    if (name === plain(to)) add('sameId', 0)
    else if (isNamed(name, subject, known)) add('sameName', 0)
    else if (isAlias(profile.name, subject)) add('alias', 0)
    else {
      const like = Math.max(...bareNames(subject).map((other) => likeness(bare(profile.name), other)))
      if (like >= ALIKE) add('alikeName', like + inScale(profile, subject, context) / 10)
      else if (subject.unit === 'tier' && profile.distinct > 0) add('values', 0)
    }
  }
  return found
}

const isNamed = (name: string, subject: Subject, all: readonly Subject[]): boolean => {
  const called = ({ names }: Subject): boolean =>
    names.some(({ en, 'zh-CN': zh }) => plain(en) === name || plain(zh) === name)
  // a name that two subjects share says nothing
  return called(subject) && !all.some((other) => other !== subject && called(other))
}

const isAlias = (name: string, subject: Subject): boolean =>
  (aliases[subject.id] ?? (subject.unit === 'tier' ? tierAliases : [])).some(
    (alias) => alias === plain(name) || alias === bare(name),
  )

/** The share of the cells looked at that read as a subject. */
export const fitOf = (
  { texts, serials, known }: ColumnProfile,
  subject: Subject,
  context: GuessContext,
): number => {
  if (known === 0) return 1
  const isSerials = subject.reading === 'date' && serials === known
  const kind: CellKind = { ...context, subject, written: isSerials ? 'serial' : 'plain' }
  const read = texts.filter((text) => typeof readCell(text, kind) === 'number').length
  return read / texts.length
}

/** 1 where the middle of a column lies in the range that the program expects. */
const inScale = (profile: ColumnProfile, subject: Subject, { scales }: GuessContext): number => {
  const scale = scales.get(subject.id)
  return scale && profile.median >= scale.from / 4 && profile.median <= scale.to * 4 ? 1 : 0
}

const guessFor = (
  profile: ColumnProfile,
  { column, to, why, rank }: Candidate,
  known: readonly Subject[],
  context: GuessContext,
): Guess => {
  const subject = known.find(({ id }) => id === to)
  if (!subject) return { column, goesTo: to, written: 'plain', why: { why }, asks: null }
  const { written, asks } = writtenOf(profile, subject, why, context)
  const isUnsure = why === 'alikeName' && rank < RANKS.alikeName + SURELY_ALIKE
  return { column, goesTo: to, written, why: { why }, asks: asks ?? (isUnsure ? 'alikeName' : null) }
}

/** How a column is written, as far as it can be seen; and what has to be asked. */
export const writtenOf = (
  profile: ColumnProfile,
  subject: Subject,
  why: Why['why'],
  { scales }: GuessContext,
): { written: Written; asks: Question | null } => {
  const { name, known, numbers, percents, moneys, decimals, serials, min, max, median } = profile
  if (subject.unit === 'percent' && numbers > 0 && percents === 0) {
    if (/%|％|百分/.test(name) || min < 0 || max > 1 || decimals === 0) return { written: 'plain', asks: null } // prettier-ignore
    const scale = scales.get(subject.id)
    const asFraction = scale !== undefined && median * 100 >= scale.from / 2 && median < scale.from / 2
    return { written: asFraction ? 'fraction' : 'plain', asks: 'percentOrFraction' }
  }
  if (subject.unit === 'money' && numbers > 0) {
    if (/分\s*[)）]|fen|cents?\b/i.test(name)) return { written: 'plain', asks: null }
    if (/元|yuan|cny|rmb|usd|eur|[¥￥$€]/i.test(name) || moneys > 0 || decimals > 0)
      return { written: 'main', asks: null }
    return { written: 'plain', asks: why === 'sameId' ? null : 'mainOrSmallest' }
  }
  if (subject.reading === 'date' && known > 0 && serials === known && isSerial(min))
    return { written: 'serial', asks: 'serialDate' }
  return { written: 'plain', asks: null }
}

/** Values that are few and come again and again part merchants into segments. */
const FEW = 60

const unusedWhy = (profile: ColumnProfile, all: readonly ColumnProfile[]): Why => {
  const { name, known, distinct, numbers, dateCount } = profile
  if (all.some((other) => other !== profile && plain(other.name) === plain(name)))
    return { why: 'repeatedName' }
  if (known === 0) return { why: 'empty' }
  // a few that do not read do not make it something else
  if (dateCount >= known * FITS) return { why: 'otherDate' }
  if (numbers >= known * FITS) return { why: 'otherNumber' }
  return { why: distinct <= FEW && distinct * 3 <= known ? 'fewValues' : 'freeText' }
}
