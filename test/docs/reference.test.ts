import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/schema/issues.js'
import { referencePages } from '../../tools/reference.mjs'
import { programSchema } from '../../tools/program-schema.mjs'

const folder = new URL('../../docs/reference/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const load = (name: string): Promise<unknown> => import(`../../src/schema/${name}.ts`)

const primitives = [
  ...['metric', 'window', 'variant', 'guard', 'scale', 'combine', 'account', 'condition'],
  ...['ladder', 'cohort', 'review', 'transition', 'override', 'scope', 'benefit', 'task'],
]

describe('the reference of the language', () => {
  it('says of every field what the schema says, and shows what a published program says', async () => {
    for (const { name, text, filled } of await referencePages(load)) expect(text, name).toBe(filled)
  })
  it('has a page for each of the sixteen primitives, which says what empty means, which errors there are, and shows one', () => {
    for (const primitive of primitives) {
      const text = textOf(`${primitive}.md`)
      for (const part of [
        '## Empty, zero and null',
        '## Errors',
        '## Example',
        '<!-- fields:',
        '<!-- example:',
      ])
        expect(text, `${primitive}.md`).toContain(part)
    }
  })
  it.each(names)('%s names only errors that exist, and links to pages that exist', (name) => {
    const text = textOf(name)
    const errors = /## Errors\n([\s\S]*?)(?=\n## |$)/.exec(text)?.[1] ?? ''
    const codes = [...errors.matchAll(/`([a-z]+[A-Z][A-Za-z]*|empty|cycle)`(?= \(|,|\.|;| and)/g)].map(
      ([, code]) => code!,
    )
    for (const code of codes) {
      if (inProse.includes(code)) continue
      expect(Object.keys(catalogue), name).toContain(code)
    }
    for (const [, path] of text.matchAll(/\]\(([^)#]+)\)/g))
      expect(() => readFileSync(new URL(path!, new URL(name, folder))), `${name} -> ${path}`).not.toThrow()
  })
  it('leaves out no form of the language', async () => {
    const { definitions } = (await programSchema(load)) as { definitions: Record<string, object> }
    const told = names.flatMap((name) =>
      [...textOf(name).matchAll(/<!-- fields: (.+?) -->/g)].flatMap(([, what]) => what!.split(' ')),
    )
    const forms = Object.keys(definitions).filter((name) => /^[a-z]+\.[a-zA-Z]+$/.test(name))
    const missing = forms.filter((name) => !told.some((one) => one === name || one.startsWith(`${name}.`)))
    expect(missing.filter((name) => !elsewhere.includes(name))).toEqual([])
  })
})

/** Words in the lists of errors that are fields and no codes. */
const inProse = ['atLeast']
/** Forms that another table covers, and those that the cell of their field shows in full. */
const elsewhere = [
  ...['term.days', 'term.weeks', 'term.months', 'term.years'], // spans
  ...['points.cases', 'points.by'], // variants
  ...['cohort.by', 'cohort.ties', 'guard.else', 'task.moves'],
]
