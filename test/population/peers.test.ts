import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { Leaf } from '../../src/plan/plan.js'
import { cellOf, columnOf, type Population } from '../../src/population/columns.js'
import { loadedRecords } from '../../src/population/load.js'
import { peersOf, withPeers } from '../../src/population/peers.js'
import { reviewed } from '../../src/population/review.js'
import { valuesOf } from '../../src/population/values.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { record as recordSchema } from '../../src/schema/record.js'
import { readValue } from '../../src/schema/read.js'
import { naiveValues, type Cell } from './naive.js'
import { everyPeer as whole } from './peers-program.js'
import { ladderOf, planOf, programOf } from './programs.js'
import { oneOf, randomOf } from './random.js'

/** A review's own instant: 1 October 2025 in Shanghai. */
const AT = Date.parse('2025-09-30T16:00:00Z')
const name = { en: 'A', 'zh-CN': '甲' }
const populationOf = (columns: Record<string, Cell[]>): Population => ({
  ids: (Object.values(columns)[0] ?? []).map((_, row) => `m${row}`),
  columns: new Map(Object.entries(columns).map(([id, list]) => [id, columnOf(list)])),
})

const random = randomOf(77)
const orNull = <T>(make: () => T): T | null => (random() < 0.06 ? null : make())
const choices = { line: ['food', 'home'], region: ['north', 'south'] }
const recordsOf = (count: number, kinds: number): MerchantRecord[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `m${place}`,
    joinedAt: '2021-03-05',
    fields: {
      sales: orNull(() => Math.floor(random() * kinds * 3)),
      rate: orNull(() => Math.floor(random() * kinds * 10) / 10 - 1),
      since: orNull(() => Math.floor(random() * kinds)),
      isOpen: orNull(() => random() < 0.8),
      line: orNull(() => oneOf(random, choices.line)),
      region: orNull(() => oneOf(random, choices.region)),
    },
    held: {
      at: '2025-09-30T15:00:00Z',
      programVersion: '1',
      ladders: {
        level: {
          tier: oneOf(random, ['bottom', 'bottom', 'middle', 'head', 'star']),
          ...{ since: '2025-08-31T16:00:00Z', until: null, pending: null, change: null },
        },
      },
      ...{ overrides: {}, accounts: {}, tasks: {}, benefits: {}, memory: {}, decisions: [] },
      totals: { facts: 0, entries: 0 },
    },
  }))
const readerOf =
  ({ columns }: Population) =>
  (leaf: Leaf, row: number): Cell => {
    const column = 'id' in leaf ? columns.get(leaf.id) : undefined
    return column ? cellOf(column, row) : null
  }

describe('over random populations', () => {
  const plan = planOf(whole)
  const nodes = plan.nodes.map((_, id) => id)

  test('there are passes to wait for: a rank of ranks of a score with a benchmark in it', () => {
    expect(plan.passes.length).toBeGreaterThanOrEqual(4)
  })

  test.each([
    [0, 5],
    [1, 5],
    [2, 1],
    [7, 2],
    [30, 1],
    [31, 4],
    [60, 3],
    [61, 200],
  ])(
    '%i merchants have, in every node, what comparing everybody with everybody says; %i values',
    (count, kinds) => {
      for (let turn = 0; turn < 4; turn++) {
        const { population } = loadedRecords(plan, recordsOf(count, kinds), AT)
        const found = valuesOf(plan, population, AT, nodes, peersOf(plan, population, AT, nodes).values)
        const meant = naiveValues(plan, count, readerOf(population))
        for (const id of nodes)
          for (let row = 0; row < count; row++) {
            const cell = cellOf(found.get(id)!, row)
            if (!Object.is(cell, meant(id, row)))
              expect({ node: plan.nodes[id], row, found: cell }).toBe(meant(id, row))
          }
        const { value } = reviewed(plan, population, AT)
        const { ladder, earned } = value!
        expect([...earned]).toEqual([...earned.keys()].map((row) => meant(ladder.earned, row)))
      }
    },
  )

  test('core says the same of each record that is given its peers', () => {
    const seen = new Set<string | null>()
    for (const count of [1, 12, 80]) {
      const records = withPeers(plan, recordsOf(count, 6), AT)
      const { population } = loadedRecords(plan, records, AT)
      const { ladder, earned, score } = reviewed(plan, population, AT).value!
      records.forEach((record, row) => {
        expect(readValue(record, recordSchema).issues).toEqual([])
        const standing = evaluate(plan, record, AT)
        const tier = ladder.tiers[earned[row]!]!.id
        seen.add(tier)
        expect({ id: record.id, score: standing.score!.value, tier: standing.ladders[0]!.earned }).toEqual({
          id: record.id,
          score: cellOf(score!, row),
          tier,
        })
      })
    }
    expect([...seen].sort()).toEqual(['bottom', 'head', 'middle', 'star'])
  })
})

describe('a record is given', () => {
  const plan = planOf(
    programOf({
      choices: { trade: { food: name, home: name } },
      fields: { sales: 'integer', line: 'trade', isOpen: 'flag' },
      cohorts: { near: { by: 'line', members: { isOpen: true } } },
      metrics: { place: { rank: 'sales', among: 'near' } },
      score: {
        ...{ name, combine: 'sum', min: 0, max: 100 },
        factors: [{ id: 'a', metric: 'sales', scale: { benchmark: 100, percentile: 80, among: 'near' } }],
      },
      ladders: [
        ladderOf([
          { id: 'out' },
          { id: 'in', enter: { not: { worst: 50, of: 'sales', among: 'near', as: 'percent' } } },
        ]),
      ],
    }),
  )
  const record = (id: string, sales: number | null, line: string | null, isOpen = true): MerchantRecord => ({
    ...{ id, joinedAt: '2021-03-05' },
    fields: { sales, line, isOpen },
  })
  const records = [
    record('a', 10, 'food'),
    record('b', 30, 'food'),
    record('c', 20, 'food', false),
    record('d', null, 'home'),
    record('e', 50, null),
  ]
  const at = '2025-09-30T16:00:00.000Z'

  test('the ranks, sizes and cuts that its program asks, dated, and its lack of them', () => {
    expect(withPeers(plan, records, AT).map(({ id, peers }) => [id, peers])).toEqual([
      [
        'a',
        { [at]: { near: { size: 2, ranks: { sales: { high: 2, low: 1 } }, cuts: { sales: { 80: 30 } } } } },
      ],
      [
        'b',
        { [at]: { near: { size: 2, ranks: { sales: { high: 1, low: 2 } }, cuts: { sales: { 80: 30 } } } } },
      ],
      ['c', { [at]: { near: { size: 2, ranks: { sales: { high: null, low: null } }, cuts: { sales: { 80: 30 } } } } }], // prettier-ignore
      ['d', { [at]: { near: { size: 1, ranks: { sales: { high: null, low: null } }, cuts: { sales: { 80: null } } } } }], // prettier-ignore
      ['e', { [at]: { near: { size: null } } }],
    ])
  })

  test('them beside those of other dates, and nothing else of it changes', () => {
    const [first] = withPeers(plan, [{ ...records[0]!, peers: { '2025-09-01': {} } }], AT)
    expect(Object.keys(first!.peers!)).toEqual(['2025-09-01', at])
    expect({ ...first, peers: undefined }).toEqual({ ...records[0], peers: undefined })
    expect(records[0]!.peers).toBeUndefined()
  })

  test('no older word where it left its part: with its line unknown, its rank is', () => {
    const before = withPeers(plan, records, AT - 86_400_000)
    const left = before.map((one) => ({ ...one, fields: { ...one.fields, line: null } }))
    const [first] = withPeers(plan, left, AT)
    expect(evaluate(plan, before[0]!, AT).score!.value).toBe(33.333333)
    expect(evaluate(plan, first!, AT).score!.value).toBeNull()
  })

  test('nothing where its program knows no peers', () => {
    const alone = planOf(programOf({ ladders: [ladderOf([{ id: 'one' }])] }))
    expect(withPeers(alone, records, AT)).toEqual(records)
    expect(
      peersOf(
        alone,
        populationOf({}),
        AT,
        alone.nodes.map((_, id) => id),
      ).values.size,
    ).toBe(0)
  })

  test('what the version in force at that time asks', () => {
    const older = { ...plan, inForceMs: 0 }
    const newest = {
      ...planOf(programOf({ ladders: [ladderOf([{ id: 'one' }])] })),
      ...{ inForceMs: AT, earlier: older },
    }
    expect(withPeers(newest, records, AT)[0]!.peers).toBeUndefined()
    expect(Object.keys(withPeers(newest, records, AT - 1)[0]!.peers!)).toEqual(['2025-09-30T15:59:59.999Z'])
  })
})

describe('a record with a log', () => {
  const plan = planOf(
    programOf({
      events: { order: { name, fields: { amount: 'integer' } } },
      windows: { year: { rolling: { days: 365 } } },
      cohorts: { everyone: {} },
      metrics: {
        sales: { sum: 'order.amount', window: 'year' },
        orders: { count: 'order', window: 'year' },
        each: { ratio: 'sales', to: 'orders', per: 1, else: 'unknown' },
      },
      ladders: [
        ladderOf([
          { id: 'out' },
          { id: 'in', enter: { best: 1, of: 'each', among: 'everyone', as: 'count' } },
        ]),
      ],
    }),
  )
  const facts = [{ id: 'f1', type: 'order', at: '2025-09-01', amount: 5 }]
  const withLog = (metrics: MerchantRecord['metrics']): MerchantRecord[] => [
    { id: 'a', joinedAt: '2021-03-05', facts, ...(metrics && { metrics }) },
  ]

  test('keeps it, and is ranked by the metrics it brings', () => {
    const [record] = withPeers(plan, withLog({ sales: 10, orders: 2 }), AT)
    expect(record!.facts).toBe(facts)
    expect(Object.values(record!.peers!)).toEqual([{ everyone: { size: 1, ranks: { each: { high: 1 } } } }])
  })

  test('has to bring those that are ranked, or those that make them', () => {
    expect(() => withPeers(plan, withLog(undefined), AT)).toThrow(/sales.*orders/)
    expect(() => withPeers(plan, withLog({ sales: 10 }), AT)).toThrow(/"orders"/)
    expect(() => withPeers(plan, withLog({ sales: 10 }), AT)).not.toThrow(/"sales"/)
    expect(() => withPeers(plan, withLog({ each: 5 }), AT)).not.toThrow()
    expect(() => withPeers(plan, withLog({ each: null }), AT)).not.toThrow()
  })
})
