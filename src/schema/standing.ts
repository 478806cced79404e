/**
 * A Standing: everything the widgets show of one merchant at one instant, as frozen plain JSON that carries every name,
 * text, unit and rule it mentions, so that a page can show it with no engine and no program at hand. A server may send it.
 * It knows no language (every text is in all of them) and no layout; it holds evidence, never sentences: `words` says them.
 *
 * Numbers are unrounded unless a field says "shown". All instants are ISO text; `zone` tells in which zone to read them.
 */
import * as z from 'zod/mini'
import { instant, known, text, unit, type Text } from './text.js'

export const op = z.enum(['gte', 'gt', 'lte', 'lt', 'eq'])

/** The dates that a metric counts: `[start, end)`. `kind` tells how it moves: `past` whole periods, the `current` one, `rolling`, `lifetime`; `dates` never moves. */
export const windowDates = z.object({
  kind: z.enum(['past', 'current', 'rolling', 'anniversary', 'dates', 'lifetime']),
  start: z.nullable(instant), // null: since joining
  end: instant, // exclusive
  zone: z.string(), // in whose days it counts: the program's, the window's own, or the merchant's
})
export type WindowDates = z.infer<typeof windowDates>

/**
 * Facts that are not counted, or not in full: another than the metric's `where` asks for; `undone`, or `partlyUndone` (counted with what
 * is left); without a value (`noValue`); after the data cut-off (`cutOff`); arrived too late to be seen (`notYetSeen`).
 */
const excluded = z.object({
  why: z.enum(['where', 'undone', 'partlyUndone', 'noValue', 'cutOff', 'notYetSeen']),
  count: z.number(),
})
export type Excluded = z.infer<typeof excluded>
/** Of a number that comes from facts: how many of the window's dates count, and how many do not. Absent where it was given, or made of others. */
const countedFacts = { counted: z.optional(z.number()), excluded: z.optional(z.array(excluded)) }
export type Counted = { counted: number; excluded: Excluded[] }

/**
 * What a reason speaks of: a metric, a field, the score, an account's balance, a ladder, an override.
 * `num` and `den` are the two halves of a ratio, in words a merchant can check: 18 refunds of 640 orders.
 */
export const subject = z.object({
  id: z.string(),
  kind: z.enum(['metric', 'field', 'score', 'balance', 'ladder', 'override', 'segment']),
  name: text,
  note: z.optional(text),
  unit,
  window: z.optional(windowDates),
  num: z.optional(z.object({ name: text, value: known, unit, ...countedFacts })),
  den: z.optional(z.object({ name: text, value: known, unit, ...countedFacts })),
  ...countedFacts,
})
export type Subject = z.infer<typeof subject>

/**
 * Why a condition holds or not, read from the values that decided it.
 * `met`: true, false, or null when unknown (unknown at the root counts as not met).
 * `exempt`: the subject does not apply (a ratio over nothing), so the condition is met without a value.
 * For a choice, a flag or a tier, `haveName` and `needName` say the value's and the mark's names.
 */
export type Evidence =
  | {
      kind: 'compare'
      subject: Subject
      have: number | null
      is: 'gte' | 'gt' | 'lte' | 'lt' | 'eq'
      need: number | null
      haveName?: Text | undefined
      needName?: Text | undefined
      needBy?: { name: Text; valueName?: Text | undefined } | undefined // with no mark: what it goes by, and the value that has none
      met: boolean | null
      exempt?: true | undefined
    }
  | { kind: 'known'; subject: Subject; met: boolean | null }
  | Ranked
  | Repeated
  | { kind: 'not'; of: Evidence; met: boolean | null }
  | { kind: 'atLeast'; n: number; of: Evidence[]; met: boolean | null; name?: Text | undefined } // n = of.length: all; n = 1: any; name: a segment's

/**
 * Among the best or worst of a cohort. `have`: the merchant's rank from that side, 1 is the first; `need`: how many places there are,
 * `size`: how many members; null where the peers are not known. `as`: whether the rule names the places, or a percent of the members.
 */
export type Ranked = {
  kind: 'rank'
  subject: Subject
  side: 'best' | 'worst'
  have: number | null
  need: number | null
  size: number | null
  as: 'count' | 'percent'
  met: boolean | null
}
/** A rule that was asked at past decisions of a review: it held at `have` of the last `ofLast`, and must at `need`. `of`: the rule as it stands now. */
export type Repeated = {
  kind: 'times'
  of: Evidence
  have: number | null
  need: number | null
  ofLast: number
  review: { id: string; name: Text | null }
  met: boolean | null
}

const met = z.nullable(z.boolean())
export const evidence: z.ZodMiniType<Evidence> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('compare'),
    subject,
    have: known,
    is: op,
    need: known,
    haveName: z.optional(text),
    needName: z.optional(text),
    needBy: z.optional(z.object({ name: text, valueName: z.optional(text) })),
    met,
    exempt: z.optional(z.literal(true)),
  }),
  z.object({ kind: z.literal('known'), subject, met }),
  z.object({
    kind: z.literal('rank'),
    subject,
    side: z.enum(['best', 'worst']),
    have: known,
    need: known,
    size: known,
    as: z.enum(['count', 'percent']),
    met,
  }),
  z.object({
    kind: z.literal('times'),
    get of() {
      return evidence
    },
    have: known,
    need: known,
    ofLast: z.number(),
    review: z.object({ id: z.string(), name: z.nullable(text) }),
    met,
  }),
  z.object({
    kind: z.literal('not'),
    get of() {
      return evidence
    },
    met,
  }),
  z.object({
    kind: z.literal('atLeast'),
    n: z.number(),
    get of() {
      return z.array(evidence)
    },
    met,
    name: z.optional(text),
  }),
]) as never

/**
 * One part of the score. `points` is what the factor's scale gave (0..`max` of its own range), null when unknown.
 * `share` is what it puts into the shown whole, in score units: the shares of one level and its `cap` sum exactly to the whole,
 * as shown (one decimal at most). null where parts do not sum (min, max, product).
 * `shareMax` is the most it could put in; `gain` = what is still to be won there (0 when full), in score units.
 * `state`: `scored`; `default` (too little data, the guard's points hold); `exempt` (left out, the other weights grow); `unknown`.
 */
export type FactorStanding = {
  id: string
  name: Text
  note?: Text | undefined
  state: 'scored' | 'default' | 'exempt' | 'unknown'
  points: number | null
  pointsMax: number
  weight?: number | undefined
  share: number | null
  shareMax: number | null
  gain: number | null
  metric?: Subject | undefined
  value?: number | null | undefined
  fullAt?: number | null | undefined // the metric value from (or down to) which the factor is full
  fullIs?: 'gte' | 'lte' | undefined
  guard?: Evidence | undefined // what the guard needed, when state is default or exempt
  combine?: 'sum' | 'weightedSum' | 'min' | 'max' | 'product' | undefined
  factors?: FactorStanding[] | undefined
  decides?: true | undefined // under min or max: this one carried all
  capped?: { from: number; to: number } | undefined // a group whose own least or most cut its points
}
export const factorStanding: z.ZodMiniType<FactorStanding> = z.object({
  id: z.string(),
  name: text,
  note: z.optional(text),
  state: z.enum(['scored', 'default', 'exempt', 'unknown']),
  points: known,
  pointsMax: z.number(),
  weight: z.optional(z.number()),
  share: known,
  shareMax: known,
  gain: known,
  metric: z.optional(subject),
  value: z.optional(known),
  fullAt: z.optional(known),
  fullIs: z.optional(z.enum(['gte', 'lte'])),
  guard: z.optional(evidence),
  combine: z.optional(z.enum(['sum', 'weightedSum', 'min', 'max', 'product'])),
  get factors() {
    return z.optional(z.array(factorStanding))
  },
  decides: z.optional(z.literal(true)),
  capped: z.optional(z.object({ from: z.number(), to: z.number() })),
}) as never

/** One past decision: the score and the main ladder's tier that a review left behind. */
const decided = z.object({ at: instant, review: z.string(), score: known, tier: z.nullable(z.string()) })

export const scoreStanding = z.object({
  name: text,
  value: known, // on the grid of 1e-6; null when there is no score
  why: z.optional(
    z.union([
      // only when value is null
      z.object({ kind: z.literal('guard'), needs: evidence }),
      z.object({ kind: z.literal('unknown'), subjects: z.array(subject) }),
    ]),
  ),
  isDefault: z.boolean(), // true when the score's own guard gave it (too little data)
  guard: z.optional(evidence), // what the guard needs, when isDefault
  min: z.number(),
  max: z.number(),
  combine: z.enum(['sum', 'weightedSum', 'min', 'max', 'product']),
  factors: z.array(factorStanding),
  capShare: z.number(), // what a cap or floor added (+) or took (-): a part of its own; 0 when none
  history: z.array(decided), // oldest first, at most 24
  change: z.optional(
    z.object({
      // against the last review
      since: instant,
      by: z.number(),
      most: z.nullable(z.object({ id: z.string(), name: text, by: z.number() })), // the factor that moved most
    }),
  ),
})

/**
 * A benefit as one tier gives it, with all else as it is: `benefits` of the standing has its name, kind, unit and period. `value` null: it has
 * none; `times`: its quota a period there, null without one; `further`: what the benefit requires asks for more than this ladder's tier.
 */
const tierBenefit = z.object({
  id: z.string(),
  value: known,
  times: known,
  further: z.optional(z.literal(true)),
})
export type TierBenefit = z.infer<typeof tierBenefit>

export const tierStanding = z.object({
  id: z.string(),
  name: text,
  note: z.optional(text),
  place: z.number(), // 0 is the lowest
  enter: z.nullable(evidence), // null: everybody may enter
  keep: z.nullable(evidence), // the rule asked of a holder
  scoreFrom: known, // the mark on the score in `enter`, when there is one: where the gauge draws its tick
  state: z.enum(['passed', 'here', 'above']),
  opens: z.array(z.object({ id: z.string(), name: text })), // benefits first open at this tier
  gives: z.optional(z.array(tierBenefit)), // all that it gives; absent on a badge, on a scoped ladder, and where there are no benefits
})
export type TierStanding = z.infer<typeof tierStanding>

/**
 * Why a ladder is not where the values are: `frozen` by a sanction; `never`, it does not move that way; `steps`, a review goes no further
 * at once; `climb`, a tier between is not met; `hold`, no fall before; `grace`, a fall waits; `protected`, a protection would cancel it;
 * `takesEffect`, decided for later; `review`, decided next then. `until`: exclusive, null where no end is set; `by`: the override.
 */
export const heldBack = z.object({
  why: z.enum([
    ...(['frozen', 'takesEffect', 'never', 'climb', 'steps'] as const),
    ...(['hold', 'grace', 'protected', 'review'] as const),
  ]),
  until: z.nullable(instant),
  by: z.nullable(text),
  steps: z.optional(z.number()), // why `steps`: the most that one decision moves
})
export type HeldBack = z.infer<typeof heldBack>

/** Where a merchant stands on one ladder (for a scoped one: for one value of the choice). */
export const ladderStanding = z.object({
  id: z.string(),
  name: text,
  note: z.optional(text),
  main: z.boolean(),
  badge: z.boolean(),
  scope: z.optional(z.object({ value: z.string(), name: text })),
  tiers: z.array(tierStanding),
  held: z.nullable(z.string()), // after overrides: what the merchant has
  computed: z.nullable(z.string()), // before overrides: what reviews gave
  earned: z.nullable(z.string()), // what the values give now, whatever limits a move
  ifReviewed: z.nullable(z.string()), // what a review now would leave: within its steps, holds, grace, freezes and protections
  since: z.nullable(instant),
  until: z.nullable(instant), // a hold or protection that ends; exclusive
  pending: z.nullable(z.object({ tier: z.nullable(z.string()), at: instant })), // decided, takes effect then
  heldBack: z.array(heldBack), // empty: nothing keeps it from what is earned
  atRisk: z.nullable(
    z.object({
      // the tier falls at the next review as things stand, or a keep rule is near its mark
      to: z.nullable(z.string()), // the tier after a fall
      at: z.nullable(instant), // the review that would decide it
      falls: z.boolean(), // true: fails now; false: still kept, but near the mark
      because: z.array(evidence), // the conditions that fail or nearly fail
    }),
  ),
  next: z.nullable(
    z.object({
      // the next tier up
      tier: z.string(),
      name: text,
      scoreGap: known, // score still missing; 0 when reached; null when the score is not what it asks
      conditions: z.array(evidence), // its entry rule, one row each
      metCount: z.number(),
    }),
  ),
  blockedBy: z.array(evidence), // the score suffices for a higher tier, but these conditions bar it
  lastChange: z.nullable(
    z.object({
      at: instant,
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      because: z.array(evidence), // a rise: the entry rule; a fall: the rules that failed
    }),
  ),
  review: z.nullable(z.string()), // id of the review that decides it next
})
export type LadderStanding = z.infer<typeof ladderStanding>

export const overrideStanding = z.object({
  id: z.string(),
  kind: z.enum(['grant', 'sanction', 'protect']),
  name: text,
  note: z.optional(text),
  active: z.boolean(),
  since: z.nullable(instant),
  until: z.nullable(instant), // exclusive
  ends: z.nullable(evidence), // ends by a condition
})

const term = z.object({ at: instant, validThrough: instant }) // `at` exclusive; validThrough: the last day it holds

export const taskStanding = z.object({
  id: z.string(),
  name: text,
  note: z.optional(text),
  area: z.object({ id: z.string(), name: text }),
  state: z.enum([
    'locked',
    'open',
    'pending',
    'done',
    'claimable',
    'claimed',
    'expired',
    'notApplicable',
    'dismissed',
  ]),
  why: z.nullable(evidence), // locked, not applicable: the audience rule
  done: evidence, // the condition with its values
  progress: known, // 0..1, the least of its parts
  each: z.nullable(z.enum(['day', 'week', 'month', 'quarter', 'year'])),
  streak: z.number(), // periods in a row it was done, 0 when not recurring
  doneAt: z.nullable(instant),
  deadline: z.nullable(term),
  effortMinutes: z.number(),
  gain: known, // score it would add now, alone; 0 none; null when there is no score
  reward: z.array(z.object({ account: z.string(), name: text, amountPoints: z.number() })),
  given: z.enum(['posted', 'claimed']),
  link: z.nullable(z.string()),
})
export type TaskStanding = z.infer<typeof taskStanding>

/**
 * The least effort that reaches a tier. `reaches` false: no set of open tasks does, and `blockedBy` says which conditions stay unmet even
 * with those that bring it nearer. `proof` says how far that is certain: `least`, no other set reaches it with less effort; `allTasks`,
 * not even all tasks together reach it; `searched`, every set was tried or ruled out and none does; `tried`, there are so many tasks
 * (over 20 that matter) that the search ended after `tried` sets, and neither is certain.
 */
export const pathStanding = z.object({
  tier: z.string(),
  name: text,
  ladder: z.string(), // its key
  reaches: z.boolean(),
  proof: z.enum(['least', 'allTasks', 'searched', 'tried']),
  tried: z.number(), // sets
  tasks: z.array(z.object({ id: z.string(), gain: known })), // in the order to do them; the gains sum to `gain`
  gain: z.number(),
  scoreFrom: known,
  scoreTo: known,
  effortMinutes: z.number(),
  by: z.nullable(instant), // the earliest deadline among them
  blockedBy: z.array(evidence),
})

export const benefitStanding = z.object({
  id: z.string(),
  name: text,
  note: z.optional(text),
  kind: z.enum(['price', 'logistics', 'service', 'added', 'traffic']),
  state: z.enum(['available', 'locked', 'used', 'choose', 'expired', 'outOfStock', 'suspended', 'pending']),
  requires: evidence,
  opensAt: z.nullable(z.object({ ladder: z.string(), tier: z.string(), name: text, scoreGap: known })), // locked: the tier that opens it
  value: known,
  unit: z.nullable(unit), // what it gives at the tier held
  quota: z.nullable(
    z.object({
      times: z.number(),
      used: z.number(),
      left: z.number(),
      each: z.enum(['day', 'week', 'month', 'quarter', 'year']),
      renewsAt: instant,
    }),
  ),
  stock: z.nullable(z.object({ total: z.number(), left: z.optional(z.number()) })), // `left` where the record says it
  price: z.array(
    z.object({ account: z.string(), name: text, amountPoints: z.number(), missingPoints: z.number() }),
  ), // what it takes
  choose: z.nullable(
    z.object({
      pick: z.number(),
      by: z.nullable(term),
      chosen: z.array(z.string()),
      options: z.array(z.object({ id: z.string(), name: text, note: z.optional(text) })),
    }),
  ),
  // of one that is given and then kept, since the first was given: the one to use next, else the last; `left` can be used; until null: for ever
  given: z.optional(z.object({ at: instant, until: z.nullable(term), left: z.number() })),
  hold: z.optional(z.literal(true)), // redeemed in two steps: its price is held first
  // of one that is redeemed in two steps: those whose price is held (`usedAt` null, come back at `until`), and the last ones used, with their vouchers
  redemptions: z.optional(
    z.array(
      z.object({
        id: z.string(),
        at: instant,
        until: z.nullable(term),
        usedAt: z.nullable(instant),
        voucher: z.nullable(z.string()),
      }),
    ),
  ),
  givenNext: z.optional(instant), // locked, of one that a review gives and whose rule is met: that review
  active: z.boolean(), // holds by itself, nothing to press (no quota, no price, no choice)
  suspendedBy: z.nullable(text),
})
export type BenefitStanding = z.infer<typeof benefitStanding>

export const lotStanding = z.object({
  id: z.string(),
  amountPoints: z.number(),
  leftPoints: z.number(),
  earnedAt: instant,
  expiry: z.nullable(term), // null: never lapses
  name: z.nullable(text), // the rule that earned it
})

/** A limit and what counts towards it in the running period. `name`: the rule's; null for a limit of the whole account. */
const limitStanding = z.object({
  name: z.nullable(text),
  points: z.number(), // at most so many a period
  each: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  counted: z.number(),
  left: z.number(), // 0: reached, what came after was cut
  renewsAt: instant,
})
export type LimitStanding = z.infer<typeof limitStanding>

export const accountStanding = z.object({
  id: z.string(),
  name: text,
  note: z.optional(text),
  balancePoints: z.number(), // what can be spent now: posted, nothing estimated
  pendingPoints: z.number(), // decided or derived, not posted yet
  heldPoints: z.optional(z.number()), // > 0: taken from the balance for redemptions that are open
  lots: z.array(lotStanding), // with something left, next to lapse first
  nextLapse: z.nullable(z.object({ amountPoints: z.number(), at: instant, validThrough: instant })),
  resetsAt: z.optional(instant), // when it begins anew: no lot outlasts it
  limits: z.array(limitStanding),
  worth: z.nullable(z.object({ money: z.number(), perPoints: z.number(), perMoney: z.number() })), // money of the balance, where a rate is declared
})
export type AccountStanding = z.infer<typeof accountStanding>

export const reviewStanding = z.object({
  id: z.string(),
  name: z.nullable(text),
  every: z.enum(['day', 'week', 'month', 'quarter', 'year', 'continuous']),
  last: z.nullable(instant),
  next: z.nullable(instant),
  counts: z.nullable(windowDates), // the dates that the values shown now count, where all its metrics share them
  covers: z.nullable(windowDates), // the dates that the next one will count
})

export const standing = z.object({
  tierkit: z.literal(1),
  program: z.object({
    id: z.string(),
    version: z.string(),
    name: text,
    note: z.optional(text),
    currency: z.string(),
    zone: z.string(),
  }),
  merchant: z.object({ id: z.string(), name: z.nullable(text) }),
  at: instant, // what holds at this instant
  score: z.nullable(scoreStanding), // null: the program has no score
  ladders: z.array(ladderStanding), // the main one first, badges last
  overrides: z.array(overrideStanding), // active ones, and those that ended within a year
  path: z.nullable(pathStanding), // null at the top
  tasks: z.array(taskStanding),
  benefits: z.array(benefitStanding),
  accounts: z.array(accountStanding),
  reviews: z.array(reviewStanding),
  nextMomentAt: z.nullable(instant), // read again then
})
export type Standing = z.infer<typeof standing>
export type ScoreStanding = z.infer<typeof scoreStanding>
export type OverrideStanding = z.infer<typeof overrideStanding>
export type PathStanding = z.infer<typeof pathStanding>
export type LotStanding = z.infer<typeof lotStanding>
export type ReviewStanding = z.infer<typeof reviewStanding>
