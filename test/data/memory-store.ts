import type { KeyValueStore } from '../../src/data/key-value-store.js'

/** A storage in memory that answers at once and never fails, and all that is in it. */
export function memoryStore() {
  const kept = new Map<string, string>()
  const storage: KeyValueStore = {
    list: (prefix) => [...kept].filter(([key]) => key.startsWith(prefix)),
    put: (key, text) => void kept.set(key, text),
    delete: (key) => void kept.delete(key),
  }
  return { storage, kept }
}
