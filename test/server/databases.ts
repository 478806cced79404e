/** The databases that the server is tested on: the embedded one always, and a PostgreSQL server where one is installed. */
import { postgresFolder, startPostgres } from './postgres.mjs'

export interface TestDatabase {
  readonly name: string
  /** An empty one, as options of the server. */
  open(): Promise<{ url?: string }>
  close(): Promise<void>
}

let stop: () => Promise<void> = () => Promise.resolve()
const embedded: TestDatabase = {
  name: 'PGlite',
  open: () => Promise.resolve({}),
  close: () => Promise.resolve(),
}
const server: TestDatabase = {
  name: 'PostgreSQL',
  open: async () => {
    const started = await startPostgres(['-c', 'fsync=off'])
    stop = started!.stop
    return { url: started!.url }
  },
  close: () => stop(),
}

export const hasPostgres = postgresFolder() !== null
if (!hasPostgres)
  console.warn('no PostgreSQL is installed (apt-get install postgresql): tested on PGlite alone')
export const databases: readonly TestDatabase[] = hasPostgres ? [embedded, server] : [embedded]
