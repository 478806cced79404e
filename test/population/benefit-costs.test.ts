import { describe, expect, test } from 'vitest'
import { samplePopulation } from '../../demo/studio/sample.js'
import { benefitCosts, costChange, sumsByTier } from '../../src/population/benefit-costs.js'
import { columnOf } from '../../src/population/columns.js'
import { reviewed } from '../../src/population/review.js'
import { PIECE } from '../../src/population/rows.js'
import { readerOf } from './drafts.js'
import { naiveValues } from './naive.js'
import { ladderOf, planOf, programAt, programOf } from './programs.js'
import { randomOf } from './random.js'
import { drained } from '../../src/population/slices.js'

const AT = Date.parse('2026-01-15T04:30:00Z')
const samples: [string, string][] = [
  ['demo/programs/store-score.json', 'storeScore'],
  ['demo/programs/marketplace-membership.json', 'marketplaceMembership'],
  ['demo/programs/growth-pyramid.json', 'growthPyramid'],
  ['demo/programs/organization-index.json', 'organizationIndex'],
]

describe.each(samples)('%s', (path, name) => {
  test('each benefit costs what its nodes say of whoever stands on a tier, merchant by merchant', () => {
    const plan = planOf(programAt(path))
    const population = samplePopulation(name, 600, 9)
    const { ladder, earned } = reviewed(plan, population, AT).value!
    const { benefits, byRow, left } = drained(
      benefitCosts(plan, population, AT, new Map([[ladder.key, earned]]), ladder),
    )
    const standing = {
      ids: population.ids,
      columns: new Map([...population.columns, [ladder.key, columnOf(earned)]]),
    }
    const value = naiveValues(plan, population.ids.length, readerOf(plan, standing))
    expect(benefits.length + left.length).toBe(plan.clockwork.benefits.length)
    expect(benefits.length).toBeGreaterThan(3)
    const meant = population.ids.map(() => 0)
    for (const { benefit, merchants, cost, unknown } of benefits) {
      const tiers = ladder.tiers.map(() => ({ merchants: 0, cost: 0 }))
      const none = { merchants: 0, cost: 0 }
      population.ids.forEach((_, row) => {
        if (value(benefit.requires, row) !== 1) return
        const tally = tiers[earned[row]!] ?? none
        tally.merchants += 1
        tally.cost += value(benefit.cost, row)!
        meant[row]! += value(benefit.cost, row)!
      })
      const all = [none, ...tiers]
      expect({ id: benefit.id, merchants, cost, unknown }).toEqual({
        ...{ id: benefit.id, unknown: 0 },
        ...{ merchants: all.map((one) => one.merchants), cost: all.map((one) => one.cost) },
      })
    }
    expect([...byRow]).toEqual(meant)
    expect(meant.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
  })
})

const plan = planOf(
  programOf({
    fields: { sales: 'integer', fee: 'money' },
    ladders: [ladderOf([{ id: 'base' }, { id: 'top', enter: { sales: { gte: 100 } } }])],
    overrides: [
      {
        id: 'pass',
        kind: 'grant',
        name: { en: 'p', 'zh-CN': 'p' },
        starts: { sales: { gte: 150 } },
        floor: { level: 'top' },
      },
    ],
    benefits: [
      { id: 'coupon', kind: 'price', requires: { level: { gte: 'top' } }, cost: 5600 },
      {
        id: 'waiver',
        kind: 'price',
        requires: { level: { gte: 'base' } },
        cost: {
          cases: [
            { when: { fee: { known: true } }, use: 12 },
            { when: { sales: { gte: 0 } }, use: 3 },
          ],
          else: 1,
        },
      },
      { id: 'club', kind: 'service', requires: { pass: true }, cost: 100 },
    ],
  }),
)

test('a benefit of which columns cannot say who has it is left out by name', () => {
  const population = { ids: ['a'], columns: new Map([['sales', columnOf([100])]]) }
  const { ladder, earned } = reviewed(plan, population, AT).value!
  const { left, byRow } = drained(benefitCosts(plan, population, AT, new Map([[ladder.key, earned]]), ladder))
  expect(
    left.map(({ benefit, issues }) => [benefit.id, issues.map(({ code, params }) => [code, params])]),
  ).toEqual([['club', [['missingColumn', { name: 'pass' }]]]])
  expect([...byRow]).toEqual([5603])
})

test('pieces add up to the whole, to the last unit', () => {
  const random = randomOf(4)
  const size = 2 * PIECE + 17
  const sales = Array.from({ length: size }, () => Math.floor(random() * 200))
  const population = { ids: sales.map(String), columns: new Map([['sales', columnOf(sales)]]) }
  const { ladder, earned } = reviewed(plan, population, AT).value!
  const { byRow, benefits } = drained(
    benefitCosts(plan, population, AT, new Map([[ladder.key, earned]]), ladder),
  )
  const top = sales.filter((one) => one >= 100).length
  expect(benefits[0]!.cost).toEqual([0, 0, 5600 * top])
  expect(sumsByTier(byRow, earned, 2)).toEqual({
    tiers: [0, 3 * (size - top), 5603 * top],
    total: 3 * size + 5600 * top,
  })
})

test('what changes is told by from where to where, and adds up to the whole change', () => {
  const random = randomOf(8)
  const draw = (most: number) => Array.from({ length: 500 }, () => Math.floor(random() * most))
  const [before, after] = [draw(1e6), draw(1e6)]
  const [from, to] = [draw(4), draw(4)].map((list) => Int16Array.from(list.map((place) => place - 1)))
  const change = costChange(columnOf(before), columnOf(after), from!, to!, 3)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  expect({ before: change.before, after: change.after }).toEqual({ before: sum(before), after: sum(after) })
  for (let a = -1; a < 3; a++)
    for (let b = -1; b < 3; b++) {
      const some = before.flatMap((was, row) =>
        from![row] === a && to![row] === b ? [after[row]! - was] : [],
      )
      expect(change.from[a + 1]![b + 1]).toBe(sum(some))
    }
})
