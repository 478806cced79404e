/** A record read once for the fold: facts in the order they are learned, fields by date, undone facts by what undoes them. */
import { instantMsOf } from '../plan/calendar.js'
import type { Plan } from '../plan/plan.js'
import type { Value } from '../plan/operations.js'
import type { Fact, MerchantRecord, PeerStanding } from '../schema/record.js'

/** One fact of the log. `order` is its place in the fold: by arrival, then by date, then by id. */
export interface LogFact {
  order: number
  id: string
  type: string
  atMs: number
  seenMs: number
  ref: string | null
  fact: Fact
}

export interface Merchant {
  record: MerchantRecord
  /** Their own, else the program's: for hours and weekdays, and for windows in it. */
  zone: string
  joinedMs: number
  /** Where the fold begins: joining, or the record's own date where there is neither a log nor a state to begin from. */
  startMs: number
  /** From when on plain fields and given metrics hold. */
  asOfMs: number
  facts: LogFact[]
  byId: Map<string, LogFact>
  byType: Map<string, LogFact[]> // by date
  undoing: Map<string, LogFact[]> // by the id of the fact that is undone
  /** Plain fields; they hold from the record's own date, or always where it has none. */
  plain: Map<string, unknown>
  plainFromMs: number
  dated: Map<string, { fromMs: number; value: unknown }[]> // by date
  /** How they stand among peers, by date. */
  peers: { fromMs: number; cohorts: Readonly<Record<string, PeerStanding>> }[]
  /** When any of these changes, by date. */
  changesMs: number[]
  hasFacts: boolean
  /** Whether a fact arrived before it happened: then it counts from when it happens. */
  foresees: boolean
}

const byArrival = (left: LogFact, right: LogFact): number =>
  left.seenMs - right.seenMs ||
  left.atMs - right.atMs ||
  (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)

const addTo = (lists: Map<string, LogFact[]>, key: string, fact: LogFact): void => {
  const list = lists.get(key)
  if (list) list.push(fact)
  else lists.set(key, [fact])
}

/** Reads a record that the schema has passed. `untilMs` is where a record of values alone, with no date of its own, stands. */
export const merchantOf = (plan: Plan, record: MerchantRecord, untilMs: number): Merchant => {
  const { zone, undoneBy } = plan.clockwork
  const ms = (iso: string): number => instantMsOf(iso, zone)
  const arrived = (record.facts ?? []).map((fact): LogFact => {
    const atMs = ms(fact.at)
    const seenMs = fact.seen === undefined ? atMs : ms(fact.seen)
    return { order: 0, id: fact.id, type: fact.type, atMs, seenMs, ref: fact.ref ?? null, fact }
  })
  arrived.sort(byArrival)
  const byId: Merchant['byId'] = new Map()
  // An id that has arrived has no second effect.
  for (const fact of arrived) if (!byId.has(fact.id)) byId.set(fact.id, fact)
  const facts = [...byId.values()]
  const byType: Merchant['byType'] = new Map()
  const undoing: Merchant['undoing'] = new Map()
  const undoes = new Set([...Object.values(undoneBy), 'tk.reverse'])
  facts.forEach((fact, order) => {
    fact.order = order
    addTo(byType, fact.type, fact)
    if (fact.ref !== null && undoes.has(fact.type)) addTo(undoing, fact.ref, fact)
  })
  for (const list of byType.values()) list.sort((left, right) => left.atMs - right.atMs)

  const joinedMs = ms(record.joinedAt)
  const hasLog = record.facts !== undefined || record.held !== undefined
  const asOfMs = record.asOf === undefined ? (hasLog ? joinedMs : untilMs) : ms(record.asOf)
  const plain: Merchant['plain'] = new Map()
  const dated: Merchant['dated'] = new Map()
  for (const [id, value] of Object.entries(record.fields ?? {})) {
    if (!Array.isArray(value)) plain.set(id, value)
    else {
      const values = value.map((one) => ({ fromMs: ms(one.from), value: one.value }))
      dated.set(
        id,
        values.sort((left, right) => left.fromMs - right.fromMs),
      )
    }
  }
  const changesMs = record.asOf === undefined ? [] : [asOfMs]
  for (const values of dated.values()) changesMs.push(...values.map(({ fromMs }) => fromMs))
  changesMs.push(...Object.keys(record.peers ?? {}).map(ms))
  const peers = Object.entries(record.peers ?? {}).map(([from, cohorts]) => ({ fromMs: ms(from), cohorts }))
  return {
    record,
    zone: record.zone ?? zone,
    joinedMs,
    startMs: hasLog ? joinedMs : Math.max(joinedMs, asOfMs),
    asOfMs,
    facts,
    byId,
    byType,
    undoing,
    plain,
    plainFromMs: record.asOf === undefined ? -Infinity : asOfMs,
    dated,
    peers: peers.sort((left, right) => left.fromMs - right.fromMs),
    changesMs: changesMs.sort((left, right) => left - right),
    hasFacts: record.facts !== undefined,
    foresees: facts.some(({ atMs, seenMs }) => atMs > seenMs),
  }
}

/** The first place in a list, in order of what is read, at which an instant is reached; the list's length where none is. */
export const firstAt = <T>(list: readonly T[], atMs: number, msOf: (one: T) => number): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (msOf(list[middle]!) < atMs) low = middle + 1
    else high = middle
  }
  return low
}

/** The place in the log before which everything has arrived strictly before an instant. */
export const seenBefore = (merchant: Merchant, atMs: number): number =>
  firstAt(merchant.facts, atMs, ({ seenMs }) => seenMs)

/** A field's value as the plan's number: a choice's place, a flag's 1 or 0, a date's instant; null where unknown. */
export const codeOf = (plan: Plan, id: string, value: unknown): Value => {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string') return null
  const choices = plan.clockwork.choices[id]
  if (choices) {
    const place = choices.indexOf(value)
    return place < 0 ? null : place
  }
  const atMs = instantMsOf(value, plan.clockwork.zone)
  return Number.isNaN(atMs) ? null : atMs
}

/**
 * A field's value at an instant; null before the first one. A dated change at a review's own instant (`inclusive` false) comes after
 * it, like a fact; what the record says as of that instant is there already, like its metrics.
 */
export const fieldAt = (
  plan: Plan,
  merchant: Merchant,
  id: string,
  { atMs, inclusive }: { atMs: number; inclusive: boolean },
): Value => {
  let found: unknown = atMs < merchant.plainFromMs ? null : merchant.plain.get(id)
  for (const { fromMs, value } of merchant.dated.get(id) ?? []) {
    if (inclusive ? fromMs > atMs : fromMs >= atMs) break
    found = value
  }
  return codeOf(plan, id, found)
}
