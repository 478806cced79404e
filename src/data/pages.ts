import type { Entry, EntryPage } from '../schema/entry.js'
import type { EntryQuery } from '../schema/view.js'

/**
 * A page of a log that is at hand: `entries` oldest first, as the fold posts them; the page newest first. `count` under 1
 * counts as 1. A date gives what was posted at it or before. Cursors name the entry at the page's edge, so they stay right while the log
 * grows; one that names an entry no longer there gives the newest page.
 */
export function pageOf(entries: readonly Entry[], { from, count }: EntryQuery): EntryPage {
  const newest = entries.slice().reverse()
  const size = Math.max(1, Math.floor(count) || 1)
  const first = Math.max(0, Math.min(firstOf(newest, from, size), newest.length))
  // a page towards newer entries ends where the cursor stands, and may be short at the top
  const last =
    typeof from === 'object' && 'cursor' in from && from.cursor.startsWith(newer)
      ? placeOf(newest, from.cursor)
      : first + size
  const shown = newest.slice(first, last < 0 ? size : last)
  const [top, bottom] = [shown[0], shown[shown.length - 1]]
  return {
    entries: shown,
    before: top && first > 0 ? newer + top.id : null,
    after: bottom && first + shown.length < newest.length ? older + bottom.id : null,
    total: newest.length,
  }
}

const newer = 'newer:'
const older = 'older:'

function firstOf(newest: readonly Entry[], from: EntryQuery['from'], size: number): number {
  if (from === 'first') return 0
  if (from === 'last') return newest.length - size
  if ('date' in from) {
    const until = Date.parse(from.date)
    const found = newest.findIndex(({ at }) => Date.parse(at) <= until)
    return found < 0 ? newest.length : found
  }
  const place = placeOf(newest, from.cursor)
  if (place < 0) return 0
  return from.cursor.startsWith(older) ? place + 1 : place - size
}

function placeOf(newest: readonly Entry[], cursor: string): number {
  const id = cursor.slice(cursor.indexOf(':') + 1)
  return newest.findIndex((entry) => entry.id === id)
}
