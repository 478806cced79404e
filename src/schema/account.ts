/** Points accounts: a running balance of lots, and what puts points into it. */
import * as z from 'zod/mini'
import { condition, numberValue } from './condition.js'
import { ref, seen, words } from './named.js'
import { some, whole } from './rule.js'
import { period, span, term, zone } from './time.js'
import { oneOf, type OneOf } from './verb.js'
import type { Value } from './condition.js'

/** Points a rule gives: so many, or every whole 1000 of a field (or of events, without `of`) gives 1. `each`: floored event by event, or in total. */
export const points = oneOf(() => ({
  ...numberValue.forms(),
  verbs: {
    ...numberValue.forms().verbs,
    give: z.strictObject({
      give: whole(),
      every: whole(1),
      of: z.optional(ref),
      each: z.optional(z.enum(['event', 'total'])),
    }),
  },
})) as OneOf<Points>
export type Points =
  | Value<number>
  | { give: number; every: number; of?: string | undefined; each?: 'event' | 'total' | undefined }

/**
 * The most points of a period. A limit of the account counts net, what events take makes room again, unless it says `gross`. `exempt`:
 * events that do not count towards it. For a rule that takes points, the most it may take.
 */
export const limit = z.strictObject({
  points: whole(0),
  each: period,
  zone: z.optional(zone),
  exempt: z.optional(some(ref)),
  gross: z.optional(z.literal(true)),
})
export type Limit = z.infer<typeof limit>

const earning = {
  when: z.optional(condition),
  points,
  multiply: z.optional(numberValue),
  limit: z.optional(limit),
  expires: z.optional(term),
  name: z.optional(words),
  after: z.optional(z.literal(true)),
}
/**
 * What gives points: an event (`on`), narrowed by its own fields (`where`), or a review (`at`). Points below 0 are taken. It reads the
 * standing just before the event, or with `after` the one just after, e.g. the tier that the event lifts to.
 */
export const earn = oneOf(() => ({
  verbs: {
    on: z.strictObject({ on: ref, where: z.optional(condition), ...earning }),
    at: z.strictObject({ at: ref, ...earning }),
  },
}))
export type Earn = z.infer<typeof earn>

/** What points are worth, where that is declared: `points` 100 and `money` 100 say that 100 points are 100 of the currency's smallest unit. */
const worth = z.strictObject({ points: whole(1), money: whole(0) })

const expires = oneOf(() => {
  const { verbs } = term.forms()
  return { verbs: { ...verbs, idle: z.strictObject({ idle: span }) } }
}) as OneOf<z.infer<typeof term> | { idle: z.infer<typeof span> }>

/** An account has one source: its `earn` rules, or a points system of the host's, `kept: "outside"`. */
export const account = oneOf(() => ({
  verbs: {
    kept: z.strictObject({ ...seen, kept: z.literal('outside'), worth: z.optional(worth) }),
    earn: z.strictObject({
      ...seen,
      earn: z.array(earn),
      start: z.optional(whole()),
      limits: z.optional(some(limit)),
      min: z.optional(whole()),
      max: z.optional(whole()),
      expires: z.optional(expires),
      reset: z.optional(ref),
      spend: z.literal('oldestFirst'),
      undo: z.literal('sameLots'),
      worth: z.optional(worth),
    }),
  },
}))
export type Account = z.infer<typeof account>
