import { TkTierPreview } from '../preview/tier-preview.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-tier-preview', TkTierPreview, customElements)

// its type, and with it that of `document.querySelector('tk-tier-preview')`
export type { TkTierPreview }
