/** The parts of a query as text: what it is and what it reads, its steps, and what it selects in the end. */
import type { Subject } from '../plan/asked.js'
import { isoOf } from '../plan/calendar.js'
import type { LadderPlan, Plan } from '../plan/plan.js'
import type { Dialect } from './dialect.js'
import type { EventColumn } from './event-table.js'
import type { Remarks } from './remarks.js'
import type { Step } from './steps.js'
import { setIn } from './text.js'

/** A column of the result. */
export interface Output {
  readonly name: string
  readonly text: string
}

/** Remarks have no semicolon: what cuts scripts into queries may not know that they are remarks. */
export const remarked = (lines: readonly string[]): string =>
  lines.map((line) => `-- ${line.replace(/[\r\n]+/g, ' ').replace(/;/g, ',')}`.trimEnd()).join('\n')

export interface HeadParts {
  readonly dialect: Dialect
  readonly remarks: Remarks
  readonly atMs: number
  readonly table: string
  /** The table of events that metrics are counted from, and what of it is read besides what every event has. */
  readonly events: { readonly table: string; readonly columns: readonly EventColumn[]; readonly hasUndone: boolean } | null // prettier-ignore
}

/** What the query is, and the columns that the tables need. */
export const headOf = (
  plan: Plan,
  ladder: LadderPlan,
  subjects: readonly Subject[],
  { dialect, remarks, atMs, table, events }: HeadParts,
): string => {
  const { id, name, version } = plan.program
  const of = { program: name, id, version, ladder: ladder.name, at: isoOf(atMs), database: dialect.name }
  const rows = [
    { name: dialect.quoted('id'), type: dialect.types.choice, says: remarks.id },
    ...subjects.map((subject) => ({
      name: dialect.quoted(subject.id),
      type: dialect.types[subject.reading],
      says: `${remarks.column(subject.names, subject.unit)}${valuesOf(subject)}`,
    })),
  ]
  return remarked([
    remarks.title(of),
    remarks.reads(table),
    ...listed(rows),
    ...(events === null
      ? []
      : [remarks.readsEvents(events.table), ...listed(eventRows(events, dialect, remarks))]),
    ...(dialect.fence === '' ? [] : [remarks.fence(dialect.fence)]),
  ])
}

interface ListedRow {
  readonly name: string
  readonly type: string
  readonly says: string
}
const listed = (rows: readonly ListedRow[]): string[] => {
  const [names, types] = [rows.map((row) => row.name.length), rows.map(({ type }) => type.length)]
  const wide = (text: string, widths: readonly number[]): string => text.padEnd(Math.max(...widths))
  return rows.map(({ name: column, type, says }) => `  ${wide(column, names)}  ${wide(type, types)}  ${says}`)
}

const eventRows = (
  { columns, hasUndone }: NonNullable<HeadParts['events']>,
  { quoted, types }: Dialect,
  { events: says, column: saysOf }: Remarks,
): ListedRow[] =>
  [
    ...(['id', 'merchant', 'type'] as const).map((name) => ({ name, type: types.choice, says: says[name] })),
    ...(['at', 'seen'] as const).map((name) => ({ name, type: types.date, says: says[name] })),
    ...(hasUndone ? [{ name: 'ref', type: types.choice, says: says.ref }] : []),
    ...columns.map((column) => ({
      name: column.name,
      type: types[column.reading],
      says: `${saysOf(column.names, column.unit)}${valuesOf(column)}`,
    })),
  ].map((row) => ({ ...row, name: quoted(row.name) }))

const FEW = 12
/** The words that a column may hold, where a line can list them. */
const valuesOf = ({ values }: Pick<Subject, 'values'>): string => {
  const ids = values.slice(0, FEW).map(({ id }) => id)
  return ids.length === 0 ? '' : `: ${ids.join(', ')}${values.length > FEW ? ', …' : ''}`
}

/** One step. The first reads the table under an alias, the others all of the step before them. */
export const stepText = (
  dialect: Dialect,
  { name, columns }: Step,
  source: { table: string; alias: string; join: readonly string[] } | { from: string },
): string => {
  const isFirst = 'table' in source
  const begin = isFirst ? `${source.alias}.${dialect.quoted('id')} AS ${dialect.quoted('id')}` : '*'
  const items = columns.map(({ name: column, text, remark }) => ({
    text: `${text} AS ${dialect.quoted(column)}`,
    remark,
  }))
  const from = isFirst ? `${tableOf(dialect, source.table)} AS ${source.alias}` : dialect.quoted(source.from)
  const join = isFirst ? source.join : []
  const end = dialect.fence === '' ? [] : [dialect.fence]
  const lines = ['SELECT', setIn(itemsText([{ text: begin, remark: '' }, ...items])), `FROM ${from}`]
  return [`${dialect.quoted(name)} AS (`, setIn([...lines, ...join, ...end].join('\n')), ')'].join('\n')
}

/** What a SELECT lists, each with its remark behind it. */
export const itemsText = (items: readonly { readonly text: string; readonly remark: string }[]): string =>
  items
    .map(({ text, remark }, place) => {
      const comma = place < items.length - 1 ? ',' : ''
      return `${text}${comma}${remark === '' ? '' : ` ${remarked([remark])}`}`
    })
    .join('\n')

/** `schema.table`, each by its own name. */
export const tableOf = (dialect: Dialect, table: string): string =>
  table.split('.').map(dialect.quoted).join('.')

export const selectionOf = (dialect: Dialect, outputs: readonly Output[], from: string): string => {
  const items = outputs.map(({ name, text }) => {
    const own = dialect.quoted(name)
    return text === own ? own : `${text} AS ${own}`
  })
  return ['SELECT', setIn(items.join(',\n')), `FROM ${dialect.quoted(from)}`].join('\n')
}
