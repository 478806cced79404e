import { expect, test } from 'vitest'
import { measured } from '../../src/core/measured.js'
import { compile } from '../../src/plan/compile.js'
import { withPeers } from '../../src/population/peers.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { ladderOf, planOf, programOf } from '../population/programs.js'

const name = { en: 'A', 'zh-CN': '甲' }
const plan = planOf(
  programOf({
    choices: { shelf: { novels: name, maps: name } },
    events: { sale: { name, fields: { shelf: 'shelf', worth: 'integer' } }, visit: { name } },
    fields: { staff: 'integer' },
    cohorts: { everybody: {} },
    metrics: {
      sales: { count: 'sale', window: 'lifetime' },
      worth: { sum: 'sale.worth', window: 'lifetime' },
      each: { ratio: 'worth', to: 'sales', per: 1, else: 'unknown' },
      quiet: { elapsed: 'visit', in: 'days' },
      age: { elapsed: 'joinedAt', in: 'days' },
      place: { rank: 'sales', among: 'everybody' },
    },
    ladders: [
      ladderOf([{ id: 'low' }, { id: 'high', enter: { place: { lte: 1 }, each: { gte: 1 } } }]),
      {
        id: 'shelfBadge',
        badge: true,
        scope: { by: 'shelf', of: 'tier', rollup: 'none' },
        transition: { promote: 'monthly', demote: 'monthly' },
        tiers: [{ id: 'yes', enter: { sales: { gte: 2 } } }],
      },
    ],
  }),
)
const at = Date.parse('2025-03-01T00:00:00+08:00')
const sale = (id: string, day: string, shelf: string, worth: number) => ({
  id,
  type: 'sale',
  at: `${day}T00:00:00+08:00`,
  shelf,
  worth,
})
const shop: MerchantRecord = {
  id: 'm1',
  joinedAt: '2025-01-01',
  fields: { staff: 3 },
  facts: [
    sale('1', '2025-01-05', 'novels', 4),
    sale('2', '2025-02-05', 'novels', 5),
    sale('3', '2025-02-20', 'maps', 6),
    sale('4', '2025-03-01', 'maps', 100),
  ],
}

test('a log becomes the metrics that a review sees: facts strictly before it, each scope by itself', () => {
  expect(measured(plan, shop, at)).toEqual({
    ...shop,
    metrics: { sales: 3, worth: 15, each: 5, quiet: null, 'sales@novels': 2, 'sales@maps': 1 },
  })
})

test('windows end where the data are cut off', () => {
  const day = 86_400_000
  expect(measured(plan, shop, at, at - 14 * day).metrics).toMatchObject({ sales: 2, worth: 9 })
})

test('what the record gives stays, and a record without a log is left as it is', () => {
  expect(measured(plan, { ...shop, metrics: { sales: 7, age: 1 } }, at).metrics).toMatchObject({
    sales: 7,
    age: 1,
    worth: 15,
  })
  const given: MerchantRecord = { id: 'm2', joinedAt: '2025-01-01', metrics: { sales: 1 } }
  expect(measured(plan, given, at)).toBe(given)
})

test('the population engine ranks what was measured', () => {
  const other = { ...shop, id: 'm2', facts: shop.facts!.slice(0, 1) }
  const records = withPeers(plan, [shop, other].map((one) => measured(plan, one, at)), at) // prettier-ignore
  expect(records.map(({ peers }) => Object.values(peers!)[0]!['everybody']!.ranks!['sales']!.high)).toEqual([
    1, 2,
  ])
})

test('it is measured by the version in force at that instant, its first one included', () => {
  const counted = (window: string, over: object = {}) =>
    programOf({
      events: { sale: { name } },
      windows: { weekBefore: { past: { days: 7 } } },
      metrics: { sales: { count: 'sale', window } },
      ladders: [ladderOf([{ id: 'low' }, { id: 'high', enter: { sales: { gte: 1 } } }])],
      ...over,
    })
  const both = compile([counted('lifetime'), counted('weekBefore', { version: '2', inForce: '2025-03-01' })])
  const sales = (ms: number) => measured(both.value!, shop, ms).metrics
  expect([sales(at - 1), sales(at)]).toStrictEqual([{ sales: 3 }, { sales: 0 }])
})

test('of what is made of other things too, only what facts make and no peers is added', () => {
  const mixed = planOf(
    programOf({
      events: { sale: { name } },
      fields: { staff: 'integer' },
      cohorts: { everybody: {} },
      metrics: {
        sales: { count: 'sale', window: 'lifetime' },
        quiet: { elapsed: 'sale', in: 'days' },
        age: { elapsed: 'joinedAt', in: 'days' },
        place: { rank: 'sales', among: 'everybody' },
        perPlace: { ratio: 'sales', to: 'place', per: 1, else: 'unknown' },
        perStaff: { ratio: 'sales', to: 'staff', per: 1, else: 'unknown' },
        agePerStaff: { ratio: 'age', to: 'staff', per: 1, else: 'unknown' },
      },
      ladders: [
        ladderOf([
          { id: 'low' },
          {
            id: 'high',
            enter: {
              all: ['quiet', 'age', 'place', 'perPlace', 'perStaff', 'agePerStaff'].map((id) => ({
                [id]: { gte: 1 },
              })),
            },
          },
        ]),
      ],
    }),
  )
  expect(measured(mixed, shop, at).metrics).toStrictEqual({ sales: 3, quiet: 9, perStaff: 1 })
})
