/** Tasks: when one is done and what it pays (the fold), and how each stands now (the standing). */
import { endOf, isoOf, startBefore, startOf, termEnd } from '../plan/calendar.js'
import type { TaskPlan } from '../plan/plan.js'
import type { Evidence, TaskStanding } from '../schema/standing.js'
import { evidenceOf, progressOf, unmetOf } from './evidence.js'
import type { Fold } from './fold.js'
import { give } from './ledger.js'
import type { State, TaskState } from './state.js'
import type { Values } from './values.js'

const untouched: TaskState = {
  doneMs: null,
  periodMs: null,
  claimedMs: null,
  dismissedMs: null,
  streak: 0,
  lastPeriodMs: null,
}
const taskState = (state: State, id: string): TaskState => (state.tasks[id] ??= { ...untouched })

/** A recurring task starts anew in every period. */
const rolled = (zone: string, rule: TaskPlan, one: TaskState, atMs: number): TaskState => {
  if (rule.each === null) return one
  const periodMs = startOf(zone, atMs, rule.each)
  return one.periodMs === periodMs ? one : { ...one, periodMs, doneMs: null, claimedMs: null }
}

/** Phases 3 and 4: tasks that have just been done. */
export const finishTasks = (fold: Fold, atMs: number): void => {
  const values = fold.now(atMs) // what one task pays is no other's condition within the moment
  for (const rule of fold.plan.clockwork.tasks) {
    if (values.get(rule.done) !== 1 || (rule.audience !== null && values.get(rule.audience) !== 1)) continue
    const one = rolled(fold.zone, rule, taskState(fold.state, rule.id), atMs)
    fold.state.tasks[rule.id] = one
    if (one.doneMs !== null) continue
    if (isOver(deadlineOf(fold.zone, rule, fold.merchant.joinedMs, atMs), atMs)) continue
    one.doneMs = atMs
    if (rule.each !== null) {
      const before = startBefore(fold.zone, atMs, rule.each)
      one.streak = one.lastPeriodMs === before ? one.streak + 1 : 1
      one.lastPeriodMs = one.periodMs
    }
    if (rule.given === 'posted') reward(fold, rule, atMs, null)
  }
}

/** Pays a task's reward, once a period. */
const reward = (fold: Fold, rule: TaskPlan, atMs: number, fact: string | null): void => {
  for (const { account, amountPoints } of rule.reward) {
    const plan = fold.plan.clockwork.accounts.find(({ id }) => id === account)!
    give(fold, plan, amountPoints, atMs, {
      kind: 'reward',
      cause: `${rule.id}/${isoOf(atMs)}`,
      name: rule.name,
      fact,
      expires: plan.expires,
      fromMs: atMs,
    })
  }
}

/** Phase 4: the facts that commands leave behind. */
export const taskFacts: Readonly<
  Record<string, (fold: Fold, rule: TaskPlan, atMs: number, fact: string) => void>
> = {
  'tk.claimTask': (fold, rule, atMs, fact) => {
    const one = rolled(fold.zone, rule, taskState(fold.state, rule.id), atMs)
    fold.state.tasks[rule.id] = one
    if (one.doneMs === null || one.claimedMs !== null || rule.given !== 'claimed') return
    one.claimedMs = atMs
    reward(fold, rule, atMs, fact)
  },
  'tk.dismissTask': (fold, rule, atMs) => {
    taskState(fold.state, rule.id).dismissedMs = atMs
  },
  'tk.restoreTask': (fold, rule) => {
    taskState(fold.state, rule.id).dismissedMs = null
  },
}

/** Whether a task's audience shuts a merchant out only because of the tier: then it is locked, and opens with it. */
const isLocked = (why: Evidence): boolean => {
  const open = unmetOf(why)
  return (
    open.length > 0 &&
    open.every(
      (row) =>
        row.kind === 'compare' && row.subject.kind === 'ladder' && (row.is === 'gte' || row.is === 'gt'),
    )
  )
}

const stateOf = (
  rule: TaskPlan,
  one: TaskState,
  values: Values,
  why: Evidence | null,
  deadlineMs: number | null,
  atMs: number,
): TaskStanding['state'] => {
  if (one.claimedMs !== null) return 'claimed'
  if (one.doneMs !== null) return rule.given === 'claimed' ? 'claimable' : 'done'
  const shutOut = why !== null && why.met !== true
  const expired = isOver(deadlineMs, atMs)
  if (!shutOut && !expired && values.get(rule.done) === 1) return 'done'
  if (one.dismissedMs !== null) return 'dismissed'
  if (shutOut) return isLocked(why) ? 'locked' : 'notApplicable'
  return expired ? 'expired' : 'open'
}

/** When a task's chance ends, exclusive: counted from its period, or for a single task from joining; a period's end is the running one's. */
const deadlineOf = (zone: string, rule: TaskPlan, joinedMs: number, atMs: number): number | null => {
  if (!rule.deadline) return rule.each === null ? null : endOf(zone, atMs, rule.each)
  if ('endOf' in rule.deadline) return termEnd(zone, atMs, rule.deadline)
  return termEnd(zone, rule.each === null ? joinedMs : startOf(zone, atMs, rule.each), rule.deadline)
}

const isOver = (deadlineMs: number | null, atMs: number): boolean => deadlineMs !== null && deadlineMs <= atMs

/** A term as people read it: `at` exclusive, `validThrough` the last instant's day. */
export const termOf = (atMs: number): { at: string; validThrough: string } => ({
  at: isoOf(atMs),
  validThrough: isoOf(atMs - 1),
})

/** Every task as it stands, in the program's order. `gainOf` says what a task alone would add to the score. */
export const taskStandings = (
  state: State,
  values: Values,
  gainOf: (rule: TaskPlan) => number | null,
): TaskStanding[] => {
  const { zone, tasks, accounts } = values.plan.clockwork
  const { atMs } = values.moment
  return tasks.map((rule) => {
    const one = rolled(zone, rule, state.tasks[rule.id] ?? untouched, atMs)
    const why = rule.audience === null ? null : evidenceOf(values, rule.audience, true)
    const deadlineMs = deadlineOf(zone, rule, values.merchant.joinedMs, atMs)
    const now = stateOf(rule, one, values, why, deadlineMs, atMs)
    const done = evidenceOf(values, rule.done, true)
    const isFinished = now === 'done' || now === 'claimed' || now === 'claimable'
    const runs =
      rule.each !== null &&
      (one.lastPeriodMs === one.periodMs || one.lastPeriodMs === startBefore(zone, atMs, rule.each))
    return {
      id: rule.id,
      name: rule.name,
      ...(rule.note && { note: rule.note }),
      area: rule.area,
      state: now,
      why: now === 'locked' || now === 'notApplicable' ? why : null,
      done,
      progress: isFinished ? 1 : progressOf(done),
      each: rule.each,
      streak: runs ? one.streak : 0,
      doneAt: one.doneMs === null ? null : isoOf(one.doneMs),
      deadline: deadlineMs === null || isFinished ? null : termOf(deadlineMs),
      effortMinutes: rule.effortMinutes,
      gain: isFinished ? 0 : gainOf(rule),
      reward: rule.reward.map(({ account, amountPoints }) => ({
        account,
        name: accounts.find(({ id }) => id === account)!.name,
        amountPoints,
      })),
      given: rule.given,
      link: rule.link,
    }
  })
}
