/** Columns in steps: each step a SELECT over the one before it, which adds what can be said by then. */
import type { Column } from './sheet.js'

export interface Step {
  readonly name: string
  readonly columns: readonly Column[]
}

/**
 * Steps in which every column stands after those that it reads. Of what can come next the home that is preferred comes whole: `order` begins
 * with the first; homes that are not in it come last. `first` are columns that are there.
 */
export const stepsOf = (
  columns: readonly Column[],
  first: readonly Column[],
  order: readonly string[],
  taken: readonly string[],
): Step[] => {
  const done = new Set(first)
  const names = new Set(taken)
  const steps: Step[] = []
  let open = columns.filter((column) => !done.has(column))
  while (open.length > 0) {
    const ready = open.filter(({ reads }) => reads.every((read) => done.has(read)))
    const home = order.find((one) => ready.some((column) => column.home === one)) ?? ready[0]!.home
    const next = ready.filter((column) => column.home === home)
    for (const column of next) done.add(column)
    steps.push({ name: unused(home, names), columns: next })
    open = open.filter((column) => !done.has(column))
  }
  return steps
}

const unused = (home: string, names: Set<string>): string => {
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? home : `${home} ${nth}`
    if (names.has(name.toLowerCase())) continue
    names.add(name.toLowerCase())
    return name
  }
}
