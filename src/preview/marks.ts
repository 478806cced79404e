/** The numbers that tiers ask for, found in a program's JSON, and the program with one of them changed. */
import type { Condition } from '../schema/condition.js'
import type { Program } from '../schema/program.js'

export type Comparison = 'gte' | 'gt' | 'lte' | 'lt'

/** A place among peers: of `of` in the cohort `among`, in percent of its members or counted, from the best one. */
export interface Place {
  readonly of: string
  readonly among: string
  readonly as: 'count' | 'percent'
}

/** One number in a rule of the main ladder. `path` leads to it in the JSON. */
export interface Mark {
  readonly path: readonly (string | number)[]
  readonly rule: 'enter' | 'keep'
  readonly tier: number // the place on the ladder
  readonly subject: string // a metric, a field, or `score`; of a quota the place
  readonly place?: Place
  readonly is: Comparison
  readonly value: number
}

/** A mark's name in an address: `gold.enter.score.gte`, one for each path. */
export const markKey = ({ path }: Mark): string => path.slice(3).join('.')

const comparisons: readonly Comparison[] = ['gte', 'gt', 'lte', 'lt']

/** Every number that the main ladder's tiers ask for, from the lowest tier up, what enters before what keeps. */
export const marksOf = (program: Program): Mark[] => {
  const place = mainPlace(program)
  return program.ladders[place]!.tiers.flatMap((tier, at) =>
    (['enter', 'keep'] as const).flatMap((rule) => {
      const condition = tier[rule]
      return condition ? marksIn(condition, ['ladders', place, 'tiers', at, rule], rule, at) : []
    }),
  )
}

const mainPlace = ({ ladders }: Program): number => {
  const main = ladders.findIndex((ladder) => ladder.main)
  const plain = ladders.findIndex((ladder) => !ladder.badge)
  return main >= 0 ? main : Math.max(0, plain)
}

interface Quota extends Place {
  readonly best: number
}
const isQuota = (condition: object): condition is Quota =>
  typeof (condition as Partial<Quota>).best === 'number' && 'among' in condition

/** A quota lets in the places up to its number. */
const quotaMark = (
  { best, of, among, as }: Quota,
  path: Mark['path'],
  rule: Mark['rule'],
  tier: number,
): Mark => ({
  ...{
    path: [...path, 'best'],
    rule,
    tier,
    subject: `${of} among ${among} as ${as}`,
    is: 'lte',
    value: best,
  },
  place: { of, among, as },
})

const marksIn = (condition: Condition, path: Mark['path'], rule: Mark['rule'], tier: number): Mark[] => {
  if (isQuota(condition)) return [quotaMark(condition, path, rule, tier)]
  return Object.entries(condition as Record<string, unknown>).flatMap(([key, value]): Mark[] => {
    const at = [...path, key]
    if (Array.isArray(value))
      return (value as Condition[]).flatMap((part, place) => marksIn(part, [...at, place], rule, tier))
    if (typeof value !== 'object' || value === null) return []
    if (key === 'not') return marksIn(value as Condition, at, rule, tier)
    return comparisons.flatMap((is): Mark[] => {
      const mark = (value as Record<string, unknown>)[is]
      return typeof mark === 'number'
        ? [{ path: [...at, is], rule, tier, subject: key, is, value: mark }]
        : []
    })
  })
}

/** A copy of a program in which the number at a path is another; what is not on the way to it is shared. */
export const withMark = (program: Program, path: Mark['path'], value: number): Program =>
  changed(program, path, value) as Program

const changed = (node: unknown, [key, ...rest]: Mark['path'], value: number): unknown => {
  if (key === undefined) return value
  const copy = (Array.isArray(node) ? [...(node as unknown[])] : { ...(node as object) }) as Record<
    string,
    unknown
  >
  copy[key] = changed(copy[key], rest, value)
  return copy
}
