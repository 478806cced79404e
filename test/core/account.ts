/** A program with one points account, and logs for it: for tests of the ledger. */
import { advance } from '../../src/core/advance.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, Held, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

export const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
export const at = (iso: string): number => Date.parse(iso)

/** An account `stars`; sales, fines, votes and praise, which a refund undoes; a drink for 125, and a ladder on the value. */
export const program = (
  account: Record<string, unknown> = {},
  rest: Record<string, unknown> = {},
): Record<string, unknown> =>
  minimal({
    events: {
      sale: { name: both('Sale'), fields: { amount: 'money' }, undoneBy: 'refund' },
      fine: { name: both('Fine'), fields: { amount: 'money' }, undoneBy: 'refund' },
      up: { name: both('Up'), undoneBy: 'refund' },
      down: { name: both('Down'), undoneBy: 'refund' },
      accept: { name: both('Accept'), undoneBy: 'refund' },
      refund: { name: both('Refund'), fields: { amount: 'money' } },
    },
    reviews: { monthly: { every: 'month', day: 1 }, quarterly: { every: 'quarter', day: 1 } },
    accounts: [
      {
        id: 'stars',
        name: both('Stars'),
        earn: [{ on: 'sale', points: { give: 1, every: 1, of: 'amount' } }],
        spend: 'oldestFirst',
        undo: 'sameLots',
        ...account,
      },
    ],
    benefits: [
      {
        id: 'drink',
        kind: 'price',
        name: both('Drink'),
        requires: { level: { gte: 'low' } },
        takes: { stars: 125 },
        cost: 1,
      },
    ],
    ...rest,
  })
export const planWith = (account: Record<string, unknown> = {}, rest: Record<string, unknown> = {}): Plan =>
  planOf(program(account, rest))

export type Told = { type: string; at: string } & Record<string, unknown>
/** Facts are f0, f1 ... unless they say their id. */
export const record = (facts: readonly Told[], over: Partial<MerchantRecord> = {}): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01T00:00:00Z',
  facts: facts.map((one, place) => ({ id: `f${place}`, ...one }) as Fact),
  ...over,
})

/** `10 Jan` and so on, at midnight or so many minutes after it: a log that is easy to read. */
export const day = (text: string, minutes = 0): string =>
  new Date(Date.parse(`${text}T00:00:00Z`) + minutes * 60_000).toISOString()
export const sale = (date: string, amount: number, more: object = {}): Told => ({
  type: 'sale',
  at: day(date),
  amount,
  ...more,
})
export const undo = (date: string, ref: string, more: object = {}): Told => ({
  type: 'refund',
  at: day(date),
  ref,
  ...more,
})
export const drink = (date: string, more: object = {}): Told => ({
  type: 'tk.useBenefit',
  at: day(date),
  benefit: 'drink',
  ...more,
})

export const lines = (entries: readonly Entry[]): string[] =>
  entries.map(
    ({ at: when, kind, amountPoints, balancePoints }) =>
      `${when.slice(5, 10)} ${kind} ${amountPoints} -> ${balancePoints}`,
  )
/** What a log posts until a day, as lines. */
export const posted = (
  plan: Plan,
  facts: readonly Told[],
  until: string,
  over?: Partial<MerchantRecord>,
): string[] => lines(advance(plan, record(facts, over), at(day(until))).entries)
export type HeldAccount = Held['accounts'][string]
/** The account as it is held at a day. */
export const accountAt = (plan: Plan, facts: readonly Told[], until: string): HeldAccount =>
  advance(plan, record(facts), at(day(until))).held.accounts['stars']!
/** Its lots, as what is left and the day on which they lapse. */
export const lotsAt = (plan: Plan, facts: readonly Told[], until: string): string[] =>
  accountAt(plan, facts, until).lots.map(
    ({ leftPoints, expiresAt }) => `${leftPoints} ${expiresAt === null ? 'never' : expiresAt.slice(0, 10)}`,
  )
