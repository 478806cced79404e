import { TkPointsLedger } from '../elements/points-ledger.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-points-ledger', TkPointsLedger, customElements)

// its type, and with it that of `document.querySelector('tk-points-ledger')`
export type { TkPointsLedger }
