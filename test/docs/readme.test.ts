// The README is run: its links lead somewhere, its snippets work, its tokens are the kit's.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as core from '../../src/core/index.js'
import * as schema from '../../src/schema/index.js'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const readme = read('README.md')
const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code!)

test.each([...readme.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map(([, path]) => path!))(
  '%s is there',
  (path) => {
    expect(existsSync(new URL(path, root))).toBe(true)
  },
)

test('the lines that make a Standing make one, of the files to start from', () => {
  const code = blocks('js').find((block) => block.includes('evaluate'))!
  const names = [...code.matchAll(/import \{ ([^}]+) \}/g)].flatMap(([, list]) => list!.split(', '))
  const body = code.replace(/^import.*$/gm, '') + '\nreturn { rules, standing }'
  const offered = { ...schema, ...core } as Record<string, unknown>
  const run = new Function(...names, 'programText', 'merchantText', 'Date', body)
  const made = run(
    ...names.map((name) => offered[name]),
    read('docs/first/program.json'),
    read('docs/first/merchant.json'),
    { now: () => Date.parse('2026-11-21T10:00:00+01:00') },
  )
  expect(made.rules.issues).toEqual([])
  expect(schema.standing.parse(made.standing)).toEqual(made.standing)
  // 4 of 5 within 5 minutes are 80 %: 30 of 45 percent points up a line of 60; 7 shelves at 4
  expect(made.standing.score.value).toBe(68)
  expect(made.standing.ladders[0]).toMatchObject({ held: 'starter', earned: 'trusted' })
})

describe('tokens', () => {
  const declared = ['tokens', 'base'].map((file) => read(`src/theme/${file}.ts`)).join('\n')
  const named = [...readme.matchAll(/`(--tk-[a-z-]+)`((?:, `-[a-z-]+`)*)/g)].map(([, token]) => token!)
  test.each(named)('%s is read by the theme', (token) => {
    expect(declared).toMatch(new RegExp(`var\\(\\s*${token}[,)]`))
  })
})

test('the tags of the table are the tags that are defined', () => {
  const tags = [...readme.matchAll(/^\| `(tk-[a-z-]+)` \|/gm)].map(([, tag]) => tag!)
  for (const tag of tags) expect(existsSync(new URL(`src/define/${tag.slice(3)}.ts`, root)), tag).toBe(true)
  expect(tags).toHaveLength(6)
})
