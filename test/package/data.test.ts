// What editors and programs that write code read: every tag, attribute, event and token of the manifest is in it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import * as english from '../../src/locales/en.js'
import * as chinese from '../../src/locales/zh-CN.js'
import { tokensIn } from '../../tools/tokens.mjs'

const dist = join(inject('project'), 'node_modules/tierkit/dist')
const text = (name: string) => readFileSync(join(dist, name), 'utf8')
const json = <T>(name: string) => JSON.parse(text(name)) as T

interface Named {
  name: string
  description?: string
}
interface Element extends Named {
  tagName: string
  attributes: (Named & { type: { text: string } })[]
  members: (Named & { kind: string; readonly?: boolean })[]
  events: Named[]
  slots: Named[]
  cssParts: Named[]
  cssProperties: Named[]
}
const elements = json<{ modules: { declarations: Element[] }[] }>('custom-elements.json').modules.flatMap(
  ({ declarations }) => declarations,
)
const names = (rows: readonly Named[] = []) => rows.map(({ name }) => name).sort()
const tokens = [...new Set([...names(tokensIn() as Named[]), ...elements.flatMap((one) => names(one.cssProperties))])].sort() // prettier-ignore

test('there are seven elements to tell of', () => {
  expect(elements).toHaveLength(7)
  expect(tokens.length).toBeGreaterThan(50)
})

describe.each(elements)('$tagName', (element) => {
  test('is complete in the custom data of VS Code', () => {
    const { tags } = json<{ tags: (Named & { attributes: (Named & { values?: Named[] })[] })[] }>(
      'vscode.html-custom-data.json',
    )
    const tag = tags.find(({ name }) => name === element.tagName)!
    expect(names(tag.attributes)).toEqual(names(element.attributes))
    const theme = tag.attributes.find(({ name }) => name === 'theme')
    if (theme) expect(names(theme.values)).toEqual(['auto', 'dark', 'light'])
    for (const { name } of element.events) expect(JSON.stringify(tag)).toContain(name)
  })

  test('is complete in the web-types', () => {
    const data = json<{ contributions: { html: { elements: (Named & { attributes: (Named & { value: { type: string } })[]; slots: Named[]; js: { events: Named[]; properties: Named[] }; css: { parts: Named[]; properties: Named[] } })[] } } }>('web-types.json') // prettier-ignore
    const tag = data.contributions.html.elements.find(({ name }) => name === element.tagName)!
    expect(names(tag.attributes)).toEqual(names(element.attributes))
    expect(names(tag.js.events)).toEqual(names(element.events))
    expect(names(tag.js.properties)).toEqual(names(element.members.filter(({ kind }) => kind === 'field')))
    expect(names(tag.slots)).toEqual(names(element.slots))
    expect(names(tag.css.parts)).toEqual(names(element.cssParts))
    expect(names(tag.css.properties)).toEqual(names(element.cssProperties))
    expect(JSON.stringify(tag)).not.toContain('"Theme"')
  })

  test('is complete in llms.txt', () => {
    const sections = text('llms.txt').split('### ')
    const own = sections.find((section) => section.startsWith(`\`<${element.tagName}>\``))!
    const listed = [element.attributes, element.members, element.events, element.slots, element.cssParts, element.cssProperties] // prettier-ignore
    const missing = listed
      .flat()
      .map(({ name }) => name)
      .filter((name) => !own.includes(`\`${name}\``) && !own.includes(`\`${name}()\``))
      // a property that has an attribute is told with it
      .filter((name) => !element.attributes.some((one) => (one as unknown as { fieldName: string }).fieldName === name)) // prettier-ignore
    expect(missing).toEqual([])
  })

  test('has components and types for all of its events', () => {
    const types = text('types/markup.d.ts')
    for (const { name } of element.events)
      expect(types).toContain(`'${name}': GlobalEventHandlersEventMap['${name}']`)
    const file = element.tagName === 'tk-tier-preview' ? 'react/preview.js' : 'react/index.js'
    const listed = new RegExp(`elementComponent\\('${element.tagName}', ${element.name}, \\[([^\\]]*)\\]`).exec(text(file))![1]! // prettier-ignore
    for (const { name } of element.events) expect(listed).toContain(`'${name}'`)
  })
})

test('every token is in the data of editors, explained', () => {
  const css = json<{ properties: Named[] }>('vscode.css-custom-data.json').properties
  const web = json<{ contributions: { css: { properties: Named[] } } }>('web-types.json').contributions.css.properties // prettier-ignore
  expect(names(css)).toEqual(tokens)
  expect(names(web)).toEqual(tokens)
  for (const { name, description } of [...css, ...web]) expect(description, name).toMatch(/\w/)
})

test('the links of llms.txt lead to what the package holds', () => {
  const links = [...text('llms.txt').matchAll(/\]\((\.[^)]+)\)/g)].map(([, path]) => path!)
  for (const path of links) expect(() => readFileSync(join(dist, path)), path).not.toThrow()
  expect(links.length).toBeGreaterThan(6)
})

describe('the words to translate from', () => {
  /** Every name of a table, as `owner.key.key`. */
  const paths = (table: object, at = ''): string[] =>
    Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? paths(value, `${at}${key}.`) : [`${at}${key}`],
    )
  test('are whole in both languages: the same names', () => {
    expect(paths(chinese.words).sort()).toEqual(paths(english.words).sort())
    expect(paths(english.words).length).toBeGreaterThan(400)
  })
})
