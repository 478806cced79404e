/** Overrides: a change for a time beside the computed tier. They start on an event, or when a condition turns true. */
import * as z from 'zod/mini'
import { condition } from './condition.js'
import { benefitKind } from './benefit.js'
import { byRef, ref, seen } from './named.js'
import { notEmpty, some } from './rule.js'
import { term } from './time.js'
import { byValueOf, oneOf } from './verb.js'

/** Tiers by ladder. */
const tiers = z.optional(byRef(ref).check(notEmpty))

const over = { ...seen, lasts: z.optional(term), ends: z.optional(condition) }
const protect = { ...over, kind: z.literal('protect'), ladders: z.optional(some(ref)) } // without `ladders`: any
const grant = { ...over, kind: z.literal('grant'), floor: tiers, open: z.optional(some(ref)) }
const suspend = oneOf(() => ({
  verbs: {
    kinds: z.strictObject({ kinds: some(benefitKind) }),
    benefits: z.strictObject({ benefits: some(ref) }),
  },
}))
const sanction = {
  ...over,
  kind: z.literal('sanction'),
  cap: tiers,
  suspend: z.optional(suspend),
  freeze: z.optional(some(ref)),
}
const on = { on: ref, where: z.optional(condition) } // where: the event's own fields
const starts = { starts: condition }

export const override = oneOf(() => ({
  verbs: {
    on: byValueOf('kind', {
      protect: z.strictObject({ ...protect, ...on }),
      grant: z.strictObject({ ...grant, ...on }),
      sanction: z.strictObject({ ...sanction, ...on }),
    }),
    starts: byValueOf('kind', {
      protect: z.strictObject({ ...protect, ...starts }),
      grant: z.strictObject({ ...grant, ...starts }),
      sanction: z.strictObject({ ...sanction, ...starts }),
    }),
  },
}))
export type Override = z.infer<typeof override>
