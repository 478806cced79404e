import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { pathTo, whatIf } from '../../src/core/what-if.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const NOW = Date.parse('2025-06-15T12:00:00Z')
const record = (fields: Record<string, number>) => ({ id: 'm', joinedAt: '2025-01-01', facts: [], fields })
const task = (place: number, effortMinutes: number, moves: Record<string, number>) => ({
  id: `t${place}`,
  area: 'x',
  name: both(`T${place}`),
  done: { done: { gte: 1 } },
  effortMinutes,
  moves,
})
const program = (tasks: unknown[], cap = 60) =>
  planOf(
    minimal({
      fields: Object.fromEntries(
        ['a', 'b', 'bad', 'done'].map((id) => [id, { type: 'number', name: both(id) }]),
      ),
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [
          { id: 'fA', name: both('A'), metric: 'a', scale: { perUnit: 1, max: cap } },
          { id: 'fB', name: both('B'), metric: 'b', scale: { perUnit: 2, max: 100 } },
        ],
      },
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'monthly', demote: 'monthly' },
          tiers: [
            { id: 'low', name: both('Low') },
            { id: 'high', name: both('High'), enter: { score: { gte: 70 }, bad: { lte: 2 } } },
          ],
        },
      ],
      tasks,
    }),
  )

test('the path is the set of tasks with the least effort, as brute force finds it', () => {
  const some = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: -2, max: 1 }),
    ),
    { maxLength: 7 },
  )
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 4 }), (list, a, bad) => {
      const path = evaluate(
        program(
          list.map(([effort, moveA, moveB, moveBad], place) =>
            task(place, effort, { a: moveA, b: moveB, bad: moveBad }),
          ),
        ),
        record({ a, b: 3, bad, done: 0 }),
        NOW,
      ).path!
      let least = Infinity
      for (let set = 0; set < 2 ** list.length; set++) {
        const chosen = list.filter((_, place) => set & (1 << place))
        const sum = (of: (one: (typeof list)[number]) => number): number =>
          chosen.reduce((total, one) => total + of(one), 0)
        const score = Math.min(60, a + sum((one) => one[1])) + Math.min(100, 2 * (3 + sum((one) => one[2])))
        if (score >= 70 && bad + sum((one) => one[3]) <= 2)
          least = Math.min(
            least,
            sum((one) => one[0]),
          )
      }
      expect(path.reaches).toBe(least < Infinity)
      if (path.reaches) expect(path.effortMinutes).toBe(least)
      expect(path.tasks.reduce((sum, { gain }) => sum + gain!, 0)).toBeCloseTo(path.gain, 6)
      expect(path.scoreTo! - path.scoreFrom!).toBeCloseTo(path.gain, 6)
    }),
    { numRuns: 150 },
  )
})

test('where no set of tasks reaches the tier, the conditions that stay unmet are named', () => {
  const path = evaluate(program([task(0, 5, { a: 100 })]), record({ a: 0, b: 0, bad: 9, done: 0 }), NOW).path!
  expect(path).toMatchObject({
    reaches: false,
    blockedBy: [
      { subject: { id: 'score' }, have: 60, need: 70 },
      { subject: { id: 'bad' }, have: 9, need: 2 },
    ],
  })
})

test('a path may be asked to any tier, and there is none to a tier that is not there', () => {
  const plan = program([task(0, 5, { b: 40 })])
  expect(pathTo(plan, record({ a: 0, b: 0, bad: 0, done: 0 }), NOW, 'high')).toMatchObject({
    tier: 'high',
    reaches: true,
    gain: 80,
  })
  expect(pathTo(plan, record({ a: 0, b: 0, bad: 0, done: 0 }), NOW, 'higher')).toBeNull()
})

test('a what-if sets a value and leaves the tier held as it is', () => {
  const standing = whatIf(program([]), record({ a: 0, b: 0, bad: 0, done: 0 }), NOW, { fields: { b: 40 } })
  expect([standing.score!.value, standing.ladders[0]!.earned, standing.ladders[0]!.held]).toEqual([
    80,
    'high',
    'low',
  ])
})

describe('other values', () => {
  const task = (id: string, moves: Record<string, unknown>, effortMinutes = 1) => ({
    id,
    area: 'x',
    name: both(id),
    done: { value: { gte: 1000 } },
    effortMinutes,
    moves,
  })
  const scored = (tasks: unknown[]) =>
    planOf(
      minimal({
        tasks,
        metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
        score: {
          name: both('S'),
          combine: 'sum',
          factors: [
            {
              id: 'f',
              name: both('F'),
              metric: 'sales',
              scale: {
                line: [
                  [0, 0],
                  [100, 100],
                ],
              },
            },
          ],
        },
        ladders: [
          {
            id: 'level',
            main: true,
            name: both('Level'),
            transition: { promote: 'monthly', demote: 'monthly' },
            tiers: [
              { id: 'low', name: both('Low') },
              { id: 'high', name: both('High'), enter: { score: { gte: 99 } } },
            ],
          },
        ],
      }),
    )
  const merchant = { id: 'm', joinedAt: '2025-01-01', facts: [], metrics: { sales: 5 }, fields: { value: 0 } }
  test('two tasks that bring a metric to a value bring it to the farther one, in whatever order', () => {
    for (const efforts of [
      [1, 2],
      [2, 1],
    ]) {
      const path = pathTo(
        scored([
          task('ten', { sales: { to: 10 } }, efforts[0]),
          task('twenty', { sales: { to: 20 } }, efforts[1]),
        ]),
        merchant,
        NOW,
        'high',
      )!
      expect(path.scoreTo).toBe(20)
    }
    const path = pathTo(
      scored([task('ten', { sales: { to: 10 } }), task('more', { sales: 7 })]),
      merchant,
      NOW,
      'high',
    )!
    expect(path.scoreTo).toBe(12)
  })
  test('a record is left as it was given, not even frozen', () => {
    const plan = planOf(minimal())
    const mutable = {
      id: 'm',
      joinedAt: '2025-01-01',
      facts: [],
      name: { en: 'M', 'zh-CN': 'M' },
      fields: { value: 90 },
    }
    evaluate(plan, mutable, NOW)
    expect(Object.isFrozen(mutable.name)).toBe(false)
  })
})
