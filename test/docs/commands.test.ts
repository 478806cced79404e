/** The page about commands says what the table of commands says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../../src/core/commands.js'
import { command } from '../../src/schema/command.js'
import { catalogue } from '../../src/schema/issues.js'

const page = readFileSync(new URL('../../docs/commands.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const wordsIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word!)

test('a row for every command, who may send it, and what it says', () => {
  const told = Object.fromEntries(
    rows.map(([, name = '', says = '', by = '']) => [
      wordsIn(name)[0],
      { says: wordsIn(says).sort(), by: by.split(', ') },
    ]),
  )
  const known = Object.fromEntries(
    command.def.options.map(({ shape }) => {
      const says = Object.entries(shape).flatMap(([key, schema]) => {
        if (key === 'command' || key === 'key' || key === 'revision') return []
        return [schema.safeParse(undefined).success ? `${key}?` : key]
      })
      const name = shape.command.def.values[0]!
      return [name, { says: says.sort(), by: [...commands[name].by] }]
    }),
  )
  expect(told).toEqual(known)
})

test('the reasons it names are there', () => {
  const named = page
    .split('\n')
    .filter((line) => /^\d\. /.test(line))
    .flatMap(wordsIn)
  expect(named.length).toBeGreaterThan(8)
  for (const code of named) expect(Object.keys(catalogue)).toContain(code)
})
