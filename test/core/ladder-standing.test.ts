/** A ladder's standing whole: its tiers, what the next asks, and what puts the one held at risk. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { LadderStanding } from '../../src/schema/standing.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
const monthly = { promote: 'monthly', demote: 'monthly' }
const field = (id: string, unit?: string): Over => ({ type: 'number', name: both(id), ...(unit && { unit }) })
const ladders = (over: Over, fields: Over, more: Over = {}, now = '2025-06-15T12:00:00Z'): LadderStanding[] =>
  evaluate(
    planOf(
      minimal({
        fields: { value: field('value'), other: field('other'), rate: field('rate', 'percent') },
        score: {
          name: both('Score'),
          combine: 'sum',
          factors: [{ id: 'worth', name: both('Worth'), metric: 'value', scale: { perUnit: 1, max: 100 } }],
        },
        ...over,
      }),
    ),
    { id: 'm', joinedAt: '2025-01-01T00:00:00Z', facts: [], fields: fields as never, ...more },
    Date.parse(now),
  ).ladders
const ladder = (enter: unknown, more: Over = {}): Over => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: monthly,
  tiers: [
    { id: 'low', name: both('Low') },
    { id: 'middle', name: both('Middle'), note: both('In between'), enter },
    { id: 'high', name: both('High'), enter: { score: { gte: 70 }, other: { gte: 3 } } },
  ],
  ...more,
})
const compare = (subject: object, have: number | null, is: string, need: number, met: boolean | null) => ({
  kind: 'compare', subject, have, is, need, met,
}) // prettier-ignore
const score = { id: 'score', kind: 'score', name: both('Score'), unit: 'score' }
const other = { id: 'other', kind: 'field', name: both('other'), unit: 'number' }

test('the standing of a ladder says everything there is to say of it', () => {
  const fields = { value: [{ from: '2025-04-15', value: 80 }], other: 1 }
  const enter = compare(score, 80, 'gte', 50, true)
  const rows = [compare(score, 80, 'gte', 70, true), compare(other, 1, 'gte', 3, false)]
  const top = { kind: 'atLeast', n: 2, of: rows, met: false }
  expect(
    ladders({ ladders: [ladder({ score: { gte: 50 } }, { note: both('By score') })] }, fields),
  ).toStrictEqual([
    {
      id: 'level',
      name: both('Level'),
      note: both('By score'),
      main: true,
      badge: false,
      tiers: [
        { id: 'low', name: both('Low'), place: 0, enter: null, keep: null, scoreFrom: null, state: 'passed', opens: [] },
        { id: 'middle', name: both('Middle'), note: both('In between'), place: 1, enter, keep: enter, scoreFrom: 50, state: 'here', opens: [] },
        { id: 'high', name: both('High'), place: 2, enter: top, keep: top, scoreFrom: 70, state: 'above', opens: [] },
      ],
      held: 'middle',
      computed: 'middle',
      earned: 'middle',
      ifReviewed: 'middle',
      since: '2025-05-01T00:00:00.000Z',
      until: null,
      pending: null,
      heldBack: [],
      atRisk: null,
      next: { tier: 'high', name: both('High'), scoreGap: 0, conditions: rows, metCount: 1 },
      blockedBy: [rows[1]],
      lastChange: { at: '2025-05-01T00:00:00.000Z', from: 'low', to: 'middle', because: [enter] },
      review: 'monthly',
    },
  ])
}) // prettier-ignore

describe('the next tier', () => {
  const next = (fields: Over, enter: unknown = { score: { gte: 50 } }): unknown => {
    const { next: above, blockedBy } = ladders({ ladders: [ladder(enter)] }, fields)[0]!
    return above && [above.tier, above.scoreGap, above.metCount, blockedBy.length]
  }
  test('says what is missing of the score, and how many of its rows are met', () => {
    expect(next({ value: 20 })).toEqual(['middle', 30, 0, 0])
    expect(next({})).toEqual(['middle', null, 0, 0])
    expect(next({ value: 60, other: 5 })).toEqual(['high', 10, 1, 0])
    expect(next({ value: 1 }, { other: { gte: 1 } })).toEqual(['middle', null, 0, 0])
  })
  test('may ask nothing', () => {
    const tiers = ['low', 'middle'].map((id) => ({ id, name: both(id) }))
    const over = { ladders: [ladder({}, { tiers, transition: { promote: 'never', demote: 'never' } })] }
    const { held, next: above } = ladders(over, {})[0]!
    expect([held, above]).toMatchObject(['low', { tier: 'middle', conditions: [], metCount: 0 }])
  })
  test('is none above the highest', () => {
    expect(next({ value: 90, other: 5 })).toBeNull()
  })
})

test('the next tier is the one above the tier that is held, whatever gives it', () => {
  const grant = { id: 'plus', kind: 'grant', name: both('Plus'), starts: { other: { gte: 1 } }, floor: { level: 'middle' } } // prettier-ignore
  const over = { overrides: [grant], ladders: [ladder({ score: { gte: 50 } })] }
  const { held, computed, next, tiers } = ladders(over, { value: 5, other: 1 })[0]!
  expect([held, computed, next!.tier, tiers.map(({ state }) => state)]).toEqual([
    'middle',
    'low',
    'high',
    ['passed', 'here', 'above'],
  ])
})

test('a place is at risk within a twentieth of the places that there are', () => {
  const risk = (place: number): unknown =>
    ladders(
      {
        cohorts: { everybody: {} },
        ladders: [ladder({ best: 20, of: 'other', among: 'everybody', as: 'count' })],
      },
      { other: 1 },
      { peers: { '2025-03-01': { everybody: { size: 100, ranks: { other: { high: place, low: 1 } } } } } },
    )[0]!.atRisk?.falls ?? null
  expect([18, 19, 20, 21].map(risk)).toEqual([null, false, false, null])
})

test('the main ladder comes first and badges last', () => {
  const of = (id: string, more: Over): Over => ({ ...ladder({ value: { gte: 10 } }), id, main: undefined, tiers: [{ id: `${id}One`, name: both('One'), enter: { value: { gte: 10 } } }], ...more }) // prettier-ignore
  const all = [of('fan', { badge: true }), of('side', {}), of('level', { main: true })]
  expect(ladders({ ladders: all }, {}).map(({ id, held, review }) => [id, held, review])).toEqual([
    ['level', null, 'monthly'],
    ['side', null, 'monthly'],
    ['fan', null, 'monthly'],
  ])
})

test('the review that decides is the one that lowers, else the one that lifts', () => {
  const reviews = { weekly: { every: 'week', weekday: 'monday' }, monthly: { every: 'month', day: 1 } }
  const review = (promote: string, demote: string): unknown =>
    ladders(
      { reviews, ladders: [ladder({ value: { gte: 10 } }, { transition: { promote, demote } })] },
      {},
    )[0]!.review
  expect([
    review('weekly', 'monthly'),
    review('weekly', 'never'),
    review('atOnce', 'weekly'),
    review('atOnce', 'atOnce'),
  ]).toEqual(['monthly', 'weekly', 'weekly', null])
})

describe('a tier is at risk', () => {
  const risk = (enter: unknown, fields: Over): unknown => {
    const { held, atRisk } = ladders({ ladders: [ladder(enter)] }, fields)[0]!
    return [held, atRisk && [atRisk.to, atRisk.at, atRisk.falls, atRisk.because.length]]
  }
  const near = ['middle', ['low', '2025-07-01T00:00:00.000Z', false, 1]]
  const safe = ['middle', null]
  test.each<[string, unknown, Over, unknown]>([
    ['where a rate is within a tenth of its most', { rate: { lte: 20 } }, { rate: 18 }, near],
    ['not where it is further', { rate: { lte: 20 } }, { rate: 17.999999 }, safe],
    ['where a rate is within a tenth of the room above its least', { rate: { gte: 60 } }, { rate: 64 }, near],
    ['not where it is further above', { rate: { gte: 60 } }, { rate: 64.000001 }, safe],
    ['not where a rate that must be less is further', { rate: { lt: 20 } }, { rate: 17.999999 }, safe],
    ['not by a rate or a place that is not met while something else keeps it', { any: [{ rate: { lte: 20 } }, { other: { gte: 3 } }] }, { rate: 21, other: 3 }, safe],
    ['where a rate must be less', { rate: { lt: 20 } }, { rate: 18 }, near],
    ['where the score is within 2 % of its range', { score: { gte: 50 } }, { value: 52 }, near],
    ['not where the score is further', { score: { gte: 50 } }, { value: 52.000001 }, safe],
    ['not by a score that may not be more', { score: { lte: 50 } }, { value: 50 }, safe],
    ['not by any other number', { other: { gte: 3 } }, { other: 3 }, safe],
    ['by what is near alone, of several', { score: { gte: 50 }, other: { gte: 3 } }, { value: 50, other: 3 }, near],
    ['not by what need not be known', { other: { known: true } }, { other: 3 }, safe],
  ])('%s', (_, enter, fields, said) => {
    expect(risk(enter, fields)).toEqual(said)
  }) // prettier-ignore
  test('where it falls at the next review as things stand', () => {
    const value = [
      { from: '2025-01-15', value: 55 },
      { from: '2025-06-10', value: 20 },
    ]
    expect(risk({ score: { gte: 50 } }, { value })).toEqual([
      'middle',
      ['low', '2025-07-01T00:00:00.000Z', true, 1],
    ])
  })
})

describe('a hold', () => {
  const until = (hold: Over, now?: string): string | null =>
    ladders(
      { ladders: [ladder({ value: { gte: 10 } }, { transition: { ...monthly, hold } })] },
      { value: [{ from: '2025-04-15', value: 20 }] },
      {},
      now,
    )[0]!.until
  test('is said while it runs', () => {
    expect(until({ months: 3 })).toBe('2025-08-01T00:00:00.000Z')
    expect(until({ days: 10 })).toBeNull()
    expect(until({ days: 10 }, '2025-05-10T23:59:59.999Z')).toBe('2025-05-11T00:00:00.000Z')
    expect(until({ days: 10 }, '2025-05-11T00:00:00.000Z')).toBeNull()
  })
})

describe('a tier is at no risk', () => {
  const dated = (before: number, since: number) => [
    { from: '2025-01-15', value: before },
    { from: '2025-06-10', value: since },
  ]
  /** Of one who has earned the highest tier since the last review, whatever the one that is held asks. */
  const risk = (enter: object, fields: Over, more: Over = {}, over: Over = {}): unknown => {
    const top = { id: 'high', name: both('High'), enter: { value: { gte: 10 } } }
    const [low, middle] = ladder(enter)['tiers'] as Over[]
    const all = { ladders: [ladder({}, { tiers: [low, middle, top] })], ...over }
    const { held, earned, atRisk } = ladders(all, { value: dated(1, 20), ...fields }, more)[0]!
    return [held, earned, atRisk && atRisk.because.length]
  }
  test('by a rate that is no longer met where more has been earned', () => {
    expect(risk({ rate: { lte: 20 } }, { rate: dated(10, 20) })).toEqual(['middle', 'high', 1])
    expect(risk({ rate: { lte: 20 } }, { rate: dated(10, 21) })).toEqual(['middle', 'high', null])
  })
  test('by a place that is no longer met, or not known, where more has been earned', () => {
    const by = (word: object, as: string) => {
      const enter = { best: 20, of: 'other', among: 'everybody', as }
      const first = { size: 100, ranks: { other: { high: 1, low: 1 } } }
      const peers = { '2025-01-15': { everybody: first }, '2025-06-10': { everybody: word } }
      return (risk(enter, { other: 1 }, { peers }, { cohorts: { everybody: {} } }) as unknown[])[2]
    }
    const placed = (high: number) => ({ size: 100, ranks: { other: { high, low: 1 } } })
    expect([by(placed(20), 'count'), by(placed(21), 'count')]).toEqual([1, null])
    expect(by({ size: 1 }, 'percent')).toBeNull()
  })
  test('by a rate of nothing, which is exempt', () => {
    const metrics = {
      sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
      ratio: { ratio: 'sales', to: 'sales', per: 100, else: 'exempt', unit: 'percent', name: both('Ratio') },
    }
    expect(risk({ ratio: { lte: 0 } }, {}, {}, { metrics })).toEqual(['middle', 'high', null])
  })
})

test('a score is near its mark within 2 % of its whole range, wherever that begins', () => {
  const over = {
    score: {
      name: both('Score'),
      combine: 'sum',
      min: -100,
      max: 100,
      factors: [{ id: 'worth', name: both('Worth'), metric: 'value', scale: { perUnit: 1, max: 100 } }],
    },
    ladders: [ladder({ score: { gte: 50 } })],
  }
  const risk = (value: number) => ladders(over, { value })[0]!.atRisk?.falls ?? null
  expect([risk(54), risk(54.000001)]).toEqual([false, null])
})

test('between reviews a tier is at risk without a date', () => {
  const over = { ladders: [ladder({ rate: { lte: 20 } }, { transition: { promote: 'atOnce', demote: 'atOnce' } })] } // prettier-ignore
  expect(ladders(over, { rate: 19 })[0]!.atRisk).toMatchObject({ to: 'low', at: null, falls: false })
})

test('what a tier asks to be kept, what the next one asks and what is at risk say how much was counted', () => {
  const over = {
    events: { sale: { name: both('Sale'), undoneBy: 'back' }, back: { name: both('Back') } },
    metrics: { sales: { count: 'sale', window: 'lifetime', net: true, name: both('Sales') } },
    ladders: [
      ladder(
        {},
        {
          transition: { promote: 'atOnce', demote: 'monthly' },
          tiers: [1, 2].map((gte) => ({ id: `t${gte}`, name: both('T'), enter: { sales: { gte } } })),
        },
      ),
    ],
  }
  const facts = [
    { id: 's', type: 'sale', at: '2025-06-02T00:00:00Z' },
    { id: 'b', type: 'back', at: '2025-06-10T00:00:00Z', ref: 's' },
  ]
  const { held, tiers, next, atRisk } = ladders(over, {}, { facts })[0]!
  const row = {
    subject: { id: 'sales', counted: 0, excluded: [{ why: 'undone', count: 1 }] },
    have: 0,
    need: 1,
  }
  expect([held, tiers[0], atRisk]).toMatchObject(['t1', { enter: row, keep: row }, { because: [row] }])
  expect(next!.conditions).toMatchObject([{ ...row, need: 2 }])
})

describe('a badge', () => {
  const fan = { ...ladder({}, { main: undefined, badge: true }), id: 'fan', tiers: [{ id: 'on', name: both('On'), enter: { value: { gte: 10 } } }] } // prettier-ignore
  const benefits = [{ id: 'gift', kind: 'added', name: both('Gift'), cost: 1, requires: { fan: { gte: 'on' } } }] // prettier-ignore
  const fans = (value: number) => ladders({ ladders: [ladder({ value: { gte: 10 } }), fan], benefits }, { value })[1]! // prettier-ignore
  test('opens nothing on its own', () => {
    expect(fans(20).tiers.map(({ opens }) => opens)).toEqual([[]])
  })
  test('that is not held has no date since which it is', () => {
    expect([fans(5).held, fans(5).since]).toEqual([null, null])
  })
})

test('a hold bars a fall until it ends, and from that instant no more', () => {
  const value = [
    { from: '2025-04-15', value: 20 },
    { from: '2025-05-05', value: 1 },
  ]
  const over = { ladders: [ladder({ value: { gte: 10 } }, { transition: { ...monthly, hold: { days: 10 } } })] }
  const said = (now: string) => {
    const { ifReviewed, heldBack } = ladders(over, { value }, {}, now)[0]!
    return [ifReviewed, heldBack.map(({ why, until }) => [why, until])]
  }
  const review = ['review', '2025-06-01T00:00:00.000Z']
  expect(said('2025-05-10T23:59:59.999Z')).toEqual(['middle', [['hold', '2025-05-11T00:00:00.000Z'], review]])
  expect(said('2025-05-11T00:00:00.000Z')).toEqual(['low', [review]])
}) // prettier-ignore
