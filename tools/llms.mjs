// llms.txt (https://llmstxt.org): the kit on one page, in plain text, for programs that write code. What it says of elements is the
// manifest's.
import { readFileSync } from 'node:fs'
import { elementsOf } from './editor-data.mjs'

const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** What each entry gives, in a line. An entry without one is missing here, and a test says so. */
export const entries = {
  '.': 'classes `TkScoreGauge` and so on, typed events, `registerLocale`, and `define(prefix)`; importing it registers nothing',
  './define': 'registers every merchants’ tag',
  './define/*': 'registers one tag: `tierkit/define/score-gauge`',
  './core': 'the engine, without a page: `compile`, `evaluate`, `advance`, `decide`, `whatIf`, `pathTo`',
  './population': 'a review of many merchants over columns, and what a draft of a program changes',
  './preview': 'the operators’ element, for who previews a program',
  './schema': 'reads and checks programs, records, standings: `readText(text, program)`',
  './sql': 'prints a program as one query: `printed`',
  './words': 'standings, numbers, dates and issues as sentences',
  './locales/*': 'all words of a language, to translate from: `tierkit/locales/en`, `tierkit/locales/zh-CN`',
  './react': 'the elements as React components',
  './react/preview': 'the operators’ element as a React component',
  './types/*': 'types of the tags in templates: `react`, `preact`, `solid`, `vue`, `svelte`',
  './adapters/memory': 'data in memory, for tests and demos',
  './adapters/http': 'data and commands by URL',
  './adapters/indexeddb': 'a points log in the browser',
  './authority': 'what decides about commands, for back ends of Node',
  './conformance': 'a suite that any adapter must pass',
  './themes/*':
    '`light`, `dark`, `high-contrast`, each `.css` and `.json`; `reserve.css` keeps the room of elements that are not there yet',
  './custom-elements.json': 'the custom-elements manifest',
  './web-types.json': 'tags for editors of JetBrains',
  './vscode.html-custom-data.json': 'tags for VS Code',
  './vscode.css-custom-data.json': 'tokens for VS Code',
  './program.schema.json': 'the JSON Schema of a program',
  './package.json': 'the package’s own',
}

export function llms(manifest) {
  return `# Tierkit

> ${about.description} Web components (custom elements) that work in any page and framework; every figure comes from one JSON program, evaluated in the page, on a server, over columns or as SQL to the same bits.

A page without a bundler, with tierkit.min.js and tierkit-engine.min.js from the package's dist/ on its own server:

\`\`\`html
<script type="module" src="/tierkit.min.js"></script>
<tk-provider program="/program.json" merchant="/merchant.json">
  <tk-score-gauge></tk-score-gauge> <tk-tier-ladder></tk-tier-ladder>
</tk-provider>
\`\`\`

With a bundler: \`import 'tierkit/define/provider'\`, \`import 'tierkit/define/score-gauge'\`. In React: \`import { Provider, ScoreGauge } from 'tierkit/react'\`. A back end that evaluates sends a Standing: \`<tk-provider standing="/api/me/standing.json">\`, or \`element.standing = standing\` without a provider.

- Data is JSON. Ids are strings, points and money safe integers in the smallest unit, times ISO 8601 with an offset.
- Requests (claim, use, redeem) are events that bubble and can be canceled with \`preventDefault()\`; without that a \`<tk-provider>\` sends them as commands.
- The language follows the nearest \`lang\` (English, Simplified Chinese), colors follow the page; \`--tk-*\` tokens set them.
- Nothing is fetched from anywhere but what the page names. Everything runs under a strict Content-Security-Policy.

## Entries

${Object.entries(entries)
  .map(([entry, text]) => `- \`${about.name}${entry.slice(1)}\`: ${text}`)
  .join('\n')}

## Tags

${elementsOf(manifest).map(tag).join('\n\n')}

## Docs

- [README](${docs}/README.md): what it is, three lines, the command line
- [Elements](${docs}/docs/elements/README.md) and [tokens](${docs}/docs/elements/tokens.md)
- [The language of programs](${docs}/docs/reference/README.md), and [a program to start from](${docs}/docs/first/program.json)
- [The package](${docs}/docs/package.md): entries, frameworks, types
- [Languages](${docs}/docs/languages.md), [commands](${docs}/docs/commands.md), [previews](${docs}/docs/preview.md), [SQL](${docs}/docs/sql.md)
`
}

// the package holds its docs, as they are of its version
const docs = '..'

const line = (text) => text.replace(/\s+/g, ' ').trim()

function tag({ tagName, name, summary, attributes, members, events, slots, cssParts, cssProperties }) {
  const plain = members.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined)
  const methods = members.filter(({ kind }) => kind === 'method')
  const list = (title, rows) => (rows.length > 0 ? `\n${title}:\n${rows.join('\n')}\n` : '')
  const said = ({ name, description, type }) =>
    `- \`${name}\`${type?.text ? ` (${line(type.text)})` : ''}: ${line(description)}`
  return `### \`<${tagName}>\` (${name})

${line(summary)}
${list('Attributes', attributes.map(said))}${list('Properties', plain.map(said))}${list(
    'Methods',
    methods.map(({ name, description }) => `- \`${name}()\`: ${line(description)}`),
  )}${list('Events', events.map(said))}${list('Slots', slots.map(said))}
Parts: ${cssParts.map(({ name }) => `\`${name}\``).join(', ') || 'none'}. Tokens: ${cssProperties.map(({ name }) => `\`${name}\``).join(', ') || 'none of its own'}.`
}
