/**
 * Rows in IndexedDB: the storage of a log in a browser. A transaction that writes is the lock over all tabs, and asks to be flushed before
 * it is said to be complete. Whatever the browser refuses becomes a `Failure`; a connection that was lost is opened again at the next call.
 */
import { issueAt, type Issue } from '../schema/issues.js'
import { Failure } from './adapter.js'
import type { Rows, RowStore } from './rows.js'
import { currentVersion, headKey, migrations } from './migrations.js'

const objectStores = ['head', 'facts', 'entries']

type Factory = () => IDBFactory | null | undefined | Promise<IDBFactory | null | undefined>

export class Database implements RowStore {
  private readonly name: string
  private readonly factory: Factory
  private opening: Promise<IDBDatabase> | null = null

  /** `factory`: where databases come from; asked at each opening, since a browser may throw at the mere question. */
  constructor(name: string, factory: Factory) {
    this.name = name
    this.factory = factory
  }

  read<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    return this.transacted('readonly', work)
  }

  write<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    return this.transacted('readwrite', work)
  }

  /** Lets the connection go; the next call opens another. */
  close(): void {
    const { opening } = this
    this.opening = null
    opening?.then(
      (database) => database.close(),
      () => undefined,
    )
  }

  private async transacted<T>(mode: 'readonly' | 'readwrite', work: (rows: Rows) => Promise<T>): Promise<T> {
    const database = await this.opened()
    const isNewer = database.version > currentVersion
    if (isNewer && mode === 'readwrite') throw newer(database)
    try {
      const transaction = await this.begun(database, mode)
      return await outcomeOf(transaction, work)
    } catch (error) {
      // a form that is not known may lack what is asked of it
      if (isNewer && !(error instanceof Failure)) throw newer(database)
      throw error instanceof Failure ? error : new Failure(issueOf(error))
    }
  }

  /** A connection that the browser is about to close has no transactions any more: then a new one. */
  private async begun(database: IDBDatabase, mode: 'readonly' | 'readwrite'): Promise<IDBTransaction> {
    try {
      return transactionOf(database, mode)
    } catch (error) {
      if (nameOf(error) !== 'InvalidStateError') throw error
      this.close()
      return transactionOf(await this.opened(), mode)
    }
  }

  private opened(): Promise<IDBDatabase> {
    if (this.opening) return this.opening
    const opening = this.open(currentVersion)
    this.opening = opening
    const forget = (): void => {
      if (this.opening === opening) this.opening = null
    }
    opening.then((database) => {
      database.onclose = forget
      // another tab wants to upgrade
      database.onversionchange = () => {
        forget()
        database.close()
      }
    }, forget)
    return opening
  }

  private async open(version: number | undefined): Promise<IDBDatabase> {
    try {
      const factory = await this.factory()
      if (!factory) throw new Failure(issueAt('storageMissing', [], {}))
      return await databaseOf(factory.open(this.name, version))
    } catch (error) {
      if (error instanceof Failure) throw error
      if (nameOf(error) === 'VersionError' && version !== undefined) return this.open(undefined)
      throw new Failure(issueOf(error, true))
    }
  }
}

function databaseOf(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let isLate = false
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const migrate of migrations.slice(oldVersion)) migrate(request.result, request.transaction!)
    }
    request.onblocked = () => {
      isLate = true
      reject(new Failure(issueAt('storageBlocked', [], {})))
    }
    request.onerror = () => reject(errorOf(request.error))
    request.onsuccess = () => {
      if (isLate) request.result.close()
      else resolve(request.result)
    }
  })
}

function transactionOf(database: IDBDatabase, mode: 'readonly' | 'readwrite'): IDBTransaction {
  // browsers that do not know the option flush anyway, or cannot
  return database.transaction(objectStores, mode, { durability: 'strict' })
}

/** What a transaction's work comes to, once the transaction is complete. */
async function outcomeOf<T>(transaction: IDBTransaction, work: (rows: Rows) => Promise<T>): Promise<T> {
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(errorOf(transaction.error))
  })
  complete.catch(() => undefined) // heard below, or not at all when the work fails first
  let result: T
  try {
    result = await work(rowsOf(transaction))
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // it has ended already
    }
    // an abort that the browser has a reason for says more than what failed because of it
    await complete.catch((reason: unknown) => {
      if (nameOf(reason) !== 'AbortError') throw reason
    })
    throw error
  }
  await complete
  return result
}

function rowsOf(transaction: IDBTransaction): Rows {
  const storeOf = (name: string): IDBObjectStore => transaction.objectStore(name)
  return {
    head: () => answerOf(storeOf('head').get(headKey)),
    range: (name, first, last) => answerOf(storeOf(name).getAll(IDBKeyRange.bound(first, last))),
    countUntil: async (atMs) => {
      if (!(atMs === atMs)) return 0
      const index = storeOf('entries').index('atMs')
      const cursor = await answerOf(index.openKeyCursor(IDBKeyRange.upperBound(atMs), 'prev'))
      return cursor ? Number(cursor.primaryKey) + 1 : 0
    },
    putHead: (head) => void storeOf('head').put(head, headKey),
    add: (name, place, row) => void storeOf(name).add(row, place),
    clear: () => {
      for (const name of objectStores) storeOf(name).clear()
    },
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(errorOf(request.error))
  })
}

function newer({ version }: IDBDatabase): Failure {
  return new Failure(issueAt('storageNewer', [], { found: version, known: currentVersion }))
}

const refusals: Readonly<Record<string, 'storageRefused' | 'storageFull'>> = {
  SecurityError: 'storageRefused',
  NotAllowedError: 'storageRefused',
  QuotaExceededError: 'storageFull',
}

/** What the browser's error means. `opens`: at opening, some browsers say of a private window that the state is invalid. */
function issueOf(error: unknown, opens = false): Issue {
  const name = nameOf(error)
  const code = refusals[name] ?? (opens && name === 'InvalidStateError' ? 'storageRefused' : null)
  return code ? issueAt(code, [], {}) : issueAt('storageFailed', [], { reason: name })
}

function nameOf(error: unknown): string {
  const name = (error as { name?: unknown } | null | undefined)?.name
  return typeof name === 'string' && name !== '' ? name : 'Error'
}

/** An abort without a reason has none to show. */
function errorOf(error: DOMException | null): Error {
  return error ?? new DOMException('aborted', 'AbortError')
}
