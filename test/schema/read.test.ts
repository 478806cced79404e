import * as z from 'zod/mini'
import { describe, expect, it, test } from 'vitest'
import {
  entryPage,
  held,
  program,
  readText,
  readValue,
  receipt,
  record,
  records,
} from '../../src/schema/index.js'
import { wholeLanguage } from './whole-language.js'

const merchant = {
  id: 'm1',
  joinedAt: '2024-03-01',
  fields: {},
  facts: [{ id: 'f1', type: 'order', at: '2026-01-02T03:04:05Z' }],
}
const told = (document: unknown) =>
  readValue(document, record).issues.map(({ code, path, params }) => [code, path.join('.'), ...Object.values(params)].join(' ')) // prettier-ignore

describe('an issue in a text carries its place:', () => {
  const text = JSON.stringify(wholeLanguage(), null, 2)
  /** Line and column of a string in the text, after the first `mark`. */
  const placeOf = (changed: string, found: string) => {
    const before = changed.slice(0, changed.indexOf(found)).split('\n')
    return { line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 }
  }
  it.each([
    ['a value', '"currency": "CNY"', '"currency": "yuan"', 'badCurrency', '"yuan"'],
    ['an unknown key', '"currency": "CNY"', '"currency": "CNY", "curency": 1', 'unknownKey', '"curency"'],
    ['a key that is no id', '"lastYear": {', '"last-year": {', 'badId', '"last-year"'],
    ['an object that lacks a key', '"undoneBy": "refund"', '"undoneBy": 5', 'wrongType', '5'],
    ['an id that is taken', '"id": "coupon"', '"id": "gift"', 'duplicateId', ''],
  ])('%s', (_, from, to, code, found) => {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    const [issue] = readText(changed, program).issues
    expect(issue?.code).toBe(code)
    if (found !== '') expect(issue?.place).toEqual(placeOf(changed, found))
    else expect(issue?.place?.line).toBeGreaterThan(1)
  })

  it('issues come in the order of the text', () => {
    const changed = text.replace('"CNY"', '"yuan"').replace('"Asia/Shanghai"', '"+8"')
    expect(readText(changed, program).issues.map(({ code }) => code)).toEqual(['badZone', 'badCurrency'])
  })
})

describe('placeOf', () => {
  const { placeOf } = readText('{\n  "a": [1,\n    {"b": 2}]\n}', z.any())
  it.each([
    [[], { line: 1, column: 1 }],
    [['a'], { line: 2, column: 8 }],
    [['a', 0], { line: 2, column: 9 }],
    [['a', 1], { line: 3, column: 5 }],
    [['a', 1, 'b'], { line: 3, column: 11 }],
    [['a', 1, 'c', 'd'], { line: 3, column: 5 }], // not there: the object around it
  ])('finds the value at %j', (path, place) => {
    expect(placeOf(path)).toEqual(place)
  })
  it('finds keys', () => {
    expect(placeOf(['a'], 'key')).toEqual({ line: 2, column: 3 })
    expect(placeOf(['a', 1, 'b'], 'key')).toEqual({ line: 3, column: 6 })
    expect(placeOf(['a', 0], 'key')).toEqual({ line: 2, column: 9 }) // an item has none: the item
  })
  it('has nothing to say of a ready value', () => {
    expect(readValue({ a: 1 }, z.any()).placeOf(['a'])).toBeUndefined()
  })
})

describe('size', () => {
  it('of 1 MB is read, and one byte more is refused', () => {
    const limit = 1_048_576
    expect(readText(`"${'x'.repeat(limit - 2)}"`, z.string()).issues).toEqual([])
    expect(readText(`"${'x'.repeat(limit - 1)}"`, z.string()).issues).toEqual([
      { code: 'overSize', path: [], params: { bytes: limit + 1, limit } },
    ])
  })
  it('is counted in bytes of UTF-8', () => {
    const texts = ['"é"', '"会员"', '"😀"', '"a"']
    for (const text of texts) {
      const bytes = Buffer.byteLength(text)
      expect(readText(text, z.string(), { bytes }).issues).toEqual([])
      expect(readText(text, z.string(), { bytes: bytes - 1 }).issues).toEqual([
        { code: 'overSize', path: [], params: { bytes, limit: bytes - 1 } },
      ])
    }
  })
  it('and depth have limits of the caller', () => {
    expect(readText('[[1]]', z.any(), { depth: 1 }).issues[0]?.code).toBe('overDepth')
    expect(readValue([[1]], z.any(), { depth: 1 }).issues[0]?.code).toBe('overDepth')
    expect(readText(`"${'x'.repeat(2_000_000)}"`, z.string(), { bytes: 5_000_000 }).issues).toEqual([])
  })
})

describe('a record', () => {
  it('is read', () => {
    expect(readValue(merchant, record)).toMatchObject({ value: merchant, issues: [] })
    expect(readText(JSON.stringify([merchant]), records)).toMatchObject({ value: [merchant], issues: [] })
  })
  it.each([
    ['an id that is a number', { ...merchant, id: 42 }, 'unquotedId id 42'],
    ["a fact's id that is a number", { ...merchant, facts: [{ ...merchant.facts[0], id: 7 }] }, 'unquotedId facts.0.id 7'],
    ['no id', { joinedAt: '2024-03-01' }, 'missingKey  id'],
    ['a time without its offset', { ...merchant, joinedAt: '2024-03-01T00:00:00' }, 'badInstant joinedAt 2024-03-01T00:00:00'],
    ['a day that does not exist', { ...merchant, joinedAt: '2023-02-29' }, 'badDate joinedAt 2023-02-29'],
    ['an hour that does not exist', { ...merchant, asOf: '2024-03-01T24:00:00Z' }, 'badInstant asOf 2024-03-01T24:00:00Z'],
    ['a local date', { ...merchant, joinedAt: '01.03.2024' }, 'badInstant joinedAt 01.03.2024'],
    ['milliseconds', { ...merchant, joinedAt: 1709251200000 }, 'wrongType joinedAt number string'],
    ['a metric in quotes', { ...merchant, metrics: { orders: '5' } }, 'wrongType metrics.orders string number'],
    ['a field that is an object', { ...merchant, fields: { risk: {} } }, 'wrongType fields.risk object string, number, boolean, null, array'],
    ['a dated value without its date', { ...merchant, fields: { risk: [{ value: 1 }] } }, 'missingKey fields.risk.0 from'],
    ['facts that are no list', { ...merchant, facts: {} }, 'wrongType facts object array'],
    ['null for the record', null, 'wrongType  null object'],
  ])('is refused for %s', (_, document, issue) => {
    expect(told(document)).toEqual([issue])
  }) // prettier-ignore

  it.each([
    '2024-03-01',
    '2024-02-29',
    '2024-03-01T09:30Z',
    '2024-03-01T09:30:15.250+08:00',
    '2024-03-01T00:00:00-14:00',
  ])('may have joined at %s', (joinedAt) => {
    expect(told({ ...merchant, joinedAt })).toEqual([])
  })
  it('tells of a snowflake id that lost its digits before any schema sees it', () => {
    const { issues } = readText('{"id": 1234567890123456789, "joinedAt": "2024-03-01"}', record)
    expect(issues).toEqual([
      {
        code: 'unsafeInteger',
        path: ['id'],
        params: { found: '1234567890123456789' },
        place: { line: 1, column: 8 },
      },
    ])
  })
})

test('other documents come in by the same door', () => {
  expect(readValue({ key: 'k', revision: 3 }, receipt).value).toEqual({ key: 'k', revision: 3 })
  expect(readValue({ entries: [], before: null, after: null, total: 0 }, entryPage).issues).toEqual([])
  expect(readValue({}, held).issues.map(({ code }) => code)).toContain('missingKey')
})

test('a word that is none of those that tell forms apart is told with all of them', () => {
  const shape = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a') }),
    z.object({ kind: z.literal('b') }),
  ])
  expect(readValue({ kind: 'c' }, shape).issues).toEqual([
    { code: 'notOneOf', path: ['kind'], params: { found: 'c', options: 'a, b', nearest: 'a' } },
  ])
  expect(readValue({}, shape).issues).toEqual([{ code: 'missingKey', path: [], params: { key: 'kind' } }])
})

test('who gives something else than a text is told what goes where', () => {
  const swapped = readText as unknown as (...args: unknown[]) => unknown
  for (const wrong of [record, {}, undefined, null])
    expect(() => swapped(wrong, '{}')).toThrow(/^readText\(text, schema, limits\?\): `text` must be a string/)
})

test('no more issues are told than anyone reads', () => {
  const facts = Array.from({ length: 500 }, () => ({ id: 'f' }))
  expect(readValue({ ...merchant, facts }, record).issues.length).toBe(100)
})
