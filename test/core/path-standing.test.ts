/** What is told of a path: what each task adds and when, whatever the search found. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { pathTo, whatIf } from '../../src/core/what-if.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

const NOW = Date.parse('2025-06-15T12:00:00Z')
const fieldIds = ['a', 'b', 'c', 'done']
const record = (fields: Record<string, number>, over: Partial<MerchantRecord> = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { done: 0, ...fields },
  ...over,
})
const task = (id: string, moves: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  id: `${id}Task`,
  area: 'x',
  name: both(id),
  done: { done: { gte: 1 } },
  effortMinutes: 3,
  moves,
  ...over,
})
const factor = (id: string, perUnit: number) => ({
  id: `f${id}`,
  name: both(id),
  metric: id,
  scale: { perUnit, max: 100 },
})
const scored = (...factors: object[]) => ({ score: { name: both('Score'), combine: 'sum', factors } })
const ladder = (enter: unknown, transition = {}) => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: { promote: 'monthly', demote: 'monthly', ...transition },
  tiers: [
    { id: 'low', name: both('Low') },
    { id: 'high', name: both('High'), enter },
  ],
})
const program = (tasks: unknown[], enter: unknown, over: Record<string, unknown> = {}) =>
  planOf(
    minimal({
      fields: Object.fromEntries(fieldIds.map((id) => [id, { type: 'number', name: both(id) }])),
      ladders: [ladder(enter)],
      tasks,
      areas: { x: both('X') },
      ...over,
    }),
  )
const all = { a: { gte: 1 }, b: { gte: 1 }, c: { gte: 1 } }
const each = ['a', 'b', 'c'].map((id) => task(id, { [id]: 1 }))

describe('a path that reaches its tier', () => {
  test('says all of it: what each task adds after those before it, in the order of what adds most', () => {
    const plan = program(each, all, scored(factor('a', 0.1), factor('b', 0.7), factor('c', 0.2)))
    expect(pathTo(plan, record({ a: 0, b: 0, c: 0 }), NOW, 'high')).toStrictEqual({
      tier: 'high',
      name: both('High'),
      ladder: 'level',
      reaches: true,
      proof: 'least',
      tried: expect.any(Number) as number,
      tasks: [
        { id: 'bTask', gain: 0.7 },
        { id: 'cTask', gain: 0.2 },
        { id: 'aTask', gain: 0.1 },
      ],
      gain: 1,
      scoreFrom: 0,
      scoreTo: 1,
      effortMinutes: 9,
      by: null,
      blockedBy: [],
    })
  })
  test('of tasks that add the same keeps the order of the program', () => {
    const plan = program(each, all, scored(factor('a', 2), factor('b', 2), factor('c', 2)))
    const { tasks, gain } = pathTo(plan, record({ a: 4, b: 0, c: 0 }), NOW, 'high')!
    expect([tasks, gain]).toEqual([[{ id: 'bTask', gain: 2 }, { id: 'cTask', gain: 2 }], 4]) // prettier-ignore
  })
  test('begins with what makes the score known, and has no gain to tell for it', () => {
    const plan = program(each, all, scored(factor('a', 1), factor('b', 2), factor('c', 3)))
    const { tasks, gain, scoreFrom, scoreTo } = pathTo(plan, record({ a: 5, b: 0 }), NOW, 'high')!
    expect(tasks).toEqual([
      { id: 'cTask', gain: null },
      { id: 'bTask', gain: 2 },
    ])
    expect([gain, scoreFrom, scoreTo]).toEqual([0, null, 10])
  })
  test('through a score that stays unknown has no gains', () => {
    const plan = program(
      [each[0], each[1]],
      { a: { gte: 1 }, b: { gte: 1 } },
      scored(factor('a', 1), factor('c', 2)),
    )
    expect(pathTo(plan, record({ a: 0, b: 0 }), NOW, 'high')).toMatchObject({
      tasks: [
        { id: 'aTask', gain: null },
        { id: 'bTask', gain: null },
      ],
      gain: 0,
      scoreFrom: null,
      scoreTo: null,
    })
  })
  test('without a score has no gains', () => {
    const path = pathTo(program(each, all), record({ a: 0, b: 0, c: 1 }), NOW, 'high')!
    expect(path).toMatchObject({
      tasks: [
        { id: 'aTask', gain: null },
        { id: 'bTask', gain: null },
      ],
      gain: 0,
      scoreFrom: null,
      scoreTo: null,
      effortMinutes: 6,
    })
  })
  test('is due at the earliest deadline of its own tasks', () => {
    const dated = (id: string, months: number) => task(id, { [id]: 1 }, { deadline: { months } })
    const tasks = [dated('b', 9), dated('a', 8), dated('c', 7), task('free', { a: 0.5 })]
    const plan = program([...tasks, task('more', { b: 0.5 })], { a: { gte: 1.5 }, b: { gte: 1 } })
    const path = pathTo(plan, record({ a: 0, b: 0, c: 0 }), NOW, 'high')!
    expect(path.tasks.map(({ id }) => id).sort()).toEqual(['aTask', 'bTask', 'freeTask'])
    expect(path.by).toBe('2025-09-01T00:00:00.000Z')
  })
})

describe('the tasks of a path', () => {
  test('are open ones alone: none that is done, dismissed, over or for others', () => {
    const plan = program(
      [
        task('done', { a: 1 }, { done: { b: { gte: 1 } }, effortMinutes: 1 }),
        task('over', { a: 1 }, { deadline: { months: 2 }, effortMinutes: 1 }),
        task('dismissed', { a: 1 }, { effortMinutes: 1 }),
        task('others', { a: 1 }, { audience: { c: { gte: 1 } }, effortMinutes: 1 }),
        task('open', { a: 1 }, { effortMinutes: 50 }),
      ],
      { a: { gte: 1 } },
    )
    const facts = [{ id: 'd', type: 'tk.dismissTask', at: '2025-02-01T00:00:00Z', task: 'dismissedTask' }]
    const { tasks, effortMinutes } = pathTo(plan, record({ a: 0, b: 1, c: 0 }, { facts }), NOW, 'high')!
    expect([tasks.map(({ id }) => id), effortMinutes]).toEqual([['openTask'], 50])
  })
  test('are those that bring it nearer, where none reach it', () => {
    const plan = program(
      [task('nearer', { a: 1 }), task('aside', { c: 5 }), task('none', {}), task('back', { b: -1 })],
      { a: { gte: 10 }, b: { gte: 10 } },
    )
    const path = pathTo(plan, record({ a: 4, b: 4, c: 0 }), NOW, 'high')!
    expect([path.tasks.map(({ id }) => id), path.effortMinutes, path.proof]).toEqual([
      ['nearerTask'],
      3,
      'allTasks',
    ])
    expect(path.blockedBy).toMatchObject([
      { subject: { id: 'a' }, have: 5, need: 10 },
      { subject: { id: 'b' }, have: 4, need: 10 },
    ])
  })
})

describe('a path to a tier', () => {
  test.each(['a', 'b', 'c'])('asks of what no task moves what it is: all but %s', (id) => {
    const plan = program([task(id, { [id]: 1 })], all)
    const others = { a: 1, b: 1, c: 1, [id]: 0 }
    expect(pathTo(plan, record(others), NOW, 'high')).toMatchObject({
      reaches: true,
      tasks: [{ id: `${id}Task` }],
    })
  })
  test('that asks nothing needs no task', () => {
    expect(pathTo(program(each, all), record({ a: 0, b: 0, c: 0 }), NOW, 'low')).toMatchObject({
      tier: 'low',
      reaches: true,
      tasks: [],
      effortMinutes: 0,
      blockedBy: [],
    })
  })
  test.each(['middle', 'high'])('that is held or lies below, on a climb, is what %s itself asks', (tier) => {
    const plan = program(each, {}, {
      ladders: [
        {
          ...ladder({}, { climb: 'oneByOne', demote: 'never' }),
          tiers: [
            { id: 'low', name: both('Low') },
            { id: 'middle', name: both('Middle'), enter: { a: { gte: 1 } } },
            { id: 'high', name: both('High'), enter: { a: { gte: 1 }, b: { gte: 0 } } },
          ],
        },
      ],
    }) // prettier-ignore
    const fields = { a: [{ from: '2025-01-01', value: 1 }, { from: '2025-04-01', value: 0 }], b: 0, c: 0, done: 0 } // prettier-ignore
    const path = pathTo(plan, { ...record({}), fields }, NOW, tier)!
    expect(path.tasks.map(({ id }) => id)).toEqual(['aTask'])
  })
})

describe('what a task alone would add', () => {
  const gains = (score: Record<string, unknown>, fields: Record<string, number>) =>
    evaluate(program(each, all, score), record(fields), NOW).tasks.map(({ gain }) => gain)
  test('is told to a millionth', () => {
    const score = scored(factor('a', 0.1), factor('b', 0.2), factor('c', 0))
    expect(gains(score, { a: 3, b: 0, c: 0 })).toEqual([0.1, 0.2, 0])
  })
  test('is unknown where there is no score, or an unknown one', () => {
    expect(gains({}, { a: 0, b: 0, c: 0 })).toEqual([null, null, null])
    expect(gains(scored(factor('a', 1), factor('c', 1)), { a: 0, b: 0 })).toEqual([null, null, null])
  })
})

test('the path of a what-if goes on from the other values', () => {
  const plan = program(each, all, scored(factor('a', 1), factor('b', 2), factor('c', 4)))
  const { path, tasks } = whatIf(plan, record({ a: 0, b: 0, c: 0 }), NOW, { fields: { b: 5 } })
  expect(path).toMatchObject({
    tasks: [
      { id: 'cTask', gain: 4 },
      { id: 'aTask', gain: 1 },
    ],
    scoreFrom: 10,
    scoreTo: 15,
  })
  expect(tasks.map(({ gain }) => gain)).toEqual([1, 2, 4])
})
test('a task that moves the mark which facts are counted by has them counted anew', () => {
  const plan = program([task('lower', { a: { to: 10 } })], { big: { gte: 2 } }, {
    metrics: {
      big: { count: 'sale', where: { amount: { gte: 'a' } }, window: 'lifetime', name: both('Big') },
    },
  }) // prettier-ignore
  const facts = [10, 20, 5].map((amount, place) => ({
    id: `s${place}`,
    type: 'sale',
    at: '2025-02-01T00:00:00Z',
    amount,
  }))
  expect(pathTo(plan, record({ a: 15 }, { facts }), NOW, 'high')).toMatchObject({
    reaches: true,
    tasks: [{ id: 'lowerTask' }],
  })
  expect(pathTo(plan, record({ a: 15 }, { facts: facts.slice(1) }), NOW, 'high')).toMatchObject({
    reaches: false,
    blockedBy: [{ have: 1, need: 2 }],
  })
})
