import type { ElementWords } from '../en/element.js'

const documents = { program: '方案', merchant: '商家数据', standing: '评定结果', entries: '积分明细' }

/** 各组件共用的文字。 */
export const element: ElementWords = {
  asOf: (date) => `截至 ${date}`,
  from: (date) => `${date} 的数据`,
  loading: '加载中',
  retry: '重试',
  retryOf: (title) => `重试：${title}`,
  inDocument: (of, place, what) =>
    place ? `${documents[of]}第 ${place.line} 行第 ${place.column} 列：${what}` : `${documents[of]}：${what}`,
  wrongData: (code) => `数据不符合要求（${code}）。`,
  noSource:
    'tk-provider 没有数据源：请添加 standing="…"，或同时添加 program="…" 和 merchant="…"，或设置 adapter 属性。',
  stale: '最近一次刷新失败，当前为较早的数据',
  again: '数据已恢复更新',
  besides: (first, second) => `${first}；${second}`,
  refused: (name) => `未办理：${name}`,
  unsure: (name) => `结果未知：${name}`,
  unkept: '请求尚未保存',
  then: (first, second) => first + second,
  seen: '知道了',
  seenOf: (title) => `知道了：${title}`,
}
