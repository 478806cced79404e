/**
 * A file of merchants as two populations, one in the terms of each program: the same merchants in the same order. What cannot be read is
 * left out by name, the rest kept. A tier or value that a program does not have stands for the one below it, or for nothing.
 */
import { rootsOf, subjectsOf, type Subject } from '../plan/asked.js'
import type { Forgotten } from '../plan/forgotten.js'
import { isKnown, type Population } from '../population/columns.js'
import type { Bytes } from '../population/bytes.js'
import { digitsOf } from '../population/cell.js'
import { loadedRecords } from '../population/load.js'
import { loadedFile } from '../population/load-file.js'
import { mappingOf, type MappingWishes } from '../population/mapping.js'
import { openedFile, type MerchantFile } from '../population/merchant-file.js'
import { Pace } from '../population/pace.js'
import { piecewise, runOf } from '../population/rows.js'
import { inBothTerms, jointSubjects, withNothing, type Version } from '../population/versions.js'
import { BadInput } from './complaint.js'
import { recordsIn, textOf } from './documents.js'
import { metricsUnder } from './scored.js'

/** `mapped`: columns by what they give; `all`: merchants in the file; `leftOut`: what is wrong with those who are not in the populations. */
export interface PreviewInput {
  readonly published: Population
  readonly draft: Population
  readonly subjects: readonly Subject[]
  readonly mapped: readonly { readonly name: string; readonly subject: Subject }[]
  readonly unused: readonly string[]
  readonly all: number
  readonly leftOut: BadInput // the first of them, where they are very many
  readonly forgotten: readonly Forgotten[]
}

/** What is asked of a file of merchants. `by`: a name that is read besides, of a subject or of a column with numbers. */
interface FileAsked {
  readonly file: string
  readonly bytes: Bytes
  readonly by: string | undefined
  readonly atMs: number
}

/** The merchants of a file: CSV, JSON or Parquet, by its bytes. Throws BadInput where it cannot be used. */
export const previewFile = async (
  published: Version,
  draft: Version,
  asked: FileAsked,
  wishes: MappingWishes,
  refuseWishes: () => void,
): Promise<PreviewInput> => {
  const { file, bytes, atMs } = asked
  const { zone } = published.plan.clockwork
  const { value, issues } = await openedFile(bytes, new Pace(), { zone, atMs })
  if (value === null) throw new BadInput(file, issues)
  if (value.format !== 'json' || !(await isOfRecords(value)))
    return previewRows(published, draft, value, asked, wishes)
  refuseWishes()
  const text = textOf(file, await bytes.part(0, bytes.size))
  return previewRecords(published, draft, { file, text, atMs })
}

/** Whether a JSON file holds records, whose values stand in groups, and no plain objects. */
const isOfRecords = async (file: MerchantFile): Promise<boolean> => {
  for await (const { rows } of file.batches())
    if (rows.length > 0) return /"(metrics|fields|facts|held|joinedAt)"\s*:/.test(rows[0]!.raw)
  return false
}

const previewRows = async (
  published: Version,
  draft: Version,
  table: MerchantFile,
  { file, by }: FileAsked,
  wishes: MappingWishes,
): Promise<PreviewInput> => {
  const { header } = table
  const subjects = jointSubjects(published, draft)
  const isNew = by !== undefined && subjects.every(({ id }) => id !== by) && header.indexOf(by) >= 0
  if (isNew) subjects.push({ id: by, reading: 'number', unit: 'number', names: [], values: [] })
  const { value: mapping, issues } = mappingOf(header, subjects, wishes)
  if (mapping === null) {
    const place = { line: 1, column: 1 }
    throw new BadInput(file, table.format === 'csv' ? issues.map((issue) => ({ ...issue, place })) : issues)
  }
  const { zone } = published.plan.clockwork
  const digits = digitsOf(published.program.currency)
  const { population, all, rows } = await loadedFile(table, { ...mapping, zone, digits }, new Pace())
  const mapped = mapping.mapped.map(({ subject, column }) => ({ subject, name: header[column]! }))
  const left = rows.map(({ issue }) => issue)
  return {
    ...inBothTerms(published, draft, subjects, population),
    ...{ subjects, mapped, unused: mapping.unused, all },
    leftOut: new BadInput(file, left, (row) => row),
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
