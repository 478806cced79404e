/**
 * What a ledger works out of its whole log: what each month comes to, and which entries are looked for. Both may take
 * long, so both are kept, go on by themselves while they are wanted, and say how far they are. A controller: it asks for
 * an update when there is more, and stops with its element.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Entry } from '../schema/entry.js'
import { monthOf } from '../words/date.js'
import { addTo, noSums, type MonthSum, type Sums } from './points-flow.js'
import { LogPass } from './points-pass.js'

/** A month while it is added up, and the place of its newest entry. */
interface Adding extends MonthSum {
  readonly start: number
  readonly sums: Record<keyof Sums, number>
  whole: boolean
}

/** The entries looked for, newest first, as far as they are found. */
export interface Found {
  readonly entries: readonly Entry[]
  /** How many of the log were looked at. */
  readonly seen: number
  readonly isOver: boolean
}

const dayMs = 86_400_000

/** An entry's month, for entries in the order of time: `Intl` is asked about once for each day, not for each entry. */
export function monthReader(zone: string): (at: string) => number {
  let [month, fromMs, untilMs] = [NaN, 0, -1]
  return (at) => {
    const ms = Date.parse(at)
    if (ms >= fromMs && ms <= untilMs) return month
    month = monthOf(ms, zone) ?? 0
    // what lies between two instants of one month is of that month
    fromMs = monthOf(ms - dayMs, zone) === month ? ms - dayMs : ms
    untilMs = monthOf(ms + dayMs, zone) === month ? ms + dayMs : ms
    return month
  }
}

export class LogPasses implements ReactiveController {
  private months: Adding[] = []
  private monthsPass: LogPass | null = null
  private zone = ''

  private found: Entry[] = []
  private foundPass: LogPass | null = null
  private foundKey = ''

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.monthsPass?.stop()
    this.foundPass?.stop()
    this.monthsPass = this.foundPass = null
  }

  /**
   * Months, newest first: those before `fromMonth` only as far as they are known, and all that the newest `rows` entries
   * are of. `goesOn`: the log has older entries than these, so that its last month is never whole.
   */
  monthsOf(
    log: readonly Entry[],
    zone: string,
    want: { fromMonth: number; rows: number; goesOn: boolean },
  ): readonly MonthSum[] {
    if (this.monthsPass?.log !== log || this.zone !== zone) this.beginMonths(log, zone)
    const pass = this.monthsPass!
    pass.until(() => {
      const last = this.months[this.months.length - 1]
      return last !== undefined && last.month < want.fromMonth && last.start >= want.rows
    })
    const last = this.months[this.months.length - 1]
    if (last) last.whole = pass.isOver && !want.goesOn
    return this.months
  }

  /** Whether what a month comes to is being worked out. */
  get isBusy(): boolean {
    return this.monthsPass !== null && !this.monthsPass.isOver
  }

  /** The entries that `fits` takes; `key` says what it takes, so that the same question is asked once. */
  foundIn(log: readonly Entry[], key: string, fits: (entry: Entry) => boolean): Found {
    if (this.foundPass?.log !== log || this.foundKey !== key) {
      this.foundPass?.stop()
      this.foundKey = key
      const found: Entry[] = (this.found = [])
      const take = (entry: Entry): void => void (fits(entry) && found.push(entry))
      this.foundPass = new LogPass(log, take, () => this.host.requestUpdate())
      this.foundPass.until(() => false)
    }
    const { place: seen, isOver } = this.foundPass
    return { entries: this.found, seen, isOver }
  }

  private beginMonths(log: readonly Entry[], zone: string): void {
    this.monthsPass?.stop()
    this.zone = zone
    this.months = []
    const monthAt = monthReader(zone)
    const take = (entry: Entry, start: number): void => {
      const month = monthAt(entry.at)
      let last = this.months[this.months.length - 1]
      if (last?.month !== month) {
        if (last) last.whole = true
        this.months.push((last = { month, start, sums: noSums(), whole: false }))
      }
      addTo(last.sums, entry)
    }
    this.monthsPass = new LogPass(log, take, () => this.host.requestUpdate())
  }
}
