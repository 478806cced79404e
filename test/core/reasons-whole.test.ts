/** Statements of reasons whole: every name, value and mark that a page can print. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { reasonsFor } from '../../src/core/reasons.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { Reasons } from '../../src/schema/reasons.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
const NOW = Date.parse('2025-06-15T12:00:00Z')
const ladder = (id: string, over: Over = {}): Over => ({
  id,
  name: both(id),
  transition: { promote: 'monthly', demote: 'monthly' },
  tiers: [
    { id: `${id}Low`, name: both('Low') },
    { id: `${id}High`, name: both('High'), enter: { value: { gte: 10 } } },
  ],
  ...over,
})
const program = (over: Over = {}): Over =>
  minimal({
    choices: { land: { spain: both('Spain'), swiss: both('Switzerland') } },
    events: { paid: { name: both('Paid') } },
    fields: {
      value: { type: 'number', name: both('Value') },
      country: { type: 'land', name: both('Country') },
    },
    reviews: {
      weekly: { every: 'week', weekday: 'monday', name: both('Weekly') },
      monthly: { every: 'month', day: 1, name: both('Monthly') },
    },
    ladders: [ladder('level', { main: true })],
    ...over,
  })
const record = (over: Partial<MerchantRecord> = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  facts: [],
  ...over,
})
const reasons = (over: Over, of: Partial<MerchantRecord> = {}, key?: string): Reasons =>
  reasonsFor(planOf(program(over)), record(of), NOW, key)!
const dated = (...values: [from: string, value: number | string][]) =>
  values.map(([from, value]) => ({ from, value }))

const value = { id: 'value', kind: 'field', name: both('Value'), unit: 'number' }
const country = { id: 'country', kind: 'field', name: both('Country'), unit: 'choice' }
const low = { id: 'levelLow', name: both('Low') }
const high = { id: 'levelHigh', name: both('High') }

describe('the statement', () => {
  const enter = { country: 'swiss', value: { gte: 10 } }
  const tiers = [
    { id: 'levelLow', name: both('Low') },
    { id: 'levelHigh', name: both('High'), enter, keep: { any: [enter, { value: { gte: 5, lt: 99 } }] } },
  ]
  test('of a rise says everything there is to say of it', () => {
    const fields = { country: 'swiss', value: dated(['2025-01-01', 4], ['2025-04-10', 12]) }
    const compared = (subject: object, have: number, is: string, need: number) => ({
      kind: 'compare', subject, have, is, need, met: true,
    }) // prettier-ignore
    const rule = {
      kind: 'atLeast',
      n: 2,
      of: [
        { ...compared(country, 1, 'eq', 1), haveName: both('Switzerland'), needName: both('Switzerland') },
        compared(value, 12, 'gte', 10),
      ],
      met: true,
    }
    expect(reasons({ ladders: [ladder('level', { main: true, tiers })] }, { fields, name: both('Shop') })).toStrictEqual({
      tierkit: 1,
      program: { id: 'small', name: both('Small'), version: '1', zone: 'UTC', currency: 'USD' },
      merchant: { id: 'm', name: both('Shop') },
      ladder: { id: 'level', key: 'level', name: both('level'), scope: null },
      at: '2025-06-15T12:00:00.000Z',
      held: high,
      computed: high,
      beside: [],
      change: {
        outcome: 'rise',
        version: '1',
        from: low,
        to: high,
        earned: high,
        decidedAt: '2025-05-01T00:00:00.000Z',
        takesEffectAt: '2025-05-01T00:00:00.000Z',
        review: { id: 'monthly', name: both('Monthly') },
        rules: [{ asks: 'enter', tier: high, path: ['ladders', 0, 'tiers', 1, 'enter'], rule }],
        inputs: [
          {
            subject: country,
            value: 1,
            valueName: both('Switzerland'),
            marks: [{ is: 'eq', need: 1, needName: both('Switzerland'), met: true }],
          },
          { subject: value, value: 12, marks: [{ is: 'gte', need: 10, met: true }] },
        ],
        score: null,
        heldBack: [],
        beside: [],
        turn: [{ subject: value, from: 12, to: 9.999999 }],
        turnsTo: low,
        seen: true,
      },
      last: expect.objectContaining({ outcome: 'stay', takesEffectAt: null, from: high, to: high }),
      nextReviewAt: '2025-07-01T00:00:00.000Z',
    })
  }) // prettier-ignore
  test('names the value of a choice that it would have had to be', () => {
    const only = [tiers[0], { id: 'levelHigh', name: both('High'), enter: { country: 'swiss' } }]
    const { last } = reasons({ ladders: [ladder('level', { main: true, tiers: only })] }, { fields: { country: 'spain' } })
    expect([last!.turn, last!.turnsTo]).toStrictEqual([
      [{ subject: country, from: 0, to: 1, fromName: both('Spain'), toName: both('Switzerland') }],
      high,
    ])
    const unknown = reasons({ ladders: [ladder('level', { main: true, tiers: only })] })
    expect(unknown.last!.inputs).toStrictEqual([
      { subject: country, value: null, marks: [{ is: 'eq', need: 1, needName: both('Switzerland'), met: null }] },
    ])
    expect(unknown.merchant).toStrictEqual({ id: 'm', name: null })
  }) // prettier-ignore
  test('tells every mark of a value once, however deep it is asked for', () => {
    const asked = { all: [{ not: { value: { lt: 5 } } }, { any: [{ value: { gte: 10 } }, { not: { value: { lt: 5 } } }] }, { value: { lt: 50 } }] } // prettier-ignore
    const deep = [tiers[0], { id: 'levelHigh', name: both('High'), enter: asked }]
    const { last } = reasons({ ladders: [ladder('level', { main: true, tiers: deep })] }, { fields: { value: 3 } }) // prettier-ignore
    expect(last!.inputs).toStrictEqual([
      {
        subject: value,
        value: 3,
        marks: [
          { is: 'lt', need: 5, met: true },
          { is: 'gte', need: 10, met: false },
          { is: 'lt', need: 50, met: true },
        ],
      },
    ])
    expect(last!.turn).toStrictEqual([{ subject: value, from: 3, to: 5 }])
  })
  test('kept with the record says what the record kept, and that it was not seen', () => {
    const plan = planOf(program())
    const rising = record({ fields: { value: dated(['2025-01-01', 4], ['2025-04-10', 12]) } })
    const falling = record({ fields: { value: dated(['2025-01-01', 12], ['2025-04-10', 4]) } })
    const kept = (of: MerchantRecord): unknown =>
      reasonsFor(plan, { ...of, held: advance(plan, of, Date.parse('2025-05-10T00:00:00Z')).held }, NOW)!
        .change
    const row = (have: number, met: boolean) => ({ kind: 'compare', subject: value, have, is: 'gte', need: 10, met }) // prettier-ignore
    const said = (isRise: boolean, have: number) => ({
      outcome: isRise ? 'rise' : 'fall',
      version: '1',
      from: isRise ? low : high,
      to: isRise ? high : low,
      earned: isRise ? high : low,
      decidedAt: '2025-05-01T00:00:00.000Z',
      takesEffectAt: '2025-05-01T00:00:00.000Z',
      review: null,
      rules: [
        {
          asks: isRise ? 'enter' : 'keep',
          tier: high,
          path: [],
          rule: { kind: 'atLeast', n: 1, of: [row(have, isRise)], met: isRise },
        },
      ],
      inputs: [{ subject: value, value: have, marks: [{ is: 'gte', need: 10, met: isRise }] }],
      score: null,
      heldBack: [],
      beside: [],
      turn: null,
      turnsTo: null,
      seen: false,
    })
    expect(kept(rising)).toStrictEqual(said(true, 12))
    expect(kept(falling)).toStrictEqual(said(false, 4))
  })
})

describe('the values of a statement', () => {
  const tiersAsking = (...asked: unknown[]) =>
    [null, ...asked].map((enter, place) => ({ id: `t${place}`, name: both(`T${place}`), ...(enter !== null && { enter }) })) // prettier-ignore
  const asking = (...asked: unknown[]) => ladder('level', { main: true, tiers: tiersAsking(...asked) })
  const score = {
    name: both('Score'),
    combine: 'sum',
    factors: [
      { id: 'paying', name: both('Paying'), metric: 'paid30', scale: { perUnit: 1, max: 9 }, guard: { needs: { country: 'swiss' }, else: { points: 1 } } },
      { id: 'worth', name: both('Worth'), metric: 'value', scale: { perUnit: 1, max: 99 } },
    ],
  } // prettier-ignore
  const scoring = (...asked: unknown[]): Over => ({
    windows: { days30: { rolling: { days: 30 } } },
    metrics: { paid30: { count: 'paid', window: 'days30', name: both('Paid') } },
    score,
    ladders: [asking(...asked)],
  })
  const facts = [{ id: 'p', type: 'paid', at: '2025-05-20T00:00:00Z' }]
  const paid30 = {
    id: 'paid30',
    kind: 'metric',
    name: both('Paid'),
    unit: 'integer',
    window: { kind: 'rolling', start: '2025-05-02T00:00:00.000Z', end: '2025-06-01T00:00:00.000Z', zone: 'UTC' },
  } // prettier-ignore
  const counted = { counted: 1, excluded: [] }
  test('are those that rules compare, with marks, and those of a score, with names and counts and no marks', () => {
    const inputsOf = (fields: Over) => {
      const { last } = reasons(scoring({ score: { gte: 50 } }), { fields: fields as never, facts })
      return last!.inputs.slice(1)
    }
    expect(inputsOf({ country: 'swiss', value: 3 })).toStrictEqual([
      { subject: country, value: 1, valueName: both('Switzerland'), marks: [] },
      { subject: { ...paid30, ...counted }, value: 1, marks: [] },
      { subject: value, value: 3, marks: [] },
    ])
    expect(inputsOf({ value: 3 })[0]).toStrictEqual({ subject: country, value: null, marks: [] })
  })
  test('that would have turned a decision are named without what was counted', () => {
    const { last } = reasons(scoring({ paid30: { gte: 2 } }), { facts })
    expect([last!.inputs[0]!.subject, last!.turn]).toStrictEqual([
      { ...paid30, ...counted },
      [{ subject: paid30, from: 1, to: 2 }],
    ])
  })
  test('have every mark that is asked of them, be it the same one twice', () => {
    const either = { any: [{ value: { gt: 5 } }, { value: { lt: 5 } }, { value: { gt: 5 } }] }
    const { last } = reasons({ ladders: [asking(either)] }, { fields: { value: 5 } })
    expect(last!.inputs).toStrictEqual([
      { subject: value, value: 5, marks: [{ is: 'gt', need: 5, met: false }, { is: 'lt', need: 5, met: false }] },
    ])
  }) // prettier-ignore
  test('are told of a condition that has to hold time and again', () => {
    const often = { persist: { value: { gte: 10 } }, times: 2, ofLast: 3, at: 'monthly' }
    const { last } = reasons({ ladders: [asking(often)] }, { fields: { value: 5 } })
    expect(last!.inputs).toStrictEqual([
      { subject: value, value: 5, marks: [{ is: 'gte', need: 10, met: false }] },
    ])
  })
  test('come with the whole score where one of the rules reads it among others, and only there', () => {
    const scoreOf = (...asked: unknown[]) =>
      reasons(scoring(...asked), { fields: { value: 20, country: 'swiss' }, facts }).last!.score?.value ??
      null
    const scored = { score: { gte: 50 } }
    expect(scoreOf({ value: { gte: 50 }, ...scored })).toBe(21)
    expect(scoreOf({ value: { gte: 10 } }, scored)).toBe(21)
    expect(scoreOf({ value: { gte: 10 } }, { value: { gte: 50 } })).toBeNull()
    expect(scoreOf(scored, { value: { gte: 50 } })).toBe(21)
    expect(
      reasons({ ladders: [asking({ value: { gte: 50 } })] }, { fields: { value: 20 } }).last!.score,
    ).toBeNull()
  })
})

describe('the ladder that is spoken of', () => {
  const badge = ladder('fan', { badge: true })
  const key = (ladders: Over[], asked?: string): string | null =>
    reasonsFor(planOf(program({ ladders })), record(), NOW, asked)?.ladder.key ?? null
  test('is the main one, else the first that is no badge, else none', () => {
    expect(key([badge, ladder('side'), ladder('level', { main: true })])).toBe('level')
    expect(key([badge, ladder('side'), ladder('level')])).toBe('side')
    expect(key([badge])).toBeNull()
  })
  test('is the one that is asked for, by its key or by its id', () => {
    expect(key([ladder('level', { main: true }), ladder('side')], 'side')).toBe('side')
    const scoped = { ...badge, scope: { by: 'land', rollup: 'none' } }
    expect(key([ladder('level'), scoped], 'fan@swiss')).toBe('fan@swiss')
    expect(key([ladder('level'), scoped], 'fan')).toBe('fan@spain')
    expect(key([ladder('level'), scoped], 'other')).toBeNull()
    const { ladder: said } = reasons({ ladders: [ladder('level'), scoped] }, {}, 'fan@swiss')
    expect(said).toStrictEqual({ id: 'fan', key: 'fan@swiss', name: both('fan'), scope: both('Switzerland') })
  })
})

describe('the review that decides', () => {
  const decided = (transition: Over, fields: Record<string, unknown>): unknown => {
    const { change, last, nextReviewAt } = reasons(
      { ladders: [ladder('level', { main: true, transition })] },
      { fields: fields as never },
    )
    return [change?.review?.id ?? null, last?.review?.id ?? null, nextReviewAt]
  }
  const rising = { value: dated(['2025-01-01', 4], ['2025-06-10', 12]) }
  test('is the one that lifts, or the one that lowers; the one that lowers is named as the next', () => {
    const both = { promote: 'weekly', demote: 'monthly' }
    expect(decided(both, { value: 4 })).toEqual([null, 'weekly', '2025-07-01T00:00:00.000Z'])
    expect(decided({ promote: 'weekly', demote: 'never' }, { value: 4 })).toEqual([null, 'weekly', '2025-06-16T00:00:00.000Z']) // prettier-ignore
    expect(decided({ promote: 'never', demote: 'monthly' }, { value: 4 })).toEqual([null, 'monthly', '2025-07-01T00:00:00.000Z']) // prettier-ignore
  })
  test('is none where the ladder moves at once', () => {
    expect(decided({ promote: 'atOnce', demote: 'atOnce' }, rising)).toEqual([null, null, null])
  })
})

test('what stands beside is what holds now and has to do with the ladder', () => {
  const over = (id: string, kind: string, more: Over): Over => ({ id, kind, name: both(id), starts: { value: { gte: 1 } }, ...more }) // prettier-ignore
  const overrides = [
    over('lift', 'grant', { floor: { level: 'levelHigh' } }),
    over('liftSide', 'grant', { floor: { side: 'sideHigh' } }),
    over('stop', 'sanction', { cap: { level: 'levelLow' } }),
    over('still', 'sanction', { freeze: ['side', 'level'] }),
    over('stillSide', 'sanction', { freeze: ['side'] }),
    over('guard', 'protect', {}),
    over('guardBoth', 'protect', { ladders: ['level', 'side'] }),
    over('guardSide', 'protect', { ladders: ['side'] }),
    over('gone', 'grant', { floor: { level: 'levelHigh' }, lasts: { days: 3 } }),
  ]
  const ladders = [ladder('level', { main: true }), ladder('side')]
  const beside = (key: string): string[] =>
    reasons({ overrides, ladders }, { fields: { value: 5 } }, key).beside.map(({ id }) => id)
  expect(beside('level')).toEqual(['lift', 'stop', 'still', 'guard', 'guardBoth'])
  expect(beside('side')).toEqual(['liftSide', 'still', 'stillSide', 'guard', 'guardBoth', 'guardSide'])
})
