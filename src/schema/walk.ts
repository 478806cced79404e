/** The checks of our reader of texts for a value that is already read: what JSON cannot hold, or would not survive in. It knows no schema. */
import type { Issue } from './issues.js'
import { isHostileKey, maxIssues, type Limits } from './limits.js'
import { valueFault } from './number.js'

/** A list or object on the way from the root to what is looked at. */
interface Step {
  readonly of: object
  readonly keys: readonly (string | number)[]
  next: number
}

type Fault = Pick<Issue, 'code' | 'params'>

/** What is wrong with a ready value. Without recursion; a part that is shared is looked at wherever it stands, up to the limit of size. */
export function valueIssues(root: unknown, limits: Limits): Issue[] {
  const issues: Issue[] = []
  const steps: Step[] = []
  const inside = new Set<object>()
  let bytes = 0
  const path = (): (string | number)[] => steps.map(({ keys, next }) => keys[next - 1] ?? 0)
  const say = ({ code, params }: Fault): void => {
    issues.push({ code, path: path(), params })
  }
  const enter = (value: unknown): void => {
    bytes += typeof value === 'string' ? value.length + 2 : 1
    const fault = faultOf(value)
    if (fault) say(fault)
    else if (typeof value === 'object' && value !== null) {
      if (inside.has(value)) say({ code: 'circular', params: {} })
      else if (steps.length >= limits.depth) say({ code: 'overDepth', params: { limit: limits.depth } })
      else {
        inside.add(value)
        steps.push({ of: value, keys: keysOf(value), next: 0 })
      }
    }
  }
  enter(root)
  for (;;) {
    // a lower bound of the text's length, so nothing that would fit as a text is refused
    if (bytes > limits.bytes) return [{ code: 'overSize', path: [], params: { bytes, limit: limits.bytes } }]
    const step = steps[steps.length - 1]
    if (!step || issues.length >= maxIssues) return issues
    const key = step.keys[step.next++]
    if (key === undefined) {
      steps.pop()
      inside.delete(step.of)
      continue
    }
    if (typeof key === 'string') bytes += key.length + 3
    const value = (step.of as Record<string | number, unknown>)[key]
    if (typeof key === 'string' && isHostileKey(key)) say({ code: 'hostileKey', params: { key } })
    // JSON drops such a key, as if it were not there; in a list it would become null
    else if (value !== undefined || typeof key === 'number') enter(value)
  }
}

function keysOf(value: object): readonly (string | number)[] {
  if (!Array.isArray(value)) return Object.keys(value)
  const places: number[] = []
  for (let place = 0; place < value.length; place++) places.push(place)
  return places
}

function faultOf(value: unknown): Fault | null {
  if (typeof value === 'number') return valueFault(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (typeof value === 'object' && (Array.isArray(value) || isPlain(value))) return null
  return { code: 'notPlain', params: { found: nameOf(value) } }
}

/** True for an object that has no class, of this realm or another: a page may be given values by the frame around it. */
function isPlain(value: object): boolean {
  const above: unknown = Object.getPrototypeOf(value)
  return above === null || Object.getPrototypeOf(above) === null
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  const maker = (value as { constructor?: { name?: unknown } }).constructor
  return typeof maker?.name === 'string' && maker.name !== '' ? maker.name : 'object'
}
