/** What a fold keeps from moment to moment: only what an arrival, time or a move can have changed is read again. */
import { describe, expect, test } from 'vitest'
import { Live } from '../../src/core/live.js'
import { merchantOf } from '../../src/core/merchant.js'
import type { HeldReader } from '../../src/core/values.js'
import type { Id, Leaf, Plan } from '../../src/plan/plan.js'
import type { Value } from '../../src/plan/operations.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { both } from './account.js'
import { levelAsking, minimal, planOf } from './programs.js'

const nameOf = (leaf: Leaf): string =>
  leaf.from === 'facts'
    ? `${leaf.event} in ${leaf.window}`
    : leaf.from === 'held'
      ? `${leaf.what} ${leaf.id}`
      : leaf.from === 'moment'
        ? `since ${leaf.since}`
        : leaf.from === 'peers'
          ? leaf.what
          : leaf.id

class Watched extends Live {
  asked: string[] = []
  protected override leaf(id: Id, leaf: Leaf): Value {
    this.asked.push(nameOf(leaf))
    return super.leaf(id, leaf)
  }
}

const plan: Plan = planOf(
  minimal({
    events: {
      sale: { name: both('Sale'), undoneBy: 'back' },
      back: { name: both('Back') },
      visit: { name: both('Visit') },
      praise: { name: both('Praise') },
    },
    windows: { thisMonth: { current: 'month' }, days7: { rolling: { days: 7 } }, inTier: { anniversary: { weeks: 1 }, since: 'level' } }, // prettier-ignore
    metrics: {
      ever: { count: 'sale', window: 'lifetime', net: true, name: both('Ever') },
      month: { count: 'sale', window: 'thisMonth', net: true, name: both('Month') },
      gross: { count: 'sale', window: 'thisMonth', name: both('Gross') },
      week: { count: 'visit', window: 'days7', name: both('Week') },
      held: { count: 'visit', window: 'inTier', name: both('Held') },
      quiet: { elapsed: 'praise', in: 'days', name: both('Quiet') },
    },
    accounts: [
      {
        id: 'stars',
        name: both('Stars'),
        spend: 'oldestFirst',
        undo: 'sameLots',
        earn: [{ on: 'sale', points: 1 }],
      },
    ],
    overrides: [{ id: 'plus', kind: 'grant', name: both('Plus'), on: 'praise', floor: { level: 'high' } }],
    benefits: [
      {
        id: 'gift',
        name: both('Gift'),
        kind: 'service',
        cost: 0,
        requires: { all: [{ stars: { gte: 1 } }, { level: { gte: 'high' } }, { plus: true }] },
      },
    ],
    ladders: [
      levelAsking({
        all: ['ever', 'month', 'gross', 'week', 'held', 'quiet', 'value'].map((id) => ({ [id]: { gte: 1 } })),
      }),
    ],
  }),
)

const at = (iso: string): number => Date.parse(`2025-${iso}`)
const fact = (id: string, type: string, on: string, more: object = {}): Fact => ({
  id,
  type,
  at: `2025-${on}`,
  ...more,
})

/** What the fold holds: `state` may change between two moments. */
const watched = (facts: Fact[], from: string, over: Partial<MerchantRecord> = {}) => {
  const state = { stars: 5, level: 0, changedMs: at('01-01T00:00:00Z') }
  const held: HeldReader = {
    tier: () => state.level,
    computed: () => state.level,
    active: () => false,
    balance: () => state.stars,
    memory: () => undefined,
    changedMs: () => state.changedMs,
    fellOn: () => false,
  }
  const record: MerchantRecord = { id: 'm', joinedAt: '2025-01-01', fields: { value: 3 }, facts, ...over }
  const live = new Watched(plan, merchantOf(plan, record, at('12-31T00:00:00Z')), held, at(from), 0)
  const all = (): void => {
    plan.nodes.forEach((_, id) => live.get(id))
  }
  let [moves, entries] = [0, 0]
  const placeAt = (ms: number): number => live.merchant.facts.filter(({ seenMs }) => seenMs <= ms).length
  live.now(at(from), placeAt(at(from)), moves, entries)
  all()
  /** Everything again at a moment: what was read anew, and whether any value is another. */
  const again = (on: string, how: { moved?: boolean; posted?: boolean } = {}): [string[], boolean] => {
    live.asked = []
    const before = live.changes
    if (how.moved) moves += 1
    if (how.posted) entries += 1
    live.now(at(on), placeAt(at(on)), moves, entries)
    const isOther = live.changes > before
    all()
    return [[...new Set(live.asked)].sort(), isOther]
  }
  return { live, state, again }
}

/** What time alone can change is looked at whenever time has passed. */
const timed = ['since praise', 'visit in days7', 'visit in inTier']
/** What a record gives: fields, and the metrics that it may bring. */
const given = ['value', 'ever', 'month', 'gross', 'week', 'held', 'quiet']
const sorted = (...names: string[]): string[] => names.sort()

describe('what is read again', () => {
  test('is nothing at the same moment', () => {
    const { again } = watched([], '02-10T00:00:00Z')
    expect(again('02-10T00:00:00Z')).toStrictEqual([[], false])
  })
  test('when time passes, is what time can change, and nothing is another by that', () => {
    const { again } = watched([fact('a', 'sale', '02-09T00:00:00Z')], '02-10T00:00:00Z')
    expect(again('02-10T06:00:00Z')).toStrictEqual([sorted(...timed), false])
  })
  test('when a day passes, is the same, and the days since something are others', () => {
    const { again } = watched([fact('p', 'praise', '02-09T00:00:00Z')], '02-10T00:00:00Z')
    expect(again('02-11T00:00:00Z')).toStrictEqual([sorted(...timed), true])
  })
  test('when a fact arrives, is what counts it', () => {
    const facts = [fact('v', 'visit', '02-10T05:00:00Z'), fact('s', 'sale', '02-10T06:00:00Z')]
    const { again } = watched(facts, '02-10T00:00:00Z')
    expect(again('02-10T05:00:00Z')).toStrictEqual([sorted(...timed), true])
    expect(again('02-10T06:00:00Z')).toStrictEqual([
      sorted('sale in lifetime', 'sale in thisMonth', ...timed),
      true,
    ])
  })
  test('when a fact arrives that nothing counts any more, is not what counts its like', () => {
    const seen = '2025-02-10T06:00:00Z'
    for (const [on, month] of [
      ['01-31T23:59:59.999Z', []],
      ['02-01T00:00:00Z', ['sale in thisMonth']],
    ] as const) {
      const { again } = watched([fact('late', 'sale', on, { seen })], '02-10T00:00:00Z')
      expect(again('02-10T06:00:00Z')[0]).toStrictEqual(sorted('sale in lifetime', ...month, ...timed))
    }
  })
  test('when a fact is undone, is what counts it less what is undone', () => {
    const facts = [fact('a', 'sale', '02-09T00:00:00Z'), fact('b', 'back', '02-10T06:00:00Z', { ref: 'a' })]
    const { live, again } = watched(facts, '02-10T00:00:00Z')
    const [net, gross] = ['month', 'gross'].map((_, nth) =>
      plan.nodes.findIndex(
        (node) =>
          node.op === 'leaf' &&
          node.leaf.from === 'facts' &&
          node.leaf.window === 'thisMonth' &&
          Boolean(node.leaf.net) === (nth === 0),
      ),
    )
    expect([live.get(net!), live.get(gross!)]).toStrictEqual([1, 1])
    expect(again('02-10T06:00:00Z')[0]).toStrictEqual(
      sorted('sale in lifetime', 'sale in thisMonth', ...timed),
    )
    expect([live.get(net!), live.get(gross!)]).toStrictEqual([0, 1])
  })
  test('when a fact of an earlier month is undone, is not what counts this month', () => {
    const facts = [fact('a', 'sale', '01-09T00:00:00Z'), fact('b', 'back', '02-10T06:00:00Z', { ref: 'a' })]
    const { again } = watched(facts, '02-10T00:00:00Z')
    expect(again('02-10T06:00:00Z')[0]).toStrictEqual(sorted('sale in lifetime', ...timed))
  })
  test('when something undoes nothing that is known, is nothing more', () => {
    const { again } = watched([fact('b', 'back', '02-10T06:00:00Z', { ref: 'gone' })], '02-10T00:00:00Z')
    expect(again('02-10T06:00:00Z')).toStrictEqual([sorted(...timed), false])
  })
  test('when a month begins, is what counts the month', () => {
    const { again } = watched([fact('a', 'sale', '02-09T00:00:00Z')], '02-28T00:00:00Z')
    expect(again('02-28T23:59:59.999Z')).toStrictEqual([sorted(...timed), false])
    expect(again('03-01T00:00:00Z')).toStrictEqual([sorted('sale in thisMonth', ...timed), true])
    expect(again('03-02T00:00:00Z')).toStrictEqual([sorted(...timed), false])
  })
  test('when points were posted, is the balance; it is another only where it says something else', () => {
    const { state, again } = watched([], '02-10T00:00:00Z')
    expect(again('02-10T00:00:00Z', { posted: true })).toStrictEqual([['balance stars'], false])
    state.stars = 6
    expect(again('02-10T00:00:00Z', { posted: true })).toStrictEqual([['balance stars'], true])
  })
  test('when something moved, is what is held, and what is counted since', () => {
    const { state, again } = watched([], '02-10T00:00:00Z')
    const moved = sorted('tier level', 'computed level', 'active plus', 'visit in inTier')
    expect(again('02-10T00:00:00Z', { moved: true })).toStrictEqual([moved, false])
    state.level = 1
    expect(again('02-10T00:00:00Z', { moved: true })).toStrictEqual([moved, true])
  })
  test('when a field of the merchant’s changes, is every field and every figure given with the record, and not before', () => {
    const value = [
      { from: '2025-01-01', value: 3 },
      { from: '2025-02-12', value: 4 },
    ]
    const { again } = watched([], '02-10T00:00:00Z', { fields: { value } })
    expect(again('02-11T23:59:59.999Z')).toStrictEqual([sorted(...timed), false])
    expect(again('02-12T00:00:00Z')).toStrictEqual([sorted(...given, ...timed), true])
    expect(again('02-12T00:00:00.001Z')).toStrictEqual([sorted(...timed), false])
  })
  test('when a fact was known before it happened, is what counts it once it has', () => {
    const early = fact('a', 'sale', '02-12T00:00:00Z', { seen: '2025-02-01T00:00:00Z' })
    const { live, again } = watched([early], '02-11T00:00:00Z')
    const monthly = plan.nodes.findIndex(
      (node) => node.op === 'leaf' && nameOf(node.leaf) === 'sale in thisMonth',
    )
    expect(live.get(monthly)).toBe(0)
    expect(again('02-12T00:00:00Z')[0]).toContain('sale in thisMonth')
    expect(live.get(monthly)).toBe(1)
  })
  test('is nothing that nobody has asked for, but for what the fold holds: whether that is another is always told', () => {
    const { live } = watched([fact('s', 'sale', '02-10T06:00:00Z')], '02-10T00:00:00Z')
    const anew = new Watched(plan, live.merchant, live.held, at('02-10T00:00:00Z'), 0)
    anew.now(at('02-10T00:00:00Z'), 0, -1, -1)
    anew.now(at('02-11T00:00:00Z'), 1, -1, -1)
    expect([anew.asked, anew.changes]).toStrictEqual([['visit in inTier'], 1])
    anew.now(at('02-11T00:00:00Z'), 1, 0, 0)
    expect(anew.asked.slice(1).sort()).toStrictEqual(
      sorted('balance stars', 'tier level', 'computed level', 'active plus', 'visit in inTier'),
    )
    expect(anew.changes).toBe(5)
  })
})
