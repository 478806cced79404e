import { expect, test } from 'vitest'
import { openGrants, type Grant } from '../../src/core/grants.js'
import type { BenefitState } from '../../src/core/state.js'
import { at } from './account.js'
import { minimal, planOf } from './programs.js'

const gift = (more: Record<string, unknown> = {}) =>
  planOf(
    minimal({
      benefits: [
        {
          id: 'gift',
          kind: 'added',
          name: { en: 'Gift', 'zh-CN': '礼物' },
          requires: { level: 'low' },
          given: { each: 'month' },
          cost: 1,
          ...more,
        },
      ],
    }),
  ).clockwork.benefits[0]!
const given = (on: string, until: string | null, used: string | null = null): Grant => ({
  atMs: at(on),
  untilMs: until === null ? null : at(until),
  usedMs: used === null ? null : at(used),
})
const held = (...grants: Grant[]): BenefitState => ({
  usesMs: [],
  chosen: [],
  openSinceMs: null,
  given: grants,
  redemptions: [],
})
const open = (...grants: Grant[]): string[] =>
  openGrants('UTC', gift(), held(...grants), at('2025-03-01')).map(({ atMs }) =>
    new Date(atMs).toISOString().slice(0, 10),
  )

test('of what was given, what lapses first is used first, and of what lapses together what was given first', () => {
  expect(
    open(
      given('2025-02-05', null),
      given('2025-02-04', '2025-05-01'),
      given('2025-02-03', null),
      given('2025-02-02', '2025-04-01'),
      given('2025-02-01', '2025-05-01'),
    ),
  ).toStrictEqual(['2025-02-02', '2025-02-01', '2025-02-04', '2025-02-03', '2025-02-05'])
})
test('what was used or is over cannot be used', () => {
  expect(
    open(
      given('2025-01-01', '2025-03-01'),
      given('2025-01-02', '2025-03-02', '2025-01-03'),
      given('2025-01-04', '2025-03-02'),
    ),
  ).toStrictEqual(['2025-01-04'])
})
test('what is to be chosen from is over with the time to choose in, and with its own end if that comes before', () => {
  const choose = {
    pick: 1,
    within: { days: 10 },
    options: [{ id: 'tea', name: { en: 'Tea', 'zh-CN': '茶' } }],
  }
  const grants = held(given('2025-02-01', null), given('2025-02-19', '2025-02-24'), given('2025-02-20', null))
  const openAt = (iso: string) => openGrants('UTC', gift({ choose }), grants, at(iso)).map(({ atMs }) => atMs)
  expect(openAt('2025-02-23')).toStrictEqual([at('2025-02-19'), at('2025-02-20')])
  expect(openAt('2025-02-24')).toStrictEqual([at('2025-02-20')])
  expect(openAt('2025-03-02')).toStrictEqual([])
})
