/** Files to documents: a program to its plan, records to records. What is wrong is thrown as BadInput, with places in the text. */
import { compile } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { decoded } from '../population/import.js'
import type { Issue, IssuePath } from '../schema/issues.js'
import { defaultLimits } from '../schema/limits.js'
import { program as programSchema, type Program } from '../schema/program.js'
import { programs as programsSchema } from '../schema/programs.js'
import { readText, type Reading } from '../schema/read.js'
import { record as recordSchema, records as recordsSchema, type MerchantRecord } from '../schema/record.js'
import { valueIssues } from '../schema/walk.js'
import { BadInput } from './complaint.js'

/** A file of merchants is many documents: as large as a text can be. */
const manyBytes = 500_000_000

const isList = (text: string): boolean => /^\ufeff?\s*\[/.test(text)

/** The text of a file, in whichever encoding it is. */
export const textOf = (file: string, bytes: Uint8Array): string => {
  const { value, issues } = decoded(bytes)
  if (value === null) throw new BadInput(file, issues)
  return value.text
}

/** The plan of a program, or of all versions in a list. */
export const planIn = (file: string, text: string): Plan => {
  const list = isList(text)
  const reading = list ? readText(text, programsSchema) : readText(text, programSchema)
  if (reading.value === null) throw new BadInput(file, reading.issues)
  const versions: readonly Program[] = list ? (reading.value as Program[]) : [reading.value as Program]
  // each by itself first, since what compiles them together does not say which one it speaks of
  const issues = versions.flatMap((version, place) =>
    compile([version]).issues.map((issue) =>
      placed(issue, list ? [place, ...issue.path] : issue.path, reading),
    ),
  )
  const { value, issues: others } = issues.length > 0 ? { value: null, issues } : compile(versions)
  if (value === null) throw new BadInput(file, others)
  return value
}

/** An issue of the compiler with its place: of a key, where a name that stands as a key is at fault. */
const placed = (issue: Issue, path: IssuePath, { placeOf }: Reading<unknown>): Issue => {
  const last = path[path.length - 1]
  const place = placeOf(path, issue.params['name'] === last ? 'key' : 'value')
  return { ...issue, path, ...(place && { place }) }
}

/** The records of a file: one, or a list of them. */
export const recordsIn = (file: string, text: string): readonly MerchantRecord[] => {
  if (!isList(text)) {
    const { value, issues } = readText(text, recordSchema)
    if (value === null) throw new BadInput(file, issues)
    return [value]
  }
  const reading = readText(text, recordsSchema, { bytes: manyBytes, depth: defaultLimits.depth + 1 })
  if (reading.value === null) throw new BadInput(file, reading.issues)
  const firsts = new Map<string, number>()
  const issues = reading.value.flatMap((record, place): Issue[] => {
    const first = firsts.get(record.id)
    if (first === undefined) firsts.set(record.id, place)
    const found: Issue[] = valueIssues(record, defaultLimits).map((issue) => ({
      ...issue,
      path: [place, ...issue.path],
    }))
    if (first !== undefined)
      found.push({ code: 'repeatedMerchant', path: [place, 'id'], params: { id: record.id, row: first + 1 } })
    return found.map((issue) => placed(issue, issue.path, reading))
  })
  if (issues.length > 0) throw new BadInput(file, issues)
  return reading.value
}
