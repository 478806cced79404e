/**
 * The tiers of two ladders in one order, so that a merchant can rise and fall between programs of three tiers and of four. A tier is the
 * same in both where its id is, and both orders stay as they are; of tiers that only one has, those of the former stand lower.
 */
import type { LadderPlan } from '../plan/plan.js'
import type { Text } from '../schema/text.js'

/** `former[place]`, `latter[place]`: where a ladder's own place is among `tiers`. */
export interface SharedTiers {
  readonly tiers: readonly { readonly id: string; readonly name: Text }[]
  readonly former: readonly number[]
  readonly latter: readonly number[]
}

type Tiers = Pick<LadderPlan, 'tiers'>

export const sharedTiers = ({ tiers: before }: Tiers, { tiers: after }: Tiers): SharedTiers => {
  const tiers: { id: string; name: Text }[] = []
  const former: number[] = []
  const latter: number[] = []
  let left = 0
  let right = 0
  const common = longestOf(before, after)
  while (left < before.length || right < after.length) {
    const first = before[left]
    const other = after[right]
    if (first && other && first.id === other.id)
      former[left++] = latter[right++] = tiers.push({ id: other.id, name: other.name }) - 1
    else if (first && (!other || common(left + 1, right) >= common(left, right + 1)))
      former[left++] = tiers.push({ id: first.id, name: first.name }) - 1
    else latter[right++] = tiers.push({ id: other!.id, name: other!.name }) - 1
  }
  return { tiers, former, latter }
}

/** How many tiers two ladders have in common from some places on, in the same order. */
const longestOf = (
  before: Tiers['tiers'],
  after: Tiers['tiers'],
): ((left: number, right: number) => number) => {
  const width = after.length + 1
  const lengths = new Array<number>((before.length + 1) * width).fill(0)
  for (let left = before.length - 1; left >= 0; left--)
    for (let right = after.length - 1; right >= 0; right--)
      lengths[left * width + right] =
        before[left]!.id === after[right]!.id
          ? 1 + lengths[(left + 1) * width + right + 1]!
          : Math.max(lengths[(left + 1) * width + right]!, lengths[left * width + right + 1]!)
  return (left, right) => lengths[left * width + right] ?? 0
}

/** Places of one ladder as places among the shared tiers; -1 stays. The same list where nothing differs. */
export const sharedPlaces = (places: Int16Array, to: readonly number[]): Int16Array => {
  if (to.every((shared, place) => shared === place)) return places
  const shared = new Int16Array(places.length)
  for (let row = 0; row < places.length; row++) shared[row] = places[row]! < 0 ? -1 : to[places[row]!]!
  return shared
}
