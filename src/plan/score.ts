/** The score as nodes: metric -> guard -> scale -> points, and groups of points -> one value on the grid. */
import type { Program } from '../schema/program.js'
import type { Factor, Group } from '../schema/score.js'
import type { Compiler, Path } from './build.js'
import { scaled, type Scaled } from './scale.js'
import type { FactorPlan, GroupPlan, Id, Scope, ScorePlan } from './plan.js'
import { numberOf } from './subject.js'
import { writtenOf } from './value.js'

/** Scores and the points of factors stay under it, so that micro-points times weights stay exact. */
export const LIMIT = 1e9

/** The score, inside a scope with the metrics of the scope. */
export const scorePlan = (
  compiler: Compiler,
  score: NonNullable<Program['score']>,
  scope: Scope | null,
): ScorePlan => {
  const { build } = compiler
  const path: Path = ['score']
  const { plan, value } = group(compiler, score, scope, path)
  const guarded = score.guard ? guard(compiler, score.guard, value, scope, path) : null
  const node = build.mark(guarded?.node ?? value)
  bounded(compiler, pointsOf(score.guard), path)
  build.name(node, { id: 'score', kind: 'score', name: score.name, unit: 'score' })
  return { name: score.name, value: node, group: plan, guard: guarded?.plan ?? null }
}

/** Refuses scores that could not stay exact. */
const bounded = ({ build }: Compiler, ends: readonly number[], path: Path): void => {
  const found = Math.max(0, ...ends.map(Math.abs))
  if (found >= LIMIT) build.issue('tooLarge', path, { what: 'score', found, limit: LIMIT })
}

/** The points that a guard may give; none where it gives none. */
const pointsOf = (rule: Factor['guard']): number[] =>
  typeof rule?.else === 'object' ? writtenOf(rule.else.points) : []

/** A guard around points: the node, and its plan. `present` is 0 where it leaves the factor out. */
const guard = (
  compiler: Compiler,
  rule: NonNullable<Factor['guard']>,
  points: Id,
  scope: Scope | null,
  path: Path,
): { node: Id; plan: NonNullable<FactorPlan['guard']> } => {
  const { build } = compiler
  const at: Path = [...path, 'guard']
  const needs = compiler.condition(rule.needs, scope, [...at, 'needs'])
  const instead =
    typeof rule.else === 'object'
      ? compiler.number(rule.else.points, scope, [...at, 'else', 'points'])
      : build.value(null, at)
  const otherwise = build.grid(instead, at)
  return {
    node: build.mark(build.add({ op: 'pick', arms: [[needs, points]], otherwise }, at)),
    plan: { needs, else: typeof rule.else === 'object' ? 'points' : rule.else },
  }
}

const group = (
  compiler: Compiler,
  rule: Group,
  scope: Scope | null,
  path: Path,
): { plan: GroupPlan; value: Id } => {
  const { build } = compiler
  const factors = rule.factors.map((one, place) =>
    factor(compiler, one, rule.combine, scope, [...path, 'factors', place]),
  )
  const { node, min, max } = combined(compiler, rule, factors, path)
  bounded(compiler, [min, max, rule.min ?? 0, rule.max ?? 0], path)
  let value = node
  if (rule.max !== undefined)
    value = build.add({ op: 'min', of: [value, build.mark6(rule.max, 'score', [...path, 'max'])] }, path)
  if (rule.min !== undefined)
    value = build.add({ op: 'max', of: [value, build.mark6(rule.min, 'score', [...path, 'min'])] }, path)
  // A bound is what it says it is, even where no value can come as far; the other end lies within it.
  const range = {
    min: rule.min ?? Math.min(min, rule.max ?? min),
    max: rule.max ?? Math.max(max, rule.min ?? max),
  }
  return { plan: { combine: rule.combine, factors, raw: node, ...range }, value: build.mark(value) }
}

const factor = (
  compiler: Compiler,
  rule: Factor,
  combine: Group['combine'],
  scope: Scope | null,
  path: Path,
): FactorPlan => {
  const { build } = compiler
  const inner = 'factors' in rule ? group(compiler, rule, scope, path) : null
  const scored = 'metric' in rule ? metricPoints(compiler, rule, scope, path) : null
  let points = inner ? inner.value : build.grid(scored!.node, path)
  const guarded = rule.guard ? guard(compiler, rule.guard, points, scope, path) : null
  if (guarded) points = guarded.node
  const present: Id[] = []
  if (scored?.exempt != null) {
    // Where it is not known whether it applies, it does, and its points are unknown.
    const arms: [Id, Id][] = [[scored.exempt, build.value(0, path)]]
    present.push(build.add({ op: 'pick', arms, otherwise: build.value(1, path) }, path))
  }
  if (guarded?.plan.else === 'exempt') present.push(guarded.plan.needs)
  const weighs = combine === 'weightedSum'
  const pointsMin = Math.min(inner?.plan.min ?? scored!.min, ...pointsOf(rule.guard))
  const pointsMax = Math.max(inner?.plan.max ?? scored!.max, ...pointsOf(rule.guard))
  bounded(compiler, [pointsMin, pointsMax], path)
  return {
    id: rule.id,
    name: rule.name,
    ...(rule.note && { note: rule.note }),
    path: [...path],
    points,
    // A guard that is unknown is not met, and leaves its factor out.
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
    weight: weighs ? compiler.number(rule.weight ?? 1, scope, [...path, 'weight']) : null,
    pointsMin,
    pointsMax,
    metric: scored?.metric ?? null,
    fullAt: scored?.fullAt ?? null,
    fullIs: scored?.fullIs ?? 'gte',
    guard: guarded?.plan ?? null,
    group: inner?.plan ?? null,
  }
}

/** The points of one number: a metric, a field as it stands, or a balance. */
const metricPoints = (
  compiler: Compiler,
  rule: Extract<Factor, { metric: string }>,
  scope: Scope | null,
  path: Path,
): Scaled & { metric: Id | null; exempt: Id | null } => {
  const { build } = compiler
  const subject = numberOf(compiler, rule.metric, scope, [...path, 'metric'])
  if (!subject) {
    const nothing = { min: 0, max: 0, fullAt: null, fullIs: 'gte' as const, metric: null, exempt: null }
    return { ...nothing, node: build.value(null, path) }
  }
  const scaledOnes = scaled(compiler, rule.scale, { id: rule.metric, subject }, scope, [...path, 'scale'])
  return { ...scaledOnes, metric: subject.node, exempt: subject.exempt }
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
  /** Where every factor may be left out there may be nothing to combine: no value. */
  const some = (node: Id): Id => {
    const present = factors.map((one) => one.present)
    if (!present.every((one): one is Id => one !== null)) return build.mark(node)
    const when = build.add({ op: 'atLeast', n: 1, of: present }, path)
    return build.mark(
      build.add({ op: 'pick', arms: [[when, node]], otherwise: build.value(null, path) }, path),
    )
  }
  if (rule.combine === 'sum') {
    const sum = build.add(
      { op: 'sum', of: micro.map((node, place) => kept(place, node, 0)), weights: micro.map(() => 1) },
      path,
    )
    return {
      node: some(build.add({ op: 'grid', x: sum, over: one }, path)),
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
    return { node: some(build.grid(product, path)), min: min / (rule.per ?? 1), max: max / (rule.per ?? 1) }
  }
  const neutral = rule.combine === 'min' ? LIMIT : -LIMIT
  const of = factors.map(({ points }, place) => kept(place, points, neutral))
  const best = rule.combine === 'min' ? Math.min : Math.max
  return { node: some(build.add({ op: rule.combine, of }, path)), min: best(...lows), max: best(...highs) }
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
    const mean = (ends: number[]): number =>
      over === 0 ? 0 : total(ends.map((end, place) => end * fixed[place]!)) / over
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
