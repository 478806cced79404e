/**
 * PostgreSQL, wherever it runs: within this process (PGlite, in a folder or in memory) or as a server by its URL. Nothing else here
 * knows which. A transaction that the database breaks off because of another one is done again, a few times.
 */
import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

export type Row = Record<string, unknown>

/** Asks in SQL: `$1` and on are `params`. Whole numbers of 64 bits come as text or number: `Number` reads both. */
export interface Rows {
  query(sql: string, params?: readonly unknown[]): Promise<Row[]>
}

export interface Database extends Rows {
  /** Runs statements without params, one after the other. */
  script(sql: string): Promise<void>
  /** All of `work`, or nothing of it. Its rows must not be used afterwards. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>
  /** Reads only, and all of it as of one instant. */
  snapshot<T>(work: (rows: Rows) => Promise<T>): Promise<T>
  /** Calls `heard` with what any process says on a channel with `pg_notify`, once what it says is committed; not while the connection is lost. */
  listen(channel: string, heard: (payload: string) => void): Promise<void>
  close(): Promise<void>
}

/** `url`: of a PostgreSQL server; without it `folder` holds an embedded one, and without both it lives in memory. */
export async function openDatabase({
  url,
  folder,
  connections = 16,
}: { url?: string; folder?: string; connections?: number } = {}): Promise<Database> {
  return url ? serverAt(url, connections) : embedded(folder)
}

async function embedded(folder: string | undefined): Promise<Database> {
  // PGlite makes the last folder of a path, not those above it
  if (folder) mkdirSync(folder, { recursive: true })
  const lite = await PGlite.create(folder ? { dataDir: folder } : {})
  const rowsOf = (asked: Pick<PGlite, 'query'>): Rows => ({
    query: async (sql, params = []) => {
      try {
        return (await asked.query<Row>(sql, [...params])).rows
      } catch (error) {
        // what was asked is nobody's but the asker's, and errors are logged
        delete (error as { params?: unknown }).params
        throw error
      }
    },
  })
  const transaction: Database['transaction'] = (work) =>
    lite.transaction((own) => work(rowsOf(own as unknown as PGlite)))
  return {
    ...rowsOf(lite),
    script: async (sql) => void (await lite.exec(sql)),
    transaction,
    // one connection: nobody else writes meanwhile
    snapshot: transaction,
    listen: async (channel, heard) => void (await lite.listen(channel, heard)),
    close: () => lite.close(),
  }
}

/** What no transaction of ours needs: one that waits longer is stuck, and must not hold a merchant's row. */
const patience =
  '-c statement_timeout=20000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000'

async function serverAt(url: string, connections: number): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: connections, options: patience })
  // a connection that breaks while nobody uses it is replaced; whoever uses one hears of it there
  pool.on('error', () => undefined)
  const listeners = new Set<pg.Client>()
  const rowsOf = (asked: pg.Queryable): Rows => ({
    query: async (sql, params = []) => (await asked.query(sql, [...params])).rows,
  })
  const between = async <T>(begin: string, work: (rows: Rows) => Promise<T>): Promise<T> => {
    const own = await pool.connect()
    let broken: Error | undefined
    // a connection that ends while it is out of the pool tells this one alone: unheard, it would end the process
    const ended = (error: Error): void => void (broken = error)
    own.on('error', ended)
    try {
      await own.query(begin)
      const done = await work(rowsOf(own))
      await own.query('commit')
      return done
    } catch (error) {
      await own.query('rollback').catch((lost: Error) => (broken = lost))
      throw error
    } finally {
      own.off('error', ended)
      own.release(broken)
    }
  }
  let isClosed = false
  const follow = async (channel: string, heard: (payload: string) => void): Promise<void> => {
    const own = new pg.Client({ connectionString: url })
    own.on('notification', ({ payload }) => heard(payload ?? ''))
    own.on('error', () => undefined)
    await own.connect()
    await own.query(`listen ${channel}`)
    listeners.add(own)
    own.on('end', () => {
      listeners.delete(own)
      followAgain(channel, heard)
    })
  }
  // what is said meanwhile is found by those who look for themselves
  const followAgain = (channel: string, heard: (payload: string) => void): void => {
    const again = (): void => {
      if (!isClosed) follow(channel, heard).catch(() => followAgain(channel, heard))
    }
    setTimeout(again, 1_000).unref()
  }
  return {
    ...rowsOf(pool),
    script: async (sql) => void (await pool.query(sql)),
    transaction: (work) => between('begin', work),
    snapshot: (work) => between('begin isolation level repeatable read read only', work),
    listen: follow,
    close: async () => {
      isClosed = true
      await Promise.all([...listeners].map((own) => own.end()))
      await pool.end()
    },
  }
}

/** SQLSTATE: could not serialize, deadlock, lock not available in time. */
const passing: readonly unknown[] = ['40001', '40P01', '55P03']
const mostTries = 6

/** Does `work` in a transaction, and again where only another transaction was in the way. */
export async function transacted<T>(database: Database, work: (rows: Rows) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await database.transaction(work)
    } catch (error) {
      if (tried >= mostTries || !passing.includes((error as { code?: unknown }).code)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** tried))
    }
  }
}
