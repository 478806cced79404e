/** A test on one event as a condition of the database, three-valued as plan/filter.ts: what is not known is not met. */
import { isoOf } from '../plan/calendar.js'
import { marksOf } from '../plan/filter.js'
import type { Comparison, FactFilter, Id } from '../plan/plan.js'
import type { Dialect } from './dialect.js'
import { caseOf, joined } from './text.js'

const signs: Readonly<Record<Comparison, string>> = { gte: '>=', gt: '>', lte: '<=', lt: '<', eq: '=' }
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export interface FilterReader {
  readonly dialect: Dialect
  /** A field's column as it stands in the table; undefined for the local hour and weekday. */
  column(field: string): { readonly raw: string; readonly isNumber: boolean } | undefined
  /** When it happened. */
  readonly at: string
  readonly zone: string
  /** What a node is for every merchant. */
  constant(id: Id): number | null | undefined
}

/** Whether a filter compares with nothing that differs by merchant. */
export const isSame = (filter: FactFilter, constant: FilterReader['constant']): boolean =>
  marksOf(filter).every((id) => constant(id) !== undefined)

/** The condition; in brackets wherever it stands beside others. */
export const whereText = (filter: FactFilter, read: FilterReader): string => {
  const { dialect } = read
  if ('not' in filter) return `NOT (${whereText(filter.not, read)})`
  if ('atLeast' in filter) return severalText(filter, read)
  const left = operand(filter.field, read)
  if ('known' in filter) return `${left} IS ${filter.known ? 'NOT ' : ''}NULL`
  const sign = signs[filter.is]
  if ('other' in filter) return `${left} ${sign} ${operand(filter.other, read)}`
  const value = 'mark' in filter ? (read.constant(filter.mark) ?? null) : filter.value
  if (value === null) return 'NULL'
  if (filter.field === 'weekday') return `${left} ${sign} ${weekdays.indexOf(String(value))}`
  if (typeof value === 'boolean') return `${left} ${sign} ${value ? dialect.yes : dialect.no}`
  if (typeof value === 'string') return `${left} ${sign} ${dialect.text(value)}`
  if (filter.zone !== undefined) return `${left} ${sign} ${dialect.instant(isoOf(value))}`
  return `${left} ${sign} ${dialect.number(value)}`
}

const operand = (field: string, { dialect, column, at, zone }: FilterReader): string => {
  const own = column(field)
  if (own) return own.isNumber ? dialect.double(own.raw) : own.raw
  const { day, hour } = dialect.local(at, zone)
  // 1970-01-01 was a Thursday
  return field === 'hour' ? dialect.double(hour) : `((${day} + 4) % 7 + 7) % 7`
}

const severalText = ({ atLeast, of }: Extract<FactFilter, { of: unknown }>, read: FilterReader): string => {
  const { yes, no } = read.dialect
  const parts = of.map((part) => `(${whereText(part, read)})`)
  if (parts.length === 0) return atLeast <= 0 ? yes : no
  if (atLeast === of.length) return joined(parts, 'AND')
  if (atLeast === 1) return joined(parts, 'OR')
  const count = (then: (part: string) => string): string =>
    joined(
      parts.map((part) => `CASE WHEN ${then(part)} THEN 1 ELSE 0 END`),
      '+',
    )
  return caseOf([
    [`${count((part) => part)} >= ${atLeast}`, yes],
    [`${count((part) => `${part} IS NULL OR ${part}`)} < ${atLeast}`, no],
  ])
}
