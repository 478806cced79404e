/** What comes back of what was taken or held: to the same lots, less what has lapsed, is owed or has no room. */
import { describe, expect, test } from 'vitest'
import type { Fold } from '../../src/core/fold.js'
import { bringBack, capture, giveBack, lapseLots, letHeldGo, spend, takeAway } from '../../src/core/ledger.js'
import type { Lot } from '../../src/core/lot-list.js'
import { accountState } from '../../src/core/lots.js'
import type { Redemption } from '../../src/core/state.js'
import { both, day } from './account.js'
import {
  DAY,
  NOW,
  foldOf,
  holding,
  linesOf,
  lot,
  today,
  partsIn,
  returning,
  ruleOf,
  starsOf,
  taking,
} from './ledger-fold.js'

describe('bringing back', () => {
  /** Ten points in two lots, of which so many were taken under `k`. */
  const taken = (points: number, over: Record<string, unknown> = {}, more: Partial<Lot> = {}): Fold => {
    const fold = holding(foldOf(over), lot('a', 5, { expiresMs: NOW + DAY, ...more }), lot('b', 5))
    takeAway(fold, ruleOf(fold), points, NOW, taking, { key: 'k' })
    fold.entries!.length = 0
    return fold
  }
  const left = (fold: Fold): string[] =>
    [...starsOf(fold).lots].map(({ id, leftPoints }) => `${leftPoints} ${id}`)
  test('puts points into their lots, and says so', () => {
    const fold = taken(7)
    expect(bringBack(fold, ruleOf(fold), 'k', {}, NOW, returning)).toBe(7)
    expect(fold.entries).toStrictEqual([
      {
        id: `stars/${today}/return/why`,
        account: 'stars',
        at: today,
        kind: 'return',
        from: 'clawedBack',
        to: 'available',
        amountPoints: 7,
        balancePoints: 10,
        lots: [
          { lot: 'a', amountPoints: 5, expiresAt: day('2025-01-11') },
          { lot: 'b', amountPoints: 2, expiresAt: null },
        ],
        name: both('Why'),
        fact: 'f',
        reverses: null,
      },
    ])
    expect(left(fold)).toStrictEqual(['5 a', '5 b'])
    expect(starsOf(fold).taken).toStrictEqual({})
    expect(bringBack(fold, ruleOf(fold), 'k', {}, NOW, returning)).toBe(0)
    expect(fold.entries).toHaveLength(1)
  })
  test.each<[object, string[], string[]]>([
    [{ kept: 0 }, ['5 a', '5 b'], []],
    [{ kept: 1 }, ['4 a', '5 b'], ['k']],
    [{ kept: 5 }, ['0 a', '5 b'], ['k']],
    [{ kept: 6 }, ['0 a', '4 b'], ['k']],
    [{ kept: 7 }, ['0 a', '3 b'], ['k']],
    [{ kept: 9 }, ['0 a', '3 b'], ['k']],
    [{ held: 6 }, ['5 a', '4 b'], []],
    [{ held: 5 }, ['5 a', '3 b'], []],
    [{ held: 2 }, ['2 a', '3 b'], []],
    [{ held: 0 }, ['0 a', '3 b'], []],
    [{ kept: 4, held: 6 }, ['1 a', '4 b'], ['k']],
    [{ kept: 6, held: 4 }, ['0 a', '3 b'], ['k']],
  ])('of seven points %j leaves %j', (range, lots, remembered) => {
    const fold = taken(7)
    bringBack(fold, ruleOf(fold), 'k', range, NOW, returning)
    expect(left(fold)).toStrictEqual(lots)
    expect(Object.keys(starsOf(fold).taken)).toStrictEqual(remembered)
  })
  test('leaves gone what has lapsed', () => {
    const fold = taken(7)
    lapseLots(fold, ruleOf(fold), NOW + DAY)
    expect(bringBack(fold, ruleOf(fold), 'k', {}, NOW + DAY, returning)).toBe(2)
    expect(linesOf(fold)).toStrictEqual(['return 2 clawedBack > available = 5 [2 of b]'])
  })
  test.each([
    [10, 7, ['5 of a', '2 of b']],
    [8, 5, ['5 of a']],
    [5, 2, ['2 of a']],
    [3, 0, []],
    [2, 0, []],
  ])('stops at the most of %d', (max, back, parts) => {
    const fold = taken(7)
    expect(bringBack(fold, { ...ruleOf(fold), max }, 'k', {}, NOW, returning)).toBe(back)
    expect(fold.entries!.flatMap(partsIn)).toStrictEqual(parts)
    expect(starsOf(fold).leftPoints).toBe(3 + back)
  })
  test.each([
    [0, ['5 a', '5 b']],
    [4, ['1 a', '5 b']],
    [6, ['0 a', '4 b']],
    [10, ['0 a', '0 b']],
    [12, ['0 a', '0 b']],
  ])('pays a debt of %d with the first of what comes back', (owed, lots) => {
    const fold = taken(10, { min: -20 })
    starsOf(fold).debtPoints = owed
    expect(bringBack(fold, ruleOf(fold), 'k', {}, NOW, returning)).toBe(10)
    expect(left(fold)).toStrictEqual(lots)
    expect(starsOf(fold).debtPoints).toBe(Math.max(0, owed - 10))
    expect(fold.entries!.map((one) => [one.amountPoints, one.balancePoints])).toStrictEqual([[10, 10 - owed]])
  })
  test.each([
    [3, ['5 a', '5 b']],
    [2, ['5 a', '5 b', '1 stars/return/why']],
    [0, ['5 a', '5 b', '3 stars/return/why']],
    [5, ['3 a', '5 b']],
  ])(
    'lowers the debt that it was, and makes a lot of what has been paid of it: %d still owed',
    (owed, lots) => {
      const fold = taken(13, { min: -20 })
      expect(starsOf(fold).debtPoints).toBe(3)
      starsOf(fold).debtPoints = owed
      expect(bringBack(fold, ruleOf(fold), 'k', {}, NOW, returning)).toBe(13)
      expect(left(fold)).toStrictEqual(lots)
      expect(starsOf(fold).debtPoints).toBe(0)
      const fresh = [...starsOf(fold).lots].slice(2)
      const points = 3 - owed
      expect(fresh).toStrictEqual(
        points > 0
          ? [
              {
                id: 'stars/return/why',
                amountPoints: points,
                leftPoints: points,
                earnedMs: NOW,
                expiresMs: null,
                name: both('Why'),
                fact: null,
              },
            ]
          : [],
      )
      expect(fold.entries![0]!.lots.slice(2)).toStrictEqual(
        fresh.map(({ id }) => ({ lot: id, amountPoints: points, expiresAt: null })),
      )
    },
  )
})

describe('what a fact spent', () => {
  const use = { id: 'f', type: 'tk.useBenefit', at: day('2025-01-09') }
  const said = { name: both('Undone'), cause: 'u', fact: 'u' }
  test.each([
    ['tk.useBenefit', 'redeemed', 'spend'],
    ['tk.redeemBenefit', 'redeemed', 'hold'],
    ['tk.adjustPoints', 'clawedBack', 'adjust'],
  ])('comes back with the entry that it reverses: %s', (type, from, kind) => {
    const fold = holding(foldOf({}, [{ ...use, type }]), lot('a', 5))
    spend(fold, 'stars', 2, NOW, both('Why'), 'f', 'f')
    giveBack(fold, 'f', NOW, said)
    expect(fold.entries![1]).toStrictEqual({
      ...fold.entries![0]!,
      id: `stars/${today}/return/u`,
      kind: 'return',
      from,
      to: 'available',
      balancePoints: 5,
      name: both('Undone'),
      fact: 'u',
      reverses: `stars/${day('2025-01-09')}/${kind}/f`,
    })
    expect(Object.keys(fold.state.accounts)).toStrictEqual(['stars'])
  })
  test('comes back from what was spent where the log no longer has it', () => {
    const fold = holding(foldOf(), lot('a', 5))
    spend(fold, 'stars', 2, NOW, both('Why'), 'f', 'f')
    giveBack(fold, 'f', NOW, said)
    expect(fold.entries![1]).toMatchObject({ from: 'redeemed', to: 'available', reverses: null })
  })
})

describe('what is held', () => {
  const said = { name: both('Room'), cause: 'c', fact: 'c' }
  const redemption = (points: Record<string, number>): Redemption => ({
    id: 'r',
    atMs: NOW - DAY,
    untilMs: null,
    usedMs: null,
    voucher: null,
    points,
  })
  const held = (): Fold => {
    const fold = holding(foldOf(), lot('a', 5, { expiresMs: NOW + DAY }), lot('b', 5))
    spend(fold, 'stars', 7, NOW - DAY, both('Room'), 'r', 'r', 'hold')
    fold.entries!.length = 0
    return fold
  }
  test('comes back to the same lots, and reverses its hold', () => {
    const fold = held()
    letHeldGo(fold, redemption({ stars: 7 }), NOW, said)
    expect(linesOf(fold)).toStrictEqual(['release 7 held > available = 10 [5 of a,2 of b]'])
    expect(fold.entries![0]).toMatchObject({
      id: `stars/${today}/release/c`,
      name: both('Room'),
      fact: 'c',
      reverses: `stars/${day('2025-01-09')}/hold/r`,
    })
    expect(Object.keys(fold.state.accounts)).toStrictEqual(['stars'])
  })
  test('of lots that have lapsed is gone', () => {
    const fold = held()
    lapseLots(fold, ruleOf(fold), NOW + DAY)
    letHeldGo(fold, redemption({ stars: 7 }), NOW + DAY, said)
    expect(linesOf(fold)).toStrictEqual([
      'release 2 held > available = 5 [2 of b]',
      'expire 5 held > expired = 5 []',
    ])
    expect(fold.entries![1]).toMatchObject({
      id: `stars/${day('2025-01-11')}/expire/r`,
      name: both('Stars'),
      fact: 'c',
      reverses: null,
    })
  })
  test('is spent for good once it is captured, and says of which lots there still are', () => {
    const fold = held()
    accountState(fold.state, 'miles')
    capture(fold, redemption({ stars: 7 }), NOW, said)
    lapseLots(fold, ruleOf(fold), NOW + DAY)
    capture(fold, redemption({ stars: 7, miles: 0 }), NOW + DAY, said)
    expect(linesOf(fold)).toStrictEqual([
      'capture 7 held > redeemed = 3 [5 of a,2 of b]',
      'capture 7 held > redeemed = 3 [2 of b]',
    ])
    expect(fold.entries![0]).toMatchObject({ id: `stars/${today}/capture/c`, name: both('Room'), fact: 'c' })
    // What was captured is still remembered: it can be taken back.
    expect(Object.keys(starsOf(fold).taken)).toStrictEqual(['spend/r'])
  })
  test('goes by the accounts there are, where nobody tells of the version that it was held under', () => {
    const began = held()
    const fold: Fold = { ...began, newest: { ...began.plan, inForceMs: NOW } }
    capture(fold, redemption({ stars: 7, gone: 2 }), NOW, said)
    letHeldGo(fold, redemption({ stars: 7, gone: 2 }), NOW, said)
    expect(linesOf(fold)).toStrictEqual([
      'capture 7 held > redeemed = 3 [5 of a,2 of b]',
      'release 7 held > available = 10 [5 of a,2 of b]',
    ])
  })
  test('is captured where it is no longer remembered, too', () => {
    const fold = held()
    starsOf(fold).taken = {}
    capture(fold, redemption({ stars: 7 }), NOW, said)
    expect(linesOf(fold)).toStrictEqual(['capture 7 held > redeemed = 3 []'])
  })
})
