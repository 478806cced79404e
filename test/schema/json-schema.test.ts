import { Ajv, type ErrorObject } from 'ajv'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { getLanguageService, TextDocument } from 'vscode-json-languageservice'
import type { Issue, IssueCode } from '../../src/schema/issues.js'
import { program } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import { about, described } from '../../tools/language.mjs'
import { programSchema } from '../../tools/program-schema.mjs'
import { wholeLanguage } from './whole-language.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const schema = await programSchema((file: string) => import(`../../src/schema/${file}.ts`))
const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema)
type Json = Record<string | number, unknown>
type Path = readonly (string | number)[]

/** The whole language with one value put in at a path, or the key removed where it is undefined. */
function changed(path: Path, value: unknown): unknown {
  const document = JSON.parse(JSON.stringify(wholeLanguage())) as Json
  const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, document)
  if (value === undefined) delete parent[path[path.length - 1]!]
  else parent[path[path.length - 1]!] = value
  return document
}
/** What is wrong by the JSON Schema; that a form told by `if` is not met says nothing of its own. */
function wrongIn(document: unknown): ErrorObject[] {
  isValid(document)
  return (isValid.errors ?? []).filter(({ keyword }) => keyword !== 'if')
}
const wordsOf = ({ instancePath, params, message }: ErrorObject) =>
  `${instancePath} ${JSON.stringify(params)} ${message}`

const programs = ['demo/programs', 'test/programs', 'docs/first', '../shared'].flatMap((folder) =>
  existsSync(root + folder)
    ? readdirSync(root + folder)
        .map((file) => `${folder}/${file}`)
        .filter((file) => file.endsWith('.json') && readFileSync(root + file, 'utf8').includes('"tierkit"'))
    : [],
)
test.each(programs)('%s is a program to an editor too', (file) => {
  expect(wrongIn(JSON.parse(readFileSync(root + file, 'utf8'))).map(wordsOf)).toEqual([])
})
test('the whole language is a program to an editor too', () => {
  expect(wrongIn(wholeLanguage()).map(wordsOf)).toEqual([])
  expect(programs.length).toBeGreaterThan(4)
})

const money = ['metrics', 'spend']
const wrong: [title: string, path: Path, value: unknown, at: string, names: string][] = [
  ['a key at the top', ['benefts'], [], '', 'benefts'],
  ['an option of a metric', [...money, 'windw'], 'lastYear', '/metrics/spend', 'windw'],
  ['a verb', ['metrics', 'orders'], { cuont: 'order', window: 'lifetime' }, '/metrics/orders', 'cuont'],
  ['no verb', ['metrics', 'orders'], { window: 'lifetime' }, '/metrics/orders', 'count, days, sum'],
  ['a second verb', ['metrics', 'orders', 'days'], 'order', '/metrics/orders', 'days'],
  ['an option of another verb', ['metrics', 'orders', 'per'], 100, '/metrics/orders', 'per'],
  ['a missing option', ['metrics', 'refunds', 'to'], undefined, '/metrics/refunds', 'to'],
  ['a unit', [...money, 'unit'], 'fen', '/metrics/spend/unit', 'money'],
  ['a path without a field', [...money, 'sum'], 'order', '/metrics/spend/sum', 'pattern'],
  ['an id with a dash', ['metrics', 'refund-rate'], { count: 'order', window: 'lifetime' }, '/metrics', 'refund-rate'],
  ['an id that is a word', ['fields', 'score'], 'number', '/fields', 'score'],
  ['a number in quotes', ['score', 'max'], '1000', '/score/max', 'number'],
  ['half a weight', ['score', 'factors', 0, 'weight'], 0.5, '/score/factors/0/weight', 'integer'],
  ['a weight below 0', ['score', 'factors', 0, 'weight'], -1, '/score/factors/0/weight', '>= 0'],
  ['a ratio per nothing', ['metrics', 'refunds', 'per'], 0, '/metrics/refunds/per', '> 0'],
  ['a word beside a subject', ['segments', 'every', 'orders'], { gte: 1 }, '/segments/every', 'orders'],
  ['a comparison', ['ladders', 0, 'tiers', 1, 'enter', 'score'], { gtee: 5 }, '/ladders/0/tiers/1/enter/score', 'gtee'],
  ['an empty condition', ['segments', 'every'], {}, '/segments/every', '1'],
  ['an empty list', ['segments', 'every', 'all'], [], '/segments/every/all', '1'],
  ['a mark of three', ['score', 'factors', 0, 'scale', 'line', 0], [0, 0, 0], '/score/factors/0/scale/line/0', '2'],
  ['a scale', ['score', 'factors', 0, 'scale'], { lines: [] }, '/score/factors/0/scale', 'lines'],
  ['a kind of override', ['overrides', 0, 'kind'], 'gift', '/overrides/0/kind', 'grant'],
  ['a key of another kind', ['overrides', 0, 'cap'], { level: 'basic' }, '/overrides/0', 'cap'],
  ['a period', ['tasks', 0, 'each'], 'fortnight', '/tasks/0/each', 'month'],
  ['a text in one language', ['name'], { en: 'Only' }, '/name', 'zh-CN'],
  ['a blank text', ['name', 'zh-CN'], ' ', '/name/zh-CN', 'pattern'],
  ['a zone', ['zone'], '+08:00', '/zone', 'pattern'],
  ['a day with slashes', ['inForce'], '2026/01/01', '/inForce', 'pattern'],
  ['another language', ['tierkit'], 2, '/tierkit', '1'],
  ['a transition without its fall', ['ladders', 0, 'transition', 'demote'], undefined, '/ladders/0/transition', 'demote'],
  ['false where only true says something', ['ladders', 0, 'main'], false, '/ladders/0/main', 'true'],
  ['null', ['windows', 'ninety'], null, '/windows/ninety', 'object'],
  ['a guard', ['score', 'guard', 'else'], 'none', '/score/guard/else', 'noScore'],
] // prettier-ignore
describe('an editor is told what is wrong where it is, by its own key', () => {
  test.each(wrong)('%s', (_, path, value, at, names) => {
    const errors = wrongIn(changed(path, value))
    expect(errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')).toEqual([])
    const told = errors.filter(({ instancePath }) => instancePath === at)
    expect(told.map(wordsOf).join('\n')).toContain(names)
    // nothing beside or above it is called wrong
    expect(errors.filter(({ instancePath }) => !instancePath.startsWith(at)).map(wordsOf)).toEqual([])
  })
})

/** What no JSON Schema of draft 7 can say: order, digits, and comparisons between two places. A day's form it can, not whether there is such a day. */
const beyond: readonly IssueCode[] = ['notAscending', 'mixedSteps', 'duplicateId', 'tooPrecise']
const isBeyond = ({ code, params }: Issue): boolean =>
  beyond.includes(code) ||
  (/^bad(Date|Instant)$/.test(code) && /^\d{4}-\d\d-\d\d/.test(String(params.found))) ||
  // so many of a list, times of so many, options, the 0th Monday
  (code === 'tooBig' && params.max !== undefined && Number(params.max) < 50) ||
  (code === 'tooSmall' && params.found === 0 && params.min === 1)

describe('editor and reader agree on the form of whatever is written', () => {
  const paths: Path[] = []
  const walk = (value: unknown, path: Path): void => {
    if (path.length > 0) paths.push(path)
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  walk(wholeLanguage(), [])
  const values: unknown[] = [
    ...[undefined, null, 0, -3, 0.5, 7, '', ' ', 'orders', 'any', 'No id', 'toString', true, false],
    ...[
      [],
      {},
      [[0, 1]],
      [1, 2],
      { en: 'A', 'zh-CN': '甲' },
      { gte: 1 },
      { days: 3 },
      { orders: { gte: 1 } },
    ],
    ...['2026-01-01', 'order.amountFen', 'month', { cases: [], else: 1 }, { by: 'level', use: { gold: 1 } }],
  ]
  /** Every 12th pair of a place and a value, each place and each value among them; all of them agree too, and take minutes. */
  const pairs = paths.flatMap((path, i) =>
    values.filter((_, j) => (i + 5 * j) % 12 === 0).map((value): [Path, unknown] => [path, value]),
  )
  test(`at ${paths.length} places, for every kind of value`, () => {
    const differ: string[] = []
    let refused = 0
    for (const [path, value] of pairs) {
      const document = changed(path, value)
      const issues = readValue(document, program).issues
      const ours = issues.filter((issue) => !isBeyond(issue))
      const theirs = wrongIn(document)
      if (ours.length > 0) refused++
      // what is beyond an editor may stand beside what is not
      if (ours.length > 0 ? theirs.length === 0 : issues.length === 0 && theirs.length > 0)
        differ.push(`${path.join('.')} = ${JSON.stringify(value)}: ${ours.map(({ code }) => code).join()} | ${theirs.map(wordsOf).join()}`) // prettier-ignore
    }
    expect(refused).toBeGreaterThan(500)
    expect(pairs.length - refused).toBeGreaterThan(50)
    expect(differ).toEqual([])
  })
})

describe('in an editor', () => {
  const service = getLanguageService({})
  // it puts parts in place of their names
  const copy = JSON.parse(JSON.stringify(schema)) as object
  service.configure({ validate: true, schemas: [{ uri: 'tierkit', fileMatch: ['*'], schema: copy }] })
  const opened = (text: string) => {
    const document = TextDocument.create('file:///p.json', 'json', 1, text.replace('|', ''))
    return { document, json: service.parseJSONDocument(document), at: document.positionAt(text.indexOf('|')) }
  }
  const completed = async (text: string): Promise<string[]> => {
    const { document, json, at } = opened(text)
    return ((await service.doComplete(document, at, json))?.items ?? []).map(({ label }) => label)
  }
  const hovered = async (text: string): Promise<string> => {
    const { document, json, at } = opened(text)
    return JSON.stringify((await service.doHover(document, at, json))?.contents)
  }
  const told = async (text: string): Promise<string[]> => {
    const { document, json } = opened(text)
    const found = await service.doValidation(document, json)
    return found.map(({ range, message }) => `${document.getText(range)}: ${message}`)
  }

  test.each<[string, string, string[], string[]]>([
    ['the top', '{ | }', ['tierkit', 'metrics', 'ladders', 'benefits'], ['window']],
    ['a new metric', '{ "metrics": { "orders": { | } } }', ['count', 'sum', 'ratio', 'percentile'], ['gte', 'line']],
    ['a metric that counts', '{ "metrics": { "orders": { "count": "order", | } } }', ['window', 'where', 'net'], ['sum', 'per', 'to']],
    ['a ratio', '{ "metrics": { "r": { "ratio": "a", | } } }', ['to', 'per', 'else'], ['window', 'where']],
    ['a condition', '{ "segments": { "a": { | } } }', ['all', 'any', 'not', 'persist', 'best'], ['count']],
    ['a test', '{ "segments": { "a": { "orders": { | } } } }', ['gte', 'lt', 'known'], ['all', 'count']],
    ['a factor', '{ "score": { "factors": [{ "id": "a", "metric": "m", | }] } }', ['scale', 'weight', 'guard'], ['combine', 'per']],
    ['a scale', '{ "score": { "factors": [{ "metric": "m", "scale": { | } }] } }', ['line', 'steps', 'perUnit', 'benchmark'], ['count']],
    ['a sanction', '{ "overrides": [{ "on": "e", "kind": "sanction", | }] }', ['cap', 'suspend', 'freeze', 'lasts'], ['floor', 'open']],
    ['a unit', '{ "metrics": { "a": { "count": "e", "unit": | } } }', ['"money"', '"percent"'], ['"month"']],
    ['a period', '{ "windows": { "a": { "current": | } } }', ['"day"', '"quarter"'], ['"money"']],
    ['a way to combine', '{ "score": { "combine": | } }', ['"weightedSum"', '"product"'], []],
  ])('%s is completed', async (_, text, offered, notOffered) => {
    const labels = await completed(text)
    expect(labels).toEqual(expect.arrayContaining(offered))
    expect(labels.filter((label) => notOffered.includes(label))).toEqual([])
    expect(labels.filter((label) => label.includes(' or '))).toEqual([])
  }) // prettier-ignore

  test.each([
    [
      '{ "metrics": { "orders": { "count": "order", "windw": "lifetime" } } }',
      '"windw": Property windw is not allowed.',
    ],
    ['{ "metrics": { "orders": { "cuont": "order" } } }', '"cuont": Property cuont is not allowed.'],
    ['{ "segments": { "a": { "orders": { "gtee": 1 } } } }', '"gtee": Property gtee is not allowed.'],
    ['{ "metrics": { "a-b": { "count": "order", "window": "w" } } }', '"a-b": An id: a small letter first'],
    ['{ "windows": { "a": { "current": "fortnight" } } }', '"fortnight": Value is not accepted.'],
    ['{ "zone": "+8" }', '"+8": A time zone: Asia/Shanghai.'],
  ])('%s is told in the word that is wrong', async (text, message) => {
    expect((await told(text)).join('\n')).toContain(message)
  })

  test.each([
    ['{ "metrics": { "orders": { "count": "order", "win|dow": "w" } } }', 'The stretch of time that counts'],
    ['{ "metrics": { "r": { "ra|tio": "a" } } }', 'One number divided by another'],
    ['{ "ladders": [{ "transition": { "gra|ce": { "days": 3 } } }] }', 'A fall waits so long'],
    ['{ "metrics": { "or|ders": { "count": "order" } } }', 'A verb says how it is made'],
  ])('%s is explained', async (text, words) => {
    expect(await hovered(text)).toContain(words)
  })
})

test('every key of every part has words, and no words speak of what is not there', () => {
  const bare: string[] = []
  const used = new Set<string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const { properties, description } = value as { properties?: Record<string, Json>; description?: string }
    if (typeof description === 'string') used.add(description)
    for (const [key, one] of Object.entries(properties ?? {}))
      if (one.description === undefined && one.doNotSuggest !== true && one.enum === undefined)
        bare.push(`${path}.${key}`)
    for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
  }
  walk(schema, '')
  expect(bare).toEqual([])
  const idle = described.filter((name: string) => {
    const [part, key] = name.split(' ') as [string, string | undefined]
    return !used.has(about(part, key)!)
  })
  expect(idle).toEqual([])
})
