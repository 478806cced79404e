import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import type { Value } from '../../src/plan/operations.js'
import type { Plan } from '../../src/plan/plan.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'
import { leavesOf, namedNode, valueOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const issuesOf = (over: Record<string, unknown>) =>
  compile([schema.parse(minimal(over))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])
const choices = { goods: { tea: both('Tea'), books: both('Books') } }
const events = { sale: { fields: { amount: 'money', category: 'goods' } }, visit: {} }
const fields = {
  value: { type: 'number', name: both('Value') },
  sells: { type: 'goods', name: both('Sells') },
  opened: { type: 'date', name: both('Opened') },
  vip: { type: 'flag', name: both('VIP') },
}
const coins = { id: 'coins', name: both('Coins'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
const score = (factors: unknown[], over: Record<string, unknown> = {}) => ({
  name: both('S'),
  combine: 'sum',
  factors,
  ...over,
})
const factor = (metric: string, over: Record<string, unknown> = {}) => ({
  id: `f${metric}`,
  name: both('F'),
  metric,
  scale: { perUnit: 1, max: 100 },
  ...over,
})
const transition = { promote: 'monthly', demote: 'monthly' }
const main = (over: Record<string, unknown> = {}, high: Record<string, unknown> = {}) => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition,
  tiers: [
    { id: 'low', name: both('Low') },
    { id: 'high', name: both('High'), enter: { value: { gte: 70 } }, ...high },
  ],
  ...over,
})
/** The node of a condition that the upper tier of the main ladder asks. */
const asking = (enter: unknown, over: Record<string, unknown> = {}): { plan: Plan; node: number } => {
  const plan = planOf(minimal({ choices, events, fields, ladders: [main({}, { enter })], ...over }))
  return { plan, node: plan.clockwork.ladders.find(({ id }) => id === 'level')!.tiers[1]!.enter! }
}
const met = (enter: unknown, leaves: Record<string, Value>, over: Record<string, unknown> = {}): Value => {
  const { plan, node } = asking(enter, over)
  return valueOf(plan, node, leaves)
}

describe('metrics, fields and accounts are numbers alike', () => {
  const metrics = {
    sales: { count: 'sale', window: 'lifetime' },
    rate: { ratio: 'coins', to: 'value', per: 100, else: 'unknown' },
    total: { add: ['sales', 'coins'], subtract: ['value'] },
  }
  const over = { accounts: [coins], metrics }
  const leaves = { 'balance:coins': 30, 'field:value': 12, 'facts:count sale lifetime': 4 }
  test('in ratios and sums', () => {
    const plan = planOf(minimal(over))
    expect(valueOf(plan, namedNode(plan, 'rate'), leaves)).toBe(250)
    expect(valueOf(plan, namedNode(plan, 'total'), leaves)).toBe(22)
  })
  test.each([
    ['value', 12],
    ['coins', 30],
    ['sales', 4],
  ])('as a factor: %s', (metric, expected) => {
    const plan = planOf(minimal({ ...over, score: score([factor(metric)]) }))
    expect(valueOf(plan, plan.score!.value, leaves)).toBe(expected)
    expect(plan.names[plan.score!.group.factors[0]!.metric!]!.id).toBe(metric)
  })
  test.each<[unknown, Value]>([
    [{ coins: { gte: 30 } }, 1],
    [{ coins: { gt: 30 } }, 0],
    [{ coins: { gt: 'value' } }, 1],
    [{ value: { gte: 'coins' } }, 0],
    [{ value: { lt: 'sales' } }, 0],
  ])('in conditions: %o', (enter, expected) => {
    expect(met(enter, leaves, over)).toBe(expected)
  })
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'a choice that is counted',
      { score: score([factor('sells')]) },
      'wrongUnit',
      'score.factors.0.metric',
      { name: 'sells', found: 'choice', expected: 'number' },
    ],
    [
      'a choice in a sum',
      { metrics: { a: { add: ['value', 'sells'] } } },
      'wrongUnit',
      'metrics.a.add.1',
      { found: 'choice' },
    ],
    [
      'a choice that is subtracted',
      { metrics: { a: { add: ['value'], subtract: ['sells'] } } },
      'wrongUnit',
      'metrics.a.subtract.0',
      { found: 'choice' },
    ],
    [
      'a latest choice in a ratio',
      {
        metrics: {
          l: { latest: 'sale.category', window: 'lifetime' },
          a: { ratio: 'value', to: 'l', per: 1, else: 0 },
        },
      },
      'wrongUnit',
      'metrics.a.to',
      { name: 'l', found: 'choice' },
    ],
    [
      'a date in a sum',
      { metrics: { a: { add: ['value', 'opened'] } } },
      'wrongUnit',
      'metrics.a.add.1',
      { name: 'opened', found: 'date', expected: 'number' },
    ],
    [
      'a date as a factor',
      { score: score([factor('opened')]) },
      'wrongUnit',
      'score.factors.0.metric',
      { found: 'date' },
    ],
    [
      'a ladder in a ratio',
      { metrics: { a: { ratio: 'level', to: 'value', per: 1, else: 0 } } },
      'wrongKindOfName',
      'metrics.a.ratio',
      { found: 'ladder' },
    ],
    [
      'the sum of a choice',
      { metrics: { a: { sum: 'sale.category', window: 'lifetime' } } },
      'wrongUnit',
      'metrics.a.sum',
      { name: 'category', found: 'choice', expected: 'number' },
    ],
    [
      'an unknown field that is summed',
      { metrics: { a: { sum: 'sale.amuont', window: 'lifetime' } } },
      'unknownName',
      'metrics.a.sum',
      { name: 'sale.amuont', nearest: 'sale.amount' },
    ],
    [
      'a factor of nothing known',
      { score: score([factor('valeu')]) },
      'unknownName',
      'score.factors.0.metric',
      { nearest: 'value', what: 'metric, field, account' },
    ],
    [
      'a factor of the score',
      { score: score([factor('score')]) },
      'wrongKindOfName',
      'score.factors.0.metric',
      { found: 'score' },
    ],
  ])('%s is refused', (_, over, code, path, params) => {
    expect(issuesOf({ choices, events, fields, ...over })).toContainEqual([
      code,
      path,
      expect.objectContaining(params),
    ])
  })
})

describe('what a condition compares with', () => {
  const metrics = {
    latest: { latest: 'sale.category', window: 'lifetime' },
    since: { latest: 'sale.amount', window: 'lifetime' },
  }
  test.each<[string, unknown, Record<string, Value>, Value]>([
    ['a flag that is up', { vip: true }, { 'field:vip': 1 }, 1],
    ['a flag that must be down', { vip: false }, { 'field:vip': 1 }, 0],
    ['a flag as a number', { vip: { eq: 0 } }, { 'field:vip': 0 }, 1],
    ['a choice', { sells: 'books' }, { 'field:sells': 1 }, 1],
    ['the first of a choice', { sells: 'tea' }, { 'field:sells': 1 }, 0],
    ['one of a choice', { sells: { in: ['tea', 'books'] } }, { 'field:sells': 1 }, 1],
    ['a choice that a metric holds', { latest: 'books' }, { 'facts:latest sale.category lifetime': 1 }, 1],
    ['a tier', { level2: { gte: 'high' } }, { 'tier:level2': 0 }, 0],
    ['a tier or above', { level2: { gte: 'high' } }, { 'tier:level2': 1 }, 1],
    ['a day', { opened: { gte: '1970-01-02' } }, { 'field:opened': 86_400_000 }, 1],
    ['the day before', { opened: { gte: '1970-01-02' } }, { 'field:opened': 86_399_999 }, 0],
    [
      'a number by what a metric holds',
      { value: { gte: { by: 'latest', use: { tea: 1, books: 2 } } } },
      { 'facts:latest sale.category lifetime': 1, 'field:value': 1 },
      0,
    ],
    [
      'a number by nothing that is said',
      { value: { gte: { by: 'latest', use: { tea: 1 } } } },
      { 'facts:latest sale.category lifetime': 1, 'field:value': 1 },
      null,
    ],
    ['whether it is known', { value: { known: true } }, {}, 0],
    ['whether it is unknown', { value: { known: false } }, {}, 1],
  ])('%s', (_, enter, leaves, expected) => {
    const ladders = [main({}, { enter }), { ...main(), id: 'level2', main: undefined }]
    expect(met(enter, leaves, { metrics, ladders })).toBe(expected)
  })
  const asks = (enter: unknown) => ({
    choices,
    events,
    fields,
    metrics,
    ladders: [main({}, { enter }), { ...main(), id: 'level2', main: undefined }],
  })
  const at = 'ladders.0.tiers.1.enter.'
  test.each<[string, unknown, string, string, Record<string, unknown>]>([
    ['a number that is a flag', { value: true }, 'wrongUnit', 'value', { found: 'number', expected: 'flag' }],
    ['a ladder that is a flag', { level2: true }, 'wrongUnit', 'level2', { found: 'tier', expected: 'flag' }],
    [
      'a choice against a number',
      { sells: { gte: 1 } },
      'wrongUnit',
      'sells.gte',
      { found: 'choice', expected: 'number' },
    ],
    [
      'a choice against a variant',
      { sells: { gte: { by: 'level2', use: { low: 1 } } } },
      'wrongUnit',
      'sells.gte',
      { found: 'choice' },
    ],
    ['a tier against a number', { level2: { eq: 1 } }, 'wrongUnit', 'level2.eq', { found: 'tier' }],
    [
      'a date against a number',
      { opened: { gte: 1 } },
      'wrongUnit',
      'opened.gte',
      { found: 'date', expected: 'number' },
    ],
    [
      'a date against a number by name',
      { opened: { gte: 'value' } },
      'wrongUnit',
      'opened.gte',
      { name: 'value', found: 'number', expected: 'date' },
    ],
    [
      'a number against a date by name',
      { value: { gte: 'opened' } },
      'wrongUnit',
      'value.gte',
      { name: 'opened', found: 'date', expected: 'number' },
    ],
    [
      'a number against a choice by name',
      { value: { gte: 'sells' } },
      'wrongUnit',
      'value.gte',
      { name: 'sells' },
    ],
    [
      'a value that the choice lacks',
      { sells: 'bocks' },
      'unknownName',
      'sells',
      { what: 'value', nearest: 'books' },
    ],
    [
      'a value that the metric’s choice lacks',
      { latest: 'bocks' },
      'unknownName',
      'latest',
      { nearest: 'books' },
    ],
    [
      'a tier that the ladder lacks',
      { level2: 'hihg' },
      'unknownName',
      'level2',
      { what: 'tier', nearest: 'high' },
    ],
    [
      'a tier that is far from any',
      { level2: 'platinum' },
      'unknownName',
      'level2',
      { nearest: 'low, high' },
    ],
    ['an unknown mark', { value: { gte: 'opend' } }, 'unknownName', 'value.gte', { nearest: 'opened' }],
    [
      'an unknown value that is looked up',
      { value: { gte: { by: 'sells', use: { bocks: 1 } } } },
      'unknownName',
      'value.gte.use.bocks',
      { nearest: 'books', what: 'value' },
    ],
    [
      'an unknown tier that is looked up',
      { value: { gte: { by: 'level2', use: { hihg: 1 } } } },
      'unknownName',
      'value.gte.use.hihg',
      { nearest: 'high' },
    ],
    [
      'a look-up by a number',
      { value: { gte: { by: 'value', use: { low: 1 } } } },
      'wrongUnit',
      'value.gte.by',
      { found: 'number', expected: 'choice' },
    ],
    [
      'a look-up by a choice that nobody has here',
      { value: { gte: { by: 'goods', use: { tea: 1 } } } },
      'wrongKindOfName',
      'value.gte.by',
      { found: 'choice' },
    ],
    [
      'a look-up by nothing known',
      { value: { gte: { by: 'sels', use: { tea: 1 } } } },
      'unknownName',
      'value.gte.by',
      { nearest: 'sells' },
    ],
  ])('%s is refused', (_, enter, code, path, params) => {
    expect(issuesOf(asks(enter))).toContainEqual([code, `${at}${path}`, expect.objectContaining(params)])
  })
  test('whatever a reason may mention has a name', () => {
    const plan = planOf(
      minimal({
        choices,
        events,
        fields,
        metrics,
        ladders: [main({}, { enter: { value: { gte: { by: 'sells', use: { tea: 1 }, else: 2 } } } })],
      }),
    )
    const named = (id: string) => plan.names[namedNode(plan, id)]
    expect(named('sells')).toEqual({
      id: 'sells',
      kind: 'field',
      name: both('Sells'),
      unit: 'choice',
      values: [both('Tea'), both('Books')],
    })
    expect(named('latest')).toMatchObject({
      kind: 'metric',
      unit: 'choice',
      values: [both('Tea'), both('Books')],
      window: 'lifetime',
    })
    expect(named('value')).toEqual({ id: 'value', kind: 'field', name: both('Value'), unit: 'number' })
  })
})

describe('conditions over past decisions', () => {
  const condition = { value: { gte: 90 } }
  const persist = (over: Record<string, unknown> = {}) => ({
    persist: condition,
    times: 13,
    ofLast: 16,
    at: 'weekly',
    ...over,
  })
  const reviews = { monthly: { every: 'month' }, weekly: { every: 'week' }, always: { continuous: true } }
  const key = 'weekly/{"value":{"gte":90}}'
  test.each<[Value, Value]>([
    [13, 1],
    [12, 0],
    [null, null],
  ])('held %s times of 13', (times, expected) => {
    expect(met(persist(), { [`times:${key} 16`]: times }, { reviews })).toBe(expected)
  })
  test('it is watched at its review, as far back as is asked', () => {
    const { plan } = asking(persist(), { reviews })
    const [watch, ...others] = plan.clockwork.watches
    expect(others).toEqual([])
    expect(watch).toEqual({ key, condition: expect.any(Number), review: 'weekly', keeps: 16 })
    expect(valueOf(plan, watch!.condition, { 'field:value': 90 })).toBe(1)
    expect(valueOf(plan, watch!.condition, { 'field:value': 89 })).toBe(0)
  })
  test('without a review it is that at which the main ladder falls, else that at which it rises', () => {
    const at = (promote: string, demote: string) => {
      const ladder = main({ transition: { promote, demote } }, { enter: persist({ at: undefined }) })
      return planOf(minimal({ reviews, ladders: [ladder] })).clockwork.watches[0]!.review
    }
    expect(at('monthly', 'weekly')).toBe('weekly')
    expect(at('monthly', 'never')).toBe('monthly')
    expect(at('weekly', 'atOnce')).toBe('weekly')
  })
  test('the main ladder decides it, wherever it stands', () => {
    const side = main(
      { main: undefined, id: 'side', transition: { promote: 'weekly', demote: 'weekly' } },
      { enter: persist({ at: undefined }) },
    )
    const { watches } = planOf(minimal({ reviews, ladders: [side, main()] })).clockwork
    expect(watches.map(({ review }) => review)).toEqual(['monthly'])
  })
  test('where no ladder is said to be main, the first one is', () => {
    const side = main({ main: undefined, id: 'side', transition: { promote: 'weekly', demote: 'weekly' } })
    const other = main({ main: undefined }, { enter: persist({ at: undefined }) })
    expect(planOf(minimal({ reviews, ladders: [side, other] })).clockwork.watches[0]!.review).toBe('weekly')
  })
  const metrics = {
    held: { held: condition, at: 'weekly', ofLast: 4 },
    longer: { held: condition, at: 'weekly', ofLast: 20 },
    monthlyHeld: { held: condition, at: 'monthly', ofLast: 4 },
    streak: { streak: condition, at: 'weekly' },
    other: { streak: { value: { gte: 91 } }, at: 'weekly' },
  }
  test('one condition at one review is watched once, as far back as any asks', () => {
    const { watches } = planOf(minimal({ reviews, metrics })).clockwork
    expect(watches.map(({ key, review, keeps }) => [key, review, keeps])).toEqual([
      [key, 'weekly', 20],
      ['monthly/{"value":{"gte":90}}', 'monthly', 4],
      ['weekly/{"value":{"gte":91}}', 'weekly', 1],
    ])
  })
  test('it is remembered by what it asks, in whatever order its keys stand and wherever it is asked', () => {
    const keys = (asked: Record<string, unknown>) =>
      asking(
        { all: [{ value: { gte: 1 } }, persist({ persist: asked })] },
        { reviews },
      ).plan.clockwork.watches.map((watch) => watch.key)
    const [one, ...others] = keys({ all: [{ value: { gte: 1, lt: 2 } }, { value: { known: true } }] })
    expect(others).toEqual([])
    expect(keys({ all: [{ value: { lt: 2, gte: 1 } }, { value: { known: true } }] })).toEqual([one])
    expect(keys({ all: [{ value: { lt: 3, gte: 1 } }, { value: { known: true } }] })).not.toEqual([one])
  })
  test('metrics count and run', () => {
    const plan = planOf(minimal({ reviews, metrics }))
    const leaves = {
      [`times:${key} 4`]: 3,
      [`times:${key} 20`]: 11,
      [`streak:${key}`]: 2,
      'streak:weekly/{"value":{"gte":91}}': 0,
    }
    const value = (id: string) => valueOf(plan, namedNode(plan, id), leaves)
    expect(['held', 'longer', 'streak', 'other'].map(value)).toEqual([3, 11, 2, 0])
    expect(plan.names[namedNode(plan, 'streak')]!.unit).toBe('integer')
  })
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'no review to ask at',
      {
        ladders: [
          main({ transition: { promote: 'atOnce', demote: 'never' } }, { enter: persist({ at: undefined }) }),
        ],
      },
      'missingKey',
      'ladders.0.tiers.1.enter',
      { key: 'at' },
    ],
    [
      'an unknown review',
      { ladders: [main({}, { enter: persist({ at: 'weakly' }) })] },
      'unknownName',
      'ladders.0.tiers.1.enter.at',
      { nearest: 'weekly' },
    ],
    [
      'a review without days',
      { ladders: [main({}, { enter: persist({ at: 'always' }) })] },
      'needsDates',
      'ladders.0.tiers.1.enter.at',
      { name: 'always' },
    ],
    [
      'a streak at an unknown review',
      { metrics: { a: { streak: condition, at: 'weakly' } } },
      'unknownName',
      'metrics.a.at',
      { nearest: 'weekly' },
    ],
    [
      'a streak of itself',
      { metrics: { a: { streak: { a: { gte: 1 } }, at: 'weekly' } } },
      'cycle',
      'metrics.a',
      { names: 'a -> a' },
    ],
    [
      'an unknown name in what is remembered',
      { metrics: { a: { held: { valeu: { gte: 1 } }, at: 'weekly', ofLast: 2 } } },
      'unknownName',
      'metrics.a.held.valeu',
      { nearest: 'value' },
    ],
  ])('%s is refused', (_, over, code, path, params) => {
    expect(issuesOf({ reviews, ...over })).toContainEqual([code, path, expect.objectContaining(params)])
  })
  test('what is remembered changes at reviews only, and peers too: no fact wakes a ladder for them', () => {
    const cohorts = { everyone: {} }
    const wakes = (enter: unknown) => {
      const plan = planOf(
        minimal({ reviews, cohorts, choices, events, fields, ladders: [main({}, { enter })] }),
      )
      return plan.clockwork.ladders[0]!.wakes
    }
    expect(wakes(persist())).toEqual([])
    expect(wakes({ best: 5, of: 'value', among: 'everyone', as: 'percent' })).toEqual([])
  })
})

describe('a ladder for every value of a choice', () => {
  const metrics = {
    sales: { count: 'sale', window: 'lifetime' },
    visits: { count: 'visit', window: 'lifetime' },
    whole: { count: 'sale', window: 'lifetime', whole: true },
    rate: { ratio: 'sales', to: 'visits', per: 100, else: 'unknown' },
    plain: { ratio: 'visits', to: 'visits', per: 1, else: 'unknown' },
    steps: { held: { sales: { gte: 1 } }, at: 'monthly', ofLast: 3 },
    place: { rank: 'sales', among: 'sellers' },
    visitPlace: { rank: 'visits', among: 'everyone' },
  }
  const cohorts = { everyone: {}, sellers: { members: { sales: { gte: 1 } } } }
  const scoped = (rollup: string, tiers: unknown[], over: Record<string, unknown> = {}) => ({
    id: 'fan',
    name: both('Fan'),
    scope: { by: 'goods', rollup, ...over },
    transition,
    tiers,
  })
  const tier = (id: string, enter?: unknown, keep?: unknown) => ({
    id,
    name: both(id),
    ...(enter ? { enter } : {}),
    ...(keep ? { keep } : {}),
  })
  const build = (ladder: unknown, over: Record<string, unknown> = {}) =>
    planOf(minimal({ choices, events, fields, metrics, cohorts, ladders: [main(), ladder], ...over }))
  const fans = (plan: Plan) => plan.clockwork.ladders.filter(({ id }) => id === 'fan')
  const sales = (plan: Plan, tea: Value, books: Value) => {
    // The two counts differ only by their filter.
    const given: Record<string, Value> = { 'metric:sales@tea': tea, 'metric:sales@books': books }
    return (id: number, more: Record<string, Value> = {}) => valueOf(plan, id, { ...given, ...more })
  }

  test('without a rollup there is one standing a value, of what lies in it', () => {
    const plan = build(scoped('none', [tier('a', { sales: { gte: 5 } })]))
    expect(fans(plan).map(({ key, scope }) => [key, scope])).toEqual([
      ['fan@tea', { choice: 'goods', value: 'tea', name: both('Tea') }],
      ['fan@books', { choice: 'goods', value: 'books', name: both('Books') }],
    ])
    const read = sales(plan, 5, 4)
    expect(fans(plan).map(({ tiers }) => read(tiers[0]!.enter!))).toEqual([1, 0])
  })
  test('only what lies in the scope is counted, and what knows no scope is counted whole', () => {
    const enter = {
      sales: { gte: 1 },
      visits: { gte: 1 },
      whole: { gte: 1 },
      rate: { gte: 1 },
      plain: { gte: 1 },
    }
    const plan = build(scoped('none', [tier('a', enter)]))
    const given = leavesOf(plan).filter((name) => name.startsWith('metric:') && name.includes('@'))
    expect(given).toEqual(['metric:sales@tea', 'metric:rate@tea', 'metric:sales@books', 'metric:rate@books'])
    const filters = plan.nodes.flatMap((node) =>
      node.op === 'leaf' && node.leaf.from === 'facts' ? [node.leaf.where] : [],
    )
    expect(filters).toEqual(
      expect.arrayContaining([
        undefined,
        { field: 'category', is: 'eq', value: 'tea' },
        { field: 'category', is: 'eq', value: 'books' },
      ]),
    )
  })
  test('a filter of the metric’s own holds beside the scope', () => {
    const metrics = { sales: { count: 'sale', window: 'lifetime', where: { amount: { gte: 5 } } } }
    const plan = build(scoped('none', [tier('a', { sales: { gte: 1 } })]), { metrics, cohorts: {} })
    const filters = plan.nodes.flatMap((node) =>
      node.op === 'leaf' && node.leaf.from === 'facts' ? [node.leaf.where] : [],
    )
    expect(filters).toContainEqual({
      atLeast: 2,
      of: [
        { field: 'amount', is: 'gte', value: 5 },
        { field: 'category', is: 'eq', value: 'tea' },
      ],
    })
  })
  test('a value is chosen by the value of the scope', () => {
    const enter = { sales: { gte: { by: 'goods', use: { tea: 1, books: 9 } } } }
    const plan = build(scoped('none', [tier('a', enter)]))
    const read = sales(plan, 5, 5)
    expect(fans(plan).map(({ tiers }) => read(tiers[0]!.enter!))).toEqual([1, 0])
  })
  test('what nothing in the scope narrows is remembered once, and is one metric', () => {
    const plan = build(scoped('none', [tier('a', { visited: { gte: 2 } })]), {
      metrics: { ...metrics, visited: { streak: { visits: { gte: 1 } }, at: 'monthly' } },
    })
    const keys = plan.clockwork.watches.map(({ key }) => key)
    expect(keys.filter((key) => key.includes('visits'))).toEqual(['monthly/{"visits":{"gte":1}}'])
    expect(Object.values(plan.names).filter(({ id }) => id === 'visited')).toHaveLength(1)
  })
  test('what a ladder of a scope remembers may name the ladder’s like, which has one standing there', () => {
    const other = { ...scoped('none', [tier('a'), tier('b', { sales: { gte: 1 } })]), id: 'other' }
    const rule = { persist: { other: { gte: 'b' } }, times: 1, ofLast: 2, at: 'monthly' }
    const plan = planOf(
      minimal({
        choices,
        events,
        fields,
        metrics,
        ladders: [main(), other, scoped('none', [tier('a'), tier('b', rule)])],
        cohorts,
      }),
    )
    const keys = plan.clockwork.watches.map(({ key }) => key).filter((key) => key.includes('other'))
    expect(keys).toEqual(['monthly/{"other":{"gte":"b"}}@tea', 'monthly/{"other":{"gte":"b"}}@books'])
  })
  test('what is remembered and what is ranked is that of the scope', () => {
    const plan = build(
      scoped('none', [tier('a', { steps: { gte: 1 }, place: { lte: 1 }, visitPlace: { lte: 1 } })]),
    )
    const asked = 'monthly/{"sales":{"gte":1}}'
    expect(plan.clockwork.watches.map(({ key }) => key)).toEqual([`${asked}@tea`, asked, `${asked}@books`])
    const ranks = leavesOf(plan).filter((name) => name.startsWith('rank:'))
    expect(ranks.sort()).toEqual([
      'rank:everyone:visits:high',
      'rank:sellers:sales:high',
      'rank:sellers@books:sales@books:high',
      'rank:sellers@tea:sales@tea:high',
    ])
    expect(Object.keys(plan.cohorts).sort()).toEqual(['everyone', 'sellers', 'sellers@books', 'sellers@tea'])
    expect(plan.cohorts['sellers@tea']!.id).toBe('sellers@tea')
  })
  test('the score inside a scope is that of the scope', () => {
    const plan = build(scoped('none', [tier('a', { score: { gte: 10 } })]), {
      score: score([factor('sales'), factor('visits')]),
    })
    const read = sales(plan, 9, 8)
    const visits = { 'facts:count visit lifetime': 1, 'metric:sales': 100 }
    expect(fans(plan).map(({ tiers }) => read(tiers[0]!.enter!, visits))).toEqual([1, 0])
    expect(fans(plan).map(({ tiers }) => tiers[0]!.scoreFrom)).toEqual([null, null])
  })
  test('a ladder that asks for no score makes none for its scope', () => {
    const plan = build(scoped('none', [tier('a', { visits: { gte: 10 } })]), {
      score: score([factor('sales')]),
    })
    expect(leavesOf(plan).filter((name) => name.startsWith('metric:sales'))).toEqual(['metric:sales'])
  })
  test('a score that knows no scope is one for all', () => {
    const plan = build(scoped('none', [tier('a', { score: { gte: 10 } })]), {
      score: score([factor('visits')]),
    })
    const [tea, books] = fans(plan)
    expect(tea!.tiers[0]!.enter).toBe(books!.tiers[0]!.enter)
    expect(tea!.tiers[0]!.scoreFrom).toBe(10)
  })

  const tiers = [
    tier('a', { sales: { gte: 1 } }, { sales: { gte: 0 } }),
    tier('b', { sales: { gte: 10 } }, { sales: { gte: 5 } }),
  ]
  /** The tier earned from none, by the sales of both values. */
  const earned = (rollup: string, tea: Value, books: Value, held = -1, rules: unknown[] = tiers) => {
    const plan = build(scoped(rollup, rules))
    const all = fans(plan)
    expect(all.map(({ key, scope }) => [key, scope])).toEqual([['fan', null]])
    return sales(plan, tea, books)(all[0]!.earned, { 'computed:fan': held })
  }
  test.each<[string, Value, Value, number, Value]>([
    ['max', 10, 0, -1, 1],
    ['max', 9, 1, -1, 0],
    ['max', 0, 0, -1, -1],
    ['any', 0, 10, -1, 1],
    ['min', 10, 9, -1, 0],
    ['min', 10, 10, -1, 1],
    ['min', 10, 0, -1, -1],
    ['max', 5, 0, 1, 1], // kept
    ['max', 4, 0, 1, 0],
    ['min', 5, 5, 1, 1],
    ['min', 5, 4, 1, 0],
    ['max', null, 10, -1, 1],
    ['min', null, 10, -1, -1],
  ])('rolled up by %s, %s and %s from %d is %s', (rollup, tea, books, held, expected) => {
    expect(earned(rollup, tea, books, held)).toBe(expected)
  })
  test('the least of the tiers is found where a higher tier does not ask the lower one’s rule', () => {
    const rules = [tier('a', { sales: { eq: 1 } }), tier('b', { sales: { gte: 10 } })]
    expect(earned('min', 1, 10, -1, rules)).toBe(0)
    expect(earned('max', 1, 10, -1, rules)).toBe(1)
  })
  test.each<[Value, Value, number, Value]>([
    [5, 2, 1, 0], // the second one’s fall ends on the first tier; what the other keeps is more than that
    [5, 2, 0, -1], // who holds the first tier keeps nothing of the second
    [5, 1, -1, -1],
    [10, 2, 0, 0],
    [2, 2, 0, 0],
    [2, 2, -1, -1],
    [4, 1, 1, -1],
    [10, 1, -1, 0],
  ])('the least of %s and %s is found where tiers ask apart, from %d: %s', (tea, books, held, expected) => {
    const rules = [
      tier('a', { sales: { eq: 1 } }, { sales: { lte: 2 } }),
      tier('b', { sales: { gte: 10 } }, { sales: { gte: 5 } }),
    ]
    expect(earned('min', tea, books, held, rules)).toBe(expected)
  })
  test('marks on the score are drawn where every value reads the one score', () => {
    const marksOf = (ladder: unknown, factors: string[]) =>
      fans(build(ladder, { score: score(factors.map((one) => factor(one))) })).map((one) =>
        one.tiers.map(({ scoreFrom }) => scoreFrom),
      )
    const rules = [tier('a'), tier('b', { score: { gte: 10 } })]
    expect(marksOf(scoped('max', rules), ['visits'])).toEqual([[null, 10]])
    expect(marksOf(scoped('max', rules), ['sales'])).toEqual([[null, null]])
    expect(marksOf(scoped('max', rules, { of: 'score' }), ['visits'])).toEqual([[null, null]])
    expect(marksOf(scoped('none', rules), ['visits'])).toEqual([
      [null, 10],
      [null, 10],
    ])
    expect(marksOf(scoped('none', rules), ['sales'])).toEqual([
      [null, null],
      [null, null],
    ])
  })
  test('a scope of a program without choices is refused', () => {
    expect(issuesOf({ ladders: [main(), scoped('max', [tier('a')])] })).toContainEqual([
      'unknownName',
      'ladders.1.scope.by',
      expect.objectContaining({ name: 'goods' }),
    ])
  })
  test('a tier that everybody may enter stays open, whichever way it is rolled up', () => {
    const rules = [tier('a'), tier('b', { sales: { gte: 10 } })]
    for (const rollup of ['min', 'max'])
      expect(fans(build(scoped(rollup, rules)))[0]!.tiers[0]).toMatchObject({ enter: null, keep: null })
    expect(earned('min', 0, 0, -1, rules)).toBe(0)
    expect(earned('max', 0, 0, -1, rules)).toBe(0)
    expect(earned('min', 10, 10, -1, rules)).toBe(1)
  })
  test('a rolled up ladder can be named from anywhere', () => {
    const plan = build(scoped('max', tiers), {
      ladders: [main({}, { enter: { fan: { gte: 'b' } } }), scoped('max', tiers)],
    })
    expect(plan.clockwork.ladders.map(({ key }) => key)).toEqual(['fan', 'level'])
    expect(leavesOf(plan)).toContain('tier:fan')
  })

  const together = (rollup: string, tea: Value, books: Value) => {
    const rules = [tier('a', { score: { gte: 5 }, visits: { gte: 1 } })]
    const plan = build(scoped(rollup, rules, { of: 'score' }), { score: score([factor('sales')]) })
    const read = sales(plan, tea, books)
    const { left } = plan.nodes.find(
      (node, id) =>
        node.op === 'compare' && node.is === 'gte' && plan.names[node.left]?.kind === 'score' && id > 0,
    ) as { left: number }
    expect(plan.names[left]).toEqual({ id: 'score', kind: 'score', name: both('S'), unit: 'score' })
    expect(fans(plan)[0]!.tiers[0]!.scoreFrom).toBeNull()
    return [read(left), read(fans(plan)[0]!.tiers[0]!.enter!, { 'facts:count visit lifetime': 1 })]
  }
  test.each<[string, Value, Value, Value, Value]>([
    ['max', 5, 4, 5, 1],
    ['any', 3, 4, 4, 0],
    ['min', 5, 4, 4, 0],
    ['min', 5, 6, 5, 1],
    ['max', null, 4, 4, 0],
    ['min', null, 6, 6, 1],
    ['min', null, null, null, null],
    ['max', null, null, null, null],
  ])('scores rolled up by %s: %s and %s', (rollup, tea, books, value, isMet) => {
    const known = together(rollup, tea, books)
    // Counts of nothing are unknown here, for no facts are given.
    expect(known).toEqual([value, isMet])
  })
  test('scores that are rolled up are ranked under a key of their own', () => {
    const rules = [tier('a', { best: 5, of: 'score', among: 'everyone', as: 'count' })]
    const plan = build(scoped('max', rules, { of: 'score' }), { score: score([factor('sales')]) })
    expect(leavesOf(plan)).toContain('rank:everyone:score@goods:high')
  })
  test('a score that nothing in the scope narrows is ranked as the score it is', () => {
    const rules = [tier('a', { best: 5, of: 'score', among: 'everyone', as: 'count' })]
    const plan = build(scoped('max', rules, { of: 'score' }), { score: score([factor('visits')]) })
    expect(leavesOf(plan)).toContain('rank:everyone:score:high')
  })
  test('segments and chosen numbers read the rolled up score as well', () => {
    const segments = { good: { score: { gte: 5 } } }
    const mark = { cases: [{ when: { good: true }, use: 1 }], else: 1000 }
    const plan = build(scoped('max', [tier('a', { good: true, visits: { gte: mark } })], { of: 'score' }), {
      segments,
      score: score([factor('sales')]),
    })
    const read = sales(plan, 5, 0)
    const leaves = { 'facts:count visit lifetime': 1, 'metric:sales': 0 }
    expect(read(fans(plan)[0]!.tiers[0]!.enter!, leaves)).toBe(1)
  })
  test('what is no scope is refused', () => {
    const over = { choices, events, fields, metrics, cohorts }
    const by = (by: string) =>
      issuesOf({ ...over, ladders: [main(), { ...scoped('max', tiers), scope: { by, rollup: 'max' } }] })
    expect(by('good')).toContainEqual([
      'unknownName',
      'ladders.1.scope.by',
      expect.objectContaining({ nearest: 'goods' }),
    ])
    expect(by('sells')).toContainEqual([
      'wrongKindOfName',
      'ladders.1.scope.by',
      expect.objectContaining({ found: 'field' }),
    ])
    const ladders = [main(), scoped('max', tiers, { of: 'score' })]
    expect(issuesOf({ ...over, ladders })).toContainEqual([
      'unknownName',
      'ladders.1.scope.of',
      expect.objectContaining({ name: 'score' }),
    ])
  })
  test('one that is not rolled up has no standing outside its scope', () => {
    const none = scoped('none', tiers)
    const over = (more: Record<string, unknown>) =>
      issuesOf({ choices, events, fields, metrics, cohorts, ladders: [main(), none], ...more })
    const refused = (path: string) => ['needsRollup', path, { name: 'fan', by: 'goods' }]
    const inside = { ...none, id: 'inner', tiers: [tier('x', { fan: { gte: 'a' } })] }
    expect(over({ ladders: [main(), none, inside] })).toEqual([])
    expect(over({ ladders: [main({}, { enter: { fan: 'a' } }), none] })).toEqual([
      refused('ladders.0.tiers.1.enter.fan'),
    ])
    expect(over({ cohorts: { everyone: { by: 'fan' }, sellers: {} } })).toEqual([
      refused('cohorts.everyone.by'),
    ])
    const lookup = { value: { gte: { by: 'fan', use: { a: 1 } } } }
    expect(over({ ladders: [main({}, { enter: lookup }), none] })).toEqual([
      refused('ladders.0.tiers.1.enter.value.gte.by'),
    ])
  })
})

describe('what depends on itself is refused by name', () => {
  const side = (enter: unknown, over: Record<string, unknown> = {}) => ({
    ...main({ main: undefined, id: 'side' }, { enter }),
    ...over,
  })
  test.each<[string, Record<string, unknown>, string, string]>([
    [
      'a ladder that asks for its own tier',
      { ladders: [main({}, { enter: { level: 'low' } })] },
      'ladders.0',
      'level -> level',
    ],
    [
      'a ladder that keeps by its own tier',
      { ladders: [main({ keep: { level: 'low' } })] },
      'ladders.0',
      'level -> level',
    ],
    [
      'ladders that ask for each other',
      { ladders: [main({}, { enter: { side: 'low' } }), side({ level: 'low' })] },
      'ladders.0',
      'level -> side -> level',
    ],
    [
      'three ladders in a circle',
      {
        ladders: [
          side({ value: { gte: 1 } }, { id: 'free' }),
          main({}, { enter: { side: 'low' } }),
          side({ third: 'low' }),
          side({ level: 'low' }, { id: 'third' }),
        ],
      },
      'ladders.1',
      'level -> side -> third -> level',
    ],
    [
      'ladders in a circle that another one asks for',
      {
        ladders: [
          main({}, { enter: { side: 'low' } }),
          side({ third: 'low' }),
          side({ side: 'low' }, { id: 'third' }),
        ],
      },
      'ladders.1',
      'side -> third -> side',
    ],
    [
      'a ladder whose score weighs by its tier',
      {
        score: score([factor('value', { weight: { by: 'level', use: { low: 1, high: 2 } } })], {
          combine: 'weightedSum',
        }),
        ladders: [main({}, { enter: { score: { gte: 5 } } })],
      },
      'ladders.0',
      'level -> level',
    ],
    [
      'a ladder that remembers its own tier',
      { ladders: [main({}, { enter: { persist: { level: 'low' }, times: 1, ofLast: 2 } })] },
      'ladders.0',
      'level -> level',
    ],
    [
      'a ladder that remembers having remembered its own tier',
      {
        metrics: { a: { streak: { level: 'low' }, at: 'monthly' } },
        ladders: [main({}, { enter: { persist: { a: { gte: 1 } }, times: 1, ofLast: 2 } })],
      },
      'ladders.0',
      'level -> level',
    ],
    [
      'a score that counts itself',
      {
        metrics: { a: { held: { score: { gte: 1 } }, at: 'monthly', ofLast: 2 } },
        score: score([factor('a')]),
      },
      'score',
      'score -> a -> score',
    ],
    [
      'segments that ask for each other',
      { segments: { s: { t: true }, t: { any: [{ s: true }, { value: { gte: 1 } }] } } },
      'segments.s',
      's -> t -> s',
    ],
  ])('%s', (_, over, path, names) => {
    expect(issuesOf(over)).toEqual([['cycle', path, { names }]])
  })
  test('a ladder inside a scope is told by its value', () => {
    const scoped = { ...side({ side: 'low' }), scope: { by: 'goods', rollup: 'none' } }
    expect(issuesOf({ choices, events, fields, ladders: [main(), scoped] })).toEqual([
      ['cycle', 'ladders.1', { names: 'side@tea -> side@tea' }],
    ])
  })
  test('what asks for the standing before is no circle', () => {
    const accounts = [
      { ...coins, earn: [{ on: 'sale', when: { coins: { lt: 5 }, level: 'low' }, points: 1, after: true }] },
    ]
    const overrides = [{ id: 'o', kind: 'grant', name: both('O'), starts: { level: 'high' } }]
    const ladders = [
      main(
        { transition: { ...transition, takes: { coins: 1 }, carry: ['coins'] } },
        { enter: { coins: { gte: 5 }, o: false } },
      ),
    ]
    expect(issuesOf({ accounts, overrides, ladders })).toEqual([])
  })
  test('ladders are decided after those that they name', () => {
    const ladders = [
      main({}, { enter: { side: 'low' } }),
      side({ third: 'low' }),
      side({ value: { gte: 1 } }, { id: 'third' }),
      side({ value: { gte: 1 } }, { id: 'last' }),
    ]
    const { clockwork } = planOf(minimal({ ladders }))
    expect(clockwork.ladders.map(({ key }) => key)).toEqual(['third', 'side', 'level', 'last'])
  })
  test('and after those that they remember, whatever else they do', () => {
    const remembered = (persist: unknown) => ({ persist, times: 1, ofLast: 2 })
    const ladders = [
      main({}, { enter: { all: [remembered({ value: { gte: 1 } }), remembered({ side: 'low' })] } }),
      side({ value: { gte: 1 } }),
    ]
    expect(planOf(minimal({ ladders })).clockwork.ladders.map(({ key }) => key)).toEqual(['side', 'level'])
  })
})

describe('plans stay exact', () => {
  const big = (over: Record<string, unknown>) =>
    score([factor('value', { scale: { perUnit: 1, max: 2 }, ...over })], { max: 10 })
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a factor that is too large',
      {
        score: score([
          factor('value', { scale: { perUnit: 1, max: 1e9 } }),
          factor('coins', { scale: { perUnit: 1, max: -1e9 } }),
        ]),
        accounts: [coins],
      },
      'score.factors.0',
    ],
    [
      'points of a factor’s guard that are too large',
      { score: big({ guard: { needs: { value: { gte: 1 } }, else: { points: 1e9 } } }) },
      'score.factors.0',
    ],
    [
      'a benchmark that is too large',
      {
        cohorts: { everyone: {} },
        score: big({ scale: { benchmark: 1e9, percentile: 50, among: 'everyone' } }),
      },
      'score.factors.0',
    ],
    [
      'a quantile that is too large',
      {
        cohorts: { everyone: {} },
        score: big({
          scale: {
            quantile: [
              [50, 1],
              [100, -1e9],
            ],
            among: 'everyone',
          },
        }),
      },
      'score.factors.0',
    ],
  ])('%s is refused', (_, over, path) => {
    expect(issuesOf(over)).toContainEqual([
      'tooLarge',
      path,
      expect.objectContaining({ what: 'score', found: 1e9, limit: 1e9 }),
    ])
  })
  test('just under the limit is taken', () => {
    expect(
      issuesOf({ score: score([factor('value', { scale: { perUnit: 1, max: 999_999_999 } })]) }),
    ).toEqual([])
  })
  test('a group without any weight has no value, and a range without NaN', () => {
    const plan = planOf(
      minimal({ score: score([factor('value', { weight: 0 })], { combine: 'weightedSum' }) }),
    )
    expect([plan.score!.group.min, plan.score!.group.max]).toEqual([0, 0])
    expect(valueOf(plan, plan.score!.value, { 'field:value': 5 })).toBeNull()
  })
  test.each([
    [{ min: 0, max: 50 }, [0, 50]],
    [{ max: -5 }, [-5, -5]],
    [{ min: 500 }, [500, 500]],
    [{ max: 50 }, [0, 50]],
    [{ min: -20 }, [-20, 100]],
    [{}, [0, 100]],
  ])('bounds %o make the range %o', (bounds, range) => {
    const plan = planOf(minimal({ score: score([factor('value')], bounds) }))
    expect([plan.score!.group.min, plan.score!.group.max]).toEqual(range)
  })
  test('bounds are on the grid of scores', () => {
    const plan = planOf(minimal({ score: score([factor('value')], { max: 50.0000004, min: 0.0000006 }) }))
    expect(valueOf(plan, plan.score!.value, { 'field:value': 90 })).toBe(50)
    expect(valueOf(plan, plan.score!.value, { 'field:value': 0 })).toBe(0.000001)
  })
})

describe('a ladder', () => {
  const ladderOf = (over: Record<string, unknown> = {}, high: Record<string, unknown> = {}, more = {}) =>
    planOf(minimal({ events, fields, choices, ladders: [main(over, high)], ...more })).clockwork.ladders[0]!
  test('says what it is, with notes or without', () => {
    const { tiers, held: _held, earned: _earned, rise: _rise, fall: _fall, ...rest } = ladderOf()
    expect(rest).toStrictEqual({
      key: 'level',
      id: 'level',
      name: both('Level'),
      main: true,
      badge: false,
      scope: null,
      promote: { review: 'monthly' },
      demote: { review: 'monthly' },
      hold: null,
      grace: null,
      climb: false,
      takes: [],
      carry: [],
      reset: [],
      wakes: [],
    })
    expect(tiers[0]).toStrictEqual({ id: 'low', name: both('Low'), enter: null, keep: null, scoreFrom: null })
    const noted = ladderOf({ badge: true, main: undefined, note: both('Of old') }, { note: both('From 70') })
    expect(noted).toMatchObject({ badge: true, main: false, note: both('Of old') })
    expect(noted.tiers[1]!.note).toEqual(both('From 70'))
  })
  test('is woken by the events that its tiers count', () => {
    const metrics = { sales: { count: 'sale', window: 'lifetime' } }
    expect(ladderOf({}, { enter: { sales: { gte: 1 } } }, { metrics }).wakes).toEqual(['sale'])
  })
  test('is woken by what takes those events back, and by those since which it counts time', () => {
    const metrics = {
      visits: { count: 'visit', window: 'lifetime' },
      sales: { count: 'sale', window: 'lifetime' },
      since: { elapsed: 'alarm', in: 'days' },
      age: { elapsed: 'joinedAt', in: 'days' },
      open: { elapsed: 'opened', in: 'days' },
    }
    const taken = { ...events, sale: { ...events.sale, undoneBy: 'back' }, back: {}, alarm: {} }
    const enter = Object.fromEntries(Object.keys(metrics).map((id) => [id, { gte: 1 }]))
    expect(ladderOf({}, { enter }, { metrics, events: taken, fields }).wakes).toEqual(['alarm', 'back', 'sale', 'visit'])
  }) // prettier-ignore
  test('whose own rule no tier uses is told what is wrong in it', () => {
    const high = { enter: { value: { gte: 70 } }, keep: { value: { gte: 60 } } }
    expect(
      issuesOf({ fields, choices, events, ladders: [main({ keep: { valeu: { gte: 1 } } }, high)] }),
    ).toEqual([['unknownName', 'ladders.0.keep.valeu', expect.objectContaining({ nearest: 'value' })]])
  })
  test.each<[unknown, number | null]>([
    [{ score: { gte: 10 } }, 10],
    [{ score: { gt: 10 } }, 10],
    [{ score: { lte: 10 } }, null],
    [{ value: { gte: 10 } }, null],
    [{ score: { gte: { by: 'sells', use: { tea: 5 }, else: 6 } } }, null],
    [{ score: { gte: 'value' } }, null],
    [{ all: [{ value: { gte: 3 } }, { score: { gte: 10 } }] }, 10],
    [{ all: [{ value: { gte: 3 } }, { value: { gte: 10 } }] }, null],
    [{ any: [{ score: { gte: 10 } }, { value: { gte: 3 } }] }, null],
  ])('draws a mark on the score for %j: %s', (enter, mark) => {
    const more = { score: score([factor('value')]) }
    expect(ladderOf({}, { enter }, more).tiers[1]!.scoreFrom).toBe(mark)
  })
  test('carries an account by the marks of its tiers, and is told once what is wrong in one', () => {
    const ladders = (use: unknown) => [
      main({ transition: { ...transition, carry: ['coins'] } }, { enter: { coins: { gte: use } } }),
    ]
    const plan = planOf(minimal({ events, fields, choices, accounts: [coins], ladders: ladders(70) }))
    const [{ marks, account }] = plan.clockwork.ladders[0]!.carry as [
      { account: string; marks: (number | null)[] },
    ]
    expect([account, marks[0], plan.nodes[marks[1]!]]).toEqual(['coins', null, { op: 'value', value: 70 }])
    const wrong = ladders({ by: 'nobody', use: { one: 1 }, else: 2 })
    expect(issuesOf({ events, fields, choices, accounts: [coins], ladders: wrong })).toEqual([
      ['unknownName', 'ladders.0.tiers.1.enter.coins.gte.by', expect.anything()],
    ])
  })
})

describe('a segment', () => {
  const segments = { big: { value: { gte: 5 } } }
  test('holds or does not', () => {
    const { value } = { value: { 'field:value': 5 } }
    expect(met({ big: true }, value, { segments })).toBe(1)
    expect(met({ big: false }, value, { segments })).toBe(0)
    expect(met({ big: false }, { 'field:value': 4 }, { segments })).toBe(1)
  })
  test.each([
    ['yes', 'string'],
    [{ gte: 1 }, 'object'],
  ])('is true or false, and not %j', (test, found) => {
    expect(
      issuesOf({ fields, choices, events, segments, ladders: [main({}, { enter: { big: test } })] }),
    ).toEqual([['wrongType', 'ladders.0.tiers.1.enter.big', { found, expected: 'boolean' }]])
  })
  test('that leads to a circle is told by where the circle begins', () => {
    const circle = { first: { second: true }, second: { third: true }, third: { second: true } }
    expect(issuesOf({ segments: circle })).toEqual([
      ['cycle', 'segments.second', { names: 'second -> third -> second' }],
    ])
  })
})
