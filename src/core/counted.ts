/**
 * What a metric over facts counted, and what it left out and why. The same log, window and rules as `leaves`, read once more and only when
 * a reason is asked for: the fold never does.
 */
import { holds } from '../plan/filter.js'
import type { Id, Leaf } from '../plan/plan.js'
import type { Counted, Excluded } from '../schema/standing.js'
import { datesOf, fieldReader, takenBack, undoneOf } from './leaves.js'
import { codeOf, firstAt, type LogFact } from './merchant.js'
import type { Values } from './values.js'

type FactsLeaf = Extract<Leaf, { from: 'facts' }>
type Why = Excluded['why']

/** The leaf that a number was counted by: through the choice of a window, and rounding; null where it was given, or made of others. */
export const countedBy = (values: Values, id: Id): { id: Id; leaf: FactsLeaf } | null => {
  for (let at = id; ;) {
    const node = values.plan.nodes[at]!
    if (node.op === 'leaf') return node.leaf.from === 'facts' ? { id: at, leaf: node.leaf } : null
    if (node.op === 'pick') at = node.arms.find(([when]) => values.get(when) === 1)?.[1] ?? node.otherwise
    else if (node.op === 'micro' || node.op === 'grid') at = node.x
    else return null
  }
}

const counts = new WeakMap<Values, Map<Id, Counted | null>>()

/** How many facts a metric counted within its window's dates, and how many it did not; null where it counts none. */
export const countedOf = (values: Values, id: Id): Counted | null => {
  const by = values.merchant.hasFacts ? countedBy(values, id) : null
  if (by === null) return null
  let known = counts.get(values)
  if (!known) counts.set(values, (known = new Map<Id, Counted | null>()))
  let counted = known.get(by.id)
  if (counted === undefined) known.set(by.id, (counted = counting(values, by.leaf)))
  return counted
}

const order: readonly Why[] = ['where', 'undone', 'partlyUndone', 'noValue', 'cutOff', 'notYetSeen']

const counting = (values: Values, leaf: FactsLeaf): Counted | null => {
  const { plan, merchant, moment, held } = values
  const dates = datesOf(plan, merchant, leaf.window, moment, held.changedMs)
  if (!dates.isKnown) return null
  const { startMs, endMs, untilMs } = dates
  const { kind } = plan.clockwork.windows[leaf.window]!.rule
  // Up to when facts that come too late for a cut-off would have counted: a window that ends with the moment has no later end.
  const seenMs = moment.inclusive ? moment.atMs + 1 : moment.atMs
  const shownMs = kind === 'rolling' || kind === 'lifetime' ? seenMs : Math.min(endMs, seenMs)
  const facts = merchant.byType.get(leaf.event) ?? []
  const msOf = ({ atMs }: LogFact): number => atMs
  const sums = new Map<Why, number>()
  let counted = 0
  const from = startMs === null ? 0 : firstAt(facts, startMs, msOf)
  const to = firstAt(facts, Math.max(untilMs, shownMs), msOf)
  for (let place = from; place < to; place++) {
    const why = whyNot(values, leaf, facts[place]!, untilMs)
    if (why === null || why === 'partlyUndone') counted += 1
    if (why !== null) sums.set(why, (sums.get(why) ?? 0) + 1)
  }
  return {
    counted,
    excluded: order.flatMap((why) => (sums.has(why) ? [{ why, count: sums.get(why)! }] : [])),
  }
}

/** Why a fact of the window does not count; null where it does, in full. */
const whyNot = (values: Values, leaf: FactsLeaf, log: LogFact, untilMs: number): Why | null => {
  const { plan, merchant, moment } = values
  if (log.order >= moment.upto) return 'notYetSeen'
  const read = fieldReader(merchant.zone, log)
  if (leaf.where && holds(leaf.where, read, (mark) => values.get(mark)) !== true) return 'where'
  if (log.atMs >= untilMs) return 'cutOff'
  const undone = leaf.net ? undoneOf(merchant, log, moment.upto) : []
  const value = leaf.of === undefined ? null : codeOf(plan, `${leaf.event}.${leaf.of}`, log.fact[leaf.of])
  const isSummed = leaf.take === 'sum'
  if (undone.length > 0 && !(isSummed && value !== null && takenBack(value, undone, leaf.of!) < value))
    return 'undone'
  if (leaf.take === 'distinct') return log.fact[leaf.of!] == null ? 'noValue' : null
  if (leaf.of !== undefined && value === null) return 'noValue'
  return undone.length > 0 ? 'partlyUndone' : null
}
