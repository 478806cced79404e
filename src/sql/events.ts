/**
 * The steps that come first where metrics are built from a table of events: what has arrived, what undoes something, and one row a merchant
 * with a column for each leaf over facts. It knows which events count; the query after it knows no event.
 */
import { columnNameOf, nodesUnder } from '../plan/asked.js'
import { isoOf } from '../plan/calendar.js'
import { metricAt } from '../plan/given.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import { operandsOf } from '../plan/reach.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Dialect } from './dialect.js'
import { eventColumnOf, own, type EventColumn } from './event-table.js'
import { elapsedText } from './given.js'
import { itemsText, remarked, tableOf } from './query.js'
import type { Remarks } from './remarks.js'
import { addedUp, back, FACT, isZeroOfNone, rest, tallyText, times, UNDONE, type EventLeaf, type FactsLeaf } from './tally.js' // prettier-ignore
import { caseOf, joined, setIn } from './text.js'
import { isSame } from './where.js'
import { coveredBy, type Count, type Covered } from './windows.js'

type Counted = FactsLeaf | EventLeaf

export interface EventsParts {
  readonly plan: Plan
  readonly dialect: Dialect
  readonly remarks: Remarks
  readonly count: Count
  readonly table: string
  /** Names of steps: other than tables'. */
  readonly stepName: (base: string) => string
}

/** The steps for what is counted, and the last one's name, null where nothing is; the table's columns that they read, and their own. */
export interface CountingSteps {
  readonly ctes: readonly string[]
  readonly from: string | null
  readonly columns: readonly EventColumn[]
  readonly names: readonly string[]
  readonly hasUndone: boolean
}
export const nothingCounted: CountingSteps = {
  ctes: [],
  from: null,
  columns: [],
  names: [],
  hasUndone: false,
}

/** What of a plan is counted from events. */
export interface Events {
  /** Whether a leaf is counted. */
  counts(leaf: Leaf): boolean
  /** Names of the columns that are counted. */
  readonly names: readonly string[]
  /** A counted leaf's own column, to be read where `alias` stands for what was counted. It is counted from then on. */
  columnOf(leaf: Leaf, alias: string): { readonly key: string; readonly name: string; readonly text: string; readonly remark: string } // prettier-ignore
  /** To be asked in the end. */
  steps(): CountingSteps // prettier-ignore
}

const isEventLeaf = ({ clockwork: { eventNames } }: Plan, leaf: Leaf): leaf is EventLeaf =>
  leaf.from === 'moment' && eventNames[leaf.since] !== undefined

/** Counted leaves under some roots, each with the column of the metric that it is of. */
const leavesUnder = (
  plan: Plan,
  roots: readonly Id[],
  given: ReadonlySet<string>,
): { id: Id; leaf: Counted; metric: string | null }[] => {
  const ids = nodesUnder(plan, roots, given)
  const metrics = new Map<Id, string>()
  const mark = (id: Id, metric: string): void => {
    if (metrics.has(id) || metricAt(plan, id)) return
    metrics.set(id, metric)
    for (const operand of operandsOf(plan.nodes[id]!)) mark(operand, metric)
  }
  for (const id of ids) {
    const metric = metricAt(plan, id)
    if (metric) mark(metric.otherwise, metric.column)
  }
  return ids.flatMap((id) => {
    const node = plan.nodes[id]!
    if (node.op !== 'leaf' || !(node.leaf.from === 'facts' || isEventLeaf(plan, node.leaf))) return []
    return [{ id, leaf: node.leaf, metric: metrics.get(id) ?? null }]
  })
}

/** Refusals, by name: metrics that a query cannot count, and that no column gives. */
export const eventRefusals = (
  plan: Plan,
  roots: readonly Id[],
  given: ReadonlySet<string>,
  count: Count,
): Issue[] =>
  leavesUnder(plan, roots, given).flatMap(({ id, leaf, metric }) => {
    if (leaf.from !== 'facts') return []
    const why = whyNot(plan, leaf, count)
    return why === null ? [] : [issueAt('countFirst', plan.origin[id]!, { name: metric ?? leaf.event, why })]
  })

/** Why a leaf cannot be counted: something of it differs by merchant. Null: it can. */
const whyNot = (plan: Plan, { window, where }: FactsLeaf, count: Count): 'window' | 'mark' | null => {
  if (coveredBy(plan, window, count) === null) return 'window'
  return where && !isSame(where, constantIn(plan)) ? 'mark' : null
}

const constantIn =
  ({ nodes }: Plan) =>
  (id: Id): number | null | undefined => {
    const node = nodes[id]!
    return node.op === 'value' ? node.value : undefined
  }

/** `taken`: names that are not to be used. */
export const eventsOf = (parts: EventsParts, roots: readonly Id[], taken: readonly string[]): Events => {
  const { plan, dialect, count } = parts
  const names = namesFor(leavesUnder(plan, roots, new Set()), taken)
  const used = new Map<string, Counted>()
  const keyOf = (leaf: Leaf): string => JSON.stringify(leaf)
  const counts = (leaf: Leaf): leaf is Counted =>
    leaf.from === 'facts' ? whyNot(plan, leaf, count) === null : isEventLeaf(plan, leaf)
  return {
    counts,
    names: [...names.values()],
    columnOf(leaf, alias) {
      const key = keyOf(leaf)
      const name = names.get(key)!
      used.set(key, leaf as Counted)
      const raw = `${alias}.${dialect.quoted(name)}`
      const own = { key: `counted:${key}`, name, remark: '' }
      if (leaf.from === 'moment')
        return { ...own, text: elapsedText(dialect, raw, plan.clockwork.zone, count.countMs, leaf.unit) }
      const isZero = isZeroOfNone(leaf as FactsLeaf)
      return { ...own, text: isZero ? `coalesce(${dialect.double(raw)}, ${dialect.number(0)})` : dialect.double(raw) } // prettier-ignore
    },
    steps: () => stepsFor(parts, [...used].map(([key, leaf]) => ({ name: names.get(key)!, leaf }))), // prettier-ignore
  }
}

/** A column a leaf: the metric's own name; of several under one metric the window's beside it. */
const namesFor = (
  leaves: readonly { leaf: Counted; metric: string | null }[],
  taken: readonly string[],
): Map<string, string> => {
  const names = new Map<string, string>()
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const several = new Map<string, number>()
  const different = new Map(leaves.map((one) => [JSON.stringify(one.leaf), one]))
  for (const { metric } of different.values()) if (metric !== null) several.set(metric, (several.get(metric) ?? 0) + 1) // prettier-ignore
  for (const [key, { leaf, metric }] of different) {
    const ending = leaf.from === 'facts' ? leaf.window : leaf.which
    const bases = [
      ...(metric !== null && several.get(metric) === 1 ? [metric] : []),
      `${metric ?? columnNameOf(leaf) ?? (leaf as FactsLeaf).event}_${ending}`,
    ].map((base) => base.slice(0, 56))
    let name = bases.find((base) => !used.has(base.toLowerCase()))
    for (let nth = 2; name === undefined; nth++) {
      const base = `${bases[0]!}_${nth}`
      if (!used.has(base.toLowerCase())) name = base
    }
    used.add(name.toLowerCase())
    names.set(key, name)
  }
  return names
}

interface Use {
  readonly name: string
  readonly leaf: Counted
}

const stepsFor = (parts: EventsParts, uses: readonly Use[]): CountingSteps => {
  const { plan, dialect, count, stepName } = parts
  if (uses.length === 0) return nothingCounted
  const read = new Map<string, EventColumn>()
  const columnOf = (event: string, field: string): EventColumn => {
    const column = eventColumnOf(plan, event, field)
    read.set(column.name, column)
    return column
  }
  const covered = ({ leaf }: Use): Covered =>
    leaf.from === 'facts' ? coveredBy(plan, leaf.window, count)! : { startMs: null, untilMs: count.countMs }
  const constant = constantIn(plan)
  const counted = uses.map((use) => {
    const { leaf, name } = use
    const text = leaf.from === 'facts' ? tallyText(leaf, { plan, dialect, covered: covered(use), columnOf, constant }) : sinceText(dialect, leaf, covered(use)) // prettier-ignore
    return { text: `${text} AS ${dialect.quoted(name)}`, remark: saysOf(parts, name) }
  })
  const nets = uses.flatMap(({ leaf }) => (leaf.from === 'facts' && leaf.net ? [leaf] : []))
  const [arrived, undone, result] = ['arrived', 'undone', 'counted'].map(stepName)
  const merchant = dialect.quoted(own.merchant)
  const join = nets.length === 0 ? [] : [
    `LEFT JOIN ${dialect.quoted(undone!)} AS ${UNDONE} ON ${UNDONE}.${merchant} = ${FACT}.${merchant} AND ${UNDONE}.${dialect.quoted(own.ref)} = ${FACT}.${dialect.quoted(own.id)}`,
  ] // prettier-ignore
  const last = [
    'SELECT',
    setIn(itemsText([{ text: `${FACT}.${merchant} AS ${merchant}`, remark: '' }, ...counted])),
    `FROM ${dialect.quoted(arrived!)} AS ${FACT}`,
    ...join,
    `GROUP BY ${FACT}.${merchant}`,
  ].join('\n')
  const columns = [...read.values()]
  const types = [...new Set(uses.map(({ leaf }) => (leaf.from === 'facts' ? leaf.event : leaf.since)))]
  const ctes = [
    cteOf(dialect, arrived!, arrivedText(parts, columns, types, uses.map(covered)), remarkOf(parts)),
    ...(nets.length === 0 ? [] : [cteOf(dialect, undone!, undoneText(parts, nets), parts.remarks.undone)]),
    cteOf(dialect, result!, last, ''),
  ]
  return { ctes, from: result!, columns, names: uses.map(({ name }) => name), hasUndone: nets.length > 0 }
}

/** What the program calls a counted column. */
const saysOf = ({ plan, remarks }: EventsParts, column: string): string => {
  const name = Object.values(plan.names).find(({ id, kind }) => kind === 'metric' && id === column)
  return name === undefined ? '' : remarks.column([name.name], name.unit)
}

const cteOf = (dialect: Dialect, name: string, text: string, remark: string): string => {
  const lines = remark === '' ? text : `${remarked([remark])}\n${text}`
  return `${dialect.quoted(name)} AS (\n${setIn(lines)}\n)`
}

const remarkOf = ({ remarks, count }: EventsParts): string =>
  remarks.arrived(isoOf(count.atMs), count.countMs === count.atMs ? null : isoOf(count.countMs))

/** When the first or the last event of a type happened. */
const sinceText = (dialect: Dialect, { since, which }: EventLeaf, { untilMs }: Covered): string => {
  const name = (column: string): string => `${FACT}.${dialect.quoted(column)}`
  const when = [
    `${name(own.type)} = ${dialect.text(since)}`,
    `${name(own.at)} < ${dialect.instant(isoOf(untilMs))}`,
  ]
  return `${which === 'first' ? 'min' : 'max'}(${caseOf([[joined(when, 'AND'), name(own.at)]])})`
}

const RAW = 'e'
const rawOf =
  (dialect: Dialect) =>
  (column: string): string =>
    `${RAW}.${dialect.quoted(column)}`
const seenOf = (dialect: Dialect): string => `coalesce(${[own.seen, own.at].map(rawOf(dialect)).join(', ')})`
const listOf = (dialect: Dialect, ids: readonly string[]): string => ids.map(dialect.text).join(', ')

/** Events that had arrived by the review, of the types that are counted, as far back as any window reaches. */
const arrivedText = (
  { dialect, count, table }: EventsParts,
  columns: readonly EventColumn[],
  types: readonly string[],
  windows: readonly Covered[],
): string => {
  const raw = rawOf(dialect)
  const fixed = [own.id, own.merchant, own.type, own.at].map((column) => `${raw(column)} AS ${dialect.quoted(column)}`) // prettier-ignore
  const fields = columns.map(({ name }) => `${raw(name)} AS ${dialect.quoted(name)}`)
  const starts = windows.map(({ startMs }) => startMs)
  const instant = (ms: number): string => dialect.instant(isoOf(ms))
  const conditions = [
    `${raw(own.type)} IN (${listOf(dialect, types)})`,
    `${seenOf(dialect)} < ${instant(count.atMs)}`,
    `${raw(own.at)} < ${instant(Math.max(...windows.map(({ untilMs }) => untilMs)))}`,
    ...(starts.some((start) => start === null) ? [] : [`${raw(own.at)} >= ${instant(Math.min(...(starts as number[])))}`]), // prettier-ignore
  ]
  return [
    'SELECT',
    setIn([...fixed, `${seenOf(dialect)} AS ${dialect.quoted(own.seen)}`, ...fields].join(',\n')),
    `FROM ${tableOf(dialect, table)} AS ${RAW}`,
    `WHERE ${joined(conditions, 'AND')}`,
  ].join('\n')
}

/** By what is undone: how often, and for each field that is summed what is taken back, and how often nothing is said of it. */
const undoneText = ({ plan, dialect, count, table }: EventsParts, nets: readonly FactsLeaf[]): string => {
  const raw = rawOf(dialect)
  const types = [...new Set([...Object.values(plan.clockwork.undoneBy), 'tk.reverse'])]
  const sums = nets.flatMap(({ take, of, event }) =>
    take === 'sum' ? [eventColumnOf(plan, event, of!)] : [],
  )
  const byName = new Map(sums.filter(({ reading }) => reading === 'number').map((one) => [one.name, one]))
  const order = [seenOf(dialect), raw(own.at), raw(own.id)]
  const conditions = [
    `${raw(own.type)} IN (${listOf(dialect, types)})`,
    `${raw(own.ref)} IS NOT NULL`,
    `${seenOf(dialect)} < ${dialect.instant(isoOf(count.atMs))}`,
  ]
  const fields = [...byName.values()].flatMap(({ name, unit }) => [
    `coalesce(${addedUp(dialect, unit, dialect.double(raw(name)), order)}, ${dialect.number(0)}) AS ${dialect.quoted(back(name))}`,
    `${dialect.double(`count(*) - count(${raw(name)})`)} AS ${dialect.quoted(rest(name))}`,
  ])
  return [
    'SELECT',
    setIn(
      [
        `${raw(own.merchant)} AS ${dialect.quoted(own.merchant)}`,
        `${raw(own.ref)} AS ${dialect.quoted(own.ref)}`,
        `count(*) AS ${dialect.quoted(times)}`,
        ...fields,
      ].join(',\n'),
    ),
    `FROM ${tableOf(dialect, table)} AS ${RAW}`,
    `WHERE ${joined(conditions, 'AND')}`,
    `GROUP BY ${raw(own.merchant)}, ${raw(own.ref)}`,
  ].join('\n')
}
