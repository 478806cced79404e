/** Light coloring of code: what is a remark, a text, a number, a word of the language or a tag. Nothing is understood, so nothing can go wrong. */
const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => escaped[letter]!)

const words =
  /^(import|from|export|default|const|let|function|return|if|else|for|of|new|await|async|class|extends|interface|type|null|true|false|throw|try|catch|readonly|void|static|this)$/

const string = `"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'|\`(?:[^\`\\\\]|\\\\.)*\``
const markup = `<!--[\\s\\S]*?-->|</?[A-Za-z][\\w-]*|/?>`
/** What a piece of each family may begin with, longest first. */
const families = {
  script: new RegExp(`//[^\\n]*|/\\*[\\s\\S]*?\\*/|${string}|\\b\\d[\\d_.]*\\b|[A-Za-z_$][\\w$]*`, 'g'),
  markup: new RegExp(
    `${markup}|${string}|<\\?[\\w=]+|<%=?|\\?>|%>|[:@\\[(]?[A-Za-z][\\w.:-]*[\\])]?(?==)`,
    'g',
  ),
  style: new RegExp(
    `/\\*[\\s\\S]*?\\*/|${string}|--[\\w-]+|#[\\da-fA-F]{3,8}\\b|[\\w-]+(?=\\s*:)|\\b\\d[\\w.%]*`,
    'g',
  ),
  json: new RegExp(`${string}(?=\\s*:)|${string}|\\b(?:true|false|null)\\b|-?\\b\\d[\\d.]*\\b`, 'g'),
  shell: new RegExp(`#[^\\n]*|${string}|\\s--?[\\w-]+`, 'g'),
} as const
type Family = keyof typeof families

const familyOf: Readonly<Record<string, Family>> = {
  ...{ js: 'script', ts: 'script', tsx: 'script', jsx: 'script', mjs: 'script', sql: 'script' },
  ...{ html: 'markup', vue: 'markup', svelte: 'markup' },
  ...{ php: 'markup', erb: 'markup', django: 'markup', jsp: 'markup' },
  ...{ css: 'style', json: 'json', sh: 'shell' },
}

function kindOf(family: Family, piece: string, after: string): string | null {
  if (/^(\/\/|\/\*|<!--)/.test(piece) || (family === 'shell' && piece.startsWith('#'))) return 'remark'
  if (/^["'`]/.test(piece)) return family === 'json' && /^\s*:/.test(after) ? 'name' : 'text'
  if (family === 'script') return words.test(piece) ? 'word' : /^\d/.test(piece) ? 'number' : null
  if (family === 'markup') return /^[<?%/>]/.test(piece) ? 'tag' : 'name'
  if (family === 'style') return /^(--|[\w-]+$)/.test(piece) && !/^[#\d]/.test(piece) ? 'name' : 'number'
  return family === 'shell' ? 'name' : 'number'
}

/** Code as HTML: what it says, in spans. */
export function highlighted(code: string, language: string): string {
  const family = familyOf[language]
  if (!family) return escapeHtml(code)
  let html = ''
  let last = 0
  for (const { 0: piece, index } of code.matchAll(families[family])) {
    const kind = kindOf(family, piece, code.slice(index + piece.length))
    html += escapeHtml(code.slice(last, index))
    html += kind ? `<span class="${kind}">${escapeHtml(piece)}</span>` : escapeHtml(piece)
    last = index + piece.length
  }
  return html + escapeHtml(code.slice(last))
}
