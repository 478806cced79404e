/** The log of an account: what happened, by how much, and the balance after it, newest first and month by month. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Entry } from '../schema/entry.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import type { Run } from './paging.js'
import { deltaOf, flowOrder, kinds, type Sums } from './points-flow.js'
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

export interface EntryRows {
  readonly ctx: SayContext
  readonly word: PointsWords
  readonly level: number
  /** The account's name. */
  readonly account: string
  /** Finds an entry that another one takes back. */
  readonly find: (id: string) => Entry | undefined
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
  const { ctx } = rows
  const delta = deltaOf(entry)
  const { filter } = kinds[entry.kind]
  const tone = delta === 0 ? 'still' : delta > 0 ? 'in' : filter === 'lapsed' ? 'gone' : 'out'
  const points = delta === 0 ? formatNumber(entry.amountPoints, 'points', ctx) : signed(delta, ctx)
  return html`<div class="entry" part="entry" role="row" data-entry=${entry.id}>
    <span class="d" role="cell">${dayOfMonth(entry.at, ctx)}</span>
    <span class="w" role="cell"
      >${titleOf(entry, rows)}<span class="s1" part="entry-reason"
        >${reasonOf(entry, delta, rows)}</span
      ></span
    >
    <span class="n ${tone}" part="entry-points" role="cell">${points}</span>
    <span class="b" part="entry-balance" role="cell"
      >${formatNumber(entry.balancePoints, 'points', ctx)}</span
    >
  </div>`
}

/** The heading above says the year. */
const dayOfMonth = (at: string, ctx: SayContext) => sayDay(at, { ...ctx, at })

const signed = (value: number, ctx: SayContext) => formatNumber(value, 'points', { ...ctx, signed: true })

/** What happened. What has no name but the account's, as a lapse, is called by its kind. */
function titleOf({ name, kind }: Entry, { ctx, word, account }: EntryRows): string {
  const said = textOf(name, ctx.locale)
  return said === account ? word.kinds[kind] : said
}

/** The kind in words, always, unless the entry is called by it; and which lots it made or drew from. */
function reasonOf(entry: Entry, delta: number, rows: EntryRows): string {
  const { ctx, word, find } = rows
  const kind = word.kinds[entry.kind]
  const parts = [titleOf(entry, rows) === kind ? '' : kind]
  if (delta === 0) return [...parts, word.settled].filter(Boolean).join(' · ')
  const reversed = entry.reverses ? find(entry.reverses) : undefined
  if (reversed) parts.push(word.reverses(sayDay(reversed.at, ctx)))
  parts.push(lotsOf(entry, delta, ctx, word))
  return parts.filter(Boolean).join(' · ')
}

function lotsOf({ lots, kind }: Entry, delta: number, ctx: SayContext, word: PointsWords): string {
  if (kinds[kind].flow === 'lapsed') return ''
  const ends: string[] = []
  for (const { expiresAt } of lots) if (expiresAt && ends.indexOf(expiresAt) < 0) ends.push(expiresAt)
  const date = sayDay(ends[0], ctx)
  if (delta > 0) {
    if (!date || ends.length > 1) return ''
    return kind === 'return' ? word.backIn(date) : word.lapsesOn(date)
  }
  return ends.length > 1 ? word.drawnFromLots(ends.length) : date ? word.drawnFrom(date) : ''
}

function pendingRow({ at, name, note, points }: PendingRow, { ctx, word }: EntryRows): TemplateResult {
  return html`<div class="entry waits" part="entry" role="row">
    <span class="d" role="cell">${at ? dayOfMonth(at, ctx) : nothing}</span>
    <span class="w" role="cell">${name}<span class="s1" part="entry-reason">${note}</span></span>
    <span class="n" part="entry-points" role="cell">${signed(points, ctx)}</span>
    <span class="b" part="entry-balance" role="cell">${word.pendingWord}</span>
  </div>`
}

/** As many rows as a page has, and its two headings. */
export function entryBones(rows: number): TemplateResult {
  const bones: TemplateResult[] = []
  for (let row = 0; row < rows; row++) {
    if (row === 1 || row === 5) bones.push(html`<div class="month"><i class="bone text w30"></i></div>`)
    bones.push(
      html`<div class="entry">
        <span class="d"><i class="bone text w60"></i></span>
        <span class="w"
          ><i class="bone line w45"></i><i class="bone line w30 third"></i><i class="bone text w60"></i
          ><i class="bone text w30 second"></i
        ></span>
        <span class="n"><i class="bone text w60"></i></span>
        <span class="b"><i class="bone text w60"></i></span>
      </div>`,
    )
  }
  return html`<div class="table">
    <div class="entry entry-head">
      <span class="w"><i class="bone text w20"></i></span>
    </div>
    ${bones}
  </div>`
}
