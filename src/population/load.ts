/** Merchants into columns, from a table or from records. What is broken is left out by name: each Issue has its path, and a table's its place. */
import { instantMsOf } from '../plan/calendar.js'
import type { Plan } from '../plan/plan.js'
import type { Issue, IssuePath } from '../schema/issues.js'
import type { Held, MerchantRecord } from '../schema/record.js'
import { columnNameOf, nodesUnder, subjectsOf, type Subject } from '../plan/asked.js'
import { cellValue } from './cell.js'
import { emptyColumn, isKnown, type Column, type Population } from './columns.js'
import type { Table } from './import.js'
import type { Mapping } from './mapping.js'

/** The merchants that could be read; `rows[i]`: which row or record the i-th of them is; `issues`: of the others. */
export interface Loaded {
  readonly population: Population
  readonly rows: readonly number[]
  readonly issues: readonly Issue[]
}

/** The merchants of a table. A row with a cell that cannot be read, without an id, or of a merchant who stands there already is left out. */
export const loadedTable = (table: Table, mapping: Mapping, zone: string): Loaded => {
  const issues: Issue[] = [...table.issues]
  const columns = mapping.mapped.map(() => emptyColumn(table.rows.length))
  const ids: string[] = []
  const rows: number[] = []
  const firsts = new Map<string, number>()
  table.rows.forEach((cells, row) => {
    if (cells === null) return
    const before = issues.length
    const say = (fault: Pick<Issue, 'code' | 'params'>, column: number): void => {
      const path = [row, table.header[column] ?? String(column)]
      issues.push({ ...fault, path, place: table.placeOf(row, column) })
    }
    const id = cells[mapping.id]!.trim()
    const first = firsts.get(id)
    if (id === '') say({ code: 'missingKey', params: { key: 'id' } }, mapping.id)
    else if (first !== undefined)
      say({ code: 'repeatedMerchant', params: { id, row: table.numberOf(first) } }, mapping.id)
    else firsts.set(id, row)
    mapping.mapped.forEach(({ subject, column, written }, place) => {
      const value = cellValue(cells[column]!, subject, zone, written)
      if (typeof value === 'object' && value !== null) say(value, column)
      else columns[place]![ids.length] = value ?? NaN
    })
    if (issues.length > before) return
    ids.push(id)
    rows.push(row)
  })
  return {
    population: {
      ids,
      columns: new Map(
        mapping.mapped.map(({ subject }, place) => [subject.id, columns[place]!.subarray(0, ids.length)]),
      ),
    },
    rows,
    issues: issues.sort(byRow),
  }
}

/** Columns that are read as percent and look like fractions of 1: some value has decimals, and none is outside 0 to 1. */
export const likeFractions = ({ header }: Table, { mapped }: Mapping, { columns }: Population): string[] =>
  mapped.flatMap(({ subject, column, written }) =>
    subject.unit === 'percent' && written === 'plain' && holdsFractions(columns.get(subject.id)!)
      ? [header[column]!]
      : [],
  )

const holdsFractions = (values: Column): boolean => {
  const known = values.filter(isKnown)
  return known.some((value) => !Number.isInteger(value)) && known.every((value) => value >= 0 && value <= 1)
}

const byRow = (left: Issue, right: Issue): number => Number(left.path[0] ?? -1) - Number(right.path[0] ?? -1)

/** The merchants of records that hold values alone, as they stand at an instant. A log is refused by name: columns cannot hold it. */
export const loadedRecords = (plan: Plan, records: readonly MerchantRecord[], atMs: number): Loaded => {
  const { zone } = plan.clockwork
  const issues: Issue[] = []
  const subjects = askedAnywhere(plan)
  const columns = new Map<string, Column>()
  const ids: string[] = []
  const rows: number[] = []
  const firsts = new Map<string, number>()
  records.forEach((record, row) => {
    const before = issues.length
    const say = (fault: Pick<Issue, 'code' | 'params'>, ...path: IssuePath): void => {
      issues.push({ ...fault, path: [row, ...path] })
    }
    if (record.facts) say({ code: 'notYetSupported', params: { what: 'facts' } }, 'facts')
    const first = firsts.get(record.id)
    if (first === undefined) firsts.set(record.id, row)
    else say({ code: 'repeatedMerchant', params: { id: record.id, row: first + 1 } }, 'id')
    if (issues.length > before) return
    const put = (id: string, value: number | null): void => {
      if (!columns.has(id)) columns.set(id, emptyColumn(records.length))
      columns.get(id)![ids.length] = value ?? NaN
    }
    put('joinedAt', instantMsOf(record.joinedAt, zone))
    if (record.asOf !== undefined) put('asOf', instantMsOf(record.asOf, zone))
    for (const subject of subjects) {
      const value = valueOf(record, subject, zone, atMs)
      if (value !== undefined) put(subject.id, value)
    }
    ids.push(record.id)
    rows.push(row)
  })
  columns.forEach((column, id) => columns.set(id, column.subarray(0, ids.length)))
  return { population: { ids, columns }, rows, issues }
}

/** Every subject that some node of the plan reads. */
const askedAnywhere = (plan: Plan): Subject[] =>
  subjectsOf(
    plan,
    plan.nodes.flatMap((node, id) =>
      node.op === 'leaf' && columnNameOf(node.leaf) !== null ? nodesUnder(plan, [id]) : [],
    ),
  )

/** What a record says of a subject; undefined where it does not mention it. */
const valueOf = (
  record: MerchantRecord,
  subject: Subject,
  zone: string,
  atMs: number,
): number | null | undefined => {
  const { id } = subject
  if (record.metrics && own(record.metrics, id)) return record.metrics[id] ?? null
  if (record.fields && own(record.fields, id)) {
    const field = record.fields[id]!
    if (!Array.isArray(field)) return codeOf(field, subject, zone)
    let now: (typeof field)[number]['value'] = null
    let sinceMs = -Infinity
    for (const { from, value } of field) {
      const fromMs = instantMsOf(from, zone)
      if (fromMs > atMs || fromMs < sinceMs) continue
      now = value
      sinceMs = fromMs
    }
    return codeOf(now, subject, zone)
  }
  return record.held && heldOf(record.held, subject)
}

/** What a state says of a ladder, an override, an account, or of past decisions: a condition that none of them asked held at none. */
const heldOf = (held: Held, { id, values }: Subject): number | undefined => {
  if (own(held.ladders, id)) {
    const { tier } = held.ladders[id]!
    return values.findIndex((value) => value.id === tier)
  }
  if (own(held.overrides, id)) {
    const { since, ended } = held.overrides[id]!
    return since !== null && ended === null ? 1 : 0
  }
  if (own(held.accounts, id)) return held.accounts[id]!.balancePoints
  const mark = id.lastIndexOf('#')
  return mark < 0 ? undefined : timesIn(held, id.slice(0, mark), id.slice(mark + 1))
}

const timesIn = ({ memory }: Held, key: string, of: string): number => {
  if (!own(memory, key)) return 0
  const { last, streak } = memory[key]!
  return of === 'streak' ? streak : last.slice(-Number(of)).filter((met) => met === true).length
}

const own = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key)

const codeOf = (value: string | number | boolean | null, subject: Subject, zone: string): number | null => {
  if (typeof value === 'number' || value === null) return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (subject.reading === 'choice') {
    const place = subject.values.findIndex(({ id }) => id === value)
    return place < 0 ? null : place
  }
  const atMs = instantMsOf(value, zone)
  return Number.isNaN(atMs) ? null : atMs
}
