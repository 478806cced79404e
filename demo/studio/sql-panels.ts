/** What stands beside the query: its steps, what differs, where it reads from, how to check it, which columns it needs. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Dialect } from '../../src/sql/dialect.js'
import { textOf, type Locale } from '../../src/words/locale.js'
import { sqlRemarks } from '../../src/words/sql.js'
import type { Unit } from '../../src/schema/text.js'
import { own } from '../../src/sql/event-table.js'
import { drawing } from './sql-drawing.js'
import { checkText, type CountedTier, type Shown, type Wanted } from './sql-query.js'
import type { SqlSays } from './sql-says.js'
import { tokensOf } from './sql-tokens.js'

interface Asks {
  readonly says: SqlSays
  readonly locale: Locale
  readonly jump: (line: number) => void
  readonly line: number | null
}

const panel = (id: string, title: string, body: unknown, aside: unknown = nothing): TemplateResult =>
  html`<section class="panel" aria-labelledby=${id}>
    <header class="sql-head">
      <h2 id=${id}>${title}</h2>
      ${aside}
    </header>
    ${body}
  </section>`

export const stepsPanel = ({ steps }: Shown, { says, jump, line }: Asks): TemplateResult =>
  panel(
    'sql-steps',
    says.steps,
    html`<ol class="sql-steps">
      ${steps.map(
        (step) =>
          html`<li>
            <button
              type="button"
              aria-current=${line === step.line ? 'true' : nothing}
              @click=${() => jump(step.line)}
            >
              <span class="sql-at"
                ><span class="sr">${says.atLine(step.line)} </span
                ><span aria-hidden="true">${step.line}</span></span
              ><span class="sql-what"
                ><strong>${step.name === '' ? says.result : step.name}</strong
                ><span class="quiet"
                  >${step.name === '' ? says.oneRow : says.columnCount(step.columns)}</span
                ></span
              >
            </button>
          </li>`,
      )}
    </ol>`,
  )

const MOST = 24

export const changedPanel = ({ changed }: Shown, { says, jump, line }: Asks): TemplateResult =>
  panel(
    'sql-changes',
    says.changes,
    changed.length === 0
      ? html`<p class="fine">${says.noChange}</p>`
      : html`<ul class="sql-changes">
          ${changed.slice(0, MOST).map(
            (one) =>
              html`<li>
                <button
                  type="button"
                  aria-current=${line === one.line ? 'true' : nothing}
                  @click=${() => jump(one.line)}
                >
                  <span class="sql-column">${one.column === '' ? says.result : one.column}</span
                  ><span class="sql-to"
                    >${
                      one.numbers
                        ? html`<strong>${says.from(one.numbers.from, one.numbers.to)}</strong> `
                        : one.count === 0
                          ? html`${says.gone} `
                          : one.count > 1
                            ? html`${says.lines(one.count)} `
                            : nothing
                    }<span class="quiet">${says.atLine(one.line)}</span></span
                  >
                </button>
              </li>`,
          )}
        </ul>`,
    changed.length === 0 ? nothing : html`<span class="sql-count">${changed.length}</span>`,
  )

type Sets = Pick<Wanted, 'from' | 'merchants' | 'events' | 'day' | 'columns'> & {
  readonly set: (values: Partial<Omit<Sets, 'set'>>) => void
}

export const readsPanel = (wanted: Sets, says: SqlSays): TemplateResult => {
  const { from, set } = wanted
  const source = (id: Wanted['from'], name: string): TemplateResult =>
    html`<label
      ><input type="radio" name="sql-from" .checked=${from === id} @change=${() => set({ from: id })} /><span
        >${name}</span
      ></label
    >`
  const valueOf = (event: Event): string => (event.target as HTMLInputElement).value.trim()
  // a table has a name, and a review a day: what is emptied stays as it was
  const table = (key: 'merchants' | 'events', label: string): TemplateResult =>
    html`<label class="sql-field"
      ><span>${label}</span
      ><input
        type="text"
        class="sql-mono"
        autocomplete="off"
        spellcheck="false"
        .value=${wanted[key]}
        @change=${(event: Event) => {
          const value = valueOf(event)
          if (value === '') (event.target as HTMLInputElement).value = wanted[key]
          else set({ [key]: value })
        }}
    /></label>`
  const body = html`<fieldset class="sql-from">
      <legend class="sr">${says.reads}</legend>
      ${source('merchants', says.merchants)}${source('events', says.events)}
    </fieldset>
    <p class="fine">${from === 'events' ? says.eventsHint : says.merchantsHint}</p>
    ${table('merchants', says.merchantTable)}
    ${from === 'events' ? table('events', says.eventTable) : nothing}
    <label class="sql-field"
      ><span>${says.day}</span
      ><input
        type="date"
        .value=${wanted.day}
        @change=${(event: Event) => {
          const value = valueOf(event)
          if (value === '') (event.target as HTMLInputElement).value = wanted.day
          else set({ day: value })
        }}
    /></label>
    <p class="fine">${says.dayHint}</p>
    ${
      wanted.columns.length === 0
        ? nothing
        : html`<fieldset class="sql-brought">
            <legend>${says.broughtHint}</legend>
            ${wanted.columns.map(
              (name) =>
                html`<label
                  ><input
                    type="checkbox"
                    .checked=${true}
                    @change=${() => set({ columns: wanted.columns.filter((one) => one !== name) })}
                  /><span>${name}</span></label
                >`,
            )}
          </fieldset>`
    }`
  return panel('sql-reads', says.reads, body)
}

interface Check extends Asks {
  readonly tiers: readonly CountedTier[] | null
  readonly table: string
  readonly dialect: Dialect
  readonly copy: (text: string) => Promise<void>
}

export const checkPanel = (
  { ladder }: Shown,
  { says, locale, tiers, table, dialect, copy }: Check,
): TemplateResult => {
  const text = checkText(dialect, table)
  const numbers = new Intl.NumberFormat(locale)
  const idOf = (name: string): string | null =>
    ladder.tiers.find((tier) => textOf(tier.name, locale) === name || tier.id === name)?.id ?? null
  const counts =
    tiers === null
      ? html`<p class="fine">${says.noCounts}</p>`
      : html`<table class="data sql-expect">
          <caption class="sr">
            ${says.expect}
          </caption>
          <thead>
            <tr>
              <th scope="col">${says.expect}</th>
              <th scope="col" class="num">${says.count}</th>
            </tr>
          </thead>
          <tbody>
            ${tiers
              .slice()
              .reverse()
              .map(
                ({ name, merchants }) =>
                  html`<tr>
                    <th scope="row">
                      ${name}
                      ${idOf(name) === null || idOf(name) === name ? nothing : html`<code>${idOf(name)}</code>`}
                    </th>
                    <td class="num">${numbers.format(merchants)}</td>
                  </tr>`,
              )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">${says.total}</th>
              <td class="num">${numbers.format(tiers.reduce((sum, { merchants }) => sum + merchants, 0))}</td>
            </tr>
          </tfoot>
        </table>`
  const body = html`<p class="fine">${says.checkHint(table)}</p>
    <pre class="sql-check" role="region" tabindex="0" aria-label=${says.checkQuery}><code>${text
      .split('\n')
      .map(
        (line, at) =>
          html`${at === 0 ? '' : '\n'}${tokensOf(line).map(({ kind, text: piece }) => (kind === 'plain' ? piece : html`<span class="sql-${kind}">${piece}</span>`))}`,
      )}</code></pre>
    ${counts}`
  return panel(
    'sql-check',
    says.check,
    body,
    html`<button type="button" class="button" aria-label=${says.copyCheck} @click=${() => void copy(text)}>
      ${drawing('copy')}${says.copy}
    </button>`,
  )
}

interface ColumnRow {
  readonly name: string
  readonly type: string
  readonly says: string
}

const columnTable = (id: string, title: string, rows: readonly ColumnRow[]): TemplateResult =>
  panel(
    id,
    title,
    html`<dl class="sql-columns">
      ${rows.map(
        ({ name, type, says }) =>
          html`<div>
            <dt><code>${name}</code> <span class="quiet">${type}</span></dt>
            <dd>${says}</dd>
          </div>`,
      )}
    </dl>`,
  )

export const columnsPanels = (
  { query }: Shown,
  { says, locale, dialect, from }: Pick<Asks, 'says' | 'locale'> & { dialect: Dialect; from: Wanted['from'] },
): TemplateResult => {
  const remarks = sqlRemarks(locale)
  const rowOf = (column: {
    id: string
    reading: keyof Dialect['types']
    unit: Unit
    names: readonly never[] | Parameters<typeof remarks.column>[0]
    values: readonly { id: string }[]
  }): ColumnRow => {
    const ids = column.values.map(({ id }) => id)
    const listed = ids.length === 0 ? '' : `: ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ', …' : ''}`
    return {
      name: column.id,
      type: dialect.types[column.reading],
      says: `${remarks.column(column.names, column.unit)}${listed}`,
    }
  }
  const fixed = (name: string, type: string, text: string): ColumnRow => ({ name, type, says: text })
  const { choice, date } = dialect.types
  const merchants = [fixed('id', choice, says.id), ...query.columns.map(rowOf)]
  const events = [
    ...[own.id, own.merchant, own.type].map((name) => fixed(name, choice, says.own[name])),
    ...[own.at, own.seen].map((name) => fixed(name, date, says.own[name])),
    ...(query.hasUndone ? [fixed(own.ref, choice, says.own.ref)] : []),
    ...query.eventColumns.map((column) => rowOf({ ...column, id: column.name })),
  ]
  return html`${columnTable('sql-columns', says.merchantColumns, merchants)}
  ${from === 'events' ? columnTable('sql-event-columns', says.eventColumns, events) : nothing}`
}

export const sizePanel = ({ isApart }: Shown, says: SqlSays): TemplateResult =>
  panel('sql-size', says.big, html`<p class="fine">${isApart ? says.apart : says.together}</p>`)
