/** Files to documents: a program to its plan, records to records. What is wrong is thrown as BadInput, with places in the text. */
import { compile } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { zoneIssues } from '../plan/time.js'
import { decoded } from '../population/import.js'
import type { Issue } from '../schema/issues.js'
import { defaultLimits, maxIssues } from '../schema/limits.js'
import { program as programSchema, type Program } from '../schema/program.js'
import { programs as programsSchema } from '../schema/programs.js'
import { placed, readText } from '../schema/read.js'
import { recordIssues } from '../schema/record-issues.js'
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

/** The plan of a program, or of all versions in a list, and the versions as they were read. */
export const programIn = (file: string, text: string): { plan: Plan; versions: readonly Program[] } => {
  const list = isList(text)
  const reading = list ? readText(text, programsSchema) : readText(text, programSchema)
  if (reading.value === null) throw new BadInput(file, reading.issues)
  const versions: readonly Program[] = list ? (reading.value as Program[]) : [reading.value as Program]
  // each by itself first, since what compiles them together does not say which one it speaks of
  const issues = versions.flatMap((version, place) =>
    compile([version]).issues.map((issue) =>
      placed(list ? { ...issue, path: [place, ...issue.path] } : issue, reading),
    ),
  )
  const { value, issues: others } = issues.length > 0 ? { value: null, issues } : compile(versions)
  if (value === null) throw new BadInput(file, others)
  return { plan: value, versions }
}

/**
 * The records of a file: one, or a list of them. What the program does not know in them is refused, but for what they are only compared
 * with: `isAgainst` tells its name.
 */
export const recordsIn = (
  file: string,
  text: string,
  versions: readonly Program[],
  isAgainst: (name: string) => boolean,
): readonly MerchantRecord[] => {
  const unknownIn = (record: MerchantRecord): Issue[] => [
    ...zoneIssues(record.zone, ['zone']),
    ...recordIssues(versions, record).filter(
      ({ path: [part, name] }) => part === 'facts' || !isAgainst(String(name)),
    ),
  ]
  if (!isList(text)) {
    const reading = readText(text, recordSchema)
    if (reading.value === null) throw new BadInput(file, reading.issues)
    const unknown = unknownIn(reading.value)
    if (unknown.length > 0) throw new BadInput(file, unknown.map((issue) => placed(issue, reading))) // prettier-ignore
    return [reading.value]
  }
  const reading = readText(text, recordsSchema, { bytes: manyBytes, depth: defaultLimits.depth + 1 })
  if (reading.value === null) throw new BadInput(file, reading.issues)
  const firsts = new Map<string, number>()
  const issues: Issue[] = []
  reading.value.every((record, place) => {
    const first = firsts.get(record.id)
    if (first === undefined) firsts.set(record.id, place)
    const own = [...valueIssues(record, defaultLimits), ...unknownIn(record)]
    const found: Issue[] = own.map((issue) => ({ ...issue, path: [place, ...issue.path] }))
    if (first !== undefined)
      found.push({ code: 'repeatedMerchant', path: [place, 'id'], params: { id: record.id, row: first + 1 } })
    issues.push(...found)
    return issues.length < maxIssues
  })
  if (issues.length > 0)
    throw new BadInput(file, issues.slice(0, maxIssues).map((issue) => placed(issue, reading))) // prettier-ignore
  return reading.value
}
