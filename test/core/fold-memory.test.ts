/** What reviews remember, and what the record says of peers: conditions over past decisions and over places. */
import { describe, expect, test } from 'vitest'
import { advance, folded } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
const tiers = (enter: unknown) => [
  { id: 'out', name: both('Out') },
  { id: 'in', name: both('In'), enter },
]
const asking = (enter: unknown, over: Record<string, unknown> = {}) =>
  minimal({
    reviews: { weekly: { every: 'week' } }, // Mondays; 6 January 2025 is one
    ladders: [
      {
        id: 'level',
        main: true,
        name: both('Level'),
        transition: { promote: 'weekly', demote: 'weekly' },
        tiers: tiers(enter),
      },
    ],
    ...over,
  })
/** A value for each week from that of 30 December 2024 on: each stands at the Monday after. */
const weeks = (...values: (number | null)[]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2024-12-30',
  facts: [],
  fields: {
    value: values.map((value, week) => ({
      from: new Date(at('2024-12-31') + week * 7 * 86_400_000).toISOString(),
      value,
    })),
  },
})
const tierOn = (program: Record<string, unknown>, record: MerchantRecord, ...days: string[]) =>
  days.map((day) => advance(planOf(program), record, at(day)).held.ladders['level']!.tier)
const good = 90
const bad = 10

describe('a condition over the last decisions', () => {
  const persist = (times: number, ofLast: number) =>
    asking({ persist: { value: { gte: 70 } }, times, ofLast, at: 'weekly' })
  test('counts the running one', () => {
    expect(tierOn(persist(1, 1), weeks(good, bad), '2025-01-06', '2025-01-13')).toEqual(['in', 'out'])
    expect(tierOn(persist(2, 2), weeks(good, good, good), '2025-01-06', '2025-01-13', '2025-01-20')).toEqual([
      'out',
      'in',
      'in',
    ])
  })
  test('forgets what lies further back', () => {
    const record = weeks(good, good, bad, bad, good, good)
    const days = ['2025-01-06', '2025-01-13', '2025-01-20', '2025-01-27', '2025-02-03', '2025-02-10']
    expect(tierOn(persist(2, 3), record, ...days)).toEqual(['out', 'in', 'in', 'out', 'out', 'in'])
  })
  test('what is unknown at a decision does not count, and takes its place', () => {
    expect(tierOn(persist(2, 3), weeks(good, null, null, good), '2025-01-20', '2025-01-27')).toEqual([
      'out',
      'out',
    ])
    expect(tierOn(persist(2, 3), weeks(good, null, good), '2025-01-20')).toEqual(['in'])
  })
  test('with four bad weeks at the new end a count of 13 of 16 takes 13 more good ones', () => {
    const since = (goodWeeks: number) =>
      weeks(
        ...Array<number>(12).fill(good),
        ...Array<number>(4).fill(bad),
        ...Array<number>(goodWeeks).fill(good),
      )
    const after = (n: number) => new Date(at('2025-01-06') + (n - 1) * 7 * 86_400_000).toISOString()
    expect(tierOn(persist(13, 16), since(13), after(16), after(28), after(29))).toEqual(['out', 'out', 'in'])
  })
  test('at another review than the ladder’s it is asked there alone', () => {
    const program = asking(
      { persist: { value: { gte: 70 } }, times: 1, ofLast: 1, at: 'monthly' },
      { reviews: { weekly: { every: 'week' }, monthly: { every: 'month' } } },
    )
    const record = weeks(bad, good, good, good, good, bad) // bad from 4 February on
    expect(tierOn(program, record, '2025-01-27', '2025-02-03', '2025-02-24', '2025-03-03')).toEqual([
      'out',
      'in',
      'in',
      'out',
    ])
  })
  test('is remembered as far back as anything asks, and in the state', () => {
    const { memory } = advance(
      planOf(persist(2, 3)),
      weeks(good, null, bad, good, good),
      at('2025-02-03'),
    ).held
    expect(Object.values(memory)).toEqual([{ last: [false, true, true], streak: 2 }])
  })
  test('a metric says at how many it held, and how many in a row', () => {
    const program = asking(
      { inARow: { gte: 2 } },
      {
        metrics: {
          inARow: { streak: { value: { gte: 70 } }, at: 'weekly', name: both('In a row') },
          often: { held: { value: { gte: 70 } }, at: 'weekly', ofLast: 3, name: both('Often') },
        },
      },
    )
    const plan = planOf({
      ...program,
      segments: { frequent: { often: { gte: 1 } } },
      areas: { x: both('X') },
      tasks: [task('often', 1)],
    })
    const read = (day: string, ...values: (number | null)[]) => {
      const { tasks, ladders } = evaluate(plan, weeks(...values), at(day))
      return [(tasks[0]!.done as { have: number }).have, ladders[0]!.held]
    }
    expect(read('2025-01-05', good)).toEqual([0, 'out'])
    expect(read('2025-01-13', good, good)).toEqual([2, 'in'])
    expect(read('2025-01-20', good, good, bad)).toEqual([2, 'out'])
    expect(read('2025-01-27', good, good, bad, good)).toEqual([2, 'out'])
    expect(read('2025-02-03', good, good, null, good, good)).toEqual([2, 'in'])
    expect(read('2025-01-20', good, good, null)).toEqual([2, 'out'])
  })
})
const task = (metric: string, mark: number) => ({
  id: 'task',
  area: 'x',
  name: both('Task'),
  done: { [metric]: { gte: mark } },
  effortMinutes: 1,
  moves: {},
})

describe('places among peers', () => {
  const cohorts = { everyone: {}, decided: { at: 'weekly' } }
  const program = (among: string, over: Record<string, unknown> = {}) =>
    asking({ best: 2, of: 'value', among, as: 'count' }, { cohorts, ...over })
  const rank = (high: number | null, size = 10) => ({ size, ranks: { value: { high } } })
  const record = (peers: NonNullable<MerchantRecord['peers']>): MerchantRecord => ({ ...weeks(), peers })
  const newest = (peers: NonNullable<MerchantRecord['peers']>, ...days: string[]) =>
    tierOn(program('everyone'), record(peers), ...days)

  test('are seen by a review at their very instant, and not before', () => {
    const peers = { '2025-01-06T00:00:00Z': { everyone: rank(2) } }
    expect(newest(peers, '2025-01-05', '2025-01-06')).toEqual(['out', 'in'])
    expect(newest({ '2025-01-06T00:00:00.001Z': { everyone: rank(2) } }, '2025-01-06', '2025-01-13')).toEqual(
      ['out', 'in'],
    )
  })
  test('hold until there is a newer word, which may be that there is none', () => {
    const peers = {
      '2025-01-19': { everyone: rank(null) },
      '2025-01-05': { everyone: rank(1) },
      '2025-01-12': { other: rank(9) },
      '2025-01-26': { everyone: { size: 10 } },
      '2025-02-02': { everyone: rank(2) },
      '2025-02-09': { everyone: rank(3) },
    }
    const days = ['2025-01-06', '2025-01-13', '2025-01-20', '2025-01-27', '2025-02-03', '2025-02-10']
    expect(newest(peers, ...days)).toEqual(['in', 'in', 'out', 'out', 'in', 'out'])
  })
  test('of a cohort that is ranked at a review, hold from its last one', () => {
    const peers = {
      '2025-01-06': { decided: rank(1) },
      '2025-01-08': { decided: rank(9) }, // between reviews
      '2025-01-20': { decided: rank(9) },
    }
    expect(tierOn(program('decided'), record(peers), '2025-01-06', '2025-01-13', '2025-01-20')).toEqual([
      'in',
      'in',
      'out',
    ])
  })
  test('of a review that is counted from a ladder’s last change, those of its decisions hold when it has changed since', () => {
    const moved = minimal({
      cohorts: { decided: { at: 'since' } },
      reviews: { since: { every: 'week', since: 'level' } },
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'since', demote: 'since' },
          tiers: tiers({ best: 2, of: 'value', among: 'decided', as: 'count' }),
        },
      ],
    })
    const peers = { '2025-01-06': { decided: rank(1) }, '2025-01-07': { decided: rank(9) } }
    expect(tierOn(moved, record(peers), '2025-01-05', '2025-01-06', '2025-01-13', '2025-01-20')).toEqual([
      'out',
      'in', // moved here: from now on weeks count from it
      'in',
      'in',
    ])
  })
  test('of a review show with it what hangs on them: at once, not at the next change', () => {
    const stars = { id: 'stars', name: both('Stars'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
    const task = {
      id: 'lead',
      area: 'x',
      name: both('Lead'),
      done: { best: 2, of: 'value', among: 'decided', as: 'count' },
      effortMinutes: 1,
      moves: {},
      reward: { stars: 5 },
    }
    const withTask = planOf(
      asking({ value: { gte: good } }, { cohorts, accounts: [stars], tasks: [{ ...task, given: 'posted' }] }),
    )
    const peers = { '2025-01-06T00:00:00Z': { decided: rank(1) } }
    const { entries } = advance(withTask, { ...weeks(bad), peers }, at('2025-01-10'))
    expect(entries.map(({ kind, at: when }) => [kind, when])).toEqual([
      ['reward', '2025-01-06T00:00:00.000Z'],
    ])
  })
  test('sizes and cuts are read by the same rule, and are unknown where nothing is said', () => {
    const read = (day: string) => {
      const fold = folded(
        planOf({
          ...program('everyone'),
          metrics: { many: { members: 'everyone', name: both('Many') } },
          score: {
            name: both('Score'),
            combine: 'sum',
            factors: [
              {
                id: 'near',
                name: both('Near'),
                metric: 'value',
                scale: { benchmark: 50, percentile: 80, among: 'everyone' },
              },
            ],
          },
          areas: { x: both('X') },
          tasks: [task('many', 1)],
        }),
        {
          ...weeks(100),
          peers: {
            '2025-01-06': { everyone: { size: 7, cuts: { value: { '80': 200 } } } },
            '2025-01-08': { everyone: { size: 0 } },
          },
        },
        at(day),
      )
      const values = fold.now(at(day))
      return [
        values.get(fold.plan.score!.value),
        values.get((fold.plan.nodes[fold.plan.clockwork.tasks[0]!.done] as { left: number }).left),
      ]
    }
    expect(read('2025-01-05')).toEqual([null, null])
    expect(read('2025-01-06')).toEqual([25, 7])
    expect(read('2025-01-09')).toEqual([null, 0])
  })
  test('a newer place moves a ladder that moves at once, there and then', () => {
    const atOnce = program('everyone', {
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'atOnce', demote: 'atOnce' },
          tiers: tiers({ best: 20, of: 'value', among: 'everyone', as: 'percent' }),
        },
      ],
    })
    const peers = {
      '2025-01-07T09:00:00Z': { everyone: rank(2) },
      '2025-01-08T09:00:00Z': { everyone: rank(2, 9) },
    }
    const { change } = advance(planOf(atOnce), record(peers), at('2025-01-07')).held.ladders['level']!
    expect(change).toMatchObject({ at: '2025-01-07T09:00:00.000Z', to: 'in' })
    expect(tierOn(atOnce, record(peers), '2025-01-08')).toEqual(['out']) // 20 percent of 9 are 1
  })
})
