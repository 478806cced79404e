/**
 * A test on one fact's own fields, compiled: choices stay their ids, numbers their numbers, dates are instants in ms. `hour` and `weekday`
 * are local. Absent fields make it unknown, which is not met.
 */
import { instantMsOf } from './calendar.js'
import { compared } from './operations.js'
import type { FactFilter, Id } from './plan.js'

type Scalar = string | number | boolean | null | undefined

/** A date's text as its instant; anything else as it is. NaN where it is no date: that is unknown. */
const dated = (value: Scalar, zone: string | undefined): Scalar =>
  zone !== undefined && typeof value === 'string' ? instantMsOf(value, zone) : value
const isUnknown = (value: Scalar): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value)

/** True, false, or null when a field or a mark that it needs is unknown. `read` gives a fact's field, `markOf` a node's value. */
export const holds = (
  filter: FactFilter,
  read: (field: string) => Scalar,
  markOf: (mark: Id) => number | null,
): boolean | null => {
  if ('not' in filter) {
    const met = holds(filter.not, read, markOf)
    return met === null ? null : !met
  }
  if ('atLeast' in filter) {
    let met = 0
    let open = 0
    for (const part of filter.of) {
      const value = holds(part, read, markOf)
      if (value === true) met += 1
      else if (value === null) open += 1
    }
    return met >= filter.atLeast ? true : met + open < filter.atLeast ? false : null
  }
  if ('known' in filter) return !isUnknown(read(filter.field)) === filter.known
  const { zone } = filter
  const left = dated(read(filter.field), zone)
  const right =
    'other' in filter
      ? dated(read(filter.other), zone)
      : 'mark' in filter
        ? markOf(filter.mark)
        : filter.value
  if (isUnknown(left) || isUnknown(right)) return null
  if (filter.is === 'eq') return left === right
  return typeof left === 'number' && typeof right === 'number' ? compared[filter.is](left, right) : null
}

/** The nodes whose values a filter compares with, each as often as it is named. */
export const marksOf = (filter: FactFilter): Id[] => {
  if ('not' in filter) return marksOf(filter.not)
  if ('atLeast' in filter) return filter.of.flatMap(marksOf)
  return 'mark' in filter ? [filter.mark] : []
}
