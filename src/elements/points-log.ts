/** What the log shows of what was read: found entries, their months, what is pending beside them, and rows for a file. Pure. */
import type { Command } from '../schema/command.js'
import type { Entry } from '../schema/entry.js'
import type { Standing } from '../schema/standing.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import type { Cell } from './points-csv.js'
import { deltaOf, kinds, runsOf, type EntryFilter, type MonthSum } from './points-flow.js'
import type { Month, PendingRow } from './points-list.js'
import type { EntryPlaces } from './points-pages.js'
import { monthReader } from './points-passes.js'

/** Whether an entry is of a filter and every word of a search occurs in it: in the name, the kind, the date or the points. */
export function fitsIn(
  filter: EntryFilter,
  query: string,
  ctx: SayContext,
  word: PointsWords,
): (entry: Entry) => boolean {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return (entry) => {
    if (filter !== 'all' && kinds[entry.kind].filter !== filter) return false
    const named = `${textOf(entry.name, ctx.locale)}\n${word.kinds[entry.kind]}\n${entry.amountPoints}`
    const rest = without(wanted, named)
    if (rest.length === 0) return true
    // dates and numbers take long to say, so only where a word is still missing
    const said = `${sayDay(entry.at, ctx, 'dayYear')}\n${formatNumber(entry.amountPoints, 'points', ctx)}`
    return without(rest, said).length === 0
  }
}

function without(words: readonly string[], text: string): readonly string[] {
  if (words.length === 0) return words
  const lower = text.toLowerCase()
  return words.filter((one) => lower.indexOf(one) < 0)
}

/** Entries by month, newest first. A month has sums only where they are known whole; under a filter or a search none has. */
export function monthsFrom(
  entries: readonly Entry[],
  zone: string,
  sums: readonly MonthSum[] | null,
): Month[] {
  const monthAt = monthReader(zone)
  return runsOf(entries, ({ at }) => String(monthAt(at))).map(({ key, items }) => {
    const month = Number(key)
    const known = sums?.filter((one) => one.month === month && one.whole)[0]
    return { headed: true, month, items, sums: known?.sums ?? null }
  })
}

/** The entry that another one takes back: older, so it is looked for from a place on, as far as looking costs nothing. */
export function reversedIn(
  { count, at }: Pick<EntryPlaces, 'count' | 'at'>,
  { reverses }: Entry,
  from: number,
): Entry | undefined {
  if (reverses === null) return undefined
  const end = Math.min(count, from + 20_000)
  for (let place = from; place < end; place++) {
    const entry = at(place)
    if (entry?.id === reverses) return entry
  }
  return undefined
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

/** The head of a file of entries. */
export function csvHead(account: string, { columns, unit }: PointsWords): Cell[] {
  const { date, kind, what, balance, lapses, reference } = columns
  return [date, kind, what, unit(account), balance, lapses, reference]
}

/** An entry's line: numbers as numbers, dates as spreadsheets read them, in the program's zone. */
export function csvRow(entry: Entry, ctx: SayContext, { kinds: names }: PointsWords): Cell[] {
  const ends = entry.lots.map(({ expiresAt }) => sayDay(expiresAt, ctx, 'sheet').slice(0, 10)).filter(Boolean)
  return [
    sayDay(entry.at, ctx, 'sheet'),
    names[entry.kind],
    textOf(entry.name, ctx.locale),
    deltaOf(entry),
    entry.balancePoints,
    ends.filter((end, index) => ends.indexOf(end) === index).join(' '),
    entry.id,
  ]
}
