import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { Evidence, Standing } from '../../src/schema/standing.js'
import { minimal, planOf, levelAsking } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const NOW = at('2025-06-15T12:00:00Z')
/** Dated values of the one field. */
const valued = (...dated: [string, number | null][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { value: dated.map(([from, value]) => ({ from, value })) },
})
const level = (transition: Record<string, unknown>, tiers?: unknown[]) =>
  minimal({
    ladders: [
      {
        id: 'level',
        main: true,
        name: both('Level'),
        transition: { promote: 'monthly', demote: 'monthly', ...transition },
        tiers: tiers ?? [
          { id: 'blue', name: both('Blue') },
          { id: 'bronze', name: both('Bronze'), enter: { value: { gte: 30 } } },
          { id: 'silver', name: both('Silver'), enter: { value: { gte: 60 } }, keep: { value: { gte: 55 } } },
          { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
        ],
      },
    ],
    overrides: [],
  })
/** The tier held at noon on days, in order. */
const heldOn = (
  program: Record<string, unknown>,
  record: MerchantRecord,
  ...days: string[]
): (string | null)[] => {
  const plan = planOf(program)
  return days.map((day) => advance(plan, record, at(`${day}T12:00:00Z`)).held.ladders['level']!.tier)
}

describe('rise and fall', () => {
  test('a tier changes at a review and not between', () => {
    expect(heldOn(level({}), valued(['2025-01-10', 95]), '2025-01-31', '2025-02-01')).toEqual([
      'blue',
      'gold',
    ])
  })
  test('a review sees only what came strictly before it', () => {
    expect(heldOn(level({}), valued(['2025-02-01', 95]), '2025-02-01', '2025-03-01')).toEqual([
      'blue',
      'gold',
    ])
  })
  test('a fall goes one step at a time where it may, and several rises come at once', () => {
    expect(
      heldOn(
        level({ maxStepsDown: 1 }),
        valued(['2025-01-10', 95], ['2025-02-10', 0]),
        '2025-02-01',
        '2025-03-01',
        '2025-04-01',
        '2025-05-01',
        '2025-06-01',
      ),
    ).toEqual(['gold', 'silver', 'bronze', 'blue', 'blue'])
  })
  test('a fall of one step stops at what is earned', () => {
    expect(
      heldOn(
        level({ maxStepsDown: 1 }),
        valued(['2025-01-10', 95], ['2025-02-10', 30]),
        '2025-03-01',
        '2025-04-01',
        '2025-05-01',
      ),
    ).toEqual(['silver', 'bronze', 'bronze'])
  })
  test('rises are limited where the ladder says so', () => {
    expect(
      heldOn(level({ maxStepsUp: 1 }), valued(['2025-01-10', 95]), '2025-02-01', '2025-03-01', '2025-04-01'),
    ).toEqual(['bronze', 'silver', 'gold'])
  })
  test('keep is asked of the holder, enter of the others', () => {
    expect(
      heldOn(
        level({}),
        valued(['2025-01-10', 60], ['2025-02-10', 55], ['2025-03-10', 54.999999]),
        '2025-02-01',
        '2025-03-01',
        '2025-04-01',
      ),
    ).toEqual(['silver', 'silver', 'bronze'])
    expect(heldOn(level({}), valued(['2025-01-10', 55]), '2025-02-01')).toEqual(['bronze'])
  })
  test('a hold keeps a tier until it ends, exclusive', () => {
    expect(
      heldOn(
        level({ hold: { months: 2 } }),
        valued(['2025-01-10', 95], ['2025-02-10', 0]),
        '2025-02-01',
        '2025-03-01',
        '2025-04-01',
      ),
    ).toEqual(['gold', 'gold', 'blue'])
  })
  test('a grace waits, and a merchant who is back in time stays', () => {
    const grace = level({ grace: { days: 40 } })
    expect(
      heldOn(grace, valued(['2025-01-10', 95], ['2025-02-10', 0]), '2025-03-01', '2025-04-09', '2025-04-10'),
    ).toEqual(['gold', 'gold', 'blue'])
    expect(
      heldOn(
        grace,
        valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-10', 95]),
        '2025-04-01',
        '2025-05-01',
      ),
    ).toEqual(['gold', 'gold'])
  })
  test('a ladder that never demotes keeps for life', () => {
    expect(
      heldOn(level({ demote: 'never' }), valued(['2025-01-10', 95], ['2025-02-10', 0]), '2025-12-01'),
    ).toEqual(['gold'])
  })
  test('a ladder that moves at once does not wait for a review', () => {
    expect(
      heldOn(
        level({ promote: 'atOnce', demote: 'atOnce' }),
        valued(['2025-01-10T13:00:00Z', 95], ['2025-01-20', 0]),
        '2025-01-10',
        '2025-01-11',
        '2025-01-20',
      ),
    ).toEqual(['blue', 'gold', 'blue'])
  })
  test('a hold ends at its own instant, not at the next midnight', () => {
    const plan = planOf(level({ promote: 'atOnce', demote: 'atOnce', hold: { days: 10 } }))
    const record = valued(['2025-01-10T13:00:00Z', 95], ['2025-01-12', 0])
    const tierAt = (iso: string): string | null => advance(plan, record, at(iso)).held.ladders['level']!.tier
    expect(tierAt('2025-01-20T12:59:59.999Z')).toBe('gold')
    expect(tierAt('2025-01-20T13:00:00Z')).toBe('blue')
  })
  test('a decision takes effect later where the review says so', () => {
    const later = { ...level({}), reviews: { monthly: { every: 'month', day: 1, takesEffect: { days: 7 } } } }
    expect(heldOn(later, valued(['2025-01-10', 95]), '2025-02-01', '2025-02-07', '2025-02-08')).toEqual([
      'blue',
      'blue',
      'gold',
    ])
  })
  test('without facts and without a state nobody is a holder yet', () => {
    const { held, earned } = evaluate(
      planOf(level({})),
      { id: 'm', joinedAt: '2025-01-01', fields: { value: 95 } },
      NOW,
    ).ladders[0]!
    expect([held, earned]).toEqual(['blue', 'gold'])
  })
  test('a change says which rule failed, with its value against its mark', () => {
    const change = evaluate(
      planOf(level({})),
      valued(['2025-01-10', 95], ['2025-02-10', 50]),
      at('2025-03-02T00:00:00Z'),
    ).ladders[0]!.lastChange!
    expect(change).toMatchObject({ at: '2025-03-01T00:00:00.000Z', from: 'gold', to: 'bronze' })
    expect(change.because).toEqual([
      {
        kind: 'compare',
        subject: { id: 'value', kind: 'field', name: both('Value'), unit: 'number' },
        have: 50,
        is: 'gte',
        need: 90,
        met: false,
      },
    ])
  })
})

describe('if reviewed now', () => {
  const read = (transition: Record<string, unknown>) => {
    const { earned, ifReviewed, atRisk } = evaluate(
      planOf(level(transition)),
      valued(['2025-01-10', 95], ['2025-02-10', 0]),
      at('2025-02-20T00:00:00Z'),
    ).ladders[0]!
    return [earned, ifReviewed, atRisk?.to]
  }
  test('the tier earned is what the values give, and the tier reviewed keeps within its steps', () => {
    expect(read({})).toEqual(['blue', 'blue', 'blue'])
    expect(read({ maxStepsDown: 1 })).toEqual(['blue', 'silver', 'silver'])
  })
  test('a hold keeps the tier whatever the values give', () => {
    // nor is it at risk while no review can take it
    expect(read({ hold: { months: 6 } })).toEqual(['blue', 'gold', undefined])
  })
})

describe('overrides', () => {
  const overridden = (...overrides: unknown[]) => ({
    ...level({}),
    overrides,
    events: { paid: { name: both('Paid') } },
    fields: { value: { type: 'number', name: both('Value') }, bad: { type: 'flag', name: both('Bad') } },
  })
  const grant = {
    id: 'plus',
    kind: 'grant',
    name: both('Plus'),
    on: 'paid',
    lasts: { months: 1 },
    floor: { level: 'silver' },
  }
  const sanction = {
    id: 'freeze',
    kind: 'sanction',
    name: both('Freeze'),
    starts: { bad: true },
    ends: { bad: false },
    cap: { level: 'bronze' },
  }
  const record: MerchantRecord = {
    id: 'm',
    joinedAt: '2025-01-01',
    facts: [{ id: 'p', type: 'paid', at: '2025-01-10T00:00:00Z' }],
    fields: {
      value: [{ from: '2025-01-02', value: 95 }],
      bad: [
        { from: '2025-01-20', value: true },
        { from: '2025-02-05', value: false },
      ],
    },
  }
  const read = (day: string, ...overrides: unknown[]) =>
    evaluate(planOf(overridden(...overrides)), record, at(`${day}T12:00:00Z`)).ladders[0]!

  test('a grant opens at once, beside the tier that reviews gave, and ends with its term', () => {
    expect([
      read('2025-01-09', grant).held,
      read('2025-01-10', grant).held,
      read('2025-01-10', grant).computed,
    ]).toEqual(['blue', 'silver', 'blue'])
    expect([
      read('2025-02-10', grant).held,
      evaluate(planOf(overridden(grant)), record, at('2025-02-10T12:00:00Z')).overrides[0]!.active,
    ]).toEqual(['gold', false])
  })
  test('a sanction beats a grant, and ends by its own condition', () => {
    expect([
      read('2025-01-19', grant, sanction).held,
      read('2025-01-20', grant, sanction).held,
      read('2025-02-06', grant, sanction).held,
    ]).toEqual(['silver', 'bronze', 'gold'])
  })
  test('transition reads the computed tier, never the overridden one', () => {
    expect(read('2025-02-01', sanction)).toMatchObject({ held: 'bronze', computed: 'gold' })
  })
  test('a protection cancels one fall and is used up', () => {
    const protect = { id: 'shield', kind: 'protect', name: both('Shield'), on: 'paid', lasts: { years: 1 } }
    const falls = {
      ...record,
      fields: {
        value: [
          { from: '2025-01-02', value: 95 },
          { from: '2025-02-10', value: 0 },
        ],
      },
    }
    expect(
      ['2025-03-02', '2025-04-02'].map(
        (day) => evaluate(planOf(overridden(protect)), falls, at(`${day}T00:00:00Z`)).ladders[0]!.held,
      ),
    ).toEqual(['gold', 'blue'])
  })
})

describe('null is not zero, and unknown is not false', () => {
  const scored = (guard?: unknown, extra: Record<string, unknown> = {}) =>
    minimal({
      score: {
        name: both('Score'),
        combine: 'weightedSum',
        ...(guard ? { guard } : {}),
        factors: [
          {
            id: 'a',
            name: both('A'),
            weight: 60,
            metric: 'rate',
            scale: {
              line: [
                [0, 0],
                [100, 100],
              ],
            },
          },
          {
            id: 'b',
            name: both('B'),
            weight: 40,
            metric: 'value',
            scale: {
              line: [
                [0, 0],
                [100, 100],
              ],
            },
            ...extra,
          },
        ],
      },
      metrics: {
        sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
        good: { count: 'sale', where: { amount: { gte: 10 } }, window: 'lifetime', name: both('Good') },
        rate: { ratio: 'good', to: 'sales', per: 100, else: 'exempt', unit: 'percent', name: both('Rate') },
      },
      ladders: [levelAsking({ rate: { gte: 90 } })],
    })
  const sales = (...amounts: number[]): MerchantRecord => ({
    id: 'm',
    joinedAt: '2025-01-01',
    fields: { value: 50 },
    facts: amounts.map((amount, place) => ({
      id: `s${place}`,
      type: 'sale',
      at: '2025-02-01T00:00:00Z',
      amount,
    })),
  })
  const score = (standing: Standing) => standing.score!

  test('a factor that is exempt is left out and the weights of the rest are rescaled', () => {
    expect(score(evaluate(planOf(scored()), sales(), NOW)).value).toBe(50)
    expect(score(evaluate(planOf(scored()), sales(10, 10), NOW)).value).toBe(80)
  })
  test('a condition on an exempt metric is met, and says so', () => {
    const { tiers, earned } = evaluate(planOf(scored()), sales(), NOW).ladders[0]!
    expect(earned).toBe('high')
    expect(tiers[1]!.enter).toMatchObject({ have: null, met: true, exempt: true })
  })
  test('an unknown factor makes the score unknown, never lower, and the reason names it', () => {
    const { fields: _, ...unknown } = sales(10)
    expect(score(evaluate(planOf(scored()), unknown, NOW))).toMatchObject({
      value: null,
      why: { kind: 'unknown', subjects: [{ id: 'value' }] },
    })
  })
  test('too little data: no score, a default score and a score of 0 are three things', () => {
    const needs = { sales: { gte: 3 } }
    expect(score(evaluate(planOf(scored({ needs, else: 'noScore' })), sales(10), NOW))).toMatchObject({
      value: null,
      isDefault: false,
      why: { kind: 'guard', needs: { have: 1, need: 3 } },
    })
    expect(score(evaluate(planOf(scored({ needs, else: { points: 70 } })), sales(10), NOW))).toMatchObject({
      value: 70,
      isDefault: true,
      guard: { have: 1, need: 3 },
    })
    expect(
      score(
        evaluate(
          planOf(scored({ needs, else: { points: 70 } })),
          { ...sales(1, 1, 1), fields: { value: 0 } },
          NOW,
        ),
      ),
    ).toMatchObject({ value: 0, isDefault: false })
  })
  test('a factor’s own guard gives its points, and is told', () => {
    const guard = { needs: { sales: { gte: 3 } }, else: { points: 20 } }
    expect(score(evaluate(planOf(scored(undefined, { guard })), sales(10), NOW)).factors[1]).toMatchObject({
      state: 'default',
      points: 20,
      guard: { have: 1, need: 3 },
    })
  })
  test('known asks, and not of something unknown is not met', () => {
    const rule = (enter: unknown) =>
      evaluate(
        planOf(
          level({}, [
            { id: 'blue', name: both('Blue') },
            { id: 'gold', name: both('Gold'), enter },
          ]),
        ),
        { id: 'm', joinedAt: '2025-01-01', facts: [] },
        NOW,
      ).ladders[0]!.earned
    expect([
      rule({ value: { gte: 1 } }),
      rule({ not: { value: { gte: 1 } } }),
      rule({ value: { known: false } }),
    ]).toEqual(['blue', 'blue', 'gold'])
  })
})

describe('windows and late facts', () => {
  const counted = minimal({
    windows: { last3: { past: { months: 3 } } },
    metrics: { sales: { count: 'sale', window: 'last3', name: both('Sales') } },
    ladders: [levelAsking({ sales: { gte: 2 } })],
  })
  test('a review on 1 May looks at February to April', () => {
    const facts = ['2025-01-31T23:59:59Z', '2025-02-01T00:00:00Z', '2025-04-30T23:59:59Z'].map(
      (day, place) => ({ id: `f${place}`, type: 'sale', at: day, amount: 1 }),
    )
    const { held, lastChange } = evaluate(
      planOf(counted),
      { id: 'm', joinedAt: '2025-04-15', facts },
      at('2025-05-02T00:00:00Z'),
    ).ladders[0]!
    expect(held).toBe('high')
    expect(lastChange!.because[0]).toMatchObject({
      have: 2,
      subject: {
        window: { kind: 'past', start: '2025-02-01T00:00:00.000Z', end: '2025-05-01T00:00:00.000Z' },
      },
    })
  })
  test('a late fact changes no decision made, and counts from the next review on', () => {
    const facts = [
      { id: 'a', type: 'sale', at: '2025-03-01T00:00:00Z', amount: 1 },
      { id: 'b', type: 'sale', at: '2025-03-02T00:00:00Z', seen: '2025-05-05T00:00:00Z', amount: 1 },
    ]
    const record = { id: 'm', joinedAt: '2025-01-01', facts } as MerchantRecord
    expect(
      ['2025-05-06', '2025-06-02'].map(
        (day) => advance(planOf(counted), record, at(`${day}T00:00:00Z`)).held.ladders['level']!.tier,
      ),
    ).toEqual(['low', 'high'])
  })
})

describe('tasks and benefits', () => {
  const program = minimal({
    windows: { month: { current: 'month' } },
    metrics: { sales: { count: 'sale', window: 'month', name: both('Sales') } },
    accounts: [
      { id: 'coins', name: both('Coins'), earn: [], start: 10, spend: 'oldestFirst', undo: 'sameLots' },
    ],
    tasks: [
      {
        id: 'two',
        area: 'x',
        name: both('Two'),
        done: { sales: { gte: 2 } },
        each: 'month',
        deadline: { endOf: 'month' },
        effortMinutes: 5,
        moves: { sales: { to: 2 } },
        reward: { coins: 5 },
      },
      {
        id: 'top',
        area: 'x',
        name: both('Top'),
        audience: { level: { gte: 'high' } },
        done: { sales: { gte: 1 } },
        effortMinutes: 5,
        moves: { sales: 1 },
      },
    ],
    benefits: [
      {
        id: 'cash',
        kind: 'price',
        name: both('Cash'),
        requires: { level: { gte: 'low' } },
        takes: { coins: 12 },
        quota: { times: 1, each: 'month' },
        cost: 1,
      },
      { id: 'vip', kind: 'service', name: both('Vip'), requires: { level: { gte: 'high' } }, cost: 1 },
    ],
  })
  const sale = (id: string, day: string) => ({ id, type: 'sale', at: `${day}T00:00:00Z`, amount: 1 })
  const record = (...facts: MerchantRecord['facts'] & object): MerchantRecord => ({
    id: 'm',
    joinedAt: '2025-01-01',
    facts,
    fields: { value: 1 },
  })
  const read = (day: string, ...facts: MerchantRecord['facts'] & object) =>
    evaluate(planOf(program), record(...facts), at(`${day}T12:00:00Z`))

  test('a task’s reward is posted once a period, and it opens anew in the next', () => {
    const facts = [
      sale('a', '2025-03-02'),
      sale('b', '2025-03-03'),
      sale('c', '2025-03-04'),
      sale('d', '2025-04-02'),
      sale('e', '2025-04-03'),
    ]
    expect(read('2025-03-31', ...facts)).toMatchObject({
      tasks: [{ state: 'done', streak: 1 }, {}],
      accounts: [{ balancePoints: 15 }],
    })
    expect(read('2025-04-02', ...facts)).toMatchObject({
      tasks: [{ state: 'open', progress: 0.5, streak: 1, deadline: { at: '2025-05-01T00:00:00.000Z' } }, {}],
    })
    expect(read('2025-04-30', ...facts)).toMatchObject({
      tasks: [{ state: 'done', streak: 2 }, {}],
      accounts: [{ balancePoints: 20 }],
    })
  })
  test('a task for a higher tier is locked, and says which', () => {
    expect(read('2025-04-02').tasks[1]).toMatchObject({
      state: 'locked',
      why: { subject: { id: 'level' }, needName: both('High') },
    })
  })
  test('a benefit is available, then used until its period renews, and its price leaves the balance', () => {
    const facts = [
      sale('a', '2025-03-02'),
      sale('b', '2025-03-03'),
      { id: 'u', type: 'tk.useBenefit', at: '2025-03-05T00:00:00Z', benefit: 'cash' },
    ]
    expect(read('2025-03-04', ...facts).benefits[0]).toMatchObject({
      state: 'available',
      quota: { left: 1 },
      price: [{ amountPoints: 12, missingPoints: 0 }],
    })
    expect(read('2025-03-06', ...facts)).toMatchObject({
      benefits: [
        {
          state: 'used',
          quota: { left: 0, renewsAt: '2025-04-01T00:00:00.000Z' },
          price: [{ missingPoints: 9 }],
        },
        {},
      ],
      accounts: [{ balancePoints: 3 }],
    })
    expect(read('2025-04-01', ...facts).benefits[0]).toMatchObject({ state: 'available' })
  })
  test('a locked benefit names the tier that opens it, and a tier the benefits it opens', () => {
    const standing = read('2025-04-02')
    expect(standing.benefits[1]).toMatchObject({ state: 'locked', opensAt: { tier: 'high' } })
    expect(standing.ladders[0]!.tiers.map(({ opens }) => opens.map(({ id }) => id))).toEqual([
      ['cash'],
      ['vip'],
    ])
  })
})

test('what stands at a mark to the last bit is told apart from what is under it', () => {
  const earned = (value: number) =>
    evaluate(planOf(minimal()), { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { value } }, NOW)
      .ladders[0]!.earned
  expect([earned(69.94), earned(69.9999996), earned(69.9999994), earned(70)]).toEqual([
    'low',
    'high',
    'low',
    'high',
  ])
})

test('a standing is frozen all the way down', () => {
  const standing = evaluate(planOf(minimal()), { id: 'm', joinedAt: '2025-01-01', facts: [] }, NOW)
  expect(() => ((standing.ladders[0]!.tiers[1]!.enter as Evidence & { met: unknown }).met = true)).toThrow(
    TypeError,
  )
})
