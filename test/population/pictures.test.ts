// The pictures of a population that are counts over one column: the edge, concentration, quotas and segments, each against counting by hand.
import { describe, expect, test } from 'vitest'
import { elapsed } from '../../src/plan/calendar.js'
import { columnOf, type Column } from '../../src/population/columns.js'
import { bringing, concentrationOf } from '../../src/population/concentration.js'
import { sortedValues } from '../../src/population/cuts.js'
import { edgeOf } from '../../src/population/edge.js'
import { tierCounts } from '../../src/population/movement.js'
import { populationOf, rowsOf, runOf } from '../../src/population/rows.js'
import { byMarks, byPlace, byQuantile, byStage } from '../../src/population/segments.js'
import { countOf, markFor, marksFor, reaching } from '../../src/population/targets.js'
import { oneOf, randomOf } from './random.js'

const random = randomOf(31)
/** Numbers with ties, unknowns and, where asked, few different values. */
const draw = (size: number, of: () => number): (number | null)[] =>
  Array.from({ length: size }, () => (random() < 0.05 ? null : of()))
const scores = (size: number): (number | null)[] => draw(size, () => Math.floor(random() * 1000) / 10)
const known = (list: readonly (number | null)[]): number[] => list.filter((one) => one !== null)

describe('the edge', () => {
  test('holds the nearest on either side, as sorting everybody finds them', () => {
    for (let turn = 0; turn < 100; turn++) {
      const list = scores(oneOf(random, [0, 1, 7, 300]))
      const mark = Math.floor(random() * 1000) / 10
      const most = oneOf(random, [0, 1, 5, 400])
      const { reach, miss, within } = edgeOf(columnOf(list), mark, most, 0.3)
      const near = list
        .flatMap((value, row) =>
          value === null ? [] : [{ row, value, by: Math.round(Math.abs(value - mark) * 1e6) / 1e6 }],
        )
        .sort((left, right) => left.by - right.by || left.row - right.row)
      expect(reach).toEqual(near.filter(({ value }) => value >= mark).slice(0, most))
      expect(miss).toEqual(near.filter(({ value }) => value < mark).slice(0, most))
      expect(within).toBe(near.filter(({ by }) => by <= 0.3).length)
    }
  })
})

describe('concentration', () => {
  test('is what the best so many percent bring, rounded down to whole merchants', () => {
    for (let turn = 0; turn < 60; turn++) {
      const list = draw(oneOf(random, [0, 1, 9, 500]), () => Math.floor(random() ** 8 * 1e9))
      const percents = [1, 7, 20, 33.3, 100]
      const { merchants, total, shares } = concentrationOf(columnOf(list), percents)
      const best = known(list).sort((left, right) => right - left)
      const sum = (count: number): number => best.slice(0, count).reduce((all, one) => all + one, 0)
      expect({ merchants, total }).toEqual({ merchants: best.length, total: sum(best.length) })
      expect(shares).toEqual(
        percents.map((percent) => {
          const count = Number((BigInt(best.length) * BigInt(Math.round(percent * 10))) / 1000n)
          return { percent, best: count, sum: sum(count) }
        }),
      )
      const fewest = best.findIndex((_, place) => sum(place + 1) * 100 >= 80 * total)
      expect(bringing(columnOf(list), 80)).toBe(total > 0 ? fewest + 1 : null)
    }
  })
})

describe('a quota', () => {
  test('of a percent is counted by integers: 7 percent of 100 are 7, and 0.07 of 10,000', () => {
    expect([
      countOf(100, 7),
      countOf(10_000, 0.07),
      countOf(3, 33.4),
      countOf(0, 50),
      countOf(3_000_000, 100),
    ]).toEqual([7, 7, 1, 0, 3_000_000])
  })

  test('has a mark which that many reach, and those who tie; and back', () => {
    for (let turn = 0; turn < 100; turn++) {
      const list = scores(oneOf(random, [1, 11, 400]))
      const sorted = sortedValues(columnOf(list))
      const percent = Math.floor(random() * 1001) / 10
      const best = countOf(sorted.length, percent)
      const mark = markFor(sorted, percent)
      const descending = known(list).sort((left, right) => right - left)
      expect(mark).toBe(best === 0 ? null : descending[best - 1])
      if (mark === null) continue
      expect(reaching(sorted, mark)).toBe(descending.filter((one) => one >= mark).length)
      expect(reaching(sorted, mark + 1e-6)).toBeLessThan(best)
    }
  })

  test('of 45, 35 and 20 percent cuts at 55 and at 20 from above', () => {
    const sorted = sortedValues(columnOf(Array.from({ length: 1000 }, (_, place) => place)))
    expect(marksFor(sorted, [45, 35, 20])).toEqual([450, 800])
    expect(marksFor(sorted, [99.7, 0.2, 0.1])).toEqual([997, 999])
    // of 2000 merchants, half of whom have no value
    expect(marksFor(sorted, [60, 30, 10], 2000)).toEqual([200, 800])
    expect(marksFor(sorted, [10, 90], 2000)).toEqual([sorted[0]])
  })
})

describe('segments', () => {
  const rowsWhere = (list: readonly (number | null)[], holds: (value: number) => boolean): number[] =>
    list.flatMap((value, row) => (value !== null && holds(value) ? [row] : []))
  const shown = ({ rows, unknown }: { rows: readonly Uint32Array[]; unknown: Uint32Array }) => ({
    rows: rows.map((list) => [...list]),
    unknown: [...unknown],
  })
  const unknownIn = (list: readonly (number | null)[]): number[] =>
    list.flatMap((value, row) => (value === null ? [row] : []))

  test('by attribute and by mark have everybody once, in order', () => {
    const choices = draw(300, () => Math.floor(random() * 4))
    expect(shown(byPlace(columnOf(choices), 4))).toEqual({
      rows: [0, 1, 2, 3].map((place) => rowsWhere(choices, (value) => value === place)),
      unknown: unknownIn(choices),
    })
    expect([...byPlace(Float64Array.of(-1, 0.5, 4, 0), 4).unknown]).toEqual([0, 1, 2])
    const list = scores(300)
    expect(shown(byMarks(columnOf(list), [20, 60]))).toEqual({
      rows: [
        rowsWhere(list, (value) => value < 20),
        rowsWhere(list, (value) => value >= 20 && value < 60),
        rowsWhere(list, (value) => value >= 60),
      ],
      unknown: unknownIn(list),
    })
  })

  test('by quantile never part equal values, and are as even as that allows', () => {
    const evens = byQuantile(columnOf(Array.from({ length: 100 }, (_, place) => (place * 37) % 100)), 5)
    expect(evens.rows.map((rows) => rows.length)).toEqual([20, 20, 20, 20, 20])
    for (let turn = 0; turn < 50; turn++) {
      const list = draw(oneOf(random, [0, 1, 3, 200]), () => Math.floor(random() * 12))
      const { rows, unknown } = byQuantile(columnOf(list), 4)
      const parts = rows.map((some) => [...some].map((row) => list[row]!))
      expect(parts.flat().length + unknown.length).toBe(list.length)
      const filled = parts.filter((part) => part.length > 0)
      filled
        .slice(1)
        .forEach((part, nth) => expect(Math.min(...part)).toBeGreaterThan(Math.max(...filled[nth]!)))
    }
    expect(byQuantile(columnOf([3, 3, 3]), 4).rows.map((rows) => rows.length)).toEqual([0, 0, 0, 3])
  })

  test('by stage count whole months of the zone since joining', () => {
    const atMs = Date.parse('2026-03-31T02:00:00+08:00')
    const joined = draw(400, () => atMs - Math.floor(random() * 5 * 365 * 86_400_000))
    const months = joined.map((one) => one && elapsed('Asia/Shanghai', one, atMs, 'months'))
    const { rows, unknown } = byStage(columnOf(joined), atMs, 'Asia/Shanghai')
    expect(rows.map((some) => [...some])).toEqual([
      rowsWhere(months, (value) => value < 3),
      rowsWhere(months, (value) => value >= 3 && value < 12),
      rowsWhere(months, (value) => value >= 12 && value < 36),
      rowsWhere(months, (value) => value >= 36),
    ])
    expect([...unknown]).toEqual(unknownIn(joined))
    expect([...byStage(Float64Array.of(atMs + 1), atMs, 'UTC').unknown]).toEqual([0])
  })

  test('are populations of their own, of which the same is asked', () => {
    const list = scores(50)
    const population = {
      ids: list.map((_, row) => `m${row}`),
      columns: new Map<string, Column>([['score', columnOf(list)]]),
    }
    const rows = Uint32Array.of(3, 4, 40)
    const some = populationOf(population, rowsOf(rows))
    expect(some.ids).toEqual(['m3', 'm4', 'm40'])
    expect(some.columns.get('score')).toEqual(columnOf([list[3]!, list[4]!, list[40]!]))
    expect(populationOf(population, runOf(3, 5)).columns.get('score')).toEqual(columnOf([list[3]!, list[4]!]))
    expect(tierCounts(rowsOf(rows).of(Int16Array.from(list.map((_, row) => (row % 2) - 1))), 1)).toEqual({
      none: 2,
      tiers: [1],
    })
  })
})
