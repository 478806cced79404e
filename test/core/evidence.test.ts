import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { Evidence } from '../../src/schema/standing.js'
import { minimal, planOf, levelAsking } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const NOW = at('2025-06-15T12:00:00Z')

/** One tier above the lowest, with what it asks. */
const asking = (enter: unknown, over: Record<string, unknown> = {}) =>
  planOf(
    minimal({
      events: {
        order: {
          name: both('Order'),
          fields: { amount: 'money', kind: 'integer' },
          undoneBy: 'cancel',
        },
        cancel: { name: both('Cancel'), fields: { amount: 'money' } },
      },
      windows: {
        days30: { rolling: { days: 30 } },
        late: { rolling: { days: 30 }, cutOff: { days: 2 } },
        month: { current: 'month' },
        spring: { dates: ['2025-03-01', '2025-06-01'] },
        apia: { current: 'month', zone: 'Pacific/Apia' },
      },
      metrics: {
        orders: { count: 'order', window: 'days30', net: true, name: both('Orders') },
        large: { count: 'order', window: 'days30', where: { amount: { gte: 100 } }, name: both('Large') },
        spend: { sum: 'order.amount', window: 'days30', net: true, name: both('Spend') },
        mean: { avg: 'order.amount', window: 'days30', net: true, name: both('Mean') },
        kinds: { distinct: 'order.kind', window: 'days30', name: both('Kinds') },
        lately: { count: 'order', window: 'late', name: both('Lately') },
        inSpring: { count: 'order', window: 'spring', name: both('Spring') },
        abroad: { count: 'order', window: 'apia', name: both('Abroad') },
        share: { ratio: 'large', to: 'orders', per: 100, else: 0, name: both('Share') },
        chosen: {
          count: 'order',
          window: { cases: [{ when: { value: { gte: 1 } }, use: 'month' }], else: 'days30' },
          name: both('Chosen'),
        },
      },
      ladders: [levelAsking(enter)],
      ...over,
    }),
  )
const order = (id: string, day: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'order',
  at: `${day}T12:00:00Z`,
  amount: 100,
  kind: 1,
  ...more,
})
const cancel = (ref: string, day: string, more: Record<string, unknown> = {}) => ({
  id: `c${ref}`,
  type: 'cancel',
  at: `${day}T12:00:00Z`,
  ref,
  ...more,
})
const record = (facts: object[], more: object = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  facts: facts as never,
  ...more,
})
const entry = (enter: unknown, of: MerchantRecord, over: Record<string, unknown> = {}): Evidence =>
  evaluate(asking(enter, over), of, NOW).ladders[0]!.tiers[1]!.enter!

describe('what a number counted', () => {
  const facts = [
    order('too-old', '2025-05-01'),
    order('a', '2025-06-01'),
    order('b', '2025-06-02', { amount: 40 }),
    order('c', '2025-06-03', { amount: undefined }),
    order('d', '2025-06-04'),
    cancel('d', '2025-06-05'),
    order('e', '2025-06-06'),
    cancel('e', '2025-06-07', { amount: 30 }),
    order('f', '2025-06-14', { kind: undefined }),
    order('g', '2025-06-15', { seen: '2025-06-20T00:00:00Z' }),
    order('h', '2025-06-18'),
  ]
  // within thirty days: a, b, c, d, e and f; g has not arrived, h has not happened
  test.each([
    ['orders', 4, [['undone', 2], ['notYetSeen', 1]]],
    ['large', 4, [['where', 2], ['notYetSeen', 1]]],
    ['spend', 4, [['undone', 1], ['partlyUndone', 1], ['noValue', 1], ['notYetSeen', 1]]],
    ['mean', 3, [['undone', 2], ['noValue', 1], ['notYetSeen', 1]]],
    ['kinds', 5, [['noValue', 1], ['notYetSeen', 1]]],
    ['lately', 5, [['cutOff', 1], ['notYetSeen', 1]]],
  ] as const)('is told for %s, with what was left out and why', (metric, counted, excluded) => {
    expect(entry({ [metric]: { gte: 1 } }, record(facts))).toMatchObject({
      subject: { counted, excluded: excluded.map(([why, count]) => ({ why, count })) },
    })
  }) // prettier-ignore
  test('is told for both halves of a ratio', () => {
    expect(entry({ share: { gte: 1 } }, record(facts))).toMatchObject({
      subject: {
        num: { value: 4, counted: 4, excluded: [{ why: 'where', count: 2 }, { why: 'notYetSeen', count: 1 }] },
        den: { value: 4, counted: 4 },
      },
    })
  }) // prettier-ignore
  test('leaves out nothing where nothing is left out', () => {
    expect(entry({ orders: { gte: 1 } }, record([order('a', '2025-06-01')]))).toMatchObject({
      subject: { counted: 1, excluded: [] },
    })
  })
  test('is not told of a value that came with the record, nor of a record without a log', () => {
    const given = entry({ orders: { gte: 1 } }, record(facts, { metrics: { orders: 7 } }))
    expect(given).toMatchObject({ have: 7 })
    expect('counted' in (given as { subject: object }).subject).toBe(false)
    const without = entry({ orders: { gte: 1 } }, { id: 'm', joinedAt: '2025-01-01', metrics: {} })
    expect('counted' in (without as { subject: object }).subject).toBe(false)
  })
  test('is not stored with the reasons of a change, which the fold writes', () => {
    const high = evaluate(asking({ orders: { gte: 1 } }), record([order('a', '2025-05-20')]), NOW).ladders[0]!
    expect(high.lastChange!.because[0]).toMatchObject({ have: 1 })
    expect('counted' in (high.lastChange!.because[0] as { subject: object }).subject).toBe(false)
  })
})

describe('the dates of a window', () => {
  const dates = (metric: string, more: object = {}) =>
    (entry({ [metric]: { gte: 1 } }, record([], more)) as { subject: { window: unknown } }).subject.window
  test('are fixed, in the zone of the window, or those of the choice that holds', () => {
    expect(dates('inSpring')).toEqual({
      kind: 'dates',
      start: '2025-03-01T00:00:00.000Z',
      end: '2025-06-01T00:00:00.000Z',
      zone: 'UTC',
    })
    expect(dates('abroad')).toMatchObject({ start: '2025-05-31T11:00:00.000Z', zone: 'Pacific/Apia' })
    expect(dates('chosen', { fields: { value: 1 } })).toMatchObject({ kind: 'current' })
    expect(dates('chosen', { fields: { value: 0 } })).toMatchObject({ kind: 'rolling' })
  })
})

describe('a place among peers', () => {
  const over = {
    cohorts: { everybody: {}, few: { min: 5, else: 'everybody' } },
    fields: { value: { type: 'number', name: both('Value') } },
  }
  const peers = (few: number) => ({
    fields: { value: 5 },
    peers: {
      '2025-06-01': {
        everybody: { size: 200, ranks: { value: { high: 12, low: 189 } } },
        few: { size: few, ranks: { value: { high: 2, low: 3 } } },
      },
    },
  })
  test.each([
    [
      { best: 10, as: 'count' },
      { side: 'best', have: 12, need: 10, size: 200, as: 'count', met: false },
    ],
    [
      { best: 10, as: 'percent' },
      { side: 'best', have: 12, need: 20, size: 200, as: 'percent', met: true },
    ],
    [
      { worst: 10, as: 'percent' },
      { side: 'worst', have: 189, need: 20, as: 'percent', met: false },
    ],
    [
      { best: 189, as: 'count', better: 'low' },
      { side: 'best', have: 189, need: 189, met: true },
    ],
  ])('%j is a reason of its own', (rule, said) => {
    const rank = entry({ ...rule, of: 'value', among: 'everybody' }, record([], peers(4)), over)
    expect(rank).toMatchObject({ kind: 'rank', subject: { id: 'value', kind: 'field' }, ...said })
  })
  test('is read in the wider cohort where the own one is too small', () => {
    const rule = { best: 10, as: 'percent', of: 'value', among: 'few' }
    expect(entry(rule, record([], peers(4)), over)).toMatchObject({ have: 12, need: 20, size: 200 })
    expect(entry(rule, record([], peers(5)), over)).toMatchObject({ have: 2, need: 0, size: 5, met: false })
  })
  test('is unknown without peers', () => {
    const rule = { best: 10, as: 'percent', of: 'value', among: 'everybody' }
    expect(entry(rule, record([]), over)).toMatchObject({ have: null, need: null, size: null, met: null })
  })
})

test('a rule over past reviews says at how many it held, and how it stands now', () => {
  const plan = { persist: { orders: { gte: 1 } }, times: 2, ofLast: 3 }
  const facts = [order('a', '2025-03-20'), order('b', '2025-05-10'), order('c', '2025-05-11')]
  // on 1 April, 1 May and 1 June thirty days back: a; a was before; b and c
  expect(entry(plan, record(facts))).toMatchObject({
    kind: 'times',
    have: 2,
    need: 2,
    ofLast: 3,
    review: { id: 'monthly' },
    met: true,
    of: { kind: 'compare', have: 0, met: false },
  })
})

test('a mark that there is none of says what it goes by, and the value that has none', () => {
  const enter = { orders: { gte: { by: 'country', use: { spain: 5 } } } }
  const choices = { land: { spain: both('Spain'), swiss: both('Switzerland') } }
  const fields = {
    value: { type: 'number', name: both('Value') },
    country: { type: 'land', name: both('Country') },
  }
  const needBy = (country: string | null) => {
    const of = { ...record([]), fields: { country } }
    const rule = evaluate(asking(enter, { choices, fields }), of, NOW).ladders[0]!.tiers[1]!.enter!
    return rule.kind === 'compare' ? [rule.need, rule.needBy] : rule
  }
  expect(needBy('spain')).toEqual([5, undefined])
  expect(needBy('swiss')).toEqual([null, { name: both('Country'), valueName: both('Switzerland') }])
  expect(needBy(null)).toEqual([null, { name: both('Country') }])
})
