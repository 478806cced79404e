/** Ladders of tiers, and how a holder moves on one. */
import * as z from 'zod/mini'
import { condition } from './condition.js'
import { byRef, ref, seen } from './named.js'
import { breaks, some, whole } from './rule.js'
import { term } from './time.js'

/** `promote` and `demote` name a review, or say `atOnce` or `never`. `hold`: no fall before it ends; `grace`: a fall waits so long. */
export const transition = z.strictObject({
  promote: ref,
  demote: ref,
  maxStepsUp: z.optional(whole(1)),
  maxStepsDown: z.optional(whole(1)),
  hold: z.optional(term),
  grace: z.optional(term),
  climb: z.optional(z.literal('oneByOne')),
  takes: z.optional(byRef(whole(0))), // points by account
  carry: z.optional(some(ref)),
  reset: z.optional(some(ref)),
})
export type Transition = z.infer<typeof transition>

/** A tier, lowest first. Without `enter` everybody may enter; without `keep` the ladder's holds, else `enter`. */
export const tier = z.strictObject({ ...seen, enter: z.optional(condition), keep: z.optional(condition) })
export type Tier = z.infer<typeof tier>

export const ladder = z.strictObject({
  ...seen,
  main: z.optional(z.literal(true)),
  badge: z.optional(z.literal(true)),
  scope: z.optional(
    z.strictObject({
      by: ref, // a choice: the ladder is kept for every value of it
      rollup: z.enum(['none', 'max', 'min', 'any']),
      of: z.optional(z.enum(['tier', 'score'])),
    }),
  ),
  keep: z.optional(condition),
  transition,
  tiers: some(tier).check((payload) => {
    const places = new Map<string, number>()
    payload.value.forEach(({ id }, place) => {
      const first = places.get(id)
      if (first === undefined) places.set(id, place)
      else breaks(payload, 'duplicateId', { id, first: `tiers.${first}.id` }, [place, 'id'])
    })
  }),
})
export type Ladder = z.infer<typeof ladder>
