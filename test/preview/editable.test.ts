import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { withNumber } from '../../src/population/changes.js'
import {
  asksScore,
  bestOfAll,
  costsOf,
  factorsOf,
  isByQuota,
  numberAt,
  tiersOf,
  withQuotas,
  withTiers,
} from '../../src/preview/editable.js'
import { History } from '../../src/preview/history.js'
import { keepScenarios, keptScenarios, type Kept } from '../../src/preview/scenarios.js'
import type { Program } from '../../src/schema/program.js'

const read = (name: string): Program =>
  JSON.parse(readFileSync(`demo/programs/${name}.json`, 'utf8')) as Program
const growth = read('merchant-growth')
const named = (nth: number) => ({ en: `Tier ${nth}`, 'zh-CN': `第 ${nth} 级` })

describe('what is editable', () => {
  test.each(['merchant-growth', 'store-score', 'growth-pyramid', 'marketplace-membership'])(
    'of %s leads to the numbers of the document',
    (name) => {
      const program = read(name)
      const numbers = [
        ...factorsOf(program, () => 'number').flatMap(({ weight, weightPath, knots }) => [
          ...(weight === null ? [] : [[weightPath, weight] as const]),
          ...knots.flatMap(({ at, atPath }) => (atPath ? [[atPath, at] as const] : [])),
        ]),
        ...tiersOf(program).flatMap(({ enter, keep, gates }) =>
          [enter, keep, ...gates].flatMap((mark) => (mark ? [[mark.path, mark.value] as const] : [])),
        ),
        ...costsOf(program).map(({ path, cost }) => [path, cost] as const),
      ]
      expect(numbers.length).toBeGreaterThan(5)
      for (const [path, value] of numbers) expect(numberAt(program, path), path.join('.')).toBe(value)
    },
  )

  test('a number that is turned leaves a program that compiles', () => {
    const [first] = factorsOf(growth, () => 'number')
    const draft = withNumber(growth, first!.weightPath, 55)
    expect(compile([draft]).issues).toEqual([])
    expect(numberAt(draft, first!.weightPath)).toBe(55)
    expect(numberAt(growth, first!.weightPath)).toBe(30)
  })
})

describe('another number of tiers', () => {
  test.each([2, 3, 4, 5, 6])(
    '%d, each entered from its mark, with gates and benefits that still stand',
    (count) => {
      const marks = Array.from({ length: count - 1 }, (_, nth) => 50 + 5 * nth)
      const draft = withTiers(growth, count, marks, named)
      expect(compile([draft]).issues).toEqual([])
      const tiers = tiersOf(draft)
      expect(tiers.map(({ enter }) => enter?.value ?? null)).toEqual([null, ...marks])
      expect(tiers[tiers.length - 1]!.id).toBe('top')
      expect(tiers[tiers.length - 1]!.gates.filter(({ rule }) => rule === 'enter')).toHaveLength(2)
    },
  )

  test('what keeps a tier lies as far below its mark as it did', () => {
    const top = tiersOf(withTiers(growth, 3, [55, 80], named))[2]!
    expect([top.enter!.value, top.keep!.value]).toEqual([80, 79])
  })

  test('of a program of quotas they are marks on the score, beside what else a tier asks', () => {
    const draft = withTiers(read('growth-pyramid'), 4, [40, 60, 80], named)
    expect(compile([draft]).issues).toEqual([])
    expect(
      tiersOf(draft)
        .slice(1)
        .map(({ enter }) => enter!.value),
    ).toEqual([40, 60, 80])
  })
})

describe('marks become quotas, and quotas marks', () => {
  test('a tier lets in as many as it and those above it have; what else it asks stays', () => {
    const draft = withQuotas(growth, [100, 55.04, 19.96])
    expect(compile([draft]).issues).toEqual([])
    expect(isByQuota(growth)).toBe(false)
    expect(isByQuota(draft)).toBe(true)
    expect(bestOfAll(draft)).toEqual([null, 55, 20])
    expect(bestOfAll(read('growth-pyramid'))).toEqual([null, null, null, null, null, null])
    const [, middle, top] = tiersOf(draft)
    const placeOf = ({ gates }: typeof middle & object) =>
      gates.flatMap(({ rule, place, value }) => (rule === 'enter' && place ? [[place, value]] : []))
    expect(placeOf(middle!)).toEqual([[{ of: 'score', among: 'everybody', as: 'percent' }, 55]])
    expect(placeOf(top!)).toEqual([[{ of: 'score', among: 'everybody', as: 'percent' }, 20]])
    expect([middle!.enter, middle!.keep, top!.enter, top!.keep]).toEqual([null, null, null, null])
    // what else keeps the top does so for those alone who are among so many
    expect(top!.gates).toHaveLength(tiersOf(growth)[2]!.gates.length + 2)
  })

  test('and back: the marks that are given stand where the quotas stood, and nowhere else', () => {
    const draft = withTiers(withQuotas(growth, [100, 55, 20]), 3, [52, 71], named)
    expect(compile([draft]).issues).toEqual([])
    expect(isByQuota(draft)).toBe(false)
    expect(tiersOf(draft).map(({ enter }) => enter?.value ?? null)).toEqual([null, 52, 71])
    expect(read('growth-pyramid').ladders[0]!.tiers.map(asksScore)).toEqual([
      ...[false, false, true, true, true, true],
    ])
  })

  test('everybody who is ranked already is ranked once', () => {
    const { cohorts } = withQuotas({ ...growth, cohorts: { all: {} } }, [100, 55, 20])
    expect(Object.keys(cohorts!)).toEqual(['all'])
  })
})

describe('the history of drafts', () => {
  const draft = (version: string): Program => ({ ...growth, version })

  test('goes back and forth; what is turned quickly again is one step', () => {
    const history = new History()
    history.changed(draft('1'), 'weight', 0)
    history.changed(draft('2'), 'weight', 100)
    history.changed(draft('3'), 'weight', 5000)
    expect(history.undo(draft('4')).version).toBe('3')
    expect(history.undo(draft('3')).version).toBe('1')
    expect(history.canUndo).toBe(false)
    expect(history.redo(draft('1')).version).toBe('3')
  })

  test('has nothing before the first turn, and forgets what was taken back when another is turned', () => {
    const history = new History()
    expect(history.undo(draft('1')).version).toBe('1')
    history.changed(draft('1'), 'weight', 0)
    history.undo(draft('2'))
    history.changed(draft('1'), 'mark', 9000)
    expect(history.canRedo).toBe(false)
  })
})

describe('named drafts', () => {
  const storage = (): Kept & { kept: Map<string, string> } => {
    const kept = new Map<string, string>()
    return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) }
  }

  test('are kept by program', () => {
    const some = storage()
    const scenarios = [{ name: 'A', program: growth, found: null }]
    expect(keepScenarios(some, growth, scenarios)).toBe(true)
    expect(keptScenarios(some, growth)).toEqual(scenarios)
    expect(keptScenarios(some, read('store-score'))).toEqual([])
  })

  test('that cannot be read or kept are none, and nothing breaks', () => {
    const some = storage()
    some.kept.set('tierkit-preview:merchantGrowth', '{"no": "list"')
    expect(keptScenarios(some, growth)).toEqual([])
    some.kept.set('tierkit-preview:merchantGrowth', '[1, {"name": 3}, {"name": "A", "program": {}}]')
    expect(keptScenarios(some, growth)).toHaveLength(1)
    const full: Kept = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(keepScenarios(full, growth, [])).toBe(false)
    expect(keepScenarios(null, growth, [])).toBe(false)
  })
})
