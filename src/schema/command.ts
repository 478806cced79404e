/** A Command: what a person asks for. It carries the key made at the click and never a score, a price or a balance to be believed. */
import * as z from 'zod/mini'

const base = { key: z.string(), revision: z.optional(z.number()) }
export const command = z.discriminatedUnion('command', [
  z.object({ command: z.literal('claimTask'), task: z.string(), ...base }),
  z.object({ command: z.literal('dismissTask'), task: z.string(), ...base }),
  z.object({ command: z.literal('restoreTask'), task: z.string(), ...base }),
  z.object({ command: z.literal('useBenefit'), benefit: z.string(), ...base }), // takes its price in points, where it has one
  z.object({
    command: z.literal('chooseBenefit'),
    benefit: z.string(),
    options: z.array(z.string()),
    ...base,
  }),
])
export type Command = z.infer<typeof command>
export type CommandName = Command['command']

/** The answer to a sent command: the authority's log stands at `revision`. It changes nothing by itself: read again. */
export const receipt = z.object({ key: z.string(), revision: z.number() })
export type Receipt = z.infer<typeof receipt>
