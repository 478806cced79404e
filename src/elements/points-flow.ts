/**
 * Entries as a person reads them: which way each one flows, and what a month comes to. Pure: it knows no words, no page
 * and no zone of its own. Every sum is over the entries that it is given; who has only some of them says so.
 */
import type { Entry } from '../schema/entry.js'

/** What an entry means for the balance. A correction may go either way; the others always go the same. */
export type Flow = 'earned' | 'returned' | 'spent' | 'lapsed' | 'takenBack' | 'adjusted'
export type EntryFilter = 'all' | 'earned' | 'spent' | 'lapsed'

/** Kind -> its flow, and the filter it is found under. What is undone stands with what it undoes. */
export const kinds: Readonly<
  Record<Entry['kind'], { readonly flow: Flow; readonly filter: Exclude<EntryFilter, 'all'> }>
> = {
  start: { flow: 'earned', filter: 'earned' },
  earn: { flow: 'earned', filter: 'earned' },
  reward: { flow: 'earned', filter: 'earned' },
  adjust: { flow: 'adjusted', filter: 'earned' },
  clawBack: { flow: 'takenBack', filter: 'earned' },
  spend: { flow: 'spent', filter: 'spent' },
  return: { flow: 'returned', filter: 'spent' },
  expire: { flow: 'lapsed', filter: 'lapsed' },
  reset: { flow: 'lapsed', filter: 'lapsed' },
  hold: { flow: 'spent', filter: 'spent' },
  capture: { flow: 'spent', filter: 'spent' },
  release: { flow: 'returned', filter: 'spent' },
}

/** The order in which a month's sums are said. */
export const flowOrder: readonly Flow[] = ['earned', 'returned', 'spent', 'lapsed', 'takenBack', 'adjusted']

/** By how much an entry changes the balance: above zero in, below zero out, zero when points only move between holds. */
export function deltaOf({ from, to, amountPoints }: Entry): number {
  if (to === 'available') return from === 'available' ? 0 : amountPoints
  return from === 'available' ? -amountPoints : 0
}

/** What entries come to, signed, by flow. The six add up to the change of the balance over them. */
export type Sums = Readonly<Record<Flow, number>>

export const noSums = (): Record<Flow, number> => ({
  earned: 0,
  returned: 0,
  spent: 0,
  lapsed: 0,
  takenBack: 0,
  adjusted: 0,
})

export function addTo(sums: Record<Flow, number>, entry: Entry): void {
  sums[kinds[entry.kind].flow] += deltaOf(entry)
}

export function sumsOf(entries: readonly Entry[]): Sums {
  const sums = noSums()
  for (const entry of entries) addTo(sums, entry)
  return sums
}

/** What a month comes to. `whole`: all of its entries are in it. */
export interface MonthSum {
  readonly month: number
  readonly sums: Sums
  readonly whole: boolean
}

/** Runs of neighbors with the same key, in the order given. */
export function runsOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { key: string; items: Item[] }[] {
  const runs: { key: string; items: Item[] }[] = []
  for (const item of items) {
    const key = keyOf(item)
    const last = runs[runs.length - 1]
    if (last?.key === key) last.items.push(item)
    else runs.push({ key, items: [item] })
  }
  return runs
}

/** One month of the chart: what came in, what was spent and not given back, what lapsed, what was corrected; all signed. */
export interface MonthBar {
  readonly month: number
  readonly earned: number
  readonly spent: number
  readonly lapsed: number
  readonly adjusted: number
}

/**
 * The last `count` months up to `lastMonth`, oldest first, from what months come to. A month without entries is all zeros;
 * months before `firstKnown` are left out, since they were not read in full.
 */
export function monthBars(
  months: readonly MonthSum[],
  lastMonth: number,
  count: number,
  firstKnown: number,
): MonthBar[] {
  const bars: MonthBar[] = []
  for (let month = Math.max(lastMonth - count + 1, firstKnown); month <= lastMonth; month++) {
    const [earned, spent, lapsed, adjusted] = months
      .filter((one) => one.month === month)
      .reduce(
        ([came, out, gone, other], { sums }) => [
          came! + sums.earned + sums.takenBack,
          out! + sums.spent + sums.returned,
          gone! + sums.lapsed,
          other! + sums.adjusted,
        ],
        [0, 0, 0, 0],
      ) as [number, number, number, number]
    bars.push({ month, earned, spent, lapsed, adjusted })
  }
  return bars
}
