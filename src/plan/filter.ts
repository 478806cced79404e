/** A test on one fact's own fields, compiled: choices stay their ids, numbers their numbers. `hour` and `weekday` are local. Absent fields make it unknown, which is not met. */
export type Condition =
  | { field: string; is: 'gte' | 'gt' | 'lte' | 'lt' | 'eq'; value: number | string | boolean }
  | { field: string; is: 'gte' | 'gt' | 'lte' | 'lt' | 'eq'; other: string } // another field of the same event
  | { field: string; is: 'gte' | 'gt' | 'lte' | 'lt' | 'eq'; mark: number } // a node of the plan: a mark that differs by merchant
  | { field: string; known: boolean }
  | { atLeast: number; of: Condition[] }
  | { not: Condition }

type Scalar = string | number | boolean | null | undefined

const compare = (is: 'gte' | 'gt' | 'lte' | 'lt' | 'eq', left: number, right: number): boolean =>
  is === 'gte'
    ? left >= right
    : is === 'gt'
      ? left > right
      : is === 'lte'
        ? left <= right
        : is === 'lt'
          ? left < right
          : left === right

/** True, false, or null when a field it needs is absent. */
export const holds = (filter: Condition, read: (field: string) => Scalar): boolean | null => {
  if ('not' in filter) {
    const met = holds(filter.not, read)
    return met === null ? null : !met
  }
  if ('atLeast' in filter) {
    let met = 0
    let open = 0
    for (const part of filter.of) {
      const value = holds(part, read)
      if (value === true) met += 1
      else if (value === null) open += 1
    }
    return met >= filter.atLeast ? true : met + open < filter.atLeast ? false : null
  }
  const value = read(filter.field)
  if ('known' in filter) return (value !== null && value !== undefined) === filter.known
  if (value === null || value === undefined) return null
  if (filter.is === 'eq') return value === filter.value
  return typeof value === 'number' && typeof filter.value === 'number'
    ? compare(filter.is, value, filter.value)
    : null
}
