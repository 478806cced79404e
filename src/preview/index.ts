/** The operators' element and what it tells. Importing this registers nothing: import `tierkit/define/tier-preview` instead. */
export { TkTierPreview } from './tier-preview.js'
export {
  TkPreviewAnswerEvent,
  TkPreviewChangeEvent,
  TkPreviewMerchantEvent,
  type PreviewFound,
} from './events.js'
