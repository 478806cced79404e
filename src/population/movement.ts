/** Who stands where, and who moves between two reviews of the same merchants. Counts only: it knows no program. */

/** `none`: on no tier; `tiers`: how many on each, by place. */
export interface TierCounts {
  readonly none: number
  readonly tiers: readonly number[]
}

/** How many stand on each of `size` tiers. */
export const tierCounts = (places: Int16Array, size: number): TierCounts => {
  const tiers = new Array<number>(size).fill(0)
  let none = 0
  for (const place of places) {
    if (place < 0) none += 1
    else tiers[place]! += 1
  }
  return { none, tiers }
}

/** `from[a + 1]![b + 1]!`: how many went from place a to place b, -1 being no tier. */
export interface Movement {
  readonly from: readonly (readonly number[])[]
  readonly risen: number
  readonly fallen: number
  readonly stayed: number
}

/** Where everyone went between two reviews. Both have a place for each merchant, in the same order, on ladders of `size` tiers. */
export const movement = (before: Int16Array, after: Int16Array, size: number): Movement => {
  if (before.length !== after.length) throw new RangeError('Both reviews must be of the same merchants.')
  const from = Array.from({ length: size + 1 }, () => new Array<number>(size + 1).fill(0))
  let risen = 0
  let fallen = 0
  for (let row = 0; row < before.length; row++) {
    const was = before[row]!
    const is = after[row]!
    from[was + 1]![is + 1]! += 1
    if (is > was) risen += 1
    else if (is < was) fallen += 1
  }
  return { from, risen, fallen, stayed: before.length - risen - fallen }
}
