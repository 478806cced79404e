/** Databases that run in the process: a table in, rows out. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dialect } from '../../src/sql/dialect.js'
import { duckdb } from '../../src/sql/duckdb.js'
import { postgresql } from '../../src/sql/postgresql.js'

export type Cell = string | number | boolean | null
/** `types`: as the database calls them. */
export interface Table {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly Cell[])[]
}
/** A row by the names of its columns; lists are lists of texts. */
export type Row = Readonly<Record<string, Cell | readonly string[]>>

export interface Database {
  readonly dialect: Dialect
  /** Makes a table anew, with these rows. */
  fill(table: Table): Promise<void>
  rows(query: string): Promise<Row[]>
  close(): Promise<void>
}

/** Nothing is \N, so that an empty text is one. */
const csvOf = ({ rows }: Table): string =>
  rows
    .map((row) =>
      row
        .map((cell) =>
          cell === null ? '\\N' : typeof cell === 'string' ? `"${cell.split('"').join('""')}"` : String(cell),
        )
        .join(','),
    )
    .join('\n') + '\n'

const definition = (dialect: Dialect, { name, columns }: Table): string =>
  `${dialect.quoted(name)} (${columns.map((column) => `${dialect.quoted(column.name)} ${column.type}`).join(', ')})`

export const openPglite = async (): Promise<Database> => {
  const { PGlite } = await import('@electric-sql/pglite')
  const pg = await PGlite.create()
  const dialect = postgresql
  return {
    dialect,
    async fill(table) {
      await pg.exec(
        `DROP TABLE IF EXISTS ${dialect.quoted(table.name)}; CREATE TABLE ${definition(dialect, table)}`,
      )
      await pg.query(
        `COPY ${dialect.quoted(table.name)} FROM '/dev/blob' WITH (FORMAT csv, NULL '\\N')`,
        [],
        {
          blob: new Blob([csvOf(table)]),
        },
      )
    },
    rows: async (query) => (await pg.query<Row>(query)).rows,
    close: () => pg.close(),
  }
}

export const openDuckdb = async (): Promise<Database> => {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  const dialect = duckdb
  const folder = mkdtempSync(join(tmpdir(), 'tierkit-duckdb-'))
  return {
    dialect,
    async fill(table) {
      const file = join(folder, 'rows.csv')
      writeFileSync(file, csvOf(table))
      await connection.run(`CREATE OR REPLACE TABLE ${definition(dialect, table)}`)
      await connection.run(
        `COPY ${dialect.quoted(table.name)} FROM '${file}' (FORMAT csv, HEADER false, NULLSTR '\\N', QUOTE '"', ESCAPE '"')`,
      )
    },
    rows: async (query) => (await connection.runAndReadAll(query)).getRowObjectsJS() as Row[],
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      rmSync(folder, { recursive: true })
      await Promise.resolve()
    },
  }
}
