/**
 * A leaf over facts as one aggregate over a merchant's events, with the same rules as core: windows read when an event happened; undone
 * events count unless the leaf is net; sums, counts and days of nothing are 0, all else of nothing is null.
 */
import type { Leaf, Plan } from '../plan/plan.js'
import type { Unit } from '../schema/text.js'
import type { Dialect } from './dialect.js'
import { own, type EventColumn } from './event-table.js'
import { read } from './given.js'
import { caseOf, joined } from './text.js'
import { whereText } from './where.js'
import { isoOf } from '../plan/calendar.js'
import type { Covered } from './windows.js'

export type FactsLeaf = Extract<Leaf, { from: 'facts' }>
export type EventLeaf = Extract<Leaf, { from: 'moment' }>

/** What the steps before the count give: events as `f`, and what undoes them as `u`. */
export const FACT = 'f'
export const UNDONE = 'u'
/** Of what undoes an event: how often, and of a field what it takes back and how often it does not say. */
export const times = 'times'
export const back = (name: string): string => `${name}_back`
export const rest = (name: string): string => `${name}_rest`

export interface TallyParts {
  readonly plan: Plan
  readonly dialect: Dialect
  readonly covered: Covered
  /** A column of an event's field, noted as read. */
  readonly columnOf: (event: string, field: string) => EventColumn
  readonly constant: (id: number) => number | null | undefined
}

/** Units of whole numbers, whose sums are exact in any order. */
const whole: ReadonlySet<string> = new Set(['money', 'integer', 'days', 'months', 'points', 'flag'])

/** A sum: of fractions one after the other, as core adds them, since their order shows. */
export const addedUp = (dialect: Dialect, unit: Unit, x: string, order: readonly string[]): string =>
  whole.has(unit) ? `sum(${x})` : dialect.added(x, order)

/** What a leaf counts, over the rows of one merchant. */
export const tallyText = (leaf: FactsLeaf, parts: TallyParts): string => {
  const { dialect, columnOf } = parts
  const name = (column: string): string => `${FACT}.${dialect.quoted(column)}`
  const when = whenOf(leaf, parts)
  const where = (then: string): string => caseOf([[joined(when, 'AND'), then]])
  if (leaf.take === 'count') return `count(${where('1')})`
  const { zone } = parts.plan.clockwork.windows[leaf.window]!
  if (leaf.take === 'days') return `count(DISTINCT ${where(dialect.local(name(own.at), zone!).day)})`
  const column = columnOf(leaf.event, leaf.of!)
  if (leaf.take === 'distinct') return `count(DISTINCT ${where(name(column.name))})`
  const value = read(dialect, column, name(column.name))
  const order = [own.at, own.seen, own.id].map(name)
  const total = (of: string): string => addedUp(dialect, column.unit, of, order)
  if (leaf.take === 'sum') return total(where(leaf.net ? leftText(column, value, dialect) : value))
  if (leaf.take === 'avg') {
    const known = where(value)
    return `${total(known)} / nullif(${dialect.double(`count(${known})`)}, ${dialect.number(0)})`
  }
  if (leaf.take === 'latest') return dialect.latest(where(value), order)
  return `${leaf.take}(${where(value)})`
}

/** Whether nothing is 0. */
export const isZeroOfNone = ({ take }: FactsLeaf): boolean =>
  take === 'sum' || take === 'count' || take === 'days' || take === 'distinct'

/** What an event must meet to be counted. */
const whenOf = (leaf: FactsLeaf, { plan, dialect, covered, columnOf, constant }: TallyParts): string[] => {
  const name = (column: string): string => `${FACT}.${dialect.quoted(column)}`
  const { startMs, untilMs } = covered
  const instant = (ms: number): string => dialect.instant(isoOf(ms))
  const when = [`${name(own.type)} = ${dialect.text(leaf.event)}`]
  if (startMs !== null) when.push(`${name(own.at)} >= ${instant(startMs)}`)
  when.push(`${name(own.at)} < ${instant(untilMs)}`)
  // a sum takes off what is undone, all else leaves out the event
  if (leaf.net && leaf.take !== 'sum') when.push(`${UNDONE}.${dialect.quoted(times)} IS NULL`)
  if (leaf.where) {
    const column = (field: string): ReturnType<Parameters<typeof whereText>[1]['column']> => {
      if (plan.clockwork.eventFields[`${leaf.event}.${field}`] === undefined) return undefined
      const found = columnOf(leaf.event, field)
      return { raw: name(found.name), isNumber: found.reading === 'number' }
    }
    const zone = plan.clockwork.zone
    const text = whereText(leaf.where, { dialect, column, at: name(own.at), zone, constant })
    when.push('atLeast' in leaf.where && leaf.where.atLeast !== leaf.where.of.length ? `(${text})` : text)
  }
  return when
}

/** A value less what was undone of it: what the undoing events say of the same field, all of it where one says nothing; never more than it. */
const leftText = ({ name, reading }: EventColumn, value: string, dialect: Dialect): string => {
  const undone = (column: string): string => `${UNDONE}.${dialect.quoted(column)}`
  const isUndone = `${undone(times)} IS NOT NULL`
  // a flag says no number, so that all of it is taken back
  if (reading !== 'number') return caseOf([[isUndone, dialect.number(0)]], value)
  const taken = undone(back(name))
  const all = `${taken} + ${undone(rest(name))} * ${value}`
  return caseOf(
    [
      [`${undone(times)} IS NULL`, value],
      [`${undone(rest(name))} = ${dialect.number(0)} AND ${taken} < ${value}`, `${value} - ${taken}`],
      [`${undone(rest(name))} > ${dialect.number(0)} AND ${all} < ${value}`, `${value} - (${all})`],
    ],
    caseOf([[`${value} IS NOT NULL`, dialect.number(0)]]),
  )
}
