/** Values to reasons: a condition's nodes and the numbers that decided them. It reads what was computed and computes nothing. */
import { isoOf } from '../plan/calendar.js'
import type { Id, Name } from '../plan/plan.js'
import type { Evidence, Subject, WindowDates } from '../schema/standing.js'
import { datesOf } from './leaves.js'
import type { Values } from './values.js'

const metOf = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** The dates of a named window as a reason shows them. */
export const windowDates = (values: Values, window: string): WindowDates => {
  const { plan, merchant, moment } = values
  const { startMs, endMs } = datesOf(plan, merchant, window, moment)
  return {
    kind: plan.clockwork.windows[window]!.kind,
    start: startMs === null ? null : isoOf(startMs),
    end: isoOf(endMs),
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

const nameless: Name = { id: '', kind: 'metric', name: { en: '', 'zh-CN': '' }, unit: 'number' }

/** Why a condition's node is met or not. */
export const evidenceOf = (values: Values, id: Id): Evidence => {
  const { nodes, names } = values.plan
  const node = nodes[id]!
  const met = metOf(values.get(id))
  switch (node.op) {
    case 'compare': {
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
  if (evidence.kind !== 'compare') return 0
  const { have, need, is } = evidence
  if (have === null || need === null) return null
  if (is === 'gte' || is === 'gt') return need <= 0 ? 0 : Math.min(1, Math.max(0, have / need))
  if (is === 'lte' || is === 'lt') return have <= 0 ? 0 : Math.min(1, Math.max(0, need / have))
  return 0
}
