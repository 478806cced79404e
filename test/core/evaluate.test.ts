/** What a Standing says beside scores, tiers and tasks: of which program and merchant, its overrides, its reviews, and when to read again. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate, readOf } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { Standing } from '../../src/schema/standing.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
const at = (iso: string): number => Date.parse(iso)
const NOW = at('2025-06-15T12:00:00Z')
const record = (over: Partial<MerchantRecord> = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  facts: [],
  ...over,
})
const standing = (program: Over, over: Partial<MerchantRecord> = {}, now = NOW): Standing =>
  evaluate(planOf(minimal(program)), record(over), now)

const monthly = { promote: 'monthly', demote: 'monthly' }
const ladder = (id: string, more: Over = {}): Over => ({
  id,
  name: both(id),
  transition: monthly,
  tiers: [
    { id: `${id}Low`, name: both('Low') },
    { id: `${id}Middle`, name: both('Middle'), enter: { value: { gte: 10 } } },
    { id: `${id}High`, name: both('High'), enter: { value: { gte: 20 } } },
    { id: `${id}Top`, name: both('Top'), enter: { value: { gte: 30 } } },
  ],
  ...more,
})
const badge = (id: string): Over =>
  ladder(id, { badge: true, tiers: [{ id: `${id}Yes`, name: both('Yes'), enter: { value: { gte: 1 } } }] })

describe('a standing', () => {
  test('says of which program and merchant it is, and when', () => {
    const { program, merchant, at: now, tierkit } = standing({}, { name: both('Shop') })
    expect({ program, merchant, now, tierkit }).toStrictEqual({
      program: { id: 'small', version: '1', name: both('Small'), currency: 'USD', zone: 'UTC' },
      merchant: { id: 'm', name: both('Shop') },
      now: '2025-06-15T12:00:00.000Z',
      tierkit: 1,
    })
    expect(standing({ note: both('A sketch') }).program).toStrictEqual({ ...program, note: both('A sketch') })
    expect(standing({}).merchant).toStrictEqual({ id: 'm', name: null })
  })
  test('comes with the state and the entries that led there, all of it frozen', () => {
    const plan = planOf(
      minimal({
        accounts: [
          {
            id: 'stars',
            name: both('Stars'),
            earn: [{ on: 'sale', points: 5 }],
            spend: 'oldestFirst',
            undo: 'sameLots',
          },
        ],
      }),
    )
    const one = record({ facts: [{ id: 'f', type: 'sale', at: '2025-05-01' }] })
    const read = readOf(plan, one, NOW)
    expect(read.entries).toMatchObject([{ kind: 'earn', amountPoints: 5, fact: 'f' }])
    expect(read).toStrictEqual({ standing: evaluate(plan, one, NOW), ...advance(plan, one, NOW) })
    expect([read.entries, read.entries[0], read.held, read.standing].map(Object.isFrozen)).toEqual(
      Array(4).fill(true),
    )
  })
})

describe('the ladder that score and path speak of', () => {
  const score = {
    name: both('Score'),
    combine: 'sum',
    factors: [{ id: 'worth', name: both('Worth'), metric: 'value', scale: { perUnit: 1, max: 100 } }],
  }
  const reviews = { monthly: { every: 'month', day: 1 }, yearly: { every: 'year', day: 1 } }
  const yearly = { promote: 'yearly', demote: 'yearly' }
  /** The ladder of the path, and the reviews and tiers of the score's past. */
  const spoken = (ladders: Over[]): unknown => {
    const { path, score: whole } = standing(
      { score, reviews, ladders },
      { joinedAt: '2024-12-01', fields: { value: 15 } },
      at('2025-02-15'),
    )
    return [path?.ladder ?? null, ...whole!.history.map(({ at: day, tier }) => `${day.slice(0, 10)} ${tier}`)]
  }
  test('is the main one, wherever it stands', () => {
    expect(
      spoken([badge('fan'), ladder('side'), ladder('level', { main: true, transition: yearly })]),
    ).toEqual(['level', '2025-01-01 levelMiddle'])
  })
  test('is the first that is no badge, where none is the main one', () => {
    expect(spoken([badge('fan'), ladder('side', { transition: yearly }), ladder('level')])).toEqual([
      'side',
      '2025-01-01 sideMiddle',
    ])
  })
  test('is none where there are only badges', () => {
    expect(spoken([badge('fan')])).toEqual([null])
  })
})

test('the path leads to the tier above the one held, whatever gives it', () => {
  const program = {
    events: { sale: { name: both('Sale') } },
    overrides: [
      { id: 'plus', kind: 'grant', name: both('Plus'), on: 'sale', lasts: { months: 6 }, floor: { level: 'levelHigh' } },
      { id: 'stop', kind: 'sanction', name: both('Stop'), starts: { bad: { gte: 1 } }, cap: { level: 'levelLow' } },
    ],
    fields: { value: { type: 'number', name: both('Value') }, bad: { type: 'number', name: both('Bad') } },
    ladders: [ladder('level', { main: true })],
  } // prettier-ignore
  const target = (facts: object[], fields: Record<string, number>): unknown =>
    standing(program, { facts: facts as never, fields }).path?.tier ?? null
  const paid = [{ id: 'f', type: 'sale', at: '2025-06-01' }]
  expect(target([], { value: 0 })).toBe('levelMiddle')
  expect(target(paid, { value: 0 })).toBe('levelTop') // granted the one below it
  expect(target([], { value: 15, bad: 1 })).toBe('levelHigh') // kept from the one below it
  expect(target([], { value: 30 })).toBeNull()
})

test('a task says what it alone would add to the score', () => {
  const { tasks } = standing(
    {
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [{ id: 'worth', name: both('Worth'), metric: 'value', scale: { perUnit: 2, max: 100 } }],
      },
      tasks: [
        {
          id: 'grow',
          area: 'worth',
          name: both('Grow'),
          done: { value: { gte: 30 } },
          effortMinutes: 5,
          moves: { value: 7 },
        },
      ],
      areas: undefined,
    },
    { fields: { value: 20 } },
  )
  expect(tasks.map(({ gain }) => gain)).toEqual([14])
})

describe('overrides', () => {
  const program = {
    events: { paid: { name: both('Paid') } },
    windows: { days30: { rolling: { days: 30 } } },
    metrics: { visits: { count: 'paid', window: 'days30', name: both('Visits') } },
    overrides: [
      { id: 'plus', kind: 'grant', name: both('Plus'), note: both('Paid for'), on: 'paid', lasts: { days: 10 }, floor: { level: 'levelHigh' } },
      { id: 'stop', kind: 'sanction', name: both('Stop'), starts: { value: { lt: 0 } }, ends: { visits: { gte: 3 } }, cap: { level: 'levelLow' } },
    ],
    ladders: [ladder('level', { main: true })],
  } // prettier-ignore
  const overrides = (now: string, over: Partial<MerchantRecord> = {}): unknown =>
    standing(program, over, at(now)).overrides
  const paid = { facts: [{ id: 'f', type: 'paid', at: '2025-02-01T00:00:00Z' }] }
  const plus = { id: 'plus', kind: 'grant', name: both('Plus'), note: both('Paid for') }

  test('are none before any has begun', () => {
    expect(overrides('2025-06-15')).toStrictEqual([])
    expect(overrides('2025-06-15', { fields: { value: 5 } })).toStrictEqual([])
  })
  test('say since when and until when they hold, and what would end them', () => {
    expect(overrides('2025-02-05', { ...paid, fields: { value: -1 } })).toStrictEqual([
      { ...plus, active: true, since: '2025-02-01T00:00:00.000Z', until: '2025-02-11T00:00:00.000Z', ends: null },
      {
        id: 'stop',
        kind: 'sanction',
        name: both('Stop'),
        active: true,
        since: '2025-01-01T00:00:00.000Z',
        until: null,
        ends: {
          kind: 'compare',
          subject: {
            id: 'visits',
            kind: 'metric',
            name: both('Visits'),
            unit: 'integer',
            window: { kind: 'rolling', start: '2025-01-06T00:00:00.000Z', end: '2025-02-05T00:00:00.001Z', zone: 'UTC' },
            counted: 1,
            excluded: [],
          },
          have: 1,
          is: 'gte',
          need: 3,
          met: false,
        },
      },
    ])
  }) // prettier-ignore
  test('are shown for a year after their end, and no longer', () => {
    const over = { ...plus, active: false, since: '2025-02-01T00:00:00.000Z', until: '2025-02-11T00:00:00.000Z', ends: null } // prettier-ignore
    expect(overrides('2025-02-11T00:00:00Z', paid)).toStrictEqual([over])
    expect(overrides('2026-02-11T00:00:00.000Z', paid)).toStrictEqual([over])
    expect(overrides('2026-02-11T00:00:00.001Z', paid)).toStrictEqual([])
  })
})

describe('reviews', () => {
  const program = {
    fields: { value: { type: 'number', name: both('Value') }, signed: { type: 'date', name: both('Signed') } },
    windows: { days30: { rolling: { days: 30 } } },
    metrics: { sales: { count: 'sale', window: 'days30', name: both('Sales') } },
    reviews: {
      monthly: { every: 'month', day: 1, cutOff: { days: 5 }, name: both('Monthly') },
      weekly: { every: 'week', weekday: 'monday' },
      always: { continuous: true },
      signing: { every: 'year', since: 'signed' },
    },
    ladders: ['monthly', 'weekly', 'always', 'signing'].map((review) => ({
      ...ladder(`${review}s`, { ...(review === 'monthly' && { main: true }), transition: { promote: review, demote: review } }),
      tiers: [
        { id: `${review}Low`, name: both('Low') },
        { id: `${review}High`, name: both('High'), enter: review === 'weekly' ? { value: { gte: 1 } } : { sales: { gte: 1 } } },
      ],
    })),
  } // prettier-ignore
  const rolling = (start: string, end: string) => ({ kind: 'rolling', start, end, zone: 'UTC' })
  const counts = rolling('2025-05-16T12:00:00.000Z', '2025-06-15T12:00:00.001Z')
  test('say, in order of their names, when they were and will be, which dates count now, and which the next one will count', () => {
    expect(standing(program).reviews).toStrictEqual([
      {
        id: 'always',
        name: null,
        every: 'continuous',
        last: '2025-06-15T12:00:00.000Z',
        next: null,
        counts,
        covers: counts,
      },
      {
        id: 'monthly',
        name: both('Monthly'),
        every: 'month',
        last: '2025-06-01T00:00:00.000Z',
        next: '2025-07-01T00:00:00.000Z',
        counts,
        covers: rolling('2025-05-27T00:00:00.000Z', '2025-06-26T00:00:00.000Z'),
      },
      { id: 'signing', name: null, every: 'year', last: null, next: null, counts, covers: null },
      {
        id: 'weekly',
        name: null,
        every: 'week',
        last: '2025-06-09T00:00:00.000Z',
        next: '2025-06-16T00:00:00.000Z',
        counts: null,
        covers: null,
      },
    ])
  })
  test('since a date of their own begin a year after it, and see what lies strictly before them', () => {
    const signed = (day: string) => standing(program, { fields: { signed: day } }).reviews[2]
    expect(signed('2025-03-01')).toMatchObject({
      last: null,
      next: '2026-03-01T00:00:00.000Z',
      covers: rolling('2026-01-30T00:00:00.000Z', '2026-03-01T00:00:00.000Z'),
    })
    expect(signed('2023-03-01')).toMatchObject({ last: '2025-03-01T00:00:00.000Z' })
  })
})

describe('is to be read again', () => {
  const again = (deadline: Over | undefined, joinedAt: string, now: string): string | null =>
    standing(
      {
        tasks: [
          {
            id: 'grow',
            area: 'ways',
            name: both('Grow'),
            done: { value: { gte: 30 } },
            effortMinutes: 5,
            moves: { value: 7 },
            ...(deadline && { deadline }),
          },
        ],
      },
      { joinedAt },
      at(now),
    ).nextMomentAt
  const joined = '2025-06-01T18:00:00Z'
  test('at the next midnight, when windows read differently', () => {
    expect(again(undefined, joined, '2025-06-15T12:00:00Z')).toBe('2025-06-16T00:00:00.000Z')
  })
  test('at a deadline before it', () => {
    expect(again({ days: 14 }, joined, '2025-06-15T12:00:00Z')).toBe('2025-06-15T18:00:00.000Z')
  })
  test('never at a deadline that has come', () => {
    expect(again({ days: 14 }, joined, '2025-06-15T18:00:00Z')).toBe('2025-06-16T00:00:00.000Z')
    expect(again({ days: 14 }, joined, '2025-06-15T19:00:00Z')).toBe('2025-06-16T00:00:00.000Z')
  })
  test('at the next fact that is to come', () => {
    const { nextMomentAt } = standing({}, { facts: [{ id: 'f', type: 'sale', at: '2025-06-15T13:00:00Z' }] })
    expect(nextMomentAt).toBe('2025-06-15T13:00:00.000Z')
  })
})
