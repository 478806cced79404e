import { TkPointsLedger } from '../elements/points-ledger.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-points-ledger', TkPointsLedger, customElements)
