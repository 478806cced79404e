import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/schema/json.js'
import { defaultLimits } from '../../src/schema/limits.js'
import { valueIssues } from '../../src/schema/walk.js'

const told = (value: unknown) =>
  valueIssues(value, defaultLimits).map(({ code, path, params }) =>
    [code, path.join('.') || '(root)', Object.values(params).join('|')].join(' '),
  )
const nested = (depth: number) => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}
class Order {}

describe('a ready value is refused for', () => {
  const circle: Record<string, unknown> = { a: {} }
  circle.a = [circle]
  it.each<[string, unknown, string]>([
    ['NaN', { a: [1, NaN] }, 'notFinite a.1 NaN'],
    ['Infinity', Infinity, 'notFinite (root) Infinity'],
    ['-0', { a: -0 }, 'negativeZero a '],
    ['2^53', [2 ** 53], 'unsafeInteger 0 9007199254740992'],
    ['a Date', { at: new Date(0) }, 'notPlain at Date'],
    ['a Map', new Map(), 'notPlain (root) Map'],
    ['an instance', [new Order()], 'notPlain 0 Order'],
    ['a function', { f: () => 1 }, 'notPlain f function'],
    ['a bigint', [1n], 'notPlain 0 bigint'],
    ['a symbol', [Symbol('s')], 'notPlain 0 symbol'],
    ['undefined in a list', [undefined], 'notPlain 0 undefined'],
    ['a hole in a list', [1, , 2], 'notPlain 1 undefined'],
    ['undefined itself', undefined, 'notPlain (root) undefined'],
    ['a circle', circle, 'circular a.0 '],
    ['a hostile key', JSON.parse('{"a":{"__proto__":1}}'), 'hostileKey a.__proto__ __proto__'],
    ['65 levels', nested(65), `overDepth ${Array(64).fill(0).join('.')} 64`],
    ['20,000 levels', nested(20_000), `overDepth ${Array(64).fill(0).join('.')} 64`],
  ])('%s', (_, value, issue) => {
    expect(told(value)).toEqual([issue])
  })

  it('more text than the limit', () => {
    expect(told(['x'.repeat(1_048_570)])).toEqual([])
    expect(told(['x'.repeat(1_048_576)])[0]).toMatch(/^overSize \(root\)/)
  })

  it('parts shared so often that they would never end', () => {
    let value: unknown = 'a long enough text'
    for (let i = 0; i < 40; i++) value = [value, value]
    expect(told(value)[0]).toMatch(/^overSize/)
  })
})

describe('a ready value is taken', () => {
  it.each<[string, unknown]>([
    ['64 levels', nested(64)],
    ['without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['from another realm', runInNewContext('({ a: [1, { b: 2 }] })')],
    ['with a part in two places', ((part) => [part, part])({ a: 1 })],
    ['with an absent key', { a: undefined }],
    ['with a number of 17 digits', 0.1 + 0.2],
  ])('%s', (_, value) => {
    expect(told(value)).toEqual([])
  })

  it('exactly when our reader would take its text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const asText = parseJson(JSON.stringify(value), defaultLimits).issues.map(({ code }) => code)
        const ready = valueIssues(value, defaultLimits)
        // a text cannot say -0: JSON.stringify writes 0
        expect(ready.map(({ code }) => code).filter((code) => code !== 'negativeZero')).toEqual(asText)
      }),
    )
  })
})
