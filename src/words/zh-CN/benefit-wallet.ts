import type { BenefitWords } from '../en/benefit-wallet.js'

/** 权益卡包的用语。 */
export const benefits: BenefitWords = {
  title: '我的权益',

  filter: '筛选权益',
  filters: { available: '可用', locked: '未解锁', used: '已用', expired: '已过期' },
  nothing: {
    available: '暂无可用权益',
    locked: '没有未解锁的权益',
    used: '没有已用完的权益',
    expired: '没有过期的权益',
  },
  nextOpens: (benefit, tier, away) =>
    away ? `升至${tier}可享${benefit}，还差 ${away} 分。` : `升至${tier}可享${benefit}。`,

  kinds: { price: '价格', logistics: '物流', service: '服务', added: '增值', traffic: '流量' },
  states: {
    active: '生效中',
    pending: '确认中',
    used: '已用完',
    locked: '未解锁',
    expired: '已过期',
    outOfStock: '已领完',
    suspended: '已暂停',
  },

  left: (left, of) => `余 ${left}/${of}`,
  renews: (date) => `${date}重置`,
  given: (left, at, until) => {
    if (left === 0) return `${at}发放`
    return until ? `${at}发放 ${left} 次，有效期至${until}，降级不失效` : `${at}发放 ${left} 次，长期有效`
  },
  givenNext: (date) => `${date}评定时发放`,
  opensAt: (tier, away) => (away ? `升至${tier}解锁，还差 ${away} 分` : `升至${tier}解锁`),
  opensWhen: (rule) => `解锁条件：${rule}`,
  suspendedBy: (by, until) => (until ? `已暂停：${by}，至 ${until}` : `已暂停：${by}`),
  noneLeft: (total) => `库存 0/${total}`,
  stock: (left, total, few) => (few ? `库存仅剩 ${left}/${total}` : `库存 ${left}/${total}`),
  stockOf: (total) => `限量 ${total} 份`,
  expiredOn: (date) => `${date}过期`,
  chose: (options) => `已选：${options.join('、')}`,
  notChosen: '未选择',
  suspendedHead: (count, by) => `${count} 项权益已暂停：${by}`,
  holdWhy: (note) => (/[。！？]$/.test(note) ? note : `${note}。`),
  backOn: (date) => `${date}恢复。`,
  backWhen: (rule) => `恢复条件：${rule}。`,
  backOpen: '暂未设定恢复时间。',
  see: '查看',

  use: '使用',
  redeem: '确认兑换',
  cancel: '取消',
  redeemed: (date, until) => (until ? `${date}兑换；如仍未发放，积分将于${until}退回` : `${date}兑换`),
  release: '取消兑换',
  voucher: (date) => `${date}的兑换码：`,
  copy: '复制',
  copied: '已复制',
  copyByKeys: '已选中，请用键盘复制',
  ofBenefit: (action, benefit) => `${action}：${benefit}`,
  price: (points, account) => `${points} ${account.replace(/账户$/, '')}`,
  prices: (prices) => prices.join(' + '),
  askRedeem: (price) => `用 ${price}兑换？`,
  askUse: '现在使用 1 次？',
  becomes: (before, after) => `余额由 ${before} 变为 ${after}。`,
  drawnFrom: (points, date) => `优先扣除 ${date}到期的 ${points}。`,
  leftAfter: (left, date) => `使用后还剩 ${left} 次，${date}重置。`,
  short: (missing) => `还差 ${missing}`,
  sent: '已提交，等待确认',
  news: {
    sent: (benefit) => `已提交，等待确认：${benefit}`,
    used: (benefit) => `已使用：${benefit}`,
    redeemed: (benefit) => `已兑换：${benefit}`,
    given: (benefit) => `已发放：${benefit}`,
    released: (benefit) => `已取消兑换，积分已退回：${benefit}`,
    chosen: (benefit) => `选择已生效：${benefit}`,
    opened: (benefits) => `新解锁：${benefits.join('、')}`,
  },

  choose: (pick, of, name) => `${name}，${of} 选 ${pick}`,
  by: (date, left) => `${date}截止，${left}`,
  picked: (count, of) => `已选 ${count}/${of}`,
  confirm: '确认选择',
  chooseSent: '选择已提交，等待确认',

  nextToOpen: '即将解锁',
  seeAll: '查看全部',
  more: (count) => `再显示 ${count} 项`,
  fewer: '收起',

  emptyTitle: '暂无权益',
  emptyHint: '平台发布权益后会显示在这里。',
  errorTitle: '权益加载失败',
  order: { available: '按到期先后排列', locked: '按解锁先后排列', used: '', expired: '' },
  zone: (zone) => `周期按${zone}`,
}
