import { describe, expect, test } from 'vitest'
import { byNumber } from '../../src/population/order.js'
import { oneOf, randomOf } from './random.js'

const random = randomOf(11)
const kinds: Record<string, () => number> = {
  'any doubles': () => (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20),
  'whole numbers': () => Math.floor(random() * 1e9),
  'many equal ones': () => oneOf(random, [0, -0, 1, -1, 0.1, -0.1, 0.1 + 1e-17]),
  'one number': () => 69.94,
  'the ends of the doubles': () =>
    oneOf(random, [Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, -Infinity, 0]),
}

// few are compared, many are dealt out by their bits
describe.each([300, 20_000])('%i rows', (count) => {
  test.each(Object.keys(kinds))('come in the order of %s, equal ones in the order they had', (kind) => {
    const numbers = Float64Array.from({ length: count }, kinds[kind]!)
    const before = Uint32Array.from({ length: count }, (_, row) => count - 1 - row).filter(
      (row) => row % 7 > 0,
    )
    const rows = byNumber(before, numbers)
    expect(rows.length).toBe(before.length)
    expect(new Set(rows)).toEqual(new Set(before))
    for (let place = 1; place < rows.length; place++) {
      const [left, right] = [rows[place - 1]!, rows[place]!]
      const isInOrder = numbers[left]! < numbers[right]! || (numbers[left] === numbers[right] && left > right)
      if (!isInOrder) expect([numbers[left], numbers[right], left, right]).toBe('in order')
    }
  })

  test('leave the list and the numbers as they were', () => {
    const numbers = Float64Array.from({ length: count }, (_, row) => -row)
    const before = Uint32Array.from(numbers.keys())
    byNumber(before, numbers)
    expect([before[0], before[count - 1], numbers[1]]).toEqual([0, count - 1, -1])
  })
})

test('no rows are no trouble', () => {
  expect(byNumber(new Uint32Array(0), new Float64Array(0)).length).toBe(0)
})
