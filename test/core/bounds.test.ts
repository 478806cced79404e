import { describe, expect, test } from 'vitest'
import { canHold, rangeOf, type Range } from '../../src/core/bounds.js'
import { meaningOf, type Value } from '../../src/plan/operations.js'
import type { Node } from '../../src/plan/plan.js'
import { dice, type Dice } from './path-random.js'

const range = (lo: number, hi: number, nul = false): Range => ({ lo, hi, nul })
const none: Range = { lo: Infinity, hi: -Infinity, nul: true }
const within = (value: Value, { lo, hi, nul }: Range): boolean =>
  value === null ? nul : lo <= value && value <= hi

/** Every operation over operands 0, 1 and 2, with what may be chosen of it. */
const nodes: Record<string, (dice: Dice) => Node> = {
  micro: () => ({ op: 'micro', x: 0 }),
  sum: ({ between }) => ({ op: 'sum', of: [0, 1], weights: [between(-3, 3), between(-3, 3)] }),
  grid: () => ({ op: 'grid', x: 0, over: 1 }),
  product: () => ({ op: 'product', of: [0, 1, 2], per: 10 }),
  min: () => ({ op: 'min', of: [0, 1] }),
  max: () => ({ op: 'max', of: [0, 1] }),
  ratio: () => ({ op: 'ratio', num: 0, den: 1, per: 100 }),
  line: ({ between }) => ({ op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[-4, between(-9, 9)], [0, between(-9, 9)], [3, between(-9, 9)]] }),
  from: ({ between }) => ({ op: 'curve', x: 0, shape: 'from', beyond: between(-9, 9), knots: [[-4, between(-9, 9)], [0, between(-9, 9)], [3, between(-9, 9)]] }),
  upTo: ({ between }) => ({ op: 'curve', x: 0, shape: 'upTo', beyond: between(-9, 9), knots: [[-4, between(-9, 9)], [0, between(-9, 9)], [3, between(-9, 9)]] }),
  compare: ({ one }) => ({ op: 'compare', is: one(['gte', 'gt', 'lte', 'lt', 'eq'] as const), left: 0, right: 1 }),
  known: () => ({ op: 'known', x: 0 }),
} // prettier-ignore
const conditions: Record<string, (dice: Dice) => Node> = {
  atLeast: ({ between }) => ({ op: 'atLeast', n: between(1, 3), of: [0, 1, 2] }),
  not: () => ({ op: 'not', x: 0 }),
  pick: () => ({ op: 'pick', arms: [[0, 1], [2, 0]], otherwise: 1 }), // prettier-ignore
}

/** A range, and points in it. */
const someRange = ({ between, odds }: Dice, low: number, high: number): Range => {
  if (odds(0.08)) return none
  const [left, right] = [between(low, high), between(low, high)]
  return range(Math.min(left, right), Math.max(left, right), odds(0.2))
}
const inside = ({ lo, hi, nul }: Range, { between, odds }: Dice): Value =>
  lo > hi || (nul && odds(0.3)) ? null : odds(0.3) ? lo : odds(0.3) ? hi : between(lo * 4, hi * 4) / 4

describe('what an operation gives lies within what its bounds say', () => {
  test.each([...Object.keys(nodes), ...Object.keys(conditions)])('for %s', (op) => {
    const isCondition = op in conditions
    for (let seed = 1; seed <= 3000; seed++) {
      const stream = dice(seed)
      const node = (nodes[op] ?? conditions[op])!(stream)
      const ranges = [0, 1, 2].map(() => (isCondition ? someRange(stream, 0, 1) : someRange(stream, -6, 6)))
      const said = rangeOf(node, (id) => ranges[id]!)
      const values = ranges.map((one) => (isCondition ? flag(inside(one, stream)) : inside(one, stream)))
      const value = meaningOf(node, (id) => values[id]!)
      if (!within(value, said)) expect({ seed, node, ranges, values, value }).toBe(said)
    }
  })
})
const flag = (value: Value): Value => (value === null ? null : Math.round(value))

describe('bounds are as narrow as ranges allow', () => {
  const of = (node: Node, ...ranges: Range[]): Range => rangeOf(node, (id) => ranges[id]!)
  test.each([
    ['a rising line', { op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[0, 0], [10, 100]] }, [range(2, 4)], [20, 40]],
    ['a line that turns', { op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[0, 0], [10, 100], [20, 0]] }, [range(5, 12)], [50, 100]],
    ['a line left of its knots', { op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[0, 5], [10, 100]] }, [range(-9, -1)], [5, 5]],
    ['a line right of its knots', { op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[0, 5], [10, 100]] }, [range(11, 12)], [100, 100]],
    ['steps by from, at a mark', { op: 'curve', x: 0, shape: 'from', beyond: -1, knots: [[0, 5], [10, 7]] }, [range(10, 10)], [7, 7]],
    ['steps by from, below a mark', { op: 'curve', x: 0, shape: 'from', beyond: -1, knots: [[0, 5], [10, 7]] }, [range(-5, 9)], [-1, 5]],
    ['steps by upTo, at a mark', { op: 'curve', x: 0, shape: 'upTo', beyond: -1, knots: [[0, 5], [10, 7]] }, [range(0, 0)], [5, 5]],
    ['steps by upTo, above a mark', { op: 'curve', x: 0, shape: 'upTo', beyond: -1, knots: [[0, 5], [10, 7]] }, [range(1, 11)], [-1, 7]],
    ['a sum with a negative weight', { op: 'sum', of: [0, 1], weights: [2, -1] }, [range(1, 2), range(3, 5)], [-3, 1]],
    ['a quotient by what is above 0', { op: 'ratio', num: 0, den: 1, per: 100 }, [range(1, 2), range(4, 5)], [20, 50]],
    ['a quotient by what may be 0', { op: 'ratio', num: 0, den: 1, per: 100 }, [range(1, 2), range(0, 4)], [25, Infinity]],
    ['a product of both signs', { op: 'product', of: [0, 1], per: 1 }, [range(-2, 3), range(-5, 4)], [-15, 12]],
  ] as [string, Node, Range[], [number, number]][])('for %s', (_what, node, ranges, [lo, hi]) => {
    const said = of(node, ...ranges)
    expect([said.lo, said.hi].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([lo, hi])
  }) // prettier-ignore
  test.each([
    ['gte', range(0, 5), range(5, 9), true, true],
    ['gt', range(0, 5), range(5, 9), false, true],
    ['lte', range(5, 9), range(0, 5), true, true],
    ['lt', range(5, 9), range(0, 5), false, true],
    ['gte', range(9, 9), range(0, 9), true, false],
    ['gt', range(9, 9), range(0, 9), true, true],
    ['eq', range(3, 3), range(3, 3), true, false],
    ['eq', range(3, 4), range(3, 3), true, true],
    ['eq', range(3, 4), range(5, 6), false, true],
  ] as const)('%s of %j and %j holds: %s, fails: %s', (is, left, right, holds, fails) => {
    const said = of({ op: 'compare', is, left: 0, right: 1 }, left, right)
    expect([canHold(said), said.lo === 0]).toEqual([holds, fails])
  })
  test('a pick ends with the first arm that is sure to hold', () => {
    const node: Node = { op: 'pick', arms: [[0, 1], [2, 3]], otherwise: 4 } // prettier-ignore
    const sure = range(1, 1)
    const maybe = range(0, 1)
    const never = range(0, 0)
    const uses = [range(5, 6), range(7, 8), range(9, 9)] as const
    expect(of(node, sure, uses[0], sure, uses[1], uses[2])).toEqual(range(5, 6))
    expect(of(node, maybe, uses[0], sure, uses[1], uses[2])).toEqual(range(5, 8))
    expect(of(node, never, uses[0], maybe, uses[1], uses[2])).toEqual(range(7, 9))
    expect(of(node, range(1, 1, true), uses[0], sure, uses[1], uses[2])).toEqual(range(5, 8))
  })
})

describe('a range says what can be, and whether it may be unknown', () => {
  const of = (node: Node, ...ranges: Range[]): Range => rangeOf(node, (id) => ranges[id]!)
  const sum: Node = { op: 'sum', of: [0, 1], weights: [1, 1] }
  const product: Node = { op: 'product', of: [0, 1], per: 1 }
  const ratio: Node = { op: 'ratio', num: 0, den: 1, per: 100 }
  const line: Node = { op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[0, 0], [10, 100]] } // prettier-ignore
  const upTo: Node = { op: 'curve', x: 0, shape: 'upTo', beyond: -1, knots: [[0, 50], [10, 7]] } // prettier-ignore
  const least = (n: number, ...ids: number[]): Node => ({ op: 'atLeast', n, of: ids })
  const compare = (is: 'gte' | 'gt' | 'lte' | 'lt' | 'eq'): Node => ({ op: 'compare', is, left: 0, right: 1 })
  const [sure, maybe, never] = [range(1, 1), range(0, 1), range(0, 0)]
  const anything = range(-Infinity, Infinity)
  test.each([
    ['a value', { op: 'value', value: 7 }, [], range(7, 7)],
    ['a value that is unknown', { op: 'value', value: null }, [], none],
    ['a leaf', { op: 'leaf', leaf: { from: 'field', id: 'value' } }, [], none],
    ['a rounded value that is unknown', { op: 'micro', x: 0 }, [none], none],
    ['a sum', sum, [range(1, 2), range(3, 4)], range(4, 6)],
    ['a sum of what may be unknown', sum, [range(1, 2), range(3, 4, true)], range(4, 6, true)],
    ['a sum with an unknown part', sum, [range(1, 2), none], none],
    ['a sum with another unknown part', sum, [none, range(1, 2)], none],
    ['a product of what has no end and may be 0', product, [range(0, 1), anything], anything],
    ['a product with an unknown part', product, [none, range(1, 2)], none],
    ['a quotient by what is above 0', ratio, [range(1, 2), range(4, 5)], range(20, 50)],
    ['a quotient by what is below 0', ratio, [range(1, 2), range(-5, -4)], range(-50, -20)],
    ['a quotient of what may be unknown', ratio, [range(1, 2, true), range(4, 5)], range(20, 50, true)],
    ['a quotient by what may be unknown', ratio, [range(1, 2), range(4, 5, true)], range(20, 50, true)],
    ['a quotient by 0', ratio, [range(1, 2), range(0, 0)], none],
    ['a quotient of what may be 0 by what may be 0', ratio, [range(0, 2), range(0, 4)], range(0, Infinity, true)],
    ['a quotient of 0 by what may be 0', ratio, [range(0, 0), range(0, 4)], range(0, 0, true)],
    ['a quotient of both signs by what may be 0', ratio, [range(-1, 2), range(0, 4)], range(-Infinity, Infinity, true)],
    ['a quotient by what may be 0 from below', ratio, [range(1, 2), range(-4, 0)], range(-Infinity, Infinity, true)],
    ['a quotient of the unknown', ratio, [none, range(-1, 1)], none],
    ['a quotient by the unknown', ratio, [range(1, 2), none], none],
    ['a line over what cannot be', line, [range(5, 3)], range(5, 3)],
    ['steps over the unknown', upTo, [none], none],
    ['steps by upTo, past the first mark', upTo, [range(1, 11)], range(-1, 7)],
    ['steps by upTo, of what may be unknown', upTo, [range(0, 0, true)], range(50, 50, true)],
    ['one of none that can hold', least(1, 0, 1), [never, never], never],
    ['one of what is unknown', least(1, 0), [none], none],
    ['two of what is sure', least(2, 0, 1), [sure, sure], sure],
    ['two, where one may fail', least(2, 0, 1), [sure, maybe], maybe],
    ['one, where one is sure', least(1, 0, 1), [sure, maybe], sure],
    ['one, where another may be unknown', least(1, 0, 1), [sure, range(0, 1, true)], range(1, 1, true)],
    ['not what is sure', { op: 'not', x: 0 }, [sure], never],
    ['not what never holds', { op: 'not', x: 0 }, [range(0, 0, true)], range(1, 1, true)],
    ['not what is unknown', { op: 'not', x: 0 }, [none], none],
    ['whether something is known', { op: 'known', x: 0 }, [range(3, 4)], sure],
    ['whether something unknown is known', { op: 'known', x: 0 }, [none], never],
    ['whether what may be unknown is known', { op: 'known', x: 0 }, [range(3, 4, true)], maybe],
    ['at least, below', compare('gte'), [range(0, 4), range(5, 9)], never],
    ['at least, on the mark', compare('gte'), [range(0, 5), range(5, 9)], maybe],
    ['at least, above', compare('gte'), [range(5, 9), range(0, 5)], sure],
    ['more, above', compare('gt'), [range(6, 9), range(0, 5)], sure],
    ['more, on the mark', compare('gt'), [range(0, 5), range(5, 9)], never],
    ['at most, above', compare('lte'), [range(6, 9), range(0, 5)], never],
    ['at most, on the mark', compare('lte'), [range(0, 5), range(5, 9)], sure],
    ['less, below', compare('lt'), [range(0, 4), range(5, 9)], sure],
    ['less, on the mark', compare('lt'), [range(5, 9), range(0, 5)], never],
    ['the same, below', compare('eq'), [range(3, 4), range(5, 6)], never],
    ['the same, above', compare('eq'), [range(5, 6), range(3, 4)], never],
    ['the same, of what may be unknown', compare('eq'), [range(3, 3, true), range(3, 3)], range(1, 1, true)],
    ['a comparison with the unknown', compare('gte'), [range(3, 4), none], none],
    ['a comparison of the unknown', compare('gte'), [none, range(3, 4)], none],
  ] as [string, Node, Range[], Range][])('%s', (_what, node, ranges, expected) => {
    expect(of(node, ...ranges)).toStrictEqual(expected)
  }) // prettier-ignore
  test.each([
    ['small', 0.001, 1e-9],
    ['large', 5e11, 500],
  ])('a line leaves room for rounding where its points are %s', (_what, points, room) => {
    const steep: Node = { op: 'curve', x: 0, shape: 'line', beyond: 0, knots: [[0, 0], [10, points * 2]] } // prettier-ignore
    expect(of(steep, range(5, 5))).toStrictEqual(range(points - room, points + room))
  })
})
