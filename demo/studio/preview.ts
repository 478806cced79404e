/** What a changed mark does to every merchant: the program's copy is compiled and run over the columns, and set beside the published one. */
import { compile } from '../../src/plan/compile.js'
import type { Id, Plan } from '../../src/plan/plan.js'
import { cellOf, type Population } from '../../src/population/columns.js'
import { cutOf, histogram, sortedValues, type Histogram } from '../../src/population/cuts.js'
import { movement, tierCounts, type Movement, type TierCounts } from '../../src/population/movement.js'
import { reviewed, type Reviewed } from '../../src/population/review.js'
import type { Issue } from '../../src/schema/issues.js'
import type { Program } from '../../src/schema/program.js'
import { axisOf } from '../../src/population/axis.js'
import { withMark, type Mark } from './marks.js'
import { placeNodes, placesShown } from './places.js'
import type { ShownValues } from './shown-values.js'

/** One review of a population, with the values of what marks are on. */
export interface Review {
  readonly reviewed: Reviewed
  readonly counts: TierCounts
}

/** A program as it is published, over one population. `shown(subject)`: the values a mark on it is compared with. */
export interface Published extends Review {
  readonly program: Program
  readonly population: Population
  readonly atMs: number
  readonly subjects: ReadonlyMap<string, ShownValues>
}

/** The program over the population, or why not. `marks`: what will be moved, so that its values are kept and its axis holds it. */
export const published = (
  program: Program,
  population: Population,
  atMs: number,
  marks: readonly Mark[],
): { value: Published | null; issues: readonly Issue[] } => {
  const { value: plan, issues } = compile([program])
  if (plan === null) return { value: null, issues }
  const plain = marks.filter(({ place }) => !place).map(({ subject }) => subject)
  const ids = [...new Set([...(plan.score ? ['score'] : []), ...plain])]
  const nodes = ids.map((id) => nodeOf(plan, id))
  const review = reviewed(plan, population, atMs, {
    nodes: () => [...nodes.filter((node): node is Id => node !== null), ...placeNodes(plan, marks)],
  })
  if (review.value === null) return { value: null, issues: review.issues }
  const subjects = new Map<string, ShownValues>()
  ids.forEach((id, place) => {
    const node = nodes[place]!
    if (node === null) return
    const { name, unit } = plan.names[node]!
    const column = review.value!.values.get(node)!
    const sorted = sortedValues(column)
    const on = marks.filter(({ subject }) => subject === id).map(({ value }) => value)
    const range = id === 'score' ? plan.score!.group : null
    subjects.set(id, { id, name, unit, column, sorted, axis: axisOf(sorted, unit, on, range) })
  })
  for (const id of new Set(marks.filter(({ place }) => place).map(({ subject }) => subject))) {
    const shown = placesShown(plan, review.value.values, marks, id)
    if (shown) subjects.set(id, shown)
  }
  return { value: { ...counted(review.value), program, population, atMs, subjects }, issues: [] }
}

/** The node whose values go by a subject's name; the first, since those of a scope come after. */
const nodeOf = (plan: Plan, id: string): Id | null => {
  if (id === 'score') return plan.score?.value ?? null
  const found = Object.keys(plan.names).find((node) => plan.names[Number(node)]!.id === id)
  return found === undefined ? null : Number(found)
}

const counted = (value: Reviewed): Review => ({
  reviewed: value,
  counts: tierCounts(value.earned, value.ladder.tiers.length),
})

/** The draft beside what is published. */
export interface Preview {
  readonly draft: Review
  readonly movement: Movement
}

/** What the published program does with one mark moved. Null where the copy does not compile, with why. */
export const previewOf = (
  before: Published,
  mark: Mark,
  value: number,
): { value: Preview | null; issues: readonly Issue[] } => {
  const { value: plan, issues } = compile([withMark(before.program, mark.path, value)])
  if (plan === null) return { value: null, issues }
  const review = reviewed(plan, before.population, before.atMs)
  if (review.value === null) return { value: null, issues: review.issues }
  const draft = counted(review.value)
  const size = draft.reviewed.ladder.tiers.length
  return {
    value: { draft, movement: movement(before.reviewed.earned, draft.reviewed.earned, size) },
    issues: [],
  }
}

/** How the values of a subject lie, by the tier earned. */
export const distributionOf = (
  { reviewed: { earned, ladder } }: Review,
  { column, axis }: ShownValues,
): Histogram =>
  histogram(column, earned, ladder.tiers.length, { from: axis.from, step: axis.step, count: axis.bins })

/** Where the reference split of 45, 35 and 20 percent would cut values: from the middle on, and from the head on. */
export const referenceCuts = ({ sorted }: ShownValues): { middle: number | null; head: number | null } => ({
  middle: cutOf(sorted, 55),
  head: cutOf(sorted, 20),
})

/** A merchant who moves, and the value that a mark is on. */
export interface Mover {
  readonly id: string
  readonly value: number | null
  readonly from: number
  readonly to: number
}

/** Those who move, the ones nearest to a value first, at most `most`. */
export const moversOf = (
  before: Published,
  { draft }: Preview,
  subject: ShownValues,
  at: number,
  most: number,
): Mover[] => {
  const movers: (Mover & { far: number })[] = []
  before.reviewed.earned.forEach((from, row) => {
    const to = draft.reviewed.earned[row]!
    if (to === from) return
    const value = cellOf(subject.column, row)
    movers.push({
      id: before.population.ids[row]!,
      value,
      from,
      to,
      far: value === null ? Infinity : Math.abs(value - at),
    })
  })
  return movers.sort((left, right) => left.far - right.far).slice(0, most)
}
