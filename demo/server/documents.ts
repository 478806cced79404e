/** What crosses the border of this server and no other: what a host asks of `/sessions`, what it tells of a merchant, and what it gets. */
import * as z from 'zod/mini'
import { sender } from '../../src/schema/command.js'
import { fact } from '../../src/schema/record.js'
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

/** As many at once, and names as long, as a log is told in one step. */
export const mostFacts = 100
const mostIdLetters = 200

export const factsTold = z.strictObject({
  facts: z.array(fact).check((payload) => {
    const { length } = payload.value
    if (length === 0) breaks(payload, 'empty', {})
    else if (length > mostFacts) breaks(payload, 'tooBig', { found: length, max: mostFacts })
    for (const [place, one] of payload.value.entries())
      for (const key of ['id', 'ref'] as const) {
        const found = one[key]?.length
        if (found === 0 || (found ?? 0) > mostIdLetters)
          breaks(payload, 'wrongLength', { found: found!, length: mostIdLetters }, [place, key])
      }
  }),
})
/** The log stands at `revision`. */
export const informed = z.object({ revision: z.number() })
