/**
 * Programs with one thing wrong: something deleted, duplicated, renamed, given another type, misspelled or swapped at a random place; and
 * whether what the kit says of them points there.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { evaluate } from '../../src/core/evaluate.js'
import { compile } from '../../src/plan/compile.js'
import type { Issue } from '../../src/schema/issues.js'
import { program as schema, type Program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { textOf } from './days.js'
import type { Dice } from './dice.js'

type Path = readonly (string | number)[]
type Json = Record<string | number, unknown>
export type Kind = 'delete' | 'duplicate' | 'repeat' | 'rename' | 'retype' | 'misspell' | 'swap'
/** What was done and where. `lost`: names that are no longer declared there; an issue may stand where one is mentioned. */
export interface Mutant {
  kind: Kind
  text: string
  places: Path[]
  lost: ReadonlySet<string>
}

/** Every program in some folders, by file; folders that are not there are passed over. */
const programsIn = (folders: readonly string[]): { name: string; program: Json }[] =>
  folders.flatMap((folder) => {
    let names: string[]
    try {
      names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    } catch {
      return []
    }
    return names.flatMap((name) => {
      const program = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Json
      return program['tierkit'] === 1 && 'ladders' in program ? [{ name, program }] : []
    })
  })

/** The programs that are mutated: all of the demo's and the tests' that are right as they stand, and the example where it is at hand. */
export const documents = (): Json[] =>
  programsIn(['demo/programs', 'test/programs', 'test/programs/more', '../shared'])
    .map(({ program }) => program)
    .filter((one) => {
      const { value } = readText(JSON.stringify(one), schema)
      return value !== null && compile([value as Program]).value !== null
    })

/** The path of every value in a document but the root. */
const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    return [at, ...pathsOf(part, at)]
  })
}
const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((one, key) => (one as Json)[key], document)
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Names that a value declares, for all one knows: its keys, and what its ids say. */
const namesIn = (value: unknown, found = new Set<string>()): Set<string> => {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, part] of Object.entries(value)) {
    if (!Array.isArray(value)) found.add(key)
    if (key === 'id' && typeof part === 'string') found.add(part)
    namesIn(part, found)
  }
  return found
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_. '
const misspelled = (dice: Dice, word: string): string => {
  const at = dice.int(0, Math.max(0, word.length - 1))
  const letter = letters.charAt(dice.int(0, letters.length - 1))
  return dice.pick([
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at) + letter + word.slice(at),
    () => word.slice(0, at) + letter + word.slice(at + 1),
    () => word.slice(0, at) + word.slice(at + 1, at + 2) + word.charAt(at) + word.slice(at + 2),
  ])()
}
const otherTypes: readonly unknown[] = [
  0,
  -1,
  1.5,
  1e300,
  0.1234567890123456,
  true,
  null,
  '',
  'x',
  'unknown',
  [],
  {},
  [1],
  { a: 1 },
  '2026-02-30',
  { gte: 3 },
]

const REPEAT = 'repeatedKeyOfTheMutant'
/** Repeats a key: no ready value can, so it is done in the text. */
const withRepeated = (document: unknown, path: Path): string => {
  const copy = copyOf(document)
  const parent = valueAt(copy, path.slice(0, -1)) as Json
  const key = path[path.length - 1]!
  parent[REPEAT] = parent[key]
  return JSON.stringify(copy).replace(JSON.stringify(REPEAT), () => JSON.stringify(key))
}

/** Puts something else under a key, where it stood. */
const renamed = (object: Json, key: string, name: string): void => {
  for (const one of Object.keys(object)) {
    const value = object[one]
    delete object[one]
    object[one === key ? name : one] = value
  }
}

/** One change at a random place. `paths` are those of the document. */
const mutantOf = (dice: Dice, document: Json, paths: readonly Path[]): Mutant => {
  const path = dice.pick(paths)
  const before = path.slice(0, -1)
  const last = path[path.length - 1]!
  const copy = copyOf(document)
  const parent = valueAt(copy, before) as Json
  const value = parent[last]
  const kind = dice.pick<Kind>([
    'delete',
    'duplicate',
    'repeat',
    'rename',
    'rename',
    'retype',
    'retype',
    'misspell',
    'misspell',
    'swap',
  ])
  const made = (of: Kind, places: Path[], lost: Iterable<string> = []): Mutant => ({
    kind: of,
    text: JSON.stringify(copy),
    places,
    lost: new Set(lost),
  })
  const own = typeof last === 'string' ? [last] : []
  if (kind === 'delete') {
    const lost = [...own, ...namesIn(value), ...(last === 'id' && typeof value === 'string' ? [value] : [])]
    if (Array.isArray(parent)) parent.splice(Number(last), 1)
    else delete parent[last]
    return made('delete', [before], lost)
  }
  if ((kind === 'duplicate' || kind === 'repeat') && Array.isArray(parent)) {
    parent.splice(Number(last), 0, copyOf(value))
    return made('duplicate', [before])
  }
  if (kind === 'duplicate' || kind === 'repeat')
    return { kind: 'repeat', text: withRepeated(document, path), places: [path, before], lost: new Set() }
  if (kind === 'rename' && typeof last === 'string') {
    const name = dice.chance(0.5)
      ? misspelled(dice, last)
      : dice.pick([
          'other',
          'all',
          'gte',
          'cases',
          'score',
          'window',
          'toString',
          'x-y',
          '__proto__',
          'constructor',
        ])
    if (
      name !== last &&
      !(name in parent && name !== 'toString' && name !== 'constructor' && name !== '__proto__')
    ) {
      // a text, since no object can be given `__proto__` as a key like any other
      parent[REPEAT] = value
      renamed(parent, last, `${REPEAT}Old`)
      delete parent[`${REPEAT}Old`]
      const text = JSON.stringify(copy).replace(JSON.stringify(REPEAT), () => JSON.stringify(name))
      return {
        kind: 'rename',
        text,
        places: [[...before, name], before],
        lost: new Set([last, ...namesIn(value)]),
      }
    }
  }
  if (kind === 'swap') {
    const other = dice.pick(paths)
    const isInside = (inner: Path, outer: Path): boolean => outer.every((key, place) => inner[place] === key)
    if (!isInside(other, path) && !isInside(path, other)) {
      const otherParent = valueAt(copy, other.slice(0, -1)) as Json
      const otherLast = other[other.length - 1]!
      const there = otherParent[otherLast]
      parent[last] = there
      otherParent[otherLast] = value
      const ids = [value, there].filter((one) => typeof one === 'string')
      return made('swap', [path, other], [...namesIn(value), ...namesIn(there), ...ids])
    }
  }
  const isName = last === 'id' && typeof value === 'string'
  if (kind === 'misspell' && typeof value === 'string') {
    parent[last] = misspelled(dice, value)
    return made('misspell', [path], isName ? [value] : [])
  }
  parent[last] = dice.pick(otherTypes)
  return made('retype', [path], isName ? [value] : namesIn(value))
}

const startsWith = (path: Path, start: Path): boolean =>
  path.length >= start.length && start.every((key, place) => String(path[place]) === String(key))
/** Whether an issue stands at the mutated place, below it, or where a name that is lost is mentioned. */
const pointsAt = ({ path, params }: Issue, { places, lost, kind }: Mutant): boolean => {
  // a field of an event is mentioned as `event.field`
  const name = typeof params['name'] === 'string' ? params['name'].split('.') : []
  if (name.some((one) => lost.has(one))) return true
  return places.some((place, nth) => {
    // the place of the document itself is beside everything: only what is said of the document counts there
    const isParent =
      kind === 'delete' || kind === 'duplicate' || ((kind === 'rename' || kind === 'repeat') && nth === 1)
    return isParent && place.length === 0 ? path.length === 0 : startsWith(path, place)
  })
}

/** What came of reading, compiling and evaluating a mutant. */
export interface Outcome {
  issues: readonly Issue[]
  points: boolean
  ms: number
}
const DAY = 86_400_000
/** A merchant who joins as the program begins, with a fact a month. */
const smallRecord = (program: Program, fromMs: number): MerchantRecord => ({
  id: 'm',
  joinedAt: textOf(fromMs),
  fields: {},
  facts: Object.keys(program.events)
    .slice(0, 3)
    .map((type, place) => ({ id: `f${place}`, type, at: textOf(fromMs + (15 + 30 * place) * DAY) })),
})

/** Reads, compiles and, where nothing is wrong, evaluates. Whatever throws is a fault of the kit. */
const outcomeOf = (mutant: Mutant): Outcome => {
  const from = performance.now()
  const reading = readText(mutant.text, schema)
  let { issues } = reading
  if (reading.value) {
    const compiled = compile([reading.value as Program])
    issues = compiled.issues
    if (compiled.value) {
      const { inForceMs } = compiled.value
      evaluate(compiled.value, smallRecord(reading.value as Program, inForceMs), inForceMs + 100 * DAY)
    }
  }
  const ms = performance.now() - from
  return { issues, points: issues.length === 0 || issues.some((issue) => pointsAt(issue, mutant)), ms }
}

/** What a run of many mutants came to. */
export interface Tally {
  runs: number
  invalid: number
  pointed: number
  crashes: { text: string; error: string }[]
  slow: { text: string; ms: number }[]
  slowestMs: number
  misses: Record<string, { count: number; example: string }> // by class
}
const classOf = ({ kind, places }: Mutant, [issue]: readonly Issue[]): string =>
  `${kind} in ${String(places[0]?.[0] ?? 'the document')}: ${issue!.code}`

/** Mutates `runs` times, programs by turns. */
export const tallyOf = (dice: Dice, documents: readonly Json[], runs: number, limitMs = 200): Tally => {
  const tally: Tally = { runs: 0, invalid: 0, pointed: 0, crashes: [], slow: [], slowestMs: 0, misses: {} }
  const paths = documents.map((one) => pathsOf(one))
  for (; tally.runs < runs; tally.runs++) {
    const place = tally.runs % documents.length
    const mutant = mutantOf(dice, documents[place]!, paths[place]!)
    try {
      let outcome = outcomeOf(mutant)
      // a busy machine is slow at times: what is slow is so every time
      for (let again = 0; again < 3 && outcome.ms > limitMs; again++) {
        const next = outcomeOf(mutant)
        if (next.ms < outcome.ms) outcome = next
      }
      tally.slowestMs = Math.max(tally.slowestMs, outcome.ms)
      if (outcome.ms > limitMs) tally.slow.push({ text: mutant.text, ms: outcome.ms })
      if (outcome.issues.length === 0) continue
      tally.invalid += 1
      if (outcome.points) tally.pointed += 1
      else {
        const miss = (tally.misses[classOf(mutant, outcome.issues)] ??= { count: 0, example: '' })
        miss.count += 1
        if (miss.example === '') {
          const said = outcome.issues
            .slice(0, 3)
            .map(({ code, path, params }) => `${code} ${path.join('.')} ${JSON.stringify(params)}`)
          const lost = [...mutant.lost].slice(0, 5).join(',')
          miss.example =
            `${mutant.places.map((one) => one.join('.')).join(' | ')} [${lost}] -> ${said.join('; ')}`.slice(
              0,
              600,
            )
        }
      }
    } catch (error) {
      tally.crashes.push({ text: mutant.text, error: String((error as Error).stack) })
    }
  }
  return tally
}
