/** How far back facts are needed beside a state that an earlier fold ended in. It counts in days, on the long side: a month is 31. */
import type { Period, Span, Term, WindowRule } from './calendar.js'
import type { Clockwork, Node, WindowPlan } from './plan.js'

const periodDays: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }
const spanDays = (span: Span): number =>
  'days' in span
    ? span.days
    : 'weeks' in span
      ? span.weeks * 7
      : 'months' in span
        ? span.months * 31
        : span.years * 366
const termDays = (term: Term): number =>
  'endOf' in term ? periodDays[term.endOf] + (term.after ? spanDays(term.after) : 0) : spanDays(term)
/** The unit of a span: whole ones are counted, so that the running one lies between. */
const unitDays = (span: Span): number =>
  'days' in span ? 1 : 'weeks' in span ? 7 : 'months' in span ? 31 : 366

const windowDays = ({ rule, cutOff }: WindowPlan): number =>
  ruleDays(rule) + (cutOff === null ? 0 : spanDays(cutOff))

const ruleDays = (rule: WindowRule): number => {
  switch (rule.kind) {
    case 'past':
      return spanDays(rule.span) + unitDays(rule.span)
    case 'current':
      return periodDays[rule.period]
    case 'rolling':
    case 'anniversary':
      return spanDays(rule.span)
    case 'lifetime':
    case 'dates': // as long ago as they are
      return Infinity
  }
}

/** Days for what the nodes count; Infinity where they count since ever. */
const countedDays = (nodes: readonly Node[], { windows, eventNames, reviews }: Clockwork): number => {
  const days = nodes.map((node): number => {
    if (node.op !== 'leaf') return 0
    const { leaf } = node
    if (leaf.from === 'facts') return windowDays(windows[leaf.window]!)
    return leaf.from === 'moment' && eventNames[leaf.since] ? Infinity : 0
  })
  const cutOffs = reviews.map(({ cutOff }) => (cutOff === null ? 0 : spanDays(cutOff)))
  return Math.max(0, ...days) + Math.max(0, ...cutOffs)
}

/** Days for what undoing takes back: as long as the points of an event may live; Infinity where they never lapse. */
const undoneDays = ({ accounts, undoneBy }: Clockwork): number => {
  const days = accounts.flatMap((account) =>
    account.earn
      .filter(({ on }) => on !== null && undoneBy[on] !== undefined)
      .map(({ expires, points }) => {
        const term = expires ?? account.expires
        // Of a running total the undone part must be known, however long ago it was counted; and what is owed, or kept as the least, does not lapse.
        const isTotal = 'total' in points && points.total
        return term === null || isTotal || account.min !== 0 ? Infinity : termDays(term)
      }),
  )
  return Math.max(0, ...days)
}

/** The plan's lookback, a day more for clocks that change; null: since ever. */
export const lookbackOf = (nodes: readonly Node[], clockwork: Clockwork): { days: number } | null => {
  const days = Math.max(countedDays(nodes, clockwork), undoneDays(clockwork))
  return days === Infinity ? null : { days: days + 1 }
}
