/** Terms, windows and reviews: how a program speaks of dates. The plan's calendar makes instants of them. */
import * as z from 'zod/mini'
import { date } from './date.js'
import { ref, words } from './named.js'
import { breaks, whole } from './rule.js'
import { oneOf } from './verb.js'

export const period = z.enum(['day', 'week', 'month', 'quarter', 'year'])
export type Period = z.infer<typeof period>

const count = whole(1, 36_600) // a hundred years of days
const spans = {
  days: z.strictObject({ days: count }),
  weeks: z.strictObject({ weeks: count }),
  months: z.strictObject({ months: count }),
  years: z.strictObject({ years: count }),
}
/** A length of time. Months and years are calendar ones; a month's end clamps. */
export const span = oneOf(() => ({ verbs: spans }))
export type Span = z.infer<typeof span>

/** When something ends: a span from its start, or the end of the running period and, with `after`, a span counted from that end. */
export const term = oneOf(() => ({
  verbs: { ...spans, endOf: z.strictObject({ endOf: period, after: z.optional(span) }) },
}))
export type Term = z.infer<typeof term>

const zoneForm = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}$/
/** An IANA zone by its form (`Asia/Shanghai`, `UTC`). Whether it exists, the compiler says. */
export const zone = z.string().check((payload) => {
  if (!zoneForm.test(payload.value)) breaks(payload, 'badZone', { found: payload.value })
})

const zoneOrMerchant = z.string().check((payload) => {
  if (payload.value !== 'merchant' && !zoneForm.test(payload.value))
    breaks(payload, 'badZone', { found: payload.value })
})

/** What every window may say: another zone than the program's (`merchant`: the record's own), and how much earlier it ends. */
const shifted = {
  zone: z.optional(zoneOrMerchant),
  cutOff: z.optional(span),
}
/** From one day to another, the second exclusive. */
const dates = z.array(date).check((payload) => {
  const [from, to] = payload.value
  const found = payload.value.length
  if (found !== 2) breaks(payload, 'wrongLength', { found, length: 2 })
  else if (from! >= to!) breaks(payload, 'notAscending', { before: from!, found: to! }, [1])
})

/**
 * Which events count: `[start, end)` in the program's zone unless it says another. `current` with `from`: periods counted on and on
 * from a day; `anniversary` with `since`: from a date field, or from the last change on a ladder, in place of joining.
 */
export const windowOf = oneOf(() => ({
  verbs: {
    rolling: z.strictObject({ rolling: span, ...shifted }),
    past: z.strictObject({ past: span, withCurrent: z.optional(z.literal(true)), ...shifted }),
    current: z.strictObject({ current: period, from: z.optional(date), ...shifted }),
    anniversary: z.strictObject({ anniversary: span, since: z.optional(ref), ...shifted }),
    dates: z.strictObject({ dates, ...shifted }),
  },
}))
export type Window = z.infer<typeof windowOf>

export const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])

/**
 * When a standing is decided. `day`: of the period, 1 is the first; past the end of a month it means the last one. `nth` with `weekday`:
 * the nth such day of the period, -1 the last. `from`: a day that the periods are counted from, e.g. a year that begins on 1 March.
 * `since`: anniversaries, every so often counted from `joinedAt`, from a date field, or from the last change on a ladder. `cutOff`: data older than this before the
 * review only; `takesEffect`: the decision holds this much later.
 */
export const review = oneOf(() => ({
  verbs: {
    every: z.strictObject({
      every: period,
      day: z.optional(whole(1, 366)),
      nth: z.optional(
        whole(-1, 14).check((payload) => {
          if (payload.value === 0) breaks(payload, 'tooSmall', { found: 0, min: 1 })
        }),
      ),
      weekday: z.optional(weekday),
      from: z.optional(date),
      since: z.optional(ref),
      cutOff: z.optional(span),
      takesEffect: z.optional(span),
      zone: z.optional(zone),
      name: z.optional(words),
    }),
    continuous: z.strictObject({ continuous: z.literal(true), name: z.optional(words) }),
  },
}))
export type Review = z.infer<typeof review>
