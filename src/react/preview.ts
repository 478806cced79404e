/** The operators' element as a React component: an entry of its own, so that no merchant's page carries it. */
import { TkTierPreview } from '../preview/tier-preview.js'
import { elementComponent } from './component.js'

/** `<tk-tier-preview>` */
export const TierPreview = /* @__PURE__ */ elementComponent('tk-tier-preview', TkTierPreview, [
  'tk-preview-change',
  'tk-preview-answer',
  'tk-preview-merchant',
])
