/**
 * A Command: what somebody asks of a merchant's log. It carries the key made at the click, and the revision it was decided on; never a
 * score, a price or a balance to be believed.
 */
import * as z from 'zod/mini'
import { breaks, whole } from './rule.js'
import { text } from './text.js'

/** Who may send: the merchant in the page, an operator or the host's back end, the host's scheduler. */
export const sender = z.enum(['merchant', 'operator', 'clock'])
export type Sender = z.infer<typeof sender>

const mostKeyLetters = 200
const key = z.string().check((payload) => {
  const found = payload.value.length
  if (found === 0 || found > mostKeyLetters) breaks(payload, 'wrongLength', { found, length: mostKeyLetters })
})
const base = { key, revision: z.optional(whole(0)) }
const named = <N extends string, S extends z.core.$ZodShape>(name: N, shape: S) =>
  z.strictObject({ command: z.literal(name), ...shape, ...base })

export const command = z.discriminatedUnion('command', [
  named('claimTask', { task: z.string() }),
  named('dismissTask', { task: z.string() }),
  named('restoreTask', { task: z.string() }),
  // takes its price at once; with `redemption` it is the second step: what was held is captured, with the voucher, a code or a link, for the merchant where there is one
  named('useBenefit', {
    benefit: z.string(),
    redemption: z.optional(z.string()),
    voucher: z.optional(z.string()),
  }),
  named('redeemBenefit', { benefit: z.string() }), // the first of two steps: holds its price, and counts as a use
  named('releaseBenefit', { benefit: z.string(), redemption: z.string() }), // gives back what a redemption holds
  named('chooseBenefit', { benefit: z.string(), options: z.array(z.string()) }),
  named('spendPoints', { account: z.string(), amountPoints: whole(1), reason: z.optional(text) }),
  named('adjustPoints', { account: z.string(), points: whole(), reason: text }), // above 0 gives, below takes
  named('reverse', { fact: z.string() }), // takes back what the command of that key did
])
export type Command = z.infer<typeof command>
export type CommandName = Command['command']

/** The answer to a sent command: the authority's log stands at `revision`. It changes nothing by itself: read again. */
export const receipt = z.object({ key: z.string(), revision: z.number() })
export type Receipt = z.infer<typeof receipt>
