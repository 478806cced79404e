import { describe, expect, test } from 'vitest'
import { cellOf, columnOf, partCellOf, type Column, type PartColumn } from '../../src/population/columns.js'
import { percentileOf } from '../../src/population/cuts.js'
import {
  cutsOf,
  orderedIn,
  orderOf,
  partsOf,
  ranksOf,
  sizesOf,
  type Parts,
  type Ties,
} from '../../src/population/ranking.js'
import { cutOf, rankOf, sizeOf, type Cell } from './naive.js'
import { oneOf, randomOf } from './random.js'

const cells = (column: Column | PartColumn): Cell[] =>
  'parts' in column
    ? Array.from(column.parts, (_, row) => partCellOf(column, row))
    : Array.from(column, (_, row) => cellOf(column, row))
const ordered = (parts: Parts, column: Column) => orderedIn(parts, orderOf(column))
const everybody = (rows: number) => partsOf(rows, null, [])
const ranks = (list: Cell[], better: 'high' | 'low', ties: Ties, parts = everybody(list.length)): Cell[] => {
  const column = columnOf(list)
  return cells(ranksOf(parts, column, ordered(parts, column), better, ties))
}

describe('of those who are equal', () => {
  const values = [50, 80, 80, 70, 80, null, 50]

  test('all take the better rank', () => {
    expect(ranks(values, 'high', 'better')).toEqual([5, 1, 1, 4, 1, null, 5])
    expect(ranks(values, 'low', 'better')).toEqual([1, 4, 4, 3, 4, null, 1])
  })

  test('all take the worse rank', () => {
    expect(ranks(values, 'high', 'worse')).toEqual([6, 3, 3, 4, 3, null, 6])
    expect(ranks(values, 'low', 'worse')).toEqual([2, 6, 6, 3, 6, null, 2])
  })

  test('a second value decides, high first or low first, and what is equal in it too takes the better rank', () => {
    const by = columnOf([9, 3, 5, 1, 5, 8, 7])
    expect(ranks(values, 'high', { by, better: 'high' })).toEqual([5, 3, 1, 4, 1, null, 6])
    expect(ranks(values, 'high', { by, better: 'low' })).toEqual([6, 1, 2, 4, 2, null, 5])
    expect(ranks(values, 'low', { by, better: 'high' })).toEqual([1, 6, 4, 3, 4, null, 2])
    expect(ranks(values, 'low', { by, better: 'low' })).toEqual([2, 4, 5, 3, 5, null, 1])
  })

  test('one whose second value is unknown comes last, whichever side is first', () => {
    const by = columnOf([null, null, 5, 1, 6, 8, 0])
    expect(ranks(values, 'high', { by, better: 'high' })).toEqual([6, 3, 2, 4, 1, null, 5])
    expect(ranks(values, 'high', { by, better: 'low' })).toEqual([6, 3, 1, 4, 2, null, 5])
  })

  test('everybody is first, or last, where all are equal', () => {
    expect(ranks([7, 7, 7], 'high', 'better')).toEqual([1, 1, 1])
    expect(ranks([7, 7, 7], 'high', 'worse')).toEqual([3, 3, 3])
    expect(ranks([7, 7, 7], 'low', { by: columnOf([2, 2, 2]), better: 'low' })).toEqual([1, 1, 1])
  })
})

test('0 and -0 are one value', () => {
  expect(ranks([0, -0, 1], 'low', 'worse')).toEqual([2, 2, 3])
})

describe('a part', () => {
  const choice = columnOf([0, 0, 1, 1, 0, null])
  const region = columnOf([3, 3, 3, 3, -1, 3])
  const parts = partsOf(6, null, [choice, region])

  test('is of those who are equal in every key, and one with an unknown key is in none', () => {
    expect(cells(sizesOf(parts))).toEqual([2, 2, 2, 2, 1, null])
    expect(ranks([10, 20, 30, 40, 50, 60], 'high', 'better', parts)).toEqual([2, 1, 2, 1, 1, null])
  })

  test('has one cut for all in it', () => {
    const column = columnOf([10, 20, null, null, 50, 60])
    expect(cells(cutsOf(parts, column, ordered(parts, column), 100, 'nearestRank'))).toEqual([
      ...[20, 20, null, null, 50, null],
    ])
  })

  test('counts its members alone, with or without a value, and says its size and cuts to the others too', () => {
    const members = columnOf([1, 1, 0, null, 1])
    const some = partsOf(5, members, [])
    const column = columnOf([10, null, 30, 40, 20])
    expect(cells(sizesOf(some))).toEqual([3, 3, 3, 3, 3])
    expect(ranks([10, null, 30, 40, 20], 'high', 'better', some)).toEqual([2, null, null, null, 1])
    expect(cells(cutsOf(some, column, ordered(some, column), 100, 'nearestRank'))).toEqual([
      20, 20, 20, 20, 20,
    ])
  })

  test('of nobody has size 0 and no cut', () => {
    const none = partsOf(2, columnOf([0, 0]), [])
    expect(cells(sizesOf(none))).toEqual([0, 0])
    expect(cells(cutsOf(none, columnOf([1, 2]), ordered(none, columnOf([1, 2])), 50, 'linear'))).toEqual([
      null,
      null,
    ])
  })
})

test('nobody and a single one are ranked without complaint', () => {
  expect(ranks([], 'high', 'better')).toEqual([])
  expect(ranks([5], 'low', 'worse')).toEqual([1])
  expect(ranks([null], 'low', 'worse')).toEqual([null])
})

describe('the value at a percentile', () => {
  const percentile = (sorted: Float64Array, at: number, how: 'nearestRank' | 'linear'): number | null =>
    percentileOf(sorted.length, (place) => sorted[place]!, at, how)
  const tens = Float64Array.from({ length: 10 }, (_, place) => (place + 1) * 10)

  test('is the one at the nearest rank', () => {
    expect([1, 10, 10.000001, 80, 99.9, 100].map((at) => percentile(tens, at, 'nearestRank'))).toEqual([
      ...[10, 10, 20, 80, 100, 100],
    ])
  })

  test('or lies between two in proportion', () => {
    expect([80, 50, 25, 100].map((at) => percentile(tens, at, 'linear'))).toEqual([82, 55, 32.5, 100])
    expect(percentile(Float64Array.of(7), 33, 'linear')).toBe(7)
  })

  test('is counted by integers for every count and every percent', () => {
    // a float's ceil(7 / 100 * 100) is 8
    for (let size = 1; size <= 200; size++) {
      const sorted = Float64Array.from({ length: size }, (_, place) => place + 1)
      const all = { members: Array<1>(size).fill(1), keys: Array<[]>(size).fill([]) }
      for (const at of [0.1, 0.3, 7, 14, 28, 29, 33.3, 55, 57, 58, 80, 95, 99.9, 100])
        for (const how of ['nearestRank', 'linear'] as const) {
          const found = percentile(sorted, at, how)
          const meant = cutOf(all, [...sorted], 0, at, how)
          if (found !== meant) expect({ size, at, how, found }).toBe(meant)
        }
    }
  })
})

describe('everybody compared with everybody gives the same', () => {
  const random = randomOf(2_024_11)
  const orNull = (make: () => number): Cell => (random() < 0.1 ? null : make())

  test.each(Array.from({ length: 40 }, (_, turn) => turn))('population %i', (turn) => {
    const rows = Math.floor(random() * 90)
    const kinds = 1 + Math.floor(random() * 12) // few kinds of values: many ties
    const list = (make: () => number): Cell[] => Array.from({ length: rows }, () => orNull(make))
    const values = list(() => Math.floor(random() * kinds) / 3)
    const second = list(() => Math.floor(random() * 3) - 1)
    const keyLists = Array.from({ length: turn % 3 }, () => list(() => Math.floor(random() * 3) - 1))
    const members = Array.from({ length: rows }, () => oneOf(random, [1, 1, 1, 0, null] as const))
    const cohort = { members, keys: values.map((_, row) => keyLists.map((key) => key[row]!)) }

    const parts = partsOf(rows, columnOf(members), keyLists.map(columnOf))
    const column = columnOf(values)
    const order = ordered(parts, column)
    const each = <T>(of: (row: number) => T): T[] => values.map((_, row) => of(row))
    expect(cells(sizesOf(parts))).toEqual(each((row) => sizeOf(cohort, row)))
    for (const better of ['high', 'low'] as const) {
      for (const ties of ['better', 'worse'] as const)
        expect(cells(ranksOf(parts, column, order, better, ties))).toEqual(
          each((row) => rankOf(cohort, values, row, better, ties)),
        )
      for (const side of ['high', 'low'] as const)
        expect(cells(ranksOf(parts, column, order, better, { by: columnOf(second), better: side }))).toEqual(
          each((row) => rankOf(cohort, values, row, better, { by: second, better: side })),
        )
    }
    for (const how of ['nearestRank', 'linear'] as const)
      for (const at of [1, 33.3, 80, 100])
        expect(cells(cutsOf(parts, column, order, at, how))).toEqual(
          each((row) => cutOf(cohort, values, row, at, how)),
        )
  })
})
