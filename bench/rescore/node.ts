// DuckDB in Node, with as many threads as it takes by itself.
import { DuckDBInstance } from '@duckdb/node-api'
import { ran, type Ran } from './query.js'

export const duckdbRan = async (size: number): Promise<Ran> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const found = await ran(
    async (text) => (await connection.runAndReadAll(text)).getRowObjectsJS() as Record<string, unknown>[],
    size,
  )
  connection.closeSync()
  instance.closeSync()
  return found
}
