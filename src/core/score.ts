/** The score as a merchant reads it: what each factor puts in, what it still lacks, and shown parts that sum to the shown whole. */
import type { FactorPlan, GroupPlan, Id, ScorePlan } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import type { Decision } from '../schema/record.js'
import type { FactorStanding, ScoreStanding, Subject } from '../schema/standing.js'
import { evidenceOf, subjectOf } from './evidence.js'
import type { Values } from './values.js'

const TENTHS = 10 // scores are shown with one decimal at most

/** Half up, in tenths of a point. */
const tenths = (points: number): number => Math.floor(points * TENTHS + 0.5)

/**
 * Splits a shown whole into shown parts that sum to it exactly: the largest-remainder (Hamilton) method on integers, ties to the
 * earlier part. The parts' own sum may differ from the whole by less than one unit a part.
 */
export const apportioned = (whole: number, parts: readonly number[]): number[] => {
  const floors = parts.map(Math.floor)
  let open = whole - floors.reduce((sum, part) => sum + part, 0)
  const order = parts
    .map((part, place) => ({ place, rest: part - floors[place]! }))
    .sort((left, right) => right.rest - left.rest) // of equals the earlier stays first
  for (let turn = 0; open !== 0 && order.length > 0; turn++) {
    const step = Math.sign(open)
    // Giving goes to the largest remainders first, taking back from the smallest.
    const { place } = order[step > 0 ? turn % order.length : order.length - 1 - (turn % order.length)]!
    floors[place]! += step
    open -= step
  }
  return floors
}

const isPresent = (values: Values, factor: FactorPlan): boolean =>
  factor.present === null || values.get(factor.present) === 1

/** How much of the whole one point of each factor is: 1 in a sum, its weight among those that count in a weighted sum, null where parts do not sum. */
const perPoint = (values: Values, group: GroupPlan): (number | null)[] => {
  if (group.combine === 'sum') return group.factors.map((factor) => (isPresent(values, factor) ? 1 : 0))
  if (group.combine !== 'weightedSum') return group.factors.map(() => null)
  const weights = group.factors.map((factor) =>
    isPresent(values, factor) ? (values.get(factor.weight!) ?? 0) : 0,
  )
  const over = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (over === 0 ? 0 : weight / over))
}

/** `wholeTenths`: what the shown parts of this group must sum to; null where they do not sum. `scale`: score units a point of the group is worth. */
const factorStandings = (
  values: Values,
  group: GroupPlan,
  wholeTenths: number | null,
  scale: number | null,
): FactorStanding[] => {
  const worth = perPoint(values, group).map((one) => (one === null || scale === null ? null : one * scale))
  const points = group.factors.map((factor) => values.get(factor.points))
  const sums =
    wholeTenths !== null &&
    points.every((one, place) => one !== null || worth[place] === 0) &&
    worth.every((one) => one !== null)
  const raw = points.map((one, place) => (one ?? 0) * (worth[place] ?? 0) * TENTHS)
  const shares = sums ? apportioned(wholeTenths, scaledTo(wholeTenths, raw)) : null
  const total = values.get(group.raw)
  const decider =
    group.combine === 'min' || group.combine === 'max'
      ? points.findIndex(
          (one, place) => one !== null && one === total && isPresent(values, group.factors[place]!),
        )
      : -1
  return group.factors.map((factor, place): FactorStanding => {
    const share = shares ? shares[place]! / TENTHS : null
    const shareMax = worth[place] === null ? null : tenths(factor.pointsMax * worth[place]!) / TENTHS
    return {
      ...described(values, factor, points[place]!),
      share,
      shareMax,
      gain: share === null || shareMax === null ? null : Math.max(0, tenths(shareMax - share) / TENTHS),
      ...cappedOf(values, factor),
      ...(factor.group && {
        combine: factor.group.combine,
        factors: factorStandings(values, factor.group, shares ? shares[place]! : null, worth[place]!),
      }),
      ...(place === decider && { decides: true as const }),
    }
  })
}

const cappedOf = (values: Values, { group }: FactorPlan): Pick<FactorStanding, 'capped'> => {
  const from = group && values.get(group.raw)
  if (from === null) return {}
  const to = Math.max(group!.min, Math.min(group!.max, from))
  return to === from ? {} : { capped: { from, to } }
}

/** A group's own cap is inside its share: its parts are shown in proportion then. */
const scaledTo = (wholeTenths: number, raw: number[]): number[] => {
  const sum = raw.reduce((total, part) => total + part, 0)
  return Math.abs(sum - wholeTenths) < raw.length || sum === 0
    ? raw
    : raw.map((part) => (part * wholeTenths) / sum)
}

const described = (
  values: Values,
  factor: FactorPlan,
  points: number | null,
): Omit<FactorStanding, 'share' | 'shareMax' | 'gain'> => {
  const { names } = values.plan
  const guarded = factor.guard !== null && values.get(factor.guard.needs) !== 1
  const name = factor.metric === null ? undefined : names[factor.metric]
  const weight = factor.weight === null ? null : values.get(factor.weight)
  return {
    id: factor.id,
    name: factor.name,
    ...(factor.note && { note: factor.note }),
    state: !isPresent(values, factor)
      ? 'exempt'
      : points === null
        ? 'unknown'
        : guarded
          ? 'default'
          : 'scored',
    points,
    pointsMax: factor.pointsMax,
    ...(weight !== null && { weight }),
    ...(name && {
      metric: subjectOf(values, factor.metric!, true),
      value: values.get(factor.metric!),
      ...(factor.fullAt === null
        ? benchmarkOf(values, factor)
        : { fullAt: factor.fullAt, fullIs: factor.fullIs }),
    }),
    ...(guarded && { guard: evidenceOf(values, factor.guard!.needs, true) }),
  }
}

/** The peers' value from which, or where less is better down to which, a benchmark is full; null where there is none, or it is unknown. */
const benchmarkOf = (values: Values, { points, metric, fullIs }: FactorPlan): FullAt => {
  const { nodes } = values.plan
  // peers are compared as rounded
  const unrounded = (id: Id): Id => {
    const node = nodes[id]!
    return node.op === 'grid' || node.op === 'micro' ? unrounded(node.x) : id
  }
  const open = [points]
  const seen = new Set([metric])
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const node = nodes[id]!
    if (node.op === 'ratio' && unrounded(node.num) === metric)
      return { fullAt: values.get(node.den), fullIs: 'gte' }
    if (node.op === 'ratio' && unrounded(node.den) === metric)
      return { fullAt: values.get(node.num), fullIs: 'lte' }
    open.push(...operandsOf(node))
  }
  return { fullAt: null, fullIs }
}
type FullAt = Pick<FactorStanding, 'fullAt' | 'fullIs'>

/** Why there is no score: the guard that says so, or the values that are not known. */
const whyNone = (values: Values, score: ScorePlan): NonNullable<ScoreStanding['why']> => {
  const unknown: Subject[] = []
  const open = [...score.group.factors]
  const refuses = (guard: FactorPlan['guard']): boolean =>
    guard?.else === 'noScore' && values.get(guard.needs) !== 1
  if (refuses(score.guard)) return { kind: 'guard', needs: evidenceOf(values, score.guard!.needs, true) }
  for (let factor = open.shift(); factor; factor = open.shift()) {
    if (!isPresent(values, factor)) continue
    if (refuses(factor.guard)) return { kind: 'guard', needs: evidenceOf(values, factor.guard!.needs, true) }
    if (factor.group) open.push(...factor.group.factors)
    const name = factor.metric === null ? undefined : values.plan.names[factor.metric]
    if (name && values.get(factor.points) === null) unknown.push(subjectOf(values, factor.metric!, true))
  }
  return { kind: 'unknown', subjects: unknown }
}

/** What changed since the last review, and the factor that moved most in the same direction. */
const changeSince = (
  values: Values,
  score: ScorePlan,
  value: number,
  last: Decision | undefined,
): ScoreStanding['change'] => {
  if (!last || last.score === null) return undefined
  const by = (tenths(value) - tenths(last.score)) / TENTHS
  let most: NonNullable<ScoreStanding['change']>['most'] = null
  const worth = perPoint(values, score.group)
  score.group.factors.forEach(({ id, name, points }, place) => {
    const before = last.factors[id]
    const now = values.get(points)
    if (before === null || before === undefined || now === null) return
    const moved = tenths((now - before) * (worth[place] ?? 1)) / TENTHS
    if (moved * by > 0 && Math.abs(moved) > Math.abs(most?.by ?? 0)) most = { id, name, by: moved }
  })
  return { since: last.at, by, most }
}

/** The score's standing; `decisions` oldest first. */
export const scoreStanding = (
  values: Values,
  score: ScorePlan,
  decisions: readonly Decision[],
  main: string | null,
): ScoreStanding => {
  const value = values.get(score.value)
  const isDefault = score.guard?.else === 'points' && values.get(score.guard.needs) !== 1
  const raw = values.get(score.group.raw)
  const sums = score.group.combine === 'sum' || score.group.combine === 'weightedSum'
  const rawTenths = sums && raw !== null && value !== null && !isDefault ? tenths(raw) : null
  const last = decisions[decisions.length - 1]
  const change = value === null ? undefined : changeSince(values, score, value, last)
  return {
    name: score.name,
    value,
    isDefault,
    ...(value === null && { why: whyNone(values, score) }),
    ...(isDefault && { guard: evidenceOf(values, score.guard!.needs, true) }),
    min: score.group.min,
    max: score.group.max,
    combine: score.group.combine,
    factors: factorStandings(values, score.group, rawTenths, sums ? 1 : null),
    capShare: rawTenths === null ? 0 : (tenths(value!) - rawTenths) / TENTHS,
    history: decisions.map(({ at, review, score: then, tiers }) => ({
      at,
      review,
      score: then,
      tier: main === null ? null : (tiers[main] ?? null),
    })),
    ...(change && { change }),
  }
}
