/** The log of an account: what happened, by how much, and the balance after it, newest first and month by month. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Entry } from '../schema/entry.js'
import { formatNumber } from '../words/number.js'
import type { Run } from './paging.js'
import { dayOfMonth, sayEntry, signed, type SayEntry } from './points-entry.js'
import { flowOrder, type Sums } from './points-flow.js'
import { sayMonth } from './points-months.js'

/** Entries of one month. `sums` null: not all of the month is read, or shown. */
export interface Month extends Run<Entry> {
  readonly month: number
  readonly sums: Sums | null
}

/** Points that are on their way: nothing is posted yet, and no number counts them. */
export interface PendingRow {
  readonly at: string | null
  readonly name: string
  readonly note: string
  /** Above zero to come, below to go. */
  readonly points: number
}

export interface EntryRows extends SayEntry {
  readonly level: number
}

/** The rows as a table: a head, what is pending, then a group a month. */
export function entryTable(
  months: readonly Month[],
  pending: readonly PendingRow[],
  rows: EntryRows,
): TemplateResult {
  const { word, account } = rows
  const { columns } = word
  return html`<div class="table" part="entries" role="table" aria-label=${word.title}>
    <div role="rowgroup">
      <div class="entry entry-head" role="row">
        <span class="d" role="columnheader">${columns.date}</span>
        <span class="w" role="columnheader">${columns.what}</span>
        <span class="n" role="columnheader">${word.unit(account)}</span>
        <span class="b" role="columnheader">${columns.balance}</span>
      </div>
    </div>
    ${
      pending.length > 0
        ? html`<div class="group" role="rowgroup" .style=${`flex-grow:${pending.length}`}>
            ${pending.map((row) => pendingRow(row, rows))}
          </div>`
        : nothing
    }
    ${months.map(
      (month) =>
        html`<div class="group" role="rowgroup" .style=${`flex-grow:${month.items.length}`}>
          ${monthRow(month, rows)} ${month.items.map((entry) => entryRow(entry, rows))}
        </div>`,
    )}
  </div>`
}

function monthRow({ month, sums }: Month, { ctx, word, level }: EntryRows): TemplateResult {
  const said = sums
    ? flowOrder
        .filter((flow) => sums[flow] !== 0)
        .map((flow) => {
          const value = flow === 'adjusted' ? sums[flow] : Math.abs(sums[flow])
          return word.flow(
            word.flows[flow],
            formatNumber(value, 'points', { ...ctx, signed: flow === 'adjusted' }),
          )
        })
        .join(' · ')
    : ''
  return html`<div class="month" part="month" role="row">
    <span role="cell" aria-colspan="4">
      <span class="name strong" role="heading" aria-level=${level}>${sayMonth(month, ctx, 'month')}</span>
      ${said ? html`<span class="s1" part="month-sums">${said}</span>` : nothing}
    </span>
  </div>`
}

function entryRow(entry: Entry, rows: EntryRows): TemplateResult {
  const { date, title, reason, tone, points, balance } = sayEntry(entry, rows)
  return html`<div class="entry" part="entry" role="row" data-entry=${entry.id}>
    <span class="d" role="cell">${date}</span>
    <span class="w" role="cell">${title}<span class="s1" part="entry-reason">${reason}</span></span>
    <span class="n ${tone}" part="entry-points" role="cell">${points}</span>
    <span class="b" part="entry-balance" role="cell">${balance}</span>
  </div>`
}

function pendingRow({ at, name, note, points }: PendingRow, { ctx, word }: EntryRows): TemplateResult {
  return html`<div class="entry waits" part="entry" role="row">
    <span class="d" role="cell">${at ? dayOfMonth(at, ctx) : nothing}</span>
    <span class="w" role="cell">${name}<span class="s1" part="entry-reason">${note}</span></span>
    <span class="n" part="entry-points" role="cell">${signed(points, ctx)}</span>
    <span class="b" part="entry-balance" role="cell">${word.pendingWord}</span>
  </div>`
}

/** What is pending, alone. */
export function pendingTable(pending: readonly PendingRow[], rows: EntryRows): TemplateResult {
  return html`<div class="table before" role="table" tabindex="0" aria-label=${rows.word.pendingWord}>
    ${pending.map((row) => pendingRow(row, rows))}
  </div>`
}
