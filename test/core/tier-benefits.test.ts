/** What each tier of a ladder gives, whichever of them is held. */
import { expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { TierBenefit } from '../../src/schema/standing.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
const gift = (requires: unknown, more: Over = {}): Over => ({
  id: 'gift',
  kind: 'added',
  name: both('Gift'),
  requires,
  cost: 1,
  ...more,
})
const tier = (id: string, from?: number): Over => ({
  id,
  name: both(id),
  ...(from !== undefined && { enter: { value: { gte: from } } }),
})
const ladder = (more: Over = {}): Over => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: { promote: 'monthly', demote: 'monthly' },
  tiers: [tier('low'), tier('middle', 50), tier('high', 70)],
  ...more,
})
const service = ladder({
  id: 'service',
  main: undefined,
  name: both('Service'),
  tiers: [tier('plain'), tier('good', 10)],
})

/** The gifts of each tier, lowest first, for a merchant who holds the lowest and has a value of 1. */
const given = (benefits: Over[], over: Over = {}, which = 0): (TierBenefit[] | undefined)[] =>
  evaluate(
    planOf(minimal({ ladders: [ladder()], benefits, ...over })),
    { id: 'm', joinedAt: '2025-01-01T00:00:00Z', facts: [], fields: { value: 1 } },
    Date.parse('2025-06-15T12:00:00Z'),
  ).ladders[which]!.tiers.map(({ gives }) => gives)
const plain = { id: 'gift', value: null, times: null }
const further = { ...plain, further: true }

test('a tier gives what it and those below it open, with the value and the quota that it has there', () => {
  const byTier = (middle: number, high: number): Over => ({ by: 'level', use: { middle, high }, else: 0 })
  const valued = gift(
    { level: { gte: 'middle' } },
    { value: byTier(500, 900), unit: 'money', quota: { times: byTier(1, 4), each: 'month' } },
  )
  expect(given([valued])).toStrictEqual([
    [],
    [{ id: 'gift', value: 500, times: 1 }],
    [{ id: 'gift', value: 900, times: 4 }],
  ])
})

test('a benefit that asks nothing is given by every tier, and one that a rise loses by those that have it', () => {
  expect(given([gift({ level: { gte: 'low' } })])).toStrictEqual([[plain], [plain], [plain]])
  expect(given([gift({ level: { lte: 'middle' } })])).toStrictEqual([[plain], [plain], []])
  expect(given([gift({ not: { level: { gte: 'high' } } })])).toStrictEqual([[plain], [plain], []])
})

test('what is asked beside the tier is left open, met or not', () => {
  const also = (from: number): Over => gift({ level: { gte: 'middle' }, value: { gte: from } })
  expect(given([also(1)])).toStrictEqual([[], [further], [further]])
  expect(given([also(99)])).toStrictEqual([[], [further], [further]])
  const either = gift({ any: [{ value: { gte: 99 } }, { level: { gte: 'high' } }] })
  expect(given([either])).toStrictEqual([[further], [further], [plain]])
  const two = gift({ atLeast: 2, of: [{ level: { gte: 'middle' } }, { level: { gte: 'high' } }, { value: { gte: 99 } }] }) // prettier-ignore
  expect(given([two])).toStrictEqual([[], [further], [plain]])
})

test('another ladder decides nothing here', () => {
  const over = { ladders: [ladder(), service] }
  const good = gift({ service: { gte: 'good' } })
  expect(given([good], over)).toStrictEqual([[further], [further], [further]])
  expect(given([good], over, 1)).toStrictEqual([[], [plain]])
})

test('a badge and a program without benefits say nothing of it', () => {
  const badge = { id: 'star', badge: true, name: both('Star'), transition: { promote: 'monthly', demote: 'monthly' }, tiers: [tier('star', 5)] } // prettier-ignore
  expect(given([gift({ level: { gte: 'low' } })], { ladders: [ladder(), badge] }, 1)).toStrictEqual([
    undefined,
  ])
  expect(given([])).toStrictEqual([undefined, undefined, undefined])
})
