/** When a merchant is reviewed, in which order, and what a review remembers: dates worked out by hand. */
import { describe, expect, test } from 'vitest'
import { advance, folded } from '../../src/core/advance.js'
import { merchantOf } from '../../src/core/merchant.js'
import { nextMoment } from '../../src/core/moments.js'
import { fellOn, lastReviewOf, nextReviewOf } from '../../src/core/reviews.js'
import { emptyState } from '../../src/core/state.js'
import { isoOf } from '../../src/plan/calendar.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
const fields = {
  value: { type: 'number', name: both('Value') },
  born: { type: 'date', name: both('Born') },
}
const ladder = (transition: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition,
  tiers: [
    { id: 'blue', name: both('Blue') },
    { id: 'silver', name: both('Silver'), enter: { value: { gte: 60 } } },
    { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
  ],
  ...over,
})
const byReview = (review: Record<string, unknown>) =>
  minimal({ fields, reviews: { named: review }, ladders: [ladder({ promote: 'named', demote: 'named' })] })
const valued = (...dated: [string, number | null][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-31T10:30:00Z',
  facts: [],
  fields: { value: dated.map(([from, value]) => ({ from, value })) },
})
/** When the level was decided up to an instant. */
const decidedOn = (program: Record<string, unknown>, record: MerchantRecord, until: string): string[] =>
  advance(planOf(program), record, at(until)).held.decisions.map((one) => one.at.slice(0, 16))

describe('a review falls', () => {
  test.each<[string, Record<string, unknown>, MerchantRecord, string, string[]]>([
    [
      'at every month of joining, at its time of day, on the last day of a shorter month',
      { every: 'month', since: 'joinedAt' },
      valued(),
      '2025-05-01',
      ['2025-02-28T10:30', '2025-03-31T10:30', '2025-04-30T10:30'],
    ],
    [
      'on the first day of a year that begins on 1 March',
      { every: 'year', from: '2020-03-01' },
      valued(),
      '2027-01-01',
      ['2025-03-01T00:00', '2026-03-01T00:00'],
    ],
    [
      'at the months of a date field, from when it is known',
      { every: 'month', since: 'born' },
      { ...valued(), fields: { born: [{ from: '2025-03-05', value: '2001-05-10' }] } },
      '2025-05-01',
      ['2025-03-10T00:00', '2025-04-10T00:00'],
    ],
    [
      'by the date that is known before it: a change at that very instant comes after',
      { every: 'month', since: 'born' },
      {
        ...valued(),
        fields: {
          born: [
            { from: '2025-02-01', value: '2001-05-10' },
            { from: '2025-03-10', value: '2001-05-20' },
          ],
        },
      },
      '2025-05-01',
      ['2025-02-10T00:00', '2025-03-10T00:00', '2025-03-20T00:00', '2025-04-20T00:00'],
    ],
    ['never, while the date is unknown', { every: 'day', since: 'born' }, valued(), '2025-05-01', []],
    [
      'on a date that the record says as of its own instant',
      { every: 'day', since: 'born' },
      { ...valued(), asOf: '2025-02-10', fields: { born: '2025-02-09' } },
      '2025-02-11',
      ['2025-02-10T00:00', '2025-02-11T00:00'],
    ],
    [
      'not before the date, nor on it',
      { every: 'day', since: 'born' },
      { ...valued(), fields: { born: '2025-02-10' } },
      '2025-02-12',
      ['2025-02-11T00:00', '2025-02-12T00:00'],
    ],
  ])('%s', (_, review, record, until, is) => {
    expect(decidedOn(byReview(review), record, until)).toEqual(is)
  })

  const twoWeeksAfterMoves = minimal({
    fields,
    reviews: { yearly: { every: 'month', since: 'level' } },
    ladders: [ladder({ promote: 'atOnce', demote: 'yearly' })],
  })
  test('so long after the last change on a ladder, and after joining where there is none', () => {
    const record = valued(['2025-03-10T08:00:00Z', 70], ['2025-05-01', 0])
    expect(decidedOn(twoWeeksAfterMoves, record, '2025-07-20')).toEqual([
      '2025-02-28T10:30',
      '2025-04-10T08:00',
      '2025-05-10T08:00', // falls to blue, and counts from here
      '2025-06-10T08:00',
      '2025-07-10T08:00',
    ])
  })
  test('and a rise between starts it anew', () => {
    const record = valued(['2025-03-10', 70], ['2025-04-09', 95])
    expect(decidedOn(twoWeeksAfterMoves, record, '2025-06-01')).toEqual([
      '2025-02-28T10:30',
      '2025-05-09T00:00',
    ])
  })
})

describe('the next and the last review of a merchant', () => {
  const read = (review: Record<string, unknown>, when: string, over: Partial<MerchantRecord> = {}) => {
    const { plan, merchant, state } = folded(planOf(byReview(review)), { ...valued(), ...over }, at(when))
    const rule = plan.clockwork.reviews[0]!
    const shown = (ms: number | null) => (ms === null ? null : isoOf(ms).slice(0, 10))
    return [
      shown(lastReviewOf(rule, plan, merchant, state, at(when))),
      shown(nextReviewOf(rule, plan, merchant, state, at(when))),
    ]
  }
  test.each<[string, Record<string, unknown>, string, (string | null)[]]>([
    ['of the calendar', { every: 'month', day: 5 }, '2025-03-10', ['2025-03-05', '2025-04-05']],
    ['of the calendar, on its day', { every: 'month', day: 5 }, '2025-03-05', ['2025-03-05', '2025-04-05']],
    [
      'before the first anniversary there is no last',
      { every: 'year', since: 'joinedAt' },
      '2025-03-10',
      [null, '2026-01-31'],
    ],
    ['after it there is', { every: 'year', since: 'joinedAt' }, '2026-03-10', ['2026-01-31', '2027-01-31']],
    ['of a date that is unknown there is none', { every: 'year', since: 'born' }, '2025-03-10', [null, null]],
    ['a continuous one has no dates', { continuous: true }, '2025-03-10', [null, null]],
  ])('%s', (_, review, when, is) => {
    expect(read(review, when)).toEqual(is)
  })
  test('a review fell on an instant by its own decision there, and not by that of another', () => {
    const two = minimal({
      fields,
      reviews: { monthly: { every: 'month', since: 'level' }, weekly: { every: 'week' } },
      ladders: [ladder({ promote: 'weekly', demote: 'monthly' })],
    })
    const { plan, merchant, state } = folded(planOf(two), valued(['2025-02-01', 95]), at('2025-05-01'))
    const [monthly, weekly] = ['monthly', 'weekly'].map((id) =>
      plan.clockwork.reviews.find((one) => one.id === id)!,
    )
    const fell = (review: typeof monthly, when: string) =>
      fellOn(review!, plan, merchant, state, Date.parse(when))
    const first = '2025-02-03T00:00:00Z' // the Monday that lifts to gold
    expect([fell(weekly, first), fell(monthly, first)]).toEqual([true, false])
    const due = '2025-03-03T00:00:00Z'
    expect([fell(monthly, due), fell(monthly, '2025-03-04T00:00:00Z')]).toEqual([true, false])
    const wednesday = '2025-02-05T00:00:00Z'
    state.decisions.push({ ...state.decisions[0]!, review: 'weekly', at: wednesday })
    expect([fell(weekly, wednesday), fell(monthly, wednesday)]).toEqual([true, false])
  })
  test('asked again from an earlier instant, or past the next one, it is found anew', () => {
    const { plan, merchant, state } = folded(planOf(byReview({ every: 'month' })), valued(), at('2025-03-10'))
    const rule = plan.clockwork.reviews[0]!
    const next = (when: string) => isoOf(nextReviewOf(rule, plan, merchant, state, at(when))!).slice(0, 10)
    expect([
      next('2025-06-10'),
      next('2025-03-10'),
      next('2025-03-20'),
      next('2025-04-01'),
      next('2025-03-31'),
    ]).toEqual(['2025-07-01', '2025-04-01', '2025-04-01', '2025-05-01', '2025-04-01'])
  })
})

describe('several reviews at one instant', () => {
  const account = (id: string, over: Record<string, unknown>) => ({
    id,
    name: both(id),
    earn: [],
    spend: 'oldestFirst',
    undo: 'sameLots',
    ...over,
  })
  const record: MerchantRecord = { id: 'm', joinedAt: '2025-01-10', facts: [], fields: { value: 70 } }
  const tiers = (enter: unknown) => [
    { id: 'out', name: both('Out') },
    { id: 'in', name: both('In'), enter },
  ]
  const pair = (pays: string, decides: string, keys: string[]) =>
    minimal({
      fields,
      reviews: Object.fromEntries(keys.map((key) => [key, { every: 'month' }])),
      ladders: [ladder({ promote: decides, demote: decides }, { tiers: tiers({ points: { gte: 3 } }) })],
      accounts: [account('points', { earn: [{ at: pays, points: 3 }] })],
    })
  test.each([
    ['alpha', 'beta', ['alpha', 'beta'], 'in'],
    ['alpha', 'beta', ['beta', 'alpha'], 'in'],
    ['beta', 'alpha', ['alpha', 'beta'], 'out'],
    ['beta', 'alpha', ['beta', 'alpha'], 'out'],
  ])('come in the order of their ids: %s pays, %s decides, written %o', (pays, decides, keys, tier) => {
    const { held } = advance(planOf(pair(pays, decides, keys)), record, at('2025-02-01'))
    expect(held.ladders['level']!.tier).toBe(tier)
  })
  test('all of their resets come before any of their decisions', () => {
    const program = minimal({
      fields,
      events: { sale: { name: both('Sale') } },
      reviews: { decides: { every: 'month' }, empties: { every: 'month' } },
      ladders: [ladder({ promote: 'decides', demote: 'decides' }, { tiers: tiers({ points: { gte: 3 } }) })],
      accounts: [account('points', { earn: [{ on: 'sale', points: 5 }], reset: 'empties' })],
    })
    const facts = [{ id: 's', type: 'sale', at: '2025-01-20T00:00:00Z' }]
    const { held, entries } = advance(planOf(program), { ...record, facts }, at('2025-02-01'))
    expect([held.ladders['level']!.tier, held.accounts['points']!.balancePoints]).toEqual(['out', 0])
    expect(entries.map(({ kind }) => kind)).toEqual(['earn', 'reset'])
  })
  test('what ends at their instant has ended before them, and who joins then is reviewed at the next', () => {
    const program = minimal({
      fields,
      events: { paid: { name: both('Paid') } },
      overrides: [{ id: 'plus', kind: 'grant', name: both('Plus'), on: 'paid', lasts: { days: 12 } }],
      ladders: [ladder({ promote: 'monthly', demote: 'monthly' }, { tiers: tiers({ plus: true }) })],
    })
    const paid = (day: string): MerchantRecord => ({
      ...record,
      facts: [{ id: 'p', type: 'paid', at: day }],
    })
    const held = (one: MerchantRecord) => advance(planOf(program), one, at('2025-02-01')).held
    expect(held(paid('2025-01-20T00:00:00Z')).ladders['level']!.tier).toBe('out')
    expect(held(paid('2025-01-20T00:00:00.001Z')).ladders['level']!.tier).toBe('in')
    expect(held({ ...record, joinedAt: '2025-02-01' }).decisions).toEqual([])
  })
  test('a review that is counted from a ladder falls by how the ladder stood, though another has just moved it', () => {
    const program = minimal({
      fields,
      reviews: { monthly: { every: 'month' }, since: { every: 'month', since: 'level' } },
      ladders: [
        ladder({ promote: 'monthly', demote: 'monthly' }),
        ladder({ promote: 'since', demote: 'since' }, { id: 'other', main: undefined }),
      ].map((one) => JSON.parse(JSON.stringify(one)) as unknown),
    })
    const moved: MerchantRecord = {
      ...record,
      joinedAt: '2025-01-01',
      fields: {
        value: [
          { from: '2025-01-10', value: 70 },
          { from: '2025-02-10', value: 95 },
        ],
      },
    }
    const { decisions } = advance(planOf(program), moved, at('2025-03-01')).held
    expect(decisions.map(({ at: on, review }) => `${on.slice(0, 10)} ${review}`)).toEqual([
      '2025-02-01 monthly',
      '2025-02-01 since',
      '2025-03-01 monthly',
      '2025-03-01 since',
    ])
  })
})

test('the last 24 decisions of each review are kept, in order of time', () => {
  const program = minimal({
    fields,
    reviews: { daily: { every: 'day' }, monthly: { every: 'month' } },
    ladders: [
      ladder({ promote: 'monthly', demote: 'monthly' }),
      JSON.parse(
        JSON.stringify(ladder({ promote: 'daily', demote: 'daily' }, { id: 'often', main: undefined })),
      ),
    ],
  })
  const { decisions } = advance(
    planOf(program),
    { ...valued(), joinedAt: '2025-01-01' },
    at('2025-04-10'),
  ).held
  const of = (review: string) =>
    decisions.filter((one) => one.review === review).map((one) => one.at.slice(0, 10))
  expect(of('monthly')).toEqual(['2025-02-01', '2025-03-01', '2025-04-01'])
  expect([of('daily').length, of('daily')[0], of('daily')[23]]).toEqual([24, '2025-03-18', '2025-04-10'])
  expect(decisions.map((one) => one.at)).toEqual(decisions.map((one) => one.at).sort())
})

test('before the first version nothing is a moment but what arrives, and the version itself', () => {
  const plan = planOf(
    minimal({
      fields,
      inForce: '2100-01-01',
      ladders: [ladder({ promote: 'atOnce', demote: 'atOnce' }, {})],
    }),
  )
  const record: MerchantRecord = { id: 'm', joinedAt: '2025-01-10', facts: [], fields: { value: 70 } }
  const merchant = merchantOf(plan, record, at('2101-01-01'))
  const next = (afterMs: number) => nextMoment(plan, merchant, emptyState(afterMs), afterMs, 0)
  expect(next(at('2025-01-11'))).toBe(Date.UTC(2100, 0, 1))
  expect(next(Date.UTC(2100, 0, 1))).toBe(Date.UTC(2100, 0, 2))
})
