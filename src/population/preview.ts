/**
 * START HERE for previews. What a draft does to every merchant, beside the published program: who moves and why, who stands near, what it
 * costs, and which rails hold. Each part is asked for by itself, so that the first of them is there at once and the others follow; all of
 * them yield where they may rest. Nothing here posts or moves anybody.
 */
import { compile } from '../plan/compile.js'
import type { Comparison, Id, LadderPlan, Name, Plan } from '../plan/plan.js'
import { ladderOf, mainLadderOf, refusalsOf, type Subject } from '../plan/asked.js'
import { namesUnder } from '../plan/rules.js'
import type { Issue } from '../schema/issues.js'
import type { Program } from '../schema/program.js'
import type { Unit } from '../schema/text.js'
import { benefitCosts, costChange, sumsByTier, type BenefitCosts, type CostChange } from './benefit-costs.js'
import { changesOf, type Changes } from './changes.js'
import { concentrationOf, type Concentration } from './concentration.js'
import type { Column, Population } from './columns.js'
import { edgeOf, type Edge } from './edge.js'
import { allHold, railsOf, singleFixes, type Fixes, type Limits, type Rail } from './guards.js'
import { javascript } from './machine.js'
import type { MarkCounts } from './mark-counts.js'
import { movement, tierCounts, type Movement, type TierCounts } from './movement.js'
import { reasonsOf, type Reasons } from './reasons.js'
import { comparedIn, markIn, partsOf, scoreIn } from './rule-parts.js'
import { Scorer } from './scorer.js'
import { sharedPlaces, sharedTiers, type SharedTiers } from './shared-tiers.js'
import { laddersUnder, type Version } from './versions.js'
import { webassembly } from './wasm/machine.js'

/** One program over everybody. `column`: the values of a node that was asked for; good until the next review. */
export interface PreviewSide extends Version {
  readonly population: Population
  readonly earned: Int16Array
  readonly counts: TierCounts
  readonly column: (id: Id) => Column
}
export type Refused = readonly Issue[]

/** Steps on the way to something; what is yielded means nothing. */
export type Steps<Result> = Generator<unknown, Result>

type AnyScorer = Pick<Scorer<never>, 'reviewing' | 'marksOn'>

/** Reviews of populations at one instant, each with a scorer of its own that keeps what the next review has in common with the last. */
export class Reviews {
  private readonly scorers = new Map<Population, AnyScorer>()
  constructor(readonly atMs: number) {}

  /** One program over everybody, or why columns cannot hold it. `nodes`: whose values are read besides. */
  *side(
    version: Version,
    population: Population,
    nodes: readonly Id[] = [],
  ): Steps<{ value: PreviewSide | null; issues: Refused }> {
    const { plan, ladder } = version
    const wishes = { ladder: ladder.key, nodes: () => nodes }
    const { value, issues } = yield* this.scorerOf(population).reviewing(plan, this.atMs, wishes)
    if (value === null) return { value, issues }
    const earned = value.earned.rows
    const counts = tierCounts(earned, ladder.tiers.length)
    return { value: { ...version, population, earned, counts, column: value.column }, issues }
  }

  /** What benefits cost, if everybody stood as a review says. */
  *costs({ plan, ladder, population, earned }: Omit<PreviewSide, 'counts' | 'column'>): Steps<BenefitCosts> {
    const standings = new Map([[ladder.key, earned]])
    const given = new Set(population.columns.keys())
    for (const other of laddersUnder({ plan })) {
      if (other.key === ladder.key || refusalsOf(plan, [other.earned, other.held], given).length > 0) continue
      const wishes = { ladder: other.key }
      const { value } = yield* this.scorerOf(population).reviewing(plan, this.atMs, wishes)
      standings.set(other.key, value!.earned.rows)
    }
    return yield* benefitCosts(plan, population, this.atMs, standings, ladder)
  }

  /** Counts of a program's tiers for marks on its score at any place; null where it has no score, or asks too much beside. Takes as long as a review. */
  marksOn({ plan, ladder }: Version, population: Population): MarkCounts | null {
    return plan.score && this.scorerOf(population).marksOn(plan, this.atMs, plan.score.value, ladder.earned)
  }

  private scorerOf(population: Population): AnyScorer {
    const known = this.scorers.get(population)
    if (known) return known
    const machine = webassembly()
    const scorer = machine ? new Scorer(machine, population) : new Scorer(javascript, population)
    this.scorers.set(population, scorer)
    return scorer
  }

  /** The scorers of other populations are given up. */
  keepOnly(...populations: readonly Population[]): void {
    for (const known of [...this.scorers.keys()])
      if (populations.indexOf(known) < 0) this.scorers.delete(known)
  }
}

/** Who moved. Places in `movement` are among the `shared` tiers. */
export interface Moved {
  readonly shared: SharedTiers
  readonly before: Int16Array
  readonly after: Int16Array
  readonly movement: Movement
}

type Standing = Pick<PreviewSide, 'earned' | 'ladder'>

export const movedBetween = (published: Standing, draft: Standing): Moved => {
  const shared = sharedTiers(published.ladder, draft.ladder)
  const before = sharedPlaces(published.earned, shared.former)
  const after = sharedPlaces(draft.earned, shared.latter)
  return { shared, before, after, movement: movement(before, after, shared.tiers.length) }
}

/** A mark, and who stands nearest to it. */
export interface TierEdge {
  readonly tier: LadderPlan['tiers'][number]
  readonly name: Name
  readonly is: Comparison
  readonly mark: number
  /** So far from it merchants are counted in `edge.within`. */
  readonly near: number
  readonly edge: Edge
}
interface Mark extends Omit<TierEdge, 'edge' | 'near'> {
  readonly left: Id
}

/** How far around a mark merchants are counted: 1 of what is counted whole, a hundredth of the mark in money, else a tenth. */
const nearOf = (unit: Unit, mark: number): number =>
  unit === 'money' ? Math.max(1, Math.round(Math.abs(mark) / 100)) : wholes.indexOf(unit) >= 0 ? 1 : 0.1
const wholes: readonly Unit[] = ['integer', 'days', 'months', 'minutes', 'points']
/** How many of them are named on each side. */
const NAMED = 3

/** The marks on the score, or where a ladder asks for none, all that its tiers compare with a number. */
export const edgeMarksOf = ({ plan, ladder }: Pick<Version, 'plan' | 'ladder'>): Mark[] => {
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
  return some.map(({ tier, name, mark, is, left }) => ({ tier, name, mark, is, left }))
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

/** Of a side that was asked for the values of its marks. */
export const edgesOf = (side: PreviewSide, marks: readonly Mark[], named: number = NAMED): TierEdge[] =>
  marks.map(({ left, ...mark }) => {
    const near = nearOf(mark.name.unit, mark.mark)
    return { ...mark, near, edge: edgeOf(side.column(left), mark.mark, named, near) }
  })

/** A metric that is counted beside merchants, with its sum by tier + 1. */
export interface CountedBy {
  readonly subject: Subject
  readonly concentration: Concentration
  readonly tiers: readonly number[]
}
/** The best so many percent whose part of a metric is told. */
const BEST = [1, 5, 10, 20, 50]

/** `name`: of a column; without one the first sum of money that is given, else the first number. */
export const countedBy = (
  subjects: readonly Subject[],
  { population: { columns }, earned, ladder }: PreviewSide,
  name: string | undefined,
  curveOf: (values: Column) => Concentration = (values) => concentrationOf(values, BEST),
): CountedBy | null => {
  const given = subjects.filter(({ id, reading }) => reading === 'number' && columns.has(id))
  const subject =
    name === undefined
      ? (given.find(({ unit }) => unit === 'money') ?? given[0])
      : given.find(({ id }) => id === name)
  if (!subject) return null
  const values = columns.get(subject.id)!
  return {
    subject,
    concentration: curveOf(values),
    tiers: sumsByTier(values, earned, ladder.tiers.length).tiers,
  }
}

/** What a change costs, and the rails it is held to. */
export interface Priced {
  readonly cost: CostChange
  readonly rails: readonly Rail[]
}

export const pricedBy = (
  limits: Limits,
  { shared, before, after, movement: { fallen } }: Moved,
  { earned, ladder }: Standing,
  costs: { readonly published: BenefitCosts; readonly draft: BenefitCosts },
): Priced => {
  const size = shared.tiers.length
  const cost = costChange(costs.published.byRow, costs.draft.byRow, before, after, size)
  const { tiers } = tierCounts(earned, ladder.tiers.length)
  return { cost, rails: railsOf(limits, { merchants: earned.length, demoted: fallen, tiers, cost }) }
}

/** The single changes that would keep all rails; null where nothing is broken. */
export function* fixesOf(
  reviews: Reviews,
  sides: { readonly published: PreviewSide; readonly draft: PreviewSide },
  costs: { readonly published: BenefitCosts; readonly draft: BenefitCosts },
  limits: Limits,
  rails: readonly Rail[],
): Steps<Fixes | null> {
  if (allHold(rails)) return null
  const { published, draft } = sides
  const changes = changesOf(published.program, draft.program)
  return yield* singleFixes(draft.program, changes.numbers, function* (program: Program) {
    const { value: plan } = compile([program])
    const ladder = plan && ladderOf(plan, draft.ladder.key)
    if (!plan || !ladder) return null
    const { value: side } = yield* reviews.side({ program, plan, ladder }, draft.population)
    if (!side) return null
    // which tiers there are does not matter to a limit that asks for no cost
    const now = limits.maxCost ? yield* reviews.costs(side) : costs.draft
    return pricedBy(limits, movedBetween(published, side), side, { ...costs, draft: now }).rails
  })
}

/** All of it at once. Costs are told apart by the tiers of a side's own ladder. */
export interface Preview {
  readonly published: PreviewSide & { readonly costs: BenefitCosts }
  readonly draft: PreviewSide & { readonly costs: BenefitCosts }
  readonly shared: SharedTiers
  readonly movement: Movement
  readonly reasons: Reasons
  readonly edges: readonly TierEdge[]
  readonly by: CountedBy | null
  readonly cost: CostChange
  readonly rails: readonly Rail[]
  readonly changes: Changes
  readonly fixes: Fixes | null
}

/** `refused`: which program columns cannot hold, and why. */
export type Previewed =
  { readonly value: Preview } | { readonly value: null; readonly refused: 'published' | 'draft'; readonly issues: Refused } // prettier-ignore

export function* previewing(
  input: {
    readonly published: Population
    readonly draft: Population
    readonly subjects: readonly Subject[]
  },
  versions: { readonly published: Version; readonly draft: Version },
  { atMs, limits, by }: { atMs: number; limits: Limits; by: string | undefined },
): Steps<Previewed> {
  const reviews = new Reviews(atMs)
  const first = yield* reviews.side(versions.published, input.published)
  if (first.value === null) return { value: null, refused: 'published', issues: first.issues }
  const published = { ...first.value, costs: yield* reviews.costs(first.value) }
  const marks = edgeMarksOf(versions.draft)
  const second = yield* reviews.side(
    versions.draft,
    input.draft,
    marks.map(({ left }) => left),
  )
  if (second.value === null) return { value: null, refused: 'draft', issues: second.issues }
  const edges = edgesOf(second.value, marks)
  const draft = { ...second.value, costs: yield* reviews.costs(second.value) }
  const costs = { published: published.costs, draft: draft.costs }
  const moved = movedBetween(published, draft)
  const { cost, rails } = pricedBy(limits, moved, draft, costs)
  const { shared } = moved
  return {
    value: {
      ...{ published, draft, shared, movement: moved.movement, cost, rails, edges },
      changes: changesOf(published.program, draft.program),
      reasons: yield* reasonsOf(published, draft, atMs),
      by: countedBy(input.subjects, draft, by),
      fixes: yield* fixesOf(reviews, { published, draft }, costs, limits, rails),
    },
  }
}

/** A program as the version it is, or why it is none. `key`: of a ladder; else the main one. */
export const versionOf = (
  program: Program,
  key?: string,
): { value: Version | null; issues: readonly Issue[] } => {
  const { value: plan, issues } = compile([program])
  const ladder = plan && (key === undefined ? mainOf(plan) : ladderOf(plan, key))
  return plan && ladder ? { value: { program, plan, ladder }, issues } : { value: null, issues }
}
const mainOf = (plan: Plan): LadderPlan | null =>
  plan.clockwork.ladders.length > 0 ? mainLadderOf(plan) : null
