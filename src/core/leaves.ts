/** Facts to leaf values: the only place in core that looks into a merchant's log for a number. */
import { dayNumberOf, elapsed, hourOf, shifted, weekdayOf, windowOf } from '../plan/calendar.js'
import { holds, marksOf } from '../plan/filter.js'
import type { Value } from '../plan/operations.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import { firstAt, codeOf, fieldAt, type LogFact, type Merchant } from './merchant.js'
import { anchorMsOf, type ChangedMs } from './reviews.js'

/** What a moment sees. A review sees facts strictly before it; anything else sees what has arrived, itself included. */
export interface Moment {
  atMs: number
  countMs: number // the instant that windows are counted from: a review's data cut-off
  upto: number // facts before this place in the log are seen
  inclusive: boolean // open windows include the instant itself
}

type FactsLeaf = Extract<Leaf, { from: 'facts' }>

/** What a window covers at a moment. */
interface Dates {
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
    return Array.isArray(value) ? null : value
  }

/** What counting reads beside the log: when ladders changed, and the values of nodes that a `where` compares with. */
export interface Reader {
  changedMs: ChangedMs
  markOf: (id: Id) => Value
}

/** Whether a leaf counts the same all through one moment, however the state moves within it. */
export const isSteady = (plan: Plan, { where, window }: FactsLeaf): boolean =>
  plan.clockwork.windows[window]!.since.from !== 'ladder' && (!where || marksOf(where).length === 0)

/**
 * Value of a leaf over facts: sums, counts and days of nothing are 0, all else of nothing is null; with no log at all everything is null,
 * and so it is where the window's dates are unknown.
 */
export const factsValue = (
  plan: Plan,
  merchant: Merchant,
  leaf: FactsLeaf,
  moment: Moment,
  { changedMs, markOf }: Reader,
): Value => {
  if (!merchant.hasFacts) return null
  const dates = datesOf(plan, merchant, leaf.window, moment, changedMs)
  if (!dates.isKnown) return null
  const values: number[] = []
  const kinds = new Set<unknown>()
  let count = 0
  for (const log of within(merchant.byType.get(leaf.event) ?? [], dates.startMs, dates.untilMs)) {
    if (log.order >= moment.upto) continue
    if (leaf.where && holds(leaf.where, fieldReader(merchant.zone, log), markOf) !== true) continue
    const undone = leaf.net ? undoneOf(merchant, log, moment.upto) : []
    if (leaf.take === 'count' || leaf.take === 'days') {
      if (undone.length > 0) continue
      count += 1
      if (leaf.take === 'days') kinds.add(dayNumberOf(dates.zone, log.atMs))
      continue
    }
    const raw = log.fact[leaf.of!]
    if (leaf.take === 'distinct') {
      if (raw !== undefined && raw !== null && undone.length === 0) kinds.add(raw)
      continue
    }
    const value = codeOf(plan, `${leaf.event}.${leaf.of!}`, raw)
    if (value === null) continue
    if (undone.length === 0) values.push(value)
    else if (leaf.take === 'sum') values.push(value - takenBack(value, undone, leaf.of!))
  }
  return taken[leaf.take](values, count, kinds.size)
}

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)
const some =
  (make: (values: number[]) => number) =>
  (values: number[]): Value =>
    values.length === 0 ? null : make(values)
const taken: Readonly<Record<FactsLeaf['take'], (values: number[], count: number, kinds: number) => Value>> =
  {
    count: (_, count) => count,
    days: (_, __, kinds) => kinds,
    distinct: (_, __, kinds) => kinds,
    sum: total,
    avg: some((values) => total(values) / values.length),
    min: some((values) => values.reduce((least, value) => (value < least ? value : least))),
    max: some((values) => values.reduce((most, value) => (value > most ? value : most))),
    latest: some((values) => values[values.length - 1]!),
  }

/** The facts that undo one and have arrived. */
export const undoneOf = (merchant: Merchant, log: LogFact, upto: number): LogFact[] =>
  (merchant.undoing.get(log.id) ?? []).filter(({ order }) => order < upto)

/** How much of a field's value was undone: what the undoing facts say in the same field, or all of it where they say nothing. */
export const takenBack = (value: number, undone: LogFact[], field: string): number => {
  let back = 0
  for (const { fact } of undone) {
    const part = fact[field]
    back += typeof part === 'number' ? part : value
  }
  return Math.min(back, value)
}

const dateOf = ({ atMs }: LogFact): number => atMs

/** The facts of one type with `startMs <= at < endMs`, from a list in order of date. */
const within = (facts: LogFact[], startMs: number | null, endMs: number): LogFact[] => {
  const from = startMs === null ? 0 : firstAt(facts, startMs, dateOf)
  return facts.slice(from, firstAt(facts, endMs, dateOf))
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
  const happened = within(merchant.byType.get(since) ?? [], null, countedMs(moment))
  const isSeen = ({ order }: LogFact): boolean => order < moment.upto
  if (which === 'first') return happened.find(isSeen)?.atMs ?? null
  for (let place = happened.length - 1; place >= 0; place--)
    if (isSeen(happened[place]!)) return happened[place]!.atMs
  return null
}
