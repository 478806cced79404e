/** Facts to leaf values: the only place in core that looks into a merchant's log for a number. */
import { dayNumberOf, elapsed, hourOf, shifted, weekdayOf, windowOf } from '../plan/calendar.js'
import { holds, marksOf } from '../plan/filter.js'
import type { Value } from '../plan/operations.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import { firstAt, codeOf, fieldAt, type LogFact, type Merchant } from './merchant.js'
import { anchorMsOf, type ChangedMs } from './reviews.js'
import { tallyOf, totalsIn, within, type Range, type Row, type Tally } from './tally.js'

/** What a moment sees. A review sees facts strictly before it; anything else sees what has arrived, itself included. */
export interface Moment {
  atMs: number
  countMs: number // the instant that windows are counted from: a review's data cut-off
  upto: number // facts before this place in the log are seen
  inclusive: boolean // open windows include the instant itself
}

type FactsLeaf = Extract<Leaf, { from: 'facts' }>

/** What a window covers at a moment. */
export interface Dates {
  startMs: number | null // null: since ever
  endMs: number // exclusive
  untilMs: number // the end of what counts: a window may end later, e.g. with the running month
  zone: string
  isKnown: boolean // false: counted from a date that is unknown, and empty
}

/**
 * The dates a named window covers at a moment, `[startMs, endMs)`. Its own cut-off moves the instant from which they are found, like a
 * review's.
 */
export const datesOf = (
  plan: Plan,
  merchant: Merchant,
  window: string,
  moment: Moment,
  changedMs: ChangedMs,
): Dates => {
  const { rule, cutOff, since, ...own } = plan.clockwork.windows[window]!
  const zone = own.zone ?? merchant.zone
  const anchorMs = anchorMsOf(since, plan, merchant, changedMs, moment)
  const countMs = cutOff === null ? moment.countMs : shifted(zone, moment.countMs, cutOff, -1)
  const untilMs = countedMs({ ...moment, countMs })
  if (anchorMs === null) return { startMs: untilMs, endMs: untilMs, untilMs, zone, isKnown: false }
  const dates = windowOf(rule, zone, countMs, anchorMs)
  const isOpen = rule.kind === 'rolling' || rule.kind === 'lifetime'
  const endMs = isOpen ? untilMs : dates.endMs
  return { startMs: dates.startMs, endMs, untilMs: Math.min(endMs, untilMs), zone, isKnown: true }
}

/** The end, exclusive, of what can count at a moment. */
const countedMs = ({ countMs, inclusive }: Moment): number => (inclusive ? countMs + 1 : countMs)

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Reads one field of a fact for a filter, with its local hour and weekday. */
export const fieldReader =
  (zone: string, log: LogFact) =>
  (field: string): string | number | boolean | null | undefined => {
    if (field === 'hour') return hourOf(zone, log.atMs)
    if (field === 'weekday') return weekdayNames[weekdayOf(zone, log.atMs)]
    const value = log.fact[field]
    return typeof value === 'object' ? null : value
  }

/** The value of a node, for a `where` that compares with it. */
export type MarkOf = (id: Id) => Value

/** Whether a leaf counts the same all through one moment, however the state moves within it. */
export const isSteady = (plan: Plan, { where, window }: FactsLeaf): boolean =>
  plan.clockwork.windows[window]!.since.from !== 'ladder' && (!where || marksOf(where).length === 0)

/**
 * Value of a leaf over facts in the dates of its window: sums, counts and days of nothing are 0, all else of nothing is null; with no log at all everything is null,
 * and so it is where the window's dates are unknown.
 */
export const factsValue = (
  plan: Plan,
  merchant: Merchant,
  leaf: FactsLeaf,
  dates: Dates,
  upto: number,
  markOf: MarkOf,
): Value => {
  if (!merchant.hasFacts || !dates.isKnown) return null
  const tally = tallyIn(plan, merchant, leaf, dates.zone, markOf)
  const range: Range = { startMs: dates.startMs, untilMs: dates.untilMs, upto }
  const value = fromTotals(leaf, tally, range)
  return value === undefined ? fromRows(leaf, within(tally.rows, range), dates.zone, upto) : value
}

const tallies = new WeakMap<Merchant, Map<FactsLeaf, Tally>>()

/** The facts that a leaf can count; kept, unless its `where` compares with what may be another number at the next moment. */
const tallyIn = (plan: Plan, merchant: Merchant, leaf: FactsLeaf, zone: string, markOf: MarkOf): Tally => {
  let own = tallies.get(merchant)
  if (!own) tallies.set(merchant, (own = new Map<FactsLeaf, Tally>()))
  const known = own.get(leaf)
  if (known) return known
  const { where, of: field } = leaf
  const code = field === undefined ? '' : `${leaf.event}.${field}`
  const rows: Row[] = []
  for (const log of merchant.byType.get(leaf.event) ?? []) {
    if (where && holds(where, fieldReader(merchant.zone, log), markOf) !== true) continue
    rows.push({
      log,
      value: field === undefined || leaf.take === 'distinct' ? null : codeOf(plan, code, log.fact[field]),
      undone: (leaf.net && merchant.undoing.get(log.id)) || [],
    })
  }
  const tally = tallyOf(rows, field, leaf.take === 'days' ? zone : null)
  if (!where || marksOf(where).length === 0) own.set(leaf, tally)
  return tally
}

const isUndone = ({ undone }: Row, upto: number): boolean => undone.some(({ order }) => order < upto)

const totalled: ReadonlySet<FactsLeaf['take']> = new Set(['count', 'days', 'sum', 'avg'])

/** What running totals say, with the facts that stand apart; undefined where they cannot say it. */
const fromTotals = ({ take, of: field }: FactsLeaf, tally: Tally, range: Range): Value | undefined => {
  if (!totalled.has(take)) return undefined
  const others = tally.others.length === 0 ? [] : within(tally.others, range)
  const totals = totalsIn(tally, range)
  const kept = others.filter((row) => !isUndone(row, range.upto))
  if (take === 'count') return totals.count + kept.length
  if (take === 'days') return others.length === 0 ? totals.days : undefined
  if (totals.sum === null) return undefined
  if (take === 'avg') {
    const counted = totals.known + kept.filter(({ value }) => value !== null).length
    return counted === 0 ? null : kept.reduce((sum, { value }) => sum + (value ?? 0), totals.sum) / counted
  }
  return others.reduce((sum, row) => sum + (leftOf(row, range.upto, field!) ?? 0), totals.sum)
}

/** What is left of a row's value with what undoes it and has arrived; null where it had none. */
const leftOf = ({ value, undone }: Row, upto: number, field: string): Value => {
  const arrived = value === null ? [] : undone.filter(({ order }) => order < upto)
  return arrived.length === 0 ? value : value! - takenBack(value!, arrived, field)
}

/** What a leaf takes of rows, one by one in order of date. */
const fromRows = (
  { take, of: field }: FactsLeaf,
  rows: readonly Row[],
  zone: string,
  upto: number,
): Value => {
  if (take === 'sum') return total(rows.map((row) => leftOf(row, upto, field!) ?? 0))
  const kept = rows.filter((row) => !isUndone(row, upto))
  if (take === 'count') return kept.length
  if (take === 'days') return new Set(kept.map(({ log }) => dayNumberOf(zone, log.atMs))).size
  if (take === 'distinct')
    return new Set(kept.map(({ log }) => log.fact[field!]).filter((raw) => raw !== undefined && raw !== null))
      .size
  const values = kept.map(({ value }) => value).filter((value) => value !== null)
  return values.length === 0 ? null : ofKnown[take](values)
}

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)
const ofKnown: Readonly<Record<'avg' | 'min' | 'max' | 'latest', (values: number[]) => number>> = {
  avg: (values) => total(values) / values.length,
  min: (values) => values.reduce((least, value) => (value < least ? value : least)),
  max: (values) => values.reduce((most, value) => (value > most ? value : most)),
  latest: (values) => values[values.length - 1]!,
}

/** The facts that undo one and have arrived. */
export const undoneOf = (merchant: Merchant, log: LogFact, upto: number): LogFact[] =>
  merchant.undoing.get(log.id)?.filter(({ order }) => order < upto) ?? []

/** How much of a field's value was undone: what the undoing facts say in the same field, or all of it where they say nothing. */
export const takenBack = (value: number, undone: LogFact[], field: string): number => {
  let back = 0
  for (const { fact } of undone) {
    const part = fact[field]
    back += typeof part === 'number' ? part : value
  }
  return Math.min(back, value)
}

/** Whole days or months since joining, since a date field, or since the first or last fact of an event; null where that is unknown. */
export const elapsedValue = (
  plan: Plan,
  merchant: Merchant,
  leaf: Extract<Leaf, { from: 'moment' }>,
  moment: Moment,
): Value => {
  const { since, unit } = leaf
  const sinceMs =
    since === 'joinedAt'
      ? merchant.joinedMs
      : plan.clockwork.eventNames[since]
        ? eventMs(merchant, leaf, moment)
        : fieldAt(plan, merchant, since, moment)
  return sinceMs === null ? null : elapsed(plan.clockwork.zone, sinceMs, moment.countMs, unit)
}

/** When the first or the last fact of an event that counts at a moment happened. */
const eventMs = (
  merchant: Merchant,
  { since, which }: Extract<Leaf, { from: 'moment' }>,
  moment: Moment,
): Value => {
  const facts = merchant.byType.get(since) ?? []
  const end = firstAt(facts, countedMs(moment), ({ atMs }) => atMs)
  const isLast = which === 'last'
  for (let nth = 0; nth < end; nth++) {
    const log = facts[isLast ? end - 1 - nth : nth]!
    if (log.order < moment.upto) return log.atMs
  }
  return null
}
