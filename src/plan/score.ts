/** The score as nodes: metric -> guard -> scale -> points, and groups of points -> one value on the grid. */
import type { Program } from '../schema/program.js'
import type { Factor, Group, Scale } from '../schema/score.js'
import type { Compiler, Path } from './build.js'
import type { FactorPlan, GroupPlan, Id, ScorePlan } from './plan.js'
import { chosen, writtenOf } from './value.js'

interface Scaled {
  node: Id
  min: number
  max: number
  fullAt: number | null
  fullIs: 'gte' | 'lte'
}
const LIMIT = 1e9 // scores stay under it, so that micro-points times weights stay exact

export const scorePlan = (compiler: Compiler, score: NonNullable<Program['score']>): ScorePlan => {
  const { build } = compiler
  const path: Path = ['score']
  const { plan, value } = group(compiler, score, path)
  const guarded = score.guard ? guard(compiler, score.guard, value, path) : null
  const node = build.mark(guarded?.node ?? value)
  if (guarded) bounded(compiler, pointsOf(score.guard), path)
  build.name(node, { id: 'score', kind: 'score', name: score.name, unit: 'score' })
  return { name: score.name, value: node, group: plan, guard: guarded?.plan ?? null }
}

/** Refuses scores that could not stay exact. */
const bounded = ({ build }: Compiler, ends: readonly number[], path: Path): void => {
  const found = Math.max(0, ...ends.map(Math.abs))
  if (found >= LIMIT) build.issue('tooLarge', path, { what: 'score', found, limit: LIMIT })
}

/** The points that a guard gives: one number, or none. */
const pointsOf = (rule: Factor['guard']): number[] =>
  typeof rule?.else === 'object' ? [rule.else.points] : []

/** A guard around points: the node, and its plan. `present` is 0 where it leaves the factor out. */
const guard = (
  compiler: Compiler,
  rule: NonNullable<Factor['guard']>,
  points: Id,
  path: Path,
): { node: Id; plan: NonNullable<FactorPlan['guard']> } => {
  const { build } = compiler
  const at: Path = [...path, 'guard']
  const needs = compiler.condition(rule.needs, null, [...at, 'needs'])
  const otherwise = build.grid(build.value(typeof rule.else === 'object' ? rule.else.points : null, at), at)
  return {
    node: build.mark(build.add({ op: 'pick', arms: [[needs, points]], otherwise }, at)),
    plan: { needs, else: typeof rule.else === 'object' ? 'points' : rule.else },
  }
}

const group = (compiler: Compiler, rule: Group, path: Path): { plan: GroupPlan; value: Id } => {
  const { build } = compiler
  const factors = rule.factors.map((one, place) =>
    factor(compiler, one, rule.combine, [...path, 'factors', place]),
  )
  const { node, min, max } = combined(compiler, rule, factors, path)
  bounded(compiler, [min, max, rule.min ?? 0, rule.max ?? 0], path)
  let value = node
  if (rule.max !== undefined)
    value = build.add({ op: 'min', of: [value, build.value(rule.max, [...path, 'max'])] }, path)
  if (rule.min !== undefined)
    value = build.add({ op: 'max', of: [value, build.value(rule.min, [...path, 'min'])] }, path)
  const plan = { combine: rule.combine, factors, raw: node, min: rule.min ?? min, max: rule.max ?? max }
  return { plan, value: build.mark(value) }
}

const factor = (compiler: Compiler, rule: Factor, combine: Group['combine'], path: Path): FactorPlan => {
  const { build } = compiler
  const inner = 'factors' in rule ? group(compiler, rule, path) : null
  const scored = inner === null && 'metric' in rule ? metricPoints(compiler, rule, path) : null
  let points = inner ? inner.value : build.grid(scored!.node, path)
  const guarded = rule.guard ? guard(compiler, rule.guard, points, path) : null
  if (guarded) points = guarded.node
  const present: Id[] = []
  if (scored?.exempt != null) present.push(build.add({ op: 'not', x: scored.exempt }, path))
  if (guarded?.plan.else === 'exempt') present.push(guarded.plan.needs)
  const weighs = combine === 'weightedSum'
  return {
    id: rule.id,
    name: rule.name,
    ...(rule.note && { note: rule.note }),
    path: [...path],
    points,
    // Unknown presence counts as left out: what is not known to apply cannot weigh.
    present:
      present.length === 0
        ? null
        : build.add(
            {
              op: 'pick',
              arms: [[build.all(present, path), build.value(1, path)]],
              otherwise: build.value(0, path),
            },
            path,
          ),
    weight: weighs ? compiler.number(rule.weight ?? 1, null, [...path, 'weight']) : null,
    pointsMin: Math.min(inner?.plan.min ?? scored!.min, ...pointsOf(rule.guard)),
    pointsMax: Math.max(inner?.plan.max ?? scored!.max, ...pointsOf(rule.guard)),
    metric: scored?.metric ?? null,
    fullAt: scored?.fullAt ?? null,
    fullIs: scored?.fullIs ?? 'gte',
    guard: guarded?.plan ?? null,
    group: inner?.plan ?? null,
  }
}

const metricPoints = (
  compiler: Compiler,
  rule: Extract<Factor, { metric: string }>,
  path: Path,
): Scaled & { metric: Id | null; exempt: Id | null } => {
  const metric = metricOrField(compiler, rule.metric, path)
  if (!metric)
    return {
      node: compiler.build.value(null, path),
      min: 0,
      max: 0,
      fullAt: null,
      fullIs: 'gte',
      metric: null,
      exempt: null,
    }
  return { ...scaled(compiler, rule.scale, metric.value, path), metric: metric.value, exempt: metric.exempt }
}

/** A factor may scale a metric, or a field of the record as it stands. */
const metricOrField = (
  compiler: Compiler,
  id: string,
  path: Path,
): { value: Id; exempt: Id | null } | null => {
  const { build } = compiler
  const at: Path = [...path, 'metric']
  if (!build.expect(id, ['metric', 'field'], at)) return null
  if (build.kinds.get(id) === 'metric') return compiler.metric(id, null, at)
  const field = compiler.fields[id]!
  const value = build.add({ op: 'leaf', leaf: { from: 'field', id } }, at)
  build.name(value, { id, kind: 'field', name: field.name ?? { en: id, 'zh-CN': id }, unit: field.unit })
  return { value, exempt: null }
}

const scaled = (
  compiler: Compiler,
  rule: NonNullable<Extract<Factor, { metric: string }>['scale']>,
  x: Id,
  path: Path,
): Scaled => {
  const at: Path = [...path, 'scale']
  const ranges = writtenOf<Scale>(rule as Scale).map(rangeOf)
  const only = ranges.length === 1 ? ranges[0]! : null
  return {
    node: chosen<Scale>(compiler, rule as Scale, null, at, (scale, where) =>
      scaleNode(compiler, scale, x, where),
    ),
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
    fullAt: only?.fullAt ?? null,
    fullIs: only?.fullIs ?? 'gte',
  }
}

/** The points a scale can give, and from (or down to) which value it gives the most. */
const rangeOf = (scale: Scale): Omit<Scaled, 'node'> => {
  if ('perUnit' in scale) {
    return {
      min: Math.min(0, scale.max),
      max: Math.max(0, scale.max),
      fullAt: scale.perUnit > 0 ? scale.max / scale.perUnit : 0,
      fullIs: scale.perUnit > 0 ? 'gte' : 'lte',
    }
  }
  if ('line' in scale) {
    const points = scale.line.map(([, y]) => y)
    const max = Math.max(...points)
    const falls = points[0]! > points[points.length - 1]!
    const place = falls ? points.lastIndexOf(max) : points.indexOf(max)
    return { min: Math.min(...points), max, fullAt: scale.line[place]![0], fullIs: falls ? 'lte' : 'gte' }
  }
  if ('steps' in scale) {
    const points = [...scale.steps.map((step) => step.points), scale.else]
    const max = Math.max(...points)
    const best = scale.steps.filter((step) => step.points === max)
    const range = { min: Math.min(...points), max }
    if (best.length === 0) return { ...range, fullAt: null, fullIs: 'gte' }
    return 'from' in best[0]!
      ? { ...range, fullAt: best[0].from, fullIs: 'gte' }
      : { ...range, fullAt: (best[best.length - 1] as { upTo: number }).upTo, fullIs: 'lte' }
  }
  return { min: 0, max: 0, fullAt: null, fullIs: 'gte' }
}

const scaleNode = (compiler: Compiler, scale: Scale, x: Id, path: Path): Id => {
  const { build } = compiler
  if ('line' in scale)
    return build.add(
      {
        op: 'curve',
        x,
        knots: scale.line.map(([at, y]): [number, number] => [at, y]),
        shape: 'line',
        beyond: 0,
      },
      path,
    )
  if ('steps' in scale) {
    const isFrom = 'from' in scale.steps[0]!
    // A step is read at the metric's own grid, like a condition: 0.7 + 0.1 lies in a band from 0.8.
    const on = build.grid(x, path)
    const knots = scale.steps.map((step): [number, number] => [
      'from' in step ? step.from : step.upTo,
      step.points,
    ])
    return build.add({ op: 'curve', x: on, knots, shape: isFrom ? 'from' : 'upTo', beyond: scale.else }, path)
  }
  if ('perUnit' in scale) {
    const low = build.value(Math.min(0, scale.max), path)
    const high = build.value(Math.max(0, scale.max), path)
    const product = build.add({ op: 'product', of: [x, build.value(scale.perUnit, path)], per: 1 }, path)
    return build.add({ op: 'max', of: [build.add({ op: 'min', of: [product, high] }, path), low] }, path)
  }
  return build.refuse('benchmark' in scale ? 'benchmark' : 'quantile', path)
}

const combined = (
  compiler: Compiler,
  rule: Group,
  factors: FactorPlan[],
  path: Path,
): { node: Id; min: number; max: number } => {
  const { build } = compiler
  const one = build.value(1, path)
  const micro = factors.map(({ points }) => build.add({ op: 'micro', x: points }, path))
  /** A factor's term, or `neutral` where it is left out. */
  const kept = (place: number, node: Id, neutral: number): Id => {
    const { present } = factors[place]!
    return present === null
      ? node
      : build.add({ op: 'pick', arms: [[present, node]], otherwise: build.value(neutral, path) }, path)
  }
  const lows = factors.map(({ pointsMin }) => pointsMin)
  const highs = factors.map(({ pointsMax }) => pointsMax)
  if (rule.combine === 'sum') {
    const sum = build.add(
      { op: 'sum', of: micro.map((node, place) => kept(place, node, 0)), weights: micro.map(() => 1) },
      path,
    )
    return {
      node: build.mark(build.add({ op: 'grid', x: sum, over: one }, path)),
      min: total(lows),
      max: total(highs),
    }
  }
  if (rule.combine === 'weightedSum') return weighted(compiler, rule, factors, micro, kept, path)
  if (rule.combine === 'product') {
    const product = build.add(
      { op: 'product', of: factors.map(({ points }, place) => kept(place, points, 1)), per: rule.per ?? 1 },
      path,
    )
    const [min, max] = factors.reduce<[number, number]>(
      ([low, high], { pointsMin, pointsMax }) => {
        const corners = [low * pointsMin, low * pointsMax, high * pointsMin, high * pointsMax]
        return [Math.min(...corners), Math.max(...corners)]
      },
      [1, 1],
    )
    return { node: build.grid(product, path), min: min / (rule.per ?? 1), max: max / (rule.per ?? 1) }
  }
  const neutral = rule.combine === 'min' ? LIMIT : -LIMIT
  const node = build.mark(
    build.add(
      { op: rule.combine, of: factors.map(({ points }, place) => kept(place, points, neutral)) },
      path,
    ),
  )
  // Where every factor may be left out there is nothing to take the least of: no value.
  const all = factors.every(({ present }) => present !== null)
    ? build.mark(
        build.add(
          {
            op: 'pick',
            arms: [
              [build.add({ op: 'atLeast', n: 1, of: factors.map(({ present }) => present!) }, path), node],
            ],
            otherwise: build.value(null, path),
          },
          path,
        ),
      )
    : node
  const best = rule.combine === 'min' ? Math.min : Math.max
  return { node: all, min: best(...lows), max: best(...highs) }
}

const total = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** The weighted mean: sum of weight * micro-points over the weights of the factors that count (their rest is rescaled). Null when none does. */
const weighted = (
  compiler: Compiler,
  rule: Group,
  factors: FactorPlan[],
  micro: Id[],
  kept: (place: number, node: Id, neutral: number) => Id,
  path: Path,
): { node: Id; min: number; max: number } => {
  const { build } = compiler
  const min = Math.min(...factors.map(({ pointsMin }) => pointsMin))
  const max = Math.max(...factors.map(({ pointsMax }) => pointsMax))
  const heaviest = total(rule.factors.map(({ weight }) => Math.max(...writtenOf(weight ?? 1))))
  const most = heaviest * Math.max(Math.abs(min), Math.abs(max)) * 1e6
  if (most >= Number.MAX_SAFE_INTEGER)
    build.issue('tooLarge', path, { what: 'weights', found: most, limit: Number.MAX_SAFE_INTEGER })
  const weights = factors
    .map(({ weight }) => build.nodes[weight!]!)
    .map((node) => (node.op === 'value' ? node.value : null))
  const fixed = weights.every((weight): weight is number => weight !== null) ? weights : null
  if (fixed && factors.every(({ present }) => present === null)) {
    const over = total(fixed)
    const sum = build.add({ op: 'sum', of: micro, weights: fixed }, path)
    // The mean's own range is narrower than its factors' where their ranges differ.
    const mean = (ends: number[]): number => total(ends.map((end, place) => end * fixed[place]!)) / over
    const node = build.mark(build.add({ op: 'grid', x: sum, over: build.value(over, path) }, path))
    return {
      node,
      min: mean(factors.map(({ pointsMin }) => pointsMin)),
      max: mean(factors.map(({ pointsMax }) => pointsMax)),
    }
  }
  const terms = factors.map(({ weight }, place) =>
    kept(place, build.add({ op: 'product', of: [weight!, micro[place]!], per: 1 }, path), 0),
  )
  const counted = factors.map(({ weight }, place) => kept(place, weight!, 0))
  const ones = factors.map(() => 1)
  const over = build.add({ op: 'sum', of: counted, weights: ones }, path)
  return {
    node: build.mark(
      build.add({ op: 'grid', x: build.add({ op: 'sum', of: terms, weights: ones }, path), over }, path),
    ),
    min,
    max,
  }
}
