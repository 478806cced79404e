import { TkTierLadder } from '../elements/tier-ladder.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-tier-ladder', TkTierLadder, customElements)

// its type, and with it that of `document.querySelector('tk-tier-ladder')`
export type { TkTierLadder }
