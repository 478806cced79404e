import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyPeer } from '../population/peers-program.js'
import { planOf } from '../population/programs.js'
import { caseOf, databaseSays, differences, engineSays } from './agree.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'

const plan = planOf(everyPeer)

describe.each([
  ['PostgreSQL', openPglite],
  ['DuckDB', openDuckdb],
  // where `npm run chdb` has fetched it
  ...(chdbFolder() ? [['ClickHouse', openChdb] as const] : []),
] as const)('%s ranks and cuts as the engine does', (_, open) => {
  let database: Database
  // PostgreSQL in WebAssembly is slow to begin where others are at work
  beforeAll(async () => (database = await open()), 120_000)
  afterAll(() => database.close())

  // parts, members, ties on either side and by a second value, both percentiles, ranks of ranks, too few members
  test.each([1, 7, 60, 400])('among %d', async (count) => {
    for (let seed = 1; seed <= 3; seed++) {
      const one = caseOf(everyPeer, plan, {
        seed,
        count,
        atMs: Date.parse('2025-09-30T16:00:00Z'),
        isWhole: true,
      })
      expect(differences(engineSays(one), await databaseSays(one, database))).toEqual([])
    }
  })
})

test('the crowd is one that places part: some of every tier but the last, and scores that differ', () => {
  const atMs = Date.parse('2025-09-30T16:00:00Z')
  const said = engineSays(caseOf(everyPeer, plan, { seed: 1, count: 400, atMs, isWhole: true }))
  expect(new Set(said.map(({ earned }) => earned)).size).toBeGreaterThanOrEqual(3)
  expect(new Set(said.map(({ score }) => score)).size).toBeGreaterThan(100)
})
