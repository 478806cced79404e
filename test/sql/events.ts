/** A program's query over a table of events beside core, which counts each merchant's log, and the engine over what core counted. */
import { duckdb } from '../../src/sql/duckdb.js'
import { mainLadderOf, subjectsOf } from '../../src/plan/asked.js'
import type { Plan } from '../../src/plan/plan.js'
import { measured } from '../../src/core/measured.js'
import type { Program } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { eventRefusals } from '../../src/sql/events.js'
import type { Dialect } from '../../src/sql/dialect.js'
import { columnsAsked } from '../../src/sql/given.js'
import { printed, type Query } from '../../src/sql/print.js'
import { countOf, type Count } from '../../src/sql/windows.js'
import { sqlRemarks } from '../../src/words/sql.js'
import { randomOf } from '../population/random.js'
import { engineSays, rootsOf, type Case, type Said } from './agree.js'
import { crowdOf, tableOf, type Crowd } from './crowd.js'
import type { Database, Row } from './databases.js'
import { eventTableOf, logOf } from './log.js'
import { recordsOf } from './records.js'

/** Merchants with logs: what their table holds beside the log, and what core counts of it. */
export interface EventCase {
  readonly plan: Plan
  readonly atMs: number
  readonly crowd: Crowd
  readonly records: readonly MerchantRecord[]
  /** With a column for each metric, as core counts it. */
  readonly counted: Case
  /** Metrics that a query cannot count, so that the merchants' table gives them. */
  readonly refused: readonly string[]
}

export const eventCaseOf = (
  program: Program,
  plan: Plan,
  { seed, merchants, atMs }: { seed: number; merchants: number; atMs: number },
): EventCase => {
  const ladder = mainLadderOf(plan)
  const roots = rootsOf(plan, ladder)
  const count = countOf(plan, ladder, atMs)
  const needed = columnsAsked(plan, roots, true)
  const refused = [
    ...new Set(eventRefusals(plan, roots, needed, count).map(({ params }) => String(params['name']))),
  ]
  const isGiven = (id: string): boolean => needed.has(id) || refused.indexOf(id) >= 0 || id.indexOf('#') >= 0
  const random = randomOf(seed)
  const subjects = subjectsOf(plan, roots).filter(({ id }) => isGiven(id))
  const crowd = crowdOf(random, program, subjects, { count: merchants, atMs })
  const records = recordsOf(program, crowd, atMs).map((record) => ({
    ...record,
    facts: logOf(random, plan, count),
  }))
  return { plan, atMs, crowd, records, counted: countedCase(plan, crowd, records, count), refused }
}

const countedCase = (
  plan: Plan,
  crowd: Crowd,
  records: readonly MerchantRecord[],
  { atMs, countMs }: Count,
): Case => {
  const ladder = mainLadderOf(plan)
  const metrics = records.map((record) => measured(plan, record, atMs, countMs).metrics!)
  const more = subjectsOf(plan, rootsOf(plan, ladder)).filter(
    ({ id }) => !crowd.cells.has(id) && metrics.some((own) => own[id] !== undefined),
  )
  const cells = new Map([
    ...crowd.cells,
    ...more.map(({ id }) => [id, metrics.map((own) => own[id] ?? null)] as const),
  ])
  const subjects = [...crowd.subjects, ...more]
  return { plan, ladder, crowd: { ids: crowd.ids, subjects, cells }, columns: undefined, atMs }
}

/** The columns that a query counts for what a program's main ladder reads. */
export const countedIn = (plan: Plan, atMs: number): readonly string[] => {
  const query = queryOf(plan, duckdb, atMs, undefined)
  return query?.counted ?? []
}

/** What core counts, and what the query does: a column a metric, by merchant. */
export const coreCounts = ({ counted, crowd }: EventCase, columns: readonly string[]): Said[] =>
  crowd.ids.map((id, row) => ({
    id,
    ...Object.fromEntries(columns.map((name) => [name, counted.crowd.cells.get(name)?.[row] ?? null])),
  }))

export const coreSays = ({ counted }: EventCase): Said[] => engineSays(counted)

const queryOf = (
  plan: Plan,
  dialect: Dialect,
  atMs: number,
  columns: ReadonlySet<string> | undefined,
): Query | null =>
  printed(plan, { dialect, remarks: sqlRemarks('en'), atMs, events: 'events', columns }).value

/** The query's answer, and the columns that it counts on the way. */
export const eventsSay = async (
  one: EventCase,
  database: Database,
): Promise<{ said: Row[]; counted: Row[] }> => {
  const { plan, crowd, records, atMs } = one
  const { dialect } = database
  await database.fill(tableOf(crowd, dialect))
  const logs = records.map(({ id, facts }) => ({ merchant: id, facts: facts! }))
  await database.fill(eventTableOf(plan, dialect, logs))
  const { text } = queryOf(plan, dialect, atMs, new Set(crowd.subjects.map(({ id }) => id)))!
  const before = text.slice(0, text.lastIndexOf('\nSELECT\n'))
  const inOrder = (rows: readonly Row[]): Row[] => {
    const byId = new Map(rows.map((row) => [row['id'], row]))
    return crowd.ids.map((id) => byId.get(id)!)
  }
  const said = inOrder(await database.rows(text))
  const counted = inOrder(await database.rows(`${before}\nSELECT * FROM "given"\n${dialect.settings}`))
  return { said, counted }
}
