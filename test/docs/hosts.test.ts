// The table of hosts is that of the last whole run: every host is in it, with the lines that its page has now.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hosts } from '../../demo/hosts/hosts.mjs'
import { linesOf } from '../../demo/hosts/lines.mjs'

const page = readFileSync(new URL('../../docs/hosts.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| \[(.*?)\]\((.*?)\) \| (\d+) of (\d+) \| (\d+) \|/gm)]

test('every host is in the table, in order', () => {
  expect(rows.map(([, title]) => title)).toEqual(hosts.map(({ title }) => title))
})
test.each(rows.map(([, title, , passed, of, lines]) => ({ title, passed, of, lines: Number(lines) })))(
  '$title passed whole, and has $lines lines',
  ({ title, passed, of, lines }) => {
    expect(passed).toBe(of)
    expect(linesOf(hosts.find((host) => host.title === title)!)).toBe(lines)
  },
)
