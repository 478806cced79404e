import { describe, expect, test } from 'vitest'
import { samplePopulation } from '../../demo/studio/sample.js'
import type { Id, Plan } from '../../src/plan/plan.js'
import type { Population } from '../../src/population/columns.js'
import { columnOf } from '../../src/population/columns.js'
import { reasonsOf, type Reasons, type Side } from '../../src/population/reasons.js'
import { reviewed } from '../../src/population/review.js'
import { sharedPlaces, sharedTiers } from '../../src/population/shared-tiers.js'
import { draftOf, readerOf } from './drafts.js'
import { naiveValues, type Cell } from './naive.js'
import { ladderOf, planOf, programAt, programOf, superhost } from './programs.js'
import { randomOf } from './random.js'
import { drained } from '../../src/population/slices.js'

const AT = Date.parse('2026-01-15T04:30:00Z')
const samples: [string, string][] = [
  ['demo/programs/store-score.json', 'storeScore'],
  ['demo/programs/marketplace-membership.json', 'marketplaceMembership'],
  ['demo/programs/growth-pyramid.json', 'growthPyramid'],
  ['demo/programs/organization-index.json', 'organizationIndex'],
  [superhost, 'airbnbSuperhost'],
]
const sideOf = (plan: Plan, population: Population): Side => ({
  ...reviewed(plan, population, AT).value!,
  population,
})

/** The sample with tiers that are held, so that some are asked what keeps a tier and some what enters it. */
const withHeld = (plan: Plan, population: Population, random: () => number): Population => {
  const { ladder } = reviewed(plan, population, AT).value!
  const held = population.ids.map(() => Math.floor(random() * (ladder.tiers.length + 1)) - 1)
  return { ids: population.ids, columns: new Map([...population.columns, [ladder.key, columnOf(held)]]) }
}

/** The reason by its words, of one merchant: what it is about, told from nothing but values. */
const meantFor = (
  sides: readonly [Side, Side],
  row: number,
  values: readonly ((id: Id, row: number) => Cell)[],
) => {
  const places = sides.map(({ earned }) => earned[row]!)
  const isRise = places[1]! > places[0]!
  const [no, yes] = isRise ? [0, 1] : [1, 0]
  const { plan, ladder } = sides[no]!
  const place = Math.max(...places)
  const partsFor = (nth: number): Id[] => {
    const { ladder: own, plan: its } = sides[nth]!
    const { enter, keep } = own.tiers[place]!
    const rule = (values[nth]!(own.held, row) ?? -2) >= place ? keep : enter
    const flat = (id: Id): Id[] => {
      const node = its.nodes[id]!
      return node.op === 'atLeast' && node.n === node.of.length ? node.of.flatMap(flat) : [id]
    }
    return rule === null ? [] : flat(rule)
  }
  const part = partsFor(no).find((id) => values[no]!(id, row) !== 1)!
  const node = plan.nodes[part]!
  const move = isRise ? 'rise' : 'fall'
  const about = {
    move,
    tier: ladder.tiers[place]!.id as string | null,
    path: plan.origin[part]!,
    factor: null as string | null,
  }
  const isOfScore = (its: Plan, id: Id): boolean => {
    const at = its.nodes[id]!
    if (at.op !== 'compare') return false
    const left = its.nodes[at.left]!
    return left.op === 'leaf' && left.leaf.from === 'peers' && left.leaf.what === 'rank'
      ? left.leaf.of === its.score?.value
      : at.left === its.score?.value
  }
  if (node.op !== 'compare' || !isOfScore(plan, part)) return { kind: 'condition', ...about }
  const other = partsFor(yes).find((id) => isOfScore(sides[yes]!.plan, id))!
  const like = sides[yes]!.plan.nodes[other] as typeof node
  const from = values[yes]!(like.left, row)
  const to = values[no]!(node.left, row)
  const markFrom = values[yes]!(like.right, row)!
  const markTo = values[no]!(node.right, row)!
  const isLow = node.is === 'lte' // a place
  if (from !== null && to !== null) {
    const further = isLow ? to - from : from - to
    const stricter = isLow ? markFrom - markTo : markTo - markFrom
    if (stricter > 0 && stricter >= further) return { kind: 'mark', ...about }
  }
  const contributions = [yes, no].map((nth) => {
    const { group } = sides[nth]!.plan.score!
    const value = values[nth]!
    const present = group.factors.filter((one) => one.present === null || value(one.present, row) === 1)
    const over = present.reduce((sum, { weight }) => sum + (weight === null ? 0 : value(weight, row)!), 0)
    return group.factors.map((factor) => {
      if (!present.includes(factor)) return 0
      const points = value(factor.points, row)
      if (points === null) return null
      return group.combine === 'weightedSum' ? (value(factor.weight!, row)! * points) / over : points
    })
  })
  let worst = -1
  let most = 0
  contributions[0]!.forEach((there, nth) => {
    const here = contributions[1]![nth]!
    const less = there !== null && here === null ? Infinity : (there ?? NaN) - (here ?? NaN)
    if (less > most) [most, worst] = [less, nth]
  })
  if (worst < 0) return { kind: 'score', ...about }
  const { id, path } = sides[1].plan.score!.group.factors[worst]!
  return { kind: 'factor', move, tier: null, path, factor: id }
}

const shownAt = ({ all, byRow }: Reasons, row: number) => {
  const { kind, move, tier, path, factor } = all[byRow[row]!]!
  return { kind, move, tier: tier?.id ?? null, path, factor: factor?.id ?? null }
}

describe.each(samples)('%s', (path, name) => {
  const random = randomOf(23)
  const program = programAt(path)
  const plan = planOf(program)
  const population = withHeld(plan, samplePopulation(name, 400, 5), random)
  const before = sideOf(plan, population)

  test('everyone who moves has the one reason that its definition names, and counts add up', () => {
    const kinds = new Set<string>()
    for (let turn = 0; turn < 12; turn++) {
      const draft = draftOf(program, random)
      if (draft === null) continue
      const after = sideOf(draft.plan, population)
      const reasons = drained(reasonsOf(before, after, AT))
      const values = [plan, draft.plan].map((one) =>
        naiveValues(one, population.ids.length, readerOf(one, population)),
      )
      let movers = 0
      population.ids.forEach((_, row) => {
        if (before.earned[row] === after.earned[row]) return expect(reasons.byRow[row]).toBe(-1)
        movers += 1
        const found = shownAt(reasons, row)
        kinds.add(found.kind)
        expect(found).toEqual(meantFor([before, after], row, values))
      })
      expect(reasons.counts.reduce((sum, count) => sum + count, 0)).toBe(movers)
      reasons.counts.forEach((count, nth) => {
        expect(count).toBe(reasons.byRow.filter((one) => one === nth).length)
        expect(count).toBeLessThanOrEqual(reasons.counts[nth - 1] ?? Infinity)
      })
    }
    expect(kinds.size).toBeGreaterThan(plan.score ? 1 : 0)
  })
})

const scored = (weights: [number, number], top: number, tiers: object[] = [], gate = 5): Plan =>
  planOf(
    programOf({
      fields: { sales: 'number', service: 'number', disputes: 'number' },
      score: {
        ...{ name: { en: 'Score', 'zh-CN': '得分' }, combine: 'weightedSum' },
        factors: ['sales', 'service'].map((metric, nth) => ({
          ...{
            id: `${metric}Part`,
            weight: weights[nth],
            metric,
            scale: {
              line: [
                [0, 0],
                [100, 100],
              ],
            },
          },
        })),
      },
      ladders: [
        ladderOf([
          { id: 'base' },
          ...tiers,
          { id: 'top', enter: { all: [{ score: { gte: top } }, { disputes: { lte: gate } }] } },
        ]),
      ],
    }),
  )
const people: Population = {
  ids: ['a', 'b', 'c', 'd'],
  columns: new Map([
    ['sales', columnOf([90, 40, 80, 90])],
    ['service', columnOf([40, 90, 80, 90])],
    ['disputes', columnOf([0, 0, 3, null])],
  ]),
}
const why = (before: Plan, after: Plan) => {
  const { all, counts } = drained(reasonsOf(sideOf(before, people), sideOf(after, people), AT))
  return all.map(({ kind, move, tier, factor, names, numbers }, nth) => ({
    ...{
      kind,
      move,
      tier: tier?.id ?? factor!.id,
      names: names.map(({ id }) => id),
      numbers,
      count: counts[nth],
    },
  }))
}

test('a mark that moved, a weight that moved and a gate that moved are told apart, with both numbers', () => {
  expect(why(scored([1, 1], 70), scored([1, 1], 60))).toEqual([
    { kind: 'mark', move: 'rise', tier: 'top', names: ['score'], numbers: [70, 60], count: 2 },
  ])
  expect(why(scored([50, 50], 70), scored([70, 30], 70))).toEqual([
    { kind: 'factor', move: 'rise', tier: 'salesPart', names: [], numbers: [50, 70], count: 1 },
  ])
  expect(why(scored([1, 1], 70), scored([1, 1], 70, [], 2))).toEqual([
    { kind: 'condition', move: 'fall', tier: 'top', names: ['disputes'], numbers: [5, 2], count: 1 },
  ])
})

test('a tier that only one program has is the reason of who leaves or reaches it', () => {
  const more = [{ id: 'middle', enter: { score: { gte: 60 } } }]
  expect(why(scored([1, 1], 70), scored([1, 1], 70, more))).toEqual([
    { kind: 'tier', move: 'rise', tier: 'middle', names: [], numbers: [null, null], count: 3 },
  ])
  expect(why(scored([1, 1], 70, more), scored([1, 1], 70))).toEqual([
    { kind: 'tier', move: 'fall', tier: 'middle', names: [], numbers: [null, null], count: 3 },
  ])
})

describe('tiers shared by two ladders', () => {
  const of = (ids: string) => ({
    tiers: [...ids].map((id) => ({ id, name: { en: id, 'zh-CN': id } })) as never,
  })

  test('keep both orders, and the same tier stands once', () => {
    const { tiers, former, latter } = sharedTiers(of('acd'), of('abce'))
    expect(tiers.map(({ id }) => id).join('')).toBe('abcde')
    expect({ former, latter }).toEqual({ former: [0, 2, 3], latter: [0, 1, 2, 4] })
    expect([...sharedPlaces(Int16Array.of(-1, 2, 0), former)]).toEqual([-1, 3, 0])
  })

  test('are as few as can be, for any two ladders', () => {
    const random = randomOf(3)
    const draw = (): string =>
      [...'abcdef']
        .filter(() => random() < 0.6)
        .sort(() => random() - 0.5)
        .join('')
    for (let turn = 0; turn < 300; turn++) {
      const [one, other] = [draw(), draw()]
      const { tiers, former, latter } = sharedTiers(of(one), of(other))
      const read = (places: readonly number[]) => places.map((place) => tiers[place]!.id).join('')
      expect([read(former), read(latter)]).toEqual([one, other])
      for (const places of [former, latter]) expect([...places]).toEqual([...places].sort((a, b) => a - b))
      // every subset of one that is a row of the other, by brute force
      let longest = 0
      for (let bits = 0; bits < 2 ** one.length; bits++) {
        const some = [...one].filter((_, nth) => (bits >> nth) & 1)
        let at = -1
        if (some.every((id) => (at = other.indexOf(id, at + 1)) >= 0))
          longest = Math.max(longest, some.length)
      }
      expect(tiers).toHaveLength(one.length + other.length - longest)
    }
  })
})
