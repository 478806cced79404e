import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { duckdb } from '../../src/sql/duckdb.js'
import { clickhouse } from '../../src/sql/clickhouse.js'
import { postgresql } from '../../src/sql/postgresql.js'
import { crossed, crossedTree, operationNames } from './crossing.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'

describe.each([
  ['PostgreSQL', openPglite],
  ['DuckDB', openDuckdb],
  // where `npm run chdb` has fetched it
  ...(chdbFolder() ? [['ClickHouse', openChdb] as const] : []),
] as const)('%s gives the bits of the operation that a row prints', (_, open) => {
  let database: Database
  // PostgreSQL in WebAssembly is slow to begin where others are at work
  beforeAll(async () => (database = await open()), 120_000)
  afterAll(() => database.close())

  test.each(operationNames)('%s', async (op) => {
    expect(await crossed(database, op, { seed: 20_251_015, nodes: 40, rows: 120 })).toEqual([])
  })

  test('of operations over operations, folded and put in steps', async () => {
    const wrong: string[] = []
    let compared = 0
    for (let seed = 1; seed <= 40; seed++) {
      const one = await crossedTree(database, seed, 40)
      wrong.push(...one.wrong.map((text) => `${seed}: ${text}`))
      compared += one.compared
    }
    expect(compared).toBeGreaterThan(10_000)
    expect(wrong).toEqual([])
  })
})

test('every dialect has a row for every operation, and no other', () => {
  for (const { rows } of [postgresql, duckdb, clickhouse])
    expect(Object.keys(rows).sort()).toEqual([...operationNames].sort())
})
