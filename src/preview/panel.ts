/** The frame of a panel: a title, what explains it, what stands at the end of the line, and a table in place of the picture where it is asked for. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './icons.js'
import type { Drawn, Screen } from './screen.js'

export interface PanelParts {
  readonly id: string
  readonly title: string
  readonly sub?: string
  readonly aside?: TemplateResult | typeof nothing
  readonly look?: string
  readonly body: TemplateResult
}

export const panel = ({
  id,
  title,
  sub,
  aside = nothing,
  look = '',
  body,
}: PanelParts): TemplateResult => html`
  <section class="panel ${look}" part="panel" aria-labelledby="t-${id}">
    <div class="ph">
      <h2 id="t-${id}">${title}</h2>
      ${sub ? html`<span class="sub" title=${sub}>${sub}</span>` : nothing}<span class="sp"></span>${aside}
    </div>
    ${body}
  </section>
`

/** Shows the table behind a picture, or the picture again. */
export const tableButton = ({ words, tables, act }: Screen, which: Drawn): TemplateResult =>
  html`<button
    class="tbl"
    type="button"
    aria-pressed=${String(tables.has(which))}
    @click=${() => act.table(which)}
  >
    ${icon('table')}${words.table}
  </button>`

/** A plain table: names at the start of lines, numbers at their ends. */
export const plainTable = (
  header: readonly string[],
  rows: readonly (readonly (string | TemplateResult)[])[],
  label: string,
): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="group" aria-label=${label}>
    <table class="dt">
      <thead>
        <tr>
          ${header.map((text, nth) => html`<th scope="col" class=${nth === 0 ? '' : 'end'}>${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...others]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${others.map((text) => html`<td class="end">${text}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

/** A choice of one, as buttons that stand together. */
export const oneOf = (
  label: string,
  choices: readonly { readonly id: string; readonly name: string }[],
  chosen: string,
  choose: (id: string) => void,
): TemplateResult =>
  html`<select
    class="pick"
    aria-label=${label}
    .value=${chosen}
    @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
  >
    ${choices.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
  </select>`
