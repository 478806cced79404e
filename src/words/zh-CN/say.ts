import type { Is, MarkKind, SayWords } from '../en/say.js'

type Marks = SayWords['need'][MarkKind]

/** Between Han and a digit or a letter stands a space: 不高于 3.0%, but 须为黄金. */
export function joined(...parts: readonly string[]): string {
  let text = ''
  for (const part of parts) {
    const [before, after] = [text.slice(-1), part.slice(0, 1)]
    const gap = (han.test(before) && latin.test(after)) || (latin.test(before) && han.test(after))
    text += gap ? ` ${part}` : part
  }
  return text
}
const han = /[\u4e00-\u9fff]/
const latin = /[\w%¥$€£+−–-]/

const amount: Marks = {
  gte: (value) => joined('不低于', value),
  gt: (value) => joined('高于', value),
  lte: (value) => joined('不高于', value),
  lt: (value) => joined('低于', value),
  eq: (value) => joined('须为', value),
  ne: (value) => joined('不得为', value),
}
const need: Readonly<Record<MarkKind, Marks>> = {
  amount,
  score: amount,
  name: amount,
  count: {
    ...amount,
    gte: (value) => joined('不少于', value),
    gt: (value) => joined('多于', value),
    // a count is never below zero
    lte: (value) => joined(/^0(?!\d)/.test(value) ? '须为' : '不超过', value),
    lt: (value) => joined('少于', value),
  },
  date: {
    ...amount,
    gte: (value) => joined('不早于', value),
    gt: (value) => joined('晚于', value),
    lte: (value) => joined('不晚于', value),
    lt: (value) => joined('早于', value),
  },
  rank: {
    ...amount,
    gte: (value) => joined(value, '及以上'),
    gt: (value) => joined('高于', value),
    lte: (value) => joined(value, '及以下'),
    lt: (value) => joined('低于', value),
  },
}

const points = (gap: string, kind: MarkKind): string => (kind === 'score' ? `${gap} 分` : gap)

const lastOf = (ofLast: number, review: string | null): string =>
  joined(ofLast === 1 ? '最近一次' : `最近 ${ofLast} 次`, review ?? '评定')

export const say: SayWords = {
  yes: '是',
  no: '否',
  active: '生效中',
  inactive: '未生效',
  known: '已知',
  unknown: '暂无数据',
  mustBeKnown: '须有数据',
  mustBeUnknown: '须无数据',
  mustHold: '须符合',
  mustNotHold: '须不符合',
  exempt: '不适用',
  exemptOver: (of) => joined('不适用：', of, '为 0'),
  need,
  rule: (name: string, is: Is, value: string, kind: MarkKind) =>
    kind === 'score' && is === 'gte' ? joined(name, value, '分起') : joined(name, need[kind][is](value)),
  holds: (name, wanted) => (wanted ? name : joined('非', name)),
  isKnown: (name, wanted) => joined(name, wanted ? '有数据' : '无数据'),
  line: (have, mark) => `${have}，${mark}`,
  because: (have, rule) => `${have}：${rule}`,
  toGo: (gap, kind) => joined('还差', points(gap, kind)),
  over: (gap, kind) => joined('超出', points(gap, kind)),
  percentPoints: (number) => `${number} 个百分点`,
  wouldBreak: (count, of) => joined(of ?? '', `再增加 ${count} 即不达标`),
  moreOf: (count, den, denName) => `还差 ${count}（${joined(denName, '共', den)}）`,
  dilute: (count, den, num) => joined(den, `再增加 ${count} 且`, num, '不再增加即达标'),
  basis: (num, numName, den, denName) => `${joined(numName, num)} / ${joined(denName, den)}`,
  place: (rank, size) => (size === null ? `第 ${rank} 名` : `第 ${rank} 名（共 ${size}）`),
  places: (side, places) => `${side === 'best' ? '前' : '末'} ${places} 名以内`,
  placesToGo: (_gap, shown) => `还差 ${shown} 名`,
  ranked: (name, mark) => joined(name, '排在', mark),
  timesHeld: (times) => `达标 ${times} 次`,
  timesNeeded: (times, ofLast, review) =>
    joined(
      lastOf(ofLast, review),
      ofLast === 1 ? '须达标' : times === ofLast ? '须每次达标' : `须至少达标 ${times} 次`,
    ),
  repeated: (rule, times, ofLast, review) =>
    joined(
      lastOf(ofLast, review),
      ofLast === 1 ? '' : times === ofLast ? '每次均' : `中至少 ${times} 次`,
      rule,
    ),
  timesToGo: (gap) => `还需 ${gap} 次评定达标`,
  counted: (facts) => `计入 ${facts} 条`,
  excluded: {
    where: (count) => `不符合统计条件 ${count} 条`,
    undone: (count) => `已撤销 ${count} 条`,
    partlyUndone: (count) => `部分撤销 ${count} 条`,
    noValue: (count) => `无数值 ${count} 条`,
    cutOff: (count) => `晚于数据截止时间 ${count} 条`,
    notYetSeen: (count) => `尚未收到 ${count} 条`,
  },
  leftOut: (parts) => `未计入：${parts.join('、')}`,
  parts: '；',
  partOf: (label, line) => `${label}：${line}`,
  noMarkFor: (value) => `“${value}”没有对应的标准`,
  markUnknown: (name) => `标准未知：取决于${name}，而${name}暂无数据`,
  all: '须全部满足',
  any: '满足其一即可',
  some: (n) => `至少满足 ${n} 项`,
  metOf: (met, of) => `已满足 ${met}/${of}`,
  needOf: (n, of) => (n === of ? `共 ${of} 项` : `至少 ${n} 项`),
  rules: (rules) => rules.join('；'),
  allInside: (rules) => `（${rules.join('且')}）`,
  anyOf: (rules) => `满足其一：${rules.join('、')}`,
  someOf: (n, rules) => `至少满足 ${n} 项：${rules.join('、')}`,
  not: (rule) => `不满足（${rule}）`,
  missing: (rules) => `还缺：${rules.join('；')}`,
  sinceJoining: '入驻以来',
}
