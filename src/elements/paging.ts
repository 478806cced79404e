import { html, nothing, type TemplateResult } from 'lit'

/** A list that shows so many rows, and so many more at each press. */
export interface Paging {
  readonly shown: number
  readonly total: number
  readonly rows: number
  readonly more: (count: number) => string
  readonly fewer: string
  readonly onMore: () => void
  readonly onFewer: () => void
  /** Another button beside it, while there is more than is shown. */
  readonly also?: TemplateResult
}

/** The button under a list that goes on; once all is shown, the way back. Nothing where one page is all there is. */
export function moreButton({
  shown,
  total,
  rows,
  more,
  fewer,
  onMore,
  onFewer,
  also,
}: Paging): TemplateResult | typeof nothing {
  if (total <= rows && shown >= total) return nothing
  const rest = total - shown
  return html`<div class="more">
    <button class="btn quiet" part="button more" type="button" @click=${rest > 0 ? onMore : onFewer}>
      ${rest > 0 ? more(Math.min(rest, rows)) : fewer}
    </button>
    ${rest > 0 && also ? also : nothing}
  </div>`
}

/** The rows of a page as a host asked for them: a whole number from 1; anything else is the element's own. */
export function rowsOf(asked: number, own: number): number {
  const rows = Math.floor(asked)
  return rows >= 1 ? Math.min(rows, 1000) : own
}

/** Rows that belong together, under a heading or not. */
export interface Run<Item> {
  readonly headed: boolean
  readonly items: readonly Item[]
}

/** The headings that a page of rows has room for beside them. */
export const headingsOfPage = 2

/**
 * The first part of some runs, as much as has room: `rows` items and two headings. Every further heading takes half the
 * place of a row, so that pages of one length are about one height.
 */
export function firstOf<Of extends Run<unknown>>(
  runs: readonly Of[],
  rows: number,
): { runs: Of[]; shown: number } {
  const first: Of[] = []
  let [room, shown, headings] = [rows, 0, 0]
  for (const run of runs) {
    if (run.headed && ++headings > headingsOfPage) room -= 0.5
    if (room < 1) break
    const items = run.items.slice(0, Math.floor(room))
    first.push({ ...run, items })
    room -= items.length
    shown += items.length
  }
  return { runs: first, shown }
}
