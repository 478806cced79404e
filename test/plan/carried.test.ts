// What a program says of its overrides, benefits, tasks and accounts arrives in the plan as it is written; what it does not say, as its default.
import { describe, expect, test } from 'vitest'
import { minimal, planOf } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const seen = (id: string) => ({ id, name: both(id) })
const clockworkOf = (over: Record<string, unknown>) => planOf(minimal(over)).clockwork
const account = { ...seen('beans'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
const note = both('More about it')

describe('an override', () => {
  const overrideOf = (over: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    clockworkOf({ overrides: [{ ...seen('one'), ...over }], ...more }).overrides[0]
  const none = {
    lasts: null,
    ends: null,
    floor: {},
    cap: {},
    open: [],
    suspendKinds: [],
    suspendBenefits: [],
    freeze: [],
    ladders: null,
  }
  test('by an event, and nothing more', () => {
    const byEvent = { on: 'sale', where: null, starts: null, wakes: [] }
    expect(overrideOf({ kind: 'grant', on: 'sale' })).toStrictEqual({ ...seen('one'), kind: 'grant', ...byEvent, ...none }) // prettier-ignore
    expect(overrideOf({ kind: 'sanction', on: 'sale', note })).toStrictEqual({
      ...seen('one'),
      kind: 'sanction',
      note,
      ...byEvent,
      ...none,
    })
    expect(overrideOf({ kind: 'protect', on: 'sale' })).toStrictEqual({ ...seen('one'), kind: 'protect', ...byEvent, ...none }) // prettier-ignore
  })
  test('is woken by the events that its start and its end count', () => {
    const count = (event: string) => ({ count: event, window: 'lifetime' })
    const metrics = { sales: count('sale'), visits: count('visit') }
    const more = { events: { sale: {}, visit: {} }, metrics }
    const starts = { sales: { gte: 1 } }
    expect(overrideOf({ kind: 'grant', starts }, more)!.wakes).toEqual(['sale'])
    const both = { starts, ends: { visits: { gte: 1 } } }
    expect(overrideOf({ kind: 'grant', ...both }, more)!.wakes).toEqual(['sale', 'visit'])
  })
  test('that suspends kinds keeps no benefits, and the other way round', () => {
    const benefits = [{ ...seen('coupon'), kind: 'price', requires: { value: { gte: 1 } }, cost: 0 }]
    const suspended = (suspend: unknown) =>
      overrideOf({ kind: 'sanction', on: 'sale', suspend }, { benefits })
    expect(suspended({ kinds: ['price'] })).toMatchObject({ suspendKinds: ['price'], suspendBenefits: [] })
    expect(suspended({ benefits: ['coupon'] })).toMatchObject({
      suspendKinds: [],
      suspendBenefits: ['coupon'],
    })
  })
  test('with all that a grant and a sanction say', () => {
    const said = { floor: { level: 'high' }, lasts: { days: 3 } }
    expect(overrideOf({ kind: 'grant', on: 'sale', ...said })).toMatchObject({ floor: { level: 1 }, lasts: { days: 3 }, cap: {} }) // prettier-ignore
    const sanction = { cap: { level: 'low' }, freeze: ['level'] }
    expect(overrideOf({ kind: 'sanction', on: 'sale', ...sanction })).toMatchObject({ cap: { level: 0 }, freeze: ['level'], floor: {} }) // prettier-ignore
  })
})

describe('a benefit', () => {
  const benefitOf = (over: Record<string, unknown> = {}) => {
    const benefit = { ...seen('coupon'), kind: 'price', requires: { value: { gte: 1 } }, cost: 0, ...over }
    const { requires: _requires, cost: _cost, ...plan } = clockworkOf({ benefits: [benefit] }).benefits[0]!
    return plan
  }
  const none = { value: null, unit: null, takes: [], quota: null, choose: null, given: null, lasts: null, stock: null, hold: null } // prettier-ignore
  test('and nothing more', () => {
    expect(benefitOf()).toStrictEqual({ ...seen('coupon'), kind: 'price', ...none })
    expect(benefitOf({ note })).toStrictEqual({ ...seen('coupon'), note, kind: 'price', ...none })
  })
  test('whose value is in a unit, a number unless said', () => {
    expect(benefitOf({ value: 5 }).unit).toBe('number')
    expect(benefitOf({ value: 5, unit: 'money' }).unit).toBe('money')
    expect(benefitOf({ unit: 'money' }).unit).toBe('money')
  })
  test('with options', () => {
    const choose = { pick: 1, within: { days: 2 }, options: [seen('film'), { ...seen('book'), note }] }
    expect(benefitOf({ choose }).choose).toStrictEqual({ ...choose, else: null })
    expect(benefitOf({ choose: { ...choose, else: 'book' } }).choose!.else).toBe('book')
  })
})

describe('a task', () => {
  const taskOf = (over: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
    const task = { ...seen('sell'), area: 'trade', done: { value: { gte: 1 } }, effortMinutes: 1, moves: {}, ...over } // prettier-ignore
    const { done: _done, ...plan } = clockworkOf({ tasks: [task], ...more }).tasks[0]!
    return plan
  }
  const none = {
    effortMinutes: 1,
    audience: null,
    each: null,
    deadline: null,
    moves: [],
    reward: [],
    given: 'posted',
    link: null,
    wakes: [],
  }
  test('and nothing more', () => {
    const area = { id: 'trade', name: both('trade') }
    expect(taskOf()).toStrictEqual({ ...seen('sell'), area, ...none })
    expect(taskOf({ note })).toStrictEqual({ ...seen('sell'), note, area, ...none })
  })
  test('is woken by the events that it and its audience count', () => {
    const count = (event: string) => ({ count: event, window: 'lifetime' })
    const metrics = { sales: count('sale'), visits: count('visit') }
    const over = { done: { sales: { gte: 1 } }, audience: { visits: { gte: 1 } } }
    expect(taskOf(over, { events: { sale: {}, visit: {} }, metrics }).wakes).toEqual(['sale', 'visit'])
  })
  test('in the area of a factor, however deep', () => {
    const line = { metric: 'value', scale: { perUnit: 1, max: 9 } }
    const score = {
      name: both('Score'),
      combine: 'sum',
      factors: [
        { ...seen('first'), ...line },
        { ...seen('whole'), combine: 'sum', factors: [{ ...seen('part'), ...line }] },
      ],
    }
    const areaOf = (area: string) => taskOf({ area }, { score, areas: { other: both('Other') } }).area
    for (const id of ['first', 'whole', 'part']) expect(areaOf(id)).toEqual(seen(id))
    expect(areaOf('other')).toEqual({ id: 'other', name: both('Other') })
  })
})

describe('an account', () => {
  const accountOf = (over: Record<string, unknown> = {}) =>
    clockworkOf({ accounts: [{ ...account, ...over }] }).accounts[0]
  const none = {
    worth: null,
    outside: false,
    start: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    earn: [],
    limits: [],
    expires: null,
    idle: null,
    reset: null,
  }
  test('and nothing more', () => {
    expect(accountOf()).toStrictEqual({ ...seen('beans'), ...none })
    expect(accountOf({ note })).toStrictEqual({ ...seen('beans'), note, ...none })
  })
  test('that a host keeps', () => {
    const { accounts } = clockworkOf({ accounts: [{ ...seen('miles'), kept: 'outside', note }] })
    const outside = { outside: true, min: Number.MIN_SAFE_INTEGER }
    expect(accounts[0]).toStrictEqual({ ...seen('miles'), note, ...none, ...outside })
  })
  test('whose points lapse by date, or by idleness', () => {
    expect(accountOf({ expires: { days: 3 } })).toMatchObject({ expires: { days: 3 }, idle: null })
    expect(accountOf({ expires: { idle: { days: 3 } } })).toMatchObject({ expires: null, idle: { days: 3 } })
  })
  test('with limits', () => {
    const limits = [
      { points: 5, each: 'day' },
      { points: 9, each: 'month', zone: 'Asia/Tokyo', exempt: ['sale'], gross: true },
    ]
    expect(accountOf({ limits })!.limits).toStrictEqual([
      { points: 5, each: 'day', zone: 'UTC', exempt: [], gross: false },
      { points: 9, each: 'month', zone: 'Asia/Tokyo', exempt: ['sale'], gross: true },
    ])
  })
  test('with rules', () => {
    const earn = [
      { on: 'sale', points: { give: 1, every: 100, of: 'amount' } },
      { at: 'monthly', points: { give: 1, every: 100, each: 'total' }, after: true, expires: { days: 9 }, name: note },
    ] // prettier-ignore
    expect(accountOf({ earn })!.earn).toStrictEqual([
      { on: 'sale', at: null, key: 'beans.0', where: null, when: null, points: { give: 1, every: 100, of: 'amount', total: false }, multiply: null, limit: null, expires: null, after: false, name: null },
      { on: null, at: 'monthly', key: 'beans.1', where: null, when: null, points: { give: 1, every: 100, of: null, total: true }, multiply: null, limit: null, expires: { days: 9 }, after: true, name: note },
    ]) // prettier-ignore
  })
})
