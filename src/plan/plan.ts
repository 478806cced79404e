/**
 * START HERE. A Plan is what every engine shares: a program compiled to one list of nodes, operands first, and a clockwork.
 * Nodes say what holds at one moment; the clockwork says what happens when, and only `core` reads it. A plan knows no merchant.
 *
 * Values are numbers or null (unknown). Conditions are 1, 0 or null. A choice's value is its place among the choices, a tier's
 * its place on the ladder (-1: none), a date its instant in ms. Micro-points are integers, points * 1e6 rounded half up.
 */
import type { ReviewRule, Period, Span, Term, WindowRule } from './calendar.js'
import type { Text, Unit } from '../schema/text.js'

export type Id = number // place in plan.nodes; operands come first

/** `zone`: of a date field, in which a bare day begins; the fact's own text is read as an instant. */
export type FactFilter =
  | { field: string; is: Comparison; value: number | string | boolean; zone?: string }
  | { field: string; is: Comparison; other: string; zone?: string } // another field of the same event
  | { field: string; is: Comparison; mark: Id; zone?: string } // a node of the plan: a mark that differs by merchant
  | { field: string; known: boolean }
  | { atLeast: number; of: FactFilter[] }
  | { not: FactFilter }

/** The only contact with data. */
export type Leaf =
  | { from: 'field'; id: string }
  | { from: 'metric'; id: string; scope?: Scope } // a value given instead of facts; null where it is not given
  | {
      from: 'facts'
      event: string
      take: 'count' | 'days' | 'sum' | 'avg' | 'min' | 'max' | 'latest' | 'distinct'
      of?: string
      where?: FactFilter
      window: string
      net: boolean
    }
  | { from: 'held'; what: 'tier' | 'computed' | 'active' | 'balance'; id: string } // tier: after overrides; computed: before them
  | { from: 'held'; what: 'times'; id: string; ofLast: number } // at how many of the last decisions a watch held; `id` is the watch's key
  | { from: 'held'; what: 'streak'; id: string } // at how many in a row, up to the last
  | { from: 'peers'; what: 'size'; cohort: string } // members of the part that the merchant belongs to
  | { from: 'peers'; what: 'rank'; cohort: string; of: Id; key: string; better: 'high' | 'low' } // 1 is the best
  | { from: 'peers'; what: 'cut'; cohort: string; of: Id; key: string; per: number } // the members' value at the percentile `per`
  | { from: 'moment'; what: 'elapsed'; since: string; which: 'first' | 'last'; unit: 'days' | 'months' }
/** One value of a choice that a scoped ladder is evaluated for. */
export interface Scope {
  choice: string
  value: string
}

export type Comparison = 'gte' | 'gt' | 'lte' | 'lt' | 'eq'
export type Node =
  | { op: 'value'; value: number | null }
  | { op: 'leaf'; leaf: Leaf }
  | { op: 'micro'; x: Id } // floor(x * 1e6 + 0.5)
  | { op: 'sum'; of: Id[]; weights: number[] } // sum of weight * operand, exact on integers
  | { op: 'grid'; x: Id; over: Id } // floor(x / over + 0.5) / 1e6: micro-points back to points
  | { op: 'product'; of: Id[]; per: number } // product / per, one division
  | { op: 'min'; of: Id[] }
  | { op: 'max'; of: Id[] }
  | { op: 'ratio'; num: Id; den: Id; per: number } // per * num / den, one division; null where den is 0
  | {
      op: 'curve'
      x: Id
      knots: [at: number, points: number][]
      shape: 'line' | 'from' | 'upTo'
      beyond: number
    } // beyond: below the first `from`, above the last `upTo`
  | { op: 'compare'; is: Comparison; left: Id; right: Id }
  | { op: 'atLeast'; n: number; of: Id[] } // n = of.length: all; n = 1: any
  | { op: 'not'; x: Id }
  | { op: 'known'; x: Id }
  | { op: 'pick'; arms: [when: Id, use: Id][]; otherwise: Id } // the first arm whose `when` is 1
export type Op = Node['op']
export type NodeOf<O extends Op> = Extract<Node, { op: O }>

/** What a reason calls a node's value. `window` names one of the plan's windows. */
export interface Name {
  id: string
  kind: 'metric' | 'field' | 'score' | 'balance' | 'ladder' | 'override' | 'segment'
  name: Text
  note?: Text
  unit: Unit
  window?: string
  num?: Id
  den?: Id
  values?: Text[] // the names of a choice's values or a ladder's tiers, by place
}

/** Whom to rank against; ranks, sizes and cuts come with the record, from the population engine, which reads this. */
export interface CohortPlan {
  id: string // `id@value` where a scope has members of its own; so is the key of its ranks
  members: Id | null // null: everybody
  by: Id[] // members with equal values are one part
  at: string | null // the review whose ranks hold; null: the newest that came with the record
  ties: 'better' | 'worse' | { by: Id; better: 'high' | 'low' }
  percentiles: 'nearestRank' | 'linear'
}

export interface FactorPlan {
  id: string
  name: Text
  note?: Text
  path: (string | number)[]
  points: Id // on the grid, before weighting
  present: Id | null // null: always; else 0 when exempt
  weight: Id | null
  pointsMin: number
  pointsMax: number
  metric: Id | null
  fullAt: number | null
  fullIs: 'gte' | 'lte'
  guard: { needs: Id; else: 'points' | 'exempt' | 'noScore' } | null
  group: GroupPlan | null
}
export interface GroupPlan {
  combine: 'sum' | 'weightedSum' | 'min' | 'max' | 'product'
  factors: FactorPlan[]
  raw: Id
  min: number
  max: number
}
export interface ScorePlan {
  name: Text
  value: Id
  group: GroupPlan
  guard: { needs: Id; else: 'points' | 'exempt' | 'noScore' } | null
}

export interface TierPlan {
  id: string
  name: Text
  note?: Text
  enter: Id | null
  keep: Id | null
  scoreFrom: number | null
}
export interface LadderPlan {
  key: string // the ladder's id, and `@value` for a scoped one
  id: string
  name: Text
  note?: Text
  main: boolean
  badge: boolean
  scope: (Scope & { name: Text }) | null // of a ladder kept for every value of a choice, this one's
  tiers: TierPlan[]
  held: Id
  earned: Id // places on the ladder; `earned` asks keep at or below the tier held, enter above it
  rise: Id
  fall: Id // `earned` within the steps that one decision may take
  promote: When
  demote: When
  hold: Term | null
  grace: Term | null
  climb: boolean // one tier after the other, each step posting
  takes: { account: string; amountPoints: number }[] // on every step up
  carry: { account: string; marks: (Id | null)[] }[] // at a decision: what lies above the mark of the tier decided stays; by place, null: nothing stays
  reset: string[] // accounts that begin anew at a decision
  wakes: string[] | null // event types that can change what is earned; null: any
}
export type When = { review: string } | 'atOnce' | 'never'

export type Amount = { value: Id } | { give: number; every: number; of: string | null; total: boolean }
export interface LimitPlan {
  points: number
  each: Period
  zone: string
  exempt: string[]
  gross: boolean
}
export interface EarnPlan {
  on: string | null
  at: string | null // an event, or a review
  where: FactFilter | null
  when: Id | null
  points: Amount
  multiply: Id | null
  limit: LimitPlan | null
  expires: Term | null
  after: boolean // reads the standing just after its event
  name: Text | null
  key: string
}
export interface AccountPlan {
  id: string
  name: Text
  note?: Text
  outside: boolean
  start: number
  min: number
  max: number
  earn: EarnPlan[]
  limits: LimitPlan[]
  expires: Term | null
  idle: Span | null // all points lapse so long after the last that were earned or spent
  reset: string | null // the review at which it begins anew
  worth: { points: number; money: number } | null
}
export interface OverridePlan {
  wakes: string[] | null // event types that can change `starts` or `ends`; null: any
  id: string
  kind: 'grant' | 'sanction' | 'protect'
  name: Text
  note?: Text
  on: string | null
  where: FactFilter | null // of the event that starts it
  starts: Id | null
  ends: Id | null
  lasts: Term | null
  floor: Record<string, number>
  cap: Record<string, number> // ladder id -> place
  open: string[]
  suspendKinds: string[]
  suspendBenefits: string[]
  freeze: string[]
  ladders: string[] | null // that a protection protects; null: any
}
export interface BenefitPlan {
  id: string
  name: Text
  note?: Text
  kind: 'price' | 'logistics' | 'service' | 'added' | 'traffic'
  requires: Id
  value: Id | null
  unit: Unit | null
  cost: Id
  takes: { account: string; amount: Id }[]
  quota: { times: Id; each: Period } | null
  choose: {
    options: { id: string; name: Text; note?: Text }[]
    pick: number
    within: Term
    else: string | null
  } | null
  given: { at: string } | { each: Period | 'once' } | null // null: held as long as `requires` holds
  lasts: Term | null
  hold: Term | null // redeemed in two steps: how long its price is held; null: used at once
  stock: number | null
}
export interface TaskPlan {
  id: string
  name: Text
  note?: Text
  area: { id: string; name: Text }
  audience: Id | null
  done: Id
  each: Period | null
  deadline: Term | null
  effortMinutes: number
  moves: { metric: string; node: Id; by: number | null; to: number | null }[]
  reward: { account: string; amountPoints: number }[]
  given: 'posted' | 'claimed'
  link: string | null
  wakes: string[] | null // event types that can change `done` or `audience`; null: any
}
/** A condition that is asked at every decision of a review, and remembered. */
export interface WatchPlan {
  key: string
  condition: Id
  review: string
  keeps: number // how many decisions back
}
/** What anniversaries are counted from: joining, a date field, or the last change on a ladder (by its key). */
export type Anchor = { from: 'joined' } | { from: 'field'; id: string } | { from: 'ladder'; key: string }
export interface ReviewPlan {
  id: string
  name: Text | null
  rule: ReviewRule | 'continuous'
  since: Anchor | null // with it `rule.every` is counted on and on from there
  cutOff: Span | null
  takesEffect: Span | null
  zone: string
  covers: string | null
}

/** A window, and what a merchant brings to it. */
export interface WindowPlan {
  rule: WindowRule
  zone: string | null // null: the merchant's own
  cutOff: Span | null // ends so much earlier
  since: Anchor // of an anniversary
}

export interface Clockwork {
  zone: string
  windows: Record<string, WindowPlan>
  watches: WatchPlan[]
  reviews: ReviewPlan[] // by id, in which order those of one instant are decided
  ladders: LadderPlan[]
  overrides: OverridePlan[]
  accounts: AccountPlan[]
  benefits: BenefitPlan[]
  tasks: TaskPlan[]
  undoneBy: Record<string, string> // event -> the event that undoes it
  eventNames: Record<string, Text>
  choices: Record<string, string[]> // choice, field or event.field -> the values, by place
  eventFields: Record<string, { unit: Unit; name: Text | null }> // event.field -> what it is; an id is a choice without values
}

export interface Plan {
  program: { id: string; version: string; name: Text; note?: Text; currency: string }
  inForceMs: number
  earlier: Plan | null // the version in force before this one
  nodes: Node[]
  origin: (string | number)[][] // by node: the JSON path it was compiled from
  names: Record<Id, Name> // by node: what a reason calls it
  cohorts: Record<string, CohortPlan>
  passes: Id[][] // peers wait for what they rank: a pass holds the nodes that need the ranks of the passes before it and no more
  lookback: { days: number } | null // beside `held`, facts that happened or arrived within so many days before it are needed; null: all
  score: ScorePlan | null
  clockwork: Clockwork
}
