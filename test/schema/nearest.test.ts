import { expect, it } from 'vitest'
import { nearestOf } from '../../src/schema/nearest.js'

it.each([
  ['windw', ['window', 'where'], 'window'],
  ['cuont', ['count', 'days'], 'count'], // two letters swapped are one slip
  ['SUM', ['sum', 'min'], 'sum'],
  ['refundrate', ['refundRate', 'refunds'], 'refundRate'],
  ['order', ['orders', 'order'], 'order'],
  ['xyz', ['window', 'where'], ''],
  ['by', ['at', 'on'], ''],
  ['', ['a'], 'a'],
  ['anything', [], ''],
])('the name nearest to %j of %j is %j', (name, candidates, nearest) => {
  expect(nearestOf(name, candidates)).toBe(nearest)
})
