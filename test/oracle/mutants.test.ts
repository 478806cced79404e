/** Programs with one thing wrong: what the kit says of them points there, and nothing makes it fall or hang. TIERKIT_RUNS sets how many. */
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema, type Program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'
import { Dice } from './dice.js'
import { documents, tallyOf } from './mutants.js'

const runs = Number(process.env['TIERKIT_RUNS'] ?? 100) * 5

test('a program with one thing wrong is refused where it is wrong, in at least 99 of 100', () => {
  const tally = tallyOf(new Dice(Number(process.env['TIERKIT_SEED'] ?? 1)), documents(), runs)
  expect(tally.crashes).toEqual([])
  // how long one may take is the bench's to hold, on a machine that does nothing else
  expect(tally.invalid).toBeGreaterThan(runs / 2)
  expect(tally.pointed / tally.invalid, JSON.stringify(tally.misses, null, 1)).toBeGreaterThanOrEqual(0.99)
})

describe('refuses by name', () => {
  const [whole] = documents() as [Record<string, unknown>]
  const said = (text: string) =>
    readText(text, schema).issues.map(({ code, params }) => ({ code, ...params }))
  const withKey = (key: string): string =>
    JSON.stringify(whole).replace('"metrics":{', () => `"metrics":{${JSON.stringify(key)}:{},`)

  test.each(['__proto__', 'constructor', 'prototype'])('the key %s', (key) => {
    expect(said(withKey(key))).toContainEqual({ code: 'hostileKey', key })
  })

  test('a key that stands twice', () => {
    const text = JSON.stringify(whole).replace('"program":', () => '"version":"2","program":')
    expect(said(text)).toContainEqual({ code: 'repeatedKey', key: 'version' })
  })

  test('what is nested too deep, however deep it is', () => {
    for (const depth of [65, 20_000]) {
      const deep = `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`
      const text = JSON.stringify(whole).replace('"metrics":{', () => `"segments2":${deep},"metrics":{`)
      expect(said(text)).toContainEqual({ code: 'overDepth', limit: 64 })
    }
  })

  test('what is too large', () => {
    const text = JSON.stringify({ ...whole, note: { en: 'x'.repeat(1_100_000), 'zh-CN': 'x' } })
    expect(said(text)).toMatchObject([{ code: 'overSize', limit: 1_048_576 }])
  })

  test('a cycle, with the names in it', () => {
    const ratio = (of: string, to: string) => ({ ratio: of, to, per: 100, else: 0 })
    const metrics = {
      ...(whole['metrics'] as object),
      first: ratio('second', 'second'),
      second: ratio('first', 'first'),
    }
    const { issues } = compile([{ ...whole, metrics } as unknown as Program])
    expect(issues.map(({ code, params }) => ({ code, ...params }))).toContainEqual({
      code: 'cycle',
      names: 'first -> second -> first',
    })
  })
})
