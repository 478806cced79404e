import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import { codeOf, fieldAt, firstAt, merchantOf } from '../../src/core/merchant.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const ladder = (transition: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: { promote: 'monthly', demote: 'monthly', ...transition },
  tiers: [
    { id: 'blue', name: both('Blue') },
    { id: 'silver', name: both('Silver'), enter: { value: { gte: 60 } } },
    { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 } } },
  ],
  ...over,
})
const heldOn = (program: Record<string, unknown>, record: MerchantRecord, ...days: string[]) =>
  days.map((day) => advance(planOf(program), record, at(`${day}T12:00:00Z`)).held.ladders['level']!.tier)

describe('what comes with the record', () => {
  test('fields and metrics as of a review’s instant are both seen by it', () => {
    const program = minimal({
      metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
      ladders: [
        ladder(
          {},
          {
            tiers: [
              { id: 'blue', name: both('Blue') },
              { id: 'gold', name: both('Gold'), enter: { value: { gte: 90 }, sales: { gte: 3 } } },
            ],
          },
        ),
      ],
    })
    const plan = planOf(program)
    const { held } = advance(plan, { id: 'm', joinedAt: '2025-01-01', facts: [] }, at('2025-05-15T00:00:00Z'))
    const record = {
      id: 'm',
      joinedAt: '2025-01-01',
      held,
      asOf: '2025-06-01',
      fields: { value: 95 },
      metrics: { sales: 3 },
    }
    expect(advance(plan, record, at('2025-06-01T00:00:00Z')).held.ladders['level']!.tier).toBe('gold')
    expect(
      advance(plan, { ...record, asOf: '2025-06-01T00:00:01Z' }, at('2025-06-02T00:00:00Z')).held.ladders[
        'level'
      ]!.tier,
    ).toBe('blue')
  })
  test('a task that a given metric fulfills is done as of the record’s date', () => {
    const program = minimal({
      metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
      accounts: [{ id: 'coins', name: both('Coins'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }],
      tasks: [
        {
          id: 'three',
          area: 'x',
          name: both('Three'),
          done: { sales: { gte: 3 } },
          effortMinutes: 1,
          moves: {},
          reward: { coins: 5 },
        },
      ],
    })
    const plan = planOf(program)
    const { held } = advance(plan, { id: 'm', joinedAt: '2025-01-01', facts: [] }, at('2025-05-15T00:00:00Z'))
    const record = {
      id: 'm',
      joinedAt: '2025-01-01',
      held,
      asOf: '2025-05-20T09:00:00Z',
      metrics: { sales: 3 },
    }
    expect(evaluate(plan, record, at('2025-05-20T10:00:00Z'))).toMatchObject({
      tasks: [{ state: 'done', doneAt: '2025-05-20T09:00:00.000Z' }],
      accounts: [{ balancePoints: 5 }],
    })
  })
  test('a word in the place of a number is unknown and never a date', () => {
    const standing = evaluate(
      planOf(minimal()),
      { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { value: '2012' } },
      at('2025-05-20T10:00:00Z'),
    )
    expect(standing.ladders[0]!.tiers[1]!.enter).toMatchObject({ have: null })
  })
  test('what lies after the data cut-off does not count at the review', () => {
    const program = minimal({
      windows: { month: { current: 'month' } },
      reviews: { monthly: { every: 'month', day: 1, cutOff: { days: 2 } } },
      metrics: { sales: { count: 'sale', window: 'month', name: both('Sales') } },
      ladders: [
        ladder(
          {},
          {
            tiers: [
              { id: 'blue', name: both('Blue') },
              { id: 'gold', name: both('Gold'), enter: { sales: { gte: 2 } } },
            ],
          },
        ),
      ],
    })
    const sales = (...days: string[]): MerchantRecord => ({
      id: 'm',
      joinedAt: '2025-01-01',
      facts: days.map(
        (day, place) =>
          ({ id: `f${place}`, type: 'sale', at: `2025-01-${day}T12:00:00Z`, amount: 1 }) as Fact,
      ),
    })
    expect(heldOn(program, sales('10', '29'), '2025-02-01')).toEqual(['gold'])
    expect(heldOn(program, sales('10', '30'), '2025-02-01')).toEqual(['blue'])
  })
})

test('a record without an instant of joining is a programmer’s mistake and throws', () => {
  const plan = planOf(minimal())
  expect(() => advance(plan, { id: 'm' } as MerchantRecord, NaN)).toThrow(RangeError)
  expect(() => advance(plan, { id: 'm', joinedAt: 'soon' }, at('2025-01-01T00:00:00Z'))).toThrow(RangeError)
})

describe('a record that is read', () => {
  const planWithUndo = () =>
    planOf(
      minimal({
        choices: { goods: { tea: both('Tea'), books: both('Books') } },
        events: {
          sale: { name: both('Sale'), fields: { amount: 'money', kind: 'goods' }, undoneBy: 'back' },
          back: { name: both('Back') },
        },
      }),
    )
  const fact = (id: string, day: number, type = 'sale', more: object = {}): Fact =>
    ({ id, type, at: `2025-01-0${day}T00:00:00Z`, ...more }) as Fact
  const seen = (day: number) => ({ seen: `2025-01-0${day}T00:00:00Z` })
  const read = (facts?: Fact[], over: Partial<MerchantRecord> = {}) =>
    merchantOf(
      planWithUndo(),
      { id: 'm', joinedAt: '2025-01-01T00:00:00Z', ...(facts && { facts }), ...over },
      at('2025-06-01T00:00:00Z'),
    )
  const ids = (facts: readonly { id: string }[] = []): string => facts.map(({ id }) => id).join(' ')

  test('has its facts by arrival, then by date, then by id, however they stand in it', () => {
    const facts = [
      fact('late', 1, 'sale', seen(5)),
      fact('c', 5),
      fact('b', 5),
      fact('d', 5),
      fact('a', 5),
      fact('early', 2),
      fact('z', 4, 'sale', seen(5)),
      fact('mid', 4),
    ]
    const order = 'early mid late z a b c d'
    for (const told of [facts, [...facts].reverse(), [...facts.slice(4), ...facts.slice(0, 4)]]) {
      const merchant = read(told)
      expect(ids(merchant.facts)).toBe(order)
      expect(merchant.facts.map((one) => one.order)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
      expect(ids(merchant.byType.get('sale'))).toBe('late early mid z a b c d')
    }
  })
  test('lists of one date stand as they arrived, and an id counts once, as it came first', () => {
    const merchant = read([fact('x', 3, 'sale', seen(4)), fact('y', 3), fact('y', 2, 'sale', seen(5))])
    expect(ids(merchant.byType.get('sale'))).toBe('y x')
    expect(merchant.byId.get('y')!.seenMs).toBe(at('2025-01-03T00:00:00Z'))
    const twice = [1, 2, 3].map((amount) => fact('y', 3, 'sale', { amount }))
    expect(read(twice).byId.get('y')!.fact['amount']).toBe(1)
  })
  test('knows what undoes a fact: only what refers to it, and is of an event that undoes', () => {
    const merchant = read([
      fact('s', 1),
      fact('other', 2, 'sale', { ref: 's' }),
      fact('none', 3, 'back'),
      fact('back', 4, 'back', { ref: 's' }),
    ])
    expect([...merchant.undoing].map(([key, facts]) => [key, ids(facts)])).toEqual([['s', 'back']])
  })
  test('tells whether a fact came before it happened', () => {
    const foresees = (...days: number[]) => read(days.map((day, place) => fact(`f${place}`, 3, 'sale', seen(day)))).foresees // prettier-ignore
    expect([foresees(), foresees(3), foresees(4), foresees(3, 4), foresees(2), foresees(4, 2, 3)]).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ])
  })
  test('has its changes by date, and its own date among them where it has one', () => {
    const value = [{ from: '2025-03-01', value: 3 }, { from: '2025-02-01', value: 2 }, { from: '2025-04-01', value: 4 }] // prettier-ignore
    const days = (over: Partial<MerchantRecord>) =>
      read(undefined, { fields: { value }, ...over }).changesMs.map((ms) => new Date(ms).toISOString().slice(5, 7)) // prettier-ignore
    expect(days({})).toEqual(['02', '03', '04'])
    expect(days({ asOf: '2025-03-15', peers: { '2025-01-15': {} } })).toEqual(['01', '02', '03', '03', '04'])
    expect(read(undefined, { fields: { value } }).dated.get('value')!.map((one) => one.value)).toEqual([2, 3, 4]) // prettier-ignore
  })
  test('has facts only where it has a log', () => {
    const { facts, hasFacts, byType } = read()
    expect([facts, hasFacts, byType.size]).toStrictEqual([[], false, 0])
    expect(read([]).hasFacts).toBe(true)
  })
  test('has plain fields from its own date on, always where it has none, and dated ones from theirs', () => {
    const fieldOn = (day: string, inclusive: boolean, over: Partial<MerchantRecord>) =>
      fieldAt(planWithUndo(), read([], over), 'value', { atMs: at(day), inclusive })
    const plain = { fields: { value: 7 } }
    expect(fieldOn('2000-01-01', true, plain)).toBe(7)
    expect(fieldOn('2025-02-28', true, { ...plain, asOf: '2025-03-01' })).toBeNull()
    expect(fieldOn('2025-03-01', false, { ...plain, asOf: '2025-03-01' })).toBe(7)
    const dated = { fields: { value: [{ from: '2025-03-01', value: 3 }, { from: '2025-02-01', value: 2 }] } } // prettier-ignore
    expect(['2025-01-31', '2025-02-01', '2025-03-01'].map((day) => fieldOn(day, true, dated))).toEqual([null, 2, 3]) // prettier-ignore
    expect(['2025-02-01', '2025-02-02', '2025-03-01'].map((day) => fieldOn(day, false, dated))).toEqual([null, 2, 2]) // prettier-ignore
  })
  test('has choices by their place, and none for a word that is no choice', () => {
    const plan = planWithUndo()
    const codes = ['tea', 'books', 'wine', '2025-01-01', true, false, 4, null].map((one) => codeOf(plan, 'sale.kind', one)) // prettier-ignore
    expect(codes).toEqual([0, 1, null, null, 1, 0, 4, null])
  })
  test('is searched for the first of several at an instant', () => {
    const places = [0, 1, 2, 3, 4].map((one) => firstAt([1, 2, 2, 2, 3], one, (ms) => ms))
    expect(places).toEqual([0, 0, 1, 4, 5])
  })
})
