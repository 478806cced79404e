/** A small share of what bench/sql-agrees.mjs compares: every published program, a few hundred merchants. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseOf, databaseSays, differences, engineSays } from './agree.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'
import { published } from './published.js'
import { coreSays, reviewAt, withoutState } from './records.js'

const programs = published()

describe.each([
  ['PostgreSQL', openPglite, 60],
  ['DuckDB', openDuckdb, 140],
  // where `npm run chdb` has fetched it
  ...(chdbFolder() ? [['ClickHouse', openChdb, 100] as const] : []),
] as const)('%s says what the engine says of every merchant', (_, open, count) => {
  let database: Database
  // PostgreSQL in WebAssembly is slow to begin where others are at work
  beforeAll(async () => (database = await open()), 120_000)
  afterAll(() => database.close())

  // with all that a table can give, and with what the program needs
  test.each(programs.map((one) => [one.path, one] as const))('%s', async (_path, { program, plan, atMs }) => {
    for (const isWhole of [true, false]) {
      const one = caseOf(program, plan, { seed: 20_251_031, count, atMs, isWhole })
      const found = await databaseSays(one, database)
      expect(found.length).toBe(count)
      expect(differences(engineSays(one), found)).toEqual([])
    }
  })
})

describe('DuckDB says what core says of each merchant', () => {
  let database: Database
  beforeAll(async () => (database = await openDuckdb()))
  afterAll(() => database.close())
  const held = programs.filter(({ plan }) => withoutState(plan))

  test('of most programs', () => expect(held.length).toBeGreaterThan(20))

  test.each(held.map((one) => [one.path, one] as const))(
    '%s',
    async (_path, { program, plan, atMs: anyMs }) => {
      const atMs = reviewAt(plan, anyMs)
      const whole = caseOf(program, plan, { seed: 77, count: 40, atMs, isWhole: true })
      const { said, held: one } = coreSays(program, whole)
      expect(differences(said, await databaseSays(one, database))).toEqual([])
    },
  )
})

test('the crowds meet the marks: most tiers are earned by somebody, and most conditions fail for somebody', () => {
  let [tiers, earned] = [0, 0]
  const failed = new Set<string>()
  for (const { path, program, plan, atMs } of programs) {
    const one = caseOf(program, plan, { seed: 20_251_031, count: 140, atMs, isWhole: true })
    const said = engineSays(one)
    tiers += one.ladder.tiers.length
    earned += new Set(said.map((merchant) => merchant['earned']).filter((tier) => tier !== null)).size
    for (const merchant of said)
      for (const label of merchant['failed'] as string[]) failed.add(`${path} ${label}`)
  }
  expect(earned / tiers).toBeGreaterThan(0.75)
  expect(failed.size).toBeGreaterThan(150)
})
