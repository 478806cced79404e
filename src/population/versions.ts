/**
 * Two versions of a program over one population: the merchants in the terms of each. A tier or value that a program does not have stands for
 * the one below it, or for nothing; what is remembered of past reviews and stands in no column is nothing.
 */
import { columnNameOf, nodesUnder, rootsOf, subjectsOf, type Subject } from '../plan/asked.js'
import { forgottenOf, watchedUnder, type Forgotten } from '../plan/forgotten.js'
import type { Id, LadderPlan, Plan } from '../plan/plan.js'
import type { Program } from '../schema/program.js'
import { emptyColumn, type Column, type Population } from './columns.js'
import { sharedTiers } from './shared-tiers.js'

/** A program as it stands at the review. */
export interface Version {
  readonly program: Program
  readonly plan: Plan
  readonly ladder: LadderPlan
}

/** What a preview reads of a program: the ladder's tiers, and who has which benefit at what cost. */
export const previewRoots = ({ plan, ladder }: Pick<Version, 'plan' | 'ladder'>): Id[] => [
  ...rootsOf(plan, ladder),
  ladder.held,
  ...plan.clockwork.benefits.flatMap(({ requires, cost }) => [requires, cost]),
]

/** What either program reads, once; a choice with the values of both, the published ones first. */
export const jointSubjects = (published: Version, draft: Version): Subject[] => {
  const joint = new Map<string, Subject>()
  for (const version of [published, draft])
    for (const subject of subjectsOf(version.plan, previewRoots(version))) {
      const known = joint.get(subject.id)
      const more = known && subject.values.filter(({ id }) => known.values.every((value) => value.id !== id))
      joint.set(subject.id, known ? { ...known, values: [...known.values, ...more!] } : subject)
    }
  return [...joint.values()]
}

/** One population in the terms of both. `subjects`: how its columns are coded. */
export interface BothTerms {
  readonly published: Population
  readonly draft: Population
  readonly forgotten: readonly Forgotten[]
}

export const inBothTerms = (
  published: Version,
  draft: Version,
  subjects: readonly Subject[],
  population: Population,
): BothTerms => {
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
export const withNothing = (
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
