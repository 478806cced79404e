import { describe, expect, it } from 'vitest'
import { daysLeft, daysUntil, formatDate, formatRange, inDays, zoneName } from '../../src/words/date.js'

const zone = 'Asia/Shanghai'
const now = '2026-11-21T09:30:00+08:00'

describe('a date', () => {
  it.each([
    ['2026-11-30T00:00:00+08:00', 'day', '30 Nov', '11月30日'],
    ['2027-01-01T00:00:00+08:00', 'day', '1 Jan 2027', '2027年1月1日'],
    ['2026-11-30T00:00:00+08:00', 'dayYear', '30 Nov 2026', '2026年11月30日'],
    ['2026-11-21T09:30:00+08:00', 'dayTime', '21 Nov, 09:30', '11月21日 09:30'],
    ['2025-11-21T00:05:00+08:00', 'dayTime', '21 Nov 2025, 00:05', '2025年11月21日 00:05'],
    ['2026-11-23T12:00:00+08:00', 'weekday', 'Mon 23 Nov', '11月23日（周一）'],
    ['2026-09-01T00:00:00+08:00', 'month', 'September 2026', '2026年9月'],
    ['2026-09-01T00:00:00+08:00', 'monthYear', 'Sep 2026', '2026年9月'],
    ['2026-09-01T00:00:00+08:00', 'monthShort', 'Sep', '9月'],
    ['2026-11-21T16:00:00Z', 'time', '00:00', '00:00'],
    // the day is the zone's: the same instant is still 31 October in UTC
    ['2026-10-31T16:00:00Z', 'day', '1 Nov', '11月1日'],
  ] as const)('%s as %s reads %s and %s', (iso, style, en, zh) => {
    expect(formatDate(iso, { locale: 'en', zone, now, style })).toBe(en)
    expect(formatDate(iso, { locale: 'zh-CN', zone, now, style })).toBe(zh)
  })

  it('says its year when nobody says what year it is', () => {
    expect(formatDate('2026-11-30T00:00:00+08:00', { locale: 'en', zone, style: 'day' })).toBe('30 Nov 2026')
  })

  it.each([[null], [undefined], ['no date'], [NaN], [Infinity]])('that is %j reads as a dash', (moment) => {
    expect(formatDate(moment, { locale: 'en', zone, style: 'day' })).toBe('–')
  })

  it('in a zone that nobody knows is read as UTC', () => {
    expect(
      formatDate('2026-11-21T23:30:00Z', { locale: 'en', zone: 'Mars/Olympus', now, style: 'dayTime' }),
    ).toBe('21 Nov, 23:30')
    expect(zoneName('Mars/Olympus', 'en')).toBe('UTC')
  })

  it('follows a zone across its change of date', () => {
    const apia = { locale: 'en', zone: 'Pacific/Apia', now, style: 'dayTime' } as const
    expect(formatDate('2026-11-21T11:00:00Z', apia)).toBe('22 Nov, 00:00')
  })
})

describe('a range of days', () => {
  it.each([
    ['2026-11-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00', '1–30 Nov', '11月1日–30日'],
    ['2026-10-26T00:00:00+08:00', '2026-11-02T00:00:00+08:00', '26 Oct–1 Nov', '10月26日–11月1日'],
    [
      '2025-12-01T00:00:00+08:00',
      '2026-12-01T00:00:00+08:00',
      '1 Dec 2025–30 Nov 2026',
      '2025年12月1日–2026年11月30日',
    ],
    ['2025-11-01T00:00:00+08:00', '2025-12-01T00:00:00+08:00', '1–30 Nov 2025', '2025年11月1日–30日'],
    ['2025-10-26T00:00:00+08:00', '2025-11-02T00:00:00+08:00', '26 Oct–1 Nov 2025', '2025年10月26日–11月1日'],
    ['2026-11-30T00:00:00+08:00', '2026-12-01T00:00:00+08:00', '30 Nov', '11月30日'],
    [null, '2026-12-01T00:00:00+08:00', 'until 30 Nov', '截至 11月30日'],
    ['2026-11-01T00:00:00+08:00', null, '–', '–'],
  ])('from %s to %s reads %s and %s', (start, end, en, zh) => {
    expect(formatRange(start, end, { locale: 'en', zone, now })).toBe(en)
    expect(formatRange(start, end, { locale: 'zh-CN', zone, now })).toBe(zh)
  })
})

describe('the days to a date', () => {
  it.each([
    ['2026-11-30T23:59:59+08:00', 9, '9 days left', '还有 9 天', 'in 9 days', '9 天后'],
    ['2026-11-30T00:00:00+08:00', 9, '9 days left', '还有 9 天', 'in 9 days', '9 天后'],
    ['2026-11-22T00:00:00+08:00', 1, '1 day left', '还有 1 天', 'tomorrow', '明天'],
    ['2026-11-21T00:00:00+08:00', 0, 'last day', '今天截止', 'today', '今天'],
    ['2026-11-20T23:00:00+08:00', -1, 'over', '已截止', 'yesterday', '昨天'],
    ['2026-11-18T23:00:00+08:00', -3, 'over', '已截止', '3 days ago', '3 天前'],
  ])('%s are %d: "%s", "%s", "%s", "%s"', (iso, days, en, zh, inEn, inZh) => {
    expect(daysUntil(iso, now, zone)).toBe(days)
    expect(daysLeft(iso, now, zone, 'en')).toBe(en)
    expect(daysLeft(iso, now, zone, 'zh-CN')).toBe(zh)
    expect(inDays(iso, now, zone, 'en')).toBe(inEn)
    expect(inDays(iso, now, zone, 'zh-CN')).toBe(inZh)
  })

  it('are counted by the calendar where a night is an hour shorter', () => {
    expect(daysUntil('2026-03-30T00:00:00+02:00', '2026-03-28T23:00:00+01:00', 'Europe/Berlin')).toBe(2)
  })

  it('of no date say nothing', () => {
    expect(daysUntil(null, now, zone)).toBe(null)
    expect(daysLeft(null, now, zone, 'en')).toBe('')
    expect(inDays('no date', now, zone, 'en')).toBe('')
  })
})

describe('the name of a zone', () => {
  it.each([
    ['Asia/Shanghai', 'Shanghai time', '上海时间'],
    ['America/New_York', 'New York time', '纽约时间'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time', 'Buenos Aires 时间'],
    ['UTC', 'UTC', 'UTC 时间'],
  ])('%s is %s, %s', (of, en, zh) => {
    expect(zoneName(of, 'en')).toBe(en)
    expect(zoneName(of, 'zh-CN')).toBe(zh)
  })
})
