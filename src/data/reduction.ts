/**
 * A log of entries, added up by nothing but what they say: where the points of each account are, what is left of each lot, and what is
 * owed. It is written apart from the ledger, so that an audit compares two computations.
 */
import type { Entry } from '../schema/entry.js'
import type { Held } from '../schema/record.js'

/** Where points can be. Over all buckets of an account they sum to 0: what was ever given is missing in `issued`. */
export type Buckets = Record<Entry['from'], number>

export interface Reduced {
  readonly buckets: Buckets
  /** What is left of each lot, by its id; lots with nothing left are not there. */
  readonly lots: Readonly<Record<string, number>>
  /** How far the available balance is below what the lots hold. */
  readonly debtPoints: number
}

const empty = (): Buckets => ({
  issued: 0,
  available: 0,
  held: 0,
  redeemed: 0,
  expired: 0,
  clawedBack: 0,
})

/**
 * Entries, oldest first, as sums by account. `opening`: the state before the first of them, where the log does not begin with
 * nothing; what was available then counts as issued, and what redemptions held then is not known.
 */
export function reducedOf(entries: readonly Entry[], opening?: Held): Record<string, Reduced> {
  const accounts: Record<string, { buckets: Buckets; lots: Map<string, number>; debtPoints: number }> = {}
  const accountOf = (id: string) => (accounts[id] ??= { buckets: empty(), lots: new Map(), debtPoints: 0 })
  for (const [id, { balancePoints, lots, debtPoints }] of Object.entries(opening?.accounts ?? {})) {
    const account = accountOf(id)
    account.buckets.issued -= balancePoints
    account.buckets.available += balancePoints
    account.debtPoints = debtPoints
    for (const { id: lot, leftPoints } of lots) if (leftPoints > 0) account.lots.set(lot, leftPoints)
  }
  for (const { account: id, from, to, amountPoints, lots } of entries) {
    const account = accountOf(id)
    account.buckets[from] -= amountPoints
    account.buckets[to] += amountPoints
    const sign = to === 'available' ? 1 : from === 'available' ? -1 : 0
    if (sign === 0) continue
    let beside = amountPoints
    for (const { lot, amountPoints: part } of lots) {
      const left = (account.lots.get(lot) ?? 0) + sign * part
      beside -= part
      if (left === 0) account.lots.delete(lot)
      else account.lots.set(lot, left)
    }
    account.debtPoints -= sign * beside
  }
  const reduced: Record<string, Reduced> = {}
  for (const [id, { lots, ...account }] of Object.entries(accounts))
    reduced[id] = { ...account, lots: Object.fromEntries(lots) }
  return reduced
}
