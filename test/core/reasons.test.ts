import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { reasonsFor } from '../../src/core/reasons.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { reasons as schema, type Decided } from '../../src/schema/reasons.js'
import { minimal, planOf, levelAsking } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const NOW = at('2025-06-15T12:00:00Z')

/** Two tiers over orders of the month before and a rate of refunds, reviewed on the first of each month. */
const shop = (ladder: Record<string, unknown> = {}, over: Record<string, unknown> = {}) =>
  planOf(
    minimal({
      events: {
        order: { name: both('Order'), fields: { amount: 'money' }, undoneBy: 'cancel' },
        cancel: { name: both('Cancel') },
        refund: { name: both('Refund') },
      },
      windows: { month: { past: { months: 1 } } },
      metrics: {
        orders: { count: 'order', window: 'month', net: true, name: both('Orders') },
        refunds: { count: 'refund', window: 'month', name: both('Refunds') },
        rate: { ratio: 'refunds', to: 'orders', per: 100, else: 'exempt', name: both('Refund rate') },
      },
      fields: {
        value: { type: 'number', name: both('Value') },
        other: { type: 'integer', name: both('Other') },
      },
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'monthly', demote: 'monthly' },
          tiers: [
            { id: 'low', name: both('Low') },
            { id: 'high', name: both('High'), enter: { orders: { gte: 3 }, rate: { lte: 25 } } },
          ],
          ...ladder,
        },
      ],
      ...over,
    }),
  )
let count = 0
const fact = (type: string, day: string, more: Record<string, unknown> = {}) => ({
  id: `f${(count += 1)}`,
  type,
  at: `${day}T12:00:00Z`,
  ...more,
})
const record = (...facts: object[]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  facts: facts as never,
})
const orders = (month: string, many: number) =>
  Array.from({ length: many }, (_, place) => fact('order', `${month}-${String(place + 2).padStart(2, '0')}`))
const turnOf = ({ turn }: Decided) => turn && turn.map(({ subject, from, to }) => [subject.id, from, to])

describe('a rise', () => {
  const cancelled = { ...fact('order', '2025-04-20'), id: 'gone' }
  const reasons = reasonsFor(
    shop(),
    record(...orders('2025-04', 4), cancelled, fact('cancel', '2025-04-21', { ref: 'gone' }), fact('refund', '2025-04-09')),
    at('2025-05-10T00:00:00Z'),
  )! // prettier-ignore
  test('says when and by which review, version and rule it was decided', () => {
    expect(schema.parse(reasons)).toEqual(reasons)
    expect(reasons.change).toMatchObject({
      outcome: 'rise',
      version: '1',
      from: { id: 'low' },
      to: { id: 'high' },
      earned: { id: 'high' },
      decidedAt: '2025-05-01T00:00:00.000Z',
      takesEffectAt: '2025-05-01T00:00:00.000Z',
      review: { id: 'monthly' },
      rules: [{ asks: 'enter', tier: { id: 'high' }, path: ['ladders', 0, 'tiers', 1, 'enter'] }],
      seen: true,
    })
    expect(reasons.nextReviewAt).toBe('2025-06-01T00:00:00.000Z')
    expect([reasons.held!.id, reasons.computed!.id, reasons.last]).toEqual(['high', 'high', null])
  })
  test('gives every value with its mark, dates, and what was left out', () => {
    expect(reasons.change!.inputs).toMatchObject([
      {
        subject: {
          id: 'orders',
          window: { start: '2025-04-01T00:00:00.000Z', end: '2025-05-01T00:00:00.000Z', zone: 'UTC' },
          counted: 4,
          excluded: [{ why: 'undone', count: 1 }],
        },
        value: 4,
        marks: [{ is: 'gte', need: 3, met: true }],
      },
      { subject: { id: 'rate', num: { value: 1, counted: 1 }, den: { value: 4, counted: 4 } }, value: 25 },
    ])
  })
  test('would not have come with the least change of one value', () => {
    // one millionth of 25 is less than two orders of four
    expect(turnOf(reasons.change!)).toEqual([['rate', 25, 25.000001]])
    expect(reasons.change!.turnsTo).toMatchObject({ id: 'low' })
  })
})

describe('a fall', () => {
  const lost = (...facts: object[]) =>
    reasonsFor(shop(), record(...orders('2025-04', 4), ...facts), at('2025-06-10T00:00:00Z'))!.change!
  test('is explained by the rule of the tier lost, and by what would have kept it', () => {
    const change = lost(...orders('2025-05', 2))
    expect(change).toMatchObject({ outcome: 'fall', from: { id: 'high' }, to: { id: 'low' }, rules: [{ asks: 'keep' }] })
    expect(turnOf(change)).toEqual([['orders', 2, 3]])
    expect(change.turnsTo).toMatchObject({ id: 'high' })
  }) // prettier-ignore
  test('that failed two conditions is turned by the one value behind both', () => {
    // four orders are enough, and bring the rate of one refund down to 25 %
    expect(turnOf(lost(...orders('2025-05', 2), fact('refund', '2025-05-20')))).toEqual([['orders', 2, 4]])
  })
  test('whose month after changed nothing keeps its reasons, and says why nothing changed', () => {
    const reasons = reasonsFor(shop(), record(...orders('2025-04', 4)), at('2025-07-10T00:00:00Z'))!
    expect(reasons.change).toMatchObject({ outcome: 'fall', decidedAt: '2025-06-01T00:00:00.000Z' })
    expect(reasons.last).toMatchObject({
      outcome: 'stay',
      decidedAt: '2025-07-01T00:00:00.000Z',
      takesEffectAt: null,
      to: { id: 'low' },
      rules: [{ asks: 'enter', tier: { id: 'high' } }],
    })
    expect(turnOf(reasons.last!)).toEqual([['orders', 0, 3]])
  })
  test('that takes effect later says both dates', () => {
    const plan = shop({}, { reviews: { monthly: { every: 'month', takesEffect: { days: 5 } } } })
    const facts = record(...orders('2025-04', 4))
    const { change, last } = reasonsFor(plan, facts, at('2025-05-20T00:00:00Z'))!
    expect(change).toMatchObject({
      outcome: 'rise',
      decidedAt: '2025-05-01T00:00:00.000Z',
      takesEffectAt: '2025-05-06T00:00:00.000Z',
    })
    expect(last).toBeNull()
    expect(reasonsFor(plan, facts, at('2025-06-03T00:00:00Z'))).toMatchObject({
      change: { outcome: 'rise' },
      last: { outcome: 'fall', takesEffectAt: '2025-06-06T00:00:00.000Z' },
    })
  })
  test('after a grace is decided at its end', () => {
    const plan = shop({ transition: { promote: 'monthly', demote: 'monthly', grace: { days: 10 } } })
    const facts = record(...orders('2025-04', 4))
    expect(reasonsFor(plan, facts, at('2025-06-05T00:00:00Z'))).toMatchObject({
      change: { outcome: 'rise' },
      last: { outcome: 'stay', to: { id: 'high' }, heldBack: [] },
    })
    expect(reasonsFor(plan, facts, at('2025-06-20T00:00:00Z'))!.change).toMatchObject({
      outcome: 'fall',
      decidedAt: '2025-06-11T00:00:00.000Z',
      takesEffectAt: '2025-06-11T00:00:00.000Z',
      seen: true,
    })
  })
})

describe('what stayed', () => {
  test('with two conditions that have nothing in common would have needed both', () => {
    const plan = shop({
      tiers: [
        { id: 'low', name: both('Low') },
        { id: 'high', name: both('High'), enter: { value: { gt: 70 }, other: { lte: 2 } } },
      ],
    })
    const last = reasonsFor(plan, { ...record(), fields: { value: 65, other: 4 } }, NOW)!.last!
    expect(turnOf(last)).toEqual([
      ['value', 65, 70.000001],
      ['other', 4, 2],
    ])
  })
  test('between the reviews that lower waits for the next of them, whatever steps that one may take', () => {
    const tiers = ['low', 'middle', 'high'].map((id, nth) => ({
      id,
      name: both(id),
      ...(nth > 0 && { enter: { value: { gte: 10 * nth } } }),
    }))
    const transition = { promote: 'atOnce', demote: 'monthly', maxStepsDown: 1 }
    const fallen = {
      ...record(),
      fields: {
        value: [
          { from: '2025-01-01', value: 20 },
          { from: '2025-05-10', value: 0 },
        ],
      },
    }
    const { last } = reasonsFor(shop({ transition, tiers }), fallen, at('2025-05-20T00:00:00Z'))!
    expect(last!.review).toBeNull()
    expect(last!.heldBack).toMatchObject([{ why: 'review', until: '2025-06-01T00:00:00.000Z' }])
  })
  test('says of a rate over nothing that it does not apply', () => {
    const tiers = [
      { id: 'low', name: both('Low') },
      { id: 'high', name: both('High'), enter: { rate: { lte: 25 } } },
    ]
    const { change } = reasonsFor(shop({ tiers }), record(), NOW)!
    const { value, marks } = change!.inputs.find(({ subject }) => subject.id === 'rate')!
    expect([value, marks]).toMatchObject([null, [{ need: 25, met: true, exempt: true }]])
  })
  test('names what stands beside and holds it back, and no change of values turns what is frozen', () => {
    const plan = shop(
      {},
      {
        events: { order: { name: both('Order') }, fraud: { name: both('Fraud') } },
        metrics: { orders: { count: 'order', window: 'month', name: both('Orders') } },
        overrides: [
          {
            id: 'ban',
            kind: 'sanction',
            name: both('Ban'),
            on: 'fraud',
            freeze: ['level'],
            lasts: { months: 6 },
          },
        ],
        ladders: [levelAsking({ orders: { gte: 3 } })],
      },
    )
    const reasons = reasonsFor(plan, record(fact('fraud', '2025-04-02'), ...orders('2025-04', 4)), NOW)!
    expect(reasons.change).toBeNull()
    expect(reasons.beside).toMatchObject([{ id: 'ban' }])
    const may = reasonsFor(
      plan,
      record(fact('fraud', '2025-04-02'), ...orders('2025-04', 4)),
      at('2025-05-10T00:00:00Z'),
    )!.last!
    expect(may).toMatchObject({
      outcome: 'stay',
      earned: { id: 'high' },
      to: { id: 'low' },
      heldBack: [{ why: 'frozen', by: { en: 'Ban' } }],
      beside: [{ id: 'ban' }],
      turn: null,
    })
  })
  test('on the highest tier says what would have lost it', () => {
    const reasons = reasonsFor(shop(), record(...orders('2025-04', 4), ...orders('2025-05', 5)), NOW)!
    expect(reasons.last).toMatchObject({ outcome: 'stay', rules: [{ asks: 'keep' }] })
    // 25.000001 % instead of 0 is all of it; two orders of five are less
    expect(turnOf(reasons.last!)).toEqual([['orders', 5, 2]])
  })
})

describe('a score', () => {
  const scored = (mark: number, fields: Record<string, number>, combine = 'sum') =>
    reasonsFor(
      planOf(
        minimal({
          fields: Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { type: 'integer', name: both(id) }])),
          score: {
            name: both('Score'),
            combine,
            factors: ['a', 'b', 'c'].map((id, place) => ({
              id: `f${id}`,
              name: both(id),
              metric: id,
              scale: { perUnit: place + 1, max: 20 },
            })),
          },
          ladders: [levelAsking({ score: { gte: mark } })],
        }),
      ),
      { id: 'm', joinedAt: '2025-01-01', facts: [], fields },
      NOW,
    )!.last!
  test('is turned by the value behind it whose move is the smallest', () => {
    // 10 + 8 + 9 = 27, 3 short: a 10 to 13 (3/13), b 4 to 6 (1/3), c 3 to 4 (1/4)
    const last = scored(30, { a: 10, b: 4, c: 3 })
    expect(turnOf(last)).toEqual([['a', 10, 13]])
    expect(last.score!.value).toBe(27)
    expect(last.inputs.map(({ subject, value, marks }) => [subject.id, value, marks.length])).toEqual([
      ['score', 27, 1],
      ['a', 10, 0],
      ['b', 4, 0],
      ['c', 3, 0],
    ])
  })
  test('that no value alone reaches is turned by the fewest', () => {
    // of 0, 0 and 0 each gives 20 at most, so two must move: one to its cap, the other to what is left
    const last = scored(35, { a: 0, b: 0, c: 0 })
    expect(last.turn).toHaveLength(2)
    const points = last.turn!.reduce(
      (sum, { subject, to }) => sum + Math.min(20, to * (subject.id.charCodeAt(0) - 96)),
      0,
    )
    expect(points).toBeGreaterThanOrEqual(35)
  })
  test('that nothing reaches is not turned', () => {
    expect(scored(61, { a: 0, b: 0, c: 0 })).toMatchObject({ turn: null, turnsTo: null })
    expect(scored(60, { a: 0, b: 0, c: 0 }).turn).toHaveLength(3)
  })
  test('with unknown values is turned by one that becomes known, where that is all it lacks', () => {
    expect(turnOf(scored(30, { a: 10, b: 10 }))).toEqual([['c', null, 0]])
  })
})

test('a change that was decided before the state of the record keeps its rules and no more', () => {
  const plan = shop()
  const facts = record(...orders('2025-04', 4))
  const { held } = advance(plan, facts, at('2025-05-10T00:00:00Z'))
  const kept = reasonsFor(plan, { ...facts, facts: [], held }, at('2025-05-20T00:00:00Z'))!.change!
  expect(kept).toMatchObject({
    outcome: 'rise',
    to: { id: 'high' },
    seen: false,
    turn: null,
    rules: [{ asks: 'enter', path: [] }],
    inputs: [
      { subject: { id: 'orders' }, value: 4 },
      { subject: { id: 'rate' }, value: 0 },
    ],
  })
})

test('there are no reasons for a ladder that is not there, and none for a ladder on which nothing was decided', () => {
  expect(reasonsFor(shop(), record(), NOW, 'other')).toBeNull()
  expect(reasonsFor(shop(), record(), at('2025-01-10T00:00:00Z'))).toMatchObject({
    change: null,
    last: null,
    held: { id: 'low' },
  })
})
