/**
 * The second evaluator: what the design says of a merchant at any instant, told once more, slowly and in exact fractions. It reads a
 * program's own JSON and a record, replays every moment from joining on and recomputes everything at each. It shares nothing with the
 * engines but the types of the documents.
 */
import type { Benefit, Condition, Ladder, Override, Program, Review, Task } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import * as days from './days.js'
import * as exact from './fraction.js'
import { merchantOf, type Log, type Merchant } from './merchant.js'
import * as points from './points.js'
import { mainReview, memoryKey, Now, type Held, type Scope, type Truth } from './values.js'

type Timed = Exclude<Review, { continuous: true }>
interface LadderState {
  tier: string | null
  untilMs: number | null
  pending: { tier: string | null; atMs: number; why: 'takesEffect' | 'grace' } | null
  changedMs: number | null
}
interface OverrideState {
  met: boolean
  sinceMs: number | null
  untilMs: number | null
  ended: boolean
  used: boolean
}
interface TaskState {
  done: boolean
  claimed: boolean
  periodMs: number | null
}
interface Grant {
  atMs: number
  untilMs: number | null
  used: boolean
}
/** A ladder as it is kept: once, or once for every value of its choice. */
interface Kept {
  key: string
  ladder: Ladder
  scope: Scope | null
}

/** What the evaluator says of one instant. Everything is a plain value, so that two answers can be compared. */
export interface Seen {
  at: string
  score: number | null
  factors: Record<string, number | null>
  tiers: Record<string, string | null> // by ladder key
  balances: Record<string, number>
  overrides: string[] // active
  benefits: string[] // open
}

/** What a program alone decides is found once. */
const ofProgram = <T>(make: (program: Program) => T): ((program: Program) => T) => {
  const known = new WeakMap<Program, { made: T }>()
  return (program) => {
    let found = known.get(program)
    if (!found) known.set(program, (found = { made: make(program) }))
    return found.made
  }
}

const keptOf = ofProgram((program): Kept[] =>
  program.ladders.flatMap((ladder): Kept[] => {
    const { id, scope } = ladder
    if (scope?.rollup !== 'none') return [{ key: id, ladder, scope: null }]
    const values = Object.keys(program.choices?.[scope.by] ?? {})
    return values.map((value) => ({ key: `${id}@${value}`, ladder, scope: { by: scope.by, value } }))
  }),
)

/** Every name that a condition mentions, segments read through. */
const namesIn = (program: Program, value: unknown, found = new Set<string>()): Set<string> => {
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    const segment = program.segments?.[name]
    const metric = program.metrics[name]
    if (segment) namesIn(program, segment, found)
    if (metric) namesIn(program, metric, found)
    if (name === 'score') namesIn(program, program.score, found)
  }
  if (typeof value === 'string') visit(value.split('.')[0]!)
  else if (Array.isArray(value)) value.forEach((one) => namesIn(program, one, found))
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) {
      visit(key)
      namesIn(program, one, found)
    }
  return found
}

/** Ladders in the order of one moment: first those that others name. */
const inOrder = ofProgram((program): Kept[] => {
  const open = [...keptOf(program)]
  const named = new Map(
    program.ladders.map(({ id, keep, tiers }) => [
      id,
      namesIn(program, [keep, ...tiers.map(({ enter, keep: own }) => [enter, own])]),
    ]),
  )
  const ordered: Kept[] = []
  while (open.length > 0) {
    const isFree = ({ ladder }: Kept): boolean =>
      !open.some((other) => other.ladder.id !== ladder.id && named.get(ladder.id)!.has(other.ladder.id))
    ordered.push(...open.splice(Math.max(0, open.findIndex(isFree)), 1))
  }
  return ordered
})

/** Every condition that is asked of past reviews, with the review and the scope it is asked in. */
interface Watch {
  key: string
  condition: Condition
  review: string
  scope: Scope | null
}
const watchesOf = ofProgram((program): Watch[] => {
  const watches = new Map<string, Watch>()
  const add = (condition: Condition, review: string, scope: Scope | null): void => {
    const key = memoryKey(condition, review, scope)
    watches.set(key, { key, condition, review, scope })
  }
  const walk = (value: unknown, scopes: (Scope | null)[]): void => {
    if (typeof value !== 'object' || value === null) return
    const one = value as Record<string, unknown>
    const asked = (one['persist'] ?? one['streak'] ?? one['held']) as Condition | undefined
    if (typeof asked === 'object' && asked !== null && ('at' in one || 'times' in one))
      for (const scope of scopes) add(asked, (one['at'] as string | undefined) ?? mainReview(program)!, scope)
    for (const part of Object.values(value)) walk(part, scopes)
  }
  const { ladders, segments, score, metrics, ...rest } = program
  walk(rest, [null])
  const scopes = ladders.flatMap((ladder) => {
    const own = scopesOf(program, ladder)
    walk([ladder.keep, ladder.tiers], own)
    return own
  })
  walk([segments, score, metrics], [null, ...scopes])
  return [...watches.values()]
})
/** The values that a ladder's conditions are asked for. */
const scopesOf = (program: Program, { scope }: Ladder): (Scope | null)[] => {
  if (!scope) return [null]
  if (scope.of === 'score' && scope.rollup !== 'none')
    return [{ by: scope.by, value: '', most: scope.rollup === 'min' ? 'min' : 'max' }]
  return Object.keys(program.choices?.[scope.by] ?? {}).map((value) => ({ by: scope.by, value }))
}

/** Whether something between reviews may change with the days, by the words that its conditions name, and those these name in turn. */
const turnsByTime = ofProgram((program): boolean => {
  const { tasks = [], overrides = [], benefits = [], metrics, windows, score, segments } = program
  const named: Record<string, unknown> = { ...segments, ...windows, ...metrics, score }
  const words = new Set<string>()
  const open: unknown[] = [
    tasks.map(({ done, audience }) => [done, audience]),
    overrides.map((one) => ['starts' in one && one.starts, one.ends]),
    benefits.filter(({ given, choose }) => given || choose).map(({ requires }) => requires),
  ]
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const word of JSON.stringify(one).match(/\w+/g) ?? [])
      if (!words.has(word)) {
        words.add(word)
        open.push(named[word] ?? '')
      }
  return ['elapsed', 'rolling', 'current', 'past', 'anniversary', 'dates'].some((word) => words.has(word))
})

export class Replay {
  private readonly programs: readonly Program[]
  private readonly merchant: Merchant
  private program: Program
  private atMs: number
  private upto = 0
  private readonly ladders = new Map<string, LadderState>()
  private readonly overrides = new Map<string, OverrideState>()
  private readonly accounts = new Map<string, points.Balance>()
  private readonly tasks = new Map<string, TaskState>()
  private readonly grants = new Map<string, Grant[]>()
  private readonly memory = new Map<string, Truth[]>()
  /** While a review asks its conditions: asks the one of a key before another reads it. */
  private remember: ((key: string) => void) | null = null
  private readonly zone: string
  private readonly inForceMs: number[]

  /** `programs` are all versions; `firstMs` and `lastMs` are the first and last instants that will be asked. */
  constructor(programs: readonly Program[], record: MerchantRecord, firstMs: number, lastMs: number) {
    const dated = programs
      .map((program) => ({ program, ms: days.instantOf(program.inForce, program.zone) }))
      .sort((a, b) => a.ms - b.ms)
    this.programs = dated.map(({ program }) => program)
    this.inForceMs = dated.map(({ ms }) => ms)
    this.program = this.programs[0]!
    this.zone = this.programs[this.programs.length - 1]!.zone
    this.merchant = merchantOf(this.programs, record, lastMs)
    this.atMs = Math.min(this.merchant.beginMs - 1, firstMs)
    this.upto = this.arrivedBy(this.atMs)
  }

  private programAt(atMs: number): Program | null {
    return this.programs.filter((_, place) => this.inForceMs[place]! <= atMs).pop() ?? null
  }

  // ---- reading

  private tierOf(key: string): LadderState {
    let state = this.ladders.get(key)
    if (!state) {
      state = { tier: null, untilMs: null, pending: null, changedMs: null }
      this.ladders.set(key, state)
    }
    return state
  }
  private computed(key: string): number {
    const ladder = this.program.ladders.find(({ id }) => id === key.split('@')[0])!
    const { tier } = this.tierOf(key)
    return tier === null ? -1 : ladder.tiers.findIndex(({ id }) => id === tier)
  }
  private effective(key: string): number {
    const id = key.split('@')[0]!
    const ladder = this.program.ladders.find((one) => one.id === id)!
    const placeOf = (tier: string): number => ladder.tiers.findIndex((one) => one.id === tier)
    let place = this.computed(key)
    const active = (this.program.overrides ?? []).filter((one) => this.isActive(one.id))
    for (const one of active)
      if (one.kind === 'grant' && one.floor?.[id]) place = Math.max(place, placeOf(one.floor[id]))
    for (const one of active)
      if (one.kind === 'sanction' && one.cap?.[id]) place = Math.min(place, placeOf(one.cap[id]))
    return place
  }
  private isActive(id: string): boolean {
    const one = this.overrides.get(id)
    return one !== undefined && one.sinceMs !== null && !one.ended
  }
  private readonly held: Held = {
    tier: (key) => this.effective(key),
    active: (id) => this.isActive(id),
    balance: (id) => points.balanceOf(this.accounts.get(id)),
    memory: (key) => {
      this.remember?.(key)
      return this.memory.get(key) ?? []
    },
    changedMs: (id) => this.tierOf(id).changedMs,
  }
  private now(): Now {
    const { program, merchant, atMs, upto } = this
    return new Now(program, merchant, this.held, { atMs, countMs: atMs, upto, inclusive: true })
  }
  private atReview(countMs: number): Now {
    const { program, merchant, atMs } = this
    const upto = Math.min(this.upto, merchant.facts.filter(({ seenMs }) => seenMs < atMs).length)
    return new Now(program, merchant, this.held, { atMs, countMs, upto, inclusive: false })
  }
  /** What is read so, whatever is posted meanwhile: all rules of one event read the same balances. */
  private asItStands(now: Now): Now {
    const balances = new Map([...this.accounts].map(([id, one]) => [id, points.balanceOf(one)]))
    const held: Held = { ...this.held, balance: (id) => balances.get(id) ?? points.balanceOf(undefined) }
    return new Now(now.program, now.merchant, held, now.moment)
  }
  private around(): points.Around {
    const { program, merchant, zone, accounts, atMs, upto } = this
    return { program, merchant, zone, accounts, atMs, upto }
  }

  /** What holds at an instant. Instants may only grow. */
  seen(atMs: number): Seen {
    this.to(atMs)
    const now = this.now()
    const number = (x: exact.Fraction | null): number | null => (x === null ? null : exact.numberOf(x))
    const { score, accounts = [], overrides = [], benefits = [] } = this.program
    const factors: Seen['factors'] = {}
    const tiers: Seen['tiers'] = {}
    const balances: Seen['balances'] = {}
    for (const factor of score?.factors ?? []) factors[factor.id] = number(now.factor(factor, null).points)
    for (const { key, ladder } of keptOf(this.program))
      tiers[key] = ladder.tiers[this.effective(key)]?.id ?? null
    for (const { id } of accounts) balances[id] = Number(points.balanceOf(this.accounts.get(id)))
    return {
      at: days.textOf(this.atMs),
      score: number(now.score(null)),
      factors,
      tiers,
      balances,
      overrides: overrides.filter(({ id }) => this.isActive(id)).map(({ id }) => id),
      benefits: benefits.filter((one) => this.isOpen(one, now)).map(({ id }) => id),
    }
  }

  // ---- moments

  private reviews(): { id: string; review: Timed; zone: string }[] {
    return Object.entries(this.program.reviews).flatMap(([id, review]) =>
      'continuous' in review ? [] : [{ id, review, zone: review.zone ?? this.program.zone }],
    )
  }
  private movesAtOnce(when: string): boolean {
    const review = this.program.reviews[when]
    return when === 'atOnce' || (review !== undefined && 'continuous' in review)
  }

  /** The next instant at which something can happen. */
  private next(): number {
    const afterMs = this.atMs
    const { merchant } = this
    const dates: (number | null | undefined)[] = [
      merchant.beginMs,
      merchant.facts[this.upto]?.seenMs,
      ...merchant.changesMs,
      ...merchant.peersMs,
      ...this.inForceMs,
    ]
    if (this.programAt(afterMs) !== null) {
      const now = this.now()
      for (const { review, zone } of this.reviews())
        dates.push(days.reviewAfter(review, zone, afterMs, now.anchor(review.since)))
      dates.push(...points.lapses(this.around()))
      for (const { untilMs, ended } of this.overrides.values()) if (!ended) dates.push(untilMs)
      for (const { pending, untilMs } of this.ladders.values()) dates.push(pending?.atMs, untilMs)
      const { ladders, benefits = [], tasks = [] } = this.program
      if (
        turnsByTime(this.program) ||
        ladders.some(({ transition: { promote, demote } }) =>
          [promote, demote].some((one) => this.movesAtOnce(one)),
        )
      )
        dates.push(days.periodEnd(this.program.zone, afterMs, 'day'))
      for (const { given } of benefits)
        if (given && 'each' in given && given.each !== 'once')
          dates.push(days.periodEnd(this.program.zone, afterMs, given.each))
      for (const { each } of tasks) if (each) dates.push(days.periodEnd(this.program.zone, afterMs, each))
    }
    return dates.reduce<number>(
      (first, ms) => (ms !== null && ms !== undefined && ms > afterMs && ms < first ? ms : first),
      Infinity,
    )
  }

  /** Replays every moment up to an instant, and stands there. */
  private to(untilMs: number): void {
    for (let ms = this.next(); ms <= untilMs; ms = this.next()) {
      this.atMs = ms
      this.moment()
    }
    this.atMs = Math.max(this.atMs, untilMs)
    this.program = this.programAt(this.atMs) ?? this.programs[0]!
  }

  private arrivedBy(ms: number): number {
    return this.merchant.facts.filter(({ seenMs }) => seenMs <= ms).length
  }

  /** One moment: ends and resets, then reviews, then overrides, then facts. */
  private moment(): void {
    const { atMs, merchant } = this
    const program = this.programAt(atMs)
    const beginMs = Math.max(merchant.beginMs, this.inForceMs[0]!)
    if (program === null || atMs < beginMs) {
      this.upto = this.arrivedBy(atMs)
      return
    }
    this.program = program
    if (atMs === beginMs || this.inForceMs.includes(atMs)) this.begin(atMs === beginMs)
    const due = this.due()
    points.lapse(this.around())
    for (const one of this.overrides.values())
      if (!one.ended && one.untilMs !== null && one.untilMs <= atMs) one.ended = true
    this.settle()
    this.reviewAll(due)
    this.between()
    this.thenDecide(() => this.finishTasks())
    this.giveBenefits()
    for (let log = merchant.facts[this.upto]; log && log.seenMs <= atMs; log = merchant.facts[this.upto])
      this.learn(log, beginMs)
  }

  private begin(isFirst: boolean): void {
    for (const { key, ladder } of keptOf(this.program)) {
      const state = this.tierOf(key)
      if (state.tier === null && ladder.tiers[0]!.enter === undefined) state.tier = ladder.tiers[0]!.id
    }
    points.begins(this.around(), isFirst ? null : this.programAt(this.atMs - 1))
  }

  // ---- ladders

  /** Whether a tier's rule of entering, or of keeping, holds. */
  private rule(kept: Kept, place: number, now: Now, held: number): boolean {
    const { ladder } = kept
    const ruleOf = (nth: number): Condition | undefined => {
      const tier = ladder.tiers[nth]!
      if (nth > held) return tier.enter
      // what everybody may enter nobody loses, unless its own rule says so
      return tier.keep ?? (tier.enter && ladder.keep) ?? tier.enter
    }
    const holds = (nth: number, scope: Scope | null): boolean => {
      const rule = ruleOf(nth)
      return rule === undefined || now.condition(rule, scope) === true
    }
    const { scope } = ladder
    if (!scope || scope.rollup === 'none') return holds(place, kept.scope)
    const scopes = scopesOf(this.program, ladder)
    if (scope.of === 'score') return holds(place, scopes[0]!)
    if (scope.rollup !== 'min') return scopes.some((one) => holds(place, one))
    return scopes.every((one) => ladder.tiers.some((_, nth) => nth >= place && holds(nth, one)))
  }
  private earned(kept: Kept, now: Now): number {
    const held = this.computed(kept.key)
    for (let place = kept.ladder.tiers.length - 1; place >= 0; place--)
      if (this.rule(kept, place, now, held)) return place
    return -1
  }

  /** Decides one ladder. Says the place decided, which may take effect later; null where a sanction froze it. */
  private decide(
    kept: Kept,
    make: () => Now,
    can: { rise: boolean; fall: boolean },
    review: Timed | null,
  ): number | null {
    const { key, ladder } = kept
    const state = this.tierOf(key)
    const { transition } = ladder
    const held = this.computed(key)
    const earned = this.earned(kept, make())
    if (earned >= held && state.pending?.why === 'grace') state.pending = null
    if (this.isFrozen(ladder)) return null
    if (earned > held) return can.rise ? this.climb(kept, make, earned, review) : held
    if (earned === held || !can.fall) return held
    if (state.untilMs !== null && this.atMs < state.untilMs) return held
    if (transition.grace && state.pending && this.isFall(kept)) return held
    if (this.protects(ladder)) return held
    const to = Math.max(earned, transition.maxStepsDown === undefined ? -1 : held - transition.maxStepsDown)
    if (!transition.grace) return this.arrive(kept, to, review)
    state.pending = {
      tier: ladder.tiers[to]?.id ?? null,
      atMs: days.termEnd(this.zone, this.atMs, transition.grace),
      why: 'grace',
    }
    return held
  }
  /** Whether what is pending is a fall: its grace runs, or has run out and it is about to take effect. */
  private isFall({ key, ladder }: Kept): boolean {
    const { tier } = this.tierOf(key).pending!
    return ladder.tiers.findIndex(({ id }) => id === tier) < this.computed(key)
  }

  /** A rise: at once as far as it goes, or one tier after the other, each met with what the steps before it have left. */
  private climb(kept: Kept, make: () => Now, earned: number, review: Timed | null): number {
    const { transition } = kept.ladder
    const held = this.computed(kept.key)
    const most = Math.min(earned, held + (transition.maxStepsUp ?? kept.ladder.tiers.length))
    if (transition.climb !== 'oneByOne') return this.arrive(kept, most, review)
    // Each step is taken, asked from, and all are taken back: then the rise is decided as a whole.
    const state = this.tierOf(kept.key)
    const before = { tier: state.tier, accounts: copied(this.accounts) }
    let to = held
    while (
      to < most &&
      (kept.ladder.tiers[to + 1]!.enter === undefined || this.enters(kept, to + 1, make()))
    ) {
      to += 1
      this.takeStep(kept, to)
      state.tier = kept.ladder.tiers[to]!.id
    }
    state.tier = before.tier
    this.accounts.clear()
    for (const [id, account] of before.accounts) this.accounts.set(id, account)
    return to > held ? this.arrive(kept, to, review) : held
  }
  private enters(kept: Kept, place: number, now: Now): boolean {
    return this.rule(kept, place, now, place - 1)
  }
  private takeStep({ key, ladder }: Kept, place: number): void {
    for (const [account, amount] of Object.entries(ladder.transition.takes ?? {}))
      points.spend(this.around(), account, BigInt(amount), `${key}/${this.atMs}/${place}`)
  }

  private arrive(kept: Kept, to: number, review: Timed | null): number {
    const state = this.tierOf(kept.key)
    const tier = kept.ladder.tiers[to]?.id ?? null
    if (!review?.takesEffect) this.move(kept, to)
    else if (!state.pending || state.pending.tier !== tier)
      state.pending = {
        tier,
        atMs: days.spanAfter(this.zone, this.atMs, review.takesEffect),
        why: 'takesEffect',
      }
    return to
  }
  private move(kept: Kept, to: number): void {
    const { key, ladder } = kept
    const state = this.tierOf(key)
    const from = this.computed(key)
    if (from === to) return
    const { hold } = ladder.transition
    state.tier = ladder.tiers[to]?.id ?? null
    state.changedMs = this.atMs
    state.untilMs = to > from && hold ? days.termEnd(this.zone, this.atMs, hold) : null
    state.pending = null
    for (let place = from + 1; place <= to; place++) this.takeStep(kept, place)
    if (this.postsAt(ladder) === null) this.post(ladder, to, this.now())
  }

  private settle(): void {
    for (const kept of keptOf(this.program)) {
      const state = this.tierOf(kept.key)
      const { pending } = state
      if (!pending || pending.atMs > this.atMs) continue
      state.pending = null
      const decided = kept.ladder.tiers.findIndex(({ id }) => id === pending.tier)
      if (decided < 0 && pending.tier !== null) continue
      if (pending.why === 'takesEffect') {
        this.move(kept, decided)
        continue
      }
      const held = this.computed(kept.key)
      const { maxStepsDown } = kept.ladder.transition
      const earned = this.earned(kept, this.atReview(this.atMs))
      const to = Math.max(decided, earned, maxStepsDown === undefined ? -1 : held - maxStepsDown)
      const demote = this.program.reviews[kept.ladder.transition.demote]
      const review = demote && !('continuous' in demote) ? demote : null
      if (to < held) this.arrive(kept, to, review)
    }
  }
  private isFrozen({ id }: Ladder): boolean {
    return (this.program.overrides ?? []).some(
      (one) => one.kind === 'sanction' && one.freeze?.includes(id) && this.isActive(one.id),
    )
  }
  private protects({ id }: Ladder): boolean {
    for (const one of this.program.overrides ?? []) {
      if (one.kind !== 'protect' || !this.isActive(one.id) || (one.ladders && !one.ladders.includes(id)))
        continue
      const state = this.overrides.get(one.id)!
      if (state.used) continue
      state.used = true
      state.ended = true
      return true
    }
    return false
  }

  // ---- reviews

  /** The reviews that fall on this instant, as things stood just before it. */
  private due(): { id: string; review: Timed; zone: string }[] {
    if (this.atMs === this.merchant.beginMs) return []
    const before = this.atReview(this.atMs)
    return this.reviews()
      .filter(({ review, zone }) => days.isReviewAt(review, zone, this.atMs, before.anchor(review.since)))
      .sort((a, b) => (a.id < b.id ? -1 : 1)) // reviews stand under keys, whose order has no meaning
  }
  private reviewAll(due: ReturnType<Replay['due']>): void {
    for (const { id } of due) points.resets(this.around(), id)
    for (const { id, review, zone } of due) this.review(id, review, zone)
  }

  private review(id: string, review: Timed, zone: string): void {
    const countMs = review.cutOff ? days.spanAfter(zone, this.atMs, review.cutOff, -1) : this.atMs
    const make = (): Now => this.atReview(countMs)
    this.watch(id, make)
    points.earnAtReview(this.around(), this.asItStands(make()), id, false)
    const posting: { ladder: Ladder; place: number }[] = []
    for (const kept of inOrder(this.program)) {
      const { promote, demote } = kept.ladder.transition
      if (promote !== id && demote !== id) continue
      const place = this.decide(kept, make, { rise: promote === id, fall: demote === id }, review)
      if (place !== null && this.postsAt(kept.ladder) === id) posting.push({ ladder: kept.ladder, place })
    }
    for (const { ladder, place } of posting) this.post(ladder, place, make())
    points.earnAtReview(this.around(), this.asItStands(make()), id, true)
    for (const benefit of this.program.benefits ?? [])
      if (benefit.given && 'at' in benefit.given && benefit.given.at === id && this.requires(benefit, make()))
        this.grant(benefit)
  }

  /** Asks what past reviews are asked about, so that this one counts: first what others of them read. */
  private watch(id: string, make: () => Now): void {
    const open = new Map(
      watchesOf(this.program).flatMap((one): [string, Watch][] =>
        one.review === id ? [[one.key, one]] : [],
      ),
    )
    this.remember = (key) => {
      const watch = open.get(key)
      if (!watch || !open.delete(key)) return
      const answer = make().condition(watch.condition, watch.scope)
      this.memory.set(key, [...(this.memory.get(key) ?? []), answer])
    }
    for (const key of [...open.keys()]) this.remember(key)
    this.remember = null
  }

  /** The review at which a ladder posts: that of its falls, else of its rises; null for one that moves at once. */
  private postsAt({ transition: { promote, demote } }: Ladder): string | null {
    const isDated = (id: string): boolean => {
      const review = this.program.reviews[id]
      return review !== undefined && !('continuous' in review)
    }
    return [demote, promote].find(isDated) ?? null
  }
  /** What a decision carries over, above the mark of the tier decided, and what begins anew. */
  private post(ladder: Ladder, place: number, now: Now): void {
    const { carry = [], reset = [] } = ladder.transition
    for (const id of carry) {
      const enter = ladder.tiers[place]?.enter
      points.carry(this.around(), id, enter ? markIn(now, enter, id) : null)
    }
    for (const id of reset) points.restart(this.around(), id)
  }

  // ---- between reviews

  private between(): void {
    this.turn()
    this.decideAtOnce()
  }
  /** What is posted may lift or lower a ladder that moves at once. */
  private thenDecide(posts: () => void): void {
    const balances = JSON.stringify([...this.accounts], plainly)
    posts()
    if (JSON.stringify([...this.accounts], plainly) !== balances) this.decideAtOnce()
  }

  private decideAtOnce(): void {
    for (const kept of inOrder(this.program)) {
      const { promote, demote } = kept.ladder.transition
      const can = { rise: this.movesAtOnce(promote), fall: this.movesAtOnce(demote) }
      if (!can.rise && !can.fall) continue
      this.decide(kept, () => this.now(), can, null)
    }
  }

  private overrideOf(id: string): OverrideState {
    let state = this.overrides.get(id)
    if (!state) {
      state = { met: false, sinceMs: null, untilMs: null, ended: false, used: false }
      this.overrides.set(id, state)
    }
    return state
  }
  private startOverride(rule: Override): void {
    const state = this.overrideOf(rule.id)
    const { lasts } = rule
    const fromNow = lasts ? days.termEnd(this.zone, this.atMs, lasts) : null
    if (!this.isActive(rule.id)) Object.assign(state, { sinceMs: this.atMs, untilMs: fromNow })
    else if (lasts && state.untilMs !== null && fromNow !== null) {
      // A paid span runs on from its end; whatever else starts again lasts the longer of both terms.
      const isRenewal = rule.kind === 'grant' && 'on' in rule && !('endOf' in lasts)
      state.untilMs = isRenewal
        ? days.termEnd(this.zone, state.untilMs, lasts)
        : Math.max(state.untilMs, fromNow)
    }
    state.ended = false
    state.used = false
  }
  private turn(): void {
    for (const rule of this.program.overrides ?? []) {
      const state = this.overrideOf(rule.id)
      if ('starts' in rule) {
        const met = this.now().condition(rule.starts, null) === true
        if (met && !state.met) this.startOverride(rule)
        state.met = met
      }
      if (rule.ends && this.isActive(rule.id) && this.now().condition(rule.ends, null) === true)
        state.ended = true
    }
  }

  private taskOf({ id, each }: Task): TaskState {
    const periodMs = each ? days.periodStart(this.zone, this.atMs, each) : null
    let state = this.tasks.get(id)
    if (!state || state.periodMs !== periodMs)
      this.tasks.set(id, (state = { done: false, claimed: false, periodMs }))
    return state
  }
  private deadline({ deadline, each }: Task): number | null {
    if (!deadline) return each ? days.periodEnd(this.zone, this.atMs, each) : null
    if ('endOf' in deadline) return days.termEnd(this.zone, this.atMs, deadline)
    return days.termEnd(
      this.zone,
      each ? days.periodStart(this.zone, this.atMs, each) : this.merchant.joinedMs,
      deadline,
    )
  }
  /** What one task pays is no other's condition within the moment. */
  private finishTasks(): void {
    const now = this.now()
    const done = (this.program.tasks ?? []).filter((task) => {
      const deadlineMs = this.deadline(task)
      const isOver = deadlineMs !== null && deadlineMs <= this.atMs
      if (this.taskOf(task).done || isOver || now.condition(task.done, null) !== true) return false
      return !task.audience || now.condition(task.audience, null) === true
    })
    for (const task of done) {
      this.taskOf(task).done = true
      if (task.given !== 'claimed') this.reward(task)
    }
  }
  private reward(task: Task): void {
    for (const [account, amount] of Object.entries(task.reward ?? {}))
      points.reward(this.around(), account, amount, `${task.id}/${this.atMs}`)
  }

  // ---- benefits

  private requires(benefit: Benefit, now: Now): boolean {
    const opens = (this.program.overrides ?? []).some(
      (one) => one.kind === 'grant' && one.open?.includes(benefit.id) && this.isActive(one.id),
    )
    return opens || now.condition(benefit.requires, null) === true
  }
  private isOpen(benefit: Benefit, now: Now): boolean {
    if (!benefit.given) return this.requires(benefit, now)
    return this.usable(benefit).length > 0
  }
  /** The grants that can still be used, the soonest to lapse first. */
  private usable({ id }: Benefit): Grant[] {
    const end = ({ untilMs }: Grant): number => untilMs ?? Infinity
    return (this.grants.get(id) ?? [])
      .filter((one) => !one.used && end(one) > this.atMs)
      .sort((a, b) => (end(a) === end(b) ? a.atMs - b.atMs : end(a) - end(b)))
  }
  private grant(benefit: Benefit): void {
    const untilMs = benefit.lasts ? days.termEnd(this.zone, this.atMs, benefit.lasts) : null
    this.grants.set(benefit.id, [
      ...(this.grants.get(benefit.id) ?? []),
      { atMs: this.atMs, untilMs, used: false },
    ])
  }
  /** Given once a period, or ever: at the first moment of it at which the benefit is open. */
  private giveBenefits(): void {
    for (const benefit of this.program.benefits ?? []) {
      if (!benefit.given || !('each' in benefit.given)) continue
      const { each } = benefit.given
      const fromMs = each === 'once' ? -Infinity : days.periodStart(this.zone, this.atMs, each)
      if ((this.grants.get(benefit.id) ?? []).some(({ atMs }) => atMs >= fromMs)) continue
      if (this.requires(benefit, this.now())) this.grant(benefit)
    }
  }

  // ---- facts

  /** One fact: it earns by the standing just before it and by the version of its own date; then all it may change is asked. */
  private learn(log: Log, beginMs: number): void {
    const inForce = this.program
    const own = this.programAt(log.atMs) ?? inForce
    this.program = own
    const before = this.asItStands(this.now())
    this.upto = log.order + 1
    this.command(log)
    if (Object.values(own.events).some(({ undoneBy }) => undoneBy === log.type))
      points.undo(this.around(), log)
    if (log.atMs >= beginMs) points.earnByFact(this.around(), before, log, false)
    this.program = inForce
    for (const rule of inForce.overrides ?? []) {
      if (!('on' in rule) || rule.on !== log.type) continue
      if (!rule.where || this.now().fits(rule.where, log, log.type, null) === true) this.startOverride(rule)
    }
    this.between()
    this.thenDecide(() => {
      this.program = own
      points.earnByFact(this.around(), this.asItStands(this.now()), log, true)
      this.program = inForce
    })
    this.thenDecide(() => this.finishTasks())
    this.giveBenefits()
  }

  private command(log: Log): void {
    const { tasks = [], benefits = [] } = this.program
    const task = tasks.find(({ id }) => id === log.fact['task'])
    const benefit = benefits.find(({ id }) => id === log.fact['benefit'])
    if (task && log.type === 'tk.claimTask') {
      const state = this.taskOf(task)
      if (state.done && !state.claimed && task.given === 'claimed') {
        state.claimed = true
        this.reward(task)
      }
    }
    if (benefit && log.type === 'tk.useBenefit') {
      const [first] = benefit.given ? this.usable(benefit) : []
      if (first) first.used = true
      const now = this.now()
      for (const [account, amount] of Object.entries(benefit.takes ?? {}))
        points.spend(
          this.around(),
          account,
          exact.floor(now.chosenNumber(amount, null) ?? exact.zero),
          log.id,
        )
    }
  }
}

const plainly = (_: string, value: unknown): unknown =>
  typeof value === 'bigint'
    ? String(value)
    : value instanceof Map
      ? [...(value as Map<unknown, unknown>)]
      : value
const copied = (accounts: Map<string, points.Balance>): Map<string, points.Balance> =>
  new Map([...accounts].map(([id, one]) => [id, points.copyOf(one)]))

/** The number that a tier's entry asks of an account. */
const markIn = (now: Now, condition: Condition, account: string): bigint | null => {
  if ('all' in condition && Array.isArray(condition.all)) {
    for (const part of condition.all as Condition[]) {
      const mark = markIn(now, part, account)
      if (mark !== null) return mark
    }
    return null
  }
  const test = (condition as Record<string, unknown>)[account]
  if (typeof test !== 'object' || test === null) return null
  const { gte, gt } = test as { gte?: unknown; gt?: unknown }
  const mark = gte ?? gt
  const x = mark === undefined ? null : now.chosenNumber(mark as number, null)
  return x === null ? null : exact.floor(x)
}

/** What holds of a merchant at each of several instants, which must not fall. */
export const seenAt = (
  programs: readonly Program[],
  record: MerchantRecord,
  instants: readonly number[],
): Seen[] => {
  // Values alone, with no date of their own, stand wherever they are asked.
  if (record.facts === undefined && record.asOf === undefined)
    return instants.map((ms) => new Replay(programs, record, ms, ms).seen(ms))
  const replay = new Replay(programs, record, instants[0]!, instants[instants.length - 1]!)
  return instants.map((ms) => replay.seen(ms))
}
