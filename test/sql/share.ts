/** One program on one database, for a long run in processes of their own. */
import { webassembly } from '../../src/population/wasm/machine.js'
import { caseOf, databaseSays, differences, engineSays, type Said } from './agree.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'
import { published } from './published.js'
import { coreSays, reviewAt, withoutState } from './records.js'

const opens: Readonly<Record<string, () => Promise<Database>>> = {
  postgresql: openPglite,
  duckdb: openDuckdb,
  clickhouse: openChdb,
}

export interface Share {
  readonly path: string
  readonly merchants: number
  readonly values: number // that were compared
  readonly wrong: readonly string[] // the first few
}

/** Where the programs are that can be compared, and which databases are there. */
export const plannedShares = (): { paths: string[]; dialects: string[] } => ({
  paths: published().map(({ path }) => path),
  dialects: Object.keys(opens).filter((dialect) => dialect !== 'clickhouse' || chdbFolder() !== null),
})

/** Half of the merchants with all that a table can give, half with what the program needs; the engine on both of its machines. */
export const agreement = async (
  path: string,
  dialect: string,
  seed: number,
  merchants: number,
): Promise<Share> => {
  const { program, plan, atMs } = published().find((one) => one.path === path)!
  const database = await opens[dialect]!()
  const wrong: string[] = []
  let values = 0
  for (const isWhole of [true, false]) {
    const one = caseOf(program, plan, { seed, count: Math.ceil(merchants / 2), atMs, isWhole })
    const meant = engineSays(one)
    const found = await databaseSays(one, database)
    for (const other of [found, engineSays(one, webassembly()!)])
      wrong.push(...differences(meant, other).slice(0, 5))
    values += 2 * countOf(meant)
  }
  await database.close()
  return { path, merchants, values, wrong }
}

/** The same merchants evaluated one by one, beside the engine on both of its machines. Null where a record without a log cannot say what is asked. */
export const evaluated = (path: string, seed: number, merchants: number): Share | null => {
  const { program, plan: whole, atMs: anyMs } = published().find((one) => one.path === path)!
  if (!withoutState(whole)) return null
  // tasks and the path through them are most of an evaluation, and none of the score or the tier
  const plan = { ...whole, clockwork: { ...whole.clockwork, tasks: [], benefits: [] } }
  const atMs = reviewAt(plan, anyMs)
  const { said, held } = coreSays(
    program,
    caseOf(program, plan, { seed, count: merchants, atMs, isWhole: true }),
  )
  const wrong = [engineSays(held), engineSays(held, webassembly()!)].flatMap((other) =>
    differences(said, other).slice(0, 5),
  )
  return { path, merchants, values: 2 * countOf(said), wrong }
}

const countOf = (said: readonly Said[]): number => said.length * (Object.keys(said[0] ?? {}).length - 1)
