/** A merchant as the second evaluator reads a record: facts in the order of arrival, fields by date. */
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import type { Program } from '../../src/schema/program.js'
import { instantOf } from './days.js'

export interface Log {
  order: number
  id: string
  type: string
  atMs: number
  seenMs: number
  fact: Fact
}
export interface Merchant {
  record: MerchantRecord
  joinedMs: number
  beginMs: number // where its standing begins
  asOfMs: number // from when given metrics hold
  facts: readonly Log[]
  fields: ReadonlyMap<string, readonly { fromMs: number; value: unknown }[]>
  changesMs: readonly number[] // of fields
  peersMs: readonly number[] // when word of the peers came
  undoing: ReadonlyMap<string, readonly Log[]> // by the id of what they undo
}

/** `programs` oldest first. `lastMs`: where a record of values alone stands, unless it says when. */
export const merchantOf = (
  programs: readonly Program[],
  record: MerchantRecord,
  lastMs: number,
): Merchant => {
  const { zone } = programs[programs.length - 1]!
  const ms = (text: string): number => instantOf(text, zone)
  const joinedMs = ms(record.joinedAt)
  const hasLog = record.facts !== undefined
  const asOfMs = record.asOf === undefined ? (hasLog ? joinedMs : lastMs) : ms(record.asOf)
  const undoers = new Set(
    programs.flatMap(({ events }) => Object.values(events).flatMap(({ undoneBy }) => undoneBy ?? [])),
  )
  const seen = new Set<string>()
  const facts = (record.facts ?? [])
    .map((fact) => {
      const atMs = ms(fact.at)
      return {
        order: 0,
        id: fact.id,
        type: fact.type,
        atMs,
        seenMs: fact.seen === undefined ? atMs : ms(fact.seen),
        fact,
      }
    })
    .sort((a, b) => a.seenMs - b.seenMs || a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
    .filter(({ id }) => !seen.has(id) && seen.add(id))
  facts.forEach((one, order) => (one.order = order))
  const undoing = new Map<string, Log[]>()
  for (const one of facts) {
    const { ref } = one.fact
    if (ref !== undefined && undoers.has(one.type)) undoing.set(ref, [...(undoing.get(ref) ?? []), one])
  }
  const fields = new Map(
    Object.entries(record.fields ?? {}).map(([id, value]) => [
      id,
      Array.isArray(value)
        ? value.map((one) => ({ fromMs: ms(one.from), value: one.value as unknown }))
        : [{ fromMs: record.asOf === undefined ? -Infinity : asOfMs, value: value as unknown }],
    ]),
  )
  for (const values of fields.values()) values.sort((a, b) => a.fromMs - b.fromMs)
  return {
    record,
    joinedMs,
    beginMs: hasLog ? joinedMs : Math.max(joinedMs, asOfMs),
    asOfMs,
    facts,
    fields,
    changesMs: [
      ...(record.asOf === undefined ? [] : [asOfMs]),
      ...[...fields.values()].flatMap((values) => values.map(({ fromMs }) => fromMs)),
    ],
    peersMs: Object.keys(record.peers ?? {}).map(ms),
    undoing,
  }
}
