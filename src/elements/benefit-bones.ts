/**
 * What stands in the wallet's place until it is read: a choice, rows and what opens next, with bones for texts of the usual length, so that
 * it wraps where the wallet wraps. It knows no standing.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { pick, type Locale } from '../words/locale.js'
import { bar } from './bar.js'
import { bonesOf, flow, pressBone, tabBones, tagBone } from './flow-bone.js'

/** Texts of the usual length: no program's, and said nowhere. A row: name, what it is, what is left, when that renews, the button. */
const usual = {
  en: {
    tabs: ['Available 5', 'Locked 2', 'Used 1', 'Expired 1'],
    choice: ['Choose 1 of 3: Gold gift', 'by 30 Nov, 9 days left'],
    options: ['10 delivery vouchers', 'Menu translation', 'Table QR kit'],
    rows: [
      ['Free delivery vouchers', 'Logistics · ¥6 off a delivery', '8 of 20 left', 'renews 1 Dec', 'Use'],
      ['Search boost, 1 day', 'Traffic · 3 km around the store', '3 of 4 left', 'renews 1 Dec', '500 points'],
      [
        'Photo session at your store',
        'Service · 2 hours, 20 dishes',
        '1 of 1 left',
        'renews 1 Jan 2027',
        '800 points',
      ],
      ['14% commission, not 15%', 'Price · Applied to each order'],
    ],
    tag: 'Active',
    head: ['Next to open', 'See all'],
    next: [
      ['Homepage banner, 1 week', 'Added value · opens at Platinum, 38 away'],
      ['Same-day settlement', 'Price · opens at Diamond, 188 away'],
    ],
  },
  'zh-CN': {
    tabs: ['可用 5', '未解锁 2', '已用 1', '已过期 1'],
    choice: ['黄金礼遇，3 选 1', '11月30日截止，还有 9 天'],
    options: ['10 张配送券', '菜单翻译', '桌码套装'],
    rows: [
      ['免配送费券', '物流 · 每单抵 ¥6', '余 8/20', '12月1日重置', '使用'],
      ['搜索加权 1 天', '流量 · 店铺周边 3 公里', '余 3/4', '12月1日重置', '500 积分'],
      ['上门拍摄', '服务 · 2 小时，20 道菜', '余 1/1', '2027年1月1日重置', '800 积分'],
      ['佣金 14%（原 15%）', '价格 · 逐单自动生效'],
    ],
    tag: '生效中',
    head: ['即将解锁', '查看全部'],
    next: [
      ['首页横幅 1 周', '增值 · 升至铂金解锁，还差 38 分'],
      ['当日结算', '价格 · 升至钻石解锁，还差 188 分'],
    ],
  },
}

export function benefitBones(locale: Locale, rows: number, next: number): TemplateResult {
  const like = pick(usual, locale)
  const [head, see] = like.head
  return html`<div class="page">
    ${tabBones(like.tabs)}
    <div class="list">
      ${choice(like)} ${bonesOf(rows - 1, (nth) => row(like.rows[nth % like.rows.length]!, like.tag))}
    </div>
    <div class="next">
      <div class="h"><span class="name">${flow(head!)}</span><span>${flow(see!)}</span></div>
      ${bonesOf(next, (nth) => row(like.next[nth % like.next.length]!))}
    </div>
  </div>`
}

const dot = html`<i class="bone dot"></i>`

/** A choice is taller than a row, and stands first. */
const choice = ({ choice: [name, by], options }: (typeof usual)['en']): TemplateResult =>
  html`<div class="choice">
    <div class="choice-head"><span class="strong">${flow(name!)}</span></div>
    <p class="s1 by">${flow(by!)}</p>
    <div class="options">
      ${options.map((option) => html`<div class="option"><i class="bone dot"></i><span>${flow(option)}</span></div>`)}
    </div>
  </div>`

/** What is neither used up nor asks to be pressed has a tag; what is locked, nothing. */
const row = ([name, value, left, renews, press]: string[], tag?: string): TemplateResult =>
  html`<div class="benefit">
    ${dot}
    <div class="cells">
      <div class="what">
        <p class="name">${flow(name!)}</p>
        <p class="s1">${flow(value!)}</p>
        ${
          left
            ? html`<div class="quota">
                <span class="quota-bar">${bar(0)}</span><b>${flow(left)}</b><span>${flow(renews!)}</span>
              </div>`
            : nothing
        }
      </div>
      ${press || tag ? html`<div class="act">${press ? pressBone(press) : tagBone(tag!)}</div>` : nothing}
    </div>
  </div>`
