/**
 * Tasks in the order a person reads them: the path's first, then by area, what can be done before what cannot. Pure: it
 * knows no words and no page.
 *
 * What counts: a list must be able to reach its end, so "2 of 8 done" leaves out what a merchant cannot do now (locked,
 * expired, not applicable) and what they set aside.
 */
import type { PathStanding, TaskStanding } from '../schema/standing.js'
import type { Run } from './paging.js'

export type TaskState = TaskStanding['state']
export type TaskFilter = 'all' | 'todo' | 'done' | 'locked' | 'expired' | 'dismissed' | 'notApplicable'

/** State -> the filter it is found under (beside "all"), its place within an area, and whether it counts and is done. */
const rules: Readonly<
  Record<
    TaskState,
    { readonly filter: TaskFilter; readonly place: number; readonly counts: boolean; readonly done: boolean }
  >
> = {
  claimable: { filter: 'todo', place: 0, counts: true, done: false },
  open: { filter: 'todo', place: 1, counts: true, done: false },
  pending: { filter: 'done', place: 2, counts: true, done: true },
  done: { filter: 'done', place: 3, counts: true, done: true },
  claimed: { filter: 'done', place: 3, counts: true, done: true },
  locked: { filter: 'locked', place: 4, counts: false, done: false },
  expired: { filter: 'expired', place: 5, counts: false, done: false },
  dismissed: { filter: 'dismissed', place: 6, counts: false, done: false },
  notApplicable: { filter: 'notApplicable', place: 7, counts: false, done: false },
}

/** The filters in their order; those after `locked` are offered only where they hold something. */
export const filters: readonly TaskFilter[] = [
  'all',
  'todo',
  'done',
  'locked',
  'expired',
  'dismissed',
  'notApplicable',
]
export const always: readonly TaskFilter[] = ['all', 'todo', 'done', 'locked']

/** "All" is what a merchant has: neither set aside nor for others. */
export function passes(state: TaskState, filter: TaskFilter): boolean {
  const own = rules[state].filter
  return filter === 'all' ? own !== 'dismissed' && own !== 'notApplicable' : own === filter
}

/** How many tasks each filter holds. */
export function countsOf(tasks: readonly TaskStanding[]): Record<TaskFilter, number> {
  const counts: Record<TaskFilter, number> = {
    all: 0,
    todo: 0,
    done: 0,
    locked: 0,
    expired: 0,
    dismissed: 0,
    notApplicable: 0,
  }
  for (const { state } of tasks) for (const filter of filters) if (passes(state, filter)) counts[filter]++
  return counts
}

/** How many are done of those that can be: `total` 0 where nothing can. */
export function doneOf(tasks: readonly TaskStanding[]): { done: number; total: number } {
  let [done, total] = [0, 0]
  for (const { state } of tasks) {
    if (rules[state].counts) total++
    if (rules[state].done) done++
  }
  return { done, total }
}

/** Tasks of one area under its heading; the path's have none. */
export interface Section extends Run<TaskStanding> {
  readonly area: TaskStanding['area'] | null
  /** Of the whole area, whatever the filter. */
  readonly done: number
  readonly total: number
}

/** Where a task that was set aside stood: in the path's section or its area's, as the how-manieth. */
export interface Aside {
  readonly id: string
  readonly onPath: boolean
  readonly at: number
}

/**
 * What a filter shows, in sections: the path's tasks in the order to do them, then each area as the program lists them.
 * `aside`: a task that was set aside stays where it was.
 */
export function sectionsOf(
  tasks: readonly TaskStanding[],
  path: PathStanding | null,
  filter: TaskFilter,
  aside: Aside | null = null,
): Section[] {
  const kept = (aside && tasks.find(({ id }) => id === aside.id)) ?? null
  const shown = tasks.filter((task) => task === kept || passes(task.state, filter))
  const onPath: TaskStanding[] = []
  // tasks that do not lead to the tier are like any other
  for (const { id } of path?.reaches ? path.tasks : []) {
    const found = shown.find((task) => task.id === id)
    if (found && found !== kept) onPath.push(found)
  }
  if (kept && aside?.onPath) onPath.splice(aside.at, 0, kept)
  const sections: Section[] =
    onPath.length > 0 ? [{ area: null, headed: false, done: 0, total: 0, items: onPath }] : []
  const seen = new Set<string>()
  for (const { area } of shown) {
    if (seen.has(area.id)) continue
    seen.add(area.id)
    const rest = shown.filter((task) => task.area.id === area.id && onPath.indexOf(task) < 0)
    if (rest.length === 0) continue
    // sort is stable: the program's own order stays within a place
    const inOrder = rest
      .filter((task) => task !== kept)
      .sort((a, b) => rules[a.state].place - rules[b.state].place)
    if (kept && aside && rest.indexOf(kept) >= 0) inOrder.splice(aside.at, 0, kept)
    sections.push({
      area,
      headed: true,
      ...doneOf(tasks.filter((task) => task.area.id === area.id)),
      items: inOrder,
    })
  }
  return sections
}
