import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { differences, type Said } from './agree.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'
import { countedIn, coreCounts, coreSays, eventCaseOf, eventsSay, type EventCase } from './events.js'
import { everyCount } from './every-count.js'
import { duckdb } from '../../src/sql/duckdb.js'
import { columnsNeeded, printed } from '../../src/sql/print.js'
import { sqlRemarks } from '../../src/words/sql.js'
import { planOf, programOf } from '../population/programs.js'
import { published } from './published.js'

// those that count events at all; of the others no query differs by where it reads from
const counting = published().filter(({ plan, atMs }) => countedIn(plan, atMs).length > 0)
const at = Date.parse('2025-10-31T16:00:00Z')
const every = programOf(everyCount)
const programs = [
  ...counting,
  {
    path: 'every way to count',
    program: every,
    plan: planOf(every),
    atMs: at,
  },
]

const MERCHANTS = 24
/** What core says, once for all databases: it folds a log moment by moment. */
const cases = new Map<string, { one: EventCase; said: Said[] }>()
const caseAt = ({
  path,
  program,
  plan,
  atMs,
}: (typeof programs)[number]): { one: EventCase; said: Said[] } => {
  let made = cases.get(path)
  if (made === undefined) {
    const one = eventCaseOf(program, plan, { seed: 20_251_031, merchants: MERCHANTS, atMs })
    cases.set(path, (made = { one, said: coreSays(one) }))
  }
  return made
}

describe.each([
  ['PostgreSQL', openPglite],
  ['DuckDB', openDuckdb],
  // where `npm run chdb` has fetched it
  ...(chdbFolder() ? [['ClickHouse', openChdb] as const] : []),
] as const)('%s counts a log as core does', (_, open) => {
  let database: Database
  // PostgreSQL in WebAssembly is slow to begin where others are at work
  beforeAll(async () => (database = await open()), 120_000)
  afterAll(() => database.close())

  const each = programs.map((one) => [one.path, one] as const)
  test.each(each)('%s', { timeout: 120_000 }, async (_path, program) => {
    const { one, said: meant } = caseAt(program)
    const { said, counted } = await eventsSay(one, database)
    const metrics = [...one.counted.crowd.cells.keys()].filter(
      (name) => !one.crowd.cells.has(name) && name in counted[0]!,
    )
    expect(metrics.length).toBeGreaterThan(0)
    expect(differences(coreCounts(one, metrics), counted)).toEqual([])
    expect(differences(meant, said)).toEqual([])
  })
})

test('the logs meet what is counted: most metrics differ from merchant to merchant', () => {
  const one = eventCaseOf(every, planOf(every), { seed: 20_251_031, merchants: 60, atMs: at })
  const metrics = [...one.counted.crowd.cells].filter(([name]) => !one.crowd.cells.has(name))
  const various = metrics.filter(([, column]) => new Set(column).size > 2)
  expect(metrics.length).toBeGreaterThan(90)
  expect(various.length / metrics.length).toBeGreaterThan(0.9)
})

describe('a query that cannot count an event', () => {
  const agency = published().find(({ path }) => path === 'test/programs/more/ad-agency.json')!
  const asked = { dialect: duckdb, remarks: sqlRemarks('en'), atMs: agency.atMs, events: 'events' }

  test('is refused by the metric, with why', () => {
    const { value, issues } = printed(agency.plan, asked)
    expect(value).toBe(null)
    const told = issues.map(({ code, params }) => [code, params['name'], params['why']])
    expect(told.sort()).toEqual([
      ['countFirst', 'large', 'window'],
      ['countFirst', 'spend', 'window'],
    ])
  })

  test('reads a column of the merchants in its place', () => {
    const needed = columnsNeeded(agency.plan, asked)
    const { value } = printed(agency.plan, { ...asked, columns: new Set([...needed, 'large', 'spend']) })
    expect(value!.columns.map(({ id }) => id)).toContain('large')
    expect(value!.counted).toEqual([])
  })
})
