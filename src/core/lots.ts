/**
 * One account's lots, in the order in which they are spent, and what was taken from them. Only this file changes them: it keeps an index
 * beside each account, so that among fifty thousand lots one is found as fast as among ten. It knows no rules and makes no entries.
 */
import { LotList, type Lot, type Order } from './lot-list.js'
import { firstAt } from './merchant.js'
import type { AccountState, State, Taken } from './state.js'

/** So many points of a lot. */
export interface Part {
  lot: Lot
  amountPoints: number
}

interface Index {
  byId: Map<string, Lot>
  byFact: Map<string | null, Lot[]>
  takenFrom: Map<string, Set<string>> // by lot: the keys under which something taken from it is remembered
  ends: { untilMs: number; key: string }[] // what was taken for a time, the first to end first
  ownTerms: Set<string> // the lots that idleness does not move
  /** The end of all lots, where they have one in common: it stands for what the lots themselves say. Undefined where they differ. */
  commonMs: number | null | undefined
}
const indexes = new WeakMap<AccountState, Index>()

/** An account's state; an empty one before anything was posted. */
export const accountState = (state: State, id: string): AccountState =>
  (state.accounts[id] ??= {
    lots: new LotList(),
    leftPoints: 0,
    limits: {},
    debtPoints: 0,
    taken: {},
    counted: {},
    activeMs: null,
  })

const indexOf = (account: AccountState): Index => {
  const known = indexes.get(account)
  if (known) return known
  const index: Index = {
    byId: new Map(),
    byFact: new Map(),
    takenFrom: new Map(),
    ends: [],
    ownTerms: new Set(),
    commonMs: account.lots.first?.expiresMs,
  }
  for (const lot of account.lots) {
    listLot(index, lot)
    if (lot.expiresMs !== index.commonMs) index.commonMs = undefined
  }
  for (const key of Object.keys(account.taken)) listTaken(index, key, account.taken[key]!)
  indexes.set(account, index)
  return index
}

const listLot = (index: Index, lot: Lot): void => {
  index.byId.set(lot.id, lot)
  if (lot.ownTerm) index.ownTerms.add(lot.id)
  const list = index.byFact.get(lot.fact)
  if (list) list.push(lot)
  else index.byFact.set(lot.fact, [lot])
}

const listTaken = (index: Index, key: string, taken: Taken): void => {
  for (const { lot } of taken.parts) {
    const keys = index.takenFrom.get(lot)
    if (keys) keys.add(key)
    else index.takenFrom.set(lot, new Set([key]))
  }
  if (taken.untilMs === null) return
  const end = { untilMs: taken.untilMs, key }
  index.ends.splice(firstAfter(index.ends, end, endsInOrder), 0, end)
}

/** No two lots have one id, and no two ends one key. */
const byText = (left: string, right: string): number => (left < right ? -1 : 1)
const byDate = (left: Lot, right: Lot): number => left.earnedMs - right.earnedMs || byText(left.id, right.id)
const byEnd = (left: Lot, right: Lot): number => {
  const leftMs = left.expiresMs ?? Infinity
  const rightMs = right.expiresMs ?? Infinity
  // Two that never lapse are equal here: Infinity less Infinity would be no number.
  return leftMs === rightMs ? byDate(left, right) : leftMs - rightMs
}
const orderOf = ({ commonMs }: Index): Order => (commonMs === undefined ? byEnd : byDate)

/** Writes to the lots the end that they have in common. */
const settle = ({ lots }: AccountState, { commonMs }: Index): void => {
  if (commonMs !== undefined) for (const lot of lots) lot.expiresMs = commonMs
}
/** Lets every lot say its own end again, for those who read the state once the fold has come to its end. */
export const settleLots = ({ accounts }: State): void => {
  for (const account of Object.values(accounts)) settle(account, indexOf(account))
}
const endsInOrder = (left: Index['ends'][number], right: Index['ends'][number]): number =>
  left.untilMs - right.untilMs || byText(left.key, right.key)

/** The first place in an ordered list of what does not come before `one`. */
const firstAfter = <T>(list: readonly T[], one: T, order: (left: T, right: T) => number): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (order(list[middle]!, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts a lot where its dates place it. */
export const addLot = (account: AccountState, lot: Lot): void => {
  const index = indexOf(account)
  if (account.lots.length === 0) index.commonMs = lot.expiresMs
  else if (index.commonMs !== lot.expiresMs) {
    settle(account, index)
    index.commonMs = undefined
  }
  account.lots.add(lot, orderOf(index))
  account.leftPoints += lot.leftPoints
  listLot(index, lot)
}

/** The lot of that id, unless it has gone. */
export const lotOf = (account: AccountState, id: string): Lot | undefined => indexOf(account).byId.get(id)
/** The lots that a fact made and that have not gone, in the order in which they are spent. */
export const lotsOfFact = (account: AccountState, fact: string): readonly Lot[] => {
  const index = indexOf(account)
  return (index.byFact.get(fact) ?? []).sort(orderOf(index))
}

/** Takes points out of some lots first and then out of the others in order, as far as there are any. */
export const take = (account: AccountState, wanted: number, first: readonly Lot[] = []): Part[] => {
  const index = indexOf(account)
  const parts: Part[] = []
  let open = wanted
  const draw = (lot: Lot): void => {
    const amountPoints = Math.min(open, lot.leftPoints)
    if (amountPoints <= 0) return
    if (index.commonMs !== undefined) lot.expiresMs = index.commonMs
    lot.leftPoints -= amountPoints
    open -= amountPoints
    parts.push({ lot, amountPoints })
  }
  first.forEach(draw)
  account.lots.eachLeft(draw, () => open === 0)
  account.lots.skipEmpty()
  account.leftPoints -= wanted - open
  return parts
}

/** Puts points back into their lots. */
export const putBack = (account: AccountState, parts: readonly Part[]): void => {
  const index = indexOf(account)
  for (const { lot, amountPoints } of parts) {
    if (index.commonMs !== undefined) lot.expiresMs = index.commonMs
    lot.leftPoints += amountPoints
    account.leftPoints += amountPoints
    account.lots.refilled(lot, orderOf(index))
  }
}

/** Lets what has just been taken out go for good, as if it had never been earned: an undo neither takes it nor gives it back. */
export const letGo = (account: AccountState, parts: readonly Part[]): void => {
  const gone = new Set<Lot>()
  for (const { lot, amountPoints } of parts) {
    lot.amountPoints -= amountPoints
    if (lot.amountPoints <= 0) gone.add(lot)
  }
  const index = indexOf(account)
  account.lots.remove(gone)
  gone.forEach((lot) => {
    bury(account, index, lot)
  })
}

/** Takes out the lots whose time is over, in order. What was taken from them alone is forgotten: it can never come back. */
export const lapsed = (account: AccountState, atMs: number): Lot[] => {
  if (nextLapseMs(account, -Infinity) > atMs) return []
  const index = indexOf(account)
  settle(account, index)
  const over = account.lots.takeFirst(({ expiresMs }) => (expiresMs ?? Infinity) <= atMs)
  for (const lot of over) {
    account.leftPoints -= lot.leftPoints
    bury(account, index, lot)
  }
  return over
}

const bury = (account: AccountState, index: Index, lot: Lot): void => {
  index.byId.delete(lot.id)
  index.ownTerms.delete(lot.id)
  const own = index.byFact.get(lot.fact)!
  own.splice(own.indexOf(lot), 1)
  if (own.length === 0) index.byFact.delete(lot.fact)
  const keys = index.takenFrom.get(lot.id)
  if (!keys) return
  index.takenFrom.delete(lot.id)
  keys.forEach((key) => {
    const taken = account.taken[key]!
    if (taken.debtPoints === 0 && !isLeftOf(taken, index)) forget(account, key)
  })
}

const isLeftOf = ({ parts }: Taken, index: Index): boolean => {
  // From the end: the first to be taken from are the first to lapse.
  for (let place = parts.length - 1; place >= 0; place--) if (index.byId.has(parts[place]!.lot)) return true
  return false
}

/** Remembers under a key what was taken, for an undo or for the end of its time. */
export const remember = (account: AccountState, key: string, taken: Taken): void => {
  const index = indexOf(account) // before it is there, so that it is listed once
  forget(account, key)
  account.taken[key] = taken
  listTaken(index, key, taken)
}
/** What is remembered under a key. */
export const takenAs = (account: AccountState, key: string): Taken | undefined =>
  Object.prototype.hasOwnProperty.call(account.taken, key) ? account.taken[key] : undefined
/** Forgets what was taken under a key, if anything was. */
export const forget = (account: AccountState, key: string): void => {
  const taken = takenAs(account, key)
  if (!taken) return
  const index = indexOf(account)
  delete account.taken[key]
  for (const { lot } of taken.parts) index.takenFrom.get(lot)?.delete(key)
  if (taken.untilMs === null) return
  const place = firstAfter(index.ends, { untilMs: taken.untilMs, key }, endsInOrder)
  index.ends.splice(place, 1)
}
/** The key of something that was taken for a time which is over. */
export const endedKey = (account: AccountState, atMs: number): string | null => {
  const first = indexOf(account).ends[0]
  return first && first.untilMs <= atMs ? first.key : null
}

/** Under this key it is remembered that a rule counted an event in its total. */
export const countedKey = (rule: string, fact: string): string => `counted/${rule}/${fact}`
const isCountedKey = (key: string): boolean => key.startsWith('counted/')

/** Moves the end of all lots that have no term of their own. */
export const moveEnds = (account: AccountState, expiresMs: number): void => {
  const index = indexOf(account)
  const isSorted = index.commonMs !== undefined
  if (index.ownTerms.size === 0) {
    index.commonMs = expiresMs
    if (isSorted) return // what ended together goes on doing so
  } else {
    settle(account, index)
    index.commonMs = undefined
  }
  for (const lot of account.lots) if (!lot.ownTerm) lot.expiresMs = expiresMs
  account.lots.sort(byEnd)
}

/** Takes out everything at once: an account that begins anew owes nothing and has taken nothing. What rules have counted stays counted. */
export const emptied = (account: AccountState): Part[] => {
  const parts = take(account, account.leftPoints)
  account.lots = new LotList()
  account.leftPoints = 0
  account.debtPoints = 0
  const kept = Object.keys(account.taken).filter(isCountedKey)
  const taken: AccountState['taken'] = {}
  for (const key of kept) taken[key] = account.taken[key]!
  account.taken = taken
  for (const total of Object.values(account.counted)) Object.assign(total, { points: 0, gone: total.amount })
  account.activeMs = null
  indexes.delete(account)
  return parts
}

/** The next instant after another at which a lot lapses, or what was taken for a time comes back; Infinity where there is none. */
export const nextEndMs = (account: AccountState, afterMs: number): number => {
  const { ends } = indexOf(account)
  const end = ends[firstAt(ends, afterMs + 1, ({ untilMs }) => untilMs)]
  return Math.min(nextLapseMs(account, afterMs), end?.untilMs ?? Infinity)
}

const nextLapseMs = (account: AccountState, afterMs: number): number => {
  const { lots } = account
  const { commonMs } = indexOf(account)
  if (lots.length > 0 && commonMs !== undefined)
    return commonMs !== null && commonMs > afterMs ? commonMs : Infinity
  return lots.firstAfter(({ expiresMs }) => (expiresMs ?? Infinity) <= afterMs)?.expiresMs ?? Infinity
}
