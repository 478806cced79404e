/** Which decision a statement of reasons is about, and what it says of that one alone. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { reasonsFor } from '../../src/core/reasons.js'
import type { Held, MerchantRecord } from '../../src/schema/record.js'
import type { Decided, Reasons } from '../../src/schema/reasons.js'
import { at, both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
/** A ladder of tiers called after their marks on a value. */
const ladder = (id: string, marks: readonly number[], transition: Over = {}, over: Over = {}): Over => ({
  id,
  name: both(id),
  transition: { promote: 'monthly', demote: 'monthly', ...transition },
  tiers: [0, ...marks].map((mark) => ({
    id: `${id}${mark}`,
    name: both(`${id} ${mark}`),
    ...(mark > 0 && { enter: { value: { gte: mark } } }),
  })),
  ...over,
})
const program = (ladders: Over[], over: Over = {}): Over =>
  minimal({
    fields: {
      value: { type: 'integer', name: both('Value') },
      isGood: { type: 'flag', name: both('Good') },
    },
    reviews: {
      monthly: { every: 'month', day: 1 },
      weekly: { every: 'week', weekday: 'monday' },
      later: { every: 'month', day: 1, takesEffect: { days: 5 } },
      always: { continuous: true },
    },
    ladders,
    ...over,
  })
type Values = Record<string, number>
const dated = (values: Values) =>
  Object.entries(values).map(([from, value]) => ({ from: `2025-${from}`, value }))
const record = (values: Values, over: Partial<MerchantRecord> = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-10T00:00:00Z',
  facts: [],
  ...over,
  fields: { value: dated({ '01-01': 0, ...values }), ...over.fields },
})
const reasons = (of: Over, values: Values, until: string, key?: string, over = {}): Reasons =>
  reasonsFor(planOf(of), record(values, over), at(`2025-${until}T12:00:00Z`), key)!
const idOf = (one: { id: string } | null): string | null => one && one.id
const told = (one: Decided | null) =>
  one && {
    [one.outcome]: `${idOf(one.from)} > ${idOf(one.to)}`,
    on: one.decidedAt.slice(5, 10),
    effect: one.takesEffectAt?.slice(5, 10) ?? null,
    seen: one.seen,
  }
const heldBack = (one: Decided | null) => one!.heldBack.map(({ why, until }) => [why, until?.slice(5, 10)])

describe('the decision that is told', () => {
  const twoOf = (key: string) => {
    const { change, last } = reasons(
      program([ladder('level', [10]), ladder('side', [20])]),
      { '04-10': 12, '05-10': 25 },
      '06-15',
      key,
    )
    return [told(change), told(last)]
  }
  test('is one about the ladder that is spoken of, among those about others', () => {
    expect(twoOf('level')).toEqual([
      { rise: 'level0 > level10', on: '05-01', effect: '05-01', seen: true },
      { stay: 'level10 > level10', on: '06-01', effect: null, seen: true },
    ])
    expect(twoOf('side')).toEqual([
      { rise: 'side0 > side20', on: '06-01', effect: '06-01', seen: true },
      null,
    ])
  })
  test('may be the very first, whether it moved the ladder or not', () => {
    const first = (values: Values, until: string) => {
      const { change, last } = reasons(program([ladder('level', [10])]), values, until)
      return [told(change), told(last)]
    }
    const rise = { rise: 'level0 > level10', on: '02-01', effect: '02-01', seen: true }
    const stay = { stay: 'level0 > level0', on: '02-01', effect: null, seen: true }
    expect(first({ '01-20': 12 }, '02-15')).toEqual([rise, null])
    expect(first({ '01-20': 9 }, '02-15')).toEqual([null, stay])
    expect(first({ '01-20': 9 }, '01-25')).toEqual([null, null])
    expect(first({ '01-20': 9 }, '01-05')).toEqual([null, null]) // before joining
    expect(first({ '01-20': 9 }, '03-15')).toEqual([null, { ...stay, on: '03-01' }])
  })
  test('is the last of several that moved it the same way at one time or another', () => {
    const values = { '01-20': 12, '02-10': 5, '03-10': 12, '04-10': 12 }
    const rise = { rise: 'level0 > level10', on: '04-01', effect: '04-01', seen: true }
    const monthly = reasons(program([ladder('level', [10])]), values, '04-15')
    expect([told(monthly.change), told(monthly.last)]).toEqual([rise, null])
    const later = program([ladder('level', [10], { promote: 'later', demote: 'later' })])
    expect(told(reasons(later, values, '04-15').change)).toEqual({ ...rise, effect: '04-06' })
  })
  test('is the first of those that decided the same before it took effect', () => {
    const slow = (values: Values) =>
      reasons(
        program([ladder('level', [10], { promote: 'weekly', demote: 'never' })], {
          reviews: { weekly: { every: 'week', weekday: 'monday', takesEffect: { days: 25 } } },
        }),
        values,
        '02-20',
      )
    // Mondays: 13, 20 and 27 January, 3, 10 and 17 February
    const rise = { rise: 'level0 > level10', on: '01-20', effect: '02-14', seen: true }
    expect(told(slow({ '01-15': 12 }).change)).toEqual(rise)
    expect(told(slow({ '01-15': 12, '01-23': 5, '01-30': 12 }).change)).toEqual(rise)
  })
  test('is the one that moved the ladder, not one of the same day, or for the same day, that left it', () => {
    const { change, last } = reasons(
      program([ladder('level', [10], { promote: 'weekly', demote: 'monthly' })]),
      { '01-20': 12, '08-20': 5 },
      '09-03', // the first of September is a Monday
    )
    const fall = { fall: 'level10 > level0', on: '09-01', effect: '09-01', seen: true }
    expect([told(change), told(last)]).toEqual([fall, { stay: 'level0 > level0', on: '09-01', effect: null, seen: true }])
    expect(change!.review!.id).toBe('monthly')
    const up = { every: 'month', day: 1, takesEffect: { days: 5 } }
    const down = { every: 'month', day: 3, takesEffect: { days: 3 } }
    const slow = program([ladder('level', [10], { promote: 'up', demote: 'down' })], { reviews: { up, down } })
    expect(told(reasons(slow, { '01-20': 12 }, '02-20').change)).toEqual({ rise: 'level0 > level10', on: '02-01', effect: '02-06', seen: true })
  }) // prettier-ignore
  test('is the last of one instant in which the ladder went to and fro', () => {
    const of = program([ladder('level', [], { promote: 'atOnce', demote: 'atOnce' }, { tiers: [{ id: 'none', name: both('None') }, { id: 'some', name: both('Some'), enter: { orders: { gte: 1 } } }] })], {
      events: { order: { name: both('Order'), undoneBy: 'cancel' }, cancel: { name: both('Cancel') } },
      metrics: { orders: { count: 'order', window: 'lifetime', net: true, name: both('Orders') } },
    })
    const when = '2025-02-03T00:00:00Z'
    const facts = [{ id: 'a', type: 'order', at: when }, { id: 'b', type: 'cancel', at: when, ref: 'a' }, { id: 'c', type: 'order', at: when }]
    const { change } = reasons(of, {}, '02-20', 'level', { facts })
    expect(told(change)).toMatchObject({ rise: 'none > some', on: '02-03' })
    expect(change!.inputs[0]!.subject).toMatchObject({ counted: 1, excluded: [{ why: 'undone', count: 1 }] })
  }) // prettier-ignore
  test('of a fall after a grace goes to the tier that was decided before it, however far the value fell on', () => {
    const grace = { grace: { days: 10 } }
    const { change } = reasons(
      program([ladder('level', [10, 20], grace)]),
      { '01-20': 25, '02-10': 15, '03-05': 5 },
      '03-20',
    )
    expect(told(change)).toEqual({ fall: 'level20 > level10', on: '03-11', effect: '03-11', seen: true })
    expect(idOf(change!.earned)).toBe('level0')
    expect(change!.turn).toMatchObject([{ subject: { id: 'value' }, from: 5, to: 20 }])
    expect(idOf(change!.turnsTo)).toBe('level20')
  })
  test('of a fall after a grace says what would have turned it, even where the ladder is frozen by then', () => {
    const ban = {
      id: 'ban',
      kind: 'sanction',
      name: both('Ban'),
      starts: { value: { eq: 5 } },
      freeze: ['level'],
    }
    const { change } = reasons(
      program([ladder('level', [10], { grace: { days: 10 } })], { overrides: [ban] }),
      { '01-20': 25, '02-10': 8, '03-05': 5 },
      '03-20',
    )
    expect(told(change)).toMatchObject({ fall: 'level10 > level0', on: '03-11' })
    expect(change!.turn).toMatchObject([{ subject: { id: 'value' }, from: 5, to: 10 }])
  })
  test('is one that the record kept, where none that was seen made the change', () => {
    const plan = planOf(program([ladder('level', [10])]))
    const rising = record({ '01-20': 12 })
    const { held } = advance(plan, rising, at('2025-02-15T00:00:00Z'))
    const { change, last } = reasonsFor(plan, { ...rising, held }, at('2025-05-15T00:00:00Z'))!
    expect([told(change), told(last)]).toEqual([
      { rise: 'level0 > level10', on: '02-01', effect: '02-01', seen: false },
      { stay: 'level10 > level10', on: '05-01', effect: null, seen: true },
    ])
  })
  test('that the record kept says no rule of a tier that is gone, nor of one that asked nothing', () => {
    const plan = planOf(program([ladder('level', [10])]))
    const compared = { kind: 'atLeast', n: 0, of: [], met: true }
    const kept = (from: string | null, to: string, because: unknown[]) => {
      const { held } = advance(plan, record({}), at('2025-02-15T00:00:00Z'))
      const level = { ...held.ladders['level']!, tier: to, change: { at: '2025-02-01T00:00:00Z', from, to, because } }
      const of = { ...held, ladders: { level } } as Held
      const { change } = reasonsFor(plan, record({}, { held: of }), at('2025-02-20T00:00:00Z'))!
      return [idOf(change!.from), idOf(change!.to), change!.rules.map(({ asks, tier }) => [asks, tier.id])]
    }
    expect(kept('level0', 'level10', [compared])).toEqual(['level0', 'level10', [['enter', 'level10']]])
    expect(kept('level10', 'level0', [compared])).toEqual(['level10', 'level0', [['keep', 'level10']]])
    expect(kept('level0', 'level10', [])).toEqual(['level0', 'level10', []])
    expect(kept('gone', 'level0', [compared])).toEqual([null, 'level0', [['enter', 'level0']]])
    expect(kept('level10', 'gone', [compared])).toEqual(['level10', null, [['keep', 'level10']]])
    expect(kept('gone', 'lost', [compared])).toEqual([null, null, []])
  }) // prettier-ignore
})

describe('a program of two versions', () => {
  const first = (ladders: Over[]): Over => program(ladders)
  const second = (ladders: Over[], over: Over = {}): Over =>
    program(ladders, { version: '2', inForce: '2025-04-10', ...over })
  const level = (marks: number[], name = 'level'): Over =>
    ladder('level', marks, {}, { main: true, name: both(name) })
  const of = (versions: Over[], until: string, key?: string, values: Values = { '01-20': 12 }) =>
    reasonsFor(planOf(...versions), record(values), at(`2025-${until}T12:00:00Z`), key)
  test('speaks of the ladders that are in force', () => {
    const versions = [first([level([10], 'old'), ladder('gone', [10])]), second([level([10], 'new'), ladder('side', [10], { promote: 'yearly', demote: 'yearly' })], { reviews: { monthly: { every: 'month', day: 1 }, yearly: { every: 'year', day: 1 } } })] // prettier-ignore
    const said = (until: string, key?: string) => of(versions, until, key)?.ladder.name.en
    expect(['level', undefined, 'gone', 'side'].map((key) => said('04-05', key))).toEqual(['old', 'old', 'gone', undefined]) // prettier-ignore
    expect(['level', undefined, 'gone', 'side'].map((key) => said('04-15', key))).toEqual(['new', 'new', undefined, 'side']) // prettier-ignore
  })
  test('says why a tier was lost even where one has come in below it since', () => {
    const fallen = of([first([level([20])]), second([level([10, 20])])], '04-15', 'level', { '01-20': 25, '02-10': 5 }) // prettier-ignore
    expect(told(fallen!.change)).toEqual({
      fall: 'level20 > level0',
      on: '03-01',
      effect: '03-01',
      seen: true,
    })
    expect([fallen!.program.version, fallen!.change!.version]).toEqual(['2', '1'])
  })
  test('has no decision on a ladder before there was one', () => {
    const { change, last, held } = of([first([level([10])]), second([level([10]), ladder('side', [10])])], '04-15', 'side')! // prettier-ignore
    expect([change, last, idOf(held)]).toEqual([null, null, 'side0'])
  })
})

describe('the rules that decided', () => {
  const rulesOf = (one: Decided | null) => one!.rules.map(({ asks, tier }) => `${asks} ${tier.id}`)
  const climbing = (values: Values, transition: Over = {}) =>
    reasons(program([ladder('level', [10, 20, 30], transition)]), values, '03-15')
  test('are of a rise what the tier reached asks, of a fall what the tier lost asked, of neither both that hold it', () => {
    expect(rulesOf(climbing({ '01-20': 12, '02-10': 22 }).change)).toEqual(['enter level20'])
    expect(rulesOf(climbing({ '01-20': 12, '02-10': 35 }).change)).toEqual(['enter level30'])
    expect(rulesOf(climbing({ '01-20': 25, '02-10': 12 }).change)).toEqual(['keep level20'])
    expect(rulesOf(climbing({ '01-20': 25 }).last)).toEqual(['keep level20', 'enter level30'])
    expect(rulesOf(climbing({ '01-20': 35 }).last)).toEqual(['keep level30'])
  })
  test('are not what held a move back that came, be it by fewer steps than were earned', () => {
    const { change } = climbing({ '02-10': 35 }, { maxStepsUp: 1 })
    expect(told(change)).toMatchObject({ rise: 'level0 > level10' })
    expect([idOf(change!.earned), change!.heldBack]).toEqual(['level30', []])
  })
  test('name the review that moves the ladder this way', () => {
    const reviewOf = (transition: Over, values: Values) =>
      reasons(program([ladder('level', [10], transition)]), values, '03-15').change!.review?.id ?? null
    // the first of March is no Monday
    expect(reviewOf({ promote: 'weekly', demote: 'monthly' }, { '01-20': 12, '02-25': 5 })).toBe('monthly')
    expect(reviewOf({ promote: 'weekly', demote: 'monthly' }, { '02-25': 12 })).toBe('weekly')
    expect(reviewOf({ promote: 'atOnce', demote: 'always' }, { '01-20': 12, '02-25': 5 })).toBe('always')
    expect(reviewOf({ promote: 'atOnce', demote: 'monthly' }, { '02-25': 12 })).toBeNull()
  })
})

describe('what held a decision back', () => {
  const last = (transition: Over, values: Values, until: string, over: Over = {}) =>
    reasons(program([ladder('level', [10, 20], transition)], over), values, until).last
  const frozen = {
    overrides: [{ id: 'ban', kind: 'sanction', name: both('Ban'), starts: { value: { gte: 11 } }, freeze: ['level'] }],
  } // prettier-ignore
  const protection = {
    overrides: [{ id: 'guard', kind: 'protect', name: both('Guard'), starts: { value: { gte: 11 } } }],
  }
  test.each<[string, Over, Values, string, [string, string?][], Over?]>([
    ['the review that lifts', { demote: 'atOnce' }, { '01-20': 15 }, '01-25', [['review', '02-01']]],
    ['that nothing lifts', { promote: 'never', demote: 'atOnce' }, { '01-20': 15 }, '01-25', [['never']]],
    ['a sanction, and the review that lifts', { demote: 'atOnce' }, { '01-20': 15 }, '01-25', [['frozen'], ['review', '02-01']], frozen],
    ['a sanction at the review', {}, { '01-20': 15 }, '02-15', [['frozen']], frozen],
    ['the review that lowers', { promote: 'atOnce' }, { '01-20': 15, '02-10': 5 }, '02-15', [['review', '03-01']]],
    ['no hold that is over before the review', { promote: 'atOnce', hold: { days: 30 } }, { '01-20': 15, '02-10': 5 }, '02-15', [['review', '03-01']]],
    ['a hold at the review', { hold: { days: 60 } }, { '01-20': 15, '02-10': 5 }, '03-15', [['hold', '04-02']]],
    ['no protection before the review', { promote: 'atOnce' }, { '01-20': 15, '02-10': 5 }, '02-15', [['review', '03-01']], protection],
    ['the review that lifts, at the end of a grace', { grace: { days: 10 } }, { '01-20': 15, '02-20': 5, '03-05': 25 }, '03-15', [['review', '04-01']]],
    ['a rise that was decided and has not come', { promote: 'later', demote: 'atOnce' }, { '01-20': 15, '02-03': 16 }, '02-04', [['takesEffect', '02-06']]],
    ['a fall that was decided and has not come', { promote: 'atOnce', demote: 'later' }, { '01-20': 15, '01-25': 5, '02-03': 4 }, '02-04', [['takesEffect', '02-06']]],
    ['a grace that runs, between reviews', { promote: 'atOnce', grace: { days: 10 } }, { '01-20': 15, '01-25': 5, '02-03': 4 }, '02-04', [['grace', '02-11']]],
    ['a grace that runs, at a review', { promote: 'monthly', demote: 'weekly', grace: { days: 10 } }, { '01-20': 15, '02-02': 5 }, '02-12', [['grace', '02-13']]],
  ])('says %s', (_, transition, values, until, why, over) => {
    const one = last(transition, values, until, over)
    expect([one!.outcome, heldBack(one)]).toEqual(['stay', why.map(([kind, date]) => [kind, date])])
  }) // prettier-ignore
  test('says a tier between that is not met, where tiers are climbed one by one, at the review that lifts', () => {
    const tiers = [
      { id: 'a', name: both('A') },
      { id: 'b', name: both('B'), enter: { isGood: true } },
      { id: 'c', name: both('C'), enter: { value: { gte: 10 } } },
    ]
    const climbing = (demote: string, until: string) =>
      reasons(
        program([ladder('level', [], { climb: 'oneByOne', demote }, { tiers })]),
        { '01-20': 15 },
        until,
      ).last
    const one = climbing('never', '02-15')
    expect([told(one), idOf(one!.earned), heldBack(one)]).toEqual([
      { stay: 'a > a', on: '02-01', effect: null, seen: true },
      'c',
      [['climb', undefined]],
    ])
    expect(heldBack(climbing('atOnce', '01-25'))).toEqual([['review', '02-01']])
  })
  test('says of a rise that was decided that it comes, even where it is not earned any more', () => {
    const slow = { reviews: { weekly: { every: 'week', weekday: 'monday' }, monthly: { every: 'month', day: 1, takesEffect: { days: 20 } } } } // prettier-ignore
    const values = { '01-20': 15, '02-02': 5 }
    expect(heldBack(last({ promote: 'monthly', demote: 'weekly' }, values, '02-05', slow))).toEqual([['takesEffect', '02-21']]) // prettier-ignore
  })
})
