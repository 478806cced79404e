/** A program's query beside the engine over columns: every bit of every factor's points and of the score, the tier, and what is not met. */
import { mainLadderOf, subjectsOf } from '../../src/plan/asked.js'
import type { Id, LadderPlan, Plan } from '../../src/plan/plan.js'
import { cellOf, type Column } from '../../src/population/columns.js'
import { javascript, type Machine } from '../../src/population/machine.js'
import { Scorer } from '../../src/population/scorer.js'
import type { Program } from '../../src/schema/program.js'
import { columnsAsked } from '../../src/sql/given.js'
import { factorsOf, labeledRules } from '../../src/sql/names.js'
import { printed } from '../../src/sql/print.js'
import { sqlRemarks } from '../../src/words/sql.js'
import { randomOf } from '../population/random.js'
import { crowdOf, populationOf, tableOf, type Crowd } from './crowd.js'
import type { Database, Row } from './databases.js'

/** What one engine says of a merchant. */
export type Said = Readonly<Record<string, number | string | null | readonly string[]>>

/** A program, a ladder of it, and merchants with all the columns that can be read or with those that the program needs. */
export interface Case {
  readonly plan: Plan
  readonly ladder: LadderPlan
  readonly crowd: Crowd
  readonly columns: ReadonlySet<string> | undefined
  readonly atMs: number
}

export const rootsOf = (plan: Plan, ladder: LadderPlan): Id[] => [
  ...(plan.score ? [plan.score.value] : []),
  ...factorsOf(plan).map(({ points }) => points),
  ladder.held,
  ladder.earned,
  ...labeledRules(plan, ladder)
    .flat()
    .map(({ id }) => id),
]

export const caseOf = (
  program: Program,
  plan: Plan,
  {
    seed,
    count,
    atMs,
    isWhole,
    key,
  }: { seed: number; count: number; atMs: number; isWhole: boolean; key?: string },
): Case => {
  const ladder = plan.clockwork.ladders.find((one) => one.key === key) ?? mainLadderOf(plan)
  const roots = rootsOf(plan, ladder)
  const needed = columnsAsked(plan, roots)
  const isNeeded = (id: string): boolean => isWhole || needed.has(id) || id.indexOf('#') >= 0
  const subjects = subjectsOf(plan, roots).filter(({ id }) => isNeeded(id))
  const crowd = crowdOf(randomOf(seed), program, subjects, { count, atMs })
  return { plan, ladder, crowd, atMs, columns: new Set(subjects.map(({ id }) => id)) }
}

/** What the engine says, on one of its machines. */
export const engineSays = <Cells>(
  { plan, ladder, crowd, atMs }: Case,
  machine: Machine<Cells> | Machine<Column> = javascript,
): Said[] => {
  const factors = factorsOf(plan).map(({ id, points }) => ({ name: `${id}_points`, points }))
  const rules = labeledRules(plan, ladder)
  const nodes = [...factors.map(({ points }) => points), ...rules.flat().map(({ id }) => id)]
  const wishes = { ladder: ladder.key, nodes: () => nodes }
  const { value, issues } = new Scorer(machine as Machine<Cells>, populationOf(crowd)).review(
    plan,
    atMs,
    wishes,
  )
  if (value === null) throw new Error(JSON.stringify(issues))
  const columns = new Map(nodes.map((node) => [node, value.column(node)]))
  const score = plan.score && value.column(plan.score.value)
  const at = (column: Column, row: number): number | null => cellOf(column, row)
  const tierOf = (place: number): string | null => ladder.tiers[place]?.id ?? null
  return crowd.ids.map((id, row) => ({
    id,
    ...Object.fromEntries(factors.map(({ name, points }) => [name, at(columns.get(points)!, row)])),
    ...(score && { score: at(score, row) }),
    held: tierOf(value.held.rows[row]!),
    earned: tierOf(value.earned.rows[row]!),
    failed: (rules[value.earned.rows[row]! + 1] ?? [])
      .filter((rule) => at(columns.get(rule.id)!, row) !== 1)
      .map(({ label }) => label),
  }))
}

/** What a database says, by merchant in the same order. */
export const databaseSays = async (
  { plan, ladder, crowd, columns, atMs }: Case,
  database: Database,
): Promise<Row[]> => {
  const { dialect } = database
  const { value, issues } = printed(plan, {
    dialect,
    remarks: sqlRemarks('en'),
    atMs,
    ladder: ladder.key,
    columns,
  })
  if (value === null) throw new Error(JSON.stringify(issues))
  await database.fill(tableOf(crowd, dialect))
  const rows = await database.rows(value.text)
  const byId = new Map(rows.map((row) => [row['id'], row]))
  return crowd.ids.map((id) => byId.get(id)!)
}

/** Where the two differ, told in full; empty where they agree. Names of factors that repeat stand once. */
export const differences = (meant: readonly Said[], found: readonly Row[]): string[] => {
  const told: string[] = []
  meant.forEach((one, row) => {
    const other = found[row]
    for (const name of Object.keys(one)) {
      const [left, right] = [one[name]!, other?.[name]]
      const isSame = Array.isArray(left)
        ? JSON.stringify(left) === JSON.stringify(right)
        : Object.is(left, right)
      if (!isSame)
        told.push(`${String(one['id'])} ${name}: ${JSON.stringify(left)} but ${JSON.stringify(right)}`)
    }
  })
  return told
}
