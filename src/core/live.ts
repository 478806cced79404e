/**
 * The plan's nodes as the fold goes on: what an arrival, the passing of time or a move has changed is asked anew, all else is kept. At
 * every moment it says exactly what values made for that moment would say.
 */
import { windowTurn } from '../plan/calendar.js'
import type { Value } from '../plan/operations.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import { datesOf, type Dates } from './leaves.js'
import { firstAt, type LogFact, type Merchant } from './merchant.js'
import { Values, type HeldReader, type Read } from './values.js'
import { wiringOf, type Wiring } from './wiring.js'

type FactsLeaf = Extract<Leaf, { from: 'facts' }>

export class Live extends Values {
  private readonly wiring: Wiring
  private readonly windows = new Map<string, { dates: Dates; isOpen: boolean; turnMs: number }>()
  private beside: Read | null = null
  private moves = -1
  private entries = -1
  /** How often something that was known has ceased to be: as long as it is the same, every condition says the same. */
  changes = 0

  constructor(plan: Plan, merchant: Merchant, held: HeldReader, atMs: number, upto: number) {
    super(plan, merchant, held, { atMs, countMs: atMs, upto, inclusive: true })
    this.wiring = wiringOf(plan)
  }

  /**
   * The values at an instant, with the facts before a place in the log, as the state stands now: what it does next does not show. `moves`
   * and `entries`: other numbers whenever the state has moved, or a balance has.
   */
  now(atMs: number, upto: number, moves: number, entries: number): this {
    const before = this.moment
    const isLater = atMs !== before.atMs
    const isMoved = moves !== this.moves
    const isPosted = entries !== this.entries
    if (!isLater && upto === before.upto && !isMoved && !isPosted) return this
    this.beside = null
    this.moves = moves
    this.entries = entries
    if (isLater || upto !== before.upto) {
      this.moment = { atMs, countMs: atMs, upto, inclusive: true }
      for (let place = before.upto; place < upto; place++) this.arrived(this.merchant.facts[place]!)
    }
    if (isLater) this.passed(before.atMs, atMs)
    const { balances, moved, movedOrTimed } = this.wiring
    if (isPosted) for (const id of balances) this.askAgain(id, true)
    if (isMoved) for (const id of moved) this.askAgain(id, true)
    if (isMoved || isLater) for (const id of movedOrTimed) this.askAgain(id, true)
    return this
  }

  protected override shared(): Read {
    return (this.beside ??= { facts: {}, dates: {} })
  }

  protected override counted(_id: Id, leaf: FactsLeaf): Value {
    return this.count(leaf, this.datesIn(leaf.window))
  }

  protected override datesIn(window: string): Dates {
    const { plan, merchant, moment } = this
    const known = this.windows.get(window)
    if (known) {
      const { dates } = known
      if (known.isOpen) dates.endMs = moment.atMs + 1
      dates.untilMs = Math.min(dates.endMs, moment.atMs + 1)
      return dates
    }
    const dates = datesOf(plan, merchant, window, moment, this.held.changedMs)
    if (this.wiring.inWindow.has(window)) {
      const { rule } = plan.clockwork.windows[window]!
      const turnMs = windowTurn(rule, dates.zone, moment.atMs, merchant.joinedMs)
      this.windows.set(window, { dates, isOpen: rule.kind === 'lifetime', turnMs })
    }
    return dates
  }

  /** A fact has arrived: what counts it, and what counts the fact that it undoes, is no longer known. */
  private arrived(log: LogFact): void {
    const { counts, nets, undoes } = this.wiring
    for (const id of counts.get(log.type) ?? []) if (this.mayCount(id, log.atMs)) this.forget(id)
    const origin = log.ref !== null && undoes.has(log.type) ? this.merchant.byId.get(log.ref) : undefined
    if (origin)
      for (const id of nets.get(origin.type) ?? []) if (this.mayCount(id, origin.atMs)) this.forget(id)
  }

  /** Whether a leaf's dates may hold an instant. */
  private mayCount(id: Id, atMs: number): boolean {
    const node = this.plan.nodes[id]!
    const known =
      node.op === 'leaf' && node.leaf.from === 'facts' ? this.windows.get(node.leaf.window) : undefined
    if (!known) return true
    const { startMs, endMs } = known.dates
    return (startMs === null || atMs >= startMs) && (known.isOpen || atMs < endMs)
  }

  /** Time has passed: windows have moved on, and dated fields have changed. */
  private passed(beforeMs: number, atMs: number): void {
    const { merchant, wiring } = this
    this.windows.forEach(({ turnMs }, window) => {
      if (turnMs > atMs && !merchant.foresees) return
      this.windows.delete(window)
      for (const id of wiring.inWindow.get(window)!) this.forget(id)
    })
    const next = merchant.changesMs[firstAt(merchant.changesMs, beforeMs + 1, itself)]
    if (next !== undefined && next <= atMs) for (const id of wiring.given) this.askAgain(id, false)
    for (const id of wiring.timed) this.askAgain(id, false)
  }

  /** Reads a leaf again, if anything has read it or `always`; only another value makes others unknown. */
  private askAgain(id: Id, always: boolean): void {
    const known = this.done[id]
    if (known === undefined && !always) return
    const value = this.leaf(id, (this.plan.nodes[id] as { leaf: Leaf }).leaf)
    if (value === known) return
    if (known !== undefined) this.forget(id)
    this.changes += 1
    this.done[id] = value
  }

  private forget(id: Id): void {
    if (this.done[id] === undefined) return
    this.changes += 1
    this.done[id] = undefined
    for (const above of this.wiring.above.get(id)!) this.done[above] = undefined
  }
}

const itself = (one: number): number => one
