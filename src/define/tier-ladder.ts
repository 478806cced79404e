import { TkTierLadder } from '../elements/tier-ladder.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-tier-ladder', TkTierLadder, customElements)
