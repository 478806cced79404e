// What editors read to complete and explain tags, attributes and tokens: custom data of VS Code, and the web-types of JetBrains. Made of
// the manifest and of the tokens.
import { readFileSync } from 'node:fs'
import { getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration'
import { literalTypes } from './literal-types.mjs'
import { tokensIn } from './tokens.mjs'

const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** What the build writes, by file name. */
export function editorData(manifest) {
  const spelled = withWords(manifest)
  const html = JSON.parse(getVsCodeHtmlCustomData(spelled, { hideMethodDocs: true, hideLogs: true }))
  const files = {
    'vscode.html-custom-data.json': html,
    'vscode.css-custom-data.json': cssData(manifest),
    'web-types.json': webTypes(spelled),
  }
  return Object.entries(files).map(([name, value]) => ({
    name,
    text: `${JSON.stringify(value, null, 1)}\n`,
  }))
}

export const elementsOf = (manifest) => manifest.modules.flatMap(({ declarations }) => declarations)

/** The manifest with words in place of the names of unions. */
function withWords(manifest) {
  const unions = literalTypes()
  return JSON.parse(JSON.stringify(manifest), (key, value) =>
    key === 'type' && unions.has(value?.text) ? { text: unions.get(value.text) } : value,
  )
}

/** Every token, global ones first; an element's own stand there with what they fall back to. */
function tokensOf(manifest) {
  const tokens = new Map(
    tokensIn().map(({ name, about, light }) => [name, { description: about, value: light }]),
  )
  for (const { tagName, cssProperties } of elementsOf(manifest))
    for (const { name, description, default: value } of cssProperties)
      if (!tokens.get(name)?.description)
        tokens.set(name, { value, ...tokens.get(name), description: `\`<${tagName}>\`: ${description}` })
  return [...tokens].map(([name, token]) => ({ name, ...token }))
}

// the library's own lists elements' tokens alone, without what they come out as
const cssData = (manifest) => ({
  version: 1.1,
  properties: tokensOf(manifest).map(({ name, description, value }) => ({
    name,
    description: value ? `${description} (${value})` : description,
  })),
  pseudoElements: [],
})

/** https://github.com/JetBrains/web-types: written here, since the library for it leaves out parts, tokens and words of a union. */
function webTypes(manifest) {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: about.name,
    version: about.version,
    'description-markup': 'markdown',
    'js-types-syntax': 'typescript',
    contributions: {
      html: { elements: elementsOf(manifest).map(webElement) },
      css: { properties: tokensOf(manifest).map(({ name, description }) => ({ name, description })) },
    },
  }
}

function webElement({ tagName, summary, attributes, members, events, slots, cssParts, cssProperties, name }) {
  const listed = (rows) => rows.map(({ name, description }) => ({ name, description }))
  return {
    name: tagName,
    description: summary,
    source: { module: about.name, symbol: name },
    attributes: attributes.map(({ name, description, type, default: value }) => ({
      name,
      description,
      value: { type: type.text, required: type.text !== 'boolean' },
      ...(value !== undefined && { default: value }),
    })),
    slots: listed(slots),
    js: {
      properties: members
        .filter(({ kind }) => kind === 'field')
        .map(({ name, description, type, readonly }) => ({
          name,
          description,
          type: type?.text ?? 'unknown',
          ...(readonly && { 'read-only': true }),
        })),
      events: events.map(({ name, description, type }) => ({ name, description, type: type.text })),
    },
    css: { properties: listed(cssProperties), parts: listed(cssParts) },
  }
}
