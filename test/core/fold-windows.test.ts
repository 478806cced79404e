/** What a merchant's windows cover, and what of the log they count: dates worked out by hand. */
import { describe, expect, test } from 'vitest'
import { folded } from '../../src/core/advance.js'
import { datesOf } from '../../src/core/leaves.js'
import { isoOf } from '../../src/plan/calendar.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
const fields = {
  value: { type: 'number', name: both('Value') },
  born: { type: 'date', name: both('Born') },
}
const events = {
  sale: {
    name: both('Sale'),
    fields: { amount: 'number', promised: 'date', done: 'date', kind: 'goods', gift: 'flag' },
    undoneBy: 'back',
  },
  back: { name: both('Back'), fields: { amount: 'number' } },
}
const choices = { goods: { tea: both('Tea'), books: both('Books') } }
/** The program of one metric, whose value is read through a task. */
const measuring = (metric: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  minimal({
    fields,
    events,
    choices,
    metrics: { asked: { name: both('Asked'), ...metric } },
    tasks: [
      {
        id: 'task',
        area: 'x',
        name: both('Task'),
        done: { asked: { known: true } },
        effortMinutes: 1,
        moves: {},
      },
    ],
    ...over,
  })
const sale = (when: string, over: Record<string, unknown> = {}): Fact =>
  ({ id: `${when}${JSON.stringify(over)}`, type: 'sale', at: when, amount: 1, ...over }) as Fact
const merchant = (facts: Fact[], over: Partial<MerchantRecord> = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-15T10:00:00Z',
  facts,
  ...over,
})
/** The metric's value at an instant, as it is read then. */
const valueOf = (program: Record<string, unknown>, record: MerchantRecord, when: string): number | null => {
  const fold = folded(planOf(program), record, at(when))
  const { done } = fold.plan.clockwork.tasks[0]!
  return fold.now(at(when)).get((fold.plan.nodes[done] as { x: number }).x)
}
const count = (window: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  measuring({ count: 'sale', window: 'asked1', ...over }, { windows: { asked1: window } })

/** The dates of a window at an instant, to the minute. */
const dates = (
  window: Record<string, unknown>,
  when: string,
  over: Partial<MerchantRecord> = {},
  program = {},
) => {
  const {
    plan,
    merchant: one,
    lives,
    now,
    state,
  } = folded(planOf({ ...count(window), ...program }), merchant([], over), at(when))
  now(state.atMs)
  const { held, moment } = lives[0]!
  const { startMs, endMs, isKnown } = datesOf(plan, one, 'asked1', moment, held.changedMs)
  return isKnown ? [startMs === null ? null : isoOf(startMs).slice(0, 16), isoOf(endMs).slice(0, 16)] : null
}

describe('a window lies', () => {
  test.each<[string, Record<string, unknown>, string, Partial<MerchantRecord>, (string | null)[] | null]>([
    [
      'in the program’s days',
      { current: 'day' },
      '2025-03-10T20:00:00Z',
      { zone: 'Asia/Shanghai' },
      ['2025-03-10T00:00', '2025-03-11T00:00'],
    ],
    [
      'in the merchant’s, where it says so',
      { current: 'day', zone: 'merchant' },
      '2025-03-10T20:00:00Z',
      { zone: 'Asia/Shanghai' },
      ['2025-03-10T16:00', '2025-03-11T16:00'],
    ],
    [
      'in the program’s, of a merchant without a zone',
      { current: 'day', zone: 'merchant' },
      '2025-03-10T20:00:00Z',
      {},
      ['2025-03-10T00:00', '2025-03-11T00:00'],
    ],
    [
      'in a zone of its own',
      { past: { days: 2 }, zone: 'America/Los_Angeles' },
      '2025-03-10T06:00:00Z', // the evening of the 9th, on which clocks changed
      { zone: 'Asia/Shanghai' },
      ['2025-03-07T08:00', '2025-03-09T08:00'],
    ],
    [
      'so much earlier at both ends, when it rolls',
      { rolling: { days: 30 }, cutOff: { days: 2 } },
      '2025-03-10',
      {},
      ['2025-02-06T12:00', '2025-03-08T12:00'],
    ],
    [
      'in the last month of two days ago',
      { past: { months: 1 }, cutOff: { days: 2 } },
      '2025-03-02',
      {},
      ['2025-01-01T00:00', '2025-02-01T00:00'],
    ],
    [
      'in the running month of two days ago',
      { current: 'month', cutOff: { days: 2 } },
      '2025-03-02',
      {},
      ['2025-02-01T00:00', '2025-03-01T00:00'],
    ],
    [
      'from one date to another, in its zone',
      { dates: ['2025-11-01', '2025-11-12'], zone: 'Asia/Shanghai' },
      '2025-03-02',
      {},
      ['2025-10-31T16:00', '2025-11-11T16:00'],
    ],
    [
      'in the year of joining, at its time of day',
      { anniversary: { years: 1 } },
      '2026-01-15T09:00:00Z',
      {},
      ['2025-01-15T10:00', '2026-01-15T10:00'],
    ],
    [
      'in the year of a date field',
      { anniversary: { years: 1 }, since: 'born' },
      '2025-03-10',
      { fields: { born: '1990-03-11' } },
      ['2024-03-11T00:00', '2025-03-11T00:00'],
    ],
    [
      'by the date that is known by now',
      { anniversary: { years: 1 }, since: 'born' },
      '2025-03-10',
      {
        fields: {
          born: [
            { from: '2025-01-20', value: '1990-01-01' },
            { from: '2025-03-10T12:00:00Z', value: '1990-03-10' },
          ],
        },
      },
      ['2025-03-10T00:00', '2026-03-10T00:00'],
    ],
    [
      'nowhere, of a date that is unknown',
      { anniversary: { years: 1 }, since: 'born' },
      '2025-03-10',
      {},
      null,
    ],
    [
      'in the weeks since joining, where a ladder has not changed',
      { anniversary: { weeks: 1 }, since: 'level' },
      '2025-02-10',
      {},
      ['2025-02-05T10:00', '2025-02-12T10:00'],
    ],
    [
      'in the weeks since a ladder’s last change',
      { anniversary: { weeks: 1 }, since: 'level' },
      '2025-02-10',
      { fields: { value: [{ from: '2025-01-20', value: 95 }] } },
      ['2025-02-08T00:00', '2025-02-15T00:00'], // high from 1 February on
    ],
  ])('%s', (_, window, when, over, is) => {
    expect(dates(window, when, over)).toEqual(is)
  })
})

describe('of the log it counts', () => {
  test.each<[string, Record<string, unknown>, string[], string, number | null]>([
    [
      'what lies from its start on and before its end',
      { past: { months: 1 } },
      [
        '2025-01-31T23:59:59.999Z',
        '2025-02-01T00:00:00Z',
        '2025-02-28T23:59:59.999Z',
        '2025-03-01T00:00:00Z',
      ],
      '2025-03-05',
      2,
    ],
    [
      'up to the instant itself',
      { rolling: { days: 1 } },
      ['2025-03-04T11:59:59Z', '2025-03-04T12:00:00Z', '2025-03-05T12:00:00Z'],
      '2025-03-05',
      2,
    ],
    [
      'nothing after its cut-off, though its dates go on',
      { current: 'month', cutOff: { days: 2 } },
      ['2025-03-02T00:00:00Z', '2025-03-03T12:00:00Z', '2025-03-03T12:00:00.001Z', '2025-03-05T00:00:00Z'],
      '2025-03-05',
      2,
    ],
    [
      'all of its dates, when they are past, and nothing before they have begun',
      { dates: ['2025-02-01', '2025-02-03'] },
      ['2025-01-31T23:00:00Z', '2025-02-01T00:00:00Z', '2025-02-02T23:59:59Z', '2025-02-03T00:00:00Z'],
      '2025-03-05',
      2,
    ],
    ['nothing yet', { dates: ['2025-06-01', '2025-07-01'] }, ['2025-03-02T00:00:00Z'], '2025-03-05', 0],
    [
      'nothing that is known, since a date that is not',
      { anniversary: { days: 9 }, since: 'born' },
      ['2025-03-02T00:00:00Z'],
      '2025-03-05',
      null,
    ],
  ])('%s', (_, window, days, when, is) => {
    expect(valueOf(count(window), merchant(days.map((day) => sale(day))), when)).toBe(is)
  })
  test('only what the new weeks hold, from the change of a ladder on', () => {
    const program = count({ anniversary: { weeks: 52 }, since: 'level' })
    const record = merchant(
      [sale('2025-01-31T12:00:00Z'), sale('2025-02-01T00:00:00Z'), sale('2025-02-02T00:00:00Z')],
      {
        fields: { value: [{ from: '2025-01-20', value: 95 }] },
      },
    )
    expect([
      valueOf(program, record, '2025-01-31T23:00:00Z'),
      valueOf(program, record, '2025-02-03'),
    ]).toEqual([1, 2])
  })
  test('days of the window’s own zone', () => {
    const program = (zone?: string) =>
      measuring(
        { days: 'sale', window: 'asked1' },
        { windows: { asked1: { rolling: { days: 30 }, ...(zone === undefined ? {} : { zone }) } } },
      )
    const record = merchant([sale('2025-03-01T10:00:00Z'), sale('2025-03-01T17:00:00Z')], {
      zone: 'Asia/Shanghai',
    })
    expect(
      [undefined, 'merchant', 'America/Los_Angeles'].map((zone) =>
        valueOf(program(zone), record, '2025-03-05'),
      ),
    ).toEqual([1, 2, 1])
  })
  test('the window that a case chooses', () => {
    const program = measuring(
      {
        count: 'sale',
        window: { cases: [{ when: { value: { gte: 70 } }, use: 'lately' }], else: 'lifetime' },
      },
      { windows: { lately: { rolling: { days: 2 } } } },
    )
    const facts = [sale('2025-03-01T10:00:00Z'), sale('2025-03-04T17:00:00Z')]
    const read = (value: number) => valueOf(program, merchant(facts, { fields: { value } }), '2025-03-05')
    expect([read(69), read(70)]).toEqual([2, 1])
  })
})

describe('of an event’s own fields it asks', () => {
  const where = (condition: Record<string, unknown>) =>
    measuring({ count: 'sale', window: 'lifetime', where: condition })
  const facts = [
    sale('2025-03-03T15:59:59Z', {
      amount: 5,
      promised: '2025-03-05',
      done: '2025-03-05T00:00:00Z',
      kind: 'tea',
      gift: true,
    }),
    sale('2025-03-03T16:00:00Z', {
      amount: 10,
      promised: '2025-03-05',
      done: '2025-03-06',
      kind: 'books',
      gift: false,
    }),
    sale('2025-03-03T16:30:00Z', { amount: 20, promised: '2025-03-05', done: '2025-03-04T23:00:00Z' }),
  ]
  test.each<[string, Record<string, unknown>, string | undefined, number]>([
    ['the hour, in the program’s zone', { hour: { gte: 16 } }, undefined, 2],
    ['the hour, in the merchant’s', { hour: { lt: 1 } }, 'Asia/Shanghai', 2],
    ['the weekday, in the program’s zone', { weekday: 'monday' }, undefined, 3],
    ['the weekday, in the merchant’s', { weekday: 'monday' }, 'Asia/Shanghai', 1],
    ['a number', { amount: { gte: 10 } }, undefined, 2],
    ['a date: a bare one is the start of its day', { done: { lt: '2025-03-05' } }, undefined, 1],
    ['a date, on it or before', { done: { lte: '2025-03-05' } }, undefined, 2],
    ['another field of the same event', { done: { lte: 'promised' } }, undefined, 2],
    ['a choice; who has none is not among them', { not: { kind: 'tea' } }, undefined, 1],
    ['a flag', { gift: true }, undefined, 1],
    ['a field of the merchant', { amount: { gte: 'value' } }, undefined, 1],
    [
      'a mark that differs by merchant',
      { amount: { gte: { cases: [{ when: { value: { gte: 12 } }, use: 6 }], else: 1 } } },
      undefined,
      2,
    ],
  ])('%s', (_, condition, zone, is) => {
    const record = merchant(facts, { fields: { value: 12 }, ...(zone !== undefined && { zone }) })
    expect(valueOf(where(condition), record, '2025-04-05')).toBe(is)
  })
  test('a mark that is unknown is met by none, and one that changes counts anew', () => {
    const program = where({ amount: { gte: 'value' } })
    const dated = (value: number | null) =>
      merchant(facts, {
        fields: {
          value: [
            { from: '2025-03-10', value: 10 },
            { from: '2025-03-20', value },
          ],
        },
      })
    expect(valueOf(program, dated(11), '2025-03-09')).toBe(0)
    expect(valueOf(program, dated(11), '2025-03-15')).toBe(2)
    expect(valueOf(program, dated(11), '2025-03-25')).toBe(1)
    expect(valueOf(program, dated(null), '2025-03-25')).toBe(0)
  })
})

describe('time passed', () => {
  const since = (which?: string) =>
    measuring({ elapsed: 'sale', in: 'days', ...(which === undefined ? {} : { since: which }) })
  const facts = [
    sale('2025-03-05T10:00:00Z'),
    { ...sale('2025-02-20T10:00:00Z'), seen: '2025-03-20T00:00:00Z' },
    sale('2025-03-10T10:00:00Z'),
  ]
  test.each<[string | undefined, string, number | null]>([
    [undefined, '2025-03-15', 5],
    ['last', '2025-03-15', 5],
    ['first', '2025-03-15', 10],
    ['first', '2025-03-20', 28], // an earlier one has arrived
    ['last', '2025-03-20', 10],
    ['last', '2025-03-10T09:00:00Z', 5],
    ['first', '2025-03-01', null],
    ['last', '2025-03-01', null],
  ])('since the %s of an event, on %s', (which, when, is) => {
    expect(valueOf(since(which), merchant(facts), when)).toBe(is)
  })
  test('since joining, and since a date field, which may be unknown', () => {
    const read = (elapsed: string, unit: string) =>
      valueOf(
        measuring({ elapsed, in: unit }),
        merchant([], { fields: { born: '2024-01-20' } }),
        '2025-03-16',
      )
    expect([read('joinedAt', 'months'), read('joinedAt', 'days'), read('born', 'months')]).toEqual([
      2, 60, 13,
    ])
    expect(valueOf(measuring({ elapsed: 'born', in: 'days' }), merchant([]), '2025-03-16')).toBeNull()
  })
})
