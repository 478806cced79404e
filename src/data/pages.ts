import type { Entry, EntryPage } from '../schema/entry.js'
import type { EntryQuery } from '../schema/view.js'

/**
 * A page of a log that is at hand: `entries` oldest first, as the fold posts them; the page newest first. `count` under 1
 * counts as 1. A date gives what was posted at it or before. Cursors name the entry at the page's edge, so they stay right while the log
 * grows; one that names an entry no longer there gives the newest page.
 */
export function pageOf(entries: readonly Entry[], { from, count }: EntryQuery): EntryPage {
  const total = entries.length
  const size = Math.max(1, Math.floor(count) || 1)
  // places count from the newest
  const first = Math.max(0, Math.min(firstOf(entries, from, size), total))
  // a page towards newer entries ends where the cursor stands, and may be short at the top
  const end =
    typeof from === 'object' && 'cursor' in from && from.cursor.startsWith(newer)
      ? placeOf(entries, from.cursor)
      : first + size
  const last = Math.min(end < 0 ? size : end, total)
  const shown = entries.slice(total - last, total - first).reverse()
  const [top, bottom] = [shown[0], shown[shown.length - 1]]
  return {
    entries: shown,
    before: top && first > 0 ? newer + top.id : null,
    after: bottom && first + shown.length < total ? older + bottom.id : null,
    total,
  }
}

const newer = 'newer:'
const older = 'older:'

function firstOf(entries: readonly Entry[], from: EntryQuery['from'], size: number): number {
  if (from === 'first') return 0
  if (from === 'last') return entries.length - size
  if ('date' in from) {
    const until = Date.parse(from.date)
    const found = newestWhere(entries, ({ at }) => Date.parse(at) <= until)
    return found < 0 ? entries.length : found
  }
  const place = placeOf(entries, from.cursor)
  if (place < 0) return 0
  return from.cursor.startsWith(older) ? place + 1 : place - size
}

function placeOf(entries: readonly Entry[], cursor: string): number {
  const id = cursor.slice(cursor.indexOf(':') + 1)
  return newestWhere(entries, (entry) => entry.id === id)
}

/** The place of the newest of which it holds; -1 where it holds of none. */
function newestWhere(entries: readonly Entry[], holds: (entry: Entry) => boolean): number {
  for (let place = 0; place < entries.length; place++)
    if (holds(entries[entries.length - 1 - place]!)) return place
  return -1
}
