// A program of 8 factors of 4 knots, weighted, with three tiers, and made-up merchants whose every value is a formula of the row, so that a
// database can make the same ones.
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Population } from '../../src/population/columns.js'
import { program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'

export const metrics = ['sales', 'orders', 'rating', 'onTime', 'answered', 'returning', 'listed', 'campaigns']
export const weights: readonly number[] = [20, 15, 15, 10, 10, 10, 10, 10]

const words = (en: string) => ({ en, 'zh-CN': en })
/** What a tier asks: a score, or a share of the best. */
type Enter = { score: { gte: number } } | { best: number; of: string; among: string; as: string }

export const planOf = (of: readonly number[], enter: readonly [Enter, Enter]): Plan => {
  const named = (id: string) => ({ id, name: words(id) })
  const document = {
    ...{ tierkit: 1, program: 'rescore', version: '1', inForce: '2020-01-01', zone: 'Asia/Shanghai' },
    ...{ currency: 'CNY', name: words('Bench') },
    events: { traded: { name: words('Traded') } },
    fields: {},
    windows: { quarter: { rolling: { days: 90 } } },
    reviews: { monthly: { every: 'month', day: 1 } },
    cohorts: { everybody: { at: 'monthly', ties: 'better' } },
    metrics: Object.fromEntries(
      metrics.map((id) => [id, { count: 'traded', window: 'quarter', name: words(id) }]),
    ),
    score: {
      ...{ name: words('Score'), combine: 'weightedSum', min: 0, max: 100 },
      factors: metrics.map((metric, nth) => ({
        ...named(`${metric}Points`),
        ...{ weight: of[nth], metric },
        scale: { line: [[0, 0], [20, 40 + nth], [60, 75], [100, 100]] }, // prettier-ignore
      })),
    },
    ladders: [
      {
        ...named('level'),
        ...{ main: true, transition: { promote: 'monthly', demote: 'monthly' } },
        tiers: [
          named('bottom'),
          { ...named('middle'), enter: enter[0] },
          { ...named('head'), enter: enter[1] },
        ],
      },
    ],
  }
  const { value, issues } = readText(JSON.stringify(document), program)
  const { value: plan, issues: more } = value === null ? { value: null, issues: [] } : compile([value])
  if (plan === null) throw new Error(JSON.stringify([...issues, ...more]))
  return plan
}
export const byScore = (middle: number, head: number): [Enter, Enter] => [
  { score: { gte: middle } },
  { score: { gte: head } },
]
const best = (percent: number): Enter => ({ best: percent, of: 'score', among: 'everybody', as: 'percent' })
export const pyramid: [Enter, Enter] = [best(55), best(20)]

/** The value of a metric for a row: whole numbers from 0 to 119, few of them high. */
const prime = 1_000_003
export const cellOf = (row: number, nth: number): number => {
  const one = (row * (7919 + 2 * nth) + 104_729 * nth) % prime
  const other = (row * (15_485 + 2 * nth) + 13 * nth) % prime
  return Math.floor((Math.min(one, other) * 120) / prime)
}
/** The same in SQL, of `i`. */
export const cellText = (nth: number): string =>
  `((least((i * ${7919 + 2 * nth} + ${104_729 * nth}) % ${prime}, (i * ${15_485 + 2 * nth} + ${13 * nth}) % ${prime}) * 120) // ${prime})::DOUBLE`

export const populationOf = (size: number): Population => ({
  ids: { length: size } as readonly string[], // named by nobody here
  columns: new Map(
    metrics.map((metric, nth) => {
      const column = new Float64Array(size)
      for (let row = 0; row < size; row++) column[row] = cellOf(row, nth)
      return [metric, column] as const
    }),
  ),
})
