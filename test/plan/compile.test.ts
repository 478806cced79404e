import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const issuesOf = (over: Record<string, unknown>) =>
  compile([schema.parse(minimal(over))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])
const count = (id: string, over = {}) => ({ count: 'sale', window: 'lifetime', name: both(id), ...over })

describe('what the schema cannot see is refused with a path', () => {
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'an unknown subject',
      { segments: { big: { valeu: { gte: 1 } } }, ladders: minimalLadder({ big: true }) },
      'unknownName',
      'segments.big.valeu',
      { name: 'valeu', nearest: 'value' },
    ],
    [
      'an unknown subject of a segment that nothing uses',
      { segments: { big: { valeu: { gte: 1 } } } },
      'unknownName',
      'segments.big.valeu',
      { name: 'valeu' },
    ],
    [
      'an unknown metric of a ratio',
      { metrics: { a: count('a'), r: { ratio: 'a', to: 'aa', per: 100, else: 'unknown' } } },
      'unknownName',
      'metrics.r.to',
      { name: 'aa', nearest: 'a' },
    ],
    [
      'an unknown event',
      { metrics: { a: { count: 'sales', window: 'lifetime' } } },
      'unknownName',
      'metrics.a.count',
      { nearest: 'sale' },
    ],
    [
      'an unknown field of an event',
      { metrics: { a: { sum: 'sale.total', window: 'lifetime' } } },
      'unknownName',
      'metrics.a.sum',
      { name: 'sale.total' },
    ],
    [
      'an unknown window',
      { metrics: { a: { count: 'sale', window: 'ever' } } },
      'unknownName',
      'metrics.a.window',
      { name: 'ever' },
    ],
    [
      'a review in place of a metric',
      { segments: { big: { monthly: { gte: 1 } } }, ladders: minimalLadder({ big: true }) },
      'wrongKindOfName',
      'segments.big.monthly',
      { found: 'review' },
    ],
    [
      'an unknown review of a ladder',
      { ladders: minimalLadder({ value: { gte: 1 } }, 'yearly') },
      'unknownName',
      'ladders.0.transition.promote',
      { name: 'yearly' },
    ],
    [
      'a zone that no clock knows',
      { zone: 'Asia/Nowhere' },
      'unknownZone',
      'zone',
      { found: 'Asia/Nowhere' },
    ],
    [
      'metrics that ask for each other',
      { metrics: { a: { add: ['b'] }, b: { add: ['a'] } } },
      'cycle',
      'metrics.a',
      { names: 'a -> b -> a' },
    ],
    [
      'a segment that asks for itself',
      { segments: { s: { s: true } }, ladders: minimalLadder({ s: true }) },
      'cycle',
      'segments.s',
      { names: 's -> s' },
    ],
    [
      'a score that is too large to stay exact',
      {
        score: {
          name: both('S'),
          combine: 'sum',
          factors: [{ id: 'f', name: both('F'), metric: 'value', scale: { perUnit: 1, max: 2e9 } }],
        },
      },
      'tooLarge',
      'score',
      { what: 'score' },
    ],
    [
      'an unknown tier',
      {
        benefits: [
          { id: 'b', kind: 'price', name: both('B'), requires: { level: { gte: 'hgih' } }, cost: 1 },
        ],
      },
      'unknownName',
      'benefits.0.requires.level.gte',
      { name: 'hgih' },
    ],
    [
      'an unknown account of a reward',
      {
        tasks: [
          {
            id: 't',
            area: 'x',
            name: both('T'),
            done: { value: { gte: 1 } },
            effortMinutes: 1,
            moves: {},
            reward: { coins: 1 },
          },
        ],
      },
      'unknownName',
      'tasks.0.reward.coins',
      { name: 'coins' },
    ],
  ])('%s', (_, over, code, path, params) => {
    expect(issuesOf(over)).toContainEqual([code, path, expect.objectContaining(params)])
  })
})

function minimalLadder(enter: unknown, review = 'monthly') {
  return [
    {
      id: 'level',
      main: true,
      name: both('Level'),
      transition: { promote: review, demote: 'monthly' },
      tiers: [
        { id: 'low', name: both('Low') },
        { id: 'high', name: both('High'), enter },
      ],
    },
  ]
}

test('operands come before the nodes that read them', () => {
  const { nodes, origin } = planOf(minimal())
  expect(origin.length).toBe(nodes.length)
  nodes.forEach((node, id) => {
    for (const operand of JSON.stringify(node).match(/"(?:x|over|left|right|num|den|otherwise)":(\d+)/g) ??
      []) {
      expect(Number(operand.split(':')[1])).toBeLessThan(id)
    }
  })
})

test('equal nodes are one node, so nothing is computed twice', () => {
  const { nodes } = planOf(minimal())
  expect(new Set(nodes.map((node) => JSON.stringify(node))).size).toBe(nodes.length)
})

test('a plan is plain data that survives the wire', () => {
  const plan = planOf(minimal())
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
})

test('all versions are one plan, newest first, whatever the order they came in', () => {
  const second = { ...minimal(), version: '2', inForce: '2021-01-01' }
  const plan = planOf(second, minimal())
  expect([plan.program.version, plan.earlier?.program.version, plan.earlier?.earlier]).toEqual([
    '2',
    '1',
    null,
  ])
})

test('no program at all is an issue, not a plan', () => {
  expect(compile([])).toEqual({
    value: null,
    issues: [{ code: 'refusedPlan', path: [], params: { count: 0 } }],
  })
})

describe('versions', () => {
  const parsed = (over: Record<string, unknown>) => schema.parse(minimal(over))
  test('of which one is wrong are no plan', () => {
    const wrong = parsed({ version: '2', inForce: '2021-01-01', zone: 'Asia/Nowhere' })
    const { value, issues } = compile([parsed({}), wrong])
    expect(value).toBeNull()
    expect(issues.map(({ code }) => code)).toEqual(['unknownZone'])
  })
  test('of two programs are no plan', () => {
    const { value, issues } = compile([parsed({}), parsed({ program: 'other', inForce: '2021-01-01' })])
    expect(value).toBeNull()
    expect(issues).toEqual([
      { code: 'otherProgram', path: ['program'], params: { found: 'other', expected: 'small' } },
    ])
  })
  test('from one instant are no plan', () => {
    const { value, issues } = compile([parsed({}), parsed({ version: '2' })])
    expect(value).toBeNull()
    const params = { id: '2020-01-01T00:00:00.000Z', first: 'inForce' }
    expect(issues).toEqual([{ code: 'duplicateId', path: ['inForce'], params }])
  })
})

test('a program says what it is, with a note or without', () => {
  const program = { id: 'small', version: '1', name: both('Small'), currency: 'USD' }
  expect(planOf(minimal()).program).toStrictEqual(program)
  expect(planOf(minimal({ note: both('Fictional') })).program).toStrictEqual({
    ...program,
    note: both('Fictional'),
  })
})

test('events have names, and what undoes them', () => {
  const events = { sale: { name: both('Sale'), undoneBy: 'refund' }, refund: {} }
  const { eventNames, undoneBy } = planOf(minimal({ events })).clockwork
  expect(eventNames).toStrictEqual({ sale: both('Sale'), refund: { en: 'refund', 'zh-CN': 'refund' } })
  expect(undoneBy).toStrictEqual({ sale: 'refund' })
})

test('the values of choices are known by choice, by field and by an event’s field', () => {
  const { choices } = planOf(
    minimal({
      choices: { goods: { tea: both('Tea'), books: both('Books') } },
      events: { sale: { fields: { amount: 'money', kind: 'goods', buyer: 'id' } }, visit: {} },
      fields: { value: { type: 'number', name: both('Value') }, home: 'goods' },
    }),
  ).clockwork
  const goods = ['tea', 'books']
  expect(choices).toStrictEqual({ goods, home: goods, 'sale.kind': goods })
})

test('a review covers the window that all it decides counts, badges apart', () => {
  const metrics = {
    lately: { count: 'sale', window: 'lastMonth' },
    ever: { count: 'sale', window: 'lifetime' },
  }
  const ladder = (id: string, promote: string, demote: string, metric: string, more = {}) => ({
    id,
    name: both(id),
    transition: { promote, demote },
    tiers: [
      { id: 'low', name: both('Low') },
      { id: 'high', name: both('High'), enter: { [metric]: { gte: 1 } } },
    ],
    ...more,
  })
  const coversOf = (...ladders: unknown[]) => {
    const reviews = { monthly: { every: 'month' }, weekly: { every: 'week' } }
    const windows = { lastMonth: { past: { months: 1 } } }
    const { clockwork } = planOf(minimal({ metrics, windows, reviews, ladders }))
    return Object.fromEntries(clockwork.reviews.map(({ id, covers }) => [id, covers]))
  }
  const first = ladder('first', 'monthly', 'never', 'lately')
  expect(coversOf(first)).toEqual({ monthly: 'lastMonth', weekly: null })
  expect(coversOf(ladder('first', 'atOnce', 'monthly', 'lately'))).toEqual({
    monthly: 'lastMonth',
    weekly: null,
  })
  expect(coversOf(first, ladder('second', 'monthly', 'monthly', 'ever'))).toEqual({
    monthly: null,
    weekly: null,
  })
  expect(coversOf(first, ladder('second', 'monthly', 'monthly', 'ever', { badge: true }))).toEqual({
    monthly: 'lastMonth',
    weekly: null,
  })
  expect(coversOf(first, ladder('second', 'weekly', 'weekly', 'ever'))).toEqual({
    monthly: 'lastMonth',
    weekly: 'lifetime',
  })
})

const line = {
  line: [
    [0, 0],
    [100, 100],
  ],
}

describe('what would be computed wrongly is refused, and the rest is compiled whole', () => {
  const sanction = { id: 'stop', kind: 'sanction', name: both('Stop'), starts: { value: { gte: 1 } } }
  const product = (count: number) => ({
    score: {
      name: both('S'),
      combine: 'product',
      per: 100,
      factors: Array.from({ length: count }, (_, place) => ({
        id: `f${String.fromCharCode(97 + place)}`,
        name: both('F'),
        metric: 'value',
        scale: { perUnit: 1, max: 2 },
      })),
    },
  })
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'an unknown ladder that is frozen',
      { overrides: [{ ...sanction, freeze: ['levle'] }] },
      'unknownName',
      'overrides.0.freeze.0',
      { name: 'levle' },
    ],
    [
      'an unknown benefit that is suspended',
      { overrides: [{ ...sanction, suspend: { benefits: ['gift'] } }] },
      'unknownName',
      'overrides.0.suspend.benefits.0',
      { name: 'gift' },
    ],
    [
      'a segment that is compared with a number',
      { segments: { big: { value: { gte: 1 } } }, overrides: [{ ...sanction, starts: { big: { gte: 1 } } }] },
      'wrongType',
      'overrides.0.starts.big',
      { expected: 'boolean' },
    ],
    [
      'an account that would begin below its least balance',
      {
        accounts: [
          { id: 'coins', name: both('Coins'), earn: [], min: 5, spend: 'oldestFirst', undo: 'sameLots' },
        ],
      },
      'tooBig',
      'accounts.0.min',
      { found: 5, max: 0 },
    ],
    [
      'a sum that is too large under its cap',
      {
        score: {
          name: both('S'),
          combine: 'sum',
          max: 100,
          factors: [{ id: 'f', name: both('F'), metric: 'value', scale: { perUnit: 1, max: 2e9 } }],
        },
      },
      'tooLarge',
      'score',
      { what: 'score' },
    ],
    [
      'points of a guard that are too large',
      {
        score: {
          name: both('S'),
          combine: 'sum',
          guard: { needs: { value: { gte: 1 } }, else: { points: 2e9 } },
          factors: [{ id: 'f', name: both('F'), metric: 'value', scale: line }],
        },
      },
      'tooLarge',
      'score',
      { what: 'score' },
    ],
    [
      'weights that are too large where a factor may be left out',
      {
        score: {
          name: both('S'),
          combine: 'weightedSum',
          factors: [
            {
              id: 'f',
              name: both('F'),
              weight: 1e9,
              metric: 'value',
              scale: line,
              guard: { needs: { value: { gte: 1 } }, else: 'exempt' },
            },
          ],
        },
      },
      'tooLarge',
      'score',
      { what: 'weights' },
    ],
    [
      'a scoped badge that is named from outside',
      {
        choices: { goods: { tea: both('Tea'), books: both('Books') } },
        ladders: [
          ...(minimal()['ladders'] as unknown[]),
          {
            id: 'fan',
            badge: true,
            name: both('Fan'),
            scope: { by: 'goods', rollup: 'none' },
            transition: { promote: 'monthly', demote: 'monthly' },
            tiers: [{ id: 'yes', name: both('Yes'), enter: { value: { gte: 1 } } }],
          },
        ],
        overrides: [{ ...sanction, starts: { fan: 'yes' } }],
      },
      'needsRollup',
      'overrides.0.starts.fan',
      { name: 'fan', by: 'goods' },
    ],
  ])('%s', (_, over, code, path, params) => {
    expect(issuesOf(over)).toContainEqual([code, path, expect.objectContaining(params)])
  })
  test('two versions in force from the same day are refused', () => {
    const twice = [schema.parse(minimal()), schema.parse(minimal({ version: '2' }))]
    expect(compile(twice)).toMatchObject({
      value: null,
      issues: [{ code: 'duplicateId', path: ['inForce'] }],
    })
  })
  test('a product of many factors is compiled in no time', () => {
    const { score } = planOf(minimal(product(22)))
    expect([score!.group.min, score!.group.max]).toEqual([0, 2 ** 22 / 100])
  })
  test('a sum of metrics adds no nodes but its own', () => {
    const metrics = {
      a: { count: 'sale', window: 'lifetime' },
      r: { ratio: 'a', to: 'a', per: 100, else: 'unknown' },
    }
    const more = { ...metrics, b: { add: ['r', 'r'] } }
    const micros = (one: unknown) =>
      planOf(minimal({ metrics: one })).nodes.filter(({ op }) => op === 'micro').length
    expect(micros(more) - micros(metrics)).toBe(1)
  })
  test('facts are needed as far back as what they feed reaches', () => {
    const count = (window: string) => ({ count: 'sale', window, name: both('A') })
    const back = (metrics: unknown, windows: unknown, rest: Record<string, unknown> = {}) =>
      planOf(minimal({ metrics, windows, ...rest })).lookback
    const windows = {
      year: { past: { months: 12 } },
      thirty: { rolling: { days: 30 } },
      unused: { past: { years: 9 } },
    }
    expect(back({ a: count('thirty') }, windows)).toEqual({ days: 31 })
    expect(back({ a: count('year') }, windows)).toEqual({ days: 13 * 31 + 1 })
    expect(
      back({ a: count('thirty') }, windows, {
        reviews: { monthly: { every: 'month', cutOff: { days: 10 } } },
      }),
    ).toEqual({ days: 41 })
    expect(back({ a: count('lifetime') }, windows)).toBeNull()
    expect(back({ a: { elapsed: 'sale', in: 'days' } }, windows)).toBeNull()
    const events = {
      sale: { name: both('Sale'), fields: { amount: 'money' }, undoneBy: 'refund' },
      refund: { name: both('Refund') },
    }
    const account = {
      id: 'coins',
      name: both('Coins'),
      earn: [{ on: 'sale', points: 1 }],
      spend: 'oldestFirst',
      undo: 'sameLots',
    }
    expect(back({}, windows, { events, accounts: [account] })).toBeNull()
    expect(
      back({}, windows, {
        events,
        accounts: [{ ...account, expires: { endOf: 'month', after: { months: 6 } } }],
      }),
    ).toEqual({ days: 7 * 31 + 1 })
  })
})
