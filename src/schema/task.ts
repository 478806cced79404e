/** Tasks: a condition with its gap and its reward. */
import * as z from 'zod/mini'
import { condition } from './condition.js'
import { byRef, ref, seen } from './named.js'
import { number, whole, word } from './rule.js'
import { period, term } from './time.js'
import { oneOf } from './verb.js'

/** What doing the task does to a metric or field: adds so many, or brings it to a value. */
const move = oneOf(() => ({ number: number, object: z.strictObject({ to: number }) }))

/** `area`: a factor, or one of the program's `areas`. `reward`: points by account, posted by itself or claimed. */
export const task = z.strictObject({
  ...seen,
  area: ref,
  audience: z.optional(condition),
  done: condition,
  each: z.optional(period),
  deadline: z.optional(term),
  effortMinutes: whole(0),
  moves: byRef(move),
  reward: z.optional(byRef(whole(0))),
  given: z.optional(z.enum(['posted', 'claimed'])),
  link: z.optional(word),
})
export type Task = z.infer<typeof task>
