// What a program over peers and past decisions asks of columns, and what is refused by name.
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { Plan } from '../../src/plan/plan.js'
import { mainLadderOf, rootsOf, subjectsOf } from '../../src/plan/asked.js'
import { columnOf, type Population } from '../../src/population/columns.js'
import { loadedRecords } from '../../src/population/load.js'
import { withPeers } from '../../src/population/peers.js'
import { reviewed } from '../../src/population/review.js'
import type { Held, MerchantRecord } from '../../src/schema/record.js'
import { ladderOf, planOf, programOf } from './programs.js'

const AT = Date.parse('2025-09-30T16:00:00Z')
const name = { en: 'A', 'zh-CN': '甲' }
const populationOf = (columns: Record<string, (number | null)[]>): Population => ({
  ids: (Object.values(columns)[0] ?? []).map((_, row) => `m${row}`),
  columns: new Map(Object.entries(columns).map(([id, list]) => [id, columnOf(list)])),
})
const asked = (plan: Plan, ...given: string[]): string[] =>
  subjectsOf(plan, rootsOf(plan, mainLadderOf(plan)), new Set(given)).map(({ id }) => id)
const tiersOf = (plan: Plan, columns: Record<string, (number | null)[]>): (string | null)[] => {
  const { value, issues } = reviewed(plan, populationOf(columns), AT)
  expect(issues).toEqual([])
  return Array.from(value!.earned, (place) => value!.ladder.tiers[place]?.id ?? null)
}

describe('peers ask', () => {
  const plan = planOf(
    programOf({
      choices: { trade: { food: name, home: name } },
      fields: { sales: 'integer', rate: 'number', line: 'trade', isOpen: 'flag' },
      cohorts: { near: { by: ['line', 'level'], members: { isOpen: true }, ties: 'rate' } },
      metrics: { place: { rank: 'sales', among: 'near' } },
      ladders: [ladderOf([{ id: 'out' }, { id: 'in', enter: { place: { lte: 1 } } }])],
    }),
  )

  test('for what is ranked, what parts, who counts and what decides ties', () => {
    expect(asked(plan).sort()).toEqual(['isOpen', 'level', 'line', 'place', 'rate', 'sales'])
  })

  test('for nothing of it where a column gives the rank itself, which then holds', () => {
    expect(asked(plan, 'place')).toEqual(['place'])
    expect(tiersOf(plan, { place: [1, 2], sales: [10, 20], isOpen: [1, 1], line: [0, 0] })).toEqual([
      'in',
      'out',
    ])
    expect(tiersOf(plan, { sales: [10, 20], isOpen: [1, 1], line: [0, 0] })).toEqual(['out', 'in'])
    expect(tiersOf(plan, { place: [null, 2], sales: [30, 20], isOpen: [1, 1], line: [0, 0] })).toEqual([
      'in',
      'out',
    ])
  })
})

describe('a balance', () => {
  const plan = planOf(
    programOf({
      events: { order: { name } },
      accounts: [
        { id: 'coins', start: 5, earn: [{ on: 'order', points: 1 }], spend: 'oldestFirst', undo: 'sameLots' },
      ],
      cohorts: { everyone: {} },
      ladders: [
        ladderOf([
          { id: 'out' },
          { id: 'in', enter: { best: 1, of: 'coins', among: 'everyone', as: 'count' } },
        ]),
      ],
    }),
  )

  test('is ranked from its column', () => {
    expect(tiersOf(plan, { coins: [100, 300, 200, null] })).toEqual(['out', 'in', 'out', 'out'])
  })

  test('that no column gives is refused by its name, in a review and for records', () => {
    const { value, issues } = reviewed(plan, populationOf({ other: [1] }), AT)
    expect(value).toBeNull()
    expect(issues).toMatchObject([{ code: 'missingColumn', params: { name: 'coins' } }])
    expect(() => withPeers(plan, [{ id: 'a', joinedAt: '2021-03-05' }], AT)).toThrow(/coins/)
  })

  test('of a record with a log has to be held already', () => {
    const record = { id: 'a', joinedAt: '2021-03-05', facts: [] }
    expect(() => withPeers(plan, [record], AT)).toThrow(/"held"/)
  })
})

describe('what was decided before', () => {
  const plan = planOf(
    programOf({
      fields: { rate: 'number' },
      metrics: {
        goodMonths: { held: { rate: { gte: 90 } }, at: 'monthly', ofLast: 4 },
        inARow: { streak: { rate: { gte: 90 } }, at: 'monthly' },
      },
      ladders: [
        ladderOf([
          { id: 'none' },
          { id: 'often', enter: { goodMonths: { gte: 3 } } },
          { id: 'always', enter: { inARow: { gte: 5 } } },
        ]),
      ],
    }),
  )
  const bare = planOf(
    programOf({
      fields: { rate: 'number' },
      ladders: [
        ladderOf([
          { id: 'none' },
          { id: 'often', enter: { persist: { rate: { gte: 90 } }, times: 3, ofLast: 4 } },
        ]),
      ],
    }),
  )
  const heldWith = (memory: Held['memory']): Held => ({
    ...{ at: '2025-09-30T16:00:00Z', programVersion: '1' },
    ladders: {
      level: { tier: 'none', since: '2021-03-05T00:00:00Z', until: null, pending: null, change: null },
    },
    ...{ overrides: {}, accounts: {}, tasks: {}, benefits: {}, memory, decisions: [] },
    totals: { facts: 0, entries: 0 },
  })
  const recordsOf = (key: string): MerchantRecord[] =>
    [
      { last: [true, true, false, true], streak: 1 },
      { last: [true, false, null, false, true, true], streak: 2 },
      { last: [true, true, true, true], streak: 5 },
      null,
    ].map((memory, place) => ({
      ...{ id: `m${place}`, joinedAt: '2021-03-05' },
      held: heldWith(memory === null ? {} : { [key]: memory }),
    }))

  test('is a column of its metric', () => {
    expect(tiersOf(plan, { goodMonths: [2, 3, 4], inARow: [2, 3, 5] })).toEqual(['none', 'often', 'always'])
  })

  test('is refused by the metric that has to be counted first', () => {
    const issuesOf = (columns: Record<string, number[]>) =>
      reviewed(plan, populationOf(columns), AT).issues.map(({ code, params }) => [code, params['name']])
    expect(issuesOf({ rate: [95] })).toEqual([
      ['missingColumn', 'goodMonths'],
      ['missingColumn', 'inARow'],
    ])
    expect(issuesOf({ goodMonths: [1] })).toEqual([['missingColumn', 'inARow']])
  })

  test('is refused by what it counts, where no metric does', () => {
    const { watches } = bare.clockwork
    const { issues } = reviewed(bare, populationOf({ rate: [95] }), AT)
    expect(issues.map(({ params }) => params['name'])).toEqual([`${watches[0]!.key}#4`])
    expect(tiersOf(bare, { [`${watches[0]!.key}#4`]: [2, 3] })).toEqual(['none', 'often'])
  })

  test('is read from the state of records, as core reads it', () => {
    for (const [one, meant] of [
      [plan, ['often', 'none', 'always', 'none']],
      [bare, ['often', 'none', 'often', 'none']],
    ] as const) {
      const records = recordsOf(one.clockwork.watches[0]!.key)
      const { value, issues } = reviewed(one, loadedRecords(one, records, AT).population, AT)
      expect(issues).toEqual([])
      expect(Array.from(value!.earned, (place) => value!.ladder.tiers[place]!.id)).toEqual(meant)
      expect(records.map((record) => evaluate(one, record, AT).ladders[0]!.earned)).toEqual(meant)
    }
  })
})

describe('in a scope', () => {
  const nouns = (scope: object, enter: object) =>
    planOf(
      programOf({
        choices: { trade: { food: name, home: name } },
        events: { order: { name, fields: { line: 'trade' } } },
        windows: { year: { rolling: { days: 365 } } },
        cohorts: { everyone: {} },
        metrics: { orders: { count: 'order', window: 'year' } },
        score: {
          ...{ name, combine: 'sum', min: 0, max: 100 },
          factors: [{ id: 'a', metric: 'orders', scale: { perUnit: 1, max: 100 } }],
        },
        ladders: [ladderOf([{ id: 'out' }, { id: 'in', enter }], { scope: { by: 'trade', ...scope } })],
      }),
    )
  const columns = { orders: [9, 9, 9, 9], 'orders@food': [1, 2, 3, null], 'orders@home': [30, 20, 10, 5] }
  const best = { best: 1, of: 'orders', among: 'everyone', as: 'count' }

  test('each value has its ranks', () => {
    const plan = nouns({ rollup: 'none' }, best)
    const tiers = (ladder: string) => [...reviewed(plan, populationOf(columns), AT, { ladder }).value!.earned]
    expect(tiers('level@food')).toEqual([0, 0, 1, 0])
    expect(tiers('level@home')).toEqual([1, 0, 0, 0])
  })

  test('they roll up', () => {
    expect(tiersOf(nouns({ rollup: 'any' }, best), columns)).toEqual(['in', 'out', 'in', 'out'])
    expect(tiersOf(nouns({ rollup: 'min' }, { orders: { gte: 2 } }), columns)).toEqual([
      'out',
      'in',
      'in',
      'out',
    ])
    const byScore = (rollup: string) => nouns({ rollup, of: 'score' }, { score: { gte: 5 } })
    expect(tiersOf(byScore('max'), columns)).toEqual(['in', 'in', 'in', 'in'])
    expect(tiersOf(byScore('min'), columns)).toEqual(['out', 'out', 'out', 'in'])
  })

  test('records bring what is ranked by its name in the scope', () => {
    const plan = nouns({ rollup: 'none' }, best)
    const records = [1, 2].map((orders, place) => ({
      ...{ id: `m${place}`, joinedAt: '2021-03-05' },
      metrics: { orders: 9, 'orders@food': orders, 'orders@home': 5 },
    }))
    const found = withPeers(plan, records, AT)
    expect(Object.values(found[1]!.peers!)[0]!['everyone']!.ranks).toEqual({
      ...{ 'orders@food': { high: 1 }, 'orders@home': { high: 1 } },
    })
    expect(found.map((record) => evaluate(plan, record, AT).ladders.map(({ earned }) => earned))).toEqual([
      ['out', 'in'],
      ['in', 'in'],
    ])
  })
})

test('what is dated after the review ranks nobody', () => {
  const plan = planOf(
    programOf({
      fields: { sales: 'integer' },
      cohorts: { everyone: {} },
      ladders: [
        ladderOf([
          { id: 'out' },
          { id: 'in', enter: { best: 1, of: 'sales', among: 'everyone', as: 'count' } },
        ]),
      ],
    }),
  )
  expect(tiersOf(plan, { sales: [10, 20], asOf: [null, AT + 1] })).toEqual(['in', 'out'])
  expect(tiersOf(plan, { sales: [10, 20], asOf: [null, AT] })).toEqual(['out', 'in'])
})
