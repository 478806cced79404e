import { describe, expect, it } from 'vitest'
import type { Unit } from '../../src/schema/text.js'
import { unit } from '../../src/schema/text.js'
import {
  digitsApart,
  formatMinutes,
  formatNumber,
  missing,
  type NumberOptions,
} from '../../src/words/number.js'

type Row = readonly [
  value: number | null,
  unit: Unit,
  options: Partial<NumberOptions>,
  en: string,
  zh: string,
]

const rows: readonly Row[] = [
  [26828, 'money', {}, '¥268.28', '¥268.28'],
  [3_000_000, 'money', {}, '¥30,000', '¥30,000'],
  [12_480, 'money', {}, '¥124.80', '¥124.80'],
  [-600, 'money', {}, '−¥6', '−¥6'],
  [500, 'money', { currency: 'JPY' }, '¥500', '¥500'],
  [1234, 'money', { currency: 'KWD' }, 'KWD\u00a01.234', 'KWD\u00a01.234'],
  [1999, 'money', { currency: 'USD' }, '$19.99', '$19.99'],
  [1999, 'money', { currency: 'no code' }, '19.99 no code', '19.99 no code'],
  [3_000_000, 'money', { compact: true }, '¥30K', '¥3万'],
  [999_900, 'money', { compact: true }, '¥9,999', '¥9,999'],
  [12_480, 'integer', {}, '12,480', '12,480'],
  [12_480, 'integer', { compact: true }, '12.5K', '1.2万'],
  [234_567_890, 'integer', { compact: true }, '234.6M', '2.3亿'],
  [9_999, 'integer', { compact: true }, '9,999', '9,999'],
  [0, 'integer', {}, '0', '0'],
  [-0, 'integer', {}, '0', '0'],
  [268.28000000000003, 'number', {}, '268.28', '268.28'],
  [0.1 + 0.2, 'number', {}, '0.3', '0.3'],
  [-0.001, 'number', {}, '0', '0'],
  [2.8125, 'percent', {}, '2.8%', '2.8%'],
  [3, 'percent', {}, '3%', '3%'],
  [3, 'percent', { digits: 1 }, '3.0%', '3.0%'],
  [0.05, 'percent', {}, '0.05%', '0.05%'],
  [9, 'days', {}, '9 days', '9 天'],
  [1, 'days', {}, '1 day', '1 天'],
  [0, 'days', {}, '0 days', '0 天'],
  [12, 'months', {}, '12 months', '12 个月'],
  [1, 'months', {}, '1 month', '1 个月'],
  [40, 'minutes', {}, '40 min', '40 分钟'],
  [12_480, 'points', {}, '12,480', '12,480'],
  [400, 'points', { signed: true }, '+400', '+400'],
  [-500, 'points', { signed: true }, '−500', '−500'],
  [0, 'points', { signed: true }, '0', '0'],
  [662, 'score', {}, '662', '662'],
  [661.83, 'score', {}, '661.8', '661.8'],
  [1, 'flag', {}, 'yes', '是'],
  [0, 'flag', {}, 'no', '否'],
  [Date.UTC(2026, 10, 29, 16), 'date', { zone: 'Asia/Shanghai' }, '30 Nov 2026', '2026年11月30日'],
  [
    Date.UTC(2026, 10, 29, 16),
    'date',
    { zone: 'Asia/Shanghai', now: '2026-11-21T00:00:00Z' },
    '30 Nov',
    '11月30日',
  ],
  [2, 'choice', {}, '2', '2'],
  [3, 'tier', {}, '3', '3'],
  [null, 'score', {}, '–', '–'],
  [NaN, 'money', {}, '–', '–'],
]

describe('a number', () => {
  it.each(rows)('%d as %s %j reads %s and %s', (value, of, options, en, zh) => {
    expect(formatNumber(value, of, { locale: 'en', currency: 'CNY', ...options })).toBe(en)
    expect(formatNumber(value, of, { locale: 'zh-CN', currency: 'CNY', ...options })).toBe(zh)
  })

  it.each(unit.options)('has a row in this table for the unit %s', (of) => {
    expect(rows.some((row) => row[1] === of)).toBe(true)
  })

  it('that is absent reads as a dash, and in words for screen readers', () => {
    expect(formatNumber(undefined, 'integer', { locale: 'en' })).toBe('–')
    expect(missing('en')).toBe('not known')
    expect(missing('zh-CN')).toBe('未知')
  })
})

describe('an effort', () => {
  it.each([
    [0, '', ''],
    [-5, '', ''],
    [NaN, '', ''],
    [0.4, 'about 1 min', '约 1 分钟'],
    [5, 'about 5 min', '约 5 分钟'],
    [65, 'about 65 min', '约 65 分钟'],
    [89, 'about 89 min', '约 89 分钟'],
    [90, 'about 1.5 h', '约 1.5 小时'],
    [180, 'about 3 h', '约 3 小时'],
    [250, 'about 4 h', '约 4 小时'],
  ])('of %d minutes is "%s", "%s"', (minutes, en, zh) => {
    expect(formatMinutes(minutes, 'en')).toBe(en)
    expect(formatMinutes(minutes, 'zh-CN')).toBe(zh)
  })
})

describe('the decimals of a value beside its mark', () => {
  it.each([
    [662, 700, 'score', 0],
    [69.94, 70, 'score', 2],
    [69.9999, 70, 'score', 4],
    [69.999999, 70, 'score', 6],
    [70, 70, 'score', 0],
    [2.8125, 3, 'percent', 1],
    [2.96, 3, 'percent', 2],
    [82, 90, 'percent', 0],
    [639, 640, 'integer', 0],
    [639.6, 640, 'integer', 1],
    [2_999_999, 3_000_000, 'money', 2],
    [2_900_000, 3_000_000, 'money', 0],
    [2_999_999.9, 3_000_000, 'money', 3],
  ] as const)('%d against %d in %s are %d', (value, mark, of, digits) => {
    expect(digitsApart(value, mark, of, true, 'CNY')).toBe(digits)
  })

  it('stay the usual ones where equal looks are no lie', () => {
    expect(digitsApart(70.0004, 70, 'score', false)).toBe(0)
  })
})
