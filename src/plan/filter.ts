/**
 * A test on one fact's own fields, compiled: choices stay their ids, numbers their numbers, dates are instants in ms. `hour` and `weekday`
 * are local. Absent fields make it unknown, which is not met.
 */
import { instantMsOf } from './calendar.js'
import { compared } from './operations.js'
import type { Comparison, Id } from './plan.js'

/** `zone`: of a date field, in which a bare day begins; the fact's own text is read as an instant. */
export type Condition =
  | { field: string; is: Comparison; value: number | string | boolean; zone?: string }
  | { field: string; is: Comparison; other: string; zone?: string } // another field of the same event
  | { field: string; is: Comparison; mark: Id; zone?: string } // a node of the plan: a mark that differs by merchant
  | { field: string; known: boolean }
  | { atLeast: number; of: Condition[] }
  | { not: Condition }

type Scalar = string | number | boolean | null | undefined

/** A date's text as its instant; anything else as it is. NaN where it is no date: that is unknown. */
const dated = (value: Scalar, zone: string | undefined): Scalar =>
  zone !== undefined && typeof value === 'string' ? instantMsOf(value, zone) : value
const isUnknown = (value: Scalar): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value)

/** True, false, or null when a field or a mark that it needs is unknown. `read` gives a fact's field, `markOf` a node's value. */
export const holds = (
  filter: Condition,
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
export const marksOf = (filter: Condition): Id[] => {
  if ('not' in filter) return marksOf(filter.not)
  if ('atLeast' in filter) return filter.of.flatMap(marksOf)
  return 'mark' in filter ? [filter.mark] : []
}
