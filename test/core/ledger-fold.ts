/** A fold in which nothing has happened yet, over one account: for tests of what the ledger itself does. */
import { expect } from 'vitest'
import type { Fold } from '../../src/core/fold.js'
import type { Grant } from '../../src/core/ledger.js'
import type { Lot } from '../../src/core/lot-list.js'
import { accountState, addLot, settleLots } from '../../src/core/lots.js'
import { merchantOf } from '../../src/core/merchant.js'
import { emptyState, type AccountState } from '../../src/core/state.js'
import type { AccountPlan, Plan } from '../../src/plan/plan.js'
import type { Entry } from '../../src/schema/entry.js'
import { at, both, day, planWith, record, type Told } from './account.js'

export const NOW = at(day('2025-01-10'))
export const DAY = 24 * 60 * 60 * 1000
export const today = day('2025-01-10')

/** A fold in which nothing has happened, at an instant; an account beside `stars` has nothing in it. */
export const foldOf = (account: Record<string, unknown> = {}, facts: readonly Told[] = []): Fold => {
  const stars = { id: 'stars', name: both('Stars'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
  const plan: Plan = planWith(
    {},
    {
      accounts: [
        { ...stars, ...account },
        { ...stars, id: 'miles' },
      ],
    },
  )
  return {
    plan,
    newest: plan,
    merchant: merchantOf(plan, record(facts), NOW),
    state: emptyState(0),
    entries: [],
    zone: 'UTC',
    lives: [],
    upto: facts.length,
    seen: null,
    now: () => expect.unreachable(),
    review: () => expect.unreachable(),
  }
}
export const ruleOf = ({ plan }: Fold): AccountPlan =>
  plan.clockwork.accounts.find(({ id }) => id === 'stars')!
export const starsOf = ({ state }: Fold): AccountState => accountState(state, 'stars')
/** The account with its lots, all of it that is not as in an empty one. */
export const heldOf = (fold: Fold): object => {
  settleLots(fold.state)
  const { lots, ...rest } = starsOf(fold)
  const empty = accountState(emptyState(0), 'none')
  const changed = Object.entries(rest).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(empty[key as keyof AccountState]),
  )
  return { ...Object.fromEntries(changed), lots: [...lots] }
}
export const lot = (id: string, leftPoints: number, over: Partial<Lot> = {}): Lot => ({
  id,
  amountPoints: leftPoints,
  leftPoints,
  earnedMs: NOW - DAY,
  expiresMs: null,
  name: null,
  fact: null,
  ...over,
})
export const holding = (fold: Fold, ...lots: readonly Lot[]): Fold => {
  for (const one of lots) addLot(starsOf(fold), one)
  return fold
}
export const grant = (over: Partial<Grant> = {}): Grant => ({
  kind: 'earn',
  cause: 'why',
  name: both('Why'),
  fact: 'f',
  expires: null,
  fromMs: NOW,
  ...over,
})
export const taking = {
  kind: 'adjust',
  to: 'clawedBack',
  cause: 'why',
  name: both('Why'),
  fact: 'f',
} as const
export const returning = { from: 'clawedBack', cause: 'why', name: both('Why'), fact: 'f' } as const
export const partsIn = (entry: Entry): string[] =>
  entry.lots.map(({ lot: id, amountPoints }) => `${amountPoints} of ${id}`)
export const linesOf = (fold: Fold): string[] =>
  fold.entries!.map(
    (one) => `${one.kind} ${one.amountPoints} ${one.from} > ${one.to} = ${one.balancePoints} [${partsIn(one)}]`, // prettier-ignore
  )
