import * as z from 'zod/mini'
import { instantRule } from './date.js'

/** A text as people read it, in every language the kit speaks. Never empty in a valid document. */
export const text = z.object({ en: z.string(), 'zh-CN': z.string() })
export type Text = z.infer<typeof text>

/**
 * An instant as ISO 8601 text with an offset or `Z`, e.g. `2026-11-21T09:30:00+08:00`; or a day, `2026-11-21`, which begins in the
 * program's zone. Inside the engines: integer milliseconds, suffix `Ms`.
 */
export const instant = z.string().check(instantRule)

/** Units a number can be shown in. `money` is in the currency's smallest unit; `percent` 3 means 3 %; `date` is an instant in ms; `flag` is 1 or 0; `choice` and `tier` are places in a list. */
export const unit = z.enum([
  ...(['money', 'integer', 'number', 'percent', 'days', 'months', 'minutes'] as const),
  ...(['points', 'score', 'flag', 'date', 'choice', 'tier'] as const),
])
export type Unit = z.infer<typeof unit>

/** A finite number, or null where nothing is known: null is not zero. */
export const known = z.nullable(z.number())
