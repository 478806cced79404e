/** Scales as nodes: from a number to points, always clamped. */
import type { Factor, Scale } from '../schema/score.js'
import type { Compiler, Path, Subject } from './build.js'
import { cutNode, percentileNode, rankedOf } from './peers.js'
import type { Id, NodeOf, Scope } from './plan.js'
import { chosen, writtenOf } from './value.js'

/** A number under its name: what peers rank is asked by it. */
interface Scalable {
  id: string
  subject: Subject
}

/** The points as a node, the range they lie in, and from (or down to) which value they are the most; null where that depends on peers. */
export interface Scaled {
  node: Id
  min: number
  max: number
  fullAt: number | null
  fullIs: 'gte' | 'lte'
}

/** The points that a scale, or the one of several that is chosen, makes of a number. */
export const scaled = (
  compiler: Compiler,
  rule: Extract<Factor, { metric: string }>['scale'],
  x: Scalable,
  scope: Scope | null,
  path: Path,
): Scaled => {
  const ranges = writtenOf<Scale>(rule as Scale).map(rangeOf)
  const only = ranges.length === 1 ? ranges[0]! : null
  return {
    node: chosen<Scale>(compiler, rule as Scale, scope, path, (scale, where) =>
      scaleNode(compiler, scale, x, scope, where),
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
    const max = Math.max(0, scale.max)
    return {
      min: Math.min(0, scale.max),
      max,
      fullAt: max === 0 ? 0 : scale.perUnit === 0 ? null : max / scale.perUnit,
      fullIs: scale.perUnit < 0 ? 'lte' : 'gte',
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
  const points = 'benchmark' in scale ? [0, scale.benchmark] : scale.quantile.map(([, y]) => y)
  // What gives the most is a place among peers, not a value.
  return { min: Math.min(...points), max: Math.max(...points), fullAt: null, fullIs: 'gte' }
}

type Written<K extends string> = Extract<Scale, Record<K, unknown>>

const scaleNode = (compiler: Compiler, scale: Scale, x: Scalable, scope: Scope | null, path: Path): Id => {
  const { build } = compiler
  if ('line' in scale) {
    const knots = scale.line.map(([at, y]): [number, number] => [at, y])
    return build.add({ op: 'curve', x: x.subject.node, knots, shape: 'line', beyond: 0 }, path)
  }
  if ('steps' in scale) return stepsNode(compiler, scale, x, path)
  if ('perUnit' in scale) {
    const rate = build.value(scale.perUnit, path)
    const product = build.add({ op: 'product', of: [x.subject.node, rate], per: 1 }, path)
    return clamped(compiler, product, scale.max, path)
  }
  if ('benchmark' in scale) return benchmarkNode(compiler, scale, x, scope, path)
  return quantileNode(compiler, scale, x, scope, path)
}

/** Between nothing and so many points, which may be below 0. */
const clamped = ({ build }: Compiler, points: Id, most: number, path: Path): Id => {
  const low = build.value(Math.min(0, most), path)
  const high = build.value(Math.max(0, most), path)
  return build.add({ op: 'max', of: [build.add({ op: 'min', of: [points, high] }, path), low] }, path)
}

const stepsNode = ({ build }: Compiler, scale: Written<'steps'>, x: Scalable, path: Path): Id => {
  const shape: NodeOf<'curve'>['shape'] = 'from' in scale.steps[0]! ? 'from' : 'upTo'
  // A step is read at the metric's own grid, like a condition: 0.7 + 0.1 lies in a band from 0.8.
  const on = build.grid(x.subject.node, path)
  const knots = scale.steps.map((step): [number, number] => [
    'from' in step ? step.from : step.upTo,
    step.points,
  ])
  return build.add({ op: 'curve', x: on, knots, shape, beyond: scale.else }, path)
}

/** The share of the peers' percentile that is reached, in points; where less is better, the percentile over the value. */
const benchmarkNode = (
  compiler: Compiler,
  scale: Written<'benchmark'>,
  x: Scalable,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build } = compiler
  const ranked = rankedOf(compiler, x.id, scope, path)
  if (!ranked || !compiler.cohort(scale.among, scope, [...path, 'among'])) return build.value(null, path)
  const cut = cutNode(compiler, ranked, { id: scale.among, scope }, scale.percentile, path)
  const [num, den] = scale.better === 'low' ? [cut, ranked.of] : [ranked.of, cut]
  const most = build.value(scale.benchmark, path)
  // Over nothing there is no share: who has any value at all has reached it.
  const isFree = build.all(
    [
      build.add({ op: 'compare', is: 'lte', left: den, right: build.value(0, path) }, path),
      build.add({ op: 'known', x: num }, path),
    ],
    path,
  )
  const share = build.add({ op: 'ratio', num, den, per: scale.benchmark }, path)
  return build.add(
    { op: 'pick', arms: [[isFree, most]], otherwise: clamped(compiler, share, scale.benchmark, path) },
    path,
  )
}

/** Points up to each percentile of the peers; the last ones hold beyond it. */
const quantileNode = (
  compiler: Compiler,
  scale: Written<'quantile'>,
  x: Scalable,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build } = compiler
  scale.quantile.forEach(([found], place) => {
    const at: Path = [...path, 'quantile', place, 0]
    if (found <= 0) build.issue('notAboveZero', at, { found })
    else if (found > 100) build.issue('tooBig', at, { found, max: 100 })
  })
  const ranked = rankedOf(compiler, x.id, scope, path)
  if (!ranked || !compiler.cohort(scale.among, scope, [...path, 'among'])) return build.value(null, path)
  const place = percentileNode(compiler, ranked, { id: scale.among, scope }, scale.better ?? 'high', path)
  const knots = scale.quantile.map(([at, y]): [number, number] => [at, y])
  const beyond = knots[knots.length - 1]![1]
  return build.add({ op: 'curve', x: build.grid(place, path), knots, shape: 'upTo', beyond }, path)
}
