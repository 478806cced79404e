/** The fold's draft says what a held state says, and a held state what the draft says. */
import { describe, expect, test } from 'vitest'
import {
  balanceOf,
  closed,
  deepFrozen,
  emptyState,
  ladderState,
  opened,
  placeOf,
  type State,
} from '../../src/core/state.js'
import type { Held } from '../../src/schema/record.js'
import { LotList } from '../../src/core/lot-list.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const iso = (day: string): string => `2025-${day}T00:00:00.000Z`
const ms = (day: string): number => Date.UTC(2025, Number(day.slice(0, 2)) - 1, Number(day.slice(3)))
const because = [{ is: 'text' }] as unknown as NonNullable<Held['ladders'][string]['change']>['because']

/** A state with something in every place, each instant another day, and beside it one with nothing where nothing may be. */
const held = (): Held => ({
  at: iso('12-31'),
  programVersion: '1',
  ladders: {
    level: {
      tier: 'high',
      since: iso('01-01'),
      until: iso('01-02'),
      effective: { tier: 'low', since: iso('01-03') },
      pending: { tier: 'low', at: iso('01-04'), why: 'takesEffect', because },
      change: { at: iso('01-05'), from: 'low', to: 'high', because },
    },
    grace: {
      tier: 'high',
      since: iso('01-06'),
      until: null,
      effective: { tier: 'high', since: iso('01-06') },
      pending: { tier: null, at: iso('01-07'), why: 'grace', because: [] },
      change: null,
    },
    none: {
      tier: null,
      since: null,
      until: null,
      effective: { tier: null, since: null },
      pending: null,
      change: null,
    },
  },
  overrides: {
    plus: { met: true, since: iso('02-01'), until: iso('02-02'), ended: iso('02-03'), used: true },
    none: { met: null, since: null, until: null, ended: null, used: false },
  },
  accounts: {
    stars: {
      balancePoints: 5,
      lots: [
        {
          id: 'stars/earn/sale/a',
          amountPoints: 9,
          leftPoints: 4,
          earnedAt: iso('03-01'),
          expiresAt: iso('03-02'),
          name: both('Sale'),
          fact: 'a',
          ownTerm: true,
        },
        {
          id: 'stars/start',
          amountPoints: 7,
          leftPoints: 3,
          earnedAt: iso('03-03'),
          expiresAt: null,
          name: null,
          fact: null,
        },
      ],
      limits: { day: { periodStart: iso('03-04'), points: 12 } },
      debtPoints: 2,
      taken: {
        'sale/a': { parts: [{ lot: 'stars/start', amountPoints: 4 }], debtPoints: 1, until: iso('03-05') },
        'sale/b': { parts: [], debtPoints: 0, until: null },
      },
      counted: { sale: { amount: 30, points: 3 } },
      activeAt: iso('03-06'),
    },
    none: {
      balancePoints: 0,
      lots: [],
      limits: {},
      debtPoints: 0,
      taken: {},
      counted: {},
      activeAt: null,
    },
  },
  tasks: {
    fill: {
      doneAt: iso('04-01'),
      period: iso('04-02'),
      claimedAt: iso('04-03'),
      dismissedAt: iso('04-04'),
      streak: 3,
      lastPeriod: iso('04-05'),
    },
    none: { doneAt: null, period: null, claimedAt: null, dismissedAt: null, streak: 0, lastPeriod: null },
  },
  benefits: {
    gift: {
      uses: [iso('05-01'), iso('05-02')],
      chosen: ['tea'],
      openSince: iso('05-03'),
      given: [
        { at: iso('05-04'), until: iso('05-05'), usedAt: iso('05-06') },
        { at: iso('05-07'), until: null, usedAt: null },
      ],
      redemptions: [
        {
          id: 'r1',
          at: iso('05-08'),
          until: iso('05-09'),
          usedAt: iso('05-10'),
          voucher: 'V-1',
          points: { stars: 3 },
        },
        { id: 'r2', at: iso('05-11'), until: null, usedAt: null, voucher: null, points: {} },
      ],
    },
    none: { uses: [], chosen: [], openSince: null, given: [], redemptions: [] },
  },
  memory: { watch: { last: [true, null, false], streak: 2 } },
  decisions: [{ review: 'monthly', at: iso('06-01') }] as Held['decisions'],
  totals: { facts: 11, entries: 13 },
})

const draft = (): State => ({
  atMs: ms('12-31'),
  ladders: {
    level: {
      tier: 'high',
      sinceMs: ms('01-01'),
      untilMs: ms('01-02'),
      effective: { tier: 'low', sinceMs: ms('01-03') },
      pending: { tier: 'low', atMs: ms('01-04'), why: 'takesEffect', because },
      change: { atMs: ms('01-05'), from: 'low', to: 'high', because },
    },
    grace: {
      tier: 'high',
      sinceMs: ms('01-06'),
      untilMs: null,
      effective: { tier: 'high', sinceMs: ms('01-06') },
      pending: { tier: null, atMs: ms('01-07'), why: 'grace', because: [] },
      change: null,
    },
    none: {
      tier: null,
      sinceMs: null,
      untilMs: null,
      effective: { tier: null, sinceMs: null },
      pending: null,
      change: null,
    },
  },
  overrides: {
    plus: { met: true, sinceMs: ms('02-01'), untilMs: ms('02-02'), endedMs: ms('02-03'), used: true },
    none: { met: null, sinceMs: null, untilMs: null, endedMs: null, used: false },
  },
  accounts: {
    stars: {
      lots: LotList.of([
        {
          id: 'stars/earn/sale/a',
          amountPoints: 9,
          leftPoints: 4,
          earnedMs: ms('03-01'),
          expiresMs: ms('03-02'),
          name: both('Sale'),
          fact: 'a',
          ownTerm: true,
        },
        {
          id: 'stars/start',
          amountPoints: 7,
          leftPoints: 3,
          earnedMs: ms('03-03'),
          expiresMs: null,
          name: null,
          fact: null,
        },
      ]),
      leftPoints: 7,
      limits: { day: { periodMs: ms('03-04'), points: 12 } },
      debtPoints: 2,
      taken: {
        'sale/a': { parts: [{ lot: 'stars/start', amountPoints: 4 }], debtPoints: 1, untilMs: ms('03-05') },
        'sale/b': { parts: [], debtPoints: 0, untilMs: null },
      },
      counted: { sale: { amount: 30, points: 3 } },
      activeMs: ms('03-06'),
    },
    none: {
      lots: new LotList(),
      leftPoints: 0,
      limits: {},
      debtPoints: 0,
      taken: {},
      counted: {},
      activeMs: null,
    },
  },
  tasks: {
    fill: {
      doneMs: ms('04-01'),
      periodMs: ms('04-02'),
      claimedMs: ms('04-03'),
      dismissedMs: ms('04-04'),
      streak: 3,
      lastPeriodMs: ms('04-05'),
    },
    none: { doneMs: null, periodMs: null, claimedMs: null, dismissedMs: null, streak: 0, lastPeriodMs: null },
  },
  benefits: {
    gift: {
      usesMs: [ms('05-01'), ms('05-02')],
      chosen: ['tea'],
      openSinceMs: ms('05-03'),
      given: [
        { atMs: ms('05-04'), untilMs: ms('05-05'), usedMs: ms('05-06') },
        { atMs: ms('05-07'), untilMs: null, usedMs: null },
      ],
      redemptions: [
        {
          id: 'r1',
          atMs: ms('05-08'),
          untilMs: ms('05-09'),
          usedMs: ms('05-10'),
          voucher: 'V-1',
          points: { stars: 3 },
        },
        { id: 'r2', atMs: ms('05-11'), untilMs: null, usedMs: null, voucher: null, points: {} },
      ],
    },
    none: { usesMs: [], chosen: [], openSinceMs: null, given: [], redemptions: [] },
  },
  memory: { watch: { last: [true, null, false], streak: 2 } },
  decisions: [{ review: 'monthly', at: iso('06-01') }] as State['decisions'],
  totals: { facts: 11, entries: 13 },
  moves: 0,
})

describe('a held state', () => {
  test('opens as a draft that says all of it', () => {
    expect(opened(held(), 'UTC')).toStrictEqual(draft())
  })
  test('closes from a draft that says all of it, at the instant asked', () => {
    expect(closed(planOf(minimal()), draft(), ms('12-31'))).toStrictEqual(held())
    expect(closed(planOf(minimal()), draft(), ms('12-30')).at).toBe(iso('12-30'))
  })
  test('is frozen all the way down, and what was opened is not, nor is it shared', () => {
    const given = held()
    const state = opened(given, 'UTC')
    const done = closed(planOf(minimal()), state, ms('12-31'))
    for (const part of [
      done,
      done.ladders['level']!.pending!.because![0],
      done.accounts['stars']!.lots[0]!.name,
      done.accounts['stars']!.taken['sale/a']!.parts[0],
      done.benefits['gift']!.given[0],
      done.memory['watch']!.last,
    ])
      expect(Object.isFrozen(part)).toBe(true)
    expect(Object.isFrozen(given.memory['watch']!.last)).toBe(false)
    expect(Object.isFrozen(given.accounts['stars']!.counted)).toBe(false)
  })
  test('of an older record without the tier that counts takes the computed one, and a pending move may say no reasons', () => {
    const { effective: _, ...level } = held().ladders['level']!
    const { because: __, ...pending } = level.pending!
    const old = { ...held(), ladders: { level: { ...level, pending } } } as unknown as Held
    expect(opened(old, 'UTC').ladders['level']).toStrictEqual({
      ...draft().ladders['level'],
      effective: { tier: 'high', sinceMs: ms('01-01') },
      pending: { ...draft().ladders['level']!.pending, because: [] },
    })
  })
  test('reads a date without a time in the zone that is given', () => {
    expect(opened({ ...held(), at: '2025-12-31' }, 'Asia/Shanghai').atMs).toBe(ms('12-31') - 8 * 3_600_000)
  })
})

test('nothing is in a state in which nothing has happened', () => {
  expect(emptyState(5)).toStrictEqual({
    atMs: 5,
    ladders: {},
    overrides: {},
    accounts: {},
    tasks: {},
    benefits: {},
    memory: {},
    decisions: [],
    totals: { facts: 0, entries: 0 },
    moves: 0,
  })
})
test('the balance is what is left less what is owed, and 0 of an account that is not there', () => {
  expect([balanceOf(draft().accounts['stars']), balanceOf(undefined)]).toEqual([5, 0])
})
test('what is frozen is what was given, with all of its parts', () => {
  const inner = { one: [1, { two: 2 }], none: null, said: 'text' }
  const whole = { inner }
  expect(deepFrozen(whole)).toBe(whole)
  expect([whole, inner, inner.one, inner.one[1]].map((part) => Object.isFrozen(part))).toEqual(
    Array.from({ length: 4 }, () => true),
  )
  expect([deepFrozen(null), deepFrozen('text'), deepFrozen(3)]).toEqual([null, 'text', 3])
})
test('a ladder on which nothing was decided has no tier, and its state is kept', () => {
  const state = { ...draft(), ladders: {} }
  const ladder = planOf(minimal()).clockwork.ladders[0]!
  expect(placeOf(state, ladder)).toBe(-1)
  const one = ladderState(state, 'level')
  expect(one).toStrictEqual({
    tier: null,
    sinceMs: null,
    untilMs: null,
    effective: { tier: null, sinceMs: null },
    pending: null,
    change: null,
  })
  expect(ladderState(state, 'level')).toBe(one)
  expect(placeOf(state, ladder)).toBe(-1)
  expect(placeOf(draft(), ladder)).toBe(1)
})
