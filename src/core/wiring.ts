/** What of a plan's nodes can change, and by what: made once a plan, so that a fold asks anew only what something has changed. */
import type { Period } from '../plan/calendar.js'
import { operandsOf, reachOf } from '../plan/reach.js'
import type { Id, LadderPlan, Leaf, OverridePlan, Plan, When } from '../plan/plan.js'

type FactsLeaf = Extract<Leaf, { from: 'facts' }>

export interface Wiring {
  /** By leaf: the nodes that read it, directly or through others. */
  above: ReadonlyMap<Id, readonly Id[]>
  /** By event: the leaves that its facts can change. */
  counts: ReadonlyMap<string, readonly Id[]>
  /** By event: those of them that also what undoes such a fact can change. */
  nets: ReadonlyMap<string, readonly Id[]>
  /** By window: the leaves that count it; of windows that move with time, all of them. */
  inWindow: ReadonlyMap<string, readonly Id[]>
  timed: readonly Id[]
  /** The leaves that a change of the record's own fields, metrics and dates can change. */
  given: readonly Id[]
  /** The leaves that read what the fold holds: balances, what moves, and what both a move and time can change. */
  balances: readonly Id[]
  moved: readonly Id[]
  movedOrTimed: readonly Id[]
  /** Ladders that move at once, or under a continuous review, and which way. */
  between: readonly { ladder: LadderPlan; rise: boolean; fall: boolean }[]
  /** Whether what moves between reviews can change by time alone, from one local day to the next. */
  isDaily: boolean
  /** The periods at whose beginning something is given, or can be done anew. */
  periods: readonly Period[]
  undoes: ReadonlySet<string> // events that undo others
  ladders: ReadonlyMap<string, LadderPlan> // by key, and by id
  overrides: ReadonlyMap<string, readonly OverridePlan[]> // by ladder: those that raise or lower what is held
}

const wirings = new WeakMap<Plan, Wiring>()

/** The wiring of a plan. */
export const wiringOf = (plan: Plan): Wiring => {
  const known = wirings.get(plan)
  if (known) return known
  const wiring = made(plan)
  wirings.set(plan, wiring)
  return wiring
}

const add = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

const made = (plan: Plan): Wiring => {
  const { ladders, overrides, undoneBy, windows } = plan.clockwork
  const counts = new Map<string, Id[]>()
  const nets = new Map<string, Id[]>()
  const inWindow = new Map<string, Id[]>()
  const timed: Id[] = []
  const given: Id[] = []
  const balances: Id[] = []
  const moved: Id[] = []
  const movedOrTimed: Id[] = []
  const place = (id: Id, leaf: FactsLeaf): void => {
    add(counts, leaf.event, id)
    if (leaf.net) add(nets, leaf.event, id)
    const { since, ...window } = windows[leaf.window]!
    if (since.from === 'ladder') movedOrTimed.push(id)
    else if (stays(window.rule.kind, window.cutOff) && since.from === 'joined') add(inWindow, leaf.window, id)
    else timed.push(id)
  }
  plan.nodes.forEach((node, id) => {
    if (node.op !== 'leaf') return
    const { leaf } = node
    if (leaf.from === 'facts') place(id, leaf)
    else if (leaf.from === 'moment') {
      timed.push(id)
      add(counts, leaf.since, id)
    } else if (leaf.from === 'peers') movedOrTimed.push(id)
    else if (leaf.from === 'held') (leaf.what === 'balance' ? balances : moved).push(id)
    else given.push(id)
  })
  const between = ladders
    .map((ladder) => ({
      ladder,
      rise: isBetween(plan, ladder.promote),
      fall: isBetween(plan, ladder.demote),
    }))
    .filter(({ rise, fall }) => rise || fall)
  return {
    above: aboveOf(plan),
    counts,
    nets,
    inWindow,
    timed,
    given,
    balances,
    moved,
    movedOrTimed,
    between,
    isDaily: between.length > 0 || turnsByTime(plan),
    periods: periodsOf(plan),
    undoes: new Set([...Object.values(undoneBy), 'tk.reverse']),
    ladders: new Map([
      ...ladders.map((one): [string, LadderPlan] => [one.id, one]).reverse(),
      ...ladders.map((one): [string, LadderPlan] => [one.key, one]),
    ]),
    overrides: new Map(
      ladders.map(({ id }) => [
        id,
        overrides.filter(({ floor, cap }) => floor[id] !== undefined || cap[id] !== undefined),
      ]),
    ),
  }
}

const isBetween = (plan: Plan, when: When): boolean =>
  when === 'atOnce' ||
  (typeof when === 'object' &&
    plan.clockwork.reviews.find(({ id }) => id === when.review)?.rule === 'continuous')

/** Whether a window's dates stay as they are until a period ends, and no fact enters them or leaves them by time alone. */
const stays = (kind: string, cutOff: unknown): boolean => kind !== 'rolling' && cutOff === null

/** Whether a task, an override or a benefit that opens of itself asks how long ago something was, or what lies in a window that moves. */
const turnsByTime = ({ nodes, clockwork }: Plan): boolean => {
  const { tasks, overrides, benefits, windows } = clockwork
  const roots = [
    ...tasks.flatMap(({ done, audience }) => [done, audience]),
    ...overrides.flatMap(({ starts, ends }) => [starts, ends]),
    ...benefits.filter(({ choose, given }) => choose || given).map(({ requires }) => requires),
  ]
  return reachOf(nodes, roots).some((id) => {
    const node = nodes[id]!
    if (node.op !== 'leaf') return false
    const { leaf } = node
    return leaf.from === 'moment' || (leaf.from === 'facts' && windows[leaf.window]!.rule.kind !== 'lifetime')
  })
}

const periodsOf = ({ clockwork: { benefits, tasks } }: Plan): Period[] => {
  const periods = new Set<Period>()
  for (const { given } of benefits)
    if (given && 'each' in given && given.each !== 'once') periods.add(given.each)
  for (const { each } of tasks) if (each !== null) periods.add(each)
  return [...periods]
}

const aboveOf = (plan: Plan): Map<Id, Id[]> => {
  const readers: Id[][] = plan.nodes.map(() => [])
  plan.nodes.forEach((node, id) => {
    for (const operand of operandsOf(node)) readers[operand]!.push(id)
  })
  const above = new Map<Id, Id[]>()
  plan.nodes.forEach((node, id) => {
    if (node.op !== 'leaf') return
    const seen = new Set<Id>()
    const open = [...readers[id]!]
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (seen.has(one)) continue
      seen.add(one)
      open.push(...readers[one]!)
    }
    above.set(id, [...seen])
  })
  return above
}
