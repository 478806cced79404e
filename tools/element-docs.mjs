// The pages of docs/elements, whole: what each element takes, sends and lets a page style, from the manifest, and the tokens from the
// style sheets. `npm run reference` writes them; a test holds that they are what the sources say.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { manifest } from './manifest.mjs'
import { tokensIn } from './tokens.mjs'

const folder = new URL('../docs/elements/', import.meta.url)
const style = JSON.parse(readFileSync(new URL('../.prettierrc.json', import.meta.url), 'utf8'))
const made = '<!-- Made by `npm run reference`, of the doc blocks in src/elements and src/theme. -->'

/** The pages as they stand and as they should: `{ name, path, text, filled }`. */
export async function elementPages() {
  const elements = manifest().modules.map(({ declarations }) => declarations[0])
  const pages = [
    ['README.md', indexOf(elements)],
    ['tokens.md', tokensPage(elements)],
    ...elements.map((element) => [`${element.tagName.slice('tk-'.length)}.md`, pageOf(element)]),
  ]
  return Promise.all(
    pages.map(async ([name, text]) => {
      const path = fileURLToPath(new URL(name, folder))
      return {
        name,
        path,
        text: existsSync(path) ? readFileSync(path, 'utf8') : '',
        filled: await format(`${made}\n\n${text}\n`, { filepath: path, ...style }),
      }
    }),
  )
}

const cell = (text) => String(text).split('|').join('\\|').replace(/\n+/g, ' ')
const code = (text) => (text ? `\`${text}\`` : '')
function table(heads, rows) {
  if (rows.length === 0) return ''
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
}
const section = (title, lead, rows) => (rows ? [`## ${title}`, lead, rows].filter(Boolean).join('\n\n') : '')
const pageFor = (tag) => `${tag.slice('tk-'.length)}.md`

function indexOf(elements) {
  return [
    '# The elements',
    'What a page may set, hear and style, an element a page. The same is in `tierkit/custom-elements.json`, a [custom-elements manifest](https://github.com/webcomponents/custom-elements-manifest), which editors read by the `customElements` field of `package.json`.',
    table(
      ['element', 'shows'],
      elements.map(({ tagName, summary }) => [`[\`${tagName}\`](${pageFor(tagName)})`, summary]),
    ),
    'Colors, lengths and the font are [tokens](tokens.md). Parts are styled with `::part()`: they bear no token of their own, and a page that styles them takes their look upon itself.',
  ].join('\n\n')
}

function pageOf(element) {
  const { tagName, summary, description, members, slots, events, cssParts, cssProperties } = element
  const fields = members.filter(({ kind }) => kind === 'field')
  const methods = members.filter(({ kind }) => kind === 'method')
  return [
    `# ${tagName}`,
    [summary, description].filter(Boolean).join('\n\n'),
    section(
      'Attributes and properties',
      'An attribute is a property too. Properties may be set before the element is known.',
      table(
        ['attribute', 'property', 'type', 'default', 'meaning'],
        fields.map(({ name, attribute, type, default: value, readonly, description: meaning }) => [
          code(attribute),
          code(name),
          code(type?.text),
          readonly ? 'read-only' : code(value),
          meaning,
        ]),
      ),
    ),
    section(
      'Methods',
      '',
      table(
        ['method', 'gives', 'does'],
        methods.map(({ name, parameters = [], return: given, description: meaning }) => [
          code(`${name}(${parameters.map((one) => `${one.name}: ${one.type?.text}`).join(', ')})`),
          code(given.type.text),
          meaning,
        ]),
      ),
    ),
    section(
      'Events',
      'Requests bubble, cross shadow roots and can be canceled; `tk-load` and `tk-error` do not bubble.',
      table(
        ['event', 'type', 'when'],
        events.map(({ name, type, description: meaning }) => [code(name), code(type.text), meaning]),
      ),
    ),
    section(
      'Slots',
      '',
      table(
        ['slot', 'is'],
        slots.map(({ name, description: meaning }) => [
          name === '' ? 'the default one' : code(name),
          meaning,
        ]),
      ),
    ),
    section(
      'Parts',
      '',
      table(
        ['part', 'is'],
        cssParts.map(({ name, description: meaning }) => [code(name), meaning]),
      ),
    ),
    section(
      'Tokens of its own',
      cssProperties.length > 0 ? 'Besides those that [all elements read](tokens.md).' : '',
      table(
        ['token', 'default', 'is'],
        cssProperties.map(({ name, default: value, description: meaning }) => [
          code(name),
          code(value),
          meaning,
        ]),
      ),
    ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const camel = (token) => token.slice('--tk-'.length).replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())

function tokensPage(elements) {
  const tokens = tokensIn()
  const of = (layer) => tokens.filter((token) => token.layer === layer)
  return [
    '# Tokens',
    'A token is set on any ancestor of an element, or as an [appearance](#an-appearance); the elements only read it. Where a page sets none, Ant Design’s, Element Plus’s and TDesign’s are read in this order, then the default. An accent brings its steps with it: what a page does not set of them is mixed from it. One that is too pale to be read, as text or under text, gives way there to its strong step, or to plain text.',
    '## Semantic',
    'What a color or a length is for, in every element.',
    table(
      ['token', 'is', 'light', 'dark', 'Ant Design', 'Element Plus', 'TDesign'],
      of('semantic').map(({ name, about, follows, light, dark, hosts }) => [
        code(name),
        about,
        ...(follows ? [code(follows), code(follows)] : [code(light), code(dark)]),
        code(hosts.ant),
        code(hosts.el),
        code(hosts.td),
      ]),
    ),
    '## Component',
    'One drawing of one element. Each follows a semantic token until it is set.',
    table(
      ['token', 'default', 'in', 'is'],
      of('component').map(({ name, follows, light }) => {
        const by = elements.filter(({ cssProperties }) => cssProperties.some((one) => one.name === name))
        const about = by.map(
          ({ cssProperties }) => cssProperties.find((one) => one.name === name).description,
        )
        return [
          code(name),
          code(follows ?? light),
          by.map(({ tagName }) => `[\`${tagName}\`](${pageFor(tagName)})`).join(', '),
          [...new Set(about)].join('; '),
        ]
      }),
    ),
    '## An appearance',
    'The same from JSON: the property `appearance` of an element, or of the provider for all inside, and an attribute that holds the JSON. It may be set again at any time; what the new one does not say is gone.',
    '```js\n' +
      "provider.appearance = { theme: 'dark', variables: { colorAccent: '#c2410c', radius: '12px' } }\n" +
      '```',
    '`theme` is `light`, `dark` or `auto`; an element’s own `theme` attribute comes before it. `variables` are the tokens in camelCase:',
    tokens.map(({ name }) => code(camel(name))).join(', ') + '.',
    'Every value is checked: colors (`#c2410c`, `rgb(…)`, `hsl(…)`, `oklch(…)` with plain numbers, or a name), lengths (0 to 999 `px`, `rem` or `em`), and names of fonts with commas between them. No `url()`, no `var()`, no `calc()`, no second declaration. What cannot be taken is left out and named in the console once, with a fix; the rest holds. An element’s appearance comes before its provider’s and before tokens of its ancestors; what a page’s style sheet sets on the element itself comes before both. A dark surface wants `theme: "dark"` beside it, for the colors that are not given.',
    '## Theme files',
    '`tierkit/themes/light.css`, `dark.css` and `high-contrast.css` are complete sets of these tokens for `:root`; beside each is a `.json` of the same as an appearance. `light` and `dark` are what elements look like by themselves, for a page that wants one of them whatever else it has, or that wants to begin from it. `high-contrast` has text at 7:1, drawings and borders at 3:1 or better:',
    '```html\n<link rel="stylesheet" href="/themes/high-contrast.css" media="(prefers-contrast: more)" />\n```',
  ].join('\n\n')
}
