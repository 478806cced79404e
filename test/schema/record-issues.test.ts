import { describe, expect, it } from 'vitest'
import type { Program } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { recordIssues } from '../../src/schema/record-issues.js'
import { readValue } from '../../src/schema/read.js'
import { record } from '../../src/schema/record.js'
import { cafeProgram } from '../data/cafe.js'

const program = {
  ...cafeProgram,
  choices: { drink: { tea: {}, coffee: {} } },
  events: {
    cup: { fields: { amountFen: 'money', drink: 'drink', hot: 'flag', warmth: 'number' } },
    visit: {},
  },
  fields: {
    menu: 'integer',
    rent: { type: 'money' },
    share: 'percent',
    open: 'flag',
    since: 'date',
    house: { type: 'drink' },
  },
  metrics: { cups: { count: 'cup' } },
  cohorts: { other: {} },
  ladders: [{ ...cafeProgram.ladders[0], scope: { by: 'drink', rollup: 'any' } }],
} as unknown as Program
const cup = { id: '1', type: 'cup', at: '2026-11-01' }
const merchant = (more: Partial<MerchantRecord>): MerchantRecord => ({
  id: '7',
  joinedAt: '2026-01-01',
  ...more,
})
const peers = (cohort: string, of: object): Partial<MerchantRecord> => ({
  peers: { '2026-11-01': { [cohort]: { size: 3, ...of } } },
})
const told = (more: Partial<MerchantRecord>, programs = [program]) =>
  recordIssues(programs, merchant(more)).map(
    ({ code, path, params }) => `${code} ${path.join('.')}: ${Object.values(params).join(' | ')}`,
  )

describe('a record that says what its program does not know', () => {
  it.each<[string, Partial<MerchantRecord>, string]>([
    ['a field', { fields: { mneu: 1 } }, 'unknownName fields.mneu: mneu | field | menu'],
    ['a metric', { metrics: { cup5: 1 } }, 'unknownName metrics.cup5: cup5 | metric | cups'],
    ['a metric of a scope', { metrics: { cupz: 1, 'cupz@tea': 1 } }, 'unknownName metrics.cupz@tea: cupz@tea | metric | cups@tea'],
    ['a value of a scope', { metrics: { 'cups@tee': 1 } }, 'unknownName metrics.cups@tee: cups@tee | metric | cups@tea'],
    ['a metric among the fields', { fields: { cups: 1 } }, 'wrongKindOfName fields.cups: cups | field | metric'],
    ['an event', { facts: [{ ...cup, type: 'cpu' }] }, 'unknownName facts.0.type: cpu | event | cup'],
    ['a key of a fact', { facts: [cup, { ...cup, amount: 3, amountFne: 2 }] }, 'unknownKey facts.1.amountFne: amountFne | amountFen | amountFen, drink, hot, warmth'],
    ['a key that begins like one', { facts: [{ ...cup, amount: 3 }] }, 'unknownKey facts.0.amount: amount | amountFen | amountFen, drink, hot, warmth'],
    ['a key that every object has', { fields: { toString: 1 } as never }, 'unknownName fields.toString: toString | field | '],
    ['a cohort that there is not', peers('others', {}), 'unknownName peers.2026-11-01.others: others | cohort | other'],
    ['a rank of what there is not', peers('other', { ranks: { cupz: { high: 1 } } }), 'unknownName peers.2026-11-01.other.ranks.cupz: cupz | metric, field, account | cups'],
    ['a cut in a scope that there is not', peers('other@coffe', { cuts: { 'score@tea': {} } }), 'unknownName peers.2026-11-01.other@coffe: other@coffe | cohort | other@coffee'],
    ['a rank of an event', peers('other', { ranks: { visit: { high: 1 } } }), 'wrongKindOfName peers.2026-11-01.other.ranks.visit: visit | metric, field, account | event'],
  ])('is refused for %s', (_, more, issue) => {
    expect(told(more)).toContain(issue)
  }) // prettier-ignore

  it.each<[string, Partial<MerchantRecord>, string]>([
    ['a fraction of money', { fields: { rent: 1.5 } }, 'notWhole fields.rent: 1.5'],
    ['money as a text', { facts: [{ ...cup, amountFen: '12' }] }, 'wrongType facts.0.amountFen: string | number'],
    ['a fraction of a count', { fields: { menu: 0.5 } }, 'notWhole fields.menu: 0.5'],
    ['a percent as a text', { fields: { share: '3%' } }, 'wrongType fields.share: string | number'],
    ['a flag as a number', { fields: { open: 1 } }, 'wrongType fields.open: number | boolean'],
    ['a flag as a text', { facts: [{ ...cup, hot: 'yes' }] }, 'wrongType facts.0.hot: string | boolean'],
    ['a date as milliseconds', { fields: { since: 1 } }, 'wrongType fields.since: number | string'],
    ['a date without its offset', { fields: { since: '2026-01-01T00:00:00' } }, 'badInstant fields.since: 2026-01-01T00:00:00'],
    ['a value that the choice has not', { facts: [{ ...cup, drink: 'coffe' }] }, 'notOneOf facts.0.drink: coffe | tea, coffee | coffee'],
    ['a place in a choice', { fields: { house: 1 } }, 'wrongType fields.house: number | string'],
    ['a list where one value stands', { facts: [{ ...cup, drink: ['tea'] }] }, 'wrongType facts.0.drink: array | string'],
    ['a dated value', { fields: { menu: [{ from: '2026-01-01', value: 1 }, { from: '2026-02-01', value: 'x' }] } }, 'wrongType fields.menu.1.value: string | number'],
    ['a cohort that there is not', peers('others', {}), 'unknownName peers.2026-11-01.others: others | cohort | other'],
    ['a rank of what there is not', peers('other', { ranks: { cupz: { high: 1 } } }), 'unknownName peers.2026-11-01.other.ranks.cupz: cupz | metric, field, account | cups'],
    ['a cut in a scope that there is not', peers('other@coffe', { cuts: { 'score@tea': {} } }), 'unknownName peers.2026-11-01.other@coffe: other@coffe | cohort | other@coffee'],
    ['a rank of an event', peers('other', { ranks: { visit: { high: 1 } } }), 'wrongKindOfName peers.2026-11-01.other.ranks.visit: visit | metric, field, account | event'],
  ])('is refused for %s', (_, more, issue) => {
    expect(told(more)).toEqual([issue])
  }) // prettier-ignore

  it('is taken when all that it says is declared, and null is unknown everywhere', () => {
    const given = {
      fields: { menu: 1, rent: null, share: 0.5, open: false, since: '2026-01-01', house: 'tea' },
      metrics: { cups: 1, 'cups@coffee': null },
      ...peers('other', {
        ranks: { score: { high: 1 }, menu: { high: 1 }, 'cups@tea': { low: 1 } },
        cuts: { cups: {} },
      }),
      facts: [
        { ...cup, seen: '2026-11-02', ref: '0', amountFen: 3, drink: 'tea', hot: true, warmth: 0.5 },
        { ...cup, amountFen: null, drink: null, hot: null, warmth: null },
        { ...cup, type: 'tk.claimTask', task: 'threeCups' },
        { ...cup, type: 'visit' },
      ],
    }
    expect(told(given)).toEqual([])
  })

  it('may use what any version declares, in the form of any of them', () => {
    const later = {
      ...program,
      fields: { menu: 'flag', tables: 'integer' },
      metrics: {},
      events: { cup: { fields: { sugar: 'flag' } } },
    } as unknown as Program
    const given = {
      fields: { menu: 3, tables: 2, open: true },
      metrics: { cups: 1 },
      facts: [{ ...cup, sugar: true, hot: true }],
    }
    expect(told(given, [program, later])).toEqual([])
    expect(told({ fields: { menu: true } }, [program, later])).toEqual([])
    expect(told({ fields: { menu: 'x' } }, [program, later])).toEqual([
      'wrongType fields.menu: string | boolean',
    ])
    expect(told(given, [program])).toHaveLength(2)
  })

  it('is told of at most 100 mistakes', () => {
    expect(told({ facts: Array.from({ length: 300 }, () => ({ ...cup, a: 1, b: 2 })) })).toHaveLength(100)
  })

  it('is refused by its schema for a key of its own that there is not', () => {
    expect(readValue({ ...merchant({}), metric: {} }, record).issues).toMatchObject([
      { code: 'unknownKey', path: ['metric'], params: { nearest: 'metrics' } },
    ])
  })
})
