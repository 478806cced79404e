import { createContext } from '@lit/context'
import type { Issue } from '../schema/issues.js'
import type { EntryPage, EntryQuery, FailedCommand, View } from '../schema/view.js'
import type { AskWhatIf } from '../schema/what-if.js'

/**
 * What a provider hands to the elements inside it; a new object at every change. `entries` and `can.send` are absent and false where the
 * adapter lacks them, `whatIf` is absent where the page does not evaluate. `failed`: what the person asked for and did not get, and has
 * not waved away. `unkept`: as the View has it, until it is waved away. `look`: the provider's appearance; another one, and elements read
 * anew how they are to look.
 */
export interface ViewSource {
  readonly view: View
  readonly entries?: (query: EntryQuery, signal?: AbortSignal) => Promise<EntryPage>
  /** The standing if metrics or fields had other values. */
  readonly whatIf?: AskWhatIf
  /** How long to wait before a read that has failed so often is asked again, in ms; null where no waiting changes what it failed with. */
  readonly againMs?: (error: unknown, tries: number) => number | null
  readonly can: { readonly send: boolean }
  readonly retry: () => void
  readonly failed: readonly FailedCommand[]
  readonly unkept: Issue | null
  /** The person has read of a command that failed (its key), or of why nothing is kept (no key). */
  readonly seen: (key?: string) => void
  readonly look?: unknown
  /** The provider's `compactNumbers`. */
  readonly compactNumbers?: boolean
}

/** Keyed by a global symbol, so that elements and provider meet across two copies of the kit. */
export const viewContext = createContext<ViewSource, symbol>(Symbol.for('tierkit.view'))

/**
 * A provider dispatches this on its document when it starts to listen. An element that was there before it has asked
 * in vain, and asks again.
 */
export const providerReady = 'tk-provider-ready'
