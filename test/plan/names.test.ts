// What is said of a name that is none of those asked for: what was asked, and which was probably meant.
import { expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const seen = (id: string) => ({ id, name: both(id) })
const issuesOf = (over: Record<string, unknown>) =>
  compile([schema.parse(minimal(over))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])
const task = { ...seen('sell'), area: 'trade', done: { value: { gte: 1 } }, effortMinutes: 1, moves: {} }
const accountOf = (earn: Record<string, unknown>) => [
  { ...seen('coins'), earn: [earn], spend: 'oldestFirst', undo: 'sameLots' },
]

test.each([
  [6, 'ta, tb, tc, td, te, tf'],
  [7, ''],
])('of %d tiers none of which is near, those are listed that a sentence can hold', (count, nearest) => {
  const tiers = [...'abcdefg'].slice(0, count).map((letter) => seen(`t${letter}`))
  const [level] = minimal()['ladders'] as object[]
  const segments = { some: { level: 'platinum' } }
  expect(issuesOf({ segments, ladders: [{ ...level, tiers }] })).toEqual([
    ['unknownName', 'segments.some.level', { name: 'platinum', what: 'tier', nearest }],
  ])
})
test('a name of another kind is not proposed, however near', () => {
  expect(issuesOf({ metrics: { sales: { count: 'valeu', window: 'lifetime' } } })).toEqual([
    ['unknownName', 'metrics.sales.count', { name: 'valeu', what: 'event', nearest: '' }],
  ])
})
test('a name of another kind is told with all that could stand there', () => {
  const factors = [{ ...seen('line'), metric: 'monthly', scale: { perUnit: 1, max: 9 } }]
  const score = { name: both('Score'), combine: 'sum', factors }
  expect(issuesOf({ score })).toEqual([
    [
      'wrongKindOfName',
      'score.factors.0.metric',
      { name: 'monthly', what: 'metric, field, account', found: 'review' },
    ],
  ])
})
test('a benefit of a program that has none, but tasks', () => {
  const overrides = [{ ...seen('plus'), kind: 'grant', on: 'sale', open: ['gift'] }]
  expect(issuesOf({ overrides, tasks: [task] })).toEqual([
    ['unknownName', 'overrides.0.open.0', { name: 'gift', what: 'benefit', nearest: '' }],
  ])
})
test('an option that is not offered', () => {
  const choose = { pick: 1, within: { days: 2 }, options: [seen('film'), seen('book')], else: 'record' }
  const coupon = { ...seen('coupon'), kind: 'price', requires: { value: { gte: 1 } }, cost: 0, choose }
  expect(issuesOf({ benefits: [coupon] })).toEqual([
    ['unknownName', 'benefits.0.choose.else', { name: 'record', what: 'option', nearest: 'film, book' }],
  ])
})
test('an area that nothing declares', () => {
  expect(issuesOf({ tasks: [task], areas: { goods: both('Goods') } })).toEqual([
    ['unknownName', 'tasks.0.area', { name: 'trade', what: 'area', nearest: 'goods' }],
  ])
})
test('a field of an event, of an event that is none, and of no event', () => {
  const points = { give: 1, every: 1, of: 'amuont' }
  const at = 'accounts.0.earn.0'
  expect(issuesOf({ accounts: accountOf({ on: 'sale', points }) })).toEqual([
    ['unknownName', `${at}.points.of`, { name: 'amuont', what: 'field', nearest: 'amount' }],
  ])
  expect(issuesOf({ accounts: accountOf({ on: 'sales', points }) })).toEqual([
    ['unknownName', `${at}.on`, { name: 'sales', what: 'event', nearest: 'sale' }],
    ['unknownName', `${at}.points.of`, { name: 'amuont', what: 'field', nearest: '' }],
  ])
  // what happens at a review has no fields, not even those of an event with this name
  const events = { null: { fields: { amount: 'money' } } }
  expect(
    issuesOf({ events, accounts: accountOf({ at: 'monthly', points: { ...points, of: 'amount' } }) }),
  ).toEqual([['unknownName', `${at}.points.of`, { name: 'amount', what: 'field', nearest: '' }]])
})
test('a type and a unit of a field', () => {
  expect(issuesOf({ fields: { value: { type: 'nubmer', name: both('Value') } } })).toEqual([
    ['unknownName', 'fields.value.type', { name: 'nubmer', what: 'choice', nearest: 'number' }],
  ])
  const options = 'money, integer, number, percent, days, flag, date, months, minutes, points, score'
  expect(issuesOf({ fields: { value: { type: 'number', unit: 'percnt', name: both('Value') } } })).toEqual([
    ['notOneOf', 'fields.value.unit', { found: 'percnt', options, nearest: 'percent' }],
  ])
})
test('the score that a ladder is rolled up by', () => {
  const ladder = {
    ...seen('fan'),
    scope: { by: 'goods', rollup: 'max', of: 'score' },
    transition: { promote: 'monthly', demote: 'monthly' },
    tiers: [{ ...seen('yes'), enter: { value: { gte: 1 } } }],
  }
  const over = { choices: { goods: { tea: both('Tea'), books: both('Books') } }, ladders: [ladder] }
  expect(issuesOf(over)).toEqual([
    ['unknownName', 'ladders.0.scope.of', { name: 'score', what: 'score', nearest: '' }],
  ])
})
test('a day as the mark of a number is no name', () => {
  expect(issuesOf({ segments: { big: { value: { gte: '2026-01-01' } } } })).toEqual([
    ['unknownName', 'segments.big.value.gte', expect.objectContaining({ name: '2026-01-01' })],
  ])
})

test('without a zone that a clock knows nothing else is said', () => {
  const over = {
    zone: 'Asia/Nowhere',
    fields: { value: 'number', opened: 'date' },
    segments: { old: { opened: { lt: '2026-01-01' } }, big: { valeu: { gte: 1 } } },
  }
  expect(issuesOf(over)).toEqual([['unknownZone', 'zone', expect.anything()]])
})
test('ladders that ask for themselves are looked for once all names are right', () => {
  const [level] = minimal()['ladders'] as { tiers: [object, object] }[]
  const enter = (more: object) => [
    { ...level, tiers: [level!.tiers[0], { ...level!.tiers[1], enter: { level: 'low', ...more } }] },
  ]
  const wrong = 'ladders.0.tiers.1.enter.valeu'
  expect(issuesOf({ ladders: enter({ valeu: { gte: 1 } }) }).map(([, path]) => path)).toEqual([wrong])
  expect(issuesOf({ ladders: enter({}) }).map(([code]) => code)).toEqual(['cycle'])
})
test('versions of two programs are told apart before their days are compared', () => {
  const { issues } = compile([minimal(), minimal({ program: 'other' })].map((one) => schema.parse(one)))
  expect(issues.map(({ code }) => code)).toEqual(['otherProgram'])
})
