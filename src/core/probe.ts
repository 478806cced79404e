/** Some nodes as a function of a few leaves: asked again and again with other leaves, it computes only what depends on them. */
import { meaningOf, type Value } from '../plan/operations.js'
import type { Id } from '../plan/plan.js'
import { operandsOf, reachOf } from '../plan/reach.js'
import { anything, only, rangeOf, type Range } from './bounds.js'
import { leafKey, type Given, type Values } from './values.js'

export class Probe {
  /** The leaves under the roots that can be set, by name. */
  readonly leaves: ReadonlyMap<string, Id>
  private readonly keys = new Map<Id, string>()
  private readonly dirty: Id[] // in order, operands first
  /** Whether facts have to be counted anew: a `where` compares with what is set. */
  private readonly recounts: boolean

  /** `isSet`: which leaves will be set, by name. */
  constructor(
    private readonly values: Values,
    roots: readonly Id[],
    isSet: (key: string) => boolean,
  ) {
    const { nodes } = values.plan
    const leaves = new Map<string, Id>()
    const changes = new Set<Id>()
    // Operands come first in the list, so one pass in its order sees every change.
    const under = reachOf(nodes, roots).sort((left, right) => left - right)
    for (const id of under) {
      const node = nodes[id]!
      const key = node.op === 'leaf' ? leafKey(node.leaf) : null
      if (key !== null && isSet(key)) {
        leaves.set(key, id)
        this.keys.set(id, key)
        changes.add(id)
      } else if (operandsOf(node).some((operand) => changes.has(operand))) changes.add(id)
    }
    this.leaves = leaves
    this.dirty = under.filter((id) => changes.has(id))
    this.recounts = this.dirty.some((id) => nodes[id]!.op === 'leaf' && !this.keys.has(id))
  }

  /** Reads the roots with leaves set; those that are not named stay as they are. */
  at(given: Given): (root: Id) => Value {
    if (this.recounts) {
      const then = this.values.with(given)
      return (root) => then.get(root)
    }
    const { nodes } = this.values.plan
    const done: (Value | undefined)[] = []
    const read = (id: Id): Value => (done[id] === undefined ? this.values.get(id) : done[id])
    for (const id of this.dirty) {
      const key = this.keys.get(id)
      if (key === undefined) done[id] = meaningOf(nodes[id]!, read)
      else done[id] = given[key]
    }
    return read
  }

  /** What the roots can be at all while leaves lie anywhere in their ranges; those that are not named stay as they are. */
  within(ranges: Readonly<Record<string, Range>>): (root: Id) => Range {
    const { nodes } = this.values.plan
    const done: (Range | undefined)[] = []
    const read = (id: Id): Range => done[id] ?? only(this.values.get(id))
    for (const id of this.dirty) {
      const key = this.keys.get(id)
      const node = nodes[id]!
      if (key !== undefined) done[id] = ranges[key] ?? only(this.values.get(id))
      else done[id] = node.op === 'leaf' ? anything : rangeOf(node, read)
    }
    return read
  }
}
