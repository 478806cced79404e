/** The plan's nodes at one moment of one merchant, each computed once when first asked and kept, so that a reason is read, never computed. */
import { meaningOf, type Value } from '../plan/operations.js'
import type { Id, Leaf, Plan } from '../plan/plan.js'
import {
  datesOf,
  elapsedValue,
  factsValue,
  isSteady,
  type Dates,
  type MarkOf,
  type Moment,
} from './leaves.js'
import { fieldAt, type Merchant } from './merchant.js'
import type { Memory } from './state.js'

/** What the fold holds when a moment asks. Places on ladders; -1 is none. */
export interface HeldReader {
  tier: (ladder: string) => number // after overrides
  computed: (key: string) => number // before them
  active: (override: string) => boolean
  balance: (account: string) => number
  memory: (watch: string) => Memory | undefined
  changedMs: (ladder: string) => number | null // when it last changed; null: never
  fellOn: (review: string, atMs: number) => boolean // whether a review fell on an instant that has passed
}

/** What-if: leaves set to other values, by `leafKey`. */
export type Given = Readonly<Record<string, Value>>

/** The name under which what-if sets a leaf; null for leaves that nothing sets. */
export const leafKey = (leaf: Leaf): string | null => {
  if (leaf.from === 'metric') return `metric:${leaf.id}${leaf.scope ? `@${leaf.scope.value}` : ''}`
  if (leaf.from === 'field') return `field:${leaf.id}`
  if (leaf.from === 'held') return `${leaf.what}:${leaf.id}`
  return null
}

const nothing: Given = {}

/** What was read from the log and the calendar, shared by every what-if of one moment. */
export interface Read {
  facts: Record<Id, Value>
  dates: Record<string, Dates>
}

export class Values {
  protected readonly done: (Value | undefined)[] = []
  private readonly operand: MarkOf = (id) => this.get(id)

  constructor(
    readonly plan: Plan,
    readonly merchant: Merchant,
    readonly held: HeldReader,
    public moment: Moment,
    private readonly given: Given = nothing,
    private readonly read: Read = { facts: {}, dates: {} },
  ) {}

  /** The value of a node; null is unknown. */
  get(id: Id): Value {
    const known = this.done[id]
    if (known !== undefined) return known
    const node = this.plan.nodes[id]!
    const value = node.op === 'leaf' ? this.leaf(id, node.leaf) : meaningOf(node, this.operand)
    this.done[id] = value
    return value
  }

  /** The same moment with other leaves. */
  with(given: Given): Values {
    const all = this.given === nothing ? given : { ...this.given, ...given }
    return new Values(this.plan, this.merchant, this.held, this.moment, all, this.shared())
  }

  /** The same merchant as another moment would see it; values from the log are read anew. */
  at(moment: Omit<Moment, 'upto'>): Values {
    return new Values(this.plan, this.merchant, this.held, { ...moment, upto: this.moment.upto }, this.given)
  }

  /** What others of the same moment need not read again. */
  protected shared(): Read {
    return this.read
  }

  /** The dates of a window. */
  protected datesIn(window: string): Dates {
    const known = this.read.dates[window]
    if (known) return known
    const dates = datesOf(this.plan, this.merchant, window, this.moment, this.held.changedMs)
    // A ladder may change within the moment.
    if (this.plan.clockwork.windows[window]!.since.from !== 'ladder') this.read.dates[window] = dates
    return dates
  }

  protected leaf(id: Id, leaf: Leaf): Value {
    // The fold asks no what-if, and is spared the names.
    const key = this.given === nothing ? null : leafKey(leaf)
    const given = key === null ? undefined : this.given[key]
    if (given !== undefined) return given
    switch (leaf.from) {
      case 'field':
        return fieldAt(this.plan, this.merchant, leaf.id, this.moment)
      case 'metric':
        return this.metric(leaf)
      case 'facts':
        return this.counted(id, leaf)
      case 'moment':
        return elapsedValue(this.plan, this.merchant, leaf, this.moment)
      case 'held':
        return this.heldValue(leaf)
      case 'peers':
        return this.peersValue(leaf)
    }
  }

  protected counted(id: Id, leaf: Extract<Leaf, { from: 'facts' }>): Value {
    const { facts } = this.read
    const known = facts[id]
    if (known !== undefined) return known
    const value = this.count(leaf, this.datesIn(leaf.window))
    if (isSteady(this.plan, leaf)) facts[id] = value
    return value
  }

  protected count(leaf: Extract<Leaf, { from: 'facts' }>, dates: Dates): Value {
    return factsValue(this.plan, this.merchant, leaf, dates, this.moment.upto, this.operand)
  }

  /** What the newest word on a cohort says that a moment knows, a review's own instant included; with `at`, the newest of that review. */
  peersValue(leaf: Extract<Leaf, { from: 'peers' }>): Value {
    const { peers } = this.merchant
    const at = this.plan.cohorts[leaf.cohort]?.at ?? null
    for (let place = peers.length - 1; place >= 0; place--) {
      const { fromMs, cohorts } = peers[place]!
      const found = fromMs > this.moment.atMs ? undefined : cohorts[leaf.cohort]
      if (!found || (at !== null && !this.held.fellOn(at, fromMs))) continue
      if (leaf.what === 'size') return found.size
      return (
        (leaf.what === 'rank'
          ? found.ranks?.[leaf.key]?.[leaf.better]
          : found.cuts?.[leaf.key]?.[String(leaf.per)]) ?? null
      )
    }
    return null
  }

  /** A metric that came with the record; it holds from the record's date on, and `name@value` names one of a scope. */
  private metric(leaf: Extract<Leaf, { from: 'metric' }>): Value {
    const { record, asOfMs } = this.merchant
    if (!record.metrics || this.moment.atMs < asOfMs) return null
    return record.metrics[leaf.scope ? `${leaf.id}@${leaf.scope.value}` : leaf.id] ?? null
  }

  private heldValue(leaf: Extract<Leaf, { from: 'held' }>): Value {
    switch (leaf.what) {
      case 'tier':
        return this.held.tier(leaf.id)
      case 'computed':
        return this.held.computed(leaf.id)
      case 'active':
        return this.held.active(leaf.id) ? 1 : 0
      case 'balance':
        return this.held.balance(leaf.id)
      case 'times':
        return (this.held.memory(leaf.id)?.last ?? []).slice(-leaf.ofLast).filter((one) => one === true)
          .length
      case 'streak':
        return this.held.memory(leaf.id)?.streak ?? 0
    }
  }
}
