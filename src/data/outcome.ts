/** What one read of a merchant's data came to: a standing that may be shown, or what is wrong with it. */
import type { Entry } from '../schema/entry.js'
import type { Issue } from '../schema/issues.js'
import { authorityLimits, defaultLimits } from '../schema/limits.js'
import { standing as standingSchema, type Standing } from '../schema/standing.js'
import { failureOf, isUnsure, retryAfterMsOf, type Answer } from './adapter.js'
import { documentOf } from './document.js'

/** What one read came to. `posted`: the points log, null where the engine did not make it. */
export interface Outcome {
  readonly standing: Standing | null
  readonly issues: readonly Issue[]
  readonly posted: readonly Entry[] | null
  readonly documents: Documents | null
  readonly revision: number | null
  /** The last failure, where it passes by itself: what it asks to wait, in ms. */
  readonly retry: { readonly askedMs: number | null } | null
}
export interface Documents {
  readonly programs: unknown
  readonly merchant: unknown
  readonly revision: number | null
}

export function failed(issues: readonly Issue[]): Outcome {
  return { standing: null, issues, posted: null, documents: null, revision: null, retry: null }
}

export function failedBy(error: unknown): Outcome {
  const issue = failureOf(error)
  return { ...failed([issue]), retry: isUnsure(issue) ? { askedMs: retryAfterMsOf(error) } : null }
}

export function standingRead({ data, revision }: Answer): Outcome {
  // who counts revisions keeps the log
  const limits = typeof revision === 'number' ? authorityLimits : defaultLimits
  const { value, issues } = documentOf(data, standingSchema, 'standing', limits)
  return { ...failed(issues), standing: value && frozen(value), revision: revision ?? null }
}

// the reader has bounded its depth
function frozen<T>(value: T): T {
  // what is no object counts as frozen
  if (!Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value as object)) frozen(inner)
  }
  return value
}
