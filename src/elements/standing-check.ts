/**
 * A last look at a standing that a page hands to an element without a provider. The schema is the trust boundary, but it
 * lives behind the provider, and an element alone must not throw on a page that hands it something else. This finds
 * what would show a wrong number or break the drawing: the wrong document, missing parts, numbers that are none.
 */
import type { Issue } from '../schema/issues.js'

const lists = ['ladders', 'overrides', 'tasks', 'benefits', 'accounts', 'reviews'] as const

/** Far beyond any real standing; a larger value, or one that contains itself, is not walked to its end. */
const mostValues = 200_000

/** What is wrong with a value that should be a Standing, or null. */
export function standingIssue(value: unknown): Issue | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrongType([], nameOf(value), 'object')
  const standing = value as Record<string, unknown>
  if (standing.tierkit !== 1)
    return { code: 'wrongLanguage', path: ['tierkit'], params: { found: String(standing.tierkit) } }
  if (typeof standing.at !== 'string') return wrongType(['at'], nameOf(standing.at), 'text')
  for (const part of ['program', 'merchant'] as const) {
    if (typeof standing[part] !== 'object' || standing[part] === null)
      return wrongType([part], nameOf(standing[part]), 'object')
  }
  for (const list of lists)
    if (!Array.isArray(standing[list])) return wrongType([list], nameOf(standing[list]), 'list')
  return numberIssue(standing)
}

/** The first number that is NaN or infinite, found without recursion. Where it is, is worked out when there is one. */
function numberIssue(root: object): Issue | null {
  const open: object[] = [root]
  for (let seen = 0; open.length > 0; seen++) {
    if (seen > mostValues) return { code: 'circular', path: [], params: {} }
    for (const inner of Object.values(open.pop()!) as unknown[]) {
      if (typeof inner === 'number' && !Number.isFinite(inner)) return numberPlace(root)
      if (typeof inner === 'object' && inner !== null) open.push(inner)
    }
  }
  return null
}

/** The same walk, with the way to each value. */
function numberPlace(root: object): Issue | null {
  const open: { value: object; path: readonly (string | number)[] }[] = [{ value: root, path: [] }]
  while (open.length > 0) {
    const { value, path } = open.pop()!
    for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
      const at = [...path, Array.isArray(value) ? Number(key) : key]
      if (typeof inner === 'number' && !Number.isFinite(inner))
        return { code: 'notFinite', path: at, params: { found: String(inner) } }
      if (typeof inner === 'object' && inner !== null) open.push({ value: inner, path: at })
    }
  }
  return null
}

function wrongType(path: readonly string[], found: string, expected: string): Issue {
  return { code: 'wrongType', path, params: { found, expected } }
}

function nameOf(value: unknown): string {
  return value === null
    ? 'null'
    : Array.isArray(value)
      ? 'list'
      : typeof value === 'string'
        ? 'text'
        : typeof value
}
