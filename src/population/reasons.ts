/**
 * Why merchants move between two reviews: of everyone who rises or falls one reason, so that counts by reason add up to the movers.
 *
 * A move lies between a program that grants the higher tier and one that refuses it: of a fall the draft refuses the tier that was left, of
 * a rise the published program refuses the tier that is reached. The reason is the first part of that tier's rule, in the order of the
 * program that refuses, which it finds not met:
 *
 * - `tier`: it has no such tier.
 * - `condition`: the part asks for anything but the score.
 * - `mark`: the part asks for a score, or a place by score, and its mark moved at least as far between the programs as the merchant did.
 * - `factor`: the merchant's score or place moved further than the mark. The factor whose contribution fell the most from the program that
 *   grants to the one that refuses: points * weight over the weights that count; in a sum, and where factors are combined otherwise,
 *   points alone. Of equal ones the first.
 * - `score`: no factor contributes less: others came past, a bound of the score moved, or its guard did.
 */
import type { FactorPlan, Id, LadderPlan, Name, Plan } from '../plan/plan.js'
import type { Text } from '../schema/text.js'
import { isKnown, type Column, type Population } from './columns.js'
import { PIECE, piecewise, rowsOf, type Rows } from './rows.js'
import { namesUnder } from '../plan/rules.js'
import { comparedIn, markIn, scoreIn, tierParts, type RuleName } from './rule-parts.js'
import { sharedTiers } from './shared-tiers.js'

/** `path`: of the part, in the program that refuses; of a factor in the draft, or where it has none, in the published program. */
export interface Reason {
  readonly kind: 'tier' | 'condition' | 'mark' | 'factor' | 'score'
  readonly move: 'rise' | 'fall'
  /** The higher tier of the move; null for a factor, which may decide several. */
  readonly tier: { readonly id: string; readonly name: Text } | null
  readonly rule: RuleName
  readonly path: readonly (string | number)[]
  /** What the part is about. */
  readonly names: readonly Name[]
  /** Marks or weights before and after, where they are the same for everybody. */
  readonly numbers: readonly [before: number | null, after: number | null]
  readonly factor: { readonly id: string; readonly name: Text } | null
}

/** `byRow`: the place of a merchant's reason among `all`, -1 for who stays. `counts`: by the same place. Most merchants first. */
export interface Reasons {
  readonly all: readonly Reason[]
  readonly counts: readonly number[]
  readonly byRow: Int16Array
}

/** A program as it stood at the review, and what it said of everybody. */
export interface Side {
  readonly plan: Plan
  readonly ladder: LadderPlan
  readonly earned: Int16Array
  readonly population: Population
}

/** Why everyone who moved did. Both sides are of the same merchants, in the same order. May rest after each piece of them. */
export function* reasonsOf(before: Side, after: Side, atMs: number): Generator<void, Reasons> {
  const shared = sharedTiers(before.ladder, after.ladder)
  const sides = {
    before: new Judge(before, shared.former, atMs),
    after: new Judge(after, shared.latter, atMs),
  }
  const found = new Map<string, { reason: Reason; count: number; nth: number }>()
  const byRow = new Int16Array(before.earned.length).fill(-1)
  const decide = (movers: Uint32Array): void => {
    const rows = rowsOf(movers)
    sides.before.read(rows)
    sides.after.read(rows)
    for (let nth = 0; nth < movers.length; nth++) {
      const row = movers[nth]!
      const isRise = sides.after.sharedAt(row) > sides.before.sharedAt(row)
      const [refuses, grants] = isRise ? [sides.before, sides.after] : [sides.after, sides.before]
      const key = `${isRise ? 'rise' : 'fall'} ${decided(refuses, grants, nth, grants.sharedAt(row))}`
      let entry = found.get(key)
      if (!entry) {
        const reason = reasonAt(key.slice(5), isRise, sides, shared.tiers)
        entry = { reason, count: 0, nth: found.size }
        found.set(key, entry)
      }
      entry.count += 1
      byRow[row] = entry.nth
    }
  }
  const movers = new Uint32Array(PIECE)
  let size = 0
  for (let row = 0; row < byRow.length; row++) {
    if (sides.before.sharedAt(row) === sides.after.sharedAt(row)) continue
    movers[size++] = row
    if (size < PIECE) continue
    decide(movers)
    size = 0
    yield
  }
  if (size > 0) decide(movers.subarray(0, size))
  return ordered(found, byRow)
}

/** Most merchants first, of equal ones in the order of their keys. */
const ordered = (
  found: ReadonlyMap<string, { reason: Reason; count: number; nth: number }>,
  byRow: Int16Array,
): Reasons => {
  const entries = [...found].sort(
    ([key, one], [other, another]) => another.count - one.count || (key < other ? -1 : 1),
  )
  const places: number[] = []
  entries.forEach(([, { nth }], place) => (places[nth] = place))
  for (let row = 0; row < byRow.length; row++) if (byRow[row]! >= 0) byRow[row] = places[byRow[row]!]!
  return {
    all: entries.map(([, { reason }]) => reason),
    counts: entries.map(([, { count }]) => count),
    byRow,
  }
}

/** The key of a reason: `tier 2`, `condition 2 keep 1`, `mark 2 enter 0`, `score 2 enter 0` by the tier's shared place, rule and part, or `factor sales`. */
const decided = (refuses: Judge, grants: Judge, nth: number, tier: number): string => {
  const place = refuses.ownPlace(tier)
  if (place < 0) return `tier ${tier}`
  const rule = refuses.ruleFor(nth, place)
  const parts = refuses.parts[place]![rule]
  const at = parts.findIndex((part) => refuses.value(part, nth) !== 1)
  const part = parts[at]!
  const where = `${tier} ${rule} ${at}`
  const compared = comparedIn(refuses.plan, part)
  const score = compared && scoreIn(refuses.plan, compared)
  if (!compared || score === null) return `condition ${where}`
  const own = grants.ownPlace(tier)
  const like = grants.scorePart(own, grants.ruleFor(nth, own), compared.is)
  if (like === null) return `mark ${where}`
  // how far each went from where the tier was granted to where it is refused
  const sign = compared.is === 'lte' || compared.is === 'lt' ? 1 : -1
  const further = sign * (refuses.value(compared.left, nth) - grants.value(like.left, nth))
  const stricter = sign * (grants.value(like.right, nth) - refuses.value(compared.right, nth))
  if (stricter > 0 && stricter >= further) return `mark ${where}`
  if (score !== refuses.plan.score?.value || grants.plan.score === null) return `score ${where}`
  const factor = factorOf(refuses, grants, nth)
  return factor === null ? `score ${where}` : `factor ${factor}`
}

/** The factor that contributes so much less where the tier is refused as no other does. */
const factorOf = (refuses: Judge, grants: Judge, nth: number): string | null => {
  let worst: string | null = null
  let most = 0
  for (const id of [...refuses.factors.keys(), ...grants.factors.keys()]) {
    const there = grants.contribution(id, nth)
    const here = refuses.contribution(id, nth)
    // one that is unknown where the tier is refused makes the score unknown
    const less = isKnown(there) && !isKnown(here) ? Infinity : there - here
    if (less > most) {
      most = less
      worst = id
    }
  }
  return worst
}

/** One side of a move: its parts and factors, and their values for the rows that were read last. */
class Judge {
  readonly plan: Plan
  readonly parts: ReturnType<typeof tierParts>
  readonly factors: ReadonlyMap<string, FactorPlan>
  private readonly ask: ReturnType<typeof piecewise>
  private readonly own: number[] = []
  private values = new Map<Id, Column>()
  private over: Column | null = null

  constructor(
    readonly side: Side,
    private readonly shared: readonly number[],
    atMs: number,
  ) {
    const { ladder, population } = side
    this.plan = side.plan
    this.parts = tierParts(this.plan, ladder)
    shared.forEach((to, place) => (this.own[to] = place))
    this.factors = new Map((this.plan.score?.group.factors ?? []).map((factor) => [factor.id, factor]))
    this.ask = piecewise(this.plan, population, atMs, this.roots(ladder))
  }

  private roots({ held }: LadderPlan): Id[] {
    const parts = this.parts.flatMap(({ enter, keep }) => [...enter, ...keep])
    const sides = parts.flatMap((part) => {
      const compared = comparedIn(this.plan, part)
      return compared ? [compared.left, compared.right] : []
    })
    const counted = [...this.factors.values()].flatMap(({ points, weight, present }) =>
      [points, weight, present].filter((id): id is Id => id !== null),
    )
    return [...new Set([held, ...parts, ...sides, ...counted])]
  }

  read(rows: Rows): void {
    this.values = this.ask(rows)
    this.over = this.plan.score?.group.combine === 'weightedSum' ? this.weightsOf(rows.size) : null
  }
  value(id: Id, nth: number): number {
    return this.values.get(id)![nth]!
  }
  sharedAt(row: number): number {
    const place = this.side.earned[row]!
    return place < 0 ? -1 : this.shared[place]!
  }
  /** The ladder's own place of a shared tier; -1 where it has none. */
  ownPlace(tier: number): number {
    return this.own[tier] ?? -1
  }
  ruleFor(nth: number, place: number): RuleName {
    const { enter, keep } = this.side.ladder.tiers[place]!
    return enter !== keep && this.value(this.side.ladder.held, nth) >= place ? 'keep' : 'enter'
  }
  /** What a rule asks of the score in the same way. */
  scorePart(place: number, rule: RuleName, is: string): ReturnType<typeof comparedIn> {
    for (const part of this.parts[place]![rule]) {
      const compared = comparedIn(this.plan, part)
      if (compared?.is === is && scoreIn(this.plan, compared) !== null) return compared
    }
    return null
  }
  /** What a factor adds to the score, as far as one factor can. */
  contribution(id: string, nth: number): number {
    const factor = this.factors.get(id)
    if (!factor || !this.isPresent(factor, nth)) return 0
    const points = this.value(factor.points, nth)
    return this.over === null || factor.weight === null
      ? points
      : (this.value(factor.weight, nth) * points) / this.over[nth]!
  }
  private isPresent({ present }: FactorPlan, nth: number): boolean {
    return present === null || this.value(present, nth) === 1
  }
  private weightsOf(size: number): Column {
    const over = new Float64Array(size)
    for (const factor of this.factors.values()) {
      const weights = this.values.get(factor.weight!)!
      for (let nth = 0; nth < size; nth++) if (this.isPresent(factor, nth)) over[nth]! += weights[nth]!
    }
    return over
  }

  /** The weight of a factor, where it is the same for everybody. */
  weightOf(id: string): number | null {
    const weight = this.factors.get(id)?.weight ?? null
    const node = weight === null ? null : this.plan.nodes[weight]!
    return node?.op === 'value' ? node.value : null
  }
  /** The mark that is like a part of another program's rule: on the same, compared in the same way. */
  markLike(tier: number, rule: RuleName, other: Plan, part: Id): number | null {
    const place = this.ownPlace(tier)
    if (place < 0) return null
    const about = aboutOf(other, part)
    const like = this.parts[place]![rule].find((one) => aboutOf(this.plan, one) === about)
    return like === undefined ? null : markIn(this.plan, like)
  }
}

const aboutOf = (plan: Plan, part: Id): string =>
  [comparedIn(plan, part)?.is ?? '', ...namesUnder(plan, part).map(({ id }) => id)].join(' ')

const reasonAt = (
  key: string,
  isRise: boolean,
  { before, after }: { before: Judge; after: Judge },
  tiers: readonly { id: string; name: Text }[],
): Reason => {
  const [kind, at, rule = 'enter', nth] = key.split(' ') as [Reason['kind'], string, RuleName?, string?]
  const move = isRise ? 'rise' : 'fall'
  const none = { names: [], numbers: [null, null] as const, factor: null }
  if (kind === 'factor') {
    const { name, path } = (after.factors.get(at) ?? before.factors.get(at))!
    const numbers = [before.weightOf(at), after.weightOf(at)] as const
    return { ...none, ...{ kind, move, rule, path, numbers }, tier: null, factor: { id: at, name } }
  }
  const place = Number(at)
  const tier = tiers[place]!
  if (nth === undefined) return { ...none, kind, move, tier, rule, path: [] }
  const [refuses, grants] = isRise ? [before, after] : [after, before]
  const part = refuses.parts[refuses.ownPlace(place)]![rule][Number(nth)]!
  const asked = markIn(refuses.plan, part)
  const other = grants.markLike(place, rule, refuses.plan, part)
  return {
    ...{ kind, move, tier, rule, path: refuses.plan.origin[part]! },
    names: namesUnder(refuses.plan, part),
    numbers: isRise ? [asked, other] : [other, asked],
    factor: null,
  }
}
