/** What a document may be at most, and what is refused in texts and in ready values alike. */

/** `bytes`: of the text as UTF-8; `depth`: of lists and objects within each other, the outermost is 1. */
export interface Limits {
  readonly bytes: number
  readonly depth: number
}
export const defaultLimits: Limits = { bytes: 1_048_576, depth: 64 }

/**
 * For what the authority of a log gives of a merchant, from its own database or as a server that counts revisions: it grows with the log,
 * and 50,000 live lots with their facts are about 16 MB. Never for what a person wrote or a page was handed.
 */
export const authorityLimits: Limits = { bytes: 33_554_432, depth: 64 }

/** As many issues as anyone reads; reading stops there. */
export const maxIssues = 100

const hostileKeys: readonly string[] = ['__proto__', 'constructor', 'prototype']
/** True for a key that would change what an object is, or find what it never held. */
export const isHostileKey = (key: string): boolean => hostileKeys.indexOf(key) >= 0
