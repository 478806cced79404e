import { describe, expect, test } from 'vitest'
import { progressOf, rowsOf, unmetOf } from '../../src/core/evidence.js'
import type { Evidence, Subject } from '../../src/schema/standing.js'

const name = { en: 'Orders', 'zh-CN': '订单' }
const subject: Subject = { id: 'orders', kind: 'metric', name, unit: 'integer' }
type Compared = Extract<Evidence, { kind: 'compare' }>
const compare = (is: Compared['is'], have: number | null, need: number | null, met: boolean | null = false): Compared => ({
  kind: 'compare', subject, have, is, need, met,
}) // prettier-ignore
const atLeast = (n: number, of: Evidence[], met: boolean | null = false): Evidence => ({
  kind: 'atLeast',
  n,
  of,
  met,
})
const rank = (have: number | null, need: number | null): Evidence => ({
  kind: 'rank', subject, side: 'best', have, need, size: 100, as: 'count', met: false,
}) // prettier-ignore
const times = (have: number, need: number): Evidence => ({
  kind: 'times', of: compare('gte', 1, 2), have, need, ofLast: 6, review: { id: 'monthly', name: null }, met: false,
}) // prettier-ignore

describe('how far a condition is towards being met', () => {
  const half = compare('gte', 1, 2)
  const quarter = compare('gte', 1, 4)
  const most = compare('gte', 3, 4)
  const unknown = compare('gte', null, 4, null)
  test.each<[string, Evidence, number | null]>([
    ['all of it, once met', compare('gte', 5, 4, true), 1],
    ['all of it, met without a value', { ...compare('lte', null, 4, true), exempt: true }, 1],
    ['all of it, where what must not hold does not', { kind: 'not', of: half, met: true }, 1],
    ['half of the least', half, 0.5],
    ['half of what must be passed', compare('gt', 2, 4), 0.5],
    ['all but one, on the mark that must be passed', compare('gt', 4, 4), 1],
    ['nothing, below nothing', compare('gte', -2, 4), 0],
    ['nothing, towards a mark of nothing', compare('gt', 0, 0), 0],
    ['nothing, towards a mark below nothing', compare('gte', -8, -4), 0],
    ['the mark against twice as much', compare('lte', 8, 4), 0.5],
    ['the mark against what must be less', compare('lt', 5, 4), 0.8],
    ['all, on the mark that must not be reached', compare('lt', 4, 4), 1],
    ['nothing, where no less than nothing is asked', compare('lte', 8, -4), 0],
    ['nothing, where nothing is still too much', compare('lt', 0, 0), 0],
    ['nothing, where less than nothing is still too much', compare('lte', -1, -2), 0],
    ['nothing, for any other value', compare('eq', 2, 4), 0],
    ['not known, without a value', compare('gte', null, 4, null), null],
    ['not known, without a mark', compare('gte', 4, null, null), null],
    ['not known, with neither', compare('lte', null, null, null), null],
    ['the places that there are against the place held', rank(12, 6), 0.5],
    ['not known, without peers', rank(null, null), null],
    ['how often it held of how often it must', times(1, 4), 0.25],
    ['nothing, for what must not hold', { kind: 'not', of: half, met: false }, 0],
    ['nothing, for what is not known', { kind: 'known', subject, met: false }, 0],
    ['the best of alternatives', atLeast(1, [quarter, most, half]), 0.75],
    ['the second of those of which two are asked', atLeast(2, [quarter, most, half]), 0.5],
    ['the least of all', atLeast(3, [most, quarter, half]), 0.25],
    ['nothing, where a part of all is unknown', atLeast(2, [half, unknown]), 0],
    ['the best of alternatives, beside an unknown one', atLeast(1, [unknown, half]), 0.5],
    ['of parts within parts', atLeast(2, [atLeast(1, [quarter, half]), most]), 0.5],
    ['nothing, of a rule of no parts that does not hold', atLeast(0, [], null), 0],
  ])('%s', (_, evidence, progress) => {
    expect(progressOf(evidence)).toBe(progress)
  })
})

describe('the rows of a rule', () => {
  const no = compare('gte', 1, 2)
  const yes = compare('gte', 2, 2, true)
  const unknown = compare('gte', null, 2, null)
  const either = atLeast(1, [no, yes], true)
  const neither = atLeast(1, [no, unknown])
  const not: Evidence = { kind: 'not', of: yes, met: false }

  test('are the parts that all have to hold, however they are nested; alternatives are one row', () => {
    expect(rowsOf(atLeast(2, [no, atLeast(3, [yes, either, not])]))).toStrictEqual([no, yes, either, not])
    expect(rowsOf(no)).toStrictEqual([no])
    expect(rowsOf(not)).toStrictEqual([not])
    expect(rowsOf(atLeast(0, [], true))).toStrictEqual([])
  })
  test('that are not met are those that fail and those that are unknown', () => {
    expect(unmetOf(atLeast(5, [yes, no, unknown, either, neither]))).toStrictEqual([no, unknown, neither])
    expect(unmetOf(yes)).toStrictEqual([])
  })
})
