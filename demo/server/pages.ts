/** A page of a merchant's points log, read by place: newest first, with cursors that stay right while the log grows. */
import { isoOf, instantMsOf } from '../../src/plan/calendar.js'
import type { EntryPage } from '../../src/schema/entry.js'
import { isInstant } from '../../src/schema/date.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { EntryQuery } from '../../src/schema/view.js'
import type { Rows } from './database.js'
import { entriesBetween, type Merchant } from './log.js'

export const mostEntries = 200
const cursorForm = /^(older|newer):([1-9]\d{0,14})$/

/** What an address asks for, or why it cannot be read. Of several ways to say where to begin the first counts: cursor, date, from. */
export function queryOf(params: URLSearchParams): EntryQuery | Issue {
  const asked = params.get('count') ?? '20'
  const count = /^\d{1,9}$/.test(asked) ? Number(asked) : 0
  if (count < 1) return issueAt('tooSmall', ['count'], { found: asked.slice(0, 40), min: 1 })
  if (count > mostEntries) return issueAt('tooBig', ['count'], { found: count, max: mostEntries })
  const [cursor, date, from] = [params.get('cursor'), params.get('date'), params.get('from') ?? 'first']
  if (cursor !== null) {
    if (cursorForm.test(cursor)) return { from: { cursor }, count }
    return notOneOf('cursor', cursor, 'older:, newer:')
  }
  if (date !== null) {
    if (isInstant(date)) return { from: { date }, count }
    return issueAt('badInstant', ['date'], { found: date.slice(0, 40) })
  }
  return from === 'first' || from === 'last' ? { from, count } : notOneOf('from', from, 'first, last')
}

const notOneOf = (key: string, found: string, options: string): Issue =>
  issueAt('notOneOf', [key], { found: found.slice(0, 40), options, nearest: '' })

/** The page that a query asks for. */
export async function pageAt(
  rows: Rows,
  { id, posted }: Merchant,
  { from, count }: EntryQuery,
  zone: string,
): Promise<EntryPage> {
  // after the place `low` up to the place `high`
  const [low, high] = await placesOf(from, count, posted, async (date) => {
    const [row] = await rows.query(
      'select coalesce(max(place), 0) as place from entries where merchant = $1 and at <= $2::timestamptz',
      [id, isoOf(instantMsOf(date, zone))],
    )
    return Number(row!['place'])
  })
  const entries = (await entriesBetween(rows, id, low, high)).reverse()
  return {
    entries,
    before: entries.length > 0 && high < posted ? `newer:${high}` : null,
    after: entries.length > 0 && low > 0 ? `older:${low + 1}` : null,
    total: posted,
  }
}

async function placesOf(
  from: EntryQuery['from'],
  count: number,
  posted: number,
  placeAt: (date: string) => Promise<number>,
): Promise<[low: number, high: number]> {
  const below = (high: number): [number, number] => [Math.max(0, high - count), high]
  if (from === 'first') return below(posted)
  if (from === 'last') return [0, Math.min(count, posted)]
  if ('date' in from) return below(await placeAt(from.date))
  const [, way, digits] = cursorForm.exec(from.cursor)!
  const place = Math.min(Number(digits), posted + 1)
  return way === 'older' ? below(place - 1) : [Math.min(place, posted), Math.min(place + count, posted)]
}
