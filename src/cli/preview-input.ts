/**
 * A file of merchants as two populations, one in the terms of each program: the same merchants in the same order. What cannot be read is
 * left out by name, the rest kept. A tier or value that a program does not have stands for the one below it, or for nothing.
 */
import type { Id, LadderPlan, Plan } from '../plan/plan.js'
import { columnNameOf, nodesUnder, rootsOf, subjectsOf, type Subject } from '../plan/asked.js'
import { emptyColumn, isKnown, type Column, type Population } from '../population/columns.js'
import type { Bytes } from '../population/bytes.js'
import { digitsOf } from '../population/cell.js'
import { loadedRecords } from '../population/load.js'
import { loadedFile } from '../population/load-file.js'
import { mappingOf, type MappingWishes } from '../population/mapping.js'
import { openedFile, type MerchantFile } from '../population/merchant-file.js'
import { Pace } from '../population/pace.js'
import { piecewise, runOf } from '../population/rows.js'
import { sharedTiers } from '../population/shared-tiers.js'
import type { Program } from '../schema/program.js'
import { BadInput } from './complaint.js'
import { recordsIn, textOf } from './documents.js'
import { forgottenOf, metricsUnder, watchedUnder, type Forgotten } from './scored.js'

/** A program as it stands at the review. */
export interface Version {
  readonly program: Program
  readonly plan: Plan
  readonly ladder: LadderPlan
}

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

/** What a preview reads of a program: the ladder's tiers, and who has which benefit at what cost. */
export const previewRoots = ({ plan, ladder }: Pick<Version, 'plan' | 'ladder'>): Id[] => [
  ...rootsOf(plan, ladder),
  ladder.held,
  ...plan.clockwork.benefits.flatMap(({ requires, cost }) => [requires, cost]),
]

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
    ...populations(published, draft, subjects, population),
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

/** What either program reads, once; a choice with the values of both, the published ones first. */
const jointSubjects = (published: Version, draft: Version): Subject[] => {
  const joint = new Map<string, Subject>()
  for (const version of [published, draft])
    for (const subject of subjectsOf(version.plan, previewRoots(version))) {
      const known = joint.get(subject.id)
      const more = known && subject.values.filter(({ id }) => known.values.every((value) => value.id !== id))
      joint.set(subject.id, known ? { ...known, values: [...known.values, ...more!] } : subject)
    }
  return [...joint.values()]
}

const populations = (
  published: Version,
  draft: Version,
  subjects: readonly Subject[],
  population: Population,
): Pick<PreviewInput, 'published' | 'draft' | 'forgotten'> => {
  const one = withNothing(published, recoded(published, draft, subjects, population))
  const other = withNothing(draft, recoded(draft, published, subjects, population))
  return { published: one.population, draft: other.population, forgotten: other.forgotten }
}

/** A population with choices and tiers by the places that a program has for them; itself where they are the same. */
const recoded = (
  { plan, ladder }: Version,
  other: Version,
  subjects: readonly Subject[],
  population: Population,
): Population => {
  const own = new Map(
    subjectsOf(plan, previewRoots({ plan, ladder })).map((subject) => [subject.id, subject]),
  )
  const columns = new Map(population.columns)
  for (const { id, values } of subjects) {
    const mine = own.get(id)?.values
    const column = columns.get(id)
    if (!mine || !column || values.every((value, place) => value.id === mine[place]?.id)) continue
    const to = values.map(({ id: value }) => mine.findIndex((one) => one.id === value))
    const isTier = id === ladder.key
    columns.set(id, recodedColumn(column, isTier ? lowered(values, to, ladder, other.ladder) : to, isTier))
  }
  const isSame = [...columns].every(([name, column]) => population.columns.get(name) === column)
  return isSame ? population : { ids: population.ids, columns }
}

/** Where a ladder lacks a tier that is held, the next lower one that it has. */
const lowered = (
  values: Subject['values'],
  to: readonly number[],
  ladder: LadderPlan,
  other: LadderPlan,
): number[] => {
  const { tiers, latter } = sharedTiers(other, ladder)
  return values.map(({ id }, place) => {
    if (to[place]! >= 0) return to[place]!
    const at = tiers.findIndex((tier) => tier.id === id)
    return latter.reduce((best, shared, own) => (shared < at ? own : best), -1)
  })
}

const recodedColumn = (column: Column, to: readonly number[], isTier: boolean): Column => {
  const out = emptyColumn(column.length)
  for (let row = 0; row < column.length; row++) {
    const place = column[row]!
    const other = to[place]
    if (other !== undefined) out[row] = other >= 0 || isTier ? other : NaN
    else if (place < 0) out[row] = place
  }
  return out
}

/** A population of which past reviews found nothing, where no column says what they found. */
const withNothing = (
  { plan, ladder }: Version,
  population: Population,
): { population: Population; forgotten: Forgotten[] } => {
  const given = new Set(population.columns.keys())
  const watched = watchedUnder(plan, () => rootsOf(plan, ladder), given)
  if (watched.length === 0) return { population, forgotten: [] }
  const none = watched.map((leaf) => [columnNameOf(leaf)!, new Float64Array(population.ids.length)] as const)
  return {
    population: { ids: population.ids, columns: new Map([...population.columns, ...none]) },
    forgotten: watched.map((leaf) => forgottenOf(plan, leaf)),
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

/** The ladders whose tiers benefits read. */
export const laddersUnder = ({ plan }: Pick<Version, 'plan'>): LadderPlan[] => {
  const roots = plan.clockwork.benefits.flatMap(({ requires, cost }) => [requires, cost])
  const keys = new Set(
    nodesUnder(plan, roots).flatMap((id) => {
      const node = plan.nodes[id]!
      return node.op === 'leaf' && node.leaf.from === 'held' && node.leaf.what === 'tier'
        ? [node.leaf.id]
        : []
    }),
  )
  return plan.clockwork.ladders.filter(({ key }) => keys.has(key))
}
