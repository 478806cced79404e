/**
 * Reasons: the statement that explains a tier decision and can be printed. Like a Standing it is plain JSON that carries every name, text,
 * unit and rule it mentions; `words` says it. What it says is read at the decision itself: the values, dates and rules as they were then.
 */
import * as z from 'zod/mini'
import { evidence, heldBack, op, overrideStanding, scoreStanding, subject } from './standing.js'
import { instant, known, text } from './text.js'

const tierName = z.object({ id: z.string(), name: text })

/** One value that the rules read. `marks`: what they compare it with; empty for what only goes into the score. */
const input = z.object({
  subject,
  value: known,
  valueName: z.optional(text), // of a choice, a flag or a tier
  marks: z.array(
    z.object({
      is: op,
      need: known,
      needName: z.optional(text),
      met: z.nullable(z.boolean()),
      exempt: z.optional(z.literal(true)), // it does not apply, and is met without a value
    }),
  ),
})

/** A value that would have had to be another: `to` is the nearest that does. */
const turned = z.object({
  subject,
  from: known,
  to: z.number(),
  fromName: z.optional(text),
  toName: z.optional(text),
})

/**
 * One decision. `rise` and `fall` say why the tier moved, `stay` why it did not. `rules`: those that decided, with the place in the program
 * where each is written: of a rise the entry rule of the tier reached, of a fall the keep rule of the tier lost, of neither both that
 * hold the tier where it is. `turn`: the smallest change of values that would have turned it, and `turnsTo` the tier it would have led to;
 * null where no change of values would, e.g. while a sanction freezes the ladder.
 */
const decision = z.object({
  outcome: z.enum(['rise', 'fall', 'stay']),
  version: z.string(), // of the program, that decided
  from: z.nullable(tierName),
  to: z.nullable(tierName),
  earned: z.nullable(tierName), // what the values gave, whatever limited the move
  decidedAt: instant,
  takesEffectAt: z.nullable(instant), // null: nothing changes
  review: z.nullable(z.object({ id: z.string(), name: z.nullable(text) })), // null: at once, with no review
  rules: z.array(
    z.object({
      asks: z.enum(['enter', 'keep']),
      tier: tierName,
      path: z.array(z.union([z.string(), z.number()])), // in the program; empty where it is not known any more
      rule: evidence,
    }),
  ),
  inputs: z.array(input),
  score: z.nullable(scoreStanding), // where a rule reads it: what each factor put in
  heldBack: z.array(heldBack),
  beside: z.array(overrideStanding), // that stood beside the decision
  turn: z.nullable(z.array(turned)),
  turnsTo: z.nullable(tierName),
  seen: z.boolean(), // false: decided before the state that came with the record, which keeps only the rules; there is no turn then
})
export type Decided = z.infer<typeof decision>
export type ReasonInput = z.infer<typeof input>
export type Turned = z.infer<typeof turned>

export const reasons = z.object({
  tierkit: z.literal(1),
  program: z.object({
    id: z.string(),
    name: text,
    version: z.string(),
    zone: z.string(),
    currency: z.string(),
  }),
  merchant: z.object({ id: z.string(), name: z.nullable(text) }),
  ladder: z.object({ id: z.string(), key: z.string(), name: text, scope: z.nullable(text) }),
  at: instant, // when it was asked
  held: z.nullable(tierName), // after overrides
  computed: z.nullable(tierName), // before them
  beside: z.array(overrideStanding), // active now, and on this ladder
  change: z.nullable(decision), // the last one; null: there was none
  last: z.nullable(decision), // the last time the ladder was decided and did not move, where that was after the change
  nextReviewAt: z.nullable(instant),
})
export type Reasons = z.infer<typeof reasons>
