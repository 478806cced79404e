/** Databases that run in the process: a table in, rows out. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clickhouse } from '../../src/sql/clickhouse.js'
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

/** Where `npm run chdb` puts ClickHouse; null where it was not asked for. */
export const chdbFolder = (): string | null => {
  const folder = join(process.cwd(), '.cache/chdb/node_modules/chdb')
  return existsSync(folder) ? folder : null
}

interface Session {
  query(query: string, format: string): string
  cleanup(): void
}

export const openChdb = async (): Promise<Database> => {
  const folder = chdbFolder()!
  const { Session: Opened } = createRequire(join(folder, 'package.json'))(folder) as {
    Session: new () => Session
  }
  const session = new Opened()
  const dialect = clickhouse
  const files = mkdtempSync(join(tmpdir(), 'tierkit-chdb-'))
  const run = (query: string, format = 'Null'): string => session.query(query, format)
  run('CREATE DATABASE IF NOT EXISTS work')
  run('USE work')
  return Promise.resolve({
    dialect,
    async fill(table) {
      const file = join(files, 'rows.csv')
      writeFileSync(file, csvOf(table))
      const name = dialect.quoted(table.name)
      run(`DROP TABLE IF EXISTS ${name}`)
      run(`CREATE TABLE ${definition(dialect, table)} ENGINE = Memory`)
      // its CSV reader is fast with doubles unless it is told to be exact
      const exact = "precise_float_parsing = 1, date_time_input_format = 'best_effort'"
      run(`INSERT INTO ${name} FROM INFILE '${file}' SETTINGS ${exact} FORMAT CSV`)
      await Promise.resolve()
    },
    async rows(query) {
      const lines = run(query.replace(/;\s*$/, ''), 'JSONEachRow').split('\n')
      return Promise.resolve(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row))
    },
    async close() {
      session.cleanup()
      rmSync(files, { recursive: true })
      await Promise.resolve()
    },
  })
}
