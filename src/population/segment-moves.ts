/** How merchants of a kind fare under a change, kind by kind: the same moves as of everybody, told apart. */
import type { Column, Population } from './columns.js'
import { byPlace, byQuantile, byStage, STAGES, type Segments } from './segments.js'
import type { Moved } from './preview.js'

/**
 * What merchants are told apart by. `stage`: months since joining; `choice`: the values of a column that holds places; `quantile`: equal
 * parts of a column, the lowest first; `rfm`: high or low in each of recency, frequency and value, eight kinds, from low in all to high in all.
 * `recent: low`: a small number is recent (days since), else a late date.
 */
export type SegmentWish =
  | { readonly of: 'stage' }
  | { readonly of: 'choice'; readonly id: string; readonly size: number }
  | { readonly of: 'quantile'; readonly id: string; readonly parts: number }
  | {
      readonly of: 'rfm'
      readonly recency: string
      readonly recent: 'low' | 'high'
      readonly frequency: string
      readonly value: string
    }

/** Who moves of one kind; the last of all is whom nothing is known of. */
export interface SegmentMoves {
  readonly place: number // -1: unknown
  readonly merchants: number
  readonly risen: number
  readonly fallen: number
  readonly topBefore: number
  readonly topAfter: number
}

const nobody: Segments = { rows: [], unknown: new Uint32Array() }

/** The rows of each kind. A column that is not there tells nobody apart. */
export const segmentsOf = (
  wish: SegmentWish,
  { columns, ids }: Population,
  atMs: number,
  zone: string,
): Segments => {
  if (wish.of === 'rfm') return rfm(wish, columns, ids.length)
  const column = columns.get(wish.of === 'stage' ? 'joinedAt' : wish.id)
  if (!column) return nobody
  if (wish.of === 'stage') return byStage(column, atMs, zone, STAGES)
  return wish.of === 'choice' ? byPlace(column, wish.size) : byQuantile(column, wish.parts)
}

const rfm = (
  { recency, recent, frequency, value }: Extract<SegmentWish, { of: 'rfm' }>,
  columns: ReadonlyMap<string, Column>,
  size: number,
): Segments => {
  const three = [recency, frequency, value].map((id) => columns.get(id))
  if (three.some((column) => !column)) return nobody
  const kinds = new Float64Array(size)
  three.forEach((column, bit) => {
    const { rows, unknown } = byQuantile(column!, 2)
    const high = rows[bit === 0 && recent === 'low' ? 0 : 1]!
    for (const row of high) kinds[row]! += 4 >> bit
    for (const row of unknown) kinds[row] = NaN
  })
  return byPlace(kinds, 8)
}

/** Who moves of each kind. `top`: the place of the highest tier among the shared ones. */
export const segmentMoves = ({ rows, unknown }: Segments, moved: Moved, top: number): SegmentMoves[] => [
  ...rows.map((some, place) => movesOf(some, place, moved, top)),
  ...(unknown.length > 0 ? [movesOf(unknown, -1, moved, top)] : []),
]

const movesOf = (rows: Uint32Array, place: number, { before, after }: Moved, top: number): SegmentMoves => {
  const found = { place, merchants: rows.length, risen: 0, fallen: 0, topBefore: 0, topAfter: 0 }
  for (let nth = 0; nth < rows.length; nth++) {
    const was = before[rows[nth]!]!
    const is = after[rows[nth]!]!
    if (is > was) found.risen += 1
    else if (is < was) found.fallen += 1
    if (was === top) found.topBefore += 1
    if (is === top) found.topAfter += 1
  }
  return found
}
