/** The server put together: a database with its tables and programs, the ledger over it, and its answers over HTTP. */
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import type { Hono } from 'hono'
import type { MerchantRecord } from '../../src/schema/record.js'
import { appOf, type AppOptions } from './app.js'
import { openDatabase, transacted, type Database } from './database.js'
import { Events } from './events.js'
import { Ledger, type LedgerOptions } from './ledger.js'
import { readyOpenApi } from './openapi.js'
import { keepProgram, keptOf, keptPrograms } from './programs.js'
import tables from './tables.sql?raw'

export interface ServerOptions
  extends Omit<AppOptions, 'ledger' | 'events' | 'now'>, Pick<LedgerOptions, 'reached'> {
  /** Of a PostgreSQL server. Without it `folder` holds an embedded one, and without both it lives in memory. */
  readonly url?: string
  readonly folder?: string
  readonly connections?: number
  readonly now?: () => number
  /** In ms: the clock of a new database begins here and runs on from it, for a demo that stands at a day of its own. */
  readonly beginsMs?: number
  /** Programs' documents, each a program or all its versions; what is kept already under their ids is replaced. */
  readonly programs?: readonly unknown[]
  /** Merchants to take in, each with its program's id; one that is there stays as it is. */
  readonly merchants?: () => AsyncIterable<Member> | Iterable<Member>
  /** How often what time alone brings is looked for; 0: only when somebody reads. */
  readonly sweepSeconds?: number
}
export interface Member {
  readonly program: string
  readonly record: MerchantRecord
}

export interface TierkitServer {
  readonly database: Database
  readonly ledger: Ledger
  readonly app: ReturnType<typeof appOf>
  close(): Promise<void>
}

/** All but the port: what `app.fetch` answers. */
export async function openServer({
  programs = [],
  merchants = () => [],
  now: given,
  beginsMs,
  reached,
  sweepSeconds = 0,
  ...options
}: ServerOptions): Promise<TierkitServer> {
  const database = await openDatabase(options)
  await database.script(tables)
  const now = given ?? (beginsMs === undefined ? Date.now : await clockFrom(database, beginsMs))
  await transacted(database, async (rows) => {
    for (const document of programs) await keepProgram(rows, keptOf(document))
  })
  const kept = await keptPrograms(database)
  const ledger = new Ledger({ database, programs: kept, now, ...(reached && { reached }) })
  for await (const { program, record } of merchants()) await ledger.take(program, record)
  await readyOpenApi()
  const events = new Events()
  await events.begin(database)
  const stop = swept(ledger, sweepSeconds, options.faulted)
  return {
    database,
    ledger,
    app: appOf({ ...options, ledger, events, now }),
    close: async () => {
      events.end()
      await stop()
      await database.close()
    },
  }
}

/** The clock of a database that began at an instant of its own: as much later as it is since. */
async function clockFrom(database: Database, beginsMs: number): Promise<() => number> {
  await database.query(
    `insert into settings (name, value) values ('aheadMs', $1) on conflict (name) do nothing`,
    [String(beginsMs - Date.now())],
  )
  const [row] = await database.query(`select value from settings where name = 'aheadMs'`)
  const aheadMs = Number(row!['value'])
  return () => Date.now() + aheadMs
}

/** Looks every so often for what is due. Returns what ends it. */
function swept(ledger: Ledger, seconds: number, faulted?: (error: unknown) => void): () => Promise<void> {
  let running = Promise.resolve()
  const once = (): void => {
    running = running
      .then(async () => void (await ledger.sweep(100, faulted)))
      .catch((error: unknown) => faulted?.(error))
  }
  const timer = seconds > 0 ? setInterval(once, seconds * 1000) : undefined
  return () => {
    clearInterval(timer)
    return running
  }
}

export interface Listening {
  readonly address: string
  close(): Promise<void>
}

/** Answers at a port, 0: any that is free. A request that is sent too slowly is cut off. */
export function listening(
  app: Pick<Hono, 'fetch'>,
  port: number,
  hostname = '127.0.0.1',
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const options = { requestTimeout: 15_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 }
    const server = serve({ fetch: app.fetch, port, hostname, serverOptions: options }, (info: AddressInfo) =>
      resolve({
        address: `http://${hostname}:${info.port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            ;(server as Server).closeAllConnections()
          }),
      }),
    ) as Server
    server.on('error', reject)
  })
}
