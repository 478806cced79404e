/**
 * The server's authority. A command is one transaction: the merchant's row is locked, the record read, `accept` asked, and fact,
 * entries, balances, stock, state and receipt are written together, or nothing is. What was accepted once is answered from its receipt.
 */
import { evaluate } from '../../src/core/evaluate.js'
import { isoOf } from '../../src/plan/calendar.js'
import { accept, informed, settled, type Step } from '../../src/data/authority.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Command, Receipt, Sender } from '../../src/schema/command.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Issue } from '../../src/schema/issues.js'
import { recordIssues } from '../../src/schema/record-issues.js'
import type { Fact, Held, MerchantRecord } from '../../src/schema/record.js'
import { transacted, type Database, type Rows } from './database.js'
import {
  append,
  merchantAt,
  nextDueMs,
  openAccounts,
  putOff,
  recordOf,
  stockOf,
  writeEntries,
  writeFacts,
  type Merchant,
  type Named,
} from './log.js'
import { namedByFacts, reusedIn, unknownIn } from './learned.js'
import { usesMoved } from './stock.js'
import { keptProgram, type Kept, type Programs } from './programs.js'

export interface Read {
  readonly text: string
  readonly revision: number
  /** What it depends on beside the merchant's log: the program, and how many are left of what there are only so many of. Empty: nothing. */
  readonly beside: string
}
/** `program`: its ETag. */
export interface Place {
  readonly revision: number
  readonly program: string
}
/** `isNew` is false for a command that had been accepted before. */
export type Sent = { readonly receipt: Receipt; readonly isNew: boolean }

/** `isNew` is false where the log had all of them. */
export interface Informed {
  readonly revision: number
  readonly isNew: boolean
}

export interface LedgerOptions {
  readonly database: Database
  readonly programs: Programs
  /** What time it is, in ms. Nobody else's time is ever taken. */
  readonly now: () => number
  /** Waited for when all of a command is written and before it is committed, and after that: for tests that stop the process there. */
  readonly reached?: (place: 'written' | 'committed') => Promise<void>
}

/** Of all standings that are remembered: about 1,000 of usual merchants, or one of a merchant with 50,000 live lots. */
const mostLetters = 20_000_000

export class Ledger {
  private readonly database: Database
  private readonly programs: Programs
  private readonly now: () => number
  private readonly reached: NonNullable<LedgerOptions['reached']>
  /** The last standings by merchant, as texts: one is read by every window of a merchant. */
  private readonly standings = new Map<string, Read & { untilMs: number }>()
  private letters = 0 // of all of them

  constructor({ database, programs, now, reached = () => Promise.resolve() }: LedgerOptions) {
    this.database = database
    this.programs = programs
    this.now = now
    this.reached = reached
  }

  /** Takes a merchant in with all that is known of them, and folds it up to now. Does nothing for one that is there. Throws for a record with issues. */
  async take(program: string, record: MerchantRecord): Promise<void> {
    const { plan, versions } = await this.kept(this.database, program)
    const issue = recordIssues(versions, record)[0]
    if (issue) throw new Error(`the record of ${record.id} cannot be used: ${JSON.stringify(issue)}`)
    const { record: taken } = settled(plan, record, this.now())
    const { facts = [], held, entries = [], revision = 0, stock: _stock, ...head } = taken
    if (!held) throw new Error(`the record of ${record.id} has no state`)
    const dueMs = nextDueMs(plan, { ...taken, held })
    await transacted(this.database, async (rows) => {
      const made = await rows.query(
        `insert into merchants (id, program, revision, head, held, due_at)
         values ($1, $2, $3, $4::json, $5::json, $6::timestamptz) on conflict (id) do nothing returning id`,
        [
          ...[record.id, program, revision, JSON.stringify(head), JSON.stringify(held)],
          dueMs === Infinity ? null : isoOf(dueMs),
        ],
      )
      if (made.length === 0) return
      await openAccounts(rows, plan, record.id, Object.keys(held.accounts), openingOf(held, entries))
      await writeFacts(rows, plan, record.id, revision, facts)
      await writeEntries(rows, record.id, revision, 0, entries)
    })
  }

  /**
   * Takes in facts that the platform has learned, all of them or none. Those that the log has, by their ids, have no second effect. Else why
   * they are refused; null where there is no such merchant.
   */
  async inform(
    merchantId: string,
    facts: readonly Fact[],
  ): Promise<Informed | readonly [Issue, ...Issue[]] | null> {
    return await transacted(this.database, async (rows) => {
      const merchant = await merchantAt(rows, merchantId, true)
      if (!merchant) return null
      const { plan, versions } = await this.kept(rows, merchant.program)
      const [issue, ...more] = unknownIn(versions, facts, merchant.head)
      if (issue) return [issue, ...more] as const
      const record = await recordOf(rows, plan, merchant, namedByFacts(facts))
      const reused = reusedIn(record.facts!, facts)
      if (reused) return [reused] as const
      const step = informed(plan, record, facts, this.now())
      if (step.record === record) return { revision: merchant.revision, isNew: false }
      return { revision: await this.write(rows, plan, merchant, record, step), isNew: true }
    })
  }

  /** The receipt of a command, or the Issue that refuses it; null where there is no such merchant. */
  async send(merchantId: string, command: Command, by: Sender): Promise<Sent | Issue | null> {
    const sent = await transacted(this.database, async (rows) => {
      const merchant = await merchantAt(rows, merchantId, true)
      if (!merchant) return null
      const { plan } = await this.kept(rows, merchant.program)
      if (takesStock(plan, command))
        await rows.query('select 1 from stock where program = $1 order by benefit for update', [
          merchant.program,
        ])
      const record = await recordOf(rows, plan, merchant, namedBy(command))
      const accepted = accept(plan, record, command, this.now(), by)
      if (!('record' in accepted)) return accepted
      if (accepted.record === record) return await this.known(rows, merchant, command.key)
      const revision = await this.write(rows, plan, merchant, record, accepted)
      await rows.query('insert into receipts (merchant, key, revision, at) values ($1, $2, $3, $4)', [
        ...[merchantId, command.key, revision, accepted.record.held!.at],
      ])
      await this.reached('written')
      return { receipt: { key: command.key, revision }, isNew: true }
    })
    if (sent && 'isNew' in sent && sent.isNew) await this.reached('committed')
    return sent
  }

  /** What a command was answered with; null for one that was never accepted. */
  async receipt(merchantId: string, key: string): Promise<Receipt | null> {
    if (merchantId.includes('\0') || key.includes('\0')) return null
    const [row] = await this.database.query(
      'select revision from receipts where merchant = $1 and key = $2',
      [merchantId, key],
    )
    return row ? { key, revision: Number(row['revision']) } : null
  }

  /** The merchant's record as a page evaluates it: the state, and the facts that it still needs. */
  async record(merchantId: string): Promise<Read | null> {
    return await this.settled(merchantId, async (rows, merchant, { plan, etag }) => {
      const { entries: _last, ...record } = await recordOf(rows, plan, merchant)
      const beside = besideOf(etag, record.stock)
      return { text: JSON.stringify(record), revision: merchant.revision, beside }
    })
  }

  /** The merchant's standing, as of the last thing that happened: between two of them nothing changes but what others leave of a stock. */
  async standing(merchantId: string): Promise<Read | null> {
    for (;;) {
      const read = await this.settled(merchantId, async (rows, merchant, { plan, etag }) => {
        const known = this.standings.get(merchantId)
        const beside = besideOf(etag, await stockOf(rows, merchant.program))
        if (known?.revision === merchant.revision && known.beside === beside) return known
        const standing = evaluate(plan, await recordOf(rows, plan, merchant), Date.parse(merchant.held.at))
        const untilMs = standing.nextMomentAt === null ? Infinity : Date.parse(standing.nextMomentAt)
        const made = { text: JSON.stringify(standing), revision: merchant.revision, beside, untilMs }
        this.remember(merchantId, made)
        return made
      })
      if (!read || read.untilMs > this.now()) return read
      // what a page shows has changed by time, though nothing was posted
      await this.settle(merchantId, read.revision)
    }
  }

  /** The oldest go where there are too many of them. */
  private remember(merchantId: string, made: Read & { untilMs: number }): void {
    const forget = (id: string): void => {
      this.letters -= this.standings.get(id)?.text.length ?? 0
      this.standings.delete(id)
    }
    forget(merchantId)
    this.standings.set(merchantId, made)
    this.letters += made.text.length
    while (this.letters > mostLetters) forget(this.standings.keys().next().value!)
  }

  /** The place a merchant's log is at, and which program it is read by; null where there is no such merchant. */
  async place(merchantId: string): Promise<Place | null> {
    return await this.settled(merchantId, (_rows, { revision }, { etag }) =>
      Promise.resolve({ revision, program: etag }),
    )
  }

  /** Reads in the log of a merchant, with all that has followed from time alone. */
  async settled<T>(
    merchantId: string,
    read: (rows: Rows, merchant: Merchant, kept: Kept) => Promise<T>,
  ): Promise<T | null> {
    for (;;) {
      const found = await this.database.snapshot(async (rows) => {
        const merchant = await merchantAt(rows, merchantId)
        if (!merchant) return { read: null }
        if (merchant.dueMs <= this.now()) return null
        return { read: await read(rows, merchant, await this.kept(rows, merchant.program)) }
      })
      if (found) return found.read
      await this.settle(merchantId)
    }
  }

  /**
   * Posts what has followed from time alone: what lapsed, what a review decided. `shown`: one revision on from this one also where nothing
   * did; where somebody else was faster, that is done.
   */
  async settle(merchantId: string, shown: number | null = null): Promise<void> {
    await transacted(this.database, async (rows) => {
      const merchant = await merchantAt(rows, merchantId, true)
      const nowMs = this.now()
      if (!merchant) return
      const isOld = merchant.revision === shown
      if (!isOld && merchant.dueMs > nowMs) return
      const { plan } = await this.kept(rows, merchant.program)
      const record = await recordOf(rows, plan, merchant)
      const step = settled(plan, record, nowMs)
      if (step.record !== record) return void (await this.write(rows, plan, merchant, record, step))
      const isLater = nowMs > Date.parse(merchant.held.at)
      const held = isLater ? { ...merchant.held, at: isoOf(nowMs) } : merchant.held
      if (isOld && isLater)
        await this.write(rows, plan, merchant, record, { record: { ...record, held }, posted: [] })
      else await putOff(rows, merchantId, nextDueMs(plan, { ...record, held }))
    })
  }

  /** Settles all merchants for whom something is due, read `atOnce` at a time, and says how many. `faulted` is told of those that fail, which keeps no other from its turn. */
  async sweep(atOnce = 100, faulted = thrown): Promise<number> {
    const untilAt = isoOf(this.now())
    let settledNow = 0
    let last: readonly [due: string, id: string] = ['-infinity', '']
    for (;;) {
      const due = await this.database.query(
        `select id, due_at::text as due from merchants
         where due_at <= $1::timestamptz and (due_at, id) > ($2::timestamptz, $3) order by due_at, id limit $4`,
        [untilAt, ...last, atOnce],
      )
      for (const row of due) {
        const id = row['id'] as string
        last = [row['due'] as string, id]
        try {
          await this.settle(id)
          settledNow++
        } catch (error) {
          faulted(error)
        }
      }
      if (due.length < atOnce) return settledNow
    }
  }

  /** Which program a merchant is in; null where there is no such merchant. */
  async programOf(merchantId: string): Promise<string | null> {
    return (await merchantAt(this.database, merchantId))?.program ?? null
  }

  /** A program as it is kept now; null where none has this id. */
  async program(id: string): Promise<Kept | null> {
    return await this.current(this.database, id)
  }

  private async kept(rows: Rows, id: string): Promise<Kept> {
    const kept = await this.current(rows, id)
    if (!kept) throw new Error(`no program is called ${id}`)
    return kept
  }

  /** Any process may have replaced it since it was compiled here. */
  private async current(rows: Rows, id: string): Promise<Kept | null> {
    const kept = await keptProgram(rows, id, this.programs.get(id))
    if (kept) this.programs.set(id, kept)
    return kept
  }

  private async write(
    rows: Rows,
    plan: Plan,
    merchant: Merchant,
    before: MerchantRecord,
    { record, posted: entries }: Step,
  ): Promise<number> {
    const facts = record.facts!.slice(before.facts!.length)
    const held = record.held!
    const uses = usesMoved(plan, merchant.held, record)
    // by all its facts, since one may be of a time to come
    const dueMs = nextDueMs(plan, { ...record, held })
    const revision = await append(rows, plan, merchant, { facts, entries, held, uses, dueMs })
    await this.proveBalances(rows, merchant.id, held)
    return revision
  }

  /** The state's balances are those that the entries have come to, or nothing is written. */
  private async proveBalances(rows: Rows, merchantId: string, held: Held): Promise<void> {
    const found = await rows.query('select account, balance from accounts where merchant = $1', [merchantId])
    const balances = new Map(found.map(({ account, balance }) => [account, Number(balance)]))
    for (const [account, { balancePoints }] of Object.entries(held.accounts))
      if (balances.get(account) !== balancePoints)
        throw new Error(`the entries of ${account} do not come to its balance`)
  }

  private async known(rows: Rows, merchant: Merchant, key: string): Promise<Sent> {
    const [row] = await rows.query('select revision from receipts where merchant = $1 and key = $2', [
      ...[merchant.id, key],
    ])
    // a record that was taken in with commands in its log has no receipts of ours
    return { receipt: { key, revision: Number(row?.revision ?? merchant.revision) }, isNew: false }
  }
}

/** As an ETag says it: the program's own without its quotes, then what is left. */
const besideOf = (program: string, stock: Readonly<Record<string, number>> | null | undefined): string =>
  [program.slice(1, -1), ...(stock ? [Object.values(stock).join('.')] : [])].join(';')

const thrown = (error: unknown): void => {
  throw error
}

/** What a record's balances were before the first entry that it came with. */
function openingOf(held: Held, posted: readonly Entry[]): Record<string, number> {
  const opening: Record<string, number> = {}
  for (const [account, { balancePoints }] of Object.entries(held.accounts)) {
    const first = posted.find((entry) => entry.account === account)
    const moved = first
      ? (first.to === 'available' ? first.amountPoints : 0) -
        (first.from === 'available' ? first.amountPoints : 0)
      : 0
    opening[account] = first ? first.balancePoints - moved : balancePoints
  }
  return opening
}

/** What a command names in the log, beside its own key. */
function namedBy(command: Command): Named {
  const named =
    command.command === 'reverse'
      ? [command.fact]
      : 'redemption' in command && command.redemption !== undefined
        ? [command.redemption]
        : []
  return { ids: [command.key, ...named], about: named }
}

const takesStock = (plan: Plan, command: Command): boolean =>
  ('benefit' in command || command.command === 'reverse') &&
  plan.clockwork.benefits.some(({ stock }) => stock !== null)
