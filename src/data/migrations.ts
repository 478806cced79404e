/**
 * The forms that a stored log has had. Each step takes a database from one version to the next inside the transaction that upgrades it,
 * so that one that is cut short has done nothing. A new form is a new step at the end; the ones before it are never changed.
 */
import type { Fact, MerchantRecord } from '../schema/record.js'
import { chained } from './chain.js'
import type { EntryRow, Head } from './rows.js'

type Migration = (database: IDBDatabase, upgrade: IDBTransaction) => void

export const headKey = 'head'

/** By the version that each step starts from; the last one leads to the current version. */
export const migrations: readonly Migration[] = [
  // 1: the whole record in one row, under `merchant`
  (database) => {
    database.createObjectStore('record')
  },
  // 2: a row for each fact and each entry, and entries chained
  (database, upgrade) => {
    database.createObjectStore('head')
    database.createObjectStore('facts').createIndex('id', 'id', { unique: true })
    const entries = database.createObjectStore('entries')
    entries.createIndex('id', 'entry.id', { unique: true })
    entries.createIndex('atMs', 'atMs')
    const old = upgrade.objectStore('record').get('merchant')
    old.onsuccess = () => {
      if (old.result) inRows(upgrade, old.result as MerchantRecord)
      database.deleteObjectStore('record')
    }
  },
]
export const currentVersion = migrations.length

function inRows(upgrade: IDBTransaction, record: MerchantRecord): void {
  const { facts = [], held = null, revision = 0 } = record
  const entries = chained(record.entries ?? [], null)
  for (let place = 0; place < facts.length; place++)
    upgrade.objectStore('facts').add(facts[place] satisfies Fact | undefined, place)
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place]!
    upgrade.objectStore('entries').add({ atMs: Date.parse(entry.at), entry } satisfies EntryRow, place)
  }
  const head: Head = {
    id: `from-1-${Math.random().toString(36).slice(2)}`,
    merchant: record.id,
    revision,
    facts: facts.length,
    entries: entries.length,
    hash: entries[entries.length - 1]?.hash ?? null,
    held,
    // what it began with was not kept
    opening: { held, entries: entries.length },
  }
  upgrade.objectStore('head').put(head, headKey)
}
