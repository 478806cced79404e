/**
 * A file of merchants as two populations, one in the terms of each program: the same merchants in the same order. What cannot be read is
 * left out by name, the rest kept. A tier or value that a program does not have stands for the one below it, or for nothing.
 */
import { rootsOf, subjectsOf, type Subject } from '../plan/asked.js'
import type { Forgotten } from '../plan/forgotten.js'
import { isKnown, type Population } from '../population/columns.js'
import { tableOf } from '../population/import.js'
import { loadedRecords, loadedTable } from '../population/load.js'
import { mappingOf, type MappingWishes } from '../population/mapping.js'
import { piecewise, runOf } from '../population/rows.js'
import { inBothTerms, jointSubjects, withNothing, type Version } from '../population/versions.js'
import { BadInput } from './complaint.js'
import { recordsIn } from './documents.js'
import { metricsUnder } from './scored.js'

/** `mapped`: columns by what they give; `all`: merchants in the file; `leftOut`: what is wrong with those who are not in the populations. */
export interface PreviewInput {
  readonly published: Population
  readonly draft: Population
  readonly subjects: readonly Subject[]
  readonly mapped: readonly { readonly name: string; readonly subject: Subject }[]
  readonly unused: readonly string[]
  readonly all: number
  readonly leftOut: BadInput
  readonly forgotten: readonly Forgotten[]
}

/** The merchants of CSV text; `by`: a name that is read besides, of a subject or of a column with numbers. */
export const previewTable = (
  published: Version,
  draft: Version,
  { file, text, by }: { file: string; text: string; by: string | undefined },
  wishes: MappingWishes,
): PreviewInput => {
  const table = tableOf(text)
  const subjects = jointSubjects(published, draft)
  const isNew = by !== undefined && subjects.every(({ id }) => id !== by) && table.header.indexOf(by) >= 0
  if (isNew) subjects.push({ id: by, reading: 'number', unit: 'number', names: [], values: [] })
  const { value: mapping, issues } = mappingOf(table.header, subjects, wishes)
  const broken = table.issues.filter(({ path }) => path.length === 0)
  if (mapping === null || broken.length > 0) {
    const inHeader = issues.map((issue) => ({ ...issue, place: table.placeOf(-1, 0) }))
    throw new BadInput(file, [...inHeader, ...broken], table.numberOf)
  }
  const loaded = loadedTable(table, mapping, published.plan.clockwork.zone)
  const mapped = mapping.mapped.map(({ subject, column }) => ({ subject, name: table.header[column]! }))
  return {
    ...inBothTerms(published, draft, subjects, loaded.population),
    ...{ subjects, mapped, unused: mapping.unused, all: table.rows.length },
    leftOut: new BadInput(file, loaded.issues, table.numberOf),
  }
}

/** The merchants of JSON records that hold values; one with a log is left out by name. */
export const previewRecords = (
  published: Version,
  draft: Version,
  { file, text, atMs }: { file: string; text: string; atMs: number },
): PreviewInput => {
  const records = recordsIn(file, text, [published.program, draft.program], () => false)
  const [loaded, others] = [published, draft].map(({ plan }) => loadedRecords(plan, records, atMs))
  const remembered = [withNothing(published, loaded!.population), withNothing(draft, others!.population)]
  return {
    ...{ published: remembered[0]!.population, draft: remembered[1]!.population },
    ...{ subjects: jointSubjects(published, draft), mapped: [], unused: [], all: records.length },
    leftOut: new BadInput(file, loaded!.issues),
    forgotten: remembered[1]!.forgotten,
  }
}

/** What the draft's ladder reads, no column gives and nothing else makes. */
export const missingIn = ({ plan, ladder }: Version, population: Population, atMs: number): string[] => {
  const given = new Set(population.columns.keys())
  const roots = rootsOf(plan, ladder)
  const metrics = metricsUnder(plan, roots, given)
  const values = piecewise(plan, population, atMs, [...metrics.values()])(runOf(0, population.ids.length))
  return subjectsOf(plan, roots, given).flatMap(({ id, unit }) => {
    if (given.has(id) || unit === 'tier' || id.indexOf('#') >= 0) return []
    // a metric without a column may still follow from others
    const node = metrics.get(id)
    return node !== undefined && values.get(node)!.some(isKnown) ? [] : [id]
  })
}
