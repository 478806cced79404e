/** Random programs with tasks, small enough to try every set of tasks: what the search of the path is held to. */
const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })

/** A seeded stream of numbers (mulberry32). */
export const dice = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(next() * n)
  const between = (low: number, high: number): number => low + below(high - low + 1)
  return {
    below,
    between,
    odds: (share: number): boolean => next() < share,
    one: <T>(of: readonly T[]): T => of[below(of.length)]!,
    many: <T>(least: number, most: number, make: (place: number) => T): T[] =>
      Array.from({ length: between(least, most) }, (_, place) => make(place)),
  }
}
export type Dice = ReturnType<typeof dice>

/** Numbers that tasks move: two fields, and metrics that are given or counted. `rate` and `total` follow from them. */
const moved = ['f0', 'f1', 'm0', 'm1', 'm2']
const read = [...moved, 'rate', 'total']

const scaleOf = ({ one, between, below, odds }: Dice): unknown => {
  const points = (): number => between(0, 20) * (odds(0.3) ? 0.5 : 1)
  const marks = [between(0, 4), between(5, 9), between(10, 20)]
  return one([
    () => ({ line: marks.map((mark) => [mark, points()]) }),
    () => ({ line: [[marks[0], 20], [marks[2], 0]] }), // prettier-ignore
    () => ({ steps: marks.map((from) => ({ from, points: points() })), else: below(3) }),
    () => ({ steps: marks.map((upTo) => ({ upTo, points: points() })), else: below(3) }),
    () => ({ perUnit: between(1, 3), max: between(5, 30) }),
  ])()
}

const conditionOf = (dice: Dice, depth: number): unknown => {
  const { one, between, odds, many, below } = dice
  const subject = (): unknown => {
    const id = odds(0.4) ? 'score' : one(read)
    return { [id]: { [one(['gte', 'gte', 'gte', 'gt', 'lte', 'lt'])]: id === 'score' ? between(5, 60) : between(0, 20) } }
  } // prettier-ignore
  if (depth === 0 || odds(0.5)) return subject()
  const of = many(2, 3, () => conditionOf(dice, depth - 1))
  return one([
    () => ({ all: of }),
    () => ({ any: of }),
    () => ({ not: of[0] }),
    () => ({ atLeast: 1 + below(of.length), of }),
    () => ({ [one(moved)]: { known: true } }),
  ])()
}

const groupOf = (dice: Dice, depth: number, path: string): Record<string, unknown> => {
  const { one, between, odds, many } = dice
  const combine = one(['sum', 'sum', 'weightedSum', 'weightedSum', 'min', 'max', 'product'])
  const factors = many(1, 3, (place) => {
    const id = `${path}x${place}`
    const common = { id, name: both(id), ...(combine === 'weightedSum' && { weight: between(1, 4) }) }
    if (depth > 0 && odds(0.25)) return { ...common, ...groupOf(dice, depth - 1, id) }
    const guard = {
      needs: { [one(moved)]: { gte: between(0, 5) } },
      else: one(['exempt', 'noScore', { points: between(0, 9) }]),
    }
    return {
      ...common,
      metric: one(read),
      scale: scaleOf(dice),
      ...(odds(0.2) && combine !== 'product' && { guard }),
    }
  })
  return {
    combine,
    factors,
    ...(combine === 'product' && { per: 10 ** (factors.length - 1) }),
    ...(odds(0.3) && { max: between(10, 40) }),
    ...(odds(0.1) && { min: between(0, 5) }),
  }
}

/** A program and a merchant with up to `most` tasks; tiers low, mid and high. */
export const randomCase = (seed: number, most: number) => {
  const dice_ = dice(seed)
  const { one, between, odds, many } = dice_
  const tasks = many(0, most, (place) => {
    const moves: Record<string, unknown> = {}
    for (const id of many(1, 3, () => one(moved)))
      moves[id] = odds(0.25) ? { to: between(0, 20) } : odds(0.25) ? -between(1, 4) : between(1, 6)
    return {
      id: `t${place}`,
      area: 'area',
      name: both(`T${place}`),
      done: { undone: { gte: 1 } },
      effortMinutes: between(0, 6),
      moves,
    }
  })
  const enters = [conditionOf(dice_, 2), conditionOf(dice_, 2)]
  const program = {
    tierkit: 1,
    program: 'random',
    version: '1',
    inForce: '2020-01-01',
    zone: 'UTC',
    currency: 'USD',
    name: both('Random'),
    areas: { area: both('Area') },
    events: { sale: { name: both('Sale') } },
    fields: {
      f0: { type: 'number', name: both('F0') },
      f1: { type: 'integer', name: both('F1') },
      undone: { type: 'number', name: both('Never') },
    },
    reviews: { monthly: { every: 'month', day: 1 } },
    metrics: {
      ...Object.fromEntries(
        ['m0', 'm1', 'm2'].map((id) => [id, { count: 'sale', window: 'lifetime', name: both(id) }]),
      ),
      rate: { ratio: 'm0', to: 'm1', per: 10, else: one([0, 'exempt', 'unknown']), name: both('Rate') },
      total: { add: ['m0', 'm1'], subtract: ['m2'], atLeast: 0, atMost: 25, name: both('Total') },
    },
    score: { name: both('Score'), ...groupOf(dice_, 2, 'f') },
    ladders: [
      {
        id: 'level',
        main: true,
        name: both('Level'),
        transition: { promote: 'never', demote: 'never' },
        tiers: [
          { id: 'low', name: both('Low') },
          { id: 'mid', name: both('Mid'), enter: enters[0] },
          { id: 'high', name: both('High'), enter: enters[1] },
        ],
      },
    ],
    tasks,
  }
  const fields: Record<string, number> = { undone: 0 }
  const metrics: Record<string, number> = {}
  for (const id of moved) if (odds(0.8)) (id.startsWith('f') ? fields : metrics)[id] = between(0, 8)
  const record = {
    id: 'm',
    joinedAt: '2025-01-01',
    fields,
    metrics,
    ...(odds(0.5) && { facts: [] }),
  }
  return { program, record, tasks }
}
