/**
 * Where an outbox keeps what waits: any store of three methods, and the one a browser has. What is kept goes in and comes out as text
 * under a key of its own, so that tabs that write at one time do not undo each other.
 */

/** Three methods; each may answer at once or later, and may fail. */
export interface KeyValueStore {
  /** All texts whose keys begin with `prefix`, with their keys, in any order. */
  list(prefix: string): Promise<readonly Kept[]> | readonly Kept[]
  /** Keeps a text under a key, in place of the one there. When it has answered, the text survives a crash. */
  put(key: string, text: string): Promise<unknown> | void
  /** Forgets a key; one that is not there is forgotten already. */
  delete(key: string): Promise<unknown> | void
}
export type Kept = readonly [key: string, text: string]

/** The part of `localStorage` that remembers outside of the store that something waits in it. */
export interface WebStorage {
  getItem(name: string): string | null
  setItem(name: string, text: string): void
}

/** The page's `localStorage`, or null where there is none or the page may not look. */
export function pageWitness(): WebStorage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

/** Why a storage does not keep what it is given, as the Issue `notKept` says it. */
export type Unkept = 'missing' | 'refused' | 'full' | 'failed' | 'newer' | 'emptied'

/** What an error of a storage comes to. */
export function unkeptBy(error: unknown): Unkept {
  const name = typeof error === 'object' && error !== null ? (error as { name?: unknown }).name : null
  if (name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED') return 'full'
  return name === 'SecurityError' || name === 'InvalidStateError' ? 'refused' : 'failed'
}

const table = 'kept'

/**
 * The browser's database, opened when it is first used. Writing asks for a strict flush: what is sent must have been kept. Null where
 * there is none; every method rejects where the browser refuses it.
 */
export function pageStorage(name = 'tierkit-outbox'): KeyValueStore | null {
  let factory: IDBFactory | undefined
  try {
    factory = globalThis.indexedDB
  } catch {
    return null // a page of another site may not even look
  }
  if (!factory) return null
  const found = factory
  let opening: Promise<IDBDatabase> | null = null
  const database = (): Promise<IDBDatabase> => {
    const now = opening ?? opened(found, name, () => (opening = null))
    opening = now
    now.catch(() => (opening = null))
    return now
  }
  const within = async <T>(
    mode: IDBTransactionMode,
    work: (kept: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    const options = mode === 'readwrite' ? { durability: 'strict' as const } : {}
    const transaction = (await database()).transaction(table, mode, options)
    const request = work(transaction.objectStore(table))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = transaction.onerror = () => reject(errorOf(transaction.error ?? request.error))
    })
  }
  return {
    list: (prefix) =>
      within<Kept[]>(
        'readonly',
        (kept) =>
          // the text holds its key, so that one question gives both
          kept.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)) as IDBRequest<Kept[]>,
      ),
    put: (key, text) => within('readwrite', (kept) => kept.put([key, text], key)),
    delete: (key) => within('readwrite', (kept) => kept.delete(key)),
  }
}

function opened(factory: IDBFactory, name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(table)
    request.onblocked = () => reject(new Error('blocked'))
    request.onerror = () => reject(errorOf(request.error))
    request.onsuccess = () => {
      const database = request.result
      // another tab wants to delete or renew it: it must not wait for this one
      database.onversionchange = () => {
        database.close()
        closed()
      }
      database.onclose = closed
      resolve(database)
    }
  })
}

// the browser's own error is one of its realm, and no Error there
function errorOf(error: DOMException | null): Error {
  const made = new Error(error?.message ?? 'the database failed')
  made.name = error?.name ?? 'Error'
  return made
}
