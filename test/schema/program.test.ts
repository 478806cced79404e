import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import type { IssueCode } from '../../src/schema/issues.js'
import { reservedWords } from '../../src/schema/named.js'
import { program } from '../../src/schema/program.js'
import { readText, readValue } from '../../src/schema/read.js'
import { wholeLanguage } from './whole-language.js'

type Path = readonly (string | number)[]
type Json = Record<string | number, unknown>

/** The whole language with one value put in at a path, or the key removed where it is undefined. */
function changed(path: Path, value: unknown): unknown {
  // not structuredClone: it would keep parts that are shared
  const document = JSON.parse(JSON.stringify(wholeLanguage())) as Json
  const last = path[path.length - 1]
  if (last === undefined) return value
  const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, document)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return document
}
const found = (document: unknown) =>
  readValue(document, program).issues.map(({ code, path }) => `${code} ${path.join('.')}`)

/** Every path of a document, its containers' before their own. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}
const allPaths = pathsOf(wholeLanguage())
const at = (path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Json)[key], wholeLanguage())
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

test('the whole language is read, and comes out as it went in', () => {
  const { value, issues } = readValue(wholeLanguage(), program)
  expect(issues).toEqual([])
  expect(value).toEqual(wholeLanguage())
  expect(readText(JSON.stringify(wholeLanguage()), program).value).toEqual(wholeLanguage())
})

const shared = [process.env.TIERKIT_DATA, fileURLToPath(new URL('../../../shared/', import.meta.url))]
  .map((folder) => `${folder ?? ''}/example-program.json`)
  .find((path) => existsSync(path))
it.skipIf(!shared)('the example program is read (skipped where ../shared is not beside the checkout)', () => {
  const text = readFileSync(shared ?? '', 'utf8')
  expect(readText(text, program).issues).toEqual([])
  expect(readText(text, program).value).toEqual(JSON.parse(text))
})

describe('wherever in a program', () => {
  it('null stands, it is refused there', () => {
    const missed = allPaths.filter((path) => {
      const issues = readValue(changed(path, null), program).issues
      return !issues.some((one) => one.path.join('.') === path.join('.') && one.code === 'wrongType')
    })
    expect(missed.map((path) => path.join('.'))).toEqual([])
  })

  it('a key is added that is no key and no id, it is refused there', () => {
    const objects = allPaths.filter((path) => isObject(at(path)))
    const missed = objects.filter((path) => {
      const codes = found(changed([...path, 'not-a-key'], true))
      const full = [...path, 'not-a-key'].join('.')
      return !(['unknownKey', 'badId', 'mixedKeys'] as const).some((code) =>
        codes.includes(`${code} ${full}`),
      )
    })
    expect(objects.length).toBeGreaterThan(200)
    expect(missed.map((path) => path.join('.'))).toEqual([])
  })

  it('a key is left out, nothing but that is found wrong', () => {
    const keys = allPaths.filter((path) => path.length > 0 && isObject(at(path.slice(0, -1))))
    const wrong = keys.flatMap((path) => {
      const object = path.slice(0, -1).join('.')
      // without its word a condition's options read as subjects
      const told = [`missingKey ${object}`, `noVerb ${object}`, `empty ${object}`]
      return found(changed(path, undefined)).filter(
        (one) => !told.includes(one) && !one.startsWith(`wrongType ${object}.`),
      )
    })
    expect(wrong).toEqual([])
  })
})

const nested = ['score', 'factors', 2, 'factors'] as const
const rows: [title: string, path: Path, value: unknown, code: IssueCode, at?: Path][] = [
  ['another language', ['tierkit'], 2, 'wrongLanguage'],
  ['a language in quotes', ['tierkit'], '1', 'wrongType'],
  ['no metrics at all', ['metrics'], undefined, 'missingKey', []],
  ['a blank version', ['version'], ' ', 'empty'],
  ['no ladder', ['ladders'], [], 'empty'],
  ['a day that does not exist', ['inForce'], '2026-02-30', 'badDate'],
  ['a date with slashes', ['inForce'], '2026/01/01', 'badInstant'],
  ['a time without its offset', ['inForce'], '2026-01-01T00:00:00', 'badInstant'],
  ['a zone that is an offset', ['zone'], '+08:00', 'badZone'],
  ['a zone with a space', ['zone'], 'Asia/Shang hai', 'badZone'],
  ['a small currency', ['currency'], 'cny', 'badCurrency'],
  ['a text in one language', ['name'], { en: 'Only' }, 'missingKey'],
  ['a blank text', ['name', 'zh-CN'], '  ', 'emptyText'],
  ['a third language', ['name', 'fr'], 'Tout', 'unknownKey'],
  ['a plain text', ['note'], 'illustrative', 'wrongType'],

  ['a capital first', ['program'], 'Everything', 'badId'],
  ['a dash', ['metrics', 'refund-rate'], { count: 'order', window: 'lifetime' }, 'badId'],
  ['a snake', ['segments', 'a_b'], { orders: { gte: 1 } }, 'badId'],
  ['a digit first', ['fields', '3c'], 'number', 'badId'],
  ['an id of 65 letters', ['fields', 'a'.repeat(65)], 'number', 'badId'],
  ['an empty id', ['ladders', 0, 'id'], '', 'badId'],
  ['a name that every object has', ['fields', 'toString'], 'number', 'reservedId'],
  ['a mention of such a name', ['accounts', 0, 'reset'], 'hasOwnProperty', 'reservedId'],
  ['an id that is a number', ['tasks', 0, 'id'], 12, 'unquotedId'],
  ['a tier twice', ['ladders', 0, 'tiers', 1, 'id'], 'basic', 'duplicateId'],
  ['a factor and a metric of one name', ['score', 'factors', 0, 'id'], 'orders', 'duplicateId'],
  ['a nested factor and its parent', [...nested, 1, 'id'], 'parts', 'duplicateId'],
  ['an option and a benefit of one name', ['benefits', 0, 'choose', 'options', 0, 'id'], 'gift', 'duplicateId'],
  ['an area and a task of one name', ['areas', 'fill'], { en: 'Fill', 'zh-CN': '填写' }, 'duplicateId'],
  ['two fields and events of one name', ['fields', 'order'], 'number', 'duplicateId', ['fields', 'order']],

  ['an unknown unit', ['metrics', 'spend', 'unit'], 'fen', 'notOneOf'],
  ['a path without a field', ['metrics', 'spend', 'sum'], 'order', 'badPath'],
  ['a path of three', ['metrics', 'spend', 'sum'], 'order.amountFen.x', 'badPath'],
  ['a misspelled option', ['metrics', 'spend', 'windw'], 'lastYear', 'unknownKey'],
  ['an option of another verb', ['metrics', 'orders', 'per'], 100, 'unknownKey'],
  ['a metric without a verb', ['metrics', 'orders'], { window: 'lastYear' }, 'noVerb'],
  ['a metric of two verbs', ['metrics', 'orders', 'days'], 'order', 'twoVerbs', ['metrics', 'orders']],
  ['a metric that is a number', ['metrics', 'orders'], 12, 'wrongType'],
  ['a ratio per nothing', ['metrics', 'refunds', 'per'], 0, 'notAboveZero'],
  ['a ratio with no word for 0/0', ['metrics', 'refunds', 'else'], 'pass', 'notOneOf'],
  ['a sum of nothing', ['metrics', 'net', 'add'], [], 'empty'],

  ['a window without a verb', ['windows', 'ninety'], { last: { days: 90 } }, 'noVerb'],
  ['a span of none', ['windows', 'ninety', 'rolling'], { days: 0 }, 'tooSmall', ['windows', 'ninety', 'rolling', 'days']],
  ['a span of two units', ['windows', 'ninety', 'rolling'], { days: 1, weeks: 1 }, 'twoVerbs'],
  ['half a month', ['windows', 'ninety', 'rolling'], { months: 0.5 }, 'notWhole', ['windows', 'ninety', 'rolling', 'months']],
  ['an unknown period', ['windows', 'fixed', 'current'], 'fortnight', 'notOneOf'],
  ['false where only true says something', ['windows', 'yearSoFar', 'withCurrent'], false, 'notOneOf'],
  ['a review on day 0', ['reviews', 'monthly', 'day'], 0, 'tooSmall'],
  ['an unknown weekday', ['reviews', 'mondays', 'weekday'], 'mon', 'notOneOf'],
  ['the 0th Monday', ['reviews', 'mondays', 'nth'], 0, 'tooSmall'],
  ['a term without a verb', ['tasks', 0, 'deadline'], { until: 'month' }, 'noVerb'],

  ['an empty condition', ['segments', 'every'], {}, 'empty'],
  ['a condition that is a word', ['segments', 'every'], 'plus', 'wrongType'],
  ['two words of a condition', ['segments', 'every', 'any'], [{ orders: 1 }], 'twoVerbs', ['segments', 'every']],
  ['a word and a subject', ['segments', 'every', 'orders'], { gte: 1 }, 'mixedKeys'],
  ['an empty list of conditions', ['segments', 'every', 'all'], [], 'empty'],
  ['a bare number as a test', ['segments', 'every', 'all', 0], { orders: 3 }, 'wrongType', ['segments', 'every', 'all', 0, 'orders']],
  ['an unknown operator', ['segments', 'every', 'all', 0], { orders: { ge: 3 } }, 'unknownKey', ['segments', 'every', 'all', 0, 'orders', 'ge']],
  ['no operator', ['segments', 'every', 'all', 0], { orders: {} }, 'empty', ['segments', 'every', 'all', 0, 'orders']],
  ['a mark that is a list', ['segments', 'every', 'all', 0], { orders: { gte: [3] } }, 'wrongType', ['segments', 'every', 'all', 0, 'orders', 'gte']],
  ['a mark that is a day which does not exist', ['segments', 'every', 'all', 0], { joined: { gte: '2026-13-01' } }, 'badId', ['segments', 'every', 'all', 0, 'joined', 'gte']],
  ['more to hold than there are', ['segments', 'most', 'atLeast'], 4, 'tooBig'],
  ['more times than decisions', ['segments', 'often', 'times'], 17, 'tooBig'],
  ['a case without a value', ['metrics', 'spend', 'window', 'cases', 0, 'use'], undefined, 'missingKey', ['metrics', 'spend', 'window', 'cases', 0]],
  ['cases without an else', ['metrics', 'spend', 'window', 'else'], undefined, 'missingKey', ['metrics', 'spend', 'window']],
  ['a look-up and cases', ['score', 'factors', 1, 'weight', 'cases'], [], 'twoVerbs', ['score', 'factors', 1, 'weight']],
  ['a value that is an object of nothing', ['benefits', 1, 'cost'], {}, 'noVerb'],

  ['a weight of one half', ['score', 'factors', 0, 'weight'], 0.5, 'weightNotWhole'],
  ['a weight below zero', ['score', 'factors', 0, 'weight'], -1, 'tooSmall'],
  ['a weight of one half by tier', ['score', 'factors', 1, 'weight', 'use', 'gold'], 0.5, 'weightNotWhole'],
  ['a factor that is a group and a metric', ['score', 'factors', 0, 'combine'], 'sum', 'twoVerbs', ['score', 'factors', 0]],
  ['an unknown combination', ['score', 'combine'], 'average', 'notOneOf'],
  ['a scale without a verb', ['score', 'factors', 0, 'scale'], { lines: [[0, 0]] }, 'noVerb'],
  ['a point of three numbers', ['score', 'factors', 0, 'scale', 'line', 1], [10, 500, 1], 'wrongLength'],
  ['a point of one number', ['score', 'factors', 0, 'scale', 'line', 1], [10], 'wrongLength'],
  ['a point that is a text', ['score', 'factors', 0, 'scale', 'line', 1, 0], '10', 'wrongType'],
  ['points that fall back', ['score', 'factors', 0, 'scale', 'line', 1, 0], 0, 'notAscending'],
  ['bands that fall back', [...nested, 0, 'scale', 'steps', 1, 'from'], 0, 'notAscending'],
  ['bands of both kinds', [...nested, 0, 'scale', 'steps', 1], { upTo: 9, points: 1 }, 'mixedSteps'],
  ['a band of both kinds', [...nested, 0, 'scale', 'steps', 0], { from: 0, upTo: 9, points: 1 }, 'twoVerbs'],
  ['a guard without a word', ['score', 'guard', 'else'], 'zero', 'notOneOf'],
  ['a mark of 16 digits', ['score', 'max'], 0.1234567890123456, 'tooPrecise'],

  ['points with a fraction', ['accounts', 0, 'earn', 0, 'limit', 'points'], 2.5, 'notWhole'],
  ['every nothing', ['accounts', 0, 'earn', 0, 'points'], { give: 1, every: 0 }, 'tooSmall', ['accounts', 0, 'earn', 0, 'points', 'every']],
  ['an earn rule on an event and at a review', ['accounts', 0, 'earn', 0, 'at'], 'monthly', 'twoVerbs', ['accounts', 0, 'earn', 0]],
  ['an account with two sources', ['accounts', 1, 'earn'], [], 'twoVerbs', ['accounts', 1]],
  ['an account with no source', ['accounts', 1, 'kept'], undefined, 'noVerb', ['accounts', 1]],
  ['a newest-first account', ['accounts', 0, 'spend'], 'newestFirst', 'notOneOf'],
  ['a rate per no points', ['accounts', 0, 'worth', 'points'], 0, 'tooSmall'],

  ['an unknown kind of override', ['overrides', 0, 'kind'], 'bless', 'notOneOf'],
  ['an override without a kind', ['overrides', 0, 'kind'], undefined, 'missingKey', ['overrides', 0]],
  ['an override that never starts', ['overrides', 0, 'on'], undefined, 'noVerb', ['overrides', 0]],
  ['an override that starts twice', ['overrides', 0, 'starts'], { orders: { gte: 1 } }, 'twoVerbs', ['overrides', 0]],
  ['a cap on a grant', ['overrides', 0, 'cap'], { level: 'basic' }, 'unknownKey'],
  ['a benefit of no kind', ['benefits', 0, 'kind'], 'gift', 'notOneOf'],
  ['more to pick than there are', ['benefits', 0, 'choose', 'pick'], 3, 'tooBig'],
  ['a benefit given never', ['benefits', 1, 'given'], { each: 'century' }, 'notOneOf', ['benefits', 1, 'given', 'each']],
  ['a task of half a minute', ['tasks', 0, 'effortMinutes'], 0.5, 'notWhole'],
  ['a task that moves by a word', ['tasks', 0, 'moves', 'orders'], 'five', 'wrongType'],
] // prettier-ignore

describe('a program is refused for', () => {
  it.each(rows)('%s', (_, path, value, code, where = path) => {
    expect(found(changed(path, value))).toEqual([`${code} ${where.join('.')}`])
  })

  it.each(reservedWords)('an id that is the word %s', (word) => {
    expect(found(changed(['fields', word], 'number'))).toEqual([`reservedId fields.${word}`])
  })
})

describe('the issue names', () => {
  const first = (path: Path, value: unknown) => readValue(changed(path, value), program).issues[0]?.params

  it('the key that was meant', () => {
    expect(first(['metrics', 'spend', 'windw'], 'lastYear')).toEqual({
      key: 'windw',
      nearest: 'window',
      known: 'sum, window, where, whole, net, name, unit, note',
    })
  })
  it('the verbs that exist there, and the one that was meant', () => {
    expect(first(['windows', 'ninety'], { roling: { days: 90 } })).toEqual({
      verbs: 'rolling, past, current, anniversary, dates',
      found: 'roling',
      nearest: 'rolling',
    })
  })
  it('the two verbs', () => {
    expect(first(['metrics', 'orders', 'days'], 'order')).toEqual({ first: 'count', second: 'days' })
  })
  it('the id that would do', () => {
    expect(first(['fields', 'refund-rate 90'], 'number')).toEqual({
      found: 'refund-rate 90',
      nearest: 'refundRate90',
    })
  })
  it('where an id was declared first', () => {
    expect(first(['tasks', 0, 'id'], 'orders')).toEqual({ id: 'orders', first: 'metrics.orders' })
  })
  it.each([
    [0.5, 2],
    [0.25, 4],
    [0.1, 10],
    [33.3, 10],
    [0.0001, 0],
  ])('that a weight of %d is whole times %d', (weight, times) => {
    expect(first(['score', 'factors', 0, 'weight'], weight)).toEqual({ found: weight, times })
  })
  it('one mistake, not two, when a key that must be there is misspelled', () => {
    const document = wholeLanguage() as unknown as { metrics: Record<string, object> }
    document.metrics.orders = { count: 'order', windwo: 'lastYear' }
    expect(found(document)).toEqual(['unknownKey metrics.orders.windwo'])
  })
  it('every mistake of a document at once', () => {
    const document = { ...wholeLanguage(), currency: 'yuan', zone: 'here?', extra: 1 }
    expect(found(document)).toEqual(['badZone zone', 'badCurrency currency', 'unknownKey extra'])
  })
})
