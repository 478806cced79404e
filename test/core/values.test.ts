/** What the nodes of a plan say at one moment: from where each leaf is read, and what a what-if sets in its place. */
import { describe, expect, test } from 'vitest'
import { merchantOf } from '../../src/core/merchant.js'
import { Values, type HeldReader } from '../../src/core/values.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { leafName, namedNode } from '../plan/leaves.js'
import { at, both } from './account.js'
import { levelAsking, minimal, planOf } from './programs.js'

const persist = (times: number, ofLast: number) => ({ persist: { value: { gte: 1 } }, times, ofLast, at: 'monthly' }) // prettier-ignore
const plan = planOf(
  minimal({
    choices: { goods: { tea: both('Tea'), books: both('Books') } },
    events: { sale: { name: both('Sale'), fields: { kind: 'goods' } } },
    windows: { inTier: { anniversary: { years: 1 }, since: 'level' } },
    metrics: {
      sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
      lately: { count: 'sale', window: 'inTier', name: both('Lately') },
    },
    cohorts: { everybody: {} },
    score: {
      name: both('Score'),
      combine: 'sum',
      factors: [
        {
          id: 'f',
          name: both('F'),
          metric: 'value',
          scale: { benchmark: 50, percentile: 80, among: 'everybody' },
        },
      ],
    },
    ladders: [
      levelAsking({
        all: [
          ...[persist(1, 2), persist(2, 4)],
          ...[{ lately: { gte: 1 } }, { sales: { gte: 1 } }],
          { best: 3, of: 'value', among: 'everybody', as: 'count' },
          { score: { gte: 1 } },
        ],
      }),
      {
        id: 'fan',
        name: both('Fan'),
        scope: { by: 'goods', rollup: 'none' },
        transition: { promote: 'monthly', demote: 'monthly' },
        tiers: [{ id: 'on', name: both('On'), enter: { all: [{ sales: { gte: 1 } }, { level: 'high' }] } }],
      },
    ],
  }),
)
const held = {
  last: [true, true, false, true] as boolean[],
  changedMs: at('2025-01-01'),
}
const reader: HeldReader = {
  tier: () => 1,
  computed: () => 0,
  active: () => false,
  balance: () => 0,
  memory: () => ({ last: held.last, streak: 0 }) as never,
  changedMs: () => held.changedMs,
  fellOn: () => true,
}
const NOW = at('2025-06-15T12:00:00Z')
const valuesOf = (over: Partial<MerchantRecord> = {}): Values => {
  const facts = ['2025-02-01', '2025-04-01'].map((day, place) => ({
    id: `s${place}`,
    type: 'sale',
    at: day,
    kind: 'tea',
  }))
  const merchant = merchantOf(plan, { id: 'm', joinedAt: '2025-01-01', facts, ...over }, NOW)
  const moment = { atMs: NOW, countMs: NOW, upto: merchant.facts.length, inclusive: true }
  return new Values(plan, merchant, reader, moment)
}
/** What every leaf of such a name says. */
const read = (values: Values, starts: string): unknown =>
  plan.nodes.flatMap((node, id) =>
    node.op === 'leaf' && leafName(node.leaf).startsWith(starts) ? [values.get(id)] : [],
  )

describe('a metric that is given in a scope', () => {
  const leaves = ['metric:sales', 'metric:sales@tea', 'metric:sales@books'].map((name) =>
    plan.nodes.findIndex((node) => node.op === 'leaf' && leafName(node.leaf) === name),
  )
  const given = (values: Values) => leaves.map((id) => values.get(id))
  test('by a record is that of the scope alone', () => {
    expect(given(valuesOf({ metrics: { sales: 5, 'sales@books': 3 } }))).toEqual([5, null, 3])
  })
  test('by a what-if is that of the scope alone, and one what-if goes on from another', () => {
    const values = valuesOf().with({ 'metric:sales@tea': 7 })
    expect(given(values)).toEqual([null, 7, null])
    expect(given(values.with({ 'metric:sales': 2 }))).toEqual([2, 7, null])
  })
  test('holds from the date of the record on', () => {
    const values = valuesOf({ metrics: { sales: 5 }, asOf: '2025-05-01' })
    const sales = namedNode(plan, 'sales')
    const on = (iso: string) => values.at({ atMs: at(iso), countMs: at(iso), inclusive: true }).get(sales)
    expect([on('2025-04-30T23:59:59.999Z'), on('2025-05-01T00:00:00Z')]).toEqual([2, 5])
  })
})

test('the tier that others read is the one held after overrides', () => {
  expect(read(valuesOf(), 'tier:level')).toEqual([1])
})

test('of what is remembered the last times count, as many as a rule asks for', () => {
  expect(read(valuesOf(), 'times:')).toEqual([1, 3])
  held.last = []
  expect(read(valuesOf(), 'times:')).toEqual([0, 0])
})

test('what is counted since a tier is counted anew when the tier changes within the moment', () => {
  held.changedMs = at('2025-01-01')
  const values = valuesOf()
  const lately = namedNode(plan, 'lately')
  expect(values.get(lately)).toBe(2)
  held.changedMs = at('2025-03-01')
  expect(values.with({}).get(lately)).toBe(1)
})

test('a word on peers that says nothing of a number leaves its places and marks unknown', () => {
  const word = (of: object) => valuesOf({ peers: { '2025-03-01': { everybody: { size: 30, ...of } } } })
  const said = (of: object) => [read(word(of), 'rank:'), read(word(of), 'cut:')]
  expect(said({ ranks: { value: { high: 2 } }, cuts: { value: { '80': 4 } } })).toEqual([[2], [4]])
  expect(said({ ranks: { other: { high: 2 } }, cuts: { other: { '80': 4 } } })).toEqual([[null], [null]])
  expect(said({ ranks: { value: { low: 2 } }, cuts: { value: { '10': 4 } } })).toEqual([[null], [null]])
  expect(said({})).toEqual([[null], [null]])
})
