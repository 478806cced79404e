import type { PointsWords } from '../en/points-ledger.js'

const unitOf = (account: string) => account.replace(/账户$/, '')

/** 积分账户的用语。 */
export const points: PointsWords = {
  title: '积分账户',

  toUse: (account, worth) => `可用${unitOf(account)}${worth ? `，约值 ${worth}` : ''}`,
  pending: '待入账',
  accounts: '账户',

  unit: (account) => unitOf(account),
  lapses: '到期日',
  lastDay: (date, left) => `最后使用日 ${date}，${left}`,
  never: '长期有效',
  allLots: (count) => `全部 ${count} 个到期日`,
  fewerLots: '收起',
  nothingLapses: '余额为零，没有将到期的积分',

  byMonth: '按月',
  asTable: '查看表格',
  asChart: '查看图表',
  month: '月份',
  chartOf: (months) => `近 ${months} 个月积分`,
  series: { earned: '获得', spent: '消费（已减退回）', lapsed: '过期', adjusted: '调整' },
  monthSeries: (month) => `${month}：`,

  filter: '筛选明细',
  filters: { all: '全部', earned: '获得', spent: '消费', lapsed: '过期' },
  search: '搜索明细',
  csv: '导出 CSV',
  csvLabel: '导出 CSV 文件',
  csvBusy: '正在读取全部明细',
  csvFailed: '未能读取全部明细，请重新导出',
  csvName: '积分明细',
  columns: {
    date: '日期',
    what: '明细',
    balance: '余额',
    kind: '类型',
    lapses: '到期日',
    reference: '编号',
  },

  kinds: {
    start: '期初余额',
    earn: '获得',
    reward: '奖励',
    spend: '消费',
    return: '退回',
    expire: '过期',
    clawBack: '扣回',
    adjust: '调整',
    reset: '清零',
  },
  settled: '消费已完成，余额不变',
  lapsesOn: (date) => `${date}到期`,
  drawnFrom: (date) => `扣自 ${date}到期的批次`,
  drawnFromLots: (count) => `扣自 ${count} 个批次，先到期先扣`,
  backIn: (date) => `退回 ${date}到期的批次`,
  reverses: (date) => `冲回 ${date}`,
  pendingWord: '待入账',
  pendingReward: '奖励，尚未入账',
  pendingSpend: '已提交，等待确认',

  flows: {
    earned: '获得',
    returned: '退回',
    spent: '消费',
    lapsed: '过期',
    takenBack: '扣回',
    adjusted: '调整',
  },
  flow: (name, points) => `${name} ${points}`,

  more: (count) => `再显示 ${count} 条`,
  older: '加载更早的明细',
  found: (count) => `找到 ${count} 条`,
  nothing: { all: '暂无明细', earned: '暂无获得记录', spent: '暂无消费记录', lapsed: '没有过期的积分' },
  notFound: (text) => `没有与“${text}”匹配的明细`,
  notFoundYet: (text, date) => `${date}以来没有与“${text}”匹配的明细`,
  clear: '清除搜索',
  noHistory: '此处不提供积分明细',
  listFailed: '明细加载失败',
  retry: '重试',
  loadingList: '正在加载明细',

  noAccount: '没有积分账户',
  noAccountHint: '该计划不发放积分。',
  errorTitle: '积分加载失败',
  sumOf: (lots) => (lots === 1 ? '余额为 1 个批次' : `共 ${lots} 个批次，先到期先扣`),
  rate: (points, account, money) => `${points} ${unitOf(account)} = ${money}`,
}
