/** What a draft does to every merchant, beside the published program: who moves and why, who stands near, what it costs, and which rails hold. */
import { compile } from '../plan/compile.js'
import type { Comparison, LadderPlan, Name, Plan } from '../plan/plan.js'
import { ladderOf, refusalsOf, type Subject } from '../plan/asked.js'
import {
  benefitCosts,
  costChange,
  sumsByTier,
  type BenefitCosts,
  type CostChange,
} from '../population/benefit-costs.js'
import { changesOf, type Changes } from '../population/changes.js'
import { concentrationOf, type Concentration } from '../population/concentration.js'
import type { Column, Population } from '../population/columns.js'
import { edgeOf, type Edge } from '../population/edge.js'
import { allHold, railsOf, singleFixes, type Fixes, type Limits, type Rail } from '../population/guards.js'
import { javascript } from '../population/machine.js'
import { movement, tierCounts, type Movement, type TierCounts } from '../population/movement.js'
import { reasonsOf, type Reasons } from '../population/reasons.js'
import { piecewise, runOf } from '../population/rows.js'
import { namesUnder } from '../plan/rules.js'
import { comparedIn, markIn, partsOf, scoreIn } from '../population/rule-parts.js'
import { Scorer } from '../population/scorer.js'
import { sharedPlaces, sharedTiers, type SharedTiers } from '../population/shared-tiers.js'
import { webassembly } from '../population/wasm/machine.js'
import type { Program } from '../schema/program.js'
import { BadInput } from './complaint.js'
import { laddersUnder, type PreviewInput, type Version } from './preview-input.js'

/** One program over everybody; costs are told apart by the tiers of its own ladder. */
export interface PreviewSide extends Version {
  readonly population: Population
  readonly earned: Int16Array
  readonly counts: TierCounts
  readonly costs: BenefitCosts
}

export interface TierEdge {
  readonly tier: LadderPlan['tiers'][number]
  readonly name: Name
  readonly is: Comparison
  readonly mark: number
  readonly edge: Edge
}

/** Places in `movement` and `cost` are among the `shared` tiers. `by`: the metric that is counted beside merchants, with its sum by tier + 1. */
export interface Preview {
  readonly published: PreviewSide
  readonly draft: PreviewSide
  readonly shared: SharedTiers
  readonly movement: Movement
  readonly reasons: Reasons
  readonly edges: readonly TierEdge[]
  readonly by: {
    readonly subject: Subject
    readonly concentration: Concentration
    readonly tiers: readonly number[]
  } | null
  readonly cost: CostChange
  readonly rails: readonly Rail[]
  readonly changes: Changes
  readonly fixes: Fixes | null // null: nothing is broken
}

/** How far around a mark merchants are counted, and how many of them are named on each side. */
export const NEAR = 0.1
const NAMED = 3
/** The best so many percent whose part of a metric is told. */
const BEST = [1, 5, 10, 20, 50]

type Review = (plan: Plan, ladder: string) => Int16Array | null

/** `by`: a name; without one the first sum of money that is given, else the first number. */
export const previewed = (
  input: PreviewInput,
  versions: { readonly published: Version; readonly draft: Version },
  { atMs, limits, by }: { atMs: number; limits: Limits; by: string | undefined },
  files: { readonly published: string; readonly draft: string },
): Preview => {
  const scorers = new Map<Population, ReturnType<typeof scorerOf>>()
  const reviewOf = (population: Population, file: string | null): Review => {
    const scorer = scorers.get(population) ?? scorerOf(population)
    scorers.set(population, scorer)
    return (plan, ladder) => {
      const { value, issues } = scorer.review(plan, atMs, { ladder })
      if (value === null && file !== null) throw new BadInput(file, issues)
      return value && value.earned.rows
    }
  }
  const sideOf = (key: 'published' | 'draft'): PreviewSide => {
    const population = input[key]
    const { plan, ladder, program } = versions[key]
    const review = reviewOf(population, files[key])
    const earned = review(plan, ladder.key)!
    const counts = tierCounts(earned, ladder.tiers.length)
    return {
      program,
      plan,
      ladder,
      population,
      earned,
      counts,
      costs: costsOf({ plan, ladder }, population, earned, review),
    }
  }
  const costsOf = (
    { plan, ladder }: Pick<Version, 'plan' | 'ladder'>,
    population: Population,
    earned: Int16Array,
    review: Review,
  ): BenefitCosts => {
    const standings = new Map([[ladder.key, earned]])
    const given = new Set(population.columns.keys())
    for (const other of laddersUnder({ plan }))
      if (other.key !== ladder.key && refusalsOf(plan, [other.earned, other.held], given).length === 0)
        standings.set(other.key, review(plan, other.key)!)
    return benefitCosts(plan, population, atMs, standings, ladder)
  }
  const published = sideOf('published')
  const draft = sideOf('draft')
  const shared = sharedTiers(published.ladder, draft.ladder)
  const before = sharedPlaces(published.earned, shared.former)
  const size = shared.tiers.length
  const found = (earned: Int16Array, ladder: LadderPlan, costs: Column): [Movement, CostChange, Rail[]] => {
    const after = sharedPlaces(earned, shared.latter)
    const moved = movement(before, after, size)
    const cost = costChange(published.costs.byRow, costs, before, after, size)
    const tiers = tierCounts(earned, ladder.tiers.length).tiers
    return [moved, cost, railsOf(limits, { merchants: earned.length, demoted: moved.fallen, tiers, cost })]
  }
  const [moved, cost, rails] = found(draft.earned, draft.ladder, draft.costs.byRow)
  const changes = changesOf(published.program, draft.program)
  const again = reviewOf(draft.population, null)
  const attempt = (program: Program): readonly Rail[] | null => {
    const { value: plan } = compile([program])
    const ladder = plan && ladderOf(plan, draft.ladder.key)
    const earned = ladder && again(plan, ladder.key)
    if (!plan || !ladder || !earned) return null
    const byRow = limits.maxCost
      ? costsOf({ plan, ladder }, draft.population, earned, again).byRow
      : draft.costs.byRow
    return found(earned, ladder, byRow)[2]
  }
  return {
    ...{ published, draft, shared, movement: moved, cost, rails, changes },
    reasons: reasonsOf(published, draft, atMs),
    edges: edgesOf(draft, atMs),
    by: countedBy(input, draft, by),
    fixes: allHold(rails) ? null : singleFixes(draft.program, changes.numbers, attempt),
  }
}

const scorerOf = (population: Population): Pick<Scorer<never>, 'review'> => {
  const machine = webassembly()
  return machine ? new Scorer(machine, population) : new Scorer(javascript, population)
}

/** Around the marks on the score, or where a ladder asks for none, around all that its tiers compare with a number. */
const edgesOf = ({ plan, ladder, population }: PreviewSide, atMs: number): TierEdge[] => {
  const marks = ladder.tiers.flatMap((tier) =>
    partsOf(plan, tier.enter).flatMap((part) => {
      const compared = comparedIn(plan, part)
      const mark = markIn(plan, part)
      const [name] = namesUnder(plan, part)
      if (!compared || compared.is === 'eq' || mark === null || !name || ordered.indexOf(name.unit) < 0)
        return []
      return [{ tier, name, mark, ...compared, isScore: scoreIn(plan, compared) === compared.left }]
    }),
  )
  const some = marks.some(({ isScore }) => isScore) ? marks.filter(({ isScore }) => isScore) : marks
  return some.map(({ tier, name, mark, is, left }) => {
    const values = piecewise(plan, population, atMs, [left])(runOf(0, population.ids.length)).get(left)!
    return { tier, name, is, mark, edge: edgeOf(values, mark, NAMED, NEAR) }
  })
}
const ordered: readonly string[] = [
  'score',
  'number',
  'percent',
  'integer',
  'money',
  'days',
  'months',
  'minutes',
  'points',
]

const countedBy = (
  { subjects, draft: { columns } }: PreviewInput,
  { earned, ladder }: PreviewSide,
  name: string | undefined,
): Preview['by'] => {
  const given = subjects.filter(({ id, reading }) => reading === 'number' && columns.has(id))
  const subject =
    name === undefined
      ? (given.find(({ unit }) => unit === 'money') ?? given[0])
      : given.find(({ id }) => id === name)
  if (!subject) return null
  const values = columns.get(subject.id)!
  return {
    subject,
    concentration: concentrationOf(values, BEST),
    tiers: sumsByTier(values, earned, ladder.tiers.length).tiers,
  }
}
