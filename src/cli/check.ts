/** tierkit check: everything that is wrong with a program, or with several versions of one, as a compiler says it. */
import { compile } from '../plan/compile.js'
import { instantMsOf } from '../plan/calendar.js'
import type { Program } from '../schema/program.js'
import { program as programSchema } from '../schema/program.js'
import { programs as programsSchema } from '../schema/programs.js'
import { placed, readText, type Reading } from '../schema/read.js'
import type { Issue, IssuePath } from '../schema/issues.js'
import type { CliWords } from '../words/cli.js'
import type { Locale } from '../words/locale.js'
import { UsageFault, type Given, type Options } from './arguments.js'
import { checkedProgram, looseValue, ofIssue, type Complaint } from './checked.js'
import { BadInput } from './complaint.js'
import { textOf } from './documents.js'

export const checkOptions: Options = { '': 'many', '--program': 'many', '--json': 'none', '--strict': 'none' }

/** What the command asks of its surroundings. `read` throws where a file cannot be read. */
export interface CheckHost {
  readonly read: (file: string) => Uint8Array
  readonly words: CliWords
  readonly locale: Locale
}
/** A version that has no error, and where it stands. */
interface Version {
  readonly file: string
  readonly program: Program
  readonly prefix: IssuePath
  readonly reading: Reading<unknown>
}
type Told = Complaint & { readonly file: string }

/** `code`: 1 where there is an error, or with `--strict` a warning. Throws a UsageFault, also for a file that cannot be read. */
export const check = (given: Given, { read, words, locale }: CheckHost): { out: string; code: 0 | 1 } => {
  const files = [...(given[''] ?? []), ...(given['--program'] ?? [])]
  if (files.length === 0) throw new UsageFault(words.faults.noFile)
  const told: Told[] = []
  const versions: Version[] = []
  for (const file of files) {
    const one = checkedFile(file, read(file), locale)
    told.push(...one.complaints.map((complaint) => ({ ...complaint, file })))
    versions.push(...one.versions)
  }
  told.push(...together(versions, locale))
  const isError = told.some(({ severity }) => severity === 'error')
  const code = isError || (given['--strict'] && told.length > 0) ? 1 : 0
  return { out: given['--json'] ? jsonOf(told) : textsOf(told, files, words), code }
}

const checkedFile = (
  file: string,
  bytes: Uint8Array,
  locale: Locale,
): { complaints: Complaint[]; versions: Version[] } => {
  let text: string
  try {
    text = textOf(file, bytes)
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { complaints: error.issues.map((issue) => ofIssue(issue, locale)), versions: [] }
  }
  const isList = /^\ufeff?\s*\[/.test(text)
  const reading: Reading<unknown> = isList ? readText(text, programsSchema) : readText(text, programSchema)
  const value = reading.value ?? looseValue(text, reading.issues)
  const parts = isList ? (Array.isArray(value) ? value : []) : value === undefined ? [] : [value]
  if (parts.length === 0) {
    const none: Issue = { code: 'refusedPlan', path: [], params: { count: 0 }, place: { line: 1, column: 1 } }
    const issues = reading.issues.length > 0 ? reading.issues : [none]
    return { complaints: issues.map((issue) => ofIssue(issue, locale)), versions: [] }
  }
  const checked = parts.map((part, place) => {
    const prefix = isList ? [place] : []
    const found = reading.issues
      .filter(({ path }) => !isList || path[0] === place)
      .map((issue) => ({ ...issue, path: issue.path.slice(prefix.length) }))
    const own: Pick<Reading<unknown>, 'placeOf'> = {
      placeOf: (path, of) => reading.placeOf([...prefix, ...path], of),
    }
    const { complaints, program } = checkedProgram(part, own, locale, found)
    const whole = complaints.map((one) => ({ ...one, path: [...prefix, ...one.path] }))
    return { complaints: whole, versions: program ? [{ file, program, prefix, reading }] : [] }
  })
  const complaints = checked.flatMap((one) => one.complaints).sort(byPlace)
  return { complaints, versions: checked.flatMap((one) => one.versions) }
}

const byPlace = ({ place: left }: Complaint, { place: right }: Complaint): number =>
  (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0)

/** What versions get wrong that are right by themselves: one of another program, or two in force from the same instant on. */
const together = (versions: readonly Version[], locale: Locale): Told[] => {
  if (versions.length < 2) return []
  const issues = compile(versions.map(({ program }) => program)).issues
  const [{ program: first }] = versions as [Version, ...Version[]]
  const others = versions.filter(({ program }) => program.program !== first.program)
  return issues.flatMap((issue) => {
    const at = ({ program: { inForce, zone } }: Version): number => instantMsOf(inForce, zone)
    const another = issue.code === 'otherProgram' ? others.shift() : undefined
    const second =
      another ??
      versions.find((one, place) => versions.slice(0, place).some((other) => at(other) === at(one)))
    if (!second) return []
    const own = placed({ ...issue, path: [...second.prefix, ...issue.path] }, second.reading)
    return [{ ...ofIssue(own, locale), file: second.file }]
  })
}

/** Two lines each: what is wrong, then where and how to put it right; at the end how many there are. */
const textsOf = (told: readonly Told[], files: readonly string[], words: CliWords): string => {
  const { check: say } = words
  const lines = told.flatMap(({ file, place, severity, code, text, where, fix }) => [
    `${file}${place ? `:${place.line}:${place.column}` : ''} ${say[severity]} ${code}  ${text}`,
    `    ${words.fixAt(where, fix)}`,
  ])
  const errors = told.filter(({ severity }) => severity === 'error').length
  const summary = say.summary(String(errors), String(told.length - errors), String(files.length))
  return [...lines, told.length === 0 ? say.nothing(String(files.length)) : summary, ''].join('\n')
}

const jsonOf = (told: readonly Told[]): string => {
  const rows = told.map(({ file, place, severity, code, path, params, text, fix }) =>
    JSON.stringify({
      file,
      line: place?.line ?? null,
      column: place?.column ?? null,
      severity,
      code,
      path,
      params,
      text,
      fix,
    }),
  )
  return rows.length === 0 ? '[]\n' : `[\n  ${rows.join(',\n  ')}\n]\n`
}
