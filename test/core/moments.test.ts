/** When a fold looks again: at the first instant at which something can change, and at none where nothing can. */
import { describe, expect, test } from 'vitest'
import { LotList } from '../../src/core/lot-list.js'
import { merchantOf } from '../../src/core/merchant.js'
import { moments, nextMoment } from '../../src/core/moments.js'
import { emptyState, type State } from '../../src/core/state.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

const at = (day: string): number => Date.parse(`2025-${day}T00:00:00Z`)
const dayOf = (ms: number): string => (ms === Infinity ? 'never' : new Date(ms).toISOString().slice(5, 10))
const plan = planOf(minimal())
const merchant = merchantOf(plan, { id: 'm', joinedAt: '2025-01-01', facts: [] }, 0)
const ask = (kind: string, state: Partial<State>, after: string): string =>
  dayOf(moments[kind]!(plan, merchant, { ...emptyState(0), ...state }, at(after), 0))

describe('the end of an override', () => {
  const override = (untilMs: number | null, endedMs: number | null = null) => ({
    plus: { met: true, sinceMs: at('01-01'), untilMs, endedMs, used: false },
  })
  test.each<[string, Partial<State>, string, string]>([
    ['is waited for', { overrides: override(at('03-01')) }, '02-28', '03-01'],
    ['is past once it has come', { overrides: override(at('03-01')) }, '03-01', 'never'],
    ['is none where it has none', { overrides: override(null) }, '02-28', 'never'],
    ['is none where it ended before', { overrides: override(at('03-01'), at('02-01')) }, '02-28', 'never'],
  ])('%s', (_, state, after, is) => {
    expect(ask('terms', state, after)).toBe(is)
  })
})

describe('the versions of a program', () => {
  const newer = { version: '2', inForce: '2025-03-11' }
  const weekly = { reviews: { monthly: { every: 'week', day: 1 } } }
  test.each<[string, string, string]>([
    ['are asked one at a time: the reviews of the next one do not fall yet', '02-02', '03-01'],
    ['bring their own reviews with them', '03-11', '03-17'],
  ])('%s', (_, after, is) => {
    const both = planOf(minimal(), minimal({ ...newer, ...weekly }))
    expect(dayOf(nextMoment(both, merchant, emptyState(0), at(after), 0))).toBe(is)
  })
  test('before the first of which only facts arrive', () => {
    const late = planOf(minimal({ inForce: '2025-06-01' }))
    const next = (facts: object[]) => {
      const one = merchantOf(late, { id: 'm', joinedAt: '2025-02-01', facts: facts as never }, 0)
      return dayOf(nextMoment(late, one, emptyState(0), at('01-01'), 0))
    }
    expect(next([])).toBe('06-01')
    expect(next([{ id: 'f', type: 'sale', at: '2025-05-01' }])).toBe('05-01')
  })
})

test('of several ladders the first to move or to be let go is waited for', () => {
  const ladder = (pending: string | null, until: string | null) => ({
    tier: null,
    sinceMs: null,
    untilMs: until === null ? null : at(until),
    effective: { tier: null, sinceMs: null },
    pending: pending === null ? null : { tier: null, atMs: at(pending), why: 'grace' as const, because: [] },
    change: null,
  })
  const first = (...ladders: ReturnType<typeof ladder>[]) =>
    ask('ladders', { ladders: Object.fromEntries(ladders.entries()) }, '02-01')
  expect(first()).toBe('never')
  expect(first(ladder(null, null))).toBe('never')
  expect(first(ladder('03-01', '04-01'))).toBe('03-01')
  expect(first(ladder('04-01', '03-01'))).toBe('03-01')
  expect(first(ladder('02-01', '05-01'), ladder('01-15', '04-01'))).toBe('04-01')
})

test('of several accounts the first in which a lot lapses is waited for', () => {
  const account = (expires: string) => ({
    lots: LotList.of([
      {
        id: 'l',
        amountPoints: 1,
        leftPoints: 1,
        earnedMs: 0,
        expiresMs: at(expires),
        name: both('Lot'),
        fact: null,
      },
    ]),
    leftPoints: 1,
    limits: {},
    debtPoints: 0,
    taken: {},
    counted: {},
    activeMs: null,
  })
  const accounts = { one: account('05-01'), two: account('04-01') }
  expect(ask('expiries', { accounts }, '02-01')).toBe('04-01')
  expect(ask('expiries', { accounts }, '04-01')).toBe('05-01')
})
