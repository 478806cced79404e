/**
 * START HERE. A program as one query: from a table with one row a merchant it gives each one's points by factor, score, earned tier and what
 * the next tier asks and is not met, the same as core and population to the last bit. It knows one review and no log, fold or account;
 * it prints a plan's nodes and never the language, and no arithmetic but that of a dialect's rows.
 */
import {
  columnNameOf,
  ladderOf,
  mainLadderOf,
  nodesUnder,
  refusalsOf,
  subjectsOf,
  type Subject,
} from '../plan/asked.js'
import { planFor } from '../plan/compile.js'
import type { Id, LadderPlan, Leaf, Plan } from '../plan/plan.js'
import type { Issue } from '../schema/issues.js'
import type { Dialect } from './dialect.js'
import type { EventColumn } from './event-table.js'
import { eventRefusals, eventsOf, nothingCounted, type Events } from './events.js'
import { foldedOf } from './folded.js'
import { columnsAsked, givenOf } from './given.js'
import { callerOf, factorsOf, homes, labeledRules, type Rule } from './names.js'
import { peersText } from './peers.js'
import { headOf, selectionOf, stepText, type Output } from './query.js'
import type { Remarks } from './remarks.js'
import { sheetOf, type Sheet } from './sheet.js'
import { stepsOf } from './steps.js'
import { caseOf } from './text.js'
import { countOf, type Count } from './windows.js'

export interface Asked {
  readonly dialect: Dialect
  readonly remarks: Remarks
  readonly atMs: number
  readonly ladder?: string | undefined // by its key or id, unless the main one
  readonly table?: string | undefined // unless it is `merchants`
  readonly events?: string | undefined // a table of events, from which metrics are counted; else merchants have them as columns
  /** The columns that the table has; without them those that the program needs. */
  readonly columns?: ReadonlySet<string> | undefined
}

export interface Query {
  readonly text: string
  /** What the table of merchants has to give besides `id`. */
  readonly columns: readonly Subject[]
  /** What is read of the table of events besides what every event has, and the columns that are counted from it; empty without one. */
  readonly eventColumns: readonly EventColumn[]
  readonly counted: readonly string[]
  readonly hasUndone: boolean // whether it reads what events undo
}

/** What is asked of a merchant: shown numbers, the tier held and earned, and the conditions of every tier's entry. */
interface Roots {
  readonly plan: Plan
  readonly ladder: LadderPlan
  readonly rules: readonly (readonly Rule[])[]
  readonly numbers: readonly Id[]
  readonly conditions: readonly Id[]
  readonly all: readonly Id[]
}

const rootsFor = (newest: Plan, { atMs, ladder: name }: Pick<Asked, 'atMs' | 'ladder'>): Roots => {
  const plan = planFor(newest, atMs)
  const ladder = (name === undefined ? null : ladderOf(plan, name)) ?? mainLadderOf(plan)
  const rules = labeledRules(plan, ladder)
  const shown = [...(plan.score ? [plan.score.value] : []), ...factorsOf(plan).map(({ points }) => points)]
  const numbers = [...shown, ladder.held, ladder.earned]
  const conditions = rules.flat().map(({ id }) => id)
  return { plan, ladder, rules, numbers, conditions, all: [...numbers, ...conditions] }
}

/** The columns that a table needs where nobody says which it has. */
export const columnsNeeded = (
  newest: Plan,
  asked: Pick<Asked, 'atMs' | 'ladder' | 'events'>,
): Set<string> => {
  const { plan, all } = rootsFor(newest, asked)
  return columnsAsked(plan, all, asked.events !== undefined)
}

/** The columns that a query can read. */
export const columnsRead = (newest: Plan, asked: Pick<Asked, 'atMs' | 'ladder'>): string[] => {
  const { plan, all } = rootsFor(newest, asked)
  return subjectsOf(plan, all).map(({ id }) => id)
}

/** The query of a program for a review at an instant. Null, with issues, where no column can give what is asked. */
export const printed = (newest: Plan, asked: Asked): { value: Query | null; issues: Issue[] } => {
  const roots = rootsFor(newest, asked)
  const { plan, ladder, rules } = roots
  const columns = asked.columns ?? columnsNeeded(newest, asked)
  const count = countOf(plan, ladder, asked.atMs)
  const issues = [
    ...(asked.events === undefined ? [] : eventRefusals(plan, roots.all, columns, count)),
    ...refusalsOf(plan, roots.all, columns),
  ]
  if (issues.length > 0) return { value: null, issues }

  // 1 what the table gives; 2 what is computed; 3 in which order; 4 as text
  const given = givenFor(roots, columns, count, asked)
  const sheet = sheetFor(roots, given, asked)
  const firsts = sheet.columns.filter(({ home }) => home === homes.given)
  const order = [
    homes.metrics,
    homes.segments,
    ...Object.keys(plan.cohorts),
    homes.points,
    homes.score,
    ladder.key,
  ]
  const { dialect, table = 'merchants' } = asked
  const counted = given.events?.steps() ?? nothingCounted
  const steps = stepsOf(sheet.columns, firsts, order, [homes.given, ...COUNTING])
  const outputs = outputsOf(plan, ladder, { dialect, sheet, rules })
  const used = given.subjects.filter(({ id }) => given.used.has(id))
  const { quoted } = dialect
  const join = counted.from === null ? [] : [`LEFT JOIN ${quoted(counted.from)} AS ${COUNTED} ON ${COUNTED}.${quoted('merchant')} = ${ALIAS}.${quoted('id')}`] // prettier-ignore
  const ctes = [
    ...counted.ctes,
    stepText(dialect, { name: homes.given, columns: firsts }, { table, alias: ALIAS, join }),
    ...steps.map((step, place) =>
      stepText(dialect, step, { from: place === 0 ? homes.given : steps[place - 1]!.name }),
    ),
  ]
  const last = steps.length === 0 ? homes.given : steps[steps.length - 1]!.name
  const text = [
    headOf(plan, ladder, used, {
      ...{ ...asked, table },
      events: asked.events === undefined ? null : { ...counted, table: asked.events },
    }),
    `WITH ${ctes.join(',\n')}\n${selectionOf(dialect, outputs, last)}`,
    ...(dialect.settings === '' ? [] : [dialect.settings]),
  ].join('\n')
  return {
    value: {
      text: `${text};\n`,
      columns: used,
      eventColumns: counted.columns,
      counted: counted.names,
      hasUndone: counted.hasUndone,
    },
    issues,
  }
}

/** What the table is called in the first step: before a name it says that the table's own column is meant. */
const ALIAS = 'm'
/** What events were counted to, a row a merchant; and the steps of that. */
const COUNTED = 'c'
const COUNTING = ['arrived', 'undone', 'counted']

interface Given {
  readonly subjects: readonly Subject[]
  readonly used: ReadonlySet<string>
  readonly columns: ReadonlySet<string>
  readonly events: Events | null
  readonly has: (leaf: Leaf) => boolean
  readonly leafOf: Parameters<typeof sheetOf>[0]['leafOf']
}

const givenFor = (
  { plan, all }: Roots,
  columns: ReadonlySet<string>,
  count: Count,
  { dialect, remarks, atMs, table = 'merchants', events: eventTable }: Asked,
): Given => {
  const subjects = subjectsOf(plan, all)
  const used = new Set<string>()
  const stepName = (base: string): string => (base === table || base === eventTable ? `${base}_events` : base)
  const events = eventTable === undefined ? null : eventsOf({ plan, dialect, remarks, count, table: eventTable, stepName }, all, [...columns, ...OUTPUTS]) // prettier-ignore
  const has = (leaf: Leaf): boolean => {
    if (events?.counts(leaf)) return true
    const name = columnNameOf(leaf)
    return name !== null && columns.has(name) && subjects.some(({ id }) => id === name)
  }
  const leafOf: Given['leafOf'] = (leaf) => {
    if (events?.counts(leaf)) {
      const { key, name, text, remark } = events.columnOf(leaf, COUNTED)
      return {
        key,
        draft: () => ({ base: name, isGiven: true, home: homes.given, remark, text: () => text }),
      }
    }
    const subject = subjects.find(({ id }) => id === columnNameOf(leaf))!
    used.add(subject.id)
    const { key, name, text } = givenOf(plan, dialect, leaf, { subject, atMs, from: ALIAS })
    const remark = leaf.from === 'held' && subject.unit === 'tier' ? remarks.held : ''
    return { key, draft: () => ({ base: name, isGiven: true, home: homes.given, remark, text }) }
  }
  return { subjects, used, columns, events, has, leafOf }
}

const sheetFor = ({ plan, ladder, numbers, conditions, all }: Roots, given: Given, asked: Asked): Sheet => {
  const { dialect, remarks } = asked
  const taken = given.subjects
    .filter(({ id }) => given.columns.has(id))
    .flatMap(({ id, reading }) => (reading === 'date' ? [id, `${id}_days`, `${id}_months`] : [id]))
  const ids = nodesUnder(plan, all)
  const folded = foldedOf(plan, ids, given.has)
  return sheetOf({
    plan,
    dialect,
    folded,
    numbers,
    conditions,
    ...callerOf(plan, ladder, { same: folded.same, ids }, (name, unit) => remarks.column([name], unit)),
    leafOf: given.leafOf,
    peersOf: (leaf, sheet) => peersText(plan, dialect, leaf, sheet),
    taken: [...taken, ...(given.events?.names ?? []), ...OUTPUTS],
  })
}

/** What the query gives under names of its own. */
const OUTPUTS = ['id', 'held', 'earned', 'failed']

/** What the query says of a merchant. */
const outputsOf = (
  plan: Plan,
  ladder: LadderPlan,
  {
    dialect,
    sheet: { read },
    rules,
  }: { dialect: Dialect; sheet: Sheet; rules: readonly (readonly Rule[])[] },
): Output[] => {
  const place = read.number(ladder.earned)
  const isAt = (of: string, nth: number): string => `${of} = ${dialect.number(nth)}`
  const tierOf = (of: string): string =>
    caseOf(ladder.tiers.map(({ id }, nth) => [isAt(of, nth), dialect.text(id)] as const))
  const failed = rules.flatMap((asks, nth) => {
    const items = asks.map(({ id, label }) => caseOf([[read.condition(id), 'NULL']], dialect.text(label)))
    return items.length === 0 ? [] : [[isAt(place, nth - 1), dialect.listed(items)] as const]
  })
  const points = factorsOf(plan).map(({ id, points: node }) => ({
    name: `${id}_points`,
    text: read.number(node),
  }))
  const names = new Set<string>()
  return [
    { name: 'id', text: dialect.quoted('id') },
    ...points.map(({ name, text }) => ({ name: distinct(name, names), text })),
    ...(plan.score ? [{ name: 'score', text: read.number(plan.score.value) }] : []),
    { name: 'held', text: tierOf(read.number(ladder.held)) },
    { name: 'earned', text: tierOf(place) },
    { name: 'failed', text: failed.length === 0 ? dialect.listed([]) : caseOf(failed, dialect.listed([])) },
  ]
}

const distinct = (name: string, names: Set<string>): string => {
  let own = name
  for (let nth = 2; names.has(own.toLowerCase()); nth++) own = `${name}_${nth}`
  names.add(own.toLowerCase())
  return own
}
