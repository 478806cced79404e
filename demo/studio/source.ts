/** Where the merchants come from: a sample, or a file that was opened, read for one program at a time. */
import { compile } from '../../src/plan/compile.js'
import { mainLadderOf, rootsOf, subjectsOf, type Subject } from '../../src/plan/asked.js'
import type { Population } from '../../src/population/columns.js'
import { decoded, tableOf, type Table } from '../../src/population/import.js'
import { likeFractions, loadedRecords, loadedTable } from '../../src/population/load.js'
import { mappingOf } from '../../src/population/mapping.js'
import type { Issue } from '../../src/schema/issues.js'
import type { Program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'
import { record, records, type MerchantRecord } from '../../src/schema/record.js'
import { hasSample, samplePopulation } from './sample.js'

export interface SampleSource {
  readonly kind: 'sample'
  readonly size: number
  readonly seed: number
}
/** A file that could be read as a table or as records. */
export interface FileSource {
  readonly kind: 'file'
  readonly name: string
  readonly encoding: string
  readonly content: { readonly table: Table } | { readonly records: readonly MerchantRecord[] }
  readonly fractions: readonly string[] // columns to be read as fractions of 1
}
export type Source = SampleSource | FileSource

const manyBytes = 200_000_000

/** A file's bytes as a source, or why it is none. */
export function openedFile(
  name: string,
  bytes: Uint8Array,
): { value: FileSource | null; issues: readonly Issue[] } {
  const { value, issues } = decoded(bytes)
  if (value === null) return { value: null, issues }
  const { text, encoding } = value
  const source = (content: FileSource['content']): FileSource => ({
    kind: 'file',
    name,
    encoding: encoding.toUpperCase(),
    content,
    fractions: [],
  })
  if (!/^\ufeff?\s*[[{]/.test(text)) return { value: source({ table: tableOf(text) }), issues: [] }
  const many = /^\ufeff?\s*\[/.test(text)
  const reading = many ? readText(text, records, { bytes: manyBytes, depth: 65 }) : readText(text, record)
  if (reading.value === null) return { value: null, issues: reading.issues }
  return { value: source({ records: [reading.value].flat() as MerchantRecord[] }), issues: [] }
}

/** A source as one program reads it. `population` null: it cannot be used at all, and the issues say why. */
export interface Read {
  readonly population: Population | null
  readonly leftOut: number
  readonly issues: readonly Issue[]
  readonly columns: {
    readonly read: readonly { readonly column: string; readonly subject: string }[]
    readonly missing: readonly string[]
    readonly unused: readonly string[]
    readonly likeFractions: readonly string[]
  } | null
}

/** The merchants of a source for a program, at an instant. */
export function readFor(source: Source, program: Program, atMs: number): Read {
  const nothing = { leftOut: 0, issues: [], columns: null }
  if (source.kind === 'sample') {
    if (!hasSample(program.program)) return { ...nothing, population: null }
    return { ...nothing, population: samplePopulation(program.program, source.size, source.seed) }
  }
  const plan = compile([program]).value!
  if ('records' in source.content) {
    const all = source.content.records
    const { population, issues } = loadedRecords(plan, all, atMs)
    return { ...nothing, population, issues, leftOut: all.length - population.ids.length }
  }
  const { table } = source.content
  const roots = rootsOf(plan, mainLadderOf(plan))
  const { value: mapping, issues } = mappingOf(table.header, subjectsOf(plan, roots), {
    fractions: source.fractions,
  })
  if (mapping === null) return { ...nothing, population: null, issues: [...issues, ...table.issues] }
  const loaded = loadedTable(table, mapping, program.zone)
  const given = new Set(mapping.mapped.map(({ subject }) => subject.id))
  const missing = subjectsOf(plan, roots, given).filter(
    (subject) => !given.has(subject.id) && isAsked(subject),
  )
  return {
    population: loaded.population,
    leftOut: table.rows.length - loaded.population.ids.length,
    issues: loaded.issues,
    columns: {
      read: mapping.mapped.map(({ subject, column }) => ({
        column: table.header[column]!,
        subject: subject.id,
      })),
      missing: missing.map(({ id }) => id),
      unused: mapping.unused,
      likeFractions: likeFractions(table, mapping, loaded.population),
    },
  }
}

/** A tier held is welcome and not missed. */
const isAsked = ({ unit }: Subject): boolean => unit !== 'tier'

/** How much of what a program asks a source gives: to choose the program that a file is for. */
export function givenCount({ columns, population }: Read): number {
  if (columns === null) return population?.ids.length ? 1 : 0
  return columns.read.filter(({ subject }) => subject !== 'joinedAt' && subject !== 'asOf').length
}
