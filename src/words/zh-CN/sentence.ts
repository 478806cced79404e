/** 问题与提示的中文句子如何称呼各种对象 */
import type { Word } from '../en/sentence.js'

export const name = (word: Word): string => (word === '' ? '""' : `\`${word}\``)

const nouns: Readonly<Record<string, string>> = {
  metric: '指标',
  field: '字段',
  segment: '人群分组',
  ladder: '等级体系',
  tier: '等级',
  override: '状态干预',
  account: '积分账户',
  event: '事件',
  window: '统计周期',
  review: '评定',
  cohort: '同行群组',
  choice: '选项集',
  area: '任务领域',
  value: '选项值',
  benefit: '权益',
  option: '可选项',
  task: '任务',
  factor: '评分维度',
  score: '评分',
  weights: '权重合计',
}
export const noun = (word: Word): string => nouns[word] ?? ` ${name(word)}`
