/**
 * What of a program an operator turns: weights, knots of curves, marks of tiers, costs of benefits; each a number with its path in the JSON.
 * An edit is a copy of the document with one number changed, so that what was edited is read off the two documents.
 */
import type { Relative } from '../schema/condition.js'
import type { Benefit } from '../schema/benefit.js'
import type { Program } from '../schema/program.js'
import type { Factor, Group, Scale } from '../schema/score.js'
import type { Text, Unit } from '../schema/text.js'
import { marksOf, type Mark } from './marks.js'

export type Path = readonly (string | number)[]

/** A knot of a curve: where it begins to hold, and its points. Either may be fixed. */
export interface Knot {
  readonly at: number
  readonly points: number
  readonly atPath: Path | null
  readonly pointsPath: Path | null
}
/** `depth`: in how many groups. `weight`: null where none is written as a number. `knots`: empty where the scale goes by peers or by merchant. */
export interface EditableFactor {
  readonly id: string
  readonly name: Text
  readonly depth: number
  readonly isGroup: boolean
  readonly weight: number | null
  readonly weightPath: Path
  readonly metric: string | null
  readonly unit: Unit
  readonly shape: 'line' | 'steps' | null
  readonly knots: readonly Knot[]
}

/** The factors of the score with those of its groups, in the program's order. `unitOf`: of a metric or a field. */
export const factorsOf = ({ score }: Program, unitOf: (metric: string) => Unit): EditableFactor[] =>
  score ? under(score, ['score'], 0, unitOf) : []

const under = (
  { combine, factors }: Group,
  path: Path,
  depth: number,
  unitOf: (metric: string) => Unit,
): EditableFactor[] =>
  factors.flatMap((factor, place) => {
    const at = [...path, 'factors', place]
    const isGroup = 'combine' in factor
    const metric = isGroup ? null : factor.metric
    const scale = isGroup || !isScale(factor.scale) ? null : factor.scale
    const own: EditableFactor = {
      ...{ id: factor.id, name: factor.name, depth, isGroup, metric },
      weight: combine === 'weightedSum' && typeof factor.weight === 'number' ? factor.weight : null,
      weightPath: [...at, 'weight'],
      unit: metric === null ? 'number' : unitOf(metric),
      shape: scale && ('line' in scale || 'perUnit' in scale ? 'line' : 'steps' in scale ? 'steps' : null),
      knots: scale ? knotsOf(scale, [...at, 'scale']) : [],
    }
    return [own, ...(isGroup ? under(factor, at, depth + 1, unitOf) : [])]
  })

const isScale = (scale: Extract<Factor, { scale: unknown }>['scale']): scale is Scale =>
  !('cases' in scale) && !('by' in scale)

const knotsOf = (scale: Scale, path: Path): Knot[] => {
  if ('line' in scale)
    return scale.line.map(([at, points], place) => ({
      ...{ at, points },
      atPath: [...path, 'line', place, 0],
      pointsPath: [...path, 'line', place, 1],
    }))
  if ('perUnit' in scale)
    return [
      { at: 0, points: 0, atPath: null, pointsPath: null },
      { at: scale.max / scale.perUnit, points: scale.max, atPath: null, pointsPath: [...path, 'max'] },
    ]
  if (!('steps' in scale)) return []
  return scale.steps.map((step, place) => {
    const key = 'from' in step ? 'from' : 'upTo'
    return {
      at: 'from' in step ? step.from : step.upTo,
      points: step.points,
      atPath: [...path, 'steps', place, key],
      pointsPath: [...path, 'steps', place, 'points'],
    }
  })
}

/** A tier of the main ladder with its marks: on the score, and the others, which are its gates. */
export interface EditableTier {
  readonly id: string
  readonly name: Text
  readonly place: number
  readonly enter: Mark | null
  readonly keep: Mark | null
  readonly gates: readonly Mark[]
}

export const tiersOf = (program: Program): EditableTier[] => {
  const marks = marksOf(program)
  return mainLadderIn(program).tiers.map(({ id, name }, place) => {
    const own = marks.filter(({ tier }) => tier === place)
    const onScore = (rule: Mark['rule']): Mark | null =>
      own.find((mark) => mark.rule === rule && mark.subject === 'score') ?? null
    const [enter, keep] = [onScore('enter'), onScore('keep')]
    return { id, name, place, enter, keep, gates: own.filter((mark) => mark !== enter && mark !== keep) }
  })
}

export const mainLadderIn = ({ ladders }: Program): Program['ladders'][number] =>
  ladders.find(({ main }) => main) ?? ladders.find(({ badge }) => !badge) ?? ladders[0]!

/** What a benefit costs, one number for everybody or one a tier. */
export interface EditableCost {
  readonly benefit: string
  readonly name: Text
  readonly tier: string | null
  readonly cost: number
  readonly path: Path
}

export const costsOf = ({ benefits }: Program): EditableCost[] =>
  (benefits ?? []).flatMap(({ id, name, cost }, place) => {
    const path = ['benefits', place, 'cost']
    return costsIn(cost).map(({ tier, value, path: below }) => ({
      ...{ benefit: id, name, tier, cost: value },
      path: [...path, ...below],
    }))
  })

const costsIn = (cost: Benefit['cost']): { tier: string | null; value: number; path: string[] }[] => {
  if (typeof cost === 'number') return [{ tier: null, value: cost, path: [] }]
  if (typeof cost !== 'object' || !('by' in cost)) return []
  return Object.entries(cost.use).map(([tier, value]) => ({ tier, value, path: ['use', tier] }))
}

/** What people call a metric, a field or the score; its id where the program does not say. */
export const nameIn = ({ metrics, fields, score, ladders }: Program, id: string): Text => {
  if (id === 'score' && score) return score.name
  const field = fields[id]
  return (
    metrics[id]?.name ??
    (typeof field === 'object' ? field.name : undefined) ??
    ladders.find((ladder) => ladder.id === id)?.name ?? { en: id, 'zh-CN': id }
  )
}

/** The number at a path; null where there is none. */
export const numberAt = (document: unknown, path: Path): number | null => {
  let node: unknown = document
  for (const key of path) {
    if (typeof node !== 'object' || node === null) return null
    node = (node as Readonly<Record<string | number, unknown>>)[key]
  }
  return typeof node === 'number' ? node : null
}

/**
 * The program with its main ladder cut into so many tiers, by marks on the score, lowest first. The lowest and the highest tiers keep what
 * they are called and what else they ask; tiers between are kept from the top down, and new ones stand above the lowest. What a tier that is
 * gone stood for elsewhere, the lowest one above the first does; tables by tier lose its entry.
 */
export const withTiers = (
  program: Program,
  count: number,
  marks: readonly (number | null)[],
  nameOf: (nth: number) => Text,
): Program => {
  const ladder = mainLadderIn(program)
  const { tiers } = ladder
  const lowest = tiers[0]!
  const kept = tiers.slice(1).slice(-(count - 1))
  const taken = new Set(tiers.map(({ id }) => id))
  const fresh: typeof tiers = []
  for (let nth = kept.length + 1; nth < count; nth++) {
    let id = `tier${fresh.length + 2}`
    while (taken.has(id)) id = `${id}x`
    taken.add(id)
    fresh.push({ id, name: nameOf(fresh.length + 2) })
  }
  const cut = [...fresh, ...kept].map((tier, place) => {
    const mark = marks[place] ?? null
    return mark === null ? tier : withScoreMark(tier, mark)
  })
  const next = { ...ladder, tiers: [lowest, ...cut] }
  return repaired({ ...program, ladders: program.ladders.map((one) => (one === ladder ? next : one)) }, next)
}

type Tier = Program['ladders'][number]['tiers'][number]

/** A tier that is entered from a mark on the score, whatever else it asks; what keeps it lies as far below as it did. */
const withScoreMark = (tier: Tier, mark: number): Tier => {
  const rounded = Number(mark.toFixed(2))
  const was = scoreMark(tier.enter)
  const kept = scoreMark(tier.keep)
  const below = was !== null && kept !== null ? was - kept : 0
  return {
    ...tier,
    enter: withMarkOn(tier.enter, rounded),
    ...(tier.keep && { keep: withMarkOn(tier.keep, Number((rounded - below).toFixed(6))) }),
  }
}
type Condition = NonNullable<Tier['enter']>

const scoreMark = (condition: Condition | undefined): number | null => {
  const parts = condition ? partsIn(condition) : []
  for (const part of parts) {
    const { score } = part as { score?: { gte?: unknown } }
    if (typeof score?.gte === 'number') return score.gte
  }
  return null
}
const partsIn = (condition: Condition): readonly Condition[] =>
  'all' in condition && Array.isArray(condition.all) ? (condition.all as Condition[]) : [condition]

const withMarkOn = (condition: Condition | undefined, mark: number): Condition =>
  allOf([{ score: { gte: mark } } as Condition, ...(condition ? withoutScore(condition) : [])])
const allOf = (parts: readonly Condition[]): Condition =>
  parts.length === 1 ? parts[0]! : ({ all: [...parts] } as Condition)

const isScoreQuota = (part: Condition): boolean =>
  'of' in part && (part as { of: unknown }).of === 'score' && ('best' in part || 'worst' in part)
/** Whether a tier is entered by a mark on the score, or a quota of it. */
export const asksScore = ({ enter }: Tier): boolean =>
  enter !== undefined && (scoreMark(enter) !== null || partsIn(enter).some(isScoreQuota))

/** What a condition asks beside marks on the score and quotas of it. */
const withoutScore = (condition: Condition): Condition[] =>
  partsIn(condition).flatMap((part) => {
    if (isScoreQuota(part)) return []
    const { score, ...rest } = part as Record<string, unknown>
    return score === undefined ? [part] : Object.keys(rest).length > 0 ? [rest as Condition] : []
  })

/** Whether a tier of the main ladder lets in the best by score. */
export const isByQuota = (program: Program): boolean =>
  mainLadderIn(program).tiers.some(({ enter }) => enter && partsIn(enter).some(isScoreQuota))

/** The best so many percent of everybody that a tier lets in by score, by place on the main ladder; null where it does not, or ranks others. */
export const bestOfAll = (program: Program): (number | null)[] =>
  mainLadderIn(program).tiers.map(({ enter }) => {
    const quota = (enter ? partsIn(enter) : []).find(isScoreQuota) as Relative | undefined
    if (!quota || !('best' in quota) || quota.as !== 'percent' || quota.better === 'low') return null
    const cohort = program.cohorts?.[quota.among]
    return cohort && isEverybody(cohort) ? quota.best : null
  })

/**
 * The program with quotas in place of the marks on its score: each such tier lets in the best so many percent of everybody (`best`: by place
 * on the main ladder, to a tenth). A lower mark that kept a tier gives way too: who is no longer among so many has to leave.
 */
export const withQuotas = (program: Program, best: readonly number[]): Program => {
  const ladder = mainLadderIn(program)
  const cohorts = program.cohorts ?? {}
  const known = Object.keys(cohorts).find((id) => isEverybody(cohorts[id]!))
  const among = known ?? freshIn(cohorts, 'everybody')
  const tiers = ladder.tiers.map((tier, place) => {
    if (scoreMark(tier.enter) === null) return tier
    const on = {
      best: Number(Math.min(100, best[place]!).toFixed(1)),
      of: 'score',
      among,
      as: 'percent',
    } as Condition
    const { keep, ...others } = tier
    const kept = keep && withoutScore(keep)
    return { ...others, enter: allOf([on, ...withoutScore(tier.enter!)]), ...(kept && kept.length > 0 && { keep: allOf([on, ...kept]) }) } // prettier-ignore
  })
  return {
    ...program,
    cohorts: known === undefined ? { ...cohorts, [among]: {} } : cohorts,
    ladders: program.ladders.map((one) => (one === ladder ? { ...ladder, tiers } : one)),
  }
}
const isEverybody = ({ members, by, min }: NonNullable<Program['cohorts']>[string]): boolean =>
  members === undefined && by === undefined && min === undefined
const freshIn = (taken: object, name: string): string =>
  Object.prototype.hasOwnProperty.call(taken, name) ? freshIn(taken, `${name}x`) : name

/** Whatever named a tier that is gone names the lowest one above the first; a table by tier loses its entry. */
const repaired = (program: Program, { id: ladder, tiers }: Program['ladders'][number]): Program => {
  const ids = new Set(tiers.map(({ id }) => id))
  const other = tiers[1]!.id
  const gone = (id: unknown): boolean => typeof id === 'string' && !ids.has(id)
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    const object = node as Record<string, unknown>
    if (object['by'] === ladder && typeof object['use'] === 'object' && object['use'] !== null) {
      const use = Object.fromEntries(Object.entries(object['use']).filter(([tier]) => !gone(tier)))
      return { ...object, use, ...(object['else'] === undefined && { else: 0 }) }
    }
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => [key, key === ladder ? renamed(value) : walk(value)]),
    )
  }
  /** A tier by itself, several of them, or a comparison with one. */
  const renamed = (test: unknown): unknown => {
    if (Array.isArray(test)) return [...new Set(test.map((id: unknown) => (gone(id) ? other : id)))]
    if (typeof test !== 'object' || test === null) return gone(test) ? other : test
    return Object.fromEntries(Object.entries(test).map(([is, id]) => [is, renamed(id)]))
  }
  return walk(program) as Program
}
