// The same measures in a page, and duckdb-wasm in a worker beside it.
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm'
import { measured } from './measures.js'
import { ran, type Ran } from './query.js'

declare global {
  interface Window {
    measured?: typeof measured
    duckdbRan?: typeof duckdbRan
  }
}

const duckdbRan = async (size: number): Promise<Ran> => {
  const database = new AsyncDuckDB(new VoidLogger(), new Worker('/duckdb-worker.js'))
  await database.instantiate(new URL('/duckdb.wasm', location.href).href)
  const connection = await database.connect()
  const found = await ran(
    async (text) => (await connection.query(text)).toArray() as Record<string, unknown>[],
    size,
  )
  await connection.close()
  await database.terminate()
  return found
}

window.measured = measured
window.duckdbRan = duckdbRan
