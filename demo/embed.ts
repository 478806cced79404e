/** The drawer with the few lines that show what is on screen. */
import type { Shown } from './address.js'

/** Light coloring: `tag`, `name` of an attribute, `text` in quotes; '' is plain. */
type Part = readonly [kind: 'tag' | 'name' | 'text' | '', text: string]

/** As they are written: short enough to be read without scrolling. */
const rows = [
  ['tk-score-gauge', 'tk-tier-ladder'],
  ['tk-task-checklist', 'tk-benefit-wallet'],
  ['tk-points-ledger'],
]

/** Where a merchant's two documents are served. */
export const fileOf = ({ program, merchant }: Shown) => ({
  program: `/programs/${program}.json`,
  merchant: `/merchants/${merchant}.json`,
})

/** The HTML for what is on screen. */
export function snippetOf(shown: Shown): string {
  const { program, merchant } = fileOf(shown)
  return [
    '<script type="module" src="tierkit.min.js"></script>',
    `<tk-provider program="${program}" merchant="${merchant}">`,
    ...rows.map((tags) => `  ${tags.map((tag) => `<${tag}></${tag}>`).join(' ')}`),
    '</tk-provider>',
  ].join('\n')
}

/** The parts of a snippet, which joined give it back. */
export function partsOf(html: string): Part[] {
  const parts: Part[] = []
  const token = /(<\/?[\w-]+|>)|([\w-]+)(?==)|("[^"]*")/g
  let last = 0
  for (let found = token.exec(html); found; found = token.exec(html)) {
    if (found.index > last) parts.push(['', html.slice(last, found.index)])
    parts.push([found[1] ? 'tag' : found[2] ? 'name' : 'text', found[0]])
    last = found.index + found[0].length
  }
  if (last < html.length) parts.push(['', html.slice(last)])
  return parts
}

/** Puts a snippet in place, colored. No markup is parsed, so a strict page takes it. */
export function showSnippet(place: HTMLElement, html: string): void {
  place.textContent = ''
  for (const [kind, text] of partsOf(html)) {
    const node = document.createElement('span')
    if (kind) node.className = kind
    node.textContent = text
    place.appendChild(node)
  }
}

/** Copies a text; false where the browser does not allow it. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
