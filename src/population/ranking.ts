/**
 * Merchants among each other: who is in one part with whom, and each one's rank and percentiles there. Counted on rows in order of
 * their values, part by part, so that three million merchants take about a second; it knows columns and no program.
 */
import { columnOf, emptyColumn, isKnown, type Column, type PartColumn } from './columns.js'
import { percentileOf } from './cuts.js'
import { byNumber } from './order.js'

/** `codes`: the part of each row, -1 where a key is unknown; `members`: 1 where a row counts; `sizes`: members by part. */
export interface Parts {
  readonly codes: Int32Array
  readonly members: Uint8Array
  readonly sizes: Int32Array
}

/** Members part by part, within a part the lowest value first: those of part p from `starts[p]` up to `starts[p + 1]`. */
export interface Ordered {
  readonly starts: Int32Array
  readonly rows: Uint32Array
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
    if (codes[row]! < 0 || (members !== null && members[row] !== 1)) continue
    counts[row] = 1
    sizes[codes[row]!]! += 1
  }
  return { codes, members: counts, sizes }
}

/** Parts every part by one more key, in place; returns how many there are then. */
const splitBy = (values: Column, codes: Int32Array): number => {
  const places = new Map<number, number>() // of the key's values
  for (let row = 0; row < codes.length; row++)
    if (isKnown(values[row]!) && !places.has(values[row]!)) places.set(values[row]!, places.size)
  const parts = new Map<number, number>() // of pairs of a part and a value
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) continue
    if (!isKnown(values[row]!)) {
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

/** The rows with a known value, in order of it. */
export const orderOf = (values: Column): Uint32Array => byNumber(knownRows(values), values)

const knownRows = (values: Column): Uint32Array => {
  const rows = new Uint32Array(values.length)
  let count = 0
  for (let row = 0; row < values.length; row++) if (isKnown(values[row]!)) rows[count++] = row
  return rows.subarray(0, count)
}

/** The members among rows, part by part; within a part they keep their order. */
export const orderedIn = ({ codes, members, sizes }: Parts, order: Uint32Array): Ordered => {
  const inOrder = new Int32Array(order.length) // the part of each, read once: rows in order of a value lie far apart
  const starts = new Int32Array(sizes.length + 1)
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!
    const part = members[row] === 1 ? codes[row]! : -1
    inOrder[place] = part
    if (part >= 0) starts[part + 1]! += 1
  }
  for (let part = 0; part < sizes.length; part++) starts[part + 1]! += starts[part]!
  const rows = new Uint32Array(starts[sizes.length]!)
  const next = starts.slice()
  for (let place = 0; place < order.length; place++) {
    const part = inOrder[place]!
    if (part >= 0) rows[next[part]!++] = order[place]!
  }
  return { starts, rows }
}

/** How many members each part has. */
export const sizesOf = ({ codes, sizes }: Parts): PartColumn => ({ parts: codes, cells: columnOf(sizes) })

/** The value of a part's members at a percentile; null where none of them has a value. `ordered`: by the value. */
export const cutsOf = (
  { codes }: Parts,
  values: Column,
  { starts, rows }: Ordered,
  percentile: number,
  how: 'nearestRank' | 'linear',
): PartColumn => {
  const cuts: (number | null)[] = []
  for (let part = 0; part < starts.length - 1; part++) {
    const start = starts[part]!
    const count = starts[part + 1]! - start
    cuts.push(percentileOf(count, (place) => values[rows[start + place]!]!, percentile, how))
  }
  return { parts: codes, cells: columnOf(cuts) }
}

/**
 * Ranks from 1, the best. `better`: 1 and how many members of the part are strictly better; `worse`: how many are better or equal, itself
 * among them; with a second value, what is equal in both takes the better rank, and one whose second value is unknown comes last. Null for
 * who is no member, and where the value is unknown. `ordered`: by the value.
 */
export const ranksOf = (
  parts: Parts,
  values: Column,
  ordered: Ordered,
  better: Better,
  ties: Ties,
): Column => {
  if (typeof ties === 'string')
    return ranked(ordered, better, ties, values.length, (left, right) => values[left] === values[right])
  const seconds = worstFirst(ties.by, ties.better)
  const firsts = better === 'high' ? values : values.map((value) => -value)
  const rows = byNumber(byNumber(ordered.rows, seconds), firsts)
  const areEqual = (left: number, right: number): boolean =>
    firsts[left] === firsts[right] && seconds[left] === seconds[right]
  return ranked(orderedIn(parts, rows), 'high', 'better', values.length, areEqual)
}

/** Numbers that rise from the worst to the best; unknown is the worst. */
const worstFirst = (values: Column, better: Better): Float64Array =>
  values.map((value) => (!isKnown(value) ? -Infinity : better === 'high' ? value : -value))

const ranked = (
  { starts, rows }: Ordered,
  better: Better,
  ties: 'better' | 'worse',
  size: number,
  areEqual: (left: number, right: number) => boolean,
): Column => {
  const ranks = emptyColumn(size)
  for (let part = 0; part < starts.length - 1; part++) {
    const end = starts[part + 1]!
    let first = starts[part]!
    while (first < end) {
      let next = first + 1
      while (next < end && areEqual(rows[first]!, rows[next]!)) next++
      // the places from `first` up to `next` are equal: what lies above them is better, or below them where low is better
      const before = better === 'high' ? end - next : first - starts[part]!
      const rank = ties === 'better' ? before + 1 : before + next - first
      for (let place = first; place < next; place++) {
        ranks[rows[place]!] = rank
      }
      first = next
    }
  }
  return ranks
}
