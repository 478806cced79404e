/** What the SQL page shows: a draft as a query, beside the published program's, with its steps and where the two differ. */
import { mainLadderOf } from '../../src/plan/asked.js'
import { instantMsOf, isoOf, nextReview } from '../../src/plan/calendar.js'
import { compile } from '../../src/plan/compile.js'
import type { LadderPlan, Plan } from '../../src/plan/plan.js'
import type { Issue } from '../../src/schema/issues.js'
import type { Program } from '../../src/schema/program.js'
import type { Dialect } from '../../src/sql/dialect.js'
import { columnsNeeded, printed, type Query } from '../../src/sql/print.js'
import type { Locale } from '../../src/words/locale.js'
import { sqlRemarks } from '../../src/words/sql.js'
import { changesBetween, numberChange } from './sql-changes.js'

export interface Wanted {
  readonly dialect: Dialect
  readonly from: 'merchants' | 'events'
  readonly merchants: string // tables
  readonly events: string
  /** The day of the review, as `2026-04-01`. */
  readonly day: string
  /** Columns that the table is said to have besides those that are needed. */
  readonly columns: readonly string[]
  readonly locale: Locale
}

/** How many merchants the preview counted on a tier of the draft. */
export interface CountedTier {
  readonly name: string
  readonly merchants: number
}

/** A step of the query, with the line that it begins at, from 1. */
export interface Step {
  readonly name: string
  readonly line: number
  readonly columns: number
}
/** Lines that differ from the published query, and what they are about: a column that they read, else the one that they make. */
export interface Changed {
  readonly line: number
  readonly count: number
  readonly column: string
  readonly numbers: { readonly from: string; readonly to: string } | null
}

export interface Shown {
  readonly text: string
  readonly lines: readonly string[]
  readonly steps: readonly Step[]
  readonly changed: readonly Changed[]
  readonly query: Query
  readonly ladder: LadderPlan
  /** Whether every step reads one merchant alone. */
  readonly isApart: boolean
}

const plans = new WeakMap<Program, { value: Plan | null; issues: Issue[] }>()
const planOf = (program: Program): { value: Plan | null; issues: Issue[] } => {
  let made = plans.get(program)
  if (made === undefined) plans.set(program, (made = compile([program])))
  return made
}

/** The day of the program's next review after an instant, in its zone; the instant's own day where it has no dates. */
export const reviewDay = (program: Program, nowMs: number): string => {
  const plan = planOf(program).value
  if (plan === null) return isoOf(nowMs).slice(0, 10)
  const { promote, demote } = mainLadderOf(plan)
  const named = [promote, demote].flatMap((when) => (typeof when === 'object' ? [when.review] : []))
  const review = plan.clockwork.reviews.find(({ id }) => id === named[0])
  const isDated = review !== undefined && review.rule !== 'continuous' && review.since === null
  const atMs = isDated ? nextReview(review.rule as Exclude<typeof review.rule, 'continuous'>, review.zone, nowMs) : nowMs // prettier-ignore
  return dayIn(plan.clockwork.zone, atMs)
}
/** The local day of an instant: the last one that has begun by it. */
const dayIn = (zone: string, atMs: number): string =>
  [1, 0, -1]
    .map((days) => isoOf(atMs + days * 86_400_000).slice(0, 10))
    .find((day) => instantMsOf(day, zone) <= atMs)!

/** A program's query; null, with issues, where the program is not valid or no column gives what it asks. */
const queryOf = (
  program: Program,
  wanted: Wanted,
): { value: { query: Query; plan: Plan } | null; issues: Issue[] } => {
  const { value: plan, issues } = planOf(program)
  if (plan === null) return { value: null, issues }
  const atMs = instantMsOf(wanted.day, plan.clockwork.zone)
  const asked = {
    ...{ dialect: wanted.dialect, remarks: sqlRemarks(wanted.locale), atMs, table: wanted.merchants },
    ...(wanted.from === 'events' && { events: wanted.events }),
  }
  const columns = new Set([...columnsNeeded(plan, asked), ...wanted.columns])
  const made = printed(plan, { ...asked, columns })
  return made.value === null
    ? { value: null, issues: made.issues }
    : { value: { query: made.value, plan }, issues: [] }
}

/** `broken`: what the first line says besides; null says nothing. */
export const shownOf = (
  draft: Program,
  published: Program,
  wanted: Wanted,
  broken: string | null,
): { value: Shown | null; issues: Issue[] } => {
  const { value, issues } = queryOf(draft, wanted)
  if (value === null) return { value: null, issues }
  const { query, plan } = value
  const first = broken === null ? '' : `-- ${broken.replace(/[\r\n]+/g, ' ').replace(/;/g, ',')}\n`
  const text = `${first}${query.text}`
  const lines = text.replace(/\n$/, '').split('\n')
  const old = queryOf(published, wanted).value?.query.text.replace(/\n$/, '').split('\n') ?? null
  return {
    value: {
      ...{ text, lines, query, ladder: mainLadderOf(plan) },
      steps: stepsIn(lines),
      changed: old === null ? [] : changedIn(old, lines),
      isApart: !/ OVER \(/.test(text),
    },
    issues,
  }
}

const stepBegin = /^(?:WITH )?"((?:[^"]|"")+)" AS \($/

const stepsIn = (lines: readonly string[]): Step[] => {
  const steps: Step[] = []
  const makes = (from: number): number => {
    let count = 0
    for (let at = from; at < lines.length && !/^\)/.test(lines[at]!); at++)
      if (/ AS "(?:[^"]|"")+",?(?: --.*)?$/.test(lines[at]!)) count += 1
    return count
  }
  lines.forEach((line, at) => {
    const [, name] = stepBegin.exec(line) ?? []
    if (name !== undefined)
      steps.push({ name: name.split('""').join('"'), line: at + 1, columns: makes(at + 1) })
  })
  const last = lines.lastIndexOf('SELECT')
  if (last >= 0) steps.push({ name: '', line: last + 1, columns: 0 })
  return steps
}

/** Remarks at the head differ with every version, and are none of the query. */
const beginOf = (lines: readonly string[]): number => lines.findIndex((line) => /^WITH /.test(line))

const changedIn = (before: readonly string[], after: readonly string[]): Changed[] => {
  const [from, to] = [beginOf(before), beginOf(after)]
  return changesBetween(before.slice(from), after.slice(to)).map(({ at, count, before: gone }) => {
    const line = to + at
    const own = after.slice(line, line + count)
    const numbers = count === 1 && gone.length === 1 ? numberChange(gone[0]!, own[0]!) : null
    return { line: line + 1, count, column: subjectOf(own) ?? columnAt(after, line), numbers }
  })
}

/** The points, else the first column, that lines read: of a weight that changed, what it weighs. */
const subjectOf = (lines: readonly string[]): string | null => {
  const names = (lines.join(' ').match(/"(?:[^"]|"")+"/g) ?? []).map((name) => name.slice(1, -1))
  return names.find((name) => /_points$/.test(name)) ?? names[0] ?? null
}

/** The column that a line has a part in: the next one that is named, from there on. */
const columnAt = (lines: readonly string[], from: number): string => {
  for (let at = from; at < lines.length; at++) {
    const [, name] = / AS "((?:[^"]|"")+)",?(?: --.*)?$/.exec(lines[at]!) ?? stepBegin.exec(lines[at]!) ?? []
    if (name !== undefined) return name
  }
  return ''
}

/** How many stand where, to be compared with what the preview counted: over a table that keeps the query's answer. */
export const checkText = (dialect: Dialect, table: string): string =>
  [
    `SELECT ${dialect.quoted('earned')}, count(*) AS ${dialect.quoted('merchants')}`,
    `FROM ${table.split('.').map(dialect.quoted).join('.')}`,
    `GROUP BY ${dialect.quoted('earned')}`,
    `ORDER BY ${dialect.quoted('merchants')} DESC;`,
  ].join('\n')
