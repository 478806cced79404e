/**
 * What is new between two standings, for those who do not see it, and who tells of it: elements that show one standing are told of one
 * change, and the first of them says it. It knows no element and no words.
 */
import type { Command } from '../schema/command.js'
import type { Issue } from '../schema/issues.js'
import type { Standing } from '../schema/standing.js'

/** A sentence, and the name of the change that it tells: elements that tell of the same change name it alike. */
export interface News {
  readonly of: string
  readonly text: string
}

/** A standing, and beside it what was sent and not read back. */
export interface Moment {
  readonly standing: Standing
  readonly pending: readonly Command[]
}

/** Whether one followed the other: the same merchant's, by the same program. Tiers of another version are other tiers. */
function follows(now: Standing, before: Standing): boolean {
  return (
    before.merchant.id === now.merchant.id &&
    before.program.id === now.program.id &&
    before.program.version === now.program.version
  )
}

const told = new WeakMap<object, Set<string>>()

/** Whether nobody has told of this yet. `about`: the standing that brought it, or the failure. */
export function isFirst(about: object, of: string): boolean {
  const known = told.get(about) ?? new Set()
  told.set(about, known)
  if (known.has(of)) return false
  known.add(of)
  return true
}

/** Failures after which a person has asked to read again: until then an automatic attempt shows and says nothing. */
const pressed = new WeakSet<Issue>()
export const markPressed = (issue: Issue | null | undefined): void => void (issue && pressed.add(issue))
export const isPressed = (issue: Issue | null): boolean => issue !== null && pressed.has(issue)

/** Commands of `now` that were not there before, and those that are there no more. */
export function turnover(
  before: Moment,
  now: Moment,
): { sent: readonly Command[]; over: readonly Command[] } {
  const without = (all: readonly Command[], others: readonly Command[]): Command[] =>
    all.filter(({ key }) => !others.some((other) => other.key === key))
  return { sent: without(now.pending, before.pending), over: without(before.pending, now.pending) }
}

/** What one element has shown last, and the failure that its reader knows of. */
export class Teller {
  private heard: Moment | null = null
  private trouble: Issue | null = null

  /** What comes next is a beginning. */
  forget(): void {
    this.heard = this.trouble = null
  }

  /** What a change of state means: that a refresh failed, again where a person asked for it, or that a failure is over. */
  ofState(
    before: string,
    state: string,
    issue: Issue | null,
  ): { about: Issue; of: 'failed' | 'over' } | null {
    const { trouble } = this
    if (state === 'loading') return null
    const shows = state === 'ready' || state === 'empty'
    this.trouble = shows ? null : issue
    if (shows) return trouble && { about: trouble, of: 'over' }
    const again = issue !== trouble && isPressed(trouble)
    return state === 'stale' && issue && (before !== 'stale' || again) ? { about: issue, of: 'failed' } : null
  }

  /** The moment before this one; null where this one begins. */
  since(now: Moment): Moment | null {
    const before = this.heard
    this.heard = now
    return before && follows(now.standing, before.standing) ? before : null
  }
}
