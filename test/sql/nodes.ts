/** Random nodes of every operation, over operands that hold what operations meet and what is hard on them. */
import type { Value } from '../../src/plan/operations.js'
import type { Comparison, Id, NodeOf, Op } from '../../src/plan/plan.js'
import { oneOf } from '../population/random.js'

type Random = () => number
type Draw = (random: Random) => Value

/** Marks and their neighbors, points on the grid and off it, zeros, far ends, tiny fractions, nothing; no -0, which no door lets in. */
const marks = [0, 1, 2, 5, 10, 69.94, 70, 0.1 + 0.7, 0.8, 99.999999, 100, 0.1, 0.3]
export const values: readonly Draw[] = [
  (random) => oneOf(random, marks),
  (random) => -oneOf(random, marks.slice(1)),
  (random) => oneOf(random, marks) + oneOf(random, [-1e-6, 1e-6, -4e-7, 5e-7, -Number.EPSILON]),
  (random) => Math.floor(random() * 1e6) / 1e6,
  (random) => (random() - 0.5) * 2e9,
  (random) => Math.floor((random() - 0.5) * 2 * Number.MAX_SAFE_INTEGER) || 1,
  (random) => (Math.floor(random() * 2 ** 53) + 0.5) / 1e6,
  (random) => oneOf(random, [0, 1]),
  (random) => oneOf(random, [1e-12, -1e-12, 1e15, -1e15, 5e-7, -5e-7, 4.999999999999999e-7]),
  () => null,
]
export const conditions: readonly Draw[] = [() => 1, () => 0, () => null]

const some = (random: Random, of: readonly Id[], least: number): Id[] => {
  const count = least + Math.floor(random() * (4 - least + 1))
  return Array.from({ length: count }, () => oneOf(random, of))
}

export const knotsOf = (random: Random): [number, number][] => {
  const at = [...new Set(Array.from({ length: 1 + Math.floor(random() * 5) }, () => oneOf(random, marks)))]
  const points = (): number =>
    oneOf(random, [0, Math.floor(random() * 1e4) / 10, -Math.floor(random() * 900) / 10 || 0])
  return at.sort((left, right) => left - right).map((x): [number, number] => [x, points()])
}

interface Drawn<O extends Op> {
  readonly node: (random: Random, of: readonly Id[]) => NodeOf<O>
  /** What its operands hold. */
  readonly of: readonly Draw[]
}

/** An operation -> nodes of it. An operation without a row here does not compile. */
export const drawn: { readonly [O in Op]: Drawn<O> } = {
  value: { node: (random) => ({ op: 'value', value: oneOf(random, values)(random) }), of: values },
  leaf: { node: () => ({ op: 'leaf', leaf: { from: 'metric', id: 'orders' } }), of: values },
  micro: { node: (random, of) => ({ op: 'micro', x: oneOf(random, of) }), of: values },
  sum: {
    node: (random, ids) => {
      const of = some(random, ids, 1)
      return { op: 'sum', of, weights: of.map(() => oneOf(random, [1, -1, 3, 25, 1000, -50])) }
    },
    of: values,
  },
  grid: { node: (random, of) => ({ op: 'grid', x: oneOf(random, of), over: oneOf(random, of) }), of: values },
  product: {
    node: (random, of) => ({ op: 'product', of: some(random, of, 1), per: oneOf(random, [1, 100, 3]) }),
    of: values,
  },
  min: { node: (random, of) => ({ op: 'min', of: some(random, of, 1) }), of: values },
  max: { node: (random, of) => ({ op: 'max', of: some(random, of, 1) }), of: values },
  ratio: {
    node: (random, of) => ({
      op: 'ratio',
      num: oneOf(random, of),
      den: oneOf(random, of),
      per: oneOf(random, [1, 100, 1000]),
    }),
    of: values,
  },
  curve: {
    node: (random, of) => {
      const shape = oneOf(random, ['line', 'from', 'upTo'] as const)
      return {
        op: 'curve',
        x: oneOf(random, of),
        knots: knotsOf(random),
        shape,
        beyond: oneOf(random, [0, -5, 12.5]),
      }
    },
    of: values,
  },
  compare: {
    node: (random, of) => {
      const is = oneOf<Comparison>(random, ['gte', 'gt', 'lte', 'lt', 'eq'])
      return { op: 'compare', is, left: oneOf(random, of), right: oneOf(random, of) }
    },
    of: values,
  },
  atLeast: {
    node: (random, ids) => {
      const of = some(random, ids, 1)
      return { op: 'atLeast', n: 1 + Math.floor(random() * of.length), of }
    },
    of: conditions,
  },
  not: { node: (random, of) => ({ op: 'not', x: oneOf(random, of) }), of: conditions },
  known: { node: (random, of) => ({ op: 'known', x: oneOf(random, of) }), of: values },
  pick: {
    node: (random, of) => ({
      op: 'pick',
      arms: some(random, of, 1).map((when): [Id, Id] => [when, oneOf(random, of)]),
      otherwise: oneOf(random, of),
    }),
    of: [...conditions, ...values],
  },
}
