/** One case, two evaluators: what the engine says beside what the oracle says, and the smallest case that still tells them apart. */
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import { readOf } from '../../src/core/evaluate.js'
import { program as schema } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import { record as recordSchema, type Held, type MerchantRecord } from '../../src/schema/record.js'
import type { Program } from '../../src/schema/program.js'
import { textOf } from './days.js'
import { seenAt, type Seen } from './oracle.js'

/** The plan of programs that must be right; throws with what is wrong. */
export const planOf = (programs: readonly Program[]): Plan => {
  for (const one of programs) {
    const { issues } = readValue(one, schema)
    if (issues.length > 0) throw new Error(`the schema refuses it: ${JSON.stringify(issues)}`)
  }
  const { value, issues } = compile([...programs])
  if (!value) throw new Error(`it does not compile: ${JSON.stringify(issues)}`)
  return value
}

/** What the engine says at an instant, as far as the oracle says it too, and the state that it can go on from. */
export const engineSeen = (plan: Plan, record: MerchantRecord, atMs: number): { seen: Seen; held: Held } => {
  const { standing, held: state } = readOf(plan, record, atMs)
  const tiers: Seen['tiers'] = {}
  const balances: Seen['balances'] = {}
  const factors: Seen['factors'] = {}
  for (const { id, scope, held } of standing.ladders) tiers[scope ? `${id}@${scope.value}` : id] = held
  for (const { id, balancePoints } of standing.accounts) balances[id] = balancePoints
  for (const { id, points } of standing.score?.factors ?? []) factors[id] = points
  const seen = {
    at: standing.at,
    score: standing.score?.value ?? null,
    factors,
    tiers,
    balances,
    overrides: standing.overrides.filter(({ active }) => active).map(({ id }) => id),
    benefits: standing.benefits
      .filter(({ state: one, given }) => (given ? given.left > 0 : one !== 'locked'))
      .map(({ id }) => id),
  }
  return { seen, held: state }
}

/** Where two answers differ: the name of what differs, what was expected and what was got. */
export interface Difference {
  at: string
  what: string
  oracle: unknown
  engine: unknown
}
const parts = ['score', 'factors', 'tiers', 'balances', 'overrides', 'benefits'] as const
export type Part = (typeof parts)[number]

/** The text of a value whose keys, or words, have no order. */
const inOrder = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return JSON.stringify(Array.isArray(value) ? [...(value as string[])].sort() : Object.entries(value).sort())
}

const differenceOf = (oracle: Seen, engine: Seen, compared: readonly Part[]): Difference | null => {
  const what = compared.find((part) => inOrder(oracle[part]) !== inOrder(engine[part]))
  if (what === undefined) return null
  return { at: oracle.at, what, oracle: oracle[what], engine: engine[what] }
}

/**
 * The first instant at which the two differ, or null. What the engine throws is a difference too. From one instant to the next the engine
 * goes on from the state it ended in, where there is a log: so the law of the fold is held at every one of them.
 */
export const differenceIn = (
  programs: readonly Program[],
  record: MerchantRecord,
  instants: readonly number[],
  plan: Plan = planOf(programs),
  compared: readonly Part[] = parts,
): Difference | null => {
  const expected = seenAt(programs, record, instants)
  let from = record
  for (const [place, atMs] of instants.entries()) {
    let engine: Seen
    try {
      const { seen, held } = engineSeen(plan, from, atMs)
      engine = seen
      if (record.facts !== undefined) from = { ...record, held }
    } catch (error) {
      return { at: textOf(atMs), what: 'thrown', oracle: null, engine: String((error as Error).stack) }
    }
    const difference = differenceOf(expected[place]!, engine, compared)
    if (difference) return difference
  }
  return null
}

export interface Case {
  programs: Program[]
  record: MerchantRecord
  instants: number[]
}

/** Everything that can be left out of a document: the paths of its keys and items, the outermost first. */
function* places(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (typeof value !== 'object' || value === null) return
  const keys = Array.isArray(value) ? [...value.keys()].reverse() : Object.keys(value)
  for (const key of keys) yield [...path, key]
  for (const key of keys) yield* places((value as Record<string | number, unknown>)[key], [...path, key])
}
const without = <T>(document: T, path: readonly (string | number)[]): T => {
  const copy = JSON.parse(JSON.stringify(document)) as T
  let one = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) one = one[key] as Record<string | number, unknown>
  const last = path[path.length - 1]!
  if (Array.isArray(one)) one.splice(Number(last), 1)
  else delete one[last]
  return copy
}
/** A group of a condition, or a variant, replaced by one of its parts. */
function* lifted(value: unknown, path: (string | number)[] = []): Generator<[(string | number)[], unknown]> {
  if (typeof value !== 'object' || value === null) return
  const one = value as Record<string, unknown>
  const inner = [one['all'], one['any'], one['of']].filter(Array.isArray).flat() as unknown[]
  if (typeof one['not'] === 'object') inner.push(one['not'])
  if (Array.isArray(one['cases']))
    inner.push(one['else'], ...(one['cases'] as { use: unknown }[]).map(({ use }) => use))
  if ('by' in one && 'use' in one) inner.push(one['else'], ...Object.values(one['use'] as object))
  for (const part of inner) if (part !== undefined) yield [path, part]
  for (const [key, part] of Object.entries(value))
    yield* lifted(part, [...path, Array.isArray(value) ? Number(key) : key])
}
const replaced = <T>(document: T, path: readonly (string | number)[], part: unknown): T => {
  const copy = JSON.parse(JSON.stringify(document)) as T
  let one = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) one = one[key] as Record<string | number, unknown>
  if (path.length === 0) return copy
  one[path[path.length - 1]!] = part
  return copy
}

/** The case with as little in it as still differs in the same part. Tries at most `most` smaller ones. */
export const shrunk = (found: Case, what: string, most = 3000): Case => {
  let best = found
  let tries = 0
  const still = (one: Case): boolean => {
    tries += 1
    try {
      if (readValue(one.record, recordSchema).issues.length > 0) return false
      return differenceIn(one.programs, one.record, one.instants, planOf(one.programs))?.what === what
    } catch {
      return false
    }
  }
  for (let went = true; went && tries < most;) {
    went = false
    const smaller = function* (): Generator<Case> {
      for (const at of best.instants) if (best.instants.length > 1) yield { ...best, instants: [at] }
      if (best.programs.length > 1) for (const one of best.programs) yield { ...best, programs: [one] }
      for (const path of places(best.record)) yield { ...best, record: without(best.record, path) }
      for (const path of places(best.programs)) yield { ...best, programs: without(best.programs, path) }
      for (const [path, part] of lifted(best.programs))
        yield { ...best, programs: replaced(best.programs, path, part) }
    }
    for (const one of smaller()) {
      if (tries >= most) break
      if (JSON.stringify(one).length > JSON.stringify(best).length || !still(one)) continue
      best = one
      went = true
      break
    }
  }
  return best
}
