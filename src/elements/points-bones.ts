/**
 * What stands in the ledger's place until it is read, with bones for texts of the usual length, so that it wraps where the ledger wraps. It
 * knows no standing and no entry.
 */
import { html, type TemplateResult } from 'lit'
import { pick, type Locale } from '../words/locale.js'
import { bonesOf, flow, pressBone, tabBones } from './flow-bone.js'

export interface PointsBones {
  readonly locale: Locale
  readonly rows: number
  /** The log as one list that scrolls, not by pages. */
  readonly whole: boolean
}

/** Texts of the usual length: no program's, and said nowhere. An entry: date, what happened, why, points, balance. */
const usual = {
  en: {
    balance: ['12,480', 'points to use, worth ¥124.80', '300 more pending'],
    lots: ['Lapses on', 'Points', 'Dec 2026', 'last day to use: 30 Nov, 9 days left', 'All 13 dates'],
    lot: ['1 Dec 2026', '1,280'],
    months: ['By month', 'As a table', 'November 2026'],
    keys: ['earned', 'spent, less returned', 'lapsed'],
    tabs: ['All', 'Earned', 'Spent', 'Lapsed'],
    save: 'CSV',
    heads: ['Date', 'What happened', 'Points', 'Balance'],
    month: ['November 2026', 'earned 1,200 · returned 800 · spent 1,300 · lapsed 420'],
    entries: [
      ['19 Nov', 'Join the Winter Warmers campaign', 'Reward, not in the balance yet', '+300', 'pending'],
      ['20 Nov', 'Orders settled', 'Earned · lapses 1 Dec', '+400', '12,480'],
      ['18 Nov', 'Search boost, 1 day', 'Spent · from those that lapse 1 Dec', '−500', '12,080'],
      ['13 Nov', 'Orders settled', 'Earned · lapses 1 Dec', '+340', '12,580'],
      [
        '12 Nov',
        'Photo session canceled',
        'Returned · reverses 4 Nov · back with those that lapse 1 Dec',
        '+800',
        '12,240',
      ],
      ['6 Nov', 'Orders settled', 'Earned · lapses 1 Dec', '+260', '11,440'],
      ['4 Nov', 'Photo session', 'Spent · from those that lapse 1 Dec', '−800', '11,180'],
      ['3 Nov', 'Task: storefront photos', 'Reward · lapses 1 Dec', '+200', '11,980'],
    ],
    view: ['November 2026', 'Entries 1–9 of 1,240'],
    more: ['Show 8 more', 'All entries', 'By pages'],
    day: 'Go to date',
  },
  'zh-CN': {
    balance: ['12,480', '可用积分，约值 ¥124.80', '300 待入账'],
    lots: ['到期日', '积分', '2026年12月', '最后使用日 11月30日，还有 9 天', '全部 13 个到期日'],
    lot: ['2026年12月1日', '1,280'],
    months: ['按月', '查看表格', '2026年11月'],
    keys: ['获得', '消费（已减退回）', '过期'],
    tabs: ['全部', '获得', '消费', '过期'],
    save: '导出 CSV',
    heads: ['日期', '明细', '积分', '余额'],
    month: ['2026年11月', '获得 1,200 · 退回 800 · 消费 1,300 · 过期 420'],
    entries: [
      ['11月19日', '报名“暖冬”活动', '奖励，尚未入账', '+300', '待入账'],
      ['11月20日', '订单结算', '获得 · 12月1日到期', '+400', '12,480'],
      ['11月18日', '兑换：搜索加权 1 天', '消费 · 扣自 12月1日到期的批次', '−500', '12,080'],
      ['11月13日', '订单结算', '获得 · 12月1日到期', '+340', '12,580'],
      [
        '11月12日',
        '上门拍摄取消，积分退回',
        '退回 · 撤销 11月4日的一笔 · 退回 12月1日到期的批次',
        '+800',
        '12,240',
      ],
      ['11月6日', '订单结算', '获得 · 12月1日到期', '+260', '11,440'],
      ['11月4日', '兑换：上门拍摄', '消费 · 扣自 12月1日到期的批次', '−800', '11,180'],
      ['11月3日', '任务：上传店面照片', '奖励 · 12月1日到期', '+200', '11,980'],
    ],
    view: ['2026年11月', '第 1–9 条，共 1,240 条'],
    more: ['再显示 8 条', '全部明细', '分页显示'],
    day: '定位到日期',
  },
}
type Usual = (typeof usual)['en']

export function pointsBones(plan: PointsBones): TemplateResult {
  const like: Usual = pick(usual, plan.locale)
  const [more, all, pages] = like.more
  return html`<div class="ledger">
    <div class="sum">
      ${balance(like)} ${lots(like)}
      <div class="months">${months(like)}</div>
    </div>
    <div class="log">
      <div class="tools">${tabBones(like.tabs)}<i class="search bone"></i>${pressBone(like.save, true)}</div>
      ${list(like, plan)}
      <div class="more">${(plan.whole ? [pages!] : [more!, all!]).map(quiet)}</div>
      <div class="day"><i class="bone date"></i>${quiet(like.day)}</div>
    </div>
  </div>`
}

/** The entries alone, while the standing is there and they are not. */
export const entryBones = (plan: PointsBones): TemplateResult => list(pick(usual, plan.locale), plan)

/** The chart alone. */
export const monthBones = (locale: Locale): TemplateResult => months(pick(usual, locale))

const line = (look: string, like: string): TemplateResult => html`<p class=${look}>${flow(like)}</p>`
const quiet = (like: string): TemplateResult => html`<span class="btn quiet">${flow(like)}</span>`
const heading = (name: string, fact: string): TemplateResult =>
  html`<div class="h"><span class="name">${flow(name)}</span><span>${flow(fact)}</span></div>`

const balance = ({ balance: [sum, worth, pending] }: Usual): TemplateResult =>
  html`<div class="top balance">${line('n4', sum!)} ${line('s1', worth!)} ${line('s1', pending!)}</div>`

const lots = ({ lots: [name, unit, axis, last, all], lot: [date, points] }: Usual): TemplateResult =>
  html`<div class="lapses">
    ${heading(name!, unit!)}
    <i class="bone lots"></i>
    ${line('axis', axis!)}
    ${[0, 1, 2, 3].map(
      (nth) =>
        html`<div class="lot">
          <span>${flow(date!)}</span><b>${flow(points!)}</b>${nth === 0 ? line('s1', last!) : ''}
        </div>`,
    )}
    ${line('s1 all-lots', all!)}
  </div>`

const months = ({ months: [name, table, month], keys, lot }: Usual): TemplateResult =>
  html`${heading(name!, table!)}
    <div class="chart"><i class="bone fills"></i></div>
    <div class="legend">
      ${line('s1', month!)}
      <ul class="keys">
        ${keys.map((key) => html`<li><i class="key"></i><span>${flow(key)}</span><b>${flow(lot[1]!)}</b></li>`)}
      </ul>
    </div>`

const entry = ([date, what, why, points, left]: string[]): TemplateResult =>
  html`<div class="entry">
    <span class="d">${flow(date!)}</span>
    <span class="w">${flow(what!)}<span class="s1">${flow(why!)}</span></span>
    <span class="n">${flow(points!)}</span>
    <span class="b">${flow(left!)}</span>
  </div>`

const head = ({ heads: [date, what, points, left] }: Usual): TemplateResult =>
  html`<div class="entry entry-head">
    <span class="d">${flow(date!)}</span><span class="w">${flow(what!)}</span
    ><span class="n">${flow(points!)}</span><span class="b">${flow(left!)}</span>
  </div>`

/** As many rows as a page has, and its two headings; or as high as the list is, whatever is in it. */
function list(like: Usual, { rows, whole }: PointsBones): TemplateResult {
  const { entries, month, view } = like
  const some = bonesOf(whole ? 9 : rows, (nth) => entry(entries[nth % entries.length]!))
  if (whole) {
    return html`<div class="frame">
      <div class="whole">
        <p class="now s1"><b>${flow(view[0]!)}</b><span>${flow(view[1]!)}</span></p>
        ${head(like)}
        <div class="track">${some}</div>
      </div>
    </div>`
  }
  const heads = html`<div class="month">
    <span><span class="name strong">${flow(month[0]!)}</span><span class="s1">${flow(month[1]!)}</span></span>
  </div>`
  return html`<div class="table">
    ${head(like)} ${some.map((row, nth) => (nth === 1 || nth === 5 ? html`${heads}${row}` : row))}
  </div>`
}
