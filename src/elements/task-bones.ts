/**
 * What stands in the checklist's place until it is read: the way to the next tier, rows and their headings, with bones for texts of the
 * usual length, so that it wraps where the checklist wraps. It knows no standing.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { pick, type Locale } from '../words/locale.js'
import { bonesOf, flow, tabBones } from './flow-bone.js'

export interface TaskBones {
  readonly locale: Locale
  readonly rows: number
  /** As in the rows themselves. */
  readonly dueFirst: boolean
}

/** Texts of the usual length: no program's, and said nowhere. A row: name, how far, what it brings, by when. */
const usual = {
  en: {
    tabs: ['All 9', 'To do 6', 'Done 2', 'Locked 1'],
    path: ['+38', 'Three tasks take you to Platinum', '662 to 700 · about 65 min · last one by 30 Nov'],
    areas: ['Service capability', 'Platform contribution'],
    done: '0 of 3 done',
    rows: [
      ['Reply to 4 more reviews within 24 h', '82%, at least 90% · 4 short, of 50 reviews'],
      ['Add photos to 6 dishes', '34 of 40 dishes with photo and description'],
      ['Fill in 2 store details', '22 of 24 · Missing: holiday hours, step-free entrance'],
      ['Bring on-time preparation to 93%', '90.9%, at least 93.0% · 14 short, of 640 orders'],
      ['Bring the refund rate to 2.0%', '2.8%, at most 2.0% · met after 260 more orders with no new refunds'],
      ['Post a weekly special', '0 of 1 weekly specials this week · every week, 5 in a row'],
    ],
    gain: ['+16 score', 'and 200 points'],
    due: ['30 Nov', 'about 20 min'],
    more: 'Show 3 more',
  },
  'zh-CN': {
    tabs: ['全部 9', '待办 6', '已完成 2', '未解锁 1'],
    path: ['+38', '三个任务，升至铂金', '662 → 700 分 · 约 65 分钟 · 最晚 11月30日'],
    areas: ['服务能力', '平台贡献'],
    done: '已完成 0/3',
    rows: [
      ['24 小时内再回复 4 条评价', '82%，不低于 90% · 还差 4（评价共 50）'],
      ['为 6 道菜补充图片', '图文齐全的菜品 34/40'],
      ['补全 2 项店铺信息', '22/24 · 缺少：节假日营业时间、无障碍入口'],
      ['准时出餐率提升至 93%', '90.9%，不低于 93.0% · 还差 14（订单共 640）'],
      ['退款率降至 2.0%', '2.8%，不高于 2.0% · 订单再增加 260 且退款订单不再增加即达标'],
      ['每周发布一款特色菜', '本周特色菜 0/1 · 每周，已连续 5 周'],
    ],
    gain: ['+16 分', '另奖 200 积分'],
    due: ['11月30日', '约 20 分钟'],
    more: '再显示 3 项',
  },
}
type Usual = (typeof usual)['en']

export function taskBones(plan: TaskBones): TemplateResult {
  const like: Usual = pick(usual, plan.locale)
  const rows = bonesOf(plan.rows, (nth) => {
    // the headings, after the path's tasks
    const area = [2, 4].map((place) => Math.min(place, plan.rows - 1)).lastIndexOf(nth)
    return html`${row(like, nth, plan)}${area < 0 ? nothing : heading(like, area)}`
  })
  return html`<div class="page">
    ${tabBones(like.tabs)} ${path(like)}
    <div class="list">${rows}</div>
    <div class="more"><span class="btn quiet">${flow(like.more)}</span></div>
  </div>`
}

const path = ({ path: [gain, title, meta] }: Usual): TemplateResult =>
  html`<div class="path bare">
    <div class="head-line">
      <span class="n4">${flow(gain!)}</span>
      <span class="strong">${flow(title!)}</span>
      <span class="s1 meta">${flow(meta!)}</span>
    </div>
    <i class="bone steps"></i>
  </div>`

const heading = ({ areas, done }: Usual, nth: number): TemplateResult =>
  html`<div class="h area">
    <span class="name">${flow(areas[nth % areas.length]!)}</span><span>${flow(done)}</span>
  </div>`

function row(like: Usual, nth: number, { dueFirst }: TaskBones): TemplateResult {
  const [name, progress] = like.rows[nth % like.rows.length]!
  const gain = html`<div class="gain">
    <p class="strong">${flow(like.gain[0]!)}</p>
    <p class="s1">${flow(like.gain[1]!)}</p>
  </div>`
  const due = html`<div class="due">
    <p>${flow(like.due[0]!)}</p>
    <p class="s1">${flow(like.due[1]!)}</p>
  </div>`
  return html`<div class="task">
    <i class="bone dot"></i>
    <div class="cells">
      <div class="what">
        <p class="name">${flow(name!)}</p>
        <p class="s1">${flow(progress!)}</p>
      </div>
      <div class="side">${dueFirst ? [due, gain] : [gain, due]}</div>
      <div class="act"><i class="bone press"></i></div>
    </div>
  </div>`
}
