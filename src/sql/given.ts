/** What a table gives: a column a subject, read as the plan reads it. A choice is its place, a flag 1 or 0, a date its milliseconds. */
import { columnNameOf, nodesUnder, readsLog, subjectsOf, type Subject } from '../plan/asked.js'
import { dayNumberOf, localOf } from '../plan/calendar.js'
import { metricAt } from '../plan/given.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import { constantOf } from './rows.js'
import type { Dialect } from './dialect.js'
import { caseOf } from './text.js'

const DAY = 86_400_000

/**
 * The columns that a table of metrics needs: what is counted from a log or remembered of past decisions, fields, balances and the tier
 * held; not what follows from those, nor with a table of events (`isOfEvents`) what is counted of it.
 */
export const columnsAsked = (plan: Plan, roots: readonly Id[], isOfEvents = false): Set<string> => {
  const counted = new Set<string>()
  const derived = new Set<string>()
  for (const id of nodesUnder(plan, roots)) {
    const metric = metricAt(plan, id)
    if (metric === null) continue
    const { op } = plan.nodes[metric.otherwise]!
    const isCounted =
      op === 'value' || (!isOfEvents && readsLog(plan, metric.otherwise)) || remembers(plan, metric.otherwise)
    ;(isCounted ? counted : derived).add(metric.column)
  }
  const names = subjectsOf(plan, roots, counted).map(({ id }) => id)
  return new Set(names.filter((name) => !derived.has(name) && name.indexOf('#') < 0))
}

/** Whether a node reads past decisions, not by way of a metric. */
const remembers = (plan: Plan, id: Id): boolean => {
  const node = plan.nodes[id]!
  if (node.op === 'leaf')
    return node.leaf.from === 'held' && (node.leaf.what === 'times' || node.leaf.what === 'streak')
  return operandsOf(node).some((one) => !metricAt(plan, one) && remembers(plan, one))
}

/** A leaf's own column: a name that no other has, and what it says. Two leaves of one key are one column. */
export const givenOf = (
  { clockwork: { zone } }: Plan,
  dialect: Dialect,
  leaf: Leaf,
  { subject, atMs, from }: { subject: Subject; atMs: number; from: string },
): { key: string; name: string; text: () => string } => {
  const name = columnNameOf(leaf)!
  const raw = `${from}.${dialect.quoted(name)}`
  if (leaf.from !== 'moment') return { key: `given:${name}`, name, text: () => read(dialect, subject, raw) }
  const own = `${name}_${leaf.unit}`
  return { key: `given:${own}`, name: own, text: () => elapsedText(dialect, raw, zone, atMs, leaf.unit) }
}

/** A cell as the plan reads it: a choice as its place, a flag as 1 or 0, a date as its milliseconds. */
export const read = (
  dialect: Dialect,
  { reading, unit, values }: Pick<Subject, 'reading' | 'unit' | 'values'>,
  raw: string,
): string => {
  if (reading === 'flag') return dialect.flag(raw)
  if (reading === 'date') return dialect.instantMs(raw)
  if (reading === 'number') return dialect.double(raw)
  const arms = values.map(({ id }, place) => [`${raw} = ${dialect.text(id)}`, dialect.number(place)] as const)
  // an empty text is no tier, null is not known
  const none = constantOf(dialect, -1).text
  return caseOf(unit === 'tier' ? [...arms, [`${raw} = ''`, none]] : arms)
}

/**
 * Whole days or months up to the review, as calendar.ts counts them: a month is over at the same time of the same day, or of the last day of a
 * shorter month.
 */
export const elapsedText = (
  dialect: Dialect,
  raw: string,
  zone: string,
  atMs: number,
  unit: 'days' | 'months',
): string => {
  const { day, month, monthMs } = dialect.local(raw, zone)
  if (unit === 'days') return dialect.double(`${dayNumberOf(zone, atMs)} - ${day}`)
  const { months, lastMs, ms } = monthOf(zone, atMs)
  const late = `${monthMs} > ${ms}`
  // whoever came on a later day than this month has comes due on its last day
  const due = ms >= lastMs ? `${monthMs} % ${DAY} > ${ms % DAY} AND ${late}` : late
  return dialect.double(`${months} - ${month} - CASE WHEN ${due} THEN 1 ELSE 0 END`)
}

/** The month of an instant, counted from year 0, how far it is in, and when its last day begins. */
const monthOf = (zone: string, atMs: number): { months: number; ms: number; lastMs: number } => {
  const { year, month, day, ms } = localOf(zone, atMs)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { months: year * 12 + month, ms: (day - 1) * DAY + ms, lastMs: (days - 1) * DAY }
}
