/** What a score gets wrong: weights, reach, cliffs, and factors that nothing changes. */
import type { Factor, Group, Scale } from '../schema/score.js'
import type { Chosen } from './value.js'
import type { Notes, Path } from './lint-notes.js'
import { reachOf } from './reach.js'
import type { FactorPlan, GroupPlan, Id } from './plan.js'

export const lintScore = (notes: Notes): void => {
  const { program, plan } = notes
  if (program.score) lintGroup(notes, program.score, plan.score!.group, ['score'])
}

const lintGroup = (notes: Notes, group: Group, plan: GroupPlan, path: Path): void => {
  if (group.combine === 'weightedSum') lintWeights(notes, group, path)
  lintReach(notes, group, plan, path)
  group.factors.forEach((factor, place) => {
    const at: Path = [...path, 'factors', place]
    const made = plan.factors[place]!
    if ('factors' in factor) lintGroup(notes, factor, made.group!, at)
    else {
      lintUnmoved(notes, made, at)
      for (const [scale, where] of writtenAt(factor.scale as Chosen<Scale>, [...at, 'scale'])) {
        lintCliff(notes, scale, made, where)
        lintPercentile(notes, scale, where)
      }
    }
    lintConstant(notes, factor, made, group.combine === 'weightedSum', at)
  })
}

/** Every value that a variant writes out, and where. */
const writtenAt = <T extends object>(value: Chosen<T>, path: Path): [value: T, path: Path][] => {
  if ('cases' in value) {
    const cases = value.cases.map(({ use }, place): [T, Path] => [use, [...path, 'cases', place, 'use']])
    return [...cases, [value.else, [...path, 'else']]]
  }
  if (!('use' in value)) return [[value, path]]
  const uses = Object.entries(value.use).map(([key, use]): [T, Path] => [use, [...path, 'use', key]])
  return value.else === undefined ? uses : [...uses, [value.else, [...path, 'else']]]
}

/** Percentiles are written in percent: 80, not 0.8. */
const lintPercentile = (notes: Notes, scale: Scale, path: Path): void => {
  if ('benchmark' in scale && scale.percentile < 1)
    notes.tell('percentileTiny', [...path, 'percentile'], {
      found: scale.percentile,
      meant: Math.round(scale.percentile * 1e8) / 1e6,
    })
}

const lintWeights = (notes: Notes, { factors }: Group, path: Path): void => {
  const by: Path[] = [
    [...path, 'factors', '*'],
    ...factors.map((_, place): Path => [...path, 'factors', place, 'weight']),
  ]
  for (const weights of weightSets(factors)) {
    const sum = weights.reduce((total, weight) => total + weight, 0)
    if (sum === 0) notes.tell('noWeight', [...path, 'combine'], {}, { by })
    else if (!isRound(sum) && weights.some((weight) => weight !== weights[0]))
      notes.tell('weightsDoNotSum', [...path, 'combine'], { sum, round: nearestRound(sum) }, { by })
  }
}

/**
 * The weights that hold together: one list where they are fixed, one for each value where all that vary are looked up by one name. Where
 * they vary by cases, nobody can say which go together: none.
 */
const weightSets = (factors: readonly Factor[]): number[][] => {
  const weights = factors.map(({ weight }) => weight ?? 1)
  const varied = weights.filter((weight) => typeof weight === 'object')
  if (varied.length === 0) return [weights as number[]]
  const lookups = varied.filter((weight) => 'use' in weight)
  if (lookups.length < varied.length || lookups.some(({ by }) => by !== lookups[0]!.by)) return []
  const keys = new Set(lookups.flatMap(({ use }) => Object.keys(use)))
  const sets = [...keys].map((key) =>
    (weights as (number | LookUp)[]).map((weight) =>
      typeof weight === 'number' ? weight : (weight.use[key] ?? weight.else),
    ),
  )
  return sets.filter((set): set is number[] => set.every((weight) => weight !== undefined))
}

type LookUp = Extract<Factor['weight'], { use: unknown }>

const rounds = [1, 10, 100, 1000, 10_000]
const isRound = (sum: number): boolean => rounds.includes(sum)
const nearestRound = (sum: number): number =>
  rounds.reduce((nearest, round) => (Math.abs(round - sum) < Math.abs(nearest - sum) ? round : nearest))

const lintReach = (notes: Notes, { max }: Group, { raw }: GroupPlan, path: Path): void => {
  if (max === undefined) return
  const { low, high } = notes.ranges.of(raw)
  if (low <= high && high < max) notes.tell('pointsDoNotReach', [...path, 'max'], { most: high, max })
}

const lintConstant = (
  notes: Notes,
  factor: Factor,
  { points }: FactorPlan,
  weighs: boolean,
  path: Path,
): void => {
  const { low, high } = notes.ranges.of(points)
  if (weighs && factor.weight === 0)
    notes.tell('factorGivesNothing', [...path, 'weight'], { factor: factor.id })
  else if (low === high) notes.tell('factorGivesNothing', path, { factor: factor.id })
}

/** A factor that a merchant could move, where there are tasks and none does. What only time or a tier changes nobody can. */
const lintUnmoved = (notes: Notes, factor: FactorPlan, path: Path): void => {
  const { plan } = notes
  const { tasks } = plan.clockwork
  if (tasks.length === 0 || factor.pointsMax <= 0) return
  const under = reachOf(plan.nodes, [factor.points])
  const canMove = under.some((id) => {
    const node = plan.nodes[id]!
    return node.op === 'leaf' && (node.leaf.from === 'facts' || node.leaf.from === 'field')
  })
  if (!canMove || tasks.some(({ moves }) => moves.some(({ node }) => under.includes(node)))) return
  if (under.some((id) => notes.grounds.unsure.has(id))) return
  const own: Path = [...path, 'metric']
  const moves = tasks.map((_, place): Path => ['tasks', place, 'moves'])
  notes.tell('factorNoTaskMoves', own, { factor: factor.id }, { by: [own, ['tasks', '*'], ...moves] })
}

/** Two marks are near each other within so much of what the marks range over. */
const nearShare = 0.01

/** Where points jump by more than half of their range at one mark: merchants on its two sides are worlds apart. */
const lintCliff = (notes: Notes, scale: Scale, { metric }: FactorPlan, path: Path): void => {
  const isStepped = 'steps' in scale
  if (!isStepped && !('line' in scale)) return
  const jumps = isStepped ? stepJumps(notes, scale, metric!) : lineJumps(scale.line)
  const all = isStepped
    ? [...scale.steps.map(({ points }) => points), scale.else]
    : scale.line.map(([, points]) => points)
  const range = Math.max(...all) - Math.min(...all)
  for (const { at, points, path: where } of jumps.sort((one, other) => other.points - one.points).slice(0, 1))
    if (points * 2 > range) notes.tell('cliff', [...path, ...where], { at, points, range }, { by: [path] })
}
interface Jump {
  readonly at: number
  readonly points: number
  readonly path: Path
}

const lineJumps = (line: readonly (readonly [number, number])[]): Jump[] => {
  const marks = line.map(([at]) => Math.abs(at))
  const room = Math.max(line[line.length - 1]![0] - line[0]![0], ...marks)
  return line.slice(1).flatMap(([at, points], place): Jump[] => {
    const [before, pointsBefore] = line[place]!
    if (at - before > nearShare * room) return []
    return [{ at, points: Math.abs(points - pointsBefore), path: ['line', place + 1] }]
  })
}

/** Bands, but for those that no value lies in: of yes and no every step is a cliff, and nobody minds. */
const stepJumps = (notes: Notes, scale: Extract<Scale, { steps: unknown }>, metric: Id): Jump[] => {
  if (notes.plan.names[metric]!.unit === 'flag') return []
  const { low, high } = notes.ranges.of(metric)
  return scale.steps.flatMap((step, place): Jump[] => {
    const up = 'from' in step
    const at = up ? step.from : step.upTo
    const other = scale.steps[up ? place - 1 : place + 1]?.points ?? scale.else
    const isCrossed = up ? low < at && high >= at : low <= at && high > at
    return isCrossed ? [{ at, points: Math.abs(step.points - other), path: ['steps', place] }] : []
  })
}
