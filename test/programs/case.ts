/**
 * A case of a published program: records in, what stands at instants out. It goes the whole way: the program's text through the reader and
 * the compiler, the records through theirs and the fold, and peers by the population engine. It knows no program.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { readOf } from '../../src/core/evaluate.js'
import { measured } from '../../src/core/measured.js'
import { instantMsOf } from '../../src/plan/calendar.js'
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import { withPeers } from '../../src/population/peers.js'
import { program as programSchema, type Program } from '../../src/schema/program.js'
import { recordIssues } from '../../src/schema/record-issues.js'
import { record as recordSchema, type Fact, type MerchantRecord } from '../../src/schema/record.js'
import { readText, readValue } from '../../src/schema/read.js'
import {
  standing as standingSchema,
  type Evidence,
  type FactorStanding,
  type Standing,
} from '../../src/schema/standing.js'
import { sayEvidence, sayRule } from '../../src/words/say.js'

/** A program, read and compiled anew for each case, so that each goes the whole way and shares nothing with another. */
export type Played = () => { readonly programs: readonly Program[]; readonly plan: Plan }

const read = (text: string): Program => {
  const { value, issues } = readText(text, programSchema)
  if (!value) throw new Error(JSON.stringify(issues, null, 1))
  return value
}
const played =
  (texts: readonly string[]): Played =>
  () => {
    const programs = texts.map(read)
    const { value: plan, issues } = compile(programs)
    if (!plan) throw new Error(JSON.stringify(issues, null, 1))
    return { programs, plan }
  }
const textOf = (file: string): string => readFileSync(new URL(`${file}.json`, import.meta.url), 'utf8')

/** The program of one file, or of several that are its versions. */
export const programOf = (...files: string[]): Played => played(files.map(textOf))

/** The program of a file with one small change of its text, to say the other of two readings. */
export const changed = (file: string, from: string, to: string): Played => {
  const parts = textOf(file).split(from)
  if (parts.length !== 2) throw new Error(`${file}: ${from} stands there ${parts.length - 1} times`)
  return played([parts.join(to)])
}

/** Facts of a case, without ids where nothing refers to them. */
export type Facts = readonly (Partial<Fact> & Pick<Fact, 'type' | 'at'>)[]
/** One fact; its id is given when another refers to it. */
export const one = (type: string, at: string, fields: Record<string, unknown> = {}): Facts => [
  { type, at, ...fields } as Facts[number],
]
/** So many equal facts of one instant. */
export const many = (count: number, type: string, at: string, fields: Record<string, unknown> = {}): Facts =>
  Array.from({ length: count }, () => ({ type, at, ...fields }) as Facts[number])

/** A merchant's record; days begin in the program's zone. */
export const merchant = (
  joinedAt: string,
  facts: Facts = [],
  more: Partial<MerchantRecord> = {},
): MerchantRecord =>
  ({
    id: 'm',
    joinedAt,
    facts: facts.map((fact, place) => ({ id: `${fact.type}-${place}`, ...fact })),
    ...more,
  }) as MerchantRecord

/**
 * What is expected at an instant, by what is asked: `score`; a ladder's tier by its key (`badge@books` for one of a choice), with `.since`,
 * `.until`; an account's balance, with `.lots` as `[left, expires]`; a benefit's state, with `.value`, `.left`, `.chosen`; whether an
 * override is active, with `.until`; a factor's points; the value of a metric or field, with `rank:` its rank, and with `met:` whether a
 * row about it is met.
 */
export type Seen = Readonly<Record<string, unknown>>
export interface Case {
  readonly name: string
  readonly by?: Played // another version or reading than the file's
  readonly of: MerchantRecord | readonly MerchantRecord[] // one merchant, or a population whose first is asked
  readonly ranked?: readonly string[] // the instants at which the population is ranked
  readonly is: Readonly<Record<string, Seen>> // by instant
  readonly all?: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> // by instant: what is seen of everybody, in order
}

/** One test a row; its name is the row. Beside what it expects, every row holds the engine to what holds of any record. */
export const cases = (own: Played, rows: readonly Case[]): void => {
  for (const row of rows)
    test(row.name, () => {
      const { programs, plan } = (row.by ?? own)()
      const given = (Array.isArray(row.of) ? row.of : [row.of]) as readonly MerchantRecord[]
      const records = ranked(plan, checked(programs, given), row.ranked ?? [])
      for (const [at, expected] of Object.entries(row.is))
        expect({ at, ...seenOf(plan, records[0]!, at, expected) }).toEqual({ at, ...expected })
      for (const [at, expected] of Object.entries(row.all ?? {}))
        for (const [key, values] of Object.entries(expected))
          expect({
            at,
            key,
            of: records.map((record) => seenOf(plan, record, at, { [key]: null })[key]),
          }).toEqual({ at, key, of: values })
      const instants = [...Object.keys(row.is), ...Object.keys(row.all ?? {})]
      expect(instants.length).toBeGreaterThan(0)
      holdsOfAny(plan, records[0]!, instants.map((at) => instantOf(plan, at)).sort((left, right) => left - right)) // prettier-ignore
    })
}

/** The fold may be cut at each instant, the standing passes its own schema, and each of its reasons can be said in both languages. */
const holdsOfAny = (plan: Plan, record: MerchantRecord, instants: readonly number[]): void => {
  const lastMs = instants[instants.length - 1]!
  const whole = advance(plan, record, lastMs)
  for (const atMs of instants) {
    const first = advance(plan, record, atMs)
    const then = advance(plan, { ...record, held: first.held }, lastMs)
    expect(then.held).toEqual(whole.held)
    expect([...first.entries, ...then.entries]).toEqual(whole.entries)
    const { standing } = readOf(plan, record, atMs)
    expect(readValue(JSON.parse(JSON.stringify(standing)), standingSchema).issues).toEqual([])
    for (const locale of ['en', 'zh-CN'] as const) {
      const ctx = {
        locale,
        zone: standing.program.zone,
        currency: standing.program.currency,
        at: standing.at,
      }
      for (const reason of reasonsIn(standing)) {
        const said = Object.values(sayEvidence(reason, ctx)).join(' ') + sayRule(reason, ctx)
        expect(said).not.toMatch(/undefined|NaN|\[object|^\s*$/)
      }
    }
  }
}

const reasonsIn = (standing: Standing): Evidence[] =>
  [
    ...standing.ladders.flatMap(({ tiers }) => tiers.flatMap(({ enter, keep }) => [enter, keep])),
    ...standing.benefits.map(({ requires }) => requires),
    ...standing.tasks.map(({ done }) => done),
    ...standing.overrides.map(({ ends }) => ends),
  ].filter((reason) => reason !== null)

const checked = (programs: readonly Program[], given: readonly MerchantRecord[]): MerchantRecord[] =>
  given.map((one) => {
    const { value, issues } = readValue(one, recordSchema)
    const all = [...issues, ...(value ? recordIssues(programs, value) : [])]
    if (!value || all.length > 0) throw new Error(JSON.stringify(all, null, 1))
    return value
  })

const instantOf = (plan: Plan, at: string): number => {
  const ms = instantMsOf(at, plan.clockwork.zone)
  if (Number.isNaN(ms)) throw new Error(`${at} is no instant`)
  return ms
}

/** Ranks a population at one review after the other: each by its metrics and its state just before it. */
const ranked = (plan: Plan, given: MerchantRecord[], at: readonly string[]): MerchantRecord[] =>
  at.reduce((records, one) => {
    const atMs = instantOf(plan, one)
    const there = records.map((record) => ({
      ...measured(plan, record, atMs),
      held: advance(plan, record, atMs - 1).held,
    }))
    return withPeers(plan, there, atMs).map(({ peers }, place) => ({
      ...records[place]!,
      ...(peers && { peers }),
    }))
  }, given)

const seenOf = (plan: Plan, record: MerchantRecord, at: string, expected: Seen): Record<string, unknown> => {
  const { standing } = readOf(plan, record, instantOf(plan, at))
  const values = valuesOf(standing)
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, key in values ? values[key] : `nothing is called ${key}`]),
  )
}

/** Everything that a row may ask for, by name. */
const valuesOf = (standing: Standing): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  const put = (key: string, value: unknown): void => {
    if (!(key in values)) values[key] = value
  }
  const evidence = (found: Evidence | null | undefined): void => {
    if (!found) return
    if ('of' in found && Array.isArray(found.of)) found.of.forEach(evidence)
    else if ('of' in found) evidence(found.of as Evidence)
    if (found.kind === 'compare') {
      put(found.subject.id, found.have)
      put(`met:${found.subject.id}`, found.met)
    }
    if (found.kind === 'rank') put(`rank:${found.subject.id}`, found.have)
  }
  const factor = (found: FactorStanding): void => {
    if (found.metric) put(found.metric.id, found.value)
    put(found.id, found.points)
    found.factors?.forEach(factor)
    evidence(found.guard)
  }
  for (const { id, active, until } of standing.overrides)
    Object.assign(values, { [id]: active, [`${id}.until`]: until })
  for (const one of standing.ladders) {
    const key = one.scope ? `${one.id}@${one.scope.value}` : one.id
    Object.assign(values, {
      [key]: one.held,
      [`${key}.since`]: one.since,
      [`${key}.until`]: one.until,
      [`${key}.pending`]: one.pending?.tier ?? null,
    })
  }
  for (const { id, balancePoints, lots } of standing.accounts)
    Object.assign(values, {
      [id]: balancePoints,
      [`${id}.lots`]: lots.map(({ leftPoints, expiry }) => [leftPoints, expiry?.at ?? null]),
    })
  for (const { id, state, value, quota, choose } of standing.benefits)
    Object.assign(values, {
      [id]: state,
      [`${id}.value`]: value,
      [`${id}.left`]: quota?.left ?? null,
      [`${id}.chosen`]: choose?.chosen ?? null,
    })
  for (const { id, state } of standing.tasks) values[id] = state
  standing.score?.factors.forEach(factor)
  evidence(standing.score?.guard)
  if (standing.score?.why?.kind === 'guard') evidence(standing.score.why.needs)
  for (const { ends } of standing.overrides) evidence(ends)
  for (const { tiers } of standing.ladders)
    for (const { enter, keep } of tiers) [enter, keep].forEach(evidence)
  for (const { requires } of standing.benefits) evidence(requires)
  for (const { done } of standing.tasks) evidence(done)
  values['score'] = standing.score?.value ?? null // a condition's reading of it may be a scoped one
  return values
}
