import { describe, expect, test } from 'vitest'
import { changesOf, withNumber } from '../../src/population/changes.js'
import { allHold, railsOf, singleFixes, type Found, type Rail } from '../../src/population/guards.js'
import { randomOf } from './random.js'
import { drained } from '../../src/population/slices.js'

const inSteps = <T, R>(attempt: (draft: T) => R) =>
  function* (draft: T): Generator<never, R> {
    return attempt(draft)
  }

const found: Found = {
  merchants: 3_000_000,
  demoted: 90_876,
  tiers: [1_373_739, 1_020_220, 606_041],
  cost: { before: 4_591_651_800, after: 4_824_154_500 },
}

describe('rails', () => {
  test('say limit, what was found, and whether it holds, by tier for a target', () => {
    const rails = railsOf(
      { maxDemoted: 3, maxCost: { percent: 6 }, target: { shares: [45, 35, 20], tolerance: 1.5 } },
      found,
    )
    expect(rails.map(({ rail, tier, holds }) => [rail, tier, holds])).toEqual([
      ['demoted', null, false],
      ['cost', null, true],
      ['target', 0, true],
      ['target', 1, true],
      ['target', 2, true],
    ])
    expect(rails[0]!.found).toBeCloseTo(3.0292, 4)
    expect(rails[1]!.found).toBeCloseTo(5.0636, 4)
    expect(rails[3]!.found).toBeCloseTo(0.99266667, 6)
    expect(railsOf({ maxCost: { money: 232_502_700 } }, found)[0]).toMatchObject({
      holds: true,
      found: 232_502_700,
    })
    expect(railsOf({ maxCost: { money: 232_502_699 } }, found)[0]).toMatchObject({ holds: false })
    expect(railsOf({}, found)).toEqual([])
  })

  test('hold at exactly the limit, for any number of merchants, as fractions of whole numbers do', () => {
    const random = randomOf(2)
    let exact = 0
    for (let turn = 0; turn < 3000; turn++) {
      const merchants = 1 + Math.floor(random() * 2000)
      const demoted = Math.floor(random() * merchants)
      const tenths = Math.round((1000 * demoted) / merchants) // percent, in tenths
      const meant = BigInt(demoted) * 1000n <= BigInt(tenths) * BigInt(merchants)
      if (BigInt(demoted) * 1000n === BigInt(tenths) * BigInt(merchants)) exact += 1
      const [rail] = railsOf({ maxDemoted: tenths / 10 }, { ...found, merchants, demoted })
      expect(rail!.holds, `${demoted} of ${merchants}`).toBe(meant)
      const cost = { before: merchants * 1e9, after: (merchants + demoted) * 1e9 }
      expect(railsOf({ maxCost: { percent: tenths / 10 } }, { ...found, cost })[0]!.holds).toBe(meant)
      const tiers = [merchants - demoted, demoted]
      const off = railsOf(
        { target: { shares: [100, 0], tolerance: tenths / 10 } },
        { ...found, merchants, tiers },
      )
      expect(off.map(({ holds }) => holds)).toEqual([meant, meant])
    }
    expect(exact).toBeGreaterThan(20)
  })

  test('hold where there is nobody, and where nothing costs anything', () => {
    const nobody = { merchants: 0, demoted: 0, tiers: [0, 0], cost: { before: 0, after: 0 } }
    const rails = railsOf(
      { maxDemoted: 0, maxCost: { percent: 0 }, target: { shares: [50, 50], tolerance: 0 } },
      nobody,
    )
    expect(rails.map((rail) => [rail.found, rail.holds])).toEqual([
      [null, true],
      [null, true],
      [null, true],
      [null, true],
    ])
    expect(
      railsOf({ maxCost: { percent: 5 } }, { ...nobody, cost: { before: 0, after: 1 } })[0],
    ).toMatchObject({ found: null, holds: false })
  })
})

describe('changes', () => {
  test('are numbers by path, items found by their ids; labels of a version are none', () => {
    const before = {
      version: '1',
      inForce: 'a',
      list: [
        { id: 'a', n: 1 },
        {
          id: 'b',
          n: 2,
          knots: [
            [0, 1],
            [5, 9],
          ],
        },
      ],
      gone: 1,
    }
    const after = {
      version: '2',
      inForce: 'b',
      list: [
        {
          id: 'b',
          n: 2,
          knots: [
            [0, 1],
            [5, 8],
          ],
        },
        { id: 'a', n: 3 },
      ],
      new: { n: 1 },
    }
    expect(changesOf(before, after)).toEqual({
      numbers: [
        { path: ['list', 0, 'knots', 1, 1], before: 9, after: 8 },
        { path: ['list', 1, 'n'], before: 1, after: 3 },
      ],
      others: [['gone'], ['new']],
    })
    expect(changesOf({ knots: [1, 2] }, { knots: [1] }).others).toEqual([['knots']])
    expect(changesOf({ list: [{ id: 'a' }, { id: 'b' }] }, { list: [{ id: 'b' }] })).toEqual({
      numbers: [],
      others: [['list']],
    })
    expect(changesOf({ a: true, b: 'x', c: 1 }, { a: false, b: 'x', c: '1' }).others).toEqual([['a'], ['c']])
  })

  test('can be set one at a time, in a copy', () => {
    const draft = { list: [{ n: 1 }, { n: 2 }] }
    expect(withNumber(draft, ['list', 1, 'n'], 7)).toEqual({ list: [{ n: 1 }, { n: 7 }] })
    expect(draft).toEqual({ list: [{ n: 1 }, { n: 2 }] })
  })
})

describe('single fixes', () => {
  const rail = (holds: boolean): Rail => ({
    rail: 'demoted',
    unit: 'percent',
    limit: 1,
    found: 1,
    holds,
    tier: null,
  })
  type Draft = Record<'a' | 'b' | 'c', number>

  test('are the nearest value to the draft that keeps the rails, as trying every one finds', () => {
    const random = randomOf(6)
    let some = 0
    for (let turn = 0; turn < 400; turn++) {
      // a digit after the point, so that steps are tenths
      const draw = (): number => (Math.floor(random() * 20) * 10 + 1 + Math.floor(random() * 9)) / 10
      const [before, draft]: [Draft, Draft] = [
        { a: draw(), b: draw(), c: draw() },
        { a: draw(), b: draw(), c: draw() },
      ]
      const limit = random() * 30
      const strain = ({ a, b, c }: Draft): number =>
        Math.abs(a - before.a) * 2 + Math.abs(b - before.b) + Math.abs(c - before.c) * 0.5
      const attempt = (one: Draft) => [rail(strain(one) <= limit)]
      if (allHold(attempt(draft))) continue
      const { numbers } = changesOf(before, draft)
      const { fixes, untried } = drained(singleFixes(draft, numbers, inSteps(attempt)))
      const meant = numbers.flatMap(({ path: [key], before: old, after: now }) => {
        const name = key as keyof Draft
        const [from, to] = [Math.round(now * 10), Math.round(old * 10)]
        for (let steps = 0; steps <= Math.abs(to - from); steps++) {
          const value = (from + Math.sign(to - from) * steps) / 10
          if (allHold(attempt({ ...draft, [name]: value }))) return [{ name, value }]
        }
        return []
      })
      some += meant.length
      expect(fixes.map(({ change, value }) => ({ name: change.path[0], value }))).toEqual(meant)
      expect(untried).toBe(0)
    }
    expect(some).toBeGreaterThan(100)
  })

  test('try no more than they may, and say what was left out; what is no program keeps nothing', () => {
    const draft = { a: 0, b: 0, c: 0 }
    const { numbers } = changesOf({ a: 1000, b: 1000, c: 1000 }, draft)
    const half = (one: Draft) => [rail(one.a + one.b + one.c >= 500)]
    const few = drained(singleFixes(draft, numbers, inSteps(half), 4))
    expect(few.tries).toBe(4)
    expect(few.untried).toBe(2)
    expect(few.fixes.map(({ value }) => allHold(half({ ...draft, a: value })))).toEqual([true])
    expect(
      drained(
        singleFixes(
          draft,
          numbers,
          inSteps(() => null),
        ),
      ),
    ).toEqual({ fixes: [], tries: 3, untried: 0 })
  })
})
