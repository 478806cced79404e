import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  organizationPopulation,
  organizations,
  reviewsOfOrganizations,
} from '../../demo/merchants/organizations.mjs'
import { reviewsOfShops, shopPopulation, shops } from '../../demo/merchants/shops.mjs'
import { folded } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import { readBoth } from '../../src/data/engine.js'
import type { Plan } from '../../src/plan/plan.js'
import type { MerchantRecord } from '../../src/schema/record.js'

/**
 * The named merchants were ranked among others by what they brought to each review, reckoned from their logs by the generator. Held here
 * to what the fold reckons from the same logs: else a rank would be of another merchant than the one on the page.
 */
type Brought = Readonly<Record<string, number>>
type Population = readonly [named: object, others: object, metricsAt: (id: string, day: string) => Brought]
interface Case {
  readonly program: string
  readonly ids: readonly string[]
  readonly reviews: readonly { readonly day: string; readonly counts: string }[]
  readonly population: () => Population
}
const cases: readonly Case[] = [
  {
    program: 'growth-pyramid',
    ids: shops.map(({ id }) => id),
    reviews: reviewsOfShops,
    population: shopPopulation as unknown as () => Population,
  },
  {
    program: 'organization-index',
    ids: organizations.map(({ id }) => id),
    reviews: reviewsOfOrganizations,
    population: organizationPopulation as unknown as () => Population,
  },
]

const textOf = (path: string): string => readFileSync(new URL(`../../demo/${path}`, import.meta.url), 'utf8')
const both = (program: string, id: string): { plan: Plan; record: MerchantRecord } => {
  const { plan, record } = readBoth(textOf(`programs/${program}.json`), textOf(`merchants/${id}.json`))
  return { plan: plan!, record: record! }
}
const msOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
const nodeOf = (plan: Plan, metric: string): number =>
  Number(Object.keys(plan.names).find((node) => plan.names[Number(node)]!.id === metric))

describe.each(cases)('in the $program', ({ program, ids, reviews, population }) => {
  const [, , metricsAt] = population()
  it.each(ids)('%s brought to every review what its log says', (id) => {
    const { plan, record } = both(program, id)
    let compared = 0
    for (const { day, counts } of reviews) {
      if (Date.parse(record.joinedAt) >= msOf(counts)) continue
      const fold = folded(plan, record, msOf(day) - 1)
      const values = fold.review(msOf(day), msOf(counts))
      const brought = metricsAt(record.id, counts)
      for (const [metric, value] of Object.entries(brought)) {
        expect([day, metric, values.get(nodeOf(plan, metric))]).toEqual([day, metric, value])
        compared++
      }
    }
    expect(compared > 0).toBe(Date.parse(record.joinedAt) < msOf('2026-11-01'))
  })
})

describe('the ranks of the growth pyramid', () => {
  const all = cases[0]!.ids.map((id) => {
    const { plan, record } = both('growth-pyramid', id)
    return { id, record, score: evaluate(plan, record, msOf('2026-11-21')).score! }
  })
  it.each(reviewsOfShops.map(({ day }) => [day]))('on %s lie as the scores that were decided', (day) => {
    const instant = new Date(msOf(day)).toISOString()
    const placed = all.flatMap(({ record, score }) => {
      const place = record.peers?.[instant]?.['activeMerchants']?.ranks?.['score']?.high
      const decided = score.history.find(({ at }) => at === instant)?.score
      return place == null || decided == null ? [] : [{ place, decided }]
    })
    expect(placed.length).toBeGreaterThan(4)
    const byPlace = [...placed].sort((left, right) => left.place - right.place)
    const byScore = [...placed].sort((left, right) => right.decided - left.decided)
    expect(byPlace).toEqual(byScore)
  })
})
