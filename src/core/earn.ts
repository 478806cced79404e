/**
 * What the rules of accounts say at an event or a review: how many points they give or take. Which points move, the ledger says. A late
 * event earns by the version in force on its own date, and counts in the periods of that date.
 */
import { isoOf, termEnd } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import { holds } from '../plan/filter.js'
import { microOf } from '../plan/operations.js'
import type { AccountPlan, Amount, EarnPlan } from '../plan/plan.js'
import type { Text } from '../schema/text.js'
import type { Fold } from './fold.js'
import { fieldReader, takenBack, undoneOf } from './leaves.js'
import { give, takeAway, wholePoints } from './ledger.js'
import { allowedToGive, allowedToTake, countGiven, countTaken } from './limits.js'
import { accountState, countedKey, remember } from './lots.js'
import type { LogFact } from './merchant.js'
import type { AccountState } from './state.js'
import type { Values } from './values.js'
import { wiringOf } from './wiring.js'

/** A rule that counts over all events, and gives as the total crosses each whole. */
export type TotalRule = EarnPlan & { points: Counting }
type Counting = Extract<Amount, { total: boolean }>
export const isTotal = (earn: EarnPlan): earn is TotalRule => 'give' in earn.points && earn.points.total

/** Phase 4: what a fact earns, by the standing held just before it. */
export const earnByFact = (fold: Fold, log: LogFact, before: Values, atMs: number): void => {
  earnOn(fold, log, before, atMs, false)
}

/** Phase 4, after the ladders have moved: what a fact earns by rules that read the standing just after it. */
export const earnAfterFact = (fold: Fold, log: LogFact, atMs: number): void => {
  const inForce = fold.plan
  fold.plan = planAt(fold.newest, log.atMs) ?? inForce
  if (fold.plan.clockwork.accounts.some(({ earn }) => earn.some(({ on, after }) => after && on === log.type)))
    earnOn(fold, log, fold.now(atMs), atMs, true)
  fold.plan = inForce
}

const earnOn = (fold: Fold, log: LogFact, values: Values, atMs: number, after: boolean): void => {
  const read = fieldReader(fold.merchant.zone, log)
  const undone = undoneOf(fold.merchant, log, fold.upto)
  for (const rule of fold.plan.clockwork.accounts) {
    for (const earn of rule.earn) {
      if (earn.on !== log.type || earn.after !== after) continue
      if (earn.where && holds(earn.where, read, (mark) => values.get(mark)) !== true) continue
      if (earn.when !== null && values.get(earn.when) !== 1) continue
      earnOne(fold, rule, earn, { log, undone, values }, atMs, {
        key: `${earn.key}/${log.id}`,
        name: earn.name ?? fold.plan.clockwork.eventNames[log.type]!,
        event: log.type,
        fact: log.id,
        fromMs: log.atMs,
      })
    }
  }
}

/** Phase 2: what a review gives: before its ladders are decided, or, for rules that read the standing just after it, once they are. */
export const earnAtReview = (
  fold: Fold,
  review: string,
  values: Values,
  atMs: number,
  after = false,
): void => {
  // What one rule gives is nothing that another asks for: all of them read the balances of before.
  for (const id of wiringOf(fold.plan).balances) values.get(id)
  for (const rule of fold.plan.clockwork.accounts) {
    for (const earn of rule.earn) {
      if (earn.at !== review || earn.after !== after) continue
      if (earn.when !== null && values.get(earn.when) !== 1) continue
      earnOne(fold, rule, earn, { log: null, undone: [], values }, atMs, {
        key: `${earn.key}/${review}/${isoOf(atMs)}`,
        name: earn.name ?? rule.name,
        event: null,
        fact: null,
        fromMs: atMs,
      })
    }
  }
}

interface Cause {
  key: string // what the entry's id is made from, and under which it is remembered what was taken
  name: Text
  event: string | null
  fact: string | null
  fromMs: number
}

/** Gives or takes within the limits, counts what was given or taken in them, and says how many points (below 0: taken). */
const post = (
  fold: Fold,
  rule: AccountPlan,
  earn: EarnPlan,
  points: number,
  atMs: number,
  { key, name, event, fact, fromMs }: Cause,
): number => {
  const account = accountState(fold.state, rule.id)
  const occasion = { event, atMs: fromMs }
  if (points > 0) {
    const wanted = allowedToGive(account, rule, earn, points, occasion)
    const expires = earn.expires ?? rule.expires
    const given = give(fold, rule, wanted, atMs, { kind: 'earn', cause: key, name, fact, expires, fromMs })
    if (given > 0) countGiven(account, rule, earn, given, occasion)
    return given
  }
  if (points < 0) {
    const untilMs = earn.expires ? termEnd(fold.zone, fromMs, earn.expires) : null
    if (untilMs !== null && untilMs <= atMs) return 0 // learned so late that it would have come back already
    const wanted = allowedToTake(account, earn, -points, occasion)
    const posting = { kind: 'adjust', to: 'clawedBack', cause: key, name, fact } as const
    const taken = takeAway(fold, rule, wanted, atMs, posting, {
      ...((untilMs !== null || (fact !== null && canUndo(fold))) && { key }),
      untilMs,
    })
    if (taken > 0) countTaken(account, rule, earn, taken, occasion)
    return 0 - taken
  }
  return 0
}

/** Whether anything can be undone: what cannot, is not remembered. */
const canUndo = ({ plan }: Fold): boolean => Object.keys(plan.clockwork.undoneBy).length > 0

/** Whole points of any sign; what lies under a whole is cut off, towards 0. */
const wholeOf = (points: number): number => (points < 0 ? 0 - wholePoints(-points) : wholePoints(points))

/** What a rule reads: the event (null: a review), the facts that had undone it when it arrived, and the standing. */
interface Read {
  log: LogFact | null
  undone: LogFact[]
  values: Values
}

/**
 * What one rule gives or takes: floored event by event, or as the total over all events crosses a whole; then multiplied. Nothing where
 * the amount is unknown, and what was undone before the event arrived earns nothing.
 */
const earnOne = (
  fold: Fold,
  rule: AccountPlan,
  earn: EarnPlan,
  { log, undone, values }: Read,
  atMs: number,
  cause: Cause,
): void => {
  const times = earn.multiply === null ? 1 : (values.get(earn.multiply) ?? 0)
  if ('value' in earn.points) {
    const points = undone.length > 0 ? 0 : (values.get(earn.points.value) ?? 0)
    post(fold, rule, earn, wholeOf(points * times), atMs, cause)
    return
  }
  const amount = amountOf(earn.points, log, undone)
  if (!isTotal(earn)) {
    post(fold, rule, earn, wholeOf(pointsFor(earn.points, amount) * times), atMs, cause)
    return
  }
  const account = accountState(fold.state, rule.id)
  if (log !== null && amount !== 0 && canUndo(fold))
    remember(account, countedKey(earn.key, log.id), { parts: [], debtPoints: 0, untilMs: null })
  const { before, after } = counted(account, earn, amount)
  account.counted[earn.key]!.points += post(fold, rule, earn, wholeOf((after - before) * times), atMs, cause)
}

/** Points for every whole of an amount; none below 0. */
export const pointsFor = ({ give: each, every }: Counting, amount: number): number =>
  Math.max(0, Math.floor(amount / every)) * each

/** What a rule counts of an event: 1, or its field, less what was undone; 0 where that is unknown. */
export const amountOf = ({ of }: Counting, log: LogFact | null, undone: LogFact[]): number => {
  if (of === null) return undone.length === 0 ? 1 : 0
  const value = log?.fact[of]
  return typeof value === 'number' ? value - takenBack(value, undone, of) : 0
}

/** Adds to what a rule has counted in total, and says what it comes to before and after. */
export const counted = (
  account: AccountState,
  earn: TotalRule,
  amount: number,
): { before: number; after: number } => {
  const total = (account.counted[earn.key] ??= { amount: 0, points: 0 })
  const before = pointsFor(earn.points, total.amount)
  total.amount = microOf(total.amount + amount) / 1e6
  return { before, after: pointsFor(earn.points, total.amount) }
}
