/**
 * Points: the only place that makes entries and the only reduction of them to lots and balances, so that they cannot disagree.
 * Every entry is zero-sum by form: what leaves `from` arrives in `to`. It knows nothing of tiers; `advance` tells it what happened.
 */
import { isoOf, startOf, termEnd, type Term } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import { holds } from '../plan/filter.js'
import { microOf } from '../plan/operations.js'
import type { AccountPlan, EarnPlan, Plan } from '../plan/plan.js'
import type { Entry } from '../schema/entry.js'
import type { Text } from '../schema/text.js'
import type { Fold } from './fold.js'
import { fieldReader, takenBack, undoneOf } from './leaves.js'
import type { LogFact } from './merchant.js'
import { balanceOf, type AccountState, type Lot, type State } from './state.js'
import type { Values } from './values.js'

const accountState = (state: State, id: string): AccountState =>
  (state.accounts[id] ??= {
    lots: [],
    limits: {},
    debtPoints: 0,
    taken: {},
    counted: {},
    activeMs: null,
  })

interface Posting {
  kind: Entry['kind']
  from: Entry['from']
  to: Entry['to']
  cause: string // what the id is made from, beside account and instant
  name: Text
  fact: string | null
  reverses: string | null
  parts: { lot: Lot; amountPoints: number }[]
}

const post = (fold: Fold, account: string, atMs: number, posting: Posting): void => {
  const amountPoints = posting.parts.reduce((sum, part) => sum + part.amountPoints, 0)
  if (amountPoints === 0) return
  const { kind, from, to, name, fact, reverses } = posting
  fold.state.totals.entries += 1
  fold.entries.push({
    id: `${account}/${isoOf(atMs)}/${kind}/${posting.cause}`,
    account,
    at: isoOf(atMs),
    kind,
    from,
    to,
    amountPoints,
    balancePoints: balanceOf(fold.state.accounts[account]),
    lots: posting.parts.map(({ lot, amountPoints: part }) => ({
      lot: lot.id,
      amountPoints: part,
      expiresAt: lot.expiresMs === null ? null : isoOf(lot.expiresMs),
    })),
    name,
    fact,
    reverses,
  })
}

const inOrder = (left: Lot, right: Lot): number =>
  (left.expiresMs ?? Infinity) - (right.expiresMs ?? Infinity) ||
  left.earnedMs - right.earnedMs ||
  (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)

const addLot = (account: AccountState, lot: Lot): void => {
  let place = account.lots.length
  while (place > 0 && inOrder(account.lots[place - 1]!, lot) > 0) place -= 1
  account.lots.splice(place, 0, lot)
}

interface Grant {
  kind: 'start' | 'earn' | 'reward'
  cause: string
  name: Text
  fact: string | null
  expires: Term | null
  fromMs: number // what the term counts from: when it was earned
}

/** Adds points as one lot, cut to the account's most; nothing when nothing is left to give. */
export const give = (fold: Fold, rule: AccountPlan, wanted: number, atMs: number, grant: Grant): void => {
  const account = accountState(fold.state, rule.id)
  const amountPoints = Math.min(wanted, rule.max - balanceOf(account))
  if (amountPoints <= 0) return
  const expiresMs = grant.expires ? termEnd(fold.zone, grant.fromMs, grant.expires) : null
  if (expiresMs !== null && expiresMs <= atMs) return // learned so late that it has lapsed already
  const lot: Lot = {
    id: `${rule.id}/${grant.kind}/${grant.cause}`,
    amountPoints,
    leftPoints: amountPoints,
    earnedMs: grant.fromMs,
    expiresMs,
    name: grant.name,
    fact: grant.fact,
  }
  addLot(account, lot)
  post(fold, rule.id, atMs, {
    ...grant,
    from: 'issued',
    to: 'available',
    reverses: null,
    parts: [{ lot, amountPoints }],
  })
}

/** Phase 1: lots whose time is over leave as one entry an account. Lots that nothing can need again are dropped. */
export const expireLots = (fold: Fold, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts) {
    const account = fold.state.accounts[rule.id]
    if (!account) continue
    const over = account.lots.filter(({ expiresMs }) => expiresMs !== null && expiresMs <= atMs)
    if (over.length === 0) continue
    const parts = over
      .filter(({ leftPoints }) => leftPoints > 0)
      .map((lot) => ({ lot, amountPoints: lot.leftPoints }))
    for (const lot of over) lot.leftPoints = 0
    account.lots = account.lots.filter((lot) => !over.includes(lot))
    const gone = new Set(over.map(({ id }) => id))
    for (const fact of Object.keys(account.taken)) {
      const taken = account.taken[fact]!
      taken.parts = taken.parts.filter(({ lot }) => !gone.has(lot))
      if (taken.parts.length === 0 && taken.debtPoints === 0) delete account.taken[fact]
    }
    post(fold, rule.id, atMs, {
      kind: 'expire',
      from: 'available',
      to: 'expired',
      cause: 'lots',
      name: rule.name,
      fact: null,
      reverses: null,
      parts,
    })
  }
}

/** What an account begins with: once, with the first version that has it. `before` is the version until now, null at the beginning. */
export const beginAccounts = (fold: Fold, before: Plan | null, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts) {
    const isNew = !before?.clockwork.accounts.some(({ id }) => id === rule.id)
    if (isNew && rule.start > 0)
      give(fold, rule, rule.start, atMs, {
        kind: 'start',
        cause: 'start',
        name: rule.name,
        fact: null,
        expires: rule.expires,
        fromMs: atMs,
      })
  }
}

/** Phase 4: what a fact earns, by the standing held just before it. */
export const earnByFact = (fold: Fold, log: LogFact, before: Values, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts) {
    for (const earn of rule.earn) {
      if (earn.on !== log.type) continue
      if (earn.where && holds(earn.where, fieldReader(fold.zone, log)) !== true) continue
      if (earn.when !== null && before.get(earn.when) !== 1) continue
      const undone = undoneOf(fold.merchant, log, fold.upto)
      const amount = limited(fold, rule, earn, amountOf(earn, log, undone, before), log.atMs)
      give(fold, rule, amount, atMs, {
        kind: 'earn',
        cause: `${earn.key}/${log.id}`,
        name: earn.name ?? fold.plan.clockwork.eventNames[log.type]!,
        fact: log.id,
        expires: earn.expires ?? rule.expires,
        fromMs: log.atMs,
      })
    }
  }
}

/** Phase 2: what a review gives. */
export const earnAtReview = (fold: Fold, review: string, values: Values, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts) {
    for (const earn of rule.earn) {
      if (earn.at !== review || (earn.when !== null && values.get(earn.when) !== 1)) continue
      const amount = limited(fold, rule, earn, amountOf(earn, null, [], values), atMs)
      give(fold, rule, amount, atMs, {
        kind: 'earn',
        cause: `${earn.key}/${review}/${isoOf(atMs)}`,
        name: earn.name ?? rule.name,
        fact: null,
        expires: earn.expires ?? rule.expires,
        fromMs: atMs,
      })
    }
  }
}

/** Whole points: what lies under a whole is cut off, and 1.15 times 100 is 115 although a double says a little less. Never below 0. */
export const wholePoints = (points: number): number => Math.max(0, Math.floor(microOf(points) / 1e6))

/** Floored event by event after the multiplier; 0 where the amount is unknown. What was undone before the event arrived earns nothing. */
const amountOf = (earn: EarnPlan, log: LogFact | null, undone: LogFact[], values: Values): number => {
  const times = earn.multiply === null ? 1 : (values.get(earn.multiply) ?? 0)
  const whole = undone.length === 0 ? 1 : 0
  if ('value' in earn.points) return wholePoints((values.get(earn.points.value) ?? 0) * times * whole)
  const { give: each, every, of } = earn.points
  if (of === null) return wholePoints(Math.floor(whole / every) * each * times)
  const counted = log?.fact[of]
  if (typeof counted !== 'number') return 0
  return wholePoints(Math.floor((counted - takenBack(counted, undone, of)) / every) * each * times)
}

const KEPT_PERIODS = 31 // by rule: a fact that comes later than so many periods meets a limit of its own

/** Cuts an amount to what its rule may still give in the period the event lies in: that of its date, however late it comes. */
const limited = (fold: Fold, rule: AccountPlan, earn: EarnPlan, amount: number, atMs: number): number => {
  if (!earn.limit) return amount
  const { limits } = accountState(fold.state, rule.id)
  const periodMs = startOf(earn.limit.zone, atMs, earn.limit.each)
  const key = `${earn.key}/${isoOf(periodMs)}`
  const given = limits[key]?.points ?? 0
  const allowed = Math.max(0, Math.min(amount, earn.limit.points - given))
  limits[key] = { periodMs, points: given + allowed }
  const own = Object.keys(limits).filter((one) => one.startsWith(`${earn.key}/`))
  if (own.length > KEPT_PERIODS)
    delete limits[own.reduce((first, one) => (limits[one]!.periodMs < limits[first]!.periodMs ? one : first))]
  return allowed
}

/**
 * Phase 4: an undone event takes back what it earned: in proportion where it undoes a part of the amount, from its own lots first,
 * then from the others in order; never more than there is.
 */
export const clawBack = (fold: Fold, log: LogFact, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts) {
    const account = fold.state.accounts[rule.id]
    if (!account || log.ref === null) continue
    const own = account.lots.filter(({ fact }) => fact === log.ref)
    const wanted = own.reduce(
      (sum, lot) => sum + keptOf(fold, lot, log.ref!, log.order) - keptOf(fold, lot, log.ref!, log.order + 1),
      0,
    )
    const parts = take([...own, ...account.lots.filter((lot) => !own.includes(lot))], wanted)
    post(fold, rule.id, atMs, {
      kind: 'clawBack',
      from: 'available',
      to: 'clawedBack',
      cause: log.id,
      name: fold.plan.clockwork.eventNames[log.type]!,
      fact: log.id,
      reverses: null,
      parts,
    })
  }
}

/**
 * What a lot's own event is still worth with the undoing facts before a place in the log: in proportion to the field that its rule
 * counts, floored; all or nothing where the rule counts none, or the event is no longer in the log.
 */
const keptOf = (fold: Fold, lot: Lot, fact: string, upto: number): number => {
  const undone = (fold.merchant.undoing.get(fact) ?? []).filter(({ order }) => order < upto)
  if (undone.length === 0) return lot.amountPoints
  const origin = fold.merchant.byId.get(fact)
  if (!origin) return 0
  const { accounts } = (planAt(fold.newest, origin.atMs) ?? fold.plan).clockwork
  const earn = accounts
    .flatMap((account) =>
      account.earn.map((one) => ({ lot: `${account.id}/earn/${one.key}/${fact}`, ...one })),
    )
    .find((one) => one.lot === lot.id)
  const of = earn && 'of' in earn.points ? earn.points.of : null
  const whole = of === null ? null : origin.fact[of]
  if (of === null || typeof whole !== 'number') return 0
  const counted = whole - takenBack(whole, undoneOf(fold.merchant, origin, origin.order), of)
  if (counted <= 0) return 0
  return Math.floor((lot.amountPoints * (whole - takenBack(whole, undone, of))) / counted)
}

const take = (lots: Lot[], wanted: number): { lot: Lot; amountPoints: number }[] => {
  const parts: { lot: Lot; amountPoints: number }[] = []
  let open = wanted
  for (const lot of lots) {
    const amountPoints = Math.min(open, lot.leftPoints)
    if (amountPoints <= 0) continue
    lot.leftPoints -= amountPoints
    open -= amountPoints
    parts.push({ lot, amountPoints })
  }
  return parts
}

/** Phase 4: spends oldest first, and remembers the lots so that a return gives back the same ones. */
export const spend = (
  fold: Fold,
  id: string,
  amount: number,
  atMs: number,
  name: Text,
  fact: string,
): void => {
  const account = accountState(fold.state, id)
  const parts = take(account.lots, amount)
  if (parts.length > 0)
    account.taken[fact] = {
      parts: parts.map(({ lot, amountPoints }) => ({ lot: lot.id, amountPoints })),
      debtPoints: 0,
      untilMs: null,
    }
  post(fold, id, atMs, {
    kind: 'spend',
    from: 'available',
    to: 'redeemed',
    cause: fact,
    name,
    fact,
    reverses: null,
    parts,
  })
}

/** Phase 4: returns what a fact spent: the same lots with the same dates; what has lapsed meanwhile stays gone. */
export const giveBack = (fold: Fold, spentBy: string, atMs: number, name: Text, fact: string): void => {
  for (const { id } of fold.plan.clockwork.accounts) {
    const account = fold.state.accounts[id]
    if (!account || !Object.prototype.hasOwnProperty.call(account.taken, spentBy)) continue
    const taken = account.taken[spentBy]!
    const parts = taken.parts.flatMap(({ lot: lotId, amountPoints }) => {
      const lot = account.lots.find((one) => one.id === lotId)
      return lot ? [{ lot, amountPoints }] : []
    })
    for (const { lot, amountPoints } of parts) lot.leftPoints += amountPoints
    delete account.taken[spentBy]
    post(fold, id, atMs, {
      kind: 'return',
      from: 'redeemed',
      to: 'available',
      cause: fact,
      name,
      fact,
      reverses: null,
      parts,
    })
  }
}
