/** A state as large as a long life of earning leaves it. */
import type { Held } from '../../src/schema/record.js'

/** The state with as many live lots in an account, each like its last one. */
export function withLots(held: Held, account: string, count: number): Held {
  const one = held.accounts[account]!
  const last = one.lots[one.lots.length - 1]!
  const more = Array.from({ length: count - one.lots.length }, (_, nth) => ({
    ...last,
    id: `${last.id}-${nth}`,
  }))
  const balancePoints = one.balancePoints + more.length * last.leftPoints
  const accounts = { ...held.accounts, [account]: { ...one, balancePoints, lots: [...one.lots, ...more] } }
  return { ...held, accounts }
}
