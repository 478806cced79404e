/** In which range a program expects the values of what it asks: what its curves and conditions compare them with. */
import { columnNameOf } from '../plan/asked.js'
import { operandsOf } from '../plan/reach.js'
import type { Id, Plan } from '../plan/plan.js'

/** `from` and `to`: the lowest and highest mark; `marks`: all of them, ascending. */
export interface Scale {
  readonly from: number
  readonly to: number
  readonly marks: readonly number[]
}

/** Scales by the name of a column; what nothing is compared with has none. Of a ratio's parts the scale is not known. */
export const scalesOf = (plan: Plan): ReadonlyMap<string, Scale> => {
  const marks = new Map<string, Set<number>>()
  const add = (node: Id, values: readonly number[]): void => {
    const name = columnUnder(plan, node)
    if (name === null) return
    const own = marks.get(name) ?? new Set()
    values.filter(Number.isFinite).forEach((value) => own.add(value))
    marks.set(name, own)
  }
  for (const node of plan.nodes) {
    if (node.op === 'curve')
      add(
        node.x,
        node.knots.map(([at]) => at),
      )
    if (node.op !== 'compare') continue
    const { left, right } = node
    add(left, marksAt(plan, right, isMicro(plan, left)))
    add(right, marksAt(plan, left, isMicro(plan, right)))
  }
  return new Map(
    [...marks].flatMap(([name, own]) => {
      const sorted = [...own].sort((left, right) => left - right)
      return sorted.length === 0
        ? []
        : [[name, { from: sorted[0]!, to: sorted[sorted.length - 1]!, marks: sorted }]]
    }),
  )
}

const isOne = (plan: Plan, id: Id): boolean => {
  const node = plan.nodes[id]!
  return node.op === 'value' && node.value === 1
}
const isMicro = (plan: Plan, id: Id): boolean => plan.nodes[id]!.op === 'micro'

/** The number that a node is; where it is compared with micro-points, in points. */
const marksAt = (plan: Plan, id: Id, inMicro: boolean): number[] => {
  const node = plan.nodes[id]!
  if (node.op === 'micro') return marksAt(plan, node.x, false)
  return node.op === 'value' && node.value !== null ? [inMicro ? node.value / 1e6 : node.value] : []
}

/** The column whose value a node has: a leaf's, or a metric's that may be given. Null where it is worked out of several. */
const columnUnder = (plan: Plan, id: Id): string | null => {
  const node = plan.nodes[id]!
  if (node.op === 'leaf') return columnNameOf(node.leaf)
  if (node.op === 'micro') return columnUnder(plan, node.x)
  if (node.op === 'grid') return isOne(plan, node.over) ? columnUnder(plan, node.x) : null
  if (node.op === 'pick' && node.arms.length > 0) return columnUnder(plan, node.arms[0]![1])
  if (node.op !== 'min' && node.op !== 'max') return null
  // a value that is kept within bounds
  const own = operandsOf(node).filter((one) => plan.nodes[one]!.op !== 'value')
  return own.length === 1 ? columnUnder(plan, own[0]!) : null
}
