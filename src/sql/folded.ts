/**
 * A plan's nodes when it is known which columns there are: what is the same for every merchant is a constant, what is the same as another
 * node is that node, and arms that no merchant takes are gone. So the query says no more than it has to; the values are the plan's.
 */
import { defaultOf } from '../plan/asked.js'
import { meaningOf, type Value } from '../plan/operations.js'
import type { Id, Leaf, Node, NodeOf, Plan } from '../plan/plan.js'
import { operandsOf, withOperands } from '../plan/reach.js'

export interface Folded {
  /** What a node is for every merchant; undefined where that differs. */
  constant(id: Id): Value | undefined
  /** The node itself, or the one that it is always equal to. */
  same(id: Id): Id
  /** A node with only the operands that matter. */
  node(id: Id): Node
}

/** `has`: whether a column gives what a leaf reads. `ids`: the nodes to fold, operands first. */
export const foldedOf = (plan: Plan, ids: readonly Id[], has: (leaf: Leaf) => boolean): Folded => {
  const constants = new Map<Id, Value>()
  const sames = new Map<Id, Id>()
  const nodes = new Map<Id, Node>()
  const constant = (id: Id): Value | undefined => constants.get(id)
  const same = (id: Id): Id => sames.get(id) ?? id

  const pick = (id: Id, { arms, otherwise }: NodeOf<'pick'>): void => {
    const open: [Id, Id][] = []
    let rest = same(otherwise)
    for (const [when, use] of arms) {
      const is = constant(when)
      if (is !== undefined && is !== 1) continue
      if (is === 1) {
        rest = same(use)
        break
      }
      open.push([same(when), same(use)])
    }
    // an arm that says what would be said without it
    while (open.length > 0 && open[open.length - 1]![1] === rest) open.pop()
    const [[when, use] = [rest, rest]] = open
    const known = nodes.get(when) ?? plan.nodes[when]!
    const isSame = isPlain(when) && constant(use) === 1 && constant(rest) === 0
    const isItself =
      open.length === 1 && constant(rest) === null && known.op === 'known' && same(known.x) === use
    if (open.length === 1 && isSame) become(id, when)
    else if (open.length === 0 || isItself) become(id, isItself ? use : rest)
    else nodes.set(id, { op: 'pick', arms: open, otherwise: rest })
  }

  /** Whether a node is 1 or 0 and never unknown. */
  const isPlain = (id: Id): boolean => {
    const node = nodes.get(id) ?? plan.nodes[id]!
    if (node.op !== 'pick') return node.op === 'known'
    const uses = [...node.arms.map(([, use]) => use), node.otherwise]
    return uses.every((use) => constant(use) === 1 || constant(use) === 0)
  }

  const atLeast = (id: Id, { n, of }: NodeOf<'atLeast'>): void => {
    const open = of.filter((one) => !(constant(one) !== undefined && constant(one) !== null))
    const asked = n - of.filter((one) => constant(one) === 1).length
    if (asked <= 0) constants.set(id, 1)
    else if (open.length < asked) constants.set(id, 0)
    else if (open.every((one) => constant(one) === null)) constants.set(id, null)
    else nodes.set(id, { op: 'atLeast', n: asked, of: open.map(same) })
  }

  const become = (id: Id, other: Id): void => {
    const value = constant(other)
    if (value === undefined) sames.set(id, other)
    else constants.set(id, value)
  }

  for (const id of ids) {
    const node = plan.nodes[id]!
    if (node.op === 'leaf') {
      if (node.leaf.from !== 'peers' && !has(node.leaf)) constants.set(id, defaultOf(plan, node.leaf) ?? null)
      continue
    }
    const operands = operandsOf(node)
    const values = operands.map(constant)
    if (values.every((value) => value !== undefined))
      constants.set(
        id,
        meaningOf(node, (operand) => constant(operand)!),
      )
    else if (node.op === 'pick') pick(id, node)
    else if (node.op === 'atLeast') atLeast(id, node)
    else if (node.op === 'known') continue
    else if (values.some((value) => value === null) || isOverNothing(node, constant)) constants.set(id, null)
  }
  return {
    constant,
    same,
    node: (id) => nodes.get(id) ?? withOperands(plan.nodes[id]!, same),
  }
}

/** A division by a constant 0. */
const isOverNothing = (node: Node, constant: (id: Id) => Value | undefined): boolean =>
  (node.op === 'grid' && constant(node.over) === 0) || (node.op === 'ratio' && constant(node.den) === 0)
