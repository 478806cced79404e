import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { lint } from '../../src/plan/lint.js'
import { program as schema } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'

const { table, primitives } = (await import(new URL('table.mjs', import.meta.url).href)) as {
  table: () => string
  primitives: Record<string, unknown>
}
const here = fileURLToPath(new URL('.', import.meta.url))
const files = ['', 'more/'].flatMap((folder) =>
  readdirSync(here + folder).flatMap((name) => (name.endsWith('.json') ? [folder + name] : [])),
)
const made = table()
const rowOf = (file: string): string[] =>
  made
    .split('\n')
    .find((line) => line.includes(`(${file})`))
    ?.split('|')
    .map((cell) => cell.trim()) ?? []

test('the table of programs is up to date: node test/programs/table.mjs makes it', () => {
  expect(readFileSync(`${here}README.md`, 'utf8')).toBe(made)
})

test.each(files)('%s is read and compiled without an issue, has cases, and uses primitives', (file) => {
  const { value, issues } = readText(readFileSync(here + file, 'utf8'), schema)
  expect(issues).toEqual([])
  expect(compile([value!]).issues).toEqual([])
  const [, , , cases, used] = rowOf(file)
  expect(cases).not.toBe('')
  expect(used).not.toBe('')
})

test('every primitive is used by some program', () => {
  const used = new Set(files.flatMap((file) => rowOf(file)[4]!.split(', ')))
  expect(Object.keys(primitives).filter((name) => !used.has(name))).toEqual([])
  expect(Object.keys(primitives)).toHaveLength(16)
})

test('the linter finds in them what they mean, and nothing else', () => {
  const found = files.flatMap((file) => {
    const { value } = readText(readFileSync(here + file, 'utf8'), schema)
    return lint(value!, compile([value!]).value!).map(({ code }) => `${file} ${code}`)
  })
  expect(found).toEqual([
    'ebay-feedback-stars.json tooManyTiers', // as published
    'google-partner.json unusedName', // the other reading
    'pyramid.json unusedName', // a second key for ties
    'salesforce-appexchange-fy22.json cliff', // as published
    'salesforce-appexchange.json cliff',
    'taobao-hearts.json tooManyTiers', // as published
  ])
})

test.each(files)('everything that a reason may mention in %s has a name of its own', (file) => {
  const { value } = readText(readFileSync(here + file, 'utf8'), schema)
  const names = Object.values(compile([value!]).value!.names)
  expect(names.filter(({ id, name }) => name.en === id).map(({ id }) => id)).toEqual([])
})
