/** What a benefit's standing says in each of its states, whole. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { gapTo } from '../../src/core/benefits.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { BenefitStanding } from '../../src/schema/standing.js'
import { at, both, planWith, record, type Told } from './account.js'
import { levelAsking } from './programs.js'

type Dated = readonly (readonly [string, number | null])[]
type Rules = Record<string, unknown>
const always = { level: { gte: 'low' } }
const valued = { value: { gte: 1 } }
const gift = (more: Rules = {}): Rules => ({
  id: 'gift',
  kind: 'added',
  name: both('Gift'),
  requires: valued,
  cost: 1,
  ...more,
})
const other = gift({ id: 'other', name: both('Other'), requires: always })
const options = [
  { id: 'tea', name: both('Tea') },
  { id: 'book', name: both('Book') },
]
const choose = { pick: 1, within: { days: 10 }, options }
const planOfGifts = (benefits: Rules[], rest: Rules = {}) => planWith({}, { benefits, ...rest })
const merchant = (values: Dated, facts: readonly Told[] = []) =>
  record(facts, { fields: { value: values.map(([from, value]) => ({ from, value })) } })
const standings = (benefits: Rules[], values: Dated, facts: readonly Told[], iso: string, rest: Rules = {}) =>
  evaluate(planOfGifts(benefits, rest), merchant(values, facts), at(iso)).benefits
const standing = (
  more: Rules,
  values: Dated,
  facts: readonly Told[],
  iso: string,
  rest: Rules = {},
): BenefitStanding => standings([gift(more)], values, facts, iso, rest)[0]!
const heldAs = (more: Rules, values: Dated, facts: readonly Told[], iso: string) =>
  advance(planOfGifts([gift(more)]), merchant(values, facts), at(iso)).held.benefits
const use = (on: string, more: object = {}): Told => ({
  type: 'tk.useBenefit',
  at: on,
  benefit: 'gift',
  ...more,
})
const pick = (on: string, ...chosen: string[]): Told => ({
  type: 'tk.chooseBenefit',
  at: on,
  benefit: 'gift',
  options: chosen,
})
const refund = (on: string, ref: string): Told => ({ type: 'refund', at: on, ref })
const sanction = (suspend: object): Rules => ({
  id: 'stop',
  kind: 'sanction',
  name: both('Stop'),
  starts: { value: { gte: 5 } },
  ends: { value: { lt: 5 } },
  suspend,
})
const vip = (more: object = {}): Rules => ({
  id: 'vip',
  kind: 'grant',
  name: both('Vip'),
  on: 'up',
  lasts: { days: 2 },
  open: ['gift'],
  ...more,
})
const up = (on: string): Told => ({ type: 'up', at: on })
const term = (iso: string) => ({ at: `${iso}.000Z`, validThrough: new Date(at(`${iso}Z`) - 1).toISOString() })
const plain = {
  id: 'gift',
  name: both('Gift'),
  kind: 'added',
  opensAt: null,
  value: null,
  unit: null,
  quota: null,
  stock: null,
  price: [],
  choose: null,
  suspendedBy: null,
} as const

describe('a benefit', () => {
  test('that holds by itself', () => {
    const { requires, ...rest } = standing({}, [['2025-02-10', 5]], [], '2025-02-11')
    expect(rest).toStrictEqual({ ...plain, state: 'available', active: true })
    expect(requires.met).toBe(true)
  })
  test('that is locked', () => {
    const { requires, ...rest } = standing({}, [], [], '2025-02-11')
    expect(rest).toStrictEqual({ ...plain, state: 'locked', active: false })
    expect(requires.met).toBe(null)
  })
  test('with a note, a value, a stock, a quota and a price', () => {
    const more = {
      note: both('Once a month'),
      value: 30,
      unit: 'money',
      stock: 7,
      quota: { times: 3, each: 'month' },
      takes: { stars: 40 },
    }
    const facts = [
      { type: 'sale', at: '2025-02-10', amount: 100 },
      use('2025-02-01T00:00:00Z'), // the month's first instant
      use('2025-01-31T23:59:59Z'),
      use('2025-02-11T00:00:00Z'),
    ]
    const { requires: _, ...rest } = standing(more, [['2025-01-10', 5]], facts, '2025-02-12')
    expect(rest).toStrictEqual({
      ...plain,
      note: both('Once a month'),
      state: 'available',
      value: 30,
      unit: 'money',
      stock: { total: 7, left: 7 },
      quota: { times: 3, used: 2, left: 1, each: 'month', renewsAt: '2025-03-01T00:00:00.000Z' },
      price: [{ account: 'stars', name: both('Stars'), amountPoints: 40, missingPoints: 0 }],
      active: false,
    })
  })
  test('that is to be chosen from says the same before anything has happened', () => {
    const { choose: said, state, active } = standing({ choose }, [], [], '2024-12-01')
    expect({ choose: said, state, active }).toStrictEqual({
      choose: { pick: 1, by: null, chosen: [], options },
      state: 'locked',
      active: false,
    })
  })
  test.each([
    ['holds by itself', {}, true],
    ['has a quota', { quota: { times: 3, each: 'month' } }, false],
    ['has a price', { takes: { stars: 1 } }, false],
    ['is given', { given: { each: 'once' } }, false],
    ['is to be chosen from', { choose }, false],
    ['is out of stock', { stock: 0 }, false],
  ])('that %s is active: %#', (_what, more, active) => {
    expect(standing(more, [['2025-02-10', 5]], [], '2025-02-11').active).toBe(active)
  })
  test('has the price of its own account', () => {
    const account = (id: string) => ({ id, name: both(id), earn: [], spend: 'oldestFirst', undo: 'sameLots' })
    const accounts = [account('miles'), account('stars')]
    const { price, active } = standing({ takes: { stars: 1 } }, [['2025-02-10', 5]], [], '2025-02-11', {
      accounts,
    })
    expect(price).toStrictEqual([
      { account: 'stars', name: both('stars'), amountPoints: 1, missingPoints: 1 },
    ])
    expect(active).toBe(false)
  })
})

describe('what opens a benefit', () => {
  const byScore = {
    ladders: [levelAsking({ score: { gte: 70 } })],
    score: {
      name: both('Score'),
      combine: 'sum',
      min: 0,
      max: 100,
      factors: [{ id: 'f', name: both('F'), metric: 'value', scale: { perUnit: 1, max: 100 } }],
    },
  }
  const opens = (requires: object, values: Dated, rest: Rules = {}, iso = '2025-03-11') =>
    standing({ requires }, values, [], iso, rest).opensAt
  const high = { ladder: 'level', tier: 'high', name: both('High') }
  test('is the lowest tier from which on it is open, with the points of the score still missing', () => {
    expect(opens({ level: 'high' }, [['2025-02-10', 50]], byScore)).toStrictEqual({ ...high, scoreGap: 20 })
    expect(opens({ level: 'high' }, [], byScore)).toStrictEqual({ ...high, scoreGap: null })
    expect(opens({ level: 'high' }, [['2025-02-10', 50]])).toStrictEqual({ ...high, scoreGap: null })
    const byValue = { ...byScore, ladders: [levelAsking({ value: { gte: 70 } })] }
    expect(opens({ level: 'high' }, [['2025-02-10', 50]], byValue)).toStrictEqual({ ...high, scoreGap: null })
  })
  test('is no tier where it is open, or where no tier opens it', () => {
    expect(opens({ level: 'high' }, [['2025-02-10', 90]])).toBe(null)
    expect(opens({ value: { gte: 99 } }, [['2025-02-10', 90]])).toBe(null)
    expect(opens({ level: { lt: 'high' } }, [['2025-02-10', 90]])).toBe(null)
    expect(opens({ level: { gt: 'high' } }, [['2025-02-10', 90]])).toBe(null)
  })
  test('may be the first tier of a ladder on which not everybody is', () => {
    const fan = {
      id: 'fans',
      badge: true,
      name: both('Fans'),
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [{ id: 'fan', name: both('Fan'), enter: { value: { gte: 70 } } }],
    }
    const ladders = { ladders: [levelAsking({ value: { gte: 70 } }), fan] }
    expect(opens({ fans: 'fan' }, [], ladders)).toStrictEqual({
      ladder: 'fans',
      tier: 'fan',
      name: both('Fan'),
      scoreGap: null,
    })
  })
  test('is an override that opens it, as long as it is active, and no other', () => {
    const overrides = [
      vip(),
      vip({ id: 'late', on: 'down' }),
      vip({ id: 'elsewhere', on: 'accept', open: ['other'] }),
    ]
    const requires = { level: 'high' }
    const states = (fact: Told) => {
      const all = standings([gift({ requires }), { ...other, requires }], [], [fact], '2025-02-11', {
        overrides,
      })
      return all.map(({ state, opensAt, active }) => [state, opensAt?.tier ?? null, active])
    }
    const [open, locked] = [['available', null, true], ['locked', 'high', false]] // prettier-ignore
    expect(states(up('2025-02-10'))).toStrictEqual([open, locked])
    expect(states({ type: 'accept', at: '2025-02-10' })).toStrictEqual([locked, open])
    expect(states(up('2025-02-01'))).toStrictEqual([locked, locked])
  })
  test('a sanction suspends the kinds and the benefits that it names, and nothing else', () => {
    const said = (suspend: object, value = 5) =>
      standings([gift(), { ...other, kind: 'price' }], [['2025-02-10', value]], [], '2025-02-11', {
        overrides: [sanction(suspend)],
      })[0]
    const stopped = { state: 'suspended', suspendedBy: both('Stop'), active: false }
    const free = { state: 'available', suspendedBy: null, active: true }
    expect(said({ kinds: ['added'] })).toMatchObject(stopped)
    expect(said({ benefits: ['gift'] })).toMatchObject(stopped)
    expect(said({ kinds: ['price'] })).toMatchObject(free)
    expect(said({ benefits: ['other'] })).toMatchObject(free)
    expect(said({ kinds: ['added'] }, 4)).toMatchObject(free)
  })
  test.each([
    [70, 50, 20],
    [50, 70, 0],
    [0.3, 0.1, 0.2],
  ])('from %s points, %s are short of it by %s', (mark, score, gap) => {
    expect(gapTo(mark, score)).toBe(gap)
  })
})

describe('a choice', () => {
  const open: Dated = [
    ['2025-02-10T10:15:00Z', 5],
    ['2025-02-15T00:00:00Z', 0],
    ['2025-02-20T08:00:00Z', 5],
  ]
  const said = (facts: readonly Told[], iso: string, more: object = {}) => {
    const { state, choose: choice } = standing({ choose: { ...choose, ...more } }, open, facts, iso)
    return [state, choice!.chosen, choice!.by]
  }
  const first = term('2025-02-20T10:15:00')
  const anew = term('2025-03-02T08:00:00')
  test('is open from the moment that allows it, and forgotten with the one that does not', () => {
    const chosen = [pick('2025-02-12T00:00:00Z', 'tea')]
    expect(said([], '2025-02-10T00:00:00Z')).toStrictEqual(['locked', [], null])
    expect(said(chosen, '2025-02-11T00:00:00Z')).toStrictEqual(['choose', [], first])
    expect(said(chosen, '2025-02-13T00:00:00Z')).toStrictEqual(['used', ['tea'], first])
    expect(said(chosen, '2025-02-16T00:00:00Z')).toStrictEqual(['locked', [], null])
    expect(said(chosen, '2025-02-21T00:00:00Z')).toStrictEqual(['choose', [], anew])
    expect(said(chosen, '2025-03-02T07:00:00Z')).toStrictEqual(['choose', [], anew])
    expect(said(chosen, '2025-03-02T08:00:00Z')).toStrictEqual(['expired', [], anew])
  })
  test('falls to the option that holds otherwise when its time is up, and not before', () => {
    const otherwise = { else: 'book' }
    expect(said([], '2025-02-10T00:00:00Z', otherwise)).toStrictEqual(['locked', [], null])
    expect(said([], '2025-03-02T07:00:00Z', otherwise)).toStrictEqual(['choose', [], anew])
    expect(said([], '2025-03-02T08:00:00Z', otherwise)).toStrictEqual(['used', ['book'], anew])
  })
  test('is held with the moment it opened, and nothing is held of what needs no choice', () => {
    const held = (iso: string) => heldAs({ choose }, open, [pick('2025-02-12T00:00:00Z', 'tea')], iso)
    const none = { uses: [], given: [], redemptions: [] }
    expect(held('2025-02-13')).toStrictEqual({
      gift: { ...none, chosen: ['tea'], openSince: '2025-02-10T10:15:00.000Z' },
    })
    expect(held('2025-02-16')).toStrictEqual({ gift: { ...none, chosen: [], openSince: null } })
    expect(heldAs({}, open, [], '2025-02-13')).toStrictEqual({})
  })
  test('without options leaves nothing chosen', () => {
    const facts = [{ type: 'tk.chooseBenefit', at: '2025-02-12T00:00:00Z', benefit: 'gift' }]
    expect(said(facts, '2025-02-13T00:00:00Z')).toStrictEqual(['choose', [], first])
  })
  test('that comes too late changes nothing of what was chosen in time', () => {
    const given = { given: { each: 'once' }, choose }
    const facts = [pick('2025-02-12T00:00:00Z', 'tea'), pick('2025-02-13T00:00:00Z', 'book')]
    expect(standing(given, open, facts, '2025-02-14')).toMatchObject({
      state: 'used',
      choose: { chosen: ['tea'] },
    })
  })
})

describe('the uses of a benefit', () => {
  const values: Dated = [['2025-01-01', 5]]
  const usesFrom = (first: string, count: number): Told[] =>
    Array.from({ length: count }, (_, nth) => use(new Date(at(first) + nth * 60_000).toISOString()))
  const kept = (quota: Rules, facts: readonly Told[]): readonly string[] =>
    heldAs(quota, values, facts, '2025-02-20')['gift']!.uses
  const monthly = { quota: { times: 99, each: 'month' } }
  const noon = '2025-02-03T12:00:00.000Z'
  test.each([
    ['few', monthly, usesFrom('2025-01-10T00:00:00Z', 3), 4],
    ['many of an earlier month', monthly, usesFrom('2025-01-10T00:00:00Z', 30), 24],
    ['many of this month, from its first instant on', monthly, usesFrom('2025-02-01T00:00:00Z', 30), 31],
    ['many of what has no quota', {}, usesFrom('2025-02-01T00:00:00Z', 30), 24],
  ])('of %s are kept: the last 24, and all of the running period', (_what, quota, facts, count) => {
    const uses = kept(quota, [...facts, use(noon)])
    const all = [...facts.map((one) => new Date(one.at).toISOString()), noon]
    expect(uses).toStrictEqual(all.slice(-count))
  })
  const used = ['2025-02-10T12:00:00.000Z', '2025-02-11T12:00:00.000Z', '2025-02-12T12:00:00.000Z'] as const
  test('come back one by one as they are undone, and each only once', () => {
    const facts = used.map((on) => use(on))
    expect(kept(monthly, [...facts, refund('2025-02-13', 'f1')])).toStrictEqual([used[0], used[2]])
    const together = [use(used[0]), use(used[0]), refund('2025-02-13', 'f0'), refund('2025-02-14', 'f0')]
    expect(kept(monthly, together)).toStrictEqual([used[0]])
  })
  test('of another benefit, or of none that is known, are left alone', () => {
    const plan = planOfGifts([other, gift(monthly)])
    const facts = [
      use(used[0], { benefit: 'other' }),
      use(used[1]),
      use(used[2], { benefit: 'gone' }),
      refund('2025-02-13', 'f1'),
      refund('2025-02-13', 'f2'),
    ]
    const { benefits } = advance(plan, merchant(values, facts), at('2025-02-20')).held
    const none = { chosen: [], openSince: null, given: [], redemptions: [] }
    expect(benefits).toStrictEqual({ other: { ...none, uses: [used[0]] }, gift: { ...none, uses: [] } })
  })
  test('stay when a choice is undone, or an event that only names the benefit', () => {
    const facts = [use(used[0]), use(used[1]), pick(used[0], 'tea'), refund('2025-02-13', 'f2')]
    expect(kept({ ...monthly, choose }, facts)).toStrictEqual([used[0], used[1]])
    const given = { given: { each: 'once' } }
    const sold = { type: 'sale', at: used[0], amount: 1, benefit: 'gift' }
    expect(
      standing(given, values, [use(used[0]), sold, refund('2025-02-13', 'f1')], '2025-02-14').state,
    ).toBe('used')
  })
  test('give back the very gift that they used', () => {
    const facts = [
      use('2025-01-10T12:00:00Z'),
      use('2025-02-10T12:00:00Z'),
      refund('2025-02-13T00:00:00Z', 'f1'),
    ]
    const { given } = heldAs({ given: { each: 'month' } }, values, facts, '2025-02-20')['gift']!
    expect(given).toStrictEqual([
      { at: '2025-01-01T00:00:00.000Z', until: null, usedAt: '2025-01-10T12:00:00.000Z' },
      { at: '2025-02-01T00:00:00.000Z', until: null, usedAt: null },
    ])
  })
})

test('a benefit that a review gives says when the next one is only as long as none was given', () => {
  const next = (iso: string) => {
    const { state, givenNext } = standing({ given: { at: 'quarterly' } }, [['2025-01-01', 5]], [], iso)
    return [state, givenNext]
  }
  expect(next('2025-02-10')).toStrictEqual(['locked', '2025-04-01T00:00:00.000Z'])
  expect(next('2025-04-10')).toStrictEqual(['available', undefined])
})
