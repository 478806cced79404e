/** What a node depends on: the nodes, the events and the windows under it. */
import type { Compiler } from './build.js'
import { marksOf } from './filter.js'
import type { Id, Leaf, Node } from './plan.js'

/** The nodes a node reads, directly; of facts those that its `where` compares with. What is known of peers comes with the record. */
export const operandsOf = (node: Node): Id[] => {
  switch (node.op) {
    case 'value':
      return []
    case 'leaf':
      return node.leaf.from === 'facts' && node.leaf.where ? marksOf(node.leaf.where) : []
    case 'micro':
    case 'not':
    case 'known':
    case 'curve':
      return [node.x]
    case 'grid':
      return [node.x, node.over]
    case 'sum':
    case 'product':
    case 'min':
    case 'max':
    case 'atLeast':
      return node.of
    case 'ratio':
      return [node.num, node.den]
    case 'compare':
      return [node.left, node.right]
    case 'pick':
      return [...node.arms.flat(), node.otherwise]
  }
}

/** The same node with other operands. What a leaf compares facts with stays. */
export const withOperands = (node: Node, of: (id: Id) => Id): Node => {
  switch (node.op) {
    case 'value':
    case 'leaf':
      return node
    case 'micro':
    case 'not':
    case 'known':
    case 'curve':
      return { ...node, x: of(node.x) }
    case 'grid':
      return { ...node, x: of(node.x), over: of(node.over) }
    case 'sum':
    case 'product':
    case 'min':
    case 'max':
    case 'atLeast':
      return { ...node, of: node.of.map(of) }
    case 'ratio':
      return { ...node, num: of(node.num), den: of(node.den) }
    case 'compare':
      return { ...node, left: of(node.left), right: of(node.right) }
    case 'pick':
      return {
        ...node,
        arms: node.arms.map(([when, use]): [Id, Id] => [of(when), of(use)]),
        otherwise: of(node.otherwise),
      }
  }
}

/** The roots and every node under them, each once. */
export const reachOf = (nodes: readonly Node[], roots: readonly (Id | null)[]): Id[] => {
  const seen = new Set<Id>()
  const open = roots.filter((root): root is Id => root !== null)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...operandsOf(nodes[id]!))
  }
  return [...seen]
}

/** The events whose facts can change the value of any of these nodes, sorted; null where any can, by way of a tier, an override or a balance. */
export const eventsUnder = ({ build, program }: Compiler, roots: readonly (Id | null)[]): string[] | null => {
  const events = new Set<string>()
  for (const id of reachOf(build.nodes, roots)) {
    const node = build.nodes[id]!
    if (node.op !== 'leaf') continue
    const { leaf } = node
    // What is remembered of past reviews changes at reviews, as peers do: no fact changes it.
    if (leaf.from === 'held' && anyTime[leaf.what]) return null
    const event = leaf.from === 'facts' ? leaf.event : leaf.from === 'moment' ? leaf.since : null
    if (event === null || build.kinds.get(event) !== 'event') continue
    events.add(event)
    const undo = program.events[event]!.undoneBy
    if (undo !== undefined) events.add(undo)
  }
  return [...events].sort()
}

const anyTime: Readonly<Record<Extract<Leaf, { from: 'held' }>['what'], boolean>> = {
  tier: true,
  active: true,
  balance: true,
  computed: false,
  times: false,
  streak: false,
}

/** The one window that everything under these nodes counts, or null where they differ. */
export const sharedWindow = ({ build }: Compiler, roots: readonly Id[]): string | null => {
  const windows = new Set<string>()
  for (const id of reachOf(build.nodes, roots)) {
    const window = build.names[id]?.window
    if (window !== undefined) windows.add(window)
  }
  const [only, ...others] = windows
  return only !== undefined && others.length === 0 ? only : null
}
