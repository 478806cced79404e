import type { ElementWords } from '../en/element.js'

/** 各组件共用的文字。 */
export const element: ElementWords = {
  asOf: (date) => `截至 ${date}`,
  from: (date) => `${date} 的数据`,
  loading: '加载中',
  retry: '重试',
  retryOf: (title) => `重试：${title}`,
  stale: '最近一次刷新失败，当前为较早的数据',
}
