/** What is said beside a query, for people; the words come from outside, in their language. */
import type { Text, Unit } from '../schema/text.js'

export interface Remarks {
  /** What the query is of. `version`: of the program; `at`: ISO text of the review; `database`: what runs it. */
  title(of: {
    program: Text
    id: string
    version: string
    ladder: Text
    at: string
    database: string
  }): string
  /** What the columns listed below it belong to. */
  reads(table: string): string
  /** What a column says: its names, empty where the program has none, and its unit. */
  column(names: readonly Text[], unit: Unit): string
  readonly id: string
  /** A tier that is held. */
  readonly held: string
  /** What the columns of a table of events belong to, and what those that every event has hold. */
  readsEvents(table: string): string
  readonly events: Readonly<Record<'id' | 'merchant' | 'type' | 'at' | 'seen' | 'ref', string>>
  /** Which events count: `at`, and `cutOff` where those that happened later do not; ISO texts. */
  arrived(at: string, cutOff: string | null): string
  /** What undoes events. */
  readonly undone: string
  /** Why steps end as they do, where a dialect ends them. */
  fence(words: string): string
}
