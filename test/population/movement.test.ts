import { describe, expect, test } from 'vitest'
import { columnOf } from '../../src/population/columns.js'
import { cutOf, histogram, sortedValues } from '../../src/population/cuts.js'
import { movement, tierCounts } from '../../src/population/movement.js'

test('tiers are counted by place, and those on none apart', () => {
  expect(tierCounts(Int16Array.of(0, 2, -1, 0, 2, 2), 4)).toEqual({ none: 1, tiers: [2, 0, 3, 0] })
})

describe('movement', () => {
  const before = Int16Array.of(-1, 0, 1, 2, 2)
  const after = Int16Array.of(0, 0, 2, 1, -1)

  test('counts from where to where, and adds up', () => {
    const { from, risen, fallen, stayed } = movement(before, after, 3)
    expect(from).toEqual([
      [0, 1, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 1, 0],
    ])
    expect({ risen, fallen, stayed }).toEqual({ risen: 2, fallen: 2, stayed: 1 })
  })

  test('is of the same merchants', () => {
    expect(() => movement(before, Int16Array.of(0), 3)).toThrow(RangeError)
  })
})

describe('a histogram', () => {
  const values = columnOf([0, 0.1, 0.3, 0.7, 1, 5, -1, null])
  const places = Int16Array.of(0, 0, 0, 1, 1, 1, 0, 1)

  test('bins by edges that belong to the bin above, and keeps what lies beyond in the last', () => {
    const { bins, below, above, unknown } = histogram(values, places, 2, { from: 0, step: 0.1, count: 10 })
    expect(bins).toEqual([
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [1, 1, 0, 1, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 1, 0, 2],
    ])
    expect({ below, above, unknown }).toEqual({ below: 1, above: 2, unknown: 1 })
  })
})

describe('a cut', () => {
  test('is by integers: the best 20 and 55 percent of 100 are 20 and 55', () => {
    const sorted = sortedValues(columnOf(Array.from({ length: 100 }, (_, place) => 100 - place)))
    expect([20, 55].map((percent) => cutOf(sorted, percent))).toEqual([81, 46])
  })

  test('is nobody where the share is under one merchant', () => {
    expect(cutOf(sortedValues(columnOf([1, 2, null])), 20)).toBeNull()
  })
})
