/** Metrics: one number each, from events, from other metrics, from peers or from the program's own decisions. */
import * as z from 'zod/mini'
import { condition, valueOf } from './condition.js'
import { writtenUnit } from './dictionary.js'
import { fieldPath, ref, words } from './named.js'
import { aboveZero, number, some, whole } from './rule.js'
import { oneOf } from './verb.js'

const shown = { name: z.optional(words), unit: z.optional(writtenUnit), note: z.optional(words) }

/** Which facts count. `where`: the event's own fields, its local `hour` and `weekday`; `whole`: inside a scope, count outside it; `net`: less what was undone. */
const over = {
  window: valueOf(oneOf(() => ({ string: ref }))),
  where: z.optional(condition),
  whole: z.optional(z.literal(true)),
  net: z.optional(z.literal(true)),
}
const ofEvent = { ...over, ...shown }
const among = { among: ref, better: z.optional(z.enum(['high', 'low'])), ...shown }

export const metric = oneOf(() => ({
  verbs: {
    count: z.strictObject({ count: ref, ...ofEvent }),
    days: z.strictObject({ days: ref, ...ofEvent }),
    sum: z.strictObject({ sum: fieldPath, ...ofEvent }),
    avg: z.strictObject({ avg: fieldPath, ...ofEvent }),
    min: z.strictObject({ min: fieldPath, ...ofEvent }),
    max: z.strictObject({ max: fieldPath, ...ofEvent }),
    latest: z.strictObject({ latest: fieldPath, ...ofEvent }),
    distinct: z.strictObject({ distinct: fieldPath, ...ofEvent }),
    ratio: z.strictObject({
      ratio: ref,
      to: ref,
      per: aboveZero,
      else: oneOf(() => ({ number, string: z.enum(['unknown', 'exempt']) })),
      ...shown,
    }),
    add: z.strictObject({
      add: some(ref),
      subtract: z.optional(some(ref)),
      times: z.optional(number), // multiplies the sum, before it is bounded
      atLeast: z.optional(number),
      atMost: z.optional(number),
      ...shown,
    }),
    elapsed: z.strictObject({
      elapsed: ref, // joinedAt, a date field, or an event: since its last fact, or its first
      in: z.enum(['days', 'months']),
      since: z.optional(z.enum(['first', 'last'])),
      ...shown,
    }),
    rank: z.strictObject({ rank: ref, ...among }),
    percentile: z.strictObject({ percentile: ref, ...among }),
    members: z.strictObject({ members: ref, ...shown }), // of a cohort: how many it ranks
    streak: z.strictObject({ streak: condition, at: ref, ...shown }),
    held: z.strictObject({ held: condition, at: ref, ofLast: whole(1), ...shown }),
  },
}))
export type Metric = z.infer<typeof metric>
