/** What redemptions do to a merchant's state, whatever facts a log holds: those that a command was never decided for, too. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const account = {
  id: 'stars',
  name: both('stars'),
  earn: [],
  start: 1_000,
  spend: 'oldestFirst',
  undo: 'sameLots',
}
const benefit = (id: string, over: object = {}) => ({
  ...{ id, kind: 'price', name: both(id), requires: { value: { gte: 1 } }, cost: 1 },
  ...{ takes: { stars: 10 }, hold: { days: 300 }, ...over },
})
const planWith = (...benefits: object[]): Plan => planOf(minimal({ accounts: [account], benefits }))
const plan = planWith(benefit('table'), benefit('room', { quota: { times: 2, each: 'year' } }))

const noon = at('2025-03-01T12:00:00Z')
/** Facts a minute apart. */
const log = (...facts: object[]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  fields: { value: 1 },
  facts: facts.map((fact, place) => ({
    at: new Date(noon + place * 60_000).toISOString(),
    ...fact,
  })) as Fact[],
})
const redeem = (id: string, of = 'table') => ({ id, type: 'tk.redeemBenefit', benefit: of })
const capture = (id: string, more: object = {}, of = 'table') => ({
  ...{ id: `c-${id}`, type: 'tk.useBenefit', benefit: of, redemption: id },
  ...more,
})
const release = (id: string, of = 'table') => ({
  ...{ id: `x-${id}`, type: 'tk.releaseBenefit', benefit: of, redemption: id },
})
const later = at('2025-03-02')
const standingOf = (record: MerchantRecord, of = 'table', atMs = later, by = plan) => {
  const { benefits, accounts } = evaluate(by, record, atMs)
  const { redemptions = [], quota } = benefits.find(({ id }) => id === of)!
  const { balancePoints, heldPoints = 0 } = accounts[0]!
  return { ids: redemptions.map(({ id }) => id), redemptions, left: quota?.left, balancePoints, heldPoints }
}
const postedBy = (record: MerchantRecord, atMs = later) =>
  advance(plan, record, atMs).entries.filter(({ kind }) => kind !== 'start')

describe('of redemptions', () => {
  test('the last twenty-four that are captured are kept, and all that are held', () => {
    const ids = Array.from({ length: 30 }, (_, place) => `r${place}`)
    const facts = ids.flatMap((id) => [redeem(id), capture(id)])
    expect(standingOf(log(...facts)).ids).toEqual(ids.slice(6))
    expect(standingOf(log(redeem('first'), redeem('second'), ...facts)).ids).toEqual([
      'first',
      'second',
      ...ids.slice(6),
    ])
  })
  test('one that is let go leaves the others', () => {
    const { ids, heldPoints, balancePoints } = standingOf(log(redeem('a'), redeem('b'), release('a')))
    expect([ids, heldPoints, balancePoints]).toEqual([['b'], 10, 990])
  })
  test('one that is captured is resolved: what comes after has no effect', () => {
    const done = log(redeem('a'), capture('a', { voucher: 'XY' }))
    const more = log(redeem('a'), capture('a', { voucher: 'XY' }), release('a'), {
      ...capture('a'),
      id: 'again',
    })
    expect(standingOf(more)).toEqual(standingOf(done))
    expect(postedBy(more)).toEqual(postedBy(done))
  })
  test('one that is not there is neither captured nor let go', () => {
    const record = log(capture('no'), release('no'))
    expect(postedBy(record)).toEqual([])
    expect(standingOf(record)).toMatchObject({ ids: [], balancePoints: 1_000 })
  })
  test('a voucher is a text, or none', () => {
    const vouchers = ['XY', 5, null, undefined].map(
      (voucher) => standingOf(log(redeem('a'), capture('a', { voucher }))).redemptions[0]!.voucher,
    )
    expect(vouchers).toEqual(['XY', null, null, null])
  })
  test('each entry says its benefit and the fact that made it, and has an id of its own', () => {
    const entries = postedBy(log(redeem('a'), capture('a'), redeem('b'), release('b')))
    expect(entries.map(({ kind, name, fact }) => [kind, name.en, fact])).toEqual([
      ['hold', 'table', 'a'],
      ['capture', 'table', 'c-a'],
      ['hold', 'table', 'b'],
      ['release', 'table', 'x-b'],
    ])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(4)
  })
  test('several that lapse at one moment each give back their own', () => {
    const two = log({ ...redeem('a') }, { ...redeem('b'), at: '2025-03-01T12:00:00Z' })
    const entries = postedBy(two, at('2026-03-01')).filter(({ kind }) => kind === 'release')
    expect(entries.map(({ amountPoints, fact }) => [amountPoints, fact])).toEqual([
      [10, null],
      [10, null],
    ])
    expect(entries.map(({ id }) => id.split('/')[3])).toEqual(['a', 'b'])
    expect(standingOf(two, 'table', at('2026-03-01'))).toMatchObject({
      ids: [],
      heldPoints: 0,
      balancePoints: 1_000,
    })
  })
  test('one that is captured has no end: its use stays used', () => {
    const record = log(redeem('a', 'room'), capture('a', {}, 'room'), redeem('b', 'room'))
    expect(standingOf(record, 'room').left).toBe(0)
    // 300 days on, what was held is let go, and still in the year that counts
    expect(standingOf(record, 'room', at('2025-12-27'))).toMatchObject({ ids: ['a'], left: 1, heldPoints: 0 })
  })
  test('one is let go when its own time is over, not with another of the only benefit', () => {
    const only = planWith(benefit('table', { hold: { days: 3 } }))
    const record = log(redeem('a'), { ...redeem('b'), at: '2025-03-02T12:00:00Z' })
    expect(standingOf(record, 'table', at('2025-03-04T13:00:00Z'), only)).toMatchObject({
      ids: ['b'],
      heldPoints: 10,
    })
  })
  test('one of a benefit without a hold stays held', () => {
    const endless = planWith(benefit('table', { hold: undefined }))
    const { redemptions, heldPoints } = standingOf(log(redeem('a')), 'table', at('2027-01-01'), endless)
    expect([redemptions[0]!.until, heldPoints]).toEqual([null, 10])
  })
  test('one that is held and taken back is let go, with its use', () => {
    const record = log(redeem('a', 'room'), { id: 'back', type: 'tk.reverse', ref: 'a' })
    expect(standingOf(record, 'room')).toMatchObject({
      ids: [],
      left: 2,
      heldPoints: 0,
      balancePoints: 1_000,
    })
    expect(postedBy(record).map(({ kind, fact }) => [kind, fact])).toEqual([
      ['hold', 'a'],
      ['release', 'back'],
    ])
  })
})

test('a use that was forgotten long ago takes no other back with it', () => {
  const drink = planWith(benefit('drink', { hold: undefined, takes: undefined }))
  const uses = Array.from({ length: 30 }, (_, place) => ({
    id: `u${place}`,
    type: 'tk.useBenefit',
    benefit: 'drink',
  }))
  const usesIn = (...facts: object[]): number =>
    advance(drink, log(...facts), later).held.benefits['drink']!.uses.length
  const kept = usesIn(...uses)
  expect(kept).toBeLessThan(30)
  expect(usesIn(...uses, { id: 'back', type: 'tk.reverse', ref: 'u0' })).toBe(kept)
  expect(usesIn(...uses, { id: 'back', type: 'tk.reverse', ref: 'u29' })).toBe(kept - 1)
})
