/** What the log shows of what was read: found entries, their months, what is pending beside them, and rows for a file. Pure. */
import type { Command } from '../schema/command.js'
import type { Entry } from '../schema/entry.js'
import type { Standing } from '../schema/standing.js'
import { monthOf } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import type { Cell } from './points-csv.js'
import { deltaOf, kinds, runsOf, sumsOf, type EntryFilter } from './points-flow.js'
import type { Month, PendingRow } from './points-list.js'

/** Entries of a filter in which every word of a search occurs: in the name, the kind, the date or the points. */
export function entriesThat(
  log: readonly Entry[],
  filter: EntryFilter,
  query: string,
  ctx: SayContext,
  word: PointsWords,
): Entry[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return log.filter((entry) => {
    if (filter !== 'all' && kinds[entry.kind].filter !== filter) return false
    if (wanted.length === 0) return true
    const said = [
      textOf(entry.name, ctx.locale),
      word.kinds[entry.kind],
      sayDay(entry.at, ctx, 'dayYear'),
      formatNumber(entry.amountPoints, 'points', ctx),
      String(entry.amountPoints),
    ]
      .join('\n')
      .toLowerCase()
    return wanted.every((one) => said.indexOf(one) >= 0)
  })
}

/**
 * Entries by month, newest first. A month has sums only where all of its entries are here: not under a filter or a search
 * (`whole` false), and not the oldest month of a log that goes on (`goesOn`).
 */
export function monthsFrom(
  entries: readonly Entry[],
  zone: string,
  whole: boolean,
  goesOn: boolean,
): Month[] {
  const runs = runsOf(entries, ({ at }) => String(monthOf(at, zone) ?? 0))
  return runs.map(({ key, items }, index) => ({
    headed: true,
    month: Number(key),
    items,
    sums: whole && !(goesOn && index === runs.length - 1) ? sumsOf(items) : null,
  }))
}

/** Points on their way to or from an account: rewards of tasks that are being checked, and commands not read back. */
export function pendingRows(
  { tasks, benefits }: Standing,
  commands: readonly Command[],
  account: string,
  filter: EntryFilter,
  ctx: SayContext,
  word: PointsWords,
): PendingRow[] {
  const rows: PendingRow[] = []
  for (const { id, state, name, doneAt, reward } of tasks) {
    const sent = commands.some((command) => command.command === 'claimTask' && command.task === id)
    if (state !== 'pending' && !sent) continue
    const points = pointsOf(reward, account)
    if (points > 0 && (filter === 'all' || filter === 'earned')) {
      const note = sent ? word.pendingSpend : word.pendingReward
      rows.push({ at: doneAt, name: textOf(name, ctx.locale), note, points })
    }
  }
  for (const { id, name, price } of benefits) {
    const isSent = (one: Command): boolean =>
      (one.command === 'useBenefit' || one.command === 'redeemBenefit') && one.benefit === id
    if (!commands.some(isSent)) continue
    const points = pointsOf(price, account)
    if (points > 0 && (filter === 'all' || filter === 'spent')) {
      rows.push({ at: null, name: textOf(name, ctx.locale), note: word.pendingSpend, points: -points })
    }
  }
  return rows
}

function pointsOf(parts: readonly { account: string; amountPoints: number }[], account: string): number {
  return parts.reduce((sum, part) => (part.account === account ? sum + part.amountPoints : sum), 0)
}

/** A head and a line an entry: numbers as numbers, dates as spreadsheets read them, in the program's zone. */
export function csvRows(
  log: readonly Entry[],
  account: string,
  ctx: SayContext,
  { columns, kinds: names, unit }: PointsWords,
): Cell[][] {
  const { date, kind, what, balance, lapses, reference } = columns
  const rows: Cell[][] = [[date, kind, what, unit(account), balance, lapses, reference]]
  for (const entry of log) {
    const ends = entry.lots
      .map(({ expiresAt }) => sayDay(expiresAt, ctx, 'sheet').slice(0, 10))
      .filter(Boolean)
    rows.push([
      sayDay(entry.at, ctx, 'sheet'),
      names[entry.kind],
      textOf(entry.name, ctx.locale),
      deltaOf(entry),
      entry.balancePoints,
      ends.filter((end, index) => ends.indexOf(end) === index).join(' '),
      entry.id,
    ])
  }
  return rows
}
