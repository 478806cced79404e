/** What an answer to a command, or that there is none, says of its fate; and which of two tabs knows more of it. */
import { receipt as receiptSchema } from '../schema/command.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Command } from '../schema/view.js'
import { Failure, isBare, isUnsure, type Answer } from './adapter.js'
import { documentOf } from './document.js'
import type { Timer } from './timer.js'
import type { Waiting } from './waiting.js'

/** After so long there is no answer. Sources that have a time limit of their own say so earlier. */
const mostAnswerMs = 90_000

/** An answer that is no receipt: the command may have been taken, so this is a lost answer and never a refusal. */
class Unreadable extends Failure {
  readonly decidesNothing = true
}

/** The revision that a command's receipt tells. Throws what makes the answer no receipt of it. */
export function receivedRevision({ data }: Answer, key: string): number {
  const { value, issues } = documentOf(data, receiptSchema)
  if (!value) throw new Unreadable(issues[0]!)
  if (!Number.isSafeInteger(value.revision))
    throw new Unreadable(issueAt('notWhole', ['revision'], { found: value.revision }))
  if (value.key !== key)
    throw new Unreadable(issueAt('otherReceipt', [], { found: value.key, expected: key }))
  return value.revision
}

/**
 * Whether a failed command may have been taken, or still may be: it is sent again. `isAgain`: an earlier try may be out. After one a bare
 * 401 or 409 says nothing of it (who asks has changed, or the first copy is being worked on).
 */
export function mayHaveBeen(error: unknown, issue: Issue, isAgain: boolean): boolean {
  const decidesNothing = (error as { decidesNothing?: unknown } | null)?.decidesNothing === true
  if (decidesNothing || isUnsure(issue)) return true
  const { status } = issue.params
  return isAgain && isBare(issue) && (status === 401 || status === 409)
}

/** A host's function that never comes to an end must not keep a command from being sent again. */
export async function inTime<T>(asked: Promise<T>, timer: Timer): Promise<T> {
  let alarm: unknown
  const late = new Promise<never>((_resolve, reject) => {
    const issue = issueAt('timedOut', [], { seconds: mostAnswerMs / 1000 })
    alarm = timer.set(() => reject(new Failure(issue)), mostAnswerMs)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    timer.clear(alarm)
  }
}

const ranks: Readonly<Record<Waiting['state'], number>> = {
  queued: 0,
  sent: 1,
  unknown: 2,
  rejected: 3,
  acknowledged: 4,
}

/** Whether what another tab wrote of a command is news here. */
export function isFurther(theirs: Waiting, mine: Waiting): boolean {
  if (theirs.told && !mine.told) return true
  const more = ranks[theirs.state] - ranks[mine.state]
  return more > 0 || (more === 0 && theirs.tries > mine.tries)
}

/** What a command asks, whatever its key and revision, and in whatever order it says it: what was kept comes back in another. */
export function bodyOf(command: Command): string {
  const body = { ...command, key: '', revision: 0 }
  const names: string[] = []
  JSON.stringify(body, (name: string, value: unknown) => (names.push(name), value))
  return JSON.stringify(body, names.sort())
}
