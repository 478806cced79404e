/** A command as a browser keeps it until its effect has been read: the form of its text in a storage, which another version may have written. */
import * as z from 'zod/mini'
import { command } from './command.js'

/**
 * `queued` not sent yet; `sent` on its way, or its answer was lost; `acknowledged` its receipt has come, and it waits to be read back;
 * `rejected` refused for good; `unknown` sent, and nobody can say any more what became of it.
 */
const state = z.enum(['queued', 'sent', 'acknowledged', 'rejected', 'unknown'])

export const kept = z.object({
  v: z.literal(1),
  command,
  state,
  place: z.number(), // its turn among the merchant's; the key decides where two are equal
  tab: z.string(), // where it was made
  queuedMs: z.number(),
  revision: z.nullable(z.number()), // of the log as it was decided on; fixed when it is first sent
  tries: z.number(), // how often it has been sent
  retryAtMs: z.number(), // not before
  receipt: z.nullable(z.number()), // the revision that its receipt told
  endedMs: z.nullable(z.number()),
  issue: z.nullable(z.unknown()),
  told: z.boolean(), // somebody has been told of its end: it stays only so that no other tab sends it
})
export type KeptCommand = z.infer<typeof kept>
