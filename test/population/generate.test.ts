import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mainLadderOf } from '../../src/plan/asked.js'
import { isKnown } from '../../src/population/columns.js'
import { generated } from '../../src/population/generate.js'
import { reviewed } from '../../src/population/review.js'
import { planOf, programAt, superhost } from './programs.js'

const AT = Date.parse('2026-03-01T00:00:00Z')
const made = (path: string, size: number, seed: number) => {
  const plan = planOf(programAt(path))
  return generated(plan, { ladder: mainLadderOf(plan), size, seed, atMs: AT })
}
const folder = new URL('../programs/', import.meta.url)
const published = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => `test/programs/${name}`) // prettier-ignore

describe('merchants are made up for any program', () => {
  test.each(published)(
    '%s: every column that it asks is whole, and a review of them has its columns',
    async (path) => {
      const plan = planOf(programAt(path))
      const population = await made(path, 2000, 1)
      for (const [name, column] of population.columns) {
        expect(column.length, name).toBe(2000)
        expect(column.filter(isKnown).length, name).toBeGreaterThan(1900)
      }
      const { issues } = reviewed(plan, population, AT)
      // what past reviews found is made up by nobody
      expect(issues.filter(({ params }) => String(params['name']).indexOf('#') < 0)).toEqual([])
    },
  )

  test('the same for a seed, other for another, all with an id of their own', async () => {
    const one = await made(superhost, 3000, 1)
    expect(await made(superhost, 3000, 1)).toEqual(one)
    expect((await made(superhost, 3000, 2)).columns).not.toEqual(one.columns)
    expect(new Set(one.ids).size).toBe(3000)
  })

  test('on the scale of its marks: some reach each of them, and some do not', async () => {
    const { columns } = await made(superhost, 5000, 1)
    for (const [name, mark] of [
      ['rating', 4.8],
      ['responseRate', 0.9],
      ['reviews12m', 10],
    ] as const) {
      // prettier-ignore
      const reach = columns.get(name)!.filter((value) => value >= mark).length / 5000
      expect(reach, name).toBeGreaterThan(0.1)
      expect(reach, name).toBeLessThan(0.9)
    }
    expect(Math.max(...columns.get('rating')!)).toBe(5)
  })

  test('heavy-tailed, and who is large in one thing is large in others', async () => {
    const { columns } = await made('demo/programs/marketplace-membership.json', 5000, 1)
    const spend = columns.get('spendFen')!
    const sorted = [...spend].sort((left, right) => right - left)
    const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)
    expect(sum(sorted.slice(0, 1000)) / sum(sorted)).toBeGreaterThan(0.5)
    const orders = columns.get('orders')!
    const rows = [...spend.keys()].sort((left, right) => spend[right]! - spend[left]!)
    const mean = (some: readonly number[]): number => sum(some.map((row) => orders[row]!)) / some.length
    expect(mean(rows.slice(0, 1000))).toBeGreaterThan(2 * mean(rows.slice(4000)))
  })
})
