import { describe, expect, it } from 'vitest'
import type { Evidence, Subject } from '../../src/schema/standing.js'
import {
  progressOf,
  sayBasis,
  sayCounted,
  sayLeftOut,
  sayEvidence,
  sayRule,
  sayWindow,
  type SayContext,
} from '../../src/words/say.js'

const en: SayContext = {
  locale: 'en',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  at: '2026-11-21T09:30:00+08:00',
}
const zh: SayContext = { ...en, locale: 'zh-CN' }

const text = (first: string, second: string) => ({ en: first, 'zh-CN': second })
const count = (first: string, second: string, value: number) => ({
  name: text(first, second),
  value,
  unit: 'integer' as const,
})
const subject = (
  id: string,
  kind: Subject['kind'],
  unit: Subject['unit'],
  first: string,
  second: string,
): Subject => ({
  id,
  kind,
  unit,
  name: text(first, second),
})
const score = subject('score', 'score', 'score', 'Store score', '经营分')
const orders = subject('orders', 'metric', 'integer', 'Orders', '订单数')
const violations = subject('violations', 'metric', 'integer', 'Food-safety violations', '食品安全违规')
const spend = subject('spend', 'metric', 'money', 'Spend', '消费金额')
const rate = subject('rate', 'metric', 'percent', 'Refund rate', '退款率')
const refunds = (num: number, den: number): Subject => ({
  ...rate,
  num: count('Refunds', '退款数', num),
  den: count('Orders', '订单数', den),
})
const replies = (num: number, den: number): Subject => ({
  ...subject('replies', 'metric', 'percent', 'Replies within 24 h', '24 小时内回复率'),
  num: count('Replies', '回复数', num),
  den: count('Reviews', '评价数', den),
})
const paidOn = subject('paidOn', 'field', 'date', 'First order', '首单日期')
const level = subject('level', 'ladder', 'tier', 'Level', '会员等级')
const risk = subject('risk', 'field', 'choice', 'Risk', '风险')
const plus = subject('plus', 'override', 'flag', 'Plus', 'Plus 会员')
const open = subject('open', 'field', 'flag', 'Open to orders', '营业中')

type Is = 'gte' | 'gt' | 'lte' | 'lt' | 'eq'
const meets: Record<Is, (have: number, need: number) => boolean> = {
  gte: (have, need) => have >= need,
  gt: (have, need) => have > need,
  lte: (have, need) => have <= need,
  lt: (have, need) => have < need,
  eq: (have, need) => have === need,
}
const compare = (of: Subject, have: number | null, is: Is, need: number, more: object = {}): Evidence => ({
  kind: 'compare', subject: of, have, is, need, met: have === null ? null : meets[is](have, need), ...more,
}) // prettier-ignore
const all = (...of: Evidence[]): Evidence => group(of.length, of)
const any = (...of: Evidence[]): Evidence => group(1, of)
const group = (n: number, of: Evidence[], name?: { en: string; 'zh-CN': string }): Evidence => ({
  kind: 'atLeast',
  n,
  of,
  met: of.filter((part) => part.met).length >= n,
  ...(name ? { name } : {}),
})
const not = (of: Evidence): Evidence => ({ kind: 'not', of, met: of.met === null ? null : !of.met })

const ranked = (
  have: number | null,
  need: number | null,
  size: number | null,
  side: 'best' | 'worst',
): Evidence => ({
  kind: 'rank', subject: score, side, have, need, size, as: 'count', met: have === null || need === null ? null : have <= need,
}) // prettier-ignore
const repeated = (have: number | null, need: number, ofLast: number): Evidence => ({
  kind: 'times', of: compare(orders, 598, 'gte', 600), have, need, ofLast,
  review: { id: 'monthly', name: null }, met: have === null ? null : have >= need,
}) // prettier-ignore

const gold = { haveName: text('Silver', '白银'), needName: text('Gold', '黄金') }
const clear = { haveName: text('Watched', '关注'), needName: text('Clear', '无风险') }

type Row = readonly [
  title: string,
  evidence: Evidence,
  en: [line: string, hint: string],
  zh: [line: string, hint: string],
]
const rows: readonly Row[] = [
  ['a score short of its mark', compare(score, 662, 'gte', 700), ['662, at least 700', '38 to go'], ['662，不低于 700', '还差 38 分']],
  ['a score just below its mark', compare(score, 69.94, 'gte', 70), ['69.94, at least 70', '0.06 to go'], ['69.94，不低于 70', '还差 0.06 分']],
  ['a score at its mark', compare(score, 70, 'gte', 70), ['70, at least 70', ''], ['70，不低于 70', '']],
  ['a score that must be beyond', compare(score, 70.000001, 'gt', 70), ['70.000001, more than 70', ''], ['70.000001，高于 70', '']],
  ['a count short', compare(orders, 598, 'gte', 600), ['598, at least 600', '2 to go'], ['598，不少于 600', '还差 2']],
  ['a count that must be beyond', compare(orders, 3, 'gt', 3), ['3, more than 3', '1 to go'], ['3，多于 3', '还差 1']],
  ['a count too high', compare(orders, 3, 'lt', 3), ['3, less than 3', '1 over'], ['3，少于 3', '超出 1']],
  ['a count at its only allowed value', compare(violations, 0, 'lte', 0), ['0, at most 0', 'one more would break it'], ['0，须为 0', '再增加 1 即不达标']],
  ['a count over', compare(violations, 1, 'lte', 0), ['1, at most 0', '1 over'], ['1，须为 0', '超出 1']],
  ['a count far from its cap', compare(orders, 10, 'lte', 600), ['10, at most 600', ''], ['10，不超过 600', '']],
  ['money short', compare(spend, 2_999_999, 'gte', 3_000_000), ['¥29,999.99, at least ¥30,000.00', '¥0.01 to go'], ['¥29,999.99，不低于 ¥30,000.00', '还差 ¥0.01']],
  ['a ratio that holds by little', compare(refunds(18, 640), 2.8125, 'lte', 3), ['2.8%, at most 3.0%', 'two more refunds would break it'], ['2.8%，不高于 3.0%', '退款数再增加 2 即不达标']],
  ['a ratio at its very mark', compare(refunds(3, 100), 3, 'lte', 3), ['3%, at most 3%', 'one more would break it'], ['3%，不高于 3%', '退款数再增加 1 即不达标']],
  ['a ratio far from its cap', compare(refunds(0, 640), 0, 'lte', 3), ['0%, at most 3%', ''], ['0%，不高于 3%', '']],
  ['a ratio over its cap', compare(refunds(20, 640), 3.125, 'lte', 3), ['3.1%, at most 3.0%', 'met after 27 more orders with no new refunds'], ['3.1%，不高于 3.0%', '订单数再增加 27 且退款数不再增加即达标']],
  ['a ratio over a cap of nothing', compare(refunds(20, 640), 3.125, 'lte', 0), ['3.1%, at most 0.0%', '3.1 percentage points over'], ['3.1%，不高于 0.0%', '超出 3.1 个百分点']],
  ['a ratio short', compare(replies(41, 50), 82, 'gte', 90), ['82%, at least 90%', '4 short, of 50 reviews'], ['82%，不低于 90%', '还差 4（评价数共 50）']],
  ['a ratio without its halves', compare(rate, 3.4, 'lte', 3), ['3.4%, at most 3.0%', '0.4 percentage points over'], ['3.4%，不高于 3.0%', '超出 0.4 个百分点']],
  ['a ratio over nothing', compare({ ...refunds(0, 0) }, null, 'lte', 3, { met: true, exempt: true }), ['does not apply, at most 3%', 'does not apply: no orders'], ['不适用，不高于 3%', '不适用：订单数为 0']],
  ['a value nobody knows', compare(score, null, 'gte', 550), ['not known yet, at least 550', 'not known yet'], ['暂无数据，不低于 550', '暂无数据']],
  ['a date', compare(paidOn, Date.UTC(2026, 10, 20, 16), 'lte', Date.UTC(2026, 10, 19, 16)), ['21 Nov, by 20 Nov', ''], ['11月21日，不晚于 11月20日', '']],
  ['a tier', compare(level, 1, 'gte', 2, gold), ['Silver, Gold or above', ''], ['白银，黄金及以上', '']],
  ['a choice', compare(risk, 1, 'eq', 0, clear), ['Watched, must be Clear', ''], ['关注，须为无风险', '']],
  ['a choice denied', not(compare(risk, 0, 'eq', 0, { ...clear, haveName: text('Clear', '无风险') })), ['Clear, must not be Clear', ''], ['无风险，不得为无风险', '']],
  ['an override', compare(plus, 0, 'eq', 1), ['not active, must hold', ''], ['未生效，须符合', '']],
  ['a flag', compare(open, 1, 'eq', 1), ['yes, must hold', ''], ['是，须符合', '']],
  ['a flag denied', compare(open, 1, 'eq', 0), ['yes, must not hold', ''], ['是，须不符合', '']],
  ['a flag nobody knows', compare(open, null, 'eq', 1), ['not known yet, must hold', 'not known yet'], ['暂无数据，须符合', '暂无数据']],
  ['a comparison denied', not(compare(orders, 2, 'lt', 3)), ['2, at least 3', '1 to go'], ['2，不少于 3', '还差 1']],
  ['a value that must be known', { kind: 'known', subject: score, met: false }, ['not known yet, must be known', ''], ['暂无数据，须有数据', '']],
  ['a value that is known', { kind: 'known', subject: score, met: true }, ['known', ''], ['已知', '']],
  ['several rules', all(compare(score, 662, 'gte', 550), compare(refunds(20, 640), 3.125, 'lte', 3)),
    ['store score from 550; refund rate at most 3%', 'still missing: refund rate at most 3%'],
    ['经营分 550 分起；退款率不高于 3%', '还缺：退款率不高于 3%']],
  ['a choice of rules', any(compare(score, 500, 'gte', 550), compare(plus, 0, 'eq', 1)), ['any of: store score from 550, Plus', 'Store score: 500, at least 550; Plus: not active, must hold'], ['满足其一：经营分 550 分起、Plus 会员', '经营分：500，不低于 550；Plus 会员：未生效，须符合']],
  ['some of several rules', group(2, [compare(score, 500, 'gte', 550), compare(orders, 9, 'gte', 5), compare(plus, 0, 'eq', 1)]),
    ['at least 2 of: store score from 550, orders at least 5, Plus', 'Store score: 500, at least 550; Plus: not active, must hold'],
    ['至少满足 2 项：经营分 550 分起、订单数不少于 5、Plus 会员', '经营分：500，不低于 550；Plus 会员：未生效，须符合']],
  ['a group of one', all(compare(orders, 598, 'gte', 600)), ['598, at least 600', '2 to go'], ['598，不少于 600', '还差 2']],
  ['a place among the best', ranked(3, 10, 200, 'best'), ['place 3 of 200, among the best 10', ''], ['第 3 名（共 200），前 10 名以内', '']],
  ['a place too low', ranked(12, 10, 200, 'best'), ['place 12 of 200, among the best 10', '2 places to go'], ['第 12 名（共 200），前 10 名以内', '还差 2 名']],
  ['a place just behind', ranked(11, 10, null, 'best'), ['place 11, among the best 10', '1 place to go'], ['第 11 名，前 10 名以内', '还差 1 名']],
  ['a place among the worst', ranked(1, 1000, 20_000, 'worst'), ['place 1 of 20,000, among the worst 1,000', ''], ['第 1 名（共 20,000），末 1,000 名以内', '']],
  ['a place nobody knows', ranked(null, null, null, 'best'), ['not known yet, not known yet', 'not known yet'], ['暂无数据，暂无数据', '暂无数据']],
  ['a place denied', not(ranked(12, 10, 200, 'best')), ['place 12 of 200', ''], ['第 12 名（共 200）', '']],
  ['a rule over past reviews', repeated(1, 2, 3), ['held at 1, must hold at 2 or more of the last 3 reviews', '1 more review to go'], ['达标 1 次，最近 3 次评定须至少达标 2 次', '还需 1 次评定达标']],
  ['a rule over every past review', repeated(1, 3, 3), ['held at 1, must hold at each of the last 3 reviews', '2 more reviews to go'], ['达标 1 次，最近 3 次评定须每次达标', '还需 2 次评定达标']],
  ['a rule over the last review', repeated(1, 1, 1), ['held at 1, must hold at the last review', ''], ['达标 1 次，最近一次评定须达标', '']],
  ['a rule over named reviews', { ...repeated(2, 2, 3), review: { id: 'monthly', name: text('Monthly review', '月度评定') } } as Evidence, ['held at 2, must hold at 2 or more of the last 3 reviews (Monthly review)', ''], ['达标 2 次，最近 3 次月度评定须至少达标 2 次', '']],
  ['a rule over reviews nobody knows', repeated(null, 2, 3), ['not known yet, must hold at 2 or more of the last 3 reviews', 'not known yet'], ['暂无数据，最近 3 次评定须至少达标 2 次', '暂无数据']],
  ['rules over peers and past reviews', all(ranked(12, 10, 200, 'best'), repeated(1, 2, 3)),
    ['store score among the best 10; orders at least 600 at 2 or more of the last 3 reviews', 'still missing: store score among the best 10; orders at least 600 at 2 or more of the last 3 reviews'],
    ['经营分排在前 10 名以内；最近 3 次评定中至少 2 次订单数不少于 600', '还缺：经营分排在前 10 名以内；最近 3 次评定中至少 2 次订单数不少于 600']],
  ['a segment', group(1, [compare(orders, 5, 'lt', 3)], text('Newcomer', '新用户')), ['no: orders less than 3', 'still missing: orders less than 3'], ['否：订单数少于 3', '还缺：订单数少于 3']],
  ['a segment denied', not(group(1, [compare(orders, 2, 'lt', 3)], text('Newcomer', '新用户'))), ['yes: orders less than 3', ''], ['是：订单数少于 3', '']],
] // prettier-ignore

describe('evidence', () => {
  it.each(rows)('of %s has its words in English', (_title, evidence, [line, hint]) => {
    expect([sayEvidence(evidence, en).line, sayEvidence(evidence, en).hint]).toEqual([line, hint])
  })

  it.each(rows)('of %s has its words in Chinese', (_title, evidence, _en, [line, hint]) => {
    expect([sayEvidence(evidence, zh).line, sayEvidence(evidence, zh).hint]).toEqual([line, hint])
  })

  it('comes in pieces', () => {
    expect(sayEvidence(compare(refunds(18, 640), 2.8125, 'lte', 3), en)).toEqual({
      label: 'Refund rate',
      have: '2.8%',
      need: 'at most 3.0%',
      line: '2.8%, at most 3.0%',
      hint: 'two more refunds would break it',
      met: true,
    })
  })

  it('shows a dash for what is not known', () => {
    expect(sayEvidence(compare(score, null, 'gte', 550), en)).toMatchObject({ have: '–', met: null })
  })

  it('of several rules counts those met', () => {
    const evidence = all(compare(score, 662, 'gte', 700), compare(orders, 640, 'gte', 600))
    expect(sayEvidence(evidence, en)).toMatchObject({
      label: 'all of these',
      have: '1 of 2 met',
      need: 'all 2',
      met: false,
    })
    expect(sayEvidence(evidence, zh)).toMatchObject({
      label: '须全部满足',
      have: '已满足 1/2',
      need: '共 2 项',
      met: false,
    })
  })

  it('says why there is no mark', () => {
    const none = (needBy?: object): Evidence =>
      ({ ...compare(score, 662, 'gte', 0), need: null, met: null, ...(needBy && { needBy }) }) as Evidence
    const country = text('Country', '国家')
    expect(sayEvidence(none(), en).need).toBe('not known yet')
    expect(sayEvidence(none({ name: country }), en).need).toBe(
      'mark not known: goes by country, which is not known',
    )
    const swiss = none({ name: country, valueName: text('Switzerland', '瑞士') })
    expect(sayEvidence(swiss, en).need).toBe('no mark for Switzerland')
    expect(sayEvidence(swiss, zh).need).toBe('“瑞士”没有对应的标准')
  })

  it('of a denied segment is met when the segment is not', () => {
    const segment = group(1, [compare(orders, 5, 'lt', 3)], text('Newcomer', '新用户'))
    expect(sayEvidence(not(segment), en)).toMatchObject({
      label: 'Newcomer',
      have: 'no',
      need: 'must not hold',
      met: true,
    })
  })

  it('gives no count that would take a million events, and takes no time to find out', () => {
    expect(sayEvidence(compare(refunds(1, 10), 10, 'lte', 1e-300), en).hint).toBe('10 percentage points over')
    expect(sayEvidence(compare(refunds(-1e15, 10), -1e16, 'lte', 3), en).hint).toBe('')
    expect(sayEvidence(compare(refunds(1, 1e15), 1e-13, 'lte', 1e-13), en).hint).toBe('')
  })

  it('of a rule that more events would break says the first number that does', () => {
    for (let den = 1; den <= 300; den += 7) {
      for (let num = 0; num <= den; num++) {
        const share = (100 * num) / den
        const { hint } = sayEvidence(compare(refunds(num, den), share, 'lte', 3), en)
        const said = /^(one|two|three|four|five|six|seven|eight|nine|\d+) more/.exec(hint)?.[1]
        if (share > 3 || said === undefined) continue
        const more = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].indexOf(
          said,
        )
        const count = more > 0 ? more : Number(said)
        expect((100 * (num + count)) / den).toBeGreaterThan(3)
        expect((100 * (num + count - 1)) / den).toBeLessThanOrEqual(3)
      }
    }
  })
})

describe('a rule alone', () => {
  const ruleRows: readonly (readonly [Evidence, string, string])[] = [
    [all(compare(score, 1, 'gte', 550), compare(refunds(18, 640), 2.8125, 'lte', 3)), 'store score from 550; refund rate at most 3%', '经营分 550 分起；退款率不高于 3%'],
    [all(compare(score, 1, 'gte', 550), any(compare(plus, 0, 'eq', 1), all(compare(level, 1, 'gte', 2, gold), compare(orders, 1, 'gt', 5)))),
      'store score from 550; any of: Plus, (level Gold or above and orders more than 5)', '经营分 550 分起；满足其一：Plus 会员、（会员等级黄金及以上且订单数多于 5）'],
    [not(any(compare(plus, 1, 'eq', 1), compare(open, 1, 'eq', 1))), 'not (any of: Plus, Open to orders)', '不满足（满足其一：Plus 会员、营业中）'],
    [not(group(1, [compare(orders, 2, 'lt', 3)], text('Newcomer', '新用户'))), 'not Newcomer', '非新用户'],
    [not({ kind: 'known', subject: score, met: true }), 'store score not known', '经营分无数据'],
    [not(not(compare(orders, 2, 'lt', 3))), 'orders less than 3', '订单数少于 3'],
    [compare(plus, 1, 'eq', 0), 'not Plus', '非 Plus 会员'],
    [all(), '', ''],
  ] // prettier-ignore

  it.each(ruleRows)('%# reads "%2$s"', (evidence, first, second) => {
    expect(sayRule(evidence, en)).toBe(first)
    expect(sayRule(evidence, zh)).toBe(second)
  })
})

describe('progress', () => {
  it.each([
    [compare(score, 350, 'gte', 700), 0.5],
    [compare(score, 700, 'gte', 700), 1],
    [compare(score, 699.9999, 'gte', 700), 0.99],
    [compare(score, null, 'gte', 700), 0],
    [compare(score, -5, 'gte', 700), 0],
    [compare(orders, 0, 'gt', 0), 0],
    [compare(rate, 6, 'lte', 3), 0.5],
    [compare(rate, 2, 'lte', 3), 1],
    [compare(rate, null, 'lte', 3, { met: true, exempt: true }), 1],
    [compare(open, 0, 'eq', 1), 0],
    [not(compare(open, 0, 'eq', 1)), 1],
    [all(compare(score, 350, 'gte', 700), compare(orders, 640, 'gte', 600)), 0.5],
    [any(compare(score, 350, 'gte', 700), compare(orders, 60, 'gte', 600)), 0.5],
    [
      group(2, [compare(score, 350, 'gte', 700), compare(orders, 60, 'gte', 600), compare(plus, 1, 'eq', 1)]),
      0.5,
    ],
    [all(), 1],
    [ranked(20, 10, 200, 'best'), 0.5],
    [ranked(null, 10, 200, 'best'), 0],
    [ranked(3, 10, 200, 'best'), 1],
    [ranked(1, 0, 200, 'best'), 0],
    [repeated(1, 2, 3), 0.5],
    [repeated(0, 2, 3), 0],
    [repeated(null, 2, 3), 0],
  ])('%# is %2$d', (evidence, share) => {
    expect(progressOf(evidence)).toBe(share)
  })
})

describe('what a ratio is made of', () => {
  it('reads as its two halves', () => {
    expect(sayBasis(refunds(18, 640), en)).toBe('18 refunds of 640 orders')
    expect(sayBasis(refunds(18, 640), zh)).toBe('退款数 18 / 订单数 640')
    expect(sayBasis(orders, en)).toBe('')
  })
})

describe('what was left out', () => {
  const some = {
    ...spend,
    counted: 38,
    excluded: [
      { why: 'where', count: 12 },
      { why: 'undone', count: 2 },
      { why: 'partlyUndone', count: 1 },
      { why: 'noValue', count: 3 },
      { why: 'cutOff', count: 4 },
      { why: 'notYetSeen', count: 1000 },
    ],
  } as Subject
  it('is said by its reasons, and not what the rule never asks for', () => {
    expect(sayLeftOut(some, en)).toBe('not counted: 2 undone, part of 1 undone, 3 without a value, 4 after the cut-off, 1,000 not yet received')
    expect(sayLeftOut(some, zh)).toBe('未计入：已撤销 2 条、部分撤销 1 条、无数值 3 条、晚于数据截止时间 4 条、尚未收到 1,000 条')
    expect(sayLeftOut(some, en, true)).toContain('12 of another kind, 2 undone')
    expect(sayLeftOut(some, zh, true)).toContain('不符合统计条件 12 条')
  })
  it('stands behind what was counted', () => {
    const one = { ...some, excluded: [{ why: 'undone', count: 2 }] } as Subject
    expect(sayCounted(one, en)).toBe('38 counted; not counted: 2 undone')
    expect(sayCounted(one, zh)).toBe('计入 38 条；未计入：已撤销 2 条')
    expect(sayCounted({ ...one, unit: 'integer' }, en)).toBe('not counted: 2 undone') // a count says itself
    expect(sayCounted({ ...one, excluded: [] }, en)).toBe('38 counted')
    expect(sayCounted(orders, en)).toBe('')
  })
  it('of both halves of a ratio is said once', () => {
    const excluded: Subject['excluded'] = [{ why: 'undone', count: 3 }]
    const { num, den } = refunds(18, 640)
    const ratio = { ...refunds(18, 640), num: { ...num!, excluded }, den: { ...den!, excluded } }
    expect(sayCounted(ratio, en)).toBe('18 refunds of 640 orders; not counted: 3 undone')
  })
}) // prettier-ignore

describe('the days that count', () => {
  it('are named by the first and the last of them', () => {
    const window = {
      kind: 'past',
      start: '2026-11-01T00:00:00+08:00',
      end: '2026-12-01T00:00:00+08:00',
      zone: 'Asia/Shanghai',
    } as const
    expect(sayWindow(window, en)).toBe('1–30 Nov')
    const fixed = { ...window, kind: 'dates', zone: 'UTC' } as const
    expect(sayWindow(fixed, en)).toBe('31 Oct–30 Nov, UTC')
    expect(sayWindow(fixed, zh)).toBe('10月31日–11月30日，UTC 时间')
    expect(sayWindow({ ...window, kind: 'lifetime', start: null }, zh)).toBe('入驻以来')
  })
})
