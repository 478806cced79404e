import { issueAt, type Issue, type IssueDocument } from '../schema/issues.js'
import { defaultLimits, type Limits } from '../schema/limits.js'
import { readText, readValue, type Reading } from '../schema/read.js'

type Schema = Parameters<typeof readValue>[1]

/** The key that a document has and the others have not. */
const ownKeys = { program: 'inForce', merchant: 'joinedAt', standing: 'nextMomentAt' } as const

/**
 * What an adapter handed over, read by a schema: a string is JSON text, anything else the value itself. `document` is said by its Issues,
 * which also tell when it is another document than that, or none but a web page.
 */
export function documentOf<S extends Schema>(
  data: unknown,
  schema: S,
  document?: IssueDocument,
  limits: Limits = defaultLimits,
): ReturnType<typeof readValue<S>> {
  const reading: ReturnType<typeof readValue<S>> =
    typeof data === 'string' ? readText(data, schema, limits) : readValue(data, schema, limits)
  if (reading.issues.length === 0) return reading
  const other = otherIssue(data, reading, document)
  return { ...reading, issues: about(document, other ? [other] : reading.issues) }
}

/** Issues that say of which document they are. */
export function about(document: IssueDocument | undefined, issues: readonly Issue[]): readonly Issue[] {
  return document ? issues.map((issue) => ({ ...issue, document })) : issues
}

function otherIssue(
  data: unknown,
  { issues }: Reading<unknown>,
  document: IssueDocument | undefined,
): Issue | null {
  const isText = typeof data === 'string'
  if (isText && /^\ufeff?\s*</.test(data)) return issueAt('webPage', [], {}, issues[0]!.place)
  if (!document || document === 'entries' || (isText && issues[0]!.code === 'notJson')) return null
  let root = data
  try {
    if (isText) root = JSON.parse(data.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  if (Array.isArray(root)) root = root[0]
  const has = (kind: keyof typeof ownKeys): boolean =>
    typeof root === 'object' && root !== null && ownKeys[kind] in root
  const found = (['program', 'merchant', 'standing'] as const).find(has)
  return found && !has(document) ? issueAt('wrongDocument', [], { found, expected: document }) : null
}
