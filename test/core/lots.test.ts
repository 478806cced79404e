/** One account's lots: the order in which they are spent, what was taken from them, and when they end, to the instant. */
import { describe, expect, test } from 'vitest'
import type { Lot } from '../../src/core/lot-list.js'
import {
  accountState,
  addLot,
  countedKey,
  emptied,
  endedKey,
  forget,
  lapsed,
  letGo,
  lotOf,
  lotsOfFact,
  moveEnds,
  nextEndMs,
  putBack,
  remember,
  settleLots,
  take,
  takenAs,
  type Part,
} from '../../src/core/lots.js'
import { emptyState, type AccountState, type Taken } from '../../src/core/state.js'

type Over = Partial<Lot>
const lot = (id: string, expiresMs: number | null, over: Over = {}): Lot => ({
  id,
  amountPoints: 10,
  leftPoints: 10,
  earnedMs: 100,
  expiresMs,
  name: null,
  fact: null,
  ...over,
})
const own = { ownTerm: true } as const
const partOf = (one: Lot, amountPoints: number): Part => ({ lot: one, amountPoints })
const settled = (account: AccountState): AccountState => {
  settleLots({ ...emptyState(0), accounts: { stars: account } })
  return account
}
/** In order: what is left of each lot, and its end. */
const shown = (account: AccountState): string[] =>
  [...settled(account).lots].map(
    ({ id, leftPoints, expiresMs }) => `${id} ${leftPoints} ${expiresMs ?? 'never'}`,
  )
const parts = (taken: readonly Part[]): string[] =>
  taken.map(
    ({ lot: { id, expiresMs }, amountPoints }) => `${amountPoints} of ${id} until ${expiresMs ?? 'never'}`,
  )
const idsOf = (lots: Iterable<Lot>): string[] => [...lots].map(({ id }) => id)
const taken = (lots: readonly string[], untilMs: number | null = null, debtPoints = 0): Taken => ({
  parts: lots.map((one) => ({ lot: one, amountPoints: 1 })),
  debtPoints,
  untilMs,
})

test('an account is empty before anything was posted, and the same one ever after', () => {
  const state = emptyState(0)
  const account = accountState(state, 'stars')
  expect({ ...account, lots: [...account.lots] }).toStrictEqual({
    lots: [],
    leftPoints: 0,
    limits: {},
    debtPoints: 0,
    taken: {},
    counted: {},
    activeMs: null,
  })
  expect(accountState(state, 'stars')).toBe(account)
  expect(Object.keys(state.accounts)).toStrictEqual(['stars'])
})

// What is known of an account is built up with it, or read from what is held of it.
describe.each([
  ['as it grew', (account: AccountState): AccountState => account],
  ['read from what was held', (account: AccountState): AccountState => ({ ...settled(account) })],
])('an account %s', (_, opened) => {
  const holding = (...lots: readonly Lot[]): AccountState => {
    const account = accountState(emptyState(0), 'stars')
    for (const one of lots) addLot(account, one)
    return opened(account)
  }
  /** The same with what was taken from it. */
  const remembering = (account: AccountState, keys: Record<string, Taken>): AccountState => {
    for (const key of Object.keys(keys)) remember(account, key, keys[key]!)
    return opened(account)
  }

  test.each<[string, Lot[], string[]]>([
    ['by their ends, without one last', [lot('a', null), lot('b', 20), lot('c', 10)], ['c', 'b', 'a']],
    [
      'of one end by when they were earned',
      [lot('a', 10, { earnedMs: 3 }), lot('b', 10, { earnedMs: 1 }), lot('c', 10, { earnedMs: 2 })],
      ['b', 'c', 'a'],
    ],
    [
      'without an end by when they were earned, too',
      [lot('z', 5), lot('a', null, { earnedMs: 3 }), lot('b', null, { earnedMs: 1 })],
      ['z', 'b', 'a'],
    ],
    ['that tie on every date by id', [lot('b', 10), lot('d', 10), lot('a', 10), lot('c', 10)], [...'abcd']],
    [
      'that tie on every date by id, beside another',
      [lot('z', 5), lot('b', 10), lot('d', 10), lot('a', 10), lot('c', 10)],
      [...'zabcd'],
    ],
  ])('has its lots in order: %s', (_name, lots, ids) => {
    const account = holding(...lots)
    expect(idsOf(account.lots)).toStrictEqual(ids)
    expect(account.leftPoints).toBe(10 * lots.length)
    expect(idsOf(take(account, 10 * lots.length).map((part) => part.lot))).toStrictEqual(ids)
  })
  test('takes in another lot where it belongs', () => {
    const account = holding(lot('a', 10, { earnedMs: 1 }), lot('c', 10, { earnedMs: 3 }))
    addLot(account, lot('b', 10, { earnedMs: 2 }))
    expect(shown(account)).toStrictEqual(['a 10 10', 'b 10 10', 'c 10 10'])
    addLot(account, lot('y', null))
    addLot(account, lot('x', 5))
    expect(shown(account)).toStrictEqual(['x 10 5', 'a 10 10', 'b 10 10', 'c 10 10', 'y 10 never'])
    expect(account.leftPoints).toBe(50)
  })

  test('finds a lot by its id, and those of a fact in the order in which they are spent', () => {
    const [late, other] = [lot('late', 20, { fact: 'f' }), lot('other', 5, { fact: 'g' })]
    const [early, none] = [lot('early', 10, { fact: 'f' }), lot('none', 1)]
    const account = holding(late, other, early, none)
    expect(lotOf(account, 'early')).toBe(early)
    expect(lotOf(account, 'f')).toBeUndefined()
    expect(lotsOfFact(account, 'f')).toStrictEqual([early, late])
    expect(lotsOfFact(account, 'h')).toStrictEqual([])
    expect(idsOf(lapsed(account, 10))).toStrictEqual(['none', 'other', 'early'])
    expect(lotOf(account, 'early')).toBeUndefined()
    expect(lotsOfFact(account, 'f')).toStrictEqual([late])
    expect(lotsOfFact(account, 'g')).toStrictEqual([])
    addLot(account, { ...other, expiresMs: 30 })
    expect(idsOf(lotsOfFact(account, 'g'))).toStrictEqual(['other'])
  })

  describe('is taken from', () => {
    const abc = (): AccountState => holding(lot('a', 10), lot('b', 20), lot('c', null))
    test.each<[number, string[], string[]]>([
      [0, [], ['a 10 10', 'b 10 20', 'c 10 never']],
      [9, ['9 of a until 10'], ['a 1 10', 'b 10 20', 'c 10 never']],
      [10, ['10 of a until 10'], ['a 0 10', 'b 10 20', 'c 10 never']],
      [11, ['10 of a until 10', '1 of b until 20'], ['a 0 10', 'b 9 20', 'c 10 never']],
      [
        30,
        ['10 of a until 10', '10 of b until 20', '10 of c until never'],
        ['a 0 10', 'b 0 20', 'c 0 never'],
      ],
      [
        31,
        ['10 of a until 10', '10 of b until 20', '10 of c until never'],
        ['a 0 10', 'b 0 20', 'c 0 never'],
      ],
    ])('in order: %d', (wanted, from, left) => {
      const account = abc()
      expect(parts(take(account, wanted))).toStrictEqual(from)
      expect(shown(account)).toStrictEqual(left)
      expect(account.leftPoints).toBe(Math.max(0, 30 - wanted))
    })
    test('from some lots first, and not from what has nothing left', () => {
      const account = abc()
      const [a, b, c] = [...account.lots] as [Lot, Lot, Lot]
      expect(take(account, 12, [c])).toStrictEqual([partOf(c, 10), partOf(a, 2)])
      expect(take(account, 3, [c, b])).toStrictEqual([partOf(b, 3)])
      expect(take(account, 15, [c])).toStrictEqual([partOf(a, 8), partOf(b, 7)])
      expect(take(account, 1)).toStrictEqual([])
      expect(shown(account)).toStrictEqual(['a 0 10', 'b 0 20', 'c 0 never'])
      expect(account.leftPoints).toBe(0)
    })
    test('again what was put back', () => {
      const account = abc()
      const all = take(account, 25)
      putBack(account, [partOf(all[0]!.lot, 4), partOf(all[2]!.lot, 5)])
      expect(shown(account)).toStrictEqual(['a 4 10', 'b 0 20', 'c 10 never'])
      expect(account.leftPoints).toBe(14)
      expect(parts(take(account, 99))).toStrictEqual(['4 of a until 10', '10 of c until never'])
    })
    test('for good what is let go, as if it had never been earned', () => {
      const account = remembering(holding(lot('a', 10, { fact: 'f' }), lot('b', 20, { fact: 'f' })), {
        key: taken(['a']),
        other: taken(['b']),
      })
      const gone = take(account, 13)
      letGo(account, gone)
      expect(shown(account)).toStrictEqual(['b 7 20'])
      expect(lotOf(account, 'b')!.amountPoints).toBe(7)
      expect(lotOf(account, 'a')).toBeUndefined()
      expect(idsOf(lotsOfFact(account, 'f'))).toStrictEqual(['b'])
      expect(Object.keys(account.taken)).toStrictEqual(['other'])
      expect(account.leftPoints).toBe(7)
    })
    test('of what was let go in part the rest stays', () => {
      const account = holding(lot('a', 10))
      letGo(account, take(account, 9))
      expect([...account.lots]).toStrictEqual([lot('a', 10, { amountPoints: 1, leftPoints: 1 })])
    })
  })

  describe('lets lots lapse', () => {
    test.each<[number, string[], string[]]>([
      [9, [], ['a 10 10', 'b 10 10', 'c 10 20', 'd 10 never']],
      [10, ['a', 'b'], ['c 10 20', 'd 10 never']],
      [19, ['a', 'b'], ['c 10 20', 'd 10 never']],
      [20, ['a', 'b', 'c'], ['d 10 never']],
      [1e15, ['a', 'b', 'c'], ['d 10 never']],
    ])('on the instant of their end: %d', (atMs, over, left) => {
      const account = holding(lot('b', 10), lot('a', 10), lot('d', null), lot('c', 20))
      expect(idsOf(lapsed(account, atMs))).toStrictEqual(over)
      expect(shown(account)).toStrictEqual(left)
      expect(account.leftPoints).toBe(10 * left.length)
      for (const id of over) expect(lotOf(account, id)).toBeUndefined()
    })
    test('that have their end in common', () => {
      const account = holding(lot('a', 10, { leftPoints: 3 }), lot('b', 10))
      expect(lapsed(account, 9)).toStrictEqual([])
      expect(idsOf(lapsed(account, 10))).toStrictEqual(['a', 'b'])
      expect([account.leftPoints, [...account.lots]]).toStrictEqual([0, []])
      addLot(account, lot('c', 7))
      expect(nextEndMs(account, 0)).toBe(7)
    })
    test('none that has no end, however late', () => {
      const account = holding(lot('a', null), lot('b', null))
      expect(lapsed(account, 1e15)).toStrictEqual([])
      expect(shown(account)).toStrictEqual(['a 10 never', 'b 10 never'])
    })
    test('and forgets what was taken from nothing else', () => {
      const account = remembering(holding(lot('a', 10), lot('b', 20), lot('c', 30)), {
        first: taken(['a']),
        again: taken(['a'], 50),
        both: taken(['a', 'b']),
        late: taken(['c', 'a']),
        owed: taken(['a'], null, 1),
      })
      expect(idsOf(lapsed(account, 10))).toStrictEqual(['a'])
      expect(Object.keys(account.taken)).toStrictEqual(['both', 'late', 'owed'])
      expect(endedKey(account, 50)).toBeNull()
      expect(idsOf(lapsed(account, 20))).toStrictEqual(['b'])
      expect(Object.keys(account.taken)).toStrictEqual(['late', 'owed'])
      expect(idsOf(lapsed(account, 30))).toStrictEqual(['c'])
      expect(account.taken).toStrictEqual({ owed: taken(['a'], null, 1) })
    })
  })

  describe('remembers what was taken', () => {
    test('under its key, until it is forgotten', () => {
      const account = remembering(holding(lot('a', 10)), { key: taken(['a'], 5), other: taken(['a']) })
      expect(takenAs(account, 'key')).toStrictEqual(taken(['a'], 5))
      expect(takenAs(account, 'constructor')).toBeUndefined()
      forget(account, 'nothing')
      forget(account, 'key')
      expect(takenAs(account, 'key')).toBeUndefined()
      expect(account.taken).toStrictEqual({ other: taken(['a']) })
      expect(endedKey(account, 5)).toBeNull()
      // Nothing of the forgotten key is left to be forgotten again.
      remember(account, 'key', taken([]))
      expect(idsOf(lapsed(account, 10))).toStrictEqual(['a'])
      expect(account.taken).toStrictEqual({ key: taken([]) })
    })
    test('once: what is remembered later under a key stands for it', () => {
      const account = remembering(holding(), { key: taken(['a'], 5) })
      remember(account, 'key', taken(['b'], 9))
      expect(account.taken).toStrictEqual({ key: taken(['b'], 9) })
      expect([endedKey(account, 8), endedKey(account, 9)]).toStrictEqual([null, 'key'])
    })
    test('for a time, and says what ends first, on the instant', () => {
      const account = remembering(holding(), {
        b: taken([], 20),
        never: taken([]),
        a: taken([], 30),
        d: taken([], 10),
        c: taken([], 20),
      })
      expect([endedKey(account, 9), endedKey(account, 10), endedKey(account, 99)]).toStrictEqual([
        null,
        'd',
        'd',
      ])
      expect([9, 10, 19, 20, 29, 30].map((afterMs) => nextEndMs(account, afterMs))).toStrictEqual([
        10,
        20,
        20,
        30,
        30,
        Infinity,
      ])
      const ended: (string | null)[] = []
      for (let key = endedKey(account, 99); key !== null; key = endedKey(account, 99)) {
        ended.push(key)
        forget(account, key)
      }
      expect(ended).toStrictEqual(['d', 'b', 'c', 'a'])
      expect(account.taken).toStrictEqual({ never: taken([]) })
    })
    test.each<[string, (string | null)[], number[]]>([
      ['a', [null, 'b', 'b'], [20, 20, 30]],
      ['b', ['a', 'a', 'a'], [10, 30, 30]],
      ['c', ['a', 'a', 'a'], [10, 20, Infinity]],
      ['never', ['a', 'a', 'a'], [10, 20, 30]],
    ])('and all the rest of it once %s is forgotten', (key, ended, next) => {
      const account = remembering(holding(), {
        a: taken([], 10),
        b: taken([], 20),
        c: taken([], 30),
        never: taken([]),
      })
      forget(account, key)
      expect([10, 20, 30].map((atMs) => endedKey(account, atMs))).toStrictEqual(ended)
      expect([0, 10, 20].map((atMs) => nextEndMs(account, atMs))).toStrictEqual(next)
    })
  })

  describe('says when something ends next', () => {
    const ends = (account: AccountState, ...afterMs: number[]): number[] =>
      afterMs.map((one) => nextEndMs(account, one))
    test.each<[string, Lot[], number[]]>([
      ['without lots', [], [Infinity, Infinity, Infinity, Infinity, Infinity]],
      ['with a common end', [lot('a', 10), lot('b', 10)], [10, 10, Infinity, Infinity, Infinity]],
      [
        'with lots that never lapse',
        [lot('a', null), lot('b', null)],
        [Infinity, Infinity, Infinity, Infinity, Infinity],
      ],
      ['with different ends', [lot('a', 10), lot('b', 20), lot('c', null)], [10, 10, 20, 20, Infinity]],
    ])('%s', (_name, lots, next) => {
      expect(ends(holding(...lots), -Infinity, 9, 10, 19, 20)).toStrictEqual(next)
    })
    test('of lots and of what was taken for a time the first', () => {
      const account = remembering(holding(lot('a', 10), lot('b', 30)), { key: taken([], 20) })
      expect(ends(account, 0, 10, 20, 30)).toStrictEqual([10, 20, 30, Infinity])
    })
    test('without the lots that have lapsed', () => {
      const account = holding(lot('a', 10), lot('b', 10))
      lapsed(account, 10)
      expect(ends(account, 0)).toStrictEqual([Infinity])
    })
  })

  describe('moves its ends', () => {
    test('together where they were together, and spends by when points were earned', () => {
      const account = holding(lot('b', 10, { earnedMs: 5 }), lot('c', 10, { earnedMs: 7 }))
      moveEnds(account, 20)
      expect([nextEndMs(account, 10), nextEndMs(account, 20)]).toStrictEqual([20, Infinity])
      expect(lapsed(account, 19)).toStrictEqual([])
      addLot(account, lot('a', 20, { earnedMs: 3 }))
      expect(parts(take(account, 21))).toStrictEqual([
        '10 of a until 20',
        '10 of b until 20',
        '1 of c until 20',
      ])
      expect(shown(account)).toStrictEqual(['a 0 20', 'b 0 20', 'c 9 20'])
    })
    test('and what is put back has the new one', () => {
      const account = holding(lot('a', 10), lot('b', 10))
      const gone = take(account, 10)
      moveEnds(account, 20)
      putBack(account, gone)
      expect(parts(gone)).toStrictEqual(['10 of a until 20'])
      expect(shown(account)).toStrictEqual(['a 10 20', 'b 10 20'])
    })
    test('and what comes in with another end has its own', () => {
      const account = holding(lot('a', 10), lot('b', 10))
      moveEnds(account, 20)
      addLot(account, lot('c', 15))
      expect(shown(account)).toStrictEqual(['c 10 15', 'a 10 20', 'b 10 20'])
      expect(idsOf(lapsed(account, 20))).toStrictEqual(['c', 'a', 'b'])
    })
    test('to one, in the order in which points were earned, where they differed', () => {
      const account = holding(lot('b', 10, { earnedMs: 5 }), lot('a', 30, { earnedMs: 3 }))
      moveEnds(account, 20)
      expect(shown(account)).toStrictEqual(['a 10 20', 'b 10 20'])
      moveEnds(account, 25)
      expect(parts(take(account, 11))).toStrictEqual(['10 of a until 25', '1 of b until 25'])
      expect(nextEndMs(account, 20)).toBe(25)
    })
    test('but not of lots with a term of their own', () => {
      const account = holding(lot('own', 10, own), lot('a', 10), lot('b', 12))
      moveEnds(account, 20)
      expect(shown(account)).toStrictEqual(['own 10 10', 'a 10 20', 'b 10 20'])
      expect(parts(take(account, 11))).toStrictEqual(['10 of own until 10', '1 of a until 20'])
      expect([nextEndMs(account, 0), nextEndMs(account, 10)]).toStrictEqual([10, 20])
    })
    test('but not of one that ended with the others', () => {
      const account = holding(lot('own', 10, own), lot('a', 10))
      moveEnds(account, 20)
      expect([nextEndMs(account, 0), nextEndMs(account, 10)]).toStrictEqual([10, 20])
      expect(shown(account)).toStrictEqual(['own 10 10', 'a 10 20'])
    })
    test('but not of one that has outlived others', () => {
      const account = holding(lot('a', 10), lot('own', 30, own), lot('b', 40))
      expect(idsOf(lapsed(account, 10))).toStrictEqual(['a'])
      moveEnds(account, 50)
      expect(shown(account)).toStrictEqual(['own 10 30', 'b 10 50'])
      expect(idsOf(lapsed(account, 30))).toStrictEqual(['own'])
      moveEnds(account, 60)
      expect(shown(account)).toStrictEqual(['b 10 60'])
    })
  })

  test('is emptied of all but what its rules have counted', () => {
    const account = remembering(holding(lot('a', 10, { leftPoints: 4 }), lot('b', 20, { fact: 'f' })), {
      [countedKey('stars.0', 'f')]: taken([]),
      'spend/g': taken(['a'], 15, 3),
    })
    Object.assign(account, { debtPoints: 3, activeMs: 7, counted: { 'stars.0': { amount: 25, points: 2 } } })
    expect(countedKey('stars.0', 'f')).toBe('counted/stars.0/f')
    expect(parts(emptied(account))).toStrictEqual(['4 of a until 10', '10 of b until 20'])
    expect({ ...account, lots: [...account.lots] }).toStrictEqual({
      lots: [],
      leftPoints: 0,
      limits: {},
      debtPoints: 0,
      taken: { 'counted/stars.0/f': taken([]) },
      counted: { 'stars.0': { amount: 25, points: 0, gone: 25 } },
      activeMs: null,
    })
    expect(lotOf(account, 'a')).toBeUndefined()
    expect(lotsOfFact(account, 'f')).toStrictEqual([])
    expect([endedKey(account, 99), nextEndMs(account, 0)]).toStrictEqual([null, Infinity])
  })
})

test('lots say their own ends again, in every account', () => {
  const state = emptyState(0)
  const [stars, miles] = [accountState(state, 'stars'), accountState(state, 'miles')]
  addLot(stars, lot('a', 10))
  addLot(miles, lot('b', 10))
  addLot(miles, lot('c', null))
  moveEnds(stars, 20)
  settleLots(state)
  expect([...stars.lots, ...miles.lots].map(({ expiresMs }) => expiresMs)).toStrictEqual([20, 10, null])
})
