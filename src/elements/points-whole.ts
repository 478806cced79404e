/** The whole log as one list that scrolls: its frame, what is written above it, and all that one of its entries says. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Entry } from '../schema/entry.js'
import { formatDate } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { formatNumber } from '../words/number.js'
import type { ElementSize } from './element.js'
import { lotsByEnd, reversalOf, sayEntry, titleOf, type SayEntry } from './points-entry.js'
import { deltaOf } from './points-flow.js'
import { pendingTable, type EntryRows, type PendingRow } from './points-list.js'
import { reversedIn } from './points-log.js'
import { monthReader } from './points-passes.js'
import type { EntryPlaces } from './points-pages.js'
import type { ScrollPlan } from './points-scroller.js'
import { sayMonth } from './points-months.js'

/** The entry that the person stands on, and its place in the list. */
export interface Picked {
  readonly entry: Entry
  readonly place: number
}

/** Heights of a row by the element's size: the styles set the same. */
const rowPx: Readonly<Record<ElementSize, number>> = { xs: 88, s: 76, m: 60, l: 60 }

export function wholeList(
  places: EntryPlaces,
  pending: readonly PendingRow[],
  picked: Picked | null,
  rows: EntryRows,
): TemplateResult {
  const { word, account } = rows
  const { columns } = word
  return html`<div class="frame">
      ${pending.length > 0 ? pendingTable(pending, rows) : nothing}
      <div
        class="whole"
        part="whole-list"
        role="grid"
        aria-label=${word.whole}
        aria-readonly="true"
        aria-rowcount=${places.whole ? places.count + 1 : -1}
      >
        <p class="now s1" part="in-view" aria-hidden="true"><b></b><span></span></p>
        <div role="rowgroup">
          <div class="entry entry-head" role="row" aria-rowindex="1">
            <span class="d" role="columnheader">${columns.date}</span>
            <span class="w" role="columnheader">${columns.what}</span>
            <span class="n" role="columnheader">${word.unit(account)}</span>
            <span class="b" role="columnheader">${columns.balance}</span>
          </div>
        </div>
        <div class="region" part="scroll-region" role="rowgroup">
          <div class="track" role="presentation"></div>
        </div>
      </div>
    </div>
    ${picked ? details(picked.entry, rows) : nothing}`
}

/** What the rows say. */
export function scrollPlan(
  places: EntryPlaces,
  size: ElementSize,
  say: Omit<SayEntry, 'find'>,
  onActive: ScrollPlan['onActive'],
): ScrollPlan {
  const { ctx, word } = say
  const monthAt = monthReader(ctx.zone)
  const count = (value: number): string => formatNumber(value, 'integer', ctx)
  const total = places.whole ? count(places.count) : null
  const names = new Map<number, string>()
  const nameOf = (month: number): string => {
    let name = names.get(month)
    if (name === undefined) names.set(month, (name = sayMonth(month, ctx, 'month')))
    return name
  }
  return {
    places,
    rowPx: rowPx[size],
    key: [size, ctx.locale, ctx.zone, ctx.at, say.account].join('\n'),
    loading: word.loadingEntry,
    say: (entry, newer, place) => {
      const month = monthAt(entry.at)
      const begins = !newer || monthAt(newer.at) !== month
      const find = (): Entry | undefined => reversedIn(places, entry, place)
      return { ...sayEntry(entry, { ...say, find }), month: begins ? nameOf(month) : '' }
    },
    sayView: (first, from, to) => [
      first ? nameOf(monthAt(first.at)) : '',
      to < from ? '' : word.inView(count(from), count(to), total),
    ],
    onActive,
  }
}

/** One entry in full: when to the minute, what it takes back, and every lot that it made or drew from. */
function details(entry: Entry, rows: EntryRows): TemplateResult {
  const { ctx, word } = rows
  const lots = lotsByEnd(entry)
  const delta = deltaOf(entry)
  const kind = word.kinds[entry.kind]
  const title = titleOf(entry, rows)
  const when = formatDate(entry.at, { locale: ctx.locale, zone: ctx.zone, style: 'dayTime' })
  const facts = [when, kind === title ? '' : kind, delta === 0 ? word.settled : '', reversalOf(entry, rows)]
  return html`<div class="details" part="entry-details" tabindex="0" role="group" aria-label=${word.details}>
    <p class="strong">${title}</p>
    <p class="s1">${facts.filter(Boolean).join(' · ')}</p>
    ${
      lots.length > 0 && delta !== 0
        ? html`<p class="s1">${delta > 0 ? word.lotsMade : word.lotsDrawn}</p>
            <ul role="list">
              ${lots.map(
                ({ ends, points }) =>
                  html`<li class="s1" part="entry-lot">
                    <span>${ends ? sayDay(ends, ctx, 'dayYear') : word.never}</span>
                    <b>${formatNumber(points, 'points', ctx)}</b>
                  </li>`,
              )}
            </ul>`
        : nothing
    }
  </div>`
}
