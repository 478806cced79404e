/**
 * One merchant's log in the browser: the adapter for pages that have no server for points. It works offline, survives a crash, and is the
 * same in all tabs; it is the authority of its log, and as far to be believed as the person at the browser.
 */
import type { Sender } from '../schema/command.js'
import { issueAt } from '../schema/issues.js'
import type { Fact } from '../schema/record.js'
import { Failure, type Adapter, type Answer } from './adapter.js'
import type { Difference } from './authority.js'
import { Database } from './database.js'
import { recordOf } from './engine.js'
import { Log } from './log.js'
import type { Seen, Witness } from './rows.js'
import { broadcastOf, type Broadcast } from './broadcast.js'

export interface IndexedDbOptions {
  /** A program or all its versions: JSON text or ready values. */
  readonly program: unknown
  /**
   * The merchant as the platform knows them. The log begins with it; later, its facts that the log does not have arrive, and its fields,
   * metrics, peers and stock hold. What was decided in this browser stays.
   */
  readonly merchant: unknown
  /** The database's name; `tierkit/` and the merchant's id unless said. One database holds one merchant. */
  readonly name?: string
  /** What time it is, in ms. */
  readonly now?: () => number
  /** Who sends what comes here: the merchant, unless the page is an operator's. */
  readonly sender?: Sender
  /** Where databases come from, and where it is remembered beside them that there is one; the browser's own unless said. */
  readonly databases?: IDBFactory
  /** Where a second copy is kept; the browser's own unless said, and none beside `databases`. */
  readonly copies?: IDBFactory
  readonly memory?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

export interface IndexedDbAdapter extends Required<Omit<Adapter, 'standing'>> {
  /** Takes in facts that the platform has learned, each id once; resolves to the revision. */
  inform(facts: readonly Fact[]): Promise<number>
  /** Where the stored log is not what its facts make it; empty where all is right. */
  audit(): Promise<readonly Difference[]>
  /** Forgets what is stored, or that it was lost, and begins again with the platform's record: only a person may decide that. */
  startAnew(): Promise<void>
  /** Lets go of the database and of other tabs. A later call opens them again. */
  close(): void
}

/** Every call may reject with a `Failure`: the codes `storage…`, `historyLost` and `otherMerchant` are its own. */
export function indexedDbAdapter(options: IndexedDbOptions): IndexedDbAdapter {
  let made: Parts | null = null
  // late, since the documents may be wrong: then every call says so
  const parts = (): Parts => (made ??= partsOf(options))
  const told = (revision: number): number => {
    parts().broadcast.tell(revision)
    return revision
  }
  // for what has no way to say that the documents are wrong: whoever reads is told
  const ready = (): Parts | null => {
    try {
      return parts()
    } catch (error) {
      if (error instanceof Failure) return null
      throw error
    }
  }
  return {
    get origin() {
      const found = ready()
      return found && `indexeddb:${found.name}`
    },
    program: ({ signal }) => answered(signal, null, () => Promise.resolve({ data: options.program })),
    merchant: ({ signal, merchantId }) =>
      answered(signal, merchantId, async () => {
        const { log } = parts()
        const before = log.writtenRevision
        const record = await log.merchant()
        const revision = record.revision ?? 0
        if (log.writtenRevision !== before) told(revision)
        return { data: record, revision }
      }),
    entries: (query, { signal, merchantId }) =>
      answered(signal, merchantId, async () => ({ data: await parts().log.page(query) })),
    send: (command, { signal, merchantId }) =>
      answered(signal, merchantId, async () => {
        const receipt = await parts().log.send(command)
        return { data: receipt, revision: told(receipt.revision) }
      }),
    receipt: (key, { signal, merchantId }) =>
      answered(signal, merchantId, async () => ({ data: await parts().log.receipt(key) })),
    watch: (changed) => ready()?.broadcast.listen(changed) ?? (() => undefined),
    inform: async (facts) => told(await parts().log.inform(facts)),
    audit: async () => parts().log.audit(),
    startAnew: async () => {
      const { log } = parts()
      await log.startAnew()
      told((await log.merchant()).revision ?? 0)
    },
    close: () => {
      made?.broadcast.close()
      made?.database.close()
      made?.copy.close()
    },
  }

  async function answered(signal: AbortSignal, merchantId: string | null, answer: () => Promise<Answer>) {
    if (signal.aborted) throw new DOMException('aborted', 'AbortError')
    if (merchantId !== null && merchantId !== parts().log.merchantId)
      throw new Failure(issueAt('otherMerchant', [], { found: parts().log.merchantId, expected: merchantId }))
    return answer()
  }
}

interface Parts {
  readonly name: string
  readonly database: Database
  readonly copy: Database
  readonly log: Log
  readonly broadcast: Broadcast
}

function partsOf(options: IndexedDbOptions): Parts {
  const { program, merchant, now = Date.now, sender = 'merchant' } = options
  const { value, issues } = recordOf(merchant)
  if (!value) throw new Failure(issues[0]!)
  const name = options.name ?? `tierkit/${value.id}`
  const database = new Database(name, () => options.databases ?? globalThis.indexedDB)
  const witness = witnessOf(name, () => options.memory ?? globalThis.localStorage)
  const copy = new Database(name, () => options.copies ?? (options.databases ? null : bucketed()))
  const log = new Log({ storage: database, copy, witness, program, merchant, now, sender })
  return { name, database, copy, log, broadcast: broadcastOf({ name, ask: () => log.revision() }) }
}

/**
 * The databases of a storage bucket, which has files of its own: only the browsers that need a second copy have buckets. Others keep each
 * write whole by themselves.
 */
async function bucketed(): Promise<IDBFactory | null> {
  type Buckets = { open(name: string, options: object): Promise<{ indexedDB: IDBFactory }> }
  const { storageBuckets } = navigator as Navigator & { storageBuckets?: Buckets }
  return storageBuckets ? (await storageBuckets.open('tierkit', { durability: 'strict' })).indexedDB : null
}

/** A few letters in the page's own memory, under the database's name. Where the browser has none, nothing is remembered. */
function witnessOf(name: string, memory: () => IndexedDbOptions['memory'] | null): Witness {
  return {
    read() {
      try {
        const seen = JSON.parse(memory()?.getItem(name) ?? 'null') as Seen | null
        return typeof seen?.id === 'string' && typeof seen.revision === 'number' ? seen : null
      } catch {
        return null
      }
    },
    write(seen) {
      try {
        if (seen) memory()?.setItem(name, JSON.stringify(seen))
        else memory()?.removeItem(name)
      } catch {
        // full or refused: what it would have remembered is lost, and nothing else
      }
    },
  }
}
