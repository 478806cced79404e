/** The first merchants as they will load, with the score and tier that the program gives them. */
import { peersLeafOf, nodesUnder, rootsOf, type Subject } from '../../src/plan/asked.js'
import { cellOf, type Column, type Population } from '../../src/population/columns.js'
import { reviewed } from '../../src/population/review.js'
import { populationOf, runOf } from '../../src/population/rows.js'
import type { Asked } from './population-session.js'

export interface FirstRow {
  readonly id: string
  readonly values: readonly (number | null)[] // by subject
  readonly score: number | null
  readonly tier: number // -1: none
}
/** `isRanked`: scores go by places among all, which the first alone do not have. */
export interface FirstRows {
  readonly subjects: readonly Subject[]
  readonly rows: readonly FirstRow[]
  readonly isScored: boolean
  readonly isRanked: boolean
}

const ROWS = 5

export const firstRowsOf = (
  population: Population,
  subjects: readonly Subject[],
  { plan, ladder }: Asked,
  atMs: number,
): FirstRows => {
  const own = populationOf(population, runOf(0, Math.min(ROWS, population.ids.length)))
  const roots = rootsOf(plan, ladder)
  const isRanked = nodesUnder(plan, roots).some((id) => peersLeafOf(plan, id) !== null)
  // of past reviews nothing is known, and nothing is counted
  const none = subjects.filter(({ id }) => id.indexOf('#') >= 0 && !own.columns.has(id))
  const columns = new Map<string, Column>([
    ...own.columns,
    ...none.map(({ id }) => [id, new Float64Array(own.ids.length)] as const),
  ])
  const review = isRanked ? null : reviewed(plan, { ids: own.ids, columns }, atMs).value
  const shown = subjects.filter(({ id }) => own.columns.has(id))
  return {
    subjects: shown,
    isRanked,
    isScored: plan.score !== null,
    rows: own.ids.map((id, row) => ({
      id,
      values: shown.map((subject) => cellOf(own.columns.get(subject.id)!, row)),
      score: review?.score ? cellOf(review.score, row) : null,
      tier: review ? review.earned[row]! : -1,
    })),
  }
}
