/** What the page says of where its merchants come from: the sample or the file, its columns, what of it was left out and why. */
import type { Issue } from '../../src/schema/issues.js'
import { sayIssue } from '../../src/words/issues.js'
import { formatNumber } from '../../src/words/number.js'
import { byId, element, fill } from './dom.js'
import type { Read, Source } from './source.js'
import type { Saying } from './tables.js'

const SHOWN = 50 // issues; how many more there are is said

/** `refused`: why a file that was opened last cannot be used. `asFractions`: called when a column is to be read again as fractions. */
export function showSource(
  source: Source,
  read: Read,
  refused: readonly Issue[],
  saying: Saying,
  asFractions: (column: string) => void,
): void {
  const { words } = saying
  byId('source').textContent =
    source.kind === 'sample' ? words.sample : words.file(source.name, source.encoding)
  if (source.kind === 'sample') {
    const field = (name: string): HTMLInputElement =>
      byId('sample').querySelector<HTMLInputElement>(`[name=${name}]`)!
    field('size').value = String(source.size)
    field('seed').value = String(source.seed)
  }
  showColumns(read, saying, asFractions)
  showIssues(read, refused, saying)
}

function showColumns({ columns }: Read, saying: Saying, asFractions: (column: string) => void): void {
  const { words, locale } = saying
  if (columns === null) {
    fill(byId('columns'))
    return
  }
  const list = (about: string, all: readonly string[]): HTMLElement[] =>
    all.length === 0
      ? []
      : [element('dt', {}, about), element('dd', {}, all.join(locale === 'en' ? ', ' : '、'))]
  const doubts = columns.likeFractions.map((column) => {
    const button = element('button', { type: 'button', class: 'button' }, words.asFraction(column))
    button.onclick = () => asFractions(column)
    return element('dd', { class: 'doubt' }, element('p', {}, words.likeFraction(column)), button)
  })
  const readAs = columns.read.map(({ column, subject }) => words.columnAs(column, subject))
  fill(
    byId('columns'),
    ...list(words.columnsRead, readAs),
    ...doubts,
    ...list(words.columnsMissing, columns.missing),
    ...list(words.columnsUnused, columns.unused),
  )
}

/** Rows that were left out, or why a file cannot be used; each by its line. */
function showIssues(read: Read, refused: readonly Issue[], saying: Saying): void {
  const { words, locale } = saying
  const issues = refused.length > 0 ? refused : read.issues
  if (issues.length === 0) {
    fill(byId('issues'))
    return
  }
  const number = (some: number): string => formatNumber(some, 'integer', { locale })
  const cannot = refused.length > 0 || read.population === null
  const head = cannot ? words.refused : words.leftOut(read.leftOut, number(read.leftOut))
  fill(
    byId('issues'),
    element('p', { class: 'issues-head' }, head),
    element('ul', {}, ...issues.slice(0, SHOWN).map((issue) => issueItem(issue, saying))),
    issues.length > SHOWN ? element('p', {}, words.morePlaces(number(issues.length - SHOWN))) : null,
  )
}

function issueItem(issue: Issue, { words, locale }: Saying): HTMLElement {
  const { text, fix } = sayIssue(issue, locale)
  const { place } = issue
  const where = place ? words.place(String(place.line), String(place.column)) : null
  return element('li', {}, where === null ? null : element('strong', {}, where), `${text} ${fix}`)
}
