/**
 * Merchants among each other: who is in one part with whom, and each one's rank and percentiles there. Counted on sorted typed arrays, a
 * part after the other, so that three million merchants are seconds; it knows columns and no program.
 */
import { columnOf, emptyColumn, type Column } from './columns.js'
import { percentileOf } from './cuts.js'

/** `codes`: the part of each row, -1 where a key is unknown; `members`: 1 where a row counts; `sizes`: members by part. */
export interface Parts {
  readonly codes: Int32Array
  readonly members: Uint8Array
  readonly sizes: Int32Array
}

/** The known values of each part's members, lowest first: those of part p from `starts[p]` up to `starts[p + 1]`. */
export interface Sorted {
  readonly starts: Int32Array
  readonly values: Float64Array
}

/** Which end of the values is rank 1. */
export type Better = 'high' | 'low'

/** Who comes first of those with equal values: all take the better rank, all the worse one, or a second value decides. */
export type Ties = 'better' | 'worse' | { readonly by: Column; readonly better: Better }

/** Rows with equal keys are one part; no keys, one part for all. `members`: a condition, null for everybody. */
export const partsOf = (rows: number, members: Column | null, keys: readonly Column[]): Parts => {
  const codes = new Int32Array(rows)
  let count = 1
  for (const key of keys) count = splitBy(key, codes)
  const counts = new Uint8Array(rows)
  const sizes = new Int32Array(count)
  for (let row = 0; row < rows; row++) {
    if (codes[row]! < 0 || (members !== null && !(members.nulls[row] === 0 && members.values[row] === 1)))
      continue
    counts[row] = 1
    sizes[codes[row]!]! += 1
  }
  return { codes, members: counts, sizes }
}

/** Parts every part by one more key, in place; returns how many there are then. */
const splitBy = ({ values, nulls }: Column, codes: Int32Array): number => {
  const places = new Map<number, number>() // of the key's values
  for (let row = 0; row < codes.length; row++)
    if (nulls[row] === 0 && !places.has(values[row]!)) places.set(values[row]!, places.size)
  const parts = new Map<number, number>() // of pairs of a part and a value
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) continue
    if (nulls[row] === 1) {
      codes[row] = -1
      continue
    }
    const pair = codes[row]! * places.size + places.get(values[row]!)!
    let code = parts.get(pair)
    if (code === undefined) parts.set(pair, (code = parts.size))
    codes[row] = code
  }
  return parts.size
}

export const sortedIn = ({ codes, members, sizes }: Parts, { values, nulls }: Column): Sorted => {
  const starts = new Int32Array(sizes.length + 1)
  for (let row = 0; row < codes.length; row++)
    if (members[row] === 1 && nulls[row] === 0) starts[codes[row]! + 1]! += 1
  for (let part = 0; part < sizes.length; part++) starts[part + 1]! += starts[part]!
  const sorted = new Float64Array(starts[sizes.length]!)
  const next = starts.slice()
  for (let row = 0; row < codes.length; row++)
    if (members[row] === 1 && nulls[row] === 0) sorted[next[codes[row]!]!++] = values[row]!
  for (let part = 0; part < sizes.length; part++) {
    if (starts[part + 1]! - starts[part]! > 1) sorted.subarray(starts[part], starts[part + 1]).sort()
  }
  return { starts, values: sorted }
}

/** How many members each row's part has; null for a row in no part. */
export const sizesOf = ({ codes, sizes }: Parts): Column => byPart(codes, sizes)

/** The value of a part's members at a percentile, for each row of the part; null where none of them has a value. */
export const cutsOf = (
  { codes }: Parts,
  { starts, values }: Sorted,
  percentile: number,
  how: 'nearestRank' | 'linear',
): Column => {
  const cuts: (number | null)[] = []
  for (let part = 0; part < starts.length - 1; part++)
    cuts.push(percentileOf(values.subarray(starts[part], starts[part + 1]), percentile, how))
  return byPart(codes, cuts)
}

const byPart = (codes: Int32Array, of: ArrayLike<number | null>): Column => {
  const { values, nulls } = columnOf(of)
  const out = emptyColumn(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const part = codes[row]!
    if (part < 0) continue
    out.values[row] = values[part]!
    out.nulls[row] = nulls[part]!
  }
  return out
}

/**
 * Ranks from 1, the best. `better`: 1 and how many members of the part are strictly better; `worse`: how many are better or equal, itself
 * among them; with a second value, what is equal in both takes the better rank, and one whose second value is unknown comes last. Null for
 * who is no member, and where the value is unknown.
 */
export const ranksOf = (parts: Parts, column: Column, sorted: Sorted, better: Better, ties: Ties): Column => {
  if (typeof ties === 'object') {
    const both = combined(parts, column, sorted, better, ties)
    return ranksOf(parts, both, sortedIn(parts, both), 'high', 'better')
  }
  const { codes, members } = parts
  const { starts, values } = sorted
  const ranks = emptyColumn(codes.length)
  const isUnder = (better === 'high') === (ties === 'worse') // whether what is equal lies above the place looked for
  for (let row = 0; row < codes.length; row++) {
    if (members[row] === 0 || column.nulls[row] === 1) continue
    const start = starts[codes[row]!]!
    const end = starts[codes[row]! + 1]!
    const place = (isUnder ? firstNotUnder : firstOver)(values, start, end, column.values[row]!)
    const before = better === 'high' ? end - place : place - start
    ranks.values[row] = ties === 'better' ? before + 1 : before
    ranks.nulls[row] = 0
  }
  return ranks
}

/** One value in place of two: a member is better by it if better by the first, or equal there and better by the second. */
const combined = (
  parts: Parts,
  first: Column,
  sorted: Sorted,
  better: Better,
  { by: second, better: secondBetter }: Exclude<Ties, string>,
): Column => {
  const { codes, members, sizes } = parts
  const seconds = sortedIn(parts, second)
  const both = emptyColumn(codes.length)
  for (let row = 0; row < codes.length; row++) {
    if (members[row] === 0 || first.nulls[row] === 1) continue
    const part = codes[row]!
    const beaten = beatenIn(sorted, part, first.values[row]!, better)
    const rest = second.nulls[row] === 1 ? 0 : 1 + beatenIn(seconds, part, second.values[row]!, secondBetter)
    both.values[row] = beaten * (sizes[part]! + 1) + rest // both are at most the size: exact up to 94 million merchants
    both.nulls[row] = 0
  }
  return both
}

/** How many of a part's values are strictly worse. */
const beatenIn = ({ starts, values }: Sorted, part: number, value: number, better: Better): number => {
  const start = starts[part]!
  const end = starts[part + 1]!
  return better === 'high'
    ? firstNotUnder(values, start, end, value) - start
    : end - firstOver(values, start, end, value)
}

/** The place of the first value that is not under a mark, from `start` up to `end`; `end` where there is none. */
const firstNotUnder = (values: Float64Array, start: number, end: number, mark: number): number => {
  let from = start
  let to = end
  while (from < to) {
    const middle = (from + to) >>> 1
    if (values[middle]! < mark) from = middle + 1
    else to = middle
  }
  return from
}

const firstOver = (values: Float64Array, start: number, end: number, mark: number): number => {
  let from = start
  let to = end
  while (from < to) {
    const middle = (from + to) >>> 1
    if (values[middle]! <= mark) from = middle + 1
    else to = middle
  }
  return from
}
