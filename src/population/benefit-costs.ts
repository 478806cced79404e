/**
 * What benefits cost for everybody: a benefit that a merchant has costs what one use of it costs, in the smallest unit of the currency. How
 * often it is used, who suspends it and what of a stock is left, a review does not know. Whole costs add up exactly.
 */
import type { BenefitPlan, Id, LadderPlan, Plan } from '../plan/plan.js'
import type { Issue } from '../schema/issues.js'
import { nodesUnder, refusalsOf } from '../plan/asked.js'
import { isKnown, type Column, type Population } from './columns.js'
import { piecesOf, piecewise } from './rows.js'

/** By place + 1, the first being no tier. */
export interface BenefitCost {
  readonly benefit: BenefitPlan
  readonly merchants: readonly number[]
  readonly cost: readonly number[]
  /** Merchants who have it and of whom its cost is not known; it counts as nothing. */
  readonly unknown: number
}

/** `byRow`: what all benefits of a merchant cost. `left`: benefits of which columns cannot say who has them, with why; they cost nothing here. */
export interface BenefitCosts {
  readonly byRow: Column
  readonly benefits: readonly BenefitCost[]
  readonly left: readonly { readonly benefit: BenefitPlan; readonly issues: readonly Issue[] }[]
}

/** The tiers that everybody has, by the key of a ladder; of others those that the population says are held. */
export type Standings = ReadonlyMap<string, Int16Array>

/** The costs if everybody stood as `standings` say, told apart by the tiers of one ladder. May rest after each piece of everybody. */
export function* benefitCosts(
  plan: Plan,
  population: Population,
  atMs: number,
  standings: Standings,
  ladder: LadderPlan,
): Generator<void, BenefitCosts> {
  const given = new Set([...population.columns.keys(), ...standings.keys()])
  const left: BenefitCosts['left'][number][] = []
  const counted: BenefitPlan[] = []
  for (const benefit of plan.clockwork.benefits) {
    const issues = refusalsOf(plan, [benefit.requires, benefit.cost], given)
    if (issues.length > 0) left.push({ benefit, issues })
    else counted.push(benefit)
  }
  const roots = [...new Set(counted.flatMap(({ requires, cost }) => [requires, cost]))]
  const held = heldUnder(plan, roots, standings)
  const ask = piecewise(plan, population, atMs, roots)
  const byRow = new Float64Array(population.ids.length)
  const places = standings.get(ladder.key)!
  const tallies = counted.map(
    (benefit) =>
      new Tally(
        benefit,
        new Float64Array(ladder.tiers.length + 1),
        new Float64Array(ladder.tiers.length + 1),
      ),
  )
  let start = 0
  for (const rows of piecesOf(byRow.length)) {
    const instead = new Map<Id, Column>()
    for (const [id, standing] of held) instead.set(id, Float64Array.from(rows.of(standing)))
    const values = ask(rows, instead)
    for (const tally of tallies) {
      const { requires, cost } = tally.benefit
      tally.add(values.get(requires)!, values.get(cost)!, rows.of(places), byRow.subarray(start))
    }
    start += rows.size
    yield
  }
  return { byRow, benefits: tallies.map((tally) => tally.found()), left }
}

/** The leaves that read a tier which `standings` say. */
const heldUnder = (plan: Plan, roots: readonly Id[], standings: Standings): Map<Id, Int16Array> => {
  const held = new Map<Id, Int16Array>()
  for (const id of nodesUnder(plan, roots)) {
    const node = plan.nodes[id]!
    if (node.op !== 'leaf' || node.leaf.from !== 'held') continue
    const { what, id: key } = node.leaf
    const places = what === 'tier' || what === 'computed' ? standings.get(key) : undefined
    if (places) held.set(id, places)
  }
  return held
}

class Tally {
  private unknown = 0
  constructor(
    readonly benefit: BenefitPlan,
    private readonly merchants: Float64Array,
    private readonly cost: Float64Array,
  ) {}

  /** Counts a piece, and adds what each of its merchants costs to `byRow`. */
  add(has: Column, costs: Column, places: Int16Array, byRow: Column): void {
    for (let row = 0; row < has.length; row++) {
      if (has[row] !== 1) continue
      const tier = places[row]! + 1
      const cost = costs[row]!
      this.merchants[tier]! += 1
      if (isKnown(cost)) {
        this.cost[tier]! += cost
        byRow[row]! += cost
      } else this.unknown += 1
    }
  }

  found(): BenefitCost {
    const { benefit, unknown } = this
    return { benefit, unknown, merchants: [...this.merchants], cost: [...this.cost] }
  }
}

/** Sums of a column by place + 1, the first being no tier, and of all. What is unknown counts as nothing. */
export const sumsByTier = (
  values: Column,
  places: Int16Array,
  size: number,
): { tiers: number[]; total: number } => {
  const tiers = new Array<number>(size + 1).fill(0)
  let total = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (!isKnown(value)) continue
    tiers[places[row]! + 1]! += value
    total += value
  }
  return { tiers, total }
}

/** `from[a + 1]![b + 1]!`: how much more those cost who go from place a to place b; `total`: all of them. */
export interface CostChange {
  readonly from: readonly (readonly number[])[]
  readonly before: number
  readonly after: number
}

/** How costs change between two reviews of the same merchants, with places among the same tiers. */
export const costChange = (
  before: Column,
  after: Column,
  placesBefore: Int16Array,
  placesAfter: Int16Array,
  size: number,
): CostChange => {
  const from = Array.from({ length: size + 1 }, () => new Array<number>(size + 1).fill(0))
  let was = 0
  let is = 0
  for (let row = 0; row < before.length; row++) {
    was += before[row]!
    is += after[row]!
    from[placesBefore[row]! + 1]![placesAfter[row]! + 1]! += after[row]! - before[row]!
  }
  return { from, before: was, after: is }
}
