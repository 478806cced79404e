/** Programs made for one property each, and changes that must change nothing. */
import type { Program } from '../../src/schema/program.js'
import type { Dice } from './dice.js'

/** The same document with the keys of every object in another order. The order of a choice's values has a meaning and stays. */
export const shuffled = <T>(dice: Dice, value: T, path: readonly string[] = []): T => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => shuffled(dice, one as unknown, path)) as T
  const keys = Object.keys(value)
  const isOrdered = path.length === 2 && path[0] === 'choices'
  const order = isOrdered
    ? keys
    : keys
        .map((key) => ({ key, at: dice.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ key }) => key)
  return Object.fromEntries(
    order.map((key) => [key, shuffled(dice, (value as Record<string, unknown>)[key], [...path, key])]),
  ) as T
}

const name = (word: string) => ({ en: word, 'zh-CN': `${word}（中文）` })
const seen = (id: string) => ({ id, name: name(id) })
const small = (over: Record<string, unknown>): Program =>
  ({
    tierkit: 1,
    program: 'small',
    version: '1',
    inForce: '2024-01-01',
    zone: 'UTC',
    currency: 'CNY',
    name: name('Small'),
    events: { order: { name: name('Order') } },
    fields: {},
    reviews: { daily: { every: 'day' } },
    metrics: {},
    ladders: [{ ...seen('level'), transition: { promote: 'daily', demote: 'daily' }, tiers: [seen('one')] }],
    ...over,
  }) as unknown as Program

/** A score in which every scale rises and nothing is taken off; its metrics are given with the record. */
export const risingProgram = (dice: Dice): Program => {
  const metrics = ['first', 'second', 'third'].slice(0, dice.int(1, 3))
  let factors = 0
  const rising = (): number[] => dice.some([0, 5, 10, 20, 33.3, 50, 80, 100], 4).sort((a, b) => a - b)
  const scale = (): unknown => {
    const points = rising()
    const marks = dice.some([0, 1, 2.5, 10, 33.333333, 50, 100, 7], 4).sort((a, b) => a - b)
    const both = points.slice(0, marks.length).map((one, place) => [marks[place]!, one] as const)
    return dice.pick<() => unknown>([
      () => ({ line: both }),
      () => ({ steps: both.map(([from, one]) => ({ from, points: one })), else: 0 }),
      () => ({ perUnit: dice.pick([0.1, 1, 3.7]), max: dice.pick([10, 100]) }),
    ])()
  }
  const group = (depth: number): Record<string, unknown> => {
    const combine = dice.pick(['sum', 'weightedSum', 'min', 'max', 'product'])
    return {
      combine,
      ...(combine === 'product' ? { per: 100 } : {}),
      ...dice.maybe(0.2, () => ({ max: 90 })),
      factors: dice.times(1, 3, () => ({
        ...seen(`factor${factors++}`),
        ...(combine === 'weightedSum' ? { weight: dice.pick([1, 2, 30]) } : {}),
        ...(depth < 2 && dice.chance(0.3)
          ? group(depth + 1)
          : { metric: dice.pick(metrics), scale: scale() }),
      })),
    }
  }
  return small({
    metrics: Object.fromEntries(
      metrics.map((id) => [id, { count: 'order', window: 'lifetime', unit: 'number' }]),
    ),
    score: { name: name('Score'), ...group(0) },
  })
}

/** A score that is how many orders a window of so many days holds, decided every day. */
export const tiledProgram = (dice: Dice, size: number): Program =>
  small({
    zone: dice.pick([
      'UTC',
      'Asia/Shanghai',
      'America/Los_Angeles',
      'Europe/London',
      'Pacific/Auckland',
      'America/Sao_Paulo',
    ]),
    windows: { tile: dice.chance(0.5) ? { rolling: { days: size } } : { past: { days: size } } },
    metrics: { orders: { count: 'order', window: 'tile' } },
    score: {
      name: name('Score'),
      combine: 'sum',
      factors: [{ ...seen('amount'), metric: 'orders', scale: { perUnit: 1, max: 1000 } }],
    },
  })
