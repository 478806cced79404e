/**
 * The engine as one function: documents in, a Standing out. Schema, plan and core meet here and nowhere else in a page, in a
 * file of their own that is loaded only where a page evaluates; the store reaches it by `import()`.
 */
import { readOf } from '../core/evaluate.js'
import { compile } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import type { Entry } from '../schema/entry.js'
import type { Issue } from '../schema/issues.js'
import { program } from '../schema/program.js'
import { programs as programsSchema } from '../schema/programs.js'
import { record as recordSchema, type MerchantRecord } from '../schema/record.js'
import type { Standing } from '../schema/standing.js'
import { documentOf } from './document.js'

/** `programs`: one program or all its versions; both documents as JSON text or ready values. `at`: the instant to evaluate for, in ms. */
export interface Documents {
  readonly programs: unknown
  readonly merchant: unknown
  readonly at: number
}

/** `standing` is null exactly when there are issues. `entries`: the whole points log, oldest first. `revision`: the record's own, null where it has none. */
export interface Evaluated {
  readonly standing: Standing | null
  readonly entries: readonly Entry[]
  readonly issues: readonly Issue[]
  readonly revision: number | null
}

export function standingOf({ programs, merchant, at }: Documents): Evaluated {
  const { value: plan, issues: planIssues } = planOf(programs)
  const { value: record, issues: recordIssues } = recordOf(merchant)
  if (!plan || !record)
    return { standing: null, entries: [], issues: [...planIssues, ...recordIssues], revision: null }
  const { standing, entries } = readOf(plan, record, at)
  return {
    standing,
    entries: joined(record.entries ?? [], entries),
    issues: [],
    revision: record.revision ?? null,
  }
}

/** A program's documents as a plan: read, then compiled. */
export const planOf = remembered((data: unknown): { value: Plan | null; issues: readonly Issue[] } => {
  const many = Array.isArray(data) || (typeof data === 'string' && /^\ufeff?\s*\[/.test(data))
  if (many) {
    const { value, issues } = documentOf(data, programsSchema)
    return value ? compile(value) : { value, issues }
  }
  const { value, issues } = documentOf(data, program)
  return value ? compile([value]) : { value: null, issues }
})

/** A merchant's document as a record. */
export const recordOf = remembered(
  (data: unknown): { value: MerchantRecord | null; issues: readonly Issue[] } =>
    documentOf(data, recordSchema),
)

/** The last result, as long as it is asked for the same document again: at the next moment only the time has changed. */
function remembered<R>(make: (data: unknown) => R): (data: unknown) => R {
  let last: { data: unknown; result: R } | null = null
  return (data) => {
    // an object may have been changed since; a text cannot
    if (last && typeof data === 'string' && last.data === data) return last.result
    const result = make(data)
    last = { data, result }
    return result
  }
}

// a span may post again what the record was sent with
function joined(posted: readonly Entry[], added: readonly Entry[]): readonly Entry[] {
  const ids = new Set(posted.map(({ id }) => id))
  return [...posted, ...added.filter(({ id }) => !ids.has(id))]
}
