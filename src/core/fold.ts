/** What the phases of the fold share: the plan in force, the merchant, the draft, and values as they stand at an instant. */
import type { Span } from '../plan/calendar.js'
import type { LadderPlan, Plan } from '../plan/plan.js'
import type { Entry } from '../schema/entry.js'
import type { Live } from './live.js'
import type { Merchant } from './merchant.js'
import type { State } from './state.js'
import type { Values } from './values.js'

/** Which ways a decision may move a ladder, and how much later it takes effect. */
export interface Step {
  rise: boolean
  fall: boolean
  takesEffect: Span | null
  afterGrace?: number // the place to which a fall was decided that has waited
}

export interface Fold {
  plan: Plan // the version in force
  readonly newest: Plan // the version from which all are reached
  readonly merchant: Merchant
  readonly state: State
  readonly entries: Entry[] | null // null: what is posted is not written down
  readonly zone: string
  readonly lives: Live[]
  upto: number // facts before this place in the log have been folded in
  /** Values at an instant with everything folded in so far. */
  now: (atMs: number) => Values
  /** Told of every decision about a ladder, before anything of it moves; `values` must be read then, since they follow the state. */
  readonly seen: ((fold: Fold, ladder: LadderPlan, values: Values, atMs: number, step: Step) => void) | null
  /** Values as a review at an instant sees them: facts strictly before it, windows counted from its data cut-off. */
  review: (atMs: number, countMs: number) => Values
}
