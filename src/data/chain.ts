/**
 * The chain of a points log: each entry carries the hash of itself and of the hash before it, so that no entry can be changed, left out
 * or put in between without every later hash being wrong. It tells a log that was damaged or altered in part; who can write all of it
 * can chain it anew.
 */
import type { Entry } from '../schema/entry.js'
import { sha256 } from './sha256.js'

/** An entry that is part of a chain. */
export type ChainedEntry = Entry & { readonly hash: string }

/**
 * Plain data as the one JSON text that stands for it (RFC 8785): keys in order, no white space; a key that is undefined is
 * absent.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = value as Record<string, unknown>
  const said = Object.keys(fields)
    .sort()
    .filter((key) => fields[key] !== undefined)
  return `{${said.map((key) => `${JSON.stringify(key)}:${canonical(fields[key])}`).join(',')}}`
}

/** SHA-256, in hex, of the hash before and the canonical entry without its own, with a line break between; nothing stands before the first. */
export function hashOf(entry: Entry, before: string | null): string {
  return sha256(`${before ?? ''}\n${canonical({ ...entry, hash: undefined })}`)
}

/** Entries, oldest first, with their hashes. `before`: the hash of the entry before the first of them, null at the log's beginning. */
export function chained(entries: readonly Entry[], before: string | null): ChainedEntry[] {
  let last = before
  return entries.map((entry) => ({ ...entry, hash: (last = hashOf(entry, last)) }))
}

/**
 * The place of the first entry, oldest first, whose hash is not what it must be; null where all hold. `before`: the hash before the
 * first, null at the log's beginning; left out, as for a page from the middle, the first hash is taken as it stands.
 */
export function brokenAt(entries: readonly Entry[], before?: string | null): number | null {
  let last = before
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place]!
    const isTaken = last === undefined && entry.hash !== undefined
    if (!isTaken && entry.hash !== hashOf(entry, last ?? null)) return place
    last = entry.hash
  }
  return null
}
