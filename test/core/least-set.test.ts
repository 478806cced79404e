/** The least set of tasks where conditions must hold together, where moves meet on one value, and where several sets are equally good. */
import { describe, expect, test } from 'vitest'
import { pathTo } from '../../src/core/what-if.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const NOW = Date.parse('2025-06-15T12:00:00Z')
type Moves = Record<string, number | { to: number }>
/** A task's effort in minutes and what it moves. */
type Told = [minutes: number, moves: Moves]

const planFor = (
  enter: unknown,
  tasks: readonly Told[],
  { mid, climb = {} }: { mid?: unknown; climb?: object } = {},
) =>
  planOf(
    minimal({
      fields: Object.fromEntries(
        ['a', 'b', 'c', 'undone'].map((id) => [id, { type: 'number', name: both(id) }]),
      ),
      metrics: {
        total: { add: ['a', 'b'], name: both('Total') },
        sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
      },
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'never', demote: 'never' },
          ...climb,
          tiers: [
            { id: 'low', name: both('Low') },
            ...(mid === undefined ? [] : [{ id: 'mid', name: both('Mid'), enter: mid }]),
            { id: 'high', name: both('High'), enter },
          ],
        },
      ],
      areas: { x: both('X') },
      tasks: tasks.map(([effortMinutes, moves], place) => ({
        id: `t${place}`,
        area: 'x',
        name: both(`T${place}`),
        done: { undone: { gte: 1 } },
        effortMinutes,
        moves,
      })),
    }),
  )
const zeros = { a: 0, b: 0, c: 0, undone: 0 }
/** The tasks of the path, what proves it, and how many sets were tried for it. */
const found = (enter: unknown, tasks: readonly Told[], fields: Record<string, number | null> = {}) => {
  const known = Object.entries({ ...zeros, ...fields }).filter(([, value]) => value !== null)
  const merchant = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: Object.fromEntries(known) }
  const {
    tasks: path,
    proof,
    tried,
  } = pathTo(planFor(enter, tasks), merchant as MerchantRecord, NOW, 'high')!
  const ids = path.map(({ id }) => id).sort()
  return [proof === 'least' ? ids.join(' ') : null, proof, tried]
}
const need = (a: number) => ({ a: { gte: a } })

describe('of equally good sets', () => {
  const order = (efforts: readonly Told[], enter: unknown = need(4)) => found(enter, efforts)[0]
  const worth = (...minutes: number[]): Told[] => minutes.map((one) => [one, { a: one }])
  test('the one whose first task comes first in the program is taken, whichever is found first', () => {
    expect(order(worth(3, 2, 2, 1))).toBe('t0 t3')
    expect(order(worth(2, 3, 1, 2))).toBe('t0 t3')
    expect(order(worth(1, 2, 2, 3))).toBe('t0 t3')
    expect(order(worth(2, 1, 3, 2))).toBe('t0 t3')
    expect(order(worth(1, 3, 2, 2))).toBe('t0 t1')
  })
  test('those that begin alike are told apart by what comes later', () => {
    const enter = { all: [need(4), { b: { gte: 1 } }] }
    const one: Told = [1, { b: 1 }]
    expect(order([one, ...worth(3, 2, 2, 1)], enter)).toBe('t0 t1 t4')
    expect(order([one, ...worth(2, 3, 1, 2)], enter)).toBe('t0 t1 t4')
    expect(order([...worth(3, 2, 2, 1), one], enter)).toBe('t0 t3 t4')
    expect(order([...worth(2, 2, 3, 1), one], enter)).toBe('t0 t1 t4')
  })
  test('fewer tasks go before earlier ones', () => {
    expect(order(worth(2, 2, 4))).toBe('t2')
    expect(order(worth(1, 1, 2, 3, 1))).toBe('t0 t3')
    expect(order([[0, { a: 2 }], [0, { a: 2 }], [0, { a: 4 }]])).toBe('t2') // prettier-ignore
  })
  test('of tasks that do the same the cheapest is done, else the first', () => {
    const same = (...minutes: number[]): Told[] => minutes.map((one) => [one, { a: 2 }])
    expect(order(same(3, 1, 2, 1))).toBe('t1 t3')
    expect(order(same(5, 5, 5))).toBe('t0 t1')
    expect(order(same(2, 1, 2))).toBe('t0 t1')
    expect(order(same(1, 2, 3, 4), need(6))).toBe('t0 t1 t2')
  })
})

describe('what tasks move', () => {
  const least = (enter: unknown, tasks: readonly Told[], fields?: Record<string, number | null>) =>
    found(enter, tasks, fields)[0]
  const both = (a: object) => ({ all: [{ a }, { c: { gte: 1 } }] })
  test('is added to, and then brought to a value, and never back from it', () => {
    const tasks: Told[] = [[2, { a: { to: 5 }, c: 1 }], [1, { a: 3 }]] // prettier-ignore
    expect(least(both({ gte: 8 }), tasks, { a: 5 })).toBe('t0 t1')
    expect(least(both({ gte: 8 }), tasks, { a: 6 })).toBe(null)
    expect(least(both({ gte: 7 }), tasks, { a: 4 })).toBe('t0 t1')
    expect(least(both({ gte: 5 }), tasks, { a: 0 })).toBe('t0')
    expect(least(both({ lte: 5 }), tasks, { a: 9 })).toBe('t0')
  })
  test('may be lowered by several, each by itself', () => {
    expect(least({ a: { lte: 3 } }, [[1, { a: { to: 4 } }], [5, { a: { to: 2 } }]], { a: 9 })).toBe('t1') // prettier-ignore
    const tasks: Told[] = [[1, { a: { to: 6 }, c: 1 }], [1, { a: -5 }]] // prettier-ignore
    expect(least(both({ lte: 4 }), tasks, { a: 9 })).toBe('t0 t1')
    expect(least(both({ lte: 6 }), tasks, { a: 9 })).toBe('t0')
  })
  test('counts from 0 where it is unknown, and can be brought to any value', () => {
    expect(least(need(3), [[1, { a: 3 }]], { a: null })).toBe('t0')
    expect(least(need(4), [[1, { a: { to: 4 } }]], { a: null })).toBe('t0')
    expect(least(need(5), [[1, { a: { to: 4 } }], [1, { a: 5 }]], { a: null })).toBe('t1') // prettier-ignore
    expect(least(both({ gte: 7 }), [[1, { a: { to: 4 }, c: 1 }], [1, { a: 7 }]], { a: null })).toBe('t0 t1') // prettier-ignore
    expect(least({ a: { lte: 0 } }, [[1, { a: { to: 0 } }]], { a: null })).toBe('t0')
    expect(least({ a: { lte: -2 } }, [[1, { a: { to: -2 } }]], { a: null })).toBe('t0')
  })
  test('is what its parts come to, as long as no task moves it itself', () => {
    const tasks: Told[] = [[5, { total: 5 }], [7, { a: 30 }]] // prettier-ignore
    expect(least({ total: { gte: 20 } }, tasks)).toBe('t1')
    expect(least({ total: { gte: 5 } }, tasks)).toBe('t0')
    expect(least({ all: [{ total: { gte: 5 } }, { a: { gte: 30 } }] }, tasks)).toBe('t1')
    expect(least({ all: [{ total: { lte: 5 } }, { a: { gte: 30 } }] }, tasks)).toBe('t0 t1')
  })
  test('cannot be made unknown, and all together prove it', () => {
    const unknown = { a: { known: false } }
    for (const move of [2, { to: 10 }, { to: 1 }])
      expect(found(unknown, [[1, { a: move }]], { a: 3 })).toEqual([null, 'allTasks', 0])
    const enter = { all: [{ any: [unknown, { b: { gte: 5 } }] }, { c: { gte: 1 } }] }
    for (const move of [2, { to: 10 }, { to: 1 }])
      expect(found(enter, [[9, { a: move, c: 1 }], [1, { b: 1 }]], { a: 3 })).toEqual([null, 'allTasks', 0]) // prettier-ignore
  })
  test('is tried where the bounds alone cannot tell', () => {
    expect(found({ a: { eq: 3 } }, [[1, { a: 2 }], [1, { a: 4 }]])).toEqual([null, 'searched', 3]) // prettier-ignore
  })
})

describe('a search', () => {
  test('needs no task where all holds already, and finds none where there are no tasks', () => {
    expect(found(need(0), [[1, { a: 1 }]])).toEqual(['', 'least', 3])
    expect(found(need(1), [])).toEqual([null, 'allTasks', 0])
    expect(found(need(0), [])).toEqual(['', 'least', 2])
  })
  test('finds what taking the dearest away first would miss', () => {
    expect(found(need(2), [[10, { a: 2 }], [6, { a: 1 }], [6, { a: 1 }]])).toEqual(['t0', 'least', 8]) // prettier-ignore
    const enter = { all: [need(25), { c: { gte: 2 } }] }
    const tasks: Told[] = [
      [10, { a: { to: 10 }, c: 2 }],
      [1, { a: 30 }],
      [6, { c: 1 }],
      [6, { c: 1 }],
    ]
    expect(found(enter, tasks)).toEqual(['t0 t1', 'least', 13])
  })
  test('finds what more tasks would spoil', () => {
    expect(found({ a: { eq: 4 } }, [[4, { a: 4 }], [3, { a: 3 }], [1, { a: 1 }], [0, { a: 5 }]])).toEqual(['t0', 'least', 9]) // prettier-ignore
    const enter = { all: [need(3), { b: { lte: 1 } }] }
    expect(found(enter, [[1, { a: 1, b: 1 }], [2, { a: 2, b: 1 }], [5, { a: 2 }]])).toEqual(['t0 t2', 'least', 7]) // prettier-ignore
  })
  test('does not try again what only swaps tasks that do the same', () => {
    const same = [3, 1, 2, 5, 1, 4, 2, 3].map((minutes): Told => [minutes, { a: 2 }])
    expect(found({ a: { eq: 9 } }, same)).toEqual([null, 'searched', 22])
    expect(found(need(8), same)).toEqual(['t1 t2 t4 t6', 'least', 22])
    const two: Told[] = same.map(([minutes, moves], place) => (place % 2 ? [minutes, moves] : [minutes, { b: 2 }]))
    expect(found({ total: { eq: 9 } }, two)).toEqual([null, 'searched', 38])
    expect(found({ all: [need(4), { b: { gte: 4 } }] }, two)).toEqual(['t1 t2 t4 t7', 'least', 22])
  }) // prettier-ignore
  test('leaves what is too dear or too many beside what it has found', () => {
    const worth = (...told: [number, number][]) => told.map(([minutes, a]): Told => [minutes, { a }])
    expect(found(need(6), worth([0, 1], [0, 2], [0, 3], [0, 4], [0, 5]))).toEqual(['t0 t4', 'least', 18])
    expect(found(need(9), worth([4, 5], [3, 4], [3, 3], [2, 3], [1, 1], [5, 6]))).toEqual(['t0 t1', 'least', 21])
    expect(found(need(9), worth([1, 2], [1, 3], [1, 4], [1, 5], [1, 1], [2, 6]))).toEqual(['t2 t3', 'least', 19])
    expect(found({ a: { eq: 9 } }, worth([3, 4], [2, 3], [4, 5], [1, 2], [6, 8]))).toEqual(['t0 t1 t3', 'least', 9])
    const lowered: Told[] = [[9, { a: { to: 2 }, c: 1 }], [1, { b: 1 }], [2, { b: 2 }]]
    const enter = { all: [{ a: { gte: 5 } }, { b: { gte: 1 } }, { c: { gte: 1 } }] }
    expect(found(enter, lowered, { a: 9 })).toEqual([null, 'searched', 3])
  }) // prettier-ignore
  test('finds the many that are cheap although it begins with a dear one, and keeps that where they cost as much', () => {
    const spoilt = (...minutes: number[]): Told[] => [
      [10, { a: 8 }],
      [9, { a: -5 }],
      ...minutes.map((one): Told => [one, { a: 1 }]),
      [1, { b: 2 }],
    ]
    const enter = { any: [need(3), { b: { eq: 1 } }] }
    expect(found(enter, spoilt(2, 2, 2))[0]).toBe('t2 t3 t4')
    expect(found(enter, spoilt(4, 3, 3))[0]).toBe('t0')
    expect(found(enter, spoilt(4, 3, 2))[0]).toBe('t2 t3 t4')
    const mixed = [4, 4, 2, 5, 3, 1, 1].map((one): Told => [one, { a: one }])
    const ten = { any: [need(10), { b: { eq: 1 } }] }
    expect(found(ten, [...mixed, [0, { b: 2 }]])[0]).toBe('t0 t1 t2')
  })
  test('asks whether every tier on the way can be reached', () => {
    const climb = { transition: { promote: 'never', demote: 'never', climb: 'oneByOne' } }
    const plan = planFor(need(1), [[1, { a: 1 }], [1, { b: 1 }]], { mid: { b: { gte: 2 } }, climb }) // prettier-ignore
    const path = pathTo(plan, { id: 'm', joinedAt: '2025-01-01', facts: [], fields: zeros }, NOW, 'high')
    expect(path).toMatchObject({ reaches: false, proof: 'allTasks', tried: 0 })
  })
})
