/** What a node depends on: the nodes, the events and the windows under it. */
import type { Compiler } from './build.js'
import type { Id, Node } from './plan.js'

/** The nodes a node reads, directly. */
export const operandsOf = (node: Node): Id[] => {
  switch (node.op) {
    case 'value':
    case 'leaf':
      return []
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
    if (leaf.from === 'held' && leaf.what !== 'computed') return null
    const event = leaf.from === 'facts' ? leaf.event : leaf.from === 'moment' ? leaf.since : null
    if (event === null || build.kinds.get(event) !== 'event') continue
    events.add(event)
    const undo = program.events[event]?.undoneBy
    if (undo !== undefined) events.add(undo)
  }
  return [...events].sort()
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
