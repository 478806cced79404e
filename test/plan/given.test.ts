/** Which nodes take a metric's given value: a pick of it where it is known, and no other. */
import { describe, expect, test } from 'vitest'
import { givenName, metricAt } from '../../src/plan/given.js'
import type { Leaf, Node, Plan } from '../../src/plan/plan.js'

const metric: Leaf = { from: 'metric', id: 'sales' }
const field: Leaf = { from: 'field', id: 'sales' }
/** 0 the given value, 1 whether it is known, 2 what is derived, 3 the node asked about, 4 another value. */
const at = (
  last: Partial<Extract<Node, { op: 'pick' }>> | Node,
  over: { value?: Leaf; known?: Node } = {},
) => {
  const nodes: Node[] = [
    { op: 'leaf', leaf: over.value ?? metric },
    over.known ?? { op: 'known', x: 0 },
    { op: 'value', value: 7 },
    'op' in last ? (last as Node) : { op: 'pick', arms: [[1, 0]], otherwise: 2, ...last },
    { op: 'value', value: 8 },
  ]
  return metricAt({ nodes } as unknown as Plan, 3)
}

describe('a node takes the given value of a metric', () => {
  test('where it picks it once it is known', () => {
    expect(at({})).toEqual({ column: 'sales', given: [1, 0], otherwise: 2 })
    expect(
      at({}, { value: { from: 'metric', id: 'sales', scope: { choice: 'goods', value: 'tea' } } }),
    ).toEqual({
      column: 'sales@tea',
      given: [1, 0],
      otherwise: 2,
    })
  })
  test.each<[string, Parameters<typeof at>]>([
    ['a value', [{ op: 'value', value: 1 }]],
    ['a pick of two arms', [{ arms: [[1, 0], [1, 4]] }]], // prettier-ignore
    ['a pick of none', [{ arms: [] }]],
    ['a pick by another condition', [{}, { known: { op: 'not', x: 0 } }]],
    ['a pick of another value than the one that is known', [{ arms: [[1, 4]] }]],
    ['a pick of a value that is known elsewhere', [{}, { known: { op: 'known', x: 4 } }]],
    ['a pick of a known field', [{}, { value: field }]],
    ['a pick of something derived', [{ arms: [[1, 2]] }, { known: { op: 'known', x: 2 } }]],
  ])('and not %s', (_title, args) => {
    expect(at(...args)).toBeNull()
  })
})

test('a given value is named by the metric, in a scope with its value', () => {
  expect(givenName({ id: 'sales' })).toBe('sales')
  expect(givenName({ id: 'sales', scope: { value: 'tea' } })).toBe('sales@tea')
})
