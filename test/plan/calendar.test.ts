import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayNumberOf,
  elapsed,
  endOf,
  hourOf,
  instantMsOf,
  isoOf,
  isZone,
  lastAnniversary,
  lastReview,
  nextAnniversary,
  nextReview,
  shifted,
  startBefore,
  startOf,
  termEnd,
  weekdayOf,
  windowOf,
  windowTurn,
  type Period,
  type Span,
  type Term,
} from '../../src/plan/calendar.js'

const ms = (iso: string): number => Date.parse(iso)
const zones = [
  'UTC',
  'Asia/Shanghai',
  'Pacific/Apia',
  'America/New_York',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Asuncion', // clocks skip midnight itself
  'Africa/Cairo',
]

describe('days and periods', () => {
  test.each<[string, string, Period, string, string]>([
    [
      'Asia/Shanghai',
      '2026-11-21T09:30:00+08:00',
      'month',
      '2026-10-31T16:00:00.000Z',
      '2026-11-30T16:00:00.000Z',
    ],
    [
      'Asia/Shanghai',
      '2026-11-22T00:00:00+08:00',
      'week',
      '2026-11-15T16:00:00.000Z',
      '2026-11-22T16:00:00.000Z',
    ],
    [
      'America/New_York',
      '2026-03-08T12:00:00-04:00',
      'day',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ],
    ['UTC', '2024-02-29T00:00:00Z', 'quarter', '2024-01-01T00:00:00.000Z', '2024-04-01T00:00:00.000Z'],
    [
      'Pacific/Apia',
      '2011-12-29T23:00:00-10:00',
      'day',
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
    ],
    [
      'Pacific/Apia',
      '2011-12-31T05:00:00+14:00',
      'month',
      '2011-12-01T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
    ],
  ])('in %s the %s lies in a %s from %s to %s', (zone, at, period, start, end) => {
    expect(isoOf(startOf(zone, ms(at), period))).toBe(start)
    expect(isoOf(endOf(zone, ms(at), period))).toBe(end)
  })

  test('a bare date is that day’s start in the zone, and an instant says its own offset', () => {
    expect(isoOf(instantMsOf('2026-11-21', 'Asia/Shanghai'))).toBe('2026-11-20T16:00:00.000Z')
    expect(isoOf(instantMsOf('2026-11-21T00:00:00Z', 'Asia/Shanghai'))).toBe('2026-11-21T00:00:00.000Z')
    expect(
      isoOf(instantMsOf('2011-12-30', 'Pacific/Apia')),
      'a day that never was begins with the next one',
    ).toBe('2011-12-30T10:00:00.000Z')
    for (const other of ['soon', '70', '2026-11-21 noon', '2026-11-211', '20265112-1T'])
      expect(instantMsOf(other, 'UTC')).toBeNaN()
  })

  test('an hour that a zone skips means the first instant after it, one that comes twice the earlier', () => {
    expect(isoOf(shifted('America/New_York', ms('2026-03-07T02:30:00-05:00'), { days: 1 }))).toBe(
      '2026-03-08T07:00:00.000Z',
    )
    expect(isoOf(shifted('America/New_York', ms('2026-10-31T01:30:00-04:00'), { days: 1 }))).toBe(
      '2026-11-01T05:30:00.000Z',
    )
  })

  test('a day is a day where clocks change, hours and weekdays are local', () => {
    expect(
      dayNumberOf('America/New_York', ms('2026-03-09T03:59:59Z')) -
        dayNumberOf('America/New_York', ms('2026-03-08T05:00:00Z')),
    ).toBe(0)
    expect(hourOf('Asia/Kathmandu', ms('2026-01-01T00:00:00Z'))).toBe(5)
    expect(weekdayOf('Asia/Shanghai', ms('2026-11-21T15:59:59Z'))).toBe(6)
    expect(weekdayOf('Asia/Shanghai', ms('2026-11-21T16:00:00Z'))).toBe(0)
    expect(isZone('Asia/Shanghai')).toBe(true)
    expect(isZone('Asia/Nowhere')).toBe(false)
  })

  test('agrees with the runtime’s own formatting on the local start of every period', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: ms('1995-01-01'), max: ms('2035-01-01') }),
        (zone, at) => {
          const start = startOf(zone, at, 'day')
          const read = new Intl.DateTimeFormat('en-CA', {
            timeZone: zone,
            hourCycle: 'h23',
            dateStyle: 'short',
          })
          expect(start).toBeLessThanOrEqual(at)
          expect(read.format(start)).toBe(read.format(at))
          expect(read.format(start - 1)).not.toBe(read.format(at))
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('a period ends where the next one starts, whatever clocks do at midnight', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: ms('1995-01-01'), max: ms('2035-01-01') }),
      fc.constantFrom<Period>('day', 'week', 'month', 'quarter', 'year'),
      (zone, at, period) => {
        const end = endOf(zone, at, period)
        expect(end).toBeGreaterThan(at)
        expect(startOf(zone, end, period)).toBe(end)
        expect(startOf(zone, end - 1, period)).toBe(startOf(zone, at, period))
        expect(startBefore(zone, end, period)).toBe(startOf(zone, at, period))
      },
    ),
    { numRuns: 500 },
  )
  expect(
    isoOf(endOf('America/Asuncion', ms('2023-10-01T12:00:00Z'), 'day')),
    'a day that started at one o’clock ends at midnight',
  ).toBe('2023-10-02T03:00:00.000Z')
  expect(
    isoOf(
      windowOf(
        { kind: 'past', span: { months: 1 }, withCurrent: false },
        'America/Asuncion',
        ms('2017-10-01T12:00:00Z'),
        0,
      ).startMs!,
    ),
  ).toBe('2017-09-01T04:00:00.000Z')
})

describe('spans and terms', () => {
  test.each<[string, Span, number, string]>([
    ['2026-01-31T10:00:00Z', { months: 1 }, 1, '2026-02-28T10:00:00.000Z'],
    ['2024-01-31T10:00:00Z', { months: 1 }, 1, '2024-02-29T10:00:00.000Z'],
    ['2024-02-29T00:00:00Z', { years: 1 }, 1, '2025-02-28T00:00:00.000Z'],
    ['2026-03-31T00:00:00Z', { months: 1 }, -1, '2026-02-28T00:00:00.000Z'],
    ['2026-03-01T00:00:00Z', { weeks: 2 }, -1, '2026-02-15T00:00:00.000Z'],
  ])('from %s by %j times %d is %s', (from, span, times, to) => {
    expect(isoOf(shifted('UTC', ms(from), span, times))).toBe(to)
  })

  test.each<[string, Term, string]>([
    ['2014-01-01T00:00:00Z', { endOf: 'year', after: { years: 1 } }, '2016-01-01T00:00:00.000Z'],
    ['2014-12-31T00:00:00Z', { endOf: 'year', after: { years: 1 } }, '2016-01-01T00:00:00.000Z'],
    ['2020-12-15T00:00:00Z', { endOf: 'month', after: { months: 6 } }, '2021-07-01T00:00:00.000Z'],
    ['2026-11-30T00:00:00Z', { endOf: 'month' }, '2026-12-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00Z', { days: 180 }, '2026-06-30T00:00:00.000Z'],
  ])('a term from %s of %j ends before %s', (from, term, end) => {
    expect(isoOf(termEnd('UTC', ms(from), term))).toBe(end)
  })

  test.each([
    ['2026-01-31', '2026-02-28', 'months', 1],
    ['2026-01-31', '2026-02-27', 'months', 0],
    ['2026-01-15', '2026-03-14', 'months', 1],
    ['2026-01-15', '2026-01-14', 'days', -1],
    ['2026-03-07', '2026-03-09', 'days', 2],
  ] as const)('from %s to %s in %s is %d', (from, to, unit, is) => {
    expect(
      elapsed(
        'America/New_York',
        instantMsOf(from, 'America/New_York'),
        instantMsOf(to, 'America/New_York'),
        unit,
      ),
    ).toBe(is)
  })
})

describe('windows', () => {
  const dates = (rule: Parameters<typeof windowOf>[0], at: string, joined = '2020-03-10') => {
    const { startMs, endMs } = windowOf(rule, 'UTC', ms(at), ms(joined))
    return [startMs === null ? null : isoOf(startMs).slice(0, 10), isoOf(endMs).slice(0, 10)]
  }
  test.each([
    [
      'twelve whole months asked on 1 Jan 2019',
      { kind: 'past', span: { months: 12 }, withCurrent: false },
      '2019-01-01',
      ['2018-01-01', '2019-01-01'],
    ],
    [
      'twelve whole months asked on 1 Feb 2019',
      { kind: 'past', span: { months: 12 }, withCurrent: false },
      '2019-02-01',
      ['2018-02-01', '2019-02-01'],
    ],
    [
      'three months asked in the middle of one',
      { kind: 'past', span: { months: 3 }, withCurrent: false },
      '2026-05-17',
      ['2026-02-01', '2026-05-01'],
    ],
    [
      'three months with the running one',
      { kind: 'past', span: { months: 3 }, withCurrent: true },
      '2026-05-17',
      ['2026-03-01', '2026-06-01'],
    ],
    ['a rolling year', { kind: 'rolling', span: { days: 365 } }, '2026-05-17', ['2025-05-17', '2026-05-17']],
    [
      'the running month',
      { kind: 'current', period: 'month', from: null },
      '2026-05-17',
      ['2026-05-01', '2026-06-01'],
    ],
    [
      'a year that starts in April, asked in March',
      { kind: 'current', period: 'year', from: '2020-04-01' },
      '2026-03-31',
      ['2025-04-01', '2026-04-01'],
    ],
    [
      'a tax year that starts on 6 April, asked the day before',
      { kind: 'current', period: 'year', from: '2000-04-06' },
      '2026-04-05',
      ['2025-04-06', '2026-04-06'],
    ],
    [
      'a week that starts on Sunday',
      { kind: 'current', period: 'week', from: '2026-01-04' },
      '2026-05-17',
      ['2026-05-17', '2026-05-24'],
    ],
    [
      'a membership year',
      { kind: 'anniversary', span: { years: 1 } },
      '2026-03-09',
      ['2025-03-10', '2026-03-10'],
    ],
    [
      'a membership year on its first day',
      { kind: 'anniversary', span: { years: 1 } },
      '2026-03-10',
      ['2026-03-10', '2027-03-10'],
    ],
    ['a lifetime', { kind: 'lifetime' }, '2026-03-10', [null, '2026-03-10']],
    [
      'from one date to another, asked before it',
      { kind: 'dates', from: '2026-11-01', to: '2026-11-12' },
      '2026-03-10',
      ['2026-11-01', '2026-11-12'],
    ],
    [
      'months of membership that clamp, and count from the 31st again',
      { kind: 'anniversary', span: { months: 1 } },
      '2026-03-30',
      ['2026-02-28', '2026-03-31'],
      '2025-12-31',
    ],
    [
      'a membership year of one who is yet to join',
      { kind: 'anniversary', span: { years: 1 } },
      '2020-03-09',
      ['2019-03-10', '2020-03-10'],
    ],
  ])('%s', (_, rule, at, is, joined?: unknown) => {
    expect(dates(rule as never, at as string, (joined as string | undefined) ?? '2020-03-10')).toEqual(is)
  })

  test.each([
    ['whole months', { kind: 'past', span: { months: 3 }, withCurrent: false }, '2026-06-01'],
    ['whole days', { kind: 'past', span: { days: 3 }, withCurrent: true }, '2026-05-18'],
    ['whole weeks', { kind: 'past', span: { weeks: 1 }, withCurrent: false }, '2026-05-18'],
    ['whole years', { kind: 'past', span: { years: 1 }, withCurrent: false }, '2027-01-01'],
    ['the running quarter', { kind: 'current', period: 'quarter', from: null }, '2026-07-01'],
    ['a year from April', { kind: 'current', period: 'year', from: '2020-04-01' }, '2027-04-01'],
    ['a membership year', { kind: 'anniversary', span: { years: 1 } }, '2027-03-10'],
    ['rolling days, none', { kind: 'rolling', span: { days: 30 } }, '2026-05-17'],
  ])('keep their dates, of %s, until %s ends', (_, rule, until) => {
    const turn = windowTurn(rule as never, 'UTC', ms('2026-05-17'), ms('2020-03-10'))
    expect(isoOf(turn).slice(0, 10)).toBe(until)
  })
  test('from one date to another, and of a lifetime, they keep them for ever', () => {
    expect(windowTurn({ kind: 'lifetime' }, 'UTC', 0, 0)).toBe(Infinity)
    expect(windowTurn({ kind: 'dates', from: '2026-01-01', to: '2026-02-01' }, 'UTC', 0, 0)).toBe(Infinity)
  })
})

describe('reviews', () => {
  const rule = (over: object) =>
    ({ every: 'month', from: null, day: 1, nth: null, weekday: null, ...over }) as Parameters<
      typeof nextReview
    >[0]
  test.each([
    ['the 1st of a month', rule({}), '2026-11-21T00:00:00Z', '2026-12-01'],
    ['the 31st clamps to the month’s end', rule({ day: 31 }), '2026-02-10T00:00:00Z', '2026-02-28'],
    ['strictly after: on the day itself the next one', rule({}), '2026-12-01T00:00:00Z', '2027-01-01'],
    [
      'the first Monday of a quarter',
      rule({ every: 'quarter', nth: 1, weekday: 1 }),
      '2019-03-04T00:00:00Z',
      '2019-04-01',
    ],
    [
      'the last Monday of a quarter',
      rule({ every: 'quarter', nth: -1, weekday: 1 }),
      '2019-03-04T00:00:00Z',
      '2019-03-25',
    ],
    [
      'the last Sunday but one of a month',
      rule({ nth: -2, weekday: 0 }),
      '2026-11-01T00:00:00Z',
      '2026-11-22',
    ],
    ['every Monday', rule({ every: 'week', weekday: 1 }), '2019-01-14T00:00:00Z', '2019-01-21'],
    [
      'every Sunday ends an ISO week',
      rule({ every: 'week', weekday: 0 }),
      '2026-11-21T00:00:00Z',
      '2026-11-22',
    ],
    ['the third day of a week', rule({ every: 'week', day: 3 }), '2026-11-21T00:00:00Z', '2026-11-25'],
    ['the 45th day of a quarter', rule({ every: 'quarter', day: 45 }), '2026-01-10T00:00:00Z', '2026-02-14'],
    ['the last day of a year', rule({ every: 'year', day: 366 }), '2026-11-21T00:00:00Z', '2026-12-31'],
    [
      'the fifth Monday of a month that has four is its last one',
      rule({ nth: 5, weekday: 1 }),
      '2026-02-01T00:00:00Z',
      '2026-02-23',
    ],
    ['every day', rule({ every: 'day' }), '2026-11-21T00:00:00Z', '2026-11-22'],
    [
      'the 1st of a year that begins on 1 March',
      rule({ every: 'year', from: '2019-03-01' }),
      '2026-03-01T00:00:00Z',
      '2027-03-01',
    ],
    [
      'before the day that periods are counted from, they are counted back',
      rule({ every: 'year', from: '2030-03-01' }),
      '2026-02-27T00:00:00Z',
      '2026-03-01',
    ],
    [
      'the third day of weeks that begin on Saturday',
      rule({ every: 'week', from: '2026-11-21', day: 3 }),
      '2026-11-23T00:00:00Z',
      '2026-11-30',
    ],
    [
      'the last Friday of a month that begins on the 26th',
      rule({ from: '2026-01-26', nth: -1, weekday: 5 }),
      '2026-02-01T00:00:00Z',
      '2026-02-20',
    ],
    [
      'months from the 31st begin on the last day of the shorter ones',
      rule({ from: '2026-01-31' }),
      '2026-02-01T00:00:00Z',
      '2026-02-28',
    ],
    [
      'quarters from 1 February',
      rule({ every: 'quarter', from: '2026-02-01' }),
      '2026-05-01T00:00:00Z',
      '2026-08-01',
    ],
  ])('%s', (_, review, after, is) => {
    expect(isoOf(nextReview(review, 'UTC', ms(after))).slice(0, 10)).toBe(is)
  })

  test.each<[string, Period, string, string, string, string | null]>([
    ['a year after joining', 'year', '2024-02-29T10:30:00Z', '2025-01-01', '2025-02-28T10:30', null],
    ['a leap day comes back', 'year', '2024-02-29', '2027-12-31', '2028-02-29T00:00', '2027-02-28T00:00'],
    ['months from the 31st', 'month', '2026-01-31', '2026-03-01', '2026-03-31T00:00', '2026-02-28T00:00'],
    [
      'at an anniversary itself the next one',
      'week',
      '2026-01-01',
      '2026-01-08',
      '2026-01-15T00:00',
      '2026-01-08T00:00',
    ],
    ['the anchor is none', 'quarter', '2026-01-01', '2026-01-01', '2026-04-01T00:00', null],
    ['before the anchor', 'day', '2026-01-01', '2025-06-01', '2026-01-02T00:00', null],
    ['a moment before the first', 'day', '2026-01-01', '2026-01-01T23:59:59.999Z', '2026-01-02T00:00', null],
  ])('anniversaries: %s', (_, every, anchor, at, next, last) => {
    expect(isoOf(nextAnniversary(every, 'UTC', ms(anchor), ms(at))).slice(0, 16)).toBe(next)
    const before = lastAnniversary(every, 'UTC', ms(anchor), ms(at))
    expect(before === null ? null : isoOf(before).slice(0, 16)).toBe(last)
  })
  test('an anniversary keeps the local time of day where clocks change', () => {
    const joined = ms('2026-02-20T08:00:00-05:00')
    expect(isoOf(nextAnniversary('month', 'America/New_York', joined, ms('2026-03-10')))).toBe(
      '2026-03-20T12:00:00.000Z',
    )
  })
  test('where a zone skipped a day, the day before is followed by the one after, once', () => {
    const daily = rule({ every: 'day', from: '2011-12-01' })
    const falls: string[] = []
    for (let at = ms('2011-12-28T20:00:00Z'); falls.length < 3;) {
      at = nextReview(daily, 'Pacific/Apia', at)
      falls.push(isoOf(at).slice(0, 13))
    }
    expect(falls).toEqual(['2011-12-29T10', '2011-12-30T10', '2011-12-31T10'])
  })
  test('a day that begins at one o’clock begins a period, and the next day does not', () => {
    // In Asunción clocks skipped the first hour of 1 October 2017.
    const daily = rule({ every: 'day', from: '2017-10-01' })
    expect(isoOf(nextReview(daily, 'America/Asuncion', ms('2017-10-01T12:00:00Z')))).toBe(
      '2017-10-02T03:00:00.000Z',
    )
  })

  test('the last review at or before an instant is the one before the next', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: ms('2010-01-01'), max: ms('2030-01-01') }),
        fc.constantFrom(
          rule({}),
          rule({ day: 31 }),
          rule({ every: 'week', weekday: 5 }),
          rule({ every: 'day' }),
          rule({ every: 'quarter', from: '2019-12-30', day: 7 }),
          rule({ from: '2024-01-31', nth: -1, weekday: 2 }),
        ),
        (zone, at, review) => {
          const next = nextReview(review, zone, at)
          expect(next).toBeGreaterThan(at)
          expect(lastReview(review, zone, next)).toBe(next)
          expect(lastReview(review, zone, next - 1)).toBeLessThanOrEqual(at)
          expect(nextReview(review, zone, next - 1), 'from wherever it is asked').toBe(next)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('what a calendar must not mix up', () => {
  test('one term in two zones', () => {
    const term = { endOf: 'month', after: { months: 6 } } as const
    const january = Date.UTC(2024, 0, 20)
    expect(termEnd('UTC', january, term)).toBe(Date.UTC(2024, 7, 1))
    // the same end of the month, and half a year on summer time
    expect(termEnd('Europe/London', january, term)).toBe(Date.UTC(2024, 6, 31, 23))
    expect(termEnd('UTC', january, term)).toBe(Date.UTC(2024, 7, 1))
  })
  test('a turn of days begins at the time of day it is counted from', () => {
    const rule = { kind: 'anniversary', span: { days: 1 } } as const
    const anchor = Date.UTC(2024, 0, 1, 15)
    const turn = (atMs: number) => windowOf(rule, 'UTC', atMs, anchor)
    expect(turn(Date.UTC(2024, 0, 5, 10))).toEqual({
      startMs: Date.UTC(2024, 0, 4, 15),
      endMs: Date.UTC(2024, 0, 5, 15),
    })
    expect(turn(Date.UTC(2024, 0, 5, 15))).toEqual({
      startMs: Date.UTC(2024, 0, 5, 15),
      endMs: Date.UTC(2024, 0, 6, 15),
    })
    expect(turn(Date.UTC(2023, 11, 31, 10))).toEqual({
      startMs: Date.UTC(2023, 11, 30, 15),
      endMs: Date.UTC(2023, 11, 31, 15),
    })
  })
  test('periods from a day that begins at one o’clock begin at midnight, whenever they are asked', () => {
    // In Asunción clocks skipped the first hour of 1 October 2017.
    const rule = { kind: 'current', period: 'month', from: '2017-10-01' } as const
    const month = (at: string) => windowOf(rule, 'America/Asuncion', ms(at), 0)
    const november = { startMs: ms('2017-11-01T00:00:00-03:00'), endMs: ms('2017-12-01T00:00:00-03:00') }
    expect(month('2017-11-01T00:00:00-03:00')).toEqual(november)
    expect(month('2017-11-01T00:30:00-03:00')).toEqual(november)
    expect(month('2017-10-31T23:59:59-03:00').endMs).toBe(november.startMs)
  })
  test('years before the first', () => {
    const utc = (year: number, month: number, day: number) => new Date(0).setUTCFullYear(year, month - 1, day)
    for (const year of [1, 0, -1, -44])
      expect(startOf('Etc/GMT-8', utc(year, 6, 1), 'year')).toBe(utc(year, 1, 1) - 8 * 3_600_000)
  })
  test('texts that are no dates', () => {
    for (const text of ['12024-01-01', '2024-01-011', '01/02/2024T00:00:00Z', '+012024-01T00:00Z', '70'])
      expect(instantMsOf(text, 'UTC'), text).toBeNaN()
  })
})
