import type { EntryQuery } from '../schema/view.js'

/** Which entries a page holds, by their places in the log from 0, the oldest; and its cursors, which name the places at its edges. */
export interface Places {
  readonly first: number
  readonly last: number
  readonly before: string | null
  readonly after: string | null
}

const newer = 'newer:'
const older = 'older:'

/**
 * The places that a query asks for of a log of `total` entries; null where it asks for none. Places never change, so cursors stay right
 * while the log grows; a cursor that names none gives the newest page. `until`: how many entries lie at a date or before it, for a query
 * by date. `count` under 1 counts as 1.
 */
export function placesOf({ from, count }: EntryQuery, total: number, until: number): Places | null {
  const size = Math.max(1, Math.floor(count) || 1)
  let last = total - 1
  let first = last - size + 1
  if (from === 'last') [first, last] = [0, Math.min(size, total) - 1]
  else if (typeof from === 'object' && 'date' in from) [first, last] = [until - size, until - 1]
  else if (typeof from === 'object') {
    const place = placeOf(from.cursor, total)
    if (place !== null && from.cursor.startsWith(older)) [first, last] = [place - size, place - 1]
    if (place !== null && from.cursor.startsWith(newer))
      [first, last] = [place + 1, Math.min(place + size, total - 1)]
  }
  first = Math.max(0, first)
  if (last < first) return null
  return {
    first,
    last,
    before: last < total - 1 ? newer + last : null,
    after: first > 0 ? older + first : null,
  }
}

function placeOf(cursor: string, total: number): number | null {
  const place = Number(/^(?:newer|older):(\d{1,15})$/.exec(cursor)?.[1])
  return place < total ? place : null
}
