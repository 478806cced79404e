import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { Held, MerchantRecord } from '../../src/schema/record.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`)
const day = (instant: string | null): string | null => instant && instant.slice(0, 10)

/** A ladder on a value, and one override. */
const program = (override: Record<string, unknown>, transition = {}) =>
  minimal({
    events: { paid: { name: both('Paid') } },
    overrides: [{ id: 'plus', name: both('Plus'), ...override }],
    ladders: [
      {
        id: 'level',
        main: true,
        name: both('Level'),
        transition: { promote: 'atOnce', demote: 'atOnce', ...transition },
        tiers: ['low', 'middle', 'high'].map((id, place) => ({
          id,
          name: both(id),
          ...(place > 0 && { enter: { value: { gte: place * 10 } } }),
        })),
      },
    ],
  })
const plan = (override: Record<string, unknown>, transition = {}) => planOf(program(override, transition))
const merchant = (values: Record<string, number>, ...paid: string[]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  fields: { value: Object.entries(values).map(([from, value]) => ({ from, value })) },
  facts: paid.map((when, place) => ({ id: `f${place}`, type: 'paid', at: `${when}T00:00:00Z` })),
})

describe('an override that starts again while it runs', () => {
  const untilOf = (override: Record<string, unknown>, record: MerchantRecord, now: string) =>
    day(evaluate(plan(override), record, at(now)).overrides[0]!.until)
  const paidTwice = merchant({ '2025-01-01': 0 }, '2025-01-10', '2025-02-10')
  const turnedTwice = merchant({ '2025-01-10': 5, '2025-02-01': 0, '2025-02-10': 5 })
  const starts = { value: { gte: 5 } }
  const quarter = { endOf: 'quarter', after: { months: 3 } }

  test('is a renewal where it is a grant for a span that an event starts: it runs on from its end', () => {
    const grant = { kind: 'grant', on: 'paid', floor: { level: 'high' } }
    expect(untilOf({ ...grant, lasts: { months: 3 } }, paidTwice, '2025-02-20')).toBe('2025-07-10')
  })
  test('ends with the term counted from now where that ends with a period', () => {
    const grant = { kind: 'grant', on: 'paid', floor: { level: 'high' } }
    expect(untilOf({ ...grant, lasts: quarter }, paidTwice, '2025-02-20')).toBe('2025-07-01')
  })
  test('ends with the term counted from now where a condition starts it', () => {
    const grant = { kind: 'grant', starts, floor: { level: 'high' } }
    expect(untilOf({ ...grant, lasts: quarter }, turnedTwice, '2025-02-20')).toBe('2025-07-01')
    expect(untilOf({ ...grant, lasts: { months: 3 } }, turnedTwice, '2025-02-20')).toBe('2025-05-10')
  })
  test('ends with the term counted from now where it is a sanction or a protection', () => {
    const lasts = { months: 3 }
    const sanction = { kind: 'sanction', on: 'paid', cap: { level: 'low' }, lasts }
    expect(untilOf(sanction, paidTwice, '2025-02-20')).toBe('2025-05-10')
    expect(untilOf({ kind: 'protect', on: 'paid', lasts }, paidTwice, '2025-02-20')).toBe('2025-05-10')
  })
  test('never ends earlier for it, where a later version gives less', () => {
    const sanction = { kind: 'sanction', on: 'paid', cap: { level: 'low' } }
    const versions = planOf(program({ ...sanction, lasts: { months: 3 } }), {
      ...program({ ...sanction, lasts: { days: 5 } }),
      version: '2',
      inForce: '2025-02-01',
    })
    expect(day(evaluate(versions, paidTwice, at('2025-02-11')).overrides[0]!.until)).toBe('2025-04-10')
  })
  test.each([
    ['never ends by a later version’s term, if it had none', {}, { lasts: { days: 5 } }],
    ['ends no more, where a later version has no term', { lasts: { months: 3 } }, {}],
  ])('%s', (_, first, second) => {
    const sanction = { kind: 'sanction', on: 'paid', cap: { level: 'low' } }
    const later = { ...program({ ...sanction, ...second }), version: '2', inForce: '2025-02-01' }
    const { held } = advance(planOf(program({ ...sanction, ...first }), later), paidTwice, at('2026-01-01'))
    expect(held.overrides['plus']).toMatchObject({ until: null, ended: null })
  })
  test('goes on for ever where it has no term', () => {
    expect(untilOf({ kind: 'protect', on: 'paid' }, paidTwice, '2026-01-01')).toBeNull()
  })
})

describe('since when a tier is held', () => {
  const grant = { kind: 'grant', on: 'paid', lasts: { months: 6 }, floor: { level: 'high' } }
  const sinceOf = (record: MerchantRecord, now: string, held?: ReturnType<typeof advance>['held']) => {
    const { held: tier, since } = evaluate(plan(grant), { ...record, ...(held && { held }) }, at(now))
      .ladders[0]!
    return `${tier} ${day(since)}`
  }
  // granted in January; by its values high in February, low from April on, high again in May and to the end
  const record = merchant(
    { '2025-01-01': 0, '2025-02-01': 20, '2025-04-01': 0, '2025-05-01': 20, '2025-09-01': 0 },
    '2025-01-10',
  )
  const days = [
    '2025-01-05',
    '2025-01-20',
    '2025-02-20',
    '2025-04-20',
    '2025-05-20',
    '2025-07-20',
    '2025-09-05',
  ]

  test('does not change as grants and values take turns to give it', () => {
    expect(days.map((now) => sinceOf(record, now))).toEqual([
      'low 2025-01-01',
      ...days.slice(1, 6).map(() => 'high 2025-01-10'),
      'low 2025-09-01',
    ])
  })
  test('is the same read on from a state that was held', () => {
    const { held } = advance(plan(grant), record, at('2025-04-20'))
    expect(sinceOf(record, '2025-05-20', held)).toBe('high 2025-01-10')
  })
  test('begins when a grant ends that alone gave the higher tier', () => {
    expect(sinceOf(merchant({ '2025-01-01': 10 }, '2025-01-10'), '2025-08-01')).toBe('middle 2025-07-10')
  })
  test('begins when a sanction lowers the tier, and anew when it is over', () => {
    const ban = plan({ kind: 'sanction', on: 'paid', lasts: { days: 9 }, cap: { level: 'low' } })
    const banned = merchant({ '2025-01-01': 10 }, '2025-02-10')
    const told = ['2025-02-09', '2025-02-12', '2025-02-20'].map((now) => {
      const { held, since } = evaluate(ban, banned, at(now)).ladders[0]!
      return `${held} ${day(since)}`
    })
    expect(told).toEqual(['middle 2025-01-01', 'low 2025-02-10', 'middle 2025-02-19'])
  })
  test('of a state that does not say it is that of the computed tier', () => {
    const { held } = advance(plan(grant), merchant({ '2025-01-01': 10 }), at('2025-02-01'))
    const { effective: _, ...level } = held.ladders['level']!
    const old = { ...held, ladders: { level } }
    expect(sinceOf(merchant({ '2025-01-01': 10 }), '2025-02-05', old)).toBe('middle 2025-01-01')
  })
})

const iso = (when: string): string => `2025-${when}T00:00:00.000Z`
type HeldOverride = Held['overrides'][string]
/** The override as it is held at noon of a day. */
const heldOn = (override: Record<string, unknown>, record: MerchantRecord, when: string): HeldOverride =>
  advance(plan(override), record, at(`2025-${when}`)).held.overrides['plus']!
const begun = { met: null, since: null, until: null, ended: null, used: false }

describe('a held override says all of', () => {
  const starts = { value: { gte: 5 } }
  test('a term that an event starts, to its very end, and a later start', () => {
    const grant = { kind: 'grant', on: 'paid', lasts: { days: 10 }, floor: { level: 'high' } }
    const record = merchant({ '2025-01-01': 0 }, '2025-01-10', '2025-02-10')
    const first = { ...begun, since: iso('01-10'), until: iso('01-20') }
    expect(heldOn(grant, record, '01-19')).toStrictEqual(first)
    expect(heldOn(grant, record, '01-20')).toStrictEqual({ ...first, ended: iso('01-20') })
    expect(heldOn(grant, record, '02-10')).toStrictEqual({
      ...begun,
      since: iso('02-10'),
      until: iso('02-20'),
    })
  })
  test('a condition that turns true and false again: it ends by its term, and starts by turning true alone', () => {
    const grant = { kind: 'grant', starts, lasts: { days: 10 }, floor: { level: 'high' } }
    const record = merchant({
      '2025-01-01': 0,
      '2025-01-10': 5,
      '2025-01-12': 4,
      '2025-02-10': 5,
      '2025-02-12': 9,
    })
    const on = (when: string) => heldOn(grant, record, when)
    expect(on('01-09')).toStrictEqual({ ...begun, met: false })
    expect(on('01-10')).toStrictEqual({ ...begun, met: true, since: iso('01-10'), until: iso('01-20') })
    expect(on('01-12')).toStrictEqual({ ...begun, met: false, since: iso('01-10'), until: iso('01-20') })
    expect(on('01-20')).toMatchObject({ met: false, ended: iso('01-20') })
    expect(on('02-13')).toStrictEqual({ ...begun, met: true, since: iso('02-10'), until: iso('02-20') })
    expect(on('02-20')).toMatchObject({ met: true, ended: iso('02-20') })
    expect(on('03-20')).toMatchObject({ met: true, since: iso('02-10'), ended: iso('02-20') })
  })
  test('a condition that is unknown is not met', () => {
    const grant = { kind: 'grant', starts, floor: { level: 'high' } }
    expect(heldOn(grant, merchant({}), '01-10')).toStrictEqual({ ...begun, met: false })
  })
  test('an end by a condition, once: what holds on ends it no second time', () => {
    const sanction = { kind: 'sanction', on: 'paid', ends: { value: { gte: 5 } }, cap: { level: 'low' } }
    const record = merchant(
      { '2025-01-01': 0, '2025-01-20': 5, '2025-02-10': 7, '2025-02-20': 0 },
      '2025-01-10',
      '2025-03-01',
    )
    const on = (when: string) => heldOn(sanction, record, when)
    expect(on('01-19')).toStrictEqual({ ...begun, since: iso('01-10') })
    for (const when of ['01-20', '02-15', '02-25'])
      expect(on(when)).toStrictEqual({ ...begun, since: iso('01-10'), ended: iso('01-20') })
    expect(on('03-02')).toStrictEqual({ ...begun, since: iso('03-01') })
  })
  test('an end by a condition before its term, which is not the term’s when that has passed', () => {
    const grant = {
      kind: 'grant',
      on: 'paid',
      ends: { value: { gte: 5 } },
      lasts: { days: 20 },
      floor: { level: 'low' },
    }
    const record = merchant({ '2025-01-01': 0, '2025-01-20': 5 }, '2025-01-10')
    for (const when of ['01-20', '01-29', '01-30', '02-10'])
      expect(heldOn(grant, record, when)).toStrictEqual({
        ...begun,
        since: iso('01-10'),
        until: iso('01-30'),
        ended: iso('01-20'),
      })
  })
  test('a protection that is used, and one that starts anew after it', () => {
    const protect = { kind: 'protect', on: 'paid', lasts: { months: 6 } }
    const record = merchant(
      { '2025-01-01': 20, '2025-02-01': 10, '2025-03-01': 0, '2025-05-01': 20, '2025-06-01': 0 },
      '2025-01-10',
      '2025-05-10',
    )
    const on = (when: string) => heldOn(protect, record, when)
    const levelOn = (when: string) =>
      advance(plan(protect), record, at(`2025-${when}`)).held.ladders['level']!.tier
    expect(on('01-31')).toStrictEqual({ ...begun, since: iso('01-10'), until: iso('07-10') })
    expect(on('02-01')).toStrictEqual({
      ...begun,
      since: iso('01-10'),
      until: iso('07-10'),
      ended: iso('02-01'),
      used: true,
    })
    expect(on('05-10')).toStrictEqual({ ...begun, since: iso('05-10'), until: iso('11-10') })
    expect(on('06-01')).toMatchObject({ ended: iso('06-01'), used: true })
    expect(['01-31', '05-31', '06-01'].map(levelOn)).toEqual(['high', 'high', 'high'])
  })
})

describe('grants and sanctions together', () => {
  const beside = (...overrides: Record<string, unknown>[]) => ({
    ...program({}),
    events: Object.fromEntries(['paid', 'more', 'fraud'].map((id) => [id, { name: both(id) }])),
    overrides: overrides.map((one) => ({ name: both('One'), lasts: { days: 10 }, ...one })),
  })
  const record = (value: number, ...facts: [type: string, when: string][]): MerchantRecord => ({
    ...merchant({ '2025-01-01': value }),
    facts: facts.map(([type, when], place) => ({ id: `f${place}`, type, at: iso(when) })),
  })
  const level = (of: Record<string, unknown>, one: MerchantRecord, when: string) =>
    evaluate(planOf(of), one, at(`2025-${when}`)).ladders[0]!.held
  const middle = { id: 'middle', kind: 'grant', on: 'paid', floor: { level: 'middle' } }
  const high = { id: 'high', kind: 'grant', on: 'more', floor: { level: 'high' } }
  const ban = { id: 'ban', kind: 'sanction', on: 'fraud', cap: { level: 'low' } }
  const mild = { id: 'mild', kind: 'sanction', on: 'fraud', cap: { level: 'middle' } }
  test.each([
    ['the higher of two grants holds', [middle, high], 0, '01-16', 'high'],
    ['whichever is written first', [high, middle], 0, '01-16', 'high'],
    ['and the lower one when it is alone', [high, middle], 0, '01-12', 'middle'],
    ['and the other when that is over', [high, middle], 0, '01-22', 'high'],
    ['a grant lowers nobody', [middle], 20, '01-12', 'high'],
    ['a sanction beats a grant, whichever is written first', [ban, high], 0, '01-18', 'low'],
    ['and what it leaves is what the grant gives up to it', [mild, high], 0, '01-18', 'middle'],
    ['a sanction lifts nobody', [mild], 0, '01-18', 'low'],
    ['the stricter of two sanctions holds', [ban, mild], 20, '01-18', 'low'],
    ['whichever is written last', [mild, ban], 20, '01-18', 'low'],
    ['one that has ended lowers no more', [ban], 20, '01-27', 'high'],
  ])('%s', (_, overrides, value, when, is) => {
    // middle until the 20th, high until the 25th, sanctions until the 27th
    const one = record(value, ['paid', '01-10'], ['more', '01-15'], ['fraud', '01-17'])
    expect(level(beside(...overrides), one, when)).toBe(is)
  })
  test('a grant of one ladder lifts no other', () => {
    const [first] = program({})['ladders'] as Record<string, unknown>[]
    const { main: _, ...other } = first!
    const two = { ...beside(high), ladders: [first, { ...other, id: 'other' }] }
    const { ladders } = evaluate(planOf(two), record(0, ['more', '01-15']), at('2025-01-16'))
    expect(ladders.map(({ id, held }) => [id, held])).toEqual([
      ['level', 'high'],
      ['other', 'low'],
    ])
  })
  test('only facts of its own event, and of those the ones it asks for, start a grant', () => {
    const asked = {
      ...beside({ ...high, where: { plan: 'big' } }),
      choices: { plans: { big: both('Big'), small: both('Small') } },
      events: { paid: { name: both('Paid') }, more: { name: both('More'), fields: { plan: 'plans' } } },
    }
    const one = record(0, ['paid', '01-10'], ['more', '01-15'])
    const of = (facts: object[]) => level(asked, { ...one, facts: facts as never }, '01-16')
    const more = one.facts![1]!
    expect(of([one.facts![0]!, { ...more, plan: 'small' }, { ...more, id: 'x' }])).toBe('low')
    expect(of([{ ...more, plan: 'big' }])).toBe('high')
  })
  test('a fact starts a grant by the mark that holds for the merchant', () => {
    const asked = {
      ...beside({ ...high, where: { amount: { gte: 'value' } } }),
      events: { more: { name: both('More'), fields: { amount: 'number' } } },
    }
    const of = (amount: number) => {
      const one = record(7, ['more', '01-15'])
      return level(asked, { ...one, facts: [{ ...one.facts![0]!, amount }] as never }, '01-16')
    }
    expect([of(6), of(7)]).toEqual(['low', 'high'])
  })
  test('a sanction freezes the ladders it names, up and down, and lets them go when it ends', () => {
    const [first] = program({})['ladders'] as Record<string, unknown>[]
    const { main: _, ...other } = first!
    const frozen = {
      ...beside({ id: 'ice', kind: 'sanction', on: 'fraud', freeze: ['level'] }),
      ladders: [first, { ...other, id: 'other' }],
    }
    const one: MerchantRecord = {
      ...merchant({ '2025-01-01': 10, '2025-01-20': 20 }),
      facts: [{ id: 'f', type: 'fraud', at: iso('01-17') }],
    }
    const tiers = (when: string) =>
      Object.values(advance(planOf(frozen), one, at(`2025-${when}`)).held.ladders).map(({ tier }) => tier)
    expect(['01-16', '01-20', '01-27'].map(tiers)).toEqual([
      ['middle', 'middle'],
      ['middle', 'high'],
      ['high', 'high'],
    ])
  })
})

describe('a protection', () => {
  const shields = (...ids: string[]) => ({
    ...program({}),
    overrides: ids.map((id) => ({ id, name: both(id), kind: 'protect', on: 'paid', lasts: { months: 6 } })),
  })
  test('cancels one fall, and the next one cancels another', () => {
    const record = merchant({ '2025-01-01': 20, '2025-02-01': 0 }, '2025-01-10')
    const { held } = advance(planOf(shields('first', 'second')), record, at('2025-02-01'))
    expect([
      held.ladders['level']!.tier,
      held.overrides['first']!.used,
      held.overrides['second']!.used,
    ]).toEqual(['high', true, false])
  })
  test('that has ended, or has not begun, cancels nothing', () => {
    const fall = merchant({ '2025-01-01': 20, '2025-08-01': 0 }, '2025-01-10', '2025-09-01')
    const { held } = advance(planOf(shields('first')), fall, at('2025-09-02'))
    expect([held.ladders['level']!.tier, held.overrides['first']!.used]).toEqual(['low', false])
  })
  test('is no grant: a running grant cancels no fall', () => {
    const record = merchant({ '2025-01-01': 20, '2025-02-01': 0 }, '2025-01-10')
    const grant = { kind: 'grant', on: 'paid', lasts: { months: 6 }, floor: { level: 'low' } }
    const { held } = advance(plan(grant), record, at('2025-02-02'))
    expect([held.ladders['level']!.tier, held.overrides['plus']!.used]).toEqual(['low', false])
  })
})
