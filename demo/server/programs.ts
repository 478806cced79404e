/** The programs a server runs, compiled once: by id, all versions of each. */
import { createHash } from 'node:crypto'
import { planOf } from '../../src/data/engine.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Program } from '../../src/schema/program.js'
import type { Rows } from './database.js'
import { leastOf } from './log.js'

export interface Kept {
  readonly id: string
  readonly plan: Plan
  readonly versions: readonly Program[]
  /** The versions as JSON text, a list. */
  readonly text: string
  readonly etag: string
}
export type Programs = Map<string, Kept>

/** A program's document, or a list of all its versions, compiled. Throws where it has issues: a server does not start with them. */
export function keptOf(document: unknown): Kept {
  const { value: plan, versions, issues } = planOf(document)
  if (!plan) throw new Error(`a program cannot be used: ${JSON.stringify(issues[0])}`)
  const given = typeof document === 'string' ? (JSON.parse(document) as unknown) : document
  const text = JSON.stringify(Array.isArray(given) ? given : [given])
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  return { id: plan.program.id, plan, versions, text, etag: `"${digest}"` }
}

/**
 * Keeps a program, and how many there are of each benefit of which there are only so many. What is left is not counted anew. Accounts that
 * may fall lower than before are told so, and who reads a program that this one replaces is told to read again.
 */
export async function keepProgram(rows: Rows, { id, text, etag, plan }: Kept): Promise<void> {
  const changed = await rows.query(
    `insert into programs (id, versions, etag) values ($1, $2::json, $3)
     on conflict (id) do update set versions = excluded.versions, etag = excluded.etag
     where programs.etag <> excluded.etag returning id`,
    [id, text, etag],
  )
  if (changed.length > 0) {
    // when something is due was worked out by the program before: it is asked anew
    await rows.query('update merchants set due_at = to_timestamp(0) where program = $1', [id])
    await rows.query(`select pg_notify('tierkit', $1)`, [JSON.stringify({ program: id })])
  }
  for (const account of plan.clockwork.accounts)
    await rows.query(
      `update accounts set least = $3 from merchants
       where merchants.id = accounts.merchant and merchants.program = $1 and account = $2 and least > $3`,
      [id, account.id, leastOf(plan, account.id)],
    )
  for (const benefit of plan.clockwork.benefits) {
    if (benefit.stock === null) continue
    await rows.query(
      `insert into stock (program, benefit, total, remaining) values ($1, $2, $3, $3)
       on conflict (program, benefit) do nothing`,
      [id, benefit.id, benefit.stock],
    )
  }
}

/** One program as it is kept now, compiled only where it is another than `known`; null where none has this id. */
export async function keptProgram(rows: Rows, id: string, known: Kept | undefined): Promise<Kept | null> {
  const [row] = await rows.query('select etag from programs where id = $1', [id])
  if (!row || row['etag'] === known?.etag) return (row && known) ?? null
  const [found] = await rows.query('select versions::text as versions from programs where id = $1', [id])
  return keptOf(found!['versions'])
}

/** All programs that are kept, by id. */
export async function keptPrograms(rows: Rows): Promise<Programs> {
  const found = await rows.query('select id, versions::text as versions from programs')
  return new Map(found.map(({ id, versions }) => [id as string, keptOf(versions)]))
}
