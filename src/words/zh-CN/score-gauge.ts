import type { GaugeWords } from '../en/score-gauge.js'
import { joined } from './say.js'

/** 分数仪表的文字。数字、日期、名称传入时均已转为文字。 */
export const gauge: GaugeWords = {
  title: '分数',
  of: (max) => `满分 ${max}`,
  ofDefault: (max) => `满分 ${max}，默认分`,
  noScore: '暂无分数',

  gapTo: (tier, mark, tasks) =>
    `${joined('距', tier)} ${mark} 分${tasks > 0 ? `。条纹部分为 ${tasks} 个任务可增的分数` : ''}`,
  reached: (tier) => joined('已达', tier, '分数线'),
  reachedDecides: (mark, date) => joined(`分数线 ${mark}，以`, date, '评定为准'),
  reachedSoon: (mark) => `分数线 ${mark}，以下次评定为准`,
  blocked: '受限',
  blockedBy: (score, tier, reasons) =>
    `${joined(`${score} 分已够`, tier)}（条纹部分），${joined('但', reasons.join('；'))}`,
  conditionsMet: (met, of) => `${met}/${of}`,
  conditionsOf: (tier) => joined('项', tier, '条件已满足'),
  top: '最高等级',
  topAbove: (tier, above, mark) => joined('比', tier, `分数线 ${mark} 高 ${above} 分`),
  topPlain: (tier) => joined(tier, '为最高等级'),
  needed: (label, line) => `${label}：${line}`,

  changeSince: (date) => `较 ${date}`,
  changeMost: (date, factor, by) => `${joined(`较 ${date}，`, factor, '变化最大')}（${by}）`,
  unchanged: (date) => joined('较', date, '无变化'),
  firstReview: '首次评定',

  history: '历次评定',
  now: '现在',
  level: (tier, mark) => `虚线：${tier} ${mark} 分`,
  asTable: '表格',
  asChart: '图表',
  date: '日期',
  score: '分数',
  tier: '等级',
  noHistory: '每次评定的分数会显示在这里',

  why: (score) => `为什么是 ${score} 分`,
  whatCounts: '分数构成',
  points: '得分',
  toGain: '可增',
  gainOf: (gain) => `可增 ${gain}`,
  full: '已得满分',
  weight: (share) => `权重 ${share}`,
  cappedTo: (from, to, up) => (up ? `原 ${from}，补至下限 ${to}` : `原 ${from}，上限 ${to}`),
  notKnown: (names) => `暂无数据：${names.join('、')}`,
  mark: (value, rising) => (rising ? `达到 ${value} 满分` : `不高于 ${value} 满分`),
  states: { default: '数据不足，按默认分', exempt: '不计入，其余项权重相应提高', unknown: '暂无数据' },
  decides: { min: '取最低一项', max: '取最高一项', product: '各项相乘' },
  decider: '决定项',
  cap: { up: '补至下限', down: '超出上限' },
  others: (count) => `其余 ${count} 项`,
  sum: (count) =>
    count > 1 ? `${['', '', '两', '三', '四', '五', '六', '七', '八', '九'][count] ?? count}项合计` : '合计',
  upTo: (points) => `最高 ${points}`,

  whatIf: '分数试算',
  whatIfHint: '拖动下方数值，查看对应的分数和等级。试算不影响实际分数。',
  estimated: '预估',
  estimateOf: (score) => `预估 ${score}`,
  tierIfReviewed: (tier, held) => `${joined(held ? '若现在评定，仍为' : '若现在评定，等级为', tier)}。`,
  tierHeldBack: (earned, tier) => `${joined('数值已够', earned)}，${joined('但现在评定只能到', tier)}。`,
  tierBarred: (tier, reasons) => `${joined('未达', tier, '的原因')}：${reasons.join('；')}。`,
  have: (value) => (value === null ? '当前未知' : `当前 ${value}`),
  withTasks: (value, tasks, full) =>
    `完成${tasks === 1 ? '' : ` ${tasks} 个`}任务后 ${value}${full ? '（满分）' : ''}`,
  slider: (value, have) => `${value}，${have === null ? '当前未知' : `当前 ${have}`}`,
  asNow: (have) => (have === null ? '当前未知' : `${have}，与当前相同`),
  reset: '重置',
  allTasks: '试算全部任务',
  noLevers: '进行中的任务均不影响此分数。',
  noEstimate: '试算失败。',
  spokenEstimate: (score, by, text) =>
    `${score === null ? '预估：仍无分数' : `预估 ${score} 分`}${by ? `（${by}）` : ''}。${text}`,

  counts: (range, zone) => `统计 ${range}（${zone}）`,
  inZone: (zone) => `日期按${zone}`,
  estimate: (date) => joined(date, '前为预估'),
  noScoreIsNotZero: '暂无分数不等于 0 分',

  emptyTitle: '不设分数',
  emptyHint: '没有分数也可参与。',
  errorTitle: '分数加载失败',

  spoken: (score, max, tier) => `${score} 分，满分 ${max}${tier ? `，${tier}` : ''}。`,
  spokenDefault: '此为默认分。',
  spokenGap: (gap, tier, mark) => `${joined('距', tier)} ${mark} 分还差 ${gap} 分。`,
  spokenChange: (by, up, date) => `${joined('较', date, up ? '上升' : '下降')} ${by} 分。`,
  news: (name, score, by, up) => `${name}：${score}${by ? `，${up ? '上升' : '下降'} ${by} 分` : ''}`,
  spokenMarks: (marks) =>
    `各等级分数线：${marks.map(([tier, mark]) => joined(tier, `${mark} 分`)).join('，')}。`,
  stop: '。',
}
