// What published programs say of quotas, ranks and benchmarks, with their numbers.
import { describe, expect, test } from 'vitest'
import { cellOf, columnOf, type Population } from '../../src/population/columns.js'
import { reviewed } from '../../src/population/review.js'
import { peersLeafOf } from '../../src/plan/asked.js'
import { ladderOf, planOf, programOf } from './programs.js'
import { oneOf, randomOf } from './random.js'

const AT = Date.parse('2025-10-15T04:30:00Z')
const populationOf = (columns: Record<string, (number | null)[]>): Population => ({
  ids: Object.values(columns)[0]!.map((_, row) => `m${row}`),
  columns: new Map(Object.entries(columns).map(([name, cells]) => [name, columnOf(cells)])),
})
/** Scores and tiers of a program over columns. */
const run = (nouns: object, columns: Record<string, (number | null)[]>) => {
  const { value, issues } = reviewed(planOf(programOf(nouns)), populationOf(columns), AT)
  expect(issues).toEqual([])
  const { score, earned, ladder } = value!
  return {
    scores: score && Array.from(score, (_, row) => cellOf(score, row)),
    tiers: Array.from(earned, (place) => ladder.tiers[place]?.id ?? null),
  }
}
const countsOf = (tiers: (string | null)[], ...ids: string[]): number[] =>
  ids.map((id) => tiers.filter((tier) => tier === id).length)
const upTo = (count: number): number[] => Array.from({ length: count }, (_, place) => place + 1)

describe('the pyramid of 45, 35 and 20 percent', () => {
  const pyramid = (count: number, round: string, ties: unknown = 'better', points = upTo(count)) => {
    const best = (percent: number) => ({
      best: percent,
      of: 'points',
      among: 'everyone',
      as: 'percent',
      round,
    })
    return run(
      {
        fields: { points: 'integer', seniority: 'integer' },
        cohorts: { everyone: { ties } },
        ladders: [
          ladderOf([{ id: 'bottom' }, { id: 'middle', enter: best(55) }, { id: 'head', enter: best(20) }]),
        ],
      },
      { points, seniority: upTo(count) },
    ).tiers
  }

  test.each([
    [20, 'floor', [4, 7, 9]],
    [100, 'floor', [20, 35, 45]],
    [100, 'ceil', [20, 35, 45]],
    [10, 'floor', [2, 3, 5]],
    [10, 'half', [2, 4, 4]],
    [10, 'ceil', [2, 4, 4]],
    [1, 'floor', [0, 0, 1]],
    [1, 'ceil', [1, 0, 0]],
  ])('cuts %i merchants by %s', (count, round, counts) => {
    expect(countsOf(pyramid(count, round), 'head', 'middle', 'bottom')).toEqual(counts)
  })

  test('takes all who are equal at a cut up, none of them, or those that a second key says', () => {
    const points = [...Array<number>(15).fill(1), 5, 9, 9, 9, 9] // the fifth best is a tie of four for two places
    const equal = [...Array<number>(14).fill(1), 7, 7, 7, 9, 9, 9]
    expect(countsOf(pyramid(20, 'floor', 'better', points), 'head')).toEqual([4])
    expect(countsOf(pyramid(20, 'floor', 'better', equal), 'head')).toEqual([6])
    expect(countsOf(pyramid(20, 'floor', 'worse', equal), 'head')).toEqual([3])
    const high = pyramid(20, 'floor', 'seniority', equal)
    expect(high.flatMap((tier, row) => (tier === 'head' ? [row] : []))).toEqual([16, 17, 18, 19])
    const low = pyramid(20, 'floor', { by: 'seniority', better: 'low' }, equal)
    expect(low.flatMap((tier, row) => (tier === 'head' ? [row] : []))).toEqual([14, 17, 18, 19])
  })
})

describe('a share of the members', () => {
  const inTopOf = (share: number, round: string): ((count: number) => number) => {
    const enter = { best: share, of: 'points', among: 'everyone', as: 'percent', round }
    const plan = planOf(
      programOf({
        fields: { points: 'integer' },
        cohorts: { everyone: {} },
        ladders: [ladderOf([{ id: 'out' }, { id: 'in', enter }])],
      }),
    )
    return (count) => {
      const { value } = reviewed(plan, populationOf({ points: upTo(count) }), AT)
      return value!.earned.filter((place) => place === 1).length
    }
  }

  test('of 3 % is 3 of 100, and of 33 none by floor and half, one by ceil', () => {
    expect(inTopOf(3, 'floor')(100)).toBe(3)
    expect(['floor', 'half', 'ceil'].map((round) => inTopOf(3, round)(33))).toEqual([0, 1, 1])
    expect(inTopOf(3, 'half')(16)).toBe(0)
  })

  test.each(['floor', 'half', 'ceil'])(
    'is cut by %s as whole numbers say, for every count up to 200',
    (round) => {
      for (const share of [0.1, 3, 33.3, 55]) {
        const inTop = inTopOf(share, round)
        for (const count of upTo(200)) {
          const parts = BigInt(count) * BigInt(Math.round(share * 10))
          const more = round === 'floor' ? 0n : round === 'half' ? 500n : 999n
          const meant = Number((parts + more) / 1000n)
          const found = inTop(count)
          if (found !== meant) expect({ round, share, count, found }).toBe(meant)
        }
      }
    },
  )
})

test('zones of a group of 10: the best two rise, the worst two fall, with the lowest values as the best too', () => {
  const nouns = (better: string) => ({
    fields: { amount: 'integer' },
    cohorts: { everyone: {} },
    ladders: [
      ladderOf([
        { id: 'down' },
        { id: 'same', enter: { not: { worst: 2, of: 'amount', among: 'everyone', as: 'count', better } } },
        { id: 'up', enter: { best: 2, of: 'amount', among: 'everyone', as: 'count', better } },
      ]),
    ],
  })
  const amount = [50, 10, 40, 30, 90, 20, 80, 60, 70, null]
  const [down, same, up] = ['down', 'same', 'up']
  // whose amount is unknown is in neither zone: the condition on it is unknown, and so not met
  expect(run(nouns('high'), { amount }).tiers).toEqual([
    same,
    down,
    same,
    same,
    up,
    down,
    up,
    same,
    same,
    down,
  ])
  expect(run(nouns('low'), { amount }).tiers).toEqual([
    same,
    up,
    same,
    same,
    down,
    up,
    down,
    same,
    same,
    down,
  ])
})

describe('RFM in fifths, 15 customers', () => {
  const columns = {
    daysAgo: [4, 6, 46, 23, 15, 32, 7, 50, 34, 10, 3, 1, 27, 18, 5],
    orders: [6, 11, 1, 3, 4, 2, 3, 1, 15, 5, 8, 10, 3, 2, 1],
    spent: [540, 940, 35, 65, 179, 56, 140, 950, 2630, 191, 845, 1510, 54, 40, 25],
    place: upTo(15),
  }
  const byOrder = [544, 454, 111, 232, 333, 222, 433, 115, 155, 343, 544, 555, 222, 321, 411]
  const changed = (changes: Record<number, number>): number[] =>
    byOrder.map((score, row) => changes[row + 1] ?? score)
  const quantile = (times: number, better: string) => ({
    quantile: [20, 40, 60, 80, 100].map((at, place) => [at, (place + 1) * times]),
    among: 'everyone',
    better,
  })
  /** Ranks 1 to 3 are the best fifth. */
  const steps = (times: number) => ({
    steps: [3, 6, 9, 12, 15].map((rank, place) => ({ upTo: rank, points: (5 - place) * times })),
    else: 0,
  })

  test.each([
    ['input order', { by: 'place', better: 'low' }, byOrder],
    ['the better score for all', 'better', changed({ 13: 232 })],
    ['the worse score for all', 'worse', changed({ 4: 222, 7: 423 })],
  ])('ties by %s', (_, ties, meant) => {
    const nouns = (scales: object[]) => ({
      fields: { daysAgo: 'integer', orders: 'integer', spent: 'integer', place: 'integer' },
      cohorts: { everyone: { ties } },
      metrics: {
        rankR: { rank: 'daysAgo', among: 'everyone', better: 'low' },
        rankF: { rank: 'orders', among: 'everyone' },
        rankM: { rank: 'spent', among: 'everyone' },
      },
      score: {
        ...{ name: { en: 'RFM', 'zh-CN': 'RFM' }, combine: 'sum', min: 0, max: 555 },
        factors: ['recency', 'frequency', 'monetary'].map((id, place) => ({ id, ...scales[place]! })),
      },
      ladders: [ladderOf([{ id: 'one' }])],
    })
    const quantiles = [
      { metric: 'daysAgo', scale: quantile(100, 'low') },
      { metric: 'orders', scale: quantile(10, 'high') },
      { metric: 'spent', scale: quantile(1, 'high') },
    ]
    const ranks = [
      { metric: 'rankR', scale: steps(100) },
      { metric: 'rankF', scale: steps(10) },
      { metric: 'rankM', scale: steps(1) },
    ]
    expect(run(nouns(quantiles), columns).scores).toEqual(meant)
    expect(run(nouns(ranks), columns).scores).toEqual(meant)
  })
})

describe('a benchmark of 50 points at the 80th percentile', () => {
  const benchmark = (amount: (number | null)[], more: object = {}, better = 'high') =>
    run(
      {
        fields: { amount: 'number' },
        cohorts: { everyone: more },
        score: {
          ...{ name: { en: 'Index', 'zh-CN': '指数' }, combine: 'sum', min: 0, max: 50 },
          factors: [
            {
              id: 'used',
              metric: 'amount',
              scale: { benchmark: 50, percentile: 80, among: 'everyone', better },
            },
          ],
        },
        ladders: [ladderOf([{ id: 'one' }])],
      },
      { amount },
    ).scores
  const tens = upTo(10).map((ten) => ten * 10)

  test('is full at it and in proportion below', () => {
    // of 100, 200, 300 and seven times 0 or 200 the 8th is 200
    const amount = [0, 0, 100, 200, 200, 200, 200, 200, 300, 300]
    expect(benchmark(amount)).toEqual([0, 0, 25, 50, 50, 50, 50, 50, 50, 50])
  })

  test('of the nearest rank is 80 of 10 to 100, so that 60 gives 37.5', () => {
    expect(benchmark(tens)![5]).toBe(37.5)
  })

  test('between two is 82, so that 60 gives 36.59', () => {
    expect(benchmark(tens, { percentiles: 'linear' })![5]).toBe(36.585366)
  })

  test('of nothing is reached by everybody whose value is known', () => {
    expect(benchmark([0, 0, 0, 0, null])).toEqual([50, 50, 50, 50, null])
  })

  test('gives nothing below 0, and where low is better full down to it', () => {
    expect(benchmark([-10, 50, 100, 100])).toEqual([0, 25, 50, 50])
    expect(benchmark([20, 40, 40, 80, 0], {}, 'low')).toEqual([50, 50, 50, 25, 50])
  })
})

test('with too few members the wider cohort counts, and then none', () => {
  const nouns = {
    choices: { tradeKind: { food: { en: 'Food', 'zh-CN': '食品' }, home: { en: 'Home', 'zh-CN': '家居' } } },
    fields: { amount: 'integer', trade: 'tradeKind', city: 'integer' },
    cohorts: {
      near: { by: ['trade', 'city'], min: 3, else: 'same' },
      same: { by: 'trade', min: 4, else: 'unknown' },
    },
    metrics: {
      place: { rank: 'amount', among: 'near' },
      share: { percentile: 'amount', among: 'near' },
      peers: { members: 'near' },
    },
    score: {
      ...{ name: { en: 'Place', 'zh-CN': '名次' }, combine: 'sum', min: 0, max: 100000 },
      factors: [
        { id: 'byRank', metric: 'place', scale: { perUnit: 1000, max: 10000 } },
        { id: 'byShare', metric: 'share', scale: { perUnit: 1, max: 100 } },
      ],
    },
    ladders: [
      ladderOf([{ id: 'out' }, { id: 'in', enter: { best: 1, of: 'amount', among: 'near', as: 'count' } }]),
    ],
  }
  const { scores, tiers } = run(nouns, {
    trade: [0, 0, 0, 0, 0, 1, 1, null],
    city: [1, 1, 1, 2, 2, 1, 1, 1],
    amount: [10, 20, 30, 40, 5, 60, 70, 80],
  })
  // three in the first city; two in the second, ranked among all five of the trade; two of the other trade, too few anywhere
  expect(scores).toEqual([3033.333333, 2066.666667, 1100, 1100, 5020, null, null, null])
  expect(tiers).toEqual(['out', 'out', 'in', 'in', 'out', 'out', 'out', 'out'])
})

describe('a quota is looked up where ranks are read for nothing else', () => {
  const random = randomOf(5)
  const some = (size: number, of: () => number | null) => Array.from({ length: size }, of)

  test.each(['better', 'worse'])('and says what ranking everybody says; ties: %s', (ties) => {
    for (let turn = 0; turn < 60; turn++) {
      const quota = () => {
        const as = oneOf(random, ['percent', 'count'])
        const much = oneOf(random, as === 'count' ? [1, 2, 7, 30, 200] : [1, 5, 20, 33.3, 55, 100])
        const round = as === 'count' ? {} : { round: oneOf(random, ['floor', 'ceil', 'half']) }
        return { [oneOf(random, ['best', 'worst'])]: much, of: 'points', among: 'others', as, ...round }
      }
      const tier = (id: string) => ({ id, enter: oneOf(random, [quota(), { not: quota() }]) })
      const plan = planOf(
        programOf({
          fields: { points: 'integer', active: 'flag' },
          cohorts: { others: { members: { active: true }, ties } },
          ladders: [ladderOf([{ id: 'low' }, tier('middle'), tier('high')])],
        }),
      )
      const size = 1 + Math.floor(random() * 60)
      const most = oneOf(random, [3, 50])
      const population = populationOf({
        points: some(size, () =>
          oneOf(random, [null, Math.floor(random() * most), Math.floor(random() * most)]),
        ),
        active: some(size, () => oneOf(random, [1, 1, 1, 0, null])),
      })
      const found = reviewed(plan, population, AT).value!
      const ranks = plan.nodes.flatMap((_, id) => (peersLeafOf(plan, id)?.what === 'rank' ? [id] : []))
      const meant = reviewed(plan, population, AT, { nodes: () => ranks }).value!
      expect([...found.earned]).toEqual([...meant.earned])
    }
  })
})
