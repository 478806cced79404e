import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { randomOf, type Random } from '../plan/lint-random.js'
import { shell } from './shell.js'

const text = readFileSync(fileURLToPath(new URL('planted.json', import.meta.url)), 'utf8')
const values: unknown[] = [
  ...[null, 0, -3, 0.5, 'x', '', 'orders', 'any', true, [], {}, [[0, 1]], '2026-01-01'],
  ...[{ en: 'A', 'zh-CN': '甲' }, { gte: 1 }, { days: 3 }, { all: [] }, { cases: [], else: 1 }],
]
type Json = Record<string | number, unknown>

/** Somewhere in a document something is left out, replaced, renamed or misspelled. */
function spoil(document: Json, random: Random): void {
  let at = document
  for (let depth = random.whole(1, 7); depth > 0; depth--) {
    const keys = Object.keys(at)
    if (keys.length === 0) return
    const key = random.of(keys)
    const value = at[key]
    if (depth > 1 && typeof value === 'object' && value !== null) {
      at = value as Json
      continue
    }
    const kind = random.whole(0, 3)
    if (kind === 0 && Array.isArray(at)) at.splice(Number(key), 1)
    else if (kind === 0) delete at[key]
    else if (kind === 1) at[key] = random.of(values)
    else if (kind === 2 && !Array.isArray(at)) {
      at[`${key}x`] = value
      delete at[key]
    } else if (typeof value === 'string') at[key] = `${value}y`
    else if (typeof value === 'number') at[key] = value * -7
    return
  }
}

test('whatever is wrong with a program, each thing told has a place, and checking it ends soon', () => {
  const random = randomOf(5)
  for (let round = 0; round < 200; round++) {
    const document = JSON.parse(text) as Json
    for (let times = random.whole(1, 4); times > 0; times--) spoil(document, random)
    const written = JSON.stringify(document)
    const started = performance.now()
    const { code, out } = shell(['check', 'p.json', '--json'], { 'p.json': written })
    expect(performance.now() - started, written).toBeLessThan(5_000)
    const rows = JSON.parse(out) as { line: number | null; severity: string }[]
    expect(rows.filter(({ line }) => line === null)).toEqual([])
    expect(code, written).toBe(rows.some(({ severity }) => severity === 'error') ? 1 : 0)
  }
})
