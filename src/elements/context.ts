import { createContext } from '@lit/context'
import type { ViewSource } from '../schema/view.js'

/** Keyed by a global symbol, so that elements and provider meet across two copies of the kit. */
export const viewContext = createContext<ViewSource, symbol>(Symbol.for('tierkit.view'))

/**
 * A provider dispatches this on its document when it starts to listen. An element that was there before it has asked
 * in vain, and asks again.
 */
export const providerReady = 'tk-provider-ready'
