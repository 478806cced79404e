/** Places among peers as values to draw: a quota's number is a mark on them, as any other mark is on a metric. */
import type { Id, Leaf, Plan } from '../../src/plan/plan.js'
import { cellOf, columnOf, type Column } from '../../src/population/columns.js'
import { sortedValues } from '../../src/population/cuts.js'
import type { Text } from '../../src/schema/text.js'
import { axisOf } from '../../src/population/axis.js'
import type { Mark, Place } from './marks.js'
import type { ShownValues } from './shown-values.js'

type PeersLeaf = Extract<Leaf, { from: 'peers' }>

/** The nodes that places are read from: of those the main ladder's quotas compare, ranks and sizes. */
export const placeNodes = (plan: Plan, marks: readonly Mark[]): Id[] =>
  marks.flatMap(({ place }) => {
    if (!place) return []
    const { rank, size } = nodesOf(plan, place)
    return [rank, size].filter((node): node is Id => node !== null)
  })

const nodesOf = (plan: Plan, { of, among }: Place): { rank: Id | null; size: Id | null } => {
  const found = (is: (leaf: PeersLeaf) => boolean): Id | null => {
    const id = plan.nodes.findIndex(
      (node) =>
        node.op === 'leaf' && node.leaf.from === 'peers' && node.leaf.cohort === among && is(node.leaf),
    )
    return id < 0 ? null : id
  }
  return {
    rank: found((leaf) => leaf.what === 'rank' && leaf.key === of),
    size: found((leaf) => leaf.what === 'size'),
  }
}

/** The places that a quota lets in, of everybody; null where nothing is compared. Who is no member has none. */
export const placesShown = (
  plan: Plan,
  values: ReadonlyMap<Id, Column>,
  marks: readonly Mark[],
  id: string,
): ShownValues | null => {
  const place = marks.find(({ subject }) => subject === id)!.place!
  const { rank, size } = nodesOf(plan, place)
  const ranks = rank === null ? undefined : values.get(rank)
  const sizes = size === null ? undefined : values.get(size)
  if (!ranks || (place.as === 'percent' && !sizes)) return null
  const cells = Array.from(ranks, (_, row) => {
    const at = cellOf(ranks, row)
    if (at === null || place.as === 'count') return at
    const all = cellOf(sizes!, row)
    return all === null ? null : (100 * at) / all
  })
  const column = columnOf(cells)
  const sorted = sortedValues(column)
  const on = marks.filter(({ subject }) => subject === id).map(({ value }) => value)
  const unit = place.as === 'percent' ? 'percent' : 'integer'
  const range = place.as === 'percent' ? { min: 0, max: 100 } : null
  return { id, name: nameOf(plan, place), unit, column, sorted, axis: axisOf(sorted, unit, on, range) }
}

const nameOf = (plan: Plan, { of }: Place): Text => {
  const name = of === 'score' ? plan.score!.name : Object.values(plan.names).find(({ id }) => id === of)!.name
  return { en: `Place by ${name.en.toLowerCase()}`, 'zh-CN': `${name['zh-CN']}名次` }
}
