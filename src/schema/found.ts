/** What zod found, in our codes. It is never asked for its sentences. */
import type * as z from 'zod/mini'
import { issueAt, type Issue, type IssueCode, type IssueParams, type IssuePath } from './issues.js'
import { maxIssues } from './limits.js'
import { nearestOf } from './nearest.js'
import { keysOf } from './verb.js'

/** `at`: whether the key is at fault, or the value. */
interface Found {
  readonly issue: Issue
  readonly at: 'key' | 'value'
}

type Raw = z.core.$ZodRawIssue | z.core.$ZodIssue
type Path = (string | number)[]
/** One row a zod code: what it says of `value`, which stands at `path`. */
type Row = (raw: Raw, path: Path, value: unknown) => Found[]

/** zod's issues over the document `root` as ours, in zod's order, as many as anyone reads. */
export function foundIssues(raws: readonly Raw[], root: unknown): Found[] {
  const found: Found[] = []
  for (const raw of raws) {
    if (found.length >= maxIssues) break
    found.push(...foundOf(raw, root, []))
  }
  return found.filter((one) => !isExplained(one.issue, found)).slice(0, maxIssues)
}

/** True for a missing key that stands in the object misspelled: one mistake is told once. */
function isExplained({ code, path, params }: Issue, found: readonly Found[]): boolean {
  const isMisspelling = ({ issue }: Found): boolean =>
    issue.code === 'unknownKey' &&
    issue.params.nearest === params.key &&
    issue.path.length === path.length + 1 &&
    path.every((key, i) => issue.path[i] === key)
  return code === 'missingKey' && found.some(isMisspelling)
}

function foundOf(raw: Raw, root: unknown, above: Path): Found[] {
  const path = [...above, ...((raw.path ?? []) as Path)]
  const value = valueAt(root, path)
  const key = path[path.length - 1]
  // zod reads what is absent as undefined; no document holds that
  if (value === undefined && raw.code !== 'invalid_key' && key !== undefined && raw.code !== 'custom')
    return [say('missingKey', path.slice(0, -1), { key })]
  if (raw.code === 'invalid_union') return unionFound(raw, path, root)
  const row = rows[raw.code ?? ''] ?? rows.invalid_type
  return row ? row(raw, path, value) : []
}

function say<C extends IssueCode>(
  code: C,
  path: IssuePath,
  params: IssueParams<C>,
  at: Found['at'] = 'value',
): Found {
  return { issue: issueAt(code, path, params), at }
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, key))
      return undefined
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

/** zod's names of types that are others in JSON. */
const typeNames: Readonly<Record<string, string>> = { record: 'object', tuple: 'array', int: 'number' }

const isIdKey = (key: unknown): boolean =>
  typeof key === 'string' && /(^|[a-z])(id|Id)$|^(ref|key|lot|fact)$/.test(key)

function wrongType(path: Path, value: unknown, expected: string): Found[] {
  const key = path[path.length - 1]
  if (expected === 'string' && typeof value === 'number' && isIdKey(key))
    return [say('unquotedId', path, { found: value })]
  return [say('wrongType', path, { found: typeOf(value), expected })]
}

/** Comparisons as other languages write them. */
const comparisons: Readonly<Record<string, string>> = {
  ...{
    '>=': 'gte',
    '>': 'gt',
    '<=': 'lte',
    '<': 'lt',
    '=': 'eq',
    '==': 'eq',
    '===': 'eq',
    '≥': 'gte',
    '≤': 'lte',
  },
  ...{ min: 'gte', from: 'gte', atLeast: 'gte', max: 'lte', upTo: 'lte', atMost: 'lte' },
  ...{ is: 'eq', equals: 'eq', between: 'gte, lt', oneOf: 'in' },
}
const meantBy = (key: string, known: readonly string[]): string =>
  known.indexOf('gte') >= 0 && Object.prototype.hasOwnProperty.call(comparisons, key)
    ? comparisons[key]!
    : nearestOf(key, known)

const rows: Readonly<Record<string, Row>> = {
  custom: (raw, path) => {
    const { tk, ...params } = (raw as { params?: { tk?: IssueCode } }).params ?? {}
    return tk ? [{ issue: { code: tk, path, params }, at: atKey[tk] ? 'key' : 'value' }] : []
  },
  invalid_type: (raw, path, value) => {
    const expected = String((raw as { expected?: string }).expected ?? 'object')
    const { inst } = raw as { inst?: unknown }
    const isText = typeof value === 'string' && keysOf(inst).indexOf('zh-CN') >= 0
    return wrongType(path, value, isText ? 'words' : (typeNames[expected] ?? expected))
  },
  invalid_value: (raw, path, value) => {
    const options = ((raw as { values?: unknown[] }).values ?? []).map(String)
    const type = typeof (raw as { values?: unknown[] }).values?.[0]
    if (typeof value !== type) return wrongType(path, value, type)
    return [notOneOf(path, value, options)]
  },
  unrecognized_keys: (raw, path) => {
    const { keys, inst } = raw as { keys: string[]; inst?: unknown }
    const known = keysOf(inst)
    return keys.map((key) =>
      say(
        'unknownKey',
        [...path, key],
        { key, nearest: meantBy(key, known), known: known.join(', ') },
        'key',
      ),
    )
  },
  invalid_key: (raw, path) => {
    const nested = (raw as { issues?: Raw[] }).issues ?? []
    return nested
      .slice(0, 1)
      .flatMap((one) => foundOf(one, undefined, path).map(({ issue }): Found => ({ issue, at: 'key' })))
  },
  too_small: (raw, path, value) => [length(path, value, (raw as { minimum?: unknown }).minimum)],
  too_big: (raw, path, value) => [length(path, value, (raw as { maximum?: unknown }).maximum)],
}

/** Codes that speak of a key wherever they are raised. */
const atKey: Readonly<Partial<Record<IssueCode, true>>> = { mixedKeys: true }

const length = (path: Path, value: unknown, most: unknown): Found =>
  say('wrongLength', path, { found: Array.isArray(value) ? value.length : 0, length: Number(most) })

const notOneOf = (path: Path, value: unknown, options: readonly string[]): Found =>
  say('notOneOf', path, {
    found: String(value),
    options: options.join(', '),
    nearest: nearestOf(String(value), options),
  })

/**
 * Of several forms the one that was meant: where a key tells them apart, its value is wrong; else the form whose own parts are at fault
 * was meant; else none of them fits.
 */
function unionFound(raw: Raw, path: Path, root: unknown): Found[] {
  const { errors = [], options } = raw as { errors?: Raw[][]; options?: unknown[] }
  if (options) return [notOneOf(path, valueAt(root, path), options.map(String))]
  const meant = errors.find((branch) => branch.some((one) => (one.path ?? []).length > 0))
  if (meant) return meant.flatMap((one) => foundOf(one, root, path))
  const types = typesOf(errors)
  return types.length > 0
    ? wrongType(path, valueAt(root, path), types.join(', '))
    : (errors[0] ?? []).flatMap((one) => foundOf(one, root, path))
}

/** The types that a union's branches ask for, those of unions within it too. */
function typesOf(errors: readonly Raw[][]): string[] {
  return errors.flatMap(([one]) => {
    const { expected, errors: inner } = (one ?? {}) as { expected?: string; errors?: Raw[][] }
    if (inner) return typesOf(inner)
    return expected === undefined ? [] : [typeNames[expected] ?? expected]
  })
}
