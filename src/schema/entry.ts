/**
 * An Entry: one posting of the points log, zero-sum by form: `amountPoints` leaves `from` and arrives in `to`.
 * Entries are made by the fold alone and are never changed; a mistake is corrected by another entry.
 */
import * as z from 'zod/mini'
import { instant, text } from './text.js'

/** Where points can be. `issued` is the program's own side (all that was ever given); `available` is the merchant's balance. */
export const bucket = z.enum(['issued', 'available', 'held', 'redeemed', 'expired', 'clawedBack'])

export const entry = z.object({
  id: z.string(), // made from the moment and the rule, so a replay makes the same one
  account: z.string(),
  at: instant,
  kind: z.enum([
    'start',
    'earn',
    'reward',
    'spend',
    'return',
    'expire',
    'clawBack',
    'adjust',
    'reset',
    'hold',
    'capture',
    'release',
  ]),
  from: bucket,
  to: bucket,
  amountPoints: z.number(), // > 0
  balancePoints: z.number(), // the account's available balance after this entry
  lots: z.array(z.object({ lot: z.string(), amountPoints: z.number(), expiresAt: z.nullable(instant) })), // the lots it made or drew from
  name: text, // the rule's, task's, benefit's or event's
  fact: z.nullable(z.string()), // the id of the fact that caused it
  reverses: z.nullable(z.string()), // the id of the entry it takes back
  hash: z.optional(z.string()), // of this entry and the hash of the one before it in the log, where the authority chains them
})
export type Entry = z.infer<typeof entry>

/** A page of entries, newest first. Cursors are opaque; null where the list ends. */
export const entryPage = z.object({
  entries: z.array(entry),
  before: z.nullable(z.string()), // towards newer
  after: z.nullable(z.string()), // towards older
  total: z.nullable(z.number()),
})
export type EntryPage = z.infer<typeof entryPage>
