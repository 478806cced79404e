import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseJson, placeAt } from '../../src/schema/json.js'
import { defaultLimits, maxIssues } from '../../src/schema/limits.js'

const read = (text: string) => parseJson(text, defaultLimits)
/** Each issue as `code path line:column params`. */
const told = (text: string) =>
  read(text).issues.map(({ code, path, place, params }) =>
    [
      code,
      path.join('.') || '(root)',
      `${place?.line}:${place?.column}`,
      Object.values(params).join('|'),
    ].join(' '),
  )

describe('reads as JSON.parse does', () => {
  it.each([
    '{}', '[]', ' [ ] ', '{ }', '0', '-1', '1e3', '1E+2', '12.5e-1', '"a"', '""', 'true', 'false', 'null',
    '[1,[2,[3]],{"a":{"b":[]}}]',
    '\t{"a" : 1 ,\r\n "b":[true,null] }\n',
    '"\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u4F1a \\ud83d\\ude00"',
    '"\\ud800"', // half a pair, which JSON allows
    '{"":1,"a b":2,"中文":"会员"}',
    '9007199254740991', '-9007199254740991', '0.1', '4.833333333333333', '0.30000000000000004', '5e-324', '2.2250738585072014e-308',
    '0.10000000000000000000', '100000000000000000000e-5',
    '{"toString":1,"hasOwnProperty":2}',
  ])('%s', (text) => {
    expect(read(text)).toEqual({ value: JSON.parse(text), issues: [] })
  }) // prettier-ignore

  it('any value that JSON can write and a double keeps', () => {
    const kept = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Number.isInteger(x) || Number.isSafeInteger(x))
    const key = fc.string().filter((x) => !['__proto__', 'constructor', 'prototype'].includes(x))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.oneof(kept, fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2, '\t'), (data, indent) => {
        const text = JSON.stringify(data, null, indent)
        expect(read(text)).toEqual({ value: JSON.parse(text), issues: [] })
      }),
    )
  }) // prettier-ignore

  it('or refuses, and never takes what JSON.parse refuses, whatever the text', () => {
    const piece = fc.constantFrom(...'{}[],:"\\0123456789.eE+-tfn \n\u0000aé', 'true', 'null', 'NaN', '"a":', '\\u00', '//')
    const garbage = fc.oneof(fc.array(piece, { maxLength: 30 }).map((all) => all.join('')), fc.string())
    let refused = 0
    fc.assert(
      fc.property(garbage, (text) => {
        const { value, issues } = read(text)
        if (issues.length > 0) refused++
        else expect(value).toEqual(JSON.parse(text))
        for (const { place } of issues) expect(place?.line).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
    expect(refused).toBeGreaterThan(100)
  }) // prettier-ignore
})

test('a byte order mark is passed over', () => {
  expect(read('\ufeff{"a":1}')).toEqual({ value: { a: 1 }, issues: [] })
})

describe('tells where a text is not JSON, what stands there and what should', () => {
  it.each([
    ['', 'notJson (root) 1:1 |value'],
    ['  \n ', 'notJson (root) 2:2 |value'],
    ['{"a":1', 'notJson a 1:7 |commaOrBrace'],
    ['[1', 'notJson 0 1:3 |commaOrBracket'],
    ['[1 2]', 'notJson 0 1:4 2|commaOrBracket'],
    ['{"a":1 "b":2}', 'notJson a 1:8 "|commaOrBrace'],
    ['[1,]', 'notJson 1 1:4 ]|afterComma'],
    ['{"a":1,}', 'notJson a 1:8 }|keyAfterComma'],
    ['{', 'notJson (root) 1:2 |key'],
    ['{"a": {', 'notJson a 1:8 |key'],
    ['{a:1}', 'notJson (root) 1:2 a|key'],
    ["{'a':1}", "notJson (root) 1:2 '|key"],
    ['{"a" 1}', 'notJson a 1:6 1|colon'],
    ['{"a":}', 'notJson a 1:6 }|value'],
    ['[undefined]', 'notJson 0 1:2 undefined|value'],
    ['{"a": True}', 'notJson a 1:7 True|value'],
    ['// note\n{}', 'notJson (root) 1:1 /|value'],
    ['[01]', 'notJson 0 1:3 1|number'],
    ['[1.]', 'notJson 0 1:3 .|number'],
    ['[+1]', 'notJson 0 1:2 +|value'],
    ['[.5]', 'notJson 0 1:2 .|value'],
    ['[0x1F]', 'notJson 0 1:3 x1F|number'],
    ['["a', 'notJson 0 1:4 |quote'],
    ['["a\nb"]', 'notJson 0 1:4 \n|quote'],
    ['["\\x"]', 'notJson 0 1:3 \\|escape'],
    ['["\\u12G4"]', 'notJson 0 1:3 \\|escape'],
    ['{} {}', 'notJson (root) 1:4 {|end'],
    ['[1]]', 'notJson (root) 1:4 ]|end'],
    ['<html>', 'notJson (root) 1:1 <|value'],
    ['😀', 'notJson (root) 1:1 😀|value'],
  ])('%j', (text, issue) => {
    expect(told(text)).toEqual([issue])
    expect(() => JSON.parse(text) as unknown).toThrow()
  })
})

describe('refuses what JSON.parse takes in silence', () => {
  it.each([
    ['{"a":1,\n "a":2}', 'repeatedKey a 2:2 a'],
    ['{"a":{"b":1,"\\u0062":2}}', 'repeatedKey a.b 1:13 b'],
    ['{"__proto__":{"x":1}}', 'hostileKey __proto__ 1:2 __proto__'],
    ['[{"constructor":1}]', 'hostileKey 0.constructor 1:3 constructor'],
    ['{"a":{"prototype":{}}}', 'hostileKey a.prototype 1:7 prototype'],
    ['[-0]', 'negativeZero 0 1:2 '],
    ['[-0.000e5]', 'negativeZero 0 1:2 '],
    ['[9007199254740993]', 'unsafeInteger 0 1:2 9007199254740993'],
    ['{"id":1234567890123456789}', 'unsafeInteger id 1:7 1234567890123456789'],
    ['[1e300]', 'unsafeInteger 0 1:2 1e300'],
    ['[1e400]', 'notFinite 0 1:2 1e400'],
    ['[0.12345678901234567890]', 'tooPrecise 0 1:2 0.12345678901234567890|19|15'],
    ['[1e-400]', 'tooPrecise 0 1:2 1e-400|1|15'],
  ])('%j', (text, issue) => {
    expect(told(text)).toEqual([issue])
    expect(read(text).value).toBeNull()
    expect(() => JSON.parse(text) as unknown).not.toThrow()
  })

  it.each(['NaN', 'Infinity', '-Infinity'])('and the word %s, which it does not', (word) => {
    expect(told(`{"a": ${word}}`)).toEqual([`notFinite a 1:7 ${word}`])
  })

  it('and goes on, so that one reading tells all of them', () => {
    expect(told('{"a":NaN,"b":-0,"a":[1e999],"c":9007199254740992}')).toEqual([
      'notFinite a 1:6 NaN',
      'negativeZero b 1:14 ',
      'repeatedKey a 1:17 a',
      'notFinite a.0 1:22 1e999',
      'unsafeInteger c 1:33 9007199254740992',
    ])
  })

  it('but no more of them than anyone reads', () => {
    expect(read(`[${'-0,'.repeat(500)}0]`).issues).toHaveLength(maxIssues)
  })

  it('without a change to any object', () => {
    read('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const objects = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
  it('of 64 is read', () => {
    expect(read(nested(64)).issues).toEqual([])
    expect(read(objects(64)).issues).toEqual([])
  })
  it('of 65 is refused, where it begins', () => {
    expect(told(nested(65))).toEqual([`overDepth ${Array(64).fill(0).join('.')} 1:65 64`])
    expect(told(objects(65))).toEqual([`overDepth ${Array(64).fill('a').join('.')} 1:321 64`])
  })
  it.each([20_000, 500_000])('of %d is an issue, never a crash', (depth) => {
    expect(read('['.repeat(depth)).issues[0]?.code).toBe('overDepth')
    expect(read('{"a":'.repeat(depth)).issues[0]?.code).toBe('overDepth')
  })
})

test('lines end with a line feed, and columns count UTF-16 units', () => {
  const text = '{"名": "😀", "b":\r\n  12}'
  expect(placeAt(text, text.indexOf('"b"'))).toEqual({ line: 1, column: 13 })
  expect(placeAt(text, text.indexOf('12'))).toEqual({ line: 2, column: 3 })
  expect(placeAt('\n\n', 0)).toEqual({ line: 1, column: 1 })
  expect(placeAt('\n\n', 1)).toEqual({ line: 2, column: 1 })
})
