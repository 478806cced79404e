import { describe, expect, test } from 'vitest'
import { axisOf, endOf, roundUp, ticksOf } from '../../src/population/axis.js'

const sorted = (...values: number[]): Float64Array => Float64Array.from(values).sort()

test.each([
  [1, 1],
  [1.2, 2],
  [2.1, 2.5],
  [0.03, 0.05],
  [51, 100],
  [0.1 + 0.2, 0.5],
])('%d is rounded up to %d', (number, round) => {
  expect(roundUp(number)).toBe(round)
})

describe('an axis', () => {
  test('of a score is its range', () => {
    const axis = axisOf(sorted(1, 40, 990), 'score', [400], { min: 0, max: 1000 })
    expect([axis.from, endOf(axis), axis.step, axis.slide]).toEqual([0, 1000, 25, 1])
  })

  test('of counts steps by whole numbers, from zero', () => {
    const axis = axisOf(sorted(1, 2, 3, 4, 9), 'integer', [5], null)
    expect(axis).toEqual({ from: 0, step: 1, bins: 10, slide: 1 })
  })

  test('leaves a long tail to its last bin, and cuts no short one', () => {
    const counts = Array.from({ length: 1000 }, (_, place) => place % 100)
    const long = axisOf(sorted(...counts, 100_000), 'integer', [], null)
    expect(endOf(long)).toBeLessThan(120)
    const short = axisOf(sorted(...counts, 105), 'integer', [], null)
    expect(endOf(short)).toBeGreaterThan(105)
  })

  test('holds its marks, wherever the values are', () => {
    const axis = axisOf(sorted(4.5, 4.6, 4.9), 'number', [3, 5], null)
    expect(axis.from).toBeLessThanOrEqual(3)
    expect(endOf(axis)).toBeGreaterThan(5)
  })

  test.each([
    ['no value', sorted()],
    ['one value', sorted(0)],
    ['one value many times', sorted(7, 7, 7)],
  ])('is there for %s', (_, values) => {
    const { step, bins } = axisOf(values, 'number', [], null)
    expect(step).toBeGreaterThan(0)
    expect(bins).toBeGreaterThan(0)
    expect(bins).toBeLessThan(100)
  })

  test('is labeled by round numbers that lie on it', () => {
    expect(ticksOf({ from: 4.16, step: 0.02, bins: 42, slide: 0.001 }, 5)).toEqual([4.2, 4.4, 4.6, 4.8, 5])
  })
})
