/**
 * The authority of a merchant's log where there is no server: it decides a command on what the log holds, and appends the
 * fact with all that follows from it, or nothing. What calls it must make reading, accepting and storing one transaction; here it is
 * one pure step from a record to the next.
 */
import { advance } from '../core/advance.js'
import { decide } from '../core/commands.js'
import type { Plan } from '../plan/plan.js'
import type { Sender } from '../schema/command.js'
import type { Issue } from '../schema/issues.js'
import type { MerchantRecord } from '../schema/record.js'
import type { Command } from '../schema/view.js'

/**
 * The record after a command, one revision on, or the Issue that refuses it. A command that the log already holds under
 * its key gives the record as it is: sent twice, it counts once.
 */
export function accept(
  plan: Plan,
  record: MerchantRecord,
  command: Command,
  atMs: number,
  by: Sender = 'merchant',
): { record: MerchantRecord } | Issue {
  // a state has folded its whole instant: what comes in the same millisecond comes after it
  const nextMs = record.held ? Date.parse(record.held.at) + 1 : atMs
  const whenMs = Math.max(atMs, nextMs)
  const decided = decide(plan, record, command, whenMs, by)
  if ('code' in decided) return decided as Issue
  const facts = record.facts ?? []
  if (facts.some(({ id }) => id === decided.id)) return { record }
  const asked: MerchantRecord = {
    ...record,
    facts: [...facts, decided],
    revision: (record.revision ?? 0) + 1,
  }
  const { held, entries } = advance(plan, asked, whenMs)
  return { record: { ...asked, held, entries: [...(record.entries ?? []), ...entries] } }
}
