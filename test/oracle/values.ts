/**
 * What holds of a merchant at one moment, read from the program's own JSON: metrics, conditions, variants, factors and the score, each
 * computed anew whenever it is asked, in exact fractions. It knows no plan, no node and no engine.
 */
import type {
  Condition,
  Factor,
  Field,
  Group,
  Guard,
  Metric,
  Program,
  Relative,
  Scale,
  Test,
  Value,
  Window,
} from '../../src/schema/program.js'
import * as days from './days.js'
import * as exact from './fraction.js'
import type { Fraction } from './fraction.js'
import type { Log, Merchant } from './merchant.js'

/** A number that is known, or null; `exempt` where a ratio says that it does not count. */
export interface Answer {
  x: Fraction | null
  exempt?: boolean
}
const nothing: Answer = { x: null }
export type Truth = boolean | null
export interface Scope {
  by: string
  value: string
  most?: 'max' | 'min' // `score` means the best or worst of all values' scores
}

/** What the fold holds, as far as a value may read it. */
export interface Held {
  tier: (ladder: string) => number // after overrides, -1 is none
  active: (override: string) => boolean
  balance: (account: string) => bigint
  memory: (key: string) => readonly Truth[]
  changedMs: (ladder: string) => number | null // when the tier on a ladder changed last
}
/** `upto`: facts before this place have arrived. `inclusive`: what happens at the very instant counts, as it does not for a review. */
export interface Moment {
  atMs: number
  countMs: number
  upto: number
  inclusive: boolean
}

/** The key under which a condition's past answers are remembered. */
export const memoryKey = (condition: Condition, review: string, scope: Scope | null): string =>
  JSON.stringify([review, scope ? [scope.by, scope.value, scope.most ?? ''] : null, condition])
/** The review that `persist` means where it names none. */
export const mainReview = ({ ladders }: Program): string | null => {
  const main = ladders.find((one) => one.main) ?? ladders.find((one) => !one.badge)
  const named = [main?.transition.demote, main?.transition.promote]
  return named.find((one) => one !== undefined && one !== 'atOnce' && one !== 'never') ?? null
}

const typeOf = (field: Field | undefined): string => (typeof field === 'object' ? field.type : (field ?? ''))
const has = (object: object | undefined, key: string): boolean =>
  object !== undefined && Object.prototype.hasOwnProperty.call(object, key)
const takes = ['count', 'days', 'sum', 'avg', 'min', 'max', 'latest', 'distinct'] as const
type Counted = Extract<Metric, { window: Value<string> }>
const comparisons = ['gte', 'gt', 'lte', 'lt', 'eq'] as const
type Comparison = (typeof comparisons)[number]
const means = (is: Comparison, order: number): boolean =>
  is === 'gte'
    ? order >= 0
    : is === 'gt'
      ? order > 0
      : is === 'lte'
        ? order <= 0
        : is === 'lt'
          ? order < 0
          : order === 0

/** `n` of several must hold; what is unknown may still turn out either way. */
const atLeast = (n: number, truths: readonly Truth[]): Truth => {
  const met = truths.filter((one) => one === true).length
  const open = truths.filter((one) => one === null).length
  return met >= n ? true : met + open < n ? false : null
}
const every = (truths: readonly Truth[]): Truth => atLeast(truths.length, truths)
const no = (truth: Truth): Truth => (truth === null ? null : !truth)

export class Now {
  private readonly asked = new Map<string, unknown>()

  constructor(
    readonly program: Program,
    readonly merchant: Merchant,
    readonly held: Held,
    readonly moment: Moment,
  ) {}

  /** Nothing changes within one moment's reading, so an answer is kept until the state moves. */
  private once<T>(key: string, make: () => T): T {
    if (!this.asked.has(key)) this.asked.set(key, make())
    return this.asked.get(key) as T
  }

  // ---- names

  /** The number that a name stands for. */
  number(id: string, asked: Scope | null): Answer {
    const { program } = this
    if (id === 'score') return { x: this.scoreFor(asked) }
    const scope = asked?.most ? null : asked // beside the best or worst score, all else is the whole
    if (has(program.metrics, id)) {
      const key = scope && this.isScoped(id, scope) ? `${id}@${scope.value}` : id
      return this.once(`metric ${key}`, () => this.metric(id, key === id ? null : scope))
    }
    if (has(program.fields, id)) return { x: this.field(id) }
    if (program.accounts?.some((one) => one.id === id)) return { x: exact.whole(this.held.balance(id)) }
    return nothing
  }

  /** A value of the dictionary as a number: a choice's place, a flag's 1 or 0, a date's instant. */
  private coded(type: string, value: unknown): Fraction | null {
    if (typeof value === 'number') return exact.fractionOf(value)
    if (typeof value === 'boolean') return value ? exact.one : exact.zero
    if (typeof value !== 'string') return null
    const choice = this.program.choices?.[type]
    if (choice) {
      const place = Object.keys(choice).indexOf(value)
      return place < 0 ? null : exact.fractionOf(place)
    }
    return exact.fractionOf(days.instantOf(value, this.program.zone))
  }

  /** A dated change at a review's own instant comes after it; what the record says as of that instant is there. */
  private field(id: string): Fraction | null {
    const { atMs, inclusive } = this.moment
    const { record, fields } = this.merchant
    const isPlain = !Array.isArray(record.fields?.[id])
    let found: unknown = null
    for (const { fromMs, value } of fields.get(id) ?? [])
      if (inclusive || isPlain ? fromMs <= atMs : fromMs < atMs) found = value
    return this.coded(typeOf(this.program.fields[id]), found)
  }

  // ---- metrics

  private scopedField(event: string, scope: Scope): string | null {
    const fields = Object.entries(this.program.events[event]?.fields ?? {})
    return fields.find(([, field]) => typeOf(field) === scope.by)?.[0] ?? null
  }

  /** Whether a metric differs from one value of the choice to the next. */
  private isScoped(id: string, scope: Scope): boolean {
    const metric = this.program.metrics[id]
    if (!metric || ('whole' in metric && metric.whole)) return false
    const take = takes.find((one) => one in metric)
    if (take) {
      const counted = metric as Record<string, unknown>
      const [event] = String(counted[take]).split('.')
      // What it counts may be narrowed by what chooses its window, or by a mark of its filter.
      const chosen = wordsIn([counted['window'], counted['where']])
      return this.scopedField(event!, scope) !== null || chosen.some((one) => this.dependsOn(one, scope))
    }
    const ranked = 'rank' in metric ? metric.rank : 'percentile' in metric ? metric.percentile : null
    if (ranked === 'score') return this.scoreIsScoped(scope)
    const parts =
      'ratio' in metric
        ? [metric.ratio, metric.to]
        : 'add' in metric
          ? [...metric.add, ...(metric.subtract ?? [])]
          : ranked !== null
            ? [ranked]
            : 'streak' in metric
              ? wordsIn(metric.streak)
              : 'held' in metric
                ? wordsIn(metric.held)
                : []
    return parts.some((part) => this.dependsOn(part, scope))
  }

  /** Whether a name differs from one value of the choice to the next. */
  private dependsOn(name: string, scope: Scope): boolean {
    if (name === 'score') return this.scoreIsScoped(scope)
    const segment = this.program.segments?.[name]
    if (segment) return wordsIn(segment).some((one) => this.dependsOn(one, scope))
    return has(this.program.metrics, name) && this.isScoped(name, scope)
  }

  private metric(id: string, scope: Scope | null): Answer {
    const { record, asOfMs } = this.merchant
    const given = this.moment.atMs < asOfMs ? null : record.metrics?.[scope ? `${id}@${scope.value}` : id]
    if (given !== null && given !== undefined) return { x: exact.fractionOf(given) }
    const metric = this.program.metrics[id]!
    if ('ratio' in metric) return this.ratio(metric, scope)
    if ('add' in metric) return { x: this.addition(metric, scope) }
    if ('elapsed' in metric) return { x: this.elapsed(metric) }
    if ('rank' in metric) return { x: this.rank(metric.rank, metric.among, metric.better, scope) }
    if ('percentile' in metric)
      return { x: this.percentile(metric.percentile, metric.among, metric.better, scope) }
    if ('members' in metric) {
      const size = this.peers(metric.members)?.size ?? null // of the very cohort, however small
      return { x: size === null ? null : exact.fractionOf(size) }
    }
    if ('streak' in metric) {
      const answers = [...this.held.memory(memoryKey(metric.streak, metric.at, scope))].reverse()
      const broken = answers.findIndex((one) => one !== true)
      return { x: exact.fractionOf(broken < 0 ? answers.length : broken) }
    }
    if ('held' in metric) return { x: this.timesHeld(metric.held, metric.at, metric.ofLast, scope) }
    return { x: this.counted(metric as Counted, scope) }
  }

  private timesHeld(condition: Condition, review: string, ofLast: number, scope: Scope | null): Fraction {
    const last = this.held.memory(memoryKey(condition, review, scope)).slice(-ofLast)
    return exact.fractionOf(last.filter((one) => one === true).length)
  }

  private ratio(metric: Extract<Metric, { ratio: string }>, scope: Scope | null): Answer {
    const to = this.number(metric.to, scope).x
    if (to !== null && to.n === 0n) {
      if (typeof metric.else === 'number') return { x: exact.fractionOf(metric.else) }
      return metric.else === 'exempt' ? { x: null, exempt: true } : nothing
    }
    const of = this.number(metric.ratio, scope).x
    if (of === null || to === null) return nothing
    return { x: exact.quotient(exact.product(exact.fractionOf(metric.per), of), to) }
  }

  /** What is added reads the grid. */
  private addition(metric: Extract<Metric, { add: string[] }>, scope: Scope | null): Fraction | null {
    let total: Fraction = exact.zero
    for (const [ids, sign] of [
      [metric.add, 1],
      [metric.subtract ?? [], -1],
    ] as const) {
      for (const id of ids) {
        const { x } = this.number(id, scope)
        if (x === null) return null
        total = exact.sum(total, sign > 0 ? exact.onGrid(x) : exact.negative(exact.onGrid(x)))
      }
    }
    if (metric.times !== undefined) total = exact.product(total, exact.fractionOf(metric.times))
    if (metric.atLeast !== undefined) total = exact.most(total, exact.fractionOf(metric.atLeast))
    if (metric.atMost !== undefined) total = exact.least(total, exact.fractionOf(metric.atMost))
    return total
  }

  /** The end, exclusive, of what can have happened. */
  private untilMs(): number {
    return this.moment.inclusive ? this.moment.countMs + 1 : this.moment.countMs
  }

  private elapsed(metric: Extract<Metric, { elapsed: string }>): Fraction | null {
    const { program, merchant, moment } = this
    let sinceMs: number | null = null
    if (metric.elapsed === 'joinedAt') sinceMs = merchant.joinedMs
    else if (has(program.fields, metric.elapsed)) {
      const x = this.field(metric.elapsed)
      sinceMs = x === null ? null : exact.numberOf(x)
    } else {
      const dates = merchant.facts
        .filter((one) => one.type === metric.elapsed && one.order < moment.upto && one.atMs < this.untilMs())
        .map(({ atMs }) => atMs)
      if (dates.length > 0) sinceMs = metric.since === 'first' ? Math.min(...dates) : Math.max(...dates)
    }
    if (sinceMs === null) return null
    return exact.fractionOf(days.elapsed(program.zone, sinceMs, moment.countMs, metric.in))
  }

  // ---- facts

  private zoneOf(window: Window | null): string {
    const { program, merchant } = this
    const zone = window && 'zone' in window ? window.zone : undefined
    return zone === 'merchant' ? (merchant.record.zone ?? program.zone) : (zone ?? program.zone)
  }

  /** The dates of a window, `[startMs, endMs)`; null where its anchor is not known. */
  private dates(id: string): { startMs: number; endMs: number } | null {
    const window = id === 'lifetime' ? null : this.program.windows![id]!
    const untilMs = this.untilMs()
    if (window === null) return { startMs: -Infinity, endMs: untilMs }
    const zone = this.zoneOf(window)
    const { countMs, inclusive } = this.moment
    const fromMs = window.cutOff ? days.spanAfter(zone, countMs, window.cutOff, -1) : countMs
    const clipped = ({ startMs, endMs }: { startMs: number; endMs: number }) => ({
      startMs,
      endMs: Math.min(endMs, inclusive ? fromMs + 1 : fromMs),
    })
    if ('rolling' in window)
      return clipped({ startMs: days.spanAfter(zone, fromMs, window.rolling, -1), endMs: Infinity })
    if ('past' in window)
      return clipped(days.pastWindow(zone, fromMs, window.past, window.withCurrent === true))
    if ('dates' in window) {
      const [start, end] = window.dates.map((day) => days.instantOf(day, zone))
      return clipped({ startMs: start!, endMs: end! })
    }
    if ('current' in window) {
      if (window.from === undefined)
        return clipped({
          startMs: days.periodStart(zone, fromMs, window.current),
          endMs: days.periodEnd(zone, fromMs, window.current),
        })
      const anchorMs = days.instantOf(window.from, zone)
      return clipped(days.turnAt(zone, anchorMs, days.spanOf(window.current), fromMs))
    }
    const anchorMs = this.anchor(window.since)
    return anchorMs === null ? null : clipped(days.turnAt(zone, anchorMs, window.anniversary, fromMs))
  }

  /** What anniversaries are counted from: joining, a date field, or the last change on a ladder (joining where there was none). */
  anchor(since: string | undefined): number | null {
    const { program, merchant, held } = this
    if (since === undefined || since === 'joinedAt') return merchant.joinedMs
    if (program.ladders.some(({ id }) => id === since)) return held.changedMs(since) ?? merchant.joinedMs
    const x = this.field(since)
    return x === null ? null : exact.numberOf(x)
  }

  private counted(metric: Counted, scope: Scope | null): Fraction | null {
    const { merchant, moment, program } = this
    if (merchant.record.facts === undefined) return null
    const take = takes.find((one) => one in metric)!
    const [event, field] = String((metric as Record<string, unknown>)[take]).split('.') as [string, string]
    const window = this.chosen<string>(metric.window, scope)
    const dates = window === null ? null : this.dates(window)
    if (window === null || dates === null) return null
    const zone = this.zoneOf(window === 'lifetime' ? null : program.windows![window]!)
    const scoped = scope && !metric.whole ? this.scopedField(event, scope) : null
    const counted = merchant.facts
      .filter((one) => one.type === event && one.order < moment.upto)
      .filter(({ atMs }) => atMs >= dates.startMs && atMs < dates.endMs)
      .filter(({ fact }) => scoped === null || fact[scoped] === scope!.value)
      .filter((one) => metric.where === undefined || this.fits(metric.where, one, event, scope) === true)
      .sort((a, b) => a.atMs - b.atMs || a.order - b.order)
    const kept = metric.net ? counted.filter(({ id }) => this.undone(id).length === 0) : counted
    if (take === 'count') return exact.fractionOf(kept.length)
    if (take === 'days') return exact.fractionOf(new Set(kept.map(({ atMs }) => days.dayAt(zone, atMs))).size)
    if (take === 'distinct') {
      const values = kept
        .map(({ fact }) => fact[field])
        .filter((value) => value !== undefined && value !== null)
      return exact.fractionOf(new Set(values).size)
    }
    const type = typeOf(program.events[event]?.fields?.[field])
    if (take === 'sum') {
      return counted.reduce<Fraction>((total, one) => {
        const x = this.coded(type, one.fact[field])
        if (x === null) return total
        return exact.sum(total, metric.net ? exact.difference(x, this.takenBack(x, one.id, field)) : x)
      }, exact.zero)
    }
    const values = kept.flatMap(({ fact }) => this.coded(type, fact[field]) ?? [])
    if (values.length === 0) return null
    if (take === 'latest') return values[values.length - 1]!
    if (take === 'min') return values.reduce(exact.least)
    if (take === 'max') return values.reduce(exact.most)
    return exact.quotient(values.reduce(exact.sum), exact.fractionOf(values.length))
  }

  /** The facts that have arrived and undo one. */
  private undone(id: string): readonly Log[] {
    return (this.merchant.undoing.get(id) ?? []).filter(({ order }) => order < this.moment.upto)
  }

  private takenBack(x: Fraction, id: string, field: string): Fraction {
    let back: Fraction = exact.zero
    for (const { fact } of this.undone(id)) {
      const part = fact[field]
      back = exact.sum(back, typeof part === 'number' ? exact.fractionOf(part) : x)
    }
    return exact.least(back, x)
  }

  /** Whether one fact fits a `where`. */
  fits(condition: Condition, log: Log, event: string, scope: Scope | null): Truth {
    const part = (one: Condition): Truth => this.fits(one, log, event, scope)
    if ('all' in condition && Array.isArray(condition.all)) return every(condition.all.map(part))
    if ('any' in condition && Array.isArray(condition.any)) return atLeast(1, condition.any.map(part))
    if ('not' in condition) return no(part(condition.not as Condition))
    if ('atLeast' in condition && 'of' in condition)
      return atLeast(condition.atLeast as number, (condition.of as Condition[]).map(part))
    return every(
      Object.entries(condition as Record<string, Test>).map(([field, test]) =>
        this.fitsTest(field, test, log, event, scope),
      ),
    )
  }

  private fitsTest(field: string, test: Test, log: Log, event: string, scope: Scope | null): Truth {
    const { program, merchant } = this
    const local = merchant.record.zone ?? program.zone
    const fields = program.events[event]?.fields ?? {}
    if (field === 'weekday') {
      const today = days.weekdayAt(local, log.atMs)
      if (typeof test === 'string') return today === test
      return typeof test === 'object' && test.in !== undefined ? test.in.includes(today) : null
    }
    const type = typeOf(fields[field])
    const x =
      field === 'hour'
        ? exact.fractionOf(days.hourAt(local, log.atMs))
        : this.coded(type, Array.isArray(log.fact[field]) ? null : log.fact[field])
    return this.tests(x, false, test, (mark) => {
      if (typeof mark !== 'string') return this.chosenNumber(mark as Value<number>, scope)
      if (program.choices?.[type] || type === 'date') {
        const value = this.markOf(type, mark)
        if (value !== null) return value
      }
      if (has(fields, mark)) return this.coded(typeOf(fields[mark]), log.fact[mark])
      return this.number(mark, scope).x
    })
  }

  /** A choice's value or a day, as a number; null where the word is neither. */
  private markOf(type: string, mark: string): Fraction | null {
    const choice = this.program.choices?.[type]
    if (choice) {
      const place = Object.keys(choice).indexOf(mark)
      return place < 0 ? null : exact.fractionOf(place)
    }
    return /^\d{4}-/.test(mark) ? exact.fractionOf(days.instantOf(mark, this.program.zone)) : null
  }

  // ---- conditions

  condition(condition: Condition, scope: Scope | null): Truth {
    const part = (one: Condition): Truth => this.condition(one, scope)
    if ('all' in condition && Array.isArray(condition.all)) return every(condition.all.map(part))
    if ('any' in condition && Array.isArray(condition.any)) return atLeast(1, condition.any.map(part))
    if ('not' in condition) return no(part(condition.not as Condition))
    if ('atLeast' in condition && 'of' in condition)
      return atLeast(condition.atLeast as number, (condition.of as Condition[]).map(part))
    if ('persist' in condition) {
      const { persist, times, ofLast, at } = condition as Extract<Condition, { times: number }>
      const met = this.timesHeld(persist, at ?? mainReview(this.program)!, ofLast, scope)
      return exact.compared(met, exact.fractionOf(times)) >= 0
    }
    if ('best' in condition || 'worst' in condition) return this.relative(condition as Relative, scope)
    const tests = Object.entries(condition as Record<string, Test>)
    return every(tests.map(([id, test]) => this.test(id, test, scope)))
  }

  private test(id: string, test: Test, scope: Scope | null): Truth {
    const { program, held } = this
    const segment = program.segments?.[id]
    if (segment) {
      const met = this.once(`segment ${id} ${scope?.by} ${scope?.value} ${scope?.most}`, () =>
        this.condition(segment, scope),
      )
      return test === false ? no(met) : met
    }
    const ladder = program.ladders.find((one) => one.id === id)
    if (ladder) {
      const place = (mark: unknown): Fraction | null => {
        const found = ladder.tiers.findIndex((tier) => tier.id === mark)
        if (found >= 0) return exact.fractionOf(found)
        return typeof mark === 'string' ? null : this.chosenNumber(mark as Value<number>, scope)
      }
      const have = exact.fractionOf(held.tier(this.ladderKey(id, scope)))
      return this.tests(have, false, test, place)
    }
    if (program.overrides?.some((one) => one.id === id)) {
      const have = held.active(id) ? exact.one : exact.zero
      return this.tests(have, false, test, (mark) => this.chosenNumber(mark as Value<number>, scope))
    }
    const { x, exempt } = this.number(id, scope)
    const type = typeOf(program.fields[id])
    return this.tests(x, exempt === true, test, (mark) => {
      if (typeof mark !== 'string') return this.chosenNumber(mark as Value<number>, scope)
      return this.markOf(type, mark) ?? this.number(mark, scope).x
    })
  }

  /** Every question of a test. Comparisons read the grid; an exempt ratio meets them all. */
  private tests(
    x: Fraction | null,
    exempt: boolean,
    test: Test,
    markOf: (mark: unknown) => Fraction | null,
  ): Truth {
    const compare = (is: Comparison, right: Fraction | null): Truth => {
      if (exempt) return true
      if (x === null || right === null) return null
      return means(is, exact.compared(exact.onGrid(x), exact.onGrid(right)))
    }
    if (typeof test === 'boolean') return compare('eq', test ? exact.one : exact.zero)
    if (typeof test === 'string') return compare('eq', markOf(test))
    const truths: Truth[] = []
    for (const is of comparisons) if (test[is] !== undefined) truths.push(compare(is, markOf(test[is])))
    if (test.in)
      truths.push(
        atLeast(
          1,
          test.in.map((one) => compare('eq', markOf(one))),
        ),
      )
    if (test.known !== undefined) truths.push((x !== null) === test.known)
    return every(truths)
  }

  private ladderKey(id: string, scope: Scope | null): string {
    const own = this.program.ladders.find((one) => one.id === id)!.scope
    return own?.rollup === 'none' && own.by === scope?.by ? `${id}@${scope.value}` : id
  }

  // ---- variants

  chosen<T>(value: Value<T>, scope: Scope | null): T | null {
    if (typeof value !== 'object' || value === null) return value
    if ('cases' in value) {
      for (const { when, use } of value.cases) if (this.condition(when, scope) === true) return use
      return value.else
    }
    if (!('by' in value)) return value
    const { by, use } = value
    const key = this.lookedUp(by, scope)
    return key !== null && has(use, key) ? use[key]! : (value.else ?? null)
  }
  /** The tier held on a ladder, a choice field's value, or the value of the scope. */
  private lookedUp(by: string, scope: Scope | null): string | null {
    const { program } = this
    const ladder = program.ladders.find((one) => one.id === by)
    if (ladder) return ladder.tiers[this.held.tier(this.ladderKey(by, scope))]?.id ?? null
    if (scope?.by === by) return scope.value
    const x = this.field(by)
    if (x === null) return null
    return Object.keys(program.choices?.[typeOf(program.fields[by])] ?? {})[exact.numberOf(x)] ?? null
  }
  chosenNumber(value: Value<number>, scope: Scope | null): Fraction | null {
    const number = this.chosen<number>(value, scope)
    return number === null ? null : exact.fractionOf(number)
  }

  // ---- peers

  /** The merchant among the peers of a cohort, by the newest entry that this moment may read. */
  private peers(id: string) {
    const { program, merchant, moment } = this
    const { at } = program.cohorts![id]!
    const review = at === undefined ? undefined : program.reviews[at]
    const isOf = (ms: number): boolean =>
      review === undefined ||
      'continuous' in review ||
      days.isReviewAt(review, review.zone ?? program.zone, ms, this.anchor(review.since))
    const dated = Object.entries(merchant.record.peers ?? {})
      .map(([text, cohorts]) => ({ ms: days.instantOf(text, program.zone), cohorts }))
      .filter(({ ms, cohorts }) => has(cohorts, id) && ms <= moment.atMs && isOf(ms))
      .sort((a, b) => b.ms - a.ms)
    return dated[0]?.cohorts[id]
  }
  /** The cohort that holds where the one named is too small. */
  private cohort(id: string): string | null {
    const { min, else: wider } = this.program.cohorts![id]!
    if (min === undefined) return id
    const size = this.peers(id)?.size ?? undefined
    if (size !== undefined && size >= min) return id
    return wider === undefined || wider === 'unknown' ? null : this.cohort(wider)
  }
  private size(id: string): Fraction | null {
    const cohort = this.cohort(id)
    const size = cohort === null ? undefined : (this.peers(cohort)?.size ?? undefined)
    return size === undefined ? null : exact.fractionOf(size)
  }
  private peerKey(of: string, scope: Scope | null): string {
    const scoped =
      scope &&
      (of === 'score' ? this.scoreIsScoped(scope) : has(this.program.metrics, of) && this.isScoped(of, scope))
    return scoped ? `${of}@${scope.value || scope.by}` : of
  }
  private rank(
    of: string,
    among: string,
    better: 'high' | 'low' = 'high',
    scope: Scope | null,
  ): Fraction | null {
    const cohort = this.cohort(among)
    const rank = cohort === null ? null : this.peers(cohort)?.ranks?.[this.peerKey(of, scope)]?.[better]
    return rank === null || rank === undefined ? null : exact.fractionOf(rank)
  }
  private percentile(
    of: string,
    among: string,
    better: 'high' | 'low' | undefined,
    scope: Scope | null,
  ): Fraction | null {
    const rank = this.rank(of, among, better, scope)
    const size = this.size(among)
    if (rank === null || size === null || size.n === 0n) return null
    const behind = exact.sum(exact.difference(size, rank), exact.one)
    return exact.quotient(exact.product(exact.fractionOf(100), behind), size)
  }
  private cut(of: string, among: string, percentile: number, scope: Scope | null): Fraction | null {
    const cohort = this.cohort(among)
    const cut =
      cohort === null ? null : this.peers(cohort)?.cuts?.[this.peerKey(of, scope)]?.[String(percentile)]
    return cut === null || cut === undefined ? null : exact.fractionOf(cut)
  }

  private relative(condition: Relative, scope: Scope | null): Truth {
    const { of, among, as, round = 'floor' } = condition
    const isBest = 'best' in condition
    const better = (condition.better ?? 'high') === 'high' ? 'high' : 'low'
    const end = isBest ? better : better === 'high' ? 'low' : 'high'
    const rank = this.rank(of, among, end, scope)
    const n = exact.fractionOf(isBest ? condition.best : condition.worst)
    let quota: Fraction | null = n
    if (as === 'percent') {
      const size = this.size(among)
      const share = size && exact.quotient(exact.product(n, size), exact.fractionOf(100))
      const half = exact.quotient(exact.one, exact.fractionOf(2))
      quota =
        share &&
        exact.whole(
          round === 'floor'
            ? exact.floor(share)
            : round === 'half'
              ? exact.floor(exact.sum(share, half))
              : -exact.floor(exact.negative(share)),
        )
    }
    return rank === null || quota === null
      ? null
      : exact.compared(exact.onGrid(rank), exact.onGrid(quota)) <= 0
  }

  // ---- the score

  /** Points of one factor on the grid, and whether it is left out. */
  factor(factor: Factor, scope: Scope | null): { points: Fraction | null; out: boolean } {
    let points: Fraction | null
    let out = false
    if ('factors' in factor) points = this.group(factor, scope)
    else {
      const { x, exempt } = this.number(factor.metric, scope)
      out = exempt === true
      const scale = this.chosen<Scale>(factor.scale as Value<Scale>, scope)
      points = scale === null ? null : this.scaled(scale, factor.metric, x, scope)
      points = points && exact.onGrid(points)
    }
    if (!factor.guard) return { points, out }
    const met = this.condition(factor.guard.needs, scope) === true
    return {
      points: met ? points : this.guarded(factor.guard, scope),
      out: out || (!met && factor.guard.else === 'exempt'),
    }
  }
  private guarded({ else: otherwise }: Guard, scope: Scope | null): Fraction | null {
    const points = typeof otherwise === 'object' ? this.chosenNumber(otherwise.points, scope) : null
    return points && exact.onGrid(points)
  }

  private scaled(scale: Scale, metric: string, x: Fraction | null, scope: Scope | null): Fraction | null {
    const at = exact.fractionOf
    if ('quantile' in scale) {
      const percentile = this.percentile(metric, scale.among, scale.better, scope)
      if (percentile === null) return null
      const last = scale.quantile[scale.quantile.length - 1]!
      const reached = scale.quantile.find(([upTo]) => exact.compared(exact.onGrid(percentile), at(upTo)) <= 0)
      return at((reached ?? last)[1])
    }
    if (x === null) return null
    if ('line' in scale) {
      const knots = scale.line.map(([from, points]) => [at(from), at(points)] as const)
      const above = knots.findIndex(([from]) => exact.compared(x, from) <= 0)
      if (above === 0) return knots[0]![1]
      if (above < 0) return knots[knots.length - 1]![1]
      const [fromX, fromY] = knots[above - 1]!
      const [toX, toY] = knots[above]!
      const share = exact.quotient(exact.difference(x, fromX), exact.difference(toX, fromX))
      return exact.sum(fromY, exact.product(share, exact.difference(toY, fromY)))
    }
    if ('perUnit' in scale) {
      const max = at(scale.max)
      const points = exact.product(x, at(scale.perUnit))
      return exact.most(exact.least(points, exact.most(max, exact.zero)), exact.least(max, exact.zero))
    }
    if ('steps' in scale) {
      const on = exact.onGrid(x)
      let points = scale.else
      for (const step of scale.steps) {
        if ('from' in step && exact.compared(on, at(step.from)) >= 0) points = step.points
        if ('upTo' in step && exact.compared(on, at(step.upTo)) <= 0) return at(step.points)
      }
      return at(points)
    }
    // what is held against the peers reads the grid, as their values do
    const own = exact.onGrid(x)
    const full = at(scale.benchmark)
    const cut = this.cut(metric, scale.among, scale.percentile, scope)
    if (cut === null) return null
    const isLow = scale.better === 'low'
    if (isLow ? own.n <= 0n : cut.n <= 0n) return full
    const share = isLow ? exact.quotient(cut, own) : exact.quotient(own, cut)
    return exact.most(exact.zero, exact.least(full, exact.product(full, share)))
  }

  group(group: Group, scope: Scope | null): Fraction | null {
    const all = group.factors.map((one) => ({ ...this.factor(one, scope), weight: one.weight ?? 1 }))
    const parts = all.filter(({ out }) => !out)
    let value = this.combined(group, parts, scope)
    if (value === null) return null
    if (group.max !== undefined) value = exact.least(value, exact.fractionOf(group.max))
    if (group.min !== undefined) value = exact.most(value, exact.fractionOf(group.min))
    return value
  }
  private combined(
    { combine, per = 1 }: Group,
    parts: readonly { points: Fraction | null; weight: Value<number> }[],
    scope: Scope | null,
  ): Fraction | null {
    const points = parts.map((part) => part.points)
    if (combine === 'weightedSum') {
      let [total, over]: Fraction[] = [exact.zero, exact.zero]
      for (const part of parts) {
        const weight = this.chosenNumber(part.weight, scope)
        if (weight === null || part.points === null) return null
        total = exact.sum(total!, exact.product(weight, part.points))
        over = exact.sum(over!, weight)
      }
      return over!.n === 0n ? null : exact.onGrid(exact.quotient(total!, over!))
    }
    const known = points.filter((one) => one !== null)
    if (known.length < points.length || known.length === 0) return null
    if (combine === 'sum') return known.reduce(exact.sum, exact.zero)
    if (combine === 'product')
      return exact.onGrid(exact.quotient(known.reduce(exact.product, exact.one), exact.fractionOf(per)))
    return known.reduce(combine === 'min' ? exact.least : exact.most)
  }

  /** The score, whole or of one value of a choice. */
  score(scope: Scope | null): Fraction | null {
    const { score } = this.program
    if (!score) return null
    return this.once(`score ${scope?.by} ${scope?.value}`, () =>
      score.guard && this.condition(score.guard.needs, scope) !== true
        ? this.guarded(score.guard, scope)
        : this.group(score, scope),
    )
  }
  private scoreFor(scope: Scope | null): Fraction | null {
    if (!scope?.most) return this.score(scope)
    const values = Object.keys(this.program.choices?.[scope.by] ?? {})
    const known = values.flatMap((value) => this.score({ by: scope.by, value }) ?? [])
    return known.length === 0 ? null : known.reduce(scope.most === 'max' ? exact.most : exact.least)
  }
  private scoreIsScoped(scope: Scope): boolean {
    const open: Factor[] = [...(this.program.score?.factors ?? [])]
    for (let factor = open.shift(); factor; factor = open.shift()) {
      if ('factors' in factor) open.push(...factor.factors)
      else if (has(this.program.metrics, factor.metric) && this.isScoped(factor.metric, scope)) return true
    }
    return false
  }
}

/** Every word of a condition: its subjects, and whatever else stands in it. */
const wordsIn = (condition: unknown): string[] =>
  typeof condition === 'string'
    ? [condition]
    : typeof condition === 'object' && condition !== null
      ? [
          ...(Array.isArray(condition) ? [] : Object.keys(condition)),
          ...Object.values(condition).flatMap(wordsIn),
        ]
      : []
