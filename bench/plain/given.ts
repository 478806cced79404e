// What the benches give to the five elements: one View that is ready, and what a page sets besides.
import type { ViewSource } from '../../src/elements/context.js'
import { entries, lotusKitchen } from '../../test/elements/standings.js'

export const source: ViewSource = {
  view: { standing: lotusKitchen(), have: 'ready', asking: false, issue: null, pending: [] },
  can: { send: true },
  retry: () => undefined,
  failed: [],
  unkept: null,
  seen: () => undefined,
}
export const set: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'points-ledger': { entries },
  'tier-ladder': { compare: true },
}
