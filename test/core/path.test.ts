import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { folded } from '../../src/core/advance.js'
import { pathTo, whatIf } from '../../src/core/what-if.js'
import type { Plan } from '../../src/plan/plan.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { randomCase } from './path-random.js'
import { minimal, planOf, levelAsking } from './programs.js'

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
      ladders: [levelAsking({ score: { gte: 70 }, bad: { lte: 2 } })],
      tasks,
    }),
  )

/** The tier's rule with some tasks done, by the plan's nodes and nothing of the search. */
const bruteForce = (
  plan: Plan,
  record: MerchantRecord,
  tasks: readonly { effortMinutes: number; moves: Record<string, unknown> }[],
): { places: number[]; minutes: number } | null => {
  const values = folded(plan, record, NOW).now(NOW)
  const { enter } = plan.clockwork.ladders[0]!.tiers[2]!
  let best: { places: number[]; minutes: number } | null = null
  for (let set = 0; set < 2 ** tasks.length; set++) {
    const places = tasks.map((_, place) => place).filter((place) => set & (1 << place))
    const minutes = places.reduce((sum, place) => sum + tasks[place]!.effortMinutes, 0)
    const given: Record<string, number> = {}
    const nodeOf = new Map(
      plan.clockwork.tasks.flatMap(({ moves }) => moves.map(({ metric, node }) => [metric, node] as const)),
    )
    for (const [id, node] of nodeOf) {
      const start = values.get(node)
      const moves = places.map((place) => tasks[place]!.moves[id]).filter((move) => move !== undefined)
      if (moves.length === 0) continue
      const adds = moves.filter((move): move is number => typeof move === 'number')
      let have = adds.length === 0 ? start : adds.reduce((sum, move) => sum + move, start ?? 0)
      for (const move of moves) {
        if (typeof move === 'number') continue
        const { to } = move as { to: number }
        have = have === null ? to : (start ?? 0) <= to ? Math.max(have, to) : Math.min(have, to)
      }
      given[`${id.startsWith('f') ? 'field' : 'metric'}:${id}`] = have!
    }
    if (values.with(given).get(enter!) !== 1) continue
    const isBetter = !best || [minutes - best.minutes, places.length - best.places.length, places < best.places ? -1 : 1].find((by) => by !== 0)! < 0 // prettier-ignore
    if (isBetter) best = { places, minutes }
  }
  return best
}

const RUNS = Number(process.env['TIERKIT_RUNS'] ?? 300)
test(`the path is the set of tasks with the least effort, as brute force finds it, in ${RUNS} random programs`, () => {
  const proofs = { least: 0, allTasks: 0, searched: 0, tried: 0 }
  let nonEmpty = 0
  for (let seed = 1; seed <= RUNS; seed++) {
    const { program, record, tasks } = randomCase(seed, 8)
    const plan = planOf(program)
    const path = pathTo(plan, record, NOW, 'high')!
    const least = bruteForce(plan, record, tasks)
    const found = path.reaches
      ? { places: path.tasks.map(({ id }) => Number(id.slice(1))).sort(), minutes: path.effortMinutes }
      : null
    expect({ seed, found }).toEqual({ seed, found: least })
    expect(path.proof === 'least').toBe(least !== null)
    if (least === null) expect(path.blockedBy.length).toBeGreaterThan(0)
    proofs[path.proof] += 1
    if (least && least.places.length > 0) nonEmpty += 1
  }
  expect(proofs.tried).toBe(0)
  // the programs must be worth it: all endings occur, and paths of several tasks; a handful need not show them all
  if (RUNS < 100) return
  expect(Math.min(proofs.least, proofs.allTasks, nonEmpty)).toBeGreaterThan(RUNS / 20)
  expect(proofs.searched).toBeGreaterThan(0)
}, 3_600_000)

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

describe('a path', () => {
  const fields = { a: 0, b: 0, bad: 0, done: 0 }
  test('of another ladder is asked by its id, or by its key for one value of a scoped one', () => {
    const plan = planOf(
      minimal({
        choices: { goods: { tea: both('Tea'), books: both('Books') } },
        events: { sale: { name: both('Sale'), fields: { category: 'goods' } } },
        metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
        fields: { value: { type: 'number', name: both('Value') } },
        ladders: [
          ...(minimal()['ladders'] as object[]),
          {
            id: 'fans',
            badge: true,
            name: both('Fan'),
            scope: { by: 'goods', rollup: 'none' },
            transition: { promote: 'monthly', demote: 'monthly' },
            tiers: [{ id: 'fan', name: both('Fan'), enter: { sales: { gte: 2 } } }],
          },
        ],
        tasks: [
          { id: 'up', area: 'x', name: both('Up'), done: { value: { gte: 900 } }, effortMinutes: 1, moves: { value: 80 } },
        ],
        areas: { x: both('X') },
      }),
    ) // prettier-ignore
    const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { value: 0 } }
    expect(pathTo(plan, record, NOW, 'high', 'level')).toMatchObject({ ladder: 'level', reaches: true })
    expect(pathTo(plan, record, NOW, 'fan', 'fans@books')).toMatchObject({
      ladder: 'fans@books',
      reaches: false,
      proof: 'allTasks',
      tasks: [],
    })
    expect(pathTo(plan, record, NOW, 'fan', 'fans')).toMatchObject({ ladder: 'fans@tea' })
    expect(pathTo(plan, record, NOW, 'fan', 'other')).toBeNull()
  })
  test('up a ladder that is climbed tier by tier meets the tiers between as well', () => {
    const climbing = (climb: object) =>
      planOf(
        minimal({
          fields: Object.fromEntries(
            ['a', 'b', 'done'].map((id) => [id, { type: 'number', name: both(id) }]),
          ),
          ladders: [
            {
              id: 'level',
              main: true,
              name: both('Level'),
              transition: { promote: 'monthly', demote: 'monthly', ...climb },
              tiers: [
                { id: 'low', name: both('Low') },
                { id: 'mid', name: both('Mid'), enter: { a: { gte: 5 } } },
                { id: 'high', name: both('High'), enter: { b: { gte: 5 } } },
              ],
            },
          ],
          areas: { x: both('X') },
          tasks: [task(0, 7, { a: 5 }), task(1, 9, { b: 5 })],
        }),
      )
    const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { a: 0, b: 0, done: 0 } }
    const ids = (climb: object) => pathTo(climbing(climb), record, NOW, 'high')!.tasks.map(({ id }) => id)
    expect(ids({})).toEqual(['t1'])
    expect(ids({ climb: 'oneByOne' }).sort()).toEqual(['t0', 't1'])
  })
  test('counts points that a task brings to an account', () => {
    const plan = planOf(
      minimal({
        fields: { done: { type: 'number', name: both('Done') } },
        accounts: [
          {
            id: 'coins',
            name: both('Coins'),
            start: 3,
            earn: [{ on: 'sale', points: 1 }],
            spend: 'oldestFirst',
            undo: 'sameLots',
          },
        ],
        ladders: [levelAsking({ coins: { gte: 10 } })],
        areas: { x: both('X') },
        tasks: [task(0, 5, { coins: 6 }), task(1, 6, { coins: 7 })],
      }),
    )
    const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { done: 0 } }
    expect(pathTo(plan, record, NOW, 'high')!.tasks.map(({ id }) => id)).toEqual(['t1'])
  })
  test('of equal effort takes fewer tasks, then the first of the program', () => {
    const found = (...tasks: [minutes: number, a: number][]) =>
      pathTo(
        program(tasks.map(([minutes, b], place) => task(place, minutes, { b }))),
        record(fields),
        NOW,
        'high',
      )!.tasks.map(({ id }) => id)
    // 35 of b are 70 points
    expect(found([2, 20], [2, 20], [4, 40])).toEqual(['t2'])
    expect(found([4, 40], [4, 50], [4, 35])).toEqual(['t0'])
    expect(found([1, 15], [0, 15], [1, 20], [1, 20])).toEqual(['t2', 't1'])
  })
  test('through more than twenty tasks that matter may end without an answer, and says so', () => {
    // every sum is even but the mark is odd, and no bound can know
    const many = Array.from({ length: 30 }, (_, place) => task(place, place, { b: 100 + 2 * place }))
    const plan = planOf(
      minimal({
        fields: Object.fromEntries(['a', 'b', 'bad', 'done'].map((id) => [id, { type: 'number', name: both(id) }])),
        ladders: [
          levelAsking({ b: { eq: 1801 } }),
        ],
        areas: { x: both('X') },
        tasks: many,
      }),
    )
    const path = pathTo(plan, record(fields), NOW, 'high')!
    expect(path).toMatchObject({ reaches: false, proof: 'tried' })
    expect(path.tried).toBeGreaterThanOrEqual(200_000)
  }, 60_000) // prettier-ignore
  test('leaves tasks that move nothing the tier asks out of the search', () => {
    const useless = Array.from({ length: 40 }, (_, place) => task(place + 1, 1, { done: 1 }))
    const path = pathTo(program([task(0, 9, { b: 35 }), ...useless]), record(fields), NOW, 'high')!
    expect(path).toMatchObject({ reaches: true, proof: 'least', tasks: [{ id: 't0' }] })
    expect(path.tried).toBeLessThan(10)
  })
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
        ladders: [levelAsking({ score: { gte: 99 } })],
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
