import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import type { Value } from '../../src/plan/operations.js'
import type { Node, Plan } from '../../src/plan/plan.js'
import { operandsOf } from '../../src/plan/reach.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf, levelAsking } from '../core/programs.js'
import { leafName, leavesOf, namedNode, valueOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const issuesOf = (over: Record<string, unknown>) =>
  compile([schema.parse(minimal(over))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])

const ladder = (enter: unknown) => [levelAsking(enter)]
/** The plan of a ladder whose upper tier asks this, and the node that says whether it is met. */
const asking = (enter: unknown, over: Record<string, unknown> = {}): { plan: Plan; node: number } => {
  const plan = planOf(minimal({ cohorts: { everyone: {} }, ladders: ladder(enter), ...over }))
  return { plan, node: plan.clockwork.ladders[0]!.tiers[1]!.enter! }
}
const met = (enter: unknown, leaves: Record<string, Value>, over: Record<string, unknown> = {}): Value => {
  const { plan, node } = asking(enter, over)
  return valueOf(plan, node, leaves)
}

describe('the best and worst so many of a cohort', () => {
  const best = (n: number, as: string, more = {}) => ({
    best: n,
    of: 'value',
    among: 'everyone',
    as,
    ...more,
  })
  const worst = (n: number, as: string, more = {}) => ({
    worst: n,
    of: 'value',
    among: 'everyone',
    as,
    ...more,
  })
  test.each<[string, unknown, Record<string, Value>, Value]>([
    ['a count, on the last place that is in', best(3, 'count'), { 'rank:everyone:value:high': 3 }, 1],
    ['a count, on the first place that is out', best(3, 'count'), { 'rank:everyone:value:high': 4 }, 0],
    ['the worst are counted from the other end', worst(2, 'count'), { 'rank:everyone:value:low': 2 }, 1],
    [
      'where less is better the best are the low ones',
      best(1, 'count', { better: 'low' }),
      { 'rank:everyone:value:low': 1 },
      1,
    ],
    [
      'where less is better the worst are the high ones',
      worst(1, 'count', { better: 'low' }),
      { 'rank:everyone:value:high': 1 },
      1,
    ],
    ['whose place is unknown is not known to be among them', best(3, 'count'), { 'size:everyone': 9 }, null],
    ['a percent without the size is unknown', best(50, 'percent'), { 'rank:everyone:value:high': 1 }, null],
    [
      'a percent is cut down: 20 % of 9 is 1',
      best(20, 'percent'),
      { 'size:everyone': 9, 'rank:everyone:value:high': 2 },
      0,
    ],
    [
      'a percent that comes out whole is taken whole',
      best(20, 'percent'),
      { 'size:everyone': 10, 'rank:everyone:value:high': 2 },
      1,
    ],
    ['3 % of 33 is nobody', best(3, 'percent'), { 'size:everyone': 33, 'rank:everyone:value:high': 1 }, 0],
    [
      'of nobody nobody is best',
      best(100, 'percent'),
      { 'size:everyone': 0, 'rank:everyone:value:high': 1 },
      0,
    ],
    [
      'everybody is among the best 100 %',
      best(100, 'percent'),
      { 'size:everyone': 7, 'rank:everyone:value:high': 7 },
      1,
    ],
  ])('%s', (_, enter, leaves, expected) => {
    expect(met(enter, leaves)).toBe(expected)
  })

  /** The greatest rank that is still in, by trying them. */
  const quota = (n: number, size: number, round?: string): number => {
    const { plan, node } = asking(best(n, 'percent', round ? { round } : {}))
    let most = 0
    while (valueOf(plan, node, { 'size:everyone': size, 'rank:everyone:value:high': most + 1 }) === 1)
      most += 1
    return most
  }
  test.each<[number, number, string | undefined, number]>([
    [55, 100, undefined, 55],
    [55, 10, undefined, 5],
    [55, 10, 'half', 6], // 5.5
    [55, 10, 'ceil', 6],
    [45, 10, 'half', 5], // 4.5
    [44, 10, 'half', 4],
    [41, 10, 'ceil', 5],
    [40, 10, 'ceil', 4],
    [3, 33, 'half', 1], // 0.99
    [3, 33, 'ceil', 1],
    [0.1, 999, 'floor', 0],
    [0.1, 1000, 'floor', 1],
    [2.5, 40, 'floor', 1],
    [2.5, 39, 'floor', 0],
    [0.3, 1000, 'floor', 3],
    [33.333333, 300, 'floor', 99],
    [33.333333, 300, 'ceil', 100],
  ])('%d %% of %d cut by %s is %d', (n, size, round, expected) => {
    expect(quota(n, size, round)).toBe(expected)
  })
  test('a quota is exact for every size up to a thousand, whichever way it is cut', () => {
    const cut = { floor: 0n, half: 50n, ceil: 99n }
    for (const [round, more] of Object.entries(cut)) {
      for (const n of [7, 29, 55, 57]) {
        const { plan, node } = asking(best(n, 'percent', { round }))
        const compare = plan.nodes[node]! as { right: number }
        for (let size = 0; size <= 1000; size++) {
          const exact = Number((BigInt(n) * BigInt(size) + more) / 100n)
          const found = valueOf(plan, compare.right, { 'size:everyone': size })
          if (!Object.is(found, exact)) expect([n, size, round, found]).toEqual([n, size, round, exact])
        }
      }
    }
  })
  test('of three million the quota is exact too', () => {
    expect.assertions(1)
    const { plan, node } = asking(best(0.55, 'percent'))
    const compare = plan.nodes[node]! as { right: number }
    expect(valueOf(plan, compare.right, { 'size:everyone': 2_999_999 })).toBe(16_499)
  })
  test('what is asked can be told from where it was written', () => {
    const { plan, node } = asking(worst(2, 'count'))
    expect(plan.origin[node]).toEqual(['ladders', 0, 'tiers', 1, 'enter', 'worst'])
    const { left } = plan.nodes[node]! as { left: number }
    expect(plan.names[left]).toMatchObject({
      id: 'value',
      kind: 'metric',
      name: both('Value'),
      unit: 'integer',
    })
  })
})

describe('metrics among peers', () => {
  const metrics = {
    place: { rank: 'value', among: 'everyone' },
    least: { rank: 'value', among: 'everyone', better: 'low' },
    share: { percentile: 'value', among: 'everyone' },
    lowShare: { percentile: 'value', among: 'everyone', better: 'low' },
    peers: { members: 'everyone' },
  }
  const made = () => planOf(minimal({ cohorts: { everyone: {} }, metrics }))
  const leaves = { 'size:everyone': 8, 'rank:everyone:value:high': 3, 'rank:everyone:value:low': 6 }
  test.each<[string, Record<string, Value>, Value]>([
    ['place', leaves, 3],
    ['least', leaves, 6],
    ['share', leaves, 75],
    ['share', { ...leaves, 'rank:everyone:value:high': 1 }, 100],
    ['share', { ...leaves, 'rank:everyone:value:high': 8 }, 12.5],
    ['share', { 'size:everyone': 0, 'rank:everyone:value:high': 1 }, null],
    ['lowShare', leaves, 37.5],
    ['peers', leaves, 8],
    ['share', { 'size:everyone': 8 }, null],
    ['place', {}, null],
    ['place', { ...leaves, 'metric:place': 5 }, 5],
  ])('%s', (id, given, expected) => {
    const plan = made()
    expect(valueOf(plan, namedNode(plan, id), given)).toBe(expected)
  })
  test('places are whole numbers, shares are in percent', () => {
    const plan = made()
    const unit = (id: string) => plan.names[namedNode(plan, id)]!.unit
    expect(['place', 'share', 'peers'].map(unit)).toEqual(['integer', 'percent', 'integer'])
  })
  test('what is ranked is a metric, a field, an account or the score, under its own name', () => {
    const account = { id: 'coins', name: both('Coins'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
    const score = {
      name: both('S'),
      combine: 'sum',
      factors: [{ id: 'f', name: both('F'), metric: 'value', scale: { perUnit: 1, max: 9 } }],
    }
    const metrics = {
      sales: { count: 'sale', window: 'lifetime' },
      a: { rank: 'sales', among: 'everyone' },
      b: { rank: 'coins', among: 'everyone' },
      c: { rank: 'score', among: 'everyone' },
    }
    const plan = planOf(minimal({ cohorts: { everyone: {} }, metrics, score, accounts: [account] }))
    expect(leavesOf(plan)).toEqual(
      expect.arrayContaining([
        'rank:everyone:sales:high',
        'rank:everyone:coins:high',
        'rank:everyone:score:high',
      ]),
    )
  })
  test('a date has an order, so that it may be ranked', () => {
    const fields = { opened: { type: 'date', name: both('Opened') } }
    const enter = { best: 1, of: 'opened', among: 'everyone', as: 'count', better: 'low' }
    const over = { fields, cohorts: { everyone: {} }, ladders: ladder(enter) }
    expect(issuesOf(over)).toEqual([])
  })
  test('a ratio is ranked on the grid on which it is compared', () => {
    const metrics = {
      sales: { count: 'sale', window: 'lifetime' },
      rate: { ratio: 'sales', to: 'value', per: 100, else: 'unknown' },
      place: { rank: 'rate', among: 'everyone' },
    }
    const plan = planOf(minimal({ cohorts: { everyone: {} }, metrics }))
    const leaf = plan.nodes.find((node) => node.op === 'leaf' && node.leaf.from === 'peers')! as unknown as {
      leaf: { of: number }
    }
    expect(plan.nodes[leaf.leaf.of]!.op).toBe('grid')
    expect(plan.names[leaf.leaf.of]!.id).toBe('rate')
  })
})

describe('a cohort that is too small', () => {
  const over = {
    cohorts: {
      near: { by: 'value', min: 10, else: 'wide' },
      wide: { min: 20, else: 'world' },
      world: {},
      alone: { min: 10 },
      unknown2: { min: 10, else: 'unknown' },
    },
    metrics: {
      place: { rank: 'value', among: 'near' },
      share: { percentile: 'value', among: 'near' },
      alonePlace: { rank: 'value', among: 'alone' },
      unknownPlace: { rank: 'value', among: 'unknown2' },
      peers: { members: 'near' },
    },
  }
  const leaves = {
    'rank:near:value:high': 1,
    'rank:wide:value:high': 2,
    'rank:world:value:high': 3,
    'rank:alone:value:high': 4,
    'rank:unknown2:value:high': 5,
    'size:world': 50,
  }
  test.each<[string, Record<string, Value>, Value]>([
    ['place', { 'size:near': 10, 'size:wide': 20 }, 1],
    ['place', { 'size:near': 9, 'size:wide': 20 }, 2],
    ['place', { 'size:near': 9, 'size:wide': 19 }, 3],
    ['place', {}, 3],
    ['share', { 'size:near': 9, 'size:wide': 20 }, 95],
    ['share', { 'size:near': 9, 'size:wide': 19 }, 96],
    ['alonePlace', { 'size:alone': 10 }, 4],
    ['alonePlace', { 'size:alone': 9 }, null],
    ['unknownPlace', { 'size:unknown2': 9 }, null],
    ['peers', { 'size:near': 9 }, 9],
  ])('%s with %o', (id, sizes, expected) => {
    const plan = planOf(minimal(over))
    expect(valueOf(plan, namedNode(plan, id), { ...leaves, ...sizes })).toBe(expected)
  })
  test('a place in it, and in the one that stands in, bears the name of what is ranked', () => {
    const value = { type: 'number', name: both('Value') }
    const enter = { best: 1, of: 'value', among: 'near', as: 'count' }
    const { plan, node } = asking(enter, { ...over, fields: { value } })
    const compare = plan.nodes[node] as Extract<Node, { op: 'compare' }>
    const name = { id: 'value', kind: 'metric', name: both('Value'), unit: 'integer' }
    const ranks = plan.nodes.flatMap((one, id) => (one.op === 'leaf' && leafName(one.leaf).startsWith('rank:near') ? [id] : []))
    expect([compare.left, ...ranks].map((id) => plan.names[id])).toStrictEqual([name, name])
    expect(plan.nodes[compare.left]!.op).toBe('pick')
  }) // prettier-ignore
  test('the quota is cut of the cohort that stands in', () => {
    const enter = { best: 10, of: 'value', among: 'near', as: 'percent' }
    const sizes = { 'size:near': 9, 'size:wide': 30 }
    const { cohorts } = over
    expect(met(enter, { ...sizes, 'rank:wide:value:high': 3, 'rank:near:value:high': 9 }, { cohorts })).toBe(
      1,
    )
    expect(met(enter, { ...sizes, 'rank:wide:value:high': 4, 'rank:near:value:high': 1 }, { cohorts })).toBe(
      0,
    )
  })
})

describe('scales against peers', () => {
  const scored = (scale: unknown, over = {}) =>
    planOf(
      minimal({
        cohorts: { everyone: {} },
        score: {
          name: both('S'),
          combine: 'sum',
          factors: [{ id: 'f', name: both('F'), metric: 'value', scale }],
        },
        ...over,
      }),
    )
  const benchmark = { benchmark: 50, percentile: 80, among: 'everyone' }
  const cut = (value: Value, cut: Value) => ({ 'field:value': value, 'cut:everyone:value:80': cut })
  test.each<[string, unknown, Record<string, Value>, Value]>([
    ['half of the benchmark gives half', benchmark, cut(100, 200), 25],
    ['the benchmark itself gives all', benchmark, cut(200, 200), 50],
    ['more gives no more', benchmark, cut(300, 200), 50],
    ['nothing gives nothing', benchmark, cut(0, 200), 0],
    ['less than nothing gives nothing', benchmark, cut(-10, 200), 0],
    ['a benchmark of 0 is reached by all', benchmark, cut(0, 0), 50],
    ['a benchmark below 0 is reached by all', benchmark, cut(-5, -1), 50],
    ['a benchmark of 0 is not reached by who has no value', benchmark, cut(null, 0), null],
    ['without a value there are no points', benchmark, cut(null, 200), null],
    ['without a benchmark there are no points', benchmark, cut(100, null), null],
    ['the share is rounded once', benchmark, cut(60, 82), 36.585366],
    ['where less is better, half as much gives all', { ...benchmark, better: 'low' }, cut(100, 200), 50],
    ['where less is better, twice as much gives half', { ...benchmark, better: 'low' }, cut(400, 200), 25],
    [
      'where less is better, the benchmark itself gives all',
      { ...benchmark, better: 'low' },
      cut(200, 200),
      50,
    ],
    ['where less is better, nothing gives all', { ...benchmark, better: 'low' }, cut(0, 200), 50],
    ['where less is better, a benchmark of 0 leaves nothing', { ...benchmark, better: 'low' }, cut(10, 0), 0],
    ['where less is better, unknown stays unknown', { ...benchmark, better: 'low' }, cut(null, 200), null],
    [
      'where less is better, nothing against nothing known is unknown',
      { ...benchmark, better: 'low' },
      cut(0, null),
      null,
    ],
    ['points that are taken grow with the share', { ...benchmark, benchmark: -50 }, cut(100, 200), -25],
    ['points that are taken end at their most', { ...benchmark, benchmark: -50 }, cut(300, 200), -50],
  ])('%s', (_, scale, leaves, expected) => {
    const plan = scored(scale)
    expect(valueOf(plan, plan.score!.value, leaves)).toBe(expected)
  })
  const quintiles = {
    quantile: [
      [20, 1],
      [40, 2],
      [60, 3],
      [80, 4],
      [90, 5],
    ],
    among: 'everyone',
  }
  test.each<[string, unknown, Record<string, Value>, Value]>([
    ['the best of fifteen', quintiles, { 'size:everyone': 15, 'rank:everyone:value:high': 1 }, 5],
    [
      'beyond the last percentile its points hold',
      quintiles,
      { 'size:everyone': 15, 'rank:everyone:value:high': 2 },
      5,
    ],
    [
      'on a percentile its own points hold',
      quintiles,
      { 'size:everyone': 15, 'rank:everyone:value:high': 13 },
      1,
    ],
    [
      'above a percentile the next ones hold',
      quintiles,
      { 'size:everyone': 15, 'rank:everyone:value:high': 12 },
      2,
    ],
    [
      'where less is better',
      { ...quintiles, better: 'low' },
      { 'size:everyone': 15, 'rank:everyone:value:low': 15 },
      1,
    ],
    ['without a place no points', quintiles, { 'size:everyone': 15 }, null],
    [
      'a percentile is read on the grid',
      {
        quantile: [
          [66.666667, 1],
          [100, 2],
        ],
        among: 'everyone',
      },
      { 'size:everyone': 3, 'rank:everyone:value:high': 2 },
      1,
    ],
  ])('quantile: %s', (_, scale, leaves, expected) => {
    const plan = scored(scale)
    expect(valueOf(plan, plan.score!.value, leaves)).toBe(expected)
  })
  test('the range of points is that of the scale, and what gives the most is nobody’s value', () => {
    const factor = (scale: unknown) => {
      const { pointsMin, pointsMax, fullAt } = scored(scale).score!.group.factors[0]!
      return [pointsMin, pointsMax, fullAt]
    }
    expect(factor(benchmark)).toEqual([0, 50, null])
    expect(factor({ ...benchmark, benchmark: -50 })).toEqual([-50, 0, null])
    expect(factor(quintiles)).toEqual([1, 5, null])
  })
})

describe('cohorts as the population engine reads them', () => {
  const account = { id: 'coins', name: both('Coins'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
  const over = {
    choices: { goods: { tea: both('Tea'), books: both('Books') } },
    fields: {
      value: { type: 'number', name: both('Value') },
      sells: { type: 'goods', name: both('Sells') },
    },
    accounts: [account],
    metrics: { sales: { count: 'sale', window: 'lifetime' } },
    cohorts: {
      everyone: {},
      sellers: {
        members: { sales: { gte: 1 } },
        by: ['sells', 'level'],
        at: 'monthly',
        ties: { by: 'sales', better: 'low' },
        percentiles: 'linear',
      },
      second: { by: 'sells', ties: 'coins' },
      strict: { ties: 'worse' },
    },
  }
  const made = () => planOf(minimal(over))
  test('everything unsaid is everybody, in one part, the newest, ties on the better side, by nearest rank', () => {
    const { cohorts } = made()
    expect(cohorts['everyone']).toEqual({
      id: 'everyone',
      members: null,
      by: [],
      at: null,
      ties: 'better',
      percentiles: 'nearestRank',
    })
  })
  test('members, parts, review, second key and percentiles', () => {
    const { cohorts, nodes } = made()
    const leaf = (id: number) => nodes[id]!
    const { members, by, at, ties, percentiles } = cohorts['sellers']!
    expect(leaf(members!)).toMatchObject({ op: 'compare', is: 'gte' })
    expect(by.map(leaf)).toEqual([
      { op: 'leaf', leaf: { from: 'field', id: 'sells' } },
      { op: 'leaf', leaf: { from: 'held', what: 'tier', id: 'level' } },
    ])
    expect([at, percentiles, ties]).toEqual(['monthly', 'linear', { by: expect.any(Number), better: 'low' }])
  })
  test('the choice that a ladder is kept for parts a cohort by itself', () => {
    const [level] = ladder({ value: { gte: 70 } })
    const scoped = { ...level, id: 'shelf', main: undefined, scope: { by: 'goods', rollup: 'none' } }
    const cohorts = { shelves: { by: ['goods', 'sells'] }, alone: { by: 'goods' } }
    const { nodes, ...plan } = planOf(minimal({ ...over, cohorts, ladders: [level, scoped] }))
    expect(plan.cohorts['alone']!.by).toEqual([])
    expect(plan.cohorts['shelves']!.by.map((id) => nodes[id])).toEqual([
      { op: 'leaf', leaf: { from: 'field', id: 'sells' } },
    ])
  })
  test('another choice does not', () => {
    expect(issuesOf({ ...over, cohorts: { alone: { by: 'goods' } } })).toEqual([
      ['wrongKindOfName', 'cohorts.alone.by', { name: 'goods', what: 'field, metric, ladder', found: 'choice' }],
    ])
    const kept = { ...ladder({ value: { gte: 70 } })[0], scope: { by: 'size', rollup: 'max' } }
    const choices = { ...over.choices, size: { small: both('Small') } }
    const cohorts = { alone: { by: 'goods' } }
    expect(issuesOf({ ...over, choices, cohorts, ladders: [kept] }).map(([code]) => code)).toEqual(['wrongKindOfName'])
  }) // prettier-ignore
  test('a second key in one word has its high values first', () => {
    const { cohorts, nodes } = made()
    const { ties } = cohorts['second']! as { ties: { by: number; better: string } }
    expect(ties.better).toBe('high')
    expect(nodes[ties.by]).toEqual({ op: 'leaf', leaf: { from: 'held', what: 'balance', id: 'coins' } })
    expect(cohorts['strict']!.ties).toBe('worse')
  })
})

describe('passes: peers wait for what they rank', () => {
  const score = {
    name: both('S'),
    combine: 'sum',
    factors: [
      {
        id: 'f',
        name: both('F'),
        metric: 'value',
        scale: { benchmark: 50, percentile: 80, among: 'everyone' },
      },
    ],
  }
  const metrics = {
    sales: { count: 'sale', window: 'lifetime' },
    place: { rank: 'score', among: 'everyone' },
    inner: { rank: 'sales', among: 'placed' },
  }
  const cohorts = { everyone: {}, placed: { members: { place: { lte: 10 } }, min: 3 } }
  const made = () => planOf(minimal({ cohorts, metrics, score }))
  const passIn = ({ passes }: Plan, id: number): number => passes.findIndex((pass) => pass.includes(id))
  test('every node is in one pass, and each pass is in ascending order', () => {
    const plan = made()
    expect(plan.passes.flat().sort((left, right) => left - right)).toEqual(plan.nodes.map((_, id) => id))
    for (const pass of plan.passes) expect(pass).toEqual([...pass].sort((left, right) => left - right))
  })
  test('no node reads a later pass, and peers read only earlier ones', () => {
    const plan = made()
    const passOf = (id: number): number => passIn(plan, id)
    plan.nodes.forEach((node, id) => {
      for (const operand of operandsOf(node)) expect(passOf(operand)).toBeLessThanOrEqual(passOf(id))
      if (node.op !== 'leaf' || node.leaf.from !== 'peers') return
      const { members } = plan.cohorts[node.leaf.cohort]!
      const before = ['of' in node.leaf ? node.leaf.of : null, members]
      for (const one of before) if (one !== null) expect(passOf(one)).toBeLessThan(passOf(id))
    })
  })
  test('a rank of what stands on a rank is two passes behind', () => {
    const plan = made()
    const passOf = (id: number): number => passIn(plan, id)
    expect(passOf(namedNode(plan, 'sales'))).toBe(0)
    expect(passOf(plan.score!.value)).toBe(1)
    expect(passOf(namedNode(plan, 'place'))).toBe(2)
    expect(passOf(namedNode(plan, 'inner'))).toBe(3)
    expect(plan.passes.length).toBe(4)
  })
  test('without peers there is one pass', () => {
    const { nodes, passes } = planOf(minimal())
    expect(passes).toEqual([nodes.map((_, id) => id)])
  })
  test('parts and second keys are waited for as well', () => {
    const cohorts = {
      everyone: {},
      parted: { by: 'place' },
      tied: { ties: 'place' },
    }
    const metrics = {
      place: { rank: 'value', among: 'everyone' },
      partedPlace: { rank: 'value', among: 'parted' },
      tiedPlace: { rank: 'value', among: 'tied' },
    }
    const plan = planOf(minimal({ cohorts, metrics }))
    const level = (id: string) => plan.passes.findIndex((pass) => pass.includes(namedNode(plan, id)))
    expect([level('place'), level('partedPlace'), level('tiedPlace')]).toEqual([1, 2, 2])
  })
})

describe('what is wrong with peers is refused with a path', () => {
  const rank = (of: string, among = 'everyone') => ({ rank: of, among })
  const score = (metric: string) => ({
    name: both('S'),
    combine: 'sum',
    factors: [{ id: 'f', name: both('F'), metric, scale: { perUnit: 1, max: 9 } }],
  })
  const best = (over: object) => ({ best: 1, of: 'value', among: 'everyone', as: 'count', ...over })
  const choices = { goods: { tea: both('Tea'), books: both('Books') } }
  const fields = {
    value: { type: 'number', name: both('Value') },
    sells: { type: 'goods', name: both('Sells') },
  }
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'an unknown cohort',
      { metrics: { a: rank('value', 'everyon') } },
      'unknownName',
      'metrics.a.among',
      { nearest: 'everyone' },
    ],
    [
      'an unknown cohort of members',
      { metrics: { a: { members: 'everyon' } } },
      'unknownName',
      'metrics.a.members',
      { nearest: 'everyone' },
    ],
    [
      'an unknown name that is ranked',
      { metrics: { a: rank('valeu') } },
      'unknownName',
      'metrics.a.rank',
      { nearest: 'value' },
    ],
    [
      'an unknown name of a percentile',
      { metrics: { a: { percentile: 'valeu', among: 'everyone' } } },
      'unknownName',
      'metrics.a.percentile',
      { nearest: 'value' },
    ],
    [
      'a score that is not there',
      { metrics: { a: rank('score') } },
      'unknownName',
      'metrics.a.rank',
      { name: 'score' },
    ],
    [
      'a ladder that is ranked',
      { metrics: { a: rank('level') } },
      'wrongKindOfName',
      'metrics.a.rank',
      { found: 'ladder' },
    ],
    [
      'a choice that is ranked',
      { choices, fields, metrics: { a: rank('sells') } },
      'wrongUnit',
      'metrics.a.rank',
      { name: 'sells', found: 'choice', expected: 'number' },
    ],
    [
      'the best of an unknown name',
      { ladders: ladder(best({ of: 'valeu' })) },
      'unknownName',
      'ladders.0.tiers.1.enter.of',
      { nearest: 'value' },
    ],
    [
      'the best of an unknown cohort',
      { ladders: ladder(best({ among: 'everyon' })) },
      'unknownName',
      'ladders.0.tiers.1.enter.among',
      { nearest: 'everyone' },
    ],
    [
      'the best none',
      { ladders: ladder(best({ best: 0 })) },
      'notAboveZero',
      'ladders.0.tiers.1.enter.best',
      { found: 0 },
    ],
    [
      'the best two and a half',
      { ladders: ladder(best({ best: 2.5 })) },
      'notWhole',
      'ladders.0.tiers.1.enter.best',
      { found: 2.5 },
    ],
    [
      'the best more than all',
      { ladders: ladder(best({ best: 100.5, as: 'percent' })) },
      'tooBig',
      'ladders.0.tiers.1.enter.best',
      { found: 100.5, max: 100 },
    ],
    [
      'a percent finer than can be cut',
      { ladders: ladder(best({ best: 0.0000001, as: 'percent' })) },
      'tooPrecise',
      'ladders.0.tiers.1.enter.best',
      { found: 1e-7, digits: 7 },
    ],
    [
      'a stand-in that is unknown',
      { cohorts: { everyone: { min: 2, else: 'wid' }, wide: {} } },
      'unknownName',
      'cohorts.everyone.else',
      { nearest: 'wide' },
    ],
    [
      'a stand-in that never stands in',
      { cohorts: { everyone: { else: 'wide' }, wide: {} } },
      'missingKey',
      'cohorts.everyone',
      { key: 'min' },
    ],
    [
      'parts by what is unknown',
      { cohorts: { everyone: { by: ['value', 'valeu'] } } },
      'unknownName',
      'cohorts.everyone.by.1',
      { nearest: 'value' },
    ],
    [
      'parts by a choice that no field is said to hold',
      { choices, fields, cohorts: { everyone: { by: 'goods' } } },
      'wrongKindOfName',
      'cohorts.everyone.by',
      { found: 'choice' },
    ],
    [
      'a second key that is no number',
      { choices, fields, cohorts: { everyone: { ties: { by: 'sells' } } } },
      'wrongUnit',
      'cohorts.everyone.ties.by',
      { name: 'sells' },
    ],
    [
      'a second key that is unknown',
      { cohorts: { everyone: { ties: 'valeu' } } },
      'unknownName',
      'cohorts.everyone.ties',
      { nearest: 'value' },
    ],
    [
      'ranks of an unknown review',
      { cohorts: { everyone: { at: 'monthy' } } },
      'unknownName',
      'cohorts.everyone.at',
      { nearest: 'monthly' },
    ],
    [
      'ranks of a review that has no days',
      {
        reviews: { monthly: { every: 'month' }, always: { continuous: true } },
        cohorts: { everyone: { at: 'always' } },
      },
      'needsDates',
      'cohorts.everyone.at',
      { name: 'always' },
    ],
    [
      'a rank of a score that reads it',
      { metrics: { a: rank('score') }, score: score('a') },
      'cycle',
      'score',
      { names: 'score -> a -> score' },
    ],
    [
      'a cohort whose members are asked for their rank in it',
      { cohorts: { everyone: { members: { a: { lte: 5 } } } }, metrics: { a: rank('value') } },
      'cycle',
      'cohorts.everyone',
      { names: 'everyone -> a -> everyone' },
    ],
    [
      'cohorts that stand in for each other',
      {
        cohorts: { everyone: { min: 2, else: 'wide' }, wide: { min: 3, else: 'everyone' } },
        metrics: { a: rank('value') },
      },
      'cycle',
      'cohorts.everyone',
      { names: 'everyone -> wide -> everyone' },
    ],
    [
      'a benchmark among nobody',
      {
        score: {
          ...score('value'),
          factors: [
            {
              id: 'f',
              name: both('F'),
              metric: 'value',
              scale: { benchmark: 1, percentile: 50, among: 'everyon' },
            },
          ],
        },
      },
      'unknownName',
      'score.factors.0.scale.among',
      { nearest: 'everyone' },
    ],
    [
      'a quantile beyond the whole',
      {
        score: {
          ...score('value'),
          factors: [
            {
              id: 'f',
              name: both('F'),
              metric: 'value',
              scale: {
                quantile: [
                  [0, 1],
                  [101, 2],
                ],
                among: 'everyone',
              },
            },
          ],
        },
      },
      'tooBig',
      'score.factors.0.scale.quantile.1.0',
      { found: 101, max: 100 },
    ],
    [
      'a quantile at nothing',
      {
        score: {
          ...score('value'),
          factors: [
            {
              id: 'f',
              name: both('F'),
              metric: 'value',
              scale: {
                quantile: [
                  [0, 1],
                  [100, 2],
                ],
                among: 'everyone',
              },
            },
          ],
        },
      },
      'notAboveZero',
      'score.factors.0.scale.quantile.0.0',
      { found: 0 },
    ],
    [
      'a quantile among nobody',
      {
        score: {
          ...score('value'),
          factors: [
            { id: 'f', name: both('F'), metric: 'value', scale: { quantile: [[100, 2]], among: 'everyon' } },
          ],
        },
      },
      'unknownName',
      'score.factors.0.scale.among',
      { nearest: 'everyone' },
    ],
  ])('%s', (_, over, code, path, params) => {
    expect(issuesOf({ cohorts: { everyone: {} }, ...over })).toContainEqual([
      code,
      path,
      expect.objectContaining(params),
    ])
  })
})
