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
  idles: boolean // lapses with the account's idleness
}
interface Taken {
  parts: { lot: string; amount: bigint }[]
  debt: bigint
  untilMs: number | null
  earn: string | null
}
/** What a rule has counted in total, what it has given since the account last began anew, and what the total came to by then. */
interface Counted {
  amount: exact.Fraction
  points: bigint
  gone: bigint
}
export interface Balance {
  lots: Lot[]
  debt: bigint
  taken: Map<string, Taken>
  given: Map<string, bigint> // by limit and period
  counted: Map<string, Counted> // by rule that counts in total
  totalled: Set<string> // what such rules have counted
  activeMs: number | null
}
export const emptyBalance = (): Balance => ({
  lots: [],
  debt: 0n,
  taken: new Map(),
  given: new Map(),
  counted: new Map(),
  totalled: new Set(),
  activeMs: null,
})
/** A copy that can be changed. */
export const copyOf = (one: Balance): Balance => ({
  ...one,
  lots: one.lots.map((lot) => ({ ...lot })),
  taken: new Map(one.taken),
  given: new Map(one.given),
  counted: new Map(one.counted),
  totalled: new Set(one.totalled),
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
  upto: number // facts before this place have arrived
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
  const { id, fromMs, fact, earn, term } = grant
  const activeMs = Math.max(account.activeMs ?? -Infinity, fromMs)
  const expiresMs = term ? days.termEnd(around.zone, fromMs, term) : idleEnd(around, rule, activeMs)
  if (expiresMs !== null && expiresMs <= around.atMs) return 0n
  liven(around, rule, fromMs)
  const paid = least(account.debt, room)
  account.debt -= paid
  const idles = isIdle(rule) && term === null
  account.lots.push({ id, amount: room, left: room - paid, earnedMs: fromMs, expiresMs, fact, earn, idles })
  account.lots.sort(inOrder)
  return room
}

const isIdle = ({ expires }: Earning): boolean => expires !== undefined && 'idle' in expires
const idleEnd = (around: Around, { expires }: Earning, activeMs: number | null): number | null =>
  expires && 'idle' in expires && activeMs !== null
    ? days.spanAfter(around.zone, activeMs, expires.idle)
    : null
/** Points have moved: those without a term of their own lapse so long after this. */
const liven = (around: Around, rule: Earning, fromMs: number): void => {
  const account = of(around, rule.id)
  if (!isIdle(rule) || (account.activeMs !== null && account.activeMs >= fromMs)) return
  account.activeMs = fromMs
  for (const lot of account.lots) if (lot.idles) lot.expiresMs = idleEnd(around, rule, fromMs)
  account.lots.sort(inOrder)
}

/** Takes points, oldest first, and never below the account's least. */
const take = (
  around: Around,
  rule: Earning,
  wanted: bigint,
  first: Lot[] = [],
): Pick<Taken, 'parts' | 'debt'> => {
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

/** Gives back what was taken, all but the first `kept` points and no more than the first `held`: the same lots; what was owed lowers the debt, or comes back as a lot of its own. */
const returned = (
  around: Around,
  rule: Earning,
  { parts, debt }: Taken,
  kept: bigint,
  held: bigint,
): void => {
  const account = of(around, rule.id)
  let place = 0n
  const within = (amount: bigint): bigint => {
    const from = place
    place += amount
    return most(0n, least(place, held) - most(from, kept))
  }
  const back = parts.flatMap(({ lot, amount }) => {
    const part = within(amount)
    const own = account.lots.find(({ id }) => id === lot)
    return own ? [{ own, part }] : [] // a lot that has lapsed stays gone
  })
  const owed = within(debt)
  const wanted = back.reduce((total, { part }) => total + part, owed)
  const room =
    rule.max === undefined ? wanted : most(0n, least(wanted, BigInt(rule.max) - balanceOf(account)))
  const paid = least(account.debt, room)
  account.debt -= paid
  let open = room - paid
  let skip = most(0n, paid - owed)
  for (const { own, part } of back) {
    const cut = least(skip, part)
    skip -= cut
    const amount = least(open, part - cut)
    own.left += amount
    open -= amount
  }
  const expiresMs = idleEnd(around, rule, account.activeMs)
  if (open > 0n && (expiresMs === null || expiresMs > around.atMs))
    account.lots.push({
      id: `return/${around.atMs}/${account.lots.length}`,
      amount: open,
      left: open,
      earnedMs: around.atMs,
      expiresMs,
      fact: null,
      earn: null,
      idles: isIdle(rule),
    })
  account.lots.sort(inOrder)
}
const takenPoints = ({ parts, debt }: Pick<Taken, 'parts' | 'debt'>): bigint =>
  parts.reduce((total, { amount }) => total + amount, debt)

const termOf = (rule: Earning, earn: Earn | null): Term | null => {
  if (earn?.expires) return earn.expires
  return rule.expires && !('idle' in rule.expires) ? rule.expires : null
}

/** Phase 1: what lapses at this instant, as far as the account's least allows; then what was taken for a time comes back. */
export const lapse = (around: Around): void => {
  for (const rule of accountsOf(around)) {
    const account = around.accounts.get(rule.id)
    if (!account) continue
    const over = account.lots.filter(({ expiresMs }) => expiresMs !== null && expiresMs <= around.atMs)
    const total = over.reduce((sum, { left }) => sum + left, 0n)
    let open = least(total, most(0n, balanceOf(account) - BigInt(rule.min ?? 0)))
    for (const lot of over) {
      const gone = least(open, lot.left)
      open -= gone
      if (lot.left === gone) account.lots.splice(account.lots.indexOf(lot), 1)
      else Object.assign(lot, { left: lot.left - gone, amount: lot.left - gone, expiresMs: null })
    }
    account.lots.sort(inOrder)
    const ended = [...account.taken]
      .filter(([, { untilMs }]) => untilMs !== null && untilMs <= around.atMs)
      .sort(([left, a], [right, b]) => a.untilMs! - b.untilMs! || (left < right ? -1 : 1))
    for (const [key, taken] of ended) {
      account.taken.delete(key)
      const upto = around.upto
      const held = keptOf(around, rule, taken.earn, key.slice(0, key.indexOf('/')), takenPoints(taken), upto)
      returned(around, rule, taken, 0n, held)
    }
  }
}
/** The instants at which something lapses. */
export const lapses = (around: Around): number[] =>
  accountsOf(around).flatMap((rule) => {
    const account = around.accounts.get(rule.id)
    if (!account) return []
    return [
      ...account.lots.map(({ expiresMs }) => expiresMs),
      ...[...account.taken.values()].map(({ untilMs }) => untilMs),
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
  const { given, counted, totalled } = of(around, id)
  // The events are counted on and on; what they gave is gone.
  rule.earn.forEach((earn, place) => {
    const one = counted.get(`earn/${place}`)
    if (!one) return
    const gone = wholesOf(earn.points as Every, one.amount)
    counted.set(`earn/${place}`, { amount: one.amount, points: 0n, gone })
  })
  around.accounts.set(id, { ...emptyBalance(), given, counted, totalled })
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
  const times = timesOf(now, earn)
  const undone = log ? undoers(now.merchant, log.id, log.order + 1) : []
  const { points } = earn
  if (typeof points === 'object' && 'give' in points) {
    const counted = countedOf(points, log, undone)
    if (counted === null) return 0n
    const turns = exact.floor(exact.quotient(counted, exact.fractionOf(points.every)))
    const given = exact.product(exact.whole(most(0n, turns)), exact.fractionOf(points.give))
    return floored(exact.product(given, times))
  }
  if (undone.length > 0) return 0n
  return floored(exact.product(now.chosenNumber(points, null) ?? exact.zero, times))
}
const timesOf = (now: Now, { multiply }: Earn): exact.Fraction =>
  multiply === undefined ? exact.one : (now.chosenNumber(multiply, null) ?? exact.zero)
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

/** What one rule does at its event or review: it gives or takes, within the limits of the period that its event lies in. */
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
  const fromMs = log?.atMs ?? around.atMs
  const cause = log ? log.id : `${review}/${around.atMs}`
  const points = isTotal(earn) ? totalOf(around, now, rule, key, earn, log) : amountOf(now, earn, log)
  const own = earn.limit ? [{ key, limit: earn.limit }] : []
  const all = limitsOf(rule, log?.type ?? null)
  const within = (wanted: bigint, limits: typeof all): bigint =>
    limits.reduce(
      (most1, one) => most(0n, least(most1, room(around, rule, one.key, one.limit, fromMs))),
      wanted,
    )
  const counts = (limits: typeof all, amount: bigint): void => {
    for (const one of limits) note(around, rule, one.key, one.limit, fromMs, amount)
  }
  if (points > 0n) {
    const id = `${key}/${cause}`
    const grant = { id, term: termOf(rule, earn), fromMs, fact: log?.id ?? null, earn: key }
    const given = give(around, rule, within(points, [...own, ...all]), grant)
    counts([...own, ...all], given)
    gave(around, rule, key, given)
  } else if (points < 0n) {
    const untilMs = earn.expires ? days.termEnd(around.zone, fromMs, earn.expires) : null
    if (untilMs !== null && untilMs <= around.atMs) return
    const taken = take(around, rule, within(-points, own))
    const amount = takenPoints(taken)
    if (amount > 0n) of(around, rule.id).taken.set(`${cause}/${key}`, { ...taken, untilMs, earn: key })
    gave(around, rule, key, -amount)
    counts(own, amount)
    counts(
      all.filter(({ limit }) => !limit.gross),
      -amount,
    )
  }
}

const isTotal = ({ points }: Earn): boolean =>
  typeof points === 'object' && 'each' in points && points.each === 'total'
/** What a rule's total comes to before and after something more is counted. */
const crossed = (
  around: Around,
  rule: Earning,
  key: string,
  earn: Earn,
  more: exact.Fraction,
): { before: bigint; after: bigint } => {
  const { counted } = of(around, rule.id)
  const total = counted.get(key) ?? { amount: exact.zero, points: 0n, gone: 0n }
  const amount = exact.sum(total.amount, more)
  counted.set(key, { ...total, amount })
  const every = earn.points as Every
  return { before: wholesOf(every, total.amount), after: wholesOf(every, amount) }
}
const wholesOf = ({ give: each, every }: Every, amount: exact.Fraction): bigint =>
  most(0n, exact.floor(exact.quotient(amount, exact.fractionOf(every)))) * BigInt(each)
/** What the total gives now, less what it came to before. */
const totalOf = (
  around: Around,
  now: Now,
  rule: Earning,
  key: string,
  earn: Earn,
  log: Log | null,
): bigint => {
  const undone = log ? undoers(around.merchant, log.id, around.upto) : []
  const counted = countedOf(earn.points as Every, log, undone)
  if (counted === null) return 0n
  if (log) of(around, rule.id).totalled.add(`${key}/${log.id}`)
  const { before, after } = crossed(around, rule, key, earn, counted)
  return floored(exact.product(exact.whole(after - before), timesOf(now, earn)))
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
    of(around, id).taken.set(cause, { ...taken, untilMs: null, earn: null })
    liven(around, rule, around.atMs)
  }
}

// ---- undoing

/** Phase 4: an event that undoes another takes back what it earned and gives back what it took, in proportion to what it undoes. */
export const undo = (around: Around, log: Log): void => {
  const { ref } = log.fact
  if (ref === undefined) return
  const origin = around.merchant.facts.find(({ id }) => id === ref)
  for (const rule of accountsOf(around)) {
    const account = around.accounts.get(rule.id)
    if (!account) continue
    let wanted = 0n
    rule.earn.forEach((earn, place) => {
      const key = `earn/${place}`
      if (isTotal(earn)) wanted += uncounted(around, rule, key, earn, origin, log)
      else {
        const taken = account.taken.get(`${ref}/${key}`)
        if (!taken) return
        const points = takenPoints(taken)
        const kept = keptOf(around, rule, key, ref, points, log.order + 1)
        if (kept === 0n) account.taken.delete(`${ref}/${key}`)
        returned(around, rule, taken, kept, keptOf(around, rule, key, ref, points, log.order))
      }
    })
    const own = account.lots.filter(({ fact }) => fact === ref)
    for (const lot of own) {
      const earn = lot.earn === null ? undefined : rule.earn[Number(lot.earn.split('/')[1])]
      if (earn && isTotal(earn)) continue
      const held = keptOf(around, rule, lot.earn, ref, lot.amount, log.order)
      wanted += held - keptOf(around, rule, lot.earn, ref, lot.amount, log.order + 1)
    }
    const points = takenPoints(take(around, rule, wanted, own))
    if (points > 0n && !own.some(({ id }) => id.startsWith('reward/')))
      for (const one of limitsOf(rule, origin?.type ?? null))
        if (!one.limit.gross)
          note(around, rule, one.key, one.limit, origin?.atMs ?? own[0]!.earnedMs, -points)
    const spent = account.taken.get(ref)
    if (spent) {
      account.taken.delete(ref)
      returned(around, rule, spent, 0n, takenPoints(spent))
    }
  }
}
/** What goes, of the points that a rule's total gave, with an undone event: in proportion to what the total comes to. */
const uncounted = (
  around: Around,
  rule: Earning,
  key: string,
  earn: Earn,
  origin: Log | undefined,
  log: Log,
): bigint => {
  const { totalled, counted } = of(around, rule.id)
  if (!origin || !totalled.has(`${key}/${origin.id}`)) return 0n
  const at = (upto: number): exact.Fraction =>
    countedOf(earn.points as Every, origin, undoers(around.merchant, origin.id, upto)) ?? exact.zero
  const less = exact.difference(at(log.order + 1), at(log.order))
  const { before, after } = crossed(around, rule, key, earn, less)
  if (after >= before) return 0n
  const total = counted.get(key)!
  const { points, gone } = total
  if (after <= gone) counted.set(key, { ...total, gone: after })
  const kept = before <= gone || after <= gone ? 0n : (points * (after - gone)) / (before - gone)
  gave(around, rule, key, kept - points)
  return points - kept
}
/** Remembers what a rule that counts in total has given. */
const gave = (around: Around, rule: Earning, key: string, points: bigint): void => {
  const { counted } = of(around, rule.id)
  const total = counted.get(key)
  if (total) counted.set(key, { ...total, points: total.points + points })
}
/** What an event's points are still worth after so many undoing facts: in proportion to the field that their rule counts. */
const keptOf = (
  { merchant }: Around,
  rule: Earning,
  key: string | null,
  ref: string,
  points: bigint,
  upto: number,
): bigint => {
  const undone = undoers(merchant, ref, upto)
  if (undone.length === 0) return points
  const origin = merchant.facts.find(({ id }) => id === ref)
  const earn = key === null ? undefined : rule.earn[Number(key.split('/')[1])]
  const field = earn && typeof earn.points === 'object' && 'give' in earn.points ? earn.points.of : undefined
  const value = field === undefined ? undefined : origin?.fact[field]
  if (!origin || field === undefined || typeof value !== 'number') return 0n
  const whole = exact.fractionOf(value)
  const counted = exact.difference(whole, backOf(value, undoers(merchant, ref, origin.order), field))
  if (counted.n <= 0n) return 0n
  const kept = exact.difference(whole, backOf(value, undone, field))
  return exact.floor(exact.quotient(exact.product(exact.whole(points), kept), counted))
}
/** What lies above a mark stays and the rest goes for good, the oldest first; without a mark all goes. Never below the account's least. */
export const carry = (around: Around, id: string, mark: bigint | null): void => {
  const rule = accountsOf(around).find((one) => one.id === id)
  if (!rule) return
  const account = of(around, id)
  const balance = balanceOf(account)
  const kept = most(most(0n, mark === null ? 0n : balance - mark), BigInt(rule.min ?? 0))
  let open = most(0n, balance - kept)
  for (const lot of [...account.lots]) {
    const amount = least(open, lot.left)
    lot.left -= amount
    lot.amount -= amount
    open -= amount
    if (lot.amount === 0n) account.lots.splice(account.lots.indexOf(lot), 1)
  }
}
