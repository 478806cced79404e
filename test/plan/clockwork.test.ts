import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
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
const fields = {
  value: { type: 'number', name: both('Value') },
  opened: { type: 'date', name: both('Opened') },
}
const choices = { goods: { tea: both('Tea'), books: both('Books') } }
const fan = {
  id: 'fan',
  badge: true,
  name: both('Fan'),
  scope: { by: 'goods', rollup: 'none' },
  transition: { promote: 'monthly', demote: 'monthly' },
  tiers: [{ id: 'yes', name: both('Yes'), enter: { value: { gte: 1 } } }],
}
const ladders = minimal()['ladders'] as Record<string, unknown>[]
const account = (over: Record<string, unknown> = {}) => ({
  id: 'coins',
  name: both('Coins'),
  earn: [] as unknown[],
  spend: 'oldestFirst',
  undo: 'sameLots',
  ...over,
})
const reviews = { monthly: { every: 'month', day: 1 }, always: { continuous: true } }

describe('windows', () => {
  const windowOf = (window: unknown) =>
    planOf(minimal({ fields, windows: { w: window } })).clockwork.windows['w']
  const base = { zone: 'UTC', cutOff: null, since: { from: 'joined' } }
  test.each<[string, unknown, unknown]>([
    ['rolling', { rolling: { days: 30 } }, { ...base, rule: { kind: 'rolling', span: { days: 30 } } }],
    [
      'past',
      { past: { months: 3 } },
      { ...base, rule: { kind: 'past', span: { months: 3 }, withCurrent: false } },
    ],
    [
      'past with the running one',
      { past: { months: 3 }, withCurrent: true },
      { ...base, rule: { kind: 'past', span: { months: 3 }, withCurrent: true } },
    ],
    [
      'current',
      { current: 'quarter' },
      { ...base, rule: { kind: 'current', period: 'quarter', from: null } },
    ],
    [
      'current from a day',
      { current: 'year', from: '2020-03-01' },
      { ...base, rule: { kind: 'current', period: 'year', from: '2020-03-01' } },
    ],
    [
      'from day to day',
      { dates: ['2026-01-01', '2026-02-01'] },
      { ...base, rule: { kind: 'dates', from: '2026-01-01', to: '2026-02-01' } },
    ],
    [
      'since joining',
      { anniversary: { years: 1 } },
      { ...base, rule: { kind: 'anniversary', span: { years: 1 } } },
    ],
    [
      'since joining, in so many words',
      { anniversary: { years: 1 }, since: 'joinedAt' },
      { ...base, rule: { kind: 'anniversary', span: { years: 1 } } },
    ],
    [
      'since a date field',
      { anniversary: { years: 1 }, since: 'opened' },
      { ...base, rule: { kind: 'anniversary', span: { years: 1 } }, since: { from: 'field', id: 'opened' } },
    ],
    [
      'since the last change on a ladder',
      { anniversary: { years: 1 }, since: 'level' },
      { ...base, rule: { kind: 'anniversary', span: { years: 1 } }, since: { from: 'ladder', key: 'level' } },
    ],
    [
      'in another zone',
      { current: 'day', zone: 'Asia/Tokyo' },
      { ...base, zone: 'Asia/Tokyo', rule: { kind: 'current', period: 'day', from: null } },
    ],
    [
      'in the merchant’s zone',
      { current: 'day', zone: 'merchant' },
      { ...base, zone: null, rule: { kind: 'current', period: 'day', from: null } },
    ],
    [
      'cut off',
      { rolling: { days: 30 }, cutOff: { days: 2 } },
      { ...base, cutOff: { days: 2 }, rule: { kind: 'rolling', span: { days: 30 } } },
    ],
  ])('%s', (_, written, expected) => {
    expect(windowOf(written)).toEqual(expected)
  })
  test('every program has a lifetime', () => {
    expect(planOf(minimal()).clockwork.windows).toEqual({ lifetime: { ...base, rule: { kind: 'lifetime' } } })
  })
  test.each<[string, unknown, string, string, Record<string, unknown>]>([
    [
      'a zone that no clock knows',
      { current: 'day', zone: 'Asia/Nowhere' },
      'unknownZone',
      'zone',
      { found: 'Asia/Nowhere' },
    ],
    [
      'a field that holds no date',
      { anniversary: { years: 1 }, since: 'value' },
      'wrongUnit',
      'since',
      { name: 'value', found: 'number', expected: 'date' },
    ],
    [
      'an unknown anchor',
      { anniversary: { years: 1 }, since: 'openned' },
      'unknownName',
      'since',
      { nearest: 'opened', what: 'field, ladder' },
    ],
    [
      'an event as an anchor',
      { anniversary: { years: 1 }, since: 'sale' },
      'wrongKindOfName',
      'since',
      { found: 'event' },
    ],
    [
      'a ladder without one standing',
      { anniversary: { years: 1 }, since: 'fan' },
      'needsRollup',
      'since',
      { name: 'fan', by: 'goods' },
    ],
  ])('%s is refused', (_, window, code, path, params) => {
    expect(issuesOf({ fields, choices, ladders: [...ladders, fan], windows: { w: window } })).toContainEqual([
      code,
      `windows.w.${path}`,
      expect.objectContaining(params),
    ])
  })
})

describe('a window that a condition chooses', () => {
  const metrics = {
    long: { count: 'sale', window: 'year' },
    sales: {
      count: 'sale',
      name: both('Sales'),
      window: { cases: [{ when: { long: { gte: 10 } }, use: 'month' }], else: 'year' },
    },
    byTier: { count: 'sale', window: { by: 'level', use: { low: 'year' }, else: 'lifetime' } },
  }
  const windows = { month: { rolling: { days: 30 } }, year: { rolling: { days: 365 } } }
  const made = () => planOf(minimal({ windows, metrics }))
  const facts = { 'facts:count sale month': 1, 'facts:count sale year': 10, 'facts:count sale lifetime': 50 }
  test.each([
    ['sales', facts, 1],
    ['sales', { ...facts, 'facts:count sale year': 9 }, 9],
    ['byTier', { ...facts, 'tier:level': 0 }, 10],
    ['byTier', { ...facts, 'tier:level': 1 }, 50],
  ])('%s with %o is %d', (id, leaves, expected) => {
    const plan = made()
    const node = Number(
      Object.keys(plan.names).find(
        (key) => plan.names[Number(key)]!.id === id && plan.nodes[Number(key)]!.op === 'pick',
      ),
    )
    expect(valueOf(plan, node, leaves)).toBe(expected)
  })
  test('each arm bears the metric’s name and its own window', () => {
    const plan = made()
    const arms = Object.entries(plan.names)
      .filter(([id, { window }]) => plan.nodes[Number(id)]!.op === 'leaf' && window !== undefined)
      .map(([, { id, window, unit }]) => [id, window, unit])
    expect(arms).toEqual(
      expect.arrayContaining([
        ['sales', 'month', 'integer'],
        ['byTier', 'lifetime', 'integer'],
      ]),
    )
  })
  test('the metric as a whole has no one window', () => {
    const plan = made()
    expect(plan.names[namedNode(plan, 'long')]!.window).toBe('year')
    const whole = Object.values(plan.names).filter(
      ({ id, window }) => id === 'byTier' && window === undefined,
    )
    expect(whole.length).toBe(1)
  })
  test('an unknown window of one case is refused there', () => {
    const window = { cases: [{ when: { value: { gte: 1 } }, use: 'mouth' }], else: 'lifetime' }
    expect(issuesOf({ windows, metrics: { sales: { count: 'sale', window } } })).toEqual([
      [
        'unknownName',
        'metrics.sales.window.cases.0.use',
        { name: 'mouth', what: 'window', nearest: 'month' },
      ],
    ])
  })
})

describe('reviews', () => {
  const reviewOf = (review: unknown) =>
    planOf(minimal({ fields, reviews: { monthly: { every: 'month' }, r: review } })).clockwork.reviews.find(
      ({ id }) => id === 'r',
    )!
  const rule = { every: 'month', from: null, day: 1, nth: null, weekday: null }
  const base = {
    id: 'r',
    name: null,
    rule,
    since: null,
    cutOff: null,
    takesEffect: null,
    zone: 'UTC',
    covers: null,
  }
  test.each<[string, unknown, unknown]>([
    ['on the first', { every: 'month' }, base],
    ['on a day', { every: 'month', day: 15 }, { ...base, rule: { ...rule, day: 15 } }],
    [
      'on the nth weekday',
      { every: 'quarter', nth: -1, weekday: 'monday' },
      { ...base, rule: { ...rule, every: 'quarter', nth: -1, weekday: 1 } },
    ],
    [
      'on a Sunday',
      { every: 'week', weekday: 'sunday' },
      { ...base, rule: { ...rule, every: 'week', weekday: 0 } },
    ],
    [
      'from a day',
      { every: 'year', from: '2020-03-01' },
      { ...base, rule: { ...rule, every: 'year', from: '2020-03-01' } },
    ],
    [
      'anniversaries of joining',
      { every: 'year', since: 'joinedAt' },
      { ...base, rule: { ...rule, every: 'year' }, since: { from: 'joined' } },
    ],
    [
      'anniversaries of a date',
      { every: 'year', since: 'opened' },
      { ...base, rule: { ...rule, every: 'year' }, since: { from: 'field', id: 'opened' } },
    ],
    [
      'anniversaries of a change',
      { every: 'year', since: 'level' },
      { ...base, rule: { ...rule, every: 'year' }, since: { from: 'ladder', key: 'level' } },
    ],
    [
      'with everything',
      { every: 'month', cutOff: { days: 2 }, takesEffect: { days: 5 }, zone: 'Asia/Tokyo', name: both('R') },
      { ...base, name: both('R'), cutOff: { days: 2 }, takesEffect: { days: 5 }, zone: 'Asia/Tokyo' },
    ],
    ['always', { continuous: true }, { ...base, rule: 'continuous' }],
    [
      'always, under a name',
      { continuous: true, name: both('R') },
      { ...base, name: both('R'), rule: 'continuous' },
    ],
  ])('%s', (_, written, expected) => {
    expect(reviewOf(written)).toEqual(expected)
  })
  test.each<[string, unknown, string, string, Record<string, unknown>]>([
    [
      'an unknown anchor',
      { every: 'year', since: 'openned' },
      'unknownName',
      '.since',
      { nearest: 'opened' },
    ],
    ['a number as an anchor', { every: 'year', since: 'value' }, 'wrongUnit', '.since', { found: 'number' }],
    [
      'an anniversary with a day',
      { every: 'year', since: 'opened', day: 3 },
      'unknownKey',
      '.day',
      { key: 'day', nearest: '', known: 'every, since, cutOff, takesEffect, zone, name' },
    ],
    [
      'an anniversary from a day',
      { every: 'year', since: 'opened', from: '2020-01-01' },
      'unknownKey',
      '.from',
      { key: 'from' },
    ],
    [
      'an anniversary on a weekday',
      { every: 'year', since: 'opened', weekday: 'monday' },
      'unknownKey',
      '.weekday',
      { key: 'weekday' },
    ],
    ['an nth day of no week', { every: 'month', nth: 2 }, 'missingKey', '', { key: 'weekday' }],
    [
      'a zone that no clock knows',
      { every: 'month', zone: 'Asia/Nowhere' },
      'unknownZone',
      '.zone',
      { found: 'Asia/Nowhere' },
    ],
  ])('%s is refused', (_, review, code, path, params) => {
    expect(issuesOf({ fields, reviews: { monthly: { every: 'month' }, r: review } })).toContainEqual([
      code,
      `reviews.r${path}`,
      expect.objectContaining(params),
    ])
  })
})

describe('accounts', () => {
  const accountOf = (over: Record<string, unknown>) =>
    planOf(minimal({ accounts: [account(over)] })).clockwork.accounts[0]!
  const earnOf = (earn: unknown) => accountOf({ earn: [earn] }).earn[0]!
  test('what is not said', () => {
    expect(accountOf({})).toEqual({
      id: 'coins',
      name: both('Coins'),
      outside: false,
      start: 0,
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
      earn: [],
      limits: [],
      expires: null,
      idle: null,
      reset: null,
      worth: null,
    })
  })
  test('bounds, limits, idleness and reset', () => {
    const limits = [
      { points: 200, each: 'day', exempt: ['sale'] },
      { points: 900, each: 'month', gross: true, zone: 'Asia/Tokyo' },
    ]
    const plan = accountOf({
      start: 5,
      min: -10,
      max: 100,
      limits,
      expires: { idle: { months: 12 } },
      reset: 'monthly',
    })
    expect(plan).toMatchObject({
      start: 5,
      min: -10,
      max: 100,
      expires: null,
      idle: { months: 12 },
      reset: 'monthly',
    })
    expect(plan.limits).toEqual([
      { points: 200, each: 'day', zone: 'UTC', exempt: ['sale'], gross: false },
      { points: 900, each: 'month', zone: 'Asia/Tokyo', exempt: [], gross: true },
    ])
  })
  test('a term is no idleness', () => {
    expect(accountOf({ expires: { months: 6 } })).toMatchObject({ expires: { months: 6 }, idle: null })
  })
  test('an account that the host keeps has no rules here', () => {
    const outside = { id: 'coins', name: both('Coins'), kept: 'outside', worth: { points: 100, money: 1 } }
    expect(planOf(minimal({ accounts: [outside] })).clockwork.accounts[0]).toEqual({
      id: 'coins',
      name: both('Coins'),
      outside: true,
      start: 0,
      min: Number.MIN_SAFE_INTEGER,
      max: Number.MAX_SAFE_INTEGER,
      earn: [],
      limits: [],
      expires: null,
      idle: null,
      reset: null,
      worth: { points: 100, money: 1 },
    })
  })
  test('what a rule gives', () => {
    expect(earnOf({ on: 'sale', points: { give: 1, every: 1000, of: 'amount' } })).toMatchObject({
      on: 'sale',
      at: null,
      key: 'coins.0',
      where: null,
      when: null,
      points: { give: 1, every: 1000, of: 'amount', total: false },
      multiply: null,
      limit: null,
      expires: null,
      after: false,
      name: null,
    })
  })
  test('what a rule gives in total, after its event, up to a limit', () => {
    const earn = {
      on: 'sale',
      where: { amount: { gte: 5 } },
      points: { give: 4, every: 200, each: 'total' },
      limit: { points: 20, each: 'day' },
      expires: { days: 9 },
      after: true,
      name: both('Sales'),
    }
    expect(earnOf(earn)).toMatchObject({
      where: { field: 'amount', is: 'gte', value: 5 },
      points: { give: 4, every: 200, of: null, total: true },
      limit: { points: 20, each: 'day', zone: 'UTC', exempt: [], gross: false },
      expires: { days: 9 },
      after: true,
      name: both('Sales'),
    })
  })
  test('points may be below 0', () => {
    const plan = planOf(minimal({ accounts: [account({ earn: [{ at: 'monthly', points: -3 }] })] }))
    const { at, points } = plan.clockwork.accounts[0]!.earn[0]!
    expect([at, valueOf(plan, (points as { value: number }).value, {})]).toEqual(['monthly', -3])
    expect(earnOf({ on: 'sale', points: { give: -1, every: 100, of: 'amount' } }).points).toMatchObject({
      give: -1,
    })
  })
  const bad = (earn: unknown, more: Record<string, unknown> = {}) => ({
    accounts: [account({ earn: [earn], ...more })],
  })
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    ['an unknown event', bad({ on: 'sales', points: 1 }), 'unknownName', 'earn.0.on', { nearest: 'sale' }],
    [
      'an unknown review',
      bad({ at: 'monthy', points: 1 }),
      'unknownName',
      'earn.0.at',
      { nearest: 'monthly' },
    ],
    [
      'a review without days',
      { reviews, ...bad({ at: 'always', points: 1 }) },
      'needsDates',
      'earn.0.at',
      { name: 'always' },
    ],
    [
      'an unknown field',
      bad({ on: 'sale', points: { give: 1, every: 1, of: 'amuont' } }),
      'unknownName',
      'earn.0.points.of',
      { nearest: 'amount' },
    ],
    [
      'a field of a review',
      bad({ at: 'monthly', points: { give: 1, every: 1, of: 'amount' } }),
      'unknownName',
      'earn.0.points.of',
      { nearest: '' },
    ],
    [
      'an unknown event that is exempt',
      bad({ on: 'sale', points: 1, limit: { points: 1, each: 'day', exempt: ['sales'] } }),
      'unknownName',
      'earn.0.limit.exempt.0',
      { nearest: 'sale' },
    ],
    [
      'a limit in a zone that no clock knows',
      { accounts: [account({ limits: [{ points: 1, each: 'day', zone: 'Asia/Nowhere' }] })] },
      'unknownZone',
      'limits.0.zone',
      {},
    ],
    [
      'a least above the most',
      { accounts: [account({ min: 5, max: 4, start: 5 })] },
      'tooBig',
      'min',
      { found: 5, max: 4 },
    ],
    [
      'a start under the least',
      { accounts: [account({ min: 5, start: 4 })] },
      'tooSmall',
      'start',
      { found: 4, min: 5 },
    ],
    [
      'a start over the most',
      { accounts: [account({ max: 5, start: 6 })] },
      'tooBig',
      'start',
      { found: 6, max: 5 },
    ],
    [
      'a reset at no review',
      { accounts: [account({ reset: 'monthy' })] },
      'unknownName',
      'reset',
      { nearest: 'monthly' },
    ],
    [
      'a reset at every moment',
      { reviews, accounts: [account({ reset: 'always' })] },
      'needsDates',
      'reset',
      {},
    ],
  ])('%s is refused', (_, over, code, path, params) => {
    expect(issuesOf(over)).toContainEqual([code, `accounts.0.${path}`, expect.objectContaining(params)])
  })
  test.each(['date', 'flag', 'goods'])('every so many of a %s is refused', (type) => {
    const events = { sale: { fields: { amount: type } } }
    const over = { choices, events, ...bad({ on: 'sale', points: { give: 1, every: 1, of: 'amount' } }) }
    expect(issuesOf(over)).toEqual([
      [
        'wrongUnit',
        'accounts.0.earn.0.points.of',
        { name: 'amount', found: type === 'goods' ? 'choice' : type, expected: 'number' },
      ],
    ])
  })
  test('a balance may begin at its bounds, and stay at one number', () => {
    expect(accountOf({ min: 5, max: 5, start: 5 })).toMatchObject({ min: 5, max: 5, start: 5 })
  })
})

describe('what a ladder posts', () => {
  const outside = { id: 'miles', name: both('Miles'), kept: 'outside' }
  const climbing = (transition: Record<string, unknown>, tiers: unknown) => ({
    accounts: [account(), { ...account(), id: 'stamps' }, outside],
    ladders: [{ ...ladders[0], transition: { promote: 'monthly', demote: 'monthly', ...transition }, tiers }],
  })
  const tiers = [
    { id: 'low', name: both('Low') },
    {
      id: 'mid',
      name: both('Mid'),
      enter: { all: [{ value: { gte: 1 } }, { all: [{ coins: { gte: 50 } }] }] },
    },
    {
      id: 'high',
      name: both('High'),
      enter: { coins: { gt: { cases: [{ when: { value: { gte: 9 } }, use: 90 }], else: 80 } } },
    },
    { id: 'top', name: both('Top'), enter: { any: [{ coins: { gte: 500 } }, { value: { gte: 99 } }] } },
    { id: 'peak', name: both('Peak'), enter: { coins: { lte: 5 }, stamps: { gte: 3 } } },
  ]
  test('nothing is posted unless it is said', () => {
    const ladder = planOf(minimal()).clockwork.ladders[0]!
    expect(ladder).toMatchObject({ climb: false, takes: [], carry: [], reset: [] })
  })
  test('a climb, its price, what is carried and what begins anew', () => {
    const transition = {
      climb: 'oneByOne',
      takes: { coins: 10, stamps: 0 },
      carry: ['coins'],
      reset: ['stamps'],
    }
    const plan = planOf(minimal(climbing(transition, tiers)))
    const { climb, takes, carry, reset } = plan.clockwork.ladders[0]!
    expect([climb, takes, reset]).toEqual([
      true,
      [
        { account: 'coins', amountPoints: 10 },
        { account: 'stamps', amountPoints: 0 },
      ],
      ['stamps'],
    ])
    const marks = carry[0]!.marks.map((mark) =>
      mark === null ? null : [valueOf(plan, mark, { 'field:value': 9 }), valueOf(plan, mark, {})],
    )
    expect([carry.length, carry[0]!.account, marks]).toEqual([
      1,
      'coins',
      [null, [50, 50], [90, 80], null, null],
    ])
  })
  test('each account is carried by its own marks', () => {
    const plan = planOf(minimal(climbing({ carry: ['stamps', 'coins'] }, tiers)))
    const known = plan.clockwork.ladders[0]!.carry.map(({ account, marks }) => [
      account,
      marks.map((mark) => mark !== null),
    ])
    expect(known).toEqual([
      ['stamps', [false, false, false, false, true]],
      ['coins', [false, true, true, false, false]],
    ])
  })
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    ['a price in what is unknown', { takes: { coin: 1 } }, 'unknownName', 'takes.coin', { nearest: 'coins' }],
    [
      'an unknown account that is carried',
      { carry: ['coins', 'stamp'] },
      'unknownName',
      'carry.1',
      { nearest: 'stamps' },
    ],
    [
      'an unknown account that begins anew',
      { reset: ['coin'] },
      'unknownName',
      'reset.0',
      { nearest: 'coins' },
    ],
    [
      'a price in an account of the host’s',
      { takes: { miles: 1 } },
      'keptOutside',
      'takes.miles',
      { name: 'miles' },
    ],
    [
      'an account of the host’s that is carried',
      { carry: ['miles'] },
      'keptOutside',
      'carry.0',
      { name: 'miles' },
    ],
    [
      'an account of the host’s that begins anew',
      { reset: ['miles'] },
      'keptOutside',
      'reset.0',
      { name: 'miles' },
    ],
    ['a review that is unknown', { demote: 'monthy' }, 'unknownName', 'demote', { nearest: 'monthly' }],
  ])('%s is refused', (_, transition, code, path, params) => {
    expect(issuesOf(climbing(transition, tiers))).toContainEqual([
      code,
      `ladders.0.transition.${path}`,
      expect.objectContaining(params),
    ])
  })
  test('a mark that is carried and wrong is told once, where it stands', () => {
    const wrong = { coins: { gte: { cases: [{ when: { nope: { gte: 1 } }, use: 90 }], else: 80 } } }
    const high = (enter: unknown) => [tiers[0], { id: 'high', name: both('High'), enter }]
    const paths = (enter: unknown) =>
      issuesOf(climbing({ carry: ['coins'] }, high(enter))).map(([code, path]) => [code, path])
    const inMark = 'coins.gte.cases.0.when.nope'
    expect(paths(wrong)).toEqual([['unknownName', `ladders.0.tiers.1.enter.${inMark}`]])
    expect(paths({ all: [{ value: { gte: 1 } }, { all: [wrong] }] })).toEqual([
      ['unknownName', `ladders.0.tiers.1.enter.all.1.all.0.${inMark}`],
    ])
  })
})

describe('overrides, benefits and tasks', () => {
  const override = (over: Record<string, unknown>) => ({
    id: 'o',
    name: both('O'),
    starts: { value: { gte: 1 } },
    ...over,
  })
  const benefit = (over: Record<string, unknown>) => ({
    id: 'b',
    kind: 'price',
    name: both('B'),
    requires: { value: { gte: 1 } },
    cost: 1,
    ...over,
  })
  const task = (over: Record<string, unknown>) => ({
    id: 't',
    area: 'x',
    name: both('T'),
    done: { value: { gte: 1 } },
    effortMinutes: 1,
    moves: {},
    ...over,
  })
  test('a protection protects any ladder, or those it names', () => {
    const laddersOf = (over: Record<string, unknown>) =>
      planOf(minimal({ overrides: [override(over)] })).clockwork.overrides[0]!.ladders
    expect(laddersOf({ kind: 'protect' })).toBeNull()
    expect(laddersOf({ kind: 'protect', ladders: ['level'] })).toEqual(['level'])
    expect(laddersOf({ kind: 'grant' })).toBeNull()
  })
  test('a benefit is held, or given and kept', () => {
    const given = (over: Record<string, unknown>) => {
      const { given, lasts } = planOf(minimal({ benefits: [benefit(over)] })).clockwork.benefits[0]!
      return [given, lasts]
    }
    expect(given({})).toEqual([null, null])
    expect(given({ given: { at: 'monthly' }, lasts: { days: 90 } })).toEqual([
      { at: 'monthly' },
      { days: 90 },
    ])
    expect(given({ given: { each: 'once' } })).toEqual([{ each: 'once' }, null])
    expect(given({ given: { each: 'year' } })).toEqual([{ each: 'year' }, null])
  })
  test('a task moves metrics, fields and balances', () => {
    const metrics = { sales: { count: 'sale', window: 'lifetime' } }
    const tasks = [task({ moves: { sales: 1, value: { to: 5 }, coins: 10 } })]
    const plan = planOf(minimal({ metrics, tasks, accounts: [account()] }))
    const { moves } = plan.clockwork.tasks[0]!
    expect(moves.map(({ metric, by, to }) => [metric, by, to])).toEqual([
      ['sales', 1, null],
      ['value', null, 5],
      ['coins', 10, null],
    ])
    expect(moves.map(({ node }) => plan.names[node]!.id)).toEqual(['sales', 'value', 'coins'])
  })
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'an unknown ladder that is protected',
      { overrides: [override({ kind: 'protect', ladders: ['levle'] })] },
      'unknownName',
      'overrides.0.ladders.0',
      { nearest: 'level' },
    ],
    [
      'an unknown tier of a floor',
      { overrides: [override({ kind: 'grant', floor: { level: 'hihg' } })] },
      'unknownName',
      'overrides.0.floor.level',
      { nearest: 'high', what: 'tier' },
    ],
    [
      'a gift at no review',
      { benefits: [benefit({ given: { at: 'monthy' } })] },
      'unknownName',
      'benefits.0.given.at',
      { nearest: 'monthly' },
    ],
    [
      'a gift at every moment',
      { reviews, benefits: [benefit({ given: { at: 'always' } })] },
      'needsDates',
      'benefits.0.given.at',
      {},
    ],
    [
      'a deadline of what is not given',
      { benefits: [benefit({ lasts: { days: 9 } })] },
      'missingKey',
      'benefits.0',
      { key: 'given' },
    ],
    [
      'a task that moves what is unknown',
      { tasks: [task({ moves: { valeu: 1 } })] },
      'unknownName',
      'tasks.0.moves.valeu',
      { nearest: 'value' },
    ],
  ])('%s is refused', (_, over, code, path, params) => {
    expect(issuesOf(over)).toContainEqual([code, path, expect.objectContaining(params)])
  })
})

describe('the dictionary', () => {
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'a field of an unknown type',
      { fields: { value: { type: 'nubmer', name: both('V') } } },
      'unknownName',
      'fields.value.type',
      { nearest: 'number' },
    ],
    [
      'a field of an event of an unknown type',
      { events: { sale: { fields: { amount: 'monye' } } } },
      'unknownName',
      'events.sale.fields.amount',
      { nearest: 'money' },
    ],
    [
      'a unit that nothing is shown in',
      { fields: { value: { type: 'number', unit: 'percnt', name: both('V') } } },
      'notOneOf',
      'fields.value.unit',
      { found: 'percnt', nearest: 'percent' },
    ],
    [
      'an event that is undone by nothing known',
      { events: { sale: { undoneBy: 'retrun' }, return: {} } },
      'unknownName',
      'events.sale.undoneBy',
      { nearest: 'return' },
    ],
  ])('%s is refused', (_, over, code, path, params) => {
    expect(issuesOf(over)).toContainEqual([code, path, expect.objectContaining(params)])
  })
  test('choices are types, and minutes are units', () => {
    const fields = {
      value: { type: 'number', unit: 'minutes', name: both('V') },
      sells: { type: 'goods', name: both('S') },
    }
    expect(issuesOf({ choices, fields })).toEqual([])
  })
})

describe('how far back facts are needed', () => {
  const back = (metrics: unknown, windows: unknown, rest: Record<string, unknown> = {}) =>
    planOf(minimal({ metrics, windows, ...rest })).lookback
  const count = (window: unknown) => ({ count: 'sale', window })
  test('a window that is cut off reaches so much further', () => {
    expect(back({ a: count('w') }, { w: { rolling: { days: 30 }, cutOff: { weeks: 1 } } })).toEqual({
      days: 38,
    })
  })
  test('a window that is cut off is added to the greatest cut-off of a review', () => {
    const reviews = {
      monthly: { every: 'month', cutOff: { days: 3 } },
      other: { every: 'month', cutOff: { days: 2 } },
    }
    expect(
      back({ a: count('w') }, { w: { rolling: { days: 30 }, cutOff: { weeks: 1 } } }, { reviews }),
    ).toEqual({ days: 41 })
  })
  test('from one date on facts are needed since then', () => {
    expect(back({ a: count('w') }, { w: { dates: ['2026-01-01', '2026-02-01'] } })).toBeNull()
  })
  test.each([
    [{ rolling: { days: 30 } }, 31],
    [{ rolling: { weeks: 2 } }, 15],
    [{ rolling: { months: 2 } }, 63],
    [{ rolling: { years: 2 } }, 733],
    [{ past: { days: 3 } }, 5],
    [{ past: { weeks: 2 } }, 22],
    [{ past: { months: 2 } }, 94],
    [{ past: { years: 1 } }, 733],
    [{ current: 'day' }, 2],
    [{ current: 'week' }, 8],
    [{ current: 'month' }, 32],
    [{ current: 'quarter' }, 93],
    [{ current: 'year' }, 367],
    [{ anniversary: { years: 1 } }, 367],
  ])('a window %o reaches so far, and the running unit of a past one lies between: %i', (window, days) => {
    expect(back({ a: count('w') }, { w: window })).toEqual({ days })
  })
  test('every window that may be chosen counts', () => {
    const windows = { short: { rolling: { days: 30 } }, long: { rolling: { days: 90 } } }
    const window = { cases: [{ when: { value: { gte: 1 } }, use: 'long' }], else: 'short' }
    expect(back({ a: count(window) }, windows)).toEqual({ days: 91 })
  })
  test('the first fact of an event may lie anywhere, a date field needs no facts', () => {
    expect(back({ a: { elapsed: 'sale', since: 'first', in: 'days' } }, {})).toBeNull()
    expect(back({ a: { elapsed: 'joinedAt', in: 'days' } }, {})).toEqual({ days: 1 })
  })
  test('what is remembered of decisions needs no facts', () => {
    const metrics = {
      a: { streak: { value: { gte: 1 } }, at: 'monthly' },
      b: { held: { value: { gte: 1 } }, at: 'monthly', ofLast: 9 },
    }
    expect(back(metrics, {})).toEqual({ days: 1 })
  })
  test.each([
    ['each event', {}, { days: 9 }, { days: 10 }],
    ['a total', { each: 'total' }, { days: 9 }, null],
    ['each event, without a term', {}, undefined, null],
    ['each event, while active', {}, { idle: { days: 9 } }, null],
  ])('points of an event that may be undone, by %s', (_, more, expires, expected) => {
    const events = { sale: { undoneBy: 'refund' }, refund: {} }
    const accounts = [
      account({
        earn: [{ on: 'sale', points: { give: 1, every: 2, ...more } }],
        ...(expires && { expires }),
      }),
    ]
    expect(back({}, {}, { events, accounts })).toEqual(expected)
  })
  test('points of an event that is never undone need no facts', () => {
    const accounts = [
      account({
        earn: [
          { on: 'sale', points: 1 },
          { at: 'monthly', points: 1 },
        ],
      }),
    ]
    expect(back({}, {}, { events: { sale: {} }, accounts })).toEqual({ days: 1 })
  })
})

test('elapsed counts since the last fact unless it says the first', () => {
  const metrics = {
    a: { elapsed: 'sale', in: 'days' },
    b: { elapsed: 'sale', since: 'first', in: 'months' },
    c: { elapsed: 'joinedAt', in: 'days' },
    d: { elapsed: 'opened', in: 'days' },
  }
  expect(leavesOf(planOf(minimal({ fields, metrics })))).toEqual(
    expect.arrayContaining([
      'elapsed:last sale days',
      'elapsed:first sale months',
      'elapsed:last joinedAt days',
      'elapsed:last opened days',
    ]),
  )
  const bad = (elapsed: string, more = {}) =>
    issuesOf({ fields, metrics: { a: { elapsed, in: 'days', ...more } } })
  expect(bad('value')).toEqual([
    ['wrongUnit', 'metrics.a.elapsed', { name: 'value', found: 'number', expected: 'date' }],
  ])
  expect(bad('sael')).toEqual([
    ['unknownName', 'metrics.a.elapsed', { name: 'sael', what: 'field, event', nearest: 'sale' }],
  ])
  expect(bad('opened', { since: 'first' })).toEqual([
    ['wrongKindOfName', 'metrics.a.elapsed', { name: 'opened', what: 'event', found: 'field' }],
  ])
  expect(bad('joinedAt', { since: 'first' })).toEqual([
    ['unknownName', 'metrics.a.elapsed', { name: 'joinedAt', what: 'event', nearest: '' }],
  ])
})

test('versions of two programs are no versions of one', () => {
  const programs = [minimal(), minimal({ program: 'other', version: '2', inForce: '2021-01-01' })]
  expect(compile(programs.map((one) => schema.parse(one)))).toMatchObject({
    value: null,
    issues: [{ code: 'otherProgram', path: ['program'], params: { found: 'other', expected: 'small' } }],
  })
})
