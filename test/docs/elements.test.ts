// What the package says of its elements is what they are: manifest, docs, tokens.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { elementPages } from '../../tools/element-docs.mjs'
import { manifest, roomOf } from '../../tools/manifest.mjs'
import { tokensIn } from '../../tools/tokens.mjs'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

interface Named {
  name: string
  description: string
  default?: string
}
interface Declared {
  tagName: string
  summary: string
  superclass: { name: string }
  attributes: Named[]
  members: (Named & { kind: string; type?: { text: string } })[]
  slots: Named[]
  events: Named[]
  cssParts: Named[]
  cssProperties: Named[]
}
const elements = manifest().modules.map(({ declarations }) => declarations[0] as unknown as Declared)
const pages = elementPages()
const fileOf = ({ tagName }: Declared): string => {
  const name = tagName.slice(3)
  return `src/${roomOf(name)}/${name}.ts`
}

/** The text of a source and of all sources of the room that it imports, however far; the base of all elements is among them. */
function textBehind(file: string, seen = new Set<string>()): string {
  if (seen.has(file) || !existsSync(new URL(file, root))) return ''
  seen.add(file)
  const text = read(file)
  const room = file.slice(0, file.lastIndexOf('/'))
  const near = [...text.matchAll(/from '\.\/([\w.-]+)\.js'/g)].map(([, name]) => `${room}/${name}.ts`)
  return [text, ...near.map((one) => textBehind(one, seen))].join('\n')
}
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '')
const namesIn = (list: readonly Named[]): string[] => list.map(({ name }) => name)
const missing = (needed: Iterable<string>, from: readonly Named[]): string[] =>
  [...new Set(needed)].filter((one) => !namesIn(from).includes(one))

/** What the base renders for those elements alone that override a method of it. */
const asked: Record<string, RegExp> = {
  notice: /aboutOf\(/,
  'notice-button': /aboutOf\(/,
  foot: /renderFoot\(/,
}

/** The names in an attribute: those that stand there, and those that an expression chooses between. */
const namesOf = (attribute: string): string[] => {
  const chosen = [...attribute.matchAll(/[?:] '([^']*)'/g)].map(([, names]) => names!)
  const plain = attribute.replace(/[\w-]*\$\{[^}]*\}[\w-]*/g, ' ')
  return [plain, ...chosen].flatMap((names) => names.split(/\s+/))
}

function partsIn(text: string): string[] {
  const own = text.replace(/abstract class TkElement[\s\S]*?\n\}\n/, '')
  return [...text.matchAll(/\bpart="([^"]*)"/g)]
    .flatMap(([, names]) => namesOf(names!))
    .filter((name) => name !== '' && (asked[name]?.test(own) ?? true))
}

describe('docs/elements', () => {
  it('says what the sources say: npm run reference', async () => {
    for (const { name, text, filled } of await pages) expect(text, name).toBe(filled)
  })
  it('has every page that it links to', async () => {
    for (const { text } of await pages)
      for (const [, path] of text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g))
        expect(existsSync(new URL(`docs/elements/${path}`, root)), path).toBe(true)
  })
})

describe('the manifest', () => {
  it('has the seven elements, each with a summary', () => {
    expect(elements.map(({ tagName }) => tagName)).toEqual([
      ...['tk-benefit-wallet', 'tk-points-ledger', 'tk-provider'],
      ...['tk-score-gauge', 'tk-task-checklist', 'tk-tier-ladder', 'tk-tier-preview'],
    ])
    for (const { tagName, summary } of elements) expect(summary, tagName).toMatch(/\w.*\.$/)
  })

  it.each(elements)('says of $tagName nothing twice, and nothing without its meaning', (element) => {
    const { attributes, members, slots, events, cssParts, cssProperties } = element
    for (const list of [attributes, members, slots, events, cssParts, cssProperties]) {
      expect(new Set(namesIn(list)).size).toBe(list.length)
      for (const { name, description } of list) expect(description, name).not.toBe('')
    }
    for (const { name, kind, type } of members)
      if (kind === 'field') expect(type?.text ?? 'unknown', `${name} has a type`).toMatch(/\w/)
  })

  it('reads attributes, defaults and types of the properties', () => {
    const gauge = elements.find(({ tagName }) => tagName === 'tk-score-gauge')!
    expect(gauge.attributes).toContainEqual(
      expect.objectContaining({
        name: 'heading-level',
        fieldName: 'headingLevel',
        default: '3',
        type: { text: 'number' },
      }),
    )
    expect(namesIn(gauge.attributes)).not.toContain('standing')
    expect(namesIn(gauge.members)).toEqual(expect.arrayContaining(['standing', 'state', 'appearance']))
    expect(namesIn(gauge.members)).not.toContain('render')
  })

  it.each(elements)('of $tagName has every part, slot and event that its sources name', (element) => {
    const text = withoutComments(textBehind(fileOf(element)))
    expect(missing(partsIn(text), element.cssParts)).toEqual([])
    const slots = [...text.matchAll(/<slot name="([\w-]+(?:\$\{\w+\.id\})?)"/g)].map(([, name]) =>
      name!.replace(/\$\{.*/, '<id>'),
    )
    expect(missing(slots, element.slots)).toEqual([])
    const names = new Map(
      [
        ...(read('src/elements/events.ts') + read('src/preview/events.ts')).matchAll(
          /class (Tk\w+Event)[\s\S]*?super\(\s*'(tk-[\w-]+)'/g,
        ),
      ].map(([, type, name]) => [type!, name!]),
    )
    const sent = [...text.matchAll(/new (Tk\w+Event)\(/g)].map(([, type]) => names.get(type!) ?? type!)
    expect(missing(sent, element.events)).toEqual([])
  })

  it.each(elements)('of $tagName has no part, slot or event that nothing makes', (element) => {
    const text = withoutComments(textBehind(fileOf(element)))
    const said = new Set([...text.matchAll(/[\w-]+/g)].map(([word]) => word))
    const composed = /^(band|rung|override)-/
    for (const { name } of element.cssParts)
      if (!composed.test(name)) expect(said.has(name), `part ${name}`).toBe(true)
    for (const { name } of element.slots)
      if (name !== '') expect(text, name).toMatch(new RegExp(`<slot name="${name.replace('<id>', '\\$')}`))
  })
})

describe('tokens', () => {
  const tokens = tokensIn()
  it('are all documented: the semantic ones with the theme, each other one with an element', () => {
    const told = new Set(elements.flatMap(({ cssProperties }) => namesIn(cssProperties)))
    for (const { name, layer, about } of tokens)
      if (layer === 'semantic') expect(about, name).not.toBe('')
      else expect(told.has(name), name).toBe(true)
    for (const name of told) expect(tokens.map((one) => one.name)).toContain(name)
  })
  it('have the default that their element says', () => {
    for (const { tagName, cssProperties } of elements)
      for (const { name, default: said } of cssProperties) {
        const { follows, light } = tokens.find((one) => one.name === name)!
        expect(said, `${tagName} ${name}`).toBe(follows ? `var(${follows})` : light)
      }
  })
  it.each(elements)('of $tagName are those that its sources read', (element) => {
    const text = withoutComments(textBehind(fileOf(element)) + read('src/theme/pieces.ts'))
    for (const { name } of element.cssProperties)
      expect(text, name).toMatch(new RegExp(`var\\(\\s*(${name}|${name.replace('--tk-', '--_')})[,)]`))
  })
})
