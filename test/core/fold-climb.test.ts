/** How far a rise goes, what it takes, what a decision carries over, and how long a fall waits: worked out by hand. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
const fields = { value: { type: 'number', name: both('Value') } }
const account = (id: string, over: Record<string, unknown> = {}) => ({
  id,
  name: both(id),
  earn: [{ on: `${id}In`, points: { give: 1, every: 1, of: 'amount' } }],
  spend: 'oldestFirst',
  undo: 'sameLots',
  ...over,
})
const tiers = (...enters: unknown[]) =>
  enters.map((enter, place) => ({
    id: `t${place}`,
    name: both(`T${place}`),
    ...(enter === null ? {} : { enter }),
  }))
const program = (
  transition: Record<string, unknown>,
  enters: unknown[],
  over: Record<string, unknown> = {},
) =>
  minimal({
    fields,
    events: Object.fromEntries(
      ['miles', 'other'].map((id) => [`${id}In`, { name: both(id), fields: { amount: 'integer' } }]),
    ),
    reviews: { monthly: { every: 'month' }, yearly: { every: 'year' } },
    accounts: [account('miles'), account('other')],
    ladders: [
      {
        id: 'level',
        main: true,
        name: both('Level'),
        transition: { promote: 'monthly', demote: 'monthly', ...transition },
        tiers: tiers(...enters),
      },
    ],
    ...over,
  })
const earned = (...given: [day: string, amount: number, type?: string][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: given.map(
    ([day, amount, type = 'miles'], place) =>
      ({ id: `f${place}`, type: `${type}In`, at: day, amount }) as Fact,
  ),
})
interface Read {
  tier: string | null
  balance: number
  posted: [string, string, number][]
}
/** The tier and the balance at noon of a day, and what was posted beside what was earned. */
const read = (of: Record<string, unknown>, record: MerchantRecord, day: string, id = 'miles'): Read => {
  const { held, entries } = advance(planOf(of), record, at(day))
  const posted = entries.filter(({ kind, account: own }: Entry) => kind !== 'earn' && own === id)
  return {
    tier: held.ladders['level']!.tier,
    balance: held.accounts[id]?.balancePoints ?? 0,
    posted: posted.map((one) => [one.at.slice(0, 10), one.kind, one.amountPoints]),
  }
}
const byMiles = (...marks: number[]) => [null, ...marks.map((gte) => ({ miles: { gte } }))]

describe('a climb, one tier after the other', () => {
  test('stops below the first tier that is not met, and may stop there for good', () => {
    const enters = [null, { value: { gte: 10 } }, { value: { gte: 5 } }]
    const record = (value: number): MerchantRecord => ({ ...earned(), fields: { value } })
    expect(read(program({ climb: 'oneByOne' }, enters), record(7), '2025-02-01').tier).toBe('t0')
    expect(read(program({ climb: 'oneByOne' }, enters), record(10), '2025-02-01').tier).toBe('t2')
    expect(read(program({}, enters), record(7), '2025-02-01').tier).toBe('t2')
  })
  test('asks each step again with the balance that the steps before have left', () => {
    const climbing = program(
      { climb: 'oneByOne', demote: 'never', takes: { miles: 100 } },
      byMiles(100, 100, 100),
    )
    expect(read(climbing, earned(['2025-01-10', 250]), '2025-02-01')).toEqual({
      tier: 't2',
      balance: 50,
      posted: [
        ['2025-02-01', 'spend', 100],
        ['2025-02-01', 'spend', 100],
      ],
    })
    expect(read(climbing, earned(['2025-01-10', 99]), '2025-02-01')).toEqual({
      tier: 't0',
      balance: 99,
      posted: [],
    })
    expect(read(climbing, earned(['2025-01-10', 300]), '2025-02-01')).toMatchObject({
      tier: 't3',
      balance: 0,
    })
  })
  test('goes no further than it may in one decision', () => {
    const one = program(
      { climb: 'oneByOne', maxStepsUp: 1, demote: 'never', takes: { miles: 100 } },
      byMiles(100, 100),
    )
    expect(read(one, earned(['2025-01-10', 500]), '2025-02-01')).toMatchObject({ tier: 't1', balance: 400 })
    expect(read(one, earned(['2025-01-10', 500]), '2025-03-01')).toMatchObject({ tier: 't2', balance: 300 })
  })
  test('may go below nothing where the account may, and asks by that', () => {
    const owing = program(
      { climb: 'oneByOne', demote: 'never', takes: { miles: 100 } },
      [null, { miles: { gte: 50 } }, { miles: { gte: -50 } }, { miles: { gte: -70 } }],
      { accounts: [account('miles', { min: -60 }), account('other')] },
    )
    expect(read(owing, earned(['2025-01-10', 60]), '2025-02-01')).toMatchObject({ tier: 't3', balance: -60 })
    const strict = program({ climb: 'oneByOne', demote: 'never', takes: { miles: 100 } }, [
      null,
      { miles: { gte: 50 } },
      { miles: { gte: 0 } },
      { miles: { gte: 1 } },
    ])
    expect(read(strict, earned(['2025-01-10', 60]), '2025-02-01')).toMatchObject({
      tier: 't2', // the first step could take only 60
      balance: 0,
      posted: [['2025-02-01', 'spend', 60]],
    })
  })
  test('asks by the least of the very account that it takes from, from the tier it has come to', () => {
    const owing = program(
      { climb: 'oneByOne', demote: 'never', takes: { miles: 100 } },
      [null, { miles: { gte: 50 } }, { miles: { lte: -10 } }, { miles: { gte: -60 } }],
      { accounts: [account('other', { min: -5 }), account('miles', { min: -60 })] },
    )
    expect(read(owing, earned(['2025-01-10', 60]), '2025-02-01')).toMatchObject({ tier: 't3', balance: -60 })
    const twice = program(
      { climb: 'oneByOne', demote: 'never', takes: { miles: 100 } },
      byMiles(100, 150, 20),
    )
    const record = earned(['2025-01-10', 120], ['2025-02-10', 150])
    expect(read(twice, record, '2025-02-01')).toMatchObject({ tier: 't1', balance: 20 })
    expect(read(twice, record, '2025-03-01')).toMatchObject({ tier: 't3', balance: 0 }) // of 170
  })
  test('posts each step under its own name', () => {
    const climbing = program({ climb: 'oneByOne', demote: 'never', takes: { miles: 10 } }, byMiles(10, 10))
    const { entries } = advance(planOf(climbing), earned(['2025-01-10', 30]), at('2025-02-01'))
    expect(entries.filter(({ kind }) => kind === 'spend').map(({ id }) => id)).toEqual([
      'miles/2025-02-01T00:00:00.000Z/spend/level/t1',
      'miles/2025-02-01T00:00:00.000Z/spend/level/t2',
    ])
  })
  test('an account below what it may be already is not lifted by a step', () => {
    const both2 = program({ climb: 'oneByOne', demote: 'never', takes: { miles: 0 } }, byMiles(100, 100))
    expect(read(both2, earned(['2025-01-10', 120]), '2025-02-01')).toMatchObject({ tier: 't2', balance: 120 })
  })
  test('a decision of several steps is one change, from where it began', () => {
    const climbing = program({ climb: 'oneByOne', demote: 'never', takes: { miles: 10 } }, byMiles(10, 10))
    const { change } = advance(planOf(climbing), earned(['2025-01-10', 30]), at('2025-02-01')).held.ladders[
      'level'
    ]!
    expect(change).toMatchObject({ from: 't0', to: 't2', because: [{ have: 30, need: 10 }] })
  })
  test('what takes effect later takes its points then', () => {
    const later = program({ climb: 'oneByOne', demote: 'never', takes: { miles: 100 } }, byMiles(100, 100), {
      reviews: { monthly: { every: 'month', takesEffect: { days: 3 } } },
    })
    const record = earned(['2025-01-10', 250])
    expect(read(later, record, '2025-02-03')).toMatchObject({ tier: 't0', balance: 250 })
    expect(read(later, record, '2025-02-04')).toEqual({
      tier: 't2',
      balance: 50,
      posted: [
        ['2025-02-04', 'spend', 100],
        ['2025-02-04', 'spend', 100],
      ],
    })
  })
  test('where no step can be taken, none is decided for later', () => {
    const later = program({ climb: 'oneByOne' }, [null, { value: { gte: 10 } }, { value: { gte: 5 } }], {
      reviews: { monthly: { every: 'month', takesEffect: { days: 3 } } },
    })
    const pendingOf = (value: number) =>
      advance(planOf(later), { ...earned(), fields: { value } }, at('2025-02-01')).held.ladders['level']!
        .pending
    expect(pendingOf(7)).toBeNull()
    expect(pendingOf(10)).toMatchObject({ tier: 't2', why: 'takesEffect' })
  })
  test('a ladder that jumps pays for every step of the jump, and a fall pays nothing', () => {
    const jumping = program({ takes: { miles: 10 } }, byMiles(50, 100))
    expect(read(jumping, earned(['2025-01-10', 120]), '2025-02-01')).toMatchObject({
      tier: 't2',
      balance: 100,
    })
    const falling = program({ takes: { miles: 10 } }, byMiles(50, 115))
    expect(read(falling, earned(['2025-01-10', 120]), '2025-03-01')).toMatchObject({
      tier: 't1',
      balance: 100,
      posted: [
        ['2025-02-01', 'spend', 10],
        ['2025-02-01', 'spend', 10],
      ],
    })
  })
})

describe('a decision carries over', () => {
  const carrying = (transition: Record<string, unknown> = {}) =>
    program(
      { promote: 'yearly', demote: 'yearly', carry: ['miles'], ...transition },
      byMiles(75_000, 125_000),
    )
  test.each<[number, string, number, number[]]>([
    [250_000, 't2', 125_000, [125_000]],
    [125_000, 't2', 0, [125_000]],
    [124_999, 't1', 49_999, [75_000]],
    [74_999, 't0', 0, [74_999]], // a tier without a mark keeps nothing
  ])('what lies above the mark of the tier: of %d, %s and %d', (amount, tier, left, gone) => {
    expect(read(carrying(), earned(['2025-05-10', amount]), '2026-01-01')).toEqual({
      tier,
      balance: left,
      posted: gone.map((points) => ['2026-01-01', 'reset', points]),
    })
  })
  test('at every one of its reviews, moved or not, by the tier then held', () => {
    const record = earned(['2025-05-10', 250_000], ['2026-05-10', 80_000])
    expect(read(carrying(), record, '2027-01-01')).toEqual({
      tier: 't2', // 125,000 were carried, and 80,000 more earned
      balance: 80_000,
      posted: [
        ['2026-01-01', 'reset', 125_000],
        ['2027-01-01', 'reset', 125_000],
      ],
    })
    expect(read(carrying(), record, '2028-01-01')).toMatchObject({ tier: 't1', balance: 5_000 })
  })
  test('by the tier that is decided, though it takes effect later or a hold keeps another', () => {
    const held = carrying({ hold: { years: 3 } })
    expect(read(held, earned(['2025-05-10', 130_000], ['2026-05-10', 80_000]), '2027-01-01')).toMatchObject({
      tier: 't2',
      balance: 0, // of 85,000 nothing lies above the mark of the tier kept
    })
    const later = {
      ...carrying(),
      reviews: { monthly: { every: 'month' }, yearly: { every: 'year', takesEffect: { months: 1 } } },
    }
    expect(read(later, earned(['2025-05-10', 130_000]), '2026-01-01')).toMatchObject({
      tier: 't0',
      balance: 5_000,
    })
  })
  test('at the review that lowers, where another raises', () => {
    const two = carrying({ promote: 'monthly' })
    expect(read(two, earned(['2025-05-10', 130_000]), '2025-06-01')).toMatchObject({ tier: 't2', posted: [] })
    expect(read(two, earned(['2025-05-10', 130_000]), '2026-01-01')).toMatchObject({
      tier: 't2',
      balance: 5_000,
    })
  })
  test('at the review that raises, where nothing lowers', () => {
    const up = carrying({ demote: 'never' })
    expect(read(up, earned(['2025-05-10', 80_000]), '2026-01-01')).toMatchObject({
      tier: 't1',
      balance: 5_000,
    })
  })
  test('nothing while a sanction freezes the ladder', () => {
    const frozen = {
      ...carrying(),
      overrides: [
        { id: 'ice', kind: 'sanction', name: both('Ice'), starts: { value: { gte: 1 } }, freeze: ['level'] },
      ],
    }
    const record = { ...earned(['2025-05-10', 130_000]), fields: { value: 1 } }
    expect(read(frozen, record, '2026-01-01')).toMatchObject({ tier: 't0', balance: 130_000, posted: [] })
  })
  test('or makes accounts begin anew, once a review', () => {
    const anew = program(
      { carry: ['miles'], reset: ['other'] },
      [null, { all: [{ other: { gte: 1 } }, { miles: { gt: 10 } }] }],
      { accounts: [account('miles'), account('other', { start: 3 })] },
    )
    const record = earned(['2025-01-10', 25], ['2025-01-11', 8, 'other'])
    expect(read(anew, record, '2025-02-01')).toMatchObject({ tier: 't1', balance: 15 })
    expect(read(anew, record, '2025-02-01', 'other')).toEqual({
      tier: 't1',
      balance: 3,
      posted: [
        ['2025-01-01', 'start', 3],
        ['2025-02-01', 'reset', 11],
        ['2025-02-01', 'start', 3],
      ],
    })
  })
  test('two ladders of one review decide by one balance, and what they carry goes after both', () => {
    const ladder = (id: string, main: boolean) => ({
      id,
      ...(main && { main }),
      name: both(id),
      transition: { promote: 'monthly', demote: 'monthly', carry: ['miles'] },
      tiers: tiers(...byMiles(100)),
    })
    const two = { ...program({}, byMiles(100)), ladders: [ladder('level', true), ladder('twin', false)] }
    const { held } = advance(planOf(two), earned(['2025-01-10', 250]), at('2025-02-01'))
    expect([held.ladders['level']!.tier, held.ladders['twin']!.tier]).toEqual(['t1', 't1'])
    expect(held.accounts['miles']!.balancePoints).toBe(50)
  })
  test('a ladder under a continuous review posts at every move as well', () => {
    const program_ = program(
      { promote: 'live', demote: 'live', carry: ['miles'] },
      [null, { value: { gte: 5 }, miles: { gte: 10 } }],
      { reviews: { live: { continuous: true } } },
    )
    const record: MerchantRecord = {
      ...earned(['2025-01-10', 25]),
      fields: { value: [{ from: '2025-01-15', value: 5 }] },
    }
    expect(read(program_, record, '2025-01-14')).toMatchObject({ tier: 't0', balance: 25, posted: [] })
    expect(read(program_, record, '2025-01-15').posted).toEqual([['2025-01-15', 'reset', 10]])
  })
  test('a ladder that moves at once posts at every move', () => {
    const atOnce = program({ promote: 'atOnce', demote: 'atOnce', carry: ['miles'], reset: ['other'] }, [
      null,
      { value: { gte: 5 }, miles: { gte: -1 } },
    ])
    const record: MerchantRecord = {
      ...earned(['2025-01-10', 25], ['2025-01-11', 8, 'other'], ['2025-01-20', 7]),
      fields: {
        value: [
          { from: '2025-01-15', value: 5 },
          { from: '2025-01-25', value: 4 },
        ],
      },
    }
    expect(read(atOnce, record, '2025-01-14')).toMatchObject({ tier: 't0', balance: 25, posted: [] })
    expect(read(atOnce, record, '2025-01-15')).toMatchObject({ tier: 't1', balance: 25, posted: [] }) // 26 above the mark
    expect(read(atOnce, record, '2025-01-15', 'other')).toMatchObject({ balance: 0 })
    expect(read(atOnce, record, '2025-01-25')).toEqual({
      tier: 't0',
      balance: 0,
      posted: [['2025-01-25', 'reset', 32]],
    })
  })
})

describe('a fall', () => {
  const valued = (...dated: [string, number][]): MerchantRecord => ({
    ...earned(),
    fields: { value: dated.map(([from, value]) => ({ from, value })) },
  })
  const enters = [null, { value: { gte: 60 } }, { value: { gte: 90 } }]
  const tierOn = (of: Record<string, unknown>, record: MerchantRecord, ...days: string[]) =>
    days.map((day) => read(of, record, day).tier)
  const waiting = program({ grace: { days: 10 } }, enters, {
    reviews: { monthly: { every: 'month', takesEffect: { days: 5 } } },
  })
  test('that waits for a grace is decided at its end, and takes effect as much later as its review says', () => {
    const record = valued(['2025-01-10', 95], ['2025-02-10', 0])
    // Up: decided 1 February, from the 6th. Down: asked 1 March, decided on the 11th, from the 16th.
    expect(
      tierOn(waiting, record, '2025-02-05', '2025-02-06', '2025-03-11', '2025-03-15', '2025-03-16'),
    ).toEqual(['t0', 't2', 't2', 't2', 't0'])
    const { pending } = advance(planOf(waiting), record, at('2025-03-12')).held.ladders['level']!
    expect(pending).toMatchObject({ tier: 't0', why: 'takesEffect', at: '2025-03-16T00:00:00.000Z' })
  })
  test('that was decided at the end of a grace stands, whatever comes before it takes effect', () => {
    const record = valued(['2025-01-10', 95], ['2025-02-10', 0], ['2025-03-12', 95])
    expect(tierOn(waiting, record, '2025-03-15', '2025-03-16')).toEqual(['t2', 't0'])
  })
  test('that was decided starts no second grace at a review before it takes effect', () => {
    const weekly = program({ promote: 'weekly', demote: 'weekly', grace: { days: 3 } }, enters, {
      reviews: { weekly: { every: 'week', takesEffect: { days: 9 } } },
    })
    // Asked on Monday 3 March, decided on the 6th, from the 15th: the Monday between changes nothing.
    const record = valued(['2025-01-10', 95], ['2025-02-28', 0])
    expect(tierOn(weekly, record, '2025-03-14', '2025-03-15')).toEqual(['t2', 't0'])
  })
  test('without a grace takes effect as its review says', () => {
    const later = program({}, enters, { reviews: { monthly: { every: 'month', takesEffect: { days: 5 } } } })
    const record = valued(['2025-01-10', 95], ['2025-02-10', 70])
    expect(tierOn(later, record, '2025-03-05', '2025-03-06')).toEqual(['t2', 't1'])
  })
  test('is cancelled by a protection of that ladder alone', () => {
    const ladders = (ids: string[]) =>
      ids.map((id) => ({
        id,
        ...(id === 'level' && { main: true }),
        name: both(id),
        transition: { promote: 'monthly', demote: 'monthly' },
        tiers: tiers(...enters),
      }))
    const shielded = (of: string[] | undefined) =>
      program({}, enters, {
        events: { paid: { name: both('Paid') } },
        accounts: [],
        ladders: ladders(['first', 'level']),
        overrides: [
          {
            id: 'shield',
            kind: 'protect',
            name: both('Shield'),
            on: 'paid',
            lasts: { years: 1 },
            ...(of && { ladders: of }),
          },
        ],
      })
    const record: MerchantRecord = {
      ...valued(['2025-01-10', 95], ['2025-02-10', 0]),
      facts: [{ id: 'p', type: 'paid', at: '2025-01-10T00:00:00Z' }],
    }
    const held = (of: string[] | undefined) => {
      const { ladders: after, overrides } = advance(planOf(shielded(of)), record, at('2025-03-01')).held
      return [after['first']!.tier, after['level']!.tier, overrides['shield']!.used]
    }
    expect(held(['level'])).toEqual(['t0', 't2', true])
    expect(held(['first'])).toEqual(['t2', 't0', true])
    expect(held(undefined)).toEqual(['t2', 't0', true]) // any: the first that would fall uses it up
  })
})

describe('an event that earns', () => {
  const atOnce = (earn: Record<string, unknown>[]) =>
    program({ promote: 'atOnce', demote: 'atOnce' }, byMiles(100), {
      accounts: [account('miles'), account('other', { earn })],
    })
  const bonus = { on: 'milesIn', points: { by: 'level', use: { t1: 10 }, else: 1 } }
  test('does so by the standing before it, or after it where the rule says so', () => {
    const record = earned(['2025-01-10', 100])
    expect(read(atOnce([bonus]), record, '2025-01-10', 'other').balance).toBe(1)
    expect(read(atOnce([{ ...bonus, after: true }]), record, '2025-01-10', 'other').balance).toBe(10)
  })
  test('and ladders are asked again when it has earned after them', () => {
    const twice = program(
      { promote: 'atOnce', demote: 'atOnce' },
      [null, { miles: { gte: 100 } }, { other: { gte: 10 } }],
      {
        accounts: [account('miles'), account('other', { earn: [{ ...bonus, after: true }] })],
      },
    )
    expect(read(twice, earned(['2025-01-10', 100]), '2025-01-10').tier).toBe('t2')
  })
  test('reads no balance that its own first rule has just changed', () => {
    const chained = program({}, byMiles(100), {
      accounts: [
        account('miles'),
        account('other', { earn: [{ on: 'milesIn', when: { miles: { gte: 50 } }, points: 1 }] }),
      ],
    })
    expect(read(chained, earned(['2025-01-10', 50]), '2025-01-10', 'other').balance).toBe(0)
    expect(read(chained, earned(['2025-01-10', 50], ['2025-01-10', 1]), '2025-01-10', 'other').balance).toBe(
      1,
    )
  })
})
