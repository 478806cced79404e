/** Values to reasons: a condition's nodes and the numbers that decided them. It reads what was computed and computes nothing. */
import { isoOf } from '../plan/calendar.js'
import type { Id, Leaf, Name, NodeOf } from '../plan/plan.js'
import type { Evidence, Ranked, Repeated, Subject, WindowDates } from '../schema/standing.js'
import { datesOf } from './leaves.js'
import type { Values } from './values.js'

const metOf = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** The dates of a named window as a reason shows them. */
export const windowDates = (values: Values, window: string): WindowDates => {
  const { plan, merchant, moment } = values
  const { startMs, endMs } = datesOf(plan, merchant, window, moment)
  const { rule, zone } = plan.clockwork.windows[window]!
  return {
    kind: rule.kind,
    start: startMs === null ? null : isoOf(startMs),
    end: isoOf(endMs),
    zone: zone ?? merchant.record.zone ?? plan.clockwork.zone,
  }
}

/** What a reason calls a node. */
export const subjectOf = (values: Values, name: Name): Subject => {
  const half = (id: Id) => {
    const own = values.plan.names[id]!
    return { name: own.name, value: values.get(id), unit: own.unit }
  }
  return {
    id: name.id,
    kind: name.kind,
    name: name.name,
    unit: name.unit,
    ...(name.note && { note: name.note }),
    ...(name.window !== undefined && { window: windowDates(values, name.window) }),
    ...(name.num !== undefined && { num: half(name.num) }),
    ...(name.den !== undefined && { den: half(name.den) }),
  }
}

type PeersLeaf = Extract<Leaf, { from: 'peers' }>
type RankLeaf = Extract<PeersLeaf, { what: 'rank' }>
type TimesLeaf = Extract<Leaf, { what: 'times' }>

/**
 * The peers' leaf that a value was read from: where a cohort is too small another one stands in, so the arm that held is followed.
 * A metric over peers has a name of its own and is compared like any other.
 */
const peersUnder = (values: Values, id: Id): PeersLeaf | null => {
  const { nodes, names } = values.plan
  for (let at = id; names[at]?.kind !== 'metric';) {
    const node = nodes[at]!
    if (node.op === 'leaf') return node.leaf.from === 'peers' ? node.leaf : null
    if (node.op !== 'pick') return null
    const arm = node.arms.find(([when]) => values.get(when) === 1)
    at = arm ? arm[1] : node.otherwise
  }
  return null
}

/** The leaf of ranks in a comparison that asks for a place; null for any other. Which arm held does not matter: all are ranks or none. */
const rankLeafOf = (values: Values, { is, left }: NodeOf<'compare'>): RankLeaf | null => {
  if (is !== 'lte') return null
  const { nodes, names } = values.plan
  const open: Id[] = [left]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (names[id]?.kind === 'metric') return null
    const node = nodes[id]!
    if (node.op === 'leaf' && node.leaf.from === 'peers' && node.leaf.what === 'rank') return node.leaf
    if (node.op === 'pick') open.push(node.otherwise, ...node.arms.map(([, use]) => use))
  }
  return null
}

/** The size of the cohort that a rank was read in. */
const sizeOf = (values: Values, cohort: string): number | null => {
  const { nodes } = values.plan
  const id = nodes.findIndex(
    (node) =>
      node.op === 'leaf' &&
      node.leaf.from === 'peers' &&
      node.leaf.what === 'size' &&
      node.leaf.cohort === cohort,
  )
  return id < 0 ? null : values.get(id)
}

const rankedOf = (values: Values, id: Id, node: NodeOf<'compare'>, leaf: RankLeaf): Ranked => {
  const { plan } = values
  const origin = plan.origin[id] ?? []
  const said = origin[origin.length - 1]
  const used = peersUnder(values, node.left) ?? leaf
  return {
    kind: 'rank',
    subject: subjectOf(values, plan.names[leaf.of] ?? nameless),
    // Ranked from the low end is the worst, unless the rule itself says what it asks for.
    side: said === 'best' || said === 'worst' ? said : leaf.better === 'high' ? 'best' : 'worst',
    have: values.get(node.left),
    need: values.get(node.right),
    size: sizeOf(values, used.cohort),
    as: plan.nodes[node.right]!.op === 'value' ? 'count' : 'percent',
    met: metOf(values.get(id)),
  }
}

const repeatedOf = (values: Values, id: Id, node: NodeOf<'compare'>, leaf: TimesLeaf): Repeated => {
  const { watches, reviews } = values.plan.clockwork
  const watch = watches.find(({ key }) => key === leaf.id)!
  const review = reviews.find((one) => one.id === watch.review)
  return {
    kind: 'times',
    of: evidenceOf(values, watch.condition),
    have: values.get(node.left),
    need: values.get(node.right),
    ofLast: leaf.ofLast,
    review: { id: watch.review, name: review?.name ?? null },
    met: metOf(values.get(id)),
  }
}

const nameless: Name = { id: '', kind: 'metric', name: { en: '', 'zh-CN': '' }, unit: 'number' }

/** Why a condition's node is met or not. */
export const evidenceOf = (values: Values, id: Id): Evidence => {
  const { nodes, names } = values.plan
  const node = nodes[id]!
  const met = metOf(values.get(id))
  switch (node.op) {
    case 'compare': {
      const rank = rankLeafOf(values, node)
      if (rank) return rankedOf(values, id, node, rank)
      const left = nodes[node.left]!
      if (left.op === 'leaf' && left.leaf.from === 'held' && left.leaf.what === 'times')
        return repeatedOf(values, id, node, left.leaf)
      const name = names[node.left] ?? nameless
      const have = values.get(node.left)
      const need = values.get(node.right)
      const haveName = have === null ? undefined : name.values?.[have]
      const needName = need === null ? undefined : name.values?.[need]
      return {
        kind: 'compare',
        subject: subjectOf(values, name),
        have,
        is: node.is,
        need,
        ...(haveName && { haveName }),
        ...(needName && { needName }),
        met,
      }
    }
    case 'known':
      return { kind: 'known', subject: subjectOf(values, names[node.x] ?? nameless), met }
    case 'not':
      return { kind: 'not', of: evidenceOf(values, node.x), met }
    case 'atLeast':
      return { kind: 'atLeast', n: node.n, of: node.of.map((part) => evidenceOf(values, part)), met }
    case 'pick': {
      // The one pick among conditions: a comparison that an exempt subject meets without a value.
      const inner = evidenceOf(values, node.otherwise)
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
    return parts.length === 0 ? 0 : (parts[Math.max(0, evidence.n - 1)] ?? 0)
  }
  if (evidence.kind === 'not' || evidence.kind === 'known') return 0
  const { have, need } = evidence
  if (have === null || need === null) return null
  const is = evidence.kind === 'compare' ? evidence.is : evidence.kind === 'rank' ? 'lte' : 'gte'
  if (is === 'gte' || is === 'gt') return need <= 0 ? 0 : Math.min(1, Math.max(0, have / need))
  if (is === 'lte' || is === 'lt') return have <= 0 ? 0 : Math.min(1, Math.max(0, need / have))
  return 0
}
