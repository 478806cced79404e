/** Benefits: what a standing gives. */
import * as z from 'zod/mini'
import { condition, numberValue } from './condition.js'
import { writtenUnit } from './dictionary.js'
import { byRef, ref, seen } from './named.js'
import { breaks, some, whole } from './rule.js'
import { period, term } from './time.js'
import { oneOf } from './verb.js'

export const benefitKind = z.enum(['price', 'logistics', 'service', 'added', 'traffic'])
export type BenefitKind = z.infer<typeof benefitKind>

const choose = z
  .strictObject({
    options: some(z.strictObject(seen)),
    pick: whole(1),
    within: term, // from when the benefit opens
    else: z.optional(ref), // the option that holds when none was chosen; without it the choice lapses
  })
  .check((payload) => {
    const { pick, options } = payload.value
    if (pick > options.length) breaks(payload, 'tooBig', { found: pick, max: options.length }, ['pick'])
  })

/**
 * `requires` reads the tier after overrides. `value` in `unit`; `cost` in the currency's smallest unit, what one use costs the platform;
 * `takes`: its price in points by account; `stock`: how many there are for all. Without `given` it is held as long as `requires` holds.
 */
export const benefit = z.strictObject({
  ...seen,
  kind: benefitKind,
  requires: condition,
  value: z.optional(numberValue),
  unit: z.optional(writtenUnit),
  takes: z.optional(byRef(numberValue)),
  quota: z.optional(z.strictObject({ times: numberValue, each: period })),
  choose: z.optional(choose),
  given: z.optional(
    oneOf(() => ({
      verbs: {
        at: z.strictObject({ at: ref }),
        each: z.strictObject({ each: z.enum(['day', 'week', 'month', 'quarter', 'year', 'once']) }),
      },
    })),
  ),
  lasts: z.optional(term), // of a given one: how long it is kept; without it for ever
  hold: z.optional(term), // redeemed in two steps: so long its price is held before it comes back by itself
  stock: z.optional(whole(0)),
  cost: numberValue,
})
export type Benefit = z.infer<typeof benefit>
