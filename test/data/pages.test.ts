import { describe, expect, it } from 'vitest'
import { pageOf } from '../../src/data/pages.js'
import type { Entry } from '../../src/schema/entry.js'

function entry(place: number): Entry {
  const at = new Date(Date.UTC(2026, 0, place)).toISOString()
  return {
    ...{
      id: `e${place}`,
      account: 'points',
      at,
      kind: 'earn',
      from: 'issued',
      to: 'available',
      amountPoints: 1,
    },
    ...{
      balancePoints: place,
      lots: [],
      name: { en: 'Orders', 'zh-CN': '订单' },
      fact: null,
      reverses: null,
    },
  } as Entry
}
const log = [1, 2, 3, 4, 5, 6, 7].map(entry)
const ids = (entries: readonly Entry[]): string => entries.map(({ id }) => id).join(' ')

describe('a page of the log', () => {
  it('is read from the newest to the oldest, and back', () => {
    const first = pageOf(log, { from: 'first', count: 3 })
    expect([ids(first.entries), first.before, first.total]).toEqual(['e7 e6 e5', null, 7])
    const second = pageOf(log, { from: { cursor: first.after! }, count: 3 })
    expect(ids(second.entries)).toBe('e4 e3 e2')
    const third = pageOf(log, { from: { cursor: second.after! }, count: 3 })
    expect([ids(third.entries), third.after]).toEqual(['e1', null])
    expect(ids(pageOf(log, { from: { cursor: third.before! }, count: 3 }).entries)).toBe('e4 e3 e2')
    const back = pageOf(log, { from: { cursor: second.before! }, count: 3 })
    expect([ids(back.entries), back.before]).toEqual(['e7 e6 e5', null])
  })

  it('of the end holds the oldest', () => {
    const last = pageOf(log, { from: 'last', count: 3 })
    expect([ids(last.entries), last.after]).toEqual(['e3 e2 e1', null])
    expect(ids(pageOf(log, { from: { cursor: last.before! }, count: 3 }).entries)).toBe('e6 e5 e4')
  })

  it('towards newer entries is short at the top', () => {
    const second = pageOf(log, { from: { cursor: 'older:e7' }, count: 3 })
    expect(ids(pageOf(log, { from: { cursor: second.before! }, count: 3 }).entries)).toBe('e7')
  })

  it.each([
    ['2026-01-05T00:00:00Z', 'e5 e4'],
    ['2026-01-05T12:00:00Z', 'e5 e4'],
    ['2030-01-01T00:00:00Z', 'e7 e6'],
    ['2020-01-01T00:00:00Z', ''],
  ])('from the date %s holds "%s"', (date, shown) => {
    expect(ids(pageOf(log, { from: { date }, count: 2 }).entries)).toBe(shown)
  })

  it('keeps its place while the log grows', () => {
    const first = pageOf(log, { from: 'first', count: 3 })
    const grown = [...log, entry(8)]
    expect(ids(pageOf(grown, { from: { cursor: first.after! }, count: 3 }).entries)).toBe('e4 e3 e2')
  })

  it('by a cursor that names nothing is the newest one', () => {
    expect(ids(pageOf(log, { from: { cursor: 'older:gone' }, count: 2 }).entries)).toBe('e7 e6')
    expect(ids(pageOf(log, { from: { cursor: 'newer:gone' }, count: 2 }).entries)).toBe('e7 e6')
  })

  it('of a log that is empty is empty', () => {
    for (const from of ['first', 'last', { cursor: 'older:e1' }, { date: '2026-01-01T00:00:00Z' }] as const)
      expect(pageOf([], { from, count: 3 })).toEqual({ entries: [], before: null, after: null, total: 0 })
  })

  it('holds at least one entry', () => {
    expect(ids(pageOf(log, { from: 'first', count: 0 }).entries)).toBe('e7')
    expect(ids(pageOf(log, { from: 'first', count: NaN }).entries)).toBe('e7')
  })
})
