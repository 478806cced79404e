/** What facts exist: choices, events and fields, with their types and names. */
import * as z from 'zod/mini'
import { byId, ref, words } from './named.js'
import { notEmpty, word } from './rule.js'
import { oneOf } from './verb.js'

/** Units that a program writes. What a count, a number of days and the like are in goes without saying. */
export const writtenUnit = z.enum(['money', 'integer', 'number', 'percent', 'days', 'flag', 'date'])
export type WrittenUnit = z.infer<typeof writtenUnit>

/** A field's type: a unit, the id of one of `choices`, or for an event's field `id`: a text that tells one from another, e.g. a buyer. A bare type is short for `{ type }`. */
export const field = oneOf(() => ({
  string: ref,
  object: z.strictObject({ type: ref, name: words, unit: z.optional(word) }),
}))
export type Field = z.infer<typeof field>

/** The values of a choice, in their order, with their names. */
export const choice = byId(words).check(notEmpty)
export type Choice = z.infer<typeof choice>

/** Something that happens. `undoneBy`: the event whose facts take it back. */
export const event = z.strictObject({
  name: z.optional(words),
  fields: z.optional(byId(field)),
  undoneBy: z.optional(ref),
})
export type Event = z.infer<typeof event>
