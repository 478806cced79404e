/** How many facts of a window a number counted, and how many it left out and why. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { reasonsFor } from '../../src/core/reasons.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { both } from './account.js'
import { minimal, planOf, levelAsking } from './programs.js'

const program = (metric: object): Record<string, unknown> =>
  minimal({
    choices: { land: { spain: both('Spain'), swiss: both('Switzerland') } },
    events: {
      order: {
        name: both('Order'),
        fields: { amount: 'money', stars: 'integer', land: 'land', buyer: 'id' },
        undoneBy: 'cancel',
      },
      visit: { name: both('Visit') },
      cancel: { name: both('Cancel'), fields: { amount: 'money' } },
    },
    windows: {
      days30: { rolling: { days: 30 } },
      late: { rolling: { days: 30 }, cutOff: { days: 2 } },
      lateMonth: { current: 'month', cutOff: { days: 2 } },
      month: { current: 'month' },
      before: { past: { months: 1 } },
    },
    metrics: { asked: { name: both('Asked'), ...metric } },
    ladders: [levelAsking({ asked: { known: true } })],
  })

type Told = Record<string, unknown>
const order = (at: string, more: Told = {}): Told => ({ type: 'order', at, amount: 100, ...more })
/** At noon of 15 June 2025; facts are f0, f1 and so on. */
const counted = (metric: object, facts: readonly Told[], over: Partial<MerchantRecord> = {}): unknown => {
  const record = {
    id: 'm',
    joinedAt: '2025-01-01',
    facts: facts.map((one, place) => ({ id: `f${place}`, ...one })) as never,
    ...over,
  }
  const { enter } = evaluate(planOf(program(metric)), record, Date.parse('2025-06-15T12:00:00Z')).ladders[0]!
    .tiers[1]!
  if (enter?.kind !== 'known') return enter
  const { counted: count, excluded } = enter.subject
  return [count, ...(excluded ?? []).map((one) => `${one.count} ${one.why}`)]
}

describe('of a number', () => {
  test('that is rounded, what went into it is told', () => {
    const facts = [order('2025-06-01', { stars: 3 }), order('2025-06-02', { stars: 4 }), order('2025-06-03')]
    expect(counted({ avg: 'order.stars', window: 'days30' }, facts)).toEqual([2, '1 noValue'])
  })
  test('that is compared as it is rounded, what went into it is told', () => {
    const plan = planOf({
      ...program({ avg: 'order.stars', window: 'days30' }),
      ladders: [levelAsking({ asked: { gte: 2 } })],
    })
    const facts = [3, 4].map((stars) => ({ id: String(stars), ...order('2025-06-01', { stars }) })) as never
    const record = { id: 'm', joinedAt: '2025-01-01', facts }
    const { enter } = evaluate(plan, record, Date.parse('2025-06-15T12:00:00Z')).ladders[0]!.tiers[1]!
    expect(enter).toMatchObject({ have: 3.5, subject: { counted: 2, excluded: [] } })
  })
  test('of an event that never came, nothing was counted', () => {
    expect(counted({ count: 'visit', window: 'days30' }, [order('2025-06-01')])).toEqual([0])
  })
  test('since ever, facts of any age are counted', () => {
    const facts = [order('1968-05-01'), order('1975-05-01'), order('2025-06-01')]
    expect(counted({ count: 'order', window: 'lifetime' }, facts, { joinedAt: '1960-01-01' })).toEqual([3])
  })
  test('of a window that is over, nothing later is told of', () => {
    const facts = [
      order('2025-05-01T00:00:00Z'),
      order('2025-05-31T23:59:59.999Z'),
      order('2025-06-01T00:00:00Z'),
      order('2025-06-10'),
    ]
    expect(counted({ count: 'order', window: 'before' }, facts)).toEqual([2])
  })
  test('of a window that runs on, nothing that has yet to happen is told of', () => {
    const facts = [order('2025-06-01'), order('2025-06-15T12:00:00Z'), order('2025-06-15T12:00:00.001Z')]
    expect(counted({ count: 'order', window: 'month' }, facts)).toEqual([2])
    expect(counted({ count: 'order', window: 'days30' }, facts)).toEqual([2])
  })
  test('what comes after the data cut-off is told of up to now, in every kind of window', () => {
    const facts = [
      order('2025-06-13T12:00:00.000Z'),
      order('2025-06-13T12:00:00.001Z'),
      order('2025-06-15T12:00:00.000Z'),
      order('2025-06-15T12:00:00.001Z'),
    ]
    expect(counted({ count: 'order', window: 'late' }, facts)).toEqual([1, '2 cutOff'])
    expect(counted({ count: 'order', window: 'lateMonth' }, facts)).toEqual([1, '2 cutOff'])
  })
  test('at a review with a data cut-off, what came after it is told of, since ever as well', () => {
    const plan = planOf({
      ...program({ count: 'order', window: 'lifetime' }),
      reviews: { monthly: { every: 'month', day: 1, cutOff: { days: 5 } } },
    })
    const facts = ['2025-05-20', '2025-05-28', '2025-06-03'].map((day, place) => ({
      id: `f${place}`,
      ...order(day),
    }))
    const { last, change } = reasonsFor(
      plan,
      { id: 'm', joinedAt: '2025-01-01', facts: facts as never },
      Date.parse('2025-06-15'),
    )!
    expect((last ?? change)!.rules.map(({ rule }) => rule)).toMatchObject([
      { subject: { id: 'asked', counted: 1, excluded: [{ why: 'cutOff', count: 1 }] } },
    ])
  })
  test('the first fact that has not arrived is not seen, nor any after it', () => {
    const unseen = { seen: '2025-06-16T00:00:00Z' }
    const facts = [order('2025-06-01'), order('2025-06-02', unseen), order('2025-06-03', unseen)]
    expect(counted({ count: 'order', window: 'days30' }, facts)).toEqual([1, '2 notYetSeen'])
  })
  test('that asks for a mark which differs by merchant, only what falls short of theirs is left out', () => {
    const where = { amount: { gte: { cases: [{ when: { value: { gte: 1 } }, use: 50 }], else: 200 } } }
    const metric = { count: 'order', window: 'days30', where }
    const facts = [order('2025-06-01'), order('2025-06-02', { amount: 40 })]
    expect(counted(metric, facts, { fields: { value: 1 } })).toEqual([1, '1 where'])
    expect(counted(metric, facts, { fields: { value: 0 } })).toEqual([0, '2 where'])
  })
  test('that is one of a choice, a fact with another value than those has none', () => {
    const facts = [
      order('2025-06-01', { land: 'spain' }),
      order('2025-06-02', { land: 'atlantis' }),
      order('2025-06-03', { land: 'swiss' }),
    ]
    expect(counted({ latest: 'order.land', window: 'days30' }, facts)).toEqual([2, '1 noValue'])
  })
  test('that tells one from another, every id is a value', () => {
    const facts = [
      order('2025-06-01', { buyer: 'ann' }),
      order('2025-06-02', { buyer: 'bob' }),
      order('2025-06-03'),
      order('2025-06-04', { buyer: null }),
    ]
    expect(counted({ distinct: 'order.buyer', window: 'days30' }, facts)).toEqual([2, '2 noValue'])
  })
})

describe('what was undone', () => {
  const cancel = (ref: string, more: Told = {}): Told => ({ type: 'cancel', at: '2025-06-10', ref, ...more })
  const facts = [
    order('2025-06-01'),
    order('2025-06-02'),
    order('2025-06-03'),
    order('2025-06-04', { amount: undefined }),
    order('2025-06-05'),
    cancel('f0', { amount: 30 }),
    cancel('f1', { amount: 99 }),
    cancel('f2', { amount: 100 }),
    cancel('f3', { amount: 30 }),
  ]
  test('in part is counted with what is left, where values are added up', () => {
    expect(counted({ sum: 'order.amount', window: 'days30', net: true }, facts)).toEqual([
      3,
      '2 undone',
      '2 partlyUndone',
    ])
  })
  test('in part is left out where a part cannot be counted', () => {
    expect(counted({ avg: 'order.amount', window: 'days30', net: true }, facts)).toEqual([1, '4 undone'])
    expect(counted({ count: 'order', window: 'days30', net: true }, facts)).toEqual([1, '4 undone'])
    expect(counted({ distinct: 'order.amount', window: 'days30', net: true }, facts)).toEqual([1, '4 undone'])
  })
  test('is counted like any other where nobody asks for it to be left out', () => {
    expect(counted({ sum: 'order.amount', window: 'days30' }, facts)).toEqual([4, '1 noValue'])
  })
})
