/** Random logs of a program, which lean towards the edges of its windows: for core as facts, for a database as a table of events. */
import { isoOf } from '../../src/plan/calendar.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Fact } from '../../src/schema/record.js'
import type { Dialect } from '../../src/sql/dialect.js'
import { eventColumnOf, own, type EventColumn } from '../../src/sql/event-table.js'
import { coveredBy, type Count } from '../../src/sql/windows.js'
import { oneOf } from '../population/random.js'
import type { Cell, Table } from './databases.js'

type Random = () => number
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The ends of the windows, the review, and a day that clocks change on. */
const edgesOf = (plan: Plan, count: Count): number[] => {
  const ends = Object.keys(plan.clockwork.windows).flatMap((window) => {
    const covered = coveredBy(plan, window, count)
    return covered === null ? [] : [covered.untilMs, ...(covered.startMs === null ? [] : [covered.startMs])]
  })
  return [...ends, count.atMs, count.countMs, Date.parse('2025-03-30T00:30:00Z')]
}

const fieldOf = (random: Random, { unit, values, reading }: EventColumn, atMs: number): Fact[string] => {
  if (reading === 'flag') return random() < 0.5
  if (reading === 'date') return isoOf(atMs + Math.round((random() - 0.5) * 4 * DAY))
  if (reading === 'choice')
    return values.length === 0 ? `b${Math.floor(random() * 4)}` : oneOf(random, values).id
  if (unit === 'number' || unit === 'percent')
    return oneOf(random, [
      () => Math.floor(random() * 50) / 10,
      () => random() * 5,
      () => oneOf(random, [1, 3, 4, 5]),
    ])()
  return oneOf(random, [
    () => Math.floor(random() * 12),
    () => Math.floor(random() * 500_000),
    () => -1 - Math.floor(random() * 50),
  ])()
}

const fieldsIn = (plan: Plan, event: string): string[] =>
  Object.keys(plan.clockwork.eventFields)
    .filter((key) => key.indexOf(`${event}.`) === 0)
    .map((key) => key.slice(event.length + 1))

/** The facts of one merchant; some late, some foreseen, some undone, in part or whole, by what may itself be late. */
export const logOf = (random: Random, plan: Plan, count: Count): Fact[] => {
  const { undoneBy, eventNames } = plan.clockwork
  const edges = edgesOf(plan, count)
  const types = Object.keys(eventNames)
  const facts: Fact[] = []
  const instant = (): number => {
    if (random() < 0.3) return oneOf(random, edges) + oneOf(random, [-1, 0, 1, -DAY, DAY, -HOUR])
    return count.atMs - Math.floor(random() * oneOf(random, [3, 40, 120, 500]) * DAY)
  }
  const add = (type: string, atMs: number, ref: string | null): void => {
    const seenMs = atMs + oneOf(random, [0, 0, 0, 1, HOUR, 3 * DAY, 40 * DAY, -DAY])
    const fact: Fact = { id: `f${facts.length}`, type, at: isoOf(atMs) }
    if (random() < 0.3) fact.seen = isoOf(seenMs)
    if (ref !== null) fact.ref = ref
    for (const field of fieldsIn(plan, type))
      if (random() < 0.85) fact[field] = fieldOf(random, eventColumnOf(plan, type, field), atMs)
    facts.push(fact)
  }
  const most = oneOf(random, [0, 3, 12, 40])
  for (let nth = 0; nth < most; nth++) {
    const type = oneOf(random, types)
    add(type, instant(), null)
    const undo = undoneBy[type] ?? 'tk.reverse'
    const { id, at } = facts[facts.length - 1]!
    const isUndone = random() < (undo === 'tk.reverse' ? 0.05 : 0.35)
    for (let times = isUndone ? oneOf(random, [1, 1, 2]) : 0; times > 0; times--)
      add(undo, Math.max(Date.parse(at), instant()), random() < 0.95 ? id : 'nobody')
  }
  return facts
}

/** Every field of every event as a column, since which are read is the query's. */
export const eventTableOf = (
  plan: Plan,
  dialect: Dialect,
  logs: readonly { readonly merchant: string; readonly facts: readonly Fact[] }[],
): Table => {
  const columns = new Map<string, EventColumn>()
  for (const key of Object.keys(plan.clockwork.eventFields)) {
    const [event, field] = key.split('.') as [string, string]
    const column = eventColumnOf(plan, event, field)
    columns.set(column.name, column)
  }
  const cell = (value: Fact[string] | undefined): Cell => (value === undefined ? null : (value as Cell))
  const columnsOf = (fact: Fact): Map<string, Fact[string] | undefined> =>
    new Map(
      fieldsIn(plan, fact.type).map((field) => [eventColumnOf(plan, fact.type, field).name, fact[field]]),
    )
  return {
    name: 'events',
    columns: [
      ...[own.id, own.merchant, own.type].map((name) => ({ name, type: dialect.types.choice })),
      ...[own.at, own.seen].map((name) => ({ name, type: dialect.types.date })),
      { name: own.ref, type: dialect.types.choice },
      ...[...columns.values()].map(({ name, reading }) => ({ name, type: dialect.types[reading] })),
    ],
    rows: logs.flatMap(({ merchant, facts }) =>
      facts.map((fact) => {
        const fields = columnsOf(fact)
        const fixed = [fact.id, merchant, fact.type, fact.at, fact.seen ?? null, fact.ref ?? null]
        return [...fixed, ...[...columns.keys()].map((name) => cell(fields.get(name)))]
      }),
    ),
  }
}
