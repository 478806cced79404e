import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const valued = (...dated: [string, number | null][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { value: dated.map(([from, value]) => ({ from, value })) },
})

describe('benefits', () => {
  test('a quota of hundreds can be used up', () => {
    const plan = planOf(
      minimal({
        benefits: [
          {
            id: 'label',
            kind: 'logistics',
            name: both('Label'),
            requires: { level: { gte: 'low' } },
            quota: { times: 150, each: 'month' },
            cost: 1,
          },
        ],
      }),
    )
    const facts = Array.from({ length: 150 }, (_, place) => ({
      id: `u${place}`,
      type: 'tk.useBenefit',
      at: new Date(at('2025-03-02T00:00:00Z') + place * 60_000).toISOString(),
      benefit: 'label',
    }))
    expect(
      evaluate(plan, { id: 'm', joinedAt: '2025-01-01', facts }, at('2025-03-03T00:00:00Z')).benefits[0],
    ).toMatchObject({ state: 'used', quota: { used: 150, left: 0 } })
  })
  test('a standing is read again when a choice runs out', () => {
    const plan = planOf(
      minimal({
        benefits: [
          {
            id: 'gift',
            kind: 'added',
            name: both('Gift'),
            requires: { value: { gte: 1 } },
            cost: 1,
            choose: { pick: 1, within: { days: 2 }, options: [{ id: 'tea', name: both('Tea') }] },
          },
        ],
      }),
    )
    const record = valued(['2025-03-01T10:15:00Z', 5])
    expect(evaluate(plan, record, at('2025-03-03T09:00:00Z')).nextMomentAt).toBe('2025-03-03T10:15:00.000Z')
    expect(evaluate(plan, record, at('2025-03-03T10:15:00Z')).benefits[0]!.state).toBe('expired')
  })
})

const benefitPlan = (benefit: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  planOf(
    minimal({
      reviews: { monthly: { every: 'month', day: 1 }, quarterly: { every: 'quarter', day: 1 } },
      events: {
        sale: { name: both('Sale'), undoneBy: 'refund' },
        refund: { name: both('Refund') },
      },
      benefits: [
        { id: 'gift', kind: 'added', name: both('Gift'), requires: { level: 'high' }, cost: 1, ...benefit },
      ],
      ...rest,
    }),
  )
type Told = { type: string; at: string } & Record<string, unknown>
const merchant = (values: [string, number | null][], facts: Told[] = []): MerchantRecord => ({
  ...valued(...values),
  facts: facts.map((one, place) => ({ id: `f${place}`, ...one })) as MerchantRecord['facts'],
})
const use = (date: string): Told => ({ type: 'tk.useBenefit', at: `${date}T12:00:00Z`, benefit: 'gift' })
const pick = (date: string, option = 'tea'): Told => ({
  type: 'tk.chooseBenefit',
  at: `${date}T12:00:00Z`,
  benefit: 'gift',
  options: [option],
})
const giftAt = (plan: ReturnType<typeof planOf>, record: MerchantRecord, date: string) => {
  const { benefits } = evaluate(plan, record, at(`${date}T18:00:00Z`))
  const { state, given, choose } = benefits[0]!
  return {
    state,
    left: given?.left,
    until: given && (given.until === null ? 'ever' : given.until.at.slice(0, 10)),
    ...(choose && { chosen: choose.chosen, by: choose.by && choose.by.at.slice(0, 10) }),
  }
}

describe('a benefit that is given at a review', () => {
  const plan = benefitPlan({ given: { at: 'quarterly' }, lasts: { months: 5 } })
  const risen: [string, number | null][] = [
    ['2025-01-15', 90],
    ['2025-05-15', 10],
  ]
  test('is given by the tier that the review decides, and kept whatever the tier does then', () => {
    // High from 1 February to 1 June: the review of 1 April gives, the one of 1 July does not.
    expect(giftAt(plan, merchant(risen), '2025-03-31')).toEqual({
      state: 'locked',
      left: undefined,
      until: undefined,
    })
    expect(giftAt(plan, merchant(risen), '2025-04-01')).toEqual({
      state: 'available',
      left: 1,
      until: '2025-09-01',
    })
    expect(giftAt(plan, merchant(risen), '2025-08-31')).toEqual({
      state: 'available',
      left: 1,
      until: '2025-09-01',
    })
    expect(giftAt(plan, merchant(risen), '2025-09-01')).toEqual({
      state: 'expired',
      left: 0,
      until: '2025-09-01',
    })
  })
  test('reads the tier that the same review has just given', () => {
    expect(giftAt(plan, merchant([['2025-03-15', 90]]), '2025-04-01').state).toBe('available')
  })
  test('counts every gift: the soonest to lapse is used first', () => {
    const loyal: [string, number | null][] = [['2025-01-15', 90]]
    expect(giftAt(plan, merchant(loyal), '2025-07-01')).toEqual({
      state: 'available',
      left: 2,
      until: '2025-09-01',
    })
    expect(giftAt(plan, merchant(loyal, [use('2025-07-02')]), '2025-07-02')).toEqual({
      state: 'available',
      left: 1,
      until: '2025-12-01',
    })
    expect(giftAt(plan, merchant(loyal, [use('2025-07-02'), use('2025-07-03')]), '2025-07-03')).toMatchObject(
      {
        state: 'used',
        left: 0,
      },
    )
  })
  test('lapses at the same instant for everybody, and is read again then', () => {
    const { nextMomentAt } = evaluate(plan, merchant(risen), at('2025-08-31T23:00:00Z'))
    expect(nextMomentAt).toBe('2025-09-01T00:00:00.000Z')
    const hours = benefitPlan({
      given: { each: 'once' },
      lasts: { days: 1 },
      requires: { value: { gte: 1 } },
    })
    const midday = merchant([['2025-03-01T10:15:00Z', 5]])
    expect(evaluate(hours, midday, at('2025-03-02T09:00:00Z')).nextMomentAt).toBe('2025-03-02T10:15:00.000Z')
  })
  test('without a term is kept for ever', () => {
    const kept = benefitPlan({ given: { at: 'quarterly' } })
    expect(giftAt(kept, merchant(risen), '2035-01-01')).toEqual({
      state: 'available',
      left: 1,
      until: 'ever',
    })
  })
  test('is never active by itself: it waits to be used', () => {
    expect(evaluate(plan, merchant(risen), at('2025-04-02T00:00:00Z')).benefits[0]!.active).toBe(false)
  })
})

test('a benefit that a review gives says when, where the tier is there and only the review is not', () => {
  const plan = benefitPlan({ given: { at: 'quarterly' } })
  const at15Feb = (value: number) =>
    evaluate(plan, valued(['2025-01-01', value]), at('2025-02-15T00:00:00Z')).benefits[0]!
  expect(at15Feb(90)).toMatchObject({ state: 'locked', opensAt: null, givenNext: '2025-04-01T00:00:00.000Z' })
  expect(at15Feb(0)).toMatchObject({ state: 'locked', opensAt: { tier: 'high' } })
  expect(at15Feb(0).givenNext).toBeUndefined()
})

describe('a benefit that is given once a period', () => {
  const monthly = benefitPlan({
    given: { each: 'month' },
    lasts: { endOf: 'month' },
    requires: { value: { gte: 1 } },
  })
  test('is given at the first moment that allows it, and once', () => {
    const early = merchant([
      ['2025-02-10', 5],
      ['2025-02-11', 0],
      ['2025-02-12', 5],
    ])
    expect(giftAt(monthly, early, '2025-02-09').state).toBe('locked')
    expect(giftAt(monthly, early, '2025-02-11')).toMatchObject({
      state: 'available',
      left: 1,
      until: '2025-03-01',
    })
    expect(giftAt(monthly, early, '2025-02-12')).toMatchObject({ left: 1 })
  })
  test('is given on the first day of every period, with nothing happening on it', () => {
    const plan = benefitPlan(
      { given: { each: 'month' }, lasts: { months: 2 }, requires: { value: { gte: 1 } } },
      { reviews: { monthly: { every: 'year' } } },
    )
    const record = merchant([['2025-02-10', 5]])
    expect(giftAt(plan, record, '2025-02-28')).toMatchObject({ left: 1 })
    expect(giftAt(plan, record, '2025-03-01')).toMatchObject({ left: 2 })
    expect(giftAt(plan, record, '2025-04-10')).toMatchObject({ left: 2, until: '2025-05-01' }) // February’s has lapsed
  })
  test('says of the last one that it was used, or that it lapsed', () => {
    const record = (facts: Told[]) =>
      merchant(
        [
          ['2025-02-10', 5],
          ['2025-02-20', 0],
        ],
        facts,
      )
    expect(giftAt(monthly, record([use('2025-02-12')]), '2025-02-13').state).toBe('used')
    expect(giftAt(monthly, record([use('2025-02-12')]), '2025-05-13').state).toBe('used')
    expect(giftAt(monthly, record([]), '2025-03-01').state).toBe('expired')
  })
  test('is given once ever where it says so, and never again', () => {
    const once = benefitPlan({ given: { each: 'once' }, lasts: { days: 3 }, requires: { value: { gte: 1 } } })
    const record = merchant([['2025-02-10', 5]])
    expect(giftAt(once, record, '2025-02-12')).toMatchObject({ state: 'available', left: 1 })
    expect(giftAt(once, record, '2027-02-12')).toMatchObject({ state: 'expired', left: 0 })
  })
  test('keeps no more than the last twenty-four of those that are over, and all that can be used', () => {
    const daily = (lasts: object | undefined) =>
      advance(
        benefitPlan({ given: { each: 'day' }, requires: { value: { gte: 1 } }, ...(lasts && { lasts }) }),
        merchant([['2025-02-01', 5]]),
        at('2025-03-15T12:00:00Z'),
      ).held.benefits['gift']!.given.length
    expect(daily({ days: 2 })).toBe(24)
    expect(daily({ days: 30 })).toBe(30)
    expect(daily(undefined)).toBe(43)
  })
})

describe('a given benefit with other options', () => {
  const requires = { value: { gte: 1 } }
  const choosing = (more: object = {}, rest: object = {}) =>
    benefitPlan({
      given: { each: 'month' },
      requires,
      choose: {
        pick: 1,
        within: { days: 50 },
        options: [
          { id: 'tea', name: both('Tea') },
          { id: 'book', name: both('Book') },
        ],
        ...more,
      },
      ...rest,
    })
  const open: [string, number | null][] = [
    ['2025-02-10', 5],
    ['2025-03-10', 0],
  ]
  test('is chosen from as long as each gift says, the soonest to lapse first', () => {
    const plan = choosing()
    expect(giftAt(plan, merchant(open), '2025-02-11')).toMatchObject({
      state: 'choose',
      chosen: [],
      by: '2025-04-01',
      left: 1,
    })
    expect(giftAt(plan, merchant(open), '2025-03-02')).toMatchObject({
      state: 'choose',
      by: '2025-04-01',
      left: 2,
    })
    const one = merchant(open, [pick('2025-03-03')])
    expect(giftAt(plan, one, '2025-03-03')).toMatchObject({
      state: 'choose',
      chosen: [],
      by: '2025-04-20',
      left: 1,
    })
    const both = merchant(open, [pick('2025-03-03'), pick('2025-03-04', 'book')])
    expect(giftAt(plan, both, '2025-03-04')).toMatchObject({ state: 'used', chosen: ['book'], left: 0 })
    expect(giftAt(plan, both, '2026-03-04')).toMatchObject({ state: 'used', chosen: ['book'], left: 0 })
  })
  test('lapses when nothing is chosen in time, unless another option holds then', () => {
    expect(giftAt(choosing(), merchant(open), '2025-04-20')).toMatchObject({
      state: 'expired',
      chosen: [],
      left: 0,
    })
    expect(giftAt(choosing({ else: 'tea' }), merchant(open), '2025-04-20')).toMatchObject({
      state: 'used',
      chosen: ['tea'],
      left: 0,
    })
    expect(giftAt(choosing({ else: 'tea' }), merchant(open), '2025-04-19')).toMatchObject({
      state: 'choose',
      chosen: [],
    })
  })
  test('what is chosen too late counts for nothing', () => {
    expect(giftAt(choosing(), merchant(open, [pick('2025-04-21')]), '2025-04-22')).toMatchObject({
      state: 'expired',
      chosen: [],
    })
  })
  test('is over with its own term where that is shorter', () => {
    expect(giftAt(choosing({}, { lasts: { days: 5 } }), merchant(open), '2025-02-14')).toMatchObject({
      by: '2025-02-15',
    })
    expect(giftAt(choosing({}, { lasts: { days: 5 } }), merchant(open), '2025-02-15').state).toBe('expired')
  })
  test('is out of stock, suspended, or used up in its period like any other', () => {
    const given = { given: { each: 'once' }, requires }
    const record = merchant(open)
    expect(giftAt(benefitPlan({ ...given, stock: 0 }), record, '2025-02-11').state).toBe('outOfStock')
    const sanction = {
      overrides: [
        {
          id: 'stop',
          kind: 'sanction',
          name: both('Stop'),
          starts: { value: { gte: 5 } },
          ends: { value: { lt: 5 } },
          suspend: { kinds: ['added'] },
        },
      ],
    }
    expect(giftAt(benefitPlan(given, sanction), record, '2025-02-11').state).toBe('suspended')
    expect(giftAt(benefitPlan(given, sanction), record, '2025-03-11').state).toBe('available')
    const quota = benefitPlan({ given: { each: 'week' }, requires, quota: { times: 1, each: 'month' } })
    expect(giftAt(quota, merchant(open), '2025-02-20')).toMatchObject({ state: 'available', left: 2 })
    expect(giftAt(quota, merchant(open, [use('2025-02-19')]), '2025-02-20')).toMatchObject({
      state: 'used',
      left: 1,
    })
    expect(giftAt(quota, merchant(open, [use('2025-02-19')]), '2025-03-01')).toMatchObject({
      state: 'available',
    })
  })
  test('is opened by a grant too', () => {
    const grant = {
      overrides: [
        {
          id: 'vip',
          kind: 'grant',
          name: both('Vip'),
          starts: { value: { gte: 5 } },
          lasts: { days: 1 },
          open: ['gift'],
        },
      ],
    }
    expect(giftAt(benefitPlan({ given: { each: 'once' } }, grant), merchant(open), '2025-02-20').state).toBe(
      'available',
    )
    expect(giftAt(benefitPlan({ given: { each: 'once' } }), merchant(open), '2025-02-20').state).toBe(
      'locked',
    )
  })
  test('milestones: each of four gives once in its year', () => {
    const milestones = planOf(
      minimal({
        events: { night: { name: both('Night') } },
        windows: { year: { current: 'year' } },
        metrics: { nights: { count: 'night', window: 'year', name: both('Nights') } },
        benefits: [20, 30, 40, 50].map((count) => ({
          id: `at${count}`,
          kind: 'added',
          name: both(`${count}`),
          requires: { nights: { gte: count } },
          cost: 1,
          given: { each: 'year' },
          choose: { pick: 1, within: { days: 90 }, options: [{ id: `tea${count}`, name: both('Tea') }] },
        })),
      }),
    )
    const nights = (count: number, more: Told[] = []): MerchantRecord =>
      merchant(
        [],
        [
          ...Array.from({ length: count }, (_, nth) => ({
            type: 'night',
            at: new Date(at('2025-01-10T00:00:00Z') + nth * 86_400_000).toISOString(),
          })),
          ...more,
        ],
      )
    const states = (record: MerchantRecord, date: string) =>
      evaluate(milestones, record, at(`${date}T00:00:00Z`)).benefits.map(({ state }) => state)
    expect(states(nights(30), '2025-02-20')).toEqual(['choose', 'choose', 'locked', 'locked'])
    expect(states(nights(50), '2025-03-20')).toEqual(['choose', 'choose', 'choose', 'choose'])
    // Not chosen in ninety days it lapses; those nights count for no other year.
    expect(states(nights(50), '2025-05-10')).toEqual(['expired', 'expired', 'choose', 'choose'])
    expect(states(nights(50), '2026-01-10')).toEqual(['expired', 'expired', 'expired', 'expired'])
  })
})

describe('an undone use', () => {
  const plan = benefitPlan({
    given: { each: 'once' },
    requires: { value: { gte: 1 } },
    quota: { times: 2, each: 'month' },
  })
  const open: [string, number | null][] = [['2025-02-10', 5]]
  const undo = (date: string, ref: string): Told => ({ type: 'refund', at: `${date}T13:00:00Z`, ref })
  const quotaAt = (record: MerchantRecord) =>
    evaluate(plan, record, at('2025-02-20T00:00:00Z')).benefits[0]!.quota
  test('gives back the use and the gift, once', () => {
    const used = [use('2025-02-12'), undo('2025-02-13', 'f0')]
    expect(giftAt(plan, merchant(open, used.slice(0, 1)), '2025-02-14')).toMatchObject({
      state: 'used',
      left: 0,
    })
    expect(giftAt(plan, merchant(open, used), '2025-02-14')).toMatchObject({ state: 'available', left: 1 })
    expect(quotaAt(merchant(open, used))).toMatchObject({ used: 0 })
    const again = [...used, use('2025-02-15'), undo('2025-02-16', 'f0')]
    expect(giftAt(plan, merchant(open, again), '2025-02-17')).toMatchObject({ state: 'used', left: 0 })
    expect(quotaAt(merchant(open, again))).toMatchObject({ used: 1 })
  })
  test('opens a choice of a gift again', () => {
    const choosing = benefitPlan({
      given: { each: 'once' },
      requires: { value: { gte: 1 } },
      choose: { pick: 1, within: { days: 50 }, options: [{ id: 'tea', name: both('Tea') }] },
    })
    const chosen = [pick('2025-02-12'), undo('2025-02-13', 'f0')]
    expect(giftAt(choosing, merchant(open, chosen.slice(0, 1)), '2025-02-14')).toMatchObject({
      state: 'used',
    })
    expect(giftAt(choosing, merchant(open, chosen), '2025-02-14')).toMatchObject({
      state: 'choose',
      chosen: [],
    })
  })
  test('of something else, or of nothing known, changes nothing', () => {
    const facts = [use('2025-02-12'), { type: 'sale', at: '2025-02-12T12:00:00Z', id: 'x' }]
    const more = [
      undo('2025-02-13', 'x'),
      undo('2025-02-13', 'nothing'),
      { type: 'refund', at: '2025-02-13T00:00:00Z' },
    ]
    expect(giftAt(plan, merchant(open, [...facts, ...more]), '2025-02-14')).toMatchObject({
      state: 'used',
      left: 0,
    })
  })
})
