/**
 * Merchants scored: rows of a table by the columns' engine, records by core, which alone can read a log or a state. Both give the same
 * tier and the same score; a test holds them to it.
 */
import { folded } from '../core/advance.js'
import { effectivePlace } from '../core/overrides.js'
import { planFor } from '../plan/compile.js'
import { forgottenOf, watchedUnder, type Forgotten } from '../plan/forgotten.js'
import type { Id, LadderPlan, Name, Plan } from '../plan/plan.js'
import { namesUnder, rulesOf } from '../plan/rules.js'
import { columnNameOf, mainLadderOf, nodesUnder, rootsOf, subjectsOf, type Subject } from '../plan/asked.js'
import { cellOf, isKnown } from '../population/columns.js'
import { tableOf } from '../population/import.js'
import { likeFractions, loadedTable } from '../population/load.js'
import { mappingOf, type Mapped, type MappingWishes } from '../population/mapping.js'
import { reviewed } from '../population/review.js'
import type { Issue } from '../schema/issues.js'
import type { MerchantRecord } from '../schema/record.js'
import { BadInput } from './complaint.js'
import { rankedRecords } from './ranked.js'

/** `held` and `earned`: places on the ladder, -1 for none. `lacks`: what the next tier asks and is not met. */
export interface ScoredMerchant {
  readonly id: string
  readonly score: number | null
  readonly held: number
  readonly earned: number
  readonly lacks: readonly Name[]
}

/** `given`: one text a merchant of a column or field, empty where nothing is known; null where there is none of that name. */
export interface Scored {
  readonly plan: Plan
  readonly ladder: LadderPlan
  readonly merchants: readonly ScoredMerchant[]
  readonly saysHeld: boolean
  readonly columns: ReadColumns | null
  /** What the score counts and no merchant has, where none comes with a log. */
  readonly unscored: readonly string[]
  /** What is asked of past reviews and stands in no column: nothing is counted of them. */
  readonly forgotten: readonly Forgotten[]
  /** Cohorts in which nobody could be ranked. */
  readonly unranked: readonly string[]
  readonly given: (column: string) => { texts: readonly string[]; issueAt: IssueAt } | null
}
/** What of a table was read; `missing`: what stays unknown; `likeFractions`: columns read as percent that look like fractions. */
export interface ReadColumns {
  readonly mapped: readonly (Mapped & { readonly name: string })[]
  readonly unused: readonly string[]
  readonly missing: readonly Subject[]
  readonly likeFractions: readonly string[]
}
type IssueAt = (merchant: number, issue: Pick<Issue, 'code' | 'params'>) => BadInput

/** The ladder of a key, the main one where none is named; null where there is no such ladder. */
export const ladderOf = (plan: Plan, key: string | undefined): LadderPlan | null =>
  key === undefined
    ? mainLadderOf(plan)
    : (plan.clockwork.ladders.find((ladder) => ladder.key === key) ?? null)

/** The merchants of a CSV text. */
export const scoredTable = (
  newest: Plan,
  { file, text, key, atMs }: { file: string; text: string; key: string | undefined; atMs: number },
  wishes: MappingWishes,
): Scored => {
  const table = tableOf(text)
  const ladder = ladderOf(newest, key)!
  const roots = rootsOf(newest, ladder)
  const { value: mapping, issues } = mappingOf(table.header, subjectsOf(newest, roots), wishes)
  const inHeader = (issue: Issue): Issue => ({ ...issue, place: table.placeOf(-1, 0) })
  if (mapping === null) throw new BadInput(file, [...issues.map(inHeader), ...table.issues], table.numberOf)
  const loaded = loadedTable(table, mapping, newest.clockwork.zone)
  if (loaded.issues.length > 0) throw new BadInput(file, loaded.issues, table.numberOf)
  const { rows } = loaded
  const given = new Set(mapping.mapped.map(({ subject }) => subject.id))
  const asked = (plan: Plan): Id[] => {
    const asks = ladderOf(plan, key) ?? mainLadderOf(plan)
    const metrics = metricsUnder(plan, rootsOf(plan, asks), given)
    return [...rulesOf(asks, plan).flat(), ...metrics.values(), ...countedBy(plan).values()]
  }
  const watched = watchedUnder(planFor(newest, atMs), asked, given)
  const none = watched.map((leaf) => [columnNameOf(leaf)!, new Float64Array(rows.length)] as const)
  const population = { ...loaded.population, columns: new Map([...loaded.population.columns, ...none]) }
  const review = reviewed(newest, population, atMs, { ladder: ladder.key, nodes: asked })
  if (review.value === null) throw new BadInput(file, review.issues.map(inHeader))
  const { value } = review
  const rules = rulesOf(value.ladder, value.plan)
  const metrics = metricsUnder(value.plan, rootsOf(value.plan, value.ladder), given)
  const isUnknown = (node: Id): boolean => !value.values.get(node)!.some(isKnown)
  // a metric without a column may still follow from others
  const missing = subjectsOf(value.plan, rootsOf(value.plan, value.ladder), given).filter(
    ({ id, unit }) =>
      !given.has(id) &&
      unit !== 'tier' &&
      id.indexOf('#') < 0 &&
      (!metrics.has(id) || isUnknown(metrics.get(id)!)),
  )
  return {
    plan: value.plan,
    ladder: value.ladder,
    merchants: population.ids.map((id, row) => ({
      id,
      score: value.score && cellOf(value.score, row),
      held: value.held[row]!,
      earned: value.earned[row]!,
      lacks: lacksOf(value.plan, rules[value.earned[row]! + 1], (node) =>
        cellOf(value.values.get(node)!, row),
      ),
    })),
    saysHeld: population.columns.has(ladder.key),
    columns: {
      mapped: mapping.mapped.map((one) => ({ ...one, name: table.header[one.column]! })),
      unused: mapping.unused,
      missing,
      likeFractions: likeFractions(table, mapping, population),
    },
    unscored: unscoredOf(value.plan, population.ids.length === 0 ? () => false : isUnknown),
    forgotten: watched.map((leaf) => forgottenOf(value.plan, leaf)),
    unranked: [],
    given: (name) => {
      const column = table.header.indexOf(name)
      if (column < 0) return null
      return {
        texts: rows.map((row) => table.rows[row]![column]!.trim()),
        issueAt: (merchant, issue) => {
          const row = rows[merchant]!
          const at = { ...issue, path: [row, name], place: table.placeOf(row, column) }
          return new BadInput(file, [at], table.numberOf)
        },
      }
    },
  }
}

/** The merchants of records, ranked among each other, each folded to the instant. */
export const scoredRecords = (
  newest: Plan,
  {
    file,
    records,
    key,
    atMs,
  }: { file: string; records: readonly MerchantRecord[]; key: string | undefined; atMs: number },
): Scored => {
  let plan = newest
  let ladder = ladderOf(newest, key)!
  let unscored: readonly string[] | null = null
  const { records: ranked, unranked } = rankedRecords(newest, records, atMs)
  const merchants = ranked.map((record): ScoredMerchant => {
    const fold = folded(newest, record, atMs)
    plan = fold.plan
    ladder = ladderOf(plan, ladder.key) ?? mainLadderOf(plan)
    const values = fold.now(fold.state.atMs)
    const earned = values.get(ladder.earned) ?? -1
    // of a log it is no mistake: nothing may have happened yet
    const hasLog = record.facts !== undefined || record.held !== undefined
    const here = hasLog ? [] : unscoredOf(plan, (node) => values.get(node) === null)
    unscored = unscored?.filter((id) => here.indexOf(id) >= 0) ?? here
    return {
      id: record.id,
      score: plan.score && values.get(plan.score.value),
      held: effectivePlace(plan, fold.state, ladder),
      earned,
      lacks: lacksOf(plan, rulesOf(ladder, plan)[earned + 1], (node) => values.get(node)),
    }
  })
  return {
    plan,
    ladder,
    merchants,
    saysHeld: records.some(({ held, facts }) => held !== undefined || facts !== undefined),
    columns: null,
    unscored: unscored ?? [],
    forgotten: [],
    unranked,
    given: (name) => givenIn(file, records, name),
  }
}

const givenIn = (
  file: string,
  records: readonly MerchantRecord[],
  name: string,
): ReturnType<Scored['given']> => {
  const values = records.map(({ fields, metrics }) => fields?.[name] ?? metrics?.[name])
  if (values.every((value) => value === undefined)) return null
  return {
    texts: values.map((value) => (value == null || typeof value === 'object' ? '' : String(value))),
    issueAt: (merchant, issue) => new BadInput(file, [{ ...issue, path: [merchant, 'fields', name] }]),
  }
}

/** The metrics under some roots and their nodes, by the names that columns and records give them. */
export const metricsUnder = (
  plan: Plan,
  roots: readonly Id[],
  given: ReadonlySet<string>,
): Map<string, Id> => {
  const metrics = new Map<string, Id>()
  for (const id of nodesUnder(plan, roots, given)) {
    const node = plan.nodes[id]!
    const use = node.op === 'pick' && plan.names[id]?.kind === 'metric' ? plan.nodes[node.arms[0]![1]]! : node
    if (use !== node && use.op === 'leaf') metrics.set(columnNameOf(use.leaf)!, id)
  }
  return metrics
}

/** What the factors of the score count, by name. */
const countedBy = ({ score, names }: Plan): Map<string, Id> => {
  const counted = new Map<string, Id>()
  const open = score ? [score.group] : []
  for (let group = open.shift(); group; group = open.shift())
    for (const { metric, group: inner } of group.factors) {
      if (inner) open.push(inner)
      if (metric !== null && names[metric]) counted.set(names[metric].id, metric)
    }
  return counted
}

const unscoredOf = (plan: Plan, isUnknown: (node: Id) => boolean): string[] =>
  [...countedBy(plan)].flatMap(([name, node]) => (isUnknown(node) ? [name] : []))

const lacksOf = (
  plan: Plan,
  rules: readonly Id[] | undefined,
  valueOf: (id: Id) => number | null,
): Name[] => {
  const names: Name[] = []
  for (const rule of rules ?? []) {
    if (valueOf(rule) === 1) continue
    for (const name of namesUnder(plan, rule)) if (names.indexOf(name) < 0) names.push(name)
  }
  return names
}
