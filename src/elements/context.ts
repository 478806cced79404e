import { createContext } from '@lit/context'
import type { EntryPage, EntryQuery, View } from '../schema/view.js'

/** What a provider hands to the elements inside it; a new object at every change. `entries` and `can.send` are absent and false where the adapter lacks them. */
export interface ViewSource {
  readonly view: View
  readonly entries?: (query: EntryQuery, signal?: AbortSignal) => Promise<EntryPage>
  readonly can: { readonly send: boolean }
  readonly retry: () => void
}

/** Keyed by a global symbol, so that elements and provider meet across two copies of the kit. */
export const viewContext = createContext<ViewSource, symbol>(Symbol.for('tierkit.view'))

/**
 * A provider dispatches this on its document when it starts to listen. An element that was there before it has asked
 * in vain, and asks again.
 */
export const providerReady = 'tk-provider-ready'
