/** Problem details (RFC 9457): every answer that is no success, with the Issue that a page says in words. */
import { catalogue, issueAt, type Issue } from '../../src/schema/issues.js'
import { sayIssue } from '../../src/words/issues.js'
import type { Locale } from '../../src/words/locale.js'

export interface Problem {
  /** One a code: `urn:tierkit:issue:notEnoughPoints`. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly issue: Issue
  /** All that is wrong, where a document is. */
  readonly issues?: readonly Issue[]
}

/** What is thrown where a request ends in a problem. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly issues: readonly [Issue, ...Issue[]],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(issues[0].code)
    this.name = 'Refusal'
  }
}

export function problemOf({ status, issues }: Refusal, locale: Locale): Problem {
  const [issue] = issues
  return {
    type: `urn:tierkit:issue:${issue.code}`,
    title: catalogue[issue.code].when,
    status,
    detail: sayIssue(issue, locale).text,
    issue,
    ...(issues.length > 1 && { issues }),
  }
}

/** The refusal of a status that has an Issue of its own. */
export function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Refusal {
  const code = status === 401 || status === 403 ? 'notAllowed' : status === 404 ? 'notFound' : 'serverFailed'
  return new Refusal(status, [issueAt(code, [], { status })], headers)
}

const conflicts: readonly string[] = ['reusedKey', 'staleRevision']

/** A command that was read and is not taken. */
export const refused = (issue: Issue): Refusal =>
  new Refusal(conflicts.includes(issue.code) ? 409 : 422, [issue])
