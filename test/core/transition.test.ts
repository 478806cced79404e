import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { Held, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const valued = (...dated: [string, number | null][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { value: dated.map(([from, value]) => ({ from, value })) },
})
const ladder = (transition: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: { promote: 'monthly', demote: 'monthly', ...transition },
  tiers: [
    { id: 'blue', name: both('Blue') },
    { id: 'silver', name: both('Silver'), enter: { value: { gte: 60 } } },
    { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
  ],
  ...over,
})
const level = (transition: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  minimal({ ladders: [ladder(transition)], ...rest })
const heldOn = (program: Record<string, unknown>, record: MerchantRecord, ...days: string[]) =>
  days.map((day) => advance(planOf(program), record, at(`${day}T12:00:00Z`)).held.ladders['level']!.tier)

describe('rise and fall', () => {
  const daily = (takesEffect: unknown) => ({
    ...level({ promote: 'daily', demote: 'daily' }),
    reviews: { daily: { every: 'day', takesEffect } },
  })
  test('a decision that every review repeats takes effect when the first one said', () => {
    expect(heldOn(daily({ days: 3 }), valued(['2025-01-10', 95]), '2025-01-13', '2025-01-14')).toEqual([
      'blue',
      'gold',
    ])
  })
  test('a decision that takes effect later is explained by the values it was made on', () => {
    const later = { ...level({}), reviews: { monthly: { every: 'month', day: 1, takesEffect: { days: 7 } } } }
    const { lastChange } = evaluate(
      planOf(later),
      valued(['2025-01-10', 95], ['2025-02-05', 0]),
      at('2025-02-09T00:00:00Z'),
    ).ladders[0]!
    expect(lastChange).toMatchObject({ to: 'gold', because: [{ have: 95, met: true }] })
  })
  test('who is back when the grace ends stays, though no review lay within it', () => {
    const program = level({ grace: { days: 20 } })
    const back = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-10', 95])
    expect(heldOn(program, back, '2025-03-20', '2025-03-22')).toEqual(['gold', 'gold'])
    const partly = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-10', 60])
    expect(heldOn(program, partly, '2025-03-20', '2025-03-22')).toEqual(['gold', 'silver'])
    const { pending, lastChange } = evaluate(planOf(program), back, at('2025-03-22T00:00:00Z')).ladders[0]!
    expect([pending, lastChange!.to]).toEqual([null, 'gold'])
  })
  test('who joins at a review is reviewed at the next one', () => {
    const record = { id: 'm', joinedAt: '2025-01-01', fields: { value: 95 } }
    expect(heldOn(level({}), { ...record, facts: [] }, '2025-01-01', '2025-02-01')).toEqual(['blue', 'gold'])
    expect(evaluate(planOf(level({})), record, at('2025-06-01T00:00:00Z')).ladders[0]!.held).toBe('blue')
  })
  test('a ladder that names another reads what the same review decided there, whichever comes first', () => {
    const club = {
      id: 'club',
      name: both('Club'),
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        { id: 'out', name: both('Out') },
        { id: 'in', name: both('In'), enter: { level: { gte: 'gold' } } },
      ],
    }
    for (const ladders of [
      [ladder({}), club],
      [club, ladder({})],
    ]) {
      const { held } = advance(
        planOf(minimal({ ladders })),
        valued(['2025-01-10', 95]),
        at('2025-02-02T00:00:00Z'),
      )
      expect(held.ladders['club']!.tier).toBe('in')
    }
  })
  test('a ladder that moves at once moves when a grant it names begins', () => {
    const program = level(
      {},
      {
        events: { paid: { name: both('Paid') } },
        overrides: [{ id: 'plus', kind: 'grant', name: both('Plus'), on: 'paid', lasts: { days: 10 } }],
        ladders: [
          ladder({}),
          {
            id: 'club',
            name: both('Club'),
            transition: { promote: 'atOnce', demote: 'atOnce' },
            tiers: [
              { id: 'out', name: both('Out') },
              { id: 'in', name: both('In'), enter: { plus: true } },
            ],
          },
        ],
      },
    )
    const record = { ...valued(), facts: [{ id: 'p', type: 'paid', at: '2025-01-10T10:00:00Z' }] }
    expect(evaluate(planOf(program), record, at('2025-01-10T10:00:00Z')).ladders[1]!.held).toBe('in')
    expect(evaluate(planOf(program), record, at('2025-01-20T10:00:00Z')).ladders[1]!.held).toBe('out')
  })
  test('a protection that was used up is over', () => {
    const program = level(
      {},
      {
        events: { paid: { name: both('Paid') } },
        overrides: [{ id: 'shield', kind: 'protect', name: both('Shield'), on: 'paid', lasts: { years: 1 } }],
      },
    )
    const record = {
      ...valued(['2025-01-10', 95], ['2025-02-10', 0]),
      facts: [{ id: 'p', type: 'paid', at: '2025-01-10T10:00:00Z' }],
    }
    expect(evaluate(planOf(program), record, at('2025-03-02T00:00:00Z')).overrides[0]).toMatchObject({
      active: false,
      until: '2025-03-01T00:00:00.000Z',
    })
  })
})

type HeldLadder = Held['ladders'][string]
const iso = (day: string): string => `2025-${day}T00:00:00.000Z`
/** How the ladder is held at noon of a day. */
const ladderOn = (program: Record<string, unknown>, record: MerchantRecord, day: string): HeldLadder =>
  advance(planOf(program), record, at(`2025-${day}T12:00:00Z`)).held.ladders['level']!
/** What a change is explained by: what was there, against what it took. */
const told = (because: readonly unknown[]): unknown[] =>
  because.map((row) => {
    const { have, need, met } = row as { have: unknown; need: unknown; met: unknown }
    return [have, need, met]
  })
/** A held ladder whose explanations are short. */
const shortly = ({ pending, change, ...rest }: HeldLadder) => ({
  ...rest,
  pending: pending && { ...pending, because: told(pending.because ?? []) },
  change: change && { ...change, because: told(change.because) },
})
const begun = {
  tier: 'blue',
  since: iso('01-01'),
  until: null,
  effective: { tier: 'blue', since: iso('01-01') },
  pending: null,
  change: null,
}
const risen = {
  tier: 'gold',
  since: iso('02-01'),
  until: null,
  effective: { tier: 'gold', since: iso('02-01') },
  pending: null,
  change: { at: iso('02-01'), from: 'blue', to: 'gold', because: [[95, 90, true]] },
}
const fallen = {
  tier: 'blue',
  since: iso('03-01'),
  until: null,
  effective: { tier: 'blue', since: iso('03-01') },
  pending: null,
  change: { at: iso('03-01'), from: 'gold', to: 'blue', because: [[0, 90, false]] },
}

describe('a held ladder says all of', () => {
  const upAndDown = valued(['2025-01-10', 95], ['2025-02-10', 0])
  test('its beginning, a rise and a fall at their reviews', () => {
    const of = (day: string) => shortly(ladderOn(level({}), upAndDown, day))
    expect([of('01-31'), of('02-28'), of('03-31')]).toStrictEqual([begun, risen, fallen])
  })
  test('a hold, which ends with a fall and is not begun by one', () => {
    const of = (day: string) => shortly(ladderOn(level({ hold: { months: 2 } }), upAndDown, day))
    expect(of('03-31')).toStrictEqual({ ...risen, until: iso('04-01') })
    expect(of('04-01')).toStrictEqual({
      ...fallen,
      since: iso('04-01'),
      effective: { tier: 'blue', since: iso('04-01') },
      change: { ...fallen.change, at: iso('04-01') },
    })
  })
  test('a grace that waits, and the fall at its end, explained by what fails then', () => {
    const again = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-05', 59])
    const of = (day: string) => shortly(ladderOn(level({ grace: { days: 10 } }), again, day))
    const pending = { tier: 'blue', at: iso('03-11'), why: 'grace', because: [] }
    expect(of('03-10')).toStrictEqual({ ...risen, pending })
    expect(of('03-11')).toStrictEqual({
      ...fallen,
      since: iso('03-11'),
      effective: { tier: 'blue', since: iso('03-11') },
      change: { at: iso('03-11'), from: 'gold', to: 'blue', because: [[59, 90, false]] },
    })
  })
  test('a grace that is over early, since the tier is kept or passed again at a review', () => {
    const weekly = { ...level({ promote: 'weekly', demote: 'weekly', grace: { days: 20 } }) }
    const program = { ...weekly, reviews: { weekly: { every: 'week' } } }
    // Up on Monday 13 January, below on 3 February, back on the 10th
    const back = valued(['2025-01-10', 60], ['2025-02-01', 0], ['2025-02-05', 60])
    const { pending, tier } = ladderOn(program, back, '02-09')
    expect([pending, tier]).toStrictEqual([
      { tier: 'blue', at: iso('02-23'), why: 'grace', because: [] },
      'silver',
    ])
    expect(ladderOn(program, back, '02-10').pending).toBeNull()
    const more = valued(['2025-01-10', 60], ['2025-02-01', 0], ['2025-02-05', 95])
    expect(ladderOn(program, more, '02-10')).toMatchObject({ tier: 'gold', pending: null })
    const once = valued(['2025-01-10', 60], ['2025-02-01', 0])
    expect(ladderOn(program, once, '02-22')).toMatchObject({ tier: 'silver', pending: { at: iso('02-23') } })
    expect(ladderOn(program, once, '02-23')).toMatchObject({ tier: 'blue', since: iso('02-23') })
  })
  test('a move that takes effect later, with what it was decided on', () => {
    const later = { ...level({}), reviews: { monthly: { every: 'month', day: 1, takesEffect: { days: 7 } } } }
    const of = (day: string) => shortly(ladderOn(later, upAndDown, day))
    expect(of('02-07')).toStrictEqual({
      ...begun,
      pending: { tier: 'gold', at: iso('02-08'), why: 'takesEffect', because: [[95, 90, true]] },
    })
    const gold = {
      ...risen,
      since: iso('02-08'),
      effective: { tier: 'gold', since: iso('02-08') },
      change: { ...risen.change, at: iso('02-08') },
    }
    expect(of('02-28')).toStrictEqual(gold)
    expect(of('03-07')).toStrictEqual({
      ...gold,
      pending: { tier: 'blue', at: iso('03-08'), why: 'takesEffect', because: [[0, 90, false]] },
    })
    expect(of('03-08')).toStrictEqual({
      ...fallen,
      since: iso('03-08'),
      effective: { tier: 'blue', since: iso('03-08') },
      change: { ...fallen.change, at: iso('03-08') },
    })
  })
})

describe('a later decision', () => {
  const weekly = (transition: Record<string, unknown> = {}, over: Record<string, unknown> = {}) =>
    minimal({
      reviews: { weekly: { every: 'week', takesEffect: { days: 10 } } },
      ladders: [ladder({ promote: 'weekly', demote: 'weekly', ...transition }, over)],
    })
  test('for another tier takes the place of one that has not taken effect, and counts anew', () => {
    // Monday 13 January decides silver, the 20th gold
    const record = valued(['2025-01-10', 60], ['2025-01-15', 95])
    expect(ladderOn(weekly(), record, '01-14').pending).toMatchObject({ tier: 'silver', at: iso('01-23') })
    expect(ladderOn(weekly(), record, '01-21').pending).toMatchObject({ tier: 'gold', at: iso('01-30') })
    expect(ladderOn(weekly(), record, '01-29').tier).toBe('blue')
    expect(ladderOn(weekly(), record, '01-30')).toMatchObject({ tier: 'gold', since: iso('01-30') })
  })
  test('that the tier held is right takes nothing back of what was decided before', () => {
    const record = valued(['2025-01-10', 95], ['2025-02-08', 0], ['2025-02-15', 95])
    expect(ladderOn(weekly(), record, '02-18').pending).toMatchObject({ tier: 'blue', at: iso('02-20') })
    expect(ladderOn(weekly(), record, '02-20').tier).toBe('blue')
  })
  test('that a rise stops where it stands decides nothing', () => {
    const tiers = [
      { id: 'blue', name: both('Blue') },
      { id: 'silver', name: both('Silver'), enter: { value: { lte: 10 } } },
      { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
    ]
    const climbing = weekly({ climb: 'oneByOne' }, { tiers })
    expect(ladderOn(climbing, valued(['2025-01-10', 95]), '02-20')).toStrictEqual(begun)
    expect(ladderOn(climbing, valued(['2025-01-10', 5]), '01-14').pending).toMatchObject({ tier: 'silver' })
  })
})

describe('a climb', () => {
  test('goes through a tier that asks nothing', () => {
    const tiers = [
      { id: 'low', name: both('Low'), enter: { value: { gte: 5 } } },
      { id: 'mid', name: both('Mid') },
      { id: 'high', name: both('High'), enter: { value: { gte: 5 } } },
    ]
    const climbing = minimal({ ladders: [ladder({ climb: 'oneByOne' }, { tiers })] })
    expect(ladderOn(climbing, valued(['2025-01-10', 5]), '02-01').tier).toBe('high')
  })
})

describe('a ladder whose lowest tier asks something', () => {
  const tiers = [
    { id: 'silver', name: both('Silver'), enter: { value: { gte: 60 }, other: { lte: 3 } }, keep: { value: { gte: 50 }, other: { lte: 3 } } },
    { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
  ] // prettier-ignore
  const program = (transition: Record<string, unknown>, review: Record<string, unknown> = {}) =>
    minimal({
      fields: {
        value: { type: 'number', name: both('Value') },
        other: { type: 'number', name: both('Other') },
      },
      reviews: { monthly: { every: 'month', day: 1, ...review } },
      ladders: [ladder(transition, { tiers })],
    })
  const record = (...dated: [string, number | null][]): MerchantRecord => {
    const { fields, ...rest } = valued(...dated)
    return { ...rest, fields: { ...fields, other: 2 } }
  }
  const none = {
    tier: null,
    since: null,
    until: null,
    effective: { tier: null, since: null },
    pending: null,
    change: null,
  }
  test('begins with no tier, and falls to none: what failed explains it, and not what held', () => {
    const of = (day: string) =>
      shortly(ladderOn(program({}), record(['2025-01-10', 60], ['2025-02-10', 49]), day))
    expect(of('01-31')).toStrictEqual(none)
    expect(of('02-28')).toStrictEqual({
      ...none,
      tier: 'silver',
      since: iso('02-01'),
      effective: { tier: 'silver', since: iso('02-01') },
      change: {
        at: iso('02-01'),
        from: null,
        to: 'silver',
        because: [
          [60, 60, true],
          [2, 3, true],
        ],
      },
    })
    expect(of('03-01')).toStrictEqual({
      ...none,
      since: iso('03-01'),
      effective: { tier: null, since: iso('03-01') },
      change: { at: iso('03-01'), from: 'silver', to: null, because: [[49, 50, false]] },
    })
  })
  test('falls to none at the end of a grace, or as late as its review says', () => {
    const dated = record(['2025-01-10', 60], ['2025-02-10', 49])
    const grace = program({ grace: { days: 5 } })
    expect(ladderOn(grace, dated, '03-05').pending).toMatchObject({ tier: null, at: iso('03-06') })
    expect(ladderOn(grace, dated, '03-06')).toMatchObject({ tier: null, since: iso('03-06'), pending: null })
    const later = program({}, { takesEffect: { days: 5 } })
    expect(ladderOn(later, dated, '03-05')).toMatchObject({ tier: 'silver', pending: { tier: null } })
    expect(ladderOn(later, dated, '03-06')).toMatchObject({ tier: null, since: iso('03-06'), pending: null })
  })
  test('is kept by what keeps it, to the mark', () => {
    const kept = record(['2025-01-10', 60], ['2025-02-10', 50])
    expect(ladderOn(program({}), kept, '03-01')).toMatchObject({ tier: 'silver', since: iso('02-01') })
  })
})

describe('a ladder under two reviews', () => {
  const program = (transition: Record<string, unknown>) =>
    minimal({
      reviews: {
        early: { every: 'day', takesEffect: { days: 2 } },
        monthly: { every: 'month', takesEffect: { days: 5 } },
      },
      ladders: [ladder(transition)],
    })
  test('falls at the end of its grace as late as the review that lowers says', () => {
    const record = valued(['2025-01-10', 95], ['2025-02-10', 0])
    const of = program({ promote: 'early', demote: 'monthly', grace: { days: 3 } })
    expect(ladderOn(of, record, '03-03')).toMatchObject({ pending: { why: 'grace', at: iso('03-04') } })
    expect(ladderOn(of, record, '03-04')).toMatchObject({ pending: { why: 'takesEffect', at: iso('03-09') } })
    expect(ladderOn(of, record, '03-09')).toMatchObject({ tier: 'blue', since: iso('03-09'), pending: null })
  })
  test('decides nothing at the end of a grace when the tier is kept then', () => {
    const record = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-03', 95])
    const of = program({ promote: 'monthly', demote: 'monthly', grace: { days: 3 } })
    expect(ladderOn(of, record, '03-03')).toMatchObject({ pending: { why: 'grace' } })
    expect(ladderOn(of, record, '03-05')).toMatchObject({ tier: 'gold', pending: null })
  })
})

test('a new version lets everybody keep the tier they have, since they have it', () => {
  const of = () => planOf(level({}), { ...level({}), version: '2', inForce: '2025-02-10' })
  const on = (record: MerchantRecord) =>
    advance(of(), record, at('2025-02-20T12:00:00Z')).held.ladders['level']!
  expect(shortly(on(valued(['2025-01-10', 95])))).toStrictEqual(risen)
  expect(on(valued(['2025-01-10', 1]))).toStrictEqual(begun)
})
test('a rise to a tier that asks nothing needs no reasons', () => {
  const tiers = [
    { id: 'low', name: both('Low'), enter: { value: { gte: 5 } } },
    { id: 'mid', name: both('Mid') },
  ]
  const { tier, change } = ladderOn(minimal({ ladders: [ladder({}, { tiers })] }), valued(), '02-01')
  expect([tier, change]).toStrictEqual(['mid', { at: iso('02-01'), from: null, to: 'mid', because: [] }])
})

describe('a version that no longer has the tier decided', () => {
  const tiers = (...ids: string[]) =>
    ids.map((id, place) => ({
      id,
      name: both(id),
      ...(place > 0 && { enter: { value: { gte: 60 } } }),
    }))
  const of = (id: string, version: string, inForce: string) =>
    minimal({
      version,
      inForce,
      reviews: { monthly: { every: 'month', day: 1, takesEffect: { days: 20 } } },
      ladders: [ladder({}, { tiers: tiers('blue', id) })],
    })
  test('lets the move go that had not taken effect', () => {
    const plan = () => planOf(of('silver', '1', '2020-01-01'), of('iron', '2', '2025-02-10'))
    const on = (day: string) =>
      advance(plan(), valued(['2025-01-10', 60]), at(`2025-${day}T12:00:00Z`)).held.ladders['level']!
    expect(on('02-20').pending).toMatchObject({ tier: 'silver', at: iso('02-21') })
    expect(on('02-21')).toMatchObject({ tier: 'blue', pending: null, change: null })
    expect(on('03-21')).toMatchObject({ tier: 'iron', since: iso('03-21') })
  })
})
