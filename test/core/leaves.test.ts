/** What a leaf takes of a small log: nothing, much, late and undone, at the edges of its dates. */
import { describe, expect, test } from 'vitest'
import { datesOf, factsValue, isSteady, type Moment } from '../../src/core/leaves.js'
import { merchantOf } from '../../src/core/merchant.js'
import type { Leaf, Plan } from '../../src/plan/plan.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const ms = (iso: string): number => Date.parse(`${iso}Z`)
type FactsLeaf = Extract<Leaf, { from: 'facts' }>

const planWith = (windows: Record<string, unknown> = {}): Plan =>
  planOf(
    minimal({
      choices: { goods: { tea: both('Tea'), books: both('Books') } },
      events: {
        sale: { name: both('Sale'), fields: { amount: 'number', kind: 'goods' }, undoneBy: 'back' },
        back: { name: both('Back'), fields: { amount: 'number' } },
      },
      fields: { value: { type: 'number', name: both('Value') }, opened: { type: 'date', name: both('Opened') } },
      windows,
    }),
  ) // prettier-ignore
const leafOf = (over: Partial<FactsLeaf>): FactsLeaf => ({
  from: 'facts',
  event: 'sale',
  take: 'count',
  window: 'lifetime',
  net: true,
  ...over,
})

/** By date: s1, s5, s2, s3, s4; by arrival: s1, s2, s3, s4, s5, b1, b2, b3. The amount of s2 is told. */
const log = (amount: number): Fact[] =>
  [
    { id: 's1', type: 'sale', at: '2025-01-01T00:00:00Z', amount: 10, kind: 'tea' },
    { id: 's2', type: 'sale', at: '2025-01-02T00:00:00Z', amount, kind: 'books' },
    { id: 's3', type: 'sale', at: '2025-01-02T18:00:00Z', amount: null },
    { id: 's4', type: 'sale', at: '2025-01-03T00:00:00Z', seen: '2025-01-05T00:00:00Z', amount: 7, kind: 'books' },
    { id: 's5', type: 'sale', at: '2025-01-01T12:00:00Z', seen: '2025-01-05T01:00:00Z', amount: -2, kind: 'tea' },
    { id: 'b1', type: 'back', at: '2025-01-06T00:00:00Z', ref: 's1', amount: 3 },
    { id: 'b2', type: 'back', at: '2025-01-07T00:00:00Z', ref: 's2' },
    { id: 'b3', type: 'back', at: '2025-01-08T00:00:00Z', ref: 's3', amount: -5 },
  ] as Fact[] // prettier-ignore
const ALL = 8
const EMPTY = { startMs: ms('2030-01-01T00:00:00'), untilMs: ms('2031-01-01T00:00:00') }

/** What a leaf counts before a place in the log, in whole numbers or with a fraction among them. */
const taken = (
  over: Partial<FactsLeaf>,
  upto: number,
  { startMs = null, untilMs = Infinity }: { startMs?: number | null; untilMs?: number } = {},
  amount = 4,
): number | null => {
  const plan = planWith()
  const record: MerchantRecord = { id: 'm', joinedAt: '2025-01-01T00:00:00Z', facts: log(amount) }
  const dates = { startMs, endMs: untilMs, untilMs, zone: 'Asia/Shanghai', isKnown: true }
  return factsValue(plan, merchantOf(plan, record, 0), leafOf(over), dates, upto, () => null)
}

describe('of a log', () => {
  // before anything; before what is late; before what undoes; with the first of these; with all; with all, gross
  const amount = { of: 'amount' }
  test.each<[Partial<FactsLeaf>, (number | null)[]]>([
    [{ take: 'count' }, [0, 3, 5, 4, 2, 5]],
    [{ take: 'days' }, [0, 3, 3, 3, 2, 3]],
    [{ take: 'sum', ...amount }, [0, 14, 19, 16, 12, 19]],
    [{ take: 'avg', ...amount }, [null, 7, 4.75, 3, 2.5, 4.75]],
    [{ take: 'min', ...amount }, [null, 4, -2, -2, -2, -2]],
    [{ take: 'max', ...amount }, [null, 10, 10, 7, 7, 10]],
    [{ take: 'latest', ...amount }, [null, 4, 7, 7, 7, 7]],
    [{ take: 'distinct', ...amount }, [0, 2, 4, 3, 2, 4]],
    [{ take: 'latest', of: 'kind' }, [null, 1, 1, 1, 1, 1]],
    [{ take: 'min', of: 'kind' }, [null, 0, 0, 0, 0, 0]],
    [{ take: 'distinct', of: 'kind' }, [0, 2, 2, 2, 2, 2]],
    [{ take: 'distinct', of: 'kind', where: { field: 'amount', is: 'gte', value: 4 } }, [0, 2, 2, 1, 1, 2]],
  ])('%o counts what has arrived, less what was undone', (over, values) => {
    const found = [0, 3, 5, 6, ALL].map((upto) => taken(over, upto))
    expect([...found, taken({ ...over, net: false }, ALL)]).toEqual(values)
  })
  test.each<[Partial<FactsLeaf>, (number | null)[]]>([
    [{ take: 'sum', ...amount }, [0, 14.5, 19.5, 16.5, 12, 19.5]],
    [{ take: 'avg', ...amount }, [null, 7.25, 4.875, 9.5 / 3, 2.5, 4.875]],
    [{ take: 'count' }, [0, 3, 5, 4, 2, 5]],
  ])('%o counts fractions alike', (over, values) => {
    const found = [0, 3, 5, 6, ALL].map((upto) => taken(over, upto, {}, 4.5))
    expect([...found, taken({ ...over, net: false }, ALL, {}, 4.5)]).toEqual(values)
  })
  test.each<[FactsLeaf['take'], number | null, number | null]>([
    ['count', 0, 1],
    ['days', 0, 1],
    ['sum', 0, 0],
    ['avg', null, null],
    ['min', null, null],
    ['max', null, null],
    ['latest', null, null],
    ['distinct', 0, 0],
  ])('%s of nothing, and of one without the field', (take, nothing, without) => {
    const over = { take, ...(take !== 'count' && take !== 'days' && amount) }
    expect(taken(over, ALL, EMPTY)).toBe(nothing)
    const onlyS3 = { startMs: ms('2025-01-02T18:00:00'), untilMs: ms('2025-01-02T18:00:00') + 1 }
    expect(taken(over, 5, onlyS3)).toBe(without)
    expect(taken(over, 5, { ...onlyS3, untilMs: onlyS3.startMs })).toBe(nothing)
  })
  test('a window holds its first millisecond, and not its end', () => {
    const from = (iso: string, untilIso: string, more = 0) =>
      taken({}, 5, { startMs: ms(iso) + more, untilMs: ms(untilIso) + more })
    expect(from('2025-01-02T00:00:00', '2025-01-03T00:00:00')).toBe(2)
    expect(from('2025-01-02T00:00:00', '2025-01-03T00:00:00', 1)).toBe(2)
    expect(from('2025-01-01T12:00:00', '2025-01-02T18:00:00')).toBe(2)
    expect(from('2025-01-01T12:00:00', '2025-01-02T18:00:00', 1)).toBe(2)
  })
  test('a late fact without a value is no part of an average, and what undoes it takes nothing', () => {
    const facts = [
      { id: 'a', type: 'sale', at: '2025-01-01T00:00:00Z', amount: 6 },
      { id: 'b', type: 'sale', at: '2025-01-01T00:00:00Z', seen: '2025-01-02T00:00:00Z' },
      { id: 'c', type: 'sale', at: '2025-01-01T00:00:00Z', seen: '2025-01-02T00:00:00Z', amount: 3 },
      { id: 'd', type: 'back', at: '2025-01-03T00:00:00Z', ref: 'b', amount: -9 },
    ] as Fact[]
    const value = (take: FactsLeaf['take'], amount = 6): number | null => {
      const plan = planWith()
      const [first, ...rest] = facts
      const record = { id: 'm', joinedAt: '2025-01-01', facts: [{ ...first!, amount }, ...rest] }
      const dates = { startMs: null, endMs: Infinity, untilMs: Infinity, zone: 'UTC', isKnown: true }
      return factsValue(plan, merchantOf(plan, record, 0), leafOf({ take, of: 'amount' }), dates, 9, () => null)
    } // prettier-ignore
    expect([value('sum'), value('avg')]).toEqual([9, 4.5])
    expect([value('sum', 0.5), value('avg', 0.5)]).toEqual([3.5, 1.75])
  })
})

describe('the dates of a window', () => {
  const windows = {
    days2: { rolling: { days: 2 } },
    days2Cut: { rolling: { days: 2 }, cutOff: { days: 1 } },
    month: { current: 'month' },
    monthThere: { current: 'month', zone: 'merchant' },
    past2: { past: { months: 2 } },
    season: { dates: ['2025-03-01', '2025-04-01'] },
    sinceOpening: { anniversary: { months: 1 }, since: 'opened' },
    sinceJoining: { anniversary: { months: 1 }, since: 'joinedAt' },
  }
  const noon = ms('2025-03-10T12:00:00')
  const datesAt = (window: string, inclusive: boolean, fields: MerchantRecord['fields'] = {}) => {
    const plan = planWith(windows)
    const record: MerchantRecord = { id: 'm', joinedAt: '2025-01-05T06:00:00Z', zone: 'Asia/Shanghai', fields }
    const moment: Moment = { atMs: noon, countMs: noon, upto: 0, inclusive }
    return datesOf(plan, merchantOf(plan, record, noon), window, moment, () => null)
  } // prettier-ignore
  const utc = (start: string | null, end: number, until = end, zone = 'UTC') => ({
    startMs: start === null ? null : ms(start),
    endMs: end,
    untilMs: until,
    zone,
    isKnown: true,
  })
  const cut = ms('2025-03-09T12:00:00')
  const april = ms('2025-04-01T00:00:00')
  test.each([
    ['lifetime', utc(null, noon), utc(null, noon + 1)],
    ['days2', utc('2025-03-08T12:00:00', noon), utc('2025-03-08T12:00:00', noon + 1)],
    ['days2Cut', utc('2025-03-07T12:00:00', cut), utc('2025-03-07T12:00:00', cut + 1)],
    ['month', utc('2025-03-01T00:00:00', april, noon), utc('2025-03-01T00:00:00', april, noon + 1)],
    [
      'monthThere',
      utc('2025-02-28T16:00:00', ms('2025-03-31T16:00:00'), noon, 'Asia/Shanghai'),
      utc('2025-02-28T16:00:00', ms('2025-03-31T16:00:00'), noon + 1, 'Asia/Shanghai'),
    ],
    [
      'past2',
      utc('2025-01-01T00:00:00', ms('2025-03-01T00:00:00')),
      utc('2025-01-01T00:00:00', ms('2025-03-01T00:00:00')),
    ],
    ['season', utc('2025-03-01T00:00:00', april, noon), utc('2025-03-01T00:00:00', april, noon + 1)],
    [
      'sinceJoining',
      utc('2025-03-05T06:00:00', ms('2025-04-05T06:00:00'), noon),
      utc('2025-03-05T06:00:00', ms('2025-04-05T06:00:00'), noon + 1),
    ],
  ])('%s end before a review, and with any other moment', (window, atReview, atMoment) => {
    expect(datesAt(window, false)).toStrictEqual(atReview)
    expect(datesAt(window, true)).toStrictEqual(atMoment)
  })
  test('are unknown and empty as long as the date is that they are counted from', () => {
    const none = { startMs: noon, endMs: noon, untilMs: noon, zone: 'UTC', isKnown: false }
    expect(datesAt('sinceOpening', false)).toStrictEqual(none)
    expect(datesAt('sinceOpening', false, { opened: '2025-02-20' })).toStrictEqual(
      utc('2025-02-20T00:00:00', ms('2025-03-20T00:00:00'), noon),
    )
  })
  test('hold still through a moment, unless a ladder moves them or a filter compares with a metric', () => {
    const plan = planWith({ climbed: { anniversary: { months: 1 }, since: 'level' } })
    const where = { field: 'amount', is: 'gte', value: 4 } as const
    const marked = { field: 'amount', is: 'gte', mark: 0 } as const
    const steady = (over: Partial<FactsLeaf>) => isSteady(plan, leafOf(over))
    expect([{}, { where }, { where: marked }, { window: 'climbed' }, { window: 'climbed', where }].map(steady)).toEqual(
      [true, true, false, false, false],
    ) // prettier-ignore
  })
})
