import { describe, expect, test } from 'vitest'
import type { Decided, Reasons } from '../../src/schema/reasons.js'
import type { Subject } from '../../src/schema/standing.js'
import { widthOf } from '../../src/words/columns.js'
import { sayReasons } from '../../src/words/reasons.js'

const both = (en: string, zh: string) => ({ en, 'zh-CN': zh })
const silver = { id: 'silver', name: both('Silver', '白银') }
const gold = { id: 'gold', name: both('Gold', '黄金') }
const zone = 'Asia/Shanghai'
const october = { kind: 'past', start: '2026-09-30T16:00:00Z', end: '2026-10-31T16:00:00Z', zone } as const
const rate: Subject = {
  id: 'rate',
  kind: 'metric',
  name: both('Refund rate', '退款率'),
  unit: 'percent',
  window: october,
  num: { name: both('refunds', '退款订单'), value: 27, unit: 'integer', counted: 27, excluded: [] },
  den: {
    name: both('orders', '订单'),
    value: 840,
    unit: 'integer',
    counted: 840,
    excluded: [{ why: 'undone', count: 3 }],
  },
}
const failed = { kind: 'compare', subject: rate, have: 3.214286, is: 'lte', need: 3, met: false } as const
const fall: Decided = {
  outcome: 'fall',
  version: '2026-01',
  from: gold,
  to: silver,
  earned: silver,
  decidedAt: '2026-10-31T16:00:00Z',
  takesEffectAt: '2026-11-04T16:00:00Z',
  review: { id: 'monthly', name: both('Monthly review', '月度评定') },
  rules: [{ asks: 'keep', tier: gold, path: ['ladders', 0, 'tiers', 2, 'keep'], rule: failed }],
  inputs: [
    { subject: rate, value: 3.214286, marks: [{ is: 'lte', need: 3, met: false }] },
    {
      subject: { id: 'open', kind: 'field', name: both('Open', '营业中'), unit: 'flag' },
      value: null,
      marks: [],
    },
  ],
  score: null,
  heldBack: [],
  beside: [],
  turn: [{ subject: rate, from: 3.214286, to: 3 }],
  turnsTo: gold,
  seen: true,
}
const reasons: Reasons = {
  tierkit: 1,
  program: { id: 'store', name: both('Store growth', '门店成长计划'), version: '2026-01', zone, currency: 'CNY' },
  merchant: { id: '7', name: both('Lotus', '莲记') },
  ladder: { id: 'level', key: 'level', name: both('Level', '等级'), scope: null },
  at: '2026-11-21T02:00:00Z',
  held: silver,
  computed: silver,
  beside: [],
  change: fall,
  last: null,
  nextReviewAt: '2026-11-30T16:00:00Z',
} // prettier-ignore

test('a statement of reasons is a page in English', () => {
  expect(sayReasons(reasons, 'en')).toBe(`Statement of reasons

Merchant     Lotus (7)
Program      Store growth, version 2026-01
Ladder       Level
As of        2026-11-21 10:00 (Shanghai time)
Tier         Silver
Next review  2026-12-01 00:00

Down from Gold to Silver

Decided       2026-11-01 00:00, Monthly review
In effect     2026-11-05 00:00
By version    2026-01
To keep Gold  refund rate at most 3% (written at ladders[0].tiers[2].keep)

Values
  Refund rate: 3.2%, at most 3.0% (not met) · 1–31 Oct · 27 refunds of 840 orders; not counted: 3
    undone
  Open: not known

What would have turned it
  refund rate 3.0% instead of 3.2%: then Gold
`)
})

test('and in Chinese', () => {
  expect(sayReasons(reasons, 'zh-CN')).toBe(`等级评定说明

商家      莲记（7）
方案      门店成长计划，版本 2026-01
等级体系  等级
截至      2026-11-21 10:00（上海时间）
当前等级  白银
下次评定  2026-12-01 00:00

由黄金降至白银

评定时间        2026-11-01 00:00，月度评定
生效时间        2026-11-05 00:00
依据版本        2026-01
黄金的保级条件  退款率不高于 3%（见 ladders[0].tiers[2].keep）

指标
  退款率：3.2%，不高于 3.0%（未满足） · 10月1日–31日 · 退款订单 27 / 订单 840；未计入：已撤销 3 条
  营业中：暂无数据

改变结果的最小变化
  若退款率为 3.0% 而非 3.2%，则为黄金
`)
})

describe('a statement', () => {
  const decided = (over: Partial<Decided>, more: Partial<Reasons> = {}) =>
    sayReasons({ ...reasons, change: { ...fall, ...over }, ...more }, 'en')
  test('says that no change of values would have turned it, or that only the rule is known', () => {
    expect(decided({ turn: null, turnsTo: null })).toContain('no other values would have turned it')
    expect(decided({ turn: null, turnsTo: null, seen: false })).toContain('decided before the records at hand begin')
  })
  test('rounds what would have turned it away from what it was, never to the wrong side', () => {
    const turn = (from: number, to: number) => decided({ turn: [{ subject: rate, from, to }] })
    expect(turn(82.4, 87.84321)).toContain('refund rate 87.9% instead of 82.4%')
    expect(turn(92.4, 87.85321)).toContain('refund rate 87.8% instead of 92.4%')
    expect(turn(25, 25.000001)).toContain('refund rate 25.000001% instead of 25.000000%')
  })
  test('names values by their names, and what was not known', () => {
    const level: Subject = { id: 'risk', kind: 'field', name: both('Risk', '风险'), unit: 'choice' }
    const names = { fromName: both('Watched', '关注'), toName: both('Clear', '无风险') }
    expect(decided({ turn: [{ subject: level, from: 1, to: 0, ...names }] })).toContain('risk Clear instead of Watched')
    expect(decided({ turn: [{ subject: level, from: null, to: 0, ...names }] })).toContain('risk Clear instead of not known')
  })
  test('says what held a decision back, what stood beside it, and what the values alone gave', () => {
    const text = decided({
      outcome: 'stay',
      takesEffectAt: null,
      to: gold,
      heldBack: [{ why: 'frozen', until: '2026-12-31T16:00:00Z', by: both('Ban', '封禁') }],
      beside: [
        { id: 'ban', kind: 'sanction', name: both('Ban', '封禁'), active: true, since: '2026-10-04T16:00:00Z', until: null, ends: null },
      ],
    })
    expect(text).toContain('No change: Gold')
    expect(text).toContain('By its values  Silver\nHeld back      Ban freezes the tier until 2027-01-01 00:00\nBeside it      Ban, since 2026-10-05 00:00\n')
    expect(text).not.toContain('In effect')
  })
  test('tells a tier that stands beside the values from the one they give', () => {
    expect(decided({}, { held: gold })).toContain('Tier         Gold (by its values: Silver)')
  })
  test('with nothing decided says so', () => {
    expect(sayReasons({ ...reasons, change: null, held: null, computed: null }, 'en')).toMatch(
      /Tier {9}no tier\n[^]*\n\nNothing has been decided on this ladder yet\.\n$/,
    )
  })
  test('is never wider than 100 columns', () => {
    const rules = Array.from({ length: 9 }, () => failed)
    const long = { ...fall.rules[0]!, rule: { kind: 'atLeast', n: 9, of: rules, met: false } as const }
    for (const locale of ['en', 'zh-CN'] as const)
      for (const text of sayReasons({ ...reasons, change: { ...fall, rules: [long] } }, locale).split('\n'))
        expect(widthOf(text)).toBeLessThanOrEqual(100)
  })
}) // prettier-ignore
