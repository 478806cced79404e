/** One program on one database, for a long run in processes of their own. */
import { caseOf, databaseSays, differences, engineSays } from './agree.js'
import { chdbFolder, openChdb, openDuckdb, openPglite, type Database } from './databases.js'
import { published } from './published.js'

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

/** Half of the merchants with all that a table can give, half with what the program needs. */
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
    wrong.push(...differences(meant, await databaseSays(one, database)).slice(0, 5))
    values += meant.length * (Object.keys(meant[0] ?? {}).length - 1)
  }
  await database.close()
  return { path, merchants, values, wrong }
}
