/**
 * What stands in the ladder's place until it is read: the same boxes as the ladder's own, with bones for texts of the usual length, so that
 * it wraps where the ladder wraps. It knows no standing.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { pick, type Locale } from '../words/locale.js'
import { bar } from './bar.js'
import { bonesOf, flow } from './flow-bone.js'

export interface LadderBones {
  readonly locale: Locale
  readonly rungs: number
  readonly rows: number
  /** As the rungs will be. */
  readonly lying: boolean
  readonly brief: boolean
  /** Whether the heading above the conditions says their dates. */
  readonly dated: boolean
  readonly badges: boolean
}

/** Texts of the usual length: no program's, and said nowhere. */
const usual = {
  en: {
    stand: ['Gold', 'since 1 Sep 2026', '38 to Platinum', 'all of it can come from your tasks'],
    // from the lowest: name, mark, further conditions, what it opens
    rungs: [
      ['Basic', 'from 0', '', 'Store page and orders'],
      ['Silver', 'from 400', '', '10 delivery vouchers a month'],
      ['Gold', 'from 550', ' and one more condition', '14% commission, search boosts, photo session'],
      ['Platinum', 'from 700', ' and three more conditions', 'Homepage banner, livestreams'],
      ['Diamond', 'from 850', ' and three more conditions', 'Same-day settlement'],
    ],
    note: [
      'Gold is at risk: refund rate 2.8%, at most 3.0%',
      'Two more refunds would break it; then the 1 Dec review would move you to Silver.',
    ],
    heads: ['What Platinum asks', ', 1–30 Nov', '3 of 4 met', 'Next review', 'Beside your tier'],
    conditions: [
      ['Store score', '662, at least 700', '38 to go; three tasks add 38'],
      ['Refund rate', '2.8%, at most 3.0%', 'Met, but two more refunds would break it'],
      ['Orders', '640, at least 600', 'Met'],
      ['Food-safety violations', '0, at most 0', 'Met; counts 23 Aug–20 Nov'],
    ],
    facts: [
      ['1 Dec 2026, in 10 days', 'Covers 1–30 Nov, Shanghai time'],
      ['If reviewed today: Gold', 'The rules to keep it are met'],
      ['Merchant Plus, paid membership', 'Until 31 Mar 2027. Your tier is separate'],
    ],
    badges: ['Badges: specialist', '2 of 3 held', 'Noodles', 'Hot pot', 'Breakfast', '60 to go'],
  },
  'zh-CN': {
    stand: ['黄金', '自 2026年9月1日起', '距铂金 38 分', '完成任务即可补足'],
    rungs: [
      ['基础', '0 分起', '', '店铺主页与接单'],
      ['白银', '400 分起', '', '每月 10 张配送券'],
      ['黄金', '550 分起', ' 另有 1 项条件', '佣金 14%、搜索加权、上门拍摄'],
      ['铂金', '700 分起', ' 另有 3 项条件', '首页横幅、直播'],
      ['钻石', '850 分起', ' 另有 3 项条件', '当日结算'],
    ],
    note: ['黄金有降级风险：退款率 2.8%，不高于 3.0%', '退款订单再增加 2 即不达标，12月1日评定将降为白银。'],
    heads: ['升至铂金的条件', '，11月1日–30日', '已满足 3/4', '下次评定', '等级之外'],
    conditions: [
      ['店铺经营分', '662，不低于 700', '还差 38 分；3 个任务共增 38 分'],
      ['退款率', '2.8%，不高于 3.0%', '已达标，退款订单再增加 2 即不达标'],
      ['订单数', '640，不少于 600', '已达标'],
      ['食品安全违规', '0，须为 0', '已达标；统计 8月23日–11月20日'],
    ],
    facts: [
      ['2026年12月1日，10 天后', '考核期 11月1日–30日，上海时间'],
      ['若今日评定：黄金', '保级条件均满足'],
      ['商家 Plus 付费会员', '至 2027年3月31日；不影响等级'],
    ],
    badges: ['勋章：品类达人', '已获得 2/3', '粉面', '火锅', '早餐', '还差 60'],
  },
}
type Usual = (typeof usual)['en']

/** What stands above the conditions, the conditions, and what stands beside them. */
export function ladderBones(plan: LadderBones): readonly [TemplateResult, TemplateResult, TemplateResult] {
  const like: Usual = pick(usual, plan.locale)
  return [top(like, plan), conditions(like, plan), beside(like, plan)]
}

const dot = html`<span class="bone dot"></span>`
const line = (look: string, like: string): TemplateResult => html`<p class=${look}>${flow(like)}</p>`

function top({ stand, rungs, note }: Usual, plan: LadderBones): TemplateResult {
  const tiers = bonesOf(plan.rungs, (index) => rungs[index % rungs.length]!)
  if (!plan.lying) tiers.reverse()
  return html`<div class="stand">
      <div>
        <p class="n4 held"><span class="place bone"></span>${flow(stand[0]!)}</p>
        ${line('s1', stand[1]!)}
      </div>
      <div class="gap">${line('n3', stand[2]!)} ${line('s1', stand[3]!)}</div>
    </div>
    <ol class="rungs ${plan.lying ? 'lying' : 'standing'} ${plan.brief ? 'brief' : ''}">
      ${tiers.map(rung)}
    </ol>
    <div class="status">
      <div class="note">
        ${dot}
        <div>
          <p class="what"><b>${flow(note[0]!)}</b><span class="s1">${flow(note[1]!)}</span></p>
        </div>
      </div>
    </div>`
}

const rung = ([name, rule, more, opens]: string[]): TemplateResult =>
  html`<li class="rung">
    <div class="spine">${dot}</div>
    <div class="says">
      <div class="names">
        <span class="name">${flow(name!)}</span>
        <span class="rule"
          >${flow(rule!)}${more ? html`<span class="more">${flow(more)}</span>` : nothing}</span
        >
      </div>
      ${line('s1 opens', opens!)}
    </div>
  </li>`

const heading = (look: string, name: string, fact?: string): TemplateResult =>
  html`<div class="h ${look}">
    <div class="name">${flow(name)}</div>
    ${fact ? html`<span>${flow(fact)}</span>` : nothing}
  </div>`

function conditions({ heads, conditions: all }: Usual, { rows, dated }: LadderBones): TemplateResult {
  return html`<div class="main">
    ${heading('', heads[0]! + (dated ? heads[1]! : ''), heads[2])}
    <ul>
      ${bonesOf(rows, (index) => condition(all[index % all.length]!, index < rows / 2))}
    </ul>
  </div>`
}

/** As in most rules, half of the conditions have a bar. */
const condition = ([name, value, reason]: string[], barred: boolean): TemplateResult =>
  html`<li class="row cond">
    ${dot}
    <div>
      <div class="line"><span>${flow(name!)}</span><span>${flow(value!)}</span></div>
      ${barred ? bar(0) : nothing} ${line('s1', reason!)}
    </div>
  </li>`

const fact = ([head, text]: string[]): TemplateResult =>
  html`<li class="row">
    ${dot}
    <div>${line('', head!)} ${line('s1', text!)}</div>
  </li>`

function beside({ heads, facts, badges }: Usual, plan: LadderBones): TemplateResult {
  const [name, held, ...tags] = badges as [string, string, ...string[]]
  const away = tags.pop()!
  return html`${heading('', heads[3]!)}
    <ul>
      ${facts.slice(0, 2).map(fact)}
    </ul>
    ${heading('apart', heads[4]!)}
    <ul>
      ${fact(facts[2]!)}
    </ul>
    ${
      plan.badges
        ? html`<div class="badges">
            ${heading('', name, held)}
            <ul class="tags">
              ${tags.map(
                (tag, index) =>
                  html`<li class="tag bone">
                    <span class="i"></span>${flow(tag)}${
                      index === tags.length - 1 ? html`<span class="away">${flow(away)}</span>` : nothing
                    }
                  </li>`,
              )}
            </ul>
          </div>`
        : nothing
    }`
}
