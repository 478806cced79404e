/** A file that is being mapped: what its columns are taken for, what was answered, and what is to be read of it. */
import { mainLadderOf, rootsOf, subjectsOf, type Subject } from '../../src/plan/asked.js'
import { compile } from '../../src/plan/compile.js'
import type { LadderPlan, Plan } from '../../src/plan/plan.js'
import { digitsOf, type Written } from '../../src/population/cell.js'
import { guessesOf, subjectsFor, writtenOf, type Question, type Why } from '../../src/population/guess.js'
import type { FileReading } from '../../src/population/load-file.js'
import type { Mapped } from '../../src/population/mapping.js'
import type { MerchantFile } from '../../src/population/merchant-file.js'
import type { ColumnProfile } from '../../src/population/profile.js'
import { scalesOf, type Scale } from '../../src/population/scales.js'
import type { Program } from '../../src/schema/program.js'
import { keptFor, type KeptColumn } from './population-kept.js'

/** What a program asks of merchants. */
export interface Asked {
  readonly program: Program
  readonly plan: Plan
  readonly ladder: LadderPlan
  readonly subjects: readonly Subject[]
  readonly scales: ReadonlyMap<string, Scale>
  readonly digits: number
}

export const askedBy = (program: Program): Asked | null => {
  const { value: plan } = compile([program])
  if (plan === null) return null
  const ladder = mainLadderOf(plan)
  return {
    ...{ program, plan, ladder },
    subjects: subjectsOf(plan, rootsOf(plan, ladder)),
    scales: scalesOf(plan),
    digits: digitsOf(program.currency),
  }
}

/** What a column goes to, and how it is read. `goesTo`: a subject's id, `id`, `number`, `segment`, or null for a column that is not used. */
export interface Choice {
  readonly goesTo: string | null
  readonly written: Written
  readonly why: Why
  readonly asks: Question | null
  readonly isAnswered: boolean
  readonly isLenient: boolean
}

export interface Session {
  readonly file: MerchantFile
  readonly profiles: readonly ColumnProfile[]
  readonly choices: readonly Choice[]
  readonly isKept: boolean // as it was confirmed for a file with the same columns
}

/** A file with a guess a column; what was confirmed for the same columns goes before any guess. */
export const sessionOf = (file: MerchantFile, profiles: readonly ColumnProfile[], asked: Asked): Session => {
  const kept = keptFor(asked.program.program, file.header)
  const zone = asked.program.zone
  const { subjects, scales, digits } = asked
  const guesses = guessesOf(profiles, { subjects, scales, zone, digits })
  return {
    file,
    profiles,
    isKept: kept !== null,
    choices: guesses.map(({ column, goesTo, written, why, asks }) => {
      const before = kept?.[column]
      return before ? choiceKept(before) : { goesTo, written, why, asks, isAnswered: false, isLenient: false }
    }),
  }
}

const choiceKept = ({ goesTo, written, isLenient }: KeptColumn): Choice => ({
  ...{ goesTo, written, isLenient, asks: null, isAnswered: true },
  why: { why: 'kept' },
})

/** The session with a column put to something else; what had it before goes without. */
export const withGoesTo = (
  session: Session,
  column: number,
  goesTo: string | null,
  asked: Asked,
): Session => {
  const subject = subjectsFor(asked.subjects).find(({ id }) => id === goesTo)
  const isOwn = goesTo === null || goesTo === 'number' || goesTo === 'segment'
  const { written, asks } = subject
    ? writtenOf(session.profiles[column]!, subject, 'chosen', { ...asked, zone: asked.program.zone })
    : { written: 'plain' as const, asks: null }
  return {
    ...session,
    choices: session.choices.map((choice, place) => {
      if (place === column)
        return { goesTo, written, asks, why: { why: 'chosen' }, isAnswered: false, isLenient: false }
      return !isOwn && choice.goesTo === goesTo ? { ...choice, goesTo: null, asks: null } : choice
    }),
  }
}

export const withAnswer = (session: Session, column: number, answer: Partial<Choice>): Session => ({
  ...session,
  choices: session.choices.map((choice, place) =>
    place === column ? { ...choice, ...answer, isAnswered: true } : choice,
  ),
})

/** Columns of which something is asked that nobody has answered. */
export const openQuestions = ({ choices }: Session): number[] =>
  choices.flatMap(({ asks, goesTo, isAnswered }, column) =>
    asks !== null && goesTo !== null && !isAnswered ? [column] : [],
  )

/** What is to be read; null where no column gives the ids. */
export const readingOf = ({ file, choices }: Session, asked: Asked): FileReading | null => {
  const id = choices.findIndex(({ goesTo }) => goesTo === 'id')
  if (id < 0) return null
  const known = subjectsFor(asked.subjects)
  const mapped = choices.flatMap(({ goesTo, written }, column): Mapped[] => {
    if (goesTo === null || goesTo === 'id') return []
    const subject = known.find((one) => one.id === goesTo) ?? ownSubject(file.header, column, goesTo, known)
    return [{ subject, column, written }]
  })
  const lenient = new Set(choices.flatMap(({ isLenient }, column) => (isLenient ? [column] : [])))
  return { id, mapped, zone: asked.program.zone, digits: asked.digits, lenient }
}

/** A column of the file's own, by a name that no other has. */
const ownSubject = (
  header: readonly string[],
  column: number,
  goesTo: string,
  known: readonly Subject[],
): Subject => {
  const name = header[column]!
  const isTaken = known.some(({ id }) => id === name) || header.indexOf(name) < column
  const about = { id: isTaken ? `${name} (${column + 1})` : name, names: [{ en: name, 'zh-CN': name }] }
  return goesTo === 'segment'
    ? { ...about, reading: 'choice', unit: 'choice', values: [] }
    : { ...about, reading: 'number', unit: 'number', values: [] }
}

/** What is asked, follows from nothing that is given, and is in no column: unknown of everybody. A tier held and what reviews found are not missed. */
export const missingIn = (given: ReadonlySet<string>, { plan, ladder }: Asked): Subject[] =>
  subjectsOf(plan, rootsOf(plan, ladder), given).filter(
    ({ id, unit }) => !given.has(id) && unit !== 'tier' && id.indexOf('#') < 0,
  )
