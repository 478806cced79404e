/**
 * The right side of a points ledger: filters, search and file above the log, the log by pages or as one list, and what
 * stands in its place while it is read, fails, or has nothing.
 */
import { html, nothing, type TemplateResult } from 'lit'
import type { Entry } from '../schema/entry.js'
import { sayDay } from '../words/day.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import type { EntryReader } from './entry-reader.js'
import { icon } from './icons.js'
import { firstOf, moreButton } from './paging.js'
import type { EntryFilter, MonthSum } from './points-flow.js'
import { dayForm } from './points-day.js'
import { entryTable, type EntryRows, type PendingRow } from './points-list.js'
import { monthsFrom, reversedIn } from './points-log.js'
import type { EntryPlaces } from './points-pages.js'
import type { Found } from './points-passes.js'
import { wholeList, type Picked } from './points-whole.js'

/** How the log is shown: some entries at a time, or all in one list that scrolls. */
export type LogView = 'pages' | 'all'

/** `part`: the file holds the newest entries alone. */
export type Saving = 'no' | 'reads' | 'failed' | 'part'

export interface History {
  readonly ctx: SayContext
  readonly word: PointsWords
  readonly level: number
  /** The account's name. */
  readonly account: string
  readonly reader: EntryReader
  /** The account's entries among those read, newest first. */
  readonly log: readonly Entry[]
  /** Those of them that are looked for. */
  readonly found: Found
  /** How many there are in all, read or not; null: nobody says. */
  readonly total: number | null
  readonly months: readonly MonthSum[]
  readonly pending: readonly PendingRow[]
  readonly view: LogView
  /** The rows of the one list. */
  readonly places: EntryPlaces | null
  /** The entry in it that the person stands on. */
  readonly picked: Picked | null
  /** A page of it could not be read. */
  readonly failed: boolean
  readonly filter: EntryFilter
  readonly query: string
  readonly rows: number
  /** Stands in the place of entries while none are read. */
  readonly bones: TemplateResult
  readonly pages: number
  readonly saving: Saving
  readonly onLook: (to: { filter?: EntryFilter; query?: string; view?: LogView }) => void
  readonly onRetry: () => void
  readonly onSave: () => void
  readonly onOlder: () => void
  readonly onPages: (pages: number) => void
  /** A day is being looked for. */
  readonly seeks: boolean
  readonly onDay: (day: string) => void
}

export function pointsHistory(plan: History): TemplateResult {
  const { word, reader } = plan
  if (reader.state === 'none') return html`<p class="none s1" part="message">${word.noHistory}</p>`
  if (reader.state === 'failed') return retry(plan)
  if (reader.state === 'reading') {
    return html`${tools(plan)}<span class="sr" role="status">${word.loadingList}</span>
      <div class="skeleton" aria-hidden="true">${plan.bones}</div>`
  }
  return html`${tools(plan)}${plan.places ? whole(plan, plan.places) : log(plan)}${dayForm(plan)}`
}

const filters: readonly EntryFilter[] = ['all', 'earned', 'spent', 'lapsed']

function tools({ ctx, word, filter, query, saving, log: entries, onLook, onSave }: History): TemplateResult {
  const busy = saving === 'reads'
  const idle = busy || entries.length === 0
  return html`<div class="tools" part="tools">
      <div class="tabs" part="tabs" role="group" aria-label=${word.filter}>
        ${filters.map(
          (one) =>
            html`<button
              class="tab"
              part="tab"
              type="button"
              aria-pressed=${one === filter ? 'true' : 'false'}
              @click=${() => onLook({ filter: one })}
            >
              ${word.filters[one]}
            </button>`,
        )}
      </div>
      <label class="search" part="search">
        ${icon('search')}
        <input
          type="search"
          placeholder=${word.search}
          aria-label=${word.search}
          .value=${query}
          @input=${(event: Event) => onLook({ query: (event.target as HTMLInputElement).value })}
        />
      </label>
      <button
        class="btn"
        part="button download"
        type="button"
        aria-label=${busy ? word.csvBusy : word.csvLabel}
        aria-disabled=${idle ? 'true' : 'false'}
        @click=${() => (idle ? undefined : onSave())}
      >
        ${icon(busy ? 'hourglass' : 'download')}${word.csv}
      </button>
    </div>
    ${saving === 'failed' ? html`<p class="s1 bad tools-note" role="alert">${word.csvFailed}</p>` : nothing}
    ${
      saving === 'part'
        ? html`<p class="s1 warn tools-note" role="status">
            ${word.csvPart(formatNumber(entries.length, 'integer', ctx))}
          </p>`
        : nothing
    }`
}

/** What a row needs to be said. */
function sayingOf({ ctx, word, level, account, places, picked, log }: History): EntryRows {
  const from = places ?? { count: log.length, at: (place: number) => log[place] ?? null }
  return { ctx, word, level, account, find: (entry) => reversedIn(from, entry, picked?.place ?? 0) }
}

function log(plan: History): TemplateResult {
  const { ctx, reader, found, filter, query, rows, pages } = plan
  const pending = query ? [] : plan.pending
  const room = Math.max(1, rows - pending.length) + rows * (pages - 1)
  const sums = filter === 'all' && !query ? plan.months : null
  const months = monthsFrom(found.entries.slice(0, room), ctx.zone, sums)
  const { runs, shown } = firstOf(months, room)
  const all = shown + pending.length
  const { length } = found.entries
  return html`<div class="list ${shown < length || all >= rows ? 'full' : ''}">
      ${all > 0 ? entryTable(runs, pending, sayingOf(plan)) : none(plan)}
    </div>
    ${coverage(plan)}${shown >= length && reader.hasOlder ? older(plan) : more(plan, shown)}`
}

function whole(plan: History, places: EntryPlaces): TemplateResult {
  const { word, reader, filter, query, failed, onLook, onRetry } = plan
  const pending = query ? [] : plan.pending
  const looks = filter !== 'all' || query !== ''
  return html`<div class="list">
      ${places.count > 0 ? wholeList(places, pending, plan.picked, sayingOf(plan)) : none(plan)}
    </div>
    ${coverage(plan)}
    <div class="more">
      <button class="btn quiet" part="button more" type="button" @click=${() => onLook({ view: 'pages' })}>
        ${word.byPages}
      </button>
      ${looks && reader.hasOlder ? olderButton(plan) : nothing}
      ${
        failed || (reader.failed && !looks)
          ? html`<span class="s1 bad" role="alert">${word.listFailed}</span>
              <button class="btn quiet" part="button retry" type="button" @click=${onRetry}>
                ${word.retry}
              </button>`
          : nothing
      }
    </div>`
}

/** How far a filter or a search has looked, and what it found. */
function coverage({ ctx, word, query, filter, found, log: entries, reader, total }: History): TemplateResult {
  const looks = filter !== 'all' || query !== ''
  const over = found.isOver && !reader.hasOlder
  const oldest = entries[found.seen - 1]
  const count = (value: number): string => formatNumber(value, 'integer', ctx)
  return html`${
      looks && !over && oldest
        ? html`<p class="s1 covers" part="coverage">
            ${word.covers(count(found.seen), total === null ? null : count(total), sayDay(oldest.at, ctx))}
          </p>`
        : nothing
    }<span class="sr" role="status">${query && found.isOver ? word.found(found.entries.length) : ''}</span>`
}

function more(plan: History, shown: number): TemplateResult | typeof nothing {
  const { word, rows, pages, found, onPages } = plan
  return moreButton({
    shown,
    total: found.entries.length,
    rows,
    more: word.more,
    fewer: word.fewerLots,
    onMore: () => onPages(pages + 1),
    onFewer: () => onPages(1),
    also: wholeButton(plan),
  })
}

function wholeButton({ word, onLook }: History): TemplateResult {
  return html`<button
    class="btn quiet"
    part="button whole"
    type="button"
    @click=${() => onLook({ view: 'all' })}
  >
    ${word.whole}
  </button>`
}

function older(plan: History): TemplateResult {
  const { word, reader } = plan
  return html`<div class="more">
    ${olderButton(plan)}${wholeButton(plan)}
    ${reader.failed ? html`<span class="s1 bad" role="alert">${word.listFailed}</span>` : nothing}
  </div>`
}

function olderButton({ word, reader, onOlder }: History): TemplateResult {
  return html`<button
    class="btn quiet"
    part="button more"
    type="button"
    aria-disabled=${reader.busy ? 'true' : 'false'}
    @click=${() => (reader.busy ? undefined : onOlder())}
  >
    ${reader.busy ? word.loadingList : word.older}
  </button>`
}

function none({ ctx, word, reader, found, log: entries, filter, query, onLook }: History): TemplateResult {
  if (!found.isOver) return html`<p class="none s1" part="message" role="status">${word.searching}</p>`
  const oldest = entries[entries.length - 1]
  const searched =
    oldest && reader.hasOlder ? word.notFoundYet(query, sayDay(oldest.at, ctx)) : word.notFound(query)
  return html`<div class="none">
    <p class="s1" part="message">${query ? searched : word.nothing[filter]}</p>
    ${
      query
        ? html`<button class="btn" part="button" type="button" @click=${() => onLook({ query: '' })}>
            ${word.clear}
          </button>`
        : nothing
    }
  </div>`
}

function retry({ word, reader }: History): TemplateResult {
  return html`<div class="none" role="alert">
    <p class="s1" part="message">${word.listFailed}</p>
    <button class="btn" part="button retry" type="button" @click=${() => reader.readNewest()}>
      ${word.retry}
    </button>
  </div>`
}
