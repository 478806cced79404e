/** Points, told a second time: lots, what takes from them and what comes back. Whole points as bigints; it keeps no entries, only what is left. */
import type { Account, Limit, Program, Term } from '../../src/schema/program.js'
import * as days from './days.js'
import * as exact from './fraction.js'
import type { Merchant, Log } from './merchant.js'
import type { Now } from './values.js'

type Earning = Extract<Account, { earn: unknown[] }>
type Earn = Earning['earn'][number]
export interface Lot {
  id: string
  amount: bigint
  left: bigint
  earnedMs: number
  expiresMs: number | null
  fact: string | null
  earn: string | null
}
interface Taken {
  parts: { lot: string; amount: bigint }[]
  debt: bigint
  untilMs: number | null
}
export interface Balance {
  lots: Lot[]
  debt: bigint
  taken: Map<string, Taken>
  given: Map<string, bigint> // by limit and period
  counted: Map<string, { amount: bigint; points: bigint }> // by rule that counts in total
  activeMs: number | null
}
export const emptyBalance = (): Balance => ({
  lots: [],
  debt: 0n,
  taken: new Map(),
  given: new Map(),
  counted: new Map(),
  activeMs: null,
})
export const balanceOf = (one: Balance | undefined): bigint =>
  one ? one.lots.reduce((total, { left }) => total + left, 0n) - one.debt : 0n

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const inOrder = (a: Lot, b: Lot): number =>
  (a.expiresMs ?? Infinity) - (b.expiresMs ?? Infinity) || a.earnedMs - b.earnedMs || (a.id < b.id ? -1 : 1)

/** What the ledger needs of the fold around it. */
export interface Around {
  program: Program
  merchant: Merchant
  zone: string
  accounts: Map<string, Balance>
  atMs: number
}
const accountsOf = ({ program }: Around): Earning[] =>
  (program.accounts ?? []).filter((one): one is Earning => 'earn' in one)
const of = ({ accounts }: Around, id: string): Balance => {
  const known = accounts.get(id)
  if (known) return known
  const made = emptyBalance()
  accounts.set(id, made)
  return made
}

interface Grant {
  id: string
  term: Term | null
  fromMs: number
  fact: string | null
  earn: string | null
}
/** Adds points as one lot, cut to the account's most; a debt is paid from them first. Returns what was given. */
const give = (around: Around, rule: Earning, wanted: bigint, grant: Grant): bigint => {
  const account = of(around, rule.id)
  const room = rule.max === undefined ? wanted : least(wanted, BigInt(rule.max) - balanceOf(account))
  if (room <= 0n) return 0n
  const expiresMs = grant.term ? days.termEnd(around.zone, grant.fromMs, grant.term) : null
  if (expiresMs !== null && expiresMs <= around.atMs) return 0n
  const paid = least(account.debt, room)
  account.debt -= paid
  const { id, fromMs, fact, earn } = grant
  account.lots.push({ id, amount: room, left: room - paid, earnedMs: fromMs, expiresMs, fact, earn })
  account.lots.sort(inOrder)
  account.activeMs = around.atMs
  return room
}

/** Takes points, oldest first, and never below the account's least. */
const take = (around: Around, rule: Earning, wanted: bigint, first: Lot[] = []): Omit<Taken, 'untilMs'> => {
  const account = of(around, rule.id)
  let open = least(wanted, balanceOf(account) - BigInt(rule.min ?? 0))
  const parts: Taken['parts'] = []
  for (const lot of [...first, ...account.lots.filter((one) => !first.includes(one))]) {
    const amount = least(open, lot.left)
    if (amount <= 0n) continue
    lot.left -= amount
    open -= amount
    parts.push({ lot: lot.id, amount })
  }
  const debt = most(open, 0n)
  account.debt += debt
  return { parts, debt }
}

const returned = (account: Balance, { parts, debt }: Taken): void => {
  for (const { lot, amount } of parts) {
    const own = account.lots.find(({ id }) => id === lot)
    if (own) own.left += amount // a lot that has lapsed stays gone
  }
  account.debt = most(0n, account.debt - debt)
}

const termOf = (rule: Earning, earn: Earn | null): Term | null => {
  if (earn?.expires) return earn.expires
  return rule.expires && !('idle' in rule.expires) ? rule.expires : null
}

/** Phase 1: what lapses at this instant. */
export const lapse = (around: Around): void => {
  for (const rule of accountsOf(around)) {
    const account = around.accounts.get(rule.id)
    if (!account) continue
    for (const [key, taken] of account.taken) {
      if (taken.untilMs === null || taken.untilMs > around.atMs) continue
      account.taken.delete(key)
      returned(account, taken)
    }
    account.lots = account.lots.filter(({ expiresMs }) => expiresMs === null || expiresMs > around.atMs)
    const idleMs = idleEnd(around, rule)
    if (idleMs !== null && idleMs <= around.atMs) {
      account.lots = []
      account.activeMs = null
    }
  }
}
const idleEnd = (around: Around, rule: Earning): number | null => {
  const account = around.accounts.get(rule.id)
  if (!rule.expires || !('idle' in rule.expires) || !account || account.activeMs === null) return null
  return days.spanAfter(around.zone, account.activeMs, rule.expires.idle)
}
/** The instants at which something lapses. */
export const lapses = (around: Around): number[] =>
  accountsOf(around).flatMap((rule) => {
    const account = around.accounts.get(rule.id)
    if (!account) return []
    return [
      ...account.lots.map(({ expiresMs }) => expiresMs),
      ...[...account.taken.values()].map(({ untilMs }) => untilMs),
      idleEnd(around, rule),
    ].filter((ms) => ms !== null)
  })

/** The account begins, or begins anew. */
export const start = (around: Around, rule: Earning, cause: string): void => {
  if (!rule.start) return
  const grant = {
    id: `start/${cause}`,
    term: termOf(rule, null),
    fromMs: around.atMs,
    fact: null,
    earn: null,
  }
  if (rule.start > 0) give(around, rule, BigInt(rule.start), grant)
  else take(around, rule, BigInt(-rule.start))
}
export const restart = (around: Around, id: string): void => {
  const rule = accountsOf(around).find((one) => one.id === id)
  if (!rule) return
  around.accounts.set(id, { ...emptyBalance(), given: of(around, id).given, counted: of(around, id).counted })
  start(around, rule, String(around.atMs))
}
export const resets = (around: Around, review: string): void => {
  for (const { id, reset } of accountsOf(around)) if (reset === review) restart(around, id)
}
export const begins = (around: Around, before: Program | null): void => {
  for (const rule of accountsOf(around))
    if (!before?.accounts?.some(({ id }) => id === rule.id)) start(around, rule, 'start')
}

// ---- limits

/** Cuts what a rule gives, or takes, to what is left of a limit in the period that its event lies in. */
const room = (around: Around, rule: Earning, key: string, limit: Limit, atMs: number): bigint => {
  const period = days.periodStart(limit.zone ?? around.program.zone, atMs, limit.each)
  return BigInt(limit.points) - (of(around, rule.id).given.get(`${key}/${period}`) ?? 0n)
}
const note = (
  around: Around,
  rule: Earning,
  key: string,
  limit: Limit,
  atMs: number,
  points: bigint,
): void => {
  const { given } = of(around, rule.id)
  const period = `${key}/${days.periodStart(limit.zone ?? around.program.zone, atMs, limit.each)}`
  given.set(period, (given.get(period) ?? 0n) + points)
}

/** The limits of the account that an event counts towards. */
const limitsOf = (rule: Earning, event: string | null): { key: string; limit: Limit }[] =>
  (rule.limits ?? []).flatMap((limit, place) =>
    event !== null && limit.exempt?.includes(event) ? [] : [{ key: `limits/${place}`, limit }],
  )

// ---- earning

/** Whole points of an amount: a rule's number or every so many, times its multiplier. */
const amountOf = (now: Now, earn: Earn, log: Log | null): bigint => {
  const times =
    earn.multiply === undefined ? exact.one : (now.chosenNumber(earn.multiply, null) ?? exact.zero)
  const undone = log ? undoers(now.merchant, log.id, now.moment.upto + 1) : []
  const { points } = earn
  if (typeof points === 'object' && 'give' in points) {
    const counted = countedOf(points, log, undone)
    if (counted === null) return 0n
    const turns = exact.whole(exact.floor(exact.quotient(counted, exact.fractionOf(points.every))))
    return floored(exact.product(exact.product(turns, exact.fractionOf(points.give)), times))
  }
  if (undone.length > 0) return 0n
  return floored(exact.product(now.chosenNumber(points, null) ?? exact.zero, times))
}
/** Cut to whole points, towards 0. */
const floored = (x: exact.Fraction): bigint =>
  x.n < 0n ? -exact.floor(exact.onGrid(exact.negative(x))) : exact.floor(exact.onGrid(x))

type Every = Extract<Earn['points'], { give: number }>
/** How much of its field an event counts, less what was undone; without a field, 1. */
const countedOf = ({ of: field }: Every, log: Log | null, undone: readonly Log[]): exact.Fraction | null => {
  if (field === undefined) return undone.length === 0 ? exact.one : exact.zero
  const value = log?.fact[field]
  if (typeof value !== 'number') return null
  return exact.difference(exact.fractionOf(value), backOf(value, undone, field))
}
const backOf = (value: number, undone: readonly Log[], field: string): exact.Fraction => {
  let back: exact.Fraction = exact.zero
  for (const { fact } of undone) {
    const part = fact[field]
    back = exact.sum(back, exact.fractionOf(typeof part === 'number' ? part : value))
  }
  return exact.least(back, exact.fractionOf(value))
}
const undoers = (merchant: Merchant, id: string, upto: number): Log[] =>
  (merchant.undoing.get(id) ?? []).filter(({ order }) => order < upto)

/** What one rule does at its event or review. */
const earned = (
  around: Around,
  now: Now,
  rule: Earning,
  place: number,
  log: Log | null,
  review: string,
): void => {
  const earn = rule.earn[place]!
  if (earn.when && now.condition(earn.when, null) !== true) return
  const key = `earn/${place}`
  const atMs = log?.atMs ?? around.atMs
  const cause = log ? log.id : `${review}/${around.atMs}`
  let wanted = isTotal(earn) ? totalOf(around, rule, key, earn, log) : amountOf(now, earn, log)
  const sign = wanted < 0n ? -1n : 1n
  wanted *= sign
  if (earn.limit) {
    const allowed = most(0n, least(wanted, room(around, rule, key, earn.limit, atMs)))
    note(around, rule, key, earn.limit, atMs, allowed)
    wanted = allowed
  }
  const limits = limitsOf(rule, log?.type ?? null)
  if (sign < 0n) {
    const taken = take(around, rule, wanted)
    const amount = taken.parts.reduce((total, part) => total + part.amount, taken.debt)
    const untilMs = earn.expires ? days.termEnd(around.zone, atMs, earn.expires) : null
    if (amount > 0n) of(around, rule.id).taken.set(`${cause}/${key}`, { ...taken, untilMs })
    for (const one of limits) if (!one.limit.gross) note(around, rule, one.key, one.limit, atMs, -amount)
    return
  }
  for (const { key: of1, limit } of limits)
    wanted = most(0n, least(wanted, room(around, rule, of1, limit, atMs)))
  const given = give(around, rule, wanted, {
    id: `${key}/${cause}`,
    term: termOf(rule, earn),
    fromMs: atMs,
    fact: log?.id ?? null,
    earn: key,
  })
  for (const one of limits) note(around, rule, one.key, one.limit, atMs, given)
}

const isTotal = ({ points }: Earn): boolean =>
  typeof points === 'object' && 'each' in points && points.each === 'total'
/** What the total gives now, less what it gave. */
const totalOf = (around: Around, rule: Earning, key: string, earn: Earn, log: Log | null): bigint => {
  const points = earn.points as Every
  const account = of(around, rule.id)
  const before = account.counted.get(key) ?? { amount: 0n, points: 0n }
  const counted = log === null ? 1 : points.of === undefined ? 1 : log.fact[points.of]
  if (typeof counted !== 'number') return 0n
  const amount = before.amount + BigInt(counted)
  const all = (amount / BigInt(points.every)) * BigInt(points.give)
  account.counted.set(key, { amount, points: all })
  return all - before.points
}

/** Phase 4: what a fact earns. `after`: only the rules that read the standing after it. */
export const earnByFact = (around: Around, now: Now, log: Log, after: boolean): void => {
  for (const rule of accountsOf(around))
    rule.earn.forEach((earn, place) => {
      if (!('on' in earn) || earn.on !== log.type || (earn.after === true) !== after) return
      if (earn.where && now.fits(earn.where, log, log.type, null) !== true) return
      earned(around, now, rule, place, log, '')
    })
}
/** Phase 2: what a review gives. */
export const earnAtReview = (around: Around, now: Now, review: string, after: boolean): void => {
  for (const rule of accountsOf(around))
    rule.earn.forEach((earn, place) => {
      if ('at' in earn && earn.at === review && (earn.after === true) === after)
        earned(around, now, rule, place, null, review)
    })
}

export const reward = (around: Around, id: string, points: number, cause: string): void => {
  const rule = accountsOf(around).find((one) => one.id === id)
  if (!rule) return
  const grant = {
    id: `reward/${cause}`,
    term: termOf(rule, null),
    fromMs: around.atMs,
    fact: null,
    earn: null,
  }
  give(around, rule, BigInt(points), grant)
}
export const spend = (around: Around, id: string, amount: bigint, cause: string): void => {
  const rule = accountsOf(around).find((one) => one.id === id)
  if (!rule || amount <= 0n) return
  const taken = take(around, rule, amount)
  if (taken.parts.length > 0 || taken.debt > 0n) {
    of(around, id).taken.set(cause, { ...taken, untilMs: null })
    of(around, id).activeMs = around.atMs
  }
}

// ---- undoing

/** Phase 4: an event that undoes another takes back what it earned and gives back what it took. */
export const undo = (around: Around, log: Log): void => {
  const { ref } = log.fact
  if (ref === undefined) return
  for (const rule of accountsOf(around)) {
    const account = around.accounts.get(rule.id)
    if (!account) continue
    const own = account.lots.filter(({ fact }) => fact === ref)
    const wanted = own.reduce(
      (total, lot) =>
        total + keptOf(around, rule, lot, ref, log.order) - keptOf(around, rule, lot, ref, log.order + 1),
      0n,
    )
    take(around, rule, wanted, own)
    for (const [key, taken] of [...account.taken])
      if (key === ref || key.startsWith(`${ref}/`)) {
        account.taken.delete(key)
        returned(account, taken)
      }
  }
}
/** What a lot is still worth after so many undoing facts: in proportion to the field that its rule counts. */
const keptOf = ({ merchant }: Around, rule: Earning, lot: Lot, ref: string, upto: number): bigint => {
  const undone = undoers(merchant, ref, upto)
  if (undone.length === 0) return lot.amount
  const origin = merchant.facts.find(({ id }) => id === ref)
  const earn = lot.earn === null ? undefined : rule.earn[Number(lot.earn.split('/')[1])]
  const field = earn && typeof earn.points === 'object' && 'of' in earn.points ? earn.points.of : undefined
  const value = field === undefined ? undefined : origin?.fact[field]
  if (!origin || field === undefined || typeof value !== 'number') return 0n
  const whole = exact.fractionOf(value)
  const counted = exact.difference(whole, backOf(value, undoers(merchant, ref, origin.order), field))
  if (counted.n <= 0n) return 0n
  const kept = exact.difference(whole, backOf(value, undone, field))
  return exact.floor(exact.quotient(exact.product(exact.whole(lot.amount), kept), counted))
}

/** Where the points above a mark stay and the rest goes; without a mark all goes. */
export const carry = (around: Around, id: string, mark: bigint | null): void => {
  const rule = accountsOf(around).find((one) => one.id === id)
  if (!rule) return
  const account = of(around, id)
  const balance = balanceOf(account)
  const gone = mark === null ? balance : least(balance, mark)
  let open = most(0n, gone)
  for (const lot of account.lots) {
    const amount = least(open, lot.left)
    lot.left -= amount
    open -= amount
  }
}
