/**
 * The door: a text or a ready value becomes a document of a schema, or Issues. Size, depth, keys and numbers are checked before the schema
 * sees anything, and what the schema finds is told in our own codes, each with its path and, for a text, its line and column.
 *
 * A schema is an argument, so that a page which is given Standings carries the schema of a Standing and of nothing else.
 */
import type * as z from 'zod/mini'
import { foundIssues } from './found.js'
import type { Issue, IssuePath, Place } from './issues.js'
import { parseJson, pathKey, placeAt, type Offsets } from './json.js'
import { defaultLimits, type Limits } from './limits.js'
import { valueIssues } from './walk.js'

/**
 * What was read. `value` is null exactly when there are issues. `placeOf` tells where the value at a path starts in the text, or its key; for
 * a path that leads nowhere, where the nearest thing around it starts; for a ready value it is always undefined.
 */
export interface Reading<T> {
  readonly value: T | null
  readonly issues: readonly Issue[]
  readonly placeOf: (path: IssuePath, of?: 'value' | 'key') => Place | undefined
}

/** A document as JSON text, e.g. `readText(text, program)`. Never throws for what the text holds; a TypeError for what is no text. */
export function readText<S extends z.ZodMiniType>(
  text: string,
  schema: S,
  limits: Partial<Limits> = {},
): Reading<z.output<S>> {
  if (typeof text !== 'string')
    throw new TypeError(
      'readText(text, schema, limits?): `text` must be a string; readValue takes ready values.',
    )
  const most = { ...defaultLimits, ...limits }
  const bytes = bytesOf(text, most.bytes)
  if (bytes > most.bytes) {
    const issue: Issue = { code: 'overSize', path: [], params: { bytes, limit: most.bytes } }
    return { value: null, issues: [issue], placeOf: () => undefined }
  }
  const { value, issues } = parseJson(text, most)
  const placeOf = placesIn(text, most)
  if (issues.length > 0) return { value: null, issues, placeOf }
  return { ...checked(value, schema, placeOf), placeOf }
}

/** A document that is already read, e.g. the answer of the host's own client. */
export function readValue<S extends z.ZodMiniType>(
  value: unknown,
  schema: S,
  limits: Partial<Limits> = {},
): Reading<z.output<S>> {
  const issues = valueIssues(value, { ...defaultLimits, ...limits })
  const placeOf = (): undefined => undefined
  if (issues.length > 0) return { value: null, issues, placeOf }
  return { ...checked(value, schema, placeOf), placeOf }
}

/** An Issue that was found after reading, with its place: of the key, where a name that stands as a key is at fault. */
export function placed(issue: Issue, { placeOf }: Pick<Reading<unknown>, 'placeOf'>): Issue {
  const { code, path, params } = issue
  const last = path[path.length - 1]
  const atKey = code === 'unknownKey' || [params.name, params.found, params.id].indexOf(last as string) >= 0
  const place = placeOf(path, atKey ? 'key' : 'value')
  return place ? { ...issue, place } : issue
}

function checked<S extends z.ZodMiniType>(
  value: unknown,
  schema: S,
  placeOf: Reading<unknown>['placeOf'],
): Pick<Reading<z.output<S>>, 'value' | 'issues'> {
  // what `safeParse` does, without its messages; the raw issues know the schema that raised them
  const payload = schema._zod.run({ value, issues: [] }, { async: false })
  if (payload instanceof Promise) throw new TypeError('A schema of a document cannot be asynchronous.')
  if (payload.issues.length === 0) return { value: payload.value as z.output<S>, issues: [] }
  const issues = foundIssues(payload.issues, value).map(({ issue, at }) => {
    const place = placeOf(issue.path, at)
    return place ? { ...issue, place } : issue
  })
  return { value: null, issues: issues.sort(byPlace) }
}

const byPlace = (left: Issue, right: Issue): number =>
  (left.place?.line ?? 0) - (right.place?.line ?? 0) || (left.place?.column ?? 0) - (right.place?.column ?? 0)

/** Finds places by reading the text once more, when the first one is asked for: most texts have nothing wrong with them. */
function placesIn(text: string, limits: Limits): Reading<unknown>['placeOf'] {
  let offsets: Offsets | undefined
  return (path, of = 'value') => {
    if (!offsets) {
      offsets = { values: new Map(), keys: new Map() }
      parseJson(text, limits, offsets)
    }
    for (let length = path.length; length >= 0; length--) {
      const key = pathKey(path.slice(0, length))
      const offset = (of === 'key' ? offsets.keys.get(key) : undefined) ?? offsets.values.get(key)
      if (offset !== undefined) return placeAt(text, offset)
    }
    return undefined
  }
}

/** The length as UTF-8, counted only as far as it matters. */
function bytesOf(text: string, limit: number): number {
  if (text.length > limit || text.length * 3 <= limit) return text.length
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // half of a pair takes two of the pair's four bytes
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
