/**
 * A record: one merchant as the platform knows them. Facts are the log; `metrics` are values given instead of facts;
 * `held` is the state that an earlier fold ended in, so that a back end need not send the whole log.
 */
import * as z from 'zod/mini'
import { entry } from './entry.js'
import { instant, known, text } from './text.js'
import { zone } from './time.js'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A value, or dated values: `[{ from, value }]`, each holding from its instant on. A plain value holds from the record's `asOf`, or always where it has none. */
export const fieldValue = z.union([scalar, z.array(z.object({ from: instant, value: scalar }))])

/**
 * Something that happened. `type` names an event of the program, or a command's fact (`tk.claimTask` ...).
 * `at`: when it happened; `seen`: when it arrived (default `at`). `ref`: the fact that it undoes or belongs to. Other keys are the event's fields.
 */
export const fact = z.catchall(
  z.object({
    id: z.string(),
    type: z.string(),
    at: instant,
    seen: z.optional(instant),
    ref: z.optional(z.string()),
  }),
  z.union([scalar, z.array(z.string()), text]), // a text: an operator's reason
)
export type Fact = z.infer<typeof fact>

/** What one past review decided, as evidence for history and for conditions over decisions. */
export const decision = z.object({
  at: instant,
  review: z.string(),
  score: known,
  tiers: z.record(z.string(), z.nullable(z.string())), // by ladder key
  factors: z.record(z.string(), known), // points by factor id, in score units
})

const heldLadder = z.object({
  tier: z.nullable(z.string()),
  since: z.nullable(instant),
  until: z.nullable(instant), // no fall before it (hold); exclusive
  effective: z.optional(z.object({ tier: z.nullable(z.string()), since: z.nullable(instant) })), // after overrides, and since when without a break
  pending: z.nullable(
    z.object({
      tier: z.nullable(z.string()),
      at: instant,
      why: z.enum(['takesEffect', 'grace']),
      because: z.optional(z.array(z.unknown())), // evidence of the decision; a grace is explained by what fails at its end
    }),
  ),
  change: z.nullable(
    z.object({
      at: instant,
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      because: z.array(z.unknown()),
    }),
  ),
})
const heldOverride = z.object({
  met: z.nullable(z.boolean()),
  since: z.nullable(instant),
  until: z.nullable(instant),
  ended: z.nullable(instant),
  used: z.boolean(),
})
const heldLot = z.object({
  id: z.string(),
  amountPoints: z.number(),
  leftPoints: z.number(),
  earnedAt: instant,
  expiresAt: z.nullable(instant),
  name: z.nullable(text),
  fact: z.nullable(z.string()),
  ownTerm: z.optional(z.literal(true)), // of a rule's own term, in an account whose points lapse when idle
})
const heldAccount = z.object({
  balancePoints: z.number(),
  lots: z.array(heldLot), // every lot that a later undo may still need; others are dropped
  limits: z.record(z.string(), z.object({ periodStart: instant, points: z.number() })), // by rule and period: what was given
  debtPoints: z.number(), // how far the balance is below what the lots hold, in an account that may fall below 0
  taken: z.record(
    z.string(), // by the fact that took points, or spent them: what an undo gives back
    z.object({
      parts: z.array(z.object({ lot: z.string(), amountPoints: z.number() })),
      debtPoints: z.number(),
      until: z.nullable(instant), // a deduction that lapses: what it took comes back then
    }),
  ),
  // by rule that counts in total: so much was counted, so many points given since the account last began anew; `gone`: so much was counted by then
  counted: z.record(
    z.string(),
    z.object({ amount: z.number(), points: z.number(), gone: z.optional(z.number()) }),
  ),
  activeAt: z.nullable(instant), // of an account whose points lapse when idle
})
const heldTask = z.object({
  doneAt: z.nullable(instant),
  period: z.nullable(instant),
  claimedAt: z.nullable(instant),
  dismissedAt: z.nullable(instant),
  streak: z.number(),
  lastPeriod: z.nullable(instant),
})
const heldBenefit = z.object({
  uses: z.array(instant),
  chosen: z.array(z.string()),
  openSince: z.nullable(instant),
  given: z.array(z.object({ at: instant, until: z.nullable(instant), usedAt: z.nullable(instant) })), // of one that is given, oldest first
  // of one that is redeemed in two steps, oldest first; `id`: the fact's, `usedAt` null: held
  redemptions: z.array(
    z.object({
      id: z.string(),
      at: instant,
      until: z.nullable(instant),
      usedAt: z.nullable(instant),
      voucher: z.nullable(z.string()),
      points: z.record(z.string(), z.number()), // by account, what it holds or held
    }),
  ),
})
/** What a condition over past decisions reads: whether it held at the last ones, oldest first, and at how many in a row up to the last. */
const heldMemory = z.object({ last: z.array(z.nullable(z.boolean())), streak: z.number() })

/** The state at `at`: a reduction of all moments up to and including it. Opaque to hosts; stored and sent back as it is. */
export const held = z.object({
  at: instant,
  programVersion: z.string(),
  ladders: z.record(z.string(), heldLadder),
  overrides: z.record(z.string(), heldOverride),
  accounts: z.record(z.string(), heldAccount),
  tasks: z.record(z.string(), heldTask),
  benefits: z.record(z.string(), heldBenefit),
  memory: z.record(z.string(), heldMemory), // by the key of what is watched
  decisions: z.array(decision), // the last 24, oldest first
  totals: z.object({ facts: z.number(), entries: z.number() }),
})
export type Held = z.infer<typeof held>
export type Decision = z.infer<typeof decision>

/**
 * A merchant among the peers of one cohort, as the population engine counted them. `size`: how many members its part has, null for one who
 * is in no part; `ranks` by what is ranked (a metric, a field, an account or `score`), 1 is the best, from the `high` or the `low` end;
 * `cuts`: the peers' value at a percentile, by what is ranked and the percentile. Null or absent where nothing is known, e.g. the rank of
 * one who is no member.
 */
export const peerStanding = z.strictObject({
  size: known,
  ranks: z.optional(
    z.record(z.string(), z.strictObject({ high: z.optional(known), low: z.optional(known) })),
  ),
  cuts: z.optional(z.record(z.string(), z.record(z.string(), known))),
})
export type PeerStanding = z.infer<typeof peerStanding>

/** A name that is none of these is a mistake, and told; what the program declares, `recordIssues` knows. */
export const record = z.strictObject({
  id: z.string(),
  name: z.optional(text),
  joinedAt: instant,
  zone: z.optional(zone),
  asOf: z.optional(instant),
  fields: z.optional(z.record(z.string(), fieldValue)),
  facts: z.optional(z.array(fact)),
  metrics: z.optional(z.record(z.string(), known)),
  peers: z.optional(z.record(z.string(), z.record(z.string(), peerStanding))), // by the instant they hold from, then by cohort
  held: z.optional(held),
  entries: z.optional(z.array(entry)), // posted earlier, for a host that keeps them with the record
  revision: z.optional(z.number()),
  stock: z.optional(z.record(z.string(), z.number())), // by benefit: how many are left for all, as the authority knows
})
export type MerchantRecord = z.infer<typeof record>

/** Several merchants in one document. */
export const records = z.array(record)
