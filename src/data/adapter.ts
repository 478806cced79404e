/**
 * The port: where a page's data comes from. An adapter is an object with some of the functions below; what it lacks,
 * the widgets show as not offered. A host's own client is an adapter as it stands. An adapter hands over what it got,
 * unread: it need not know the schema, and nothing it says is believed before the schema has read it.
 */
import { issueAt, type Issue } from '../schema/issues.js'
import type { Command, EntryQuery } from '../schema/view.js'
import type { Text } from '../schema/text.js'
import { toldIssue } from './told.js'

/** What every call is told. `signal` fires when nobody waits for the answer any more. `merchantId` is null where the source knows whose page it is. */
export interface AdapterContext {
  readonly signal: AbortSignal
  readonly merchantId: string | null
  readonly locale: keyof Text
}

/**
 * An answer. `data`: JSON text, or the value it stands for. `revision`: the place in the merchant's log that it shows,
 * absent or null where nobody counts. `asOf`: the instant at which it was given, by the clock of whoever keeps the log (ISO text);
 * the page goes by that clock from then on, whatever its own says. Absent or null: the page's clock is as good.
 */
export interface Answer {
  readonly data: unknown
  readonly revision?: number | null
  readonly asOf?: string | null
}

/**
 * Either `program` and `merchant`, and the page evaluates; or `standing`, and the server did; `standing` wins where
 * both are there. Every function may reject: with anything that `failureOf` can read, or with what it makes of the rest.
 */
export interface Adapter {
  /** One program, or a list of all its versions. */
  program?(ctx: AdapterContext): Promise<Answer>
  /** One merchant's record. */
  merchant?(ctx: AdapterContext): Promise<Answer>
  standing?(ctx: AdapterContext): Promise<Answer>
  /** A page of the points log, as `entryPage` has it. */
  entries?(query: EntryQuery, ctx: AdapterContext): Promise<Answer>
  /**
   * Sends a command to the authority of the log. The receipt's `data` is as `receipt` has it; a refusal rejects. The same
   * command may come again under its key, from another tab and after days: it must have no second effect.
   */
  send?(command: Command, ctx: AdapterContext): Promise<Answer>
  /** What became of a command that was sent under a key: its receipt, or `data: null` where the log does not know the key. */
  receipt?(key: string, ctx: AdapterContext): Promise<Answer>
  /**
   * Calls `changed` when there may be something new: read again, at least this revision; `failed` with why, where nothing more will
   * come. Returns what ends it.
   */
  watch?(
    changed: (revision?: number) => void,
    ctx: AdapterContext,
    failed?: (error: unknown) => void,
  ): () => void
  /**
   * Where commands go, e.g. the server's origin: what waits to be sent to one place is never sent to another. Null: to a log that ends
   * with the page, so that nothing is kept for the next one.
   */
  readonly origin?: string | null
}

/** Thrown where an Issue must travel as an exception: adapters reject with it, and so do pages of entries. */
export class Failure extends Error {
  readonly issue: Issue
  /** How long to wait before asking again, in ms, where the server said so. */
  readonly retryAfterMs: number | null
  constructor(issue: Issue, retryAfterMs: number | null = null) {
    super(issue.code)
    this.name = 'Failure'
    this.issue = issue
    this.retryAfterMs = retryAfterMs
  }
}

/**
 * What a rejection means: the Issue it carries (`error.issue`, or in the answer, as `error.responseJSON` of jQuery or
 * `error.response.data` of axios has it), an HTTP status (`error.status`, or `error.response.status`), a time limit
 * (`TimeoutError`), else `unreachable`. A status that passes by itself counts whatever Issue is said beside it: a proxy may have
 * answered in the place of the log. Any value is taken, nothing throws.
 */
export function failureOf(error: unknown): Issue {
  const thrown = fieldsOf(error)
  // one of ours may carry any code: it was made here
  if (thrown.name === 'Failure' && fieldsOf(thrown.issue).code !== undefined) return thrown.issue as Issue
  const answer = fieldsOf(thrown.response)
  const said = thrown.status ?? answer.status
  const status = typeof said === 'number' && said >= 100 ? said : null
  if (status !== null && passesByItself(status)) return issueOfStatus(status)
  for (const place of [thrown, thrown.responseJSON, answer.data, thrown.data]) {
    const issue = toldIssue(fieldsOf(place).issue)
    if (issue) return issue
  }
  if (status !== null) return issueOfStatus(status)
  if (thrown.name === 'TimeoutError' || thrown.statusText === 'timeout')
    return issueAt('timedOut', [], { seconds: 0 })
  return issueAt('unreachable', [], {})
}

/** How long to wait before asking again, in ms, where a rejection says so (`error.retryAfterMs`); else null. */
export function retryAfterMsOf(error: unknown): number | null {
  const { retryAfterMs } = fieldsOf(error)
  return typeof retryAfterMs === 'number' && retryAfterMs >= 0 ? retryAfterMs : null
}

/** The Issue of an HTTP status that is no success. */
export function issueOfStatus(status: number): Issue {
  if (status === 401 || status === 403) return issueAt('notAllowed', [], { status })
  if (status === 404 || status === 410) return issueAt('notFound', [], { status })
  return issueAt('serverFailed', [], { status })
}

/** Whether a status decides nothing: the server failed midway, or asks to come again later (408, 425, 429). */
export function passesByItself(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429
}

/**
 * Whether a failure decides nothing, and passes by itself: no answer came, or one whose status does. A command that failed so may have been taken all the same, and is sent again under its old key, never a new one.
 */
export function isUnsure({ code, params }: Issue): boolean {
  if (code === 'unreachable' || code === 'timedOut' || code === 'otherReceipt') return true
  return code === 'serverFailed' && passesByItself(Number(params.status))
}

/** Whether a failure is no more than an HTTP status: it may come from something on the way to the log, which knows nothing of it. */
export function isBare({ code }: Issue): boolean {
  return code === 'notAllowed' || code === 'notFound' || code === 'serverFailed'
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
