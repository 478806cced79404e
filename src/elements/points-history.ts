/** The right side of a points ledger: filters, search and file above the log, and what stands in its place while it is read, fails, or has nothing. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Entry } from '../schema/entry.js'
import { sayDay } from '../words/day.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import type { EntryReader } from './entry-reader.js'
import { icon } from './icons.js'
import { firstOf, moreButton } from './paging.js'
import type { EntryFilter } from './points-flow.js'
import { entryBones, entryTable, type PendingRow } from './points-list.js'
import { entriesThat, monthsFrom } from './points-log.js'

export interface History {
  readonly ctx: SayContext
  readonly word: PointsWords
  readonly level: number
  /** The account's name. */
  readonly account: string
  readonly reader: EntryReader
  /** The account's entries among those read, newest first. */
  readonly log: readonly Entry[]
  readonly pending: readonly PendingRow[]
  readonly filter: EntryFilter
  readonly query: string
  readonly rows: number
  readonly pages: number
  readonly saving: 'no' | 'reads' | 'failed'
  readonly onLook: (to: { filter?: EntryFilter; query?: string }) => void
  readonly onSave: () => void
  readonly onOlder: () => void
  readonly onPages: (pages: number) => void
}

export function pointsHistory(plan: History): TemplateResult {
  const { word, reader, rows } = plan
  if (reader.state === 'none') return html`<p class="none s1" part="message">${word.noHistory}</p>`
  if (reader.state === 'failed') return retry(plan)
  if (reader.state === 'reading') {
    return html`${tools(plan)}<span class="sr" role="status">${word.loadingList}</span>
      <div class="skeleton" aria-hidden="true">${entryBones(rows)}</div>`
  }
  return html`${tools(plan)}${log(plan)}`
}

const filters: readonly EntryFilter[] = ['all', 'earned', 'spent', 'lapsed']

function tools({ word, filter, query, saving, log: entries, onLook, onSave }: History): TemplateResult {
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
    ${saving === 'failed' ? html`<p class="s1 bad tools-note" role="alert">${word.csvFailed}</p>` : nothing}`
}

function log(plan: History): TemplateResult {
  const { ctx, word, level, account, reader, log: entries, filter, query, rows, pages } = plan
  const found = entriesThat(entries, filter, query, ctx, word)
  const pending = query ? [] : plan.pending
  const months = monthsFrom(found, ctx.zone, filter === 'all' && !query, reader.hasOlder)
  const { runs, shown } = firstOf(months, Math.max(1, rows - pending.length) + rows * (pages - 1))
  const all = shown + pending.length
  const find = (id: string) => entries.find((entry) => entry.id === id)
  return html`<div class="list ${shown < found.length || all >= rows ? 'full' : ''}">
      ${all > 0 ? entryTable(runs, pending, { ctx, word, level, account, find }) : none(plan)}
    </div>
    <span class="sr" role="status">${query ? word.found(found.length) : ''}</span>
    ${shown >= found.length && reader.hasOlder ? older(plan) : more(plan, shown, found.length)}`
}

function more(
  { word, rows, pages, onPages }: History,
  shown: number,
  total: number,
): TemplateResult | typeof nothing {
  return moreButton({
    shown,
    total,
    rows,
    more: word.more,
    fewer: word.fewerLots,
    onMore: () => onPages(pages + 1),
    onFewer: () => onPages(1),
  })
}

function older({ word, reader, onOlder }: History): TemplateResult {
  return html`<div class="more">
    <button
      class="btn quiet"
      part="button more"
      type="button"
      aria-disabled=${reader.busy ? 'true' : 'false'}
      @click=${() => (reader.busy ? undefined : onOlder())}
    >
      ${reader.busy ? word.loadingList : word.older}
    </button>
    ${reader.failed ? html`<span class="s1 bad" role="alert">${word.listFailed}</span>` : nothing}
  </div>`
}

function none({ ctx, word, reader, log: entries, filter, query, onLook }: History): TemplateResult {
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
