/** The words of the task checklist, in English. Numbers, dates and names arrive said already, unless a plural needs the number. */
import { inside } from './say.js'

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

const counts = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']
const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many)
const every: Readonly<Record<Period, string>> = {
  day: 'every day',
  week: 'every week',
  month: 'every month',
  quarter: 'every quarter',
  year: 'every year',
}

export const tasks = {
  title: 'Tasks',
  doneOf: (done: number, total: number) => `${done} of ${total} done`,

  filter: 'Show',
  filters: {
    all: 'All',
    todo: 'To do',
    done: 'Done',
    locked: 'Locked',
    expired: 'Expired',
    dismissed: 'Dismissed',
    notApplicable: 'Not for you',
  },
  nothing: {
    all: 'No tasks here',
    todo: 'Nothing left to do',
    done: 'Nothing done yet',
    locked: 'Nothing is locked',
    expired: 'Nothing has expired',
    dismissed: 'Nothing is dismissed',
    notApplicable: 'Every task is for you',
  },

  /** The set of tasks with the least effort that reaches a tier. */
  path: (count: number, tier: string) =>
    `${counts[count] ?? count} ${plural(count, 'task')} ${plural(count, 'takes', 'take')} you to ${tier}`,
  pathTasks: (count: number) => `${count} ${plural(count, 'task')}`,
  pathFromTo: (from: string, to: string) => `${from} to ${to}`,
  pathBy: (date: string, several: boolean) => (several ? `last one by ${date}` : `by ${date}`),
  pathReached: (tier: string) => `You have all that ${tier} asks`,
  pathReachedAt: (date: string) => `The review on ${date} decides. Keep it until then.`,
  pathReachedSoon: 'The next review decides. Keep it until then.',
  pathNoScore: 'Tasks count once there is a score',
  pathBlocked: (tier: string) => `Tasks alone do not reach ${tier}`,
  pathBlockedBy: 'No task here changes that.',
  evidence: (name: string, values: string) => `${name}: ${values}`,
  pathSteps: (gains: readonly string[]) => `What each adds: ${gains.join(', ')}`,

  gain: (points: string) => `${points} score`,
  gainNone: 'score unchanged',
  also: (reward: string) => `and ${reward}`,
  reward: (points: string, account: string) => `${points} ${inside(account)}`,
  rewards: (rewards: readonly string[]) => rewards.join(', '),
  received: 'received',
  toClaim: 'to claim',
  notYet: 'not in your balance yet',
  onOpening: 'when it opens',
  missed: 'not received',

  every,
  streak: (times: number, period: Period) => `${every[period]}, ${times} in a row`,
  countOf: (have: string, need: string, name: string) => `${have} of ${need} ${inside(name)}`,
  amountOf: (have: string, need: string, name: string) => `${name}: ${have} of ${need}`,
  doneOn: (date: string) => `Done ${date}`,
  claimedOn: (date: string) => `Done ${date}, reward claimed`,
  checking: (date: string) => `Done ${date}; being checked`,
  checkingSoon: 'Done; being checked',
  sent: 'Sent; waiting for the answer',
  opensAt: (tier: string, away: string | null) =>
    away ? `Opens at ${tier}, ${away} away` : `Opens at ${tier}`,
  opensWhen: (rule: string) => `Opens with: ${rule}`,
  forWhom: (rule: string) => `For merchants with: ${rule}`,
  expiredOn: (date: string) => `Expired ${date}`,
  canReturn: 'Set aside; it can come back',
  /** In the row of a task that was just set aside. */
  aside: 'Set aside; also found under Dismissed',
  asideNews: { gone: (task: string) => `Dismissed: ${task}`, back: (task: string) => `Restored: ${task}` },
  /** When they change under the reader's eyes. */
  news: {
    sent: (task: string) => `Claim sent; waiting for the answer: ${task}`,
    done: (tasks: readonly string[]) => `Done: ${tasks.join(', ')}`,
    claimed: (tasks: readonly string[]) => `Claimed: ${tasks.join(', ')}`,
  },
  /** Its last day. Shown small under a date. */
  claimBy: 'last day to claim',

  states: {
    pending: 'Pending',
    done: 'Done',
    claimed: 'Claimed',
    locked: 'Locked',
    expired: 'Expired',
    notApplicable: 'Not for you',
  },

  start: 'Start',
  resume: 'Continue',
  claim: 'Claim',
  dismiss: 'Dismiss',
  restore: 'Restore',
  undo: 'Undo',
  /** A button's name for those who hear it without its row. */
  ofTask: (action: string, task: string) => `${action}: ${task}`,
  more: (count: number) => `Show ${count} more`,
  fewer: 'Show fewer',

  /** A tier was reached, the last task was done, or both. */
  cheer: (tier: string | null, done: boolean) =>
    tier === null ? 'All tasks are done' : `You’ve reached ${tier}${done ? ', and all tasks are done' : ''}`,
  allDone: 'All tasks are done',
  allDoneNext: (date: string) => `The next one opens on ${date}.`,
  allDoneOnce: 'New tasks will appear here.',
  emptyTitle: 'No tasks yet',
  emptyHint: 'When the program adds tasks, they appear here.',
  errorTitle: 'Couldn’t load your tasks',
  countedAt: (date: string, zone: string) => `Gains count at the ${date} review, ${zone}`,
  countedSoon: 'Gains count as soon as a task is done',
}

export type TaskWords = typeof tasks
