/** Questions beside what holds: the standing if a metric or a field had another value, and the way to a tier. They change nothing. */
import type { Plan } from '../plan/plan.js'
import type { MerchantRecord } from '../schema/record.js'
import type { PathStanding, Standing } from '../schema/standing.js'
import { readOf } from './evaluate.js'
import { codeOf } from './merchant.js'
import type { Given } from './values.js'

/** Values by metric and by field id; for a field null asks "what if it were unknown". */
export interface Changes {
  metrics?: Readonly<Record<string, number>>
  fields?: Readonly<Record<string, string | number | boolean | null>>
}

/** The leaves that changes set. */
export const givenBy = (plan: Plan, { metrics = {}, fields = {} }: Changes): Given => {
  const given: Record<string, Given[string]> = {}
  for (const id of Object.keys(metrics)) given[`metric:${id}`] = metrics[id]!
  for (const id of Object.keys(fields)) given[`field:${id}`] = codeOf(plan, id, fields[id])
  return given
}

/** The standing "if reviewed now" with other values; the log, the balance and the tier held stay as they are. */
export const whatIf = (plan: Plan, record: MerchantRecord, atMs: number, changes: Changes): Standing =>
  readOf(plan, record, atMs, { given: givenBy(plan, changes) }).standing

/**
 * The open tasks with the least effort that reach a tier, or the proof that none do and what bars the way; null where there is no such
 * tier. `ladder`: its id, or for one value of a scoped one its key, `id@value`; the main ladder unless said.
 */
export const pathTo = (
  plan: Plan,
  record: MerchantRecord,
  atMs: number,
  tier: string,
  ladder?: string,
): PathStanding | null =>
  readOf(plan, record, atMs, ladder === undefined ? { tier } : { tier, ladder }).standing.path
