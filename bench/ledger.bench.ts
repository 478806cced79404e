// Points given, spent and lapsed: the ledger beside arrays of lot objects as one would write them by hand, over many accounts; and one
// account whose points lapse after all kinds of times beside one where all lapse after the same time.
import { emptyState, balanceOf, type State } from '../src/core/state.js'
import type { Fold } from '../src/core/fold.js'
import { give, lapseLots, spend } from '../src/core/ledger.js'
import type { AccountPlan } from '../src/plan/plan.js'
import type { Entry } from '../src/schema/entry.js'
import { reducedOf } from '../src/data/reduction.js'
import { Dice } from '../test/oracle/dice.js'

const DAY = 86_400_000
const START = Date.parse('2025-01-01T00:00:00Z')
const name = { en: 'Points', 'zh-CN': '积分' }
const total = Number(process.env['TIERKIT_RUNS'] ?? 1_000_000)

interface Step {
  account: number
  atMs: number
  give: number // 0: spends
  spend: number
  days: number
}
/** `n` commands over so many accounts within two years, in order of time. */
const stepsOf = (n: number, accounts: number, mixed: boolean): Step[] => {
  const dice = new Dice(7)
  return Array.from({ length: n }, (_, place) => {
    const gives = dice.chance(0.6)
    return {
      account: dice.int(0, accounts - 1),
      atMs: START + Math.floor((place / n) * 730) * DAY + place,
      give: gives ? dice.int(1, 100) : 0,
      spend: gives ? 0 : dice.int(1, 100),
      days: mixed ? dice.int(1, 365) : 365,
    }
  })
}

const rule = (id: string): AccountPlan =>
  ({
    id,
    name,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    idle: null,
    expires: null,
    earn: [],
    limits: [],
  }) as unknown as AccountPlan

/** What a ledger comes to, so that two can be told to be the same. */
const sumOf = (balances: Iterable<number>): number => {
  let sum = 0
  let place = 1
  for (const one of balances) sum = (sum + one * place++) % 1_000_000_007
  return sum
}

const byLedger = (
  steps: readonly Step[],
  accounts: number,
  writes: boolean,
): { sum: number; entries: Entry[] } => {
  const rules = Array.from({ length: accounts }, (_, place) => rule(`a${place}`))
  const state: State = emptyState(START - 1)
  const entries: Entry[] = []
  const folds = rules.map(
    (one) =>
      ({
        plan: { clockwork: { accounts: [one], zone: 'UTC' } },
        state,
        entries: writes ? entries : null,
        zone: 'UTC',
      }) as unknown as Fold,
  )
  steps.forEach(({ account, atMs, give: points, spend: price, days }, place) => {
    const own = rules[account]!
    const fold = folds[account]!
    lapseLots(fold, own, atMs)
    const cause = String(place)
    if (points > 0)
      give(fold, own, points, atMs, {
        kind: 'earn',
        cause,
        name,
        fact: cause,
        expires: { days },
        fromMs: atMs,
      })
    else if (balanceOf(state.accounts[own.id]) >= price) spend(fold, own.id, price, atMs, name, cause, cause)
  })
  return { sum: sumOf(rules.map(({ id }) => balanceOf(state.accounts[id]))), entries }
}

interface Lot {
  earnedMs: number
  endMs: number
  left: number
}
/** As one writes it: a list of objects an account, filtered and sorted whenever it is used; a log line for each command. */
const byArrays = (
  steps: readonly Step[],
  accounts: number,
  writes: boolean,
): { sum: number; log: object[] } => {
  const all: Lot[][] = Array.from({ length: accounts }, () => [])
  const log: object[] = []
  steps.forEach(({ account, atMs, give: points, spend: price, days }) => {
    const lots = (all[account] = all[account]!.filter(({ endMs, left }) => endMs > atMs && left > 0))
    if (points > 0) {
      lots.push({ earnedMs: atMs, endMs: atMs + days * DAY, left: points })
      if (writes)
        log.push({
          account,
          atMs,
          kind: 'earn',
          points,
          balance: lots.reduce((sum, { left }) => sum + left, 0),
        })
      return
    }
    const balance = lots.reduce((sum, { left }) => sum + left, 0)
    if (balance < price) return
    lots.sort((a, b) => a.endMs - b.endMs || a.earnedMs - b.earnedMs)
    let open = price
    for (const lot of lots) {
      const part = Math.min(open, lot.left)
      lot.left -= part
      open -= part
      if (open === 0) break
    }
    if (writes) log.push({ account, atMs, kind: 'spend', points: price, balance: balance - price })
  })
  return { sum: sumOf(all.map((lots) => lots.reduce((sum, { left }) => sum + left, 0))), log }
}

const check = (): void => {
  const steps = stepsOf(20_000, 100, true)
  const ours = byLedger(steps, 100, true)
  const sums = { arrays: byArrays(steps, 100, true).sum, entries: byEntries(ours.entries, 100) }
  for (const [other, sum] of Object.entries(sums))
    if (sum !== ours.sum) throw new Error(`the ledger comes to ${ours.sum}, ${other} to ${sum}`)
}

/** What the entries alone say is available. */
const byEntries = (entries: readonly Entry[], accounts: number): number => {
  const reduced = reducedOf(entries)
  return sumOf(Array.from({ length: accounts }, (_, place) => reduced[`a${place}`]?.buckets.available ?? 0))
}

/** One run of each, timed here: a run takes seconds, and none needs a second one. */
export const once = (): void => {
  check()
  const timed = <T>(title: string, run: () => T): { ms: number; value: T } => {
    const from = performance.now()
    const value = run()
    const ms = performance.now() - from
    console.log(`  ${title.padEnd(60)} ${Math.round(ms)} ms`)
    return { ms, value }
  }
  const print = (title: string, ratio: number): void => console.log(`  -> ${title}: ${ratio.toFixed(2)}`)

  console.log(`\n${total} commands`)
  const wide = stepsOf(total, 10_000, true)
  const ours = timed('ledger, 10,000 accounts', () => byLedger(wide, 10_000, false))
  const theirs = timed('arrays of lot objects, 10,000 accounts', () => byArrays(wide, 10_000, false))
  print('times faster than arrays', theirs.ms / ours.ms)

  const applied = timed('ledger with its entries, 10,000 accounts', () => byLedger(wide, 10_000, true))
  const { entries } = applied.value
  const replayed = timed(`those ${entries.length} entries added up again`, () => byEntries(entries, 10_000))
  print('replay to applying', replayed.ms / applied.ms)

  const one = (mixed: boolean) => () => byLedger(stepsOf(total, 1, mixed), 1, false)
  const fixed = timed('ledger, one account, one expiry', one(false))
  const mixed = timed('ledger, one account, mixed expiry', one(true))
  print('mixed to fixed', mixed.ms / fixed.ms)
}
