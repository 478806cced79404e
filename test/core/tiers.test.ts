import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)

/** Four tiers by a field, and what may stand beside them. */
const program = (transition: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  planOf(
    minimal({
      events: { fraud: { name: both('Fraud') }, shield: { name: both('Shield') } },
      overrides: [
        { id: 'ban', kind: 'sanction', name: both('Ban'), on: 'fraud', freeze: ['level'], lasts: { months: 2 } },
        { id: 'guard', kind: 'protect', name: both('Guard'), on: 'shield', lasts: { months: 3 } },
      ],
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'monthly', demote: 'monthly', ...transition },
          tiers: ['none', 'one', 'two', 'three'].map((id, place) => ({
            id,
            name: both(id),
            ...(place > 0 && { enter: { value: { gte: place * 10 } } }),
          })),
        },
      ],
      ...over,
    }),
  ) // prettier-ignore
/** A merchant whose value changes: by date. */
const merchant = (values: Record<string, number>, facts: object[] = []): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-10T00:00:00Z',
  facts: facts as never,
  fields: { value: Object.entries(values).map(([from, value]) => ({ from, value })) },
})
const fact = (type: string, day: string) => ({ id: type, type, at: `${day}T00:00:00Z` })
const ladder = (
  transition: Record<string, unknown>,
  values: Record<string, number>,
  { facts = [], now = '2025-03-15', over = {} }: { facts?: object[]; now?: string; over?: object } = {},
) => {
  const { held, earned, ifReviewed, pending, heldBack, atRisk } = evaluate(
    program(transition, over as Record<string, unknown>),
    merchant(values, facts),
    at(`${now}T12:00:00Z`),
  ).ladders[0]!
  return { held, earned, ifReviewed, pending, heldBack, atRisk }
}
const from = { '2025-01-10': 20 }
const NEXT = '2025-04-01T00:00:00.000Z'

describe('what holds a ladder back, and what a review now would leave', () => {
  test('nothing, where it stands as it has earned', () => {
    expect(ladder({}, from)).toMatchObject({ held: 'two', earned: 'two', ifReviewed: 'two', heldBack: [] })
  })
  test('the next review, of a rise and of a fall', () => {
    const wait = [{ why: 'review', until: NEXT, by: null }]
    expect(ladder({}, { ...from, '2025-03-10': 30 })).toMatchObject({ ifReviewed: 'three', heldBack: wait })
    expect(ladder({}, { ...from, '2025-03-10': 0 })).toMatchObject({ ifReviewed: 'none', heldBack: wait })
  })
  test('the steps that one decision may take', () => {
    const wait = [{ why: 'steps' }, { why: 'review' }]
    const down = { ...from, '2025-03-10': 0 }
    expect(ladder({ maxStepsDown: 1 }, down).heldBack[0]!.steps).toBe(1)
    expect(ladder({ maxStepsUp: 2 }, { '2025-03-10': 30 }).heldBack[0]!.steps).toBe(2)
    expect(ladder({ maxStepsDown: 1 }, down)).toMatchObject({ ifReviewed: 'one', heldBack: wait })
    const up = { '2025-03-10': 30 }
    expect(ladder({ maxStepsUp: 2 }, up)).toMatchObject({ held: 'none', ifReviewed: 'two', heldBack: wait })
    expect(ladder({ maxStepsUp: 3 }, up)).toMatchObject({
      ifReviewed: 'three',
      heldBack: [{ why: 'review' }],
    })
  })
  test('a tier in between, where they are climbed one by one', () => {
    const gap = {
      over: {
        fields: {
          value: { type: 'number', name: both('Value') },
          other: { type: 'number', name: both('Other') },
        },
        ladders: [
          {
            id: 'level',
            main: true,
            name: both('Level'),
            transition: { promote: 'monthly', demote: 'never', climb: 'oneByOne' },
            tiers: [
              { id: 'none', name: both('None') },
              { id: 'one', name: both('One'), enter: { value: { lte: 5 } } },
              { id: 'two', name: both('Two'), enter: { value: { gte: 10 } } },
            ],
          },
        ],
      },
    }
    expect(ladder({}, from, gap)).toMatchObject({
      held: 'none',
      earned: 'two',
      ifReviewed: 'none',
      heldBack: [{ why: 'climb' }, { why: 'review' }],
    })
  })
  test('that it never moves that way', () => {
    const wait = [{ why: 'never', until: null, by: null }]
    expect(ladder({ demote: 'never' }, { ...from, '2025-03-10': 0 })).toMatchObject({
      ifReviewed: 'two',
      heldBack: wait,
      atRisk: null,
    })
    expect(ladder({ promote: 'never' }, from)).toMatchObject({
      held: 'none',
      ifReviewed: 'none',
      heldBack: wait,
    })
  })
  test('a hold, until it ends, and then the review that decides', () => {
    const held = ladder({ hold: { months: 3 } }, { ...from, '2025-03-10': 0 })
    expect(held).toMatchObject({
      ifReviewed: 'two',
      heldBack: [{ why: 'hold', until: '2025-05-01T00:00:00.000Z' }, { why: 'review', until: '2025-05-01T00:00:00.000Z' }],
      atRisk: null, // the review on 1 April lowers nobody who is held
    }) // prettier-ignore
    expect(
      ladder({ hold: { months: 3 } }, { ...from, '2025-03-10': 0 }, { now: '2025-04-15' }).atRisk,
    ).toMatchObject({ falls: true, at: '2025-05-01T00:00:00.000Z' })
    const atOnce = { hold: { months: 3 }, promote: 'atOnce', demote: 'atOnce' }
    expect(ladder(atOnce, { ...from, '2025-03-10': 0 })).toMatchObject({ held: 'two', atRisk: null })
    expect(
      ladder({ hold: { months: 3 } }, { ...from, '2025-03-10': 0 }, { now: '2025-04-30' }).ifReviewed,
    ).toBe('two')
    // a rise is not held, and does not wait for its end
    expect(ladder({ hold: { months: 3 } }, { ...from, '2025-03-10': 30 })).toMatchObject({
      ifReviewed: 'three',
      heldBack: [{ why: 'review', until: NEXT }],
    })
  })
  test('a grace: a review now would begin one, and one that runs is waited for', () => {
    const fell = { ...from, '2025-02-10': 0 }
    const rule = { grace: { days: 40 } }
    expect(ladder(rule, { ...from, '2025-03-10': 0 })).toMatchObject({
      ifReviewed: 'two',
      heldBack: [{ why: 'review', until: NEXT }],
    })
    expect(ladder(rule, fell)).toMatchObject({
      held: 'two',
      earned: 'none',
      ifReviewed: 'two',
      heldBack: [{ why: 'grace', until: '2025-04-10T00:00:00.000Z' }],
      atRisk: { falls: true, at: '2025-04-10T00:00:00.000Z' },
    })
  })
  test('a protection that would cancel the fall, until it is used up or over', () => {
    const facts = [fact('shield', '2025-01-20')]
    const fell = { ...from, '2025-03-10': 0 }
    expect(ladder({}, fell, { facts })).toMatchObject({
      ifReviewed: 'two',
      heldBack: [
        { why: 'protected', until: '2025-04-20T00:00:00.000Z', by: { en: 'Guard' } },
        { why: 'review', until: NEXT },
      ],
    })
    // used up on 1 April
    expect(ladder({}, fell, { facts, now: '2025-04-15' })).toMatchObject({
      held: 'two',
      ifReviewed: 'none',
      heldBack: [{ why: 'review' }],
    })
    // a rise needs none
    expect(ladder({}, { ...from, '2025-03-10': 30 }, { facts }).ifReviewed).toBe('three')
  })
  test('a protection of another ladder protects nothing here', () => {
    const over = {
      overrides: [{ id: 'guard', kind: 'protect', name: both('Guard'), on: 'shield', lasts: { months: 3 }, ladders: ['badge'] }],
      ladders: [
        ...(minimal()['ladders'] as object[]),
        { id: 'badge', badge: true, name: both('B'), transition: { promote: 'monthly', demote: 'monthly' }, tiers: [{ id: 'b', name: both('B'), enter: { value: { gte: 1 } } }] },
      ],
    } // prettier-ignore
    const standing = evaluate(
      program({}, over),
      merchant({ '2025-01-10': 80, '2025-03-10': 0 }, [fact('shield', '2025-01-20')]),
      at('2025-03-15T12:00:00Z'),
    )
    expect(standing.ladders.map(({ ifReviewed }) => ifReviewed)).toEqual(['low', 'b'])
  })
  test('a sanction that freezes the ladder, both ways', () => {
    const facts = [fact('fraud', '2025-03-01')]
    const frozen = { why: 'frozen', until: '2025-05-01T00:00:00.000Z', by: { en: 'Ban' } }
    for (const value of [0, 30])
      expect(ladder({}, { ...from, '2025-03-10': value }, { facts })).toMatchObject({
        ifReviewed: 'two',
        heldBack: [frozen, { why: 'review' }],
      })
    expect(ladder({}, from, { facts }).heldBack).toEqual([])
  })
  test('a decision that takes effect later', () => {
    const over = { reviews: { monthly: { every: 'month', day: 1, takesEffect: { days: 20 } } } }
    expect(ladder({}, { ...from, '2025-02-20': 30 }, { over })).toMatchObject({
      held: 'two',
      earned: 'three',
      pending: { tier: 'three', at: '2025-03-21T00:00:00.000Z' },
      heldBack: [{ why: 'takesEffect', until: '2025-03-21T00:00:00.000Z' }],
    })
  })
  test('a ladder that moves at once waits for no review', () => {
    expect(ladder({ promote: 'atOnce', demote: 'atOnce' }, { ...from, '2025-03-10': 0 })).toMatchObject({
      held: 'none',
      heldBack: [],
    })
  })
  test('an anniversary is the review that decides', () => {
    const over = { reviews: { monthly: { every: 'year', since: 'joinedAt' } } }
    expect(ladder({}, from, { over }).heldBack).toMatchObject([
      { why: 'review', until: '2026-01-10T00:00:00.000Z' },
    ])
    const { reviews } = evaluate(program({}, over), merchant(from), at('2025-03-15T12:00:00Z'))
    expect(reviews).toMatchObject([{ last: null, next: '2026-01-10T00:00:00.000Z' }])
  })
})

test('an account says which limits run, how much of them counts and when they begin anew', () => {
  const plan = planOf(
    minimal({
      accounts: [
        {
          id: 'coins',
          name: both('Coins'),
          earn: [{ on: 'sale', points: 4, limit: { points: 10, each: 'month' }, name: both('Selling') }],
          limits: [{ points: 100, each: 'year' }],
          spend: 'oldestFirst',
          undo: 'sameLots',
        },
      ],
    }),
  )
  const facts = ['2025-02-20', '2025-03-01', '2025-03-02', '2025-03-03'].map((day, place) => ({
    id: `f${place}`,
    type: 'sale',
    at: `${day}T00:00:00Z`,
    amount: 1,
  }))
  const { accounts } = evaluate(
    plan,
    { id: 'm', joinedAt: '2025-01-10', facts: facts as never },
    at('2025-03-15T00:00:00Z'),
  )
  // 4 in February, then 4, 4 and the 2 that were left of 10
  expect(accounts[0]).toMatchObject({
    balancePoints: 14,
    limits: [
      { name: { en: 'Selling' }, points: 10, each: 'month', counted: 10, left: 0, renewsAt: '2025-04-01T00:00:00.000Z' },
      { name: null, points: 100, each: 'year', counted: 14, left: 86, renewsAt: '2026-01-01T00:00:00.000Z' },
    ],
  }) // prettier-ignore
})

test('a group that its own cap cuts says from what to what', () => {
  const factor = (id: string, max: number) => ({ id, name: both(id), metric: 'value', scale: { perUnit: 1, max } })
  const plan = planOf(
    minimal({
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [
          { id: 'both', name: both('Both'), combine: 'sum', max: 30, factors: [factor('a', 20), factor('b', 20)] },
          factor('c', 20),
        ],
      },
    }),
  )
  const factors = (value: number) =>
    evaluate(
      plan,
      { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { value } },
      at('2025-03-15T00:00:00Z'),
    ).score!.factors
  expect(factors(18)[0]).toMatchObject({ points: 30, capped: { from: 36, to: 30 } })
  expect(factors(15)[0]!.capped).toBeUndefined()
  expect(factors(18)[1]!.capped).toBeUndefined()
}) // prettier-ignore

test('a place is at risk within a twentieth of the places that there are, and not before', () => {
  const plan = planOf(
    minimal({
      cohorts: { everyone: { at: 'monthly' } },
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'monthly', demote: 'monthly' },
          tiers: [
            { id: 'none', name: both('None') },
            { id: 'top', name: both('Top'), enter: { best: 20, of: 'value', among: 'everyone', as: 'count' } },
          ],
        },
      ],
    }),
  )
  const riskAt = (place: number) =>
    evaluate(
      plan,
      {
        id: 'm',
        joinedAt: '2025-01-10',
        facts: [],
        fields: { value: 1 },
        peers: { '2025-03-01T00:00:00Z': { everyone: { size: 100, ranks: { value: { high: place } } } } },
      },
      at('2025-03-15T00:00:00Z'),
    ).ladders[0]!.atRisk
  expect(riskAt(18)).toBeNull()
  expect(riskAt(19)).toMatchObject({ to: 'none', falls: false, because: [{ kind: 'rank', have: 19, need: 20 }] })
  expect(riskAt(21)).toBeNull() // it is not held
}) // prettier-ignore

test('an account that begins anew says when, and any other nothing of it', () => {
  const account = (id: string, more: object) => ({
    ...{ id, name: both(id), earn: [{ on: 'sale', points: 4 }], start: 12, spend: 'oldestFirst' },
    ...{ undo: 'sameLots', ...more },
  })
  const plan = planOf(minimal({ accounts: [account('anew', { reset: 'monthly' }), account('kept', {})] }))
  const { accounts } = evaluate(
    plan,
    { id: 'm', joinedAt: '2025-01-10', facts: [] },
    at('2025-03-15T00:00:00Z'),
  )
  expect(accounts.map(({ resetsAt }) => resetsAt)).toEqual(['2025-04-01T00:00:00.000Z', undefined])
})
