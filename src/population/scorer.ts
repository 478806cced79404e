/**
 * START HERE for speed. A population on a machine, reviewed by one plan after another: what a plan has in common with those before it is not
 * computed again. Of a sum in which one weight differs, only the difference is added: its parts are integers, so the bits are the same.
 */
import { planFor } from '../plan/compile.js'
import type { Id, LadderPlan, Node, Plan } from '../plan/plan.js'
import type { Issue } from '../schema/issues.js'
import { mainLadderOf, refusalsOf, rootsOf } from '../plan/asked.js'
import type { Column, Population } from './columns.js'
import { Graph, placesIn, type Place, type Reading } from './graph.js'
import type { Machine, Places } from './machine.js'
import { MarkCounts, type Source } from './mark-counts.js'
import { peersOf } from './peers.js'
import { cutAt, quotasOf, togetherOf, type Cut, type Quota } from './quotas.js'
import { run, type See } from './run.js'
import { drained } from './slices.js'
import { selected } from './select.js'
import { readingsOf } from './values.js'

/** What a review says of everybody. A column is good until the next review; places are the caller's. */
export interface Scored {
  readonly plan: Plan // the version in force
  readonly ladder: LadderPlan
  readonly earned: Places
  readonly held: Places
  /** The values of the score, or of a node that was asked for. */
  readonly column: (id: Id) => Column
}

export interface ReviewWishes {
  readonly ladder?: string | undefined // by its key; else the main one
  readonly nodes?: (plan: Plan) => readonly Id[] // to be read besides
}

/** Sums of fewer parts are computed as quickly as their difference. */
const FEW_PARTS = 3
/** Columns that are kept for later reviews; and nodes, after which all begins anew. */
const MOST_KEPT = 6
const MOST_PLACED = 3
const MOST_NODES = 20_000

export class Scorer<Cells> {
  private readonly complete = new WeakMap<object, boolean>()
  private graph = new Graph(this.complete)
  private kept = new Map<Place, Cells>() // the ones used last are the last
  private readonly loaded = new Map<Column, Cells>()
  private passing: Column[] = []
  private reviews = 0
  private placed = new Map<Place, Places>()

  constructor(
    private readonly machine: Machine<Cells>,
    readonly population: Population,
  ) {}

  /** Counts for marks on the score, or on another node, at any place; null where the ladder reads it in another way, or too much else. */
  marksOn(plan: Plan, atMs: number, subject: Id, earned: Id): MarkCounts | null {
    return MarkCounts.over(this.source, plan, atMs, subject, earned)
  }
  private readonly source: Source = {
    graph: () => this.graph,
    placesFor: (plan, atMs, ids) => this.placesOf(plan, atMs, ids),
    columnsAt: (places) => {
      drained(this.compute(places, new Map()))
      return places.map((place) => this.machine.column(this.cellsAt(place), this.population.ids.length))
    },
  }

  /** A review at an instant. Null, with issues, where columns cannot hold what is asked. */
  review(newest: Plan, atMs: number, wishes: ReviewWishes = {}): { value: Scored | null; issues: Issue[] } {
    return drained(this.reviewing(newest, atMs, wishes))
  }

  /** The same in steps, each of which says how many rows are done. Left in the middle it keeps nothing, and the next review is as good. */
  *reviewing(
    newest: Plan,
    atMs: number,
    { ladder: key, nodes }: ReviewWishes = {},
  ): Generator<number, { value: Scored | null; issues: Issue[] }> {
    const { population } = this
    const plan = planFor(newest, atMs)
    const ladder = plan.clockwork.ladders.find((one) => one.key === key) ?? mainLadderOf(plan)
    const more = nodes?.(plan) ?? []
    const roots = [...rootsOf(plan, ladder), ladder.held, ...more]
    const issues = refusalsOf(plan, roots, new Set(population.columns.keys()))
    if (issues.length > 0) return { value: null, issues }
    const placeOf = this.placesOf(plan, atMs, roots)
    const columns = [...(plan.score ? [plan.score.value] : []), ...more].map(placeOf)
    const placings = [ladder.earned, ladder.held].map((id) =>
      this.placing(placeOf(id), ladder.tiers.length - 1),
    )
    const seen = new Map(placings.flatMap(({ place, see }) => (see ? [[place, see] as const] : [])))
    yield* this.compute(columns, seen)
    const [earned, held] = placings.map(({ places }) => places())
    return {
      value: {
        ...{ plan, ladder, earned: earned!, held: held! },
        column: (id) => this.machine.column(this.cellsAt(placeOf(id)), population.ids.length),
      },
      issues,
    }
  }

  /** How the places of a ladder are had: the tiers held are the same in most reviews. */
  private placing(
    place: Place,
    most: number,
  ): { place: Place; see: See<Cells> | null; places: () => Places } {
    const known = this.placed.get(place)
    if (known && known.counts.length === most + 2) return { place, see: null, places: () => known }
    const placing = this.machine.placing(this.population.ids.length, most)
    const places = (): Places => {
      const found = placing.places()
      this.placed = new Map([...[...this.placed].slice(-MOST_PLACED), [place, found]])
      return found
    }
    return { place, see: placing.see, places }
  }

  private placesOf(plan: Plan, atMs: number, roots: readonly Id[]): (id: Id) => Place {
    if (this.graph.size > MOST_NODES) this.begin()
    this.unload()
    const quotas = quotasOf(plan, roots)
    const placeOf = (readingOf: (id: Id) => Reading | null, ids: readonly Id[]): ((id: Id) => Place) =>
      this.graph.placesOf(plan.nodes, ids, readingOf)
    if (quotas === null) return placeOf(this.readingsAmongPeers(plan, atMs, roots), roots)
    const read = readingsOf(plan, this.population, atMs, new Map())
    const met = new Map<Id, Reading>()
    const readingOf = (id: Id): Reading | null => met.get(id) ?? read(id)
    for (const alike of togetherOf(quotas)) {
      const { members } = plan.cohorts[alike[0]!.leaf.cohort]!
      const ids = [alike[0]!.leaf.of, ...(members === null ? [] : [members])]
      const [of, who] = ids.map(placeOf(readingOf, ids))
      const places = this.metAt(plan, alike, of!, who ?? null)
      alike.forEach(({ id }, nth) => met.set(id, { place: places[nth]! }))
    }
    return placeOf(readingOf, roots)
  }

  /** Who is within quotas of the same values, as conditions on these: unknown for who is no member, or has no value. */
  private metAt(plan: Plan, quotas: readonly Quota[], of: Place, members: Place | null): Place[] {
    const size = this.population.ids.length
    drained(this.compute(members === null ? [of] : [of, members], new Map()))
    const who = members === null ? null : this.machine.column(this.cellsAt(members), size)
    const cuts: (Cut | null)[] = []
    const marks = selected(this.machine.column(this.cellsAt(of), size), who, (count) => {
      for (const quota of quotas) cuts.push(cutAt(plan, quota, who ? membersIn(who) : size, count))
      return cuts.map((cut) => (cut === null || typeof cut === 'string' ? 0 : cut.place))
    })
    return cuts.map((cut, nth) => {
      const met = this.cutPlace(cut, of, marks.values[nth] ?? null)
      return members === null ? met : this.among(members, met)
    })
  }

  private cutPlace(cut: Cut | null, of: Place, mark: number | null): Place {
    const { graph } = this
    if (cut === null) return graph.add({ op: 'value', value: null })
    if (typeof cut !== 'string')
      return graph.add({
        op: 'compare',
        is: cut.is,
        left: of,
        right: graph.add({ op: 'value', value: mark }),
      })
    return this.among(
      graph.add({ op: 'known', x: of }),
      graph.add({ op: 'value', value: cut === 'all' ? 1 : 0 }),
    )
  }

  /** What holds where a condition does, and is unknown elsewhere. */
  private among(is: Place, use: Place): Place {
    const otherwise = this.graph.add({ op: 'value', value: null })
    return this.graph.add({ op: 'pick', arms: [[is, use]], otherwise })
  }

  /** Ranks, sizes and cuts as columns, of this review alone. */
  private readingsAmongPeers(plan: Plan, atMs: number, roots: readonly Id[]): (id: Id) => Reading | null {
    const { values } = peersOf(plan, this.population, atMs, roots)
    for (const column of values.values()) if (!('parts' in column)) this.passing.push(column)
    const nth = ++this.reviews
    const readingOf = readingsOf(plan, this.population, atMs, values)
    return (id) => {
      const reading = readingOf(id)
      return reading && 'column' in reading && values.has(id)
        ? { ...reading, name: `${reading.name} of ${nth}` }
        : reading
    }
  }

  /** Begins anew, as if nothing had been reviewed; the population stays where it is. */
  forget(): this {
    this.begin()
    return this
  }
  private begin(): void {
    for (const cells of this.kept.values()) this.machine.free(cells, this.population.ids.length)
    this.kept.clear()
    this.graph = new Graph(this.complete)
    this.placed.clear()
  }

  private cellsAt(place: Place): Cells {
    return this.kept.get(place) ?? this.load(this.graph.columnAt(place) as Column)
  }

  /** What a review alone has read, of peers, is given back before the next. */
  private unload(): void {
    for (const column of this.passing) {
      const cells = this.loaded.get(column)
      if (cells !== undefined) this.machine.free(cells, this.population.ids.length)
      this.loaded.delete(column)
    }
    this.passing = []
  }

  private readonly load = (column: Column): Cells => {
    let cells = this.loaded.get(column)
    if (cells === undefined) {
      cells = this.machine.holding(column)
      this.loaded.set(column, cells)
    }
    return cells
  }

  /** Computes and keeps what is wanted, and the sums under it; or keeps nothing, where it is left in the middle. */
  private *compute(wanted: readonly Place[], seen: ReadonlyMap<Place, See<Cells>>): Generator<number, void> {
    const size = this.population.ids.length
    const computed = new Set(wanted.filter((place) => !isWhole(this.graph, place)))
    for (const sum of sumsUnder(this.graph, [...wanted, ...seen.keys()], this.kept)) computed.add(sum)
    const missing = [...computed].filter((place) => !this.kept.has(place))
    const instead = new Map<Place, Node>()
    for (const place of missing) {
      const less = this.differenceOf(place)
      if (less) instead.set(place, less)
    }
    const made = new Map(missing.map((place) => [place, this.machine.cells(size)] as const))
    let isDone = false
    try {
      yield* run(this.machine, this.graph, size, made, seen, this.kept, this.load, instead)
      isDone = true
    } finally {
      if (isDone) this.keep(made, computed)
      else for (const cells of made.values()) this.machine.free(cells, size)
    }
  }

  private keep(made: ReadonlyMap<Place, Cells>, used: ReadonlySet<Place>): void {
    for (const place of used) {
      const cells = made.get(place) ?? this.kept.get(place)!
      this.kept.delete(place)
      this.kept.set(place, cells)
    }
    for (const [place, cells] of this.kept) {
      if (this.kept.size <= Math.max(MOST_KEPT, used.size)) return
      this.kept.delete(place)
      this.machine.free(cells, this.population.ids.length)
    }
  }

  /** A sum as one that is kept and what differs from it, where that is little; what becomes less is taken first, so that nothing grows past either sum. */
  private differenceOf(place: Place): Node | null {
    const node = this.graph.nodeAt(place)
    if (node.op !== 'sum' || !isKeptSum(this.graph, place)) return null
    const places = [...this.kept.keys()].reverse()
    for (const other of places) {
      const known = this.graph.nodeAt(other)
      if (known.op !== 'sum' || !isKeptSum(this.graph, other)) continue
      // what was unknown with a part that is gone would stay unknown
      const gone = known.of.filter((of) => node.of.indexOf(of) < 0)
      if (!gone.every((of) => this.graph.isKnownEverywhere(of))) continue
      const terms = termsOf(node)
      for (const [of, weight] of termsOf(known)) terms.set(of, (terms.get(of) ?? 0) - weight)
      const differing = [...terms].filter(([, weight]) => weight !== 0).sort(([, a], [, b]) => a - b)
      if (2 * differing.length > node.of.length) continue
      return {
        ...{ op: 'sum', of: [other, ...differing.map(([of]) => of)] },
        weights: [1, ...differing.map(([, weight]) => weight)],
      }
    }
    return null
  }
}

const membersIn = (who: Column): number => {
  let count = 0
  for (let row = 0; row < who.length; row++) if (who[row] === 1) count += 1
  return count
}

const termsOf = ({ of, weights }: Extract<Node, { op: 'sum' }>): Map<Place, number> => {
  const terms = new Map<Place, number>()
  of.forEach((place, nth) => terms.set(place, (terms.get(place) ?? 0) + weights[nth]!))
  return terms
}

/** A place that a column of the population gives. */
const isWhole = (graph: Graph, place: Place): boolean => {
  const column = graph.columnAt(place)
  return column !== null && !('parts' in column)
}

const isKeptSum = (graph: Graph, place: Place): boolean => {
  const node = graph.nodeAt(place)
  return node.op === 'sum' && node.of.length >= FEW_PARTS && graph.isWhole(place)
}

/** The sums that scores are made of, under some places; what is known is not entered. */
const sumsUnder = (graph: Graph, roots: readonly Place[], known: ReadonlyMap<Place, unknown>): Set<Place> => {
  const sums = new Set<Place>()
  const seen = new Set<Place>()
  const open = [...roots]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place) || known.has(place)) continue
    seen.add(place)
    const node = graph.nodeAt(place)
    const operands = placesIn(node)
    if (node.op === 'grid') for (const one of operands) if (isKeptSum(graph, one)) sums.add(one)
    open.push(...operands)
  }
  return sums
}
