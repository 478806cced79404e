/** What the ledger gives and takes, entry for entry, and what it leaves in an account: at 0, at the least and the most, and with debt. */
import { describe, expect, test } from 'vitest'
import type { Fold } from '../../src/core/fold.js'
import {
  adjust,
  beginAccounts,
  bringBack,
  give,
  keepOnly,
  lapseLots,
  resetAccount,
  spend,
  takeAway,
  takenPoints,
  wholePoints,
} from '../../src/core/ledger.js'
import { remember, settleLots } from '../../src/core/lots.js'
import { balanceOf } from '../../src/core/state.js'
import { both, day, planWith } from './account.js'
import {
  DAY,
  NOW,
  foldOf,
  grant,
  heldOf,
  holding,
  linesOf,
  lot,
  today,
  returning,
  ruleOf,
  starsOf,
  taking,
} from './ledger-fold.js'

test.each([
  [0, 0],
  [0.999999, 0],
  [1, 1],
  [114.99999999999999, 115], // 1.15 times 100
  [115.9, 115],
  [-1, 0],
])('%d are %d whole points', (points, whole) => {
  expect(wholePoints(points)).toBe(whole)
})

describe('giving', () => {
  test('makes a lot and an entry that says it', () => {
    const fold = foldOf({ expires: { days: 5 } })
    expect(give(fold, ruleOf(fold), 7, NOW, grant({ expires: { days: 5 } }))).toBe(7)
    expect(heldOf(fold)).toStrictEqual({
      leftPoints: 7,
      lots: [
        {
          id: 'stars/earn/why',
          amountPoints: 7,
          leftPoints: 7,
          earnedMs: NOW,
          expiresMs: NOW + 5 * DAY,
          name: both('Why'),
          fact: 'f',
        },
      ],
    })
    expect(fold.entries).toStrictEqual([
      {
        id: `stars/${today}/earn/why`,
        account: 'stars',
        at: today,
        kind: 'earn',
        from: 'issued',
        to: 'available',
        amountPoints: 7,
        balancePoints: 7,
        lots: [{ lot: 'stars/earn/why', amountPoints: 7, expiresAt: day('2025-01-15') }],
        name: both('Why'),
        fact: 'f',
        reverses: null,
      },
    ])
    expect(fold.state.totals.entries).toBe(1)
  })
  test('of points without an end says none', () => {
    const fold = foldOf()
    give(fold, ruleOf(fold), 7, NOW, grant())
    expect(fold.entries![0]!.lots).toStrictEqual([
      { lot: 'stars/earn/why', amountPoints: 7, expiresAt: null },
    ])
  })
  test('tells entries of one instant apart, and no others', () => {
    const fold = foldOf()
    for (const atMs of [NOW, NOW, NOW + 1, NOW + 1]) give(fold, ruleOf(fold), 1, atMs, grant())
    give(fold, ruleOf(fold), 1, NOW + 1, grant({ cause: 'other' }))
    give(fold, ruleOf(fold), 1, NOW + 1, grant())
    const next = day('2025-01-10').replace('.000Z', '.001Z')
    expect(fold.entries!.map(({ id }) => id)).toStrictEqual([
      `stars/${today}/earn/why`,
      `stars/${today}/earn/why/2`,
      `stars/${next}/earn/why`,
      `stars/${next}/earn/why/2`,
      `stars/${next}/earn/other`,
      `stars/${next}/earn/why/3`,
    ])
  })
  test('is counted where nobody wants the entries', () => {
    const fold: Fold = { ...foldOf(), entries: null }
    expect(give(fold, ruleOf(fold), 7, NOW, grant())).toBe(7)
    expect(fold.state.totals).toStrictEqual({ facts: 0, entries: 1 })
  })
  test.each([
    [0, 0],
    [-3, 0],
    [2, 2],
    [3, 3],
    [4, 3],
  ])('is cut to the most that an account holds: of %d, %d', (wanted, given) => {
    const fold = holding(foldOf({ max: 10 }), lot('a', 7))
    expect(give(fold, ruleOf(fold), wanted, NOW, grant())).toBe(given)
    expect(starsOf(fold).leftPoints).toBe(7 + given)
    expect([...starsOf(fold).lots]).toHaveLength(given > 0 ? 2 : 1)
    expect(fold.entries).toHaveLength(given > 0 ? 1 : 0)
  })
  test('gives nothing where there is more than the most already', () => {
    const fold = holding(foldOf({ max: 5 }), lot('a', 7))
    expect(give(fold, ruleOf(fold), 4, NOW, grant())).toBe(0)
  })
  test.each([
    [4, 0, 6],
    [10, 0, 0],
    [13, 3, 0],
  ])('of %d pays debt first, and leaves %d', (given, left, owed) => {
    const fold = foldOf({ min: -10 })
    starsOf(fold).debtPoints = 10
    expect(give(fold, ruleOf(fold), given, NOW, grant())).toBe(given)
    const [made] = [...starsOf(fold).lots]
    expect([made!.amountPoints, made!.leftPoints, starsOf(fold).debtPoints]).toStrictEqual([
      given,
      left,
      owed,
    ])
    expect(linesOf(fold)).toStrictEqual([
      `earn ${given} issued > available = ${given - 10} [${left} of stars/earn/why]`,
    ])
  })
  test.each([
    [1, 7],
    [0, 0],
    [-1, 0],
  ])('gives what is learned late only before its end, %d ms', (beforeMs, given) => {
    const fold = foldOf()
    const fromMs = NOW - 5 * DAY + beforeMs
    expect(give(fold, ruleOf(fold), 7, NOW, grant({ fromMs, expires: { days: 5 } }))).toBe(given)
    expect([...starsOf(fold).lots]).toHaveLength(given === 0 ? 0 : 1)
  })
})

describe('an account whose points lapse when idle', () => {
  const idle = (over: Record<string, unknown> = {}): Fold =>
    foldOf({ expires: { idle: { days: 10 } }, ...over })
  const ends = (fold: Fold): (string | number | null)[][] => {
    settleLots(fold.state)
    return [...starsOf(fold).lots].map(({ id, expiresMs }) => [id, expiresMs && (expiresMs - NOW) / DAY])
  }
  test('lives on with what is given, from when it was earned', () => {
    const fold = idle()
    give(fold, ruleOf(fold), 1, NOW, grant({ cause: 'a' }))
    give(fold, ruleOf(fold), 1, NOW + 2 * DAY, grant({ cause: 'b', fromMs: NOW + 2 * DAY }))
    give(fold, ruleOf(fold), 1, NOW + 2 * DAY, grant({ cause: 'late', fromMs: NOW + DAY }))
    expect(ends(fold)).toStrictEqual([
      ['stars/earn/a', 12],
      ['stars/earn/late', 12],
      ['stars/earn/b', 12],
    ])
    expect(starsOf(fold).activeMs).toBe(NOW + 2 * DAY)
  })
  test('leaves a lot its own term, and marks it', () => {
    const fold = idle()
    give(fold, ruleOf(fold), 1, NOW, grant({ cause: 'own', expires: { days: 3 } }))
    give(fold, ruleOf(fold), 1, NOW + DAY, grant({ cause: 'a', fromMs: NOW + DAY }))
    expect(ends(fold)).toStrictEqual([
      ['stars/earn/own', 3],
      ['stars/earn/a', 11],
    ])
    expect([...starsOf(fold).lots].map((one) => 'ownTerm' in one)).toStrictEqual([true, false])
  })
  test('lives on with what is spent, where something is', () => {
    const fold = idle()
    spend(fold, 'stars', 5, NOW, both('Why'), 'why')
    expect(starsOf(fold).activeMs).toBeNull()
    give(fold, ruleOf(fold), 5, NOW, grant())
    spend(fold, 'stars', 2, NOW + DAY, both('Why'), 'why')
    expect(ends(fold)).toStrictEqual([['stars/earn/why', 11]])
    spend(fold, 'stars', 9, NOW + 2 * DAY, both('Why'), 'why')
    spend(fold, 'stars', 9, NOW + 3 * DAY, both('Why'), 'why')
    expect(starsOf(fold).activeMs).toBe(NOW + 2 * DAY)
  })
  test('gives back what was debt with the end that the account has, or with none where nothing ever moved', () => {
    const fold = idle({ min: -10 })
    remember(starsOf(fold), 'never', { parts: [], debtPoints: 2, untilMs: null })
    remember(starsOf(fold), 'moved', { parts: [], debtPoints: 3, untilMs: null })
    bringBack(fold, ruleOf(fold), 'never', {}, NOW, returning)
    expect(ends(fold)).toStrictEqual([['stars/return/why', null]])
    starsOf(fold).activeMs = NOW - DAY
    bringBack(fold, ruleOf(fold), 'moved', {}, NOW, { ...returning, cause: 'moved' })
    expect(ends(fold)).toStrictEqual([
      ['stars/return/moved', 9],
      ['stars/return/why', null],
    ])
  })
  test.each([
    [9, 3, 3],
    [10, 1, 0],
    [11, 1, 0],
  ])('gives back what was debt only while it has not lapsed: idle for %i days', (days, back, left) => {
    const fold = idle({ min: -10 })
    const account = starsOf(fold)
    remember(account, 'a', { parts: [], debtPoints: 3, untilMs: null })
    account.activeMs = NOW - days * DAY
    account.debtPoints = left === 0 ? 1 : 0 // what pays off debt counts, lapsed or not
    expect(bringBack(fold, ruleOf(fold), 'a', {}, NOW, returning)).toBe(back)
    expect(balanceOf(account)).toBe(left)
    expect([...account.lots].map(({ leftPoints }) => leftPoints)).toStrictEqual(left === 0 ? [] : [left])
    expect(
      fold.entries!.map(({ amountPoints, balancePoints }) => [amountPoints, balancePoints]),
    ).toStrictEqual([[back, left]])
  })
})

describe('taking', () => {
  const two = (over: Record<string, unknown> = {}): Fold =>
    holding(foldOf(over), lot('a', 5, { expiresMs: NOW + DAY }), lot('b', 5))
  test('draws on lots in order, and says of which', () => {
    const fold = two()
    expect(takeAway(fold, ruleOf(fold), 7, NOW, taking, { key: 'k', untilMs: NOW + DAY })).toBe(7)
    expect(fold.entries).toStrictEqual([
      {
        id: `stars/${today}/adjust/why`,
        account: 'stars',
        at: today,
        kind: 'adjust',
        from: 'available',
        to: 'clawedBack',
        amountPoints: 7,
        balancePoints: 3,
        lots: [
          { lot: 'a', amountPoints: 5, expiresAt: day('2025-01-11') },
          { lot: 'b', amountPoints: 2, expiresAt: null },
        ],
        name: both('Why'),
        fact: 'f',
        reverses: null,
      },
    ])
    expect(starsOf(fold).taken).toStrictEqual({
      k: {
        parts: [
          { lot: 'a', amountPoints: 5 },
          { lot: 'b', amountPoints: 2 },
        ],
        debtPoints: 0,
        untilMs: NOW + DAY,
      },
    })
  })
  test('draws on some lots first', () => {
    const fold = two()
    const [, b] = [...starsOf(fold).lots]
    takeAway(fold, ruleOf(fold), 7, NOW, taking, { first: [b!] })
    expect(linesOf(fold)).toStrictEqual(['adjust 7 available > clawedBack = 3 [5 of b,2 of a]'])
    expect(starsOf(fold).taken).toStrictEqual({})
  })
  test.each([
    [0, 11, 10, 0],
    [0, 10, 10, 0],
    [0, 0, 0, 0],
    [0, -5, 0, 0],
    [4, 9, 6, 0],
    [10, 1, 0, 0],
    [12, 1, 0, 0],
    [-3, 12, 12, 2],
    [-3, 20, 13, 3],
  ])('goes down to the least of %d: of %d points, %d', (min, wanted, took, owed) => {
    const fold = two({ min, start: Math.max(0, min) })
    expect(takeAway(fold, ruleOf(fold), wanted, NOW, taking, { key: 'k' })).toBe(took)
    expect([starsOf(fold).leftPoints, starsOf(fold).debtPoints]).toStrictEqual([10 - took + owed, owed])
    expect(fold.entries!.map((one) => [one.amountPoints, one.balancePoints])).toStrictEqual(
      took === 0 ? [] : [[took, 10 - took]],
    )
    expect(Object.values(starsOf(fold).taken).map(takenPoints)).toStrictEqual(took === 0 ? [] : [took])
    expect(Object.values(starsOf(fold).taken).map(({ debtPoints }) => debtPoints)).toStrictEqual(
      took === 0 ? [] : [owed],
    )
  })
})

describe('spending', () => {
  test('is remembered by its fact, and by none where there is none', () => {
    const fold = holding(foldOf(), lot('a', 5))
    expect(spend(fold, 'stars', 2, NOW, both('Why'), 'why', 'f')).toBe(2)
    expect(spend(fold, 'stars', 2, NOW, both('Why'), 'why')).toBe(2)
    expect(spend(fold, 'stars', 2, NOW, both('Why'), 'why', 'g', 'hold')).toBe(1)
    expect(fold.entries!.map(({ id, from, to, fact }) => [id, from, to, fact])).toStrictEqual([
      [`stars/${today}/spend/why`, 'available', 'redeemed', 'f'],
      [`stars/${today}/spend/why/2`, 'available', 'redeemed', null],
      [`stars/${today}/hold/why`, 'available', 'held', 'g'],
    ])
    const taken = (amountPoints: number) => ({
      parts: [{ lot: 'a', amountPoints }],
      debtPoints: 0,
      untilMs: null,
    })
    expect(starsOf(fold).taken).toStrictEqual({ 'spend/f': taken(2), 'spend/g': taken(1) })
  })
  test('leaves alone an account that the version in force does not have, as all else does', () => {
    const fold = foldOf()
    expect(spend(fold, 'other', 5, NOW, both('Why'), 'why')).toBe(0)
    adjust(fold, 'other', 5, NOW, both('Why'), 'f')
    adjust(fold, 'other', -5, NOW, both('Why'), 'f')
    resetAccount(fold, 'other', NOW, 'monthly')
    keepOnly(fold, 'other', 0, NOW, 'level')
    expect([fold.state.accounts, fold.entries]).toStrictEqual([{}, []])
  })
})

test('an operator gives with the account’s term, and takes what an undo can give back', () => {
  const fold = foldOf({ expires: { days: 5 } })
  adjust(fold, 'stars', 7, NOW, both('Gift'), 'f')
  adjust(fold, 'stars', -3, NOW, both('Fine'), 'g')
  adjust(fold, 'stars', 0, NOW, both('None'), 'h')
  expect(linesOf(fold)).toStrictEqual([
    'adjust 7 issued > available = 7 [7 of stars/adjust/f]',
    'adjust 3 available > clawedBack = 4 [3 of stars/adjust/f]',
  ])
  expect(fold.entries!.map(({ name, fact }) => [name.en, fact])).toStrictEqual([
    ['Gift', 'f'],
    ['Fine', 'g'],
  ])
  expect(heldOf(fold)).toStrictEqual({
    leftPoints: 4,
    taken: {
      'spend/g': { parts: [{ lot: 'stars/adjust/f', amountPoints: 3 }], debtPoints: 0, untilMs: null },
    },
    lots: [
      lot('stars/adjust/f', 7, {
        leftPoints: 4,
        earnedMs: NOW,
        expiresMs: NOW + 5 * DAY,
        name: both('Gift'),
        fact: 'f',
      }),
    ],
  })
})

describe('lapsing', () => {
  const over = { expiresMs: NOW }
  test.each<[number, string[], string[]]>([
    [0, ['expire 10 available > expired = 2 [4 of a,6 of b]'], ['2 c later']],
    [2, ['expire 10 available > expired = 2 [4 of a,6 of b]'], ['2 c later']],
    [3, ['expire 9 available > expired = 3 [4 of a,5 of b]'], ['2 c later', '1 b never']],
    [8, ['expire 4 available > expired = 8 [4 of a]'], ['2 c later', '6 b never']],
    [9, ['expire 3 available > expired = 9 [3 of a]'], ['2 c later', '1 a never', '6 b never']],
    [12, [], ['2 c later', '4 a never', '6 b never']],
    [15, [], ['2 c later', '4 a never', '6 b never']],
  ])('keeps the least of %d, which lapses no more', (min, lines, left) => {
    const fold = holding(foldOf({ min, start: min }), lot('a', 4, over), lot('b', 6, over))
    holding(fold, lot('spent', 9, { ...over, leftPoints: 0 }), lot('c', 2, { expiresMs: NOW + 1 }))
    lapseLots(fold, ruleOf(fold), NOW)
    expect(linesOf(fold)).toStrictEqual(lines)
    const lots = [...starsOf(fold).lots]
    expect(
      lots.map((one) => `${one.leftPoints} ${one.id} ${one.expiresMs === null ? 'never' : 'later'}`),
    ).toStrictEqual(left)
    for (const one of lots) expect(one.amountPoints).toBe(one.leftPoints)
    lapseLots(fold, ruleOf(fold), NOW)
    expect(fold.entries).toHaveLength(lines.length)
  })
  test('says the end that is over, and the account', () => {
    const fold = holding(foldOf(), lot('a', 4, over))
    lapseLots(fold, ruleOf(fold), NOW)
    expect(fold.entries).toStrictEqual([
      {
        id: `stars/${today}/expire/lots`,
        account: 'stars',
        at: today,
        kind: 'expire',
        from: 'available',
        to: 'expired',
        amountPoints: 4,
        balancePoints: 0,
        lots: [{ lot: 'a', amountPoints: 4, expiresAt: today }],
        name: both('Stars'),
        fact: null,
        reverses: null,
      },
    ])
  })
})

describe('an account', () => {
  test.each<[number, string[]]>([
    [4, ['start 4 issued > available = 4 [4 of stars/start/start]']],
    [0, []],
    [-4, ['start 4 available > issued = -4 []']],
  ])('begins with %d', (start, lines) => {
    const fold = foldOf({ start, min: -10 })
    beginAccounts(fold, null, NOW)
    expect(linesOf(fold)).toStrictEqual(lines)
    expect(fold.entries!.map(({ id, name, fact }) => [id, name.en, fact])).toStrictEqual(
      lines.map(() => [`stars/${today}/start/start`, 'Stars', null]),
    )
    expect(Object.keys(fold.state.accounts)).toStrictEqual(start === 0 ? [] : ['stars'])
  })
  test('begins once, with the first version that has it', () => {
    const fold = foldOf({ start: 4 })
    beginAccounts(fold, fold.plan, NOW)
    expect(fold.entries).toStrictEqual([])
    beginAccounts(fold, planWith({ id: 'miles' }, { benefits: [] }), NOW)
    expect(fold.entries).toHaveLength(1)
  })
  test('that begins anew lets everything go and is let off what it owes', () => {
    const fold = holding(foldOf({ start: 4, min: -10 }), lot('a', 5), lot('b', 5))
    takeAway(fold, ruleOf(fold), 1, NOW, taking, { key: 'k' })
    starsOf(fold).debtPoints = 2
    fold.entries!.length = 0
    resetAccount(fold, 'stars', NOW, 'monthly')
    expect(linesOf(fold)).toStrictEqual([
      'reset 9 available > expired = 0 [4 of a,5 of b]',
      'reset 2 issued > available = 0 []',
      `start 4 issued > available = 4 [4 of stars/start/monthly/${today}]`,
    ])
    expect(fold.entries!.map(({ id }) => id)).toStrictEqual([
      `stars/${today}/reset/monthly`,
      `stars/${today}/reset/monthly/2`,
      `stars/${today}/start/monthly/${today}`,
    ])
    expect(fold.entries!.map(({ name, fact }) => [name.en, fact])).toStrictEqual(
      Array(3).fill(['Stars', null]),
    )
    expect(starsOf(fold).taken).toStrictEqual({})
  })
  test.each<[number, number, string[]]>([
    [0, 3, ['reset 7 available > expired = 3 [5 of a,2 of b]']],
    [0, -5, ['reset 10 available > expired = 0 [5 of a,5 of b]']],
    [4, 3, ['reset 6 available > expired = 4 [5 of a,1 of b]']],
    [0, 10, []],
    [0, 11, []],
    [-5, -5, ['reset 10 available > expired = 0 [5 of a,5 of b]']],
  ])('with a least of %d of which %d are kept lets the oldest go', (min, keep, lines) => {
    const fold = holding(foldOf({ min, start: Math.max(0, min) }), lot('a', 5), lot('b', 5))
    keepOnly(fold, 'stars', keep, NOW, 'level')
    expect(linesOf(fold)).toStrictEqual(lines)
    expect(fold.entries!.map(({ id, name, fact }) => [id, name.en, fact])).toStrictEqual(
      lines.map(() => [`stars/${today}/reset/level`, 'Stars', null]),
    )
    expect([...starsOf(fold).lots].every((one) => one.amountPoints === one.leftPoints)).toBe(true)
  })
})
