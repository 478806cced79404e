import { describe, expect, test } from 'vitest'
import { marksOf } from '../../demo/studio/marks.js'
import { distributionOf, moversOf, previewOf, published, type Published } from '../../demo/studio/preview.js'
import { hasSample, samplePopulation } from '../../demo/studio/sample.js'
import { columnOf, type Population } from '../../src/population/columns.js'
import { demoPrograms, programAt, superhost } from '../population/programs.js'

const AT = Date.parse('2025-10-15T04:30:00Z')
const amongPeers = ['demo/programs/growth-pyramid.json', 'demo/programs/organization-index.json']
const begun = (path: string, population: Population): Published => {
  const program = programAt(path)
  return published(program, population, AT, marksOf(program)).value!
}

describe('the made-up merchants', () => {
  test.each([...demoPrograms, ...amongPeers, superhost])(
    'of %s are the same for a seed, and on every tier',
    (path) => {
      const { program } = programAt(path)
      expect(hasSample(program)).toBe(true)
      const sample = samplePopulation(program, 3507, 1)
      expect(samplePopulation(program, 3507, 1)).toEqual(sample)
      expect(samplePopulation(program, 3507, 2)).not.toEqual(sample)
      expect(new Set(sample.ids).size).toBe(3507)
      const { counts } = begun(path, sample)
      expect(counts.none).toBe(0)
      // a pyramid: nobody is left out, and no tier above the lowest two is the largest
      expect(Math.min(...counts.tiers)).toBeGreaterThan(0)
      expect(counts.tiers.indexOf(Math.max(...counts.tiers))).toBeLessThan(2)
    },
  )

  test('are heavy-tailed: the top fifth has more than half of all orders', () => {
    const values = samplePopulation('marketplaceMembership', 3507, 1).columns.get('orders')!
    const sorted = [...values].sort((left, right) => right - left)
    const sum = (list: number[]): number => list.reduce((total, one) => total + one, 0)
    expect(sum(sorted.slice(0, 701)) / sum(sorted)).toBeGreaterThan(0.5)
  })
})

describe('a moved mark', () => {
  const hosts: Population = {
    ids: ['a', 'b', 'c', 'd'],
    columns: new Map([
      ['reviews12m', columnOf([10, 20, 30, 40])],
      ['responseRate', columnOf([1, 1, 1, 1])],
      ['rating', columnOf([4.7, 4.75, 4.8, 4.9])],
    ]),
  }
  const before = begun(superhost, hosts)
  const rating = marksOf(before.program)[2]!

  test('lets some rise when it is lowered, and names them, the nearest first', () => {
    const after = previewOf(before, rating, 4.7).value!
    expect(before.counts.tiers).toEqual([2, 2])
    expect(after.draft.counts.tiers).toEqual([0, 4])
    expect(after.movement).toMatchObject({ risen: 2, fallen: 0, stayed: 2 })
    expect(after.movement.from[1]![2]).toBe(2)
    const movers = moversOf(before, after, before.subjects.get('rating')!, 4.7, 1)
    expect(movers).toMatchObject([{ id: 'a', value: 4.7, from: 0, to: 1 }])
  })

  test('lets some fall when it is raised, and nobody move where it stood', () => {
    expect(previewOf(before, rating, 4.81).value!.movement).toMatchObject({ risen: 0, fallen: 1, stayed: 3 })
    expect(previewOf(before, rating, 4.8).value!.movement).toMatchObject({ risen: 0, fallen: 0, stayed: 4 })
  })

  test('keeps the values it is on and changes only their tiers', () => {
    const subject = before.subjects.get('rating')!
    const totals = ({ bins }: { bins: readonly (readonly number[])[] }) =>
      bins[0]!.map((_, bin) => bins.reduce((sum, row) => sum + row[bin]!, 0))
    const [was, is] = [before, previewOf(before, rating, 4.7).value!.draft].map((one) =>
      distributionOf(one, subject),
    )
    expect(totals(is!)).toEqual(totals(was!))
    expect(is!.bins).not.toEqual(was!.bins)
    expect(totals(was!).reduce((sum, one) => sum + one, 0)).toBe(4)
  })

  test('is asked of holders by what keeps a tier, where a column gives the tier held', () => {
    const program = programAt(demoPrograms[1]!)
    const sample = samplePopulation(program.program, 500, 3)
    const held = columnOf(sample.ids.map(() => 2))
    const population = { ids: sample.ids, columns: new Map([...sample.columns, ['level', held] as const]) }
    const marks = marksOf(program)
    const keep = marks.find(
      ({ rule, tier, subject }) => rule === 'keep' && tier === 2 && subject === 'score',
    )!
    const begun = published(program, population, AT, marks).value!
    expect(previewOf(begun, keep, keep.value + 20).value!.movement.fallen).toBeGreaterThan(0)
    const nobody = published(program, sample, AT, marks).value!
    expect(previewOf(nobody, keep, keep.value + 20).value!.movement.fallen).toBe(0)
  })
})

describe('a moved quota', () => {
  const path = amongPeers[0]!
  const sample = samplePopulation(programAt(path).program, 1000, 1)
  const before = begun(path, sample)
  const middle = marksOf(before.program).find(({ place, tier }) => place && tier === 2)!

  test('is a mark on places, and lets in as many as it says of those who are compared', () => {
    const { column, axis } = before.subjects.get(middle.subject)!
    expect([axis.from, axis.bins * axis.step, middle.value]).toEqual([0, 100, 55])
    const compared = column.filter((cell) => !Number.isNaN(cell)).length
    expect(compared).toBe(1000 - before.counts.tiers[0]!) // the silent have no place
    const above = (tiers: readonly number[]): number => tiers.slice(2).reduce((sum, one) => sum + one, 0)
    expect(above(before.counts.tiers)).toBe(Math.floor(0.55 * compared))
    const after = previewOf(before, middle, 60).value!
    expect(above(after.draft.counts.tiers)).toBe(Math.floor(0.6 * compared))
    expect(after.movement).toMatchObject({ fallen: 0 })
  })

  test('leaves those outside it as they are', () => {
    const after = previewOf(before, middle, 10).value!
    expect(after.draft.counts.tiers[0]).toBe(before.counts.tiers[0])
    expect(after.movement.risen).toBe(0)
  })
})

test('a population of nobody is shown as such', () => {
  const nobody = begun(demoPrograms[0]!, { ids: [], columns: new Map() })
  expect(nobody.counts).toEqual({ none: 0, tiers: [0, 0, 0, 0] })
})
