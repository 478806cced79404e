/** What crosses the border of this server and no other: what a host asks of `/sessions` and what it gets, and what an event says. */
import * as z from 'zod/mini'
import { sender } from '../../src/schema/command.js'
import { breaks } from '../../src/schema/rule.js'
import { instant } from '../../src/schema/text.js'

const seconds = z.number().check((payload) => {
  const found = payload.value
  if (!Number.isInteger(found)) breaks(payload, 'notWhole', { found })
  else if (found < 1) breaks(payload, 'tooSmall', { found, min: 1 })
  else if (found > mostSeconds) breaks(payload, 'tooBig', { found, max: mostSeconds })
})
/** A token lives no longer, whatever is asked. */
export const mostSeconds = 3_600
export const usualSeconds = 300

export const sessionAsked = z.strictObject({
  merchant: z.string(),
  by: z.optional(sender),
  seconds: z.optional(seconds),
})
export const session = z.object({
  token: z.string(),
  merchant: z.string(),
  program: z.string(),
  by: sender,
  expiresAt: instant,
})
