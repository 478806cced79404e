import { TkTierPreview } from '../preview/tier-preview.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-tier-preview', TkTierPreview, customElements)
