/** A small share of what bench/sql-agrees.mjs compares: every published program, a few hundred merchants. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { withPeers } from '../../src/population/peers.js'
import { caseOf, databaseSays, differences, engineSays } from './agree.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'
import { published } from './published.js'
import { recordsOf, reviewAt, withoutState } from './records.js'

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
      const records = withPeers(plan, recordsOf(program, whole.crowd, atMs), atMs)
      const standings = records.map((record) => evaluate(plan, record, atMs))
      // who rises at once holds the tier by now, and is asked to keep it
      const heldOn = (key: string): number[] => {
        const { id, scope } = plan.clockwork.ladders.find((ladder) => ladder.key === key)!
        const { values } = whole.crowd.subjects.find((subject) => subject.id === key)!
        return standings.map(({ ladders }) => {
          const ladder = ladders.find((other) => other.id === id && other.scope?.value === scope?.value)!
          return values.findIndex((value) => value.id === ladder.held)
        })
      }
      const cells = new Map(
        whole.crowd.subjects.map(({ id, unit }) => [
          id,
          unit === 'tier' ? heldOn(id) : whole.crowd.cells.get(id)!,
        ]),
      )
      const found = await databaseSays({ ...whole, crowd: { ...whole.crowd, cells } }, database)
      const meant = standings.map((standing, row) => {
        const { earned } = standing.ladders.find(({ id, scope }) => id === whole.ladder.id && !scope)!
        return { id: records[row]!.id, ...(plan.score && { score: standing.score!.value }), earned }
      })
      expect(differences(meant, found)).toEqual([])
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
