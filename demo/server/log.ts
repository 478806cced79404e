/**
 * A merchant's log in the tables: one merchant read as a record, and what a step adds to it. Only what a step needs is read: the
 * state, the facts that windows still reach, and those that a command names; never the whole log.
 */
import { nextMoment } from '../../src/core/moments.js'
import { merchantOf, seenBefore } from '../../src/core/merchant.js'
import { opened } from '../../src/core/state.js'
import { instantMsOf, isoOf } from '../../src/plan/calendar.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, Held, MerchantRecord } from '../../src/schema/record.js'
import type { Row, Rows } from './database.js'
import type { Uses } from './stock.js'

/** A merchant's row, with its log's place. */
export interface Merchant {
  readonly id: string
  readonly program: string
  readonly revision: number
  readonly head: MerchantRecord
  readonly held: Held
  /** How many entries are posted. */
  readonly posted: number
  /** When something follows from time alone; Infinity: never. */
  readonly dueMs: number
}

const columns = `id, program, revision, head, held, entries, extract(epoch from due_at) * 1000 as due`

/** One merchant, or null; `lock`: nobody else takes a step with it before this transaction ends. */
export async function merchantAt(rows: Rows, id: string, lock = false): Promise<Merchant | null> {
  // no text of the database holds this character
  if (id.includes('\0')) return null
  const [row] = await rows.query(
    `select ${columns} from merchants where id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  return row ? merchantIn(row) : null
}

const merchantIn = ({ id, program, revision, head, held, entries, due }: Row): Merchant => ({
  id: id as string,
  program: program as string,
  revision: Number(revision),
  head: head as MerchantRecord,
  held: held as Held,
  posted: Number(entries),
  dueMs: due === null ? Infinity : Math.round(Number(due)),
})

/** Facts by what names them: ids of their own, and ids of what they refer to. */
export interface Named {
  readonly ids: readonly string[]
  readonly about: readonly string[]
}

/**
 * The record that a step goes on from. What windows count is an event of the program, so a command's facts stay where they are
 * but for those that are named, or that something dated ahead refers to. Of the entries it holds the last one, which the next is chained to.
 */
export async function recordOf(
  rows: Rows,
  plan: Plan,
  merchant: Merchant,
  named: Named = { ids: [], about: [] },
): Promise<MerchantRecord> {
  const { id, head, held, revision, posted } = merchant
  const reachMs = plan.lookback ? Date.parse(held.at) - plan.lookback.days * 86_400_000 : null
  const counted = await rows.query(
    `select body from facts where merchant = $1 and type not like 'tk.%'
       and ($2::timestamptz is null or at >= $2::timestamptz or seen > $3::timestamptz)`,
    [id, reachMs === null ? null : isoOf(reachMs), held.at],
  )
  // what is still to be learned may undo what happened however long ago
  const ahead = await rows.query(
    `select about from facts where merchant = $1 and type not like 'tk.%' and seen > $2::timestamptz and about is not null`,
    [id, held.at],
  )
  const about = [...listOf(named.about), ...ahead.map((row) => row['about'] as string)]
  const others = await rows.query(
    'select body from facts where merchant = $1 and (id = any($2) or about = any($3))',
    [id, [...listOf(named.ids), ...about], about],
  )
  const stock = await stockOf(rows, merchant.program)
  const found = new Map([...counted, ...others].map(({ body }) => [(body as Fact).id, body as Fact]))
  return {
    ...head,
    facts: [...found.values()],
    held,
    revision,
    ...(stock && { stock }),
    entries: await entriesBetween(rows, id, posted - 1, posted),
  }
}

/** Ids as a parameter: what the database could not hold names nothing there. */
const listOf = (ids: readonly string[]): string[] => ids.filter((id) => !id.includes('\0'))

/** By benefit how many are left for all merchants; null where a program has none of which there are only so many. */
export async function stockOf(rows: Rows, program: string): Promise<Record<string, number> | null> {
  const found = await rows.query('select benefit, remaining from stock where program = $1 order by benefit', [
    program,
  ])
  if (found.length === 0) return null
  return Object.fromEntries(found.map(({ benefit, remaining }) => [benefit as string, Number(remaining)]))
}

/** Entries by their place in the log, after `from` up to `to`, oldest first. */
export async function entriesBetween(
  rows: Rows,
  merchant: string,
  from: number,
  to: number,
): Promise<Entry[]> {
  const found = await rows.query(
    'select body from entries where merchant = $1 and place > $2 and place <= $3 order by place',
    [merchant, from, to],
  )
  return found.map(({ body }) => body as Entry)
}

/** What a step adds. `facts` and `entries`: the new ones alone. */
export interface Added {
  readonly facts: readonly Fact[]
  readonly entries: readonly Entry[]
  readonly held: Held
  /** By benefit of which there are only so many. */
  readonly uses: ReadonlyMap<string, Uses>
  /** When something follows from time alone; Infinity: never. */
  readonly dueMs: number
}

/** Writes a step: one revision on. Throws where somebody else has taken one since, and what the database refuses. */
export async function append(rows: Rows, plan: Plan, from: Merchant, added: Added): Promise<number> {
  const { id, held: before, posted } = from
  const revision = from.revision + 1
  const { dueMs } = added
  const moved = await rows.query(
    `update merchants set revision = $3, held = $4::json, due_at = $5::timestamptz
     where id = $1 and revision = $2 returning id`,
    [id, from.revision, revision, JSON.stringify(added.held), dueMs === Infinity ? null : isoOf(dueMs)],
  )
  if (moved.length !== 1) throw new Error('the log has moved on')
  const isNew = (account: string): boolean => before.accounts[account] === undefined
  await openAccounts(rows, plan, id, Object.keys(added.held.accounts).filter(isNew))
  await writeFacts(rows, plan, id, revision, added.facts)
  await writeEntries(rows, id, revision, posted, added.entries)
  await moveStock(rows, from, added.uses)
  await rows.query(`select pg_notify('tierkit', $1)`, [JSON.stringify({ merchant: id, revision })])
  return revision
}

/** A use that the log came with has taken nothing from the stock, and gives nothing back: those that have, have a receipt. */
async function moveStock(
  rows: Rows,
  { id, program }: Merchant,
  uses: ReadonlyMap<string, Uses>,
): Promise<void> {
  // in one order for all, so that no two wait for each other
  for (const [benefit, { made, givenBack }] of [...uses].sort(([one], [other]) => (one < other ? -1 : 1)))
    await rows.query(
      `update stock set remaining = remaining - $3
         + (select count(*) from receipts where merchant = $4 and key = any($5))
       where program = $1 and benefit = $2`,
      [program, benefit, made.length, id, givenBack],
    )
}

/** When the state next changes by time alone. */
export function nextDueMs(plan: Plan, record: MerchantRecord & { held: Held }): number {
  const state = opened(record.held, plan.clockwork.zone)
  const merchant = merchantOf(plan, record, state.atMs)
  return nextMoment(plan, merchant, state, state.atMs, seenBefore(merchant, state.atMs + 1))
}

/** Nothing has come of time: it is to be asked again later. */
export async function putOff(rows: Rows, merchant: string, dueMs: number): Promise<void> {
  await rows.query('update merchants set due_at = $2::timestamptz where id = $1', [
    ...[merchant, dueMs === Infinity ? null : isoOf(dueMs)],
  ])
}

/** An account's row: nothing in it, and the least it may hold. What an account has to keep is asked of spending alone. */
export async function openAccounts(
  rows: Rows,
  plan: Plan,
  merchant: string,
  accounts: readonly string[],
  balances: Readonly<Record<string, number>> = {},
): Promise<void> {
  for (const account of accounts) {
    await rows.query(
      `insert into accounts (merchant, account, balance, least) values ($1, $2, $3, $4)
       on conflict (merchant, account) do nothing`,
      [merchant, account, balances[account] ?? 0, leastOf(plan, account)],
    )
  }
}

/** The least that an account may hold by any version of its program: each decides on its own dates. */
export function leastOf(plan: Plan, account: string): number {
  let least = 0
  for (let one: Plan | null = plan; one; one = one.earlier)
    least = Math.min(least, one.clockwork.accounts.find(({ id }) => id === account)?.min ?? 0)
  return Math.max(least, Number.MIN_SAFE_INTEGER)
}

export async function writeFacts(
  rows: Rows,
  plan: Plan,
  merchant: string,
  revision: number,
  facts: readonly Fact[],
): Promise<void> {
  if (facts.length === 0) return
  const { zone } = plan.clockwork
  const iso = (instant: string): string => isoOf(instantMsOf(instant, zone))
  const written = facts.map((fact) => ({
    id: fact.id,
    type: fact.type,
    at: iso(fact.at),
    seen: iso(fact.seen ?? fact.at),
    about: fact.ref ?? (typeof fact['redemption'] === 'string' ? fact['redemption'] : null),
    body: fact,
  }))
  await rows.query(
    `insert into facts (merchant, id, revision, type, at, seen, about, body)
     select $1, id, $2, type, at, seen, about, body
     from json_to_recordset($3::json)
       as x(id text, type text, at timestamptz, seen timestamptz, about text, body json)`,
    [merchant, revision, JSON.stringify(written)],
  )
}

export async function writeEntries(
  rows: Rows,
  merchant: string,
  revision: number,
  posted: number,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return
  const written = entries.map((entry, nth) => ({
    ...{ place: posted + nth + 1, id: entry.id, account: entry.account, at: entry.at },
    ...{ source: entry.from, target: entry.to, amount: entry.amountPoints, balance: entry.balancePoints },
    body: entry,
  }))
  await rows.query(
    `insert into entries (merchant, place, id, revision, account, at, source, target, amount, balance, body)
     select $1, place, id, $2, account, at, source, target, amount, balance, body
     from json_to_recordset($3::json)
       as x(place bigint, id text, account text, at timestamptz, source text, target text, amount bigint,
            balance bigint, body json)
     order by place`,
    [merchant, revision, JSON.stringify(written)],
  )
}
