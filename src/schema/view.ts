/** A View: what the page holds of one merchant and whether it is asking, the only thing an element renders. */
import type { Command } from './command.js'
import type { Entry, EntryPage } from './entry.js'
import type { Issue } from './issues.js'
import type { Standing } from './standing.js'

/** A command that has ended otherwise than well, and that the merchant has not been told of: refused, or nobody knows (`unknown`), and why. */
export interface FailedCommand {
  readonly command: Command
  readonly state: 'rejected' | 'unknown'
  readonly issue: Issue
}

/**
 * `have`: `none` nothing read yet; `ready` the newest that was asked for; `stale` something older, because a refresh failed.
 * `asking`: a read is under way. `issue`: why the last read failed, or null. `pending`: sent and not read back yet; they change no number.
 * `failed`: what was sent by an earlier page, or went wrong after its sender was told that no answer came; `unkept`: why what is pending would
 * not survive a reload; `unwatched`: why nobody tells the page of changes. Absent, empty or null where there is nothing to say.
 */
export interface View {
  readonly standing: Standing | null
  readonly have: 'none' | 'ready' | 'stale'
  readonly asking: boolean
  readonly issue: Issue | null
  readonly pending: readonly Command[]
  readonly failed?: readonly FailedCommand[]
  readonly unkept?: Issue | null
  readonly unwatched?: Issue | null
}

/** Which entries to read: newest first, `count` of them from a cursor, an end, or an ISO instant. */
export interface EntryQuery {
  readonly from: { cursor: string } | 'first' | 'last' | { date: string }
  readonly count: number
}

export type { Command, Entry, EntryPage, Issue, Standing }
