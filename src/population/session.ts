/**
 * One population, one published program, and one draft after another: what an operator's screen asks, answered part by part. Answers hold
 * plain data alone, so that they can come out of a worker. What the published program says is worked out once.
 */
import type { Issue } from '../schema/issues.js'
import type { Program } from '../schema/program.js'
import type { Text, Unit } from '../schema/text.js'
import type { Id, LadderPlan, Plan } from '../plan/plan.js'
import { ladderOf, mainLadderOf, type Subject } from '../plan/asked.js'
import { planFor } from '../plan/compile.js'
import { axisOf, type Axis } from './axis.js'
import type { BenefitCosts } from './benefit-costs.js'
import { changesOf } from './changes.js'
import { isKnown, type Column, type Population } from './columns.js'
import { concentrationOf, type Concentration } from './concentration.js'
import { histogram, sortedValues, type Histogram } from './cuts.js'
import type { Edge } from './edge.js'
import type { Fixes, Limits, Rail } from './guards.js'
import { marksMoved, type MarkCounts } from './mark-counts.js'
import type { Movement, TierCounts } from './movement.js'
import {
  countedBy,
  edgeMarksOf,
  edgesOf,
  fixesOf,
  movedBetween,
  pricedBy,
  Reviews,
  versionOf,
  type CountedBy,
  type Moved,
  type PreviewSide,
  type Steps,
  type TierEdge,
} from './preview.js'
import type { Reason } from './reasons.js'
import { reasonsOf } from './reasons.js'
import { segmentMoves, segmentsOf, type SegmentMoves, type SegmentWish } from './segment-moves.js'
import type { Segments } from './segments.js'
import type { SharedTiers } from './shared-tiers.js'
import { marksFor } from './targets.js'
import { inBothTerms, jointSubjects, type BothTerms, type Version } from './versions.js'

/** What a screen asks of a draft. `shown`: whose distribution, `score` or the name of a metric or column. `by`: a metric that merchants bring. */
export interface Wish {
  readonly draft: Program
  readonly limits: Limits
  readonly shown: string
  readonly by?: string | undefined
  readonly segments?: SegmentWish | undefined
}

/** A ladder by its names. `scoreFrom`: the mark on the score from which a tier is entered; null where it asks for none. */
export interface LadderFacts {
  readonly key: string
  readonly name: Text
  readonly tiers: readonly { readonly id: string; readonly name: Text; readonly scoreFrom: number | null }[]
}
export interface SideFacts {
  readonly ladder: LadderFacts
  readonly counts: TierCounts
}

/** How values lie, of the draft by tier and of the published program in all, over the same bins. */
export interface Spread {
  readonly id: string
  readonly name: Text
  readonly unit: Unit
  readonly axis: Axis
  readonly draft: Histogram
  readonly published: readonly number[]
}

/** How many each tier would have, at once: of a draft that has marks of the score elsewhere than the one before it, and is else the same. */
export interface CountsAnswer {
  readonly part: 'counts'
  readonly counts: TierCounts
}

/** Who moves: the first answer that every draft has. `heldBack`: by tier of the draft, who has its score and stands lower. `rows`: of everybody. */
export interface MovesAnswer {
  readonly part: 'moves'
  readonly merchants: number
  readonly published: SideFacts
  readonly draft: SideFacts
  readonly shared: SharedTiers
  readonly movement: Movement
  readonly spread: Spread | null
  readonly heldBack: readonly number[]
  readonly edges: readonly EdgeFacts[]
}
export interface EdgeFacts extends Omit<TierEdge, 'tier' | 'name'> {
  readonly tier: { readonly id: string; readonly name: Text }
  readonly name: { readonly id: string; readonly name: Text; readonly unit: Unit }
  readonly edge: Edge
  /** Places among the shared tiers, before and after, of those in `edge.reach`, then of those in `edge.miss`. */
  readonly moves: readonly (readonly [before: number, after: number])[]
}

/** Why they move, what it costs and which rails hold: the second answer. */
export interface DetailAnswer {
  readonly part: 'details'
  readonly reasons: { readonly all: readonly Reason[]; readonly counts: readonly number[] }
  readonly by: CountedBy | null
  readonly cost: {
    readonly before: number
    readonly after: number
    readonly from: readonly (readonly number[])[]
    readonly published: readonly BenefitFacts[]
    readonly draft: readonly BenefitFacts[]
    readonly left: readonly Text[]
  }
  readonly rails: readonly Rail[]
  readonly segments: readonly SegmentMoves[] | null
}
/** By place + 1 on a side's own ladder. */
export interface BenefitFacts {
  readonly id: string
  readonly name: Text
  readonly merchants: readonly number[]
  readonly cost: readonly number[]
}

/** Which single changes would keep all rails: the last answer, where one is broken. */
export interface FixesAnswer {
  readonly part: 'fixes'
  readonly fixes: Fixes | null
}
/** A program that columns cannot hold, or that is none. */
export interface RefusedAnswer {
  readonly part: 'refused'
  readonly side: 'published' | 'draft'
  readonly issues: readonly Issue[]
}
export type Answer = CountsAnswer | MovesAnswer | DetailAnswer | FixesAnswer | RefusedAnswer

/** Where everybody stands on the shared tiers, and the place of their reason, -1 for who stays. */
export interface Everybody {
  readonly before: Int16Array
  readonly after: Int16Array
  readonly reasons: Int16Array
  readonly shared: SharedTiers
  readonly all: readonly Reason[]
}

/** Bins: enough that a curve is seen, and few enough that each has merchants. */
const binsFor = (merchants: number): number => (merchants >= 50_000 ? 200 : merchants >= 2_000 ? 80 : 40)
/** Percents of the best whose part of a metric is told, for a curve. */
const BEST = [1, 2, 3, 5, 7.5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100]
const NAMED = 5
/** Values from which an axis is made. */
const SAMPLE = 50_000

type Sides = { readonly published: PreviewSide; readonly draft: PreviewSide }

export class Session {
  private readonly reviews: Reviews
  private published: Version | null = null
  private before: PreviewSide | null = null
  private costs: BenefitCosts | null = null
  private terms: (BothTerms & { readonly key: string }) | null = null
  private drawn: { readonly id: string; readonly axis: Axis; readonly bins: readonly number[] } | null = null
  private marked: { readonly version: Version; readonly counts: MarkCounts } | null = null
  private readonly curves = new WeakMap<Column, Concentration>()
  private parted: { readonly key: string; readonly segments: Segments } | null = null

  /** `subjects`: of columns that no program asks for. The population is in the terms of the published program. */
  constructor(
    readonly population: Population,
    private readonly subjects: readonly Subject[],
    private readonly atMs: number,
  ) {
    this.reviews = new Reviews(atMs)
  }

  /** Another published program. */
  begin(published: Program, ladder: string | undefined): readonly Issue[] {
    const { value, issues } = this.versionAt(published, ladder)
    this.published = value
    this.before = this.costs = this.terms = this.drawn = this.parted = this.marked = null
    return value === null ? issues : []
  }

  /** What a draft does, part by part: the steps yield answers, and null where they may rest. */
  *ask(wish: Wish): Generator<Answer | null, void> {
    const found = yield* resting(this.moved(wish))
    if ('part' in found) {
      yield found
      return
    }
    yield found.answer
    const { sides, moved } = found
    const reasons = yield* resting(reasonsOf(sides.published, sides.draft, this.atMs))
    this.costs ??= yield* resting(this.reviews.costs(sides.published))
    const costs = { published: this.costs, draft: yield* resting(this.reviews.costs(sides.draft)) }
    const { cost, rails } = pricedBy(wish.limits, moved, sides.draft, costs)
    yield {
      part: 'details',
      reasons: { all: reasons.all, counts: reasons.counts },
      by: this.countedBy(wish.by, sides.draft),
      cost: {
        ...cost,
        published: factsOf(costs.published),
        draft: factsOf(costs.draft),
        left: costs.draft.left.map(({ benefit }) => benefit.name),
      },
      rails,
      segments: wish.segments ? this.segmented(wish.segments, moved, sides) : null,
    }
    const fixes = yield* resting(fixesOf(this.reviews, sides, costs, wish.limits, rails))
    yield { part: 'fixes', fixes }
  }

  /** Groups merchants so that marks of a draft's score can be counted at once afterwards. Takes as long as a review, without a rest. */
  prepare(draft: Program): void {
    const version = this.published && this.versionAt(draft, this.published.ladder.key).value
    if (!version || (this.marked && this.movedIn(draft) !== null)) return
    const counts = this.reviews.marksOn(version, this.termsOf(version).draft)
    this.marked = counts && { version, counts }
  }

  /** How many each tier would have, where that is known without a review; else null. */
  countsOf(draft: Program): CountsAnswer | null {
    const moved = this.movedIn(draft)
    if (!this.marked || moved === null) return null
    const { version, counts } = this.marked
    const [none, ...tiers] = counts.counts(version.ladder.tiers.length, moved)
    return { part: 'counts', counts: { none: none!, tiers } }
  }

  /** The marks that a draft has elsewhere than what was prepared; null where it is another program. */
  private movedIn(draft: Program): ReadonlyMap<Id, number> | null {
    if (!this.marked || !this.published) return null
    const { version, counts } = this.marked
    const { numbers, others } = changesOf(version.program, draft)
    if (others.length > 0 || numbers.some(({ path }) => path[0] !== 'ladders')) return null
    const { value } = this.versionAt(draft, this.published.ladder.key)
    if (value?.ladder.earned !== version.ladder.earned) return null
    return marksMoved(version.plan, value.plan, value.ladder.earned, counts.marks)
  }

  /** The marks on the score that give each tier its share, the lowest tier first, and what each tier would hold; null where there is no score. */
  *marksFor(draft: Program, shares: readonly number[]): Steps<readonly (number | null)[] | null> {
    const sorted = yield* this.sortedScores(draft)
    return sorted && marksFor(sorted, shares, this.population.ids.length)
  }

  /** Where everybody moves and why, as lists. */
  *everybody(wish: Wish): Steps<Everybody | null> {
    const found = yield* this.moved(wish)
    if ('part' in found) return null
    const { moved, sides } = found
    const { byRow, all } = yield* reasonsOf(sides.published, sides.draft, this.atMs)
    return { before: moved.before, after: moved.after, shared: moved.shared, reasons: byRow, all }
  }

  private *sortedScores(draft: Program): Steps<Float64Array | null> {
    const version = this.published && this.versionAt(draft, this.published.ladder.key).value
    const node = version?.plan.score?.value
    if (!version || node === undefined) return null
    const { value } = yield* this.reviews.side(version, this.termsOf(version).draft)
    return value && sortedValues(value.column(node))
  }

  private *moved(wish: Wish): Steps<RefusedAnswer | { answer: MovesAnswer; sides: Sides; moved: Moved }> {
    if (this.published === null) return { part: 'refused', side: 'published', issues: [] }
    const drafted = this.versionAt(wish.draft, this.published.ladder.key)
    if (drafted.value === null) return { part: 'refused', side: 'draft', issues: drafted.issues }
    const terms = this.termsOf(drafted.value)
    if (this.before === null) {
      const first = yield* this.reviews.side(this.published, terms.published)
      if (first.value === null) return { part: 'refused', side: 'published', issues: first.issues }
      this.before = first.value
    }
    const marks = edgeMarksOf(drafted.value)
    const published = this.before
    const shown = shownIn(drafted.value.plan, wish.shown)
    if (shown && this.drawn?.id !== wish.shown)
      yield* this.draw(
        wish.shown,
        marks.map(({ mark }) => mark),
      )
    const scored = drafted.value.plan.score?.value
    const nodes = [...marks.map(({ left }) => left), ...(shown && shown.node !== null ? [shown.node] : [])]
    const second = yield* this.reviews.side(drafted.value, terms.draft, nodes)
    if (second.value === null) return { part: 'refused', side: 'draft', issues: second.issues }
    const draft = second.value
    const moved = movedBetween(published, draft)
    const { drawn } = this
    const size = draft.ladder.tiers.length
    const values =
      shown && (shown.node === null ? draft.population.columns.get(wish.shown) : draft.column(shown.node))
    const spread =
      shown && drawn && values
        ? {
            ...{
              id: wish.shown,
              name: shown.name,
              unit: shown.unit,
              axis: drawn.axis,
              published: drawn.bins,
            },
            draft: histogram(values, draft.earned, size, binsOf(drawn.axis)),
          }
        : null
    const answer: MovesAnswer = {
      part: 'moves',
      merchants: draft.earned.length,
      published: { ladder: ladderFacts(published.ladder), counts: published.counts },
      draft: { ladder: ladderFacts(draft.ladder), counts: draft.counts },
      ...{ shared: moved.shared, movement: moved.movement, spread },
      heldBack: scored === undefined ? [] : heldBack(draft.column(scored), draft),
      edges: edgesOf(draft, marks, NAMED).map((edge) => edgeFacts(edge, moved)),
    }
    return { answer, sides: { published, draft }, moved }
  }

  /** The axis of what is shown, from what the published program says, and its bins. */
  private *draw(id: string, marks: readonly number[]): Steps<void> {
    const published = this.before!
    const shown = shownIn(published.plan, id)
    const side = shown?.node == null ? published : (yield* this.reviews.side(published, published.population, [shown.node])).value! // prettier-ignore
    const values = shown?.node == null ? published.population.columns.get(id) : side.column(shown.node)
    if (!shown || !values) return void (this.drawn = null)
    const range = shown.unit === 'score' && published.plan.score ? published.plan.score.group : null
    const axis = axisOf(sampled(values), shown.unit, marks, range, binsFor(values.length))
    const { bins } = histogram(values, new Int16Array(values.length), 1, binsOf(axis))
    this.drawn = { id, axis, bins: bins[1]! }
  }

  private countedBy(by: string | undefined, side: PreviewSide): CountedBy | null {
    const subjects = this.published ? [...jointSubjects(this.published, side), ...this.subjects] : []
    return countedBy(subjects, side, by, (values) => {
      const known = this.curves.get(values) ?? concentrationOf(values, BEST)
      this.curves.set(values, known)
      return known
    })
  }

  private segmented(wish: SegmentWish, moved: Moved, { published, draft }: Sides): SegmentMoves[] {
    const key = JSON.stringify(wish)
    if (this.parted?.key !== key)
      this.parted = {
        key,
        segments: segmentsOf(wish, published.population, this.atMs, published.plan.clockwork.zone),
      }
    const top = moved.shared.latter[draft.ladder.tiers.length - 1]!
    return segmentMoves(this.parted.segments, moved, top)
  }

  private versionAt(
    program: Program,
    ladder: string | undefined,
  ): { value: Version | null; issues: readonly Issue[] } {
    const { value, issues } = versionOf(program)
    if (value === null) return { value, issues }
    const plan = planFor(value.plan, this.atMs)
    const found = (ladder === undefined ? null : ladderOf(plan, ladder)) ?? mainLadderOf(plan)
    return { value: { program, plan, ladder: found }, issues }
  }

  /** The population in the terms of both, the same lists again while the terms are the same. */
  private termsOf(draft: Version): BothTerms {
    const published = this.published!
    const subjects = jointSubjects(published, draft)
    const key = JSON.stringify([
      subjects.map(({ id, values }) => [id, values.map((value) => value.id)]),
      draft.ladder.tiers.map(({ id }) => id),
    ])
    if (this.terms?.key !== key) {
      // the population's own places are the published program's
      const own = jointSubjects(published, published)
      const coded = subjects.map((subject) => own.find(({ id }) => id === subject.id) ?? subject)
      const { published: before, ...after } = inBothTerms(published, draft, coded, this.population)
      this.marked = null
      this.terms = { ...after, published: this.before?.population ?? before, key }
      this.reviews.keepOnly(this.terms.published, this.terms.draft)
    }
    return this.terms
  }
}

/** Steps of anything, of which none is an answer. */
function* resting<Result>(steps: Generator<unknown, Result>): Generator<null, Result> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield null
  }
}

const binsOf = ({ from, step, bins }: Axis): { from: number; step: number; count: number } => ({
  from,
  step,
  count: bins,
})

interface Shown {
  readonly node: Id | null // null: a column that the plan does not read
  readonly name: Text
  readonly unit: Unit
}
const shownIn = (plan: Plan, id: string): Shown | null => {
  if (id === 'score') return plan.score && { node: plan.score.value, name: plan.score.name, unit: 'score' }
  const found = Object.keys(plan.names).find((node) => plan.names[Number(node)]!.id === id)
  if (found === undefined) return null
  const { name, unit } = plan.names[Number(found)]!
  return { node: Number(found), name, unit }
}

/** Every so many of the known values, lowest first, with the least and the greatest of all. */
const sampled = (values: Column): Float64Array => {
  const every = Math.max(1, Math.floor(values.length / SAMPLE))
  const some: number[] = []
  for (let row = 0; row < values.length; row += every) if (isKnown(values[row]!)) some.push(values[row]!)
  return Float64Array.from(some).sort()
}

const ladderFacts = ({ key, name, tiers }: LadderPlan): LadderFacts => ({
  ...{ key, name },
  tiers: tiers.map(({ id, name: called, scoreFrom }) => ({ id, name: called, scoreFrom })),
})

const heldBack = (scores: Column, { ladder: { tiers }, earned }: PreviewSide): number[] =>
  tiers.map(({ scoreFrom }, place) => {
    if (scoreFrom === null) return 0
    let count = 0
    for (let row = 0; row < scores.length; row++)
      if (scores[row]! >= scoreFrom && earned[row]! < place) count += 1
    return count
  })

const edgeFacts = ({ tier, name, ...edge }: TierEdge, { before, after }: Moved): EdgeFacts => ({
  ...edge,
  tier: { id: tier.id, name: tier.name },
  name: { id: name.id, name: name.name, unit: name.unit },
  moves: [...edge.edge.reach, ...edge.edge.miss].map(({ row }) => [before[row]!, after[row]!] as const),
})

const factsOf = ({ benefits }: BenefitCosts): BenefitFacts[] =>
  benefits.map(({ benefit: { id, name }, merchants, cost }) => ({ id, name, merchants, cost }))
