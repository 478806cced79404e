/** What differs between two documents of a program: numbers by their path, and what else; and the document with one number set. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Path = readonly (string | number)[]

/** One number that differs. `path`: in the draft. */
export interface Change {
  readonly path: Path
  readonly before: number
  readonly after: number
}

/** `others`: paths in the draft of what is new, gone, or no number. */
export interface Changes {
  readonly numbers: readonly Change[]
  readonly others: readonly Path[]
}

/** A program that says which version it is differs in that alone from its copy. */
const labels = ['version', 'inForce', '$schema']

/** What a draft changed. Items of a list that have an id are compared by it, others by their place. */
export const changesOf = (before: unknown, after: unknown): Changes => {
  const numbers: Change[] = []
  const others: Path[] = []
  const compare = (old: Json | undefined, now: Json | undefined, path: Path): void => {
    if (typeof old === 'number' && typeof now === 'number') {
      if (old !== now) numbers.push({ path, before: old, after: now })
    } else if (isList(old) && isList(now)) compareLists(old, now, path)
    else if (isObject(old) && isObject(now)) {
      for (const key of new Set([...Object.keys(old), ...Object.keys(now)]))
        if (path.length > 0 || labels.indexOf(key) < 0) compare(own(old, key), own(now, key), [...path, key])
    } else if (old !== now) others.push(path)
  }
  const compareLists = (old: readonly Json[], now: readonly Json[], path: Path): void => {
    const byId = now.every((item) => idOf(item) !== null) && old.every((item) => idOf(item) !== null)
    if (!byId) {
      // of lists of another length nobody can say which item was which
      if (old.length !== now.length) others.push(path)
      else now.forEach((item, place) => compare(old[place], item, [...path, place]))
      return
    }
    const olds = new Map(old.map((item) => [idOf(item)!, item]))
    now.forEach((item, place) => {
      compare(olds.get(idOf(item)!), item, [...path, place])
      olds.delete(idOf(item)!)
    })
    if (olds.size > 0) others.push(path)
  }
  compare(before as Json, after as Json, [])
  return { numbers, others }
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (object: { readonly [key: string]: Json }, key: string): Json | undefined =>
  Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined
const idOf = (item: Json): string | null =>
  isObject(item) && typeof own(item, 'id') === 'string' ? (item['id'] as string) : null

/** A copy of a document with another number at a path; what lies beside the path is shared. */
export const withNumber = <T>(document: T, path: Path, value: number): T => {
  const [key, ...rest] = path
  if (key === undefined) return value as T
  const holder = document as { [key: string]: unknown }
  const inner = withNumber(holder[key as string], rest, value)
  if (!Array.isArray(document)) return { ...holder, [key]: inner } as T
  const copy = [...(document as unknown[])]
  copy[Number(key)] = inner
  return copy as T
}
