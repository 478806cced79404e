/** The merchants of a crowd as records that hold values alone, for core. */
import { isoOf, nextReview } from '../../src/plan/calendar.js'
import { evaluate } from '../../src/core/evaluate.js'
import { mainLadderOf, subjectsOf } from '../../src/plan/asked.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Program } from '../../src/schema/program.js'
import { withPeers } from '../../src/population/peers.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { FactorStanding } from '../../src/schema/standing.js'
import { rootsOf, type Case, type Said } from './agree.js'
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

/**
 * What core says of each merchant of a case that has every column, by evaluating it as a record; and the case with the tiers that they hold by
 * then: who rises at once is asked to keep the tier.
 */
export const coreSays = (program: Program, one: Case): { said: Said[]; held: Case } => {
  const { plan, crowd, atMs } = one
  const records = withPeers(plan, recordsOf(program, crowd, atMs), atMs)
  const places = plan.clockwork.ladders.map(({ key }) => ({ key, rows: new Int16Array(records.length) }))
  const said = records.map((record, row): Said => {
    const { score, ladders } = evaluate(plan, record, atMs)
    const of = (key: string): (typeof ladders)[number] => {
      const { id, scope } = plan.clockwork.ladders.find((ladder) => ladder.key === key)!
      return ladders.find((ladder) => ladder.id === id && ladder.scope?.value === scope?.value)!
    }
    for (const { key, rows } of places) {
      const subject = crowd.subjects.find(({ id, unit }) => id === key && unit === 'tier')
      if (subject) rows[row] = subject.values.findIndex(({ id }) => id === of(key).held)
    }
    return {
      id: record.id,
      ...(score && { ...pointsOf(score.factors), score: score.value }),
      earned: of(one.ladder.key).earned,
    }
  })
  const cells = new Map(crowd.cells)
  for (const { key, rows } of places)
    if (crowd.subjects.some(({ id, unit }) => id === key && unit === 'tier')) cells.set(key, [...rows])
  return { said, held: { ...one, crowd: { ...crowd, cells } } }
}

/** Points by a factor's name; of factors of one name the last stands, as in what the engine says. */
const pointsOf = (factors: readonly FactorStanding[]): Record<string, number | null> =>
  Object.assign(
    {},
    ...factors.map(({ id, points, factors: parts }) => ({
      [`${id}_points`]: points,
      ...pointsOf(parts ?? []),
    })),
  ) as Record<string, number | null>
