/**
 * The authority of a merchant's log where there is no server: it decides a command on what the log holds, and appends the
 * fact with all that follows from it, or nothing. What calls it must make reading, accepting and storing one transaction; here it is
 * one pure step from a record to the next, and the audit that replays such steps.
 */
import { advance } from '../core/advance.js'
import { decide } from '../core/commands.js'
import { instantMsOf, isoOf } from '../plan/calendar.js'
import type { Plan } from '../plan/plan.js'
import type { Sender } from '../schema/command.js'
import type { Entry } from '../schema/entry.js'
import type { Issue } from '../schema/issues.js'
import type { Fact, Held, MerchantRecord } from '../schema/record.js'
import type { Command } from '../schema/view.js'
import { brokenAt, canonical, chained, type ChainedEntry } from './chain.js'
import { reducedOf } from './reduction.js'

/** A record after a step. `posted`: the entries that the step has added at its end, none where it is the record as it was. */
export interface Step {
  readonly record: MerchantRecord
  readonly posted: readonly ChainedEntry[]
}

/**
 * The record after a command, one revision on, or the Issue that refuses it. A command that the log already holds under
 * its key gives the record as it is: sent twice, it counts once. Of `record.entries` the last is enough; entries that have no hash yet
 * are chained from the first on, so those must be all.
 */
export function accept(
  plan: Plan,
  record: MerchantRecord,
  command: Command,
  atMs: number,
  by: Sender = 'merchant',
): Step | Issue {
  const whenMs = notBefore(record, atMs)
  const facts = record.facts ?? []
  const decided = decide(plan, { ...record, facts }, command, whenMs, by)
  // a fact may hold a code as well, the one that the merchant is given
  if (!('id' in decided)) return decided
  if (facts.some(({ id }) => id === decided.id)) return { record, posted: [] }
  return advanced(plan, { ...record, facts: [...facts, decided] }, whenMs)
}

/**
 * The record as time alone has changed it until an instant (expiries, reviews, ends of terms), one revision on; the record as it is where
 * nothing but the time has. Entries as for `accept`.
 */
export function settled(plan: Plan, record: MerchantRecord, atMs: number): Step {
  if (record.held && atMs <= Date.parse(record.held.at)) return { record, posted: [] }
  const step = advanced(plan, record, atMs)
  const isSame = step.posted.length === 0 && timeless(record) === timeless(step.record)
  return isSame ? { record, posted: [] } : step
}

/**
 * The record with facts that the platform has learned, one revision on; the record as it is where the log has them all. What happened
 * before the state that the log has come to arrives after it: what was decided stays decided.
 */
export function informed(plan: Plan, record: MerchantRecord, facts: readonly Fact[], atMs: number): Step {
  const known = new Set((record.facts ?? []).map(({ id }) => id))
  const fresh = facts.filter(({ id }) => !known.has(id) && known.add(id))
  if (fresh.length === 0) return { record, posted: [] }
  const whenMs = notBefore(record, atMs)
  const late = record.held ? Date.parse(record.held.at) : -Infinity
  const arrived = fresh.map((fact) =>
    instantMsOf(fact.seen ?? fact.at, plan.clockwork.zone) <= late ? { ...fact, seen: isoOf(whenMs) } : fact,
  )
  return advanced(plan, { ...record, facts: [...(record.facts ?? []), ...arrived] }, whenMs)
}

/** A record without the facts that nothing counts any more beside its state: for who only evaluates it. */
export function inReach(plan: Plan, record: MerchantRecord): MerchantRecord {
  const { held, facts } = record
  if (!held || !facts || !plan.lookback) return record
  const { zone } = plan.clockwork
  const heldMs = Date.parse(held.at)
  const fromMs = heldMs - plan.lookback.days * 86_400_000
  const isNeeded = ({ at, seen = at }: Fact): boolean =>
    instantMsOf(at, zone) >= fromMs || instantMsOf(seen, zone) > heldMs
  return { ...record, facts: facts.filter(isNeeded) }
}

/** A state has folded its whole instant: what comes in the same millisecond, or by a clock that went back, comes after it. */
function notBefore({ held }: MerchantRecord, atMs: number): number {
  return held ? Math.max(atMs, Date.parse(held.at) + 1) : atMs
}

function advanced(plan: Plan, record: MerchantRecord, atMs: number): Step {
  // a log that is empty is still one: it begins with joining, not with the first that is asked of it
  const { held, entries } = advance(plan, { ...record, facts: record.facts ?? [] }, atMs)
  const before = chainedOf(record.entries ?? [])
  const posted = chained(entries, before.length > 0 ? before[before.length - 1]!.hash! : null)
  const next = { ...record, held, entries: [...before, ...posted], revision: (record.revision ?? 0) + 1 }
  return { record: next, posted }
}

function chainedOf(entries: readonly Entry[]): readonly Entry[] {
  return entries.length > 0 && entries[entries.length - 1]!.hash === undefined
    ? chained(entries, null)
    : entries
}

function timeless({ held }: MerchantRecord): string {
  return canonical({ ...held, at: undefined })
}

/** Where a log is not what its facts make it. `where`: a path into it; the texts are canonical, empty for what is not there. */
export interface Difference {
  readonly of: 'entries' | 'held' | 'chain' | 'accounts'
  readonly where: string
  readonly found: string
  readonly expected: string
}

/**
 * The audit: folds a log's facts again from its opening to the instant of its state, and says where its entries, their chain or its state
 * are others, byte for byte, and where the sums of its entries are not what the accounts hold. Empty where all is right. `record` with all
 * its entries; `opening`: state and entries that it began with, where it did not begin with nothing.
 */
export function auditOf(
  plan: Plan,
  record: MerchantRecord,
  opening: Pick<MerchantRecord, 'held' | 'entries'> = {},
): readonly Difference[] {
  const { held, entries = [] } = record
  if (!held) return []
  const began = opening.entries?.length ?? 0
  const { held: _held, entries: _entries, ...rest } = record
  const bare = { ...rest, facts: record.facts ?? [] }
  const again = advance(plan, opening.held ? { ...bare, held: opening.held } : bare, Date.parse(held.at))
  const replayed = [...(opening.entries ?? []), ...again.entries]
  const found: Difference[] = []
  const compare = (of: Difference['of'], where: string, one: unknown, other: unknown): void => {
    const texts = { found: textOf(one), expected: textOf(other) }
    if (texts.found !== texts.expected) found.push({ of, where, ...texts })
  }
  for (let place = 0; place < Math.max(entries.length, replayed.length); place++) {
    compare('entries', `entries[${place}]`, bareOf(entries[place]), bareOf(replayed[place]))
    // what is left out or put in shifts all the rest
    if (found.length > 0) break
  }
  const broken = entries.length > 0 && entries[0]!.hash !== undefined ? brokenAt(entries, null) : null
  if (broken !== null)
    compare('chain', `entries[${broken}].hash`, entries[broken]!.hash, chained(entries, null)[broken]!.hash)
  const parts = { ...again.held, ...held }
  for (const key of Object.keys(parts) as (keyof Held)[])
    compare('held', `held.${key}`, held[key], again.held[key])
  compareAccounts(held, opening.held, reducedOf(entries.slice(began), opening.held), compare)
  return found
}

function compareAccounts(
  held: Held,
  before: Held | undefined,
  reduced: ReturnType<typeof reducedOf>,
  compare: (of: 'accounts', where: string, one: unknown, other: unknown) => void,
): void {
  for (const id of Object.keys({ ...held.accounts, ...reduced })) {
    const account = held.accounts[id]
    const sums = reduced[id]
    const lots: Record<string, number> = {}
    for (const { id: lot, leftPoints } of account?.lots ?? [])
      if (leftPoints > 0) lots[lot] = (lots[lot] ?? 0) + leftPoints
    compare('accounts', `${id}.balancePoints`, account?.balancePoints ?? 0, sums?.buckets.available ?? 0)
    compare('accounts', `${id}.debtPoints`, account?.debtPoints ?? 0, sums?.debtPoints ?? 0)
    compare('accounts', `${id}.lots`, lots, sums?.lots ?? {})
    const heldSince = heldPoints(held, id) - (before ? heldPoints(before, id) : 0)
    compare('accounts', `${id}: held by redemptions`, heldSince, sums?.buckets.held ?? 0)
    const total = Object.values(sums?.buckets ?? {}).reduce((sum, points) => sum + points, 0)
    compare('accounts', `${id}: all buckets`, total, 0)
  }
}

/** Points of an account that redemptions hold. */
function heldPoints({ benefits }: Held, account: string): number {
  let points = 0
  for (const { redemptions } of Object.values(benefits))
    for (const { usedAt, points: taken } of redemptions) if (usedAt === null) points += taken[account] ?? 0
  return points
}

const textOf = (value: unknown): string => (value === undefined ? '' : canonical(value))
const bareOf = (entry: Entry | undefined): unknown => entry && { ...entry, hash: undefined }
