import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

/** Where a text could be read in two ways, the one that was decided. */
const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = Date.UTC(2024, 5, 15)
const number = (id: string) => ({ type: 'number', name: both(id) })
const scored = (score: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  minimal({
    fields: { value: number('value'), over: number('over') },
    metrics: { rate: { ratio: 'value', to: 'over', per: 100, else: 'exempt' } },
    score: { name: both('Score'), ...score },
    ...over,
  })
const factor = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  name: both(id),
  metric: 'rate',
  scale: { line: [[0, 0], [100, 50]] }, // prettier-ignore
  ...more,
})
const plain = factor('plain', { metric: 'value', scale: { line: [[0, 0], [10, 10]] } }) // prettier-ignore
const scoreOf = (program: Record<string, unknown>, fields: Record<string, number>): number | null =>
  evaluate(planOf(program), { id: 'm', joinedAt: '2024-01-01', fields }, at).score!.value

describe('a ratio that is exempt over nothing', () => {
  const sum = scored({ combine: 'sum', factors: [plain, factor('rated')] })
  it('is left out over 0', () => expect(scoreOf(sum, { value: 6, over: 0 })).toBe(6))
  it('is unknown where what it is over is unknown', () => expect(scoreOf(sum, { value: 6 })).toBeNull())
  it('counts over anything else', () => expect(scoreOf(sum, { value: 6, over: 12 })).toBe(31))
})

describe('a ratio that says a number over nothing', () => {
  const rate = { ratio: 'value', to: 'over', per: 100, else: 40 }
  const program = scored({ combine: 'sum', factors: [plain, factor('rated')] }, { metrics: { rate } })
  it('is that number over 0, and counts', () => expect(scoreOf(program, { value: 6, over: 0 })).toBe(26))
  it('is asked as that number too', () => {
    const tier = { id: 'high', name: both('High'), enter: { rate: { gte: 41 } } }
    const ladder = { id: 'level', main: true, name: both('Level'), transition: { promote: 'atOnce', demote: 'atOnce' }, tiers: [{ id: 'low', name: both('Low') }, tier] } // prettier-ignore
    const asked = planOf(
      scored({ combine: 'sum', factors: [plain] }, { metrics: { rate }, ladders: [ladder] }),
    )
    const record = { id: 'm', joinedAt: '2024-01-01', fields: { value: 6, over: 0 } }
    expect(evaluate(asked, record, at).ladders[0]!.tiers[1]!.enter).toMatchObject({ have: 40, met: false })
  })
})

describe.each(['sum', 'product', 'min', 'max', 'weightedSum'])(
  'a %s in which every factor is left out',
  (combine) => {
    const program = scored({ combine, factors: [factor('one'), factor('two')] })
    it('has no value', () => expect(scoreOf(program, { value: 6, over: 0 })).toBeNull())
    it('has one where any counts', () => expect(scoreOf(program, { value: 6, over: 12 })).not.toBeNull())
  },
)

describe('a guard', () => {
  const guarded = scored({
    combine: 'sum',
    guard: {
      needs: { value: { gte: 5 } },
      else: { points: { cases: [{ when: { over: { gte: 1 } }, use: 60 }], else: 70 } },
    },
    factors: [plain],
  })
  it.each([
    [{ value: 5, over: 1 }, 5],
    [{ value: 4, over: 1 }, 60],
    [{ value: 4, over: 0 }, 70],
  ])('may give points that differ: %o', (fields, points) => expect(scoreOf(guarded, fields)).toBe(points))
})

describe('a sum of numbers that is multiplied', () => {
  const timesOf = (add: Record<string, unknown>, fields: Record<string, number>, type = 'integer') =>
    scoreOf(
      scored(
        { combine: 'sum', factors: [factor('only', { metric: 'many', scale: { line: [[-1000, -1000], [1000, 1000]] } })] }, // prettier-ignore
        { fields: { value: { type, name: both('V') }, over: { type, name: both('O') } }, metrics: { many: { add: ['value'], subtract: ['over'], ...add } } }, // prettier-ignore
      ),
      fields,
    )
  it.each([
    [{ times: 5 }, { value: 8, over: 3 }, 25],
    [{ times: -2 }, { value: 8, over: 3 }, -10],
    [{ times: 0.5 }, { value: 8, over: 3 }, 2.5],
    [{ times: 5, atMost: 20 }, { value: 8, over: 3 }, 20],
    [{ times: 5, atLeast: 30 }, { value: 8, over: 3 }, 30],
    [{}, { value: 8, over: 3 }, 5],
  ])('%o of %o is %d, bounded afterwards', (add, fields, points) => expect(timesOf(add, fields)).toBe(points))
  it('stays on the grid', () => expect(timesOf({ times: 3 }, { value: 0.1, over: 0 }, 'number')).toBe(0.3))
})

describe("a ladder's own keep", () => {
  const ladder = (low: Record<string, unknown>) => ({
    id: 'level',
    main: true,
    name: both('Level'),
    keep: { value: { gte: 50 } },
    transition: { promote: 'monthly', demote: 'monthly' },
    tiers: [
      { id: 'low', name: both('Low'), ...low },
      { id: 'high', name: both('High'), enter: { value: { gte: 70 } } },
    ],
  })
  const tierOf = (low: Record<string, unknown>, value: number): string | null => {
    const record: MerchantRecord = {
      id: 'm',
      joinedAt: '2024-01-01',
      facts: [],
      fields: { value: [{ from: '2024-01-01', value: 80 }, { from: '2024-03-15', value }] }, // prettier-ignore
    }
    return evaluate(planOf(minimal({ ladders: [ladder(low)] })), record, at).ladders[0]!.held
  }
  it('keeps a tier that has none of its own', () => expect(tierOf({}, 50)).toBe('high'))
  it('takes no tier that everybody may enter', () => expect(tierOf({}, 49)).toBe('low'))
  it('takes one that asks something', () => expect(tierOf({ enter: { value: { gte: 60 } } }, 49)).toBeNull())
})

describe('an override that an event starts', () => {
  const program = minimal({
    overrides: [
      {
        id: 'barred',
        kind: 'sanction',
        name: both('Barred'),
        on: 'sale',
        where: { amount: { gte: 100 } },
        lasts: { days: 30 },
        cap: { level: 'low' },
      },
    ],
  })
  const barred = (amount: number): boolean =>
    evaluate(
      planOf(program),
      { id: 'm', joinedAt: '2024-01-01', facts: [{ id: 's', type: 'sale', at: '2024-06-10', amount }] },
      at,
    ).overrides.some(({ active }) => active)
  it('starts on one that its rule takes', () => expect(barred(100)).toBe(true))
  it('starts on no other', () => expect(barred(99)).toBe(false))
})

describe('a field that holds an id', () => {
  const program = (metric: Record<string, unknown>) =>
    minimal({
      events: { sale: { name: both('Sale'), fields: { amount: 'money', buyer: 'id', seller: 'id' } } },
      metrics: { buyers: { name: both('Buyers'), window: 'lifetime', ...metric } },
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [factor('only', { metric: 'buyers', scale: { perUnit: 1, max: 100 } })],
      },
    })
  const buyersOf = (metric: Record<string, unknown>): number | null => {
    const facts = ['ann', 'ann', 'bo', '9007199254740993', '9007199254740992', null].map((buyer, place) => ({
      id: `s${place}`,
      type: 'sale',
      at: '2024-06-10',
      buyer,
      seller: 'bo',
    }))
    return evaluate(planOf(program(metric)), { id: 'm', joinedAt: '2024-01-01', facts }, at).score!.value
  }
  it('counts different ones, however long', () => expect(buyersOf({ distinct: 'sale.buyer' })).toBe(4))
  it('tells those apart that are equal to another', () => {
    expect(buyersOf({ count: 'sale', where: { buyer: { eq: 'seller' } } })).toBe(1)
    expect(buyersOf({ distinct: 'sale.buyer', where: { not: { buyer: { eq: 'seller' } } } })).toBe(3)
  })
  it.each([['sum'], ['avg'], ['min'], ['max'], ['latest']])('has no %s', (take) =>
    expect(() => planOf(program({ [take]: 'sale.buyer' }))).toThrow(/wrongUnit/),
  )
  it('is compared with nothing that is written out', () =>
    expect(() => planOf(program({ count: 'sale', where: { buyer: 'ann' } }))).toThrow(/unknownName/))
  it('is no field of a merchant', () =>
    expect(() => planOf(minimal({ fields: { value: 'number', buyer: 'id' } }))).toThrow(/unknownName/))
})
