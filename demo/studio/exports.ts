/** What leaves the studio: the draft as a program with a version and a date, who moves as CSV, and the lines that put the preview into a page. */
import type { Everybody } from '../../src/population/session.js'
import type { Program } from '../../src/schema/program.js'
import { sayMoveReason } from '../../src/words/move-reason.js'
import { textOf, type Language } from '../../src/words/locale.js'
import type { StudioWords } from './says.js'

/** The version after one that ends in a number; else the same with `-2`. */
export const nextVersion = (version: string): string => {
  const found = /^(.*?)(\d+)$/.exec(version)
  if (!found) return `${version}-2`
  const [, head = '', number = '0'] = found
  return `${head}${String(Number(number) + 1).padStart(number.length, '0')}`
}

/** The draft as another version. `why`: said in its note where a guard rail is broken. */
export const exported = (
  draft: Program,
  { version, inForce, why }: { version: string; inForce: string; why: string },
): string => {
  const note = why === '' ? {} : { note: { en: why, 'zh-CN': why } }
  return `${JSON.stringify({ ...draft, version, inForce, ...note }, null, 2)}\n`
}

/** A cell of CSV; a text that a spreadsheet would take for a formula begins with an apostrophe. */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}

/** Everyone who moves, a row each, with the tiers' ids and the reason in words. */
export const movementsCsv = (
  { before, after, reasons, shared, all }: Everybody,
  ids: ArrayLike<string>,
  { words, locale, currency }: { words: StudioWords; locale: Language; currency: string },
): string => {
  const { columns, moves } = words
  const said = all.map((reason) => sayMoveReason(reason, { locale, currency }))
  const lines = [[columns.id, columns.from, columns.to, columns.move, columns.reason].map(cell).join(',')]
  const tier = (place: number): string => shared.tiers[place]?.id ?? ''
  for (let row = 0; row < before.length; row++) {
    const [was, is] = [before[row]!, after[row]!]
    if (was === is) continue
    const move = is > was ? moves.rise : moves.fall
    lines.push([ids[row]!, tier(was), tier(is), move, said[reasons[row]!] ?? ''].map(cell).join(','))
  }
  // spreadsheets take a file without the mark for another encoding
  return `\ufeff${lines.join('\r\n')}\r\n`
}

export const embedLines = (
  program: Program,
  locale: Language,
): string => `<!-- ${textOf(program.name, locale)} -->
<script type="module" src="tierkit-preview.min.js"></script>
<tk-tier-preview id="preview"></tk-tier-preview>
<script type="module">
  const preview = document.getElementById('preview')
  preview.published = await (await fetch('/program.json')).json()
  // merchants as columns: one Float64Array a metric or field, NaN where nothing is known
  preview.population = { ids, columns: new Map([['salesFen', sales], ['rating', ratings]]) }
  preview.addEventListener('tk-preview-change', (event) => save(event.detail.draft))
</script>
`
