import { TkProvider } from '../elements/provider.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-provider', TkProvider, customElements)
