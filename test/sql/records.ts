/** The merchants of a crowd as records that hold values alone, for core. */
import { isoOf, nextReview } from '../../src/plan/calendar.js'
import { mainLadderOf, subjectsOf } from '../../src/plan/asked.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Program } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { rootsOf } from './agree.js'
import type { Crowd } from './crowd.js'

/** Whether a plan reads no balance, override or past decision, which a record without a log cannot say. */
export const withoutState = (plan: Plan): boolean =>
  subjectsOf(plan, rootsOf(plan, mainLadderOf(plan))).every(
    ({ id }) =>
      id.indexOf('#') < 0 &&
      !plan.clockwork.accounts.some((account) => account.id === id) &&
      !plan.clockwork.overrides.some((override) => override.id === id),
  )

/** The next instant after another at which the places among peers are decided that a plan asks for; that other one where any will do. */
export const reviewAt = ({ cohorts, clockwork }: Plan, atMs: number): number => {
  const asked = Object.values(cohorts).map(({ at }) => at)
  const review = clockwork.reviews.find(({ id }) => asked.indexOf(id) >= 0)
  return review && review.rule !== 'continuous' ? nextReview(review.rule, review.zone, atMs) : atMs
}

type Fields = Record<string, string | number | boolean | null>

/** `atMs`: since when the values hold, so that nothing was earned by them before. */
export const recordsOf = (
  program: Program,
  { ids, subjects, cells }: Crowd,
  atMs: number,
): MerchantRecord[] =>
  ids.map((id, row): MerchantRecord => {
    const metrics: Record<string, number | null> = {}
    const fields: Fields = {}
    let joinedAt = '2021-03-05T00:00:00Z'
    for (const { id: name, reading, unit, values } of subjects) {
      if (unit === 'tier') continue
      const value = cells.get(name)![row]!
      if (name === 'joinedAt') joinedAt = isoOf(value!)
      else if (name in program.fields)
        fields[name] =
          value === null ? null : reading === 'flag' ? value === 1 : reading === 'date' ? isoOf(value) : reading === 'choice' ? values[value]!.id : value // prettier-ignore
      else metrics[name] = value
    }
    return { id, joinedAt, asOf: isoOf(atMs), metrics, fields }
  })
