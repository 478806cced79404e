/** The right of the Population page: rows that were left out, by reason, how to keep them, and how they can be saved. */
import { html, nothing, type TemplateResult } from 'lit'
import { quoted, type LoadedFile, type SkippedGroup } from '../../src/population/load-file.js'
import type { Issue } from '../../src/schema/issues.js'
import { sayIssue } from '../../src/words/issues.js'
import { mark } from './population-icons.js'
import { count, type Acts, type View } from './population-view.js'

/** Reasons that are about what stands in one cell, which can be taken as unknown. */
const ofCells: ReadonlySet<string> = new Set([
  ...['notNumber', 'notFinite', 'negativeZero', 'notOneOf', 'badInstant'],
])

export const skippedPanel = (view: View, acts: Acts): TemplateResult => {
  const { words, result, session } = view
  const groups = result?.loaded.groups ?? []
  const lenient = session?.choices.flatMap(({ isLenient }, column) => (isLenient ? [column] : [])) ?? []
  return html`
    <div class="aside-head">
      <h2>${words.skippedRows}</h2>
      ${result ? html`<span class="quiet">${count(result.loaded.skipped, view)}</span>` : nothing}
      ${
        groups.length > 0
          ? html`<button type="button" class="button small save" @click=${acts.save}>
              ${mark('save')}${words.saveCsv}
            </button>`
          : nothing
      }
    </div>
    ${result && groups.length === 0 ? html`<p class="pop-panel quiet">${words.noneSkipped}</p>` : nothing}
    <ul class="skips">
      ${groups.map((group) => skipItem(group, view, acts))}
    </ul>
    ${lenient.map(
      (column) =>
        html`<div class="pop-panel">
          <p>${words.keptBlank(session!.file.header[column]!)}</p>
          <button
            type="button"
            class="button small"
            @click=${() => acts.answer(column, { isLenient: false })}
          >
            ${words.undoBlank}
          </button>
        </div>`,
    )}
    ${rawPanel(view)} ${keptPanel(view, acts)}
  `
}

const titleOf = ({ code, column, first }: SkippedGroup, { words, locale }: View): string => {
  const title = words.skipTitles[code]
  if (typeof title === 'string') return title
  return title && column !== null ? title(column) : sayIssue(first, locale).text
}

const fixOf = ({ code, first }: SkippedGroup, { words, locale }: View): string => {
  if (code === 'missingKey') return words.noIdFix
  return code === 'repeatedMerchant' ? words.firstKept : sayIssue(first, locale).fix
}

const skipItem = (group: SkippedGroup, view: View, acts: Acts): TemplateResult => {
  const { words, locale, session } = view
  const { code, column, numbers, first } = group
  const same = code === 'repeatedMerchant' ? [Number(first.params['row']), numbers[0]!] : numbers.slice(0, 3)
  const rows = same.map((row) => count(row, view)).join(locale === 'en' ? ', ' : '、')
  const place = column === null ? -1 : (session?.file.header.indexOf(column) ?? -1)
  return html`<li>
    <p class="skip-title">
      <strong>${titleOf(group, view)}</strong><strong class="num">${count(group.count, view)}</strong>
    </p>
    <p>
      ${words.atRow(rows, group.count > same.length)} <code>${first.found.slice(0, 40) || words.blank}</code>
    </p>
    <p class="quiet">${fixOf(group, view)}</p>
    ${
      ofCells.has(code) && place >= 0
        ? html`<button
            type="button"
            class="button small"
            @click=${() => acts.answer(place, { isLenient: true })}
          >
            ${words.keepAsBlank}
          </button>`
        : nothing
    }
  </li>`
}

const RAW = 160
/** A row of which no cell is at fault, as it stands in the file. */
const rawPanel = (view: View): TemplateResult | typeof nothing => {
  const { words, result } = view
  const broken = result?.loaded.rows.find(
    ({ issue }) => issue.path.length === 1 && issue.code !== 'missingKey',
  )
  if (!broken) return nothing
  return html`<div class="pop-panel">
    <h2>${words.atRow(count(broken.number, view), false)} <span class="quiet">${words.asInFile}</span></h2>
    <pre class="raw" tabindex="0">${broken.raw.slice(0, RAW)}${broken.raw.length > RAW ? '…' : ''}</pre>
  </div>`
}

const keptPanel = (view: View, acts: Acts): TemplateResult | typeof nothing => {
  const { words, session } = view
  if (session === null) return nothing
  const columns = count(session.file.header.length, view)
  return html`<div class="pop-panel">
    <h2>${words.forNext}</h2>
    <p class="fine note">
      ${mark('info')}<span>${session.isKept ? words.keptHint(columns) : words.willKeep(columns)}</span>
    </p>
    ${
      session.isKept
        ? html`<button type="button" class="button small" @click=${acts.forget}>${words.forget}</button>`
        : nothing
    }
  </div>`
}

/** The rows that were left out as a CSV, each with its number and why; a byte order mark tells spreadsheets that it is UTF-8. */
export const skippedCsv = (
  { rows }: LoadedFile,
  { words, locale }: Pick<View, 'words' | 'locale'>,
): string => {
  const why = (issue: Issue): string => {
    const { text, fix } = sayIssue(issue, locale)
    return `${text} ${fix}`
  }
  const lines = rows.map(({ number, issue, raw }) =>
    [String(number), String(issue.path[1] ?? ''), why(issue), raw].map(quoted).join(','),
  )
  return `\ufeff${[words.csvHead.map(quoted).join(','), ...lines].join('\r\n')}\r\n`
}
