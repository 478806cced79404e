/**
 * One account's part of the entries that were read: its log, what of it is looked for, and what its months come to. A
 * controller's front: each is worked out once and kept until the entries are others.
 */
import type { ReactiveControllerHost } from 'lit'
import type { Entry } from '../schema/entry.js'
import type { Standing } from '../schema/standing.js'
import { monthOf } from '../words/date.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import type { EntryReader } from './entry-reader.js'
import { monthBars, type EntryFilter, type MonthBar, type MonthSum } from './points-flow.js'
import { fitsIn } from './points-log.js'
import { LogPasses, type Found } from './points-passes.js'

interface Own {
  readonly entries: readonly Entry[]
  readonly account: string
  readonly log: readonly Entry[]
}

export class AccountLog {
  private readonly passes: LogPasses
  private own: Own | null = null

  constructor(
    host: ReactiveControllerHost,
    private readonly reader: EntryReader,
  ) {
    this.passes = new LogPasses(host)
  }

  /** Whether months are still being added up. */
  get isAdding(): boolean {
    return this.passes.isBusy
  }

  /** The account's entries, newest first. */
  of({ id }: { readonly id: string }): readonly Entry[] {
    const { entries } = this.reader
    if (this.own?.entries !== entries || this.own.account !== id) {
      const isOther = ({ account }: Entry): boolean => account !== id
      const log = entries.some(isOther) ? entries.filter((entry) => !isOther(entry)) : entries
      this.own = { entries, account: id, log }
    }
    return this.own.log
  }

  /** Those of a filter and a search, as far as they are found. */
  foundIn(
    log: readonly Entry[],
    filter: EntryFilter,
    query: string,
    ctx: SayContext,
    word: PointsWords,
  ): Found {
    const asked = query.trim()
    if (filter === 'all' && !asked) return { entries: log, seen: log.length, isOver: true }
    const key = [filter, asked, ctx.locale, ctx.zone].join('\n')
    return this.passes.foundIn(log, key, fitsIn(filter, asked, ctx, word))
  }

  /** What its newest `count` months come to, and those that the newest `rows` entries are of. */
  monthsOf(
    log: readonly Entry[],
    { at, zone }: Pick<SayContext, 'at' | 'zone'>,
    count: number,
    rows: number,
  ): readonly MonthSum[] {
    const fromMonth = (monthOf(at, zone) ?? 0) - count + 1
    return this.passes.monthsOf(log, zone, { fromMonth, rows, goesOn: this.reader.hasOlder })
  }

  /** The months of the chart, as far back as entries were read in full; none before all of them are added up. */
  barsOf({ at, program: { zone } }: Standing, log: readonly Entry[], count: number): MonthBar[] {
    const { entries, hasOlder } = this.reader
    const last = monthOf(at, zone)
    const first = monthOf(entries[entries.length - 1]?.at, zone)
    if (last === null || first === null) return []
    const months = this.monthsOf(log, { at, zone }, count, 0)
    const reached = months[months.length - 1]
    if (this.isAdding && (!reached || reached.month > last - count)) return []
    // the month that the next page goes on with is not whole
    return monthBars(months, last, count, Math.min(last, hasOlder ? first + 1 : first))
  }
}
