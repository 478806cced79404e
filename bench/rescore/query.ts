// The same review as DuckDB runs it: a table of the same merchants, and the query that `tierkit sql` prints, counted by tier.
import type { Plan } from '../../src/plan/plan.js'
import { duckdb } from '../../src/sql/duckdb.js'
import { printed } from '../../src/sql/print.js'
import { sqlRemarks } from '../../src/words/sql.js'
import { byScore, cellText, metrics, planOf, weights } from './program.js'

export const AT = Date.parse('2025-10-15T04:30:00Z')

/** Makes the table `merchants`. */
export const tableText = (size: number): string =>
  `CREATE OR REPLACE TABLE merchants AS SELECT i::VARCHAR AS "id", NULL::VARCHAR AS "level", ${metrics
    .map((metric, nth) => `${cellText(nth)} AS "${metric}"`)
    .join(', ')} FROM range(${size}) AS rows(i)`

const queryOf = (plan: Plan): string => {
  const { value } = printed(plan, { dialect: duckdb, remarks: sqlRemarks('en'), atMs: AT })
  return value!.text.replace(/;\s*$/, '')
}
/** How many earn each tier, and their scores, so that none is left out as unread; nobody's list of what fails is asked for. */
export const countText = (): string =>
  `SELECT "earned", count(*)::DOUBLE AS "merchants", sum("score") AS "scores" FROM (${queryOf(
    planOf(weights, byScore(40, 60)),
  )}) GROUP BY "earned" ORDER BY "earned"`

export interface Ran {
  readonly ms: number
  readonly counts: Readonly<Record<string, number>>
}

/** The least of some runs, after one that is not counted. `rows`: runs a query. */
export const ran = async (
  rows: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>,
  size: number,
  runs = 4,
): Promise<Ran> => {
  await rows(tableText(size))
  const text = countText()
  let ms = Infinity
  let counts: Record<string, number> = {}
  for (let nth = 0; nth <= runs; nth++) {
    const start = performance.now()
    const found = await rows(text)
    if (nth > 0) ms = Math.min(ms, performance.now() - start)
    counts = Object.fromEntries(found.map(({ earned, merchants }) => [String(earned), Number(merchants)]))
  }
  return { ms, counts }
}
