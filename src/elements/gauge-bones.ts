/** What stands in the place of the gauge's texts until it is read, with bones for texts of the usual length. It knows no standing. */
import { html, type TemplateResult } from 'lit'
import { pick, type Locale } from '../words/locale.js'
import { flow } from './flow-bone.js'

/** Texts of the usual length: no program's, and said nowhere. */
const usual = {
  en: {
    facts: [
      ['38', 'to Platinum at 700. Striped: what your three tasks add'],
      ['+14 up', 'since 1 Nov, most in replies within 24 h (+10)'],
    ],
    total: ['Sum of the four', '662', '/ 1,000', '338'],
    foot: ['Counts 1–30 Nov, Shanghai time', 'Estimate until 1 Dec'],
  },
  'zh-CN': {
    facts: [
      ['38', '距铂金 700 分。条纹部分为 3 个任务可增的分数'],
      ['+14 分', '较 11月1日，24 小时内回复率变化最大（+10）'],
    ],
    total: ['四项合计', '662', '/ 1,000', '338'],
    foot: ['统计 11月1日–30日（上海时间）', '12月1日前为预估'],
  },
}

export const factBones = (locale: Locale): TemplateResult =>
  html`<div class="facts">
    ${pick(usual, locale).facts.map(
      ([number, text]) =>
        html`<div class="fact">
          <p class="n3">${flow(number!)}</p>
          <p class="s1">${flow(text!)}</p>
        </div>`,
    )}
  </div>`

export function totalBone(locale: Locale): TemplateResult {
  const [sum, have, most, gain] = pick(usual, locale).total
  return html`<div class="total" part="total">
    <span>${flow(sum!)}</span>
    <span class="points"><b>${flow(have!)}</b> <span>${flow(most!)}</span></span>
    <span class="gain">${flow(gain!)}</span>
  </div>`
}

export const footBones = (locale: Locale): TemplateResult =>
  html`${pick(usual, locale).foot.map((text) => html`<span>${flow(text)}</span>`)}`
