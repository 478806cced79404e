/**
 * The port: where a page's data comes from. An adapter is an object with some of the functions below; what it lacks,
 * the widgets show as not offered. A host's own client is an adapter as it stands. An adapter hands over what it got,
 * unread: it need not know the schema, and nothing it says is believed before the schema has read it.
 */
import { issueAt, type Issue } from '../schema/issues.js'
import type { Command, EntryQuery } from '../schema/view.js'
import type { Text } from '../schema/text.js'

/** What every call is told. `signal` fires when nobody waits for the answer any more. `merchantId` is null where the source knows whose page it is. */
export interface AdapterContext {
  readonly signal: AbortSignal
  readonly merchantId: string | null
  readonly locale: keyof Text
}

/**
 * An answer. `data`: JSON text, or the value it stands for. `revision`: the place in the merchant's log that it shows,
 * absent or null where nobody counts. `asOf`: the instant it is true of (ISO text), absent or null when that is now.
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
  /** Sends a command to the authority of the log. The receipt's `data` is as `receipt` has it; a refusal rejects. */
  send?(command: Command, ctx: AdapterContext): Promise<Answer>
  /** Calls `changed` when there may be something new: read again, at least this revision. Returns what ends it. */
  watch?(changed: (revision?: number) => void, ctx: AdapterContext): () => void
}

/** Thrown where an Issue must travel as an exception: adapters reject with it, and so do pages of entries. */
export class Failure extends Error {
  readonly issue: Issue
  constructor(issue: Issue) {
    super(issue.code)
    this.name = 'Failure'
    this.issue = issue
  }
}

/**
 * What a rejection means: the Issue it carries (`error.issue`), an HTTP status (`error.status`, or `error.response.status`
 * as axios has it), a time limit (`TimeoutError`), else `unreachable`. Any value is taken, nothing throws.
 */
export function failureOf(error: unknown): Issue {
  const thrown = fieldsOf(error)
  const { code, path, params } = fieldsOf(thrown.issue)
  if (typeof code === 'string' && Array.isArray(path) && params) return thrown.issue as Issue
  const status = thrown.status ?? fieldsOf(thrown.response).status
  if (typeof status === 'number' && status >= 100) return issueOfStatus(status)
  if (thrown.name === 'TimeoutError') return issueAt('timedOut', [], { seconds: 0 })
  return issueAt('unreachable', [], {})
}

/** The Issue of an HTTP status that is no success. */
export function issueOfStatus(status: number): Issue {
  if (status === 401 || status === 403) return issueAt('notAllowed', [], { status })
  if (status === 404 || status === 410) return issueAt('notFound', [], { status })
  return issueAt('serverFailed', [], { status })
}

/**
 * Whether a failed command may have been taken all the same: the answer was lost, or the server failed midway.
 * Then it must be sent again under its old key, never a new one.
 */
export function isUnsure({ code, params }: Issue): boolean {
  return (
    code === 'unreachable' || code === 'timedOut' || (code === 'serverFailed' && Number(params.status) >= 500)
  )
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
