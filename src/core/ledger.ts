/**
 * Points: the only place that makes entries and the only reduction of them to lots and balances, so that they cannot disagree.
 * Every entry is zero-sum by form: what leaves `from` arrives in `to`. What its lots do not hold of its amount is debt: an entry into
 * `available` pays it off, one out of it makes it. It knows no rules and nothing of tiers; it is told what to give and what to take.
 */
import { isoOf, termEnd, type Term } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import { microOf } from '../plan/operations.js'
import type { AccountPlan, Plan } from '../plan/plan.js'
import type { Entry } from '../schema/entry.js'
import type { Text } from '../schema/text.js'
import type { Fold } from './fold.js'
import {
  accountState,
  addLot,
  emptied,
  forget,
  lapsed,
  letGo,
  lotOf,
  moveEnds,
  putBack,
  remember,
  take,
  takenAs,
  type Part,
} from './lots.js'
import type { Lot } from './lot-list.js'
import { balanceOf, type AccountState, type Redemption, type Taken } from './state.js'

/** What an entry says beside its amount. `cause`: what the id is made from, beside account and instant. */
interface Posting {
  kind: Entry['kind']
  from: Entry['from']
  to: Entry['to']
  cause: string
  name: Text
  fact: string | null
  reverses?: string | null
}

/** The ids of one moment's entries. A rule may post more than once in it, e.g. a ladder that two facts of one instant lift and lower. */
const ids = new WeakMap<Fold, { atMs: number; known: Map<string, number> }>()
const ownId = (fold: Fold, id: string, atMs: number): string => {
  let moment = ids.get(fold)
  if (moment?.atMs !== atMs) ids.set(fold, (moment = { atMs, known: new Map() }))
  const times = (moment.known.get(id) ?? 0) + 1
  moment.known.set(id, times)
  return times === 1 ? id : `${id}/${times}`
}

const entryId = (account: string, atMs: number, kind: Entry['kind'], cause: string): string =>
  `${account}/${isoOf(atMs)}/${kind}/${cause}`

const post = (
  fold: Fold,
  account: string,
  atMs: number,
  posting: Posting,
  amountPoints: number,
  parts: Part[],
): void => {
  if (amountPoints === 0) return
  const { kind, from, to, name, fact, reverses = null } = posting
  fold.state.totals.entries += 1
  if (fold.entries === null) return
  fold.entries.push({
    id: ownId(fold, entryId(account, atMs, kind, posting.cause), atMs),
    account,
    at: isoOf(atMs),
    kind,
    from,
    to,
    amountPoints,
    balancePoints: balanceOf(fold.state.accounts[account]),
    lots: parts.map(({ lot, amountPoints: part }) => ({
      lot: lot.id,
      amountPoints: part,
      expiresAt: lot.expiresMs === null ? null : isoOf(lot.expiresMs),
    })),
    name,
    fact,
    reverses,
  })
}

/** Whole points of an amount of 0 or more: what lies under a whole is cut off, and 1.15 times 100 is 115 although a double says a little less. Never below 0. */
export const wholePoints = (points: number): number => Math.max(0, Math.floor(microOf(points) / 1e6))

/** Pays off debt with points that come in, and says how many are left of them. */
const payDebt = (account: AccountState, points: number): number => {
  const paid = Math.min(account.debtPoints, points)
  account.debtPoints -= paid
  return points - paid
}

/** Where idleness ends an account's points that has been active; null where it has no such rule. */
const idleEnd = (fold: Fold, { idle }: AccountPlan, activeMs: number | null): number | null =>
  idle === null || activeMs === null ? null : termEnd(fold.zone, activeMs, idle)

/** Points have moved: all lots of an account whose points lapse when idle live on from there. */
const liven = (fold: Fold, rule: AccountPlan, account: AccountState, fromMs: number): void => {
  if (rule.idle === null || (account.activeMs ?? -Infinity) >= fromMs) return
  account.activeMs = fromMs
  moveEnds(account, termEnd(fold.zone, fromMs, rule.idle))
}

export interface Grant {
  kind: 'start' | 'earn' | 'reward' | 'adjust'
  cause: string
  name: Text
  fact: string | null
  expires: Term | null
  fromMs: number // what the term counts from: when it was earned
}

/**
 * Adds points as one lot, cut to the account's most, and says how many; 0 when nothing is left to give. Debt is paid first: the entry and
 * the lot's amount still say all of it, and what is left of the lot is the rest.
 */
export const give = (fold: Fold, rule: AccountPlan, wanted: number, atMs: number, grant: Grant): number => {
  const account = accountState(fold.state, rule.id)
  const amountPoints = Math.min(wanted, rule.max - balanceOf(account))
  if (amountPoints <= 0) return 0
  const activeMs = Math.max(account.activeMs ?? -Infinity, grant.fromMs)
  const expiresMs = grant.expires
    ? termEnd(fold.zone, grant.fromMs, grant.expires)
    : idleEnd(fold, rule, activeMs)
  if (expiresMs !== null && expiresMs <= atMs) return 0 // learned so late that it has lapsed already
  liven(fold, rule, account, grant.fromMs)
  const lot: Lot = {
    id: `${rule.id}/${grant.kind}/${grant.cause}`,
    amountPoints,
    leftPoints: payDebt(account, amountPoints),
    earnedMs: grant.fromMs,
    expiresMs,
    name: grant.name,
    fact: grant.fact,
    ...(rule.idle !== null && grant.expires && { ownTerm: true }),
  }
  addLot(account, lot)
  const parts = [{ lot, amountPoints: lot.leftPoints }]
  post(fold, rule.id, atMs, { ...grant, from: 'issued', to: 'available' }, amountPoints, parts)
  return amountPoints
}

/** Points that may leave an account before it is at its least. */
const spare = (rule: AccountPlan, account: AccountState): number => Math.max(0, balanceOf(account) - rule.min)

/**
 * Takes points, from some lots first and then oldest first, down to the account's least; beyond what the lots hold it becomes debt.
 * Under a key it is remembered what was taken and until when; says how many points.
 */
export const takeAway = (
  fold: Fold,
  rule: AccountPlan,
  wanted: number,
  atMs: number,
  posting: Pick<Posting, 'kind' | 'to' | 'cause' | 'name' | 'fact'>,
  { key, untilMs = null, first = [] }: { key?: string; untilMs?: number | null; first?: readonly Lot[] },
): number => {
  const account = accountState(fold.state, rule.id)
  const amountPoints = Math.min(wanted, spare(rule, account))
  if (amountPoints <= 0) return 0
  const parts = take(account, amountPoints, first)
  const debtPoints = rest(parts, amountPoints)
  account.debtPoints += debtPoints
  if (key !== undefined) {
    const taken = parts.map(({ lot, amountPoints: part }) => ({ lot: lot.id, amountPoints: part }))
    remember(account, key, { parts: taken, debtPoints, untilMs })
  }
  post(fold, rule.id, atMs, { ...posting, from: 'available' }, amountPoints, parts)
  return amountPoints
}

const ruleOf = (fold: Fold, id: string): AccountPlan | undefined =>
  fold.plan.clockwork.accounts.find((account) => account.id === id)

/** What a fact spent is remembered under this key. */
const spentBy = (fact: string): string => `spend/${fact}`

/** Where spent points go: at once, or in two steps by way of `held`. */
const spending = {
  spend: { kind: 'spend', to: 'redeemed' },
  hold: { kind: 'hold', to: 'held' },
} as const

/**
 * Spends oldest first, down to the account's least. `cause` is what the entry's id is made from; what a `fact` spent is remembered, so
 * that an undo gives back the same lots. Says how many. A `hold` only sets the points aside: they are captured or released later, by its fact.
 */
export const spend = (
  fold: Fold,
  id: string,
  amount: number,
  atMs: number,
  name: Text,
  cause: string,
  fact: string | null = null,
  how: keyof typeof spending = 'spend',
): number => {
  const rule = ruleOf(fold, id)
  if (!rule) return 0
  const posting = { ...spending[how], cause, name, fact }
  const spent = takeAway(fold, rule, amount, atMs, posting, fact === null ? {} : { key: spentBy(fact) })
  if (spent > 0) liven(fold, rule, accountState(fold.state, id), atMs)
  return spent
}

/** Points that lie in parts, and those that are debt. */
interface Points {
  readonly parts: readonly { readonly amountPoints: number }[]
  readonly debtPoints: number
}
/** How many points are remembered as taken. */
export const takenPoints = ({ parts, debtPoints }: Points): number =>
  parts.reduce((sum, { amountPoints }) => sum + amountPoints, debtPoints)

/**
 * Gives back what was taken under a key, all but the first `kept` points of it (and no more than the first `held`): the same lots with the
 * same dates. What has lapsed meanwhile stays gone; what was debt lowers the debt, and comes back as a lot where it has been paid and the
 * account has not lapsed. Cut to the account's most. Says how many came back.
 */
export const bringBack = (
  fold: Fold,
  rule: AccountPlan,
  key: string,
  { kept = 0, held = Infinity }: { kept?: number; held?: number },
  atMs: number,
  posting: Pick<Posting, 'from' | 'cause' | 'name' | 'fact'> & Partial<Pick<Posting, 'kind' | 'reverses'>>,
): number => {
  const account = accountState(fold.state, rule.id)
  const taken = takenAs(account, key)
  if (!taken) return 0
  // Points lie in the order in which they were taken, debt last; those from `kept` to `held` come back.
  const parts = known(account, cut(taken.parts, kept, held))
  const all = takenPoints(taken)
  const owed = Math.max(0, Math.min(all, held) - Math.max(all - taken.debtPoints, kept))
  if (kept === 0) forget(account, key)

  const wanted = takenPoints({ parts, debtPoints: owed })
  let amountPoints = Math.max(0, Math.min(wanted, rule.max - balanceOf(account)))
  let open = payDebt(account, amountPoints)
  const skipped = Math.max(0, amountPoints - open - owed)
  const back = cut(parts, skipped, skipped + open)
  putBack(account, back)
  open = rest(back, open)
  const expiresMs = idleEnd(fold, rule, account.activeMs)
  if (expiresMs !== null && expiresMs <= atMs) amountPoints -= open
  else if (open > 0) {
    const lot: Lot = {
      id: `${rule.id}/return/${posting.cause}`,
      amountPoints: open,
      leftPoints: open,
      earnedMs: atMs,
      expiresMs,
      name: posting.name,
      fact: null,
    }
    addLot(account, lot)
    back.push({ lot, amountPoints: open })
  }
  post(fold, rule.id, atMs, { kind: 'return', ...posting, to: 'available' }, amountPoints, back)
  return amountPoints
}

/** What was taken as parts of lots that the account still knows. */
const known = (account: AccountState, taken: Taken['parts'] = []): Part[] =>
  taken.flatMap(({ lot: id, amountPoints }) => {
    const lot = lotOf(account, id)
    return lot ? [{ lot, amountPoints }] : []
  })

/** How many of so many points do not lie in parts. */
export const rest = (parts: Points['parts'], points: number): number =>
  points - takenPoints({ parts, debtPoints: 0 })

/** Of points that lie in parts, one behind the other, those from a place to another. */
export const cut = <P extends { readonly amountPoints: number }>(
  parts: readonly P[],
  from: number,
  to: number,
): P[] => {
  let end = 0
  return parts.flatMap((part) => {
    const start = end
    end += part.amountPoints
    const amountPoints = Math.min(end, to) - Math.max(start, from)
    return amountPoints > 0 ? [{ ...part, amountPoints }] : []
  })
}

/** By the fact that took points: the kind of its entry, and where the points went. */
const takings: Readonly<Record<string, { kind: Entry['kind']; to: Entry['to'] }>> = {
  'tk.redeemBenefit': { kind: 'hold', to: 'redeemed' },
  'tk.adjustPoints': { kind: 'adjust', to: 'clawedBack' },
}

type Said = Pick<Posting, 'name' | 'cause' | 'fact'>

/** Phase 4: returns what a fact spent. */
export const giveBack = (fold: Fold, spender: string, atMs: number, said: Said): void => {
  const origin = fold.merchant.byId.get(spender)
  const { kind, to: from } = (origin && takings[origin.type]) ?? spending.spend
  for (const rule of fold.plan.clockwork.accounts) {
    const reverses = origin ? entryId(rule.id, origin.seenMs, kind, spender) : null
    if (fold.state.accounts[rule.id])
      bringBack(fold, rule, spentBy(spender), {}, atMs, { ...said, from, reverses })
  }
}

/** The accounts from which a redemption took points; one that the program has no more goes by the version that the redemption was made under. */
const heldIn = (fold: Fold, { atMs, points }: Redemption): AccountPlan[] => {
  const { accounts } = fold.plan.clockwork
  const gone = (planAt(fold.newest, atMs)?.clockwork.accounts ?? []).filter(
    ({ id }) => !accounts.some((rule) => rule.id === id),
  )
  return [...accounts, ...gone].filter(({ id }) => (points[id] ?? 0) > 0)
}

/** What was held comes back to the same lots: of lots that lapsed meanwhile nothing does, and nothing stays held. `points`: by account. */
export const letHeldGo = (fold: Fold, held: Redemption, atMs: number, said: Said): void => {
  const { id: holder, atMs: heldMs, points } = held
  for (const rule of heldIn(fold, held)) {
    const wanted = points[rule.id]!
    const reverses = entryId(rule.id, heldMs, 'hold', holder)
    const back = bringBack(fold, rule, spentBy(holder), {}, atMs, {
      ...said,
      kind: 'release',
      from: 'held',
      reverses,
    })
    const lost = {
      kind: 'expire',
      from: 'held',
      to: 'expired',
      cause: holder,
      name: rule.name,
      fact: said.fact,
    } as const
    post(fold, rule.id, atMs, lost, wanted - back, [])
  }
}

/** Phase 4: what was held is spent for good. */
export const capture = (fold: Fold, held: Redemption, atMs: number, said: Said): void => {
  for (const { id } of heldIn(fold, held)) {
    const account = accountState(fold.state, id)
    const parts = known(account, takenAs(account, spentBy(held.id))?.parts)
    post(fold, id, atMs, { ...said, kind: 'capture', from: 'held', to: 'redeemed' }, held.points[id]!, parts)
  }
}

/** Phase 4: an operator gives points, or takes them down to the account's least. */
export const adjust = (
  fold: Fold,
  id: string,
  points: number,
  atMs: number,
  name: Text,
  fact: string,
): void => {
  const rule = ruleOf(fold, id)
  if (!rule) return
  const grant = { kind: 'adjust', cause: fact, name, fact } as const
  if (points > 0) give(fold, rule, points, atMs, { ...grant, expires: rule.expires, fromMs: atMs })
  else takeAway(fold, rule, -points, atMs, { ...grant, to: 'clawedBack' }, { key: spentBy(fact) })
}

/**
 * Lots whose time is over leave as one entry, oldest first, as far as the account's least allows: what it keeps lapses no more.
 */
export const lapseLots = (fold: Fold, rule: AccountPlan, atMs: number): void => {
  const account = accountState(fold.state, rule.id)
  const over = lapsed(account, atMs)
  const total = over.reduce((sum, { leftPoints }) => sum + leftPoints, 0)
  const amountPoints = Math.min(total, Math.max(0, balanceOf(account) + total - rule.min))
  let open = amountPoints
  const parts: Part[] = []
  for (const lot of over) {
    const gone = Math.min(open, lot.leftPoints)
    const rest = lot.leftPoints - gone
    open -= gone
    if (gone > 0) parts.push({ lot, amountPoints: gone })
    if (rest > 0) addLot(account, { ...lot, amountPoints: rest, leftPoints: rest, expiresMs: null })
  }
  const posting = { kind: 'expire', from: 'available', to: 'expired', cause: 'lots', fact: null } as const
  post(fold, rule.id, atMs, { ...posting, name: rule.name }, amountPoints, parts)
}

/** What an account begins with: once, with the first version that has it. `before` is the version until now, null at the beginning. */
export const beginAccounts = (fold: Fold, before: Plan | null, atMs: number): void => {
  for (const rule of fold.plan.clockwork.accounts)
    if (!before?.clockwork.accounts.some(({ id }) => id === rule.id)) begin(fold, rule, atMs, 'start')
}

const begin = (fold: Fold, rule: AccountPlan, atMs: number, cause: string): void => {
  const { name, start, expires } = rule
  const grant = { kind: 'start', cause, name, fact: null } as const
  if (start > 0) give(fold, rule, start, atMs, { ...grant, expires, fromMs: atMs })
  else if (start < 0) takeAway(fold, rule, -start, atMs, { ...grant, to: 'issued' }, {})
}

/** An account begins anew: everything in it goes, what it owes is let off, and its start is given again. */
export const resetAccount = (fold: Fold, id: string, atMs: number, cause: string): void => {
  const rule = ruleOf(fold, id)
  if (!rule) return
  const account = accountState(fold.state, id)
  const { debtPoints } = account
  const parts = emptied(account)
  const amountPoints = takenPoints({ parts, debtPoints: 0 })
  const posting = { kind: 'reset', cause, name: rule.name, fact: null } as const
  post(fold, id, atMs, { ...posting, from: 'available', to: 'expired' }, amountPoints, parts)
  post(fold, id, atMs, { ...posting, from: 'issued', to: 'available' }, debtPoints, [])
  begin(fold, rule, atMs, `${cause}/${isoOf(atMs)}`)
}

/** Phase 2, before all else at a review: the accounts that begin anew at it. */
export const resetAccounts = (fold: Fold, review: string, atMs: number): void => {
  for (const { id, reset } of fold.plan.clockwork.accounts)
    if (reset === review) resetAccount(fold, id, atMs, review)
}

/** What lies above so many points goes out, oldest first, never below the account's least. */
export const keepOnly = (fold: Fold, id: string, keepPoints: number, atMs: number, cause: string): void => {
  const rule = ruleOf(fold, id)
  if (!rule) return
  const account = accountState(fold.state, id)
  const amountPoints = balanceOf(account) - Math.max(0, keepPoints, rule.min)
  if (amountPoints <= 0) return
  const parts = take(account, amountPoints)
  letGo(account, parts)
  const posting = {
    kind: 'reset',
    from: 'available',
    to: 'expired',
    cause,
    name: rule.name,
    fact: null,
  } as const
  post(fold, id, atMs, posting, amountPoints, parts)
}
