/** What an undone event takes back of what it earned, and gives back of what it took. */
import { planAt } from '../plan/compile.js'
import type { AccountPlan, EarnPlan } from '../plan/plan.js'
import { amountOf, counted, isTotal, pointsFor, type TotalRule } from './earn.js'
import { nameOf } from './commanded.js'
import type { Fold } from './fold.js'
import { takenBack, undoneOf } from './leaves.js'
import { bringBack, cut, lapseLots, rest, takeAway, takenPoints } from './ledger.js'
import { countTaken } from './limits.js'
import { countedKey, endedKey, forget, lotsOfFact, remember, takenAs } from './lots.js'
import type { LogFact } from './merchant.js'
import type { Lot } from './lot-list.js'
import type { AccountState, Taken } from './state.js'

/**
 * Phase 4: an undone event takes back what it earned: in proportion where it undoes a part of the amount, from its own lots first, then
 * from the others in order, down to the account's least. What it took comes back, the same lots with the same dates. What rules that
 * count in total gave falls back with the total.
 */
export const clawBack = (fold: Fold, log: LogFact, atMs: number): void => {
  if (log.ref === null) return
  for (const rule of fold.plan.clockwork.accounts) {
    const account = fold.state.accounts[rule.id]
    if (account) undoIn(fold, rule, account, { ...log, ref: log.ref }, atMs)
  }
}

type Undoing = LogFact & { ref: string }

const undoIn = (fold: Fold, rule: AccountPlan, account: AccountState, log: Undoing, atMs: number): void => {
  const origin = fold.merchant.byId.get(log.ref)
  const name = nameOf(fold, log)
  const earns = earnsOf(fold, rule, origin)
  let wanted = 0
  for (const earn of earns) {
    const key = `${earn.key}/${log.ref}`
    const back = { from: 'clawedBack', cause: `${key}/${log.id}`, name, fact: log.id } as const
    if (isTotal(earn)) {
      const points = origin ? uncounted(fold, account, earn, origin, log) : 0
      if (points > 0) wanted += points
      else bringBackLatest(fold, rule, account, earn, log, -points, atMs)
    } else {
      const taken = takenAs(account, key)
      if (!taken) continue
      const points = takenPoints(taken)
      const held = keptOf(fold, earn, log.ref, points, log.order)
      bringBack(
        fold,
        rule,
        key,
        { kept: keptOf(fold, earn, log.ref, points, log.order + 1), held },
        atMs,
        back,
      )
    }
  }
  const own = lotsOfFact(account, log.ref)
  for (const lot of own) {
    const earn = earns.find((one) => lot.id === lotId(rule, one, log.ref))
    if (earn && isTotal(earn)) continue
    const held = keptOf(fold, earn, log.ref, lot.amountPoints, log.order)
    wanted += held - keptOf(fold, earn, log.ref, lot.amountPoints, log.order + 1)
  }
  const posting = { kind: 'clawBack', to: 'clawedBack', cause: log.id, name, fact: log.id } as const
  const points = takeAway(fold, rule, wanted, atMs, posting, { first: own })
  if (points > 0 && !own.some(isUnlimited))
    countTaken(account, rule, null, points, {
      event: origin?.type ?? null,
      atMs: origin?.atMs ?? own[0]!.earnedMs,
    })
}

const lotId = (rule: AccountPlan, earn: EarnPlan, fact: string): string =>
  `${rule.id}/earn/${earn.key}/${fact}`
/** Rewards and adjustments are under no limit of what is earned. */
const isUnlimited = ({ id }: Lot): boolean => ['reward', 'adjust'].includes(id.split('/')[1]!)

/** The account's rules of the version that an event earned by. */
const earnsOf = (fold: Fold, rule: AccountPlan, origin: LogFact | undefined): readonly EarnPlan[] => {
  const plan = (origin && planAt(fold.newest, origin.atMs)) ?? fold.plan
  return plan.clockwork.accounts.find(({ id }) => id === rule.id)?.earn ?? []
}

/**
 * What an event's points are still worth with the undoing facts before a place in the log: in proportion to the field that its rule
 * counts, floored; all or nothing where the rule counts none, or the event is no longer in the log.
 */
const keptOf = (
  fold: Fold,
  earn: EarnPlan | undefined,
  fact: string,
  points: number,
  upto: number,
): number => {
  const undone = fold.merchant.undoing.get(fact)?.filter(({ order }) => order < upto) ?? []
  if (undone.length === 0) return points
  const origin = fold.merchant.byId.get(fact)
  const of = earn && 'of' in earn.points ? earn.points.of : null
  if (!origin || of === null) return 0
  const whole = origin.fact[of]
  if (typeof whole !== 'number') return 0
  const counted = whole - takenBack(whole, undoneOf(fold.merchant, origin, origin.order), of)
  return counted <= 0 ? 0 : Math.floor((points * (whole - takenBack(whole, undone, of))) / counted)
}

/**
 * Lowers a rule's total by what is undone of an event that it counted, and says how many of the points that it gave (below 0: took) go
 * with that: in proportion, since limits and multipliers may have made others of them than the total comes to.
 */
const uncounted = (
  fold: Fold,
  account: AccountState,
  earn: TotalRule,
  origin: LogFact,
  log: Undoing,
): number => {
  const key = countedKey(earn.key, log.ref)
  if (!takenAs(account, key)) return 0
  const amountAt = (upto: number): number =>
    amountOf(earn.points, origin, undoneOf(fold.merchant, origin, upto))
  const left = amountAt(log.order + 1)
  const { before, after } = counted(account, earn, left - amountAt(log.order))
  if (left === 0) forget(account, key)
  const total = account.counted[earn.key]!
  const given = total.points
  if (Math.abs(after) >= Math.abs(before)) return 0
  // What the total had come to when the account began anew is gone: only what was given since can go.
  const gone = pointsFor(earn.points, total.gone ?? 0)
  const of = before - gone
  const kept = Math.abs(after) < Math.abs(gone) ? 0 : after - gone
  if (total.gone !== undefined) total.gone = Math.min(total.gone, total.amount)
  total.points = of === 0 ? 0 : Math.sign(given) * Math.floor((Math.abs(given) * kept) / of) + 0 // and never -0
  return given - total.points
}

/** Gives back so many points of what a rule took as its total rose: what the undone event took first, then the latest. */
const bringBackLatest = (
  fold: Fold,
  rule: AccountPlan,
  account: AccountState,
  earn: EarnPlan,
  log: Undoing,
  points: number,
  atMs: number,
): void => {
  const own = `${earn.key}/${log.ref}`
  let open = points
  const keys = open > 0 ? Object.keys(account.taken).filter((key) => key.startsWith(`${earn.key}/`)) : []
  for (const key of [...keys.filter((one) => one !== own), ...keys.filter((one) => one === own)].reverse()) {
    if (open <= 0) return
    const taken = takenAs(account, key)!
    const held = takenPoints(taken)
    const kept = Math.max(0, held - open)
    open = Math.max(0, open - held)
    bringBack(fold, rule, key, { kept }, atMs, {
      from: 'clawedBack',
      cause: `${key}/${log.id}`,
      name: nameOf(fold, log),
      fact: log.id,
    })
    if (kept > 0) remember(account, key, firstOf(taken, kept))
  }
}

/** The first so many points of what was taken. */
const firstOf = (taken: Taken, points: number): Taken => {
  const parts = cut(taken.parts, 0, points)
  return { ...taken, parts, debtPoints: rest(parts, points) }
}

/** Phase 1: lots whose time is over leave, and what was taken for a time that is over comes back. */
export const expireLots = (fold: Fold, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts) {
    const account = fold.state.accounts[rule.id]
    if (!account) continue
    lapseLots(fold, rule, atMs)
    for (let key = endedKey(account, atMs); key !== null; key = endedKey(account, atMs)) {
      // The key names the rule and the fact: rules have no slash in theirs.
      const slash = key.indexOf('/')
      const fact = key.slice(slash + 1)
      const origin = fold.merchant.byId.get(fact)
      const earn = earnsOf(fold, rule, origin).find((one) => one.key === key!.slice(0, slash))
      const points = takenPoints(takenAs(account, key)!)
      const held = earn && isTotal(earn) ? points : keptOf(fold, earn, fact, points, fold.upto)
      const name = earn?.name ?? (origin && fold.plan.clockwork.eventNames[origin.type]) ?? rule.name
      bringBack(fold, rule, key, { held }, atMs, { from: 'clawedBack', cause: key, name, fact: null })
    }
  }
}
