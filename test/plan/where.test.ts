import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { holds, marksOf } from '../../src/plan/filter.js'
import type { FactFilter } from '../../src/plan/plan.js'
import type { Value } from '../../src/plan/operations.js'
import type { Plan } from '../../src/plan/plan.js'
import { operandsOf } from '../../src/plan/reach.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'
import { valueOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const base = {
  zone: 'Asia/Shanghai',
  choices: {
    goods: { tea: both('Tea'), books: both('Books'), home: both('Home') },
    size: { small: both('Small'), large: both('Large') },
  },
  events: {
    sale: {
      fields: {
        amount: 'money',
        cost: 'money',
        rating: 'number',
        paid: 'flag',
        gift: 'flag',
        category: 'goods',
        wanted: 'goods',
        parcel: 'size',
        deliveredAt: 'date',
        promisedAt: 'date',
      },
    },
    visit: {},
  },
  fields: {
    value: { type: 'number', name: both('Value') },
    least: { type: 'money', name: both('Least') },
    sells: { type: 'goods', name: both('Sells') },
    opened: { type: 'date', name: both('Opened') },
    vip: { type: 'flag', name: both('VIP') },
  },
}
const program = (where: unknown, over: Record<string, unknown> = {}) =>
  minimal({ ...base, metrics: { sales: { count: 'sale', window: 'lifetime', where } }, ...over })
const issuesOf = (where: unknown) =>
  compile([schema.parse(program(where))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])

const filterOf = (plan: Plan): FactFilter => {
  for (const node of plan.nodes) if (node.op === 'leaf' && node.leaf.from === 'facts') return node.leaf.where!
  throw new Error('no facts')
}
type Fact = Record<string, string | number | boolean | null>
/** Whether a fact counts, for a merchant with these leaves. */
const counts = (where: unknown, fact: Fact, leaves: Record<string, Value> = {}): boolean | null => {
  const plan = planOf(program(where))
  return holds(
    filterOf(plan),
    (field) => fact[field],
    (id) => valueOf(plan, id, leaves),
  )
}

describe('facts that count', () => {
  test.each<[string, unknown, Fact, boolean | null]>([
    ['a number at its mark', { amount: { gte: 100 } }, { amount: 100 }, true],
    ['a number under its mark', { amount: { gte: 100 } }, { amount: 99 }, false],
    ['a number at a mark that it must exceed', { amount: { gt: 100 } }, { amount: 100 }, false],
    ['a number at its upper mark', { amount: { lte: 100 } }, { amount: 100 }, true],
    ['a number at a mark that it must not reach', { amount: { lt: 100 } }, { amount: 100 }, false],
    ['a number between two marks', { amount: { gte: 100, lt: 200 } }, { amount: 200 }, false],
    ['an equal number', { amount: { eq: 5 } }, { amount: 5 }, true],
    ['another number', { amount: { eq: 5 } }, { amount: 6 }, false],
    ['a number with decimals', { rating: { gte: 4.5 } }, { rating: 4.5 }, true],
    ['without the field nobody knows', { amount: { gte: 100 } }, {}, null],
    ['with null for the field nobody knows', { amount: { gte: 100 } }, { amount: null }, null],
    ['a text where a number belongs', { amount: { gte: 100 } }, { amount: 'lots' }, null],
    ['what is not unknown is not met either', { not: { amount: { gte: 100 } } }, {}, null],
    ['what is not met is met when denied', { not: { amount: { gte: 100 } } }, { amount: 5 }, true],
    ['a flag that is up', { paid: true }, { paid: true }, true],
    ['a flag that is down', { paid: true }, { paid: false }, false],
    ['a flag that must be down', { paid: false }, { paid: false }, true],
    ['a flag as a number', { paid: { eq: 1 } }, { paid: true }, true],
    ['a flag as the number of the other side', { paid: { eq: 0 } }, { paid: true }, false],
    ['a value of the choice', { category: 'tea' }, { category: 'tea' }, true],
    ['another value of the choice', { category: 'tea' }, { category: 'books' }, false],
    ['one of several values', { category: { in: ['tea', 'home'] } }, { category: 'home' }, true],
    ['none of several values', { category: { in: ['tea', 'home'] } }, { category: 'books' }, false],
    [
      'a value at or after another in their order',
      { category: { gte: 'books' } },
      { category: 'books' },
      true,
    ],
    ['a value before another in their order', { category: { gte: 'books' } }, { category: 'tea' }, false],
    ['a value after another', { category: { gt: 'books' } }, { category: 'home' }, true],
    ['a value not after itself', { category: { gt: 'books' } }, { category: 'books' }, false],
    ['a value up to another', { category: { lte: 'books' } }, { category: 'books' }, true],
    ['a value beyond another', { category: { lte: 'books' } }, { category: 'home' }, false],
    ['a value before another', { category: { lt: 'books' } }, { category: 'tea' }, true],
    ['a value not before itself', { category: { lt: 'books' } }, { category: 'books' }, false],
    ['no value is after the last', { category: { gt: 'home' } }, { category: 'home' }, false],
    ['after the last is unknown without a value', { category: { gt: 'home' } }, {}, null],
    ['a day on a date', { deliveredAt: { gte: '2026-03-01' } }, { deliveredAt: '2026-03-01' }, true],
    [
      'a day begins in the program’s zone',
      { deliveredAt: { gte: '2026-03-01' } },
      { deliveredAt: '2026-02-28T16:00:00Z' },
      true,
    ],
    [
      'the instant before that day',
      { deliveredAt: { gte: '2026-03-01' } },
      { deliveredAt: '2026-02-28T15:59:59Z' },
      false,
    ],
    ['what is no date is unknown', { deliveredAt: { gte: '2026-03-01' } }, { deliveredAt: 'soon' }, null],
    [
      'two dates of one event as instants, not as texts',
      { deliveredAt: { lte: 'promisedAt' } },
      { deliveredAt: '2026-03-01T23:00:00-05:00', promisedAt: '2026-03-02T05:00:00+01:00' },
      true,
    ],
    [
      'a date a moment after the other',
      { deliveredAt: { lte: 'promisedAt' } },
      { deliveredAt: '2026-03-02T04:00:00.001Z', promisedAt: '2026-03-02T05:00:00+01:00' },
      false,
    ],
    [
      'two dates that are the same in two zones',
      { deliveredAt: 'promisedAt' },
      { deliveredAt: '2026-03-02T04:00:00Z', promisedAt: '2026-03-02T05:00:00+01:00' },
      true,
    ],
    [
      'a date against one that is missing',
      { deliveredAt: { lte: 'promisedAt' } },
      { deliveredAt: '2026-03-02' },
      null,
    ],
    ['two numbers of one event', { amount: { gt: 'cost' } }, { amount: 5, cost: 4 }, true],
    ['two equal numbers of one event', { amount: { gt: 'cost' } }, { amount: 4, cost: 4 }, false],
    ['two values of one choice', { category: 'wanted' }, { category: 'tea', wanted: 'tea' }, true],
    [
      'two different values of one choice',
      { category: 'wanted' },
      { category: 'tea', wanted: 'home' },
      false,
    ],
    [
      'a number and a text where a number belongs',
      { amount: { lt: 'cost' } },
      { amount: 5, cost: '9' },
      null,
    ],
    ['two flags', { paid: 'gift' }, { paid: false, gift: false }, true],
    [
      'one of several other fields',
      { amount: { in: ['cost', 'rating'] } },
      { amount: 3, cost: 4, rating: 3 },
      true,
    ],
    ['a field that is there', { amount: { known: true } }, { amount: 0 }, true],
    ['a field that is not there', { amount: { known: true } }, {}, false],
    ['a field that must not be there', { amount: { known: false } }, { amount: null }, true],
    ['a field that should not be there', { amount: { known: false } }, { amount: 1 }, false],
    ['the local hour', { hour: { gte: 22 } }, { hour: 22 }, true],
    ['the local weekday', { weekday: { in: ['saturday', 'sunday'] } }, { weekday: 'sunday' }, true],
    ['the week begins on Monday', { weekday: { lte: 'tuesday' } }, { weekday: 'sunday' }, false],
    ['Monday is its first day', { weekday: { lte: 'tuesday' } }, { weekday: 'monday' }, true],
    [
      'several fields mean all of them',
      { amount: { gte: 1 }, paid: true },
      { amount: 1, paid: false },
      false,
    ],
    ['several fields that hold', { amount: { gte: 1 }, paid: true }, { amount: 1, paid: true }, true],
    ['all of a list', { all: [{ amount: { gte: 1 } }, { paid: true }] }, { amount: 1, paid: false }, false],
    ['any of a list', { any: [{ amount: { gte: 9 } }, { paid: true }] }, { amount: 1, paid: true }, true],
    ['none of a list', { any: [{ amount: { gte: 9 } }, { paid: true }] }, { amount: 1, paid: false }, false],
    [
      'two of three',
      { atLeast: 2, of: [{ amount: { gte: 1 } }, { paid: true }, { category: 'tea' }] },
      { amount: 1, paid: false, category: 'tea' },
      true,
    ],
    [
      'one of three is not two',
      { atLeast: 2, of: [{ amount: { gte: 1 } }, { paid: true }, { category: 'tea' }] },
      { amount: 1, paid: false, category: 'home' },
      false,
    ],
    [
      'one of three with one unknown may be two',
      { atLeast: 2, of: [{ amount: { gte: 1 } }, { paid: true }, { category: 'tea' }] },
      { amount: 1, category: 'home' },
      null,
    ],
  ])('%s', (_, where, fact, expected) => {
    expect(counts(where, fact)).toBe(expected)
  })

  test.each<[string, unknown, Fact, Record<string, Value>, boolean | null]>([
    ['a field of the merchant', { amount: { gte: 'least' } }, { amount: 500 }, { 'field:least': 500 }, true],
    [
      'under a field of the merchant',
      { amount: { gte: 'least' } },
      { amount: 499 },
      { 'field:least': 500 },
      false,
    ],
    ['a field of the merchant that is unknown', { amount: { gte: 'least' } }, { amount: 499 }, {}, null],
    [
      'a date of the merchant',
      { deliveredAt: { gte: 'opened' } },
      { deliveredAt: '1970-01-01T00:00:01Z' },
      { 'field:opened': 1000 },
      true,
    ],
    [
      'before a date of the merchant',
      { deliveredAt: { gte: 'opened' } },
      { deliveredAt: '1970-01-01T00:00:01Z' },
      { 'field:opened': 1001 },
      false,
    ],
    [
      'a mark by the tier held, low',
      { amount: { gte: { by: 'level', use: { low: 10, high: 20 } } } },
      { amount: 10 },
      { 'tier:level': 0 },
      true,
    ],
    [
      'a mark by the tier held, high',
      { amount: { gte: { by: 'level', use: { low: 10, high: 20 } } } },
      { amount: 10 },
      { 'tier:level': 1 },
      false,
    ],
    [
      'a mark by a case',
      { rating: { lt: { cases: [{ when: { value: { gte: 5 } }, use: 4.5 }], else: 3 } } },
      { rating: 4 },
      { 'field:value': 5 },
      true,
    ],
    [
      'a mark by no case',
      { rating: { lt: { cases: [{ when: { value: { gte: 5 } }, use: 4.5 }], else: 3 } } },
      { rating: 4 },
      { 'field:value': 4 },
      false,
    ],
  ])('a mark that differs by merchant: %s', (_, where, fact, leaves, expected) => {
    expect(counts(where, fact, leaves)).toBe(expected)
  })
  test('a field of the event comes before one of the merchant that has its name', () => {
    const events = { sale: { fields: { amount: 'money', least: 'money' } } }
    const plan = planOf(program({ amount: { gte: 'least' } }, { events }))
    expect(filterOf(plan)).toEqual({ field: 'amount', is: 'gte', other: 'least' })
  })
})

test('of a choice’s values those that are left are named, one alone as it is', () => {
  const filter = (test: unknown) => filterOf(planOf(program({ category: test })))
  const is = (value: string) => ({ field: 'category', is: 'eq', value })
  expect(filter({ gt: 'books' })).toEqual(is('home'))
  expect(filter({ gte: 'books' })).toEqual({ atLeast: 1, of: [is('books'), is('home')] })
})

test('a leaf depends on the nodes that its filter compares with', () => {
  const where = {
    any: [
      { amount: { gte: 'least' } },
      { not: { amount: { lt: { by: 'level', use: { low: 1 }, else: 2 } } } },
    ],
  }
  const plan = planOf(program(where))
  const leaf = plan.nodes.findIndex((node) => node.op === 'leaf' && node.leaf.from === 'facts')
  const marks = operandsOf(plan.nodes[leaf]!)
  expect(marks).toEqual(marksOf(filterOf(plan)))
  expect(marks.map((id) => plan.nodes[id]!.op)).toEqual(['leaf', 'pick'])
  expect(Math.max(...marks)).toBeLessThan(leaf)
})

test('what a mark reads can change what is counted, so any fact wakes what counts it', () => {
  const wakes = (where: unknown) => {
    const tasks = [
      {
        id: 't',
        area: 'x',
        name: both('T'),
        done: { sales: { gte: 1 } },
        effortMinutes: 1,
        moves: {},
      },
    ]
    return planOf(program(where, { tasks })).clockwork.tasks[0]!.wakes
  }
  expect(wakes({ amount: { gte: 5 } })).toEqual(['sale'])
  expect(wakes({ amount: { gte: { by: 'level', use: { low: 1 }, else: 2 } } })).toBeNull()
})

describe('what is wrong in a filter is refused with a path', () => {
  test.each<[string, unknown, string, string, Record<string, unknown>]>([
    ['an unknown field', { amuont: { gte: 1 } }, 'unknownName', 'amuont', { nearest: 'amount' }],
    ['a metric in place of a field', { sales: { gte: 1 } }, 'unknownName', 'sales', { what: 'field' }],
    [
      'an unknown value of a choice',
      { category: 'tee' },
      'unknownName',
      'category',
      { nearest: 'tea', what: 'value' },
    ],
    [
      'an unknown value among several',
      { category: { in: ['tea', 'bocks'] } },
      'unknownName',
      'category.in.1',
      { nearest: 'books' },
    ],
    ['a weekday that is none', { weekday: 'munday' }, 'unknownName', 'weekday', { nearest: 'monday' }],
    [
      'a choice against a number',
      { category: { gte: 1 } },
      'wrongUnit',
      'category.gte',
      { name: 'category', found: 'choice', expected: 'number' },
    ],
    [
      'a choice against a variant',
      { category: { gte: { by: 'level', use: { low: 1 } } } },
      'wrongUnit',
      'category.gte',
      { found: 'choice', expected: 'number' },
    ],
    [
      'a choice that is a flag',
      { category: true },
      'wrongUnit',
      'category',
      { found: 'choice', expected: 'flag' },
    ],
    [
      'a number that is a flag',
      { amount: true },
      'wrongUnit',
      'amount',
      { found: 'money', expected: 'flag' },
    ],
    [
      'a date against a number',
      { deliveredAt: { gte: 5 } },
      'wrongUnit',
      'deliveredAt.gte',
      { found: 'date', expected: 'number' },
    ],
    [
      'a date against a number of the event',
      { deliveredAt: { gte: 'amount' } },
      'wrongUnit',
      'deliveredAt.gte',
      { name: 'amount', found: 'money', expected: 'date' },
    ],
    [
      'a number against a date of the event',
      { amount: { gte: 'deliveredAt' } },
      'wrongUnit',
      'amount.gte',
      { name: 'deliveredAt', found: 'date' },
    ],
    [
      'a number against a date of the merchant',
      { amount: { gte: 'opened' } },
      'wrongUnit',
      'amount.gte',
      { name: 'opened', found: 'date' },
    ],
    [
      'a date against a number of the merchant',
      { deliveredAt: { gte: 'value' } },
      'wrongUnit',
      'deliveredAt.gte',
      { name: 'value', expected: 'date' },
    ],
    [
      'a number against a choice of the merchant',
      { amount: { gte: 'sells' } },
      'wrongUnit',
      'amount.gte',
      { name: 'sells', found: 'choice' },
    ],
    [
      'a number against a flag of the event',
      { amount: { gte: 'paid' } },
      'wrongUnit',
      'amount.gte',
      { name: 'paid', found: 'flag' },
    ],
    [
      'two choices that are not the same',
      { category: 'parcel' },
      'wrongUnit',
      'category',
      { name: 'parcel' },
    ],
    [
      'the order of two fields of a choice',
      { category: { gte: 'wanted' } },
      'wrongUnit',
      'category.gte',
      { found: 'choice', expected: 'number' },
    ],
    ['a day as the mark of a number', { amount: { gte: '2026-03-01' } }, 'unknownName', 'amount.gte', {}],
    ['an unknown mark', { amount: { gte: 'leest' } }, 'unknownName', 'amount.gte', { nearest: 'least' }],
    [
      'a ladder as a mark',
      { amount: { gte: 'level' } },
      'wrongKindOfName',
      'amount.gte',
      { found: 'ladder' },
    ],
    [
      'past decisions of a fact',
      { persist: { amount: { gte: 1 } }, times: 1, ofLast: 2 },
      'unknownKey',
      'persist',
      {
        key: 'persist',
        nearest: '',
        known: `all, any, not, atLeast, ${Object.keys(base.events.sale.fields).join(', ')}, hour, weekday`,
      },
    ],
    [
      'the worst peers of a fact',
      { worst: 1, of: 'amount', among: 'everyone', as: 'count' },
      'unknownKey',
      'worst',
      { key: 'worst' },
    ],
    ['an unknown field among all', { all: [{ amuont: { gte: 1 } }] }, 'unknownName', 'all.0.amuont', {}],
    ['an unknown field that must not hold', { not: { amuont: { gte: 1 } } }, 'unknownName', 'not.amuont', {}],
    [
      'an unknown field among so many',
      { atLeast: 1, of: [{ amuont: { gte: 1 } }] },
      'unknownName',
      'of.0.amuont',
      {},
    ],
    [
      'peers of a fact',
      { any: [{ best: 1, of: 'amount', among: 'everyone', as: 'count' }] },
      'unknownKey',
      'any.0.best',
      { key: 'best' },
    ],
  ])('%s', (_, where, code, path, params) => {
    expect(issuesOf(where)).toContainEqual([
      code,
      `metrics.sales.where.${path}`,
      expect.objectContaining(params),
    ])
  })
  test('a metric whose facts are narrowed by itself is a cycle', () => {
    expect(issuesOf({ amount: { gte: 'sales' } })).toContainEqual([
      'cycle',
      'metrics.sales',
      { names: 'sales -> sales' },
    ])
  })
})
