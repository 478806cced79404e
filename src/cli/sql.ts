/** tierkit sql: a program as one query, for the warehouse that already holds its merchants. */
import { duckdb } from '../sql/duckdb.js'
import { clickhouse } from '../sql/clickhouse.js'
import { postgresql } from '../sql/postgresql.js'
import { columnsNeeded, columnsRead, printed } from '../sql/print.js'
import type { Dialect } from '../sql/dialect.js'
import { sqlRemarks } from '../words/sql.js'
import { UsageFault, type Given, type Options } from './arguments.js'
import { BadInput } from './complaint.js'
import { programIn, textOf } from './documents.js'
import { atOf, type ScoreHost } from './score.js'
import { ladderOf } from './scored.js'

export const sqlOptions: Options = {
  '--program': 'one',
  '--dialect': 'one',
  '--from': 'one',
  '--at': 'one',
  '--ladder': 'one',
  '--table': 'one',
  '--events': 'one',
  '--column': 'many',
}

const dialects: Readonly<Record<Dialect['id'], Dialect>> = { postgresql, duckdb, clickhouse }

/** The query, ready to be run. Throws BadInput where columns cannot hold what the program asks, or a UsageFault. */
export const sql = (given: Given, { read, now, words, locale }: ScoreHost): string => {
  const { faults } = words
  const one = (option: string): string => {
    const value = given[option]?.[0]
    if (value === undefined) throw new UsageFault(faults.missing(option))
    return value
  }
  const file = one('--program')
  const name = one('--dialect')
  const dialect = Object.values(dialects).find(({ id }) => id === name)
  if (!dialect) throw new UsageFault(faults.notOneOf('--dialect', name, Object.keys(dialects).join(', ')))
  const [from = 'merchants'] = given['--from'] ?? []
  if (from !== 'merchants' && from !== 'events')
    throw new UsageFault(faults.notOneOf('--from', from, 'merchants, events'))
  const [events = 'events'] = given['--events'] ?? []
  if (from === 'merchants' && given['--events'] !== undefined)
    throw new UsageFault(faults.notOneOf('--from', from, 'events'))
  const { plan } = programIn(file, textOf(file, read(file)))
  const [at] = given['--at'] ?? []
  if (at === undefined && !now) throw new UsageFault(faults.missing('--at'))
  const atMs = at === undefined ? now!() : atOf(at, plan, words)
  const [key] = given['--ladder'] ?? []
  if (ladderOf(plan, key) === null) {
    const known = plan.clockwork.ladders.map((ladder) => ladder.key).join(', ')
    throw new UsageFault(faults.unknownLadder(key!, known))
  }
  const asked = {
    ...{ dialect, remarks: sqlRemarks(locale), atMs, ladder: key, table: given['--table']?.[0] },
    ...(from === 'events' && { events }),
  }
  const more = given['--column'] ?? []
  const known = columnsRead(plan, asked)
  const other = more.find((column) => known.indexOf(column) < 0)
  if (other !== undefined) throw new UsageFault(faults.notOneOf('--column', other, known.join(', ')))
  const columns = more.length === 0 ? undefined : new Set([...columnsNeeded(plan, asked), ...more])
  const { value, issues } = printed(plan, { ...asked, columns })
  if (value === null) throw new BadInput(file, issues)
  return value.text
}
