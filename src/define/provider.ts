import { TkProvider } from '../elements/provider.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-provider', TkProvider, customElements)

// its type, and with it that of `document.querySelector('tk-provider')`
export type { TkProvider }
