/** Tiers earned beside tiers that are known: counts, and how far the two agree. */
import type { LadderPlan } from '../plan/plan.js'
import { asOf, type Subject } from '../plan/asked.js'
import { cellValue } from '../population/cell.js'
import type { Scored } from './scored.js'

/**
 * `counts[earned]![given]!` over `classes`: places on the ladder, the highest first; with `from`, two classes: that tier and up (1), below it (0).
 * `unknown`: merchants of whom the column says nothing; they are in no count.
 */
export interface Confusion {
  readonly column: string
  readonly from: number | null
  readonly classes: readonly number[]
  readonly counts: readonly (readonly number[])[]
  readonly known: number
  readonly unknown: number
}

const flag: Subject = { ...asOf, reading: 'flag', unit: 'flag' }

/** Compares with a column of yes and no, which mean `from` or a higher tier, or of tiers. Throws BadInput for a cell that is neither. */
export const confusionOf = (
  { merchants, ladder, given }: Scored,
  column: string,
  from: number | null,
): Confusion | null => {
  const found = given(column)
  if (found === null) return null
  const { texts, issueAt } = found
  const isFlag = texts.every((text) => typeof cellValue(text, flag, 'UTC') !== 'object' || text === '')
  const subject = isFlag ? flag : tiersOf(ladder)
  const mark = isFlag ? (from ?? ladder.tiers.length - 1) : from
  const classOf = (place: number): number => (mark === null ? place : place >= mark ? 1 : 0)
  const none = mark === null && merchants.some(({ earned }) => earned < 0) ? [-1] : []
  const classes = mark === null ? [...ladder.tiers.map((_, place) => place).reverse(), ...none] : [1, 0]
  const counts = classes.map(() => classes.map(() => 0))
  let known = 0
  texts.forEach((text, merchant) => {
    const value = cellValue(text, subject, 'UTC')
    if (value === null) return
    if (typeof value === 'object') throw issueAt(merchant, value)
    known += 1
    const earned = classes.indexOf(classOf(merchants[merchant]!.earned))
    counts[earned]![classes.indexOf(isFlag ? value : classOf(value))]! += 1
  })
  return { column, from: mark, classes, counts, known, unknown: texts.length - known }
}

const tiersOf = ({ tiers }: LadderPlan): Subject => ({
  ...asOf,
  reading: 'choice',
  unit: 'tier',
  values: tiers.map(({ id, name }) => ({ id, name })),
})

/** A share as its two numbers; of nothing there is none. */
export interface Share {
  readonly part: number
  readonly whole: number
}
const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)

/** How many of the known are where they are known to be. */
export const agreementOf = ({ counts, known }: Confusion): Share => ({
  part: sum(counts.map((row, place) => row[place]!)),
  whole: known,
})
/** Of those who earned a class, how many are known to be of it. */
export const precisionOf = ({ counts }: Confusion, at: number): Share => ({
  part: counts[at]![at]!,
  whole: sum(counts[at]!),
})
/** Of those known to be of a class, how many earned it. */
export const recallOf = ({ counts }: Confusion, at: number): Share => ({
  part: counts[at]![at]!,
  whole: sum(counts.map((row) => row[at]!)),
})
