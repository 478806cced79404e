/** Values to reasons: a condition's nodes and the numbers that decided them. It reads what was computed and computes nothing. */
import { isoOf } from '../plan/calendar.js'
import type { Id, Leaf, Name, NodeOf } from '../plan/plan.js'
import type { Counted, Evidence, Ranked, Repeated, Subject, WindowDates } from '../schema/standing.js'
import { operandsOf } from '../plan/reach.js'
import { countedBy, countedOf } from './counted.js'
import { datesOf } from './leaves.js'
import type { Values } from './values.js'

const nameless: Name = { id: '', kind: 'metric', name: { en: '', 'zh-CN': '' }, unit: 'number' }
const metOf = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** The dates of a named window as a reason shows them; null where they are counted from a date that is unknown. */
export const windowDates = (values: Values, window: string): WindowDates | null => {
  const { plan, merchant, moment, held } = values
  const dates = datesOf(plan, merchant, window, moment, held.changedMs)
  if (!dates.isKnown) return null
  return {
    kind: plan.clockwork.windows[window]!.rule.kind,
    start: dates.startMs === null ? null : isoOf(dates.startMs),
    end: isoOf(dates.endMs),
    zone: dates.zone,
  }
}

/** What a reason calls a node. `counts`: also how many facts it counted and left out, which takes another look at the log. */
export const subjectOf = (values: Values, id: Id, counts: boolean): Subject => {
  const { names } = values.plan
  const name = names[id] ?? nameless
  const of = (part: Id): Partial<Counted> => (counts ? (countedOf(values, part) ?? {}) : {})
  const half = (part: Id) => {
    const own = names[part]!
    return { name: own.name, value: values.get(part), unit: own.unit, ...of(part) }
  }
  // Where the window is chosen, that of the choice that holds.
  const named = countedBy(values, id)?.leaf.window ?? name.window
  const window = named === undefined ? null : windowDates(values, named)
  return {
    id: name.id,
    kind: name.kind,
    name: name.name,
    unit: name.unit,
    ...(name.note && { note: name.note }),
    ...(window && { window }),
    ...(name.num !== undefined && { num: half(name.num) }),
    ...(name.den !== undefined && { den: half(name.den) }),
    ...of(id),
  }
}

type PeersLeaf = Extract<Leaf, { from: 'peers' }>
type RankLeaf = Extract<PeersLeaf, { what: 'rank' }>
type TimesLeaf = Extract<Leaf, { what: 'times' }>

/** Which side a comparison asks a place on; null for one that asks for none. The plan's origin ends with it. */
const sideOf = ({ plan }: Values, id: Id): Ranked['side'] | null => {
  const origin = plan.origin[id]!
  const said = origin[origin.length - 1]
  return said === 'best' || said === 'worst' ? said : null
}

/** The leaf of ranks that a place was read from: where a cohort is too small another one stands in, so the arm that holds is followed. */
const rankLeafOf = (values: Values, id: Id): RankLeaf => {
  const { nodes } = values.plan
  const open: Id[] = [id]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const node = nodes[at]!
    if (node.op === 'leaf' && node.leaf.from === 'peers' && node.leaf.what === 'rank') return node.leaf
    if (node.op !== 'pick') continue
    // With no arm that holds and nothing otherwise, the first cohort is still the one that was asked for.
    const held = node.arms.filter(([when]) => values.get(when) === 1)
    open.push(...held.map(([, use]) => use), node.otherwise, ...node.arms.map(([, use]) => use))
  }
  throw new Error('a place among peers is read from ranks')
}

const rankedOf = (
  values: Values,
  id: Id,
  node: NodeOf<'compare'>,
  side: Ranked['side'],
  counts: boolean,
): Ranked => {
  const { of, cohort } = rankLeafOf(values, node.left)
  return {
    kind: 'rank',
    subject: subjectOf(values, of, counts),
    side,
    have: values.get(node.left),
    need: values.get(node.right),
    size: values.peersValue({ from: 'peers', what: 'size', cohort }),
    as: values.plan.nodes[node.right]!.op === 'value' ? 'count' : 'percent',
    met: metOf(values.get(id)),
  }
}

const repeatedOf = (
  values: Values,
  id: Id,
  node: NodeOf<'compare'>,
  leaf: TimesLeaf,
  counts: boolean,
): Repeated => {
  const { watches, reviews } = values.plan.clockwork
  const watch = watches.find(({ key }) => key === leaf.id)!
  const review = reviews.find((one) => one.id === watch.review)!
  return {
    kind: 'times',
    of: evidenceOf(values, watch.condition, counts),
    have: values.get(node.left),
    need: values.get(node.right),
    ofLast: leaf.ofLast,
    review: { id: review.id, name: review.name },
    met: metOf(values.get(id)),
  }
}

/** What a mark goes by that has none now: the first named value that its cases ask for, and the name of what that is. */
const choiceOfMark = (
  values: Values,
  id: Id,
): { name: Name['name']; valueName?: Name['name'] } | undefined => {
  const { nodes, names } = values.plan
  const node = nodes[id]!
  if (node.op !== 'pick') return undefined
  const open = node.arms.map(([when]) => when)
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const name = names[at]
    const value = values.get(at)
    const valueName = value === null ? undefined : name?.values?.[value]
    if (name && (value === null || valueName)) return { name: name.name, ...(valueName && { valueName }) }
    if (!name) open.push(...operandsOf(nodes[at]!))
  }
  return undefined
}

/** Why a condition's node is met or not. `counts`: with how many facts each number counted and left out; the fold asks for none. */
export const evidenceOf = (values: Values, id: Id, counts = false): Evidence => {
  const { nodes, names } = values.plan
  const node = nodes[id]!
  const met = metOf(values.get(id))
  switch (node.op) {
    case 'compare': {
      const side = sideOf(values, id)
      if (side) return rankedOf(values, id, node, side, counts)
      const left = nodes[node.left]!
      if (left.op === 'leaf' && left.leaf.from === 'held' && left.leaf.what === 'times')
        return repeatedOf(values, id, node, left.leaf, counts)
      const name = names[node.left] ?? nameless
      const have = values.get(node.left)
      const need = values.get(node.right)
      const haveName = have === null ? undefined : name.values?.[have]
      const needName = need === null ? undefined : name.values?.[need]
      const needBy = need === null ? choiceOfMark(values, node.right) : undefined
      return {
        kind: 'compare',
        subject: subjectOf(values, node.left, counts),
        have,
        is: node.is,
        need,
        ...(haveName && { haveName }),
        ...(needName && { needName }),
        ...(needBy && { needBy }),
        met,
      }
    }
    case 'known':
      return { kind: 'known', subject: subjectOf(values, node.x, counts), met }
    case 'not':
      return { kind: 'not', of: evidenceOf(values, node.x, counts), met }
    case 'atLeast':
      return { kind: 'atLeast', n: node.n, of: node.of.map((part) => evidenceOf(values, part, counts)), met }
    case 'pick': {
      // The one pick among conditions: a comparison that an exempt subject meets without a value.
      const inner = evidenceOf(values, node.otherwise, counts)
      const exempt = node.arms.some(([when]) => values.get(when) === 1)
      return inner.kind === 'compare'
        ? { ...inner, met, ...(exempt && { exempt: true as const }) }
        : { ...inner, met }
    }
    default: // a constant: a rule that asks nothing
      return { kind: 'atLeast', n: 0, of: [], met }
  }
}

/** The rows of a rule that all have to hold: one for each part. */
export const rowsOf = (evidence: Evidence): Evidence[] =>
  evidence.kind === 'atLeast' && evidence.n === evidence.of.length ? evidence.of.flatMap(rowsOf) : [evidence]

/** The rows that are not met; unknown counts as not met. */
export const unmetOf = (evidence: Evidence): Evidence[] => rowsOf(evidence).filter(({ met }) => met !== true)

/** 0..1: how far a condition is towards being met: the least of its parts, the best of alternatives. 1 when met. */
export const progressOf = (evidence: Evidence): number | null => {
  if (evidence.met === true) return 1
  if (evidence.kind === 'atLeast') {
    const parts = evidence.of
      .map(progressOf)
      .map((part) => part ?? 0)
      .sort((left, right) => right - left)
    return parts[evidence.n - 1] ?? 0
  }
  if (evidence.kind === 'not' || evidence.kind === 'known') return 0
  const { have, need } = evidence
  if (have === null || need === null) return null
  const is = evidence.kind === 'compare' ? evidence.is : evidence.kind === 'rank' ? 'lte' : 'gte'
  if (is === 'gte' || is === 'gt') return need <= 0 ? 0 : Math.min(1, Math.max(0, have / need))
  if (is === 'lte' || is === 'lt') return have <= 0 ? 0 : Math.min(1, Math.max(0, need / have))
  return 0
}
