/** A question beside what holds: the standing if metrics or fields had other values. An answer is an estimate and is kept nowhere. */
import type { Standing, Subject } from './standing.js'

/** Values by metric and by field id; for a field null asks "what if it were unknown". */
export interface Changes {
  readonly metrics?: Readonly<Record<string, number>>
  readonly fields?: Readonly<Record<string, number | string | boolean | null>>
}

/**
 * A metric or field that open tasks move and that the score or the main ladder reads. `have`: its value now, null where nothing is known;
 * `together`: what all those tasks bring it to; `tasks`: their ids. In the unit's own terms, as in a Standing.
 */
export interface Lever {
  readonly id: string
  readonly kind: 'metric' | 'field'
  readonly subject: Subject
  readonly have: number | null
  readonly together: number
  readonly tasks: readonly string[]
}

/** `standing`: as if reviewed now with the changes; without any, the true one. `levers`: what may be asked, of the true one. */
export interface WhatIf {
  readonly standing: Standing
  readonly levers: readonly Lever[]
}

export type AskWhatIf = (changes: Changes) => Promise<WhatIf>
