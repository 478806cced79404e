/**
 * Merchants told apart by what they are, have, or since when they are there. A segment is its rows, in their order: whatever is said of
 * everybody can be said of it by way of rows.ts.
 */
import { elapsed } from '../plan/calendar.js'
import { isKnown, type Column } from './columns.js'
import { sortedValues } from './cuts.js'

/** Rows by place, and those of whom nothing is known. */
export interface Segments {
  readonly rows: readonly Uint32Array[]
  readonly unknown: Uint32Array
}

/** By the place of a choice, a tier or a flag: whole numbers from 0 up to `size`. What is none of them is unknown. */
export const byPlace = (values: Column, size: number): Segments =>
  segmented(values, size, (value) => (Number.isInteger(value) && value >= 0 && value < size ? value : -1))

/** By marks, lowest first: who is below the first, from each up to the next, and at or above the last. */
export const byMarks = (values: Column, marks: readonly number[]): Segments =>
  segmented(values, marks.length + 1, (value) => {
    if (!isKnown(value)) return -1
    let place = 0
    while (place < marks.length && value >= marks[place]!) place += 1
    return place
  })

/**
 * By the place among all: so many parts of as equal a size as ties allow, the lowest values first, since equal values are in one part. For
 * recency, frequency and value, `quantiles` of 5 are the usual fifths.
 */
export const byQuantile = (values: Column, quantiles: number): Segments => {
  const sorted = sortedValues(values)
  const marks: number[] = []
  for (let part = 1; part < quantiles; part++) {
    const below = Math.floor((sorted.length * part) / quantiles)
    if (below < sorted.length) marks.push(sorted[below]!)
  }
  while (marks.length < quantiles - 1) marks.push(Infinity)
  return byMarks(values, marks)
}

/** Ends of the stages of a merchant's life, in whole months since joining. */
export const STAGES: readonly number[] = [3, 12, 36]

/** By whole months since joining, as the calendar of a zone counts them at an instant. Who joins later is unknown. */
export const byStage = (
  joinedAt: Column,
  atMs: number,
  zone: string,
  stages: readonly number[] = STAGES,
): Segments => {
  const months = new Float64Array(joinedAt.length)
  for (let row = 0; row < joinedAt.length; row++) {
    const joinedMs = joinedAt[row]!
    months[row] = joinedMs <= atMs ? elapsed(zone, joinedMs, atMs, 'months') : NaN
  }
  return byMarks(months, stages)
}

const segmented = (values: Column, size: number, placeOf: (value: number) => number): Segments => {
  const places = new Int32Array(values.length)
  const counts = new Uint32Array(size + 1)
  for (let row = 0; row < values.length; row++) {
    places[row] = placeOf(values[row]!) + 1
    counts[places[row]!]! += 1
  }
  const lists: Uint32Array[] = []
  for (const count of counts) lists.push(new Uint32Array(count))
  const next = new Uint32Array(size + 1)
  for (let row = 0; row < values.length; row++) {
    const place = places[row]!
    lists[place]![next[place]!++] = row
  }
  const [unknown, ...rows] = lists
  return { rows, unknown: unknown! }
}
