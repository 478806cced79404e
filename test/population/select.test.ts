import { describe, expect, test } from 'vitest'
import { columnOf, type Column } from '../../src/population/columns.js'
import { selected } from '../../src/population/select.js'
import { oneOf, randomOf } from './random.js'

const random = randomOf(4)
const sorted = (values: Column, members: Column | null): number[] =>
  [...values]
    .filter((value, row) => !Number.isNaN(value) && (members === null || members[row] === 1))
    .sort((left, right) => left - right)
const some = (size: number, of: () => number | null): Column => columnOf(Array.from({ length: size }, of))

describe('the values at places are those of the sorted list', () => {
  const kinds: [string, () => number | null][] = [
    ['scores', () => Math.floor(random() * 1e8) / 1e6],
    ['whole numbers, with ties', () => Math.floor(random() * 40)],
    ['one value', () => 7],
    ['values that differ in their last bits', () => 1 + Math.floor(random() * 50_000) * Number.EPSILON],
    ['below and above nothing', () => (random() - 0.5) * oneOf(random, [1e-300, 1, 1e9])],
    ['nothing, either side of it', () => oneOf(random, [0, -0, 5e-324, -5e-324])],
    ['with unknown ones', () => (random() < 0.3 ? null : random())],
    ['negative, alike', () => -1 - Math.floor(random() * 50_000) * Number.EPSILON],
  ]
  test.each(kinds)('%s', (_kind, of) => {
    for (const size of [1, 2, 100, 9_000]) {
      const values = some(size, of)
      const members = random() < 0.5 ? null : some(size, () => oneOf(random, [1, 1, 0, null]))
      const meant = sorted(values, members)
      const places =
        meant.length === 0
          ? []
          : [0, meant.length - 1, Math.floor(meant.length / 2), Math.floor(random() * meant.length)]
      const found = selected(values, members, (count) => {
        expect(count).toBe(meant.length)
        return places
      })
      // 0 and -0 are one value
      expect(found.values.map((value) => value + 0)).toEqual(places.map((place) => meant[place]! + 0))
    }
  })

  test('and of nothing, none', () => {
    expect(selected(columnOf([null, null]), null, () => [])).toEqual({ count: 0, values: [] })
  })
})
