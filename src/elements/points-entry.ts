/** One entry of the log in words: what happened, by how much, and what it made, drew from or takes back. */
import type { Entry } from '../schema/entry.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import { deltaOf, kinds } from './points-flow.js'

export interface SayEntry {
  readonly ctx: SayContext
  readonly word: PointsWords
  /** The account's name. */
  readonly account: string
  /** Finds the entry that another one takes back. */
  readonly find: (entry: Entry) => Entry | undefined
}

/** A row of the log. `tone` is the class of its points. */
export interface SaidEntry {
  readonly date: string
  readonly title: string
  readonly reason: string
  readonly tone: 'still' | 'in' | 'gone' | 'out'
  readonly points: string
  readonly balance: string
}

export function sayEntry(entry: Entry, say: SayEntry): SaidEntry {
  const { ctx } = say
  const delta = deltaOf(entry)
  const { filter } = kinds[entry.kind]
  return {
    date: dayOfMonth(entry.at, ctx),
    title: titleOf(entry, say),
    reason: reasonOf(entry, delta, say),
    tone: delta === 0 ? 'still' : delta > 0 ? 'in' : filter === 'lapsed' ? 'gone' : 'out',
    points: delta === 0 ? formatNumber(entry.amountPoints, 'points', ctx) : signed(delta, ctx),
    balance: formatNumber(entry.balancePoints, 'points', ctx),
  }
}

/** The heading above says the year. */
export const dayOfMonth = (at: string, ctx: SayContext): string => sayDay(at, { ...ctx, at })

export const signed = (value: number, ctx: SayContext): string =>
  formatNumber(value, 'points', { ...ctx, signed: true })

/** The points of an entry by the day on which they lapse, next to lapse first; `ends` null: never. */
export function lotsByEnd({ lots }: Entry): { ends: string | null; points: number }[] {
  const parts = new Map<string | null, number>()
  for (const { expiresAt, amountPoints } of lots)
    parts.set(expiresAt, (parts.get(expiresAt) ?? 0) + amountPoints)
  return [...parts.keys()]
    .sort((a, b) => (a === null ? 1 : b === null ? -1 : Date.parse(a) - Date.parse(b)))
    .map((ends) => ({ ends, points: parts.get(ends)! }))
}

/** What happened. What has no name but the account's, as a lapse, is called by its kind. */
export function titleOf({ name, kind }: Entry, { ctx, word, account }: SayEntry): string {
  const said = textOf(name, ctx.locale)
  return said === account ? word.kinds[kind] : said
}

/** The kind in words, always, unless the entry is called by it; and which lots it made or drew from. */
function reasonOf(entry: Entry, delta: number, say: SayEntry): string {
  const { ctx, word } = say
  const kind = word.kinds[entry.kind]
  const parts = [titleOf(entry, say) === kind ? '' : kind]
  if (delta === 0) return [...parts, word.settled].filter(Boolean).join(' · ')
  parts.push(reversalOf(entry, say), lotsOf(entry, delta, ctx, word))
  return parts.filter(Boolean).join(' · ')
}

/** What an entry takes back, where it takes anything back. */
export function reversalOf(entry: Entry, { ctx, word, find }: SayEntry): string {
  if (entry.reverses === null) return ''
  const reversed = find(entry)
  return reversed ? word.reverses(sayDay(reversed.at, ctx)) : word.reversesOlder
}

function lotsOf({ lots, kind }: Entry, delta: number, ctx: SayContext, word: PointsWords): string {
  if (kinds[kind].flow === 'lapsed') return ''
  const ends: string[] = []
  for (const { expiresAt } of lots) if (expiresAt && ends.indexOf(expiresAt) < 0) ends.push(expiresAt)
  const date = sayDay(ends[0], ctx)
  if (delta > 0) {
    if (!date || ends.length > 1) return ''
    return kind === 'return' ? word.backIn(date) : word.lapsesOn(date)
  }
  return ends.length > 1 ? word.drawnFromLots(ends.length) : date ? word.drawnFrom(date) : ''
}
