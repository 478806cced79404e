import type { TaskWords } from '../en/task-checklist.js'

const every = { day: '每天', week: '每周', month: '每月', quarter: '每季度', year: '每年' }
const counts = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九']

/** 任务清单的用语。 */
export const tasks: TaskWords = {
  title: '成长任务',
  doneOf: (done, total) => `已完成 ${done}/${total}`,

  filter: '筛选任务',
  filters: {
    all: '全部',
    todo: '待办',
    done: '已完成',
    locked: '未解锁',
    expired: '已过期',
    dismissed: '已忽略',
    notApplicable: '不适用',
  },
  nothing: {
    all: '暂无任务',
    todo: '没有待办任务',
    done: '还没有完成的任务',
    locked: '没有未解锁的任务',
    expired: '没有过期的任务',
    dismissed: '没有忽略的任务',
    notApplicable: '没有不适用的任务',
  },

  path: (count, tier) => `${counts[count] ?? ` ${count} `}个任务，升至${tier}`.trim(),
  pathTasks: (count) => `${count} 个任务`,
  pathFromTo: (from, to) => `${from} → ${to} 分`,
  pathBy: (date, several) => (several ? `最晚 ${date}` : `${date}前`),
  pathReached: (tier) => `已满足升至${tier}的全部条件`,
  pathReachedAt: (date) => `以 ${date}评定为准，请保持到评定日。`,
  pathReachedSoon: '以下次评定为准，请保持到评定日。',
  pathNoScore: '有分数后，任务才会加分',
  pathBlocked: (tier) => `仅靠任务无法升至${tier}`,
  pathBlockedBy: '现有任务均无法改变该条件。',
  evidence: (name, values) => `${name}：${values}`,
  pathSteps: (gains) => `各项增加：${gains.join('、')}`,

  gain: (points) => `${points} 分`,
  gainNone: '不影响分数',
  also: (reward) => `另奖 ${reward}`,
  reward: (points, account) => `${points} ${account.replace(/账户$/, '')}`,
  rewards: (rewards) => rewards.join('、'),
  received: '已入账',
  toClaim: '待领取',
  notYet: '尚未入账',
  onOpening: '解锁后可得',
  missed: '未获得',

  every,
  streak: (times, period) =>
    `${every[period]}，已连续 ${times} ${{ day: '天', week: '周', month: '个月', quarter: '个季度', year: '年' }[period]}`,
  countOf: (have, need, name) => `${name} ${have}/${need}`,
  amountOf: (have, need, name) => `${name} ${have} / ${need}`,
  doneOn: (date) => `${date}完成`,
  claimedOn: (date) => `${date}完成，奖励已领取`,
  checking: (date) => `${date}完成，正在核对`,
  checkingSoon: '已完成，正在核对',
  sent: '已提交，等待确认',
  opensAt: (tier, away) => (away ? `升至${tier}解锁，还差 ${away} 分` : `升至${tier}解锁`),
  opensWhen: (rule) => `解锁条件：${rule}`,
  forWhom: (rule) => `适用条件：${rule}`,
  expiredOn: (date) => `${date}过期`,
  canReturn: '已忽略，可随时恢复',
  aside: '已忽略，可在“已忽略”中找回',
  asideNews: { gone: (task) => `已忽略：${task}`, back: (task) => `已恢复：${task}` },
  news: {
    sent: (task) => `领取申请已提交，等待确认：${task}`,
    done: (tasks) => `已完成：${tasks.join('、')}`,
    claimed: (tasks) => `已领取：${tasks.join('、')}`,
  },
  claimBy: '最后领取日',

  states: {
    pending: '待确认',
    done: '已完成',
    claimed: '已领取',
    locked: '未解锁',
    expired: '已过期',
    notApplicable: '不适用',
  },

  start: '去完成',
  resume: '继续',
  claim: '领取',
  dismiss: '忽略',
  restore: '恢复',
  undo: '撤销',
  ofTask: (action, task) => `${action}：${task}`,
  more: (count) => `再显示 ${count} 项`,
  fewer: '收起',

  cheer: (tier, done) =>
    tier === null ? '任务已全部完成' : `恭喜升至${tier}${done ? '，任务已全部完成' : ''}`,
  allDone: '任务已全部完成',
  allDoneNext: (date) => `下一个任务将于 ${date}开放。`,
  allDoneOnce: '有新任务时会显示在这里。',
  emptyTitle: '暂无任务',
  emptyHint: '平台发布任务后会显示在这里。',
  errorTitle: '任务加载失败',
  countedAt: (date, zone) => `加分于 ${date}评定时计入（${zone}）`,
  countedSoon: '完成任务后立即加分',
}
