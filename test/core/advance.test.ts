/** What happens at a moment of the fold, and in which order. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import { measured } from '../../src/core/measured.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { at, both, lines, planWith, program, record, sale, undo, type Told } from './account.js'
import { minimal, planOf } from './programs.js'

type Rules = Record<string, unknown>
const ladder = (id: string, enter: object, over: Rules = {}): Rules => ({
  id,
  ...(id === 'level' && { main: true }),
  name: both(id),
  transition: { promote: 'monthly', demote: 'monthly' },
  tiers: [
    { id: 'low', name: both('Low') },
    { id: 'high', name: both('High'), enter },
  ],
  ...over,
})
const transition = (review: string) => ({ transition: { promote: review, demote: review } })
const counted = {
  windows: { days30: { rolling: { days: 30 } } },
  metrics: {
    sales: { count: 'sale', window: 'days30', name: both('Sales') },
    refunds: { count: 'refund', window: 'days30', name: both('Refunds') },
  },
}
const told = (type: string, on: string, more: object = {}): Told => ({ type, at: on, ...more })
const tiersOf = (held: ReturnType<typeof advance>['held']) =>
  Object.fromEntries(Object.entries(held.ladders).map(([key, { tier }]) => [key, tier]))

describe('a fold', () => {
  test.each([
    ['no instant of joining', { id: 'm' }, at('2025-01-01')],
    ['an instant of joining that is none', { id: 'm', joinedAt: 'soon' }, at('2025-01-01')],
    ['no instant to go to', { id: 'm', joinedAt: '2025-01-01' }, NaN],
  ])('throws with %s', (_what, merchant, untilMs) => {
    expect(() => advance(planOf(minimal()), merchant as MerchantRecord, untilMs)).toThrow(
      new RangeError('a fold needs an instant to go to, and a record an instant of joining'),
    )
  })
  test('goes on from any instant as if it had never stopped, from before joining too', () => {
    const plan = planWith({ start: 5 }, { ...counted, ladders: [ladder('level', { sales: { gte: 2 } })] })
    const facts = [
      sale('2025-01-20', 9),
      sale('2025-02-20', 7),
      sale('2025-02-20', 3),
      undo('2025-03-05', 'f1'),
    ]
    const merchant = record(facts, { joinedAt: '2025-02-15' })
    const until = at('2025-03-10')
    const { held, entries } = advance(plan, merchant, until)
    expect(lines(entries)).toStrictEqual([
      '02-15 start 5 -> 5',
      '02-20 earn 7 -> 12',
      '02-20 earn 3 -> 15',
      '03-05 clawBack 7 -> 8',
    ])
    expect([tiersOf(held), held.totals]).toStrictEqual([{ level: 'high' }, { facts: 3, entries: 4 }])
    for (const on of ['2025-01-10', '2025-01-20', '2025-02-15', '2025-02-20', '2025-03-01', '2025-03-05'])
      for (const ms of [-1, 0, 1]) {
        const first = advance(plan, merchant, at(on) + ms)
        const second = advance(plan, { ...merchant, held: first.held }, until)
        expect({ on, ms, held: second.held }).toStrictEqual({ on, ms, held })
        expect([...first.entries, ...second.entries]).toStrictEqual(entries)
      }
  })
})

describe('versions of a program', () => {
  const vip = { id: 'vip', kind: 'grant', name: both('Vip'), on: 'up', lasts: { days: 90 } }
  const versions = () =>
    planOf(
      { ...program({ start: 5 }, { overrides: [{ ...vip, open: ['drink'] }] }), inForce: '2025-02-01' },
      {
        ...program({ start: 5 }, { overrides: [{ ...vip, floor: { level: 'high' } }] }),
        version: '2',
        inForce: '2025-04-10',
      },
    )
  const facts = [
    sale('2025-01-10', 9),
    sale('2025-02-01', 7),
    told('up', '2025-03-01'),
    sale('2025-05-01', 1),
  ]
  test('before the first is in force facts only arrive; what begins with it begins once', () => {
    const { held, entries } = advance(versions(), record(facts), at('2025-05-10'))
    expect(lines(entries)).toStrictEqual(['02-01 start 5 -> 5', '02-01 earn 7 -> 12', '05-01 earn 1 -> 13'])
    expect(held.totals).toStrictEqual({ facts: 3, entries: 3 })
  })
  test('each holds from its day on, and the first one until then', () => {
    const on = (day: string) => evaluate(versions(), record(facts), at(day)).program.version
    expect(['2025-01-15', '2025-02-01', '2025-04-09', '2025-04-10'].map(on)).toStrictEqual([
      '1',
      '1',
      '1',
      '2',
    ])
  })
  test('a tier that a version gives of itself is held since that version', () => {
    const effective = (day: string) =>
      advance(versions(), record(facts), at(day)).held.ladders['level']!.effective
    expect(effective('2025-04-09')).toStrictEqual({ tier: 'low', since: '2025-02-01T00:00:00.000Z' })
    expect(effective('2025-04-11')).toStrictEqual({ tier: 'high', since: '2025-04-10T00:00:00.000Z' })
  })
})

describe('reviews', () => {
  test('at one instant each count to their own end, and remember the ladders that they decide', () => {
    const plan = planWith(
      {},
      {
        ...counted,
        reviews: {
          monthly: { every: 'month', day: 1 },
          cut: { every: 'month', day: 1, cutOff: { days: 1 } },
          idle: { every: 'month', day: 1 },
        },
        ladders: [
          ladder('level', { sales: { gte: 1 } }),
          ladder('late', { sales: { gte: 1 } }, transition('cut')),
        ],
      },
    )
    const { held } = advance(plan, record([sale('2025-01-31', 1)]), at('2025-02-10'))
    const decided = { at: '2025-02-01T00:00:00.000Z', score: null, factors: {} }
    expect(held.decisions).toStrictEqual([
      { ...decided, review: 'cut', tiers: { late: 'low' } },
      { ...decided, review: 'monthly', tiers: { level: 'high' } },
    ])
  })
  test('that count to one instant read a date each at its own', () => {
    const plan = planWith(
      {},
      {
        fields: { value: { type: 'number', name: both('Value') }, signedOn: 'date' },
        windows: { signing: { anniversary: { years: 1 }, since: 'signedOn' } },
        metrics: { sales: { count: 'sale', window: 'signing', name: both('Sales') } },
        reviews: {
          monthly: { every: 'month', day: 1 },
          cut: { every: 'month', day: 2, cutOff: { days: 1 } },
        },
        ladders: [
          ladder('level', { sales: { gte: 1 } }),
          ladder('late', { sales: { gte: 1 } }, transition('cut')),
        ],
      },
    )
    const signedOn = [
      { from: '2024-06-15', value: '2024-06-15' },
      { from: '2025-02-01T12:00:00Z', value: '2025-01-20' },
    ]
    const merchant = record([sale('2025-01-10', 1)], { joinedAt: '2024-01-01', fields: { signedOn } })
    expect(tiersOf(advance(plan, merchant, at('2025-02-10')).held)).toStrictEqual({
      level: 'high',
      late: 'low',
    })
  })
  test('remember what a condition said of them, the unknown too', () => {
    const enter = { persist: { value: { gte: 70 } }, times: 2, ofLast: 3, at: 'monthly' }
    const plan = planWith({}, { ladders: [ladder('level', enter)] })
    const fields = {
      value: [
        { from: '2025-02-10', value: 10 },
        { from: '2025-03-10', value: 90 },
      ],
    }
    const memory = (day: string) => Object.values(advance(plan, record([], { fields }), at(day)).held.memory)
    expect(memory('2025-01-15')).toStrictEqual([])
    expect(memory('2025-02-15')).toStrictEqual([{ last: [null], streak: 0 }])
    expect(memory('2025-03-15')).toStrictEqual([{ last: [null, false], streak: 0 }])
    expect(memory('2025-04-15')).toStrictEqual([{ last: [null, false, true], streak: 1 }])
    expect(memory('2025-05-15')).toStrictEqual([{ last: [false, true, true], streak: 2 }])
  })
  test('what they remember starts an override at once', () => {
    const starts = { persist: { value: { gte: 70 } }, times: 2, ofLast: 2, at: 'monthly' }
    const overrides = [
      { id: 'steady', kind: 'grant', name: both('Steady'), starts, lasts: { days: 90 }, open: ['drink'] },
    ]
    const plan = planWith({}, { overrides })
    const merchant = record([], { fields: { value: [{ from: '2025-01-10', value: 90 }] } })
    expect(advance(plan, merchant, at('2025-03-20')).held.overrides['steady']!.since).toBe(
      '2025-03-01T00:00:00.000Z',
    )
  })
  test('the peers of another review’s day are not the peers of this one', () => {
    const plan = planWith(
      {},
      {
        reviews: { monthly: { every: 'month', day: 1 }, weekly: { every: 'week' } },
        cohorts: { decided: { at: 'weekly' } },
        ladders: [
          ladder('level', { best: 2, of: 'value', among: 'decided', as: 'count' }, transition('weekly')),
        ],
      },
    )
    const peers = { size: 10, ranks: { value: { high: 1 } } }
    const on = (day: string) =>
      tiersOf(advance(plan, record([], { peers: { [day]: { decided: peers } } }), at('2025-02-04')).held)
    expect(on('2025-02-01')).toStrictEqual({ level: 'low' }) // a Saturday
    expect(on('2025-02-03')).toStrictEqual({ level: 'high' })
  })
  test('see no fact that arrived after them, though the state is a later one', () => {
    const plan = planWith({}, { ...counted, ladders: [ladder('level', { sales: { gte: 1 } })] })
    const late = record([sale('2025-01-20', 1, { seen: '2025-02-10' })])
    const { held } = advance(plan, late, at('2025-02-15'))
    const sales = (iso: string) => measured(plan, { ...late, held }, at(iso)).metrics!['sales']
    expect(sales('2025-02-01')).toBe(0)
    expect(sales('2025-02-12')).toBe(1)
  })
})

describe('what undoes another fact', () => {
  const onRefund = (when: object) =>
    planWith(
      {
        earn: [
          { on: 'sale', points: { give: 1, every: 1, of: 'amount' } },
          { on: 'refund', when, points: 5 },
        ],
      },
      { ...counted, ladders: [ladder('level', { sales: { gte: 1 } })] },
    )
  const posted = (when: object, facts: Told[]) =>
    lines(advance(onRefund(when), record(facts), at('2025-02-20')).entries)
  test('earns by the balance of before', () => {
    const facts = [sale('2025-01-10', 100), undo('2025-01-20', 'f0')]
    expect(posted({ stars: { gte: 100 } }, facts)).toStrictEqual([
      '01-10 earn 100 -> 100',
      '01-20 clawBack 100 -> 0',
      '01-20 earn 5 -> 5',
    ])
  })
  test('earns by what had arrived before it, at the same instant too', () => {
    const twice = [told('refund', '2025-01-20'), told('refund', '2025-01-20')]
    expect(posted({ refunds: { gte: 1 } }, twice)).toStrictEqual(['01-20 earn 5 -> 5'])
  })
  test('earns by what has happened at a review’s own instant, which the review does not count', () => {
    const facts = [sale('2025-02-01', 0, { seen: '2025-01-20' }), told('refund', '2025-02-01T00:00:00Z')]
    expect(posted({ sales: { gte: 1 } }, facts)).toStrictEqual(['02-01 earn 5 -> 5'])
    expect(
      tiersOf(advance(onRefund({ stars: { gte: 1 } }), record(facts), at('2025-02-20')).held),
    ).toStrictEqual({
      level: 'low',
    })
  })
  test('is no event that only names a fact', () => {
    const use = told('tk.useBenefit', '2025-01-20', { benefit: 'drink' })
    const facts = [use, sale('2025-01-21', 1, { ref: 'f0' })]
    const { benefits } = advance(planWith(), record(facts), at('2025-02-20')).held
    expect(benefits['drink']!.uses).toStrictEqual(['2025-01-20T00:00:00.000Z'])
  })
})

describe('commands', () => {
  const task = (id: string) => ({
    id,
    area: 'a',
    name: both(id),
    done: { value: { gte: 1 } },
    effortMinutes: 1,
    moves: { value: { to: 1 } },
    reward: { stars: 4 },
    given: 'claimed',
  })
  const benefit = (id: string) => ({
    id,
    kind: 'added',
    name: both(id),
    requires: { value: { gte: 1 } },
    cost: 1,
  })
  const plan = () =>
    planWith(
      {},
      {
        areas: { a: both('A') },
        tasks: [task('one'), task('two')],
        benefits: [benefit('tea'), benefit('book')],
      },
    )
  const fields = { value: [{ from: '2025-01-10', value: 5 }] }
  const heldWith = (facts: Told[]) => advance(plan(), record(facts, { fields }), at('2025-01-20')).held
  test('reach the task and the benefit that they name', () => {
    const { tasks, benefits, totals } = heldWith([
      told('tk.claimTask', '2025-01-11', { task: 'two' }),
      told('tk.useBenefit', '2025-01-12', { benefit: 'book' }),
    ])
    expect(Object.entries(tasks).map(([id, { claimedAt }]) => [id, claimedAt])).toStrictEqual([
      ['one', null],
      ['two', '2025-01-11T00:00:00.000Z'],
    ])
    expect(Object.keys(benefits)).toStrictEqual(['book'])
    expect(totals).toStrictEqual({ facts: 2, entries: 1 })
  })
  test.each([
    ['a task that is not there', told('tk.claimTask', '2025-01-11', { task: 'gone' })],
    ['a benefit that is not there', told('tk.useBenefit', '2025-01-11', { benefit: 'gone' })],
    ['what this program does not know', told('tk.later', '2025-01-11', { task: 'one', benefit: 'tea' })],
  ])('about %s are facts that change nothing', (_what, fact) => {
    expect(heldWith([fact])).toStrictEqual({ ...heldWith([]), totals: { facts: 1, entries: 0 } })
  })
})

describe('what follows from a change', () => {
  const fields = (...values: [string, number][]) => ({
    fields: { value: values.map(([from, value]) => ({ from, value })) },
  })
  test('a task is done by the tier that the end of a hold gives, at that very instant', () => {
    const level = ladder(
      'level',
      { value: { gte: 70 } },
      { transition: { promote: 'atOnce', demote: 'atOnce', hold: { days: 3 } } },
    )
    const tasks = [
      {
        id: 'rest',
        area: 'a',
        name: both('Rest'),
        done: { level: { lt: 'high' } },
        audience: { value: { gte: 1 } },
        effortMinutes: 1,
        moves: {},
        reward: { stars: 4 },
      },
    ]
    const plan = planWith({}, { areas: { a: both('A') }, tasks, ladders: [level] })
    const merchant = record([], fields(['2025-01-10T10:15:00Z', 90], ['2025-01-11T08:00:00Z', 50]))
    const { held } = advance(plan, merchant, at('2025-01-20'))
    expect([held.ladders['level']!.since, held.tasks['rest']!.doneAt]).toStrictEqual([
      '2025-01-13T10:15:00.000Z',
      '2025-01-13T10:15:00.000Z',
    ])
  })
  test('a choice that only an override opens is closed at the instant at which the override ends', () => {
    const overrides = [
      { id: 'vip', kind: 'grant', name: both('Vip'), on: 'up', lasts: { days: 2 }, open: ['gift'] },
    ]
    const benefits = [
      {
        id: 'gift',
        kind: 'added',
        name: both('Gift'),
        requires: { level: 'high' },
        cost: 1,
        choose: { pick: 1, within: { days: 9 }, options: [{ id: 'tea', name: both('Tea') }] },
      },
    ]
    const plan = planWith({}, { overrides, benefits })
    const since = (iso: string) =>
      advance(plan, record([told('up', '2025-01-10T10:15:00Z')]), at(iso)).held.benefits['gift']!.openSince
    const end = at('2025-01-12T10:15:00Z')
    expect(since(new Date(end - 1).toISOString())).toBe('2025-01-10T10:15:00.000Z')
    expect(since(new Date(end).toISOString())).toBe(null)
  })
})
