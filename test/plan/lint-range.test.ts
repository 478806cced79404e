import { describe, expect, test } from 'vitest'
import { canHold, implies } from '../../src/plan/lint-possible.js'
import { isEmpty, Ranges, type Grounds } from '../../src/plan/lint-range.js'
import { meaningOf, type Value } from '../../src/plan/operations.js'
import type { Comparison, Id, Leaf, Name, Node, Plan } from '../../src/plan/plan.js'
import { randomOf, type Random } from './lint-random.js'

/** A plan of nodes alone, with one ladder of four tiers, a few accounts and choices. */
const groundsOf = (
  nodes: Node[],
  names: Record<Id, Partial<Name>> = {},
  unsure: Iterable<Id> = [],
): Grounds => ({
  plan: {
    nodes,
    names,
    clockwork: {
      ladders: [{ key: 'level', tiers: [1, 2, 3, 4] }],
      accounts: [
        { id: 'beans', min: -5, max: 90, outside: false },
        { id: 'miles', min: 0, max: 90, outside: true },
      ],
      eventNames: { order: {} },
      choices: { risk: ['clear', 'fraud', 'watch'], 'order.kind': ['a', 'b'] },
    },
  } as unknown as Plan,
  unsure: new Set(unsure),
})
const leaf = (one: Leaf): Node => ({ op: 'leaf', leaf: one })
const value = (one: number | null): Node => ({ op: 'value', value: one })
const tier = leaf({ from: 'held', what: 'tier', id: 'level' }) // -1 to 3
const flag = leaf({ from: 'held', what: 'active', id: 'plus' }) // 0 or 1
const beans = leaf({ from: 'held', what: 'balance', id: 'beans' }) // -5 to 90
const field = leaf({ from: 'field', id: 'any' })
const risk = leaf({ from: 'field', id: 'risk' }) // 0 to 2, or unknown
const rank = leaf({ from: 'peers', what: 'rank', cohort: 'c', of: 0, key: 'k', better: 'high' }) // 1 or more, or unknown

/** The range of the last of some nodes, as text: `low..high`, with `?` where it may be unknown, `?` alone where it always is. */
const shown = (nodes: Node[], names: Record<Id, Partial<Name>> = {}, unsure: Id[] = []): string => {
  const range = new Ranges(groundsOf(nodes, names, unsure)).of(nodes.length - 1)
  return (isEmpty(range) ? '' : `${range.low}..${range.high}`) + (range.unknown ? '?' : '')
}
const facts = (take: string, of?: string): Node =>
  leaf({ from: 'facts', event: 'order', take, of, window: 'w', net: false } as Leaf)
const two = value(2)
const three = value(3)
const compare = (is: Comparison, left: Id, right: Id): Node => ({ op: 'compare', is, left, right })

describe('the values that a node can have', () => {
  test.each<[string, Node[], string, Record<Id, Partial<Name>>?]>([
    ['a number', [two], '2..2'],
    ['nothing', [value(null)], '?'],
    ['a tier held, or none', [tier], '-1..3'],
    ['a tier of a ladder that is not there', [leaf({ from: 'held', what: 'computed', id: 'x' })], '-1..Infinity'],
    ['whether an override holds', [flag], '0..1'],
    ['a balance', [beans], '-5..90'],
    ['a balance that another system keeps', [leaf({ from: 'held', what: 'balance', id: 'miles' })], '-Infinity..Infinity'],
    ['at how many reviews', [leaf({ from: 'held', what: 'times', id: 'w', ofLast: 6 })], '0..6'],
    ['a streak', [leaf({ from: 'held', what: 'streak', id: 'w' })], '0..Infinity'],
    ['a field', [field], '-Infinity..Infinity?'],
    ['a choice', [risk], '0..2?'],
    ['a flag', [leaf({ from: 'field', id: 'open' })], '0..1?', { 0: { unit: 'flag' } }],
    ['a name that every object has', [leaf({ from: 'field', id: 'toString' })], '-Infinity..Infinity?'],
    ['a metric that is given', [leaf({ from: 'metric', id: 'm' })], '-Infinity..Infinity?'],
    ['a count', [facts('count')], '0..Infinity?'],
    ['days', [facts('days')], '0..Infinity?'],
    ['different values', [facts('distinct', 'kind')], '0..Infinity?'],
    ['a sum', [facts('sum', 'amount')], '-Infinity..Infinity?'],
    ['the newest of a choice', [facts('latest', 'kind')], '0..1?'],
    ['the greatest of a choice, which is no place', [facts('max', 'kind')], '-Infinity..Infinity?'],
    ['a rank', [leaf({ from: 'peers', what: 'rank', cohort: 'c', of: 0, key: 'k', better: 'high' })], '1..Infinity?'],
    ['a size', [leaf({ from: 'peers', what: 'size', cohort: 'c' })], '0..Infinity?'],
    ['a cut, like what is cut', [beans, leaf({ from: 'peers', what: 'cut', cohort: 'c', of: 0, key: 'k', per: 80 })], '-5..90?'],
    ['time since joining', [leaf({ from: 'moment', what: 'elapsed', since: 'joinedAt', which: 'last', unit: 'days' })], '0..Infinity?'],
    ['time since an event', [leaf({ from: 'moment', what: 'elapsed', since: 'order', which: 'last', unit: 'days' })], '0..Infinity?'],
    ['time since a date, which may lie ahead', [leaf({ from: 'moment', what: 'elapsed', since: 'signedAt', which: 'last', unit: 'days' })], '-Infinity..Infinity?'],

    ['micro-points', [tier, { op: 'micro', x: 0 }], '-1000000..3000000'],
    ['micro-points, half up', [value(0.0000005), { op: 'micro', x: 0 }], '1..1'],
    ['a sum of weights of either sign', [tier, beans, { op: 'sum', of: [0, 1], weights: [2, -1] }], '-92..11'],
    ['a weight of 0 on what has no end', [field, beans, { op: 'sum', of: [0, 1], weights: [0, 1] }], '-5..90?'],
    ['a sum with what is never known', [value(null), beans, { op: 'sum', of: [0, 1], weights: [1, 1] }], '?'],
    ['the grid', [value(1_500_000), two, { op: 'grid', x: 0, over: 1 }], '0.75..0.75'],
    ['the grid of a range', [tier, { op: 'micro', x: 0 }, value(1), { op: 'grid', x: 1, over: 2 }], '-1..3'],
    ['the grid over 0', [two, value(0), { op: 'grid', x: 0, over: 1 }], 'Infinity..Infinity?'],
    ['a product', [tier, beans, { op: 'product', of: [0, 1], per: 10 }], '-9..27'],
    ['a product of two below 0', [tier, tier, { op: 'product', of: [0, 1], per: 1 }], '-3..9'],
    ['the least', [tier, beans, { op: 'min', of: [0, 1] }], '-5..3'],
    ['the most', [tier, beans, { op: 'max', of: [0, 1] }], '-1..90'],
    ['the most with what may be unknown', [tier, risk, { op: 'max', of: [0, 1] }], '0..3?'],
    ['the least with what is never known', [tier, value(null), { op: 'min', of: [0, 1] }], '?'],
    ['a ratio', [beans, two, { op: 'ratio', num: 0, den: 1, per: 100 }], '-250..4500'],
    ['a ratio of counts', [facts('count'), facts('days'), { op: 'ratio', num: 0, den: 1, per: 100 }], '0..Infinity?'],
    ['a ratio over at least 1', [beans, leaf({ from: 'peers', what: 'rank', cohort: 'c', of: 0, key: 'k', better: 'low' }), { op: 'ratio', num: 0, den: 1, per: 1 }], '-5..90?'],
    ['a ratio over what may be below 0', [two, tier, { op: 'ratio', num: 0, den: 1, per: 1 }], '-Infinity..Infinity?'],
    ['a ratio over what is known and above 0', [two, three, { op: 'ratio', num: 0, den: 1, per: 3 }], '2..2'],
    ['a ratio over what is always below 0', [two, value(-3), { op: 'ratio', num: 0, den: 1, per: 1 }], '-Infinity..Infinity'],
    ['a share of less than 0', [beans, rank, { op: 'ratio', num: 0, den: 1, per: -100 }], '-Infinity..Infinity?'],
    ['a share of 0', [beans, rank, { op: 'ratio', num: 0, den: 1, per: 0 }], '0..0?'],
    ['a share of 0 over what may be 0', [beans, facts('count'), { op: 'ratio', num: 0, den: 1, per: 0 }], '-Infinity..Infinity?'],
    ['a ratio with what is never known', [value(null), two, { op: 'ratio', num: 0, den: 1, per: 3 }], '?'],
    ['a ratio over what is never known', [two, value(null), { op: 'ratio', num: 0, den: 1, per: 3 }], '?'],
    ['nothing over what is never 0', [value(0), three, { op: 'ratio', num: 0, den: 1, per: 3 }], '0..0'],

    ['a line', [tier, { op: 'curve', x: 0, knots: [[0, 0], [2, 10], [10, 90]], shape: 'line', beyond: 0 }], '0..20'],
    ['a line that falls and rises', [tier, { op: 'curve', x: 0, knots: [[0, 5], [1, -7], [2, 3]], shape: 'line', beyond: 0 }], '-7..5'],
    ['bands by from', [tier, { op: 'curve', x: 0, knots: [[0, 10], [3, 30], [9, 90]], shape: 'from', beyond: -4 }], '-4..30'],
    ['bands by from, none below', [flag, { op: 'curve', x: 0, knots: [[0, 10], [1, 30]], shape: 'from', beyond: -4 }], '10..30'],
    ['a band by from that only its inside reaches', [tier, { op: 'curve', x: 0, knots: [[0, 10], [1, 50], [2, 20]], shape: 'from', beyond: 20 }], '10..50'],
    ['bands by upTo', [tier, { op: 'curve', x: 0, knots: [[-1, 10], [1, 30], [2, 5]], shape: 'upTo', beyond: 7 }], '5..30'],
    ['a band by upTo between two marks', [tier, { op: 'curve', x: 0, knots: [[-1, 10], [0, 99], [3, 30]], shape: 'upTo', beyond: 7 }], '10..99'],
    ['bands of what is never known', [value(null), { op: 'curve', x: 0, knots: [[0, 1]], shape: 'upTo', beyond: 7 }], '?'],

    ['at least what always is', [tier, value(-1), compare('gte', 0, 1)], '1..1'],
    ['at least what can be', [tier, three, compare('gte', 0, 1)], '0..1'],
    ['at least what never is', [tier, value(4), compare('gte', 0, 1)], '0..0'],
    ['more than what can be', [tier, two, compare('gt', 0, 1)], '0..1'],
    ['more than what never is', [tier, three, compare('gt', 0, 1)], '0..0'],
    ['more than what always is', [tier, value(-2), compare('gt', 0, 1)], '1..1'],
    ['more than the least', [tier, value(-1), compare('gt', 0, 1)], '0..1'],
    ['at most what always is', [tier, three, compare('lte', 0, 1)], '1..1'],
    ['at most the least', [tier, value(-1), compare('lte', 0, 1)], '0..1'],
    ['at most what never is', [tier, value(-2), compare('lte', 0, 1)], '0..0'],
    ['less than what always is', [tier, value(4), compare('lt', 0, 1)], '1..1'],
    ['less than the most', [tier, three, compare('lt', 0, 1)], '0..1'],
    ['less than the least', [tier, value(-1), compare('lt', 0, 1)], '0..0'],
    ['equal to what can be', [tier, three, compare('eq', 0, 1)], '0..1'],
    ['equal to what never is', [tier, value(4), compare('eq', 0, 1)], '0..0'],
    ['equal to what is less than all', [tier, value(-2), compare('eq', 0, 1)], '0..0'],
    ['equal to itself', [two, two, compare('eq', 0, 1)], '1..1'],
    ['two ranges that are the same', [tier, tier, compare('eq', 0, 1)], '0..1'],
    ['a comparison with what may be unknown', [risk, value(5), compare('lt', 0, 1)], '1..1?'],
    ['a comparison by what may be unknown', [value(5), risk, compare('gt', 0, 1)], '1..1?'],
    ['a comparison with what is never known', [value(null), two, compare('lt', 0, 1)], '?'],
    ['a comparison by what is never known', [two, value(null), compare('lt', 0, 1)], '?'],
    ['equal to what is never known', [two, value(null), compare('eq', 0, 1)], '?'],
    ['what is never known, equal to something', [value(null), two, compare('eq', 0, 1)], '?'],

    ['not', [flag, { op: 'not', x: 0 }], '0..1'],
    ['not what always is', [value(1), { op: 'not', x: 0 }], '0..0'],
    ['not what never is', [value(0), { op: 'not', x: 0 }], '1..1'],
    ['not what is never known', [value(null), { op: 'not', x: 0 }], '?'],
    ['known, of what always is', [tier, { op: 'known', x: 0 }], '1..1'],
    ['known, of what may be', [risk, { op: 'known', x: 0 }], '0..1'],
    ['known, of what never is', [value(null), { op: 'known', x: 0 }], '0..0'],

    ['all, with one that never is', [flag, value(0), { op: 'atLeast', n: 2, of: [0, 1] }], '0..0'],
    ['all of what always is', [value(1), value(1), { op: 'atLeast', n: 2, of: [0, 1] }], '1..1'],
    ['all of what can be', [flag, value(1), { op: 'atLeast', n: 2, of: [0, 1] }], '0..1'],
    ['any, with one that always is', [flag, value(1), { op: 'atLeast', n: 1, of: [0, 1] }], '1..1'],
    ['any of what never is', [value(0), value(0), { op: 'atLeast', n: 1, of: [0, 1] }], '0..0'],
    ['two of three', [flag, value(1), value(0), { op: 'atLeast', n: 2, of: [0, 1, 2] }], '0..1'],
    ['two of three that always are', [flag, value(1), value(1), { op: 'atLeast', n: 2, of: [0, 1, 2] }], '1..1'],
    ['all, with one that may be unknown', [value(1), risk, two, compare('lte', 1, 2), { op: 'atLeast', n: 2, of: [0, 3] }], '1..1?'],
    ['any, decided in spite of one unknown', [value(1), value(null), { op: 'atLeast', n: 1, of: [0, 1] }], '1..1'],
    ['all, with one that is never known', [value(1), value(null), { op: 'atLeast', n: 2, of: [0, 1] }], '?'],

    ['a choice of two', [flag, two, three, { op: 'pick', arms: [[0, 1]], otherwise: 2 }], '2..3'],
    ['a case that never holds', [value(0), two, three, { op: 'pick', arms: [[0, 1]], otherwise: 2 }], '3..3'],
    ['a case that always holds', [value(1), two, three, { op: 'pick', arms: [[0, 1]], otherwise: 2 }], '2..2'],
    ['a case that holds where it is known', [risk, two, compare('lte', 0, 1), three, { op: 'pick', arms: [[2, 1]], otherwise: 3 }], '2..3'],
    ['nothing after a case that always holds', [value(1), flag, two, three, { op: 'pick', arms: [[0, 2], [1, 3]], otherwise: 3 }], '2..2'],
    ['what may be unknown otherwise', [flag, two, value(null), { op: 'pick', arms: [[0, 1]], otherwise: 2 }], '2..2?'],
    ['a metric, given or counted', [leaf({ from: 'metric', id: 'm' }), { op: 'known', x: 0 }, facts('count'), { op: 'pick', arms: [[1, 0]], otherwise: 2 }], '0..Infinity?'],
    ['a metric that can only be given', [leaf({ from: 'metric', id: 'm' }), { op: 'known', x: 0 }, value(null), { op: 'pick', arms: [[1, 0]], otherwise: 2 }], '-Infinity..Infinity?'],
    ['a field where it is known', [field, { op: 'known', x: 0 }, two, { op: 'pick', arms: [[1, 0]], otherwise: 2 }], '-Infinity..Infinity?'],
    ['a metric where something else is known', [leaf({ from: 'metric', id: 'm' }), field, { op: 'known', x: 1 }, facts('count'), { op: 'pick', arms: [[2, 0]], otherwise: 3 }], '-Infinity..Infinity?'],
    ['a metric where it is not met', [leaf({ from: 'metric', id: 'm' }), { op: 'not', x: 0 }, facts('count'), { op: 'pick', arms: [[1, 0]], otherwise: 2 }], '-Infinity..Infinity?'],
  ])('%s', (_, nodes, expected, names = {}) => {
    expect(shown(nodes, names)).toBe(expected)
  }) // prettier-ignore

  test('is anything where its meaning is in doubt', () => {
    expect(shown([two], {}, [0])).toBe('-Infinity..Infinity?')
    expect(shown([two, three, { op: 'min', of: [0, 1] }], {}, [0])).toBe('-Infinity..3?')
    expect(shown([flag, value(1), { op: 'atLeast', n: 2, of: [0, 1] }], {}, [0])).toBe('0..1?')
    expect(shown([flag, two, three, { op: 'pick', arms: [[0, 1]], otherwise: 2 }], {}, [0])).toBe('2..3')
  })

  test('is none where it cannot be what is taken for granted, and says nothing of the rest', () => {
    const grounds = groundsOf([tier, flag, value(7), { op: 'pick', arms: [[1, 0]], otherwise: 2 }])
    const ranges = new Ranges(grounds, new Map([[0, { low: 5, high: 5 }]]))
    expect(isEmpty(ranges.of(0))).toBe(true)
    expect(ranges.of(3)).toEqual({ low: 7, high: 7, unknown: false })
  })
})

/** Nodes over tiers and flags whose leaves are the first few, and the values that these can have. */
function nodesOf(random: Random): { nodes: Node[]; domains: Value[][] } {
  const nodes: Node[] = [tier, flag, risk]
  const domains: Value[][] = [
    [-1, 0, 1, 2, 3],
    [0, 1],
    [0, 1, 2, null],
  ]
  const isCondition: boolean[] = [false, true, false]
  const one = (conditions: boolean): Id => {
    const known = isCondition.flatMap((is, id) => (is === conditions ? [id] : []))
    return random.of(known)
  }
  const add = (node: Node, condition: boolean): void => {
    nodes.push(node)
    isCondition.push(condition)
  }
  for (let count = 0; count < 14; count++) {
    const kind = random.whole(0, 12)
    if (kind === 0) add(value(random.of([-2, -1, 0, 0.5, 1, 2, 4, null])), false)
    else if (kind <= 3) {
      const is = random.of(['gte', 'gt', 'lte', 'lt', 'eq'] as const)
      add(value(random.of([-1, 0, 1, 2, 3])), false)
      add(compare(is, one(false), random.whole(0, 3) > 0 ? nodes.length - 1 : one(false)), true)
    } else if (kind === 4) {
      const of = [one(true), one(true), one(true)].slice(0, random.whole(1, 3))
      add({ op: 'atLeast', n: random.whole(1, of.length), of }, true)
    } else if (kind === 5) add({ op: 'not', x: one(true) }, true)
    else if (kind === 6) add({ op: 'known', x: one(false) }, true)
    else if (kind === 7) {
      const conditions = random.whole(0, 1) === 1
      add({ op: 'pick', arms: [[one(true), one(conditions)]], otherwise: one(conditions) }, conditions)
    } else if (kind === 8) add({ op: 'sum', of: [one(false), one(false)], weights: [random.whole(-2, 2), 1] }, false)
    else if (kind === 9) add({ op: random.of(['min', 'max'] as const), of: [one(false), one(false)] }, false)
    else if (kind === 10) add({ op: 'product', of: [one(false), one(false)], per: 2 }, false)
    else if (kind === 11) add({ op: 'ratio', num: one(false), den: one(false), per: 3 }, false)
    else {
      const knots: [number, number][] = [
        [-1, random.whole(-3, 3)],
        [1, random.whole(-3, 3)],
        [2, random.whole(-3, 3)],
      ]
      add({ op: 'curve', x: one(false), knots, shape: random.of(['line', 'from', 'upTo'] as const), beyond: 1 }, false)
    }
  }
  return { nodes, domains }
} // prettier-ignore

/** The values of all nodes for every merchant there can be. */
function everyMerchant(nodes: Node[], [tiers = [], flags = [], risks = []]: Value[][]): Value[][] {
  return tiers.flatMap((held) =>
    flags.flatMap((active) =>
      risks.map((one) => {
        const values: Value[] = []
        nodes.forEach((node, id) => values.push(id < 3 ? [held, active, one][id]! : meaningOf(node, (at) => values[at]!)))
        return values
      }),
    ),
  )
} // prettier-ignore

test('no value lies outside its range, and none is unknown that must be known (random nodes, every merchant)', () => {
  const random = randomOf(7)
  for (let round = 0; round < 400; round++) {
    const { nodes, domains } = nodesOf(random)
    const ranges = new Ranges(groundsOf(nodes))
    const merchants = everyMerchant(nodes, domains)
    nodes.forEach((node, id) => {
      const { low, high, unknown } = ranges.of(id)
      for (const values of merchants) {
        const found = values[id]!
        const fits = found === null ? unknown : low <= found && found <= high
        if (!fits) throw new Error(`${JSON.stringify(nodes)} ${id} ${JSON.stringify(node)}: ${found}`)
      }
    })
  }
})

describe('what can hold, and what follows (random conditions, every merchant)', () => {
  test('what is called impossible is, and what is said to follow does', () => {
    const random = randomOf(11)
    let impossible = 0
    let following = 0
    for (let round = 0; round < 600; round++) {
      const { nodes, domains } = nodesOf(random)
      const grounds = groundsOf(nodes)
      const merchants = everyMerchant(nodes, domains)
      const conditions = nodes.flatMap(({ op }, id) => (['compare', 'atLeast', 'not', 'known'].includes(op) ? [id] : []))
      for (const left of conditions) {
        const can = merchants.some((values) => values[left] === 1)
        if (!canHold(grounds, [left])) {
          impossible++
          expect(can, JSON.stringify([nodes, left])).toBe(false)
        }
        for (const right of conditions)
          if (left !== right && implies(grounds, left, right)) {
            following++
            const fails = merchants.filter((values) => values[left] === 1 && values[right] !== 1)
            expect(fails.length, JSON.stringify([nodes, left, right])).toBe(0)
          }
      }
    }
    expect(impossible).toBeGreaterThan(100)
    expect(following).toBeGreaterThan(300)
  }) // prettier-ignore

  test('of trees of comparisons with fixed marks both are told exactly', () => {
    const random = randomOf(13)
    const is = (): Comparison => random.of(['gte', 'gt', 'lte', 'lt'] as const)
    for (let round = 0; round < 300; round++) {
      const nodes: Node[] = [tier, flag, risk]
      const conditions: Id[] = []
      for (let count = 0; count < 8; count++) {
        if (random.whole(0, 9) === 0) nodes.push(value(random.whole(0, 1)))
        else if (conditions.length > 3 && random.whole(0, 4) === 0) {
          const [first, second, third] = [random.of(conditions), random.of(conditions), random.of(conditions)]
          nodes.push({ op: 'pick', arms: [[first, second], [third, first]], otherwise: random.of(conditions) })
        } else if (conditions.length < 3 || random.whole(0, 2) > 0) {
          nodes.push(value(random.whole(-1, 3)))
          nodes.push(compare(is(), random.whole(0, 1), nodes.length - 1))
        } else {
          const of = [random.of(conditions), random.of(conditions), random.of(conditions)]
          nodes.push(random.whole(0, 3) === 0 ? { op: 'not', x: of[0]! } : { op: 'atLeast', n: random.whole(1, 3), of })
        }
        conditions.push(nodes.length - 1)
      }
      const merchants = everyMerchant(nodes, [[-1, 0, 1, 2, 3], [0, 1], [0]])
      const grounds = groundsOf(nodes)
      for (const left of conditions) {
        expect(canHold(grounds, [left])).toBe(merchants.some((values) => values[left] === 1))
        for (const right of conditions) {
          const follows = merchants.every((values) => values[left] !== 1 || values[right] === 1)
          expect(implies(grounds, left, right), JSON.stringify([nodes, left, right])).toBe(follows)
          const together = merchants.some((values) => values[left] === 1 && values[right] === 1)
          expect(canHold(grounds, [left, null, right])).toBe(together)
        }
      }
    }
  }) // prettier-ignore
})

describe('marks that leave no room between them', () => {
  const above = (
    x: Node,
    low: number,
    high: number,
    more: Node[] = [],
    names: Record<Id, Partial<Name>> = {},
  ) => {
    const nodes: Node[] = [x, ...more]
    const at = nodes.length - 1
    nodes.push(value(low), value(high), compare('gt', at, at + 1), compare('lt', at, at + 2))
    return canHold(groundsOf(nodes, names), [at + 3, at + 4])
  }
  const grid: Node[] = [{ op: 'micro', x: 0 }, value(1), { op: 'grid', x: 1, over: 2 }]
  test.each<[string, boolean, Node, number, number, Node[]?, Record<Id, Partial<Name>>?]>([
    ['between whole numbers of what is whole', false, tier, 1, 2],
    ['a whole number between others', true, tier, 1, 3],
    ['between whole numbers of a field', true, field, 1, 2],
    ['between whole numbers of a whole field', false, field, 1, 2, [], { 0: { unit: 'integer' } }],
    ['between whole numbers of a sum of money', false, facts('sum', 'amount'), 1, 2, [], { 0: { unit: 'money' } }],
    ['between whole numbers of a mean of money', true, facts('avg', 'amount'), 1, 2, [], { 0: { unit: 'money' } }],
    ['between whole numbers of a count', false, facts('count'), 1, 2],
    ['between whole numbers of days', false, facts('days'), 1, 2],
    ['between whole numbers of different values', false, facts('distinct', 'kind'), 1, 2],
    ['between whole numbers of months', false, leaf({ from: 'moment', what: 'elapsed', since: 'joinedAt', which: 'last', unit: 'months' }), 1, 2],
    ['between ranks', false, leaf({ from: 'peers', what: 'rank', cohort: 'c', of: 0, key: 'k', better: 'high' }), 1, 2],
    ['between values at a percentile', true, tier, 1, 2, [leaf({ from: 'peers', what: 'cut', cohort: 'c', of: 0, key: 'k', per: 50 })]],
    ['one mark, of anything', false, field, 1, 1],
    ['between steps of the grid', false, field, 0.1, 0.100001, grid],
    ['a step of the grid', true, field, 0.1, 0.100002, grid],
    ['between marks that no double holds exactly', false, field, 0.3, 0.300001, grid],
    ['a sum of whole numbers', false, tier, 1, 2, [flag, { op: 'sum', of: [0, 1], weights: [2, -1] }]],
    ['a sum of parts', true, tier, 1, 2, [flag, { op: 'sum', of: [0, 1], weights: [0.5, 1] }]],
    ['a sum of what is not whole', true, field, 1, 2, [flag, { op: 'sum', of: [0, 1], weights: [2, -1] }]],
    ['a sum of what has no unit', true, facts('sum', 'part'), 1, 2],
    ['the least of whole numbers', false, tier, 0, 1, [flag, { op: 'min', of: [0, 1] }]],
    ['a step of what is on the grid', false, flag, 0.5, 0.500001, [value(0.5), { op: 'max', of: [0, 1] }]],
    ['a step of the grid of a product', true, tier, 0.1, 0.100001, [tier, { op: 'product', of: [0, 1], per: 2 }]],
    ['the most of whole numbers', false, tier, 1, 2, [flag, { op: 'max', of: [0, 1] }]],
    ['the most of a whole number and a half', true, flag, 0, 1, [value(0.5), { op: 'max', of: [0, 1] }]],
    ['the least of what has no steps', true, field, 1, 2, [value(9), { op: 'min', of: [0, 1] }]],
    ['a product, whose steps nobody knows', true, tier, 1, 2, [tier, { op: 'product', of: [0, 1], per: 2 }]],
    ['a choice of whole numbers', false, flag, 1, 2, [value(0), value(3), { op: 'pick', arms: [[0, 1]], otherwise: 2 }]],
    ['a choice of a half', true, flag, 1, 2, [value(0), value(1.5), { op: 'pick', arms: [[0, 1]], otherwise: 2 }]],
    ['a choice of a half, else of a whole number', true, flag, 1, 2, [value(1.5), value(0), { op: 'pick', arms: [[0, 1]], otherwise: 2 }]],
    ['a choice of whole numbers, else of nothing', false, flag, 1, 2, [value(0), value(3), value(null), { op: 'pick', arms: [[0, 1], [0, 2]], otherwise: 3 }]],
    ['a mark with more digits than the grid', true, flag, 1, 2, [value(0), value(1.00000005), { op: 'pick', arms: [[0, 1]], otherwise: 2 }]],
    [
      'a metric that may be given', false, leaf({ from: 'metric', id: 'm' }), 1, 2,
      [{ op: 'known', x: 0 }, facts('count'), { op: 'pick', arms: [[1, 0]], otherwise: 2 }], { 3: { kind: 'metric' } },
    ],
    [
      'a mean that may be given', true, leaf({ from: 'metric', id: 'm' }), 1, 2,
      [{ op: 'known', x: 0 }, facts('avg', 'a'), { op: 'pick', arms: [[1, 0]], otherwise: 2 }], { 3: { kind: 'metric', unit: 'money' } },
    ],
    [
      'an amount of money that may be given', false, leaf({ from: 'metric', id: 'm' }), 1, 2,
      [{ op: 'known', x: 0 }, facts('sum', 'a'), { op: 'pick', arms: [[1, 0]], otherwise: 2 }], { 3: { kind: 'metric', unit: 'money' } },
    ],
    [
      'a whole sum that may be given', false, leaf({ from: 'metric', id: 'm' }), 1, 2,
      [{ op: 'known', x: 0 }, tier, { op: 'pick', arms: [[1, 0]], otherwise: 2 }], { 3: { kind: 'metric' } },
    ],
    [
      'a ratio that may be given', true, leaf({ from: 'metric', id: 'm' }), 1, 2,
      [{ op: 'known', x: 0 }, facts('count'), facts('days'), { op: 'ratio', num: 2, den: 3, per: 1 }, { op: 'pick', arms: [[1, 0]], otherwise: 4 }],
      { 5: { kind: 'metric' } },
    ],
  ])('%s: %s', (_, can, x, low, high, more, names) => {
    expect(above(x, low, high, more, names)).toBe(can)
  }) // prettier-ignore

  test.each<[string, boolean, Node, [Comparison, number], [Comparison, number]]>([
    ['above 1 and up to 1.5, of what is whole', false, tier, ['gt', 1], ['lte', 1.5]],
    ['from 1.5 on and under 2, of what is whole', false, tier, ['gte', 1.5], ['lt', 2]],
    ['above 1, but only just', true, field, ['gt', 1], ['lte', 1.0000001]],
    ['under 2, but only just', true, field, ['gte', 1.9999999], ['lt', 2]],
  ])('%s: %s', (_, can, x, [is, mark], [other, end]) => {
    const nodes = [x, value(mark), value(end), compare(is, 0, 1), compare(other, 0, 2)]
    expect(canHold(groundsOf(nodes), [3, 4])).toBe(can)
  })

  test.each<[string, boolean, Node[]]>([
    ['it is known what a field holds', true, [risk, { op: 'known', x: 0 }]],
    ['it is not', true, [risk, { op: 'known', x: 0 }, { op: 'not', x: 1 }]],
    ['it is known what nobody knows', false, [value(null), { op: 'known', x: 0 }]],
    ['it is not known what always is', false, [tier, { op: 'known', x: 0 }, { op: 'not', x: 1 }]],
    ['at least a rank, of yes and no', true, [flag, rank, compare('gte', 0, 1)]],
    ['more than a rank, of yes and no', false, [flag, rank, compare('gt', 0, 1)]],
  ])('without a mark, %s: %s', (_, can, nodes) => {
    expect(canHold(groundsOf(nodes), [nodes.length - 1])).toBe(can)
  })

  test('what is rounded bounds what it rounds, and all that stands on it', () => {
    // a field of which the rounded value is at least 5, and a line that gives 0 up to 4
    const nodes: Node[] = [
      field,
      ...grid,
      { op: 'curve', x: 0, knots: [[4, 0], [5, 10]], shape: 'line', beyond: 0 },
      value(5),
      compare('gte', 3, 5),
      compare('lt', 4, 5),
    ] // prettier-ignore
    expect(canHold(groundsOf(nodes), [6])).toBe(true)
    expect(canHold(groundsOf(nodes), [7])).toBe(true)
    expect(canHold(groundsOf(nodes), [6, 7])).toBe(false)
    // of what is in doubt nothing follows
    expect(canHold(groundsOf(nodes, {}, [4]), [6, 7])).toBe(true)
    expect(canHold(groundsOf(nodes, {}, [6]), [6, 7])).toBe(true)
    expect(canHold(groundsOf([tier, value(4), compare('gte', 0, 1)], {}, [0]), [2])).toBe(true)
  })

  test('what is a sum, or over something else than 1, bounds nothing under it', () => {
    const half: Node[] = [field, { op: 'micro', x: 0 }, two, { op: 'grid', x: 1, over: 2 }, value(5), value(9)]
    expect(canHold(groundsOf([...half, compare('lte', 3, 4), compare('gte', 0, 5)]), [6, 7])).toBe(true)
    const sum: Node[] = [tier, flag, { op: 'sum', of: [0, 1], weights: [1, 1] }, value(1), { op: 'grid', x: 2, over: 3 }]
    expect(canHold(groundsOf([...sum, value(0), compare('gte', 4, 5)]), [6])).toBe(true)
  }) // prettier-ignore

  test('what is given beside the conditions counts', () => {
    const nodes: Node[] = [tier, two, compare('gte', 0, 1)]
    expect(canHold(groundsOf(nodes), [2], new Map([[0, { low: 2, high: 2 }]]))).toBe(true)
    expect(canHold(groundsOf(nodes), [2], new Map([[0, { low: 1, high: 1 }]]))).toBe(false)
  })

  test('a search that takes too long gives up, and calls it possible', () => {
    const nodes: Node[] = [field]
    const pairs: Id[] = []
    for (let nth = 0; nth < 40; nth++) {
      nodes.push(leaf({ from: 'field', id: `f${nth}` }), value(1))
      const at = nodes.length - 2
      nodes.push(compare('gte', at, at + 1), compare('lt', at, at + 1))
      nodes.push({ op: 'atLeast', n: 1, of: [nodes.length - 2, nodes.length - 1] })
      pairs.push(nodes.length - 1)
    }
    nodes.push(value(1), value(0))
    nodes.push(compare('gte', 0, nodes.length - 2), compare('lte', 0, nodes.length - 1))
    const never = [nodes.length - 2, nodes.length - 1]
    expect(canHold(groundsOf(nodes), never)).toBe(false)
    const started = performance.now()
    expect(canHold(groundsOf(nodes), [...pairs, ...never])).toBe(true)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
