/** Reasons whole, word for word: what a page is given to show why a rule holds or not. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { both } from './account.js'
import { minimal, planOf, levelAsking } from './programs.js'

const NOW = Date.parse('2025-06-15T12:00:00Z')
const program = (enter: unknown): Record<string, unknown> =>
  minimal({
    choices: { land: { spain: both('Spain'), swiss: both('Switzerland') } },
    events: {
      order: { name: both('Order'), fields: { amount: 'money' }, undoneBy: 'cancel' },
      cancel: { name: both('Cancel') },
    },
    fields: {
      country: { type: 'land', name: both('Country') },
      value: { type: 'number', name: both('Value') },
      mark: { type: 'number', name: both('Mark') },
      signed: { type: 'date', name: both('Signed') },
    },
    windows: { days30: { rolling: { days: 30 } }, signing: { anniversary: { years: 1 }, since: 'signed' } },
    reviews: {
      weekly: { every: 'week', weekday: 'monday', name: both('Weekly') },
      monthly: { every: 'month', day: 1, name: both('Monthly') },
    },
    cohorts: { few: { min: 5 } },
    metrics: {
      orders: { count: 'order', window: 'days30', net: true, name: both('Orders'), note: both('Not undone') },
      ever: { count: 'order', window: 'lifetime', name: both('Ever') },
      yearly: { count: 'order', window: 'signing', name: both('Yearly') },
      chosen: {
        count: 'order',
        window: { cases: [{ when: { value: { gte: 5 } }, use: 'days30' }], else: 'lifetime' },
        name: both('Chosen'),
      },
      share: { ratio: 'ever', to: 'orders', per: 1, else: 'exempt', name: both('Share') },
    },
    ladders: [
      levelAsking(enter),
      {
        id: 'side',
        name: both('Side'),
        transition: { promote: 'weekly', demote: 'weekly' },
        tiers: [
          { id: 'left', name: both('Left') },
          { id: 'right', name: both('Right'), enter: { value: { gte: 99 } } },
        ],
      },
      {
        id: 'fans',
        badge: true,
        name: both('Fans'),
        transition: { promote: 'weekly', demote: 'weekly' },
        tiers: [{ id: 'fan', name: both('Fan'), enter: { value: { gte: 99 } } }],
      },
    ],
  })
const order = (id: string, day: string) => ({ id, type: 'order', at: `${day}T12:00:00Z`, amount: 100 })
/** Two orders within thirty days, one of them undone, and one before. */
const facts = [
  order('a', '2025-03-01'),
  order('b', '2025-06-01'),
  order('c', '2025-06-02'),
  { id: 'd', type: 'cancel', at: '2025-06-03T12:00:00Z', ref: 'c' },
]
const rule = (enter: unknown, over: Partial<MerchantRecord> = {}): unknown =>
  evaluate(
    planOf(program(enter)),
    { id: 'm', joinedAt: '2025-01-01T00:00:00Z', facts: facts as never, ...over },
    NOW,
  ).ladders[0]!.tiers[1]!.enter

const days30 = {
  kind: 'rolling',
  start: '2025-05-16T12:00:00.000Z',
  end: '2025-06-15T12:00:00.001Z',
  zone: 'UTC',
}
const orders = {
  id: 'orders',
  kind: 'metric',
  name: both('Orders'),
  note: both('Not undone'),
  unit: 'integer',
  window: days30,
  counted: 1,
  excluded: [{ why: 'undone', count: 1 }],
}
const ever = {
  id: 'ever',
  kind: 'metric',
  name: both('Ever'),
  unit: 'integer',
  window: { ...days30, kind: 'lifetime', start: null },
  counted: 3,
  excluded: [],
}
const country = { id: 'country', kind: 'field', name: both('Country'), unit: 'choice' }
const value = { id: 'value', kind: 'field', name: both('Value'), unit: 'number' }
const side = { id: 'side', kind: 'ladder', name: both('Side'), unit: 'tier' }
const compare = (subject: object, have: number | null, is: string, need: number | null, met: boolean | null) => ({
  kind: 'compare', subject, have, is, need, met,
}) // prettier-ignore

describe('a reason', () => {
  const few = compare(orders, 1, 'gte', 2, false)
  const enough = compare(ever, 3, 'lt', 9, true)
  test.each<[string, unknown, unknown]>([
    ['of a number says what it is, counted within which dates, and what is asked', { orders: { gte: 2 } }, few],
    ['of a number since ever has dates without a start', { ever: { lt: 9 } }, enough],
    [
      'of all parts names each',
      { orders: { gte: 2 }, ever: { lt: 9 } },
      { kind: 'atLeast', n: 2, of: [few, enough], met: false },
    ],
    [
      'of one of several names each',
      { any: [{ orders: { gte: 2 } }, { ever: { lt: 9 } }] },
      { kind: 'atLeast', n: 1, of: [few, enough], met: true },
    ],
    [
      'of so many of several says how many',
      { atLeast: 2, of: [{ orders: { gte: 2 } }, { ever: { lt: 9 } }, { value: { known: true } }] },
      { kind: 'atLeast', n: 2, of: [few, enough, { kind: 'known', subject: value, met: true }], met: true },
    ],
    ['of what must not hold says what', { not: { orders: { gte: 2 } } }, { kind: 'not', of: few, met: true }],
    [
      'of what must not be known says of what',
      { mark: { known: false } },
      {
        kind: 'not',
        of: { kind: 'known', subject: { id: 'mark', kind: 'field', name: both('Mark'), unit: 'number' }, met: false },
        met: true,
      },
    ],
    [
      'of a choice says both names',
      { country: 'swiss' },
      { ...compare(country, 0, 'eq', 1, false), haveName: both('Spain'), needName: both('Switzerland') },
    ],
    [
      'of a tier says both names',
      { side: { lt: 'right' } },
      { ...compare(side, 0, 'lt', 1, true), haveName: both('Left'), needName: both('Right') },
    ],
    ['against a mark that is not known has none', { value: { gte: 'mark' } }, compare(value, 4, 'gte', null, null)],
  ])('%s', (_, enter, said) => {
    expect(rule(enter, { fields: { country: 'spain', value: 4 } })).toStrictEqual(said)
  }) // prettier-ignore

  test('of a choice that is not known names the one that is asked for', () => {
    expect(rule({ country: 'swiss' })).toStrictEqual({
      ...compare(country, null, 'eq', 1, null),
      needName: both('Switzerland'),
    })
  })
  test('of a number counted from an unknown date shows no dates, and counts nothing', () => {
    const subject = { id: 'yearly', kind: 'metric', name: both('Yearly'), unit: 'integer' }
    expect(rule({ yearly: { gte: 1 } })).toStrictEqual(compare(subject, null, 'gte', 1, null))
    expect(rule({ yearly: { gte: 1 } }, { fields: { signed: '2025-05-01' } })).toStrictEqual(
      compare(
        {
          ...subject,
          window: {
            kind: 'anniversary',
            start: '2025-05-01T00:00:00.000Z',
            end: '2026-05-01T00:00:00.000Z',
            zone: 'UTC',
          },
          counted: 2,
          excluded: [],
        },
        2,
        'gte',
        1,
        true,
      ),
    )
  })
  test('of a ratio shows both halves, and is met without a value where there is nothing to divide by', () => {
    const half = ({ name, unit, counted, excluded }: typeof orders | typeof ever, of: number) => ({
      name,
      value: of,
      unit,
      counted,
      excluded,
    })
    const share = { id: 'share', kind: 'metric', name: both('Share'), unit: 'number' }
    expect(rule({ share: { gte: 4 } })).toStrictEqual(
      compare({ ...share, num: half(ever, 3), den: half(orders, 1) }, 3, 'gte', 4, false),
    )
    const without = { ...orders, counted: 0, excluded: [] }
    expect(rule({ share: { gte: 4 } }, { facts: facts.slice(0, 1) as never })).toStrictEqual({
      ...compare({ ...share, num: half({ ...ever, counted: 1 }, 1), den: half(without, 0) }, null, 'gte', 4, true),
      exempt: true,
    }) // prettier-ignore
  })
  test('of past reviews names the review that was meant, and the rule as it stands now', () => {
    const of = (at: string) => [
      { persist: { orders: { gte: 2 } }, times: 1, ofLast: 4, at: 'weekly' },
      { persist: { ever: { lt: 9 } }, times: 2, ofLast: 3, at },
    ]
    const times = (part: unknown, have: number, need: number, ofLast: number, review: object) => ({
      kind: 'times', of: part, have, need, ofLast, review, met: have >= need,
    }) // prettier-ignore
    expect(rule({ all: of('monthly') })).toStrictEqual({
      kind: 'atLeast',
      n: 2,
      of: [
        times(few, 0, 1, 4, { id: 'weekly', name: both('Weekly') }),
        times(enough, 3, 2, 3, { id: 'monthly', name: both('Monthly') }),
      ],
      met: false,
    })
  })
  test('of a place in a cohort that is too small, with none to stand in, still names what is ranked', () => {
    const peers = { '2025-06-01': { few: { size: 4, ranks: { value: { high: 2, low: 3 } } } } }
    expect(
      rule({ best: 10, of: 'value', among: 'few', as: 'count' }, { fields: { value: 1 }, peers }),
    ).toStrictEqual({
      kind: 'rank',
      subject: value,
      side: 'best',
      have: null,
      need: 10,
      size: 4,
      as: 'count',
      met: null,
    })
  })
})

describe('a mark that there is none of', () => {
  const needBy = (mark: unknown, fields: Record<string, unknown>): unknown =>
    (rule({ orders: { gte: mark } }, { fields: fields as never }) as { needBy?: unknown }).needBy
  const byCountry = { by: 'country', use: { spain: 5 } }
  test('goes by the choice that it was looked up by', () => {
    expect(needBy(byCountry, { country: 'spain' })).toBeUndefined()
    expect(needBy(byCountry, { country: 'swiss' })).toStrictEqual({
      name: both('Country'),
      valueName: both('Switzerland'),
    })
    expect(needBy(byCountry, {})).toStrictEqual({ name: both('Country') })
  })
  test('names nothing where there is no tier that it could go by', () => {
    expect(needBy({ by: 'fans', use: { fan: 5 } }, { value: 99 })).toBeUndefined()
    expect(rule({ orders: { gte: { by: 'fans', use: { fan: 5 } } } })).toStrictEqual(
      compare(orders, 1, 'gte', null, null),
    )
  })
})
