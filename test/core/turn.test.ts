/** The smallest change of values that turns a decision: worked out by hand. */
import { describe, expect, test } from 'vitest'
import { folded } from '../../src/core/advance.js'
import type { Range } from '../../src/core/bounds.js'
import { reasonsFor } from '../../src/core/reasons.js'
import { smallestChange } from '../../src/core/turn.js'
import { both } from './account.js'
import { minimal, planOf, levelAsking } from './programs.js'

const day = (text: string): number => Date.parse(text)
type Given = Record<string, number | string | boolean>
/** What turns the last decision of a merchant with such fields, on a ladder of two tiers. */
const turnOf = (enter: unknown, given: Given, over: Record<string, unknown> = {}, more = {}) => {
  const types = { n: 'number', m: 'number', i: 'integer', j: 'integer', k: 'integer', l: 'integer', o: 'integer', p: 'percent', cost: 'money', born: 'date', isGood: 'flag', likes: 'goods' } // prettier-ignore
  const plan = planOf(
    minimal({
      choices: { goods: { tea: both('Tea'), books: both('Books'), toys: both('Toys') } },
      fields: Object.fromEntries(Object.entries(types).map(([id, type]) => [id, { type, name: both(id) }])),
      ladders: [levelAsking(enter)],
      ...over,
    }),
  )
  const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: given, ...more }
  const { last } = reasonsFor(plan, record, Date.parse('2025-06-15T12:00:00Z'))!
  return last!.turn && last!.turn.map(({ subject, from, to }) => [subject.id, from, to])
}

describe('one value', () => {
  test.each<[string, unknown, Given, unknown]>([
    ['up to a mark', { i: { gte: 7 } }, { i: 3 }, [['i', 3, 7]]],
    ['past a mark', { i: { gt: 7 } }, { i: 3 }, [['i', 3, 8]]],
    ['down to a mark', { i: { lte: 7 } }, { i: 12 }, [['i', 12, 7]]],
    ['below a mark', { i: { lt: 7 } }, { i: 12 }, [['i', 12, 6]]],
    ['to a value, from below', { i: { eq: 7 } }, { i: 3 }, [['i', 3, 7]]],
    ['to a value, from above', { i: { eq: 7 } }, { i: 12 }, [['i', 12, 7]]],
    ['to the very next', { i: { gte: 4 } }, { i: 3 }, [['i', 3, 4]]],
    ['down to 0', { i: { lte: 0 } }, { i: 9 }, [['i', 9, 0]]],
    ['to no amount below 0', { i: { lt: 0 } }, { i: 9 }, null],
    ['below 0, up', { i: { gte: -2 } }, { i: -9 }, [['i', -9, -2]]],
    ['below 0, down', { i: { lte: -20 } }, { i: -9 }, [['i', -9, -20]]],
    ['from below 0 to above it', { i: { gte: 5 } }, { i: -9 }, [['i', -9, 5]]],
    ['far away', { i: { gte: 987_654_321 } }, { i: 3 }, [['i', 3, 987_654_321]]],
    ['a fraction up', { n: { gte: 0.25 } }, { n: 0.1 }, [['n', 0.1, 0.25]]],
    ['a fraction past', { n: { gt: 0.25 } }, { n: 0.1 }, [['n', 0.1, 0.250001]]],
    ['a fraction below', { n: { lt: 0.25 } }, { n: 3 }, [['n', 3, 0.249999]]],
    ['a fraction below 0', { n: { gte: -0.5 } }, { n: -2 }, [['n', -2, -0.5]]],
    ['a percentage', { p: { gte: 2.5 } }, { p: 1 }, [['p', 1, 2.5]]],
    ['of money, in whole units', { cost: { gt: 250 } }, { cost: 100 }, [['cost', 100, 251]]],
    ['of what is unknown, from its least', { i: { gte: 7 } }, {}, [['i', null, 7]]],
    ['a flag that is off', { isGood: true }, { isGood: false }, [['isGood', 0, 1]]],
    ['a flag that is on', { isGood: false }, { isGood: true }, [['isGood', 1, 0]]],
    ['a choice', { likes: 'toys' }, { likes: 'tea' }, [['likes', 0, 2]]],
    ['a choice back', { likes: 'tea' }, { likes: 'toys' }, [['likes', 2, 0]]],
    ['what is lost again: up to a mark', { i: { gte: 7 } }, { i: 9 }, [['i', 9, 6]]],
    ['what is lost again: down to one', { i: { lte: 7 } }, { i: 5 }, [['i', 5, 8]]],
    ['the nearest of two ways', { any: [{ i: { lte: 5 } }, { i: { gte: 12 } }] }, { i: 10 }, [['i', 10, 12]]],
    ['the nearest of two ways, down', { any: [{ i: { lte: 9 } }, { i: { gte: 20 } }] }, { i: 10 }, [['i', 10, 9]]],
    ['the smaller of two moves', { any: [{ i: { gte: 100 } }, { j: { gte: 100 } }] }, { i: 50, j: 90 }, [['j', 90, 100]]],
    ['the smaller, whichever is first', { any: [{ i: { gte: 100 } }, { j: { gte: 100 } }] }, { i: 90, j: 50 }, [['i', 90, 100]]],
    ['of equal moves the first', { any: [{ i: { gte: 100 } }, { j: { gte: 100 } }] }, { i: 50, j: 50 }, [['i', 50, 100]]],
    ['an amount rather than a name', { any: [{ isGood: true }, { i: { gte: 100 } }] }, { isGood: false, i: 60 }, [['i', 60, 100]]],
    ['an amount rather than a choice', { any: [{ likes: 'toys' }, { i: { gte: 100 } }] }, { likes: 'books', i: 40 }, [['i', 40, 100]]],
    ['a choice, to no other than there are', { not: { likes: 'toys' } }, { likes: 'toys' }, [['likes', 2, 1]]],
    ['a flag, to no other than there are', { not: { isGood: true } }, { isGood: true }, [['isGood', 1, 0]]],
    ['from 0 to no amount below it', { i: { lt: 0 } }, { i: 0 }, null],
    ['a fraction below 0, down', { n: { lte: -3 } }, { n: -2 }, [['n', -2, -3]]],
    ['a fraction, far', { n: { gte: 5_000_000.5 } }, { n: 1 }, [['n', 1, 5_000_000.5]]],
    ['a date, later', { born: { gte: '2020-03-05' } }, { born: '1999-12-31' }, [['born', day('1999-12-31'), day('2020-03-05')]]],
    ['a date, past a day', { born: { gt: '2020-03-05' } }, { born: '2020-03-04' }, [['born', day('2020-03-04'), day('2020-03-06')]]],
    ['a date, earlier', { born: { lte: '1960-02-29' } }, { born: '1980-06-01' }, [['born', day('1980-06-01'), day('1960-02-29')]]],
    ['a date that is unknown', { born: { gte: '2020-03-05' } }, {}, [['born', null, day('2020-03-05')]]],
    ['a date that is unknown, from 1970 on', { born: { lte: '2020-03-05' } }, {}, [['born', null, 0]]],
    ['an amount rather than what is unknown and would be 0', { any: [{ j: { lte: 0 } }, { i: { gte: 100 } }] }, { i: 60 }, [['i', 60, 100]]],
    ['an amount rather than what is unknown', { any: [{ j: { gte: 1 } }, { i: { gte: 100 } }] }, { i: 1 }, [['i', 1, 100]]],
  ])('%s', (_, enter, given, is) => {
    expect(turnOf(enter, given)).toEqual(is)
  }) // prettier-ignore
})

describe('several values', () => {
  const all = (...ids: string[]) =>
    Object.fromEntries(ids.map((id, place) => [id, { gte: 10 * (place + 1) }]))
  const none = { i: 1, j: 1, k: 1, l: 1, o: 1 }
  test.each<[string, unknown, Given, unknown]>([
    ['two', all('i', 'j'), none, [['i', 1, 10], ['j', 1, 20]]],
    ['three', all('i', 'j', 'k'), none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30]]],
    ['four', all('i', 'j', 'k', 'l'), none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40]]],
    ['five', all('i', 'j', 'k', 'l', 'o'), none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40], ['o', 1, 50]]],
    ['those alone that fail', all('i', 'j', 'k'), { i: 10, j: 1, k: 1 }, [['j', 1, 20], ['k', 1, 30]]],
    ['both ways', { i: { gte: 5 }, j: { lte: 3 } }, { i: 1, j: 9 }, [['i', 1, 5], ['j', 9, 3]]],
    ['with a name', { i: { gte: 5 }, isGood: true }, { i: 1, isGood: false }, [['i', 1, 5], ['isGood', 0, 1]]],
    ['the smaller pair', { any: [{ i: { gte: 100 }, j: { gte: 100 } }, { k: { gte: 100 }, l: { gte: 100 } }] }, { i: 10, j: 10, k: 90, l: 90 }, [['k', 90, 100], ['l', 90, 100]]],
    ['none, where one can not', { i: { gte: 5 }, j: { lt: 0 } }, { i: 1, j: 9 }, null],
    ['none of those that need not change', { n: { gte: 1 }, ...all('i', 'j', 'k', 'l', 'o'), m: { lte: 9 } }, { ...none, n: 5, m: 5 }, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40], ['o', 1, 50]]],
    ['five, since none of them can become unknown', { any: [{ o: { known: false } }, all('i', 'j', 'k', 'l', 'o')] }, none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40], ['o', 1, 50]]],
    ['five, of which one can not', { ...all('i', 'j', 'k', 'l'), o: { lt: 0 } }, none, null],
    ['five, two of them down', { ...all('i', 'j', 'k'), l: { lte: 3 }, o: { lte: 4 } }, { ...none, l: 9, o: 9 }, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 9, 3], ['o', 9, 4]]],
    ['five, one of them unknown', all('i', 'j', 'k', 'l', 'o'), { i: 1, j: 1, k: 1, l: 1 }, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40], ['o', null, 50]]],
  ])('%s', (_, enter, given, is) => {
    const sorted = (turn: unknown) => (turn as [string][] | null)?.sort(([left], [right]) => (left < right ? -1 : 1)) ?? null
    expect(sorted(turnOf(enter, given))).toEqual(sorted(is))
  }) // prettier-ignore
})

describe('the smaller of two pairs, the first of which is nearer', () => {
  const far = { all: [{ k: { gte: 100 } }, { l: { gte: 100 } }] }
  const near = { i: 90, j: 90, k: 10, l: 10 }
  const rates = {
    metrics: {
      sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
      rate: { ratio: 'sales', to: 'sales', per: 100, else: 'exempt', name: both('Rate') },
    },
  }
  test.each<[string, unknown, unknown]>([
    ['where both are asked for', { i: { gte: 100 }, j: { gte: 100 } }, [['i', 90, 100], ['j', 90, 100]]],
    ['where either would fail it', { not: { any: [{ i: { lt: 100 } }, { j: { lt: 100 } }] } }, [['i', 90, 100], ['j', 90, 100]]],
    ['where one may be exempt', { i: { gte: 100 }, rate: { lte: 90 } }, [['i', 90, 100], ['rate', 100, 90]]],
  ])('%s', (_, enter, is) => {
    const sorted = (turn: unknown) => (turn as [string][]).sort(([left], [right]) => (left < right ? -1 : 1))
    expect(sorted(turnOf({ any: [enter, far] }, near, rates, { metrics: { rate: 100 } }))).toEqual(is)
  }) // prettier-ignore
})

/** The moves of the program's ladder by themselves, whatever the order in which they are found. */
const inOrder = (turn: unknown) =>
  (turn as [string, number, number][] | null)?.sort(([left], [right]) => (left < right ? -1 : 1)) ?? null

describe('of two pairs the smaller, in whichever order a rule names them,', () => {
  type Pair = [unknown, unknown]
  const orders = ([near, far]: [Pair, Pair]): [Pair, Pair][] => [
    [near, far],
    [far, near],
  ]
  const mark = (is: string, near: number, far: number): [Pair, Pair] => [
    [{ i: { [is]: near } }, { j: { [is]: near } }],
    [{ k: { [is]: far } }, { l: { [is]: far } }],
  ]
  const all = { i: 10, j: 10, k: 80, l: 80 }
  // from 10 and 80: the first pair moves by less
  test.each<[string, [Pair, Pair], number]>([
    ['gte', mark('gte', 12, 200), 12],
    ['gt', mark('gt', 12, 200), 13],
    ['lte', mark('lte', 9, 8), 9],
    ['lt', mark('lt', 9, 8), 8],
    ['eq', mark('eq', 12, 200), 12],
    ['eq below', mark('eq', 9, 8), 9],
    ['gte, far', mark('gte', 20_000, 1_000_000_000), 20_000],
  ])('that comes to hold: %s', (_, pairs, to) => {
    for (const two of orders(pairs))
      expect(inOrder(turnOf({ any: two.map((pair) => ({ all: pair })) }, all))).toEqual([
        ['i', 10, to],
        ['j', 10, to],
      ])
  })
  test.each<[string, [Pair, Pair], number]>([
    ['gte', mark('gte', 10, 8), 9],
    ['gt', mark('gt', 9, 8), 9],
    ['lte', mark('lte', 12, 200), 13],
    ['lt', mark('lt', 12, 200), 12],
    ['lt, far', mark('lt', 20_000, 1_000_000_000), 20_000],
  ])('that comes to fail: %s', (_, pairs, to) => {
    for (const two of orders(pairs))
      expect(inOrder(turnOf({ all: two.map((pair) => ({ any: pair })) }, all))).toEqual([
        ['i', 10, to],
        ['j', 10, to],
      ])
  })
  test('that comes to fail: eq', () => {
    const pairs: [Pair, Pair] = mark('eq', 80, 10)
    const given = { i: 80, j: 80, k: 10, l: 10 }
    for (const two of orders(pairs))
      expect(inOrder(turnOf({ all: two.map((pair) => ({ any: pair })) }, given))).toEqual([
        ['i', 80, 81],
        ['j', 80, 81],
      ])
  })
  test('is the one that moves by less altogether, not the one with the smallest move', () => {
    const uneven: [Pair, Pair] = [
      [{ i: { gte: 100 } }, { j: { gte: 100 } }],
      [{ k: { gte: 100 } }, { l: { gte: 100 } }],
    ]
    for (const two of orders(uneven))
      expect(
        inOrder(turnOf({ any: two.map((pair) => ({ all: pair })) }, { i: 60, j: 50, k: 90, l: 10 })),
      ).toEqual([
        ['i', 60, 100],
        ['j', 50, 100],
      ])
  })
})

describe('a score that no value brings alone, beside a pair that moves by more,', () => {
  const far = { all: [{ x: { gte: 10 } }, { y: { gte: 10 } }] }
  const keeps = { any: [{ x: { lte: 9 } }, { y: { lte: 9 } }] }
  const capped = (caps: Given, perUnit = 1) => ({
    fields: Object.fromEntries(
      [...Object.keys(caps), 'x', 'y'].map((id) => [id, { type: 'integer', name: both(id) }]),
    ),
    score: {
      name: both('Score'),
      combine: 'sum',
      factors: Object.entries(caps).map(([id, max]) => ({
        id: `f${id}`,
        name: both(id),
        metric: id,
        scale: { perUnit, max },
      })),
    },
  })
  /** The same turn, whichever of the two the rule names first. */
  const turned = (near: unknown, given: Given, over: Record<string, unknown>, how: 'any' | 'all' = 'any') => {
    const other = how === 'any' ? far : keeps
    const [first, second] = [
      [near, other],
      [other, near],
    ].map((two) => inOrder(turnOf({ [how]: two }, { ...given, x: -10, y: -10 }, over)))
    expect(second).toEqual(first)
    return first
  }
  const two = { i: 12, j: 10 }
  const up = [
    ['i', 12, 20],
    ['j', 10, 15],
  ]
  const down = [
    ['i', 12, 5],
    ['j', 10, 0],
  ]
  test.each<[string, 'any' | 'all', object, unknown]>([
    ['goes up to a mark', 'any', { gte: 35 }, up],
    ['goes up past a mark', 'any', { gt: 34 }, up],
    ['goes up past its most', 'all', { lte: 34 }, up],
    ['goes up to what it may not be', 'all', { lt: 35 }, up],
    ['goes down to a mark', 'any', { lte: 5 }, down],
    ['goes down below a mark', 'any', { lt: 6 }, down],
    ['goes down below its least', 'all', { gte: 6 }, down],
    ['goes down to what it may not be', 'all', { gt: 5 }, down],
  ])('%s', (_, how, mark, is) => {
    expect(turned({ score: mark }, two, capped({ i: 20, j: 20 }), how)).toEqual(is)
  })
  test('goes far', () => {
    expect(turned({ score: { gte: 35 } }, { i: 12_000, j: 10_000 }, capped({ i: 20, j: 20 }, 0.001))).toEqual(
      [
        ['i', 12_000, 20_000],
        ['j', 10_000, 15_000],
      ],
    )
  })
  test('takes no more of what was unknown than the others leave', () => {
    const near = { all: [{ score: { gte: 35 } }, { j: { gte: 19 } }] }
    expect(turned(near, { j: 10 }, capped({ i: 20, j: 20 }))).toEqual([
      ['i', null, 16],
      ['j', 10, 19],
    ])
  })
  test('is not hidden by many values that bring no more', () => {
    const full = Object.fromEntries([...'abcdefghklmn'].map((id) => [id, 5]))
    const given = Object.fromEntries([...'abcdefghklmn'].map((id) => [id, 30]))
    expect(turned({ score: { gte: 95 } }, { ...given, ...two }, capped({ ...full, i: 20, j: 20 }))).toEqual(
      up,
    )
  })
  test('is not hidden by many values that bring little', () => {
    const caps = { a: 2, b: 3, c: 4, d: 5, e: 6, f: 7, i: 41, j: 41 }
    const ones = Object.fromEntries(Object.keys(caps).map((id) => [id, 1]))
    expect(turned({ score: { gte: 68 } }, ones, capped(caps))).toEqual([
      ['i', 1, 21],
      ['j', 1, 41],
    ])
  })
})

describe('where sales are counted by a mark that is moved with others', () => {
  const turn = (is: string, amounts: number[], some: unknown) => {
    const metrics = { some: { count: 'sale', window: 'lifetime', where: { amount: { [is]: 'i' } }, name: both('Some') } } // prettier-ignore
    const facts = amounts.map((amount, place) => ({
      id: `f${place}`,
      type: 'sale',
      at: '2025-01-02',
      amount,
    }))
    const enter = {
      all: ['j', 'k', 'l', 'o', 'i'].map((id) => ({ [id]: { gte: 10 } })).concat(some as never),
    }
    return inOrder(turnOf(enter, { i: 1, j: 1, k: 1, l: 1, o: 1 }, { metrics }, { facts }))
  }
  const to10 = ['j', 'k', 'l', 'o'].map((id) => [id, 1, 10])
  test('it goes on until they are as many as they must be', () => {
    expect(turn('lte', [5, 15], { not: { some: { eq: 1 } } })).toEqual([['i', 1, 15], ...to10])
  })
  test('nothing is said where they never are, rather than what turns nothing', () => {
    expect(turn('gte', [5], { some: { gte: 1 } })).toBeNull()
  })
})

/** What a search asks, of values of its own: a question that others answer. */
describe('a search', () => {
  const searched = (
    types: Record<string, string>,
    fields: Given,
    turned: (given: Readonly<Record<string, number | null>>) => boolean,
    canTurn: (ranges: Readonly<Record<string, Range>>) => boolean,
  ) => {
    const asks = Object.keys(types).map((id) => ({ [id]: { gte: 9 } }))
    const plan = planOf(
      minimal({
        fields: Object.fromEntries(Object.entries(types).map(([id, type]) => [id, { type, name: both(id) }])),
        ladders: [levelAsking({ all: asks })],
      }),
    )
    const now = Date.parse('2025-06-15T12:00:00Z')
    const values = folded(plan, { id: 'm', joinedAt: '2025-01-01', facts: [], fields }, now).now(now)
    const compares = plan.nodes.flatMap(({ op }, id) => (op === 'compare' ? [id] : []))
    const ranges: [number, number][] = []
    let asked = 0
    const moves = smallestChange(values, [plan.clockwork.ladders[0]!.earned], compares, {
      holds: (given) => {
        asked += 1
        return turned(given)
      },
      canHold: (within) => {
        const range = within['field:i']
        if (range) ranges.push([range.lo, range.hi])
        return canTurn(within)
      },
    })
    return { moves: moves && moves.map(({ input, to }) => [input.name.id, to]), ranges, asked }
  }
  test.each<[string, number, number, [number, number][]]>([
    ['up', 3, 8, [[4, 4], [5, 6], [7, 10], [7, 8], [7, 7], [8, 8]]],
    ['down', 9, 4, [[8, 8], [6, 7], [2, 5], [4, 5], [5, 5], [4, 4]]],
    ['down to the least', 3, 0, [[2, 2], [0, 1], [1, 1], [0, 0]]],
  ])('asks the near values first, then twice as many, and halves what can turn: %s', (_, from, to, is) => {
    const { moves, ranges } = searched(
      { i: 'integer' },
      { i: from },
      (given) => given['field:i'] === to,
      ({ 'field:i': range }) => range!.lo <= to && to <= range!.hi && (to > from ? range!.lo > from : range!.hi < from),
    )
    expect([moves, ranges.filter(([lo]) => (to > from ? lo > from : lo < from))]).toEqual([[['i', to]], is])
  }) // prettier-ignore
  test.each<[string, number, number]>([
    // each can be moved to its mark and to its most: of 5 in twos, threes and fours 4 * 10 + 8 * 10 + 16 * 5
    ['two to four values, none twice', 5, 200],
    // of the 24 smallest moves in twos, threes and fours
    ['24 moves at most', 30, 276 + 2024 + 10_626],
  ])('tries sets of %s', (_, many, sets) => {
    const ids = Array.from({ length: many }, (__, place) => `f${place}`)
    const of = <T>(value: T) => Object.fromEntries(ids.map((id) => [id, value]))
    const no = () => false
    expect(searched(of('integer'), of(1), no, no)).toMatchObject({ moves: null, asked: sets })
  })
})

test('a tier on another ladder and an override are no values that a merchant could change', () => {
  const badge = { ...levelAsking({ i: { gte: 5 } }), id: 'badge', main: undefined, badge: true }
  const plus = { id: 'plus', kind: 'grant', name: both('Plus'), starts: { i: { gte: 9 } }, floor: { badge: 'high' } }
  const over = (enter: unknown) => ({ ladders: [levelAsking(enter), badge], overrides: [plus] })
  expect(turnOf({}, { i: 1 }, over({ badge: 'high' }))).toBeNull()
  expect(turnOf({}, { i: 1 }, over({ plus: true }))).toBeNull()
  expect(turnOf({}, { i: 1, j: 1 }, over({ any: [{ badge: 'high' }, { j: { gte: 8 } }] }))).toEqual([['j', 1, 8]])
}) // prettier-ignore

test('what would have lifted a tier is looked for in what the next one asks, not in what this one does', () => {
  const tiers = [{ i: { gte: 10 } }, { j: { gte: 100 } }, { i: { gte: 20 } }].map((enter, place) => ({
    id: `t${place}`,
    name: both(`T${place}`),
    enter,
  }))
  const over = { ladders: [{ ...levelAsking({}), tiers }] }
  expect(turnOf({}, { i: 19, j: 10 }, over)).toEqual([['j', 10, 100]])
})

test('what would have kept a tier that was lost is the nearest value, however far', () => {
  const fields = { i: { type: 'integer', name: both('i') } }
  const plan = planOf(minimal({ fields, ladders: [levelAsking({ i: { gte: 10 } })] }))
  const dated = [
    { from: '2025-01-01', value: 12 },
    { from: '2025-05-10', value: 4 },
  ]
  const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { i: dated } }
  const { change } = reasonsFor(plan, record, Date.parse('2025-06-15T12:00:00Z'))!
  expect([change!.outcome, change!.turn!.map(({ from, to }) => [from, to])]).toEqual(['fall', [[4, 10]]])
})

describe('a score of several values', () => {
  const factor = (id: string, perUnit: number, max: number) => ({
    id: `f${id}`,
    name: both(id),
    metric: id,
    scale: { perUnit, max },
  })
  const score = {
    score: {
      name: both('Score'),
      combine: 'sum',
      factors: [factor('i', 1, 20), factor('j', 2, 20), factor('k', 4, 20)],
    },
  }
  test.each<[string, number, Given, unknown]>([
    ['one up', 30, { i: 10, j: 4, k: 0 }, [['j', 4, 10]]],
    [
      'two, as small as each other allows',
      40,
      { i: 0, j: 0, k: 0 },
      [
        ['i', 0, 20],
        ['j', 0, 10],
      ],
    ],
    [
      'two, one to its most and the other to what is left',
      35,
      { i: 1, j: 1, k: 0 },
      [
        ['j', 1, 10],
        ['i', 1, 15],
      ],
    ],
    [
      'all three',
      60,
      { i: 1, j: 1, k: 1 },
      [
        ['k', 1, 5],
        ['j', 1, 10],
        ['i', 1, 20],
      ],
    ],
    ['more than they can', 61, { i: 1, j: 1, k: 1 }, null],
  ])('%s', (_, mark, given, is) => {
    expect(turnOf({ score: { gte: mark } }, given, score)).toEqual(is)
  })
})
