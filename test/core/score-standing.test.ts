/** The score's standing whole: the state of every factor, why there is no score, and what changed since the last review. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { apportioned } from '../../src/core/score.js'
import type { FactorStanding, ScoreStanding } from '../../src/schema/standing.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
type Dated = { from: string; value: number | null }[]
const factor = (id: string, over: Over = {}): Over => ({
  id: `f${id.toUpperCase()}`,
  name: both(`Factor ${id}`),
  metric: id,
  scale: { line: [[0, 0], [100, 100]] },
  ...over,
}) // prettier-ignore
const group = (id: string, factors: Over[], over: Over = {}): Over => ({
  id,
  name: both(id),
  combine: 'sum',
  factors,
  ...over,
})
const scored = (score: Over, fields: Record<string, number | Dated>, joinedAt = '2025-06-10'): ScoreStanding =>
  evaluate(
    planOf(
      minimal({
        fields: Object.fromEntries(
          ['a', 'b', 'c', 'd', 'value'].map((id) => [id, { type: 'number', name: both(`Field ${id}`) }]),
        ),
        score: { name: both('Score'), combine: 'sum', ...score },
      }),
    ),
    { id: 'm', joinedAt, facts: [], fields: fields as never },
    Date.parse('2025-06-15T12:00:00Z'),
  ).score! // prettier-ignore
const subject = (id: string) => ({ id, kind: 'field', name: both(`Field ${id}`), unit: 'number' })
const needs = (id: string, have: number | null) => ({
  kind: 'compare',
  subject: subject(id),
  have,
  is: 'gte',
  need: 1,
  met: have === null ? null : have >= 1,
})
const whenKnown = (id: string, rest: unknown): Over => ({
  guard: { needs: { [id]: { gte: 1 } }, else: rest },
})

test.each<[whole: number, parts: number[], shown: number[]]>([
  [10, [3.1, 3.8, 3.1], [3, 4, 3]],
  [10, [2.1, 2.9, 2.5], [3, 4, 3]],
  [11, [2.1, 2.9, 2.5], [3, 4, 4]],
  [5, [2.1, 2.9, 2.5], [1, 2, 2]],
  [4, [2.1, 2.9, 2.5], [1, 2, 1]],
  [2, [2.1, 2.9, 2.5], [0, 1, 1]],
  [4, [2, 2, 2], [2, 1, 1]],
  [8, [2, 2, 2], [3, 3, 2]],
  [5, [], []],
])('a whole of %s is shared out to %j as %j', (whole, parts, shown) => {
  expect(apportioned(whole, parts)).toStrictEqual(shown)
})

describe('the standing of a score', () => {
  test('says of every factor what it is, what it puts in and what it lacks', () => {
    const factors = [
      factor('a', { weight: 3, note: both('The first') }),
      factor('b', { weight: 5, ...whenKnown('d', 'exempt') }),
      factor('c', { weight: 1, ...whenKnown('d', { points: 40 }) }),
    ]
    expect(scored({ combine: 'weightedSum', factors }, { a: 50, b: 70, c: 90 })).toStrictEqual({
      name: both('Score'),
      value: 47.5,
      isDefault: false,
      min: 0,
      max: 100,
      combine: 'weightedSum',
      factors: [
        {
          id: 'fA',
          name: both('Factor a'),
          note: both('The first'),
          state: 'scored',
          points: 50,
          pointsMax: 100,
          weight: 3,
          metric: subject('a'),
          value: 50,
          fullAt: 100,
          fullIs: 'gte',
          share: 37.5,
          shareMax: 75,
          gain: 37.5,
        },
        {
          id: 'fB',
          name: both('Factor b'),
          state: 'exempt',
          points: null,
          pointsMax: 100,
          weight: 5,
          metric: subject('b'),
          value: 70,
          fullAt: 100,
          fullIs: 'gte',
          guard: needs('d', null),
          share: 0,
          shareMax: 0,
          gain: 0,
        },
        {
          id: 'fC',
          name: both('Factor c'),
          state: 'default',
          points: 40,
          pointsMax: 100,
          weight: 1,
          metric: subject('c'),
          value: 90,
          fullAt: 100,
          fullIs: 'gte',
          guard: needs('d', null),
          share: 10,
          shareMax: 25,
          gain: 15,
        },
      ],
      capShare: 0,
      history: [],
    })
  })
  test('shows the parts of a group that its own most has cut in proportion', () => {
    const { value, factors } = scored(
      { factors: [group('both', [factor('a'), factor('b')], { max: 60 }), factor('c')] },
      { a: 80, b: 40, c: 10 },
    )
    expect(value).toBe(70)
    expect(factors[0]).toMatchObject({ share: 60, shareMax: 60, gain: 0, capped: { from: 120, to: 60 } })
    expect(factors[0]!.factors!.map(({ share, weight }) => [share, weight])).toEqual([[40, undefined], [20, undefined]])
    expect(factors[0]!.factors!.map((one) => 'weight' in one || 'note' in one || 'guard' in one)).toEqual([false, false])
  }) // prettier-ignore
  const decided = (combine: string, fields: Record<string, number>): unknown =>
    scored({ combine, factors: ['a', 'b', 'c'].map((id) => factor(id)) }, fields).factors.map(
      ({ id, share, shareMax, gain, decides }) => [id, share, shareMax, gain, decides],
    )
  test.each([
    ['min', [undefined, true, undefined]],
    ['max', [true, undefined, undefined]],
    ['product', [undefined, undefined, undefined]],
  ])('says under %s which factor decides, the first of equals, and no shares', (combine, deciding) => {
    expect(decided(combine, { a: 90, b: 20, c: 20 })).toEqual(
      ['fA', 'fB', 'fC'].map((id, place) => [id, null, null, null, deciding[place]]),
    )
  })
  test('says of none that it decides, where one is unknown', () => {
    expect(decided('min', { a: 90, b: 20 })).toEqual(
      ['fA', 'fB', 'fC'].map((id) => [id, null, null, null, undefined]),
    )
  })
  test('of which every factor is left out lacks nothing', () => {
    const left = ['a', 'b'].map((id) => factor(id, { weight: 1, ...whenKnown('d', 'exempt') }))
    const { factors } = scored({ combine: 'weightedSum', factors: left }, { a: 5, b: 6 })
    expect(factors.map(({ state, shareMax }) => [state, shareMax])).toEqual([
      ['exempt', 0],
      ['exempt', 0],
    ])
  })
  test('given by its own guard says so, and shares nothing out', () => {
    const { value, isDefault, guard, capShare, factors } = scored(
      { factors: [factor('a'), factor('b')], ...whenKnown('d', { points: 30 }) },
      { a: 50, b: 60 },
    )
    expect({ value, isDefault, guard, capShare }).toStrictEqual({
      value: 30,
      isDefault: true,
      guard: needs('d', null),
      capShare: 0,
    })
    expect(factors.map(({ share, shareMax, gain }) => [share, shareMax, gain])).toEqual([
      [null, 100, null],
      [null, 100, null],
    ])
  })
})

describe('the shares of a score', () => {
  type Shares = [
    id: string,
    share: number | null,
    shareMax: number | null,
    gain: number | null,
    inner?: Shares[],
  ]
  const sharesOf = (factors: readonly FactorStanding[]): Shares[] =>
    factors.map(({ id, share, shareMax, gain, factors: inner }): Shares =>
      inner ? [id, share, shareMax, gain, sharesOf(inner)] : [id, share, shareMax, gain],
    )
  const three = { factors: ['a', 'b', 'c'].map((id) => factor(id)) }
  test.each<[string, Over, Record<string, number>, Shares[]]>([
    [
      'are of a group what its weight makes of them',
      { combine: 'weightedSum', factors: [group('in', [factor('a'), factor('b')], { combine: 'weightedSum', weight: 3 }), factor('c', { weight: 1 })] },
      { a: 80, b: 40, c: 20 },
      [['in', 45, 75, 30, [['fA', 30, 37.5, 7.5], ['fB', 15, 37.5, 22.5]]], ['fC', 5, 25, 20]],
    ],
    [
      'are none within a group of which the least counts',
      { factors: [group('in', [factor('a'), factor('b')], { combine: 'min' }), factor('c')] },
      { a: 80, b: 40, c: 20 },
      [['in', 40, 100, 60, [['fA', null, null, null], ['fB', null, null, null]]], ['fC', 20, 100, 80]],
    ],
    [
      'are none within a group that sums, where the whole does not',
      { combine: 'min', factors: [group('in', [factor('a'), factor('b')]), factor('c')] },
      { a: 80, b: 40, c: 20 },
      [['in', null, null, null, [['fA', null, null, null], ['fB', null, null, null]]], ['fC', null, null, null]],
    ],
    [
      'are none within a group that its guard gives its points while a value is unknown',
      { factors: [group('in', [factor('a'), factor('b')], whenKnown('d', { points: 30 })), factor('c')] },
      { a: 80, c: 20 },
      [['in', 30, 200, 170, [['fA', null, 100, null], ['fB', null, 100, null]]], ['fC', 20, 100, 80]],
    ],
    ['are as small as they are', three, { a: 0, b: 0, c: 0.2 }, [['fA', 0, 100, 100], ['fB', 0, 100, 100], ['fC', 0.2, 100, 99.8]]],
    ['give what is rounded up to the largest rest, not to the largest part', three, { a: 0.92, b: 0.03, c: 0.03 }, [['fA', 0.9, 100, 99.1], ['fB', 0.1, 100, 99.9], ['fC', 0, 100, 100]]],
    [
      'of a group are cut in proportion, be it by a tenth each',
      { factors: [group('in', [factor('a'), factor('b')], { max: 60 })] },
      { a: 60, b: 0.2 },
      [['in', 60, 60, 0, [['fA', 59.8, 100, 40.2], ['fB', 0.2, 100, 99.8]]]],
    ],
    [
      'of a group whose least lifts it from nothing are equal',
      { factors: [group('in', [factor('a'), factor('b')], { min: 10 })] },
      { a: 0, b: 0 },
      [['in', 10, 200, 190, [['fA', 5, 100, 95], ['fB', 5, 100, 95]]]],
    ],
    [
      'may take away all that others give',
      { factors: [factor('a'), factor('b', { scale: { perUnit: -1, max: -100 } })] },
      { a: 30, b: 30 },
      [['fA', 30, 100, 70], ['fB', -30, 0, 30]],
    ],
  ])('%s', (_, score, fields, is) => {
    expect(sharesOf(scored(score, fields).factors)).toEqual(is)
  }) // prettier-ignore
  test('say of no factor of a sum that it decides, even of one that is all of it', () => {
    expect(scored(three, { a: 50, b: 0, c: 0 }).factors.map(({ decides }) => decides)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  test('of a least leave nothing over, be it capped', () => {
    const { value, capShare } = scored({ ...three, combine: 'min', max: 50 }, { a: 90, b: 80, c: 70 })
    expect([value, capShare]).toEqual([50, 0])
  })
})

describe('a guard that is met', () => {
  test.each(['exempt', 'noScore', { points: 40 }])('leaves its factor as it is, where it says %j', (rest) => {
    const { value, factors } = scored(
      { factors: [factor('a', whenKnown('d', rest)), factor('b')] },
      { a: 5, b: 6, d: 1 },
    )
    expect([value, factors[0]!.state, factors[0]!.share, factors[0]!.guard]).toEqual([
      11,
      'scored',
      5,
      undefined,
    ])
  })
  test('is not why there is no score', () => {
    const { why } = scored({ factors: [factor('a', whenKnown('d', 'noScore')), factor('b')] }, { a: 5, d: 1 })
    expect(why).toStrictEqual({ kind: 'unknown', subjects: [subject('b')] })
    const whole = scored({ factors: [factor('b')], ...whenKnown('d', 'noScore') }, { d: 1 })
    expect(whole.why).toStrictEqual({ kind: 'unknown', subjects: [subject('b')] })
  })
})

describe('where a score counts facts', () => {
  const sales = (id: string, over: Over = {}): Over => ({
    metrics: {
      sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
      basket: { avg: 'sale.amount', window: 'lifetime', name: both('Basket') },
    },
    score: { name: both('Score'), combine: 'sum', factors: [factor(id)], ...over },
  })
  const counting = (over: Over, facts: Over[]): ScoreStanding =>
    evaluate(
      planOf(minimal(over)),
      { id: 'm', joinedAt: '2025-06-10', facts: facts as never, fields: {} },
      Date.parse('2025-06-15T12:00:00Z'),
    ).score!
  const sale = { id: 's', type: 'sale', at: '2025-06-11T00:00:00Z', amount: 5 }
  const guard = (rest: unknown): Over => ({ guard: { needs: { sales: { gte: 2 } }, else: rest } })
  const counted = { counted: 1, excluded: [] }
  test.each<[string, unknown, unknown]>([
    ['a factor', counting(sales('sales'), [sale]).factors[0]!.metric, counted],
    ['its guard', counting(sales('sales', { factors: [factor('sales', guard({ points: 3 }))] }), [sale]).factors[0]!.guard, { subject: counted }],
    ['its guard, where there is none then', counting(sales('sales', { factors: [factor('sales', guard('noScore'))] }), [sale]).why, { needs: { subject: counted } }],
    ['the guard of the whole', counting(sales('sales', guard({ points: 3 })), [sale]).guard, { subject: counted }],
    ['the guard of the whole, where there is none then', counting(sales('sales', guard('noScore')), [sale]).why, { needs: { subject: counted } }],
    ['what is unknown', counting(sales('basket'), []).why, { subjects: [{ counted: 0, excluded: [] }] }],
  ])('%s says how many', (_, said, is) => {
    expect(said).toMatchObject(is as object)
  }) // prettier-ignore
  test('its own guard leaves nothing to share out, though every value is known', () => {
    const { value, capShare, factors } = counting(sales('sales', guard('noScore')), [sale])
    expect([value, capShare, factors[0]!.share]).toEqual([null, 0, null])
  })
})

test('a scale that is chosen is full at no one value, whatever it is chosen by', () => {
  const { factors } = evaluate(
    planOf(
      minimal({
        metrics: {
          sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
          rate: { ratio: 'sales', to: 'sales', per: 100, else: 'exempt', name: both('Rate') },
        },
        score: {
          name: both('Score'),
          combine: 'sum',
          factors: [
            factor('value', {
              scale: {
                cases: [{ when: { rate: { gte: 1 } }, use: { perUnit: 2, max: 50 } }],
                else: { perUnit: 1, max: 50 },
              },
            }),
          ],
        },
      }),
    ),
    {
      id: 'm',
      joinedAt: '2025-06-10',
      facts: [{ id: 's', type: 'sale', at: '2025-06-11' }],
      fields: { value: 9 },
    },
    Date.parse('2025-06-15T12:00:00Z'),
  ).score!
  const { points, fullAt, fullIs } = factors[0]!
  expect({ points, fullAt, fullIs }).toStrictEqual({ points: 18, fullAt: null, fullIs: 'gte' })
})

describe('where there is no score', () => {
  const why = (score: Over, fields: Record<string, number>): unknown => {
    const { value, why: said, capShare, change } = scored(score, fields)
    return [value, said, capShare, change]
  }
  test('its own guard says what it needs, before any other', () => {
    const factors = [factor('a', whenKnown('c', 'noScore'))]
    expect(why({ factors, ...whenKnown('d', 'noScore') }, { a: 5, d: 0 })).toStrictEqual([
      null,
      { kind: 'guard', needs: needs('d', 0) },
      0,
      undefined,
    ])
  })
  test('a factor’s guard says what it needs, in groups as well', () => {
    const guarded = factor('a', whenKnown('d', 'noScore'))
    const said = [null, { kind: 'guard', needs: needs('d', null) }, 0, undefined]
    expect(why({ factors: [factor('b'), guarded] }, { a: 5, b: 5 })).toStrictEqual(said)
    expect(why({ factors: [group('in', [guarded]), factor('b')] }, { a: 5, b: 5 })).toStrictEqual(said)
  })
  test('the values that are not known are named, in groups as well, but for those left out', () => {
    const left = factor('b', whenKnown('d', 'exempt'))
    const said = why({ factors: [group('in', [factor('a'), factor('value')]), left, factor('c')] }, { value: 3 })
    expect(said).toStrictEqual([null, { kind: 'unknown', subjects: [subject('c'), subject('a')] }, 0, undefined])
  }) // prettier-ignore
  test('a factor whose value is unknown says so', () => {
    const { factors } = scored({ factors: [factor('a'), factor('b')] }, { a: 5 })
    expect(factors.map(({ state, points, share, gain }: FactorStanding) => [state, points, share, gain])).toEqual([
      ['scored', 5, null, null],
      ['unknown', null, null, null],
    ])
  }) // prettier-ignore
})

describe('since the last review', () => {
  const now = (before: number | null, after: number | null): Dated => [
    { from: '2025-05-15', value: before },
    { from: '2025-06-10', value: after },
  ]
  const since = (fields: Record<string, Dated>, score: Over = {}): unknown =>
    scored({ factors: ['a', 'b', 'c'].map((id) => factor(id)), ...score }, fields, '2025-05-20').change
  const at = '2025-06-01T00:00:00.000Z'
  const most = (id: string, by: number): unknown => ({
    id: `f${id.toUpperCase()}`,
    name: both(`Factor ${id}`),
    by,
  })
  test.each<[string, [number, number][], number, unknown]>([
    ['the factor that rose most', [[10, 20], [10, 40], [10, 15]], 45, most('b', 30)],
    ['the first of two that rose as much', [[10, 20], [10, 20], [10, 10]], 20, most('a', 10)],
    ['the factor that fell most', [[30, 20], [90, 95], [60, 10]], -55, most('c', -50)],
    ['none that went the other way, however far', [[0, 10], [0, 45], [60, 10]], 5, most('b', 45)],
    ['none where the whole is what it was', [[0, 10], [10, 0], [5, 5]], 0, null],
  ])('says by how much it changed, and %s', (_, moves, by, moved) => {
    const [a, b, c] = moves.map(([before, after]) => now(before, after)) as [Dated, Dated, Dated]
    expect(since({ a, b, c })).toStrictEqual({ since: at, by, most: moved })
  }) // prettier-ignore
  test('counts what a factor moves by its weight', () => {
    const factors = [factor('a', { weight: 3 }), factor('b', { weight: 1 })]
    expect(since({ a: now(10, 20), b: now(10, 30) }, { combine: 'weightedSum', factors })).toStrictEqual({
      since: at,
      by: 12.5,
      most: most('a', 7.5),
    })
  })
  test('counts points as they are where parts do not sum', () => {
    expect(since({ a: now(10, 20), b: now(30, 30), c: now(30, 30) }, { combine: 'min' })).toStrictEqual({
      since: at,
      by: 10,
      most: most('a', 10),
    })
  })
  test('says nothing where there was no score, or is none', () => {
    expect(since({ a: now(null, 20), b: now(30, 30), c: now(30, 30) })).toBeUndefined()
    expect(since({ a: now(10, null), b: now(30, 30), c: now(30, 30) })).toBeUndefined()
    expect('change' in scored({ factors: [factor('a')] }, { a: 5 })).toBe(false)
  })
  test('names a factor only where both of its points are known', () => {
    const least = { combine: 'max', ...whenKnown('d', { points: 50 }) }
    expect(since({ a: now(null, 90), b: now(10, 20), c: now(0, 0), d: now(0, 1) }, { ...least, combine: 'sum' }))
      .toStrictEqual({ since: at, by: 60, most: most('b', 10) })
    expect(since({ a: now(90, null), b: now(30, 20), c: now(0, 0), d: now(1, 0) }, { ...least, combine: 'sum' }))
      .toStrictEqual({ since: at, by: -70, most: most('b', -10) })
  }) // prettier-ignore
  test('keeps the scores and tiers of past reviews, oldest first', () => {
    const { history } = scored({ factors: [factor('a')] }, { a: now(10, 20), value: [{ from: '2025-04-15', value: 80 }] }, '2025-04-20') // prettier-ignore
    expect(history).toStrictEqual([
      { at: '2025-05-01T00:00:00.000Z', review: 'monthly', score: null, tier: 'high' },
      { at, review: 'monthly', score: 10, tier: 'high' },
    ])
  })
})

test('a score says how many facts went into its factors and its guards', () => {
  const sales = { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } }
  const facts = ['02', '03', '04'].map((day) => ({ id: day, type: 'sale', at: `2025-06-${day}`, amount: 1 }))
  const standing = (score: Over): ScoreStanding =>
    evaluate(
      planOf(minimal({ metrics: sales, score: { name: both('Score'), combine: 'sum', ...score } })),
      { id: 'm', joinedAt: '2025-06-01', facts },
      Date.parse('2025-06-15T12:00:00Z'),
    ).score!
  const more = (rest: unknown): Over => ({ guard: { needs: { sales: { gte: 9 } }, else: rest } })
  const counted = { subject: { id: 'sales', counted: 3 } }
  expect(standing({ factors: [factor('sales', more({ points: 4 }))] }).factors).toMatchObject([
    { metric: counted.subject, guard: counted },
  ])
  expect(standing({ factors: [factor('sales')], ...more({ points: 4 }) }).guard).toMatchObject(counted)
  expect(standing({ factors: [factor('sales')], ...more('noScore') }).why).toMatchObject({ needs: counted })
  expect(standing({ factors: [factor('sales', more('noScore'))] }).why).toMatchObject({ needs: counted })
})
